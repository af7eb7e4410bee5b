//! Numbers that a text takes up again: `31 skolor ... I åtta av de 21 skolorna`. What is called by the noun that a
//! number of the same text stood before has that number.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::swedish;

use super::names;
use super::reading::{Measure, Sentence};
use super::tokens::Kind;
use super::within::Slip;
use super::words::among;

/// The most numbers of a text that are added up.
const MOST: usize = 16;

/// A number with the noun behind it.
#[derive(Debug, Clone)]
pub(super) struct Number {
    noun: String,
    value: Decimal,
}

/// The numbers of a sentence with their nouns, in digits or in words.
pub(super) fn numbers(sentence: &Sentence) -> Vec<Number> {
    let value = |at: usize| match sentence.tokens[at].kind {
        Kind::Figure(amount, None) if amount.decimals() == 0 => Some(amount.value()),
        Kind::Word => {
            let found = swedish::NUMBERS.iter().position(|number| *number == sentence.word(at));
            found.map(|at| Decimal::from(at + 1)).filter(|value| *value > Decimal::ONE)
        }
        _ => None,
    };
    let number = |at: usize| {
        let value = value(at).filter(|_| !sentence.is_time(at))?;
        let plain = |word: &str| word.chars().count() >= 4 && !names::is_small(word);
        // `fem nya skolor`.
        let noun = [at + 1, at + 2].map(|at| sentence.word(at)).into_iter().filter(|word| plain(word));
        let mut all: Vec<Number> = noun.map(|noun| Number { noun: noun.to_owned(), value }).collect();
        if all.is_empty() {
            all.push(Number { noun: String::new(), value });
        }
        Some(all)
    };
    (0..sentence.tokens.len()).filter_map(number).flatten().collect()
}

/// Wholes that are taken up again with another number than the one that the text gave.
pub(super) fn check(sentence: &Sentence, earlier: &[Number]) -> Vec<Slip> {
    let mut found = Vec::new();
    for (at, said) in sentence.said.iter().enumerate() {
        let start = said.at.start;
        let of = among("de", sentence.word(start.wrapping_sub(1))) && sentence.word(start.wrapping_sub(2)) == "av";
        let noun = sentence.word(said.at.end);
        // `skolorna`: that there are more than these is told by no `de`.
        let is_definite = noun.chars().count() >= 6 && ["na", "en", "ena"].iter().any(|end| noun.ends_with(end));
        if !of || !is_definite || said.measure != Measure::Count || said.about {
            continue;
        }
        let same = || earlier.iter().filter(|number| names::same(&number.noun, noun));
        let values: Vec<Decimal> = same().map(|number| number.value).collect();
        let known = values.contains(&said.amount.value());
        if let (Some(right), false) = (values.last(), known) {
            let part = at.checked_sub(1).map_or(&said.range, |at| &sentence.said[at].range);
            // Those that are left, or some of them together.
            let last = &earlier[earlier.len().saturating_sub(MOST)..];
            let pairs = last.iter().flat_map(|a| last.iter().map(move |b| (a.value, b.value)));
            let follows =
                |(a, b): (Decimal, Decimal)| [a.checked_sub(b), a.checked_add(b)].contains(&Some(said.amount.value()));
            if !pairs.into_iter().any(follows) {
                let right = Amount::new(*right).swedish();
                found.push(Slip { of: at, right, against: part.clone() });
            }
        }
    }
    found
}
