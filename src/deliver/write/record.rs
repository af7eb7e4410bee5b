//! What an exchange decided: the names and contents of its outputs, written down beside them before it begins.
//!
//! Whoever finds an unfinished exchange obeys such a record only where it cannot have come from elsewhere: it names the
//! very folder that it lies in, by its number on the disk, which no archive and no copy brings along; it names nothing
//! but outputs of one report; and what lies there is what it says, to the byte, with no link in it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::base::hash::sha256;
use crate::base::limits::{MANIFEST_SIZE, MEGABYTE};
use crate::base::names::is_id;
use crate::pipeline::Output;

use super::folder::{Folder, Kind};

/// The form of the record, with its version.
const FORMAT: &str = "underlag-exchange-1";

/// Its file.
const RECORD: &str = "exchange.json";

/// New outputs.
pub(super) const NEW: &str = "new";

/// Old outputs.
pub(super) const OLD: &str = "old";

/// What an exchange decided.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    format: String,
    /// The report's id, from which all names follow.
    id: String,
    /// The folder that the record lies in: the device, and the number on it, where the system has such numbers.
    folder: Option<[u64; 2]>,
    /// Length and hash of each file, by its path from the folder of new outputs.
    files: BTreeMap<String, Content>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    length: u64,
    sha256: String,
}

impl Content {
    fn of(bytes: &[u8]) -> Self {
        Content { length: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// Whether `name` is that of an output of the report `id`.
pub(super) fn is_output(id: &str, name: &str) -> bool {
    is_id(id) && name.strip_prefix(id).is_some_and(|end| [".pdf", ".docx", ".txt", "-typst"].contains(&end))
}

impl Record {
    /// The record of `outputs` of the report `id`, to lie in `folder`.
    pub(super) fn of(id: &str, outputs: &[Output], folder: &Folder) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for output in outputs {
            match output {
                Output::File { name, bytes } => drop(files.insert(name.clone(), Content::of(bytes))),
                Output::Folder { name, files: inner } => {
                    files.extend(inner.iter().map(|(path, bytes)| (format!("{name}/{path}"), Content::of(bytes))));
                }
            }
        }
        Ok(Record { format: FORMAT.to_owned(), id: id.to_owned(), folder: folder.which()?, files })
    }

    /// Writes it into `folder`.
    pub(super) fn write(&self, folder: &Folder) -> io::Result<()> {
        let mut file = folder.create(RECORD)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_all()
    }

    /// The record of the exchange of the report `id` in `folder`; `None` unless this program made it there.
    pub(super) fn read(id: &str, folder: &Folder) -> Option<Self> {
        let mut text = Vec::new();
        folder.open(RECORD).ok()?.take(u64::from(MANIFEST_SIZE) * MEGABYTE).read_to_end(&mut text).ok()?;
        let record: Record = serde_json::from_slice(&text).ok()?;
        let is_own = record.format == FORMAT && record.id == id && folder.which().ok()? == record.folder;
        let names = record.names();
        (is_own && names.iter().all(|name| is_output(id, name)) && record.fits(folder, &names)).then_some(record)
    }

    /// The id of its report.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The names of the outputs, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.files.keys().map(|path| path.split_once('/').map_or(path.as_str(), |(name, _)| name).into()).collect();
        names.dedup();
        names
    }

    /// Whether the exchange has the form that it should have, and each new output in it is what was written down.
    fn fits(&self, folder: &Folder, names: &[String]) -> bool {
        let only = |folder: &Folder, known: &dyn Fn(&str) -> bool| {
            folder.names().is_ok_and(|names| names.iter().all(|name| name.to_str().is_some_and(known)))
        };
        let known = |name: &str| names.iter().any(|known| known == name);
        let (Ok(new), Ok(old)) = (folder.inner(NEW), folder.inner(OLD)) else { return false };
        only(folder, &|name| [NEW, OLD, RECORD].contains(&name))
            && only(&new, &known)
            && only(&old, &known)
            && new.names().is_ok_and(|there| there.iter().all(|name| self.holds(&new, name, "")))
            && names.iter().filter(|name| new.kind(name).is_ok_and(|kind| kind.is_some())).all(|name| {
                let within =
                    |path: &&String| path.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('/'));
                self.files.keys().filter(within).all(|path| is_there(&new, path))
            })
    }

    /// Whether what has this name, below `above`, is a file or a folder of files that were written down.
    fn holds(&self, folder: &Folder, name: &OsString, above: &str) -> bool {
        let Some(text) = name.to_str() else { return false };
        let path = format!("{above}{text}");
        match folder.kind(name) {
            Ok(Some(Kind::File)) => {
                self.files.get(&path).is_some_and(|content| reads(folder, name, content).unwrap_or(false))
            }
            Ok(Some(Kind::Folder)) => {
                let below = format!("{path}/");
                let is_known =
                    self.files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below));
                let inner = folder.inner(name).and_then(|inner| Ok((inner.names()?, inner)));
                is_known && inner.is_ok_and(|(names, inner)| names.iter().all(|name| self.holds(&inner, name, &below)))
            }
            _ => false,
        }
    }
}

/// Whether a path leads to a file in `folder`.
fn is_there(folder: &Folder, path: &str) -> bool {
    match path.split_once('/') {
        None => folder.kind(path).is_ok_and(|kind| kind == Some(Kind::File)),
        Some((name, rest)) => folder.inner(name).is_ok_and(|inner| is_there(&inner, rest)),
    }
}

/// Whether a file holds what was written down.
fn reads(folder: &Folder, name: &OsString, content: &Content) -> io::Result<bool> {
    let mut file = folder.open(name)?;
    if file.metadata()?.len() != content.length {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(content.length + 1).read_to_end(&mut bytes)?;
    Ok(Content::of(&bytes) == *content)
}
