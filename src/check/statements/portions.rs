//! What the figures of the sentence before are of others, in per cent, where a sentence goes on about them.

use super::facts::Facts;
use super::judge::{Backing, Verdict};
use super::reading::{Measure, Sentence};
use super::related::{Judged, as_part, goes_on};
use super::trail::Trail;
use super::words::{Role, among};

/// `De utgör 32,5 procent av anläggningarna`, `Underskottet motsvarar 0,5 procent av budgeten`: what the figures of the
/// sentence before are of others, in per cent.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, facts: &Facts, trail: &Trail) {
    let Some((share, Verdict::Nobodys)) = own.first() else { return };
    let variance = among("underskottet överskottet avvikelsen", sentence.word(0));
    let plain = share.measure == Measure::Share && share.role != Role::Change && !share.about && share.at.start <= 4;
    if !plain || !(variance || goes_on(sentence)) {
        return;
    }
    let anchors: Vec<usize> = if variance {
        trail.variance().into_iter().collect()
    } else {
        trail.levels(Measure::Share).into_iter().filter_map(|(_, fact)| fact).take(1).collect()
    };
    let share = share.clone();
    let part = |fact: &usize| as_part(&share, (sentence, Backing { fact: *fact, other: None }), facts);
    if let Some(verdict) = anchors.iter().find_map(part) {
        own[0].1 = verdict;
    }
}
