//! Days, months and names that papers say of each other: when the committee meets, when a source was read and an
//! enclosure written, which period the report says that it is of, and which paper the decision rests on.

use std::sync::LazyLock;

use crate::base::date::Ymd;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::base::swedish;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{MemoContent, MemoItem};
use crate::report::passages::{self, Passage, Role};
use crate::report::{Report, address};

use super::dates;
use super::messages;
use super::years::years;

/// Months of a year, from one to another.
static MONTHS: LazyLock<Pattern> = LazyLock::new(|| {
    let months = swedish::MONTHS.join("|");
    let to = r"[ \x{a0}]?[–-][ \x{a0}]?|[ \x{a0}](?:till(?: och med)?|t\.?[ \x{a0}]?o\.?[ \x{a0}]?m\.?)[ \x{a0}]";
    pattern(&format!(r"(?i)\b({months})(?:{to})({months})(?:[ \x{{a0}}](20\d\d))?\b"))
});

/// What follows the months of which a text says the report's own outcome: `För perioden januari–april redovisas`.
static TELLS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[ \x{a0}](?:redovisa[rs]|rapporteras|visar)\b"));

/// Words by which a sentence says what the report itself is of.
static REPORT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:denna|den här|rapporten|delårsrapporten|uppföljningen|redovisningen|tertialrapporten|bokslutet)\b",
        r"[^.]{0,80}\b(?:omfattar|avser|gäller|redovisar|beskriver|innehåller|sammanfattar)\b",
    ))
});

/// Words by which a point of a proposal is about the report.
static OF_REPORT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)(?:rapport|uppföljning|bokslut|årsredovisning|verksamhetsberättelse)[a-zåäö]*\b"));

/// Words by which a time is one that is compared with.
static OTHER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:jämför[a-zåäö]*|föregående|förra|fjol[a-zåäö]*|tidigare|motsvarande|mot|nästa|kommande|än|sedan)\b",
    )
});

/// A fact that says when the committee meets.
static TREATED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\b(?:behandlas|sammanträde[a-zåäö]*|beslutas|tas upp)\b"));

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = meetings(report);
    found.extend(sources(report));
    found.extend(enclosures(report));
    found.extend(proposals(report));
    let running = passages.iter().filter(|passage| passage.is_running());
    found.extend(running.flat_map(|passage| periods(report, passage)));
    found
}

/// How many days from the meeting the day is that another paper says it is.
const NEAR: i64 = 60;

/// `Behandlas av socialnämnden 2020-11-26`, where the committee meets the day before.
fn meetings(report: &Report) -> Vec<Diagnostic> {
    let manifest = &report.manifest;
    let Some(meeting) = &manifest.meeting else { return Vec::new() };
    let committee = manifest.committee.trimmed().to_lowercase();
    let facts = manifest.papers.iter().filter(|paper| !paper.further).flat_map(|paper| &paper.facts);
    let mut found = Vec::new();
    for fact in facts {
        let words = fact.name.iter().map(|name| name.text.as_str()).chain([fact.text.text.as_str()]);
        let words = words.collect::<Vec<_>>().join(" ").to_lowercase();
        let own = words.contains(&committee)
            || !["nämnd", "styrelse", "fullmäktige", "direktion"].iter().any(|other| words.contains(other));
        let days = dates::days(&fact.text.text, meeting.value.year);
        let [day] = &days[..] else { continue };
        let off = (day.date.day_number() - meeting.value.day_number()).abs();
        if own && TREATED.is_match(&words) && (1..NEAR).contains(&off) {
            let (place, written) = (fact.text.at(day.range.clone()), &fact.text.text[day.range.clone()]);
            found.push(messages::other_meeting(place, written, meeting.value, meeting.place));
        }
    }
    found
}

/// The source of a table or of a chart that says a day after the report's own.
fn sources(report: &Report) -> Vec<Diagnostic> {
    let written = &report.manifest.date;
    let tables = address::tables(report).into_iter().filter_map(|table| table.below.source.as_ref());
    let charts = report.shown_charts().filter_map(|chart| chart.below.source.as_ref());
    let late = |source: &SourceText| {
        let day = dates::days(&source.text, written.value.year).into_iter().find(|day| day.date > written.value)?;
        let words = source.text.get(day.range.clone())?;
        Some(messages::source_after_report(source.at(day.range), words, written.value, written.place))
    };
    tables.chain(charts).filter_map(late).collect()
}

/// Enclosures that were written after the report.
fn enclosures(report: &Report) -> Vec<Diagnostic> {
    let written = &report.manifest.date;
    let last = report.manifest.meeting.as_ref().filter(|meeting| meeting.value > written.value).unwrap_or(written);
    let dated = report.manifest.papers.iter().filter(|paper| paper.further);
    let late = dated.filter_map(|paper| Some((paper, paper.date.filter(|date| *date > last.value)?)));
    let told = late.map(|(paper, date)| {
        messages::enclosure_after_report(paper.title.place, paper.title.trimmed(), date, (last.value, last.place))
    });
    told.collect()
}

/// What the points of the memo say of papers and periods.
fn proposals(report: &Report) -> Vec<Diagnostic> {
    let manifest = &report.manifest;
    let Some(memo) = &manifest.memo else { return Vec::new() };
    let own = memo.date.as_ref().unwrap_or(&manifest.date);
    let mut titles = vec![&manifest.title];
    titles.extend(manifest.papers.iter().filter(|paper| paper.further).map(|paper| &paper.title));
    let mut found = Vec::new();
    for section in &memo.sections {
        let MemoContent::Items { items, .. } = &section.content else { continue };
        for item in items {
            let MemoItem::Text(text, date) = item else { continue };
            let Some(passage) = passages::of_prose(text, None, Role::Item).into_iter().next() else { continue };
            let words = passage.text.trim();
            let lower = words.to_lowercase();
            let Some(place) = passage.whole() else { continue };
            // The memo is this one.
            let is_memo = lower.starts_with("tjänsteskrivelse") && !lower.contains(" om ") && !lower.contains(',');
            // `Tjänsteskrivelse daterad 2026-02-03`, written out.
            let days = dates::days(words, own.value.year);
            let written = if let [day] = &days[..] { Some(day.date).filter(|_| day.said) } else { None };
            let of_memo = date.or(written).filter(|date| *date != own.value);
            if let (true, Some(date)) = (is_memo, of_memo) {
                found.push(messages::memo_on_other_day(place, date, own.value, own.place));
            }
            if date.is_some_and(|date| date == manifest.date.value) {
                found.extend(other_number(words, place, &titles));
            }
        }
    }
    found
}

/// `Uppföljningsrapport 3 2020`, of the report's own day, where the report is `Uppföljningsrapport 4 2020`.
fn other_number(words: &str, place: Span, titles: &[&SourceText]) -> Option<Diagnostic> {
    let digits = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let same = |title: &&&SourceText| letters(title.trimmed()) == letters(words);
    let alike: Vec<&&SourceText> = titles.iter().filter(same).collect();
    let [only] = alike[..] else { return None };
    (digits(only.trimmed()) != digits(words)).then(|| messages::name_without_target(place, words, Some(only.trimmed())))
}

/// `Denna rapport omfattar januari till och med augusti 2020`, of a report to October; `uppföljning för januari–oktober
/// 2019`.
fn periods(report: &Report, passage: &Passage) -> Vec<Diagnostic> {
    let Some((from, to)) = &report.manifest.period else { return Vec::new() };
    let text = passage.text.as_str();
    let mut found = Vec::new();
    for hit in MONTHS.captures_iter(text) {
        let (Some(whole), Some(first), Some(last)) = (hit.get(0), hit.get(1), hit.get(2)) else { continue };
        let (Some(first), Some(last)) =
            (swedish::month(&first.as_str().to_lowercase()), swedish::month(&last.as_str().to_lowercase()))
        else {
            continue;
        };
        // Without a year it is the report's, where the sentence begins with the months.
        let year = hit.get(3).map_or(Some(to.value.year), |year| year.as_str().parse::<u16>().ok());
        let Some(year) = year else { continue };
        let sentence = passages::sentences(text).into_iter().find(|range| range.contains(&whole.start()));
        let Some(sentence) = sentence else { continue };
        let (before, all) = (&text[sentence.start..whole.start()], &text[sentence]);
        let months = first == from.value.month && last == to.value.month;
        let other_year = months && year != to.value.year && year != from.value.year;
        let other_month = first == from.value.month && last != to.value.month && year == to.value.year;
        let is_point = passage.role == Role::Item && passage.unit.is_none() && OF_REPORT.is_match(before);
        let dated = hit.get(3).is_some();
        let tells = before.trim_end() == "För perioden" && TELLS.is_match(text.get(whole.end()..).unwrap_or_default());
        let is_own = tells || (dated && (REPORT.is_match(before) || is_point));
        if is_own && !OTHER.is_match(all) && (other_year || other_month) {
            let period: [Ymd; 2] = [from.value, to.value];
            let place = passage.place(whole.range());
            found.extend(place.map(|place| messages::other_months(place, whole.as_str(), period, to.place)));
        }
    }
    if passage.role == Role::Item && passage.unit.is_none() && found.is_empty() {
        found.extend(other_year(report, passage, to.value, to.place));
    }
    found
}

/// `Uppföljningen av planen för 2016 godkänns`, in a report of 2017 that has nothing else of 2016.
fn other_year(report: &Report, passage: &Passage, to: Ymd, to_place: Span) -> Option<Diagnostic> {
    let text = passage.text.as_str();
    let named = years(text);
    let [year] = named.iter().copied().collect::<Vec<u16>>()[..] else { return None };
    let approves = text.to_lowercase().contains("godkänn") || text.to_lowercase().contains("fastställ");
    let is_followed = OF_REPORT.is_match(text);
    let manifest = &report.manifest;
    let titled = manifest
        .papers
        .iter()
        .map(|paper| &paper.title)
        .chain(report.all_chapters().into_iter().map(|chapter| &chapter.heading));
    let known = titled.into_iter().any(|title| years(&title.text).contains(&year));
    // The next year's plan is followed up by nobody yet.
    let wrong = approves && is_followed && year < to.year && !known;
    let place = passage.whole().filter(|_| wrong)?;
    Some(messages::title_of_other_year(place, text.trim(), to, to_place))
}
