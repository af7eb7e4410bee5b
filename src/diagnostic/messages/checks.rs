//! The wording of what the checks of a whole report find.

use super::{Code, Diagnostic, SumParts, Text, finding, short};
use crate::model::Ymd;
use crate::source::Place;

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
    /// Nothing that can be seen from the figures.
    Unknown,
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

/// A column's figure that is not what its definition gives, within what rounding explains or beyond it.
pub fn variance(place: Place, parts: &SumParts, rounding: bool, terms: &[Place]) -> Diagnostic {
    let SumParts { row, column, written, computed, difference, too_large } = parts;
    let (row, column) = (short(row), short(column));
    let [sv, en] = if *too_large { ["för mycket", "too much"] } else { ["för lite", "too little"] };
    let message = both!(
        "`{row}`, `{column}`: står {written} men kolumnerna ger {computed}, alltså {difference} {sv}",
        "`{row}`, `{column}`: says {written} but the columns give {computed}, which is {difference} {en}"
    );
    let (code, hint) = if rounding {
        (Code::VarianceRounding, both!("skillnaden ryms i avrundningen", "rounding explains the difference"))
    } else {
        (
            Code::VarianceMismatch,
            both!(
                "rätta figuren eller någon av dem som den räknas ut av",
                "correct the figure or one of those that it is computed from"
            ),
        )
    };
    let mut found = finding(code, place, message, hint);
    for place in terms {
        found = found.with_related(*place, Text::new("räknas in", "is part of it"));
    }
    found
}

/// The same finding with a row whose cell is empty.
pub fn with_empty(found: Diagnostic, row: Place) -> Diagnostic {
    found.with_related(row, Text::new("har en tom cell", "has an empty cell"))
}

/// An empty cell whose value follows from others.
pub fn blank_cell(place: Place, row: &str, column: &str) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::BlankCell,
        place,
        both!("`{row}`, `{column}` är tom men går att räkna ut", "`{row}`, `{column}` is empty but can be computed"),
        both!(
            "skriv figuren, eller godta luckan med `[[undantag]]`",
            "write the figure, or accept the gap with `[[undantag]]`"
        ),
    )
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
        (
            Code::TablesDisagree,
            both!(
                "rätta den ena, eller ta bort sambandet i rapport.toml",
                "correct one of them, or remove the relation in rapport.toml"
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
    let [sv, en] = match cause {
        Cause::Transposed => both!("samma siffror i annan ordning; ", "the same digits in another order; "),
        Cause::OneDigit => both!("en siffra skiljer; ", "one digit differs; "),
        Cause::Thousands => {
            both!("tusental i stället för kronor, eller tvärtom; ", "thousands for kronor, or the other way round; ")
        }
        Cause::OtherColumn(heading) => {
            let heading = short(heading);
            both!("det är figuren i `{heading}`; ", "that is the figure in `{heading}`; ")
        }
        Cause::Unknown => both!("", ""),
    };
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
pub fn units_differ(place: Place, value: &str, without: &str) -> Diagnostic {
    let (value, without) = (short(value), short(without));
    finding(
        Code::UnitsDiffer,
        place,
        both!("i `{value}` saknar {without} procenttecken", "in `{value}` the {without} has no per cent sign"),
        both!("skriv enheten efter båda talen", "write the unit after both figures"),
    )
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

/// A comparison that the label does not name.
pub fn comparison_unnamed(place: Place, value: &str, label: &str) -> Diagnostic {
    let (value, label) = (short(value), short(label));
    finding(
        Code::ComparisonUnnamed,
        place,
        both!(
            "`{value}` jämför, men `{label}` säger inte med vad",
            "`{value}` compares, but `{label}` does not say with what"
        ),
        both!(
            "skriv jämförelsen i namnet, till exempel `(riket)`",
            "write the comparison into the name, for example `(riket)`"
        ),
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

/// A value that is written in another way elsewhere.
pub fn spellings_differ(place: Place, text: &str, usual: &str, other: Place) -> Diagnostic {
    let (text, usual) = (short(text), short(usual));
    finding(
        Code::SpellingsDiffer,
        place,
        both!("`{text}` skrivs på andra ställen `{usual}`", "`{text}` is written `{usual}` elsewhere"),
        both!("skriv på samma sätt överallt", "write it in the same way everywhere"),
    )
    .with_related(other, Text::new("det vanligare sättet", "the more usual way"))
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

/// A per cent sign that is set in another way than most.
pub fn percent_style(place: Place, has_space: bool, usual: usize) -> Diagnostic {
    let [sv, en] = if has_space { ["med", "with"] } else { ["utan", "without"] };
    let [other_sv, other_en] = if has_space { ["utan", "without"] } else { ["med", "with"] };
    finding(
        Code::PercentStyle,
        place,
        both!(
            "procenttecknet står {sv} mellanrum, men på {usual} andra ställen {other_sv}",
            "the per cent sign stands {en} a space, but in {usual} other places {other_en}"
        ),
        both!(
            "skriv på samma sätt överallt; skrivreglerna vill ha mellanrum",
            "write it in the same way everywhere; the writing rules want a space"
        ),
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
            "{on} bryter ordningen; kolumnens andra datum stiger",
            "{on} breaks the order; the column's other dates ascend"
        ),
        both!("kontrollera datumet", "check the date"),
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
