//! The alternatives to prompting throughout: fine-tuning now or later. What each saves over prompting, in the base case and on average over the
//! uncertain inputs, and the value of information for the choice. The later one is the best switch in the base case; a switch that is best only on
//! average isn't searched for.

pub mod retirement;
pub mod switch_month;

use std::convert::Infallible;

use crate::analysis::Analysis;
use crate::analysis::approach::without_rounding;
use crate::analysis::ledger::Ledger;
use crate::analysis::risk::draws::each_draw;
use crate::analysis::risk::lanes::BLOCK;
use crate::analysis::risk::{InformationValue, Risk, success};
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::{Scenario, inputs};

/// An alternative to prompting throughout: fine-tuning after some month. Amounts are in the scenario's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alternative {
    /// The month after which it is decided on; 0: at once.
    pub month: usize,
    /// What it is expected to save over prompting throughout, in the base case.
    pub base: f64,
    /// What it saves on average; in the base case where all inputs are exact.
    pub mean: f64,
    /// Its outcomes over the draws; `None` if all inputs are exact.
    pub outlook: Option<Outlook>,
}

/// The outcomes of an alternative over the draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// Share of draws in which it saves.
    pub saves: f64,
    /// Mean of what it loses, over all draws.
    pub loss: f64,
    /// Mean of what it gains, over all draws.
    pub gain: f64,
}

/// All alternatives of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternatives {
    /// Fine-tuning now.
    pub now: Alternative,
    /// The best later switch in the base case; `None` if it isn't cheaper than both prompting and fine-tuning now.
    pub later: Option<Alternative>,
    /// Expected value of perfect information for the choice between these and prompting.
    pub evpi: f64,
    /// The input that is worth most to know for that choice; `None` if none is worth anything.
    pub most_informative: Option<InformationValue>,
}

impl Alternatives {
    /// Computes all alternatives. A later switch takes a ledger per draw, which is too slow for a frame of the window.
    pub fn new(
        scenario: &Scenario,
        analysis: &Analysis,
        risk: Option<&Risk>,
        draws: usize,
    ) -> Self {
        let now = Alternative {
            month: 0,
            base: analysis.expected_saving(),
            mean: risk.map_or(analysis.expected_saving(), |risk| risk.saving.mean),
            outlook: risk.map(|risk| {
                // EVPI = E[max(0, S)] − max(0, E[S])
                let gain = risk.evpi + risk.saving.mean.max(0.0);
                Outlook {
                    saves: risk.probability_cheaper,
                    loss: gain - risk.saving.mean,
                    gain,
                }
            }),
        };
        let information = risk.and_then(|risk| risk.evppi.first().copied());
        let mut alternatives = Self {
            now,
            later: None,
            evpi: risk.map_or(0.0, |risk| risk.evpi),
            most_informative: information.filter(|information| information.value > 0.0),
        };
        if let Some(best) = analysis.better_than_both() {
            let base = analysis.prompting.cost_path.total() - best.expected_total;
            let later = Alternative {
                month: best.month,
                base,
                mean: base,
                outlook: None,
            };
            alternatives.later = Some(later);
            if risk.is_some() {
                alternatives.evaluate_later(scenario, later, draws);
            }
        }
        alternatives
    }

    /// Evaluates a later switch over the draws: its outcomes, and the value of information for the choice among all three.
    fn evaluate_later(&mut self, scenario: &Scenario, later: Alternative, draws: usize) {
        let drawn = SwitchDraws::new(scenario, later.month, draws);
        let count = drawn.savings.len() as f64;
        let mean = |figure: &dyn Fn(f64) -> f64| {
            drawn
                .savings
                .iter()
                .map(|pair| figure(pair[1]))
                .sum::<f64>()
                / count
        };
        // On the same draws the difference to fine-tuning now is estimated more precisely than either saving.
        let over_now = |pair: &[f64; 2]| pair[1] - pair[0];
        let over_now = drawn.savings.iter().map(over_now).sum::<f64>() / count;
        self.later = Some(Alternative {
            mean: self.now.mean + over_now,
            outlook: Some(Outlook {
                saves: mean(&|saving| f64::from(u8::from(saving > 0.0))),
                loss: mean(&|saving| (-saving).max(0.0)),
                gain: mean(&|saving| saving.max(0.0)),
            }),
            ..later
        });
        // Information is worth no less for a choice among three than between two of them.
        let evpi = drawn.information_value(drawn.savings.len(), |draw, _| draw);
        self.evpi = evpi.max(self.evpi);
        let slices = 1 << (drawn.savings.len().max(1).ilog2() / 3);
        let ranges = drawn
            .coordinates
            .iter()
            .filter(|(input, _)| input.path != success::PATH);
        let by_input = ranges.map(|(input, coordinates)| InformationValue {
            input,
            value: drawn.information_value(slices, |draw, slices| {
                ((u64::from(coordinates[draw]) * slices as u64) >> 32) as usize
            }),
        });
        // The chance stands for whether it succeeds.
        let succeeds = inputs::find(success::PATH).filter(|_| !drawn.succeeds.is_empty());
        let by_success = succeeds.map(|input| InformationValue {
            input,
            value: drawn.information_value(2, |draw, _| usize::from(drawn.succeeds[draw])),
        });
        self.most_informative = by_input
            .chain(by_success)
            .filter(|information| information.value > 0.0)
            .max_by(|a, b| a.value.total_cmp(&b.value));
    }

    /// Fine-tuning now, then the later switch if there is one.
    pub fn all(&self) -> impl Iterator<Item = &Alternative> {
        std::iter::once(&self.now).chain(&self.later)
    }
}

/// Savings of both alternatives, draw by draw.
struct SwitchDraws {
    /// What fine-tuning now and the later switch save, for each draw.
    savings: Vec<[f64; 2]>,
    /// Where the draws lie, for each uncertain input.
    coordinates: Vec<(&'static inputs::Input, Vec<u32>)>,
    /// Whether fine-tuning succeeds, for each draw; empty if it does for sure.
    succeeds: Vec<bool>,
}

impl SwitchDraws {
    fn new(scenario: &Scenario, later: usize, draws: usize) -> Self {
        let uncertain = inputs::uncertain(scenario).map(|(input, ..)| (input, Vec::new()));
        let mut coordinates: Vec<(_, Vec<u32>)> = uncertain.collect();
        let (mut savings, mut succeeds) = (Vec::new(), Vec::new());
        let mut drawn_scenario = scenario.clone();
        let Ok(()) = each_draw(scenario, draws, |drawn| {
            let inputs = coordinates.iter_mut().zip(drawn.coordinates);
            for ((_, all), of_block) in inputs {
                all.extend(of_block);
            }
            for draw in 0..BLOCK {
                for ((input, _), column) in coordinates.iter().zip(drawn.columns) {
                    // Draws lie in the domain.
                    let _ = input.set_exactly(&mut drawn_scenario, column[draw]);
                }
                let ledger = Ledger::new(&drawn_scenario);
                let prompting = total(&ledger, Strategy::Prompting);
                let fails = drawn.success.is_some_and(|drawn| !drawn.succeeds[draw]);
                savings.push([0, later].map(|k| {
                    if fails {
                        -ledger.upfront_after(k)
                    } else {
                        prompting - total(&ledger, Strategy::SwitchAt(k))
                    }
                }));
            }
            succeeds.extend(drawn.success.iter().flat_map(|drawn| drawn.succeeds));
            Ok::<(), Infallible>(())
        });
        Self {
            savings,
            coordinates,
            succeeds,
        }
    }

    /// The value of knowing in which of so many parts a draw lies: the best choice in each part, less the best single choice for all.
    fn information_value(&self, parts: usize, part: impl Fn(usize, usize) -> usize) -> f64 {
        let mut sums = vec![[0.0; 2]; parts];
        for (draw, savings) in self.savings.iter().enumerate() {
            let sum = &mut sums[part(draw, parts)];
            *sum = [sum[0] + savings[0], sum[1] + savings[1]];
        }
        let best = |[now, later]: [f64; 2]| now.max(later).max(0.0);
        let all = sums
            .iter()
            .fold([0.0; 2], |all, sum| [all[0] + sum[0], all[1] + sum[1]]);
        let known: f64 = sums.iter().copied().map(best).sum();
        without_rounding(known - best(all), known.abs()) / self.savings.len() as f64
    }
}
