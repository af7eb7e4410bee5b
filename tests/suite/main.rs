//! The integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod advice;
mod broken;
mod charts;
mod cli;
mod contrast;
mod controls;
mod determinism;
mod dispatch;
mod evidence;
mod exports;
mod faults;
mod gallery;
mod golden;
mod hostile;
mod injection;
mod killed;
mod layouts;
mod many;
mod mutations;
mod pages;
mod papers;
mod properties;
mod readback;
mod rules;
mod size;
mod standards;
mod stress;
mod support;
mod tags;
mod tidy;
mod variations;
mod watching;
mod word;
mod workbook;
