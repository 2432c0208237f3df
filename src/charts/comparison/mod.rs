//! Several scenarios in one chart: what fine-tuning saves in each, or what both approaches cost. Scenarios of about one size lie over each
//! other, each in a colour of its own; if their sizes differ tenfold, each has a panel with a scale of its own.
//!
//! - `curves`: the lines of each scenario, and which of them are the same
//! - `overlay`: all lines in one plot, with names at their ends; `panels`: a plot for each scenario
//! - `marker`: the mark of each scenario, which tells its line apart in grey print too

mod curves;
mod marker;
mod overlay;
mod panels;

use egui::{Sense, Ui, Vec2, vec2};

use crate::analysis::approach::Approach;
use crate::scenario::quantity::count_with_noun;
use crate::scenario::words::uncapitalized;
use crate::scenario::{Currency, Month};
use crate::study::{Study, comparison, words};

use super::plot::axis::TimeAxis;
use super::plot::frame::{Heading, chart_frame_ui};
use super::plot::labels::name_chart;
use super::plot::months::MonthAxis;
use super::plot::ticks::Counted;

/// The quantity in which scenarios are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ComparedQuantity {
    /// What fine-tuning has saved.
    #[default]
    Savings,
    /// What both approaches have cost.
    Costs,
}

impl ComparedQuantity {
    /// What an axis of it counts.
    fn counted(self, currency: &Currency) -> Counted<'_> {
        match self {
            Self::Savings => Counted::Gain(currency),
            Self::Costs => Counted::Money(currency),
        }
    }
}

/// Everything that the chart shows.
pub struct ComparisonChart<'a> {
    /// The scenarios, all in one currency.
    pub studies: &'a [Study],
    /// The quantity of theirs that is shown.
    pub quantity: ComparedQuantity,
}

/// At most this many scenarios are drawn: the colours of more couldn't be told apart.
pub const MAX_COMPARED: usize = 7;
/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(280.0, 160.0);

impl ComparisonChart<'_> {
    /// The finding, as a sentence.
    pub fn title(&self) -> String {
        match self.quantity {
            ComparedQuantity::Savings => words::savings_finding(self.studies),
            ComparedQuantity::Costs => words::costs_finding(self.studies),
        }
    }

    /// What the chart shows.
    pub fn caption(&self) -> String {
        let what = match self.quantity {
            ComparedQuantity::Savings => {
                "Cumulative saving in the base case, by month since start".to_owned()
            }
            ComparedQuantity::Costs => {
                "Cumulative cost in the base case, by month since start; dashed: fine-tuning"
                    .to_owned()
            }
        };
        if Self::has_panels(&self.curves()) {
            format!("{what}. Each scenario has a scale of its own")
        } else {
            what
        }
    }

    /// What it shows, with all last amounts: its name where it isn't seen.
    fn name(&self) -> String {
        let scenarios = self.curves().into_iter().map(|scenario| {
            let amounts = scenario.curves.iter().map(|curve| {
                let approach = curve.approach.map_or("", Approach::label);
                format!(" {} {}", uncapitalized(approach), self.last_amount(curve))
            });
            let amounts: Vec<String> = amounts.collect();
            format!("{}{}", scenario.name, amounts.join(","))
        });
        let scenarios: Vec<String> = scenarios.collect();
        let what = match self.quantity {
            ComparedQuantity::Savings => "Savings",
            ComparedQuantity::Costs => "Costs",
        };
        let all = scenarios.join("; ").replace("  ", " ");
        format!("{what} of the compared scenarios: {all}")
    }

    /// Draws the chart as a figure, with its finding above it.
    pub fn figure_ui(&self, ui: &mut Ui) {
        let scenarios = count_with_noun(self.studies.len() as f64, "scenario");
        let foot = format!("{scenarios} in the base case · Breakeven");
        let heading = Heading::new(self.title(), self.caption());
        chart_frame_ui(ui, heading, Some(foot), |ui| {
            self.chart_ui(ui);
        });
    }

    /// Draws the curves into all the space that `ui` has. Leaves it empty if there are no scenarios, or if they count in several currencies.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        if comparison::common_currency(self.studies).is_none() {
            return;
        }
        let curves = self.curves();
        if Self::has_panels(&curves) {
            self.panels_ui(ui, rect, &curves);
        } else {
            self.overlay_ui(ui, rect, &curves);
        }
    }
}

/// The axis of months, which counts them: the scenarios need not share a calendar.
fn month_axis(months: usize) -> MonthAxis<'static> {
    MonthAxis {
        start: Month::default(),
        months,
        time: TimeAxis::Counted,
        queries: None,
    }
}
