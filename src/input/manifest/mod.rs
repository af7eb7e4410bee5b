//! The manifest, `rapport.toml`, as a typed value: what the paper consists of, in which order, and who answers for
//! what.
//!
//! Knows nothing of what the units deliver.

pub mod aside;
mod chapters;
mod charts;
mod control;
mod conventions;
pub mod dispatch;
mod earlier;
mod furniture;
pub mod goals;
mod kolada;
pub mod memo;
pub mod rules;
pub mod tables;
mod variances;

use crate::base::address::RowAddress;
use crate::base::assessment::Light;
use crate::base::date::Ymd;
use crate::base::ids::UnitId;
use crate::base::limits::{Limits, NAME_LENGTH, TITLE_LENGTH};
use crate::base::names::{closest_match, is_device};
use crate::base::note_style::{Marks, NoteChoice, Numbering, TableNotes};
use crate::base::positions::{ChartSpecIndex, PaperIndex, UnitIndex};
use crate::base::source::{FileId, Span, Spanned, is_inside};
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::model::furniture::OwnFurniture;

use super::decode::{Fields, Reader};
use super::exception::{self, Exception};
use super::messages;

use self::chapters::{Committee, committee_of};
use self::dispatch::recipient;
use self::earlier::earlier;
use self::goals::{GoalLabels, GoalLevel, goal, goal_labels, goal_level};
use self::kolada::{kolada, municipality_code};
use self::memo::memo;
use self::rules::{Rules, limits, relation, rules};
use self::tables::{column_set, table};

pub use self::aside::Aside;
pub use self::chapters::{BlockSpec, Chapter, EnclosureFile, Finished, Paper, PaperFact, PartSpec, all_chapters};
pub use self::charts::{ChartForm, ChartSource, ChartSpec, NumberSpec, OrganisationLine, PictureSpec, TargetSpec};
pub use self::control::{ControlColumn, ControlColumnKind, ControlSpec, control_columns};
pub use self::conventions::{Conventions, Variance, Written};
pub use self::dispatch::{DispatchForm, PaperFile, Recipient};
pub use self::earlier::EarlierSpec;
pub use self::goals::GoalSpec;
pub use self::kolada::KoladaSpec;
pub use self::memo::{Memo, MemoContent, MemoItem, MemoSection, Sender, SignatureSpec, Way};
pub use self::rules::{EarlierTerm, Relation};
pub use self::tables::{
    ALL_ROWS, Below, ColumnSet, ColumnSpec, ColumnTotal, Divider, MANIFEST, MadeRow, RowSource, RowSpec, TableSpec,
    TakenRow,
};

/// A report's manifest.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The manifest's file.
    pub file: FileId,
    /// The report's id, which is the stem of the output files.
    pub id: Spanned<String>,
    /// `Delårsrapport 2023`.
    pub title: SourceText,
    /// `Herrljunga kommun`.
    pub municipality: SourceText,
    /// The four digits by which others know it.
    pub municipality_code: Option<SourceText>,
    /// Its organisation number.
    pub organisation_number: Option<SourceText>,
    /// What it says itself of the heads and feet of its pages.
    pub furniture: OwnFurniture,
    /// `Kommunstyrelsen`.
    pub committee: SourceText,
    /// What kind of paper it is.
    pub kind: ReportKind,
    /// `6`, shown as `Ärende 6`.
    pub item: Option<SourceText>,
    /// Diarienummer.
    pub registry_number: Option<SourceText>,
    /// The paper's date.
    pub date: Spanned<Ymd>,
    /// The day of the committee's meeting.
    pub meeting: Option<Spanned<Ymd>>,
    /// The last day for units to deliver.
    pub deadline: Option<Spanned<Ymd>>,
    /// First and last day of the period.
    pub period: Option<(Spanned<Ymd>, Spanned<Ymd>)>,
    /// The layout's name or folder.
    pub layout: Option<SourceText>,
    /// Heading levels that are numbered, from the top; the layout's where nothing is said.
    pub numbered: Option<u8>,
    /// What becomes of the subheadings in units' texts.
    pub subheadings: Subheadings,
    /// Which titles of tables and charts are numbered.
    pub captions: NumberedCaptions,
    /// How notes are numbered and where they stand.
    pub notes: NoteChoice,
    /// Words to find the paper by.
    pub keywords: Vec<SourceText>,
    /// To whom the paper is dispatched.
    pub recipients: Vec<Recipient>,
    /// Tjänsteskrivelse.
    pub memo: Option<Memo>,
    /// The papers after the memo, in order.
    pub papers: Vec<Paper>,
    /// The units, in the manifest's order.
    pub units: Vec<Unit>,
    /// The committees that chapters belong to, where the paper is about several.
    pub committees: Vec<Committee>,
    /// The chapters of all papers, in order.
    pub chapters: Vec<Chapter>,
    /// Which signs it gives costs, incomes and variances.
    pub signs: Conventions,
    /// Column sets by id.
    pub column_sets: Vec<ColumnSet>,
    /// Finance tables.
    pub tables: Vec<TableSpec>,
    /// Levels of the goal tree, from the top.
    pub goal_levels: Vec<GoalLevel>,
    /// Goals in order, each naming the one above it.
    pub goals: Vec<GoalSpec>,
    /// What stands above the parts of each goal.
    pub goal_labels: GoalLabels,
    /// The internal-control tables.
    pub controls: Vec<ControlSpec>,
    /// The words of assessments, each with what it stands for.
    pub lights: Vec<(SourceText, Light)>,
    /// Charts and pictures that chapters may show.
    pub charts: Vec<ChartSpec>,
    /// The ids of those that cannot be read, which has been told.
    pub unread_charts: Vec<String>,
    /// Quantities that stand in several places.
    pub relations: Vec<Relation>,
    /// Reports that were finished before.
    pub earlier: Vec<EarlierSpec>,
    /// Saved answers of Kolada, the first one that has a figure counting.
    pub kolada: Vec<KoladaSpec>,
    /// The report's own rules for the checks.
    pub rules: Rules,
    /// What it may hold at most.
    pub limits: Limits,
    /// Findings that are accepted.
    pub exceptions: Vec<Exception>,
}

/// What becomes of the subheadings in units' texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subheadings {
    /// Whether the contents list them, as far down as they go.
    pub listed: bool,
    /// Whether they are numbered, as far down as headings are.
    pub numbered: bool,
}

/// Which titles are numbered, each kind through the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberedCaptions {
    /// Those of finance tables, `Tabell 1`, which then stand above them.
    pub tables: bool,
    /// Those of charts, `Diagram 1`.
    pub charts: bool,
    /// Those of pictures, `Bild 1`.
    pub pictures: bool,
    /// Those of the item's further papers, `Bilaga 1`.
    pub papers: bool,
}

fn numbered_captions(fields: &Fields<'_, '_>) -> NumberedCaptions {
    let keys = ["numrerade_tabeller", "numrerade_diagram", "numrerade_bilder", "numrerade_bilagor"];
    let [tables, charts, pictures, papers] = keys.map(|key| fields.flag(key) == Some(true));
    NumberedCaptions { tables, charts, pictures, papers }
}

fn subheadings(fields: Fields<'_, '_>) -> Subheadings {
    let (listed, numbered) = (fields.flag("i_innehall") == Some(true), fields.flag("numrerade") == Some(true));
    fields.finish();
    Subheadings { listed, numbered }
}

/// What kind of paper a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// Delårsrapport.
    Interim,
    /// Tertialrapport.
    FourMonthly,
    /// Budgetuppföljning.
    FollowUp,
    /// Årsredovisning.
    Annual,
    /// Bokslut.
    AnnualAccounts,
    /// Verksamhetsberättelse.
    ActivityReport,
    /// A plan for a time to come.
    Plan,
    /// Verksamhetsplan.
    OperationalPlan,
    /// Internkontrollplan.
    ControlPlan,
    /// Uppföljning av den interna kontrollen.
    ControlFollowUp,
}

impl ReportKind {
    /// Its name in the paper.
    pub fn swedish(self) -> &'static str {
        match self {
            ReportKind::Interim => "Delårsrapport",
            ReportKind::FourMonthly => "Tertialrapport",
            ReportKind::FollowUp => "Budgetuppföljning",
            ReportKind::Annual => "Årsredovisning",
            ReportKind::AnnualAccounts => "Bokslut",
            ReportKind::ActivityReport => "Verksamhetsberättelse",
            ReportKind::Plan => "Plan",
            ReportKind::OperationalPlan => "Verksamhetsplan",
            ReportKind::ControlPlan => "Internkontrollplan",
            ReportKind::ControlFollowUp => "Uppföljning av den interna kontrollen",
        }
    }

    /// Every kind, by the word that `slag` takes.
    pub fn words() -> impl Iterator<Item = (&'static str, ReportKind)> + Clone {
        KINDS.iter().copied()
    }

    /// The word that `slag` takes for it.
    pub fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether it is about a whole year that has ended, whose outcome is final.
    pub fn is_of_ended_year(self) -> bool {
        matches!(self, ReportKind::Annual | ReportKind::AnnualAccounts | ReportKind::ActivityReport)
    }
}

/// A unit that delivers a section.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id, which is also the stem of its file.
    pub id: Spanned<UnitId>,
    /// Its name.
    pub name: SourceText,
    /// Its file, relative to the report's folder with `/`.
    pub file: String,
    /// The last day to deliver; the report's where nothing is said.
    pub deadline: Option<Spanned<Ymd>>,
    /// Where the name of whoever answers for it is written, and the e-mail address. What is written there stays in the
    /// house: see [`personal::original`](crate::input::personal::original).
    pub contact: Option<Span>,
    /// The e-mail address.
    pub email: Option<Span>,
}

impl Manifest {
    /// The last day on which a unit is to deliver.
    pub fn deadline(&self, unit: UnitIndex) -> Option<Ymd> {
        let own = unit.of(&self.units).and_then(|unit| unit.deadline.as_ref());
        own.or(self.deadline.as_ref()).map(|day| day.value)
    }

    /// The year that the report's texts are about where they name none: the one in which its period ends, or that of
    /// its date where there is no period. Of a period of more than a year, as of a budget with a plan for the years
    /// after it, it is the one of its date, and the first where all of the period lies ahead.
    pub fn year(&self) -> u16 {
        let dated = self.date.value.year;
        let Some((from, to)) = &self.period else { return dated };
        let months = |day: Ymd| u32::from(day.year) * 12 + u32::from(day.month);
        let (first, last) = (from.value.year, to.value.year);
        if months(to.value) >= months(from.value) + 12 { dated.max(first).min(last) } else { last }
    }
}

impl Manifest {
    /// The columns of a table: those that it shares with others, or its own where it says its signs itself.
    pub fn columns_of<'m>(&'m self, table: &'m TableSpec) -> Option<&'m ColumnSet> {
        let named = |id: &Spanned<String>| self.column_sets.iter().find(|set| *set.id.value == *id.value);
        table.own_columns.as_ref().or_else(|| table.columns.as_ref().and_then(named))
    }

    /// How a table writes costs, incomes and variances: as it says itself, otherwise as the report does.
    pub fn signs_of<'m>(&'m self, table: &'m TableSpec) -> &'m Conventions {
        table.signs.as_ref().unwrap_or(&self.signs)
    }

    /// Owner and id of a row, `unit/row`; the manifest owns what no unit does.
    pub fn label(&self, unit: Option<UnitIndex>, row: &str) -> String {
        format!("{}/{row}", self.owner(unit))
    }

    /// The address of a unit's row of a table, or of the manifest's own.
    pub fn row_address(&self, table: &str, unit: Option<UnitIndex>, row: &str) -> RowAddress {
        let unit = unit.and_then(|unit| unit.of(&self.units)).map(|unit| unit.id.value.as_str().into());
        RowAddress { table: table.into(), unit, row: row.into() }
    }

    /// The id of a unit, or what stands in its place for the manifest.
    pub fn owner(&self, unit: Option<UnitIndex>) -> &str {
        unit.and_then(|unit| unit.of(&self.units)).map_or(MANIFEST, |unit| unit.id.value.as_str())
    }
}

impl Manifest {
    /// The name of the file that a finished paper is sent as, beside the report's own: the paper's id, or which of the
    /// further papers it is. `None` for a paper of the report's own making.
    pub fn finished_name(&self, at: PaperIndex) -> Option<String> {
        let paper = at.of(&self.papers).filter(|paper| paper.finished.is_some())?;
        let further = self.papers.iter().take(at.position()).filter(|other| other.further).count();
        let own = paper.id.as_ref().map_or_else(|| format!("bilaga-{}", further + 1), |id| id.value.clone());
        Some(format!("{}-{own}.pdf", self.id.value))
    }

    /// The finished papers, each with the name that it is sent as.
    pub fn finished(&self) -> impl Iterator<Item = (String, &Finished)> {
        let papers = PaperIndex::each(&self.papers);
        papers.filter_map(|(at, paper)| Some((self.finished_name(at)?, paper.finished.as_ref()?.read.as_deref()?)))
    }

    /// The pictures that covers show, and those of signatures, by their positions among the charts.
    pub fn cover_pictures(&self) -> impl Iterator<Item = ChartSpecIndex> {
        let shown = self.papers.iter().filter(|paper| paper.cover).filter_map(|paper| paper.picture.as_ref());
        shown.chain(self.signature_pictures()).filter_map(|id| self.picture(id))
    }

    /// The names of the pictures of signatures, in the memo and in chapters.
    pub fn signature_pictures(&self) -> impl Iterator<Item = &Spanned<String>> {
        let memo = self.memo.iter().flat_map(|memo| &memo.sections);
        let memo = memo.filter_map(|section| match &section.content {
            MemoContent::Signatures(spec) => Some(spec),
            MemoContent::Text(_) | MemoContent::Items { .. } | MemoContent::Dispatch(_) => None,
        });
        let chapters = all_chapters(&self.chapters).into_iter().flat_map(|chapter| &chapter.blocks);
        let chapters = chapters.filter_map(|block| match block {
            BlockSpec::Signatures(spec) => Some(spec),
            _ => None,
        });
        memo.chain(chapters).flat_map(|spec| spec.pictures.iter().flatten())
    }

    /// The position of a picture among the charts.
    pub fn picture(&self, id: &Spanned<String>) -> Option<ChartSpecIndex> {
        ChartSpecIndex::find(&self.charts, |chart| chart.is_picture() && chart.id.value == id.value)
    }

    /// What the words of an assessment stand for; a sign before them does not count.
    pub fn light(&self, words: &str) -> Option<Light> {
        let said = bare_assessment(words);
        self.lights.iter().find(|(word, _)| bare_assessment(&word.text) == said).map(|(_, light)| *light)
    }

    /// The report's word that was probably meant by words of an assessment that are none: one with other signs around
    /// it, the one word that says the same, or one that is spelled almost so.
    pub fn meant_assessment(&self, words: &str) -> Option<&str> {
        let letters = |words: &str| {
            let of_words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            of_words.collect::<Vec<_>>().join(" ").to_lowercase()
        };
        let said = letters(words);
        if said.is_empty() {
            return None;
        }
        let mut known = self.lights.iter().map(|(word, light)| (word.trimmed(), *light));
        if let Some((word, _)) = known.clone().find(|(word, _)| letters(word) == said) {
            return Some(word);
        }
        if let Some(light) = Light::said_by(&said) {
            let mut same = known.filter(|(_, of)| *of == light).map(|(word, _)| word);
            return same.next().filter(|_| same.next().is_none());
        }
        closest_match(&said, known.by_ref().map(|(word, _)| word))
    }
}

/// Reads a manifest. `None` where what every paper must have is missing.
pub fn read(file: FileId, source: &str) -> (Option<Manifest>, Vec<Diagnostic>) {
    Reader::read(file, source, |fields| {
        fields.read_former_names();
        let manifest = manifest(file, &fields);
        no_notes(&fields);
        fields.finish();
        manifest
    })
}

const KINDS: &[(&str, ReportKind)] = &[
    ("delarsrapport", ReportKind::Interim),
    ("tertialrapport", ReportKind::FourMonthly),
    ("budgetuppfoljning", ReportKind::FollowUp),
    ("arsredovisning", ReportKind::Annual),
    ("bokslut", ReportKind::AnnualAccounts),
    ("verksamhetsberattelse", ReportKind::ActivityReport),
    ("plan", ReportKind::Plan),
    ("verksamhetsplan", ReportKind::OperationalPlan),
    ("internkontrollplan", ReportKind::ControlPlan),
    ("internkontrolluppfoljning", ReportKind::ControlFollowUp),
];

/// A line that the files' properties hold, of at most so many characters.
fn line(fields: &Fields<'_, '_>, key: &'static str, max_length: usize) -> Option<SourceText> {
    let words = fields.required_line(key)?;
    let length = words.text.chars().count();
    if length > max_length {
        fields.report(messages::line_too_long(words.place, key, length, max_length));
    }
    (length <= max_length).then_some(words)
}

/// What blocks of this name say, of those that can be read.
fn each<T>(fields: &Fields<'_, '_>, key: &'static str, read: impl Fn(Fields<'_, '_>) -> Option<T>) -> Vec<T> {
    fields.tables(key).into_iter().filter_map(read).collect()
}

/// What a block of this name says, or what holds without one.
fn one<T: Default>(fields: &Fields<'_, '_>, key: &'static str, read: impl FnOnce(Fields<'_, '_>) -> T) -> T {
    fields.table(key).map(read).unwrap_or_default()
}

/// The id of a report that is of a format that we know.
fn named(fields: &Fields<'_, '_>) -> Option<Spanned<String>> {
    fields.required_integer("format", 1, 1);
    fields.required_id("id").filter(|id: &Spanned<String>| is_file_name(fields, id.place, &id.value))
}

fn kind_of(fields: &Fields<'_, '_>) -> ReportKind {
    fields.word("slag", KINDS).map_or(ReportKind::Interim, |kind| kind.value)
}

fn manifest(file: FileId, fields: &Fields<'_, '_>) -> Option<Manifest> {
    let id = named(fields);
    let (title, kind) = (line(fields, "titel", TITLE_LENGTH), kind_of(fields));
    let [municipality, committee] = ["kommun", "namnd"].map(|key| line(fields, key, NAME_LENGTH));
    let [item, registry_number] = ["arende", "diarienummer"].map(|key| fields.line(key));
    let [meeting, deadline] = ["sammantradesdatum", "senast"].map(|key| fields.date(key));
    let (date, period) = (fields.required_date("datum"), fields.table("period").and_then(period));
    let (subheadings, notes) = (one(fields, "mellanrubriker", subheadings), one(fields, "fotnoter", notes));
    let (captions, keywords, layout) = (numbered_captions(fields), fields.texts("nyckelord"), layout(fields));
    let (municipality_code, numbered) = (municipality_code(fields), chapters::numbered(fields));
    let (furniture, organisation_number) = furniture::read(fields);
    let (recipients, units) = (each(fields, "mottagare", recipient), each(fields, "enhet", unit));
    let memo = fields.table("tjansteskrivelse").and_then(|fields| memo(fields, title.as_ref()));
    let (papers, chapters) = chapters::papers(fields, title.as_ref());
    let (committees, limits) = (each(fields, "namnder", committee_of), one(fields, "granser", limits));
    let (signs, column_sets, tables) = finance(fields, limits);
    let (goal_levels, goals) = (each(fields, "malniva", goal_level), each(fields, "mal", goal));
    let (goal_labels, lights) = (one(fields, "malrubriker", goal_labels), one(fields, "bedomning", lights));
    let (charts, unread_charts) = charts::all(fields);
    let controls = fields.one_or_several("internkontroll").into_iter().map(control::control).collect();
    let relations = fields.tables("avstamning").into_iter().map(relation).collect();
    let (earlier, kolada) = (each(fields, "tidigare", earlier), each(fields, "kolada", kolada));
    let (rules, exceptions) = (one(fields, "kontroller", rules), exception::read(fields));
    // Every key has been asked for before one that is missing ends it.
    Some(Manifest {
        file,
        id: id?,
        title: title?,
        municipality: municipality?,
        municipality_code,
        organisation_number,
        furniture,
        committee: committee?,
        kind,
        item,
        registry_number,
        date: date?,
        meeting,
        deadline,
        period,
        layout,
        numbered,
        subheadings,
        captions,
        notes,
        keywords,
        recipients,
        memo,
        papers,
        units,
        committees,
        chapters,
        signs,
        column_sets,
        tables,
        goal_levels,
        goals,
        goal_labels,
        controls,
        lights,
        charts,
        unread_charts,
        relations,
        earlier,
        kolada,
        rules,
        limits,
        exceptions,
    })
}

/// The signs of the report's figures, the columns, and the tables, which both follow them.
fn finance(fields: &Fields<'_, '_>, limits: Limits) -> (Conventions, Vec<ColumnSet>, Vec<TableSpec>) {
    let signs = fields.table("fortecken").map(Conventions::read).unwrap_or_default();
    let (mut sets, mut tables) =
        (each(fields, "kolumner", column_set), each(fields, "tabell", |fields| table(fields, limits)));
    variances::settle(fields, &signs, &mut sets, &mut tables);
    (signs, sets, tables)
}

/// The layout's name, which leads nowhere out of the report's folder.
fn layout(fields: &Fields<'_, '_>) -> Option<SourceText> {
    let layout = fields.text("layout")?;
    let is_inside = is_inside(layout.trimmed());
    if !is_inside {
        fields.report(messages::layout_outside(layout.place, layout.trimmed()));
    }
    is_inside.then_some(layout)
}

/// A word for an assessment as it is compared: without signs before it and in small letters.
fn bare_assessment(words: &str) -> String {
    let rest = words.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    // A sign alone is the word.
    if rest.is_empty() { words.trim().to_owned() } else { rest.to_lowercase() }
}

fn lights(fields: Fields<'_, '_>) -> Vec<(SourceText, Light)> {
    let of = |(key, light): (&'static str, Light)| fields.texts(key).into_iter().map(move |word| (word, light));
    let mut all: Vec<(SourceText, Light)> = Vec::new();
    for (word, light) in Light::ALL.into_iter().flat_map(of) {
        let said = bare_assessment(&word.text);
        let is_same = |(known, _): &&(SourceText, Light)| bare_assessment(&known.text) == said;
        match all.iter().find(is_same) {
            Some((known, other)) if *other != light => {
                fields.report(messages::word_of_two_lights(word.place, word.trimmed(), known.place));
            }
            Some(_) => {}
            None => all.push((word, light)),
        }
    }
    fields.finish();
    all
}

/// Reports texts of notes, which stand in units' files.
fn no_notes(fields: &Fields<'_, '_>) {
    if fields.table("noter").is_some() {
        fields.report(messages::notes_in_manifest(fields.place_of("noter")));
    }
}

fn notes(fields: Fields<'_, '_>) -> NoteChoice {
    let choice = NoteChoice {
        numbering: fields.word("numrering", &Numbering::WORDS).map(|word| word.value),
        marks: fields.word("marken", &Marks::WORDS).map(|word| word.value),
        in_tables: fields.word("i_tabeller", &TableNotes::WORDS).map(|word| word.value),
        table_marks: fields.word("tabellmarken", &Marks::WORDS).map(|word| word.value),
    };
    fields.finish();
    choice
}

fn period(fields: Fields<'_, '_>) -> Option<(Spanned<Ymd>, Spanned<Ymd>)> {
    let (from, to) = (fields.required_date("fran"), fields.required_date("till"));
    if let (Some(from), Some(to)) = (&from, &to)
        && from.value > to.value
    {
        fields.report(messages::period_backwards(to.place));
    }
    fields.finish();
    Some((from?, to?))
}

/// Whether a file can be called so on any system; what cannot is told.
fn is_file_name(fields: &Fields<'_, '_>, place: Span, name: &str) -> bool {
    let device = is_device(name);
    if device {
        fields.report(messages::device_name(place, name));
    }
    !device
}

fn unit(fields: Fields<'_, '_>) -> Option<Unit> {
    let (id, name, file) = (fields.required_id("id"), fields.required_line("namn"), fields.text("fil"));
    if let Some(file) = &file
        && !is_inside(&file.text)
    {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    let id = id.filter(|id: &Spanned<UnitId>| file.is_some() || is_file_name(&fields, id.place, &id.value));
    let deadline = fields.date("senast");
    let [contact, email] = ["kontakt", "epost"].map(|key| fields.text(key).map(|words| words.place));
    fields.finish();
    let id = id?;
    let file = file
        .map(|file| file.text)
        .filter(|file| is_inside(file))
        .unwrap_or_else(|| format!("enheter/{}.toml", id.value));
    Some(Unit { id, name: name?, file, deadline, contact, email })
}
