//! A message to each unit that has something left to do: just its findings and what it owes, as text and as a draft of
//! a mail.
//!
//! A mail is made for a unit whose address the manifest gives, and opens in the sender's mail program to be sent from
//! there.

mod mail;
pub mod messages;

use crate::base::date::Ymd;
use crate::base::source::{Sources, Span};
use crate::base::swedish::one_spaced;
use crate::diagnostic::{Code, Diagnostic, Language, Severity, Text};
use crate::input::manifest::{Manifest, Unit, all_chapters};
use crate::input::messages::empty_text;
use crate::input::personal::original;
use crate::pipeline::{Checked, Output};
use crate::report::concerned::concerns;
use crate::report::status::{UnitStatus, status};
use crate::report::{Report, UnitIndex};

use self::mail::{Mail, is_address};

/// What is made.
#[derive(Debug, Default)]
pub struct Reminders {
    /// The files, in the manifest's order of units.
    pub files: Vec<Output>,
    /// The names of units with something to do and no address, or one that is none.
    pub without_address: Vec<String>,
    /// The names of units that have nothing left to do.
    pub done: Vec<String>,
}

/// The messages to the units of a report on a day.
pub fn reminders(checked: &Checked, report: &Report, day: Ymd, language: Language) -> Reminders {
    let mut made = Reminders::default();
    let manifest = &report.manifest;
    // Whether a unit is late is said here as `status` says it.
    let stands = status(report, &checked.diagnostics, &checked.sources, |_| None);
    let complete: Vec<bool> = stands.iter().map(UnitStatus::is_complete).collect();
    for (at, unit) in UnitIndex::each(&manifest.units) {
        let concerned = |found: &&Diagnostic| concerns(found, &checked.sources, &manifest.units, at);
        let found: Vec<&Diagnostic> = checked.diagnostics.iter().filter(concerned).collect();
        let name = one_spaced(&unit.name.text);
        // What is only worth knowing is nothing to do.
        if found.iter().all(|found| found.severity == Severity::Note) {
            made.done.push(name);
            continue;
        }
        let is_complete = complete.get(at.position()).copied().unwrap_or_default();
        let letter = Letter { manifest, unit, at, found, is_complete, sources: &checked.sources, day, language };
        let (subject, body) = letter.written();
        let file = |extension: &str, bytes: Vec<u8>| Output::File {
            name: format!("{}-{}.{extension}", manifest.id.value, unit.id.value),
            bytes,
        };
        made.files.push(file("txt", format!("{subject}\n\n{body}").into_bytes()));
        let address = unit.email.and_then(|place| original(&checked.sources, place).0);
        let address = address.map(|address| address.trimmed().to_owned()).filter(|address| is_address(address));
        match address {
            Some(address) => {
                let to = (letter.contact().unwrap_or(name), address);
                let mail = Mail { from: sender(manifest), to, subject, body, day };
                made.files.push(file("eml", mail.bytes()));
            }
            None => made.without_address.push(name),
        }
    }
    made
}

/// Who asks: the case officer, where the memo gives an address.
fn sender(manifest: &Manifest) -> Option<(String, String)> {
    let officer = manifest.memo.as_ref()?.officer.as_ref()?;
    let address = officer.more.iter().map(|line| line.trimmed()).find(|line| is_address(line))?;
    Some((one_spaced(&officer.name.text), address.to_owned()))
}

/// A message in the making.
struct Letter<'l> {
    manifest: &'l Manifest,
    unit: &'l Unit,
    at: UnitIndex,
    found: Vec<&'l Diagnostic>,
    /// Whether all has come that the unit owes, so that it is not late.
    is_complete: bool,
    sources: &'l Sources,
    day: Ymd,
    language: Language,
}

impl Letter<'_> {
    /// The name of whoever answers for the unit.
    fn contact(&self) -> Option<String> {
        let written = self.unit.contact.and_then(|place| original(self.sources, place).0)?;
        Some(one_spaced(&written.text)).filter(|name| !name.is_empty())
    }

    /// What a finding says, with the name of what it is about where it only names a key.
    fn told(&self, found: &Diagnostic) -> String {
        let message = found.message.get(self.language);
        let is_of_key = matches!(found.code, Code::BadValue | Code::MissingKey);
        let Some((place, title)) = found.place.filter(|_| is_of_key).and_then(|at| Some((at, self.block(at)?))) else {
            return message.to_owned();
        };
        let is_text = found.message == empty_text(place, "text").message;
        let [sv, en] = if is_text { messages::text_empty() } else { [message.to_owned(), message.to_owned()] };
        let said = Text::new(sv, en);
        format!("{title}: {}", said.get(self.language))
    }

    /// What the block of the unit's file is called in which a place lies: its chapter, its goal, or its own name.
    fn block(&self, place: Span) -> Option<String> {
        let text = self.sources.file(place.file).original();
        let start = text.get(..place.range().end)?;
        let start = start.rmatch_indices("[[").map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with('\n'))?;
        let mut lines = text.get(start..)?.lines();
        let header = lines.next()?.trim();
        let (key, is_named) = match header {
            "[[avsnitt]]" => ("kapitel", false),
            "[[mal]]" => ("id", false),
            "[[rad]]" | "[[risk]]" => ("namn", true),
            _ => return None,
        };
        let value = lines.take_while(|line| !line.starts_with('[')).find_map(|line| {
            let (name, value) = line.split_once('=')?;
            Some(value.trim().trim_matches(['"', '\'']).trim()).filter(|_| name.trim() == key)
        })?;
        let heading = match header {
            "[[avsnitt]]" => {
                let chapters = all_chapters(&self.manifest.chapters);
                chapters.into_iter().find(|spec| *spec.id.value == *value).map(|spec| &spec.heading.text)
            }
            _ => self.manifest.goals.iter().find(|goal| *goal.id.value == *value).map(|goal| &goal.heading.text),
        };
        let title = if is_named { value.to_owned() } else { one_spaced(heading?) };
        Some(title).filter(|title| !title.is_empty())
    }

    /// Its subject and its text.
    fn written(&self) -> (String, String) {
        let pick = |[sv, en]: [String; 2]| Text::new(sv, en).get(self.language).to_owned();
        let (unit, title) = (one_spaced(&self.unit.name.text), one_spaced(&self.manifest.title.text));
        let is_gap = |found: &&&Diagnostic| matches!(found.code, Code::MissingDelivery | Code::FileMissing);
        let (gaps, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) = self.found.iter().partition(is_gap);
        let is_note = |found: &&Diagnostic| found.severity == Severity::Note;
        let (notes, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) = rest.into_iter().partition(is_note);
        let subject = pick(messages::subject(&title, &unit, gaps.len() + rest.len()));
        let mut lines = vec![pick(messages::greeting(self.contact().as_deref())), String::new()];
        lines.push(pick(messages::about(&unit, &title)));
        if self.is_complete {
            lines.push(pick(messages::complete()));
        } else if let Some(deadline) = self.manifest.deadline(self.at) {
            lines.push(pick(messages::deadline(deadline, self.day)));
        }
        let parts = [(messages::gaps(&self.unit.file), gaps), (messages::found(), rest), (messages::notes(), notes)];
        for (heading, found) in parts.into_iter().filter(|(_, found)| !found.is_empty()) {
            lines.extend([String::new(), pick(heading), String::new()]);
            for (number, found) in (1..).zip(found) {
                let own = found.place.map(|place| self.sources.locate(place));
                let place = own.map_or_else(String::new, |place| format!(" ({place})"));
                let (message, hint) = (self.told(found), found.hint.get(self.language));
                lines.push(pick(messages::item(number, &message, &place)));
                lines.push(pick(messages::remedy(hint)));
            }
        }
        lines.extend([String::new(), pick(messages::closing(&self.manifest.id.value, &self.unit.id.value))]);
        let officer = self.manifest.memo.as_ref().and_then(|memo| memo.officer.as_ref());
        let officer = officer.map(|officer| one_spaced(&officer.name.text)).filter(|name| !name.is_empty());
        let from = officer.unwrap_or_else(|| one_spaced(&self.manifest.committee.text));
        lines.extend([String::new(), pick(messages::signed(&from))]);
        (subject, lines.join("\n") + "\n")
    }
}
