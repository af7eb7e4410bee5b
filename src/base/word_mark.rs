//! The mark by which a Word file is known as one that this program wrote and nobody has saved since: a hash of all of
//! its parts but the one that holds the mark.

use super::archive::Archive;
use super::budget::Budget;
use super::hash::sha256;

/// The part that holds the mark.
pub const PART: &str = "docProps/custom.xml";
/// The property of it that is the mark.
pub const PROPERTY: &str = "ContentSha256";

/// The mark of a file with these parts, each with its path. Their order and how they are packed do not count.
pub fn of_parts<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> String {
    let marked = parts.into_iter().filter(|(path, _)| *path != PART);
    let mut lines: Vec<String> = marked.map(|(path, bytes)| format!("{path} {}\n", sha256(bytes))).collect();
    lines.sort();
    sha256(lines.concat())
}

/// The mark that a file says it was written with, whatever has become of it since. `None` where it has lost that.
pub fn said(file: &[u8], budget: &mut Budget) -> Option<String> {
    let about = Archive::open(file).ok()?.read(PART, budget).ok()??;
    let about = String::from_utf8(about).ok()?;
    let (_, rest) = about.split_once(&format!("name=\"{PROPERTY}\""))?;
    let (_, rest) = rest.split_once("lpwstr>")?;
    let (mark, _) = rest.split_once('<')?;
    (!mark.is_empty()).then(|| mark.to_owned())
}

/// Whether a file is as this program wrote it. What cannot be read within `budget` is not.
pub fn is_untouched(file: &[u8], budget: &mut Budget) -> bool {
    let read = |file, budget: &mut Budget| -> Option<bool> {
        let mut archive = Archive::open(file).ok()?;
        let mut parts = Vec::new();
        for path in archive.paths() {
            parts.push((path.clone(), archive.read(&path, budget).ok()??));
        }
        let mark = of_parts(parts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        let (_, about) = parts.iter().find(|(path, _)| path == PART)?;
        let said = format!("name=\"{PROPERTY}\"><vt:lpwstr>{mark}<");
        Some(about.windows(said.len()).any(|words| words == said.as_bytes()))
    };
    read(file, budget).unwrap_or(false)
}
