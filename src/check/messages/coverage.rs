//! The wording of what the checks of figures could not look at.

use crate::base::source::Span;
use crate::check::coverage::{Kind, Skipped, Why};
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

/// Most cells that are shown beside the note.
const SHOWN: usize = 100;

/// Why a check could not be made.
pub fn why(why: Why) -> Text {
    let [sv, en] = match why {
        Why::Words => both!("cellen har text i stället för ett belopp", "the cell has words in place of a figure"),
        Why::WordsElsewhere => both!(
            "en cell som den räknas ut ur eller jämförs med har text i stället för ett belopp",
            "a cell that it is computed from or compared with has words in place of a figure"
        ),
        Why::Empty => both!(
            "en cell som den räknas ut ur eller jämförs med är tom",
            "a cell that it is computed from or compared with is empty"
        ),
        Why::NothingToAdd => {
            both!("ingen av raderna har ett belopp i kolumnen", "none of the rows has a figure in the column")
        }
        Why::RowMissing => both!("en rad som behövs har inte kommit", "a row that is needed has not come"),
        Why::Sign => both!(
            "det framgår inte åt vilket håll avvikelsen räknas; skriv `vands` på raderna",
            "nothing tells which way the variance counts; write `vands` in the rows"
        ),
        Why::Formula => {
            both!("kolumnens `beraknas` går inte att räkna med", "the column's `beraknas` cannot be computed with")
        }
        Why::NoTotal => both!(
            "tabellen har ingen rad med `slag = \"summa\"` på eller under raden, som andelen kan vara en del av",
            "the table has no row with `slag = \"summa\"` at or below the row, of which the share could be"
        ),
        Why::ZeroWhole => both!("det som den delas med är noll", "what it is divided by is zero"),
        Why::NoColumn => both!("tabellerna har ingen kolumn gemensamt", "the tables have no column in common"),
        Why::TooLarge => {
            both!("beloppen är för stora för att räknas exakt", "the figures are too large to be computed exactly")
        }
    };
    Text::new(sv, en)
}

/// What a check would have shown.
pub fn asked(kind: Kind) -> Text {
    match kind {
        Kind::Sum => Text::new("summa", "sum"),
        Kind::Variance => Text::new("uträknad kolumn", "computed column"),
        Kind::Relation => Text::new("avstämning", "relation"),
    }
}

/// A cell, as its row and column.
fn name(skipped: &Skipped) -> String {
    match &*skipped.column {
        "" => format!("`{}`", short(&skipped.row)),
        column => format!("`{}`, `{}`", short(&skipped.row), short(column)),
    }
}

/// The checks of a table that could not be made; `None` where there are none. `heading` is empty for relations without
/// a table.
pub fn check_skipped(place: Span, heading: &str, skipped: &[&Skipped]) -> Option<Diagnostic> {
    let first = skipped.first()?;
    let (name, reason, of) = (name(first), why(first.why), asked(first.kind));
    let (reason_sv, reason_en, of_sv, of_en) = (reason.sv, reason.en, of.sv, of.en);
    let more = skipped.len() - 1;
    let [sv, en] = match more {
        0 => both!("", ""),
        1 => both!("; inte heller en cell till", "; nor was one more cell"),
        _ => both!("; inte heller {more} celler till", "; nor were {more} more cells"),
    };
    let [in_sv, in_en] = match short(heading) {
        heading if heading.is_empty() => both!("", ""),
        heading => both!("i `{heading}` ", "in `{heading}` "),
    };
    let message = both!(
        "{name} {in_sv}är inte kontrollräknad ({of_sv}): {reason_sv}{sv}",
        "{name} {in_en}was not checked ({of_en}): {reason_en}{en}"
    );
    let (place, message, hint) = match (first.why, first.lacks.first().map(|key| short(key))) {
        // What is lacking is the row's, and told where that is written.
        (Why::Empty, Some(key)) => {
            let message = both!(
                "{name} {in_sv}är inte kontrollräknad ({of_sv}): `{key}` är tom på raden{sv}",
                "{name} {in_en}was not checked ({of_en}): `{key}` is empty in the row{en}"
            );
            (first.place, message, lacking(&key))
        }
        _ => (place, message, by_hand()),
    };
    let found = finding(Code::CheckSkipped, place, message, hint);
    Some(skipped.iter().take(SHOWN).filter(|skipped| skipped.place != place).fold(found, |found, skipped| {
        let (name, reason) = (self::name(skipped), why(skipped.why));
        let (reason_sv, reason_en) = (reason.sv, reason.en);
        let [sv, en] = both!("{name}: {reason_sv}", "{name}: {reason_en}");
        found.with_related(skipped.place, Text::new(sv, en))
    }))
}

/// What to do where a cell of the row is empty.
fn lacking(key: &str) -> [String; 2] {
    both!(
        "skriv `{key} = ...` på raden, eller ta bort `#` framför nyckeln om den väntar där; är det inget, skriv \
         `{key} = 0`",
        "write `{key} = ...` in the row, or remove `#` before the key where it waits there; where it is nothing, write \
         `{key} = 0`"
    )
}

/// What to do where nothing tells what stands in the way.
fn by_hand() -> [String; 2] {
    both!(
        "räkna efter för hand, eller rätta det som hindrar; `underlag check --coverage` visar allt som kontrolleras",
        "check it by hand, or correct what stands in the way; `underlag check --coverage` shows all that is checked"
    )
}

/// Figures that are too large to be computed with.
pub fn too_large(skipped: &Skipped) -> Diagnostic {
    let (name, of) = (name(skipped), asked(skipped.kind));
    let (sv, en) = (of.sv, of.en);
    finding(
        Code::BadValue,
        skipped.place,
        both!(
            "{name} går inte att kontrollräkna ({sv}): beloppen är för stora för att räknas exakt",
            "{name} cannot be checked ({en}): the figures are too large to be computed exactly"
        ),
        both!(
            "kontrollera beloppen; ett belopp och det som räknas ut får ha högst 28 siffror",
            "check the figures; a figure and what is computed may have 28 digits at most"
        ),
    )
}
