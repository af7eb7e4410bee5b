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

/// Whether a sign is one that stands for what was blanked.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, '*' | '·' | '…' | '\u{1d11e}')
}

/// A line without the comment that it ends with, as somebody should write it.
pub(super) fn without_comment(line: &str) -> &str {
    let mut within = None;
    let assigned = if line.contains('=') { line } else { "" };
    for (at, c) in assigned.char_indices() {
        match (c, within) {
            ('"' | '\'', None) => within = Some(c),
            (c, Some(mark)) if c == mark => within = None,
            ('#', None) if line.get(..at).is_some_and(|before| before.ends_with([' ', '\t'])) => {
                return line.get(..at).unwrap_or(line).trim_end();
            }
            _ => {}
        }
    }
    let before = line.trim_end_matches(|c| blank(c) == c);
    let comment = before.strip_suffix('#').filter(|_| before.len() < line.len());
    comment.map_or(line, str::trim_end)
}
