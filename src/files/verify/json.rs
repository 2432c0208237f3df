//! Reports as JSON: each value by its path.

use serde_json::Value;

use super::difference::Difference;
use super::texts::shown;

pub(super) fn differences(found: &[u8], wanted: &[u8]) -> Result<Vec<Difference>, String> {
    let read = |bytes| {
        serde_json::from_slice::<Value>(bytes).map_err(|error| {
            format!(
                "line {}, column {}: it isn’t valid JSON",
                error.line(),
                error.column()
            )
        })
    };
    let mut differences = Vec::new();
    compare("", &read(found)?, &read(wanted)?, &mut differences);
    if differences.is_empty() {
        // The last digits of a number may be others without making another number.
        differences.extend(other_signs(found, wanted));
    }
    Ok(differences)
}

/// The first place where the texts differ in anything but the space between values.
fn other_signs(found: &[u8], wanted: &[u8]) -> Option<Difference> {
    let (mut found, mut wanted) = (signs(found), signs(wanted));
    loop {
        match (found.next(), wanted.next()) {
            (None, None) => return None,
            (Some((_, a)), Some((_, b))) if a == b => {}
            (Some((line, _)), _) => return Some(Difference::of_part(format!("line {line}"))),
            (None, Some(_)) => return Some(Difference::of_part("the end")),
        }
    }
}

/// The bytes outside of the space between values, each with its line.
fn signs(text: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    let (mut line, mut is_in_text, mut is_escaped) = (1, false, false);
    text.iter().filter_map(move |&byte| {
        line += usize::from(byte == b'\n');
        let is_space = !is_in_text && byte.is_ascii_whitespace();
        if byte == b'"' && !is_escaped {
            is_in_text = !is_in_text;
        }
        is_escaped = is_in_text && byte == b'\\' && !is_escaped;
        (!is_space).then_some((line, byte))
    })
}

fn compare(path: &str, found: &Value, wanted: &Value, differences: &mut Vec<Difference>) {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            for (key, wanted) in wanted {
                let found = found.get(key).unwrap_or(&Value::Null);
                compare(&below(path, key), found, wanted, differences);
            }
            for (key, found) in found.iter().filter(|(key, _)| !wanted.contains_key(*key)) {
                compare(&below(path, key), found, &Value::Null, differences);
            }
        }
        (Value::Array(found), Value::Array(wanted)) => {
            for place in 0..found.len().max(wanted.len()) {
                let [found, wanted] =
                    [found, wanted].map(|values| values.get(place).unwrap_or(&Value::Null));
                compare(&format!("{path}[{place}]"), found, wanted, differences);
            }
        }
        (found, wanted) if found == wanted => {}
        (found, wanted) => {
            differences.push(Difference::new(path, in_words(found), in_words(wanted)));
        }
    }
}

fn below(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => shown(text),
        other => shown(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_by_their_paths() {
        let wanted = br#"{"a": {"b": [1, 2.5]}, "c": "x"}"#;
        let compare = |found: &[u8]| differences(found, wanted).unwrap();
        assert_eq!(
            compare(
                br#"{"a": {"b": [1,2.5]},
"c":"x"}"#
            ),
            []
        );
        assert_eq!(
            compare(br#"{"a": {"b": [1, 2.6]}, "c": "y", "d": 3}"#),
            [
                Difference::new("a.b[1]", "2.6", "2.5"),
                Difference::new("c", "y", "x"),
                Difference::new("d", "3", "")
            ]
        );
        assert_eq!(
            compare(br#"{"a": {"b": [1]}, "c": "x"}"#),
            [Difference::new("a.b[1]", "", "2.5")]
        );
        assert!(differences(b"{", wanted).is_err());
        // The same number in other digits.
        let digits = |digits: &str| format!("{{\n\"a\": {digits} }}");
        let differ = differences(
            digits("0.30000000000000001").as_bytes(),
            digits("0.3").as_bytes(),
        );
        assert_eq!(differ, Ok(vec![Difference::of_part("line 2")]));
        let spaced = differences(digits(" 0.3").as_bytes(), digits("0.3").as_bytes());
        assert_eq!(spaced, Ok(Vec::new()));
    }
}
