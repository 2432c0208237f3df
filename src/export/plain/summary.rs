//! The report for people, in a terminal or an e-mail: the finding, the key figures, cost by phase, the months, and what drives the result.

use std::fmt::Write as _;

use crate::analysis::approach::{Approach, Phase};
use crate::scenario::quantity::{count, money, saving_in_words};
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;
use crate::study::plan_review::PlanReview;

use super::decision;

/// At most this many drivers and tipping values are listed.
const MAX_LISTED: usize = 8;

/// The report. Amounts are present values, rounded.
pub fn render(study: &Study) -> String {
    let mut text = String::new();
    write_finding(&mut text, study);
    write_phases(&mut text, study);
    write_months(&mut text, study);
    if let Some(risk) = study.risk() {
        let _ = writeln!(text, "\nUncertainty:");
        for sentence in risk.sentences(&study.scenario) {
            let _ = writeln!(text, "- {sentence}");
        }
    }
    write_drivers(&mut text, study);
    if let Some(review) = PlanReview::new(study) {
        let _ = writeln!(text, "\nPlan against actual:");
        for line in review.lines(&study.scenario) {
            let _ = writeln!(text, "- {}", line.trim());
        }
    }
    let warnings = study.warnings();
    if !warnings.is_empty() {
        let _ = writeln!(text, "\nInputs to check:");
        for warning in warnings {
            let _ = writeln!(text, "- {}: {}", warning.path, warning.text);
        }
    }
    with_plain_spaces(&text)
}

fn write_finding(text: &mut String, study: &Study) {
    let headline = study.headline();
    // Writing to a string can't fail, so the results of writeln! are ignored.
    let _ = writeln!(text, "{}\n", study.scenario.title());
    let _ = writeln!(text, "{}", headline.sentence());
    if !headline.detail.is_empty() {
        let _ = writeln!(text, "{}", headline.detail);
    }
    let _ = writeln!(text);
    for figure in &headline.key_figures {
        let _ = writeln!(text, "{:>24}  {}", figure.value, figure.caption);
    }
    let _ = writeln!(text, "\n{}", decision::render_advice(study).trim_end());
}

fn write_phases(text: &mut String, study: &Study) {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let _ = writeln!(text, "\n{:<18}{:>14}{:>14}", "", "Prompting", "Fine-tuning");
    let amount = |value| money(value, &scenario.currency);
    for phase in Phase::ALL {
        let cost = |approach| amount(analysis.costs_of(approach).cost_path.by_phase[phase]);
        let _ = writeln!(
            text,
            "{:<18}{:>14}{:>14}",
            phase.label(),
            cost(Approach::Prompting),
            cost(Approach::FineTuning)
        );
    }
    let total = |approach| amount(analysis.costs_of(approach).cost_path.total());
    let _ = writeln!(
        text,
        "{:<18}{:>14}{:>14}",
        "Total",
        total(Approach::Prompting),
        total(Approach::FineTuning)
    );
}

fn write_months(text: &mut String, study: &Study) {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let amount = |value| money(value, &scenario.currency);
    let _ = writeln!(
        text,
        "\n{:<6}{:<10}{:>14}{:>14}{:>14}",
        "Month", "", "Queries", "Prompting", "Fine-tuning"
    );
    for month in 0..=analysis.months() {
        let calendar = scenario.start.name_of_nth(month);
        let _ = writeln!(
            text,
            "{month:<6}{calendar:<10}{:>14}{:>14}{:>14}",
            count(analysis.queries[month]),
            amount(analysis.prompting.cost_path.after[month]),
            amount(analysis.fine_tuning.cost_path.after[month])
        );
    }
}

fn write_drivers(text: &mut String, study: &Study) {
    let (scenario, drivers) = (&study.scenario, study.drivers());
    let saving = |value| saving_in_words(value, &scenario.currency);
    if !drivers.tornado.is_empty() {
        let _ = writeln!(text, "\nSensitivity:");
        for bar in drivers.tornado.iter().take(MAX_LISTED) {
            let value = |value| bar.input.unit.rounded(value, &scenario.currency);
            let _ = writeln!(
                text,
                "- {}: {} at {}, {} at {}",
                bar.input.full_label(),
                saving(bar.saving_at_low),
                value(bar.low),
                saving(bar.saving_at_high),
                value(bar.high)
            );
        }
    }
    let mut tipping_values = drivers.near_tipping_values().peekable();
    if tipping_values.peek().is_some() {
        let _ = writeln!(text, "\nBreak-even values, smallest change first:");
        for tipping in tipping_values.take(MAX_LISTED) {
            let _ = writeln!(text, "- {}", tipping.sentence(scenario));
        }
    }
}
