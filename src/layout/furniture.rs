//! What stands in the page's head and foot, as a layout writes it.

use serde::Deserialize;

use crate::base::measure::Length;
use crate::model::PartKind;
use crate::model::furniture::{Field, Pattern, PatternFault, field_names};

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|fault| {
            serde::de::Error::custom(match fault {
                PatternFault::Open => format!("`{text}` has a `{{` without `}}`"),
                PatternFault::Unknown(name) => {
                    format!("`{{{name}}}` is not a field; there are {}", field_names().join(", "))
                }
            })
        })
    }
}

/// A running head or foot.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct FurnitureTokens {
    #[serde(rename = "vanster")]
    pub left: Pattern,
    #[serde(rename = "mitten")]
    pub center: Pattern,
    #[serde(rename = "hoger")]
    pub right: Pattern,
    #[serde(rename = "linje")]
    pub rule: Length,
    #[serde(rename = "luft")]
    pub air: Length,
    #[serde(default, rename = "forsta")]
    pub first: PieceTokens,
    #[serde(default, rename = "tjansteskrivelse")]
    pub memo: PartTokens,
    #[serde(default, rename = "bilaga")]
    pub enclosure: PartTokens,
}

/// What stands otherwise in a head or a foot of some pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in layouts/README.md")]
pub struct PieceTokens {
    #[serde(rename = "vanster")]
    pub left: Option<Pattern>,
    #[serde(rename = "mitten")]
    pub center: Option<Pattern>,
    #[serde(rename = "hoger")]
    pub right: Option<Pattern>,
}

/// What stands otherwise in a head or a foot of one kind of part, and of its first page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in layouts/README.md")]
pub struct PartTokens {
    #[serde(rename = "vanster")]
    pub left: Option<Pattern>,
    #[serde(rename = "mitten")]
    pub center: Option<Pattern>,
    #[serde(rename = "hoger")]
    pub right: Option<Pattern>,
    #[serde(default, rename = "forsta")]
    pub first: PieceTokens,
}

/// Which pages a head or a foot stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagesOf {
    /// The kind of part.
    pub part: PartKind,
    /// Its first page, or the others.
    pub first: bool,
}

impl PagesOf {
    /// Every kind of page.
    pub fn all() -> impl Iterator<Item = PagesOf> {
        let parts = [PartKind::Memo, PartKind::Report, PartKind::Enclosure].into_iter();
        parts.flat_map(|part| [true, false].map(|first| PagesOf { part, first }))
    }
}

impl PieceTokens {
    fn pieces(&self) -> [Option<&Pattern>; 3] {
        [self.left.as_ref(), self.center.as_ref(), self.right.as_ref()]
    }
}

impl PartTokens {
    fn pieces(&self) -> [Option<&Pattern>; 3] {
        [self.left.as_ref(), self.center.as_ref(), self.right.as_ref()]
    }
}

impl FurnitureTokens {
    /// Whether the layout has something of its own for letters in one of the three pieces, which a report's own words
    /// leave alone.
    pub fn is_of_letters(&self, pages: PagesOf, at: usize) -> bool {
        let letters = [self.memo.pieces(), self.memo.first.pieces()];
        pages.part == PartKind::Memo && letters.iter().any(|pieces| pieces.get(at).is_some_and(Option::is_some))
    }

    /// Its three pieces from left to right, as they stand on these pages. What is said of a kind of part goes before
    /// what is said of all first pages.
    pub fn pieces(&self, pages: PagesOf) -> [&Pattern; 3] {
        let part = match pages.part {
            PartKind::Memo => Some(&self.memo),
            PartKind::Enclosure => Some(&self.enclosure),
            PartKind::Report => None,
        };
        let of_first = |tokens| Some(tokens).filter(|_| pages.first).map(PieceTokens::pieces);
        let said = [
            part.and_then(|part| of_first(&part.first)),
            part.map(PartTokens::pieces),
            of_first(&self.first),
            Some([Some(&self.left), Some(&self.center), Some(&self.right)]),
        ];
        static EMPTY: Pattern = Pattern { fields: Vec::new(), tail: String::new() };
        [0, 1, 2].map(|at| said.iter().flatten().find_map(|pieces| pieces[at]).unwrap_or(&EMPTY))
    }

    /// The lines that it has on the pages where it has most of them.
    pub fn lines(&self) -> usize {
        PagesOf::all().flat_map(|pages| self.pieces(pages)).map(Pattern::lines).max().unwrap_or(1)
    }

    /// Whether something stands in the middle on some pages.
    pub fn has_middle(&self) -> bool {
        PagesOf::all().any(|pages| !self.pieces(pages)[1].is_empty())
    }

    /// Whether some pages show this field.
    pub fn shows(&self, field: Field) -> bool {
        PagesOf::all().flat_map(|pages| self.pieces(pages)).any(|pattern| pattern.has(field))
    }
}
