//! Word files and workbooks of strangers, read by their readers alone with what may be read of such files: within ten
//! seconds, and refused or read, never more. How much memory that takes is for libFuzzer to watch (`-rss_limit_mb`).

use std::time::{Duration, Instant};

use underlag::base::budget::Budget;
use underlag::base::cell_ref::Area;
use underlag::base::limits::MEGABYTE;
use underlag::deliver::verify::word;
use underlag::input::sheet::{self, ReadLimits};

use super::checks::{PAPER, WORKBOOK, with_part};

/// How long a file may take that its reader counts.
const LONGEST: Duration = Duration::from_secs(10);

fn within<T>(read: impl FnOnce() -> T) {
    let start = Instant::now();
    drop(read());
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

/// Any Word file: the first byte says which part of a good one is another one, or that all of it is.
pub fn docx(bytes: &[u8]) {
    let file = with_part(&PAPER.1, bytes);
    within(|| word::read(&file, &mut Budget::of_strangers()));
}

/// Any workbook, in the same way.
pub fn xlsx(bytes: &[u8]) {
    let file = with_part(&WORKBOOK, bytes);
    let limits = ReadLimits { unpacked: 64 * MEGABYTE, rows: 50_000, cells: 500_000 };
    within(|| sheet::read(&file, None, &Area::default(), limits, &mut Budget::of_strangers()));
}
