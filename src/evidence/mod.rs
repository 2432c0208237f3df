//! Inputs that are looked up rather than estimated: list prices of models, from the catalog that comes with the program.

pub mod catalog;
