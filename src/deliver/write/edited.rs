//! That no Word file is replaced which somebody has edited since it was written: its words may stand nowhere else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::base::budget::Budget;
use crate::base::hash::sha256;
use crate::base::limits::{FINISHED_SIZE, MEGABYTE};
use crate::base::word_mark::is_untouched;

use super::error::{Cause, WriteError};

/// What becomes of a Word file that is not as this program wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// It stays, and nothing is written.
    Spared {
        /// The hashes of files whose edits were taken in: they are replaced as any other.
        but: BTreeSet<String>,
    },
    /// It is replaced as any other.
    Replaced,
}

/// Refuses outputs of these names in `dir` where a Word file there was edited. A file that this program wrote without a
/// mark, as its earlier versions did, counts as edited, and one in `but` does not.
///
/// # Errors
///
/// The file that was edited.
pub fn spare<'n>(dir: &Path, names: impl Iterator<Item = &'n str>, but: &BTreeSet<String>) -> Result<(), WriteError> {
    for name in names.filter(|name| name.ends_with(".docx") || name.ends_with(".xlsx")) {
        let place = dir.join(name);
        let Ok(about) = fs::symlink_metadata(&place) else { continue };
        // A link or a folder is for the exchange to refuse.
        if !about.is_file() || about.len() == 0 {
            continue;
        }
        let small = about.len() <= u64::from(FINISHED_SIZE) * MEGABYTE;
        let is_known = |bytes: &[u8]| but.contains(&sha256(bytes)) || is_untouched(bytes, &mut Budget::of_strangers());
        let untouched = || fs::read(&place).is_ok_and(|bytes| is_known(&bytes));
        if !small || !untouched() {
            return Err(WriteError::of(&place, Cause::Edited));
        }
    }
    Ok(())
}
