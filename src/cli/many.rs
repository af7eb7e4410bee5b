//! `underlag build` of many reports: a line each in the order in which they were named, whatever became of the others.
//!
//! Each report is built by a process of its own: reports that share one share what the engine remembers too, which
//! makes them wait for each other and grows with their number; and whatever ends one process ends no other.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::base::escape;
use crate::deliver::write::write;
use crate::diagnostic::{Language, Tally};
use crate::input::load;
use crate::pipeline;

use super::args::Making;
use super::child::{self, Asks, Bounds, Printing, Said};
use super::show;
use super::terminal::{is_lively, print, stop_showing, verified};
use super::texts::{self, cannot_load, cannot_write, merged, summary};

/// What each report is built with.
pub(super) struct Order<'o> {
    /// How files are made.
    pub making: &'o Making,
    /// Whether both files are read back before they are written.
    pub verify: bool,
    /// The language of messages.
    pub language: Language,
    /// What the command line allows each.
    pub limits: Asks,
}

/// What became of a report: whether it was written, or why it could not be made.
type Ended = Result<(bool, String), String>;

/// Builds all of `dirs`. An error stands for those that could not be read or written.
pub(super) fn build_all(dirs: &[PathBuf], order: &Order<'_>) -> Result<bool, String> {
    let start = Instant::now();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = order.making.jobs.map_or(cores, usize::from);
    let workers = jobs.min(dirs.len()).max(1);
    let twins = twins(dirs);
    let next = AtomicUsize::new(0);
    let (tell, told) = mpsc::channel();
    let work = || {
        while let Some((at, dir)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, dirs.get(at)?)))
        {
            let ended = twins.get(&at).map_or_else(
                || build_one(dir, order, jobs / workers),
                |twin| Err(texts::is_twin(twin, order.language)),
            );
            if tell.send((at, ended)).is_err() {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        let started = (0..workers).map(|_| std::thread::Builder::new().spawn_scoped(scope, work)).filter(Result::is_ok);
        if started.count() == 0 {
            // The system lets the program have no more threads.
            work();
        }
        report(dirs, &told, order.language, start)
    })
}

/// Prints the lines in the reports' order, each as soon as those before it are there, and then what it comes to.
fn report(
    dirs: &[PathBuf],
    told: &mpsc::Receiver<(usize, Ended)>,
    language: Language,
    start: Instant,
) -> Result<bool, String> {
    let bar = bar(dirs.len());
    let mut waiting = BTreeMap::new();
    let (mut written, mut failed, mut shown) = (0, 0, 0);
    while shown < dirs.len() {
        let Ok((at, ended)) = told.recv() else { break };
        bar.inc(1);
        waiting.insert(at, ended);
        while let Some(ended) = waiting.remove(&shown) {
            written += usize::from(matches!(ended, Ok((true, _))));
            failed += usize::from(ended.is_err());
            let error = format!("{}: ", texts::error(language));
            // A process that failed says so itself.
            let told = |message: String| message.strip_prefix(&error).unwrap_or(&message).to_owned();
            let said = ended.map_or_else(|message| format!("{error}{}", told(message)), |(_, line)| line);
            bar.suspend(|| print(&format!("{}: {said}\n", escape::words(&dirs[shown].display().to_string()))))?;
            shown += 1;
        }
    }
    bar.finish_and_clear();
    let all = dirs.len();
    print(&format!("{}\n", texts::reports_built(written, all, start, language)))?;
    if failed > 0 {
        return Err(texts::reports_failed(failed, language));
    }
    Ok(written == all)
}

/// A progress bar on a terminal, and nothing elsewhere.
fn bar(length: usize) -> ProgressBar {
    if !is_lively() {
        return ProgressBar::hidden();
    }
    stop_showing();
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Has a process of its own build a report and say its line.
fn build_one(dir: &Path, order: &Order<'_>, threads: usize) -> Ended {
    let mut arguments: Vec<OsString> =
        ["build", "--line", "--lang", texts::language_name(order.language), "--jobs"].map(OsString::from).into();
    arguments.push(threads.max(1).to_string().into());
    arguments.extend(order.verify.then(|| "--verify".into()));
    arguments.extend(order.making.arguments());
    arguments.extend(["--".into(), dir.into()]);
    let bounds = Bounds::of_report(dir, order.making.layout.as_deref()).with(order.limits);
    let ended =
        child::run(arguments, bounds, Printing::Kept).map_err(|error| texts::cannot_start(&error, order.language))?;
    let Said { code, out, err } = ended.map_err(|why| texts::stopped(why, order.language))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    match code {
        0 => Ok((true, text(&out))),
        1 => Ok((false, text(&out))),
        _ => Err(text(&err)),
    }
}

/// Builds a report and prints its line: what [`build_one`] starts.
pub(super) fn line(dir: &Path, order: &Order<'_>) -> Result<bool, String> {
    let (written, line) = make(dir, order)?;
    print(&format!("{line}\n"))?;
    Ok(written)
}

fn make(dir: &Path, Order { making, verify, language, .. }: &Order<'_>) -> Ended {
    let language = *language;
    let built = pipeline::build(dir, &making.options(language)).map_err(|error| cannot_load(&error, language))?;
    let tally = summary(Tally::of(&built.checked.diagnostics), language);
    let refused = texts::old_files_left(language);
    if built.outputs.is_empty() {
        return Ok((false, format!("{tally}; {refused}")));
    }
    let compared = if *verify { verified(&built, language)? } else { None };
    let differs = compared.as_ref().is_some_and(|compared| !compared.differences.is_empty());
    let compared = compared.map(|compared| show::verified(&compared, language));
    let last = compared.as_deref().and_then(|said| said.trim_end().lines().last());
    let last = last.map_or_else(String::new, |last| format!("; {last}"));
    if differs {
        return Ok((false, format!("{tally}{last}; {refused}")));
    }
    write(&making.output, &built, &making.edited(dir)).map_err(|failed| cannot_write(&failed, language))?;
    Ok((true, format!("{}; {tally}{last}", merged(&built, language))))
}

/// The reports whose id an earlier one has, and that one: their files would have the same names.
fn twins(dirs: &[PathBuf]) -> BTreeMap<usize, &Path> {
    let ids: Vec<Option<String>> = dirs.par_iter().map(|dir| load::id(dir)).collect();
    let mut first: BTreeMap<&str, &Path> = BTreeMap::new();
    let mut twins = BTreeMap::new();
    for (at, (dir, id)) in dirs.iter().zip(&ids).enumerate() {
        let Some(id) = id else { continue };
        if let Some(earlier) = first.get(id.as_str()) {
            twins.insert(at, *earlier);
        } else {
            first.insert(id, dir);
        }
    }
    twins
}
