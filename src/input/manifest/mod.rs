//! The manifest, `rapport.toml`, as a typed value: what the paper consists of, in which order, and who answers for what.
//!
//! Knows nothing of what the units deliver.

mod charts;
mod control;

use crate::base::assessment::Light;
use crate::base::date::Ymd;
use crate::base::limits::{Limit, Limits, NAME_LENGTH, TITLE_LENGTH};
use crate::base::names::{is_id, nearest};
use crate::base::note_style::{Marks, NoteChoice, Numbering, TableNotes};
use crate::base::source::{FileId, Place, Spanned, is_inside};
use crate::base::standard::Standard;
use crate::base::written::Written;
use crate::diagnostic::{Diagnostic, messages};
use crate::input::decode::{Fields, Mixed, Reader};
use crate::input::exception::{self, Exception};
use crate::input::prose::Prose;
use crate::input::row_kind::{ABOVE, RowKind};

pub use self::charts::{ChartSource, ChartSpec};
pub use self::control::{ControlColumn, ControlColumnKind, ControlSpec};

/// A report's manifest.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The manifest's file.
    pub file: FileId,
    /// The report's id, which is the stem of the output files.
    pub id: Spanned<String>,
    /// `Delårsrapport 2023`.
    pub title: Written,
    /// `Herrljunga kommun`.
    pub municipality: Written,
    /// `Kommunstyrelsen`.
    pub committee: Written,
    /// What kind of paper it is.
    pub kind: ReportKind,
    /// `6`, shown as `Ärende 6`.
    pub item: Option<Written>,
    /// Diarienummer.
    pub registry_number: Option<Written>,
    /// The paper's date.
    pub date: Spanned<Ymd>,
    /// The day of the committee's meeting.
    pub meeting: Option<Spanned<Ymd>>,
    /// First and last day of the period.
    pub period: Option<(Spanned<Ymd>, Spanned<Ymd>)>,
    /// The layout's name or folder.
    pub layout: Option<Written>,
    /// Heading levels that are numbered, from the top; the layout's where nothing is said.
    pub numbered: Option<u8>,
    /// How notes are numbered and where they stand.
    pub notes: NoteChoice,
    /// Words to find the paper by.
    pub keywords: Vec<Written>,
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
    /// Column sets by id.
    pub column_sets: Vec<ColumnSet>,
    /// Finance tables.
    pub tables: Vec<TableSpec>,
    /// Levels of the goal tree, from the top.
    pub goal_levels: Vec<GoalLevel>,
    /// Goals in order, each naming the one above it.
    pub goals: Vec<GoalSpec>,
    /// The internal-control table.
    pub control: Option<ControlSpec>,
    /// The words of assessments, each with what it stands for.
    pub lights: Vec<(Written, Light)>,
    /// Charts that chapters may show.
    pub charts: Vec<ChartSpec>,
    /// Quantities that stand in several places.
    pub relations: Vec<Relation>,
    /// The report's own rules for the checks.
    pub rules: Rules,
    /// What it may hold at most.
    pub limits: Limits,
    /// Findings that are accepted.
    pub exceptions: Vec<Exception>,
}

/// One to whom the paper is dispatched.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The name, as the memo shows it.
    pub name: Written,
    /// How the paper gets there; if not said, it follows from the address that is given.
    pub form: Option<Spanned<DispatchForm>>,
    /// E-mail address.
    pub email: Option<Written>,
    /// Postal address.
    pub address: Option<Written>,
    /// What the recipient's PDF must hold to.
    pub standard: Option<Standard>,
    /// The files that the recipient gets; both unless said.
    pub files: Vec<Spanned<PaperFile>>,
    /// Where its header stands.
    pub place: Place,
}

/// How a paper gets to a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DispatchForm {
    /// By e-mail.
    Email,
    /// By post.
    Post,
    /// Within the municipality.
    Internal,
}

/// A file that a recipient can get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFile {
    /// The PDF.
    Pdf,
    /// The Word file.
    Word,
}

/// The same quantity in several places.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Addresses of rows or cells that must say the same.
    pub equal: Vec<Spanned<String>>,
}

/// A report's own rules for the checks.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Words that no finished text holds, beside those that are known.
    pub placeholders: Vec<Written>,
    /// Codes of warnings and notes that are not to be reported.
    pub off: Vec<Spanned<String>>,
    /// How far a sum may be off, in units of its last place, instead of what the precision of its figures allows.
    pub tolerance: Option<u32>,
    /// The chapter in which units comment on their variances.
    pub comments: Option<Spanned<String>>,
}

/// What kind of paper a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// Delårsrapport.
    Interim,
    /// Årsredovisning, verksamhetsberättelse.
    Annual,
    /// Budgetuppföljning.
    FollowUp,
    /// A plan for a time to come.
    Plan,
}

impl ReportKind {
    /// Its name in the paper.
    pub fn swedish(self) -> &'static str {
        match self {
            ReportKind::Interim => "Delårsrapport",
            ReportKind::Annual => "Årsredovisning",
            ReportKind::FollowUp => "Budgetuppföljning",
            ReportKind::Plan => "Plan",
        }
    }
}

/// A memo: its own title and date, and what it says.
#[derive(Debug, Clone)]
pub struct Memo {
    /// The memo's title.
    pub title: Written,
    /// Its date; the paper's where it has none.
    pub date: Option<Spanned<Ymd>>,
    /// Its sections in order.
    pub sections: Vec<MemoSection>,
}

/// A section of the memo.
#[derive(Debug, Clone)]
pub struct MemoSection {
    /// Its heading; `None` for what stands without one, such as the signature.
    pub heading: Option<Written>,
    /// What it holds.
    pub content: MemoContent,
    /// Where its header stands.
    pub place: Place,
}

/// The kinds of memo section.
#[derive(Debug, Clone)]
pub enum MemoContent {
    /// Running text.
    Text(Prose),
    /// A list of documents that the decision rests on, or of decisions that are proposed.
    Items {
        /// The documents or decisions.
        items: Vec<Prose>,
        /// Whether they are numbered where there are several: decisions are, documents are not.
        numbered: bool,
    },
    /// Who signs: name and title.
    Signatures(Vec<(Written, Written)>),
    /// To whom the decision is dispatched, with the words that lead it in.
    Dispatch(Option<Written>),
}

impl MemoContent {
    /// The texts that it holds.
    pub fn texts(&self) -> &[Prose] {
        match self {
            MemoContent::Text(text) => std::slice::from_ref(text),
            MemoContent::Items { items, .. } => items,
            MemoContent::Signatures(_) | MemoContent::Dispatch(_) => &[],
        }
    }
}

/// The contents page.
#[derive(Debug, Clone)]
pub struct ContentsSpec {
    /// Its heading.
    pub title: Option<Written>,
    /// Heading levels that it lists, 1 to 4.
    pub levels: u8,
}

/// A unit that delivers a section.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id, which is also the stem of its file.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Written,
    /// Its file, relative to the report's folder with `/`.
    pub file: String,
}

/// A paper of the item, with a page count of its own.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its title.
    pub title: Written,
    /// Whether it begins with a cover.
    pub cover: bool,
    /// Heading and depth of its contents; `None` for a paper without.
    pub contents: Option<ContentsSpec>,
    /// How many of the chapters are its, after those of the papers before it.
    pub chapters: usize,
}

/// A committee that chapters belong to.
#[derive(Debug, Clone)]
pub struct Committee {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Written,
}

/// A chapter or a part of one.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its id, which narratives name.
    pub id: Spanned<String>,
    /// Its heading.
    pub heading: Written,
    /// The committee that it and the chapters within it belong to.
    pub committee: Option<Spanned<String>>,
    /// What it consists of.
    pub kind: ChapterKind,
    /// Columns of text, 1 or 2.
    pub columns: u8,
    /// On pages turned sideways.
    pub landscape: bool,
    /// Whether it begins on a new page; if not said, it does where the pages' form changes.
    pub new_page: Option<bool>,
    /// Whether the contents list the headings below the chapter's own.
    pub lists_subheadings: bool,
    /// The charts that stand below its heading, by id.
    pub charts: Vec<Spanned<String>>,
    /// Chapters within it.
    pub chapters: Vec<Chapter>,
}

/// Every chapter, each before those within it.
pub fn all_chapters(chapters: &[Chapter]) -> Vec<&Chapter> {
    chapters.iter().flat_map(|chapter| std::iter::once(chapter).chain(all_chapters(&chapter.chapters))).collect()
}

/// What a chapter consists of.
#[derive(Debug, Clone)]
pub enum ChapterKind {
    /// Only of the chapters within it.
    Group,
    /// Texts of units, each with its heading or without.
    Narrative(Vec<PartSpec>),
    /// Finance tables, by id.
    Tables(Vec<Spanned<String>>),
    /// The goal tree or a part of it.
    Goals {
        /// The columns of its indicators.
        columns: Option<Spanned<String>>,
        /// The columns of its activities.
        activities: Option<Spanned<String>>,
        /// The goals at the top; those of the chapter's committee where there are none.
        roots: Vec<Spanned<String>>,
    },
    /// The internal-control table, with these risks, `unit/risk`; those of the table where there are none.
    InternalControl(Vec<Spanned<String>>),
}

/// A text that a unit owes to a chapter.
#[derive(Debug, Clone)]
pub struct PartSpec {
    /// The unit.
    pub unit: Spanned<String>,
    /// Which of its texts, where it delivers several to the chapter.
    pub part: Option<Spanned<String>>,
    /// Its heading: the unit's name unless given; empty for none.
    pub heading: Option<Written>,
}

/// Columns that tables share.
#[derive(Debug, Clone)]
pub struct ColumnSet {
    /// Its id.
    pub id: Spanned<String>,
    /// The unit of its amounts, `tkr`; said above the table where no heading says it.
    pub unit: Option<Written>,
    /// The first column's heading, where the table does not give one.
    pub first: Option<Written>,
    /// Width of the first column, against the others'.
    pub first_width: u16,
    /// The other columns.
    pub columns: Vec<ColumnSpec>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct ColumnSpec {
    /// Its id, the key in a row.
    pub id: Spanned<String>,
    /// Its heading.
    pub heading: Written,
    /// What stands above it, and above its neighbours that say the same.
    pub over: Option<Written>,
    /// Whether it holds amounts rather than words.
    pub amounts: bool,
    /// Whether it holds assessments.
    pub lights: bool,
    /// The unit of its figures, where it is not the set's.
    pub unit: Option<Written>,
    /// The decimals that its figures are to have.
    pub decimals: Option<u32>,
    /// The columns that it is computed from, with `-` before those that are taken off, and `/` before the whole of a share
    /// in per cent.
    pub computed: Vec<Spanned<String>>,
    /// Whether its sign may turn from row to row; if not said, it does for variances where a result asks for it.
    pub turned: Option<bool>,
    /// Its width, against the others'.
    pub width: u16,
}

impl ColumnSpec {
    /// Whether its figures are shares in per cent.
    pub fn is_share(&self) -> bool {
        self.computed.iter().any(|reference| reference.value.starts_with('/'))
    }
}

impl ColumnSet {
    /// Whether a column's figures may be added up: shares and other figures in per cent may not.
    pub fn adds_up(&self, column: usize) -> bool {
        self.unit_of(column) != Some("%") && !self.columns.get(column).is_some_and(ColumnSpec::is_share)
    }

    /// The unit of a column's figures: the column's own, per cent for a share, otherwise the set's.
    pub fn unit_of(&self, column: usize) -> Option<&str> {
        let spec = self.columns.get(column).filter(|column| column.amounts)?;
        let own = spec.unit.as_ref().map(|unit| unit.trimmed());
        let of_set = || self.unit.as_ref().map(|unit| unit.trimmed());
        own.or(spec.is_share().then_some("%")).or_else(of_set).filter(|unit| !unit.is_empty())
    }
}

/// A finance table.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name, the heading of its first column.
    pub heading: Written,
    /// The id of its column set.
    pub columns: Option<Spanned<String>>,
    /// The unit of its figures, where it is not its columns'.
    pub unit: Option<Written>,
    /// The decimals that its figures are to have.
    pub decimals: Option<u32>,
    /// Whether figures are converted into its unit, from the one of its columns.
    pub converts: bool,
    /// Whether figures are rounded to its decimals.
    pub rounds: bool,
    /// Its rows.
    pub rows: Vec<RowSpec>,
    /// Headings across the table, each with the position of the row that it stands above.
    pub groups: Vec<(usize, Written)>,
    /// The least variance, whatever its sign, that a row's unit has to comment on.
    pub commented_from: Option<u32>,
}

/// What stands in the place of a unit in the address of what the manifest holds.
pub const MANIFEST: &str = "rapport";

/// A row of a finance table.
#[derive(Debug, Clone)]
pub enum RowSpec {
    /// One that a unit delivers, `unit/row`.
    Delivered(Spanned<String>),
    /// One that is made of others.
    Made(Box<MadeRow>),
}

impl RowSpec {
    /// Where it stands.
    pub fn place(&self) -> Place {
        match self {
            RowSpec::Delivered(reference) => reference.place,
            RowSpec::Made(row) => row.id.place,
        }
    }

    /// Its owner and its id, `unit/row`.
    pub fn label(&self) -> String {
        match self {
            RowSpec::Delivered(reference) => reference.value.clone(),
            RowSpec::Made(row) => format!("{MANIFEST}/{}", row.id.value),
        }
    }
}

/// A row that is made of others.
#[derive(Debug, Clone)]
pub struct MadeRow {
    /// Its id.
    pub id: Spanned<String>,
    /// Its label; that of the row that it is taken from, where it has none.
    pub name: Option<Prose>,
    /// What kind of row.
    pub kind: RowKind,
    /// Whether its variances are computed the other way than their column says.
    pub turned: Option<bool>,
    /// What it is made of.
    pub source: RowSource,
}

/// What a row is made of.
#[derive(Debug, Clone)]
pub enum RowSource {
    /// Another table's row, `table.row`.
    Taken(Spanned<String>),
    /// Rows of the same table, added up: `row` or `unit/row`, with `-` before those that are taken off.
    Sum(Vec<Spanned<String>>),
    /// All items above it in the same table, added up.
    Above(Place),
}

impl Manifest {
    /// Owner and id of a row, `unit/row`; the manifest owns what no unit does.
    pub fn label(&self, unit: Option<usize>, row: &str) -> String {
        format!("{}/{row}", self.owner(unit))
    }

    /// The id of a unit, or what stands in its place for the manifest.
    pub fn owner(&self, unit: Option<usize>) -> &str {
        unit.and_then(|unit| self.units.get(unit)).map_or(MANIFEST, |unit| unit.id.value.as_str())
    }
}

/// A level of the goal tree.
#[derive(Debug, Clone)]
pub struct GoalLevel {
    /// What its goals are called.
    pub name: Written,
    /// The line that leads in the goals below one of its own.
    pub lead: Option<Written>,
    /// Whether its goals are numbered within the goal above.
    pub numbered: bool,
}

/// A goal.
#[derive(Debug, Clone)]
pub struct GoalSpec {
    /// Its id.
    pub id: Spanned<String>,
    /// The goal above it.
    pub under: Option<Spanned<String>>,
    /// Its heading.
    pub heading: Written,
    /// The unit that owes its text.
    pub unit: Option<Spanned<String>>,
    /// The committee whose it is, with the goals below it.
    pub committee: Option<Spanned<String>>,
}

impl Manifest {
    /// What the words of an assessment stand for; a sign before them does not count.
    pub fn light(&self, words: &str) -> Option<Light> {
        let bare = |words: &str| words.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end().to_lowercase();
        let said = bare(words);
        self.lights.iter().find(|(word, _)| bare(&word.text) == said).map(|(_, light)| *light)
    }
}

/// Reads a manifest. `None` where what every paper must have is missing.
pub fn read(file: FileId, source: &str) -> (Option<Manifest>, Vec<Diagnostic>) {
    Reader::read(file, source, |fields| {
        let manifest = manifest(file, &fields);
        fields.finish();
        manifest
    })
}

const KINDS: &[(&str, ReportKind)] = &[
    ("delarsrapport", ReportKind::Interim),
    ("arsredovisning", ReportKind::Annual),
    ("budgetuppfoljning", ReportKind::FollowUp),
    ("plan", ReportKind::Plan),
];

/// A line that the files' properties hold, of at most so many characters.
fn line(fields: &Fields<'_, '_>, key: &'static str, most: usize) -> Option<Written> {
    let words = fields.words(key)?;
    let length = words.text.chars().count();
    if length > most {
        fields.report(messages::line_too_long(words.place, key, length, most));
    }
    (length <= most).then_some(words)
}

fn manifest(file: FileId, fields: &Fields<'_, '_>) -> Option<Manifest> {
    fields.required_integer("format", 1, 1);
    let id = fields.required_id("id");
    let title = line(fields, "titel", TITLE_LENGTH);
    let [municipality, committee] = ["kommun", "namnd"].map(|key| line(fields, key, NAME_LENGTH));
    let kind = fields.word("slag", KINDS).map_or(ReportKind::Interim, |kind| kind.value);
    let (item, registry_number) = (fields.text("arende"), fields.text("diarienummer"));
    let (date, meeting) = (fields.required_date("datum"), fields.date("sammantradesdatum"));
    let period = fields.table("period").and_then(period);
    let numbered = fields.integer("numrerade_rubriker", 0, 4).and_then(|levels| u8::try_from(levels.value).ok());
    let notes = fields.table("fotnoter").map(notes).unwrap_or_default();
    let keywords = fields.texts("nyckelord");
    let layout = fields.text("layout").filter(|layout| {
        let inside = is_inside(layout.trimmed());
        if !inside {
            fields.report(messages::layout_outside(layout.place, layout.trimmed()));
        }
        inside
    });
    let recipients = fields.tables("mottagare").into_iter().filter_map(recipient).collect();
    let memo = fields.table("tjansteskrivelse").and_then(memo);
    let units = fields.tables("enhet").into_iter().filter_map(unit).collect();
    let committees = fields.tables("namnder").into_iter().filter_map(committee_of).collect();
    let (papers, chapters) = papers(fields, title.as_ref());
    let column_sets = fields.tables("kolumner").into_iter().filter_map(column_set).collect();
    let limits = fields.table("granser").map(limits).unwrap_or_default();
    let tables = fields.tables("tabell").into_iter().filter_map(|fields| table(fields, limits)).collect();
    let goal_levels = fields.tables("malniva").into_iter().filter_map(goal_level).collect();
    let goals = fields.tables("mal").into_iter().filter_map(goal).collect();
    let control = fields.table("internkontroll").map(control::control);
    let lights = fields.table("bedomning").map(lights).unwrap_or_default();
    let charts = fields.tables("diagram").into_iter().filter_map(charts::chart).collect();
    let relations = fields.tables("samband").into_iter().map(relation).collect();
    let rules = fields.table("kontroller").map(rules).unwrap_or_default();
    let exceptions = exception::read(fields);
    Some(Manifest {
        file,
        id: id?,
        title: title?,
        municipality: municipality?,
        committee: committee?,
        kind,
        item,
        registry_number,
        date: date?,
        meeting,
        period,
        layout,
        numbered,
        notes,
        keywords,
        recipients,
        memo,
        papers,
        units,
        committees,
        chapters,
        column_sets,
        tables,
        goal_levels,
        goals,
        control,
        lights,
        charts,
        relations,
        rules,
        limits,
        exceptions,
    })
}

const FORMS: &[(&str, DispatchForm)] =
    &[("epost", DispatchForm::Email), ("post", DispatchForm::Post), ("internt", DispatchForm::Internal)];

const PAPER_FILES: &[(&str, PaperFile)] = &[("pdf", PaperFile::Pdf), ("docx", PaperFile::Word)];

fn lights(fields: Fields<'_, '_>) -> Vec<(Written, Light)> {
    let of = |(key, light): (&'static str, Light)| fields.texts(key).into_iter().map(move |word| (word, light));
    let all = Light::ALL.into_iter().flat_map(of).collect();
    fields.finish();
    all
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

fn recipient(fields: Fields<'_, '_>) -> Option<Recipient> {
    let name = fields.words("namn");
    let form = fields.word("form", FORMS);
    let (email, address) = (fields.text("epost"), fields.text("adress"));
    let standards: Vec<(&str, Standard)> = Standard::ALL.iter().map(|standard| (standard.name(), *standard)).collect();
    let standard = fields.word("standard", &standards).map(|standard| standard.value);
    let files = fields.texts("filer").into_iter().filter_map(|file| {
        let known = PAPER_FILES.iter().find(|(word, _)| *word == file.trimmed());
        if known.is_none() {
            let names: Vec<&str> = PAPER_FILES.iter().map(|(word, _)| *word).collect();
            fields.report(messages::unknown_word(file.place, "filer", &file.text, &names));
        }
        known.map(|(_, kind)| Spanned::new(*kind, file.place))
    });
    let files = files.collect();
    let place = fields.place();
    fields.finish();
    Some(Recipient { name: name?, form, email, address, standard, files, place })
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

#[derive(Clone, Copy)]
enum MemoKind {
    Text,
    Documents,
    Decisions,
    Signatures,
    Dispatch,
}

const MEMO_KINDS: &[(&str, MemoKind)] = &[
    ("text", MemoKind::Text),
    ("beslutsunderlag", MemoKind::Documents),
    ("forslag", MemoKind::Decisions),
    ("underskrift", MemoKind::Signatures),
    ("expediering", MemoKind::Dispatch),
];

fn memo(fields: Fields<'_, '_>) -> Option<Memo> {
    let title = fields.words("titel");
    let date = fields.date("datum");
    let sections = fields.tables("avsnitt").into_iter().filter_map(memo_section).collect();
    fields.finish();
    Some(Memo { title: title?, date, sections })
}

fn memo_section(fields: Fields<'_, '_>) -> Option<MemoSection> {
    let kind = fields.word("slag", MEMO_KINDS).map_or(MemoKind::Text, |kind| kind.value);
    let heading = fields.text("rubrik");
    let content = match kind {
        MemoKind::Text => fields.words("text").map(|text| MemoContent::Text(prose(&fields, &text))),
        MemoKind::Documents | MemoKind::Decisions => {
            let items = fields.texts("punkter");
            if items.is_empty() {
                fields.report(messages::missing_key(fields.place(), "punkter"));
            }
            let items = items.iter().map(|item| label(&fields, item)).collect();
            Some(MemoContent::Items { items, numbered: matches!(kind, MemoKind::Decisions) })
        }
        MemoKind::Signatures => Some(MemoContent::Signatures(signatories(&fields))),
        MemoKind::Dispatch => Some(MemoContent::Dispatch(fields.text("ledtext"))),
    };
    let place = fields.place();
    fields.finish();
    content.map(|content| MemoSection { heading, content, place })
}

fn signatories(fields: &Fields<'_, '_>) -> Vec<(Written, Written)> {
    let signatories = fields.tables("undertecknare");
    if signatories.is_empty() {
        fields.report(messages::missing_key(fields.place(), "undertecknare"));
    }
    let read = |who: Fields<'_, '_>| {
        let (name, title) = (who.words("namn"), who.words("titel"));
        who.finish();
        Some((name?, title?))
    };
    signatories.into_iter().filter_map(read).collect()
}

fn prose(fields: &Fields<'_, '_>, text: &Written) -> Prose {
    let mut found = Vec::new();
    let prose = Prose::read(text, &mut found);
    found.into_iter().for_each(|finding| fields.report(finding));
    prose
}

fn label(fields: &Fields<'_, '_>, text: &Written) -> Prose {
    let mut found = Vec::new();
    let prose = Prose::read_label(text, &mut found);
    found.into_iter().for_each(|finding| fields.report(finding));
    prose
}

fn contents(fields: Fields<'_, '_>) -> ContentsSpec {
    let title = fields.text("rubrik");
    let levels = fields.integer("nivaer", 1, 4).and_then(|levels| u8::try_from(levels.value).ok()).unwrap_or(4);
    fields.finish();
    ContentsSpec { title, levels }
}

/// The papers with the chapters of all of them: the report's own, which the manifest's chapters make, and further ones. One
/// that has no chapters is left out where there are others.
fn papers(fields: &Fields<'_, '_>, title: Option<&Written>) -> (Vec<Paper>, Vec<Chapter>) {
    let (mut papers, mut all): (Vec<Paper>, _) = (Vec::new(), Vec::new());
    let further = fields.tables("handling");
    let own = paper(fields, &mut all);
    if let Some(title) = title.filter(|_| own.chapters > 0 || further.is_empty()) {
        papers.push(own.titled(title));
    }
    for fields in further {
        let title = fields.words("titel");
        let paper = paper(&fields, &mut all);
        if !fields.has("kapitel") {
            fields.report(messages::missing_key(fields.place(), "kapitel"));
        }
        fields.finish();
        // Without a title it cannot be shown, which has been told; its chapters go with the paper before it.
        match (title, papers.last_mut()) {
            (Some(title), _) => papers.push(paper.titled(&title)),
            (None, Some(last)) => last.chapters += paper.chapters,
            (None, None) => {}
        }
    }
    (papers, all)
}

/// A paper before its title is known.
struct Untitled {
    cover: bool,
    contents: Option<ContentsSpec>,
    chapters: usize,
}

impl Untitled {
    fn titled(self, title: &Written) -> Paper {
        let Untitled { cover, contents, chapters } = self;
        Paper { title: title.clone(), cover, contents, chapters }
    }
}

/// A paper's form, and its chapters after those before it.
fn paper(fields: &Fields<'_, '_>, all: &mut Vec<Chapter>) -> Untitled {
    let cover = fields.flag("omslag") != Some(false);
    let contents = fields.table("innehall").map(contents);
    let before = all.len();
    all.extend(fields.tables("kapitel").into_iter().filter_map(|table| chapter(table, 1)));
    Untitled { cover, contents, chapters: all.len() - before }
}

fn committee_of(fields: Fields<'_, '_>) -> Option<Committee> {
    let (id, name) = (fields.required_id("id"), fields.words("namn"));
    fields.finish();
    Some(Committee { id: id?, name: name? })
}

fn unit(fields: Fields<'_, '_>) -> Option<Unit> {
    let (id, name, file) = (fields.required_id("id"), fields.words("namn"), fields.text("fil"));
    if let Some(file) = &file
        && !is_inside(&file.text)
    {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    fields.finish();
    let id = id?;
    let file = file
        .map(|file| file.text)
        .filter(|file| is_inside(file))
        .unwrap_or_else(|| format!("enheter/{}.toml", id.value));
    Some(Unit { id, name: name?, file })
}

#[derive(Clone, Copy)]
enum KindWord {
    Narrative,
    Tables,
    Goals,
    InternalControl,
}

const CHAPTER_KINDS: &[(&str, KindWord)] = &[
    ("berattelse", KindWord::Narrative),
    ("tabeller", KindWord::Tables),
    ("mal", KindWord::Goals),
    ("internkontroll", KindWord::InternalControl),
];

/// Deepest level of chapters: what a unit writes below them is one level further down, and Word's contents end at 4.
const MAX_CHAPTER_LEVEL: u32 = 3;

fn chapter(fields: Fields<'_, '_>, level: u32) -> Option<Chapter> {
    let (id, heading) = (fields.required_id("id"), fields.words("rubrik"));
    let kind = match fields.word("slag", CHAPTER_KINDS).map(|kind| kind.value) {
        None => ChapterKind::Group,
        Some(KindWord::Narrative) => ChapterKind::Narrative(parts(&fields)),
        Some(KindWord::Tables) => ChapterKind::Tables(fields.references("tabeller")),
        Some(KindWord::Goals) => ChapterKind::Goals {
            columns: fields.reference("kolumner"),
            activities: fields.reference("aktiviteter"),
            roots: fields.references("mal"),
        },
        Some(KindWord::InternalControl) => ChapterKind::InternalControl(fields.references("risker")),
    };
    let committee = fields.reference("namnd");
    let columns = fields.integer("spalter", 1, 2).map_or(1, |columns| if columns.value == 2 { 2 } else { 1 });
    let (landscape, new_page) = (fields.flag("liggande") == Some(true), fields.flag("ny_sida"));
    let lists_subheadings = fields.flag("underrubriker_i_innehall") != Some(false);
    let charts = fields.references("diagram");
    let chapters = if level < MAX_CHAPTER_LEVEL {
        fields.tables("underkapitel").into_iter().filter_map(|table| chapter(table, level + 1)).collect()
    } else {
        Vec::new()
    };
    fields.finish();
    Some(Chapter {
        id: id?,
        heading: heading?,
        committee,
        kind,
        columns,
        landscape,
        new_page,
        lists_subheadings,
        charts,
        chapters,
    })
}

fn parts(fields: &Fields<'_, '_>) -> Vec<PartSpec> {
    let parts = fields.mixed("delar");
    if parts.is_empty() && !fields.has("delar") {
        fields.report(messages::missing_key(fields.place(), "delar"));
    }
    let read = |part| match part {
        Mixed::Text(unit) => Some(PartSpec { unit: Spanned::new(unit.text, unit.place), part: None, heading: None }),
        Mixed::Table(fields) => {
            let (unit, part, heading) = (fields.required_id("enhet"), fields.id("del"), fields.text("rubrik"));
            fields.finish();
            Some(PartSpec { unit: unit?, part, heading })
        }
    };
    parts.into_iter().filter_map(read).collect()
}

fn width(fields: &Fields<'_, '_>, key: &'static str, default: u16) -> u16 {
    fields.integer(key, 1, 1000).and_then(|width| u16::try_from(width.value).ok()).unwrap_or(default)
}

fn column_set(fields: Fields<'_, '_>) -> Option<ColumnSet> {
    let id = fields.required_id("id");
    let (unit, first) = (fields.text("sort"), fields.text("forsta_kolumn"));
    let first_width = width(&fields, "bredd", 6);
    let columns: Vec<ColumnSpec> = fields.tables("kolumn").into_iter().filter_map(column).collect();
    if columns.is_empty() && !fields.has("kolumn") {
        fields.report(messages::missing_key(fields.place(), "kolumn"));
    }
    for reference in columns.iter().flat_map(|column| &column.computed) {
        let name = reference.value.trim_start_matches(['-', '/']);
        if !columns.iter().any(|column| column.id.value == name) {
            let meant = nearest(name, columns.iter().map(|column| column.id.value.as_str()));
            fields.report(messages::unknown_reference(reference.place, messages::Thing::Column, name, meant));
        }
    }
    fields.finish();
    Some(ColumnSet { id: id?, unit, first, first_width, columns })
}

fn column(fields: Fields<'_, '_>) -> Option<ColumnSpec> {
    let (id, heading, over) = (fields.required_id("id"), fields.words("rubrik"), fields.text("over"));
    let kind =
        fields.word("slag", &[("belopp", [true, false]), ("text", [false, false]), ("bedomning", [false, true])]);
    let [amounts, lights] = kind.map_or([true, false], |kind| kind.value);
    let width = width(&fields, "bredd", if amounts { 2 } else { 3 });
    let (computed, turned) = (fields.references("beraknas"), fields.flag("vands"));
    let (unit, decimals) = (fields.text("sort"), decimals(&fields));
    fields.finish();
    Some(ColumnSpec { id: id?, heading: heading?, over, amounts, lights, unit, decimals, computed, turned, width })
}

fn table(fields: Fields<'_, '_>, limits: Limits) -> Option<TableSpec> {
    let (id, heading) = (fields.required_id("id"), fields.words("rubrik"));
    let columns = fields.reference("kolumner");
    let (unit, decimals) = (fields.text("sort"), decimals(&fields));
    let (converts, rounds) = (fields.flag("omrakna") == Some(true), fields.flag("avrunda") == Some(true));
    // Decimals that cannot be read have been told, and nothing is rounded to none.
    let rounds = rounds && (decimals.is_some() || !fields.has("decimaler"));
    let (mut rows, mut groups) = table_rows(&fields);
    let most = limits.rows as usize;
    if let Some(beyond) = rows.get(most) {
        let what = id.as_ref().map_or("", |id| id.value.as_str());
        fields.report(messages::limit_exceeded(Some(beyond.place()), what, Limit::Rows, limits.rows));
        rows.truncate(most);
        groups.retain(|(above, _)| *above < most);
    }
    for (key, needed) in [("kolumner", true), ("rader", true), ("sort", converts)] {
        if needed && !fields.has(key) {
            fields.report(messages::missing_key(fields.place(), key));
        }
    }
    let commented_from = fields.integer("kommenteras_fran", 1, u32::MAX).map(|from| from.value);
    fields.finish();
    let (id, heading) = (id?, heading?);
    Some(TableSpec { id, heading, columns, unit, decimals, converts, rounds, rows, groups, commented_from })
}

/// The decimals that figures are to have; a figure holds 28 digits at most.
fn decimals(fields: &Fields<'_, '_>) -> Option<u32> {
    fields.integer("decimaler", 0, 9).map(|decimals| decimals.value)
}

/// The references to a table's rows, and the headings across it: each with the position of the row that it stands above.
fn table_rows(fields: &Fields<'_, '_>) -> (Vec<RowSpec>, Vec<(usize, Written)>) {
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for entry in fields.mixed("rader") {
        match entry {
            Mixed::Text(row) => rows.push(RowSpec::Delivered(Spanned::new(row.text, row.place))),
            Mixed::Table(entry) if entry.has("ur") || entry.has("summa") => {
                rows.extend(made_row(entry).map(|row| RowSpec::Made(Box::new(row))));
            }
            Mixed::Table(entry) => {
                groups.extend(entry.words("grupp").map(|heading| (rows.len(), heading)));
                entry.finish();
            }
        }
    }
    (rows, groups)
}

/// `{ ur = "table.row" }` or `{ summa = ["row", ...], namn = "..." }`.
fn made_row(fields: Fields<'_, '_>) -> Option<MadeRow> {
    let (id, turned) = (fields.id("id"), fields.flag("vands"));
    let place = fields.place();
    let (source, name, likely, kind) = if fields.has("ur") {
        let from = fields.reference("ur");
        // The row of a chapter's table is known by the table's name.
        let table = from.as_ref().and_then(|from| from.value.split_once('.')).map(|(table, _)| table.to_owned());
        (from.map(RowSource::Taken), fields.text("namn"), table.filter(|table| is_id(table)), RowKind::Item)
    } else {
        let (rows, above) = fields.references_or("summa", ABOVE);
        let source = above.map_or(RowSource::Sum(rows), RowSource::Above);
        (Some(source), fields.words("namn"), Some("summa".to_owned()), RowKind::Sum)
    };
    let kind = fields.word("slag", RowKind::WORDS).map_or(kind, |kind| kind.value);
    let name = name.map(|name| label(&fields, &name));
    fields.finish();
    let id = id.or_else(|| likely.map(|id| Spanned::new(id, place)));
    let id = id.unwrap_or_else(|| Spanned::new("rad".to_owned(), place));
    Some(MadeRow { id, name, kind, turned, source: source? })
}

fn goal_level(fields: Fields<'_, '_>) -> Option<GoalLevel> {
    let (name, lead) = (fields.words("namn"), fields.text("ledtext"));
    let numbered = fields.flag("numrerad") == Some(true);
    fields.finish();
    Some(GoalLevel { name: name?, lead, numbered })
}

fn goal(fields: Fields<'_, '_>) -> Option<GoalSpec> {
    let (id, under) = (fields.required_id("id"), fields.reference("under"));
    let (heading, unit) = (fields.words("rubrik"), fields.reference("enhet"));
    let committee = fields.reference("namnd");
    fields.finish();
    Some(GoalSpec { id: id?, under, heading: heading?, unit, committee })
}

fn relation(fields: Fields<'_, '_>) -> Relation {
    let equal = fields.references("lika");
    if equal.len() < 2 {
        fields.report(messages::relation_of_one(fields.place()));
    }
    fields.finish();
    Relation { equal }
}

fn rules(fields: Fields<'_, '_>) -> Rules {
    let (placeholders, off) = (fields.texts("platshallare"), fields.references("av"));
    let comments = fields.reference("kommentarskapitel");
    let tolerance = fields.integer("tolerans", 0, 1000).map(|units| units.value);
    fields.finish();
    Rules {
        placeholders: placeholders.into_iter().filter(|words| !words.trimmed().is_empty()).collect(),
        off,
        tolerance,
        comments,
    }
}

fn limits(fields: Fields<'_, '_>) -> Limits {
    let usual = Limits::default();
    let read = |value: Option<Spanned<u32>>, usual: u32| value.map_or(usual, |value| value.value);
    let limits = Limits {
        file_size: read(fields.integer("filstorlek", 1, Limit::FileSize.highest()), usual.file_size),
        unpacked: read(fields.integer("uppackat", 1, Limit::Unpacked.highest()), usual.unpacked),
        rows: read(fields.integer("rader", 1, Limit::Rows.highest()), usual.rows),
        units: read(fields.integer("enheter", 1, Limit::Units.highest()), usual.units),
        pages: read(fields.integer("sidor", 1, Limit::Pages.highest()), usual.pages),
    };
    fields.finish();
    limits
}
