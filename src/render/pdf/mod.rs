//! The document as a PDF, laid out by Typst with the layout's template.
//!
//! The template gets the document as JSON and the tokens as TOML: what somebody wrote is data, never markup. Without
//! clock, network, system fonts or files other than those that are handed over.

mod bisect;
mod compact;
mod data;
pub(crate) mod engine;
mod places;
mod positions;
mod template;
mod world;

pub use self::bisect::locate;
pub use self::engine::{Attachment, Failure, Laid, Relation, RowBreaks, forget, is_laying_out, lay_out, with_fallback};
