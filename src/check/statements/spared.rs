//! What only seems to be contradicted: by a cell that another figure of the sentence is, or that is of another year
//! than the text has come to.

use super::facts::Facts;
use super::judge::{Backing, Verdict, Wrong};
use super::reading::Sentence;
use super::related::Judged;
use super::times::Period;

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

/// `Budgeten för 2027 omfattar ... Bidraget höjs till 93 499 tkr`: what a text says of a later year no cell of this one
/// contradicts.
pub(super) fn of_later(judged: &mut [Judged], sentence: &Sentence, facts: &Facts, period: Period) {
    let is_later = |year: Option<u16>| year.is_some_and(|year| year > period.year);
    let says = |year: u16| sentence.times.iter().any(|time| time.time.year == Some(year));
    for (said, verdict) in judged {
        let at = match verdict {
            Verdict::Contradicted(
                Wrong::Figure(at, _)
                | Wrong::Column(at, _)
                | Wrong::Direction(at)
                | Wrong::Turn(at, _)
                | Wrong::Derived { one: at, .. },
            ) => *at,
            _ => continue,
        };
        let own = said.time.year.is_some_and(|year| year <= period.year && says(year));
        if !own && !is_later(facts.all[at].time.year) {
            *verdict = Verdict::Nobodys;
        }
    }
}
