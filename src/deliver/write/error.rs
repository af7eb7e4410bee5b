//! Why something could not be written, and where.

use std::io;
use std::path::{Path, PathBuf};

/// An output that could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// Where.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
    /// What people are told instead of the system's words, where it was not the system.
    pub cause: Cause,
}

/// Who stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The system.
    System,
    /// The report: its own input has this name.
    Input,
    /// Something that looks like an unfinished exchange, and that this program did not make here.
    Foreign,
    /// Something that has the name of the file by which runs wait for each other, and is none.
    Lock,
    /// Somebody who has edited the Word file that would be replaced.
    Edited,
    /// Another run that goes on writing.
    Busy,
    /// What is there already, where only something new is written.
    There,
}

impl WriteError {
    /// The system stands in the way.
    pub fn system(path: &Path, error: io::Error) -> Self {
        WriteError { path: path.to_owned(), error, cause: Cause::System }
    }

    pub(super) fn of(path: &Path, cause: Cause) -> Self {
        WriteError { path: path.to_owned(), error: io::ErrorKind::InvalidInput.into(), cause }
    }
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + use<> {
    let path = path.to_owned();
    move |error| WriteError { path, error, cause: Cause::System }
}
