//! Lines at the end of a file that grows: all that a killed process or two at the same time can do to it is to leave a
//! line out or to cut the last one short.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::error::{WriteError, at};
use super::folder::Folder;

/// Writes `lines` to the end of the file of this name in `dir` and returns its path. A link is not followed.
pub fn append(dir: &Path, name: &str, lines: &str) -> Result<PathBuf, WriteError> {
    let path = dir.join(name);
    let file = Folder::at(dir).and_then(|folder| folder.growing(name));
    file.and_then(|file| write_lines(&file, lines)).map_err(at(&path))?;
    Ok(path)
}

fn write_lines(mut file: &File, lines: &str) -> io::Result<()> {
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    // Behind a line that was cut short.
    let lines = if last == *b"\n" { lines.to_owned() } else { format!("\n{lines}") };
    file.write_all(lines.as_bytes())?;
    file.sync_all()
}
