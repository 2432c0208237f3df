//! The rules and the reasons that they give, in words.

use crate::decision::levers::LeverChange;
use crate::decision::options::Alternative;
use crate::decision::reason::Reason;
use crate::decision::rules::{Rule, RuleId};
use crate::scenario::Currency;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::{Unit, money, percent, rough_money};
use crate::scenario::words::capitalized;

use super::doubt::nouns;
use super::simulations::simulations_that;

impl Rule {
    /// The case to which it applies: "An approach has no prices yet".
    pub fn when(&self, settings: &DecisionSettings) -> String {
        let worth = share(settings.worth_share.get());
        match self.id {
            RuleId::NoPrices => "An approach has no prices yet".to_owned(),
            RuleId::LeversWin => "Fine-tuning may be cheaper today, but the assumed prompt savings would make prompting cheapest".to_owned(),
            RuleId::EvaluationAgainst => "The evaluation speaks against the fine-tuned model, or had enough cases to speak for it and doesn’t".to_owned(),
            RuleId::KeepPrompting => "Still prototyping, base model nearly good enough, tight deadline or over budget".to_owned(),
            RuleId::TooLittleSaved => format!(
                "Neither fine-tuning, now or later, nor finding out more saves {worth} of the prompting cost"
            ),
            RuleId::PromptNotOptimised => "The prompt isn’t optimised yet".to_owned(),
            RuleId::PilotFirst => format!(
                "Fine-tuning may fail, and a pilot is worth {worth} of the prompting cost more than it costs"
            ),
            RuleId::FiguresOpen => format!(
                "Perfect information is worth {worth} of the prompting cost, or base case and average disagree"
            ),
            RuleId::EvidenceMissing => "No evaluation shows that the fine-tuned model is good enough, or an open question could cost the saving".to_owned(),
            RuleId::SwitchLater => "A later switch saves more than switching now, and enough".to_owned(),
            RuleId::Warranted => "Otherwise: fine-tuning breaks even, and the evidence is there".to_owned(),
        }
    }
}

impl Reason {
    /// "Requirements may change, but no figure says how often"; `finding` is that of the scenario. `None` if an evaluation has
    /// nothing to say.
    pub(super) fn sentence(&self, finding: &str, currency: &Currency) -> Option<String> {
        let amount = |value: f64| money(value, currency);
        Some(match self {
            Self::Finding => finding.to_owned(),
            Self::LeversWin {
                changes,
                today,
                prompting,
                fine_tuning,
            } => format!(
                "{} from {} to {}, and fine-tuning to {}",
                bring_prompting(changes),
                amount(*today),
                amount(*prompting),
                amount(*fine_tuning)
            ),
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
            Self::LaterSavesTooLittle(later) => later_saves_too_little(later, currency),
            Self::PromptNotOptimised => "The prompt isn’t optimised yet".to_owned(),
            Self::LeversSave(saved) => format!(
                "The assumed prompt savings are worth {} without fine-tuning",
                amount(*saved)
            ),
            Self::Alternative(alternative) => alternative.sentence(currency),
            Self::MayFail(attempt) => format!(
                "With a chance of {} fine-tuning fails and loses {}",
                percent(1.0 - attempt.chance),
                amount(attempt.loss)
            ),
            Self::Losses { share, mean } => format!(
                "{}, {} on average",
                simulations_that(*share, ["loses money", "lose money"]),
                rough_money(*mean, currency)
            ),
            Self::Knowing(evpi) => {
                format!("Perfect information would be worth {}", amount(*evpi))
            }
            Self::BaseAndAverageDisagree => "Base case and average disagree".to_owned(),
            Self::NotShown(evaluation) => match evaluation.sentence() {
                Some(sentence) => sentence,
                None => format!(
                    "No evaluation yet shows that the fine-tuned model {}",
                    evaluation.criterion.words()
                ),
            },
            Self::OptimisationUnknown => {
                "It isn’t known whether the prompt is optimised".to_owned()
            }
            Self::ChangesUncounted => {
                "Requirements may change, but no figure says how often".to_owned()
            }
            Self::MoreThanNow(more) => {
                format!("That is {} more than switching now", amount(*more))
            }
        })
    }
}

/// "Caching and a 20% shorter prompt bring prompting".
fn bring_prompting(changes: &[LeverChange]) -> String {
    let verb = if changes.len() == 1 {
        "brings"
    } else {
        "bring"
    };
    format!("{} {verb} prompting", capitalized(&nouns(changes)))
}

/// "Fine-tuning saves $120 on average, less than 1% of the prompting cost. Perfect information is worth at most $80".
fn saves_too_little(now: &Alternative, worth_share: f64, evpi: f64, currency: &Currency) -> String {
    let amount = |value: f64| money(value, currency);
    let on_average = if now.outlook.is_some() {
        " on average"
    } else {
        ""
    };
    let first = if now.mean > 0.0 {
        format!(
            "Fine-tuning saves {}{on_average}, less than {} of the prompting cost",
            amount(now.mean),
            share(worth_share)
        )
    } else if now.mean < 0.0 {
        format!("Fine-tuning costs {} more{on_average}", amount(-now.mean))
    } else {
        "Fine-tuning saves nothing".to_owned()
    };
    match now.outlook {
        Some(_) if evpi > 0.0 => format!(
            "{first}. Perfect information is worth at most {}",
            amount(evpi)
        ),
        _ => first,
    }
}

/// "Switching after month 5 saves too little: $120 on average".
fn later_saves_too_little(later: &Alternative, currency: &Currency) -> String {
    let on_average = if later.outlook.is_some() {
        " on average"
    } else {
        ""
    };
    let amount = money(later.mean.abs(), currency);
    let name = later.name();
    if later.mean > 0.0 {
        format!("{name} saves too little: {amount}{on_average}")
    } else {
        format!("{name} costs {amount} more{on_average}")
    }
}

/// "1%", "2.5%", of a share that a person set.
fn share(share: f64) -> String {
    Unit::Percent("").exact_with_sign(share, &Currency::default())
}
