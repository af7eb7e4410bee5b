//! `[sidhuvud]` and `[sidfot]`: what a report says itself of the heads and the feet of its pages.

use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::messages;
use crate::model::furniture::{OwnFurniture, OwnLine, Pattern};

/// What stands in heads and feet, as the top of a manifest says it, and the organisation number that they may show.
pub(super) fn read(fields: &Fields<'_, '_>) -> (OwnFurniture, Option<SourceText>) {
    let furniture = OwnFurniture { head: line(fields, "sidhuvud"), foot: line(fields, "sidfot") };
    (furniture, organisation_number(fields))
}

/// One of the two: its pieces, or words at the left margin.
fn line(fields: &Fields<'_, '_>, key: &'static str) -> OwnLine {
    if !fields.is_table(key) {
        let left = fields.line(key).and_then(|words| pattern(fields, &words));
        return OwnLine { left, ..OwnLine::default() };
    }
    let Some(inner) = fields.table(key) else { return OwnLine::default() };
    let piece = |key: &'static str| inner.line(key).and_then(|words| pattern(&inner, &words));
    let own = OwnLine { left: piece("vanster"), center: piece("mitten"), right: piece("hoger") };
    inner.finish();
    own
}

fn pattern(fields: &Fields<'_, '_>, words: &SourceText) -> Option<Pattern> {
    let read = words.text.trim().parse::<Pattern>();
    read.map_err(|fault| fields.report(messages::head_field(words.place, &words.text, &fault))).ok()
}

/// The municipality's number, `212000-1234`: ten digits of which the last follows from the others.
fn organisation_number(fields: &Fields<'_, '_>) -> Option<SourceText> {
    let number = fields.line("organisationsnummer")?;
    let is_right = is_organisation_number(number.trimmed());
    if !is_right {
        fields.report(messages::organisation_number(number.place, number.trimmed()));
    }
    is_right.then_some(number)
}

/// Whether words are an organisation number: six digits, a hyphen and four digits, with the check digit of
/// Skatteverket, which is that of Luhn.
fn is_organisation_number(words: &str) -> bool {
    let has_form = words.len() == 11
        && words.bytes().enumerate().all(|(at, byte)| if at == 6 { byte == b'-' } else { byte.is_ascii_digit() });
    let digits = words.bytes().filter(u8::is_ascii_digit).map(|byte| u32::from(byte - b'0'));
    let sum = digits.enumerate().map(|(at, digit)| {
        let weighed = if at % 2 == 0 { 2 * digit } else { digit };
        weighed / 10 + weighed % 10
    });
    has_form && sum.sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::is_organisation_number;

    #[test]
    fn organisation_numbers_have_a_check_digit() {
        assert!(is_organisation_number("212000-0142") && is_organisation_number("202100-5489"));
        for wrong in ["212000-0143", "2120000142", "212000–0142", "", "21200-00142", "aaaaaa-aaaa"] {
            assert!(!is_organisation_number(wrong), "{wrong}");
        }
    }
}
