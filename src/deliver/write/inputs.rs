//! That no output replaces what a report is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::input::load::{Stamp, real};

use super::error::{Cause, WriteError};

/// Refuses outputs of these names in `dir` where one of them is, or holds, a file that was read or asked for: the same
/// file by another way, through links or as another name of it, or one of the same name in other capitals.
pub(super) fn spare<'n>(dir: &Path, names: impl Iterator<Item = &'n str>, inputs: &Stamp) -> Result<(), WriteError> {
    let mut folders: BTreeMap<&Path, Option<PathBuf>> = BTreeMap::new();
    let (mut places, mut files) = (BTreeSet::new(), BTreeSet::new());
    for (path, which) in inputs.files() {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { continue };
        let real = folders.entry(folder).or_insert_with(|| without_links(folder));
        places.extend(real.as_ref().map(|real| in_small(&real.join(name))));
        files.extend(which);
    }
    let Some(dir) = without_links(dir) else { return Ok(()) };
    for name in names {
        let place = dir.join(name);
        let here = in_small(&place);
        // What follows in the order of paths lies within, if anything does.
        let within = places.range(here.clone()..).next().is_some_and(|input| input.starts_with(&here));
        if within || which(&place).is_some_and(|which| files.contains(&which)) {
            return Err(WriteError::of(&place, Cause::Input));
        }
    }
    Ok(())
}

fn without_links(folder: &Path) -> Option<PathBuf> {
    real(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()
}

fn in_small(path: &Path) -> PathBuf {
    PathBuf::from(path.to_string_lossy().to_lowercase())
}

#[cfg(unix)]
fn which(path: &Path) -> Option<[u64; 2]> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|about| [about.dev(), about.ino()])
}

#[cfg(not(unix))]
fn which(_: &Path) -> Option<[u64; 2]> {
    None
}
