//! The decision as text: what to do and why, both approaches side by side, the checklists, the levers, and the rules that decided; and the
//! way from one approach to the other as a plan of one page.

use std::fmt::Write as _;

use crate::analysis::approach::Approach;
use crate::analysis::price::is_unpriced;
use crate::decision::Decision;
use crate::decision::rules::RULES;
use crate::decision::words::advice::Advice;
use crate::decision::words::comparison::aspects::Cell;
use crate::decision::words::comparison::phases::usually;
use crate::decision::words::roadmap::roadmap as planned;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::money;

/// What to do and why, for the head of a report.
pub fn render_advice(advice: &Advice) -> String {
    let mut text = String::new();
    // Writing to a string can't fail, so the results of writeln! say nothing.
    let _ = writeln!(text, "What to do: {}", advice.headline());
    for reason in &advice.reasons {
        let _ = writeln!(text, "- {reason}");
    }
    let _ = writeln!(text, "Against it: {}", advice.against);
    let _ = writeln!(text, "The figures: {}", advice.figures);
    let _ = writeln!(text, "The checklists: {}", advice.checklist);
    list(&mut text, "What is missing", &advice.missing);
    list(&mut text, "What would flip it", &advice.flips);
    text
}

fn list(text: &mut String, title: &str, sentences: &[String]) {
    if !sentences.is_empty() {
        let _ = writeln!(text, "{title}:");
    }
    for sentence in sentences {
        let _ = writeln!(text, "- {sentence}");
    }
}

/// All that the decision rests on.
pub fn render_record(scenario: &Scenario, decision: &Decision, knobs: &DecisionSettings) -> String {
    let mut text = format!(
        "{}\n\n{}",
        scenario.title(),
        render_advice(&decision.advice)
    );
    if let Some(warning) = &decision.retires_early() {
        let _ = writeln!(text, "Note: {warning}");
    }
    if let Some(sentence) = decision.evaluation.sentence() {
        let _ = writeln!(text, "Evaluation: {sentence}");
    }
    let _ = writeln!(text, "\n{:<20}{:<48}Fine-tuning", "", "Prompting");
    for aspect in &decision.aspects {
        let cell = |cell: &Cell| match cell {
            Cell::Stated(text) => text.clone(),
            Cell::Typical(text) => format!("{text} (typical)"),
        };
        let _ = writeln!(
            text,
            "{:<20}{:<46}  {}",
            aspect.name,
            cell(&aspect.prompting),
            cell(&aspect.fine_tuning)
        );
    }
    let _ = writeln!(
        text,
        "\n{:<20}{:<14}{:<26}{}",
        "Cost by phase",
        "Prompting",
        "Fine-tuning",
        usually(scenario)
    );
    for line in &decision.phases {
        let note = line.note.map_or(String::new(), |note| format!(", {note}"));
        let _ = writeln!(
            text,
            "{:<20}{:<14}{:<26}{}{note}",
            line.name, line.prompting, line.fine_tuning, line.usual
        );
    }
    for side in [Approach::FineTuning, Approach::Prompting] {
        let _ = writeln!(text, "\nStrengths of {}:", side.label().to_lowercase());
        for strength in decision
            .strengths
            .iter()
            .filter(|strength| strength.approach == side)
        {
            let evidence = strength.evidence.as_deref().unwrap_or("not answered");
            let not = if strength.applies == Some(false) {
                "not here: "
            } else {
                ""
            };
            let _ = writeln!(text, "- {}: {not}{evidence}", strength.name);
        }
    }
    for (title, side) in [
        ("Start with prompting when", Approach::Prompting),
        ("Move to fine-tuning when", Approach::FineTuning),
    ] {
        let _ = writeln!(text, "\n{title}:");
        let checked = decision.checklist.iter();
        for checked in checked.filter(|checked| checked.condition.speaks_for() == side) {
            let mark = match checked.holds {
                Some(true) => "yes",
                Some(false) => "no",
                None => "?",
            };
            let _ = writeln!(
                text,
                "{mark:>5}  {} ({})",
                checked.condition.label(),
                checked.figures()
            );
        }
    }
    let amount = |value| money(value, &scenario.currency);
    let levers = &decision.levers;
    let _ = writeln!(text, "\nBefore fine-tuning, the prompt (* counted on):");
    let as_is = (" ", "As it is".to_owned(), levers.as_is, levers.as_is());
    let alone = levers.alone.iter().map(|pulled| {
        let mark = if pulled.counted_on { "*" } else { " " };
        let moved = levers.moved(pulled.break_even);
        (mark, pulled.what(), pulled.prompting, moved)
    });
    let all = (
        " ",
        "All that are counted on".to_owned(),
        levers.prompting,
        levers.moved(levers.break_even),
    );
    let rows = [as_is].into_iter().chain(alone).chain([all]);
    for (mark, what, total, breaks_even) in rows.filter(|_| !is_unpriced(scenario)) {
        let _ = writeln!(
            text,
            "{mark} {what:<52}{:>10}, break-even {breaks_even}",
            amount(total)
        );
    }
    if let Some(why) = levers.no_cheaper_model(scenario) {
        let _ = writeln!(text, "{why}");
    }
    let _ = writeln!(text, "{}", levers.finding(scenario));
    let _ = writeln!(text, "\nThe rules, the first that applies decides (→):");
    for (place, rule) in RULES.iter().enumerate() {
        let mark = if place == decision.advice.rule {
            "→"
        } else {
            " "
        };
        let _ = writeln!(text, "{mark} {:>2}. {}", place + 1, rule.when(knobs));
    }
    text
}

/// The plan for deciding after a month, or after the best one; there is none where no switch beats prompting.
pub fn render_roadmap(scenario: &Scenario, decision: &Decision, month: Option<usize>) -> String {
    let mut text = format!("{}\n", scenario.title());
    let _ = writeln!(text, "\nWhat to do: {}", decision.advice.headline());
    let Some(month) = month.or(decision.roadmap_month()) else {
        let why = decision.no_roadmap.as_deref().unwrap_or_default();
        let _ = writeln!(text, "{why}. Ask for one with --month.");
        return text;
    };
    if let Some(before) = decision.roadmap_caveat() {
        let _ = writeln!(text, "{before}.");
    }
    for (title, sentences) in planned(scenario, &decision.evaluation, month) {
        let _ = writeln!(text);
        list(&mut text, &title, &sentences);
    }
    text
}
