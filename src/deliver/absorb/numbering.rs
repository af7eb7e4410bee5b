//! The lists of a Word file: which sign their points have, and the numbers that Word shows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::deliver::verify::xml::Element;

/// A point of a list, as far as a file says of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// How deep it stands, from 0.
    pub(super) level: Option<usize>,
    /// Whether it has a bullet, and no number.
    pub(super) is_bullet: Option<bool>,
    /// How its list is counted, where a text can say it.
    pub(super) signs: Option<Signs>,
    /// Its number.
    pub(super) number: Option<usize>,
}

/// How points are counted, as a text writes it: `1.`, `a)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// Whether they are letters, capital ones.
    letter: Option<bool>,
    /// What stands behind them.
    close: char,
}

impl Signs {
    fn of(format: &str, text: &str) -> Option<Self> {
        let letter = match format {
            "decimal" => None,
            "lowerLetter" => Some(false),
            "upperLetter" => Some(true),
            _ => return None,
        };
        let close = text.strip_prefix('%')?.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next()?;
        matches!(close, '.' | ')').then_some(Signs { letter, close })
    }

    /// The sign of a point; `None` where there is no such letter.
    pub(super) fn written(self, number: usize) -> Option<String> {
        let number = match self.letter {
            None => number.to_string(),
            Some(upper) => {
                let letter = b'a' + u8::try_from(number).ok()?.checked_sub(1).filter(|at| *at < 26)?;
                char::from(if upper { letter.to_ascii_uppercase() } else { letter }).to_string()
            }
        };
        Some(format!("{number}{} ", self.close))
    }
}

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    /// What the list is made as: lists of one kind go on in each other.
    made_as: String,
    is_bullet: bool,
    signs: Option<Signs>,
    start: usize,
    /// Where this list begins anew.
    anew: Option<usize>,
}

/// The lists of a file, and how far they are counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// By the lists' ids and levels.
    levels: BTreeMap<(String, String), Level>,
    begun: BTreeSet<(String, String)>,
    /// By what a list is made as, and its level.
    counted: BTreeMap<(String, String), usize>,
}

impl Lists {
    /// The lists of a file's part for them.
    pub(super) fn of(numbering: &Element) -> Self {
        let id = |element: &Element, name: &str| element.attributes.get(name).cloned().unwrap_or_default();
        let number = |element: &Element, path: &[&str]| element.value(path).and_then(|it| it.parse().ok());
        let mut made: BTreeMap<String, &Element> = BTreeMap::new();
        for kind in numbering.kids.iter().filter(|kid| kid.name == "w:abstractNum") {
            made.entry(id(kind, "w:abstractNumId")).or_insert(kind);
        }
        let mut levels = BTreeMap::new();
        for list in numbering.kids.iter().filter(|kid| kid.name == "w:num") {
            let made_as = list.value(&["w:abstractNumId"]).unwrap_or_default().to_owned();
            let is_named = |name: &'static str| move |kid: &&Element| kid.name == name;
            let own = made.get(&made_as).map_or(&[][..], |kind| kind.kids.as_slice());
            let changed = || list.kids.iter().filter(is_named("w:lvlOverride"));
            let within = changed().filter_map(|it| it.child("w:lvl"));
            for level in own.iter().filter(is_named("w:lvl")).chain(within) {
                let (format, text) = (level.value(&["w:numFmt"]), level.value(&["w:lvlText"]));
                let at = id(level, "w:ilvl");
                let anew = changed().find(|it| id(it, "w:ilvl") == at);
                let level = Level {
                    made_as: made_as.clone(),
                    is_bullet: format == Some("bullet"),
                    signs: format.zip(text).and_then(|(format, text)| Signs::of(format, text)),
                    start: number(level, &["w:start"]).unwrap_or(1),
                    anew: anew.and_then(|it| number(it, &["w:startOverride"])),
                };
                levels.insert((id(list, "w:numId"), at), level);
            }
        }
        Lists { levels, ..Lists::default() }
    }

    /// What a point of a list at a level is, before it is counted.
    pub(super) fn point(&self, list: &str, level: &str) -> Point {
        let known = self.levels.get(&(list.to_owned(), level.to_owned()));
        Point {
            level: level.parse().ok(),
            is_bullet: known.map(|known| known.is_bullet),
            signs: known.and_then(|known| known.signs),
            number: None,
        }
    }

    /// The number of the next point of a list at a level.
    pub(super) fn count(&mut self, at: &(String, String)) -> Option<usize> {
        let known = self.levels.get(at).filter(|known| !known.is_bullet)?;
        let is_first = self.begun.insert(at.clone());
        let key = (known.made_as.clone(), at.1.clone());
        // What stands deeper begins again below it.
        let deeper = self.counted.range((Bound::Excluded(&key), Bound::Unbounded)).map(|(key, _)| key);
        let deeper: Vec<_> = deeper.take_while(|(made_as, _)| *made_as == known.made_as).cloned().collect();
        for key in deeper {
            self.counted.remove(&key);
        }
        let number = match (known.anew.filter(|_| is_first), self.counted.get(&key)) {
            (Some(anew), _) => anew,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => known.start,
        };
        self.counted.insert(key, number);
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::budget::Budget;
    use crate::deliver::verify::xml;

    #[test]
    fn points_are_counted_as_word_counts_them() {
        let kind = |id: &str, format: &str, text: &str| {
            format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt \
                 w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl></w:abstractNum>"
            )
        };
        let list = |id: &str, of: &str, start: &str| {
            let anew = match start {
                "" => String::new(),
                _ => format!("<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"),
            };
            format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{anew}</w:num>")
        };
        let text = [
            "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">".to_owned(),
            kind("1", "decimal", "%1."),
            kind("2", "lowerLetter", "%1)"),
            kind("3", "bullet", "•"),
            kind("4", "lowerRoman", "%1."),
            list("1", "1", ""),
            list("2", "1", "1"),
            list("3", "1", ""),
            list("4", "2", "3"),
            list("5", "3", ""),
            list("6", "4", ""),
            "</w:numbering>".to_owned(),
        ];
        let root = xml::parse(text.concat().as_bytes(), "n", &mut Budget::of_strangers()).unwrap();
        let mut lists = Lists::of(&root);
        let mut next = |list: &str| lists.count(&(list.to_owned(), "0".to_owned()));
        let said: Vec<Option<usize>> = ["1", "1", "2", "2", "3", "1", "4", "4", "5", "6"].map(&mut next).into();
        assert_eq!(said, [1, 2, 1, 2, 3, 4, 3, 4].map(Some).into_iter().chain([None, Some(1)]).collect::<Vec<_>>());
        let signs = |list: &str| lists.point(list, "0").signs.and_then(|signs| signs.written(2));
        assert_eq!([signs("1"), signs("4")], [Some("2. ".to_owned()), Some("b) ".to_owned())]);
        assert_eq!([signs("5"), signs("6"), signs("9")], [None, None, None]);
    }
}
