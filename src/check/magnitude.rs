//! Amounts that are a thousand times as large as those around them: crowns in a table of thousands.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSpec;
use crate::input::row_kind::RowKind;
use crate::input::section::Content;
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::messages::{self, Odd};

/// How many times larger an amount is than all others around it.
const LARGER: u32 = 100;

/// How many times larger an amount of a row that is in crowns alone is, at the least, than those of other rows.
const OF_OTHERS: u32 = 10;

/// How many times larger or smaller an amount in thousands may be than one that is like it.
const LIKE: u32 = 3;

/// Fewest amounts of a row, and of a column, that tell what the row's and the column's are like.
const OF_ROW: usize = 2;
const OF_COLUMN: usize = 2;

/// Fewest amounts of a row that tell by themselves.
const ALONE: usize = 3;

/// The crowns, as a power of ten, that no unit's every amount comes to.
const NO_UNIT: u32 = 10;

/// The crowns, as a power of ten, from which amounts of thousands that all end in three zeros are looked at.
const ROUND: u32 = 9;

/// The crowns, as a power of ten, from which several amounts of a row are looked at.
const SEVERAL: u32 = 8;

/// The crowns, as a power of ten, from which a whole row is looked at: what is smaller may be one large unit among
/// small ones.
const LARGE_ROW: u32 = 9;

/// An amount of a row that a unit wrote in the table's own unit of money.
struct Written<'r> {
    column: ColumnIndex,
    amount: Amount,
    size: Decimal,
    place: Span,
    unit: &'r str,
    is_variance: bool,
}

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in address::tables(report) {
        let rows: Vec<(&OwnedRow, Vec<Written<'_>>)> = table
            .rows
            .iter()
            .filter_map(Delivery::delivered)
            .filter(|row| row.made.is_none() && row.row.kind == RowKind::Item)
            .map(|row| (row, written(table, row)))
            .collect();
        let columns = Columns::of(rows.iter().flat_map(|(_, own)| own));
        for (row, own) in &rows {
            let (name, told) = (row.row.name.plain(), told(own, &columns).or_else(|| alone(own)));
            let tell = |odd: &[&Written<'_>], how: Odd, power: i32| {
                let (first, more) = odd.split_first()?;
                let meant = first.amount.shifted(-power).map(|meant| Amount::new(meant.value().normalize()))?;
                // Nobody writes thousands of millions to the crown.
                let meant = match how {
                    Odd::Huge if power == 6 => meant.rounded(1),
                    Odd::Huge => meant.rounded(0),
                    _ => meant,
                };
                let (figure, unit) = (first.amount.swedish(), first.unit);
                let told = messages::crowns(first.place, &figure, meant, (name.trim(), unit), (how, power));
                Some(more.iter().fold(told, |told, odd| messages::crowns_too(told, odd.place)))
            };
            found.extend(told.and_then(|(odd, how, power)| tell(&odd, how, power)));
        }
    }
    found
}

/// The amounts of a row that are too large, how that shows, and by which power of ten.
type Told<'w, 'r> = (Vec<&'w Written<'r>>, Odd, i32);

/// The powers of ten that crowns, or thousands, are too large by in a table of this unit.
fn powers(unit: &str) -> &'static [i32] {
    if money::power(unit) == Some(6) { &[3, 6] } else { &[3] }
}

/// The power of ten that a unit of money is of crowns.
fn power(odd: &Written<'_>) -> u32 {
    money::power(odd.unit).and_then(|power| u32::try_from(power).ok()).unwrap_or(0)
}

/// The amounts of a row that all tell by themselves that they are crowns: they are larger than any unit's, or all of
/// them end in the zeros that somebody wrote to make crowns of thousands.
fn alone<'w, 'r>(own: &'w [Written<'r>]) -> Option<Told<'w, 'r>> {
    let least = |odd: &Written<'_>, crowns: u32| Decimal::from(10_u64.pow(crowns.saturating_sub(power(odd))));
    let levels: Vec<&Written<'_>> = own.iter().filter(|odd| !odd.is_variance).collect();
    let different: BTreeSet<Decimal> = levels.iter().map(|odd| odd.size).collect();
    let first = levels.first().filter(|_| different.len() >= ALONE)?;
    let is_huge = levels.iter().all(|odd| odd.size >= least(odd, NO_UNIT));
    let is_round = |odd: &Written<'_>| power(odd) == 3 && (odd.size % Decimal::ONE_THOUSAND).is_zero();
    let are_round = own.iter().all(is_round) && levels.iter().any(|odd| odd.size >= least(odd, ROUND));
    // Thousands in a table of millions are huge by three zeros, crowns by six.
    let still_huge = |odd: &Written<'_>| odd.size / Decimal::ONE_THOUSAND >= least(odd, NO_UNIT);
    let by = if powers(first.unit).len() > 1 && levels.iter().all(|odd| still_huge(odd)) { 6 } else { 3 };
    let how = if is_huge { Odd::Huge } else { Odd::Round };
    (is_huge || are_round).then_some((levels, how, by))
}

/// The sizes of each column's amounts, the smallest first.
struct Columns(BTreeMap<ColumnIndex, Vec<Decimal>>);

impl Columns {
    fn of<'w, 'r: 'w>(amounts: impl Iterator<Item = &'w Written<'r>>) -> Self {
        let mut all: BTreeMap<ColumnIndex, Vec<Decimal>> = BTreeMap::new();
        for amount in amounts {
            all.entry(amount.column).or_default().push(amount.size);
        }
        all.values_mut().for_each(|sizes| sizes.sort_unstable());
        Columns(all)
    }

    fn sizes(&self, column: ColumnIndex) -> &[Decimal] {
        self.0.get(&column).map_or(&[], Vec::as_slice)
    }

    /// Whether all others of an amount's column are smaller than it by this factor, or more.
    fn are_smaller(&self, odd: &Written<'_>, factor: u32) -> bool {
        let Some((largest, rest)) = self.sizes(odd.column).split_last() else { return true };
        let other = if *largest == odd.size { rest.last() } else { Some(largest) };
        other.is_none_or(|other| *other <= odd.size / Decimal::from(factor))
    }

    /// Whether the amount would be like another of its column if it were smaller by this power of ten.
    fn has_like(&self, odd: &Written<'_>, power: i32) -> bool {
        let (sizes, (least, most)) = (self.sizes(odd.column), like(odd, power));
        sizes.partition_point(|size| *size <= least) < sizes.partition_point(|size| *size < most)
    }
}

/// What an amount that is too large by a power of ten would be like: more than the one, and less than the other.
fn like(odd: &Written<'_>, power: i32) -> (Decimal, Decimal) {
    let thousand = Decimal::ONE_THOUSAND;
    let meant = if power == 6 { odd.size / thousand / thousand } else { odd.size / thousand };
    let like = Decimal::from(LIKE);
    (meant / like, meant * like)
}

/// The amounts of a row that are out of proportion.
fn told<'w, 'r>(own: &'w [Written<'r>], columns: &Columns) -> Option<Told<'w, 'r>> {
    let powers = powers(own.first()?.unit);
    powers.iter().find_map(|power| {
        let some = out_of_row(own, columns, *power).or_else(|| several(own, columns, *power));
        some.or_else(|| out_of_columns(own, columns, *power))
    })
}

/// One amount that the row's others are not like.
fn out_of_row<'w, 'r>(own: &'w [Written<'r>], columns: &Columns, power: i32) -> Option<Told<'w, 'r>> {
    let is_out_of_row = |odd: &Written<'_>| {
        let (least, most) = like(odd, power);
        let rest = || own.iter().filter(|other| other.column != odd.column).map(|other| other.size);
        rest().all(|size| size <= odd.size / Decimal::from(LARGER))
            && rest().filter(|size| least < *size && *size < most).count() >= OF_ROW
    };
    let odd = own.iter().find(|odd| is_out_of_row(odd) && columns.are_smaller(odd, OF_OTHERS))?;
    Some((vec![odd], Odd::InRow, power))
}

/// Several amounts that are like the row's others but for the zeros: those of one year, or of one source.
fn several<'w, 'r>(own: &'w [Written<'r>], columns: &Columns, power: i32) -> Option<Told<'w, 'r>> {
    let mut levels: Vec<&Written<'_>> = own.iter().filter(|odd| !odd.is_variance).collect();
    levels.sort_by_key(|odd| odd.size);
    // Where the amounts jump, once.
    let jumps = |pair: &[&Written<'_>]| pair.first().zip(pair.last()).is_some_and(|(a, b)| is_jump(a.size, b.size));
    let at = levels.windows(2).position(jumps)? + 1;
    let (small, odd) = levels.split_at(at);
    let all_like = odd.iter().all(|odd| {
        let (least, most) = like(odd, power);
        small.iter().all(|other| least < other.size && other.size < most) && columns.are_smaller(odd, OF_OTHERS)
    });
    // A project of many millions may have begun; its budget is round.
    let to_the_crown = odd.iter().any(|odd| !(odd.size % Decimal::ONE_THOUSAND).is_zero())
        && odd.iter().all(|odd| odd.size >= Decimal::from(10_u64.pow(SEVERAL.saturating_sub(self::power(odd)))));
    let mut odd = odd.to_vec();
    odd.sort_by_key(|odd| odd.column);
    let are_enough = small.len().min(odd.len()) >= OF_ROW;
    (all_like && to_the_crown && are_enough).then_some((odd, Odd::Several, power))
}

fn is_jump(small: Decimal, large: Decimal) -> bool {
    small <= large / Decimal::from(LARGER)
}

/// All amounts of a row, which those of their columns are not like.
fn out_of_columns<'w, 'r>(own: &'w [Written<'r>], columns: &Columns, power: i32) -> Option<Told<'w, 'r>> {
    let is_out_of_column = |odd: &&Written<'_>| {
        let least = Decimal::from(10_u64.pow(LARGE_ROW.saturating_sub(self::power(odd))));
        columns.sizes(odd.column).len() > OF_COLUMN
            && odd.size >= least
            && columns.are_smaller(odd, LARGER)
            && columns.has_like(odd, power)
    };
    // A variance may be small, and that of another row large.
    let levels: Vec<&Written<'_>> = own.iter().filter(|odd| !odd.is_variance).collect();
    (levels.len() >= OF_ROW && levels.iter().all(is_out_of_column)).then_some((levels, Odd::Row, power))
}

/// The amounts of a row in thousands or millions, but those that are zero, computed, or converted.
fn written<'r>(table: &'r FinanceTable, row: &'r OwnedRow) -> Vec<Written<'r>> {
    let read = |column: ColumnIndex, spec: &ColumnSpec| {
        let is_variance = spec.is_variance() || !spec.formula.is_empty();
        let cell = row.cell(column).filter(|_| row.before(column).is_none())?;
        let unit = table.unit_of(row, column).filter(|unit| money::power(unit).is_some_and(|power| power >= 3))?;
        let Content::Figure(amount) = &cell.content else { return None };
        let size = amount.value().abs();
        (!size.is_zero()).then_some(Written { column, amount: *amount, size, place: cell.place, unit, is_variance })
    };
    table.columns.each().filter_map(|(column, spec)| read(column, spec)).collect()
}
