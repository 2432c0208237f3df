//! What the window can show: the tabs, and what some of them choose between.

use crate::charts::comparison::ComparedQuantity;
use crate::charts::cost::CostAxis;
use crate::charts::figure::FigureKind;

/// What is shown beside the editor. The order of the tabs is that of their commands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// The cost curves.
    Cost,
    /// Totals by phase.
    Phases,
    /// What drives the result.
    Drivers,
    /// How sure the result is.
    Risk,
    /// The result over two inputs.
    Map,
    /// What to do, and why: a new window opens here.
    #[default]
    Decide,
    /// The months.
    Table,
    /// Several scenarios.
    Compare,
}

impl Tab {
    /// The name by which settings remember it.
    pub fn key(self) -> String {
        format!("{self:?}")
    }
}

/// What the cost tab shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CostView {
    /// Both cumulative costs.
    Curves(CostAxis),
    /// How far fine-tuning is ahead.
    Saving,
}

impl CostView {
    /// All views, in order.
    pub const ALL: [Self; 3] = [
        Self::Curves(CostAxis::Months),
        Self::Curves(CostAxis::Queries),
        Self::Saving,
    ];
}

impl Default for CostView {
    fn default() -> Self {
        Self::Curves(CostAxis::Months)
    }
}

/// A page of the decision tab.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DecisionPage {
    /// What to do.
    #[default]
    Verdict,
    /// Both approaches side by side.
    SideBySide,
    /// What the prompt could still give.
    Levers,
    /// Deciding later.
    Timing,
    /// What was billed beside the plan.
    Actuals,
}

impl DecisionPage {
    /// All pages, in order.
    pub const ALL: [Self; 5] = [
        Self::Verdict,
        Self::SideBySide,
        Self::Levers,
        Self::Timing,
        Self::Actuals,
    ];
}

/// A page of the presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PresentationPage {
    /// A chart.
    Chart(FigureKind),
    /// What to do, and why.
    Verdict,
    /// The scenarios that are compared.
    Comparison(ComparedQuantity),
}

/// A step among the pages of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStep {
    /// To the next page.
    Next,
    /// To the page before.
    Previous,
    /// To the first page.
    First,
    /// To the last page.
    Last,
}
