//! Texts that stand in the place of files: what somebody has typed and not saved, and remedies that are tried.

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::Arc;

/// Texts in the place of files of a report's folder, whether those are there or not. Nothing else of the folder
/// changes by them: the names in it are those on the disk.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Overlay {
    /// Has these bytes stand in the place of the file at `path`, relative to the report's folder, with `/`.
    pub fn put(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        if let Some(name) = name(Path::new(path)) {
            self.files.insert(name, bytes.into());
        }
    }

    /// Whether something stands in the place of the file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.get(Path::new(path)).is_some()
    }

    /// What stands in the place of the file at this path in the report's folder.
    pub(super) fn get(&self, inside: &Path) -> Option<&[u8]> {
        if self.files.is_empty() {
            return None;
        }
        self.files.get(&name(inside)?).map(|bytes| &**bytes)
    }
}

/// One name for all ways to write a path in the folder; `None` for one that leads out of it.
fn name(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str()?.to_owned()),
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    let name = parts.join("/");
    // There a file has one name in all of them.
    Some(if cfg!(windows) { name.to_lowercase() } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name() {
        let mut overlay = Overlay::default();
        overlay.put("enheter/å.toml", *b"a = 1");
        assert!(overlay.has("./enheter/../enheter//å.toml"));
        assert!(!overlay.has("enheter/b.toml") && !overlay.has("../enheter/å.toml") && !overlay.has("/enheter/å.toml"));
    }
}
