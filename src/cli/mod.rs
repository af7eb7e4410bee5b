//! The command line: the only place that prints. Exit codes: 0 all is well, 1 findings stand in the way, 2 could not
//! run.
//!
//! Its words stand in [`texts`], in both languages, and what it makes tables and lists of in [`show`].

#![expect(clippy::disallowed_methods, reason = "prints, says how long a build took, and starts a process a report")]

mod absorb;
pub mod args;
mod check;
mod child;
mod confine;
mod form;
mod forms;
mod help;
mod lsp;
mod many;
mod new;
mod number;
mod opened;
mod schema;
mod shell;
pub mod show;
mod signals;
mod status;
pub mod terminal;
pub mod texts;
mod watch;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use clap::error::ErrorKind;

use crate::base::budget::{Budget, Trust};
use crate::base::date::Ymd;
use crate::base::names::closest_match;
use crate::base::source::Sources;
use crate::base::words::{Spelling, WordList};
use crate::check::statements::lines;
use crate::deliver::dispatch::messages::{Differs, package_changed};
use crate::deliver::dispatch::{self, History, Outcome, package};
use crate::deliver::form::Kind as FormKind;
use crate::deliver::net;
use crate::deliver::reverify::reverify;
use crate::deliver::verify::{self, Unreadable};
use crate::deliver::write::error::Cause;
use crate::deliver::write::{Edited, WriteError, append, publish, replace, spare_edited, write};
use crate::diagnostic::{Code, Diagnostic, Language, Tally};
use crate::input::kolada::Key;
use crate::input::load::{self, LoadError};
use crate::layout::ChosenBy;
use crate::pipeline::{self, Checked, Stopped};
use crate::report::fulfilment::fulfilment;
use crate::report::{self, trace};

use self::args::{Arguments, Command, Making, ShowArgument};
use self::child::{Asks, Bounds, Printing};
use self::terminal::{complain, path_shown, print, print_findings, verified, with_threads};
use self::texts::{cannot_load, cannot_write, summary};

/// Has `limit` bound the memory of a child where the system does not: given a number of bytes, it says whether no more
/// are had from then on.
#[cfg(not(unix))]
pub fn memory_is_limited_by(limit: fn(usize) -> bool) {
    let _ = confine::LIMITED_BY.set(limit);
}

/// Runs the command line that the process was started with.
pub fn main() -> ExitCode {
    if let Some(code) = opened::as_a_document() {
        return code;
    }
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let arguments = help::parse(&arguments).unwrap_or_else(|(wrong, language)| refuse(&wrong, language));
    let language = texts::language(arguments.lang);
    quiet(arguments.confined.is_some());
    if let Some(megabytes) = arguments.confined {
        confine::limit(megabytes, arguments.parent, &arguments.command.access());
    }
    if arguments.is_quiet() {
        terminal::hold();
    } else if arguments.confined.is_none() && !arguments.command.talks() {
        terminal::at_work(texts::working(language));
    }
    signals::put_in_order();
    one_thread_if_need_be();
    let asked = Asked { language, stopped: None, is_child: arguments.confined.is_some() };
    let ended = match bounds(&arguments) {
        Some(bounds) => in_child(&arguments.command, bounds, asked),
        None => run(&arguments, asked).map(|all_is_well| u8::from(!all_is_well)),
    };
    let code = ended.unwrap_or_else(|message| {
        complain(&format!("{}: {message}", texts::error(language)));
        2
    });
    terminal::release(code == 0);
    ExitCode::from(code)
}

/// What every command is asked with.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// The language of messages.
    language: Language,
    /// Why the report's own layout, and what else strangers wrote, was stopped in a child.
    stopped: Option<Stopped>,
    /// Whether this process is a child, which may be stopped.
    is_child: bool,
}

impl Asked {
    /// The report in `dir`, checked, with the layout that somebody asked for; without its own layout where that was
    /// stopped.
    fn checked(&self, dir: &Path, layout: Option<&str>) -> Result<Checked, String> {
        self.spelled(dir, layout, Spelling::Unasked)
    }

    /// The same with words looked up in a list.
    fn spelled(&self, dir: &Path, layout: Option<&str>, spelling: Spelling<'_>) -> Result<Checked, String> {
        let checked = match self.stopped {
            None => pipeline::check_spelled(dir, layout, spelling),
            Some(why) => pipeline::check_without_layout(dir, why),
        };
        let checked = checked.map_err(|error| cannot_load(&error, self.language))?;
        // The manifest named no layout of the report's own when it was asked whether a child is needed.
        if !self.is_child && checked.layout.as_ref().is_some_and(|layout| layout.chosen_by == ChosenBy::Report) {
            let changing = LoadError::Unreadable(dir.join(load::MANIFEST), io::ErrorKind::ResourceBusy.into());
            return Err(cannot_load(&changing, self.language));
        }
        Ok(checked)
    }
}

/// What the engine stops at is caught and reported as a finding, not as a panic; and of a child its parent says why it
/// ended.
fn quiet(is_child: bool) {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if !is_child && !crate::render::pdf::is_laying_out() {
            told(fault);
        }
    }));
}

/// Works in this thread alone where the system lets the program have no others.
fn one_thread_if_need_be() {
    if rayon::ThreadPoolBuilder::new().build().is_err() {
        // A second pool of a process is refused, and then the first one does.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}

/// What of strangers a command has to do with.
#[derive(PartialEq, Eq)]
enum Strangers {
    /// It reads files that others sent.
    Files,
    /// It runs a layout that comes with the report.
    Layout,
}

fn of_strangers(command: &Command) -> Option<Strangers> {
    let of_report = |dir: &Path| load::has_own_layout(dir).then_some(Strangers::Layout);
    match command {
        Command::Verify { .. }
        | Command::Reverify { .. }
        | Command::Absorb { .. }
        | Command::Dispatch { check: true, .. } => Some(Strangers::Files),
        Command::Build { dir, making, .. } => match dir.as_slice() {
            [dir] if making.layout.is_none() => of_report(dir),
            _ => None,
        },
        Command::Check { dir, .. }
        | Command::Form { dir, .. }
        | Command::Dispatch { dir, .. }
        | Command::Status { dir, .. }
        | Command::Trace { dir, .. } => of_report(dir),
        // It takes a layout of the program's own.
        Command::Watch { .. } | Command::Kolada { .. } | Command::New(_) | Command::Undo { .. } => None,
        // Its child has its bounds.
        Command::Lsp { .. } => None,
        Command::Explain { .. } | Command::Completions { .. } | Command::Man { .. } | Command::Schema { .. } => None,
    }
}

/// What a child may take that is to do what was asked for; `None` where this process does it.
fn bounds(arguments: &Arguments) -> Option<Bounds> {
    // Each of several reports has a child of its own anyway, and so has a watched one.
    let has_children = match &arguments.command {
        Command::Build { dir, .. } => load::reports(dir.first()?) != *dir,
        // A child has no network, and nobody who could be asked.
        Command::Watch { .. } | Command::Kolada { .. } | Command::New(_) | Command::Lsp { .. } => true,
        Command::Explain { .. } | Command::Completions { .. } | Command::Man { .. } => true,
        _ => false,
    };
    if arguments.confined.is_some() || has_children {
        return None;
    }
    let (asks, of_strangers) = (arguments.asks(), of_strangers(&arguments.command).is_some());
    let bounds = if of_strangers { Bounds::OF_STRANGERS } else { Bounds::of_own() };
    // Where the system itself ends what needs too much memory, nobody is left to say so but a parent.
    let in_child = of_strangers || asks != Asks::default() || confine::of_system().is_some();
    in_child.then(|| bounds.with(asks))
}

/// Does what was asked for in a child. Where that is stopped, what can be said without strangers' files is said here.
fn in_child(command: &Command, bounds: Bounds, asked: Asked) -> Result<u8, String> {
    let language = asked.language;
    let arguments = std::env::args_os().skip(1);
    // What a child prints would run into what says that it is at work.
    let printing = match (terminal::is_lively(), terminal::is_coloured()) {
        (false, _) => Printing::Here,
        (true, false) => Printing::Kept,
        (true, true) => Printing::KeptInColours,
    };
    let ended = child::run(arguments, bounds, printing).map_err(|error| texts::cannot_start(&error, language))?;
    let why = match ended {
        Ok(said) => {
            terminal::pass_on(&said.out)?;
            let _ = io::stderr().write_all(&said.err);
            return Ok(said.code);
        }
        Err(why) => why,
    };
    if of_strangers(command) == Some(Strangers::Layout) {
        return act(command, Asked { stopped: Some(why), ..asked }).map(|all_is_well| u8::from(!all_is_well));
    }
    Err(texts::stopped(why, language))
}

/// Does what was asked for in this process.
fn run(arguments: &Arguments, asked: Asked) -> Result<bool, String> {
    let language = asked.language;
    match &arguments.command {
        Command::Watch { dir, making, units } if arguments.confined.is_some() => {
            with_threads(making.jobs, || watch::serve(dir, watch::Order { making, units, language }))
        }
        Command::Watch { dir, making, units } => {
            watch::watch(dir, watch::Order { making, units, language }, arguments.asks())
        }
        Command::Lsp { report: Some(dir), words, .. } if arguments.confined.is_some() => {
            let list = word_list(words.as_deref());
            lsp::serve(dir, list.as_ref().map_or(Spelling::Absent, Spelling::With), language)
        }
        Command::Lsp { words, .. } => {
            if let Some(named) = words.as_deref().filter(|named| word_list(Some(named)).is_none()) {
                return Err(texts::no_word_list(named, language));
            }
            lsp::run(words.as_deref(), arguments.asks(), language)
        }
        Command::Build { dir, making, verify, line } => {
            let order = many::Order { making, verify: *verify, language, limits: arguments.asks() };
            let dirs: Vec<PathBuf> = dir.iter().flat_map(|dir| load::reports(dir)).collect();
            if *line {
                with_threads(making.jobs, || many::line(&dir[0], &order))
            } else if dirs == *dir && dirs.len() == 1 {
                with_threads(making.jobs, || build(&dirs[0], making, *verify, asked))
            } else {
                many::build_all(&dirs, &order)
            }
        }
        command => act(command, asked),
    }
}

/// The same for commands that are the same in a child.
fn act(command: &Command, asked: Asked) -> Result<bool, String> {
    let language = asked.language;
    match command {
        Command::Build { dir, making, verify, .. } => {
            dir.first().map_or(Ok(false), |dir| build(dir, making, *verify, asked))
        }
        Command::Verify { pdf, word, dir } => verify(pdf, word, dir.as_deref(), language),
        Command::Check { dir, format, coverage: true, words, .. } => coverage(dir, *format, words.as_deref(), asked),
        Command::Check { dir, format, words, units, fix, write, .. } => {
            let order = check::Order { units, fix: *fix, write: *write, format: *format, language };
            check(dir, words.as_deref(), order, asked)
        }
        Command::Dispatch { dir, output, check: false } => dispatch(dir, output, asked),
        Command::Dispatch { dir, output, check: true } => check_dispatches(dir, output, language),
        Command::Absorb { paths, write, tracked, layout, output, format } => {
            let Some((dir, files)) = paths.split_last() else { return Ok(false) };
            let read = |file: &PathBuf| Ok((file.clone(), finished(file, language)?));
            let files: Vec<(PathBuf, Vec<u8>)> = files.iter().map(read).collect::<Result<_, String>>()?;
            let (tracked, layout) = (tracked.tracked(), layout.as_deref());
            let order = absorb::Order { tracked, layout, output, write: *write, format: *format, language };
            absorb::run(&files, dir, order)
        }
        Command::Form { dir, units, xlsx, from, output, replace_edited } => {
            let kind = if *xlsx { FormKind::Workbook } else { FormKind::Word };
            let edited = &args::edited(dir, *replace_edited);
            forms::run(dir, units, from.as_deref(), forms::Order { kind, output, edited, language })
        }
        Command::New(arguments) => new::run(arguments, language),
        Command::Undo { dir } => absorb::take_back(dir, language),
        Command::Explain { code } => explain(code.as_deref(), language),
        Command::Schema { what, dir } => schema::run(*what, dir.as_deref(), language),
        Command::Completions { shell } => print(&shell::completions(*shell, language)).map(|()| true),
        Command::Man { command } => {
            let name = command.as_deref();
            let page = shell::manual(name, language);
            print(&page.ok_or_else(|| texts::no_command(name.unwrap_or_default(), language))?).map(|()| true)
        }
        Command::Reverify { file } => remake(file, language),
        Command::Status { dir, figures: true, format, .. } => figures(dir, *format, asked),
        Command::Status { dir, goals: true, .. } => goals(dir, asked),
        Command::Status { dir, format, day, messages, .. } => {
            let order = status::Order { format: *format, day: day.as_deref(), messages: messages.as_deref() };
            status(dir, order, asked)
        }
        Command::Trace { dir, figure } => trace(dir, figure, asked),
        Command::Kolada { dir, file, server } => kolada(dir, file.as_deref(), server, language),
        // Their children are stopped and started anew without ending them.
        Command::Watch { .. } | Command::Lsp { .. } => Ok(false),
    }
}

/// Ends with what is wrong with the arguments, or with the help that was asked for.
fn refuse(wrong: &clap::Error, language: Language) -> ! {
    let is_help = matches!(
        wrong.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::DisplayVersion
    );
    if is_help {
        wrong.exit();
    }
    complain(&help::wrong(wrong, language));
    std::process::exit(wrong.exit_code());
}

fn check(dir: &Path, words: Option<&Path>, order: check::Order<'_>, asked: Asked) -> Result<bool, String> {
    let list = word_list(words);
    if let Some(named) = words.filter(|_| list.is_none()) {
        return Err(texts::no_word_list(named, asked.language));
    }
    let spelling = list.as_ref().map_or(Spelling::Absent, Spelling::With);
    check::run(dir, &pipeline::check_pages(asked.spelled(dir, None, spelling)?), order)
}

/// The word list that is named or lies beside the program.
fn word_list(named: Option<&Path>) -> Option<WordList> {
    let file = args::word_list(named)?;
    WordList::new(load::file(&file).ok()?)
}

fn coverage(dir: &Path, format: ShowArgument, words: Option<&Path>, asked: Asked) -> Result<bool, String> {
    let (checked, language) = (asked.checked(dir, None)?, asked.language);
    let unwanted = checked.report.as_ref().and_then(|report| report.manifest.rules.word_list).map(|(asked, _)| !asked);
    let is_silent = unwanted == Some(true) || word_list(words).is_some();
    print(&match format {
        ShowArgument::Human | ShowArgument::Short => {
            let of_words = if is_silent { String::new() } else { texts::without_word_list(language) };
            show::coverage(&checked.coverage, &checked.sources, language) + &of_words
        }
        ShowArgument::Json => show::coverage_json(&checked.coverage, &checked.sources),
        ShowArgument::Sarif | ShowArgument::Html => return Err(texts::no_sarif("--coverage", language)),
    })?;
    Ok(Tally::of(&checked.diagnostics).errors == 0)
}

/// The most codes that are named in the place of one that there is not.
const NEAR_CODES: usize = 6;

fn explain(code: Option<&str>, language: Language) -> Result<bool, String> {
    let Some(name) = code else {
        print(&show::codes(language))?;
        return Ok(true);
    };
    // As it is printed: `fel[fel-varde]: ...`.
    let name = name.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(name, |(code, _)| code).trim();
    let Some(code) = Code::named(name) else {
        // Words of the name, too: `uppgifter` of `uppgifter-skiljer-sig`.
        let asked = name.to_lowercase();
        let is_part = |code: &&str| !asked.is_empty() && code.split('-').any(|word| word == asked);
        let mut meant: Vec<&str> = closest_match(name, Code::names()).into_iter().collect();
        let parts: Vec<&str> = Code::names().filter(is_part).filter(|code| !meant.contains(code)).collect();
        meant.extend(parts.into_iter().take(NEAR_CODES));
        return Err(texts::no_check(name, &meant, language));
    };
    print(&show::explanation(code, language))?;
    Ok(true)
}

fn remake(file: &Path, language: Language) -> Result<bool, String> {
    if file.is_dir() {
        return Err(texts::folder_to_remake(file, language));
    }
    let pdf = finished(file, language)?;
    let verdict = reverify(&pdf).map_err(|error| texts::cannot_remake(&error, language))?;
    print(&show::verdict(&verdict, pdf.len(), language))?;
    Ok(verdict.differences.is_empty())
}

/// What became of the figures of texts.
fn figures(dir: &Path, format: ShowArgument, asked: Asked) -> Result<bool, String> {
    let (checked, language) = (asked.checked(dir, None)?, asked.language);
    let units = checked.report.as_ref().map_or(&[][..], |report| report.manifest.units.as_slice());
    print(&match format {
        ShowArgument::Human | ShowArgument::Short => {
            show::statements(&checked.statements, units, &checked.sources, language)
        }
        ShowArgument::Json => lines::json(&checked.statements, units, &checked.sources),
        ShowArgument::Sarif | ShowArgument::Html => return Err(texts::no_sarif("--figures", language)),
    })?;
    Ok(checked.report.is_some())
}

fn goals(dir: &Path, asked: Asked) -> Result<bool, String> {
    let (checked, language) = (asked.checked(dir, None)?, asked.language);
    let Some(report) = &checked.report else { return Ok(false) };
    let (goals, all) = fulfilment(report);
    print(&show::goals(&goals, all, language))?;
    Ok(true)
}

/// How each unit stands on a day, or messages to those that have something left to do.
fn status(dir: &Path, order: status::Order<'_>, asked: Asked) -> Result<bool, String> {
    let today = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ymd::of_day_number(i64::try_from(since.as_secs() / 86_400).unwrap_or_default())
    };
    let day = status::day(order.day, today, asked.language)?;
    status::run(dir, &asked.checked(dir, None)?, day, order, asked.language)
}

fn trace(dir: &Path, figure: &str, asked: Asked) -> Result<bool, String> {
    let (checked, language) = (asked.checked(dir, None)?, asked.language);
    let traces = checked.report.as_ref().map(|report| trace::trace(report, figure)).unwrap_or_default();
    if traces.is_empty() {
        print(&format!("{}\n", texts::not_in_report(figure, language)))?;
        return Ok(false);
    }
    print(&show::traces(&traces, &checked.statements, &checked.sources, language))?;
    Ok(true)
}

/// Fetches what a report asks of Kolada into one of its saved answers.
fn kolada(dir: &Path, file: Option<&str>, server: &str, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, Some(load::BUILT_IN_LAYOUT)).map_err(|error| cannot_load(&error, language))?;
    let Some(report) = &checked.report else {
        print_findings(&checked.diagnostics, &checked.sources, language)?;
        return Ok(false);
    };
    let specs: Vec<&str> = report.manifest.kolada.iter().map(|spec| spec.file.trimmed()).collect();
    let path = match (file, &specs[..]) {
        (_, []) => return Err(texts::no_kolada(language)),
        (None, [path]) => path,
        (Some(file), _) if specs.contains(&file) => file,
        _ => return Err(texts::which_kolada(file, &specs, language)),
    };
    if report::kolada::lacks_municipality(report) {
        return Err(texts::no_municipality(language));
    }
    let asked: BTreeSet<Key> = report::kolada::asked(report).into_keys().collect();
    if asked.is_empty() {
        return Err(texts::nothing_asked(language));
    }
    let fetched = net::fetch(server, &asked).map_err(|error| texts::cannot_fetch(&error, language))?;
    let missing = fetched.missing(&asked);
    let saved = replace(dir, path, fetched.text.as_bytes()).map_err(|failed| cannot_write(&failed, language))?;
    let mut lines = vec![texts::fetched(asked.len() - missing.len(), asked.len(), language)];
    lines.extend(missing.iter().map(|key| texts::not_in_kolada(key, language)));
    lines.push(path_shown(&saved));
    print(&(lines.join("\n") + "\n"))?;
    Ok(missing.is_empty())
}

/// A finished file that is to be read back.
fn finished(path: &Path, language: Language) -> Result<Vec<u8>, String> {
    load::file(path).map_err(|error| cannot_load(&LoadError::Unreadable(path.to_owned(), error), language))
}

fn verify(pdf: &Path, word: &Path, dir: Option<&Path>, language: Language) -> Result<bool, String> {
    let (pdf, word) = (finished(pdf, language)?, finished(word, language)?);
    let unreadable = |why: Unreadable| texts::cannot_read_back(&why, language);
    let document = match dir {
        Some(dir) => {
            let is_draft = verify::word::read(&word, &mut Budget::of_strangers()).map_err(unreadable)?.status.is_some();
            pipeline::document(dir, is_draft).map_err(|error| cannot_load(&error, language))?
        }
        None => None,
    };
    let verified = verify::verify(&pdf, &word, document.as_ref(), Trust::Stranger).map_err(unreadable)?;
    print(&show::verified(&verified, language))?;
    Ok(verified.differences.is_empty())
}

fn build(dir: &Path, making: &Making, verify: bool, asked: Asked) -> Result<bool, String> {
    let (start, language, output) = (Instant::now(), asked.language, &making.output);
    let options = making.options(language);
    let built = pipeline::make(asked.checked(dir, options.layout.as_deref())?, &options);
    let tally = Tally::of(&built.checked.diagnostics);
    if built.outputs.is_empty() {
        if options.is_final && tally.errors > 0 {
            print(&texts::not_final(tally.errors, language))?;
        }
        print_findings(&built.checked.diagnostics, &built.checked.sources, language)?;
        print(&format!("{}; {}\n", summary(tally, language), texts::old_files_left(language)))?;
        return Ok(false);
    }
    let verified = if verify { verified(&built, language)? } else { None };
    let compared = verified.map(|verified| (verified.differences.is_empty(), show::verified(&verified, language)));
    if let Some((false, said)) = &compared {
        // What was found may be the reason.
        print_findings(&built.checked.diagnostics, &built.checked.sources, language)?;
        print(&format!("{}\n{}\n", said.trim_end(), texts::old_files_left(language)))?;
        return Ok(false);
    }
    let written = write(output, &built, &making.edited(dir)).map_err(|failed| match failed.cause {
        Cause::Edited => absorb::edited(&failed, dir, making.layout.as_deref(), language),
        _ => cannot_write(&failed, language),
    })?;
    let mut lines = vec![texts::merged(&built, language), summary(tally, language)];
    // What only the pages show is told at once; the rest is for `check`.
    let of_pages = [Code::LayoutUnsettled, Code::DoesNotFit, Code::TextOverText, Code::HiddenText];
    let of_layout = |found: &&Diagnostic| of_pages.contains(&found.code);
    let of_layout: Vec<Diagnostic> = built.checked.diagnostics.iter().filter(of_layout).cloned().collect();
    if !of_layout.is_empty() {
        print_findings(&of_layout, &built.checked.sources, language)?;
    }
    if built.document.as_ref().is_some_and(|document| document.draft) {
        lines.push(texts::draft(dir, language));
    }
    lines.extend(compared.map(|(_, said)| said.trim_end().to_owned()));
    lines.extend(written.iter().map(|path| path_shown(path)));
    lines.push(texts::done_in(start, language));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}

/// How often a dispatch is tried anew when others make versions at the same time.
const TRIES: u32 = 16;

fn dispatch(dir: &Path, output: &Path, asked: Asked) -> Result<bool, String> {
    let (mut checked, language) = (asked.checked(dir, None)?, asked.language);
    let id = checked.report.as_ref().map(|report| report.manifest.id.value.clone());
    // What somebody has written into the paper in Word would be dispatched without a word of it.
    if let (Some(id), Edited::Spared { but }) = (&id, args::edited(dir, false)) {
        let paper = format!("{id}.docx");
        if let Err(failed) = spare_edited(output, std::iter::once(&*paper), &but) {
            return Err(texts::edited_before_dispatch(&path_shown(&failed.path), &path_shown(dir), language));
        }
    }
    let folder = id.as_ref().map(|id| output.join(dispatch::folder(id)));
    let mut tries = 1..=TRIES;
    loop {
        let earlier = folder.as_ref().zip(id.as_ref()).map(|(folder, id)| History::read(folder, Some(id)));
        let earlier = earlier.unwrap_or_default();
        let (after, outcome) = dispatch::prepare(checked, &earlier);
        checked = after;
        print_findings(&earlier.found, &checked.sources, language)?;
        let (made, folder) = match (outcome, &folder) {
            (Outcome::Made(made), Some(folder)) => (made, folder),
            (outcome, _) => return not_dispatched(&outcome, &checked, language),
        };
        let path = match publish(folder, &format!("v{}", made.version), &made.files, &checked.seen) {
            // Somebody else has made this version in the meantime.
            Err(failed) if is_taken(&failed) && tries.next().is_some() => continue,
            published => published.map_err(|failed| cannot_write(&failed, language))?,
        };
        let mut lines = vec![texts::dispatched(made.version, made.recipients, language)];
        lines.extend(made.files.iter().map(|(name, _)| path_shown(&path.join(name))));
        print(&(lines.join("\n") + "\n"))?;
        let register = earlier.register(made.version, made.record());
        append(folder, dispatch::REGISTER, &register).map_err(|failed| cannot_write(&failed, language))?;
        return Ok(true);
    }
}

fn is_taken(failed: &WriteError) -> bool {
    matches!(failed.error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty)
}

/// Tells why nothing was dispatched.
fn not_dispatched(outcome: &Outcome, checked: &Checked, language: Language) -> Result<bool, String> {
    match outcome {
        Outcome::Same(version) => {
            print(&format!("{}\n", texts::unchanged(*version, language)))?;
            return Ok(true);
        }
        Outcome::Tampered(version) => print(&format!("{}\n", texts::tampered(*version, language)))?,
        Outcome::Unlike(standard, Ok(verified)) => {
            let said = show::verified(verified, language);
            print(&format!("{said}{}; {}\n", texts::unlike(*standard, language), texts::nothing_written(language)))?;
        }
        Outcome::Unlike(_, Err(why)) => return Err(texts::cannot_read_back(why, language)),
        Outcome::Refused | Outcome::Made(_) => {
            print_findings(&checked.diagnostics, &checked.sources, language)?;
            let tally = summary(Tally::of(&checked.diagnostics), language);
            print(&format!("{tally}; {}\n", texts::nothing_written(language)))?;
        }
    }
    Ok(false)
}

/// Looks at a package, or at what was dispatched before: of the report in `dir`, or in the folder of its versions.
fn check_dispatches(dir: &Path, output: &Path, language: Language) -> Result<bool, String> {
    if dir.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
        return check_package(dir, language);
    }
    let id = load::id(dir);
    let of = |folder: PathBuf| (History::read(&folder, id.as_deref()), folder);
    let (mut history, folder) = of(id.as_ref().map_or_else(|| dir.to_owned(), |id| output.join(dispatch::folder(id))));
    if id.is_none() && history.is_empty() {
        // One version, or a file of one, stands for all of them.
        let above = dir.ancestors().skip(1).take(2).filter(|above| above.is_dir() && dir.exists());
        let above = above.map(|above| of(above.to_owned()).0).find(|above| !above.is_empty());
        history = above.ok_or_else(|| {
            let error = if history.is_there { LoadError::no_manifest } else { LoadError::NoFolder };
            cannot_load(&error(folder), language)
        })?;
    }
    print_findings(&history.found, &Sources::default(), language)?;
    print(&format!("{}\n", texts::as_made(history.versions, history.files, language)))?;
    Ok(!history.is_changed())
}

fn check_package(path: &Path, language: Language) -> Result<bool, String> {
    let bytes = finished(path, language)?;
    let compared = package::compared(&bytes, &mut Budget::of_strangers());
    let (same, differs) = compared.map_err(|error| texts::no_package(path, &error, language))?;
    let is_same = differs == Differs::default();
    if !is_same {
        let found = [package_changed(&differs)];
        print_findings(&found, &Sources::default(), language)?;
    }
    print(&format!("{}\n", texts::package_as_made(same, language)))?;
    Ok(is_same)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody has the manifest name a layout of the report's own behind the back of who asked whether it does.
    #[test]
    fn only_a_child_runs_a_reports_own_layout() {
        let dir = tempfile::tempdir().unwrap();
        let manifest = "format = 1\nid = \"a\"\ntitel = \"A\"\nkommun = \"K\"\nnamnd = \"N\"\ndatum = 2024-01-01\n\
                        layout = \"egen\"\n";
        std::fs::write(dir.path().join(load::MANIFEST), manifest).unwrap();
        std::fs::create_dir(dir.path().join("egen")).unwrap();
        for (name, text) in [
            ("tokens.toml", include_str!("../../layouts/kommun/tokens.toml")),
            ("template.typ", include_str!("../../layouts/kommun/template.typ")),
        ] {
            std::fs::write(dir.path().join("egen").join(name), text).unwrap();
        }
        let checked = |is_child, stopped, layout| {
            Asked { language: Language::English, stopped, is_child }.checked(dir.path(), layout)
        };
        let refused = checked(false, None, None).unwrap_err();
        assert!(refused.contains("changed while it is read"), "{refused}");
        assert!(checked(true, None, None).unwrap().layout.is_some());
        assert!(checked(false, None, Some("kommun")).unwrap().layout.is_some());
        assert!(checked(false, Some(Stopped::Broke), None).unwrap().layout.is_none());
    }
}
