//! Whether a text says what was written: the words and signs of the source, less the marks that were taken as marks.
//!
//! It shares nothing with the reader but the type that the reader makes. What was read says in order what must stand in
//! the source; the source is gone through sign by sign, and the first that is neither said nor a mark is told.

use crate::base::list_style::ListStyle;

use super::{Inline, Prose, ProseBlock, ProseKind};

/// What a text says, piece by piece.
enum Piece<'p> {
    /// A sign that is no white space.
    Sign(char),
    /// White space, or the border of two blocks.
    Gap,
    /// The mark of an item, or nothing that stands there.
    Item(Option<String>),
    /// Where a term begins, perhaps behind the colon of an explanation.
    Term,
    /// The mark of a subheading.
    Heading,
    /// Where a quotation begins, each of whose lines has a mark, and where it ends.
    QuoteStart,
    QuoteEnd,
    /// White space with a new line in the paper, perhaps behind a backslash.
    Break,
    /// Asterisks where emphasis begins or ends.
    Stars(usize),
    /// Where the words of a link begin, and where they end, with the address.
    LinkStart,
    LinkEnd(&'p str),
    /// The same for a language.
    LanguageEnd(&'p str),
    Note(&'p str),
    Figure(String),
}

/// The position in `source` of the first sign that `prose` does not say as it was written.
pub(super) fn difference(source: &str, prose: &Prose) -> Option<usize> {
    let mut pieces = Vec::new();
    blocks(&prose.blocks, &mut pieces);
    let mut reading = Reading { source, at: 0, quoted: false };
    reading.space();
    for piece in &pieces {
        if !reading.says(piece) {
            return Some(reading.shown());
        }
    }
    reading.space();
    (reading.at < source.len()).then(|| reading.shown())
}

fn blocks<'p>(all: &'p [ProseBlock], pieces: &mut Vec<Piece<'p>>) {
    for block in all {
        match &block.kind {
            ProseKind::Heading(_, words) => {
                pieces.push(Piece::Heading);
                inlines(words, pieces);
            }
            ProseKind::Paragraph(words) => inlines(words, pieces),
            ProseKind::Quote(words) => {
                pieces.push(Piece::QuoteStart);
                inlines(words, pieces);
                pieces.push(Piece::QuoteEnd);
            }
            ProseKind::List { style: ListStyle::Terms, items } => {
                for (term, explained) in items.iter().filter_map(|item| item.split_first()) {
                    pieces.push(Piece::Term);
                    blocks(std::slice::from_ref(term), pieces);
                    for paragraph in explained {
                        pieces.push(Piece::Item(Some(":".to_owned())));
                        blocks(std::slice::from_ref(paragraph), pieces);
                    }
                }
            }
            ProseKind::List { style, items } => {
                for (at, item) in items.iter().enumerate() {
                    pieces.push(Piece::Item(mark(*style, at)));
                    blocks(item, pieces);
                    pieces.push(Piece::Gap);
                }
            }
        }
        pieces.push(Piece::Gap);
    }
}

/// The mark of the item at a position, spelled out anew.
fn mark(style: ListStyle, at: usize) -> Option<String> {
    match style {
        ListStyle::Sign | ListStyle::Terms => None,
        ListStyle::Number(delimiter) => Some(format!("{}{}", at.saturating_add(1), delimiter.sign())),
        ListStyle::Letter { upper, delimiter } => {
            let letters = if upper { 'A'..='Z' } else { 'a'..='z' };
            letters.clone().nth(at).map(|letter| format!("{letter}{}", delimiter.sign()))
        }
    }
}

fn inlines<'p>(all: &'p [Inline], pieces: &mut Vec<Piece<'p>>) {
    for inline in all {
        match inline {
            Inline::Text(words, _) => {
                let piece = |c: char| if c.is_whitespace() { Piece::Gap } else { Piece::Sign(c) };
                pieces.extend(words.chars().map(piece));
            }
            Inline::Emphasis(inner) => around(inner, pieces, || Piece::Stars(1), Piece::Stars(1)),
            Inline::Strong(inner) => around(inner, pieces, || Piece::Stars(2), Piece::Stars(2)),
            Inline::Link(url, inner) => around(inner, pieces, || Piece::LinkStart, Piece::LinkEnd(url)),
            Inline::Language(tag, inner) => around(inner, pieces, || Piece::LinkStart, Piece::LanguageEnd(tag)),
            Inline::Note(id, _) => pieces.push(Piece::Note(id)),
            Inline::Figure(binding, _) => pieces.push(Piece::Figure(binding.written())),
            Inline::Break => pieces.push(Piece::Break),
        }
    }
}

fn around<'p>(inner: &'p [Inline], pieces: &mut Vec<Piece<'p>>, start: impl Fn() -> Piece<'p>, end: Piece<'p>) {
    pieces.push(start());
    inlines(inner, pieces);
    pieces.push(end);
}

/// What of the source has been said.
struct Reading<'s> {
    source: &'s str,
    at: usize,
    /// Within a quotation, whose lines have marks.
    quoted: bool,
}

impl<'s> Reading<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// Where what was not said is shown: at the next sign.
    fn shown(&self) -> usize {
        let rest = self.rest();
        self.at + (rest.len() - rest.trim_start().len())
    }

    /// Goes on past white space, and says whether there was any.
    fn space(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        while self.quoted && self.is_quoted() {
            let rest = self.rest()[1..].trim_start();
            self.at = self.source.len() - rest.len();
        }
        self.at == 0 || self.at == self.source.len() || rest.len() > self.rest().len()
    }

    /// Whether the mark of a quotation's line stands here.
    fn is_quoted(&self) -> bool {
        let before = self.source[..self.at].trim_end_matches([' ', '\t']);
        self.rest().starts_with('>') && (before.is_empty() || before.ends_with(['\n', '\r']))
    }

    /// Goes on past `mark`, if it stands here.
    fn takes(&mut self, mark: &str) -> bool {
        let stands = self.rest().starts_with(mark);
        if stands {
            self.at += mark.len();
        }
        stands
    }

    /// Whether the source says `piece` here.
    fn says(&mut self, piece: &Piece<'_>) -> bool {
        match piece {
            Piece::Gap => self.space() || self.source[..self.at].ends_with(char::is_whitespace),
            Piece::Break => {
                // A backslash is one for a new line at the end of its own; one behind that is a word's.
                let rest = self.rest();
                let blank = |text: &'s str| text.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
                if let Some(after) = blank(rest).strip_prefix('\\').filter(|after| blank(after).starts_with('\n')) {
                    self.at += rest.len() - after.len();
                }
                self.space() || self.source[..self.at].ends_with(char::is_whitespace)
            }
            Piece::Sign(c) => self.sign(*c),
            Piece::Item(mark) => {
                self.space();
                let stands = match mark {
                    Some(mark) => self.takes(mark),
                    None => self.point(),
                };
                self.space();
                stands
            }
            Piece::Term => {
                self.space();
                if self.takes(":") {
                    self.space();
                }
                true
            }
            Piece::Heading => {
                self.space();
                let rest = self.rest();
                self.at += rest.len() - rest.trim_start_matches('#').len();
                self.space() && rest.starts_with('#')
            }
            Piece::QuoteStart => {
                // The mark of an empty line may stand above.
                self.quoted = true;
                let stands = self.is_quoted();
                self.space();
                stands || self.source[..self.at].trim_end().ends_with('>')
            }
            Piece::QuoteEnd => {
                self.space();
                self.quoted = false;
                true
            }
            Piece::Stars(count) => self.takes(&"*".repeat(*count)),
            Piece::LinkStart => self.takes("[") || self.takes("<"),
            Piece::LinkEnd(url) => {
                let mail = url.strip_prefix("mailto:");
                let before = self.source.get(..self.at).unwrap_or("");
                let pointed = |address: &str| before.ends_with(&format!("<{address}"));
                let closed = pointed(url) || mail.is_some_and(pointed);
                (closed && self.takes(">")) || self.takes(&format!("]({url})"))
            }
            Piece::LanguageEnd(tag) => {
                // A tag may have been given its region.
                let short = tag.split('-').next().unwrap_or(tag);
                self.takes(&format!("](sprak:{tag})")) || self.takes(&format!("](sprak:{short})"))
            }
            Piece::Note(id) => self.takes(&format!("[^{id}]")),
            Piece::Figure(written) => self.figure(written),
        }
    }

    /// A sign, perhaps with a backslash before it.
    fn sign(&mut self, c: char) -> bool {
        let mut rest = self.rest().chars();
        match (rest.next(), rest.next()) {
            (Some('\\'), Some(next)) if next == c && c != '\\' && c.is_ascii_punctuation() => {
                self.at += 1 + c.len_utf8()
            }
            (Some(next), _) if next == c => self.at += c.len_utf8(),
            _ => return false,
        }
        true
    }

    /// A sign of a list's point, whatever it is.
    fn point(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else { return false };
        let known = "-*–—•·‣⁃∙o◦▪".contains(c) || ('\u{f000}'..='\u{f0ff}').contains(&c);
        if known {
            self.at += c.len_utf8();
        }
        known
    }

    /// A bound figure, with spaces where somebody put them.
    fn figure(&mut self, written: &str) -> bool {
        let Some(inside) = self.rest().strip_prefix("{{") else { return false };
        let Some(close) = inside.find("}}") else { return false };
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let same = solid(&inside[..close]) == solid(written);
        if same {
            self.at += close + 4;
        }
        same
    }
}

#[cfg(test)]
mod tests {
    use crate::base::source::Sources;
    use crate::base::written::SourceText;

    use super::*;

    /// A text with everything in it, as it is read.
    const TEXT: &str = "# Läget\n\nKostnaden är **7 712 tkr**, se *bilaga* [1](https://a.example/b) och {{t.r.k|tal}}.[^n]\n\n\
        1. ett\n2. två [ord](sprak:en)\n\n- punkt\n  o under\n- 3\\*4 och <https://c.example>\n\n> ”Vi såg\n> det.”\n>\n> Sade hon\n\n2023. Året började.\nSlut.";

    fn read(text: &str) -> Prose {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        Prose::read(&SourceText::plain(file, 0..text.len(), text), &mut crate::diagnostic::Findings::default())
    }

    /// Every piece of text of `blocks`, with those within others.
    fn each(blocks: &mut [ProseBlock], change: &mut dyn FnMut(&mut Vec<Inline>)) {
        fn within(inlines: &mut Vec<Inline>, change: &mut dyn FnMut(&mut Vec<Inline>)) {
            change(inlines);
            for inline in inlines {
                match inline {
                    Inline::Emphasis(inner)
                    | Inline::Strong(inner)
                    | Inline::Link(_, inner)
                    | Inline::Language(_, inner) => {
                        within(inner, change);
                    }
                    Inline::Text(..) | Inline::Note(..) | Inline::Figure(..) | Inline::Break => {}
                }
            }
        }
        for block in blocks {
            match &mut block.kind {
                ProseKind::Heading(_, words) | ProseKind::Paragraph(words) | ProseKind::Quote(words) => {
                    within(words, change)
                }
                ProseKind::List { items, .. } => items.iter_mut().for_each(|item| each(item, change)),
            }
        }
    }

    /// What a reader with this defect would have made of the text.
    fn with_words(change: impl Fn(&str) -> String) -> Prose {
        let mut prose = read(TEXT);
        each(&mut prose.blocks, &mut |inlines| {
            for inline in inlines {
                if let Inline::Text(words, _) = inline {
                    *words = change(words);
                }
            }
        });
        prose
    }

    fn without(drop: impl Fn(&Inline) -> bool) -> Prose {
        let mut prose = read(TEXT);
        each(&mut prose.blocks, &mut |inlines| inlines.retain(|inline| !drop(inline)));
        prose
    }

    fn list_of(prose: &mut Prose, style: ListStyle) -> &mut ProseKind {
        let found = prose.blocks.iter_mut().map(|block| &mut block.kind);
        found.into_iter().find(|kind| matches!(kind, ProseKind::List { style: known, .. } if *known == style)).unwrap()
    }

    #[test]
    fn what_was_read_says_what_was_written() {
        assert_eq!(difference(TEXT, &read(TEXT)), None);
    }

    #[test]
    fn every_defect_of_a_reader_is_seen() {
        let mut renumbered = read(TEXT);
        if let ProseKind::List { style, .. } = list_of(&mut renumbered, ListStyle::NUMBERS) {
            *style = ListStyle::Letter { upper: false, delimiter: crate::base::list_style::Delimiter::Point };
        }
        let mut unmarked = read(TEXT);
        if let ProseKind::List { items, .. } = list_of(&mut unmarked, ListStyle::Sign) {
            items.pop();
        }
        let mut turned = read(TEXT);
        turned.blocks.swap(1, 2);
        let mut shortened = read(TEXT);
        shortened.blocks.pop();
        let mut doubled = read(TEXT);
        let again = doubled.blocks[1].clone();
        doubled.blocks.insert(1, again);
        let defects = [
            ("a digit is changed", with_words(|words| words.replace("712", "721"))),
            ("a space between thousands is lost", with_words(|words| words.replace("7 712", "7712"))),
            ("a space is added", with_words(|words| words.replace("712", "71 2"))),
            ("an asterisk is lost", with_words(|words| words.replace('*', ""))),
            ("a small letter is made", with_words(str::to_lowercase)),
            ("a number is taken for a point's", with_words(|words| words.replace("2023. ", ""))),
            ("emphasised words are lost", without(|inline| matches!(inline, Inline::Strong(_)))),
            ("a note's mark is lost", without(|inline| matches!(inline, Inline::Note(..)))),
            ("a bound figure is lost", without(|inline| matches!(inline, Inline::Figure(..)))),
            ("a link is lost", without(|inline| matches!(inline, Inline::Link(..)))),
            ("white space between lines is lost", without(|inline| matches!(inline, Inline::Text(w, _) if w == " "))),
            ("a numbered list gets letters", renumbered),
            ("an item is lost", unmarked),
            ("blocks change places", turned),
            ("the last block is lost", shortened),
            ("a block comes twice", doubled),
        ];
        for (defect, prose) in defects {
            assert!(difference(TEXT, &prose).is_some(), "{defect}");
        }
    }
}
