//! Earlier versions of a dispatch, as they stand on the disk.

use std::fs;
use std::path::Path;

use crate::base::limits::MANIFEST_SIZE;

use super::files::read_text;
use super::root::Root;

/// A dispatch that was made before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its version.
    pub version: u32,
    /// The text of its record, where it can be read.
    pub record: Option<String>,
}

/// The dispatches in a folder of them, `v1`, `v2`, each with its record, the file of this name, where that
/// can be read. None where there is no such folder.
pub fn dispatches(folder: &Path, record: &str) -> Vec<Earlier> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().into_string().ok());
    let root = Root::at(folder);
    let version = |name: String| {
        let version: u32 = name.strip_prefix('v')?.parse().ok()?;
        // `v007` and `v+7` are names that no dispatch has.
        if name != format!("v{version}") {
            return None;
        }
        let record = read_text(&root, &root.join(&name).join(record), MANIFEST_SIZE).ok();
        Some(Earlier { version, record })
    };
    names.filter_map(version).collect()
}
