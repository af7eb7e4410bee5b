//! Lines at the end of a file that grows: all that a killed process or two at the same time can do to it is to leave a
//! line out or to cut the last one short.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::{WriteError, at};

/// Writes `lines` to the end of the file of this name in `dir` and returns its path. A link is not followed.
pub fn append(dir: &Path, name: &str, lines: &str) -> Result<PathBuf, WriteError> {
    let path = dir.join(name);
    write_lines(&path, lines).map_err(at(&path))?;
    Ok(path)
}

fn write_lines(path: &Path, lines: &str) -> io::Result<()> {
    let about = fs::symlink_metadata(path).ok();
    if about.as_ref().is_some_and(|about| !about.is_file()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    // Behind a line that was cut short.
    let begun = about.is_some_and(|about| about.len() > 0) && !fs::read(path)?.ends_with(b"\n");
    let lines = if begun { format!("\n{lines}") } else { lines.to_owned() };
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(lines.as_bytes())?;
    file.sync_all()
}
