//! `underlag build` of many reports: a line each in the order in which they were named, whatever became of the others.
//!
//! Each worker builds one report at a time with threads of its own. Threads that all reports shared could begin a second
//! report while they wait for a part of the first one, and hold both in memory.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::{cannot_load, cannot_write, count, done_in, merged, pick, print, summary, verified};
use crate::diagnostic::{Language, Tally};
use crate::pipeline::{self, Options};
use crate::render::pdf;
use crate::write::write;
use crate::{load, verify};

/// What each report is built with.
pub(super) struct Order<'o> {
    /// The folder to write into.
    pub output: &'o Path,
    /// What to make.
    pub options: Options,
    /// Whether both files are read back before they are written.
    pub verify: bool,
    /// The language of messages.
    pub language: Language,
    /// Threads for all reports together; as many as there are cores unless given.
    pub jobs: Option<u16>,
}

/// What became of a report: whether it was written, or why it could not be made.
type Ended = Result<(bool, String), String>;

/// The stack of a thread that builds: the engine goes deep where markup does.
const STACK: usize = 16 * 1024 * 1024;

/// Builds all of `dirs`. An error stands for those that could not be read or written.
pub(super) fn build_all(dirs: &[PathBuf], order: &Order<'_>) -> Result<bool, String> {
    let start = Instant::now();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = order.jobs.map_or(cores, usize::from);
    let workers = jobs.min(dirs.len()).max(1);
    let twins = twins(dirs);
    let next = AtomicUsize::new(0);
    let (tell, told) = mpsc::channel();
    let work = || {
        while let Some((at, dir)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, dirs.get(at)?)))
        {
            let ended = twins.get(&at).map_or_else(|| build_one(dir, order), |twin| Err(is_twin(twin, order.language)));
            // A paper is remembered while the others that began together with it are made, and their successors.
            pdf::forget(2 * workers);
            if tell.send((at, ended)).is_err() {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let pool = rayon::ThreadPoolBuilder::new().num_threads((jobs / workers).max(1)).stack_size(STACK);
            let pool = pool.build().map_err(|error| error.to_string())?;
            let (work, tell) = (&work, tell.clone());
            scope.spawn(move || {
                pool.install(work);
                drop(tell);
            });
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
            let error = pick(language, "fel", "error");
            let said = ended.map_or_else(|message| format!("{error}: {message}"), |(_, line)| line);
            bar.suspend(|| print(&format!("{}: {said}\n", dirs[shown].display())))?;
            shown += 1;
        }
    }
    bar.finish_and_clear();
    let all = dirs.len();
    print(&match language {
        Language::Swedish => {
            format!("{written} av {}; {}\n", count(all, "rapport byggd", "rapporter byggda"), done_in(start, language))
        }
        Language::English => {
            format!("{written} of {} built; {}\n", count(all, "report", "reports"), done_in(start, language))
        }
    })?;
    if failed > 0 {
        return Err(match language {
            Language::Swedish => format!("{} gick inte att bygga", count(failed, "rapport", "rapporter")),
            Language::English => format!("{} could not be built", count(failed, "report", "reports")),
        });
    }
    Ok(written == all)
}

/// A progress bar on a terminal, and nothing elsewhere.
fn bar(length: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn build_one(dir: &Path, order: &Order<'_>) -> Ended {
    let broke = || pick(order.language, "programmet gick sönder", "the program broke").to_owned();
    // A fault in the program is told by its panic, and stops no other report.
    catch_unwind(AssertUnwindSafe(|| make(dir, order))).unwrap_or_else(|_| Err(broke()))
}

fn make(dir: &Path, Order { output, options, verify, language, .. }: &Order<'_>) -> Ended {
    let language = *language;
    let built = pipeline::build(dir, options).map_err(|error| cannot_load(&error, language))?;
    let tally = summary(Tally::of(&built.checked.diagnostics), language);
    let refused =
        pick(language, "inget skrevs, de gamla filerna är kvar", "nothing was written, the old files are left");
    if built.outputs.is_empty() {
        return Ok((false, format!("{tally}; {refused}")));
    }
    let compared = if *verify { verified(&built)? } else { None };
    let differs = compared.as_ref().is_some_and(|compared| !compared.differences.is_empty());
    let compared = compared.map(|compared| verify::show(&compared, language));
    let last = compared.as_deref().and_then(|said| said.trim_end().lines().last());
    let last = last.map_or_else(String::new, |last| format!("; {last}"));
    if differs {
        return Ok((false, format!("{tally}{last}; {refused}")));
    }
    write(output, &built.outputs).map_err(|failed| cannot_write(&failed, language))?;
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

fn is_twin(twin: &Path, language: Language) -> String {
    let twin = twin.display();
    match language {
        Language::Swedish => format!("rapporten har samma `id` som `{twin}`, och filerna skulle få samma namn"),
        Language::English => {
            format!("the report has the same `id` as `{twin}`, and the files would have the same names")
        }
    }
}
