//! Numbering definitions: which lists there are, and where each begins anew.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, NumberingId,
    Numberings, Paragraph, SpecialIndentType, Start,
};

use crate::base::list_style::{Delimiter, ListStyle};
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
    fn definition(self, style: ListStyle) -> usize {
        let family = match self {
            Family::Body => 0,
            Family::Cell => 1,
            Family::Notice => 2,
        };
        let style = STYLES.iter().position(|known| *known == style).unwrap_or_default();
        FIRST + family * STYLES.len() + style
    }

    /// The numbering that the family's list style brings with it, for those who go on writing in Word.
    pub(super) fn style_numbering(self, numbered: bool) -> Element {
        let style = if numbered { ListStyle::NUMBERS } else { ListStyle::Sign };
        el("w:numPr").add(val("w:numId", self.definition(style)))
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
            let (format, text) = match mark {
                Mark::Item(ListStyle::Number(delimiter)) => {
                    ("decimal", format!("{lead}%{}{}", depth + 1, delimiter.sign()))
                }
                Mark::Item(ListStyle::Letter { upper, delimiter }) => {
                    let format = if upper { "upperLetter" } else { "lowerLetter" };
                    (format, format!("{lead}%{}{}", depth + 1, delimiter.sign()))
                }
                Mark::Item(ListStyle::Sign | ListStyle::Terms) => {
                    (bullet, format!("{lead}{}", tokens.list.sign(depth)))
                }
                Mark::Continued => ("none", String::new()),
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
    /// What the list's style says.
    Item(ListStyle),
    /// Nothing: a paragraph that goes on below an item in a box.
    Continued,
}

/// What can stand before items, each with a definition of its own in every family.
const STYLES: [ListStyle; 7] = [
    ListStyle::Sign,
    ListStyle::NUMBERS,
    ListStyle::Number(Delimiter::Parenthesis),
    ListStyle::Letter { upper: false, delimiter: Delimiter::Parenthesis },
    ListStyle::Letter { upper: false, delimiter: Delimiter::Point },
    ListStyle::Letter { upper: true, delimiter: Delimiter::Parenthesis },
    ListStyle::Letter { upper: true, delimiter: Delimiter::Point },
];

/// The first id of a definition, after the one that docx-rs takes.
const FIRST: usize = FOREIGN + 1;

/// The numbered lists met so far: definition and level of each.
#[derive(Debug, Default)]
pub(super) struct Counters {
    lists: Vec<(usize, usize)>,
}

/// The definition and the instance of paragraphs that go on below an item in a box.
const CONTINUED: usize = FIRST + Family::ALL.len() * STYLES.len();

/// The first id that is free for a list of its own.
const FIRST_OWN: usize = CONTINUED + 1;

impl Counters {
    /// The instance for a list, a new one if it is numbered.
    pub(super) fn instance(&mut self, family: Family, depth: usize, style: ListStyle) -> usize {
        if style == ListStyle::Sign {
            return family.definition(style);
        }
        self.lists.push((family.definition(style), depth));
        FIRST_OWN + self.lists.len() - 1
    }

    /// All definitions and instances.
    pub(super) fn numberings(&self, tokens: &Tokens) -> Numberings {
        let mut all = Numberings::new();
        let mut definitions = Vec::new();
        for family in Family::ALL {
            definitions.extend(STYLES.map(|style| (family, family.definition(style), Mark::Item(style))));
        }
        definitions.push((Family::Notice, CONTINUED, Mark::Continued));
        for (family, id, mark) in &definitions {
            all = all.add_abstract_numbering(family.definition_of(tokens, *id, *mark));
        }
        for (_, id, _) in definitions {
            all = all.add_numbering(Numbering::new(id, id));
        }
        for (at, (definition, depth)) in self.lists.iter().enumerate() {
            let start = LevelOverride::new(*depth).start(1);
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
