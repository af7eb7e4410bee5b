//! Fills the cells of key figures that are left out, where the report asks for it, and gives their rows a note that
//! says where the figures come from.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::source::{Span, Spanned};
use crate::base::swedish::long_date;
use crate::base::written::SourceText;
use crate::input::kolada::{Gender, KeyFigure};
use crate::input::manifest::{ColumnSet, KoladaSpec, Manifest};
use crate::input::prose::{Inline, Prose, ProseBlock, ProseKind};
use crate::input::section::{Cell, Content, NoteText};
use crate::report::OwnedRow;
use crate::report::kolada::{figure_of, find, key, parts};

/// A row on its way into its table.
pub(super) struct Row<'r> {
    pub(super) key_figure: Option<&'r KeyFigure>,
    pub(super) cells: &'r mut [Option<Cell>],
}

impl<'r> Row<'r> {
    /// A row of a finance table; nothing where it has not come.
    pub(super) fn of(row: Option<&'r mut OwnedRow>) -> Self {
        match row {
            Some(OwnedRow { row, cells, .. }) => Row { key_figure: row.key_figure.as_ref(), cells },
            None => Row { key_figure: None, cells: &mut [] },
        }
    }
}

/// Fills what Kolada knows and nobody wrote. A cell that another one covers from above stays as it is.
pub(super) fn fill<'r>(manifest: &Manifest, columns: &ColumnSet, rows: impl Iterator<Item = Row<'r>>) {
    if !manifest.kolada.iter().any(|spec| spec.fills) {
        return;
    }
    let mut covered = vec![0_u32; columns.columns.len()];
    for Row { key_figure, cells } in rows {
        let behind = unit_behind(cells);
        let of_row = cells.iter().flatten().find_map(|cell| cell.unit.clone());
        let mut beside = 0;
        for ((at, column), covered) in columns.each().zip(&mut covered) {
            let is_covered = *covered > 0 || beside > 0;
            (*covered, beside) = (covered.saturating_sub(1), u32::saturating_sub(beside, 1));
            let Some(place) = cells.get_mut(at.position()) else { continue };
            if let Some(cell) = place {
                beside = cell.columns.saturating_sub(1);
                *covered = (*covered).max(cell.rows.saturating_sub(1));
                continue;
            }
            let Some(key_figure) = key_figure.filter(|_| !is_covered && column.formula.is_empty()) else { continue };
            let found = key(manifest, key_figure, column).and_then(|key| find(manifest, &key));
            let Some((_, answer)) = found.filter(|(spec, _)| spec.fills) else { continue };
            let Some(figure) = answer.figure else { continue };
            let figure = column.decimals.map_or(figure, |decimals| figure.rounded(decimals));
            let content = match &behind {
                Some(unit) => {
                    let words = format!("{}{unit}", figure.swedish());
                    Content::Words(Prose::verbatim(&said(answer.place, &words)))
                }
                None => Content::Figure(figure),
            };
            let unit = of_row.clone().filter(|_| columns.takes_unit_of_row(at));
            *place = Some(Cell { content, marks: None, unit, rows: 1, columns: 1, place: answer.place });
        }
    }
}

/// Words of the program's own, at the place of what they are made of.
fn said(place: Span, words: &str) -> SourceText {
    SourceText::plain(place.file, place.range(), words)
}

/// What stands behind each of a row's figures that are written as words: ` %`.
fn unit_behind(cells: &[Option<Cell>]) -> Option<String> {
    let words = cells.iter().flatten().filter_map(|cell| match &cell.content {
        Content::Words(words) => Some(words.plain()),
        Content::Figure(_) => None,
    });
    let units: BTreeSet<String> = words.filter_map(|words| parts(&words).map(|(_, unit)| unit.to_owned())).collect();
    let mut units = units.into_iter().filter(|unit| !unit.is_empty());
    let first = units.next()?;
    units.next().is_none().then_some(first)
}

/// Gives a row of a key figure a note about where its figures come from, unless one of its notes says so already.
pub(super) fn cite(
    manifest: &Manifest,
    columns: &ColumnSet,
    key_figure: Option<&KeyFigure>,
    name: &mut Prose,
    cells: &[Option<Cell>],
    notes: &mut Vec<NoteText>,
) {
    let Some(key_figure) = key_figure else { return };
    let Some(text) = source(manifest, columns, key_figure, cells) else { return };
    let words = cells.iter().flatten().filter_map(|cell| match &cell.content {
        Content::Words(words) => Some(words),
        Content::Figure(_) => cell.marks.as_ref(),
    });
    let marks: BTreeSet<String> =
        std::iter::once(&*name).chain(words).flat_map(Prose::notes).map(|(id, _)| id.to_owned()).collect();
    let cited =
        |note: &NoteText| marks.contains(&*note.id.value) && note.text.plain().to_lowercase().contains("kolada");
    if notes.iter().any(cited) {
        return;
    }
    let place = key_figure.id.place;
    let known = notes.iter().find(|note| note.text.plain() == text).map(|note| note.id.value.to_string());
    let id = known.unwrap_or_else(|| {
        let base = format!("kolada-{}", key_figure.id.trimmed().to_lowercase());
        let is_free = |id: &String| !notes.iter().any(|note| *note.id.value == **id);
        let mut ids = std::iter::once(base.clone()).chain((2u32..).map(|number| format!("{base}-{number}")));
        let id = ids.find(is_free).unwrap_or(base);
        let text = Prose::verbatim(&said(place, &text));
        notes.push(NoteText { id: Spanned::new(id.as_str().into(), place), text, place });
        id
    });
    mark(name, Inline::Note(id, place));
}

/// Puts a mark behind the last of the words.
fn mark(name: &mut Prose, mark: Inline) {
    let place = match &mark {
        Inline::Note(_, place) => *place,
        _ => return,
    };
    match name.blocks.last_mut().map(|block| &mut block.kind) {
        Some(ProseKind::Paragraph(inlines) | ProseKind::Quote(inlines) | ProseKind::Heading(_, inlines)) => {
            inlines.push(mark)
        }
        Some(ProseKind::List { .. }) | None => {
            name.blocks.push(ProseBlock { kind: ProseKind::Paragraph(vec![mark]), place });
        }
    }
}

/// `Källa: Kolada, N00945 Sjukfrånvaro, (%), 2021 och 2022. Hämtad 1 september 2023.` `None` where no column shows what
/// a saved answer has that is to be named.
fn source(manifest: &Manifest, columns: &ColumnSet, key_figure: &KeyFigure, cells: &[Option<Cell>]) -> Option<String> {
    let (mut years, mut means, mut genders) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    let mut first: Option<&KoladaSpec> = None;
    for (column, _) in columns.columns.iter().zip(cells).filter(|(_, cell)| cell.as_ref().and_then(figure_of).is_some())
    {
        let Some(key) = key(manifest, key_figure, column) else { continue };
        let Some((spec, answer)) = find(manifest, &key).filter(|(spec, _)| spec.cites) else { continue };
        first = first.or(Some(spec));
        years.insert(key.year);
        genders.insert(key.gender);
        if answer.members > 1 {
            means.insert(key.area, answer.members);
        }
    }
    let spec = first?;
    let id = key_figure.id.trimmed();
    let answers = || manifest.kolada.iter().filter_map(|spec| spec.answers.as_ref());
    let title = answers().find_map(|answers| answers.key_figures.get(id)).map(|about| format!(" {}", about.title));
    let years: Vec<String> = years.into_iter().map(|year| year.to_string()).collect();
    let gender = match genders.into_iter().collect::<Vec<_>>()[..] {
        [Gender::Women] => ", kvinnor",
        [Gender::Men] => ", män",
        _ => "",
    };
    let mut text = format!("Källa: Kolada, {id}{}{gender}, {}.", title.unwrap_or_default(), listed(&years));
    for (area, members) in means {
        let name = answers().find_map(|answers| answers.areas.get(&area)).cloned().unwrap_or(area);
        text.push_str(&format!(" {name}: ovägt medelvärde för {members} kommuner."));
    }
    if let Some(date) = spec.fetched() {
        text.push_str(&format!(" Hämtad {}.", long_date(date)));
    }
    Some(text)
}

/// `2020, 2021 och 2022`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} och {last}", before.join(", ")),
    }
}
