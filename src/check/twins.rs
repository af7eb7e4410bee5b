//! Headings, rows and columns that stand beside each other and have one name, so that nobody can tell them apart; and
//! headings anywhere in the report that differ by a slip of the pen.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::base::limits::COMPARED_LETTERS;
use crate::base::positions::CommitteeIndex;
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSet;
use crate::input::prose::Prose;
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content as CellContent};
use crate::report::passages::{self, Passage, Role};
use crate::report::{Chapter, Content, FinanceTable, GoalNode, Report};

use super::messages::{self, Twin};

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut chapters = report.chapters.as_slice();
    for paper in &report.manifest.papers {
        let (own, rest) = chapters.split_at(paper.chapters.min(chapters.len()));
        chapters_beside(own, &mut found);
        chapters = rest;
    }
    chapters_beside(chapters, &mut found);
    report.manifest.column_sets.iter().for_each(|set| columns(set, &mut found));
    for chapter in report.all_chapters() {
        within(report, chapter, &mut found);
        chapter.tables().for_each(|table| rows(table, &mut found));
    }
    let told: BTreeSet<Span> = found.iter().filter_map(|known| known.place).collect();
    let slips = slips(passages).into_iter();
    found.extend(slips.filter(|slip| slip.place.is_none_or(|place| !told.contains(&place))));
    found
}

/// A name and where it stands.
type Name = (String, Span);

fn name(heading: &SourceText) -> Name {
    (heading.trimmed().to_owned(), heading.place)
}

/// Chapters under one heading, and those within them; those of several committees have the same headings.
fn chapters_beside(chapters: &[Chapter], found: &mut Vec<Diagnostic>) {
    let mut of: BTreeMap<Option<CommitteeIndex>, Vec<Name>> = BTreeMap::new();
    for chapter in chapters {
        of.entry(chapter.committee).or_default().push(name(&chapter.heading));
        chapters_beside(&chapter.chapters, found);
    }
    of.values().for_each(|all| beside(Twin::Heading, all, found));
}

/// What stands in one chapter: units' texts, tables, charts, goals, risks, and the headings in each text.
fn within(report: &Report, chapter: &Chapter, found: &mut Vec<Diagnostic>) {
    let headings: Vec<Name> =
        chapter.texts().filter(|part| part.before == 0).filter_map(|part| part.heading.as_ref()).map(name).collect();
    beside(Twin::Heading, &headings, found);
    // What heads the first column is no title.
    let numbered = report.manifest.captions.tables;
    let titled = chapter.tables().filter(|table| numbered || table.columns.first.is_some());
    beside(Twin::Table, &titled.map(|table| name(&table.heading)).collect::<Vec<_>>(), found);
    let charts = chapter.charts().filter_map(|chart| chart.value.of(&report.manifest.charts));
    let charts = charts.filter(|chart| !chart.is_picture());
    beside(Twin::Chart, &charts.map(|chart| name(&chart.title)).collect::<Vec<_>>(), found);
    for block in &chapter.content {
        match block {
            Content::Goals(goals) => goals_beside(goals, found),
            Content::Text(part) => part.text.delivered().into_iter().for_each(|text| subheadings(&text.text, found)),
            Content::Table(_) | Content::Chart(_) | Content::Risks(_) | Content::Signatures(_) => {}
        }
    }
}

fn goals_beside(goals: &[GoalNode], found: &mut Vec<Diagnostic>) {
    beside(Twin::Goal, &goals.iter().map(|goal| name(&goal.heading)).collect::<Vec<_>>(), found);
    for goal in goals {
        for owned in goal.delivered() {
            owned.goal.text.iter().for_each(|text| subheadings(text, found));
            let mut rows = Rows::default();
            owned.indicators().for_each(|(indicator, cells)| rows.row(&indicator.name, cells, found));
        }
        goals_beside(&goal.goals, found);
    }
}

/// Names that stand beside each other and say the same.
fn beside(what: Twin, names: &[Name], found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, &Name> = HashMap::new();
    // Each name by what is left of it without one of its letters.
    let mut shorter: HashMap<String, &Name> = HashMap::new();
    for name in names {
        let (text, place) = name;
        let key = key(text);
        if !known.contains_key(&key) {
            let rests: Vec<String> = without_a_letter(&key, BESIDE).into_iter().map(|(rest, ..)| rest).collect();
            let other = shorter.get(&key).or_else(|| rests.iter().find_map(|rest| known.get(rest)));
            if let Some((other, first)) = other {
                found.push(messages::heading_slip(*place, text, other, *first));
            }
            for rest in rests {
                shorter.entry(rest).or_insert(name);
            }
        }
        match known.get(&key) {
            // The name of a unit heads each of its texts.
            Some((_, first)) if first == place => {}
            Some(_) if key.is_empty() => {}
            Some((other, first)) => found.push(messages::names_alike(what, *place, text, other, *first)),
            None => drop(known.insert(key, name)),
        }
    }
}

/// Words that say nothing by themselves, by which two headings do not differ.
const SMALL: &[&str] = &["och", "av", "för", "den", "det", "de", "en", "ett", "i"];

/// The words of a name, in small letters.
fn words(text: &str) -> Vec<String> {
    let all = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '−' | '%'));
    all.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// What two names have in common that say the same.
fn key(text: &str) -> String {
    let all = words(text);
    let telling: Vec<&str> = all.iter().map(String::as_str).filter(|word| !SMALL.contains(word)).collect();
    if telling.is_empty() { all.join(" ") } else { telling.join(" ") }
}

/// Headings of one text under the same heading. One word, `Analys`, may stand below each of the headings between.
fn subheadings(text: &Prose, found: &mut Vec<Diagnostic>) {
    let mut levels: Vec<BTreeMap<String, (usize, Name)>> = Vec::new();
    let heading = |(_, level, passage): (usize, u8, Passage)| {
        Some((usize::from(level), passage.text.trim().to_owned(), passage.whole()?))
    };
    let headings = passages::headings(text).filter_map(heading);
    for (at, (level, text, place)) in headings.enumerate() {
        levels.resize_with(level + 1, BTreeMap::new);
        let key = key(&text);
        let telling = key.contains(' ');
        match levels[level].get(&key) {
            Some((before, (other, first))) if telling || before + 1 == at => {
                found.push(messages::names_alike(Twin::Heading, place, &text, other, *first));
            }
            Some(_) => {}
            None => drop(levels[level].insert(key, (at, (text, place)))),
        }
    }
}

/// Columns of one heading below the same headings.
fn columns(set: &ColumnSet, found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<(Vec<String>, String, Option<&str>), &SourceText> = HashMap::new();
    for (at, column) in set.each() {
        let over = column.over.iter().map(|over| words(&over.text).join(" ")).collect();
        let key = (over, words(&column.heading.text).join(" "), set.unit_of(at));
        let (heading, place) = (column.heading.trimmed(), column.heading.place);
        if key.1.is_empty() {
            continue;
        }
        match known.get(&key) {
            Some(first) => {
                found.push(messages::names_alike(Twin::Column, place, heading, first.trimmed(), first.place));
            }
            None => drop(known.insert(key, &column.heading)),
        }
    }
}

/// The rows of one name since the last heading or sum.
#[derive(Default)]
struct Rows {
    known: HashMap<String, (usize, Span, String)>,
    rows: usize,
}

impl Rows {
    /// The next row. One word, `Kvinnor`, may stand below each of the rows between, unless the figures are the same.
    fn row(&mut self, name: &Prose, cells: &[Option<Cell>], found: &mut Vec<Diagnostic>) {
        let Some(passage) = passages::of_name(name) else { return };
        let (all, Some(place)) = (words(&passage.text), passage.whole()) else { return };
        let part = all.first().is_none_or(|first| matches!(first.as_str(), "varav" | "därav"));
        self.rows += 1;
        // A time of day or a number names what it stands beside only among its own.
        let is_word = passage.text.contains(char::is_alphabetic);
        if part || !is_word {
            return;
        }
        let figures = figures(cells);
        match self.known.get(&all.join(" ")) {
            Some((before, first, others))
                if all.len() > 1 || before + 1 == self.rows || (!figures.is_empty() && *others == figures) =>
            {
                let text = passage.text.trim();
                found.push(messages::names_alike(Twin::Row, place, text, text, *first));
            }
            Some(_) => {}
            None => drop(self.known.insert(all.join(" "), (self.rows, place, figures))),
        }
    }
}

/// What the cells of a row say.
fn figures(cells: &[Option<Cell>]) -> String {
    let words = |cell: &Cell| match &cell.content {
        CellContent::Figure(amount) => amount.swedish(),
        CellContent::Words(words) => words.plain(),
    };
    cells.iter().flatten().map(words).collect::<Vec<_>>().join("|")
}

/// Rows of a table that have one name and stand below the same heading.
fn rows(table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    let mut levels: Vec<Rows> = Vec::new();
    let mut dividers = table.dividers.iter().map(|(at, _)| *at).peekable();
    for (at, row) in table.rows.iter().enumerate() {
        while dividers.next_if(|divider| *divider <= at).is_some() {
            levels.clear();
        }
        let Some(owned) = row.delivered() else { continue };
        let row = &owned.row;
        let heads = row.kind != RowKind::Item || row.looks.bold || owned.cells.iter().all(Option::is_none);
        if heads {
            levels.clear();
            continue;
        }
        levels.resize_with(usize::from(row.looks.indent) + 1, Rows::default);
        if let Some(level) = levels.last_mut() {
            level.row(&row.name, &owned.cells, found);
        }
    }
}

/// Fewest letters of a word in which a slip of the pen is told from another word, and letters at its end that may be
/// inflection: beside each other, where inflection tells nothing apart, and anywhere.
const BESIDE: [usize; 2] = [5, 0];

const ANYWHERE: [usize; 2] = [8, 2];

/// Fewest letters of a word in which a letter may stand for another.
const LONG: usize = 11;

/// Most bytes of a heading that is compared by its letters.
const HEADING: usize = 200;

/// Headings that differ by a letter of a long word: `Måluppfyllelse barn` and `Måluppfyllese barn`.
fn slips(passages: &[Passage]) -> Vec<Diagnostic> {
    let mut all: BTreeMap<String, (&Passage, usize)> = BTreeMap::new();
    let mut order = Vec::new();
    for passage in passages.iter().filter(|passage| passage.role == Role::Heading) {
        let key = words(&passage.text).join(" ");
        all.entry(key.clone()).and_modify(|known| known.1 += 1).or_insert_with(|| {
            order.push(key);
            (passage, 1)
        });
    }
    // Each heading by what is left of it without one of its letters.
    let mut shorter: HashMap<String, (&str, usize)> = HashMap::new();
    let mut before: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    for key in &order {
        let mut other = shorter.get(key.as_str()).map(|(other, _)| *other);
        let short = without_a_letter(key, ANYWHERE);
        for (rest, at, long) in &short {
            other = other.or_else(|| before.get(rest.as_str()).copied());
            // Another letter in the same place.
            let same = shorter.get(rest.as_str()).filter(|(_, other_at)| *long && other_at == at);
            other = other.or(same.map(|(other, _)| *other));
        }
        before.insert(key);
        for (rest, at, _) in short {
            shorter.entry(rest).or_insert((key, at));
        }
        let Some(((here, times), (there, others))) = other.and_then(|other| all.get(key).zip(all.get(other))) else {
            continue;
        };
        // The rarer one is told, of two that are as frequent the later.
        let (odd, usual) = if times <= others { (here, there) } else { (there, here) };
        if let Some((place, first)) = odd.whole().zip(usual.whole()) {
            found.push(messages::heading_slip(place, odd.text.trim(), usual.text.trim(), first));
        }
    }
    found
}

/// A heading without each letter of its long words in turn, with the letter's place, and whether the word is long
/// enough for another letter to be a slip; but for the letters that are inflection.
fn without_a_letter(key: &str, [least, ending]: [usize; 2]) -> Vec<(String, usize, bool)> {
    let mut all = Vec::new();
    let mut start = 0;
    if key.len() > HEADING {
        return all;
    }
    for word in key.split(' ') {
        let letters = word.chars().count();
        if (least..=COMPARED_LETTERS).contains(&letters) && word.chars().all(char::is_alphabetic) {
            let inner = word.char_indices().enumerate().skip(1).take(letters - 1 - ending);
            for (_, (at, letter)) in inner {
                let at = start + at;
                let rest = format!("{}{}", &key[..at], &key[at + letter.len_utf8()..]);
                all.push((rest, at, letters >= LONG));
            }
        }
        start += word.len() + 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_nothing_apart() {
        assert_eq!(key("Prognos för helåret"), key("Prognos helåret"));
        assert_ne!(key("Bidrag till föreningar"), key("Bidrag från föreningar"));
        assert_ne!(key("Mål 1"), key("Mål 2"));
        assert_eq!(key("Av och i"), "av och i");
    }

    #[test]
    fn inflection_is_no_slip() {
        let of = |key: &str| without_a_letter(key, ANYWHERE).into_iter().map(|(rest, ..)| rest).collect::<Vec<_>>();
        assert!(of("måluppfyllelse barn").contains(&"måluppfyllese barn".to_owned()));
        assert!(!of("grundskolan barn").contains(&"grundskola barn".to_owned()));
        assert!(of("mål 2024").is_empty());
        assert!(of(&"a".repeat(61)).is_empty());
    }
}
