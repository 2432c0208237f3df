//! Both approaches side by side in words: [`aspects`], cost by phase as the field's articles print it ([`phases`]), and the [`strengths`] of
//! each that apply.

pub mod aspects;
pub mod phases;
pub mod strengths;
