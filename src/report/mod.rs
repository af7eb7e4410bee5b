//! The report: what the manifest asks for, with what the units delivered in its place.
//!
//! Built by the merge; read by the checks and by the lowering.

pub mod address;
pub mod averages;
pub mod bind;
pub mod charts;
pub mod concerned;
pub mod elsewhere;
pub mod figures;
pub mod fulfilment;
pub mod ids;
mod index;
pub mod kolada;
pub mod left_out;
pub mod locate;
pub mod merge;
pub mod messages;
pub mod named;
pub mod passages;
pub mod prose;
pub mod quantity;
pub mod quotients;
pub mod status;
pub mod sums;
pub mod trace;
pub mod visit;
pub mod waterfall;

use crate::base::address::RowAddress;
use crate::base::ids::ChapterId;
use crate::base::ids::GoalId;
use crate::base::ids::RiskId;
use crate::base::ids::TableId;
use crate::base::positions::{ChartSpecIndex, ColumnIndex, CommitteeIndex, ControlIndex, RowIndex};
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::input::exception::Exception;
use crate::input::manifest::{Aside, Below, ChartSpec, ColumnSet, Conventions, Divider, Manifest, SignatureSpec};
use crate::input::placed::{Placed, PlacedKind};
use crate::input::prose::Prose;
use crate::input::section::{Cell, FinanceRow, Goal, Indicator, Narrative, NoteText, Risk, is_covered};

use self::index::{NoteNames, RowNames};

pub use crate::base::positions::UnitIndex;

/// A whole report.
#[derive(Debug)]
pub struct Report {
    /// The manifest.
    pub manifest: Manifest,
    /// What stands in the texts of the memo's sections, section by section.
    pub memo: Vec<Chapter>,
    /// Its chapters, filled.
    pub chapters: Vec<Chapter>,
    /// The tables that nothing but charts show.
    drawn: Vec<Chapter>,
    /// Each unit's notes.
    pub notes: Vec<Vec<NoteText>>,
    /// Whether each unit's file could be read.
    pub delivered: Vec<bool>,
    /// What the units accept of the findings about their own files.
    pub exceptions: Vec<Exception>,
    /// The notes by their ids.
    index: NoteNames,
}

/// What a unit owed: it came, or there is a gap.
#[derive(Debug)]
pub enum Delivery<T> {
    /// It came.
    Delivered(T),
    /// It did not.
    Missing(Gap),
}

impl<T> Delivery<T> {
    /// What came, to be changed.
    fn delivered_mut(&mut self) -> Option<&mut T> {
        match self {
            Delivery::Delivered(value) => Some(value),
            Delivery::Missing(_) => None,
        }
    }

    /// What came.
    pub fn delivered(&self) -> Option<&T> {
        match self {
            Delivery::Delivered(value) => Some(value),
            Delivery::Missing(_) => None,
        }
    }
}

/// A delivery that did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The unit that owed it; `None` where the manifest names no unit that there is.
    pub unit: Option<UnitIndex>,
    /// Why it is missing.
    pub why: Absence,
}

/// Why a delivery is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// The unit has no file.
    NoFile,
    /// The unit's file cannot be read.
    Unreadable,
    /// The unit's file does not hold it.
    NotInFile,
    /// It was delivered with nothing in it.
    Empty,
    /// It was delivered, but could not be read.
    NotRead,
    /// What it is made of is missing.
    NotMade,
}

/// A chapter or a part of one.
#[derive(Debug)]
pub struct Chapter {
    /// Its id.
    pub id: ChapterId,
    /// Its heading.
    pub heading: SourceText,
    /// The committee that it belongs to, by its position in the manifest.
    pub committee: Option<CommitteeIndex>,
    /// The picture that fills a page before it.
    pub leaf: Option<Spanned<ChartSpecIndex>>,
    /// Its heading's level, from 1.
    pub level: u8,
    /// Columns of text.
    pub columns: u8,
    /// On pages turned sideways.
    pub landscape: bool,
    /// Whether it begins on a new page; if not said, it does where the pages' form changes.
    pub new_page: Option<bool>,
    /// Whether the contents list the headings below its own.
    pub lists_subheadings: bool,
    /// Whether its heading, and those below it, may be numbered.
    pub numbered: bool,
    /// Whether it is a note to the accounts, which are numbered by themselves.
    pub is_note: bool,
    /// What stands in it, in order.
    pub content: Vec<Content>,
    /// Chapters within it.
    pub chapters: Vec<Chapter>,
}

/// A block of a chapter.
#[derive(Debug)]
pub enum Content {
    /// A text of a unit.
    Text(Box<NarrativePart>),
    /// A finance table.
    Table(Box<FinanceTable>),
    /// A chart, by its position in the manifest, with where it is asked for.
    Chart(Spanned<ChartSpecIndex>),
    /// The goal tree or a part of it.
    Goals(Vec<GoalNode>),
    /// An internal-control table.
    Risks(RiskTable),
    /// Those who sign.
    Signatures(SignatureSpec),
}

impl Content {
    /// Whether it is what a line of a text asks for.
    pub fn is_asked_for(&self, asked: &Placed, manifest: &Manifest) -> bool {
        match self {
            Content::Table(table) => asked.kind == PlacedKind::Table && table.id.as_str() == asked.id.value,
            Content::Chart(chart) => chart.value.of(&manifest.charts).is_some_and(|spec| {
                let is_kind = spec.is_picture() == (asked.kind == PlacedKind::Picture);
                is_kind && asked.kind != PlacedKind::Table && spec.id.value == asked.id.value
            }),
            Content::Text(_) | Content::Goals(_) | Content::Risks(_) | Content::Signatures(_) => false,
        }
    }
}

impl Chapter {
    /// Its own blocks in order, each before those between the blocks of goals' texts.
    pub fn blocks(&self) -> Vec<&Content> {
        fn push<'r>(content: &'r [Content], all: &mut Vec<&'r Content>) {
            for block in content {
                all.push(block);
                if let Content::Goals(goals) = block {
                    goals.iter().for_each(|goal| push_goal(goal, all));
                }
            }
        }
        fn push_goal<'r>(goal: &'r GoalNode, all: &mut Vec<&'r Content>) {
            goal.delivered().for_each(|owned| push(&owned.content, all));
            goal.goals.iter().for_each(|goal| push_goal(goal, all));
        }
        let mut all = Vec::new();
        push(&self.content, &mut all);
        all
    }

    /// Its own texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = &NarrativePart> {
        self.content.iter().filter_map(|block| if let Content::Text(part) = block { Some(&**part) } else { None })
    }

    /// Its own finance tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &FinanceTable> {
        let blocks = self.blocks().into_iter();
        blocks.filter_map(|block| if let Content::Table(table) = block { Some(table.as_ref()) } else { None })
    }

    /// Its own charts, in order.
    pub fn charts(&self) -> impl Iterator<Item = &Spanned<ChartSpecIndex>> {
        let blocks = self.blocks().into_iter();
        let own = blocks.filter_map(|block| if let Content::Chart(chart) = block { Some(chart) } else { None });
        self.leaf.iter().chain(own)
    }

    /// The goals at the top of its own trees, in order.
    pub fn goals(&self) -> impl Iterator<Item = &GoalNode> {
        let trees =
            self.content.iter().filter_map(|block| if let Content::Goals(goals) = block { Some(goals) } else { None });
        trees.flatten()
    }

    /// Those who sign it, in order.
    pub fn signatures(&self) -> impl Iterator<Item = &SignatureSpec> {
        self.content.iter().filter_map(|block| if let Content::Signatures(spec) = block { Some(spec) } else { None })
    }

    /// Its own internal-control tables, in order.
    pub fn risk_tables(&self) -> impl Iterator<Item = &RiskTable> {
        self.content.iter().filter_map(|block| if let Content::Risks(table) = block { Some(table) } else { None })
    }

    /// These chapters, those within others after them.
    fn all(chapters: &[Chapter]) -> Vec<&Chapter> {
        chapters.iter().flat_map(|chapter| std::iter::once(chapter).chain(Chapter::all(&chapter.chapters))).collect()
    }
}

/// An internal-control table with its risks.
#[derive(Debug)]
pub struct RiskTable {
    /// Which of the manifest's it is.
    pub control: ControlIndex,
    /// The risks.
    pub risks: Vec<OwnedRisk>,
}

/// A text of a unit, with its heading.
#[derive(Debug)]
pub struct NarrativePart {
    /// The heading; `None` for none.
    pub heading: Option<SourceText>,
    /// The unit.
    pub unit: Option<UnitIndex>,
    /// The text, or a piece of it between tables and charts.
    pub text: Delivery<Narrative>,
    /// Whether the text has a heading, here or before its first piece.
    pub headed: bool,
    /// How many paragraphs and subheadings of the text stand in pieces before this one.
    pub before: usize,
}

/// A finance table.
#[derive(Debug)]
pub struct FinanceTable {
    /// Its id.
    pub id: TableId,
    /// Its name.
    pub heading: SourceText,
    /// How it writes costs, incomes and variances.
    pub signs: Conventions,
    /// Its columns.
    pub columns: ColumnSet,
    /// Its rows.
    pub rows: Vec<Delivery<OwnedRow>>,
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
    /// What was done to its figures before they are shown.
    pub shown: Shown,
    /// The rows by their names.
    index: RowNames,
}

impl FinanceTable {
    /// The headings across it.
    pub fn groups(&self) -> impl Iterator<Item = &SourceText> {
        self.dividers.iter().filter_map(|(_, divider)| divider.heading())
    }

    /// The unit of a row's figure in a column: the row's own, otherwise the column's.
    pub fn unit_of<'t>(&'t self, row: &'t OwnedRow, column: ColumnIndex) -> Option<&'t str> {
        let own = row.row.unit.as_ref().filter(|_| self.columns.takes_unit_of_row(column));
        own.map(|unit| unit.trimmed()).or_else(|| self.columns.unit_of(column))
    }

    /// The rows of this id that have come.
    fn rows_named(&self, id: &str) -> impl Iterator<Item = &OwnedRow> {
        let ids = self.rows.iter().enumerate().filter_map(|(at, row)| Some((at, &*row.delivered()?.row.id.value)));
        self.index.find(id, ids).iter().filter_map(|at| self.rows.get(*at).and_then(Delivery::delivered))
    }

    /// Puts a row that was made of others into its place.
    fn put(&mut self, made: OwnedRow) {
        let at = made.at.position();
        self.index.add(&made.row.id.value, at);
        if let Some(place) = self.rows.get_mut(at) {
            *place = Delivery::Delivered(made);
        }
    }

    /// Whether the manifest asks for a row of this label in the table.
    fn asks(&self, manifest: &Manifest, label: &str) -> bool {
        let of_table = manifest.tables.iter().filter(|spec| spec.id.value == self.id);
        self.index.asks(label, of_table.flat_map(|spec| &spec.rows).map(|row| row.label()))
    }
}

/// What a table did to its figures: nothing, unless its manifest asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The units that figures were converted from, each once.
    pub from: Vec<String>,
    /// The decimals that figures were rounded to, each once.
    pub decimals: Vec<u32>,
}

/// A figure as it was before its table converted or rounded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The figure as written.
    pub written: Amount,
    /// The unit in which it was written.
    pub unit: Option<String>,
    /// The same in the table's unit, not rounded.
    pub exact: Amount,
    /// What `exact` may be off by if what is written was rounded.
    pub margin: Decimal,
}

/// A row with the unit it came from and its cells in the order of the columns.
#[derive(Debug)]
pub struct OwnedRow {
    /// Where it stands in its table.
    pub at: RowIndex,
    /// The unit; `None` for a row that the manifest makes of others.
    pub unit: Option<UnitIndex>,
    /// The row as delivered or made.
    pub row: FinanceRow,
    /// Its cells as shown; `None` for an empty one.
    pub cells: Vec<Option<Cell>>,
    /// For each column, what was written there where something else is shown; empty where all is shown as written.
    pub before: Vec<Option<Before>>,
    /// What it is made of, where no unit delivered it.
    pub made: Option<Made>,
}

/// What a row of the manifest is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The addresses of the rows.
    pub of: Vec<RowAddress>,
    /// Whether it is another table's row, rather than a sum.
    pub taken: bool,
    /// The unit whose notes its words may cite.
    pub unit: Option<UnitIndex>,
    /// Whether the manifest gives its label.
    pub named: bool,
}

impl OwnedRow {
    /// Whether another cell of the row covers a column.
    pub fn covers(&self, column: ColumnIndex) -> bool {
        is_covered(&self.cells, column.position())
    }

    /// What is shown in a column; `None` for nothing.
    pub fn cell(&self, column: ColumnIndex) -> Option<&Cell> {
        column.of(&self.cells)?.as_ref()
    }

    /// The unit whose notes its words may cite.
    pub fn notes_of(&self) -> Option<UnitIndex> {
        self.unit.or_else(|| self.made.as_ref()?.unit)
    }

    /// Whether it is the same row, and not just one of the same id.
    pub fn is(&self, other: &OwnedRow) -> bool {
        self.at == other.at && self.row.table.value == other.row.table.value
    }

    /// Whether it is another table's row, which is looked at there.
    pub fn is_taken(&self) -> bool {
        self.made.as_ref().is_some_and(|made| made.taken)
    }

    /// Whether its figures are computed.
    pub fn is_computed(&self) -> bool {
        self.made.as_ref().is_some_and(|made| !made.taken)
    }

    /// What was written in a column, where something else is shown.
    pub fn before(&self, column: ColumnIndex) -> Option<&Before> {
        column.of(&self.before)?.as_ref()
    }
}

/// A goal of the tree.
#[derive(Debug)]
pub struct GoalNode {
    /// Its id.
    pub id: GoalId,
    /// Its heading.
    pub heading: SourceText,
    /// Its level in the tree, from 0.
    pub depth: usize,
    /// What its units say, in the manifest's order; none where no unit owes anything.
    pub texts: Vec<Delivery<OwnedGoal>>,
    /// Goals below.
    pub goals: Vec<GoalNode>,
}

impl GoalNode {
    /// It and those below it, each before those below that one.
    pub fn and_below(&self) -> Vec<&GoalNode> {
        std::iter::once(self).chain(self.goals.iter().flat_map(GoalNode::and_below)).collect()
    }

    /// What its units have said.
    pub fn delivered(&self) -> impl Iterator<Item = &OwnedGoal> {
        self.texts.iter().filter_map(Delivery::delivered)
    }
}

/// A goal's text and indicators with the unit they came from.
#[derive(Debug)]
pub struct OwnedGoal {
    /// The unit.
    pub unit: UnitIndex,
    /// The goal as delivered.
    pub goal: Goal,
    /// The columns of its indicators.
    pub columns: ColumnSet,
    /// Each indicator's cells in the order of the columns.
    pub cells: Vec<Vec<Option<Cell>>>,
    /// Its activities, if the chapter shows any.
    pub activities: Option<Activities>,
    /// The tables, charts and pictures between the blocks of its text, as far as there are any.
    pub content: Vec<Content>,
}

/// The table of a goal's activities.
#[derive(Debug, Clone)]
pub struct Activities {
    /// Its columns.
    pub columns: ColumnSet,
    /// Each activity's cells in the order of the columns.
    pub cells: Vec<Vec<Option<Cell>>>,
}

impl OwnedGoal {
    /// The activities with their cells.
    pub fn activities(&self) -> impl Iterator<Item = (&Indicator, &[Option<Cell>])> {
        let cells = self.activities.iter().flat_map(|activities| &activities.cells);
        self.goal.activities.iter().zip(cells.map(Vec::as_slice))
    }

    /// Indicators with their cells.
    pub fn indicators(&self) -> impl Iterator<Item = (&Indicator, &[Option<Cell>])> {
        self.goal.indicators.iter().zip(self.cells.iter().map(Vec::as_slice))
    }
}

/// A risk with the unit it came from.
#[derive(Debug)]
pub struct OwnedRisk {
    /// The unit; `None` where the manifest names no unit that there is.
    pub unit: Option<UnitIndex>,
    /// The risk's id as the manifest names it.
    pub id: RiskId,
    /// The risk.
    pub risk: Delivery<Risk>,
    /// Whether a table before this one shows it too, with other columns.
    pub is_again: bool,
}

impl RiskTable {
    /// The categories that stand once, in the cell of the risk before, since it has the same.
    pub fn repeated_categories(&self) -> impl Iterator<Item = &Prose> {
        let risks: Vec<&Risk> = self.risks.iter().filter_map(|owned| owned.risk.delivered()).collect();
        let words = |risk: &Risk| risk.category.as_ref().map(Prose::plain);
        let repeated = |at: &usize| *at > 0 && words(risks[*at]) == words(risks[*at - 1]);
        let all: Vec<&Prose> = (0..risks.len()).filter(repeated).filter_map(|at| risks[at].category.as_ref()).collect();
        all.into_iter()
    }
}

impl Report {
    /// The text of a unit's note.
    pub fn note(&self, unit: UnitIndex, id: &str) -> Option<&NoteText> {
        self.notes[unit].get(self.index.find((unit, id), UnitIndex::each(&self.notes))?)
    }

    /// Every accepted exception, the manifest's first.
    pub fn all_exceptions(&self) -> impl Iterator<Item = &Exception> {
        self.manifest.exceptions.iter().chain(&self.exceptions)
    }

    /// The tables that nothing but charts show.
    pub fn drawn(&self) -> impl Iterator<Item = &FinanceTable> {
        self.drawn.iter().flat_map(Chapter::tables)
    }

    /// Every chapter, those within others after them; before them what stands in the memo, and last the tables that
    /// are only drawn.
    pub fn all_chapters(&self) -> Vec<&Chapter> {
        let memo = self.memo.iter().filter(|section| !section.content.is_empty());
        memo.chain(Chapter::all(&self.chapters)).chain(&self.drawn).collect()
    }

    /// All who sign a chapter, in order.
    pub fn signatures(&self) -> Vec<&SignatureSpec> {
        self.all_chapters().into_iter().flat_map(Chapter::signatures).collect()
    }

    /// The charts that some chapter or cover shows, each once, in the manifest's order.
    pub fn shown_charts(&self) -> impl Iterator<Item = &ChartSpec> {
        let chapters = self.all_chapters();
        let shown = chapters.iter().flat_map(|chapter| chapter.charts().map(|chart| chart.value));
        let shown: BTreeSet<ChartSpecIndex> = shown.chain(self.manifest.cover_pictures()).collect();
        shown.into_iter().filter_map(|at| at.of(&self.manifest.charts))
    }
}
