//! The look of window and paper. Of the rest of the program it knows only the two approaches. It touches neither disk
//! nor threads, except [`fonts`], which lists the system's fonts in the background.
//!
//! - [`palette`]: the colours, from assets/theme.ron
//! - [`fonts`]: the bundled face, and those of the system
//! - [`style`]: installs both in a context of egui; charts can be drawn only in such a context

pub mod fonts;
pub mod palette;
pub mod style;
