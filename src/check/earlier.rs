//! Figures of this report against those of an earlier one, where the manifest relates them.

use std::collections::BTreeMap;

use crate::base::amount::{self, Amount};
use crate::base::money;
use crate::base::names::closest_match;
use crate::base::positions::ColumnIndex;
use crate::base::source::Spanned;
use crate::diagnostic::Diagnostic;
use crate::input::earlier::{EarlierFigure, EarlierFigures};
use crate::input::manifest::{EarlierTerm, Relation};
use crate::input::messages::{EntityKind, unknown_reference};
use crate::report::Report;
use crate::report::address::{self, Found};
use crate::report::quantity::{Precision, Quantity, Reading, View};

use super::causes;
use super::coverage::{Kind, Why};
use super::ledger::{Asked, Ledger};
use super::messages::{self, Cause};

pub(super) fn check(report: &Report) -> (Vec<Diagnostic>, Ledger) {
    let (mut found, mut ledger) = (Vec::new(), Ledger::default());
    let mut precise: BTreeMap<&str, Precision> = BTreeMap::new();
    for relation in &report.manifest.relations {
        // What has none of this report's own addresses, or a wrong one, has been told.
        let own = relation.equal.iter().zip(&relation.opposite);
        let own = own.filter_map(|(address, sign)| Some((address::find(report, &address.value).ok()?, *sign))).next();
        for term in &relation.earlier {
            let earlier = report.manifest.earlier.iter().find(|spec| spec.id.value == term.of);
            let Some(spec) = earlier else {
                let ids = report.manifest.earlier.iter().map(|spec| spec.id.value.as_str());
                let meant = closest_match(&term.of, ids);
                found.push(unknown_reference(term.address.place, EntityKind::Earlier, &term.of, meant));
                continue;
            };
            let (Some(figures), Some((hit, sign))) = (&spec.figures, own) else {
                skipped(relation, &term.address, &mut ledger);
                continue;
            };
            let precise = precise.entry(hit.table.id.as_str()).or_insert_with(|| Precision::of(hit.table, View::Exact));
            let asked = Related { figures, hit, term, opposite: sign != term.opposite };
            found.extend(asked.compare(precise, &mut ledger));
        }
    }
    (found, ledger)
}

/// A relation of which one side is missing.
fn skipped(relation: &Relation, address: &Spanned<String>, ledger: &mut Ledger) {
    let table = relation.equal.first().map_or("", |own| address::table_of(&own.value));
    let name = || (address.value.clone(), String::new());
    let asked = Asked { kind: Kind::Relation, table, name: &name, place: address.place, lacks: &Vec::new };
    ledger.ask(&asked, || Err::<(), _>(Why::RowMissing));
}

/// A cell or a row of this report, and what an earlier one says.
struct Related<'r> {
    figures: &'r EarlierFigures,
    hit: Found<'r>,
    term: &'r EarlierTerm,
    opposite: bool,
}

impl Related<'_> {
    fn compare(&self, precise: &Precision, ledger: &mut Ledger) -> Vec<Diagnostic> {
        let named = self.term.cell.split('.').count() > 2;
        let mut found = Vec::new();
        for (at, column) in self.hit.table.columns.each().filter(|(at, column)| match self.hit.column {
            Some(only) => only == *at,
            None => column.amounts,
        }) {
            let address =
                if named { self.term.cell.clone() } else { format!("{}.{}", self.term.cell, column.id.value) };
            let earlier = match self.figures.find(&address) {
                Some(Some(earlier)) => earlier,
                Some(None) => {
                    found.push(messages::earlier_ambiguous(self.term.address.place, &address));
                    continue;
                }
                // A column that is new this year has nothing to be compared with.
                None if !named && self.hit.column.is_none() => continue,
                None => {
                    let meant = closest_match(&address, self.figures.addresses());
                    found.push(messages::earlier_unknown(self.term.address.place, &address, &self.term.of, meant));
                    continue;
                }
            };
            let name = || (self.term.address.value.clone(), column.heading.trimmed().to_owned());
            let (kind, table) = (Kind::Relation, self.hit.table.id.as_str());
            let asked = Asked { kind, table, name: &name, place: self.term.address.place, lacks: &Vec::new };
            found.extend(ledger.ask(&asked, || self.cell(at, precise, earlier)).flatten());
        }
        found
    }

    /// The difference between a cell and what an earlier report says, beyond what either may be rounded by.
    fn cell(&self, at: ColumnIndex, precise: &Precision, earlier: &EarlierFigure) -> Result<Option<Diagnostic>, Why> {
        let Quantity { amount, margin, place } = match precise.read(self.hit.row, at) {
            Reading::Figure(figure) => figure,
            Reading::Words(_) => return Err(Why::Words),
            Reading::Empty => return Err(Why::Empty),
        };
        let unit = self.hit.table.unit_of(self.hit.row, at);
        let shift = unit.zip(earlier.unit.as_deref()).and_then(|(to, from)| money::shift(from, to)).unwrap_or(0);
        let there = earlier.amount.shifted(shift).ok_or(Why::TooLarge)?;
        let there = if self.opposite { Amount::new(-there.value()) } else { there };
        let off = amount::plus(amount.value(), -there.value()).ok_or(Why::TooLarge)?.abs();
        let rounded = Amount::new(earlier.amount.half_unit()).shifted(shift).ok_or(Why::TooLarge)?.value();
        // The same figure written in the same way is the same; in another unit it is as good as the coarser of the two.
        let is_alike = shift == 0 && amount.decimals() == earlier.amount.decimals();
        if off.is_zero() || (!is_alike && off <= margin.max(rounded)) {
            return Ok(None);
        }
        let is_money = unit.is_some_and(|unit| money::power(unit).is_some());
        let cause = match is_money && causes::is_thousandth(amount, there) {
            true => Cause::Thousands,
            false => Cause::Unknown,
        };
        Ok(Some(messages::earlier_differs(place, amount, there, (&self.term.of, &cause), earlier.place)))
    }
}
