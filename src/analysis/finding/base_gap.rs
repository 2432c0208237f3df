//! Why the base case and the median simulation tell different stories, in one sentence.

use crate::analysis::risk::{BaseGap, GapReason};
use crate::scenario::Scenario;
use crate::scenario::quantity::{money, percent};
use crate::scenario::words::uncapitalized;

impl BaseGap {
    /// The sentence, with a full stop.
    ///
    /// ```
    /// use breakeven::analysis::risk::{BaseGap, GapReason};
    /// use breakeven::scenario::{Scenario, inputs};
    ///
    /// let rate = inputs::find("fine_tuning.serving.review_rate").unwrap();
    /// let gap = BaseGap { base: 3000.0, median: -2000.0, reason: GapReason::Input(rate) };
    /// assert_eq!(
    ///     gap.sentence(&Scenario::default()),
    ///     "The base case saves $3,000, but the median simulation costs $2,000 more: review rate (fine-tuning) can lower the saving by more \
    ///      than raise it."
    /// );
    /// ```
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let amount = |value: f64| money(value.abs(), &scenario.currency);
        let verb = |value: f64| match value {
            0.0 => "saves nothing".to_owned(),
            _ if value > 0.0 => format!("saves {}", amount(value)),
            _ => format!("costs {} more", amount(value)),
        };
        let (base, median) = (verb(self.base), verb(self.median));
        // A verb that is the same isn't said again.
        let other = match (self.base, self.median) {
            (base, other) if base > 0.0 && other > 0.0 => {
                format!(", the median simulation {}", amount(other))
            }
            (base, other) if base < 0.0 && other < 0.0 => {
                format!(", the median simulation {} more", amount(other))
            }
            _ => format!(", but the median simulation {median}"),
        };
        let stories = format!("The base case {base}{other}");
        let by_more = if self.median < self.base {
            "lower the saving by more than raise it"
        } else {
            "raise the saving by more than lower it"
        };
        match self.reason {
            GapReason::Failure(share) => format!(
                "The median simulation {median}: fine-tuning fails in {} of simulations.",
                percent(share)
            ),
            GapReason::Lump { share, saving } => {
                let share = percent(share);
                let lump = match saving {
                    0.0 => format!("both cost the same in {share} of simulations"),
                    _ if saving > 0.0 => {
                        format!("{share} of simulations save exactly {}", amount(saving))
                    }
                    _ => format!("{share} of simulations lose exactly {}", amount(saving)),
                };
                format!("{stories}: {lump}.")
            }
            GapReason::Input(input) => {
                let input = uncapitalized(&input.full_label());
                format!("{stories}: {input} can {by_more}.")
            }
            GapReason::Correlations => {
                format!("{stories}: that follows from inputs that move together.")
            }
            GapReason::Ranges => format!("{stories}: the ranges together can {by_more}."),
            GapReason::Mixed => {
                format!("{stories}: the effects of the ranges don’t simply add up.")
            }
        }
    }
}
