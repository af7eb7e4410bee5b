//! The parts of a workbook: a ZIP archive whose contents are read while they are unpacked, no further than a limit.

use std::cell::Cell;
use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

use crate::base::archive::{self, Archive, resolved};
use crate::base::budget::{Budget, Resource};
use crate::base::limits::{ATTRIBUTES_OF_AN_ELEMENT, BYTES_OF_AN_ELEMENT};

use super::fault::{Damage, Fault};

/// A workbook's archive, and how much of it may still be unpacked.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    left: Cell<u64>,
    pub(super) budget: &'b mut Budget,
}

/// The first bytes of an OLE file: an old workbook, or one with a password.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

impl<'b> Package<'b> {
    /// Opens an archive of which no more than `max_bytes` are unpacked, nor more than `budget` has left.
    pub(super) fn open(bytes: &'b [u8], max_bytes: u64, budget: &'b mut Budget) -> Result<Self, Fault> {
        if bytes.starts_with(OLE) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let locked = bytes.windows(name.len()).any(|window| window == name);
            return Err(if locked { Fault::Encrypted } else { Fault::Other });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Fault::Other);
        }
        let archive = Archive::open(bytes).map_err(unpacked)?;
        Ok(Package { archive, left: Cell::new(max_bytes), budget })
    }

    /// Whether there is a part at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.archive.has(path)
    }

    /// Goes through a part's XML. A part that is not there has none.
    pub(super) fn part(
        &mut self,
        path: &str,
        mut each: impl FnMut(Node<'_>, &mut Budget) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(file) = self.archive.part(path, self.budget).map_err(unpacked)? else { return Ok(()) };
        // What the archive says of itself is enough to refuse a bomb, and not enough to trust it.
        if file.size() > self.left.get() {
            return Err(Fault::Unpacked);
        }
        // What the report may read in all, and what of this file.
        let (all, before) = (self.budget.left(Resource::Bytes), self.left.get());
        self.left.set(before.min(all));
        let exceeded = self.budget.exceeded(Resource::Bytes);
        let mut reader = Reader::from_reader(BufReader::new(Metered { inner: file, left: &self.left }));
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer).map_err(|error| match self.left.get() {
                0 if all < before => Fault::Exceeded(exceeded),
                0 => Fault::Unpacked,
                _ => Fault::Damaged(Damage::Xml(error.to_string())),
            })?;
            match event {
                Event::Start(tag) => {
                    self.budget.take(Resource::Bytes, BYTES_OF_AN_ELEMENT).map_err(Fault::Exceeded)?;
                    each(Node::Start(Tag::of(&tag)?), self.budget)?;
                }
                Event::End(tag) => each(Node::End(tag.local_name().as_ref()), self.budget)?,
                Event::Text(words) => each(Node::Text(&words.xml10_content()), self.budget)?,
                Event::CData(words) => each(Node::Text(&words.xml10_content()), self.budget)?,
                Event::GeneralRef(reference) => each(Node::Text(&resolve(&reference)?), self.budget)?,
                // Nothing that writes workbooks declares entities; what does means harm.
                Event::DocType(_) => return Err(Fault::Declares),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        drop(reader);
        let read = before.min(all) - self.left.get();
        self.left.set(before - read);
        self.budget.take(Resource::Bytes, read).map_err(Fault::Exceeded)
    }
}

fn unpacked(why: archive::Fault) -> Fault {
    match why {
        archive::Fault::Exceeded(_, exceeded) => Fault::Exceeded(exceeded),
        archive::Fault::Twice(name) => Fault::Damaged(Damage::Twice(name)),
        archive::Fault::Overlap | archive::Fault::Parts(_) => Fault::Damaged(Damage::Parts),
        archive::Fault::Damaged(why) => Fault::Damaged(Damage::Archive(why)),
    }
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

impl<'e> Tag<'e> {
    /// The beginning of an element that has no more attributes than any program writes: each is compared with all
    /// before it.
    fn of(tag: &'e BytesStart<'e>) -> Result<Self, Fault> {
        let many = tag.attributes().with_checks(false).nth(ATTRIBUTES_OF_AN_ELEMENT).is_some();
        if many { Err(Fault::Damaged(Damage::Attributes)) } else { Ok(Tag(tag)) }
    }

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
    package.part(&path, |node, budget| {
        let Node::Start(tag) = node else { return Ok(()) };
        budget.take(Resource::Objects, 1).map_err(Fault::Exceeded)?;
        let outside = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
        if tag.name() == "Relationship" && !outside {
            let [id, kind, target] = ["Id", "Type", "Target"].map(|name| tag.attribute(name).unwrap_or_default());
            all.push([id, kind, resolved(folder, &target)]);
        }
        Ok(())
    })?;
    Ok(all)
}
