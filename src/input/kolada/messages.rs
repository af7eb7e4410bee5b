//! The wording of what is wrong with saved answers of Kolada and with what names them.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::messages::in_file_named_at;

/// What is no id of a key figure.
pub fn key_figure_form(place: Span, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::BadValue,
        place,
        both!("`{id}` är inget nyckeltals id i Kolada", "`{id}` is not a valid id of a key figure in Kolada"),
        both!(
            "skriv det som det står i Kolada, en stor bokstav och fem siffror: `N00945`",
            "write it as Kolada does, a capital and five digits: `N00945`"
        ),
    )
}

/// What is no area.
pub fn area_form(place: Span, area: &str, meant: Option<&str>) -> Diagnostic {
    let area = short(area);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!(
            "skriv `riket`, en kommunkod som `1480`, eller en grupps id i Kolada, som `G35905`",
            "write `riket`, the code of a municipality such as `1480`, or the id of a group in Kolada, such as `G35905`"
        ),
    };
    finding(
        Code::BadValue,
        place,
        both!("`{area}` är inget område i Kolada", "`{area}` is not an area in Kolada"),
        hint,
    )
}

/// What is no code of a municipality.
pub fn municipality_code_form(place: Span, code: &str) -> Diagnostic {
    let code = short(code);
    finding(
        Code::BadValue,
        place,
        both!("`{code}` är ingen kommunkod", "`{code}` is not a code of a municipality"),
        both!(
            "skriv kommunens fyra siffror, som `\"1466\"`; en region har `\"0014\"`",
            "write the municipality's four digits, such as `\"1466\"`; a region has `\"0014\"`"
        ),
    )
}

/// A saved answer that is not there.
pub fn answer_missing(named: Span, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileMissing,
        named,
        both!("{path} finns inte", "there is no {path}"),
        both!("hämta svaret: `underlag kolada MAPP`", "fetch the answer: `underlag kolada DIR`"),
    )
}

/// A saved answer, or a part of it, that cannot be read.
pub fn answer_unreadable(place: Option<Span>, named: Span, path: &str) -> Diagnostic {
    let path = short(path);
    let found = finding(
        Code::KoladaUnreadable,
        place.unwrap_or(named),
        both!("{path} är inget svar från Kolada som kan läsas", "{path} is not an answer of Kolada that can be read"),
        fetch_again(),
    );
    in_file_named_at(found, place.map(|_| named))
}

/// A saved answer with nothing in it.
pub fn answer_without_figures(named: Span, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::KoladaUnreadable,
        named,
        both!("{path} har inget nyckeltal från Kolada", "{path} has no key figure of Kolada"),
        fetch_again(),
    )
}

/// What helps where a saved answer is of no use.
fn fetch_again() -> [String; 2] {
    both!("hämta svaret igen: `underlag kolada MAPP`", "fetch the answer again: `underlag kolada DIR`")
}

/// A saved answer that is the first page of several.
pub fn answer_goes_on(place: Span, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::KoladaGoesOn,
        place,
        both!("{path} är bara en del av svaret: det fortsätter här", "{path} is a part of the answer: it goes on here"),
        both!(
            "hämta allt med `underlag kolada MAPP`, eller spara resten i en fil till, med ett eget `[[kolada]]`",
            "fetch all of it with `underlag kolada DIR`, or save the rest in a file with a `[[kolada]]` of its own"
        ),
    )
}

/// A saved answer of which nobody says when it was fetched.
pub fn answer_undated(named: Span, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::MissingKey,
        named,
        both!(
            "`hamtad` saknas: {path} anger inte när det hämtades",
            "`hamtad` is missing: {path} does not say its day"
        ),
        both!(
            "lägg till `hamtad = 2025-09-01` med dagen; svar som `underlag kolada` sparar har den med sig",
            "add `hamtad = 2025-09-01` with the day; answers that `underlag kolada` saves have it with them"
        ),
    )
}
