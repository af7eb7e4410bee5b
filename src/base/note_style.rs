//! Notes: how they are numbered, which marks they have, and where those of a table stand.

use serde::Deserialize;

/// How a paper's notes are numbered and where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoteStyle {
    /// Where the numbering of footnotes begins again.
    pub numbering: Numbering,
    /// The marks of footnotes.
    pub marks: Marks,
    /// Where the notes of a table stand.
    pub in_tables: TableNotes,
    /// The marks of notes that stand under their table; they begin again in each table.
    pub table_marks: Marks,
}

/// What a report says of its notes; the layout decides the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoteChoice {
    /// Where the numbering of footnotes begins again.
    pub numbering: Option<Numbering>,
    /// The marks of footnotes.
    pub marks: Option<Marks>,
    /// Where the notes of a table stand.
    pub in_tables: Option<TableNotes>,
    /// The marks of notes under their table.
    pub table_marks: Option<Marks>,
}

impl NoteChoice {
    /// The style that follows from this choice and the layout's.
    pub fn over(self, layout: NoteStyle) -> NoteStyle {
        NoteStyle {
            numbering: self.numbering.unwrap_or(layout.numbering),
            marks: self.marks.unwrap_or(layout.marks),
            in_tables: self.in_tables.unwrap_or(layout.in_tables),
            table_marks: self.table_marks.unwrap_or(layout.table_marks),
        }
    }
}

/// Where the numbering of footnotes begins again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Numbering {
    /// Nowhere: one numbering through the whole document.
    #[default]
    #[serde(rename = "handling")]
    Document,
    /// In each chapter.
    #[serde(rename = "kapitel")]
    Chapter,
}

/// The marks of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Marks {
    /// 1, 2, 3.
    #[default]
    #[serde(rename = "siffror")]
    Digits,
    /// a, b, c; after z comes aa, bb, as in Word.
    #[serde(rename = "bokstaver")]
    Letters,
    /// *, **, ***.
    #[serde(rename = "stjarnor")]
    Stars,
}

/// Where the notes of a table stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum TableNotes {
    /// At the foot of the page, numbered with all others.
    #[default]
    #[serde(rename = "sidan")]
    Page,
    /// Under the table.
    #[serde(rename = "tabellen")]
    Table,
}

impl Numbering {
    /// The words by which files ask for one.
    pub const WORDS: [(&'static str, Numbering); 2] =
        [("handling", Numbering::Document), ("kapitel", Numbering::Chapter)];
}

impl Marks {
    /// The words by which files ask for one.
    pub const WORDS: [(&'static str, Marks); 3] =
        [("siffror", Marks::Digits), ("bokstaver", Marks::Letters), ("stjarnor", Marks::Stars)];

    /// The mark of the note with this number, from 1.
    pub fn mark(self, number: usize) -> String {
        let at = number.saturating_sub(1);
        match self {
            Marks::Digits => number.to_string(),
            Marks::Letters => {
                let letter = char::from_digit(10 + u32::try_from(at % 26).unwrap_or(0), 36).unwrap_or('a');
                String::from(letter).repeat(1 + at / 26)
            }
            Marks::Stars => "*".repeat(number),
        }
    }
}

impl TableNotes {
    /// The words by which files ask for one.
    pub const WORDS: [(&'static str, TableNotes); 2] = [("sidan", TableNotes::Page), ("tabellen", TableNotes::Table)];
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn marks_follow_word() {
        let marks = |marks: Marks, numbers: [usize; 4]| numbers.map(|number| marks.mark(number));
        assert_eq!(marks(Marks::Digits, [1, 2, 10, 100]), ["1", "2", "10", "100"]);
        assert_eq!(marks(Marks::Letters, [1, 26, 27, 53]), ["a", "z", "aa", "aaa"]);
        assert_eq!(marks(Marks::Stars, [1, 2, 3, 4]), ["*", "**", "***", "****"]);
    }
}
