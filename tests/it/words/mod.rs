//! How the program speaks: one word for one thing, numbers in one form, nothing said with more certainty than the figures have.
//!
//! - [`rules`]: what is wrong with a text, if something is
//! - [`tables`]: labels and help of the inputs, names and tooltips of the commands
//! - [`reports`]: all that is said of every example on paper, in a terminal and in JSON
//! - [`screen`]: all that every tab of every example shows
//! - [`patterns`]: a worked case of numbers, errors, echoes and sources as they are written

mod patterns;
mod reports;
mod rules;
mod screen;
mod tables;
