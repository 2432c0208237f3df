//! The recommendations of the listed scenarios, computed in the background one after the other and kept until a file or a threshold changes.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use crate::analysis::approach::Approach;
use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::app::background::computed::Computed;
use crate::app::background::tasks::Threads;
use crate::evidence::current::CurrentPrices;
use crate::files::examples::{EXAMPLES, Example};
use crate::files::library::Stamp;
use crate::files::settings::ScenarioRef;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::study::Study;

/// A recommendation in a few words, and the approach that it speaks for.
pub(super) type Short = (String, Option<Approach>);

/// The recommendations of the listed scenarios.
#[derive(Debug, Default)]
pub(super) struct Recommendations {
    /// The listing and the settings that the queue was made for.
    made_for: Option<(u64, DecisionSettings)>,
    /// What is still to be computed, the next one last.
    queue: Vec<Listed>,
    /// The latest of each, with the state of the file that it is of.
    known: HashMap<ScenarioRef, (Option<Stamp>, Short)>,
    /// Computed for the number of a computation.
    running: Computed<u64, Short>,
    started: Option<(u64, Listed)>,
    /// Counts the computations.
    count: u64,
}

/// A listed scenario, which is read when its turn comes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    pub place: ScenarioRef,
    /// The state of its file; `None` for an example.
    pub stamp: Option<Stamp>,
}

/// Reads the scenario in a file; `None` if it can't be read.
pub type Reader = fn(&Path) -> Option<Scenario>;

impl Recommendations {
    /// Whether the queue has to be made anew for this listing and these settings.
    pub(super) fn is_due(&self, revision: u64, settings: &DecisionSettings) -> bool {
        !matches!(&self.made_for, Some((made, with)) if *made == revision && with == settings)
    }

    /// Makes the queue: of these scenarios, those whose recommendation isn't known.
    pub(super) fn refill(
        &mut self,
        revision: u64,
        settings: &DecisionSettings,
        listed: impl Iterator<Item = Listed>,
    ) {
        if self
            .made_for
            .as_ref()
            .is_some_and(|(_, with)| with != settings)
        {
            self.known.clear();
            // What is being computed now is for other settings.
            self.started = None;
        }
        self.made_for = Some((revision, settings.clone()));
        let is_known = |one: &Listed| {
            let known = self.known.get(&one.place);
            known.is_some_and(|(stamp, _)| *stamp == one.stamp)
        };
        self.queue = listed.filter(|one| !is_known(one)).collect();
        self.queue.reverse();
    }

    /// Takes a result that arrived, and starts the next computation. Returns the scenario whose result arrived.
    pub(super) fn poll(
        &mut self,
        threads: &Threads,
        read: Reader,
        prices: CurrentPrices,
    ) -> Result<Option<ScenarioRef>, String> {
        const NAME: &str = "recommendations";
        self.running.receive(NAME)?;
        let mut arrived = None;
        if !self.running.is_running()
            && let Some((number, listed)) = self.started.take()
            && let Some(short) = self.running.get(&number).current()
        {
            let Listed { place, stamp } = listed;
            self.known.insert(place.clone(), (stamp, short.clone()));
            arrived = Some(place);
        }
        if !self.running.is_running()
            && let Some((_, settings)) = &self.made_for
            && let Some(next) = self.queue.pop()
        {
            self.count += 1;
            let number = self.count;
            let (place, settings) = (next.place.clone(), settings.clone());
            self.running.poll(threads, NAME, &number, || {
                move || Ok(short(&place, &settings, read, prices))
            })?;
            self.started = Some((number, next));
        }
        Ok(arrived)
    }

    /// The recommendation of a listed scenario, the latest that is known.
    pub(super) fn get(&self, place: &ScenarioRef) -> Option<&Short> {
        self.known.get(place).map(|(_, short)| short)
    }
}

/// The rows of the examples: these never change, and their recommendations only with the settings and the user's own price list.
static EXAMPLE_ROWS: [OnceLock<Short>; EXAMPLES.len()] =
    [const { OnceLock::new() }; EXAMPLES.len()];

fn short(
    place: &ScenarioRef,
    settings: &DecisionSettings,
    read: Reader,
    prices: CurrentPrices,
) -> Option<Short> {
    let compute = |scenario: &Scenario| {
        let study = Study::new(scenario, FINAL_DRAWS, settings).with_prices(prices);
        let headline = study.headline();
        (headline.short.clone(), headline.speaks_for)
    };
    let name = match place {
        ScenarioRef::File(path) => return read(path).as_ref().map(compute),
        ScenarioRef::Example(name) => name,
    };
    let scenario = Example::find(name)?.parse().ok()?;
    if *settings != DecisionSettings::default() || prices.has_own() {
        return Some(compute(scenario));
    }
    let row = EXAMPLES.iter().position(|example| example.name == *name)?;
    let cache = EXAMPLE_ROWS.get(row)?;
    Some(cache.get_or_init(|| compute(scenario)).clone())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::scenario::BoundedNumber;

    /// Keeps a computation from going on.
    static HELD: Mutex<()> = Mutex::new(());

    fn read_when_released(_: &Path) -> Option<Scenario> {
        let _released = HELD.lock().ok()?;
        Some(Scenario::default())
    }

    #[test]
    fn settings_that_change_during_a_computation_leave_no_row_without_its_recommendation() {
        let files = ["a.ron", "b.ron"].map(|name| ScenarioRef::File(name.into()));
        let listed = || {
            files.iter().map(|place| Listed {
                place: place.clone(),
                stamp: None,
            })
        };
        let settings = DecisionSettings::default();
        let others = DecisionSettings {
            trim: BoundedNumber::new(0.5).unwrap(),
            ..settings.clone()
        };
        let threads = Threads::new(&egui::Context::default());
        let mut recommendations = Recommendations::default();
        let held = HELD.lock().unwrap();
        recommendations.refill(1, &settings, listed());
        recommendations
            .poll(&threads, read_when_released, CurrentPrices::bundled(None))
            .unwrap();
        recommendations.refill(1, &others, listed());
        recommendations
            .poll(&threads, read_when_released, CurrentPrices::bundled(None))
            .unwrap();
        drop(held);
        for _ in 0..3_000 {
            recommendations
                .poll(&threads, read_when_released, CurrentPrices::bundled(None))
                .unwrap();
            if files
                .iter()
                .all(|place| recommendations.get(place).is_some())
            {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("a recommendation is missing");
    }
}
