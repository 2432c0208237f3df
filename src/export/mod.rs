//! What leaves the program: reports for machines ([`json`], [`csv`]) and for people ([`text`]).

pub mod csv;
pub mod decision;
pub mod json;
pub mod text;
