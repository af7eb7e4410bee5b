//! Whether what texts name by a number is about what they say: `sjukfrånvaron framgår av tabell 5`, where table 5 has
//! nothing of it and exactly one other table is called so. Where anything of what is said stands in what is named, or
//! several others could be meant, nothing is told.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::model::{BlockKind, Document, plain_blocks};

/// A section, a table, a chart or an enclosure of the paper.
#[derive(Debug)]
pub(super) struct Thing {
    /// `avsnitt`, `tabell`: which kind, from 1 as in `numbers`.
    kind: usize,
    number: String,
    /// What it is called.
    pub(super) title: String,
    /// The words of that.
    named: BTreeSet<String>,
    /// The words of all that stands in it.
    holds: BTreeSet<String>,
    /// The figures of all its cells, without signs.
    figures: BTreeSet<String>,
}

impl Thing {
    /// How it is named by its number: `tabell 4`.
    pub(super) fn shown(&self) -> String {
        let word = ["avsnitt", "tabell", "diagram"].get(self.kind - 1).unwrap_or(&"avsnitt");
        format!("{word} {}", self.number)
    }
}

/// All things of a paper that have numbers.
#[derive(Debug, Default)]
pub(super) struct Things {
    all: Vec<Thing>,
    /// Those of a kind that have a number.
    by_number: Found,
    /// Those of a kind that are called by a word.
    by_name: Found,
    /// Tables and charts in which a word stands.
    by_word: Found,
    /// Tables in which a figure stands.
    by_figure: BTreeMap<String, Vec<usize>>,
}

/// Positions of things by their kind and a word.
type Found = BTreeMap<(usize, String), Vec<usize>>;

/// Sections among the kinds of things, and tables.
const SECTION: usize = 1;
const TABLE: usize = 2;
const CHART: usize = 3;

/// Words that tell no part of a paper from another.
const PLAIN: &str = "\
    avsnitt kapitel tabell diagram bilaga nämnden nämndens kommun kommunen kommunens förvaltning verksamhet \
    verksamheten redovisas redovisning framgår beskrivs behandlas närmare utfall resultat kostnad kostnader \
    nettokostnad nettokostnader budget avvikelse avvikelser prognos perioden jämförelse jämfört fördelning \
    fördelningen uppgift uppgifter uppgifterna enheter enheternas utveckling utvecklingen uppföljning \
    sammanställning rapport rapporten januari februari mars april augusti september oktober november december \
    helår helårsprognos antal antalet andelen procent kronor miljoner belopp beloppen siffror siffrorna \
    detaljer detaljerna talen period efter detta dessa under sammanfattning inledning bakgrund analys \
    kommentar kommentarer övriga övrigt mellan enligt särskilt respektive totalt";

/// Ends of the forms of those.
const FORMS: [&str; 19] = [
    "", "n", "s", "ns", "t", "ts", "et", "ets", "en", "ens", "er", "ers", "erna", "ernas", "na", "nas", "ar", "arna",
    "r",
];

/// By which letters the forms of a word are known; `None` for one that tells nothing.
fn key(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let telling = letters >= 5 && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let plain = || {
        let is_form = |plain: &str| word.strip_prefix(plain).is_some_and(|end| FORMS.contains(&end));
        PLAIN.split_whitespace().any(is_form)
    };
    (telling && !plain()).then(|| word.chars().take(if letters >= LONG { 7 } else { 5 }).collect())
}

/// Letters of a word that by itself says what something is about.
const LONG: usize = 8;

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty())
}

fn keys(text: &str) -> impl Iterator<Item = String> {
    parts(text).filter_map(key)
}

impl Things {
    pub(super) fn of(document: &Document) -> Self {
        let mut things = Things::default();
        let numbered = |title: &str, word: &str| {
            let (number, title) = title.strip_prefix(word)?.trim_start().split_once(". ")?;
            number.parse::<u32>().ok()?;
            Some((number.to_owned(), title.to_owned()))
        };
        let mut open: Vec<(u8, usize)> = Vec::new();
        for block in document.blocks() {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    open.retain(|(level, _)| *level < heading.level);
                    let title = heading.plain();
                    open.iter().for_each(|(_, at)| things.all[*at].holds.extend(keys(&title)));
                    if let Some(number) = &heading.number {
                        let title = title.strip_prefix(number.as_str()).unwrap_or(&title).trim();
                        open.push((heading.level, things.all.len()));
                        things.add(SECTION, number.trim_end_matches('.').to_owned(), title);
                    }
                }
                BlockKind::Table(table) => {
                    let mut lines = Vec::new();
                    plain_blocks(std::slice::from_ref(block), &mut lines);
                    let words: BTreeSet<String> = lines.iter().flat_map(|line| keys(line)).collect();
                    open.iter().for_each(|(_, at)| things.all[*at].holds.extend(words.iter().cloned()));
                    if let Some((number, title)) = table.caption.as_ref().and_then(|title| numbered(title, "Tabell")) {
                        let table = things.add(TABLE, number, &title);
                        table.holds.extend(words);
                        table.figures.extend(lines.iter().flat_map(|line| figures(line)));
                    }
                }
                BlockKind::Chart(chart) => {
                    let words: Vec<String> = keys(&chart.title).chain(keys(&chart.alt)).collect();
                    open.iter().for_each(|(_, at)| things.all[*at].holds.extend(words.iter().cloned()));
                    if let Some((number, title)) = numbered(&chart.title, "Diagram") {
                        things.add(CHART, number, &title).holds.extend(words);
                    }
                }
                BlockKind::Paragraph(paragraph) => {
                    let text = crate::model::plain(&paragraph.content);
                    open.iter().for_each(|(_, at)| things.all[*at].holds.extend(keys(&text)));
                }
                BlockKind::List(_) | BlockKind::Notice(_) | BlockKind::Signatures(_) | BlockKind::Beside(_) => {}
            }
        }
        things.index();
        things
    }

    fn index(&mut self) {
        for (at, thing) in self.all.iter().enumerate() {
            self.by_number.entry((thing.kind, thing.number.clone())).or_default().push(at);
            for word in &thing.named {
                self.by_name.entry((thing.kind, word.clone())).or_default().push(at);
            }
            for figure in &thing.figures {
                self.by_figure.entry(figure.clone()).or_default().push(at);
            }
            for word in thing.holds.iter().filter(|_| thing.kind != SECTION) {
                self.by_word.entry((thing.kind, word.clone())).or_default().push(at);
            }
        }
    }

    fn add(&mut self, kind: usize, number: String, title: &str) -> &mut Thing {
        let named: BTreeSet<String> = keys(title).collect();
        let holds = named.clone();
        self.all.push(Thing { kind, number, title: title.to_owned(), named, holds, figures: BTreeSet::new() });
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    /// What is named by a number in a sentence, and the one thing that the sentence is about instead.
    pub(super) fn other(&self, named: &Named<'_>) -> Option<(&Thing, &Thing)> {
        let of = |found: &Found, word: &str| found.get(&(named.kind, word.to_owned())).cloned().unwrap_or_default();
        let [own] = of(&self.by_number, named.number)[..] else { return None };
        let own = &self.all[own];
        if named.asks_for_more() {
            return None;
        }
        let words = named.near();
        let all: BTreeSet<String> = keys(named.sentence).collect();
        // What it is called, or what stands in it, is spoken of.
        if all.iter().any(|word| own.named.contains(word)) {
            return None;
        }
        if let Some(other) = self.by_figures(named, own) {
            return Some((own, other));
        }
        if named.kind != SECTION && all.iter().any(|word| own.holds.contains(word)) {
            return None;
        }
        let related = |thing: &Thing| {
            let below = |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('.'));
            named.kind == SECTION && (below(&thing.number, &own.number) || below(&own.number, &thing.number))
        };
        let mut meant: Option<&Thing> = None;
        for word in words.iter().filter(|word| !own.holds.contains(*word)) {
            let others = of(&self.by_name, word);
            let Some(other) = others.first().map(|at| &self.all[*at]) else { continue };
            if others.len() > 1 || related(other) || meant.is_some_and(|meant| meant.number != other.number) {
                return None;
            }
            // Another table has it too.
            if of(&self.by_word, word).len() > 1 {
                return None;
            }
            meant = Some(other);
        }
        meant.map(|meant| (own, meant)).or_else(|| self.by_rows(named, own))
    }

    /// `Trafiken kostade 14 210 tkr, 382 tkr mer än budget (tabell 3)`, where table 3 has none of these figures, and
    /// one other table has all of them that tables have.
    fn by_figures<'t>(&'t self, named: &Named<'_>, own: &'t Thing) -> Option<&'t Thing> {
        if named.kind != TABLE {
            return None;
        }
        let before = named.sentence.get(..named.at.start)?;
        let behind = named.sentence.get(named.at.end..)?;
        let own_figures = [before, behind].into_iter().flat_map(figures);
        let mut all: BTreeSet<String> = own_figures.filter(|figure| is_telling(figure)).collect();
        // A sentence that only says where something stands is about the one before it.
        let is_name = |word: &String| (SECTION..=CHART).any(|kind| self.by_name.contains_key(&(kind, word.clone())));
        let points = || !keys(named.sentence).any(|word| is_name(&word));
        if all.is_empty() && points() {
            all = figures(named.before).filter(|figure| is_telling(figure)).collect();
        }
        if all.is_empty() || all.iter().any(|figure| own.figures.contains(figure)) {
            return None;
        }
        let known: Vec<&Vec<usize>> = all.iter().filter_map(|figure| self.by_figure.get(figure)).collect();
        let shown = all.iter().filter(|figure| self.by_figure.contains_key(*figure));
        let digits: usize = shown.map(|figure| figure.bytes().filter(u8::is_ascii_digit).count()).sum();
        let [first, more @ ..] = &known[..] else { return None };
        let mut having = first.iter().filter(|at| more.iter().all(|other| other.binary_search(at).is_ok()));
        let other = having.next().filter(|_| having.next().is_none() && digits >= MANY_DIGITS)?;
        // What nobody shows may be of anything.
        (2 * known.len() > all.len()).then_some(&self.all[*other])
    }

    /// `Uppgifterna framgår av tabell 8`, below a text whose words stand in the rows of another table alone.
    fn by_rows<'t>(&'t self, named: &Named<'_>, own: &'t Thing) -> Option<(&'t Thing, &'t Thing)> {
        let short = parts(named.sentence).count() <= SHORT && keys(named.sentence).next().is_none();
        if named.kind != TABLE || !short || named.text.len() > PARAGRAPH {
            return None;
        }
        let words: BTreeSet<String> = keys(named.text).collect();
        if words.iter().any(|word| own.holds.contains(word)) {
            return None;
        }
        // Each word that stands in one table alone, by that table.
        let alone = words.into_iter().filter_map(|word| match self.by_word.get(&(TABLE, word))?[..] {
            [only] => Some(only),
            _ => None,
        });
        let alone: Vec<usize> = alone.collect();
        let first = *alone.first()?;
        (alone.len() >= 2 && alone.iter().all(|at| *at == first)).then(|| (own, &self.all[first]))
    }
}

/// Fewest digits of the figures that tell which table is meant.
const MANY_DIGITS: usize = 4;

/// The figures of a text, without signs and spaces: `14210`, `8,7`.
fn figures(text: &str) -> impl Iterator<Item = String> {
    static FIGURE: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"\d{1,3}(?:[ \x{a0}\x{202f}]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"));
    let all: Vec<String> =
        FIGURE.find_iter(text).map(|hit| hit.as_str().replace([' ', '\u{a0}', '\u{202f}'], "")).collect();
    all.into_iter()
}

/// Whether a figure tells one table from another: no year, and two digits or more.
fn is_telling(figure: &str) -> bool {
    let digits = figure.bytes().filter(u8::is_ascii_digit).count();
    let year = figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
    digits >= 2 && !year && (digits >= 3 || figure.contains(','))
}

/// Words with which a question begins, and verbs by which it asks for nothing but what it names.
const ASKS: [&str; 8] = ["hur", "vad", "vilka", "vilken", "vilket", "varför", "när", "vem"];
const PLAINLY: [&str; 10] =
    ["ser", "sett", "är", "var", "fördelas", "fördelar", "utvecklas", "utvecklats", "förändrats", "blev"];

/// Bytes of a paragraph: the words of a longer text are of more than one table.
const PARAGRAPH: usize = 4_000;

/// Words of a sentence that only says where something stands.
const SHORT: usize = 7;

/// Words between what something is about and where it stands, or what is named by a number and what it is about.
const NEAR: usize = 8;

/// A number of a text with its sentence.
pub(super) struct Named<'n> {
    /// Which kind of thing it is of.
    pub(super) kind: usize,
    /// The number.
    pub(super) number: &'n str,
    /// The text.
    pub(super) text: &'n str,
    /// The sentence before.
    pub(super) before: &'n str,
    /// The sentence.
    pub(super) sentence: &'n str,
    /// Where the number's words stand in the sentence.
    pub(super) at: Range<usize>,
}

/// Verbs by which something stands somewhere.
const STANDS: &str = "\
    redovisas redovisar framgår beskrivs behandlas visas visar finns återfinns presenteras återges \
    kommenteras följs utvecklas specificeras se";

impl Named<'_> {
    /// `Hur resurserna räcker nästa år framgår av avsnitt 10.2`: what is asked is more than the noun.
    fn asks_for_more(&self) -> bool {
        let mut words = parts(self.sentence).map(str::to_lowercase);
        let asks = words.next().is_some_and(|first| ASKS.contains(&first.as_str()));
        asks && !words.take(NEAR).any(|word| PLAINLY.contains(&word.as_str()))
    }

    /// The longer words near the number that say what it is of.
    fn near(&self) -> Vec<String> {
        let (before, behind) = (self.sentence.get(..self.at.start), self.sentence.get(self.at.end..));
        let (before, behind) = (before.unwrap_or(""), behind.unwrap_or(""));
        let long = |word: &&str| word.chars().count() >= LONG;
        let cut = behind.split(['.', ';', ':']).next().unwrap_or("");
        let joined = cut.trim_start();
        let linked = ["om ", "(", ", ", "visar ", "redovisar ", "beskriver ", "behandlar "]
            .iter()
            .any(|link| joined.starts_with(link));
        let of_behind = parts(cut).take(if linked { 4 } else { 0 }).filter(long).filter_map(key);
        let last: Vec<&str> = parts(before).collect();
        let near = &last[last.len().saturating_sub(NEAR)..];
        let about =
            near.iter().rev().take(5).any(|word| *word == "avsnittet" || *word == "kapitlet" || *word == "tabellen");
        let stands = near.iter().any(|word| STANDS.split_whitespace().any(|verb| verb == word.to_lowercase()));
        let linked = stands || (about && near.contains(&"om"));
        let of_before = near.iter().copied().filter(|_| linked).filter(long).filter_map(key);
        of_before.chain(of_behind).collect()
    }
}
