//! The integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod broken;
mod cli;
mod determinism;
mod docx;
mod gallery;
mod golden;
mod injection;
mod mutations;
mod pdf;
mod properties;
mod readback;
mod spoken;
mod support;
mod tidy;
