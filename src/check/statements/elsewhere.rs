//! Figures that no table holds and two texts tell: of the memo, of a unit, of another chapter. Where both say by the
//! same rare words what they are of, and one digit or the order of the digits is another, one of them is wrong.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::source::Span;
use crate::check::causes;
use crate::check::messages::Cause;
use crate::report::UnitIndex;
use crate::report::passages::Passage;

use super::judge::Verdict;
use super::names;
use super::reading::{Measure, Said, Sentence, digits};
use super::related::Judged;
use super::times;
use super::tokens::Kind;
use super::words::{self, Class, Role, among};

/// A figure with what its clause says that it is of.
#[derive(Debug)]
pub(super) struct Lone {
    said: Said,
    /// The whole that it is a part of: `7 av 10`.
    of: Option<Amount>,
    /// Whether a cell bears it out.
    is_backed: bool,
    unit: Option<UnitIndex>,
    chapter: Option<Span>,
    /// Where it stands.
    place: Span,
    /// The words of its clause.
    words: BTreeSet<String>,
    /// What it counts, where it has four digits or more: `28 642 invånare`, `Antalet invånare var 28 642`.
    noun: Option<String>,
    /// The other figures of its sentence, and itself.
    beside: Vec<Said>,
}

/// Two figures that cannot both be right.
#[derive(Debug)]
pub(super) struct Differ {
    /// Where the later one stands, and the earlier one.
    pub(super) places: [Span; 2],
    /// The same as shown.
    pub(super) figures: [String; 2],
    /// The word that says what both are of.
    pub(super) of: String,
}

/// Fewest letters of a word that says by itself what a figure is of.
const RARE: usize = 10;

/// Fewest letters of one of three words that do.
const LEAST: usize = 4;

/// Fewest letters of one of two words that say so together.
const TELLING: usize = 6;

/// Longer words that say nothing of what a figure is of.
const PLAIN: &str = "\
    uppgick uppgår jämfört motsvarar motsvarande perioden periodens kommunen kommunens nämnden nämndens \
    förvaltningen verksamheten verksamheter föregående tidigare ungefär ytterligare sammanlagt \
    tillsammans samtliga kronor miljoner tusen procent procentenheter personer beslutade genomfördes \
    inkommit framför redovisar redovisas uppföljning delårsrapporten årsredovisningen tertialrapporten";

/// The figures of a sentence that no cell contradicts, to be held against those of other texts.
pub(super) fn collect(judged: &[Judged], sentence: &Sentence, passage: &Passage) -> Vec<Lone> {
    let is_free = |verdict: &Verdict| matches!(verdict, Verdict::Nobodys | Verdict::Confirmed(_));
    let lone = judged
        .iter()
        .enumerate()
        .filter(|(_, (said, verdict))| is_free(verdict) && !said.about && said.measure != Measure::Other);
    let lone = lone.filter_map(|(at, (said, verdict))| {
        let all = &sentence.said;
        let of = all.get(at + 1).filter(|whole| {
            sentence.word(said.at.end) == "av" && whole.at.start == said.at.end + 1 && whole.measure == said.measure
        });
        let from = sentence.figure_before(said.at.start);
        let next = all.get(at + if of.is_some() { 2 } else { 1 }).map_or(sentence.tokens.len(), |next| next.at.start);
        let words = clause(sentence, from..next);
        // `I genomsnitt gjordes 32 kontroller i månaden`.
        let is_mean = sentence.has(from..next, "genomsnitt genomsnittligt snitt medeltal vardera varje");
        // `10` tells no more than one digit does.
        let is_round = digits(said.amount) == 2 && (said.amount.value() % Decimal::TEN).is_zero();
        // `de 15 indikatorer som kan bedömas`: some of them.
        let is_some = sentence.word(said.at.start.wrapping_sub(1)) == "de" && sentence.word(said.at.end + 1) == "som";
        let is_told = ((digits(said.amount) >= 2 && !is_round) || of.is_some()) && !is_mean && !is_some;
        Some(Lone {
            said: said.clone(),
            of: of.map(|of| of.amount),
            is_backed: *verdict != Verdict::Nobodys,
            unit: passage.unit,
            chapter: passage.chapter,
            place: passage.place(said.range.clone()).filter(|_| is_told)?,
            words,
            noun: noun(sentence, said, from),
            beside: all.clone(),
        })
    });
    lone.collect()
}

/// Fewest digits by which two numbers of one noun are known to be the same but for a slip.
const MANY: usize = 4;

/// What a number of many digits counts.
fn noun(sentence: &Sentence, said: &Said, from: usize) -> Option<String> {
    let long = |word: &&str| word.chars().count() >= 5;
    let behind = Some(sentence.word(said.at.end)).filter(long);
    let number = (from..said.at.start).find(|at| among("antalet antal", sentence.word(*at)));
    let ahead = || number.map(|at| sentence.word(at + 1)).filter(long);
    let counted = said.measure == Measure::Count && said.role != Role::Change && digits(said.amount) >= MANY;
    // `1 031 kvinnor`: of women there are many numbers.
    let plain = |word: &&str| words::sex(word).is_none() && words::class(word).is_none();
    let narrow = said.sex.is_some() || said.part_of.is_some() || said.apart || !counted;
    number.map_or(behind, |_| ahead()).filter(plain).filter(|_| !narrow).map(stem)
}

/// The words of a window that say what something is of.
fn clause(sentence: &Sentence, window: std::ops::Range<usize>) -> BTreeSet<String> {
    let telling = |at: &usize| {
        let Some(token) = sentence.tokens.get(*at).filter(|token| token.kind == Kind::Word) else { return false };
        let short = (2..=4).contains(&token.word.chars().count()) && sentence.is_capital(*at) && *at > 0;
        if short && !among(PLAIN, &token.word) {
            return true;
        }
        let noun = words::class(&token.word).is_none_or(|class| matches!(class, Class::Thing | Class::Of(_)));
        token.word.chars().count() >= LEAST
            && noun
            && !is_verb(&token.word)
            && !among(PLAIN, &token.word)
            && !names::is_small(&token.word)
            && times::month(&token.word).is_none()
            && !sentence.is_time(*at)
    };
    window.filter(telling).map(|at| stem(sentence.word(at))).collect()
}

/// Whether a word has the ending of a verb that tells of something that was done: `gjordes`, `genomfördes`.
fn is_verb(word: &str) -> bool {
    ["des", "ades", "ade", "ats", "tes"].iter().any(|end| word.ends_with(end))
}

/// A word without its ending, so that its forms are one.
fn stem(word: &str) -> String {
    let endings = [
        "arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ar", "er", "or", "en", "et", "na", "s", "n",
        "t", "a",
    ];
    let long = |rest: &&str| rest.chars().count() >= TELLING;
    endings.iter().find_map(|end| word.strip_suffix(end).filter(long)).unwrap_or(word).to_owned()
}

/// Pairs of figures of two texts that are of the same and differ by a digit, or by the order of their digits.
pub(super) fn check(all: &[Lone]) -> Vec<Differ> {
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, lone) in all.iter().enumerate() {
        lone.words.iter().chain(&lone.noun).collect::<BTreeSet<_>>().into_iter().for_each(|word| {
            by_word.entry(word).or_default().push(at);
        });
    }
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    // A word that many sentences have tells none from another.
    for (word, places) in by_word.into_iter().filter(|(_, places)| (2..=MOST).contains(&places.len())) {
        for (at, one) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                let (a, b) = (&all[*one], &all[*other]);
                if is_pair(a, b, word, places.len()) && told.insert((*one, *other)) {
                    // What a cell bears out is right.
                    let (wrong, right) = if b.is_backed { (a, b) } else { (b, a) };
                    let figures = [wrong, right].map(|lone| lone.said.amount.swedish());
                    found.push(Differ { places: [wrong.place, right.place], figures, of: word.to_owned() });
                }
            }
        }
    }
    found
}

/// The most figures that a word may stand beside and still say what they are of.
const MOST: usize = 6;

/// Whether two figures are of the same, in two texts, and cannot both be right.
fn is_pair(a: &Lone, b: &Lone, word: &str, uses: usize) -> bool {
    let counted = a.noun.is_some() && a.noun == b.noun;
    let apart = a.unit != b.unit || a.chapter != b.chapter || counted;
    let kind = a.said.measure == b.said.measure
        && (a.said.role == b.said.role || counted)
        && a.said.apart == b.said.apart
        && a.said.end == b.said.end
        && a.said.sex == b.said.sex
        && a.said.part_of.is_some() == b.said.part_of.is_some()
        && a.said.side == b.said.side;
    let year = match (a.said.time.year, b.said.time.year) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let part = a.said.time.part == b.said.time.part || a.said.time.part.is_none() || b.said.time.part.is_none();
    let both: Vec<&String> = a.words.intersection(&b.words).collect();
    let long = both.iter().filter(|word| word.chars().count() >= TELLING).count();
    let fewer = a.words.len().min(b.words.len());
    let rare = uses == 2 && word.chars().count() >= RARE;
    // Of what else is said of the one, most is said of the other too.
    let most = both.len() * 3 >= fewer * 2;
    let same = (long >= 2 && most) || (both.len() >= 3 && long >= 1 && most) || (rare && both.len() * 2 >= fewer);
    let slip = causes::of_digits(a.said.amount, b.said.amount) != Cause::Unknown
        && a.said.amount.decimals() == b.said.amount.decimals();
    // `6 av 10` and `7 av 10` of the same.
    let (one, other) = (a.said.amount.value(), b.said.amount.value());
    let off = (one - other).abs();
    // `17 av 118` took long where `101 av 118` did not.
    let rest = |of: &Amount| one.checked_add(other) == Some(of.value());
    let near = !off.is_zero() && off <= Decimal::TWO && a.of.as_ref().is_some_and(|of| !rest(of));
    let parts = near && a.of == b.of && long >= 2;
    let differs = parts || (slip && a.of == b.of && digits(a.said.amount) >= 2);
    let free = !(a.is_backed && b.is_backed);
    // What stands in the other's sentence as well is another figure.
    let holds = |lone: &Lone, value: &Said| {
        lone.beside
            .iter()
            .any(|said| said.measure == value.measure && said.amount.value().abs() == value.amount.value().abs())
    };
    apart && kind && year && part && (same || counted) && differs && free && !holds(a, &b.said) && !holds(b, &a.said)
}
