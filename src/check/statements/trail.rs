//! What a text has come to: its figures so far with the cells that bear them out, and the row that its heading, or the
//! line above it, names. What a sentence takes up again is found here.

use super::judge::Verdict;
use super::names::Subject;
use super::reading::{End, Measure, Said};
use super::related::Judged;
use super::words::Role;

/// The most figures that are kept.
const MOST: usize = 16;

/// How many sentences back a figure is that one goes on about.
const BACK: usize = 2;

/// A figure of a text.
#[derive(Debug)]
struct Told {
    said: Said,
    /// The cell that bears it out.
    fact: Option<usize>,
    /// Its sentence.
    sentence: usize,
}

/// What a text has come to.
#[derive(Debug, Default)]
pub(super) struct Trail {
    told: Vec<Told>,
    sentences: usize,
    /// What the heading, or the line above the text, names.
    pub(super) headed: Option<Subject>,
}

impl Trail {
    /// Takes the figures of a sentence in.
    pub(super) fn take(&mut self, judged: &[Judged]) {
        self.sentences += 1;
        let told = |(said, verdict): &Judged| {
            let fact = match verdict {
                Verdict::Confirmed(backing) => Some(backing.fact),
                Verdict::Contradicted(_) | Verdict::Nobodys => None,
            };
            Told { said: said.clone(), fact, sentence: self.sentences }
        };
        let told: Vec<Told> = judged.iter().map(told).collect();
        self.told.extend(told);
        let over = self.told.len().saturating_sub(MOST);
        self.told.drain(..over);
    }

    /// The figures so far, the last ones.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Said> {
        self.told.iter().map(|told| &told.said)
    }

    /// The figures that say how much there is of which a change can be in this measure, in the last sentence that has
    /// one, each with the cell that bears it out.
    pub(super) fn levels(&self, wanted: Measure) -> Vec<(&Said, Option<usize>)> {
        let near = |told: &&Told| told.sentence + BACK > self.sentences;
        let all = || self.told.iter().filter(near).filter(|told| is_level(&told.said, wanted));
        let Some(last) = all().map(|told| told.sentence).max() else { return Vec::new() };
        all().filter(|told| told.sentence == last).map(|told| (&told.said, told.fact)).collect()
    }

    /// The cell of the last figure, where that is a variance's.
    pub(super) fn variance(&self) -> Option<usize> {
        let last = self.told.last().filter(|told| told.said.role == Role::Variance)?;
        last.fact
    }
}

/// Whether a figure says how much there is of which a change can be in this measure.
pub(super) fn is_level(said: &Said, wanted: Measure) -> bool {
    let level = !matches!(said.role, Role::Change | Role::Variance | Role::Target);
    level && !said.about && said.end != Some(End::From) && is_of(said.measure, wanted)
}

/// Whether a change in the measure `wanted` can be of what is in this one.
pub(super) fn is_of(own: Measure, wanted: Measure) -> bool {
    match wanted {
        Measure::Points => own == Measure::Share,
        Measure::Share => !matches!(own, Measure::Share | Measure::Points),
        wanted => own != Measure::Share && own.shift(wanted).is_some(),
    }
}
