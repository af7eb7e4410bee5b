//! What sentences say of a row that they name: `Hemtjänsten har en budget på 148,5 miljoner kronor`, held against the
//! cells of every table that has such a row, whoever wrote either.
//!
//! A sentence is read in clauses, one for each amount of money in it. Of a clause must be known which row it is about,
//! what the amount is (budget, outcome, forecast, variance) and of which period; where one of them is not, or several
//! could be meant, nothing is told. A figure that is far from every cell is no slip, and another figure of the same row
//! is another statement.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::money;
use crate::base::pattern::{Pattern, pattern};
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSpec;
use crate::report::passages::{self, Passage};
use crate::report::{Report, UnitIndex};

use super::cells::{self, Figure};
use super::messages::{self, CellName};
use super::{causes, editorial};

/// What an amount of a sentence is, and a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Plan,
    Outcome,
    Forecast,
    Variance,
}

/// An amount of money in running text, with its unit.
static MONEY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)([−–+-]?\d{1,3}(?:[ \x{a0}]\d{3})+(?:,\d+)?|[−–+-]?\d+(?:,\d+)?)[ \x{a0}]",
        r"(tkr|kkr|ksek|tusen kronor|mnkr|mkr|msek|miljon(?:er)? kronor|miljon(?:er)?|mdkr|mdr|miljard(?:er)? kronor|",
        r"miljarder|kronor|kr|sek)\b",
    ))
});

/// Words of what an amount is. Compounds of them are others: `budgetavvikelse`, `budgetram`.
static MEASURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:((?:positiv|negativ)[at]?[ \x{a0}](?:budget|helårs)?(?:utfall|avvikelse|resultat|prognos)(?:et|en)?)|",
        r"(budget(?:en|et|erad|erat|erade)?|anslag(?:et|en)?)|(utfall(?:et|en)?)|",
        r"((?:helårs|års)?prognos(?:en|er|erna)?|prognostiseras)|",
        r"((?:budget|prognos|helårs)?avvikelse(?:n|r)?|överskott(?:et)?|underskott(?:et)?))\b",
    ))
});

/// Words before an amount by which it is none of the row's own: a part of it, a change, something about as large.
static OTHER_AMOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:(?:mer|mindre|högre|lägre|större|sämre|bättre)[ \x{a0}](?:än|med)|ök(?:ad|at|ade|ar|ning[a-zåäö]*)|minsk[a-zåäö]+|",
        r"skillnad[a-zåäö]*|varav|därav|cirka|ca|omkring|drygt|knappt|nästan|ungefär|upp till|minst|högst|ytterligare|",
        r"tillskott[a-zåäö]*|besparing[a-zåäö]*|effektivisering[a-zåäö]*|omfördel[a-zåäö]*|tilläggs[a-zåäö]*|utök[a-zåäö]*|ram[a-zåäö]*|av vilka|förklaras|beror|",
        r"främst|bland annat|motsvar[a-zåäö]*|finns|går till|ska \d+)\b",
    ))
});

/// Words right behind an amount by which it is a comparison or a rate.
static COMPARED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^\s*(?:(?:mer|mindre|högre|lägre|större|sämre|bättre|över|under)\b|/|",
        r"(?:per|för varje|i snitt per)\s+(?:invånare|elev|barn|plats|person|år|månad|vecka|brukare|dygn|timme|st|styck|",
        r"anställd|hushåll|kvm|kvadratmeter|ärende))",
    ))
});

/// Words by which a sentence is about another time than the report's.
static OTHER_TIME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:föregående|förra|fjol|fjolåret|tidigare|nästa|kommande|kvartal[a-zåäö]*|månad[a-zåäö]*|tertial[a-zåäö]*|hösten|våren)\b",
    )
});

/// Words by which a sentence, or a column's heading, is about the whole year.
static WHOLE_YEAR: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)helår|\bår(?:et|s)\b|årsprognos|för året|årsbudget"));

/// Words by which they are about a part of it.
static PART_OF_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:jan|feb|mars?|apr|maj|jun|jul|aug|sep|sept|okt|nov|dec)(?:uari|ruari|il|i|usti|tember|ober|ember)?\b|delår|perioden|ackumulerat|t\.?o\.?m",
    )
});

static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(20\d\d)\b"));

/// What rows are called that says nothing of what they are about.
const GENERAL: &[&str] = &[
    "summa",
    "totalt",
    "total",
    "resultat",
    "intäkter",
    "kostnader",
    "övrigt",
    "netto",
    "nettokostnad",
    "personal",
    "lokaler",
    "avskrivningar",
    "nämnden",
    "förvaltningen",
    "verksamheten",
    "budget",
    "utfall",
    "prognos",
    "enheten",
];

/// What a word may end with and still be the same one.
const ENDINGS: &[&str] = &[
    "", "s", "n", "ns", "en", "ens", "et", "ets", "na", "nas", "a", "ar", "arna", "arnas", "or", "orna", "ornas", "er",
    "erna", "ernas",
];

/// The most by which a figure may be off from a cell and still be meant to be it, in per cent.
const NEAR: i64 = 25;

/// What a clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Statement<'t> {
    measure: Measure,
    amount: Amount,
    unit: &'static str,
    /// Where its figure stands in the passage.
    range: Range<usize>,
    /// The sentence.
    sentence: &'t str,
}

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let figures = Figures::of(report);
    if figures.all.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for passage in passages.iter().filter(|passage| passage.is_running()) {
        if editorial::leftover(report, passage).is_some() {
            continue;
        }
        for sentence in passages::sentences(&passage.text) {
            let all = statements(&passage.text, sentence.clone());
            if all.is_empty() {
                continue;
            }
            let own = figures.about(report, passage.unit, &passage.text[sentence]);
            found.extend(all.iter().filter_map(|statement| contradicted(report, passage, statement, &own)));
        }
    }
    found
}

/// The money figures of all rows, and by what the rows are called.
struct Figures<'r> {
    all: Vec<Figure<'r>>,
    named: BTreeMap<String, Vec<usize>>,
}

impl<'r> Figures<'r> {
    fn of(report: &'r Report) -> Self {
        let mut figures = Figures { all: Vec::new(), named: BTreeMap::new() };
        for figure in cells::all(report).into_iter().filter(|figure| money::power(figure.unit).is_some()) {
            if let Some(name) = named(&figure.row.row.name.plain()) {
                figures.named.entry(name).or_default().push(figures.all.len());
            }
            figures.all.push(figure);
        }
        figures
    }

    /// The figures that a sentence of a unit's is about: those of the row that it names, or of the unit that it names,
    /// or else of the unit that writes, if that has one row in each table.
    fn about(&self, report: &Report, writes: Option<UnitIndex>, sentence: &str) -> Vec<&Figure<'r>> {
        let words: Vec<String> = sentence
            .split(|c: char| !c.is_alphanumeric() && !"-/&".contains(c))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let rows: Vec<&str> = self.named.keys().map(String::as_str).filter(|name| stands(name, &words)).collect();
        let units: Vec<(UnitIndex, String)> = UnitIndex::each(&report.manifest.units)
            .filter_map(|(at, unit)| Some((at, named(unit.name.trimmed())?)))
            .filter(|(_, name)| stands(name, &words))
            .collect();
        let longest = |name: &str| {
            let others = rows.iter().copied().chain(units.iter().map(|(_, name)| name.as_str()));
            others.filter(|other| *other != name).all(|other| !other.contains(name))
        };
        let rows: Vec<&str> = rows.iter().copied().filter(|name| longest(name)).collect();
        let units: Vec<&(UnitIndex, String)> =
            units.iter().filter(|(_, name)| longest(name) && !rows.contains(&name.as_str())).collect();
        match (&rows[..], &units[..]) {
            ([only], []) => self.named.get(*only).into_iter().flatten().filter_map(|at| self.all.get(*at)).collect(),
            ([], [(unit, _)]) => self.of_unit(*unit),
            ([], []) if !WHOLE.is_match(sentence) => writes.map_or_else(Vec::new, |unit| self.of_unit(unit)),
            _ => Vec::new(),
        }
    }

    /// The figures of a unit that has one row in each table; none where it has several in one.
    fn of_unit(&self, unit: UnitIndex) -> Vec<&Figure<'r>> {
        let own: Vec<&Figure<'r>> = self.all.iter().filter(|figure| figure.row.unit == Some(unit)).collect();
        let several = own.iter().any(|one| {
            own.iter().any(|other| std::ptr::eq(one.table, other.table) && !std::ptr::eq(one.row, other.row))
        });
        if several { Vec::new() } else { own }
    }
}

/// Words by which a sentence is about more than the unit that writes it.
static WHOLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:helhet|hela|totalt|sammantaget|samtliga|nämnden[a-zåäö]*|styrelsen[a-zåäö]*|[a-zåäö]+nämnden[a-zåäö]*|[a-zåäö]+styrelsen[a-zåäö]*|kommunen[a-zåäö]*|förvaltningen[a-zåäö]*|[a-zåäö]+förvaltningen[a-zåäö]*|projekt[a-zåäö]*|bidrag[a-zåäö]*)\b",
    )
});

/// What a row is called, in small letters; `None` where that says nothing of what it is about.
fn named(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let name = name.trim_start_matches("summa ").trim_end_matches([':', ',']).to_owned();
    let says = name.chars().filter(|c| c.is_alphabetic()).count() >= 4 || name == "it";
    (says && !GENERAL.contains(&name.as_str()) && !name.starts_with("varav")).then_some(name)
}

/// Whether a name stands among words, its last word in any form.
fn stands(name: &str, words: &[String]) -> bool {
    let parts: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty()).collect();
    let Some((last, first)) = parts.split_last() else { return false };
    words.windows(parts.len()).any(|window| {
        let Some((end, begin)) = window.split_last() else { return false };
        let inflected = |stem: &str| end.strip_prefix(stem).is_some_and(|rest| ENDINGS.contains(&rest));
        // `förskola` is `förskolan`, `omsorg` is `omsorgen`, `skola` is `skolor`.
        let is_last = inflected(last) || last.strip_suffix('a').is_some_and(|stem| stem.len() > 3 && inflected(stem));
        is_last && begin.iter().zip(first).all(|(word, part)| word == part)
    })
}

/// What the clauses of a sentence say. A clause ends with its amount, and its measure is the only one since the last
/// amount.
fn statements(text: &str, sentence: Range<usize>) -> Vec<Statement<'_>> {
    let words = &text[sentence.clone()];
    let (mut all, mut from) = (Vec::new(), 0);
    for hit in MONEY.captures_iter(words) {
        let (Some(whole), Some(digits), Some(unit)) = (hit.get(0), hit.get(1), hit.get(2)) else { continue };
        let clause = &words[from..whole.start()];
        let after = &words[whole.end()..];
        from = whole.end();
        let said: Vec<Measure> = MEASURE.captures_iter(clause).filter_map(|hit| measure(&hit)).collect();
        let [measure] = said[..] else { continue };
        if OTHER_AMOUNT.is_match(clause) || COMPARED.is_match(after) {
            continue;
        }
        let Some((amount, unit)) = digits.as_str().parse().ok().zip(unit_of(unit.as_str())) else { continue };
        let range = sentence.start + digits.start()..sentence.start + whole.end();
        all.push(Statement { measure, amount, unit, range, sentence: words });
    }
    all
}

fn measure(hit: &regex::Captures<'_>) -> Option<Measure> {
    let kinds = [
        (1, Measure::Variance),
        (2, Measure::Plan),
        (3, Measure::Outcome),
        (4, Measure::Forecast),
        (5, Measure::Variance),
    ];
    kinds.into_iter().find(|(group, _)| hit.get(*group).is_some()).map(|(_, measure)| measure)
}

/// The usual name of a unit of money.
fn unit_of(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase().replace('\u{a0}', " ");
    Some(match words.as_str() {
        "miljon" | "miljoner" | "miljon kronor" | "miljoner kronor" | "mnkr" | "mkr" | "msek" => "mnkr",
        "miljarder" | "miljard kronor" | "miljarder kronor" | "mdkr" | "mdr" => "mdkr",
        "tkr" | "kkr" | "ksek" | "tusen kronor" => "tkr",
        "kronor" | "kr" | "sek" => "kr",
        _ => return None,
    })
}

/// The measure of a column.
fn of_column(column: &ColumnSpec) -> Option<Measure> {
    let heading = column.heading.trimmed().to_lowercase();
    let over = column.over.iter().map(|over| over.trimmed().to_lowercase()).collect::<Vec<_>>().join(" ");
    let of = |words: &str| {
        if words.contains("avvik") {
            Some(Measure::Variance)
        } else if words.contains("prognos") {
            Some(Measure::Forecast)
        } else if words.starts_with("utfall") || words.starts_with("bokslut") {
            Some(Measure::Outcome)
        } else if words.contains("budget") || words.contains("anslag") {
            Some(Measure::Plan)
        } else {
            None
        }
    };
    of(&heading).or_else(|| of(&over))
}

/// Whether a column can be of the time that a sentence is about.
fn is_of_time(report: &Report, column: &ColumnSpec, sentence: &str) -> bool {
    let heading: Vec<&str> = column.over.iter().chain([&column.heading]).map(|words| words.trimmed()).collect();
    let heading = heading.join(" ");
    let years = |words: &str| -> Vec<String> { YEAR.find_iter(words).map(|year| year.as_str().to_owned()).collect() };
    let (asked, own) = (years(sentence), years(&heading));
    let this = report.manifest.period.as_ref().map_or(report.manifest.date.value.year, |period| period.1.value.year);
    let year = if asked.is_empty() {
        own.is_empty() || own.contains(&this.to_string())
    } else {
        own.iter().any(|year| asked.contains(year)) || (own.is_empty() && asked.contains(&this.to_string()))
    };
    let part = |words: &str| PART_OF_YEAR.is_match(words);
    let whole = |words: &str| WHOLE_YEAR.is_match(words) && !part(words);
    // Only what is said of both can set them apart.
    let apart = (whole(sentence) && part(&heading)) || (part(sentence) && whole(&heading));
    year && !apart
}

/// The finding about a statement that no cell of its row bears out, though one comes near.
fn contradicted(
    report: &Report,
    passage: &Passage,
    statement: &Statement<'_>,
    own: &[&Figure<'_>],
) -> Option<Diagnostic> {
    if OTHER_TIME.is_match(statement.sentence) {
        return None;
    }
    // Any figure of the row that is the stated one bears it out, or is what is spoken of.
    let off = |figure: &Figure<'_>| distance(statement, figure);
    if own.iter().any(|figure| off(figure).is_none_or(|(off, margin)| off <= margin)) {
        return None;
    }
    let meant = own.iter().filter(|figure| {
        of_column(figure.column) == Some(statement.measure) && is_of_time(report, figure.column, statement.sentence)
    });
    let near = meant.min_by_key(|figure| off(figure).map_or(Decimal::MAX, |(off, _)| off))?;
    let (off, _) = off(near)?;
    let size = statement.amount.value().abs();
    let limit = size.checked_mul(Decimal::from(NEAR))?.checked_div(Decimal::ONE_HUNDRED)?;
    let there = near.amount.shifted(money::shift(near.unit, statement.unit)?)?;
    let cause = causes::of_digits(statement.amount, there);
    if off > limit && cause == messages::Cause::Unknown {
        return None;
    }
    let (row, column) = (near.row.row.name.plain(), near.column.heading.text.clone());
    let name = CellName { table: near.table.heading.text.clone(), row, column, figure: near.amount.swedish() };
    let place = passage.place(statement.range.clone())?;
    let written = passage.text.get(statement.range.clone())?.to_owned();
    Some(messages::figure_contradicts_table(place, near.place, &written, &name, &cause))
}

/// How far a figure is from a statement, in the statement's unit, and how far it may be, since either may be rounded.
fn distance(statement: &Statement<'_>, figure: &Figure<'_>) -> Option<(Decimal, Decimal)> {
    let shift = money::shift(figure.unit, statement.unit)?;
    let there = figure.amount.shifted(shift)?;
    let off = (statement.amount.value().abs() - there.value().abs()).abs();
    let same = shift == 0 && statement.amount.decimals() >= figure.amount.decimals();
    let coarse = statement.amount.half_unit().max(Amount::new(figure.amount.half_unit()).shifted(shift)?.value());
    Some((off, if same { Decimal::ZERO } else { coarse }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Measure, String, &'static str)> {
        let all = passages::sentences(text).into_iter().flat_map(|sentence| statements(text, sentence));
        all.map(|it| (it.measure, it.amount.swedish().replace('\u{a0}', " "), it.unit)).collect()
    }

    #[test]
    fn a_clause_ends_with_its_amount() {
        use Measure::{Forecast, Outcome, Plan, Variance};
        let one = |measure, amount: &str, unit| vec![(measure, amount.to_owned(), unit)];
        assert_eq!(read("Hemtjänsten har en budget på 148,5 miljoner kronor."), one(Plan, "148,5", "mnkr"));
        assert_eq!(read("Utfallet för gatan blev 12 150 tkr."), one(Outcome, "12 150", "tkr"));
        assert_eq!(read("Prognosen för skolan är −3 mkr."), one(Forecast, "−3", "mnkr"));
        assert_eq!(read("Skolan visar ett underskott om 200 tkr."), one(Variance, "200", "tkr"));
        let two = read("Budgeten är 10 mnkr och utfallet 11 mnkr.");
        assert_eq!(two, [one(Plan, "10", "mnkr"), one(Outcome, "11", "mnkr")].concat());
        for none in [
            "Utfallet är 4 mnkr högre än budget.",
            "Utfallet ökade med 4 mnkr.",
            "Utfall och budget är 4 mnkr.",
            "Av budgeten går cirka 4 mnkr till annat.",
            "Vi köpte bilar för 4 mnkr.",
            "Budgeten är 4 procent.",
            "Budgetramen är 4 mnkr.",
        ] {
            assert_eq!(read(none), [], "{none}");
        }
    }

    #[test]
    fn names_stand_in_any_form() {
        let words = |sentence: &str| -> Vec<String> { sentence.split(' ').map(str::to_lowercase).collect() };
        for (name, sentence, is) in [
            ("hemtjänst", "Hemtjänsten har", true),
            ("hemtjänst", "Hemtjänstens budget", true),
            ("förskola", "Förskolan har", true),
            ("förskola", "förskolornas budget", true),
            ("gata och park", "Budgeten för gata och park är", true),
            ("gata", "gatukontoret har", false),
            ("skola", "förskolan har", false),
            ("individ och familj", "familjen har", false),
        ] {
            assert_eq!(stands(name, &words(sentence)), is, "{name}: {sentence}");
        }
    }
}
