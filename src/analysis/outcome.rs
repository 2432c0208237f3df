//! How the comparison of the approaches ends at the base values, and what weighs most in it.

use crate::scenario::domain::{Bounds as _, Horizon};
use crate::scenario::{Scenario, inputs};

use super::Analysis;
use super::approach::{Approach, Phase};
use super::breakeven::{BreakEven, Crossing, Curves, Moment};
use super::ledger::Ledger;
use super::price::unpriced;
use super::rule_of_thumb::{NoSaving, RuleOfThumb};

/// How the comparison ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Fine-tuning is cheaper from the start.
    FromTheStart,
    /// Fine-tuning has paid back for good at this moment.
    PaysBack(Moment),
    /// Fine-tuning is cheaper for a while, then prompting is again up to the horizon.
    LostAgain {
        /// When fine-tuning pays back; `None` if it is cheaper from the start.
        from: Option<Moment>,
        /// When prompting becomes cheaper for the last time.
        until: Moment,
    },
    /// Fine-tuning doesn't pay back within the horizon.
    NotWithin {
        /// When it would pay back with a longer horizon; `None` if not within the longest one.
        later: Option<Moment>,
    },
    /// A tuned query saves nothing: fine-tuning can't pay back at any volume.
    NoSaving(NoSaving),
    /// Both cost the same at the horizon.
    Same,
    /// These approaches have no prices yet, so nothing can be compared.
    NoPrices(Vec<Approach>),
}

impl Outcome {
    /// How an analysis of the scenario ends.
    ///
    /// ```
    /// use breakeven::analysis::Analysis;
    /// use breakeven::analysis::outcome::Outcome;
    /// use breakeven::files::examples::Example;
    ///
    /// let scenario = Example::find("premium-never-pays").unwrap().parse().unwrap();
    /// let outcome = Outcome::new(scenario, &Analysis::new(scenario));
    /// assert!(matches!(outcome, Outcome::NoSaving(_)));
    /// ```
    pub fn new(scenario: &Scenario, analysis: &Analysis) -> Self {
        let unpriced = unpriced(scenario);
        if !unpriced.is_empty() {
            return Self::NoPrices(unpriced);
        }
        match analysis.break_even {
            BreakEven::FromTheStart => return Self::FromTheStart,
            BreakEven::At(moment) => return Self::PaysBack(moment),
            BreakEven::Never => {}
        }
        if analysis.cheaper().is_none() {
            return Self::Same;
        }
        if let Some(LostLead { from, until }) = LostLead::of(analysis) {
            return Self::LostAgain { from, until };
        }
        // Even if a query saves nothing in month 1, hosting, drift of prices or growth may save later.
        match (&analysis.rule_of_thumb, later_break_even(scenario)) {
            (RuleOfThumb::NoSaving(why), None) => Self::NoSaving(why.clone()),
            (_, later) => Self::NotWithin { later },
        }
    }

    /// The cheaper approach at the horizon; `None` if both cost the same or prices are missing.
    pub fn approach(&self) -> Option<Approach> {
        match self {
            Self::FromTheStart | Self::PaysBack(_) => Some(Approach::FineTuning),
            Self::LostAgain { .. } | Self::NotWithin { .. } | Self::NoSaving(_) => {
                Some(Approach::Prompting)
            }
            Self::Same | Self::NoPrices(_) => None,
        }
    }
}

/// When fine-tuning is cheaper, if it is so for a while but not at the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LostLead {
    /// When it breaks even first; `None` if it is cheaper from the start.
    pub from: Option<Moment>,
    /// When prompting becomes cheaper for the last time.
    pub until: Moment,
}

impl LostLead {
    /// The lead that an analysis has and loses again; `None` if fine-tuning is never cheaper, or cheaper at the horizon.
    ///
    /// ```
    /// use breakeven::analysis::Analysis;
    /// use breakeven::analysis::outcome::LostLead;
    /// use breakeven::files::examples::Example;
    ///
    /// let scenario = Example::find("base-model-retires").unwrap().parse().unwrap();
    /// let lost = LostLead::of(&Analysis::new(scenario)).unwrap();
    /// // Retraining for the next base model at the end of month 10.
    /// assert_eq!(lost.until.month, 10.0);
    /// ```
    pub fn of(analysis: &Analysis) -> Option<Self> {
        let last = analysis.crossings.last()?;
        if last.cheaper_after == Approach::FineTuning || analysis.saving() > 0.0 {
            return None;
        }
        let starts_cheaper = analysis.crossings.first().is_some_and(|first| {
            first.cheaper_after == Approach::Prompting && analysis.starts_cheaper()
        });
        let was_cheaper = |crossing: &&Crossing| crossing.cheaper_after == Approach::FineTuning;
        let gained = analysis.crossings.iter().find(was_cheaper);
        let from = gained
            .filter(|_| !starts_cheaper)
            .map(|crossing| crossing.at);
        (starts_cheaper || from.is_some()).then_some(Self {
            from,
            until: last.at,
        })
    }
}

/// The phase in which fine-tuning costs most in excess of prompting, and the excess; `None` if it costs more in none.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::outcome::heaviest_excess;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("premium-never-pays").unwrap().parse().unwrap();
/// let (_, excess) = heaviest_excess(&Analysis::new(scenario)).unwrap();
/// assert!(excess > 0.0);
/// ```
pub fn heaviest_excess(analysis: &Analysis) -> Option<(Phase, f64)> {
    Phase::ALL
        .into_iter()
        .map(|phase| (phase, -analysis.saving_on(phase)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, excess)| *excess > 0.0)
}

/// When fine-tuning would pay back with the longest horizon; `None` if it still wouldn't.
fn later_break_even(scenario: &Scenario) -> Option<Moment> {
    let mut longer = scenario.clone();
    inputs::find("horizon_months")?
        .set_exactly(&mut longer, Horizon::DOMAIN.max)
        .ok()?;
    Curves::new(&Ledger::new(&longer)).break_even.moment()
}
