//! The decision card in words: what to do, why, three figures, and what speaks against it. The window's page, the figure for export,
//! presentations and reports show the same card.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::BreakEven;
use crate::analysis::finding::calendar::{month_of, span};
use crate::analysis::leading_saving::LeadingSaving;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::quantity::{money, percent, signed_money};

use super::advice::Advice;
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
}

impl Tile {
    fn new(value: impl Into<String>, caption: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            caption: caption.into(),
        }
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
                against: None,
                tiles: Vec::new(),
                speaks_for: None,
            };
        }
        Self {
            title: advice.recommendation.clone(),
            why: advice.why.clone(),
            reasons: advice.reasons.clone(),
            against: Some(advice.against.clone()),
            tiles: tiles(scenario, analysis, risk),
            speaks_for: headline.speaks_for,
        }
    }

    /// The counter-argument as a line of its own.
    pub fn counter_argument(&self) -> Option<String> {
        let against = self.against.as_ref()?;
        Some(format!("Counter-argument: {against}"))
    }
}

fn tiles(scenario: &Scenario, analysis: &Analysis, risk: Option<&Risk>) -> Vec<Tile> {
    let currency = &scenario.currency;
    let span = span(scenario.horizon_months.whole());
    let chance = match risk.map(|risk| risk.probability_cheaper) {
        None => Tile::new("No ranges", "every input is a single value"),
        Some(1.0) => Tile::new("Every simulation", "saves money with fine-tuning"),
        Some(0.0) => Tile::new("No simulation", "saves money with fine-tuning"),
        Some(chance) => Tile::new(percent(chance), "chance of saving money with fine-tuning"),
    };
    let saving = LeadingSaving::new(scenario, analysis, risk).map(|saving| {
        let spread = risk.and_then(|risk| risk.saving.quantiles());
        let caption = match spread {
            Some(spread) => format!(
                "median saving over {span} · {}: {} to {}",
                percent(0.8),
                signed_money(spread.p10, currency),
                signed_money(spread.p90, currency)
            ),
            None => format!("saving over {span}, base case"),
        };
        Tile::new(signed_money(saving.amount, currency), caption)
    });
    let break_even = match analysis.break_even {
        BreakEven::At(moment) => {
            let month = scenario.start.plus(month_of(moment) as i32 - 1).short();
            format!("break-even in {month}")
        }
        BreakEven::FromTheStart => "cheaper from the start".to_owned(),
        BreakEven::Never => format!("no break-even within {span}"),
    };
    let upfront = Tile::new(
        money(analysis.fine_tuning_upfront, currency),
        format!("upfront cost · base case: {break_even}"),
    );
    [Some(chance), saving, Some(upfront)]
        .into_iter()
        .flatten()
        .collect()
}
