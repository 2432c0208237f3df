//! The recommendation, and everything that it rests on.

mod aspects;
mod card;
mod checklist;
mod doubt;
mod evaluation;
mod flips;
mod levers;
mod pilot;
mod promises;
mod roadmap;
mod rules;
mod strengths;

use std::collections::BTreeMap;
use std::sync::Mutex;

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::finding::base::BaseFinding;
use breakeven::analysis::risk::Risk;
use breakeven::decision::Decision;
use breakeven::decision::levers::CheaperModel;
pub use breakeven::decision::rules::RuleId;
use breakeven::decision::words::DecisionWords;
use breakeven::decision::words::flips::{FlipRow, rows};
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::{self, DecisionSettings};

use crate::support::{scenario, with};

/// The first rule that applies.
pub fn deciding_rule(decision: &Decision) -> RuleId {
    decision.conclusion.rule
}

pub fn decide_with(
    scenario: &Scenario,
    settings: &DecisionSettings,
    cheaper: Option<&CheaperModel>,
) -> Decision {
    let risk = Risk::new(scenario, 1024, &|_| true);
    Decision::new(
        scenario,
        &Analysis::new(scenario),
        &Drivers::new(scenario),
        risk.as_ref(),
        settings,
        cheaper,
    )
}

/// The decision at the default settings. Tests ask for many scenarios more than once, so each is decided once.
pub fn decide(scenario: &Scenario) -> Decision {
    static DECISIONS: Mutex<BTreeMap<String, Decision>> = Mutex::new(BTreeMap::new());
    let key = format!("{scenario:?}");
    if let Some(known) = DECISIONS.lock().unwrap().get(&key) {
        return known.clone();
    }
    let decision = decide_with(scenario, &DecisionSettings::default(), None);
    DECISIONS.lock().unwrap().insert(key, decision.clone());
    decision
}

/// The decision at the default settings, in words.
pub fn words_of(scenario: &Scenario) -> DecisionWords {
    let base_finding = BaseFinding::new(scenario, &Analysis::new(scenario));
    DecisionWords::new(&decide(scenario), &base_finding.headline, scenario)
}

/// The changes that flip the decision at the default settings, as rows of the table.
pub fn flip_rows_of(scenario: &Scenario) -> Vec<FlipRow> {
    let settings = DecisionSettings::default();
    let flips = decide(scenario).flips(scenario, &Drivers::new(scenario), &settings, None);
    rows(&flips, scenario)
}

/// The changes that flip the decision at the default settings, as sentences.
pub fn flips_of(scenario: &Scenario) -> Vec<String> {
    flip_rows_of(scenario)
        .iter()
        .map(FlipRow::sentence)
        .collect()
}

/// Fine-tuning pays back soon, the prompt has been optimised, and an evaluation shows that the tuned model answers better.
/// Prompting: 1.2M queries at 4.55¢, $54.6k. Fine-tuning: $2k, and 0.4¢ each, $6.8k.
pub const WARRANTED: &str = "(horizon_months: 24,
    workload: (queries_per_month: 50000, input_tokens: 300),
    prompting: (serving: (price: (input: 10, output: 10), prompt_tokens: 4000)),
    fine_tuning: (
        serving: (price: (input: 3, output: 10), prompt_tokens: 200),
        data: (fixed_cost: 2000),
    ),
    decision: (prompt_optimised: true, evaluation: (cases: 400, prompting_passed: 300, fine_tuned_passed: 360)),
)";

/// Trimming the prompt is counted on only if the scenario doesn't say that the prompt is optimised.
pub const TRIMMABLE: (&str, &str) = ("decision.prompt_optimised", "none");

/// A volume that grows from little, and a tuned model that costs something every month: too early now.
pub const LATER: [(&str, &str); 4] = [
    ("workload.queries_per_month", "200"),
    ("workload.growth_per_month", "0.3"),
    ("fine_tuning.serving.monthly_cost", "300"),
    ("fine_tuning.data.fixed_cost", "500"),
];

/// The scenario in which fine-tuning is warranted, with these changes.
pub fn warranted_with(sets: &[(&str, &str)]) -> Scenario {
    with(&scenario(WARRANTED), sets)
}

/// Sets the setting of this key.
pub fn set(settings: &mut DecisionSettings, key: &str, value: f64) {
    let knob = knobs::find(key).expect("the knob is listed");
    (knob.set)(settings, value).expect("the value is allowed");
}
