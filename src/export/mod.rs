//! What leaves the program: reports for machines ([`json`], [`csv`]) and for people ([`text`]).

pub mod csv;
pub mod decision;
pub mod drawing;
pub mod json;
pub mod pdf;
pub mod picture;
pub mod svg;
pub mod text;
pub mod typeface;
