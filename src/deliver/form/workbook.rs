//! A form as a workbook: a sheet for each table, one for texts, one for notes, and a hidden one that says what the form
//! was made of. Cells hold words in the marks of a section, since a cell has no others; figures are numbers.

use std::collections::BTreeMap;

use crate::base::archive::Archive;
use crate::base::budget::Budget;
use crate::base::cell_ref::Area;
use crate::base::limits::{CELLS_OF_A_ROW, Limits, MEGABYTE};
use crate::base::names::{id_of, is_id};
use crate::base::swedish::one_spaced;
use crate::deliver::verify::xml::{self, Element};
use crate::input::sheet::{self, Fault, ReadLimits, Stored};

use super::document::{self, FIELD, Form};
use super::filled::{Filled, FilledCell, FilledField};
use super::owes::{FieldForm, Grid};
use super::sheets::{Look, Said, Sheet, packed};
use super::values::{Of, figure};
use super::words::Text;

/// What the hidden sheet says besides.
pub(super) struct About<'a> {
    pub(super) report: &'a str,
    pub(super) base: &'a str,
    /// What the program writes outside of the fields, line by line.
    pub(super) made: &'a [String],
}

/// The name of the hidden sheet, and what stands in its first cell.
const HIDDEN: &str = "underlag";

/// What stands before each line of the file that the form was made of.
const LINE: &str = "\u{2502}";

/// What stands before each line that the program writes outside of the fields.
const MADE: &str = "\u{2506}";

/// What stands before a unit's id in the address of its notes.
const NOTES: &str = "noter:";

/// What stands above the ids and the texts of notes.
const NOTE_HEADINGS: [&str; 2] = ["Beteckning", "Text"];

/// Rows without words that a table has for what is new.
const SPARE: usize = 5;

/// Writes a form.
///
/// # Errors
///
/// A sentence: a text is longer than a cell may be.
pub(super) fn write(form: &Form<'_>, about: &About<'_>) -> Result<Vec<u8>, String> {
    let mut first = Sheet::new("Läs först", &[110]);
    first.line(&document::title(form.name), Look::Title);
    for line in document::instructions(!form.former.is_empty()) {
        first.line(&line, Look::Text);
    }
    first.line(MARKS, Look::Text);
    let (mut sheets, mut texts) = (vec![first], Sheet::new("Texter", &[26, 110]));
    let mut number = 0;
    for field in form.fields {
        number += 1;
        let name = format!("falt_{number}");
        let address = format!("{FIELD} {}", field.address);
        match &field.form {
            FieldForm::Lines(lines) => {
                let from = texts.rows.len() + 1;
                texts
                    .rows
                    .push(vec![(Said::Words(address), Look::Faint), (Said::Words(field.title.clone()), Look::Title)]);
                for asked in lines.iter().filter(|asked| asked.is_shown) {
                    if let Some(former) = form.former.texts.get(&asked.key) {
                        let former = Said::Words(former.join("\n\n"));
                        texts
                            .rows
                            .push(vec![(Said::Words(document::FORMER.to_owned()), Look::Faint), (former, Look::Faint)]);
                    }
                    let value = form.values.get(&asked.key).map_or(Said::Nothing, |text| Said::Words(cell_words(text)));
                    texts.rows.push(vec![(Said::Words(asked.label.clone()), Look::Head), (value, Look::Text)]);
                }
                texts.named.push((name, from, texts.rows.len()));
                texts.rows.push(Vec::new());
            }
            FieldForm::Grid(grid) => {
                let mut sheet = of_grid(form, grid, address, &field.title);
                sheet.named.push((name, 1, sheet.rows.len()));
                sheets.push(sheet);
                if let Some(former) = form.former.grids.get(&field.address) {
                    let mut sheet = Sheet::new(&format!("Förra {}", field.title), &[40]);
                    let row = |look: Look, words: &[String]| {
                        words.iter().map(|words| (Said::Words(words.clone()), look)).collect::<Vec<_>>()
                    };
                    sheet.rows.push(row(Look::Head, &former.headings));
                    sheet.rows.extend(former.rows.iter().map(|words| row(Look::Faint, words)));
                    sheets.push(sheet);
                }
            }
        }
    }
    sheets.push(texts);
    sheets.push(of_notes(form));
    sheets.push(hidden(form, about));
    packed(sheets, &document::title(form.name))
}

/// How cells are written.
const MARKS: &str = "I en cell skrivs *kursiv*, **fetstil**, punkter med ett streck först på raden, och en fotnot \
                     som [^beteckning] med texten på bladet Fotnoter. Ett nytt stycke skrivs med en tom rad emellan.";

fn of_grid(form: &Form<'_>, grid: &Grid, address: String, title: &str) -> Sheet {
    let mut widths = vec![44];
    widths.extend(grid.columns.iter().map(|column| if column.figures.is_some() { 16 } else { 40 }));
    let mut sheet = Sheet { frozen: 2, ..Sheet::new(title, &widths) };
    sheet.rows.push(vec![(Said::Words(address), Look::Faint), (Said::Words(title.to_owned()), Look::Title)]);
    let headings = grid.columns.iter().map(|column| document::heading_of(&column.heading, column.figures.as_deref()));
    let headings = std::iter::once(grid.first.clone()).chain(headings);
    sheet.rows.push(headings.map(|words| (Said::Words(words), Look::Head)).collect());
    // Each column shows as many decimals as any of its figures, today's or those before, has.
    let looks: Vec<Look> = grid
        .columns
        .iter()
        .map(|column| {
            if column.figures.is_none() {
                return Look::Text;
            }
            let now = grid.rows.iter().filter_map(|(of, _)| figure(form.values.get(&of.cell(&column.id))?));
            Look::Figure(
                now.map(|amount| amount.decimals() as usize).max().or_else(|| former_decimals(form, title, grid)),
            )
        })
        .collect();
    for (of, usual) in &grid.rows {
        let name = form.values.get(&of.name()).map_or_else(|| usual.clone(), cell_words);
        let mut row = vec![(if name.is_empty() { Said::Nothing } else { Said::Words(name) }, Look::Text)];
        for (column, look) in grid.columns.iter().zip(&looks) {
            let value = form.values.get(&of.cell(&column.id));
            let said = match value.and_then(figure).filter(|_| column.figures.is_some()) {
                Some(amount) => Said::Number(amount.to_string()),
                None => value.map_or(Said::Nothing, |text| Said::Words(cell_words(text))),
            };
            row.push((said, *look));
        }
        sheet.rows.push(row);
    }
    for _ in 0..SPARE {
        let empty = std::iter::once(Look::Text).chain(looks.iter().copied());
        sheet.rows.push(empty.map(|look| (Said::Nothing, look)).collect());
    }
    sheet
}

/// The decimals of the figures of a table in the period before.
fn former_decimals(form: &Form<'_>, title: &str, grid: &Grid) -> Option<usize> {
    let field = form.fields.iter().find(|field| field.title == title && field.form == FieldForm::Grid(grid.clone()))?;
    let rows = &form.former.grids.get(&field.address)?.rows;
    let figures = rows.iter().flat_map(|row| row.iter().skip(1)).filter_map(|words| figure(&Text::plain(words)));
    figures.map(|amount| amount.decimals() as usize).max()
}

fn of_notes(form: &Form<'_>) -> Sheet {
    let mut sheet = Sheet { frozen: 2, ..Sheet::new("Fotnoter", &[26, 110]) };
    sheet.rows.push(vec![(Said::Words(format!("{FIELD} {NOTES}{}", form.unit)), Look::Faint)]);
    sheet.rows.push(NOTE_HEADINGS.map(|words| (Said::Words(words.to_owned()), Look::Head)).into_iter().collect());
    for (key, text) in form.values.iter() {
        if let Of::Note(id) = &key.of {
            sheet.rows.push(vec![(Said::Words(id.clone()), Look::Text), (Said::Words(cell_words(text)), Look::Text)]);
        }
    }
    for _ in 0..SPARE {
        sheet.rows.push(vec![(Said::Nothing, Look::Text), (Said::Nothing, Look::Text)]);
    }
    sheet
}

fn hidden(form: &Form<'_>, about: &About<'_>) -> Sheet {
    let mut sheet = Sheet { is_hidden: true, ..Sheet::new(HIDDEN, &[60]) };
    for words in [HIDDEN, about.report, form.unit.as_str()] {
        sheet.line(words, Look::Plain);
    }
    // An empty line is a cell as well.
    about.base.lines().for_each(|line| sheet.line(&format!("{LINE}{line}"), Look::Plain));
    about.made.iter().for_each(|line| sheet.line(&format!("{MADE}{line}"), Look::Plain));
    sheet
}

/// A value as a cell has it: in the marks of a section.
fn cell_words(text: &Text) -> String {
    let words = text.written().unwrap_or_else(|| text.words());
    // In one line a sign at the beginning means itself.
    let is_line = !words.contains('\n') && !words.is_empty() && !Text::read_line(&words).is(text);
    if is_line { words + "\n" } else { words }
}

/// Whether a file is a workbook.
pub(super) fn is_workbook(file: &[u8]) -> bool {
    Archive::open(file).is_ok_and(|archive| archive.has("xl/workbook.xml"))
}

/// Reads a workbook; `None` for one that is no form.
///
/// # Errors
///
/// Why it cannot be read.
pub(super) fn read(file: &[u8], budget: &mut Budget) -> Result<Option<Filled>, Fault> {
    let limits = Limits::default();
    let rows = limits.rows as usize;
    let limits = ReadLimits { unpacked: u64::from(limits.unpacked) * MEGABYTE, rows, cells: rows * CELLS_OF_A_ROW };
    let names = sheet::names(file, limits, budget)?;
    let mut filled = Filled { is_named: true, ..Filled::default() };
    let mut is_form = false;
    for name in names {
        let read = sheet::read(file, Some(&name), &Area::default(), limits, budget)?;
        if name == HIDDEN {
            is_form = hidden_sheet(&mut filled, &read.cells);
            if !is_form {
                return Ok(None);
            }
            continue;
        }
        let mut rows: BTreeMap<u32, Vec<FilledCell>> = BTreeMap::new();
        for cell in read.cells {
            let row = rows.entry(cell.at.row).or_default();
            let at = cell.at.column as usize;
            if row.len() < at {
                row.resize_with(at, FilledCell::default);
            }
            row[at - 1].text = said(&cell);
        }
        let mut is_open = false;
        for row in rows.into_values() {
            let first = row.first().map(|cell| cell.text.words()).unwrap_or_default();
            let address =
                first.strip_prefix(FIELD).map(str::trim).filter(|rest| rest.contains(':') && !rest.contains(' '));
            let beside = |from: usize| -> Vec<String> {
                let words = row.iter().skip(from).map(|cell| cell.text.words());
                words.flat_map(|words| words.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
            };
            match (address, filled.fields.last_mut().filter(|_| is_open)) {
                (Some(address), _) => {
                    filled.fields.push(FilledField { address: address.to_owned(), rows: Vec::new() });
                    filled.outside.extend(beside(1));
                    is_open = true;
                }
                (None, _) if first == document::FORMER => filled.former.extend(beside(1)),
                (None, Some(field)) => field.rows.push(row),
                (None, None) => filled.outside.extend(beside(0)),
            }
        }
    }
    filled.outside.retain(|line| !line.trim().is_empty());
    notes(&mut filled);
    besides(file, &mut filled, budget);
    Ok(Some(filled).filter(|filled| is_form || !filled.fields.is_empty()))
}

/// What is written beside the cells: comments and text boxes.
fn besides(file: &[u8], filled: &mut Filled, budget: &mut Budget) {
    let Ok(mut archive) = Archive::open(file) else { return };
    for path in archive.paths() {
        let is_comments = path.starts_with("xl/comments");
        if !path.ends_with(".xml") || !(is_comments || path.starts_with("xl/drawings/")) {
            continue;
        }
        let bytes = archive.read(&path, budget).ok().flatten();
        let Some(part) = bytes.and_then(|bytes| xml::parse(&bytes, &path, budget).ok()) else {
            filled.unread.push(path);
            continue;
        };
        let authors: Vec<&str> = outermost(&part, "author").into_iter().map(|author| author.text.as_str()).collect();
        for comment in outermost(&part, "comment") {
            let author = comment.attributes.get("authorId").and_then(|at| authors.get(at.parse::<usize>().ok()?));
            let words = outermost(comment, "t").into_iter().map(|it| it.text.as_str()).collect::<String>();
            filled.comments.push((author.copied().unwrap_or_default().to_owned(), one_spaced(&words)));
        }
        for words in outermost(&part, "xdr:txBody") {
            let words = outermost(words, "a:t").into_iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
            filled.unread.extend(Some(one_spaced(&words)).filter(|words| !words.is_empty()));
        }
    }
}

fn outermost<'e>(part: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut all = Vec::new();
    part.outermost(name, &mut all);
    all
}

/// What the hidden sheet says; whether it is that of a form.
fn hidden_sheet(filled: &mut Filled, cells: &[sheet::Cell]) -> bool {
    let mut lines = cells.iter().map(|cell| match &cell.stored {
        Stored::Text(words) => words.to_string(),
        Stored::Number(number) => number.digits.clone(),
        _ => String::new(),
    });
    if lines.next().as_deref() != Some(HIDDEN) {
        return false;
    }
    let (report, unit) = (lines.next(), lines.next());
    filled.report = report;
    let (made, base): (Vec<String>, Vec<String>) = lines.partition(|line| line.starts_with(MADE));
    let base: String = base.iter().map(|line| line.replacen(LINE, "", 1) + "\n").collect();
    filled.base = unit.map(|unit| (unit, base));
    filled.made = made.iter().map(|line| line.replacen(MADE, "", 1)).collect();
    true
}

/// The notes stand on a sheet of their own.
fn notes(filled: &mut Filled) {
    let (notes, fields) = std::mem::take(&mut filled.fields).into_iter().partition(|it| it.address.starts_with(NOTES));
    filled.fields = fields;
    let mut head = true;
    for row in Vec::into_iter(notes).flat_map(|field: FilledField| field.rows) {
        let words: Vec<String> = row.iter().map(|cell| cell.text.words()).collect();
        if std::mem::take(&mut head) && words.iter().map(String::as_str).eq(NOTE_HEADINGS) {
            continue;
        }
        // The id as it is written, or as a text refers to it: `[^kalla]`.
        let name = words.first().map(String::as_str).unwrap_or_default();
        let marks: Vec<&str> = row.first().map(|cell| cell.text.notes().collect()).unwrap_or_default();
        let (id, is_itself) = match (name, &marks[..]) {
            ("", [mark]) => (Some((*mark).to_owned()), true),
            (name, []) if is_id(name) => (Some(name.to_owned()), true),
            (name, []) => (id_of(name), false),
            // Words beside a mark are no id.
            _ => (None, false),
        };
        match (id, &row[..]) {
            (Some(id), [_, text]) if !filled.notes.contains_key(&id) => {
                filled.notes.insert(id, text.clone());
            }
            // Its text was emptied. What was only made an id of is words of somebody.
            (Some(id), [_]) if is_itself && !filled.notes.contains_key(&id) => {
                filled.notes.insert(id, FilledCell::default());
            }
            _ => filled.outside.extend(words.into_iter().filter(|words| !words.is_empty())),
        }
    }
}

/// What a cell says.
fn said(cell: &sheet::Cell) -> Text {
    match &cell.stored {
        Stored::Number(number) => {
            let per_cent = cell.format.per_cent.then(|| sheet::in_per_cent(&number.digits)).flatten();
            let sign = if per_cent.is_some() { " %" } else { "" };
            let digits = per_cent.unwrap_or_else(|| number.digits.clone());
            // Zeros that the cell shows behind the last decimal are part of the figure.
            let missing = cell.format.decimals.unwrap_or(0).saturating_sub(sheet::decimals(&digits));
            let point = if missing > 0 && !digits.contains('.') { "." } else { "" };
            Text::plain(&(format!("{digits}{point}{}", "0".repeat(missing)).replace('.', ",") + sign))
        }
        Stored::Text(words) if words.contains('\n') => Text::read(words),
        Stored::Text(words) => Text::read_line(words),
        Stored::Date(ways) => Text::plain(ways.first().map_or("", String::as_str)),
        Stored::Error(words) => Text::odd(words),
        Stored::Boolean(is_true) => Text::plain(if *is_true { "SANT" } else { "FALSKT" }),
        Stored::Uncomputed => Text::odd("="),
        Stored::Several(values) => Text::plain(&values.join(" ")),
    }
}
