//! The wording of what differs between a report and Kolada.

use crate::base::amount::Amount;
use crate::base::date::Ymd;
use crate::base::source::Span;
use crate::base::swedish::short_date;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::input::kolada::{Gender, Key};

/// A figure of Kolada by its names: `N00945, 2022, kvinnor`.
fn named(key: &Key) -> [String; 2] {
    let Key { key_figure, area, year, gender } = key;
    let [sv, en] = match gender {
        Gender::All => ["", ""],
        Gender::Women => [", kvinnor", ", women"],
        Gender::Men => [", män", ", men"],
    };
    both!("{key_figure}, {area}, {year}{sv}", "{key_figure}, {area}, {year}{en}")
}

fn answer_here() -> Text {
    Text::new("Koladas svar", "Kolada's answer")
}

/// A cell that says something else than Kolada, `written` as it stands there.
pub fn kolada_differs(place: Span, written: &str, figure: Amount, key: &Key, answer: Span) -> Diagnostic {
    let ([sv, en], written, figure) = (named(key), short(written), figure.swedish());
    finding(
        Code::KoladaDiffers,
        place,
        both!(
            "`{written}` är inte vad Kolada har: {figure} ({sv})",
            "`{written}` is not what Kolada has: {figure} ({en})"
        ),
        both!(
            "skriv Koladas tal, eller hämta det igen med `underlag kolada MAPP` om det har ändrats där",
            "write Kolada's figure, or fetch it again with `underlag kolada DIR` if it has changed there"
        ),
    )
    .with_related(answer, answer_here())
}

/// A figure where Kolada has none.
pub fn kolada_has_none(place: Span, written: &str, key: &Key, answer: Span) -> Diagnostic {
    let ([sv, en], written) = (named(key), short(written));
    finding(
        Code::KoladaDiffers,
        place,
        both!("`{written}`: Kolada har inget värde ({sv})", "`{written}`: Kolada has no value ({en})"),
        both!(
            "ta bort talet, eller `kolada` från raden om det kommer från annat håll",
            "remove the figure, or `kolada` from the row if it comes from elsewhere"
        ),
    )
    .with_related(answer, answer_here())
}

/// A cell that holds no figure that can be compared.
pub fn kolada_no_figure(place: Span, written: &str, figure: Amount, key: &Key) -> Diagnostic {
    let ([sv, en], written, figure) = (named(key), short(written), figure.swedish());
    finding(
        Code::KoladaNotCompared,
        place,
        both!(
            "`{written}` kan inte jämföras med Kolada, som har {figure} ({sv})",
            "`{written}` cannot be compared with Kolada, which has {figure} ({en})"
        ),
        both!("skriv ett tal, eller lämna cellen tom", "write a figure, or leave the cell empty"),
    )
}

/// An empty cell of which Kolada has the figure.
pub fn kolada_left_out(place: Span, column: &str, figure: Amount, key: &Key) -> Diagnostic {
    let ([sv, en], column, figure) = (named(key), short(column), figure.swedish());
    finding(
        Code::KoladaLeftOut,
        place,
        both!(
            "`{column}` är tom, men Kolada har {figure} ({sv})",
            "`{column}` is empty, but Kolada has {figure} ({en})"
        ),
        both!(
            "skriv talet, eller låt `fyll = true` i `[[kolada]]` hämta det",
            "write the figure, or let `fyll = true` in `[[kolada]]` take it"
        ),
    )
}

/// A key figure that no saved answer has as a row shows it; `others` more of the row are missing too.
pub fn kolada_not_fetched(place: Span, key: &Key, others: usize) -> Diagnostic {
    let [sv, en] = named(key);
    let [more, and] = match others {
        0 => both!("", ""),
        others => both!(", och {others} till", ", and {others} more"),
    };
    finding(
        Code::KoladaNotFetched,
        place,
        both!("inget sparat svar har {sv}{more}", "no saved answer has {en}{and}"),
        both!(
            "hämta det med `underlag kolada MAPP`; har Kolada det inte ska raden inte ha `kolada`",
            "fetch it with `underlag kolada DIR`; where Kolada does not have it, the row is to have no `kolada`"
        ),
    )
}

/// Figures that were published after the answer was fetched.
pub fn kolada_newer(place: Span, id: &str, published: Ymd, fetched: Ymd) -> Diagnostic {
    let (id, published, fetched) = (short(id), short_date(published), short_date(fetched));
    finding(
        Code::KoladaNewer,
        place,
        both!(
            "{id} publicerades {published}, efter att svaret hämtades {fetched}",
            "{id} was published on {published}, after the answer was fetched on {fetched}"
        ),
        both!("hämta det igen: `underlag kolada MAPP`", "fetch it again: `underlag kolada DIR`"),
    )
}

/// Rows of key figures in a report that names no saved answer.
pub fn kolada_without_answers(place: Span, rows: usize) -> Diagnostic {
    let [of, for_rows] = match rows {
        1 => both!("raden har", "the row has"),
        rows => both!("{rows} rader har", "{rows} rows have"),
    };
    finding(
        Code::KoladaNotCompared,
        place,
        both!(
            "{of} `kolada`, men rapporten har inget svar från Kolada",
            "{for_rows} `kolada`, but the report has no answer of it"
        ),
        both!(
            "lägg till `[[kolada]]` med `fil = \"kolada/svar.json\"` i rapport.toml, och hämta: `underlag kolada MAPP`",
            "add `[[kolada]]` with `fil = \"kolada/svar.json\"` to rapport.toml, and fetch: `underlag kolada DIR`"
        ),
    )
}

/// A row of a key figure in a table none of whose columns shows one.
pub fn kolada_without_columns(place: Span, id: &str, columns: &str) -> Diagnostic {
    let (id, columns) = (short(id), short(columns));
    finding(
        Code::KoladaNotCompared,
        place,
        both!(
            "{id} jämförs inte: ingen kolumn i `{columns}` anger vilket år den visar",
            "{id} is not compared: no column of `{columns}` says which year it shows"
        ),
        both!("lägg till `kolada = 2024` vid kolumnen", "add `kolada = 2024` to the column"),
    )
}

/// A column of key figures in a table none of whose rows is one.
pub fn kolada_without_rows(place: Span, column: &str) -> Diagnostic {
    let column = short(column);
    finding(
        Code::KoladaNotCompared,
        place,
        both!(
            "inget i kolumnen `{column}` jämförs: ingen rad har `kolada`",
            "nothing in `{column}` is compared: no row has `kolada`"
        ),
        both!(
            "lägg till `kolada = \"N00945\"` vid raderna, eller ta bort `kolada` från kolumnen",
            "add `kolada = \"N00945\"` to the rows, or remove `kolada` from the column"
        ),
    )
}

/// Columns of the report's own municipality, which nobody names.
pub fn kolada_without_municipality(place: Span) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!(
            "`kommunkod` saknas: kolumnen visar den egna kommunen",
            "`kommunkod` is missing: the column shows the own one"
        ),
        both!(
            "lägg till `kommunkod = \"1466\"` överst i rapport.toml, med kommunens fyra siffror",
            "add `kommunkod = \"1466\"` at the top of rapport.toml, with the municipality's four digits"
        ),
    )
}
