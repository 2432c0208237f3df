//! How the program speaks: one word for one thing, numbers in one form, nothing said with more certainty than the figures have.
//!
//! - [`rules`]: what is wrong with a text, if something is
//! - [`tables`]: labels and help of the inputs, names and tooltips of the commands
//! - [`reports`]: all that is said of every example on paper, in a terminal and in JSON
//! - [`generated`]: the same of generated scenarios
//! - [`screen`]: all that every tab of every example shows
//! - [`strings`]: every text in the program's source, shown or not
//! - [`patterns`]: a worked case of each form of number and of each pattern of sentence

mod generated;
mod patterns;
mod reports;
mod rules;
mod screen;
mod strings;
mod tables;
