//! What stands in the page's head and foot, as a layout writes it: `Sid {sida} av {sidor}`.

use std::str::FromStr;

use serde::Deserialize;

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
];

impl Pattern {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.tail.is_empty()
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
                format!("`{{{name}}}` is no field; there are {}", names.join(", "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_words_and_fields() {
        let pattern: Pattern = "Sid {sida} av {sidor}.".parse().unwrap();
        let words = |words: &str, field| (words.to_owned(), field);
        assert_eq!(pattern.fields, [words("Sid ", Field::Page), words(" av ", Field::Pages)]);
        assert_eq!(pattern.tail, ".");
        assert!("".parse::<Pattern>().unwrap().is_empty());
        assert!("{sida".parse::<Pattern>().unwrap_err().contains("without"));
        assert!("{sid}".parse::<Pattern>().unwrap_err().contains("`{sid}` is no field; there are {arende}"));
    }
}
