//! The integration tests, in one binary.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "tests make files, start the program and measure pages"
)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod absorb;
mod absorb_halves;
mod absorb_kinds;
mod absorb_looks;
mod absorb_restyled;
mod addresses;
mod advice;
mod averages;
mod beside;
mod brackets;
mod broken;
mod bundles;
mod cases;
mod charts;
mod claims;
mod cli;
mod confined;
mod contrast;
mod controls;
mod conventions;
mod conversion;
mod counts;
mod courses;
mod coverage;
mod csv_files;
mod deadlines;
mod determinism;
mod differences;
mod dispatch;
mod earlier;
mod everyday;
mod evidence;
mod exports;
mod faults;
mod finance_tables;
mod first_hour;
mod fits;
mod fix;
mod footnotes;
mod form;
mod fuzz;
mod gallery;
mod goal_trees;
mod golden;
mod growth;
mod guides;
mod hashes;
mod headings;
mod heads_and_logos;
mod hostile;
mod html;
mod injection;
mod internal_control;
mod keys;
mod killed;
mod kolada;
mod layouts;
mod linear;
mod lsp;
mod made_rows;
mod many;
mod meant;
mod memo;
mod mutations;
mod neighbours;
mod new;
mod output;
mod page_references;
mod pages;
mod papers;
mod personal_data;
mod pictured;
mod plans;
mod properties;
mod readback;
mod remedies;
mod rooms;
mod rules;
mod shapes;
mod size;
mod spared;
mod standards;
mod statements;
mod strangers_disk;
mod strangers_layouts;
mod strangers_pdf;
#[cfg(unix)]
mod strangers_tables;
#[cfg(unix)]
mod strangers_word;
mod stress;
mod support;
mod swedish;
mod tags;
mod terminal;
mod terms;
mod tidy;
mod typesetting;
mod unit_check;
mod watching;
mod word;
mod word_comments;
mod word_edited;
mod word_elsewhere;
mod word_fonts;
mod word_list;
mod words;
mod workbook;
mod worked;
