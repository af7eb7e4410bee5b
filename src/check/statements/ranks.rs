//! What a sentence says of a row's place among the rows of its table, without a figure of its own: `den näst största
//! posten`, `störst ökning har`, `står för mer än hälften av`. It is told where every column that can be meant says
//! otherwise.

use rust_decimal::Decimal;

use super::facts::{Fact, Facts};
use super::judge::shift;
use super::names::{self, Subject};
use super::reading::{Measure, Sentence};
use super::series::{Around, Claimed, turn, words};
use super::sets;
use super::words::{Class, RELATIVE, Role, Side, among, extreme};

/// Fewest rows of which one is the largest.
const FEWEST: usize = 3;

/// The most rows of a table that are compared with each other.
const MOST: usize = 200;

/// What rows are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// How much they have.
    Level(Option<Side>),
    /// How far they are from their budget, above zero, below it or either way.
    Variance(Option<bool>),
    /// How much more or less they have than the year before.
    Change(bool),
}

/// Claims of a sentence that every column which can be meant contradicts.
pub(super) fn check(sentence: &Sentence, around: &Around<'_>) -> Vec<Claimed> {
    let named = sentence.mentions.iter().any(|mention| matches!(mention.subject, Subject::Named(_)));
    if !named {
        return taken_up(sentence, around).into_iter().collect();
    }
    let all = ranked(sentence, around).into_iter().chain(part_of_sum(sentence, around));
    all.chain(moved_most(sentence, around)).collect()
}

/// `Fyra av fem verksamheter redovisar överskott`: how many rows of a table with so many have a variance of that sign.
pub(super) fn counted(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    for pair in sentence.said.windows(2) {
        let [part, whole] = pair else { continue };
        let of = whole.at.start - part.at.end <= 2 && sentence.word(part.at.end) == "av";
        let number = |said: &super::reading::Said| {
            (said.measure == Measure::Count && !said.about).then(|| usize::try_from(said.amount.value()).ok())?
        };
        let Some((part_of, all_of)) = number(part).zip(number(whole)).filter(|_| of) else { continue };
        let behind = whole.at.end..(whole.at.end + 8).min(sentence.tokens.len());
        let sign = sentence.classes(behind).into_iter().find_map(|(at, class)| match class {
            Class::Is(Role::Variance, Some(minus)) if super::words::is_noun(sentence.word(at)) => Some((at, minus)),
            _ => None,
        });
        let Some((end, minus)) = sign else { continue };
        if sentence.has(whole.at.end..end, "inte ej större mindre än") {
            continue;
        }
        let mut columns = sets::variances(around);
        if !columns.iter().any(|cells| cells.len() == all_of) {
            columns = sets::variances_of(sentence.word(whole.at.end), around);
        }
        if !columns.iter().any(|cells| cells.len() == all_of) {
            columns = sets::variances_of_unit(around);
        }
        let claimed = columns.into_iter().filter(|cells| cells.len() == all_of);
        if let Some((one, other)) = sets::not_so_many(claimed, (minus, part_of), around) {
            return Some(Claimed { range: words(sentence, &(part.at.start..end + 1)), one, other });
        }
    }
    None
}

/// Nouns that a row is among others of.
const POSTS: &str = "\
    posten kostnadsposten intäktsposten utgiften utgiftsposten budgetposten post kostnadspost verksamheten \
    gruppen kategorin delen andelen området verksamhetsområdet intäktskällan";

/// Verbs and small words between what is largest and the row that it is.
const JOINS: &str = "\
    är var har hade finns fanns återfinns återfanns står stod svarar svarade för inom på hos av i redovisar \
    redovisas visar gäller gällde avser avsåg utgörs utgjordes den det de en ett som också även ökat minskat \
    att antalet antal andelen andel mot";

/// Those of them that are verbs.
const VERBS: &str = "\
    är var har hade finns fanns återfinns återfanns står stod svarar svarade redovisar redovisas visar gäller \
    gällde avser avsåg utgörs utgjordes";

/// Nouns of which a row is one, behind whose they are: `nämndens största verksamhet`.
const OWNED: &str = "\
    verksamhet område verksamhetsområde avdelning enhet grupp post kostnadspost intäktspost utgift utgiftspost \
    budgetpost intäktskälla";

/// Whose it is.
const WHOSE: &str = "\
    nämndens kommunens förvaltningens bolagets regionens förbundets avdelningens enhetens vår våra sektorns styrelsens";

/// Words by which one is of several, or of others than the table's rows.
const NARROW: &str = "bland inom exklusive utöver förutom exkl riket länet landet kommunerna kommuner bortsett";

/// `Den näst största posten är`, `störst ökning har`, `Park är den största posten`.
fn ranked(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let tokens = sentence.tokens.len();
    // `I förhållande till sin storlek`: of that no cell tells.
    if sentence.has(0..tokens, RELATIVE) {
        return None;
    }
    let mut all = (0..tokens).filter(|at| extreme(sentence.word(*at)).is_some());
    let at = all.next().filter(|_| all.next().is_none())?;
    let most = extreme(sentence.word(at))?;
    let rank = match sentence.word(at.wrapping_sub(1)) {
        "näst" => 2,
        "tredje" => 3,
        _ => 1,
    };
    let from = at - usize::from(rank > 1 && at > 0);
    // `en av de största`, `de största posterna`: one of several.
    let several = among("de våra kommunens", sentence.word(from.wrapping_sub(1)))
        || (sentence.word(from.wrapping_sub(2)) == "av" && from >= 2);
    let before = from.checked_sub(2).is_some_and(|at| among(NARROW, sentence.word(at)) && at > 0);
    if several || before || sentence.has(0..tokens, "inte ej kommer ska bör kan väntas beräknas") {
        return None;
    }
    let (by, end, noun) = by(sentence, at, most)?;
    let (mention, subject) = named(sentence, from, end)?;
    let own = around.about(subject);
    let ahead = mention.end <= from;
    let joint = if ahead { mention.end..from } else { end..mention.start };
    if joint.len() > 7 || (ahead && joint.is_empty()) || joint.clone().any(|at| sentence.mark(at).is_some()) {
        return None;
    }
    // `av antalet anställda`: what is said besides is what the figures are of.
    let plain = |at: &usize| {
        let small = sentence.word(*at).is_empty() || among(JOINS, sentence.word(*at)) || sentence.is_time(*at);
        small || matches!(sentence.class(*at), Some(Class::Is(Role::Forecast | Role::Budget, _) | Class::Of(_)))
    };
    let of: Vec<&str> = joint.filter(|at| !plain(at)).chain(noun).map(|at| sentence.word(at)).collect();
    // `Den största posten inom lotsningen är bränsle`: of its parts.
    // `Mest minskade Solrosen`.
    let moved = matches!(by, By::Change(_)) && !sentence.word(at + 1).contains("ning");
    let verb = moved || sentence.has(from..mention.start.max(from), VERBS);
    if !ahead && (!verb || among(VERBS, sentence.word(mention.end))) {
        return None;
    }
    // What follows the row narrows it.
    let behind = mention.end.max(end);
    if among("inom i på bland av", sentence.word(behind)) && !sentence.is_time(behind + 1) {
        return None;
    }
    let place = from.min(mention.start)..end.max(mention.end);
    let mut wrong = None;
    for own in &own {
        let fact = &around.facts.all[*own];
        let forecast = (end..tokens).any(|at| matches!(sentence.class(at), Some(Class::Is(Role::Forecast, _))));
        if !of.iter().all(|word| is_of(fact, word)) || (forecast && by == By::Variance(None) && !fact.expected) {
            continue;
        }
        match place_of(around, *own, by, most, rank) {
            Some(None) => return None,
            Some(Some(other)) => wrong = wrong.or(Some((*own, other))),
            None => {}
        }
    }
    let (one, other) = wrong?;
    Some(Claimed { range: words(sentence, &place), one, other })
}

/// `Det är nämndens största verksamhet`, of the row that the text has come to.
fn taken_up(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let pronoun = among("det den detta de", sentence.word(0)) && among("är var utgör", sentence.word(1));
    let plain = !sentence.has(0..sentence.tokens.len(), "inte ej bland av utöver förutom näst tredje en ett");
    let at = (2..5).find(|at| extreme(sentence.word(*at)).is_some()).filter(|_| pronoun && plain)?;
    let most = extreme(sentence.word(at))?;
    let owned = (2..at).any(|at| among(WHOSE, sentence.word(at))) && among(OWNED, sentence.word(at + 1));
    // What follows narrows it: `största verksamhet i antal anställda`.
    let ends = sentence.mark(at + 2).is_some() || at + 2 >= sentence.tokens.len();
    let several = sentence.has(0..sentence.tokens.len(), RELATIVE);
    if several || !ends || !(owned || among(POSTS, sentence.word(at + 1))) {
        return None;
    }
    let mut wrong = None;
    for own in around.own {
        match place_of(around, *own, By::Level(None), most, 1) {
            Some(None) => return None,
            Some(Some(other)) => wrong = wrong.or(Some((*own, other))),
            None => {}
        }
    }
    let (one, other) = wrong?;
    Some(Claimed { range: words(sentence, &(0..at + 2)), one, other })
}

/// `Mest har omsorgen vuxit`, `Utbildningens minskade mest`: the row that has changed the most.
fn moved_most(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let tokens = sentence.tokens.len();
    let at = (0..tokens).find(|at| sentence.word(*at) == "mest")?;
    // `det som har ökat mest i antal`, `mest på grund av`, `en av dem som`.
    let other = sentence.has(0..tokens, "inte ej näst bland procent procentuellt kommer väntas ska förutom")
        || among("på i av till", sentence.word(at + 1)) && sentence.mark(at + 2).is_none()
        || among("de den det som", sentence.word(at.wrapping_sub(1)));
    let near = at.saturating_sub(3)..(at + 6).min(tokens);
    let verb = near.clone().find(|at| {
        turn(sentence, *at).is_some() && !sentence.word(*at).contains("ning") && !sentence.word(*at).ends_with("ande")
    })?;
    let up = turn(sentence, verb)?;
    let (from, to) = (at.min(verb), at.max(verb) + 1);
    if other || sentence.has(0..tokens, RELATIVE) || (from..to).any(|at| sentence.mark(at).is_some()) {
        return None;
    }
    let close = |(name, _): &Row| {
        let joint = if name.end <= from { name.end..from } else { from..name.start };
        joint.clone().all(|at| sentence.mark(at).is_none()) && joint.len() <= 3 && name.start < to + 2
    };
    let mut named = rows(sentence).filter(close);
    let (mention, subject) = named.next().filter(|_| named.next().is_none())?;
    if is_joint(sentence, mention.end) || (mention.start > 0 && sentence.word(mention.start - 1) == "och") {
        return None;
    }
    let mut wrong = None;
    for own in around.about(subject).into_iter().filter(|at| around.chapter.contains(at)) {
        match place_of(around, own, By::Change(up), true, 1) {
            Some(None) => return None,
            Some(Some(other)) => wrong = wrong.or(Some((own, other))),
            None => {}
        }
    }
    let (one, other) = wrong?;
    let place = from.min(mention.start)..to.max(mention.end);
    Some(Claimed { range: words(sentence, &place), one, other })
}

/// Whether a word says what a cell is of: one of its table's, its row's or its column's.
fn is_of(fact: &Fact, word: &str) -> bool {
    let is = |part: &String| names::alike(word, part);
    fact.words.iter().any(is) || fact.column.to_lowercase().split(' ').any(|part| names::alike(word, part))
}

/// A row with where it is named.
type Row = (std::ops::Range<usize>, Subject);

/// The row that is named behind what is said, else the one right before it; none where two are named together.
fn named(sentence: &Sentence, from: usize, end: usize) -> Option<Row> {
    let mut behind = rows(sentence).filter(|(at, _)| at.start >= end);
    let behind = behind.next().filter(|(at, _)| at.start - end <= 7 && !is_joint(sentence, at.end));
    let moved = matches!(sentence.class(end.saturating_sub(1)), Some(Class::Is(Role::Change, Some(_))));
    behind.filter(|(at, _)| moved || sentence.has(from..at.start, VERBS)).or_else(|| ahead_of(sentence, from))
}

/// The row that is named last before a token.
fn ahead_of(sentence: &Sentence, from: usize) -> Option<Row> {
    let all: Vec<Row> = rows(sentence).filter(|(at, _)| at.end <= from).collect();
    let (last, earlier) = all.split_last()?;
    let alone = earlier.iter().all(|other| other.1 == last.1 || !is_joint(sentence, other.0.end));
    alone.then(|| last.clone())
}

/// Whether another name is joined to the one that ends here.
fn is_joint(sentence: &Sentence, end: usize) -> bool {
    let comma = sentence.mark(end) == Some(',') && rows(sentence).any(|(at, _)| at.start == end + 1);
    among("och samt respektive eller", sentence.word(end)) || comma
}

fn rows(sentence: &Sentence) -> impl Iterator<Item = Row> + use<'_> {
    let is = |mention: &&names::Mention| matches!(mention.subject, Subject::Named(_)) && mention.strong;
    sentence.mentions.iter().filter(is).map(|mention| (mention.at.clone(), mention.subject))
}

/// What is said to be the most, the token behind its noun, and that noun where it must be one of the table's:
/// `det största bidraget`.
fn by(sentence: &Sentence, at: usize, most: bool) -> Option<(By, usize, Option<usize>)> {
    let noun = at + 1;
    let word = sentence.word(noun);
    if among(POSTS, word) {
        let side = if word.starts_with("intäkt") {
            Some(Side::Income)
        } else {
            word.starts_with("kostnad").then_some(Side::Cost)
        };
        return Some((By::Level(side), noun + 1, None));
    }
    let at = if among("är var", word) { noun + 1 } else { noun };
    let thing =
        (word.chars().count() >= 6 && word.ends_with(['n', 't'])).then_some((By::Level(None), noun + 1, Some(noun)));
    let Some(class) = sentence.class(at) else { return thing.filter(|_| most) };
    let (by, end) = match class {
        Class::Is(Role::Variance, minus) if super::words::is_noun(sentence.word(at)) => (By::Variance(minus), at + 1),
        Class::Is(Role::Change, Some(minus)) if sentence.word(at).contains("ning") => (By::Change(!minus), at + 1),
        Class::Is(Role::Change, Some(minus)) if sentence.word(at).ends_with("de") && !sentence.is_capital(at) => {
            return Some((By::Change(!minus), at + 1, None));
        }
        Class::Of(side) => (By::Level(Some(side)), at + 1),
        _ => return thing.filter(|_| most),
    };
    // `störst är ökningen`: of a change the least is seldom meant.
    (most || matches!(by, By::Level(_))).then_some((by, end, None))
}

/// Whether a cell's row has this place by what its column holds: `None` where it does not tell; the cell of a row that
/// has more where it has not.
fn place_of(around: &Around<'_>, own: usize, by: By, most: bool, rank: usize) -> Option<Option<usize>> {
    let facts = around.facts;
    let fact = &facts.all[own];
    let now = fact.time.year.is_none_or(|year| year == around.period.year);
    let fits = match by {
        By::Level(side) => {
            let role = matches!(fact.role, None | Some(Role::Outcome | Role::Budget | Role::Forecast));
            role && side.is_none_or(|side| {
                fact.measure.is_some_and(Measure::is_money) && fact.side.is_none_or(|own| own == side)
            })
        }
        By::Variance(_) => fact.role == Some(Role::Variance),
        By::Change(_) => fact.role == Some(Role::Outcome) || fact.role.is_none(),
    };
    if !now || !fits || fact.sum || fact.is_indicator || fact.result {
        return None;
    }
    let mine = weight(facts, own, by, around)?;
    let peers: Vec<(usize, Decimal)> = facts
        .of_table(fact.table_at)
        .iter()
        .take(MOST * 20)
        .filter(|at| is_peer(&facts.all[**at], fact))
        .filter_map(|at| Some((*at, weight(facts, *at, by, around)?)))
        .collect();
    if peers.len() < FEWEST {
        return None;
    }
    let above = |weight: &Decimal| if most { *weight > mine } else { *weight < mine };
    let mut better = peers.iter().filter(|(_, weight)| above(weight));
    let count = peers.iter().filter(|(_, weight)| above(weight)).count();
    let ties = peers.iter().filter(|(_, weight)| *weight == mine).count();
    // Among the rows between two sums it may have the place that it has not in the table.
    let block = block(facts, fact);
    let within = peers.iter().filter(|(at, weight)| block.contains(&facts.all[*at].row_at) && above(weight)).count();
    let is = |count: usize| (count..count + ties.max(1)).contains(&(rank - 1));
    if is(count) || is(within) {
        return Some(None);
    }
    let other = better.next().or_else(|| peers.iter().find(|(at, weight)| *at != own && !above(weight)))?;
    Some(Some(other.0))
}

/// Whether a cell stands in the column of another, in a row that is no sum.
fn is_peer(other: &Fact, fact: &Fact) -> bool {
    let one = !other.sum && !other.result && !sets::is_of_all(other);
    other.column == fact.column && one && other.measure == fact.measure
}

/// The rows from the last sum above a row to the next one below it.
fn block(facts: &Facts, fact: &Fact) -> std::ops::Range<usize> {
    let sums = || facts.of_table(fact.table_at).iter().map(|at| &facts.all[*at]).filter(|other| other.sum);
    let from = sums().map(|sum| sum.row_at).filter(|row| *row < fact.row_at).max().unwrap_or(0);
    let to = sums().map(|sum| sum.row_at).filter(|row| *row > fact.row_at).min().unwrap_or(usize::MAX);
    from..to
}

/// What a row is compared by.
fn weight(facts: &Facts, at: usize, by: By, around: &Around<'_>) -> Option<Decimal> {
    let fact = &facts.all[at];
    let value = fact.amount.value();
    match by {
        By::Level(_) | By::Variance(None) => Some(value.abs()),
        By::Variance(Some(minus)) => Some(if minus == fact.flipped { value } else { -value }),
        By::Change(up) => {
            let year = fact.time.year.unwrap_or(around.period.year).checked_sub(1);
            let is = |other: &Fact| {
                other.time.year == year
                    && other.role == fact.role
                    && other.measure == fact.measure
                    && other.time.part == fact.time.part
            };
            let (_, before) = facts.of_row(fact.row_at).find(|(_, other)| is(other))?;
            let off = value.abs().checked_sub(before.amount.value().abs())?;
            Some(if up { off } else { -off })
        }
    }
}

/// Parts of a whole in words, in hundredths.
const PARTS: &[(&str, &str, i64)] = &[
    ("hälften", "", 50),
    ("en", "tredjedel", 33),
    ("två", "tredjedelar", 67),
    ("en", "fjärdedel", 25),
    ("tre", "fjärdedelar", 75),
    ("en", "femtedel", 20),
    ("en", "tiondel", 10),
];

/// What a part in words allows, in hundredths, and the tokens that say it: `drygt en tredjedel`, `mer än hälften`.
pub(super) fn part(sentence: &Sentence) -> Option<(i64, i64, std::ops::Range<usize>)> {
    let tokens = sentence.tokens.len();
    let is = |at: usize| {
        let number = |word: &str| {
            let digits = ["", "en", "två", "tre"].iter().position(|known| *known == word);
            let of = |token: &super::tokens::Token| match token.kind {
                super::tokens::Kind::Figure(amount, None) => amount.to_string().parse::<usize>().ok(),
                _ => None,
            };
            sentence.word(at) == word || (digits.is_some() && sentence.tokens.get(at).and_then(of) == digits)
        };
        PARTS.iter().find(|(first, second, _)| {
            number(first) && !first.is_empty() && (second.is_empty() || sentence.word(at + 1) == *second)
        })
    };
    let mut all = (0..tokens).filter_map(|at| is(at).map(|part| (at, part)));
    let (at, (_, second, hundredths)) = all.next().filter(|_| all.next().is_none())?;
    let end = at + if second.is_empty() { 1 } else { 2 };
    // `hälften så många` is a comparison.
    if sentence.word(end) == "så" {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).map_or("", |at| sentence.word(at));
    let (least, most, from) = match (before(2), before(1)) {
        ("mer", "än") => (*hundredths, 100, at - 2),
        ("mindre", "än") => (0, *hundredths, at - 2),
        (_, "över") => (*hundredths, 100, at - 1),
        (_, "under") => (0, *hundredths, at - 1),
        (_, "drygt") => (hundredths - 1, hundredths + 15, at - 1),
        (_, "knappt" | "nästan") => (hundredths - 15, hundredths + 1, at - 1),
        ("minst", _) | (_, "minst") => (*hundredths, 100, at - 1),
        _ => (hundredths - 8, hundredths + 8, at),
    };
    Some((least, most, from..end))
}

/// `Personalkostnaderna står för mer än hälften av kostnaderna`, against the sum of the table.
fn part_of_sum(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let (least, most, at) = part(sentence)?;
    let stands = (at.start.saturating_sub(4)..at.start)
        .find(|at| among("står stod svarar svarade utgör utgjorde motsvarar", sentence.word(*at)))?;
    let (mention, subject) = ahead_of(sentence, stands)?;
    let own = around.about(subject);
    let whole = "kostnaderna nettokostnaderna nettokostnaden budgeten nämndens förvaltningens de alla samtliga totala \
        intäkterna nettobudgeten verksamhetens kommunens bruttokostnaderna";
    // `av statsbidragen`, of a table that is called so.
    let noun = sentence.word(at.end + 1);
    let called = |fact: &Fact| among(whole, noun) || (noun.chars().count() >= 6 && is_of(fact, noun));
    let of = sentence.word(at.end) == "av" && !noun.is_empty();
    if mention.end > stands || stands - mention.end > 2 || !of || sentence.has(0..at.end, "inte ej ökningen") {
        return None;
    }
    let facts = around.facts;
    let income = sentence.has(at.end..at.end + 5, "intäkterna");
    let mut wrong = None;
    for own in &own {
        let fact = &facts.all[*own];
        let now = fact.time.year.is_none_or(|year| year == around.period.year);
        let level = matches!(fact.role, None | Some(Role::Outcome | Role::Budget | Role::Forecast));
        if !now || !level || fact.sum || !called(fact) || (fact.side == Some(Side::Income)) != income {
            continue;
        }
        let sums = facts.of_table(fact.table_at).iter().filter(|at| {
            let sum = &facts.all[**at];
            sum.sum && sum.column == fact.column && sum.row_at > fact.row_at && shift_between(fact, sum)
        });
        for sum in sums {
            let all = facts.all[*sum].amount.value().abs();
            let share = fact.amount.value().abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(all);
            let Some(share) = share else { continue };
            // Half a hundredth is rounding.
            let half = Decimal::new(5, 1);
            if share >= Decimal::from(least) - half && share <= Decimal::from(most) + half {
                return None;
            }
            wrong = wrong.or(Some((*own, *sum)));
        }
    }
    let (one, other) = wrong?;
    Some(Claimed { range: words(sentence, &(stands..at.end)), one, other })
}

/// Whether two cells are in one measure.
fn shift_between(one: &Fact, other: &Fact) -> bool {
    other.measure.is_none_or(|measure| shift(one, measure) == Some(0)) && one.measure == other.measure
}
