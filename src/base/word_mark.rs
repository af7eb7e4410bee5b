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
