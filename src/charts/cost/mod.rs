//! The cost chart: what each approach has cost by each moment, and below it over the same months the saving, in which what is uncertain for
//! both approaches alike cancels out. One dotted line through both panels marks the break-even.
//!
//! - `panels`: the panels with everything around them; `layout`: where they stand; `words`: what they say they show
//! - `curves`: the curves of the costs; `billed`: what was billed beside them
//! - `ends`: at its right side the totals and their ranges
//! - `marks`: what happens at the steps of the curves, and the values under the pointer

mod billed;
mod curves;
mod ends;
mod layout;
mod marks;
mod panels;
mod words;

use egui::{Color32, Sense, Ui, Vec2, vec2};
use egui_plot::{LineStyle, PlotPoint, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::actuals::BilledCurve;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::queries_at;
use crate::analysis::price::is_unpriced;
use crate::analysis::strategy::CostPath;
use crate::scenario::Scenario;
use crate::theme::palette::Palette;

use super::crossings::CrossingMarks;
use super::plot::bands::ShownBands;

/// What the horizontal axis counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CostAxis {
    /// Time.
    #[default]
    Months,
    /// Queries answered.
    Queries,
}

/// Everything that the chart shows.
pub struct CostChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What the horizontal axis counts.
    pub axis: CostAxis,
    /// What the costs and the saving may be by month; `None` if no input is uncertain.
    pub bands: Option<ShownBands<'a>>,
    /// What prompting costs with the optimised prompt that is recommended; `None` if none is.
    pub optimised: Option<&'a CostPath>,
    /// A switch to show, by its month. If `None`, the best one is shown, provided that it beats both approaches.
    pub switch: Option<(usize, &'a CostPath)>,
    /// What was billed, beside the curves.
    pub billed: &'a [BilledCurve],
    /// The saving as planned, beside which a what-if is drawn.
    pub plan: Option<&'a [[f64; 2]]>,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// From this height on there are two panels, in points.
const TWO_PANELS_HEIGHT: f32 = 260.0;
/// Where there is one panel, it is the saving's if the totals are closer than this share of the higher one.
const CLOSE_SHARE: f64 = 0.15;
/// One curve and how it is drawn.
struct Curve<'a> {
    name: String,
    /// What else its label says; it may be empty.
    note: &'static str,
    path: &'a CostPath,
    /// `None` for the switch from one to the other, and for the optimised prompt.
    approach: Option<Approach>,
    color: Color32,
    /// The colour of its words.
    text: Color32,
    style: LineStyle,
    /// In points.
    width: f32,
}

/// Which panels there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panels {
    Cost,
    Saving,
    Both,
}

impl CostChart<'_> {
    /// Draws it into all the space that `ui` has. Each panel says above it what it shows.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let height = ui.available_size().max(MIN_SIZE).y;
        self.panels_ui(ui, self.panels(height));
    }

    /// Draws the costs without the saving, for a place beside a chart of that.
    pub fn costs_only_ui(&self, ui: &mut Ui) {
        self.panels_ui(ui, Panels::Cost);
    }

    fn panels_ui(&self, ui: &mut Ui, panels: Panels) {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let curves = self.curves(Palette::current(ui));
        if curves.is_empty() {
            return;
        }
        let marks = CrossingMarks::new(self.scenario, self.analysis);
        match self.axis {
            CostAxis::Months => self.over_months_ui(ui, rect, panels, &curves, &marks),
            CostAxis::Queries => self.over_queries_ui(ui, rect, &curves, &marks),
        }
    }

    /// Which panels a chart of this height has: in a low one that which shows the finding.
    fn panels(&self, height: f32) -> Panels {
        // A switch is a curve of its own.
        let is_of_costs = self.axis == CostAxis::Queries || self.switch.is_some();
        if is_of_costs || is_unpriced(self.scenario) {
            return Panels::Cost;
        }
        if height >= TWO_PANELS_HEIGHT {
            return Panels::Both;
        }
        let prompting = self.analysis.prompting.cost_path.total();
        let fine_tuning = self.analysis.fine_tuning.cost_path.total();
        let difference = (prompting - fine_tuning).abs();
        if difference < CLOSE_SHARE * prompting.max(fine_tuning) {
            Panels::Saving
        } else {
            Panels::Cost
        }
    }

    /// The x of a moment, which is given in months from the start.
    fn x(&self, t: f64) -> f64 {
        match self.axis {
            CostAxis::Months => t,
            CostAxis::Queries => queries_at(&self.analysis.queries, t),
        }
    }

    /// The greatest x; 1 if there is nothing to count, so that the axis has a length.
    fn x_end(&self) -> f64 {
        let end = self.x(self.analysis.months() as f64);
        if end > 0.0 { end } else { 1.0 }
    }

    fn position(&self, transform: &PlotTransform, t: f64, cost: f64) -> egui::Pos2 {
        transform.position_from_point(&PlotPoint::new(self.x(t), cost))
    }
}
