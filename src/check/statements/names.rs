//! What a sentence is about: rows, indicators and units by their names, in any form, shortened or within longer words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::times;
use super::tokens::{Kind, Token, tokens};
use super::words::{self, Class, among};

/// Which name of a list: its position.
pub(super) type NameId = usize;

/// What a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// This name of the list.
    Named(NameId),
    /// The unit that writes.
    Own,
    /// The committee as a whole.
    Whole,
    /// Something that has no row, or one of several.
    Unknown,
}

/// The names that a text may name.
#[derive(Debug, Default)]
pub struct Names {
    all: Vec<Name>,
    /// For each name the first one of the same words.
    first: Vec<NameId>,
    /// By the letters with which a word of theirs, or an end of one, begins: the longer names.
    bags: BTreeMap<String, Vec<NameId>>,
    /// By their first letters: names whose first word, or alias, begins so.
    begins: BTreeMap<String, Vec<(NameId, Kin)>>,
    /// By the two numbers that they are: `50–59 år`.
    ranges: BTreeMap<[Decimal; 2], NameId>,
}

/// How a name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kin {
    /// By all its words.
    Full,
    /// By an abbreviation, this one of its aliases.
    Alias(usize),
    /// By the one word of several that no other name has.
    Short(usize),
}

#[derive(Debug)]
struct Name {
    /// The name as it is written.
    shown: String,
    words: Vec<String>,
    aliases: Vec<String>,
    /// The words that say what it is, of a longer name.
    bag: Vec<String>,
    /// The numbers behind its words: `Klass 4`, `Klass 1–3`.
    numbers: Vec<Decimal>,
    /// Whether another name has the same words and other numbers, so that they are needed to tell them apart.
    by_number: bool,
    /// The two numbers that it is, of an age or another range: `50–59 år`.
    range: Option<[Decimal; 2]>,
}

/// A name in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) at: Range<usize>,
    pub(super) subject: Subject,
    /// Whether it is named by all its words, or by most of them.
    pub(super) strong: bool,
    /// Whether its words are those of the name, rather than most of them in any order.
    pub(super) full: bool,
}

/// What rows are called that says nothing of what they are about.
const GENERAL: &str = "summa|totalt|total|totalsumma|resultat|årets resultat|intäkter|\
    kostnader|övrigt|netto|nettokostnad|nettokostnader|personal|lokaler|avskrivningar|nämnden|förvaltningen|\
    verksamheten|verksamhet|nämnd|styrelse|förvaltning|\
    budget|utfall|prognos|enheten|övriga kostnader|övriga intäkter|summa kostnader|\
    summa intäkter|kommunbidrag|avvikelse|bruttokostnad|kapitalkostnader|kvinnor|män|flickor|pojkar|delsumma|\
    varav|målvärde|mål|alla|samtliga|andra|ingen|inga|annat";

/// Whether a row's name says nothing of what it is about.
pub(super) fn is_general(name: &str) -> bool {
    GENERAL.split('|').any(|general| general == name)
}

/// Words within names that tell none from another.
const COMMON: &str = "verksamhet enhet avdelning kontor övrig övriga gemensam gemensamma andel andelen antal antalet \
    procent elever personer kostnad kostnader intäkter samt nämnd förvaltning insatser stöd service \
    summa kommun kommunens total totalt anställda medarbetare procentandel genomsnittlig utveckling \
    projekt invånare vidare framåt";

/// Small words of names.
const SMALL: &str = "och i på av för till med som den det de en ett per inom från vid har är under över m mm m.m samt \
    minst högst sin sina sitt att inte ej om eller via hos inkl exkl andel antal andelen antalet procent \
    totalt st tkr mnkr kr";

/// What is counted or measured, which names nothing by itself.
const UNITS: &str = "procent procentenheter kr tkr mnkr krona kronor timme timmar dag dagar dygn styck";

/// What is put behind a name to name who has it: `hemtjänstverksamheten`, `it-enheten`.
const HOLDERS: &[&str] = &[
    "verksamhet",
    "enhet",
    "avdelning",
    "område",
    "kontor",
    "förvaltning",
    "sektion",
    "sektor",
    "organisation",
    "kostnad",
    "intäkt",
    "ärende",
];

/// Abbreviations that the field uses for what rows are called.
const USUAL: &[(&str, &str)] = &[
    ("ifo", "individ och familjeomsorg"),
    ("säbo", "särskilt boende"),
    ("hsl", "hälso och sjukvård"),
    ("va", "vatten och avlopp"),
    ("va", "va verksamhet"),
    ("av", "arbetsmarknad och vuxenutbildning"),
    ("lss", "lss boende"),
    ("lss", "lss verksamhet"),
    ("sfi", "svenska för invandrare"),
    ("hr", "personalavdelning"),
];

/// What a word may end with and be the same.
const ENDINGS: &[&str] = &[
    "", "s", "n", "ns", "en", "ens", "et", "ets", "t", "ts", "na", "nas", "a", "as", "ar", "ars", "arna", "arnas",
    "or", "ors", "orna", "ornas", "er", "ers", "erna", "ernas", "d", "da", "e", "es", "de", "r", "rna", "rnas", "ena",
    "enas", "an", "ans", "men", "mens", "met", "um",
];

/// Whether the rest of a word and that of its plural differ by their vowel: `and` and `änder` of `brand` and `bränder`.
fn turned(one: &str, plural: &str) -> bool {
    let first = |word: &str| word.chars().next();
    if !matches!((first(one), first(plural)), (Some('a'), Some('ä')) | (Some('o'), Some('ö'))) {
        return false;
    }
    let stem = ["er", "ers", "erna", "ernas"].iter().find_map(|end| plural.strip_suffix(end));
    let rests = stem.and_then(|stem| stem.get('ä'.len_utf8()..)).zip(one.get(1..));
    rests.is_some_and(|(stem, rest)| {
        stem.len() >= 2 && rest.strip_prefix(stem).is_some_and(|end| ENDINGS.contains(&end))
    })
}

/// Whether two words, in small letters, are forms of one.
pub(super) fn same(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let (length, end) = common.fold((0, 0), |(length, end), (a, _)| (length + 1, end + a.len_utf8()));
    let (a, b) = (&one[end..], &other[end..]);
    if a.is_empty() && b.is_empty() {
        return true;
    }
    if turned(a, b) || turned(b, a) {
        return true;
    }
    // Most words differ before the third letter.
    if length < 3 {
        return false;
    }
    // `anmälan`, `anmälningar`; `ansökan`, `ansökningen`.
    let verbal = |a: &str, b: &str| length >= 4 && matches!(a, "an" | "ans") && b.starts_with("ning");
    if verbal(a, b) || verbal(b, a) {
        return ENDINGS.contains(&a.trim_start_matches("ning")) && ENDINGS.contains(&b.trim_start_matches("ning"));
    }
    if !ENDINGS.contains(&a) || !ENDINGS.contains(&b) {
        return false;
    }
    let short = one.chars().count().min(other.chars().count());
    length + 2 >= short
}

/// Whether a longer word is a name with its holder: `förskoleverksamheten` of `förskola`.
fn held(word: &str, name: &str) -> bool {
    if !name.chars().all(|c| word.contains(c)) && name.len() > word.len() {
        return false;
    }
    HOLDERS.iter().any(|holder| {
        let Some(at) = word.rfind(holder) else { return false };
        let before = word[..at].trim_end_matches('-');
        let before = before.strip_suffix('s').filter(|rest| same(rest, name)).unwrap_or(before);
        at > 0
            && ENDINGS.contains(&&word[at + holder.len()..])
            && (same(before, name) || (before.ends_with('e') && same(&before[..before.len() - 1], name)))
    })
}

/// The words of a name, in small letters.
fn words_of(name: &str) -> Vec<String> {
    tokens(name).into_iter().filter(|token| token.kind == Kind::Word).map(|token| token.word).collect()
}

/// The letters by which a longer name is found by a word of its own, or by the end of one: `läck` of `vattenläckor`.
fn endings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let starts = (0..letters.len().saturating_sub(3)).filter(|at| *at == 0 || letters.len() - at >= 5);
    starts.map(|at| letters[at..at + 4].iter().collect()).collect()
}

/// The first letters by which names are found.
fn key(word: &str) -> String {
    word.chars().take(3).collect()
}

impl Name {
    /// A name with its words, its abbreviations and, where it is longer, the words that say what it is.
    fn read(name: &str) -> Self {
        let (outer, inner) = parentheses(name);
        let mut words = words_of(&outer.to_lowercase());
        while words.first().is_some_and(|word| matches!(&**word, "summa" | "totalt" | "varav" | "delsumma"))
            && words.len() > 1
        {
            words.remove(0);
        }
        while words.last().is_some_and(|word| matches!(&**word, "totalt" | "total" | "tkr" | "mnkr" | "kr" | "procent"))
            && words.len() > 1
        {
            words.pop();
        }
        let folded = words.join(" ");
        // `30–49 år`, `50 år och äldre`: words that any sentence has, of times and of ages.
        let age = |word: &String| is_time(word) || among(SMALL, word) || among("äldre yngre uppåt", word);
        let is_of_time = words.iter().all(age) && words.iter().any(|word| is_time(word));
        // `Under 75 procent`: without its numbers no word is left that any sentence would not have.
        let only_small = words.iter().all(|word| among(SMALL, word) || among(UNITS, word));
        let says = folded.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !is_general(&folded)
            && !only_small
            && !is_of_time
            && !says_role(&words);
        let mut aliases: Vec<String> =
            inner.filter(|inner| is_short(inner)).map(str::to_lowercase).into_iter().collect();
        aliases.extend(
            USUAL.iter().filter(|(_, long)| *long == folded.replace('-', " ")).map(|(short, _)| (*short).to_owned()),
        );
        aliases.extend(words.first().filter(|_| words.len() == 1).and_then(|word| spender(word)));
        let content = |word: &&String| word.chars().count() >= 4 && !among(SMALL, word) && !is_time(word);
        let bag: Vec<String> = words.iter().filter(content).cloned().collect();
        let bag = if bag.len() >= 2 { bag } else { Vec::new() };
        let shown = name.trim().to_owned();
        let range = range_of(&outer);
        let (words, aliases, bag) = if says { (words, aliases, bag) } else { Default::default() };
        Name { shown, words, aliases, bag, numbers: numbers(&outer), by_number: false, range }
    }
}

impl Name {
    /// Where a name ends whose words end before this token: behind its numbers, where these tell it from others; `None`
    /// where other numbers stand there. `Klass 7 och 8` are both.
    fn numbered_end(&self, all: &[Token], end: usize) -> Option<usize> {
        if !self.by_number {
            return Some(end);
        }
        let number = |at: usize| match all.get(at)?.kind {
            Kind::Figure(amount, _) => Some(amount.value().abs()),
            _ => None,
        };
        let joins = |at: usize| {
            let token = all.get(at);
            token.is_some_and(|token| {
                matches!(token.kind, Kind::Mark('–' | '-' | ',')) || among("och till respektive", &token.word)
            })
        };
        let (mut at, mut said) = (end, Vec::new());
        while let Some(amount) = number(at) {
            said.push(amount);
            at += 1;
            if !(joins(at) && number(at + 1).is_some()) {
                break;
            }
            at += 1;
        }
        let is_range = self.numbers.len() > 1;
        let met = if is_range { said == self.numbers } else { said.contains(self.numbers.first()?) };
        met.then_some(at)
    }
}

/// The names that are ranges of years, of which rows of several tables are one.
fn ranges(all: &[Name], first: &mut [NameId]) -> BTreeMap<[Decimal; 2], NameId> {
    let mut ranges = BTreeMap::new();
    for (id, name) in all.iter().enumerate() {
        if let Some(range) = name.range {
            first[id] = *ranges.entry(range).or_insert(id);
        }
    }
    ranges
}

/// The ends of the range of years that a name is: `50–59 år`.
fn range_of(name: &str) -> Option<[Decimal; 2]> {
    let all = tokens(&name.to_lowercase());
    let (ends, next) = range_at(&all, 0)?;
    (all.len() == next + 1 && all[next].word == "år").then_some(ends)
}

/// Two whole numbers with a dash, or `till`, between them, from a token on, and the token behind them.
fn range_at(all: &[Token], at: usize) -> Option<([Decimal; 2], usize)> {
    let number = |at: usize| match all.get(at)?.kind {
        Kind::Figure(amount, _) if amount.decimals() == 0 => Some(amount.value().abs()),
        _ => None,
    };
    let joint = all.get(at + 1)?;
    let joined = matches!(joint.kind, Kind::Mark('–' | '-')) || joint.word == "till";
    let (from, to) = (number(at)?, number(at + 2)?);
    (joined && from < to && times::year(&all[at]).is_none()).then_some(([from, to], at + 3))
}

/// The whole numbers of a name that are no years.
fn numbers(name: &str) -> Vec<Decimal> {
    let all = tokens(name);
    let number = |token: &Token| match token.kind {
        Kind::Figure(amount, None) if amount.decimals() == 0 && times::year(token).is_none() => Some(amount.value()),
        _ => None,
    };
    all.iter().filter_map(number).collect()
}

impl Names {
    /// These names; a general one, which says nothing, is never found.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut all: Vec<Name> = names.map(Name::read).collect();
        let mut numbered: BTreeMap<Vec<String>, BTreeSet<Vec<Decimal>>> = BTreeMap::new();
        for name in all.iter().filter(|name| !name.words.is_empty()) {
            numbered.entry(name.words.clone()).or_default().insert(name.numbers.clone());
        }
        for name in &mut all {
            name.by_number =
                !name.numbers.is_empty() && numbered.get(&name.words).is_some_and(|numbers| numbers.len() > 1);
        }
        let mut begins: BTreeMap<String, Vec<(NameId, Kin)>> = BTreeMap::new();
        let mut uses: BTreeMap<&str, Vec<NameId>> = BTreeMap::new();
        let mut firsts: BTreeMap<(&[String], &[Decimal]), NameId> = BTreeMap::new();
        let mut first = Vec::new();
        for (id, name) in all.iter().enumerate() {
            // One that says nothing is like no other.
            let numbers = if name.by_number { &name.numbers[..] } else { &[] };
            let own = if name.words.is_empty() { id } else { *firsts.entry((&name.words, numbers)).or_insert(id) };
            first.push(own);
            if own == id {
                name.words.iter().for_each(|word| uses.entry(word).or_default().push(id));
            }
        }
        let mut bags: BTreeMap<String, Vec<NameId>> = BTreeMap::new();
        for (id, name) in all.iter().enumerate().filter(|(id, _)| first[*id] == *id) {
            let Some(begin) = name.words.first() else { continue };
            for ends in name.bag.iter().flat_map(|word| endings(word)) {
                let of_end = bags.entry(ends).or_default();
                if of_end.last() != Some(&id) {
                    of_end.push(id);
                }
            }
            begins.entry(key(begin)).or_default().push((id, Kin::Full));
            for (at, alias) in name.aliases.iter().enumerate() {
                begins.entry(key(alias)).or_default().push((id, Kin::Alias(at)));
            }
            for (at, word) in name.words.iter().enumerate().filter(|_| (2..=3).contains(&name.words.len())) {
                let others = |word: &str| {
                    let begin = key(word);
                    let mut near = uses.range(&*begin..).take_while(|(other, _)| other.starts_with(&begin));
                    near.any(|(other, _)| *other != word && same(other, word))
                };
                // `Besök på Rydals museum` has the word of the museum's own name.
                let within =
                    |other: &NameId| all[*other].words.windows(name.words.len()).any(|words| *words == name.words[..]);
                let alone = uses.get(word.as_str()).is_some_and(|all| all.iter().all(within))
                    && !is_time(word)
                    && words::class(word).is_none_or(|class| class == Class::Thing)
                    && word.chars().count() >= 5
                    && !among(COMMON, word)
                    && !among(SMALL, word)
                    && !among(UNITS, word)
                    && !is_general(word);
                if alone && !others(word) {
                    begins.entry(key(word)).or_default().push((id, Kin::Short(at)));
                }
            }
        }
        let ranges = ranges(&all, &mut first);
        Names { first, bags, begins, ranges, all }
    }

    /// The names among tokens, and words for the whole or for the unit that writes, in order.
    pub(super) fn mentions(&self, all: &[Token]) -> Vec<Mention> {
        let spoken: Vec<(usize, &str)> = all
            .iter()
            .enumerate()
            // `anställdes` is what was done, and not who they are.
            .filter(|(_, token)| token.kind == Kind::Word && !(token.word.len() > 8 && token.word.ends_with("des")))
            .map(|(at, token)| (at, &*token.word))
            .collect();
        let mut found: Vec<Mention> = Vec::new();
        for (index, (at, word)) in spoken.iter().enumerate() {
            let short: String = word.chars().take(2).collect();
            // `bränderna` of `brand`.
            let folded = key(word).replace('ä', "a").replace('ö', "o");
            let found_by = [
                self.begins.get(&key(word)),
                self.begins.get(&short).filter(|_| word.chars().count() > 2),
                self.begins.get(&folded).filter(|_| folded != key(word)),
            ];
            let of_names = found_by.into_iter().flatten().flatten();
            found.extend(of_names.filter_map(|name| self.mention(*name, index, &spoken, all)));
            if let Some(subject) =
                general(word).filter(|_| !found.iter().any(|mention| mention.strong && mention.at.contains(at)))
            {
                found.push(Mention { at: *at..*at + 1, subject, strong: true, full: false });
            }
        }
        self.bags(&spoken, all, &mut found);
        found.extend((0..all.len()).filter(|_| !self.ranges.is_empty()).filter_map(|at| self.of_range(all, at)));
        let mut kept: Vec<Mention> = found.iter().filter(|one| !is_within(one, &found, all)).cloned().collect();
        kept.sort_by_key(|mention| (mention.at.start, mention.at.end));
        kept
    }

    /// The name that is a range of years, where one begins at a token: `i åldern 50–59 år`.
    fn of_range(&self, all: &[Token], at: usize) -> Option<Mention> {
        let (ends, next) = range_at(all, at)?;
        let id = self.ranges.get(&ends).filter(|_| all.get(next).is_some_and(|token| token.word == "år"))?;
        Some(Mention { at: at..next + 1, subject: Subject::Named(*id), strong: true, full: true })
    }

    /// A name, looked for in one way, that begins with a word among those that are spoken.
    fn mention(
        &self,
        (id, kin): (NameId, Kin),
        index: usize,
        spoken: &[(usize, &str)],
        all: &[Token],
    ) -> Option<Mention> {
        let (at, word) = spoken[index];
        let name = &self.all[id];
        let (last, strong) = match kin {
            Kin::Full => {
                let window = &spoken[index..spoken.len().min(index + name.words.len())];
                let is_whole = window.len() == name.words.len();
                let is = is_whole && window.iter().zip(&name.words).all(|((_, word), part)| same(word, part))
                    || (name.words.len() == 1 && held(word, &name.words[0]));
                let is = is && !is_one_of(word, &name.words);
                is.then(|| (window.last().filter(|_| is_whole).map_or(at, |last| last.0), true))
            }
            Kin::Alias(alias) => {
                let alias = &name.aliases[alias];
                (same(word, alias) || held(word, alias)).then_some((at, true))
            }
            Kin::Short(part) => same(word, &name.words[part]).then_some((at, false)),
        }?;
        let end = name.numbered_end(all, last + 1)?;
        Some(Mention { at: at..end, subject: Subject::Named(id), strong, full: true })
    }

    /// Longer names of which most words stand in the sentence, in any order: the one that has most of them, and of
    /// those that have as many the one whose words are there as they are.
    fn bags(&self, spoken: &[(usize, &str)], all: &[Token], found: &mut Vec<Mention>) {
        // `Skatterna beräknas till 1 428,7 mnkr och bidragen till 477,9`: two things with a figure each, and no name.
        let is_figure = |token: &Token| matches!(token.kind, Kind::Figure(..)) && times::year(token).is_none();
        let parted = |at: &Range<usize>| {
            let within = at.clone().find(|at| is_figure(&all[*at]));
            let joins = |token: &Token| among("och men medan samt", &token.word);
            let anew = within.is_some_and(|first| all[first..at.end].iter().any(joins));
            anew && all[at.end..].iter().any(is_figure)
        };
        let mut best: Vec<(usize, NameId, Range<usize>)> = Vec::new();
        let begin = |(_, word): &(usize, &str)| word.chars().take(4).collect::<String>();
        let candidates: BTreeSet<NameId> =
            spoken.iter().filter_map(|token| self.bags.get(&begin(token))).flatten().copied().collect();
        for (id, name) in candidates.into_iter().map(|id| (id, &self.all[id])) {
            let hit = |word: &String| {
                let exact = spoken.iter().find(|(_, other)| same(other, word)).map(|(at, _)| (*at, 3));
                exact.or_else(|| spoken.iter().find(|(_, other)| alike(other, word)).map(|(at, _)| (*at, 2)))
            };
            let hits: Vec<(usize, usize)> = name.bag.iter().filter_map(hit).collect();
            // `Kulturskolan` is one word of `Kulturskola och allmän kultur`, not two.
            let places: BTreeSet<usize> = hits.iter().map(|(at, _)| *at).collect();
            if name.by_number {
                continue;
            }
            let ends = places.first().copied().zip(places.last().copied());
            let ends = ends.filter(|(first, last)| !parted(&(*first..last + 1)));
            if let Some((first, last)) = ends.filter(|_| places.len() >= 2 && places.len() * 5 >= name.bag.len() * 3) {
                best.push((hits.iter().map(|(_, weight)| weight).sum(), id, first..last + 1));
            }
        }
        let most = best.iter().map(|(weight, ..)| *weight).max().unwrap_or(0);
        let best: Vec<(usize, NameId, Range<usize>)> =
            best.into_iter().filter(|(weight, ..)| *weight == most).collect();
        if let [(_, id, at)] = &best[..]
            && !found.iter().any(|mention| mention.strong && mention.subject == Subject::Named(*id))
        {
            found.push(Mention { at: at.clone(), subject: Subject::Named(*id), strong: true, full: false });
        }
    }

    /// A name as it is written.
    pub(super) fn shown(&self, id: NameId) -> String {
        self.all[id].shown.clone()
    }

    /// The first name of the same words.
    pub(super) fn first(&self, id: NameId) -> NameId {
        self.first[id]
    }
}

/// Whether a mention is not meant, since it stands within that of a longer name, or is the short form beside a full
/// one.
fn is_within(one: &Mention, found: &[Mention], all: &[Token]) -> bool {
    // `Grundskolan gick 5 tkr över sin budget, medan förskolan`: two names, and not one of both words.
    let is_apart = |other: &Mention| {
        let has = |fits: fn(Kind) -> bool| other.at.clone().any(|at| fits(all[at].kind));
        !other.full && has(|kind| matches!(kind, Kind::Figure(..))) && has(|kind| kind == Kind::Mark(','))
    };
    found.iter().any(|other| {
        let within = other.at.start <= one.at.start && one.at.end <= other.at.end;
        let is_longer =
            other.strong >= one.strong && !(one.full && one.strong && is_apart(other)) && other.at.len() > one.at.len();
        within && (is_longer || (!one.strong && other.strong))
    })
}

/// Whether a word stands for another of a longer name: its form, or the same beginning.
pub(super) fn alike(word: &str, part: &str) -> bool {
    let common = word.chars().zip(part.chars()).take_while(|(a, b)| a == b).count();
    let count = |word: &str| word.chars().count();
    if (common >= 6 && common + 4 >= count(word).min(count(part))) || same(word, part) {
        return true;
    }
    // `anställdes` is what was done, and not who they are.
    if word.ends_with("des") && !part.ends_with("des") {
        return false;
    }
    // `läckorna` of `vattenläckor`. By bytes, since to prepare a search takes longer than these words are.
    let length = count(word).saturating_sub(3).max(5);
    let stem = word.char_indices().nth(length).map_or(word, |(end, _)| &word[..end]);
    let Some(last) = part.len().checked_sub(stem.len()).filter(|_| count(stem) >= 5) else { return false };
    let at = (0..=last).find(|at| part.as_bytes()[*at..].starts_with(stem.as_bytes()));
    at.is_some_and(|at| at > 2 && same(word, &part[at..]))
}

/// Whether words say what figures are and nothing of what they are about: `Budget nettokostnader`.
fn says_role(all: &[String]) -> bool {
    let class = |word: &&String| words::class(word);
    let mut classes = all.iter().filter(|word| !among(SMALL, word));
    // Most names begin with another word.
    classes.clone().all(|word| matches!(class(&word), Some(Class::Is(..) | Class::Of(_))))
        && classes.any(|word| matches!(class(&word), Some(Class::Is(..))))
}

/// Whether a word tells no name from another.
pub(super) fn is_small(word: &str) -> bool {
    among(SMALL, word) || among(COMMON, word) || is_general(word) || is_time(word)
}

/// The words of a name that say what it is, in small letters.
pub(super) fn content(name: &str) -> Vec<String> {
    words_of(&name.to_lowercase()).into_iter().filter(|word| word.chars().count() >= 4 && !is_small(word)).collect()
}

/// Words for times, by which no name is told.
fn is_time(word: &str) -> bool {
    [
        "period", "år", "året", "månad", "kvartal", "tertial", "vecka", "januari", "augusti", "april", "december",
        "dagar", "helår",
    ]
    .iter()
    .any(|time| same(word, time))
}

/// What a row of costs is shortened to: `personal` of `personalkostnader`.
fn spender(word: &str) -> Option<String> {
    let at = ["kostnader", "kostnad", "intäkter"].iter().find_map(|end| word.strip_suffix(end))?;
    let stem = at.strip_suffix('s').filter(|stem| stem.chars().count() >= 5).unwrap_or(at);
    (stem.chars().count() >= 5
        && !["netto", "brutto", "drift", "verksamhet", "övriga", "summa", "total"].contains(&stem))
    .then(|| stem.to_owned())
}

/// What stands outside and what inside of parentheses.
fn parentheses(name: &str) -> (String, Option<&str>) {
    let Some((before, rest)) = name.split_once('(') else { return (name.to_owned(), None) };
    let Some((inner, after)) = rest.split_once(')') else { return (name.to_owned(), None) };
    (format!("{before} {after}"), Some(inner))
}

/// Whether words are an abbreviation: a few capitals.
fn is_short(words: &str) -> bool {
    (2..=6).contains(&words.chars().count()) && words.chars().all(|c| c.is_uppercase() || c == 'ä' || c == 'å')
}

/// Whether a word is for the one that writes, and a name for all of its kind: `nämnden`, and `Summa nämnder`.
fn is_one_of(word: &str, name: &[String]) -> bool {
    let many = |name: &String| name.ends_with("er") || name.ends_with("ar");
    general(word).is_some() && matches!(name, [only] if many(only))
}

/// Words for the whole, and for the unit that writes.
fn general(word: &str) -> Option<Subject> {
    let whole = "nämnden nämndens förvaltningen förvaltningens kommunen \
        kommunens styrelsen styrelsens helhet bolaget förbundet";
    let ends = "nämnden nämndens förvaltningen förvaltningens styrelsen styrelsens";
    let own = "enheten enhetens verksamheten verksamhetens avdelningen avdelningens sektionen sektionens vi vår vårt";
    if among(whole, word) || ends.split(' ').any(|end| word.ends_with(end)) {
        Some(Subject::Whole)
    } else if among(own, word) {
        Some(Subject::Own)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of several names is that of the shorter one, and no word counts twice for a longer one.
    #[test]
    fn short_names_are_not_taken_for_longer_ones() {
        for (all, sentence, is) in [
            (&["Kulturskola", "Kulturskola och allmän kultur"][..], "Kulturskolan har", "Kulturskola"),
            (&["Rydals museum", "Besök på Rydals museum"][..], "Museet har", "Rydals museum"),
            (&["Ekets bibliotek", "Lån på Ekets bibliotek"][..], "Biblioteket har", "Ekets bibliotek"),
            (&["Parkskötsel", "30–49 år"][..], "Parkskötseln har på två år", "Parkskötsel"),
            (
                &["Personalkostnader", "Budget nettokostnader"],
                "Personalkostnader mot budgeterad nettokostnad",
                "Personalkostnader",
            ),
        ] {
            let names = Names::new(all.iter().copied());
            let mut found: Vec<String> = names
                .mentions(&tokens(sentence))
                .iter()
                .filter_map(|mention| match mention.subject {
                    Subject::Named(id) => Some(names.shown(id)),
                    _ => None,
                })
                .collect();
            found.dedup();
            assert_eq!(found, [is], "{sentence}");
        }
    }

    #[test]
    fn names_stand_in_any_form() {
        for (name, sentence, is) in [
            ("Hemtjänst", "Hemtjänsten har", true),
            ("Hemtjänst", "Hemtjänstens budget", true),
            ("Förskola", "Förskolan har", true),
            ("Förskola", "förskolornas budget", true),
            ("Förskola", "förskoleverksamheten", true),
            ("Gata och park", "Budgeten för gata och park är", true),
            ("Hälso- och sjukvård", "hälso- och sjukvårdens budget", true),
            ("Gata", "gatukontoret har", false),
            ("Skola", "förskolan har", false),
            ("Individ- och familjeomsorg (IFO)", "IFO har", true),
            ("IT", "IT-enhetens utfall", true),
            ("Myndighet", "Myndighetsenhetens kostnader", true),
            ("Särskilt boende", "särskilda boenden", true),
            ("Park", "parkeringen", false),
            (
                "Andel elever i årskurs 9 behöriga till yrkesprogram",
                "Andelen behöriga till yrkesprogram bland elever i årskurs 9 var",
                true,
            ),
        ] {
            let names = Names::new([name].into_iter());
            let found =
                names.mentions(&tokens(sentence)).iter().any(|mention| matches!(mention.subject, Subject::Named(_)));
            assert_eq!(found, is, "{name}: {sentence}");
        }
    }
}
