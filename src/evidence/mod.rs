//! Inputs that are looked up rather than estimated: list prices of models, and usual values.
//!
//! - [`catalog`]: the catalog that comes with the program
//! - [`search`]: finding a model of it by what people type
//! - [`pick`]: filling in a model's prices with their sources, without replacing what the user typed
//! - [`usual`]: usual values of inputs that hardly anyone knows beforehand, with their sources
//! - `listed`: how an entry states its prices

pub mod catalog;
mod listed;
pub mod pick;
pub mod search;
pub mod usual;
