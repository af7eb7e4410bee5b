//! The units' files: what each delivers, with the files that it names, all of them counted together.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::budget::Budget;
use crate::base::limits::{Limit, Limits, SIGNS_OF_A_FILE, SUGGESTIONS, paragraphs_of_a_report, rows_of_a_report};
use crate::base::names::{alike, closest_match, stem};
use crate::base::source::{FileId, Sources, Span};
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{Manifest, Unit};
use crate::input::messages;
use crate::input::personal::with_blanks;
use crate::input::section::{self, Section};

use super::arrival::Arrival;
use super::aside::{SkippedFile, SkippedReason};
use super::changes::Wanted;
use super::counted::{self, Told};
use super::exports::Exports;
use super::files::Unread;
use super::root::Root;

/// The folder of the units' files.
const UNITS: &str = "enheter";

/// The units' files on the way in.
pub(super) struct Units<'l> {
    pub(super) dir: &'l Root,
    pub(super) manifest: &'l Manifest,
    pub(super) budget: Budget,
    pub(super) sources: &'l mut Sources,
    pub(super) aside: &'l mut Vec<SkippedFile>,
    pub(super) found: &'l mut Vec<Diagnostic>,
}

/// A file that was read and waits for the parser, with what that will keep of it; or what became of it instead.
type Waiting = Result<(FileId, u64), Arrival>;

impl Units<'_> {
    /// Tells why a file that the manifest names cannot be read, and says whether it is not there, under any name.
    pub(super) fn unread(&mut self, (path, place): (&str, Span), unread: Unread, limits: Option<Limits>) -> bool {
        let unread = unread.looked_for(self.dir, &self.dir.join(path));
        let is_gone = matches!(unread, Unread::Missing);
        self.aside.extend(unread.beside(path));
        let sources = (&mut *self.sources, Some(place.file));
        self.found.push(unread.finding(sources, Some(place), path, None, limits));
        let why = unread.aside();
        self.aside.extend(why.map(|why| SkippedFile { path: path.to_owned(), why }));
        is_gone
    }

    /// Reads what each unit delivers, in the manifest's order.
    pub(super) fn read(&mut self) -> Vec<Arrival> {
        let limits = self.manifest.limits;
        let units = self.manifest.units.get(..limits.units as usize).unwrap_or(&self.manifest.units);
        if let Some(beyond) = self.manifest.units.get(units.len()) {
            self.found.push(messages::limit_exceeded(Some(beyond.id.place), "", Limit::Units, limits.units));
        }
        let files: Vec<Waiting> = units.iter().map(|unit| self.file(unit)).collect();
        let read_files: Vec<Option<FileId>> = files.iter().map(|file| file.as_ref().ok().map(|(id, _)| *id)).collect();
        let mut told = Told::default();
        let mut arrivals = self.parse(files, &mut told);
        let sections = arrivals.iter().filter_map(|arrival| match arrival {
            Arrival::Read(section) => Some(section.as_ref()),
            Arrival::NoFile | Arrival::Unreadable => None,
        });
        told.extend(section::thousands(sections), &mut self.budget);
        let (mut workbooks, mut last) = (BTreeMap::new(), None);
        let (mut rows, mut paragraphs) = (rows_of_a_report(limits), paragraphs_of_a_report(limits));
        for ((arrival, file), unit) in arrivals.iter_mut().zip(read_files).zip(units) {
            let (Arrival::Read(section), Some(by)) = (&mut *arrival, file) else { continue };
            let (dir, workbooks, last, budget) = (self.dir, &mut workbooks, &mut last, &mut self.budget);
            let (sources, aside) = (&mut *self.sources, &mut *self.aside);
            let mut exports = Exports { dir, limits, by, workbooks, last, budget, sources, aside, found: Vec::new() };
            let Section { exports: named, rows: own, lost, .. } = section.as_mut();
            lost.extend(named.iter().filter_map(|export| exports.read(export, own)));
            // A row that only completes a line of another file stands where that line does.
            own.sort_by_key(|row| row.order);
            let found = exports.found;
            told.extend(found, &mut self.budget);
            let left = (rows.checked_sub(section.rows.len()), paragraphs.checked_sub(section.paragraphs));
            let name = unit.name.trimmed();
            match left {
                (Some(left), Some(less)) => (rows, paragraphs) = (left, less),
                (None, _) => {
                    self.found.push(messages::rows_in_all(unit.id.place, name, rows_of_a_report(limits)));
                    *arrival = Arrival::Unreadable;
                }
                (_, None) => {
                    let most = paragraphs_of_a_report(limits);
                    self.found.push(messages::paragraphs_in_all(unit.id.place, name, most));
                    *arrival = Arrival::Unreadable;
                }
            }
        }
        self.found.append(&mut told.found);
        self.found.extend((told.more > 0).then(|| messages::more_findings(None, told.more)));
        arrivals.resize_with(self.manifest.units.len(), || Arrival::Unreadable);
        arrivals
    }

    /// Reads a unit's file, one after the other: what one holds is not there for the next.
    fn file(&mut self, unit: &Unit) -> Waiting {
        let limits = self.manifest.limits;
        let text = counted::text(self.dir, &unit.file, limits.file_size, &mut self.budget);
        let text = text.and_then(|text| {
            let signs = counted::signs(&text, &mut self.budget).map_err(Unread::Exceeded)?;
            Ok((text, signs))
        });
        match text {
            Ok((text, signs)) => {
                let (text, blanked) = with_blanks(text);
                Ok((self.sources.add_blanked(&unit.file, text, blanked), signs))
            }
            Err(unread) => {
                let unread = unread.looked_for(self.dir, &self.dir.join(&unit.file));
                self.aside.extend(unread.beside(&unit.file));
                let name = Some(unit.name.trimmed());
                let sources = (&mut *self.sources, None);
                self.found.push(unread.finding(sources, Some(unit.id.place), &unit.file, name, Some(limits)));
                let why = unread.aside();
                let arrival = if why.is_none() { Arrival::NoFile } else { Arrival::Unreadable };
                self.aside.extend(why.map(|why| SkippedFile { path: unit.file.clone(), why }));
                Err(arrival)
            }
        }
    }

    /// Parses files side by side, as many at a time as the parser has room for.
    fn parse(&mut self, files: Vec<Waiting>, told: &mut Told) -> Vec<Arrival> {
        let mut arrivals = Vec::new();
        let mut files = files.into_iter().peekable();
        while files.peek().is_some() {
            let (mut together, mut signs) = (Vec::new(), 0);
            while let Some(file) = files.next_if(|file| {
                let more = file.as_ref().map_or(0, |(_, signs)| *signs);
                together.is_empty() || signs + more <= SIGNS_OF_A_FILE
            }) {
                signs += file.as_ref().map_or(0, |(_, signs)| *signs);
                together.push(file);
            }
            let sources = &*self.sources;
            let read: Vec<(Arrival, Vec<Diagnostic>)> = together
                .into_par_iter()
                .map(|file| match file {
                    Ok((file, _)) => {
                        let (section, found) = section::read(file, &sources.file(file).text);
                        (Arrival::Read(Box::new(section)), found)
                    }
                    Err(arrival) => (arrival, Vec::new()),
                })
                .collect();
            for (arrival, found) in read {
                arrivals.push(arrival);
                told.extend(found, &mut self.budget);
            }
        }
        arrivals
    }

    /// Reports files in the units' folder that no unit owns.
    pub(super) fn strays(&mut self) {
        let (dir, units) = (self.dir, &self.manifest.units);
        let owned: BTreeSet<&str> = units.iter().map(|unit| unit.file.as_str()).collect();
        let names = dir.names(&dir.join(UNITS), Wanted::sections()).into_iter().map(|name| format!("{UNITS}/{name}"));
        let names: Vec<String> = names.filter(|path| !owned.contains(path.as_str())).collect();
        let missing: Vec<&str> = owned.iter().copied().filter(|file| !dir.join(file).exists()).collect();
        let mut stems: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for file in &missing {
            stems.entry(stem(file)).or_default().push(file);
        }
        // What is nearly called as a file that is missing has been told of that.
        let is_told = |path: &str| stems.get(&stem(path)).into_iter().flatten().any(|missing| alike(missing, path));
        for (at, path) in names.into_iter().filter(|path| !is_told(path)).enumerate() {
            let meant = if at < SUGGESTIONS { closest_match(&path, missing.iter().copied()) } else { None };
            self.found.push(messages::stray_file(&path, meant));
            self.aside.push(SkippedFile { path, why: SkippedReason::Stray });
        }
    }
}
