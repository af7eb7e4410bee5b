//! From other words of a paragraph to edits of the file that it was written in: the words that changed and nothing
//! else, so that comments, order and marks of the text stay as somebody wrote them.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use toml::de::{DeTable, DeValue};

use crate::base::amount::Amount;
use crate::input::prose::binding::Binding;

use super::fold;
use super::fold::NOTE;
use super::paper::SIGN;

/// A part of a file's text, and what is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) with: String,
}

/// How words stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// As they are, in lines: `'''`, or a file that is no TOML.
    Lines,
    /// As they are, in one line: `'`.
    Line,
    /// With escapes, in lines: `"""`.
    EscapedLines,
    /// With escapes, in one line: `"`.
    Escaped,
    /// Not as words: a number.
    Bare,
}

/// Why a change cannot be written into the file for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsure {
    /// The figure is computed, taken or bound: it stands elsewhere.
    Computed,
    /// It touches a mark of the text.
    Mark(Mark),
    /// It stands in a workbook.
    Workbook,
    /// What somebody typed in the place of a figure is none, or has another unit.
    NoFigure,
}

/// A mark of a text that words cannot be changed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Words in italics or in bold type.
    Emphasis,
    /// A link, or words in another language.
    Link,
    /// The mark of a note.
    Note,
    /// A figure that is taken from a table: where its file asks for it.
    Bound {
        /// The byte at which `{{` stands.
        start: usize,
        /// The byte behind `}}`.
        end: usize,
    },
    /// The page, the number or the name of something else.
    Reference,
    /// What nobody can tell for certain.
    Other,
}

impl Mark {
    /// The mark that stands in a part of a text: of several a bound figure is told.
    fn within(text: &str, part: Range<usize>) -> Self {
        let words = text.get(part.clone()).unwrap_or_default();
        if let Some((at, end)) = words.find("{{").and_then(|at| Some((at, at + words.get(at..)?.find("}}")? + 2))) {
            let inner = words.get(at + 2..end - 2).map(Binding::read);
            return match inner {
                Some(Ok(binding)) if binding.addresses().next().is_none() => Mark::Reference,
                _ => Mark::Bound { start: part.start + at, end: part.start + end },
            };
        }
        match words {
            words if words.contains("[^") => Mark::Note,
            words if words.contains("](") || words.contains('[') => Mark::Link,
            words if words.contains('*') => Mark::Emphasis,
            _ => Mark::Other,
        }
    }

    /// The mark between the letters beside a character that none of them shows.
    fn beside(text: &str, of: &Range<usize>, at: usize, (places, letters): (&[Option<usize>], &[Letter])) -> Self {
        let range = |place: Option<&usize>| place.and_then(|place| letters.get(*place)).map(|letter| &letter.range);
        let before = range(places.get(..at).and_then(|all| all.iter().flatten().next_back()));
        let behind = range(places.get(at..).and_then(|all| all.iter().flatten().next()));
        Mark::within(text, before.map_or(of.start, |it| it.end)..behind.map_or(of.end, |it| it.start))
    }
}

/// The string of a TOML file in which `at` lies: the range of its words there, and how they stand.
pub(super) fn string(text: &str, at: &Range<usize>) -> (Range<usize>, Quote) {
    match whole_string(text, at) {
        Some((inner, quote)) => (at.start.max(inner.start)..at.end.min(inner.end), quote),
        None => (at.clone(), Quote::Bare),
    }
}

/// All of the string of a TOML file in which `at` lies, between its quotation marks.
pub(super) fn whole_string(text: &str, at: &Range<usize>) -> Option<(Range<usize>, Quote)> {
    fn find(value: &toml::Spanned<DeValue<'_>>, at: &Range<usize>) -> Option<Range<usize>> {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(_) if span.start <= at.start && at.end <= span.end => Some(span),
            DeValue::Array(all) => all.iter().find_map(|inner| find(inner, at)),
            DeValue::Table(all) => all.values().find_map(|inner| find(inner, at)),
            _ => None,
        }
    }
    let (table, _) = DeTable::parse_recoverable(text);
    let span = table.get_ref().values().find_map(|value| find(value, at))?;
    let raw = text.get(span.clone()).unwrap_or_default();
    let (length, quote) = match raw {
        raw if raw.starts_with("'''") => (3, Quote::Lines),
        raw if raw.starts_with("\"\"\"") => (3, Quote::EscapedLines),
        raw if raw.starts_with('\'') => (1, Quote::Line),
        raw if raw.starts_with('"') => (1, Quote::Escaped),
        _ => return None,
    };
    Some((span.start + length..span.end.saturating_sub(length).max(span.start + length), quote))
}

impl Quote {
    /// Words as they are written within it; `None` where they cannot be.
    pub(super) fn written(self, words: &str) -> Option<String> {
        match self {
            Quote::Lines => (!words.contains("'''")).then(|| words.to_owned()),
            Quote::Line => (!words.contains(['\'', '\n'])).then(|| words.to_owned()),
            Quote::EscapedLines => Some(words.replace('\\', "\\\\").replace('"', "\\\"")),
            Quote::Escaped => Some(words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")),
            Quote::Bare => None,
        }
    }

    /// Whether another paragraph can stand in it.
    pub(super) fn holds_lines(self) -> bool {
        matches!(self, Quote::Lines | Quote::EscapedLines)
    }

    fn escapes(self) -> bool {
        matches!(self, Quote::Escaped | Quote::EscapedLines)
    }
}

/// A character of a file's text as it is shown, or a mark that shows other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    shown: Option<char>,
    pub(super) range: Range<usize>,
}

/// What the parts of a text are that show other words than those that stand there: a bound figure, a note, where a
/// link leads.
const MARKS: [(&str, &str); 3] = [("{{", "}}"), ("[^", "]"), ("](", ")")];

/// The letters of a part of a file's text.
pub(super) fn letters(text: &str, of: &Range<usize>, quote: Quote) -> Vec<Letter> {
    let mut all = Vec::new();
    let mut at = of.start;
    while let Some(rest) = text.get(at..of.end).filter(|rest| !rest.is_empty()) {
        let mark = MARKS.iter().find_map(|(open, close)| {
            let inner = rest.strip_prefix(open)?;
            Some(open.len() + inner.find(close)? + close.len())
        });
        let escape = || quote.escapes().then(|| escaped(rest)).flatten();
        let (shown, length) = match (mark, escape()) {
            (Some(length), _) => (None, length),
            (None, Some((c, length))) => (Some(c), length),
            (None, None) => (rest.chars().next(), rest.chars().next().map_or(1, char::len_utf8)),
        };
        all.push(Letter { shown, range: at..at + length });
        at += length;
    }
    all
}

/// The character that an escape stands for, and its length.
fn escaped(rest: &str) -> Option<(char, usize)> {
    let code = |digits: usize| {
        let number = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((char::from_u32(number)?, 2 + digits))
    };
    match (rest.strip_prefix('\\')?).chars().next()? {
        'n' => Some(('\n', 2)),
        't' => Some(('\t', 2)),
        'r' => Some(('\r', 2)),
        'u' => code(4),
        'U' => code(8),
        'x' => code(2),
        c @ ('"' | '\\') => Some((c, 2)),
        _ => None,
    }
}

/// The pieces of a text that change as one: words, and single other characters. Each with its range in characters.
fn pieces(text: &[char]) -> Vec<(String, Range<usize>)> {
    let mut all: Vec<(String, Range<usize>)> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.iter().enumerate() {
        if *c == NOTE {
            all.push((NOTE.to_string(), at..at + 1));
            in_word = false;
            continue;
        }
        let Some(folded) = fold::character(*c) else {
            // What cannot be seen belongs to the piece before it.
            if let Some((_, range)) = all.last_mut() {
                range.end = at + 1;
            }
            continue;
        };
        let is_word = folded.is_alphanumeric();
        match all.last_mut() {
            Some((word, range)) if is_word && in_word => {
                word.push(folded);
                range.end = at + 1;
            }
            Some((word, range)) if folded == ' ' && word == " " => range.end = at + 1,
            _ => all.push((folded.to_string(), at..at + 1)),
        }
        in_word = is_word;
    }
    all
}

/// The edits of `text[of]`, which shows `shown`, so that it shows `new`. `marks` are what stands in a file for each
/// note's mark in `new` that may be new.
pub(super) fn words(
    text: &str,
    of: &Range<usize>,
    quote: Quote,
    [shown, new]: [&str; 2],
    marks: &[Option<String>],
) -> Result<Vec<Edit>, Unsure> {
    let letters = letters(text, of, quote);
    let (was, is): (Vec<char>, Vec<char>) = (shown.chars().collect(), new.chars().collect());
    // Where each character that is shown stands among the letters.
    let places = aligned(&was, &letters);
    let (old, fresh) = (pieces(&was), pieces(&is));
    let [old_words, new_words] =
        [&old, &fresh].map(|all| all.iter().map(|(word, _)| word.as_str()).collect::<Vec<&str>>());
    let mut edits = Vec::new();
    for change in capture_diff_slices(Algorithm::Patience, &old_words, &new_words) {
        if let DiffOp::Equal { .. } = change {
            continue;
        }
        let gone = &old[change.old_range()];
        let over = match (gone.first(), gone.last()) {
            (Some((_, first)), Some((_, last))) => {
                Some(solid((text, of), first.start..last.end, &was, (&places, &letters))?)
            }
            _ => None,
        };
        let said = said(&fresh[change.new_range()], &is, marks)?;
        if said.contains([NOTE, SIGN, '\n', '\t']) || said.contains("{{") {
            return Err(Unsure::Mark(Mark::Other));
        }
        let said: String = said.chars().filter(|c| fold::character(*c).is_some()).collect();
        let said = said.replace('\u{a0}', " ");
        let range = match over {
            Some(range) => range,
            None => {
                let at = old.get(change.old_range().start).map_or(was.len(), |(_, range)| range.start);
                let before =
                    at.checked_sub(1).and_then(|at| last_place(&was, &places, at)).map(|at| letters[at].range.end);
                let after = places.get(at).copied().flatten().map(|at| letters[at].range.start);
                let beside = || Unsure::Mark(Mark::beside(text, of, at, (&places, &letters)));
                let at = before.or(after).ok_or_else(beside)?;
                at..at
            }
        };
        let with = quote.written(&said).ok_or(Unsure::Mark(Mark::Other))?;
        edits.push(Edit { range, with });
    }
    Ok(edits)
}

/// The words of pieces, with what stands in a file for the marks of new notes.
fn said(pieces: &[(String, Range<usize>)], is: &[char], marks: &[Option<String>]) -> Result<String, Unsure> {
    let mut said = String::new();
    for at in pieces.iter().flat_map(|(_, range)| range.clone()) {
        if is[at] == NOTE {
            let number = is[..at].iter().filter(|c| **c == NOTE).count();
            said.push_str(marks.get(number).and_then(Option::as_ref).ok_or(Unsure::Mark(Mark::Note))?);
        } else {
            said.push(is[at]);
        }
    }
    Ok(said)
}

/// The place of the last character at or before `at` that can be seen, or that is the mark of a note.
fn last_place(was: &[char], places: &[Option<usize>], at: usize) -> Option<usize> {
    let at = (0..=at).rev().find(|at| was[*at] == NOTE || fold::character(was[*at]).is_some())?;
    places[at]
}

/// The range of letters that show these characters and nothing else.
fn solid(
    (text, whole): (&str, &Range<usize>),
    of: Range<usize>,
    was: &[char],
    (places, letters): (&[Option<usize>], &[Letter]),
) -> Result<Range<usize>, Unsure> {
    let mut all: Option<Range<usize>> = None;
    for at in of {
        if was[at] != NOTE && fold::character(was[at]).is_none() {
            continue;
        }
        let place = places[at].ok_or_else(|| Unsure::Mark(Mark::beside(text, whole, at, (places, letters))))?;
        // The mark of a note may go, no other one.
        let stands = text.get(letters[place].range.clone()).unwrap_or_default();
        if was[at] == NOTE && !stands.starts_with("[^") {
            return Err(Unsure::Mark(Mark::within(text, letters[place].range.clone())));
        }
        match &mut all {
            None => all = Some(place..place + 1),
            Some(range) if range.end == place => range.end = place + 1,
            // White space of the file that is shown as one space.
            Some(range) => {
                let between = &letters[range.end..place];
                let is_space =
                    |letter: &Letter| letter.shown.is_some_and(|c| fold::character(c).is_none_or(|c| c == ' '));
                if !between.iter().all(is_space) {
                    let part = letters[range.end].range.start..letters[place].range.start;
                    return Err(Unsure::Mark(Mark::within(text, part)));
                }
                range.end = place + 1;
            }
        }
    }
    let range = all.ok_or(Unsure::Mark(Mark::Other))?;
    Ok(letters[range.start].range.start..letters[range.end - 1].range.end)
}

/// For each character that is shown the letter that shows it, if one does: words that are shown are looked for as
/// words.
pub(super) fn aligned(was: &[char], letters: &[Letter]) -> Vec<Option<usize>> {
    let written: Vec<char> = letters.iter().map(|letter| letter.shown.unwrap_or(NOTE)).collect();
    let (shown, there) = (pieces(was), pieces(&written));
    let [one, other] = [&shown, &there].map(|all| all.iter().map(|(word, _)| word.as_str()).collect::<Vec<&str>>());
    let mut places = vec![None; was.len()];
    for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
        let DiffOp::Equal { old_index, new_index, len } = change else { continue };
        for ((_, from), (_, to)) in shown[old_index..old_index + len].iter().zip(&there[new_index..new_index + len]) {
            let seen = |all: &[char], range: &Range<usize>| -> Vec<usize> {
                range.clone().filter(|at| all[*at] == NOTE || fold::character(all[*at]).is_some()).collect()
            };
            for (at, letter) in seen(was, from).into_iter().zip(seen(&written, to)) {
                places[at] = Some(letter);
            }
        }
    }
    places
}

/// The edit of a figure, or none where its value is the same.
pub(super) fn figure(text: &str, of: &Range<usize>, quote: Quote, shown: &str, new: &str) -> Result<Vec<Edit>, Unsure> {
    let parse = |words: &str| fold::words(words).parse::<Amount>().ok();
    let raw = text.get(of.clone()).unwrap_or_default();
    if let Some(was) = pair(shown) {
        return figures(raw, of, quote, &was, new);
    }
    let (written, was) = (parse(&raw.replace('_', "")), parse(shown));
    // What stands there is not what is shown: it is made of other figures.
    if written.is_none() || written.map(Amount::value) != was.map(Amount::value) {
        return Err(Unsure::Computed);
    }
    let Some(is) = parse(new) else { return Err(Unsure::NoFigure) };
    if Some(is) == was {
        return Ok(Vec::new());
    }
    let with = match quote {
        Quote::Bare => is.to_string(),
        Quote::Lines | Quote::Line | Quote::Escaped | Quote::EscapedLines => {
            quote.written(&new.trim().replace('\u{a0}', " ")).ok_or(Unsure::NoFigure)?
        }
    };
    Ok(vec![Edit { range: of.clone(), with }])
}

/// A figure with another one in brackets behind it, and the unit of that: `92 (87,6 %)`.
fn pair(words: &str) -> Option<(Amount, Amount, String)> {
    let words = fold::words(words);
    let (first, inner) = words.trim().strip_suffix(')')?.split_once('(')?;
    let (second, unit) = inner.split_at(inner.rfind(|c: char| c.is_ascii_digit())? + 1);
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?, unit.trim().to_owned()))
}

/// The edit of a figure that is shown with another one in brackets: both where they are written as they are shown,
/// otherwise the first, which alone stands here.
fn figures(
    raw: &str,
    of: &Range<usize>,
    quote: Quote,
    was: &(Amount, Amount, String),
    new: &str,
) -> Result<Vec<Edit>, Unsure> {
    let value = |(first, second, unit): &(Amount, Amount, String)| (first.value(), second.value(), unit.clone());
    let Some(is) = pair(new) else { return Err(Unsure::NoFigure) };
    let with = if pair(raw).as_ref().map(value) == Some(value(was)) {
        quote.written(&new.trim().replace('\u{a0}', " ")).ok_or(Unsure::NoFigure)?
    } else {
        let written = fold::words(&raw.replace('_', "")).parse::<Amount>().ok();
        let stays = (is.1.value(), &is.2) == (was.1.value(), &was.2);
        if !stays || written.map(Amount::value) != Some(was.0.value()) {
            return Err(Unsure::Computed);
        }
        is.0.to_string()
    };
    Ok(if value(&is) == value(was) { Vec::new() } else { vec![Edit { range: of.clone(), with }] })
}

/// A file's text with edits made in it, of which none overlaps another.
pub(super) fn applied(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out.push_str(text.get(from..edit.range.start)?);
        out.push_str(&edit.with);
        from = edit.range.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of `a` in a file after its words became others.
    fn edited(file: &str, shown: &str, new: &str) -> Result<String, Unsure> {
        let at = file.find('=').unwrap() + 2;
        let (of, quote) = string(file, &(at..file.trim_end().len()));
        let edits = words(file, &of, quote, [shown, new], &[])?;
        Ok(applied(file, &edits).unwrap())
    }

    #[test]
    fn the_words_that_changed_are_edited_and_nothing_else() {
        for (file, shown, new, made) in [
            ("a = 'ett två tre'\n", "ett två tre", "ett TVÅ tre", "a = 'ett TVÅ tre'\n"),
            ("a = 'ett två tre'\n", "ett två tre", "ett tre", "a = 'ett tre'\n"),
            ("a = 'ett tre'\n", "ett tre", "ett två tre", "a = 'ett två tre'\n"),
            ("a = \"ett \\\"två\\\"\"\n", "ett \"två\"", "ett \"tre\"", "a = \"ett \\\"tre\\\"\"\n"),
            ("a = \"sm\\u00e5 ord\"\n", "små ord", "små tal", "a = \"sm\\u00e5 tal\"\n"),
            ("a = 'ett *två* tre'\n", "ett två tre", "ett två fyra", "a = 'ett *två* fyra'\n"),
            ("a = 'ett *två* tre'\n", "ett två tre", "ett fem tre", "a = 'ett *fem* tre'\n"),
            (
                "a = '''\nen lång\nrad här\n'''\n",
                "en lång rad här",
                "en kort rad här",
                "a = '''\nen kort\nrad här\n'''\n",
            ),
            (
                "a = 'Utfall {{t.a.b}} nu.'\n",
                "Utfall 7\u{a0}712\u{a0}tkr nu.",
                "Utfall 7 712 tkr då.",
                "a = 'Utfall {{t.a.b}} då.'\n",
            ),
            ("a = 'Not[^k] här'\n", "Not\u{fffc} här", "Not\u{fffc} där", "a = 'Not[^k] där'\n"),
            ("a = 'Not[^k] här'\n", "Not\u{fffc} här", "Annat här", "a = 'Annat här'\n"),
            ("a = 'Not[^k]'\n", "Not\u{fffc}", "Not\u{fffc} här", "a = 'Not[^k] här'\n"),
            ("a = 'Not[^k] *här*'\n", "Not\u{fffc} här", "Not\u{fffc} nu här", "a = 'Not[^k] nu *här*'\n"),
            ("a = 'slut'\n", "slut", "slut.", "a = 'slut.'\n"),
            ("a = 'slut'\n", "slut", "Nu slut", "a = 'Nu slut'\n"),
        ] {
            assert_eq!(edited(file, shown, new).as_deref(), Ok(made), "{file}");
        }
        for (file, shown, new, mark) in [
            ("a = 'Utfall {{t.a.b}} nu.'\n", "Utfall 7 712 tkr nu.", "Utfall 7 800 tkr nu.", "{{t.a.b}}"),
            ("a = 'Från {{t.a.b}} till {{t.a.c}}.'\n", "Från 7 till 9.", "Från 7 till 8.", "{{t.a.c}}"),
            ("a = 'Var {{t.a.b|utan minus}}'\n", "Var 7 tkr", "Var 8 tkr", "{{t.a.b|utan minus}}"),
            ("a = 'ett *två* tre'\n", "ett två tre", "fem", "*"),
            ("a = 'ett [två](https://a.se) tre'\n", "ett två tre", "ett fyra", "]("),
            ("a = 'Ett här'\n", "Ett här", "Ett\u{fffc} här", "[^"),
            ("a = 'ett'\n", "ett", "ett 'två'", ""),
        ] {
            let told = edited(file, shown, new).unwrap_err();
            let kind = match (told, file) {
                (Unsure::Mark(Mark::Bound { start, end }), file) => &file[start..end],
                (Unsure::Mark(Mark::Emphasis), _) => "*",
                (Unsure::Mark(Mark::Link), _) => "](",
                (Unsure::Mark(Mark::Note), _) => "[^",
                _ => "",
            };
            assert_eq!(kind, mark, "{file}");
        }
    }

    #[test]
    fn figures_are_values() {
        let make = |file: &str, shown: &str, new: &str| {
            let at = file.find('=').unwrap() + 2;
            let (of, quote) = string(file, &(at..file.trim_end().len()));
            figure(file, &of, quote, shown, new).map(|edits| applied(file, &edits).unwrap())
        };
        assert_eq!(make("a = 7712\n", "7\u{a0}712", "7 800").as_deref(), Ok("a = 7800\n"));
        assert_eq!(make("a = -20.5\n", "−20,5", "-21,5").as_deref(), Ok("a = -21.5\n"));
        assert_eq!(make("a = \"7 712\"\n", "7\u{a0}712", "7 800").as_deref(), Ok("a = \"7 800\"\n"));
        assert_eq!(make("a = 7712\n", "7\u{a0}712", "7712").as_deref(), Ok("a = 7712\n"));
        assert_eq!(make("a = 7712\n", "7\u{a0}800", "7 900"), Err(Unsure::Computed));
        assert_eq!(make("a = 7712\n", "7\u{a0}712", "okänt"), Err(Unsure::NoFigure));
    }
}
