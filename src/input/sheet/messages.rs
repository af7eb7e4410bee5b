//! The wording of what is wrong with files that figures are taken from.

use crate::base::limits::COLUMNS_OF_A_SHEET;
use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, listed, short};
use crate::diagnostic::{Code, Diagnostic, Text};

use super::fault::{Damage, Fault};
use super::{Shown, Stored};

/// A mark of a text in lines of a file, or in lines that stand as such.
pub fn mark_in_export(place: Span, mark: &str) -> Diagnostic {
    let mark = short(mark);
    finding(
        Code::StrayMark,
        place,
        both!(
            "`{mark}` läses inte i rader ur ett kalkylblad, utan syns i handlingen",
            "the mark `{mark}` is not read in lines of a spreadsheet, and stands in the paper as it is"
        ),
        both!(
            "skriv raden dessutom som `[[rad]]` utan belopp, med tecknen; den behåller sin plats",
            "write the row as `[[rad]]` without figures as well, with the mark; it keeps its place"
        ),
    )
}

/// A file that holds no figures of an earlier report.
pub fn earlier_unreadable(place: Span, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        place,
        both!(
            "{path} är inte uppgifter.csv från en tidigare rapport",
            "{path} is not the uppgifter.csv of an earlier report"
        ),
        both!(
            "ta uppgifter.csv (förr figurer.csv) ur bilagorna i den rapportens pdf till revisorerna",
            "take uppgifter.csv (formerly figurer.csv) from the attachments of that report's PDF for the auditors"
        ),
    )
}

/// A file with more figures than may be read.
pub fn earlier_too_large(place: Span, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        place,
        both!("{path} har fler rader än som läses", "{path} has more figures than are read"),
        both!(
            "höj `rader` under `[granser]`, eller ta bort de rader som inte behövs",
            "raise `rader` under `[granser]`, or remove the lines that are not needed"
        ),
    )
}

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
            "{path} är ingen vanlig Excel-fil (den har en DOCTYPE-rad)",
            "{path} declares a document type or an entity, which no spreadsheet program writes"
        ),
        Fault::Damaged(damage) => {
            let [sv, en] = damaged(damage);
            both!("{path} är skadad ({sv})", "{path} is damaged ({en})")
        }
        _ => both!(
            "{path} är ingen arbetsbok i formatet xlsx (ett äldre format, ett annat program, eller en annan \
                sorts fil)",
            "{path} is not a workbook in the format xlsx (an older format, another program, or another kind of file)"
        ),
    };
    finding(Code::FileUnreadable, place, message, save)
}

/// What is wrong with a workbook that is damaged. What other programs' code says is English, and no help to anybody
/// who reads Swedish.
fn damaged(damage: &Damage) -> [String; 2] {
    match damage {
        Damage::Archive(why) => {
            let why = short(why);
            both!("arkivet går inte att packa upp", "{why}")
        }
        Damage::Xml(why) => {
            let why = short(why);
            both!("en av dess delar är ingen hel XML-fil", "{why}")
        }
        Damage::Twice(name) => {
            let name = short(name);
            both!("två av dess delar heter `{name}`", "two of its parts are called `{name}`")
        }
        Damage::Parts => {
            both!("arkivets delar ligger i varandra, eller är för många", "its parts lie in each other or are too many")
        }
        Damage::Attributes => {
            both!("ett element har orimligt många attribut", "an element has more attributes than any program writes")
        }
        Damage::SheetMissing => both!("bladets del saknas", "the sheet's part is missing"),
        Damage::WordsMissing => both!("en cells text saknas", "a cell's words are missing"),
        Damage::Rows => both!("raderna står i oordning", "its rows are in disorder"),
        Damage::Cells => both!("cellerna står i oordning", "its cells are in disorder"),
        Damage::Columns => both!("fler kolumner än det finns är dolda", "it hides more columns than there are"),
        Damage::CellName(name) => {
            let name = short(name);
            both!("ingen cell heter `{name}`", "{name}")
        }
        Damage::NoNumber(words) => {
            let words = short(words);
            both!("`{words}` är inget tal", "`{words}` is not a number")
        }
    }
}

/// A line of a file that has more cells than a sheet has columns.
pub fn line_too_wide(place: Span, path: &str) -> Diagnostic {
    let (path, most) = (short(path), COLUMNS_OF_A_SHEET);
    finding(
        Code::LimitExceeded,
        place,
        both!("en rad i {path} har fler än {most} celler", "a line of {path} has more than {most} cells"),
        both!(
            "kontrollera att det är rätt fil, och exportera den igen",
            "check that it is the right file, and export it again"
        ),
    )
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
        both!("`{words}` är inget område i ett blad", "`{words}` is not a range of a sheet"),
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

/// A column that a file should have and has not. `date` is the first heading that is a date, with its letter.
pub fn column_missing(
    place: Span,
    words: &str,
    meant: Option<&str>,
    known: &[&str],
    date: Option<(&str, String)>,
) -> Diagnostic {
    let (words, all) = (short(words), listed(known.iter().copied()));
    let hint = match (meant.map(short), date) {
        (_, Some((date, letters))) => both!(
            "rubriken `{date}` är ett datum i arbetsboken: skriv den så, eller kolumnens bokstav, `{{ kolumn = \
                \"{letters}\" }}`; rubrikerna är {all}",
            "the heading `{date}` is a date in the workbook: write it like that, or the column's letter, `{{ kolumn = \
                \"{letters}\" }}`; the headings are {all}"
        ),
        (Some(meant), None) => both!(
            "menade du `{meant}`? Filens rubriker är {all}",
            "did you mean `{meant}`? The file's headings are {all}"
        ),
        (None, None) => both!(
            "skriv det som finns på filens rad med rubriker: {all}",
            "write the words that stand on the file's line of headings: {all}"
        ),
    };
    finding(Code::UnknownReference, place, both!("ingen kolumn heter `{words}`", "no column is called `{words}`"), hint)
}

/// A column that is named by a letter beyond the last one.
pub fn column_empty(place: Span, letters: &str, last: &str) -> Diagnostic {
    finding(
        Code::UnknownReference,
        place,
        both!("filen har ingen kolumn `{letters}`", "the file has no column `{letters}`"),
        both!("den sista kolumnen är `{last}`", "the last column is `{last}`"),
    )
}

/// A file of which nobody can tell which row is which.
pub fn no_id_column(place: Span, known: &[&str]) -> Diagnostic {
    let first = known.iter().find(|words| !words.is_empty()).map_or("Ansvar".to_owned(), |words| short(words));
    finding(
        Code::MissingKey,
        place,
        both!("ingen kolumn har rubriken `id`", "no column has the heading `id`"),
        both!(
            "skriv i `kolumner` vilken kolumn som anger vilken rad det är, `kolumner = {{ id = \"{first}\", ... \
                }}`, eller ge den rubriken `id` i filen",
            "say in `kolumner` which column tells which row it is, `kolumner = {{ id = \"{first}\", ... }}`, or \
                give it the heading `id` in the file"
        ),
    )
}

/// A line without an id.
pub fn line_without_id(place: Span, column: &str) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!("raden har inget i kolumnen `{column}`", "the line has nothing in the column `{column}`"),
        both!(
            "fyll i cellen, ta bort raden, eller ange i `rader` vilka rader som hämtas",
            "fill in the cell, remove the line, or say in `rader` which lines are taken"
        ),
    )
}

/// A line of a row that has no name anywhere; `pasted` where the lines stand in the unit's own file.
pub fn line_without_name(place: Span, pasted: bool) -> Diagnostic {
    let hint = if pasted {
        both!(
            "skriv vad raden heter i den första cellen; hör den till raden ovanför, skriv den radens namn en gång till",
            "write what the row is called in the first cell; where it belongs to the row above, write that one's name \
                again"
        )
    } else {
        both!(
            "fyll i kolumnen `namn`, ange i `kolumner` vilken kolumn som är `namn`, eller skriv raden som \
                `[[rad]]` med `namn` och utan belopp",
            "fill in the column `namn`, say in `kolumner` which column is `namn`, or write the row as `[[rad]]` \
                with `namn` and without amounts"
        )
    };
    finding(Code::MissingKey, place, both!("raden har inget namn", "the line has no name"), hint)
}

/// A quotation mark that opens a cell and does not close it, and how many more there are that are not told.
pub fn quote_open(place: Span, more: usize) -> Diagnostic {
    let message = match more {
        0 => both!(
            "citattecknet öppnar en cell som inte stängs, så raden är läst utan det",
            "the quotation mark opens a cell that is not closed, so that the line is read without it"
        ),
        _ => both!(
            "citattecknet öppnar en cell som inte stängs, och {more} till efter det",
            "the quotation mark opens a cell that is not closed, and {more} more do after it"
        ),
    };
    finding(
        Code::CsvQuote,
        place,
        message,
        both!(
            "skriv `\"` också sist i cellen, eller `\"\"\"` först och `\"` sist om tecknet ska synas",
            "write `\"` at the end of the cell too, or `\"\"\"` first and `\"` last if the mark is to be seen"
        ),
    )
}

/// A line `sep=` that names no separator.
pub fn separator_unclear(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::BadValue,
        place,
        both!(
            "`{words}` anger inte vilket tecken som skiljer cellerna åt",
            "`{words}` does not say which separator parts the cells"
        ),
        both!("skriv `sep=;` eller ta bort raden", "write `sep=;` or remove the line"),
    )
}

/// A file whose line of headings nothing parts into cells.
pub fn nothing_parted(place: Span) -> Diagnostic {
    finding(
        Code::UnknownReference,
        place,
        both!(
            "raden är en enda cell: inget tecken på den skiljer celler åt",
            "the line is one cell alone: no separator stands on it"
        ),
        both!(
            "ta ut filen som csv, där semikolon, komma eller tabb skiljer cellerna åt",
            "export the file as CSV, with a semicolon, a comma or a tab as the separator"
        ),
    )
}

/// Numbers of rows in words; the first of many.
fn numbered(rows: &[u32]) -> [String; 2] {
    let shown: Vec<String> = rows.iter().take(6).map(u32::to_string).collect();
    let numbers = format!("{}{}", shown.join(", "), if rows.len() > shown.len() { " …" } else { "" });
    match rows.len() {
        1 => both!("rad {numbers}", "row {numbers}"),
        _ => both!("raderna {numbers}", "the rows {numbers}"),
    }
}

/// Rows with more cells than there are headings.
pub fn cells_beyond(place: Span, headings: usize, rows: &[u32]) -> Diagnostic {
    let [sv, en] = numbered(rows);
    finding(
        Code::CsvCellsBeyond,
        place,
        both!(
            "{sv} har fler celler än de {headings} rubrikerna, så beloppen kan stå i fel kolumn",
            "{en}: more cells than the {headings} headings, so that amounts may stand in the wrong column"
        ),
        both!(
            "en cell där det tecken står som skiljer cellerna åt ska ha citattecken omkring sig: `\"1,5\"`",
            "a cell that holds the separator itself needs quotation marks around it: `\"1,5\"`"
        ),
    )
}

/// Rows that end before the columns that are taken.
pub fn cells_short(place: Span, headings: usize, rows: &[u32]) -> Diagnostic {
    let [sv, en] = numbered(rows);
    finding(
        Code::CsvCellsShort,
        place,
        both!(
            "{sv} har färre celler än de {headings} rubrikerna; de som saknas är tomma",
            "{en}: fewer cells than the {headings} headings; those that are missing are empty"
        ),
        both!(
            "kontrollera att inget belopp har hamnat i fel kolumn, och lämna en tom cell på varje plats som är tom",
            "check that no amount has come into the wrong column, and leave an empty cell for each that is empty"
        ),
    )
}

/// Several amounts in one cell.
pub fn several_amounts(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::SheetCell,
        place,
        both!(
            "cellen har flera belopp på var sin rad: `{words}`",
            "the cell has several amounts, each on a line of its own: `{words}`"
        ),
        both!("skriv vart och ett i en egen cell", "write each of them into a cell of its own"),
    )
}

/// A figure whose point or comma may part thousands: nothing else in the column has such decimals.
pub fn thousands_or_decimals(place: Span, words: &str, count: usize) -> Diagnostic {
    let figure = short(words);
    let separator = words.chars().find(|c| ['.', ','].contains(c)).unwrap_or('.');
    let whole: String = figure.chars().filter(|c| *c != separator).collect();
    let [sv, en] = match separator {
        '.' => ["punkten", "point"],
        _ => ["kommat", "comma"],
    };
    let (more, others) = match count {
        0 | 1 => (String::new(), String::new()),
        _ => (format!(" (och {} till i kolumnen)", count - 1), format!(" (and {} more in the column)", count - 1)),
    };
    finding(
        Code::ThousandsOrDecimals,
        place,
        both!(
            "`{figure}`{more} läses som ett tal med tre decimaler, men {sv} kan skilja tusental åt: `{whole}`",
            "`{figure}`{others} is read as a figure with three decimals, but the {en} may part thousands: `{whole}`"
        ),
        both!(
            "ta ut filen utan tecken mellan tusental, eller som Excel-arbetsbok; är det tre decimaler, skriv \
                `decimaler = 3`",
            "write the file without signs between thousands, or as an Excel workbook; if these are three decimals, \
                write `decimaler = 3`"
        ),
    )
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
            "rubrikerna finns på rad {row}, inte på den första rad som läses",
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
            "skriv det som finns i radens cell i kolumnen `id`",
            "write what stands in the line's cell of the column that is `id`"
        ),
    };
    finding(
        Code::UnknownReference,
        place,
        both!("ingen rad i filen har `{words}` i id-kolumnen", "no line of the file has `{words}` as its id"),
        hint,
    )
}

/// A row's id in a file that is none.
pub fn bad_row_id(place: Span, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::BadValue,
        place,
        both!("`{id}` är inget id", "`{id}` is not a valid id"),
        both!(
            "skriv gemena a–z, siffror, bindestreck och understreck, eller ange i `rader` vilka rader som \
                hämtas: `rader = {{ skola = \"{id}\" }}`",
            "write small letters a-z, digits and hyphens, or say in `rader` which lines are taken: `rader = {{ \
                skola = \"{id}\" }}`"
        ),
    )
}

/// A cell that holds neither a figure nor words.
pub fn sheet_cell(place: Span, stored: &Stored) -> Diagnostic {
    let (message, hint) = match stored {
        Stored::Several(values) => {
            let values: Vec<String> = values.iter().map(|value| format!("`{}`", short(value))).collect();
            let [sv, en] = [values.join(" och "), values.join(" and ")];
            (
                both!(
                    "cellen har flera värden, {sv}: arbetsboken är skadad",
                    "the cell has several values, {en}: the workbook is damaged"
                ),
                both!(
                    "öppna filen i Excel, skriv rätt värde i cellen, och spara",
                    "open the file in Excel, write the right value into the cell, and save"
                ),
            )
        }
        Stored::Error(error) if error.starts_with("##") => {
            let error = short(error);
            (
                both!(
                    "cellen har `{error}` i stället för ett värde: den var för smal för det när filen skrevs",
                    "the cell has the error value `{error}`: it was too narrow for what it holds when the file was \
                        written"
                ),
                both!("gör kolumnen bredare i Excel och spara igen", "widen the column in Excel and save again"),
            )
        }
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
            both!(
                "cellen innehåller SANT eller FALSKT i stället för ett belopp",
                "the cell is true or false, no amount"
            ),
            both!("skriv ett tal eller en text i cellen", "write a number or words into the cell"),
        ),
        Stored::Date(_) | Stored::Number(_) | Stored::Text(_) => (
            both!(
                "cellen innehåller ett datum eller en tid i stället för ett belopp",
                "the cell is a date or a time, no amount"
            ),
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
            "`{digits}` är ett avrundningsfel från Excel och visas med alla decimaler",
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

/// A figure that Excel shows with another sign, in words, or not at all.
pub fn shown_otherwise(place: Span, digits: &str, shown: Shown) -> Diagnostic {
    let digits = short(digits);
    let amount = digits.trim_start_matches('-');
    let message = match shown {
        Shown::WithoutMinus | Shown::Signed => both!(
            "Excel visar `{amount}` utan minus, men cellen har `{digits}`, som handlingen visar",
            "Excel shows `{amount}` without its minus sign, but the cell has `{digits}`, which the paper shows"
        ),
        Shown::WithMinus => both!(
            "Excel visar `-{amount}` med minus, men cellen har `{digits}`, som handlingen visar",
            "Excel shows `-{amount}` with a minus sign, but the cell has `{digits}`, which the paper shows"
        ),
        Shown::Words => both!(
            "Excel visar text i stället för talet, men cellen har `{digits}`, som handlingen visar",
            "Excel shows words instead of the number, but the cell has `{digits}`, which the paper shows"
        ),
        Shown::MoreDigits => both!(
            "Excel visar siffror som talet inte har, men cellen har `{digits}`, som handlingen visar",
            "Excel shows digits that are not the number's, but the cell has `{digits}`, which the paper shows"
        ),
        Shown::Nothing => both!(
            "Excel visar inget här, men cellen har `{digits}`, som handlingen visar",
            "Excel shows nothing here, but the cell has `{digits}`, which the paper shows"
        ),
    };
    let hint = match shown {
        Shown::WithoutMinus | Shown::Signed | Shown::WithMinus => both!(
            "ge cellerna ett talformat som visar tecknet, som `# ##0;-# ##0`, och se efter vilket belopp som är rätt",
            "give the cells a number format that shows the sign, such as `#,##0;-#,##0`, and see which amount is right"
        ),
        Shown::Words | Shown::MoreDigits | Shown::Nothing => both!(
            "ge cellerna formatet Tal och se efter att beloppet är rätt",
            "give the cells the format Number and see that the amount is right"
        ),
    };
    finding(Code::SheetShown, place, message, hint)
}

/// A figure that Excel shows in thousands or millions.
pub fn shown_in_thousands(place: Span, digits: &str, thousands: usize) -> Diagnostic {
    let (digits, zeros) = (short(digits), "000".repeat(thousands.min(4)));
    finding(
        Code::SheetShown,
        place,
        both!(
            "Excel visar talet delat med 1{zeros}, men cellen har `{digits}`, som handlingen visar",
            "Excel shows the number divided by 1{zeros}, but the cell has `{digits}`, which the paper shows"
        ),
        both!(
            "räkna om talen i Excel, eller ange den måttenhet (`mattenhet`) som cellernas tal är i",
            "convert the numbers in Excel, or change the unit (`mattenhet`) to that of the cells"
        ),
    )
}

/// Figures that are taken from rows that a workbook hides.
pub fn hidden_rows(place: Span, rows: usize) -> Diagnostic {
    let message = match rows {
        1 => both!("en dold rad tas med i handlingen", "a hidden row is taken into the paper"),
        _ => both!("{rows} dolda rader tas med i handlingen", "{rows} hidden rows are taken into the paper"),
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
        1 => both!("en dold kolumn tas med i handlingen", "a hidden column is taken into the paper"),
        _ => {
            both!("{columns} dolda kolumner tas med i handlingen", "{columns} hidden columns are taken into the paper")
        }
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

#[cfg(test)]
mod tests {
    use super::{shown_in_thousands, shown_otherwise};
    use crate::base::source::{Sources, Span};
    use crate::input::sheet::Shown;

    #[test]
    fn a_format_that_shows_the_sign_is_asked_for_where_the_sign_is_hidden() {
        let place = Span::new(Sources::default().add("a.csv", ""), 0..0);
        let hint = |shown| shown_otherwise(place, "-12", shown).hint.sv;
        for shown in [Shown::WithoutMinus, Shown::Signed, Shown::WithMinus] {
            assert!(hint(shown).contains("visar tecknet"), "{shown:?}");
        }
        for shown in [Shown::Words, Shown::MoreDigits, Shown::Nothing] {
            assert_eq!(hint(shown), "ge cellerna formatet Tal och se efter att beloppet är rätt", "{shown:?}");
        }
        assert!(shown_in_thousands(place, "12000", 1).hint.sv.contains("ange den måttenhet (`mattenhet`)"));
    }
}
