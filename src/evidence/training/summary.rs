//! The figures of a whole training file.

use std::collections::BTreeMap;

use crate::evidence::tokens::prompt::uncounted_in_words;
use crate::evidence::tokens::tokenizer::Counting;
use crate::scenario::quantity::{count, count_with_noun, percent};

use super::epochs::default_epochs;
use super::form::Form;
use super::tally::{LineProblem, Tally};

/// What a training file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingFile {
    /// The form of its lines.
    pub form: Form,
    /// How its tokens were counted.
    pub counting: Counting,
    /// The most tokens of an example that are trained on.
    pub limit: u64,
    /// How many examples have so many tokens.
    pub by_tokens: BTreeMap<u64, u64>,
    /// Parts of examples that are no text, such as images: they aren't counted.
    pub uncounted_parts: u64,
    /// Examples that stand in the file again.
    pub duplicates: u64,
    /// Whether all examples were compared, to find duplicates.
    pub compared_all: bool,
    /// The first problems, by line.
    pub problems: Vec<LineProblem>,
    /// How many problems there are.
    pub problem_count: u64,
}

impl TrainingFile {
    /// The figures of a file, for a model that counts its tokens so. An error says why there are none.
    ///
    /// ```
    /// use breakeven::evidence::tokens::tokenizer::Counting;
    /// use breakeven::evidence::training::summary::TrainingFile;
    /// use breakeven::evidence::training::tally::Tally;
    ///
    /// let counting = Counting::of("gpt-4.1");
    /// let lines = br#"{"prompt": "Hello", "completion": "world"}"#;
    /// let file = TrainingFile::new(Tally::of_lines(Some(lines), 1, &counting), &counting, "gpt-4.1")?;
    /// assert_eq!((file.examples(), file.total(), file.epochs()), (1, 2, 25));
    /// assert_eq!(file.billed_tokens(), 50);
    /// # Ok::<(), String>(())
    /// ```
    pub fn new(mut tally: Tally, counting: &Counting, model: &str) -> Result<Self, String> {
        let (problems, problem_count) = tally.problems();
        let Some(form) = tally.form() else {
            return Err(match problems.first() {
                Some(problem) => format!("there is no training example in it; {problem}"),
                None => "there is nothing in it".to_owned(),
            });
        };
        let mut examples = tally.forms.remove(&form).unwrap_or_default();
        let (duplicates, compared_all) = examples.duplicates();
        Ok(Self {
            form,
            counting: *counting,
            limit: form.limit(model),
            by_tokens: examples.by_tokens,
            uncounted_parts: examples.other_parts,
            duplicates,
            compared_all,
            problems,
            problem_count,
        })
    }

    /// The number of examples.
    pub fn examples(&self) -> u64 {
        self.by_tokens.values().sum()
    }

    /// The tokens of all examples.
    pub fn total(&self) -> u64 {
        self.by_tokens
            .iter()
            .map(|(tokens, count)| tokens * count)
            .sum()
    }

    /// The mean of an example's tokens.
    pub fn mean(&self) -> f64 {
        self.total() as f64 / self.examples().max(1) as f64
    }

    /// The most tokens that an example has.
    pub fn max(&self) -> u64 {
        self.by_tokens.keys().next_back().copied().unwrap_or(0)
    }

    /// The least number of tokens that this share of the examples doesn't exceed (the nearest rank).
    pub fn quantile(&self, share: f64) -> u64 {
        let rank = (share * self.examples() as f64).ceil().max(1.0) as u64;
        let mut below = 0;
        for (tokens, count) in &self.by_tokens {
            below += count;
            if below >= rank {
                return *tokens;
            }
        }
        0
    }

    /// Examples that are cut at the limit.
    pub fn cut_examples(&self) -> u64 {
        let longer = self.by_tokens.range(self.limit + 1..);
        longer.map(|(_, count)| count).sum()
    }

    /// The tokens that are trained on in one pass: Σ min(limit, tokens).
    pub fn trained_tokens(&self) -> u64 {
        let trained = self.by_tokens.iter();
        trained
            .map(|(tokens, count)| tokens.min(&self.limit) * count)
            .sum()
    }

    /// The epochs that a provider takes by default.
    pub fn epochs(&self) -> u64 {
        default_epochs(self.examples())
    }

    /// The tokens that a run is billed for.
    pub fn billed_tokens(&self) -> u64 {
        self.trained_tokens().saturating_mul(self.epochs())
    }

    /// What was found, a sentence a line, for a model of this name.
    pub fn in_words(&self, model: &str) -> Vec<String> {
        let number = |tokens: u64| count(tokens as f64);
        let examples = count_with_noun(self.examples() as f64, "example");
        let total = count_with_noun(self.total() as f64, "token");
        let total = match self.counting.margin {
            None => format!("{total} for {model}"),
            Some(margin) => format!("about {total} ±{} for {model}", percent(margin)),
        };
        let mut lines = vec![
            format!("{examples} ({}), {total}", self.form.label()),
            format!(
                "Tokens per example: mean {}, median {}, 95% have at most {}, longest {}",
                count(self.mean().round()),
                number(self.quantile(0.5)),
                number(self.quantile(0.95)),
                number(self.max()),
            ),
            format!(
                "{} billed in {}",
                count_with_noun(self.billed_tokens() as f64, "token"),
                count_with_noun(self.epochs() as f64, "epoch"),
            ),
        ];
        if self.cut_examples() > 0 {
            let cut = count_with_noun(self.cut_examples() as f64, "example");
            let limit = number(self.limit);
            lines.push(format!("{cut} longer than {limit} tokens: cut at the end"));
        }
        if self.uncounted_parts > 0 {
            lines.push(uncounted_in_words(self.uncounted_parts));
        }
        if self.duplicates > 0 {
            let again = count_with_noun(self.duplicates as f64, "duplicate");
            lines.push(if self.compared_all {
                again
            } else {
                format!("At least {again}: only the first examples were compared")
            });
        }
        if self.problem_count > 0 {
            let problems = count_with_noun(self.problem_count as f64, "line");
            lines.push(format!("{problems} can’t be used:"));
        }
        lines
    }

    /// How many problems there are besides the first.
    pub fn untold_problems(&self) -> u64 {
        self.problem_count - self.problems.len() as u64
    }

    /// The bars of a histogram: equal widths, with how many examples lie in each, from the first number of tokens on.
    pub fn histogram(&self, bars: usize) -> (u64, Vec<u64>) {
        let width = (self.max() / bars.max(1) as u64) + 1;
        let mut heights = vec![0; (self.max() / width) as usize + 1];
        for (tokens, count) in &self.by_tokens {
            heights[(tokens / width) as usize] += count;
        }
        (width, heights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(lines: &str) -> Result<TrainingFile, String> {
        let counting = Counting::of("gpt-4.1");
        TrainingFile::new(
            Tally::of_lines(Some(lines.as_bytes()), 1, &counting),
            &counting,
            "gpt-4.1",
        )
    }

    #[test]
    fn figures_are_those_of_all_lines() {
        // 1, 2, 2 and 3 tokens: " a" is one.
        let texts = ["a", "a a", "a a", "a a a"].map(|text| format!("{{\"text\": \"{text}\"}}"));
        let file = file(&format!("\u{feff}{}\r\n\r\n", texts.join("\r\n"))).unwrap();
        assert_eq!((file.examples(), file.total(), file.max()), (4, 8, 3));
        assert_eq!((file.quantile(0.5), file.quantile(0.95)), (2, 3));
        assert_eq!((file.duplicates, file.problem_count), (1, 0));
        assert_eq!((file.epochs(), file.billed_tokens()), (25, 200));
        assert_eq!(file.histogram(10), (1, vec![0, 1, 2, 1]));
    }

    #[test]
    fn what_is_longer_than_the_limit_is_cut() {
        let mut file = file("{\"text\": \"a\"}").unwrap();
        file.by_tokens = BTreeMap::from([(65_536, 40), (65_537, 1), (100_000, 2)]);
        assert_eq!((file.limit, file.cut_examples()), (65_536, 3));
        assert_eq!(file.billed_tokens(), 65_536 * 43 * 3);
        file.limit = Form::Gemini.limit("gemini-3.8-flash");
        assert_eq!(file.cut_examples(), 0);
    }

    #[test]
    fn lines_of_another_form_are_problems() {
        let lines = "{\"text\": \"a\"}\n{\"text\": \"b\"}\n{\"prompt\": \"a\", \"completion\": \"b\"}\nnonsense\n";
        let file = file(lines).unwrap();
        assert_eq!((file.form, file.examples()), (Form::Text, 2));
        let problems: Vec<_> = file
            .problems
            .iter()
            .map(|problem| (problem.line.number, problem.text.as_str()))
            .collect();
        assert_eq!(
            problems,
            [
                (
                    3,
                    "it is of another form (prompt and completion) than most lines, and isn’t counted"
                ),
                (4, "it is no JSON from column 2 on"),
            ]
        );
        assert_eq!(file.problem_count, 2);
    }

    #[test]
    fn duplicates_are_those_of_examples_that_are_counted() {
        let texts = (0..4).map(|place| format!("{{\"text\": \"a{place}\"}}\n"));
        let others = "{\"prompt\": \"a\", \"completion\": \"b\"}\n".repeat(3);
        let file = file(&(texts.collect::<String>() + &others)).unwrap();
        assert_eq!((file.examples(), file.problem_count), (4, 3));
        assert_eq!((file.duplicates, file.compared_all), (0, true));
    }

    #[test]
    fn examples_without_text_are_problems() {
        let nothing = "{\"text\": \"\"}\n".repeat(20);
        assert_eq!(
            file(&nothing).unwrap_err(),
            "there is no training example in it; line 1: there is no text in it"
        );
        let file = file(&(nothing + "{\"text\": \"a\"}\n")).unwrap();
        assert_eq!((file.examples(), file.problem_count), (1, 20));
    }

    #[test]
    fn images_are_said_once_for_all_examples() {
        let line = r#"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]},{"role":"assistant","content":"A cat"}]}"#;
        let file = file(&format!("{line}\n").repeat(12)).unwrap();
        let said = "12 parts that are no text, such as images, aren’t counted";
        let lines = file.in_words("gpt-4.1");
        assert_eq!(lines.iter().filter(|line| *line == said).count(), 1);
    }

    #[test]
    fn problems_of_several_files_name_their_file() {
        let counting = Counting::of("gpt-4.1");
        let of = |lines: &str| Tally::of_lines(Some(lines.as_bytes()), 1, &counting);
        let first = of("{\"text\": \"a\"}\n{\"prompt\": \"a\", \"completion\": \"b\"}\n");
        let second = of("x\n{\"text\": \"b\"}\n");
        let mut sum = Tally::default();
        // The order of files is that in which they are given, whatever their names.
        sum.add(second.in_file(1, "a.jsonl"));
        sum.add(first.in_file(0, "b.jsonl"));
        let file = TrainingFile::new(sum, &counting, "gpt-4.1").unwrap();
        let said: Vec<_> = file.problems.iter().map(ToString::to_string).collect();
        assert!(
            said[0].starts_with("b.jsonl: line 2: it is of another form"),
            "{said:?}"
        );
        assert_eq!(said[1], "a.jsonl: line 1: it is no JSON from column 1 on");
    }

    #[test]
    fn a_file_without_examples_is_refused_with_its_first_problem() {
        assert_eq!(file("").unwrap_err(), "there is nothing in it");
        assert_eq!(file("\n \n").unwrap_err(), "there is nothing in it");
        assert_eq!(
            file("\n[]\n").unwrap_err(),
            "there is no training example in it; line 2: it is no JSON object"
        );
    }

    #[test]
    fn parts_add_up_to_the_whole_in_any_order() {
        let lines = "{\"text\": \"a\"}\n{\"text\": \"a\"}\nx\n{\"text\": \"b c\"}\n";
        let whole = file(lines).unwrap();
        let counting = Counting::of("gpt-4.1");
        let (first, second) = lines.split_at(lines.find("x\n").unwrap());
        let mut sum = Tally::of_lines(Some(second.as_bytes()), 3, &counting);
        sum.add(Tally::of_lines(Some(first.as_bytes()), 1, &counting));
        assert_eq!(TrainingFile::new(sum, &counting, "gpt-4.1").unwrap(), whole);
    }

    /// A published case: 44 examples were assumed at 200 tokens and really had 3,000. The screen said $0.74, the bill was about $9.
    #[test]
    fn examples_are_measured_not_assumed() {
        let words = "a ".repeat(2_999);
        let line = format!("{{\"text\": \"{words}b\"}}\n");
        let file = file(&line.repeat(44)).unwrap();
        assert_eq!((file.examples(), file.mean()), (44, 3_000.0));
        let cost = |tokens: u64| tokens as f64 * file.epochs() as f64 * 25.0 / 1e6;
        assert_eq!(file.billed_tokens(), 396_000);
        assert!((9.0..10.5).contains(&cost(file.trained_tokens())));
        assert!((0.6..0.8).contains(&cost(44 * 200)));
    }
}
