//! The goal tree: headings with their numbers, texts, indicator tables.

use crate::base::address::Address;
use crate::base::address::GoalTable;
use crate::base::ids::ColumnId;
use crate::base::ids::GoalId;
use crate::base::ids::UnitId;
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::input::manifest::ColumnSet;
use crate::input::section::{Cell, Indicator};
use crate::lower::address::addressed;
use crate::model::{Block, BlockKind, ParagraphRole, RowRole, Table, TableRole};
use crate::report::{Activities, Delivery, GoalNode, OwnedGoal, UnitIndex};

use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::{Lowerer, Pages, denomination, table};

impl Lowerer<'_> {
    pub(super) fn goals(&mut self, goals: &[GoalNode], level: u8, listed: bool, pages: &mut Pages) {
        for (at, goal) in goals.iter().enumerate() {
            let spec = self.report.manifest.goal_levels.get(goal.depth);
            let number = spec.filter(|spec| spec.numbered).map(|_| format!("{}.", at + 1));
            pages.push(self.heading(level, &goal.heading, number, listed));
            match &goal.text {
                None => {}
                Some(Delivery::Delivered(owned)) => self.goal(owned, goal, pages),
                Some(Delivery::Missing(gap)) => pages.push(self.gap(*gap, "texten om målet")),
            }
            if let Some(lead) = spec.and_then(|spec| spec.lead.as_ref()).filter(|_| !goal.goals.is_empty()) {
                pages.push(paragraph(ParagraphRole::Lead, one_line(&lead.text)));
            }
            self.goals(&goal.goals, level + 1, listed, pages);
        }
    }

    fn goal(&mut self, owned: &OwnedGoal, node: &GoalNode, pages: &mut Pages) {
        let (unit, goal) = (self.report.manifest.units[owned.unit].id.value.as_str(), node.id.as_str());
        if let Some(text) = &owned.goal.text {
            let blocks = InlineContext { report: self.report, notes: Some((&mut self.notes, owned.unit)) }
                .blocks(text, ParagraphRole::Body);
            pages.extend(addressed(blocks, &Address::Goal { unit: unit.into(), goal: goal.into() }));
        }
        let heading = one_line(&node.heading.text);
        if !owned.cells.is_empty() {
            let first = owned.goal.first_column.as_ref();
            let table = (unit.into(), goal.into(), GoalTable::Indicators);
            let shown = Shown { what: "Indikatorer", first, columns: &owned.columns, place: owned.goal.place, table };
            self.goal_table(&shown, owned.unit, owned.indicators(), &heading, pages);
        }
        if let Some(Activities { columns, cells }) = owned.activities.as_ref()
            && !cells.is_empty()
        {
            let table = (unit.into(), goal.into(), GoalTable::Activities);
            let shown = Shown { what: "Aktiviteter", first: None, columns, place: owned.goal.place, table };
            self.goal_table(&shown, owned.unit, owned.activities(), &heading, pages);
        }
    }

    fn goal_table<'r>(
        &mut self,
        shown: &Shown<'_>,
        unit: UnitIndex,
        all: impl Iterator<Item = (&'r Indicator, &'r [Option<Cell>])>,
        goal: &str,
        pages: &mut Pages,
    ) {
        let Shown { what, columns, .. } = shown;
        let first = shown.first.or(columns.first.as_ref()).map_or("", |first| first.trimmed());
        let (owner, of, kind) = &shown.table;
        self.notes.begin_table(Address::GoalTable { unit: owner.clone(), goal: of.clone(), kind: *kind });
        let mut rows = table::Rows::new(columns, self.shape.signs);
        for (at, (row, cells)) in all.enumerate() {
            let citer = InlineContext { report: self.report, notes: Some((&mut self.notes, unit)) };
            let at = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let address = |column: Option<&str>| {
                let column = column.map(ColumnId::from);
                Address::GoalRow { unit: owner.clone(), goal: of.clone(), kind: *kind, at, column }
            };
            rows.push(RowRole::Body, &row.name, cells, citer, &address);
        }
        let mut rows = rows.finish();
        rows.extend(self.notes.end_table(columns.columns.len() + 1));
        let table = Table {
            index: self.table_index(),
            role: TableRole::Indicators,
            title: format!("{what}: {goal}"),
            description: table::description(columns),
            columns: table::columns(columns),
            smaller: 0,
            header: table::header(first, columns),
            rows,
        };
        let line = denomination::line(columns, first).map(|line| paragraph(ParagraphRole::TableLine, line).kind);
        let blocks = line.into_iter().chain([BlockKind::Table(table)]);
        pages.extend(blocks.map(|kind| Block::at(kind, shown.place)));
    }
}

/// What a goal's table shows.
struct Shown<'a> {
    what: &'static str,
    /// The heading of its first column, where it is not the column set's.
    first: Option<&'a SourceText>,
    columns: &'a ColumnSet,
    place: Span,
    /// Whose table of which goal it is.
    table: (UnitId, GoalId, GoalTable),
}
