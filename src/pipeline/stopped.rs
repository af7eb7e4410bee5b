//! A report whose layout was stopped: it is checked without it, and the paper is not made.

use std::path::Path;

use crate::diagnostic::sort;
use crate::input::load::{BUILT_IN_LAYOUT, LoadError};

use super::messages::layout_stopped;
use super::{Checked, check};

/// Why a child that ran what strangers wrote ended without a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// It took longer than these seconds.
    Time(u64),
    /// It needed more memory than these megabytes.
    Memory(u64),
    /// It went too deep, or broke in another way.
    Broke,
}

/// Reads and checks the report in `dir` without its own layout, which was stopped: nothing of it is opened, and a
/// finding at its place says why. There is no document.
pub fn check_without_layout(dir: &Path, why: Stopped) -> Result<Checked, LoadError> {
    let mut checked = check(dir, Some(BUILT_IN_LAYOUT))?;
    let place = checked.report.as_ref().and_then(|report| report.manifest.layout.as_ref()).map(|name| name.place);
    checked.diagnostics.push(layout_stopped(place, why));
    sort(&mut checked.diagnostics);
    Ok(Checked { layout: None, document: None, ..checked })
}
