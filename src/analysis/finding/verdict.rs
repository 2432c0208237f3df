//! How the comparison ends at the base values: in one sentence, in a word or two, and in three or four key figures.

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::finding::calendar::{month_of, months, span};
use crate::analysis::outcome::{Outcome, heaviest_excess};
use crate::analysis::price::unpriced;
use crate::analysis::rule_of_thumb::{NoSaving, Part, RuleOfThumb};
use crate::scenario::domain::{Bounds as _, Horizon};
use crate::scenario::essentials::{Certainty, Essential};
use crate::scenario::quantity::{count, count_with_noun, money, per_query};
use crate::scenario::words::uncapitalized;
use crate::scenario::{Currency, Scenario};

impl Outcome {
    /// The outcome in a few words, for lists: "pays back in month 7".
    pub fn short(&self, scenario: &Scenario) -> String {
        match self {
            Self::FromTheStart => "cheaper from the start".to_owned(),
            Self::PaysBack(moment) => format!("pays back in month {}", month_of(*moment)),
            Self::LostAgain { .. } => "pays back and loses again".to_owned(),
            Self::NotWithin { .. } => {
                format!("not within {}", months(scenario.horizon_months.whole()))
            }
            Self::NoSaving(_) => "never, at any volume".to_owned(),
            Self::Same => "no difference".to_owned(),
            Self::NoPrices(_) => "no prices yet".to_owned(),
        }
    }
}

/// A figure that is shown large, with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// "$5.4k".
    pub value: String,
    /// "to start fine-tuning".
    pub caption: String,
    /// What the figure means, for a tooltip.
    pub help: &'static str,
}

/// The tooltip of the break-even.
const BREAK_EVEN_HELP: &str = "Queries answered by the time that fine-tuning has paid back for good. The rule of thumb divides its \
    upfront cost by the saving per query in month 1; it leaves out hosting, upkeep, retraining, growth and drift of prices";

/// The finding of an analysis, in words.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::finding::verdict::Verdict;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let verdict = Verdict::new(scenario, &Analysis::new(scenario));
/// assert_eq!(verdict.short, "pays back in month 8");
/// assert!(verdict.headline.starts_with("Fine-tuning pays back in month 8 and saves "));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How the comparison ends.
    pub outcome: Outcome,
    /// The finding in one sentence, without a full stop.
    pub headline: String,
    /// The explanation, in full sentences; it may be empty.
    pub detail: String,
    /// The outcome in a few words, for lists.
    pub short: String,
    /// Four figures; two if an approach has no prices, none if neither has.
    pub key_figures: Vec<KeyFigure>,
}

impl Verdict {
    /// The finding of an analysis of this scenario.
    pub fn new(scenario: &Scenario, analysis: &Analysis) -> Self {
        let outcome = Outcome::new(scenario, analysis);
        Self {
            headline: headline(scenario, analysis, &outcome),
            detail: detail(scenario, analysis, &outcome),
            short: outcome.short(scenario),
            key_figures: key_figures(scenario, analysis),
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
            "Fine-tuning pays back in month {} and saves {difference} over {span}",
            month_of(*moment)
        ),
        Outcome::LostAgain { from, until } => {
            let gained = from.map_or("is cheaper at first".to_owned(), |from| {
                format!("pays back in month {}", month_of(from))
            });
            format!(
                "Fine-tuning {gained} but loses it in month {}: prompting ends {difference} cheaper",
                month_of(*until)
            )
        }
        Outcome::NotWithin { .. } => format!(
            "Fine-tuning doesn’t pay back within {}: prompting ends {difference} cheaper",
            months(scenario.horizon_months.whole())
        ),
        Outcome::NoSaving(why) => {
            format!(
                "Fine-tuning can’t pay back at any volume: {}",
                cause(scenario, why)
            )
        }
        Outcome::Same => format!("Both approaches cost the same over {span}"),
        Outcome::NoPrices(approaches) => match approaches[..] {
            [approach] => format!(
                "{} has no prices yet: pick its model, or type what its tokens cost",
                approach.label()
            ),
            _ => {
                "Neither approach has prices yet: pick their models, or type what their tokens cost"
                    .to_owned()
            }
        },
    }
}

/// Why a tuned query saves nothing.
fn cause(scenario: &Scenario, why: &NoSaving) -> String {
    let currency = &scenario.currency;
    let Some(cause) = why.cause else {
        return "a query costs the same either way".to_owned();
    };
    let what = match cause.part {
        Part::Prompt => "its prompt’s tokens cost",
        Part::Input => "the query’s tokens cost it",
        Part::Output => "its answers cost",
        Part::Fallback => "queries that fall back to prompting cost",
        Part::Review => "reviewing its answers costs",
    };
    let extra = match cause.extra_per_million {
        Some(extra) => format!("{} more per 1M tokens", money(extra, currency)),
        None => format!(
            "{} more per query",
            per_query(cause.extra_per_query, currency)
        ),
    };
    let saved = if why.saved_per_query > 0.0 {
        ", more than it saves elsewhere"
    } else {
        ""
    };
    format!("{what} {extra}{saved}")
}

/// What explains the outcome, in full sentences.
fn detail(scenario: &Scenario, analysis: &Analysis, outcome: &Outcome) -> String {
    let currency = &scenario.currency;
    let best = best_switch(scenario, analysis);
    let mut sentences = match outcome {
        Outcome::PaysBack(moment) => vec![format!(
            "That is {}, after {}.",
            scenario.start.plus(month_of(*moment) as i32 - 1).short(),
            count_with_noun(moment.queries, "query")
        )],
        Outcome::FromTheStart | Outcome::Same | Outcome::NoPrices(_) => Vec::new(),
        Outcome::LostAgain { until, .. } => {
            let month = until.month.round() as usize;
            let cost_path = &analysis.fine_tuning.cost_path;
            if until.month == month as f64 && cost_path.retrained.contains(&month) {
                vec![format!(
                    "The retraining at the end of month {month} takes the saving back."
                )]
            } else {
                Vec::new()
            }
        }
        Outcome::NotWithin { later } => {
            let mut sentences: Vec<_> = heaviest_phase(analysis, currency).into_iter().collect();
            sentences.extend(match later {
                Some(moment) => Some(format!(
                    "Looking further ahead, it would in month {}.",
                    month_of(*moment)
                )),
                None if scenario.horizon_months.get() < Horizon::DOMAIN.max => {
                    Some("Nor does it in the end when looking ten years ahead.".to_owned())
                }
                None => None,
            });
            sentences
        }
        Outcome::NoSaving(why) => no_saving(scenario, analysis, why),
    };
    if let (RuleOfThumb::NoSaving(why), false) = (
        &analysis.rule_of_thumb,
        matches!(outcome, Outcome::NoSaving(_) | Outcome::NoPrices(_)),
    ) {
        sentences.push(format!(
            "The rule of thumb has no answer: {}.",
            cause(scenario, why)
        ));
    }
    sentences.extend(best);
    sentences.join(" ")
}

/// What a query costs either way, and what would have to change for a tuned one to save.
fn no_saving(scenario: &Scenario, analysis: &Analysis, why: &NoSaving) -> Vec<String> {
    let currency = &scenario.currency;
    let mut sentences = vec![format!(
        "A query costs {} prompted and {} tuned.",
        per_query(analysis.prompting.per_query, currency),
        per_query(analysis.fine_tuning.per_query, currency)
    )];
    sentences.push(match &why.remedy {
        Some(remedy) => {
            let unit = remedy.input.unit;
            let below = unit.rounded(remedy.below, currency);
            let now = unit.rounded(remedy.now, currency);
            let change = match remedy.part {
                Part::Fallback => format!("if less than {below} of its queries fell back"),
                Part::Review => format!("if less than {below} of its answers were reviewed"),
                _ => format!("with its {} below {below}", uncapitalized(remedy.input.label)),
            };
            format!("It would start to save {change} (now {now}).")
        }
        None => "Neither its token prices nor fewer reviews alone would change that: it would have to save more tokens.".to_owned(),
    });
    sentences
}

/// The phase in which fine-tuning costs most in excess of prompting; `None` if it costs more in none.
fn heaviest_phase(analysis: &Analysis, currency: &Currency) -> Option<String> {
    let (phase, excess) = heaviest_excess(analysis)?;
    let what = match phase {
        Phase::DataCollection => "collecting data",
        Phase::Training => "training",
        Phase::People => "the team’s time",
        Phase::Inference => "inference",
        Phase::Review => "review",
        Phase::Hosting => "hosting",
        Phase::Iteration => "retraining",
    };
    Some(format!(
        "What weighs most is {what}: {} more than prompting.",
        money(excess, currency)
    ))
}

/// What waiting would save, if a later switch is cheaper than either approach alone.
fn best_switch(scenario: &Scenario, analysis: &Analysis) -> Option<String> {
    let best = analysis.better_than_both()?;
    let pure = analysis
        .prompting
        .cost_path
        .total()
        .min(analysis.fine_tuning.cost_path.total());
    Some(format!(
        "Best of all: prompt first and decide for fine-tuning after month {}; that costs {} less than either alone.",
        best.month,
        money(pure - best.cost_path.total(), &scenario.currency)
    ))
}

/// In the place of a figure that nobody can know yet.
const NOT_SET: &str = "not set";

/// The upfront cost as far as it is stated: what nobody stated is unknown, not free.
fn upfront(scenario: &Scenario, analysis: &Analysis) -> String {
    let upfront = analysis.fine_tuning_upfront;
    let parts = [Essential::Data, Essential::Effort, Essential::TeamRate];
    let is_open = |part: &Essential| part.certainty(scenario) == Certainty::Unset;
    let amount = money(upfront, &scenario.currency);
    match parts.iter().any(is_open) {
        true if upfront == 0.0 => NOT_SET.to_owned(),
        true => format!("{amount} so far"),
        false => amount,
    }
}

/// Upfront cost and price of a query; if there are prices, break-even and saving too.
fn key_figures(scenario: &Scenario, analysis: &Analysis) -> Vec<KeyFigure> {
    let currency = &scenario.currency;
    let figure = |value: String, caption: &str, help: &'static str| KeyFigure {
        value,
        caption: caption.to_owned(),
        help,
    };
    let rule = match analysis.rule_of_thumb.queries() {
        Some(queries) => format!("rule of thumb: {}", count(queries)),
        None => "rule of thumb: never".to_owned(),
    };
    let unpriced = unpriced(scenario);
    if unpriced.len() == Approach::ALL.len() {
        return Vec::new();
    }
    let query_cost = |approach: Approach| {
        if unpriced.contains(&approach) {
            return NOT_SET.to_owned();
        }
        per_query(analysis.costs_of(approach).per_query, currency)
    };
    let mut figures = vec![
        figure(
            upfront(scenario, analysis),
            "to start fine-tuning",
            "Data, one training round and set-up: what deciding for fine-tuning costs",
        ),
        figure(
            format!(
                "{} → {}",
                query_cost(Approach::Prompting),
                query_cost(Approach::FineTuning)
            ),
            per_query_caption(scenario),
            "What a query costs in month 1, prompted and tuned: tokens, queries that fall back, and reviews",
        ),
    ];
    // While prices are missing, figures that compare the approaches would mislead.
    if !unpriced.is_empty() {
        return figures;
    }
    figures.extend([
        match analysis.break_even.moment() {
            Some(moment) => figure(
                count_with_noun(moment.queries, "query"),
                &format!("to break even ({rule})"),
                BREAK_EVEN_HELP,
            ),
            None => figure(
                "No break-even".to_owned(),
                &format!("in the horizon ({rule})"),
                BREAK_EVEN_HELP,
            ),
        },
        saved_figure(scenario, analysis),
    ]);
    figures
}

/// What the price of a query includes, as a caption.
fn per_query_caption(scenario: &Scenario) -> &'static str {
    let servings = [&scenario.prompting.serving, &scenario.fine_tuning.serving];
    let reviewed = servings
        .iter()
        .any(|serving| serving.review_rate.base() * serving.review_cost.base() > 0.0);
    let hosted = servings.iter().any(|serving| serving.hosting.is_some());
    match (reviewed, hosted) {
        (true, _) => "per query, with reviews",
        (false, true) => "per query, hosting aside",
        (false, false) => "per query",
    }
}

/// What fine-tuning saves or costs more over the horizon.
fn saved_figure(scenario: &Scenario, analysis: &Analysis) -> KeyFigure {
    let span = span(scenario.horizon_months.whole());
    let amount = money(analysis.saving().abs(), &scenario.currency);
    let (value, caption) = match analysis.cheaper() {
        Some(Approach::FineTuning) => (amount, format!("saved over {span}")),
        Some(Approach::Prompting) => (format!("+{amount}"), "more than prompting".to_owned()),
        None => (amount, format!("difference over {span}")),
    };
    KeyFigure {
        value,
        caption,
        help: "Total of prompting less total of fine-tuning, as present values at the discount rate",
    }
}
