//! What was dispatched before: whether it still lies there as it was made, by the records of it.
//!
//! Each version's record has the hashes of its files, and those of the records before it. A register beside the
//! versions
//! remembers every number that was given away, with the hash of its record, in the form that `sha256sum --check` reads:
//! versions can be moved to an archive, but their numbers are not used again. Nothing of it is signed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::budget::{Budget, Resource};
use crate::base::hash::sha256;
use crate::base::source::is_inside;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::load::{self, Earlier};

use super::messages;
use super::record::{Before, Past, RECORD, REGISTER};

/// What the systems put into folders that somebody looks at.
const OF_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The versions of a dispatch that were made before.
#[derive(Debug, Default)]
pub struct History {
    /// Whether there is a folder of it at all.
    pub is_there: bool,
    /// What is not as it was made, or not there.
    pub found: Vec<Diagnostic>,
    /// Versions whose records hold.
    pub versions: usize,
    /// Files in them that are as they were made.
    pub files: usize,
    /// The last version that lies there, and the hash of what it was made of, where its record says that.
    pub(super) latest: Option<(u32, String)>,
    /// The last number that is taken, whatever took it.
    pub(super) last: u32,
    /// The hash of each version's record, as it was when it was made.
    known: BTreeMap<u32, String>,
    /// The versions that the register has.
    registered: BTreeSet<u32>,
}

/// A version's record, read.
struct Version<'e> {
    number: u32,
    folder: &'e Earlier,
    record: Result<Past, messages::RecordFault>,
}

impl History {
    /// What lies in `folder`, which is that of the dispatches of `report`, or of whichever its first record names.
    pub fn read(folder: &Path, report: Option<&str>) -> Self {
        let mut budget = Budget::of_own();
        let there = load::dispatches(folder, RECORD, REGISTER, &mut budget);
        let named = there.all.iter().find_map(|earlier| Some(past(earlier)?.report));
        let report = report.or(named.as_deref()).unwrap_or("");
        let numbers: BTreeSet<u32> = there.all.iter().filter_map(|earlier| number(&earlier.name)).collect();
        let mut versions: Vec<Version<'_>> =
            there.all.iter().filter_map(|earlier| Version::read(earlier, report)).collect();
        versions.sort_by_key(|version| version.number);
        let register = there.register.as_deref().unwrap_or("");
        let (known, changed) = known(register, &versions);
        let registered = registered(register).map(|(version, _)| version).collect();
        let mut history = History { is_there: there.is_there, known, registered, ..History::default() };
        for version in &versions {
            let is_changed = changed.contains(&version.number);
            history.look(version, &folder.join(&version.folder.name), is_changed, &mut budget);
        }
        let highest = |numbers: &mut dyn Iterator<Item = u32>| numbers.max().unwrap_or(0);
        history.last = highest(&mut history.known.keys().copied()).max(highest(&mut numbers.iter().copied()));
        history.latest = versions.last().and_then(|version| {
            let record = version.record.as_ref().ok()?;
            (version.number == history.last || !history.known.contains_key(&history.last))
                .then(|| (version.number, record.inputs.clone()))
        });
        let missing: Vec<u32> = history.known.keys().copied().filter(|number| !numbers.contains(number)).collect();
        if !missing.is_empty() {
            history.found.push(messages::versions_missing(&missing));
        }
        let is_odd = |earlier: &&Earlier| number(&earlier.name).is_none() || !earlier.is_folder;
        let odd: Vec<&str> = there.all.iter().filter(is_odd).map(|earlier| earlier.name.as_str()).collect();
        if !odd.is_empty() {
            history.found.push(messages::not_versions(&odd));
        }
        history
    }

    /// Whether nothing was made that anybody could know of.
    pub fn is_empty(&self) -> bool {
        self.last == 0 && self.found.is_empty()
    }

    /// Whether anything that was made is another thing now.
    pub fn is_changed(&self) -> bool {
        self.found.iter().any(|found| found.code == Code::DispatchChanged)
    }

    /// The number of the next version, which nothing has had; `None` where there is none.
    pub(super) fn next(&self) -> Option<u32> {
        self.last.checked_add(1)
    }

    /// The records of all versions that are known of.
    pub(super) fn before(&self) -> Vec<Before> {
        self.known.iter().map(|(version, sha256)| Before { version: *version, sha256: sha256.clone() }).collect()
    }

    /// What the register gets when the version of this number is made, whose record has these bytes: its line, and
    /// those of the versions that were made before there was one.
    pub fn register(&self, version: u32, record: &[u8]) -> String {
        let before = self.known.iter().filter(|(version, _)| !self.registered.contains(version));
        let before = before.map(|(version, sha256)| (*version, sha256.clone()));
        let lines = before.chain([(version, sha256(record))]);
        lines.map(|(version, sha256)| format!("{sha256}  v{version}/{RECORD}\n")).collect()
    }

    /// Looks at a version's files.
    fn look(&mut self, version: &Version<'_>, path: &Path, is_changed: bool, budget: &mut Budget) {
        let record = match &version.record {
            Ok(record) => record,
            Err(fault) => {
                if budget.take(Resource::Findings, 1).is_ok() {
                    self.found.push(messages::bad_record(version.number, fault));
                }
                return;
            }
        };
        let mut there: BTreeMap<&str, Option<u64>> =
            version.folder.files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        there.remove(RECORD);
        let mut differs = messages::Differs::default();
        differs.changed.extend(is_changed.then(|| RECORD.to_owned()));
        for file in &record.files {
            let name = file.name.clone();
            let bytes = u64::try_from(file.bytes).unwrap_or(u64::MAX);
            match there.remove(file.name.as_str()) {
                None => differs.removed.push(name),
                Some(found) if found != Some(bytes) => differs.changed.push(name),
                Some(_) => match load::digest(&path.join(&file.name), bytes, budget) {
                    Ok(Some(hash)) if hash == file.sha256 => self.files += 1,
                    Ok(_) => differs.changed.push(name),
                    Err(_) => differs.unread.push(name),
                },
            }
        }
        let added = there.into_keys().filter(|name| !OF_SYSTEMS.contains(name));
        differs.added.extend(added.map(str::to_owned));
        if differs == messages::Differs::default() {
            self.versions += 1;
        } else if budget.take(Resource::Findings, 1).is_ok() {
            self.found.push(messages::version_changed(version.number, &differs));
        }
    }
}

impl<'e> Version<'e> {
    /// A folder of this name, as far as it is one of a version of `report`.
    fn read(folder: &'e Earlier, report: &str) -> Option<Self> {
        let number = number(&folder.name).filter(|_| folder.is_folder)?;
        let is_plain = |name: &str| is_inside(name) && !name.contains('/');
        let record = match past(folder) {
            _ if folder.record.is_none() => Err(messages::RecordFault::Missing),
            Some(past) if past.files.iter().all(|file| is_plain(&file.name)) => {
                if past.metadata.version == number && past.report == report {
                    Ok(past)
                } else {
                    Err(messages::RecordFault::Other(past.metadata.version, past.report))
                }
            }
            _ => Err(messages::RecordFault::Unreadable),
        };
        Some(Version { number, folder, record })
    }
}

/// The record of what may be a version.
fn past(folder: &Earlier) -> Option<Past> {
    serde_json::from_slice(folder.record.as_ref()?).ok()
}

/// The number of a version by its name, as the program writes it: `v12`, but not `v012` or `v+12`.
fn number(name: &str) -> Option<u32> {
    let number: u32 = name.strip_prefix('v')?.parse().ok()?;
    (number > 0 && name == format!("v{number}")).then_some(number)
}

/// The versions that a register names, with the hashes of their records. What is no line of it is left out.
fn registered(register: &str) -> impl Iterator<Item = (u32, &str)> {
    register.lines().filter_map(|line| {
        let (hash, path) = line.split_once("  ")?;
        let version = number(path.strip_suffix(RECORD)?.strip_suffix('/')?)?;
        (hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit())).then_some((version, hash))
    })
}

/// The hash of each version's record as the register and later records tell it, or else as it is now; and the versions
/// whose record is another one than some of these say.
fn known(register: &str, versions: &[Version<'_>]) -> (BTreeMap<u32, String>, BTreeSet<u32>) {
    let records = versions.iter().filter_map(|version| Some((version.number, version.record.as_ref().ok()?)));
    let before = records.flat_map(|(of, record)| record.before.iter().filter(move |before| before.version < of));
    let before = before.filter(|before| before.version > 0).map(|before| (before.version, before.sha256.as_str()));
    let mut told: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (version, hash) in registered(register).chain(before) {
        let told = told.entry(version).or_default();
        // Every record says the same of those before it.
        if told.last() != Some(&hash) {
            told.push(hash);
        }
    }
    let (mut known, mut changed) = (BTreeMap::new(), BTreeSet::new());
    for version in versions.iter().filter(|version| version.record.is_ok()) {
        let hash = version.folder.record.as_ref().map(sha256).unwrap_or_default();
        if told.get(&version.number).is_some_and(|told| told.iter().any(|told| *told != hash)) {
            changed.insert(version.number);
        }
        known.insert(version.number, hash);
    }
    // The first to tell of a version is right about it.
    let first = told.into_iter().filter_map(|(version, told)| Some((version, (*told.first()?).to_owned())));
    known.extend(first);
    (known, changed)
}
