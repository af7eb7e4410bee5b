//! What a paragraph of running text is, by its style and its number: a heading, a point of a list, a quotation.

use super::numbering::Point;
use super::paper::Line;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    Text,
    /// A heading of this level.
    Heading(u8),
    /// A point of a list.
    Point(Point),
    /// A quotation.
    Quote,
    /// What is explained.
    Term,
    /// Its explanation.
    Explanation,
}

impl Kind {
    /// What a paragraph is; `None` for a style that says nothing of it, and outside of running text.
    pub(super) fn of(line: &Line) -> Option<Self> {
        if !line.is_of_text() {
            return None;
        }
        let style = line.style.as_str();
        let level =
            ["heading", "rubrik"].iter().find_map(|name| style.strip_prefix(name)?.chars().next()?.to_digit(10));
        if let Some(level) = level {
            return Some(Kind::Heading(u8::try_from(level).unwrap_or_default()));
        }
        Some(match style {
            "bodytext" | "normal" | "brödtext" if line.point.is_none() => Kind::Text,
            "listbullet" | "listnumber" | "listparagraph" | "bodytext" | "normal" | "brödtext" => {
                Kind::Point(line.point.unwrap_or_default())
            }
            "quote" | "citat" | "intensequote" | "starktcitat" => Kind::Quote,
            "begrepp" => Kind::Term,
            "begreppsförklaring" => Kind::Explanation,
            _ => return None,
        })
    }

    /// Whether both are of one kind, as far as both say it.
    pub(super) fn is_like(self, other: Kind) -> bool {
        let agree = |one: Option<usize>, other: Option<usize>| one.is_none() || other.is_none() || one == other;
        match (self, other) {
            (Kind::Point(one), Kind::Point(other)) => {
                let counts_alike = one.signs.is_none() || other.signs.is_none() || one.signs == other.signs;
                let has_bullet = |point: Point| point.is_bullet.map(usize::from);
                agree(one.level, other.level) && agree(has_bullet(one), has_bullet(other)) && counts_alike
            }
            (one, other) => one == other,
        }
    }
}
