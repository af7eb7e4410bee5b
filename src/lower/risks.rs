//! The internal-control table: likelihood, consequence and their product, and the three lists of each risk.

use crate::base::address::Address;
use crate::base::address::ControlField;
use crate::base::address::RiskField;
use crate::base::assessment::Light;
use crate::base::ids::RiskId;
use crate::base::ids::UnitId;
use crate::base::list_style::ListStyle;
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::input::manifest::{ControlColumn, ControlColumnKind, ControlSpec, Manifest};
use crate::input::prose::Prose;
use crate::input::section::{ControlActivity, Risk};
use crate::model::charts::weight_among;
use crate::model::{
    Align, Block, BlockKind, Cell, Column, List, ParagraphRole, Row, RowRole, Table, TableRole, plain_blocks,
};
use crate::report::bind::heading_words;
use crate::report::{Absence, Chapter, Delivery, Gap, RiskTable};

use super::address::{address_cell, addressed};
use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::table::{header_cell, mark, name_cell, step};
use super::{Lowerer, Pages};

/// The widths of likelihood, consequence and product where figures stand alone.
const FIGURE_SHARES: [u16; 3] = [5, 5, 6];

/// The most width that the words of a scale, or the heading above it, give its column.
const MAX_WORD_SHARE: u16 = 18;

/// The headings of likelihood, consequence and product where the report has given only some of them.
const FIGURE_HEADINGS: [&str; 3] = ["Sannolikhet", "Konsekvens", "Riskvärde"];

/// The heading and the width of a column where the manifest gives none.
fn usual(kind: &ControlColumnKind) -> (&'static str, u16) {
    match kind {
        ControlColumnKind::Number => ("Nr", 4),
        ControlColumnKind::Category => ("Kategori", 13),
        ControlColumnKind::Level => ("Nivå", 9),
        ControlColumnKind::Risk => ("Risk", 13),
        ControlColumnKind::Activities => ("Kontrollmoment", 23),
        ControlColumnKind::Assessment => ("Risk- och konsekvensbedömning", 16),
        ControlColumnKind::Owner => ("Ansvar", 16),
        ControlColumnKind::FollowUp => ("Uppföljning", 42),
        ControlColumnKind::OfActivity(_) | ControlColumnKind::OfRisk(_) => ("", 16),
    }
}

impl Lowerer<'_> {
    pub(super) fn risks(&mut self, table: &RiskTable, chapter: &Chapter, pages: &mut Pages) {
        let Some(control) = table.control.of(&self.report.manifest.controls) else { return };
        let mut counts = vec![0usize; control.levels.len()];
        self.notes.begin_table(Address::Chapter(chapter.id.as_str().into()));
        let mut rows = Vec::new();
        let mut gaps = Vec::new();
        for owned in &table.risks {
            match (&owned.risk, owned.unit) {
                // Lines without a word would stand there for what nobody has filled in.
                (Delivery::Delivered(risk), Some(_)) if risk.says_nothing() => {
                    let gap = Gap { unit: owned.unit, why: Absence::Empty };
                    gaps.push(self.gap(gap, (&format!("risken {}", owned.id), "")));
                }
                (Delivery::Delivered(risk), Some(unit)) => {
                    let owner = self.report.manifest.units[unit].id.value.as_str();
                    let of = RiskName { unit: owner.into(), risk: owned.id.as_str().into() };
                    let citer = InlineContext { report: self.report, notes: Some((&mut self.notes, unit)) };
                    // The one with its number in the matrix, whichever table shows it.
                    let next = self.risks.len() + 1;
                    let number = *self.risks.entry((unit, owned.id.clone())).or_insert(next);
                    level_of(risk, control).into_iter().for_each(|(at, _)| counts[at] += 1);
                    let shown = Shown { control, number, signs: self.shape.signs };
                    rows.push(row(risk, &shown, citer, &of));
                }
                (Delivery::Missing(gap), _) => gaps.push(self.gap(*gap, (&format!("risken {}", owned.id), ""))),
                (Delivery::Delivered(_), None) => {}
            }
        }
        let title = control
            .title
            .as_ref()
            .map_or_else(|| one_line(&heading_words(self.report, &chapter.heading)), |title| one_line(&title.text));
        let columns = columns(control);
        if let Some(at) = control.columns.iter().position(|column| column.kind == ControlColumnKind::Category) {
            merge_categories(&mut rows, control, at);
        }
        rows.extend(self.notes.end_table(columns.len()));
        let table = Table {
            index: self.table_index(),
            role: TableRole::Risks,
            title,
            caption: None,
            line: None,
            description: description(control),
            columns,
            smaller: 0,
            header: header(control),
            rows,
        };
        pages.push(Block::at(BlockKind::Table(table), chapter.heading.place));
        pages.extend(level_counts(control, &counts));
        pages.extend(gaps);
    }
}

/// The columns; an assessment takes one for each figure.
fn columns(control: &ControlSpec) -> Vec<Column> {
    let mut all = Vec::new();
    for column in &control.columns {
        if column.kind == ControlColumnKind::Assessment {
            let figure = |(at, share): (usize, u16)| Column {
                share: share.into(),
                align: figure_align(control, at),
                row_header: false,
                tinted: false,
            };
            all.extend(figure_shares(control, column.width).into_iter().enumerate().map(figure));
        } else {
            let share = column.width.unwrap_or(usual(&column.kind).1).into();
            all.push(Column {
                share,
                align: Align::Start,
                row_header: column.kind == ControlColumnKind::Risk,
                tinted: false,
            });
        }
    }
    all
}

/// How many figures an assessment has.
fn figures(control: &ControlSpec) -> usize {
    if control.product { 3 } else { 2 }
}

/// The widths of an assessment's figures. One that the manifest gives, `width`, is divided among them.
fn figure_shares(control: &ControlSpec, width: Option<u16>) -> Vec<u16> {
    let needed: Vec<u16> = (0..figures(control)).map(|at| figure_share(control, at)).collect();
    let Some(width) = width else { return needed };
    let all: u16 = needed.iter().sum();
    let mut before = 0;
    needed
        .iter()
        .map(|share| {
            let from = width * before / all;
            before += share;
            (width * before / all - from).max(1)
        })
        .collect()
}

/// The width of likelihood, consequence or product: the longest word of its scale, with the figure before it, and of
/// its heading stay unbroken.
fn figure_share(control: &ControlSpec, at: usize) -> u16 {
    let longest = |words: &str| words.split(&[' ', '-', '/'][..]).map(|word| word.chars().count()).max().unwrap_or(0);
    let steps = control.words.get(at).into_iter().flatten().map(|word| longest(&word.text) + 2);
    let heading = figure_heading(control, at).map(|heading| longest(heading) + 1);
    let widest = u16::try_from(steps.chain(heading).max().unwrap_or(0)).unwrap_or(u16::MAX);
    widest.min(MAX_WORD_SHARE).max(FIGURE_SHARES.get(at).copied().unwrap_or(1))
}

/// Steps of several words are read from the left.
fn figure_align(control: &ControlSpec, at: usize) -> Align {
    let several = |word: &SourceText| word.trimmed().contains(' ');
    if control.words.get(at).is_some_and(|words| words.iter().any(several)) { Align::Start } else { Align::Center }
}

/// The heading of likelihood, consequence or product; `None` where the report has no second row of headings.
fn figure_heading(control: &ControlSpec, at: usize) -> Option<&str> {
    let shown = control.has(&ControlColumnKind::Assessment)
        && control.figures.iter().take(figures(control)).any(Option::is_some);
    let own = control.figures.get(at)?.as_ref().map(SourceText::trimmed);
    own.or(FIGURE_HEADINGS.get(at).copied()).filter(|_| shown)
}

fn description(control: &ControlSpec) -> String {
    let mut what = Vec::new();
    for column in &control.columns {
        match &column.kind {
            ControlColumnKind::Number | ControlColumnKind::Risk => {}
            ControlColumnKind::Category => what.push("kategori".to_owned()),
            ControlColumnKind::Level => what.push("risknivå".to_owned()),
            ControlColumnKind::Activities => what.push("kontrollmoment".to_owned()),
            ControlColumnKind::Assessment => {
                what.push(format!("sannolikhet och konsekvens på skalan 1–{}", control.scale));
                what.extend(control.product.then(|| "riskvärde".to_owned()));
            }
            ControlColumnKind::Owner => what.push("ansvariga".to_owned()),
            ControlColumnKind::FollowUp => what.push("uppföljning".to_owned()),
            ControlColumnKind::OfActivity(_) | ControlColumnKind::OfRisk(_) => {
                what.extend(column.heading.as_ref().map(|heading| one_line(&heading.text)));
            }
        }
    }
    match what.as_slice() {
        [] => "Risker.".to_owned(),
        [only] => format!("Risker med {only}."),
        [others @ .., last] => format!("Risker med {} och {last}.", others.join(", ")),
    }
}

fn header(control: &ControlSpec) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(title) = &control.title {
        let mut cell = header_cell(&title.text, Align::Start);
        cell.colspan = u16::try_from(columns(control).len()).unwrap_or(u16::MAX);
        rows.push(Row { role: RowRole::Header, cells: vec![cell] });
    }
    let figure = |at| Some(header_cell(figure_heading(control, at)?, figure_align(control, at)));
    let lower: Vec<Cell> = (0..figures(control)).filter_map(figure).collect();
    let cell = |column: &ControlColumn| {
        let assessment = column.kind == ControlColumnKind::Assessment;
        let mut words = column.heading.as_ref().map_or(usual(&column.kind).0, |heading| heading.trimmed()).to_owned();
        if assessment && column.heading.is_none() && control.product && lower.is_empty() {
            words.push_str(", riskvärde");
        }
        let mut cell = header_cell(&words, if assessment { Align::Center } else { Align::Start });
        if assessment {
            cell.colspan = u16::try_from(figures(control)).unwrap_or(1);
        } else if !lower.is_empty() {
            cell.rowspan = 2;
        }
        cell
    };
    let upper = control.columns.iter().map(cell).collect();
    let all = [upper, lower].into_iter().filter(|cells| !cells.is_empty());
    rows.extend(all.map(|cells| Row { role: RowRole::Header, cells }));
    rows
}

/// Whose risk it is.
struct RiskName {
    unit: UnitId,
    risk: RiskId,
}

impl RiskName {
    fn field(&self, field: RiskField) -> Address {
        Address::Risk { unit: self.unit.clone(), risk: self.risk.clone(), field }
    }

    /// One of its control activities, from 1, or all of them.
    fn control(&self, at: Option<u32>, field: &ControlField) -> Address {
        Address::Control { unit: self.unit.clone(), risk: self.risk.clone(), at, field: field.clone() }
    }
}

/// The columns that a column of the manifest takes in the table.
fn width_of(control: &ControlSpec, kind: &ControlColumnKind) -> usize {
    if *kind == ControlColumnKind::Assessment { figures(control) } else { 1 }
}

/// Makes one cell of the categories of risks in succession that are about the same. `at` is the column's position.
fn merge_categories(rows: &mut [Row], control: &ControlSpec, at: usize) {
    let cell = control.columns.iter().take(at).map(|column| width_of(control, &column.kind)).sum::<usize>();
    let mut first = 0;
    for row in 1..rows.len() {
        let words = |row: usize| rows.get(row).and_then(|row| row.cells.get(cell)).map(Cell::plain);
        if words(first) == words(row) && words(row).is_some_and(|words| !words.is_empty()) {
            rows[row].cells.remove(cell);
            rows[first].cells[cell].rowspan = rows[first].cells[cell].rowspan.saturating_add(1);
        } else {
            first = row;
        }
    }
}

/// How many risks there are of each level, the gravest first.
fn level_counts(control: &ControlSpec, counts: &[usize]) -> Option<Block> {
    let said = control.levels.iter().zip(counts).rev();
    let said: Vec<String> = said.map(|((_, word), count)| format!("{} {count}", one_line(&word.text))).collect();
    let all: usize = counts.iter().sum();
    let words = format!("Antal risker: {}, totalt {all}.", said.join(", "));
    (!said.is_empty()).then(|| paragraph(ParagraphRole::Below, words))
}

/// What a row of a risk is made with.
struct Shown<'c> {
    control: &'c ControlSpec,
    /// The risk's number.
    number: usize,
    /// The signs of assessments.
    signs: [char; 4],
}

fn row(risk: &Risk, shown: &Shown<'_>, mut citer: InlineContext<'_, '_>, of: &RiskName) -> Row {
    let Shown { control, number, .. } = shown;
    let mut cells = Vec::new();
    for column in &control.columns {
        cells.extend(match &column.kind {
            ControlColumnKind::Number => {
                vec![Cell::new(vec![paragraph(ParagraphRole::Cell, number.to_string())], Align::Start)]
            }
            ControlColumnKind::Category => {
                let blocks = risk.category.as_ref().map(|words| citer.blocks(words, ParagraphRole::Cell));
                let mut cell = Cell::new(blocks.unwrap_or_default(), Align::Start);
                cell.place = risk.category.as_ref().and_then(Prose::place).or(Some(risk.place));
                address_cell(&mut cell, of.field(RiskField::Category));
                vec![cell]
            }
            ControlColumnKind::Level => vec![level(risk, control)],
            ControlColumnKind::Risk => vec![name_cell(&risk.name, &mut citer, of.field(RiskField::Name))],
            ControlColumnKind::Activities => {
                let text = |activity: &ControlActivity| Some(activity.text.clone());
                vec![list_cell(risk, Vec::new(), text, &mut citer, (of, ControlField::Activity))]
            }
            ControlColumnKind::Assessment => assessment(risk, control, of),
            ControlColumnKind::Owner => {
                let owner = |activity: &ControlActivity| activity.owner.clone();
                vec![list_cell(risk, Vec::new(), owner, &mut citer, (of, ControlField::Owner))]
            }
            ControlColumnKind::FollowUp => vec![follow_up(risk, &mut citer, of)],
            ControlColumnKind::OfActivity(id) => {
                let text = |activity: &ControlActivity| text_of(&activity.own, id).cloned();
                vec![list_cell(risk, Vec::new(), text, &mut citer, (of, ControlField::Own(id.value.as_str().into())))]
            }
            ControlColumnKind::OfRisk(id) => {
                let blocks = text_of(&risk.own, id).map(|text| citer.blocks(text, ParagraphRole::Cell));
                let mut cell = Cell::new(blocks.unwrap_or_default(), Align::Start);
                cell.place = Some(risk.place);
                address_cell(&mut cell, of.field(RiskField::Own(id.value.as_str().into())));
                vec![cell]
            }
        });
        if let Some(cell) = cells.last_mut().filter(|_| column.lights) {
            assess(cell, &citer.report.manifest, shown.signs);
        }
    }
    Row { role: RowRole::Body, cells }
}

/// Puts the sign of each assessment of a cell before its words, and gives the cell its colour where all are the same.
fn assess(cell: &mut Cell, manifest: &Manifest, signs: [char; 4]) {
    let mut all = Vec::new();
    let mut say = |words: &mut [Block]| {
        let mut said = Vec::new();
        plain_blocks(words, &mut said);
        let light = manifest.light(&said.join(" "));
        if let Some(sign) = light.and_then(|light| Light::ALL.iter().position(|(_, known)| *known == light)) {
            mark(words, signs[sign]);
        }
        all.push(light);
    };
    for block in &mut cell.blocks {
        if let BlockKind::List(list) = &mut block.kind {
            list.items.iter_mut().for_each(|item| say(item));
        } else {
            say(std::slice::from_mut(block));
        }
    }
    let first = all.first().copied().flatten();
    cell.light = first.filter(|_| all.iter().all(|light| *light == first));
}

/// The word for a risk's product, in its colour.
fn level(risk: &Risk, control: &ControlSpec) -> Cell {
    let mut cell = Cell::new(Vec::new(), Align::Center);
    cell.place = Some(risk.place);
    if let Some((_, word)) = level_of(risk, control) {
        cell.blocks = vec![paragraph(ParagraphRole::Cell, one_line(&word.text))];
        cell.weight = weight_of(risk, control);
    }
    cell
}

/// The level of a risk, where it is assessed, and its position among all.
fn level_of<'c>(risk: &Risk, control: &'c ControlSpec) -> Option<(usize, &'c SourceText)> {
    let (likelihood, consequence) = risk.values()?;
    control.level(likelihood.saturating_mul(consequence))
}

/// The weight of a risk, where it is assessed.
fn weight_of(risk: &Risk, control: &ControlSpec) -> Option<u8> {
    let (likelihood, consequence) = risk.values()?;
    weight_among(&control.least(), likelihood, consequence, control.scale)
}

fn text_of<'r>(own: &'r [(Spanned<String>, Prose)], id: &Spanned<String>) -> Option<&'r Prose> {
    own.iter().find(|(key, _)| key.value == id.value).map(|(_, text)| text)
}

/// Likelihood, consequence and, where it is shown, their product.
fn assessment(risk: &Risk, control: &ControlSpec, of: &RiskName) -> Vec<Cell> {
    let product = risk.values().map(|(likelihood, consequence)| likelihood * consequence);
    let product = risk.likelihood.as_ref().and_then(|likelihood| Some(Spanned::new(product?, likelihood.place)));
    let figures = [
        (risk.likelihood.clone(), RiskField::Likelihood, control.words.first()),
        (risk.consequence.clone(), RiskField::Consequence, control.words.last()),
        (product, RiskField::Product, None),
    ];
    let mut cells = Vec::new();
    for (value, field, words) in figures.into_iter().take(self::figures(control)) {
        let Some(Spanned { value, place }) = value else {
            // That it is missing has been told.
            let mut cell = Cell::new(Vec::new(), Align::Center);
            cell.place = Some(risk.place);
            cells.push(cell);
            continue;
        };
        let word = words.and_then(|words| words.get(usize::try_from(value).ok()?.checked_sub(1)?));
        let shown = step(value, word.map(|word| one_line(&word.text)).as_ref());
        let align = if words.is_some() { figure_align(control, cells.len()) } else { Align::Center };
        let mut cell = Cell::new(vec![paragraph(ParagraphRole::Cell, shown)], align);
        (cell.figure, cell.place) = (true, Some(place));
        address_cell(&mut cell, of.field(field));
        cells.push(cell);
    }
    if let Some(cell) = cells.last_mut().filter(|_| control.product) {
        cell.weight = weight_of(risk, control);
    }
    cells
}

/// How it went, below the words that lead it in.
fn follow_up(risk: &Risk, citer: &mut InlineContext<'_, '_>, of: &RiskName) -> Cell {
    let introduction =
        risk.introduction.as_ref().map(|text| citer.blocks(text, ParagraphRole::Cell)).unwrap_or_default();
    let introduction = addressed(introduction, &of.field(RiskField::Introduction));
    let text = |activity: &ControlActivity| activity.follow_up.clone();
    list_cell(risk, introduction, text, citer, (of, ControlField::FollowUp))
}

/// A cell with a numbered list: one item for each control activity, so that the numbers of the three lists agree. A
/// single one has no number.
fn list_cell(
    risk: &Risk,
    mut blocks: Vec<Block>,
    item: impl Fn(&ControlActivity) -> Option<Prose>,
    citer: &mut InlineContext<'_, '_>,
    (of, field): (&RiskName, ControlField),
) -> Cell {
    let mut items: Vec<Vec<Block>> = risk
        .activities
        .iter()
        .enumerate()
        .map(|(at, activity)| {
            let blocks = item(activity).map(|text| citer.blocks(&text, ParagraphRole::Cell)).unwrap_or_default();
            addressed(blocks, &of.control(Some(u32::try_from(at + 1).unwrap_or(u32::MAX)), &field))
        })
        .collect();
    match items.as_mut_slice() {
        [] => {}
        [only] => blocks.append(only),
        [..] => blocks.push(Block::at(BlockKind::List(List { style: ListStyle::NUMBERS, items }), risk.place)),
    }
    let mut cell = Cell::new(blocks, Align::Start);
    (cell.place, cell.address) = (Some(risk.place), Some(of.control(None, &field)));
    cell
}
