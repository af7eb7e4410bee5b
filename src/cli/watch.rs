//! `underlag watch`: a build at each save, alive through any fault, until somebody presses Ctrl-C.
//!
//! Files are looked at every tenth of a second instead of waiting for the system to tell, since folders shared over a
//! network tell nothing.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::deliver::write::write;
use crate::diagnostic::changes::Findings;
use crate::diagnostic::{Language, Tally};
use crate::input::load::{self, Stamp};
use crate::pipeline::{self, Options};
use crate::render::pdf;

use super::texts::{self, cannot_load, cannot_write, done_in, merged, summary};

/// The time between two looks at the files.
const INTERVAL: Duration = Duration::from_millis(100);

/// The time for which files must rest before they are read: an editor may save in several steps.
const REST: Duration = Duration::from_millis(20);

/// The number of papers of which the engine remembers parts: enough to take a change back at no cost.
const REMEMBERED: usize = 3;

/// Builds the report in `dir` now and at each save. Ends only with its process, or when nobody reads what it says.
pub(super) fn watch(dir: &Path, output: &Path, options: &Options, language: Language) -> Result<bool, String> {
    let mut before = Findings::default();
    let mut seen = None;
    loop {
        let mut stamp = load::stamp(dir, options.layout.as_deref(), output);
        if seen.as_ref() == Some(&stamp) {
            sleep(INTERVAL);
            continue;
        }
        if seen.is_some() {
            stamp = at_rest(stamp, || load::stamp(dir, options.layout.as_deref(), output));
        }
        seen = Some(stamp);
        // A fault in the program is told by its panic; the next save is another try.
        let told = catch_unwind(AssertUnwindSafe(|| rebuild(dir, output, options, &before, language)));
        let (said, after) = told.unwrap_or_else(|_| (texts::crashed(language), None));
        before = after.unwrap_or(before);
        pdf::forget(REMEMBERED);
        if !say(&format!("{said}\n{}\n\n", texts::waiting(language)))? {
            return Ok(true);
        }
    }
}

/// The state of the files when they have stopped changing, or after a second of changes.
fn at_rest(mut stamp: Stamp, look: impl Fn() -> Stamp) -> Stamp {
    for _ in 0..50 {
        sleep(REST);
        let now = look();
        if now == stamp {
            break;
        }
        stamp = now;
    }
    stamp
}

/// Builds once; what there is to say, and the findings where the report could be read.
fn rebuild(
    dir: &Path,
    output: &Path,
    options: &Options,
    before: &Findings,
    language: Language,
) -> (String, Option<Findings>) {
    let start = Instant::now();
    let built = match pipeline::build(dir, options) {
        Ok(built) => built,
        Err(error) => return (cannot_load(&error, language), None),
    };
    let after = Findings::of(&built.checked.diagnostics, &built.checked.sources, language);
    let mut lines: Vec<String> = before.without(&after).into_iter().map(|line| format!("- {line}")).collect();
    lines.extend(after.without(before).into_iter().map(|line| format!("+ {line}")));
    let tally = summary(Tally::of(&built.checked.diagnostics), language);
    if built.outputs.is_empty() {
        lines.push(format!("{tally}; {}", texts::old_files_left(language)));
        return (lines.join("\n"), Some(after));
    }
    lines.push(match write(output, &built.outputs) {
        Ok(_) => format!("{}; {tally}; {}", merged(&built, language), done_in(start, language)),
        Err(failed) => format!("{tally}; {}", cannot_write(&failed, language)),
    });
    (lines.join("\n"), Some(after))
}

/// Prints, and says whether there is still somebody who reads it.
fn say(text: &str) -> Result<bool, String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error.to_string()),
    }
}
