//! The wording of what running text and notes contradict.

use crate::base::date::Ymd;
use crate::base::source::Span;
use crate::base::swedish::short_date;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

use super::arithmetic::{Cause, CellName, cause_words};

/// A bound figure whose address names no figure.
pub fn binding_without_figure(place: Span, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!("cellen `{address}` har inget belopp", "there is no figure in `{address}`"),
        both!(
            "fyll i beloppet i tabellen, så försvinner påpekandet; är det en annan cell som menas, rätta adressen",
            "fill in the figure in the table, and this is gone; where another cell is meant, correct the address"
        ),
    )
}

/// A bound figure of two that are in units which cannot be converted into each other, or that is asked for in another.
pub fn binding_of_units(place: Span, from: &str, to: &str) -> Diagnostic {
    let (from, to) = (short(from), short(to));
    let message = if from.is_empty() {
        both!("beloppet har ingen måttenhet som kan räknas om till {to}", "the figure has no unit to convert to {to}")
    } else if to.is_empty() {
        both!(
            "ett av beloppen är i {from}, det andra har ingen måttenhet",
            "one figure is in {from}, the other has no unit"
        )
    } else {
        both!("{from} kan inte räknas om till {to}", "{from} cannot be converted to {to}")
    };
    finding(
        Code::UnknownReference,
        place,
        message,
        both!(
            "hämta belopp i samma måttenhet, eller i kr, tkr, mnkr och mdkr",
            "take figures in one unit, or in kr, tkr, mnkr and mdkr"
        ),
    )
}

/// A share of nothing.
pub fn share_of_zero(place: Span, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!(
            "`{address}` är noll, så att ingen andel går att räkna ut",
            "`{address}` is zero, of which there is no share"
        ),
        both!("beskriv med ord vad som gäller", "say in words how it is"),
    )
}

/// A result that has too many digits for an exact figure.
pub fn binding_too_large(place: Span) -> Diagnostic {
    finding(
        Code::UnknownReference,
        place,
        both!("svaret har för många siffror för att räknas exakt", "the result has too many digits to be exact"),
        both!("hämta belopp med färre siffror", "take figures with fewer digits"),
    )
}

/// The page is asked for of something that there is not.
pub fn page_of_nothing(place: Span, id: &str, meant: Option<&str>) -> Diagnostic {
    let id = short(id);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!(
            "skriv id:t för ett kapitel, en tabell, ett diagram, en bild eller ett mål, som det står i rapport.toml",
            "write the id of a chapter, a table, a chart, a picture or a goal, as it stands in rapport.toml"
        ),
    };
    let message = both!(
        "inget i handlingen heter `{id}`, så det finns ingen sida att visa",
        "nothing in the paper is called `{id}`, so there is no page to show"
    );
    finding(Code::UnknownReference, place, message, hint)
}

/// The page is asked for of an id that things of several kinds have; the words by which texts ask for them.
pub fn page_of_several(place: Span, id: &str, words: &[&str]) -> Diagnostic {
    let ways: Vec<String> = words.iter().map(|word| format!("`{{{{{word}:{id}|sida}}}}`")).collect();
    let (id, ways) = (short(id), ways.join(", "));
    finding(
        Code::UnknownReference,
        place,
        both!("flera saker i handlingen heter `{id}`", "several things in the paper are called `{id}`"),
        both!("skriv vilken sida du menar: {ways}", "write which page is meant: {ways}"),
    )
}

/// A figure that is written as a surplus or deficit, of a row that is no result.
pub fn surplus_without_result(place: Span, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!(
            "`{address}` är ingen resultatrad; bara sådana kan vara över- eller underskott",
            "`{address}` is not a result, which could be a surplus or a deficit"
        ),
        both!(
            "skriv beloppet utan `|överskott`, vid en avvikelse med `|mot budget`; är raden ett resultat, ge den \
                `slag = \"resultat\"`",
            "write the figure without `|överskott`, at a variance with `|mot budget`; if the row is a result, give it \
                `slag = \"resultat\"`"
        ),
    )
}

/// A bound figure whose unit stands once more behind it: `{{drift.gata.utfall}} tkr`.
pub fn unit_after_binding(place: Span, words: &str, unit: &str) -> Diagnostic {
    let (words, unit) = (short(words), short(unit));
    finding(
        Code::DoubledWord,
        place,
        both!(
            "beloppet blir `{words}`, med måttenheten, och efter det står `{unit}`",
            "the figure becomes `{words}`, with its unit, and `{unit}` stands behind it"
        ),
        both!(
            "ta bort `{unit}` i texten: måttenheten kommer med beloppet",
            "remove `{unit}` from the text: the unit comes with the figure"
        ),
    )
}

/// A bound figure below zero behind a word that says so already, or the opposite: `underskott på
/// {{drift.gata.avvikelse}}`.
pub fn minus_after_word(place: Span, words: &str, written: &str, is_deficit: bool) -> Diagnostic {
    let words = short(words);
    let (code, hint) = if is_deficit {
        let bare = written.trim_start_matches('{').trim_end_matches('}');
        let bare = short(bare);
        let hint = both!(
            "skriv `{{{{{bare}|utan minus}}}}`, eller ta bort ordet underskott",
            "write `{{{{{bare}|utan minus}}}}`, or remove the word underskott"
        );
        (Code::DoubledWord, hint)
    } else {
        let hint = both!(
            "skriv underskott i texten, eller rätta beloppet i tabellen",
            "write underskott in the text, or correct the figure in the table"
        );
        (Code::DirectionContradictsFigure, hint)
    };
    let word = if is_deficit { "underskott" } else { "överskott" };
    finding(
        code,
        place,
        both!("beloppet blir `{words}`, efter ordet {word}", "the figure becomes `{words}`, behind the word {word}"),
        hint,
    )
}

/// A figure in prose that the unit's table contradicts.
pub fn figure_contradicts_table(place: Span, cell: Span, written: &str, name: &CellName, cause: &Cause) -> Diagnostic {
    let CellName { table, row, column, figure } = name;
    let (table, row, column) = (short(table), short(row), short(column));
    let [sv, en] = cause_words(cause);
    finding(
        Code::FigureContradictsTable,
        place,
        both!(
            "i texten står {written}, men i tabellen `{table}` är det {figure} (`{row}`, `{column}`)",
            "the text says {written}, but `{row}`, `{column}` in `{table}` is {figure}"
        ),
        both!(
            "{sv}rätta det som är fel, eller hämta beloppet ur tabellen, med måttenheten: \
                `{{{{tabell.rad.kolumn}}}}`",
            "{en}correct one of them, or bind the figure with its unit to the table: `{{{{table.row.column}}}}`"
        ),
    )
    .with_related(cell, Text::new("tabellens belopp", "the table's figure"))
}

/// The same with the cell's address in the remedy.
pub fn with_address(mut found: Diagnostic, address: &str) -> Diagnostic {
    let [sv, en] = [("tabell.rad.kolumn", &found.hint.sv), ("table.row.column", &found.hint.en)]
        .map(|(example, hint)| hint.replace(example, address));
    found.hint = Text { sv, en };
    found
}

/// How a figure of a text follows from two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// It is what the first is more than the second, in their measure or in per cent.
    Difference,
    /// It is what the first is of the second, in per cent.
    Share,
    /// It is what the first row and the others that the sentence names come to.
    Sum,
    /// It is what the months that the sentence names come to, from the first to the second.
    Months,
    /// It is what the first comes to for each of the second.
    Each,
    /// It is what two shares differ by, which is not per cent.
    InPoints,
    /// It is what the first is more than the second in per cent, which are no points.
    InPercent,
}

/// A figure in prose that does not follow from the two cells as it should: as written, and as it should be.
pub fn derived_contradicts_table(
    place: Span,
    how: Derived,
    [first, second]: [Span; 2],
    [written, right]: [&str; 2],
    [one, other]: [&CellName; 2],
    cause: &Cause,
) -> Diagnostic {
    let (row, a, b) = (short(&one.row), &one.figure, &other.figure);
    let message = match how {
        Derived::Difference => both!(
            "i texten står {written}, men `{row}` är {a} och {b}, en skillnad på {right}",
            "the text says {written}, but `{row}` is {a} and {b}, a difference of {right}"
        ),
        Derived::Share => both!(
            "i texten står {written}, men för `{row}` är det {right} procent ({a} av {b})",
            "the text says {written}, but for `{row}` it is {right} per cent ({a} of {b})"
        ),
        Derived::InPoints => both!(
            "i texten står {written}, men `{row}` är {a} och {b}, en skillnad på {right} procentenheter",
            "the text says {written}, but `{row}` is {a} and {b}, a difference of {right} percentage points"
        ),
        Derived::InPercent => both!(
            "i texten står {written}, men `{row}` är {a} och {b}, en skillnad på {right} procent",
            "the text says {written}, but `{row}` is {a} and {b}, a difference of {right} per cent"
        ),
        Derived::Months => both!(
            "i texten står {written}, men månaderna som meningen nämner blir {right} i tabellen",
            "the text says {written}, but the months that the sentence names come to {right} in the table"
        ),
        Derived::Each => both!(
            "i texten står {written}, men för `{row}` är det {right} för var och en ({a} delat med {b})",
            "the text says {written}, but for `{row}` it is {right} for each ({a} divided by {b})"
        ),
        Derived::Sum => {
            let (last, column) = (short(&other.row), short(&one.column));
            both!(
                "i texten står {written} tillsammans, men `{row}`, `{last}` och övriga rader som meningen nämner \
                    blir {right} i `{column}`",
                "the text says {written} together, but `{row}`, `{last}` and the other rows that the sentence \
                    names come to {right} in `{column}`"
            )
        }
    };
    let [sv, en] = cause_words(cause);
    let hint = both!("{sv}rätta talet i texten eller i tabellen", "{en}correct the figure in the text or in the table");
    let column = |cell: &CellName| {
        let named = format!("`{}`", short(&cell.column));
        Text::new(named.clone(), named)
    };
    finding(Code::FigureContradictsTable, place, message, hint)
        .with_related(first, column(one))
        .with_related(second, column(other))
}

/// A figure in prose that is the table's, but of another year than the text says.
pub fn figure_of_other_year(place: Span, cell: Span, written: &str, year: u16, name: &CellName) -> Diagnostic {
    let CellName { table, row, column, figure } = name;
    let (table, row, column) = (short(table), short(row), short(column));
    finding(
        Code::FigureContradictsTable,
        place,
        both!(
            "i texten står {written} för {year}, men {figure} är `{row}`, `{column}` i `{table}`",
            "the text says {written} of {year}, but {figure} is `{row}`, `{column}` in `{table}`"
        ),
        both!("rätta året i texten, eller beloppet", "correct the year in the text, or the figure"),
    )
    .with_related(cell, Text::new("tabellens tal", "the table's figure"))
}

/// A figure in prose that is said to be more, or less, where the cells tell the opposite.
pub fn turn_contradicts_table(
    place: Span,
    [first, second]: [Span; 2],
    written: &str,
    [one, other]: [&CellName; 2],
) -> Diagnostic {
    let row = short(&one.row);
    let (a, b) = (&one.figure, &other.figure);
    let (column, earlier) = (short(&one.column), short(&other.column));
    finding(
        Code::DirectionContradictsFigure,
        place,
        both!(
            "texten vänder på ändringen {written}: `{row}` är {a} i `{column}` och {b} i `{earlier}`",
            "the text turns the change of {written} round: `{row}` is {a} in `{column}` and {b} in `{earlier}`"
        ),
        both!(
            "skriv att det har ökat eller minskat så som tabellen visar",
            "write that it is more or less as the table shows"
        ),
    )
    .with_related(first, Text::new("det senare talet", "the later figure"))
    .with_related(second, Text::new("det tidigare talet", "the earlier figure"))
}

/// Figures of one sentence, or of it and the one before it (`earlier`), that do not agree: what one of them should be
/// by the others; empty where a word says more and the figures less, or the other way round.
pub fn sentence_contradicts_itself(place: Span, others: Span, earlier: bool, written: &str, right: &str) -> Diagnostic {
    let related = if earlier {
        Text::new("talen i meningen före", "the figures of the sentence before")
    } else {
        Text::new("meningens andra tal", "the sentence's other figures")
    };
    let (message, hint) = match (right.is_empty(), earlier) {
        (true, _) => (
            both!(
                "{written}: ordet i meningen säger åt ett håll och talen åt det andra",
                "{written}: the sentence's word points one way and its figures the other"
            ),
            both!(
                "rätta ordet (ökade, minskade) eller ett av talen",
                "correct the word (more, less) or one of the figures"
            ),
        ),
        (false, true) => (
            both!(
                "i texten står {written}, men med talen i meningen före blir det {right}",
                "the text says {written}, but with the figures of the sentence before it is {right}"
            ),
            both!("rätta ett av talen i de två meningarna", "correct one of the figures of the two sentences"),
        ),
        (false, false) => (
            both!(
                "i texten står {written}, men meningens andra tal ger {right}",
                "the text says {written}, but the other figures of the sentence give {right}"
            ),
            both!("rätta ett av talen i meningen", "correct one of the figures of the sentence"),
        ),
    };
    finding(Code::StatementsDiffer, place, message, hint).with_related(others, related)
}

/// A word of direction that the figure's sign contradicts.
pub fn direction_contradicts_figure(place: Span, cell: Span, words: &str, name: &CellName) -> Diagnostic {
    let (words, row, column) = (short(words), short(&name.row), short(&name.column));
    let figure = &name.figure;
    finding(
        Code::DirectionContradictsFigure,
        place,
        both!(
            "i texten står `{words}`, men `{row}`, `{column}` är {figure}",
            "the text says `{words}`, but `{row}`, `{column}` is {figure}"
        ),
        both!("rätta ordet eller beloppets förtecken", "correct the word or the figure's sign"),
    )
    .with_related(cell, Text::new("tabellens belopp", "the table's figure"))
}

/// What a text says of a row's course or place in words, which two cells contradict.
pub fn claim_contradicts_table(
    place: Span,
    [first, second]: [Span; 2],
    words: &str,
    [one, other]: [&CellName; 2],
) -> Diagnostic {
    let (words, table, row, column) = (short(words), short(&one.table), short(&one.row), short(&one.column));
    let (a, b) = (&one.figure, &other.figure);
    let (other_row, other_column) = (short(&other.row), short(&other.column));
    let message = if one.row == other.row {
        both!(
            "i texten står `{words}`, men i `{table}` är `{row}` {a} i `{column}` och {b} i `{other_column}`",
            "the text says `{words}`, but in `{table}` `{row}` is {a} in `{column}` and {b} in `{other_column}`"
        )
    } else {
        both!(
            "i texten står `{words}`, men i `{table}`, `{column}`, är `{row}` {a} och `{other_row}` {b}",
            "the text says `{words}`, but in `{table}`, `{column}`, `{row}` is {a} and `{other_row}` {b}"
        )
    };
    finding(
        Code::DirectionContradictsFigure,
        place,
        message,
        both!(
            "skriv det som tabellen visar, eller rätta talet i tabellen",
            "write what the table shows, or correct the figure in the table"
        ),
    )
    .with_related(first, Text::new("det tal som sägs vara så", "the figure of which it is said"))
    .with_related(second, Text::new("det tal som visar något annat", "the figure that shows otherwise"))
}

/// A label that speaks of a number where all outcomes are per cent.
pub fn number_in_per_cent(place: Span, label: &str, value: &str, cell: Span) -> Diagnostic {
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

/// A number that a text gives in per cent.
pub fn count_in_per_cent(place: Span, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::UnitsDiffer,
        place,
        both!("ett antal kan inte vara `{value}`", "a number cannot be `{value}`"),
        both!("skriv andelen, eller antalet utan procent", "write the share, or the number without per cent"),
    )
}

/// Two statements that say different things about the same.
pub fn statements_differ(place: Span, first: Span, subject: &str, figure: &str, other: &str) -> Diagnostic {
    let subject = short(subject);
    finding(
        Code::StatementsDiffer,
        place,
        both!(
            "`{subject}` är här {figure}, men på ett annat ställe {other}",
            "`{subject}` is {figure} here, but {other} elsewhere"
        ),
        both!(
            "rätta det ena stället, eller hämta båda ur tabellen",
            "correct one of the places, or bind both to the table"
        ),
    )
    .with_related(first, Text::new("det andra stället", "the other place"))
}

/// What a number of a text counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// The points of the list below.
    Points,
    /// The names behind the colon.
    Named,
    /// The report's risks.
    Risks,
    /// The report's goals.
    Goals,
    /// What is assessed with a word.
    Assessed(String),
    /// The rows of a table, or what else has a name.
    Things(String),
    /// The steps of the scale.
    Steps,
    /// The largest or smallest product of likelihood and consequence.
    Product,
}

/// A number of a text that is not what there is to count.
pub fn count_differs(place: Span, written: &str, right: usize, of: Counted) -> Diagnostic {
    let written = short(written);
    let (message, hint) = match of {
        Counted::Points => (
            both!(
                "i texten står {written}, men listan under har {right} punkter",
                "the text says {written}, but the list below has {right} points"
            ),
            both!("rätta antalet, eller listan", "correct the number, or the list"),
        ),
        Counted::Named => (
            both!(
                "i texten står {written}, men räknar upp {right} efter kolonet",
                "the text says {written}, but names {right} behind the colon"
            ),
            both!("rätta antalet, eller uppräkningen", "correct the number, or what is named"),
        ),
        Counted::Risks => (
            both!(
                "i texten står {written}, men rapporten har {right} risker",
                "the text says {written}, but the report has {right} risks"
            ),
            both!("rätta antalet, eller riskerna", "correct the number, or the risks"),
        ),
        Counted::Goals => (
            both!(
                "i texten står {written}, men rapporten har {right} mål",
                "the text says {written}, but the report has {right} goals"
            ),
            both!("rätta antalet, eller målen", "correct the number, or the goals"),
        ),
        Counted::Things(name) => {
            let name = short(&name);
            (
                both!(
                    "i texten står {written}, men det finns {right} i `{name}`",
                    "the text says {written}, but there are {right} in `{name}`"
                ),
                both!("rätta antalet, eller det som räknas", "correct the number, or what is counted"),
            )
        }
        Counted::Assessed(word) => (
            both!(
                "i texten står {written}, men {right} har bedömningen `{word}`",
                "the text says {written}, but {right} are assessed as `{word}`"
            ),
            both!("rätta antalet, eller bedömningarna", "correct the number, or the assessments"),
        ),
        Counted::Product => (
            both!(
                "i texten står {written}, men riskerna ger {right}",
                "the text says {written}, but the risks give {right}"
            ),
            both!("rätta talet, eller riskerna", "correct the figure, or the risks"),
        ),
        Counted::Steps => (
            both!(
                "i texten står {written}, men rapportens skala har {right} steg",
                "the text says {written}, but the report's scale has {right} steps"
            ),
            both!("rätta texten, eller `skala`", "correct the text, or `skala`"),
        ),
    };
    finding(Code::StatementsDiffer, place, message, hint)
}

/// A statement about another unit's variance against that unit's own.
pub fn variances_differ(place: Span, own: Span, unit: &str, figure: &str, other: &str) -> Diagnostic {
    let unit = short(unit);
    finding(
        Code::StatementsDiffer,
        place,
        both!(
            "`{unit}` svarar här för {figure} av avvikelsen, men enligt enheten själv är det {other}",
            "`{unit}` accounts for {figure} of the variance here, but the unit itself says {other}"
        ),
        both!("rätta det ena stället, eller förklara skillnaden", "correct one of the places, or say what differs"),
    )
    .with_related(own, Text::new("enhetens egen avvikelse", "the unit's own variance"))
}

/// Two notes with the same text.
pub fn duplicate_note(place: Span, id: &str, first: &str, other: Span) -> Diagnostic {
    let (id, first) = (short(id), short(first));
    finding(
        Code::DuplicateNote,
        place,
        both!("fotnoterna `{first}` och `{id}` har samma text", "the notes `{first}` and `{id}` have the same text"),
        both!("hänvisa till `[^{first}]` på båda ställena", "refer to `[^{first}]` in both places"),
    )
    .with_related(other, Text::new("samma text", "the same text"))
}

/// A source about another range of ages than its row.
pub fn note_differs_from_row(place: Span, source: &str, row: &str, mark: Span) -> Diagnostic {
    finding(
        Code::NoteDiffersFromRow,
        place,
        both!("källan gäller {source}, men raden {row}", "the source is about {source}, but the row about {row}"),
        both!("rätta källan eller radens namn", "correct the source or the row's name"),
    )
    .with_related(mark, Text::new("raden som hänvisar hit", "the row that refers to it"))
}

/// A label that speaks of a number, with a note about a share and outcomes in per cent.
pub fn note_about_share(place: Span, label: &str, note: Span) -> Diagnostic {
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
pub fn note_without_column(place: Span, named: &str, mark: Span) -> Diagnostic {
    let named = short(named);
    finding(
        Code::NoteDiffersFromRow,
        place,
        both!(
            "fotnoten nämner `{named}`, men tabellen har ingen sådan kolumn",
            "the note speaks of `{named}`, but the table has no such column"
        ),
        both!(
            "rätta fotnoten, kanske är den från en tidigare rapport",
            "correct the note, perhaps it is from an earlier report"
        ),
    )
    .with_related(mark, Text::new("raden som hänvisar hit", "the row that refers to it"))
}

/// A note mark without a text.
pub fn note_without_text(place: Span, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::NoteWithoutText,
        place,
        both!("fotnoten `{id}` har ingen text", "the note `{id}` has no text"),
        both!(
            "lägg till `{id} = \"...\"` under `[noter]` i samma fil (står raden där redan, ta bort `#` framför den och \
                framför `[noter]`), eller ta bort `[^{id}]`",
            "add `{id} = \"...\"` below `[noter]` in the same file (where the line is there, remove `#` before it and \
                before `[noter]`), or remove `[^{id}]`"
        ),
    )
}

/// A note mark in the memo, which has no notes.
pub fn note_in_manifest(place: Span) -> Diagnostic {
    finding(
        Code::NoteWithoutText,
        place,
        both!(
            "texter i rapportfilen, som tjänsteskrivelsen, kan inte ha fotnoter",
            "texts of the report's file, such as the memo, cannot have notes"
        ),
        both!("skriv fotnotens innehåll direkt i texten", "write what the note says into the text"),
    )
}

/// A note inside of a note.
pub fn note_in_note(place: Span) -> Diagnostic {
    finding(
        Code::NoteWithoutText,
        place,
        both!("en fotnot kan inte hänvisa till en annan fotnot", "a note cannot refer to another note"),
        both!("skriv den andra fotnotens innehåll direkt i texten", "write what the other note says into the text"),
    )
}

/// A note text without a mark.
pub fn note_without_mark(place: Span, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::NoteWithoutMark,
        place,
        both!(
            "ingen text hänvisar till fotnoten `{id}`, så den tas inte med i handlingen",
            "no text refers to the note `{id}`, so it is left out"
        ),
        both!(
            "skriv `[^{id}]` där fotnoten hör hemma, eller ta bort den",
            "write `[^{id}]` where the note belongs, or remove it"
        ),
    )
}

/// A paper that tells of a period which had not ended on its date.
pub fn paper_within_period(place: Span, paper: Ymd, to: Ymd, to_place: Span) -> Diagnostic {
    let (paper, to) = (short_date(paper), short_date(to));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "handlingens datum {paper} är före periodens sista dag {to}",
            "the paper's date {paper} is before the period's last day {to}"
        ),
        both!("rätta ett av datumen", "correct one of the dates"),
    )
    .with_related(to_place, Text::new("periodens sista dag", "the period's last day"))
}

/// A meeting before the paper's date.
pub fn meeting_before_paper(place: Span, meeting: Ymd, paper: Ymd, paper_place: Span) -> Diagnostic {
    let (meeting, paper) = (short_date(meeting), short_date(paper));
    finding(
        Code::DispatchMetadata,
        place,
        both!(
            "sammanträdet är {meeting}, före handlingens datum {paper}",
            "the meeting is on {meeting}, before the paper's date {paper}"
        ),
        both!("rätta ett av datumen", "correct one of the dates"),
    )
    .with_related(paper_place, Text::new("handlingens datum", "the paper's date"))
}
