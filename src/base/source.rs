//! Source files and places in them; knows nothing of what the files mean.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::cell_ref::{At, quoted};
use super::names::{is_device, is_impossible};

/// A file that was read, by its position in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Its position among the files that were read.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A byte range in a source file: where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The place of bytes `range` in `file`.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The place as a byte range of its file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What stands in the place of a letter that stays in the house, in as many bytes.
fn blank(letter: char) -> char {
    match letter.len_utf8() {
        1 => ' ',
        2 => '\u{a0}',
        3 => '\u{2003}',
        _ => '\u{1f5cc}',
    }
}

/// `range` widened to whole characters of `text`: a parser of bytes can point into the middle of one.
pub fn whole(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end.max(range.start))
}

/// The range of the line of `text` that holds the byte `at`, without the line feed that ends it.
pub fn line_of(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    start..end_of_line(text, at)
}

/// Where the line of `text` ends that holds the byte `at`.
pub fn end_of_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline)
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One file's name and text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as the reader of a message knows it, relative to the report's folder, with `/`.
    pub path: String,
    /// The text that a paper may be made of; empty where the file could not be read.
    pub text: String,
    /// The text as it stands on the disk, of the same length, where something in it stays in the house.
    original: Option<String>,
    /// Whether the file begins with a byte order mark, which the text leaves out.
    pub marked: bool,
    /// Whether nothing of the file can be used: the text is the line alone that shows why, below as many empty lines as
    /// there are above it.
    unread: bool,
    /// The file that names this one, where it comes with another.
    pub named_by: Option<FileId>,
    /// What the text was taken from, where that is the sheet of a workbook.
    pub sheet: Option<SourceSheet>,
    /// Where each line of the text begins, once somebody asks: a file can have thousands of lines with a finding each.
    lines: OnceLock<Vec<usize>>,
    /// The characters before each block of the text, once somebody asks.
    letters: OnceLock<Vec<usize>>,
}

/// The bytes of a block whose characters are counted together.
const BLOCK: usize = 256;

/// A sheet of a workbook. Its source has a text with a line for each row that holds something, cells parted by tabs.
#[derive(Debug, Clone)]
pub struct SourceSheet {
    /// The workbook as it stands on the disk.
    pub bytes: Arc<Vec<u8>>,
    /// The sheet's name.
    pub name: String,
    /// Where each cell begins in the text, in order.
    pub cells: Vec<(u32, At)>,
}

impl SourceSheet {
    /// The cell at or before a position in the text.
    fn at(&self, start: u32) -> Option<At> {
        let after = self.cells.partition_point(|(begin, _)| *begin <= start);
        self.cells.get(after.saturating_sub(1)).map(|(_, at)| *at)
    }
}

/// The byte order mark that some editors put before a text.
pub const MARK: char = '\u{feff}';

impl SourceFile {
    /// The bytes that a finished file may carry: those of [`text`](SourceFile::text), or of the workbook.
    pub fn bytes(&self) -> Vec<u8> {
        self.with_mark(&self.text)
    }

    /// The bytes that stand on the disk.
    pub fn original_bytes(&self) -> Vec<u8> {
        self.with_mark(self.original())
    }

    /// The text as it stands on the disk, for those who wrote it. Every place is the same in both.
    pub fn original(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.text)
    }

    fn with_mark(&self, text: &str) -> Vec<u8> {
        match &self.sheet {
            Some(sheet) => sheet.bytes.to_vec(),
            None if self.marked => format!("{MARK}{text}").into_bytes(),
            None => text.to_owned().into_bytes(),
        }
    }

    /// The number of the line that holds the byte `at`, from 0, and where that line begins.
    fn line(&self, at: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        });
        let number = starts.partition_point(|start| *start <= at).saturating_sub(1);
        (number, starts.get(number).copied().unwrap_or(0))
    }

    /// The characters before the byte `at`, which begins one. Those of all blocks before it are counted once, since a
    /// line can be as long as its file and have thousands of findings.
    fn letters(&self, at: usize) -> usize {
        let begins = |byte: &&u8| !(0x80..0xc0).contains(*byte);
        let text = self.text.as_bytes();
        let before = self.letters.get_or_init(|| {
            text.chunks(BLOCK)
                .scan(0, |sum, block| {
                    let before = *sum;
                    *sum += block.iter().filter(begins).count();
                    Some(before)
                })
                .collect()
        });
        let block = (at / BLOCK).min(before.len().saturating_sub(1));
        let rest = text.get(block * BLOCK..at).unwrap_or_default();
        before.get(block).copied().unwrap_or(0) + rest.iter().filter(begins).count()
    }

    /// What a hash of the file is made of: its text, or a workbook's bytes.
    pub fn hashed(&self) -> &[u8] {
        self.sheet.as_ref().map_or(self.text.as_bytes(), |sheet| &sheet.bytes)
    }
}

/// Whether a path stays in the report's folder, on any system: a name that Windows takes for a device leads to that,
/// and one that nothing can have there to nothing.
pub fn is_inside(path: &str) -> bool {
    let odd = |part: &str| part.contains([':', '\\']) || is_device(part) || is_impossible(part);
    !path.split('/').any(odd)
}

/// Every file that a run has read, in a fixed order: manifest, layout, units as the manifest lists them.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and returns its id. A byte order mark at its beginning is no part of its text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let (path, mut text): (String, String) = (path.into(), text.into());
        let marked = text.starts_with(MARK);
        if marked {
            text.drain(..MARK.len_utf8());
        }
        let (lines, letters) = (OnceLock::new(), OnceLock::new());
        let (unread, named_by) = (false, None);
        self.files.push(SourceFile {
            path,
            text,
            original: None,
            marked,
            unread,
            named_by,
            sheet: None,
            lines,
            letters,
        });
        id
    }

    /// Adds a file of which nothing can be used but `line`, which stands below `above` others and stays in the house.
    pub fn add_unread(&mut self, by: Option<FileId>, path: &str, above: usize, line: &str) -> FileId {
        let above = "\n".repeat(above);
        let blank: String = line.chars().map(blank).collect();
        let id = self.add_blanked(path, format!("{above}{line}"), format!("{above}{blank}"));
        if let Some(file) = self.files.last_mut() {
            (file.unread, file.named_by) = (true, by);
        }
        id
    }

    /// Adds a file with what of its text may leave the house, `blanked`, which has as many characters and bytes as the
    /// text without a byte order mark.
    pub fn add_blanked(&mut self, path: &str, text: String, blanked: String) -> FileId {
        let id = self.add(path, text);
        if let Some(file) = self.files.last_mut().filter(|file| file.text != blanked) {
            file.original = Some(std::mem::replace(&mut file.text, blanked));
        }
        id
    }

    /// Adds a file that another one names, perhaps as the sheet of a workbook.
    pub fn add_named(&mut self, by: FileId, path: &str, text: String, sheet: Option<SourceSheet>) -> FileId {
        let id = self.add(path, text);
        if let Some(file) = self.files.last_mut() {
            (file.named_by, file.sheet) = (Some(by), sheet);
        }
        id
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// All files with their ids, in reading order, less those of which nothing can be used.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files).filter(|(_, file)| !file.unread)
    }

    /// The cell of a workbook in which `place` begins, `Drift!C7`; `None` in a file that has lines.
    pub fn cell(&self, place: Span) -> Option<String> {
        let sheet = self.file(place.file).sheet.as_ref()?;
        let name = quoted(&sheet.name);
        Some(sheet.at(place.start).map_or_else(|| name.clone(), |at| format!("{name}!{}", at.name())))
    }

    /// The line and column at which `place` begins; in a sheet, the numbers of the cell's row and column.
    pub fn position(&self, place: Span) -> Position {
        let file = self.file(place.file);
        if let Some(at) = file.sheet.as_ref().and_then(|sheet| sheet.at(place.start)) {
            return Position { line: at.row as usize, column: at.column as usize };
        }
        let at = file.text.floor_char_boundary(place.start as usize);
        let (line, start) = file.line(at);
        Position { line: line + 1, column: file.letters(at) - file.letters(start) + 1 }
    }

    /// The place of `words` within `place`, or all of it where they do not stand there as themselves.
    pub fn narrow(&self, place: Span, words: &str) -> Span {
        let text = self.file(place.file).text.get(place.range());
        let start = text.and_then(|text| text.find(words)).filter(|_| !words.is_empty());
        start
            .map_or(place, |at| Span::new(place.file, place.range().start + at..place.range().start + at + words.len()))
    }

    /// `place` as `file:line:column`, or as `file.xlsx:Drift!C7`.
    pub fn locate(&self, place: Span) -> String {
        let path = &self.file(place.file).path;
        match self.cell(place) {
            Some(cell) => format!("{path}:{cell}"),
            None => format!("{path}:{}", self.position(place)),
        }
    }

    /// The line in which `place` begins, as a range of its file's text, without what ends it.
    pub fn line(&self, place: Span) -> std::ops::Range<usize> {
        let file = self.file(place.file);
        let at = file.text.floor_char_boundary(place.start as usize);
        let (number, start) = file.line(at);
        // Where the next one begins, so that a long line is not read for each of its findings.
        let next = file.lines.get().and_then(|starts| starts.get(number + 1)).copied();
        let line = &file.text[start..next.unwrap_or(file.text.len())];
        let line = line.strip_suffix('\n').unwrap_or(line);
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }
}

/// A value with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `place`.
    pub fn new(value: T, place: Span) -> Self {
        Spanned { value, place }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), place: self.place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "ett\nåäö = 1\n");
        let place = Span::new(file, 4 + 6..4 + 7);
        assert_eq!(sources.locate(place), "a.toml:2:4");
        let file = sources.add("b.toml", "å".repeat(1000) + "\n" + &"€a".repeat(1000));
        for column in [1, 2, 127, 128, 129, 500, 1001] {
            assert_eq!(sources.position(Span::new(file, 2 * (column - 1)..2 * column)).column, column);
            let at = 2001 + 4 * (column - 1);
            assert_eq!(sources.position(Span::new(file, at..at + 3)), Position { line: 2, column: 2 * column - 1 });
        }
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x\n");
        assert_eq!(sources.position(Span::new(file, 90..95)), Position { line: 2, column: 1 });
    }
}
