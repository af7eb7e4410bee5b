//! Every figure of a report as a table: its address, what stands there, its unit, and the place where it was written.

use crate::base::address::Address;
use crate::base::address::GoalTable;
use crate::base::address::RiskField;
use crate::report::FinanceTable;
use crate::report::OwnedRow;
use serde::{Serialize, Serializer};

use crate::base::source::{MARK, Sources, Span, Spanned};
use crate::input::manifest::ColumnSet;
use crate::input::prose::Prose;
use crate::input::section::{Cell, Content as CellContent, Indicator, Risk};

use super::visit::Item;
use super::{Activities, Delivery, GoalNode, Report, address};

/// A figure, or the words that stand in the place of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is: `cell:verksamhet/it/it/utfall_2023`, `indicator:it/digitalisering/1/utfall_2022`.
    #[serde(serialize_with = "written")]
    pub address: Address,
    /// What kind of table it stands in.
    pub kind: Kind,
    /// The table's heading, the goal's or the chapter's.
    pub table: String,
    /// The row's label.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// The unit of the figure, `tkr` or `%`, where the report names one.
    pub unit: Option<String>,
    /// The figure with the digits as written and a decimal point; `None` for words.
    pub value: Option<String>,
    /// What the paper shows.
    pub shown: String,
    /// What stands in the file, quotes included; `None` for what the program computes.
    pub written: Option<String>,
    /// The unit of what stands in the file, where a table converts or rounds it.
    pub written_unit: Option<String>,
    /// The addresses of the cells that it is taken from or added up of, where the manifest makes its row of others.
    #[serde(serialize_with = "all_written")]
    pub made_of: Vec<Address>,
    /// The file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The column in it, in characters from 1.
    pub position: usize,
    /// The cell, `Drift!C7`, where the file is a workbook; line and column are the cell's then.
    pub cell: Option<String>,
}

fn written<S: Serializer>(address: &Address, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(address)
}

fn all_written<S: Serializer>(addresses: &[Address], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(addresses.iter().map(Address::to_string))
}

/// The kinds of table that figures stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A finance table.
    Finance,
    /// A goal's indicators.
    Indicator,
    /// The internal-control table.
    Risk,
}

impl Kind {
    fn swedish(self) -> &'static str {
        match self {
            Kind::Finance => "ekonomi",
            Kind::Indicator => "indikator",
            Kind::Risk => "risk",
        }
    }
}

/// The words of a label or a cell as the paper shows them.
pub type Shown<'s> = &'s dyn Fn(&Prose) -> String;

/// Every figure of `report` in reading order. Empty cells are left out.
pub fn figures(report: &Report, sources: &Sources, shown: Shown<'_>) -> Vec<Figure> {
    let mut all = Collector { report, sources, shown, figures: Vec::new() };
    report.walk(&mut |item| match item {
        Item::Row(table, row) => row.delivered().into_iter().for_each(|owned| all.row(table, owned)),
        Item::Goal(goal) => all.goal(goal),
        Item::Risk(chapter, owned) => {
            let (Some(unit), Delivery::Delivered(risk)) = (owned.unit, &owned.risk) else { return };
            let unit = report.manifest.units[unit].id.value.as_str();
            let risk_id = owned.id.as_str();
            let address = |field| Address::Risk { unit: unit.into(), risk: risk_id.into(), field };
            all.risk(risk, &address, chapter.heading.trimmed());
        }
        Item::Chapter(_) | Item::Part(_) | Item::Table(_) => {}
    });
    all.figures
}

struct Collector<'r> {
    report: &'r Report,
    sources: &'r Sources,
    shown: Shown<'r>,
    figures: Vec<Figure>,
}

/// What a figure has in common with others of its row.
struct Owner<'o> {
    kind: Kind,
    table: &'o str,
    row: String,
}

impl Collector<'_> {
    fn row(&mut self, table: &FinanceTable, owned: &OwnedRow) {
        let report = self.report;
        let row = (self.shown)(&owned.row.name);
        let owner = Owner { kind: Kind::Finance, table: table.heading.trimmed(), row };
        for ((at, column), cell) in table.columns.each().zip(&owned.cells) {
            let Some(cell) = cell else { continue };
            let address = address::of(report, table, owned, at);
            self.cell(&owner, address, column.heading.trimmed(), table.unit_of(owned, at), cell);
            let Some(figure) = self.figures.last_mut() else { continue };
            if let Some(before) = owned.before(at).filter(|_| !owned.is_computed()) {
                figure.written_unit.clone_from(&before.unit);
            }
            if let Some(made) = &owned.made {
                figure.made_of =
                    made.of.iter().map(|row| Address::Cell(row.clone(), column.id.value.as_str().into())).collect();
            }
            if owned.is_computed() {
                figure.written = None;
            }
        }
    }

    fn goal(&mut self, node: &GoalNode) {
        for owned in node.delivered() {
            let unit = self.report.manifest.units[owned.unit].id.value.as_str();
            let address = |kind| {
                move |at: u32, column: &str| Address::GoalRow {
                    unit: unit.into(),
                    goal: node.id.as_str().into(),
                    kind,
                    at,
                    column: Some(column.into()),
                }
            };
            let heading = node.heading.trimmed();
            self.indicators(owned.indicators(), &owned.columns, &address(GoalTable::Indicators), heading);
            if let Some(Activities { columns, .. }) = &owned.activities {
                self.indicators(owned.activities(), columns, &address(GoalTable::Activities), heading);
            }
        }
    }

    fn indicators<'r>(
        &mut self,
        rows: impl Iterator<Item = (&'r Indicator, &'r [Option<Cell>])>,
        columns: &ColumnSet,
        address: &dyn Fn(u32, &str) -> Address,
        heading: &str,
    ) {
        for (at, (indicator, cells)) in rows.enumerate() {
            let owner = Owner { kind: Kind::Indicator, table: heading, row: (self.shown)(&indicator.name) };
            for ((position, column), cell) in columns.each().zip(cells) {
                let Some(cell) = cell else { continue };
                let unit = columns.unit_of(position);
                let address = address(u32::try_from(at + 1).unwrap_or(u32::MAX), &column.id.value);
                self.cell(&owner, address, column.heading.trimmed(), unit, cell);
            }
        }
    }

    fn risk(&mut self, risk: &Risk, address: &dyn Fn(RiskField) -> Address, heading: &str) {
        let owner = Owner { kind: Kind::Risk, table: heading, row: (self.shown)(&risk.name) };
        let given = |value: &Option<Spanned<u32>>| value.as_ref().map(|value| (value.value, value.place, true));
        let product = risk.values().map(|(likelihood, consequence)| (likelihood * consequence, risk.place, false));
        for (name, field, value) in [
            ("sannolikhet", RiskField::Likelihood, given(&risk.likelihood)),
            ("konsekvens", RiskField::Consequence, given(&risk.consequence)),
            ("riskvärde", RiskField::Product, product),
        ] {
            let Some((value, place, written)) = value else { continue };
            let (value, written) = (value.to_string(), written.then(|| self.written(place)));
            self.push(&owner, address(field), name, None, (Some(value.clone()), value, written), place);
        }
    }

    fn cell(&mut self, owner: &Owner<'_>, address: Address, column: &str, unit: Option<&str>, cell: &Cell) {
        let (value, words, unit) = match &cell.content {
            CellContent::Figure(amount) => (Some(amount.to_string()), amount.swedish(), unit),
            CellContent::Words(prose) => (None, (self.shown)(prose), None),
        };
        let written = Some(self.written(cell.place));
        self.push(owner, address, column, unit, (value, words, written), cell.place);
    }

    fn push(
        &mut self,
        owner: &Owner<'_>,
        address: Address,
        column: &str,
        unit: Option<&str>,
        (value, shown, written): (Option<String>, String, Option<String>),
        place: Span,
    ) {
        let position = self.sources.position(place);
        self.figures.push(Figure {
            address,
            kind: owner.kind,
            table: owner.table.to_owned(),
            row: owner.row.clone(),
            column: column.to_owned(),
            unit: unit.map(str::to_owned),
            value,
            shown,
            written,
            written_unit: None,
            made_of: Vec::new(),
            file: self.sources.file(place.file).path.clone(),
            line: position.line,
            position: position.column,
            cell: self.sources.cell(place),
        });
    }

    fn written(&self, place: Span) -> String {
        self.sources.file(place.file).text.get(place.range()).unwrap_or("").to_owned()
    }
}

/// The figures as JSON: a list with one object a line.
pub fn json(figures: &[Figure]) -> String {
    let lines: Vec<String> = figures.iter().map(|figure| serde_json::to_string(figure).unwrap_or_default()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// The names of the columns of [`csv`].
const COLUMNS: &str = "cellhanvisning;slag;tabell;rad;kolumn;mattenhet;varde;visas;skrivet;fil;radnummer;tecken;cell;\
     skriven_mattenhet;hamtad_ur";

/// The figures as values with a header, the way that a Swedish spreadsheet opens them: semicolons between them, commas
/// before decimals, and a mark of UTF-8 before it all. Otherwise after RFC 4180.
pub fn csv(figures: &[Figure]) -> String {
    let mut out = format!("{MARK}{COLUMNS}\r\n");
    for figure in figures {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let fields = [
            figure.address.to_string(),
            figure.kind.swedish().to_owned(),
            figure.table.clone(),
            figure.row.clone(),
            figure.column.clone(),
            optional(&figure.unit),
            optional(&figure.value).replace('.', ","),
            figure.shown.clone(),
            optional(&figure.written),
            figure.file.clone(),
            figure.line.to_string(),
            figure.position.to_string(),
            optional(&figure.cell),
            optional(&figure.written_unit),
            figure.made_of.iter().map(Address::to_string).collect::<Vec<_>>().join(" "),
        ];
        out.push_str(&fields.map(|field| quoted(&field)).join(";"));
        out.push_str("\r\n");
    }
    out
}

/// A field, in quotes where it holds what would end it, and [harmless](harmless()) to who opens it in a spreadsheet.
fn quoted(field: &str) -> String {
    let field = &harmless(field);
    if field.contains(['"', ';', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.clone() }
}

/// Signs that begin a formula in a spreadsheet, also the wide ones of Chinese and Japanese.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What may end a field, whatever a spreadsheet takes for the sign between them: in Swedish it is a semicolon.
const ENDS: [char; 5] = [',', ';', '\t', '\n', '\r'];

/// A field with an apostrophe before whatever a spreadsheet would take for a formula, so that it stays words. Figures
/// below zero stay figures.
fn harmless(field: &str) -> String {
    if !field.contains(FORMULA) {
        return field.to_owned();
    }
    let mut out = String::with_capacity(field.len() + 1);
    for piece in field.split_inclusive(ENDS) {
        let words = piece.trim_end_matches(ENDS).trim_start_matches(|c: char| c == '"' || c.is_whitespace());
        let figure = words.strip_prefix(['-', '+']).unwrap_or(words);
        let is_digit = |c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.' || c == '%';
        let is_figure = figure.contains(|c: char| c.is_ascii_digit()) && figure.chars().all(is_digit);
        if words.starts_with(FORMULA) && !is_figure {
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must() {
        assert_eq!(quoted("7;9%"), "\"7;9%\"");
        assert_eq!(quoted("sa \"ja\"\nsen"), "\"sa \"\"ja\"\"\nsen\"");
        assert_eq!(quoted("−10 942"), "−10 942");
    }

    #[test]
    fn nothing_is_a_formula_to_a_spreadsheet() {
        for figure in ["-10942", "-7.9%", "+5", "-1\u{a0}200", "a-b=c", "x@y.se", "drift.summa"] {
            assert_eq!(quoted(figure), figure);
        }
        assert_eq!(quoted("-7,9"), "-7,9");
        for (words, shown) in [
            ("=1+1", "'=1+1"),
            ("+a", "'+a"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            (" =1", "' =1"),
            ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            ("a,=1", "a,'=1"),
            ("a\t=1", "a\t'=1"),
        ] {
            assert_eq!(quoted(words), shown);
        }
        assert_eq!(quoted("a;\"=1"), "\"a;'\"\"=1\"");
        assert_eq!(quoted("\r\n=1"), "\"\r\n'=1\"");
        assert_eq!(quoted("=HYPERLINK(\"http://a.se\")"), "\"'=HYPERLINK(\"\"http://a.se\"\")\"");
    }
}
