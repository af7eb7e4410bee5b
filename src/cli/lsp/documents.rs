//! The texts that an editor has open, as somebody is writing them.

use std::path::{Path, PathBuf};

use gen_lsp_types::{Position, TextDocumentContentChangeEvent};

use crate::base::limits::EDITOR_TEXTS;
use crate::base::source::MARK;

use super::lines::{Encoding, Lines};
use super::uri;

/// A text that an editor has open.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address, as the editor writes it.
    pub(super) uri: String,
    /// Its path; `None` for what is no file.
    pub(super) path: Option<PathBuf>,
    pub(super) version: i32,
    /// Whether it is TOML.
    pub(super) is_toml: bool,
    /// The folder of its report.
    pub(super) report: Option<PathBuf>,
    /// Its text; `None` where all that is open would be too much.
    text: Option<(String, Lines)>,
}

impl Document {
    fn new(uri: String, language: &str, version: i32) -> Self {
        let path = uri::path(&uri);
        let is_toml =
            language == "toml" || path.as_ref().is_some_and(|path| path.extension().is_some_and(|it| it == "toml"));
        Document { uri, path, version, is_toml, report: None, text: None }
    }

    /// Its text, as it is on the disk.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_ref().map(|(text, _)| text.as_str())
    }

    /// The text without a byte order mark, and how long that is.
    pub(super) fn body(&self) -> Option<(&str, usize)> {
        let text = self.text()?;
        Some(text.strip_prefix(MARK).map_or((text, 0), |body| (body, MARK.len_utf8())))
    }

    /// The byte of the body at a position.
    pub(super) fn offset(&self, position: Position) -> Option<usize> {
        let ((text, lines), (_, mark)) = (self.text.as_ref()?, self.body()?);
        Some(lines.offset(text, position).saturating_sub(mark))
    }

    /// The position of a range of bytes of the body.
    pub(super) fn range(&self, range: std::ops::Range<usize>) -> Option<gen_lsp_types::Range> {
        let ((text, lines), (_, mark)) = (self.text.as_ref()?, self.body()?);
        Some(lines.range(text, range.start + mark..range.end + mark))
    }

    /// Its path in the folder of its report, with `/`.
    pub(super) fn inside(&self) -> Option<(&Path, String)> {
        let report = self.report.as_deref()?;
        let inside = self.path.as_ref()?.strip_prefix(report).ok()?;
        let parts = inside.components().map(|part| part.as_os_str().to_str()).collect::<Option<Vec<_>>>()?;
        Some((report, parts.join("/")))
    }
}

/// All of them.
#[derive(Debug)]
pub(super) struct Documents {
    all: Vec<Document>,
    pub(super) encoding: Encoding,
}

impl Documents {
    pub(super) fn new(encoding: Encoding) -> Self {
        Documents { all: Vec::new(), encoding }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.all.iter()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.all.iter_mut()
    }

    /// The one at an address, however that is written.
    pub(super) fn get(&self, uri: &str) -> Option<&Document> {
        let path = uri::path(uri);
        let is_it = |known: &&Document| known.uri == uri || path.is_some() && known.path == path;
        self.all.iter().find(is_it)
    }

    /// The one at a path.
    pub(super) fn at(&self, path: &Path) -> Option<&Document> {
        self.all.iter().find(|known| known.path.as_deref() == Some(path))
    }

    /// Opens a text; one that is open already is written over.
    pub(super) fn open(&mut self, uri: String, language: &str, version: i32, text: String) {
        self.close(&uri);
        let mut document = Document::new(uri, language, version);
        document.text = self.kept(text);
        self.all.push(document);
    }

    /// The text with its lines, if there is room for it.
    fn kept(&self, text: String) -> Option<(String, Lines)> {
        let others: usize = self.all.iter().filter_map(Document::text).map(str::len).sum();
        if others.saturating_add(text.len()) > EDITOR_TEXTS {
            return None;
        }
        let lines = Lines::new(&text, self.encoding);
        Some((text, lines))
    }

    /// Changes a text. Whether it is open.
    pub(super) fn change(&mut self, uri: &str, version: i32, changes: Vec<TextDocumentContentChangeEvent>) -> bool {
        let Some(at) = self.get(uri).and_then(|it| self.all.iter().position(|known| known.uri == it.uri)) else {
            return false;
        };
        let mut document = self.all.remove(at);
        document.version = version;
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => Some(whole.text),
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    document.text.take().map(|(mut text, lines)| {
                        let [start, end] = [part.range.start, part.range.end].map(|it| lines.offset(&text, it));
                        text.replace_range(start..end.max(start), &part.text);
                        text
                    })
                }
            };
            document.text = text.and_then(|text| self.kept(text));
        }
        self.all.insert(at, document);
        true
    }

    /// Closes a text; gives it where it was open.
    pub(super) fn close(&mut self, uri: &str) -> Option<Document> {
        let at = self.get(uri).and_then(|it| self.all.iter().position(|known| known.uri == it.uri))?;
        Some(self.all.remove(at))
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};

    use super::*;

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let at = |(line, character)| Position { line, character };
        let range = Range { start: at(from), end: at(to) };
        TextDocumentContentChangePartial::new(range, None, text.to_owned()).into()
    }

    #[test]
    fn changes_are_made_one_after_the_other() {
        let mut open = Documents::new(Encoding::Utf16);
        open.open("file:///r/%C3%A5.toml".into(), "toml", 1, "\u{feff}a = \"\u{1f600}å\"\r\nb = 1\r\n".into());
        // The same file, written in another way; the mark and the two parts of the sign count.
        let changes = vec![part((0, 8), (0, 9), "ä"), part((1, 4), (1, 5), "2\nc = 3"), part((9, 0), (9, 9), "# slut")];
        assert!(open.change("file:///r/å.toml", 2, changes));
        let document = open.get("file:///r/%C3%A5.toml").unwrap();
        assert_eq!(document.text(), Some("\u{feff}a = \"\u{1f600}ä\"\r\nb = 2\nc = 3\r\n# slut"));
        assert_eq!((document.version, document.body().unwrap().1), (2, 3));
        assert_eq!(document.offset(Position { line: 0, character: 1 }), Some(0));
        assert_eq!(document.range(0..1).unwrap().start.character, 1);
        // What is turned round, and what is not open.
        let whole = TextDocumentContentChangeWholeDocument::new("x = 1".to_owned()).into();
        assert!(open.change("file:///r/å.toml", 3, vec![whole, part((0, 4), (0, 1), "7")]));
        assert_eq!(open.get("file:///r/å.toml").unwrap().text(), Some("x = 71"));
        assert!(!open.change("file:///r/b.toml", 1, Vec::new()));
        assert!(open.close("file:///r/%C3%a5.toml").is_some() && open.iter().next().is_none());
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let mut open = Documents::new(Encoding::Utf8);
        open.open("file:///a".into(), "toml", 1, " ".repeat(EDITOR_TEXTS));
        open.open("file:///b".into(), "toml", 1, "a = 1".into());
        assert!(open.get("file:///a").unwrap().text().is_some() && open.get("file:///b").unwrap().text().is_none());
        assert!(open.change("file:///b", 2, vec![part((0, 0), (0, 0), "x")]));
        open.close("file:///a");
        let whole = TextDocumentContentChangeWholeDocument::new("b = 1".to_owned()).into();
        assert!(open.change("file:///b", 3, vec![whole]) && open.get("file:///b").unwrap().text() == Some("b = 1"));
    }
}
