//! What a new report is asked for: each answer as somebody wrote it, read into what it means, or why it cannot be.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::base::contrast::Contrast;
use crate::base::date::Ymd;
use crate::base::limits::NAME_LENGTH;
use crate::base::mail_address::is_mail_address;
use crate::base::measure::Color;
use crate::base::names::{closest_match, id_of, is_device, is_id};
use crate::input::load::built_in_layouts;
use crate::input::manifest::ReportKind;

/// The darkest ground that a layout's headings stand on: the heads of tables.
const GROUND: Color = Color { rgb: [0xe3, 0xec, 0xf1] };

/// The years that a report can be about.
const YEARS: RangeInclusive<u16> = 1900..=2999;

/// A report that does not exist yet.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// The municipality.
    pub municipality: String,
    /// The committee.
    pub committee: String,
    /// What kind of report it is.
    pub kind: ReportKind,
    /// Its first day.
    pub from: Ymd,
    /// Its last day.
    pub to: Ymd,
    /// The paper's date, where somebody has said it.
    pub date: Option<Ymd>,
    /// Its title, where somebody has said it.
    pub title: Option<String>,
    /// The units. There is at least one.
    pub units: Vec<NewUnit>,
    /// The one that writes what concerns them all: its position.
    pub lead: usize,
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// Who gets the paper.
    pub recipients: Vec<NewRecipient>,
    /// The goals.
    pub goals: Vec<GoalLine>,
    /// The layout that comes with the program.
    pub layout: String,
    /// The colour of headings, which makes a layout of the report's own.
    pub color: Option<Color>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUnit {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalLine {
    /// How many goals it is below, from 0.
    pub depth: usize,
    /// What such a goal is called, where the list says it: `Nämndmål`.
    pub label: Option<String>,
    /// Its words.
    pub words: String,
    /// The unit that answers for it, where the list says it.
    pub unit: Option<String>,
}

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The title.
    pub title: String,
}

/// Somebody who gets the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecipient {
    /// The name.
    pub name: String,
    /// The mail address, where it is given.
    pub mail: Option<String>,
}

/// A file with its path in a folder.
pub type File = (String, Vec<u8>);

/// Why an answer cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// There is something in the folder.
    Taken,
    /// It has more than so many characters.
    TooLong(usize),
    /// It has characters that cannot be seen, or several lines.
    Unprintable,
    /// It is no kind of report; what was probably meant.
    Kind(String, Option<&'static str>),
    /// It is no date.
    Date(String),
    /// The last day is before the first one.
    Order(Ymd, Ymd),
    /// It is no id.
    Id(String),
    /// No id can be made of the name.
    NoId(String),
    /// Windows takes files of this name for devices.
    Device(String),
    /// Two units have this id.
    SameId(String),
    /// Two units have this name.
    SameName(String),
    /// No unit has this id or name.
    NoUnit(String),
    /// It is no name and title with a comma between them.
    Signatory(String),
    /// It is no mail address.
    Mail(String),
    /// No layout with this name comes with the program; what was probably meant.
    Layout(String, Option<&'static str>),
    /// It is no colour.
    Color(String),
    /// The colour is too light: the contrast that it has with the ground of headings.
    Light(String, Contrast),
    /// A line of the list of goals: its number, and what is wrong with it.
    Goal(usize, GoalFault),
}

/// What is wrong with a line of the list of goals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoalFault {
    /// It is set in more than there are lines above it for: the levels.
    TooDeep(u8),
    /// It names a unit that there is not.
    Unit(String),
    /// It has no words.
    Empty,
    /// It has too many characters.
    TooLong(usize),
}

/// A name as it is written in one line.
///
/// # Errors
///
/// Why it is none.
pub fn name(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    if name.is_empty() {
        return Err(Fault::Empty);
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}')) {
        return Err(Fault::Unprintable);
    }
    if name.chars().count() > NAME_LENGTH {
        return Err(Fault::TooLong(NAME_LENGTH));
    }
    Ok(name.to_owned())
}

/// A kind of report, by the word that `slag` takes or by its name.
///
/// # Errors
///
/// That there is no such kind.
pub fn kind(text: &str) -> Result<ReportKind, Fault> {
    let wanted = id_of(text).unwrap_or_default().replace('-', "");
    let named = ReportKind::words()
        .find(|(word, kind)| *word == wanted || id_of(kind.swedish()).unwrap_or_default().replace('-', "") == wanted);
    named.map(|(_, kind)| kind).ok_or_else(|| {
        let meant = closest_match(&wanted, ReportKind::words().map(|(word, _)| word));
        Fault::Kind(text.trim().to_owned(), meant)
    })
}

/// A date, `2026-08-31`.
///
/// # Errors
///
/// That it is none.
pub fn date(text: &str) -> Result<Ymd, Fault> {
    let day = Ymd::parse(text.trim()).filter(|day| YEARS.contains(&day.year));
    day.ok_or_else(|| Fault::Date(text.trim().to_owned()))
}

/// Units, each `id=Name` or a name that an id is made of.
///
/// # Errors
///
/// What is wrong with each that is none, with its position.
pub fn units(texts: &[String]) -> Result<Vec<NewUnit>, Vec<(usize, Fault)>> {
    let (mut all, mut faults): (Vec<NewUnit>, Vec<(usize, Fault)>) = (Vec::new(), Vec::new());
    // Ids that somebody chose are kept free of those that are made.
    let chosen: BTreeSet<String> =
        texts.iter().filter_map(|text| Some(text.split_once('=')?.0.trim().to_owned())).collect();
    for (at, text) in texts.iter().enumerate() {
        match unit(text, &all, &chosen) {
            Ok(unit) => all.push(unit),
            Err(fault) => faults.push((at, fault)),
        }
    }
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// The position of the unit that has this id or name.
///
/// # Errors
///
/// That none has.
pub fn lead(text: &str, units: &[NewUnit]) -> Result<usize, Fault> {
    let wanted = text.trim().to_lowercase();
    let named = units.iter().position(|unit| unit.id == wanted || unit.name.to_lowercase() == wanted);
    named.ok_or_else(|| Fault::NoUnit(text.trim().to_owned()))
}

fn unit(text: &str, before: &[NewUnit], chosen: &BTreeSet<String>) -> Result<NewUnit, Fault> {
    let is_taken = |id: &str| before.iter().any(|unit| unit.id == id);
    let (id, name) = match text.split_once('=') {
        Some((id, own)) => {
            let (id, own) = (id.trim(), name(own)?);
            if !is_id(id) {
                return Err(Fault::Id(id.to_owned()));
            }
            if is_device(id) {
                return Err(Fault::Device(id.to_owned()));
            }
            if is_taken(id) {
                return Err(Fault::SameId(id.to_owned()));
            }
            (id.to_owned(), own)
        }
        None => {
            let name = name(text)?;
            let id = id_of(&name).ok_or_else(|| Fault::NoId(name.clone()))?;
            let free = |id: &String| !is_taken(id) && !chosen.contains(id) && !is_device(id);
            let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
            let id = std::iter::once(id.clone()).chain(numbered).find(free).unwrap_or(id);
            (id, name)
        }
    };
    if before.iter().any(|unit| unit.name.to_lowercase() == name.to_lowercase()) {
        return Err(Fault::SameName(name));
    }
    Ok(NewUnit { id, name })
}

/// Somebody who signs: `Name, title`.
///
/// # Errors
///
/// That there is no comma, or nothing on one side of it.
pub fn signatory(text: &str) -> Result<Signatory, Fault> {
    let whole = name(text)?;
    let (who, title) = whole.split_once(',').ok_or_else(|| Fault::Signatory(whole.clone()))?;
    let (who, title) = (who.trim(), title.trim());
    if who.is_empty() || title.is_empty() {
        return Err(Fault::Signatory(whole.clone()));
    }
    Ok(Signatory { name: who.to_owned(), title: title.to_owned() })
}

/// Somebody who gets the paper: `Name`, or `Name <mail@example.org>`.
///
/// # Errors
///
/// That it is no name, or no address.
pub fn recipient(text: &str) -> Result<NewRecipient, Fault> {
    let whole = name(text)?;
    let Some((who, mail)) = whole.strip_suffix('>').and_then(|whole| whole.split_once('<')) else {
        return Ok(NewRecipient { name: whole, mail: None });
    };
    let mail = mail.trim();
    if !is_mail_address(mail) {
        return Err(Fault::Mail(mail.to_owned()));
    }
    Ok(NewRecipient { name: name(who)?, mail: Some(mail.to_owned()) })
}

/// A layout that comes with the program.
///
/// # Errors
///
/// That none has this name.
pub fn layout(text: &str) -> Result<String, Fault> {
    let wanted = text.trim().to_lowercase();
    let known = built_in_layouts().find(|known| *known == wanted).map(str::to_owned);
    known.ok_or_else(|| Fault::Layout(text.trim().to_owned(), closest_match(&wanted, built_in_layouts())))
}

/// A colour that headings can have on their grounds: `#14394f`.
///
/// # Errors
///
/// That it is none, or too light.
pub fn color(text: &str) -> Result<Color, Fault> {
    let text = text.trim();
    let color: Color = format!("#{}", text.trim_start_matches('#'))
        .to_lowercase()
        .parse()
        .map_err(|_| Fault::Color(text.to_owned()))?;
    let contrast = Contrast::of(color, GROUND);
    if contrast < Contrast::TEXT {
        return Err(Fault::Light(text.to_owned(), contrast));
    }
    Ok(color)
}

/// That the days of a period are in order.
///
/// # Errors
///
/// That the last one is before the first one.
pub fn order(from: Ymd, to: Ymd) -> Result<(), Fault> {
    if to < from { Err(Fault::Order(from, to)) } else { Ok(()) }
}

/// The id of a report: what its folder is called, or else what it is.
pub fn id(folder: &str, municipality: &str, committee: &str) -> String {
    let fits = |id: &String| !is_device(id);
    let others = [format!("{municipality} {committee}"), "rapport".to_owned()];
    let named = std::iter::once(folder.to_owned()).chain(others);
    named.filter_map(|name| id_of(&name)).find(fits).unwrap_or_else(|| "rapport".to_owned())
}
