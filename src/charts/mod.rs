//! Each chart is drawn once, with `egui_plot`, for the window and for export alike: a function that draws into any `egui::Ui`.
//!
//! - [`cost`]: both cumulative cost curves and where they cross
//! - [`phases`]: what each approach costs, by phase
//! - [`drivers`]: how far each input alone swings the saving
//! - [`risk`]: how the saving is spread, and by when it has paid back
//! - [`progression`]: what deciding for fine-tuning after each month comes to
//! - [`saving`]: how far fine-tuning is ahead, by month
//! - [`compare`]: several scenarios over each other
//! - [`distribution`]: what is known of one input
//! - [`map`]: who is cheaper over any two inputs
//! - [`axis`]: ticks as people read them
//! - [`labels`]: words in charts, without overlaps
//! - [`fonts`]: the type; a context that draws charts has to have it installed
//! - [`palette`]: the colours, from assets/theme.ron; [`style`]: both put into a context
//! - [`figure`]: all of these with titles that state the finding, for slides, reports and the presentation

pub mod axis;
pub mod compare;
pub mod cost;
pub mod distribution;
pub mod drivers;
pub mod figure;
pub mod fonts;
pub mod labels;
pub mod map;
pub mod palette;
pub mod phases;
pub mod progression;
pub mod risk;
pub mod saving;
mod still;
pub mod style;
