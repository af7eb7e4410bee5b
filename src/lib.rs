//! # underlag
//!
//! Builds a Swedish municipality's committee paper from the sections that its units deliver: one document model, two
//! files, an archival PDF and an editable Word file.
//!
//! ```text
//! rapport.toml ─┐                        ┌> check ──> diagnostics ─┐
//! enheter/*.toml ┴> input > report ──────┤                         ├> pipeline > deliver
//! layouts/<name>/ ─> layout ───┐         └> lower ──> model ─┐     │
//!                              └───────────────────> render ─┴─────┘
//! ```
//!
//! Each step has the shape `fn step(input) -> (output, Vec<Diagnostic>)`: a run tells every fault that it can find. A
//! value of the wrong kind is a finding and counts as absent, what has not come is a gap, and both are shown in the
//! draft; there is always a paper, unless the manifest or the layout cannot be used at all.
//!
//! ## The rooms
//!
//! In the order of the data: each uses only those before it, [`mod@check`] and [`mod@lower`] do not know each other,
//! and [`render`] knows neither of them, nor [`input`] and [`report`]. `tests/suite/rooms.rs` holds that by reading
//! every path of the source, and draws it.
//!
//! | room | turns | into |
//! |---|---|---|
//! | [`base`] | | words that all share: figures, dates, places in files, ids, hashes |
//! | [`diagnostic`] | a finding | lines for people, JSON, SARIF; codes and what each means |
//! | [`model`] | | the document, format-neutral: parts, blocks, words, notes, charts |
//! | [`layout`] | `tokens.toml` | lengths, colours, logo, running heads |
//! | [`input`] | files on the disk | values that know where they were written: manifest, sections, prose, cells |
//! | [`report`] | manifest and sections, as they arrive | one report, in the manifest's order, and answers about it |
//! | [`mod@check`] | a report | findings, less what an exception accepts |
//! | [`mod@lower`] | a report | the model: numbering, notes, the Swedish way of writing |
//! | [`render`] | model and layout | PDF (Typst), DOCX (docx-rs), plain text |
//! | [`pipeline`] | a folder and options | everything above, in order; what the files rest on |
//! | [`deliver`] | bytes | files, packages, and what finished files say when they are read back |
//! | [`cli`] | arguments | exit code and what is printed |
//!
//! The same feature has the same file name in every room: `goals`, `finance`, `risks`, `narrative`, `notes`,
//! `charts`. A room's `mod.rs` is its front page. Each room words its own findings, in a file `messages`.
//!
//! ## The life of a row
//!
//! | where | what | type |
//! |---|---|---|
//! | `enheter/it.toml` | `[[rad]]` with its cells as somebody wrote them | text |
//! | [`input::decode`] | a TOML table, whose keys are asked for one by one | `Fields` |
//! | [`input::section`] | what a unit delivered, each value with its place | `FinanceRow` |
//! | [`input::manifest`] | what the paper asks for: which unit's row stands where, or what it is made of | `RowSpec` |
//! | [`report::merge`] | the row in its place of its table, converted, with its figures exact | `OwnedRow` |
//! | [`mod@check`] | what is wrong with it | `Diagnostic` |
//! | [`mod@lower`] | as it is shown: words, marks of notes, missing decimals | [`model::Row`] |
//! | [`render`] | a row of the PDF's table and of the Word file's | bytes |
//!
//! ## Where to begin
//!
//! - A new key of the manifest or of a section: [`input::manifest`], [`input::section`]; then [`input::keys`], which
//!   editors' schema and the reference, `inputs/referens.md`, are made from.
//! - A new check: a file or a function of [`mod@check`], its words in its `messages`, its code in [`diagnostic`], a
//!   case in `tests/gallery`.
//! - A new kind of block: [`model`]; the compiler then names both writers, the text and what reads them back.
//! - Why a figure is what it is: [`report::trace`]. What a PDF for auditors carries: [`pipeline::evidence`].
//!
//! ## What holds everywhere
//!
//! `tests/suite/tidy.rs` and `rooms.rs` read the source for the invariants that are absences, other tests show the
//! rest.
//!
//! 1. Only [`input::load`] reads the disk, only [`deliver::write`] writes it, only [`deliver::net`] reads the network,
//!    for `underlag kolada` alone, and the clock is read by [`cli`] alone, to say how long a build took and to wait
//!    until nobody types. Dates are inputs.
//! 2. Only [`render::pdf`] and [`render::fonts`] name Typst, only [`render::docx`] names docx-rs.
//! 3. No floating point in a figure. An [`base::amount::Amount`] keeps the digits as they were written: `0.10` stays
//!    `0.10`.
//! 4. What a unit writes is data in both writers, never markup: `#`, `$`, `\`, `&`, `<` come out as themselves.
//! 5. Every block of the model knows the place that it came from.
//! 6. Same inputs, same bytes: on any path, with any number of threads. Threads share what is never written again
//!    (patterns and fonts, each made once) and what [`cli`] counts reports by or holds back; results are collected in
//!    the order of the inputs, and each of several reports has a process of its own. A model of the interleavings would
//!    have nothing of ours to model.
//! 7. Both writers match every kind of block without a wildcard arm.
//! 8. Every length, size and colour stands in the layout's token file, which both writers read.
//! 9. Reading is total: any bytes give findings that lie in the files, and both files or a reason why not
//!    (`tests/fuzz`). Overflow is checked, and `unsafe` forbidden.
//! 10. The wording of findings stands in `messages` alone, in Swedish and in English, one constructor a finding; the
//!     command line's own words stand in `cli::texts`.
//! 11. No two files use each other, but for the body of the Word writer, which is the recursion of the document itself.
//! 12. Nothing that is made of a file holds its comments, but for a header or a key that waits for its value, or how
//!     recipients are reached: [`input::personal`] blanks both before the file is read.

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::float_arithmetic,
        reason = "unit tests make files, and hold exact figures against inexact ones"
    )
)]

pub mod base;
pub mod check;
pub mod cli;
pub mod deliver;
pub mod diagnostic;
pub mod input;
pub mod layout;
// What a document is made of is matched kind by kind: a new one is for every match to answer.
#[deny(clippy::wildcard_enum_match_arm)]
pub mod lower;
#[deny(clippy::wildcard_enum_match_arm)]
pub mod model;
pub mod pipeline;
#[deny(clippy::wildcard_enum_match_arm)]
pub mod render;
pub mod report;

// The reasons, as a page beside the rooms.
#[doc = include_str!("../DECISIONS.md")]
pub mod decisions {}
