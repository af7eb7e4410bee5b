//! Puts what the units delivered where the manifest asks for it, in the manifest's order.
//!
//! The order of arrival means nothing here. What is missing becomes a gap, unrequested items become findings.

pub mod convert;
pub mod derived;
mod kolada;
mod line_keys;
mod names;

use crate::base::amount::Amount;
use crate::base::ids::CommitteeId;
use crate::base::ids::OwnedId;
use crate::base::ids::PartId;
use crate::base::ids::RowId;
use crate::base::ids::UnitId;
use crate::base::limits::{GOAL_LEVELS, Limit};
use crate::base::positions::{ChartSpecIndex, CommitteeIndex, ControlIndex, GoalIndex, RowIndex};
use crate::report::ChapterId;
use crate::report::GoalId;
use crate::report::RiskId;
use crate::report::TableId;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use crate::base::names::closest_match;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::exception::Exception;
use crate::input::kolada::KeyFigure;
use crate::input::load::Arrival;
use crate::input::manifest::{
    self, BlockSpec, ChartSource, ChartSpec, ColumnSet, ColumnSpec, ControlColumnKind, ControlSpec, Divider, Manifest,
    PartSpec, RowSpec, TableSpec,
};
use crate::input::messages::{
    EntityKind, column_named_as_key, duplicate_id, limit_exceeded, missing_key, unknown_key, unknown_reference,
    written_otherwise,
};
use crate::input::placed::{Placed, PlacedKind};
use crate::input::prose::binding::Binding;
use crate::input::prose::{self, Prose, ProseBlock, ProseKind};
use crate::input::section::{
    AllLost, Cell, Content as CellContent, FinanceRow, Goal, Indicator, LostKind, Narrative, NoteText, Risk, Section,
};

use self::names::Named;
use super::index::{NoteNames, RowNames};
use super::messages::{self, DeliveryKind};
use super::{
    Absence, Activities, Chapter, Content, Delivery, FinanceTable, Gap, GoalNode, NarrativePart, OwnedGoal, OwnedRisk,
    OwnedRow, Report, RiskTable, UnitIndex,
};

/// Merges the manifest with the units' sections, which stand in the order of the manifest's units.
pub fn merge(manifest: Manifest, arrivals: Vec<Arrival>) -> (Report, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let units = index(manifest.units.iter().map(|unit| &unit.id), &mut found);
    let units = units.into_iter().map(|(id, at)| (id, UnitIndex::new(at))).collect();
    let mut inboxes = Vec::new();
    for (unit, arrival) in manifest.units.iter().zip(arrivals) {
        inboxes.push(Inbox::new(&manifest, &unit.id, arrival, &mut found));
    }
    let (pending, conversions) = (Vec::new(), Vec::new());
    let reached = vec![false; manifest.goals.len()];
    let shown_tables = BTreeSet::new();
    let shown_risks = BTreeMap::new();
    let mut merger =
        Merger { manifest: &manifest, units, inboxes, pending, conversions, reached, shown_tables, shown_risks, found };
    index(manifest.committees.iter().map(|committee| &committee.id), &mut merger.found);
    let mut memo = merger.memo();
    let sections = memo.len();
    memo.extend(manifest.chapters.iter().map(|chapter| merger.chapter(chapter, 1, None)));
    let mut chapters = memo;
    let shown = chapters.len();
    chapters.extend(merger.drawn(&chapters));
    let pending = std::mem::take(&mut merger.pending);
    merger.found.extend(derived::make(&manifest, &mut chapters, pending, &mut merger.conversions));
    merger.unused_specs(&chapters);
    merger.leftovers();
    let (notes, delivered) =
        merger.inboxes.iter_mut().map(|inbox| (std::mem::take(&mut inbox.notes), inbox.absence.is_none())).unzip();
    let exceptions = merger.inboxes.iter_mut().flat_map(|inbox| std::mem::take(&mut inbox.exceptions)).collect();
    let found = std::mem::take(&mut merger.found);
    let drawn = chapters.split_off(shown);
    let memo = chapters.drain(..sections).collect();
    (Report { memo, chapters, drawn, notes, delivered, exceptions, manifest, index: NoteNames::default() }, found)
}

/// Ids with their positions; the first of two equal ids counts.
fn index<'m, I: Deref<Target = str> + 'm>(
    ids: impl Iterator<Item = &'m Spanned<I>>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, usize> {
    let mut all: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        match all.get(&*id.value) {
            Some((_, first)) => found.push(duplicate_id(id.place, &id.value, *first)),
            None => {
                all.insert(id.value.to_string(), (at, id.place));
            }
        }
    }
    all.into_iter().map(|(id, (at, _))| (id, at)).collect()
}

/// What a unit delivered and nobody has taken yet.
struct Inbox {
    absence: Option<Absence>,
    narratives: BTreeMap<(ChapterId, Option<PartId>), Narrative>,
    goals: BTreeMap<GoalId, Goal>,
    rows: BTreeMap<(TableId, RowId), FinanceRow>,
    /// Table and id of every row that came, taken or not.
    delivered: Vec<(TableId, RowId)>,
    /// Those of them that hold something.
    filled: Vec<(TableId, RowId)>,
    /// What was delivered and could not be read, which has been told, and whether that may be anything.
    lost: AllLost,
    unclear: bool,
    /// What has been taken, as it is asked for.
    taken: BTreeSet<(EntityKind, String)>,
    risks: BTreeMap<RiskId, Risk>,
    notes: Vec<NoteText>,
    exceptions: Vec<Exception>,
    /// The tables that the unit says it has no rows of, and which of them was asked for.
    no_rows: Vec<(Spanned<TableId>, bool)>,
}

impl Inbox {
    fn new(manifest: &Manifest, unit: &Spanned<UnitId>, arrival: Arrival, found: &mut Vec<Diagnostic>) -> Self {
        let (mut section, absence) = match arrival {
            Arrival::Read(section) => (*section, None),
            Arrival::NoFile => (Section::default(), Some(Absence::NoFile)),
            Arrival::Unreadable => (Section::default(), Some(Absence::Unreadable)),
        };
        if let Some(named) = section.unit.as_ref().filter(|named| unit.value != named.value) {
            found.push(messages::other_unit(named.place, &named.value, &unit.value, unit.place));
        }
        names::read(manifest, &unit.value, &mut section, found);
        names::rows(manifest, &unit.value, &mut section);
        let part = |narrative: &Narrative| narrative.part.as_ref().map(|part| part.value.clone());
        let name = |row: &FinanceRow| (row.table.value.clone(), row.id.value.clone());
        let delivered = section.rows.iter().map(name).collect();
        let filled = section.rows.iter().filter(|row| !row.cells.is_empty()).map(name).collect();
        Inbox {
            absence,
            delivered,
            filled,
            lost: AllLost::of(section.lost),
            unclear: section.unclear,
            taken: BTreeSet::new(),
            narratives: index_by_key(
                section.narratives,
                |text| ((text.chapter.value.clone(), part(text)), text.chapter.place),
                found,
            ),
            goals: index_by_key(section.goals, |goal| (goal.id.value.clone(), goal.id.place), found),
            rows: index_by_key(
                section.rows,
                |row| ((row.table.value.clone(), row.id.value.clone()), row.id.place),
                found,
            ),
            risks: index_by_key(section.risks, |risk| (risk.id.value.clone(), risk.id.place), found),
            no_rows: section.no_rows.into_iter().map(|table| (table, false)).collect(),
            notes: section.notes,
            exceptions: section.exceptions,
        }
    }

    fn absence_of(&self, what: DeliveryKind<'_>) -> Absence {
        let (kind, within, name) = match what {
            DeliveryKind::Narrative(chapter, part) => (LostKind::Narrative, chapter, part),
            DeliveryKind::Row(table, row, _) => (LostKind::Row, table, row),
            DeliveryKind::Goal(goal) => (LostKind::Goal, "", goal),
            DeliveryKind::Risk(risk) => (LostKind::Risk, "", risk),
        };
        let is_lost = self.unclear || self.lost.holds(kind, within, name);
        self.absence.unwrap_or(if is_lost { Absence::NotRead } else { Absence::NotInFile })
    }
}

/// What a unit owes, and its name in a message.
fn named(what: DeliveryKind<'_>) -> (EntityKind, &str) {
    match what {
        DeliveryKind::Narrative(chapter, "") => (EntityKind::Chapter, chapter),
        DeliveryKind::Narrative(_, part) => (EntityKind::Text, part),
        DeliveryKind::Row(_, row, _) => (EntityKind::Row, row),
        DeliveryKind::Goal(goal) => (EntityKind::Goal, goal),
        DeliveryKind::Risk(risk) => (EntityKind::Risk, risk),
    }
}

/// The same with all that tells it from others.
fn named_in_full(what: DeliveryKind<'_>) -> (EntityKind, String) {
    let (thing, name) = named(what);
    let within = match what {
        DeliveryKind::Narrative(chapter, _) => chapter,
        DeliveryKind::Row(table, ..) => table,
        DeliveryKind::Goal(_) | DeliveryKind::Risk(_) => "",
    };
    (thing, format!("{within}/{name}"))
}

fn index_by_key<K: Ord + Named, T>(
    items: Vec<T>,
    key: impl Fn(&T) -> (K, Span),
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<K, T> {
    let mut all: BTreeMap<K, T> = BTreeMap::new();
    for item in items {
        let (id, place) = key(&item);
        if let Some(first) = all.get(&id) {
            found.push(messages::delivered_twice(place, K::KIND, &id.shown(), key(first).1));
        } else {
            all.insert(id, item);
        }
    }
    all
}

struct Merger<'m> {
    manifest: &'m Manifest,
    units: BTreeMap<String, UnitIndex>,
    inboxes: Vec<Inbox>,
    /// Rows that are to be made of others, and how their tables show figures.
    pending: Vec<derived::Pending<'m>>,
    conversions: Vec<(String, convert::Conversion)>,
    /// For each goal, whether some chapter shows it.
    reached: Vec<bool>,
    /// The tables that some chapter shows.
    shown_tables: BTreeSet<String>,
    /// The risks that some table shows, with the tables that do.
    shown_risks: BTreeMap<(UnitIndex, RiskId), (Risk, BTreeSet<ControlIndex>)>,
    found: Vec<Diagnostic>,
}

impl Merger<'_> {
    fn unit<I: Deref<Target = str>>(&mut self, id: &Spanned<I>) -> Option<UnitIndex> {
        let unit = self.units.get(&*id.value).copied();
        if unit.is_none() {
            let units = &self.manifest.units;
            let all: Vec<[&str; 2]> = units.iter().map(|unit| [unit.id.value.as_str(), unit.name.trimmed()]).collect();
            self.found.push(messages::unknown_unit(id.place, &id.value, &all));
        }
        unit
    }

    /// The unit that `unit/id` names, and the id.
    fn owned<'i>(&mut self, reference: &'i Spanned<OwnedId>) -> Option<(UnitIndex, &'i str)> {
        let OwnedId { unit, id } = &reference.value;
        let Some(unit) = unit else {
            self.found.push(messages::reference_without_unit(reference.place, id));
            return None;
        };
        let unit = self.unit(&Spanned::new(unit.clone(), reference.place))?;
        Some((unit, id))
    }

    /// A gap, with a finding unless the whole file is missing, which has been said already. What stands in another
    /// place
    /// is not missing.
    fn gap(&mut self, unit: UnitIndex, asked: Span, what: DeliveryKind<'_>) -> Gap {
        let why = self.inboxes[unit].absence_of(what);
        let (thing, name) = named(what);
        if self.inboxes[unit].taken.contains(&named_in_full(what)) {
            self.found.push(messages::shown_already(asked, thing, name));
        } else if why == Absence::NotInFile {
            let of = &self.manifest.units[unit];
            let told = messages::missing_delivery(asked, &of.name.text, &of.file, what);
            self.found.push(told.about(Some(unit)));
        }
        Gap { unit: Some(unit), why }
    }

    /// What a unit owed and has delivered; it is shown once.
    fn took<T>(&mut self, unit: UnitIndex, what: DeliveryKind<'_>, delivered: T) -> Delivery<T> {
        self.inboxes[unit].taken.insert(named_in_full(what));
        Delivery::Delivered(delivered)
    }

    /// A committee's position.
    fn committee(&mut self, id: &Spanned<String>) -> Option<CommitteeIndex> {
        let committees = &self.manifest.committees;
        let at = CommitteeIndex::find(committees, |committee| committee.id.value == id.value);
        if at.is_none() {
            let known = closest_match(&id.value, committees.iter().map(|committee| committee.id.value.as_str()));
            self.found.push(unknown_reference(id.place, EntityKind::Committee, &id.value, known));
        }
        at
    }

    /// A chapter with those within it, in one of the committee `above` unless it has its own.
    fn chapter(&mut self, spec: &manifest::Chapter, level: u8, above: Option<CommitteeIndex>) -> Chapter {
        let committee = spec.committee.as_ref().and_then(|id| self.committee(id)).or(above);
        let leaf = spec.leaf.as_ref().and_then(|id| self.chart(id, EntityKind::Picture));
        let content = spec.blocks.iter().flat_map(|block| self.block(spec, block, level, committee)).collect();
        let chapters = spec.chapters.iter().map(|chapter| self.chapter(chapter, level + 1, committee)).collect();
        Chapter {
            id: spec.id.value.clone(),
            heading: spec.heading.clone(),
            committee,
            leaf,
            level,
            columns: spec.columns,
            landscape: spec.landscape,
            new_page: spec.new_page,
            lists_subheadings: spec.lists_subheadings,
            numbered: spec.numbered,
            is_note: spec.is_note,
            content,
            chapters,
        }
    }

    /// What a block of the chapter `spec` asks for, as far as there is any; a text may hold several.
    fn block(
        &mut self,
        spec: &manifest::Chapter,
        block: &BlockSpec,
        level: u8,
        committee: Option<CommitteeIndex>,
    ) -> Vec<Content> {
        let block = match block {
            BlockSpec::Text(part) => {
                let whole = self.narrative(&spec.id, part);
                return self.pieces(whole);
            }
            BlockSpec::Table(id) => self.table(id).map(|table| Content::Table(Box::new(table))),
            BlockSpec::Chart(id) => self.chart(id, EntityKind::Chart).map(Content::Chart),
            BlockSpec::Picture(id) => self.chart(id, EntityKind::Picture).map(Content::Chart),
            BlockSpec::Goals { columns, activities, roots } => {
                let tops = self.tops(roots, committee);
                let [indicators, activities] =
                    [columns, activities].map(|id| id.as_ref().and_then(|id| self.column_set(id)));
                let sets = GoalColumns { indicators: indicators.as_ref(), activities: activities.as_ref() };
                Some(Content::Goals(self.goals(&tops, level, sets)))
            }
            BlockSpec::Signatures(signatures) => Some(Content::Signatures(signatures.clone())),
            BlockSpec::Risks { table, risks } => Some(Content::Risks(self.risks(spec, table.as_ref(), risks))),
        };
        block.into_iter().collect()
    }

    /// The position of a chart or a picture, whichever `kind` says.
    fn chart(&mut self, id: &Spanned<String>, kind: EntityKind) -> Option<Spanned<ChartSpecIndex>> {
        let is_kind = |chart: &ChartSpec| chart.is_picture() == (kind == EntityKind::Picture);
        let charts = &self.manifest.charts;
        let at = ChartSpecIndex::find(charts, |chart| chart.id.value == id.value && is_kind(chart));
        if at.is_none() && !self.manifest.unread_charts.contains(&id.value) {
            let others = charts.iter().filter(|chart| is_kind(chart)).map(|chart| chart.id.value.as_str());
            let known = closest_match(&id.value, others);
            self.found.push(unknown_reference(id.place, kind, &id.value, known));
        }
        at.map(|at| Spanned::new(at, id.place))
    }

    fn narrative(&mut self, chapter: &Spanned<ChapterId>, spec: &PartSpec) -> NarrativePart {
        let Some(unit) = self.unit(&spec.unit) else {
            let text = Delivery::Missing(Gap { unit: None, why: Absence::NoFile });
            return NarrativePart { heading: spec.heading.clone(), unit: None, text, headed: false, before: 0 };
        };
        let heading = match &spec.heading {
            Some(heading) if heading.trimmed().is_empty() => None,
            Some(heading) => Some(heading.clone()),
            None => Some(self.manifest.units[unit].name.clone()),
        };
        let part = spec.part.as_ref().map(|part| part.value.clone());
        let key = (chapter.value.clone(), part);
        let owed = DeliveryKind::Narrative(&key.0, key.1.as_deref().unwrap_or(""));
        let text = match self.inboxes[unit].narratives.remove(&key) {
            Some(text) => self.took(unit, owed, text),
            None => Delivery::Missing(self.gap(unit, spec.unit.place, owed)),
        };
        NarrativePart { headed: heading.is_some(), heading, unit: Some(unit), text, before: 0 }
    }

    /// A text with the tables and charts that it has between its blocks.
    fn pieces(&mut self, whole: NarrativePart) -> Vec<Content> {
        let NarrativePart { mut heading, unit, text, headed, .. } = whole;
        let mut text = match text {
            Delivery::Delivered(text) if !text.placed.is_empty() => text,
            text => return vec![Content::Text(Box::new(NarrativePart { heading, unit, text, headed, before: 0 }))],
        };
        let (mut all, mut taken, mut before) = (Vec::new(), 0, 0);
        let (placed, blocks) = (std::mem::take(&mut text.placed), std::mem::take(&mut text.text.blocks));
        let mut rest = blocks.into_iter();
        for asked in placed {
            let blocks: Vec<ProseBlock> = rest.by_ref().take(asked.before - taken).collect();
            taken = asked.before;
            let count: usize = blocks.iter().map(ProseBlock::count).sum();
            let piece = Narrative { text: Prose { blocks }, ..text.clone() };
            let shown = heading.is_some() || count > 0;
            if shown {
                let (heading, text) = (heading.take(), Delivery::Delivered(piece));
                all.push(Content::Text(Box::new(NarrativePart { heading, unit, text, headed, before })));
            }
            // A box goes on without its title.
            if let Some(title) = text.boxed.as_mut().filter(|_| shown) {
                title.text.clear();
            }
            before += count;
            all.extend(self.placed(&asked));
        }
        text.text.blocks = rest.collect();
        if !text.text.blocks.is_empty() {
            let text = Delivery::Delivered(text);
            all.push(Content::Text(Box::new(NarrativePart { heading, unit, text, headed, before })));
        }
        all
    }

    /// What stands between the blocks of a text.
    fn placed(&mut self, asked: &Placed) -> Option<Content> {
        match asked.kind {
            PlacedKind::Table => self.table(&asked.id).map(|table| Content::Table(Box::new(table))),
            PlacedKind::Chart => self.chart(&asked.id, EntityKind::Chart).map(Content::Chart),
            PlacedKind::Picture => self.chart(&asked.id, EntityKind::Picture).map(Content::Chart),
        }
    }

    /// What each section of the memo has between the blocks of its text, as a chapter that stands in no paper.
    fn memo(&mut self) -> Vec<Chapter> {
        let Some(memo) = &self.manifest.memo else { return Vec::new() };
        let section = |section: &manifest::MemoSection| {
            let heading = section.heading.clone().unwrap_or_else(|| memo.title.clone());
            unheaded(heading, section.placed.iter().filter_map(|asked| self.placed(asked)).collect())
        };
        memo.sections.iter().map(section).collect()
    }

    /// The tables that nothing but charts show, as a chapter that stands in no paper.
    fn drawn(&mut self, chapters: &[Chapter]) -> Option<Chapter> {
        let asked = Chapter::all(chapters).into_iter().flat_map(Chapter::charts);
        let charts: BTreeSet<ChartSpecIndex> = asked.map(|chart| chart.value).collect();
        let manifest = self.manifest;
        let of = |chart: &ChartSpecIndex| {
            let source = &chart.of(&manifest.charts)?.source;
            if let ChartSource::Table { table, .. } = source { Some(table) } else { None }
        };
        let mut content = Vec::new();
        for id in charts.iter().filter_map(of) {
            // What there is not, the chart tells.
            let is_known = manifest.tables.iter().any(|table| table.id.value == id.value);
            if is_known && !self.shown_tables.contains(&id.value) {
                content.extend(self.table(id).map(|table| Content::Table(Box::new(table))));
            }
        }
        let place = manifest.title.place;
        let heading = SourceText::plain(place.file, place.range(), "");
        (!content.is_empty()).then(|| unheaded(heading, content))
    }

    fn table(&mut self, id: &Spanned<String>) -> Option<FinanceTable> {
        let Some(spec) = self.manifest.tables.iter().find(|table| table.id.value == id.value) else {
            let known = closest_match(&id.value, self.manifest.tables.iter().map(|table| table.id.value.as_str()));
            self.found.push(unknown_reference(id.place, EntityKind::Table, &id.value, known));
            return None;
        };
        if !self.shown_tables.insert(id.value.clone()) {
            self.found.push(messages::shown_already(id.place, EntityKind::Table, &id.value));
            return None;
        }
        let mut delivered = self.columns_of(spec)?;
        delivered.first = spec.first.clone().or(delivered.first);
        let (columns, mut showing) = convert::Conversion::of(spec, delivered, &mut self.found);
        let (mut rows, mut dividers) = (Vec::new(), Vec::new());
        for (spec_at, row) in spec.rows.iter().enumerate() {
            let above = spec.dividers.iter().filter(|(before, _)| *before == spec_at);
            let at = RowIndex::new(rows.len());
            dividers.extend(above.map(|(_, divider)| (rows.len(), divider.clone())));
            let reference = match row {
                RowSpec::Delivered(reference) => reference,
                RowSpec::All(unit) => {
                    rows.extend(self.all_rows((id, at), unit, &columns, &mut showing));
                    continue;
                }
                RowSpec::Made(row) => {
                    self.pending.push(derived::Pending { table: id.value.clone(), at, spec: spec_at, row });
                    rows.push(Delivery::Missing(Gap { unit: None, why: Absence::NotMade }));
                    continue;
                }
            };
            let Some((unit, row)) = self.owned(reference) else { continue };
            rows.push(self.delivered_row((id, at), unit, row, reference.place, &columns, &mut showing));
        }
        self.at_most_rows(id, &mut rows, &mut dividers);
        let last = spec.dividers.iter().filter(|(before, _)| *before >= spec.rows.len());
        dividers.extend(last.map(|(_, divider)| (rows.len(), divider.clone())));
        self.key_figures(&columns, &mut rows);
        let grid: Vec<&[Option<Cell>]> =
            rows.iter().map(|row| row.delivered().map_or(&[][..], |row| &row.cells)).collect();
        self.spans(&grid);
        self.own_keys(&columns, ROW_KEYS, &grid);
        let shown = showing.shown();
        self.conversions.push((id.value.clone(), showing));
        let made = spec.rows.iter().filter_map(|row| match row {
            RowSpec::Made(row) => Some(&row.id),
            RowSpec::Delivered(_) | RowSpec::All(_) => None,
        });
        index(made, &mut self.found);
        Some(FinanceTable {
            id: id.value.as_str().into(),
            heading: spec.heading.clone(),
            signs: self.manifest.signs_of(spec).clone(),
            columns,
            rows,
            dividers,
            below: spec.below.clone(),
            numbered: spec.numbered,
            headless: spec.headless,
            aside: spec.aside,
            shown,
            index: RowNames::default(),
        })
    }

    /// Fills what Kolada knows of a table's rows, and says there that it does.
    fn key_figures(&mut self, columns: &ColumnSet, rows: &mut [Delivery<OwnedRow>]) {
        let delivered = rows.iter_mut().map(Delivery::delivered_mut);
        kolada::fill(self.manifest, columns, delivered.map(kolada::Row::of));
        for OwnedRow { unit, row, cells, .. } in rows.iter_mut().filter_map(Delivery::delivered_mut) {
            let Some(inbox) = unit.and_then(|unit| self.inboxes.get_mut(unit.position())) else { continue };
            kolada::cite(self.manifest, columns, row.key_figure.as_ref(), &mut row.name, cells, &mut inbox.notes);
        }
    }

    /// A row of a table that a unit owes it, at its place.
    fn delivered_row(
        &mut self,
        (table, at): (&Spanned<String>, RowIndex),
        unit: UnitIndex,
        row: &str,
        asked: Span,
        columns: &ColumnSet,
        showing: &mut convert::Conversion,
    ) -> Delivery<OwnedRow> {
        let Some(mut row) = self.inboxes[unit].rows.remove(&(table.value.as_str().into(), row.into())) else {
            let other = self.row_elsewhere(unit, row);
            return Delivery::Missing(self.gap(unit, asked, DeliveryKind::Row(&table.value, row, other.as_deref())));
        };
        columns_as_keys(&mut row.cells, &mut row.comment, &mut row.unit, row.key_figure.as_ref(), columns);
        line_keys::take(&mut row, columns, &mut self.found);
        let own = if line_keys::is_line(&row) { line_keys::LINE_KEYS } else { ROW_KEYS };
        let mut cells = self.cells(columns, row.unit.as_ref(), row.cells.clone(), own);
        let before = showing.show(&mut cells, row.unit.is_some().then_some(columns), &mut self.found);
        let owed = row.id.value.clone();
        let owned = OwnedRow { at, unit: Some(unit), row, cells, before, made: None };
        self.took(unit, DeliveryKind::Row(&table.value, &owed, None), owned)
    }

    /// The rows of a table that a unit has delivered, in the order of its file, but for those that the manifest names:
    /// the first of them at this place.
    fn all_rows(
        &mut self,
        (table, first): (&Spanned<String>, RowIndex),
        unit: &Spanned<UnitId>,
        columns: &ColumnSet,
        showing: &mut convert::Conversion,
    ) -> Vec<Delivery<OwnedRow>> {
        let Some(at) = self.unit(unit) else { return Vec::new() };
        let specs = self.manifest.tables.iter().filter(|spec| spec.id.value == table.value);
        let named: BTreeSet<String> = specs.flat_map(|spec| &spec.rows).map(RowSpec::label).collect();
        let of_table = self.inboxes[at].delivered.iter().filter(|(of, _)| *of == table.value);
        let ids: Vec<String> = of_table.map(|(_, row)| row.to_string()).collect();
        let is_here = |id: &String| !named.contains(&format!("{}/{id}", unit.value));
        let mut met = BTreeSet::new();
        let ids: Vec<String> = ids.into_iter().filter(is_here).filter(|id| met.insert(id.clone())).collect();
        if let Some((said, asked)) = self.inboxes[at].no_rows.iter_mut().find(|(id, _)| id.value == table.value) {
            *asked = true;
            let said = said.place;
            if let Some(row) = ids.first() {
                self.found.push(messages::rows_though_none(said, &table.value, row));
            } else {
                return Vec::new();
            }
        }
        if ids.is_empty() {
            let owed = DeliveryKind::Row(&table.value, manifest::ALL_ROWS, None);
            return vec![Delivery::Missing(self.gap(at, unit.place, owed))];
        }
        let places = (first.position()..).map(RowIndex::new);
        let row =
            |(place, id): (RowIndex, &String)| self.delivered_row((table, place), at, id, unit.place, columns, showing);
        places.zip(&ids).map(row).collect()
    }

    /// Cuts a table at the most rows that it may have, which is told.
    fn at_most_rows(
        &mut self,
        table: &Spanned<String>,
        rows: &mut Vec<Delivery<OwnedRow>>,
        dividers: &mut Vec<(usize, Divider)>,
    ) {
        let max_rows = self.manifest.limits.rows;
        if rows.len() > max_rows as usize {
            self.found.push(limit_exceeded(Some(table.place), &table.value, Limit::Rows, max_rows));
            rows.truncate(max_rows as usize);
            dividers.retain(|(above, _)| *above <= max_rows as usize);
            self.pending.retain(|pending| pending.table != table.value || pending.at.position() < max_rows as usize);
        }
    }

    /// The address of a row of this name that a unit has delivered to another table.
    fn row_elsewhere(&self, unit: UnitIndex, row: &str) -> Option<String> {
        let named =
            |inbox: &&Inbox, table: &str| inbox.delivered.iter().any(|(other, id)| *other == table && *id == row);
        let (table, _) = unit.of(&self.inboxes)?.delivered.iter().find(|(_, id)| *id == row)?;
        let several = self.inboxes.iter().filter(|inbox| named(inbox, table)).count() > 1;
        let unit = &unit.of(&self.manifest.units)?.id.value;
        Some(if several { format!("{table}.{unit}/{row}") } else { format!("{table}.{row}") })
    }

    /// The columns of a table, its own where it says its signs itself.
    fn columns_of(&mut self, spec: &TableSpec) -> Option<ColumnSet> {
        let shared = self.column_set(spec.columns.as_ref()?)?;
        Some(spec.own_columns.clone().unwrap_or(shared))
    }

    fn column_set(&mut self, id: &Spanned<String>) -> Option<ColumnSet> {
        let set = self.manifest.column_sets.iter().find(|set| set.id.value == id.value);
        if set.is_none() {
            let known = closest_match(&id.value, self.manifest.column_sets.iter().map(|set| set.id.value.as_str()));
            self.found.push(unknown_reference(id.place, EntityKind::ColumnSet, &id.value, known));
        }
        set.cloned()
    }

    /// Reports columns with the id of a key that their rows have besides, where no row has a cell there: they have not
    /// been told how to write one.
    fn own_keys(&mut self, columns: &ColumnSet, own: &[&str], rows: &[&[Option<Cell>]]) {
        // What a row says under these keys is its cell in such a column.
        let taken = |id: &str| own.contains(&id) && !["kommentar", "mattenhet", "kolada"].contains(&id);
        let named = columns.each().filter(|(_, column)| taken(&column.id.value));
        let empty = named.filter(|(at, _)| !rows.iter().any(|row| matches!(at.of(row), Some(Some(_)))));
        self.found.extend(empty.map(|(_, column)| column_named_as_key(column.id.place, &column.id.value)));
    }

    /// Cells in the order of the columns. Words that are a figure become one where the column holds amounts, with the
    /// unit that stands behind it if it is the column's, or that of the row, `of_row`. `own` are the keys that an entry
    /// has beside those of its columns.
    fn cells(
        &mut self,
        columns: &ColumnSet,
        of_row: Option<&SourceText>,
        cells: Vec<(Spanned<String>, Cell)>,
        own: &[&'static str],
    ) -> Vec<Option<Cell>> {
        let mut all: Vec<Option<Cell>> = columns.columns.iter().map(|_| None).collect();
        for (key, mut cell) in cells.into_iter().flat_map(|(key, cell)| parted(columns, key, cell)) {
            let Some(at) = columns.named(&key.value) else {
                let names = columns.columns.iter().map(|column| column.id.value.as_str());
                let known: Vec<&str> = names.chain(own.iter().copied()).collect();
                // A file of another program may have a column that is called as a key is.
                let meant = closest_match(&key.value, known.iter().copied().filter(|name| *name != key.value));
                self.found.push(unknown_key(key.place, &key.value, meant, &known));
                continue;
            };
            let of_row = of_row.filter(|_| columns.takes_unit_of_row(at)).map(|unit| unit.trimmed());
            let unit = of_row.or_else(|| columns.unit_of(at));
            if let CellContent::Words(words) = &cell.content
                && columns[at].amounts
                && let Some((amount, digits, behind)) = figure_of(&words.plain(), unit)
            {
                self.found.extend(written_otherwise(cell.place, &digits, amount));
                cell.marks = words.marks();
                cell.unit = behind.then(|| unit.map(str::to_owned)).flatten();
                cell.content = CellContent::Figure(amount);
            }
            if let CellContent::Figure(amount) = cell.content
                && !columns[at].amounts
            {
                // A year or a code, which nobody groups.
                let written = SourceText::plain(cell.place.file, cell.place.range(), &amount.ungrouped());
                cell.content = CellContent::Words(Prose::verbatim(&written));
            }
            if let CellContent::Figure(amount) = cell.content
                && columns[at].bars
                && amount.of_a_hundred().is_none()
            {
                self.found.push(messages::progress_out_of_range(cell.place, amount));
            }
            if columns[at].lights {
                self.light(&columns[at], &cell);
            }
            if columns[at].notes {
                self.notes_to_accounts(&mut cell);
            }
            // By its id and by its heading.
            if let Some(first) = all[at].as_ref() {
                self.found.push(duplicate_id(key.place, &key.value, first.place));
                continue;
            }
            all[at] = Some(cell);
        }
        all
    }

    /// Reports an assessment of a goal that is none of the report's words, and takes it away.
    fn goal_assessment(&mut self, goal: &mut Goal) {
        let lights = &self.manifest.lights;
        let Some(said) = goal.assessment.take_if(|said| self.manifest.light(&said.text).is_none()) else { return };
        // One that says nothing has been told.
        if said.trimmed().is_empty() {
            return;
        }
        let known: Vec<&str> = lights.iter().map(|(word, _)| word.trimmed()).collect();
        self.found.push(match known[..] {
            [] => messages::no_assessments(said.place),
            _ => {
                let meant = self.manifest.meant_assessment(&said.text);
                messages::unknown_assessment(said.place, "bedomning", said.trimmed(), &known, meant)
            }
        });
    }

    /// Reports a cell of assessments that holds none.
    fn light(&mut self, column: &ColumnSpec, cell: &Cell) {
        let said = match &cell.content {
            CellContent::Words(words) => words.plain(),
            CellContent::Figure(amount) => amount.swedish(),
        };
        self.assessment((&column.id.value, column.id.place), &said, cell.place);
    }

    /// Makes references of a cell's notes to the accounts, each by its id or by its number, with commas between them.
    fn notes_to_accounts(&mut self, cell: &mut Cell) {
        let CellContent::Words(words) = &cell.content else { return };
        let all = manifest::all_chapters(&self.manifest.chapters);
        let ids: Vec<&str> =
            all.iter().filter(|chapter| chapter.is_note).map(|chapter| chapter.id.value.as_str()).collect();
        let mut inlines = Vec::new();
        for said in words.plain().split(',').map(str::trim).filter(|said| !said.is_empty()) {
            let number = said.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let id = number.map_or_else(|| ids.iter().find(|id| **id == said), |at| ids.get(at));
            let binding = id.and_then(|id| Binding::read(&format!("avsnitt:{id}|tal")).ok());
            let Some(binding) = binding else {
                let meant = closest_match(said, ids.iter().copied());
                self.found.push(messages::no_note_to_accounts(cell.place, said, ids.len(), meant));
                return;
            };
            if !inlines.is_empty() {
                inlines.push(prose::Inline::Text(", ".to_owned(), cell.place));
            }
            inlines.push(prose::Inline::Figure(binding, cell.place));
        }
        let kind = ProseKind::Paragraph(inlines);
        cell.content = CellContent::Words(Prose { blocks: vec![ProseBlock { kind, place: cell.place }] });
    }

    /// Reports words of a column that are no assessment.
    fn assessment(&mut self, (column, defined): (&str, Span), said: &str, place: Span) {
        let lights = &self.manifest.lights;
        if said.trim().is_empty() {
            // Told where it was read.
        } else if lights.is_empty() {
            self.found.push(messages::no_assessments(defined));
        } else if self.manifest.light(said).is_none() {
            let known: Vec<&str> = lights.iter().map(|(word, _)| word.trimmed()).collect();
            let meant = self.manifest.meant_assessment(said);
            self.found.push(messages::unknown_assessment(place, column, said, &known, meant));
        }
    }

    /// Reports cells that reach out of their table, or over a cell that holds something.
    fn spans(&mut self, rows: &[&[Option<Cell>]]) {
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let Some(cell) = cell.as_ref().filter(|cell| cell.rows > 1 || cell.columns > 1) else { continue };
                let (down, across) = (at + cell.rows as usize, column + cell.columns as usize);
                let block = rows[at..rows.len().min(down)].iter().enumerate();
                let covered = block.flat_map(|(below, row)| {
                    let from = column + usize::from(below == 0);
                    row.iter().take(across).skip(from).filter_map(Option::as_ref)
                });
                if let Some(covered) = covered.into_iter().next() {
                    self.found.push(messages::covered_cell(covered.place, cell.place));
                } else if down > rows.len() {
                    self.found.push(messages::span_too_long(cell.place, cell.rows, rows.len() - at));
                } else if across > row.len() {
                    self.found.push(messages::span_too_wide(cell.place, cell.columns, row.len() - column));
                }
            }
        }
    }

    /// The goals at the top of a chapter, each with its depth in the tree: those that it names, those of its
    /// committee, or all.
    fn tops(&mut self, roots: &[Spanned<String>], committee: Option<CommitteeIndex>) -> Vec<(GoalIndex, usize)> {
        let goals = &self.manifest.goals;
        if roots.is_empty() {
            let wanted = committee.and_then(|at| at.of(&self.manifest.committees)).map(|committee| &committee.id.value);
            let parted = goals.iter().any(|goal| goal.committee.is_some());
            let named =
                |goal: &manifest::GoalSpec| goal.committee.as_ref().map(|id| CommitteeId::from(id.value.as_str()));
            let own = |goal: &manifest::GoalSpec| named(goal).as_ref() == wanted;
            let tops = GoalIndex::each(goals).filter(|(_, goal)| goal.under.is_none());
            return tops.filter(|(_, goal)| !parted || wanted.is_none() || own(goal)).map(|(at, _)| (at, 0)).collect();
        }
        let mut tops: Vec<(GoalIndex, usize)> = Vec::new();
        for root in roots {
            match GoalIndex::find(goals, |goal| goal.id.value == root.value) {
                Some(at) if self.reached[at] || tops.iter().any(|(top, _)| *top == at) => {
                    self.found.push(messages::shown_already(root.place, EntityKind::Goal, &root.value));
                }
                Some(at) => tops.push((at, self.ancestors(at).len())),
                None => {
                    let known = closest_match(&root.value, goals.iter().map(|goal| goal.id.value.as_str()));
                    self.found.push(unknown_reference(root.place, EntityKind::Goal, &root.value, known));
                }
            }
        }
        tops
    }

    /// The goals above a goal, the nearest first; no more than there are where they go round in a circle.
    fn ancestors(&self, goal: GoalIndex) -> Vec<GoalIndex> {
        let goals = &self.manifest.goals;
        let mut all = Vec::new();
        let mut at = goal;
        while let Some(under) = goals[at].under.as_ref().filter(|_| all.len() < goals.len()) {
            let Some(above) = GoalIndex::find(goals, |goal| goal.id.value == under.value) else { break };
            all.push(above);
            at = above;
        }
        all
    }

    /// Goals with those below them, each with its depth in the tree, below a heading of this level.
    fn goals(&mut self, tops: &[(GoalIndex, usize)], level: u8, columns: GoalColumns<'_>) -> Vec<GoalNode> {
        let mut nodes = Vec::new();
        // Headings look alike from level 4 on. What lies deeper than any tree is reported as not being in it.
        if level >= GOAL_LEVELS {
            return nodes;
        }
        for &(at, depth) in tops {
            if std::mem::replace(&mut self.reached[at], true) {
                continue;
            }
            let spec = &self.manifest.goals[at];
            let texts = spec.units.iter().filter_map(|unit| self.goal(unit, &spec.id.value, columns)).collect();
            let below = GoalIndex::each(&self.manifest.goals);
            let below = below.filter(|(_, goal)| goal.under.as_ref().is_some_and(|under| spec.id.value == under.value));
            let below: Vec<(GoalIndex, usize)> = below.map(|(at, _)| (at, depth + 1)).collect();
            let goals = self.goals(&below, level + 1, columns);
            nodes.push(GoalNode { id: spec.id.value.clone(), heading: spec.heading.clone(), depth, texts, goals });
        }
        nodes
    }

    /// Reports goals that hang in no tree, and whole trees that no chapter shows.
    fn unshown_goals(&mut self) {
        let goals = &self.manifest.goals;
        let ids = index(goals.iter().map(|goal| &goal.id), &mut self.found);
        for (at, goal) in GoalIndex::each(goals) {
            if let Some(committee) = &goal.committee {
                self.committee(committee);
            }
            if let Some(under) = goal.under.as_ref().filter(|under| !ids.contains_key(&under.value)) {
                let known = closest_match(&under.value, ids.keys().map(String::as_str));
                self.found.push(unknown_reference(under.place, EntityKind::Goal, &under.value, known));
            } else if !self.reached[at] {
                self.unshown_goal(at);
            }
        }
    }

    fn unshown_goal(&mut self, at: GoalIndex) {
        let goal = &self.manifest.goals[at];
        let above = self.ancestors(at);
        match &goal.under {
            None => {
                let mut reached = GoalIndex::each(&self.reached).filter(|(_, reached)| **reached);
                let shown = reached.any(|(other, _)| self.ancestors(other).contains(&at));
                // Of two goals with one id, the second has been told.
                let twice = self.manifest.goals[..at.position()].iter().any(|other| other.id.value == goal.id.value);
                if !shown && !twice {
                    self.found.push(messages::goal_not_shown(goal.id.place, &goal.id.value));
                }
            }
            // What stands below one that no chapter shows is not shown either.
            Some(under) => {
                let circle = above.contains(&at);
                if circle || above.iter().any(|above| self.reached[*above]) {
                    self.found.push(messages::goal_not_in_tree(under.place, &goal.id.value));
                }
            }
        }
    }

    fn goal(&mut self, unit: &Spanned<String>, id: &str, sets: GoalColumns<'_>) -> Option<Delivery<OwnedGoal>> {
        let asked = unit.place;
        let unit = self.unit(unit)?;
        let Some(mut goal) = self.inboxes[unit].goals.remove(&GoalId::from(id)) else {
            return Some(Delivery::Missing(self.gap(unit, asked, DeliveryKind::Goal(id))));
        };
        self.inboxes[unit].taken.insert(named_in_full(DeliveryKind::Goal(id)));
        self.goal_assessment(&mut goal);
        index(goal.indicators.iter().chain(&goal.activities).filter_map(|row| row.id.as_ref()), &mut self.found);
        let placed = goal.placed.clone();
        let content = placed.iter().filter_map(|asked| self.placed(asked)).collect();
        let activities = sets.activities.map(|columns| {
            let cells = self.grid(unit, columns, &mut goal.activities);
            Activities { columns: columns.clone(), cells }
        });
        if let Some(activity) = goal.activities.first().filter(|_| activities.is_none()) {
            self.found.push(messages::activities_without_columns(activity.place));
        }
        let Some(columns) = sets.indicators.cloned() else {
            if let Some(indicator) = goal.indicators.first() {
                self.found.push(messages::indicators_without_columns(indicator.place));
            }
            // No columns, so that nothing is said of their headings.
            let columns = ColumnSet {
                id: Spanned::new("".into(), asked),
                unit: None,
                first: None,
                first_over: Vec::new(),
                first_width: 1,
                columns: Vec::new(),
            };
            return Some(Delivery::Delivered(OwnedGoal {
                unit,
                goal,
                columns,
                cells: Vec::new(),
                activities,
                content,
            }));
        };
        let cells = self.grid(unit, &columns, &mut goal.indicators);
        Some(Delivery::Delivered(OwnedGoal { unit, goal, columns, cells, activities, content }))
    }

    /// The cells of a unit's indicators or activities in the order of the columns.
    fn grid(&mut self, unit: UnitIndex, columns: &ColumnSet, rows: &mut [Indicator]) -> Vec<Vec<Option<Cell>>> {
        for row in rows.iter_mut() {
            columns_as_keys(&mut row.cells, &mut row.comment, &mut row.unit, row.key_figure.as_ref(), columns);
        }
        let mut cells: Vec<Vec<Option<Cell>>> =
            rows.iter().map(|row| self.cells(columns, row.unit.as_ref(), row.cells.clone(), GOAL_ROW_KEYS)).collect();
        let all = rows.iter().zip(&mut cells);
        let all = all.map(|(row, cells)| kolada::Row { key_figure: row.key_figure.as_ref(), cells });
        kolada::fill(self.manifest, columns, all);
        for (row, cells) in rows.iter_mut().zip(&cells) {
            let notes = &mut self.inboxes[unit].notes;
            kolada::cite(self.manifest, columns, row.key_figure.as_ref(), &mut row.name, cells, notes);
        }
        let grid: Vec<&[Option<Cell>]> = cells.iter().map(Vec::as_slice).collect();
        self.own_keys(columns, GOAL_ROW_KEYS, &grid);
        self.spans(&grid);
        cells
    }

    fn risks(
        &mut self,
        chapter: &manifest::Chapter,
        table: Option<&Spanned<String>>,
        own: &[Spanned<OwnedId>],
    ) -> RiskTable {
        let controls = &self.manifest.controls;
        let ids = || controls.iter().filter_map(|control| control.id.as_ref().map(|id| id.value.as_str()));
        let named = |id: &Spanned<String>| {
            ControlIndex::find(controls, |control| control.id.as_ref().is_some_and(|known| known.value == id.value))
        };
        let at = table.map_or(Some(ControlIndex::new(0)), named);
        if let (Some(table), None) = (table, at) {
            let known = closest_match(&table.value, ids());
            self.found.push(unknown_reference(table.place, EntityKind::RiskTable, &table.value, known));
        }
        let at = at.unwrap_or(ControlIndex::new(0));
        let Some(control) = at.of(controls) else {
            self.found.push(messages::control_without_table(chapter.id.place));
            return RiskTable { control: at, risks: Vec::new() };
        };
        let mut risks = Vec::new();
        for reference in if own.is_empty() { &control.risks } else { own } {
            let Some((unit, id)) = self.owned(reference) else { continue };
            let name = (unit, RiskId::from(id));
            let mut is_again = false;
            let risk = match self.inboxes[unit].risks.remove(&name.1) {
                Some(risk) => {
                    let all = showing(self.manifest, &reference.value, at);
                    self.found.extend(owed_texts(&all, &risk));
                    self.found.extend(owed_values(self.manifest, &all, &risk));
                    self.risk_lights(&all, &risk);
                    self.shown_risks.insert(name, (risk.clone(), BTreeSet::from([at])));
                    self.took(unit, DeliveryKind::Risk(id), risk)
                }
                // Another table says something else of the same risk.
                None => match self.shown_risks.get_mut(&name).filter(|(_, tables)| !tables.contains(&at)) {
                    Some((risk, tables)) => {
                        is_again = tables.insert(at);
                        Delivery::Delivered(risk.clone())
                    }
                    None => Delivery::Missing(self.gap(unit, reference.place, DeliveryKind::Risk(id))),
                },
            };
            risks.push(OwnedRisk { unit: Some(unit), id: id.into(), risk, is_again });
        }
        RiskTable { control: at, risks }
    }

    /// Reports assessments of a risk and its activities that are none of the report's.
    fn risk_lights(&mut self, control: &ControlSpec, risk: &Risk) {
        let own = risk.activities.iter().flat_map(|activity| &activity.own).chain(&risk.own);
        for column in control.columns.iter().filter(|column| column.lights) {
            let Some(id) = column.kind.own() else { continue };
            for (_, text) in own.clone().filter(|(key, _)| key.value == id.value) {
                self.assessment((&id.value, id.place), &text.plain(), text.place().unwrap_or(risk.place));
            }
        }
    }

    /// Reports ids of the manifest that stand twice, and tables and charts that no chapter shows.
    fn unused_specs(&mut self, chapters: &[Chapter]) {
        let chapters = || Chapter::all(chapters).into_iter();
        let tables: Vec<&str> = chapters().flat_map(Chapter::tables).map(|table| table.id.as_str()).collect();
        let mut charts: Vec<ChartSpecIndex> = chapters().flat_map(Chapter::charts).map(|chart| chart.value).collect();
        let goals = chapters().flat_map(|chapter| &chapter.content).any(|block| matches!(block, Content::Goals(_)));
        let manifest = self.manifest;
        let covers = manifest.papers.iter().filter_map(|paper| paper.picture.as_ref());
        for id in covers.chain(manifest.signature_pictures()) {
            self.chart(id, EntityKind::Picture);
        }
        charts.extend(manifest.cover_pictures());
        index(manifest.tables.iter().map(|table| &table.id), &mut self.found);
        index(manifest.controls.iter().filter_map(|control| control.id.as_ref()), &mut self.found);
        index(manifest.papers.iter().filter_map(|paper| paper.id.as_ref()), &mut self.found);
        index(manifest.column_sets.iter().map(|set| &set.id), &mut self.found);
        let known = index(manifest.charts.iter().map(|chart| &chart.id), &mut self.found);
        for (at, chart) in ChartSpecIndex::each(&manifest.charts) {
            if known.get(chart.id.value.as_str()) == Some(&at.position()) && !charts.contains(&at) {
                self.found.push(messages::chart_not_shown(chart.id.place, &chart.id.value, chart.is_picture()));
            }
        }
        index(manifest::all_chapters(&manifest.chapters).into_iter().map(|chapter| &chapter.id), &mut self.found);
        for set in &manifest.column_sets {
            index(set.columns.iter().map(|column| &column.id), &mut self.found);
        }
        for table in manifest.tables.iter().filter(|table| !tables.contains(&table.id.value.as_str())) {
            if table.columns.as_ref().is_some_and(|id| manifest.column_sets.iter().any(|set| set.id.value == id.value))
            {
                self.found.push(messages::table_not_shown(table.id.place, &table.id.value));
            }
        }
        match manifest.goals.first() {
            Some(goal) if !goals => self.found.push(messages::goals_not_shown(goal.id.place)),
            _ => self.unshown_goals(),
        }
    }

    /// Reports what was delivered and nobody asked for.
    fn leftovers(&mut self) {
        let manifest = self.manifest;
        for ((at, unit), inbox) in UnitIndex::each(&manifest.units).zip(&self.inboxes) {
            let unit = unit.id.value.as_str();
            // A second unit with the same id has been reported; what its file holds says nothing more.
            if self.units.get(unit) != Some(&at) {
                continue;
            }
            for (table, _) in inbox.no_rows.iter().filter(|(_, asked)| !asked) {
                let ids = manifest.tables.iter().map(|table| table.id.value.as_str());
                self.found.push(messages::no_rows_unasked(table.place, &table.value, ids));
            }
            for text in inbox.narratives.values() {
                let part = text.part.as_ref();
                self.found.push(leftover(EntityKind::Chapter, &text.chapter, part, unit));
            }
            for row in inbox.rows.values() {
                let free = names::free_rows(manifest, unit, row, &inbox.filled);
                self.found.push(match free.as_slice() {
                    [] => leftover(EntityKind::Table, &row.table, Some(&row.id), unit),
                    free => messages::row_known_by_name(row.id.place, row.name.plain().trim(), &row.table.value, free),
                });
            }
            for goal in inbox.goals.values() {
                self.found.push(leftover(EntityKind::Goal, &goal.id, None::<&Spanned<GoalId>>, unit));
            }
            for risk in inbox.risks.values() {
                self.found.push(messages::unasked_delivery(
                    risk.id.place,
                    EntityKind::Risk,
                    &risk.id.value,
                    None,
                    unit,
                ));
            }
        }
    }
}

/// What stands in no chapter of a paper.
fn unheaded(heading: SourceText, content: Vec<Content>) -> Chapter {
    Chapter {
        id: "".into(),
        heading,
        committee: None,
        leaf: None,
        level: 1,
        columns: 1,
        landscape: false,
        new_page: None,
        lists_subheadings: false,
        numbered: true,
        is_note: false,
        content,
        chapters: Vec::new(),
    }
}

/// The keys of a row beside those of its table's columns.
pub(crate) const ROW_KEYS: &[&str] = &[
    "tabell",
    "id",
    "namn",
    "slag",
    "summerar",
    "beraknas",
    "viktas_med",
    "vands",
    "kommentar",
    "fet",
    "indrag",
    "mattenhet",
    "kolada",
    "celler",
];

/// The keys of an indicator or an activity beside those of its table's columns.
pub(crate) const GOAL_ROW_KEYS: &[&str] = &["id", "namn", "mattenhet", "kommentar", "kolada", "celler"];

/// Gives what stands under a key of a row to the column of that name, where its table has one.
fn columns_as_keys(
    cells: &mut Vec<(Spanned<String>, Cell)>,
    comment: &mut Option<Spanned<Prose>>,
    unit: &mut Option<SourceText>,
    key_figure: Option<&KeyFigure>,
    columns: &ColumnSet,
) {
    let has = |name: &str| columns.columns.iter().any(|column| column.id.value == *name);
    let comment = if has("kommentar") { comment.take() } else { None };
    let unit = if has("mattenhet") { unit.take() } else { None };
    let unit = unit.map(|unit| Spanned::new(Prose::verbatim(&unit), unit.place));
    // The one that stays what it is besides: a table can show by which key figure its rows are known.
    let key_figure = key_figure.filter(|_| has("kolada")).map(|figure| &figure.id);
    let key_figure = key_figure.map(|id| Spanned::new(Prose::verbatim(id), id.place));
    for (name, words) in [("kommentar", comment), ("mattenhet", unit), ("kolada", key_figure)] {
        let Some(Spanned { value, place }) = words.filter(|_| !cells.iter().any(|(known, _)| known.value == name))
        else {
            continue;
        };
        let cell = Cell { content: CellContent::Words(value), marks: None, unit: None, rows: 1, columns: 1, place };
        cells.push((Spanned::new(name.to_owned(), place), cell));
    }
}

/// A cell as one of each column: `92 (87,6 %)` is two figures, where the next column stands in brackets behind this
/// one, and `7,1/4,8` where it stands behind a slash.
fn parted(columns: &ColumnSet, key: Spanned<String>, cell: Cell) -> Vec<(Spanned<String>, Cell)> {
    let two = |cell: &Cell| -> Option<[(Spanned<String>, Cell); 2]> {
        let at = columns.named(&key.value)?;
        let (behind, bracket) = columns.bracket_of(at)?;
        let CellContent::Words(words) = &cell.content else { return None };
        let plain = words.plain();
        let (first, inner) = if bracket.slashed {
            plain.trim().split_once('/')?
        } else {
            plain.trim().strip_suffix(')')?.split_once('(')?
        };
        let figure = |words: &str, at| figure_of(words, columns.unit_of(at));
        let (amount, _, _) = figure(first, at)?;
        let (share, _, with_unit) = figure(inner, behind)?;
        let unit = with_unit.then(|| columns.unit_of(behind).map(str::to_owned)).flatten();
        let first = Cell { content: CellContent::Figure(amount), marks: words.marks(), ..cell.clone() };
        let second = Cell { content: CellContent::Figure(share), marks: None, unit, rows: 1, columns: 1, ..*cell };
        Some([(key.clone(), first), (Spanned::new(bracket.id.value.to_string(), key.place), second)])
    };
    match two(&cell) {
        Some(both) => both.into(),
        None => vec![(key, cell)],
    }
}

/// The figure that words are, with its digits as written, and whether `unit` stands behind it.
fn figure_of(words: &str, unit: Option<&str>) -> Option<(Amount, String, bool)> {
    let digits = words.trim();
    if let Ok(amount) = digits.parse() {
        return Some((amount, digits.to_owned(), false));
    }
    let digits = digits.strip_suffix(unit?)?;
    // `12 %` and `12%`, and `12 g`, but not `12g`: letters that touch digits are a name.
    let apart = digits.ends_with(char::is_whitespace) || !unit?.starts_with(char::is_alphanumeric);
    let digits = digits.trim_end();
    digits.parse().ok().filter(|_| apart).map(|amount| (amount, digits.to_owned(), true))
}

/// The columns of a chapter's goals.
#[derive(Clone, Copy)]
struct GoalColumns<'m> {
    indicators: Option<&'m ColumnSet>,
    activities: Option<&'m ColumnSet>,
}

/// Texts of a risk and its activities that the table has no column for, and those that it has one for and that are
/// missing.
fn owed_texts(control: &ControlSpec, risk: &Risk) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let ids = |of_risk: bool| -> Vec<&str> {
        let kinds = control.columns.iter().map(|column| &column.kind);
        let kinds = kinds.filter(|kind| matches!(kind, ControlColumnKind::OfRisk(_)) == of_risk);
        kinds.filter_map(ControlColumnKind::own).map(|id| id.value.as_str()).collect()
    };
    // Keys that are there under a wrong name, which is told: they are not missing besides.
    let mut misspelt: Vec<(Span, String)> = Vec::new();
    let mut own = |texts: &[(Spanned<String>, Prose)], wanted: &[&str], usual: &[&str], place: Span| {
        let known: Vec<&str> = usual.iter().chain(wanted).copied().collect();
        for (key, _) in texts.iter().filter(|(key, _)| !wanted.contains(&key.value.as_str())) {
            let meant = closest_match(&key.value, known.iter().copied());
            misspelt.extend(meant.map(|meant| (place, meant.to_owned())));
            found.push(unknown_key(key.place, &key.value, meant, &known));
        }
        let missing = wanted.iter().filter(|id| !texts.iter().any(|(key, _)| key.value == **id));
        let missing = missing.filter(|id| !misspelt.iter().any(|(of, meant)| *of == place && meant == **id));
        found.extend(missing.map(|id| missing_key(place, id)));
    };
    own(&risk.own, &ids(true), &["id", "namn", "kategori", "sannolikhet", "konsekvens", "inledning"], risk.place);
    for activity in &risk.activities {
        own(&activity.own, &ids(false), &["text", "ansvar", "uppfoljning"], activity.place);
    }
    let is_misspelt = |of: Span, key: &str| misspelt.iter().any(|(place, meant)| *place == of && meant == key);
    match &risk.category {
        None if is_misspelt(risk.place, "kategori") => {}
        None if control.has(&ControlColumnKind::Category) => found.push(missing_key(risk.place, "kategori")),
        Some(text) if !control.has(&ControlColumnKind::Category) => {
            found.push(messages::without_column(text.place().unwrap_or(risk.place), "kategori"));
        }
        _ => {}
    }
    for activity in risk.activities.iter().filter(|_| !control.has(&ControlColumnKind::Activities)) {
        let place = activity.text.place().unwrap_or(activity.place);
        found.push(messages::activities_not_shown(place));
    }
    if let Some(text) = risk.introduction.as_ref().filter(|_| !control.has(&ControlColumnKind::FollowUp)) {
        let place = text.place().unwrap_or(risk.place);
        found.push(messages::introduction_not_shown(place));
    }
    for activity in &risk.activities {
        for (kind, key, text) in [
            (ControlColumnKind::Owner, "ansvar", &activity.owner),
            (ControlColumnKind::FollowUp, "uppfoljning", &activity.follow_up),
        ] {
            match text {
                None if is_misspelt(activity.place, key) => {}
                None if control.has(&kind) => found.push(missing_key(activity.place, key)),
                Some(text) if !control.has(&kind) => {
                    let place = text.place().unwrap_or(activity.place);
                    found.push(messages::without_column(place, key));
                }
                _ => {}
            }
        }
    }
    found
}

/// All tables of the paper that show a risk, as one with the columns of each: `first` is the one of them that is met
/// first.
fn showing(manifest: &Manifest, risk: &OwnedId, first: ControlIndex) -> ControlSpec {
    let named = |id: &Option<Spanned<String>>| match id {
        Some(id) => {
            let is_it = |control: &ControlSpec| control.id.as_ref().is_some_and(|known| known.value == id.value);
            ControlIndex::find(&manifest.controls, is_it)
        }
        None => Some(ControlIndex::new(0)),
    };
    let mut all = manifest.controls[first].clone();
    for block in manifest::all_chapters(&manifest.chapters).iter().flat_map(|chapter| &chapter.blocks) {
        let BlockSpec::Risks { table, risks } = block else { continue };
        let control = named(table).filter(|at| *at != first).and_then(|at| at.of(&manifest.controls));
        let Some(control) = control else { continue };
        let shown = if risks.is_empty() { &control.risks } else { risks };
        if shown.iter().any(|shown| shown.value == *risk) {
            all.columns.extend(control.columns.iter().cloned());
            if all.levels.is_empty() {
                all.levels = control.levels.clone();
            }
        }
    }
    all
}

/// Likelihood and consequence, where the table or the matrix shows them and they are missing. Where some table shows
/// them, the matrix is of the risks in that.
fn owed_values(manifest: &Manifest, control: &ControlSpec, risk: &Risk) -> Vec<Diagnostic> {
    let shows = |control: &ControlSpec| {
        let kinds = [ControlColumnKind::Assessment, ControlColumnKind::Level];
        kinds.iter().any(|kind| control.has(kind)) || !control.levels.is_empty()
    };
    let has_matrix = manifest.charts.iter().any(|chart| matches!(chart.source, ChartSource::Risks));
    let in_matrix = has_matrix && !manifest.controls.iter().any(shows);
    if !shows(control) && !in_matrix {
        return Vec::new();
    }
    let values = [("sannolikhet", &risk.likelihood), ("konsekvens", &risk.consequence)];
    let missing = values.into_iter().filter(|(_, value)| value.is_none());
    missing.map(|(key, _)| missing_key(risk.place, key)).collect()
}

fn leftover<N: Deref<Target = str>, P: Deref<Target = str>>(
    thing: EntityKind,
    name: &Spanned<N>,
    part: Option<&Spanned<P>>,
    unit: &str,
) -> Diagnostic {
    let place = part.map_or(name.place, |part| part.place);
    messages::unasked_delivery(place, thing, &name.value, part.map(|part| &*part.value), unit)
}
