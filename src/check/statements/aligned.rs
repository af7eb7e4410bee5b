//! Figures that the others of their sentence place in a table of the chapter: a chain of years, `402 år 2023, 447 år
//! 2024 och 489 år 2025`, the two ends of a change, a name with its figure in parentheses, a number and its share in
//! one row, and figures of one column. What differs from the one cell that is left for it is told.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount;
use crate::check::messages::Cause;

use super::facts::Fact;
use super::judge::{Backing, TELLING, Verdict, Wrong, cause, shift};
use super::lists;
use super::meant::Text;
use super::names::{self, Mention, Subject};
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::{self, Judged, is_again};
use super::series::Around;
use super::times::{Part, Time};
use super::tokens::Kind;
use super::words::{self, Class, Role, among};

/// By how many per cent a share may be off from that of its row and be meant to be it.
const NEAR: i64 = 15;

/// Holds the figures of a sentence against the cells that the others leave for them.
pub(super) fn hold(own: &mut [Judged], earlier: &[Judged], sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) {
    let found: Vec<(usize, Verdict)> = chain(own, sentence, around)
        .into_iter()
        .chain(ends(own, sentence, around))
        .chain(aside(own, sentence, around))
        .chain(shares(own, sentence, around))
        .chain(of_all(own, sentence, around, text.before))
        .chain(of_column(own, sentence, around))
        .chain(wholes(own, sentence, around))
        .chain(more(own, sentence, around))
        .chain(of_row(own, sentence, around))
        .chain(goes_on(own, earlier, sentence, around))
        .chain(of_chapter(own, sentence, around, text))
        .collect();
    for (at, verdict) in found {
        if !matches!(own[at].1, Verdict::Contradicted(_)) {
            own[at].1 = verdict;
        }
    }
}

/// Whether a cell holds a figure, but for its sign.
fn holds(fact: &Fact, said: &Said) -> bool {
    let share = (said.measure == Measure::Share) == (fact.measure == Some(Measure::Share));
    let unmeasured = fact.measure.is_none() && fact.amount.decimals() == said.amount.decimals();
    let exact = shift(fact, said.measure) == Some(0) && fact.amount.value().abs() == said.amount.value().abs();
    exact && (share || unmeasured)
}

/// Whether a cell says how much there is, or was.
fn is_level(fact: &Fact) -> bool {
    let month = matches!(fact.time.part, Some(Part::Month(_) | Part::Other));
    matches!(fact.role, None | Some(Role::Outcome)) && !fact.expected && !month
}

/// The rows of the chapter's tables.
fn rows(around: &Around<'_>) -> BTreeSet<usize> {
    around.chapter.iter().map(|at| around.facts.all[*at].row_at).collect()
}

fn wrong(cell: usize, cause: Cause) -> Verdict {
    Verdict::Contradicted(Wrong::Figure(cell, cause))
}

/// `402 år 2023, 447 år 2024 och 489 år 2025`: figures with a year each, of which one row has all but one.
fn chain(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    let year = |said: &Said| {
        let time = sentence.times.iter().find(|time| {
            let joint = said.at.end..time.at.start;
            time.at.start >= said.at.end && joint.len() <= 1 && joint.clone().all(|at| among("år i", sentence.word(at)))
        })?;
        time.time.year.filter(|_| time.time.part.is_none())
    };
    let plain = |said: &Said| !said.about && !matches!(said.role, Role::Change | Role::Variance | Role::Target);
    let pairs: Vec<(usize, u16)> = own
        .iter()
        .enumerate()
        .filter(|(_, (said, _))| plain(said))
        .filter_map(|(at, (said, _))| Some((at, year(said)?)))
        .collect();
    if pairs.len() < 2 || pairs.windows(2).any(|pair| pair[0].1 == pair[1].1) {
        return None;
    }
    let mut best: Vec<(usize, usize)> = Vec::new();
    for row in rows(around) {
        let cell = |year: u16, said: &Said| {
            let mut cells = facts.of_row(row).filter(|(_, fact)| {
                let own = fact.time.year.unwrap_or(around.period.year);
                own == year && is_level(fact) && shift(fact, said.measure) == Some(0)
            });
            cells.next().filter(|_| cells.next().is_none())
        };
        let cells: Option<Vec<(usize, (usize, &Fact))>> =
            pairs.iter().map(|(at, year)| Some((*at, cell(*year, &own[*at].0)?))).collect();
        let Some(cells) = cells else { continue };
        let missed: Vec<&(usize, (usize, &Fact))> =
            cells.iter().filter(|(at, (_, fact))| !holds(fact, &own[*at].0)).collect();
        match missed[..] {
            [] => return None,
            [(at, (cell, fact))] => {
                let said = &own[*at].0;
                let slip = cause(said, fact.amount) != Cause::Unknown && digits(said.amount) >= 2;
                let held = cells.iter().filter(|(at, _)| digits(own[*at].0.amount) >= 2).count() > 1;
                if held && (slip || cells.len() >= 3) {
                    best.push((*at, *cell));
                }
            }
            _ => {}
        }
    }
    let [(at, cell)] = best[..] else { return None };
    Some((at, wrong(cell, cause(&own[at].0, facts.all[cell].amount))))
}

/// `sjönk från 6,9 till 6,0 procent`, where just one row of the chapter's tables had 6,9 and has 6,3 a year later.
fn ends(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    if sentence.spans_years() {
        return None;
    }
    own.windows(2).enumerate().find_map(|(at, pair)| {
        let [(from, _), (to, _)] = pair else { return None };
        let is_pair = from.end == Some(End::From) && to.end == Some(End::To) && from.measure == to.measure;
        let told = pair.iter().any(|(_, verdict)| matches!(verdict, Verdict::Contradicted(_)));
        if !is_pair || told || from.about || to.about || from.apart || digits(from.amount) < 2 {
            return None;
        }
        let steps = |rows: &mut dyn Iterator<Item = usize>| -> Vec<(usize, usize)> {
            let of_row = |row: usize| {
                let cells: Vec<(usize, &Fact)> = facts.of_row(row).filter(|(_, fact)| is_level(fact)).collect();
                let next = |(at, fact): &(usize, &Fact)| {
                    let year = fact.time.year?.checked_add(1)?;
                    let mut after = cells.iter().filter(|(_, other)| {
                        other.time.year == Some(year)
                            && other.heads == fact.heads
                            && other.measure == fact.measure
                            && other.time.part == fact.time.part
                    });
                    after.next().filter(|_| after.next().is_none()).map(|(other, _)| (*at, *other))
                };
                cells.iter().filter_map(next).collect::<Vec<_>>()
            };
            rows.flat_map(of_row).collect()
        };
        let all = steps(&mut rows(around).into_iter());
        let is = |at: usize, said: &Said| holds(&facts.all[at], said);
        // Any row of the paper that went just so.
        let alike = facts.about_as_large(from.amount, from.measure, Decimal::ZERO);
        let mut others = alike.iter().map(|at| facts.all[*at].row_at);
        if steps(&mut others).iter().any(|(then, now)| is(*then, from) && is(*now, to)) {
            return None;
        }
        let one = |found: Vec<(usize, usize)>| if let [only] = found[..] { Some(only) } else { None };
        // `har vuxit från 75`, in a row of five years: of another year than the one before.
        let slip = |said: &Said, cell: usize| {
            let cause = cause(said, facts.all[cell].amount);
            let known = facts.of_row(facts.all[cell].row_at).any(|(_, fact)| holds(fact, said));
            (!known && cause != Cause::Unknown && digits(said.amount) >= 2).then(|| wrong(cell, cause))
        };
        let by_start = one(all.iter().copied().filter(|(then, _)| is(*then, from)).collect());
        let by_end = one(all.iter().copied().filter(|(_, now)| is(*now, to)).collect());
        // Of its measure there must be enough that no chance is likely.
        let told = by_start.and_then(|(_, now)| Some((at + 1, slip(to, now)?)));
        told.or_else(|| by_end.and_then(|(then, _)| Some((at, slip(from, then)?))))
    })
}

/// `hot och våld (41)`: the figure in parentheses right behind a row's name is that row's.
fn aside(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    own.iter().enumerate().find_map(|(at, (said, _))| {
        let (start, end) = (said.at.start, said.at.end);
        let enclosed = sentence.mark(start.wrapping_sub(1)) == Some('(') && sentence.mark(end) == Some(')');
        let named = |mention: &&Mention| {
            matches!(mention.subject, Subject::Named(_)) && mention.strong && mention.at.end + 1 == start
        };
        let mention = sentence.mentions.iter().find(named).filter(|_| enclosed && !said.about)?;
        let is_row = |at: &usize| around.chapter.contains(at) && !facts.is_of_all(facts.all[*at].row_at);
        let about: Vec<usize> = around.about(mention.subject).into_iter().filter(is_row).collect();
        let fits = |at: &usize| shift(&facts.all[*at], said.measure) == Some(0);
        if about.iter().any(|at| holds(&facts.all[*at], said)) || digits(said.amount) < 2 {
            return None;
        }
        let now = |fact: &Fact| fact.time.year.is_none_or(|year| year == around.period.year);
        let cells: Vec<usize> = about.into_iter().filter(|at| fits(at) && now(&facts.all[*at])).collect();
        let other = |cell: &usize| {
            let fact = &facts.all[*cell];
            let column = facts.of_table(fact.table_at).iter().map(|at| &facts.all[*at]);
            let mut rows = column.filter(|other| other.column == fact.column && other.row_at != fact.row_at);
            rows.find(|other| holds(other, said) && !other.sum).map(|other| (*cell, Cause::OtherRow(other.row.clone())))
        };
        let slip =
            |cell: &usize| Some((*cell, cause(said, facts.all[*cell].amount))).filter(|it| it.1 != Cause::Unknown);
        let (cell, cause) = cells.iter().find_map(other).or_else(|| cells.iter().find_map(slip))?;
        Some((at, wrong(cell, cause)))
    })
}

/// `962 medarbetare, eller 39,0 procent`: the share that the row of the number has in its column of shares.
fn shares(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    (1..own.len()).find_map(|at| {
        let [(level, first), (share, second)] = &own[at - 1..=at] else { return None };
        let (Verdict::Confirmed(Backing { fact, other: None }), true) = (first, is_again(sentence, at)) else {
            return None;
        };
        let row = facts.all[*fact].row_at;
        if facts.is_of_all(row) || facts.all[*fact].sum {
            return None;
        }
        let of_row = matches!(second, Verdict::Confirmed(backing) if facts.all[backing.fact].row_at == row);
        if of_row || share.about || share.role == Role::Change || level.role == Role::Change {
            return None;
        }
        // `Andel, %`, and not `Andel kvinnor, %`.
        let plain = |fact: &Fact| {
            let is = |part: &String| among("andel andelen procent del totalt", part) || words::class(part).is_some();
            fact.heads.iter().all(is)
        };
        let is_share =
            |fact: &Fact| fact.measure == Some(Measure::Share) && plain(fact) && fact.role != Some(Role::Change);
        let mut cells = facts.of_row(row).filter(|(_, fact)| is_share(fact));
        let (cell, fact) = cells.next().filter(|_| cells.next().is_none())?;
        let right = fact.amount;
        if share.is(right.value(), Decimal::ZERO) || !around.chapter.contains(&cell) {
            return None;
        }
        let cause = cause(share, right);
        let off = (share.amount.value().abs() - right.value().abs()).abs();
        let near = amount::percent(off, right.value().abs()).is_some_and(|off| off <= Decimal::from(NEAR));
        (cause != Cause::Unknown || near).then(|| (at, wrong(cell, cause)))
    })
}

/// `Ytterligare 361 personer`, which the row has of its women, where nobody speaks of women.
fn of_all(own: &[Judged], sentence: &Sentence, around: &Around<'_>, before: &[String]) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    let sexed = sentence.tokens.iter().any(|token| words::sex(&token.word).is_some())
        || before.iter().any(|word| words::sex(word).is_some());
    own.iter().enumerate().filter(|_| !sexed).find_map(|(at, (said, verdict))| {
        let Verdict::Confirmed(Backing { fact, other: None }) = *verdict else { return None };
        let there = &facts.all[fact];
        let level = matches!(said.role, Role::Outcome | Role::Other) && said.end.is_none() && !said.about;
        if there.sex.is_none() || !level || said.measure != Measure::Count || digits(said.amount) < 2 {
            return None;
        }
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        if alike.iter().any(|at| holds(&facts.all[*at], said) && facts.all[*at].sex.is_none()) {
            return None;
        }
        let whole = |(_, fact): &(usize, &Fact)| {
            let total = fact.heads.iter().any(|word| among("totalt total samtliga alla summa antal", word));
            fact.sex.is_none() && total && fact.measure == there.measure && fact.amount.value() > there.amount.value()
        };
        let mut cells = facts.of_row(there.row_at).filter(whole);
        let (cell, _) = cells.next().filter(|_| cells.next().is_none())?;
        let free = around.chapter.contains(&cell);
        free.then_some((at, Verdict::Contradicted(Wrong::Column(cell, fact))))
    })
}

/// Words by which a figure is of another time, or of no column.
const OTHER_TIME: &str = "mot jämfört jämföra än från tidigare sedan innan föregående förra fjolårets fjol fjolåret \
    förut året varit mellan senaste";

/// `Under året anställdes 271 personer, medan 238 slutade`: figures of one column of the chapter's table, of which one
/// is that of another year, or has its digits in another order.
fn of_column(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    let all = 0..sentence.tokens.len();
    let other_year = |time: &super::times::Said| time.time.year.is_some_and(|year| year != around.period.year);
    let dated = sentence.times.iter().any(other_year) || sentence.spans_years();
    // `Under året` is of this one.
    let year = |at: usize| sentence.word(at) == "året" && among("under i för", sentence.word(at.wrapping_sub(1)));
    let compared = all.clone().any(|at| among(OTHER_TIME, sentence.word(at)) && !year(at));
    if dated || compared {
        return None;
    }
    let plain = |said: &Said| {
        matches!(said.measure, Measure::Count | Measure::Money(_))
            && matches!(said.role, Role::Outcome | Role::Other)
            && !said.about
            && said.end.is_none()
            && said.of_none_else()
    };
    let mut columns: BTreeMap<(usize, &str), BTreeSet<usize>> = BTreeMap::new();
    for (said, verdict) in own.iter().filter(|(said, _)| plain(said) && digits(said.amount) >= 2) {
        let Verdict::Confirmed(Backing { fact, other: None }) = verdict else { continue };
        let fact = &facts.all[*fact];
        let now = fact.time.year == Some(around.period.year) && is_level(fact) && holds(fact, said);
        if now {
            columns.entry((fact.table_at, &fact.column)).or_default().insert(fact.row_at);
        }
    }
    let [((table, column), held)] = columns.into_iter().collect::<Vec<_>>().try_into().ok()?;
    let cells: Vec<usize> = facts.of_table(table).iter().copied().filter(|at| around.chapter.contains(at)).collect();
    let free = |at: &usize| facts.all[*at].column == column && !held.contains(&facts.all[*at].row_at);
    let in_column = || cells.iter().copied().filter(free);
    own.iter().enumerate().find_map(|(at, (said, verdict))| {
        if !plain(said) || digits(said.amount) < 2 || matches!(verdict, Verdict::Contradicted(_)) {
            return None;
        }
        let known = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let now = |at: &usize| {
            let fact = &facts.all[*at];
            holds(fact, said) && fact.time.year.is_none_or(|year| year == around.period.year)
        };
        if known.iter().any(now) {
            return None;
        }
        let stale = cells.iter().copied().find(|cell| {
            let fact = &facts.all[*cell];
            let earlier = fact.time.year.is_some_and(|year| year < around.period.year);
            earlier && holds(fact, said) && is_level(fact) && !held.contains(&fact.row_at)
        });
        if let Some(stale) = stale {
            let row = facts.all[stale].row_at;
            let cell = in_column().find(|cell| facts.all[*cell].row_at == row)?;
            return Some((at, Verdict::Contradicted(Wrong::Column(cell, stale))));
        }
        let slip = |cell: &usize| {
            let fact = &facts.all[*cell];
            let cause = if shift(fact, said.measure) == Some(0) { cause(said, fact.amount) } else { Cause::Unknown };
            match cause {
                Cause::Transposed => digits(said.amount) >= 3,
                Cause::OneDigit => digits(said.amount) >= TELLING,
                _ => false,
            }
        };
        let slips: Vec<usize> = in_column().filter(slip).collect();
        let [cell] = slips[..] else { return None };
        let free = *verdict == Verdict::Nobodys;
        free.then(|| (at, wrong(cell, cause(said, facts.all[cell].amount))))
    })
}

/// `Alla 136 chefer`: of all that a table of them counts.
fn wholes(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    own.iter().enumerate().find_map(|(at, (said, verdict))| {
        let noun = sentence.word(said.at.end);
        let every = among("alla samtliga", sentence.word(said.at.start.wrapping_sub(1)))
            || among("alla samtliga", sentence.word(said.at.start.wrapping_sub(2)));
        let free = *verdict == Verdict::Nobodys && said.measure == Measure::Count && digits(said.amount) >= 2;
        if !every || !free || noun.chars().count() < 5 {
            return None;
        }
        let is_of = |fact: &Fact| {
            let is = |part: &String| names::same(noun, part);
            facts.is_of_all(fact.row_at) && (fact.title.iter().any(is) || fact.heads.iter().any(is))
        };
        let now = |fact: &Fact| fact.time == Time::default() || fact.time.year == Some(around.period.year);
        let near = facts.slips(said.amount, said.measure);
        let near: Vec<usize> = near.into_iter().filter(|at| is_of(&facts.all[*at]) && now(&facts.all[*at])).collect();
        let first = *near.first()?;
        let size = |at: usize| facts.all[at].amount.value().abs();
        let told = near.iter().all(|at| size(*at) == size(first));
        let cause = cause(said, facts.all[first].amount);
        let telling = cause == Cause::Transposed || digits(said.amount) >= 3;
        (told && telling).then(|| (at, wrong(first, cause)))
    })
}

/// The row that is named last in the clause of a figure, before it, where no other is.
fn named<'s>(sentence: &'s Sentence, said: &Said) -> Option<&'s Mention> {
    let from = sentence.figure_before(said.at.start);
    let is = |mention: &&Mention| {
        let here = mention.at.start >= from && mention.at.end <= said.at.start;
        here && matches!(mention.subject, Subject::Named(_)) && mention.strong && mention.full
    };
    let mut all = sentence.mentions.iter().filter(is);
    let first = all.next()?;
    all.all(|other| other.subject == first.subject).then_some(first)
}

/// A cell of the same column as `cell`, of another row of which the sentence does not speak, that holds a figure.
fn of_other_row(said: &Said, cell: usize, sentence: &Sentence, around: &Around<'_>) -> Option<Cause> {
    let facts = around.facts;
    let fact = &facts.all[cell];
    let own = names::content(&fact.row);
    let speaks = |other: &Fact| {
        let mut parts = names::content(&other.row);
        parts.retain(|part| !own.contains(part));
        let is = |part: &String| {
            sentence.tokens.iter().any(|token| {
                let apart = !own.iter().any(|own| names::same(&token.word, own));
                token.kind == Kind::Word && apart && names::alike(&token.word, part)
            })
        };
        parts.is_empty() || parts.iter().any(is)
    };
    let column = facts.of_table(fact.table_at).iter().map(|at| &facts.all[*at]);
    let mut rows = column.filter(|other| other.column == fact.column && other.row_at != fact.row_at && !other.sum);
    rows.find(|other| holds(other, said) && !speaks(other)).map(|other| Cause::OtherRow(other.row.clone()))
}

/// `De finansiella intäkterna blir 5,8 mnkr högre`: how far the row that is named is from its budget, or from what it
/// was.
fn more(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    own.iter().enumerate().find_map(|(at, (said, _))| {
        let end = said.at.end;
        let compared = matches!(sentence.class(end), Some(Class::Compared { .. })) && sentence.word(end + 1) != "än";
        let verb = sentence.has(said.at.start.saturating_sub(3)..said.at.start, "blir blev är var");
        let other = !sentence.times.is_empty() && sentence.times.iter().any(|time| time.time.year.is_some());
        if !compared || !verb || other || said.about || !said.measure.is_money() || digits(said.amount) < 2 {
            return None;
        }
        let about = around.about(named(sentence, said)?.subject);
        let now = |fact: &Fact| fact.time.year.is_none_or(|year| year == around.period.year);
        let off = |at: &&usize| {
            let fact = &facts.all[**at];
            matches!(fact.role, Some(Role::Variance | Role::Change)) && now(fact) && shift(fact, said.measure).is_some()
        };
        let cells: Vec<usize> = about.iter().filter(off).copied().collect();
        let held = |at: &usize| {
            let there = shift(&facts.all[*at], said.measure).and_then(|shift| facts.all[*at].amount.shifted(shift));
            there.is_some_and(|there| said.is(there.value(), Decimal::ZERO))
        };
        // Any two of its cells may lie so far from each other.
        let apart = about.iter().any(|one| {
            let differ = |other: &usize| {
                let (a, b) = (&facts.all[*one], &facts.all[*other]);
                let off = a.amount.value().abs().checked_sub(b.amount.value().abs());
                let off = off.and_then(|off| crate::base::amount::Amount::new(off).shifted(shift(a, said.measure)?));
                a.row_at == b.row_at && off.is_some_and(|off| said.is(off.value(), Decimal::ZERO))
            };
            about.iter().any(differ)
        });
        if apart || about.iter().any(held) {
            return None;
        }
        let other = |cell: &usize| Some((*cell, of_other_row(said, *cell, sentence, around)?));
        let slip = |cell: &usize| {
            let cause = cause(said, facts.all[*cell].amount);
            (shift(&facts.all[*cell], said.measure) == Some(0) && cause != Cause::Unknown).then_some((*cell, cause))
        };
        let lone = cells.len() == 1 && digits(said.amount) >= 3;
        let found = cells.iter().find_map(other).or_else(|| cells.iter().filter(|_| lone).find_map(slip));
        found.map(|(cell, cause)| (at, wrong(cell, cause)))
    })
}

/// `LSS-utjämningen är en kostnad på 24,1 mnkr`, `har vuxit från 9,5 mnkr i april till 13,8`: the one cell of the row
/// that is named from which a figure differs by a slip, where the row holds no other figure of what is said, or holds
/// where the figure began.
fn of_row(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    own.iter().enumerate().find_map(|(at, (said, verdict))| {
        let plain = *verdict == Verdict::Nobodys && !said.about && said.measure.is_money();
        let level = matches!(said.role, Role::Outcome | Role::Forecast | Role::Variance) && said.certain;
        if !plain || !level || digits(said.amount) < 3 || said.apart {
            return None;
        }
        let start = at.checked_sub(1).map(|before| &own[before]).filter(|(from, _)| {
            from.end == Some(End::From) && said.end == Some(End::To) && from.measure == said.measure
        });
        let began = start.and_then(|(_, verdict)| match verdict {
            Verdict::Confirmed(Backing { fact, other: None }) => Some(*fact),
            _ => None,
        });
        let mention = named(sentence, start.map_or(said, |(from, _)| from))?;
        let now = |fact: &Fact| fact.time.year.is_none_or(|year| year == around.period.year);
        let fits = |at: &usize| {
            let fact = &facts.all[*at];
            let variance = fact.role == Some(Role::Variance);
            now(fact)
                && shift(fact, said.measure) == Some(0)
                && variance == (said.role == Role::Variance)
                && !matches!(fact.role, Some(Role::Change | Role::Other | Role::Target))
        };
        let cells: Vec<usize> = around.about(mention.subject).into_iter().filter(fits).collect();
        let size = |at: usize| facts.all[at].amount.value().abs();
        let one = cells.first().is_some_and(|first| cells.iter().all(|at| size(*at) == size(*first)));
        let of_row = began.is_some_and(|fact| cells.iter().any(|at| facts.all[*at].row_at == facts.all[fact].row_at));
        if !of_row && (said.end.is_some() || !one) {
            return None;
        }
        let slip = |at: &usize| {
            let free =
                began.is_none_or(|fact| facts.all[*at].row_at == facts.all[fact].row_at && size(*at) != size(fact));
            free && cause(said, facts.all[*at].amount) != Cause::Unknown
        };
        let slips: Vec<usize> = cells.into_iter().filter(slip).collect();
        let first = *slips.first()?;
        let told = slips.iter().all(|at| size(*at) == size(first));
        told.then(|| (at, wrong(first, cause(said, facts.all[first].amount))))
    })
}

/// `Det är 2,5 mnkr sämre än budget`: how far the row is from its budget whose figure the sentence before ends with.
fn goes_on(own: &[Judged], earlier: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    let (said, verdict) = own.first()?;
    let variance = said.role == Role::Variance && said.certain && said.measure.is_money() && said.at.start <= 4;
    if !variance || said.about || !related::goes_on(sentence) || matches!(verdict, Verdict::Contradicted(_)) {
        return None;
    }
    let (level, backing) = related::of_before(earlier, sentence, 0)?;
    let row = facts.all[backing.fact].row_at;
    let plain = matches!(level.role, Role::Outcome | Role::Forecast);
    let now = |fact: &Fact| fact.time.year.is_none_or(|year| year == around.period.year);
    let is_it = |(_, fact): &(usize, &Fact)| {
        let month = matches!(fact.time.part, Some(Part::Month(_)));
        fact.role == Some(Role::Variance) && now(fact) && !month && shift(fact, said.measure) == Some(0)
    };
    let mut cells = facts.of_row(row).filter(is_it);
    let (cell, fact) = cells.next().filter(|_| cells.next().is_none() && plain)?;
    if said.is(fact.amount.value(), Decimal::ZERO) || facts.of_row(row).any(|(_, fact)| holds(fact, said)) {
        return None;
    }
    let cause = cause(said, fact.amount);
    (cause != Cause::Unknown && digits(said.amount) >= 2).then(|| (0, wrong(cell, cause)))
}

/// Nouns that may be of whatever a table counts.
const COUNTED: &str = "personer medarbetare anställda stycken st elever barn deltagare ärenden gånger tillfällen";

/// `394 medarbetare har fyllt 60 år`: a number whose digits stand in another order in just one cell of the chapter's
/// tables, which no text gives.
fn of_chapter(own: &[Judged], sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) -> Option<(usize, Verdict)> {
    let facts = around.facts;
    own.iter().enumerate().find_map(|(at, (said, verdict))| {
        let plain = *verdict == Verdict::Nobodys && !said.about && !said.apart && said.measure == Measure::Count;
        let level = matches!(said.role, Role::Outcome | Role::Other) && said.end.is_none() && said.of_none_else();
        if !plain || !level || digits(said.amount) < 3 || !sentence.times.is_empty() {
            return None;
        }
        let slip = |cell: &&usize| {
            let fact = &facts.all[**cell];
            let now = fact.time.year.is_none_or(|year| year == around.period.year);
            let noun = among(COUNTED, sentence.word(said.at.end)) && lists::is_of_table(fact, sentence, said)
                || among("personer medarbetare anställda", sentence.word(said.at.end));
            now && noun
                && shift(fact, said.measure) == Some(0)
                && fact.measure != Some(Measure::Share)
                && cause(said, fact.amount) == Cause::Transposed
        };
        let slips: Vec<usize> = around.chapter.iter().filter(slip).copied().collect();
        let first = *slips.first()?;
        let size = |at: usize| facts.all[at].amount.value().abs();
        let one = slips.iter().all(|at| size(*at) == size(first));
        let said_elsewhere = !text.figures.of_size(facts.all[first].amount).is_empty();
        (one && !said_elsewhere).then(|| (at, wrong(first, Cause::Transposed)))
    })
}

impl Said {
    /// Whether a figure is neither a part of something that the sentence names, nor of women or men.
    fn of_none_else(&self) -> bool {
        self.part_of.is_none() && self.sex.is_none()
    }
}
