//! What a report asks for in the head and the foot of its pages, and the patterns that it and a layout write:
//! `Sida {sida} av {sidor}`.

use std::str::FromStr;

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
    /// The chapter that stands on the page, or that goes on there.
    Chapter,
    /// The municipality's organisation number.
    OrganisationNumber,
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
    ("kapitel", Field::Chapter),
    ("organisationsnummer", Field::OrganisationNumber),
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

    /// The words among its fields.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.fields.iter_mut().map(|(words, _)| words).chain([&mut self.tail])
    }

    /// Whether it shows this field.
    pub fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(_, known)| *known == field)
    }
}

/// Why words are no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternFault {
    /// A `{` without its `}`.
    Open,
    /// A field that there is none of.
    Unknown(String),
}

/// Every field as it is written, `{sida}`.
pub fn field_names() -> Vec<String> {
    FIELDS.iter().map(|(name, _)| format!("{{{name}}}")).collect()
}

impl FromStr for Pattern {
    type Err = PatternFault;

    fn from_str(text: &str) -> Result<Self, PatternFault> {
        let mut pattern = Pattern::default();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(PatternFault::Open)?;
            let known = FIELDS.iter().find(|(known, _)| *known == name);
            let (_, field) = known.ok_or_else(|| PatternFault::Unknown(name.to_owned()))?;
            pattern.fields.push((words.to_owned(), *field));
            rest = after;
        }
        pattern.tail = rest.to_owned();
        Ok(pattern)
    }
}

/// What a report says itself of the heads and the feet of its pages, in the place of what its layout says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnFurniture {
    /// At the top.
    pub head: OwnLine,
    /// At the bottom.
    pub foot: OwnLine,
}

/// The pieces of a head or a foot that a report says itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnLine {
    /// At the left margin.
    pub left: Option<Pattern>,
    /// In the middle.
    pub center: Option<Pattern>,
    /// At the right margin.
    pub right: Option<Pattern>,
}

impl OwnLine {
    /// The pieces from the left.
    pub fn pieces(&self) -> [Option<&Pattern>; 3] {
        [self.left.as_ref(), self.center.as_ref(), self.right.as_ref()]
    }
}

impl OwnFurniture {
    /// All of its words.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let OwnFurniture { head, foot } = self;
        let pieces = [head, foot].into_iter().flat_map(|line| [&mut line.left, &mut line.center, &mut line.right]);
        pieces.flatten().flat_map(Pattern::words_mut)
    }

    /// Whether a piece shows this field.
    pub fn shows(&self, field: Field) -> bool {
        let pieces = self.head.pieces().into_iter().chain(self.foot.pieces());
        pieces.flatten().any(|pattern| pattern.has(field))
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
        assert_eq!("{sida".parse::<Pattern>(), Err(PatternFault::Open));
        assert_eq!("{sid}".parse::<Pattern>(), Err(PatternFault::Unknown("sid".to_owned())));
        assert_eq!("{kapitel}".parse::<Pattern>().unwrap().fields, [words("", Field::Chapter)]);
    }
}
