//! The wording of what the checks of a whole report find.

use crate::base::date::Ymd;
use crate::base::source::Place;

use super::exports::listed;
use super::{Code, Diagnostic, SumParts, Text, Thing, finding, short};

fn date(date: Ymd) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

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

/// What may have gone wrong between two figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The same digits in another order.
    Transposed,
    /// One digit differs.
    OneDigit,
    /// Thousands for kronor, or the other way round.
    Thousands,
    /// The figure of another column, with this heading.
    OtherColumn(String),
    /// What is left of another column's figure, with this heading, once what the rows give is taken off.
    Remainder(String),
    /// The difference is what these rows add up to; not more than a few.
    Rows(Vec<String>),
    /// The difference is twice this row's figure.
    SignOfRow(String),
    /// Nothing that can be seen from the figures.
    Unknown,
}

/// What a hint begins with where the cause can be guessed.
fn cause_words(cause: &Cause) -> [String; 2] {
    match cause {
        Cause::Transposed => both!("samma siffror i annan ordning; ", "the same digits in another order; "),
        Cause::OneDigit => both!("en siffra skiljer; ", "one digit differs; "),
        Cause::Thousands => {
            both!("tusental i stället för kronor, eller tvärtom; ", "thousands for kronor, or the other way round; ")
        }
        Cause::OtherColumn(heading) => {
            let heading = short(heading);
            both!("det är figuren i `{heading}`; ", "that is the figure in `{heading}`; ")
        }
        Cause::Remainder(heading) => {
            let heading = short(heading);
            both!(
                "det är precis `{heading}` minus det som raderna ger, alltså avvikelsen; ",
                "that is exactly `{heading}` less what the rows give, the variance; "
            )
        }
        Cause::Rows(rows) => {
            let rows = rows.iter().map(|row| format!("`{}`", short(row))).collect::<Vec<_>>();
            let [sv, en] = [rows.join(" och "), rows.join(" and ")];
            both!("skillnaden är precis {sv}; ", "the difference is exactly {en}; ")
        }
        Cause::SignOfRow(row) => {
            let row = short(row);
            both!(
                "skillnaden är precis två gånger `{row}`, som kan ha fel tecken; ",
                "the difference is exactly twice `{row}`, whose sign may be wrong; "
            )
        }
        Cause::Unknown => both!("", ""),
    }
}

/// An accepted relation that names one thing only.
pub fn relation_of_one(place: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("ett samband behöver minst två adresser", "a relation needs at least two addresses"),
        both!("skriv `lika = [\"tabell.rad\", \"tabell.rad\"]`", "write `lika = [\"table.row\", \"table.row\"]`"),
    )
}

/// An address that is none.
pub fn address_form(place: Place, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!("`{address}` är ingen adress", "`{address}` is no address"),
        both!(
            "skriv `tabell.rad` eller `tabell.rad.kolumn`, till exempel `verksamhet.it.utfall_2023`",
            "write `table.row` or `table.row.column`, for example `verksamhet.it.utfall_2023`"
        ),
    )
}

/// An address whose row several units have.
pub fn address_ambiguous(place: Place, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::UnknownReference,
        place,
        both!("flera enheter har en rad `{row}` i tabellen", "several units have a row `{row}` in the table"),
        both!("skriv enheten före raden: `enhet/{row}`", "write the unit before the row: `unit/{row}`"),
    )
}

/// An address with a name that nothing has.
pub fn address_unknown(place: Place, name: &str, meant: Option<&str>) -> Diagnostic {
    let name = short(name);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!(
            "adressen är `tabell.rad.kolumn` med de id som står i rapport.toml och i enhetens fil",
            "the address is `table.row.column` with the ids that stand in rapport.toml and in the unit's file"
        ),
    };
    let message = both!("det finns inget `{name}` i tabellerna", "there is no `{name}` in the tables");
    finding(Code::UnknownReference, place, message, hint)
}

/// An address with a row or column that its table does not have.
pub fn address_not_in_table(
    place: Place,
    thing: Thing,
    name: &str,
    table: &str,
    meant: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let ([sv, en], name, table) = (thing.names(), short(name), short(table));
    let [sv_all, en_all] = if thing == Thing::Column { ["kolumner", "columns"] } else { ["rader", "rows"] };
    let all = listed(known.iter().map(String::as_str));
    let hint = match meant.map(short) {
        Some(meant) => both!(
            "menade du `{meant}`? Tabellens {sv_all} är {all}",
            "did you mean `{meant}`? The table's {en_all} are {all}"
        ),
        None => both!("tabellens {sv_all} är {all}", "the table's {en_all} are {all}"),
    };
    let message = both!("{sv} i tabellen `{table}` heter `{name}`", "{en} of the table `{table}` is called `{name}`");
    finding(Code::UnknownReference, place, message, hint)
}

/// A bound figure that is not closed.
pub fn binding_open(place: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`{{{{` öppnar en bunden figur som inte stängs", "`{{{{` opens a bound figure that is not closed"),
        both!("skriv `{{{{tabell.rad.kolumn}}}}` på en rad", "write `{{{{table.row.column}}}}` on one line"),
    )
}

/// A bound figure in a form that there is not.
pub fn binding_form<'w>(place: Place, form: &str, known: impl Iterator<Item = &'w str>) -> Diagnostic {
    let (form, known) = (short(form), known.collect::<Vec<_>>().join("`, `"));
    finding(
        Code::BadValue,
        place,
        both!("en bunden figur kan inte skrivas som `{form}`", "a bound figure cannot be written as `{form}`"),
        both!("skriv `{known}`, eller inget efter adressen", "write `{known}`, or nothing after the address"),
    )
}

/// A bound figure whose address names no figure.
pub fn binding_without_figure(place: Place, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!("det står ingen figur i `{address}`", "there is no figure in `{address}`"),
        both!(
            "skriv `tabell.rad.kolumn` för en cell med ett tal",
            "write `table.row.column` of a cell that holds a number"
        ),
    )
}

/// A figure that is written as a surplus or deficit, of a row that is no result.
pub fn surplus_without_result(place: Place, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!(
            "`{address}` är inget resultat, som kan vara ett över- eller underskott",
            "`{address}` is no result, which could be a surplus or a deficit"
        ),
        both!(
            "skriv figuren utan `|överskott`, eller ge raden `slag = \"resultat\"`",
            "write the figure without `|överskott`, or give the row `slag = \"resultat\"`"
        ),
    )
}

/// A code that no finding has.
pub fn unknown_code(place: Place, name: &str, meant: Option<&str>) -> Diagnostic {
    let name = short(name);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!("`underlag explain` visar alla koder", "`underlag explain` shows all codes"),
    };
    finding(Code::UnknownReference, place, both!("ingen kontroll heter `{name}`", "no check is called `{name}`"), hint)
}

/// A code of errors that somebody wants to switch off.
pub fn error_switched_off(place: Place, name: &str) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`{name}` är ett fel och kan inte stängas av", "`{name}` is an error and cannot be switched off"),
        both!(
            "rätta felen, eller godta ett av dem med `[[undantag]]` och ett skäl",
            "correct the errors, or accept one of them with `[[undantag]]` and a reason"
        ),
    )
}

/// An exception that matches no finding.
pub fn exception_unused(place: Place, code: &str) -> Diagnostic {
    let code = short(code);
    finding(
        Code::ExceptionUnused,
        place,
        both!(
            "undantaget från `{code}` gäller inte längre något fynd",
            "the exception from `{code}` matches no finding any more"
        ),
        both!("ta bort undantaget", "remove the exception"),
    )
}

/// A sum that is not the sum of its rows, beyond what rounding explains.
pub fn sum(place: Place, parts: &SumParts, cause: &Cause, rows: &[Place]) -> Diagnostic {
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
    let message = both!(
        "`{row}`, `{column}`: står {written} men raderna ger {computed}, alltså {difference} {sv}",
        "`{row}`, `{column}`: says {written} but the rows give {computed}, which is {difference} {en}"
    );
    let [sv, en] = cause_words(cause);
    let hint = both!("{sv}rätta summan eller någon av raderna", "{en}correct the sum or one of the rows");
    let found = finding(Code::SumMismatch, place, message, hint);
    let added = || Text::new("räknas in", "is added");
    rows.iter().fold(found, |found, place| found.with_related(*place, added()))
}

/// A column's figure that is not what its definition gives, beyond what rounding explains. `turned` where the row counts
/// the other way than the definition says.
pub fn variance(place: Place, parts: &SumParts, turned: bool, terms: &[Place]) -> Diagnostic {
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
    let message = both!(
        "`{row}`, `{column}`: står {written} men kolumnerna ger {computed}, alltså {difference} {sv}",
        "`{row}`, `{column}`: says {written} but the columns give {computed}, which is {difference} {en}"
    );
    let [sv, en] = if turned {
        both!(
            "kolumnens formel är vänd här, så att ett bättre resultat är positivt (`vands = false` på raden ändrar det); ",
            "the column's formula is turned here, so that a better result is positive (`vands = false` in the row undoes it); "
        )
    } else {
        both!("", "")
    };
    let hint = both!(
        "{sv}rätta figuren eller någon av dem som den räknas ut av",
        "{en}correct the figure or one of those that it is computed from"
    );
    let found = finding(Code::VarianceMismatch, place, message, hint);
    terms.iter().fold(found, |found, place| found.with_related(*place, Text::new("räknas in", "is part of it")))
}

/// A cell that rounding explains, and the places of what it is computed from.
#[derive(Debug, Clone)]
pub struct Rounded {
    /// Where it stands.
    pub place: Place,
    /// What is said of it.
    pub parts: SumParts,
    /// What it is computed from.
    pub terms: Vec<Place>,
}

/// What rounding explains in one row: the cells that differ from their rows, or from their columns.
pub fn rounding(cells: &[Rounded], of_rows: bool) -> Option<Diagnostic> {
    let Rounded { place, parts, .. } = cells.first()?;
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [from_sv, from_en] = if of_rows { ["raderna", "the rows"] } else { ["kolumnerna", "the columns"] };
    let message = if cells.len() == 1 {
        let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
        both!(
            "`{row}`, `{column}`: står {written} men {from_sv} ger {computed}, alltså {difference} {sv}",
            "`{row}`, `{column}`: says {written} but {from_en} give {computed}, which is {difference} {en}"
        )
    } else {
        let columns: Vec<String> = cells.iter().map(|cell| format!("`{}`", short(&cell.parts.column))).collect();
        let columns = columns.join(", ");
        both!("`{row}` skiljer sig från {from_sv} i {columns}", "`{row}` differs from {from_en} in {columns}")
    };
    let code = if of_rows { Code::SumRounding } else { Code::VarianceRounding };
    let mut found =
        finding(code, *place, message, both!("skillnaden ryms i avrundningen", "rounding explains the difference"));
    for Rounded { place, parts: SumParts { written, computed, .. }, .. } in &cells[1..] {
        let [sv, en] = both!("står {written}, ger {computed}", "says {written}, gives {computed}");
        found = found.with_related(*place, Text::new(sv, en));
    }
    let [sv, en] = if of_rows { ["räknas in", "is added"] } else { ["räknas in", "is part of it"] };
    let terms = cells.iter().flat_map(|cell| &cell.terms);
    Some(terms.fold(found, |found, term| found.with_related(*term, Text::new(sv, en))))
}

/// The same finding with a row whose cell is empty.
pub fn with_empty(found: Diagnostic, row: Place) -> Diagnostic {
    found.with_related(row, Text::new("har en tom cell", "has an empty cell"))
}

/// The same finding with the place that says which rows are added.
pub fn with_sums(found: Diagnostic, place: Place) -> Diagnostic {
    found.with_related(place, Text::new("säger vad som räknas in", "says what is added"))
}

/// An empty cell as a message names it: its row's place, row, column, and the value that follows from others.
#[derive(Debug, Clone)]
pub struct Blank {
    /// Where the row stands.
    pub place: Place,
    /// The row's label.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// The value, in Swedish writing.
    pub value: String,
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
            "`{row}`, `{column}` är tom men går att räkna ut: {value}{sv}",
            "`{row}`, `{column}` is empty but can be computed: {value}{en}"
        ),
        both!(
            "skriv figuren, eller godta luckan med `[[undantag]]`",
            "write the figure, or accept the gap with `[[undantag]]`"
        ),
    );
    Some(cells[1..].iter().fold(found, |found, cell| {
        let (column, value) = (short(&cell.column), &cell.value);
        let [sv, en] = both!("`{column}`: {value}", "`{column}`: {value}");
        found.with_related(cell.place, Text::new(sv, en))
    }))
}

/// A row that a sum adds twice: its name and those of the two of the sum's rows that bring it in.
pub fn sum_counts_twice(place: Place, sum: &str, names: &[String; 3], row: Place) -> Diagnostic {
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
pub fn sum_undeclared(place: Place, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::SumUndeclared,
        place,
        both!(
            "`{row}` är varken summan av raderna sedan förra summan eller av alla rader",
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
    place: Place,
    other: Place,
    first: &CellName,
    second: &CellName,
    difference: &str,
    rounding: bool,
    cause: &Cause,
) -> Diagnostic {
    let (a, b) = (&first.figure, &second.figure);
    let (row, column, table) = (short(&first.row), short(&first.column), short(&second.table));
    let second_row = short(&second.row);
    let message = both!(
        "`{row}`, `{column}`: står {a}, men `{second_row}` i `{table}` säger {b}; skillnaden är {difference}",
        "`{row}`, `{column}`: says {a}, but `{second_row}` in `{table}` says {b}; the difference is {difference}"
    );
    let (code, hint) = if rounding {
        (Code::TablesRounding, both!("skillnaden ryms i avrundningen", "rounding explains the difference"))
    } else {
        let [sv, en] = cause_words(cause);
        (
            Code::TablesDisagree,
            both!(
                "{sv}rätta den ena, eller ta bort sambandet i rapport.toml",
                "{en}correct one of them, or remove the relation in rapport.toml"
            ),
        )
    };
    finding(code, place, message, hint).with_related(other, Text::new("samma uppgift", "the same quantity"))
}

/// Two rows that agree in most columns and not in this one.
pub fn tables_may_disagree(place: Place, other: Place, first: &CellName, second: &CellName, same: usize) -> Diagnostic {
    let (a, b) = (&first.figure, &second.figure);
    let (row, column, table, second_row) =
        (short(&first.row), short(&first.column), short(&second.table), short(&second.row));
    finding(
        Code::TablesMayDisagree,
        place,
        both!(
            "`{row}`, `{column}`: står {a}, men `{second_row}` i `{table}` säger {b}; i {same} andra kolumner är de lika",
            "`{row}`, `{column}`: says {a}, but `{second_row}` in `{table}` says {b}; in {same} other columns they agree"
        ),
        both!(
            "är det samma uppgift? Rätta den ena; annars godta skillnaden med `[[undantag]]`",
            "is it the same quantity? Correct one of them; otherwise accept the difference with `[[undantag]]`"
        ),
    )
    .with_related(other, Text::new("jämförs med", "compared with"))
}

/// A figure in prose that the unit's table contradicts.
pub fn figure_contradicts_table(
    place: Place,
    cell: Place,
    written: &str,
    name: &CellName,
    cause: &Cause,
) -> Diagnostic {
    let CellName { table, row, column, figure } = name;
    let (table, row, column) = (short(table), short(row), short(column));
    let [sv, en] = cause_words(cause);
    finding(
        Code::FigureContradictsTable,
        place,
        both!(
            "texten säger {written}, men `{row}`, `{column}` i `{table}` är {figure}",
            "the text says {written}, but `{row}`, `{column}` in `{table}` is {figure}"
        ),
        both!(
            "{sv}rätta den ena, eller bind figuren till tabellen: `{{{{tabell.rad.kolumn}}}}`",
            "{en}correct one of them, or bind the figure to the table: `{{{{table.row.column}}}}`"
        ),
    )
    .with_related(cell, Text::new("tabellens figur", "the table's figure"))
}

/// A word of direction that the figure's sign contradicts.
pub fn direction_contradicts_figure(place: Place, cell: Place, words: &str, name: &CellName) -> Diagnostic {
    let (words, row, column) = (short(words), short(&name.row), short(&name.column));
    let figure = &name.figure;
    finding(
        Code::DirectionContradictsFigure,
        place,
        both!(
            "texten säger `{words}`, men `{row}`, `{column}` är {figure}",
            "the text says `{words}`, but `{row}`, `{column}` is {figure}"
        ),
        both!("rätta ordet eller figurens tecken", "correct the word or the figure's sign"),
    )
    .with_related(cell, Text::new("tabellens figur", "the table's figure"))
}

/// A parenthesis that is not closed, or not opened.
pub fn unbalanced_parentheses(place: Place, value: &str, open: bool) -> Diagnostic {
    let value = short(value);
    let message = if open {
        both!("`{value}` har en parentes som inte stängs", "`{value}` has a parenthesis that is not closed")
    } else {
        both!("`{value}` har en parentes som inte öppnas", "`{value}` has a parenthesis that is not opened")
    };
    let hint = both!("skriv värdet som `93 % (92 %)`", "write the value as `93 % (92 %)`");
    finding(Code::UnbalancedParentheses, place, message, hint)
}

/// A value whose comparison has a unit that it lacks itself, or the other way round.
///
/// `meant` is what may have been meant: a 5 for the per cent sign, which stands on the same key.
pub fn units_differ(place: Place, value: &str, without: &str, meant: Option<&str>) -> Diagnostic {
    let (value, without) = (short(value), short(without));
    let hint = match meant {
        Some(meant) => both!(
            "skriv enheten efter båda talen; kanske menas `{meant}`, för % och 5 är samma tangent",
            "write the unit after both figures; perhaps `{meant}` is meant, since % and 5 are the same key"
        ),
        None => both!("skriv enheten efter båda talen", "write the unit after both figures"),
    };
    finding(
        Code::UnitsDiffer,
        place,
        both!("i `{value}` saknar {without} procenttecken", "in `{value}` the {without} has no per cent sign"),
        hint,
    )
}

/// A label that speaks of a number where all outcomes are per cent.
pub fn number_in_per_cent(place: Place, label: &str, value: &str, cell: Place) -> Diagnostic {
    let (label, value) = (short(label), short(value));
    finding(
        Code::UnitsDiffer,
        place,
        both!(
            "`{label}` är ett antal, men utfallet `{value}` är procent",
            "`{label}` is a number, but the outcome `{value}` is per cent"
        ),
        both!("skriv andel i namnet, eller antal i cellerna", "write share in the name, or numbers in the cells"),
    )
    .with_related(cell, Text::new("utfallet", "the outcome"))
}

/// A difference between percentages that is called per cent.
pub fn percentage_points(place: Place, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::PercentagePoints,
        place,
        both!(
            "`{value}`: skillnaden mellan två procenttal är procentenheter",
            "`{value}`: the difference between two percentages is percentage points"
        ),
        both!("skriv `procentenheter` om det är det som menas", "write `procentenheter` if that is what is meant"),
    )
}

/// An outcome's cell with nothing but a comparison, and the cell above that it may belong to.
pub fn comparison_without_value(place: Place, text: &str, home: Option<(Place, &str)>) -> Diagnostic {
    let text = short(text);
    let hint = match home {
        Some((_, value)) => {
            let value = short(value);
            both!(
                "den hör troligen till cellen ovanför, `{value}`; flytta den dit",
                "it probably belongs to the cell above, `{value}`; move it there"
            )
        }
        None => both!(
            "skriv värdet före parentesen, eller flytta den till cellen som den hör till",
            "write the value before the parenthesis, or move it to the cell that it belongs to"
        ),
    };
    let found = finding(
        Code::ComparisonWithoutValue,
        place,
        both!(
            "cellen har bara jämförelsen `{text}` och inget utfall",
            "the cell holds only the comparison `{text}` and no outcome"
        ),
        hint,
    );
    home.map_or(found.clone(), |(place, _)| found.with_related(place, Text::new("cellen ovanför", "the cell above")))
}

/// A value with another number of parts than its label lists.
pub fn parts_differ(place: Place, value: &str, parts: usize, listed: usize, label: Place) -> Diagnostic {
    let value = short(value);
    finding(
        Code::PartsDiffer,
        place,
        both!(
            "`{value}` har {parts} delar, men namnet räknar upp {listed}",
            "`{value}` has {parts} parts, but the name lists {listed}"
        ),
        both!("numrera varje del i namnet, eller rätta värdet", "number each part in the name, or correct the value"),
    )
    .with_related(label, Text::new("namnet", "the name"))
}

/// A count and its rate that imply another population than in another year.
pub fn rate_contradicts_count(place: Place, rate: &str, count: &str, bases: [&str; 2], others: &[Place]) -> Diagnostic {
    let ((rate, count), [base, other]) = ((short(rate), short(count)), bases);
    let found = finding(
        Code::RateContradictsCount,
        place,
        both!(
            "`{rate}` och antalet `{count}` ger en folkmängd på {base}, men ett annat år blir den {other}",
            "`{rate}` and the count `{count}` give a population of {base}, but in another year it is {other}"
        ),
        both!("kontrollera båda talen; har de olika källor?", "check both figures; do they have different sources?"),
    );
    let part = || Text::new("räknas in", "is part of it");
    others.iter().fold(found, |found, place| found.with_related(*place, part()))
}

/// The one value of a row without the per cent sign that the others have, or with it alone.
pub fn unit_alone(place: Place, value: &str, lacks: bool) -> Diagnostic {
    let value = short(value);
    let message = if lacks {
        both!("`{value}` saknar radens procenttecken", "`{value}` lacks the row's per cent sign")
    } else {
        both!("`{value}` har ensam procenttecken på raden", "`{value}` alone in the row has a per cent sign")
    };
    finding(
        Code::UnitsDiffer,
        place,
        message,
        both!("skriv samma enhet i hela raden", "write the same unit in the whole row"),
    )
}

/// Comparisons of one table that their labels do not name: each one's place, value and label.
pub fn comparisons_unnamed(all: &[(Place, String, String)]) -> Option<Diagnostic> {
    let (place, value, label) = all.first()?;
    let (value, label, more) = (short(value), short(label), all.len() - 1);
    let [sv, en] = match more {
        0 => both!("", ""),
        1 => both!("; likaså en rad till", "; the same in one more row"),
        _ => both!("; likaså {more} rader till", "; the same in {more} more rows"),
    };
    let found = finding(
        Code::ComparisonUnnamed,
        *place,
        both!(
            "`{value}` jämför, men `{label}` säger inte med vad{sv}",
            "`{value}` compares, but `{label}` does not say with what{en}"
        ),
        both!(
            "skriv jämförelsen i namnet, till exempel `(riket)`",
            "write the comparison into the name, for example `(riket)`"
        ),
    );
    let same = || Text::new("likaså", "the same");
    Some(all[1..].iter().fold(found, |found, (place, ..)| found.with_related(*place, same())))
}

/// A value whose comparison has another number of decimals.
pub fn decimals_differ_within(place: Place, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::DecimalsDiffer,
        place,
        both!(
            "talen i `{value}` har olika många decimaler",
            "the figures in `{value}` have different numbers of decimals"
        ),
        both!("skriv lika många decimaler i båda", "write the same number of decimals in both"),
    )
}

/// A share with fewer decimals than its neighbours.
pub fn decimals_differ(place: Place, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::DecimalsDiffer,
        place,
        both!(
            "`{value}` har färre decimaler än radens andra värden",
            "`{value}` has fewer decimals than the row's other values"
        ),
        both!("skriv lika många decimaler i hela raden", "write the same number of decimals in the whole row"),
    )
}

/// Figures of a column with other decimals than the manifest asks for, each with what stands there.
pub fn decimals_unasked(figures: &[(Place, String)], column: &str, asked: u32) -> Option<Diagnostic> {
    let ((place, figure), rest) = figures.split_first()?;
    let column = short(column);
    let [sv, en] = if asked == 1 { ["decimal", "decimal"] } else { ["decimaler", "decimals"] };
    let found = finding(
        Code::DecimalsUnasked,
        *place,
        both!(
            "`{figure}` har inte {asked} {sv}, som `{column}` ska ha",
            "`{figure}` does not have the {asked} {en} of `{column}`"
        ),
        both!(
            "skriv så många decimaler, eller låt manifestet avrunda med `avrunda = true` på tabellen; en decimal läggs aldrig till",
            "write so many decimals, or let the manifest round with `avrunda = true` in the table; a decimal is never added"
        ),
    );
    let others = rest.iter().map(|(place, figure)| (*place, both!("likaså `{figure}`", "so does `{figure}`")));
    Some(others.fold(found, |found, (place, [sv, en])| found.with_related(place, Text::new(sv, en))))
}

/// A text that is the beginning of another, cut in a word.
pub fn cut_off_text(place: Place, text: &str, whole: &str, other: Place) -> Diagnostic {
    let last = text.split_whitespace().next_back().unwrap_or(text);
    let word = whole.get(text.len() - last.len()..).and_then(|rest| rest.split_whitespace().next()).unwrap_or(whole);
    let (last, word) = (short(last), short(word));
    finding(
        Code::CutOffText,
        place,
        both!(
            "texten slutar i ordet `{last}`, som på ett annat ställe är `{word}`",
            "the text ends in the word `{last}`, which is `{word}` elsewhere"
        ),
        both!("skriv ut resten av texten", "write the rest of the text"),
    )
    .with_related(other, Text::new("hela texten", "the whole text"))
}

/// A value, name or word that is written in another way elsewhere, in all its places.
pub fn spellings_differ(places: &[Place], text: &str, usual: &str, other: Place) -> Option<Diagnostic> {
    let (first, rest) = places.split_first()?;
    let (text, usual) = (short(text), short(usual));
    let found = finding(
        Code::SpellingsDiffer,
        *first,
        both!("`{text}` skrivs på andra ställen `{usual}`", "`{text}` is written `{usual}` elsewhere"),
        both!("skriv på samma sätt överallt", "write it in the same way everywhere"),
    )
    .with_related(other, Text::new("det vanligare sättet", "the more usual way"));
    let same = || Text::new("likaså", "the same");
    Some(rest.iter().fold(found, |found, place| found.with_related(*place, same())))
}

/// The one value of a row that lacks the sign of the others.
pub fn sign_missing(place: Place, value: &str, other: Place) -> Diagnostic {
    let value = short(value);
    finding(
        Code::SpellingsDiffer,
        place,
        both!(
            "`{value}` saknar det förtecken som radens andra värden har",
            "`{value}` lacks the sign that the row's other values have"
        ),
        both!("skriv `+` eller `−` framför alla", "write `+` or `−` before all of them"),
    )
    .with_related(other, Text::new("har förtecken", "has a sign"))
}

/// An indicator without a single value.
pub fn indicator_without_values(place: Place, label: &str) -> Diagnostic {
    let label = short(label);
    finding(
        Code::IndicatorWithoutValues,
        place,
        both!("indikatorn `{label}` har inga värden", "the indicator `{label}` has no values"),
        both!("lägg till värden, eller ta bort raden", "add values, or remove the row"),
    )
}

/// An assessment that the figures beside it contradict; `good` if it says that all is well.
pub fn assessment_mismatch(place: Place, said: &str, label: &str, good: bool) -> Diagnostic {
    let (said, label) = (short(said), short(label));
    let [sv, en] = if good {
        ["når inte målet", "do not reach the target"].map(str::to_owned)
    } else {
        ["når målet", "reach the target"].map(str::to_owned)
    };
    finding(
        Code::AssessmentMismatch,
        place,
        [
            format!("bedömningen är `{said}`, men talen för `{label}` {sv}"),
            format!("the assessment is `{said}`, but the figures of `{label}` {en}"),
        ],
        both!("rätta bedömningen eller talen", "correct the assessment or the figures"),
    )
}

/// A target that asks for a change without anything to change from.
pub fn target_without_base(place: Place, target: &str, label: &str) -> Diagnostic {
    let (target, label) = (short(target), short(label));
    finding(
        Code::TargetWithoutBase,
        place,
        both!(
            "målet `{target}` för `{label}` har inget utfall att jämföra med",
            "the target `{target}` of `{label}` has no outcome to compare with"
        ),
        both!(
            "skriv ett utfall, eller ett mål som går att mäta för sig",
            "write an outcome, or a target that can be measured by itself"
        ),
    )
}

/// A share of more than everything.
pub fn target_out_of_reach(place: Place, target: &str) -> Diagnostic {
    let target = short(target);
    finding(
        Code::TargetOutOfReach,
        place,
        both!(
            "målet `{target}` går inte att nå: en andel är högst 100 %",
            "the target `{target}` cannot be reached: a share is at most 100 %"
        ),
        both!("rätta målet", "correct the target"),
    )
}

/// A ranking that would lie above first place.
pub fn ranking_out_of_reach(place: Place, target: &str, from: &str, outcome: Place) -> Diagnostic {
    let (target, from) = (short(target), short(from));
    finding(
        Code::TargetOutOfReach,
        place,
        both!(
            "målet `{target}` går inte att nå från plats {from}",
            "the target `{target}` cannot be reached from place {from}"
        ),
        both!(
            "rätta målet, eller skriv placeringen som ska nås",
            "correct the target, or write the place to be reached"
        ),
    )
    .with_related(outcome, Text::new("utfallet", "the outcome"))
}

/// A forecast that names another target than the target's own cell.
pub fn forecast_names_other_target(place: Place, named: &str, target: &str, cell: Place) -> Diagnostic {
    let (named, target) = (short(named), short(target));
    finding(
        Code::ForecastContradictsTarget,
        place,
        both!(
            "prognosen talar om målet {named}, men målet är `{target}`",
            "the forecast speaks of the target {named}, but the target is `{target}`"
        ),
        both!("rätta prognosen eller målet", "correct the forecast or the target"),
    )
    .with_related(cell, Text::new("målet", "the target"))
}

/// A forecast that misses a target which the last outcome reaches.
pub fn forecast_against_outcome(place: Place, outcome: &str, target: &str, cell: Place) -> Diagnostic {
    let (outcome, target) = (short(outcome), short(target));
    finding(
        Code::ForecastContradictsTarget,
        place,
        both!(
            "prognosen säger att målet `{target}` inte nås, men det senaste utfallet {outcome} når det",
            "the forecast says that the target `{target}` is not reached, but the last outcome {outcome} reaches it"
        ),
        both!("rätta prognosen, eller förklara den i texten", "correct the forecast, or explain it in the text"),
    )
    .with_related(cell, Text::new("utfallet", "the outcome"))
}

/// Two statements that say different things about the same.
pub fn statements_differ(place: Place, first: Place, subject: &str, figure: &str, other: &str) -> Diagnostic {
    let subject = short(subject);
    finding(
        Code::StatementsDiffer,
        place,
        both!(
            "`{subject}` är här {figure}, men på ett annat ställe {other}",
            "`{subject}` is {figure} here, but {other} elsewhere"
        ),
        both!(
            "rätta det ena stället, eller bind båda till tabellen",
            "correct one of the places, or bind both to the table"
        ),
    )
    .with_related(first, Text::new("det andra stället", "the other place"))
}

/// A statement about another unit's variance against that unit's own.
pub fn variances_differ(place: Place, own: Place, unit: &str, figure: &str, other: &str) -> Diagnostic {
    let unit = short(unit);
    finding(
        Code::StatementsDiffer,
        place,
        both!(
            "`{unit}` svarar här för {figure} av avvikelsen, men enheten själv säger {other}",
            "`{unit}` accounts for {figure} of the variance here, but the unit itself says {other}"
        ),
        both!("rätta det ena stället, eller säg vad som skiljer", "correct one of the places, or say what differs"),
    )
    .with_related(own, Text::new("enhetens egen avvikelse", "the unit's own variance"))
}

/// A unit that is missing in one of two tables over the same units.
pub fn unit_missing_in_table(place: Place, unit: &str, table: &str, other: Place) -> Diagnostic {
    let (unit, table) = (short(unit), short(table));
    finding(
        Code::UnitMissingInTable,
        place,
        both!(
            "{unit} saknas i `{table}`, som har alla andra enheter",
            "{unit} is missing in `{table}`, which has all other units"
        ),
        both!(
            "lägg till enhetens rad, eller godta det med `[[undantag]]`",
            "add the unit's row, or accept it with `[[undantag]]`"
        ),
    )
    .with_related(other, Text::new("enheten finns här", "the unit stands here"))
}

/// Two notes with the same text.
pub fn duplicate_note(place: Place, id: &str, first: &str, other: Place) -> Diagnostic {
    let (id, first) = (short(id), short(first));
    finding(
        Code::DuplicateNote,
        place,
        both!("noterna `{first}` och `{id}` har samma text", "the notes `{first}` and `{id}` have the same text"),
        both!("hänvisa till `[^{first}]` på båda ställena", "refer to `[^{first}]` in both places"),
    )
    .with_related(other, Text::new("samma text", "the same text"))
}

/// A source about another range of ages than its row.
pub fn note_differs_from_row(place: Place, source: &str, row: &str, mark: Place) -> Diagnostic {
    finding(
        Code::NoteDiffersFromRow,
        place,
        both!("källan gäller {source}, men raden {row}", "the source is about {source}, but the row about {row}"),
        both!("rätta källan eller radens namn", "correct the source or the row's name"),
    )
    .with_related(mark, Text::new("raden som hänvisar hit", "the row that refers to it"))
}

/// A label that speaks of a number, with a note about a share and outcomes in per cent.
pub fn note_about_share(place: Place, label: &str, note: Place) -> Diagnostic {
    let label = short(label);
    finding(
        Code::NoteDiffersFromRow,
        place,
        both!(
            "`{label}` är ett antal, men källan gäller en andel och utfallen är procent",
            "`{label}` is a number, but the source is about a share and the outcomes are per cent"
        ),
        both!("skriv `Andel` i radens namn", "write `Andel` in the row's name"),
    )
    .with_related(note, Text::new("källan", "the source"))
}

/// A note about an outcome, budget or forecast that the citing table has no column for.
pub fn note_without_column(place: Place, named: &str, mark: Place) -> Diagnostic {
    let named = short(named);
    finding(
        Code::NoteDiffersFromRow,
        place,
        both!(
            "noten talar om `{named}`, men tabellen har ingen sådan kolumn",
            "the note speaks of `{named}`, but the table has no such column"
        ),
        both!(
            "rätta noten, kanske är den från en tidigare rapport",
            "correct the note, perhaps it is from an earlier report"
        ),
    )
    .with_related(mark, Text::new("raden som hänvisar hit", "the row that refers to it"))
}

/// A sentence that stands in two follow-ups.
pub fn follow_up_copied(place: Place, first: Place) -> Diagnostic {
    finding(
        Code::FollowUpCopied,
        place,
        both!(
            "samma mening står i ett annat kontrollmoments uppföljning",
            "the same sentence stands in another control activity's follow-up"
        ),
        both!(
            "skriv hur det gick med just det här kontrollmomentet",
            "write how it went with this very control activity"
        ),
    )
    .with_related(first, Text::new("samma mening", "the same sentence"))
}

/// A goal of an upper level with nothing below it.
pub fn goal_without_subgoals(place: Place, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::GoalWithoutSubgoals,
        place,
        both!("inget mål ligger under `{heading}`", "no goal lies below `{heading}`"),
        both!(
            "lägg till ett mål med `under`, eller godta det med `[[undantag]]`",
            "add a goal with `under`, or accept it with `[[undantag]]`"
        ),
    )
}

/// A chapter with nothing in it.
pub fn empty_chapter(place: Place, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::EmptyChapter,
        place,
        both!("kapitlet `{heading}` är tomt", "the chapter `{heading}` is empty"),
        both!("lägg till `slag` och innehåll, eller ta bort kapitlet", "add `slag` and content, or remove the chapter"),
    )
}

/// A large variance whose unit writes nothing about it.
pub fn variance_without_comment(place: Place, row: &str, column: &str, figure: &str) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::VarianceWithoutComment,
        place,
        both!("`{row}`, `{column}`: {figure} kommenteras inte", "`{row}`, `{column}`: {figure} is not commented on"),
        both!("lämna en text till kommentarskapitlet", "deliver a text to the chapter of comments"),
    )
}

/// More booked than the forecast for the whole year.
pub fn outcome_exceeds_forecast(place: Place, name: &CellName, outcome: &str, booked: Place) -> Diagnostic {
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

/// Words of an instruction or a placeholder.
pub fn leftover_instruction(place: Place, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LeftoverInstruction,
        place,
        both!("`{words}` ser ut som en kvarglömd anvisning", "`{words}` looks like a leftover instruction"),
        both!("skriv texten, eller ta bort stycket", "write the text, or remove the paragraph"),
    )
}

/// Names in parentheses at the end of a paragraph.
pub fn names_in_parentheses(place: Place, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LeftoverInstruction,
        place,
        both!("`{words}` ser ut som en uppgift till någon", "`{words}` looks like a task for somebody"),
        both!("ta bort namnen när texten är klar", "remove the names when the text is done"),
    )
}

/// The same word twice in a row.
pub fn doubled_word(place: Place, word: &str) -> Diagnostic {
    let word = short(word);
    finding(
        Code::DoubledWord,
        place,
        both!("`{word}` står två gånger i rad", "`{word}` stands twice in a row"),
        both!("ta bort det ena", "remove one of them"),
    )
}

/// A sentence without a mark at its end.
pub fn sentence_without_end(place: Place, last: &str) -> Diagnostic {
    let last = short(last);
    finding(
        Code::SentenceWithoutEnd,
        place,
        both!("stycket slutar med `{last}` utan skiljetecken", "the paragraph ends with `{last}` without a mark"),
        both!("sätt punkt, eller skriv resten av meningen", "put a full stop, or write the rest of the sentence"),
    )
}

/// A hyphen at the end, where a full stop or the rest of a word is missing.
pub fn hyphen_at_end(place: Place, last: &str) -> Diagnostic {
    let last = short(last);
    finding(
        Code::SentenceWithoutEnd,
        place,
        both!("texten slutar med bindestreck: `{last}`", "the text ends with a hyphen: `{last}`"),
        both!(
            "sätt punkt i stället för bindestrecket, eller skriv resten av ordet",
            "put a full stop in place of the hyphen, or write the rest of the word"
        ),
    )
}

/// A word that differs by one letter from one that stands more often.
pub fn possible_misspelling(place: Place, word: &str, usual: &str, times: usize, other: Place) -> Diagnostic {
    let (word, usual) = (short(word), short(usual));
    finding(
        Code::PossibleMisspelling,
        place,
        both!(
            "`{word}` står bara här och skiljer sig med en bokstav från `{usual}`, som står {times} gånger",
            "`{word}` stands here only and differs by one letter from `{usual}`, which stands {times} times"
        ),
        both!("kontrollera stavningen", "check the spelling"),
    )
    .with_related(other, Text::new("det vanligare ordet", "the more usual word"))
}

/// Sentences that stand in an earlier text as well.
pub fn text_repeated(place: Place, first: Place, sentences: usize) -> Diagnostic {
    let message = match sentences {
        1 => both!("samma mening står i en tidigare text", "the same sentence stands in an earlier text"),
        _ => both!(
            "samma {sentences} meningar står i en tidigare text",
            "the same {sentences} sentences stand in an earlier text"
        ),
    };
    let hint =
        both!("behåll det på ett ställe, eller skriv vad som skiljer", "keep it in one place, or write what differs");
    finding(Code::TextRepeated, place, message, hint)
        .with_related(first, Text::new("står redan här", "stands here already"))
}

/// A hyphen that a line break left.
pub fn line_break_hyphen(place: Place, word: &str) -> Diagnostic {
    let word = short(word);
    finding(
        Code::LineBreakHyphen,
        place,
        both!(
            "`{word}` har ett bindestreck som ser ut att komma från en radbrytning",
            "`{word}` has a hyphen that looks like one of a line break"
        ),
        both!("skriv ihop ordet, eller skriv ut det", "write the word in one, or in full"),
    )
}

/// A quotation mark without its partner.
pub fn stray_quote(place: Place) -> Diagnostic {
    finding(
        Code::StrayQuote,
        place,
        both!("citattecknet saknar sitt par", "the quotation mark has no partner"),
        both!("ta bort det, eller sätt det andra", "remove it, or set the other one"),
    )
}

/// A figure without spaces.
pub fn number_style(place: Place, figure: &str) -> Diagnostic {
    finding(
        Code::NumberStyle,
        place,
        both!(
            "`{figure}` skrivs med mellanrum mellan tusentalen",
            "`{figure}` is written with a space between the thousands"
        ),
        both!("skriv `1 000`, som i resten av handlingen", "write `1 000`, as in the rest of the paper"),
    )
}

/// A hyphen in a range.
pub fn range_hyphen(place: Place, range: &str) -> Diagnostic {
    let range = short(range);
    finding(
        Code::RangeHyphen,
        place,
        both!(
            "`{range}` har bindestreck där ett tankstreck betyder till",
            "`{range}` has a hyphen where a dash means to"
        ),
        both!("skriv `2024–2026` med tankstreck", "write `2024–2026` with an en dash"),
    )
}

/// A hyphen before a figure that is below zero.
pub fn hyphen_for_minus(place: Place) -> Diagnostic {
    finding(
        Code::HyphenForMinus,
        place,
        both!("bindestreck i stället för minustecken", "a hyphen instead of a minus sign"),
        both!("skriv minustecknet `−`", "write the minus sign `−`"),
    )
}

/// A per cent sign without a space in a paper that has both ways; `row` is one with a space in the same row.
pub fn percent_style(place: Place, close: usize, spaced: usize, row: Option<Place>) -> Diagnostic {
    let [sv, en] = match row {
        Some(_) => both!("samma rad har båda sätten; ", "the same row has both ways; "),
        None => both!("", ""),
    };
    let found = finding(
        Code::PercentStyle,
        place,
        both!(
            "procenttecknet står utan mellanrum här; {sv}i handlingen {close} utan och {spaced} med",
            "the per cent sign stands without a space here; {en}in the paper {close} without and {spaced} with"
        ),
        both!(
            "skriv på samma sätt överallt; skrivreglerna vill ha mellanrum: `7,5 %`",
            "write it in the same way everywhere; the writing rules want a space: `7,5 %`"
        ),
    );
    row.map_or(found.clone(), |place| found.with_related(place, Text::new("med mellanrum", "with a space")))
}

/// A paragraph sign or a figure without the space between them.
pub fn space_at_sign(place: Place, words: &str, better: &str) -> Diagnostic {
    let (words, better) = (short(words), short(better));
    finding(
        Code::Spacing,
        place,
        both!("`{words}` saknar mellanrum", "`{words}` lacks a space"),
        both!("skriv `{better}`", "write `{better}`"),
    )
}

/// A slash with a space on one side only.
pub fn space_at_slash(place: Place, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::Spacing,
        place,
        both!(
            "`{words}` har mellanrum på bara ena sidan av snedstrecket",
            "`{words}` has a space on one side of the slash only"
        ),
        both!("skriv snedstrecket utan mellanrum", "write the slash without spaces"),
    )
}

/// A heading that ends with a full stop.
pub fn heading_full_stop(place: Place, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::HeadingFullStop,
        place,
        both!("rubriken `{heading}` slutar med punkt", "the heading `{heading}` ends with a full stop"),
        both!("ta bort punkten", "remove the full stop"),
    )
}

/// Goals of one level without the full stop that the level's other goals have: each one's place and heading.
pub fn goals_without_stop(goals: &[(Place, String)], all: usize, level: &str) -> Option<Diagnostic> {
    let (place, heading) = goals.first()?;
    let (heading, level, few) = (short(heading), short(level), goals.len());
    let found = finding(
        Code::HeadingFullStop,
        *place,
        both!(
            "{few} av {all} mål på nivån `{level}` saknar punkt, som `{heading}`; de andra har punkt",
            "{few} of {all} goals on the level `{level}` lack a full stop, such as `{heading}`; the others have one"
        ),
        both!("skriv alla på samma sätt", "write all in the same way"),
    );
    let same = || Text::new("utan punkt", "without a full stop");
    Some(goals[1..].iter().fold(found, |found, (place, _)| found.with_related(*place, same())))
}

/// An interim report over another period than the law wants.
pub fn period_length(place: Place) -> Diagnostic {
    finding(
        Code::PeriodLength,
        place,
        both!(
            "en delårsrapport omfattar minst hälften och högst två tredjedelar av året",
            "an interim report covers at least half and at most two thirds of the year"
        ),
        both!("kontrollera perioden (LKBR 13 kap. 1 §)", "check the period (LKBR 13 kap. 1 §)"),
    )
}

/// An interim report that comes late.
pub fn handed_over_late(place: Place) -> Diagnostic {
    finding(
        Code::HandedOverLate,
        place,
        both!(
            "handlingen är daterad mer än två månader efter periodens slut",
            "the paper is dated more than two months after the period's end"
        ),
        both!("kontrollera datumet (kommunallagen 11 kap. 16 §)", "check the date (kommunallagen 11 kap. 16 §)"),
    )
}

/// A memo that is dated on a weekend.
pub fn memo_on_weekend(place: Place, on: Ymd, saturday: bool) -> Diagnostic {
    let on = date(on);
    let [sv, en] = if saturday { ["lördag", "Saturday"] } else { ["söndag", "Sunday"] };
    finding(
        Code::MemoOnWeekend,
        place,
        both!("tjänsteskrivelsen är daterad {on}, som är en {sv}", "the memo is dated {on}, which is a {en}"),
        both!("kontrollera datumet", "check the date"),
    )
}

/// A memo that cites what comes after it.
pub fn memo_cites_later_date(place: Place, words: &str, memo: Ymd, written: Place) -> Diagnostic {
    let (words, memo) = (short(words), date(memo));
    finding(
        Code::MemoCitesLaterDate,
        place,
        both!(
            "`{words}` ligger efter tjänsteskrivelsens datum, {memo}",
            "`{words}` lies after the memo's date, {memo}"
        ),
        both!("kontrollera båda datumen", "check both dates"),
    )
    .with_related(written, Text::new("tjänsteskrivelsens datum", "the memo's date"))
}

/// A date that breaks the order of its column.
pub fn date_out_of_order(place: Place, on: Ymd) -> Diagnostic {
    let on = date(on);
    finding(
        Code::DateOutOfOrder,
        place,
        both!(
            "kontrollera {on}; kolumnens andra datum stiger, men det här gör det inte",
            "check {on}; the column's other dates ascend, but this one does not"
        ),
        both!(
            "rätta datumet, eller godta det med `[[undantag]]` om det är rätt",
            "correct the date, or accept it with `[[undantag]]` if it is right"
        ),
    )
}

/// An election on another day than it was or will be held.
pub fn election_date(place: Place, words: &str, held: Ymd) -> Diagnostic {
    let (words, held) = (short(words), date(held));
    finding(
        Code::ElectionDate,
        place,
        both!("`{words}`: valdagen är {held}", "`{words}`: the day of the election is {held}"),
        both!("rätta månaden eller dagen (Valmyndigheten)", "correct the month or the day (Valmyndigheten)"),
    )
}

/// A link whose words do not say where it leads.
pub fn link_text_vague(place: Place, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LinkTextVague,
        place,
        both!(
            "länktexten `{words}` säger inte vart länken leder",
            "the link text `{words}` does not say where it leads"
        ),
        both!(
            "låt länktexten vara namnet på det som länken leder till, så att den kan förstås utan meningen runt om",
            "let the link text be the name of what it leads to, so that it makes sense without the sentence around it"
        ),
    )
}

/// A column whose heading is empty.
pub fn column_without_heading(place: Place) -> Diagnostic {
    finding(
        Code::ColumnWithoutHeading,
        place,
        both!("kolumnen har ingen rubrik", "the column has no heading"),
        both!(
            "skriv en rubrik, till exempel `Indikator`: en skärmläsare säger den före varje cell i kolumnen",
            "write a heading, for example `Indikator`: a screen reader says it before each cell of the column"
        ),
    )
}

/// What a chart can have too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Much {
    /// Columns of a table.
    Columns,
    /// Rows of a table.
    Rows,
    /// Risks.
    Risks,
    /// Goals.
    Goals,
    /// Indicators of one goal.
    Indicators,
}

/// A chart without a single figure.
pub fn chart_empty(place: Place, chart: &str) -> Diagnostic {
    finding(
        Code::ChartEmpty,
        place,
        both!("diagrammet `{chart}` har inget att visa", "the chart `{chart}` has nothing to show"),
        both!(
            "visa tabellen, internkontrollen eller målen i ett kapitel, välj rader och kolumner med belopp, eller ta bort diagrammet",
            "show the table, the internal control or the goals in a chapter, choose rows and columns with amounts, or remove the chart"
        ),
    )
}

/// A chart with more in it than can be told apart.
pub fn chart_too_large(place: Place, chart: &str, much: Much, there: usize, most: usize) -> Diagnostic {
    let [sv, en] = match much {
        Much::Columns => ["kolumner", "columns"],
        Much::Rows => ["rader", "rows"],
        Much::Risks => ["risker", "risks"],
        Much::Goals => ["mål", "goals"],
        Much::Indicators => ["indikatorer under ett mål", "indicators of one goal"],
    };
    let hint = match much {
        Much::Columns | Much::Rows => both!(
            "välj färre med `kolumner` och `rader`, eller dela upp diagrammet i flera",
            "choose fewer by `kolumner` and `rader`, or split the chart into several"
        ),
        Much::Goals | Much::Indicators => both!(
            "välj en annan nivå med `niva`, eller ta bort diagrammet",
            "choose another level by `niva`, or remove the chart"
        ),
        Much::Risks => both!("ta bort diagrammet; tabellen säger mer", "remove the chart; the table says more"),
    };
    finding(
        Code::ChartTooLarge,
        place,
        both!(
            "diagrammet `{chart}` har {there} {sv}, men fler än {most} går inte att läsa",
            "the chart `{chart}` has {there} {en}, but more than {most} cannot be read"
        ),
        hint,
    )
}

/// A chart that is higher than its page.
pub fn chart_too_high(place: Place, title: &str) -> Diagnostic {
    let title = short(title);
    finding(
        Code::ChartTooLarge,
        place,
        both!("diagrammet `{title}` får inte plats på sidan", "the chart `{title}` does not fit on its page"),
        both!(
            "visa färre rader, dela upp diagrammet i flera, eller visa det i ett kapitel med en spalt på stående sidor",
            "show fewer rows, split the chart into several, or show it in a chapter with one column on upright pages"
        ),
    )
}

/// A cell without a figure that a chart should show.
pub fn chart_without_figure(place: Place, row: &str, column: &str, chart: &str, asked: Place) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::ChartWithoutFigure,
        place,
        both!(
            "`{row}`, `{column}`: diagrammet `{chart}` har ingen figur att visa här",
            "`{row}`, `{column}`: the chart `{chart}` has no figure to show here"
        ),
        both!(
            "skriv beloppet, eller välj andra rader och kolumner i diagrammet",
            "write the amount, or choose other rows and columns in the chart"
        ),
    )
    .with_related(asked, Text::new("diagrammet", "the chart"))
}
