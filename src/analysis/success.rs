//! Whether the fine-tuned model turns out good enough to be used, and what fine-tuning is expected to save if that isn't certain
//! (docs/formulas.md §3).

/// An attempt at fine-tuning. If it succeeds it saves something; if it fails, its upfront cost is lost and prompting serves throughout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attempt {
    /// p: the chance that the fine-tuned model is good enough to be used at all.
    pub chance: f64,
    /// S: what fine-tuning saves over prompting throughout if it succeeds.
    pub saving: f64,
    /// L: what is lost if it fails, as a present value.
    pub loss: f64,
}

impl Attempt {
    /// Whether it may fail.
    pub fn may_fail(&self) -> bool {
        self.chance < 1.0
    }

    /// What it saves on average over success and failure: p·S − (1−p)·L.
    ///
    /// ```
    /// use breakeven::analysis::success::Attempt;
    ///
    /// let attempt = Attempt { chance: 0.7, saving: 46_000.0, loss: 50_000.0 };
    /// assert!((attempt.expected_saving() - 17_200.0).abs() < 1e-9);
    /// ```
    pub fn expected_saving(&self) -> f64 {
        if !self.may_fail() {
            return self.saving;
        }
        self.chance * self.saving - (1.0 - self.chance) * self.loss
    }

    /// The total that is expected of it, given the totals of prompting throughout and of fine-tuning that succeeds.
    pub fn expected_total(&self, prompting: f64, succeeding: f64) -> f64 {
        if self.may_fail() {
            prompting - self.expected_saving()
        } else {
            // Prompting less the saving would not be this to the last digit.
            succeeding
        }
    }

    /// p* = L/(S+L): the chance from which on it saves on average. `None` if it saves nothing even if it succeeds.
    ///
    /// ```
    /// use breakeven::analysis::success::Attempt;
    ///
    /// let attempt = Attempt { chance: 1.0, saving: 46_000.0, loss: 50_000.0 };
    /// let needed = attempt.chance_needed().unwrap();
    /// assert!((needed - 0.5208).abs() < 5e-5);
    /// assert_eq!(Attempt { saving: -1.0, ..attempt }.chance_needed(), None);
    /// ```
    pub fn chance_needed(&self) -> Option<f64> {
        (self.saving > 0.0).then(|| self.loss / (self.saving + self.loss))
    }
}
