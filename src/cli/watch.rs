//! `underlag watch`: a build at each save, alive through any fault, until somebody presses Ctrl-C.
//!
//! Files are looked at every tenth of a second instead of waiting for the system to tell, since folders shared over a
//! network tell nothing.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::deliver::write::write;
use crate::diagnostic::changes::Findings;
use crate::diagnostic::{Language, Tally};
use crate::input::load::{self, Stamp};
use crate::pipeline::{self, Options, Stopped};
use crate::render::pdf;

use super::args::Making;
use super::child::{Asks, Bounds, Served};
use super::texts::{self, cannot_load, cannot_write, done_in, merged, summary};

/// The time between two looks at the files.
const INTERVAL: Duration = Duration::from_millis(100);

/// The time for which files must rest before they are read: an editor may save in several steps.
const REST: Duration = Duration::from_millis(20);

/// The number of papers of which the engine remembers parts: enough to take a change back at no cost.
const REMEMBERED: usize = 3;

/// What is asked of the child that builds, as a line of JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Question {
    /// The findings of the build before.
    before: Findings,
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    /// What there is to say.
    said: String,
    /// The findings, where the report could be read.
    after: Option<Findings>,
}

/// Builds the report in `dir` now and at each save. Ends only with its process, or when nobody reads what it says.
///
/// A child builds, which lives on between builds and remembers most of the paper. One that hangs or breaks is ended, and
/// the next save gets another.
pub(super) fn watch(dir: &Path, making: &Making, limits: Asks, language: Language) -> Result<bool, String> {
    let (layout, output) = (making.layout.as_deref(), &making.output);
    let mut before = Findings::default();
    let (mut seen, mut child) = (None, None);
    loop {
        let mut stamp = load::stamp(dir, layout, output);
        if seen.as_ref() == Some(&stamp) {
            sleep(INTERVAL);
            continue;
        }
        if seen.is_some() {
            stamp = at_rest(stamp, || load::stamp(dir, layout, output));
        }
        seen = Some(stamp);
        // The manifest may name another layout than before.
        let bounds = Bounds::of_report(dir, layout).with(limits);
        let answer = ask(&mut child, bounds, &before, language)?
            .unwrap_or_else(|why| Answer { said: stopped(dir, layout, why, &before, language), after: None });
        before = answer.after.unwrap_or(before);
        if !say(&format!("{}\n{}\n\n", answer.said, texts::waiting(language)))? {
            return Ok(true);
        }
    }
}

/// What the child answers, which is started where there is none with these bounds.
fn ask(
    child: &mut Option<Served>,
    bounds: Bounds,
    before: &Findings,
    language: Language,
) -> Result<Result<Answer, Stopped>, String> {
    let mut asked = match child.take().filter(|child| child.bounds() == bounds) {
        Some(child) => child,
        None => {
            let arguments = std::env::args_os().skip(1);
            Served::start(arguments, bounds).map_err(|error| texts::cannot_start(&error, language))?
        }
    };
    let question = serde_json::to_string(&Question { before: before.clone() }).map_err(|error| error.to_string())?;
    let answer = asked.ask(&question);
    if answer.is_ok() {
        *child = Some(asked);
    }
    Ok(answer.and_then(|answer| serde_json::from_str(&answer).map_err(|_| Stopped::Broke)))
}

/// What there is to say where a build was stopped.
fn stopped(dir: &Path, layout: Option<&str>, why: Stopped, before: &Findings, language: Language) -> String {
    if layout.is_some() || !load::has_own_layout(dir) {
        return texts::stopped(why, language);
    }
    match pipeline::check_without_layout(dir, why) {
        Ok(checked) => {
            let after = Findings::of(&checked.diagnostics, &checked.sources, language);
            let tally = summary(Tally::of(&checked.diagnostics), language);
            let lines = after.without(before).into_iter().map(|line| format!("+ {line}\n")).collect::<String>();
            format!("{lines}{tally}; {}", texts::old_files_left(language))
        }
        Err(error) => cannot_load(&error, language),
    }
}

/// Answers each line of standard input with a build of the report in `dir`: what [`watch`] starts.
pub(super) fn serve(dir: &Path, output: &Path, options: &Options, language: Language) -> Result<bool, String> {
    for line in io::stdin().lines() {
        let Ok(Question { before }) = serde_json::from_str(&line.map_err(|error| error.to_string())?) else {
            return Ok(false);
        };
        // A fault in the program is told by its panic; the next save is another try.
        let told = catch_unwind(AssertUnwindSafe(|| rebuild(dir, output, options, &before, language)));
        let (said, after) = told.unwrap_or_else(|_| (texts::crashed(language), None));
        pdf::forget(REMEMBERED);
        let answer = serde_json::to_string(&Answer { said, after }).map_err(|error| error.to_string())?;
        if !say(&format!("{answer}\n"))? {
            break;
        }
    }
    Ok(true)
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
