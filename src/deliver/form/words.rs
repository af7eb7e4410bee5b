//! A text between two files: paragraphs, points and headings with what is emphasised, linked or noted in them, read
//! from a section's prose or from a Word file, and written in the marks of a section.

use crate::base::list_style::ListStyle;
use crate::base::source::Sources;
use crate::base::written::SourceText;
use crate::deliver::absorb::fold;
use crate::diagnostic::{Findings, Severity};
use crate::input::placed::{self, Placed, PlacedKind};
use crate::input::prose::{Inline, Prose, ProseBlock, ProseKind};

/// A text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text(pub(super) Vec<Paragraph>);

/// A paragraph of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) kind: Kind,
    pub(super) pieces: Vec<Piece>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Quote,
    /// A subheading, from 1.
    Heading(u8),
    /// What a term means, which is the paragraph above.
    Explained,
    /// A point of a list, so many lists deep, from 0.
    Point(u8, ListStyle),
    /// A line that asks for a table, a chart or a picture.
    Placed,
}

/// Words that look alike, or the mark of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words; a line feed is a line break. None for a note's mark.
    pub(super) words: String,
    pub(super) looks: Looks,
}

/// How words look, and what they lead to.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub(super) struct Looks {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) link: Option<String>,
    pub(super) language: Option<String>,
    /// The id of the note whose mark this is.
    pub(super) note: Option<String>,
    /// Whether they say something by looks that a section does not have: struck out, hidden, raised, a formula.
    pub(super) odd: bool,
}

/// Signs that mean something in a section's prose.
const SIGNS: &str = "*[]<>{}`&_#|";

impl Text {
    /// One paragraph of plain words; none for no words.
    pub(super) fn plain(words: &str) -> Self {
        let piece = Piece { words: words.to_owned(), looks: Looks::default() };
        let paragraph = Paragraph { kind: Kind::Body, pieces: vec![piece] };
        Text(if words.trim().is_empty() { Vec::new() } else { vec![paragraph] })
    }

    /// The text of prose.
    pub(super) fn of(prose: &Prose, placed: &[Placed]) -> Self {
        let mut all = Vec::new();
        let mut placed = placed.iter().peekable();
        let mut asked = |before: usize, all: &mut Vec<Paragraph>| {
            while let Some(asked) = placed.next_if(|asked| asked.before <= before) {
                let kind = match asked.kind {
                    PlacedKind::Table => "tabell",
                    PlacedKind::Chart => "diagram",
                    PlacedKind::Picture => "bild",
                };
                let Text(line) = Text::plain(&format!("[[{kind}:{}]]", asked.id.value));
                all.extend(line.into_iter().map(|line| Paragraph { kind: Kind::Placed, ..line }));
            }
        };
        for (at, block) in prose.blocks.iter().enumerate() {
            asked(at, &mut all);
            push_block(block, 0, &mut all);
        }
        asked(usize::MAX, &mut all);
        Text(all)
    }

    /// Reads words in the marks of a section.
    pub(super) fn read(written: &str) -> Self {
        Text::read_with(written, &mut Findings::default())
    }

    fn read_with(written: &str, findings: &mut Findings) -> Self {
        let file = Sources::default().add("", written);
        let written = SourceText::plain(file, 0..written.len(), written);
        let (prose, placed) = placed::read_words(&written, findings);
        Text::of(&prose, &placed)
    }

    /// Whether words in the marks of a section say this, and no check of them says that they cannot be printed.
    fn is_said_by(&self, written: &str) -> bool {
        let mut findings = Findings::default();
        let is_same = Text::read_with(written, &mut findings).is(self);
        is_same && findings.into_parts().0.iter().all(|found| found.severity != Severity::Error)
    }

    /// The same of one line, in which a sign or a number at the beginning means itself.
    pub(super) fn read_line(written: &str) -> Self {
        let file = Sources::default().add("", written);
        let written = SourceText::plain(file, 0..written.len(), written);
        Text::of(&Prose::read_cell(&written, &mut Findings::default()), &[])
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        let is_note = |piece: &Piece| piece.looks.note.is_some();
        let says = |piece: &Piece| is_note(piece) || !piece.words.trim().is_empty();
        !self.0.iter().any(|paragraph| paragraph.pieces.iter().any(says))
    }

    /// Its words, one paragraph a line.
    pub(super) fn words(&self) -> String {
        let line =
            |paragraph: &Paragraph| paragraph.pieces.iter().map(|piece| piece.words.as_str()).collect::<String>();
        self.0.iter().map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// Whether words of it say something that no section can say.
    pub(super) fn is_odd(&self) -> bool {
        self.0.iter().flat_map(|paragraph| &paragraph.pieces).any(|piece| piece.looks.odd)
    }

    /// Words that say something that no section can say.
    pub(super) fn odd(words: &str) -> Self {
        let piece = Piece { words: words.to_owned(), looks: Looks { odd: true, ..Looks::default() } };
        Text(vec![Paragraph { kind: Kind::Body, pieces: vec![piece] }])
    }

    /// The ids of the notes that it has marks of.
    pub(super) fn notes(&self) -> impl Iterator<Item = &str> {
        let pieces = self.0.iter().flat_map(|paragraph| &paragraph.pieces);
        pieces.filter_map(|piece| piece.looks.note.as_deref())
    }

    /// Gives each note that it has a mark of another id.
    pub(super) fn rename_notes(&mut self, name: &dyn Fn(&str) -> String) {
        for piece in self.0.iter_mut().flat_map(|paragraph| &mut paragraph.pieces) {
            if let Some(note) = &mut piece.looks.note {
                *note = name(note);
            }
        }
    }

    /// Whether both say the same in the same way, but for what programs change on their own.
    pub(super) fn is(&self, other: &Text) -> bool {
        self.folded() == other.folded()
    }

    /// Its paragraphs as they are compared: each character with its looks; white space has none.
    fn folded(&self) -> Vec<(Kind, Vec<(String, Looks)>)> {
        let mut all = Vec::new();
        for paragraph in &self.0 {
            let mut letters: Vec<(String, Looks)> = Vec::new();
            for piece in &paragraph.pieces {
                if piece.looks.note.is_some() {
                    letters.push((String::new(), Looks { note: piece.looks.note.clone(), ..Looks::default() }));
                }
                // An address that stands there itself is a link to it, whether a program has made it one or not.
                let is_itself = piece.looks.link.as_deref().is_some_and(|to| leads_to(&piece.words, to));
                let looks = Looks { link: piece.looks.link.clone().filter(|_| !is_itself), ..piece.looks.clone() };
                for letter in piece.words.chars() {
                    // A line that somebody has broken stays so.
                    if letter == '\n' {
                        letters.pop_if(|(last, _)| last == " ");
                        letters.push(("\n".to_owned(), Looks::default()));
                        continue;
                    }
                    let Some(folded) = fold::character(letter) else { continue };
                    let is_space = folded.is_whitespace();
                    if !is_space {
                        let folded = if folded == '…' { "...".to_owned() } else { folded.to_string() };
                        letters.extend(folded.chars().map(|c| (c.to_string(), looks.clone())));
                    } else if letters.last().is_some_and(|(last, _)| last != " " && last != "\n") {
                        letters.push((" ".to_owned(), Looks::default()));
                    }
                }
            }
            while letters.pop_if(|(last, _)| last == " " || last == "\n").is_some() {}
            if !letters.is_empty() {
                all.push((paragraph.kind, letters));
            }
        }
        all
    }

    /// The text in the marks of a section; `None` where they cannot say it.
    pub(super) fn written(&self) -> Option<String> {
        let ways = [false, true].map(|escaped| self.lines(escaped));
        let well = ways.iter().find(|lines| self.is_said_by(lines));
        well.or_else(|| ways.iter().find(|lines| Text::read(lines).is(self))).cloned()
    }

    /// Its lines; with each sign that could mean something made a plain one, where the paragraph does not say the same
    /// without, or, if `escaped`, wherever it stands.
    fn lines(&self, escaped: bool) -> String {
        let mut out = String::new();
        // The last point of each list that is open.
        let mut open: Vec<(ListStyle, usize)> = Vec::new();
        let mut before: Option<Kind> = None;
        for paragraph in self.0.iter().filter(|paragraph| !Text(vec![(*paragraph).clone()]).is_empty()) {
            let is_point = |kind: Kind| matches!(kind, Kind::Point(..));
            out.push_str(match before {
                None => "",
                Some(before) if is_point(before) && is_point(paragraph.kind) => "\n",
                Some(_) => "\n\n",
            });
            let lead = match paragraph.kind {
                Kind::Body | Kind::Placed => String::new(),
                Kind::Quote => "> ".to_owned(),
                Kind::Explained => ": ".to_owned(),
                Kind::Heading(level) => "#".repeat(usize::from(level)) + " ",
                Kind::Point(depth, style) => {
                    let depth = usize::from(depth);
                    open.truncate(depth + 1);
                    let at = match open.get(depth) {
                        Some((last, at)) if *last == style => at + 1,
                        _ => 0,
                    };
                    open.truncate(depth);
                    open.resize(depth, (ListStyle::Sign, 0));
                    open.push((style, at));
                    let mark = style.mark(at).unwrap_or_else(|| "-".to_owned());
                    format!("{}{mark} ", "   ".repeat(depth))
                }
            };
            if !is_point(paragraph.kind) {
                open.clear();
            }
            let alone = |words: &str| Text(vec![Paragraph { kind: Kind::Body, ..paragraph.clone() }]).is_said_by(words);
            let mut words = marked(&paragraph.pieces, escaped);
            if paragraph.kind != Kind::Placed && !escaped && !alone(&words) {
                words = marked(&paragraph.pieces, true);
            }
            if paragraph.kind == Kind::Body && paragraph.kind != Kind::Placed && !alone(&words) {
                words = begun_plainly(&words);
            }
            out.push_str(&lead);
            out.push_str(&words);
            before = Some(paragraph.kind);
        }
        out
    }
}

/// Whether words are the address that they lead to.
fn leads_to(words: &str, to: &str) -> bool {
    let bare = |address: &str| address.trim().trim_start_matches("mailto:").trim_end_matches('/').to_owned();
    bare(words) == bare(to)
}

/// Whether a line asks for a table, a chart or a picture.
pub(super) fn is_placed(words: &str) -> bool {
    let inner = words.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    inner.is_some_and(|inner| ["tabell:", "diagram:", "bild:"].iter().any(|kind| inner.trim_start().starts_with(kind)))
}

/// Words of which the beginning is no mark of a list, a heading or a quotation.
fn begun_plainly(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let at = if words.starts_with(['-', '+', '#', '>', '|', '=']) { 0 } else { digits };
    match words.get(at..).and_then(|rest| rest.chars().next()) {
        Some('-' | '+' | '#' | '>' | '|' | '=' | '.' | ')') => format!("{}\\{}", &words[..at], &words[at..]),
        _ => words.to_owned(),
    }
}

/// Pieces in the marks of a section.
fn marked(pieces: &[Piece], escaped: bool) -> String {
    let mut out = String::new();
    let joined = joined(pieces);
    for piece in &joined {
        if let Some(note) = &piece.looks.note {
            out.push_str(&format!("[^{note}]"));
            continue;
        }
        let words = if escaped { with_backslashes(&piece.words) } else { piece.words.clone() };
        // White space stands outside of the marks.
        let inner = words.trim();
        let start = words.len() - words.trim_start().len();
        let (before, after) = (&words[..start], &words[(start + inner.len()).min(words.len())..]);
        let inner = inner.replace('\n', "\\\n");
        let stars = usize::from(piece.looks.emphasis) + 2 * usize::from(piece.looks.strong);
        let stars = if inner.is_empty() { String::new() } else { "*".repeat(stars) };
        let target = match (&piece.looks.link, &piece.looks.language) {
            (Some(link), _) => Some(link.clone()),
            (None, Some(language)) => Some(format!("sprak:{language}")),
            (None, None) => None,
        };
        let inner = match target.filter(|_| !inner.is_empty()) {
            Some(target) if leads_to(&inner, &target) => format!("<{inner}>"),
            Some(target) => format!("[{inner}]({target})"),
            None => inner,
        };
        out.push_str(&format!("{}{stars}{inner}{stars}{}", before.replace('\n', "\\\n"), after.replace('\n', "\\\n")));
    }
    out.trim().to_owned()
}

/// Pieces of which no two that stand beside each other look alike; white space looks as what stands before it.
fn joined(pieces: &[Piece]) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.words.is_empty() || piece.looks.note.is_some()) {
        let is_blank = piece.looks.note.is_none() && piece.words.trim().is_empty();
        match all.last_mut() {
            Some(last) if last.looks.note.is_none() && (last.looks == piece.looks || is_blank) => {
                last.words.push_str(&piece.words);
            }
            _ if is_blank => all.push(Piece { looks: Looks::default(), ..piece.clone() }),
            _ => all.push(piece.clone()),
        }
    }
    all
}

/// Words in which no sign means anything but itself; what is bound to a table stays as it is.
fn with_backslashes(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let bound = rest.strip_prefix("{{").and_then(|inner| inner.find("}}")).map(|end| end + 4);
        let length = bound.unwrap_or(c.len_utf8());
        if bound.is_none() && SIGNS.contains(c) {
            out.push('\\');
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

fn push_block(block: &ProseBlock, depth: u8, all: &mut Vec<Paragraph>) {
    let mut push = |kind: Kind, inlines: &[Inline]| {
        let mut pieces = Vec::new();
        push_inlines(inlines, &Looks::default(), &mut pieces);
        all.push(Paragraph { kind, pieces });
    };
    match &block.kind {
        ProseKind::Heading(level, inlines) => push(Kind::Heading(*level), inlines),
        ProseKind::Paragraph(inlines) => push(Kind::Body, inlines),
        ProseKind::Quote(inlines) => push(Kind::Quote, inlines),
        ProseKind::List { style: ListStyle::Terms, items } => {
            for (at, block) in items.iter().flat_map(|item| item.iter().enumerate()) {
                let first = all.len();
                push_block(block, depth, all);
                all.iter_mut().skip(first).filter(|_| at > 0).for_each(|line| line.kind = Kind::Explained);
            }
        }
        ProseKind::List { style, items } => {
            for item in items {
                for (at, block) in item.iter().enumerate() {
                    let first = all.len();
                    push_block(block, depth + 1, all);
                    if let Some(line) = all.get_mut(first).filter(|line| at == 0 && line.kind == Kind::Body) {
                        line.kind = Kind::Point(depth, *style);
                    }
                }
            }
        }
    }
}

fn push_inlines(inlines: &[Inline], looks: &Looks, all: &mut Vec<Piece>) {
    for inline in inlines {
        let mut say = |words: &str| all.push(Piece { words: words.to_owned(), looks: looks.clone() });
        match inline {
            Inline::Text(words, _) => say(words),
            Inline::Break => say("\n"),
            Inline::Figure(binding, _) => say(&format!("{{{{{}}}}}", binding.written())),
            Inline::Emphasis(inner) => push_inlines(inner, &Looks { emphasis: true, ..looks.clone() }, all),
            Inline::Strong(inner) => push_inlines(inner, &Looks { strong: true, ..looks.clone() }, all),
            Inline::Link(to, inner) => push_inlines(inner, &Looks { link: Some(to.clone()), ..looks.clone() }, all),
            Inline::Language(tag, inner) => {
                push_inlines(inner, &Looks { language: Some(tag.clone()), ..looks.clone() }, all);
            }
            Inline::Note(id, _) => {
                all.push(Piece { words: String::new(), looks: Looks { note: Some(id.clone()), ..Looks::default() } });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "Ett stycke.\n\nEtt till med **fetstil**, *kursiv* och en länk till [kommunen](https://kommun.example).",
            "Inför listan:\n\n- en punkt\n- en till\n   - inuti\n\nEfter listan.",
            "1. först\n2. sedan\n3. sist",
            "a) först\nb) sedan",
            "# Rubrik\n\nUnder den {{netto.it.utfall|mnkr}} och en not[^kalla].",
            "> Citat",
            "Rad ett\\\nrad två",
            "2023 var ett år",
            "En [sentence](sprak:en-GB) till",
        ] {
            let read = Text::read(text);
            assert_eq!(read.written().as_deref(), Some(text), "{read:?}");
        }
    }

    #[test]
    fn signs_that_somebody_typed_are_words() {
        for words in [
            "5*3*2",
            "a *b* c",
            "- 12",
            "1. först",
            "# 3",
            "[a](b)",
            "<b>",
            "a_b_c",
            "\\",
            "{{",
            "> 5",
            "12) a",
            "---",
            "`kod`",
            "<html>",
            "A&nbsp;O",
            "***",
            "![b](x.png)",
        ] {
            let text = Text::plain(words);
            let written = text.written();
            assert!(written.as_deref().is_some_and(|written| text.is_said_by(written)), "{words}: {written:?}");
        }
    }

    fn piece() -> impl Strategy<Value = Piece> {
        let link = prop::option::of(Just("https://kommun.example".to_owned()));
        ("[a-zåäö]{1,6}( [a-zåäö0-9.,*_#-]{1,6}){0,3}", any::<bool>(), any::<bool>(), link).prop_map(
            |(words, strong, emphasis, link)| Piece {
                words,
                looks: Looks { strong, emphasis, link, ..Looks::default() },
            },
        )
    }

    fn paragraph() -> impl Strategy<Value = Paragraph> {
        let kinds = vec![
            Kind::Body,
            Kind::Quote,
            Kind::Heading(1),
            Kind::Heading(2),
            Kind::Point(0, ListStyle::Sign),
            Kind::Point(0, ListStyle::NUMBERS),
        ];
        let spaced = prop::collection::vec(piece(), 1..4).prop_map(|mut pieces| {
            let last = pieces.len() - 1;
            pieces[..last].iter_mut().for_each(|piece| piece.words.push(' '));
            pieces
        });
        (prop::sample::select(kinds), spaced).prop_map(|(kind, pieces)| Paragraph { kind, pieces })
    }

    proptest! {
        /// What can be written says the same when it is read.
        #[test]
        fn what_is_written_is_read_again(all in prop::collection::vec(paragraph(), 1..5)) {
            let text = Text(all);
            if let Some(written) = text.written() {
                prop_assert!(Text::read(&written).is(&text), "{}", written);
            }
        }

        /// And plain words can always be written, but for a backslash before a sign that it makes a plain one.
        #[test]
        fn plain_words_can_be_written(words in "[a-zåäö0-9 .,;!?()*_\\[\\]{}<>#|&`/+=-]{1,60}") {
            let text = Text::plain(words.trim());
            let written = text.written();
            prop_assert!(text.is_empty() || written.is_some(), "{}", words);
        }
    }
}
