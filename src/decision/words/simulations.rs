//! Shares of simulations in words.

use crate::scenario::quantity::percent;
use crate::scenario::words::capitalized;

/// A share that is this close to one in so many is said so.
const CLOSE: f64 = 0.01;

/// "One simulation in three loses money", "22% of simulations lose money", "Every simulation loses money". `verbs` follow one simulation
/// and several.
pub(super) fn simulations_that(share: f64, [one, several]: [&str; 2]) -> String {
    if share == 1.0 {
        return format!("Every simulation {one}");
    }
    let in_so_many = [(2.0, "two"), (3.0, "three"), (4.0, "four"), (5.0, "five")];
    let near = in_so_many
        .into_iter()
        .find(|(count, _)| (share - 1.0 / count).abs() < CLOSE);
    if let Some((_, count)) = near {
        return format!("One simulation in {count} {one}");
    }
    let share = capitalized(&percent(share));
    format!("{share} of simulations {several}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_near_one_in_so_many_is_said_so_and_certainty_only_where_it_was_simulated() {
        let lose = |share| simulations_that(share, ["loses money", "lose money"]);
        assert_eq!(lose(1.0), "Every simulation loses money");
        assert_eq!(lose(0.327), "One simulation in three loses money");
        assert_eq!(lose(0.5), "One simulation in two loses money");
        assert!(lose(0.67).ends_with("of simulations lose money"));
        assert!(lose(0.9999).starts_with("More than 99"));
    }
}
