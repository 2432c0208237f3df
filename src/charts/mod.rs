//! Each chart is drawn once, with `egui_plot`, for the window and for export alike: a function that draws into any `egui::Ui`.
//!
//! - [`cost`]: both cumulative cost curves and where they cross
//! - [`phases`]: what each approach costs, by phase
//! - [`drivers`]: how far each input alone swings the saving
//! - [`risk`]: how the saving is spread, and by when it has paid back
//! - [`switch_timing`]: what deciding for fine-tuning after each month comes to
//! - [`saving`]: how far fine-tuning is ahead, by month
//! - [`comparison`]: several scenarios over each other
//! - [`distribution`]: what is known of one input
//! - [`map`]: who is cheaper over any two inputs
//! - [`plot`]: what all of them share: ticks as people read them, words without overlaps, the frame around a chart
//! - [`look`]: what can be chosen about the look of what is drawn
//! - [`figure`]: all of these with titles that state the finding, for slides, reports and the presentation

pub mod comparison;
pub mod cost;
pub mod distribution;
pub mod drivers;
pub mod figure;
pub mod look;
pub mod map;
pub mod phases;
pub mod plot;
pub mod risk;
pub mod saving;
pub mod switch_timing;
