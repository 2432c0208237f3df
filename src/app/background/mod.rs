//! Named background threads, which wake the window when they are done.
//!
//! - [`tasks`]: starts threads, and holds the events that they end with
//! - [`computed`]: a value that follows from what is shown and takes long to compute
//! - [`surroundings`]: what the window needs of the system

pub mod computed;
pub mod fault;
pub mod surroundings;
pub mod tasks;
