//! When the providers of models shut them down (docs/formulas.md §2).

use crate::scenario::BoundedEstimate;
use crate::scenario::domain::{Amount, AtLeastOne};

use super::approach::FLOOR_SLACK;

/// When an approach's models are shut down, at the base values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retirements {
    /// r: the month at whose end the first one is, whenever it began to serve; `None` if no date is known.
    pub month: Option<f64>,
    /// B: the life of each after that one; without a date, of each from its first month in service. `None` if it isn't shut down.
    pub life: Option<f64>,
}

/// The months of an approach that its models have to last for.
#[derive(Debug, Clone, Copy)]
pub struct Lifespan {
    /// k: the month at whose end it is decided on.
    pub decided: usize,
    /// G: the months before it serves.
    pub months_before: usize,
    /// T: the horizon, at which nothing is replaced any more.
    pub horizon: usize,
}

impl Retirements {
    /// What a scenario states of them.
    pub(super) fn new(
        month: Option<&BoundedEstimate<Amount>>,
        life: Option<&BoundedEstimate<AtLeastOne>>,
    ) -> Self {
        Self {
            month: month.map(BoundedEstimate::base),
            life: life.map(BoundedEstimate::base),
        }
    }

    /// Whether a model is shut down at the end of `month`.
    ///
    /// ```
    /// use breakeven::analysis::retirements::{Lifespan, Retirements};
    ///
    /// let from = |decided, months_before| Lifespan { decided, months_before, horizon: 24 };
    /// // After ten months in service, counted from when it begins to serve.
    /// let by_life = Retirements { month: None, life: Some(10.0) };
    /// assert!(by_life.at(10, from(0, 0)) && by_life.at(12, from(0, 2)));
    /// // On a date, whenever it was decided on.
    /// let by_date = Retirements { month: Some(10.0), life: None };
    /// assert!(by_date.at(10, from(0, 0)) && by_date.at(10, from(5, 7)) && !by_date.at(20, from(5, 7)));
    /// ```
    pub fn at(&self, month: usize, lifespan: Lifespan) -> bool {
        month < lifespan.horizon && self.at_or_beyond(month, lifespan)
    }

    /// The same, the horizon and what comes after it included.
    pub fn at_or_beyond(&self, month: usize, lifespan: Lifespan) -> bool {
        let Lifespan {
            decided,
            months_before,
            ..
        } = lifespan;
        // What was trained before the date is lost at it, in service or not.
        let from = match self.month {
            Some(_) => decided,
            None => months_before,
        };
        month > from && self.until(month, months_before) > self.until(month - 1, months_before)
    }

    /// N(m): how many models have been shut down by the end of a month.
    pub(crate) fn until(&self, month: usize, months_before: usize) -> f64 {
        let lives = |months: f64, life: f64| (months / life + FLOOR_SLACK).floor();
        let month = month as f64;
        match (self.month, self.life) {
            (Some(first), _) if month < first => 0.0,
            (Some(first), Some(life)) => 1.0 + lives(month - first, life),
            (Some(_), None) => 1.0,
            (None, Some(life)) => lives(month - months_before as f64, life),
            (None, None) => 0.0,
        }
    }
}
