//! The arguments of the command line.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::base::budget::Trust;
use crate::base::standard::Standard;
use crate::deliver::absorb::{Memory, Tracked, stored_beside};
use crate::deliver::net::KOLADA;
use crate::deliver::write::Edited;
use crate::diagnostic::Language;
use crate::pipeline::{self, Options};

use super::child::Asks;
use super::confine::Access;
use super::new::args::NewArguments;
use super::number::number;

/// Builds a committee paper, as PDF and as Word file, from the sections that a municipality's units deliver.
#[derive(Debug, Parser)]
#[command(name = "underlag", version, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes:\n  0  all is well\n  1  errors of the report stand in the way, or something differs: \
                        see what is printed\n  2  the program could not run: wrong arguments, a file that cannot be \
                        read or written"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The language of help and messages; the system's unless given.
    #[arg(long, value_name = "LANG", global = true)]
    pub(super) lang: Option<LanguageArgument>,
    /// The longest time for what others made, in seconds: files to verify, a layout that comes with the report (20), and each
    /// of several reports (600).
    #[arg(long, value_name = "SECONDS", global = true, value_parser = number::<u64>(1..=86_400))]
    pub(super) time_limit: Option<u64>,
    /// The most memory for the same, in megabytes: 1024, and half of the machine's for each of several reports.
    #[arg(long, value_name = "MB", global = true, value_parser = number::<u64>(64..=1_048_576))]
    pub(super) memory_limit: Option<u64>,
    /// Prints nothing when all is well.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Limits this process to so many megabytes of memory and to what the command names.
    #[arg(long, hide = true, value_name = "MB")]
    pub(super) confined: Option<u64>,
    /// The process that this one ends with.
    #[arg(long, hide = true, value_name = "PID")]
    pub(super) parent: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Builds the paper. With findings it becomes a draft that says so on its first page.
    #[command(after_help = "Examples:\n  underlag build inputs/herrljunga-ks-delar-2023 --format pdf,docx,txt\n  \
                            underlag build inputs")]
    Build {
        /// The report's folder, with rapport.toml and enheter/; several of them, or a folder of reports.
        #[arg(required = true)]
        dir: Vec<PathBuf>,
        #[command(flatten)]
        making: Making,
        /// Reads both finished files back before they are written, and writes nothing where they differ.
        #[arg(long)]
        verify: bool,
        /// Says one line, as one of many reports.
        #[arg(long, hide = true)]
        line: bool,
    },
    /// Builds the paper, and again at each save of manifest, units or layout, until Ctrl-C. Tells which findings came and went.
    #[command(after_help = "Examples:\n  underlag watch inputs/herrljunga-ks-delar-2023\n  \
                            underlag watch inputs/herrljunga-ks-delar-2023 --unit it")]
    Watch {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        #[command(flatten)]
        making: Making,
        /// Only what concerns this unit, by id or name, and how many findings concern others; may be given several times.
        #[arg(long = "unit", value_name = "UNIT")]
        units: Vec<String>,
    },
    /// Reads a finished PDF and Word file back and tells where they differ.
    #[command(after_help = "Example:\n  underlag verify output/herrljunga-ks-delar-2023.pdf \
                            output/herrljunga-ks-delar-2023.docx inputs/herrljunga-ks-delar-2023")]
    Verify {
        /// The PDF.
        pdf: PathBuf,
        /// The Word file.
        word: PathBuf,
        /// The report's folder, to compare both with what they were made from.
        dir: Option<PathBuf>,
    },
    /// Takes the edits that somebody made in the finished Word file back into the files that the report is made of.
    #[command(
        after_help = "Examples:\n  underlag absorb output/herrljunga-ks-delar-2023.docx inputs/herrljunga-ks-delar-2023\n  \
                            underlag absorb output/herrljunga-ks-delar-2023.docx inputs/herrljunga-ks-delar-2023 --write"
    )]
    Absorb {
        /// The edited Word files and the forms that were filled in, and last the report's folder, with rapport.toml and enheter/.
        #[arg(required = true, num_args = 2.., value_name = "FILE... DIR")]
        paths: Vec<PathBuf>,
        /// Writes what is certain, all or none. Without it, only shows what would change.
        #[arg(long)]
        write: bool,
        /// What becomes of tracked changes that nobody has decided about.
        #[arg(long, value_enum, default_value_t = TrackedArgument::Accept)]
        tracked: TrackedArgument,
        /// The layout that the Word file was built with, where it was not the manifest's: a name, or a folder.
        #[arg(long, value_name = "NAME|DIR")]
        layout: Option<String>,
        /// The folder that `dispatch` wrote into, where what a dispatched Word file was made of lies.
        #[arg(long, value_name = "DIR", default_value = "output")]
        output: PathBuf,
        /// How it is shown: for people, or as JSON.
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ShowArgument,
    },
    /// Makes a form for each unit with just what it owes, to be filled in and taken back by `absorb`.
    #[command(after_help = "Examples:\n  underlag form inputs/herrljunga-ks-delar-2023\n  \
                            underlag form inputs/herrljunga-ks-delar-2023 it miljo --xlsx")]
    Form {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        /// The units' ids; all units unless given.
        #[arg(value_name = "UNIT")]
        units: Vec<String>,
        /// Makes workbooks instead of Word files.
        #[arg(long)]
        xlsx: bool,
        /// The folder of the report before: what units said then stands beside, and rows have their names.
        #[arg(long, value_name = "OLD")]
        from: Option<PathBuf>,
        /// The folder to write into.
        #[arg(long, value_name = "DIR", default_value = "output")]
        output: PathBuf,
        /// Writes over a form that somebody has filled in. Without it nothing is written then.
        #[arg(long)]
        replace_edited: bool,
    },
    /// Makes a new report, which builds at once as a draft that says what is missing. Asks at a terminal for what the flags do not say.
    New(Box<NewArguments>),
    /// Takes back what `absorb --write` or `check --fix --write` wrote last.
    #[command(after_help = "Example:\n  underlag undo inputs/herrljunga-ks-delar-2023")]
    Undo {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
    },
    /// Checks the report and tells what is missing or wrong.
    #[command(after_help = "Examples:\n  underlag check inputs/herrljunga-ks-delar-2023 --format short\n  \
                            underlag check inputs/herrljunga-ks-delar-2023 --unit it --format html\n  \
                            underlag check inputs/herrljunga-ks-delar-2023 --fix --write\n  \
                            underlag check inputs/herrljunga-ks-delar-2023 --coverage")]
    Check {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        /// How findings are shown. JSON has one object a line; SARIF is for editors and code hosts; HTML is a page to mail.
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ShowArgument,
        /// Shows for each table how many sums, computed columns and relations were checked, and which could not be,
        /// instead of the findings. For people, or as JSON.
        #[arg(long)]
        coverage: bool,
        /// The word list that words are looked up in; `svenska.ord` beside the program unless given.
        #[arg(long, value_name = "FILE")]
        words: Option<PathBuf>,
        /// Only what concerns this unit, by id or name, and how many findings concern others; may be given several times.
        #[arg(long = "unit", value_name = "UNIT", conflicts_with = "coverage")]
        units: Vec<String>,
        /// Shows the remedies that are certain, as a diff, instead of the findings.
        #[arg(long, conflicts_with = "coverage")]
        fix: bool,
        /// Makes them, all or none. `undo` takes them back.
        #[arg(long, requires = "fix")]
        write: bool,
    },
    /// Makes the final files and a package for each recipient, as a new version that replaces none.
    #[command(after_help = "Examples:\n  underlag dispatch inputs/herrljunga-ks-delar-2023\n  \
                            underlag dispatch --check output/herrljunga-ks-delar-2023-expediering")]
    Dispatch {
        /// The report's folder, with rapport.toml and enheter/. With --check also the folder of its versions, or a package.
        dir: PathBuf,
        /// The folder to write into; all versions stand in a folder there that has the report's id and -expediering as its name.
        #[arg(long, value_name = "DIR", default_value = "output")]
        output: PathBuf,
        /// Checks whether the versions that were made before are as they were made, and makes none.
        #[arg(long)]
        check: bool,
    },
    /// Explains what a finding's code means, or lists all codes.
    #[command(after_help = "Example:\n  underlag explain sum-mismatch")]
    Explain {
        /// The code.
        code: Option<String>,
    },
    /// Shows a line for each unit: delivered or missing, findings, words, last change; and who is late.
    #[command(after_help = "Examples:\n  underlag status inputs/herrljunga-ks-delar-2023\n  \
                            underlag status inputs/herrljunga-ks-delar-2023 --day 2023-09-18 --messages output")]
    Status {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        /// Shows for each goal how many indicators reach their targets, instead of the units.
        #[arg(long)]
        goals: bool,
        /// Shows for each unit how many figures of its texts a table confirms, how many one contradicts, and how many
        /// none backs, with a list of the last two kinds, instead of the units.
        #[arg(long, conflicts_with = "goals")]
        figures: bool,
        /// How units or figures are shown: for people, or as JSON with one object a line.
        #[arg(long, value_enum, default_value_t = ShowArgument::Human, conflicts_with = "goals")]
        format: ShowArgument,
        /// The day on which it is asked who is late; today unless given.
        #[arg(long, value_name = "YYYY-MM-DD", conflicts_with_all = ["goals", "figures"])]
        day: Option<String>,
        /// Writes a message to each unit with just its findings and what it owes into this folder, as text and as mail.
        #[arg(long, value_name = "DIR", conflicts_with_all = ["goals", "figures"])]
        messages: Option<PathBuf>,
    },
    /// Builds a PDF again from its own attachments and tells whether it is the same file, byte for byte.
    #[command(after_help = "Example:\n  underlag build inputs/herrljunga-ks-delar-2023 --standard a-3a\n  \
                            underlag reverify output/herrljunga-ks-delar-2023.pdf")]
    Reverify {
        /// The PDF, made with --standard a-3a, a-3u, a-3b or a-4f.
        file: PathBuf,
    },
    /// Prints what editors know the keys by: JSON Schema of rapport.toml or of units' files, or the reference.
    #[command(after_help = "Examples:\n  underlag schema manifest > rapport.schema.json\n  \
                            underlag schema section inputs/sandby-sn-2025-08 > enhet.schema.json")]
    Schema {
        /// Which file's keys, or the reference of both.
        what: SchemaArgument,
        /// A report's folder: the schema then lists its units, chapters, tables, rows, columns and goals.
        dir: Option<PathBuf>,
    },
    /// Serves an editor, over standard input and output: findings while one types, completion, and what keys mean.
    #[command(after_help = "Example:\n  underlag lsp --lang sv")]
    Lsp {
        /// The word list that words are looked up in; `svenska.ord` beside the program unless given.
        #[arg(long, value_name = "FILE")]
        words: Option<PathBuf>,
        /// Taken for the sake of editors: it is spoken over these in any case.
        #[arg(long, hide = true)]
        stdio: bool,
        /// Checks the report in this folder, as often as it is asked for.
        #[arg(long, hide = true, value_name = "DIR")]
        report: Option<PathBuf>,
    },
    /// Fetches from Kolada the figures of the key figures that the report's rows name, and saves them in the report's folder.
    #[command(after_help = "Example:\n  underlag kolada inputs/herrljunga-ks-delar-2023")]
    Kolada {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        /// The file to save, where the report has several `[[kolada]]`: what its `fil` says.
        #[arg(long, value_name = "FILE")]
        file: Option<String>,
        /// Another address of the same interface: a copy of it, or a server that passes requests on.
        #[arg(long, value_name = "URL", default_value = KOLADA)]
        server: String,
    },
    /// Prints a file by which a shell completes commands, options and values.
    #[command(
        after_help = "Example:\n  underlag completions bash > ~/.local/share/bash-completion/completions/underlag"
    )]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Prints the page of the manual about the program, or about a command, for `man`.
    #[command(after_help = "Examples:\n  underlag man > underlag.1\n  underlag man check > underlag-check.1")]
    Man {
        /// The command; the program itself unless given.
        command: Option<String>,
    },
    /// Shows where a figure was written and everything that it is part of.
    #[command(after_help = "Examples:\n  underlag trace inputs/herrljunga-ks-delar-2023 \"7 712\"\n  \
                            underlag trace inputs/herrljunga-ks-delar-2023 verksamhet.it.utfall_2023_08")]
    Trace {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        /// The figure, or an address: table.row.column, or one of the auditors' table, cell:table/unit/row/column.
        #[arg(allow_hyphen_values = true)]
        figure: String,
    },
}

impl Arguments {
    /// Whether nothing is printed where all is well: somebody asks for that, and the command does more than print.
    pub(super) fn is_quiet(&self) -> bool {
        let prints = matches!(
            self.command,
            Command::Watch { .. }
                | Command::Explain { .. }
                | Command::Status { .. }
                | Command::Trace { .. }
                | Command::Absorb { write: false, .. }
                | Command::Completions { .. }
                | Command::Man { .. }
                | Command::Schema { .. }
                | Command::Lsp { .. }
                | Command::New(_)
        );
        self.quiet && !prints
    }

    /// What it asks for of children.
    pub(super) fn asks(&self) -> Asks {
        Asks { seconds: self.time_limit, megabytes: self.memory_limit }
    }
}

impl Command {
    /// Whether it says by itself how it goes on.
    pub(super) fn talks(&self) -> bool {
        matches!(self, Command::Watch { .. } | Command::New(_) | Command::Lsp { .. })
    }

    /// What of the disk the command needs.
    pub(super) fn access(&self) -> Access {
        let mut access = Access::default();
        match self {
            Command::Build { dir, making, .. } => {
                access.read.extend(dir.iter().cloned());
                making.add_to(&mut access);
            }
            Command::Watch { dir, making, .. } => {
                access.read.push(dir.clone());
                making.add_to(&mut access);
            }
            Command::Dispatch { dir, output, check: true } => access.read.extend([dir, output].map(Clone::clone)),
            Command::Dispatch { dir, output, check: false } => {
                access.read.push(dir.clone());
                access.write_to(output);
            }
            Command::Verify { pdf, word, dir } => {
                access.read.extend([pdf, word].into_iter().chain(dir).cloned());
            }
            Command::Reverify { file } => {
                access.read.push(file.clone());
                access.write.push(std::env::temp_dir());
            }
            Command::Check { dir, words, write, .. } => {
                access.read.push(dir.clone());
                access.read.extend(word_list(words.as_deref()));
                access.write.extend(write.then(|| dir.clone()));
            }
            Command::Status { dir, messages, .. } => {
                access.read.push(dir.clone());
                messages.iter().for_each(|messages| access.write_to(messages));
            }
            Command::Trace { dir, .. } => access.read.push(dir.clone()),
            Command::Kolada { dir, .. } => {
                access.read.push(dir.clone());
                access.write.push(dir.clone());
            }
            Command::Absorb { paths, write, layout, output, .. } => {
                access.read.extend(paths.iter().cloned());
                // What a dispatched file was made of lies beside it, or with what was dispatched.
                access.read.push(output.clone());
                access.read.extend(paths.iter().rev().skip(1).map(|file| stored_beside(file)));
                access.read.extend(layout.iter().map(PathBuf::from));
                access.write.push(std::env::temp_dir());
                access.write.extend(paths.last().filter(|_| *write).cloned());
            }
            Command::Form { dir, from, output, .. } => {
                access.read.push(dir.clone());
                access.read.extend(from.clone());
                access.write_to(output);
            }
            Command::Undo { dir } => {
                access.read.push(dir.clone());
                access.write.push(dir.clone());
            }
            Command::Schema { dir, .. } => access.read.extend(dir.clone()),
            Command::Lsp { words, report, .. } => {
                access.read.extend(report.clone());
                access.read.extend(word_list(words.as_deref()));
            }
            // They are never done in a child.
            Command::Explain { .. } | Command::Completions { .. } | Command::Man { .. } | Command::New(_) => {}
        }
        access
    }
}

/// The word list's file beside the program.
const WORD_LIST: &str = "svenska.ord";

/// The file of the word list: the one that is named, or the one beside the program.
pub(super) fn word_list(named: Option<&Path>) -> Option<PathBuf> {
    named.map(Path::to_owned).or_else(|| Some(std::env::current_exe().ok()?.with_file_name(WORD_LIST)))
}

/// What becomes of a file of the report in `dir` that somebody has edited.
pub(super) fn edited(dir: &Path, is_replaced: bool) -> Edited {
    if is_replaced { Edited::Replaced } else { Edited::Spared { but: Memory::read(dir).whole(dir) } }
}

/// How files are made.
#[derive(Debug, Args)]
pub(super) struct Making {
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) output: PathBuf,
    /// The files to make.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "pdf,docx")]
    format: Vec<FormatArgument>,
    /// A layout other than the manifest's: a name, or a folder with tokens.toml and template.typ.
    #[arg(long, value_name = "NAME|DIR")]
    pub(super) layout: Option<String>,
    /// What the PDF must hold to.
    #[arg(long, value_name = "STANDARD", default_value = Standard::default().name(), value_parser = standards())]
    standard: Standard,
    /// Threads to use; as many as there are cores unless given.
    #[arg(long, value_name = "N", value_parser = number::<u16>(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Refuses while any error stands, and leaves the old files as they are.
    #[arg(long = "final")]
    is_final: bool,
    /// Writes over a Word file that somebody has edited since it was built. Without it nothing is written then.
    #[arg(long)]
    replace_edited: bool,
    /// Makes a copy of the Word file besides, with every finding as a comment at its place.
    #[arg(long)]
    comments: bool,
}

impl Making {
    fn add_to(&self, access: &mut Access) {
        access.read.extend(self.layout.as_ref().map(PathBuf::from));
        access.write_to(&self.output);
    }

    pub(super) fn options(&self, language: Language) -> Options {
        let mut formats: Vec<_> = self.format.iter().map(|format| pipeline_format(*format)).collect();
        formats.sort();
        formats.dedup();
        let (layout, is_final, standard) = (self.layout.clone(), self.is_final, self.standard);
        let comments = self.comments.then_some(language);
        Options { formats, layout, is_final, standard, comments, trust: Trust::Own, leaves: false }
    }

    /// What becomes of a Word file of the report in `dir` that somebody has edited.
    pub(super) fn edited(&self, dir: &Path) -> Edited {
        edited(dir, self.replace_edited)
    }

    /// The same as arguments of another process, less the number of threads.
    pub(super) fn arguments(&self) -> Vec<OsString> {
        let formats = self.format.iter().filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()));
        let formats = formats.collect::<Vec<_>>().join(",");
        // In one word, since a value may begin as an option does.
        let with = |name: &str, value: &OsStr| {
            let mut word = OsString::from(name);
            word.push(value);
            word
        };
        let mut all: Vec<OsString> =
            ["--standard", self.standard.name(), "--format", &formats].map(OsString::from).into();
        all.push(with("--output=", self.output.as_os_str()));
        all.extend(self.layout.iter().map(|layout| with("--layout=", layout.as_ref())));
        all.extend(self.is_final.then(|| "--final".into()));
        all.extend(self.replace_edited.then(|| "--replace-edited".into()));
        all.extend(self.comments.then(|| "--comments".into()));
        all
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    Pdf,
    Docx,
    Txt,
    Typst,
}

/// What `schema` prints.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SchemaArgument {
    /// JSON Schema of rapport.toml.
    Manifest,
    /// JSON Schema of a unit's file.
    Section,
    /// Every key of both as a page, in Swedish.
    Reference,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ShowArgument {
    Human,
    Short,
    Json,
    Sarif,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TrackedArgument {
    Accept,
    Reject,
}

impl TrackedArgument {
    pub(super) fn tracked(self) -> Tracked {
        match self {
            TrackedArgument::Accept => Tracked::Accept,
            TrackedArgument::Reject => Tracked::Reject,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LanguageArgument {
    Sv,
    En,
}

impl LanguageArgument {
    /// The language as it is named on the command line.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::from_str(name, false).ok()
    }
}

/// Reads a standard by its name.
fn standards() -> impl TypedValueParser<Value = Standard> {
    let names = Standard::ALL.iter().map(|standard| PossibleValue::new(standard.name()).help(standard.title()));
    PossibleValuesParser::new(names).map(|name| Standard::named(&name).unwrap_or_default())
}

fn pipeline_format(format: FormatArgument) -> pipeline::Format {
    match format {
        FormatArgument::Pdf => pipeline::Format::Pdf,
        FormatArgument::Docx => pipeline::Format::Docx,
        FormatArgument::Txt => pipeline::Format::Txt,
        FormatArgument::Typst => pipeline::Format::Typst,
    }
}
