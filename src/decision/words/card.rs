//! The decision card in words: what to do, why, three figures, and what speaks against it. The window's page, the figure for export,
//! presentations and reports show the same card.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{BreakEven, Moment};
use crate::analysis::finding::calendar::{calendar_month, span};
use crate::analysis::leading_saving::{LeadingSaving, SavingKind};
use crate::analysis::outcome::Outcome;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::quantity::{money, percent, saving_range};

use super::advice::Advice;
use super::doubt::DoubtWords;
use super::headline::Headline;

/// The decision card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionCard {
    /// What to do: "Measure before you decide"; while prices are missing, what to do about that.
    pub title: String,
    /// The main reason; empty while prices are missing.
    pub why: String,
    /// The other reasons.
    pub reasons: Vec<String>,
    /// What is most in doubt; `None` while prices are missing, and if nothing makes a difference.
    pub doubt: Option<DoubtWords>,
    /// The strongest argument against it; `None` while prices are missing.
    pub against: Option<String>,
    /// The three figures that it rests on; none while prices are missing.
    pub tiles: Vec<Tile>,
    /// The approach that the recommendation speaks for; `None` if it leaves that open.
    pub speaks_for: Option<Approach>,
}

/// A figure of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// "67%".
    pub value: String,
    /// "chance of saving money".
    pub caption: String,
    /// What its words mean, for a tooltip; it may be empty.
    pub help: &'static str,
}

const MEDIAN_HELP: &str = "Median: half of all simulations save more, half of them less";
const EXPECTED_HELP: &str = "Expected: the saving of the base case times the chance of success, less the upfront cost times the chance of failure";
const BASE_CASE_HELP: &str = "Base case: every input at its best estimate";

impl Tile {
    fn new(value: impl Into<String>, caption: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            caption: caption.into(),
            help: "",
        }
    }

    fn with_help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }
}

impl DecisionCard {
    /// The card of a scenario. All arguments belong to the same scenario.
    pub fn new(
        scenario: &Scenario,
        analysis: &Analysis,
        risk: Option<&Risk>,
        headline: &Headline,
        advice: &Advice,
    ) -> Self {
        if is_unpriced(scenario) {
            return Self {
                title: headline.finding.clone(),
                why: String::new(),
                reasons: Vec::new(),
                doubt: None,
                against: None,
                tiles: Vec::new(),
                speaks_for: None,
            };
        }
        Self {
            title: advice.recommendation.clone(),
            why: advice.why.clone(),
            reasons: advice.reasons.clone(),
            doubt: advice.doubt.clone(),
            against: Some(advice.against.clone()),
            tiles: tiles(scenario, analysis, risk, advice),
            speaks_for: headline.speaks_for,
        }
    }

    /// The counter-argument as a line of its own.
    pub fn counter_argument(&self) -> Option<String> {
        let against = self.against.as_ref()?;
        Some(format!("Counter-argument: {against}"))
    }
}

fn tiles(
    scenario: &Scenario,
    analysis: &Analysis,
    risk: Option<&Risk>,
    advice: &Advice,
) -> Vec<Tile> {
    let over = if advice.is_over_todays_prompt {
        " over today’s prompt"
    } else {
        ""
    };
    let first = match risk {
        Some(risk) => {
            // Beside the chance of switching later, this one says what it is of.
            let now = if advice.is_later_argued { " now" } else { "" };
            chance(risk, &format!("with fine-tuning{now}{over}"))
        }
        None => break_even(scenario, analysis),
    };
    let saving = LeadingSaving::new(scenario, analysis, risk);
    let saving = saving.map(|leading| saving_tile(scenario, leading, risk, over));
    [Some(first), saving, Some(upfront(scenario, analysis, risk))]
        .into_iter()
        .flatten()
        .collect()
}

/// How sure it is to save money `with`: "with fine-tuning", "with fine-tuning now".
fn chance(risk: &Risk, with: &str) -> Tile {
    let saves = format!("saves money {with}");
    match risk.probability_cheaper {
        1.0 => Tile::new("Every simulation", saves),
        0.0 => Tile::new("No simulation", saves),
        chance => Tile::new(percent(chance), format!("chance of saving money {with}")),
    }
}

/// When fine-tuning breaks even in the base case, where no chance is known.
fn break_even(scenario: &Scenario, analysis: &Analysis) -> Tile {
    let span = span(scenario.horizon_months.whole());
    match Outcome::new(scenario, analysis) {
        Outcome::PaysBack(moment) => Tile::new(
            calendar_month(scenario, moment),
            "break-even in the base case",
        ),
        Outcome::FromTheStart => Tile::new("From the start", "cheaper in the base case"),
        Outcome::NoSaving(_) => Tile::new("Never breaks even", "fine-tuning, at any volume"),
        Outcome::LostAgain { from, until } => Tile::new(
            "Not for good",
            format!("base case: {}", lost_again(scenario, from, until)),
        ),
        Outcome::NotWithin { .. } => {
            Tile::new("No break-even", format!("within {span}, base case"))
        }
        Outcome::Same | Outcome::NoPrices(_) => {
            Tile::new("No difference", "both cost the same in the base case")
        }
    }
}

fn saving_tile(
    scenario: &Scenario,
    saving: LeadingSaving,
    risk: Option<&Risk>,
    over: &str,
) -> Tile {
    let currency = &scenario.currency;
    let span = span(scenario.horizon_months.whole());
    let what = if saving.amount < 0.0 {
        "extra cost"
    } else {
        "saving"
    };
    let caption = match risk.and_then(|risk| risk.saving.quantiles()) {
        Some(spread) => format!(
            "{} {what}{over}, {span} · {} of simulations: {}",
            match saving.kind {
                SavingKind::Expected => "expected",
                SavingKind::Median | SavingKind::BaseCase => "median",
            },
            percent(0.8),
            saving_range(spread.p10, spread.p90, currency)
        ),
        None => format!("{what}{over}, {span}, base case"),
    };
    let help = match saving.kind {
        SavingKind::Expected => EXPECTED_HELP,
        SavingKind::Median => MEDIAN_HELP,
        SavingKind::BaseCase => BASE_CASE_HELP,
    };
    Tile::new(money(saving.amount.abs(), currency), caption).with_help(help)
}

/// The upfront cost, and what that is more than prompting's, which is where the saving begins. With ranges, also the break-even, which then
/// has no tile of its own.
fn upfront(scenario: &Scenario, analysis: &Analysis, risk: Option<&Risk>) -> Tile {
    let amount = |value: f64| money(value, &scenario.currency);
    let upfront = analysis.fine_tuning_upfront;
    let more = upfront - analysis.prompting.cost_path.upfront();
    let mut caption = "upfront cost".to_owned();
    if amount(more) != amount(upfront) {
        let (difference, than) = if more < 0.0 {
            (-more, "less")
        } else {
            (more, "more")
        };
        caption = format!("upfront, {} {than} than prompting", amount(difference));
    }
    if risk.is_some() {
        let break_even = match analysis.break_even {
            BreakEven::At(moment) => {
                format!("break-even in {}", calendar_month(scenario, moment))
            }
            BreakEven::FromTheStart => "cheaper from the start".to_owned(),
            BreakEven::Never => match Outcome::new(scenario, analysis) {
                Outcome::NoSaving(_) => "never breaks even".to_owned(),
                Outcome::LostAgain { from, until } => lost_again(scenario, from, until),
                _ => {
                    let span = span(scenario.horizon_months.whole());
                    format!("no break-even within {span}")
                }
            },
        };
        let case = if scenario.may_fail() {
            "if it succeeds"
        } else {
            "base case"
        };
        caption = format!("{caption} · {case}: {break_even}");
    }
    let help = if risk.is_some() { BASE_CASE_HELP } else { "" };
    Tile::new(amount(upfront), caption).with_help(help)
}

/// "breaks even in Dec 2026, costs more again from Jan 2027".
fn lost_again(scenario: &Scenario, from: Option<Moment>, until: Moment) -> String {
    let until = calendar_month(scenario, until);
    match from {
        Some(from) => format!(
            "breaks even in {}, costs more again from {until}",
            calendar_month(scenario, from)
        ),
        None => format!("cheaper at first, costs more from {until}"),
    }
}
