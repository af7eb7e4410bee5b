//! The goal tree: headings with their numbers, texts, indicator tables.

use crate::base::address::Address;
use crate::base::address::GoalTable;
use crate::base::assessment::Light;
use crate::base::ids::ColumnId;
use crate::base::ids::GoalId;
use crate::base::ids::UnitId;
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::input::manifest::ColumnSet;
use crate::input::prose::binding::ReferenceKind;
use crate::input::section::{Cell, Indicator};
use crate::model::{Block, BlockKind, Inline, Paragraph, ParagraphRole, Table, TableRole, Target};
use crate::report::bind::{goals_with_titled_tables, heading_words};
use crate::report::{Activities, Content, Delivery, GoalNode, OwnedGoal, UnitIndex};

use super::address::{BlockNumbers, addressed};
use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::table::RowShape;
use super::{Lowerer, Pages, denomination, table};

impl Lowerer<'_> {
    pub(super) fn goals(&mut self, goals: &[GoalNode], level: u8, listed: bool, pages: &mut Pages) {
        for (at, goal) in goals.iter().enumerate() {
            let spec = self.report.manifest.goal_levels.get(goal.depth);
            let number = spec.filter(|spec| spec.numbered).map(|_| format!("{}.", at + 1));
            self.anchors.add(ReferenceKind::Goal, &goal.id, Target::Heading(self.headings));
            pages.push(self.heading(level, &goal.heading, number, listed));
            let several = goal.texts.len() > 1;
            for text in &goal.texts {
                match text {
                    Delivery::Delivered(owned) => {
                        // Of several units each is named.
                        let name = &self.report.manifest.units[owned.unit].name;
                        let inner = GoalPlace { level: level + u8::from(several), listed };
                        if several {
                            let content = vec![Inline::Text(one_line(&name.text))];
                            pages.push(self.subheading(inner.level, content, listed, name.place));
                        }
                        self.goal(owned, goal, inner, pages);
                    }
                    Delivery::Missing(gap) => pages.push(self.gap(*gap, ("texten om målet", ""))),
                }
            }
            if let Some(lead) = spec.and_then(|spec| spec.lead.as_ref()).filter(|_| !goal.goals.is_empty()) {
                pages.push(paragraph(ParagraphRole::Lead, one_line(&lead.text)));
            }
            self.goals(&goal.goals, level + 1, listed, pages);
        }
    }

    fn goal(&mut self, owned: &OwnedGoal, node: &GoalNode, at: GoalPlace, pages: &mut Pages) {
        let (unit, goal) = (self.report.manifest.units[owned.unit].id.value.as_str(), node.id.as_str());
        let labels = &self.report.manifest.goal_labels;
        self.assessment(owned, node, at, pages);
        if let Some(text) = &owned.goal.text {
            pages.extend(self.goal_label(labels.text.as_ref(), at));
            let of = Address::Goal { unit: unit.into(), goal: goal.into() };
            let (mut numbering, mut taken) = (BlockNumbers::new(of), 0);
            let mut content = owned.content.iter().peekable();
            for asked in &owned.goal.placed {
                let blocks = text.blocks.get(taken..asked.before).unwrap_or_default();
                self.prose(blocks, owned.unit, (at.level, at.listed), &mut numbering, pages);
                taken = asked.before.max(taken);
                let is_asked_for = |content: &&Content| content.is_asked_for(asked, &self.report.manifest);
                if let Some(content) = content.next_if(is_asked_for) {
                    self.placed(content, pages);
                }
            }
            let blocks = text.blocks.get(taken..).unwrap_or_default();
            self.prose(blocks, owned.unit, (at.level, at.listed), &mut numbering, pages);
        }
        let heading = one_line(&heading_words(self.report, &node.heading));
        if !owned.cells.is_empty() {
            pages.extend(self.goal_label(labels.indicators.as_ref(), at));
            let first = owned.goal.first_column.as_ref();
            let table = (unit.into(), goal.into(), GoalTable::Indicators);
            let shown = Shown { what: "Indikatorer", first, columns: &owned.columns, place: owned.goal.place, table };
            self.goal_table(&shown, owned.unit, owned.indicators(), &heading, pages);
        }
        if let Some(Activities { columns, cells }) = owned.activities.as_ref()
            && !cells.is_empty()
        {
            pages.extend(self.goal_label(labels.activities.as_ref(), at));
            let table = (unit.into(), goal.into(), GoalTable::Activities);
            let shown = Shown { what: "Aktiviteter", first: None, columns, place: owned.goal.place, table };
            self.goal_table(&shown, owned.unit, owned.activities(), &heading, pages);
        }
    }

    /// The heading of a part of a goal, where the report gives one.
    fn goal_label(&mut self, label: Option<&SourceText>, at: GoalPlace) -> Option<Block> {
        let label = label.filter(|label| !label.trimmed().is_empty())?;
        let content = vec![Inline::Text(one_line(&label.text))];
        Some(self.subheading(at.level + 1, content, at.listed, label.place))
    }

    /// How a goal goes: sign, word and colour, and why.
    fn assessment(&mut self, owned: &OwnedGoal, node: &GoalNode, at: GoalPlace, pages: &mut Pages) {
        let (unit, goal) = (self.report.manifest.units[owned.unit].id.value.as_str(), node.id.as_str());
        let of = Address::GoalAssessment { unit: unit.into(), goal: goal.into() };
        let said = owned.goal.assessment.as_ref();
        let light = said.and_then(|said| Some((said, self.report.manifest.light(&said.text)?)));
        let grounds = owned.goal.grounds.as_ref().map_or_else(Vec::new, |grounds| {
            InlineContext { report: self.report, notes: Some((&mut self.notes, owned.unit)) }
                .blocks(grounds, ParagraphRole::Body)
        });
        if light.is_none() && grounds.is_empty() {
            return;
        }
        let label = self.report.manifest.goal_labels.assessment.as_ref();
        let shown = self.goal_label(label, at);
        let said = light.map(|(said, light)| {
            let words = table::assessed(&one_line(&said.text), self.sign(light));
            // Without a heading above it, the line says what it is.
            let label = shown.is_none().then(|| Inline::Text("Bedömning: ".to_owned()));
            let content = label.into_iter().chain([Inline::Light { light, words }]).collect();
            Block::at(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content }), said.place)
        });
        pages.extend(shown);
        pages.extend(said);
        pages.extend(addressed(grounds, &of));
    }

    fn sign(&self, light: Light) -> char {
        let at = Light::ALL.iter().position(|(_, known)| *known == light).unwrap_or(0);
        self.shape.signs[at]
    }

    /// The title of a table of a goal, where the report gives them titles; of several units each is named.
    fn goal_caption(&mut self, shown: &Shown<'_>, unit: UnitIndex, goal: &str) -> Option<String> {
        let manifest = &self.report.manifest;
        let (_, of, _) = &shown.table;
        manifest.goal_labels.captions.then_some(())?;
        let node = self.report.goals().into_iter().find(|node| node.id == *of);
        let several = node.is_some_and(|node| node.texts.len() > 1);
        let by = if several { format!(", {}", one_line(&manifest.units[unit].name.text)) } else { String::new() };
        Some(self.captions.tables.title(manifest.captions.tables, &format!("{}: {goal}{by}", shown.what)))
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
            let unit_of_row = row.unit.as_ref().map(|unit| unit.trimmed());
            rows.push(&RowShape { unit: unit_of_row, ..RowShape::default() }, &row.name, cells, citer, &address);
            if let Some(comment) = &row.comment {
                let citer = InlineContext { report: self.report, notes: Some((&mut self.notes, unit)) };
                let (unit, goal) = (owner.clone(), of.clone());
                rows.comment(&comment.value, citer, Address::GoalComment { unit, goal, kind: *kind, at });
            }
        }
        let mut rows = rows.finish();
        rows.extend(self.notes.end_table(columns.shown().count() + 1));
        let (index, line) = (self.table_index(), denomination::line(columns, first));
        let caption = self.goal_caption(shown, unit, goal);
        if caption.is_some()
            && *kind == GoalTable::Indicators
            && goals_with_titled_tables(self.report).any(|node| node.id == *of)
        {
            self.anchors.add(ReferenceKind::Table, of.as_str(), Target::Table(index));
        }
        // Below the table's title, or above a table that has none.
        let (inside, above) = if caption.is_some() { (line, None) } else { (None, line) };
        let table = Table {
            index,
            role: TableRole::Indicators,
            title: format!("{what}: {goal}"),
            caption,
            line: inside,
            description: table::description(columns),
            columns: table::columns(columns),
            smaller: 0,
            header: table::header(first, columns),
            rows,
        };
        let above = above.map(|line| paragraph(ParagraphRole::TableLine, line).kind);
        let blocks = above.into_iter().chain([BlockKind::Table(table)]);
        pages.extend(blocks.map(|kind| Block::at(kind, shown.place)));
    }
}

/// Where what a unit says about a goal stands.
#[derive(Clone, Copy)]
struct GoalPlace {
    /// The level of the heading above it.
    level: u8,
    /// Whether the contents list the headings there.
    listed: bool,
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
