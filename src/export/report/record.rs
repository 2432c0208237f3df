//! What makes a report reproducible: the months, every input with its source, the formulas in words, the settings that were changed, and
//! what made it.

use crate::analysis::approach::Approach;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, INPUTS, Input, Kind, Section, Value, source_in_words};
use crate::scenario::knobs::{DecisionSettings, KNOBS};
use crate::scenario::quantity::{count, money};
use crate::scenario::record::Record;
use crate::study::Study;
use crate::study::plan_review::PlanReview;
use crate::study::record::record_lines;

use super::blocks::{Block, Cell, Table, heading, subheading};

/// Where the prices of both approaches come from, with their dates, as far as the scenario's sources say.
pub(in crate::export) fn prices(scenario: &Scenario) -> String {
    let sources_of = |approach: Approach| {
        let path = format!("{}.serving.price.", approach.key());
        let mut sources: Vec<String> = Vec::new();
        let prices = INPUTS.iter().filter(|input| input.path.starts_with(&path));
        let stated = prices.filter_map(|input| input.source(scenario));
        for source in stated.map(source_in_words) {
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
            [] => "no source".to_owned(),
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

/// What was billed beside the plan, if anything was.
pub(super) fn actuals(study: &Study, blocks: &mut Vec<Block>) {
    let Some(review) = PlanReview::new(study) else {
        return;
    };
    blocks.push(heading("Plan against actual"));
    blocks.extend(review.alarm_sentence().map(Block::Warning));
    let lines = review.lines_below_alarm(&study.scenario).into_iter();
    blocks.push(Block::List(
        lines.map(|line| line.trim().to_owned()).collect(),
    ));
}

/// Cumulative costs, month by month.
pub(super) fn months(study: &Study, blocks: &mut Vec<Block>) {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    blocks.push(Block::PageBreak);
    blocks.push(heading("Month by month"));
    let values = if scenario.discount_rate.get() > 0.0 {
        "Cumulative present values"
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
            Cell::plain(amount(analysis.saving_by(month))),
        ]);
    }
    blocks.push(Block::Table(table));
}

/// The source of what nobody has stated.
pub(in crate::export) const DEFAULT: &str = "default";

/// Every input that applies to the scenario, with its value and its source.
pub(super) fn inputs(study: &Study, blocks: &mut Vec<Block>) {
    let scenario = &study.scenario;
    blocks.push(Block::PageBreak);
    blocks.push(heading("Inputs and sources"));
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
                (Some(source), _) => Cell::plain(source_in_words(source)),
                (None, true) => Cell::weak(DEFAULT),
                (None, false) => Cell::weak("no source"),
            };
            let label = Cell::plain(input.label);
            table.rows.push(vec![label, stated(input, study), source]);
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
    match input.value(scenario) {
        Value::Absent => Cell::weak("not set"),
        Value::Text(_) if input.kind == Kind::Correlations => correlated(scenario),
        Value::Text(_) if input.kind == Kind::Actuals => billed(scenario),
        Value::Numbers(numbers) if numbers.is_empty() => Cell::weak("not set"),
        Value::Numbers(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(|number| count(*number)).collect();
            Cell::plain(format!("{} {}", numbers.join(", "), input.unit.suffix()))
        }
        Value::Estimate(estimate) => {
            let text = input.unit.described(&estimate, &scenario.currency);
            let base = match input.base(scenario) {
                Some(base) if estimate.is_uncertain() => {
                    format!(
                        "; base case {}",
                        input.unit.rounded(base, &scenario.currency)
                    )
                }
                _ => String::new(),
            };
            Cell::plain(format!("{text}{base}"))
        }
        _ => {
            let text = input.text(scenario);
            if text.is_empty() {
                Cell::weak("not set")
            } else {
                Cell::plain(text)
            }
        }
    }
}

/// The inputs that move together, by their names.
fn correlated(scenario: &Scenario) -> Cell {
    let name = inputs::name_at;
    let pairs = scenario.correlations.iter();
    let pairs =
        pairs.map(|pair| format!("{} and {}: {}", name(&pair.a), name(&pair.b), pair.r.get()));
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() {
        Cell::weak("none")
    } else {
        Cell::plain(pairs.join("; "))
    }
}

/// What was billed in each month.
fn billed(scenario: &Scenario) -> Cell {
    if scenario.actuals.is_empty() {
        Cell::weak("none")
    } else {
        let bills = &scenario.actuals;
        Cell::plain(bills.in_words(scenario.start, &scenario.currency))
    }
}

/// The formulas, in words.
const METHOD: &[&str] = &[
    "A query of P system prompt, U user input and O output tokens, with H tokens of its conversation before, costs in month m q = [(P·h + X)·cached + (P·(1−h) + H − X)·write + U·input + O·output] / 1,000,000 · (1 − discount) · (1 − batch share · batch discount) · (1 + retry rate) · price level, and its other cost · (1 + retry rate). The price level is (1 + price trend per year)^((m−1)/12) times the announced changes so far. h is the cache hit rate: as entered, or with a cache TTL of τ minutes that of λ conversations’ queries per minute, 1 − e^(−λτ) for single ones; X tokens of the history are read from the cache.",
    "A month in which an approach serves costs its queries times q, plus review, errors, hosting (replicas sized for the peak hour, or the hours of work only) and maintenance. Fine-tuning adds the queries that stay with or fall back to the prompted model.",
    "Before go-live, fine-tuning costs its data (examples · cost per example + fixed cost), one training round (runs · (the larger of the minimum fee and examples · tokens · epochs · price / 1,000,000, + fixed cost) + evaluation) and its setup effort.",
    "Each requirement change costs prompting team hours, and fine-tuning a retraining: a training round, the refreshed share of the data and team hours. So does each retirement of a base model, unless fine-tuning ends then, and each retraining on schedule; a prompted model that retires costs what a requirement change does.",
    "Totals are present values at the discount rate. The curves are straight within a month, with steps where something is paid at once. Fine-tuning breaks even at the last moment at which it becomes cheaper, if it stays cheaper until the horizon ends. The rule of thumb is its upfront cost divided by the saving per query in month 1.",
    "A range stands for a distribution: lognormal, logit-normal for a share, normal where its low end isn’t above 0; three points are PERT. The base case takes its median, and of three points the most likely one. Each simulation is one joint sample of all ranges, independent but for the stated correlations (a Gaussian copula), from a scrambled Sobol sequence with a fixed seed. If fine-tuning may fail, it does so in as many simulations, and loses its upfront cost.",
    "A break-even value is the value nearest to the base case at which both approaches cost the same. The value of finding out an input is how much the expected saving grows if the decision can wait until it is known.",
    "The recommendation follows the usual practice, prompting first and fine-tuning when evidence warrants it, as in the table of rules above. Pass rates are compared by Newcombe’s interval (method 10).",
];

/// The decision's settings that differ from the defaults, as a list; empty if none does.
fn changed_settings(study: &Study) -> String {
    let (usual, knobs) = (DecisionSettings::default(), &study.knobs);
    let mut changed: Vec<String> = KNOBS
        .iter()
        .filter(|knob| (knob.get)(knobs) != (knob.get)(&usual))
        .map(|knob| {
            let value = knob.written((knob.get)(knobs));
            format!("{} ({value})", knob.key)
        })
        .collect();
    if let Some(levers) = &knobs.selected_levers {
        let names: Vec<&str> = levers.iter().map(|lever| lever.key()).collect();
        let names = names.join(", ");
        changed.push(format!("assumed levers ({names})"));
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
            "Settings of this report that differ from the defaults: {changed}"
        )));
    }
}

/// What made the report, when, and of what.
pub(super) fn record(study: &Study, blocks: &mut Vec<Block>) {
    blocks.push(heading("Record"));
    let mut table = Table::new(&[("", 0.24, false), ("", 0.76, false)]);
    for (name, text) in record_lines(study) {
        table.rows.push(vec![Cell::plain(name), Cell::plain(text)]);
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks.push(Block::Note(made_by(study)));
}

/// Which program made the report, when and of what, and what the file contains.
pub(super) fn made_by(study: &Study) -> String {
    let made = study.record().map_or("Breakeven".to_owned(), Record::foot);
    format!(
        "{made}. This file contains the scenario, thresholds and levers: open it with Breakeven to continue, or check it with “breakeven verify”"
    )
}
