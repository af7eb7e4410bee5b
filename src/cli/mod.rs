//! The command line: the only place that prints. Exit codes: 0 all is well, 1 findings stand in the way, 2 could not
//! run.

pub mod args;
mod many;
pub mod terminal;
pub mod texts;
mod watch;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use crate::base::names::nearest;
use crate::deliver::dispatch::{self, Outcome};
use crate::deliver::reverify::{self, Difference};
use crate::deliver::verify::{self, Unreadable};
use crate::deliver::write::{publish, write};
use crate::diagnostic::{self, Code, Diagnostic, Language, Tally, show};
use crate::input::load::{self, LoadError};
use crate::pipeline::{self, Options};
use crate::report::{status, trace};

use self::args::{Arguments, Command, ShowArgument};
use self::terminal::{colour, language, print, verified, with_threads};
use self::texts::{accepted, cannot_load, cannot_write, count, done_in, merged, pick, summary};

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
    let language = language(arguments.lang);
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
        Command::Check { dir, format } => check(&dir, format, language),
        Command::Dispatch { dir, output } => dispatch(&dir, &output, language),
        Command::Explain { code } => explain(code.as_deref(), language),
        Command::Reverify { file } => reverify(&file, language),
        Command::Status { dir, goals } => status(&dir, goals, language),
        Command::Trace { dir, figure } => trace(&dir, &figure, language),
    };
    match exit {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            let error = pick(language, "fel", "error");
            // Nobody is left to tell when the error stream is closed.
            let _ = writeln!(io::stderr(), "{error}: {message}");
            ExitCode::from(2)
        }
    }
}

fn check(dir: &Path, format: ShowArgument, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let (found, sources) = (&checked.diagnostics, &checked.sources);
    let tally = Tally::of(found);
    print(&match format {
        ShowArgument::Human => {
            let accepted = accepted(checked.accepted.len(), language);
            let protocol = show::accepted(&checked.accepted, sources, language);
            let findings = show::human(found, sources, language, colour());
            format!("{findings}{protocol}{}{accepted}\n", summary(tally, language))
        }
        ShowArgument::Short => show::short(found, sources, language),
        ShowArgument::Json => show::json(found, sources),
        ShowArgument::Sarif => show::sarif(found, sources),
    })?;
    Ok(tally.errors == 0)
}

fn explain(code: Option<&str>, language: Language) -> Result<bool, String> {
    let Some(name) = code else {
        let longest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
        let line = |code: &Code| {
            let text = diagnostic::explain(*code).text;
            let first = text.get(language).split(['.', ':', ';']).next().unwrap_or("").to_owned();
            format!("{:<longest$}  {:<7}  {first}\n", code.name(), code.severity().name())
        };
        print(&Code::ALL.iter().map(line).collect::<String>())?;
        return Ok(true);
    };
    let Some(code) = Code::named(name) else {
        let meant = nearest(name, Code::ALL.iter().map(|code| code.name()));
        let meant = meant.map(|meant| format!("; {} `{meant}`?", pick(language, "menade du", "did you mean")));
        let unknown = pick(language, "ingen kontroll heter", "no check is called");
        return Err(format!("{unknown} `{name}`{}", meant.unwrap_or_default()));
    };
    let explanation = diagnostic::explain(code);
    let (text, example) = (explanation.text.get(language), explanation.example);
    let heading = pick(language, "Exempel", "Example");
    print(&format!("{code} ({})\n\n{text}\n\n{heading}: {example}\n", code.severity().name()))?;
    Ok(true)
}

fn reverify(file: &Path, language: Language) -> Result<bool, String> {
    let pdf =
        load::file(file).map_err(|error| cannot_load(&LoadError::Unreadable(file.to_owned(), error), language))?;
    let verdict = reverify::reverify(&pdf).map_err(|error| error.text().get(language).to_owned())?;
    let line = |difference: &Difference| format!("error[{}]: {}\n", difference.code(), difference.text().get(language));
    let differs = verdict.differences.iter().map(line);
    let differs: String = differs.collect();
    let same = verdict.differences.is_empty();
    let other = verdict.differences.iter().any(|difference| matches!(difference, Difference::Program(_)));
    let bytes = pdf.len();
    let summary = match (same, language) {
        (true, Language::Swedish) => {
            format!("samma fil: {bytes} byte, gjord om av sina {}", count(verdict.attachments, "bilaga", "bilagor"))
        }
        (true, Language::English) => {
            let attachments = count(verdict.attachments, "attachment", "attachments");
            format!("the same file: {bytes} bytes, made again of its {attachments}")
        }
        (false, Language::Swedish) if other => "filen gjordes inte om".to_owned(),
        (false, Language::English) if other => "the file was not made again".to_owned(),
        (false, Language::Swedish) => "inte samma fil".to_owned(),
        (false, Language::English) => "not the same file".to_owned(),
    };
    print(&format!("{differs}{summary}\n"))?;
    Ok(same)
}

fn status(dir: &Path, goals: bool, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let Some(report) = &checked.report else {
        // The heads of the columns alone, so that what reads the lines finds what it expects.
        print(&if goals { String::new() } else { status::show(&[], language) })?;
        return Ok(false);
    };
    if goals {
        print(&status::show_goals(report, language))?;
        return Ok(true);
    }
    let changed = |file: &str| load::changed(&dir.join(file));
    let units = status::status(report, &checked.diagnostics, &checked.sources, changed);
    print(&status::show(&units, language))?;
    Ok(true)
}

fn trace(dir: &Path, figure: &str, language: Language) -> Result<bool, String> {
    let checked = pipeline::check(dir, None).map_err(|error| cannot_load(&error, language))?;
    let traces = checked.report.as_ref().map(|report| trace::trace(report, figure)).unwrap_or_default();
    if traces.is_empty() {
        let nothing = pick(language, "finns inte i rapporten", "is not in the report");
        print(&format!("`{figure}` {nothing}\n"))?;
        return Ok(false);
    }
    print(&trace::show(&traces, &checked.sources, language))?;
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
    print(&verify::show(&verified, language))?;
    Ok(verified.differences.is_empty())
}

fn build(dir: &Path, output: &Path, options: &Options, verify: bool, language: Language) -> Result<bool, String> {
    let start = Instant::now();
    let built = pipeline::build(dir, options).map_err(|error| cannot_load(&error, language))?;
    let tally = Tally::of(&built.checked.diagnostics);
    if built.outputs.is_empty() {
        print(&show::human(&built.checked.diagnostics, &built.checked.sources, language, colour()))?;
        let refused =
            pick(language, "inget skrevs, de gamla filerna är kvar", "nothing was written, the old files are left");
        print(&format!("{}; {refused}\n", summary(tally, language)))?;
        return Ok(false);
    }
    let verified = if verify { verified(&built)? } else { None };
    let compared = verified.map(|verified| (verified.differences.is_empty(), verify::show(&verified, language)));
    if let Some((false, said)) = &compared {
        print(said)?;
        return Ok(false);
    }
    let written = write(output, &built.outputs).map_err(|failed| cannot_write(&failed, language))?;
    let mut lines = vec![merged(&built, language), summary(tally, language)];
    // What only the layout finds is not shown by `check`.
    let of_layout = |found: &&Diagnostic| found.code == Code::LayoutUnsettled;
    let of_layout: Vec<Diagnostic> = built.checked.diagnostics.iter().filter(of_layout).cloned().collect();
    if !of_layout.is_empty() {
        print(&show::human(&of_layout, &built.checked.sources, language, colour()))?;
    }
    if built.document.as_ref().is_some_and(|document| document.draft) {
        let draft = pick(language, "utkast; visa fynden med", "draft; show the findings with");
        lines.push(format!("{draft}: underlag check {}", dir.display()));
    }
    lines.extend(compared.map(|(_, said)| said.trim_end().to_owned()));
    lines.extend(written.iter().map(|path| path.display().to_string()));
    lines.push(done_in(start, language));
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
            print(&match language {
                Language::Swedish => format!("inget har ändrats sedan version {version}; inget skrevs\n"),
                Language::English => format!("nothing has changed since version {version}; nothing was written\n"),
            })?;
            return Ok(true);
        }
        (Outcome::Made(made), Some(folder)) => (made, folder),
        (Outcome::Refused | Outcome::Made(_), _) => {
            print(&show::human(&checked.diagnostics, &checked.sources, language, colour()))?;
            let refused = pick(language, "inget skrevs", "nothing was written");
            print(&format!("{}; {refused}\n", summary(Tally::of(&checked.diagnostics), language)))?;
            return Ok(false);
        }
    };
    let path = publish(&folder, &format!("v{}", made.version), &made.files)
        .map_err(|failed| cannot_write(&failed, language))?;
    let recipients = match language {
        Language::Swedish => count(made.recipients, "mottagare", "mottagare"),
        Language::English => count(made.recipients, "recipient", "recipients"),
    };
    let mut lines = vec![format!("version {}, {recipients}", made.version)];
    lines.extend(made.files.iter().map(|(name, _)| path.join(name).display().to_string()));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}
