//! Of which time a figure of a sentence is.

use std::ops::Range;

use super::clauses::Place;
use super::reading::{End, Said, Sentence};
use super::times::{self, Part, Period, Time};
use super::words::{Role, among};

impl Sentence {
    /// The time of a figure: the one that stands in its clause, right behind it, or before all figures.
    pub(super) fn time(&self, place: &Place, said: &Said, period: Period) -> Time {
        let (from, start, right) = (place.from, place.start, &place.right);
        // `än föregående år, då den var`: what is compared with.
        let compared = |time: &times::Said| {
            time.at.start >= from && time.at.end <= start && time.time.year.is_some() && self.is_compared(time, said)
        };
        // `från samma period 2019, då det var`.
        let right_then = |time: &times::Said| {
            let at = if self.mark(time.at.end) == Some(',') { time.at.end + 1 } else { time.at.end };
            time.at.start >= from && time.time.year.is_some() && self.word(at) == "då" && at < start
        };
        let then = self.has(from..start, "då")
            && (self.has(from..start, "jämfört") || self.times.iter().any(|time| compared(time) || right_then(time)));
        // What stands before a joint belongs to the figure before it.
        let is_joint = |at: &usize| {
            among("och mot men medan", self.word(*at)) || matches!(self.mark(*at), Some(',' | ';' | '/' | '('))
        };
        let first = place.before.is_none() || then;
        let joint = if first { from } else { (from..start).rev().find(is_joint).map_or(from, |at| at + 1) };
        let level = matches!(said.role, Role::Outcome | Role::Budget | Role::Forecast | Role::Variance);
        let own = self.times.iter().rev().find(|time| time.at.end <= start && time.at.start >= joint);
        let own = own.filter(|time| !self.is_due(time) && (then || level || !self.is_compared(time, said)));
        // `mer nöjda än 2015: 94 procent mot 92 procent`: the year is that of the second.
        let other = |time: &times::Said| {
            self.word(time.at.start.wrapping_sub(1)) == "än" && self.mark(time.at.end) == Some(':') && !then
        };
        let own = own.filter(|time| !other(time));
        let next = self.times.iter().find(|time| {
            let near = time.at.start >= right.start && time.at.start < right.end.min(right.start + 7);
            near && !self.is_compared(time, said)
        });
        // `från 78 procent 2011 till 82 procent 2013`: each with its own.
        let each = said.end == Some(End::To) && next.is_some_and(|next| next.time.year.is_some());
        let own =
            own.filter(|own| !each || place.before.as_ref().is_none_or(|before| own.at.start > before.at.end + 1));
        // Of a sentence that is about a later year, what says no other is of that.
        let now = self.ahead.unwrap_or(period.year);
        let mut time = match (own, next) {
            (Some(own), Some(next)) if own.time.year.is_none() || own.time.part.is_none() => {
                Time { year: own.time.year.or(next.time.year), part: own.time.part.or(next.time.part) }
            }
            (Some(time), _) | (None, Some(time)) => time.time,
            (None, None) if said.end == Some(End::To) => Time { year: Some(now), part: None },
            (None, None) if said.end == Some(End::From) => Time { year: now.checked_sub(1), part: None },
            // `sedan uppföljningsrapport 3, då den visade`: of then.
            (None, None) if self.is_of_then(from..start) => Time { year: None, part: Some(Part::Other) },
            (None, None) => self.lead(place, said),
        };
        if said.end == Some(End::From) && time.year.is_none() {
            time.year = now.checked_sub(1);
        }
        time.year = time.year.or(self.ahead);
        if said.expected && matches!(said.role, Role::Forecast | Role::Variance) && time.part.is_none() {
            time.part = Some(Part::Whole);
        }
        time
    }

    /// The year that a change is counted from: `sedan 2023`, `än 2023`, `mellan 2023 och 2025`.
    pub(super) fn since(&self, place: &Place, said: &Said) -> Option<u16> {
        let near = |time: &&times::Said| {
            let behind = time.at.start >= place.end && time.at.start < place.right.end.min(place.end + 7);
            behind || (time.at.start >= place.from && time.at.end <= place.start)
        };
        let between = |time: &&times::Said| self.word(time.at.start.wrapping_sub(1)) == "mellan";
        let from = |time: &&times::Said| self.is_compared(time, said) || between(time);
        let of_change = |said: &Said| said.role == Role::Change;
        self.times.iter().filter(near).find(from).and_then(|time| time.time.year).filter(|_| of_change(said))
    }

    /// Whether a clause is of another time, which the words before it name without a year.
    fn is_of_then(&self, clause: Range<usize>) -> bool {
        let then = clause.clone().find(|at| self.word(*at) == "då" && self.mark(at.wrapping_sub(1)) == Some(','));
        then.is_some_and(|then| {
            self.has(then..clause.end, "var visade låg uppgick blev hade")
                && self.has(then.saturating_sub(6)..then, "sedan jämfört förra föregående tidigare än")
        })
    }

    /// Whether no time is said of a figure, nor of the whole sentence: those that there are stand with another figure,
    /// or are what something is compared with.
    pub(super) fn is_timeless(&self, said: &Said) -> bool {
        let next = self.said.iter().map(|other| other.at.start).find(|start| *start >= said.at.end);
        // `94 procent mot 92 procent`: it is what something is compared with.
        if !self.times.is_empty() && self.has(said.at.start.saturating_sub(3)..said.at.start, "mot jämfört") {
            return false;
        }
        self.times.iter().all(|time| {
            let behind = next.is_some_and(|next| time.at.start > next);
            let ahead = time.at.end <= self.figure_before(said.at.start) || self.mark(time.at.end) == Some(',');
            behind || (time.at.end <= said.at.start && ahead && self.is_compared(time, said))
        })
    }

    /// A figure that goes on has the time of the one before it; what stands first in a sentence is of all of it.
    fn lead(&self, place: &Place, said: &Said) -> Time {
        let usable = |time: &Time| *time != Time::default() && !matches!(time.part, Some(Part::Other | Part::Month(_)));
        // What stands in parentheses is said beside the sentence.
        let beside = |end: usize| self.mark(end) == Some(')');
        let before = place.before.as_ref().filter(|_| said.role != Role::Target && !beside(place.from));
        let before = before.map(|before| before.time).filter(usable);
        let earlier = || {
            let usable = |time: &&times::Said| {
                time.at.end <= place.from && !self.is_compared(time, said) && !beside(time.at.end)
            };
            let mut all = self.times.iter().rev().filter(usable);
            all.next().map(|time| time.time)
        };
        before.or_else(earlier).unwrap_or_default()
    }

    /// `senast den 20 maj`: when something is to be done.
    fn is_due(&self, time: &times::Said) -> bool {
        self.has(time.at.start.saturating_sub(4)..time.at.start, "senast")
    }

    /// Whether a time is what something is compared with: `jämfört med föregående år`, `än 2025`.
    fn is_compared(&self, time: &times::Said, said: &Said) -> bool {
        // `jämfört med 19 samma period 2018`: the figure is what something is compared with, and the time is its own.
        let from = time.at.start.saturating_sub(3).max(self.figure_before(time.at.start));
        let before: Vec<&str> = (from..time.at.start).map(|at| self.word(at)).collect();
        let small = before.last().is_some_and(|word| among("under vid för i per den", word));
        let ends = |word: &str| before.last() == Some(&word) || (small && before.iter().rev().nth(1) == Some(&word));
        let pair =
            |pair: &[&str]| matches!(pair, ["jämfört" | "jämförelse" | "jämföra", "med"] | ["förhållande", "till"]);
        ends("än")
            || self.is_due(time)
            || before.windows(2).any(pair)
            || (said.role == Role::Change && (ends("mot") || ends("från") || ends("sedan")))
    }
}
