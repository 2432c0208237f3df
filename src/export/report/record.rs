//! What makes a report reproducible: the months, every input with its source, the formulas in words, and the settings that were changed.

use crate::analysis::approach::Approach;
use crate::scenario::inputs::{INPUTS, Input, Section, Value};
use crate::scenario::knobs::{DecisionSettings, KNOBS};
use crate::scenario::quantity::{count, money};
use crate::scenario::{Currency, Scenario};
use crate::study::Study;

use super::blocks::{Block, Cell, Table, heading, subheading};

/// Where the prices of both approaches come from, with their dates, as far as the scenario's sources say.
pub(super) fn prices(scenario: &Scenario) -> String {
    let sources_of = |approach: Approach| {
        let path = format!("{}.serving.price.", approach.key());
        let mut sources: Vec<&str> = Vec::new();
        let prices = INPUTS.iter().filter(|input| input.path.starts_with(&path));
        for source in prices.filter_map(|input| input.source(scenario)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let model = match approach {
            Approach::Prompting => &scenario.prompting.serving.model,
            Approach::FineTuning => &scenario.fine_tuning.serving.model,
        };
        let model = match model.as_str() {
            "" => String::new(),
            model => format!(" ({model})"),
        };
        let sources = match sources[..] {
            [] => "no source stated".to_owned(),
            _ => sources.join("; "),
        };
        format!("{}{model}: {sources}", approach.label())
    };
    format!(
        "Prices. {}. {}",
        sources_of(Approach::Prompting),
        sources_of(Approach::FineTuning)
    )
}

/// Cumulative costs, month by month.
pub(super) fn months(study: &Study, blocks: &mut Vec<Block>) {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    blocks.push(Block::PageBreak);
    blocks.push(heading("Month by month"));
    let values = if scenario.discount_rate.get() > 0.0 {
        "Cumulative, present values"
    } else {
        "Cumulative"
    };
    blocks.push(Block::Note(format!(
        "{values}, in {}",
        scenario.currency.code()
    )));
    let mut table = Table::new(&[
        ("Month", 0.1, true),
        ("", 0.18, false),
        ("Queries", 0.18, true),
        (Approach::Prompting.label(), 0.18, true),
        (Approach::FineTuning.label(), 0.18, true),
        ("Saving", 0.18, true),
    ]);
    let amount = |value| money(value, &scenario.currency);
    for month in 0..=analysis.months() {
        let calendar = scenario.start.name_of_nth(month);
        let prompting = analysis.prompting.cost_path.after[month];
        let fine_tuning = analysis.fine_tuning.cost_path.after[month];
        table.rows.push(vec![
            Cell::plain(month.to_string()),
            Cell::weak(calendar),
            Cell::plain(count(analysis.queries[month])),
            Cell::plain(amount(prompting)),
            Cell::plain(amount(fine_tuning)),
            Cell::plain(amount(prompting - fine_tuning)),
        ]);
    }
    blocks.push(Block::Table(table));
}

/// Every input that applies to the scenario, with its value and its source.
pub(super) fn inputs(study: &Study, blocks: &mut Vec<Block>) {
    let scenario = &study.scenario;
    blocks.push(Block::PageBreak);
    blocks.push(heading("Every input, and where it comes from"));
    for &section in Section::ALL {
        let mut table = Table::new(&[
            ("Input", 0.28, false),
            ("Value", 0.3, false),
            ("Source", 0.42, false),
        ]);
        let of_section = INPUTS.iter().filter(|input| input.section == section);
        for input in of_section.filter(|input| input.applies(scenario)) {
            // Name and notes stand at the top of the report.
            if matches!(input.path, "name" | "notes") {
                continue;
            }
            let source = input.source(scenario);
            let source = match (source, input.is_default(scenario)) {
                (Some(source), _) => Cell::plain(source),
                (None, true) => Cell::weak("default"),
                (None, false) => Cell::weak("not stated"),
            };
            let label = match input.topic {
                "" => input.label.to_owned(),
                topic => format!("{topic}: {}", input.label.to_lowercase()),
            };
            table
                .rows
                .push(vec![Cell::plain(label), stated(input, study), source]);
        }
        if !table.rows.is_empty() {
            blocks.push(subheading(section.label()));
            blocks.push(Block::Table(table));
        }
    }
}

/// A value with its unit; for a range, also its base value.
fn stated(input: &Input, study: &Study) -> Cell {
    let scenario = &study.scenario;
    let suffix = input.unit.suffix();
    match input.value(scenario) {
        Value::Absent => Cell::weak("none"),
        Value::Numbers(numbers) if numbers.is_empty() => Cell::weak("none"),
        Value::Numbers(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(|number| count(*number)).collect();
            Cell::plain(format!("{} {suffix}", numbers.join(", ")))
        }
        Value::Estimate(estimate) => {
            let text = format!("{} {suffix}", input.text(scenario));
            let base = match input.base(scenario) {
                Some(base) if estimate.is_uncertain() => {
                    format!("; base {}", input.unit.rounded(base, &scenario.currency))
                }
                _ => String::new(),
            };
            Cell::plain(format!("{}{base}", text.trim_end()))
        }
        _ => {
            let text = input.text(scenario);
            if text.is_empty() {
                Cell::weak("none")
            } else {
                Cell::plain(text)
            }
        }
    }
}

/// The formulas, in words.
const METHOD: &[&str] = &[
    "A query of P prompt, U own and O answer tokens costs, in month m, q = [P·(h·cached + (1−h)·write) + U·input + O·output] / 1,000,000 · (1 − discount) · (1 − batch share · batch discount) · (1 + sent again) · (1 + price change a year)^((m−1)/12). h is the share of prompt tokens found in the cache: as stated, or with a cache life of τ minutes 1 − e^(−λτ) at λ queries a minute.",
    "A month in which an approach serves costs its queries times q, plus the reviews, hosting (730 hours a month, replicas sized for the busiest hour) and the team’s upkeep. Fine-tuning adds the queries that fall back to prompting.",
    "Before it serves, fine-tuning costs its data (examples · cost of one + fixed), one training round (runs · (the larger of the minimum fee and examples · tokens · epochs · price / 1,000,000, + fixed) + evaluation) and its set-up.",
    "Each change of the wanted behaviour costs prompting some hours, and fine-tuning a retraining: a training round, the refreshed share of the data, and hours. So does each base model that retires, unless fine-tuning ends then.",
    "Totals are present values at the discount rate. The curves are straight within a month, with steps where something is paid at once. Break-even is the last moment at which fine-tuning becomes the cheaper one, if it stays so to the horizon. The rule of thumb is its upfront cost over the saving per query in month 1.",
    "A range stands for a distribution: lognormal, logit-normal for a share, normal where its low end isn’t above 0; three points are PERT. Its median counts as base, or the most likely value. All ranges are drawn together, independently, by a scrambled Sobol sequence of fixed seed.",
    "A tipping value is the value nearest to the base at which both approaches cost the same. What it is worth to know an input is by how much the expected saving would grow if one could decide after knowing it.",
    "What to do follows the field’s rule, prompting first and fine-tuning when warranted by evidence, as the table of rules above. Pass rates are compared by Newcombe’s interval (method 10).",
];

/// The decision's settings that differ from the defaults, as a list; empty if none does.
fn changed_settings(study: &Study) -> String {
    let (usual, knobs) = (DecisionSettings::default(), &study.knobs);
    let currency = Currency::default();
    let mut changed: Vec<String> = KNOBS
        .iter()
        .filter(|knob| (knob.get)(knobs) != (knob.get)(&usual))
        .map(|knob| {
            let value = knob.unit.rounded((knob.get)(knobs), &currency);
            format!("{} ({value})", knob.key)
        })
        .collect();
    if let Some(levers) = &knobs.selected_levers {
        let names: Vec<&str> = levers.iter().map(|lever| lever.key()).collect();
        let names = names.join(", ");
        changed.push(format!("levers counted on ({names})"));
    }
    changed.extend(
        knobs
            .cheaper_model
            .iter()
            .map(|model| format!("cheaper model ({model})")),
    );
    changed.join(", ")
}

/// The formulas in words, and the settings that were changed.
pub(super) fn method(study: &Study, blocks: &mut Vec<Block>) {
    blocks.push(heading("How the figures are computed"));
    for &text in METHOD {
        blocks.push(Block::Text(text.to_owned()));
    }
    let changed = changed_settings(study);
    if !changed.is_empty() {
        blocks.push(Block::Text(format!(
            "Turned for this report, and kept in it beside the scenario: {changed}"
        )));
    }
    let draws = study
        .risk()
        .map_or(String::new(), |risk| format!(", {} draws", risk.samples));
    blocks.push(Block::Note(format!(
        "Breakeven {}{draws}. The scenario is in this file, with thresholds and levers as they were turned: open it with Breakeven to work \
         it out again",
        env!("CARGO_PKG_VERSION"),
    )));
}
