//! Somebody has opened the program as one opens a document on Windows, with a double click or with a report's folder
//! dropped on it. The window that it gets would close before anybody has read what it says.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use super::terminal::{complain, print};
use super::texts;

/// What every command line leaves in its programs' environment, and the desktop does not.
const OF_COMMAND_LINES: [&str; 4] = ["PROMPT", "WT_SESSION", "TERM", "PSExecutionPolicyPreference"];

/// Says what to do instead, and keeps the window until somebody has read it; `None` where the program was started in
/// another way.
pub(super) fn as_a_document() -> Option<ExitCode> {
    if !cfg!(windows) {
        return None;
    }
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let folder = match arguments.as_slice() {
        [] => None,
        [one] if PathBuf::from(one).is_dir() => Some(PathBuf::from(one)),
        _ => return None,
    };
    let is_window = io::stdin().is_terminal() && io::stdout().is_terminal();
    if folder.is_none() && (!is_window || OF_COMMAND_LINES.iter().any(|name| std::env::var_os(name).is_some())) {
        return None;
    }
    let language = texts::language(None);
    if let Err(error) = print(&format!("{}\n", texts::instead_of_a_double_click(folder.as_deref(), language))) {
        complain(&error);
    }
    if is_window {
        let _ = print(&format!("{}\n", texts::press_enter(language)));
        let _ = io::stdin().read_line(&mut String::new());
    }
    Some(ExitCode::from(2))
}
