//! The list of models: names, columns, and what comes first and last.

use breakeven::evidence::catalog::Catalog;
use breakeven::evidence::listing::{NO_MATCH, Row, Standing, headings};
use breakeven::scenario::Scenario;
use breakeven::scenario::retirement::Retirement;
use breakeven::scenario::warnings::warnings;

use crate::support::scenario;

use super::models;

fn rows(text: &str, scenario: &Scenario, tuned: bool) -> Vec<Row> {
    let catalog = Catalog::bundled().unwrap();
    catalog.rows(text, scenario, tuned).unwrap()
}

fn row(text: &str, tuned: bool) -> Row {
    rows(text, &Scenario::default(), tuned)[0].clone()
}

#[test]
fn common_providers_come_first_and_the_newest_of_a_family() {
    let all = rows("", &Scenario::default(), false);
    assert_eq!(all.len(), models().len());
    let names: Vec<_> = all.iter().map(|row| row.name.as_str()).collect();
    assert!(names[0].starts_with("GPT-6.2"), "{names:?}");
    let place = |name: &str| names.iter().position(|other| *other == name).unwrap();
    for (before, after) in [
        ("GPT-5.6 Terra", "GPT-5.5"),
        ("GPT-5.5", "Claude Opus 5.5"),
        ("Claude Opus 5.5", "Claude Opus 4.8"),
        ("Claude Opus 4.8", "Gemini 3.8 Flash"),
        ("Nova Pro", "Llama 4 Scout 17B Instruct"),
        ("Mistral Large 3", "Ministral 3 14B"),
        // What retires comes last, whoever offers it.
        ("Command R", "GPT-4o"),
    ] {
        assert!(place(before) < place(after), "{before}, {after}: {names:?}");
    }
}

#[test]
fn what_retires_within_the_horizon_is_marked_and_what_is_gone_comes_after_it() {
    let soon = scenario("(start: \"2027-02\", horizon_months: 12)");
    let all = rows("", &soon, true);
    let standing = |id: &str| all.iter().find(|row| row.id == id).unwrap().standing;
    assert_eq!(standing("OpenAI · gpt-4o"), Standing::Retired);
    // The tuned copies of this one outlive it.
    assert_eq!(standing("Azure OpenAI · gpt-4.1"), Standing::Retiring);
    assert_eq!(standing("Fireworks · qwen3-8b"), Standing::Current);
    let order: Vec<_> = all.iter().map(|row| row.standing).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(
        all.iter()
            .any(|row| row.cells.last().unwrap() == "14 Oct 2027")
    );
}

#[test]
fn each_row_has_a_cell_for_each_heading() {
    for tuned in [false, true] {
        for row in rows("", &Scenario::default(), tuned) {
            assert_eq!(row.cells.len(), headings(tuned).len(), "{}", row.id);
        }
    }
    assert_eq!(
        row("claude opus 5.5", false).cells,
        ["$4.00", "$0.20", "$20.00", ""]
    );
    // By the hour, never "$0 in, $0 out".
    assert_eq!(
        row("fireworks gpt-oss-20b", true).cells,
        ["", "", "", "$3.00", "$8.00 per GPU hour", ""]
    );
    let azure = rows("azure gpt-4.1", &Scenario::default(), true);
    let azure = azure.iter().find(|row| row.model.model == "gpt-4.1");
    assert_eq!(
        azure.unwrap().cells,
        [
            "$2.00",
            "$0.50",
            "$8.00",
            "$25.00",
            "$1.70 per hour",
            "14 Oct 2027"
        ]
    );
    assert_eq!(
        row("openai gpt-4o-mini", true).in_words(true),
        "GPT-4o Mini, OpenAI · gpt-4o-mini, input $0.30, cached $0.15, output $1.20, training $3.00, retires 14 Jan 2027"
    );
}

#[test]
fn what_people_type_finds_a_model_and_what_finds_none_is_said() {
    for (typed, id) in [
        ("opus", "Anthropic · claude-opus-5-5"),
        ("Claude Opus 5.5", "Anthropic · claude-opus-5-5"),
        ("sonnet 4.6", "Anthropic · claude-sonnet-4-6"),
        ("gpt 5.4 mini", "OpenAI · gpt-5.4-mini"),
        ("mistral small 4", "Mistral · mistral-small-2603"),
        (
            "llama 3.3 70b",
            "Amazon Bedrock · meta.llama3-3-70b-instruct-v1:0",
        ),
        ("nova micro", "Amazon Bedrock · amazon.nova-micro-v1:0"),
    ] {
        assert_eq!(row(typed, false).id, id, "{typed}");
    }
    let why = |text: &str, tuned| {
        let catalog = Catalog::bundled().unwrap();
        catalog.rows(text, &Scenario::default(), tuned).unwrap_err()
    };
    assert_eq!(why("no such model", false), NO_MATCH);
    assert_eq!(why("grok 4.7", true), "xAI grok-4.7 can’t be fine-tuned");
}

#[test]
fn no_name_is_an_id() {
    for model in models() {
        let name = model.people_name();
        let is_spelt = !name.contains(['/', ':', '_']) && !name.contains("  ");
        assert!(
            is_spelt && !name.is_empty(),
            "{} is called {name:?}",
            model.model
        );
        let has_capital = name.contains(|letter: char| letter.is_ascii_uppercase());
        assert!(has_capital || name.starts_with("gpt-oss"), "{name}");
    }
}

#[test]
fn a_pick_keeps_the_day_of_retirement_and_warns_of_it() {
    let gpt_4o = models()
        .iter()
        .find(|model| model.full_name() == "OpenAI gpt-4o")
        .unwrap();
    let mut soon = scenario("(start: \"2026-06\", horizon_months: 24)");
    gpt_4o.fill_prompting(&mut soon).unwrap();
    let said = |scenario: &Scenario, path: &str| {
        let found = warnings(scenario).into_iter();
        let found = found.filter(|warning| warning.path == path);
        found.map(|warning| warning.text).collect::<Vec<_>>()
    };
    assert_eq!(
        said(&soon, "prompting.serving.model"),
        [
            "gpt-4o retires on 14 Jan 2027, within the horizon: moving to the next one costs what a requirement change does, which is nothing yet"
        ]
    );
    assert_eq!(Retirement::within_horizon(&soon).len(), 1);
    gpt_4o.fill_fine_tuning(&mut soon).unwrap();
    assert_eq!(Retirement::within_horizon(&soon).len(), 2);
    assert_eq!(said(&soon, "fine_tuning.serving.model"), [] as [&str; 0]);

    let mut late = scenario("(start: \"2027-01\", horizon_months: 24)");
    gpt_4o.fill_fine_tuning(&mut late).unwrap();
    assert_eq!(
        said(&late, "fine_tuning.serving.model"),
        ["gpt-4o retires on 14 Jan 2027, within a month of go-live: choose another base model"]
    );
    // Another name is another model.
    let name = crate::support::input("prompting.serving.model");
    name.set(
        &mut soon,
        breakeven::scenario::inputs::Value::Text("mine".to_owned()),
    )
    .unwrap();
    assert_eq!(said(&soon, "prompting.serving.model"), [] as [&str; 0]);
    // It is announced for after the horizon.
    let mut early = scenario("(start: \"2026-01\", horizon_months: 12)");
    gpt_4o.fill_prompting(&mut early).unwrap();
    assert_eq!(Retirement::within_horizon(&early), []);
    assert_eq!(
        Retirement::of_prompting(&early).unwrap().day(),
        "14 Jan 2027"
    );
}
