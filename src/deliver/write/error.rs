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
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + use<> {
    let path = path.to_owned();
    move |error| WriteError { path, error }
}
