//! Breakeven.
pub mod analysis;
pub mod cli;
pub mod evidence;
pub mod export;
pub mod files;
pub mod scenario;
