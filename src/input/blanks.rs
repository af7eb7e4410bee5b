//! The signs that stand for what stays in the house: of every length that a sign can have in UTF-8.

/// What stands for a sign: itself, where it ends a line.
pub(super) fn blank(c: char) -> char {
    match c.len_utf8() {
        _ if matches!(c, '\n' | '\r') => c,
        1 => '*',
        2 => '·',
        3 => '…',
        _ => '\u{1d11e}',
    }
}

/// A line without the blanked comment that it ends with, as somebody should write it.
pub(super) fn without_comment(line: &str) -> &str {
    let before = line.trim_end_matches(|c| blank(c) == c);
    let comment = before.strip_suffix('#').filter(|_| before.len() < line.len());
    comment.map_or(line, str::trim_end)
}
