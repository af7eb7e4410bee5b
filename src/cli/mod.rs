//! The command line: the only place that prints. Exit codes: 0 all is well, 1 findings stand in the way, 2 could not
//! run.
//!
//! Its words stand in [`texts`], in both languages, and what it makes tables and lists of in [`show`].

#![expect(clippy::disallowed_methods, reason = "prints, says how long a build took, and starts a process a report")]

pub mod args;
mod many;
pub mod show;
pub mod terminal;
pub mod texts;
mod watch;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use crate::base::names::closest_match;
use crate::deliver::dispatch::{self, Outcome};
use crate::deliver::reverify::reverify;
use crate::deliver::verify::{self, Unreadable};
use crate::deliver::write::{publish, write};
use crate::diagnostic::show as findings;
use crate::diagnostic::{Code, Diagnostic, Language, Tally};
use crate::input::load::{self, LoadError};
use crate::pipeline::{self, Options};
use crate::report::fulfilment::fulfilment;
use crate::report::{status, trace};

use self::args::{Arguments, Command, ShowArgument};
use self::terminal::{colour, print, verified, with_threads};
use self::texts::{cannot_load, cannot_write, summary};

/// Runs the command line that the process was started with.
pub fn main() -> ExitCode {
    // What the engine stops at is caught and told as a finding, not as the fault of a thread.
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if !crate::render::pdf::is_laying_out() {
            told(fault);
        }
    }));
    let arguments = Arguments::parse();
    let language = texts::language(arguments.lang);
    let exit = match arguments.command {
        Command::Build { dir, making, verify, line } => {
            let (options, order) = (making.options(), many::Order { making: &making, verify, language });
            let dirs: Vec<PathBuf> = dir.iter().flat_map(|dir| load::reports(dir)).collect();
            if line {
                with_threads(making.jobs, || many::line(&dir[0], &order))
            } else if dirs == dir && dirs.len() == 1 {
                with_threads(making.jobs, || build(&dirs[0], &making.output, &options, verify, language))
            } else {
                many::build_all(&dirs, &order)
            }
        }
        Command::Watch { dir, making } => {
            with_threads(making.jobs, || watch::watch(&dir, &making.output, &making.options(), language))
        }
        Command::Verify { pdf, word, dir } => verify(&pdf, &word, dir.as_deref(), language),
        Command::Check { dir, format, coverage: false } => check(&dir, format, language),
        Command::Check { dir, format, coverage: true } => coverage(&dir, format, language),
        Command::Dispatch { dir, output } => dispatch(&dir, &output, language),
        Command::Explain { code } => explain(code.as_deref(), language),
        Command::Reverify { file } => remake(&file, language),
        Command::Status { dir, goals } => status(&dir, goals, language),
        Command::Trace { dir, figure } => trace(&dir, &figure, language),
    };
    match exit {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            // Nobody is left to tell when the error stream is closed.
            let _ = writeln!(io::stderr(), "{}: {message}", texts::error(language));
            ExitCode::from(2)
        }
    }
}

fn check(dir: &Path, format: ShowArgument, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let checked = pipeline::check_pages(checked);
    let (found, sources) = (&checked.diagnostics, &checked.sources);
    let tally = Tally::of(found);
    print(&match format {
        ShowArgument::Human => {
            let accepted = texts::accepted(checked.accepted.len(), language);
            let protocol = findings::accepted(&checked.accepted, sources, language);
            let findings = findings::human(found, sources, language, colour());
            format!("{findings}{protocol}{}{accepted}\n", summary(tally, language))
        }
        ShowArgument::Short => findings::short(found, sources, language),
        ShowArgument::Json => findings::json(found, sources),
        ShowArgument::Sarif => findings::sarif(found, sources),
    })?;
    Ok(tally.errors == 0)
}

fn coverage(dir: &Path, format: ShowArgument, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    print(&match format {
        ShowArgument::Human | ShowArgument::Short => show::coverage(&checked.coverage, &checked.sources, language),
        ShowArgument::Json => show::coverage_json(&checked.coverage, &checked.sources),
        ShowArgument::Sarif => return Err(texts::no_coverage(language)),
    })?;
    Ok(Tally::of(&checked.diagnostics).errors == 0)
}

fn explain(code: Option<&str>, language: Language) -> Result<bool, String> {
    let Some(name) = code else {
        print(&show::codes(language))?;
        return Ok(true);
    };
    let Some(code) = Code::named(name) else {
        let meant = closest_match(name, Code::ALL.iter().map(|code| code.name()));
        return Err(texts::no_check(name, meant, language));
    };
    print(&show::explanation(code, language))?;
    Ok(true)
}

fn remake(file: &Path, language: Language) -> Result<bool, String> {
    let pdf =
        load::file(file).map_err(|error| cannot_load(&LoadError::Unreadable(file.to_owned(), error), language))?;
    let verdict = reverify(&pdf).map_err(|error| texts::cannot_remake(&error, language))?;
    print(&show::verdict(&verdict, pdf.len(), language))?;
    Ok(verdict.differences.is_empty())
}

fn status(dir: &Path, goals: bool, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let Some(report) = &checked.report else {
        // The heads of the columns alone, so that what reads the lines finds what it expects.
        print(&if goals { String::new() } else { show::units(&[], language) })?;
        return Ok(false);
    };
    if goals {
        let (goals, all) = fulfilment(report);
        print(&show::goals(&goals, all, language))?;
        return Ok(true);
    }
    let changed = |file: &str| load::changed(&dir.join(file));
    let units = status::status(report, &checked.diagnostics, &checked.sources, changed);
    print(&show::units(&units, language))?;
    Ok(true)
}

fn trace(dir: &Path, figure: &str, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let traces = checked.report.as_ref().map(|report| trace::trace(report, figure)).unwrap_or_default();
    if traces.is_empty() {
        print(&format!("{}\n", texts::not_in_report(figure, language)))?;
        return Ok(false);
    }
    print(&show::traces(&traces, &checked.sources, language))?;
    Ok(true)
}

fn verify(pdf: &Path, word: &Path, dir: Option<&Path>, language: Language) -> Result<bool, String> {
    let read = |path: &Path| load::file(path).map_err(|error| format!("`{}`: {error}", path.display()));
    let (pdf, word) = (read(pdf)?, read(word)?);
    let unreadable = |Unreadable(reason)| reason;
    let document = match dir {
        Some(dir) => {
            let is_draft = verify::word::read(&word).map_err(unreadable)?.status.is_some();
            pipeline::document(dir, is_draft).map_err(|error| cannot_load(&error, language))?
        }
        None => None,
    };
    let verified = verify::verify(&pdf, &word, document.as_ref()).map_err(unreadable)?;
    print(&show::verified(&verified, language))?;
    Ok(verified.differences.is_empty())
}

fn build(dir: &Path, output: &Path, options: &Options, verify: bool, language: Language) -> Result<bool, String> {
    let start = Instant::now();
    let built = pipeline::build(dir, options).map_err(|error| cannot_load(&error, language))?;
    let tally = Tally::of(&built.checked.diagnostics);
    if built.outputs.is_empty() {
        print(&findings::human(&built.checked.diagnostics, &built.checked.sources, language, colour()))?;
        print(&format!("{}; {}\n", summary(tally, language), texts::old_files_left(language)))?;
        return Ok(false);
    }
    let verified = if verify { verified(&built)? } else { None };
    let compared = verified.map(|verified| (verified.differences.is_empty(), show::verified(&verified, language)));
    if let Some((false, said)) = &compared {
        print(said)?;
        return Ok(false);
    }
    let written = write(output, &built.outputs).map_err(|failed| cannot_write(&failed, language))?;
    let mut lines = vec![texts::merged(&built, language), summary(tally, language)];
    // What only the pages show is told at once; the rest is for `check`.
    let of_pages = [Code::LayoutUnsettled, Code::DoesNotFit, Code::TextOverText, Code::HiddenText];
    let of_layout = |found: &&Diagnostic| of_pages.contains(&found.code);
    let of_layout: Vec<Diagnostic> = built.checked.diagnostics.iter().filter(of_layout).cloned().collect();
    if !of_layout.is_empty() {
        print(&findings::human(&of_layout, &built.checked.sources, language, colour()))?;
    }
    if built.document.as_ref().is_some_and(|document| document.draft) {
        lines.push(texts::draft(dir, language));
    }
    lines.extend(compared.map(|(_, said)| said.trim_end().to_owned()));
    lines.extend(written.iter().map(|path| path.display().to_string()));
    lines.push(texts::done_in(start, language));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}

fn dispatch(dir: &Path, output: &Path, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let folder = dispatch::folder(&checked).map(|folder| output.join(folder));
    let earlier = folder.as_ref().map(|folder| load::dispatches(folder, dispatch::RECORD)).unwrap_or_default();
    let (checked, outcome) = dispatch::prepare(checked, &earlier);
    let (made, folder) = match (outcome, folder) {
        (Outcome::Same(version), _) => {
            print(&format!("{}\n", texts::unchanged(version, language)))?;
            return Ok(true);
        }
        (Outcome::Made(made), Some(folder)) => (made, folder),
        (Outcome::Refused | Outcome::Made(_), _) => {
            print(&findings::human(&checked.diagnostics, &checked.sources, language, colour()))?;
            let tally = summary(Tally::of(&checked.diagnostics), language);
            print(&format!("{tally}; {}\n", texts::nothing_written(language)))?;
            return Ok(false);
        }
    };
    let path = publish(&folder, &format!("v{}", made.version), &made.files)
        .map_err(|failed| cannot_write(&failed, language))?;
    let mut lines = vec![texts::dispatched(made.version, made.recipients, language)];
    lines.extend(made.files.iter().map(|(name, _)| path.join(name).display().to_string()));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}
