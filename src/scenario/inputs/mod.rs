//! The one table of inputs. Each input of a scenario is described once, in table.rs; whatever shows, names, changes or
//! varies an input goes through an [`Input`].

mod error;
mod field;
mod input;
mod lookup;
mod section;
mod table;
mod value;

pub use error::InputError;
pub use input::Input;
pub use lookup::{estimates, find, nearest_path, uncertain};
pub use section::Section;
pub use table::INPUTS;
pub use value::{Kind, Notation, Value};
