//! Usage exports read on all cores say what they say when they are read on one.

use breakeven::evidence::usage::{InOrder, UsageExport, read, read_in_order};
use breakeven::files::material::cores::in_order;

const ON_ALL_CORES: InOrder = |next, work, take| in_order(next, work, take);

fn on_one_and_on_all(text: &str) -> UsageExport {
    let on_one = read(&mut text.as_bytes(), None);
    let on_all = read_in_order(&mut text.as_bytes(), None, ON_ALL_CORES);
    let (on_one, on_all) = (on_one.unwrap(), on_all.unwrap());
    assert_eq!(on_one, on_all);
    on_all
}

/// Requests of five models over some months, some of them twice and some with faults, in many batches.
fn requests(row: impl Fn(usize, &str, &str, u64) -> String) -> Vec<String> {
    (0..60_000)
        .map(|number| {
            let day = format!("2026-{:02}-{:02}", number % 7 + 3, number % 31 + 1);
            let model = format!("model-{}", number * number % 5);
            row(number - number % 11 / 10, &day, &model, number as u64 % 977)
        })
        .collect()
}

#[test]
fn a_table_is_the_same_on_one_core_and_on_all() {
    let rows = requests(|id, day, model, tokens| {
        format!("id-{id},acompletion,sk-1,0.0123,{day} 10:00:00,{model},{tokens},20")
    });
    let header =
        "request_id,call_type,api_key,spend,startTime,model,prompt_tokens,completion_tokens";
    let export = on_one_and_on_all(&format!("{header}\n{}\n", rows.join("\n")));
    assert!(export.left_out.duplicates > 1000 && export.problems.count > 100);
    assert_eq!(export.models().len(), 3);
}

#[test]
fn a_table_of_open_dates_is_the_same_on_one_core_and_on_all() {
    let rows = requests(|id, day, model, tokens| {
        let (month, day) = (&day[5..7], &day[8..]);
        format!("{month}/{day}/2026,{model},{tokens},20,{}", id % 5)
    });
    let header = "date,model,prompt_tokens,completion_tokens,api_requests";
    let export = on_one_and_on_all(&format!("{header}\n{}\n", rows.join("\n")));
    assert!(export.rows > 10_000);
}

#[test]
fn json_is_the_same_on_one_core_and_on_all() {
    let rows = requests(|id, day, model, tokens| {
        format!(
            r#"{{"request_id": "id-{id}", "spend": 0.0123, "startTime": "{day}T10:00:00Z", "model": "{model}", "prompt_tokens": {tokens}, "completion_tokens": 20}}"#
        )
    });
    for text in [
        // The first row says nothing of the form of the others.
        format!("{{\"a\": 1}}\n{}\n", rows.join("\n")),
        format!("{{\"data\": [{}], \"total\": 5}}", rows.join(",\n")),
    ] {
        let export = on_one_and_on_all(&text);
        assert!(export.left_out.duplicates > 1000 && export.problems.count > 100);
    }
}

#[test]
fn buckets_are_the_same_on_one_core_and_on_all() {
    let buckets: Vec<String> = (0..4000_u64)
        .map(|number| {
            let start = 1_785_542_400 + 86_400 * number % 31_536_000;
            let result = |model: u64| {
                format!(r#"{{"model": "model-{model}", "num_model_requests": {number}, "input_tokens": {}}}"#, number % 97)
            };
            // Negative requests are a fault.
            let odd = if number % 50 == 7 { r#", {"model": "m", "num_model_requests": -1}"# } else { "" };
            format!(
                r#"{{"start_time": {start}, "end_time": {}, "results": [{}, {}{odd}]}}"#,
                start + 86_400,
                result(number % 3),
                result(9)
            )
        })
        .collect();
    let export = on_one_and_on_all(&format!("[{}]", buckets.join(",\n")));
    assert_eq!(export.problems.count, 80);
    assert!(export.rows > 5000);
}
