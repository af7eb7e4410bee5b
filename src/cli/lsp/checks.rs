//! Checks while somebody types: a child is asked for each, which reads the report's folder with the unsaved texts over
//! it, is ended where it takes too long, and dies without the server.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::limits::EDITOR_TRIES;
use crate::base::words::Spelling;
use crate::deliver::fix::fix_over;
use crate::diagnostic::Language;
use crate::input::load::{Overlay, has_own_layout_over};
use crate::pipeline::{self, Checked, Stopped};
use crate::render::pdf;

use super::super::child::{Asks, Bounds, Served};
use super::super::texts::{self, cannot_load};
use super::lines::Encoding;
use super::told::{Known, Told, known, told};

/// The number of papers of which the engine remembers parts.
const REMEMBERED: usize = 3;

/// For how long nobody may type before remedies are tried, which takes as long as several checks.
const PAUSE: Duration = Duration::from_millis(500);

/// The unsaved texts of a report, by their paths in its folder.
pub(super) type Texts = BTreeMap<String, String>;

/// What is asked of the child, as a line of JSON.
#[derive(Debug, Serialize, Deserialize)]
enum Question {
    /// To check the report with these texts in it.
    Check(Texts, Encoding),
    /// Which of its findings have a remedy after which the report says the same.
    Remedies,
}

/// What it answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Answer {
    /// What was found, and what is known; that is nothing where the manifest cannot be read.
    Checked(Vec<Told>, Option<Box<Known>>),
    /// Why the report cannot be read.
    Failed(String),
    /// The positions of findings whose remedies hold.
    Remedies(Vec<usize>),
}

/// A report that is to be checked.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) dir: PathBuf,
    /// Which state of its texts it is.
    pub(super) state: u64,
    pub(super) texts: Texts,
    pub(super) encoding: Encoding,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) dir: PathBuf,
    pub(super) state: u64,
    pub(super) answer: Answer,
}

/// What all checks have in common.
pub(super) struct Setting {
    pub(super) language: Language,
    pub(super) limits: Asks,
    pub(super) words: Option<PathBuf>,
}

fn overlay(texts: &Texts) -> Overlay {
    let mut overlay = Overlay::default();
    texts.iter().for_each(|(path, text)| overlay.put(path, text.as_bytes()));
    overlay
}

/// The jobs that wait: of each report the last one alone, so that texts do not heap up while a check takes its time.
#[derive(Default)]
pub(super) struct Jobs {
    waiting: Mutex<Vec<Job>>,
    came: Condvar,
}

impl Jobs {
    fn waiting(&self) -> MutexGuard<'_, Vec<Job>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a job.
    pub(super) fn put(&self, job: Job) {
        let mut waiting = self.waiting();
        waiting.retain(|other| other.dir != job.dir);
        waiting.push(job);
        self.came.notify_one();
    }

    /// The job that has waited longest, once there is one.
    fn take(&self) -> Job {
        let mut waiting = self.waiting();
        loop {
            if !waiting.is_empty() {
                return waiting.remove(0);
            }
            waiting = self.came.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether none comes for so long.
    fn rest(&self, pause: Duration) -> bool {
        let waiting = self.waiting();
        let waited = self.came.wait_timeout_while(waiting, pause, |waiting| waiting.is_empty());
        waited.is_ok_and(|(waiting, _)| waiting.is_empty())
    }
}

/// Does one job after the other, as long as there is somebody to `tell`.
pub(super) fn work(jobs: &Jobs, setting: &Setting, tell: impl Fn(Done) -> bool) {
    let mut child: Option<(PathBuf, Served)> = None;
    loop {
        let Job { dir, state, texts, encoding } = jobs.take();
        let answer = check(&mut child, setting, &dir, &texts, encoding);
        let has_remedies = matches!(&answer, Answer::Checked(found, _) if found.iter().any(|it| !it.fix.is_empty()));
        if !tell(Done { dir: dir.clone(), state, answer }) {
            return;
        }
        // Whoever goes on typing needs findings first.
        if !has_remedies || !jobs.rest(PAUSE) {
            continue;
        }
        if let Some(answer @ Answer::Remedies(_)) = asked(&mut child, &Question::Remedies)
            && !tell(Done { dir, state, answer })
        {
            return;
        }
    }
}

/// Has the child check a report: the one of before, where that was for the same folder and bounds.
fn check(
    child: &mut Option<(PathBuf, Served)>,
    setting: &Setting,
    dir: &Path,
    texts: &Texts,
    encoding: Encoding,
) -> Answer {
    let own = has_own_layout_over(dir, &overlay(texts));
    let bounds = if own { Bounds::OF_STRANGERS } else { Bounds::of_many() }.with(setting.limits);
    if !child.as_ref().is_some_and(|(known, served)| known == dir && served.bounds() == bounds) {
        // The one before ends first.
        *child = None;
        let mut arguments: Vec<OsString> = vec!["lsp".into(), "--report".into(), dir.into()];
        arguments.extend(["--lang".into(), texts::language_name(setting.language).into()]);
        arguments.extend(setting.words.iter().flat_map(|words| ["--words".into(), words.into()]));
        match Served::start(arguments, bounds) {
            Ok(served) => *child = Some((dir.to_owned(), served)),
            Err(error) => return Answer::Failed(texts::cannot_start(&error, setting.language)),
        }
    }
    let question = Question::Check(texts.clone(), encoding);
    let Some((_, served)) = child.as_mut() else { return Answer::Failed(String::new()) };
    match ask(served, &question) {
        Ok(answer) => answer,
        Err(why) => {
            *child = None;
            stopped(dir, texts, encoding, why, own, setting.language)
        }
    }
}

fn ask(served: &mut Served, question: &Question) -> Result<Answer, Stopped> {
    let line = serde_json::to_string(question).map_err(|_| Stopped::Broke)?;
    serde_json::from_str(&served.ask(&line)?).map_err(|_| Stopped::Broke)
}

/// What the child that is there answers; one that had to be ended is none afterwards.
fn asked(child: &mut Option<(PathBuf, Served)>, question: &Question) -> Option<Answer> {
    let answer = ask(&mut child.as_mut()?.1, question);
    if answer.is_err() {
        *child = None;
    }
    answer.ok()
}

/// What there is to say where a check was stopped: what the report is found to be without its own layout, where that
/// may be why.
fn stopped(dir: &Path, texts: &Texts, encoding: Encoding, why: Stopped, own: bool, language: Language) -> Answer {
    if !own {
        return Answer::Failed(texts::stopped(why, language));
    }
    let overlay = overlay(texts);
    match pipeline::check_without_layout_over(dir, why, &overlay) {
        Ok(checked) => of_checked(&checked, &overlay, encoding, language),
        Err(error) => Answer::Failed(cannot_load(&error, language)),
    }
}

fn of_checked(checked: &Checked, overlay: &Overlay, encoding: Encoding, language: Language) -> Answer {
    let known = checked.report.as_ref().map(|report| Box::new(known(report, &checked.sources, overlay, encoding)));
    Answer::Checked(told(checked, overlay, encoding, language), known)
}

/// What the child keeps between two questions.
#[derive(Default)]
struct Kept {
    checked: Option<(Checked, Overlay)>,
}

impl Kept {
    fn answer(&mut self, dir: &Path, question: &Question, spelling: Spelling<'_>, language: Language) -> Answer {
        match question {
            Question::Check(texts, encoding) => {
                let overlay = overlay(texts);
                let checked = match pipeline::check_over(dir, None, spelling, &overlay) {
                    Ok(checked) => pipeline::check_pages(checked),
                    Err(error) => return Answer::Failed(cannot_load(&error, language)),
                };
                let answer = of_checked(&checked, &overlay, *encoding, language);
                self.checked = Some((checked, overlay));
                answer
            }
            Question::Remedies => {
                let Some((checked, overlay)) = &self.checked else { return Answer::Remedies(Vec::new()) };
                let made = fix_over(dir, overlay, checked, &|_| true, EDITOR_TRIES);
                let made = made.map(|made| made.fixed).unwrap_or_default();
                let found = checked.diagnostics.iter().enumerate();
                Answer::Remedies(found.filter(|(_, found)| made.contains(found)).map(|(at, _)| at).collect())
            }
        }
    }
}

/// Answers each line of standard input about the report in `dir`: what [`work`] starts.
pub(crate) fn serve(dir: &Path, spelling: Spelling<'_>, language: Language) -> Result<bool, String> {
    let mut kept = Kept::default();
    for line in io::stdin().lines() {
        let Ok(question) = serde_json::from_str(&line.map_err(|error| error.to_string())?) else { return Ok(false) };
        let answer = catch_unwind(AssertUnwindSafe(|| kept.answer(dir, &question, spelling, language)));
        let answer = answer.unwrap_or_else(|_| Answer::Failed(texts::crashed(language)));
        pdf::forget(REMEMBERED);
        let answer = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
        let mut out = io::stdout().lock();
        let written = writeln!(out, "{answer}").and_then(|()| out.flush());
        if written.is_err() {
            break;
        }
    }
    Ok(true)
}
