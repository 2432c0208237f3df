//! The decision in a report: what to do and why, both approaches side by side, the checklists, what would change the answer, and the plan.

use crate::analysis::approach::Approach;
use crate::charts::figure::FigureKind;
use crate::decision::levers::Levers;
use crate::decision::roadmap::Roadmap;
use crate::decision::rules::RULES;
use crate::decision::words::advice::how_many_apply;
use crate::decision::words::checklist::CHECKLISTS;
use crate::decision::words::comparison::aspects::AspectCell;
use crate::decision::words::comparison::phases::usually;
use crate::decision::words::doubt::DoubtWords;
use crate::scenario::quantity::money;
use crate::scenario::words::uncapitalized;
use crate::study::Study;

use super::blocks::{Block, Cell, Table, Tone, heading, subheading};

/// What to do and why.
pub(super) fn advice(study: &Study, blocks: &mut Vec<Block>) {
    let words = study.decision_words();
    let advice = &words.advice;
    blocks.push(Block::Heading(format!(
        "Recommendation: {}",
        uncapitalized(&advice.headline)
    )));
    blocks.push(Block::List(advice.all_reasons().cloned().collect()));
    if let Some(doubt) = &advice.doubt {
        let (label, doubt) = (DoubtWords::LABEL, doubt.sentence());
        blocks.push(Block::Text(format!("{label}: {}", uncapitalized(&doubt))));
    }
    blocks.push(Block::Note(format!(
        "Counter-argument: {}",
        uncapitalized(&advice.against)
    )));
    if let Some(warning) = &words.early_retirement {
        blocks.push(Block::Text(warning.clone()));
    }
    let table = flip_table(study);
    if !table.rows.is_empty() {
        blocks.push(subheading(WHAT_WOULD_CHANGE_THIS));
        blocks.push(Block::Table(table));
    }
    if !advice.missing.is_empty() {
        blocks.push(subheading("Still open"));
        blocks.push(Block::List(advice.missing.clone()));
    }
}

pub(super) const WHAT_WOULD_CHANGE_THIS: &str = "What would change this";

/// The inputs that would change the recommendation, the nearest first; no rows if none would.
pub(super) fn flip_table(study: &Study) -> Table {
    let mut table = Table::new(&[
        ("If", 0.34, false),
        ("now", 0.16, false),
        ("becomes", 0.24, false),
        ("then", 0.26, false),
    ]);
    for row in study.flip_rows() {
        let cells = [row.what, row.now, row.becomes, row.then];
        table.rows.push(cells.map(Cell::plain).into());
    }
    table
}

/// Both approaches side by side.
pub(super) fn comparison(study: &Study, blocks: &mut Vec<Block>) {
    let words = study.decision_words();
    blocks.push(heading("Side by side"));
    let [prompting, fine_tuning] = Approach::ALL.map(Approach::label);
    let mut table = Table::new(&[
        ("", 0.22, false),
        (prompting, 0.37, false),
        (fine_tuning, 0.41, false),
    ]);
    for aspect in &words.aspects {
        let cell = |cell: &AspectCell, approach: Approach| match cell {
            AspectCell::Typical(text) => Cell::weak(*text),
            AspectCell::Stated(text) if aspect.better == Some(approach) => Cell::strong(text),
            AspectCell::Stated(text) => Cell::plain(text),
        };
        table.rows.push(vec![
            Cell::weak(aspect.name),
            cell(&aspect.prompting, Approach::Prompting),
            cell(&aspect.fine_tuning, Approach::FineTuning),
        ]);
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(
        "Bold: better. Grey: typical value, not from this scenario".to_owned(),
    ));
    blocks.push(subheading(
        "Cost by category, as the field’s articles have it",
    ));
    let mut table = Table::new(&[
        ("", 0.22, false),
        (prompting, 0.18, true),
        (fine_tuning, 0.24, true),
        (usually(&study.scenario), 0.36, false),
    ]);
    for line in &words.phases {
        let note = line.note.map_or(String::new(), |note| format!(" ({note})"));
        table.rows.push(vec![
            Cell::weak(line.name),
            Cell::plain(&line.prompting),
            Cell::plain(&line.fine_tuning),
            Cell::weak(format!("{}{note}", line.usual)),
        ]);
    }
    blocks.push(Block::Table(table));
    for approach in [Approach::FineTuning, Approach::Prompting] {
        blocks.push(Block::Subheading(format!(
            "Strengths of {}",
            approach.label().to_lowercase()
        )));
        let mut table = Table::new(&[("", 0.34, false), ("", 0.66, false)]);
        for strength in words
            .strengths
            .iter()
            .filter(|one| one.approach == approach)
        {
            let evidence = strength.evidence_text();
            table.rows.push(if strength.applies == Some(true) {
                vec![Cell::plain(strength.name), Cell::plain(evidence)]
            } else {
                vec![Cell::weak(strength.name), Cell::weak(evidence)]
            });
        }
        blocks.push(Block::Table(table));
    }
}

/// Both checklists, and the rules that turn figures and checklists into a recommendation.
pub(super) fn checklists(study: &Study, blocks: &mut Vec<Block>) {
    let decision = study.decision();
    blocks.push(heading("Reasons for each approach"));
    for (title, approach) in CHECKLISTS {
        let apply = how_many_apply(&decision.checklist, approach);
        blocks.push(Block::Subheading(format!("{title} ({apply})")));
        let mut table =
            Table::new(&[("", 0.14, false), ("", 0.36, false), ("", 0.5, false)]).named_by(1);
        let checked = decision.checklist.iter();
        for checked in checked.filter(|checked| checked.condition.speaks_for() == approach) {
            let (holds, tone) = match checked.holds {
                Some(true) => ("yes", Tone::Strong),
                Some(false) => ("no", Tone::Plain),
                None => ("?", Tone::Weak),
            };
            let cell = |text: &str| Cell {
                text: text.to_owned(),
                tone,
            };
            table.rows.push(vec![
                cell(holds),
                cell(checked.condition.label()),
                Cell::weak(checked.figures(&study.scenario.currency)),
            ]);
        }
        blocks.push(Block::Table(table));
    }
    blocks.push(subheading("Rules, of which the first that applies decides"));
    let mut table = Table::new(&[("", 0.06, true), ("", 0.94, false)]);
    for (index, rule) in RULES.iter().enumerate() {
        let tone = if rule.id == decision.conclusion.rule {
            Tone::Strong
        } else {
            Tone::Weak
        };
        let cell = |text: String| Cell { text, tone };
        table.rows.push(vec![
            cell((index + 1).to_string()),
            cell(rule.when(&study.knobs)),
        ]);
    }
    blocks.push(Block::Table(table));
}

/// At most this many tipping values are listed: those after them are too far from what is planned.
const MAX_TIPPING_VALUES: usize = 10;

/// What would change the answer: other inputs, or a cheaper prompt.
pub(super) fn changes(study: &Study, blocks: &mut Vec<Block>) {
    let scenario = &study.scenario;
    blocks.push(heading("Break-even values"));
    let mut tipping = study.drivers().near_tipping_values().peekable();
    if tipping.peek().is_none() {
        blocks.push(Block::Text(
            "No single input breaks even within a tenth to ten times its base case".to_owned(),
        ));
    } else {
        blocks.push(Block::Note("Smallest change first".to_owned()));
        let tipping = tipping.take(MAX_TIPPING_VALUES);
        blocks.push(Block::List(
            tipping.map(|tipping| tipping.sentence(scenario)).collect(),
        ));
    }
    let levers = &study.decision().levers;
    if levers.alone.is_empty() {
        return;
    }
    blocks.push(subheading("Before fine-tuning"));
    let mut table = Table::new(&[
        ("", 0.46, false),
        ("Prompting", 0.22, true),
        ("Break-even", 0.32, false),
    ]);
    let amount = |value| money(value, &scenario.currency);
    table.rows.push(vec![
        Cell::plain(Levers::AS_IS_LABEL),
        Cell::plain(amount(levers.as_is)),
        Cell::plain(levers.as_is()),
    ]);
    for effect in &levers.alone {
        let counted = match (effect.counted_on, effect.helps) {
            (_, true) => " (assumed)",
            (true, false) => " (assumed, but saves nothing beside the others)",
            (false, false) => "",
        };
        table.rows.push(vec![
            Cell::plain(format!("{}{counted}", effect.what())),
            Cell::plain(amount(effect.prompting)),
            Cell::plain(levers.moved(effect.break_even)),
        ]);
    }
    table.rows.push(vec![
        Cell::strong(Levers::COUNTED_ON_LABEL),
        Cell::strong(amount(levers.prompting)),
        Cell::strong(levers.moved(levers.break_even)),
    ]);
    blocks.push(Block::Table(table));
    blocks.extend(levers.no_cheaper_model(scenario).map(Block::Note));
    blocks.push(Block::Text(levers.finding(scenario)));
}

/// What deciding later costs, and the plan for the move.
pub(super) fn roadmap_blocks(study: &Study, blocks: &mut Vec<Block>) {
    let (scenario, decision) = (&study.scenario, study.decision());
    let words = study.decision_words();
    // The plan begins a page, so that it can be handed out alone.
    blocks.push(Block::PageBreak);
    blocks.push(heading("Timing and plan"));
    if FigureKind::SwitchTiming
        .unavailable_because(study)
        .is_none()
    {
        blocks.push(Block::Figure(FigureKind::SwitchTiming));
    }
    if let Some(pilot) = &decision.pilot {
        let section = pilot.section(&scenario.currency);
        blocks.push(Block::Subheading(section.heading));
        blocks.push(Block::List(section.sentences));
        blocks.push(Block::Figure(FigureKind::Pilot));
    }
    let Some(month) = decision.roadmap_month() else {
        blocks.extend(words.no_roadmap.clone().map(Block::Text));
        return;
    };
    blocks.extend(
        words
            .roadmap_caveat
            .map(|text| Block::Text(text.to_owned())),
    );
    for section in Roadmap::new(scenario, month).sections(scenario, &decision.evaluation) {
        blocks.push(Block::Subheading(section.heading));
        blocks.push(Block::List(section.sentences));
    }
}
