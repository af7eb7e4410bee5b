//! What of a TOML file stays in the house: comments, and how recipients and units' contacts are reached. It is blanked
//! before the file is read, so that nothing that is made of the file can hold it; whoever sends something asks for the
//! text on the disk.
//!
//! A comment that is a header, or a key that waits for its value, stays: what is forgotten is found by it.
//!
//! A blank has as many characters and bytes as what it stands for, line by line. Blanking twice is the same as once, so
//! that a PDF that carries blanked files is made of them again, byte for byte.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::lexer::TokenKind;
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, Raw, Source, Span};

use crate::base::date::Ymd;
use crate::base::limits::TOML_DEPTH;
use crate::base::names::closest_match;
use crate::base::source::{self, Sources};
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;

use super::blanks::{blank, is_blank};
use super::decode::{Reader, as_meant, with_signs_as_meant};
use super::pasted::is_header;

/// A table that says how somebody is reached.
#[derive(Clone, Copy)]
struct People {
    /// Its name.
    table: &'static str,
    /// The keys of that table which say nothing of that.
    known: &'static [&'static str],
    /// Whether a key of this name stands for something else where it is none of a table.
    is_plain_elsewhere: bool,
}

/// Those who get a paper.
const RECIPIENTS: People =
    People { table: "mottagare", known: &["namn", "form", "standard", FILES], is_plain_elsewhere: false };

/// The units, whose contacts nobody but those who hold the report together needs.
const UNITS: People = People { table: "enhet", known: &["id", "namn", "fil", "senast"], is_plain_elsewhere: true };

/// The key that is a list.
const FILES: &str = "filer";

/// The keys that do, where they stand outside of their table, which is an error.
const ADDRESSES: [&str; 2] = ["epost", "adress"];

/// How often a text is gone through until nothing is left to blank. What is no TOML may be read in another way once
/// something in it is blanked.
const TIMES: usize = 16;

/// `text` with as many signs, lines and bytes, less what stays in the house.
fn blanked(text: &str) -> String {
    let mut blanked = text.to_owned();
    for _ in 0..TIMES {
        let next = blanked_once(&blanked);
        if next == blanked {
            break;
        }
        blanked = next;
    }
    blanked
}

/// A file's text, and that text blanked, without the byte order mark that it may begin with.
pub fn with_blanks(text: String) -> (String, String) {
    let blanked = blanked(text.strip_prefix(source::MARK).unwrap_or(&text));
    (text, blanked)
}

/// The text at `place` as it stands on the disk, for whoever sends something there, and what is wrong with it.
pub fn original(sources: &Sources, place: source::Span) -> (Option<SourceText>, Vec<Diagnostic>) {
    let raw = sources.file(place.file).original().get(place.range()).unwrap_or("");
    let (mut text, mut found) = Reader::read(place.file, &format!("a = {raw}"), |fields| fields.text("a"));
    text.iter_mut().for_each(|text| text.place = place);
    found.iter_mut().for_each(|found| found.place = Some(place));
    (text, found)
}

fn blanked_once(text: &str) -> String {
    let meant = as_meant(text);
    // Each sign is blanked where it stands.
    let meant = if meant.moved.is_empty() { meant.text } else { with_signs_as_meant(text).text };
    let source = Source::new(&meant);
    let tokens = source.lex().into_vec();
    let is_form = |span: Span| is_waiting(meant.get(span.start()..span.end()).unwrap_or(""));
    let comments = tokens.iter().filter(|token| token.kind() == TokenKind::Comment && !is_form(token.span()));
    // The sign before it stays, so that it is a comment afterwards, and so does a key: that a value was left behind it
    // is to be told.
    let kept = |span: Span| value_in(meant.get(span.start()..span.end()).unwrap_or("")).unwrap_or(1);
    let places = comments.map(|comment| comment.span().start() + kept(comment.span())..comment.span().end()).collect();
    let mut addresses = Addresses {
        source,
        header: Vec::new(),
        outer: Vec::new(),
        key: Vec::new(),
        people: None,
        is_listed: false,
        at: At::Key,
        nested: 0,
        places,
    };
    parse_document(&tokens, &mut RecursionGuard::new(&mut addresses, TOML_DEPTH), &mut ());
    fill(text, addresses.places)
}

/// Whether a comment is nothing but a header, or a key without a value, as a new file has them: they say nothing, and
/// what is forgotten is found by them.
fn is_waiting(comment: &str) -> bool {
    let words = comment.trim_start_matches(['#', ' ']).trim_end();
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-.".contains(&b))
    };
    // A value that is blanked already is none.
    let key = words.trim_end_matches(is_blank).trim_end().strip_suffix('=').map(str::trim_end);
    key.is_some_and(is_name) || is_header(words) && words.ends_with(']') && is_name(words.trim_matches(['[', ']']))
}

/// Where in a comment the value of a key begins, if it is nothing but a key with a value: `# utfall = 27840`.
fn value_in(comment: &str) -> Option<usize> {
    let key = comment.split('=').next()?;
    let name = key.trim_start_matches(['#', ' ']).trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let value = comment.get(key.len() + 1..).filter(|value| is_name && !value.trim().is_empty())?;
    let start = comment.len() - value.trim_start().len();
    toml::de::DeTable::parse(&format!("a = {}", value.trim())).ok().map(|_| start)
}

/// Whether a text between marks ends with one.
fn is_closed(raw: &str, mark: &str) -> bool {
    raw.len() >= mark.len() * 2 && raw.ends_with(mark)
}

/// `text` with other signs in these places, each of the same length; line ends stay.
fn fill(text: &str, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|place| (place.start, place.end));
    let mut out = String::with_capacity(text.len());
    for place in places {
        // As many bytes are written as were read.
        let read = out.len();
        let (start, end) = (text.ceil_char_boundary(place.start).max(read), text.floor_char_boundary(place.end));
        out.push_str(text.get(read..start).unwrap_or(""));
        out.extend(text.get(start..end).unwrap_or("").chars().map(blank));
    }
    let read = out.len();
    out + text.get(read..).unwrap_or("")
}

/// Where in the file the parser is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// In the header of a table.
    Header,
    /// In a key, or before one.
    Key,
    /// Behind a key's `=`.
    Value,
}

/// Finds how recipients are reached, among what the parser comes upon.
struct Addresses<'s> {
    source: Source<'s>,
    /// The names in the header of the table, those of the tables between braces around the value, and its own.
    header: Vec<String>,
    outer: Vec<Vec<String>>,
    key: Vec<String>,
    /// Which name of the header is that of people, and of whom.
    people: Option<(usize, People)>,
    /// Whether the value is one of a list.
    is_listed: bool,
    at: At,
    /// How many lists and tables between braces are open.
    nested: usize,
    places: Vec<Range<usize>>,
}

impl Addresses<'_> {
    /// Whether the value that comes says how somebody is reached.
    fn is_address(&self) -> bool {
        let mut names = self.outer.iter().flatten().chain(&self.key).map(String::as_str);
        if let Some((at, people)) = self.people {
            // The table's own name stands in its header.
            let within: Vec<&str> = self.header.iter().skip(at + 1).map(String::as_str).chain(names).collect();
            return !self.is_known(people, &within);
        }
        if !self.header.is_empty() {
            return false;
        }
        // Or before the braces.
        let Some(first) = names.next() else { return false };
        let within: Vec<&str> = names.collect();
        match people_of(first) {
            Some(people) if !within.is_empty() || !people.is_plain_elsewhere => !self.is_known(people, &within),
            _ => within.is_empty() && is_address(first),
        }
    }

    /// Whether a value under these keys of somebody may leave the house: a word right under one that is known, or
    /// one of a list of files. What is nested in any other way is nothing that the program knows.
    fn is_known(&self, people: People, within: &[&str]) -> bool {
        matches!(within, [key] if people.known.contains(key) && (*key == FILES || !self.is_listed))
    }

    /// A value without quotation marks, with what follows on its line: none of TOML's texts, but an address.
    fn bare(&mut self, place: Range<usize>) {
        let rest = self.source.input().get(place.end..).unwrap_or("");
        let ends = |c: char| c == '\n' || (self.nested > 0 && matches!(c, ',' | '}' | ']'));
        self.places.push(place.start..place.end + rest.find(ends).unwrap_or(rest.len()));
    }

    fn is_day(&self, place: &Range<usize>) -> bool {
        self.source.input().get(place.clone()).is_some_and(|text| Ymd::parse(text).is_some())
    }

    /// Whether a value without quotation marks is yes, no or a small number, which reaches nobody.
    fn is_plain(&self, place: &Range<usize>) -> bool {
        let rest = self.source.input().get(place.start..).unwrap_or("");
        let ends = |c: char| matches!(c, '\n' | '#') || (self.nested > 0 && matches!(c, ',' | '}' | ']'));
        let line = rest.split(ends).next().unwrap_or("").trim();
        let small = |value: &str| (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
        matches!(line, "true" | "false") || small(line)
    }

    fn header_ends(&mut self) {
        let people = |(at, name): (usize, &String)| people_of(name).map(|people| (at, people));
        self.people = self.header.iter().enumerate().find_map(people);
        self.key_ends();
    }

    fn key_ends(&mut self) {
        self.key.clear();
        self.at = At::Key;
    }
}

/// Whose table is called so, perhaps misspelled, which is an error but opens nothing.
fn people_of(name: &str) -> Option<People> {
    [RECIPIENTS, UNITS].into_iter().find(|people| {
        // Names are compared letter by letter, and a file can have a million of them.
        let table = people.table;
        let shared = name.bytes().filter(|b| table.as_bytes().contains(&b.to_ascii_lowercase())).count();
        name.len() < table.len() * 2 && shared > table.len() / 2 && closest_match(name, [table]).is_some()
    })
}

/// Whether a key of the file itself is meant for a recipient.
fn is_address(name: &str) -> bool {
    let letters = || name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    ADDRESSES.iter().any(|key| letters().map(|c| c.to_ascii_lowercase()).eq(key.chars()))
}

impl EventReceiver for Addresses<'_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.header.clear();
        self.outer.clear();
        self.nested = 0;
        self.at = At::Header;
    }

    fn array_table_open(&mut self, place: Span, sink: &mut dyn ErrorSink) {
        self.std_table_open(place, sink);
    }

    fn std_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.header_ends();
    }

    fn array_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.header_ends();
    }

    fn newline(&mut self, _: Span, _: &mut dyn ErrorSink) {
        // A header that nothing closes ends with its line.
        if self.at == At::Header {
            self.header_ends();
        }
    }

    fn simple_key(&mut self, place: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let mut name = Cow::Borrowed("");
        if let Some(raw) = self.source.input().get(place.start()..place.end()) {
            Raw::new_unchecked(raw, encoding, place).decode_key(&mut name, &mut ());
        }
        if self.at == At::Value {
            self.key_ends();
        }
        let names = if self.at == At::Header { &mut self.header } else { &mut self.key };
        names.push(name.into_owned());
    }

    fn key_val_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.at = At::Value;
        self.is_listed = false;
    }

    fn inline_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.outer.push(std::mem::take(&mut self.key));
        self.nested += 1;
        self.at = At::Key;
        true
    }

    fn inline_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.key = self.outer.pop().unwrap_or_default();
        self.nested = self.nested.saturating_sub(1);
        self.at = At::Value;
    }

    fn array_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.nested += 1;
        self.is_listed = true;
        true
    }

    fn array_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.nested = self.nested.saturating_sub(1);
    }

    fn scalar(&mut self, place: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        if !self.is_address() {
            return;
        }
        let place = place.start()..place.end();
        let mark = match encoding {
            // A day says nothing of how somebody is reached; a key that is nearly one of a day is told by its value.
            None if self.is_day(&place) || self.is_plain(&place) => return,
            None => return self.bare(place),
            Some(Encoding::BasicString) => "\"",
            Some(Encoding::LiteralString) => "'",
            Some(Encoding::MlBasicString) => "\"\"\"",
            Some(Encoding::MlLiteralString) => "'''",
        };
        let raw = self.source.input().get(place.clone()).unwrap_or("");
        let end = if is_closed(raw, mark) { place.end - mark.len() } else { place.end };
        self.places.push(place.start + mark.len()..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_hidden(text: &str) {
        let made = blanked(text);
        assert!(!made.to_lowercase().contains("hemlig"), "{text}\n{made}");
        let shape = |text: &str| text.split('\n').map(|line| (line.len(), line.chars().count())).collect::<Vec<_>>();
        assert_eq!(shape(text), shape(&made), "{text}\n{made}");
        assert_eq!(blanked(&made), made, "{text}");
    }

    #[test]
    fn comments_are_blanked_wherever_they_stand() {
        for text in [
            "# hemlig",
            "#hemlig\r\nid = \"a\" # hemlig åäö €\u{1f600}\r\n",
            "a = [ # hemlig\n  1, # hemlig\n  # hemlig\n]\n",
            "a = { b = 1, # hemlig\n c = 2 } # hemlig\n",
            "a = \"\"\"x\n\"\"\" # hemlig",
            "a = '# inte' # hemlig '",
            "[a] # hemlig\n[[b]]# hemlig\n",
            "a = ”krokigt” # hemlig\n",
            "a = \"öppen # inte\n# hemlig\nb = 1 # hemlig",
            "a = \"\"\"\nöppen\nb = 1 # hemlig\n# hemlig\n",
            "a = 12 500 # hemlig\n",
            "= # hemlig",
            "]]}} # hemlig\n[[[[ # hemlig\n",
            "a\u{0} = 1 # hemlig \u{0}\u{7f} hemlig\n",
            "a = [[[[[[1]]]]]] # hemlig",
        ] {
            is_hidden(text);
        }
        is_hidden(&format!("a = {}# hemlig\n{}", "[".repeat(5_000), "]".repeat(5_000)));
        let kept = "a = \"# ord\" \nb = '''\n# ord\n'''\n\"c#\" = '#'\n";
        assert_eq!(blanked(kept), kept, "no comments");
    }

    #[test]
    fn addresses_are_blanked_however_they_are_written() {
        for text in [
            "[[mottagare]]\nnamn = \"A\"\nepost = \"hemlig@a.se\"\nadress = 'hemlig'\n",
            "[[mottagare]]\n\"epost\" = \"hemlig\"\n'adress' = \"\"\"\nhemlig \"gata\"\nHemlig\"\"\"\"\"\n",
            "[[mottagare]]\n\"ep\\u006fst\" = \"hemlig \\\" hemlig\"\n",
            "mottagare = [{ namn = \"A\", epost = \"hemlig\" }, { adress = \"hemlig\", namn = \"B\" }]\n",
            "mottagare = [\n { namn = \"A\",\n epost = \"hemlig\" },\n]\n",
            "[[ mottagare ]] # hemlig\nkontakt.epost = \"hemlig\"\nkontakt = { tel = [\"hemlig\"] }\n",
            "[mottagare.epost]\na = \"hemlig\"\n",
            "mottagare.epost = \"hemlig\"\nepost = \"hemlig\"\nadress = \"hemlig\"\n",
            "[[motagare]]\nepost = \"hemlig\"\n[[Mottagare]]\nE-post = \"hemlig\"\n",
            "[[mottagare]]\nnamn = \"A\"\n[mottagare.kontakt]\nepost = \"hemlig\"\n",
            "[[mottagare]\nnamn = \"A\"\nepost = \"hemlig\"\n",
            "[[mottagare]]\nnamn = { a = \"hemlig\" }\nform = [\"hemlig\"]\nfiler = [\"pdf\", { a = \"hemlig\" }]\n",
            "[[mottagare]]\nnamn.epost = \"hemlig\"\n[mottagare.form]\na = \"hemlig\"\n[[mottagare.filer]]\na = \"hemlig\"\n",
            "[[mottagare]]\nepost = hemlig@a.se\nadress = Hemlig gata 1, 123 45 Hemlig\n",
            "[[mottagare]]\nepost = ”hemlig@a.se”\nadress = “Hemlig 1”, “hemlig”\n",
            "[[mottagare]]\nadress = \"Hemliga \"gatan\" 1, hemlig\"\n",
            "[[mottagare]]\nepost = \"hemlig\n",
            "[[mottagare]]\nadress = [hemlig, \"hemlig\", 'hemlig']\n",
            "[[enhet]]\nid = \"a\"\nkontakt = \"hemlig\"\nepost = 'hemlig@a.se'\ntel = \"hemlig\"\n",
            "enhet = [{ id = \"a\", kontakt = \"hemlig\" }, { epost = \"hemlig\" }]\n",
            "[[enheter]]\nepost = \"hemlig\"\n[[Enhet]]\nE-post = hemlig@a.se\n[enhet.kontakt]\nnamn = \"hemlig\"\n",
        ] {
            is_hidden(text);
        }
        let kept = "[[mottagare]]\nnamn = \"A\"\nform = \"post\"\nstandard = \"a-3a\"\nfiler = [\"pdf\"]\n\
                    [[rad]]\nepost = \"ja\"\nadress = \"en cell\"\nmottagare = \"en cell\"\n";
        assert_eq!(blanked(kept), kept);
        let kept = "enhet = \"it\"\n[[enhet]]\nid = \"a\"\nnamn = \"A\"\nfil = \"a.toml\"\nsenast = 2024-01-01\n\
                    [[mal]]\nenhet = \"it\"\n[[rad]]\nenhet = \"ord\"\ncell = { enhet = \"a\", epost = \"b\" }\n";
        assert_eq!(blanked(kept), kept);
        // What a key that does not belong there is, so that it is told as that.
        let kept =
            "[[enhet]]\nid = \"a\"\nomslag = true\nspalter = 2\n[[mottagare]]\nordning = { a = 12, b = false }\n";
        assert_eq!(blanked(kept), kept);
        for text in
            ["[[enhet]]\ntel = 12, hemlig\n", "[[enhet]]\ntel = true hemlig\n", "[[enhet]]\ntel = 12 hemlig # hemlig\n"]
        {
            is_hidden(text);
        }
        let values = blanked("[[mottagare]]\nadress = [hemlig, \"a\"]\nform = \"post\"\n");
        assert!(values.ends_with("*, \"*\"]\nform = \"post\"\n"), "{values}");
    }

    /// A text twice as long takes no more than twice the time; here that a long one is done at all.
    #[test]
    fn long_files_are_gone_through_once() {
        let keys: String = (0..20_000).map(|at| format!("mottaga{at} = 1 # x\n")).collect();
        let tables: String = (0..20_000).map(|at| format!("[a{at}.b]\nepost = 'x' # x\n")).collect();
        let nested = format!("mottagare = {}", "[{ a = 'x', b = [".repeat(20_000));
        for text in [keys, tables, nested, "#".repeat(500_000), "# ”\n".repeat(20_000)] {
            assert_eq!(blanked(&text).len(), text.len());
        }
    }

    /// Whatever stands in a file, blanking it again changes nothing.
    #[test]
    fn blanking_is_done_once() {
        let parts = [
            "\"", "'", "\"\"\"", "'''", "#", "a", "=", "[", "]", "{", "}", "\n", "epost", ".", ",", "”", "\r", "å",
            "\\", " ",
        ];
        let mut state = 7_u32;
        for _ in 0..4_000 {
            let mut text = "[[mottagare]]\nepost = ".to_owned();
            for _ in 0..24 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(parts[(state >> 16) as usize % parts.len()]);
            }
            let once = blanked(&text);
            assert_eq!(blanked(&once), once, "{text}");
            assert_eq!((once.len(), once.chars().count()), (text.len(), text.chars().count()), "{text}");
        }
    }
}
