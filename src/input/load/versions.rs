//! Earlier versions of a dispatch, as they stand on the disk.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::hash::Hasher;
use crate::base::limits::MANIFEST_SIZE;

use super::changes::names;
use super::files::read_bytes;
use super::root::{Root, open};

/// What lies in the folder of a report's dispatches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dispatches {
    /// Whether there is such a folder.
    pub is_there: bool,
    /// Everything whose name begins with `v` and a number, by its name.
    pub all: Vec<Earlier>,
    /// The register beside them, where there is one.
    pub register: Option<String>,
}

/// What may be a dispatch that was made before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its name, `v1`.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Its record, where that can be read.
    pub record: Option<Vec<u8>>,
    /// What lies in it: each name, and how many bytes it has where it is a file.
    pub files: Vec<(String, Option<u64>)>,
}

/// The dispatches in a folder of them, `v1`, `v2`, each with the file that is its `record`. None where there is no such
/// folder.
pub fn dispatches(folder: &Path, record: &str, register: &str, budget: &mut Budget) -> Dispatches {
    let root = Root::at(folder);
    let mut bytes = |path: &Path| {
        let length = fs::symlink_metadata(path).ok()?.len();
        budget.take(Resource::Bytes, length).ok()?;
        read_bytes(&root, path, MANIFEST_SIZE).ok()
    };
    let is_version = |name: &str| {
        let number = name.strip_prefix(['v', 'V']).unwrap_or("");
        number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'))
    };
    let mut all: Vec<Earlier> = names(folder)
        .into_iter()
        .filter(|name| is_version(name))
        .map(|name| {
            let path = folder.join(&name);
            let about = |name: String| {
                let about = fs::symlink_metadata(path.join(&name)).ok().filter(fs::Metadata::is_file);
                (name, about.map(|about| about.len()))
            };
            let files = names(&path).into_iter().map(about).collect();
            Earlier { is_folder: path.is_dir(), record: bytes(&path.join(record)), files, name }
        })
        .collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    let register = bytes(&folder.join(register)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Dispatches { is_there: folder.is_dir(), all, register }
}

/// The hash of a file of so many bytes; `None` where it is another one.
///
/// # Errors
///
/// When that is more than may still be read.
pub fn digest(path: &Path, bytes: u64, budget: &mut Budget) -> Result<Option<String>, Exceeded> {
    budget.take(Resource::Bytes, bytes)?;
    Ok(hash(path, bytes))
}

fn hash(path: &Path, bytes: u64) -> Option<String> {
    // No link is followed.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let file = open(path).ok()?.filter(|file| file.metadata().is_ok_and(|about| about.len() == bytes))?;
    let mut hasher = Hasher::default();
    // What grows while it is read is another file.
    let read = io::copy(&mut file.take(bytes.saturating_add(1)), &mut hasher).ok()?;
    (read == bytes).then(|| hasher.finish())
}
