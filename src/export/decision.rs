//! The decision as text: what to do and why, both approaches side by side, the checklists, the levers, and the rules that decided; and the
//! way from one approach to the other as a plan of one page.

use std::fmt::Write as _;

use crate::analysis::decide::Decision;
use crate::analysis::decide::advice::Advice;
use crate::analysis::decide::comparison::aspects::Cell;
use crate::analysis::decide::comparison::phases::usually;
use crate::analysis::decide::plan::plan as planned;
use crate::analysis::decide::rules::RULES;
use crate::analysis::side::Side;
use crate::analysis::verdict::month_of;
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::money;

/// What to do and why, for the head of a report.
pub fn advice(advice: &Advice) -> String {
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
pub fn record(scenario: &Scenario, decision: &Decision, knobs: &Knobs) -> String {
    let mut text = format!("{}\n\n{}", scenario.title(), advice(&decision.advice));
    if let Some(warning) = &decision.retires_early {
        let _ = writeln!(text, "Note: {warning}");
    }
    if let Some(evidence) = decision.evidence {
        let _ = writeln!(text, "Evaluation: {}", evidence.sentence());
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
    for side in [Side::FineTuning, Side::Prompting] {
        let _ = writeln!(text, "\nStrengths of {}:", side.label().to_lowercase());
        for strength in decision
            .strengths
            .iter()
            .filter(|strength| strength.side == side)
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
        ("Start with prompting when", Side::Prompting),
        ("Move to fine-tuning when", Side::FineTuning),
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
                checked.because
            );
        }
    }
    let amount = |value| money(value, &scenario.currency);
    let _ = writeln!(text, "\nBefore fine-tuning, the prompt (* counted on):");
    for pulled in &decision.levers.alone {
        let mark = if pulled.counted_on { "*" } else { " " };
        let moment = pulled.break_even.moment();
        let breaks_even = moment.map_or("never".to_owned(), |moment| {
            format!("month {}", month_of(moment))
        });
        let _ = writeln!(
            text,
            "{mark} {:<52}{:>10}, fine-tuning breaks even: {breaks_even}",
            pulled.what,
            amount(pulled.prompting)
        );
    }
    let _ = writeln!(
        text,
        "  {:<52}{:>10}",
        "All that are counted on",
        amount(decision.levers.prompting)
    );
    let _ = writeln!(text, "{}", decision.levers.finding(scenario));
    let _ = writeln!(text, "\nThe rules, the first that applies decides (→):");
    for (place, rule) in RULES.iter().enumerate() {
        let mark = if place == decision.advice.rule {
            "→"
        } else {
            " "
        };
        let _ = writeln!(text, "{mark} {:>2}. {}", place + 1, (rule.when)(knobs));
    }
    text
}

/// The plan for deciding after a month, or after the best one; there is none where no switch beats prompting.
pub fn plan(scenario: &Scenario, decision: &Decision, month: Option<usize>) -> String {
    let mut text = format!("{}\n", scenario.title());
    let _ = writeln!(text, "\nWhat to do: {}", decision.advice.headline());
    let Some(month) = month.or(decision.progression.best) else {
        let _ = writeln!(
            text,
            "There is no plan to go on: no switch beats prompting throughout. Ask for one with --month."
        );
        return text;
    };
    for (title, sentences) in planned(scenario, decision.known(), month) {
        let _ = writeln!(text);
        list(&mut text, &title, &sentences);
    }
    text
}
