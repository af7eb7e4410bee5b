//! The wording of what does not fit between the manifest and what the units delivered.

use crate::base::amount::Amount;
use crate::base::names::closest_match;
use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, listed, short};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::input::manifest::ALL_ROWS;
use crate::input::messages::{EntityKind, unknown_reference};

/// An address that is none.
pub fn address_form(place: Span, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!("`{address}` är ingen cellhänvisning", "`{address}` is not a valid cell reference"),
        both!(
            "skriv `tabell.rad` eller `tabell.rad.kolumn`, till exempel `verksamhet.it.utfall_2023`",
            "write `table.row` or `table.row.column`, for example `verksamhet.it.utfall_2023`"
        ),
    )
}

/// How far something has come, in per cent, outside of what a bar can show.
pub fn progress_out_of_range(place: Span, amount: Amount) -> Diagnostic {
    let amount = amount.swedish();
    finding(
        Code::ProgressOutOfRange,
        place,
        both!(
            "{amount} % går inte att visa som stapel: den går från 0 till 100",
            "no bar can show {amount} %: it goes from 0 to 100"
        ),
        both!(
            "rätta talet; ska det vara så stort, låt kolumnen vara `slag = \"belopp\"` med `mattenhet = \"%\"`",
            "correct the figure; if it is to be that large, let the column be `slag = \"belopp\"` with \
                `mattenhet = \"%\"`"
        ),
    )
}

/// An address whose row several units have.
pub fn address_ambiguous(place: Span, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::UnknownReference,
        place,
        both!("flera enheter har en rad `{row}` i tabellen", "several units have a row `{row}` in the table"),
        both!("skriv enheten före raden: `enhet/{row}`", "write the unit before the row: `unit/{row}`"),
    )
}

/// An address with a name that nothing has.
pub fn address_unknown(place: Span, name: &str, meant: Option<&str>) -> Diagnostic {
    let name = short(name);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!(
            "cellhänvisningen är `tabell.rad.kolumn` med de id som finns i rapport.toml och i enhetens fil",
            "the reference is `table.row.column` with the ids that stand in rapport.toml and in the unit's file"
        ),
    };
    let message = both!("det finns inget `{name}` i tabellerna", "there is no `{name}` in the tables");
    finding(Code::UnknownReference, place, message, hint)
}

/// An address with a row or column that its table does not have.
pub fn address_not_in_table(
    place: Span,
    thing: EntityKind,
    name: &str,
    table: &str,
    meant: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let ([sv, en], name, table) = (thing.names(), short(name), short(table));
    let [sv_all, en_all] = if thing == EntityKind::Column { ["kolumner", "columns"] } else { ["rader", "rows"] };
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

/// What a chart can have too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartItem {
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
    /// Boxes of an organisation.
    Boxes,
}

/// What a unit owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryKind<'a> {
    /// A text for a chapter, with the part's id or an empty one.
    Narrative(&'a str, &'a str),
    /// A row of a table, and the address of one with the same id in another.
    Row(&'a str, &'a str, Option<&'a str>),
    /// A goal.
    Goal(&'a str),
    /// A risk.
    Risk(&'a str),
}

/// A table that asks for a unit that its figures cannot be converted into.
pub fn unit_not_converted(place: Span, from: &str, to: &str) -> Diagnostic {
    let (from, to) = (short(from), short(to));
    finding(
        Code::BadValue,
        place,
        both!(
            "belopp i `{from}` går inte att räkna om till `{to}`",
            "figures in `{from}` cannot be converted into `{to}`"
        ),
        both!(
            "skriv kr, tkr, mnkr eller mdkr som `mattenhet` i både kolumnuppsättningen och tabellen, eller ta \
                bort `omrakna`",
            "write kr, tkr, mnkr or mdkr as `mattenhet` of both the column set and the table, or remove `omrakna`"
        ),
    )
}

/// A row of another table whose figures are in another unit, in a table that does not convert.
pub fn row_in_other_unit(place: Span, row: &str, from: &str, to: &str) -> Diagnostic {
    let (row, from, to) = (short(row), short(from), short(to));
    finding(
        Code::BadValue,
        place,
        both!(
            "beloppen i `{row}` är i `{from}`, men tabellen som hämtar dem är i `{to}`",
            "the figures of `{row}` are in `{from}`, but the table that takes them is in `{to}`"
        ),
        both!(
            "skriv `omrakna = true` på tabellen som hämtar dem",
            "write `omrakna = true` in the table that takes them"
        ),
    )
}

/// A row of another table that has no column of the table that takes it.
pub fn no_shared_column(place: Span, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::BadValue,
        place,
        both!("`{row}` har ingen kolumn gemensam med den här tabellen", "`{row}` has no column that this table has"),
        both!("ge kolumnerna samma id i båda tabellerna", "give the columns the same id in both tables"),
    )
}

/// A row that is made of itself.
pub fn row_of_itself(place: Span, row: &str) -> Diagnostic {
    let row = short(row);
    finding(
        Code::BadValue,
        place,
        both!("raden `{row}` hämtas från sig själv", "the row `{row}` is made of itself"),
        both!("hämta den ur en rad som en enhet lämnar", "take it from a row that a unit delivers"),
    )
}

/// A sum that the manifest asks for, and a cell without a figure among what it adds up.
pub fn sum_not_computed(place: Span, row: &str, column: &str, cell: Span) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::SumNotComputed,
        place,
        both!(
            "summan i `{column}` räknas utan raden `{row}`, som har text i stället för ett belopp",
            "the sum in `{column}` leaves out the row `{row}`, which has words in place of a figure"
        ),
        both!(
            "skriv ett belopp, eller lämna cellen tom om raden inte ska räknas in",
            "write a figure, or leave the cell empty if the row is not to be added"
        ),
    )
    .with_related(cell, Text::new("text, räknas inte in", "words, which are left out"))
}

/// A row that is computed by dividing, and a cell that cannot be divided.
pub fn quotient_not_computed(place: Span, column: &str, cell: Span) -> Diagnostic {
    let column = short(column);
    finding(
        Code::SumNotComputed,
        place,
        both!(
            "raden räknas inte ut i `{column}`: ett av talen som den räknas ut ur är text, eller noll där det delar",
            "the row is not computed in `{column}`: one of its figures is words, or zero where it divides"
        ),
        both!(
            "skriv ett tal som inte är noll, eller lämna cellen tom: då är den här också tom",
            "write a figure other than zero, or leave that cell empty: then this one is empty too"
        ),
    )
    .with_related(cell, Text::new("det här talet", "this one"))
}

/// A sum that the manifest asks for, of figures that are too large.
pub fn sum_too_large(place: Span, column: &str) -> Diagnostic {
    let column = short(column);
    finding(
        Code::BadValue,
        place,
        both!(
            "summan i `{column}` går inte att räkna ut: beloppen är för stora för att räknas exakt",
            "the sum in `{column}` cannot be computed: the figures are too large to be exact"
        ),
        both!(
            "kontrollera beloppen; ett belopp och det som räknas ut får ha högst 28 siffror",
            "check the figures; a figure and what is computed may have 28 digits at most"
        ),
    )
}

/// A reference that names no unit.
pub fn reference_without_unit(place: Span, reference: &str) -> Diagnostic {
    let reference = short(reference);
    finding(
        Code::BadValue,
        place,
        both!("`{reference}` anger inte vilken enhet som ska lämna", "`{reference}` does not say which unit delivers"),
        both!("skriv `enhet/id`, till exempel `it/{reference}`", "write `unit/id`, for example `it/{reference}`"),
    )
}

/// A file that names another unit than its own.
pub fn other_unit(place: Span, named: &str, unit: &str, asked: Span) -> Diagnostic {
    let named = short(named);
    finding(
        Code::BadValue,
        place,
        both!(
            "filen har `enhet = \"{named}\"` men ligger på platsen för `{unit}`",
            "the file says that it comes from `{named}` but belongs to `{unit}`"
        ),
        both!(
            "skriv `enhet = \"{unit}\"`, eller lägg filen där den hör hemma",
            "write `enhet = \"{unit}\"`, or put the file where it belongs"
        ),
    )
    .with_related(asked, Text::new("här anges enheten i rapport.toml", "the manifest's entry for the unit"))
}

/// Something that a unit owes has not come.
pub fn missing_delivery(asked: Span, unit: &str, file: &str, what: DeliveryKind<'_>) -> Diagnostic {
    let unit = short(unit);
    let (message, entry) = match what {
        DeliveryKind::Narrative(chapter, "") => (
            both!("{unit} har inte lämnat text till `{chapter}`", "{unit} has delivered no text for `{chapter}`"),
            format!("`[[avsnitt]]`, `kapitel = \"{chapter}\"`"),
        ),
        DeliveryKind::Narrative(chapter, part) => (
            both!(
                "{unit} har inte lämnat texten `{part}` till `{chapter}`",
                "{unit} has not delivered the text `{part}` for `{chapter}`"
            ),
            format!("`[[avsnitt]]`, `kapitel = \"{chapter}\"`, `del = \"{part}\"`"),
        ),
        DeliveryKind::Row(table, ALL_ROWS, _) => (
            both!(
                "{unit} har inte lämnat några rader till tabellen `{table}`",
                "{unit} has delivered no rows of the table `{table}`"
            ),
            format!("`[[rad]]` eller `[[csv]]`, `tabell = \"{table}\"`"),
        ),
        DeliveryKind::Row(table, row, _) => (
            both!(
                "{unit} har inte lämnat raden `{row}` till tabellen `{table}`",
                "{unit} has not delivered the row `{row}` of the table `{table}`"
            ),
            format!("`[[rad]]`, `tabell = \"{table}\"`, `id = \"{row}\"`"),
        ),
        DeliveryKind::Goal(goal) => (
            both!(
                "{unit} har inte lämnat något om målet `{goal}`",
                "{unit} has delivered nothing about the goal `{goal}`"
            ),
            format!("`[[mal]]`, `id = \"{goal}\"`"),
        ),
        DeliveryKind::Risk(risk) => (
            both!("{unit} har inte lämnat risken `{risk}`", "{unit} has not delivered the risk `{risk}`"),
            format!("`[[risk]]`, `id = \"{risk}\"`"),
        ),
    };
    let hint = match what {
        DeliveryKind::Row(_, _, Some(other)) => both!(
            "lägg till i {file}: {entry}; eller hämta raden ur den tabell som har den: `{{ ur = \"{other}\" }}`",
            "add to {file}: {entry}; or take the row from the table that has it: `{{ ur = \"{other}\" }}`"
        ),
        DeliveryKind::Row(table, ALL_ROWS, _) => both!(
            "lägg till i {file}: {entry}; har enheten inga, skriv `inga_rader = [\"{table}\"]` överst i filen",
            "add to {file}: {entry}; where the unit has none, write `inga_rader = [\"{table}\"]` at the top of the file"
        ),
        _ => both!("lägg till i {file}: {entry}", "add to {file}: {entry}"),
    };
    finding(Code::MissingDelivery, asked, message, hint)
}

/// A chapter, a table or a goal that is named by its heading, where its id belongs.
pub fn named_by_heading(place: Span, thing: EntityKind, name: &str, id: &str) -> Diagnostic {
    let ([sv, en], [bare, called], name) = (thing.names(), thing.genitive(), short(name));
    finding(
        Code::UnknownReference,
        place,
        both!("{sv} har id:t `{name}`", "{en} has the id `{name}`"),
        both!("skriv `{id}`, {bare} id", "write `{id}`, the id of {called}"),
    )
}

/// A name that nothing has, with what the unit can mean: ids and headings.
pub fn name_of_nothing(place: Span, thing: EntityKind, name: &str, known: &[(&str, &str)]) -> Diagnostic {
    let ([sv, en], name) = (thing.names(), short(name));
    if known.is_empty() {
        let [sv, en] = thing.names_of_none();
        return finding(
            Code::UnknownReference,
            place,
            both!("`{name}`: rapporten {sv}", "`{name}`: the report {en}"),
            both!(
                "ta bort blocket, eller fråga den som håller ihop rapporten om det ska med",
                "remove the entry, or ask whoever keeps the report together whether it is wanted"
            ),
        );
    }
    let all = known.iter().take(12).map(|(id, heading)| format!("`{id}` ({})", short(heading)));
    let list = all.collect::<Vec<_>>().join(", ") + if known.len() > 12 { " …" } else { "" };
    let hint = match thing {
        EntityKind::Table => both!(
            "skriv ett av de här: {list}; ska tabellen vara en ny, be den som håller ihop rapporten lägga till den i \
                rapport.toml",
            "write one of these: {list}; where the table is to be a new one, ask whoever keeps the report together to \
                add it to rapport.toml"
        ),
        _ => both!("skriv ett av de här: {list}", "write one of these: {list}"),
    };
    finding(Code::UnknownReference, place, both!("{sv} har id:t `{name}`", "{en} has the id `{name}`"), hint)
}

/// Two blocks for one thing.
pub fn delivered_twice(place: Span, thing: EntityKind, name: &str, first: Span) -> Diagnostic {
    let ([sv, en], name) = (thing.definite(), short(name));
    let hint = match thing {
        EntityKind::Chapter => both!(
            "lägg texten i det första blocket för kapitlet, och ta bort det här",
            "put the text into the first entry for the chapter, and remove this one"
        ),
        _ => both!(
            "för ihop det med det första blocket, och ta bort det här; är det något annat, ge det dess eget id",
            "join it with the first entry, and remove this one; if it is something else, give it its own id"
        ),
    };
    finding(
        Code::DuplicateId,
        place,
        both!(
            "{sv} `{name}` finns redan tidigare i filen; det här visas inte",
            "{en} `{name}` stands in the file already; this is not shown"
        ),
        hint,
    )
    .with_related(first, Text::new("första gången här", "first here"))
}

/// Rows of a table of which the unit says that it has none.
pub fn rows_though_none(place: Span, table: &str, row: &str) -> Diagnostic {
    let (table, row) = (short(table), short(row));
    finding(
        Code::BadValue,
        place,
        both!(
            "`inga_rader` säger att enheten inte har några rader i tabellen `{table}`, men filen har raden `{row}`",
            "`inga_rader` says that the unit has no rows of the table `{table}`, but the file has the row `{row}`"
        ),
        both!(
            "ta bort tabellen ur `inga_rader`, eller ta bort raden",
            "remove the table from `inga_rader`, or the row"
        ),
    )
}

/// A table of which the unit says that it has no rows, and that lets it choose none.
pub fn no_rows_unasked<'t>(place: Span, table: &str, tables: impl Iterator<Item = &'t str> + Clone) -> Diagnostic {
    let is_known = tables.clone().any(|id| id == table);
    if !is_known {
        return unknown_reference(place, EntityKind::Table, table, closest_match(table, tables));
    }
    let table = short(table);
    finding(
        Code::UnaskedDelivery,
        place,
        both!(
            "rapport.toml låter inte enheten välja sina rader i tabellen `{table}`, så `inga_rader` gäller inte den",
            "rapport.toml does not let the unit choose its rows of the table `{table}`: `inga_rader` is not for it"
        ),
        both!(
            "ta bort tabellen ur `inga_rader`; en rad som inte ska vara med tar den som håller ihop rapporten bort ur \
                tabellens `rader`",
            "remove the table from `inga_rader`; whoever keeps the report together takes a row that is not wanted out \
                of the table's `rader`"
        ),
    )
}

/// A unit that there is not; `all` are the id and the name of each that there is.
pub fn unknown_unit(place: Span, name: &str, all: &[[&str; 2]]) -> Diagnostic {
    let lower = name.trim().to_lowercase();
    let ids = || all.iter().map(|[id, _]| *id);
    let named = all.iter().find(|[id, name]| name.to_lowercase() == lower || id.to_lowercase() == lower);
    let meant = named.map(|[id, _]| *id).or_else(|| closest_match(name, ids())).or_else(|| {
        let near = closest_match(name, all.iter().map(|[_, name]| *name))?;
        all.iter().find(|[_, name]| *name == near).map(|[id, _]| *id)
    });
    let listed: Vec<String> = all.iter().take(SHOWN).map(|[id, name]| format!("`{id}` ({})", short(name))).collect();
    let listed = listed.join(", ") + if all.len() > SHOWN { ", …" } else { "" };
    let hint = match meant {
        Some(meant) if named.is_some() => both!("skriv `{meant}`, enhetens id", "write `{meant}`, the unit's id"),
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None if all.is_empty() => {
            both!("lägg till enheten med `[[enhet]]` i rapport.toml", "add the unit with `[[enhet]]` in rapport.toml")
        }
        None => both!(
            "skriv en enhets id: {listed}; en ny enhet läggs till med `[[enhet]]`",
            "write the id of a unit: {listed}; a new unit is added with `[[enhet]]`"
        ),
    };
    let ([sv, en], name) = (EntityKind::Unit.names(), short(name));
    finding(Code::UnknownReference, place, both!("{sv} heter `{name}`", "{en} is called `{name}`"), hint)
}

/// How many units are listed.
const SHOWN: usize = 8;

/// Something came that the manifest does not ask for.
pub fn unasked_delivery(place: Span, thing: EntityKind, name: &str, part: Option<&str>, unit: &str) -> Diagnostic {
    let [sv, en] = thing.definite();
    let shown = part.map_or(String::new(), |part| format!(" (`{}`)", short(part)));
    let (name, unit, part) = (short(name), short(unit), part.map(short));
    let hint = match (thing, part) {
        (EntityKind::Chapter, Some(part)) => both!(
            "rätta `del`, eller be den som håller ihop rapporten att lägga till `{{ enhet = \"{unit}\", del = \
                \"{part}\" }}` i kapitlets `delar` i rapport.toml",
            "correct `del`, or ask whoever keeps the report together to add `{{ enhet = \"{unit}\", del = \"{part}\" \
                }}` to `delar` of the chapter in rapport.toml"
        ),
        (EntityKind::Chapter, None) => both!(
            "rätta `kapitel`, eller be den som håller ihop rapporten att lägga till `\"{unit}\"` i kapitlets `delar` i \
                rapport.toml",
            "correct `kapitel`, or ask whoever keeps the report together to add `\"{unit}\"` to `delar` of the \
                chapter in rapport.toml"
        ),
        (EntityKind::Table, Some(row)) => both!(
            "rätta radens `id`, eller be den som håller ihop rapporten att lägga till `\"{unit}/{row}\"` i tabellens \
                `rader` i rapport.toml",
            "correct the row's `id`, or ask whoever keeps the report together to add `\"{unit}/{row}\"` to `rader` of \
                the table in rapport.toml"
        ),
        (EntityKind::Goal, _) => both!(
            "rätta målets `id`, eller be den som håller ihop rapporten att skriva `enhet = \"{unit}\"` i \
                målet i rapport.toml",
            "correct the goal's `id`, or ask whoever keeps the report together to write `enhet = \"{unit}\"` in \
                the goal in rapport.toml"
        ),
        (EntityKind::Risk, _) => both!(
            "rätta riskens `id`, eller be den som håller ihop rapporten att lägga till `\"{unit}/{name}\"` i `risker` \
                under `[internkontroll]` i rapport.toml",
            "correct the risk's `id`, or ask whoever keeps the report together to add `\"{unit}/{name}\"` to `risker` \
                of `[internkontroll]` in rapport.toml"
        ),
        _ => both!(
            "rätta id:t, eller be den som håller ihop rapporten att lägga till det i rapport.toml",
            "correct the id, or ask whoever keeps the report together to add it to rapport.toml"
        ),
    };
    finding(
        Code::UnaskedDelivery,
        place,
        both!(
            "rapport.toml tar inte med {sv} `{name}`{shown} från `{unit}`; det här visas inte",
            "{en} `{name}`{shown} is not requested from `{unit}` in rapport.toml, so this is not shown"
        ),
        hint,
    )
}

/// A line of a pasted table or another file that has no id, and a name that is not that of a row which is asked for;
/// `free` are the ids of those that the unit still owes.
pub fn row_known_by_name(place: Span, name: &str, table: &str, free: &[&str]) -> Diagnostic {
    let (name, table) = (short(name), short(table));
    let ids: Vec<String> = free.iter().take(SHOWN).map(|id| format!("`{}`", short(id))).collect();
    let ids = ids.join(", ");
    finding(
        Code::UnaskedDelivery,
        place,
        both!(
            "raden `{name}` har inget id, och namnet säger inte vilken rad i tabellen `{table}` den är",
            "the line `{name}` has no id, and its name does not say which row of the table `{table}` it is"
        ),
        both!(
            "lägg till en kolumn med rubriken `id` först i det inklistrade, och skriv där radens id: {ids}",
            "add a column headed `id` before the others, and write the row's id there: {ids}"
        ),
    )
}

/// Something that the manifest asks for in two places, of which it is shown in the first.
pub fn shown_already(place: Span, thing: EntityKind, name: &str) -> Diagnostic {
    let ([sv, en], name) = (thing.definite(), short(name));
    finding(
        Code::DuplicateId,
        place,
        both!(
            "{sv} `{name}` visas redan på ett annat ställe, och tas inte med här",
            "{en} `{name}` is shown in another place already, so that it is left out here"
        ),
        both!("ta bort namnet på det ena stället", "remove the name in one of the two places"),
    )
}

/// Control activities that the table shows nothing of, or not their texts.
pub fn activities_not_shown(place: Span) -> Diagnostic {
    finding(
        Code::UnaskedDelivery,
        place,
        both!(
            "tabellen för internkontroll har ingen kolumn för kontrollmomenten, så texten tas inte med i handlingen",
            "the internal-control table has no column for control activities, so that the text is left out"
        ),
        both!(
            "ta bort texten, eller be den som håller ihop rapporten lägga till `\"kontrollmoment\"` i `kolumner` under \
                `[internkontroll]`",
            "remove the text, or ask whoever keeps the report together to add `\"kontrollmoment\"` to `kolumner` of \
                `[internkontroll]`"
        ),
    )
}

/// The words that lead in a follow-up that the table has no column for.
pub fn introduction_not_shown(place: Span) -> Diagnostic {
    finding(
        Code::UnknownKey,
        place,
        both!(
            "`inledning` visas i kolumnen `uppfoljning`, som tabellen för internkontroll inte har",
            "`inledning` is shown in the column `uppfoljning`, which the internal-control table does not have"
        ),
        both!(
            "ta bort texten, eller ge tabellen kolumnen i `[internkontroll]`: `kolumner = [..., \"uppfoljning\"]`",
            "remove the text, or give the table the column in `[internkontroll]`: `kolumner = [..., \"uppfoljning\"]`"
        ),
    )
}

/// A cell that another cell reaches over.
pub fn covered_cell(place: Span, over: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "cellen täcks av en annan som sträcker sig över flera rader eller kolumner",
            "the cell is covered by another one that spans several rows or columns"
        ),
        both!(
            "ta bort värdet, eller minska `rader` eller `kolumner` i den andra cellen",
            "remove the value, or lower `rader` or `kolumner` in the other cell"
        ),
    )
    .with_related(over, Text::new("den andra cellen", "the other cell"))
}

/// A cell that reaches below its table.
pub fn span_too_long(place: Span, rows: u32, left: usize) -> Diagnostic {
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

/// A cell of a column of notes to the accounts that names none; how many there are, and the one that may be meant.
pub fn no_note_to_accounts(place: Span, said: &str, there: usize, meant: Option<&str>) -> Diagnostic {
    let said = short(said);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None if there == 0 => both!(
            "sätt `not = true` på de kapitel i rapport.toml som är noter",
            "put `not = true` on the chapters of rapport.toml that are notes"
        ),
        None => both!(
            "skriv id:t på ett kapitel med `not = true`, eller notens nummer, 1 till {there}",
            "write the id of a chapter with `not = true`, or the note's number, 1 to {there}"
        ),
    };
    finding(
        Code::UnknownReference,
        place,
        both!("räkenskaperna har ingen not `{said}`", "the accounts have no note `{said}`"),
        hint,
    )
}

/// A cell that reaches past the last column of its table.
pub fn span_too_wide(place: Span, columns: u32, left: usize) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "cellen ska täcka {columns} kolumner men tabellen har bara {left} från den och framåt",
            "the cell should span {columns} columns but the table has only {left} from there on"
        ),
        both!("skriv `kolumner = {left}` eller mindre", "write `kolumner = {left}` or less"),
    )
}

/// A goal that hangs under itself or too deep.
pub fn goal_not_in_tree(place: Span, goal: &str) -> Diagnostic {
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
pub fn indicators_without_columns(place: Span) -> Diagnostic {
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
pub fn activities_without_columns(place: Span) -> Diagnostic {
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
pub fn control_without_table(place: Span) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!(
            "kapitlet visar den interna kontrollen, men `[internkontroll]` saknas",
            "the chapter shows the internal control, but `[internkontroll]` is missing"
        ),
        both!(
            "lägg till `[internkontroll]` med `skala` och `risker`",
            "add `[internkontroll]` with `skala` and `risker`"
        ),
    )
}

/// A table that no chapter shows.
pub fn table_not_shown(place: Span, table: &str) -> Diagnostic {
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

/// A chart or a picture that no chapter shows.
pub fn chart_not_shown(place: Span, chart: &str, is_picture: bool) -> Diagnostic {
    if is_picture {
        return finding(
            Code::UnaskedDelivery,
            place,
            both!("bilden `{chart}` visas inte i något kapitel", "no chapter shows the picture `{chart}`"),
            both!(
                "lägg till `bild = [\"{chart}\"]` i ett kapitel, eller ta bort bilden",
                "add `bild = [\"{chart}\"]` to a chapter, or remove the picture"
            ),
        );
    }
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
pub fn goals_not_shown(place: Span) -> Diagnostic {
    finding(
        Code::UnaskedDelivery,
        place,
        both!("målen visas inte i något kapitel", "no chapter shows the goals"),
        both!("lägg till ett kapitel med `slag = \"mal\"`", "add a chapter with `slag = \"mal\"`"),
    )
}

/// A goal that no chapter shows, with what stands below it.
pub fn goal_not_shown(place: Span, goal: &str) -> Diagnostic {
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

/// A text of a control activity that the table has no column for.
pub fn without_column(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::UnknownKey,
        place,
        both!(
            "tabellen för internkontroll har ingen kolumn för `{key}`",
            "the internal-control table has no column for `{key}`"
        ),
        both!(
            "ta bort texten, eller ge tabellen kolumnen i `[internkontroll]`: `kolumner = [..., \"{key}\"]`",
            "remove the text, or give the table the column in `[internkontroll]`: `kolumner = [..., \"{key}\"]`"
        ),
    )
}

/// An assessment that is none of the report's words, with the one that was probably meant.
pub fn unknown_assessment(place: Span, key: &str, said: &str, known: &[&str], meant: Option<&str>) -> Diagnostic {
    let (said, list) = (short(said), known.join("`, `"));
    finding(
        Code::BadValue,
        place,
        both!("`{key}` kan inte vara `{said}`", "`{key}` cannot be `{said}`"),
        match meant {
            Some(meant) => both!(
                "menade du `{meant}`? Rapportens ord är `{list}`",
                "did you mean `{meant}`? The report's words are `{list}`"
            ),
            None => both!("välj ett av rapportens ord: `{list}`", "choose one of the report's words: `{list}`"),
        },
    )
}

/// A column of assessments in a report that has no words for them.
pub fn no_assessments(place: Span) -> Diagnostic {
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
