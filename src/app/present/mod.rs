//! The presentation: the whole screen, large type, one chart a page; a strip of the inputs that matter most answers "what if" on the spot.
//! It begins, ends and moves on in `update`.
//!
//! - [`presentation`]: its state
//! - [`pages`]: the pages that there are
//! - [`strip`]: the inputs that can be changed meanwhile
//! - [`view`]: what is drawn

pub mod pages;
pub mod presentation;
pub mod strip;
pub mod view;
