//! What a careful editor strikes: leftover instructions, sentences without an end, hyphens of line
//! breaks, stray quotes, and figures that are written in two ways.
//!
//! Writing rules: Myndigheternas skrivregler (Språkrådet): space in numbers of four digits and more, en dash in ranges,
//! space before the per cent sign, minus sign.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use crate::base::amount::Intended;
use crate::base::pattern::{Pattern, pattern};
use crate::base::written::SourceText;
use crate::diagnostic::{Code, Diagnostic, Replacement};
use crate::report::passages::{self, Passage, Role};
use crate::report::{Chapter, Report};

use super::messages;

/// Words of instructions and placeholders, in Swedish and English. The report can add its own.
static INSTRUCTIONS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^här (?:skrivs|skriver|ska det stå|anges|fylls)\b|\banvänd den här\b|\bskriv (?:här|din text|text här)\b|",
        r"\bfyll i (?:här|text)\b|\bklistra in\b|\bexempeltext\b|\bplatshållare\b|\bmalltext\b|\bkompletteras senare\b|",
        r"\blorem ipsum\b|\bt\.?b\.?[dc]\b|\btodo\b|\bfixme\b|\b(?:insert|enter) (?:text|your text) here\b|\bplaceholder\b|",
        r"\bx{2,}\b|\b(?:19|20)x{2}\b|\b(?:å{4}|y{4})-?mm(?:-?dd)?\b|(?-i:\bX)[ \x{a0}](?:procent\b|%|kronor\b|tkr\b|mnkr\b)|",
        r"\?{2,}|_{3,}|\[(?:fyll i|ange|skriv|lägg (?:in|till)|infoga|klicka|beskriv|namn|datum|belopp|text|insert)[^\]]*\]|",
        r"\[(?:antal|månad|år|vecka|dag|period|kvartal|tertial|tidpunkt|siffra|procent|andel|tkr|mnkr|kronor|summa|enhet|",
        r"nämnd|förvaltning|verksamhet|kommun|ort|person|handläggare|titel|rubrik|diarienummer|dnr|nummer|nr|orsak|källa)",
        r"(?:en|et|n|er|s)?(?: [^\]]{1,30})?\]|",
        r"<(?:fyll i|ange|skriv|lägg in|infoga|namn|datum|belopp|text|insert)[^<>]*>|\bförnamn efternamn\b|",
        r"\bklicka (?:här|eller tryck)[^.]{0,20} för att (?:ange|skriva|lägga|infoga|välja)\b",
    ))
});

/// What stands beside a line to sign on.
static SIGNED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\bsign\b|\bsignatur|underskrift|namnteckning|namnförtydligande|\bort och datum\b"));

/// Who has taken a picture, or where something comes from, behind a text.
static CREDIT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])(?:Foto|Bild|Källa|Källor|Illustration|Text)(?: och bild)?:\s[^.!?]{1,60}$"));

/// Names in parentheses at the end of a paragraph, as one writes whom to ask: `(Kaisa och Anela)`.
static NAMES: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\(\p{Lu}\p{Ll}+(?:\s*/\s*|\s+och\s+|\s*&\s*|,\s*)\p{L}\p{Ll}+\)\s*$"));

/// A hyphen that a line break left: after the s that binds compounds, where none is written.
static LINE_BREAK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b[a-zß-öø-ÿ]{3,}s-[a-zß-öø-ÿ]{3,}\b"));

/// What follows a figure of what is counted or measured.
const COUNTED: &str =
    "kronor|kr|tkr|mkr|mnkr|procent|invånare|inv|personer|elever|barn|timmar|platser|bostäder|ärenden|st";

/// A figure of four digits or more without spaces, before what is counted.
static UNGROUPED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[\s(/–−-])(\d{{4,}})[\s\u{{a0}}](?:{COUNTED})\b")));

/// A figure of four digits or more without spaces, behind a word for how exact it is.
static ROUGHLY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:ca\.?|cirka|circa|drygt|knappt|omkring|ungefär|uppemot|uppåt|runt|nästan|närmare|minst|högst|totalt|",
        r"sammanlagt|fler än|färre än|mer än|mindre än)[\s\u{a0}](\d{4,})(?:[\s\u{a0}.,;:)][^\d]|[.,;:)]?$)",
    ))
});

/// A figure with points, before what money and shares are measured in.
static POINTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[\s\u{a0}(+–−-])(\d+(?:\.\d+)+)[\s\u{a0}]?",
        r"(?:%|(?:kronor|kr|tkr|mkr|mnkr|msek|miljoner|miljarder|tusen|procentenheter|procent)\b)",
    ))
});

/// What a figure with points means: thousands, or decimals; `None` where nobody can tell, or it is no figure.
fn without_points(figure: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = figure.split('.').collect();
    let groups = parts.iter().skip(1).all(|part| part.len() == 3) && (1..=3).contains(&parts[0].len());
    let decimals = (parts.len() == 2).then(|| figure.replace('.', ","));
    let thousands = (groups && !parts[0].starts_with('0')).then(|| parts.join(" "));
    Some(thousands.into_iter().chain(decimals).collect()).filter(|all: &Vec<String>| !all.is_empty())
}

/// Figures with points, each as it is written in Swedish.
fn pointed(passage: &Passage) -> Vec<Diagnostic> {
    let told = |hit: Captures<'_>| {
        let figure = hit.get(1)?;
        let better = without_points(figure.as_str())?;
        let place = passage.place(figure.range())?;
        let told = messages::figure_with_points(place, figure.as_str(), &better);
        let fix = (better.len() == 1).then(|| passage.replaced(figure.range(), &better[0]));
        Some(told.with_fix(fix))
    };
    POINTED.captures_iter(&passage.text).filter_map(told).collect()
}

/// Whether a figure may be a year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Two figures with a hyphen for `to`, where what follows or precedes shows that a range is meant.
static RANGE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:19|20)\d\d(-)(?:19|20)\d\d\b|",
        r"\b(?:\d{1,3}(?:[ \u{a0}]\d{3})+|\d{1,6})(?:,\d+)?(-)(?:\d{1,3}(?:[ \u{a0}]\d{3})+|\d{1,6})(?:,\d+)?",
        r"[\s\u{a0}]?(?:åringar|år|procent|%|tkr|mnkr|mkr|kronor|kr|timmar|personer|dagar|veckor|månader|gånger)|",
        r"\bkl\.?[\s\u{a0}]?\d{1,2}(?:[.:]\d\d)?(-)\d{1,2}\b|",
        r"\b(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?)(-)",
        r"(?:feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    ))
});

static PERCENT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\d([\s\u{a0}]?)%"));

/// A hyphen where a minus sign belongs: before a figure with what it counts.
static MINUS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])(-)\d[\d\s\u{a0}]*(?:,\d+)?[\s\u{a0}]?(?:kronor|kr|tkr|mkr|mnkr|procent|%)"));

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for passage in passages {
        if passage.role == Role::Note {
            // Sources are cited as they are.
            continue;
        }
        let leftover = leftover(report, passage);
        let unfinished = leftover.is_some();
        found.extend(leftover);
        if !unfinished {
            found.extend(without_end(passage));
        }
        found.extend(hyphens(passage));
        found.extend(quotes(passage));
        found.extend(figures(passage));
        found.extend(pointed(passage));
        found.extend(spacing(passage));
    }
    found.extend(percent(passages));
    found.extend(goal_stops(report));
    let texts = report.all_chapters().into_iter().flat_map(Chapter::texts);
    let ended = texts.filter_map(|part| part.heading.as_ref()).filter(|heading| heading.trimmed().ends_with('.'));
    found.extend(ended.map(|heading| {
        messages::heading_full_stop(heading.place, heading.trimmed()).with_fix([without_stop(heading)])
    }));
    found
}

/// A heading's last full stop, taken away: not one of an abbreviation.
fn without_stop(heading: &SourceText) -> Option<Replacement> {
    let end = heading.text.trim_end().len();
    let last = heading.trimmed().split_whitespace().next_back()?.strip_suffix('.')?;
    let is_word = last.chars().all(char::is_alphabetic) && last.chars().count() > ABBREVIATION;
    let place = heading.at(end - 1..end);
    is_word.then(|| Replacement { place, was: ".".to_owned(), with: String::new() })
}

/// The letters of the longest word that may be an abbreviation.
const ABBREVIATION: usize = 4;

/// Words of an instruction, a placeholder, or names of those who are to write.
pub(super) fn leftover(report: &Report, passage: &Passage) -> Option<Diagnostic> {
    let own = report.manifest.rules.placeholders.iter().find_map(|own| {
        let at = passage.text.to_lowercase().find(&own.trimmed().to_lowercase())?;
        Some(at..at + own.trimmed().len())
    });
    let range =
        own.or_else(|| INSTRUCTIONS.find_iter(&passage.text).map(|hit| hit.range()).find(|it| !signs(passage, it)));
    if let Some(range) = range {
        let words = passage.text.get(range.clone()).unwrap_or(&passage.text);
        return Some(messages::leftover_instruction(passage.place(range)?, words));
    }
    let names = NAMES.find(&passage.text).filter(|_| passage.role == Role::Paragraph)?;
    Some(messages::names_in_parentheses(passage.place(names.range())?, names.as_str().trim()))
}

/// Whether `range` is a line to sign on: beside words that say so, or with a name on the next line.
fn signs(passage: &Passage, range: &Range<usize>) -> bool {
    let text = &passage.text;
    if !text[range.clone()].chars().all(|c| c == '_') {
        return false;
    }
    let rest = text[range.end..].trim_start_matches('_');
    let name = rest.trim_start();
    let between = text.len() - rest.len()..text.len() - name.len();
    let named = name.starts_with(char::is_uppercase) && passage.has_break(&between);
    named || SIGNED.is_match(text)
}

/// Where a text holds words of an instruction or a placeholder that any report may have.
pub(super) fn instruction(text: &str) -> Option<Range<usize>> {
    INSTRUCTIONS.find(text).map(|hit| hit.range())
}

/// Fewest words of what is taken for a sentence.
const SENTENCE: usize = 8;

/// Boxes in front of answers, marked or not.
const BOXES: [char; 5] = ['☐', '☑', '☒', '□', '■'];

fn without_end(passage: &Passage) -> Option<Diagnostic> {
    let text = passage.last_line().trim();
    // A question with its answers, `☒ Ja ☐ Nej`, ends with the last answer.
    let answer = text.rfind(BOXES).map_or(text, |at| &text[at..]);
    let sentence = answer.split_whitespace().count() >= SENTENCE;
    // Whatever closes a quotation or a parenthesis may stand behind the mark.
    let bare = text.trim_end_matches([')', '"', '”', '“', '’', '»']);
    let ended = bare.ends_with(['.', '!', '?', ':', '…']) || CREDIT.is_match(text);
    // A lead to a list may end without a colon, which is another matter, and a label needs no end.
    let is_label = passage.is_stressed || is_label(text);
    let relevant = matches!(passage.role, Role::Paragraph | Role::FollowUp) && !passage.leads_list && !is_label;
    if !relevant || !sentence || ended || text.ends_with('-') {
        return None;
    }
    let last = text.split_whitespace().next_back().unwrap_or(text);
    Some(messages::sentence_without_end(passage.end()?, last))
}

/// A short name and a colon before what it names: `Ansvarig för uppföljningen: chefen för ...`.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\p{Lu}[\p{L}\d-]*(?:\s+[\p{L}\d-]+){0,6}:\s+\S"));

/// What begins a caption: `Tabell 1. Elever per skola`.
static CAPTION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:Tabell|Figur|Diagram|Bild|Karta|Bilaga|Foto|Källa)\b(?:\s+\d+)?(?:\s*[.:–-]|\s+\p{Lu})")
});

/// Whether a paragraph is a caption, or a label with what it names, not a sentence: nothing in it ends one.
fn is_label(text: &str) -> bool {
    let caption = CAPTION.find(text).map_or(0, |hit| hit.end());
    (caption > 0 || LABEL.is_match(text)) && passages::sentences(&text[caption..]).len() == 1
}

fn hyphens(passage: &Passage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for hit in LINE_BREAK.find_iter(&passage.text) {
        found.extend(passage.place(hit.range()).map(|place| messages::line_break_hyphen(place, hit.as_str())));
    }
    let text = passage.text.trim_end();
    // A label, a cell, a single word and what leads to a list may end with a hyphen that means something; `50-` is a
    // figure with its minus behind, which is told as such.
    let running = matches!(passage.role, Role::Paragraph | Role::Item | Role::FollowUp | Role::Note);
    let words = text.split_whitespace().count();
    let sentence = !passage.leads_list && words >= if running { 2 } else { SENTENCE };
    let dangling = sentence && text.ends_with('-') && !text.ends_with(" -") && Intended::of(text).is_none();
    if dangling {
        let word = text.split_whitespace().next_back().unwrap_or(text);
        let place = passage.place(text.len() - word.len()..text.len());
        found.extend(place.map(|place| messages::hyphen_at_end(place, word)));
    }
    found
}

fn quotes(passage: &Passage) -> Option<Diagnostic> {
    // A quotation mark right after a figure is an inch, or closes what ends with a figure.
    let (mut marks, mut inches) = (Vec::new(), 0);
    let mut before = ' ';
    for (at, c) in passage.text.char_indices() {
        if c == '"' && before.is_ascii_digit() {
            inches += 1;
        } else if matches!(c, '"' | '”' | '“' | '„') {
            marks.push((at, c));
        }
        before = c;
    }
    if marks.len() % 2 == 0 || (marks.len() + inches) % 2 == 0 {
        return None;
    }
    let last = passage.text.trim_end();
    // The lone one is the last of the paragraph where it closes nothing, otherwise the first.
    let lone = marks.last().filter(|(at, c)| at + c.len_utf8() == last.len()).or(marks.first())?;
    Some(messages::stray_quote(passage.place(lone.0..lone.0 + lone.1.len_utf8())?))
}

/// What is wrong with how a figure is written: where the figure stands, and what should stand in the place of which
/// characters of it.
struct Miswritten {
    whole: Range<usize>,
    instead: Vec<(Range<usize>, String)>,
    code: Code,
}

/// Figures that are written in another way than the writing rules have it, each told once with all that is wrong.
fn figures(passage: &Passage) -> Vec<Diagnostic> {
    let text = passage.text.as_str();
    let mut all = Vec::new();
    for hit in RANGE.captures_iter(text) {
        let (Some(whole), Some(hyphen)) = (hit.get(0), hit.iter().skip(1).flatten().next()) else { continue };
        let mut instead = vec![(hyphen.range(), "–".to_owned())];
        // Years are figures of four digits that stand without a space.
        if hit.get(1).is_none() {
            let long =
                DIGITS.find_iter(whole.as_str()).map(|run| whole.start() + run.start()..whole.start() + run.end());
            instead.extend(long.map(|run| (run.clone(), thousands(&text[run]))));
        }
        all.push(Miswritten { whole: whole.range(), instead, code: Code::RangeHyphen });
    }
    for hit in MINUS.captures_iter(text) {
        let (Some(whole), Some(hyphen)) = (hit.get(0), hit.get(1)) else { continue };
        let instead = vec![(hyphen.range(), "−".to_owned())];
        all.push(Miswritten { whole: hyphen.start()..whole.end(), instead, code: Code::HyphenForMinus });
    }
    let counted = UNGROUPED.captures_iter(text).filter_map(|hit| hit.get(1));
    let roughly = ROUGHLY.captures_iter(text).filter_map(|hit| hit.get(1));
    let roughly = roughly.filter(|digits| !is_year(digits.as_str()) && !digits.as_str().starts_with('0'));
    for digits in counted.chain(roughly) {
        let instead = vec![(digits.range(), thousands(digits.as_str()))];
        all.push(Miswritten { whole: digits.range(), instead, code: Code::NumberStyle });
    }
    all.sort_by_key(|found| found.whole.start);
    let mut merged: Vec<Miswritten> = Vec::new();
    for found in all {
        match merged.last_mut().filter(|last| found.whole.start < last.whole.end) {
            Some(last) => {
                last.whole.end = last.whole.end.max(found.whole.end);
                let new = found.instead.into_iter().filter(|instead| !last.instead.contains(instead));
                last.instead.extend(new.collect::<Vec<_>>());
            }
            None => merged.push(found),
        }
    }
    merged.into_iter().filter_map(|found| miswritten(passage, found)).collect()
}

/// A run of digits that has thousands.
static DIGITS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\d{4,}"));

/// `12 500` for `12500`.
fn thousands(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// The finding about a figure, with the figure as it should be.
fn miswritten(passage: &Passage, found: Miswritten) -> Option<Diagnostic> {
    let Miswritten { whole, mut instead, code } = found;
    let place = passage.place(if instead.len() > 1 { whole.clone() } else { instead.first()?.0.clone() })?;
    let fix: Vec<_> = instead.iter().map(|(range, words)| passage.replaced(range.clone(), words)).collect();
    instead.sort_by_key(|(range, _)| range.start);
    let (mut better, mut at) = (String::new(), whole.start);
    for (range, words) in instead {
        better.push_str(passage.text.get(at..range.start)?);
        better.push_str(&words);
        at = range.end;
    }
    better.push_str(passage.text.get(at..whole.end)?);
    let written = passage.text.get(whole)?;
    let told = match code {
        Code::RangeHyphen => messages::range_hyphen(place, written, &better),
        Code::HyphenForMinus => messages::hyphen_for_minus(place, written, &better),
        _ => messages::number_style(place, written, &better),
    };
    Some(told.with_fix(fix))
}

/// A paragraph sign or section number without the space between the two.
static SECTION: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(\d+)(§)|(§)(\d+)\b"));

/// A slash with a space on one side only, between words.
static SLASH: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"[\p{L}\d-]+(?:/[\s\u{a0}]+|[\s\u{a0}]+/)\p{L}[\p{L}\d-]*"));

fn spacing(passage: &Passage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for hit in SECTION.captures_iter(&passage.text) {
        let mut parts = hit.iter().skip(1).flatten();
        if let (Some(whole), Some(first), Some(second)) = (hit.get(0), parts.next(), parts.next()) {
            let better = format!("{} {}", first.as_str(), second.as_str());
            let place = passage.place(whole.range());
            let fix = passage.replaced(whole.range(), &better);
            found.extend(place.map(|place| messages::space_at_sign(place, whole.as_str(), &better).with_fix([fix])));
        }
    }
    if let Some(hit) = SLASH.find(&passage.text) {
        let close: String = hit.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let fix = passage.replaced(hit.range(), &close);
        let place = passage.place(hit.range());
        found.extend(place.map(|place| messages::space_at_slash(place, hit.as_str()).with_fix([fix])));
    }
    found
}

/// Passages that stand in one row of a table, or are a text of their own: a label begins a row.
fn rows<'p>(passages: &'p [&'p Passage]) -> impl Iterator<Item = &'p [&'p Passage]> {
    passages.chunk_by(|_, next| next.role == Role::Cell)
}

/// The two ways of writing per cent, where the report has both: told once, at a sign without a space, in a row that has
/// both if there is one.
fn percent(passages: &[Passage]) -> Option<Diagnostic> {
    let (mut spaced, mut close, mut mixed) = (0, Vec::new(), None);
    let written: Vec<&Passage> = passages.iter().filter(|passage| passage.role != Role::Note).collect();
    for row in rows(&written) {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for passage in row {
            for hit in PERCENT.captures_iter(&passage.text) {
                let (Some(whole), Some(space)) = (hit.get(0), hit.get(1)) else { continue };
                let Some(place) = passage.place(whole.range()) else { continue };
                if space.is_empty() { without.push(place) } else { with.push(place) }
            }
        }
        mixed = mixed.or(without.first().copied().zip(with.first().copied()));
        spaced += with.len();
        close.extend(without);
    }
    let first = close.first().filter(|_| spaced > 0)?;
    let (place, row) = mixed.map_or((*first, None), |(place, row)| (place, Some(row)));
    Some(messages::percent_style(place, close.len(), spaced, row))
}

/// Goals of one level that lack the full stop which most of the level's goals have.
fn goal_stops(report: &Report) -> Vec<Diagnostic> {
    let mut levels: Vec<Vec<&SourceText>> = Vec::new();
    for goal in report.goals() {
        levels.resize_with(levels.len().max(goal.depth + 1), Vec::new);
        levels[goal.depth].push(&goal.heading);
    }
    let mut found = Vec::new();
    for (headings, level) in levels.iter().zip(&report.manifest.goal_levels) {
        let without = headings.iter().filter(|heading| !heading.trimmed().ends_with(['.', '!', '?']));
        let without: Vec<_> = without.map(|heading| (heading.place, heading.trimmed().to_owned())).collect();
        if without.len() * 3 <= headings.len() {
            found.extend(messages::goals_without_stop(&without, headings.len(), level.name.trimmed()));
        }
    }
    found
}
