//! A scenario in which fine-tuning may fail, in words: what it is expected to save, and the chance of success that this takes.

use crate::analysis::Analysis;
use crate::scenario::Scenario;
use crate::scenario::quantity::{money, percent};
use crate::scenario::words::uncapitalized;

use super::calendar::span;

/// The finding in one sentence without a full stop, if fine-tuning may fail; `if_it_succeeds` is the finding if it doesn't.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::finding::success::headline;
/// use breakeven::files::examples::Example;
/// use breakeven::scenario::inputs;
///
/// let mut scenario = Example::find("textbook-comparison").unwrap().scenario()?;
/// let chance = inputs::find("fine_tuning.success_chance").unwrap();
/// let headline_of = |scenario: &_| headline(scenario, &Analysis::new(scenario), "Fine-tuning breaks even in Aug 2027");
/// assert_eq!(headline_of(&scenario), None);
/// chance.set_exactly(&mut scenario, 0.6)?;
/// let headline = headline_of(&scenario).unwrap();
/// assert!(headline.starts_with("Fine-tuning is expected to save "), "{headline}");
/// assert!(headline.contains(": success is 60% likely, "), "{headline}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn headline(scenario: &Scenario, analysis: &Analysis, if_it_succeeds: &str) -> Option<String> {
    if !scenario.may_fail() {
        return None;
    }
    let Some(needed) = analysis.success_needed() else {
        let finding = uncapitalized(if_it_succeeds);
        return Some(format!("Even if it succeeds, {finding}"));
    };
    let expected = analysis.expected_saving();
    let verb = if expected < 0.0 { "lose" } else { "save" };
    let amount = money(expected.abs(), &scenario.currency);
    let span = span(scenario.horizon_months.whole());
    if analysis.fine_tuning_upfront == 0.0 {
        return Some(format!(
            "Fine-tuning is expected to {verb} {amount} over {span}, and loses nothing if it fails"
        ));
    }
    let [chance, needed] = [analysis.success_chance, needed].map(percent);
    Some(format!(
        "Fine-tuning is expected to {verb} {amount} over {span}: success is {chance} likely, {needed} needed"
    ))
}

/// " if fine-tuning succeeds" for the captions of figures that are those of success; empty where it succeeds for sure.
pub fn if_it_succeeds(scenario: &Scenario) -> &'static str {
    if scenario.may_fail() {
        " if fine-tuning succeeds"
    } else {
        ""
    }
}
