//! Days, months and years of running text against the tense of their clause: what has happened and lies ahead, what is
//! to happen and lies behind, and what happened in a period that had ended.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::date::Ymd;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::base::swedish;
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::report::passages::{self, Passage, Role};

use super::dates::{self, Day};
use super::messages;

/// A month with its year, and the word before it.
static MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    let months = swedish::MONTHS.join("|");
    pattern(&format!(r"(?i)\b(i|under|till|senast|före|innan|inför)[ \x{{a0}}]((?:{months})[ \x{{a0}}](?:20\d\d))\b"))
});

/// A year by which something is to be done, with what stands before it.
static YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:senast|under|hösten|våren|sommaren|vintern|(?:höst|vår)terminen|(?:års|halvårs)skiftet|öppna|",
        r"klar[at]?|färdig[at]?|starta|invigas|slutföras|genomföras|avslutas)(?:[ \x{a0}]år)?[ \x{a0}](20\d\d)\b",
    ))
});

/// Where a clause ends.
static CLAUSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"[,;:()]\s|\s[–-]\s|",
        r"(?i)\s(?:och|men|samt|att|som|när|medan|eftersom|sedan|då|vilket|vilka|trots|innan dess)\s",
    ))
});

/// A verb by which something has happened.
static PAST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:[a-zåäö]{2,}(?:ades|ddes|rdes|ndes|ldes|gdes|mdes|vdes|ktes|ptes|stes|ttes|xtes|ltes)|[a-zåäö]*(?:hölls|togs|lades|gavs|höll)|",
        r"skrevs|bröts|sattes|gjordes|skedde|inträffade|öppnade|startade|beslutade|antog|fastställde|",
        r"godkände|beviljade|blev|var|kostade|ägde rum|inledde|avslutade|genomförde|flyttade)\b",
    ))
});

/// `har kostat`, `har nämnden antagit`; what one has is none.
static PERFECT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:har|hade)\s+(?:[a-zåäö0-9-]+\s+){0,4}?([a-zåäö]{3,}(?:ats?|its?)|[a-zåäö]{2,}(?:rts?|kts?|gts?|lts?)|",
        r"fått|gått|haft|skett|hållits|ägt)\b",
    ))
});

/// Nouns that end as verbs do.
const NOUNS: &[&str] =
    &["plats", "platsat", "resultat", "format", "mandat", "klimat", "avtal", "kvalitet", "aktivitet"];

/// Words by which something is to happen.
static FUTURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:ska|skall|skulle|kommer|planer[a-zåäö]+|väntas|förväntas|beräknas?|föreslås|avses|bedöms|senast|",
        r"tänkt|avsikt|målet|möjlighet|inför)\b",
    ))
});

/// Words right before a day up to which, or from which on, something holds.
static UNTIL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:från|till|med|fr\.o\.m\.?|t\.o\.m\.?|senast|inför|före|innan|per|gäller|gälla|start|av)\s",
        r"(?:och med\s)?(?:den\s)?$",
    ))
});

/// Words of a plan.
static PLAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:(ska|skall|får i uppdrag)|kommer att|planeras|behövs|(?:är|finns) planerad[a-zåäö]*|planerat|väntas|förväntas|",
        r"beräknas|avses|hålls [a-zåäö]+ till|åtgärdas (?:senast|före|innan))\b",
    ))
});

/// Words between a plan and a day that is not its own.
static NOT_ITS_OWN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:än|jämfört|jämförelse|mot|sedan|från|enligt|per|av|nivå|har|hade|var|blev|antogs|beslutades|skulle|",
        r"beslut[a-zåäö]*|daterad[a-zåäö]*|gäller|gällde|nivån|läget|[a-zåäö]+ades)\b",
    ))
});

/// Where another clause begins, but one that says what is asked for.
static ANOTHER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)[,;:()]\s|\s[–-]\s|\s(?:och|men|samt|som|när|medan|eftersom|då|vilket|vilka)\s"));

/// Words by which a sentence tells what was asked for, which may lie behind.
static ASKED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:enligt|uppdrag[a-zåäö]*|krav[a-zåäö]*|beslut[a-zåäö]*|lag(?:en|stift[a-zåäö]*))\b")
});

/// Words by which a sentence is about the report's period.
static IN_PERIOD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)\bunder (?:perioden|tertialet|halvåret|delårsperioden|redovisningsperioden|rapportperioden)\b")
});

/// A time that a text names.
struct Time {
    first: Ymd,
    last: Ymd,
    /// Whether its year is said.
    said: bool,
    /// Whether it is a day, rather than a month or a year.
    is_day: bool,
    range: Range<usize>,
}

/// The times of a passage, in order.
fn times(text: &str, year: u16) -> Vec<Time> {
    let day = |Day { date, said, range }: Day| Time { first: date, last: date, said, is_day: true, range };
    let mut all: Vec<Time> = dates::days(text, year).into_iter().map(day).collect();
    for hit in MONTH.captures_iter(text) {
        let Some(words) = hit.get(2) else { continue };
        let Some(first) = swedish::date_in_words(&format!("1 {}", words.as_str())) else { continue };
        let last = (28..=31).rev().find_map(|day| Ymd::new(first.year, first.month, day)).unwrap_or(first);
        all.push(Time { first, last, said: true, is_day: false, range: words.range() });
    }
    for hit in YEAR.captures_iter(text) {
        let Some(words) = hit.get(1) else { continue };
        let Some(year) = words.as_str().parse::<u16>().ok() else { continue };
        if let Some((first, last)) = Ymd::new(year, 1, 1).zip(Ymd::new(year, 12, 31)) {
            all.push(Time { first, last, said: true, is_day: false, range: words.range() });
        }
    }
    all.sort_by_key(|time| time.range.start);
    all
}

/// A sentence, its clauses, and what is said of it, which is looked for once.
struct Sentence<'t> {
    text: &'t str,
    range: Range<usize>,
    /// The clauses, with whether something has happened in each.
    clauses: Vec<(Range<usize>, bool)>,
    /// Whether it is about the report's period.
    in_period: bool,
    /// Whether it tells what was asked for.
    asked: bool,
}

impl<'t> Sentence<'t> {
    fn of(text: &'t str, range: Range<usize>) -> Self {
        let own = text.get(range.clone()).unwrap_or("");
        let mut clauses = Vec::new();
        let mut start = 0;
        let mut add = |clause: Range<usize>| {
            let past = own.get(clause.clone()).is_some_and(is_past);
            clauses.push((range.start + clause.start..range.start + clause.end, past));
        };
        for hit in CLAUSE.find_iter(own) {
            add(start..hit.start().max(start));
            start = hit.end();
        }
        add(start..own.len());
        Sentence { text, clauses, in_period: IN_PERIOD.is_match(own), asked: ASKED.is_match(own), range }
    }

    /// The clause around a place, and whether something has happened in it.
    fn clause(&self, at: usize) -> (Range<usize>, bool) {
        let index = self.clauses.partition_point(|(clause, _)| clause.end <= at);
        self.clauses.get(index).filter(|(clause, _)| clause.start <= at).cloned().unwrap_or((at..at, false))
    }

    /// The words before a place, from here on, as far back as they may tell something of it.
    fn before(&self, from: usize, at: usize) -> &'t str {
        let back = self.text.ceil_char_boundary(at.saturating_sub(BACK));
        self.text.get(back.max(from)..at).unwrap_or("")
    }
}

/// How many bytes before a time are about it.
const BACK: usize = 300;

fn is_past(clause: &str) -> bool {
    let perfect = PERFECT.captures_iter(clause).any(|hit| {
        let verb = hit.get(1).map_or("", |verb| verb.as_str()).to_lowercase();
        !NOUNS.iter().any(|noun| verb.ends_with(noun))
    });
    (perfect || PAST.is_match(clause)) && !FUTURE.is_match(clause)
}

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let looked = passages.iter().filter(|passage| passage.is_running() || passage.role == Role::FollowUp);
    looked.flat_map(|passage| of_passage(report, passage)).collect()
}

fn of_passage(report: &Report, passage: &Passage) -> Vec<Diagnostic> {
    let (text, written) = (passage.text.as_str(), &report.manifest.date);
    let times = times(text, written.value.year);
    if times.is_empty() {
        return Vec::new();
    }
    let sentences = passages::sentences(text);
    let mut found = Vec::new();
    let mut last: Option<(usize, Sentence<'_>)> = None;
    for time in &times {
        // Of the memo it is told by itself what lies after it.
        if passage.unit.is_none() && dates::is_in_figures(&text[time.range.clone()]) {
            continue;
        }
        let at = sentences.partition_point(|sentence| sentence.end <= time.range.start);
        let Some(range) = sentences.get(at) else { continue };
        if last.as_ref().is_none_or(|(known, _)| *known != at) {
            last = Some((at, Sentence::of(text, range.clone())));
        }
        found.extend(last.as_ref().and_then(|(_, sentence)| told(report, passage, sentence, time)));
    }
    found
}

/// What is wrong with one time.
fn told(report: &Report, passage: &Passage, sentence: &Sentence<'_>, time: &Time) -> Option<Diagnostic> {
    let text = sentence.text;
    let (manifest, range) = (&report.manifest, time.range.clone());
    let written = &manifest.date;
    let (clause, past) = sentence.clause(range.start);
    let words = text.get(range.clone())?;
    let place = || passage.place(range.clone());
    let until = UNTIL.is_match(sentence.before(clause.start, range.start));
    let is_meeting = manifest.meeting.is_some() && dates::is_meeting(text, range.start);
    if past && !until && time.said && time.first > written.value && !is_meeting {
        return Some(messages::not_happened_yet(place()?, words, written.value, written.place));
    }
    let period = manifest.period.as_ref().map(|(from, to)| (from.value, to.value, to.place));
    let Some((from, to, to_place)) = period else {
        return plan(passage, sentence, time, (written.value, written.place, false));
    };
    // A day without a year is of the report's, where the period lies within it.
    let in_year = time.said || (from.year == to.year && time.first.year == to.year);
    if past && !until && time.is_day && in_year && time.first > to && to < written.value && sentence.in_period {
        return Some(messages::after_period(place()?, words, to, to_place));
    }
    // The memo proposes what is to come after it.
    if passage.unit.is_none() || written.value < to {
        return plan(passage, sentence, time, (written.value, written.place, false));
    }
    plan(passage, sentence, time, (to, to_place, true))
}

/// A day that is known, where it is said, and whether it is the period's end rather than the paper's day.
type Known = (Ymd, Span, bool);

/// A plan for a time that lies before what is known.
fn plan(passage: &Passage, sentence: &Sentence<'_>, time: &Time, known: Known) -> Option<Diagnostic> {
    let text = sentence.text;
    if !time.said || time.last >= known.0 {
        return None;
    }
    let before = sentence.before(sentence.range.start, time.range.start);
    let hit = PLAN.captures_iter(before).last()?;
    // Of the memo it is the proposal that asks; what the memo tells of may have been asked for before.
    let asked = hit.get(1).is_some() && passage.role != Role::Item && sentence.asked;
    let between = before.get(hit.get(0)?.end()..)?;
    if asked
        || NOT_ITS_OWN.is_match(between)
        || ANOTHER.is_match(between)
        // `2024 års budget` is no time of a plan.
        || text.get(time.range.end..)?.trim_start().starts_with("års ")
    {
        return None;
    }
    let words = text.get(time.range.clone())?;
    Some(messages::plan_behind(passage.place(time.range.clone())?, words, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_happened() {
        for clause in [
            "Branden 2024-11-02 har kostat pengar",
            "hölls den 21 december 2026",
            "Solcellerna togs i drift den 15 november 2026",
            "Programmet antogs av nämnden den 12 november 2026",
            "har nämnden antagit planen den 12 november 2026",
        ] {
            assert!(is_past(clause), "{clause}");
        }
        for clause in [
            "Nämnden har sitt nästa sammanträde den 12 november 2026",
            "Skolan har plats för fler den 12 november 2026",
            "Den nya skolan öppnar den 2 november 2026",
            "Det var planerat till den 2 november 2026",
        ] {
            assert!(!is_past(clause), "{clause}");
        }
    }

    #[test]
    fn months_and_years_are_times() {
        let ranges =
            |text: &str| times(text, 2026).into_iter().map(|time| text[time.range].to_owned()).collect::<Vec<_>>();
        assert_eq!(ranges("klar i mars 2026 eller senast 2025"), ["mars 2026", "2025"]);
        assert_eq!(ranges("senast den 3 maj 2026"), ["3 maj 2026"]);
    }
}
