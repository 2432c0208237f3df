//! Inputs that are read rather than guessed. So far: list prices of models, from the catalog that comes with the program.

pub mod catalog;
