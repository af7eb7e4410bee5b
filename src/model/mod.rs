//! The format-neutral document that both writers read.
//!
//! Everything that the two files could disagree about is decided before this point: numbering, note numbers, the
//! Swedish way of writing a number, captions and labels. The model knows nothing of sections, reports, checks,
//! Typst or Word. [`Document`] serialises to the data that a layout's Typst template reads.

pub mod block;
pub mod charts;
pub mod document;
pub mod furniture;
pub mod inline;
mod stats;
pub mod table;
pub mod visit;

pub use self::block::{
    Align, Beside, BesideColumn, Block, BlockKind, Cell, Column, Heading, List, Notice, NoticeKind, Paragraph,
    ParagraphRole, Row, RowRole, Signatory, Signatures, Table, TableRole, beside, plain_blocks,
};
pub use self::charts::Chart;
pub use self::document::{
    Contents, Cover, Document, FormOrigin, Meta, Note, Origin, OriginFile, Part, PartFacts, PartKind, Remark, Section,
    Sender, Words, references,
};
pub use self::inline::{Inline, NoteIndex, Target, UNKNOWN_PAGE, page_words, plain};
pub use self::stats::Stats;
pub use self::visit::{walk, walk_words, walk_words_mut};
