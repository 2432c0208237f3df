//! Saving keeps a file's own text: comments, layout and spelling stay, and only what changed is written anew.

mod cases;
pub(super) mod styled;
mod tokens;

use breakeven::files::edit::{edited, holds_comments};
use breakeven::files::format;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{INPUTS, Kind};
use proptest::prelude::*;

use crate::generated::{cases, extremes, scenarios};
use styled::{assert_comments, styled};

/// Some inputs of one scenario in another, by the bits of `mask`, and its sources or not.
fn mixed(scenario: &Scenario, other: &Scenario, mask: u128) -> Scenario {
    let mut mixed = scenario.clone();
    let (groups, others): (Vec<_>, Vec<_>) = INPUTS
        .iter()
        .enumerate()
        .partition(|(_, input)| input.kind == Kind::Group);
    for (place, input) in groups.into_iter().chain(others) {
        if mask >> (place % 128) & 1 == 1 && input.applies(&mixed) {
            // The one that is refused: more cases passed than there are.
            let _ = input.set(&mut mixed, input.value(other));
        }
    }
    if mask & 1 == 1 {
        mixed.sources.clone_from(&other.sources);
        mixed
            .sources
            .insert("workload.input_tokens".to_owned(), "a // b".to_owned());
    }
    mixed
}

/// Whether all letters of `part` are in `whole` in this order.
fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    let is_space = |letter: &char| letter.is_whitespace();
    part.chars()
        .filter(|letter| !is_space(letter))
        .all(|letter| whole.any(|other| other == letter))
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn any_edit_of_any_file_keeps_what_did_not_change(
        before in scenarios(),
        other in scenarios(),
        // From a single input to all of them.
        mask in (any::<u128>(), any::<u128>(), 0..4).prop_map(|(a, b, form)| match form {
            0 => 1 << (a % 128),
            1 => a & b & (a >> 64),
            2 => a,
            _ => u128::MAX,
        }),
        seed in any::<u64>(),
    ) {
        let file = styled(&before, seed);
        prop_assert_eq!(format::read(&file.text).map_err(|error| format!("{error} in {}", file.text)), Ok(before.clone()));
        let same = edited(&file.text, &before);
        prop_assert_eq!(same.as_ref(), Some(&file.text));
        let after = mixed(&before, &other, mask);
        let text = edited(&file.text, &after);
        prop_assert!(text.is_some(), "not edited: {}\nto\n{}", file.text, format::write(&after).unwrap());
        let text = text.unwrap();
        prop_assert_eq!(format::read(&text), Ok(after.clone()));
        assert_comments(&file.comments, &text);
        let kept = file.kept(&before, &after);
        prop_assert!(is_subsequence(&kept, &text), "{kept}\nin\n{text}\nfrom\n{}", file.text);
    }

    #[test]
    fn values_at_the_ends_of_their_domains_are_edited_too(before in extremes(), after in extremes(), seed in any::<u64>()) {
        let file = styled(&before, seed);
        let text = edited(&file.text, &after);
        prop_assert!(text.is_some(), "{}", file.text);
        prop_assert_eq!(format::read(&text.unwrap()), Ok(after));
    }

    #[test]
    fn a_broken_text_is_refused_and_never_panics(
        scenario in scenarios(),
        seed in any::<u64>(),
        breaks in prop::collection::vec((any::<prop::sample::Index>(), "[(){}\\[\\]\"'/*\\\\,:#r b\r\nSome1é]{0,4}", 0..3_usize), 1..4),
    ) {
        let mut text: Vec<char> = styled(&scenario, seed).text.chars().collect();
        for (place, inserted, removed) in breaks {
            let place = place.index(text.len());
            let end = (place + removed).min(text.len());
            text.splice(place..end, inserted.chars());
        }
        let text: String = text.into_iter().collect();
        holds_comments(&text);
        if let Some(text) = edited(&text, &scenario) {
            prop_assert_eq!(format::read(&text), Ok(scenario));
        }
    }

    #[test]
    fn text_of_any_kind_never_panics(text in "[(){}\\[\\]\"'/*\\\\,:#r b\r\nSome1é\u{feff}!=]{0,60}") {
        holds_comments(&text);
        edited(&text, &Scenario::default());
    }
}
