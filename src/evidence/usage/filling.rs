//! Filling what an export says into a scenario: volume and growth, tokens, cache, batches, hours, and the prices of the model.

use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::remarks::Remark;
use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::{count, count_with_noun, full_count};
use crate::scenario::retirement::base_name;
use crate::scenario::{Estimate, Month, Scenario};

use super::form::Form;
use super::growth::Growth;
use super::summary::UsageSummary;

/// The most months of measured volumes that a scenario takes.
const MAX_MONTHS: i32 = 120;
/// Growth that a scenario takes, per month.
const MIN_GROWTH: f64 = -0.5;
const MAX_GROWTH: f64 = 1.0;
/// The probability that lies between P5 and P95.
const RANGE: f64 = 0.9;
/// How far the ends of a PERT distribution lie from its mode, in terms of P5 and P95: of Beta(3, 3), 5% lie below 0.1893.
const ENDS_TO_RANGE: f64 = 0.5 / (0.5 - 0.1893);
/// A prompt of which more was read from the cache than it has isn't the whole prompt. Both are rounded.
const MOST_OF_PROMPT: f64 = 1.1;
/// A volume that would be so much higher or lower is told.
const WORTH_TELLING: f64 = 0.1;

/// What is filled into a scenario, and how.
#[derive(Debug, Clone, Copy)]
pub struct UsageFilling<'a> {
    /// What the chosen models and months say.
    pub summary: &'a UsageSummary,
    /// Where it is from, for the sources.
    pub name: &'a str,
    /// Tokens of a query that are the system prompt; the other ones are the user’s own input.
    pub prompt_tokens: Option<f64>,
    /// The name of the model in the export, if it is of one only.
    pub used_model: Option<&'a str>,
    /// The model whose list prices are filled in too; `None` leaves the prices as they are.
    pub model: Option<&'a Model>,
    /// The catalog in use: what it lists for the model that the scenario names now isn't the user's.
    pub catalog: Option<&'a Catalog>,
}

impl UsageSummary {
    /// The tokens of a query that are taken to be the system prompt: those that the scenario states, if the user stated them and a query has
    /// room for them; else the same share of the input as in the scenario, but at least what was read from the cache, and as much as is cached at all. `None` if the export
    /// doesn’t say how long queries are.
    pub fn prompt_tokens(&self, scenario: &Scenario) -> Option<f64> {
        let split = Split::of(self, scenario)?;
        let input = inputs::find("prompting.serving.prompt_tokens")?;
        let stated = input.base(scenario)?;
        let is_known = !input.is_default(scenario) || input.source(scenario).is_some();
        let prompt = if is_known && split.users_part(stated) >= 0.0 {
            stated
        } else {
            split.in_proportion(stated, scenario.workload.input_tokens.base())
        };
        Some(prompt.round())
    }
}

/// How the input of a query is split into prompt, history and the user's own text.
struct Split {
    /// Input tokens of a query.
    input: f64,
    /// Of them, read from the cache.
    cached: f64,
    /// Output tokens of a query.
    output: f64,
    /// Earlier turns that a query carries on average, each a text and an answer.
    turns: f64,
    /// The shortest prompt that is cached.
    min_cached: f64,
}

impl Split {
    fn of(summary: &UsageSummary, scenario: &Scenario) -> Option<Self> {
        let input = summary.input_tokens_per_query?;
        let workload = &scenario.workload;
        let calls = workload.calls_per_conversation.base();
        let stated = scenario.prompting.serving.output_tokens.base();
        Some(Self {
            input,
            cached: input * summary.cache_hit_rate.unwrap_or(0.0),
            output: summary.output_tokens_per_query.unwrap_or(stated),
            turns: if workload.history {
                (calls - 1.0) / 2.0
            } else {
                0.0
            },
            min_cached: scenario.prompting.serving.price.cache_min_tokens.get(),
        })
    }

    /// The user's own text beside a prompt of so many tokens, without the history that is carried; negative if there is no room for the prompt.
    fn users_part(&self, prompt: f64) -> f64 {
        (self.input - prompt - self.turns * self.output) / (1.0 + self.turns)
    }

    /// The prompt, if prompt and text stand to each other as these do.
    fn in_proportion(&self, prompt: f64, text: f64) -> f64 {
        let whole = prompt + text * (1.0 + self.turns);
        let share = if whole > 0.0 { prompt / whole } else { 0.0 };
        let room = (self.input - self.turns * self.output).max(0.0);
        // What was read from the cache was as long as what is cached at all.
        let least = if self.cached > 0.0 {
            self.cached.max(self.min_cached)
        } else {
            0.0
        };
        (share * room).max(least.min(room))
    }
}

/// The model of the catalog that an export names so: with or without a provider before it, or a date behind it.
pub fn listed<'a>(catalog: &'a Catalog, name: &str, form: Form) -> Option<&'a Model> {
    let name = base_name(name);
    let short = name.rsplit('/').next().unwrap_or(name);
    let mut found = catalog.named(name);
    if found.is_empty() {
        found = catalog.named(short);
    }
    let provider = match form {
        Form::OpenAiUsageCsv | Form::OpenAiUsageJson | Form::OpenAiLegacy => "OpenAI",
        Form::AnthropicCsv => "Anthropic",
        Form::DeepSeekCsv => "DeepSeek",
        _ => "",
    };
    let of_provider = found.iter().find(|model| model.provider == provider);
    of_provider.or(found.first()).copied()
}

impl UsageFilling<'_> {
    /// Fills it in, with its sources. On an error nothing has changed. Returns what the user should know.
    ///
    /// ```
    /// use breakeven::evidence::usage::filling::UsageFilling;
    /// use breakeven::evidence::usage::{UsageSummary, read};
    /// use breakeven::scenario::Scenario;
    ///
    /// let mut file = "date,model,prompt_tokens,completion_tokens,api_requests\n".to_owned();
    /// for day in 1..=30 {
    ///     file += &format!("2026-09-{day:02},gpt-4.1,120000,25000,100\n");
    /// }
    /// let export = read(&mut file.as_bytes(), None)?;
    /// let summary = UsageSummary::of(&export, &[], &[]);
    /// let mut scenario = Scenario::default();
    /// let filling = UsageFilling { summary: &summary, name: "usage.csv", prompt_tokens: Some(900.0), used_model: None, model: None, catalog: None };
    /// filling.fill(&mut scenario)?;
    /// assert_eq!(scenario.workload.queries_per_month.base(), 3000.0);
    /// assert_eq!(scenario.workload.input_tokens.base(), 300.0);
    /// assert_eq!(scenario.sources["workload.queries_per_month"], "measured: usage.csv, Sep 2026");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fill(&self, scenario: &mut Scenario) -> Result<Vec<Remark>, InputError> {
        let mut filled = Filled {
            scenario: scenario.clone(),
            remarks: Vec::new(),
        };
        self.fill_volume(&mut filled)?;
        self.fill_tokens(&mut filled)?;
        self.fill_hours(&mut filled)?;
        // Which prices hold depends on how long queries are, and on whether they are cached.
        self.fill_cache(&mut filled)?;
        if let Some(model) = self.model {
            let remarks = model.fill_beside_own(&mut filled.scenario, false, self.catalog)?;
            filled.remarks.extend(remarks);
            self.fill_cache(&mut filled)?;
        } else {
            filled.remarks.extend(self.other_model(scenario));
        }
        filled.remarks.extend(self.cache_remark(&filled.scenario));
        if scenario.prompting.serving.retry_rate.base() > 0.0 {
            filled.remarks.push("An export counts retries as requests. Set the retry rate to 0% if these are the requests that you billed".to_owned());
        }
        *scenario = filled.scenario;
        Ok(filled.remarks)
    }

    fn source(&self) -> String {
        format!("measured: {}, {}", self.name, self.summary.period())
    }

    /// That the export is of another model than the scenario, whose prices stay.
    fn other_model(&self, scenario: &Scenario) -> Option<Remark> {
        let used = self.used_model.filter(|name| !name.is_empty())?;
        let named = base_name(&scenario.prompting.serving.model).trim();
        let is_of = |name: &str| {
            let [named, name] = [named, name].map(str::to_lowercase);
            named.contains(&name) || name.contains(&named)
        };
        (!is_of(used)).then(|| {
            format!("The export is of {used}; the scenario prompts with {named}, whose prices stay")
        })
    }

    /// Volumes by month where months of the scenario were measured, else that of the last month as the volume of month 1; and growth.
    fn fill_volume(&self, filled: &mut Filled) -> Result<(), InputError> {
        let volumes = self.summary.volumes();
        let start = filled.scenario.start;
        let growth = self.summary.growth.map_or(0.0, |growth| growth.likely);
        let of_scenario = volumes_from(start, &volumes, growth);
        if !of_scenario.is_empty() {
            let source = self.source();
            filled.set(
                "workload.monthly_queries",
                Value::Numbers(of_scenario),
                &source,
            )?;
        } else if let Some((month, queries)) = volumes.last() {
            let source = format!("measured: {}, {}", self.name, month.short());
            filled.set_number("workload.queries_per_month", queries.round(), &source)?;
            let later = start.months_since(*month);
            let in_month_1 = queries * (1.0 + growth).powi(later);
            if later > 1 && (in_month_1 / queries - 1.0).abs() > WORTH_TELLING {
                filled.remarks.push(format!(
                    "The query volume of month 1 is that of {}. At this growth it would be {} in {}",
                    month.short(),
                    count(in_month_1),
                    start.short()
                ));
            }
            if !filled.scenario.workload.monthly_queries.is_empty() {
                filled.clear("workload.monthly_queries")?;
                filled.remarks.push("The volumes by month that stood in the scenario were taken out: they would replace the measured volume".to_owned());
            }
        }
        if volumes.is_empty() && self.summary.amounts.queries.is_some() {
            filled
                .remarks
                .push("No month is complete, so the query volume stays as it is".to_owned());
        }
        if let Some(growth) = &self.summary.growth {
            let source = match growth.zero_months {
                0 => format!("fitted: {}, {}", self.name, self.summary.period()),
                zero => format!(
                    "fitted: {}, {}, without {}",
                    self.name,
                    self.summary.period(),
                    count_with_noun(zero as f64, "empty month")
                ),
            };
            let estimate = Value::Estimate(growth.estimate());
            filled.set("workload.growth_per_month", estimate, &source)?;
        }
        Ok(())
    }

    fn fill_tokens(&self, filled: &mut Filled) -> Result<(), InputError> {
        let source = self.source();
        let before = &filled.scenario;
        let outputs = [&before.prompting.serving, &before.fine_tuning.serving]
            .map(|serving| serving.output_tokens.estimate());
        if let Some(output) = self.summary.output_tokens_per_query {
            filled.set_number("prompting.serving.output_tokens", output.round(), &source)?;
            // Both were taken to answer at the same length; that stays so.
            if outputs[0] == outputs[1] {
                let assumed = format!("assumed: as with prompting, {source}");
                filled.set_number(
                    "fine_tuning.serving.output_tokens",
                    output.round(),
                    &assumed,
                )?;
            }
        }
        if let Some(share) = self.summary.batch_share {
            filled.set_number("prompting.serving.batch_share", rounded(share), &source)?;
        }
        let (Some(split), Some(prompt)) = (
            Split::of(self.summary, &filled.scenario),
            self.prompt_tokens,
        ) else {
            return Ok(());
        };
        let input = count(split.input.round());
        let text = split.users_part(prompt);
        if text < 0.0 {
            filled.remarks.push(format!(
                "A query has {input} input tokens, and no room for a prompt of {}. The user input stays as it is",
                count(prompt)
            ));
            return Ok(());
        }
        // A range that is known stays, though its base case is no whole number.
        let known = filled.scenario.prompting.serving.prompt_tokens.base();
        if known.round() != prompt.round() {
            let assumed = format!("assumed: of {input} input tokens a query, {source}");
            filled.set_number("prompting.serving.prompt_tokens", prompt, &assumed)?;
        }
        let rest = format!("{source}: {input} input tokens a query, less prompt and history");
        filled.set_number("workload.input_tokens", text.round(), &rest)
    }

    fn fill_hours(&self, filled: &mut Filled) -> Result<(), InputError> {
        let Some(hours) = &self.summary.hours else {
            return Ok(());
        };
        let source = self.source();
        let active = hours.active_hours_per_month.round();
        filled.set_number("workload.active_hours_per_month", active, &source)?;
        for approach in ["prompting", "fine_tuning"] {
            let path = format!("{approach}.serving.hosting.peak_to_mean");
            let applies = inputs::find(&path).is_some_and(|input| input.applies(&filled.scenario));
            if applies {
                let peak = (hours.peak_to_mean * 100.0).round() / 100.0;
                filled.set_number(&path, peak, &source)?;
            }
        }
        Ok(())
    }

    /// The measured hit rate says more than one that follows from a TTL, so it takes its place.
    fn fill_cache(&self, filled: &mut Filled) -> Result<(), InputError> {
        let Some(split) = Split::of(self.summary, &filled.scenario) else {
            return Ok(());
        };
        if self.summary.cache_hit_rate.is_none() {
            return Ok(());
        }
        let serving = &filled.scenario.prompting.serving;
        let cacheable =
            serving.prompt_tokens.base() + serving.history_tokens(&filled.scenario.workload);
        let rate = if cacheable > 0.0 {
            rounded((split.cached / cacheable).min(1.0))
        } else {
            0.0
        };
        let source = self.source();
        filled.clear("prompting.serving.cache_ttl_minutes")?;
        filled.set_number("prompting.serving.cache_hit_rate", rate, &source)
    }

    /// That what was read from the cache doesn't fit the prompt.
    fn cache_remark(&self, filled: &Scenario) -> Option<Remark> {
        let split = Split::of(self.summary, filled)?;
        let serving = &filled.prompting.serving;
        let prompt = serving.prompt_tokens.base() + serving.history_tokens(&filled.workload);
        let least = serving.price.cache_min_tokens.get();
        if split.cached > MOST_OF_PROMPT * prompt {
            Some(format!(
                "About {} tokens of a query were read from the cache, but the system prompt has {}: it may not be the whole prompt",
                count(split.cached.round()),
                count(prompt.round())
            ))
        } else if split.cached > 0.0 && prompt < least {
            Some(format!(
                "Tokens were read from the cache, but prompts below {} tokens aren’t cached. Check the system prompt’s length",
                full_count(least as usize)
            ))
        } else {
            None
        }
    }
}

/// The volumes of a scenario's months up to the last that was measured: between and before those that were, at this growth. Empty if none of
/// them was.
fn volumes_from(start: Month, measured: &[(Month, f64)], growth: f64) -> Vec<f64> {
    let within = |(month, queries): &(Month, f64)| {
        let place = month.months_since(start);
        (0..MAX_MONTHS)
            .contains(&place)
            .then_some((place, *queries))
    };
    let known: Vec<(i32, f64)> = measured.iter().filter_map(within).collect();
    let (Some(first), Some((last, _))) = (known.first(), known.last()) else {
        return Vec::new();
    };
    let volume = |place: i32| {
        let (near, queries) = known.iter().rfind(|(at, _)| *at <= place).unwrap_or(first);
        (queries * (1.0 + growth).powi(place - near)).round()
    };
    (0..=*last).map(volume).collect()
}

impl Growth {
    /// As an estimate: the most likely growth between ends so far apart that nine in ten cases lie in the range that holds it with this
    /// probability, within what a scenario takes.
    pub fn estimate(&self) -> Estimate {
        let (p5, p95) = self.range(RANGE);
        let end = |percentile: f64| self.likely + (percentile - self.likely) * ENDS_TO_RANGE;
        let tenths = |share: f64| share * 1e3;
        let low = (tenths(end(p5)).floor() / 1e3).clamp(MIN_GROWTH, MAX_GROWTH);
        let high = (tenths(end(p95)).ceil() / 1e3).clamp(MIN_GROWTH, MAX_GROWTH);
        let likely = rounded(self.likely).clamp(low, high);
        if low < likely && likely < high {
            Estimate::Pert { low, likely, high }
        } else {
            Estimate::Exact(likely)
        }
    }
}

/// Shares and growth are stated to a tenth of a percent.
fn rounded(share: f64) -> f64 {
    (share * 1e3).round() / 1e3
}

/// A scenario that is being filled, and what the user should know.
struct Filled {
    scenario: Scenario,
    remarks: Vec<Remark>,
}

impl Filled {
    fn set(&mut self, path: &str, value: Value, source: &str) -> Result<(), InputError> {
        match inputs::find(path) {
            Some(input) => input.set_with_source(&mut self.scenario, value, source),
            None => Ok(()),
        }
    }

    fn set_number(&mut self, path: &str, number: f64, source: &str) -> Result<(), InputError> {
        self.set(path, Value::Estimate(Estimate::Exact(number)), source)
    }

    fn clear(&mut self, path: &str) -> Result<(), InputError> {
        let Some(input) = inputs::find(path) else {
            return Ok(());
        };
        input.set(&mut self.scenario, input.default_value())?;
        self.scenario.sources.remove(path);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
