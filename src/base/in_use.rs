//! Whether a file cannot be had because somebody has it open elsewhere, which only Windows refuses.

use std::io;

/// Whether the system refused a file because another program has it open: Word, Excel, a PDF reader.
pub fn is_in_use(error: &io::Error) -> bool {
    /// A file is open in a way that lets nobody else have it, a part of it is locked, or it is a program's memory.
    const OPEN_ELSEWHERE: [i32; 3] = [32, 33, 1224];
    cfg!(windows) && error.raw_os_error().is_some_and(|code| OPEN_ELSEWHERE.contains(&code))
}
