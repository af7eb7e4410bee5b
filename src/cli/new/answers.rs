//! What was answered, by flags or at the terminal, and the plan that it makes.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::deliver::new::messages;
use crate::deliver::new::next::Wanted;
use crate::deliver::new::plan::{self, Fault, Plan};
use crate::deliver::new::read_goals;
use crate::diagnostic::Language;
use crate::input::load;
use crate::input::manifest::ReportKind;

use super::super::terminal::path_shown;
use super::super::texts::pick;
use super::args::NewArguments;

/// Answers as they were written.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub(super) dir: Option<PathBuf>,
    pub(super) municipality: Option<String>,
    pub(super) committee: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
    pub(super) date: Option<String>,
    pub(super) title: Option<String>,
    pub(super) units: Vec<String>,
    pub(super) lead: Option<String>,
    pub(super) signatories: Vec<String>,
    pub(super) recipients: Vec<String>,
    pub(super) goals: Option<String>,
    pub(super) layout: Option<String>,
    pub(super) color: Option<String>,
}

/// What stands in the way of a plan: all of it.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    missing: Vec<&'static str>,
    faults: Vec<(&'static str, Fault)>,
}

impl Wrong {
    /// A line for what is missing and for each answer that cannot be used.
    pub(super) fn said(&self, language: Language) -> String {
        let mut lines = Vec::new();
        if !self.missing.is_empty() {
            lines.push(pick(messages::missing(&self.missing), language));
        }
        lines.extend(self.faults.iter().map(|(flag, fault)| said(flag, &messages::fault(fault), language)));
        lines.push(pick(messages::nothing_made(), language));
        lines.join("\n")
    }

    fn take<T>(&mut self, flag: &'static str, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.faults.push((flag, fault))).ok()
    }

    /// What a flag that must be there says.
    fn required<T>(
        &mut self,
        flag: &'static str,
        said: Option<&String>,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        match said {
            Some(text) => self.take(flag, read(text)),
            None => {
                self.missing.push(flag);
                None
            }
        }
    }

    fn optional<T>(
        &mut self,
        flag: &'static str,
        said: Option<&String>,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        said.and_then(|text| self.take(flag, read(text)))
    }
}

impl Answers {
    /// Those that the flags give, with the text of the file of goals.
    pub(super) fn of(arguments: &NewArguments, language: Language) -> Result<Self, String> {
        let NewArguments { dir, municipality, committee, kind, first, last, date, title, .. } = arguments;
        let goals = arguments.goals.as_ref().map(|file| {
            let path = path_shown(file);
            let bytes = load::file(file).map_err(|error| match error.kind() {
                ErrorKind::NotFound => messages::no_goals_there(&path),
                _ => messages::no_goals_file(&path, &error.to_string()),
            });
            let text =
                bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|_| messages::no_goals_file(&path, "UTF-8")));
            text.map_err(|told| pick(told, language))
        });
        Ok(Answers {
            dir: dir.clone(),
            municipality: municipality.clone(),
            committee: committee.clone(),
            kind: kind.clone(),
            first: first.clone(),
            last: last.clone(),
            date: date.clone(),
            title: title.clone(),
            units: arguments.units.clone(),
            lead: arguments.lead.clone(),
            signatories: arguments.signatories.clone(),
            recipients: arguments.recipients.clone(),
            goals: goals.transpose()?,
            layout: arguments.layout.clone(),
            color: arguments.color.clone(),
        })
    }

    /// The plan that they make.
    pub(super) fn plan(&self) -> Result<Plan, Wrong> {
        let mut wrong = Wrong::default();
        if self.dir.is_none() {
            wrong.missing.push("MAPP");
        }
        let municipality = wrong.required("--kommun", self.municipality.as_ref(), plan::name);
        let committee = wrong.required("--namnd", self.committee.as_ref(), plan::name);
        let from = wrong.required("--fran", self.first.as_ref(), plan::date);
        let to = wrong.required("--till", self.last.as_ref(), plan::date);
        if let (Some(from), Some(to)) = (from, to) {
            wrong.take("--till", plan::order(from, to));
        }
        let units = plan::units(&self.units).map_err(|faults| {
            wrong.faults.extend(faults.into_iter().map(|(_, fault)| ("--enhet", fault)));
        });
        if self.units.is_empty() {
            wrong.missing.push("--enhet");
        }
        let units = units.unwrap_or_default();
        // Among no units there is none to be found, and that has been told.
        let lead = wrong
            .optional("--gemensamt", self.lead.as_ref().filter(|_| !units.is_empty()), |text| plan::lead(text, &units));
        let kind = wrong.optional("--slag", self.kind.as_ref(), plan::kind);
        let date = wrong.optional("--datum", self.date.as_ref(), plan::date);
        let title = wrong.optional("--titel", self.title.as_ref(), plan::name);
        let signatories =
            self.signatories.iter().filter_map(|who| wrong.take("--undertecknare", plan::signatory(who))).collect();
        let recipients =
            self.recipients.iter().filter_map(|who| wrong.take("--mottagare", plan::recipient(who))).collect();
        let goals = self.goals.as_ref().map(|text| read_goals(text, &units)).transpose().map_err(|faults| {
            wrong.faults.extend(faults.into_iter().map(|fault| ("--mal", fault)));
        });
        let layout = wrong.optional("--layout", self.layout.as_ref(), plan::layout);
        let color = wrong.optional("--farg", self.color.as_ref(), plan::color);
        let all = (municipality, committee, from, to, self.dir.as_ref());
        let (Some(municipality), Some(committee), Some(from), Some(to), Some(dir)) = all else { return Err(wrong) };
        if !wrong.missing.is_empty() || !wrong.faults.is_empty() {
            return Err(wrong);
        }
        let folder = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Plan {
            id: plan::id(&folder, &municipality, &committee),
            municipality,
            committee,
            kind: kind.unwrap_or(ReportKind::Interim),
            from,
            to,
            date,
            title,
            units,
            lead: lead.unwrap_or_default(),
            signatories,
            recipients,
            goals: goals.ok().flatten().unwrap_or_default(),
            layout: layout.unwrap_or_else(|| load::BUILT_IN_LAYOUT.to_owned()),
            color,
        })
    }
}

/// What the flags say of the next report.
pub(super) fn wanted(arguments: &NewArguments) -> Result<Wanted, Wrong> {
    let mut wrong = Wrong::default();
    if arguments.dir.is_none() {
        wrong.missing.push("MAPP");
    }
    let from = wrong.optional("--fran", arguments.first.as_ref(), plan::date);
    let to = wrong.optional("--till", arguments.last.as_ref(), plan::date);
    let date = wrong.optional("--datum", arguments.date.as_ref(), plan::date);
    let title = wrong.optional("--titel", arguments.title.as_ref(), plan::name);
    if !wrong.missing.is_empty() || !wrong.faults.is_empty() {
        return Err(wrong);
    }
    let folder = arguments.dir.as_deref().and_then(std::path::Path::file_name);
    let folder = folder.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Wanted { period: [from, to], date, title, folder })
}

/// What is wrong with a flag.
pub(super) fn said(flag: &str, why: &[String; 2], language: Language) -> String {
    format!("{flag}: {}", pick(why.clone(), language))
}
