//! The way there: dates, the gate, and retirements.

use breakeven::analysis::Analysis;
use breakeven::decision::Decision;
use breakeven::decision::options::switch_month::SwitchTiming;
use breakeven::decision::roadmap::Roadmap;
use breakeven::decision::words::roadmap::RoadmapSection;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::quantity::{self, Unit};
use breakeven::scenario::words::with_plain_spaces;
use breakeven::scenario::{BoundedNumber, Estimate, Scenario};

use crate::support::with;

use super::{LATER, decide, warranted_with, words_of};

#[test]
fn the_plan_has_dates_and_a_gate_for_its_own_month() {
    let later = warranted_with(&LATER);
    let decision = decide(&later);
    let k = decision.best_switch.unwrap();
    let plan = Roadmap::new(&later, k).sections(&later, &decision.evaluation);
    let (steps, gate) = (&plan[0].sentences, &plan[1].sentences);
    // Prompting serves months 1 to k.
    let until = later.start.plus(k as i32 - 1).short();
    assert!(
        steps[0].starts_with(&format!("Jan 2027 to {until}: prompting serves")),
        "{steps:?}"
    );
    // The best switch passes its own gate, at a volume below what is planned.
    assert!(
        gate[0].starts_with("Volume: at least") && gate[0].ends_with(" ✓)"),
        "{gate:?}"
    );
    assert!(gate[1].starts_with("Pass rate: ") && gate[2].starts_with("Requirements: "));
    let gone = with(&later, &[("fine_tuning.base_model_life_months", "3")]);
    let decision = decide(&gone);
    let steps = &roadmap_of(&gone, &decision)[0].sentences;
    assert!(
        steps
            .iter()
            .any(|step| step.contains("base model retired, retraining for $")),
        "{steps:?}"
    );
    // One that never serves isn't shut down either.
    let never = with(&gone, &[("fine_tuning.lead_time_months", "24")]);
    let steps = &roadmap_of(&never, &decide(&never))[0].sentences;
    assert!(
        !steps.iter().any(|step| step.contains("retired")),
        "{steps:?}"
    );
}

fn roadmap_of(scenario: &Scenario, decision: &Decision) -> Vec<RoadmapSection> {
    let k = decision.best_switch.unwrap_or(0);
    Roadmap::new(scenario, k).sections(scenario, &decision.evaluation)
}

/// What must be true at the gate of deciding after month `k`.
fn gate_after(scenario: &Scenario, k: usize) -> Vec<String> {
    let evaluation = decide(scenario).evaluation;
    let [_, gate] = Roadmap::new(scenario, k)
        .sections(scenario, &evaluation)
        .try_into()
        .unwrap();
    let sentences = gate.sentences.iter();
    sentences
        .map(|sentence| with_plain_spaces(sentence))
        .collect()
}

#[test]
fn the_gate_looks_as_far_as_there_are_volumes() {
    // It pays from far less than a hundredth of the planned volume on.
    let vast = warranted_with(&[("workload.queries_per_month", "1000M")]);
    let gate = gate_after(&vast, 0);
    // $2,000 of data, saved at 4.15¢ a query over 24 months.
    let said = gate[0].strip_prefix("Volume: ").unwrap();
    let number = said.split(' ').nth(2).unwrap().replace(',', "");
    let number: f64 = number.parse().unwrap();
    assert!(
        (number / (2000.0 / 0.0415 / 24.0) - 1.0).abs() < 0.02,
        "{gate:?}"
    );
    // Upfront costs that nothing has to pay for.
    let free = warranted_with(&[("fine_tuning.data.fixed_cost", "0")]);
    let gate = gate_after(&free, 0);
    assert_eq!(
        gate[0],
        "Volume: the switch pays at any number of queries per month (base case 50,000)"
    );
}

#[test]
fn the_gate_tells_all_months_together_where_its_own_has_no_queries() {
    let mut later = warranted_with(&[]);
    let numbers = [0.0, 0.0, 50_000.0];
    later.workload.monthly_queries = numbers
        .map(|number| BoundedNumber::new(number).unwrap())
        .to_vec();
    let gate = gate_after(&later, 0);
    let said = gate[0].strip_prefix("Volume: ").unwrap();
    let words = ["at least ", "more than "];
    let times = words.iter().find_map(|words| said.strip_prefix(words));
    let (times, rest) = times.unwrap_or(said).split_once(' ').unwrap();
    assert!(
        rest.starts_with("times the base case (base case 1 ✓)"),
        "{gate:?}"
    );
    assert!((0.03..0.06).contains(&times.parse().unwrap()), "{gate:?}");
}

#[test]
fn what_the_gate_says_of_a_number_holds_at_that_number() {
    let mut checked = 0;
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let k = decide(&scenario).best_switch.unwrap_or(0);
        let gate = gate_after(&scenario, k);
        for (sentence, name, path) in [
            (&gate[0], "Volume: ", "workload.queries_per_month"),
            (&gate[2], "Requirements: ", "workload.changes_per_year"),
        ] {
            let said = sentence.strip_prefix(name).unwrap();
            let Some((words, number)) = ["at least ", "at most ", "more than ", "fewer than "]
                .iter()
                .find_map(|words| Some((*words, said.strip_prefix(words)?)))
            else {
                continue;
            };
            let number = number.split(' ').next().unwrap();
            let Estimate::Exact(number) = quantity::parse(number, Unit::None).unwrap() else {
                panic!("{sentence}");
            };
            let there = |value: f64| {
                if path == "workload.changes_per_year" {
                    return with(&scenario, &[(path, &value.to_string())]);
                }
                // Of a volume that grows the month of the gate is told; all months go with it.
                let times = value / Analysis::new(&scenario).volume[k];
                let first = scenario.workload.queries_per_month.base();
                let mut there = with(&scenario, &[(path, &(times * first).to_string())]);
                for month in &mut there.workload.monthly_queries {
                    *month = BoundedNumber::new(times * month.get()).unwrap();
                }
                there
            };
            let pays = |value: f64| {
                let timing = SwitchTiming::new(&there(value));
                timing.totals[k] < timing.prompting
            };
            let holds = matches!(words, "at least " | "at most ");
            assert_eq!(pays(number), holds, "{}: {sentence}", scenario.title());
            let inwards = if matches!(words, "at least " | "more than ") {
                1.03
            } else {
                0.97
            };
            assert!(pays(inwards * number), "{}: {sentence}", scenario.title());
            assert!(!pays(number / inwards), "{}: {sentence}", scenario.title());
            checked += 1;
        }
    }
    assert!(checked >= 8, "{checked}");
}

#[test]
fn there_is_no_plan_without_prices_or_without_a_switch_that_pays() {
    let unpriced = warranted_with(&[
        ("prompting.serving.price.input", "0"),
        ("prompting.serving.price.output", "0"),
        ("fine_tuning.serving.price.input", "0"),
        ("fine_tuning.serving.price.output", "0"),
    ]);
    assert_eq!(decide(&unpriced).roadmap_month(), None);
    let words = words_of(&unpriced);
    assert!(
        words
            .no_roadmap
            .unwrap()
            .contains("Choose a model for each approach")
    );
    assert_eq!(
        words.advice.missing[0],
        "Prices for prompting and fine-tuning"
    );
    let dear = warranted_with(&[("fine_tuning.data.fixed_cost", "100000")]);
    assert_eq!(decide(&dear).roadmap_month(), None);
    // A plan that isn't advised says so.
    assert_eq!(words_of(&warranted_with(&[])).roadmap_caveat, None);
    let open = warranted_with(&[("decision.evaluation", "none")]);
    assert!(decide(&open).roadmap_month().is_some() && words_of(&open).roadmap_caveat.is_some());
}

#[test]
fn a_base_model_that_is_gone_before_the_payback_is_a_warning() {
    let early = |life: &str| {
        let sets = [
            ("fine_tuning.data.fixed_cost", "20000"),
            ("fine_tuning.base_model_life_months", life),
        ];
        words_of(&warranted_with(&sets)).early_retirement
    };
    assert!(early("3").unwrap().contains("after 3\u{a0}months"));
    assert_eq!(early("23"), None);
    assert_eq!(words_of(&warranted_with(&[])).early_retirement, None);
}
