//! Slips of the keyboard: what stands twice in a row, capitals and full stops inside words, spaces at marks.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::diagnostic::Diagnostic;
use crate::report::passages::{self, Passage, Role};

use super::messages;

pub(super) fn check(passages: &[Passage]) -> Vec<Diagnostic> {
    // Sources are cited as they are.
    let own = passages.iter().filter(|passage| passage.role != Role::Note);
    own.flat_map(|passage| {
        let mut found = doubled(passage);
        found.extend(said_twice(passage));
        found.extend(inside_words(passage));
        found.extend(at_marks(passage));
        found
    })
    .collect()
}

static WORD: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\p{L}+"));

/// Words that Swedish rightly has twice in a row, wherever they stand: `det det`, `frågan om om`, `mycket mycket`.
const RIGHTLY_TWICE: &[&str] = &[
    "bort", "de", "den", "det", "hem", "in", "långt", "mer", "mycket", "många", "ner", "om", "så", "upp", "ut",
    "väldigt",
];

/// Words that may stand twice where the first ends a clause or belongs to its verb, and the verbs that it belongs to:
/// `det som vi litar på på kontoret`, `arbetet håller på på skolan`.
const ENDS_A_CLAUSE: &[(&str, &[&str])] = &[
    ("av", &["stäng", "ta", "tas", "tar", "tog", "tagit", "känn", "känt", "går", "gick", "slå", "hör", "dra", "drog"]),
    ("från", &[]),
    ("för", &["stå", "står", "stod"]),
    ("i", &["håll", "höll", "tar", "tog", "sätt", "satt"]),
    (
        "med",
        &[
            "ta", "tas", "tar", "tog", "tagit", "vara", "är", "var", "varit", "kom", "komm", "följ", "håll", "höll",
            "räkna", "ha", "har", "hade", "haft", "få", "får", "fick", "fått", "bli", "blir", "blev",
        ],
    ),
    (
        "på",
        &[
            "håll", "höll", "stå", "står", "ställ", "sätt", "satt", "bygg", "kör", "slå", "tar", "tog", "skriv", "går",
            "gick", "känn", "tänk", "lägg", "lagt",
        ],
    ),
    (
        "till",
        &[
            "lägg", "lagt", "lade", "kom", "komm", "går", "gick", "se", "ser", "ställ", "hör", "tar", "tog", "slå",
            "bygg",
        ],
    ),
    ("under", &["går", "gick", "skriv", "skrev"]),
    ("var", &[]),
    ("vid", &["håll", "höll", "stå", "står", "stod"]),
    ("är", &[]),
    ("över", &["ta", "tas", "tar", "tog", "tagit", "går", "gick", "se", "ser", "komm", "kom", "lämna"]),
];

/// What begins a clause that may end with a preposition or a verb.
const RELATIVE: &[&str] = &["som", "vad", "vilka", "vilken", "vilket", "vem", "där", "varför", "hur", "när"];

/// Who such a clause is about where nothing begins it: `de frågor vi arbetar med`.
const SUBJECT: &[&str] = &["vi", "man", "jag", "du", "ni", "han", "hon", "de", "den", "det"];

/// What follows `för` where that says too much of something: `för för få elever`.
static TOO_MUCH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s+(?:lite|få|många|mycket|hög|låg|stor|små|liten|lång|kort|sen|tidig|svår|dyr|snabb|svag|gam|gles|tät|",
        r"ung|trång|bred|smal|hård|tung|stark|dålig)",
    ))
});

fn starts_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether `word` may stand twice where a sentence begins with the words `before` and goes on with `after`.
fn rightly_twice(word: &str, before: &[&str], after: &str) -> bool {
    if RIGHTLY_TWICE.contains(&word) || (word == "för" && TOO_MUCH.is_match(after)) {
        return true;
    }
    let Some((_, verbs)) = ENDS_A_CLAUSE.iter().find(|(known, _)| *known == word) else { return false };
    let small: Vec<String> = before.iter().map(|word| word.to_lowercase()).collect();
    let within = |at: usize| at > 0 && at + 1 < small.len() && !["och", "men", "att"].contains(&small[at - 1].as_str());
    let clause = small
        .iter()
        .enumerate()
        .any(|(at, word)| RELATIVE.contains(&word.as_str()) || (SUBJECT.contains(&word.as_str()) && within(at)));
    // A word of three letters or fewer is the verb as it stands, a longer one how its forms begin.
    let is_verb =
        |word: &String| verbs.iter().any(|verb| word == verb || (verb.chars().count() > 3 && word.starts_with(verb)));
    clause || small.iter().rev().take(2).any(is_verb)
}

/// Most words before two that are the same by which they are judged.
const SENTENCE: usize = 60;

/// The same word twice in a row, with nothing but white space between.
fn doubled(passage: &Passage) -> Vec<Diagnostic> {
    let text = passage.text.as_str();
    let words: Vec<_> = WORD.find_iter(text).collect();
    let (mut found, mut sentences) = (Vec::new(), None);
    for (at, pair) in words.windows(2).enumerate() {
        let between = &text[pair[0].end()..pair[1].start()];
        let (first, second) = (pair[0].as_str().to_lowercase(), pair[1].as_str().to_lowercase());
        let twice = !between.is_empty()
            && !passage.is_foreign(&pair[0].range())
            && between.chars().all(char::is_whitespace)
            && first == second
            // A label, and the line below it.
            && !passage.has_break(&(pair[0].end()..pair[1].start()))
            // A large letter beside the small one is no word twice.
            && (first.chars().nth(1).is_some() || pair[0].as_str() == pair[1].as_str());
        if !twice {
            continue;
        }
        let sentences = sentences.get_or_insert_with(|| passages::sentences(text));
        let sentence = sentences.partition_point(|sentence| sentence.end <= pair[0].start());
        let start = sentences.get(sentence).map_or(0, |sentence| sentence.start);
        let nearest = &words[at.saturating_sub(SENTENCE)..at];
        let before: Vec<&str> = nearest.iter().filter(|word| word.start() >= start).map(regex::Match::as_str).collect();
        if starts_large(pair[1].as_str()) || !rightly_twice(&first, &before, &text[pair[1].end()..]) {
            let place = passage.place(pair[0].start()..pair[1].end());
            found.extend(place.map(|place| messages::doubled_word(place, pair[1].as_str())));
        }
    }
    for hit in DOUBLED_MARK.captures_iter(text).filter_map(|hit| hit.get(1)) {
        let place = passage.place(hit.range());
        found.extend(place.map(|place| messages::doubled_word(place, &hit.as_str()[1..])));
    }
    found
}

/// A mark that stands twice behind a word: `slut..`
static DOUBLED_MARK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[\p{L}\d)](\.\.|,,|;;|::)(?:\s|$)"));

/// Two words in a row that say the same.
static SAID_TWICE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:skall\s+(?:ska|skulle)|ska\s+(?:skall|skulle)|skulle\s+ska(?:ll)?|",
        r"(?:cirka|circa)\s+(?:ca|omkring|ungefär)|ca\.?\s+(?:cirka|circa|omkring|ungefär)|",
        r"(?:omkring|ungefär)\s+(?:ca|cirka|circa)|och\s+samt|samt\s+och|inte\s+ej|ej\s+inte|",
        r"(?:kr|tkr|mkr|mnkr)\s+kronor|kronor\s+t?kr|och\s+och/eller)\b|%\s+procent\b|\bprocent\s+%",
    ))
});

fn said_twice(passage: &Passage) -> Vec<Diagnostic> {
    let hits = SAID_TWICE.find_iter(&passage.text);
    hits.filter_map(|hit| Some(messages::said_twice(passage.place(hit.range())?, hit.as_str()))).collect()
}

/// Pieces between white space that are no addresses or names of files.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    let all = text.split_inclusive(char::is_whitespace).map(move |piece| {
        end += piece.len();
        (end - piece.len(), piece.trim_end())
    });
    all.filter(|(_, piece)| !["://", "www.", "@", "_", "\\"].iter().any(|sign| piece.contains(sign)))
}

/// A capital in a word that began with small ones, or two at its beginning: `verksamhEten`, `KOmmunen`.
static CAPITAL: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:\p{Ll}{3,}\p{Lu}\p{Ll}+|\p{Ll}{4,}\p{Lu}|\p{Lu}{2}\p{Ll}{4,})\b"));

/// A mark between two words or parts of one.
static MARK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(\p{L}+)([.,;!?])(\p{L}+)"));

/// What is written with a full stop before something else.
const SHORTENED: &[&str] = &[
    "inkl", "exkl", "resp", "kap", "enl", "ang", "avd", "tel", "max", "min", "prel", "bitr", "ordf", "sekr", "forts",
    "dir", "jfr", "mom", "not", "tab", "dnr", "diar", "sid", "art", "proc", "doc", "fil",
];

/// How addresses and names of files end.
const ENDINGS: &[&str] = &[
    "se", "nu", "com", "org", "net", "eu", "dk", "fi", "no", "info", "io", "pdf", "doc", "docx", "xls", "xlsx", "csv",
    "txt", "ppt", "pptx", "toml", "json", "xml", "html", "zip", "png", "jpg", "js", "gov",
];

/// Capitals and marks where only small letters belong, and words without the space between them.
fn inside_words(passage: &Passage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (start, piece) in pieces(&passage.text) {
        let at = |range: Range<usize>| passage.place(start + range.start..start + range.end);
        // Few words have a capital but the first letter, and most of those nothing else.
        let inner = piece.chars().skip(1).any(char::is_uppercase) && piece.chars().any(char::is_lowercase);
        for hit in inner.then(|| CAPITAL.find_iter(piece)).into_iter().flatten() {
            found.extend(at(hit.range()).map(|place| messages::capital_inside(place, hit.as_str())));
        }
        if !piece.trim_end_matches(|c: char| !c.is_alphabetic()).contains(['.', ',', ';', '!', '?']) {
            continue;
        }
        // Abbreviations, addresses and names of files have several, or a short part.
        let several = piece.trim_end_matches(|c: char| !c.is_alphabetic()).matches('.').count() > 1;
        for hit in MARK.captures_iter(piece) {
            let (Some(whole), Some(left), Some(mark), Some(right)) = (hit.get(0), hit.get(1), hit.get(2), hit.get(3))
            else {
                continue;
            };
            let Some(place) = at(whole.range()) else { continue };
            let (left, right) = (left.as_str(), right.as_str());
            let length = |word: &str| word.chars().count();
            let small = |word: &str| word.chars().all(char::is_lowercase);
            let large = starts_large(right) && right.chars().skip(1).all(char::is_lowercase);
            let stop = mark.as_str() == ".";
            let known =
                stop && (several || ENDINGS.contains(&right) || SHORTENED.contains(&left.to_lowercase().as_str()));
            if known || length(left) < 2 || length(right) < 2 || !left.chars().skip(1).all(char::is_lowercase) {
                continue;
            }
            if stop && small(right) && length(left) > 2 {
                found.push(messages::stop_inside(place, whole.as_str()));
            // A question mark stands for a sign that cannot be shown, which is told, and within addresses.
            } else if large || (!stop && mark.as_str() != "?" && small(right)) {
                let better = format!("{left}{} {right}", mark.as_str());
                let fix = passage.replaced(start + whole.start()..start + whole.end(), &better);
                found.push(messages::space_at_sign(place, whole.as_str(), &better).with_fix([fix]));
            }
        }
    }
    found
}

/// A full stop or another mark right before a parenthesis.
static BEFORE_PARENTHESIS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"([\p{L}\d.]*[\p{L}\d])([.,;:!?])(\(\p{L}+)"));

/// A word with a parenthesis right behind it that is no ending, `elev(er)`: it holds several words or an abbreviation.
static CLOSE_PARENTHESIS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(\p{L}{2,})(\((?:\p{Lu}{2,}\)|\p{L}{2,}[ \x{a0}]))"));

/// A word right behind a parenthesis that is no part of it, `(för)skola`: it holds several words or an abbreviation.
static BEHIND_PARENTHESIS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"((?:[ \x{a0}][\p{L}\d]+|\(\p{Lu}{2,})\))(\p{L}{2,})"));

/// A space where a parenthesis begins or ends, or before a mark.
static SPACE_WITHIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(\()[ \x{a0}]+([\p{L}\d]+)|([\p{L}\d]+[.%]?)[ \x{a0}]+(\))|",
        r"([\p{L}\d]+[)%]?)[ \x{a0}]+([.,;!])(?:\s|$)",
    ))
});

/// Spaces that lack at a mark, or that should not stand there.
fn at_marks(passage: &Passage) -> Vec<Diagnostic> {
    let text = passage.text.as_str();
    let mut found = Vec::new();
    // Where a mark of a note or something else stood between, the text is not as it was written.
    let written = |range: Range<usize>| passage.place(range.clone()).filter(|place| place.range().len() == range.len());
    for hit in BEFORE_PARENTHESIS.captures_iter(text) {
        let (Some(whole), Some(left), Some(mark), Some(right)) = (hit.get(0), hit.get(1), hit.get(2), hit.get(3))
        else {
            continue;
        };
        let Some(place) = written(whole.range()) else { continue };
        let short = left.as_str().rsplit('.').next().is_some_and(|last| last.chars().count() < 4);
        let inner = right.as_str().trim_start_matches('(');
        let (left, mark) = (left.as_str(), mark.as_str());
        found.push(if mark == "." && !short && !starts_large(inner) {
            messages::stop_before_parenthesis(place, whole.as_str(), &format!("{left} ({inner} …)."))
        } else {
            let better = format!("{left}{mark} ({inner}");
            let fix = passage.replaced(whole.range(), &better);
            messages::space_at_sign(place, whole.as_str(), &better).with_fix([fix])
        });
    }
    for hit in CLOSE_PARENTHESIS.captures_iter(text).chain(BEHIND_PARENTHESIS.captures_iter(text)) {
        let (Some(whole), Some(left), Some(right)) = (hit.get(0), hit.get(1), hit.get(2)) else { continue };
        let better = format!("{} {}", left.as_str().trim_start(), right.as_str().trim_end());
        let written = written(whole.range());
        let fix = passage.replaced(whole.range(), &format!("{} {}", left.as_str(), right.as_str()));
        let told = |place| messages::space_at_sign(place, whole.as_str().trim(), &better).with_fix([fix]);
        found.extend(written.map(told));
    }
    for hit in SPACE_WITHIN.captures_iter(text) {
        let mut parts = hit.iter().skip(1).flatten();
        let (Some(left), Some(right)) = (parts.next(), parts.next()) else { continue };
        let range = left.start()..right.end();
        let better = format!("{}{}", left.as_str(), right.as_str());
        let place = written(range.clone());
        let fix = passage.replaced(range.clone(), &better);
        let told = |place| messages::space_too_many(place, &text[range.clone()], &better).with_fix([fix]);
        found.extend(place.map(told));
    }
    found
}
