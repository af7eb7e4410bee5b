//! Years in titles: of the paper and its memo against the period, of tables and charts against their columns, of a
//! chapter against what stands in it, and of a column against what stands above it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::base::date::Ymd;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::base::swedish;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ChartSource, ColumnSet, ColumnSpec, ReportKind};
use crate::report::passages::{self, Passage, Role};
use crate::report::{Chapter, Delivery, FinanceTable, Report, address};

use super::messages;

/// A year, or two with what is between them.
static YEAR: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(20\d\d)(?:(?:\s?[–-]\s?|\s(?:till|t\.o\.m\.)\s)(20\d\d|\d\d)\b)?"));

/// A year of which something is said, rather than one of the figures.
static SAID_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:enligt|beslut|antagen|fastställd|prisnivå|förändring|jämför|skillnad|mot|sedan|basår|index|agenda|vision)",
    )
});

/// A heading of what the report itself is about.
static OF_NOW: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:årets|periodens|tertialets|halvårets)\b"));

/// The month to which a title says that the paper goes.
static MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    let months = swedish::MONTHS.join("|");
    pattern(&format!(
        r"(?i)(?:\bper (?:den )?(?:\d{{1,2}} )?|\b(?:{months})\s?[–-]\s?|\btill och med |\bt\.o\.m\. )({months})\b"
    ))
});

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = of_papers(report);
    found.extend(of_plain_titles(report, passages));
    let tables = address::tables(report);
    for table in &tables {
        // What heads the first column is a title where tables have numbers.
        if report.manifest.captions.tables || table.columns.first.is_some() {
            // A column without a year is of the report's.
            let now = report.manifest.period.as_ref().map(|(_, to)| to.value.year);
            let plain =
                table.columns.columns.iter().any(|column| column.headings().all(|it| years(&it.text).is_empty()));
            let own = plain && now.is_some_and(|now| years(&table.heading.text).contains(&now));
            if !own {
                found.extend(of_title(&table.heading, &of_table(table), first_heading(&table.columns)));
            }
        }
    }
    for chart in report.shown_charts() {
        let ChartSource::Table { table, columns, .. } = &chart.source else { continue };
        let Some(shown) = tables.iter().find(|known| known.id == table.value) else { continue };
        let drawn = |id: &str| columns.is_empty() || columns.iter().any(|column| column.value == id);
        let set = shown.columns.columns.iter().filter(|column| drawn(column.id.value.as_str()));
        let mut all: BTreeSet<u16> =
            set.flat_map(ColumnSpec::headings).flat_map(|heading| years(&heading.text)).collect();
        all.extend(of_rows(shown));
        found.extend(of_title(&chart.title, &all, first_heading(&shown.columns)));
    }
    report.manifest.column_sets.iter().for_each(|set| found.extend(of_columns(set)));
    report.chapters.iter().for_each(|chapter| of_chapter(report, chapter, &mut found));
    found
}

/// Headings of columns that hold what the report itself is of.
static OF_PERIOD: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\b(?:budget|utfall|prognos|avvikelse|planerad|uppnådd)"));

/// Titles of tables with a budget or an outcome, none of which says its year, of another year than the report, which
/// nothing else of their chapter names.
fn of_plain_titles(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let Some((from, to)) = &report.manifest.period else { return Vec::new() };
    let mut found = Vec::new();
    for chapter in report.all_chapters() {
        for table in chapter.tables() {
            let named = years(&table.heading.text);
            let [year] = named.iter().copied().collect::<Vec<u16>>()[..] else { continue };
            let near = (year.abs_diff(to.value.year) <= 2) && year != to.value.year && year != from.value.year;
            let headings = || table.columns.columns.iter().flat_map(ColumnSpec::headings);
            let silent = headings().all(|heading| years(&heading.text).is_empty()) && of_rows(table).is_empty();
            let of_period = headings().any(|heading| OF_PERIOD.is_match(&heading.text));
            if !near || !silent || !of_period || SAID_OF.is_match(&table.heading.text) {
                continue;
            }
            let in_chapter = passages.iter().filter(|passage| passage.chapter == Some(chapter.heading.place));
            let known = in_chapter.into_iter().any(|passage| years(&passage.text).contains(&year));
            let place = table.heading.place;
            let told = || messages::title_of_other_year(place, table.heading.trimmed(), to.value, to.place);
            found.extend((!known).then(told));
        }
    }
    found
}

/// The years that a text names, with those between two of them.
pub(super) fn years(text: &str) -> BTreeSet<u16> {
    let mut all = BTreeSet::new();
    for hit in YEAR.captures_iter(text) {
        let year = |at: usize| hit.get(at).and_then(|year| year.as_str().parse::<u16>().ok());
        let Some(first) = year(1) else { continue };
        let last = year(2).map_or(first, |last| if last < 100 { first / 100 * 100 + last } else { last });
        all.extend(first..=last.clamp(first, first.saturating_add(30)));
    }
    all
}

/// The titles of paper and memo, which the period is part of.
fn of_papers(report: &Report) -> Vec<Diagnostic> {
    let manifest = &report.manifest;
    let Some((from, to)) = &manifest.period else { return Vec::new() };
    let mut titles = vec![&manifest.title];
    titles.extend(manifest.papers.iter().filter(|paper| !paper.further).map(|paper| &paper.title));
    titles.extend(manifest.memo.as_ref().map(|memo| &memo.title));
    let (mut found, mut told) = (Vec::new(), BTreeSet::new());
    for title in titles.into_iter().filter(|title| told.insert(title.place)) {
        let named = years(&title.text);
        let within = |year: &u16| (from.value.year..=to.value.year).contains(year);
        if !named.is_empty() && !named.iter().any(within) {
            found.push(messages::title_of_other_year(title.place, title.trimmed(), to.value, to.place));
        } else if other_month(manifest.kind, title, to.value) {
            found.push(messages::title_of_other_month(title.place, title.trimmed(), to.value, to.place));
        }
    }
    found
}

/// Whether a title says that a follow-up goes to another month than it does.
fn other_month(kind: ReportKind, title: &SourceText, to: Ymd) -> bool {
    let follows = matches!(kind, ReportKind::Interim | ReportKind::FourMonthly | ReportKind::FollowUp);
    let month = MONTH.captures(&title.text).and_then(|hit| swedish::month(hit.get(1)?.as_str()));
    follows && month.is_some_and(|month| month != to.month)
}

/// Years of a table's columns and rows.
fn of_table(table: &FinanceTable) -> BTreeSet<u16> {
    let headings = table.columns.columns.iter().flat_map(ColumnSpec::headings);
    let mut all: BTreeSet<u16> = headings.flat_map(|heading| years(&heading.text)).collect();
    // Rows alone, names of projects, say nothing of what the table is of.
    if !all.is_empty() {
        all.extend(of_rows(table));
    }
    all
}

fn of_rows(table: &FinanceTable) -> BTreeSet<u16> {
    let rows = table.rows.iter().filter_map(Delivery::delivered);
    rows.flat_map(|row| years(&row.row.name.plain())).collect()
}

/// The first heading of a column that names a year.
fn first_heading(set: &ColumnSet) -> Option<Span> {
    let headings = set.columns.iter().flat_map(ColumnSpec::headings);
    headings.into_iter().find(|heading| !years(&heading.text).is_empty()).map(|heading| heading.place)
}

/// A title of years that nothing of what it heads has.
fn of_title(title: &SourceText, own: &BTreeSet<u16>, there: Option<Span>) -> Option<Diagnostic> {
    let named = years(&title.text);
    let other = !named.is_empty() && !own.is_empty() && named.is_disjoint(own) && !SAID_OF.is_match(&title.text);
    other.then(|| messages::title_of_other_columns(title.place, title.trimmed(), there))
}

/// Columns of another year than what stands above them says.
fn of_columns(set: &ColumnSet) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for column in &set.columns {
        let named = years(&column.heading.text);
        for over in &column.over {
            let above = years(&over.text);
            let said_of = SAID_OF.is_match(&over.text) || SAID_OF.is_match(&column.heading.text);
            if !above.is_empty() && !named.is_empty() && above.is_disjoint(&named) && !said_of {
                let (heading, over_words) = (column.heading.trimmed(), over.trimmed());
                found.push(messages::column_of_other_year(column.heading.place, heading, over_words, over.place));
            }
        }
    }
    found
}

/// Chapters headed by a year that neither they nor the report are of.
fn of_chapter(report: &Report, chapter: &Chapter, found: &mut Vec<Diagnostic>) {
    let manifest = &report.manifest;
    let date = manifest.date.value.year;
    let own = |year: &u16| {
        let of_period =
            manifest.period.as_ref().is_some_and(|(from, to)| (from.value.year..=to.value.year).contains(year));
        of_period || *year == date || *year > date
    };
    let named = years(&chapter.heading.text);
    if !named.is_empty() && !named.iter().any(own) && !SAID_OF.is_match(&chapter.heading.text) {
        let titled = |table: &FinanceTable| years(&table.heading.text);
        let mut all: BTreeSet<u16> = chapter.tables().flat_map(of_table).collect();
        all.extend(chapter.tables().flat_map(titled));
        for text in chapter.texts().filter_map(|part| part.text.delivered()) {
            let passages = passages::of_prose(&text.text, None, Role::Paragraph);
            all.extend(passages.iter().flat_map(|passage| years(&passage.text)));
        }
        if (!all.is_empty() && named.is_disjoint(&all)) || OF_NOW.is_match(chapter.heading.trimmed()) {
            found.push(messages::chapter_of_other_year(chapter.heading.place, chapter.heading.trimmed()));
        }
    }
    chapter.chapters.iter().for_each(|chapter| of_chapter(report, chapter, found));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_those_between() {
        assert_eq!(years("Budget 2024–26 och 2030"), BTreeSet::from([2024, 2025, 2026, 2030]));
        assert_eq!(years("202408, 12 2024"), BTreeSet::from([2024]));
        assert!(years("SBN 12024").is_empty());
    }
}
