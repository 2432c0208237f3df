//! What could be done to the prompt before fine-tuning: each lever alone, and those that are counted on together.

use crate::analysis::Analysis;
use crate::analysis::breakeven::{BreakEven, Curves};
use crate::analysis::ledger::Ledger;
use crate::analysis::price::is_unpriced;
use crate::analysis::strategy::{CostPath, Strategy, total};
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::knobs::{DecisionSettings, Lever};
use crate::scenario::{Estimate, Price, Scenario};

/// A model that is cheaper than the one that is prompted.
#[derive(Debug, Clone, PartialEq)]
pub struct CheaperModel {
    /// Its name in the catalog, without the provider.
    pub name: String,
    /// The name that people say.
    pub people_name: String,
    /// Its list prices, with the change of them that is announced.
    pub price: Price,
    /// Where they were read, as the source of what they fill in.
    pub source: String,
}

/// How far a lever is pulled.
#[derive(Debug, Clone, PartialEq)]
pub enum LeverChange {
    /// The prompt gets shorter by this share.
    TrimPrompt(f64),
    /// The prompt gets shorter by this share, of examples that are left out.
    FewerExamples(f64),
    /// The prefix stays cached for so many minutes.
    CachePrefix(f64),
    /// This share of the queries is sent in batches.
    Batch(f64),
    /// The name that people say of the model that is prompted instead.
    CheaperModel(String),
}

/// The costs that follow from pulling a lever.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverEffect {
    /// Which one it is.
    pub lever: Lever,
    /// How far it is pulled.
    pub change: LeverChange,
    /// Whether it is counted on.
    pub counted_on: bool,
    /// Whether it is counted on and saves something beside the others that are.
    pub helps: bool,
    /// Total of prompting with it.
    pub prompting: f64,
    /// Break-even of fine-tuning with it.
    pub break_even: BreakEven,
    /// The scenario with it.
    pub scenario: Scenario,
}

/// The levers that save something in a scenario: each alone, and together those that are counted on.
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
    /// Cumulative cost of prompting with them.
    pub prompting_path: CostPath,
    /// Expected total of fine-tuning with them: queries that fall back are prompted too.
    pub fine_tuning: f64,
    /// The best switch with them, its month and expected total; `None` if none beats prompting.
    pub best_switch: Option<(usize, f64)>,
    /// Break-even of fine-tuning with them.
    pub break_even: BreakEven,
    /// The scenario with all of them.
    pub scenario: Scenario,
}

impl Levers {
    /// Pulls all levers of a scenario; `now` is its analysis.
    pub fn new(
        scenario: &Scenario,
        now: &Analysis,
        settings: &DecisionSettings,
        cheaper_model: Option<&CheaperModel>,
    ) -> Self {
        let mut together = scenario.clone();
        let counts = settings.active_levers(scenario);
        let prompted = |scenario: &Scenario| total(&Ledger::new(scenario), Strategy::Prompting);
        let as_is = now.prompting.cost_path.total();
        let mut alone: Vec<LeverEffect> = Vec::new();
        let mut helping: Vec<Lever> = Vec::new();
        // Without prices a saving means nothing.
        let levers: &[Lever] = if is_unpriced(scenario) {
            &[]
        } else {
            Lever::ALL
        };
        for lever in levers.iter().copied() {
            let Some((change, with)) = pull(lever, scenario, settings, cheaper_model) else {
                continue;
            };
            let curves = Curves::new(&Ledger::new(&with));
            let prompting = curves.prompting.total();
            if prompting >= as_is {
                continue;
            }
            let counted_on = counts.contains(&lever);
            if counted_on && let Some((_, more)) = pull(lever, &together, settings, cheaper_model) {
                // A prompt that is trimmed may be too short to be cached: together they can cost more than alone.
                if prompted(&more) < prompted(&together) {
                    together = more;
                    helping.push(lever);
                }
            }
            alone.push(LeverEffect {
                lever,
                change,
                counted_on,
                helps: false,
                prompting,
                break_even: curves.break_even,
                scenario: with,
            });
        }
        // A lever may have helped only until a later one was pulled.
        for lever in helping.clone() {
            let others = helping.iter().copied().filter(|other| *other != lever);
            let without = pull_all(others, scenario, settings, cheaper_model);
            if prompted(&without) <= prompted(&together) {
                together = without;
                helping.retain(|other| *other != lever);
            }
        }
        for effect in &mut alone {
            effect.helps = helping.contains(&effect.lever);
        }
        let analysis = Analysis::new(&together);
        Self {
            as_is,
            break_even_as_is: now.break_even,
            alone,
            prompting: analysis.prompting.cost_path.total(),
            fine_tuning: analysis.expected_total(),
            prompting_path: analysis.prompting.cost_path,
            best_switch: analysis
                .best_switch
                .map(|best| (best.month, best.expected_total)),
            break_even: analysis.break_even,
            scenario: together,
        }
    }

    /// The levers that are counted on and save something together.
    pub fn counted_on(&self) -> impl Iterator<Item = &LeverEffect> {
        self.alone.iter().filter(|pulled| pulled.helps)
    }

    /// What these change.
    pub fn changes_counted_on(&self) -> Vec<LeverChange> {
        let changes = self.counted_on().map(|lever| lever.change.clone());
        changes.collect()
    }

    /// Whether the levers that are counted on make prompting cheaper than fine-tuning now and than any later switch.
    pub fn beat_fine_tuning(&self) -> bool {
        let any_counted_on = self.counted_on().next().is_some();
        any_counted_on && self.prompting < self.fine_tuning && self.best_switch.is_none()
    }
}

/// The scenario with several levers pulled, one after the other; those that change nothing then are left out.
fn pull_all(
    levers: impl Iterator<Item = Lever>,
    scenario: &Scenario,
    settings: &DecisionSettings,
    cheaper_model: Option<&CheaperModel>,
) -> Scenario {
    levers.fold(scenario.clone(), |scenario, lever| {
        let pulled = pull(lever, &scenario, settings, cheaper_model);
        pulled.map_or(scenario, |(_, with)| with)
    })
}

/// The scenario with one lever pulled, and how far; `None` if that changes nothing or isn’t possible.
fn pull(
    lever: Lever,
    scenario: &Scenario,
    settings: &DecisionSettings,
    cheaper_model: Option<&CheaperModel>,
) -> Option<(LeverChange, Scenario)> {
    let mut with = scenario.clone();
    let serving = &scenario.prompting.serving;
    let change = match lever {
        Lever::TrimPrompt => {
            scale_prompt(&mut with, 1.0 - settings.trim.get())?;
            LeverChange::TrimPrompt(settings.trim.get())
        }
        Lever::FewerExamples => {
            scale_prompt(&mut with, 1.0 - settings.examples.get())?;
            LeverChange::FewerExamples(settings.examples.get())
        }
        Lever::CachePrefix => {
            let price = &serving.price;
            let cached = price.cached_input?.base();
            // A hit rate that is stated is better known than one from the traffic.
            let stated = serving.cache_ttl_minutes.is_some() || serving.cache_hit_rate.base() > 0.0;
            if cached >= price.input.base() || stated {
                return None;
            }
            let ttl = settings.cache_ttl_minutes.get();
            let input = inputs::find("prompting.serving.cache_ttl_minutes")?;
            assume(&mut with, input, ttl, "assumed: the prefix is cached")?;
            LeverChange::CachePrefix(ttl)
        }
        Lever::Batch => {
            let share = settings.batch.get();
            if share <= serving.batch_share.base() {
                return None;
            }
            let input = inputs::find("prompting.serving.batch_share")?;
            assume(&mut with, input, share, "assumed: these queries can wait")?;
            LeverChange::Batch(share)
        }
        Lever::CheaperModel => {
            let CheaperModel {
                name,
                people_name,
                price,
                source,
            } = cheaper_model?;
            let model = inputs::find("prompting.serving.model")?;
            model.set(&mut with, Value::Text(name.clone())).ok()?;
            for (input, value) in inputs::token_prices("prompting", price) {
                input.set_with_source(&mut with, value, source).ok()?;
            }
            LeverChange::CheaperModel(people_name.clone())
        }
    };
    let changed = with.prompting != scenario.prompting;
    changed.then_some((change, with))
}

fn scale_prompt(scenario: &mut Scenario, factor: f64) -> Option<()> {
    let input = inputs::find("prompting.serving.prompt_tokens")?;
    let Value::Estimate(now) = input.value(scenario) else {
        return None;
    };
    let less = now.map(|tokens| (tokens * factor).round());
    let value = Value::Estimate(less);
    let source = "assumed: a shorter prompt";
    input.set_with_source(scenario, value, source).ok()
}

/// Sets an input to what the lever assumes, and says so in its source.
fn assume(scenario: &mut Scenario, input: &Input, value: f64, source: &str) -> Option<()> {
    let value = Value::Estimate(Estimate::Exact(value));
    input.set_with_source(scenario, value, source).ok()
}
