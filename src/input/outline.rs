//! What stands where in a TOML file that somebody is writing: headers, keys and values with their places, whatever is
//! wrong with the file. For editors; what a report is made of is read by [`super::decode`].

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

use crate::base::limits::TOML_DEPTH;
use crate::base::source::whole;

use super::decode::with_signs_as_meant;

/// A name in a header or before an equals sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, without quotation marks.
    pub name: String,
    /// Where it stands.
    pub place: Range<usize>,
}

/// A table: the top of the file, which is the first one, or what a header begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The names between its brackets; none at the top of the file.
    pub names: Vec<Name>,
    /// Where it stands, brackets included.
    pub place: Range<usize>,
}

/// A key that has begun: a key of a table, or of a table between braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The position of its table among the headers.
    pub header: usize,
    /// Its names; before them those of what it stands in between braces.
    pub names: Vec<Name>,
    /// How many of the names are those of what it stands in.
    pub outer: usize,
    /// Where its innermost braces open; its header's place for none.
    pub within: usize,
    /// Whether an equals sign stands behind it.
    pub has_sign: bool,
    /// The values that are no tables: several in a list.
    pub values: Vec<Range<usize>>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Its tables.
    pub headers: Vec<Header>,
    /// Its keys.
    pub pairs: Vec<Pair>,
    /// What opens and closes, in order.
    steps: Vec<(Range<usize>, Step)>,
    /// Where comments stand.
    comments: Vec<Range<usize>>,
}

/// Something that changes where in the file one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Header(usize),
    /// The last name of a pair so far.
    Key(usize),
    Sign,
    Value,
    Opens {
        braces: bool,
    },
    Closes,
    Comma,
    Newline,
}

/// Where in a file a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// In the header at this position.
    Header(usize),
    /// Where a key stands, or could.
    Key {
        /// The position of the table among the headers.
        header: usize,
        /// The names of what it stands in between braces.
        outer: Vec<String>,
        /// Where the braces open; the table's place for none.
        within: usize,
        /// The key that stands there.
        pair: Option<usize>,
    },
    /// Where a value stands, or could.
    Value {
        /// The position of the table among the headers.
        header: usize,
        /// The key's names, after those of what it stands in between braces.
        names: Vec<String>,
        /// Where the braces open; the table's place for none.
        within: usize,
        /// The value that stands there.
        value: Option<Range<usize>>,
        /// Whether it is an item of a list.
        listed: bool,
    },
    /// In a comment, or behind a value.
    Nowhere,
}

impl Outline {
    /// Reads a file without a byte order mark.
    pub fn read(text: &str) -> Self {
        let meant = with_signs_as_meant(text).text;
        let source = Source::new(&meant);
        let tokens = source.lex().into_vec();
        let mut reading = Reading { source, outline: Outline::default(), open: Vec::new(), in_header: false };
        reading.outline.headers.push(Header::default());
        parse_document(&tokens, &mut RecursionGuard::new(&mut reading, TOML_DEPTH), &mut ());
        let mut outline = reading.outline;
        // A curved quotation mark is longer than the straight one that is meant, and the parser can point into the
        // middle of a sign.
        let widen = |place: &mut Range<usize>| *place = whole(text, place.clone());
        outline.steps.iter_mut().for_each(|(place, _)| widen(place));
        outline.headers.iter_mut().for_each(|header| widen(&mut header.place));
        let names = outline.headers.iter_mut().flat_map(|header| &mut header.names);
        names.chain(outline.pairs.iter_mut().flat_map(|pair| &mut pair.names)).for_each(|name| widen(&mut name.place));
        outline.pairs.iter_mut().flat_map(|pair| &mut pair.values).for_each(widen);
        outline
    }

    /// The keys of a table that are written at all, or of a table between braces: those that open at `within`.
    pub fn keys_within(&self, header: usize, within: usize) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(move |pair| pair.header == header && pair.within == within)
    }

    /// Where in the file the byte `offset` is.
    pub fn at(&self, offset: usize) -> At {
        if self.comments.iter().any(|comment| comment.start < offset && offset <= comment.end) {
            return At::Nowhere;
        }
        let mut place = Place::default();
        for (range, step) in &self.steps {
            if range.start >= offset {
                break;
            }
            place.take(range, *step, offset);
        }
        place.told(self)
    }
}

/// Where one is, step by step.
#[derive(Default)]
struct Place {
    header: usize,
    in_header: bool,
    /// What is open: whether braces, where it opened, and the pair that it is the value of.
    open: Vec<(bool, usize, Option<usize>)>,
    pair: Option<usize>,
    is_touched: bool,
    has_sign: bool,
    value: Option<Range<usize>>,
    is_over: bool,
}

impl Place {
    fn ends(&mut self) {
        (self.pair, self.is_touched, self.has_sign, self.value, self.is_over) = (None, false, false, None, false);
    }

    fn take(&mut self, range: &Range<usize>, step: Step, offset: usize) {
        match step {
            Step::Header(at) => {
                self.ends();
                self.open.clear();
                self.header = at;
                // On its line, behind it, nothing else stands.
                self.in_header = true;
                self.is_over = range.end < offset;
            }
            Step::Key(at) => {
                // No key stands in a list: one that nothing closes has ended.
                while self.open.pop_if(|(braces, ..)| !*braces).is_some() {}
                (self.pair, self.has_sign, self.value, self.is_over) = (Some(at), false, None, false);
                self.is_touched = offset <= range.end;
            }
            Step::Sign => self.has_sign = true,
            Step::Value => {
                self.value = (offset <= range.end).then(|| range.clone());
                self.is_over = offset > range.end;
            }
            Step::Opens { braces } => {
                self.open.push((braces, range.start, self.pair));
                if braces {
                    self.ends();
                } else {
                    (self.value, self.is_over) = (None, false);
                }
            }
            Step::Closes => {
                let before = self.open.pop();
                self.ends();
                self.pair = before.and_then(|(_, _, pair)| pair);
                (self.has_sign, self.is_over) = (self.pair.is_some(), true);
            }
            Step::Comma => match self.open.last() {
                Some((false, _, pair)) => {
                    let pair = *pair;
                    self.ends();
                    (self.pair, self.has_sign) = (pair, true);
                }
                _ => self.ends(),
            },
            Step::Newline => {
                if self.open.is_empty() {
                    self.ends();
                    self.in_header = false;
                }
            }
        }
    }

    fn told(self, outline: &Outline) -> At {
        if self.in_header && self.pair.is_none() {
            return if self.is_over { At::Nowhere } else { At::Header(self.header) };
        }
        let within =
            self.open.iter().rev().find(|(braces, ..)| *braces).map_or_else(
                || outline.headers.get(self.header).map_or(0, |header| header.place.start),
                |(_, at, _)| *at,
            );
        let names = |pair: usize| {
            let names = outline.pairs.get(pair).map_or(&[][..], |pair| pair.names.as_slice());
            names.iter().map(|name| name.name.clone()).collect::<Vec<_>>()
        };
        if self.is_over && self.value.is_none() {
            return At::Nowhere;
        }
        match self.pair {
            Some(pair) if self.has_sign => {
                let listed = self.open.last().is_some_and(|(braces, ..)| !braces);
                At::Value { header: self.header, names: names(pair), within, value: self.value, listed }
            }
            // Behind a key that has no equals sign yet.
            Some(_) if !self.is_touched => At::Nowhere,
            pair => {
                let outer = self.open.iter().rev().find(|(braces, ..)| *braces).and_then(|(_, _, pair)| *pair);
                let outer = outer.map(names).unwrap_or_default();
                At::Key { header: self.header, outer, within, pair }
            }
        }
    }
}

/// Takes in what the parser comes upon.
struct Reading<'s> {
    source: Source<'s>,
    outline: Outline,
    /// The braces and lists that are open: whether braces, where, and the pair that they are the value of.
    open: Vec<(bool, usize, Option<usize>)>,
    in_header: bool,
}

impl Reading<'_> {
    fn step(&mut self, place: Span, step: Step) {
        self.outline.steps.push((place.start()..place.end(), step));
    }

    fn header_opens(&mut self, place: Span) {
        self.open.clear();
        self.in_header = true;
        self.outline.headers.push(Header { names: Vec::new(), place: place.start()..place.end() });
        self.step(place, Step::Header(self.outline.headers.len() - 1));
    }

    fn header_goes_on(&mut self, to: usize) {
        if let Some(header) = self.outline.headers.last_mut() {
            header.place.end = to;
        }
        let steps = self.outline.steps.iter_mut().rev();
        if let Some((place, _)) = steps.into_iter().find(|(_, step)| matches!(step, Step::Header(_))) {
            place.end = to;
        }
    }

    /// Where nothing closes what is open, the parser closes it; somebody goes on writing there.
    fn closes(&mut self, place: Span, bracket: &str) {
        if self.source.input().get(place.start()..place.end()) == Some(bracket) {
            self.open.pop();
            self.step(place, Step::Closes);
        }
    }

    /// The pair that a value or an inner table would belong to.
    fn pair(&self) -> Option<usize> {
        let last = self.outline.pairs.len().checked_sub(1)?;
        // After the end of inner braces it is the one that they are of.
        Some(self.open.last().filter(|(braces, ..)| !braces).and_then(|(_, _, pair)| *pair).unwrap_or(last))
    }
}

impl EventReceiver for Reading<'_> {
    fn std_table_open(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.header_opens(place);
    }

    fn array_table_open(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.header_opens(place);
    }

    fn std_table_close(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.header_goes_on(place.end());
        self.in_header = false;
    }

    fn array_table_close(&mut self, place: Span, sink: &mut dyn ErrorSink) {
        self.std_table_close(place, sink);
    }

    fn newline(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.in_header = false;
        self.step(place, Step::Newline);
    }

    fn comment(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.outline.comments.push(place.start()..place.end());
    }

    fn simple_key(&mut self, place: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let mut name = Cow::Borrowed("");
        if let Some(raw) = self.source.input().get(place.start()..place.end()) {
            Raw::new_unchecked(raw, encoding, place).decode_key(&mut name, &mut ());
        }
        let name = Name { name: name.into_owned(), place: place.start()..place.end() };
        if self.in_header {
            self.header_goes_on(place.end());
            if let Some(header) = self.outline.headers.last_mut() {
                header.names.push(name);
            }
            return;
        }
        while self.open.pop_if(|(braces, ..)| !*braces).is_some() {}
        let header = self.outline.headers.len() - 1;
        let braces = self.open.iter().rev().find(|(braces, ..)| *braces);
        let within = braces.map_or_else(|| self.outline.headers[header].place.start, |(_, at, _)| *at);
        // A name behind a dot goes on with the key.
        if let Some(last) = self.outline.pairs.last_mut()
            && !last.has_sign
            && last.header == header
            && last.within == within
            && let Some(end) = last.names.last().map(|name| name.place.end)
            && self.source.input().get(end..place.start()).is_some_and(|between| between.trim() == ".")
        {
            last.names.push(name);
        } else {
            let outer = braces.and_then(|(_, _, pair)| self.outline.pairs.get((*pair)?));
            let mut names: Vec<Name> = outer.map(|outer| outer.names.clone()).unwrap_or_default();
            let outer = names.len();
            names.push(name);
            self.outline.pairs.push(Pair { header, names, outer, within, has_sign: false, values: Vec::new() });
        }
        let at = self.outline.pairs.len() - 1;
        self.step(place, Step::Key(at));
    }

    fn key_val_sep(&mut self, place: Span, _: &mut dyn ErrorSink) {
        if let Some(last) = self.outline.pairs.last_mut() {
            last.has_sign = true;
        }
        self.step(place, Step::Sign);
    }

    fn inline_table_open(&mut self, place: Span, _: &mut dyn ErrorSink) -> bool {
        let pair = self.pair();
        self.open.push((true, place.start(), pair));
        self.step(place, Step::Opens { braces: true });
        true
    }

    fn inline_table_close(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.closes(place, "}");
    }

    fn array_open(&mut self, place: Span, _: &mut dyn ErrorSink) -> bool {
        let pair = self.pair();
        self.open.push((false, place.start(), pair));
        self.step(place, Step::Opens { braces: false });
        true
    }

    fn array_close(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.closes(place, "]");
    }

    fn value_sep(&mut self, place: Span, _: &mut dyn ErrorSink) {
        self.step(place, Step::Comma);
    }

    fn scalar(&mut self, place: Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        if let Some(pair) = self.pair().and_then(|pair| self.outline.pairs.get_mut(pair)) {
            pair.values.push(place.start()..place.end());
        }
        self.step(place, Step::Value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the sign `|` stands in a text, in short.
    fn at(text: &str) -> String {
        let offset = text.find('|').unwrap();
        let outline = Outline::read(&text.replacen('|', "", 1));
        let table = |header: usize| {
            outline.headers[header].names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join(".")
        };
        match outline.at(offset) {
            At::Header(header) => format!("header {}", table(header)),
            At::Key { header, outer, pair, .. } => {
                let key = pair.map_or("", |pair| &outline.pairs[pair].names.last().unwrap().name);
                format!("key {}/{} {key}", table(header), outer.join("."))
            }
            At::Value { header, names, value, listed, .. } => {
                let value = value.map_or(String::new(), |value| text.replacen('|', "", 1)[value].to_owned());
                format!("{} {}/{} {value}", if listed { "item" } else { "value" }, table(header), names.join("."))
            }
            At::Nowhere => "nowhere".to_owned(),
        }
    }

    #[test]
    fn a_place_is_told_whatever_is_wrong() {
        for (text, wanted) in [
            ("|", "key / "),
            ("enh|", "key / enh"),
            ("enhet |", "nowhere"),
            ("enhet =|", "value /enhet "),
            ("enhet = |\n[[rad]]", "value /enhet "),
            ("enhet = \"i|t\"\n", "value /enhet \"it\""),
            ("enhet = \"i|\n[[rad]]\n", "value /enhet \"i"),
            ("enhet = \"it\" |\n", "nowhere"),
            ("enhet = \"it\" # |\n", "nowhere"),
            ("[|", "header "),
            ("[[ra|]]\nid = 1", "header ra"),
            ("[[rad]]\n|", "key rad/ "),
            ("[[rad]]\nta|b\nid = 1", "key rad/ tab"),
            ("[[rad]]\r\nid = 1\r\nta|", "key rad/ ta"),
            ("[[mal]]\nindikator = [{ na| }]", "key mal/indikator na"),
            ("[[mal]]\nindikator = [{ namn = \"a\", | }]", "key mal/indikator "),
            ("[[mal]]\nindikator = [{ namn = \"|\" }]", "value mal/indikator.namn \"\""),
            ("[[tabell]]\nrader = [\"a\", \"|\"]", "item tabell/rader \"\""),
            ("[[tabell]]\nrader = [|", "item tabell/rader "),
            ("[[tabell]]\nrader = [\"a\", |", "item tabell/rader "),
            ("[[tabell]]\nrader = [\"a\",\nid|", "item tabell/rader id"),
            ("[[mal]]\nindikator = [{ namn = |\n\n[[rad]]\n", "value mal/indikator.namn "),
            ("[[tabell]]\nrader = [\n  \"a\",\n  |\n]\nid = 1", "item tabell/rader "),
            ("[[tabell]]\nrader = [\"a\"] |", "nowhere"),
            ("a.b| = 1", "key / b"),
            ("a.b = tr|", "value /a.b tr"),
            ("[[avsnitt]]\ntext = '''\nett {{dr|\n'''\n", "value avsnitt/text '''\nett {{dr\n'''"),
            ("[[avsnitt]]\ntext = '''\nett {{dr|\n", "value avsnitt/text '''\nett {{dr\n"),
            ("enhet = ”i|t”\n", "value /enhet ”it”"),
        ] {
            assert_eq!(at(text), wanted, "{text}");
        }
    }

    /// Any text, and any place in it, has an answer.
    #[test]
    fn no_text_is_too_odd() {
        let parts = ["[", "]", "{", "}", "=", ".", ",", "\"", "'''", "#", "\n", "\r", "a", "å", " ", "\\", "\u{feff}"];
        let mut state = 3_u32;
        for _ in 0..3_000 {
            let mut text = String::new();
            for _ in 0..18 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(parts[(state >> 16) as usize % parts.len()]);
            }
            let outline = Outline::read(&text);
            for offset in 0..=text.len() + 1 {
                outline.at(offset);
            }
        }
    }
}
