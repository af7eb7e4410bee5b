//! # underlag
//!
//! Builds a Swedish municipality's committee paper from the sections that its units deliver: one document model, two
//! files, an archival PDF and an editable Word file.
//!
//! ```text
//! rapport.toml ─┐
//! enheter/*.toml ┴> load > merge > report ─┬> check ──> diagnostics
//!                                          └> lower ──> model ─> render ─> bytes ─> write
//! layouts/<name>/ ─────────────────────────────────────────────────┘
//! ```
//!
//! Each step has the shape `fn step(input) -> (output, Vec<Diagnostic>)`: a run tells every fault that it can find. A
//! value of the wrong kind is a finding and counts as absent, what has not come is a gap, and both are shown in the
//! draft; there is always a paper, unless the manifest or the layout cannot be used at all.
//!
//! ## Where things live
//!
//! | module | turns | into |
//! |---|---|---|
//! | [`load`] | a folder on the disk | texts, the [`manifest`], each unit's [`section`], the [`layout`] |
//! | [`fields`], [`written`] | a TOML table | typed values that know where they were written |
//! | [`sheet`] | an Excel workbook | the cells of a sheet, with their digits exact |
//! | [`prose`] | CommonMark | paragraphs, lists and words that know where they were written |
//! | [`mod@merge`] | manifest and sections, in any order of arrival | one [`report`], in the manifest's order |
//! | [`mod@check`] | a report | [`diagnostic`]s, less what an [`exception`] accepts |
//! | [`address`], [`sums`], [`binding`] | `table.row.column` | a cell, the rows of a sum, a figure in running text |
//! | [`charts`] | a chart of the manifest | the report's figures that it shows |
//! | [`contrast`] | two colours | how much they differ for the eye |
//! | [`status`], [`trace`], [`fulfilment`] | a checked report | how each unit stands, where a figure is used, which goals are reached |
//! | [`mod@lower`] | a report | the [`model`]: numbering, notes, the Swedish way of writing |
//! | [`origin`] | the files that were read | the hashes by which a paper says what it was made from |
//! | [`render`] | model and layout | PDF (Typst), DOCX (docx-rs), plain text |
//! | [`figures`], [`evidence`] | a checked report | the table of every figure, and all that a PDF for auditors carries |
//! | [`mod@dispatch`] | a report without errors | the final files and a package for each recipient |
//! | [`mod@reverify`] | such a PDF | whether its attachments make it again, byte for byte |
//! | [`mod@write`] | bytes | files, all of them or none |
//! | [`mod@verify`] | the finished PDF and Word file | what they say, and where they differ |
//! | [`pipeline`] | a folder and options | everything above, in order |
//! | [`mod@watch`] | the findings of two builds | those that came and those that went |
//! | [`cli`] | arguments | exit code and what is printed |
//!
//! [`source`], [`amount`], [`limits`], [`money`], [`standard`], `pattern` and [`swedish`] are words that all of them
//! share; they know nothing of the pipeline. The same feature has the same file name in every layer: `goals`,
//! `finance`, `risks`, `narrative`, `notes`.
//!
//! ## What holds everywhere
//!
//! `tests/suite/tidy.rs` reads the source for the invariants that are absences, other tests show the rest.
//!
//! 1. Only [`load`] reads the disk, only [`mod@write`] writes it; nothing reads the network, and the clock is read by
//!    [`cli`] alone, to say how long a build took. Dates are inputs.
//! 2. Only `render::pdf` names Typst, only `render::docx` names docx-rs; neither knows sections, reports or checks.
//! 3. No floating point in a figure. An [`amount::Amount`] keeps the digits as they were written: `0.10` stays `0.10`.
//! 4. What a unit writes is data in both writers, never markup: `#`, `$`, `\`, `&`, `<` come out as themselves.
//! 5. Every block of the model knows the place that it came from.
//! 6. Same inputs, same bytes: on any path, with any number of threads. Threads share what is never written again
//!    (patterns and fonts, each made once) and what [`cli`] counts reports by; results are collected in the order of
//!    the inputs, and each of several reports has a process of its own. A model of the interleavings would have
//!    nothing of ours to model.
//! 7. Both writers match every kind of block without a wildcard arm.
//! 8. Every length, size and colour stands in the layout's token file, which both writers read.
//! 9. Reading is total: any bytes give findings that lie in the files, and both files or a reason why not
//!    (`tests/fuzz`). Overflow is checked, and `unsafe` forbidden.
//! 10. The wording of findings stands in [`diagnostic::messages`] alone, in Swedish and in English.

pub mod base;
pub mod check;
pub mod cli;
pub mod deliver;
pub mod diagnostic;
pub mod input;
pub mod layout;
pub mod lower;
pub mod model;
pub mod pipeline;
pub mod render;
pub mod report;
