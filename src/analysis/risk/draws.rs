//! Drawing blocks of a run one after the other, or collecting what they come to.

use std::ops::Range;

use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use super::accumulator::Collected;
use super::engine::{Block, Curves, Engine};
use super::lanes::{BLOCK, Each};
use super::layout::{Drawn, Layout};
use super::model_inputs::Plan;
use super::parallel::in_parts;
use super::samples::Uncertain;

/// What is drawn, and how.
pub(super) struct Run {
    pub(super) plan: Plan,
    pub(super) uncertain: Vec<Uncertain>,
    pub(super) layout: Layout,
    threads: usize,
}

/// Where blocks are worked out one after the other.
struct Workplace<'a> {
    engine: Engine<'a>,
    coordinates: Vec<[u32; BLOCK]>,
    columns: Vec<Each>,
    outcomes: Block,
}

impl Run {
    pub(super) fn new(scenario: &Scenario, wanted: usize, threads: usize) -> Self {
        let uncertain = Uncertain::of(scenario);
        let inputs: Vec<&'static Input> = uncertain.iter().map(|one| one.input).collect();
        Self {
            plan: Plan::new(scenario, &inputs),
            uncertain,
            layout: Layout::new(wanted),
            threads,
        }
    }

    fn workplace(&self) -> Workplace<'_> {
        Workplace {
            engine: Engine::new(&self.plan),
            coordinates: vec![[0; BLOCK]; self.uncertain.len()],
            columns: vec![[0.0; BLOCK]; self.uncertain.len()],
            outcomes: Block::new(),
        }
    }

    /// Draws a block, with its curves where they are wanted.
    fn draw<'a>(
        &self,
        block: usize,
        at: &'a mut Workplace<'_>,
        curves: Option<&mut Curves>,
    ) -> Drawn<'a> {
        let draw = block * BLOCK;
        let (scramble, first) = (
            draw / self.layout.of_scramble,
            draw % self.layout.of_scramble,
        );
        let columns = at.coordinates.iter_mut().zip(&mut at.columns);
        for (uncertain, (coordinates, column)) in self.uncertain.iter().zip(columns) {
            uncertain.fill(scramble as u32, first as u32, coordinates, column);
        }
        at.engine
            .work_out(BLOCK, &at.columns, &mut at.outcomes, curves);
        Drawn {
            scramble,
            first,
            coordinates: &at.coordinates,
            columns: &at.columns,
            outcomes: &at.outcomes,
        }
    }

    /// Draws blocks and joins what is `collected`, with their curves where they are wanted; `None` where `goes_on` says no.
    pub(super) fn collect(
        &self,
        blocks: Range<usize>,
        mut collected: Collected,
        with_curves: bool,
        goes_on: &(impl Fn() -> bool + Sync),
    ) -> Option<(Collected, Vec<Curves>)> {
        let parts = in_parts(self.threads, blocks, |part| {
            let (mut at, mut collected) = (self.workplace(), collected.like());
            let mut curves = Vec::new();
            for block in part {
                let mut of_block = with_curves.then(|| Curves::new(self.plan.months));
                collected.take(&self.draw(block, &mut at, of_block.as_mut()));
                curves.extend(of_block);
                if !goes_on() {
                    return None;
                }
            }
            Some((collected, curves))
        })?;
        let mut curves = Vec::new();
        for (part, of_part) in parts {
            collected.join(part);
            curves.extend(of_part);
        }
        Some((collected, curves))
    }
}

/// All draws of a run in order, for audit; stops where `taken` fails.
pub fn each_draw<E>(
    scenario: &Scenario,
    wanted: usize,
    mut taken: impl FnMut(&Drawn<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let run = Run::new(scenario, wanted, 1);
    let mut at = run.workplace();
    for block in 0..run.layout.samples / BLOCK {
        taken(&run.draw(block, &mut at, None))?;
    }
    Ok(())
}
