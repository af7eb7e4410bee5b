//! What a dispatched paper was made with. It keeps hashes alone; the words are those of the sources that were stored
//! with its version, where they still have these hashes.

use std::path::{Path, PathBuf};

use crate::base::archive::Archive;
use crate::base::budget::Budget;
use crate::base::hash::sha256;
use crate::base::source::is_inside;
use crate::base::word_mark;
use crate::deliver::dispatch::{self, ORIGINALS, RECORD, REGISTER};
use crate::deliver::write::unpack;
use crate::input::load;
use crate::pipeline::evidence::{LAYOUT, SOURCES};

use super::built::{AbsorbError, made};
use super::paper::{Paper, in_bookmark};

/// Where the words of a file's time come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The file itself, or it has none.
    File,
    /// The sources of its version.
    Version,
    /// Nowhere: it keeps hashes alone, and the sources of its version are not at hand.
    Missing,
    /// Nowhere: the sources at hand are of another version, or damaged.
    Other,
}

/// Gives the items of `theirs` the words that they had, out of the archive of its version's sources.
pub(super) fn with_words(theirs: &mut Paper, stored: Option<&[u8]>) -> Result<Base, AbsorbError> {
    let lacks = |paper: &Paper| paper.map.values().any(|item| item.words.is_none() && !item.is_bound());
    if !lacks(theirs) {
        return Ok(Base::File);
    }
    let Some(stored) = stored else { return Ok(Base::Missing) };
    let Some(paper) = paper(stored)? else { return Ok(Base::Other) };
    for line in &paper.lines {
        for (key, ..) in &line.keys {
            let [_, words, _] = in_bookmark(line, key);
            let item = theirs.map.get_mut(key).filter(|item| item.words.is_none());
            if let Some(item) = item.filter(|item| item.sha256 == sha256(words)) {
                item.words = Some(words.to_owned());
            }
        }
    }
    let given = theirs.map.values().any(|item| item.words.is_some());
    Ok(if given { Base::Version } else { Base::Other })
}

/// The paper that stored sources make; `None` where they make none.
fn paper(stored: &[u8]) -> Result<Option<Paper>, AbsorbError> {
    let budget = &mut Budget::of_strangers();
    let Ok(mut archive) = Archive::open(stored) else { return Ok(None) };
    let mut files = Vec::new();
    for path in archive.paths() {
        // What leads out of the folder is nothing that this program stored.
        if path.ends_with('/') || !is_inside(&path) {
            continue;
        }
        let Ok(Some(bytes)) = archive.read(&path, budget) else { return Ok(None) };
        files.push((path, bytes));
    }
    let has_layout = files.iter().any(|(path, _)| path.strip_prefix(LAYOUT).is_some_and(|rest| rest.starts_with('/')));
    let there = unpack(&files).map_err(AbsorbError::System)?;
    let layout = has_layout.then(|| there.path().join(LAYOUT).to_string_lossy().into_owned());
    Ok(made(&there.path().join(SOURCES), layout.as_deref()).ok().map(|(_, paper)| paper))
}

/// The archive of a version's sources beside a file.
pub fn stored_beside(file: &Path) -> PathBuf {
    file.with_file_name(ORIGINALS)
}

/// The archive of the sources of the version that a file is of: the version of the report `id` whose Word file has the
/// same mark, among those in `output`, or else the one beside the file.
pub fn stored(file: &Path, bytes: &[u8], id: Option<&str>, output: &Path) -> Option<Vec<u8>> {
    let by_mark = || {
        let id = id?;
        let mark = word_mark::said(bytes, &mut Budget::of_strangers())?;
        let folder = output.join(dispatch::folder(id));
        let there = load::dispatches(&folder, RECORD, REGISTER, &mut Budget::of_own());
        let is_it = |version: &&load::Earlier| {
            let word = load::file(&folder.join(&version.name).join(format!("{id}.docx"))).ok();
            word.and_then(|word| word_mark::said(&word, &mut Budget::of_strangers())).as_ref() == Some(&mark)
        };
        let version = there.all.iter().find(is_it)?;
        load::file(&folder.join(&version.name).join(ORIGINALS)).ok()
    };
    by_mark().or_else(|| load::file(&stored_beside(file)).ok())
}
