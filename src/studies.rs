//! Scenarios worked out in full, with what the catalog knows of cheaper models: for the window and the command line alike.

use crate::analysis::decide::Decision;
use crate::analysis::decide::levers::CheaperModel;
use crate::analysis::drivers::Drivers;
use crate::analysis::risk::Risk;
use crate::analysis::study::Study;
use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;

/// The models of the catalog that could answer for less than the prompted one, the dearest first.
pub fn cheaper_models(scenario: &Scenario) -> Vec<&'static Model> {
    // The catalog's prices are in dollars.
    if scenario.currency.code() != "USD" {
        return Vec::new();
    }
    Catalog::bundled().map_or(Vec::new(), |catalog| catalog.cheaper(scenario))
}

/// The cheaper model that was picked, else the next one of the same provider.
pub fn cheaper_model(scenario: &Scenario, knobs: &Knobs) -> Option<CheaperModel> {
    let models = cheaper_models(scenario);
    let model = match &knobs.cheaper_model {
        Some(picked) => models
            .into_iter()
            .find(|model| model.full_name() == *picked)?,
        None => Catalog::bundled()
            .ok()?
            .next_of_provider(scenario, &models)?,
    };
    Some(CheaperModel {
        name: model.model.clone(),
        price: model.price.clone(),
    })
}

/// Everything about a scenario, with the cheaper model that the catalog has for it. `progress` hears which part of the draws is done.
pub fn study(
    scenario: &Scenario,
    samples: usize,
    knobs: &Knobs,
    progress: &(impl Fn(f64) + Sync),
) -> Study {
    let cheaper = cheaper_model(scenario, knobs);
    Study::new(scenario, samples, knobs, cheaper.as_ref(), progress)
}

/// Everything that a decision rests on, from a scenario alone.
pub fn decided(scenario: &Scenario, knobs: &Knobs, samples: usize) -> Decision {
    let risk = Risk::new(scenario, samples, &|_| true);
    let drivers = Drivers::new(scenario);
    let cheaper = cheaper_model(scenario, knobs);
    Decision::new(scenario, &drivers, risk.as_ref(), knobs, cheaper.as_ref())
}
