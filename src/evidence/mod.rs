//! Inputs that are looked up rather than estimated. So far these are the list prices of models, in the [`catalog`] that comes with the
//! program.

pub mod catalog;
pub mod search;
