//! The wording of what is shown of forms.

use std::fmt::Display;

use crate::base::swedish::plural;
use crate::diagnostic::wording::{both, listed};

use super::told::{FormOutcome, Where};

/// Why a change is left for a person, or what to look at where it is written.
pub fn why(outcome: FormOutcome) -> [String; 2] {
    match outcome {
        FormOutcome::Taken => both!("", ""),
        FormOutcome::TakenInNewRow => both!(
            "raden är ny: beteckningen är gjord av namnet; ta in raden i rapport.toml, om tabellen räknar upp sina \
             rader",
            "the row is new: its id is made of its name; add the row to rapport.toml if the table lists its rows"
        ),
        FormOutcome::Corrected => corrected(),
        FormOutcome::Withdrawn => withdrawn(),
        FormOutcome::NoFigure => both!(
            "det är inget tal: skriv bara talet, med siffror",
            "this is not a figure: write the number alone, in digits"
        ),
        FormOutcome::Conflict => conflict(),
        FormOutcome::NoBase => no_base(),
        FormOutcome::Gone => both!(
            "det finns inte i formuläret, men i enhetens fil: ta bort det där, om det ska bort",
            "it is not in the form, but in the unit's file: remove it there, if it is to go"
        ),
        FormOutcome::Nameless => both!(
            "raden har inget namn: skriv ett i första kolumnen",
            "the row has no name: write one in the first column"
        ),
        FormOutcome::Unasked => both!(
            "formuläret frågar inte efter det: skriv det i ett fält som det frågar efter",
            "the form does not ask for it: write it in a field that it asks for"
        ),
        FormOutcome::Heading => both!(
            "det är formulärets egen rubrik, som inte ändras här: rubrikerna står i rapport.toml",
            "this is a heading of the form's, which is not changed here: headings stand in rapport.toml"
        ),
        FormOutcome::Unaligned => both!(
            "det går inte att se i vilken kolumn det står, för tabellens rubrikrad saknas eller celler är \
             sammanslagna, borttagna eller insatta: skriv det i ett nytt formulär",
            "in which column it stands cannot be seen, since the table's row of headings is gone or cells were joined, \
             deleted or inserted: write it in a new form"
        ),
        FormOutcome::Twice => both!(
            "fältet står två gånger, så att det inte går att veta vilket som gäller: ta bort det ena",
            "the field stands there twice, so that it is not known which is meant: remove one"
        ),
        FormOutcome::Uncited => both!(
            "ingen text och inget tal hänvisar till fotnoten: sätt hänvisningen där den hör hemma",
            "no text and no figure refers to the note: put its mark where it belongs"
        ),
        FormOutcome::Outside => both!(
            "det står utanför fälten: skriv det i ett av dem",
            "it stands outside of the fields: write it in one of them"
        ),
        FormOutcome::Former => both!(
            "det står i en tabell som inte är ett fält, eller där formuläret visar förra periodens text: skriv \
                det i fältet",
            "it stands in a table that is not a field, or where the form shows what was said before: write it in \
                the field"
        ),
        FormOutcome::Unwritable => both!(
            "det går inte att skriva om utan att innehållet ändras: skriv det i enhetens fil",
            "it cannot be written so that it says the same: write it in the unit's file"
        ),
    }
}

fn conflict() -> [String; 2] {
    both!(
        "både formuläret (+) och enhetens fil (-) har ändrats sedan formuläret gjordes: välj, och skriv det i \
         filen",
        "both the form (+) and the unit's file (-) have changed since the form was made: choose, and write that in \
         the file"
    )
}

fn no_base() -> [String; 2] {
    both!(
        "formuläret visar inte vad som stod där när det gjordes, och i enhetens fil står något annat: jämför \
            själv",
        "the form does not say what stood there when it was made, and the unit's file says something else: \
            compare yourself"
    )
}

fn corrected() -> [String; 2] {
    both!(
        "det ersätter vad enhetens förra formulär lämnade",
        "it replaces what the unit's form before this one delivered"
    )
}

fn withdrawn() -> [String; 2] {
    both!(
        "enhetens förra formulär lämnade det, men det här gör det inte: ta bort det i enhetens fil, om det ska bort",
        "the unit's form before this one delivered it, and this one does not: remove it from the unit's file, if it is \
         to go"
    )
}

/// Where something stands in the form.
pub fn place(place: &Where) -> [String; 2] {
    let Where { field, row, column } = place;
    match (row, column, field.is_empty()) {
        (_, _, true) => both!("utanför fälten", "outside of the fields"),
        (None, None, false) => both!("fältet {field}", "the field {field}"),
        (Some(row), None, false) => both!("fältet {field}, raden {row}", "the field {field}, the row {row}"),
        (None, Some(column), false) => both!("fältet {field}, {column}", "the field {field}, {column}"),
        (Some(row), Some(column), false) => both!(
            "fältet {field}, raden {row}, kolumnen {column}",
            "the field {field}, the row {row}, the column {column}"
        ),
    }
}

/// What holds words and is not read.
pub fn unread(words: &str) -> [String; 2] {
    both!(
        "textruta, bild, slutnot, tabell i en cell eller tecken, tas inte in: {words}",
        "text box, picture, endnote, table in a cell or sign, not taken in: {words}"
    )
}

/// A unit that owes nothing.
pub fn owes_nothing(unit: &str) -> [String; 2] {
    both!(
        "`{unit}` ska inte lämna något till rapporten, och får inget formulär",
        "`{unit}` owes the report nothing, and gets no form"
    )
}

/// How much there is, and what was written or can be.
pub fn end(
    is_written: bool,
    [taken, left, unchanged]: [usize; 3],
    file: &str,
    dir: &dyn Display,
    is_nothing: bool,
) -> [String; 2] {
    let changes = |count| [plural(count, "ändring", "ändringar"), plural(count, "change", "changes")];
    let ([taken_sv, taken_en], [left_sv, left_en]) = (changes(taken), changes(left));
    let written = plural(taken, "skriven", "skrivna");
    match (is_nothing, is_written) {
        (true, _) => both!(
            "inget att skriva; {unchanged} oförändrade, {left} {left_sv} att titta på",
            "nothing to write; {unchanged} unchanged, {left} {left_en} to look at"
        ),
        (false, true) => both!(
            "{taken} {taken_sv} {written} i {file}; {unchanged} oförändrade, {left} {left_sv} att titta på. Ta \
             tillbaka dem med: underlag undo {dir}",
            "{taken} {taken_en} written to {file}; {unchanged} unchanged, {left} {left_en} to look at. Take them back \
             by: underlag undo {dir}"
        ),
        (false, false) => both!(
            "{taken} {taken_sv} kan skrivas i {file}; {unchanged} oförändrade, {left} {left_sv} att titta på. Skriv \
             dem med --write",
            "{taken} {taken_en} can be written to {file}; {unchanged} unchanged, {left} {left_en} to look at. Write \
             them with --write"
        ),
    }
}

/// The report cannot be built.
pub fn not_made(dir: &dyn Display) -> [String; 2] {
    both!(
        "av rapporten i `{dir}` går inget formulär att göra; se `underlag check {dir}`",
        "no form can be made of the report in `{dir}`; see `underlag check {dir}`"
    )
}

/// There is no such unit.
pub fn no_unit(unit: &str, all: &[String]) -> [String; 2] {
    let all = listed(all.iter().map(String::as_str));
    match unit {
        "" => both!(
            "formuläret anger inte vilken enhet det gäller; rapportens enheter är {all}",
            "the form does not say which unit it is about; the report's units are {all}"
        ),
        unit => both!(
            "rapporten har ingen enhet `{unit}`; dess enheter är {all}",
            "the report has no unit `{unit}`; its units are {all}"
        ),
    }
}

/// The unit's file cannot be read.
pub fn broken(path: &str, dir: &dyn Display) -> [String; 2] {
    both!(
        "`{path}` går inte att läsa, så att inget kan skrivas i den; se `underlag check {dir}`",
        "`{path}` cannot be read, so that nothing can be written to it; see `underlag check {dir}`"
    )
}

/// The form cannot be written.
pub fn unwritable(why: &str) -> [String; 2] {
    both!("formuläret går inte att göra: oväntat fel i programmet", "the form cannot be made: {why}")
}

/// The workbook cannot be read.
pub fn workbook(file: &dyn Display) -> [String; 2] {
    both!(
        "`{file}` går inte att läsa: spara den som Excel-arbetsbok (.xlsx) utan lösenord",
        "`{file}` cannot be read: save it as an Excel workbook (.xlsx) without a password"
    )
}

/// It is the form of another report.
pub fn other_report(file: &dyn Display, id: &str, dir: &dyn Display) -> [String; 2] {
    both!(
        "`{file}` är ett formulär till rapporten `{id}`, inte till den i `{dir}`",
        "`{file}` is a form of the report `{id}`, not of the one in `{dir}`"
    )
}
