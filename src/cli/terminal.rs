//! What all commands share: printing, threads, and reading back what was made.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

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
    put(&escape::painted(&show::human(found, sources, language, is_coloured())))
}

/// Says on standard error why the program could not do what it was asked for. Nobody is left to tell when that is
/// closed.
pub(super) fn complain(text: &str) {
    stop_showing();
    let _ = writeln!(io::stderr(), "{}", escape::lines(text));
}

/// What a child printed, as it is.
pub(super) fn pass_on(bytes: &[u8]) -> Result<(), String> {
    stop_showing();
    written(AutoStream::new(io::stdout().lock(), choice()).write_all(bytes))
}

fn put(text: &str) -> Result<(), String> {
    if let Some(held) = HELD.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        held.push_str(text);
        return Ok(());
    }
    stop_showing();
    written(AutoStream::new(io::stdout().lock(), choice()).write_all(text.as_bytes()))
}

fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Whether colours are shown: on a terminal that has them, unless `NO_COLOR` or `CLICOLOR` say otherwise.
pub(super) fn is_coloured() -> bool {
    choice() != ColorChoice::Never
}

fn choice() -> ColorChoice {
    AutoStream::choice(&io::stdout())
}

/// What is printed only if not all is well; `None` where everything is printed at once.
static HELD: Mutex<Option<String>> = Mutex::new(None);

/// Holds back what is printed from now on.
pub(super) fn hold() {
    *HELD.lock().unwrap_or_else(PoisonError::into_inner) = Some(String::new());
}

/// Prints what was held back, unless all is well.
pub(super) fn release(all_is_well: bool) {
    let held = HELD.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(held) = held.filter(|_| !all_is_well) {
        // The exit code says already that something is wrong.
        let _ = put(&held);
    }
    stop_showing();
}

/// Whether something that moves is shown: on a terminal, of those that can.
pub(super) fn is_lively() -> bool {
    io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

/// What says that the program is at work.
enum Showing {
    /// Nothing yet.
    Not,
    /// Since it takes long.
    Bar(ProgressBar),
    /// Nothing any more.
    Over,
}

static SHOWING: Mutex<Showing> = Mutex::new(Showing::Not);

/// The time after which people want to know that something is going on.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows on a terminal that the program is at work, once it has been for a second, until something is printed.
pub(super) fn at_work(word: &'static str) {
    if !is_lively() {
        return;
    }
    // Without a thread nothing is shown.
    let _ = thread::Builder::new().name("progress".to_owned()).spawn(move || {
        thread::sleep(PATIENCE);
        let mut showing = SHOWING.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*showing, Showing::Not)
            && let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}")
        {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style);
            bar.enable_steady_tick(Duration::from_millis(100));
            *showing = Showing::Bar(bar.with_message(word).with_elapsed(PATIENCE));
        }
    });
}

/// Takes away what says that the program is at work.
pub(super) fn stop_showing() {
    let mut showing = SHOWING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Showing::Bar(bar) = std::mem::replace(&mut *showing, Showing::Over) {
        bar.finish_and_clear();
    }
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
