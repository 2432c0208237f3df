//! One binary of integration tests.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod window;
