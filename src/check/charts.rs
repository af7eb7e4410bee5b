//! Charts that cannot be drawn as the manifest asks for them.

use crate::diagnostic::Diagnostic;
use crate::input::messages::unknown_reference;
use crate::report::Report;
use crate::report::charts::{self, Fault};
use crate::report::messages::address_ambiguous;

use super::messages;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for spec in report.shown_charts() {
        let (id, name) = (spec.id.place, spec.id.value.as_str());
        found.extend(charts::figures(report, spec).1.into_iter().map(|fault| match fault {
            Fault::Unknown(thing, name, meant) => unknown_reference(name.place, thing, &name.value, meant.as_deref()),
            Fault::Ambiguous(name) => address_ambiguous(name.place, &name.value),
            Fault::Empty => messages::chart_empty(id, name),
            Fault::TooMany(item, there, max) => messages::chart_too_large(id, name, item, there, max),
            Fault::BelowZero(row, amount, place) => {
                messages::chart_below_zero(place, &row.row.name.plain(), amount, name, id)
            }
            Fault::OtherSign(row, amount, place) => {
                messages::chart_signs_mixed(place, &row.row.name.plain(), amount, name, id)
            }
            Fault::NotReached(row, amount, reached, place) => {
                messages::chart_steps(place, &row.row.name.plain(), [amount, reached], name, id)
            }
            Fault::NoTarget(figure, shown) => messages::chart_target(figure.place, &shown, id),
            Fault::NoFigure(row, column, place) => {
                messages::chart_without_figure(place, &row.row.name.plain(), &column, name, id)
            }
        }));
    }
    found
}
