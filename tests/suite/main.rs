//! The integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod docx;
mod pdf;
mod readback;
mod spoken;
mod support;
