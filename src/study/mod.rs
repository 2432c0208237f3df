//! All that there is to say about a scenario, worked out at once: what reports, figures and the presentation are made from.

pub mod comparison;

use crate::analysis::Analysis;
use crate::analysis::drivers::Drivers;
use crate::analysis::finding::risk;
use crate::analysis::finding::verdict::Verdict;
use crate::analysis::map::{self, Map};
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::decision::Decision;
use crate::decision::levers::CheaperModel;
use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;
use crate::scenario::knobs::Knobs;

/// A scenario with everything that follows from it.
#[derive(Debug, Clone)]
pub struct Study {
    /// The scenario.
    pub scenario: Scenario,
    /// Its analysis at base.
    pub analysis: Analysis,
    /// The finding at base, in words.
    pub verdict: Verdict,
    /// How sure it is; `None` where nothing is uncertain, or prices are missing.
    pub risk: Option<Risk>,
    /// What drives it.
    pub drivers: Drivers,
    /// What to do.
    pub decision: Decision,
    /// What was turned for that.
    pub knobs: Knobs,
    /// The result over the two inputs on which most depends; `None` where no two have room to vary.
    pub map: Option<Map>,
    /// The saving whose chance the figure of the risk reads off.
    pub threshold: f64,
}

impl Study {
    /// Works everything out, with so many draws, and with the cheaper model that the catalog has for it. `progress` hears which part of
    /// the draws is done.
    pub fn new(
        scenario: &Scenario,
        samples: usize,
        knobs: &Knobs,
        progress: &(impl Fn(f64) + Sync),
    ) -> Self {
        let cheaper = cheaper_model(scenario, knobs);
        let analysis = Analysis::new(scenario);
        let verdict = Verdict::new(scenario, &analysis);
        let risk = Risk::new(scenario, samples, &|part| {
            progress(part);
            true
        });
        let drivers = Drivers::new(scenario);
        let decision = Decision::new(scenario, &drivers, risk.as_ref(), knobs, cheaper.as_ref());
        // Without prices neither odds say anything, nor anything else that is of the difference.
        let unpriced = is_unpriced(scenario);
        let risk = risk.filter(|_| !unpriced);
        let drivers = if unpriced { Drivers::none() } else { drivers };
        let widest = map::widest(scenario).filter(|_| !unpriced);
        let map = widest.and_then(|[x, y]| Map::new(scenario, x, y));
        Self {
            scenario: scenario.clone(),
            analysis,
            verdict,
            risk,
            drivers,
            decision,
            knobs: knobs.clone(),
            map,
            threshold: 0.0,
        }
    }

    /// The same with the chance of another saving read off.
    #[must_use]
    pub fn reading_off(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// The same with the map over these inputs, as far as they have room to vary.
    #[must_use]
    pub fn with_map_over(mut self, axes: Option<[&'static Input; 2]>) -> Self {
        let map = axes.and_then(|[x, y]| Map::new(&self.scenario, x, y));
        self.map = map.or(self.map);
        self
    }

    /// The finding, with its odds where inputs are uncertain, and what stands behind it in full sentences.
    pub fn finding(&self) -> (String, String) {
        risk::finding(&self.scenario, &self.verdict, self.risk.as_ref())
    }

    /// The finding alone.
    pub fn headline(&self) -> String {
        self.finding().0
    }
}

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

/// Everything that a decision rests on, from a scenario alone.
pub fn decided(scenario: &Scenario, knobs: &Knobs, samples: usize) -> Decision {
    let risk = Risk::new(scenario, samples, &|_| true);
    let drivers = Drivers::new(scenario);
    let cheaper = cheaper_model(scenario, knobs);
    Decision::new(scenario, &drivers, risk.as_ref(), knobs, cheaper.as_ref())
}
