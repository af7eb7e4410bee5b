//! What the program shows of a value that has no key in the Word file: the title of a table, a caption, a column's
//! heading, the words of the cover. It is known by its words, and by the report that is built with the change.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::base::source::{FileId, Sources, Span};

use super::edit::{self, Edit, Quote};
use super::fold::NOTE;
use super::paper::SIGN;

/// A string of one of the report's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) file: FileId,
    /// What stands between its quotation marks.
    range: Range<usize>,
    quote: Quote,
    /// What it says.
    words: String,
}

/// The strings of the report's TOML files that may be shown as they are: of one line, and with letters.
pub(super) fn values(sources: &Sources) -> Vec<Value> {
    fn collect(value: &toml::Spanned<DeValue<'_>>, all: &mut Vec<(Range<usize>, String)>) {
        match value.get_ref() {
            DeValue::String(words) => all.push((value.span(), spaced(words))),
            DeValue::Array(inner) => inner.iter().for_each(|inner| collect(inner, all)),
            DeValue::Table(inner) => inner.values().for_each(|inner| collect(inner, all)),
            _ => {}
        }
    }
    let mut values = Vec::new();
    for (file, source) in sources.iter().filter(|(_, source)| source.path.ends_with(".toml")) {
        let text = source.original();
        let (table, _) = DeTable::parse_recoverable(text);
        let mut all = Vec::new();
        table.get_ref().values().for_each(|value| collect(value, &mut all));
        for (span, words) in all {
            let words = words.trim().to_owned();
            if words.contains('\n') || !words.contains(char::is_alphabetic) {
                continue;
            }
            let (range, quote) = edit::string(text, &span);
            values.push(Value { file, range, quote, words });
        }
    }
    values
}

/// Words with plain spaces.
fn spaced(words: &str) -> String {
    words.replace('\u{a0}', " ")
}

impl Value {
    /// Where it stands.
    pub(super) fn place(&self) -> Span {
        Span::new(self.file, self.range.clone())
    }

    /// Its edit after which it says `new`; `None` where it cannot.
    pub(super) fn edit(&self, new: &str) -> Option<Edit> {
        let is_odd = |c: char| c.is_control() || [NOTE, SIGN].contains(&c);
        let is_plain = !new.is_empty() && !new.contains(is_odd) && !new.contains("{{");
        let with = self.quote.written(new).filter(|_| is_plain)?;
        Some(Edit { range: self.range.clone(), with })
    }

    /// How long it is.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it is shown as words of a line.
    pub(super) fn is_in(&self, line: &str) -> bool {
        at_words(&spaced(line), &self.words).next().is_some()
    }
}

/// The values of which all that changed from `was` to `is` is a part, and what one of them would have to say: the
/// longest ones, of which each may be the one that is shown.
pub(super) fn meant<'v>(values: &'v [Value], was: &str, is: &str) -> Option<(Vec<&'v Value>, String)> {
    let [was, is] = [was, is].map(spaced);
    let ahead = was.chars().zip(is.chars()).take_while(|(one, other)| one == other);
    let ahead: usize = ahead.map(|(c, _)| c.len_utf8()).sum();
    let rest = was.len().min(is.len()) - ahead;
    let behind = was[ahead..].chars().rev().zip(is[ahead..].chars().rev()).take_while(|(one, other)| one == other);
    let behind = behind.map(|(c, _)| c.len_utf8()).sum::<usize>().min(rest);
    let mut found: Vec<(&Value, usize)> = Vec::new();
    for value in values {
        let covers = |at: &usize| *at <= ahead && at + value.words.len() >= was.len() - behind;
        found.extend(at_words(&was, &value.words).filter(covers).map(|at| (value, at)));
    }
    let longest = found.iter().map(|(value, _)| value.words.len()).max()?;
    found.retain(|(value, _)| value.words.len() == longest);
    let (_, at) = *found.first()?;
    // Words that stand twice in the line: nobody can say which of them is the value.
    if found.iter().any(|(_, other)| *other != at) {
        return None;
    }
    let new = is.get(at..is.len() - (was.len() - at - longest))?.trim().to_owned();
    Some((found.into_iter().map(|(value, _)| value).collect(), new))
}

/// Where words stand in a line as words of their own.
fn at_words<'l>(line: &'l str, words: &'l str) -> impl Iterator<Item = usize> + 'l {
    let is_apart = |at: &usize| {
        let before = line[..*at].chars().next_back();
        let after = line[*at + words.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    };
    line.match_indices(words).map(|(at, _)| at).filter(is_apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_known_by_its_words() {
        let mut sources = Sources::default();
        sources.add("rapport.toml", "a = 'Drift'\nb = \"Drift och investering\"\nc = ['Budget 2025']\nd = 'Ordning'\n");
        sources.add("enheter/a.toml", "e = 'Ordning'\nf = '2025'\n");
        let values = values(&sources);
        let new = |was, is| meant(&values, was, is).map(|(all, new)| (all.len(), all[0].words.clone(), new));
        let some = |value: &str, new: &str| Some((1, value.to_owned(), new.to_owned()));
        assert_eq!(new("Tabell 1. Drift", "Tabell 1. Driften"), some("Drift", "Driften"));
        let longer = "Drift och investering";
        assert_eq!(new(longer, "Drift och planering"), some(longer, "Drift och planering"));
        assert_eq!(new("Budget\u{a0}2025, tkr", "Budget 2026, tkr"), some("Budget 2025", "Budget 2026"));
        assert_eq!(new("Ordning", "Oordning"), Some((2, "Ordning".to_owned(), "Oordning".to_owned())));
        // A part of a word, figures alone, and more than the value.
        assert_eq!(new("Driften", "Drifter"), None);
        assert_eq!(new("2025", "2026"), None);
        assert_eq!(new("Tabell 1. Drift", "Tabell 2. Driften"), None);
    }
}
