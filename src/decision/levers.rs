//! What could be done to the prompt before fine-tuning: each lever alone, and those that are counted on together.

use crate::analysis::Analysis;
use crate::analysis::breakeven::{BreakEven, Curves, Moment};
use crate::analysis::finding::calendar::month_of;
use crate::analysis::ledger::Ledger;
use crate::analysis::price::is_unpriced;
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::inputs::{self, Value};
use crate::scenario::knobs::{DecisionSettings, Lever};
use crate::scenario::quantity::money;
use crate::scenario::{Estimate, Price, Scenario};

/// A model that is cheaper than the one that is prompted.
#[derive(Debug, Clone, PartialEq)]
pub struct CheaperModel {
    /// Its name.
    pub name: String,
    /// Its list prices.
    pub price: Price,
}

/// What pulling a lever comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverEffect {
    /// The lever.
    pub lever: Lever,
    /// What is done: "Trim the prompt by 20 %".
    pub what: String,
    /// Whether it is counted on.
    pub counted_on: bool,
    /// Total of prompting then.
    pub prompting: f64,
    /// Break-even of fine-tuning then.
    pub break_even: BreakEven,
    /// The scenario with it.
    pub scenario: Scenario,
}

/// All levers that there are for a scenario, and those that are counted on together.
#[derive(Debug, Clone, PartialEq)]
pub struct Levers {
    /// Total of prompting as it is.
    pub as_is: f64,
    /// Break-even of fine-tuning as it is.
    pub break_even_as_is: BreakEven,
    /// Each alone. A lever that saves nothing is left out.
    pub alone: Vec<LeverEffect>,
    /// Total of prompting with all that are counted on.
    pub prompting: f64,
    /// Total of fine-tuning then: queries that fall back are prompted too.
    pub fine_tuning: f64,
    /// The best switch then, its month and total, where one beats prompting.
    pub best_switch: Option<(usize, f64)>,
    /// Break-even of fine-tuning then.
    pub break_even: BreakEven,
    /// The scenario with all of them.
    pub scenario: Scenario,
}

impl Levers {
    /// Pulls all levers of a scenario, of which `now` is the analysis.
    pub fn new(
        scenario: &Scenario,
        now: &Analysis,
        knobs: &DecisionSettings,
        cheaper: Option<&CheaperModel>,
    ) -> Self {
        let mut together = scenario.clone();
        let counts = knobs.active_levers(scenario);
        let prompted = |of: &Scenario| total(&Ledger::new(of), Strategy::Prompting);
        let as_is = now.prompting.cost_path.total();
        let mut alone = Vec::new();
        let is_unpriced = is_unpriced(scenario);
        for lever in Lever::ALL.into_iter().filter(|_| !is_unpriced) {
            let Some((what, with)) = pull(lever, scenario, knobs, cheaper) else {
                continue;
            };
            let curves = Curves::new(&Ledger::new(&with));
            let prompting = curves.prompting.total();
            if prompting >= as_is {
                continue;
            }
            let counted_on = counts.contains(&lever);
            if counted_on && let Some((_, more)) = pull(lever, &together, knobs, cheaper) {
                // A prompt that is trimmed may be too short to be cached: together they can cost more than alone.
                if prompted(&more) < prompted(&together) {
                    together = more;
                }
            }
            alone.push(LeverEffect {
                lever,
                what,
                counted_on,
                prompting,
                break_even: curves.break_even,
                scenario: with,
            });
        }
        let analysis = Analysis::new(&together);
        Self {
            as_is,
            break_even_as_is: now.break_even,
            alone,
            prompting: analysis.prompting.cost_path.total(),
            fine_tuning: analysis.fine_tuning.cost_path.total(),
            best_switch: analysis
                .best_switch
                .map(|best| (best.month, best.cost_path.total())),
            break_even: analysis.break_even,
            scenario: together,
        }
    }

    /// When fine-tuning breaks even with a lever, and by how much that moves it: "in month 9, 3 later", "never, instead of in month 6".
    pub fn moved(&self, break_even: BreakEven) -> String {
        let (then, now) = (when(break_even), when(self.break_even_as_is));
        let month = |moment: Moment| i64::from(month_of(moment));
        match (break_even, self.break_even_as_is) {
            _ if break_even == self.break_even_as_is => format!("{then}, as it is"),
            (BreakEven::At(moment), BreakEven::At(as_is)) => match month(moment) - month(as_is) {
                0 => format!("{then}, as it is"),
                later @ 1.. => format!("{then}, {later} later"),
                earlier => format!("{then}, {} earlier", -earlier),
            },
            _ => format!("{then}, instead of {now}"),
        }
    }

    /// When fine-tuning breaks even as it is.
    pub fn as_is(&self) -> String {
        when(self.break_even_as_is)
    }

    /// Why no cheaper model is among them, where the catalog can't tell.
    pub fn no_cheaper_model(&self, scenario: &Scenario) -> Option<String> {
        let code = scenario.currency.code();
        let has_one = |pulled: &LeverEffect| pulled.lever == Lever::CheaperModel;
        let missing = code != "USD" && !self.alone.iter().any(has_one);
        missing.then(|| {
            format!(
                "A cheaper model isn’t among them: the catalog’s prices are in US dollars, and this scenario counts in {code}"
            )
        })
    }

    /// What is counted on, and saves something.
    pub fn counted_on(&self) -> Vec<&str> {
        let counted_on = self.alone.iter().filter(|pulled| pulled.counted_on);
        counted_on.map(|pulled| pulled.what.as_str()).collect()
    }

    /// Who is the cheapest with all that is counted on.
    pub fn finding(&self, scenario: &Scenario) -> String {
        if is_unpriced(scenario) {
            return "Without prices nothing can be said".to_owned();
        }
        let amount = |value| money(value, &scenario.currency);
        let then = if self.counted_on().is_empty() {
            "As it is"
        } else {
            "With these"
        };
        match self.best_switch {
            Some((0, total)) => format!(
                "{then}, fine-tuning stays the cheaper one: it costs {}",
                amount(total)
            ),
            Some((month, total)) => format!(
                "{then}, switching after month {month} stays the cheapest: it costs {}",
                amount(total)
            ),
            None if self.prompting < self.fine_tuning => format!(
                "{then}, prompting is cheaper than fine-tuning, which costs {}",
                amount(self.fine_tuning)
            ),
            None => format!("{then}, both cost the same"),
        }
    }

    /// Whether they alone make prompting the cheapest: than fine-tuning now, and than any later switch to it.
    pub fn beat_fine_tuning(&self) -> bool {
        let pulled = !self.counted_on().is_empty();
        pulled && self.prompting < self.fine_tuning && self.best_switch.is_none()
    }
}

/// "in month 9", "from the start", "never".
fn when(break_even: BreakEven) -> String {
    match break_even {
        BreakEven::FromTheStart => "from the start".to_owned(),
        BreakEven::At(moment) => format!("in month {}", month_of(moment)),
        BreakEven::Never => "never".to_owned(),
    }
}

/// The scenario with one lever pulled, and what that is; `None` where it changes nothing or can't be pulled.
fn pull(
    lever: Lever,
    scenario: &Scenario,
    knobs: &DecisionSettings,
    cheaper: Option<&CheaperModel>,
) -> Option<(String, Scenario)> {
    let mut with = scenario.clone();
    let serving = &scenario.prompting.serving;
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let what = match lever {
        Lever::TrimPrompt => {
            scale_prompt(&mut with, 1.0 - knobs.trim.get())?;
            format!("Trim the prompt by {}", percent(knobs.trim.get()))
        }
        Lever::FewerExamples => {
            scale_prompt(&mut with, 1.0 - knobs.examples.get())?;
            let dropped = percent(knobs.examples.get());
            format!("Fewer examples: −{dropped} of the prompt")
        }
        Lever::CachePrefix => {
            let price = &serving.price;
            let cached = price.cached_input?.base();
            // A hit rate that is stated is better known than one from the traffic.
            let stated = serving.cache_ttl_minutes.is_some() || serving.cache_hit_rate.base() > 0.0;
            if cached >= price.input.base() || stated {
                return None;
            }
            let ttl = knobs.cache_ttl_minutes.get();
            set(&mut with, "prompting.serving.cache_ttl_minutes", ttl)?;
            format!("Cache the prefix for {ttl} minutes, from the traffic")
        }
        Lever::Batch => {
            if knobs.batch.get() <= serving.batch_share.base() {
                return None;
            }
            set(
                &mut with,
                "prompting.serving.batch_share",
                knobs.batch.get(),
            )?;
            format!("Send {} in batches", percent(knobs.batch.get()))
        }
        Lever::CheaperModel => {
            let CheaperModel { name, price } = cheaper?;
            let (discount, drift) = (serving.price.discount, serving.price.change_per_year);
            let serving = &mut with.prompting.serving;
            serving.model.clone_from(name);
            serving.price = Price {
                discount,
                change_per_year: drift,
                ..price.clone()
            };
            // What was noted of the prices is of others now.
            let prices = "prompting.serving.price.";
            with.sources.retain(|path, _| !path.starts_with(prices));
            format!("A cheaper model: {name}")
        }
    };
    let changed = with.prompting != scenario.prompting;
    changed.then_some((what, with))
}

fn scale_prompt(scenario: &mut Scenario, factor: f64) -> Option<()> {
    let input = inputs::find("prompting.serving.prompt_tokens")?;
    let Value::Estimate(now) = input.value(scenario) else {
        return None;
    };
    let less = now.map(|tokens| (tokens * factor).round());
    input.set(scenario, Value::Estimate(less)).ok()
}

fn set(scenario: &mut Scenario, path: &str, value: f64) -> Option<()> {
    let value = Value::Estimate(Estimate::Exact(value));
    inputs::find(path)?.set(scenario, value).ok()
}
