//! `[[tabell:drift]]` and `[[diagram:kostnad]]` on lines of their own: where a text has a table or a chart between its
//! paragraphs.

use super::decode::Fields;
use super::prose::Prose;
use super::text::prose_around;
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::diagnostic::Findings;

/// What a text can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacedKind {
    /// A finance table.
    Table,
    /// A chart.
    Chart,
    /// A photograph or a drawing.
    Picture,
}

const KINDS: &[(&str, PlacedKind)] =
    &[("tabell", PlacedKind::Table), ("diagram", PlacedKind::Chart), ("bild", PlacedKind::Picture)];

/// A table or a chart between the blocks of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What it is.
    pub kind: PlacedKind,
    /// Its id, with the place of the line.
    pub id: Spanned<String>,
    /// How many blocks of the text stand before it.
    pub before: usize,
}

/// What a line asks for.
fn asked(line: &str) -> Option<(PlacedKind, &str)> {
    let (kind, id) = line.trim().strip_prefix("[[")?.strip_suffix("]]")?.split_once(':')?;
    let (_, kind) = KINDS.iter().find(|(word, _)| *word == kind.trim())?;
    let id = id.trim();
    let is_id = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || "[]:".contains(c));
    is_id.then_some((*kind, id))
}

/// The running text of a field, and what it asks for between its blocks. A list ends where something else is shown.
pub(super) fn read(fields: &Fields<'_, '_>, written: &SourceText) -> (Prose, Vec<Placed>) {
    let (rest, mut all, breaks) = parted(written);
    let (text, before) = prose_around(fields, &rest, &breaks);
    all.iter_mut().zip(before).for_each(|(asked, before)| asked.before = before);
    (text, all)
}

/// The same of words that are no field's.
pub fn read_words(written: &SourceText, findings: &mut Findings) -> (Prose, Vec<Placed>) {
    let (rest, mut all, breaks) = parted(written);
    let (text, before) = Prose::read_around(&rest, &breaks, findings);
    all.iter_mut().zip(before).for_each(|(asked, before)| asked.before = before);
    (text, all)
}

/// A text with blanks in the place of what is no running text, what it asks for, and where.
fn parted(written: &SourceText) -> (SourceText, Vec<Placed>, Vec<usize>) {
    let mut rest = written.clone();
    let (mut all, mut breaks, mut start) = (Vec::new(), Vec::new(), 0);
    for line in written.text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if let Some((kind, id)) = asked(line) {
            let from = start + (line.len() - line.trim_start().len());
            let place = written.at(from..end);
            all.push(Placed { kind, id: Spanned::new(id.to_owned(), place), before: 0 });
            breaks.push(start);
            rest.text.replace_range(from..end, &" ".repeat(end - from));
        }
        start += line.len();
    }
    (rest, all, breaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_its_own_asks_for_a_table_or_a_chart() {
        assert_eq!(asked(" [[tabell:drift]]\n"), Some((PlacedKind::Table, "drift")));
        assert_eq!(asked("[[ diagram : kostnad-2 ]]"), Some((PlacedKind::Chart, "kostnad-2")));
        for line in
            ["[[tabell]]", "[[tabell:]]", "[[tabel:x]]", "[tabell:x]", "Se [[tabell:x]]", "[[tabell:a b]]", "[[rad]]"]
        {
            assert_eq!(asked(line), None, "{line}");
        }
    }
}
