//! The parts of a workbook: a ZIP archive whose contents are read while they are unpacked, no further than a limit.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};
use zip::ZipArchive;

use super::fault::{Damage, Fault};

/// A workbook's archive, and how much of it may still be unpacked.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The parts by their names as names are compared.
    parts: BTreeMap<String, usize>,
    left: Cell<u64>,
}

/// The first bytes of an OLE file: an old workbook, or one with a password.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

impl<'b> Package<'b> {
    /// Opens an archive of which no more than `max_bytes` are unpacked.
    pub(super) fn open(bytes: &'b [u8], max_bytes: u64) -> Result<Self, Fault> {
        if bytes.starts_with(OLE) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let locked = bytes.windows(name.len()).any(|window| window == name);
            return Err(if locked { Fault::Encrypted } else { Fault::Other });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Fault::Other);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(unpacked)?;
        let mut parts = BTreeMap::new();
        for (at, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                parts.entry(compared(&name)).or_insert(at);
            }
        }
        Ok(Package { archive, parts, left: Cell::new(max_bytes) })
    }

    /// Whether there is a part at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&compared(path))
    }

    /// Goes through a part's XML. A part that is not there has none.
    pub(super) fn part(
        &mut self,
        path: &str,
        mut each: impl FnMut(Node<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(at) = self.parts.get(&compared(path)) else { return Ok(()) };
        let file = self.archive.by_index(*at).map_err(unpacked)?;
        // What the archive says of itself is enough to refuse a bomb, and not enough to trust it.
        if file.size() > self.left.get() {
            return Err(Fault::Unpacked);
        }
        let mut reader = Reader::from_reader(BufReader::new(Metered { inner: file, left: &self.left }));
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer).map_err(|error| match self.left.get() {
                0 => Fault::Unpacked,
                _ => Fault::Damaged(Damage::Xml(error.to_string())),
            })?;
            match event {
                Event::Start(tag) => each(Node::Start(Tag(&tag)))?,
                Event::End(tag) => each(Node::End(tag.local_name().as_ref()))?,
                Event::Text(words) => each(Node::Text(&words.xml10_content()))?,
                Event::CData(words) => each(Node::Text(&words.xml10_content()))?,
                Event::GeneralRef(reference) => each(Node::Text(&resolve(&reference)?))?,
                // Nothing that writes workbooks declares entities; what does means harm.
                Event::DocType(_) => return Err(Fault::Declares),
                Event::Eof => return Ok(()),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }
}

fn unpacked(error: impl std::fmt::Display) -> Fault {
    Fault::Damaged(Damage::Archive(error.to_string()))
}

/// The name of a part as names are compared: without regard to capitals, which way strokes lean, a stroke at the
/// beginning, or whether letters are written as `%20`.
///
/// Source: ECMA-376, Part 2, 6.2.2.3 (equivalence) and annex A (conversion).
fn compared(name: &str) -> String {
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

/// What a character or one of XML's own five entities stands for.
fn resolve(reference: &BytesRef<'_>) -> Result<String, Fault> {
    let name = format!("&{};", reference.xml10_content());
    escape::unescape(&name).map(|words| words.into_owned()).map_err(|_| Fault::Declares)
}

/// What stands in a part.
pub(super) enum Node<'e> {
    /// An element begins.
    Start(Tag<'e>),
    /// Words.
    Text(&'e str),
    /// An element of this local name ends.
    End(&'e str),
}

/// The beginning of an element.
pub(super) struct Tag<'e>(&'e BytesStart<'e>);

impl Tag<'_> {
    /// Its name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute of this name, its prefix left out.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes().filter_map(Result::ok);
        let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// A whole number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.parse().ok()
    }

    /// Nothing wide or high.
    pub(super) fn is_zero(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| value.contains('0') && value.chars().all(|c| matches!(c, '0' | '.')))
    }

    /// `1` or `true`.
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.attribute(name).as_deref(), Some("1" | "true"))
    }
}

/// A reader that stops where the limit is reached.
struct Metered<'l, R> {
    inner: R,
    left: &'l Cell<u64>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().saturating_sub(read as u64);
        self.left.set(left);
        if read > 0 && left == 0 {
            return Err(io::Error::other("more than may be unpacked"));
        }
        Ok(read)
    }
}

/// The relationships of a part: id, type and the target's path within the archive.
pub(super) fn relationships(package: &mut Package<'_>, part: &str) -> Result<Vec<[String; 3]>, Fault> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut all = Vec::new();
    package.part(&path, |node| {
        let Node::Start(tag) = node else { return Ok(()) };
        let outside = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
        if tag.name() == "Relationship" && !outside {
            let [id, kind, target] = ["Id", "Type", "Target"].map(|name| tag.attribute(name).unwrap_or_default());
            all.push([id, kind, resolved(folder, &target)]);
        }
        Ok(())
    })?;
    Ok(all)
}

/// The path of a target that a part in `folder` names.
fn resolved(folder: &str, target: &str) -> String {
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
    use super::{compared, resolved};

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
