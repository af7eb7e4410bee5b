//! The arguments of `new`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What is to be made.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  underlag new sn-2026-08\n  underlag new sn-2026-08 --kommun \"Sandby kommun\" --namnd \
                  Socialnämnden --fran 2026-01-01 --till 2026-08-31 --enhet it=IT --enhet \"Barn och utbildning\"\n  \
                  underlag new sn-2026-08 --from sn-2025-08"
)]
pub(crate) struct NewArguments {
    #[command(subcommand)]
    pub(super) what: Option<NewWhat>,
    /// The folder to make; it is not there, or has nothing in it.
    #[arg(value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// The folder of the report of the period before, which the new one continues.
    #[arg(long, value_name = "OLD", conflicts_with_all = ["municipality", "committee", "kind", "units", "lead",
        "signatories", "recipients", "goals", "layout", "color"])]
    pub(super) from: Option<PathBuf>,
    /// The municipality's name.
    #[arg(long = "kommun", value_name = "NAME")]
    pub(super) municipality: Option<String>,
    /// The committee's name.
    #[arg(long = "namnd", value_name = "NAME")]
    pub(super) committee: Option<String>,
    /// What kind of report it is: `delarsrapport`, `tertialrapport`, `budgetuppfoljning`, `arsredovisning`, `bokslut`,
    /// `verksamhetsberattelse`, `plan`, `verksamhetsplan`, `internkontrollplan`, `internkontrolluppfoljning`;
    /// `delarsrapport` unless given.
    #[arg(long = "slag", value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// The first day of the period, as 2026-01-01.
    #[arg(long = "fran", value_name = "DATE")]
    pub(super) first: Option<String>,
    /// The last day of the period, as 2026-08-31.
    #[arg(long = "till", value_name = "DATE")]
    pub(super) last: Option<String>,
    /// The paper's date; the first working day after the period unless given, and for a plan the last one before it.
    #[arg(long = "datum", value_name = "DATE")]
    pub(super) date: Option<String>,
    /// The paper's title; made of kind and period unless given.
    #[arg(long = "titel", value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// A unit, as it=IT or its name alone; once for each.
    #[arg(long = "enhet", value_name = "ID=NAME")]
    pub(super) units: Vec<String>,
    /// The unit that writes what concerns all, by its id or name; the first one unless given.
    #[arg(long = "gemensamt", value_name = "UNIT")]
    pub(super) lead: Option<String>,
    /// Somebody who signs, with a comma before the title; once for each.
    #[arg(long = "undertecknare", value_name = "NAME, TITLE")]
    pub(super) signatories: Vec<String>,
    /// Somebody who gets the paper, perhaps with a mail address in angle brackets; once for each.
    #[arg(long = "mottagare", value_name = "NAME")]
    pub(super) recipients: Vec<String>,
    /// A text file with the goals, a line for each, set in below the one that it belongs to, with `[it]` at its end for
    /// the unit that answers for it.
    #[arg(long = "mal", value_name = "FILE")]
    pub(super) goals: Option<PathBuf>,
    /// The layout that comes with the program; `kommun` unless given.
    #[arg(long = "layout", value_name = "NAME")]
    pub(super) layout: Option<String>,
    /// The colour of headings, as #14394f.
    #[arg(long = "farg", value_name = "COLOUR")]
    pub(super) color: Option<String>,
}

/// What else can be new.
#[derive(Debug, Subcommand)]
pub(super) enum NewWhat {
    /// Writes the files that units owe, for units that were added to rapport.toml.
    #[command(after_help = "Examples:\n  underlag new section inputs/herrljunga-ks-delar-2023 it\n  underlag new \
                            section inputs/herrljunga-ks-delar-2023 --all")]
    Section {
        /// The report's folder, with rapport.toml and enheter/.
        dir: PathBuf,
        /// The units' ids.
        #[arg(value_name = "UNIT", required_unless_present = "all")]
        units: Vec<String>,
        /// The files of all units that have none.
        #[arg(long, conflicts_with = "units")]
        all: bool,
    },
    /// Makes a layout to change, which inherits one that comes with the program.
    #[command(after_help = "Example:\n  underlag new layout inputs/herrljunga-ks-delar-2023/egen --arver region")]
    Layout {
        /// The folder to make; it is not there, or has nothing in it.
        dir: PathBuf,
        /// The layout that it inherits.
        #[arg(long = "arver", value_name = "NAME", default_value = "kommun")]
        parent: String,
        /// Copies the layout with its template instead of inheriting it.
        #[arg(long = "kopia")]
        copy: bool,
    },
}
