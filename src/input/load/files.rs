//! One file from the disk: whole, steady while it is read, and no larger than it may be.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::base::limits::{Limit, Limits, MEGABYTE};
use crate::base::names::alike;
use crate::base::source::{MARK, Span};
use crate::diagnostic::Diagnostic;
use crate::input::messages::{self, Container};

use super::aside::{SkippedFile, SkippedReason};

/// The number of times that a file is read which changes while it is read.
const TRIES: usize = 5;

/// Why a file's text was not read.
pub(super) enum Unread {
    Missing,
    /// There is no such file, but one beside it that is nearly called so.
    Misnamed(String),
    Io(io::Error),
    NotAFile,
    Outside,
    Changing,
    TooLarge(u32),
    Encoding(&'static str, Vec<u8>),
    Document(Container, Vec<u8>),
}

impl Unread {
    /// What is told of it. `limits` are the report's, where they hold for the file.
    pub(super) fn finding(
        &self,
        asked: Option<Span>,
        path: &str,
        unit: Option<&str>,
        limits: Option<Limits>,
    ) -> Diagnostic {
        match self {
            Unread::Missing => messages::file_missing(asked, path, unit),
            Unread::Misnamed(name) => messages::file_misnamed(asked, path, name, unit),
            Unread::Io(error) => messages::file_unreadable(asked, path, error.kind(), &error.to_string()),
            Unread::NotAFile => messages::not_a_file(asked, path),
            Unread::Outside => messages::file_outside(asked, path),
            Unread::Changing => messages::file_changing(asked, path),
            Unread::TooLarge(max_megabytes) => match limits {
                Some(limits) => messages::limit_exceeded(asked, path, Limit::FileSize, limits.file_size),
                None => messages::file_too_large(asked, path, *max_megabytes),
            },
            Unread::Encoding(name, _) => messages::not_utf8(asked, path, name),
            Unread::Document(kind, _) => messages::no_plain_text(asked, path, *kind),
        }
    }

    /// What is left of a file that is there.
    pub(super) fn aside(self) -> Option<SkippedReason> {
        match self {
            Unread::Missing | Unread::Misnamed(_) => None,
            Unread::Io(_) | Unread::NotAFile | Unread::Outside | Unread::Changing | Unread::TooLarge(_) => {
                Some(SkippedReason::Unreadable)
            }
            Unread::Encoding(_, bytes) => Some(SkippedReason::Encoding(bytes)),
            Unread::Document(_, bytes) => Some(SkippedReason::Unused(bytes)),
        }
    }

    /// The file that is nearly called as `path`, which is told about although nobody opens it.
    pub(super) fn beside(&self, path: &str) -> Option<SkippedFile> {
        let Unread::Misnamed(name) = self else { return None };
        let path = path.rsplit_once('/').map_or(name.clone(), |(folder, _)| format!("{folder}/{name}"));
        Some(SkippedFile { path, why: SkippedReason::Stray })
    }

    /// The same, with the name of a file beside `path` that is nearly called so where there is none.
    pub(super) fn looked_for(self, path: &Path) -> Self {
        let (Unread::Missing, Some(folder), Some(name)) = (&self, path.parent(), path.file_name()) else { return self };
        let Some(name) = name.to_str() else { return self };
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.filter(|other| !other.starts_with(LOCK) && alike(name, other)).min().map_or(self, Unread::Misnamed)
    }
}

/// The bytes of the file at `path`, which lies in the folder `root`, links followed; of `megabytes` at the most.
pub(super) fn read_bytes(root: &Path, path: &Path, megabytes: u32) -> Result<Vec<u8>, Unread> {
    let largest = u64::from(megabytes) * MEGABYTE;
    let unread =
        |error: io::Error| if error.kind() == io::ErrorKind::NotFound { Unread::Missing } else { Unread::Io(error) };
    let real = fs::canonicalize(path).map_err(unread)?;
    if !real.starts_with(fs::canonicalize(root).map_err(unread)?) {
        return Err(Unread::Outside);
    }
    // Before it is opened: opening a pipe waits for somebody who writes into it.
    if !fs::metadata(&real).map_err(unread)?.is_file() {
        return Err(Unread::NotAFile);
    }
    let look = || {
        let about = fs::metadata(&real)?;
        Ok((about.len(), about.modified().ok()))
    };
    let read = || {
        let mut bytes = Vec::new();
        fs::File::open(&real)?.take(largest + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = steady(look, read).map_err(unread)?.ok_or(Unread::Changing)?;
    if bytes.len() as u64 > largest { Err(Unread::TooLarge(megabytes)) } else { Ok(bytes) }
}

/// What is read of something that looks the same before and after; `None` if it never does. Somebody may be saving it.
pub(super) fn steady<S: PartialEq, T>(
    mut look: impl FnMut() -> io::Result<S>,
    mut read: impl FnMut() -> io::Result<T>,
) -> io::Result<Option<T>> {
    for _ in 0..TRIES {
        let before = look()?;
        let value = read()?;
        if look()? == before {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// The bytes of a finished file that is to be read back.
///
/// # Errors
///
/// Why it cannot be read.
pub fn file(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// A file's text, with the byte order mark that it may begin with.
pub(super) fn read_text(root: &Path, path: &Path, megabytes: u32) -> Result<String, Unread> {
    let bytes = read_bytes(root, path, megabytes)?;
    if let Some(kind) = container(&bytes) {
        return Err(Unread::Document(kind, bytes));
    }
    let beginning = bytes.get(..bytes.len().min(1_000)).unwrap_or_default();
    let zeros = beginning.iter().filter(|byte| **byte == 0).count();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || zeros * 4 > beginning.len() {
        return Err(Unread::Encoding("UTF-16", bytes));
    }
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.into_bytes();
        Unread::Encoding(encoding(&bytes), bytes)
    })
}

/// The encoding that has most of the letters å, ä and ö in a text.
fn encoding(bytes: &[u8]) -> &'static str {
    const ENCODINGS: [(&str, &[u8]); 3] = [
        ("Windows-1252 (ANSI)", &[0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6]),
        ("MS-DOS (CP850)", &[0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99]),
        ("Macintosh", &[0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85]),
    ];
    let count = |letters: &[u8]| bytes.iter().filter(|b| letters.contains(b)).count();
    // Of several that have as many, the first one.
    let likely = ENCODINGS.iter().rev().max_by_key(|(_, letters)| count(letters));
    likely.map_or(ENCODINGS[0].0, |(name, _)| name)
}

/// What a file is that is no plain text, by its first bytes.
fn container(bytes: &[u8]) -> Option<Container> {
    let names = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let text: Vec<u8> = bytes.iter().copied().take(200).collect();
    let text = String::from_utf8_lossy(&text).trim_start_matches(MARK).trim_start().to_lowercase();
    match bytes {
        [b'P', b'K', 3 | 5, ..] if names(b"word/") => Some(Container::Word),
        [b'P', b'K', 3 | 5, ..] if names(b"xl/") => Some(Container::Workbook),
        [b'P', b'K', 3 | 5, ..] => Some(Container::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Container::Office),
        _ if text.starts_with("{\\rtf") => Some(Container::Word),
        _ if text.starts_with("%pdf-") => Some(Container::Pdf),
        _ if text.starts_with("<!doctype html") || text.starts_with("<html") => Some(Container::WebPage),
        _ => None,
    }
}

/// How the name begins of what Excel puts beside a workbook that somebody has open.
pub(super) const LOCK: &str = "~$";
