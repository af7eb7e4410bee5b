//! `beraknas` of a row: what is computed by dividing rows.

use crate::base::written::SourceText;

use super::decode::Fields;
use super::messages;
use super::term::RowQuotient;

/// `beraknas`: the rows that a row is computed from by dividing. What divides nothing is told, and a row that is a sum
/// as well.
pub(super) fn quotient(fields: &Fields<'_, '_>, sum: &'static str) -> Option<RowQuotient> {
    let terms = fields.references("beraknas");
    if terms.is_empty() {
        return None;
    }
    let quotient = RowQuotient::read(&terms);
    let place = fields.place_of("beraknas");
    if quotient.is_none() {
        fields.report(messages::row_divides_nothing(place));
    } else if fields.has(sum) {
        fields.report(messages::row_of_two_kinds(place, sum));
    }
    quotient
}

/// The unit of a row of shares.
pub(super) fn share_unit(quotient: &RowQuotient) -> Option<SourceText> {
    let place = quotient.whole.place;
    quotient.is_share().then(|| SourceText::plain(place.file, place.range(), "%"))
}
