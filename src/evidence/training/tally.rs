//! What was found in a part of a training file. Parts are read apart from each other, on several cores, and added up.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::evidence::problem::Problem;
use crate::evidence::tokens::tokenizer::Counting;

use super::example;
use super::form::Form;

/// Problems that are told one by one; of more only the number is.
pub const SHOWN_PROBLEMS: usize = 20;

/// Examples among which duplicates are looked for: each takes 8 bytes.
const MOST_COMPARED: usize = 12_000_000;

/// What was found in a part of a training file.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many examples of each form have so many tokens.
    pub(super) forms: BTreeMap<Form, Examples>,
    /// The first problems, by line.
    problems: Vec<Problem>,
    /// How many there are.
    problem_count: u64,
    /// Hashes of the examples.
    hashes: Vec<u64>,
}

/// The examples of one form.
#[derive(Debug, Clone, Default)]
pub(super) struct Examples {
    /// How many there are of each number of tokens.
    pub by_tokens: BTreeMap<u64, u64>,
    /// The first lines on which they stand.
    pub lines: Vec<u64>,
}

impl Examples {
    pub fn count(&self) -> u64 {
        self.by_tokens.values().sum()
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

    fn add_line(&mut self, line: u64, text: &[u8], counting: &Counting) {
        match example::read(text, counting.tokenizer) {
            Ok(example) => {
                let examples = self.forms.entry(example.form).or_default();
                let tokens = counting.of_model(example.tokens) as u64;
                *examples.by_tokens.entry(tokens).or_default() += 1;
                if examples.lines.len() < SHOWN_PROBLEMS {
                    examples.lines.push(line);
                }
                let mut hasher = DefaultHasher::new();
                text.hash(&mut hasher);
                self.hashes.push(hasher.finish());
            }
            Err(problem) => self.add_problem(line, problem),
        }
    }

    fn add_problem(&mut self, line: u64, text: String) {
        self.problem_count += 1;
        self.problems.push(Problem { line, text });
        self.keep_first_problems();
    }

    fn keep_first_problems(&mut self) {
        if self.problems.len() > SHOWN_PROBLEMS {
            self.problems.sort();
            self.problems.truncate(SHOWN_PROBLEMS);
        }
    }

    /// Adds another part of the same file.
    pub fn add(&mut self, part: Self) {
        for (form, examples) in part.forms {
            let sum = self.forms.entry(form).or_default();
            for (tokens, count) in examples.by_tokens {
                *sum.by_tokens.entry(tokens).or_default() += count;
            }
            sum.lines.extend(examples.lines);
            sum.lines.sort_unstable();
            sum.lines.truncate(SHOWN_PROBLEMS);
        }
        self.problem_count += part.problem_count;
        self.problems.extend(part.problems);
        self.keep_first_problems();
        let room = MOST_COMPARED.saturating_sub(self.hashes.len());
        self.hashes.extend(part.hashes.into_iter().take(room));
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
    pub(super) fn problems(&self) -> (Vec<Problem>, u64) {
        let of_file = self.form();
        let mut problems = self.problems.clone();
        let mut count = self.problem_count;
        for (form, examples) in &self.forms {
            if Some(*form) == of_file {
                continue;
            }
            count += examples.count();
            problems.extend(examples.lines.iter().map(|line| Problem {
                line: *line,
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

    /// How many examples stand in the file again, and whether all were compared.
    pub(super) fn duplicates(&mut self) -> (u64, bool) {
        self.hashes.sort_unstable();
        let again = self.hashes.windows(2).filter(|pair| pair[0] == pair[1]);
        let all: u64 = self.forms.values().map(Examples::count).sum();
        (again.count() as u64, all == self.hashes.len() as u64)
    }
}
