//! Numbering definitions: which lists there are, and where each begins anew.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, NumberingId,
    Numberings, Paragraph, SpecialIndentType, Start,
};

use crate::layout::Tokens;

use super::geometry;
use super::xml::{Element, el, val};

/// Levels that Word's lists have.
pub(super) const LEVELS: usize = 9;

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

    /// From the margin to an item's words, and from the beginning of its first line to its words, in twips.
    ///
    /// In a box every first line begins at the box's edge, since Word draws the edge where a paragraph begins.
    pub(super) fn indents(self, tokens: &Tokens, depth: usize) -> (i32, i32) {
        let step = match self {
            Family::Body | Family::Notice => tokens.list.indent.twips(),
            Family::Cell => tokens.list.cell_indent.twips(),
        };
        let all = step * i32::try_from(depth + 1).unwrap_or(1);
        match self {
            Family::Body | Family::Cell => (all, step),
            Family::Notice => (geometry::box_indent(tokens) + all, all),
        }
    }

    /// White space before an item's mark: in a box it stands for the indent. A three-per-em space at a time.
    fn lead(self, tokens: &Tokens, depth: usize) -> String {
        let third = (tokens.styles.body.size.twips() / 3).max(1);
        let (left, _) = self.indents(tokens, 0);
        let step = left - geometry::box_indent(tokens);
        match self {
            Family::Body | Family::Cell => String::new(),
            Family::Notice => "\u{2004}".repeat(usize::try_from((step + third / 2) / third).unwrap_or(0) * depth),
        }
    }

    fn definition_of(self, tokens: &Tokens, id: usize, mark: Mark) -> AbstractNumbering {
        let mut definition = AbstractNumbering::new(id);
        definition.multi_level_type = Some("hybridMultilevel".to_owned());
        for depth in 0..LEVELS {
            let (left, hanging) = self.indents(tokens, depth);
            let lead = self.lead(tokens, depth);
            // LibreOffice takes no more than one character for a bullet, but any text for no number.
            let bullet = if lead.is_empty() { "bullet" } else { "none" };
            let (format, text) = match (mark, depth % 2) {
                (Mark::Number, _) => ("decimal", format!("{lead}%{}.", depth + 1)),
                (Mark::Bullet, 0) => (bullet, format!("{lead}\u{2022}")),
                (Mark::Bullet, _) => (bullet, format!("{lead}\u{2013}")),
                (Mark::None, _) => ("none", String::new()),
            };
            let (format, text) = (NumberFormat::new(format), LevelText::new(text));
            let level = Level::new(depth, Start::new(1), format, text, LevelJc::new("left"));
            let indent = Some(SpecialIndentType::Hanging(hanging));
            definition = definition.add_level(level.indent(Some(left), indent, None, None));
        }
        definition
    }
}

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number,
    /// Nothing: a paragraph that goes on below an item in a box.
    None,
}

/// The numbered lists met so far: definition, level and start of each.
#[derive(Debug, Default)]
pub(super) struct Counters {
    lists: Vec<(usize, usize, usize)>,
}

/// The definition and the instance of paragraphs that go on below an item in a box.
const CONTINUED: usize = 8;

/// The first id that is free for a list of its own.
const FIRST_OWN: usize = 9;

impl Counters {
    /// The instance for a list, a new one if it is numbered.
    pub(super) fn instance(&mut self, family: Family, depth: usize, start: Option<u64>) -> usize {
        let Some(start) = start else { return family.definition(false) };
        // Word counts in 32 bits with sign.
        let start = usize::try_from(start.min(i32::MAX as u64)).unwrap_or(1);
        self.lists.push((family.definition(true), depth, start));
        FIRST_OWN + self.lists.len() - 1
    }

    /// All definitions and instances.
    pub(super) fn numberings(&self, tokens: &Tokens) -> Numberings {
        let mut all = Numberings::new();
        let mut definitions = Vec::new();
        for family in Family::ALL {
            definitions.push((family, family.definition(false), Mark::Bullet));
            definitions.push((family, family.definition(true), Mark::Number));
        }
        definitions.push((Family::Notice, CONTINUED, Mark::None));
        for (family, id, mark) in &definitions {
            all = all.add_abstract_numbering(family.definition_of(tokens, *id, *mark));
        }
        for (_, id, _) in definitions {
            all = all.add_numbering(Numbering::new(id, id));
        }
        for (at, (definition, depth, start)) in self.lists.iter().enumerate() {
            let start = LevelOverride::new(*depth).start(*start);
            all = all.add_numbering(Numbering::new(FIRST_OWN + at, *definition).add_override(start));
        }
        all
    }
}

pub(super) fn numbered(line: Paragraph, instance: usize, depth: usize) -> Paragraph {
    line.numbering(NumberingId::new(instance), IndentLevel::new(depth))
}

/// Indents a paragraph that goes on below an item, where its style does not do so itself.
pub(super) fn continuation(line: Paragraph, family: Family, depth: usize, left: i32) -> Paragraph {
    match (family, depth) {
        (Family::Notice, _) => numbered(line, CONTINUED, depth),
        (Family::Body | Family::Cell, 0) => line,
        (Family::Body | Family::Cell, _) => line.indent(Some(left), None, None, None),
    }
}
