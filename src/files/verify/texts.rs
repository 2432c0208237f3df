//! Two lists of texts beside each other.

use super::difference::Difference;

/// A text, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlacedText {
    pub place: String,
    pub text: String,
}

/// Letters of a text that are told.
const SHOWN: usize = 80;

/// Where the texts differ. Those that begin and end both lists are passed over; between them they are compared one by one if there are as many,
/// and told together if there aren't.
pub(super) fn differences(found: &[PlacedText], wanted: &[PlacedText]) -> Vec<Difference> {
    let is_same = |(a, b): &(&PlacedText, &PlacedText)| a.text == b.text;
    let begin = found.iter().zip(wanted).take_while(is_same).count();
    let (found, wanted) = (&found[begin..], &wanted[begin..]);
    let end = found.iter().rev().zip(wanted.iter().rev());
    let end = end.take_while(is_same).count();
    let (found, wanted) = (&found[..found.len() - end], &wanted[..wanted.len() - end]);
    if found.len() == wanted.len() {
        let pairs = found.iter().zip(wanted).filter(|pair| !is_same(pair));
        return pairs
            .map(|(found, wanted)| {
                Difference::new(&wanted.place, shown(&found.text), shown(&wanted.text))
            })
            .collect();
    }
    let place = wanted.first().or(found.first());
    let joined = |texts: &[PlacedText]| {
        let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        shown(&texts.join(" "))
    };
    let place = place.map_or(String::new(), |text| text.place.clone());
    vec![Difference::new(place, joined(found), joined(wanted))]
}

/// A text as it is told: on one line, and not all of a long one.
pub(super) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(texts: &[&str]) -> Vec<PlacedText> {
        let text = |text: &&str| PlacedText {
            place: format!("at {text}"),
            text: (*text).to_owned(),
        };
        texts.iter().map(text).collect()
    }

    #[test]
    fn what_differs_is_told_with_its_place() {
        let wanted = placed(&["a", "b", "c", "d"]);
        let compare = |found: &[&str]| differences(&placed(found), &wanted);
        assert_eq!(compare(&["a", "b", "c", "d"]), []);
        assert_eq!(
            compare(&["a", "x", "c", "y"]),
            [
                Difference::new("at b", "x", "b"),
                Difference::new("at d", "y", "d")
            ]
        );
        assert_eq!(compare(&["a", "d"]), [Difference::new("at b", "", "b c")]);
        assert_eq!(
            compare(&["a", "b", "b", "c", "d"]),
            [Difference::new("at b", "b", "")]
        );
        assert_eq!(
            differences(&placed(&["a"]), &[]),
            [Difference::new("at a", "a", "")]
        );
    }
}
