//! Reading JSON piece by piece: a list stays text until one of its entries is looked at, so that a broken entry spoils nothing else and a
//! large file takes no more memory than its text.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The most entries of a list; the largest real ones have 3,000.
pub(super) const MOST_ENTRIES: usize = 100_000;

/// The longest entry, in bytes; the longest real ones have 10,000.
const LONGEST_ENTRY: usize = 1 << 20;

/// The members of an object in the order of the text; a name may stand twice.
pub(super) type Members<'a> = Vec<(String, &'a RawValue)>;

/// The members of an object, or what is wrong with the JSON.
pub(super) fn members(text: &str) -> Result<Members<'_>, String> {
    serde_json::from_str::<Listed<Members>>(text)
        .map(|listed| listed.0)
        .map_err(|error| said(&error))
}

/// The items of an array, or what is wrong with the JSON.
pub(super) fn items(text: &str) -> Result<Vec<&RawValue>, String> {
    serde_json::from_str::<Listed<Vec<&RawValue>>>(text)
        .map(|listed| listed.0)
        .map_err(|error| said(&error))
}

/// The fields of an entry, or why it has none, as a sentence.
pub(super) fn fields(entry: &RawValue) -> Result<Map<String, Value>, String> {
    if entry.get().len() > LONGEST_ENTRY {
        return Err("the entry is longer than 1 MB".to_owned());
    }
    match serde_json::from_str(entry.get()) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(format!("the entry is {}, not an object", type_of(&other))),
        // Of valid JSON, only nesting, numbers beyond 1e308 and half characters can't be read.
        Err(_) => {
            Err("the entry is nested too deeply or has a number that is too large".to_owned())
        }
    }
}

/// What a value is, in words.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What is wrong with JSON, without any of it.
fn said(error: &serde_json::Error) -> String {
    let place = format!("line {}, column {}", error.line(), error.column());
    if error.is_data() {
        format!("{place}: it has more than 100,000 entries")
    } else if error.is_eof() {
        format!("{place}: the JSON ends too early")
    } else {
        format!("{place}: it isn’t valid JSON")
    }
}

/// Entries that are counted while they are read.
struct Listed<T>(T);

impl<'de> Deserialize<'de> for Listed<Members<'de>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData::<Members<'de>>))
    }
}

impl<'de> Deserialize<'de> for Listed<Vec<&'de RawValue>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Entries(PhantomData::<Vec<&'de RawValue>>))
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de> Visitor<'de> for Entries<Members<'de>> {
    type Value = Listed<Members<'de>>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            add(&mut members, member)?;
        }
        Ok(Listed(members))
    }
}

impl<'de> Visitor<'de> for Entries<Vec<&'de RawValue>> {
    type Value = Listed<Vec<&'de RawValue>>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            add(&mut items, item)?;
        }
        Ok(Listed(items))
    }
}

fn add<T, E: Error>(entries: &mut Vec<T>, entry: T) -> Result<(), E> {
    if entries.len() == MOST_ENTRIES {
        return Err(E::custom("too many entries"));
    }
    entries.push(entry);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_names_that_stand_twice() {
        let names: Vec<String> = members(r#"{"b": 1, "a": [], "b": {"c": 2}}"#)
            .unwrap()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["b", "a", "b"]);
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place_and_none_of_it_is_said() {
        for (text, problem) in [
            (
                "{\"secret\": 1,\n \"key\"",
                "line 2, column 6: the JSON ends too early",
            ),
            (
                "{\"secret\": 1\n,}",
                "line 2, column 2: it isn’t valid JSON",
            ),
            (
                "{\"secret\": nul}",
                "line 1, column 15: it isn’t valid JSON",
            ),
            ("{} {}", "line 1, column 4: it isn’t valid JSON"),
        ] {
            assert_eq!(members(text).unwrap_err(), problem);
        }
    }

    #[test]
    fn a_deep_or_huge_entry_spoils_only_itself() {
        let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
        let long = "x".repeat(LONGEST_ENTRY);
        let text = format!(r#"[{deep}, {{"a": "{long}"}}, {{"a": 1e999}}, 5, {{"a": 1}}]"#);
        let read: Vec<_> = items(&text).unwrap().into_iter().map(fields).collect();
        let unread = "the entry is nested too deeply or has a number that is too large";
        assert_eq!(read[1], Err("the entry is longer than 1 MB".to_owned()));
        assert_eq!(read[2], Err(unread.to_owned()));
        assert_eq!(
            read[3],
            Err("the entry is a number, not an object".to_owned())
        );
        assert!(read[0].is_err() && read[4].is_ok());
        let deep = format!("[{}{}]", "[".repeat(500), "]".repeat(500));
        assert_eq!(fields(items(&deep).unwrap()[0]), Err(unread.to_owned()));
    }

    #[test]
    fn more_entries_than_any_list_has_are_refused() {
        let with = |count: usize| format!("[{}0]", "0,".repeat(count - 1));
        assert_eq!(items(&with(MOST_ENTRIES)).unwrap().len(), MOST_ENTRIES);
        let problem = items(&with(MOST_ENTRIES + 1)).unwrap_err();
        assert!(
            problem.ends_with("it has more than 100,000 entries"),
            "{problem}"
        );
    }
}
