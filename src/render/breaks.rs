//! Where a line may end: at spaces and after hyphens, and, in words that no line holds, at hard spaces between words,
//! between syllables, after the signs of an address, or anywhere in the end. Figures are never broken.

use hypher::{Lang, hyphenate};

use crate::base::swedish::is_month;

use super::letters::Letter;

/// The longest stretch of more digits than letters that counts as a figure; a longer one is a code, which is broken.
const LONGEST_FIGURE: usize = 24;

/// A part of a word at whose end a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its letters.
    pub letters: usize,
    /// What stands between it and the next part of the same word.
    pub joint: Joint,
}

/// What stands between two parts of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// A hyphen, if the line ends there.
    Hyphen,
    /// A hyphen, where no layout engine would hyphenate by itself: beside a digit, or with marks on letters.
    Soft,
    /// Nothing.
    Bare,
    /// A hard space, which is the part's last letter.
    Space,
}

/// Whether a space keeps what stands beside it on one line.
pub fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// The words of `line` as lines take them: stretches without a place where a line may end, each with the position of
/// its first letter.
pub fn stretches(line: &[Letter]) -> impl Iterator<Item = (usize, &[Letter])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + line.get(at..)?.iter().position(|(c, _)| !is_space(*c))?;
        let rest = line.get(from..)?;
        let ends =
            |at: &usize| rest.get(*at).is_none_or(|(c, _)| is_space(*c) && is_free(rest, *at)) || may_end(rest, *at);
        at = from + (1..=rest.len()).find(ends)?;
        Some((from, line.get(from..at)?))
    })
}

/// Whether a line may end at a space, which is no hard one.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() && !is_hard_space(c)
}

/// Whether a line may end at a space. Behind another one it may not: all of them are bound to the same, or the line
/// would have ended at the first.
fn is_free(letters: &[Letter], at: usize) -> bool {
    let is_first = at.checked_sub(1).and_then(|before| letters.get(before)).is_none_or(|(c, _)| !is_space(*c));
    is_first && !is_bound(letters, at)
}

/// Whether no line ends at a space, since what is behind it closes what is before it, or what is before it opens.
fn is_bound(letters: &[Letter], at: usize) -> bool {
    let is_word = |(c, _): &&Letter| !is_space(*c);
    let after = letters.iter().skip(at).find(is_word);
    let before = letters.iter().take(at).rev().find(is_word);
    after.is_some_and(|(c, _)| matches!(c, ',' | '.' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '/'))
        || before.is_some_and(|(c, _)| matches!(c, '(' | '[' | '{'))
}

/// Whether a line may end before this letter, which follows others.
fn may_end(letters: &[Letter], at: usize) -> bool {
    let [before, after] = [at - 1, at].map(|at| letters.get(at).map_or(' ', |(c, _)| *c));
    match before {
        '-' | '\u{2010}' | '/' => at > 1 && after.is_alphabetic(),
        '–' | '—' => at > 1 && !is_hard_space(after) && !is_between_months(letters, at),
        '\u{200b}' | '\u{ad}' => true,
        _ => false,
    }
}

/// Whether what stands before and after the dash before this letter are months: `jan–aug`.
fn is_between_months(letters: &[Letter], at: usize) -> bool {
    let of = |(c, _): &&Letter| c.is_alphabetic();
    let after: String = letters.iter().skip(at).take_while(of).map(|(c, _)| *c).collect();
    let before: Vec<char> = letters.iter().take(at - 1).rev().take_while(of).map(|(c, _)| *c).collect();
    is_month(&before.iter().rev().collect::<String>()) && is_month(&after)
}

/// The parts of a stretch that no line holds, the last one with a bare joint. Together they have all of its letters.
/// `figure` says that whatever digits there are belong to figures.
pub fn parts(stretch: &[Letter], lang: Option<Lang>, figure: bool) -> Vec<Part> {
    let mut all = Vec::new();
    let mut from = 0;
    for at in 1..=stretch.len() {
        let ends = at == stretch.len() || (is_hard_space(stretch[at - 1].0) && !is_in_figure(stretch, at - 1));
        if ends {
            word_parts(&stretch[from..at], lang, figure, &mut all);
            if let Some(last) = all.last_mut().filter(|_| is_hard_space(stretch[at - 1].0)) {
                last.joint = Joint::Space;
            }
            from = at;
        }
    }
    all
}

/// Whether the hard space at `at` stands between the thousands of a figure, or behind its sign.
fn is_in_figure(letters: &[Letter], at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|(c, _)| c.is_ascii_digit());
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).map(|(c, _)| *c);
    let sign = matches!(before, Some('−' | '-' | '–' | '+' | '±'));
    let three = (at + 1..at + 4).all(|at| is_digit(Some(at))) && !is_digit(Some(at + 4));
    (is_digit(at.checked_sub(1)) && three) || (sign && is_digit(Some(at + 1)))
}

/// The parts of a word without hard spaces but in its figures.
fn word_parts(word: &[Letter], lang: Option<Lang>, figure: bool, all: &mut Vec<Part>) {
    let digits = word.iter().filter(|(c, _)| c.is_ascii_digit()).count();
    let letters = word.iter().filter(|(c, _)| is_letter(*c)).count();
    let is_figure = digits > 0 && (figure || (digits >= letters && word.len() <= LONGEST_FIGURE));
    let mut from = 0;
    let mut push = |to: usize, joint: Joint| {
        if to > from {
            all.push(Part { letters: to - from, joint });
            from = to;
        }
    };
    // A word, not an address: its signs stand around its letters.
    let core = || word.iter().map(|(c, _)| is_letter(*c));
    let (first, last) = (core().position(|is| is), core().rposition(|is| is));
    let is_plain = first.zip(last).is_some_and(|(first, last)| last - first + 1 == letters);
    if !is_figure {
        let mut at: usize = 0;
        for run in word.chunk_by(|(a, _), (b, _)| is_letter(*a) == is_letter(*b)) {
            let is_word = run.first().is_some_and(|(c, _)| is_letter(*c));
            if let Some(lang) = lang.filter(|_| is_word && is_plain) {
                let beside = [at.checked_sub(1), Some(at + run.len())].map(|at| at.and_then(|at| word.get(at)));
                let joined = beside.iter().flatten().any(|(c, _)| c.is_numeric() || *c == '_');
                let joined = joined || run.iter().any(|(c, _)| is_mark(*c));
                let hyphen = if joined { Joint::Soft } else { Joint::Hyphen };
                let text: String = run.iter().map(|(c, _)| *c).collect();
                let mut end = at;
                for syllable in hyphenate(&text, lang) {
                    end += syllable.chars().count();
                    if end < at + run.len() {
                        push(end, hyphen);
                    }
                }
            }
            at += run.len();
            // After the signs of an address, not before them.
            if !is_word && at < word.len() && at > 1 {
                push(at, Joint::Bare);
            }
        }
    }
    push(word.len(), Joint::Bare);
}

/// Whether a character belongs to a word: a letter, or a mark on the letter before it.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The patterns by which words of a language are hyphenated, `sv` or `sv-SE`: both files go by them.
pub fn patterns(language: &str) -> Option<Lang> {
    let code: [u8; 2] = language.split(['-', '_']).next()?.as_bytes().try_into().ok()?;
    Lang::from_iso(code.map(|letter| letter.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<Letter> {
        text.chars().map(|c| (c, 500)).collect()
    }

    fn text(letters: &[Letter]) -> String {
        letters.iter().map(|(c, _)| *c).collect()
    }

    fn parted(text: &str) -> String {
        let letters = letters(text);
        let mut at = 0;
        let mut out = String::new();
        for part in parts(&letters, patterns("sv"), false) {
            out.extend(letters[at..at + part.letters].iter().map(|(c, _)| *c));
            at += part.letters;
            out.push_str(match part.joint {
                Joint::Hyphen => "-|",
                Joint::Soft => "~|",
                Joint::Space | Joint::Bare => "|",
            });
        }
        assert_eq!(at, letters.len());
        out
    }

    #[test]
    fn lines_end_at_spaces_and_after_hyphens() {
        let of =
            |words: &str| -> Vec<String> { stretches(&letters(words)).map(|(_, stretch)| text(stretch)).collect() };
        assert_eq!(of("  Kost- och  lokalvård "), ["Kost-", "och", "lokalvård"]);
        assert_eq!(of("IT-stöd 2023-08-31 2023–2024"), ["IT-", "stöd", "2023-08-31", "2023–", "2024"]);
        assert_eq!(of("−107\u{a0}510 -5 –5"), ["−107\u{a0}510", "-5", "–5"]);
        assert_eq!(of("den 31 , ( 12 ) tkr"), ["den", "31 ,", "( 12 )", "tkr"]);
        assert_eq!(of("Utfall jan–aug Norr–Söder"), ["Utfall", "jan–aug", "Norr–", "Söder"]);
        assert_eq!(of("och/eller 12/7"), ["och/", "eller", "12/7"]);
        assert_eq!(of(""), Vec::<String>::new());
    }

    /// However many spaces there are, each is looked at once.
    #[test]
    fn spaces_are_bound_together() {
        let spaces = " ".repeat(300_000);
        let of = |words: &str| stretches(&letters(words)).map(|(_, stretch)| stretch.len()).collect::<Vec<_>>();
        assert_eq!(of(&format!("ord{spaces}, ord")), [spaces.len() + 4, 3]);
        assert_eq!(of(&format!("ord ({spaces}ord")), [3, spaces.len() + 4]);
        assert_eq!(of(&format!("ord{spaces}ord{spaces}")), [3, 3]);
    }

    #[test]
    fn languages_are_known_by_their_first_part() {
        let swedish = patterns("sv");
        assert!(swedish.is_some() && ["sv-SE", "SV", "sv_FI"].iter().all(|language| patterns(language) == swedish));
        assert!(["svenska", "fil", "s", ""].iter().all(|language| patterns(language).is_none()));
    }

    #[test]
    fn figures_stay_whole() {
        for figure in ["−107\u{a0}510\u{a0}876", "2023-08-31", "(12,5%)", "1\u{202f}250", "−\u{a0}12"] {
            assert_eq!(parted(figure), format!("{figure}|"));
        }
        assert_eq!(parted("1\u{a0}250\u{a0}tkr"), "1\u{a0}250\u{a0}|tkr|");
        assert_eq!(parted("i\u{a0}2024\u{a0}års\u{a0}budget"), "i\u{a0}|2024\u{a0}|års\u{a0}|bud-|get|");
    }

    #[test]
    fn words_are_broken_at_syllables_and_addresses_after_signs() {
        assert_eq!(parted("Verksamhetsområde"), "Verk-|sam-|hets-|om-|rå-|de|");
        assert_eq!(parted("ko\u{308}rbanan"), "ko\u{308}r~|ba~|nan|");
        assert_eq!(parted("1.budgeten2023"), "1.|bud~|ge~|ten2023|");
        assert_eq!(parted("www.sandby.se/bygg_lov.pdf"), "www.|sandby.|se/|bygg_|lov.|pdf|");
    }
}
