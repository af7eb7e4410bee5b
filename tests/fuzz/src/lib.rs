//! The checks for libFuzzer: see `any`.

pub mod any;

#[path = "../../suite/workbook.rs"]
pub mod workbook;
