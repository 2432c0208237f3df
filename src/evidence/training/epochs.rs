//! How often a provider goes over the examples if the user doesn't say.

/// Passes over the data if nothing else is said.
const USUAL_EPOCHS: u64 = 3;
/// Examples seen in a run, at least and at most: fewer examples are gone over more often, more examples less often.
const LEAST_SEEN: u64 = 100;
const MOST_SEEN: u64 = 25_000;
/// However few examples there are.
const MOST_EPOCHS: u64 = 25;

/// The default epochs for so many examples: OpenAI's rule, from its Cookbook, "Data preparation and analysis for chat model fine-tuning".
///
/// 3; if 3n < 100, min(25, ⌊100/n⌋); if 3n > 25,000, max(1, ⌊25,000/n⌋). Without examples it is 3.
///
/// ```
/// use breakeven::evidence::training::epochs::default_epochs;
///
/// assert_eq!(default_epochs(10), 10);
/// assert_eq!(default_epochs(1_000), 3);
/// assert_eq!(default_epochs(30_000), 1);
/// ```
pub fn default_epochs(examples: u64) -> u64 {
    let seen = examples.saturating_mul(USUAL_EPOCHS);
    if examples == 0 {
        USUAL_EPOCHS
    } else if seen < LEAST_SEEN {
        (LEAST_SEEN / examples).min(MOST_EPOCHS)
    } else if seen > MOST_SEEN {
        (MOST_SEEN / examples).max(1)
    } else {
        USUAL_EPOCHS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_follow_from_the_number_of_examples() {
        for (examples, epochs) in [
            (0, 3),
            (1, 25),
            (4, 25),
            (5, 20),
            (9, 11),
            (10, 10),
            (33, 3),
            (34, 3),
            (8_333, 3),
            // 25,002 would be seen: ⌊25,000/8,334⌋ = 2.
            (8_334, 2),
            (12_501, 1),
            (30_000, 1),
            (u64::MAX, 1),
        ] {
            assert_eq!(default_epochs(examples), epochs, "{examples}");
        }
    }
}
