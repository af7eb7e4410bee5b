//! One file from the disk: whole, steady while it is read, and no larger than it may be.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::base::limits::{Limit, Limits, MEGABYTE};
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::messages;

use super::aside::SkippedReason;

/// The number of times that a file is read which changes while it is read.
const TRIES: usize = 5;

/// Why a file's text was not read.
pub(super) enum Unread {
    Missing,
    Io(io::Error),
    NotAFile,
    Outside,
    Changing,
    TooLarge(u32),
    Encoding(&'static str, Vec<u8>),
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
            Unread::Io(error) => messages::file_unreadable(asked, path, &error.to_string()),
            Unread::NotAFile => messages::file_unreadable(asked, path, "not a file"),
            Unread::Outside => messages::file_outside(asked, path),
            Unread::Changing => messages::file_changing(asked, path),
            Unread::TooLarge(most) => match limits {
                Some(limits) => messages::limit_exceeded(asked, path, Limit::FileSize, limits.file_size),
                None => messages::file_too_large(asked, path, *most),
            },
            Unread::Encoding(name, _) => messages::not_utf8(asked, path, name),
        }
    }

    /// What is left of a file that is there.
    pub(super) fn aside(self) -> Option<SkippedReason> {
        match self {
            Unread::Missing => None,
            Unread::Io(_) | Unread::NotAFile | Unread::Outside | Unread::Changing | Unread::TooLarge(_) => {
                Some(SkippedReason::Unreadable)
            }
            Unread::Encoding(_, bytes) => Some(SkippedReason::Encoding(bytes)),
        }
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
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Unread::Encoding("UTF-16", bytes));
    }
    String::from_utf8(bytes).map_err(|error| Unread::Encoding("Windows-1252 (ANSI)", error.into_bytes()))
}

/// How the name begins of what Excel puts beside a workbook that somebody has open.
pub(super) const LOCK: &str = "~$";
