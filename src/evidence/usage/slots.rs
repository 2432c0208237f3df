//! The cells of a row of JSON, as text, so that it is read as a row of a table is.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{self, Write as _};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::field::{Cells, Field};
use super::form::{Form, normal};
use super::names::names;
use super::problem::Fault;

pub(super) const NOT_JSON: &str = "it isn’t valid JSON";

/// The cells of a row of JSON, as text.
pub(super) struct Slots {
    /// Each with the place of its name among those that the field may have.
    slots: Vec<(String, usize)>,
    /// What the names of the rows so far mean: a field, and the place of the name.
    names: HashMap<String, Option<(Field, usize)>>,
}

/// Names that are remembered. Rows have a few dozen; those with names of their own each are looked up anew.
const MOST_NAMES: usize = 1000;

impl Default for Slots {
    fn default() -> Self {
        Self {
            slots: vec![(String::new(), usize::MAX); Field::ALL.len()],
            names: HashMap::new(),
        }
    }
}

impl Slots {
    pub fn clear(&mut self) {
        for (text, place) in &mut self.slots {
            text.clear();
            *place = usize::MAX;
        }
    }

    pub fn read(&mut self, row: &[u8], form: Form) -> Result<(), Fault> {
        self.clear();
        let mut deserializer = serde_json::Deserializer::from_slice(row);
        // What the parser says about it may quote the row.
        (&mut deserializer)
            .deserialize_map(RowVisitor { slots: self, form })
            .map_err(|_| Fault::of_row(NOT_JSON))
    }

    fn field_named(&mut self, key: &str, form: Form) -> Option<(Field, usize)> {
        if let Some(found) = self.names.get(key) {
            return *found;
        }
        let name = normal(key);
        let found = Field::ALL.into_iter().find_map(|field| {
            let place = names(form, field).iter().position(|other| *other == name)?;
            Some((field, place))
        });
        if self.names.len() < MOST_NAMES {
            self.names.insert(key.to_owned(), found);
        }
        found
    }

    pub fn set_if_empty(&mut self, field: Field, text: &str) {
        let slot = &mut self.slots[field as usize].0;
        if slot.is_empty() {
            slot.push_str(text);
        }
    }

    pub fn cells(&self) -> Cells<'_> {
        Cells::new(|field| self.slots[field as usize].0.as_bytes())
    }
}

struct RowVisitor<'a> {
    slots: &'a mut Slots,
    form: Form,
}

impl<'de> Visitor<'de> for RowVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<str>>()? {
            let found = self.slots.field_named(&key, self.form);
            let is_better =
                |(field, place): &(Field, usize)| *place < self.slots.slots[*field as usize].1;
            let Some((field, place)) = found.filter(is_better) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let mut text = String::new();
            let keeps_objects = field == Field::Details;
            map.next_value_seed(Text {
                text: &mut text,
                keeps_objects,
            })?;
            // A name with nothing behind it doesn't stand before one with something.
            if !text.is_empty() {
                let slot = &mut self.slots.slots[field as usize];
                *slot = (text, place);
            }
        }
        Ok(())
    }
}

/// A value as text: nothing for null and lists.
struct Text<'a> {
    text: &'a mut String,
    keeps_objects: bool,
}

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.text.push_str(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        // Writing into a string doesn't fail.
        let _ = write!(self.text, "{value}");
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        let _ = write!(self.text, "{value}");
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        let _ = write!(self.text, "{value}");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        IgnoredAny.visit_seq(seq).map(drop)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if !self.keeps_objects {
            return IgnoredAny.visit_map(map).map(drop);
        }
        let object =
            serde_json::Map::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        self.text
            .push_str(&serde_json::Value::Object(object).to_string());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: &str, form: Form, field: Field) -> String {
        let mut slots = Slots::default();
        slots.read(row.as_bytes(), form).unwrap();
        slots.cells().get(field).unwrap().to_owned()
    }

    #[test]
    fn the_most_telling_name_that_states_something_counts() {
        for row in [
            r#"{"model": "b", "providedModelName": "a"}"#,
            r#"{"providedModelName": "a", "model": "b"}"#,
            r#"{"providedModelName": null, "model": "a"}"#,
            r#"{"model": "a", "provided_model_name": ""}"#,
        ] {
            assert_eq!(cell(row, Form::Langfuse, Field::Model), "a", "{row}");
        }
    }

    #[test]
    fn values_are_the_text_that_a_table_would_have() {
        for (value, text) in [
            ("12", "12"),
            ("-3", "-3"),
            ("0.5", "0.5"),
            ("1.5e-05", "0.000015"),
            ("true", "true"),
            ("null", ""),
            ("[1, {}]", ""),
            ("{\"value\": 1}", ""),
            ("\"a\\n\"", "a"),
        ] {
            let row = format!("{{\"total_cost\": {value}}}");
            assert_eq!(cell(&row, Form::Langfuse, Field::Cost), text, "{value}");
        }
        let details = r#"{"usageDetails": {"input": 1, "output": null}}"#;
        assert_eq!(
            cell(details, Form::Langfuse, Field::Details),
            r#"{"input":1,"output":null}"#
        );
        assert!(
            Slots::default()
                .read(b"{\"a\": nope}", Form::Langfuse)
                .is_err()
        );
    }
}
