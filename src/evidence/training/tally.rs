//! What was found in a part of a training file. Parts are read apart from each other, on several cores, and added up.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use crate::evidence::tokens::tokenizer::Counting;

use super::example;
use super::form::Form;

/// Problems that are told one by one; of more only the number is.
pub const SHOWN_PROBLEMS: usize = 20;

/// Examples of a form among which duplicates are looked for: each takes 8 bytes.
const MOST_COMPARED: usize = 12_000_000;

/// A line of a training file, or of one of several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The place of the file among several, and its name; `None` if there is only one.
    pub file: Option<(usize, Arc<str>)>,
    /// The line, from 1.
    pub number: u64,
}

/// Something wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineProblem {
    /// The line.
    pub line: Line,
    /// What is wrong with it, as a sentence about it that begins small. It holds nothing of what the line says.
    pub text: String,
}

impl LineProblem {
    /// The name of its file, where there are several.
    pub fn file(&self) -> Option<&str> {
        self.line.file.as_ref().map(|(_, name)| &**name)
    }
}

impl fmt::Display for LineProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file() {
            write!(f, "{file}: ")?;
        }
        write!(f, "line {}: {}", self.line.number, self.text)
    }
}

/// What was found in a part of a training file.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many examples of each form have so many tokens.
    pub(super) forms: BTreeMap<Form, Examples>,
    /// The first problems, by line.
    problems: Vec<LineProblem>,
    /// How many there are.
    problem_count: u64,
}

/// The examples of one form.
#[derive(Debug, Clone, Default)]
pub(super) struct Examples {
    /// How many there are of each number of tokens.
    pub by_tokens: BTreeMap<u64, u64>,
    /// Parts of them that are no text.
    pub other_parts: u64,
    /// The first lines on which they stand.
    pub lines: Vec<Line>,
    /// Their hashes, by which duplicates are found.
    hashes: Vec<u64>,
}

impl Examples {
    pub fn count(&self) -> u64 {
        self.by_tokens.values().sum()
    }

    /// How many of them stand in the file again, and whether all were compared.
    pub fn duplicates(&mut self) -> (u64, bool) {
        self.hashes.sort_unstable();
        let again = self.hashes.windows(2).filter(|pair| pair[0] == pair[1]);
        (
            again.count() as u64,
            self.count() == self.hashes.len() as u64,
        )
    }

    fn add(&mut self, part: Self) {
        for (tokens, count) in part.by_tokens {
            *self.by_tokens.entry(tokens).or_default() += count;
        }
        self.other_parts += part.other_parts;
        self.lines.extend(part.lines);
        self.lines.sort_unstable();
        self.lines.truncate(SHOWN_PROBLEMS);
        let room = MOST_COMPARED.saturating_sub(self.hashes.len());
        self.hashes.extend(part.hashes.into_iter().take(room));
    }
}

impl Tally {
    /// Reads whole lines of a file, of which the first has this number. Blank lines are passed over. `None` stands for one line that is too
    /// long to be read.
    pub fn of_lines(lines: Option<&[u8]>, first_line: u64, counting: &Counting) -> Self {
        let mut tally = Self::default();
        let Some(lines) = lines else {
            let problem = "it is longer than 16 MB, so it isn’t read";
            tally.add_problem(first_line, problem.to_owned());
            return tally;
        };
        for (line, text) in (first_line..).zip(lines.split(|byte| *byte == b'\n')) {
            let is_first = line == 1;
            let without_mark = text.strip_prefix("\u{feff}".as_bytes());
            let text = without_mark.filter(|_| is_first).unwrap_or(text);
            let text = text.trim_ascii();
            if !text.is_empty() {
                tally.add_line(line, text, counting);
            }
        }
        tally
    }

    /// The same of a file that is one of several: its problems name it. `place` is where it comes among them.
    #[must_use]
    pub fn in_file(mut self, place: usize, name: &str) -> Self {
        let file = (place, Arc::from(name));
        let of_problems = self.problems.iter_mut().map(|problem| &mut problem.line);
        let of_examples = self.forms.values_mut();
        let of_examples = of_examples.flat_map(|examples| &mut examples.lines);
        for line in of_problems.chain(of_examples) {
            line.file = Some(file.clone());
        }
        self
    }

    fn add_line(&mut self, line: u64, text: &[u8], counting: &Counting) {
        match example::read(text, counting.tokenizer) {
            Ok(example) => {
                let examples = self.forms.entry(example.form).or_default();
                let tokens = counting.of_model(example.tokens) as u64;
                *examples.by_tokens.entry(tokens).or_default() += 1;
                examples.other_parts += example.other_parts as u64;
                if examples.lines.len() < SHOWN_PROBLEMS {
                    examples.lines.push(Line {
                        file: None,
                        number: line,
                    });
                }
                let mut hasher = DefaultHasher::new();
                text.hash(&mut hasher);
                examples.hashes.push(hasher.finish());
            }
            Err(problem) => self.add_problem(line, problem),
        }
    }

    fn add_problem(&mut self, line: u64, text: String) {
        self.problem_count += 1;
        let line = Line {
            file: None,
            number: line,
        };
        self.problems.push(LineProblem { line, text });
        self.keep_first_problems();
    }

    fn keep_first_problems(&mut self) {
        if self.problems.len() > SHOWN_PROBLEMS {
            self.problems.sort();
            self.problems.truncate(SHOWN_PROBLEMS);
        }
    }

    /// Adds another part of the same file, or another file.
    pub fn add(&mut self, part: Self) {
        for (form, examples) in part.forms {
            self.forms.entry(form).or_default().add(examples);
        }
        self.problem_count += part.problem_count;
        self.problems.extend(part.problems);
        self.keep_first_problems();
    }

    /// The file's form, which most of its examples have; `None` without examples.
    pub(super) fn form(&self) -> Option<Form> {
        let most = self
            .forms
            .iter()
            .max_by_key(|(form, examples)| (examples.count(), std::cmp::Reverse(**form)));
        most.map(|(form, _)| *form)
    }

    /// The first problems and how many there are, together with the examples of other forms than the file's.
    pub(super) fn problems(&self) -> (Vec<LineProblem>, u64) {
        let of_file = self.form();
        let mut problems = self.problems.clone();
        let mut count = self.problem_count;
        for (form, examples) in &self.forms {
            if Some(*form) == of_file {
                continue;
            }
            count += examples.count();
            problems.extend(examples.lines.iter().map(|line| LineProblem {
                line: line.clone(),
                text: format!(
                    "it is of another form ({}) than most lines, and isn’t counted",
                    form.label()
                ),
            }));
        }
        problems.sort();
        problems.truncate(SHOWN_PROBLEMS);
        (problems, count)
    }
}
