//! The rules and the reasons that they give, in words.

use crate::decision::levers::LeverChange;
use crate::decision::options::Alternative;
use crate::decision::reason::Reason;
use crate::decision::rules::{Rule, RuleId};
use crate::scenario::Currency;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::{money, significant};
use crate::scenario::words::uncapitalized;

impl Rule {
    /// The case to which it applies: "A side has no prices yet".
    pub fn when(&self, settings: &DecisionSettings) -> String {
        let worth = percent_of(settings.worth_share.get());
        match self.id {
            RuleId::NoPrices => "A side has no prices yet".to_owned(),
            RuleId::LeversWin => "Fine-tuning, now or later, is or may be cheaper as things are, and the levers that are counted on would make prompting the cheapest".to_owned(),
            RuleId::EvaluationAgainst => "The evaluation shows that the tuned model answers worse than it may, or had the cases to show what is expected of it and doesn’t".to_owned(),
            RuleId::KeepPrompting => "It is said to be a prototype, that the base model is already close or that it must ship quickly, or the upfront cost is over the budget".to_owned(),
            RuleId::TooLittleSaved => format!(
                "Neither fine-tuning now nor a later switch saves {worth} of what prompting costs, on average or at base, and knowing more isn’t worth as much either"
            ),
            RuleId::PromptNotOptimised => "The prompt has not been optimised yet".to_owned(),
            RuleId::FiguresOpen => format!(
                "The figures leave it open: knowing more is worth at least {worth} of what prompting costs, or the base case and the average disagree"
            ),
            RuleId::EvidenceMissing => "No evaluation shows what is expected of the tuned model’s answers, it isn’t said whether the prompt has been optimised, or requirements may change and no figure says how often".to_owned(),
            RuleId::SwitchLater => {
                "A later switch saves more than fine-tuning now, and enough to act on".to_owned()
            }
            RuleId::Warranted => "Otherwise: it pays back, and the evidence is there".to_owned(),
        }
    }
}

impl Reason {
    /// "Requirements may change, and no figure says how often"; `headline` is the finding of the analysis. `None` if an evaluation has
    /// nothing to say.
    pub(super) fn sentence(&self, headline: &str, currency: &Currency) -> Option<String> {
        let amount = |value: f64| money(value, currency);
        Some(match self {
            Self::Finding => headline.to_owned(),
            Self::LeversWin {
                saved,
                prompting,
                fine_tuning,
            } => format!(
                "The levers that are counted on save {}: prompting then costs {}, less than fine-tuning’s {}",
                amount(*saved),
                amount(*prompting),
                amount(*fine_tuning)
            ),
            Self::LeversCountedOn(changes) => {
                let changes = changes.iter().map(LeverChange::what);
                let changes: Vec<String> = changes.map(|what| uncapitalized(&what)).collect();
                format!("Counted on: {}", changes.join("; "))
            }
            Self::EvaluationShows(evaluation) => return evaluation.sentence(),
            Self::EvaluationWasLargeEnough(evaluation) => {
                return evaluation.not_for_lack_of_cases();
            }
            Self::Condition(checked) => checked.sentence(currency),
            Self::SavesTooLittle {
                now,
                worth_share,
                evpi,
            } => saves_too_little(now, *worth_share, *evpi, currency),
            Self::LaterSavesTooLittle(later) => {
                format!("{}: too little to act on", later.sentence(currency))
            }
            Self::PromptNotOptimised => "The prompt has not been optimised yet".to_owned(),
            Self::LeversSave(saved) => format!(
                "The levers that are counted on save {} without tuning",
                amount(*saved)
            ),
            Self::Alternative(alternative) => alternative.sentence(currency),
            Self::Knowing(evpi) => {
                format!(
                    "Knowing everything beforehand would be worth {}",
                    amount(*evpi)
                )
            }
            Self::BaseAndAverageDisagree => {
                "At base it comes out otherwise than on average".to_owned()
            }
            Self::NotShown(evaluation) => {
                let expected = evaluation.criterion.words();
                match evaluation.sentence() {
                    Some(sentence) => format!(
                        "The evaluation doesn’t show that the tuned model {expected}. {sentence}"
                    ),
                    None => format!("No evaluation shows that the tuned model {expected}"),
                }
            }
            Self::OptimisationUnknown => {
                "It isn’t said whether the prompt has been optimised".to_owned()
            }
            Self::ChangesUncounted => {
                "Requirements may change, and no figure says how often".to_owned()
            }
            Self::MoreThanNow(more) => format!("That is {} more than deciding now", amount(*more)),
        })
    }
}

/// "Fine-tuning saves $120 on average, less than 1 % of what prompting costs; knowing everything is worth $80 at most".
fn saves_too_little(now: &Alternative, worth_share: f64, evpi: f64, currency: &Currency) -> String {
    let amount = |value: f64| money(value, currency);
    let on_average = if now.outlook.is_some() {
        " on average"
    } else {
        ""
    };
    let first = if now.mean > 0.0 {
        let share = percent_of(worth_share);
        format!(
            "Fine-tuning saves {}{on_average}, less than {share} of what prompting costs",
            amount(now.mean)
        )
    } else if now.mean < 0.0 {
        format!("Fine-tuning costs {} more{on_average}", amount(-now.mean))
    } else {
        "Fine-tuning saves nothing".to_owned()
    };
    let worth = match now.outlook {
        Some(_) => format!("; knowing everything is worth {} at most", amount(evpi)),
        None => String::new(),
    };
    format!("{first}{worth}")
}

/// "1 %", of a share.
fn percent_of(share: f64) -> String {
    format!("{} %", significant(100.0 * share, 3))
}
