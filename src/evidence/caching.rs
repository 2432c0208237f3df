//! Turning prompt caching of one approach on and off.

use crate::scenario::inputs::{self, Input, InputError, TYPED_BY_HAND, Value};
use crate::scenario::retirement::base_name;
use crate::scenario::{Estimate, Scenario, Serving};

use super::catalog::{Catalog, Model};

/// The life of an unused cache entry, in minutes, of a model that isn't in the catalog: the shortest that providers document.
pub const USUAL_TTL_MINUTES: f64 = 5.0;

/// Turns prompt caching of the prompted model on or off, or if `tuned` of the fine-tuned one. Off clears the TTL and the hit rate and keeps
/// the prices; on restores the TTL that `catalog` has for the model, else [`USUAL_TTL_MINUTES`].
///
/// ```
/// use breakeven::evidence::caching;
/// use breakeven::evidence::catalog::Catalog;
/// use breakeven::scenario::Scenario;
///
/// let mut scenario = Scenario::default();
/// scenario.prompting.serving.model = "claude-opus-5-5".to_owned();
/// let catalog = Catalog::bundled().ok();
/// caching::switch(&mut scenario, false, true, catalog)?;
/// assert_eq!(scenario.prompting.serving.cache_ttl_minutes.map(|ttl| ttl.base()), Some(5.0));
/// caching::switch(&mut scenario, false, false, catalog)?;
/// assert!(!scenario.prompting.serving.uses_cache());
/// # Ok::<(), breakeven::scenario::inputs::InputError>(())
/// ```
pub fn switch(
    scenario: &mut Scenario,
    tuned: bool,
    on: bool,
    catalog: Option<&Catalog>,
) -> Result<(), InputError> {
    let serving = serving(scenario, tuned);
    if serving.uses_cache() == on {
        return Ok(());
    }
    let input = |name: &str| inputs::find(&format!("{}.serving.{name}", approach(tuned)));
    let (Some(ttl), Some(hit_rate)) = (input("cache_ttl_minutes"), input("cache_hit_rate")) else {
        return Ok(());
    };
    if !on {
        clear(ttl, scenario)?;
        return clear(hit_rate, scenario);
    }
    let life = model_of(catalog, serving).and_then(|model| model.cache.as_ref());
    let (minutes, source) = match life {
        Some(life) => (life.ttl_minutes, life.source()),
        None => (USUAL_TTL_MINUTES, TYPED_BY_HAND.to_owned()),
    };
    let value = Value::Estimate(Estimate::Exact(minutes));
    ttl.set_with_source(scenario, value, &source)
}

fn clear(input: &Input, scenario: &mut Scenario) -> Result<(), InputError> {
    input.set(scenario, input.default_value())?;
    scenario.sources.remove(input.path);
    Ok(())
}

/// The model of the catalog that an approach names: of several providers, the one whose input price the scenario has.
pub fn model_of<'a>(catalog: Option<&'a Catalog>, serving: &Serving) -> Option<&'a Model> {
    let catalog = catalog?;
    let name = base_name(&serving.model);
    if name.trim().is_empty() {
        return None;
    }
    // Looking at how well names fit takes far longer than comparing them, and this is asked at every edit.
    let of_name = catalog.models.iter().filter(|model| model.model == name);
    let mut named: Vec<&Model> = of_name.collect();
    if named.is_empty() {
        named = catalog.named(name);
    }
    let has_price = |model: &&&Model| {
        let tuned = model.tuning.as_ref().map(|tuning| &tuning.price);
        [Some(&model.price), tuned]
            .iter()
            .flatten()
            .any(|price| price.base.input == serving.price.input)
    };
    named.iter().find(has_price).or(named.first()).copied()
}

fn serving(scenario: &Scenario, tuned: bool) -> &Serving {
    if tuned {
        &scenario.fine_tuning.serving
    } else {
        &scenario.prompting.serving
    }
}

fn approach(tuned: bool) -> &'static str {
    if tuned { "fine_tuning" } else { "prompting" }
}
