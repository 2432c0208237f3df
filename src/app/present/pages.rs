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
    let comparisons =
        [ComparedQuantity::Savings, ComparedQuantity::Costs].map(PresentationPage::Comparison);
    let has_comparison = has_comparison(workspace, library);
    FigureKind::available(study)
        .map(PresentationPage::Chart)
        .chain([PresentationPage::Verdict])
        .chain(comparisons.into_iter().filter(|_| has_comparison))
        .collect()
}

/// Whether the compared scenarios can be laid over each other.
pub fn has_comparison(workspace: &Workspace, library: &Library) -> bool {
    compare::count(workspace, library) > 0 && compare::in_one_currency(workspace, library)
}
