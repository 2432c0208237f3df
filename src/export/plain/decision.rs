//! The decision as text: what to do and why, both approaches side by side, the checklists, the levers, and the rules. And the plan for
//! moving from prompting to fine-tuning, on one page.

use std::fmt::Write as _;

use crate::analysis::approach::Approach;
use crate::analysis::price::is_unpriced;
use crate::decision::Decision;
use crate::decision::levers::Levers;
use crate::decision::roadmap::Roadmap;
use crate::decision::rules::RULES;
use crate::decision::words::DecisionWords;
use crate::decision::words::advice::how_many_apply;
use crate::decision::words::checklist::CHECKLISTS;
use crate::decision::words::comparison::aspects::AspectCell;
use crate::decision::words::comparison::phases::usually;
use crate::decision::words::doubt::DoubtWords;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::money;
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;

/// What to do and why, for the top of a report.
pub fn render_advice(study: &Study) -> String {
    let advice = &study.decision_words().advice;
    let mut text = String::new();
    // Writing to a string can't fail, here and in all functions below.
    let _ = writeln!(text, "Recommendation: {}", advice.headline);
    for reason in advice.all_reasons() {
        let _ = writeln!(text, "- {reason}");
    }
    if let Some(doubt) = &advice.doubt {
        let _ = writeln!(text, "{}: {}", DoubtWords::LABEL, doubt.sentence());
    }
    let _ = writeln!(text, "Counter-argument: {}", advice.against);
    list(&mut text, "What would change this", &study.flip_sentences());
    list(&mut text, "Still open", &advice.missing);
    with_plain_spaces(&text)
}

fn list(text: &mut String, title: &str, sentences: &[String]) {
    if !sentences.is_empty() {
        let _ = writeln!(text, "{title}:");
    }
    for sentence in sentences {
        let _ = writeln!(text, "- {sentence}");
    }
}

/// Everything that the decision rests on.
pub fn render_record(study: &Study) -> String {
    let (scenario, decision) = (&study.scenario, study.decision());
    let words = study.decision_words();
    let mut text = format!("{}\n\n{}", scenario.title(), render_advice(study));
    if let Some(warning) = &words.early_retirement {
        let _ = writeln!(text, "Note: {warning}");
    }
    if let Some(sentence) = decision.evaluation.sentence() {
        let _ = writeln!(text, "Evaluation: {sentence}");
    }
    write_aspects(&mut text, words);
    write_phases(&mut text, scenario, words);
    write_strengths(&mut text, words);
    write_checklists(&mut text, scenario, decision);
    write_levers(&mut text, scenario, decision);
    write_rules(&mut text, decision, &study.knobs);
    with_plain_spaces(&text)
}

fn write_aspects(text: &mut String, words: &DecisionWords) {
    let _ = writeln!(text, "\n{:<20}{:<48}Fine-tuning", "", "Prompting");
    for aspect in &words.aspects {
        let cell = |cell: &AspectCell| match cell {
            AspectCell::Stated(text) => text.clone(),
            AspectCell::Typical(text) => format!("{text} (typical)"),
        };
        let _ = writeln!(
            text,
            "{:<20}{:<46}  {}",
            aspect.name,
            cell(&aspect.prompting),
            cell(&aspect.fine_tuning)
        );
    }
}

fn write_phases(text: &mut String, scenario: &Scenario, words: &DecisionWords) {
    let _ = writeln!(
        text,
        "\n{:<20}{:<14}{:<26}{}",
        "Cost by category",
        "Prompting",
        "Fine-tuning",
        usually(scenario)
    );
    for line in &words.phases {
        let note = line.note.map_or(String::new(), |note| format!(", {note}"));
        let _ = writeln!(
            text,
            "{:<20}{:<14}{:<26}{}{note}",
            line.name, line.prompting, line.fine_tuning, line.usual
        );
    }
}

fn write_strengths(text: &mut String, words: &DecisionWords) {
    for approach in [Approach::FineTuning, Approach::Prompting] {
        let name = approach.label().to_lowercase();
        let _ = writeln!(text, "\nStrengths of {name}:");
        let strengths = words.strengths.iter();
        for strength in strengths.filter(|strength| strength.approach == approach) {
            let _ = writeln!(text, "- {}: {}", strength.name, strength.evidence_text());
        }
    }
}

fn write_checklists(text: &mut String, scenario: &Scenario, decision: &Decision) {
    for (title, approach) in CHECKLISTS {
        let apply = how_many_apply(&decision.checklist, approach);
        let _ = writeln!(text, "\n{title} ({apply}):");
        let checklist = decision.checklist.iter();
        for checked in checklist.filter(|checked| checked.condition.speaks_for() == approach) {
            let mark = match checked.holds {
                Some(true) => "yes",
                Some(false) => "no",
                None => "?",
            };
            let _ = writeln!(
                text,
                "{mark:>5}  {} ({})",
                checked.condition.label(),
                checked.figures(&scenario.currency)
            );
        }
    }
}

fn write_levers(text: &mut String, scenario: &Scenario, decision: &Decision) {
    let levers = &decision.levers;
    let _ = writeln!(text, "\nBefore fine-tuning (* assumed):");
    // Without prices the effects of the levers are unknown.
    if !is_unpriced(scenario) {
        let mut row = |mark: &str, what: &str, total: f64, breaks_even: String| {
            let total = money(total, &scenario.currency);
            let _ = writeln!(
                text,
                "{mark} {what:<52}{total:>10}, break-even {breaks_even}"
            );
        };
        row(" ", Levers::AS_IS_LABEL, levers.as_is, levers.as_is());
        for effect in &levers.alone {
            let mark = if effect.helps { "*" } else { " " };
            let moved = levers.moved(effect.break_even);
            row(mark, &effect.what(), effect.prompting, moved);
        }
        let moved = levers.moved(levers.break_even);
        row(" ", Levers::COUNTED_ON_LABEL, levers.prompting, moved);
    }
    if let Some(why) = levers.no_cheaper_model(scenario) {
        let _ = writeln!(text, "{why}");
    }
    let _ = writeln!(text, "{}", levers.finding(scenario));
}

fn write_rules(text: &mut String, decision: &Decision, knobs: &DecisionSettings) {
    let _ = writeln!(
        text,
        "\nRules, of which the first that applies decides (→):"
    );
    for (index, rule) in RULES.iter().enumerate() {
        let mark = if rule.id == decision.conclusion.rule {
            "→"
        } else {
            " "
        };
        let _ = writeln!(text, "{mark} {:>2}. {}", index + 1, rule.when(knobs));
    }
}

/// The plan for deciding after `month`, by default the best one. If no switch beats prompting, there is a plan only for a stated month.
pub fn render_roadmap(study: &Study, month: Option<usize>) -> String {
    let (scenario, decision) = (&study.scenario, study.decision());
    let words = study.decision_words();
    let mut text = format!("{}\n", scenario.title());
    let _ = writeln!(text, "\nRecommendation: {}", words.advice.headline);
    if let Some(pilot) = &decision.pilot {
        let section = pilot.section(&scenario.currency);
        let _ = writeln!(text);
        list(&mut text, &section.heading, &section.sentences);
    }
    let Some(month) = month.or(decision.roadmap_month()) else {
        let why = words.no_roadmap.as_deref().unwrap_or_default();
        let _ = writeln!(text, "{why}. Ask for one with --month.");
        return with_plain_spaces(&text);
    };
    if let Some(before) = words.roadmap_caveat {
        let _ = writeln!(text, "{before}");
    }
    for section in Roadmap::new(scenario, month).sections(scenario, &decision.evaluation) {
        let _ = writeln!(text);
        list(&mut text, &section.heading, &section.sentences);
    }
    with_plain_spaces(&text)
}
