//! A sentence with its figures, each with what the sentence says of it. `figures` finds them and their measures,
//! `roles` says what they are, by the words of their clauses (`clauses`), `when` of which time.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::Amount;

use super::names::{Mention, Names, Subject};
use super::times::{self, Period, Time};
use super::tokens::{Kind, Token, number_words, tokens};
use super::words::{self, Class, Role, Sex, Side};

/// What a figure is counted or measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Kronor times ten to this power.
    Money(i32),
    /// Per cent.
    Share,
    /// Percentage points.
    Points,
    /// Kronor times ten to this power, for each of something.
    Rate(i32),
    /// Things or people.
    Count,
    /// Something else: hours, tonnes, an index.
    Other,
}

impl Measure {
    /// The power of ten by which a figure in this measure is to be multiplied to be one in `other`.
    pub(super) fn shift(self, other: Self) -> Option<i32> {
        match (self, other) {
            (Measure::Money(from) | Measure::Rate(from), Measure::Rate(to))
            | (Measure::Money(from), Measure::Money(to)) => Some(from - to),
            (Measure::Count | Measure::Other, Measure::Count | Measure::Other) => Some(0),
            _ => (self == other).then_some(0),
        }
    }

    /// Whether it is money, and no rate.
    pub(super) fn is_money(self) -> bool {
        matches!(self, Measure::Money(_))
    }
}

/// What stands for a figure that is bound to a cell.
pub(super) const BOUND: char = '…';

/// A figure of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its value, with the sign that stands before it.
    pub amount: Amount,
    /// Where its digits stand.
    pub digits: Range<usize>,
    /// Where it stands with its unit.
    pub range: Range<usize>,
    /// Its measure.
    pub measure: Measure,
    /// What it is.
    pub role: Role,
    /// Whether the sentence says so in so many words.
    pub certain: bool,
    /// Whether it is of what is expected.
    pub expected: bool,
    /// Whether it is below zero, where a sign or a word says either.
    pub minus: Option<bool>,
    /// Whether it is said to be more or less, rather than good or bad: more if `true`.
    pub turn: Option<bool>,
    /// Its time.
    pub time: Time,
    /// The year that a change is counted from, where the sentence names it.
    pub since: Option<u16>,
    /// Its side of the accounts.
    pub side: Option<Side>,
    /// Of whom it is, where the sentence says so.
    pub sex: Option<Sex>,
    /// Where the words begin that it is a part of: `Av de uppföljande kontrollerna`.
    pub(super) part_of: Option<Range<usize>>,
    /// What it counts, by the words right behind it: `360 olika anläggningar`.
    pub(super) counted: Vec<String>,
    /// Whether it is said to be about right.
    pub about: bool,
    /// Whether it is a part, a cause or a price, which no row's figure is.
    pub apart: bool,
    /// Which end of a change it is, if it is one.
    pub end: Option<End>,
    /// Whether it has become less, where a verb before `till` says so: `minskade till 12`.
    pub fell: Option<bool>,
    /// The word that says its direction, if one does.
    pub(super) word: Option<Range<usize>>,
    /// Its token, and the one behind its unit.
    pub(super) at: Range<usize>,
}

impl Said {
    /// Whether it is this, but for its sign, as far as its digits tell; what it follows from may be off by a margin.
    pub(super) fn is(&self, right: Decimal, margin: Decimal) -> bool {
        (self.amount.value().abs() - right.abs()).abs() <= self.amount.half_unit().saturating_add(margin)
    }
}

/// The digits of a figure that tell: without zeros before the first; of those after the last of a whole one the first
/// counts, so that 70 has two and 1 200 three.
pub(super) fn digits(amount: Amount) -> usize {
    let text: String = amount.value().abs().to_string().chars().filter(char::is_ascii_digit).collect();
    let text = text.trim_start_matches('0');
    let told = text.trim_end_matches('0').len();
    if amount.decimals() > 0 { text.len() } else { text.len().min(told + 1) }
}

/// Where a change begins and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// `från 71`.
    From,
    /// `till 74`.
    To,
}

/// A sentence with its tokens and figures.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Its figures, in order.
    pub(super) said: Vec<Said>,
    /// Its times.
    pub(super) times: Vec<times::Said>,
    /// The names that it names.
    pub(super) mentions: Vec<Mention>,
    /// The year after the report's that it is about, if it is about one: the first that it names, or else that of the
    /// sentence before.
    pub(super) ahead: Option<u16>,
    /// Whether the sentence itself does not say so.
    pub(super) carried: bool,
    /// The tokens that begin with a capital.
    capitals: Vec<usize>,
    /// What each word says of the figures near it; nothing where it is part of a row's name.
    classes: Vec<Option<Class>>,
}

impl Sentence {
    /// Reads a sentence of a report of this period, in a text that may have come to a later year.
    pub(super) fn read(text: &str, range: Range<usize>, (period, ahead): (Period, Option<u16>), names: &Names) -> Self {
        let mut tokens = tokens(&text[range.clone()]);
        for token in &mut tokens {
            token.range = token.range.start + range.start..token.range.end + range.start;
        }
        let times = times::times(text, &tokens, period);
        number_words(&mut tokens);
        let begins =
            |token: &Token| token.kind == Kind::Word && text[token.range.clone()].starts_with(char::is_uppercase);
        let capitals = (0..tokens.len()).filter(|at| begins(&tokens[*at])).collect();
        let mentions = names.mentions(&tokens);
        let named = |at: usize| {
            let is = |mention: &Mention| mention.full && mention.at.contains(&at);
            mentions.iter().any(|mention| is(mention) && matches!(mention.subject, Subject::Named(_)))
        };
        // `335 avvikelser`: what is counted.
        let counted = |at: usize, token: &Token| {
            let figure = at.checked_sub(1).is_some_and(|at| matches!(tokens[at].kind, Kind::Figure(..)));
            figure && words::among("avvikelser avvikelserna förändringar besparingar mål", &token.word)
        };
        let class =
            |(at, token): (usize, &Token)| words::class(&token.word).filter(|_| !named(at) && !counted(at, token));
        // `gick ned med`, `har gått upp från`.
        let phrase = |at: usize| {
            let minus = match &*tokens[at].word {
                "upp" => false,
                "ned" | "ner" => true,
                _ => return None,
            };
            let goes = |at: usize| words::among("går gå gick gått", &tokens[at].word);
            (at.saturating_sub(2)..at).any(goes).then_some(Class::Is(Role::Change, Some(minus)))
        };
        let classes = tokens.iter().enumerate().map(|(at, token)| class((at, token)).or_else(|| phrase(at))).collect();
        let own = times::later(&times, &tokens, None, period);
        let ahead = times::later(&times, &tokens, ahead, period);
        let carried = ahead.is_some() && own.is_none();
        let mut sentence = Sentence { ahead, carried, classes, mentions, tokens, said: Vec::new(), times, capitals };
        sentence.said = sentence.figures();
        for index in 0..sentence.said.len() {
            sentence.said[index] = sentence.told(index, period);
        }
        sentence
    }

    /// A token's word, in small letters; empty for what is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &*token.word)
    }

    /// A token's mark.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// What a word says of the figures near it; nothing where it is part of a row's name.
    pub(super) fn class(&self, at: usize) -> Option<Class> {
        self.classes.get(at).copied().flatten()
    }

    /// Whether a word begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.capitals.contains(&at)
    }

    /// Whether a token is part of a time.
    pub(super) fn is_time(&self, at: usize) -> bool {
        self.times.iter().any(|time| time.at.contains(&at))
    }

    /// The token behind the last figure that ends before this one.
    pub(super) fn figure_before(&self, at: usize) -> usize {
        let last = self.said.iter().map(|said| said.at.end).filter(|end| *end <= at).max().unwrap_or(0);
        last.max(self.bound_before(at))
    }

    /// The token behind the last figure before this one that is bound to a cell, whose value stands in no text; 0 where
    /// there is none.
    pub(super) fn bound_before(&self, at: usize) -> usize {
        let bound = (0..at).rev().find(|at| self.mark(*at) == Some(BOUND));
        bound.map_or(0, |bound| (bound + 2).min(at))
    }

    /// Whether one of these words stands in a window; the list is one of words with spaces between.
    pub(super) fn has(&self, window: Range<usize>, list: &str) -> bool {
        window.into_iter().any(|at| words::among(list, self.word(at)))
    }

    /// The classes of the words of a window, each with its token.
    pub(super) fn classes(&self, window: Range<usize>) -> Vec<(usize, Class)> {
        window.filter_map(|at| Some((at, self.class(at)?))).collect()
    }
}
