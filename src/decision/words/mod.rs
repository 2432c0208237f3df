//! The decision in words. The rest of [`decision`](super) gives enums and figures; the sentences that the window, the report, text and JSON
//! show are made here, each in one place.
//!
//! - [`advice`]: the verdict; [`roadmap`]: the plan with dates
//! - [`flips`]: what would change it; `rules`, `alternative`, `recommendation`: what the verdict is made of
//! - [`comparison`]: both approaches side by side
//! - [`checklist`], `evaluation`, `levers`, `switch_timing`, `retirement`: the words of the facts of the same name

pub mod advice;
mod alternative;
pub mod checklist;
pub mod comparison;
mod evaluation;
pub mod flips;
mod levers;
mod recommendation;
mod retirement;
pub mod roadmap;
mod rules;
mod switch_timing;
