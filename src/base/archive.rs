//! A ZIP archive that another program made, or somebody who means harm: how much it holds is counted before it is
//! unpacked, and what would be unpacked twice, or could be read in two ways, is refused.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::budget::{Budget, Exceeded, Resource};
use super::limits::PARTS_OF_AN_ARCHIVE;

/// An archive and its parts.
#[derive(Debug)]
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The parts by their names as names are compared.
    parts: BTreeMap<String, usize>,
}

/// Why an archive is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be unpacked; what the unpacker says.
    Damaged(String),
    /// It has more parts than any program writes.
    Parts(usize),
    /// Parts lie in the same bytes, so that a small file holds a large one many times.
    Overlap,
    /// Two parts have this name, and which of them is meant is for each program to say.
    Twice(String),
    /// It holds more than may be read; the part that does.
    Exceeded(String, Exceeded),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Damaged(why) => f.write_str(why),
            Fault::Parts(most) => write!(f, "more than {most} parts"),
            Fault::Overlap => f.write_str("parts overlap in the archive"),
            Fault::Twice(name) => write!(f, "two parts are called {name}"),
            Fault::Exceeded(part, exceeded) => write!(f, "{part}: {exceeded}"),
        }
    }
}

impl From<zip::result::ZipError> for Fault {
    fn from(error: zip::result::ZipError) -> Self {
        Fault::Damaged(error.to_string())
    }
}

/// How an entry of the list at an archive's end begins.
const LISTED: &[u8] = b"PK\x01\x02";

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        // Each is kept by the unpacker with all that is said of it.
        let entries = bytes.windows(LISTED.len()).filter(|window| *window == LISTED).take(PARTS_OF_AN_ARCHIVE + 1);
        if entries.count() > PARTS_OF_AN_ARCHIVE {
            return Err(Fault::Parts(PARTS_OF_AN_ARCHIVE));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes))?;
        let mut parts = BTreeMap::new();
        for (at, name) in names(&zip).enumerate() {
            let name = compared(&name);
            if parts.contains_key(&name) {
                return Err(Fault::Twice(name));
            }
            parts.insert(name, at);
        }
        if zip.has_duplicate_names() {
            return Err(Fault::Twice("?".to_owned()));
        }
        if zip.has_overlapping_entries()? {
            return Err(Fault::Overlap);
        }
        Ok(Archive { zip, parts })
    }

    /// Whether there is a part at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&compared(path))
    }

    /// The paths of the parts, in the archive's order.
    pub fn paths(&self) -> Vec<String> {
        names(&self.zip).map(Cow::into_owned).collect()
    }

    /// The part at `path`, to be unpacked while it is read; `None` where there is none. It counts by what it says of
    /// itself, which is enough to refuse it and not enough to trust it: what is read beyond that is the reader's to
    /// count.
    ///
    /// # Errors
    ///
    /// Where it says that it is larger than may be read, or cannot be unpacked.
    pub fn part(&mut self, path: &str, budget: &Budget) -> Result<Option<ZipFile<'_, Cursor<&'b [u8]>>>, Fault> {
        let Some(at) = self.parts.get(&compared(path)) else { return Ok(None) };
        let file = self.zip.by_index(*at)?;
        if file.size() > budget.left(Resource::Bytes) {
            return Err(Fault::Exceeded(path.to_owned(), budget.exceeded(Resource::Bytes)));
        }
        Ok(Some(file))
    }

    /// All of the part at `path`.
    ///
    /// # Errors
    ///
    /// Where it is larger than may be read, or cannot be unpacked.
    pub fn read(&mut self, path: &str, budget: &mut Budget) -> Result<Option<Vec<u8>>, Fault> {
        let left = budget.left(Resource::Bytes);
        let Some(part) = self.part(path, budget)? else { return Ok(None) };
        // What it says of itself is no more than what is left.
        let mut bytes = Vec::with_capacity(usize::try_from(part.size()).unwrap_or(0));
        part.take(left.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Fault::Damaged(error.to_string()))?;
        budget.take_len(Resource::Bytes, bytes.len()).map_err(|exceeded| Fault::Exceeded(path.to_owned(), exceeded))?;
        Ok(Some(bytes))
    }
}

/// The names of the parts, in order; of one that cannot be read, `?`.
fn names<'z>(zip: &'z ZipArchive<Cursor<&[u8]>>) -> impl Iterator<Item = Cow<'z, str>> {
    zip.file_names().map(|name| name.unwrap_or(Cow::Borrowed("?")))
}

/// The name of a part as names are compared: without regard to capitals, which way strokes lean, a stroke at the
/// beginning, or whether letters are written as `%20`.
///
/// Source: ECMA-376, Part 2, 6.2.2.3 (equivalence) and annex A (conversion).
pub fn compared(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = after.get(if code.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    let name = String::from_utf8_lossy(&bytes).replace('\\', "/").to_lowercase();
    name.trim_start_matches('/').to_owned()
}

/// The path of a target that a part in `folder` names.
pub fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.retain(|part| !part.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Archive, Budget, Fault, Resource, compared, resolved};

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_unpacked_counts() {
        let bytes = archive(&[("a.xml", &[b' '; 1_000]), ("b.xml", b"<b/>")]);
        let mut archive = Archive::open(&bytes).unwrap();
        let mut budget = Budget::of_strangers();
        let all = budget.left(Resource::Bytes);
        assert_eq!(archive.read("a.xml", &mut budget).unwrap().unwrap().len(), 1_000);
        assert_eq!(all - budget.left(Resource::Bytes), 1_000);
        budget.take(Resource::Bytes, all - 1_003).unwrap();
        let said = archive.read("b.xml", &mut budget).unwrap_err();
        assert!(matches!(said, Fault::Exceeded(part, exceeded) if part == "b.xml" && exceeded.what == Resource::Bytes));
        assert_eq!(archive.read("c.xml", &mut budget), Ok(None));
    }

    #[test]
    fn names_that_programs_take_for_one_are_refused() {
        let twice = archive(&[("xl/a.xml", b"<a/>"), ("XL/%61.xml", b"<b/>")]);
        assert_eq!(Archive::open(&twice).unwrap_err(), Fault::Twice("xl/a.xml".to_owned()));
        // The same name in both places: what writes archives refuses it.
        let mut same = archive(&[("xl/a.xml", b"<a/>"), ("xl/b.xml", b"<b/>")]);
        let at: Vec<usize> = (0..same.len() - 8).filter(|at| same[*at..].starts_with(b"xl/b.xml")).collect();
        at.iter().for_each(|at| same[at + 3] = b'a');
        assert!(matches!(Archive::open(&same), Err(Fault::Twice(_))));
    }

    #[test]
    fn parts_in_the_same_bytes_are_refused() {
        let mut bytes = archive(&[("a", b"aaaa"), ("b", b"bbbb")]);
        let listed: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(super::LISTED)).collect();
        // Where the second one lies, as the list at the end says.
        bytes[listed[1] + 42..listed[1] + 46].fill(0);
        assert_eq!(Archive::open(&bytes).unwrap_err(), Fault::Overlap);
    }

    #[test]
    fn names_of_parts_are_compared_as_excel_does() {
        for name in ["XL/Workbook.xml", "xl\\workbook.XML", "/xl/workbook.xml", "xl/work%62ook.xml"] {
            assert_eq!(compared(name), "xl/workbook.xml");
        }
        assert_eq!(compared("xl/100%.xml"), "xl/100%.xml");
        assert_eq!(compared("xl/Blad%201.xml"), "xl/blad 1.xml");
    }

    #[test]
    fn targets() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolved("", "../../xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolved("xl", "worksheets\\Sheet1.xml"), "xl/worksheets/Sheet1.xml");
    }
}
