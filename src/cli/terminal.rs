//! What all commands share: printing, threads, and reading back what was made.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::base::budget::Trust;
use crate::base::escape;
use crate::base::source::Sources;
use crate::deliver::verify;
use crate::diagnostic::{Diagnostic, Language, show};
use crate::pipeline::{Built, Output};

use super::texts;

pub(super) fn with_threads<T: Send>(
    jobs: Option<u16>,
    run: impl FnOnce() -> Result<T, String> + Send,
) -> Result<T, String> {
    let Some(jobs) = jobs else { return run() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build();
    pool.map_err(|error| error.to_string())?.install(run)
}

/// A path in a line of its own.
pub(super) fn path_shown(path: &Path) -> String {
    escape::words(&path.display().to_string()).into_owned()
}

/// Prints lines to standard output, with what a terminal would obey in them shown instead; a reader that has gone away
/// is no fault.
pub(super) fn print(text: &str) -> Result<(), String> {
    put(&escape::lines(text))
}

/// The same for findings as people see them, in colours on a terminal.
pub(super) fn print_findings(found: &[Diagnostic], sources: &Sources, language: Language) -> Result<(), String> {
    put(&escape::painted(&show::human(found, sources, language, colour())))
}

/// Says on standard error why the program could not do what it was asked for. Nobody is left to tell when that is
/// closed.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", escape::lines(text));
}

fn put(text: &str) -> Result<(), String> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Reads the PDF and the Word file of a build back. What was not made is not compared.
pub(super) fn verified(built: &Built, language: Language) -> Result<Option<verify::Verified>, String> {
    let bytes = |extension: &str| {
        built.outputs.iter().find_map(|output| match output {
            Output::File { name, bytes } if name.ends_with(extension) => Some(bytes.as_slice()),
            Output::File { .. } | Output::Folder { .. } => None,
        })
    };
    let (Some(pdf), Some(word)) = (bytes(".pdf"), bytes(".docx")) else { return Ok(None) };
    let compared = verify::verify(pdf, word, built.document.as_ref(), Trust::Own);
    compared.map(Some).map_err(|why| texts::cannot_read_back(&why, language))
}
