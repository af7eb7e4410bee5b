//! The words that editors show besides findings and the reference's.

use crate::base::limits::{EDITOR_MESSAGE, EDITOR_TEXTS, MEGABYTE};
use crate::diagnostic::wording::both;
use crate::input::keys::Entity;

/// What is said to somebody who starts the server at a terminal.
pub(super) fn for_editors() -> [String; 2] {
    both!(
        "underlag lsp är till för textredigerare, som startar det själva; se vägledningen. Sluta med Ctrl-C",
        "underlag lsp is for editors, which start it themselves; see the guide. Stop it with Ctrl-C"
    )
}

/// What a finding says and what to do about it, below each other.
pub(super) fn with_hint(message: &str, hint: &str) -> [String; 2] {
    both!("{message}\nråd: {hint}", "{message}\nhelp: {hint}")
}

/// A file that lies in no report's folder.
pub(super) fn no_report() -> [String; 2] {
    both!(
        "filen hör inte till någon rapport: det finns ingen rapport.toml i dess mapp eller i mapparna ovanför, så \
         inget kontrolleras här\nråd: lägg filen i rapportens mapp, eller öppna den som ligger där",
        "the file belongs to no report: there is no rapport.toml in its folder or in those above it, so nothing is \
         checked here\nhelp: put the file into the report's folder, or open the one that lies there"
    )
}

/// A text that is no file yet.
pub(super) fn not_saved() -> [String; 2] {
    both!(
        "texten är ingen fil i en rapports mapp, så inget kontrolleras här\nråd: spara den i rapportens mapp",
        "the text is no file in a report's folder, so nothing is checked here\nhelp: save it in the report's folder"
    )
}

/// A file in a report's folder that the report does not read.
pub(super) fn not_read() -> [String; 2] {
    both!(
        "rapporten läser inte den här filen, så inget kontrolleras här\nråd: filerna som läses är rapport.toml, de som \
         anges där med `fil` och enheternas filer i `enheter`",
        "the report does not read this file, so nothing is checked here\nhelp: the files that are read are \
         rapport.toml, those that it names by `fil`, and units' files in `enheter`"
    )
}

/// Texts that are larger than what is kept.
pub(super) fn too_much() -> [String; 2] {
    let most = EDITOR_TEXTS as u64 / MEGABYTE;
    both!(
        "de öppna filerna är större än {most} MB tillsammans, så den här kontrolleras som den är sparad\nråd: stäng \
         några av dem",
        "the open files are larger than {most} MB together, so this one is checked as it was saved\nhelp: close some \
         of them"
    )
}

/// A report that could not be checked.
pub(super) fn not_checked(why: &str) -> [String; 2] {
    both!("rapporten gick inte att kontrollera: {why}", "the report could not be checked: {why}")
}

// What is wrong with a message of an editor.

pub(super) fn no_json() -> [String; 2] {
    both!("meddelandet är inte JSON", "the message is no JSON")
}

pub(super) fn no_length() -> [String; 2] {
    both!("ett meddelande saknar `Content-Length`", "a message has no `Content-Length`")
}

pub(super) fn too_long() -> [String; 2] {
    let most = EDITOR_MESSAGE / MEGABYTE;
    both!("meddelandet är längre än {most} MB", "the message is longer than {most} MB")
}

pub(super) fn no_message() -> [String; 2] {
    both!("det är inget meddelande enligt JSON-RPC 2.0", "it is no message of JSON-RPC 2.0")
}

pub(super) fn not_initialized() -> [String; 2] {
    both!("`initialize` ska komma först", "`initialize` has to come first")
}

pub(super) fn initialized_before() -> [String; 2] {
    both!("`initialize` har redan kommit", "`initialize` has come before")
}

pub(super) fn shut_down() -> [String; 2] {
    both!("efter `shutdown` väntas bara `exit`", "after `shutdown` only `exit` is expected")
}

pub(super) fn no_method(method: &str) -> [String; 2] {
    let method: String = method.chars().take(100).collect();
    both!("`{method}` finns inte här", "there is no `{method}` here")
}

pub(super) fn wrong_params(method: &str) -> [String; 2] {
    both!("`{method}` har inte de värden som protokollet säger", "`{method}` has not the values that the protocol says")
}

// What is said of keys and ids.

pub(super) fn required() -> [String; 2] {
    both!("krävs", "required")
}

pub(super) fn otherwise(what: &str) -> [String; 2] {
    both!("Annars: {what}.", "Otherwise: {what}.")
}

pub(super) fn example(what: &str) -> [String; 2] {
    both!("Exempel:\n\n{what}", "Example:\n\n{what}")
}

pub(super) fn once(name: &str) -> [String; 2] {
    both!("Hette förr `{name}`.", "Was once called `{name}`.")
}

pub(super) fn given_at(place: &str) -> [String; 2] {
    both!("anges i {place}", "given in {place}")
}

pub(super) fn of_unit(unit: &str) -> [String; 2] {
    both!("från `{unit}`", "of `{unit}`")
}

pub(super) fn column_of_report() -> [String; 2] {
    both!("en kolumn i rapporten", "a column of the report")
}

/// A note that the text cites and that has no text yet.
pub(super) fn note_without_text() -> [String; 2] {
    both!("fotnot som texten hänvisar till", "note that the text cites")
}

/// The forms that an amount taken from a table can have.
pub(super) fn form_of_amount() -> [String; 2] {
    both!("hur beloppet skrivs", "how the amount is written")
}

/// The page of something.
pub(super) fn page_of_thing() -> [String; 2] {
    both!("sidan där något står", "the page on which something stands")
}

/// What has an id.
pub(super) fn thing(entity: Entity) -> [String; 2] {
    match entity {
        Entity::Unit => both!("enhet", "unit"),
        Entity::Committee => both!("nämnd", "committee"),
        Entity::Paper => both!("handling", "paper"),
        Entity::Chapter => both!("kapitel", "chapter"),
        Entity::Part => both!("del", "part"),
        Entity::ColumnSet => both!("kolumnuppsättning", "column set"),
        Entity::Column | Entity::ControlColumn | Entity::ControlColumnName => both!("kolumn", "column"),
        Entity::Table => both!("tabell", "table"),
        Entity::Row | Entity::RowName | Entity::RowAddress => both!("rad", "row"),
        Entity::Address => both!("cellhänvisning", "cell reference"),
        Entity::Goal => both!("mål", "goal"),
        Entity::Indicator => both!("indikator eller aktivitet", "indicator or activity"),
        Entity::Chart => both!("diagram", "chart"),
        Entity::Picture => both!("bild", "picture"),
        Entity::ControlTable => both!("tabell över den interna kontrollen", "internal-control table"),
        Entity::Risk | Entity::RiskName => both!("risk", "risk"),
        Entity::Earlier => both!("tidigare rapport", "earlier report"),
        Entity::Code => both!("kod", "code"),
        Entity::Report => both!("rapport", "report"),
    }
}
