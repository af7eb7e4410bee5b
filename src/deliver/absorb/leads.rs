//! Where words lead, and which language they are in, as marks of a text: a link that somebody changed, gave or took
//! away in Word, and a language that was changed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::{Edit, Letter, Quote, aligned, letters};
use super::paper::{LANGUAGE, Lead};

/// What a file has kept of the looks of the paper: programs lose, or give, all of a kind at once.
#[derive(Debug, Default)]
pub(super) struct Keeps {
    /// Some of the emphasis.
    pub(super) emphasis: bool,
    /// Some of the links.
    pub(super) links: bool,
    /// The languages that somebody has given words, as a text has them: `sprak:en`.
    pub(super) languages: BTreeSet<String>,
}

/// Whether a text can say it.
pub(super) fn is_plain(lead: &Lead) -> bool {
    let is_known = ["https://", "http://", "mailto:", LANGUAGE].iter().any(|start| lead.to.starts_with(start));
    is_known && !lead.to.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>\\'\"`{}".contains(c))
}

/// Whether two addresses are one: programs put a slash at the end of some.
fn is_one_place(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

/// Whether links of a paragraph lead elsewhere.
pub(super) fn links_differ(was: &[Lead], is: &[Lead]) -> bool {
    let links = |all: &[Lead]| -> Vec<String> {
        all.iter().filter(|lead| lead.is_link()).map(|lead| lead.to.trim_end_matches('/').to_owned()).collect()
    };
    let [mut was, mut is] = [links(was), links(is)];
    was.dedup();
    is.dedup();
    was != is
}

/// The leads within a part of a paragraph, from its beginning; one for words that lead to one place.
pub(super) fn within(all: &[Lead], of: &Range<usize>) -> Vec<Lead> {
    let mut joined: Vec<Lead> = Vec::new();
    for lead in all.iter().filter(|lead| of.start <= lead.range.start && lead.range.end <= of.end) {
        let range = lead.range.start - of.start..lead.range.end - of.start;
        match joined.iter_mut().rfind(|last| last.is_link() == lead.is_link()) {
            Some(last) if last.to == lead.to && last.range.end == range.start => last.range.end = range.end,
            _ if range.is_empty() => {}
            _ => joined.push(Lead { range, to: lead.to.clone() }),
        }
    }
    joined
}

/// A text's part with its words as they are shown.
struct Shown<'t> {
    text: &'t str,
    of: &'t Range<usize>,
    letters: Vec<Letter>,
    /// The letter that shows each byte that begins a character.
    places: Vec<Option<usize>>,
}

/// The edits of `text[of]`, which shows `shown`, so that its words lead where `is` says in the place of `was`. `keeps`
/// says whether a link that is gone was taken away, and not lost by a program, and which languages are somebody's.
/// `None` where a text cannot say it for certain.
pub(super) fn edits(
    text: &str,
    of: &Range<usize>,
    quote: Quote,
    shown: &str,
    [was, is]: [&[Lead]; 2],
    keeps: &Keeps,
) -> Option<Vec<Edit>> {
    let letters = letters(text, of, quote);
    let chars: Vec<char> = shown.chars().collect();
    let mut places = vec![None; shown.len()];
    for ((at, _), place) in shown.char_indices().zip(aligned(&chars, &letters)) {
        places[at] = place;
    }
    let chars_of = shown;
    let shown = Shown { text, of, letters, places };
    let mut edits = Vec::new();
    for old in was {
        let now = is.iter().find(|new| new.range == old.range && new.is_link() == old.is_link());
        // Words of one language all over are a program's.
        let is_alone = |new: &Lead| new.is_link() || is.iter().filter(|other| other.to == new.to).count() == 1;
        match now {
            Some(new) if is_one_place(&new.to, &old.to) => {}
            Some(new) if is_alone(new) => edits.push(shown.changed(old, new)?),
            Some(_) => return None,
            None if old.is_link() && keeps.links => edits.extend(shown.taken(old)?),
            None => return None,
        }
    }
    let overlaps =
        |new: &Lead| was.iter().any(|old| old.range.start < new.range.end && new.range.start < old.range.end);
    for new in is.iter().filter(|new| new.is_link() && !was.iter().any(|old| old.range == new.range && old.is_link())) {
        edits.extend(shown.given(new).filter(|_| !overlaps(new))?);
    }
    // A language of all words, or of a part of one, is a program's.
    let is_new = |new: &Lead| !new.is_link() && keeps.languages.contains(&new.to) && !overlaps(new);
    for new in is.iter().filter(|new| is_new(new)) {
        let is_alone =
            is.iter().all(|it| it == new || it.range.end <= new.range.start || new.range.end <= it.range.start);
        let words = trimmed(chars_of, new);
        let is_part = words.range.len() < chars_of.trim().len() && are_whole_words(chars_of, &words.range);
        edits.extend(shown.given(&words).filter(|_| is_alone && is_part).into_iter().flatten());
    }
    Some(edits)
}

/// A lead without the white space around its words.
fn trimmed(shown: &str, lead: &Lead) -> Lead {
    let words = shown.get(lead.range.clone()).unwrap_or_default();
    let start = lead.range.start + words.len() - words.trim_start().len();
    Lead { range: start..start + words.trim().len(), to: lead.to.clone() }
}

/// Whether a range begins and ends where words do.
fn are_whole_words(shown: &str, range: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let [before, behind] = [shown.get(..range.start), shown.get(range.end..)].map(Option::unwrap_or_default);
    let own = shown.get(range.clone()).unwrap_or_default();
    let cuts = |one: Option<char>, other: Option<char>| is_word(one) && is_word(other);
    let (first, last) = (own.chars().next(), own.chars().next_back());
    !own.is_empty() && !cuts(before.chars().next_back(), first) && !cuts(last, behind.chars().next())
}

impl Shown<'_> {
    /// The part of the text that shows a lead's words, from the first that can be seen to the last.
    fn part(&self, lead: &Lead) -> Option<Range<usize>> {
        let mut places = self.places.get(lead.range.clone())?.iter().flatten();
        let first = *places.next()?;
        let last = places.next_back().copied().unwrap_or(first);
        Some(self.letters.get(first)?.range.start..self.letters.get(last)?.range.end)
    }

    /// The brackets around a lead's words: where the first one opens, and where its address stands.
    fn brackets(&self, lead: &Lead) -> Option<(usize, Range<usize>)> {
        let part = self.part(lead)?;
        // Emphasis and a language may stand between the words and their bracket.
        let before = self.text.get(self.of.start..part.start)?.trim_end_matches(['*', '[']);
        let opened = self.text.get(self.of.start + before.len()..part.start)?;
        let mut at = part.end;
        let mut depth = 0;
        loop {
            let rest = self.text.get(at..self.of.end)?;
            let bare = rest.trim_start_matches('*');
            let inner = bare.strip_prefix("](")?;
            let start = at + (rest.len() - bare.len()) + 2;
            let end = start + inner.find(')')?;
            let to = self.text.get(start..end)?;
            if Lead::is_link(&Lead { range: 0..0, to: to.to_owned() }) == lead.is_link() {
                let open = opened.rmatch_indices('[').nth(depth)?.0;
                return Some((part.start - opened.len() + open, start..end));
            }
            depth += 1;
            at = end + 1;
        }
    }

    fn changed(&self, old: &Lead, new: &Lead) -> Option<Edit> {
        let (_, range) = self.brackets(old)?;
        is_plain(new).then(|| Edit { range, with: new.to.clone() })
    }

    fn taken(&self, old: &Lead) -> Option<[Edit; 2]> {
        let (open, address) = self.brackets(old)?;
        let without = |range| Edit { range, with: String::new() };
        Some([without(open..open + 1), without(address.start - 2..address.end + 1)])
    }

    fn given(&self, new: &Lead) -> Option<[Edit; 2]> {
        let part = self.part(new)?;
        // Between other marks nothing is certain.
        let is_bare = !self.text.get(part.clone())?.contains(['*', '[', ']', '{', '}', '\\', '<']);
        let put = |at: usize, with: String| Edit { range: at..at, with };
        (is_bare && is_plain(new)).then(|| [put(part.start, "[".to_owned()), put(part.end, format!("]({})", new.to))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::absorb::edit::applied;

    fn lead(shown: &str, words: &str, to: &str) -> Lead {
        let start = shown.find(words).unwrap();
        Lead { range: start..start + words.len(), to: to.to_owned() }
    }

    fn keeps(links: bool) -> Keeps {
        Keeps { links, emphasis: false, languages: ["sprak:en".to_owned()].into() }
    }

    #[test]
    fn languages_that_somebody_gave_come() {
        let shown = "Arbetet med Lean Six Sigma och planen går vidare.";
        let made = |text: &str, was: &[Lead], is: &[Lead]| {
            applied(text, &edits(text, &(0..text.len()), Quote::Lines, shown, [was, is], &keeps(true))?)
        };
        for words in ["Lean Six Sigma", " Lean Six Sigma ", "Lean", "planen"] {
            let wanted = shown.replacen(words.trim(), &format!("[{}](sprak:en)", words.trim()), 1);
            assert_eq!(made(shown, &[], &[lead(shown, words, "sprak:en")]).unwrap(), wanted);
        }
        // A part of a word, all of them, one that a program gives, and what is a link or emphasized already.
        for (words, to) in [("Lea", "sprak:en"), (shown, "sprak:en"), ("Lean", "sprak:de")] {
            assert_eq!(made(shown, &[], &[lead(shown, words, to)]).unwrap(), shown);
        }
        let link = lead(shown, "planen", "https://a.se/");
        let text = shown.replace("planen", "[planen](https://a.se/)").replace("Six", "*Six*");
        let english = lead(shown, "planen", "sprak:en");
        assert_eq!(made(&text, std::slice::from_ref(&link), &[link.clone(), english]).unwrap(), text);
        let six = [link.clone(), lead(shown, "Lean Six", "sprak:en")];
        assert_eq!(made(&text, &[link], &six).unwrap(), text);
    }

    #[test]
    fn links_change_come_and_go() {
        let (shown, a, b) = ("Se planen och kartan nu.", "https://a.se/", "https://b.se/x");
        let made = |text: &str, was: &[Lead], is: &[Lead]| {
            let edits = edits(text, &(0..text.len()), Quote::Lines, shown, [was, is], &keeps(true))?;
            applied(text, &edits)
        };
        let [plan, map] = ["planen", "kartan"].map(|words| move |to: &str| lead(shown, words, to));
        let text = "Se [planen](https://a.se/) och *kartan* nu.";
        assert_eq!(made(text, &[plan(a)], &[plan(b)]).unwrap(), "Se [planen](https://b.se/x) och *kartan* nu.");
        assert_eq!(made(text, &[plan(a)], &[plan("https://a.se")]).unwrap(), text);
        assert_eq!(made(text, &[plan(a)], &[]).unwrap(), "Se planen och *kartan* nu.");
        assert_eq!(
            made(text, &[plan(a)], &[plan(a), map(b)]).unwrap(),
            "Se [planen](https://a.se/) och *[kartan](https://b.se/x)* nu."
        );
        let strong = "Se [**planen**](https://a.se/) och [[kartan](sprak:en)](https://a.se/) nu.";
        let both = [plan(a), map("sprak:en"), map(a)];
        assert_eq!(made(strong, &both, &[plan(b), map("sprak:en"), map(a)]).unwrap(), strong.replacen(a, b, 1));
        assert_eq!(made(strong, &both, &[plan(a), map("sprak:de"), map(a)]).unwrap(), strong.replace(":en", ":de"));
        assert_eq!(
            made(strong, &both, &[plan(a), map("sprak:en")]).unwrap(),
            "Se [**planen**](https://a.se/) och [kartan](sprak:en) nu."
        );
        // What no text can say, a part of other words, and a language all over.
        for is in [&[plan("file:///x")][..], &[plan("https://a.se/(x)")], &[lead(shown, "planen och", b)]] {
            assert_eq!(made(text, &[plan(a)], is), None, "{is:?}");
        }
        let all = [lead(shown, "Se ", "sprak:de"), map("sprak:de"), plan(a), map(a)];
        assert_eq!(made(strong, &both, &all), None);
        assert_eq!(edits(text, &(0..text.len()), Quote::Lines, shown, [&[plan(a)], &[]], &keeps(false)), None);
    }

    #[test]
    fn pieces_of_one_lead_are_one() {
        let piece = |range: Range<usize>| Lead { range, to: "https://a.se/".to_owned() };
        let all = [piece(2..4), Lead { range: 4..6, to: "sprak:en".to_owned() }, piece(4..6), piece(8..9)];
        let joined = within(&all, &(2..9));
        assert_eq!(joined, [piece(0..4), Lead { range: 2..4, to: "sprak:en".to_owned() }, piece(6..7)]);
    }
}
