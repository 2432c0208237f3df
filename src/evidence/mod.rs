//! Inputs that are looked up rather than estimated: list prices of models, usual values, and error rates from
//! an evaluation.
//!
//! - [`catalog`]: the catalog that comes with the program
//! - [`catalog_text`]: a catalog as text
//! - [`current`]: the prices in use, and which of them may not hold any more
//! - [`bills`]: what was really billed, from a table
//! - [`own`]: the user's own price list, which wins over the bundled catalog
//! - [`search`]: finding a model of it by what people type
//! - [`pick`]: filling in a model's prices with their sources, without replacing what the user typed
//! - [`remarks`]: what a user who picks it should know of it
//! - `price_change`: what it announces for later, as a price change of the scenario
//! - [`usual`]: usual values of inputs that hardly anyone knows beforehand, with their sources; [`evaluated`]: error rates from the scenario's
//!   evaluation; [`offer`]: which of them is offered for an input
//! - [`caching`]: turning prompt caching on and off
//! - [`provider`]: who offers the models, in which order, and how long caches live
//! - [`price_lists`]: the public price lists of others
//! - [`listing`]: the rows of the list of models
//! - [`material`]: the kinds of files of the user’s own; [`problem`]: what is wrong with one of their lines
//! - [`tokens`]: how many tokens a prompt has, and of which parts
//! - [`training`]: what a training file holds, and what training on it costs
//! - [`listed`]: how an entry states its token prices; `people_name`: the name that people say of a model

pub mod bills;
pub mod caching;
pub mod catalog;
pub mod catalog_text;
pub mod current;
pub mod evaluated;
pub mod listed;
pub mod listing;
pub mod material;
pub mod offer;
pub mod own;
mod people_name;
pub mod pick;
mod price_change;
pub mod price_lists;
pub mod problem;
pub mod provider;
pub mod remarks;
pub mod search;
pub mod tokens;
pub mod training;
pub mod usage;
pub mod usual;
