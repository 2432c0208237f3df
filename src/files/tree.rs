//! RON as a tree of fields, lists and other values, whose text stays as it is. With it, files are read and merged field by field without
//! a line of code for each field.

use std::fmt;

use ron::ser::PrettyConfig;
use ron::value::RawValue;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::format::{self, FormatError};

/// A value in RON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// The fields of a struct, in their order.
    Fields(Vec<(String, Tree)>),
    /// The items of a list.
    List(Vec<Tree>),
    /// Anything else, as it is written.
    Text(String),
}

impl Tree {
    /// The tree of a text whose outermost value is a struct.
    pub(super) fn parse(text: &str) -> Result<Self, FormatError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Fields(fields) = format::parse_as(text)?;
        Ok(Self::Fields(
            fields
                .into_iter()
                .map(|(name, value)| (name, Self::of_value(value.trim().get_ron())))
                .collect(),
        ))
    }

    /// The tree of a value that can be written as RON.
    pub(super) fn of<T: Serialize>(value: &T) -> Result<Self, String> {
        let text = format::ron_options()
            .to_string_pretty(value, PrettyConfig::new().new_line("\n"))
            .map_err(|error| error.to_string())?;
        Self::parse(&text).map_err(|error| error.to_string())
    }

    /// The names of the outermost fields of a text; `None` if it is no struct. What is in them isn't looked at, which would take long where
    /// brackets are nested deep, and nor is the place of an error.
    pub(super) fn names_in(text: &str) -> Option<Vec<String>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Fields(fields) = format::ron_options().from_str(text).ok()?;
        Some(fields.into_iter().map(|(name, _)| name).collect())
    }

    fn of_value(text: &str) -> Self {
        // A struct with a name may be a variant, and a map has other brackets: both stay text.
        let fields = || {
            let Fields(fields) = format::parse_as(text).ok()?;
            Some(
                fields
                    .into_iter()
                    .map(|(name, value)| (name, Self::of_value(value.trim().get_ron()))),
            )
        };
        let items = |text: &str| {
            let items: Vec<Box<RawValue>> = format::parse_as(text).ok()?;
            Some(
                items
                    .into_iter()
                    .map(|item| Self::of_value(item.trim().get_ron())),
            )
        };
        if text.starts_with('(')
            && let Some(fields) = fields()
        {
            Self::Fields(fields.collect())
        } else if text.starts_with('[')
            && let Some(items) = items(text)
        {
            Self::List(items.collect())
        } else if let Some(inner) = text
            .strip_prefix("Some(")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            // Optional values are read with and without it.
            Self::of_value(inner.trim())
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// The field of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Fields(fields) => fields
                .iter()
                .find_map(|(known, value)| (known == name).then_some(value)),
            Self::List(_) | Self::Text(_) => None,
        }
    }

    /// Replaces or removes a field.
    pub(super) fn set(&mut self, name: &str, value: Option<Self>) {
        let Self::Fields(fields) = self else {
            return;
        };
        let index = fields.iter().position(|(known, _)| known == name);
        match (index, value) {
            (Some(index), Some(value)) => fields[index].1 = value,
            (Some(index), None) => {
                fields.remove(index);
            }
            (None, Some(value)) => fields.push((name.to_owned(), value)),
            (None, None) => {}
        }
    }

    /// The names of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let fields: &[(String, Self)] = match self {
            Self::Fields(fields) => fields,
            Self::List(_) | Self::Text(_) => &[],
        };
        fields.iter().map(|(name, _)| name.as_str())
    }

    /// The text: each field and each item on a line of its own.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text
    }

    fn write(&self, depth: usize, out: &mut String) {
        let (open, close, lines): (_, _, Vec<(Option<&str>, &Self)>) = match self {
            Self::Text(text) => return out.push_str(text),
            Self::Fields(fields) => {
                let lines = fields
                    .iter()
                    .map(|(name, value)| (Some(name.as_str()), value));
                ('(', ')', lines.collect())
            }
            Self::List(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        };
        let indent = |depth: usize, out: &mut String| {
            out.push('\n');
            out.push_str(&"    ".repeat(depth));
        };
        out.push(open);
        for (name, value) in &lines {
            indent(depth + 1, out);
            if let Some(name) = name {
                out.push_str(name);
                out.push_str(": ");
            }
            value.write(depth + 1, out);
            out.push(',');
        }
        if !lines.is_empty() {
            indent(depth, out);
        }
        out.push(close);
    }
}

/// The fields of a struct with the text of each.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields in brackets, as (name: value)")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Fields(fields))
            }

            fn visit_unit<E>(self) -> Result<Fields, E> {
                Ok(Fields(Vec::new()))
            }
        }
        deserializer.deserialize_any(FieldsVisitor)
    }
}

/// Merges what two writers made of the same values: `base` is what the writer of `mine` started from, `theirs` is what is in the file now.
/// What only one of them changed is taken from that one, in structs field by field and in lists item by item. A value that both changed
/// is taken from `mine`. `None` stands for a value that isn't there.
pub(super) fn merge(
    base: Option<&Tree>,
    mine: Option<&Tree>,
    theirs: Option<&Tree>,
) -> Option<Tree> {
    if mine == base {
        return theirs.cloned();
    }
    if theirs == base {
        return mine.cloned();
    }
    match (mine, theirs) {
        (Some(mine @ Tree::Fields(_)), Some(theirs @ Tree::Fields(_))) => {
            let added = mine.names().filter(|name| theirs.get(name).is_none());
            let fields = theirs.names().chain(added).filter_map(|name| {
                let base = base.and_then(|base| base.get(name));
                let merged = merge(base, mine.get(name), theirs.get(name))?;
                Some((name.to_owned(), merged))
            });
            Some(Tree::Fields(fields.collect()))
        }
        (Some(Tree::List(mine)), Some(Tree::List(theirs))) => {
            let base = match base {
                Some(Tree::List(base)) => base.as_slice(),
                _ => &[],
            };
            Some(Tree::List(merge_lists(base, mine, theirs)))
        }
        _ => mine.cloned(),
    }
}

/// The items of `mine` in their order, without those that the other writer removed, and with those that it added, each behind the one
/// that it stands behind in `theirs`.
fn merge_lists(base: &[Tree], mine: &[Tree], theirs: &[Tree]) -> Vec<Tree> {
    let is_removed = |item: &Tree| base.contains(item) && !theirs.contains(item);
    let mut merged: Vec<Tree> = mine
        .iter()
        .filter(|item| !is_removed(item))
        .cloned()
        .collect();
    for (index, item) in theirs.iter().enumerate() {
        if !base.contains(item) && !merged.contains(item) {
            let mut before = theirs[..index].iter().rev();
            let place = before.find_map(|before| merged.iter().position(|item| item == before));
            merged.insert(place.map_or(0, |place| place + 1), item.clone());
        }
    }
    merged
}

/// Something in a file that was left out, with the reason.
pub(super) type Fault = FormatError;

/// So many faults are looked for. What comes behind them is left out.
const MAX_FAULTS: usize = 20;

/// Reads as much of a text as fits a type: fields and items with a wrong value are left out, each with a fault, and fields that the type
/// doesn't have are ignored. An error means that the text is no struct.
pub(super) fn read_what_fits<T: DeserializeOwned + Default>(
    text: &str,
) -> Result<(T, Vec<Fault>), FormatError> {
    let tree = Tree::parse(text)?;
    let first = match format::parse_as(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    let fits = |tree: &Tree| format::parse_as::<T>(&tree.text()).map(drop);
    let mut faults = Vec::new();
    let fitting = what_fits(&tree, "", &fits, &mut faults);
    let value = fitting
        .and_then(|tree| format::parse_as(&tree.text()).ok())
        .unwrap_or_default();
    if faults.len() >= MAX_FAULTS {
        faults.push(FormatError {
            line: 0,
            column: 0,
            field: String::new(),
            problem: "there may be more; what comes behind these was left out".to_owned(),
        });
    }
    // Only the first fault's place in the file is known.
    if let Some(fault) = faults.iter_mut().find(|fault| fault.field == first.field) {
        *fault = first;
    }
    Ok((value, faults))
}

/// The largest part of a value that fits. `path` is the value's, for the faults.
fn what_fits(
    tree: &Tree,
    path: &str,
    fits: &dyn Fn(&Tree) -> Result<(), FormatError>,
    faults: &mut Vec<Fault>,
) -> Option<Tree> {
    let problem = match fits(tree) {
        Ok(()) => return Some(tree.clone()),
        Err(problem) => problem,
    };
    let inner = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match tree {
        Tree::Fields(fields) if fits(&Tree::Fields(Vec::new())).is_ok() => {
            let fits = |fields: &[(String, Tree)]| fits(&Tree::Fields(fields.to_vec()));
            let part_of: &PartOf<'_, (String, Tree)> = &|_, (name, value), faults, fits| {
                let fits = |value: &Tree| fits((name.clone(), value.clone()));
                let value = what_fits(value, &inner(name), &fits, faults)?;
                Some((name.clone(), value))
            };
            Some(Tree::Fields(parts_that_fit(fields, &fits, part_of, faults)))
        }
        Tree::List(items) if fits(&Tree::List(Vec::new())).is_ok() => {
            let fits = |items: &[Tree]| fits(&Tree::List(items.to_vec()));
            let part_of: &PartOf<'_, Tree> = &|index, item, faults, fits| {
                let fits = |item: &Tree| fits(item.clone());
                what_fits(item, &format!("{path}[{index}]"), &fits, faults)
            };
            Some(Tree::List(parts_that_fit(items, &fits, part_of, faults)))
        }
        _ => {
            faults.push(FormatError {
                line: 0,
                column: 0,
                field: path.to_owned(),
                problem: problem.problem,
            });
            None
        }
    }
}

/// The largest part of one field or item that fits, by its index; the last argument says whether something in its place does.
type PartOf<'a, T> =
    dyn Fn(usize, &T, &mut Vec<Fault>, &dyn Fn(T) -> Result<(), FormatError>) -> Option<T> + 'a;

/// The fields or items that fit together, and what fits of the others. Many are tried at once, since each try takes time by the size of all:
/// only where something is wrong are they tried by halves, and after many faults no more.
fn parts_that_fit<T: Clone>(
    parts: &[T],
    fits: &dyn Fn(&[T]) -> Result<(), FormatError>,
    part_of: &PartOf<'_, T>,
    faults: &mut Vec<Fault>,
) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    // The ranges that are still to be tried, the next one last.
    let mut ranges = Vec::from_iter(Some(0..parts.len()));
    while let Some(range) = ranges.pop()
        && faults.len() < MAX_FAULTS
    {
        let together = |more: &[T]| fits(&[kept.as_slice(), more].concat());
        if together(&parts[range.clone()]).is_ok() {
            kept.extend_from_slice(&parts[range]);
        } else if range.len() == 1 {
            let one = |part: T| together(&[part]);
            let part = part_of(range.start, &parts[range.start], faults, &one);
            kept.extend(part);
        } else {
            let middle = range.start.midpoint(range.end);
            ranges.extend([middle..range.end, range.start..middle]);
        }
    }
    kept
}

/// The paths of the fields that `known`, a value with all of its fields, doesn't have.
pub(super) fn unknown_fields(tree: &Tree, known: &Tree) -> Vec<String> {
    tree.names()
        .flat_map(|name| match (tree.get(name), known.get(name)) {
            (_, None) => vec![name.to_owned()],
            (Some(value), Some(known @ Tree::Fields(_))) => unknown_fields(value, known)
                .into_iter()
                .map(|inner| format!("{name}.{inner}"))
                .collect(),
            _ => Vec::new(),
        })
        .collect()
}
