//! The figures that are shown large, each with its unit and its caption.

use crate::analysis::Analysis;
use crate::analysis::breakeven::BreakEven;
use crate::analysis::finding::calendar::{month_of, span};
use crate::analysis::leading_saving::{LeadingSaving, SavingKind};
use crate::analysis::outcome::LostLead;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::essentials::{Certainty, Essential};
use crate::scenario::quantity::{count, money, per_thousand_queries};

use super::base::about_queries;

/// A figure that is shown large, with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// "$15.9k".
    pub value: String,
    /// "Upfront cost".
    pub caption: String,
    /// What the figure means, for a tooltip.
    pub help: &'static str,
}

impl KeyFigure {
    fn new(value: impl Into<String>, caption: impl Into<String>, help: &'static str) -> Self {
        Self {
            value: value.into(),
            caption: caption.into(),
            help,
        }
    }
}

const UPFRONT_HELP: &str =
    "Data, one training round and setup: what deciding for fine-tuning costs";
const PER_QUERY_HELP: &str = "In month 1, prompted and fine-tuned: tokens, fallback and reviews, and hosting spread over the month’s \
    queries";
const BREAK_EVEN_HELP: &str = "Queries answered when fine-tuning breaks even for good, in the base case. The rule of thumb divides the \
    upfront cost by the saving per query in month 1: it leaves out hosting, upkeep, retraining, growth and price trends";
const SAVING_HELP: &str = "Total cost of prompting less total cost of fine-tuning, as present values at the discount rate. Median: half of all \
    simulations save more. Base case: every input at its best estimate. Expected: the saving of the base case times the chance of success, less \
    the upfront cost times the chance of failure";

/// Upfront cost, cost of 1,000 queries, break-even and saving. While prices are missing, only an upfront cost that is known.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::finding::key_figures::key_figures;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let figures = key_figures(scenario, &Analysis::new(scenario), None);
/// let captions = figures.iter().map(|figure| figure.caption.as_str());
/// let start: Vec<&str> = captions.take(2).collect();
/// assert_eq!(start, ["Upfront cost", "Cost per 1,000\u{a0}queries"]);
/// ```
pub fn key_figures(
    scenario: &Scenario,
    analysis: &Analysis,
    risk: Option<&Risk>,
) -> Vec<KeyFigure> {
    let currency = &scenario.currency;
    let upfront = KeyFigure::new(
        upfront_words(scenario, analysis),
        "Upfront cost",
        UPFRONT_HELP,
    );
    if is_unpriced(scenario) {
        // What nobody stated isn’t known to be nothing.
        let is_known = analysis.fine_tuning_upfront > 0.0;
        return is_known.then_some(upfront).into_iter().collect();
    }
    let costs = KeyFigure::new(
        format!(
            "{} → {}",
            per_thousand_queries(analysis.prompting.all_in_per_query, currency),
            per_thousand_queries(analysis.fine_tuning.all_in_per_query, currency)
        ),
        "Cost per 1,000\u{a0}queries",
        PER_QUERY_HELP,
    );
    let saving = LeadingSaving::new(scenario, analysis, risk);
    let figures = [upfront, costs, break_even(scenario, analysis)].into_iter();
    figures
        .chain(saving.map(|saving| saving_figure(scenario, saving)))
        .collect()
}

/// The upfront cost as far as it is stated: what nobody stated is unknown, not free.
fn upfront_words(scenario: &Scenario, analysis: &Analysis) -> String {
    let upfront = analysis.fine_tuning_upfront;
    let amount = money(upfront, &scenario.currency);
    let parts = [Essential::Data, Essential::Effort, Essential::TeamRate];
    let is_open = |part: &Essential| part.certainty(scenario) == Certainty::Unset;
    match parts.iter().any(is_open) {
        true if upfront == 0.0 => "not set".to_owned(),
        true => format!("{amount} so far"),
        false => amount,
    }
}

fn break_even(scenario: &Scenario, analysis: &Analysis) -> KeyFigure {
    let rule = match analysis.rule_of_thumb.queries() {
        Some(queries) => format!("rule of thumb: {}", count(queries)),
        None => "rule of thumb: never".to_owned(),
    };
    let (value, caption) = match (analysis.break_even, LostLead::of(analysis)) {
        (BreakEven::At(moment), _) => (about_queries(moment.queries), "Break-even".to_owned()),
        (BreakEven::FromTheStart, _) => ("From the start".to_owned(), "Break-even".to_owned()),
        (BreakEven::Never, Some(lost)) => {
            let caption = match lost.from {
                Some(from) => format!("Break-even in month {}", month_of(from)),
                None => "Cheaper at first".to_owned(),
            };
            let value = format!("Only until month {}", month_of(lost.until));
            (value, caption)
        }
        (BreakEven::Never, None) => {
            let within = format!("within {}", span(scenario.horizon_months.whole()));
            ("No break-even".to_owned(), within)
        }
    };
    KeyFigure::new(value, format!("{caption} ({rule})"), BREAK_EVEN_HELP)
}

/// "$25.3k · Saving over two years (median)", "$714 · Extra cost over two years (base case)".
fn saving_figure(scenario: &Scenario, saving: LeadingSaving) -> KeyFigure {
    let span = span(scenario.horizon_months.whole());
    let amount = money(saving.amount.abs(), &scenario.currency);
    let kind = match saving.kind {
        SavingKind::Expected => "expected",
        SavingKind::Median => "median",
        SavingKind::BaseCase => "base case",
    };
    let caption = if saving.amount < 0.0 {
        format!("Extra cost over {span} ({kind})")
    } else {
        format!("Saving over {span} ({kind})")
    };
    KeyFigure::new(amount, caption, SAVING_HELP)
}
