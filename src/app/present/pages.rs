//! The pages of a presentation.

use crate::app::library::list::Library;
use crate::app::messages::screen::PresentationPage;
use crate::app::tabs::compare;
use crate::app::workspace::Workspace;
use crate::charts::comparison::ComparedQuantity;
use crate::charts::figure::FigureKind;
use crate::study::Study;

/// The pages that there are for a study.
pub fn pages(workspace: &Workspace, library: &Library, study: &Study) -> Vec<PresentationPage> {
    let charts = FigureKind::available(study).map(PresentationPage::Chart);
    let mut pages: Vec<PresentationPage> = charts.chain([PresentationPage::Verdict]).collect();
    if has_comparison(workspace, library) {
        let quantities = [ComparedQuantity::Savings, ComparedQuantity::Costs];
        pages.extend(quantities.map(PresentationPage::Comparison));
    }
    pages
}

/// Whether the compared scenarios can be laid over each other.
pub fn has_comparison(workspace: &Workspace, library: &Library) -> bool {
    compare::count(workspace, library) > 0 && compare::in_one_currency(workspace, library)
}
