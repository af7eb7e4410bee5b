//! One way through a report: everything in it that a unit or the manifest asks for, in reading order. A new kind of
//! content is one more arm here, and the compiler names those who must know of it.

use super::{
    Chapter, Content, Delivery, FinanceTable, GoalNode, NarrativePart, OwnedRisk, OwnedRow, Report, RiskTable,
};

/// A thing of a report.
#[derive(Debug, Clone, Copy)]
pub enum Item<'r> {
    /// A chapter, before what stands in it.
    Chapter(&'r Chapter),
    /// A unit's text in a chapter.
    Part(&'r NarrativePart),
    /// A finance table, before its rows.
    Table(&'r FinanceTable),
    /// A row of a finance table.
    Row(&'r FinanceTable, &'r Delivery<OwnedRow>),
    /// A goal, before those below it.
    Goal(&'r GoalNode),
    /// A risk of the internal control in a chapter.
    Risk(&'r Chapter, &'r OwnedRisk),
}

impl Report {
    /// Hands everything to `visit`: what stands in the memo, each chapter, what stands in it, then the chapters
    /// in it, and last the tables that are only drawn.
    pub fn walk<'r>(&'r self, visit: &mut dyn FnMut(Item<'r>)) {
        self.memo.iter().for_each(|section| walk_content(section, visit));
        self.chapters.iter().for_each(|chapter| walk_chapter(chapter, visit));
        self.drawn.iter().for_each(|tables| walk_content(tables, visit));
    }

    /// Every goal, each before those below it.
    pub fn goals(&self) -> Vec<&GoalNode> {
        let mut all = Vec::new();
        self.walk(&mut |item| {
            if let Item::Goal(goal) = item {
                all.push(goal);
            }
        });
        all
    }

    /// Every internal-control table.
    pub fn risk_tables(&self) -> impl Iterator<Item = &RiskTable> {
        self.all_chapters().into_iter().flat_map(Chapter::risk_tables)
    }
}

fn walk_chapter<'r>(chapter: &'r Chapter, visit: &mut dyn FnMut(Item<'r>)) {
    visit(Item::Chapter(chapter));
    walk_content(chapter, visit);
    chapter.chapters.iter().for_each(|chapter| walk_chapter(chapter, visit));
}

fn walk_content<'r>(chapter: &'r Chapter, visit: &mut dyn FnMut(Item<'r>)) {
    walk_blocks(chapter, &chapter.content, visit);
}

fn walk_blocks<'r>(chapter: &'r Chapter, blocks: &'r [Content], visit: &mut dyn FnMut(Item<'r>)) {
    for block in blocks {
        match block {
            Content::Text(part) => visit(Item::Part(part)),
            Content::Table(table) => {
                visit(Item::Table(table));
                table.rows.iter().for_each(|row| visit(Item::Row(table, row)));
            }
            Content::Chart(_) | Content::Signatures(_) => {}
            Content::Goals(goals) => goals.iter().for_each(|goal| walk_goal(chapter, goal, visit)),
            // What is said of a risk is said once, whichever tables show it.
            Content::Risks(table) => {
                table.risks.iter().filter(|risk| !risk.is_again).for_each(|risk| visit(Item::Risk(chapter, risk)));
            }
        }
    }
}

fn walk_goal<'r>(chapter: &'r Chapter, goal: &'r GoalNode, visit: &mut dyn FnMut(Item<'r>)) {
    visit(Item::Goal(goal));
    goal.delivered().for_each(|owned| walk_blocks(chapter, &owned.content, visit));
    goal.goals.iter().for_each(|goal| walk_goal(chapter, goal, visit));
}
