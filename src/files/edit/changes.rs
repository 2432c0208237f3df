//! Which parts of a file's text change when its scenario does.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::files::format;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Value};

use super::source::Source;
use super::syntax::{Entry, Kind, Node};

/// Compares what the program writes for the old scenario and for the new one, and notes for each difference what becomes of the file's
/// own text. Where these two agree, the file is left as it is, however it is written.
pub(super) struct Changes<'a> {
    pub(super) file: &'a Source<'a>,
    pub(super) old: &'a Source<'a>,
    pub(super) new: &'a Source<'a>,
    /// Parts of the file's text, and what takes their place.
    pub(super) edits: Vec<(Range<usize>, String)>,
}

/// The entries of a value, by name.
type ByName<'a> = HashMap<Cow<'a, str>, &'a Entry>;

fn by_name<'a>(source: &'a Source<'_>, node: Option<&'a Node>) -> ByName<'a> {
    let entries = node.map_or(&[][..], |node| &node.entries);
    let named = entries.iter().map(|entry| (source.name(entry), entry));
    named.collect()
}

impl<'a> Changes<'a> {
    /// Notes the changes of a scenario.
    pub(super) fn of_scenario(&mut self) {
        let [file, old, new] = [self.file, self.old, self.new].map(|source| &source.syntax.root);
        self.group(file, Some(old), Some(new), &mut Vec::new(), true);
    }

    /// Notes the changes between brackets. `is_on_lines`: whether the value stands on a line of its own, so that more lines may follow.
    fn group(
        &mut self,
        node: &'a Node,
        old: Option<&'a Node>,
        new: Option<&'a Node>,
        path: &mut Vec<String>,
        is_on_lines: bool,
    ) {
        if node.kind == Kind::List {
            return self.list(node, old, new, path, is_on_lines);
        }
        let (old, new) = (by_name(self.old, old), by_name(self.new, new));
        // The entries that stay in the file, by name.
        let mut stays = BTreeMap::new();
        for (index, entry) in node.entries.iter().enumerate() {
            let name = self.file.name(entry);
            let [old, new] = [&old, &new].map(|entries| entries.get(&name).copied());
            path.push(name.clone().into_owned());
            if self.entry(entry, old, new, path) {
                stays.insert(name, index);
            }
            path.pop();
        }
        let mut missing = new;
        missing.retain(|name, entry| {
            !stays.contains_key(name) && !self.is_same(old.get(name).copied(), Some(entry))
        });
        if missing.is_empty() {
            return;
        }
        let order: Vec<Cow<'_, str>> = if node.kind == Kind::Struct {
            let fields = field_order(path);
            fields.into_iter().map(Cow::Borrowed).collect()
        } else {
            let mut keys: Vec<_> = stays.keys().chain(missing.keys()).cloned().collect();
            keys.sort_unstable();
            keys
        };
        // After which entry of the file each new one belongs.
        let mut after: Option<usize> = None;
        let mut added: Vec<(Option<usize>, Vec<&Entry>)> = Vec::new();
        for name in &order {
            if let Some(index) = stays.get(name) {
                after = Some(*index);
            } else if let Some(entry) = missing.get(name) {
                match added.last_mut().filter(|(place, _)| *place == after) {
                    Some((_, entries)) => entries.push(entry),
                    None => added.push((after, vec![entry])),
                }
            }
        }
        let mut is_kept = vec![false; node.entries.len()];
        for index in stays.values() {
            is_kept[*index] = true;
        }
        for (after, entries) in added {
            self.insert(node, after, &is_kept, &entries, is_on_lines);
        }
    }

    /// Notes the changes of a list, place by place.
    fn list(
        &mut self,
        node: &'a Node,
        old: Option<&'a Node>,
        new: Option<&'a Node>,
        path: &mut Vec<String>,
        is_on_lines: bool,
    ) {
        let [old, new] = [old, new].map(|node| node.map_or(&[][..], |node| &node.entries));
        let mut is_kept = Vec::with_capacity(node.entries.len());
        for (index, entry) in node.entries.iter().enumerate() {
            if old.get(index).is_some() && new.get(index).is_none() {
                self.remove(entry);
                is_kept.push(false);
                continue;
            }
            path.push(index.to_string());
            is_kept.push(self.entry(entry, old.get(index), new.get(index), path));
            path.pop();
        }
        let added: Vec<&Entry> = new.iter().skip(node.entries.len()).collect();
        if !added.is_empty() {
            self.insert(
                node,
                node.entries.len().checked_sub(1),
                &is_kept,
                &added,
                is_on_lines,
            );
        }
    }

    /// Whether the program writes the same for an old entry and for a new one.
    fn is_same(&self, old: Option<&Entry>, new: Option<&Entry>) -> bool {
        let text =
            |source: &Source<'a>, entry: Option<&Entry>| Some(source.slice(&entry?.value.span));
        text(self.old, old) == text(self.new, new)
    }

    /// Notes the change of an entry. Returns whether it stays in the file.
    fn entry(
        &mut self,
        entry: &'a Entry,
        old: Option<&'a Entry>,
        new: Option<&'a Entry>,
        path: &mut Vec<String>,
    ) -> bool {
        if self.is_same(old, new) {
            return true;
        }
        let [old, new] = [old, new].map(|entry| entry.map(|entry| &entry.value));
        let mut value = &entry.value;
        while let (Kind::Some, [inside]) = (value.kind, &*value.entries) {
            value = &inside.value;
        }
        let is_on_lines = self.file.begins_line(entry.start());
        let default = || default_text(&path.join("."));
        match (value.kind, new) {
            (Kind::Struct | Kind::Map | Kind::List, Some(new)) if new.kind == value.kind => {
                self.group(value, old, Some(new), path, is_on_lines);
            }
            (_, Some(new)) => self.replace(entry, &value.span, self.new.compact(new)),
            (Kind::List, None) => self.group(value, old, None, path, is_on_lines),
            (_, None) => match default() {
                Some(default) => self.replace(entry, &entry.value.span, default),
                // A group whose fields are all at their defaults.
                None if value.kind != Kind::Plain => {
                    self.group(value, old, None, path, is_on_lines);
                }
                None => {
                    self.remove(entry);
                    return false;
                }
            },
        }
        true
    }
}

/// The fields at a path in the order of their declaration; empty if there are none. It is the reader's own list, which it gives when it
/// meets a field that it doesn't know.
fn field_order(path: &[String]) -> Vec<&'static str> {
    let mut text = String::new();
    for field in path {
        text.extend(["(", field, ":"]);
    }
    text.push_str("(no_such_field:0)");
    text.push_str(&")".repeat(path.len()));
    let read: Result<Scenario, _> = format::ron_options().from_str(&text);
    match read.map_err(|error| error.code) {
        Err(ron::Error::NoSuchStructField { expected, .. }) => expected.to_vec(),
        _ => Vec::new(),
    }
}

/// The default of an input as it stands in files; `None` if no input has this path.
fn default_text(path: &str) -> Option<String> {
    let input = inputs::find(path)?;
    let options = format::ron_options();
    Some(match input.default_value() {
        Value::Absent => "None".to_owned(),
        Value::Estimate(estimate) => options.to_string(&estimate).ok()?,
        Value::Numbers(numbers) => options.to_string(&numbers).ok()?,
        Value::Text(name) if matches!(input.kind, inputs::Kind::Choice(_)) => name,
        // None, by default.
        Value::Text(_)
            if matches!(
                input.kind,
                inputs::Kind::Steps | inputs::Kind::Correlations | inputs::Kind::Actuals
            ) =>
        {
            "[]".to_owned()
        }
        Value::Text(text) => options.to_string(&text).ok()?,
        Value::YesNo(answer) => answer.to_string(),
        Value::Present => "()".to_owned(),
    })
}
