//! The files of a report, which count together: how much of them is read in all, and how many findings are told.

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::{MEGABYTE, SIGNS_OF_A_FILE};
use crate::diagnostic::Diagnostic;

use super::files::{Unread, read_bytes, read_text};
use super::root::Root;

/// The text of the file at `path`, of `megabytes` at the most and no more than what is left of the report's.
pub(super) fn text(dir: &Root, path: &str, megabytes: u32, budget: &mut Budget) -> Result<String, Unread> {
    let text = read_text(dir, &dir.join(path), within(megabytes, budget));
    let text = text.map_err(|unread| refused(unread, megabytes, budget))?;
    kept(text.len(), budget)?;
    Ok(text)
}

/// The bytes of the file at `path`, in the same way.
pub(super) fn bytes(dir: &Root, path: &str, megabytes: u32, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let bytes = read_bytes(dir, &dir.join(path), within(megabytes, budget));
    let bytes = bytes.map_err(|unread| refused(unread, megabytes, budget))?;
    kept(bytes.len(), budget)?;
    Ok(bytes)
}

/// The megabytes that may be read of one file.
fn within(megabytes: u32, budget: &Budget) -> u32 {
    u32::try_from(budget.left(Resource::Text) / MEGABYTE + 1).unwrap_or(u32::MAX).min(megabytes)
}

/// Why a file was not read. One that is larger than what is left may be no larger than a file may be.
fn refused(unread: Unread, megabytes: u32, budget: &Budget) -> Unread {
    match unread {
        Unread::TooLarge(most) if most < megabytes => Unread::Exceeded(budget.exceeded(Resource::Text)),
        other => other,
    }
}

fn kept(length: usize, budget: &mut Budget) -> Result<(), Unread> {
    budget.take_len(Resource::Bytes, length).map_err(Unread::Exceeded)?;
    budget.take_len(Resource::Text, length).map_err(Unread::Exceeded)
}

/// Counts what the parser makes of a file before it is asked: lines, keys and values, which it keeps all.
pub(super) fn signs(text: &str, budget: &mut Budget) -> Result<u64, Exceeded> {
    let signs = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r' | b'=' | b',' | b'[' | b'{' | b'.')).count();
    let mut one = budget.at_most(Resource::Objects, SIGNS_OF_A_FILE);
    one.take_len(Resource::Objects, signs)?;
    budget.take_len(Resource::Objects, signs)?;
    Ok(signs as u64)
}

/// The findings about the files, as many as are told.
#[derive(Default)]
pub(super) struct Told {
    pub(super) found: Vec<Diagnostic>,
    /// How many more there are.
    pub(super) more: usize,
}

impl Told {
    /// Adds findings, as long as there is room.
    pub(super) fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>, budget: &mut Budget) {
        for finding in found {
            match budget.take(Resource::Findings, 1) {
                Ok(()) => self.found.push(finding),
                Err(_) => self.more += 1,
            }
        }
    }
}
