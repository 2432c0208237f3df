//! The strengths of both approaches in words, each with the scenario's evidence for it, or without an answer.

use crate::analysis::approach::Approach;
use crate::decision::comparison::{Comparison, StrengthId};
use crate::decision::words::checklist::NOT_ANSWERED;
use crate::scenario::Currency;
use crate::scenario::quantity::{count, count_with_noun, money, percent, significant, with_unit};

/// A strength of one approach, with the scenario's evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// Whose it is.
    pub approach: Approach,
    /// "Token efficiency".
    pub name: &'static str,
    /// What the scenario has to show for it; `None`: not answered.
    pub evidence: Option<String>,
    /// Whether it applies here: by the figures, or by what was said. `None`: not answered.
    pub applies: Option<bool>,
}

impl Strength {
    /// The evidence, and whether it speaks against: "500 prompt tokens instead of 2k", "doesn’t apply: your answer: no", "unanswered".
    pub fn evidence_text(&self) -> String {
        let evidence = self.evidence.as_deref().unwrap_or(NOT_ANSWERED);
        if self.applies == Some(false) {
            format!("doesn’t apply: {evidence}")
        } else {
            evidence.to_owned()
        }
    }
}

/// The words of a strength.
struct StrengthWords {
    id: StrengthId,
    name: &'static str,
    /// What the scenario has to show for it, if it says anything about it.
    evidence: fn(&Comparison, &Currency) -> String,
}

const STRENGTHS: &[StrengthWords] = &[
    StrengthWords {
        id: StrengthId::BehaviouralConsistency,
        name: "Behavioural consistency",
        evidence: |comparison, _| {
            format!(
                "{} of answers reviewed instead of {}",
                percent(comparison.fine_tuning.review_rate),
                percent(comparison.prompting.review_rate)
            )
        },
    },
    StrengthWords {
        id: StrengthId::TokenEfficiency,
        name: "Token efficiency",
        evidence: |comparison, _| {
            format!(
                "{} prompt tokens instead of {}",
                count(comparison.fine_tuning.prompt_tokens),
                count(comparison.prompting.prompt_tokens)
            )
        },
    },
    StrengthWords {
        id: StrengthId::ComplexPatterns,
        name: "Complex patterns",
        evidence: |comparison, _| {
            let yes = comparison.hard_to_describe == Some(true);
            if yes {
                "your answer: yes"
            } else {
                "your answer: no"
            }
            .to_owned()
        },
    },
    StrengthWords {
        id: StrengthId::PersistentSpecialisation,
        name: "Persistent specialisation",
        evidence: specialisation,
    },
    StrengthWords {
        id: StrengthId::NoStartUpCost,
        name: "No upfront cost",
        evidence: start_up_cost,
    },
    StrengthWords {
        id: StrengthId::InstantIteration,
        name: "Instant iteration",
        evidence: iteration,
    },
    StrengthWords {
        id: StrengthId::NoTrainingData,
        name: "No training data",
        evidence: training_data,
    },
    StrengthWords {
        id: StrengthId::ModelAgnosticism,
        name: "Model agnosticism",
        evidence: |comparison, currency| {
            format!(
                "Changing the model costs {} prompted, {} fine-tuned",
                money(comparison.prompting.renewal, currency),
                money(comparison.fine_tuning.renewal, currency)
            )
        },
    },
    StrengthWords {
        id: StrengthId::InstantUpdates,
        name: "Instant behaviour updates",
        evidence: |comparison, currency| {
            format!(
                "{} per year, {} for all of them instead of {}",
                count_with_noun(comparison.changes_per_year, "change"),
                money(
                    comparison.changes_per_year * comparison.prompting.change,
                    currency
                ),
                money(
                    comparison.changes_per_year * comparison.fine_tuning.change,
                    currency
                )
            )
        },
    },
    StrengthWords {
        id: StrengthId::Composability,
        name: "Composability",
        evidence: composability,
    },
];

/// The strengths of both approaches in words.
pub(in crate::decision::words) fn strengths(
    comparison: &Comparison,
    currency: &Currency,
) -> Vec<Strength> {
    let strengths = STRENGTHS.iter().map(|strength| {
        let applies = comparison.applies(strength.id);
        Strength {
            approach: strength.id.approach(),
            name: strength.name,
            evidence: applies.map(|_| (strength.evidence)(comparison, currency)),
            applies,
        }
    });
    strengths.collect()
}

fn specialisation(comparison: &Comparison, _: &Currency) -> String {
    if !comparison.serves_in_time {
        return "go-live is after the time horizon".to_owned();
    }
    if comparison.fallback_share >= 1.0 {
        return "all queries fall back to prompting".to_owned();
    }
    let fallback = match comparison.fallback_share {
        0.0 => String::new(),
        share => format!(
            ". Not in the {} that fall back to prompting",
            percent(share)
        ),
    };
    format!("Prompt injection can’t remove the behaviour, but remains a risk{fallback}")
}

fn start_up_cost(comparison: &Comparison, currency: &Currency) -> String {
    let amount = |value| money(value, currency);
    let [prompting, fine_tuning] = [comparison.prompting.upfront, comparison.fine_tuning.upfront];
    if prompting < fine_tuning {
        format!("{} instead of {}", amount(prompting), amount(fine_tuning))
    } else {
        format!(
            "prompting {} upfront, fine-tuning {}",
            amount(prompting),
            amount(fine_tuning)
        )
    }
}

fn iteration(comparison: &Comparison, currency: &Currency) -> String {
    let amount = |value| money(value, currency);
    let change = match (comparison.hours_per_change, comparison.prompting.change) {
        (0.0, _) => "minutes per change (typical)".to_owned(),
        (hours, 0.0) => format!("{} per change", with_unit(&significant(hours, 3), "h")),
        (_, change) => format!("{} per change", amount(change)),
    };
    let retraining = amount(comparison.fine_tuning.change);
    format!("{change} instead of {retraining} for a retraining")
}

fn training_data(comparison: &Comparison, currency: &Currency) -> String {
    let amount = |value| money(value, currency);
    match (comparison.examples, comparison.data_collection) {
        (0.0, 0.0) => "fine-tuning takes none either".to_owned(),
        (0.0, cost) => format!("saves {} of data", amount(cost)),
        (examples, cost) => {
            let examples = count_with_noun(examples.round(), "example");
            format!("saves {examples}, {}", amount(cost))
        }
    }
}

fn composability(comparison: &Comparison, currency: &Currency) -> String {
    let amount = |value| money(value, currency);
    if comparison.prompting.hosting > 0.0 {
        let own = amount(comparison.prompting.hosting);
        format!("its own hosting costs {own} per month")
    } else {
        format!(
            "Shares one model. The fine-tuned one needs its own hosting ({} per month)",
            amount(comparison.fine_tuning.hosting)
        )
    }
}
