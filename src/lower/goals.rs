//! The goal tree: headings with their numbers, texts, indicator tables.

use crate::manifest::ColumnSet;
use crate::model::{Block, BlockKind, ParagraphRole, RowRole, Table, TableRole};
use crate::report::{Delivery, GoalNode, OwnedGoal};

use super::words::Citer;
use super::{Lowerer, Pages, finance, narrative, one_line, paragraph};

impl Lowerer<'_> {
    pub(super) fn goals(&mut self, goals: &[GoalNode], level: u8, listed: bool, pages: &mut Pages) {
        for (at, goal) in goals.iter().enumerate() {
            let spec = self.report.manifest.goal_levels.get(goal.depth);
            let number = spec.filter(|spec| spec.numbered).map(|_| format!("{}.", at + 1));
            pages.push(self.heading(level, &goal.heading, number, listed));
            match &goal.text {
                None => {}
                Some(Delivery::Came(owned)) => self.goal(owned, goal, pages),
                Some(Delivery::Missing(gap)) => pages.push(self.gap(*gap, "texten om målet")),
            }
            if let Some(lead) = spec.and_then(|spec| spec.lead.as_ref()).filter(|_| !goal.goals.is_empty()) {
                pages.push(paragraph(ParagraphRole::Lead, one_line(&lead.text)));
            }
            self.goals(&goal.goals, level + 1, listed, pages);
        }
    }

    fn goal(&mut self, owned: &OwnedGoal, node: &GoalNode, pages: &mut Pages) {
        let address = format!("{}/mal/{}", self.report.manifest.units[owned.unit].id.value, node.id);
        if let Some(text) = &owned.goal.text {
            let blocks = Citer { report: self.report, notes: Some((&mut self.notes, owned.unit)) }
                .blocks(text, ParagraphRole::Body);
            pages.extend(narrative::addressed(blocks, &address));
        }
        if !owned.cells.is_empty() {
            pages.push(self.indicators(owned, node, &address));
        }
    }

    fn indicators(&mut self, owned: &OwnedGoal, node: &GoalNode, address: &str) -> Block {
        let ColumnSet { first, .. } = &owned.columns;
        let first = owned.goal.first_column.as_ref().or(first.as_ref()).map_or("", |first| first.trimmed());
        let header = finance::header(first, &owned.columns);
        self.notes.begin_table();
        let mut rows = finance::Rows::new(&owned.columns);
        for (at, (indicator, cells)) in owned.indicators().enumerate() {
            let citer = Citer { report: self.report, notes: Some((&mut self.notes, owned.unit)) };
            rows.push(RowRole::Body, &indicator.name, cells, citer, &format!("{address}/{}", at + 1));
        }
        let mut rows = rows.finish();
        rows.extend(self.notes.end_table(owned.columns.columns.len() + 1));
        let goal = one_line(&node.heading.text);
        let table = Table {
            role: TableRole::Indicators,
            title: format!("Indikatorer: {goal}"),
            description: finance::description(&owned.columns),
            columns: finance::columns(&owned.columns),
            header,
            rows,
        };
        Block::at(BlockKind::Table(table), owned.goal.place)
    }
}
