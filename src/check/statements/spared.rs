//! What only seems to be contradicted: by a cell that another figure of the sentence is, or that is of another year.

use rust_decimal::Decimal;

use super::facts::Facts;
use super::judge::{Backing, Verdict, Wrong};
use super::reading::{Measure, Sentence, digits};
use super::related::Judged;

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

/// `9,3 veckor jämfört med 8,7`: what something is compared with is the figure of the year before.
pub(super) fn compared(judged: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in judged {
        let Verdict::Contradicted(Wrong::Column(meant, other)) = *verdict else { continue };
        let before = |at: usize| facts.all[at].time.year;
        let is_earlier = before(meant).zip(before(other)).is_some_and(|(meant, other)| other + 1 == meant);
        let start = said.at.start;
        if is_earlier && sentence.has(start.saturating_sub(2)..start, "jämfört jämförelse mot") {
            *verdict = Verdict::Confirmed(Backing { fact: other, other: None });
        }
    }
}
