//! The fields in which an entry of the user's own price list is edited. Each is described once: its name, and how it is read and written.
//!
//! ```
//! use breakeven::evidence::catalog::Catalog;
//! use breakeven::evidence::own::fields::{EntryTexts, FIELDS};
//!
//! let listed = Catalog::bundled()?.named("OpenAI gpt-4.1")[0];
//! let mut texts = EntryTexts::of(listed);
//! let input = FIELDS.iter().position(|field| field.label == "Input").expect("a field of this name");
//! assert_eq!(texts.get(input), "$2");
//! texts.set(input, "1.5".to_owned());
//! assert_eq!(texts.entry(listed)?.price.base.input.base(), 1.5);
//! texts.set(input, "cheap".to_owned());
//! assert_eq!(texts.entry(listed).unwrap_err()[0].field, input);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::error::Error;
use std::fmt;

use jiff::civil::Date;

use crate::evidence::catalog::{Access, ListedHosting, Model, TrainingPrice, Tuning};
use crate::evidence::listed::ListedPrice;
use crate::evidence::problem::is_hidden;
use crate::scenario::domain::{Bounds, MAX_NUMBER};
use crate::scenario::limits::MAX_TEXT_CHARACTERS;
use crate::scenario::quantity::{Notation, Unit, read};
use crate::scenario::{BoundedEstimate, BoundedNumber, Currency, Estimate, Price};

/// What a field is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldGroup {
    /// Which model it is.
    Model,
    /// What its tokens cost.
    Prices,
    /// What fine-tuning it costs, and its tokens once it is fine-tuned.
    FineTuning,
    /// Where the prices are from.
    Source,
}

impl FieldGroup {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Model, Self::Prices, Self::FineTuning, Self::Source];

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Model => "Model",
            Self::Prices => "Prices, in US dollars per 1M tokens",
            Self::FineTuning => {
                "Fine-tuning, in US dollars per 1M tokens; empty if it can’t be fine-tuned"
            }
            Self::Source => "Source",
        }
    }
}

/// A field of an entry.
#[derive(Debug)]
pub struct EntryField {
    /// What it is about.
    pub group: FieldGroup,
    /// Its name, within its group.
    pub label: &'static str,
    /// What may be left out says what that means; what has to be stated says what it is.
    pub hint: &'static str,
    /// Whether its texts are long.
    pub is_long: bool,
    /// Whether an entry can't do without it.
    needed: Needed,
    content: Content,
}

/// Whether a field has to be stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needed {
    Always,
    IfTuned,
    Never,
}

/// What a field holds.
#[derive(Debug)]
enum Content {
    Text(fn(&Model) -> &str, fn(&mut Model, String)),
    Day(fn(&Model) -> Option<&str>, fn(&mut Model, Option<String>)),
    Number(Unit, fn(&Model) -> Option<f64>, fn(&mut Model, Option<f64>)),
}

use Content::{Day, Number, Text};
use FieldGroup::{FineTuning, Prices, Source};
use Needed::{Always, IfTuned, Never};

const PLACE: &str = "Place";
const READ_ON: &str = "Read on";
/// The place of prices that somebody typed.
const BY_HAND: &str = "entered by hand";
/// What is wrong with a field that has to be stated.
const MISSING: &str = "this is needed";
const TOKENS: Unit = Unit::PER_MILLION_TOKENS;

const fn field(
    group: FieldGroup,
    label: &'static str,
    hint: &'static str,
    needed: Needed,
    content: Content,
) -> EntryField {
    EntryField {
        group,
        label,
        hint,
        is_long: matches!((group, &content), (FieldGroup::Source, Content::Text(..))),
        needed,
        content,
    }
}

/// All fields, in the order in which they are shown.
#[rustfmt::skip]
pub const FIELDS: &[EntryField] = &[
    field(FieldGroup::Model, "Provider", "Who sends the bill", Always,
        Text(|model| &model.provider, |model, text| model.provider = text)),
    field(FieldGroup::Model, "Model", "The name that requests send", Always,
        Text(|model| &model.model, |model, text| model.model = text)),
    field(Prices, "Input", "needed", Always,
        Number(TOKENS, |model| Some(model.price.base.input.base()), |model, price| set(&mut model.price.base.input, price))),
    field(Prices, "Output", "needed", Always,
        Number(TOKENS, |model| Some(model.price.base.output.base()), |model, price| set(&mut model.price.base.output, price))),
    field(Prices, "Cached input", "no caching", Never,
        Number(TOKENS, |model| base(model.price.base.cached_input), |model, price| model.price.base.cached_input = estimate(price))),
    field(Prices, "Cache write", "as input", Never,
        Number(TOKENS, |model| base(model.price.base.cache_write), |model, price| model.price.base.cache_write = estimate(price))),
    field(Prices, "Cache TTL, min", "the provider’s", Never,
        Number(Unit::Count("min"), |model| model.cache_ttl_minutes, |model, minutes| model.cache_ttl_minutes = minutes)),
    field(Prices, "Batch discount", "50%", Never,
        Number(Unit::Percent(""), batch_discount, set_batch_discount)),
    field(Prices, "Shut down on", "no date", Never,
        Day(|model| model.retires.as_deref(), |model, day| model.retires = day)),
    field(FineTuning, "Training", "if fine-tuned", IfTuned,
        Number(TOKENS, |model| model.tuning.as_ref()?.training_price(), set_training_price)),
    field(FineTuning, "Minimum fee per run", "none", Never,
        Number(Unit::Money("per run"), |model| model.tuning.as_ref()?.minimum_fee,
            |model, price| of_tuning(model, |tuning| tuning.minimum_fee = price))),
    field(FineTuning, "Tuned input", "if fine-tuned", IfTuned,
        Number(TOKENS, |model| Some(model.tuning.as_ref()?.price.base.input.base()),
            |model, price| of_tuning(model, |tuning| set(&mut tuning.price.base.input, price)))),
    field(FineTuning, "Tuned output", "if fine-tuned", IfTuned,
        Number(TOKENS, |model| Some(model.tuning.as_ref()?.price.base.output.base()),
            |model, price| of_tuning(model, |tuning| set(&mut tuning.price.base.output, price)))),
    field(FineTuning, "Tuned cached input", "no caching", Never,
        Number(TOKENS, |model| base(model.tuning.as_ref()?.price.base.cached_input),
            |model, price| of_tuning(model, |tuning| tuning.price.base.cached_input = estimate(price)))),
    field(FineTuning, "Hosting per hour", "none", Never,
        Number(Unit::Money("per hour"), |model| Some(model.tuning.as_ref()?.hosting.as_ref()?.replica_per_hour()), set_hosting)),
    field(FineTuning, "Storage per month", "none", Never,
        Number(Unit::Money("per month"), |model| model.tuning.as_ref()?.storage_per_month,
            |model, price| of_tuning(model, |tuning| tuning.storage_per_month = price))),
    field(FineTuning, "Last day for jobs", "no date", Never,
        Day(|model| model.tuning.as_ref()?.last_day_for_jobs.as_deref(),
            |model, day| of_tuning(model, |tuning| tuning.last_day_for_jobs = day))),
    field(Source, PLACE, "our contract", Always,
        Text(|model| &model.read_at, |model, text| model.read_at = text)),
    field(Source, READ_ON, "2027-01-31", Always,
        Day(|model| Some(&model.read_on), |model, day| model.read_on = day.unwrap_or_default())),
    field(Source, "Note", "none", Never,
        Text(|model| model.note.as_deref().unwrap_or_default(), |model, text| model.note = Some(text).filter(|text| !text.is_empty()))),
];

fn base<B: Bounds>(price: Option<BoundedEstimate<B>>) -> Option<f64> {
    price.map(|price| price.base())
}

fn estimate<B: Bounds>(number: Option<f64>) -> Option<BoundedEstimate<B>> {
    BoundedEstimate::new(Estimate::Exact(number?)).ok()
}

/// Sets a price that there is in any case.
fn set<B: Bounds>(price: &mut BoundedEstimate<B>, number: Option<f64>) {
    if let Some(number) = estimate(number) {
        *price = number;
    }
}

fn of_tuning(model: &mut Model, change: impl FnOnce(&mut Tuning)) {
    if let Some(tuning) = &mut model.tuning {
        change(tuning);
    }
}

/// The discount, unless batches have prices of their own.
fn batch_discount(model: &Model) -> Option<f64> {
    let price = &model.price;
    price
        .batch
        .is_none()
        .then(|| price.base.batch_discount.get())
}

fn set_batch_discount(model: &mut Model, share: Option<f64>) {
    let Some(share) = share else {
        if model.price.batch.is_none() {
            model.price.base.batch_discount = Price::default().batch_discount;
        }
        return;
    };
    if let Ok(share) = BoundedNumber::new(share) {
        model.price.base.batch_discount = share;
        model.price.batch = None;
    }
}

fn set_training_price(model: &mut Model, price: Option<f64>) {
    let Some(price) = price else {
        return;
    };
    of_tuning(model, |tuning| match tuning.training.first_mut() {
        Some(method) => {
            method.price = Some(price);
            method.per_hour = None;
        }
        None => tuning.training.push(TrainingPrice {
            method: "supervised".to_owned(),
            price: Some(price),
            per_hour: None,
            cap: None,
        }),
    });
}

/// Sets the price of a replica. As long as that stays what it is, so does the number of its GPUs.
fn set_hosting(model: &mut Model, price: Option<f64>) {
    of_tuning(model, |tuning| {
        let now = tuning.hosting.as_ref().map(ListedHosting::replica_per_hour);
        if now != price {
            tuning.hosting = price.map(|per_hour| ListedHosting { per_hour, gpus: 1 });
        }
    });
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Its place in [`FIELDS`].
    pub field: usize,
    /// What is wrong, in words.
    pub text: String,
    /// Whether it is only that nothing is stated yet.
    pub is_missing: bool,
}

/// All that is wrong with an entry, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblems(Vec<FieldProblem>);

impl std::ops::Deref for FieldProblems {
    type Target = [FieldProblem];

    fn deref(&self) -> &[FieldProblem] {
        &self.0
    }
}

impl fmt::Display for FieldProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = self.0.iter();
        let lines = problems.map(|problem| {
            let label = FIELDS.get(problem.field).map_or("", |field| field.label);
            format!("{label}: {}", problem.text)
        });
        f.write_str(&lines.collect::<Vec<_>>().join("; "))
    }
}

impl Error for FieldProblems {}

/// The texts in the fields of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryTexts(Vec<String>);

impl EntryTexts {
    /// Those of an entry.
    pub fn of(model: &Model) -> Self {
        Self(FIELDS.iter().map(|field| field.text(model)).collect())
    }

    /// Those of an entry that is begun on a day: nothing is stated but that it is entered then.
    pub fn blank(today: Option<Date>) -> Self {
        let mut texts = Self(vec![String::new(); FIELDS.len()]);
        texts.enter_on(today);
        texts
    }

    /// Says that the entry is the user's, as of a day.
    pub fn enter_on(&mut self, today: Option<Date>) {
        for (field, text) in FIELDS.iter().zip(&mut self.0) {
            match field.label {
                PLACE => BY_HAND.clone_into(text),
                READ_ON => *text = today.map_or(String::new(), |day| day.to_string()),
                _ => {}
            }
        }
    }

    /// The text of a field.
    pub fn get(&self, field: usize) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Changes the text of a field.
    pub fn set(&mut self, field: usize, text: String) {
        if let Some(place) = self.0.get_mut(field) {
            *place = text;
        }
    }

    /// Whether anything of a group is stated.
    fn states(&self, group: FieldGroup) -> bool {
        let mut fields = FIELDS.iter().zip(&self.0);
        fields.any(|(field, text)| field.group == group && !text.trim().is_empty())
    }

    /// The entry that the fields describe. What there are no fields for is as in `start`. An error says what is wrong with which fields.
    pub fn entry(&self, start: &Model) -> Result<Model, FieldProblems> {
        let mut model = start.clone();
        let is_tuned = self.states(FieldGroup::FineTuning);
        if !is_tuned {
            model.tuning = None;
        } else if model.tuning.is_none() {
            model.tuning = Some(Tuning::blank());
        }
        let mut problems = Vec::new();
        for (place, (field, text)) in FIELDS.iter().zip(&self.0).enumerate() {
            if let Err(text) = field.fill(&mut model, text, is_tuned) {
                problems.push(FieldProblem {
                    field: place,
                    is_missing: text == MISSING,
                    text,
                });
            }
        }
        if problems.is_empty()
            && let Err(problem) = model.check()
        {
            let text = problem.to_owned();
            problems.push(FieldProblem {
                field: 1,
                text,
                is_missing: false,
            });
        }
        if problems.is_empty() {
            Ok(model)
        } else {
            Err(FieldProblems(problems))
        }
    }
}

impl EntryField {
    /// What it holds, as text that can be typed again.
    fn text(&self, model: &Model) -> String {
        match &self.content {
            Text(get, _) => get(model).to_owned(),
            Day(get, _) => get(model).unwrap_or_default().to_owned(),
            Number(unit, get, _) => get(model)
                .map(|number| unit.exact_with_sign(number, &Currency::default()))
                .unwrap_or_default(),
        }
    }

    /// Fills in a typed text, or says what is wrong with it.
    fn fill(&self, model: &mut Model, text: &str, is_tuned: bool) -> Result<(), String> {
        let text = text.trim();
        let is_missing = text.is_empty()
            && match self.needed {
                Always => true,
                // Training that is billed by the hour has no price of tokens.
                IfTuned => is_tuned && !(self.label == "Training" && has_hourly_training(model)),
                Never => false,
            };
        if is_missing {
            return Err(MISSING.to_owned());
        }
        match &self.content {
            Text(_, set) => {
                if text.chars().count() > MAX_TEXT_CHARACTERS {
                    return Err(format!("at most {MAX_TEXT_CHARACTERS} characters"));
                }
                if text.contains(is_hidden) {
                    return Err("it has a character that can’t be shown".to_owned());
                }
                set(model, text.to_owned());
            }
            Day(_, set) => set(model, day(text)?),
            Number(unit, _, set) => set(model, number(text, *unit)?),
        }
        Ok(())
    }
}

fn has_hourly_training(model: &Model) -> bool {
    let tuning = model.tuning.as_ref();
    let method = tuning.and_then(|tuning| tuning.training.first());
    method.is_some_and(|method| method.per_hour.is_some())
}

/// A day as it is typed; `None` if nothing is.
fn day(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let day: Date = text
        .parse()
        .map_err(|_| format!("“{text}” isn’t a day; write it as 2027-01-31"))?;
    Ok(Some(day.to_string()))
}

/// A number as it is typed; `None` if nothing is.
fn number(text: &str, unit: Unit) -> Result<Option<f64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let typed = read(text, unit, Notation::Screen).map_err(|problem| problem.to_string())?;
    let Estimate::Exact(number) = typed.estimate else {
        return Err("type one number, not a range".to_owned());
    };
    let most = match unit {
        Unit::Percent(_) => 1.0,
        _ => MAX_NUMBER,
    };
    if !(0.0..=most).contains(&number) {
        return Err(match unit {
            Unit::Percent(_) => "from 0% to 100%".to_owned(),
            _ => "0 or more".to_owned(),
        });
    }
    Ok(Some(number))
}

impl Model {
    /// An entry that states nothing yet.
    pub fn blank() -> Self {
        Self {
            provider: String::new(),
            model: String::new(),
            name: None,
            cache_ttl_minutes: None,
            cache: None,
            price: ListedPrice::blank(),
            changes: Vec::new(),
            priority: None,
            regional: None,
            retires: None,
            tuning: None,
            note: None,
            read_on: String::new(),
            read_at: String::new(),
            is_own: true,
        }
    }
}

impl Tuning {
    fn blank() -> Self {
        Self {
            training: Vec::new(),
            minimum_fee: None,
            storage_per_month: None,
            bills_validation: None,
            hosting: None,
            price: ListedPrice::blank(),
            last_day_for_jobs: None,
            retires: None,
            access: Access::SelfServe,
            note: None,
        }
    }
}

impl ListedPrice {
    fn blank() -> Self {
        Self {
            base: Price::default(),
            tiers: Vec::new(),
            batch: None,
            long_cache_write: None,
        }
    }
}

#[cfg(test)]
mod tests;
