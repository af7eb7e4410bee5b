//! Widths that follow from a layout and a table alone, in English Metric Units.

use crate::base::measure::Length;
use crate::layout::Tokens;
use crate::model::{Beside, Table};

/// Half a point, the step by which letters become smaller, since Word knows no smaller one.
pub const STEP: i64 = 6350;

/// The width of one of `columns` columns of text, in English Metric Units.
pub fn room(tokens: &Tokens, columns: u8, landscape: bool) -> i64 {
    let page = &tokens.page;
    let text = if landscape {
        page.height - page.landscape_margin - page.landscape_margin
    } else {
        page.width - page.margin_left - page.margin_right
    };
    let columns = i64::from(columns.max(1));
    ((text.emu() - page.column_gap.emu() * (columns - 1)) / columns).max(1)
}

/// A size less so many half points.
pub fn smaller(size: Length, half_points: u8) -> Length {
    size - Length::from_emu(STEP * i64::from(half_points))
}

/// The parts of a table's width that its columns have.
pub fn shares(table: &Table) -> Vec<i64> {
    table.columns.iter().map(|column| i64::from(column.share.max(1))).collect()
}

/// The widths that a table has by what it was given.
pub fn given(table: &Table, room: i64) -> Vec<i64> {
    let shares = shares(table);
    let all = shares.iter().sum::<i64>().max(1);
    shares.iter().map(|share| room * share / all).collect()
}

/// The widths of what stands beside each other, with such a gap between them.
pub fn parted(beside: &Beside, room: i64, gap: i64) -> Vec<i64> {
    let shares: Vec<i64> = beside.columns.iter().map(|column| i64::from(column.share.max(1))).collect();
    let gaps = gap * i64::try_from(shares.len().saturating_sub(1)).unwrap_or(0);
    let (all, left) = (shares.iter().sum::<i64>().max(1), (room - gaps).max(1));
    shares.iter().map(|share| (left * share / all).max(1)).collect()
}
