//! The wording of what differs between a report and an earlier one.

use crate::base::amount::Amount;
use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

use super::arithmetic::{Cause, cause_words};

/// A figure that an earlier report has otherwise; `there` is in this one's unit and with its sign.
pub fn earlier_differs(
    place: Span,
    here: Amount,
    there: Amount,
    (of, cause): (&str, &Cause),
    earlier: Span,
) -> Diagnostic {
    let (here, there, of) = (here.swedish(), there.swedish(), short(of));
    let [sv, en] = cause_words(cause);
    finding(
        Code::EarlierDiffers,
        place,
        both!("{here} var {there} i rapporten `{of}`", "{here} was {there} in the report `{of}`"),
        both!(
            "{sv}skriv det tal som beslutades då, eller förklara i en fotnot varför det är omräknat och lägg in ett \
                undantag (`[[undantag]]`)",
            "{en}write the figure that was decided on then, or say in a note why it is restated, and accept the finding"
        ),
    )
    .with_related(earlier, Text::new("den tidigare rapportens", "the earlier report's"))
}

/// An address that an earlier report does not have.
pub fn earlier_unknown(place: Span, address: &str, of: &str, meant: Option<&str>) -> Diagnostic {
    let (address, of) = (short(address), short(of));
    let hint = match meant {
        Some(meant) => both!("menade du `{of}:{meant}`?", "did you mean `{of}:{meant}`?"),
        None => both!(
            "se cellhänvisningarna i rapportens uppgifter.csv",
            "see the references in the report's uppgifter.csv"
        ),
    };
    finding(
        Code::UnknownReference,
        place,
        both!("`{address}` finns inte i rapporten `{of}`", "there is no `{address}` in the report `{of}`"),
        hint,
    )
}

/// An address that several units of an earlier report have.
pub fn earlier_ambiguous(place: Span, address: &str) -> Diagnostic {
    let address = short(address);
    finding(
        Code::UnknownReference,
        place,
        both!("flera enheter hade `{address}` då", "several units had `{address}` then"),
        both!(
            "skriv enheten framför raden: `tabell.enhet/rad.kolumn`",
            "write the unit before the row: `table.unit/row.column`"
        ),
    )
}
