//! The text of a gallery case: a report as what differs from a base, with the findings that are expected of it.
//!
//! Parses that text, prints it and makes the report's files of it. Knows nothing of what is found in them.
//!
//! ```text
//! # base: tables                          the report that the case begins as; without the line, an empty folder
//! # Why the case is here.                 other lines with `#` are comments
//!
//! --- rapport.toml (more)                 added at the end of the base's file
//! [[tabell]]
//! id = "drift"
//!      ^^^^^^^ error[some-code]           an annotation of the line above, no part of the file
//!
//! --- enheter/a.toml                      a whole file, new or instead of the base's
//! --- enheter/b.toml (removed)            the base's file is left out
//! --- enheter/c.csv (escaped)             `\\`, `\r`, `\xE5` (a byte), `\u{202E}`; `\` at the very end: no newline
//! --- enheter/d.toml (20000000 spaces)    a file of that size
//! --- enheter/e.xlsx (sheet Drift)        a workbook with one sheet, of this XML
//!
//! === elsewhere                           findings without a line in this text
//! === svenska                             all findings, as the program shows them
//! === english
//! ```
//!
//! An empty line before a heading belongs to the case, not to the file above it. A file with a line that begins like a
//! heading or an annotation, with a carriage return, with something invisible or with no newline at its end is escaped.

use std::collections::BTreeMap;
use std::fmt;

use proptest::prelude::*;
use proptest::{collection, sample};

use crate::workbook::workbook;

/// The files of a report, by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The blocks of an expectation, in order.
const EXPECTED: [&str; 3] = ["elsewhere", "svenska", "english"];

/// A case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Its first lines, each with `#`.
    pub head: Vec<String>,
    /// Where it differs from its base.
    pub parts: Vec<Part>,
    /// What is expected, by the names of [`EXPECTED`].
    pub expected: Vec<(&'static str, String)>,
}

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its path in the report.
    pub path: String,
    /// How its text is meant.
    pub form: Form,
    /// The lines below its heading, without annotations.
    pub text: String,
    /// The number of a line of the text, from 1, and what stands below that line.
    pub annotations: Vec<(usize, String)>,
}

/// How the text of a part becomes a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// It is the file.
    Whole,
    /// It comes after what the base's file holds.
    More,
    /// It is the file once its escapes are read.
    Escaped,
    /// There is no text: the file is as many spaces.
    Spaces(usize),
    /// It is the XML of a workbook's only sheet, of this name.
    Sheet(String),
    /// There is no text: the base's file is no part of the report.
    Removed,
}

impl Form {
    fn parse(words: &str) -> Option<Self> {
        Some(match words {
            "more" => Form::More,
            "escaped" => Form::Escaped,
            "removed" => Form::Removed,
            _ => match (words.strip_suffix(" spaces"), words.strip_prefix("sheet ")) {
                (Some(size), _) => Form::Spaces(size.parse().ok()?),
                (_, Some(name)) => Form::Sheet(name.to_owned()),
                _ => return None,
            },
        })
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Whole => Ok(()),
            Form::More => f.write_str(" (more)"),
            Form::Escaped => f.write_str(" (escaped)"),
            Form::Removed => f.write_str(" (removed)"),
            Form::Spaces(size) => write!(f, " ({size} spaces)"),
            Form::Sheet(name) => write!(f, " (sheet {name})"),
        }
    }
}

/// A heading and the lines below it, with its number in the text.
struct Block<'t> {
    line: usize,
    heading: &'t str,
    body: Vec<&'t str>,
}

impl Case {
    /// Reads the text of a case. An error begins with the number of a line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut case = Case::default();
        for block in blocks(text)? {
            let line = block.line;
            case.add(block).map_err(|error| format!("{line}: {error}"))?;
        }
        Ok(case)
    }

    fn add(&mut self, block: Block) -> Result<(), String> {
        if let Some(heading) = block.heading.strip_prefix("--- ") {
            let part = Part::parse(heading, &block.body)?;
            if self.parts.iter().any(|other| other.path == part.path) {
                return Err(format!("{} stands here twice", part.path));
            }
            self.parts.push(part);
        } else if let Some(name) = block.heading.strip_prefix("=== ") {
            let name = EXPECTED.into_iter().find(|known| *known == name);
            let name = name.ok_or_else(|| format!("the blocks of an expectation are {}", EXPECTED.join(", ")))?;
            self.expected.push((name, block.body.concat()));
        } else if let Some(line) = block.body.iter().find(|line| !line.starts_with('#')) {
            return Err(format!("{line:?} stands above the first heading, without `#`"));
        } else {
            self.head = block.body.iter().map(|line| line.trim_end().to_owned()).collect();
        }
        Ok(())
    }

    /// The name of its base.
    pub fn base(&self) -> Option<&str> {
        self.head.iter().find_map(|line| line.strip_prefix("# base: "))
    }

    /// The report's files, made of those of its base.
    pub fn files(&self, base: &Files) -> Result<Files, String> {
        let mut files = base.clone();
        for part in &self.parts {
            let made = part.file(base.get(&part.path)).map_err(|error| format!("{}: {error}", part.path))?;
            match made {
                Some(bytes) => drop(files.insert(part.path.clone(), bytes)),
                None => drop(files.remove(&part.path)),
            }
        }
        Ok(files)
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for line in &self.head {
            writeln!(f, "{line}")?;
            between = "\n";
        }
        for part in &self.parts {
            write!(f, "{between}{part}")?;
            between = "\n";
        }
        for (name, text) in &self.expected {
            write!(f, "{between}=== {name}\n{text}")?;
            between = "\n";
        }
        Ok(())
    }
}

/// The blocks of a text: what stands above the first heading, and each heading with what stands below it.
fn blocks(text: &str) -> Result<Vec<Block<'_>>, String> {
    let mut blocks = vec![Block { line: 1, heading: "", body: Vec::new() }];
    for (line, words) in (1..).zip(text.split_inclusive('\n')) {
        if words.contains('\r') {
            return Err(format!("{line}: a carriage return; write `\\r` in a file that is (escaped)"));
        }
        let Some(last) = blocks.last_mut() else { break };
        // What the program shows is not searched for files.
        if words.starts_with("=== ") || (words.starts_with("--- ") && !last.heading.starts_with("===")) {
            if last.body.last() == Some(&"\n") {
                last.body.pop();
            }
            blocks.push(Block { line, heading: words.trim_end(), body: Vec::new() });
        } else if words.ends_with('\n') {
            last.body.push(words);
        } else {
            return Err(format!("{line}: the last line does not end"));
        }
    }
    Ok(blocks)
}

impl Part {
    fn parse(heading: &str, body: &[&str]) -> Result<Self, String> {
        let form = heading.strip_suffix(')').and_then(|heading| heading.rsplit_once(" ("));
        let (path, form) = match form {
            None => (heading, Form::Whole),
            Some((path, words)) => (path, Form::parse(words).ok_or_else(|| format!("no form is called ({words})"))?),
        };
        let (mut text, mut annotations, mut lines) = (String::new(), Vec::new(), 0);
        for line in body {
            if !is_annotation(line) {
                text.push_str(line);
                lines += 1;
            } else if lines > 0 {
                annotations.push((lines, line.trim_end().to_owned()));
            } else {
                return Err("an annotation stands below its line".to_owned());
            }
        }
        if matches!(form, Form::Spaces(_) | Form::Removed) && lines > 0 {
            return Err("no text belongs here".to_owned());
        }
        Ok(Part { path: path.to_owned(), form, text, annotations })
    }

    /// The file, made of that of the base; `None` where there is none.
    fn file(&self, base: Option<&Vec<u8>>) -> Result<Option<Vec<u8>>, String> {
        let text = self.text.as_bytes();
        Ok(Some(match (&self.form, base) {
            (Form::Whole, Some(base)) if base == text => return Err("it is the base's file: leave it out".to_owned()),
            (Form::Whole, _) => text.to_vec(),
            (Form::More, Some(base)) if base.ends_with(b"\n") => [base, text].concat(),
            (Form::More, _) => return Err("the base has no such file, or no newline at its end".to_owned()),
            (Form::Escaped, _) => unescape(&self.text)?,
            (Form::Spaces(size), _) => vec![b' '; *size],
            (Form::Sheet(name), _) => workbook(&[(name, &self.text, "")]),
            (Form::Removed, Some(_)) => return Ok(None),
            (Form::Removed, None) => return Err("the base has no such file".to_owned()),
        }))
    }

    /// The annotation of a line of the text, from 1, below `width` of its characters after the first `before`; `None`
    /// where the text has no such line. What is escaped is one character.
    pub fn annotation(&self, line: usize, before: usize, width: usize, label: &str) -> Option<String> {
        let words = self.text.lines().nth(line.checked_sub(1)?)?;
        let characters: Vec<&str> = match self.form {
            Form::Escaped => units(words).collect(),
            _ => words.split_inclusive(|_| true).collect(),
        };
        let (lead, rest) = characters.split_at(before.min(characters.len()));
        let lead: String =
            lead.iter().map(|c| if *c == "\t" { "\t".to_owned() } else { " ".repeat(count(c)) }).collect();
        let width: usize = rest.iter().take(width).map(|c| count(c)).sum();
        Some(format!("{lead}{} {label}", "^".repeat(width.max(1))))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "--- {}{}", self.path, self.form)?;
        for (number, line) in (1..).zip(self.text.lines()) {
            writeln!(f, "{line}")?;
            for (_, annotation) in self.annotations.iter().filter(|(at, _)| *at == number) {
                writeln!(f, "{annotation}")?;
            }
        }
        Ok(())
    }
}

/// Whether a line is about the one above it.
fn is_annotation(line: &str) -> bool {
    line.trim_start_matches([' ', '\t']).starts_with('^')
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The pieces of an escaped text that stand for a character each, or for a byte.
fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.chars();
        let length = match (characters.next()?, characters.next()) {
            ('\\', Some('x')) => 4,
            ('\\', Some('u')) => rest.find('}').map_or(rest.len(), |end| end + 1),
            ('\\', Some(escaped)) => 1 + escaped.len_utf8(),
            (plain, _) => plain.len_utf8(),
        };
        let (unit, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        Some(unit)
    })
}

/// The bytes that an escaped text stands for.
fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut units = units(text).peekable();
    while let Some(unit) = units.next() {
        let hex = |prefix: &str, suffix: &str| {
            let digits = unit.strip_prefix(prefix)?.strip_suffix(suffix)?;
            u32::from_str_radix(digits, 16).ok()
        };
        let byte = hex("\\x", "").and_then(|byte| u8::try_from(byte).ok());
        let character = hex("\\u{", "}").and_then(char::from_u32);
        match (unit, byte, character) {
            (_, Some(byte), _) => bytes.push(byte),
            (_, _, Some(character)) => bytes.extend(character.to_string().bytes()),
            ("\\\\", ..) => bytes.push(b'\\'),
            ("\\r", ..) => bytes.push(b'\r'),
            ("\\\n", ..) if units.peek().is_none() => {}
            _ if unit.starts_with('\\') => return Err(format!("no escape is written {unit:?}")),
            _ => bytes.extend(unit.bytes()),
        }
    }
    Ok(bytes)
}

/// The reverse of [`unescape`].
fn escape(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => text.push_str("\\\\"),
                '\r' => text.push_str("\\r"),
                '\n' | '\t' => text.push(c),
                _ if c.is_control() || is_invisible(c) => text.push_str(&format!("\\u{{{:04X}}}", u32::from(c))),
                _ => text.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    let lines = text.split_inclusive('\n').map(|line| match line.trim_start_matches([' ', '\t']).chars().next() {
        Some(c @ '^') => line.replacen(c, "\\x5E", 1),
        Some(c @ ('-' | '=')) if line.starts_with(&format!("{c}{c}{c} ")) => {
            line.replacen(c, &format!("\\x{:02X}", u32::from(c)), 1)
        }
        _ => line.to_owned(),
    });
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\\\n" };
    lines.collect::<String>() + end
}

/// Whether an editor shows nothing for a character that is no control character: marks of direction and joining, the
/// soft hyphen, separators of lines.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A case with these files, as little as can be said of them after a base.
fn pack(base: Option<&str>, of_base: &Files, files: &Files) -> Case {
    let part = |path: &String, form, text: &str| {
        let (path, text) = (path.clone(), text.to_owned());
        Part { path, form, text, annotations: Vec::new() }
    };
    let mut parts: Vec<Part> =
        of_base.keys().filter(|path| !files.contains_key(*path)).map(|path| part(path, Form::Removed, "")).collect();
    for (path, bytes) in files.iter().filter(|(path, bytes)| of_base.get(*path) != Some(*bytes)) {
        let based = of_base.get(path).filter(|base| base.ends_with(b"\n"));
        let more = based.and_then(|base| bytes.strip_prefix(base.as_slice()));
        let (form, bytes) = more.map_or((Form::Whole, bytes.as_slice()), |more| (Form::More, more));
        let escaped = escape(bytes);
        parts.push(match std::str::from_utf8(bytes) {
            Ok(text) if escaped.replace("\\\\", "\\") == text => part(path, form, text),
            _ => part(path, Form::Escaped, &escape(&files[path])),
        });
    }
    parts.sort_by_key(|part| (part.path != "rapport.toml", part.path.clone()));
    Case { head: base.map(|base| format!("# base: {base}")).into_iter().collect(), parts, expected: Vec::new() }
}

/// A line of a file, perhaps one that means something in a case, and how it ends.
fn any_line() -> impl Strategy<Value = Vec<u8>> {
    let starts: Vec<&[u8]> =
        vec![b"", b"--- ", b"---", b"=== english", b"^", b" \t^^ ", b"#", b"\\", b"\\x2D", b"\xEF\xBB\xBF"];
    let ends: Vec<&[u8]> = vec![b"\n", b"\n", b"\r\n", b"\n\n", b"", b"\\\n", b"\xE5\n"];
    (sample::select(starts), ".{0,6}", sample::select(ends))
        .prop_map(|(start, words, end)| [start, words.replace('\n', "").as_bytes(), end].concat())
}

/// A folder of a few files.
fn any_files() -> impl Strategy<Value = Files> {
    let paths = sample::select(vec!["rapport.toml", "enheter/a.toml", "enheter/b (1).csv"]);
    let file = collection::vec(any_line(), 0..5).prop_map(|lines| lines.concat());
    collection::btree_map(paths.prop_map(str::to_owned), file, 0..3)
}

proptest! {
    #[test]
    fn what_is_packed_is_what_is_unpacked(base in any_files(), files in any_files()) {
        let case = pack(Some("any"), &base, &files);
        let text = case.to_string();
        prop_assert_eq!(&Case::parse(&text).unwrap(), &case, "{}", text);
        prop_assert_eq!(case.files(&base).unwrap(), files, "{}", text);
    }

    #[test]
    fn a_file_that_grows_is_packed_as_more(base in any_files(), more in any_line()) {
        let grow = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), [bytes.as_slice(), &more].concat());
        let grown: Files = base.iter().map(grow).collect();
        let case = pack(Some("any"), &base, &grown);
        prop_assert_eq!(Case::parse(&case.to_string()).unwrap().files(&base).unwrap(), grown);
    }
}

/// A base that the tests below begin with.
fn base() -> Files {
    [("a.toml".to_owned(), b"en\n".to_vec()), ("b.toml".to_owned(), b"rad".to_vec())].into()
}

#[test]
fn each_form_becomes_a_file() {
    let text = "# base: any\n# Why.\n\n--- a.toml (more)\n\ntv\u{e5}\n ^^ error[x]\n\n--- b.toml (removed)\n\n\
                --- c (escaped)\n\\u{FEFF}\\xE5\\\\\\r\n\\x2D-- \\\n\n--- d (3 spaces)\n\n\
                === svenska\n--- x\n\n=== english\nx\n";
    let case = Case::parse(text).unwrap();
    assert_eq!(case.to_string(), text);
    assert_eq!(case.base(), Some("any"));
    assert_eq!(case.parts[0].annotations, [(2, " ^^ error[x]".to_owned())]);
    assert_eq!(case.expected, [("svenska", "--- x\n".to_owned()), ("english", "x\n".to_owned())]);
    let files = case.files(&base()).unwrap();
    let expected: [(&str, &[u8]); 3] =
        [("a.toml", "en\n\ntv\u{e5}\n".as_bytes()), ("c", b"\xEF\xBB\xBF\xE5\\\r\n--- "), ("d", b"   ")];
    assert_eq!(files, expected.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).into());
}

#[test]
fn what_is_wrong_in_a_case_is_said_with_its_line() {
    for (text, error) in [
        ("# base: any\nenhet\n", "1: \"enhet\\n\" stands above the first heading, without `#`"),
        ("--- a.toml (mor)\n", "1: no form is called (mor)"),
        ("--- a.toml\nx\n--- a.toml\n", "3: a.toml stands here twice"),
        ("--- a.toml\n^ error[x]\n", "1: an annotation stands below its line"),
        ("--- a.toml (removed)\nx\n", "1: no text belongs here"),
        ("--- a.toml\nx\r\n", "2: a carriage return; write `\\r` in a file that is (escaped)"),
        ("--- a.toml\nx", "2: the last line does not end"),
        ("=== danska\n", "1: the blocks of an expectation are elsewhere, svenska, english"),
    ] {
        assert_eq!(Case::parse(text).unwrap_err(), error);
    }
    for (text, error) in [
        ("--- a.toml\nen\n", "a.toml: it is the base's file: leave it out"),
        ("--- b.toml (more)\nx\n", "b.toml: the base has no such file, or no newline at its end"),
        ("--- c (removed)\n", "c: the base has no such file"),
        ("--- c (escaped)\n\\n\n", "c: no escape is written \"\\\\n\""),
        ("--- c (escaped)\na\\\nb\n", "c: no escape is written \"\\\\\\n\""),
    ] {
        assert_eq!(Case::parse(text).unwrap().files(&base()).unwrap_err(), error);
    }
}

#[test]
fn carets_stand_below_what_is_shown() {
    let text = "--- a\n\tåä = 1\n\n--- b (escaped)\n\\xE5\\\\ = \\u{202E}x\n";
    let [whole, escaped] = Case::parse(text).unwrap().parts.try_into().unwrap();
    assert_eq!(whole.annotation(1, 1, 2, "x").as_deref(), Some("\t^^ x"));
    assert_eq!(whole.annotation(1, 7, 0, "x").as_deref(), Some("\t      ^ x"));
    assert_eq!(escaped.annotation(1, 1, 1, "x").as_deref(), Some("    ^^ x"));
    assert_eq!(escaped.annotation(1, 5, 2, "x").as_deref(), Some("         ^^^^^^^^^ x"));
    assert_eq!((whole.annotation(0, 0, 1, "x"), whole.annotation(2, 0, 1, "x")), (None, None));
}
