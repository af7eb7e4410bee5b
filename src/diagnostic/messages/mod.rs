//! The wording of every finding, in Swedish and in English: what is wrong, and what to do.
//!
//! Messages begin with a small letter and end without a full stop; what somebody wrote stands in backticks.

/// Both languages of a message, written next to each other.
macro_rules! both {
    ($sv:literal, $en:literal) => {
        [format!($sv), format!($en)]
    };
}

mod checks;
mod dispatch;
mod exports;

use crate::base::amount::{Amount, Meant};
use crate::base::contrast::Contrast;
use crate::base::source::Place;
use crate::layout::LogoFault;

use super::{Code, Diagnostic, Text};

pub use self::checks::*;
pub use self::dispatch::*;
pub use self::exports::*;

fn finding(code: Code, place: impl Into<Option<Place>>, message: [String; 2], hint: [String; 2]) -> Diagnostic {
    let text = |[sv, en]: [String; 2]| Text { sv, en };
    Diagnostic::new(code, place, text(message), text(hint))
}

/// What a long name or value looks like in a message.
fn short(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(61).collect();
    if line.chars().count() > 60 { format!("{}…", line.chars().take(60).collect::<String>()) } else { line }
}

/// The kinds of value that a key may want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Flag,
    /// A date.
    Date,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A figure or a text in a table's cell.
    Cell,
}

impl Expected {
    fn names(self) -> [&'static str; 2] {
        match self {
            Expected::Text => ["en text", "a text"],
            Expected::Texts => ["en lista med texter", "a list of texts"],
            Expected::Integer => ["ett heltal", "a whole number"],
            Expected::Flag => ["`true` eller `false`", "`true` or `false`"],
            Expected::Date => ["ett datum", "a date"],
            Expected::Table => ["en tabell", "a table"],
            Expected::Tables => ["en lista med tabeller", "a list of tables"],
            Expected::Cell => ["ett tal eller en text", "a figure or a text"],
        }
    }

    fn examples(self, key: &str) -> [String; 2] {
        match self {
            Expected::Text => {
                both!("skriv värdet inom citattecken: `{key} = \"...\"`", "put the value in quotes: `{key} = \"...\"`")
            }
            Expected::Texts => both!("skriv `{key} = [\"...\", \"...\"]`", "write `{key} = [\"...\", \"...\"]`"),
            Expected::Integer => {
                both!("skriv talet utan citattecken: `{key} = 3`", "write the number without quotes: `{key} = 3`")
            }
            Expected::Flag => {
                both!("skriv `{key} = true` eller `{key} = false`", "write `{key} = true` or `{key} = false`")
            }
            Expected::Date => {
                both!("skriv datumet som `{key} = \"2023-08-31\"`", "write the date as `{key} = \"2023-08-31\"`")
            }
            Expected::Table => both!("skriv `[{key}]` på en egen rad", "write `[{key}]` on a line of its own"),
            Expected::Tables => both!("skriv `[[{key}]]` på en egen rad", "write `[[{key}]]` on a line of its own"),
            Expected::Cell => both!(
                "skriv `{key} = 1250`, `{key} = -0.5` eller `{key} = \"text\"`",
                "write `{key} = 1250`, `{key} = -0.5` or `{key} = \"text\"`"
            ),
        }
    }
}

/// Kinds of thing that have an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A unit.
    Unit,
    /// A chapter.
    Chapter,
    /// A finance table.
    Table,
    /// A column set.
    ColumnSet,
    /// A goal.
    Goal,
    /// A risk.
    Risk,
    /// A row.
    Row,
    /// A column.
    Column,
    /// A chart.
    Chart,
    /// A committee.
    Committee,
}

impl Thing {
    /// The indefinite name in both languages.
    fn names(self) -> [&'static str; 2] {
        match self {
            Thing::Unit => ["ingen enhet", "no unit"],
            Thing::Chapter => ["inget kapitel", "no chapter"],
            Thing::Table => ["ingen tabell", "no table"],
            Thing::ColumnSet => ["ingen kolumnuppsättning", "no column set"],
            Thing::Goal => ["inget mål", "no goal"],
            Thing::Risk => ["ingen risk", "no risk"],
            Thing::Row => ["ingen rad", "no row"],
            Thing::Column => ["ingen kolumn", "no column"],
            Thing::Chart => ["inget diagram", "no chart"],
            Thing::Committee => ["ingen nämnd", "no committee"],
        }
    }

    /// The definite name in both languages.
    fn definite(self) -> [&'static str; 2] {
        match self {
            Thing::Unit => ["enheten", "the unit"],
            Thing::Chapter => ["kapitlet", "the chapter"],
            Thing::Table => ["tabellen", "the table"],
            Thing::ColumnSet => ["kolumnuppsättningen", "the column set"],
            Thing::Goal => ["målet", "the goal"],
            Thing::Risk => ["risken", "the risk"],
            Thing::Row => ["raden", "the row"],
            Thing::Column => ["kolumnen", "the column"],
            Thing::Chart => ["diagrammet", "the chart"],
            Thing::Committee => ["nämnden", "the committee"],
        }
    }
}

/// Markup that a paper cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of CommonMark's elements")]
pub enum Markup {
    Code,
    CodeBlock,
    Html,
    Image,
    Link,
    NoteText,
    Other,
    Quote,
    Rule,
    Subheading,
}

/// What a unit owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed<'a> {
    /// A text for a chapter, with the part's id or an empty one.
    Narrative(&'a str, &'a str),
    /// A row of a table, and the address of one with the same id in another.
    Row(&'a str, &'a str, Option<&'a str>),
    /// A goal.
    Goal(&'a str),
    /// A risk.
    Risk(&'a str),
}

/// The file is no TOML. `detail` is the parser's own message, in English.
pub fn toml_syntax(place: Place, detail: &str, source: &str, at: usize) -> Diagnostic {
    let line_start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line = source.get(line_start..).unwrap_or("").lines().next().unwrap_or("");
    let key = line.split('=').next().unwrap_or("").trim();
    let detail = short(detail);
    let hint = if line.contains('=') && !key.starts_with(['"', '\'']) && !key.is_ascii() {
        both!(
            "nycklar skrivs utan å, ä och ö: `mal`, `uppfoljning`",
            "keys are written without å, ä and ö: `mal`, `uppfoljning`"
        )
    } else if detail.contains("duplicate") {
        both!(
            "ta bort den ena, eller börja en ny post med `[[...]]`",
            "remove one of them, or begin a new entry with `[[...]]`"
        )
    } else if line.matches("'''").count() == 1 || line.matches("\"\"\"").count() == 1 || detail.contains("string") {
        both!(
            "varje text som öppnas med `'''` eller `\"` ska stängas med samma tecken",
            "each text that opens with `'''` or `\"` must be closed with the same marks"
        )
    } else {
        both!(
            "skriv `nyckel = värde` på en rad, text inom citattecken, och `[[...]]` före varje ny post",
            "write `key = value` on one line, text in quotes, and `[[...]]` before each new entry"
        )
    };
    finding(
        Code::TomlSyntax,
        place,
        both!("filen går inte att tolka här ({detail})", "the file cannot be parsed here ({detail})"),
        hint,
    )
}

/// An amount with a space, a decimal comma or a long minus, which TOML does not read.
pub fn amount_syntax(place: Place, words: &str, amount: Amount) -> Diagnostic {
    let spaced = words.trim().contains(char::is_whitespace);
    let words = short(words);
    let hint = match (spaced, words.contains(',')) {
        (true, true) => both!(
            "belopp skrivs utan mellanslag och decimaler med punkt: `{amount}`",
            "amounts are written without spaces and decimals with a point: `{amount}`"
        ),
        (true, false) => {
            both!("belopp skrivs utan mellanslag: `{amount}`", "amounts are written without spaces: `{amount}`")
        }
        (false, true) => {
            both!("decimaler skrivs med punkt: `{amount}`", "decimals are written with a point: `{amount}`")
        }
        (false, false) => {
            both!("minus skrivs med bindestreck: `{amount}`", "a minus is written as a hyphen: `{amount}`")
        }
    };
    let message =
        both!("`{words}` är inte skrivet som ett belopp i filen", "`{words}` is not written as the file has amounts");
    finding(Code::TomlSyntax, place, message, hint)
}

/// Words without quotes, with the key that they stand at and the amount that they were meant to be.
pub fn unquoted(place: Place, words: &str, key: Option<&str>, meant: Option<Meant>) -> Diagnostic {
    let (words, key) = (short(words), key.map_or(String::new(), |key| format!("{} = ", short(key))));
    let hint = match meant {
        Some(Meant::Negative(amount)) => both!(
            "ett minus skrivs framför talet: `{key}{amount}`",
            "a minus is written in front of the figure: `{key}{amount}`"
        ),
        Some(Meant::Alone(_)) | None => both!(
            "text skrivs inom citattecken, `{key}\"...\"`, och belopp utan annat än siffror, `-1250` eller `12.5`",
            "text is put in quotes, `{key}\"...\"`, and amounts have nothing but digits, `-1250` or `12.5`"
        ),
    };
    finding(Code::TomlSyntax, place, both!("`{words}` saknar citattecken", "`{words}` has no quotes"), hint)
}

/// A character that no file may hold.
pub fn control_character(place: Place, c: char) -> Diagnostic {
    let code = u32::from(c);
    finding(
        Code::ControlCharacter,
        place,
        both!(
            "styrtecknet U+{code:04X} kan inte stå i en handling",
            "the control character U+{code:04X} cannot stand in a paper"
        ),
        both!(
            "ta bort tecknet; det syns inte men följer ofta med när text klistras in",
            "remove it; it is invisible but often comes along with pasted text"
        ),
    )
}

/// A character that no font of the layout can show.
pub fn character_not_shown(place: Option<Place>, c: char) -> Diagnostic {
    let code = u32::from(c);
    finding(
        Code::CharacterNotShown,
        place,
        both!(
            "layoutens typsnitt kan inte visa tecknet `{c}` (U+{code:04X})",
            "the layout's fonts cannot show the character `{c}` (U+{code:04X})"
        ),
        both!("skriv det i ord, eller ta bort det", "write it in words, or remove it"),
    )
}

/// A value of the wrong type.
pub fn wrong_type(place: Place, key: &str, expected: Expected) -> Diagnostic {
    let ([sv, en], key) = (expected.names(), short(key));
    finding(Code::WrongType, place, both!("`{key}` ska vara {sv}", "`{key}` must be {en}"), expected.examples(&key))
}

/// A key that must be there is not.
pub fn missing_key(place: Place, key: &str) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!("`{key}` saknas", "`{key}` is missing"),
        both!("lägg till `{key} = ...` här", "add `{key} = ...` here"),
    )
}

/// A text with nothing in it.
pub fn empty_text(place: Place, key: &str) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`{key}` är tom", "`{key}` is empty"),
        both!(
            "skriv texten, eller ta bort posten om den inte ska vara med",
            "write the text, or remove the entry if it is not wanted"
        ),
    )
}

/// A key that does not exist.
pub fn unknown_key(place: Place, key: &str, meant: Option<&str>, known: &[&str]) -> Diagnostic {
    let key = short(key);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => {
            let list = known.join("`, `");
            both!("här kan stå: `{list}`", "known here: `{list}`")
        }
    };
    finding(Code::UnknownKey, place, both!("nyckeln `{key}` finns inte här", "there is no key `{key}` here"), hint)
}

/// A value that is none of the words that a key knows.
pub fn unknown_word(place: Place, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    let (word, list) = (short(word), known.join("`, `"));
    finding(
        Code::BadValue,
        place,
        both!("`{key}` kan inte vara `{word}`", "`{key}` cannot be `{word}`"),
        both!("välj ett av: `{list}`", "choose one of: `{list}`"),
    )
}

/// An id with other characters than it may have.
pub fn bad_id(place: Place, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::BadValue,
        place,
        both!("`{id}` kan inte vara ett id", "`{id}` cannot be an id"),
        both!("använd bara a-z, 0-9, bindestreck och understreck", "use only a-z, 0-9, hyphens and underscores"),
    )
}

/// A number outside of what is possible.
pub fn out_of_range(place: Place, key: &str, least: u32, most: u32) -> Diagnostic {
    let hint = if least == most {
        both!("skriv `{key} = {least}`", "write `{key} = {least}`")
    } else {
        both!("skriv ett heltal från {least} till {most}", "write a whole number from {least} to {most}")
    };
    finding(Code::BadValue, place, both!("`{key}` är utanför det möjliga", "`{key}` is out of range"), hint)
}

/// A figure with more digits than can be kept exactly.
pub fn figure_too_long(place: Place, digits: &str) -> Diagnostic {
    let digits = short(digits);
    finding(
        Code::BadValue,
        place,
        both!(
            "talet `{digits}` har fler siffror än som kan bevaras exakt",
            "the figure `{digits}` has more digits than can be kept exactly"
        ),
        both!("skriv högst 28 siffror", "write at most 28 digits"),
    )
}

/// Words with digits in the place of an amount, and the figure that they were meant to be.
pub fn figure_in_words(place: Place, words: &str, column: &str, meant: Option<Meant>) -> Diagnostic {
    let (words, column) = (short(words), short(column));
    let hint = match meant {
        Some(Meant::Negative(amount)) => both!(
            "ett minus skrivs framför talet: skriv `{amount}`",
            "a minus is written in front of the figure: write `{amount}`"
        ),
        Some(Meant::Alone(amount)) => both!(
            "skriv talet ensamt: `{amount}`; vad som ska sägas om det kan stå i en fotnot eller radens `kommentar`",
            "write the figure alone: `{amount}`; what is to be said of it can stand in a note or the row's `kommentar`"
        ),
        None => both!(
            "skriv ett enda tal, som `-1250` eller `12.5`; en kolumn som inte har belopp får `slag = \"text\"` i rapport.toml",
            "write one figure, such as `-1250` or `12.5`; a column without amounts gets `slag = \"text\"` in rapport.toml"
        ),
    };
    finding(
        Code::FigureInWords,
        place,
        both!(
            "`{words}` är inget belopp, så cellen räknas inte med i `{column}`",
            "`{words}` is no amount, so that the cell does not count in `{column}`"
        ),
        hint,
    )
}

/// A table that asks for a unit that its figures cannot be converted into.
pub fn unit_not_converted(place: Place, from: &str, to: &str) -> Diagnostic {
    let (from, to) = (short(from), short(to));
    finding(
        Code::BadValue,
        place,
        both!(
            "figurer i `{from}` går inte att räkna om till `{to}`",
            "figures in `{from}` cannot be converted into `{to}`"
        ),
        both!(
            "skriv kr, tkr, mnkr eller mdkr som `sort` i både kolumnuppsättningen och tabellen, eller ta bort `omrakna`",
            "write kr, tkr, mnkr or mdkr as `sort` of both the column set and the table, or remove `omrakna`"
        ),
    )
}

/// A row of another table whose figures are in another unit, in a table that does not convert.
pub fn row_in_other_unit(place: Place, row: &str, from: &str, to: &str) -> Diagnostic {
    let (row, from, to) = (short(row), short(from), short(to));
    finding(
        Code::BadValue,
        place,
        both!(
            "figurerna i `{row}` är i `{from}`, men tabellen som hämtar dem är i `{to}`",
            "the figures of `{row}` are in `{from}`, but the table that takes them is in `{to}`"
        ),
        both!(
            "skriv `omrakna = true` på tabellen som hämtar dem",
            "write `omrakna = true` in the table that takes them"
        ),
    )
}

/// A row of another table that has no column of the table that takes it.
pub fn no_shared_column(place: Place, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::BadValue,
        place,
        both!("`{row}` har ingen kolumn som den här tabellen har", "`{row}` has no column that this table has"),
        both!("ge kolumnerna samma id i båda tabellerna", "give the columns the same id in both tables"),
    )
}

/// A row that is made of itself.
pub fn row_of_itself(place: Place, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::BadValue,
        place,
        both!("raden `{row}` görs av sig själv", "the row `{row}` is made of itself"),
        both!("hämta den ur en rad som en enhet lämnar", "take it from a row that a unit delivers"),
    )
}

/// A sum that the manifest asks for, and a cell without a figure among what it adds up.
pub fn sum_not_computed(place: Place, row: &str, column: &str, cell: Place) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::SumNotComputed,
        place,
        both!(
            "summan i `{column}` går inte att räkna ut: `{row}` har ord där",
            "the sum in `{column}` cannot be computed: `{row}` has words there"
        ),
        both!(
            "lämna cellen tom, eller låt en enhet lämna summan",
            "leave the cell empty, or let a unit deliver the sum"
        ),
    )
    .with_related(cell, Text::new("ord i stället för en figur", "words in place of a figure"))
}

/// A period that ends before it begins.
pub fn period_backwards(place: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("perioden slutar innan den börjar", "the period ends before it begins"),
        both!(
            "skriv första dagen i `fran` och sista dagen i `till`",
            "write the first day in `fran` and the last day in `till`"
        ),
    )
}

/// A path that leads out of the report's folder.
pub fn path_outside(place: Place, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::BadValue,
        place,
        both!("sökvägen `{path}` leder ut ur rapportens mapp", "the path `{path}` leads out of the report's folder"),
        both!(
            "skriv en fil i rapportens mapp, som `enheter/it.toml`",
            "name a file in the report's folder, such as `enheter/it.toml`"
        ),
    )
}

/// A language whose tag cannot be read.
pub fn language_tag(place: Place, tag: &str) -> Diagnostic {
    let tag = short(tag);
    finding(
        Code::BadValue,
        place,
        both!("`{tag}` är ingen språkkod", "`{tag}` is no language code"),
        both!(
            "skriv två eller tre små bokstäver, och eventuellt land: `[ord](sprak:en)` eller `[ord](sprak:en-US)`",
            "write two or three small letters, perhaps with a country: `[words](sprak:en)` or `[words](sprak:en-US)`"
        ),
    )
}

/// Markup that the paper cannot carry.
pub fn unsupported_markup(place: Place, what: Markup) -> Diagnostic {
    let (message, hint) = match what {
        Markup::Code | Markup::CodeBlock => (
            both!("programkod kan inte stå i en handling", "program code cannot stand in a paper"),
            both!(
                "ta bort grava accenter, och börja inte raden med fyra blanksteg",
                "remove backquotes, and don't begin the line with four spaces"
            ),
        ),
        Markup::Html => (
            both!("HTML kan inte stå i en handling", "HTML cannot stand in a paper"),
            both!(
                "skriv texten utan taggar; ett `<` som ska synas skrivs `\\<`",
                "write the text without tags; a `<` that should be seen is written `\\<`"
            ),
        ),
        Markup::Image => (
            both!("bilder kan inte läggas in i löpande text", "pictures cannot be put into running text"),
            both!("ta bort bilden, eller beskriv den i ord", "remove the picture, or describe it in words"),
        ),
        Markup::Link => (
            both!(
                "länken leder inte till en webbadress eller e-postadress",
                "the link leads to no web or mail address"
            ),
            both!("skriv hela adressen, med `https://` först", "write the whole address, beginning with `https://`"),
        ),
        Markup::NoteText => (
            both!("notens text står i den löpande texten", "the note's text stands in the running text"),
            both!(
                "flytta den till `[noter]` sist i filen: `id = \"text\"`",
                "move it to `[noter]` at the end of the file: `id = \"text\"`"
            ),
        ),
        Markup::Quote => (
            both!("citatblock kan inte stå i en handling", "block quotes cannot stand in a paper"),
            both!(
                "ta bort `>` i början av raden, eller skriv `\\>`",
                "remove the `>` at the line's beginning, or write `\\>`"
            ),
        ),
        Markup::Rule => (
            both!(
                "streck mellan stycken kan inte stå i en handling",
                "rules between paragraphs cannot stand in a paper"
            ),
            both!("ta bort raden; layouten sätter avstånden", "remove the line; the layout sets the spacing"),
        ),
        Markup::Subheading => (
            both!("underrubriker i text har bara en nivå", "subheadings in a text have one level only"),
            both!(
                "skriv `# Rubrik`, och inget streck på raden under ett stycke",
                "write `# Heading`, and no dashes on the line below a paragraph"
            ),
        ),
        Markup::Other => (
            both!("så djup eller sammansatt text kan inte visas", "text so deeply nested or composed cannot be shown"),
            both!("dela upp den i stycken och enkla listor", "split it into paragraphs and simple lists"),
        ),
    };
    finding(Code::UnsupportedMarkup, place, message, hint)
}

/// Two things with one id.
pub fn duplicate_id(place: Place, id: &str, first: Place) -> Diagnostic {
    finding(
        Code::DuplicateId,
        place,
        both!("`{id}` finns redan", "`{id}` exists already"),
        both!("ge den ett eget id, eller ta bort den ena", "give it an id of its own, or remove one of them"),
    )
    .with_related(first, Text::new("första gången här", "first here"))
}

/// A name that nothing has.
pub fn unknown_reference(place: Place, thing: Thing, name: &str, meant: Option<&str>) -> Diagnostic {
    let ([sv, en], name) = (thing.names(), short(name));
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!("kontrollera stavningen mot rapport.toml", "check the spelling against rapport.toml"),
    };
    finding(Code::UnknownReference, place, both!("{sv} heter `{name}`", "{en} is called `{name}`"), hint)
}

/// A reference that names no unit.
pub fn reference_without_unit(place: Place, reference: &str) -> Diagnostic {
    let reference = short(reference);
    finding(
        Code::BadValue,
        place,
        both!("`{reference}` säger inte vilken enhet som levererar", "`{reference}` does not say which unit delivers"),
        both!("skriv `enhet/id`, till exempel `it/{reference}`", "write `unit/id`, for example `it/{reference}`"),
    )
}

/// A file that names another unit than its own.
pub fn other_unit(place: Place, named: &str, unit: &str, asked: Place) -> Diagnostic {
    let named = short(named);
    finding(
        Code::BadValue,
        place,
        both!(
            "filen säger att den kommer från `{named}` men är enheten `{unit}`:s",
            "the file says that it comes from `{named}` but belongs to `{unit}`"
        ),
        both!(
            "skriv `enhet = \"{unit}\"`, eller lägg filen där den hör hemma",
            "write `enhet = \"{unit}\"`, or put the file where it belongs"
        ),
    )
    .with_related(asked, Text::new("enheten står här i manifestet", "the manifest's entry for the unit"))
}

/// Something that a unit owes has not come.
pub fn missing_delivery(asked: Place, unit: &str, file: &str, what: Owed<'_>) -> Diagnostic {
    let unit = short(unit);
    let (message, entry) = match what {
        Owed::Narrative(chapter, "") => (
            both!("{unit} har inte lämnat text till `{chapter}`", "{unit} has delivered no text for `{chapter}`"),
            format!("`[[avsnitt]]`, `kapitel = \"{chapter}\"`"),
        ),
        Owed::Narrative(chapter, part) => (
            both!(
                "{unit} har inte lämnat texten `{part}` till `{chapter}`",
                "{unit} has not delivered the text `{part}` for `{chapter}`"
            ),
            format!("`[[avsnitt]]`, `kapitel = \"{chapter}\"`, `del = \"{part}\"`"),
        ),
        Owed::Row(table, row, _) => (
            both!(
                "{unit} har inte lämnat raden `{row}` till tabellen `{table}`",
                "{unit} has not delivered the row `{row}` of the table `{table}`"
            ),
            format!("`[[rad]]`, `tabell = \"{table}\"`, `id = \"{row}\"`"),
        ),
        Owed::Goal(goal) => (
            both!(
                "{unit} har inte lämnat något om målet `{goal}`",
                "{unit} has delivered nothing about the goal `{goal}`"
            ),
            format!("`[[mal]]`, `id = \"{goal}\"`"),
        ),
        Owed::Risk(risk) => (
            both!("{unit} har inte lämnat risken `{risk}`", "{unit} has not delivered the risk `{risk}`"),
            format!("`[[risk]]`, `id = \"{risk}\"`"),
        ),
    };
    let hint = match what {
        Owed::Row(_, _, Some(other)) => both!(
            "lägg till i {file}: {entry}; eller hämta raden ur den tabell som har den: `{{ ur = \"{other}\" }}`",
            "add to {file}: {entry}; or take the row from the table that has it: `{{ ur = \"{other}\" }}`"
        ),
        _ => both!("lägg till i {file}: {entry}", "add to {file}: {entry}"),
    };
    finding(Code::MissingDelivery, asked, message, hint)
}

/// Something came that the manifest does not ask for.
pub fn unasked_delivery(place: Place, thing: Thing, name: &str, part: Option<&str>, unit: &str) -> Diagnostic {
    let [sv, en] = thing.definite();
    let (name, part) = (short(name), part.map_or(String::new(), |part| format!(" (`{}`)", short(part))));
    finding(
        Code::UnaskedDelivery,
        place,
        both!(
            "{sv} `{name}`{part} väntar sig inget av `{unit}`, så detta kommer inte med",
            "{en} `{name}`{part} expects nothing from `{unit}`, so this is left out"
        ),
        both!(
            "rätta id:t, eller lägg till leveransen i rapport.toml",
            "correct the id, or add the delivery to rapport.toml"
        ),
    )
}

/// A cell that another cell reaches over.
pub fn covered_cell(place: Place, over: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "cellen täcks av en cell ovanför som sträcker sig över flera rader",
            "the cell is covered by one above that spans several rows"
        ),
        both!(
            "ta bort värdet, eller minska `rader` i cellen ovanför",
            "remove the value, or lower `rader` in the cell above"
        ),
    )
    .with_related(over, Text::new("cellen ovanför", "the cell above"))
}

/// A cell that reaches below its table.
pub fn span_too_long(place: Place, rows: u32, left: usize) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "cellen ska täcka {rows} rader men tabellen har bara {left} kvar",
            "the cell should span {rows} rows but the table has only {left} left"
        ),
        both!("skriv `rader = {left}` eller mindre", "write `rader = {left}` or less"),
    )
}

/// A goal that hangs under itself or too deep.
pub fn goal_not_in_tree(place: Place, goal: &str) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "målet `{goal}` hänger inte ihop med målträdet, eller ligger för djupt",
            "the goal `{goal}` is not connected to the goal tree, or lies too deep"
        ),
        both!(
            "låt `under` leda upp till ett mål utan `under`; rubriker har högst fyra nivåer",
            "let `under` lead up to a goal without `under`; headings have four levels at most"
        ),
    )
}

/// Indicators where the chapter names no columns.
pub fn indicators_without_columns(place: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "indikatorer kan inte visas, eftersom målkapitlet inte har några kolumner",
            "indicators cannot be shown, since the goals' chapter has no columns"
        ),
        both!(
            "lägg till `kolumner = \"...\"` i målkapitlet i rapport.toml",
            "add `kolumner = \"...\"` to the goals' chapter in rapport.toml"
        ),
    )
}

/// Activities where the chapter names no columns for them.
pub fn activities_without_columns(place: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "aktiviteter kan inte visas, eftersom målkapitlet inte har några kolumner för dem",
            "activities cannot be shown, since the goals' chapter has no columns for them"
        ),
        both!(
            "lägg till `aktiviteter = \"...\"` i målkapitlet i rapport.toml",
            "add `aktiviteter = \"...\"` to the goals' chapter in rapport.toml"
        ),
    )
}

/// A chapter for internal control without its table.
pub fn control_without_table(place: Place) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!(
            "kapitlet visar internkontrollen, men `[internkontroll]` saknas",
            "the chapter shows the internal control, but `[internkontroll]` is missing"
        ),
        both!(
            "lägg till `[internkontroll]` med `skala` och `risker`",
            "add `[internkontroll]` with `skala` and `risker`"
        ),
    )
}

/// A table that no chapter shows.
pub fn table_not_shown(place: Place, table: &str) -> Diagnostic {
    finding(
        Code::UnaskedDelivery,
        place,
        both!("tabellen `{table}` visas inte i något kapitel", "no chapter shows the table `{table}`"),
        both!(
            "lägg till den i `tabeller` i ett kapitel med `slag = \"tabeller\"`",
            "add it to `tabeller` of a chapter with `slag = \"tabeller\"`"
        ),
    )
}

/// A chart that no chapter shows.
pub fn chart_not_shown(place: Place, chart: &str) -> Diagnostic {
    finding(
        Code::UnaskedDelivery,
        place,
        both!("diagrammet `{chart}` visas inte i något kapitel", "no chapter shows the chart `{chart}`"),
        both!(
            "lägg till `diagram = [\"{chart}\"]` i ett kapitel, eller ta bort diagrammet",
            "add `diagram = [\"{chart}\"]` to a chapter, or remove the chart"
        ),
    )
}

/// Goals that no chapter shows.
pub fn goals_not_shown(place: Place) -> Diagnostic {
    finding(
        Code::UnaskedDelivery,
        place,
        both!("målen visas inte i något kapitel", "no chapter shows the goals"),
        both!("lägg till ett kapitel med `slag = \"mal\"`", "add a chapter with `slag = \"mal\"`"),
    )
}

/// A goal that no chapter shows, with what stands below it.
pub fn goal_not_shown(place: Place, goal: &str) -> Diagnostic {
    finding(
        Code::UnaskedDelivery,
        place,
        both!("målet `{goal}` visas inte i något kapitel", "no chapter shows the goal `{goal}`"),
        both!(
            "skriv det i ett kapitels `mal`, eller ge det kapitlets `namnd`",
            "write it in a chapter's `mal`, or give it the chapter's `namnd`"
        ),
    )
}

/// A file that the report needs is not there.
pub fn file_missing(asked: Option<Place>, path: &str, unit: Option<&str>) -> Diagnostic {
    let message = match unit {
        Some(unit) => both!(
            "{unit} har inte lämnat någon fil ({path} finns inte)",
            "{unit} has delivered no file (there is no {path})"
        ),
        None => both!("{path} finns inte", "there is no {path}"),
    };
    let hint = both!(
        "lägg filen på plats; till dess visar utkastet en lucka",
        "put the file there; until then the draft shows a gap"
    );
    finding(Code::FileMissing, asked, message, hint)
}

/// A file is there but cannot be read.
pub fn file_unreadable(asked: Option<Place>, path: &str, reason: &str) -> Diagnostic {
    finding(
        Code::FileUnreadable,
        asked,
        both!("{path} går inte att läsa ({reason})", "{path} cannot be read ({reason})"),
        both!(
            "kontrollera att det är en vanlig fil och att du har rätt att läsa den",
            "check that it is an ordinary file that you may read"
        ),
    )
}

/// A file that is a link out of the folder that it belongs to, or lies below one.
pub fn file_outside(asked: Option<Place>, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        asked,
        both!(
            "{path} är en länk som leder ut ur rapportens mapp",
            "{path} is a link that leads out of the report's folder"
        ),
        both!("lägg själva filen i rapportens mapp", "put the file itself into the report's folder"),
    )
}

/// A file that somebody changes all the time.
pub fn file_changing(asked: Option<Place>, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        asked,
        both!("{path} ändras medan den läses", "{path} is being changed while it is read"),
        both!("bygg igen när filen är sparad", "build again when the file is saved"),
    )
}

/// A layout of the manifest that is not in the report's folder.
pub fn layout_outside(place: Place, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::BadValue,
        place,
        both!(
            "layouten `{path}` ligger utanför rapportens mapp",
            "the layout `{path}` lies outside the report's folder"
        ),
        both!(
            "lägg layoutens mapp i rapportens mapp, eller välj den med `--layout {path}` när du bygger",
            "put the layout's folder into the report's folder, or choose it with `--layout {path}` when you build"
        ),
    )
}

/// A file is not UTF-8 text.
pub fn not_utf8(asked: Option<Place>, path: &str, encoding: &str) -> Diagnostic {
    finding(
        Code::NotUtf8,
        asked,
        both!(
            "{path} är inte sparad som UTF-8 (det ser ut som {encoding})",
            "{path} is not saved as UTF-8 (it looks like {encoding})"
        ),
        both!("spara om filen med teckenkodningen UTF-8", "save the file again with the encoding UTF-8"),
    )
}

/// A file in the units' folder that no unit owns.
pub fn stray_file(path: &str, meant: Option<&str>) -> Diagnostic {
    let hint = match meant {
        Some(meant) => both!(
            "ska den heta `{meant}`? Annars: lägg till enheten i rapport.toml, eller ta bort filen",
            "should it be called `{meant}`? Otherwise add the unit to rapport.toml, or remove the file"
        ),
        None => both!(
            "lägg till enheten i rapport.toml, eller ta bort filen",
            "add the unit to rapport.toml, or remove the file"
        ),
    };
    finding(
        Code::StrayFile,
        None,
        both!("{path} hör inte till någon enhet och kommer inte med", "{path} belongs to no unit and is left out"),
        hint,
    )
}

/// A note mark without a text.
pub fn note_without_text(place: Place, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::NoteWithoutText,
        place,
        both!("noten `{id}` har ingen text", "the note `{id}` has no text"),
        both!(
            "lägg till `{id} = \"...\"` under `[noter]` i samma fil, eller ta bort `[^{id}]`",
            "add `{id} = \"...\"` below `[noter]` in the same file, or remove `[^{id}]`"
        ),
    )
}

/// A note mark in the memo, which has no notes.
pub fn note_in_memo(place: Place) -> Diagnostic {
    finding(
        Code::NoteWithoutText,
        place,
        both!("tjänsteskrivelsen kan inte ha noter", "the memo cannot have notes"),
        both!("skriv det som noten säger i texten", "write what the note says into the text"),
    )
}

/// A note inside of a note.
pub fn note_in_note(place: Place) -> Diagnostic {
    finding(
        Code::NoteWithoutText,
        place,
        both!("en not kan inte hänvisa till en annan not", "a note cannot refer to another note"),
        both!("skriv det som den andra noten säger i texten", "write what the other note says into the text"),
    )
}

/// A note text without a mark.
pub fn note_without_mark(place: Place, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::NoteWithoutMark,
        place,
        both!(
            "ingen text hänvisar till noten `{id}`, så den kommer inte med",
            "no text refers to the note `{id}`, so it is left out"
        ),
        both!(
            "skriv `[^{id}]` där noten hör hemma, eller ta bort den",
            "write `[^{id}]` where the note belongs, or remove it"
        ),
    )
}

/// A risk is valued outside of the scale.
pub fn risk_out_of_scale(place: Place, value: u32, scale: u32) -> Diagnostic {
    finding(
        Code::RiskOutOfScale,
        place,
        both!("värdet {value} ligger utanför skalan 1–{scale}", "the value {value} is outside of the scale 1–{scale}"),
        both!("skriv ett värde från 1 till {scale}", "write a value from 1 to {scale}"),
    )
}

/// A risk without control activities.
pub fn risk_without_activities(place: Place, risk: &str) -> Diagnostic {
    finding(
        Code::MissingDelivery,
        place,
        both!("risken `{risk}` har inga kontrollmoment", "the risk `{risk}` has no control activities"),
        both!(
            "lägg till `[[risk.kontrollmoment]]` med `text`, `ansvar` och `uppfoljning`",
            "add `[[risk.kontrollmoment]]` with `text`, `ansvar` and `uppfoljning`"
        ),
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

/// A layout that is not there.
pub fn layout_missing(place: Option<Place>, name: &str, known: &[&str]) -> Diagnostic {
    let (name, list) = (short(name), known.join("`, `"));
    finding(
        Code::FileMissing,
        place,
        both!("det finns ingen layout `{name}`", "there is no layout `{name}`"),
        both!(
            "välj `{list}`, eller ange en mapp med tokens.toml och template.typ",
            "choose `{list}`, or name a folder with tokens.toml and template.typ"
        ),
    )
}

/// A layout's tokens cannot be read. `detail` is the parser's own message.
pub fn layout_tokens(place: Place, detail: &str) -> Diagnostic {
    let (swedish, detail) = (token_fault(detail).unwrap_or_else(|| short(detail)), short(detail));
    finding(
        Code::LayoutTokens,
        place,
        both!("layoutens mått går inte att läsa ({swedish})", "the layout's tokens cannot be read ({detail})"),
        both!("jämför med layouts/kommun/tokens.toml", "compare with layouts/kommun/tokens.toml"),
    )
}

/// What the parser says of tokens, in Swedish; `None` where it says something that is not known here.
fn token_fault(detail: &str) -> Option<String> {
    const OWN: [(&str, &str); 4] = [
        (" is no colour: write it as ", "ingen färg: skriv den som"),
        (" is no length: write it as ", "inget mått: skriv det som"),
        (" is no field; there are ", "inget fält; det finns"),
        (" has a `{` without `}`", "inte hel: ett `{` saknar sitt `}`"),
    ];
    for (english, swedish) in OWN {
        if let Some((name, rest)) = detail.split_once(english) {
            let words = format!("{} är {swedish} {}", short(name), rest.replace(" or ", " eller "));
            return Some(words.trim_end().to_owned());
        }
    }
    if let Some(found) = detail.strip_prefix("invalid type: ").or_else(|| detail.strip_prefix("invalid value: ")) {
        let (is, wanted) = found.split_once(", expected ")?;
        return Some(format!("här står {}, men det ska vara {}", toml_kind(is)?, toml_kind(wanted)?));
    }
    let (fault, rest) = detail.split_once('`')?;
    let (name, rest) = rest.split_once('`')?;
    let name = short(name);
    // Names stand between every other pair of backquotes.
    let known = listed(rest.split('`').skip(1).step_by(2));
    match fault {
        "missing field " => Some(format!("`{name}` saknas")),
        "unknown field " => Some(format!("nyckeln `{name}` finns inte här; det finns {known}")),
        "unknown variant " => Some(format!("det kan inte vara `{name}`; välj {known}")),
        _ => None,
    }
}

/// A value as the parser names it, as in "integer `5`" and "sequence", or what it wants instead, as in "a string" and
/// "u8", in Swedish.
fn toml_kind(words: &str) -> Option<String> {
    let kind = words.split(['`', '"']).next()?.trim_end();
    let value = short(words.strip_prefix(kind)?.trim());
    let swedish = match kind {
        "integer" => "heltalet",
        "floating point" => "talet",
        "string" => "texten",
        "boolean" => "sanningsvärdet",
        "sequence" => "en lista",
        "a string" => "en text inom citattecken",
        "a boolean" => "`true` eller `false`",
        "a sequence" => "en lista inom hakparenteser",
        "map" | "a map" => "en tabell",
        "u8" | "u16" | "u32" | "u64" | "usize" => "ett heltal från 0",
        "i8" | "i16" | "i32" | "i64" => "ett heltal",
        name if name.starts_with("struct ") => "en tabell",
        _ => return None,
    };
    Some(format!("{swedish} {value}").trim_end().to_owned())
}

/// Words for a scale that has more or fewer steps.
pub fn scale_words(place: Place, key: &str, words: usize, scale: u32) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`{key}` har {words} ord, men skalan har {scale} steg",
            "`{key}` has {words} words, but the scale has {scale} steps"
        ),
        both!("skriv ett ord för varje steg, från det lägsta", "write a word for each step, from the lowest"),
    )
}

/// A text of a control activity that the table has no column for.
pub fn without_column(place: Place, key: &str) -> Diagnostic {
    finding(
        Code::UnknownKey,
        place,
        both!(
            "internkontrollens tabell har ingen kolumn för `{key}`",
            "the internal-control table has no column for `{key}`"
        ),
        both!(
            "ta bort texten, eller ge tabellen kolumnen i `[internkontroll]`: `kolumner = [..., \"{key}\"]`",
            "remove the text, or give the table the column in `[internkontroll]`: `kolumner = [..., \"{key}\"]`"
        ),
    )
}

/// A line of the manifest that no file's properties can hold.
pub fn line_too_long(place: Place, key: &str, length: usize, most: usize) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`{key}` har {length} tecken; högst {most} får plats",
            "`{key}` has {length} characters; there is room for {most}"
        ),
        both!("skriv kortare", "write less"),
    )
}

/// A column of assessments in a report that has no words for them.
pub fn no_assessments(place: Place) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!(
            "kolumnen har bedömningar, men `[bedomning]` saknas",
            "the column has assessments, but `[bedomning]` is missing"
        ),
        both!(
            "skriv orden under `[bedomning]`: `gron = [\"Nås\"]`",
            "write the words below `[bedomning]`: `gron = [\"Nås\"]`"
        ),
    )
}

/// The columns of the internal-control table do not begin with the risks.
pub fn control_columns(place: Place) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("tabellens första kolumn måste vara `risk`", "the table's first column must be `risk`"),
        both!("skriv `kolumner = [\"risk\", ...]`", "write `kolumner = [\"risk\", ...]`"),
    )
}

/// A layout shows on no page that a draft is one.
pub fn layout_without_draft_mark(place: Place) -> Diagnostic {
    finding(
        Code::LayoutTokens,
        place,
        both!(
            "varken [sidhuvud] eller [sidfot] har {{utkast}}, så att ingen sida skulle säga att handlingen är ett utkast",
            "neither [sidhuvud] nor [sidfot] has {{utkast}}, so that no page would say that the paper is a draft"
        ),
        both!("skriv {{utkast}} i ett av sidhuvudets fält", "write {{utkast}} in a piece of the running head"),
    )
}

/// The layout's logo cannot be used; without a fault, because the file is not there or cannot be read.
pub fn layout_logo(place: Place, file: &str, fault: Option<LogoFault>) -> Diagnostic {
    let (why, remedy) = match fault {
        None => (
            both!("den går inte att läsa", "it cannot be read"),
            both!("lägg filen i layoutens mapp", "put the file into the layout's folder"),
        ),
        Some(LogoFault::Kind) => (
            both!("den är varken svg eller png", "it is neither SVG nor PNG"),
            both!("spara den som svg eller png", "save it as SVG or PNG"),
        ),
        Some(LogoFault::Broken) => {
            (both!("den är skadad", "it is damaged"), both!("spara den på nytt", "save it anew"))
        }
        Some(LogoFault::NoSize) => (
            both!("den säger inte hur stor den är", "it does not say how large it is"),
            both!("ge <svg> ett viewBox", "give <svg> a viewBox"),
        ),
        Some(LogoFault::TooLarge) => (
            both!("den har för många bildpunkter", "it has too many pixels"),
            both!("spara den mindre, eller som svg", "save it smaller, or as SVG"),
        ),
        Some(LogoFault::DocType) => (
            both!("den har en dokumenttyp", "it has a document type"),
            both!("ta bort raden som börjar med <!DOCTYPE", "take out the line that begins with <!DOCTYPE"),
        ),
        Some(LogoFault::Outside) => (
            both!(
                "den visar eller kör något som inte är bilden själv",
                "it shows or runs what is not the drawing itself"
            ),
            both!("spara den utan länkar, bilder och skript", "save it without links, images and scripts"),
        ),
        Some(LogoFault::Letters) => (
            both!("den har bokstäver som behöver ett typsnitt", "it has letters that need a font"),
            both!("gör om bokstäverna till konturer", "turn the letters into outlines"),
        ),
        Some(LogoFault::TooTall { height, room }) => {
            // A logo that is a hair too high is not said to be as high as the room.
            let ([high_sv, high], [room_sv, room]) =
                (millimetres((height.emu() + 3599).div_euclid(3600)), millimetres(room.emu().max(0).div_euclid(3600)));
            (
                [
                    format!("den är {high_sv} mm hög, och marginalen där den står har plats för {room_sv} mm"),
                    format!("it is {high} mm high, and the margin where it stands has room for {room} mm"),
                ],
                both!(
                    "minska `bredd` i [logotyp] eller öka sida.marginal_upp, eller för sidfoten sida.marginal_ned",
                    "lessen `bredd` in [logotyp] or raise sida.marginal_upp, or for the foot sida.marginal_ned"
                ),
            )
        }
    };
    let [sv, en] = why;
    let what =
        [format!("logotypen `{file}` kan inte användas: {sv}"), format!("the logo `{file}` cannot be used: {en}")];
    finding(Code::LayoutLogo, place, what, remedy)
}

/// Tenths of a millimetre as millimetres, in Swedish and in English.
fn millimetres(tenths: i64) -> [String; 2] {
    [",", "."].map(|sign| format!("{}{sign}{}", tenths / 10, tenths % 10))
}

/// Two colours that do not differ enough. `upper` and `lower` are the paths of their tokens; the page's is empty.
pub fn contrast_too_low(
    place: Place,
    upper: &str,
    lower: &str,
    contrast: Contrast,
    least: Contrast,
    ground: Option<Place>,
) -> Diagnostic {
    let [on_sv, on_en] = if lower.is_empty() {
        ["papperet".to_owned(), "the page".to_owned()]
    } else {
        [format!("`{lower}`"), format!("`{lower}`")]
    };
    let (sv, en) = (contrast.digits(','), contrast.digits('.'));
    let (least_sv, least_en) = (least.digits(','), least.digits('.'));
    let found = finding(
        Code::ContrastTooLow,
        place,
        both!("`{upper}` på {on_sv} har kontrasten {sv}:1", "`{upper}` on {on_en} has a contrast of {en}:1"),
        both!(
            "välj färger med minst {least_sv}:1, mörkare eller ljusare",
            "choose colours with at least {least_en}:1, darker or lighter"
        ),
    );
    match ground {
        Some(ground) => found.with_related(ground, Text::new("färgen under", "the colour below")),
        None => found,
    }
}

/// The layout never came to rest. `detail` is the engine's own message.
pub fn layout_unsettled(detail: &str) -> Diagnostic {
    finding(
        Code::LayoutUnsettled,
        None,
        both!(
            "sidorna kom aldrig till ro, så att sidnumren i innehållsförteckningen och antalet sidor kan vara fel: {detail}",
            "the pages never came to rest, so that the contents' page numbers and the number of pages may be wrong: {detail}"
        ),
        both!(
            "prova `ny_sida = true` på kapitel i två spalter; hjälper inte det är felet layoutens, i template.typ",
            "try `ny_sida = true` on chapters in two columns; if that does not help, the fault is the layout's, in template.typ"
        ),
    )
}

/// The layout failed on this document. `detail` is the writer's own message.
pub fn layout_failed(place: Option<Place>, detail: &str, hints: &str) -> Diagnostic {
    finding(
        Code::LayoutFailed,
        place,
        both!("layouten kunde inte göra filen: {detail}", "the layout could not make the file: {detail}"),
        if hints.is_empty() && place.is_some() {
            both!(
                "skriv om det som står här, eller rätta layoutens template.typ",
                "rewrite what stands here, or correct the layout's template.typ"
            )
        } else if hints.is_empty() {
            both!("rätta layoutens template.typ eller tokens.toml", "correct the layout's template.typ or tokens.toml")
        } else {
            both!("{hints}", "{hints}")
        },
    )
}
