//! The internal-control table: likelihood, consequence and their product, and the three lists of each risk.

use crate::manifest::ControlSpec;
use crate::model::charts::weight;
use crate::model::{Align, Block, BlockKind, Cell, Column, List, ParagraphRole, Row, RowRole, Table, TableRole};
use crate::prose::Prose;
use crate::report::{Chapter, Delivery, OwnedRisk};
use crate::section::Risk;

use super::finance::{header_cell, name_cell};
use super::narrative::addressed;
use super::words::Citer;
use super::{Lowerer, Pages, one_line, paragraph};

/// Column widths against each other: risk, activities, the three figures, owner, follow-up.
const SHARES: [u16; 7] = [13, 23, 5, 5, 6, 16, 42];

/// The width of a figure that has a word beside it.
const WORD_SHARE: u16 = 9;

/// The position of the product's column.
const PRODUCT: usize = 4;

/// Column headings where the manifest gives none.
const HEADINGS: [&str; 5] = ["Risk", "Kontrollmoment", "Risk- och konsekvensbedömning RxK", "Ansvar", "Uppföljning"];

impl Lowerer<'_> {
    pub(super) fn risks(&mut self, risks: &[OwnedRisk], chapter: &Chapter, pages: &mut Pages) {
        let Some(control) = &self.report.manifest.control else { return };
        self.notes.begin_table();
        let mut rows = Vec::new();
        let mut gaps = Vec::new();
        for owned in risks {
            match (&owned.risk, owned.unit) {
                (Delivery::Came(risk), Some(unit)) => {
                    let address = format!("{}/risk/{}", self.report.manifest.units[unit].id.value, owned.id);
                    let citer = Citer { report: self.report, notes: Some((&mut self.notes, unit)) };
                    rows.push(row(risk, control, citer, &address));
                }
                (Delivery::Missing(gap), _) => gaps.push(self.gap(*gap, &format!("risken {}", owned.id))),
                (Delivery::Came(_), None) => {}
            }
        }
        let title =
            control.title.as_ref().map_or_else(|| one_line(&chapter.heading.text), |title| one_line(&title.text));
        let shown = SHARES.iter().enumerate().filter(|(at, _)| control.product || *at != PRODUCT);
        let has_words = |at: usize| control.words.get(at.wrapping_sub(2)).is_some_and(|words| !words.is_empty());
        let columns = shown.map(|(at, share)| Column {
            share: if has_words(at) { WORD_SHARE } else { *share },
            align: if (2..5).contains(&at) { Align::Center } else { Align::Start },
            row_header: at == 0,
        });
        let columns: Vec<Column> = columns.collect();
        rows.extend(self.notes.end_table(columns.len()));
        let table = Table {
            role: TableRole::Risks,
            title,
            description: description(control),
            columns,
            header: header(control),
            rows,
        };
        pages.push(Block::at(BlockKind::Table(table), chapter.heading.place));
        pages.extend(gaps);
    }
}

fn description(control: &ControlSpec) -> String {
    let (scale, product) = (control.scale, if control.product { " deras produkt," } else { "" });
    format!(
        "Risker med sannolikhet och konsekvens på skalan 1–{scale},{product} kontrollmoment, ansvariga och uppföljning."
    )
}

fn header(control: &ControlSpec) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(title) = &control.title {
        let mut cell = header_cell(&title.text, Align::Start);
        cell.colspan = if control.product { 7 } else { 6 };
        rows.push(Row { role: RowRole::Header, cells: vec![cell] });
    }
    let cell = |at: usize| {
        let words = control.headings[at].as_ref().map_or(HEADINGS[at], |heading| heading.trimmed());
        let mut cell = header_cell(words, if at == 2 { Align::Center } else { Align::Start });
        cell.colspan = match (at, control.product) {
            (2, true) => 3,
            (2, false) => 2,
            _ => 1,
        };
        cell
    };
    rows.push(Row { role: RowRole::Header, cells: (0..5).map(cell).collect() });
    rows
}

fn row(risk: &Risk, control: &ControlSpec, mut citer: Citer<'_, '_>, address: &str) -> Row {
    let mut cells = vec![name_cell(&risk.name, &mut citer, address)];
    let text = |activity: &crate::section::ControlActivity| Some(activity.text.clone());
    cells.push(list_cell(risk, Vec::new(), text, &mut citer, &format!("{address}/kontrollmoment")));
    let (likelihood, consequence) = (risk.likelihood.value, risk.consequence.value);
    let product = likelihood * consequence;
    let figures = [
        (likelihood, risk.likelihood.place, "sannolikhet", control.words.first()),
        (consequence, risk.consequence.place, "konsekvens", control.words.last()),
        (product, risk.likelihood.place, "produkt", None),
    ];
    for (value, place, name, words) in figures.into_iter().take(if control.product { 3 } else { 2 }) {
        let word = words.and_then(|words| words.get(usize::try_from(value).ok()?.checked_sub(1)?));
        let shown = word.map_or_else(|| value.to_string(), |word| format!("{value} {}", one_line(&word.text)));
        let mut cell = Cell::new(vec![paragraph(ParagraphRole::Cell, shown)], Align::Center);
        (cell.figure, cell.place) = (true, Some(place));
        cell.give_address(format!("{address}/{name}"));
        cells.push(cell);
    }
    if let Some(cell) = cells.last_mut().filter(|_| control.product) {
        cell.weight = weight(likelihood, consequence, control.scale);
    }
    let owner = |activity: &crate::section::ControlActivity| activity.owner.clone();
    cells.push(list_cell(risk, Vec::new(), owner, &mut citer, &format!("{address}/ansvar")));
    let introduction =
        risk.introduction.as_ref().map(|text| citer.blocks(text, ParagraphRole::Cell)).unwrap_or_default();
    let introduction = addressed(introduction, &format!("{address}/inledning"));
    let follow_up = |activity: &crate::section::ControlActivity| activity.follow_up.clone();
    cells.push(list_cell(risk, introduction, follow_up, &mut citer, &format!("{address}/uppfoljning")));
    Row { role: RowRole::Body, cells }
}

/// A cell with a numbered list: one item for each control activity, so that the numbers of the three lists agree.
fn list_cell(
    risk: &Risk,
    mut blocks: Vec<Block>,
    item: impl Fn(&crate::section::ControlActivity) -> Option<Prose>,
    citer: &mut Citer<'_, '_>,
    address: &str,
) -> Cell {
    let items: Vec<Vec<Block>> = risk
        .activities
        .iter()
        .enumerate()
        .map(|(at, activity)| {
            let blocks = item(activity).map(|text| citer.blocks(&text, ParagraphRole::Cell)).unwrap_or_default();
            addressed(blocks, &format!("{address}/{}", at + 1))
        })
        .collect();
    if !items.is_empty() {
        blocks.push(Block::at(BlockKind::List(List { start: Some(1), items }), risk.place));
    }
    let mut cell = Cell::new(blocks, Align::Start);
    (cell.place, cell.address) = (Some(risk.place), Some(address.to_owned()));
    cell
}
