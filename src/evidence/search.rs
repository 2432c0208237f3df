//! Finding a model of the catalog by what people type: "opus", "GPT 5.6 terra", "openai gpt-4.1-2025-04-14". The provider's id is searched, and
//! the name that people say.
//!
//! Words match in any order, and each matches the beginning of a part of the name. Case, hyphens, dots and dates don't count.

use super::catalog::{Catalog, Model};

/// What a search finds.
#[derive(Debug, Clone, PartialEq)]
pub enum Search<'a> {
    /// Models, those of exactly this name first, else in the order of the catalog.
    Found(Vec<&'a Model>),
    /// Models to fine-tune were asked for. There are models of this name, but none that can be fine-tuned.
    NotTunable(Vec<&'a Model>),
    /// No model has this name.
    Nothing,
}

impl<'a> Search<'a> {
    /// The models that can be picked.
    pub fn models(&self) -> &[&'a Model] {
        match self {
            Self::Found(models) => models,
            Self::NotTunable(_) | Self::Nothing => &[],
        }
    }

    /// Why there is no model to pick, for the user; `None` if there is one. `text` is what was searched for.
    pub fn why_empty(&self, text: &str) -> Option<String> {
        match self {
            Self::Found(_) => None,
            Self::NotTunable(models) => {
                let names = names(models);
                Some(format!("{names} can’t be fine-tuned"))
            }
            Self::Nothing => Some(format!("No model is named “{}”", text.trim())),
        }
    }
}

/// So many names stand in a message; the others are counted.
const MAX_NAMES: usize = 3;

/// "OpenAI gpt-5.5", "OpenAI gpt-5.5 and 4 others".
pub fn names(models: &[&Model]) -> String {
    let names: Vec<_> = models.iter().map(|model| model.full_name()).collect();
    some_of(&names)
}

/// The first of some names, and how many others there are.
pub(super) fn some_of(names: &[String]) -> String {
    match names {
        [several @ .., last] if !several.is_empty() && names.len() <= MAX_NAMES => {
            format!("{} and {last}", several.join(", "))
        }
        _ if names.len() <= MAX_NAMES => names.join(", "),
        _ => format!(
            "{} and {} others",
            names[..MAX_NAMES - 1].join(", "),
            names.len() + 1 - MAX_NAMES
        ),
    }
}

/// How well a model fits what is searched for, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is its name, or provider and name.
    Exact,
    /// It is its name but for a date.
    ExactButForDate,
    /// It is the name that people say, with or without the provider.
    PeopleName,
    /// Each word begins a part of the name.
    Words,
    /// Each word stands somewhere in the name.
    Somewhere,
}

impl Fit {
    /// What names a model, the surest first.
    pub(super) const OF_ONE_NAME: [Self; 3] =
        [Self::Exact, Self::ExactButForDate, Self::PeopleName];
}

impl Catalog {
    /// The models that fit the text, of those that can be fine-tuned if `tuned`. Every model fits a text without letters and digits.
    ///
    /// ```
    /// use breakeven::evidence::catalog::Catalog;
    /// use breakeven::evidence::search::Search;
    ///
    /// let catalog = Catalog::bundled()?;
    /// let found = catalog.search("GPT 5.6 terra", false);
    /// assert!(found.models().iter().all(|model| model.model == "gpt-5.6-terra"));
    /// assert!(matches!(catalog.search("gpt 5.6 terra", true), Search::NotTunable(_)));
    /// assert_eq!(catalog.search("gpt 77", true), Search::Nothing);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn search(&self, text: &str, tuned: bool) -> Search<'_> {
        let query = Query::new(text);
        let mut fitting: Vec<(Fit, &Model)> = self
            .models
            .iter()
            .filter_map(|model| Some((query.fit(model)?, model)))
            .collect();
        // What begins a part of a name is what was meant, if there is such a model: "20b" isn't a part of "120b".
        if fitting.iter().any(|(fit, _)| *fit < Fit::Somewhere) {
            fitting.retain(|(fit, _)| *fit < Fit::Somewhere);
        }
        // The sort is stable, so models that fit equally well stay in the order of the catalog.
        fitting.sort_by_key(|(fit, _)| *fit);
        let models: Vec<_> = fitting.into_iter().map(|(_, model)| model).collect();
        let can_be_picked = |model: &&Model| !tuned || model.tuning.is_some();
        let pickable: Vec<_> = models.iter().copied().filter(can_be_picked).collect();
        match (pickable.is_empty(), models.is_empty()) {
            (false, _) => Search::Found(pickable),
            (true, false) => Search::NotTunable(models),
            (true, true) => Search::Nothing,
        }
    }

    /// The models of exactly this name, with or without their provider: several if several providers offer it. The provider's id comes before
    /// the name that people say.
    pub fn named(&self, name: &str) -> Vec<&Model> {
        let query = Query::new(name);
        let of = |exact: Fit| {
            let query = &query;
            let models = self.models.iter();
            models.filter(move |model| query.fit(model) == Some(exact))
        };
        let named = Fit::OF_ONE_NAME
            .into_iter()
            .map(|fit| of(fit).collect::<Vec<_>>());
        named
            .into_iter()
            .find(|models| !models.is_empty())
            .unwrap_or_default()
    }
}

/// What is searched for.
pub(super) struct Query {
    /// Its letters and digits.
    letters: String,
    /// Without dates.
    dateless: String,
    /// The words, without dates.
    words: Vec<String>,
}

impl Query {
    pub(super) fn new(text: &str) -> Self {
        let words = text.split_whitespace().flat_map(|word| parts(word, true));
        Self {
            letters: squashed(text, false),
            dateless: squashed(text, true),
            words: words.collect(),
        }
    }

    /// How well a model fits; `None` if it doesn't.
    fn fit(&self, model: &Model) -> Option<Fit> {
        self.fit_names(&model.provider, &model.model, &model.people_name())
    }

    /// How well a model fits: its provider, the provider's name for it, and the name that people say.
    pub(super) fn fit_names(&self, provider: &str, model: &str, people_name: &str) -> Option<Fit> {
        let names = [format!("{provider} {model}"), model.to_owned()];
        if self.letters.is_empty() {
            return Some(Fit::Words);
        }
        let is_one = |names: &[String], text: &str, without_dates| {
            let mut names = names.iter();
            names.any(|name| squashed(name, without_dates) == text)
        };
        let is_name = |text: &str, without_dates| is_one(&names, text, without_dates);
        if is_name(&self.letters, false) {
            return Some(Fit::Exact);
        }
        if self.words.is_empty() {
            // A date alone.
            return squashed(&names[0], false)
                .contains(&self.letters)
                .then_some(Fit::Words);
        }
        if is_name(&self.dateless, true) {
            return Some(Fit::ExactButForDate);
        }
        let with_provider = format!("{provider} {people_name}");
        let searched = format!("{} {people_name}", names[0]);
        let people_names = [people_name.to_owned(), with_provider];
        if is_one(&people_names, &self.dateless, true) {
            return Some(Fit::PeopleName);
        }
        let name = Name::new(&searched);
        let mut words = self.words.iter();
        if words.clone().all(|word| name.has_part(word)) {
            return Some(Fit::Words);
        }
        let somewhere = words.all(|word| name.letters.contains(word));
        somewhere.then_some(Fit::Somewhere)
    }
}

/// A model's name to search in.
struct Name {
    letters: String,
    /// Where parts begin in `letters`: after what is no letter or digit, and between letters and digits.
    beginnings: Vec<usize>,
}

impl Name {
    fn new(name: &str) -> Self {
        let (mut letters, mut beginnings) = (String::new(), Vec::new());
        for run in runs(name) {
            let mut last = None;
            for letter in run.chars() {
                let is_digit = letter.is_ascii_digit();
                if last != Some(is_digit) {
                    beginnings.push(letters.len());
                }
                last = Some(is_digit);
                letters.push(letter);
            }
        }
        Self {
            letters,
            beginnings,
        }
    }

    fn has_part(&self, word: &str) -> bool {
        let mut beginnings = self.beginnings.iter();
        beginnings.any(|at| self.letters[*at..].starts_with(word))
    }
}

/// The letters and digits of a text.
fn squashed(text: &str, without_dates: bool) -> String {
    let words = text.split_whitespace();
    words.flat_map(|word| parts(word, without_dates)).collect()
}

/// The parts of a word, lower-case. Digits that only a dot or a hyphen separates are one part: "gpt-5.6" is "gpt" and "56".
fn parts(word: &str, without_dates: bool) -> Vec<String> {
    let mut runs = runs(word);
    if without_dates {
        drop_dates(&mut runs);
    }
    let mut parts: Vec<String> = Vec::new();
    for run in runs {
        let goes_on = run.starts_with(|letter: char| letter.is_ascii_digit());
        match parts.last_mut() {
            Some(last) if goes_on && last.ends_with(|letter: char| letter.is_ascii_digit()) => {
                last.push_str(&run);
            }
            _ => parts.push(run),
        }
    }
    parts
}

/// The runs of letters and digits, lower-case. Some providers write a point as p: "k2p6" is "k2" and "6".
fn runs(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let mut runs = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let is_point = *letter == 'p'
            && is_digit(at.checked_sub(1).and_then(|before| letters.get(before)))
            && is_digit(letters.get(at + 1));
        match runs.last_mut() {
            Some(run) if letter.is_alphanumeric() && !is_point => run.push(*letter),
            _ => runs.push(String::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Drops what is a date: 20250414, 2025-04-14, 2024-08 or 08-2024.
fn drop_dates(runs: &mut Vec<String>) {
    let number = |run: &str, digits: usize| {
        let is_number = run.len() == digits && run.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| run.parse::<u32>().ok()).flatten()
    };
    let in_range = |number: Option<u32>, low, high| number.is_some_and(|n| n >= low && n <= high);
    let is_year = |run: &String| in_range(number(run, 4), 2020, 2039);
    let is_month = |run: &String| in_range(number(run, 2), 1, 12);
    let is_day = |run: &String| in_range(number(run, 2), 1, 31);
    let is_date = |run: &String| {
        let digits = number(run, 8);
        in_range(digits, 20_200_101, 20_391_231)
            && in_range(digits.map(|date| date / 100 % 100), 1, 12)
            && in_range(digits.map(|date| date % 100), 1, 31)
    };
    let mut at = 0;
    while at < runs.len() {
        let length = match &runs[at..] {
            [year, month, day, ..] if is_year(year) && is_month(month) && is_day(day) => 3,
            [year, month, ..] if is_year(year) && is_month(month) => 2,
            [month, year, ..] if is_month(month) && is_year(year) => 2,
            [date, ..] if is_date(date) => 1,
            _ => 0,
        };
        runs.drain(at..at + length);
        at += usize::from(length == 0);
    }
}
