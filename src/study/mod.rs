//! Everything that follows from a scenario, handed to whatever shows it: reports, figures, the presentation and the comparison.

pub mod comparison;

use std::sync::OnceLock;

use crate::analysis::drivers::Drivers;
use crate::analysis::finding::verdict::Verdict;
use crate::analysis::map::{self, Axes, Map};
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::analysis::{Analysis, finding};
use crate::decision::Decision;
use crate::decision::levers::CheaperModel;
use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

/// A scenario with everything that follows from it, each part computed when it is first asked for, and once: a chart of costs doesn't wait
/// for a decision that it doesn't show, and all formats of a report share one study.
///
/// ```
/// use breakeven::files::examples::Example;
/// use breakeven::scenario::knobs::Knobs;
/// use breakeven::study::Study;
///
/// let example = Example::find("textbook-comparison").unwrap();
/// let study = Study::new(example.parse().unwrap(), 1024, &Knobs::default());
/// assert!(study.analysis.saving() > 0.0);
/// assert!(study.headline().starts_with("Fine-tuning pays back in month"));
/// ```
#[derive(Debug, Clone)]
pub struct Study {
    /// The scenario.
    pub scenario: Scenario,
    /// Its analysis at base.
    pub analysis: Analysis,
    /// The finding at base, in words.
    pub verdict: Verdict,
    /// The thresholds and levers of the decision.
    pub knobs: DecisionSettings,
    /// The saving whose chance the figure of the risk reads off.
    pub threshold: f64,
    samples: usize,
    axes: Option<Axes>,
    is_unpriced: bool,
    risk: OnceLock<Option<Risk>>,
    drivers: OnceLock<Drivers>,
    decision: OnceLock<Decision>,
    map: OnceLock<Option<Map>>,
}

impl Study {
    /// A study with so many draws of the uncertain inputs.
    pub fn new(scenario: &Scenario, samples: usize, knobs: &DecisionSettings) -> Self {
        let analysis = Analysis::new(scenario);
        Self {
            verdict: Verdict::new(scenario, &analysis),
            is_unpriced: is_unpriced(scenario),
            scenario: scenario.clone(),
            analysis,
            knobs: knobs.clone(),
            threshold: 0.0,
            samples,
            axes: None,
            risk: OnceLock::new(),
            drivers: OnceLock::new(),
            decision: OnceLock::new(),
            map: OnceLock::new(),
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
    pub fn with_map_over(mut self, axes: Option<Axes>) -> Self {
        self.axes = axes;
        self.map = OnceLock::new();
        self
    }

    /// How sure the result is; `None` if nothing is uncertain, or prices are missing: then there is nothing to say of the difference.
    pub fn risk(&self) -> Option<&Risk> {
        self.risk_even_unpriced().filter(|_| !self.is_unpriced)
    }

    /// The same even while prices are missing.
    pub fn risk_even_unpriced(&self) -> Option<&Risk> {
        self.drawn(&|_| {})
    }

    /// Draws the uncertain inputs now, unless they are drawn already. `progress` hears which part of the draws is done.
    pub fn draw(&self, progress: &(impl Fn(f64) + Sync)) {
        self.drawn(progress);
    }

    fn drawn(&self, progress: &(impl Fn(f64) + Sync)) -> Option<&Risk> {
        let draw = || {
            Risk::new(&self.scenario, self.samples, &|part| {
                progress(part);
                true
            })
        };
        self.risk.get_or_init(draw).as_ref()
    }

    /// What drives the result; nothing while prices are missing.
    pub fn drivers(&self) -> &Drivers {
        static NONE: Drivers = Drivers::NONE;
        if self.is_unpriced {
            &NONE
        } else {
            self.drivers_even_unpriced()
        }
    }

    /// The same even while prices are missing.
    pub fn drivers_even_unpriced(&self) -> &Drivers {
        self.drivers.get_or_init(|| Drivers::new(&self.scenario))
    }

    /// What to do.
    pub fn decision(&self) -> &Decision {
        self.decision.get_or_init(|| {
            let cheaper = cheaper_model(&self.scenario, &self.knobs);
            let (drivers, risk) = (self.drivers_even_unpriced(), self.risk_even_unpriced());
            Decision::new(&self.scenario, drivers, risk, &self.knobs, cheaper.as_ref())
        })
    }

    /// The result over two inputs: those that were picked, else the two on which most depends; `None` if no two have room to vary, or
    /// prices are missing.
    pub fn map(&self) -> Option<&Map> {
        let over = |[x, y]: Axes| Map::new(&self.scenario, x, y);
        let make = || {
            let picked = self.axes.and_then(over);
            let widest = || map::widest(&self.scenario).filter(|_| !self.is_unpriced);
            picked.or_else(|| widest().and_then(over))
        };
        self.map.get_or_init(make).as_ref()
    }

    /// Computes everything now, as for a study that is shown a page at a time.
    #[must_use]
    pub fn complete(self) -> Self {
        self.decision();
        self.map();
        self
    }

    /// The finding, with its chance if inputs are uncertain, and what stands behind it in full sentences.
    pub fn finding(&self) -> (String, String) {
        finding::risk::finding(&self.scenario, &self.verdict, self.risk())
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
    Catalog::bundled().map_or(Vec::new(), |catalog| catalog.cheaper_models(scenario))
}

/// The cheaper model that was picked, else the next one of the same provider.
pub fn cheaper_model(scenario: &Scenario, knobs: &DecisionSettings) -> Option<CheaperModel> {
    let models = cheaper_models(scenario);
    let model = match &knobs.cheaper_model {
        Some(picked) => models
            .into_iter()
            .find(|model| model.full_name() == *picked)?,
        None => Catalog::bundled()
            .ok()?
            .first_from_same_provider(scenario, &models)?,
    };
    Some(CheaperModel {
        name: model.model.clone(),
        price: model.price.clone(),
    })
}
