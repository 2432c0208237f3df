//! Tokens of a prompt: how many a model makes of it, and of which parts.
//!
//! - [`tokenizer`]: published tokenizers, and estimates for models whose tokenizer isn't published
//! - [`model_name`]: the models of the catalog that a name means
//! - [`prompt`]: the parts of a prompt: instructions, examples, and what the chat format adds
//! - `conversations`: conversations that were held, and how many calls one takes
//! - `filling`: what a prompt fills into a scenario
//! - `messages`: prompts as JSON messages; `examples`: the examples within a text

mod conversations;
mod examples;
mod filling;
mod messages;
pub mod model_name;
pub mod prompt;
pub mod tokenizer;
