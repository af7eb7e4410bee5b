//! A saved answer of Kolada's interface: figures, and what describes key figures, municipalities and groups.
//!
//! Each of its entries is known by its fields, so that any of its answers can be read, and several in one file. The
//! shape: <https://api.kolada.se/v3/docs>.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::base::amount::Amount;
use crate::base::date::Ymd;
use crate::base::source::{FileId, Span};
use crate::diagnostic::Diagnostic;

use super::gender::Gender;
use super::messages;

/// What a figure is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The key figure.
    pub key_figure: String,
    /// The municipality, region, country or group.
    pub area: String,
    /// The year.
    pub year: u32,
    /// Whose figure.
    pub gender: Gender,
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// It; `None` where Kolada says that there is none.
    pub figure: Option<Amount>,
    /// How many municipalities it is the unweighted mean of; 1 where it is nobody's mean.
    pub members: u32,
    /// Where it stands.
    pub place: Span,
}

/// What describes a key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Its title, whose last words say its unit.
    pub title: String,
    /// When its figures were last published.
    pub published: Option<Ymd>,
}

/// What a saved answer holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Its figures.
    pub figures: BTreeMap<Key, Answer>,
    /// The key figures that it describes.
    pub key_figures: BTreeMap<String, Description>,
    /// The names of municipalities and groups.
    pub areas: BTreeMap<String, String>,
    /// When it was fetched, if the file says so.
    pub fetched: Option<Ymd>,
}

/// A whole answer: a page of entries, or one entry by itself.
#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    values: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    next_url: Option<&'a RawValue>,
    hamtad: Option<String>,
    kpi: Option<String>,
    id: Option<String>,
}

/// An entry, whichever it is.
#[derive(Deserialize)]
struct Entry<'a> {
    kpi: Option<String>,
    municipality: Option<String>,
    period: Option<Period>,
    #[serde(borrow, default)]
    values: Vec<Figure<'a>>,
    id: Option<String>,
    title: Option<String>,
    publication_date: Option<String>,
    is_divided_by_gender: Option<IgnoredAny>,
}

/// The year of a figure: a number in version 3, words before.
#[derive(Deserialize)]
#[serde(untagged)]
enum Period {
    Number(u32),
    Words(String),
}

#[derive(Deserialize)]
struct Figure<'a> {
    gender: String,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    count: Option<u32>,
    #[serde(default)]
    isdeleted: bool,
}

/// Reads the text of `file`, which the manifest names at `named`.
pub fn read(file: FileId, path: &str, named: Span, text: &str) -> (Answers, Vec<Diagnostic>) {
    let mut reading = Reading { file, path, named, text, answers: Answers::default(), found: Vec::new() };
    match serde_json::from_str::<Page<'_>>(text) {
        Ok(page) => reading.page(&page),
        // A list of entries is what somebody may have copied out of an answer.
        Err(fault) => match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(entries) => entries.into_iter().for_each(|entry| reading.entry(entry)),
            Err(_) => reading.unreadable(&fault),
        },
    }
    let Reading { answers, mut found, .. } = reading;
    let is_empty = answers.figures.is_empty() && answers.key_figures.is_empty() && answers.areas.is_empty();
    if is_empty && found.is_empty() {
        found.push(messages::answer_without_figures(named, path));
    }
    (answers, found)
}

struct Reading<'a> {
    file: FileId,
    path: &'a str,
    named: Span,
    text: &'a str,
    answers: Answers,
    found: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    fn page(&mut self, page: &Page<'a>) {
        self.answers.fetched = page.hamtad.as_deref().and_then(Ymd::parse);
        if page.kpi.is_some() || page.id.is_some() {
            // The whole is an entry, whose `values` are figures.
            if let Ok(all) = serde_json::from_str::<&RawValue>(self.text) {
                self.entry(all);
            }
            return;
        }
        page.values.iter().flatten().for_each(|entry| self.entry(entry));
        if let Some(next) = page.next_url.filter(|next| next.get() != "null") {
            self.found.push(messages::answer_goes_on(self.place(next.get()), self.path));
        }
    }

    fn entry(&mut self, raw: &'a RawValue) {
        let entry = match serde_json::from_str::<Entry<'a>>(raw.get()) {
            Ok(entry) => entry,
            Err(_) => {
                let place = self.place(raw.get());
                self.found.push(messages::answer_unreadable(Some(place), self.named, self.path));
                return;
            }
        };
        match entry {
            Entry { kpi: Some(key_figure), municipality: Some(area), period: Some(period), values, .. } => {
                let year = match period {
                    Period::Number(year) => Some(year),
                    Period::Words(words) => words.parse().ok(),
                };
                let Some(year) = year else { return };
                for figure in values.iter().filter(|figure| !figure.isdeleted) {
                    let Some(gender) = Gender::of_code(&figure.gender) else { continue };
                    let key = Key { key_figure: key_figure.clone(), area: area.clone(), year, gender };
                    self.figure(key, figure, raw);
                }
            }
            Entry { id: Some(id), title: Some(title), publication_date, is_divided_by_gender: Some(_), .. } => {
                let published = publication_date.as_deref().and_then(|date| Ymd::parse(date.get(..10)?));
                self.answers.key_figures.entry(id).or_insert(Description { title, published });
            }
            Entry { id: Some(id), title: Some(title), .. } => {
                self.answers.areas.entry(id).or_insert(title);
            }
            // Figures of single schools and the like have no municipality, and are none of the report's.
            _ => {}
        }
    }

    fn figure(&mut self, key: Key, figure: &Figure<'a>, entry: &'a RawValue) {
        let place = self.place(figure.value.map_or(entry.get(), RawValue::get));
        let amount = match figure.value.map(|value| exact(value.get())) {
            Some(None) => {
                self.found.push(messages::answer_unreadable(Some(place), self.named, self.path));
                return;
            }
            Some(amount) => amount,
            None => None,
        };
        let members = figure.count.unwrap_or(1);
        self.answers.figures.entry(key).or_insert(Answer { figure: amount, members, place });
    }

    fn unreadable(&mut self, fault: &serde_json::Error) {
        let rest = |at: usize| self.text.get(at..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        let place = offset(self.text, fault.line(), fault.column());
        let place = place.map(|at| Span::new(self.file, at..at + rest(at)));
        self.found.push(messages::answer_unreadable(place, self.named, self.path));
    }

    /// Where a part of the text stands.
    fn place(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(self.file, start..start + part.len())
    }
}

/// The byte at a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let at = before + column.saturating_sub(1);
    Some(text.floor_char_boundary(at.min(text.len())))
}

/// The exact figure of a number in JSON, without decimals that say nothing: `12.0` is 12. `None` for what is no number,
/// or longer than can be kept.
fn exact(token: &str) -> Option<Amount> {
    let decimal = if token.contains(['e', 'E']) {
        Decimal::from_scientific(token).ok()?
    } else {
        Decimal::from_str_exact(token).ok()?
    };
    Some(Amount::new(decimal.normalize()))
}

/// The entries of a page as they stand there, and where it goes on.
///
/// # Errors
///
/// Where the text is no page.
pub fn entries(text: &str) -> Result<(Vec<Sorted>, Option<String>), serde_json::Error> {
    let page: Page<'_> = serde_json::from_str(text)?;
    let next = page.next_url.and_then(|next| serde_json::from_str::<Option<Cow<'_, str>>>(next.get()).ok().flatten());
    let is_entry = page.kpi.is_some() || page.id.is_some();
    let raw = if is_entry { vec![text.trim()] } else { page.values.iter().flatten().map(|raw| raw.get()).collect() };
    let sorted = |raw: &str| {
        let entry: Entry<'_> = serde_json::from_str(raw)?;
        let year = entry.period.map_or(0, |period| match period {
            Period::Number(year) => year,
            Period::Words(words) => words.parse().unwrap_or(0),
        });
        let is_figure = entry.kpi.is_some();
        let id = entry.kpi.or(entry.id).unwrap_or_default();
        let area = entry.municipality.unwrap_or_default();
        Ok(Sorted { is_figure, id, area, year, text: raw.replace(['\n', '\r'], " ") })
    };
    let all: Result<Vec<Sorted>, serde_json::Error> = raw.into_iter().map(sorted).collect();
    Ok((all?, next.map(Cow::into_owned)))
}

/// What the figures among entries are known by.
pub fn figures<'s>(all: impl Iterator<Item = &'s Sorted>) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    for sorted in all.filter(|sorted| sorted.is_figure) {
        let Ok(entry) = serde_json::from_str::<Entry<'_>>(&sorted.text) else { continue };
        let there = entry.values.iter().filter(|figure| !figure.isdeleted);
        keys.extend(there.filter_map(|figure| Gender::of_code(&figure.gender)).map(|gender| Key {
            key_figure: sorted.id.clone(),
            area: sorted.area.clone(),
            year: sorted.year,
            gender,
        }));
    }
    keys
}

/// An entry in the order of a saved file: descriptions before figures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sorted {
    is_figure: bool,
    id: String,
    area: String,
    year: u32,
    /// As it stands in the answer.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Sources;

    fn read_text(text: &str) -> (Answers, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let (manifest, file) = (sources.add("rapport.toml", "fil"), sources.add("svar.json", text));
        read(file, "svar.json", Span::new(manifest, 0..3), text)
    }

    const PAGE: &str = r#"{"values": [
      {"kpi": "N00945", "period": 2022, "municipality": "1466", "values": [
        {"gender": "T", "value": 8.30, "status": "", "count": 1, "isdeleted": false},
        {"gender": "K", "value": 1.2e1, "count": 1, "isdeleted": false},
        {"gender": "M", "value": null, "status": "Missing", "count": 1, "isdeleted": false},
        {"gender": "T", "value": 99, "count": 1, "isdeleted": true}]},
      {"kpi": "N00945", "period": "2021", "municipality": "G123", "values": [
        {"gender": "T", "value": 12.0, "count": 7}]},
      {"id": "N00945", "title": "Sjukfrånvaro, (%)", "is_divided_by_gender": 1, "publication_date": "2023-03-01"},
      {"id": "1466", "title": "Herrljunga", "type": "K"},
      {"kpi": "N00945", "ou": "V15E1", "period": 2022, "values": []}],
      "count": 5, "next_url": null}"#;

    #[test]
    fn a_page_of_every_kind() {
        let (answers, found) = read_text(PAGE);
        assert!(found.is_empty(), "{found:?}");
        let shown: Vec<String> = answers
            .figures
            .iter()
            .map(|(key, answer)| {
                let figure = answer.figure.map(|figure| figure.to_string());
                let at = &PAGE[answer.place.range()];
                let at = if at.len() > 10 { "entry" } else { at };
                format!("{} {} {:?} {figure:?} {} {at}", key.area, key.year, key.gender, answer.members)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "1466 2022 All Some(\"8.3\") 1 8.30",
                "1466 2022 Women Some(\"12\") 1 1.2e1",
                "1466 2022 Men None 1 entry",
                "G123 2021 All Some(\"12\") 7 12.0",
            ]
        );
        assert_eq!(answers.key_figures["N00945"].published, Ymd::parse("2023-03-01"));
        assert_eq!(answers.areas["1466"], "Herrljunga");
        let (sorted, next) = entries(PAGE).unwrap();
        assert_eq!((sorted.len(), next), (5, None));
    }

    /// Every beginning of a page, and a page with any sign in any place, gives findings that lie in the file.
    #[test]
    fn reading_is_total() {
        let cut = (0..PAGE.len()).filter_map(|end| PAGE.get(..end).map(str::to_owned));
        let changed = (0..PAGE.len()).flat_map(|at| {
            let with = |sign: &str| Some(format!("{}{sign}{}", PAGE.get(..at)?, PAGE.get(at + 1..)?));
            ["0", "\"", "{", "]", "é", "\u{0}", "e9999", "-"].map(with).into_iter().flatten().collect::<Vec<_>>()
        });
        for text in cut.chain(changed) {
            let (answers, found) = read_text(&text);
            let places = found.iter().filter_map(|found| found.place).filter(|place| place.file.index() == 1);
            let places: Vec<Span> = places.chain(answers.figures.values().map(|answer| answer.place)).collect();
            assert!(places.iter().all(|place| text.get(place.range()).is_some()), "{text}");
            let _ = entries(&text).map(|(all, _)| figures(all.iter()));
        }
    }

    #[test]
    fn what_is_no_answer() {
        for text in
            ["", "{", "<html>", "[1]", "{}", "{\"values\": 3}", "null", "\u{feff}", "{\"values\":[{\"kpi\":1}]}"]
        {
            let (answers, found) = read_text(text);
            assert!(answers.figures.is_empty() && found.len() == 1, "{text}: {found:?}");
        }
        let long = PAGE.replace("8.30", "0.12345678901234567890123456789012345");
        assert_eq!(read_text(&long).1.len(), 1);
        let more = PAGE.replace("\"next_url\": null", "\"next_url\": \"https://a.example/?page=2\"");
        assert_eq!(read_text(&more).1.len(), 1);
        assert_eq!(entries(&more).unwrap().1.as_deref(), Some("https://a.example/?page=2"));
    }
}
