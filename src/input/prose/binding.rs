//! A bound figure as a text asks for it, `{{verksamhet.it.avvikelse|tal}}`, a reference, `{{avsnitt:ekonomi}}`, and the
//! page of what is referred to, `{{sida:ekonomi}}`.

use std::ops::Range;

use crate::base::limits::MAX_DECIMALS;
use crate::base::money;
use crate::base::swedish::one_spaced;

/// What stands between `{{` and `}}`: which figures, and how they are written; or what of the paper is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// What is asked for.
    pub of: Asked,
    /// How it is written.
    pub form: Form,
    /// What is asked for and its forms, as the text writes them.
    written: String,
}

/// What a text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The figure at an address.
    Figure(String),
    /// The first figure less the second one.
    Difference(String, String),
    /// The first figure in per cent of the second one.
    Share(String, String),
    /// Another part of the paper.
    Reference(ReferenceKind, String),
    /// The page of a part of the paper, whatever kind it is of.
    Page(String),
}

/// What a text can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// A chapter.
    Chapter,
    /// A finance table.
    Table,
    /// A chart.
    Chart,
    /// A photograph or a drawing.
    Picture,
    /// A goal.
    Goal,
    /// A further paper of the same item.
    Paper,
}

/// The word by which a text asks for the page of what has an id, before a colon or after `|`.
pub const PAGE: &str = "sida";

/// The word by which a text asks for the paper's title.
const TITLE: &str = "titel";

impl ReferenceKind {
    /// The words by which a text asks for one, before a colon.
    pub const WORDS: [(&'static str, ReferenceKind); 6] = [
        ("avsnitt", ReferenceKind::Chapter),
        ("tabell", ReferenceKind::Table),
        ("diagram", ReferenceKind::Chart),
        ("bild", ReferenceKind::Picture),
        ("mal", ReferenceKind::Goal),
        ("bilaga", ReferenceKind::Paper),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// The words around a bound figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wording {
    /// With its unit: `7 712 tkr`.
    #[default]
    WithUnit,
    /// The figure alone: `7 712`.
    Bare,
    /// As a surplus or a deficit: `ett överskott på 200 tkr`.
    Surplus,
    /// As a variance: `en negativ avvikelse på 20 tkr`.
    Variance,
    /// As a variance from the budget: `ett underskott mot budget på 20 tkr`.
    AgainstBudget,
    /// Of a reference: the words of what it refers to, with its number: `Bilaga 1. Taxa`.
    Heading,
}

/// Which sign stands before a bound figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sign {
    /// A minus before one below zero.
    #[default]
    BelowZero,
    /// Also a plus before one above zero: `+2,4`.
    Always,
    /// None: a cost that the table has below zero is `7 712 tkr` in a sentence that says that it is one.
    Never,
}

/// How a bound figure is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// The words around it.
    pub wording: Wording,
    /// The unit of money that it is converted into: `mnkr`, as the text writes it.
    pub unit: Option<String>,
    /// The decimals that it is rounded to.
    pub decimals: Option<u32>,
    /// Whether a sign stands before it in any case, or in none.
    pub sign: Sign,
    /// Whether it is to be a share or a change in per cent.
    pub percent: bool,
    /// Of a reference: whether the page of what it refers to is asked for.
    pub page: bool,
}

impl Form {
    /// The words by which a text asks for a form, after `|`; besides them the units of money.
    pub const WORDS: [&'static str; 11] = [
        "tal",
        "överskott",
        "avvikelse",
        "mot budget",
        "tecken",
        "utan minus",
        "procent",
        "heltal",
        "1 decimal",
        "rubrik",
        PAGE,
    ];

    /// Adds what a word asks for.
    fn add(&mut self, word: &str) -> Result<(), ()> {
        match word {
            "tal" => self.wording = Wording::Bare,
            "överskott" => self.wording = Wording::Surplus,
            "avvikelse" => self.wording = Wording::Variance,
            "mot budget" => self.wording = Wording::AgainstBudget,
            "rubrik" => self.wording = Wording::Heading,
            "tecken" => self.sign = Sign::Always,
            "utan minus" => self.sign = Sign::Never,
            "procent" | "%" => self.percent = true,
            "heltal" => self.decimals = Some(0),
            PAGE => self.page = true,
            _ if money::power(word).is_some() => self.unit = Some(word.to_owned()),
            _ => self.decimals = Some(decimals(word).ok_or(())?),
        }
        Ok(())
    }
}

/// `1 decimal`, `2 decimaler`.
fn decimals(word: &str) -> Option<u32> {
    let (number, rest) = word.split_once(' ')?;
    let number = number.parse().ok().filter(|number| *number <= MAX_DECIMALS)?;
    matches!(rest, "decimal" | "decimaler").then_some(number)
}

impl Asked {
    /// Whether a form that there is means something here: a chapter has no decimals, and a figure no page.
    fn takes(&self, form: &str) -> bool {
        let [bare, heading] = ["tal", "rubrik"];
        match self {
            Asked::Page(_) => form == bare,
            Asked::Reference(..) => [bare, heading, PAGE].contains(&form),
            Asked::Figure(_) | Asked::Difference(..) | Asked::Share(..) => ![heading, PAGE].contains(&form),
        }
    }

    fn read(text: &str) -> Self {
        if let Some((word, id)) = text.split_once(':') {
            let (word, id) = (word.trim_end(), id.trim_start().to_owned());
            if let Some((_, kind)) = ReferenceKind::WORDS.iter().find(|(known, _)| *known == word) {
                return Asked::Reference(*kind, id);
            }
            if word == PAGE {
                return Asked::Page(id);
            }
        }
        // The signs stand between spaces: ids hold hyphens, and a unit's row is written with a slash.
        for minus in [" - ", " − ", " – "] {
            if let Some((first, second)) = text.split_once(minus) {
                return Asked::Difference(first.trim().to_owned(), second.trim().to_owned());
            }
        }
        match text.split_once(" / ") {
            Some((part, whole)) => Asked::Share(part.trim().to_owned(), whole.trim().to_owned()),
            None => Asked::Figure(text.to_owned()),
        }
    }
}

/// A bound figure in a line that is no running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// Where it stands, braces included.
    pub range: Range<usize>,
    /// What it asks for, or a form that there is not; `None` where it is not closed.
    pub read: Option<Result<Binding, String>>,
}

/// The bound figures of a line, in order.
pub fn scan(line: &str) -> Vec<Scanned> {
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(open) = line[at..].find("{{") {
        let start = at + open;
        let Some(close) = line[start + 2..].find("}}") else {
            all.push(Scanned { range: start..line.len(), read: None });
            break;
        };
        let end = start + close + 4;
        all.push(Scanned { range: start..end, read: Some(Binding::read(&line[start + 2..end - 2])) });
        at = end;
    }
    all
}

impl Binding {
    /// Reads what stands between `{{` and `}}`. The error is a form that there is not.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts: Vec<String> = text.split('|').map(one_spaced).collect();
        let (asked, words) = parts.split_first().map_or(("", &[][..]), |(asked, words)| (asked, words));
        let mut form = Form::default();
        let of = Asked::read(asked);
        for word in words {
            form.add(word).ok().filter(|()| of.takes(word)).ok_or_else(|| word.clone())?;
        }
        Ok(Binding { of, form, written: parts.join("|") })
    }

    /// Whether it asks for the page of a part of the paper.
    pub fn is_page(&self) -> bool {
        self.form.page || matches!(self.of, Asked::Page(_))
    }

    /// Whether it asks for the paper's title.
    pub fn is_title(&self) -> bool {
        matches!(&self.of, Asked::Figure(name) if name == TITLE) && self.form == Form::default()
    }

    /// The binding as a text writes it, without its braces: `verksamhet.it.utfall|tal`.
    pub fn written(&self) -> String {
        self.written.clone()
    }

    /// The addresses of the figures that it asks for.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match &self.of {
            Asked::Figure(address) => (Some(address), None),
            Asked::Difference(first, second) | Asked::Share(first, second) => (Some(first), Some(second)),
            Asked::Reference(..) | Asked::Page(_) => (None, None),
        };
        first.into_iter().chain(second).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_asks_for() {
        let asked = |text: &str| Binding::read(text).unwrap().of;
        let figure = |address: &str| Asked::Figure(address.to_owned());
        assert_eq!(asked(" drift.it/drift-2.utfall "), figure("drift.it/drift-2.utfall"));
        assert_eq!(asked("a.b.c - a.b.d"), Asked::Difference("a.b.c".into(), "a.b.d".into()));
        assert_eq!(asked("a.b.c − a.b.d|procent"), Asked::Difference("a.b.c".into(), "a.b.d".into()));
        assert_eq!(asked("a.u/b.c / a.u/b.d"), Asked::Share("a.u/b.c".into(), "a.u/b.d".into()));
        assert_eq!(asked("avsnitt: ekonomi"), Asked::Reference(ReferenceKind::Chapter, "ekonomi".into()));
        assert_eq!(asked("sida: ekonomi"), Asked::Page("ekonomi".into()));
        assert_eq!(asked("sidan:ekonomi"), figure("sidan:ekonomi"));
        assert!(
            ["sida:ekonomi", "sida:ekonomi|tal", "tabell:drift|sida"].map(|it| Binding::read(it).unwrap().is_page())[..]
                == [true; 3]
        );
    }

    #[test]
    fn forms_are_added_up_and_others_told() {
        let form = |text: &str| Binding::read(text).unwrap().form;
        let mnkr = form("a.b.c|mnkr|2 decimaler|tecken");
        assert_eq!((mnkr.unit.as_deref(), mnkr.decimals, mnkr.sign), (Some("mnkr"), Some(2), Sign::Always));
        assert_eq!(form("a.b.c|miljoner  kronor").unit.as_deref(), Some("miljoner kronor"));
        assert_eq!(form("a.b.c|utan  minus|mnkr").sign, Sign::Never);
        assert_eq!(form("a.b.c| mot budget ").wording, Wording::AgainstBudget);
        for (text, told) in [
            ("a|talet", "talet"),
            ("a|mnkr|7 decimaler", "7 decimaler"),
            ("a|", ""),
            ("a|tal|x", "x"),
            ("a.b.c|sida", "sida"),
            ("a.b.c|rubrik", "rubrik"),
            ("sida:a|sida", "sida"),
            ("sida:a|rubrik", "rubrik"),
            ("tabell:a|mnkr", "mnkr"),
        ] {
            assert_eq!(Binding::read(text), Err(told.to_owned()));
        }
        for text in ["a.b.c", "a.b.c|tal", "a.b.c - d.e.f|procent|1 decimal", "tabell:drift"] {
            assert_eq!(Binding::read(text).unwrap().written(), text);
        }
    }
}
