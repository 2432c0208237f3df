//! What a form of list holds.

use super::fields::problem_of_name;
use super::listed_model::{ListedModel, Unreadable};

/// What a form of list holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub models: Vec<ListedModel>,
    pub left_out: usize,
    pub unpriced: usize,
    pub unreadable: Vec<Unreadable>,
}

impl Found {
    pub fn add_unreadable(&mut self, place: usize, provider: Option<&str>, why: String) {
        let provider = provider.map(str::to_owned);
        self.unreadable.push(Unreadable {
            place,
            provider,
            why,
        });
    }

    /// Whether a model's name can be shown; if not, the entry is among the unreadable ones.
    pub fn can_name(&mut self, place: usize, id: &str, provider: Option<&str>) -> bool {
        let problem = problem_of_name(id);
        if let Some(problem) = problem {
            self.add_unreadable(place, provider, problem.to_owned());
        }
        problem.is_none()
    }
}
