//! The tab "Compare": the scenarios that are selected in the library, over each other and in a table.

pub mod view;

use std::sync::OnceLock;

use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::app::background::computed::{Computed, Freshness};
use crate::app::background::tasks::Threads;
use crate::app::library::list::Library;
use crate::app::workspace::Workspace;
use crate::charts::comparison::{ComparedQuantity, MAX_COMPARED};
use crate::evidence::current::CurrentPrices;
use crate::files::examples::Example;
use crate::files::settings::ScenarioRef;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::study::Study;
use crate::study::comparison::{Row, rows};

/// Everything that a comparison depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonKey {
    /// The selected scenarios that can be read.
    scenarios: Vec<ScenarioRef>,
    /// The revision of the open scenario, if it is one of them.
    open_revision: Option<u64>,
    /// The listing that the others come from.
    library_revision: u64,
    /// What the decision about each depends on.
    knobs: DecisionSettings,
    /// The catalog in use.
    prices: usize,
}

/// The compared scenarios, worked out in full.
#[derive(Debug)]
pub struct Comparison {
    /// Where each comes from.
    pub scenarios: Vec<ScenarioRef>,
    /// The study of each.
    pub studies: Vec<Study>,
    /// The rows of the table: where they differ, and with all inputs.
    rows: OnceLock<[Vec<Row>; 2]>,
}

/// The tab's own state.
#[derive(Debug, Default)]
pub struct CompareTab {
    /// What is laid over each other.
    pub quantity: ComparedQuantity,
    /// Whether inputs in which nothing differs are listed too.
    pub all_inputs: bool,
    computed: Computed<ComparisonKey, Comparison>,
}

impl CompareTab {
    /// Starts the computation if it is due.
    pub fn poll(
        &mut self,
        workspace: &Workspace,
        library: &Library,
        threads: &Threads,
    ) -> Result<(), String> {
        let key = comparison_key(workspace, library);
        self.computed.poll(threads, "comparison", &key, || {
            let scenarios = compared_scenarios(workspace, library);
            let knobs = workspace.settings.knobs.clone();
            let prices = workspace.prices;
            move || {
                let comparison = Comparison::new(&scenarios, &knobs, prices);
                // Nothing is computed while the table is drawn.
                comparison.rows(false);
                Ok(Some(comparison))
            }
        })
    }

    /// How the latest comparison relates to the scenarios that are selected now.
    pub fn get(&self, workspace: &Workspace, library: &Library) -> Freshness<'_, Comparison> {
        self.computed.get(&comparison_key(workspace, library))
    }
}

impl Comparison {
    /// Studies of these scenarios, with as many draws as a report has.
    pub fn new(
        scenarios: &[(ScenarioRef, Scenario)],
        knobs: &DecisionSettings,
        prices: CurrentPrices,
    ) -> Self {
        let study = |(_, scenario): &(ScenarioRef, Scenario)| {
            Study::new(scenario, FINAL_DRAWS, knobs).with_prices(prices)
        };
        Self {
            scenarios: scenarios
                .iter()
                .map(|(reference, _)| reference.clone())
                .collect(),
            studies: scenarios.iter().map(study).collect(),
            rows: OnceLock::new(),
        }
    }

    /// The rows of the table, which show among others what each decision recommends. Computed once, since that takes long.
    pub fn rows(&self, all_inputs: bool) -> &[Row] {
        let rows = self
            .rows
            .get_or_init(|| [false, true].map(|all_inputs| rows(&self.studies, all_inputs)));
        &rows[usize::from(all_inputs)]
    }
}

fn comparison_key(workspace: &Workspace, library: &Library) -> ComparisonKey {
    let scenarios: Vec<ScenarioRef> = readable(workspace, library)
        .take(MAX_COMPARED)
        .map(|(reference, _)| reference.clone())
        .collect();
    let has_open_one = scenarios
        .iter()
        .any(|reference| is_open(workspace, reference));
    ComparisonKey {
        open_revision: has_open_one.then_some(workspace.revision),
        library_revision: library.revision,
        knobs: workspace.settings.knobs.clone(),
        prices: workspace.prices.address(),
        scenarios,
    }
}

/// The selected scenarios that can be read, at most as many as a chart can hold; the open one with its unsaved changes.
pub fn compared_scenarios(
    workspace: &Workspace,
    library: &Library,
) -> Vec<(ScenarioRef, Scenario)> {
    readable(workspace, library)
        .take(MAX_COMPARED)
        .map(|(reference, scenario)| (reference.clone(), scenario.clone()))
        .collect()
}

/// How many of the selected scenarios are compared.
pub fn count(workspace: &Workspace, library: &Library) -> usize {
    readable(workspace, library).take(MAX_COMPARED).count()
}

/// Whether all of them count in one currency: amounts in several don't go over each other.
pub fn in_one_currency(workspace: &Workspace, library: &Library) -> bool {
    let mut currencies = readable(workspace, library).map(|(_, scenario)| &scenario.currency);
    let first = currencies.next();
    currencies.all(|currency| Some(currency) == first)
}

fn readable<'a>(
    workspace: &'a Workspace,
    library: &'a Library,
) -> impl Iterator<Item = (&'a ScenarioRef, &'a Scenario)> {
    workspace.settings.compared.iter().filter_map(|reference| {
        if is_open(workspace, reference) {
            return Some((reference, workspace.scenario()));
        }
        let scenario = match reference {
            ScenarioRef::File(path) => library.scenario(path),
            ScenarioRef::Example(name) => Example::find(name)?.parse().ok(),
        };
        Some((reference, scenario?))
    })
}

/// Whether a reference stands for the open scenario with its unsaved changes. An example always stands for itself as it comes.
fn is_open(workspace: &Workspace, reference: &ScenarioRef) -> bool {
    matches!(reference, ScenarioRef::File(_)) && workspace.document.is_at(reference)
}
