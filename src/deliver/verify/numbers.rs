//! Which sign or number stands before the items of a Word file's lists, counted as Word counts.

use std::collections::BTreeMap;

use crate::base::limits::LIST_START;
use crate::base::note_style::Marks;

/// A level of a numbering definition.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// How it counts: `decimal`, `lowerLetter`, `bullet`, `none`.
    pub(super) format: String,
    /// What stands before an item, with `%1` for the number of the first level.
    pub(super) text: String,
    /// Its first number.
    pub(super) start: u64,
}

/// A list: its definition, and where its levels begin, if not as the definition says.
#[derive(Debug, Clone, Default)]
pub(super) struct Instance {
    pub(super) definition: String,
    pub(super) starts: BTreeMap<String, u64>,
}

/// The lists of a file, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Definitions by id, their levels by number.
    pub(super) definitions: BTreeMap<String, BTreeMap<String, Level>>,
    /// Lists by id.
    pub(super) instances: BTreeMap<String, Instance>,
    /// The last number of each list's levels.
    counts: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Numbers {
    /// The sign or number of the next item of a list at a level, of which Word has those from 0 to 8; `None` where
    /// nothing is shown.
    pub(super) fn next(&mut self, list: &str, at: &str) -> Option<String> {
        let instance = self.instances.get(list)?;
        let levels = self.definitions.get(&instance.definition)?;
        let level = levels.get(at)?;
        let start = |at: &str| {
            let first = levels.get(at).map_or(1, |level| level.start);
            instance.starts.get(at).copied().unwrap_or(first).min(LIST_START)
        };
        let counts = self.counts.entry(list.to_owned()).or_default();
        let next = counts.get(at).map_or_else(|| start(at), |last| last.saturating_add(1));
        counts.insert(at.to_owned(), next);
        // Levels have one digit, so that they stand in their order.
        counts.retain(|level, _| level.as_str() <= at);
        let mut sign = level.text.clone();
        for (name, counted) in levels.iter().filter(|(name, _)| name.as_str() <= at) {
            let Ok(place) = name.parse::<usize>() else { continue };
            let number = counts.get(name).copied().unwrap_or_else(|| start(name));
            sign = sign.replace(&format!("%{}", place + 1), &written(&counted.format, number));
        }
        let sign = sign.trim();
        (!sign.is_empty()).then(|| sign.to_owned())
    }
}

/// A number as a level of this format writes it.
fn written(format: &str, number: u64) -> String {
    match (format, usize::try_from(number)) {
        ("lowerLetter", Ok(number)) => Marks::Letters.mark(number),
        ("upperLetter", Ok(number)) => Marks::Letters.mark(number).to_uppercase(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Instance, Level, Numbers};

    #[test]
    fn lists_count_as_word_does() {
        let level = |format: &str, text: &str| Level { format: format.to_owned(), text: text.to_owned(), start: 1 };
        let levels =
            [("0", level("decimal", "%1.")), ("1", level("lowerLetter", "%1.%2)")), ("2", level("bullet", " • "))];
        let levels = levels.map(|(at, level)| (at.to_owned(), level)).into();
        let list = |starts: &[(&str, u64)]| Instance {
            definition: "d".to_owned(),
            starts: starts.iter().map(|(at, start)| ((*at).to_owned(), *start)).collect(),
        };
        let mut numbers = Numbers {
            definitions: [("d".to_owned(), levels)].into(),
            instances: [("5".to_owned(), list(&[("0", 3)])), ("6".to_owned(), list(&[]))].into(),
            ..Numbers::default()
        };
        let steps = [("5", "0"), ("5", "1"), ("5", "1"), ("5", "0"), ("6", "0"), ("5", "1"), ("5", "2"), ("6", "0")];
        let said: Vec<Option<String>> = steps.iter().map(|(list, at)| numbers.next(list, at)).collect();
        let said: Vec<&str> = said.iter().flatten().map(String::as_str).collect();
        assert_eq!(said, ["3.", "3.a)", "3.b)", "4.", "1.", "4.a)", "•", "2."]);
        assert_eq!((numbers.next("7", "0"), numbers.next("5", "3")), (None, None));
    }

    #[test]
    fn lists_begin_where_word_lets_them() {
        for (format, first) in [("lowerLetter", "g"), ("upperLetter", "G"), ("decimal", "32767"), ("ordinal", "32767")]
        {
            for (start, begun) in [(u64::MAX, None), (1, Some(u64::MAX)), (1, Some(40_000))] {
                let level = Level { format: format.to_owned(), text: "%1".to_owned(), start };
                let starts = begun.map(|begun| ("0".to_owned(), begun)).into_iter().collect();
                let list = Instance { definition: "d".to_owned(), starts };
                let mut numbers = Numbers {
                    definitions: [("d".to_owned(), [("0".to_owned(), level)].into())].into(),
                    instances: [("5".to_owned(), list)].into(),
                    ..Numbers::default()
                };
                let said = numbers.next("5", "0").unwrap();
                assert!(said.starts_with(first) && said.len() < 2_000, "{said}");
            }
        }
    }
}
