//! The wording of what sums, variances and tables contradict.

use crate::base::amount::{Amount, Intended};
use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

/// A cell as a message names it.
#[derive(Debug, Clone)]
pub struct CellName {
    /// The table's heading.
    pub table: String,
    /// The row's label.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// What stands there, in Swedish writing.
    pub figure: String,
}

/// How amounts show that they are in crowns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// One is out of proportion in its row.
    InRow,
    /// Some of a row are like its others but for the zeros.
    Several,
    /// All of a row are, among the other rows.
    Row,
    /// All of a row are larger than a unit's can be.
    Huge,
    /// All of a row end in three zeros.
    Round,
}

/// An amount that is larger than those around it by a power of ten, as it is shown, and what it is in the table's unit;
/// its row, and that unit.
pub fn crowns(
    place: Span,
    figure: &str,
    meant: Amount,
    (row, unit): (&str, &str),
    (how, power): (Odd, i32),
) -> Diagnostic {
    let (row, unit) = (short(row), short(unit));
    let [times, many] = if power == 6 { ["en miljon", "a million"] } else { ["tusen", "a thousand"] };
    let message = match how {
        Odd::Row => both!(
            "beloppen på raden `{row}` är omkring {times} gånger större än de andra radernas, till exempel {figure}, \
             och tabellen är i {unit}",
            "the figures of the row `{row}` are about {many} times as large as the other rows', as {figure}, and \
             the table is in {unit}"
        ),
        Odd::InRow => both!(
            "`{row}` har {figure}, som är omkring {times} gånger större än radens andra belopp, och tabellen är i \
             {unit}",
            "`{row}` has {figure}, about {many} times as large as the row's other figures, and the table is in \
             {unit}"
        ),
        Odd::Several => both!(
            "`{row}` har flera belopp, till exempel {figure}, som är omkring {times} gånger större än radens andra, \
             och tabellen är i {unit}",
            "`{row}` has figures, such as {figure}, about {many} times as large as the row's others, and the table is \
             in {unit}"
        ),
        Odd::Huge => both!(
            "beloppen på raden `{row}` är miljarder kronor, till exempel {figure} {unit}",
            "the figures of the row `{row}` are thousands of millions of crowns, as {figure} {unit}"
        ),
        Odd::Round => both!(
            "alla belopp på raden `{row}` slutar på 000, till exempel {figure}, och tabellen är i {unit}",
            "all figures of the row `{row}` end in 000, as {figure}, and the table is in {unit}"
        ),
    };
    let hint = match how {
        Odd::Row | Odd::Huge | Odd::Round => both!(
            "skriv beloppen i {unit}, det första som `{meant}`; stämmer de, låt dem stå med ett undantag",
            "write the figures in {unit}, the first one as `{meant}`; where they are right, accept the finding"
        ),
        Odd::Several => both!(
            "skriv dem i {unit}, det första troligen som `{meant}`; stämmer de, låt dem stå med ett undantag",
            "write them in {unit}, the first one probably as `{meant}`; where they are right, accept the finding"
        ),
        Odd::InRow => both!(
            "skriv det i {unit}, troligen `{meant}`; stämmer det, låt det stå med ett undantag",
            "write it in {unit}, probably `{meant}`; where it is right, accept the finding"
        ),
    };
    finding(Code::CrownsOrThousands, place, message, hint)
}

/// Another figure that is in crowns too.
pub fn crowns_too(found: Diagnostic, place: Span) -> Diagnostic {
    found.with_related(place, Text::new("detta också", "this one too"))
}

/// A figure whose sign is not the one that the report says it gives costs (or incomes); `said` is where it says so, and
/// `[minus, costs]` what it says of which.
pub fn sign_unexpected(
    place: Span,
    figure: &str,
    row: &str,
    [minus, costs]: [bool; 2],
    (who, said): (Says, Span),
) -> Diagnostic {
    let ([who_sv, who_en], label) = (who.words(), who.label());
    let (row, [sv, en]) = (short(row), if costs { ["kostnader", "costs"] } else { ["intäkter", "incomes"] });
    let [sign_sv, sign_en] = if minus { ["med minus", "with a minus"] } else { ["utan minus", "without a minus"] };
    finding(
        Code::SignUnexpected,
        place,
        both!(
            "`{row}` är {figure}, och {who_sv} skriver {sv} {sign_sv}",
            "`{row}` is {figure}, and the {who_en} writes {en} {sign_en}"
        ),
        both!(
            "rätta förtecknet, eller förklara i texten varför det är omvänt och lägg in ett undantag \
                (`[[undantag]]`)",
            "correct the sign, or say in the text why the amount is the other way round, and accept the finding"
        ),
    )
    .with_related(said, label)
}

/// Who says how costs and incomes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// The report, of all of its tables.
    Report,
    /// A table, of itself.
    Table,
}

impl Says {
    fn words(self) -> [&'static str; 2] {
        match self {
            Says::Report => ["rapporten", "report"],
            Says::Table => ["tabellen", "table"],
        }
    }

    /// What stands where it is said.
    fn label(self) -> Text {
        match self {
            Says::Report => Text::new("så är det bestämt i rapporten", "so the report says"),
            Says::Table => Text::new("så är det bestämt för tabellen", "so the table says"),
        }
    }
}

/// A row of net costs whose figures are below zero; `other` is who says how costs are written, and where, or where
/// another row is above zero.
pub fn net_cost(place: Span, figure: &str, row: &str, (who, other): (Option<Says>, Span)) -> Diagnostic {
    let row = short(row);
    let (message, label) = match who {
        Some(who) => {
            let [sv, en] = who.words();
            let message = both!(
                "`{row}` är {figure}, och {sv} skriver nettokostnader utan minus",
                "`{row}` is {figure}, and the {en} writes net costs without a minus"
            );
            (message, who.label())
        }
        None => (
            both!(
                "`{row}` är {figure}, och andra nettokostnader i tabellen är skrivna utan minus",
                "`{row}` is {figure}, and other net costs of the table are written without a minus"
            ),
            Text::new("så är en annan rad skriven", "so another row is written"),
        ),
    };
    let hint = both!(
        "ta bort minus på alla radens belopp, och räkna om avvikelsen; är intäkterna större än kostnaderna, lägg in \
            ett undantag (`[[undantag]]`)",
        "remove the minus from all figures of the row, and compute the variance anew; where incomes are larger than \
            costs, accept the finding"
    );
    finding(Code::SignUnexpected, place, message, hint).with_related(other, label)
}

/// A row taken from a table that writes costs (or incomes) with the other sign; `[minus, costs]` is how that table
/// writes which of them, and `said` where one of the two says so.
pub fn taken_with_sign(place: Span, row: &str, [minus, costs]: [bool; 2], said: Span) -> Diagnostic {
    let (row, [sv, en]) = (short(row), if costs { ["kostnader", "costs"] } else { ["intäkter", "incomes"] });
    let [there_sv, there_en] = if minus { ["med minus", "with a minus"] } else { ["utan minus", "without a minus"] };
    let [here_sv, here_en] = if minus { ["utan", "without one"] } else { ["med", "with one"] };
    let message = both!(
        "`{row}` hämtas ur en tabell som skriver {sv} {there_sv}, och den här tabellen skriver dem {here_sv}",
        "`{row}` is taken from a table that writes {en} {there_en}, and this table writes them {here_en}"
    );
    taken_otherwise(place, message, said)
}

/// A row taken from a table whose variances mean the other thing; `more` where that table's are more than planned.
pub fn taken_with_variance(place: Span, row: &str, more: bool, said: Span) -> Diagnostic {
    let row = short(row);
    let mut means = [["mer än budget", "more than planned"], ["ett bättre resultat", "a better result"]];
    if !more {
        means.reverse();
    }
    let [[there_sv, there_en], [here_sv, here_en]] = means;
    let message = both!(
        "`{row}` hämtas ur en tabell där plus i en avvikelse är {there_sv}, och i den här tabellen är det {here_sv}",
        "`{row}` is taken from a table where plus in a variance is {there_en}, and in this table it is {here_en}"
    );
    taken_otherwise(place, message, said)
}

fn taken_otherwise(place: Span, message: [String; 2], said: Span) -> Diagnostic {
    let hint = both!(
        "låt tabellerna ha samma `fortecken`, eller låt en enhet skriva raden i den här tabellen med dess förtecken; \
            är beloppen rätta som de står, lägg in ett undantag (`[[undantag]]`)",
        "let the tables have the same `fortecken`, or let a unit write the row in this table with its signs; where \
            the figures are right as they stand, accept the finding"
    );
    let label = Text::new("det är sagt här", "it is said here");
    finding(Code::SignUnexpected, place, message, hint).with_related(said, label)
}

/// A variance that nothing can be computed from: there is no plan and no actual before it.
pub fn variance_uncounted(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::VarianceUndeclared,
        place,
        both!(
            "`{heading}` kontrollräknas inte: till vänster om den finns inte både en budget och ett utfall eller \
                en prognos",
            "`{heading}` is not checked: there is not both a budget and an outcome or a forecast to its left"
        ),
        both!(
            "skriv `beraknas` i kolumnen med de kolumner som den räknas ut ur",
            "write `beraknas` in the column with the columns that it is computed from"
        ),
    )
}

/// What may have gone wrong between two figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The same digits in another order.
    Transposed,
    /// One digit differs.
    OneDigit,
    /// Thousands for kronor, or the other way round.
    Thousands,
    /// The same number in another unit, which is this one.
    OtherMeasure(String),
    /// The figure of another column, with this heading.
    OtherColumn(String),
    /// The figure of another row, with this name.
    OtherRow(String),
    /// What is left of another column's figure, with this heading, once what the rows give is taken off.
    Remainder(String),
    /// The difference is what these rows add up to; not more than a few.
    Rows(Vec<String>),
    /// The difference is twice this row's figure.
    SignOfRow(String),
    /// It is the average of the rows, weighted by a column with this heading and this id where one is named.
    Average(Option<[String; 2]>),
    /// It lies between the least and the largest of the rows, as an average does.
    Within,
    /// Nothing that can be seen from the figures.
    Unknown,
}

/// What a hint begins with where the cause can be guessed.
pub(super) fn cause_words(cause: &Cause) -> [String; 2] {
    match cause {
        Cause::Transposed => both!("samma siffror i annan ordning; ", "the same digits in another order; "),
        Cause::OneDigit => both!("en siffra skiljer; ", "one digit differs; "),
        Cause::Thousands => {
            both!("tkr i stället för kronor, eller tvärtom; ", "thousands for kronor, or the other way round; ")
        }
        Cause::OtherMeasure(unit) => {
            both!("tabellens måttenhet är {unit}; ", "the table's unit is {unit}; ")
        }
        Cause::OtherColumn(heading) => {
            let heading = short(heading);
            both!("samma belopp finns i kolumnen `{heading}`; ", "that is the figure in `{heading}`; ")
        }
        Cause::OtherRow(row) => {
            let row = short(row);
            both!("samma belopp finns på raden `{row}`; ", "that is the figure of `{row}`; ")
        }
        Cause::Remainder(heading) => {
            let heading = short(heading);
            both!(
                "det är exakt `{heading}` minus det som raderna ger, alltså avvikelsen; ",
                "that is exactly `{heading}` less what the rows give, the variance; "
            )
        }
        Cause::Rows(rows) => {
            let rows = rows.iter().map(|row| format!("`{}`", short(row))).collect::<Vec<_>>();
            let [sv, en] = [rows.join(" och "), rows.join(" and ")];
            both!("skillnaden är exakt {sv}; ", "the difference is exactly {en}; ")
        }
        Cause::SignOfRow(row) => {
            let row = short(row);
            both!(
                "skillnaden är exakt två gånger `{row}`, som kan ha fel förtecken; ",
                "the difference is exactly twice `{row}`, whose sign may be wrong; "
            )
        }
        Cause::Average(None) => both!(
            "det är genomsnittet av raderna: skriv `genomsnitt = true` i kolumnen i rapport.toml om den ska visa det; \
                annars: ",
            "that is the average of the rows: write `genomsnitt = true` in the column of rapport.toml where it is to \
                be; otherwise "
        ),
        Cause::Average(Some([heading, id])) => {
            let (heading, id) = (short(heading), short(id));
            both!(
                "det är genomsnittet av raderna, viktat med `{heading}`: skriv `viktas_med = \"{id}\"` i kolumnen i \
                    rapport.toml om den ska visa det; annars: ",
                "that is the average of the rows, weighted by `{heading}`: write `viktas_med = \"{id}\"` in the column \
                    of rapport.toml where it is to be; otherwise "
            )
        }
        Cause::Within => both!(
            "ska kolumnen inte räknas ihop, skriv `summeras = false` i den i rapport.toml; annars: ",
            "where the column is not to be added up, write `summeras = false` in it in rapport.toml; otherwise "
        ),
        Cause::Unknown => both!("", ""),
    }
}

/// A figure that is not the average of its rows, beyond what rounding explains. `weight` is the heading of the column
/// that it is weighted by; `other` says of what other average it is one: the plain one, or one by another column.
pub fn average(
    place: Span,
    parts: &SumParts,
    weight: Option<&str>,
    other: Option<Option<&str>>,
    rows: &[Span],
) -> Diagnostic {
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [more_sv, more_en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
    let [by_sv, by_en] = match weight.map(short) {
        Some(weight) => both!(", viktat med `{weight}`,", ", weighted by `{weight}`,"),
        None => both!("", ""),
    };
    let message = both!(
        "`{row}`, `{column}`: här står {written}, men genomsnittet av raderna{by_sv} blir {computed} ({difference} \
            {more_sv})",
        "`{row}`, `{column}`: says {written} but the average of the rows{by_en} is {computed}, which is {difference} \
            {more_en}"
    );
    let [sv, en] = match other.map(|other| other.map(short)) {
        Some(None) => both!("det är genomsnittet utan vikter; ", "that is the average without weights; "),
        Some(Some(other)) => {
            both!("det är genomsnittet viktat med `{other}`; ", "that is the average weighted by `{other}`; ")
        }
        None => both!("", ""),
    };
    let hint = both!("{sv}rätta genomsnittet eller någon av raderna", "{en}correct the average or one of the rows");
    let found = finding(Code::SumMismatch, place, message, hint);
    rows.iter().fold(found, |found, place| found.with_related(*place, Text::new("räknas in", "is part of it")))
}

/// A sum that is not the sum of its rows, beyond what rounding explains. `left_out` is a row with words there, which
/// are not added.
pub fn sum(place: Span, parts: &SumParts, cause: &Cause, left_out: Option<&str>, rows: &[Span]) -> Diagnostic {
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
    let [out_sv, out_en] = match left_out.map(short) {
        Some(words) => both!(
            "; `{words}` är inte medräknad, eftersom cellen har text",
            "; `{words}` is left out, since it has words there"
        ),
        None => both!("", ""),
    };
    let message = both!(
        "`{row}`, `{column}`: här står {written}, men raderna blir {computed} ({difference} {sv}){out_sv}",
        "`{row}`, `{column}`: says {written} but the rows give {computed}, which is {difference} {en}{out_en}"
    );
    let [sv, en] = cause_words(cause);
    let hint = both!("{sv}rätta summan eller någon av raderna", "{en}correct the sum or one of the rows");
    let found = finding(Code::SumMismatch, place, message, hint);
    let added = || Text::new("räknas in", "is added");
    rows.iter().fold(found, |found, place| found.with_related(*place, added()))
}

/// A column's figure that is not what its definition gives, beyond what rounding explains. `inverted` where the row
/// counts the other way than the definition says; `crowns` is the column whose figure may be in crowns.
pub fn variance(place: Span, parts: &SumParts, (inverted, crowns): (bool, Option<&str>), terms: &[Span]) -> Diagnostic {
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
    let message = both!(
        "`{row}`, `{column}`: här står {written}, men kolumnerna ger {computed} ({difference} {sv})",
        "`{row}`, `{column}`: says {written} but the columns give {computed}, which is {difference} {en}"
    );
    let [sv, en] = if inverted {
        both!(
            "kolumnens formel är vänd här, så att ett bättre resultat är positivt (`vands = false` på raden ändrar \
                det); ",
            "the column's formula is turned here, so that a better result is positive (`vands = false` in the row \
                undoes it); "
        )
    } else {
        both!("", "")
    };
    let hint = match crowns.map(short) {
        Some(column) => both!(
            "`{column}` verkar stå i hela kronor, som tabellen inte gör: rätta det",
            "`{column}` seems to be in crowns, which the table is not: correct it"
        ),
        None => both!(
            "{sv}rätta beloppet eller något av dem som det räknas ut ur; förtecknet kan vara fel",
            "{en}correct the figure or one of those that it is computed from; its sign may be wrong"
        ),
    };
    let found = finding(Code::VarianceMismatch, place, message, hint);
    terms.iter().fold(found, |found, place| found.with_related(*place, Text::new("räknas in", "is part of it")))
}

/// A row that is computed by dividing others, and a figure that they do not give.
pub fn quotient(place: Span, parts: &SumParts, terms: &[Span]) -> Diagnostic {
    let SumParts { row, column, written, computed, .. } = parts;
    let (row, column) = (short(row), short(column));
    let found = finding(
        Code::VarianceMismatch,
        place,
        both!(
            "`{row}`, `{column}`: här står {written}, men raderna som den räknas ut ur ger {computed}",
            "`{row}`, `{column}`: says {written}, but the rows that it is computed from give {computed}"
        ),
        both!(
            "rätta talet eller något av dem som det räknas ut ur; måttenheten kan vara en annan (`mattenhet` på raden)",
            "correct the figure or one of those that it is computed from; the unit may be another (`mattenhet` of the \
                row)"
        ),
    );
    terms.iter().fold(found, |found, place| found.with_related(*place, Text::new("räknas in", "is part of it")))
}

/// A cell that rounding explains, and the places of what it is computed from.
#[derive(Debug, Clone)]
pub struct Rounded {
    /// Where it stands.
    pub place: Span,
    /// What is said of it.
    pub parts: SumParts,
    /// What it is computed from.
    pub terms: Vec<Span>,
}

/// What there is to do about a difference within rounding.
fn rounding_hint(left_out: [usize; 2]) -> [String; 2] {
    let [sv, en] = match left_out {
        [0, 0] => {
            return both!(
                "skillnaden beror på avrundning; ingenting behöver göras",
                "rounding explains the difference; nothing needs to be done"
            );
        }
        [1, 0] => both!("en cell med text räknas inte in", "a cell with words is left out"),
        [words, 0] => both!("{words} celler med text räknas inte in", "{words} cells with words are left out"),
        [0, 1] => both!("en tom cell räknas inte in", "an empty cell is left out"),
        [0, empty] => both!("{empty} tomma celler räknas inte in", "{empty} empty cells are left out"),
        [words, empty] => both!(
            "celler räknas inte in ({words} med text, {empty} tomma)",
            "cells are left out ({words} with words, {empty} empty)"
        ),
    };
    both!(
        "avrundning kan förklara skillnaden, men {sv}: skriv beloppet där, eller ett streck om det inte finns något",
        "rounding may explain the difference, but {en}: write the amount there, or a dash if there is none"
    )
}

/// What rounding explains in one row: the cells that differ from their rows, or from their columns. It may as well be
/// what is `left_out`: so many cells with words, and so many empty ones.
pub fn rounding(cells: &[Rounded], of_rows: bool, left_out: [usize; 2]) -> Option<Diagnostic> {
    let Rounded { place, parts, .. } = cells.first()?;
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [from_sv, from_en] = if of_rows { ["raderna", "the rows"] } else { ["kolumnerna", "the columns"] };
    let message = if cells.len() == 1 {
        let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
        both!(
            "`{row}`, `{column}`: här står {written}, men {from_sv} ger {computed} ({difference} {sv})",
            "`{row}`, `{column}`: says {written} but {from_en} give {computed}, which is {difference} {en}"
        )
    } else {
        let columns: Vec<String> = cells.iter().map(|cell| format!("`{}`", short(&cell.parts.column))).collect();
        let columns = columns.join(", ");
        both!("`{row}` skiljer sig från {from_sv} i {columns}", "`{row}` differs from {from_en} in {columns}")
    };
    let code = if of_rows { Code::SumRounding } else { Code::VarianceRounding };
    let mut found = finding(code, *place, message, rounding_hint(left_out));
    for Rounded { place, parts: SumParts { written, computed, .. }, .. } in &cells[1..] {
        let [sv, en] = both!("står {written}, ger {computed}", "says {written}, gives {computed}");
        found = found.with_related(*place, Text::new(sv, en));
    }
    let [sv, en] = if of_rows { ["räknas in", "is added"] } else { ["räknas in", "is part of it"] };
    let terms = cells.iter().flat_map(|cell| &cell.terms);
    Some(terms.fold(found, |found, term| found.with_related(*term, Text::new(sv, en))))
}

/// The same finding with a cell that is left out, since words stand in it.
pub fn with_words(found: Diagnostic, cell: Span) -> Diagnostic {
    found.with_related(cell, Text::new("text, räknas inte in", "words, which are left out"))
}

/// The same finding with a row whose cell is empty.
pub fn with_empty(found: Diagnostic, row: Span) -> Diagnostic {
    found.with_related(row, Text::new("har en tom cell", "has an empty cell"))
}

/// A row with nothing in a column, given by its heading and its id, so that the row `of` cannot come out right.
pub fn cell_missing(row: Span, name: &str, (column, id): (&str, &str), of: &str, place: Span) -> Diagnostic {
    let (name, column, of, id) = (short(name), short(column), short(of), short(id));
    finding(
        Code::SumMismatch,
        row,
        both!(
            "`{name}` har ingen `{column}`, så att `{of}` inte stämmer",
            "`{name}` has no `{column}`, so that `{of}` does not come out right"
        ),
        both!(
            "skriv `{id} = ...` på raden; är det inget, skriv `{id} = 0`",
            "write `{id} = ...` in the row; where it is nothing, write `{id} = 0`"
        ),
    )
    .with_related(place, Text::new("stämmer inte", "does not come out right"))
}

/// The same finding with the place that says which rows are added.
pub fn with_sums(found: Diagnostic, place: Span) -> Diagnostic {
    found.with_related(place, Text::new("anger vad som räknas in", "says what is added"))
}

/// An empty cell as a message names it: its row's place, row, column, and the value that follows from others.
#[derive(Debug, Clone)]
pub struct Blank {
    /// Where the row stands.
    pub place: Span,
    /// The row's label.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// The value, in Swedish writing.
    pub value: String,
    /// The line to write, where the row is a block of its own.
    pub line: Option<String>,
}

/// Empty cells of one row or of one column whose values follow from others.
pub fn blank_cells(cells: &[Blank]) -> Option<Diagnostic> {
    let first = cells.first()?;
    let (row, column, value) = (short(&first.row), short(&first.column), &first.value);
    let more = cells.len() - 1;
    let [sv, en] =
        if more == 0 { both!("", "") } else { both!("; likaså {more} till", "; the same holds for {more} more") };
    let found = finding(
        Code::BlankCell,
        first.place,
        both!(
            "`{row}`, `{column}` är tom, men värdet borde vara {value}{sv}",
            "`{row}`, `{column}` is empty but can be computed: {value}{en}"
        ),
        match &first.line {
            Some(line) => both!(
                "skriv `{line}` på raden, och ta bort `#` framför nyckeln om den väntar där; ska cellen vara tom, lägg \
                    in ett undantag (`[[undantag]]`)",
                "write `{line}` in the row, and remove `#` before the key where it waits there; where the cell is to \
                    be empty, accept the gap with `[[undantag]]`"
            ),
            None => both!(
                "fyll i det, eller lägg in ett undantag (`[[undantag]]`) om cellen ska vara tom",
                "write the figure, or accept the gap with `[[undantag]]`"
            ),
        },
    );
    Some(cells[1..].iter().fold(found, |found, cell| {
        let (column, value) = (short(&cell.column), &cell.value);
        let [sv, en] = both!("`{column}`: {value}", "`{column}`: {value}");
        found.with_related(cell.place, Text::new(sv, en))
    }))
}

/// A sum that adds itself, by one of its rows where it does not name itself.
pub fn sum_of_itself(place: Span, sum: &str, through: Option<&str>) -> Diagnostic {
    let sum = short(sum);
    let (message, hint) = match through.map(short) {
        Some(row) => (
            both!(
                "`{sum}` räknar sig själv: den räknar `{row}`, som räknar `{sum}`",
                "`{sum}` counts itself: it counts `{row}`, which counts `{sum}`"
            ),
            both!(
                "ta bort den ena raden ur den andras `summerar`",
                "remove one of the rows from `summerar` of the other"
            ),
        ),
        None => (
            both!("`{sum}` räknar sig själv", "`{sum}` counts itself"),
            both!("ta bort `{sum}` ur radens `summerar`", "remove `{sum}` from `summerar` of the row"),
        ),
    };
    finding(Code::SumCountsTwice, place, message, hint)
}

/// A row that a sum adds twice: its name and those of the two of the sum's rows that bring it in.
pub fn sum_counts_twice(place: Span, sum: &str, names: &[String; 3], row: Span) -> Diagnostic {
    let sum = short(sum);
    let [row_name, one, other] = names.each_ref().map(|name| short(name));
    finding(
        Code::SumCountsTwice,
        place,
        both!(
            "`{sum}` räknar `{row_name}` två gånger: med `{one}` och med `{other}`",
            "`{sum}` counts `{row_name}` twice: with `{one}` and with `{other}`"
        ),
        both!("ta bort den ena ur `summerar`", "remove one of them from `summerar`"),
    )
    .with_related(row, Text::new("räknas två gånger", "is counted twice"))
}

/// A sum row that does not say what it adds up and cannot be recognised.
pub fn sum_undeclared(place: Span, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::SumUndeclared,
        place,
        both!(
            "`{row}` stämmer varken med raderna närmast ovanför eller med hela tabellen",
            "`{row}` is neither the sum of the rows since the last sum nor of all rows"
        ),
        both!(
            "skriv `summerar = [\"...\"]` med de rader som räknas in, eller rätta summan",
            "write `summerar = [\"...\"]` with the rows that are added, or correct the sum"
        ),
    )
}

/// The same quantity with two values.
pub fn tables_disagree(
    place: Span,
    other: Span,
    [first, second]: [&CellName; 2],
    opposite: bool,
    difference: &str,
    cause: Option<&Cause>,
) -> Diagnostic {
    let (a, b) = (&first.figure, &second.figure);
    let (row, column, table) = (short(&first.row), short(&first.column), short(&second.table));
    let second_row = short(&second.row);
    let [sv, en] = if opposite {
        ["; beloppen ska vara lika med omvänt tecken", "; they should be the same with the other sign"]
    } else {
        ["", ""]
    };
    let message = both!(
        "`{row}`, `{column}`: här står {a}, men i `{table}`, raden `{second_row}`, står {b}{sv} (skillnad \
            {difference})",
        "`{row}`, `{column}`: says {a}, but `{second_row}` in `{table}` says {b}{en}; the difference is {difference}"
    );
    let (code, hint) = match cause {
        None => (
            Code::TablesRounding,
            both!(
                "skillnaden beror på avrundning; ingenting behöver göras",
                "rounding explains the difference; nothing needs to be done"
            ),
        ),
        Some(cause) => {
            let [sv, en] = cause_words(cause);
            (
                Code::TablesDisagree,
                both!(
                    "{sv}rätta det som är fel; ska de inte vara lika, ta bort avstämningen (`[[avstamning]]`) i \
                        rapport.toml",
                    "{en}correct one of them, or remove the relation in rapport.toml"
                ),
            )
        }
    };
    finding(code, place, message, hint).with_related(other, Text::new("samma uppgift", "the same quantity"))
}

/// Two rows that agree in most columns and not in this one.
pub fn tables_may_disagree(place: Span, other: Span, first: &CellName, second: &CellName, same: usize) -> Diagnostic {
    let (a, b) = (&first.figure, &second.figure);
    let (row, column, table, second_row) =
        (short(&first.row), short(&first.column), short(&second.table), short(&second.row));
    let [like_sv, like_en] = match same {
        0 => both!("", ""),
        1 => both!("; i en annan kolumn är de lika", "; in another column they agree"),
        _ => both!("; i {same} andra kolumner är de lika", "; in {same} other columns they agree"),
    };
    finding(
        Code::TablesMayDisagree,
        place,
        both!(
            "`{row}`, `{column}`: här står {a}, men i `{table}`, raden `{second_row}`, står {b}{like_sv}",
            "`{row}`, `{column}`: says {a}, but `{second_row}` in `{table}` says {b}{like_en}"
        ),
        both!(
            "är det samma uppgift? Rätta den ena; lägg annars in ett undantag (`[[undantag]]`)",
            "is it the same quantity? Correct one of them; otherwise accept the difference with `[[undantag]]`"
        ),
    )
    .with_related(other, Text::new("jämförs med", "compared with"))
}

/// Figures of a column with other decimals than the manifest asks for, each with what stands there.
pub fn decimals_unasked(figures: &[(Span, String)], column: &str, asked: u32) -> Option<Diagnostic> {
    let ((place, figure), rest) = figures.split_first()?;
    let column = short(column);
    let [sv, en] = if asked == 1 { ["decimal", "decimal"] } else { ["decimaler", "decimals"] };
    let found = finding(
        Code::DecimalsUnasked,
        *place,
        both!(
            "`{figure}` ska ha {asked} {sv} i kolumnen `{column}`",
            "`{figure}` does not have the {asked} {en} of `{column}`"
        ),
        both!(
            "skriv så många decimaler, eller låt rapportfilen avrunda med `avrunda = true` på tabellen; en \
                decimal läggs aldrig till",
            "write that many decimals, or let the manifest round with `avrunda = true` in the table; a decimal \
                is never added"
        ),
    );
    let others = rest.iter().map(|(place, figure)| (*place, both!("likaså `{figure}`", "so does `{figure}`")));
    Some(others.fold(found, |found, (place, [sv, en])| found.with_related(place, Text::new(sv, en))))
}

/// A unit that is missing in one of two tables over the same units.
pub fn unit_missing_in_table(place: Span, unit: &str, table: &str, other: Span) -> Diagnostic {
    let (unit, table) = (short(unit), short(table));
    finding(
        Code::UnitMissingInTable,
        place,
        both!(
            "{unit} saknas i `{table}`, som har alla andra enheter",
            "{unit} is missing in `{table}`, which has all other units"
        ),
        both!(
            "lägg till enhetens rad, eller lägg in ett undantag (`[[undantag]]`)",
            "add the unit's row, or accept it with `[[undantag]]`"
        ),
    )
    .with_related(other, Text::new("enheten finns här", "the unit stands here"))
}

/// More booked than the forecast for the whole year.
pub fn outcome_exceeds_forecast(place: Span, name: &CellName, outcome: &str, booked: Span) -> Diagnostic {
    let (row, forecast) = (short(&name.row), &name.figure);
    finding(
        Code::OutcomeExceedsForecast,
        place,
        both!(
            "`{row}`: {outcome} är redan bokfört, men prognosen för hela året är {forecast}",
            "`{row}`: {outcome} is booked already, but the forecast for the whole year is {forecast}"
        ),
        both!("kontrollera prognosen", "check the forecast"),
    )
    .with_related(booked, Text::new("bokfört", "booked"))
}

/// Words with digits in the place of an amount, and the figure that they were meant to be.
pub fn figure_in_words(place: Span, words: &str, column: &str, meant: Option<Intended>) -> Diagnostic {
    let (words, column) = (short(words), short(column));
    let hint = match meant {
        // What is masked must not be told, and what is rounded up has no figure of its own.
        _ if words.contains(['<', '>', '≤', '≥']) => both!(
            "ska talet inte visas, lägg in ett undantag (`[[undantag]]`); cellen räknas då inte med",
            "where the figure is not to be shown, accept the finding with `[[undantag]]`; the cell does not \
                count then"
        ),
        Some(Intended::Alone(amount)) if words.contains('%') => both!(
            "en andel hör hemma i en kolumn med `mattenhet = \"%\"`, som `{amount}`; texten kan skrivas i en \
                kolumn med `slag = \"text\"`",
            "a share belongs into a column with `mattenhet = \"%\"`, as `{amount}`; the words may stand in a \
                column with `slag = \"text\"`"
        ),
        Some(Intended::Negative(amount)) if amount.may_be_thousands() => {
            let whole = amount.shifted(3).unwrap_or(amount);
            both!(
                "minustecknet skrivs framför talet, och tusental utan punkt: skriv `{whole}`, eller `{amount}` \
                    om det är decimaler",
                "a minus is written in front of the figure, and thousands without a point: write `{whole}`, or \
                    `{amount}` if these are decimals"
            )
        }
        Some(Intended::Negative(amount)) if words.starts_with('(') => {
            let plain = words.trim_matches(['(', ')']);
            both!(
                "betyder parentesen minus, skriv `{amount}`; är {plain} ett annat års belopp, ge det en egen kolumn",
                "where the parentheses mean a minus, write `{amount}`; where {plain} is another year's figure, give it \
                    a column of its own"
            )
        }
        Some(Intended::Negative(amount)) => both!(
            "minustecknet skrivs framför talet: skriv `{amount}`",
            "a minus is written in front of the figure: write `{amount}`"
        ),
        Some(Intended::Alone(amount)) => both!(
            "skriv bara `{amount}`; lägg förklaringen i en fotnot eller i radens `kommentar`",
            "write the figure alone: `{amount}`; what is to be said of it can stand in a note or the row's \
                `kommentar`"
        ),
        None => both!(
            "skriv ett enda tal, som `-1250` eller `12.5`; en kolumn som inte har belopp får `slag = \"text\"` i \
                rapport.toml",
            "write one figure, such as `-1250` or `12.5`; a column without amounts gets `slag = \"text\"` in \
                rapport.toml"
        ),
    };
    finding(
        Code::FigureInWords,
        place,
        both!(
            "`{words}` är inte ett rent belopp, så cellen räknas inte med i summorna i `{column}`",
            "`{words}` is not an amount, so that the cell does not count in `{column}`"
        ),
        hint,
    )
}

/// What a sum's finding names: the row, the column, and the two figures in Swedish writing.
#[derive(Debug, Clone)]
pub struct SumParts {
    /// The row's label.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// What stands there.
    pub written: String,
    /// What the rows add up to.
    pub computed: String,
    /// The difference without its sign.
    pub difference: String,
    /// Whether what stands there is too large.
    pub too_large: bool,
}

/// A cell of a column of differences that is not what the other rows show that it should be.
pub fn change_differs(
    (place, cell): (Span, &CellName),
    [(first, one), (second, other)]: [(Span, &CellName); 2],
    right: &str,
    share: bool,
) -> Diagnostic {
    let (row, column) = (short(&cell.row), short(&cell.column));
    let (a, b, written) = (&one.figure, &other.figure, &cell.figure);
    let [sv, en] = if share { [" procent", " per cent"] } else { [""; 2] };
    finding(
        Code::ChangeMismatch,
        place,
        both!(
            "`{row}`, `{column}` är {written}, men skillnaden mellan {a} och {b} är {right}{sv}",
            "`{row}`, `{column}` is {written}, but the difference between {a} and {b} is {right}{en}"
        ),
        both!(
            "rätta talet, eller låt `beraknas` i kolumnen ange vad den räknas ut ur",
            "correct the figure, or let `beraknas` of the column say what it is computed from"
        ),
    )
    .with_related(first, Text::new("det ena talet", "one figure"))
    .with_related(second, Text::new("det andra talet", "the other figure"))
}
