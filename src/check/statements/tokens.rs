//! A text as words, figures and marks, each with its place.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::swedish;

use super::words::{self, Class, Role};

/// A word, a figure or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its letters, small; empty for a figure.
    pub(super) word: String,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with the hyphens and digits within them.
    Word,
    /// A figure: its value with its sign, and whether a sign stands before it.
    Figure(Amount, Option<bool>),
    /// Digits that are no figure: a part of a date, of a registry number, of a section's.
    Digits,
    /// Any other sign.
    Mark(char),
}

impl Token {
    /// Whether it is this mark.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// What is a space between the groups of a figure's digits.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if c.is_ascii_digit() {
            let (end, value) = number(text, at);
            at = end;
            let kind = value.map_or(Kind::Digits, |value| signed(text, start, value, &mut all));
            all.push(Token { kind, word: String::new(), range: start..at });
        } else if c.is_alphanumeric() {
            at = word(text, at);
            // Where a word may be broken is no sign of it.
            let word = text[start..at].to_lowercase().replace('\u{ad}', "");
            all.push(Token { kind: Kind::Word, word, range: start..at });
        } else {
            at += c.len_utf8();
            all.push(Token { kind: Kind::Mark(c), word: String::new(), range: start..at });
        }
    }
    all
}

/// Turns numbers in words into figures where they count or compare: `två av tio`, `fem fler än`, `tre procentenheter`,
/// `ökade med tre till 58`.
pub(super) fn number_words(all: &mut [Token]) {
    let value = |token: &Token| {
        // `en` is an article.
        let at = swedish::NUMBERS.iter().skip(1).position(|number| *number == token.word)?;
        Some(Amount::new(Decimal::from(at + 2)))
    };
    let one = |token: &Token| matches!(&*token.word, "en" | "ett").then(|| Amount::new(Decimal::ONE));
    let is_number = |token: &Token| matches!(token.kind, Kind::Figure(..)) || value(token).is_some();
    for at in 0..all.len() {
        let word = |at: usize| all.get(at).map_or("", |token| &*token.word);
        // `ett fler än 2024`.
        let lone = one(&all[at]).filter(|_| matches!(word(at + 1), "fler" | "färre"));
        let Some(amount) = value(&all[at]).or(lone) else { continue };
        let with = at > 1 && word(at - 1) == "med";
        let to = with && word(at + 1) == "till" && all.get(at + 2).is_some_and(is_number);
        // `minskade med tolv, från 158`.
        let turned = |at: usize| matches!(words::class(word(at)), Some(Class::Is(Role::Change, Some(_))));
        let by = with && (at.saturating_sub(3)..at - 1).any(turned);
        let compared = matches!(word(at + 1), "fler" | "färre" | "procentenheter" | "procent");
        // `från fyra till sex`.
        let from = at > 0 && word(at - 1) == "från" && word(at + 1) == "till" && all.get(at + 2).is_some_and(is_number);
        let ends = at > 2 && word(at - 1) == "till" && word(at - 3) == "från" && is_number(&all[at - 2]);
        // `tre av de sex`.
        let next = if matches!(word(at + 2), "de" | "totalt" | "samtliga") { at + 3 } else { at + 2 };
        let of = word(at + 1) == "av" && all.get(next).is_some_and(is_number);
        let of_back = |back: usize| at > back && word(at - back) == "av" && is_number(&all[at - back - 1]);
        let whole = of_back(1) || (matches!(word(at.wrapping_sub(1)), "de" | "totalt" | "samtliga") && of_back(2));
        if compared || of || whole || to || by || from || ends {
            all[at] = Token { kind: Kind::Figure(amount, None), word: String::new(), range: all[at].range.clone() };
        }
    }
}

/// A figure with the sign before it, which is taken from the tokens; a hyphen behind a word or a figure is none.
fn signed(text: &str, start: usize, value: Amount, all: &mut Vec<Token>) -> Kind {
    let plain = Kind::Figure(value, None);
    let Some(last) = all.last().filter(|last| last.range.end == start) else { return plain };
    let Kind::Mark(mark @ ('-' | '−' | '–' | '+' | '±')) = last.kind else { return plain };
    let before = text[..last.range.start].chars().next_back();
    // `januari–8`, `3-5 år`: a range.
    if before.is_some_and(|c| c.is_alphanumeric() || ")%".contains(c)) {
        return plain;
    }
    if mark == '±' {
        return plain;
    }
    all.pop();
    let minus = mark != '+';
    Kind::Figure(if minus { Amount::new(-value.value()) } else { value }, Some(minus))
}

/// Where a word ends that begins here: letters, digits, and hyphens, slashes, points and colons between letters.
fn word(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut chars = text[from..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '-' | '‑' | '&' | ':' | '/' | '.' | '´' | '’' | '\'' | '\u{ad}')
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic() && (c != '.' || next.is_lowercase()));
        if !c.is_alphanumeric() && !inner {
            break;
        }
        end = from + at + c.len_utf8();
    }
    end
}

/// Where digits end that begin here, and their value if they are a figure by themselves.
fn number(text: &str, from: usize) -> (usize, Option<Amount>) {
    let digits = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(from);
    let mut end = from + first;
    if first <= 3 && !text[from..].starts_with('0') {
        while let Some(space) = text[end..].chars().next().filter(|c| is_space(*c)) {
            let next = end + space.len_utf8();
            if digits(next) != 3 {
                break;
            }
            end = next + 3;
        }
    }
    let decimals = text[end..].strip_prefix(',').map_or(0, |_| digits(end + 1));
    if decimals > 0 {
        end += 1 + decimals;
    }
    // `2026-08-31`, `3.2`, `12/45`, `13:30`, `14a`, `10:e`: digits among others.
    let rest = &text[end..];
    let before = text[..from].chars().next_back();
    let joins = |c: char| matches!(c, '.' | '/' | ':' | '-' | '–' | '‑');
    let goes_on = rest.chars().next().is_some_and(|c| {
        let next = rest[c.len_utf8()..].chars().next();
        c.is_alphabetic() && !is_unit(rest)
            || (joins(c) && next.is_some_and(|c| c.is_ascii_digit() || (c.is_lowercase() && next != Some('t'))))
    });
    let ahead = from - before.map_or(0, char::len_utf8);
    let came = before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | '/' | ':' | '_' | ',' | '§'))
        || matches!(before, Some('-' | '–' | '‑') if text[..ahead].ends_with(char::is_alphanumeric));
    if goes_on || came {
        if goes_on {
            let tail = rest.char_indices().take_while(|(_, c)| c.is_alphanumeric() || joins(*c)).last();
            // `12–15 procent` are two figures; `2026-08-31` is none.
            let tail = tail.map_or(0, |(at, c)| at + c.len_utf8());
            let stripped = rest[..tail].trim_end_matches(joins).len();
            end += stripped;
        }
        return (end, None);
    }
    (end, text[from..end].parse().ok())
}

/// Whether a unit follows right behind digits: `14tkr`, `14kr`.
fn is_unit(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(&*word.to_lowercase(), "kr" | "tkr" | "mkr" | "mnkr" | "msek" | "kkr" | "st" | "procent" | "p")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let one = |token: &Token| match token.kind {
            Kind::Word => token.word.clone(),
            Kind::Figure(amount, sign) => match sign {
                Some(false) => format!("+{amount}"),
                _ => amount.to_string(),
            },
            Kind::Digits => "#".to_owned(),
            Kind::Mark(mark) => mark.to_string(),
        };
        tokens(text).iter().map(one).collect()
    }

    #[test]
    fn figures_stand_among_words() {
        for (text, all) in [
            ("Utfall 7 712,5 tkr.", "utfall 7712.5 tkr ."),
            ("(−1 200 tkr)", "( -1200 tkr )"),
            ("+2,4 mkr och -0,1", "+2.4 mkr och -0.1"),
            ("den 2026-08-31 dnr 2026/12", "den # dnr #"),
            ("avsnitt 3.2 och § 14a", "avsnitt # och § #"),
            ("kl. 13:30, 14:e", "kl . # , #"),
            ("IT-enheten 37 av 42", "it-enheten 37 av 42"),
            ("14tkr 12%", "14 tkr 12 %"),
            ("2025 12 345 kr", "2025 12345 kr"),
            ("COVID19 F-3 Q3", "covid19 f - # q3"),
            ("12 345 678 kronor", "12345678 kronor"),
            ("januari–augusti 3–5 år", "januari – augusti # år"),
        ] {
            assert_eq!(shown(text).join(" "), all, "{text}");
        }
    }
}
