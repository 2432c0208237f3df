//! The recommendations of the listed scenarios, computed in the background one after the other and kept until a file or a threshold changes.

use std::sync::OnceLock;

use crate::analysis::approach::Approach;
use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::app::background::computed::Computed;
use crate::app::background::tasks::Threads;
use crate::files::examples::{EXAMPLES, Example};
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
    known: Vec<(Listed, Short)>,
    /// Computed for the number of a computation.
    running: Computed<u64, Short>,
    started: Option<(u64, Listed)>,
    /// Counts the computations.
    count: u64,
}

/// A listed scenario, with the settings that decide for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    pub place: ScenarioRef,
    pub scenario: Scenario,
    pub settings: DecisionSettings,
}

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
        self.made_for = Some((revision, settings.clone()));
        let listed: Vec<Listed> = listed.collect();
        self.known.retain(|(known, _)| listed.contains(known));
        let known = &self.known;
        let is_unknown = |one: &Listed| !known.iter().any(|(known, _)| known == one);
        self.queue = listed.into_iter().filter(is_unknown).collect();
        self.queue.reverse();
    }

    /// Takes a result that arrived, and starts the next computation. Returns whether a result arrived.
    pub(super) fn poll(&mut self, threads: &Threads) -> Result<bool, String> {
        const NAME: &str = "recommendations";
        self.running.receive(NAME)?;
        let mut arrived = false;
        if !self.running.is_running()
            && let Some((number, listed)) = self.started.take()
            && let Some(short) = self.running.get(&number).current()
        {
            self.known.push((listed, short.clone()));
            arrived = true;
        }
        if self.started.is_none()
            && let Some(next) = self.queue.pop()
        {
            self.count += 1;
            let number = self.count;
            let listed = next.clone();
            self.running
                .poll(threads, NAME, &number, || move || Ok(Some(short(&listed))))?;
            self.started = Some((number, next));
        }
        Ok(arrived)
    }

    /// The recommendation of a listed scenario, the latest that is known.
    pub(super) fn get(&self, place: &ScenarioRef) -> Option<&Short> {
        let known = self.known.iter().rev();
        let mut known = known.filter(|(listed, _)| listed.place == *place);
        known.next().map(|(_, short)| short)
    }
}

/// The rows of the examples: these never change, and their recommendations only with the settings.
static EXAMPLE_ROWS: [OnceLock<Short>; EXAMPLES.len()] =
    [const { OnceLock::new() }; EXAMPLES.len()];

fn short(listed: &Listed) -> Short {
    let compute = || {
        let study = Study::new(&listed.scenario, FINAL_DRAWS, &listed.settings);
        let headline = study.headline();
        (headline.short.clone(), headline.speaks_for)
    };
    let cache = match &listed.place {
        ScenarioRef::Example(name) if listed.settings == DecisionSettings::default() => {
            let place = EXAMPLES
                .iter()
                .position(|example: &Example| example.name == name);
            place.and_then(|place| EXAMPLE_ROWS.get(place))
        }
        _ => None,
    };
    match cache {
        Some(cache) => cache.get_or_init(compute).clone(),
        None => compute(),
    }
}
