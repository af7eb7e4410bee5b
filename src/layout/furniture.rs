//! What stands in the page's head and foot, as a layout writes it: `Sida {sida} av {sidor}`.

use std::str::FromStr;

use serde::Deserialize;

use crate::base::measure::Length;
use crate::model::PartKind;

/// A piece of a running head or foot: words with fields among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    /// Each field with the words before it.
    pub fields: Vec<(String, Field)>,
    /// The words after the last field.
    pub tail: String,
}

/// What a field shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// `Ärende 6`.
    Item,
    /// Diarienummer.
    RegistryNumber,
    /// The municipality.
    Municipality,
    /// The committee.
    Committee,
    /// The paper's title.
    Title,
    /// The paper's date.
    Date,
    /// The page's number.
    Page,
    /// The part's number of pages.
    Pages,
    /// That this is a draft, where it is one.
    Draft,
    /// The layout's logo.
    Logo,
    /// What kind of paper the part is: `Tjänsteskrivelse`.
    DocumentType,
    /// Whose letter it is.
    Department,
    /// Where letters go.
    PostalAddress,
    /// Where people go.
    VisitingAddress,
    /// Telephone.
    Telephone,
    /// Mail address.
    Mail,
    /// Web address.
    Web,
}

const FIELDS: &[(&str, Field)] = &[
    ("arende", Field::Item),
    ("diarienummer", Field::RegistryNumber),
    ("kommun", Field::Municipality),
    ("namnd", Field::Committee),
    ("titel", Field::Title),
    ("datum", Field::Date),
    ("sida", Field::Page),
    ("sidor", Field::Pages),
    ("utkast", Field::Draft),
    ("logotyp", Field::Logo),
    ("dokumenttyp", Field::DocumentType),
    ("forvaltning", Field::Department),
    ("postadress", Field::PostalAddress),
    ("besoksadress", Field::VisitingAddress),
    ("telefon", Field::Telephone),
    ("epost", Field::Mail),
    ("webb", Field::Web),
];

impl Pattern {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.tail.is_empty()
    }

    /// How many lines it has at most, from 1: a `\n` in it begins another.
    pub fn lines(&self) -> usize {
        let words = self.fields.iter().map(|(words, _)| words.as_str()).chain([self.tail.as_str()]);
        1 + words.map(|words| words.matches('\n').count()).sum::<usize>()
    }

    /// Whether it shows this field.
    pub fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(_, known)| *known == field)
    }
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut pattern = Pattern::default();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| format!("`{text}` has a `{{` without `}}`"))?;
            let known = FIELDS.iter().find(|(known, _)| *known == name);
            let (_, field) = known.ok_or_else(|| {
                let names: Vec<String> = FIELDS.iter().map(|(name, _)| format!("{{{name}}}")).collect();
                format!("`{{{name}}}` is not a field; there are {}", names.join(", "))
            })?;
            pattern.fields.push((words.to_owned(), *field));
            rest = after;
        }
        pattern.tail = rest.to_owned();
        Ok(pattern)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_words_and_fields() {
        let pattern: Pattern = "Sid {sida} av {sidor}.".parse().unwrap();
        let words = |words: &str, field| (words.to_owned(), field);
        assert_eq!(pattern.fields, [words("Sid ", Field::Page), words(" av ", Field::Pages)]);
        assert_eq!(pattern.tail, ".");
        assert_eq!((pattern.lines(), "{forvaltning}\nTel. {telefon}".parse::<Pattern>().unwrap().lines()), (1, 2));
        assert!("".parse::<Pattern>().unwrap().is_empty());
        assert!("{sida".parse::<Pattern>().unwrap_err().contains("without"));
        assert!("{sid}".parse::<Pattern>().unwrap_err().contains("`{sid}` is not a field; there are {arende}"));
    }
}
