//! `[[tabell]]` and `[[kolumner]]`: finance tables, their columns, and rows that are made of others.

use std::ops::Index;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::counted;
use crate::base::ids::ColumnId;
use crate::base::ids::ColumnSetId;
use crate::base::ids::OwnedId;
use crate::base::ids::RowId;
use crate::base::ids::TableId;
use crate::base::ids::UnitId;
use crate::base::limits::{HEADINGS_ABOVE, Limit, Limits};
use crate::base::money;
use crate::base::names::{closest_match, is_id};
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::base::swedish;
use crate::base::written::SourceText;
use crate::input::decode::{Fields, Mixed};
use crate::input::kolada::{self, Shows};
use crate::input::messages::{self, EntityKind};
use crate::input::prose::Prose;
use crate::input::quotient::{quotient, share_unit};
use crate::input::row_kind::{ABOVE, RowKind, RowLooks};
use crate::input::term::{ColumnTerm, Formula, RowQuotient, RowTerm, Sign};
use crate::input::text::{label, prose};
use crate::model::Align;

use super::aside::Aside;
use super::chapters::width;
use super::conventions::Conventions;

/// Columns that tables share.
#[derive(Debug, Clone)]
pub struct ColumnSet {
    /// Its id.
    pub id: Spanned<ColumnSetId>,
    /// The unit of its amounts, `tkr`; said above the table where no heading says it.
    pub unit: Option<SourceText>,
    /// The first column's heading; the table's name where there is none.
    pub first: Option<SourceText>,
    /// What stands above the first column's heading, from the top, where others have something above theirs.
    pub first_over: Vec<SourceText>,
    /// Width of the first column, against the others'.
    pub first_width: u16,
    /// The other columns.
    pub columns: Vec<ColumnSpec>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct ColumnSpec {
    /// Its id, the key in a row.
    pub id: Spanned<ColumnId>,
    /// Its heading.
    pub heading: SourceText,
    /// What stands above it, and above its neighbours that say the same, from the top.
    pub over: Vec<SourceText>,
    /// Whether it holds amounts rather than words.
    pub amounts: bool,
    /// Whether it holds assessments.
    pub lights: bool,
    /// Whether its figures, in per cent, are also drawn as bars.
    pub bars: bool,
    /// Whether it holds notes to the accounts, by their ids or numbers.
    pub notes: bool,
    /// The unit of its figures, where it is not the set's.
    pub unit: Option<SourceText>,
    /// Whether its figures stand in brackets behind those of the column before it.
    pub bracketed: bool,
    /// Whether a slash stands between the two in the place of brackets: `7,1/4,8`.
    pub slashed: bool,
    /// Whether it stands out by a ground of its own.
    pub tinted: bool,
    /// Whether its heading stands upright.
    pub vertical: bool,
    /// Whether each of its figures is shown with its unit.
    pub shows_unit: bool,
    /// The decimals that its figures are to have.
    pub decimals: Option<u32>,
    /// What it is computed from.
    pub formula: Formula,
    /// What it shows of the key figures of its rows.
    pub shows: Option<Shows>,
    /// What rows that add up others have in it.
    pub total: ColumnTotal,
    /// The figures of another table that its averages are weighted by, `table.column`.
    pub weight: Option<Spanned<ColumnId>>,
    /// Whether its sign may turn from row to row; if not said, it does for variances where a result asks for it.
    pub inverted: Option<bool>,
    /// Its width, against the others'.
    pub width: u16,
    /// How its cells and headings are set, where it is not as figures and words are.
    pub align: Option<Align>,
}

/// What rows that add up others have in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnTotal {
    /// The sum, where its figures may be added up.
    #[default]
    Sum,
    /// The average, weighted by the figures of a column where one is named.
    Average(Option<ColumnIndex>),
    /// What nobody reckons.
    Nothing,
}

impl ColumnSpec {
    /// Whether its figures are shares in per cent.
    pub fn is_share(&self) -> bool {
        self.formula.is_share()
    }

    /// Whether its figures are computed by dividing: shares, and what there is for each of something.
    pub fn is_quotient(&self) -> bool {
        self.formula.is_share() || self.formula.is_rate()
    }

    /// What heads it: what stands above its heading, from the top, and the heading.
    pub fn headings(&self) -> impl Iterator<Item = &SourceText> + Clone {
        self.over.iter().chain([&self.heading])
    }
}

impl ColumnSet {
    /// The column at a position.
    pub fn at(&self, column: ColumnIndex) -> Option<&ColumnSpec> {
        column.of(&self.columns)
    }

    /// The columns in order, each with its position.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (ColumnIndex, &ColumnSpec)> {
        ColumnIndex::each(&self.columns)
    }

    /// The columns that are shown as one each: those whose figures stand in brackets behind others are not.
    pub fn shown(&self) -> impl Iterator<Item = (ColumnIndex, &ColumnSpec)> {
        self.each().filter(|(_, column)| !column.bracketed)
    }

    /// The column whose figures stand in brackets behind those of this one.
    pub fn bracket_of(&self, column: ColumnIndex) -> Option<(ColumnIndex, &ColumnSpec)> {
        let next = ColumnIndex::new(column.position() + 1);
        self.at(next).filter(|column| column.bracketed).map(|column| (next, column))
    }

    /// The positions of the columns, in order.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = ColumnIndex> + Clone + use<> {
        ColumnIndex::all(self.columns.len())
    }

    /// The column with this id.
    pub fn with_id(&self, id: &str) -> Option<ColumnIndex> {
        ColumnIndex::find(&self.columns, |column| *column.id.value == *id)
    }

    /// The column with this id, or the only one with this heading.
    pub fn named(&self, words: &str) -> Option<ColumnIndex> {
        self.with_id(words).or_else(|| {
            let wanted = swedish::folded(words);
            let is_headed = |(_, column): &(ColumnIndex, &ColumnSpec)| swedish::folded(&column.heading.text) == wanted;
            let mut headed = self.each().filter(is_headed);
            let (at, _) = headed.next()?;
            headed.next().is_none().then_some(at)
        })
    }

    /// Whether a column's figures may be added up: shares and other figures in per cent may not, nor what there is for
    /// each of something, nor those of which the report says so.
    pub fn adds_up(&self, column: ColumnIndex) -> bool {
        let is_sum = |spec: &ColumnSpec| !spec.is_quotient() && spec.total == ColumnTotal::Sum;
        self.unit_of(column) != Some("%") && self.at(column).is_none_or(is_sum)
    }

    /// What a column that is computed by dividing is multiplied by: a hundred for per cent, otherwise for how many
    /// there is so much, in the column's own unit of money. `None` for what is not divided.
    pub fn factor(&self, column: ColumnIndex) -> Option<Decimal> {
        let parts = self.at(column)?.formula.parts()?;
        if parts.whole.is_none() && parts.elsewhere.is_none() {
            return None;
        }
        let Some(many) = parts.per else { return Some(Decimal::ONE_HUNDRED) };
        // `kr per elev` and `kr/elev` are crowns.
        let money = |unit: &str| unit.split("/").next()?.split(" per ").next().map(|unit| unit.trim().to_owned());
        let part = parts.added.first().and_then(|(part, _)| self.plain_unit(*part)).and_then(money);
        let own = self.unit_of(column).and_then(money);
        let shift = part.zip(own).and_then(|(part, own)| money::shift(&part, &own)).unwrap_or(0);
        Amount::new(Decimal::from(many)).shifted(shift).map(Amount::value)
    }

    /// Whether a column's figures are counts, which nobody rounds.
    pub fn counts(&self, column: ColumnIndex) -> bool {
        let column_of = self.at(column).filter(|column| column.amounts && !column.formula.is_rate());
        let heading = column_of.map(|column| column.heading.trimmed());
        heading.is_some_and(counted::heads_counts)
            || column_of.is_some() && self.unit_of(column).is_some_and(counted::is_count)
    }

    /// Whether the unit of a row holds for its figure in a column: one that has no unit of its own and is no share.
    pub fn takes_unit_of_row(&self, column: ColumnIndex) -> bool {
        let spec = self.at(column);
        spec.is_some_and(|column| column.amounts && column.unit.is_none() && !column.is_quotient())
    }

    /// The unit of a column's figures: the column's own, per cent for a share, that of what is divided for what there
    /// is for each of something, otherwise the set's.
    pub fn unit_of(&self, column: ColumnIndex) -> Option<&str> {
        let spec = self.at(column).filter(|column| column.amounts)?;
        let parts = spec.formula.parts().filter(|parts| parts.per.is_some() && spec.unit.is_none());
        match parts.and_then(|parts| parts.added.first().copied()) {
            // So many for each of something are no pieces.
            Some((part, _)) => self.plain_unit(part).filter(|unit| !counted::is_count(unit)),
            None => self.plain_unit(column),
        }
    }

    /// The same, but for what there is for each of something that has no unit of its own: the set's.
    fn plain_unit(&self, column: ColumnIndex) -> Option<&str> {
        let spec = self.at(column).filter(|column| column.amounts)?;
        let own = spec.unit.as_ref().map(|unit| unit.trimmed());
        let of_set = || self.unit.as_ref().map(|unit| unit.trimmed());
        own.or(spec.is_share().then_some("%")).or_else(of_set).filter(|unit| !unit.is_empty())
    }
}

impl Index<ColumnIndex> for ColumnSet {
    type Output = ColumnSpec;

    fn index(&self, column: ColumnIndex) -> &ColumnSpec {
        &self.columns[column]
    }
}

/// A finance table.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// Its id.
    pub id: Spanned<TableId>,
    /// Its name: the heading of its first column, or its title where that has one of its own.
    pub heading: SourceText,
    /// The heading of its first column, where it is not that of its columns.
    pub first: Option<SourceText>,
    /// The id of its column set.
    pub columns: Option<Spanned<String>>,
    /// Those columns as its own signs make them, where it says some.
    pub own_columns: Option<ColumnSet>,
    /// How it writes costs, incomes and variances, where it says some of that itself; the rest is the report's.
    pub signs: Option<Conventions>,
    /// The unit of its figures, where it is not its columns'.
    pub unit: Option<SourceText>,
    /// The decimals that its figures are to have.
    pub decimals: Option<u32>,
    /// Whether figures are converted into its unit, from the one of its columns.
    pub converts: bool,
    /// Whether figures are rounded to its decimals.
    pub rounds: bool,
    /// Its rows.
    pub rows: Vec<RowSpec>,
    /// What stands between its rows, each with the position of the row that it stands above.
    pub dividers: Vec<(usize, Divider)>,
    /// What stands below it.
    pub below: Below,
    /// Whether its title is numbered, where titles are.
    pub numbered: bool,
    /// Whether its columns' headings are not shown.
    pub headless: bool,
    /// Where it stands beside what follows it.
    pub aside: Option<Aside>,
    /// The least variance, whatever its sign, that a row's unit has to comment on.
    pub commented_from: Option<u32>,
}

/// What stands between rows of a table.
#[derive(Debug, Clone)]
pub enum Divider {
    /// The heading of the rows below it.
    Group(SourceText),
    /// The end of the rows that belong to the heading above.
    GroupEnd,
    /// A row of nothing.
    Blank,
}

impl Divider {
    /// The heading, where it is one.
    pub fn heading(&self) -> Option<&SourceText> {
        match self {
            Divider::Group(heading) => Some(heading),
            Divider::GroupEnd | Divider::Blank => None,
        }
    }
}

/// What stands below a table or a chart.
#[derive(Debug, Clone, Default)]
pub struct Below {
    /// Words about all of it.
    pub text: Option<Prose>,
    /// Where its figures come from.
    pub source: Option<SourceText>,
}

impl Below {
    /// `text_under` and `kalla`.
    pub(super) fn read(fields: &Fields<'_, '_>) -> Self {
        let text = fields.text("text_under").filter(|text| !is_blank(fields, text, "text_under"));
        let source = fields.line("kalla").filter(|source| !is_blank(fields, source, "kalla"));
        Below { text: text.map(|text| prose(fields, &text)), source }
    }
}

/// Whether a text is white space, which is told.
fn is_blank(fields: &Fields<'_, '_>, text: &SourceText, key: &str) -> bool {
    let is_blank = text.trimmed().is_empty();
    if is_blank {
        fields.report(messages::empty_value(text.place, key));
    }
    is_blank
}

/// What stands in the place of a unit in the address of what the manifest holds.
pub const MANIFEST: &str = "rapport";

/// A row of a finance table.
#[derive(Debug, Clone)]
pub enum RowSpec {
    /// One that a unit delivers, `unit/row`.
    Delivered(Spanned<OwnedId>),
    /// All that a unit delivers and that are not named elsewhere, `unit/*`, in the order of its file.
    All(Spanned<UnitId>),
    /// One that is made of others.
    Made(Box<MadeRow>),
}

/// What stands in the place of a row's id for all of them.
pub const ALL_ROWS: &str = "*";

impl RowSpec {
    /// Where it stands.
    pub fn place(&self) -> Span {
        match self {
            RowSpec::Delivered(reference) => reference.place,
            RowSpec::All(unit) => unit.place,
            RowSpec::Made(row) => row.id.place,
        }
    }

    /// Its owner and its id.
    pub fn name(&self) -> OwnedId {
        match self {
            RowSpec::Delivered(reference) => reference.value.clone(),
            RowSpec::All(unit) => OwnedId { unit: Some(unit.value.clone()), id: ALL_ROWS.to_owned() },
            RowSpec::Made(row) => OwnedId { unit: Some(MANIFEST.into()), id: row.id.value.to_string() },
        }
    }

    /// The same in one, `unit/row`.
    pub fn label(&self) -> String {
        self.name().to_string()
    }
}

/// A row that is made of others.
#[derive(Debug, Clone)]
pub struct MadeRow {
    /// Its id.
    pub id: Spanned<RowId>,
    /// Its label; that of the row that it is taken from, where it has none.
    pub name: Option<Prose>,
    /// What kind of row.
    pub kind: RowKind,
    /// How it looks beside others of its kind.
    pub looks: RowLooks,
    /// Whether its variances are computed the other way than their column says.
    pub inverted: Option<bool>,
    /// The column by whose figures its averages are weighted.
    pub weight: Option<Spanned<ColumnId>>,
    /// The unit of its figures, where it is not that of the table.
    pub unit: Option<SourceText>,
    /// The decimals of what it computes by dividing.
    pub decimals: Option<u32>,
    /// What it is made of.
    pub source: RowSource,
}

/// What a row is made of.
#[derive(Debug, Clone)]
pub enum RowSource {
    /// Another table's row, `table.row`.
    Taken(TakenRow),
    /// Rows of the same table, added up: `row` or `unit/row`, with `-` before those that are taken off.
    Sum(Vec<RowTerm>),
    /// All items above it in the same table, added up.
    Above(Span),
    /// Rows, of this table or of others, divided by one.
    Divided(RowQuotient),
}

/// Another table's row, `table.row`.
#[derive(Debug, Clone)]
pub struct TakenRow {
    /// All of it.
    pub address: Spanned<String>,
    /// The table, and what it has of the row; `None` for what is no address.
    pub of: Option<(TableId, OwnedId)>,
}

impl TakenRow {
    fn read(address: Spanned<String>) -> Self {
        let of = address.value.split_once('.').map(|(table, row)| (table.into(), OwnedId::read(row)));
        TakenRow { address, of }
    }
}

pub(super) fn column_set(fields: Fields<'_, '_>) -> Option<ColumnSet> {
    let id = fields.required_id("id");
    let (unit, first) = (fields.text("mattenhet"), fields.line("forsta_kolumn"));
    let first_over = over(&fields, "forsta_over");
    let first_width = width(&fields, "bredd", 6);
    let read: Vec<ReadColumn> = fields.tables("kolumn").into_iter().filter_map(column).collect();
    let ids: Vec<ColumnId> = read.iter().map(|(column, ..)| column.id.value.clone()).collect();
    let ids = || ids.iter().map(ColumnId::as_str);
    let complete = |(column, terms, weight): ReadColumn| {
        let (elsewhere, weight) = match weight {
            Some(weight) if weight.value.contains('.') => (Some(weight), None),
            weight => (None, weight),
        };
        let elsewhere = elsewhere.map(|weight| Spanned::new(weight.value.into(), weight.place));
        let weight = weight.map(|weight| (ids().position(|id| id == weight.value).map(ColumnIndex::new), weight));
        let total = match &weight {
            Some((Some(at), _)) => ColumnTotal::Average(Some(*at)),
            Some((None, unknown)) => {
                let meant = closest_match(&unknown.value, ids());
                fields.report(messages::unknown_reference(unknown.place, EntityKind::Column, &unknown.value, meant));
                ColumnTotal::Nothing
            }
            None => column.total,
        };
        ColumnSpec { formula: Formula::new(terms, ids()), total, weight: elsewhere, ..column }
    };
    let mut columns: Vec<ColumnSpec> = read.into_iter().map(complete).collect();
    brackets(&fields, &mut columns);
    if columns.is_empty() && !fields.has("kolumn") {
        fields.report(messages::missing_key(fields.place(), "kolumn"));
    }
    for term in columns.iter().flat_map(|column| column.formula.unknown()) {
        let meant = closest_match(&term.name, ids());
        fields.report(messages::unknown_reference(term.place, EntityKind::Column, &term.name, meant));
    }
    fields.finish();
    Some(ColumnSet { id: id?, unit, first, first_over, first_width, columns })
}

/// The lines of headings above a column's own, from the top.
fn over(fields: &Fields<'_, '_>, key: &'static str) -> Vec<SourceText> {
    let lines = fields.one_or_more_lines(key, HEADINGS_ABOVE);
    lines.into_iter().filter(|line| !line.trimmed().is_empty()).collect()
}

/// A column, what it is computed from, and the column by which its averages are weighted.
type ReadColumn = (ColumnSpec, Vec<ColumnTerm>, Option<Spanned<String>>);

/// What sums have in a column, and the column by which its averages are weighted.
fn total(fields: &Fields<'_, '_>) -> (ColumnTotal, Option<Spanned<String>>) {
    let (adds, average) = (fields.flag("summeras"), fields.flag("genomsnitt"));
    let weight = fields.reference("viktas_med");
    let is_average = average == Some(true) || (weight.is_some() && average.is_none());
    let total = match (adds, is_average) {
        (_, true) => ColumnTotal::Average(None),
        (Some(false), false) => ColumnTotal::Nothing,
        _ => ColumnTotal::Sum,
    };
    (total, weight.filter(|_| is_average))
}

/// Tells of columns that are to stand in brackets and have no column of figures before them, and shows them as others.
fn brackets(fields: &Fields<'_, '_>, columns: &mut [ColumnSpec]) {
    let mut before: Option<&ColumnSpec> = None;
    for column in columns {
        let follows = before.is_some_and(|before| before.amounts && !before.bars && !before.bracketed);
        if column.bracketed && !(follows && column.amounts && !column.bars) {
            let key = if column.slashed { "efter_snedstreck" } else { "i_parentes" };
            fields.report(messages::bracket_without_figure(column.id.place, &column.id.value, key));
            column.bracketed = false;
        }
        before = Some(column);
    }
}

/// A column, and what is found once all are known.
fn column(fields: Fields<'_, '_>) -> Option<ReadColumn> {
    let (id, over) = (fields.required_id("id"), over(&fields, "over"));
    // An empty one is told as what it is to those who listen.
    let heading = fields.line("rubrik");
    if !fields.has("rubrik") {
        fields.report(messages::missing_key(fields.place(), "rubrik"));
    }
    const KINDS: &[(&str, [bool; 4])] = &[
        ("belopp", [true, false, false, false]),
        ("text", [false, false, false, false]),
        ("bedomning", [false, true, false, false]),
        ("stapel", [true, false, true, false]),
        ("not", [false, false, false, true]),
    ];
    let usual = [true, false, false, false];
    let [amounts, lights, bars, notes] = fields.word("slag", KINDS).map_or(usual, |kind| kind.value);
    let width = width(
        &fields,
        "bredd",
        if notes {
            1
        } else if amounts {
            2
        } else {
            3
        },
    );
    let terms: Vec<ColumnTerm> = fields.references("beraknas").iter().map(ColumnTerm::read).collect();
    let (formula, inverted) = (Formula::default(), fields.flag("vands"));
    let (unit, decimals) = (fields.text("mattenhet"), decimals(&fields));
    let unit = unit.or_else(|| bars.then(|| SourceText::plain(fields.place().file, fields.place().range(), "%")));
    let [in_brackets, slashed, tinted, vertical] =
        ["i_parentes", "efter_snedstreck", "ton", "lodrat"].map(|key| fields.flag(key) == Some(true));
    let (bracketed, slashed) = (in_brackets || slashed, slashed && !in_brackets);
    // `92 (87,6 %)`: what stands in brackets says what it is.
    let is_share = terms.iter().any(|term| matches!(term.sign, Sign::Whole | Sign::WholeOfSum));
    let is_share = unit.as_ref().map_or(is_share, |unit| unit.trimmed() == "%");
    let shows_unit = fields.flag("visa_mattenhet").unwrap_or(bars || (in_brackets && is_share));
    let shows = kolada::shows(&fields);
    let (total, weight) = total(&fields);
    const ALIGNS: &[(&str, Align)] = &[("vanster", Align::Start), ("mitten", Align::Center), ("hoger", Align::End)];
    let align = fields.word("justering", ALIGNS).map(|align| align.value);
    fields.finish();
    let (id, heading) = (id?, heading?);
    let spec = ColumnSpec {
        id,
        heading,
        over,
        amounts,
        lights,
        bars,
        notes,
        unit,
        bracketed,
        slashed,
        tinted,
        vertical,
        shows_unit,
        decimals,
        formula,
        shows,
        total,
        weight: None,
        inverted,
        width,
        align,
    };
    Some((spec, terms, weight))
}

pub(super) fn table(fields: Fields<'_, '_>, limits: Limits) -> Option<TableSpec> {
    let (id, heading) = (fields.required_id::<TableId>("id"), fields.required_line("rubrik"));
    let (columns, first) = (fields.reference("kolumner"), fields.line("forsta_kolumn"));
    let signs = fields.table("fortecken").map(Conventions::of_table);
    let (unit, decimals) = (fields.text("mattenhet"), decimals(&fields));
    let (converts, rounds) = (fields.flag("omrakna") == Some(true), fields.flag("avrunda") == Some(true));
    // Decimals that cannot be read have been told, and nothing is rounded to none.
    let rounds = rounds && (decimals.is_some() || !fields.has("decimaler"));
    let (mut rows, mut dividers) = table_rows(&fields);
    let max_rows = limits.rows as usize;
    if let Some(beyond) = rows.get(max_rows) {
        let what = id.as_ref().map_or("", |id| id.value.as_str());
        fields.report(messages::limit_exceeded(Some(beyond.place()), what, Limit::Rows, limits.rows));
        rows.truncate(max_rows);
        dividers.retain(|(above, _)| *above < max_rows);
    }
    for (key, needed) in [("kolumner", true), ("rader", true), ("mattenhet", converts)] {
        if needed && !fields.has(key) {
            fields.report(messages::missing_key(fields.place(), key));
        }
    }
    let numbered = fields.flag("numrerad") != Some(false);
    let headless = fields.flag("rubrikrad") == Some(false);
    let aside = Aside::read(&fields);
    let commented_from = fields.integer("kommenteras_fran", 1, u32::MAX).map(|from| from.value);
    let below = Below::read(&fields);
    fields.finish();
    Some(TableSpec {
        id: id?,
        heading: heading?,
        first,
        columns,
        own_columns: None,
        signs,
        unit,
        decimals,
        converts,
        rounds,
        rows,
        dividers,
        below,
        numbered,
        headless,
        aside,
        commented_from,
    })
}

/// The decimals that figures are to have; a figure holds 28 digits at most.
fn decimals(fields: &Fields<'_, '_>) -> Option<u32> {
    fields.integer("decimaler", 0, 9).map(|decimals| decimals.value)
}

/// The keys that a row has which is made of others.
const MADE: [&str; 4] = ["ur", "beraknas", "summa", "genomsnitt"];

/// The references to a table's rows, and what stands between them: each with the position of the row that it stands
/// above.
fn table_rows(fields: &Fields<'_, '_>) -> (Vec<RowSpec>, Vec<(usize, Divider)>) {
    let (mut rows, mut dividers) = (Vec::new(), Vec::new());
    for entry in fields.mixed("rader") {
        match entry {
            Mixed::Text(row) => {
                let all = row.text.strip_suffix(ALL_ROWS).and_then(|unit| unit.strip_suffix('/'));
                rows.push(match all {
                    Some(unit) => RowSpec::All(Spanned::new(unit.into(), row.place)),
                    None => RowSpec::Delivered(Spanned::new(OwnedId::read(&row.text), row.place)),
                });
            }
            Mixed::Table(entry) if MADE.iter().any(|key| entry.has(key)) => {
                rows.extend(made_row(entry).map(|row| RowSpec::Made(Box::new(row))));
            }
            Mixed::Table(entry) => {
                dividers.extend(divider(&entry).map(|divider| (rows.len(), divider)));
                entry.finish();
            }
        }
    }
    tell_apart(&mut rows);
    (rows, dividers)
}

/// Rows that are taken from one table and are called by its name are called by their own where there are several.
fn tell_apart(rows: &mut [RowSpec]) {
    let source = |row: &RowSpec| match row {
        RowSpec::Made(made) => match &made.source {
            RowSource::Taken(from) => from.of.clone(),
            RowSource::Sum(_) | RowSource::Above(_) | RowSource::Divided(_) => None,
        },
        RowSpec::Delivered(_) | RowSpec::All(_) => None,
    };
    let tables: Vec<TableId> = rows.iter().filter_map(source).map(|(table, _)| table).collect();
    for row in rows.iter_mut() {
        let Some((table, own)) = source(row) else { continue };
        let own = own.id.rsplit('/').next().unwrap_or_default();
        let RowSpec::Made(made) = row else { continue };
        let several = tables.iter().filter(|other| **other == table).count() > 1;
        if several && made.id.value == *table && is_id(own) {
            made.id.value = own.into();
        }
    }
}

/// `{ grupp = "..." }`, `{ grupp_slut = true }` or `{ tom = true }`.
fn divider(entry: &Fields<'_, '_>) -> Option<Divider> {
    let [blank, end] = ["tom", "grupp_slut"].map(|key| entry.flag(key));
    if entry.has("tom") || entry.has("grupp_slut") {
        let divider = if entry.has("tom") { Divider::Blank } else { Divider::GroupEnd };
        return (blank == Some(true) || end == Some(true)).then_some(divider);
    }
    entry.required_line("grupp").map(Divider::Group)
}

/// `{ ur = "table.row" }`, `{ summa = ["row", ...], namn = "..." }` or `{ genomsnitt = "ovan", namn = "..." }`.
fn made_row(fields: Fields<'_, '_>) -> Option<MadeRow> {
    let (id, inverted) = (fields.id("id"), fields.flag("vands"));
    let place = fields.place();
    let (source, name, likely, kind) = if fields.has("ur") {
        let from = fields.reference("ur").map(TakenRow::read);
        // The row of a chapter's table is known by the table's name.
        let table = from.as_ref().and_then(|from| from.of.as_ref()).map(|(table, _)| table.to_string());
        (from.map(RowSource::Taken), fields.text("namn"), table.filter(|table| is_id(table)), RowKind::Item)
    } else if fields.has("beraknas") {
        let quotient = quotient(&fields, "summa");
        (quotient.map(RowSource::Divided), fields.words("namn"), Some("kvot".to_owned()), RowKind::Quotient)
    } else {
        let is_sum = fields.has("summa");
        let (key, kind) = if is_sum { ("summa", RowKind::Sum) } else { ("genomsnitt", RowKind::Average) };
        let (rows, above) = fields.references_or(key, ABOVE);
        let source = above.map_or_else(|| RowSource::Sum(rows.iter().map(RowTerm::read).collect()), RowSource::Above);
        (Some(source), fields.words("namn"), Some(key.to_owned()), kind)
    };
    let divides = kind == RowKind::Quotient;
    let kind = fields.word("slag", RowKind::MADE_WORDS).filter(|_| !divides).map_or(kind, |kind| kind.value);
    let (unit, decimals) = if divides { (fields.line("mattenhet"), decimals(&fields)) } else { (None, None) };
    let unit = unit.or_else(|| match &source {
        Some(RowSource::Divided(quotient)) => share_unit(quotient),
        _ => None,
    });
    let weight = fields.reference("viktas_med").map(|column| Spanned::new(column.value.into(), column.place));
    weight.iter().filter(|_| kind != RowKind::Average).for_each(|weight: &Spanned<ColumnId>| {
        fields.report(messages::weight_without_average(weight.place));
    });
    let (name, looks) = (name.map(|name| label(&fields, &name)), RowLooks::read(&fields));
    fields.finish();
    let id = id.or_else(|| likely.map(|id| Spanned::new(id.into(), place)));
    let id = id.unwrap_or_else(|| Spanned::new("rad".into(), place));
    Some(MadeRow { id, name, kind, looks, inverted, weight, unit, decimals, source: source? })
}
