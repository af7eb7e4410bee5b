//! How many of what a text says, against the columns that say it of each: `Av tio indikatorer når sex sina mål`, `tre
//! är slutförda och två pågår`, `fem åtgärder`. Goals, indicators, activities, risks, and rows of tables are counted by
//! the words of their assessments or by the column that they have a cross in.
//!
//! Where any count that may be meant agrees, or two that may be differ from each other, nothing is told.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::source::Span;
use crate::base::swedish;
use crate::input::row_kind::RowKind;
use crate::input::section::Cell;
use crate::report::passages::Passage;
use crate::report::{Chapter, Delivery, FinanceTable, GoalNode, OwnedRow, Report, UnitIndex, fulfilment};

use super::messages::Counted;

/// A number that is not what there is.
pub(super) struct Wrong {
    /// Where it stands in the sentence.
    pub(super) at: Range<usize>,
    /// How many there are.
    pub(super) right: usize,
    /// Of what.
    pub(super) of: Counted,
}

/// Things of one kind, with how many have each of the words by which they are told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    chapter: Option<Span>,
    /// The heading of the goal that they are of, where they are of one.
    goal: Option<Span>,
    unit: Option<UnitIndex>,
    /// What they are called, in small letters.
    nouns: BTreeSet<String>,
    /// The name of the table, or of what they are.
    name: String,
    /// How many there are.
    total: usize,
    /// How many of them have all that the others have: a row `Annat förbund` is no station.
    complete: usize,
    /// Each word, in small letters, with how many have it.
    words: BTreeMap<String, usize>,
}

impl Tally {
    fn add(&mut self, word: &str) {
        *self.words.entry(word.trim().to_lowercase()).or_default() += 1;
    }

    /// Several as one, of all that there are.
    fn merged(all: &[&Tally]) -> Tally {
        let mut sum = Tally { nouns: all[0].nouns.clone(), name: all[0].name.clone(), ..Tally::default() };
        for tally in all {
            sum.total += tally.total;
            sum.complete += tally.complete;
            tally.words.iter().for_each(|(word, count)| *sum.words.entry(word.clone()).or_default() += count);
        }
        sum
    }
}

/// What a report counts.
pub(super) struct Tallies {
    all: Vec<Tally>,
    /// The indicators of each goal that has several, by its heading: all of it, and those of each of its units.
    of_goals: BTreeMap<Span, Vec<Tally>>,
    /// The year of the report.
    year: u16,
}

/// Most words of an assessment.
const WORDS: usize = 4;

/// Most kinds of assessments that a column has.
const KINDS: usize = 7;

impl Tallies {
    pub(super) fn of(report: &Report) -> Self {
        let mut all = Vec::new();
        for chapter in report.all_chapters() {
            chapter.tables().for_each(|table| of_table(chapter, table, &mut all));
            of_goals(report, chapter, &mut all);
            of_risks(chapter, &mut all);
        }
        // What stands in several chapters, or is of several units, is also counted in all.
        let mut of_goals: BTreeMap<Span, Vec<Tally>> = BTreeMap::new();
        for tally in all.extract_if(.., |tally: &mut Tally| tally.goal.is_some()) {
            tally.goal.into_iter().for_each(|goal| of_goals.entry(goal).or_default().push(tally.clone()));
        }
        let mut kinds: Vec<BTreeSet<String>> = all.iter().map(|tally| tally.nouns.clone()).collect();
        kinds.sort();
        kinds.dedup();
        for nouns in kinds {
            for unit in [true, false] {
                let is_of = |tally: &&Tally| tally.nouns == nouns && tally.unit.is_some() == unit;
                let of: Vec<&Tally> = all.iter().filter(is_of).collect();
                if of.len() > 1 {
                    let merged = Tally::merged(&of);
                    all.push(merged);
                }
            }
        }
        Tallies { all, of_goals, year: report.manifest.year() }
    }

    /// The numbers of a sentence that are not what there is.
    pub(super) fn contradicted(&self, passage: &Passage, sentence: &str) -> Option<Wrong> {
        let said = Said::read(sentence)?;
        let is_named = |tally: &Tally| (0..said.words.len()).any(|at| said.is_called(at, tally));
        // In a goal's text its own are meant as well as all of the chapter.
        // What a unit tells of its own part of a goal may be of that alone.
        let is_own = |tally: &&Tally| tally.unit.is_none() || tally.unit == passage.unit;
        let of_goal = passage.goal.and_then(|goal| self.of_goals.get(&goal)).into_iter().flatten().filter(is_own);
        let named: Vec<&Tally> = self.all.iter().chain(of_goal).filter(|tally| is_named(tally)).collect();
        let of_chapter = |tally: &&&Tally| tally.chapter.is_some() && tally.chapter == passage.chapter;
        let near: Vec<&Tally> =
            if named.is_empty() { self.all.iter().filter(|tally| of_chapter(&tally)).collect() } else { named.clone() };
        self.assessed(&said, &near, !named.is_empty()).or_else(|| {
            let here = named.iter().copied().any(|tally| of_chapter(&&tally));
            let first = passage.text.trim_start().starts_with(sentence.trim());
            total(&said, &named, (passage, here, first), self.year)
        })
    }

    /// Numbers of what is assessed with a word.
    fn assessed(&self, said: &Said, near: &[&Tally], named: bool) -> Option<Wrong> {
        let mut wrong: Option<Wrong> = None;
        for tally in near {
            let counted: Vec<(&Number, String, usize)> = said
                .parts()
                .filter_map(|part| said.matched(part, tally).map(|(word, count)| (part, word, count)))
                .collect();
            let whole = said.whole().map(|whole| whole.value);
            let of_all = whole == Some(tally.total);
            let different: BTreeSet<&String> = counted.iter().map(|(_, word, _)| word).collect();
            let known =
                different.len() == counted.len() && (counted.len() >= 2 || (counted.len() == 1 && of_all && named));
            let sum = counted.iter().map(|(.., count)| *count).sum::<usize>();
            let agree = counted.iter().all(|(part, _, count)| part.value == *count);
            if let Some(whole) = said.whole().filter(|_| known && !of_all && agree && named && sum == tally.total) {
                let of = Counted::Things(tally.name.clone());
                return Some(Wrong { at: whole.at.clone(), right: tally.total, of });
            }
            if !known || (whole.is_some() && !of_all) {
                continue;
            }
            // One that agrees is enough.
            let (part, word, count) = counted.iter().find(|(part, _, count)| part.value != *count)?;
            let told = Wrong { at: part.at.clone(), right: *count, of: Counted::Assessed(word.clone()) };
            match &wrong {
                Some(other) if other.at == told.at && other.right == told.right => {}
                Some(_) => return None,
                None => wrong = Some(told),
            }
        }
        wrong
    }
}

/// More than there are, or a whole that is not theirs: `beslutade om sex åtgärder`, `av de elva indikatorerna`.
fn total(
    said: &Said,
    named: &[&Tally],
    (passage, here, first_sentence): (&Passage, bool, bool),
    year: u16,
) -> Option<Wrong> {
    for number in &said.numbers {
        let Some(noun) = said.noun_of(number) else { continue };
        let mut own: Vec<&&Tally> = named.iter().filter(|tally| said.is_called(noun, tally)).collect();
        let in_chapter = |tally: &&&Tally| tally.chapter.is_some() && tally.chapter == passage.chapter;
        if own.iter().any(&in_chapter) {
            own.retain(in_chapter);
        }
        let Some(first) = own.first() else { continue };
        // Of several kinds that are called so nobody knows which is meant.
        if own.iter().any(|tally| tally.nouns != first.nouns) || number.value < 2 || own.iter().any(|of| of.total < 2) {
            continue;
        }
        let fits = own.iter().any(|tally| {
            [tally.total, tally.complete].contains(&number.value)
                || tally.words.values().any(|count| *count == number.value)
        });
        let most = own.iter().map(|tally| tally.total).max()?;
        let of_here = own.iter().filter(|tally| tally.chapter.is_some() && tally.chapter == passage.chapter);
        let of_here: BTreeSet<usize> = of_here.map(|tally| tally.total).collect();
        // `av de 15 indikatorer som kan bedömas`: of some of them.
        let of_some = said.word(noun + 1) == "som" && !said.words[noun].ends;
        let is_whole = said.whole().is_some_and(|whole| whole.at == number.at) && said.is_definite(number) && !of_some;
        let first_said = first_sentence && number.value.abs_diff(most) == 1 && said.ends_noun(noun);
        let more = number.value > most && number.value - most <= 2;
        let near = (more || first_said) && here && said.is_plain(number, year);
        let of_goal = own.iter().find(|tally| tally.goal.is_some()).map(|tally| tally.total);
        let right = if let Some(right) = of_goal {
            right
        } else if of_here.len() == 1 {
            of_here.first().copied()?
        } else {
            most
        };
        if !fits && (near || (is_whole && number.value.abs_diff(right) <= 2)) {
            return Some(Wrong { at: number.at.clone(), right, of: Counted::Things(first.name.clone()) });
        }
    }
    None
}

/// A word of a sentence.
struct Word {
    letters: String,
    at: Range<usize>,
    /// Whether a clause ends behind it.
    ends: bool,
}

/// A number of a sentence.
#[derive(Debug)]
struct Number {
    value: usize,
    /// Which word it is.
    index: usize,
    at: Range<usize>,
}

/// A sentence with its words and numbers.
struct Said {
    words: Vec<Word>,
    numbers: Vec<Number>,
}

/// The numbers in words beyond twelve.
const TEENS: [&str; 8] = ["tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo"];

fn value(word: &str) -> Option<usize> {
    if matches!(word, "ingen" | "inget" | "inga" | "noll") {
        return Some(0);
    }
    if word == "ett" {
        return Some(1);
    }
    let small = swedish::NUMBERS.iter().position(|known| *known == word).map(|at| at + 1);
    let large = || TEENS.iter().position(|known| *known == word).map(|at| at + 13);
    small.or_else(large).or_else(|| word.parse().ok().filter(|value| *value < 200))
}

impl Said {
    /// The words of a sentence that has numbers, and no figures with units.
    fn read(sentence: &str) -> Option<Said> {
        let mut words: Vec<Word> = Vec::new();
        let mut start = None;
        let is_letter = |c: char| c.is_alphanumeric() || c == '-';
        for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
            match start {
                None if is_letter(c) => start = Some(at),
                Some(from) if !is_letter(c) => {
                    let letters = sentence[from..at].to_lowercase();
                    words.push(Word { letters, at: from..at, ends: ",.;:()–".contains(c) });
                    start = None;
                }
                _ => {}
            }
            if words.len() > LONGEST {
                return None;
            }
        }
        let numbers: Vec<Number> = words
            .iter()
            .enumerate()
            .filter(|(index, word)| {
                let digits = |at: usize| {
                    words.get(at).is_some_and(|word| word.letters.bytes().all(|byte| byte.is_ascii_digit()))
                };
                // Parts of a longer figure, and what has a unit, count nothing here.
                let part = digits(*index) && (digits(index + 1) || index.checked_sub(1).is_some_and(digits));
                let unit = words.get(index + 1).is_some_and(|word| is_unit(&word.letters));
                // `har en mindre brist`: an article.
                let before = index.checked_sub(1).map(|at| &words[at]);
                let begins = |before: &Word| {
                    before.ends
                        || matches!(&*before.letters, "och" | "samt" | "men" | "medan" | "varav" | "är" | "når" | "nås")
                };
                let one = matches!(&*word.letters, "en" | "ett") && before.is_some_and(|before| !begins(before));
                !part && !unit && !one && !sentence[word.at.end..].trim_start().starts_with(['%', '‰', '§'])
            })
            .filter_map(|(index, word)| Some(Number { value: value(&word.letters)?, index, at: word.at.clone() }))
            .collect();
        (!numbers.is_empty()).then_some(Said { words, numbers })
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.letters)
    }

    /// The number that is said to be the whole: `av tio indikatorer`, `av nämndens åtta uppdrag`.
    fn whole(&self) -> Option<&Number> {
        let is_whole = |number: &&Number| {
            let from = self.numbers.iter().map(|other| other.index + 1).filter(|at| *at <= number.index).max();
            let from = from.unwrap_or(0).max(number.index.saturating_sub(3));
            number.value > 1 && (from..number.index).any(|at| self.word(at) == "av")
        };
        let mut all = self.numbers.iter().filter(is_whole);
        all.next().filter(|_| all.next().is_none())
    }

    fn parts(&self) -> impl Iterator<Item = &Number> {
        let whole = self.whole().map(|whole| whole.index);
        self.numbers.iter().filter(move |number| Some(number.index) != whole)
    }

    /// The words that say of what a number is: from it on to the next one, or to the end of its clause, and the verb
    /// before it.
    fn around(&self, number: &Number) -> Vec<&str> {
        let next = self.numbers.iter().map(|other| other.index).find(|at| *at > number.index);
        let to = next.unwrap_or(self.words.len());
        let mut behind = Vec::new();
        for at in number.index + 1..to {
            // `sex av tio når`: what is said behind the whole is said of its part.
            if matches!(self.word(at), "men" | "medan" | "samt" | "eftersom" | "vilket" | "som") && behind.len() > 1 {
                break;
            }
            behind.push(self.word(at));
            if self.words[at].ends {
                break;
            }
        }
        if behind.last() == Some(&"av") || (behind.first() == Some(&"av") && next.is_some()) {
            let whole = self.numbers.iter().find(|other| other.index > number.index);
            behind = whole.map_or(behind, |whole| self.around(whole));
        }
        let before = number.index.checked_sub(1).filter(|at| !self.words[*at].ends).map(|at| self.word(at));
        let verb = before.filter(|word| grade(&[word]).is_some());
        behind.into_iter().chain(verb).collect()
    }

    /// The word of a tally that is said of a number, and how many have it.
    fn matched(&self, number: &Number, tally: &Tally) -> Option<(String, usize)> {
        let around = self.around(number);
        let said = grade(&around);
        let is_word = |word: &str| word.chars().any(char::is_alphanumeric);
        let all_there = |label: &str| {
            let mut parts = label.split(|c: char| !c.is_alphanumeric()).filter(|part| is_word(part));
            parts.all(|part| around.iter().any(|word| is_form(word, part)))
        };
        let same = |label: &str| {
            let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|part| is_word(part)).collect();
            let own = grade(&words);
            (own.is_some() && own == said) || ((own.is_none() || said.is_none()) && all_there(label))
        };
        let met: Vec<(&String, &usize)> = tally.words.iter().filter(|(label, _)| same(label)).collect();
        // Of those that are there as they are the longest is meant.
        let longest = met.iter().map(|(label, _)| label.len()).max()?;
        let exact: Vec<&(&String, &usize)> = met.iter().filter(|(label, _)| all_there(label)).collect();
        match (&met[..], &exact[..]) {
            ([only], _) => Some((only.0.clone(), *only.1)),
            (_, [only]) => Some((only.0.clone(), *only.1)),
            (_, [_, ..]) => met.iter().find(|(label, _)| label.len() == longest).map(|only| (only.0.clone(), *only.1)),
            _ => None,
        }
    }

    /// The noun behind a number, with at most two words between.
    fn noun_of(&self, number: &Number) -> Option<usize> {
        // `från sex års ålder`.
        if matches!(self.word(number.index + 1), "års" | "månaders" | "veckors" | "dagars" | "timmars") {
            return None;
        }
        let near = number.index + 1..number.index + 4;
        let ends = near.clone().find(|at| self.words.get(*at).is_some_and(|word| word.ends)).unwrap_or(near.end);
        let noun = |at: &usize| self.word(*at).chars().count() >= 4 && grade(&[self.word(*at)]).is_none();
        let verb = |at: &usize| matches!(self.word(*at), "under" | "till" | "från" | "efter" | "sina" | "egna");
        (number.index + 1..=ends).find(|at| noun(at) && !verb(at))
    }

    /// Whether the things of a tally are named from this word on.
    fn is_called(&self, at: usize, tally: &Tally) -> bool {
        let is = |noun: &String| noun.split(' ').enumerate().all(|(next, part)| is_form(self.word(at + next), part));
        tally.nouns.iter().any(is)
    }

    /// `de tio indikatorerna`, `nämndens åtta uppdrag`.
    fn is_definite(&self, number: &Number) -> bool {
        let before = number.index.checked_sub(1).map_or("", |at| self.word(at));
        matches!(before, "de" | "alla" | "samtliga" | "våra" | "målets")
            || before.ends_with("ens")
            || before.ends_with("av")
    }

    /// Whether nothing more is said of a noun than when, or what follows: `sju uppdrag.`, `tre mål som följs`.
    fn ends_noun(&self, noun: usize) -> bool {
        let ends = self.words.get(noun).is_none_or(|word| word.ends);
        ends || matches!(self.word(noun + 1), "som" | "för" | "under" | "i" | "och" | "från" | "" | "med")
    }

    /// Whether nothing else is said of them than that there are so many: no other number, no other year.
    fn is_plain(&self, number: &Number, now: u16) -> bool {
        let other = |year: u16| (1950..2100).contains(&year) && year != now;
        let year = self.words.iter().any(|word| word.letters.parse::<u16>().is_ok_and(other));
        let before = number.index.checked_sub(1).map_or("", |at| self.word(at));
        let then = self.words.iter().any(|word| {
            matches!(&*word.letters, "förra" | "föregående" | "fjol" | "tidigare" | "nästa" | "kommande" | "innan")
        });
        !year
            && !then
            && self.parts().count() <= 1
            && !matches!(before, "ytterligare" | "nya" | "cirka" | "drygt" | "minst")
    }
}

/// Words behind a number by which it is an amount or a time.
pub(super) fn is_unit(word: &str) -> bool {
    let units = "kr kronor tkr mkr mnkr msek miljoner miljarder tusen procent procents procentenheter år månader \
        veckor dagar timmar minuter januari februari mars april maj juni juli augusti september oktober \
        november december";
    units.split(' ').any(|unit| unit == word)
}

/// Most words of a sentence in which things are counted.
const LONGEST: usize = 60;

/// What an assessment comes to, whatever its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Full,
    Partly,
    Not,
    Unmeasured,
    NotBegun,
    Late,
    Ongoing,
    Clean,
    Minor,
    Deviation,
}

fn grade(words: &[&str]) -> Option<Grade> {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(word));
    let begins = |all: &[&str]| words.iter().any(|word| all.iter().any(|begin| word.starts_with(begin)));
    let denied = has(&["inte", "ej", "icke"]);
    let reached = begins(&["uppfyll", "uppnå", "slutför", "genomför", "avsluta", "färdig", "verkställ", "avklara"])
        || has(&["når", "nås", "nå", "nådde", "nåddes", "nått", "nåtts", "klar", "klara", "klart"]);
    if begins(&["anmärkning", "avvikelse"]) {
        return Some(match () {
            () if has(&["utan", "inga", "ingen"]) => Grade::Clean,
            () if begins(&["mindre", "små", "liten"]) => Grade::Minor,
            () => Grade::Deviation,
        });
    }
    match () {
        () if begins(&["delvis"]) => Some(Grade::Partly),
        () if denied && begins(&["mät", "bedöm", "utvärder", "redovisa"]) => Some(Grade::Unmeasured),
        () if denied && begins(&["påbörja", "start"]) => Some(Grade::NotBegun),
        () if denied && reached => Some(Grade::Not),
        () if begins(&["försen"]) => Some(Grade::Late),
        () if begins(&["pågå", "påbörja"]) => Some(Grade::Ongoing),
        () if has(&["enligt"]) && has(&["plan", "planen"]) => Some(Grade::Ongoing),
        () if reached && !denied => Some(Grade::Full),
        () => None,
    }
}

/// Whether a word is a form of a noun or of an assessment, in small letters.
fn is_form(word: &str, noun: &str) -> bool {
    let common = word.chars().zip(noun.chars()).take_while(|(a, b)| a == b).count();
    if noun == "mål" {
        return matches!(word, "mål" | "målen" | "målet");
    }
    let (a, b) = (word.chars().count(), noun.chars().count());
    if a == common && b == common {
        return true;
    }
    let ending = |text: &str| text.chars().skip(common).collect::<String>();
    let known = [
        "", "a", "e", "t", "n", "s", "d", "en", "et", "er", "ar", "or", "na", "erna", "arna", "orna", "ena", "ernas",
        "arnas", "da", "de", "en", "as", "at", "ts", "m", "men",
    ];
    common >= 4 && common + 2 >= a.min(b) && known.contains(&&*ending(word)) && known.contains(&&*ending(noun))
}

/// The noun that a heading is: its longest word that is one.
fn nouns(all: &[&str]) -> BTreeSet<String> {
    // Units and posts are counted otherwise in one text and another.
    let small = "per och tkr mnkr procent antal totalt status kommentar namn verksamhet verksamheter enhet enheter \
        avdelning förvaltning nämnd område områden grupp post poster typ del belopp huvudverksamhet kategori slag";
    let is_noun = |word: &&str| {
        let long = (word.chars().count() >= 4 && !word.ends_with("ens")) || *word == "mål";
        long && !small.split(' ').any(|known| known == *word)
    };
    all.iter()
        .flat_map(|heading| heading.split([',', '(']).next().unwrap_or("").split_whitespace().take(2))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| is_noun(&word.as_str()))
        .collect()
}

/// Signs by which a row is put in one column of several.
const CROSSES: [&str; 12] = ["x", "☒", "☑", "✓", "✔", "✗", "✘", "×", "●", "•", "■", "◼"];

/// Whether a row is none of those that a text counts: `Hos andra huvudmän`, `Övriga`.
fn is_rest(row: &OwnedRow) -> bool {
    let name = row.row.name.plain().trim().to_lowercase();
    let first = name.split(' ').next().unwrap_or("");
    matches!(first, "hos" | "andra" | "annan" | "annat" | "övriga" | "övrigt" | "externa")
}

fn of_table(chapter: &Chapter, table: &FinanceTable, all: &mut Vec<Tally>) {
    let delivered: Option<Vec<_>> = table.rows.iter().map(Delivery::delivered).collect();
    let Some(rows) = delivered else { return };
    let sums = |name: &str| {
        let first = name.split(' ').next().unwrap_or("");
        matches!(first, "summa" | "total" | "totalt") || matches!(name, "samtliga" | "alla" | "nämnden")
    };
    let is_item = |row: &&&OwnedRow| {
        let named = sums(&row.row.name.plain().trim().to_lowercase());
        row.row.kind == RowKind::Item && !named && row.cells.iter().any(Option::is_some)
    };
    let named = |row: &&&OwnedRow| !is_rest(row) && row.cells.iter().all(Option::is_some);
    let complete = rows.iter().filter(is_item).filter(named).count();
    let rows: Vec<&[Option<Cell>]> = rows.iter().filter(is_item).map(|row| row.cells.as_slice()).collect();
    let name = table.heading.trimmed().to_owned();
    let first = table.columns.first.as_ref().map(|first| first.trimmed());
    let base = Tally {
        chapter: Some(chapter.heading.place),
        nouns: nouns(&first.into_iter().collect::<Vec<_>>()),
        name,
        total: rows.len(),
        complete,
        ..Tally::default()
    };
    let cell = |row: &[Option<Cell>], at: usize| row.get(at).and_then(Option::as_ref).map(fulfilment::words);
    let is_cross = |word: &String| CROSSES.contains(&&*word.trim().to_lowercase());
    let width = table.columns.columns.len();
    let crossed: Vec<usize> =
        (0..width).filter(|at| rows.iter().filter_map(|row| cell(row, *at)).all(|word| is_cross(&word))).collect();
    let one = |row: &&[Option<Cell>]| crossed.iter().filter(|at| cell(row, **at).is_some()).count() == 1;
    if crossed.len() >= 2 && rows.iter().all(one) {
        let mut tally = base.clone();
        for at in &crossed {
            let label = table.columns.columns[*at].heading.trimmed().to_lowercase();
            tally.words.insert(label, rows.iter().filter(|row| cell(row, *at).is_some()).count());
        }
        all.push(tally);
        return;
    }
    let before = all.len();
    for (at, column) in table.columns.columns.iter().enumerate().filter(|(_, column)| !column.amounts) {
        let mut tally = base.clone();
        let told: Vec<String> = rows.iter().filter_map(|row| cell(row, at)).collect();
        let heading = column.heading.trimmed().to_lowercase();
        for word in &told {
            // `Ja` below `Klart`.
            match &*word.trim().to_lowercase() {
                "ja" => tally.add(&heading),
                "nej" => tally.add(&format!("ej {heading}")),
                _ => tally.add(word),
            }
        }
        let short =
            tally.words.keys().all(|word| word.split_whitespace().count() <= WORDS && !word.contains(char::is_numeric));
        let several = tally.words.len() <= KINDS && (tally.words.len() < told.len() || column.lights);
        if short && several && told.len() == rows.len() && rows.len() > 1 {
            all.push(tally);
        }
    }
    // `Beslut om åtgärder`, whose rows are kinds of decisions, with how many there were of each.
    let title = table.heading.trimmed().to_lowercase();
    let first = title.split_whitespace().next().unwrap_or("");
    let kinds =
        table.columns.columns.iter().any(|column| column.amounts) && base.nouns.iter().any(|noun| is_form(first, noun));
    if all.len() == before && rows.len() > 1 && !kinds {
        all.push(base);
    }
}

/// What the indicators of goals are called.
pub(super) const INDICATORS: [&str; 3] = ["indikator", "nyckeltal", "mätetal"];

fn of_goals(report: &Report, chapter: &Chapter, all: &mut Vec<Tally>) {
    let mut goals: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut several: BTreeSet<usize> = BTreeSet::new();
    let (mut indicators, mut activities) = (Tally::default(), Tally::default());
    let place = Some(chapter.heading.place);
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    for goal in chapter.goals().flat_map(GoalNode::and_below) {
        let level = goals.entry(goal.depth).or_default();
        level.total += 1;
        several.extend((goal.delivered().count() > 1).then_some(goal.depth));
        let of_goal = Tally { chapter: place, goal: Some(goal.heading.place), ..Tally::default() };
        let (mut own, mut units) = (of_goal.clone(), BTreeMap::<UnitIndex, Tally>::new());
        for owned in goal.delivered() {
            let of_unit =
                units.entry(owned.unit).or_insert_with(|| Tally { unit: Some(owned.unit), ..of_goal.clone() });
            owned.goal.assessment.iter().for_each(|word| level.add(word.trimmed()));
            let lights = |columns: &crate::input::manifest::ColumnSet, cells: &[Option<Cell>]| {
                let at = columns.columns.iter().position(|column| column.lights)?;
                cells.get(at)?.as_ref().map(fulfilment::words)
            };
            for (_, cells) in owned.indicators() {
                for tally in [&mut indicators, &mut own, &mut *of_unit] {
                    tally.total += 1;
                    lights(&owned.columns, cells).iter().for_each(|word| tally.add(word));
                }
            }
            let columns = owned.activities.as_ref().map(|shown| &shown.columns);
            for (_, cells) in owned.activities() {
                activities.total += 1;
                columns.and_then(|columns| lights(columns, cells)).iter().for_each(|word| activities.add(word));
            }
        }
        let several = units.len() > 1;
        let each = std::iter::once(own).chain(units.into_values().filter(|_| several));
        all.extend(each.filter(|tally| tally.total > 1).map(|tally| Tally {
            nouns: named(&INDICATORS),
            name: INDICATORS[0].to_owned(),
            ..tally
        }));
    }
    for (depth, mut tally) in goals {
        // What several units assess, each in its own way, has no one assessment.
        if several.contains(&depth) {
            tally.words.clear();
        }
        let level = report.manifest.goal_levels.get(depth).map(|level| level.name.trimmed());
        tally.nouns = level.map_or_else(|| named(&["mål"]), |level| [level.to_lowercase()].into());
        tally.name = level.unwrap_or("mål").to_owned();
        // What is called after the level is often called a goal for short.
        if tally.words.values().sum::<usize>() == tally.total && tally.total > 0 {
            tally.nouns.insert("mål".to_owned());
        }
        all.push(Tally { chapter: place, ..tally });
    }
    let kinds = [(indicators, INDICATORS), (activities, ["aktivitet", "åtgärd", "aktiviteter"])];
    for (tally, names) in kinds {
        if tally.total > 0 {
            all.push(Tally { chapter: place, nouns: named(&names), name: names[0].to_owned(), ..tally });
        }
    }
}

fn of_risks(chapter: &Chapter, all: &mut Vec<Tally>) {
    let mut own: BTreeMap<String, Tally> = BTreeMap::new();
    let mut total = 0;
    for owned in chapter.risk_tables().flat_map(|table| &table.risks).filter(|owned| !owned.is_again) {
        let Some(risk) = owned.risk.delivered() else { return };
        total += 1;
        for (id, text) in &risk.own {
            own.entry(id.value.clone()).or_default().add(text.plain().trim());
        }
    }
    let nouns: BTreeSet<String> = ["risk", "risker", "kontroll", "kontrollmoment"].map(str::to_owned).into();
    for mut tally in own.into_values() {
        let short = tally.words.keys().all(|word| word.split_whitespace().count() <= WORDS);
        let several = tally.words.len() <= KINDS && tally.words.values().sum::<usize>() == total;
        if short && several {
            (tally.chapter, tally.nouns, tally.total) = (Some(chapter.heading.place), nouns.clone(), total);
            tally.name = "risker".to_owned();
            all.push(tally);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assessments_are_told_by_any_of_their_words() {
        for (words, is) in [
            ("nås inte", Some(Grade::Not)),
            ("delvis uppfyllda", Some(Grade::Partly)),
            ("ej påbörjade", Some(Grade::NotBegun)),
            ("pågår enligt plan", Some(Grade::Ongoing)),
            ("har en mindre avvikelse", Some(Grade::Minor)),
            ("utan anmärkning", Some(Grade::Clean)),
            ("slutförda", Some(Grade::Full)),
            ("är stora", None),
        ] {
            assert_eq!(grade(&words.split(' ').collect::<Vec<_>>()), is, "{words}");
        }
    }

    #[test]
    fn the_whole_is_no_part() {
        let said = Said::read("Av de tio indikatorerna når sex sina mål, en nås delvis och tre nås inte.").unwrap();
        assert_eq!(said.whole().map(|whole| whole.value), Some(10));
        assert_eq!(said.parts().map(|part| part.value).collect::<Vec<_>>(), [6, 1, 3]);
    }
}
