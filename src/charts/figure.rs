//! A figure: a chart with its finding as title, what it shows below that, and the scenario at its foot. What goes on a slide, into a report
//! and on the wall. Each kind of figure is described once, here.

use egui::Ui;

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::breakeven::BreakEven;
use crate::analysis::drivers::tipping::TippingValue;
use crate::analysis::finding::calendar::{month_of, span};
use crate::analysis::map::Map;
use crate::analysis::price::is_unpriced;
use crate::decision::options::switch_month::SwitchTiming;
use crate::scenario::quantity::{count, full_count, money};
use crate::study::Study;

use super::cost::{CostAxis, CostChart};
use super::drivers::DriversChart;
use super::map::{MapChart, MapQuantity};
use super::phases::PhasesChart;
use super::plot::frame::chart_frame_ui;
use super::risk::RiskChart;
use super::saving::SavingChart;
use super::switch_timing::SwitchTimingChart;

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// Both cumulative costs by month.
    Cost,
    /// Both by queries answered.
    Queries,
    /// How far fine-tuning is ahead, by month.
    Saving,
    /// Totals by phase.
    Phases,
    /// What drives the saving.
    Drivers,
    /// How the saving is spread.
    Risk,
    /// The chance of having paid back, by month.
    PaidBack,
    /// Who is cheaper over two inputs.
    Map,
    /// How soon it breaks even over two inputs.
    MapMonths,
    /// What deciding later costs.
    SwitchTiming,
}

impl FigureKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Cost,
        Self::Queries,
        Self::Saving,
        Self::Phases,
        Self::Drivers,
        Self::Risk,
        Self::PaidBack,
        Self::Map,
        Self::MapMonths,
        Self::SwitchTiming,
    ];

    /// Its name on the command line and in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Queries => "queries",
            Self::Saving => "saving",
            Self::Phases => "phases",
            Self::Drivers => "drivers",
            Self::Risk => "risk",
            Self::PaidBack => "paid-back",
            Self::Map => "map",
            Self::MapMonths => "map-months",
            Self::SwitchTiming => "progression",
        }
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cost => "Cost by month",
            Self::Queries => "Cost by queries",
            Self::Saving => "Difference",
            Self::Phases => "By phase",
            Self::Drivers => "What drives it",
            Self::Risk => "Risk",
            Self::PaidBack => "Paid back",
            Self::Map => "Map",
            Self::MapMonths => "Map of break-even",
            Self::SwitchTiming => "When to decide",
        }
    }

    /// Why a study doesn't have it; `None` where it does.
    pub fn unavailable_because(self, study: &Study) -> Option<&'static str> {
        // What each approach costs is there all the same, as far as it is stated.
        if is_unpriced(&study.scenario)
            && !matches!(self, Self::Cost | Self::Queries | Self::Phases)
        {
            return Some("prices are missing");
        }
        let (there, why) = match self {
            Self::Risk | Self::PaidBack => (
                study.risk().is_some(),
                "all inputs are exact; state one as a range",
            ),
            Self::Map | Self::MapMonths => {
                (study.map().is_some(), "no two inputs have room to vary")
            }
            Self::Drivers => (
                !study.drivers().tornado.is_empty(),
                "no input makes a difference",
            ),
            Self::SwitchTiming => (
                study.analysis.months() > 1,
                "one month has nothing to choose from",
            ),
            Self::Cost | Self::Queries | Self::Saving | Self::Phases => (true, ""),
        };
        (!there).then_some(why)
    }

    /// Those that a study has.
    pub fn available(study: &Study) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(|kind| kind.unavailable_because(study).is_none())
    }
}

/// A figure of a study.
pub struct Figure<'a> {
    /// The study.
    pub study: &'a Study,
    /// Which figure.
    pub kind: FigureKind,
    /// Whether it stands alone: with its finding above it and the scenario below. Within a report both may be said already.
    pub alone: bool,
}

impl Figure<'_> {
    /// The finding that it shows.
    pub fn title(&self) -> String {
        let study = self.study;
        let amount = |value| money(value, &study.scenario.currency);
        match self.kind {
            FigureKind::Cost => study.headline(),
            FigureKind::Risk => self
                .risk_chart()
                .map_or(String::new(), |chart| chart.reading()),
            FigureKind::Queries => match study.analysis.break_even {
                BreakEven::At(moment) => format!(
                    "Fine-tuning pays back after {} queries",
                    count(moment.queries)
                ),
                _ => study.verdict.headline.clone(),
            },
            // Without prices there is nothing else to find.
            _ if is_unpriced(&study.scenario) => study.verdict.headline.clone(),
            FigureKind::Saving => {
                let saving = study.analysis.saving();
                let span = span(study.scenario.horizon_months.whole());
                match study.analysis.cheaper() {
                    Some(Approach::FineTuning) => {
                        format!("Fine-tuning saves {} over {span}", amount(saving))
                    }
                    Some(Approach::Prompting) => {
                        format!("Fine-tuning costs {} more over {span}", amount(-saving))
                    }
                    None => format!("Both cost the same over {span}"),
                }
            }
            FigureKind::Phases => self.largest_phase(),
            FigureKind::Drivers => match study.drivers().tornado.first() {
                Some(bar) => {
                    let (low, high) = (
                        bar.saving_at_low.min(bar.saving_at_high),
                        bar.saving_at_low.max(bar.saving_at_high),
                    );
                    let (low, high) = (amount(low), amount(high));
                    if low == high {
                        format!("No input moves the saving from {low}")
                    } else {
                        format!(
                            "“{}” matters most: it moves the saving from {low} to {high}",
                            bar.input.full_label()
                        )
                    }
                }
                None => "Nothing drives the result".to_owned(),
            },
            FigureKind::PaidBack => self
                .risk_chart()
                .map_or(String::new(), |chart| chart.paid_back()),
            FigureKind::Map => self.tipping_on_map().unwrap_or_else(|| {
                let map = study.map();
                map.map_or(String::new(), Map::sentence)
            }),
            FigureKind::MapMonths => match study.analysis.break_even {
                BreakEven::FromTheStart => {
                    "Where you stand, fine-tuning is cheaper from the start".to_owned()
                }
                BreakEven::At(moment) => format!(
                    "Where you stand, fine-tuning breaks even in month {}",
                    month_of(moment)
                ),
                BreakEven::Never => "Where you stand, fine-tuning never breaks even".to_owned(),
            },
            FigureKind::SwitchTiming => {
                let progression = &study.decision().switch_timing;
                progression.finding(&study.scenario, progression.best.unwrap_or(0))
            }
        }
    }

    /// What it shows, for those who want to know exactly.
    pub fn caption(&self) -> String {
        match self.kind {
            FigureKind::Cost | FigureKind::Queries => self.cost_chart().caption(),
            FigureKind::Saving => self.saving_chart().caption(),
            FigureKind::Phases => PhasesChart::CAPTION.to_owned(),
            FigureKind::Drivers => self.drivers_chart().caption().to_owned(),
            FigureKind::Risk => format!("{}, and the chance of a larger saving", RiskChart::SAVING),
            FigureKind::PaidBack => RiskChart::PAID_BACK.to_owned(),
            FigureKind::Map => "Who is cheaper, the other inputs at base".to_owned(),
            FigureKind::MapMonths => {
                "When fine-tuning breaks even, the other inputs at base".to_owned()
            }
            FigureKind::SwitchTiming => SwitchTiming::CAPTION.to_owned(),
        }
    }

    /// Draws it into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        // The curves stand under the headline that is their title.
        let title = (self.alone || self.kind != FigureKind::Cost).then(|| self.title());
        let foot = self.alone.then(|| self.foot());
        chart_frame_ui(ui, title, &self.caption(), foot, |ui| self.chart_ui(ui));
    }

    /// Draws the chart alone.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let study = self.study;
        match self.kind {
            FigureKind::Cost | FigureKind::Queries => self.cost_chart().chart_ui(ui),
            FigureKind::Saving => self.saving_chart().chart_ui(ui),
            FigureKind::Phases => PhasesChart {
                scenario: &study.scenario,
                analysis: &study.analysis,
            }
            .chart_ui(ui),
            FigureKind::Drivers => self.drivers_chart().chart_ui(ui),
            FigureKind::Risk => {
                if let Some(chart) = self.risk_chart() {
                    chart.saving_chart_ui(ui);
                }
            }
            FigureKind::PaidBack => {
                if let Some(chart) = self.risk_chart() {
                    chart.paid_back_chart_ui(ui);
                }
            }
            FigureKind::Map | FigureKind::MapMonths => {
                if let Some(map) = study.map() {
                    let shows = if self.kind == FigureKind::Map {
                        MapQuantity::Saving
                    } else {
                        MapQuantity::BreakEven
                    };
                    MapChart {
                        scenario: &study.scenario,
                        map,
                        quantity: shows,
                    }
                    .ui(ui);
                }
            }
            FigureKind::SwitchTiming => {
                let progression = &study.decision().switch_timing;
                SwitchTimingChart {
                    scenario: &study.scenario,
                    progression,
                    month: progression.best.unwrap_or(0),
                }
                .ui(ui);
            }
        }
    }

    /// "Support replies · Jan 2027 to Dec 2028 · 131,072 draws".
    fn foot(&self) -> String {
        let scenario = &self.study.scenario;
        let last = scenario.horizon_months.whole() as i32 - 1;
        let (from, to) = (scenario.start.short(), scenario.start.plus(last).short());
        let known = match self.study.risk() {
            Some(risk) => format!("{} draws", full_count(risk.samples)),
            None => "all inputs at base".to_owned(),
        };
        format!(
            "{} · {from} to {to} · {known} · Breakeven",
            scenario.title()
        )
    }

    fn cost_chart(&self) -> CostChart<'_> {
        let over = if self.kind == FigureKind::Queries {
            CostAxis::Queries
        } else {
            CostAxis::Months
        };
        let bands = self.study.risk().map(|risk| (&risk.bands, true));
        CostChart {
            scenario: &self.study.scenario,
            analysis: &self.study.analysis,
            axis: over,
            // By a month's end each draw has answered other numbers of queries.
            bands: bands.filter(|_| over == CostAxis::Months),
            switch: None,
        }
    }

    fn saving_chart(&self) -> SavingChart<'_> {
        SavingChart {
            scenario: &self.study.scenario,
            analysis: &self.study.analysis,
            bands: self.study.risk().map(|risk| (&risk.bands, true)),
        }
    }

    fn drivers_chart(&self) -> DriversChart<'_> {
        DriversChart {
            scenario: &self.study.scenario,
            drivers: self.study.drivers(),
        }
    }

    fn risk_chart(&self) -> Option<RiskChart<'_>> {
        self.study.risk().map(|risk| RiskChart {
            scenario: &self.study.scenario,
            risk,
            threshold: self.study.threshold,
            draggable: false,
        })
    }

    /// "Fine-tuning: answers reviewed: fine-tuning wins below 29 %; you plan 22 to 33 %", of an input that the map is over.
    fn tipping_on_map(&self) -> Option<String> {
        let map = self.study.map()?;
        let mut tipping = self.study.drivers().tipping_values.iter();
        // What is beyond the map isn't seen on it.
        let on_map = |tip: &&TippingValue| {
            let mut axes = [&map.x, &map.y].into_iter();
            axes.any(|axis| tip.input == axis.input && (axis.low..=axis.high).contains(&tip.value))
        };
        let of_map = tipping.find(on_map)?;
        Some(of_map.sentence(&self.study.scenario))
    }

    /// "Inference makes the difference: $50k less with fine-tuning".
    fn largest_phase(&self) -> String {
        let analysis = &self.study.analysis;
        let saved = |phase: Phase| {
            let cost = |side| analysis.costs_of(side).cost_path.by_phase[phase];
            cost(Approach::Prompting) - cost(Approach::FineTuning)
        };
        let largest = Phase::ALL
            .into_iter()
            .max_by(|a, b| saved(*a).abs().total_cmp(&saved(*b).abs()));
        match largest.map(|phase| (phase, saved(phase))) {
            Some((phase, saved)) if saved != 0.0 => format!(
                "{} makes the largest difference: {} {} with fine-tuning",
                phase.label(),
                money(saved.abs(), &self.study.scenario.currency),
                if saved > 0.0 { "less" } else { "more" }
            ),
            _ => "Both cost the same in every phase".to_owned(),
        }
    }
}
