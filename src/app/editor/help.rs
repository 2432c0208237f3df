//! What there is to know of an input, in words and as a picture.

use egui::Ui;

use crate::app::workspace::Workspace;
use crate::charts::distribution::{self, BoundedEstimate};
use crate::evidence::offer::Offer;
use crate::scenario::inputs::{Input, Value, source_in_words};
use crate::scenario::{Estimate, Scenario};

/// What there is to know of an input; of a range, with its picture.
pub(super) fn help_ui(ui: &mut Ui, input: &Input, workspace: &Workspace) {
    ui.set_max_width(320.0);
    ui.label(help(input, workspace));
    let scenario = workspace.scenario();
    if let Some(known) = known(input, scenario) {
        ui.add_space(4.0);
        distribution::density_ui(ui, known, |value| {
            input.unit.short(value, &scenario.currency)
        });
    }
}

/// What is known of an uncertain input.
pub(super) fn known(input: &Input, scenario: &Scenario) -> Option<BoundedEstimate> {
    match (input.value(scenario), input.domain()) {
        (Value::Estimate(estimate), Some(domain)) if estimate.is_uncertain() => {
            Some(BoundedEstimate { estimate, domain })
        }
        _ => None,
    }
}

/// What the input means, and what is allowed.
fn help(input: &Input, workspace: &Workspace) -> String {
    let scenario = workspace.scenario();
    let mut lines = vec![format!("{}.", input.help)];
    if input.domain().is_some() {
        let allowed = input.allowed(&scenario.currency);
        lines.push(format!("Allowed: {allowed}."));
    }
    if let Some(known) = known(input, scenario) {
        let echo = echo(input, known, scenario);
        lines.push(format!("{echo}."));
    }
    if let Some(source) = input.source(scenario) {
        lines.push(format!("Source: {}.", source_in_words(source)));
    }
    if let Some(offer) = Offer::of(input, scenario) {
        let words = offer.words(input, scenario);
        lines.push(match offer {
            Offer::Evaluated(errors) => {
                format!("The evaluation says {words}: {}.", errors.result())
            }
            Offer::Usual(usual) => format!("Usually {words}: {}.", usual.read_at()),
        });
    }
    lines.join("\n")
}

/// What was read from the text that is being typed: the result of arithmetic or of a phrase, and what a range means; empty if it is plain.
pub(super) fn typed_echo(input: &Input, text: &str, scenario: &Scenario) -> String {
    let numbered = input.with_numbered_months(text, scenario.start);
    let computed = if numbered == text {
        input.echo(text, &scenario.currency)
    } else {
        Some(format!("= month {numbered}"))
    };
    let range = known(input, scenario).map(|known| echo(input, known, scenario));
    let echoes: Vec<_> = computed.into_iter().chain(range).collect();
    echoes.join("; ")
}

/// What a range means, in words, because tools disagree about what "to" means.
fn echo(input: &Input, known: BoundedEstimate, scenario: &Scenario) -> String {
    let BoundedEstimate { estimate, domain } = known;
    let short = |value| input.unit.short(value, &scenario.currency);
    let [low, median, high] =
        distribution::MARKED_PERCENTILES.map(|p| short(estimate.quantile(p, &domain)));
    match estimate {
        Estimate::Pert { .. } => format!(
            "Minimum, most likely, maximum. 90% range {low}–{high}, median {median}; base case {}",
            short(estimate.base(&domain))
        ),
        _ => format!("90% sure: {low}–{high}. Base case {median} (median)"),
    }
}
