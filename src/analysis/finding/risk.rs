//! What the draws of the risk run found, in sentences: medians and probabilities come first, then means.

use crate::analysis::approach::Approach;
use crate::analysis::outcome::Outcome;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::{Risk, success};
use crate::scenario::quantity::{full_count, money, percent, saving_range, significant, with_unit};
use crate::scenario::words::{uncapitalized, with_article};
use crate::scenario::{Scenario, inputs};

use super::base::{BaseFinding, about_queries};
use super::calendar::calendar_month;
use super::calendar::{month_in, span};

/// The finding, where chances come first if inputs are uncertain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The finding in one sentence, without a full stop.
    pub headline: String,
    /// Its explanation in full sentences; it may be empty.
    pub detail: String,
}

/// The finding in one sentence without a full stop: how likely fine-tuning saves money, and the median saving.
pub fn headline(scenario: &Scenario, risk: &Risk) -> String {
    let median = risk.saving.quantile(0.5).unwrap_or(0.0);
    let amount = money(median.abs(), &scenario.currency);
    let span = span(scenario.horizon_months.whole());
    let cheaper = risk.probability_cheaper;
    let chance = percent(cheaper);
    match risk.likely_cheaper() {
        _ if risk.always_costs_the_same() => {
            format!("Both approaches cost the same over {span}, in every simulation")
        }
        _ if risk.is_likely_the_same() => format!(
            "Both approaches will probably cost the same: {} chance, {chance} that fine-tuning saves money",
            percent(risk.probability_same())
        ),
        Some(Approach::FineTuning) if cheaper == 1.0 => format!(
            "Fine-tuning saves money in every simulation: {amount} over {span} in the median one"
        ),
        Some(Approach::FineTuning) => format!(
            "Fine-tuning will probably save money: {chance} chance, {amount} in the median simulation"
        ),
        Some(Approach::Prompting) if cheaper == 0.0 => format!(
            "Fine-tuning saves money in no simulation: it costs {amount} more over {span} in the median one"
        ),
        Some(Approach::Prompting) => {
            let chance = with_article(&chance);
            let only = if chance.starts_with("less") {
                chance
            } else {
                format!("only {chance}")
            };
            format!(
                "Prompting will probably stay cheaper: {only} chance that fine-tuning saves money"
            )
        }
        None => format!("Too close to call: {chance} chance that fine-tuning saves money"),
    }
}

/// The finding in one sentence, and its explanation in full sentences. If inputs are uncertain the chances come first and the base case
/// follows in the explanation.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::finding::risk::finding;
/// use breakeven::analysis::finding::base::BaseFinding;
/// use breakeven::analysis::risk::Risk;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let base_finding = BaseFinding::new(scenario, &Analysis::new(scenario));
/// let risk = Risk::new(scenario, 1024, &|_| true);
/// let finding = finding(scenario, &base_finding, risk.as_ref());
/// assert!(finding.headline.starts_with("Fine-tuning will probably save money: "));
/// assert!(finding.detail.contains("Base case: break-even in "));
/// ```
pub fn finding(scenario: &Scenario, base_finding: &BaseFinding, risk: Option<&Risk>) -> Finding {
    if is_unpriced(scenario) {
        // Chances mean nothing while prices are missing.
        return Finding {
            headline: base_finding.headline.clone(),
            detail: String::new(),
        };
    }
    let few = few_ranges(scenario);
    let sentences = match risk {
        Some(risk) => [
            range(scenario, risk).map(|range| format!("{range}.")),
            Some(base_case(scenario, base_finding)),
            risk.base_gap.map(|gap| gap.sentence(scenario)),
            few,
        ],
        None if base_finding.expected.is_some() => {
            [Some(base_case(scenario, base_finding)), few, None, None]
        }
        None => [Some(base_finding.detail.clone()), few, None, None],
    };
    let sentences = sentences.into_iter().flatten();
    let sentences: Vec<String> = sentences.filter(|text| !text.is_empty()).collect();
    Finding {
        headline: match (&base_finding.expected, risk) {
            (Some(expected), _) => expected.clone(),
            (None, Some(risk)) => headline(scenario, risk),
            (None, None) => base_finding.headline.clone(),
        },
        detail: sentences.join(" "),
    }
}

/// How the base case ends: "Base case: break-even in Aug 2027 after about 278,000 queries."
fn base_case(scenario: &Scenario, base_finding: &BaseFinding) -> String {
    let case = base_case_words(scenario);
    if let Outcome::PaysBack(moment) = &base_finding.outcome {
        return format!(
            "{case}: break-even in {} after {}.",
            calendar_month(scenario, *moment),
            about_queries(moment.queries)
        );
    }
    let base = uncapitalized(&base_finding.headline);
    // Where nothing is saved even then, the headline has it.
    let said = base_finding.expected.as_ref();
    if said.is_some_and(|expected| expected.ends_with(&base)) {
        return base_finding.detail.clone();
    }
    let text = format!("{case}: {base}. {}", base_finding.detail);
    text.trim_end().to_owned()
}

/// "Base case", "Base case, if it succeeds".
fn base_case_words(scenario: &Scenario) -> &'static str {
    match (scenario.may_fail(), inputs::has_ranges(scenario)) {
        (false, _) => "Base case",
        (true, true) => "Base case, if it succeeds",
        (true, false) => "If it succeeds",
    }
}

/// With fewer ranges than this, the chances say little about what is uncertain.
pub const FEW_RANGES: usize = 3;

/// How few inputs are ranges, if that limits what the chances mean: "Only 1 input is a range."
fn few_ranges(scenario: &Scenario) -> Option<String> {
    match inputs::uncertain(scenario).count() {
        0 if scenario.may_fail() => Some("No ranges: nothing is uncertain but success.".to_owned()),
        0 => Some("No ranges: every input is a single value.".to_owned()),
        1 => Some("Only 1 input is a range.".to_owned()),
        few if few < FEW_RANGES => Some(format!("Only {few} inputs are ranges.")),
        _ => None,
    }
}

/// The middle 80% of the saving: "80% of simulations: from a $46k loss to a $119k saving". `None` without draws.
pub fn range(scenario: &Scenario, risk: &Risk) -> Option<String> {
    risk.saving.quantiles().map(|saving| {
        format!(
            "{} of simulations: {}",
            percent(0.8),
            saving_range(saving.p10, saving.p90, &scenario.currency)
        )
    })
}

impl Risk {
    /// The saving, the break-even and what to find out first; a sentence each, without full stops.
    pub fn sentences(&self, scenario: &Scenario) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(saving) = self.saving.quantiles() {
            let currency = &scenario.currency;
            let in_words = |value: f64| {
                let what = if value < 0.0 { "loss" } else { "saving" };
                format!("a {what} of {}", money(value.abs(), currency))
            };
            sentences.push(format!(
                "Median: {}. Average: {}. {} of simulations: {}",
                in_words(saving.p50),
                in_words(saving.mean),
                percent(0.9),
                saving_range(saving.p5, saving.p95, currency)
            ));
        }
        sentences.push(self.break_even_sentence());
        sentences.extend(self.what_to_measure(scenario));
        sentences.push(self.sampling_error(scenario));
        sentences
    }

    /// How often there is no break-even, and when it comes: "No break-even in 13%; otherwise month 16 (90%: month 9–23)".
    fn break_even_sentence(&self) -> String {
        let Some(month) = self.break_even_month.quantiles() else {
            return "No break-even in any simulation".to_owned();
        };
        let (median, low, high) = (month_in(month.p50), month_in(month.p5), month_in(month.p95));
        let months = if low == high {
            format!("month {median}")
        } else {
            format!("month {median} (90%: month {low}–{high})")
        };
        if self.probability_cheaper < 1.0 {
            let never = percent(1.0 - self.probability_cheaper);
            format!("No break-even in {never}; otherwise {months}")
        } else {
            format!("Break-even in every simulation: {months}")
        }
    }

    /// The number of simulations and the sampling error, which is estimated from the differences between independent scrambles.
    pub fn sampling_error(&self, scenario: &Scenario) -> String {
        let simulations = self.simulations();
        let what = if self.saving.mean < 0.0 {
            "extra cost"
        } else {
            "saving"
        };
        let mean = format!(
            "mean {what} {}",
            money(self.saving.mean.abs(), &scenario.currency)
        );
        let amount = |value| money(value, &scenario.currency);
        match (self.probability_error, self.saving_error) {
            (Some(cheaper), Some(saving)) => format!(
                "{simulations}: chance of saving money {} ± {} points, {mean} ± {}",
                percent(self.probability_cheaper),
                significant(100.0 * cheaper, 2),
                amount(saving)
            ),
            _ => format!("{simulations}, {mean}"),
        }
    }

    /// "131,072 simulations".
    pub fn simulations(&self) -> String {
        with_unit(&full_count(self.samples), "simulations")
    }

    /// What perfect information would be worth, and which inputs to find out about first, the most valuable one first; a line each, without
    /// full stops.
    pub fn what_to_measure(&self, scenario: &Scenario) -> Vec<String> {
        let amount = |value| money(value, &scenario.currency);
        if self.always_costs_the_same() {
            return vec!["Nothing to find out: both cost the same in every simulation".to_owned()];
        }
        if self.evpi == 0.0 {
            return vec![
                "Nothing to find out: the same approach is cheaper in every simulation".to_owned(),
            ];
        }
        let mut lines = vec![format!(
            "Perfect information would be worth {}",
            amount(self.evpi)
        )];
        for (place, information) in self.worth_measuring().enumerate() {
            let worth = amount(information.value);
            lines.push(match information.input.path {
                success::PATH => {
                    format!(
                        "{}. Whether fine-tuning succeeds: a pilot may cost up to {worth}",
                        place + 1
                    )
                }
                _ => format!(
                    "{}. {}: up to {worth}",
                    place + 1,
                    information.input.full_label()
                ),
            });
        }
        if lines.len() == 1 {
            lines.push("No single input is worth finding out about on its own".to_owned());
        }
        lines
    }
}
