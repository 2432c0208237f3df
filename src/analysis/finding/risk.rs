//! What the draws of the risk run found, in sentences: medians and probabilities come first, then means.

use crate::analysis::approach::Approach;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::quantity::{full_count, money, percent, significant};

use super::calendar::{month_in, span};
use super::verdict::Verdict;

/// The finding, where chances come first if inputs are uncertain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The finding in one sentence, without a full stop.
    pub headline: String,
    /// Its explanation in full sentences; it may be empty.
    pub detail: String,
}

/// The finding in one sentence without a full stop: how likely fine-tuning pays back, and the median saving. Every amount is fine-tuning's.
pub fn headline(scenario: &Scenario, risk: &Risk) -> String {
    let median = risk.saving.quantile(0.5).unwrap_or(0.0);
    let amount = money(median.abs(), &scenario.currency);
    let span = span(scenario.horizon_months.whole());
    let (cheaper, same) = (risk.probability_cheaper, risk.probability_same());
    let chance = percent(cheaper);
    let typical = if median > 0.0 {
        format!("median saving {amount} over {span}")
    } else {
        format!("median extra cost {amount} over {span}")
    };
    match risk.likely_cheaper() {
        _ if risk.always_costs_the_same() => {
            format!("Both approaches cost the same over {span}, in every simulation")
        }
        _ if risk.is_likely_the_same() => format!(
            "Both approaches will probably cost the same over {span}: {} chance, and {chance} that fine-tuning saves money",
            percent(same)
        ),
        Some(Approach::FineTuning) => {
            format!("Fine-tuning is {chance} likely to pay back: {typical}")
        }
        Some(Approach::Prompting) if cheaper == 0.0 => format!(
            "Prompting stays cheaper: fine-tuning saves money in no simulation and costs {amount} more over {span} in the median one"
        ),
        Some(Approach::Prompting) => {
            let only = match chance.strip_prefix("less than ") {
                Some(most) => format!("less than a {most}"),
                None => format!("only a {chance}"),
            };
            format!(
                "Prompting will probably stay cheaper: {only} chance that fine-tuning saves money"
            )
        }
        None => format!("Too close to call: fine-tuning is {chance} likely to pay back, {typical}"),
    }
}

/// The finding in one sentence, and its explanation in full sentences. If inputs are uncertain the chances come first and the base case
/// follows in the explanation.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::finding::risk::finding;
/// use breakeven::analysis::finding::verdict::Verdict;
/// use breakeven::analysis::risk::Risk;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let verdict = Verdict::new(scenario, &Analysis::new(scenario));
/// let risk = Risk::new(scenario, 1024, &|_| true);
/// let finding = finding(scenario, &verdict, risk.as_ref());
/// assert!(finding.headline.contains(" likely to pay back: median "));
/// assert!(finding.detail.contains("Base case: "));
/// ```
pub fn finding(scenario: &Scenario, verdict: &Verdict, risk: Option<&Risk>) -> Finding {
    match risk {
        // Chances mean nothing while prices are missing.
        Some(risk) if !is_unpriced(scenario) => {
            let range = range(scenario, risk).unwrap_or_default();
            let base = format!("Base case: {}. {}", verdict.headline, verdict.detail);
            Finding {
                headline: headline(scenario, risk),
                detail: format!("{range}. {base}"),
            }
        }
        _ => Finding {
            headline: verdict.headline.clone(),
            detail: verdict.detail.clone(),
        },
    }
}

/// The middle 80 % of the saving: "80 % of simulations: from a $46.3k loss to a $119k saving with fine-tuning". `None` without draws.
pub fn range(scenario: &Scenario, risk: &Risk) -> Option<String> {
    let amount = |value: f64| money(value.abs(), &scenario.currency);
    risk.saving.quantiles().map(|saving| {
        let (low, high) = (amount(saving.p10), amount(saving.p90));
        let to = |from: String, to: String| {
            if from == to {
                from
            } else {
                format!("{from} to {to}")
            }
        };
        match (saving.p10 < 0.0, saving.p90 > 0.0) {
            (true, true) => format!(
                "80 % of simulations: from a {low} loss to a {high} saving with fine-tuning"
            ),
            (true, false) => format!(
                "In 80 % of simulations fine-tuning costs {} more",
                to(high, low)
            ),
            _ => format!("In 80 % of simulations fine-tuning saves {}", to(low, high)),
        }
    })
}

impl Risk {
    /// The saving, the break-even, what to measure first, and the sampling error; a sentence each, without full stops.
    pub fn sentences(&self, scenario: &Scenario) -> Vec<String> {
        let amount = |value| money(value, &scenario.currency);
        let mut sentences = Vec::new();
        if let Some(saving) = self.saving.quantiles() {
            sentences.push(format!(
                "Saving: median {}, 90 % between {} and {}, mean {}",
                amount(saving.p50),
                amount(saving.p5),
                amount(saving.p95),
                amount(saving.mean)
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
        let amount = |value| money(value, &scenario.currency);
        match (self.probability_error, self.saving_error) {
            (Some(cheaper), Some(saving)) => format!(
                "{simulations}: chance {} ± {} points, mean saving {} ± {}",
                percent(self.probability_cheaper),
                significant(100.0 * cheaper, 2),
                amount(self.saving.mean),
                amount(saving)
            ),
            _ => format!("{simulations}, mean saving {}", amount(self.saving.mean)),
        }
    }

    /// "131,072 simulations".
    pub fn simulations(&self) -> String {
        format!("{} simulations", full_count(self.samples))
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
            lines.push(format!(
                "{}. {}: up to {}",
                place + 1,
                information.input.full_label(),
                amount(information.value)
            ));
        }
        if lines.len() == 1 {
            lines.push("No single input is worth finding out about on its own".to_owned());
        }
        lines
    }
}
