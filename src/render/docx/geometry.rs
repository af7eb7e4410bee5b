//! Widths in the units of Word: what a page leaves for its text.

use crate::layout::Tokens;

/// The width of the text between the margins, in twips.
pub(super) fn text_width(tokens: &Tokens, landscape: bool) -> i32 {
    let page = &tokens.page;
    let width = if landscape {
        page.height - page.landscape_margin - page.landscape_margin
    } else {
        page.width - page.margin_left - page.margin_right
    };
    width.twips().max(1)
}

/// The width of one of `columns` columns, in twips.
pub(super) fn column_width(tokens: &Tokens, columns: u8, landscape: bool) -> i32 {
    let (columns, gap) = (i32::from(columns.max(1)), tokens.page.column_gap.twips());
    ((text_width(tokens, landscape) - gap * (columns - 1)) / columns).max(1)
}

/// The width of one who signs with another one beside, in twips.
pub(super) fn signature_width(tokens: &Tokens) -> i32 {
    tokens.signature.column.twips().min(text_width(tokens, false) / 2)
}

/// A length as docx-rs wants it, where it takes none below zero.
pub(super) fn unsigned(twips: i32) -> u32 {
    u32::try_from(twips).unwrap_or(0)
}

/// From the margin to the text of a box, in twips.
pub(super) fn box_indent(tokens: &Tokens) -> i32 {
    (tokens.notice.rule + tokens.notice.air).twips()
}
