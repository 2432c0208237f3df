//! Setting an input, and where its value comes from: the scenario's `sources`, by the paths of inputs.
//!
//! A source belongs to one value of one input. [`Input::set`] drops the source of a value that it changes, so that no writer can leave a
//! source behind that isn't true any more; [`Input::set_with_source`] says where the new value comes from.

use crate::scenario::estimate::Estimate;
use crate::scenario::limits;
use crate::scenario::model::{Price, Scenario};
use crate::scenario::names::day_in_words;

use super::error::InputError;
use super::field::Refusal;
use super::input::Input;
use super::lookup::find;
use super::table::INPUTS;
use super::value::{Kind, Value};

/// The source of a value that was typed into its field.
pub const TYPED_BY_HAND: &str = "typed by hand";
/// The source of a value that `--set` gave.
pub const SET_ON_COMMAND_LINE: &str = "set on the command line";
/// How the source begins of a usual value that the user took for want of an own one: "usual range: two to ten minutes of a person".
pub const USUAL_RANGE: &str = "usual range: ";
/// How the source begins of an error rate that was taken from the scenario's evaluation: "evaluation: 16 of 300 failed (Jeffreys 90%
/// interval)".
pub const FROM_EVALUATION: &str = "evaluation: ";
/// How the sources begin that the price catalog gives: "list price: OpenAI pricing page, read 2026-11-04".
pub const LIST_PRICE: &str = "list price: ";
/// How the place begins of a price that the user's own price list gives: "list price: your price list, OpenAI pricing page, read 2026-11-04".
pub const OWN_PRICE_LIST: &str = "your price list";
/// How such a source begins once another model is named: "list price of gpt-4.1: OpenAI pricing page, read 2026-11-04".
const LIST_PRICE_OF: &str = "list price of ";
/// How the sources begin that the catalog gives for what providers document besides prices: "documentation: OpenAI prompt caching guide,
/// read 2026-11-26".
pub const DOCUMENTED: &str = "documentation: ";
/// How the sources begin that the catalog gives.
pub const FROM_CATALOG: [&str; 3] = [LIST_PRICE, LIST_PRICE_OF, DOCUMENTED];

/// The source of a value as the screen and reports word it. Files keep it as it was stated.
///
/// ```
/// use breakeven::scenario::inputs::source_in_words;
///
/// let listed = "list price: Together pricing page, together.ai/pricing, as listed by llm-kit, read 2026-10-03";
/// assert_eq!(source_in_words(listed), "List price, Together, 3 Oct 2026 (via llm-kit)");
/// let documented = "documentation: Groq prompt caching guide, console.groq.com/docs/prompt-caching, read 2026-11-26";
/// assert_eq!(
///     source_in_words(documented),
///     "Documentation, 26 Nov 2026: Groq prompt caching guide, console.groq.com/docs/prompt-caching"
/// );
/// let own = "list price: your price list, our contract, read 2026-11-26";
/// assert_eq!(source_in_words(own), "Your price list, our contract, 26 Nov 2026");
/// assert_eq!(source_in_words("typed by hand"), "entered by you");
/// assert_eq!(source_in_words("evaluation: 16 of 300 failed"), "your evaluation: 16 of 300 failed");
/// assert_eq!(source_in_words("our contract"), "our contract");
/// ```
pub fn source_in_words(source: &str) -> String {
    if source == TYPED_BY_HAND {
        return "entered by you".to_owned();
    }
    if source.starts_with(FROM_EVALUATION) {
        return format!("your {source}");
    }
    if let Some(documented) = source.strip_prefix(DOCUMENTED) {
        let (page, read) = documented
            .rsplit_once(", read ")
            .unwrap_or((documented, ""));
        let date = read.get(..10).map(day_in_words).unwrap_or_default();
        return format!("Documentation, {date}: {page}").replace(", :", ":");
    }
    let of_other_model = || source.strip_prefix(LIST_PRICE_OF)?.split_once(": ");
    let (what, listed) = match (source.strip_prefix(LIST_PRICE), of_other_model()) {
        (Some(listed), _) => ("List price".to_owned(), listed),
        (None, Some((model, listed))) => (format!("List price of {model}"), listed),
        (None, None) => return source.to_owned(),
    };
    let Some((place, date)) = listed.rsplit_once(", read ") else {
        return format!("{what}, {listed}");
    };
    let (what, place) = match place.strip_prefix(OWN_PRICE_LIST) {
        Some(place) if what == "List price" => ("Your price list".to_owned(), place),
        _ => (what, place),
    };
    let place = place.strip_prefix(", ").unwrap_or(place);
    if place.is_empty() {
        return format!("{what}, {}", day_in_words(date));
    }
    let (page, lister) = match place.split_once(", as listed by ") {
        Some((page, lister)) => (page, format!(" (via {lister})")),
        None => (place, String::new()),
    };
    let provider = page
        .split_once(" pricing page")
        .map_or(page, |(provider, _)| provider);
    format!("{what}, {provider}, {}{lister}", day_in_words(date))
}

/// The group whose fields are checked against each other: no approach can pass more cases than there are.
const EVALUATION: &str = "decision.evaluation";

/// The approaches by the beginning of their paths. Each has one model.
const APPROACHES: [&str; 2] = ["prompting.", "fine_tuning."];
/// Other inputs of an approach that a provider's price list states for its model.
const OF_THE_MODEL: [&str; 7] = [
    "serving.cache_ttl_minutes",
    "serving.hosting.per_hour",
    "training.price",
    "training.minimum_fee",
    "base_model_life_months",
    "base_model_retires_month",
    "model_retires_month",
];

impl Input {
    /// Sets the input in a scenario. If the value is refused, the scenario stays as it was. The source of a value that changes is dropped;
    /// [`Self::set_with_source`] says where the new one comes from.
    ///
    /// ```
    /// use breakeven::scenario::inputs::{self, Value};
    /// use breakeven::scenario::{Estimate, Scenario};
    ///
    /// let mut scenario = Scenario::default();
    /// let horizon = inputs::find("horizon_months").expect("an input at this path");
    /// horizon.set(&mut scenario, Value::Estimate(Estimate::Exact(36.0)))?;
    /// assert!(horizon.set(&mut scenario, Value::Estimate(Estimate::Exact(0.0))).is_err());
    /// assert_eq!(scenario.horizon_months.whole(), 36);
    /// # Ok::<(), inputs::InputError>(())
    /// ```
    pub fn set(&self, scenario: &mut Scenario, value: Value) -> Result<(), InputError> {
        if let Value::Text(text) = &value
            && let Some(problem) = limits::too_long(self.path, text)
        {
            return Err(InputError::new(self.path, Refusal::Invalid(problem)));
        }
        // Fields of the evaluation are checked against each other after the change. The copy restores them if the check fails.
        let mut evaluation = scenario.decision.evaluation.clone();
        let before = Before::of(self, scenario);
        let in_evaluation = self.group == Some(EVALUATION);
        let result =
            (self.set)(scenario, value).and_then(|()| match &scenario.decision.evaluation {
                Some(changed) if in_evaluation => changed.check().map_err(Refusal::from),
                _ => Ok(()),
            });
        if let Err(refusal) = result {
            if in_evaluation {
                scenario.decision.evaluation = evaluation.take();
            }
            return Err(InputError::new(self.path, refusal));
        }
        if let Some(before) = before {
            before.drop_outdated(self, scenario);
        }
        Ok(())
    }

    /// Sets the input to an exact number.
    pub fn set_exactly(&self, scenario: &mut Scenario, number: f64) -> Result<(), InputError> {
        self.set(scenario, Value::Estimate(Estimate::Exact(number)))
    }

    /// Sets the input, and says where the value comes from. An absent value has no source, nor has an empty list of price changes
    /// or bills.
    ///
    /// ```
    /// use breakeven::scenario::inputs::{self, Value};
    /// use breakeven::scenario::{Estimate, Scenario};
    ///
    /// let mut scenario = Scenario::default();
    /// let price = inputs::find("prompting.serving.price.input").expect("an input at this path");
    /// price.set_with_source(&mut scenario, Value::Estimate(Estimate::Exact(2.5)), "our contract")?;
    /// assert_eq!(price.source(&scenario), Some("our contract"));
    /// price.set_exactly(&mut scenario, 3.0)?;
    /// assert_eq!(price.source(&scenario), None);
    /// # Ok::<(), inputs::InputError>(())
    /// ```
    pub fn set_with_source(
        &self,
        scenario: &mut Scenario,
        value: Value,
        source: &str,
    ) -> Result<(), InputError> {
        self.set(scenario, value)?;
        if self.has_value(scenario) {
            let source = source.to_owned();
            scenario.sources.insert(self.path.to_owned(), source);
        } else {
            scenario.sources.remove(self.path);
        }
        Ok(())
    }

    /// Where the input's value comes from; `None` if that isn't stated, or the input has no value.
    pub fn source<'a>(&self, scenario: &'a Scenario) -> Option<&'a str> {
        let source = scenario.sources.get(self.path)?;
        self.has_value(scenario).then_some(source.as_str())
    }

    /// Whether there is something that can have a source.
    pub(crate) fn has_value(&self, scenario: &Scenario) -> bool {
        match self.value(scenario) {
            Value::Absent => false,
            Value::Text(changes) if matches!(self.kind, Kind::Steps | Kind::Actuals) => {
                !changes.is_empty()
            }
            _ => true,
        }
    }

    /// Whether the value is the user's own: neither the catalog nor a usual range is its source, or it has none and differs from the default.
    pub fn is_users_own(&self, scenario: &Scenario) -> bool {
        let is_usual =
            (self.source(scenario)).is_some_and(|source| source.starts_with(USUAL_RANGE));
        !(is_usual || self.is_from_catalog(scenario))
            && (self.source(scenario).is_some() || !self.is_default(scenario))
    }

    /// Whether the value was filled in from the catalog.
    pub fn is_from_catalog(&self, scenario: &Scenario) -> bool {
        self.source(scenario)
            .is_some_and(|source| FROM_CATALOG.iter().any(|start| source.starts_with(start)))
    }
}

/// What decides, after an input was set, which sources are still true.
struct Before {
    value: Value,
    /// Whether the input had its place: its group was there, if it belongs to one.
    applied: bool,
}

impl Before {
    /// As it is before the change; `None` if the scenario has no sources.
    fn of(input: &Input, scenario: &Scenario) -> Option<Self> {
        (!scenario.sources.is_empty()).then(|| Self {
            value: input.value(scenario),
            applied: input.applies(scenario),
        })
    }

    /// Drops the sources of values that the change replaced, removed or put at their defaults.
    fn drop_outdated(self, input: &Input, scenario: &mut Scenario) {
        let changed = input.value(scenario) != self.value;
        if changed {
            scenario.sources.remove(input.path);
        }
        let is_group = input.kind == Kind::Group;
        let made_or_removed = match input.group {
            _ if is_group && changed => Some(input.path),
            Some(group) if !self.applied => Some(group),
            _ => None,
        };
        if let Some(group) = made_or_removed {
            let sources = &mut scenario.sources;
            sources.remove(group);
            sources.retain(|path, _| !is_within(path, group));
        }
        if let (true, Value::Text(old)) = (changed, &self.value)
            && let Some(approach) = input.path.strip_suffix("serving.model")
            && !old.trim().is_empty()
        {
            attribute(scenario, approach, old.trim());
        }
    }
}

fn is_within(path: &str, group: &str) -> bool {
    path.strip_prefix(group)
        .is_some_and(|rest| rest.starts_with('.'))
}

/// Writes into the sources of an approach's prices which model they were stated for, since the approach names another model now. The price
/// itself hasn't changed, so its source stays true: "list price of gpt-4.1: …", "our contract (for gpt-4.1)".
fn attribute(scenario: &mut Scenario, approach: &str, model: &str) {
    for (path, source) in &mut scenario.sources {
        let Some(rest) = path.strip_prefix(approach) else {
            continue;
        };
        if let Some(listed) = source.strip_prefix(LIST_PRICE) {
            *source = format!("{LIST_PRICE_OF}{model}: {listed}");
            continue;
        }
        let says_how = [TYPED_BY_HAND, SET_ON_COMMAND_LINE].contains(&source.as_str())
            || source.starts_with(USUAL_RANGE);
        let attributed = source.starts_with(LIST_PRICE_OF)
            || (source.ends_with(')') && source.contains(" (for "));
        let of_model = is_token_price(path) || OF_THE_MODEL.contains(&rest);
        if of_model && !says_how && !attributed {
            *source = format!("{source} (for {model})");
        }
    }
}

/// Whether the path is of a price of tokens that a provider lists. A negotiated discount and an expected drift are the user's own.
pub fn is_token_price(path: &str) -> bool {
    let of_approach = |approach: &&str| path.strip_prefix(*approach);
    APPROACHES
        .iter()
        .find_map(of_approach)
        .and_then(|rest| rest.strip_prefix("serving.price."))
        .is_some_and(|field| !matches!(field, "discount" | "change_per_year"))
}

/// The inputs of an approach ("prompting" or "fine_tuning") that hold a list of token prices, each with its value in the list. What the list
/// doesn't have is absent.
pub fn token_prices(approach: &str, price: &Price) -> Vec<(&'static Input, Value)> {
    // Rows of the table read from scenarios, so the prices are put into one.
    let mut priced = Scenario::default();
    priced.prompting.serving.price = price.clone();
    let rows = INPUTS.iter().filter(|row| {
        row.path.starts_with("prompting.") && is_token_price(row.path) && row.applies(&priced)
    });
    rows.filter_map(|row| {
        let rest = row.path.strip_prefix("prompting.")?;
        let input = find(&format!("{approach}.{rest}"))?;
        Some((input, row.value(&priced)))
    })
    .collect()
}
