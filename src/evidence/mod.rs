//! Inputs that are looked up rather than estimated. So far these are the list prices of models:
//!
//! - [`catalog`]: the catalog that comes with the program
//! - [`search`]: finding a model of it by what people type
//! - [`pick`]: filling in a model's prices with their sources, without replacing what the user typed
//! - `listed`: how an entry states its prices

pub mod catalog;
mod listed;
pub mod pick;
pub mod search;
