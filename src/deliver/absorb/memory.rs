//! What was taken in before: which files, so that `build` and `form` may write over them, and what a unit's form
//! delivered, so that a corrected one of the same making goes in where nobody has changed that since. Hashes alone; it
//! stands beside what can be taken back, and whatever is not as it says counts as not said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::hash::sha256 as sha256_of;
use crate::base::source::{Sources, is_inside};
use crate::deliver::write::{remove, replace};
use crate::input::load;

/// The folder in the report's with what was replaced, and with this.
pub(super) const FOLDER: &str = ".underlag-undo";

/// The file that holds it.
const RECORD: &str = "taken.json";

/// How many files, and how many forms, are remembered; the oldest are forgotten.
const REMEMBERED: usize = 64;

/// What was taken in before into the report of a folder.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    #[serde(default)]
    papers: Vec<Paper>,
    #[serde(default)]
    forms: Vec<Delivered>,
}

/// A file of which edits were taken in.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Paper {
    sha256: String,
    /// Whether nothing of it was left for a person.
    whole: bool,
    /// The hashes of the texts that were replaced, by their paths: where one of them stands there again, the edits do
    /// not.
    before: BTreeMap<String, String>,
    /// The hashes of the report's files where all edits stood in them already.
    already: BTreeMap<String, String>,
}

/// What a unit's form delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// The unit's id.
    pub unit: String,
    /// The hash of the file that the form was made of.
    pub base: String,
    /// The hashes of the values that it delivered, by their keys.
    pub values: BTreeMap<String, String>,
}

impl Memory {
    /// What is remembered in a report's folder.
    pub fn read(dir: &Path) -> Self {
        let bytes = load::file(&dir.join(FOLDER).join(RECORD)).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Remembers that edits of a file were taken in by writing `files`, and whether all of them were. Nothing was
    /// taken in where nothing was written and something is left.
    pub fn paper(&mut self, dir: &Path, file: &[u8], (sources, files): (&Sources, &[(String, Vec<u8>)]), whole: bool) {
        if files.is_empty() && !whole {
            return;
        }
        let hash = |path: &str| {
            let found = sources.iter().find(|(_, source)| source.path == path);
            found.map(|(_, source)| sha256_of(source.original_bytes()))
        };
        let sha256 = sha256_of(file);
        let known = self.papers.iter().position(|paper| paper.sha256 == sha256).map(|at| self.papers.remove(at));
        let mut paper = Paper { sha256, whole, before: BTreeMap::new(), already: BTreeMap::new() };
        paper.before = known.map(|known| known.before).unwrap_or_default();
        for (path, _) in files {
            // A file that is new has no text before.
            paper.before.entry(path.clone()).or_insert_with(|| hash(path).unwrap_or_default());
        }
        if paper.before.is_empty() {
            let all = sources.iter().map(|(_, source)| (source.path.clone(), sha256_of(source.original_bytes())));
            // A workbook, or a layout of the program's, is none of the folder's texts.
            paper.already = all.filter(|(path, hash)| now(dir, path) == *hash).collect();
        }
        self.papers.push(paper);
        let many = self.papers.len().saturating_sub(REMEMBERED);
        self.papers.drain(..many);
    }

    /// The hashes of the files of which all edits stand in the report's files, as far as is remembered.
    pub fn whole(&self, dir: &Path) -> BTreeSet<String> {
        let is_there = |paper: &&Paper| {
            paper.whole
                && paper.before.iter().all(|(path, before)| now(dir, path) != *before)
                && paper.already.iter().all(|(path, then)| now(dir, path) == *then)
        };
        self.papers.iter().filter(is_there).map(|paper| paper.sha256.clone()).collect()
    }

    /// The hashes of what forms of a unit delivered that were made of the file with the hash `base`.
    pub fn delivered(&self, unit: &str, base: &str) -> BTreeMap<String, String> {
        let own = self.forms.iter().find(|form| form.unit == unit && form.base == base);
        own.map(|form| form.values.clone()).unwrap_or_default()
    }

    /// Remembers what a form delivered, besides what earlier ones of the same making did.
    pub fn form(&mut self, delivered: &Delivered) {
        let is_it = |form: &Delivered| form.unit == delivered.unit && form.base == delivered.base;
        let known = self.forms.iter().position(is_it).map(|at| self.forms.remove(at).values);
        let mut values = known.unwrap_or_default();
        values.extend(delivered.values.clone());
        self.forms.push(Delivered { values, ..delivered.clone() });
        let many = self.forms.len().saturating_sub(REMEMBERED);
        self.forms.drain(..many);
    }

    /// Writes it down. Where that cannot be done, nothing is remembered, and people are asked again.
    pub fn write(&self, dir: &Path) {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        if *self != Memory::read(dir) {
            let _ = replace(dir, &format!("{FOLDER}/{RECORD}"), text.as_bytes());
        }
    }

    /// Forgets all files.
    pub(super) fn without_papers(mut self, dir: &Path) {
        self.papers.clear();
        if self.forms.is_empty() {
            let _ = remove(dir, &format!("{FOLDER}/{RECORD}"));
        } else {
            self.write(dir);
        }
    }
}

/// The hash of a file's text; nothing where there is none.
fn now(dir: &Path, path: &str) -> String {
    let bytes = is_inside(path).then(|| load::file(&dir.join(path)).ok()).flatten();
    bytes.map(sha256_of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(dir: &Path, file: &[u8], new: Option<&str>, whole: bool) {
        let mut sources = Sources::default();
        sources.add("a.toml", std::fs::read_to_string(dir.join("a.toml")).unwrap());
        let files: Vec<(String, Vec<u8>)> = new.map(|it| ("a.toml".to_owned(), it.into())).into_iter().collect();
        let mut memory = Memory::read(dir);
        memory.paper(dir, file, (&sources, &files), whole);
        memory.write(dir);
        files.iter().for_each(|(path, text)| std::fs::write(dir.join(path), text).unwrap());
    }

    #[test]
    fn a_file_is_known_as_long_as_its_edits_stand() {
        let made = tempfile::tempdir().unwrap();
        let dir = made.path();
        let write = |text: &str| std::fs::write(dir.join("a.toml"), text).unwrap();
        let is_whole = |file: &[u8]| Memory::read(dir).whole(dir).contains(&sha256_of(file));
        write("ett");
        told(dir, b"rest", Some("ett"), false);
        told(dir, b"nothing", None, false);
        told(dir, b"edits", Some("two"), true);
        told(dir, b"already", None, true);
        assert_eq!([b"rest".as_slice(), b"nothing", b"edits", b"already"].map(is_whole), [false, false, true, true]);
        // Somebody goes on writing: what was taken in still stands; of what stood there nobody knows.
        write("three");
        assert_eq!([b"edits".as_slice(), b"already"].map(is_whole), [true, false]);
        // The old text is there again, however it came.
        write("ett");
        assert!(!is_whole(b"edits"));
        // The rest of a file, taken in later, needs the first part still.
        write("two");
        told(dir, b"rest", None, true);
        assert!(is_whole(b"rest"));
        write("ett");
        assert!(!is_whole(b"rest"));
        Memory::read(dir).without_papers(dir);
        assert_eq!(Memory::read(dir), Memory::default());
        // Whatever stands there, it is no reason to stop.
        for damaged in ["", "[]", "{\"papers\": 3}", "{}"] {
            std::fs::write(dir.join(FOLDER).join(RECORD), damaged).unwrap();
            assert_eq!(Memory::read(dir), Memory::default());
        }
    }

    #[test]
    fn forms_of_one_making_add_up() {
        let values =
            |all: &[(&str, &str)]| all.iter().map(|(key, hash)| ((*key).to_owned(), (*hash).to_owned())).collect();
        let of = |base: &str, all| Delivered { unit: "it".to_owned(), base: base.to_owned(), values: values(all) };
        let mut memory = Memory::default();
        memory.form(&of("b", &[("x", "1"), ("y", "2")]));
        memory.form(&of("c", &[("x", "7")]));
        memory.form(&of("b", &[("x", "3")]));
        assert_eq!(memory.delivered("it", "b"), values(&[("x", "3"), ("y", "2")]));
        assert_eq!(memory.delivered("it", "c"), values(&[("x", "7")]));
        assert_eq!(memory.delivered("va", "b"), BTreeMap::new());
        (0..2 * REMEMBERED).for_each(|base| memory.form(&of(&base.to_string(), &[])));
        assert_eq!((memory.forms.len(), memory.delivered("it", "b").len()), (REMEMBERED, 0));
    }
}
