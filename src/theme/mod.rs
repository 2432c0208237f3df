//! The look of window and paper: colours, type, and both put into egui's style. Knows nothing of the program but its two approaches.
//!
//! - [`palette`]: the colours, from assets/theme.ron
//! - [`fonts`]: the type; a context that draws charts has to have it installed
//! - [`style`]: both put into a context

pub mod fonts;
pub mod palette;
pub mod style;
