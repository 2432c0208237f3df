//! How far the finding can be believed, in words.

use crate::scenario::essentials::{Certainty, Credibility};

/// What the figures lack, in one sentence without a full stop; `None` if every essential is known.
///
/// ```
/// use breakeven::analysis::finding::credibility::shortfall;
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::essentials::Credibility;
///
/// let nothing = Credibility::new(&Scenario::default());
/// assert_eq!(shortfall(&nothing).as_deref(), Some("Incomplete: 9 of 9 essentials aren’t set"));
/// ```
pub fn shortfall(credibility: &Credibility) -> Option<String> {
    let total = credibility.total();
    let unset = credibility.count(Certainty::Unset);
    let usual = credibility.count(Certainty::Usual);
    let be = |count, one: &'static str, several| if count == 1 { one } else { several };
    match (unset, usual) {
        (0, 0) => None,
        (0, usual) => Some(format!(
            "Rough: {usual} of {total} essentials {}",
            be(usual, "is a usual value", "are usual values")
        )),
        (unset, _) => Some(format!(
            "Incomplete: {unset} of {total} essentials {} set",
            be(unset, "isn’t", "aren’t")
        )),
    }
}
