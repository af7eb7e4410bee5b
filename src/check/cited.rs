//! Names that texts cite: `avsnittet ”Personal”`, `under rubriken Ekonomi`, `indikatorn ”Nöjda elever”`. Whether
//! something has that name, or one that differs by little.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::limits::COMPARED_NAMES;
use crate::base::pattern::{Pattern, pattern};
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSpec;
use crate::report::passages::{self, Passage, Role};
use crate::report::{Report, address};

use super::messages;

/// A part of the paper and its name in quotation marks.
static QUOTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?i)\b(?:(avsnittet|(?:under)?kapitlet|rubriken|tabellen|diagrammet)|bilagan|(?:nämnd)?målet|fokusområdet|"#,
        r#"indikatorn|nyckeltalet|raden|kolumnen|uppdraget|aktiviteten|risken|kontrollmomentet)"#,
        r#"[ \x{a0}][”"“»]([^”"“»«]{3,100})[”"“«]"#,
    ))
});

/// A part of the paper and a name that only its capital tells.
static BARE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r#"\b(?:avsnittet|(?:under)?kapitlet|rubriken|tabellen|diagrammet)[ \x{a0}](\p{Lu}[^.,;:()”"“]{3,100})"#)
});

/// Words by which a sentence is about another paper.
static ELSEWHERE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)lag(?:en|ens)?\b|balk|förordning|årsredovisning|budget(?:en|dokument)|plan(?:en|ens)?\b|policy|program|strategi|",
        r"riktlinje|bokslut|webb|hemsid|intranät|dokument|handbok|avtal|reglemente|föreskrift|skrivelse|protokoll|remiss",
    ))
});

/// What follows a name that stands in something else.
static IN_SOMETHING: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[ \x{a0}](?:i|ur|från|av|på|hos)\b"));

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let running = |passage: &&Passage| passage.is_running() || passage.role == Role::FollowUp;
    let cites = |passage: &&Passage| QUOTED.is_match(&passage.text) || BARE.is_match(&passage.text);
    let citing: Vec<&Passage> = passages.iter().filter(running).filter(cites).collect();
    if citing.is_empty() {
        return Vec::new();
    }
    let names = Names::of(report, passages);
    citing.into_iter().flat_map(|passage| cited(passage, &names)).collect()
}

/// What the report has names for.
struct Names {
    /// The names, by their words.
    all: HashMap<String, String>,
    /// The words of each, in the order of the report, with how many there are.
    order: Vec<(String, usize)>,
}

/// The words of a name, in small letters.
fn words(text: &str) -> Vec<String> {
    let all = text.split(|c: char| !c.is_alphanumeric());
    all.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

impl Names {
    fn of(report: &Report, passages: &[Passage]) -> Names {
        let manifest = &report.manifest;
        let mut names = Names { all: HashMap::new(), order: Vec::new() };
        let named = |passage: &&Passage| matches!(passage.role, Role::Heading | Role::Label) || passage.is_stressed;
        passages.iter().filter(named).for_each(|passage| names.add(&passage.text));
        names.add(&manifest.title.text);
        manifest.memo.iter().for_each(|memo| names.add(&memo.title.text));
        manifest.papers.iter().for_each(|paper| names.add(&paper.title.text));
        manifest.charts.iter().for_each(|chart| names.add(&chart.title.text));
        manifest.goals.iter().for_each(|goal| names.add(&goal.heading.text));
        manifest.units.iter().for_each(|unit| names.add(&unit.name.text));
        for table in address::tables(report) {
            names.add(&table.heading.text);
            table.groups().for_each(|group| names.add(&group.text));
        }
        for set in &manifest.column_sets {
            let headings = set.columns.iter().flat_map(ColumnSpec::headings);
            set.first.iter().chain(headings).for_each(|heading| names.add(&heading.text));
        }
        names
    }

    fn add(&mut self, text: &str) {
        let text = text.trim();
        // What stands behind a comma or in parentheses is often left out: the unit of a table.
        let short = text.split([',', '(']).next().unwrap_or(text).trim_end();
        for name in [text, short] {
            let all = words(name);
            let key = all.join(" ");
            if !key.is_empty() && !self.all.contains_key(&key) {
                self.order.push((key.clone(), all.len()));
                self.all.insert(key, name.to_owned());
            }
        }
    }

    /// The name that is nearly these words.
    fn nearest(&self, cited: &[String], bare: bool) -> Option<&str> {
        let digits = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
        let mut best: Option<(usize, &str)> = None;
        for (key, count) in self.order.iter().take(COMPARED_NAMES) {
            // What is not in quotation marks ends where the name does.
            let own = if bare { cited.get(..*count) } else { Some(cited) };
            let Some(own) = own.map(|own| own.join(" ")) else { continue };
            let room = if bare { 2 } else { 1 + key.chars().count() / 6 };
            let apart = key.chars().count().abs_diff(own.chars().count());
            if key.chars().count() < LETTERS || apart > room || digits(key) != digits(&own) {
                continue;
            }
            let distance = strsim::damerau_levenshtein(key, &own);
            if distance <= room && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, key));
            }
        }
        self.all.get(best?.1).map(String::as_str)
    }

    /// Whether words that are in no quotation marks begin with a name.
    fn begins(&self, cited: &[String]) -> bool {
        (1..=cited.len()).any(|count| self.all.contains_key(&cited[..count].join(" ")))
    }
}

/// Fewest letters of a name of which a slip of the pen is told from another one.
const LETTERS: usize = 6;

/// The names that a passage cites and nothing has.
fn cited(passage: &Passage, names: &Names) -> Vec<Diagnostic> {
    let text = passage.text.as_str();
    let mut found = Vec::new();
    let sentences = passages::sentences(text);
    for hit in QUOTED.captures_iter(text) {
        let (Some(whole), Some(name)) = (hit.get(0), hit.get(2)) else { continue };
        let all = words(name.as_str());
        if all.is_empty() || names.all.contains_key(&all.join(" ")) {
            continue;
        }
        let after = text.get(whole.end()..).unwrap_or("");
        let near = names.nearest(&all, false);
        let part =
            hit.get(1).is_some() && !IN_SOMETHING.is_match(after) && !is_elsewhere(text, &sentences, &whole.range());
        if (near.is_some() && !IN_SOMETHING.is_match(after)) || part {
            let place = passage.place(name.range());
            found.extend(place.map(|place| messages::name_without_target(place, name.as_str(), near)));
        }
    }
    for name in BARE.captures_iter(text).filter_map(|hit| hit.get(1)) {
        let all: Vec<String> = words(name.as_str()).into_iter().take(12).collect();
        if names.begins(&all) {
            continue;
        }
        if let Some(near) = names.nearest(&all, true) {
            let count = words(near).len();
            let own = leading(name.as_str(), count);
            let place = passage.place(name.start()..name.start() + own.len());
            found.extend(place.map(|place| messages::name_without_target(place, own, Some(near))));
        }
    }
    found
}

/// How many bytes around a name tell where it stands.
const AROUND: usize = 300;

/// Whether the sentence around a name names another paper.
fn is_elsewhere(text: &str, sentences: &[Range<usize>], name: &Range<usize>) -> bool {
    let at = sentences.partition_point(|sentence| sentence.end <= name.start);
    let sentence = sentences.get(at).map(|sentence| {
        // What is far away is about something else.
        let (start, end) = (name.start.saturating_sub(AROUND), name.end.saturating_add(AROUND).min(text.len()));
        sentence.start.max(text.ceil_char_boundary(start))..sentence.end.min(text.floor_char_boundary(end))
    });
    let around = |sentence: Range<usize>| [sentence.start..name.start, name.end..sentence.end.max(name.end)];
    sentence.is_some_and(|sentence| around(sentence).into_iter().any(|part| ELSEWHERE.is_match(&text[part])))
}

/// The first words of a text.
fn leading(text: &str, count: usize) -> &str {
    let (mut left, mut inside) = (count, false);
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            inside = true;
        } else if inside {
            inside = false;
            left = left.saturating_sub(1);
            if left == 0 {
                return &text[..at];
            }
        }
    }
    text
}
