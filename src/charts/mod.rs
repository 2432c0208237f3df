//! Each chart is drawn once, with `egui_plot`, for the window and for export alike: a function that draws into any `egui::Ui`.
//!
//! - [`cost`]: both cumulative cost curves and where they cross
//! - [`phases`]: what each approach costs, by phase
//! - [`drivers`]: how far each input alone swings the saving
//! - [`axis`]: ticks as people read them
//! - [`labels`]: words in charts, without overlaps
//! - [`fonts`]: the type; a context that draws charts has to have it installed
//! - [`palette`]: the colours, from assets/theme.ron

pub mod axis;
pub mod cost;
pub mod drivers;
pub mod fonts;
pub mod labels;
pub mod palette;
pub mod phases;
mod still;
