//! One file from the disk: whole, steady while it is read, and no larger than it may be.

use std::fs;
use std::io::{self, Read, Seek};
use std::path::Path;

use crate::base::budget::Exceeded;
use crate::base::in_use::is_in_use;
use crate::base::limits::{FINISHED_SIZE, Limit, Limits, MEGABYTE};
use crate::base::source::{FileId, MARK, Sources, Span};
use crate::diagnostic::Diagnostic;
use crate::input::messages::{self, Container};

use super::aside::{SkippedFile, SkippedReason};
use super::changes::State;
use super::root::{Opened, Root, open};

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
    /// With it the report's files hold more than may be read in all.
    Exceeded(Exceeded),
    Encoding(BadText),
    Document(Container),
}

/// A text that is not UTF-8, and where that begins.
pub(super) struct BadText {
    /// The encoding that it is probably in.
    encoding: &'static str,
    /// The lines above.
    above: usize,
    /// What stands before it on the line.
    before: String,
    /// The first bytes that are none, and the rest of the line as far as it is shown.
    bytes: Vec<u8>,
}

/// The bytes behind those that cannot be read, that are shown.
const SHOWN_BEHIND: usize = 100;

impl BadText {
    /// Where `bytes`, which are in `encoding`, are no UTF-8.
    fn find(encoding: &'static str, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(MARK.to_string().as_bytes()).unwrap_or(bytes);
        let valid = bytes.utf8_chunks().next().map_or("", |first| first.valid());
        let (above, before) =
            valid.rsplit_once('\n').map_or((0, valid), |(above, before)| (above.matches('\n').count() + 1, before));
        let rest = bytes.get(valid.len()..).unwrap_or_default().iter().copied().take(SHOWN_BEHIND);
        let bytes = rest.take_while(|byte| !matches!(byte, b'\n' | b'\r')).collect();
        BadText { encoding, above, before: before.to_owned(), bytes }
    }

    /// What no byte of can be read, from its first one.
    fn all(encoding: &'static str) -> Self {
        BadText { encoding, above: 0, before: String::new(), bytes: Vec::new() }
    }

    /// The place of the first byte that is none, in the file, which is added to the sources.
    fn place(&self, path: &str, by: Option<FileId>, sources: &mut Sources) -> Span {
        let rest = String::from_utf8_lossy(&self.bytes);
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let file = sources.add_unread(by, path, self.above, &format!("{}{rest}", self.before));
        let start = self.above + self.before.len();
        Span::new(file, start..start + length)
    }

    /// The shortest file of which the same is told, in the same place. It is attached in the place of one that nobody
    /// could read.
    fn sample(&self) -> Vec<u8> {
        let known = ENCODINGS.iter().find(|(known, _)| *known == self.encoding);
        let Some((_, letters)) = known else { return vec![0xff, 0xfe] };
        let (above, before) = ("\n".repeat(self.above), " ".repeat(self.before.chars().count()));
        let first = self.bytes.first().copied().into_iter();
        // Two letters of its own outweigh a first sign that is another one's.
        let letters = letters.iter().take(1).cycle().take(2).copied();
        above.bytes().chain(before.bytes()).chain(first).chain(letters).collect()
    }
}

impl Unread {
    /// What is told of it, where somebody `asked` for the file or, in a text that is not UTF-8, at the first sign that
    /// cannot be read. The file is then added to the sources, as one that `by` names. `limits` are the report's, where
    /// they hold for the file.
    pub(super) fn finding(
        &self,
        (sources, by): (&mut Sources, Option<FileId>),
        asked: Option<Span>,
        path: &str,
        unit: Option<&str>,
        limits: Option<Limits>,
    ) -> Diagnostic {
        match self {
            Unread::Missing => messages::file_missing(asked, path, unit),
            Unread::Misnamed(name) => messages::file_misnamed(asked, path, name, unit),
            Unread::Io(error) if is_in_use(error) => messages::file_in_use(asked, path),
            Unread::Io(error) => messages::file_unreadable(asked, path, error.kind(), &error.to_string()),
            Unread::NotAFile => messages::not_a_file(asked, path),
            Unread::Outside => messages::file_outside(asked, path),
            Unread::Changing => messages::file_changing(asked, path),
            Unread::TooLarge(max_megabytes) => match limits {
                Some(limits) => messages::limit_exceeded(asked, path, Limit::FileSize, limits.file_size),
                None => messages::file_too_large(asked, path, *max_megabytes),
            },
            Unread::Exceeded(exceeded) => messages::too_much(asked, path, *exceeded),
            Unread::Encoding(text) => {
                // A unit's own file is named by no line but that of the unit.
                let named = asked.filter(|_| by.is_some());
                messages::not_utf8(text.place(path, by, sources), named, path, text.encoding)
            }
            Unread::Document(kind) => messages::no_plain_text(asked, path, *kind),
        }
    }

    /// What is left of a file that is there.
    pub(super) fn aside(self) -> Option<SkippedReason> {
        match self {
            Unread::Missing | Unread::Misnamed(_) => None,
            Unread::Io(_)
            | Unread::NotAFile
            | Unread::Outside
            | Unread::Changing
            | Unread::TooLarge(_)
            | Unread::Exceeded(_) => Some(SkippedReason::Unreadable),
            Unread::Encoding(text) => Some(SkippedReason::Encoding(text.sample())),
            Unread::Document(kind) => Some(SkippedReason::Document(kind.sign().to_vec())),
        }
    }

    /// The file that is nearly called as `path`, which is told about although nobody opens it.
    pub(super) fn beside(&self, path: &str) -> Option<SkippedFile> {
        let Unread::Misnamed(name) = self else { return None };
        let path = path.rsplit_once('/').map_or(name.clone(), |(folder, _)| format!("{folder}/{name}"));
        Some(SkippedFile { path, why: SkippedReason::Stray })
    }

    /// The same, with the name of a file beside `path` that is nearly called so where there is none.
    pub(super) fn looked_for(self, root: &Root, path: &Path) -> Self {
        let (Unread::Missing, Some(folder), Some(name)) = (&self, path.parent(), path.file_name()) else { return self };
        let Some(name) = name.to_str() else { return self };
        root.alike(folder, name).map_or(self, Unread::Misnamed)
    }
}

/// The bytes of the file at `path`, which lies in the folder `root`, links followed; of `megabytes` at the most.
pub(super) fn read_bytes(root: &Root, path: &Path, megabytes: u32) -> Result<Vec<u8>, Unread> {
    match opened(root, path, megabytes) {
        Ok((state, bytes)) => {
            root.read(path, state);
            Ok(bytes)
        }
        Err(unread) => {
            root.asked(path);
            Err(unread)
        }
    }
}

fn opened(root: &Root, path: &Path, megabytes: u32) -> Result<(Option<State>, Vec<u8>), Unread> {
    let unread =
        |error: io::Error| if error.kind() == io::ErrorKind::NotFound { Unread::Missing } else { Unread::Io(error) };
    if let Some(bytes) = root.overlaid(path) {
        let is_too_large = bytes.len() as u64 > u64::from(megabytes) * MEGABYTE;
        return if is_too_large { Err(Unread::TooLarge(megabytes)) } else { Ok((None, bytes.to_vec())) };
    }
    match root.open(path).map_err(unread)? {
        Opened::File(file) => match whole(&file, u64::from(megabytes) * MEGABYTE).map_err(unread)? {
            Whole::Read(state, bytes) => Ok((state, bytes)),
            Whole::TooLarge => Err(Unread::TooLarge(megabytes)),
            Whole::Changing => Err(Unread::Changing),
        },
        Opened::NoFile => Err(Unread::NotAFile),
        Opened::Outside => Err(Unread::Outside),
        Opened::Changing => Err(Unread::Changing),
    }
}

/// What was read of a file.
enum Whole {
    /// All of it, in one state.
    Read(Option<State>, Vec<u8>),
    /// It is longer than it may be.
    TooLarge,
    /// It changes all the time.
    Changing,
}

/// What an open file holds, if that is no more than `largest` bytes.
fn whole(file: &fs::File, largest: u64) -> io::Result<Whole> {
    // What says so itself is not read, be it full of holes; what grows is read to the limit.
    if file.metadata()?.len() > largest {
        return Ok(Whole::TooLarge);
    }
    let read = || {
        let (mut bytes, mut file) = (Vec::new(), file);
        file.rewind()?;
        file.take(largest + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let look = || file.metadata().map(|about| State::of(&about));
    Ok(match steady(look, read)? {
        Some((_, bytes)) if bytes.len() as u64 > largest => Whole::TooLarge,
        Some((state, bytes)) => Whole::Read(state, bytes),
        None => Whole::Changing,
    })
}

/// What is read of something that looks the same before and after, and how it looks; `None` if it never does. Somebody
/// may be saving it.
pub(super) fn steady<S: PartialEq, T>(
    mut look: impl FnMut() -> io::Result<S>,
    mut read: impl FnMut() -> io::Result<T>,
) -> io::Result<Option<(S, T)>> {
    for _ in 0..TRIES {
        let before = look()?;
        let value = read()?;
        if look()? == before {
            return Ok(Some((before, value)));
        }
    }
    Ok(None)
}

/// The bytes of a finished file that is to be read back.
///
/// # Errors
///
/// Why it cannot be read. What is no file, [`InvalidInput`](io::ErrorKind::InvalidInput), is not opened, and what is
/// larger than any paper, [`FileTooLarge`](io::ErrorKind::FileTooLarge), is not read.
pub fn file(path: &Path) -> io::Result<Vec<u8>> {
    let file = open(path)?.ok_or(io::ErrorKind::InvalidInput)?;
    match whole(&file, u64::from(FINISHED_SIZE) * MEGABYTE)? {
        Whole::Read(_, bytes) => Ok(bytes),
        Whole::TooLarge => Err(io::ErrorKind::FileTooLarge.into()),
        Whole::Changing => Err(io::ErrorKind::ResourceBusy.into()),
    }
}

/// The most files of a report's folder.
const FILES_OF_A_FOLDER: usize = 10_000;

/// All files of a folder with their paths in it, with `/`. What is hidden, a link or no file is left out.
///
/// # Errors
///
/// Why one cannot be read, or that there are more or larger ones than a report has.
pub fn folder(dir: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let (mut all, mut left) = (Vec::new(), u64::from(FINISHED_SIZE) * MEGABYTE);
    let mut folders = vec![String::new()];
    while let Some(within) = folders.pop() {
        for entry in std::fs::read_dir(dir.join(&within))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let (path, kind) = (format!("{within}{name}"), entry.file_type()?);
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(format!("{path}/"));
            } else if kind.is_file() {
                let bytes = file(&entry.path())?;
                left = left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
                all.push((path, bytes));
            }
            if all.len() + folders.len() > FILES_OF_A_FOLDER {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
    }
    all.sort();
    Ok(all)
}

/// A file's text, with the byte order mark that it may begin with.
pub(super) fn read_text(root: &Root, path: &Path, megabytes: u32) -> Result<String, Unread> {
    let bytes = read_bytes(root, path, megabytes)?;
    if let Some(kind) = container(&bytes) {
        return Err(Unread::Document(kind));
    }
    let beginning = bytes.get(..bytes.len().min(1_000)).unwrap_or_default();
    let zeros = beginning.iter().filter(|byte| **byte == 0).count();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || zeros * 4 > beginning.len() {
        return Err(Unread::Encoding(BadText::all(UTF_16)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        Unread::Encoding(BadText::find(encoding(bytes), bytes))
    })
}

const UTF_16: &str = "UTF-16";

/// Encodings with their letters å, ä and ö.
const ENCODINGS: [(&str, &[u8]); 3] = [
    ("Windows-1252 (ANSI)", &[0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6]),
    ("MS-DOS (CP850)", &[0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99]),
    ("Macintosh", &[0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85]),
];

/// The encoding that has most of the letters å, ä and ö among what is no UTF-8 in a text.
fn encoding(bytes: &[u8]) -> &'static str {
    let bad: Vec<u8> = bytes.utf8_chunks().flat_map(|chunk| chunk.invalid()).copied().collect();
    let count = |letters: &[u8]| bad.iter().filter(|b| letters.contains(b)).count();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sample_text(text: &BadText) -> String {
        String::from_utf8_lossy(&text.sample()).into_owned()
    }

    /// What is attached in the place of a file that nobody could read makes the same finding.
    #[test]
    fn samples_are_told_as_what_they_stand_for() {
        for (name, letters) in ENCODINGS {
            // One that begins with a quotation mark of Windows, or with another encoding's letter, is still what it is.
            for first in [letters[0], 0x93, 0x8e] {
                let text = [&b"a = 1\n\xc3\xa5 = \""[..], &[first], &letters[..3]].concat();
                let told = BadText::find(encoding(&text), &text);
                let again = BadText::find(encoding(&told.sample()), &told.sample());
                assert_eq!((told.encoding, again.encoding), (name, name));
                let place = |text: &BadText| {
                    let mut sources = Sources::default();
                    let place = text.place("a.toml", None, &mut sources);
                    sources.locate(place)
                };
                assert_eq!((place(&told).as_str(), place(&again).as_str()), ("a.toml:2:6", "a.toml:2:6"));
                assert!(!sample_text(&told).contains(['å', '=', '"']), "what was read stays in the house");
            }
        }
        assert!(BadText::all(UTF_16).sample().starts_with(&[0xff, 0xfe]));
        for kind in [
            Container::Word,
            Container::Workbook,
            Container::Office,
            Container::Archive,
            Container::Pdf,
            Container::WebPage,
        ] {
            assert_eq!(container(kind.sign()), Some(kind));
        }
    }
}
