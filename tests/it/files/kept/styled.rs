//! Scenario files as people might write them: comments anywhere, raw texts, numbers in other words, every kind of line break.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use breakeven::files::format;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs;

use super::tokens::{Plainly, Style, Varied, literal, struct_name, tokens};

/// A file's text, and where its entries stand.
pub struct Styled {
    pub text: String,
    /// The comments, each of which is there once.
    pub comments: Vec<String>,
    entries: Vec<Stated>,
}

/// An entry of the file.
struct Stated {
    path: String,
    /// From its name to its comma.
    whole: Range<usize>,
    /// Its value, without and with a `Some(…)` around it.
    value: Range<usize>,
    wrapped: Range<usize>,
    is_group: bool,
}

impl Styled {
    /// What has to stay in this order if the file's scenario becomes `changed`: all but the values that change, and entries that have no
    /// place any more. White space beside removed entries may go too, so it isn't counted.
    pub fn kept(&self, before: &Scenario, changed: &Scenario) -> String {
        let (before, changed) = (leaves(before), leaves(changed));
        let mut cut: Vec<Range<usize>> = Vec::new();
        for entry in &self.entries {
            let path = &entry.path;
            let inside = format!("{path}.");
            let mut stated = changed.range(inside.clone()..);
            let has_fields = stated
                .next()
                .is_some_and(|(path, _)| path.starts_with(&inside));
            let is_input = inputs::find(path).is_some();
            if entry.is_group {
                let is_empty = changed.get(path).is_some_and(|text| text == "()");
                let is_there = has_fields || is_empty || is_list(path);
                if is_input && !is_there {
                    cut.push(entry.wrapped.clone());
                }
            } else if before.get(path) != changed.get(path) || has_fields {
                let is_stated = changed.contains_key(path) || has_fields;
                cut.push(match (is_stated, is_input) {
                    (true, _) => entry.value.clone(),
                    (false, true) => entry.wrapped.clone(),
                    (false, false) => entry.whole.clone(),
                });
            }
        }
        cut.sort_by_key(|range| (range.start, range.end));
        let (mut kept, mut at) = (String::new(), 0);
        for range in cut {
            kept.push_str(self.text.get(at..range.start).unwrap_or_default());
            at = at.max(range.end);
        }
        kept + &self.text[at..]
    }
}

fn is_list(path: &str) -> bool {
    path == "workload.monthly_queries"
}

/// What the program writes for each value of a scenario, by path; in lists, by place.
fn leaves(scenario: &Scenario) -> BTreeMap<String, String> {
    let written = format::write(scenario).unwrap();
    let styled = Writer::new(&mut Plainly, BTreeSet::new()).written(&written);
    let text = styled.text;
    let entries = styled.entries.into_iter();
    entries
        .map(|entry| (entry.path, text[entry.value].to_owned(), entry.is_group))
        // A group at its defaults is written as one value.
        .filter(|(_, text, is_group)| !is_group || text == "()")
        .map(|(path, text, _)| (path, text))
        .collect()
}

/// The text of a scenario in a style that follows from the seed.
pub fn styled(scenario: &Scenario, seed: u64) -> Styled {
    let written = format::write(scenario).unwrap();
    let plain = Writer::new(&mut Plainly, BTreeSet::new()).written(&written);
    let stated = plain.entries.into_iter().map(|entry| entry.path).collect();
    let comments = Vec::new();
    Writer::new(&mut Varied { seed, comments }, stated).written(&written)
}

/// An opened bracket.
struct Open {
    path: String,
    start: usize,
    value: usize,
    is_wrapped: bool,
    is_list: bool,
    items: usize,
}

/// Writes a text anew, in a style.
struct Writer<'a> {
    style: &'a mut dyn Style,
    /// The paths that the scenario states.
    stated: BTreeSet<String>,
    text: String,
    entries: Vec<Stated>,
    open: Vec<Open>,
    /// Where the entry that is being written began, and its path.
    start: usize,
    path: String,
    /// Where the `Some(…)` around its value began.
    wrapped: Option<usize>,
}

impl<'a> Writer<'a> {
    fn new(style: &'a mut dyn Style, stated: BTreeSet<String>) -> Self {
        Self {
            style,
            stated,
            text: String::new(),
            entries: Vec::new(),
            open: Vec::new(),
            start: 0,
            path: String::new(),
            wrapped: None,
        }
    }

    fn written(mut self, written: &str) -> Styled {
        if self.style.chance(4) {
            self.text.push('\u{feff}');
        }
        if self.style.chance(4) {
            let attributes = "#![enable(implicit_some, /* // */)] #![type = \"a // b\"]";
            self.text.push_str(attributes);
        }
        self.space();
        let tokens = tokens(written);
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            if tokens.get(at + 1) == Some(&":") {
                self.key(token, tokens[at + 2]);
                at += 2;
                continue;
            }
            if !["]", ","].contains(&token) {
                self.begin_item();
            }
            match token {
                "(" | "[" | "{" => self.begin(token),
                ")" | "]" | "}" => self.end(token),
                "," => self.comma([")", "]", "}"].contains(&tokens[at + 1])),
                _ => self.leaf(token),
            }
            at += 1;
        }
        Styled {
            text: self.text,
            comments: self.style.comments(),
            entries: self.entries,
        }
    }

    fn space(&mut self) {
        self.text.push_str(&self.style.space());
    }

    fn outer(&self) -> &str {
        self.open.last().map_or("", |open| &open.path)
    }

    fn key(&mut self, token: &str, value: &str) {
        self.start = self.text.len();
        let is_map = self.outer() == "sources";
        let name = if is_map {
            ron::from_str(token).unwrap()
        } else {
            token.to_owned()
        };
        self.path = match self.outer() {
            "" => name,
            outer => format!("{outer}.{name}"),
        };
        if is_map {
            self.text.push_str(&literal(token, self.style));
        } else {
            let raw = if self.style.chance(9) { "r#" } else { "" };
            self.text.push_str(raw);
            self.text.push_str(token);
        }
        self.space();
        self.text.push(':');
        self.space();
        let optional = inputs::find(&self.path).is_some_and(inputs::Input::is_optional);
        if optional && value != "None" && self.style.chance(3) {
            self.wrapped = Some(self.text.len());
            self.text.push_str("Some");
            self.space();
            self.text.push('(');
            self.space();
        }
    }

    /// In a list, begins the next item.
    fn begin_item(&mut self) {
        if let Some(list) = self.open.last_mut().filter(|open| open.is_list) {
            self.start = self.text.len();
            self.path = format!("{}[{}]", list.path, list.items);
            list.items += 1;
        }
    }

    fn begin(&mut self, bracket: &str) {
        self.open.push(Open {
            path: self.path.clone(),
            start: self.start,
            value: self.wrapped.unwrap_or(self.text.len()),
            is_wrapped: self.wrapped.take().is_some(),
            is_list: bracket == "[",
            items: 0,
        });
        if bracket == "(" && self.style.chance(4) {
            self.text.push_str(struct_name(&self.path));
            self.space();
        }
        self.text.push_str(bracket);
        self.space();
        self.state_defaults();
    }

    /// Writes down defaults that the program would leave out.
    fn state_defaults(&mut self) {
        let outer = self.outer().to_owned();
        for (path, default) in DEFAULTS {
            let is_inside = path.rsplit_once('.').map_or("", |(outer, _)| outer) == outer;
            let is_stated = self.stated.contains(path);
            if !is_inside || is_stated || !self.style.chance(3) {
                continue;
            }
            self.key(path.rsplit('.').next().unwrap_or_default(), "None");
            self.leaf(default);
            self.comma(false);
        }
    }

    fn comma(&mut self, is_last: bool) {
        if !(is_last && self.style.chance(3)) {
            self.text.push(',');
            if let Some(entry) = self.entries.last_mut() {
                entry.whole.end = self.text.len();
            }
        }
        self.space();
    }

    fn end(&mut self, bracket: &str) {
        let open = self.open.pop().unwrap();
        self.text.push_str(bracket);
        if open.is_wrapped {
            self.space();
            self.text.push(')');
        }
        let end = self.text.len();
        self.entries.push(Stated {
            path: open.path,
            whole: open.start..end,
            value: open.value..end,
            wrapped: open.value..end,
            is_group: true,
        });
        self.space();
    }

    fn leaf(&mut self, token: &str) {
        let value = self.text.len();
        self.text.push_str(&literal(token, self.style));
        let value = value..self.text.len();
        let wrapped = self.wrapped.take();
        if wrapped.is_some() {
            self.space();
            self.text.push(')');
        }
        self.entries.push(Stated {
            path: self.path.clone(),
            whole: self.start..self.text.len(),
            wrapped: wrapped.unwrap_or(value.start)..self.text.len(),
            value,
            is_group: ["()", "[]", "{}"].contains(&token),
        });
        self.space();
    }
}

/// Defaults that people may write down.
const DEFAULTS: [(&str, &str); 9] = [
    ("discount_rate", "0"),
    ("decision", "()"),
    ("sources", "{}"),
    ("workload.monthly_queries", "[]"),
    ("workload.growth_per_month", "-0.0"),
    ("prompting.serving.hosting", "None"),
    ("prompting.serving.price.output", "0e0"),
    ("fine_tuning.at_retirement", "Retrain"),
    ("fine_tuning.data.examples", "1_000"),
];

/// Each comment is in the text once.
pub fn assert_comments(comments: &[String], text: &str) {
    let distinct: BTreeSet<_> = comments.iter().collect();
    assert_eq!(distinct.len(), comments.len());
    for comment in comments {
        assert_eq!(
            text.matches(comment.as_str()).count(),
            1,
            "{comment} in:\n{text}"
        );
    }
}
