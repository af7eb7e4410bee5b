//! A list of Swedish words that others keep, as `.ci/words.py` packs it, and whether a word is one of them or is made
//! of them.

use std::cmp::Ordering;

/// The first line of a list.
const HEADER: &[u8] = b"underlag ordlista 1\n";

/// What a word may be; the sum stands behind it.
const ALONE: u8 = 1;
const FIRST: u8 = 2;
const MIDDLE: u8 = 4;
const LAST: u8 = 8;

/// Fewest letters of a part of a compound, and most parts.
const PART: usize = 3;
const PARTS: usize = 4;

/// What compounds begin with that the list has as words alone, or not at all: `årshjul`, `lovärenden`, `faroanalys`.
const BEGIN: [&str; 4] = ["års", "lov", "faro", "fyr"];

/// What there is to compare words with.
#[derive(Debug, Clone, Copy, Default)]
pub enum Spelling<'w> {
    /// Nobody asked for a list.
    #[default]
    Unasked,
    /// There is none, or none that can be used.
    Absent,
    /// This one.
    With(&'w WordList),
}

/// A list of words in small letters, sorted by their bytes. Each line says by a sign how many bytes it has in common
/// with the line before, then the rest of the word and what the word may be.
#[derive(Debug)]
pub struct WordList {
    bytes: Vec<u8>,
    /// Where lines begin that stand in full.
    heads: Vec<usize>,
}

impl WordList {
    /// The list in `bytes`; `None` where they are none.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        if !bytes.starts_with(HEADER) {
            return None;
        }
        let mut heads = Vec::new();
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if line.first() == Some(&b'0') {
                heads.push(at);
            }
            at += line.len();
        }
        Some(WordList { bytes, heads })
    }

    /// Whether `word`, in small letters, is in the list, with or without the s of the genitive, or a compound.
    pub fn knows(&self, word: &str) -> bool {
        match self.find(word).0 {
            Some(0) => false,
            Some(kind) if kind & ALONE != 0 => true,
            _ => {
                // What ends with an s has no other one in the genitive.
                let bare = word.strip_suffix('s').filter(|bare| !bare.ends_with('s'));
                bare.is_some_and(|bare| self.has(bare)) || self.is_compound(word) || self.is_plural(word)
            }
        }
    }

    /// `godmanskapen`: of `godmanskap` the list has one number alone.
    fn is_plural(&self, word: &str) -> bool {
        let bare = word.strip_suffix('s').unwrap_or(word);
        let stem = bare.strip_suffix("en").filter(|stem| stem.ends_with("skap"));
        stem.is_some_and(|stem| self.has(stem) || self.is_compound(stem))
    }

    /// Whether `word`, in small letters, is two words of the list, with an s between them or none, though not each of
    /// them is one that compounds are made of.
    pub fn joins(&self, word: &str) -> bool {
        let is_word = |part: &str| self.has(part) || self.is_compound(part);
        word.char_indices().skip(PART).any(|(at, _)| {
            let (first, last) = word.split_at(at);
            let begins = || first.strip_suffix('s').filter(|first| first.chars().count() > PART).is_some_and(is_word);
            let ends = self.has(last) || last.strip_suffix('s').is_some_and(|last| self.has(last));
            last.chars().count() > PART && ends && (is_word(first) || begins())
        })
    }

    /// Whether `word`, in small letters, is in the list as it stands.
    pub fn has(&self, word: &str) -> bool {
        self.find(word).0.is_some_and(|kind| kind & ALONE != 0)
    }

    /// Whether `word` is made of parts that may stand where they stand. Of three equal letters where two parts meet one
    /// is written: `fallucka`.
    fn is_compound(&self, word: &str) -> bool {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let letters = starts.len() - 1;
        // The fewest parts that end before each letter.
        let mut parts = vec![usize::MAX; starts.len()];
        parts[0] = 0;
        for from in 0..letters {
            if parts[from] >= PARTS {
                continue;
            }
            for to in from + 1..=letters {
                let part = &word[starts[from]..starts[to]];
                let (kind, goes_on) = self.find(part);
                let begins = if from == 0 && BEGIN.contains(&part) { FIRST } else { 0 };
                let kind = kind.unwrap_or(0) | begins;
                let is_long = to - from >= PART;
                if is_long && from > 0 && to == letters && kind & LAST != 0 {
                    return true;
                }
                let binds = if from == 0 { FIRST } else { FIRST | MIDDLE };
                if is_long && kind & binds != 0 {
                    let count = parts[from] + 1;
                    parts[to] = parts[to].min(count);
                    let mut last = part.chars().rev();
                    if let (Some(a), Some(b)) = (last.next(), last.next())
                        && a == b
                    {
                        parts[to - 1] = parts[to - 1].min(count);
                    }
                }
                if !goes_on {
                    break;
                }
            }
        }
        false
    }

    /// What `word` may be, where it is in the list, and whether a longer word of the list begins so.
    fn find(&self, word: &str) -> (Option<u8>, bool) {
        let wanted = word.as_bytes();
        let after = self.heads.partition_point(|head| self.line(*head).is_some_and(|(word, ..)| word <= wanted));
        let mut at = after.checked_sub(1).and_then(|head| self.heads.get(head)).copied();
        let (mut current, mut kind) = (Vec::new(), None);
        // The block that the word would stand in, and the word behind it.
        if at.is_none() {
            at = self.heads.first().copied();
        }
        while let Some(start) = at {
            let Some((rest, of_word, shared, next)) = self
                .line(start)
                .map(|(rest, kind, next)| (rest, kind, usize::from(self.bytes[start].saturating_sub(b'0')), next))
            else {
                break;
            };
            current.truncate(shared);
            current.extend_from_slice(rest);
            match current.as_slice().cmp(wanted) {
                Ordering::Less => {}
                Ordering::Equal => kind = Some(of_word),
                Ordering::Greater => return (kind, current.starts_with(wanted)),
            }
            at = Some(next);
        }
        (kind, false)
    }

    /// The line that begins at a byte: the rest of its word, what it may be, where the next one begins.
    fn line(&self, start: usize) -> Option<(&[u8], u8, usize)> {
        let line = self.bytes.get(start..)?;
        let line = &line[..line.iter().position(|byte| *byte == b'\n')?];
        let (kind, rest) = line.get(1..)?.split_last()?;
        let kind = char::from(*kind).to_digit(16).and_then(|kind| u8::try_from(kind).ok())?;
        Some((rest, kind, start + line.len() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of words with what they may be, as the script packs it.
    fn list(words: &[(&str, u8)]) -> WordList {
        let mut words = words.to_vec();
        words.sort_by_key(|(word, _)| word.as_bytes());
        let mut bytes = b"underlag ordlista 1\n# a test\n".to_vec();
        let mut before: &[u8] = &[];
        for (at, (word, kind)) in words.iter().enumerate() {
            let word = word.as_bytes();
            let alike = before.iter().zip(word).take_while(|(a, b)| a == b).count();
            let shared = if at % 3 == 0 { 0 } else { alike };
            bytes.push(b'0' + u8::try_from(shared).unwrap());
            bytes.extend_from_slice(&word[shared..]);
            bytes.extend_from_slice(format!("{kind:x}\n").as_bytes());
            before = word;
        }
        WordList::new(bytes).unwrap()
    }

    #[test]
    fn words_and_compounds_are_found() {
        let list = list(&[
            ("avgift", 9),
            ("avgiften", 9),
            ("barn", 15),
            ("falla", 1),
            ("fall", 3),
            ("lucka", 9),
            ("nät", 11),
            ("skolan", 9),
            ("skol", 6),
            ("verksamhet", 9),
            ("verksamhets", 7),
            ("plan", 9),
            ("barnplan", 0),
            ("a", 1),
            ("öppen", 1),
            ("ö", 15),
            ("årsdag", 9),
            ("lovdag", 9),
        ]);
        for known in [
            "a",
            "årsplan",
            "lovplan",
            "avgift",
            "avgiften",
            "avgifts",
            "öppen",
            "nätavgift",
            "fallucka",
            "verksamhetsplan",
            "barnskolan",
            "nätverksamhetsplan",
            "skolplan",
        ] {
            assert!(list.knows(known), "{known}");
        }
        for unknown in [
            "",
            "avgif",
            "avgiftn",
            "verksamhetplan",
            "verksamhetsplna",
            "planbarn",
            "barnplan",
            "öskolan",
            "zzz",
            "\u{10ffff}",
            "0",
            "nätnätnätnätplan",
        ] {
            assert!(!list.knows(unknown), "{unknown}");
        }
        assert!(list.has("skolan") && !list.has("skol") && !list.has("nätavgift"));
    }

    #[test]
    fn any_bytes_are_survived() {
        assert!(WordList::new(b"something else".to_vec()).is_none());
        for rest in ["", "\n", "0", "0\n", "zab1\n", "0ab1\n\u{ff}x\n", "0abz\n", "1\n0\n00\n"] {
            let list = WordList::new([HEADER, rest.as_bytes()].concat()).unwrap();
            for word in ["", "ab", "b", "ö"] {
                let _ = (list.knows(word), list.has(word));
            }
        }
    }
}
