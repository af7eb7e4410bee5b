//! By how much a row has more or less than in another year, than its budget, than its target or than another column or
//! row has, where the sentence names the row, goes on about the figure before it, or stands below the row's heading:
//! `Det är 5,3 poäng högre än 2024`, `Ökningen sedan 2023 är 4,3 procent`, `Soliditeten gick ned med 3,4
//! procentenheter`. What any figure beside it, or any other row, explains is never told.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount;
use crate::check::messages::{Cause, Derived};

use super::ends::{self, Level, Off};
use super::facts::Fact;
use super::judge::{Backing, Verdict, Wrong, cause};
use super::names::{self, Mention, Subject};
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::{self, Judged};
use super::series::{Around, number, undated};
use super::times::{Part, Period};
use super::tokens::Kind;
use super::trail::{Trail, is_of};
use super::words::{Class, Role, among};

/// The most cells of a name, and rows of a table, that are looked through.
const MOST: usize = 120;

/// What a figure is more or less than.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Than {
    /// The figure of this year.
    Year(u16),
    /// The figure of the year before.
    Before,
    /// What was planned.
    Plan,
    /// What was to be reached.
    Target,
    /// The column, or the row, that the word at a token heads.
    Named(usize),
}

/// What a difference is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// The figure at this place of the sentence.
    Beside(usize),
    /// The last figures of the text.
    Last,
    /// The row that the sentence names.
    Row(Subject),
    /// What the text is about.
    Text,
}

/// What a sentence says of a difference.
#[derive(Debug, Clone, Copy)]
struct Claim {
    /// Whether it is said to be more.
    more: Option<bool>,
    than: Than,
    of: Of,
    /// Whether nothing else can be meant.
    sure: bool,
}

/// Two cells and how much the first is more.
#[derive(Debug, Clone, Copy)]
struct Pair {
    one: usize,
    other: usize,
    off: Off,
}

/// Holds the differences of a sentence against the cells of the row that is meant.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>, trail: &Trail) {
    if sentence.has(0..sentence.tokens.len(), TO_COME) || sentence.ahead.is_some() {
        return;
    }
    let mut known: Vec<Option<(usize, usize)>> = vec![None; own.len()];
    for at in 0..own.len() {
        let said = &own[at].0;
        if said.about || said.end.is_some() || said.expected || matches!(own[at].1, Verdict::Contradicted(_)) {
            continue;
        }
        let again = again(sentence, at).and_then(|before| known[before]);
        let claim = claim(sentence, at, trail, around.period);
        let pairs = match (again, claim) {
            (Some((one, other)), _) => pair(one, other, said, around).into_iter().collect(),
            (None, Some(claim)) => pairs(claim, said, (sentence, &*own), around, trail),
            (None, None) => continue,
        };
        let claim = claim.filter(|_| again.is_none());
        if let Some(verdict) = judged((&own[at].0, claim), &pairs, sentence, around, trail) {
            known[at] = match &verdict {
                Verdict::Confirmed(Backing { fact, other: Some(other) }) => Some((*fact, *other)),
                Verdict::Contradicted(Wrong::Derived { one, other, .. }) => Some((*one, *other)),
                _ => None,
            };
            let kept = matches!(own[at].1, Verdict::Confirmed(_)) && matches!(verdict, Verdict::Confirmed(_));
            if !kept {
                own[at].1 = verdict;
            }
        }
    }
}

/// Words by which a change is one that is to come, is wished for, or is not.
const TO_COME: &str = "kommer ska skall bör måste behöver väntas förväntas bedöms beräknas prognosen kan kunna skulle \
    inte ej om ifall högst minst";

/// The figure that a share says once more: the one right before it, or the change before what that went to: `minskade
/// med 6,5 till 101,5, vilket motsvarar 6,0 procent`.
fn again(sentence: &Sentence, at: usize) -> Option<usize> {
    let share = &sentence.said[at];
    let before = at.checked_sub(1)?;
    let joint = sentence.said[before].at.end..share.at.start;
    let of = sentence.word(share.at.end) == "av";
    if share.measure != Measure::Share || of || joint.len() > 4 || !related::is_again(sentence, at) {
        return None;
    }
    if sentence.said[before].end == Some(End::To) { before.checked_sub(1) } else { Some(before) }
}

/// What a sentence says of a difference that a figure is.
fn claim(sentence: &Sentence, at: usize, trail: &Trail, period: Period) -> Option<Claim> {
    let said = &sentence.said[at];
    let (more, word, than) = compared(sentence, said).or_else(|| changed(sentence, said, period))?;
    if said.apart && !matches!(than, Than::Named(_)) {
        return None;
    }
    let (of, sure) = subject(sentence, at, (word, than), trail)?;
    Some(Claim { more, than, of, sure })
}

/// `5,3 poäng högre än 2024`, `2,8 procentenheter över målet`, `har blivit tre färre`: whether more, and than what.
fn compared(sentence: &Sentence, said: &Said) -> Option<(Option<bool>, usize, Than)> {
    let end = said.at.end;
    let behind = (end..end + 3).find_map(|at| match sentence.class(at) {
        Some(Class::Compared { more, tone: false }) => Some((at, more)),
        _ => None,
    });
    let (at, more) = behind?;
    let beyond = among("över under", sentence.word(at));
    let from = if beyond { at + 1 } else { at + 2 };
    if !beyond && sentence.word(at + 1) != "än" {
        let turned = at == end && among("blivit blev", sentence.word(said.at.start.wrapping_sub(1)));
        return turned.then_some((Some(more), said.at.start, Than::Before));
    }
    let than = than(sentence, from..from + 4)?;
    // `under 2025`, `över året`: of a time.
    (!beyond || matches!(than, Than::Target | Than::Named(_))).then_some((Some(more), said.at.start, than))
}

/// What stands in a window behind `än`.
fn than(sentence: &Sentence, window: Range<usize>) -> Option<Than> {
    // `än vid förra årsskiftet`.
    if sentence.has(window.clone(), "förra föregående fjol fjolåret") {
        return Some(Than::Before);
    }
    let time = sentence.times.iter().find(|time| window.contains(&time.at.start));
    if let Some(time) = time {
        // `än i augusti`, `än hösten 2024`: of a part of a year there may be other figures.
        let part = matches!(time.time.part, Some(Part::Month(_)));
        return time.time.year.filter(|_| !part).map(Than::Year);
    }
    for at in window {
        let word = sentence.word(at);
        if among("planerat planen planerade budgeterat budget budgeten budgeterade", word) {
            return Some(Than::Plan);
        }
        if among("målet målvärdet måltalet målnivån", word) {
            return Some(Than::Target);
        }
        if sentence.mark(at).is_some() {
            return None;
        }
        if word.chars().count() >= 4 && !names::is_small(word) {
            return Some(Than::Named(at));
        }
    }
    None
}

/// `minskade med 49 tkr`, `Ökningen är 3,8 procent`, `en ökning på 2 procentenheter sedan 2024`: whether more, the word
/// that says so, and than what.
fn changed(sentence: &Sentence, said: &Said, period: Period) -> Option<(Option<bool>, usize, Than)> {
    let start = said.at.start;
    let from = sentence.figure_before(start);
    // `har ökat från 68, alltså med 11,8 procent`.
    let before = sentence.said.iter().find(|before| before.at.end == from);
    let start_of = before.filter(|before| sentence.word(before.at.start.wrapping_sub(1)) == "från");
    let from = start_of.map_or(from, |before| sentence.figure_before(before.at.start));
    let classes = sentence.classes(from..start).into_iter().rev();
    let (word, minus) = classes.into_iter().find_map(|(at, class)| match class {
        Class::Is(Role::Change, minus) => Some((at, minus)),
        _ => None,
    })?;
    let before = |back: usize| start.checked_sub(back).map_or("", |at| sentence.word(at));
    let small = if among("sammanlagt totalt hela", before(1)) { 2 } else { 1 };
    let with = among("med på är var blev motsvarar motsvarade", before(small));
    let turned = word + 1 == start && word > 0 && among("är var blev", sentence.word(word - 1));
    if !(with || turned) || start - word > if start_of.is_some() { 12 } else { 9 } {
        return None;
    }
    // `Taxorna höjdes: renhållningens med`: of what is listed.
    let listed = (word..start).any(|at| sentence.mark(at) == Some(':'));
    // `ökningen året innan var 24`: of then.
    let of_then = sentence.has(word..start, "innan dessförinnan föregående förra fjol");
    if listed
        || of_then
        || sentence.has(from..start, "varav därav")
        || sentence.has(said.at.end..said.at.end + 3, "vardera var")
    {
        return None;
    }
    let plan = (said.at.end..said.at.end + 6).any(|at| among("budget budgeten budgeterat planerat", sentence.word(at)));
    Some((minus.map(|minus| !minus), word, if plan { Than::Plan } else { since(sentence, said, period)? }))
}

/// The one year before the report's that a sentence compares with; the year before where it names none.
fn since(sentence: &Sentence, said: &Said, period: Period) -> Option<Than> {
    let stop = (said.at.end..sentence.tokens.len()).find(|at| matches!(sentence.mark(*at), Some(':' | ';' | '(')));
    let stop = stop.unwrap_or(sentence.tokens.len()).min(said.at.end + 10);
    let times = || sentence.times.iter().filter(|time| time.at.start < stop);
    let parts = |time: &super::times::Said| matches!(time.time.part, Some(Part::Month(_) | Part::Other));
    if times().any(|time| parts(time) && time.time.year.is_none()) {
        return None;
    }
    let years = times().filter_map(|time| time.time.year);
    let mut years: Vec<u16> = years.filter(|year| *year != period.year).collect();
    years.sort_unstable();
    years.dedup();
    // `På två år är minskningen 11,0`.
    let count = |at: usize| number(sentence, at).and_then(|years| u16::try_from(years).ok());
    let back = (1..sentence.tokens.len().saturating_sub(1)).find_map(|at| {
        let on = sentence.word(at - 1) == "på" && among("år åren", sentence.word(at + 1));
        on.then(|| count(at))?
    });
    match (&years[..], back) {
        ([], Some(back)) => Some(Than::Year(back)),
        ([], None) => Some(Than::Before),
        ([year], None) => Some(Than::Year(*year)),
        ([one, other], None) => Some(Than::Year(*one.min(other))),
        _ => None,
    }
}

/// Nouns of a change that is known already.
const KNOWN: &str = "ökningen minskningen höjningen sänkningen förändringen uppgången nedgången";

/// Words that say nothing of which row is meant.
const PLAIN: &str = "antalet andelen kostnaden kostnaderna nettokostnaden nettokostnaderna intäkterna resultatet \
    utfallet värdet indexet jämfört samtidigt däremot därmed procent procentenheter motsvarar motsvarade sammanlagt \
    därefter sammantaget genomsnittet totalt föregående tidigare fortfarande återhämtat";

/// What a difference is of, and whether nothing else can be meant.
fn subject(sentence: &Sentence, at: usize, (word, than): (usize, Than), trail: &Trail) -> Option<(Of, bool)> {
    let said = &sentence.said[at];
    let start = said.at.start;
    if let Some(level) = beside(sentence, at) {
        return Some((Of::Beside(level), true));
    }
    let ahead = |mention: &&Mention| mention.at.end <= start;
    let named = |mention: &&Mention| matches!(mention.subject, Subject::Named(_)) && mention.strong;
    let rows: Vec<&Mention> = sentence.mentions.iter().filter(ahead).filter(named).collect();
    let known = (0..6.min(start)).any(|at| among(KNOWN, sentence.word(at)));
    let compared = among("sedan jämfört", sentence.word(0)) && matches!(than, Than::Year(_) | Than::Before);
    let nouns = |window: Range<usize>| window.into_iter().any(|at| is_noun(sentence, at));
    if rows.is_empty() && (related::goes_on(sentence) || known || (compared && !nouns(0..start))) {
        return Some((Of::Last, true));
    }
    let from = sentence.figure_before(start);
    let near: Vec<&&Mention> = rows.iter().filter(|mention| mention.at.start >= from).collect();
    if let [only] = near[..] {
        // `Förskolans kostnader för vikarier ökade med`: of a part.
        let part = (only.at.end..word.max(only.at.end)).any(|at| among("för av till inom på hos", sentence.word(at)));
        return (!part && !nouns(only.at.end..start)).then_some((Of::Row(only.subject), only.full && from == 0));
    }
    if !rows.is_empty() || nouns(0..start) || !sentence.goes_back() {
        return None;
    }
    // `Kostnaden ökade med`: of what the text is about.
    let plain = from == 0 && among(OF_IT, sentence.word(0)) && word <= 3;
    Some(if trail.headed.is_some() { (Of::Text, plain) } else { (Of::Last, plain) })
}

/// What is said of whatever the text is about.
const OF_IT: &str = "antalet andelen kostnaden kostnaderna nettokostnaden nettokostnaderna den det de";

/// The figure that a difference stands beside: the one right before it, `73 procent, tre procentenheter fler än 2024`,
/// or the one that it went to, `med sammanlagt 400 tkr, till 10 800 tkr`.
fn beside(sentence: &Sentence, at: usize) -> Option<usize> {
    let said = &sentence.said[at];
    let next = at + 1;
    if let Some(to) = sentence.said.get(next) {
        let joint = said.at.end..to.at.start;
        let last = sentence.word(to.at.start.wrapping_sub(1));
        let to_it = last == "till" || (last == "nu" && sentence.has(joint.clone(), "är"));
        if to_it && joint.len() <= 5 && is_of(to.measure, said.measure) && !to.about {
            return Some(next);
        }
    }
    // What stands between is said of the same figure.
    let level = (0..at).rev().find(|before| !matches!(sentence.said[*before].role, Role::Change | Role::Variance))?;
    let before = &sentence.said[level];
    let ends = before.end == Some(End::From) || sentence.word(before.at.start.wrapping_sub(1)) == "från";
    if ends || before.about || !is_of(before.measure, said.measure) {
        return None;
    }
    let first = sentence.said.get(level + 1).map_or(said.at.start, |next| next.at.start);
    let joint = before.at.end..first;
    let aside = joint.clone().any(|at| sentence.mark(at) == Some(','));
    let men = joint.clone().find(|at| sentence.word(*at) == "men").filter(|_| level + 1 == at);
    let anew = sentence.has(joint.clone(), "varav därav medan samt mot eftersom när då")
        || men.is_some_and(|men| (men..joint.end).any(|at| is_noun(sentence, at)));
    // `procent av medlemsbidragen`, `ungdomar på gymnasiet`: of what it is itself.
    let of = |mention: &Mention| among("av på i från inom till", sentence.word(mention.at.start.wrapping_sub(1)));
    let row = |mention: &Mention| {
        joint.contains(&mention.at.start) && matches!(mention.subject, Subject::Named(_)) && !of(mention)
    };
    let far = said.at.start - before.at.end > if level + 1 == at { 10 } else { 16 };
    let joined = level + 1 == at || among("och men eller", sentence.word(said.at.start - 1));
    (aside && !anew && !far && joined && !sentence.mentions.iter().any(row)).then_some(level)
}

/// Whether a word is a noun of something else.
fn is_noun(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at);
    let plain = among(PLAIN, word) || sentence.is_time(at) || names::is_small(word);
    let class = sentence.class(at).is_some_and(|class| class != Class::Thing);
    word.chars().count() >= 6 && !plain && !class && (word.ends_with(['n', 't', 'r', 'a', 's']))
}

/// The pairs of cells that can be meant.
fn pairs(
    claim: Claim,
    said: &Said,
    (sentence, own): (&Sentence, &[Judged]),
    around: &Around<'_>,
    trail: &Trail,
) -> Vec<Pair> {
    let backed = |at: usize| match own[at].1 {
        Verdict::Confirmed(backing) => Some(backing.fact),
        Verdict::Contradicted(_) | Verdict::Nobodys => None,
    };
    let lists: Vec<Vec<usize>> = match claim.of {
        Of::Beside(level) => vec![alike(&sentence.said[level], backed(level), around)],
        Of::Last => {
            let levels = trail.levels(said.measure);
            // `61 kvinnor och 9 män, sammanlagt 70. Det är elva fler`: of what they come to.
            let of_all = levels.split_last().is_some_and(|((sum, _), parts)| is_sum(sum, parts));
            let from = if of_all { levels.len() - 1 } else { 0 };
            levels[from..].iter().map(|(level, fact)| alike(level, *fact, around)).collect()
        }
        Of::Row(subject) => vec![around.about(subject)],
        Of::Text => vec![trail.headed.map(|subject| around.about(subject)).unwrap_or_default()],
    };
    let anchored = matches!(claim.of, Of::Beside(_) | Of::Last);
    let of = |cells: &Vec<usize>| {
        let mut found: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
        let each =
            cells.iter().take(MOST).filter_map(|cell| of_cell(claim.than, *cell, anchored, said, sentence, around));
        found.extend(each.map(|pair| ((pair.one, pair.other), pair)));
        nearest(found.into_values().collect(), said, around)
    };
    // Of several figures of the sentence before, the first that there is a pair of; any that is right.
    let all: Vec<Vec<Pair>> = lists.iter().map(of).filter(|pairs| !pairs.is_empty()).collect();
    let right = all.iter().find(|pairs| pairs.iter().any(|pair| pair.off.is(said)));
    right.or_else(|| all.first()).cloned().unwrap_or_default()
}

/// Whether a figure is what those before it come to.
fn is_sum(sum: &Said, parts: &[(&Said, Option<usize>)]) -> bool {
    let mut each = parts.iter().map(|(part, _)| part.amount.value().abs());
    let all = each.try_fold(Decimal::ZERO, |all, part| all.checked_add(part));
    parts.len() > 1 && all == Some(sum.amount.value().abs())
}

/// The pair that a cell is the later one of, or in the row of.
fn of_cell(
    than: Than,
    cell: usize,
    anchored: bool,
    said: &Said,
    sentence: &Sentence,
    around: &Around<'_>,
) -> Option<Pair> {
    let all = course(cell, said, sentence, around);
    // What is planned for later years is meant where the text says so.
    let last = all.iter().rev().find(|(year, at)| *year <= around.period.year || (anchored && *at == cell))?;
    // What a figure is itself compared with is the later one.
    let own = all.iter().find(|(_, at)| *at == cell).filter(|_| anchored);
    let earlier = |year: u16| all.iter().any(|(own, _)| *own == year);
    let (year, now) = match (than, own) {
        (Than::Year(year), Some((own, at))) if *own > year && year > 99 => (*own, *at),
        (Than::Before, Some((own, at))) if earlier(own.saturating_sub(1)) => (*own, *at),
        (Than::Plan | Than::Target | Than::Named(_), Some((own, at))) => (*own, *at),
        _ => *last,
    };
    let other = match than {
        Than::Year(back) if back < 100 => of_year(&all, year.checked_sub(back)),
        Than::Year(year) => of_year(&all, Some(year)),
        Than::Before => of_year(&all, year.checked_sub(1)),
        Than::Plan => aim(now, &[Role::Budget], around),
        Than::Target => aim(now, &[Role::Target], around),
        Than::Named(at) => headed(now, sentence.word(at), around),
    };
    other.filter(|other| *other != now).and_then(|other| pair(now, other, said, around))
}

/// The cells that hold a figure: the one that bears it out, and those of the chapter, and of goals.
fn alike(level: &Said, fact: Option<usize>, around: &Around<'_>) -> Vec<usize> {
    let facts = around.facts;
    let holds = |at: &usize| {
        let fact = &facts.all[*at];
        let near = around.chapter.contains(at) || fact.is_indicator;
        let rate = matches!(fact.measure, Some(Measure::Rate(_))) && level.measure.shift(Measure::Rate(0)).is_some();
        let rate = rate && fact.measure.is_some_and(|own| level.measure.shift(own) == Some(0));
        let same = super::judge::shift(fact, level.measure) == Some(0) || rate;
        let exact = same && level.is(fact.amount.value(), Decimal::ZERO);
        near && exact && fact.amount.decimals() <= level.amount.decimals() && digits(level.amount) >= 2
    };
    let all = facts.about_as_large(level.amount, level.measure, Decimal::ZERO);
    let mut found: Vec<usize> = all.into_iter().filter(holds).collect();
    found.extend(fact);
    found.sort_unstable();
    found.dedup();
    found
}

/// Of several pairs those of the chapter's tables, and of those the ones whose cells are written as the figure is.
fn nearest(mut all: Vec<Pair>, said: &Said, around: &Around<'_>) -> Vec<Pair> {
    let here = |pair: &Pair| around.chapter.contains(&pair.one);
    if all.iter().any(here) {
        all.retain(here);
    }
    let written = |pair: &Pair| around.facts.all[pair.one].amount.decimals() == said.amount.decimals();
    if said.measure != Measure::Share && all.iter().any(written) {
        all.retain(written);
    }
    all
}

fn pair(one: usize, other: usize, said: &Said, around: &Around<'_>) -> Option<Pair> {
    let (now, then) = (&around.facts.all[one], &around.facts.all[other]);
    let of_one = now.measure == then.measure && now.sum == then.sum;
    let off =
        ends::off(Level::of(then, said.measure), Level::of(now, said.measure), said.measure).filter(|_| of_one)?;
    Some(Pair { one, other, off })
}

/// The cells of a cell's row that say the same of each year.
fn course(cell: usize, said: &Said, sentence: &Sentence, around: &Around<'_>) -> Vec<(u16, usize)> {
    let facts = around.facts;
    let own = &facts.all[cell];
    let came = |fact: &Fact| matches!(fact.role, Some(Role::Outcome) | None) && !fact.expected;
    let is_now = |fact: &Fact| fact.time.year.is_none_or(|year| year == around.period.year);
    // In a budget it is the year before's that is compared with.
    let of_plans =
        own.role == Some(Role::Budget) && !facts.of_row(own.row_at).any(|(_, fact)| came(fact) && is_now(fact));
    let level = |fact: &Fact| came(fact) || (of_plans && fact.role == own.role);
    // What has no measure may be anything but money.
    let fits = own.measure.map_or(!said.measure.is_money(), |measure| is_of(measure, said.measure));
    if !level(own) || !fits || !is_of_words(sentence, said, own) {
        return Vec::new();
    }
    let alike = |fact: &Fact| {
        let months = matches!(fact.time.part, Some(Part::Month(_) | Part::Other));
        level(fact)
            && !months
            && fact.measure == own.measure
            && fact.sex == own.sex
            && fact.topic == own.topic
            && undated(&fact.column) == undated(&own.column)
    };
    let mut all: Vec<(u16, usize)> = facts
        .of_row(own.row_at)
        .filter(|(_, fact)| alike(fact))
        .map(|(at, fact)| (fact.time.year.unwrap_or(around.period.year), at))
        .collect();
    all.sort_unstable();
    let single = all.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if single { all } else { Vec::new() }
}

/// Whether a cell is in what the sentence says that has changed: a number, a share, an amount.
fn is_of_words(sentence: &Sentence, said: &Said, fact: &Fact) -> bool {
    let window = 0..said.at.end + 2;
    let money = matches!(fact.measure, Some(Measure::Money(_) | Measure::Rate(_)));
    if sentence.has(window.clone(), "antalet antal fler färre") {
        return !money && fact.measure != Some(Measure::Share);
    }
    let side = sentence.classes(window).iter().any(|(_, class)| matches!(class, Class::Of(_)));
    !side || money
}

fn of_year(all: &[(u16, usize)], year: Option<u16>) -> Option<usize> {
    all.iter().find(|(own, _)| Some(*own) == year).map(|(_, at)| *at)
}

/// The one cell of a cell's row and time that says what was planned, or was to be reached.
fn aim(now: usize, roles: &[Role], around: &Around<'_>) -> Option<usize> {
    let own = &around.facts.all[now];
    let fits = |fact: &Fact| {
        let year = |fact: &Fact| fact.time.year.unwrap_or(around.period.year);
        fact.role.is_some_and(|role| roles.contains(&role)) && fact.measure == own.measure && year(fact) == year(own)
    };
    let mut all = around.facts.of_row(own.row_at).filter(|(_, fact)| fits(fact));
    all.next().filter(|_| all.next().is_none()).map(|(at, _)| at)
}

/// The one cell of a cell's row, or of its column, that a word heads: `än i riket`.
fn headed(now: usize, word: &str, around: &Around<'_>) -> Option<usize> {
    let facts = around.facts;
    let own = &facts.all[now];
    // `riksgenomsnittet` and `riket` are one.
    let whole = |word: &str| ["riks", "rike", "läns", "länet"].iter().position(|stem| word.starts_with(stem));
    let land = |word: &str| whole(word).map(|at| at / 2);
    let is = |part: &str| names::same(word, part) || (land(part).is_some() && land(part) == land(word));
    let says = |name: &str| name.to_lowercase().split(' ').any(is);
    let is_it = |fact: &Fact| fact.measure == own.measure && fact.time.year == own.time.year && !fact.expected;
    let mut row = facts.of_row(own.row_at).filter(|(_, fact)| is_it(fact) && says(&fact.column));
    if let Some((only, _)) = row.next() {
        return row.next().is_none().then_some(only);
    }
    let rows = facts.of_table(own.table_at).iter().take(MOST);
    let beside = |fact: &Fact| fact.column == own.column && fact.topic == own.topic && fact.measure == own.measure;
    let mut rows = rows.filter(|at| beside(&facts.all[**at]) && says(&facts.all[**at].row));
    rows.next().copied().filter(|only| rows.next().is_none() && facts.all[*only].row_at != own.row_at)
}

/// What becomes of a difference by the pairs that can be meant.
fn judged(
    (said, claim): (&Said, Option<Claim>),
    pairs: &[Pair],
    sentence: &Sentence,
    around: &Around<'_>,
    trail: &Trail,
) -> Option<Verdict> {
    let first = pairs.first()?;
    let same: Vec<&Pair> = pairs.iter().filter(|pair| pair.off.is(said)).collect();
    if let Some(pair) = same.first() {
        let result = |pair: &&Pair| around.facts.all[pair.one].result;
        let less = claim.and_then(|claim| claim.more).map(|more| !more);
        let turned = less.is_some_and(|less| same.iter().all(|pair| pair.off.is_turned(less)));
        let zero = same.iter().any(|pair| pair.off.by.is_zero());
        if turned && !zero && !same.iter().any(result) && pairs.len() == same.len() {
            return Some(Verdict::Contradicted(Wrong::Turn(pair.one, pair.other)));
        }
        return Some(Verdict::Confirmed(Backing { fact: pair.one, other: Some(pair.other) }));
    }
    let one = pairs.iter().all(|pair| pair.off.right(said).value() == first.off.right(said).value());
    let sure = claim.is_none_or(|claim| claim.sure);
    if !one || is_explained(said, pairs, sentence, around, (trail, sure)) {
        return None;
    }
    let right = first.off.right(said);
    let cause = cause(said, right);
    // What is more than three times as much or as little is of something else.
    let (a, b) = (said.amount.value().abs(), right.value());
    let three = Decimal::from(3);
    let near = a <= b.checked_mul(three)? && b <= a.checked_mul(three)?;
    let telling = match cause {
        Cause::Transposed => digits(said.amount) >= 2,
        Cause::OneDigit => digits(said.amount) >= 3,
        _ => false,
    };
    ((sure && near) || telling).then_some(Verdict::Contradicted(Wrong::Derived {
        how: Derived::Difference,
        one: first.one,
        other: first.other,
        right,
        cause,
    }))
}

/// Whether a figure is something else: a cell's of the same tables or of the chapter, or what two other figures of the
/// text, or two cells of another row, come to.
fn is_explained(
    said: &Said,
    pairs: &[Pair],
    sentence: &Sentence,
    around: &Around<'_>,
    (trail, sure): (&Trail, bool),
) -> bool {
    let facts = around.facts;
    let tables: Vec<usize> = pairs.iter().map(|pair| facts.all[pair.one].table_at).collect();
    let size = said.amount.value().abs();
    let holds = |at: &usize| {
        let fact = &facts.all[*at];
        let near = around.chapter.contains(at) || tables.contains(&fact.table_at);
        near && fact.amount.value().abs() == size
            && matches!(fact.role, Some(Role::Change | Role::Variance | Role::Other))
    };
    if facts.about_as_large(said.amount, said.measure, Decimal::ZERO).iter().any(holds) {
        return true;
    }
    // Where it is certain what is meant, only what stands in the sentence itself may explain it.
    let earlier = trail.figures().filter(|_| !sure);
    let all: Vec<&Said> = earlier.chain(&sentence.said).filter(|other| other.range != said.range).collect();
    let of_two = |one: &Said, other: &Said| {
        let of = ends::off(one.into(), other.into(), said.measure).is_some_and(|off| off.is(said));
        let share = said.measure == Measure::Share
            && one.measure.shift(other.measure) == Some(0)
            && one.measure != Measure::Share
            && amount::percent(one.amount.value().abs(), other.amount.value().abs())
                .is_some_and(|share| said.is(share, Decimal::ZERO));
        of || share
    };
    let level = |said: &Said| said.end != Some(End::To) || said.role != Role::Change;
    if all.iter().any(|one| all.iter().any(|other| !std::ptr::eq(*one, *other) && level(one) && of_two(one, other))) {
        return true;
    }
    let Some(first) = pairs.first() else { return false };
    let (one, other) = (&facts.all[first.one], &facts.all[first.other]);
    let cells = |column: &str| {
        let column = column.to_owned();
        let rows = facts.of_table(one.table_at).iter().take(MOST * 4);
        rows.filter(move |at| facts.all[**at].column == column).copied().collect::<Vec<usize>>()
    };
    let (now, then) = (cells(&one.column), cells(&other.column));
    let spoken = |fact: &Fact| {
        let words = names::content(&fact.row);
        let says = |token: &super::tokens::Token| words.iter().any(|part| names::alike(&token.word, part));
        sentence.tokens.iter().filter(|token| token.kind == Kind::Word).any(says)
    };
    let others = now.iter().filter(|at| facts.all[**at].row_at != one.row_at && spoken(&facts.all[**at]));
    let is_it = |at: &usize| {
        let row = &facts.all[*at];
        let before = then.iter().find(|other| facts.all[**other].row_at == row.row_at)?;
        let before = Level::of(&facts.all[*before], said.measure);
        Some(ends::off(before, Level::of(row, said.measure), said.measure)?.is(said))
    };
    others.copied().any(|at| is_it(&at).unwrap_or(false))
}
