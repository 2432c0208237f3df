//! The charts. Each is described once, with `egui_plot`, as a struct of references to what it shows and a function that draws it into any
//! `egui::Ui`; window and export draw the same.
//!
//! - [`cost`]: both cumulative cost curves, and where they cross
//! - [`saving`]: how far fine-tuning is ahead, by month
//! - [`phases`]: what each approach costs, by phase
//! - `crossings`: where the cheaper approach changes, for both of these
//! - [`drivers`]: how far each input alone swings the saving
//! - [`risk`]: the distribution of the saving, and by when fine-tuning has paid back
//! - [`map`]: who is cheaper, over any two inputs
//! - [`switch_timing`]: the total by the month in which fine-tuning is decided on
//! - [`pilot`]: what a pilot is worth and costs, by its size
//! - [`decision_card`]: what to do, with three figures
//! - [`comparison`]: several scenarios in one chart
//! - [`distribution`]: the density of one input's estimate
//! - [`figure`]: these charts with titles that state the finding, for slides, reports and the presentation
//! - [`plot`]: what the charts share: ticks, bands, words that don't overlap, the frame around a chart
//! - [`look`]: the choices of how an exported chart looks
//!
//! To add a chart, write its file, then add its kind to [`figure::FigureKind`]: command line, reports and presentation take it from there.

pub mod comparison;
pub mod cost;
mod crossings;
pub mod decision_card;
pub mod distribution;
pub mod drivers;
pub mod figure;
pub mod look;
pub mod map;
pub mod phases;
pub mod pilot;
pub mod plot;
pub mod risk;
pub mod saving;
pub mod switch_timing;
