//! Key figures of Kolada, the municipalities' shared database: which one a row is, what of it a column shows, and what
//! saved answers of its interface, version 3, hold.

pub mod answer;
mod gender;
pub mod messages;

use crate::base::names::closest_match;
use crate::base::source::Span;
use crate::base::written::SourceText;

use super::decode::Fields;

pub use self::answer::{Answer, Answers, Key};
pub use self::gender::Gender;

/// The key figure that a row is.
#[derive(Debug, Clone)]
pub struct KeyFigure {
    /// Its id, `N00945`.
    pub id: SourceText,
    /// Whose figure the row shows, where its columns do not say.
    pub gender: Option<Gender>,
}

/// What a column shows of the key figures of its rows.
#[derive(Debug, Clone)]
pub struct Shows {
    /// The year.
    pub year: u32,
    /// Another municipality, a region, the country or a group, as Kolada knows it; the report's own municipality where
    /// there is none.
    pub area: Option<String>,
    /// Whose figure.
    pub gender: Option<Gender>,
    /// Where it stands.
    pub place: Span,
}

/// The whole country, as somebody writes it and as Kolada does.
const COUNTRY: (&str, &str) = ("riket", "0000");

/// The years that a column may show.
const YEARS: [u32; 2] = [1970, 2100];

/// `kolada = "N00945"`, or `kolada = { id = "N00945", kon = "kvinnor" }`.
pub(super) fn key_figure(fields: &Fields<'_, '_>) -> Option<KeyFigure> {
    let (id, gender) = if fields.is_table("kolada") {
        let own = fields.table("kolada")?;
        let (id, gender) = (own.required_text("id"), gender(&own));
        own.finish();
        (id?, gender)
    } else {
        (fields.text("kolada")?, None)
    };
    let is_form = is_key_figure(id.trimmed());
    if !is_form {
        fields.report(messages::key_figure_form(id.place, id.trimmed()));
    }
    is_form.then_some(KeyFigure { id, gender })
}

/// `kolada = 2022`, or `kolada = { ar = 2022, omrade = "riket", kon = "kvinnor" }`.
pub(super) fn shows(fields: &Fields<'_, '_>) -> Option<Shows> {
    let place = fields.place_of("kolada");
    let [first, last] = YEARS;
    if !fields.is_table("kolada") {
        let year = fields.integer("kolada", first, last)?.value;
        return Some(Shows { year, area: None, gender: None, place });
    }
    let own = fields.table("kolada")?;
    let (year, area, gender) = (own.required_integer("ar", first, last), own.text("omrade"), gender(&own));
    let known = area.as_ref().map(|area| area_code(area.trimmed()).ok_or(area));
    if let Some(Err(area)) = &known {
        let meant = closest_match(area.trimmed(), [COUNTRY.0]);
        own.report(messages::area_form(area.place, area.trimmed(), meant));
    }
    own.finish();
    let area = match known {
        Some(known) => Some(known.ok()?),
        None => None,
    };
    Some(Shows { year: year?.value, area, gender, place })
}

fn gender(fields: &Fields<'_, '_>) -> Option<Gender> {
    fields.word("kon", Gender::WORDS).map(|gender| gender.value)
}

/// Whether this is how Kolada calls a key figure: a letter and five digits.
fn is_key_figure(id: &str) -> bool {
    let digits = id.strip_prefix(|c: char| c.is_ascii_uppercase());
    digits.is_some_and(|digits| digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The country, the code of a municipality or a region, or the id of a group: `G` and digits.
fn area_code(area: &str) -> Option<String> {
    if area.to_lowercase() == COUNTRY.0 {
        return Some(COUNTRY.1.to_owned());
    }
    let group = area.strip_prefix('G').filter(|rest| !rest.is_empty());
    let is_group = group.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (is_municipality(area) || is_group).then(|| area.to_owned())
}

/// Whether this is the code of a municipality or a region: four digits.
pub fn is_municipality(code: &str) -> bool {
    code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_ids() {
        for (id, is) in [("N00945", true), ("U28563", true), ("n00945", false), ("N0945", false), ("N0094å", false)] {
            assert_eq!(is_key_figure(id), is, "{id}");
        }
        for (area, code) in [("riket", Some("0000")), ("Riket", Some("0000")), ("1466", Some("1466")), ("146", None)] {
            assert_eq!(area_code(area).as_deref(), code, "{area}");
        }
        for (area, is) in [("G35905", true), ("G2KS14", true), ("G", false), ("Göteborg", false), ("1466/..", false)] {
            assert_eq!(area_code(area).is_some(), is, "{area}");
        }
    }
}
