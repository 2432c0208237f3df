//! All that there is to say about a scenario, worked out at once: what reports, figures and the presentation are made from.

use crate::scenario::Scenario;
use crate::scenario::inputs::Input;
use crate::scenario::knobs::Knobs;

use super::Analysis;
use super::decide::Decision;
use super::decide::levers::CheaperModel;
use super::drivers::Drivers;
use super::map::{self, Map};
use super::risk::{Risk, words};
use super::verdict::{Verdict, is_unpriced};

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
    /// Works everything out, with so many draws. `progress` hears which part of them is done.
    pub fn new(
        scenario: &Scenario,
        samples: usize,
        knobs: &Knobs,
        cheaper: Option<&CheaperModel>,
        progress: &(impl Fn(f64) + Sync),
    ) -> Self {
        let analysis = Analysis::new(scenario);
        let verdict = Verdict::new(scenario, &analysis);
        let risk = Risk::new(scenario, samples, &|part| {
            progress(part);
            true
        });
        let drivers = Drivers::new(scenario);
        let decision = Decision::new(scenario, &drivers, risk.as_ref(), knobs, cheaper);
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
        words::finding(&self.scenario, &self.verdict, self.risk.as_ref())
    }

    /// The finding alone.
    pub fn headline(&self) -> String {
        self.finding().0
    }
}
