//! Training files: how many examples they hold, how many tokens each has, and what a training run on them costs.
//!
//! - [`form`]: the forms of training files, told by the content of a line
//! - `example`: a line as an example, or what is wrong with it
//! - [`tally`]: what was found in a part of a file; parts are added up
//! - [`summary`]: the figures of a whole file
//! - [`epochs`]: the passes over the data that a provider takes by default
//! - [`offers`]: what a run costs at each offer of the catalog, and what is filled into a scenario

pub mod epochs;
mod example;
pub mod form;
pub mod offers;
pub mod summary;
pub mod tally;
