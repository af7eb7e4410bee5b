//! Word files and workbooks of strangers, read by their readers alone with what may be read of such files: within ten
//! seconds, and refused or read, never more. How much memory that takes is for libFuzzer to watch (`-rss_limit_mb`).

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use underlag::base::budget::Budget;
use underlag::base::cell_ref::Area;
use underlag::base::limits::MEGABYTE;
use underlag::deliver::verify::word;
use underlag::input::sheet::{self, ReadLimits};

use super::checks::{PAPER, WORKBOOK, with_part};

/// How long a file may take that its reader counts.
const LONGEST: Duration = Duration::from_secs(10);

/// The processor's time that this thread has had, so that a busy machine is no fault; the clock's where the system does
/// not tell (Linux: `proc_pid_schedstat`, nanoseconds first).
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn within<T>(read: impl FnOnce() -> T) {
    let start = spent();
    drop(read());
    let took = spent() - start;
    assert!(took < LONGEST, "{took:?}");
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
