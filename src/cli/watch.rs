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

use crate::base::escape;
use crate::deliver::write::write;
use crate::diagnostic::changes::Findings;
use crate::diagnostic::{Language, Tally};
use crate::input::load::{self, Stamp};
use crate::pipeline::{self, Checked, Options, Stopped};
use crate::render::pdf;

use super::args::Making;
use super::check::of_units;
use super::child::{Asks, Bounds, Served};
use super::texts::{self, cannot_load, cannot_write, done_in, merged, summary};

/// The time between two looks at the files.
const INTERVAL: Duration = Duration::from_millis(100);

/// How much longer than a look the pause after it is, and the longest pause.
const PAUSE: u32 = 50;
const LONGEST: Duration = Duration::from_secs(1);

/// The time for which files must rest before they are read: an editor may save in several steps.
const REST: Duration = Duration::from_millis(20);

/// The number of papers of which the engine remembers parts: enough to take a change back at no cost.
const REMEMBERED: usize = 3;

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) struct Order<'o> {
    pub(super) making: &'o Making,
    /// The units whose findings are told; none for all that there is.
    pub(super) units: &'o [String],
    pub(super) language: Language,
}

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
    /// Where the report could be read, the findings and what was read.
    built: Option<(Findings, Stamp)>,
}

/// Builds the report in `dir` now and at each save. Ends only with its process, or when nobody reads what it says.
///
/// A child builds, which lives on between builds and remembers most of the paper. One that hangs or breaks is ended,
/// and the next save gets another.
pub(super) fn watch(dir: &Path, order: Order<'_>, limits: Asks) -> Result<bool, String> {
    let Order { making, language, .. } = order;
    let layout = making.layout.as_deref();
    let (mut before, mut seen) = (Findings::default(), load::stamp(dir));
    let mut child = None;
    loop {
        // The manifest may name another layout than before.
        let bounds = Bounds::of_report(dir, layout).with(limits);
        let answer =
            ask(&mut child, bounds, &before, language)?.unwrap_or_else(|why| stopped(dir, order, why, &before));
        // What could not be read at all is looked at as it was before, so that no change is missed.
        if let Some((findings, read)) = answer.built {
            (before, seen) = (findings, read);
        }
        if !say(&escape::lines(&format!("{}\n{}\n\n", answer.said, texts::waiting(language))))? {
            return Ok(true);
        }
        seen = at_rest(changed(&seen), Stamp::again);
    }
}

/// Waits until the files are not as they were `seen`, and gives how they are then. A look that takes long, among many
/// files or over a network, is followed by a longer pause.
fn changed(seen: &Stamp) -> Stamp {
    loop {
        let start = Instant::now();
        let now = seen.again();
        if now != *seen {
            return now;
        }
        sleep((start.elapsed() * PAUSE).clamp(INTERVAL, LONGEST));
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

/// What there is to say where a build was stopped. The report is looked at with its layout, which is not read.
fn stopped(dir: &Path, order: Order<'_>, why: Stopped, before: &Findings) -> Answer {
    let language = order.language;
    let own = order.making.layout.is_none() && load::has_own_layout(dir);
    let checked = match own.then(|| pipeline::check_without_layout(dir, why)) {
        Some(Ok(checked)) => checked,
        Some(Err(error)) => return Answer { said: cannot_load(&error, language), built: None },
        None => return Answer { said: texts::stopped(why, language), built: None },
    };
    let (after, tally) = match told(&checked, order) {
        Ok(told) => told,
        Err(why) => return Answer { said: why, built: None },
    };
    let lines = news(before, &after).join("\n");
    let said = format!("{lines}\n{tally}; {}", texts::old_files_left(language));
    Answer { said: said.trim_start().to_owned(), built: Some((after, checked.seen.with(load::stamp_of_layout(dir)))) }
}

/// The findings that are asked for, and how many there are.
fn told(checked: &Checked, order: Order<'_>) -> Result<(Findings, String), String> {
    let (shown, others) = of_units(checked, order.units, order.language)?;
    let others = others.map_or_else(String::new, |others| format!("; {others}"));
    let tally = summary(Tally::of(&shown), order.language) + &others;
    Ok((Findings::of(&shown, &checked.sources, order.language), tally))
}

/// The findings that went, and those that came.
fn news(before: &Findings, after: &Findings) -> Vec<String> {
    let mut lines: Vec<String> = before.without(after).into_iter().map(|line| format!("- {line}")).collect();
    lines.extend(after.without(before).into_iter().map(|line| format!("+ {line}")));
    lines
}

/// Answers each line of standard input with a build of the report in `dir`: what [`watch`] starts.
pub(super) fn serve(dir: &Path, order: Order<'_>) -> Result<bool, String> {
    let Order { making, language, .. } = order;
    let options = making.options(language);
    for line in io::stdin().lines() {
        let Ok(Question { before }) = serde_json::from_str(&line.map_err(|error| error.to_string())?) else {
            return Ok(false);
        };
        // A fault in the program is told by its panic; the next save is another try.
        let told = catch_unwind(AssertUnwindSafe(|| rebuild(dir, order, &options, &before)));
        let (said, built) = told.unwrap_or_else(|_| (texts::crashed(language), None));
        pdf::forget(REMEMBERED);
        let answer = serde_json::to_string(&Answer { said, built }).map_err(|error| error.to_string())?;
        if !say(&format!("{answer}\n"))? {
            break;
        }
    }
    Ok(true)
}

/// The state of the files when they have stopped changing, or after a second of changes.
fn at_rest(mut stamp: Stamp, look: impl Fn(&Stamp) -> Stamp) -> Stamp {
    for _ in 0..50 {
        sleep(REST);
        let now = look(&stamp);
        if now == stamp {
            break;
        }
        stamp = now;
    }
    stamp
}

/// Builds once; what there is to say, and where the report could be read, the findings and what was read.
fn rebuild(dir: &Path, order: Order<'_>, options: &Options, before: &Findings) -> (String, Option<(Findings, Stamp)>) {
    let Order { making, language, .. } = order;
    let start = Instant::now();
    let built = match pipeline::build(dir, options) {
        Ok(built) => built,
        Err(error) => return (cannot_load(&error, language), None),
    };
    let (after, tally) = match told(&built.checked, order) {
        Ok(told) => told,
        Err(why) => return (why, Some((Findings::default(), built.checked.seen))),
    };
    let mut lines = news(before, &after);
    if built.outputs.is_empty() {
        lines.push(format!("{tally}; {}", texts::old_files_left(language)));
        return (lines.join("\n"), Some((after, built.checked.seen)));
    }
    lines.push(match write(&making.output, &built, &making.edited(dir)) {
        Ok(_) => format!("{}; {tally}; {}", merged(&built, language), done_in(start, language)),
        Err(failed) => format!("{tally}; {}", cannot_write(&failed, language)),
    });
    (lines.join("\n"), Some((after, built.checked.seen)))
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
