//! What only seems to be contradicted: by a cell that another figure of the sentence is, or that is of another year.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::messages::Cause;

use super::facts::{Fact, Facts};
use super::judge::{Backing, Verdict, Wrong, shift};
use super::names::{self, same};
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::Judged;
use super::words::{Role, among, is_extreme};

/// `från 5,2 till 4,6 veckor och är nu 2,4 veckor kortare`, `746 av totalt 933`: the cell that one figure of a sentence
/// is, another of them is not.
pub(super) fn held(judged: &mut [Judged]) {
    let holds = |(_, verdict): &Judged| match verdict {
        Verdict::Confirmed(backing) if backing.other.is_none() => Some(backing.fact),
        _ => None,
    };
    let held: Vec<usize> = judged.iter().filter_map(holds).collect();
    for (_, verdict) in judged {
        if matches!(verdict, Verdict::Contradicted(Wrong::Figure(at, _)) if held.contains(at)) {
            *verdict = Verdict::Nobodys;
        }
    }
}

/// `Kostnaden blir 23,1 mnkr`, which the row has as its forecast: what something becomes is no outcome.
pub(super) fn becoming(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Figure(at, _) | Wrong::Column(at, _)) = *verdict else { continue };
        if sentence.word(said.at.start.wrapping_sub(1)) != "blir" {
            continue;
        }
        let is_it = |fact: &Fact| {
            fact.role == Some(Role::Forecast)
                && fact.amount.value().abs() == said.amount.value().abs()
                && shift(fact, said.measure) == Some(0)
        };
        if let Some((fact, _)) = facts.of_row(facts.all[at].row_at).find(|(_, fact)| is_it(fact)) {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `Nämnden kostar 1,15 mnkr, vilket är 0,05 mnkr bättre än budget`: what the other figure is counted from is the
/// forecast, which this one is.
pub(super) fn by_variance(judged: &mut [Judged], facts: &Facts) {
    for at in 0..judged.len() {
        let Verdict::Contradicted(Wrong::Column(_, there)) = judged[at].1 else { continue };
        let fact = &facts.all[there];
        if judged[at].0.role != Role::Outcome {
            continue;
        }
        let is_of_it = |(said, verdict): &Judged| {
            let Verdict::Confirmed(backing) = verdict else { return false };
            let own = &facts.all[backing.fact];
            let counted = matches!(said.role, Role::Variance | Role::Change) && own.row_at == fact.row_at;
            counted && (backing.fact == there || backing.other == Some(there) || (own.expected && fact.expected))
        };
        if fact.role == Some(Role::Forecast) && judged.iter().any(is_of_it) {
            judged[at].1 = Verdict::Confirmed(Backing { fact: there, other: None });
        }
    }
}

/// `Balanskravsresultatet beräknas till 27,5 mnkr`: the row of just that name holds it, whatever the one that was meant
/// holds.
pub(super) fn by_own_name(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Figure(at, _)) = *verdict else { continue };
        let other = facts.all[at].row.to_lowercase();
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let before = sentence.figure_before(said.at.start)..said.at.start;
        let is_named = |row: &str| {
            let is_long = row.chars().count() >= 8 && !row.contains(' ') && !other.split(' ').any(|word| word == row);
            is_long && before.clone().any(|at| same(sentence.word(at), row))
        };
        let is_it = |at: &usize| {
            let fact = &facts.all[*at];
            fact.amount.value().abs() == said.amount.value().abs() && is_named(&fact.row.to_lowercase())
        };
        if let Some(fact) = alike.into_iter().find(is_it).filter(|_| digits(said.amount) >= 3) {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `156 hushåll, exakt 30,0 procent`: the row that holds the number holds the share beside it, whatever row is named.
pub(super) fn beside_count(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for at in 1..judged.len() {
        let [(count, _), (share, verdict)] = &judged[at - 1..=at] else { continue };
        let Verdict::Contradicted(Wrong::Figure(wrong, _) | Wrong::Column(wrong, _)) = *verdict else { continue };
        let between = count.at.end..share.at.start;
        let parted = between.clone().any(|at| matches!(sentence.mark(at), Some(',' | '(')));
        let near = share.measure == Measure::Share && count.measure != Measure::Share && between.len() <= 4;
        if !near || !parted || digits(count.amount) < 2 {
            continue;
        }
        let holds_both = |at: &usize| {
            let fact = &facts.all[*at];
            let of_table =
                fact.table_at == facts.all[wrong].table_at && fact.amount.value().abs() == count.amount.value().abs();
            let beside = |(at, other): (usize, &Fact)| {
                (shift(other, Measure::Share) == Some(0) && share.is(other.amount.value(), Decimal::ZERO)).then_some(at)
            };
            of_table.then(|| facts.of_row(fact.row_at).find_map(beside))?
        };
        let alike = facts.about_as_large(count.amount, count.measure, Decimal::ZERO);
        if let Some(fact) = alike.iter().find_map(holds_both) {
            judged[at].1 = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `156 hushåll klarade sig efter tre månader`, where the last row is `Alla hushåll`: what is counted is what all rows
/// are of, and this is another one's number.
pub(super) fn of_some(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Figure(wrong, _) | Wrong::Column(wrong, _)) = *verdict else { continue };
        let sum = &facts.all[wrong];
        let counted = names::content(&sum.row).iter().any(|part| names::alike(sentence.word(said.at.end), part));
        let whole =
            sentence.has(sentence.figure_before(said.at.start)..said.at.start, "alla samtliga totalt sammanlagt");
        if !sum.sum || !counted || whole || digits(said.amount) < 2 {
            continue;
        }
        let is_other = |at: &usize| {
            let fact = &facts.all[*at];
            let beside = fact.table_at == sum.table_at && fact.column == sum.column && fact.row_at != sum.row_at;
            beside && fact.amount.value().abs() == said.amount.value().abs()
        };
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        if let Some(fact) = alike.into_iter().find(is_other) {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `2 732 personer: 2 466 fast anställda och 266 andra. Det är 17 fler`: of all, and of none that stands behind the
/// colon.
pub(super) fn of_all(judged: &mut [Judged], sentence: &Sentence, before: Option<&Sentence>) {
    let Some(before) = before.filter(|_| among("det detta", sentence.word(0))) else { return };
    let colon = (0..before.tokens.len()).find(|at| before.mark(*at) == Some(':'));
    let parted = colon.is_some_and(|colon| {
        before.said.iter().any(|said| said.at.end <= colon)
            && before.said.iter().filter(|said| said.at.start > colon).count() > 1
    });
    for (said, verdict) in judged.iter_mut().filter(|_| parted) {
        let derived = matches!(verdict, Verdict::Contradicted(Wrong::Derived { .. } | Wrong::Turn(..)));
        if derived && said.at.start <= 4 {
            *verdict = Verdict::Nobodys;
        }
    }
}

/// `Högst sjukfrånvaro, 7,1 procent, har de som är äldst`: of those that are named behind it, and not of all.
pub(super) fn of_others(judged: &mut [Judged], sentence: &Sentence) {
    for (said, verdict) in judged {
        let start = said.at.start;
        // Its measure may stand behind it.
        let end = if sentence.mark(said.at.end) == Some(',') { said.at.end } else { said.at.end + 1 };
        let apart = sentence.mark(start.wrapping_sub(1)) == Some(',') && sentence.mark(end) == Some(',');
        let behind = among("har hade finns fanns får fick redovisar visar uppvisar", sentence.word(end + 1));
        let most = || (sentence.figure_before(start)..start).any(|at| is_extreme(sentence.word(at)));
        if matches!(verdict, Verdict::Contradicted(Wrong::Figure(..) | Wrong::Column(..))) && apart && behind && most()
        {
            *verdict = Verdict::Nobodys;
        }
    }
}

/// `Ökningen är 17 kvinnor och 18 män`: the parts of a change, which come to it.
pub(super) fn parts_of_change(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for at in 1..judged.len() {
        let (Some((one, _)), Some((other, _))) = (judged.get(at - 1), judged.get(at)) else { continue };
        let between = one.at.end..other.at.start;
        let joined = between.len() <= 3 && sentence.has(between, "och");
        let Some(sum) = one.amount.value().abs().checked_add(other.amount.value().abs()) else { continue };
        let is_part = |verdict: &Verdict| {
            let Verdict::Contradicted(Wrong::Derived { one, other, .. }) = verdict else { return false };
            let [one, other] = [*one, *other].map(|at| facts.all[at].amount.value().abs());
            joined && one.checked_sub(other).is_some_and(|off| off.abs() == sum)
        };
        for (_, verdict) in judged.iter_mut().skip(at - 1).take(2) {
            if is_part(verdict) {
                *verdict = Verdict::Nobodys;
            }
        }
    }
}

/// `Centralskolan nådde 226,3 poäng`, which the row of that name holds in another table than the one that it was
/// compared with.
pub(super) fn in_other_table(judged: &mut [Judged], facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Figure(at, _)) = *verdict else { continue };
        let meant = &facts.all[at];
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let is_it = |other: &usize| {
            let other = &facts.all[*other];
            let share = (said.measure == Measure::Share) == (other.measure == Some(Measure::Share));
            other.amount.value().abs() == said.amount.value().abs()
                && share
                && other.table_at != meant.table_at
                && other.row.to_lowercase() == meant.row.to_lowercase()
                && other.sex == said.sex
        };
        let mut found = alike.into_iter().filter(is_it);
        if let Some(fact) = found.next().filter(|_| digits(said.amount) >= 2) {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `9,3 veckor jämfört med 8,7`: what something is compared with is the figure of the year before; `74 procent mot 70`,
/// that of another column, as what was aimed at.
pub(super) fn compared(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let start = said.at.start;
        let against = sentence.has(start.saturating_sub(2)..start, "jämfört jämförelse mot");
        if !against {
            continue;
        }
        let before = |at: usize| facts.all[at].time.year;
        let found = of_other_column(verdict, facts, said).filter(|(meant, other)| {
            let years = before(*meant).zip(before(*other));
            years.is_none_or(|(meant, other)| other == meant || other + 1 == meant)
        });
        if let Some((_, fact)) = found {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `108 dagar, är sju dagar kortare än riket`: what stands behind `än` is what the figure is compared with, and not of
/// whom it is.
pub(super) fn than_others(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Some((meant, fact)) = of_other_column(verdict, facts, said) else { continue };
        let column = names::content(&facts.all[meant].column);
        let is_it = |at: &usize| column.iter().any(|part| names::alike(sentence.word(*at), part));
        let mut named = (0..sentence.tokens.len()).filter(is_it);
        let than = (said.at.end..sentence.tokens.len()).find(|at| among("än mot", sentence.word(*at)));
        let behind = named.next().zip(than).is_some_and(|(first, than)| first > than && first <= than + 3);
        if behind {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// The cell that a figure was taken to be meant as, and another of its row that holds it.
fn of_other_column(verdict: &Verdict, facts: &Facts, said: &Said) -> Option<(usize, usize)> {
    match *verdict {
        Verdict::Contradicted(Wrong::Column(meant, other)) => Some((meant, other)),
        Verdict::Contradicted(Wrong::Figure(meant, Cause::OtherColumn(_))) => {
            let holds = |(at, fact): (usize, &Fact)| {
                let same = fact.amount.value().abs() == said.amount.value().abs();
                (same && at != meant).then_some((meant, at))
            };
            facts.of_row(facts.all[meant].row_at).find_map(holds)
        }
        _ => None,
    }
}

/// `Åsby har flest ärenden, 498`: the row that the sentence names holds the figure, in the column that was meant, and
/// the row that was meant it does not name.
pub(super) fn of_named_row(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Figure(at, Cause::OtherRow(_))) = *verdict else { continue };
        let meant = &facts.all[at];
        let from = sentence.figure_before(said.at.start);
        let is_named = |row: &str, within: Range<usize>| {
            let words: Vec<String> = row.to_lowercase().split_whitespace().map(str::to_owned).collect();
            let stands = |at: usize| (0..words.len()).all(|off| same(sentence.word(at + off), &words[off]));
            row.chars().count() >= 3 && within.into_iter().any(stands)
        };
        if is_named(&meant.row, 0..sentence.tokens.len()) {
            continue;
        }
        let is_it = |at: &usize| {
            let fact = &facts.all[*at];
            fact.table_at == meant.table_at
                && fact.column == meant.column
                && fact.amount.value().abs() == said.amount.value().abs()
                && is_named(&fact.row, from..said.at.start)
        };
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        if let Some(fact) = alike.into_iter().find(is_it).filter(|_| digits(said.amount) >= 2) {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `medan förskolan lämnade 3 170 tkr tillbaka`: what is given back is left over, whatever the clause before tells.
pub(super) fn given_back(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Direction(fact)) = *verdict else { continue };
        let (start, end) = (said.at.start, said.at.end);
        let back = sentence.has(end..end + 3, "tillbaka") && sentence.has(start.saturating_sub(4)..start, GIVES);
        let is_left = facts.all[fact].amount.value().is_sign_negative() == facts.all[fact].flipped;
        if back && is_left {
            *verdict = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// Verbs for what is not used.
const GIVES: &str = "lämnade lämnar lämnat ger gav gett betalade betalar återlämnade";

/// `antalet hushåll minskade, från 558 till 520`: both ends stand beside each other in a row, whatever another row has.
pub(super) fn both_ends(judged: &mut [Judged], facts: &Facts) {
    for at in 1..judged.len() {
        let [(from, _), (to, verdict)] = &judged[at - 1..=at] else { continue };
        let pair = from.end == Some(End::From) && to.end == Some(End::To) && digits(to.amount) >= 3;
        if !pair || !matches!(verdict, Verdict::Contradicted(Wrong::Figure(..) | Wrong::Column(..))) {
            continue;
        }
        let size = |said: &Said| said.amount.value().abs();
        let beside = |at: &usize| {
            let (fact, year) = (&facts.all[*at], |fact: &Fact| fact.time.year);
            let is_before = |(_, other): (usize, &Fact)| {
                let years = year(fact).zip(year(other)).is_some_and(|(now, before)| before < now);
                years && other.heads == fact.heads && other.amount.value().abs() == size(from)
            };
            fact.amount.value().abs() == size(to) && facts.of_row(fact.row_at).any(is_before)
        };
        let alike = facts.about_as_large(to.amount, to.measure, Decimal::ZERO);
        if let Some(fact) = alike.into_iter().find(beside) {
            judged[at].1 = Verdict::Confirmed(Backing { fact, other: None });
        }
    }
}

/// `24,0 ärenden per 1 000 invånare`: what something is counted by is no figure of a row.
pub(super) fn bases(judged: &mut [Judged], sentence: &Sentence) {
    for (said, verdict) in judged {
        if matches!(verdict, Verdict::Contradicted(_)) && sentence.word(said.at.start.wrapping_sub(1)) == "per" {
            *verdict = Verdict::Nobodys;
        }
    }
}

/// `A och B kostade tillsammans 2 009 tkr, 112 tkr mer än 2025`: how much more is of them together, and of none alone.
pub(super) fn of_several(judged: &mut [Judged], sentence: &Sentence) {
    let rows = sentence.mentions.iter().filter(|mention| matches!(mention.subject, names::Subject::Named(_)));
    let [first, .., last] = rows.map(|mention| &mention.at).collect::<Vec<_>>()[..] else { return };
    let together = |at: usize| {
        among("tillsammans sammanlagt sammantaget", sentence.word(at)) && first.start < at && at <= last.end + 4
    };
    let Some(together) = (0..sentence.tokens.len()).find(|at| together(*at)) else { return };
    for (said, verdict) in judged {
        let derived = matches!(verdict, Verdict::Contradicted(Wrong::Derived { .. } | Wrong::Turn(..)));
        let more = among("mer mindre fler färre högre lägre", sentence.word(said.at.end));
        if derived && more && said.at.start > together && said.at.start > last.end {
            *verdict = Verdict::Nobodys;
        }
    }
}

/// `Två brister i 50 akter`: how a control went is told of what was controlled, and no cell of a row that it does not
/// name contradicts it.
pub(super) fn of_control(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (_, verdict) in judged {
        let Verdict::Contradicted(Wrong::Figure(at, _) | Wrong::Column(at, _)) = *verdict else { continue };
        let row = names::content(&facts.all[at].row);
        let words = &facts.all[at].words;
        let said = |part: &String| (0..sentence.tokens.len()).any(|at| names::alike(sentence.word(at), part));
        if !row.iter().chain(words).any(said) {
            *verdict = Verdict::Nobodys;
        }
    }
}
