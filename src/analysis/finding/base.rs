//! How the comparison ends at the base values: in one sentence, what explains it, and in a few words.

use crate::analysis::Analysis;
use crate::analysis::approach::Phase;
use crate::analysis::breakeven::Moment;
use crate::analysis::finding::calendar::{calendar_month, month_of, months_in_words, span};
use crate::analysis::finding::success;
use crate::analysis::outcome::{Outcome, heaviest_excess};
use crate::analysis::rule_of_thumb::{NoSaving, Part, RuleOfThumb};
use crate::scenario::domain::{Bounds as _, Horizon};
use crate::scenario::quantity::{count_with_noun, money};
use crate::scenario::words::uncapitalized;
use crate::scenario::{Currency, Scenario};

impl Outcome {
    /// The outcome in a few words, for lists: "breaks even in month 7".
    pub fn short(&self, scenario: &Scenario) -> String {
        match self {
            Self::FromTheStart => "cheaper from the start".to_owned(),
            Self::PaysBack(moment) => format!("breaks even in month {}", month_of(*moment)),
            Self::LostAgain { .. } => "breaks even, then loses again".to_owned(),
            Self::NotWithin { .. } => {
                format!("not within {}", span(scenario.horizon_months.whole()))
            }
            Self::NoSaving(_) => "never breaks even".to_owned(),
            Self::Same => "no difference".to_owned(),
            Self::NoPrices(_) => NO_PRICES.to_owned(),
        }
    }
}

/// What stands in a list for a scenario without prices.
pub const NO_PRICES: &str = "no prices yet";

/// The finding of an analysis, in words.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::finding::base::BaseFinding;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let base_finding = BaseFinding::new(scenario, &Analysis::new(scenario));
/// assert_eq!(base_finding.short, "breaks even in month 8");
/// assert!(base_finding.headline.starts_with("Fine-tuning breaks even in Aug 2027 and saves "));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BaseFinding {
    /// How the comparison ends.
    pub outcome: Outcome,
    /// The finding in one sentence, without a full stop: if fine-tuning succeeds.
    pub headline: String,
    /// What is expected if it may fail, in one sentence without a full stop; `None` if it succeeds for sure, or prices are missing.
    pub expected: Option<String>,
    /// The explanation, in full sentences; it may be empty.
    pub detail: String,
    /// The outcome in a few words, for lists that have no recommendation yet.
    pub short: String,
}

impl BaseFinding {
    /// The finding of an analysis of this scenario.
    pub fn new(scenario: &Scenario, analysis: &Analysis) -> Self {
        let outcome = Outcome::new(scenario, analysis);
        let headline = headline(scenario, analysis, &outcome);
        let is_priced = !matches!(outcome, Outcome::NoPrices(_));
        let expected = success::headline(scenario, analysis, &headline);
        Self {
            headline,
            expected: expected.filter(|_| is_priced),
            detail: detail(scenario, analysis, &outcome),
            short: outcome.short(scenario),
            outcome,
        }
    }
}

/// The finding in one sentence, without a full stop.
fn headline(scenario: &Scenario, analysis: &Analysis, outcome: &Outcome) -> String {
    let span = span(scenario.horizon_months.whole());
    let difference = money(analysis.saving().abs(), &scenario.currency);
    match outcome {
        Outcome::FromTheStart => {
            format!("Fine-tuning is cheaper from the start and saves {difference} over {span}")
        }
        Outcome::PaysBack(moment) => format!(
            "Fine-tuning breaks even in {} and saves {difference} over {span}",
            calendar_month(scenario, *moment)
        ),
        Outcome::LostAgain { from, until } => {
            let gained = from.map_or("is cheaper at first".to_owned(), |from| {
                format!("breaks even in month {}", month_of(from))
            });
            let lost = match retraining_at(analysis, *until) {
                Some(month) => format!("retraining in month {month} cancels it"),
                None => format!("falls behind again in month {}", month_of(*until)),
            };
            format!("Fine-tuning {gained}, but {lost}: prompting ends {difference} cheaper")
        }
        Outcome::NotWithin { .. } => {
            format!("Fine-tuning doesn’t break even within {span}: it costs {difference} more")
        }
        Outcome::NoSaving(why) => format!(
            "Fine-tuning never breaks even, at any volume: {}",
            cause(scenario, why)
        ),
        Outcome::Same => format!("Both approaches cost the same over {span}"),
        Outcome::NoPrices(approaches) => match approaches[..] {
            [approach] => format!(
                "Choose a model for {} to see the comparison",
                uncapitalized(approach.label())
            ),
            _ => "Choose a model for each approach, or enter token prices".to_owned(),
        },
    }
}

/// The month at whose end a retraining takes place, if that is what happens at this moment.
fn retraining_at(analysis: &Analysis, moment: Moment) -> Option<usize> {
    let month = moment.month.round() as usize;
    let retrained = &analysis.fine_tuning.cost_path.retrained;
    (moment.month == month as f64 && retrained.contains(&month)).then_some(month)
}

/// Why a fine-tuned query saves nothing.
fn cause(scenario: &Scenario, why: &NoSaving) -> String {
    let currency = &scenario.currency;
    let Some(cause) = why.cause else {
        return "a query costs the same either way".to_owned();
    };
    let what = match cause.part {
        Part::Prompt => "its system prompt costs",
        Part::Input => "the user input costs",
        Part::Output => "its output tokens cost",
        Part::Fallback => "queries that fall back to prompting cost",
        Part::Review => "reviewing its answers costs",
        Part::Errors => "its errors cost",
        Part::Other => "what its queries need besides tokens costs",
    };
    let extra = match cause.extra_per_million {
        Some(extra) => format!("{} more per 1M", money(extra, currency)),
        None => format!(
            "{} more per 1,000\u{a0}queries",
            money(1000.0 * cause.extra_per_query, currency)
        ),
    };
    let saved = if why.saved_per_query > 0.0 {
        ", and nothing else saves as much"
    } else {
        ""
    };
    format!("{what} {extra}{saved}")
}

/// What explains the outcome, in full sentences; nothing of it is in the headline.
fn detail(scenario: &Scenario, analysis: &Analysis, outcome: &Outcome) -> String {
    let currency = &scenario.currency;
    let mut sentences = match outcome {
        Outcome::PaysBack(moment) => vec![format!(
            "Break-even comes after {}.",
            about_queries(moment.queries)
        )],
        Outcome::FromTheStart
        | Outcome::LostAgain { .. }
        | Outcome::Same
        | Outcome::NoPrices(_) => Vec::new(),
        Outcome::NotWithin { later } => {
            let mut sentences: Vec<_> = heaviest_phase(analysis, currency).into_iter().collect();
            sentences.extend(match later {
                Some(moment) => Some(format!(
                    "With a longer horizon it breaks even in {}.",
                    calendar_month(scenario, *moment)
                )),
                None if scenario.horizon_months.get() < Horizon::DOMAIN.max => {
                    Some("It doesn’t break even within ten years either.".to_owned())
                }
                None => None,
            });
            sentences
        }
        Outcome::NoSaving(why) => vec![remedy(scenario, why)],
    };
    if let (RuleOfThumb::NoSaving(why), false) = (
        &analysis.rule_of_thumb,
        matches!(outcome, Outcome::NoSaving(_) | Outcome::NoPrices(_)),
    ) {
        sentences.push(format!(
            "The rule of thumb doesn’t apply: {}.",
            cause(scenario, why)
        ));
    }
    sentences.extend(best_switch(scenario, analysis));
    sentences.join(" ")
}

/// "about 278,000 queries".
pub(super) fn about_queries(queries: f64) -> String {
    format!("about {}", count_with_noun(queries, "query"))
}

/// What would have to change for a fine-tuned query to save.
fn remedy(scenario: &Scenario, why: &NoSaving) -> String {
    let currency = &scenario.currency;
    match &why.remedy {
        Some(remedy) => {
            let unit = remedy.input.unit;
            let below = unit.rounded(remedy.below, currency);
            let now = unit.short(remedy.now, currency);
            let change = match remedy.part {
                Part::Fallback => format!("if less than {below} of its queries fell back"),
                Part::Review => format!("if less than {below} of its answers were reviewed"),
                Part::Errors => format!("if less than {below} of its answers were wrong"),
                Part::Other => format!("if a query cost less than {below} besides tokens"),
                _ => format!(
                    "with an {} below {below}",
                    uncapitalized(remedy.input.label)
                ),
            };
            format!("It would save {change} (now {now}).")
        }
        None => "Lower token prices or fewer reviews alone wouldn’t change that.".to_owned(),
    }
}

/// The phase in which fine-tuning costs most in excess of prompting; `None` if it costs more in none.
fn heaviest_phase(analysis: &Analysis, currency: &Currency) -> Option<String> {
    let (phase, excess) = heaviest_excess(analysis)?;
    let what = match phase {
        Phase::DataCollection => "data collection",
        Phase::Training => "training",
        Phase::People => "team time",
        Phase::Inference => "inference",
        Phase::Review => "review",
        Phase::Errors => "errors",
        Phase::Hosting => "hosting",
        Phase::Iteration => "changes and retraining",
    };
    Some(format!(
        "The largest extra cost is {what}: {} more than prompting.",
        money(excess, currency)
    ))
}

/// What waiting would save, if a later switch is cheaper than either approach alone.
fn best_switch(scenario: &Scenario, analysis: &Analysis) -> Option<String> {
    let best = analysis.better_than_both()?;
    let prompting = analysis.prompting.cost_path.total();
    let pure = prompting.min(analysis.expected_total());
    let on_average = if analysis.attempt().may_fail() {
        " on average"
    } else {
        ""
    };
    Some(format!(
        "Prompting for {}, then fine-tuning, is cheapest{on_average}: {} less than either approach alone.",
        months_in_words(best.month as u32),
        money(pure - best.expected_total, &scenario.currency)
    ))
}
