//! A figure: a chart with its finding as title, what it shows below that, and the scenario at its foot. Figures go on slides, into reports
//! and on the wall of a presentation. Each kind of figure is described once, here; `title` puts its finding into words.

mod title;

use egui::Ui;

use crate::analysis::price::is_unpriced;
use crate::decision::options::switch_month::SwitchTiming;
use crate::decision::pilot::Pilot;
use crate::scenario::record::Record;
use crate::study::Study;

use super::cost::{CostAxis, CostChart};
use super::decision_card;
use super::drivers::DriversChart;
use super::map::{MapChart, MapQuantity};
use super::phases::PhasesChart;
use super::pilot::PilotChart;
use super::plot::bands::ShownBands;
use super::plot::frame::{Heading, chart_frame_ui};
use super::plot::labels::caption_ui;
use super::risk::RiskChart;
use super::saving::SavingChart;
use super::switch_timing::SwitchTimingChart;

/// The card has the chart of the saving below it if that gets at least this height, in points.
const MIN_GAP_CHART_HEIGHT: f32 = 170.0;

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// What to do, with three figures and how far fine-tuning is ahead.
    Decision,
    /// Both cumulative costs, by month.
    Cost,
    /// Both cumulative costs, by queries answered.
    Queries,
    /// How far fine-tuning is ahead, by month.
    Saving,
    /// Both totals, by phase.
    Phases,
    /// How far each input alone swings the saving.
    Drivers,
    /// The distribution of the saving.
    Risk,
    /// The chance of having paid back, by month.
    PaidBack,
    /// Who is cheaper, over two inputs.
    Map,
    /// When fine-tuning breaks even, over two inputs.
    MapMonths,
    /// The total by the month in which fine-tuning is decided on.
    SwitchTiming,
    /// What a pilot is worth and costs, by its size.
    Pilot,
}

impl FigureKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Decision,
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
        Self::Pilot,
    ];

    /// Its name on the command line and in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::Decision => "decision",
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
            Self::Pilot => "pilot",
        }
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Decision => "Decision",
            Self::Cost => "Cost by month",
            Self::Queries => "Cost by volume",
            Self::Saving => "Saving",
            Self::Phases => "Breakdown",
            Self::Drivers => "Sensitivity",
            Self::Risk => "Risk",
            Self::PaidBack => "Chance of break-even",
            Self::Map => "Map",
            Self::MapMonths => "Map of break-even months",
            Self::SwitchTiming => "Timing",
            Self::Pilot => "Pilot",
        }
    }

    /// Why a study has no such figure; `None` if it has one.
    pub fn unavailable_because(self, study: &Study) -> Option<&'static str> {
        // Costs are shown without prices too, as far as they are stated.
        if is_unpriced(&study.scenario)
            && !matches!(self, Self::Cost | Self::Queries | Self::Phases)
        {
            return Some("prices are missing");
        }
        let (is_available, why) = match self {
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
            Self::Pilot => (
                study.decision().pilot.is_some(),
                "a pilot would show nothing: fine-tuning succeeds or fails for sure, or saves nothing",
            ),
            Self::Decision | Self::Cost | Self::Queries | Self::Saving | Self::Phases => (true, ""),
        };
        (!is_available).then_some(why)
    }

    /// The kinds of figure that a study has.
    pub fn available(study: &Study) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(|kind| kind.unavailable_because(study).is_none())
    }
}

/// A figure of a study.
pub struct Figure<'a> {
    /// The scenario with all that was computed for it.
    pub study: &'a Study,
    /// What of the study it shows.
    pub kind: FigureKind,
    /// Whether it stands alone, with what to do and its finding above it and the scenario below. A report has said what to do, the scenario,
    /// and the finding of the cost curves.
    pub alone: bool,
    /// The saving as planned, as points [t, saving], beside which a what-if is drawn.
    pub plan: Option<&'a [[f64; 2]]>,
}

impl Figure<'_> {
    /// What exactly the figure shows.
    pub fn caption(&self) -> String {
        match self.kind {
            FigureKind::Decision => String::new(),
            FigureKind::Cost | FigureKind::Queries => self.cost_chart().caption(),
            FigureKind::Saving => self.saving_caption(),
            FigureKind::Phases => self.phases_chart().caption(),
            FigureKind::Drivers => self.drivers_chart().caption(),
            FigureKind::Risk => self
                .risk_chart()
                .map_or(String::new(), |chart| chart.saving_caption()),
            FigureKind::PaidBack => RiskChart::PAID_BACK_CAPTION.to_owned(),
            FigureKind::Map => MapQuantity::Saving.caption(&self.study.scenario),
            FigureKind::MapMonths => MapQuantity::BreakEven.caption(&self.study.scenario),
            FigureKind::SwitchTiming => SwitchTiming::CAPTION.to_owned(),
            FigureKind::Pilot => Pilot::CAPTION.to_owned(),
        }
    }

    /// Draws the figure into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        // In a report the cost curves stand under the headline, which is their title. The card has its own.
        let has_title = match self.kind {
            FigureKind::Decision => false,
            FigureKind::Cost => self.alone,
            _ => true,
        };
        let mut heading = if has_title {
            self.heading()
        } else {
            Heading::default()
        };
        let foot = self.alone.then(|| self.foot());
        // The panels of the cost chart say what they show.
        if !matches!(self.kind, FigureKind::Cost | FigureKind::Queries) {
            heading.caption = self.caption();
        }
        chart_frame_ui(ui, heading, foot, |ui| self.chart_ui(ui));
    }

    /// Draws the cumulative costs, without the saving below them, for a place beside the chart of the saving.
    pub fn costs_only_ui(&self, ui: &mut Ui) {
        let heading = Heading::new(self.costs_title(), String::new());
        chart_frame_ui(ui, heading, None, |ui| self.cost_chart().costs_only_ui(ui));
    }

    /// Draws the chart without title, caption and foot.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let study = self.study;
        match self.kind {
            FigureKind::Decision => self.decision_ui(ui),
            FigureKind::Cost | FigureKind::Queries => self.cost_chart().chart_ui(ui),
            FigureKind::Saving => self.saving_chart().chart_ui(ui),
            FigureKind::Phases => self.phases_chart().chart_ui(ui),
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
                    let quantity = if self.kind == FigureKind::Map {
                        MapQuantity::Saving
                    } else {
                        MapQuantity::BreakEven
                    };
                    MapChart {
                        scenario: &study.scenario,
                        map,
                        quantity,
                    }
                    .ui(ui);
                }
            }
            FigureKind::SwitchTiming => {
                let timing = study.switch_timing();
                SwitchTimingChart {
                    scenario: &study.scenario,
                    timing,
                    month: timing.best.unwrap_or(0),
                }
                .ui(ui);
            }
            FigureKind::Pilot => self.pilot_ui(ui),
        }
    }

    fn pilot_ui(&self, ui: &mut Ui) {
        if let Some(pilot) = &self.study.decision().pilot {
            let scenario = &self.study.scenario;
            PilotChart { scenario, pilot }.ui(ui);
        }
    }

    /// The card, and below it how far fine-tuning is ahead if there is room, else the reasons.
    fn decision_ui(&self, ui: &mut Ui) {
        let card = self.study.card();
        decision_card::figure_ui(ui, card, self.alone);
        if ui.available_height() >= MIN_GAP_CHART_HEIGHT {
            ui.add_space(10.0);
            caption_ui(ui, &self.saving_caption());
            self.saving_chart().chart_ui(ui);
        } else {
            decision_card::figure_reasons_ui(ui, card);
        }
    }

    /// "Support replies · Jan 2027 to Dec 2028 · 131,072 simulations · Breakeven 0.1.0 …"; a figure that shows no simulations says "base case".
    fn foot(&self) -> String {
        let scenario = &self.study.scenario;
        let last = scenario.horizon_months.whole() as i32 - 1;
        let (from, to) = (scenario.start.short(), scenario.start.plus(last).short());
        let shows_simulations = matches!(
            self.kind,
            FigureKind::Decision
                | FigureKind::Cost
                | FigureKind::Saving
                | FigureKind::Risk
                | FigureKind::PaidBack
                | FigureKind::Pilot
        );
        let known = match self.study.risk().filter(|_| shows_simulations) {
            Some(risk) => risk.simulations(),
            None => "base case".to_owned(),
        };
        let record = self.study.record();
        let made = record.map_or("Breakeven".to_owned(), Record::foot);
        format!("{} · {from} to {to} · {known} · {made}", scenario.title())
    }

    fn cost_chart(&self) -> CostChart<'_> {
        // Bands are known by month, and each draw has answered another number of queries by then.
        let (axis, bands) = if self.kind == FigureKind::Queries {
            (CostAxis::Queries, None)
        } else {
            (CostAxis::Months, self.bands())
        };
        CostChart {
            scenario: &self.study.scenario,
            analysis: &self.study.analysis,
            axis,
            bands,
            optimised: self.study.decision().optimised_prompting(),
            switch: None,
            billed: &self.study.billed,
            plan: self.plan,
        }
    }

    fn bands(&self) -> Option<ShownBands<'_>> {
        self.study.risk().map(|risk| ShownBands {
            bands: &risk.bands,
            is_current: true,
        })
    }

    fn saving_chart(&self) -> SavingChart<'_> {
        SavingChart {
            scenario: &self.study.scenario,
            analysis: &self.study.analysis,
            bands: self.bands(),
            plan: self.plan,
        }
    }

    fn phases_chart(&self) -> PhasesChart<'_> {
        PhasesChart {
            scenario: &self.study.scenario,
            analysis: &self.study.analysis,
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
}
