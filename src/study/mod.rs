//! Everything that follows from a scenario, for whatever shows it: reports, figures, the presentation, and the [`comparison`] of several,
//! of which [`words`] tells the findings. [`plan_review`] is what was billed beside the plan, in figures and in words, and [`record`] what
//! made a result.

pub mod comparison;
pub mod plan_review;
pub mod record;
pub mod words;

use std::sync::{Arc, OnceLock};

use crate::analysis::Analysis;
use crate::analysis::actuals::{BilledCurve, billed_curves};
use crate::analysis::drivers::Drivers;
use crate::analysis::finding::base::BaseFinding;
use crate::analysis::finding::risk::{Finding, finding};
use crate::analysis::leading_saving::LeadingSaving;
use crate::analysis::map::{Axes, Map};
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::analysis::warnings::all_warnings;
use crate::decision::Decision;
use crate::decision::flips::flip::Flip;
use crate::decision::levers::CheaperModel;
use crate::decision::options::switch_month::SwitchTiming;
use crate::decision::words::DecisionWords;
use crate::decision::words::card::DecisionCard;
use crate::decision::words::flips::{FlipRow, rows, sentences};
use crate::decision::words::headline::Headline;
use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::current::CurrentPrices;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::record::Record;
use crate::scenario::warnings::Warning;

/// A scenario with everything that follows from it. Each part is computed when it is first asked for, and only once: a table of months
/// doesn't wait for a decision that it doesn't show, and all formats of a report share one study.
///
/// ```
/// use breakeven::files::examples::Example;
/// use breakeven::scenario::knobs::DecisionSettings;
/// use breakeven::study::Study;
///
/// let scenario = Example::find("textbook-comparison").unwrap().scenario()?;
/// let study = Study::new(&scenario, 1024, &DecisionSettings::default());
/// assert!(study.analysis.saving() > 0.0);
/// assert!(study.headline().sentence().starts_with("Measure before you decide. "));
/// # Ok::<(), breakeven::files::format::FormatError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Study {
    /// The scenario that is studied.
    pub scenario: Scenario,
    /// Its analysis in the base case.
    pub analysis: Analysis,
    /// The finding in the base case, in words.
    pub base_finding: BaseFinding,
    /// What was billed, beside the cost curves.
    pub billed: Vec<BilledCurve>,
    /// The thresholds and levers of the decision.
    pub knobs: DecisionSettings,
    /// The saving whose chance the risk figure reads off.
    pub threshold: f64,
    samples: usize,
    axes: Option<Axes>,
    is_unpriced: bool,
    risk: OnceLock<Option<Arc<Risk>>>,
    drivers: OnceLock<Drivers>,
    cheaper_model: OnceLock<Option<CheaperModel>>,
    decision: OnceLock<Decision>,
    decision_words: OnceLock<DecisionWords>,
    headline: OnceLock<Headline>,
    card: OnceLock<DecisionCard>,
    flips: OnceLock<Vec<Flip>>,
    switch_timing: OnceLock<SwitchTiming>,
    map: OnceLock<Option<Map>>,
    prices: CurrentPrices,
    record: Option<Record>,
}

impl Study {
    /// A study of a scenario, with `samples` draws of its uncertain inputs.
    pub fn new(scenario: &Scenario, samples: usize, settings: &DecisionSettings) -> Self {
        let analysis = Analysis::new(scenario);
        Self {
            base_finding: BaseFinding::new(scenario, &analysis),
            billed: billed_curves(scenario, &analysis),
            is_unpriced: is_unpriced(scenario),
            scenario: scenario.clone(),
            analysis,
            knobs: settings.clone(),
            threshold: 0.0,
            samples,
            axes: None,
            risk: OnceLock::new(),
            drivers: OnceLock::new(),
            cheaper_model: OnceLock::new(),
            decision: OnceLock::new(),
            decision_words: OnceLock::new(),
            headline: OnceLock::new(),
            card: OnceLock::new(),
            flips: OnceLock::new(),
            switch_timing: OnceLock::new(),
            map: OnceLock::new(),
            prices: CurrentPrices::bundled(None),
            record: None,
        }
    }

    /// Sets the record, which whatever leaves the program states.
    #[must_use]
    pub fn with_record(mut self, record: Record) -> Self {
        self.record = Some(record);
        self
    }

    /// The record; `None` for what doesn't leave the program.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Sets the list prices in use: without them they are those that come with the program, and no price is old.
    #[must_use]
    pub fn with_prices(mut self, prices: CurrentPrices) -> Self {
        self.prices = prices;
        self.cheaper_model = OnceLock::new();
        self
    }

    /// What is worth a second look: in the inputs, and of the list prices.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = all_warnings(&self.scenario);
        let marks = self.prices.marks(&self.scenario);
        warnings.extend(marks.into_iter().map(Warning::from));
        warnings
    }

    /// Sets the saving whose chance is read off; it is 0 otherwise.
    #[must_use]
    pub fn with_saving_threshold(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// Sets the inputs that the map is over. `None`, or inputs that have no room to vary, leave it over those on which most depends.
    #[must_use]
    pub fn with_map_over(mut self, axes: Option<Axes>) -> Self {
        self.axes = axes;
        self.map = OnceLock::new();
        self
    }

    /// How many draws were asked for.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// Takes the distribution of the result, if it is known already from as many draws of the same scenario.
    #[must_use]
    pub fn with_risk(mut self, risk: Option<Arc<Risk>>) -> Self {
        if let Some(risk) = risk.filter(|risk| risk.samples == self.samples) {
            self.risk = OnceLock::from(Some(risk));
        }
        self
    }

    /// The distribution of the result. `None` if nothing is uncertain, and while prices are missing, because then a difference in cost means
    /// nothing.
    pub fn risk(&self) -> Option<&Risk> {
        if self.is_unpriced {
            None
        } else {
            self.risk_even_unpriced()
        }
    }

    /// The distribution of the result, also while prices are missing. `None` if nothing is uncertain.
    pub fn risk_even_unpriced(&self) -> Option<&Risk> {
        self.risk_with_progress(&|_| {})
    }

    /// Draws the uncertain inputs now, unless that has been done. `progress` is called with the share of the draws that is done, 0..=1.
    pub fn draw(&self, progress: &(impl Fn(f64) + Sync)) {
        self.risk_with_progress(progress);
    }

    fn risk_with_progress(&self, progress: &(impl Fn(f64) + Sync)) -> Option<&Risk> {
        let draw = || {
            let risk = Risk::new(&self.scenario, self.samples, &|part| {
                progress(part);
                true
            });
            risk.map(Arc::new)
        };
        self.risk.get_or_init(draw).as_deref()
    }

    /// What drives the result: tornado and tipping values. Both are empty while prices are missing.
    pub fn drivers(&self) -> &Drivers {
        static NONE: Drivers = Drivers::NONE;
        if self.is_unpriced {
            &NONE
        } else {
            self.drivers_even_unpriced()
        }
    }

    /// What drives the result, also while prices are missing.
    pub fn drivers_even_unpriced(&self) -> &Drivers {
        self.drivers.get_or_init(|| Drivers::new(&self.scenario))
    }

    fn cheaper_model(&self) -> Option<&CheaperModel> {
        let find = || cheaper_model(&self.scenario, &self.knobs, self.prices.catalog);
        self.cheaper_model.get_or_init(find).as_ref()
    }

    /// The decision: what to do, and what that rests on.
    pub fn decision(&self) -> &Decision {
        self.decision.get_or_init(|| {
            Decision::new(
                &self.scenario,
                &self.analysis,
                self.drivers_even_unpriced(),
                self.risk_even_unpriced(),
                &self.knobs,
                self.cheaper_model(),
            )
        })
    }

    /// The decision in words.
    pub fn decision_words(&self) -> &DecisionWords {
        let words =
            || DecisionWords::new(self.decision(), &self.finding().headline, &self.scenario);
        self.decision_words.get_or_init(words)
    }

    /// The changes that would flip the decision. The search for them takes far longer than the decision itself.
    pub fn flips(&self) -> &[Flip] {
        self.flips.get_or_init(|| {
            let (decision, drivers) = (self.decision(), self.drivers_even_unpriced());
            decision.flips(&self.scenario, drivers, &self.knobs, self.cheaper_model())
        })
    }

    /// The changes that would change the recommendation, as rows of a table.
    pub fn flip_rows(&self) -> Vec<FlipRow> {
        rows(self.flips(), &self.scenario)
    }

    /// The changes that would change the recommendation, as sentences.
    pub fn flip_sentences(&self) -> Vec<String> {
        sentences(self.flips(), &self.scenario)
    }

    /// What deciding later costs. It doesn't depend on the draws, so it needs no decision.
    pub fn switch_timing(&self) -> &SwitchTiming {
        self.switch_timing
            .get_or_init(|| SwitchTiming::new(&self.scenario))
    }

    /// The result over two inputs: those of [`Self::with_map_over`], else the two on which most depends. `None` if no two inputs have room to
    /// vary; while prices are missing, there is a map only over inputs that were set.
    pub fn map(&self) -> Option<&Map> {
        let make = || match self.axes {
            Some([x, y]) if self.is_unpriced => Map::new(&self.scenario, x, y),
            None if self.is_unpriced => None,
            axes => Map::over(&self.scenario, axes),
        };
        self.map.get_or_init(make).as_ref()
    }

    /// Computes everything now, for a study whose parts are shown one after the other.
    #[must_use]
    pub fn complete(self) -> Self {
        self.card();
        self.switch_timing();
        self.flips();
        self.map();
        self
    }

    /// The finding in one sentence, with its chance if inputs are uncertain, and what stands behind it. It takes no decision.
    pub fn finding(&self) -> Finding {
        finding(&self.scenario, &self.base_finding, self.risk())
    }

    /// What to do and what was found, as it is said wherever this scenario's result is told.
    pub fn headline(&self) -> &Headline {
        self.headline.get_or_init(|| {
            Headline::new(
                &self.scenario,
                &self.analysis,
                &self.base_finding,
                self.risk(),
                Some(&self.decision().conclusion),
            )
        })
    }

    /// The decision card: what to do, why, and three figures.
    pub fn card(&self) -> &DecisionCard {
        self.card.get_or_init(|| {
            let (headline, words) = (self.headline(), self.decision_words());
            let risk = self.risk();
            DecisionCard::new(
                &self.scenario,
                &self.analysis,
                risk,
                headline,
                &words.advice,
            )
        })
    }

    /// The one saving that is named first; `None` while prices are missing.
    pub fn leading_saving(&self) -> Option<LeadingSaving> {
        LeadingSaving::new(&self.scenario, &self.analysis, self.risk())
    }
}

/// The models of the catalog that are cheaper than the prompted one for this scenario, the dearest first. Empty if the scenario doesn't count
/// in dollars.
pub fn cheaper_models<'a>(scenario: &Scenario, catalog: Option<&'a Catalog>) -> Vec<&'a Model> {
    // The catalog's prices are in dollars.
    if !scenario.currency.is_us_dollar() {
        return Vec::new();
    }
    catalog.map_or(Vec::new(), |catalog| catalog.cheaper_models(scenario))
}

/// The cheaper model of the settings, else the next cheaper one of the same provider. `None` if there is none, or if the one in the settings
/// isn't cheaper.
pub fn cheaper_model(
    scenario: &Scenario,
    settings: &DecisionSettings,
    catalog: Option<&Catalog>,
) -> Option<CheaperModel> {
    let models = cheaper_models(scenario, catalog);
    let model = match &settings.cheaper_model {
        Some(picked) => models
            .into_iter()
            .find(|model| model.full_name() == *picked)?,
        None => catalog?.first_from_same_provider(scenario, &models)?,
    };
    Some(CheaperModel {
        name: model.model.clone(),
        people_name: model.people_name(),
        price: model.price_from(scenario),
        source: model.source(),
    })
}
