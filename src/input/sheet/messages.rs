//! The wording of what is wrong with files that figures are taken from.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, listed, short};
use crate::diagnostic::{Code, Diagnostic, Text};

use super::Stored;
use super::fault::Fault;

/// A workbook of which nothing can be read.
pub fn workbook_unreadable(place: Span, path: &str, fault: &Fault) -> Diagnostic {
    let path = short(path);
    let save = both!(
        "spara den som Excel-arbetsbok (.xlsx), utan lösenord, och lägg den på samma plats",
        "save it as an Excel workbook (.xlsx), without a password, in the same place"
    );
    let message = match fault {
        Fault::Encrypted => both!("{path} är skyddad med lösenord", "{path} is protected by a password"),
        Fault::Declares => both!(
            "{path} innehåller en dokumenttyp eller entitet, vilket inget kalkylprogram skriver",
            "{path} declares a document type or an entity, which no spreadsheet program writes"
        ),
        Fault::Damaged(why) => {
            let why = short(why);
            both!("{path} är skadad ({why})", "{path} is damaged ({why})")
        }
        _ => both!(
            "{path} är ingen arbetsbok i formatet xlsx (ett äldre format, ett annat program, eller en annan sorts fil)",
            "{path} is no workbook in the format xlsx (an older format, another program, or another kind of file)"
        ),
    };
    finding(Code::FileUnreadable, place, message, save)
}

/// A sheet that a workbook does not have, or that is not named where there are several.
pub fn sheet_missing(place: Span, name: Option<&str>, meant: Option<&str>, known: &[String]) -> Diagnostic {
    let all = listed(known.iter().map(String::as_str));
    let message = match name.map(short) {
        Some(name) => both!("inget blad heter `{name}`", "no sheet is called `{name}`"),
        None => both!("arbetsboken har flera blad", "the workbook has several sheets"),
    };
    let hint = match meant.map(short) {
        Some(meant) => both!("menade du `{meant}`? Bladen är {all}", "did you mean `{meant}`? The sheets are {all}"),
        None => both!("skriv ett av dem i `blad`: {all}", "write one of them in `blad`: {all}"),
    };
    finding(Code::UnknownReference, place, message, hint)
}

/// A part of a sheet that cannot be understood.
pub fn bad_area(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::BadValue,
        place,
        both!("`{words}` är inget område i ett blad", "`{words}` is no range of a sheet"),
        both!(
            "skriv `omrade = \"A3:F20\"`, `\"A3:F\"` (till sista raden) eller `\"A3\"` (allt därifrån)",
            "write `omrade = \"A3:F20\"`, `\"A3:F\"` (to the last row) or `\"A3\"` (all from there)"
        ),
    )
}

/// A column's letters that no spreadsheet has.
pub fn bad_column_letter(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::BadValue,
        place,
        both!("ingen kolumn har bokstaven `{words}`", "no column has the letter `{words}`"),
        both!("skriv `{{ kolumn = \"D\" }}`, `A` till `XFD`", "write `{{ kolumn = \"D\" }}`, `A` to `XFD`"),
    )
}

/// A column that a file should have and has not.
pub fn column_missing(place: Span, words: &str, meant: Option<&str>, known: &[&str]) -> Diagnostic {
    let (words, all) = (short(words), listed(known.iter().copied()));
    let hint = match meant.map(short) {
        Some(meant) => both!(
            "menade du `{meant}`? Filens första rad har {all}",
            "did you mean `{meant}`? The file's first line has {all}"
        ),
        None => both!(
            "skriv de ord som står på filens första rad: {all}",
            "write the words that stand on the file's first line: {all}"
        ),
    };
    finding(Code::UnknownReference, place, both!("ingen kolumn heter `{words}`", "no column is called `{words}`"), hint)
}

/// Headings that stand on another row than the first one that is taken, and the range that begins with them.
pub fn headings_elsewhere(place: Span, row: u32, area: Option<&str>) -> Diagnostic {
    let hint = match area {
        Some(area) => both!("skriv `omrade = \"{area}\"`", "write `omrade = \"{area}\"`"),
        None => {
            both!("ta bort raderna ovanför rubrikerna i filen", "remove the lines above the headings from the file")
        }
    };
    finding(
        Code::UnknownReference,
        place,
        both!(
            "rubrikerna står på rad {row}, inte på den första rad som läses",
            "the headings stand on row {row}, not on the first row that is read"
        ),
        hint,
    )
}

/// Two columns with the same words on the first line.
pub fn column_twice(place: Span, words: &str, letters: &[String; 2], places: [Span; 2]) -> Diagnostic {
    let (words, [one, other]) = (short(words), letters);
    let mut twice = finding(
        Code::DuplicateId,
        place,
        both!("två kolumner heter `{words}`: {one} och {other}", "two columns are called `{words}`: {one} and {other}"),
        both!(
            "skriv kolumnens bokstav i stället: `{{ kolumn = \"{one}\" }}`",
            "write the column's letter instead: `{{ kolumn = \"{one}\" }}`"
        ),
    );
    for place in places {
        twice = twice.with_related(place, Text::new("en av dem", "one of them"));
    }
    twice
}

/// A line that a file should have and has not.
pub fn line_missing(place: Span, words: &str, meant: Option<&str>) -> Diagnostic {
    let words = short(words);
    let hint = match meant.map(short) {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!(
            "skriv det som står i radens cell i den kolumn som är `id`",
            "write what stands in the line's cell of the column that is `id`"
        ),
    };
    finding(
        Code::UnknownReference,
        place,
        both!("ingen rad i filen har `{words}` som id", "no line of the file has `{words}` as its id"),
        hint,
    )
}

/// A row's id in a file that is none.
pub fn bad_row_id(place: Span, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::BadValue,
        place,
        both!("`{id}` är inget id", "`{id}` is no id"),
        both!(
            "skriv små bokstäver a–z, siffror och bindestreck, eller säg i `rader` vilka rader som hämtas: `rader = \
                {{ skola = \"{id}\" }}`",
            "write small letters a-z, digits and hyphens, or say in `rader` which lines are taken: `rader = {{ \
                skola = \"{id}\" }}`"
        ),
    )
}

/// A cell that holds neither a figure nor words.
pub fn sheet_cell(place: Span, stored: &Stored) -> Diagnostic {
    let (message, hint) = match stored {
        Stored::Error(error) => {
            let error = short(error);
            (
                both!("cellen har felet `{error}`", "the cell has the error `{error}`"),
                both!("rätta formeln i Excel och spara", "correct the formula in Excel and save"),
            )
        }
        Stored::Uncomputed => (
            both!("formeln har inget uträknat värde", "the formula has no computed value"),
            both!(
                "öppna filen i Excel, låt den räkna om, och spara",
                "open the file in Excel, let it compute, and save"
            ),
        ),
        Stored::Boolean(_) => (
            both!("cellen är sant eller falskt, inget belopp", "the cell is true or false, no amount"),
            both!("skriv ett tal eller ord i cellen", "write a number or words into the cell"),
        ),
        Stored::Date(_) | Stored::Number(_) | Stored::Text(_) => (
            both!("cellen är ett datum eller en tid, inget belopp", "the cell is a date or a time, no amount"),
            both!(
                "ge cellen talformat, eller skriv datumet som text (`'2025-08-31`)",
                "give the cell the format of a number, or write the date as text (`'2025-08-31`)"
            ),
        ),
    };
    finding(Code::SheetCell, place, message, hint)
}

/// A figure with more digits than anybody can have typed.
pub fn residue(place: Span, digits: &str, column: &str, letters: &str) -> Diagnostic {
    let (digits, column) = (short(digits), short(column));
    finding(
        Code::SheetDigits,
        place,
        both!(
            "`{digits}` är en rest av en uträkning i Excel, och visas med alla siffror",
            "`{digits}` is the residue of a computation in Excel, and is shown with all its digits"
        ),
        both!(
            "avrunda i formeln med AVRUNDA, eller skriv hur många decimaler som ska visas: `decimaler = 1` för hela \
                filen, `{column} = {{ kolumn = \"{letters}\", decimaler = 1 }}` i `kolumner` för bara den kolumnen",
            "round in the formula with ROUND, or write how many decimals are to be shown: `decimaler = 1` for the \
                whole file, `{column} = {{ kolumn = \"{letters}\", decimaler = 1 }}` in `kolumner` for this column \
                alone"
        ),
    )
}

/// A figure with more decimals than Excel shows of it.
pub fn more_decimals(place: Span, digits: &str, shown: usize, column: &str, letters: &str) -> Diagnostic {
    let (digits, column) = (short(digits), short(column));
    let [sv, en] = match shown {
        0 => ["inga decimaler".to_owned(), "no decimals".to_owned()],
        1 => ["en decimal".to_owned(), "one decimal".to_owned()],
        _ => [format!("{shown} decimaler"), format!("{shown} decimals")],
    };
    finding(
        Code::SheetFormat,
        place,
        both!(
            "Excel visar {sv}, men cellen har `{digits}`, som handlingen visar",
            "Excel shows {en}, but the cell has `{digits}`, which the paper shows"
        ),
        both!(
            "skriv `decimaler = {shown}` för att avrunda hela filen, eller `{column} = {{ kolumn = \"{letters}\", \
                decimaler = {shown} }}` i `kolumner`; annars visas alla decimaler i kolumnen",
            "write `decimaler = {shown}` to round the whole file, or `{column} = {{ kolumn = \"{letters}\", \
                decimaler = {shown} }}` in `kolumner`; otherwise all decimals of the column are shown"
        ),
    )
}

/// A figure that Excel shows in thousands or millions.
pub fn shown_in_thousands(place: Span, digits: &str, thousands: usize) -> Diagnostic {
    let (digits, zeros) = (short(digits), "000".repeat(thousands.min(4)));
    finding(
        Code::SheetFormat,
        place,
        both!(
            "Excel visar talet delat med 1{zeros}, men cellen har `{digits}`, som handlingen visar",
            "Excel shows the number divided by 1{zeros}, but the cell has `{digits}`, which the paper shows"
        ),
        both!(
            "räkna om talen i Excel, eller ange sorten efter vad cellerna har",
            "convert the numbers in Excel, or name the unit of what the cells hold"
        ),
    )
}

/// Figures that are taken from rows that a workbook hides.
pub fn hidden_rows(place: Span, rows: usize) -> Diagnostic {
    let message = match rows {
        1 => both!("en dold rad kommer med i handlingen", "a hidden row is taken into the paper"),
        _ => both!("{rows} dolda rader kommer med i handlingen", "{rows} hidden rows are taken into the paper"),
    };
    let hint = both!(
        "visa raderna och se efter, eller ta bort dem ur bladet; ett filter döljer också rader",
        "show the rows and look at them, or remove them from the sheet; a filter hides rows too"
    );
    finding(Code::SheetHidden, place, message, hint)
}

/// Figures that are taken from columns that a workbook hides.
pub fn hidden_columns(place: Span, columns: usize) -> Diagnostic {
    let message = match columns {
        1 => both!("en dold kolumn kommer med i handlingen", "a hidden column is taken into the paper"),
        _ => both!(
            "{columns} dolda kolumner kommer med i handlingen",
            "{columns} hidden columns are taken into the paper"
        ),
    };
    let hint = both!("visa kolumnerna och se efter", "show the columns and look at them");
    finding(Code::SheetHidden, place, message, hint)
}

/// Figures that are taken from a sheet that a workbook hides.
pub fn hidden_sheet(place: Span, name: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::SheetHidden,
        place,
        both!("bladet `{name}` är dolt", "the sheet `{name}` is hidden"),
        both!("kontrollera att det är rätt blad", "check that it is the right sheet"),
    )
}

/// A cell that covers others.
pub fn merged_cells(place: Span, area: &str) -> Diagnostic {
    finding(
        Code::SheetMerged,
        place,
        both!(
            "cellerna {area} är sammanfogade; det som står i dem gäller bara den första",
            "the cells {area} are merged; what stands in them counts for the first one only"
        ),
        both!(
            "dela cellerna i Excel och skriv värdet i var och en som det gäller",
            "split the cells in Excel and write the value into each that it is meant for"
        ),
    )
}
