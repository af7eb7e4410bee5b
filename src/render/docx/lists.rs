//! Lists: Word's numbering definitions, and the paragraphs of items.
//!
//! Each numbered list has an instance of its own with its own start, so that no list goes on counting another's items.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, NumberingId,
    Numberings, Paragraph, SpecialIndentType, Start,
};

use crate::layout::Tokens;
use crate::model::{BlockKind, List, NoticeKind};

use super::Writer;
use super::blocks::Setting;
use super::flow::{Flow, Line};
use super::styles::{self, id};
use super::xml::{Element, el, val};

/// Levels that Word's lists have.
const LEVELS: usize = 9;
/// docx-rs puts a numbering of its own under this id, which the finishing takes out.
pub(super) const FOREIGN: usize = 1;

/// Where a list stands, which decides its indents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// In running text.
    Body,
    /// In a table's cell.
    Cell,
    /// In a box.
    Notice,
}

impl Family {
    const ALL: [Family; 3] = [Family::Body, Family::Cell, Family::Notice];

    /// The id of this family's definition and of the instance that goes with the definition's own start.
    fn definition(self, numbered: bool) -> usize {
        let first = match self {
            Family::Body => 2,
            Family::Cell => 4,
            Family::Notice => 6,
        };
        first + usize::from(numbered)
    }

    /// The numbering that the family's list style brings with it, for those who go on writing in Word.
    pub(super) fn style_numbering(self, numbered: bool) -> Element {
        el("w:numPr").add(val("w:numId", self.definition(numbered)))
    }

    /// From the margin to an item's words, and from its mark to its words, in twips.
    fn indents(self, tokens: &Tokens, depth: usize) -> (i32, i32) {
        let (step, offset) = match self {
            Family::Body => (tokens.lista.indrag.twips(), 0),
            Family::Cell => (tokens.lista.cellindrag.twips(), 0),
            Family::Notice => (tokens.lista.indrag.twips(), styles::box_indent(tokens)),
        };
        let steps = i32::try_from(depth + 1).unwrap_or(1);
        (offset + step * steps, step)
    }

    fn abstract_numbering(self, tokens: &Tokens, numbered: bool) -> AbstractNumbering {
        let mut definition = AbstractNumbering::new(self.definition(numbered));
        definition.multi_level_type = Some("hybridMultilevel".to_owned());
        for depth in 0..LEVELS {
            let (left, hanging) = self.indents(tokens, depth);
            let (format, text) = match (numbered, depth % 2) {
                (true, _) => ("decimal", format!("%{}.", depth + 1)),
                (false, 0) => ("bullet", "\u{2022}".to_owned()),
                (false, _) => ("bullet", "\u{2013}".to_owned()),
            };
            let level =
                Level::new(depth, Start::new(1), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left"));
            definition =
                definition.add_level(level.indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None));
        }
        definition
    }
}

/// The numbered lists met so far: definition, level and start of each.
#[derive(Debug, Default)]
pub(super) struct Counters {
    lists: Vec<(usize, usize, usize)>,
}

/// The first id that is free for a list of its own.
const FIRST_OWN: usize = 8;

impl Counters {
    /// The instance for a list, a new one if it is numbered.
    fn instance(&mut self, family: Family, depth: usize, start: Option<u64>) -> usize {
        let Some(start) = start else { return family.definition(false) };
        // Word counts in 32 bits with sign.
        let start = usize::try_from(start.min(i32::MAX as u64)).unwrap_or(1);
        self.lists.push((family.definition(true), depth, start));
        FIRST_OWN + self.lists.len() - 1
    }

    /// All definitions and instances.
    pub(super) fn numberings(&self, tokens: &Tokens) -> Numberings {
        let mut all = Numberings::new();
        for family in Family::ALL {
            for numbered in [false, true] {
                all = all.add_abstract_numbering(family.abstract_numbering(tokens, numbered));
            }
        }
        for family in Family::ALL {
            for numbered in [false, true] {
                let id = family.definition(numbered);
                all = all.add_numbering(Numbering::new(id, id));
            }
        }
        for (at, (definition, depth, start)) in self.lists.iter().enumerate() {
            let start = LevelOverride::new(*depth).start(*start);
            all = all.add_numbering(Numbering::new(FIRST_OWN + at, *definition).add_override(start));
        }
        all
    }
}

/// The styles of a list's paragraphs: those with a mark, and those that go on below one.
fn item_styles(setting: Setting<'_>, numbered: bool) -> (Family, &'static str, &'static str) {
    match setting {
        Setting::Body if numbered => (Family::Body, id::LIST_NUMBER, id::LIST_CONTINUE),
        Setting::Body => (Family::Body, id::LIST_BULLET, id::LIST_CONTINUE),
        Setting::Cell(_) if numbered => (Family::Cell, id::CELL_NUMBER, id::CELL_CONTINUE),
        Setting::Cell(_) => (Family::Cell, id::CELL_BULLET, id::CELL_CONTINUE),
        Setting::Notice(NoticeKind::Draft) => (Family::Notice, id::DRAFT_LIST, id::DRAFT_LIST),
        Setting::Notice(NoticeKind::Gap) => (Family::Notice, id::GAP_LIST, id::GAP_LIST),
    }
}

impl Writer<'_> {
    /// The paragraphs of a list `depth` lists deep, from 0. Word knows nine levels; deeper lists stand on the ninth.
    pub(super) fn list(&mut self, list: &List, setting: Setting<'_>, depth: usize) -> Result<Vec<Flow>, String> {
        let (family, marked, continued) = item_styles(setting, list.start.is_some());
        let depth = depth.min(LEVELS - 1);
        let instance = self.counters.instance(family, depth, list.start);
        let mark =
            |line: Line| line.map(|paragraph| paragraph.numbering(NumberingId::new(instance), IndentLevel::new(depth)));
        let (left, _) = family.indents(self.tokens, depth);
        let mut flow = Vec::new();
        for item in &list.items {
            // An item that does not begin with a paragraph still has its mark, or its list would count wrong.
            if !matches!(item.first().map(|block| &block.kind), Some(BlockKind::Paragraph(_))) {
                flow.push(mark(Line::empty(marked)).into());
            }
            for (at, block) in item.iter().enumerate() {
                match &block.kind {
                    BlockKind::Paragraph(paragraph) if at == 0 => {
                        flow.push(mark(self.line(marked, &paragraph.content)?).into());
                    }
                    BlockKind::Paragraph(paragraph) => {
                        let line = self.line(continued, &paragraph.content)?;
                        // The style itself is indented for the outermost list.
                        let deeper = depth > 0 || family == Family::Notice;
                        let indented = |line: Paragraph| line.indent(Some(left), None, None, None);
                        flow.push(if deeper { line.map(indented) } else { line }.into());
                    }
                    BlockKind::List(inner) => flow.extend(self.list(inner, setting, depth + 1)?),
                    BlockKind::Heading(_)
                    | BlockKind::Table(_)
                    | BlockKind::Notice(_)
                    | BlockKind::Signatures(_)
                    | BlockKind::PageBreak => flow.extend(self.blocks(std::slice::from_ref(block), setting)?),
                }
            }
        }
        if depth == 0
            && setting == Setting::Body
            && let Some(Flow::Line(last)) = flow.last_mut()
        {
            last.set_after(self.tokens.stil.brod.efter.twips());
        }
        Ok(flow)
    }
}
