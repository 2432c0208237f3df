//! What a report says, block by block, once for all forms: [`super::html`] and [`super::pages`] set it.

use crate::analysis::decide::comparison::aspects::Cell as AspectCell;
use crate::analysis::decide::comparison::phases::usually;
use crate::analysis::decide::plan::plan;
use crate::analysis::decide::rules::RULES;
use crate::analysis::side::Side;
use crate::analysis::study::Study;
use crate::charts::figure::Kind;
use crate::scenario::inputs::{INPUTS, Input, Section, Value};
use crate::scenario::knobs::{KNOBS, Knobs};
use crate::scenario::quantity::{count, money};
use crate::scenario::warnings::warnings;
use crate::scenario::{Currency, Scenario};

/// A part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The finding, large, and what stands behind it.
    Finding {
        /// In a sentence.
        headline: String,
        /// In full sentences.
        detail: String,
    },
    /// A heading.
    Heading(String),
    /// A heading within what is under that.
    Subheading(String),
    /// Figures side by side: value and what it is.
    KeyFigures(Vec<(String, String)>),
    /// A sentence or more.
    Text(String),
    /// The same, of less weight.
    Note(String),
    /// One under the other.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Kind),
    /// What comes next begins a page, where there is more than a little on the one before.
    PageBreak,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// How wide each is, as parts of the whole.
    pub widths: Vec<f32>,
    /// Whether it holds amounts.
    pub numeric: Vec<bool>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// How they stand.
    pub tone: Tone,
}

/// How a cell's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As they are.
    Plain,
    /// The better one, a total.
    Strong,
    /// Typical, not stated, beside the point.
    Weak,
}

impl Cell {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Strong,
        }
    }

    fn weak(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Weak,
        }
    }
}

impl Table {
    /// Columns with their names, parts of the width, and whether they hold amounts.
    fn new(columns: &[(&str, f32, bool)]) -> Self {
        Self {
            head: columns.iter().map(|column| column.0.to_owned()).collect(),
            widths: columns.iter().map(|column| column.1).collect(),
            numeric: columns.iter().map(|column| column.2).collect(),
            rows: Vec::new(),
        }
    }
}

/// The whole report.
pub fn report(study: &Study) -> Vec<Block> {
    let mut blocks = Vec::new();
    finding(study, &mut blocks);
    advice(study, &mut blocks);
    figures(study, &mut blocks);
    comparison(study, &mut blocks);
    checklists(study, &mut blocks);
    changes(study, &mut blocks);
    way(study, &mut blocks);
    months(study, &mut blocks);
    inputs(study, &mut blocks);
    method(study, &mut blocks);
    blocks
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn subheading(text: &str) -> Block {
    Block::Subheading(text.to_owned())
}

fn finding(study: &Study, blocks: &mut Vec<Block>) {
    let (headline, detail) = study.finding();
    blocks.push(Block::Finding { headline, detail });
    let figures = &study.verdict.key_figures;
    blocks.push(Block::KeyFigures(
        figures
            .iter()
            .map(|figure| (figure.value.clone(), figure.caption.clone()))
            .collect(),
    ));
    blocks.push(Block::Figure(Kind::Cost));
    blocks.push(Block::Note(prices(&study.scenario)));
    if !study.scenario.notes.trim().is_empty() {
        blocks.push(Block::Note(study.scenario.notes.clone()));
    }
    let warnings = warnings(&study.scenario);
    if !warnings.is_empty() {
        blocks.push(subheading("Worth a second look"));
        blocks.push(Block::List(
            warnings.into_iter().map(|warning| warning.text).collect(),
        ));
    }
}

/// Where the prices come from, and of which date they are, as far as that is stated.
fn prices(scenario: &Scenario) -> String {
    let of = |side: Side| {
        let path = format!("{}.serving.price.", side.key());
        let mut sources: Vec<&str> = Vec::new();
        for (input, source) in &scenario.sources {
            if input.starts_with(&path) && !sources.contains(&source.as_str()) {
                sources.push(source);
            }
        }
        let model = match side {
            Side::Prompting => &scenario.prompting.serving.model,
            Side::FineTuning => &scenario.fine_tuning.serving.model,
        };
        let model = match model.as_str() {
            "" => String::new(),
            model => format!(" ({model})"),
        };
        let sources = match sources[..] {
            [] => "no source stated".to_owned(),
            _ => sources.join("; "),
        };
        format!("{}{model}: {sources}", side.label())
    };
    format!("Prices. {}. {}", of(Side::Prompting), of(Side::FineTuning))
}

fn advice(study: &Study, blocks: &mut Vec<Block>) {
    let decision = &study.decision;
    let advice = &decision.advice;
    blocks.push(Block::Heading(format!("What to do: {}", advice.headline())));
    blocks.push(Block::List(advice.reasons.clone()));
    if let Some(warning) = &decision.retires_early {
        blocks.push(Block::Text(warning.clone()));
    }
    blocks.push(subheading("What the figures say"));
    let figures = [Some(advice.figures.clone()), decision.answers.sentence()];
    blocks.push(Block::List(figures.into_iter().flatten().collect()));
    blocks.push(subheading("What the checklists say"));
    blocks.push(Block::Text(advice.checklist.clone()));
    blocks.push(subheading("The strongest reason against"));
    blocks.push(Block::Text(advice.against.clone()));
    for (title, sentences) in [
        ("What would flip it", &advice.flips),
        ("What is missing", &advice.missing),
    ] {
        if !sentences.is_empty() {
            blocks.push(subheading(title));
            blocks.push(Block::List(sentences.clone()));
        }
    }
}

fn figures(study: &Study, blocks: &mut Vec<Block>) {
    blocks.push(heading("The figures"));
    for kind in Kind::of(study) {
        // The cost curves stand at the head, the way there with its plan.
        let elsewhere = matches!(kind, Kind::Cost | Kind::Queries | Kind::Progression);
        if !elsewhere {
            blocks.push(Block::Figure(kind));
        }
    }
    if let Some(risk) = &study.risk {
        blocks.push(subheading("How sure that is"));
        blocks.push(Block::List(risk.sentences(&study.scenario)));
    }
}

fn comparison(study: &Study, blocks: &mut Vec<Block>) {
    let decision = &study.decision;
    blocks.push(heading("The two approaches side by side"));
    let sides = [Side::Prompting, Side::FineTuning].map(Side::label);
    let mut table = Table::new(&[
        ("", 0.22, false),
        (sides[0], 0.37, false),
        (sides[1], 0.41, false),
    ]);
    for aspect in &decision.aspects {
        let cell = |cell: &AspectCell, side: Side| match cell {
            AspectCell::Typical(text) => Cell::weak(*text),
            AspectCell::Stated(text) if aspect.better == Some(side) => Cell::strong(text),
            AspectCell::Stated(text) => Cell::plain(text),
        };
        table.rows.push(vec![
            Cell::weak(aspect.name),
            cell(&aspect.prompting, Side::Prompting),
            cell(&aspect.fine_tuning, Side::FineTuning),
        ]);
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(
        "Bold: the better one by its figures. Grey: typical of the field, because the scenario doesn’t say".to_owned(),
    ));
    blocks.push(subheading("Cost by phase, as the field’s articles have it"));
    let mut table = Table::new(&[
        ("", 0.22, false),
        (sides[0], 0.18, true),
        (sides[1], 0.24, true),
        (usually(&study.scenario), 0.36, false),
    ]);
    for line in &decision.phases {
        let note = line.note.map_or(String::new(), |note| format!(" ({note})"));
        table.rows.push(vec![
            Cell::weak(line.name),
            Cell::plain(&line.prompting),
            Cell::plain(&line.fine_tuning),
            Cell::weak(format!("{}{note}", line.usual)),
        ]);
    }
    blocks.push(Block::Table(table));
    for side in [Side::FineTuning, Side::Prompting] {
        blocks.push(Block::Subheading(format!(
            "Strengths of {}",
            side.label().to_lowercase()
        )));
        let mut table = Table::new(&[("", 0.34, false), ("", 0.66, false)]);
        for strength in decision.strengths.iter().filter(|one| one.side == side) {
            let evidence = strength.evidence.as_deref().unwrap_or("not answered");
            table.rows.push(match strength.applies {
                Some(true) => vec![Cell::plain(strength.name), Cell::plain(evidence)],
                Some(false) => vec![
                    Cell::weak(strength.name),
                    Cell::weak(format!("not here: {evidence}")),
                ],
                None => vec![Cell::weak(strength.name), Cell::weak(evidence)],
            });
        }
        blocks.push(Block::Table(table));
    }
}

fn checklists(study: &Study, blocks: &mut Vec<Block>) {
    let decision = &study.decision;
    blocks.push(heading("The checklists"));
    for (title, side) in [
        ("Start with prompting when", Side::Prompting),
        ("Move to fine-tuning when", Side::FineTuning),
    ] {
        blocks.push(subheading(title));
        let mut table = Table::new(&[("", 0.14, false), ("", 0.36, false), ("", 0.5, false)]);
        let checked = decision.checklist.iter();
        for checked in checked.filter(|checked| checked.condition.speaks_for() == side) {
            let (holds, tone) = match checked.holds {
                Some(true) => ("yes", Tone::Strong),
                Some(false) => ("no", Tone::Plain),
                None => ("not known", Tone::Weak),
            };
            let cell = |text: &str| Cell {
                text: text.to_owned(),
                tone,
            };
            table.rows.push(vec![
                cell(holds),
                cell(checked.condition.label()),
                Cell::weak(checked.figures()),
            ]);
        }
        blocks.push(Block::Table(table));
    }
    blocks.push(subheading(
        "The rules, of which the first that applies decides",
    ));
    let mut table = Table::new(&[("", 0.06, true), ("", 0.94, false)]);
    for (place, rule) in RULES.iter().enumerate() {
        let tone = if place == decision.advice.rule {
            Tone::Strong
        } else {
            Tone::Weak
        };
        let cell = |text: String| Cell { text, tone };
        table.rows.push(vec![
            cell((place + 1).to_string()),
            cell((rule.when)(&study.knobs)),
        ]);
    }
    blocks.push(Block::Table(table));
}

/// More have to change by too much.
const MOST_TIPPING: usize = 10;

/// What would change the answer: inputs, and the prompt.
fn changes(study: &Study, blocks: &mut Vec<Block>) {
    let scenario = &study.scenario;
    blocks.push(heading("What would change the answer"));
    if study.drivers.tipping_values.is_empty() {
        blocks.push(Block::Text(
            "No input alone, within what it may be, would change it".to_owned(),
        ));
    } else {
        blocks.push(Block::Note(
            "What has to change least, as a part of what is planned, comes first".to_owned(),
        ));
        let tipping = study.drivers.tipping_values.iter().take(MOST_TIPPING);
        blocks.push(Block::List(
            tipping.map(|tipping| tipping.sentence(scenario)).collect(),
        ));
    }
    let levers = &study.decision.levers;
    if levers.alone.is_empty() {
        return;
    }
    blocks.push(subheading("The prompt, before fine-tuning"));
    let mut table = Table::new(&[
        ("", 0.46, false),
        ("Prompting costs", 0.22, true),
        ("Fine-tuning breaks even", 0.32, false),
    ]);
    let amount = |value| money(value, &scenario.currency);
    table.rows.push(vec![
        Cell::plain("As it is"),
        Cell::plain(amount(levers.as_is)),
        Cell::plain(levers.as_is()),
    ]);
    for pulled in &levers.alone {
        let counted = if pulled.counted_on {
            " (counted on)"
        } else {
            ""
        };
        table.rows.push(vec![
            Cell::plain(format!("{}{counted}", pulled.what)),
            Cell::plain(amount(pulled.prompting)),
            Cell::plain(levers.moved(pulled.break_even)),
        ]);
    }
    table.rows.push(vec![
        Cell::strong("All that are counted on"),
        Cell::strong(amount(levers.prompting)),
        Cell::strong(levers.moved(levers.break_even)),
    ]);
    blocks.push(Block::Table(table));
    blocks.extend(levers.no_cheaper_model(scenario).map(Block::Note));
    blocks.push(Block::Text(levers.finding(scenario)));
}

fn way(study: &Study, blocks: &mut Vec<Block>) {
    let (scenario, decision) = (&study.scenario, &study.decision);
    // The plan is a page of its own.
    blocks.push(Block::PageBreak);
    blocks.push(heading("The way there"));
    if Kind::Progression.missing_from(study).is_none() {
        blocks.push(Block::Figure(Kind::Progression));
    }
    let Some(month) = decision.planned_month() else {
        blocks.extend(decision.no_plan.clone().map(Block::Text));
        return;
    };
    blocks.extend(
        decision
            .before_plan()
            .map(|text| Block::Text(text.to_owned())),
    );
    for (title, sentences) in plan(scenario, &decision.answers, month) {
        blocks.push(Block::Subheading(title));
        blocks.push(Block::List(sentences));
    }
}

fn months(study: &Study, blocks: &mut Vec<Block>) {
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
        (Side::Prompting.label(), 0.18, true),
        (Side::FineTuning.label(), 0.18, true),
        ("Saving", 0.18, true),
    ]);
    let amount = |value| money(value, &scenario.currency);
    for month in 0..=analysis.months() {
        let calendar = match month {
            0 => "start".to_owned(),
            month => scenario.start.plus(month as i32 - 1).short(),
        };
        let prompting = analysis.prompting.course.after[month];
        let fine_tuning = analysis.fine_tuning.course.after[month];
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

/// Every input that has a place, with its value and where that comes from.
fn inputs(study: &Study, blocks: &mut Vec<Block>) {
    let scenario = &study.scenario;
    blocks.push(Block::PageBreak);
    blocks.push(heading("Every input, and where it comes from"));
    for section in Section::ALL {
        let mut table = Table::new(&[
            ("Input", 0.28, false),
            ("Value", 0.3, false),
            ("Source", 0.42, false),
        ]);
        let of_section = INPUTS.iter().filter(|input| input.section == section);
        for input in of_section.filter(|input| input.applies(scenario)) {
            // Notes stand at the head.
            if matches!(input.path, "name" | "notes") {
                continue;
            }
            let source = scenario.sources.get(input.path);
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

/// A value with its unit, and of a range what counts as its base.
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
            let base = input
                .base(scenario)
                .filter(|_| estimate.is_uncertain())
                .map_or(String::new(), |base| {
                    format!("; base {}", input.unit.rounded(base, &scenario.currency))
                });
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
const METHOD: [&str; 8] = [
    "A query of P prompt, U own and O answer tokens costs, in month m, q = [P·(h·cached + (1−h)·write) + U·input + O·output] / 1,000,000 · (1 − discount) · (1 − batch share · batch discount) · (1 + sent again) · (1 + price change a year)^((m−1)/12). h is the share of prompt tokens found in the cache: as stated, or with a cache life of τ minutes 1 − e^(−λτ) at λ queries a minute.",
    "A month in which an approach serves costs its queries times q, plus the reviews, hosting (730 hours a month, replicas sized for the busiest hour) and the team’s upkeep. Fine-tuning adds the queries that fall back to prompting.",
    "Before it serves, fine-tuning costs its data (examples · cost of one + fixed), one training round (runs · (the larger of the minimum fee and examples · tokens · epochs · price / 1,000,000, + fixed) + evaluation) and its set-up.",
    "Each change of the wanted behaviour costs prompting some hours, and fine-tuning a retraining: a training round, the refreshed share of the data, and hours. So does each base model that retires, unless fine-tuning ends then.",
    "Totals are present values at the discount rate. The curves are straight within a month, with steps where something is paid at once. Break-even is the last moment at which fine-tuning becomes the cheaper one, if it stays so to the horizon. The rule of thumb is its upfront cost over the saving per query in month 1.",
    "A range stands for a distribution: lognormal, logit-normal for a share, normal where its low end isn’t above 0; three points are PERT. Its median counts as base, or the most likely value. All ranges are drawn together, independently, by a scrambled Sobol sequence of fixed seed.",
    "A tipping value is the value nearest to the base at which both approaches cost the same. What it is worth to know an input is by how much the expected saving would grow if one could decide after knowing it.",
    "What to do follows the field’s rule, prompting first and fine-tuning when warranted by evidence, as the table of rules above. Pass rates are compared by Newcombe’s interval (method 10).",
];

/// The thresholds and levers that aren't the program's own.
fn turned(study: &Study) -> String {
    let (usual, knobs) = (Knobs::default(), &study.knobs);
    let currency = Currency::default();
    let mut turned: Vec<String> = KNOBS
        .iter()
        .filter(|knob| (knob.get)(knobs) != (knob.get)(&usual))
        .map(|knob| {
            let value = knob.unit.rounded((knob.get)(knobs), &currency);
            format!("{} ({value})", knob.key)
        })
        .collect();
    if let Some(levers) = &knobs.counted_on {
        let names: Vec<&str> = levers.iter().map(|lever| lever.key()).collect();
        let names = names.join(", ");
        turned.push(format!("levers counted on ({names})"));
    }
    turned.extend(
        knobs
            .cheaper_model
            .iter()
            .map(|model| format!("cheaper model ({model})")),
    );
    turned.join(", ")
}

fn method(study: &Study, blocks: &mut Vec<Block>) {
    blocks.push(heading("How the figures are computed"));
    for text in METHOD {
        blocks.push(Block::Text(text.to_owned()));
    }
    let turned = turned(study);
    if !turned.is_empty() {
        blocks.push(Block::Text(format!(
            "Turned for this report, and kept in it beside the scenario: {turned}"
        )));
    }
    let draws = study
        .risk
        .as_ref()
        .map_or(String::new(), |risk| format!(", {} draws", risk.samples));
    blocks.push(Block::Note(format!(
        "Breakeven {}{draws}. The scenario is in this file, with thresholds and levers as they were turned: open it with Breakeven to work \
         it out again",
        env!("CARGO_PKG_VERSION"),
    )));
}
