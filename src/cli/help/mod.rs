//! The help of the command line, in the language of the messages; and what is wrong with what somebody typed.
//!
//! **How to word a command or an argument.** Its English words stand where clap wants them, in `args`: the doc comment,
//! `value_name`, `after_help`, `help` of a possible value. Each of those texts has a line in [`texts`], the Swedish
//! beside the English; the English there is what clap makes of it, without the doc comment's last full stop. A text
//! that several arguments share has one line, and so has a line of `after_help` that is no command. Everything else is
//! done here: headings, usage, `[standard: output]`, possible values, `--help` itself. The test below names every text
//! that has no line, and every line that no text has.
//!
//! A value parser of one's own says what is wrong in a type that [`mod@wrong`] knows, as `number::NoNumber` is.

use std::ffi::OsString;

use clap::builder::{PossibleValue, Str, StyledStr, Styles};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use crate::diagnostic::Language;

use super::args::{Arguments, LanguageArgument};
use super::texts::{language, pick};

pub(super) mod texts;
mod wrong;

pub(super) use wrong::wrong;

/// Reads the arguments, of which the first is the program. What is wrong, or the help that was asked for, comes with
/// the language that it is told in.
pub(super) fn parse(arguments: &[OsString]) -> Result<Arguments, (clap::Error, Language)> {
    let language = language(asked_language(arguments));
    let read = || {
        let mut matches = command(language).try_get_matches_from(without_language(arguments))?;
        Arguments::from_arg_matches_mut(&mut matches)
    };
    read().map_err(|error| (error, language))
}

/// The whole command line, with its help in a language.
pub(super) fn command(language: Language) -> Command {
    let worded: [fn(Command) -> Command; 2] = [swedish, |command| command];
    pick(worded, language)(Arguments::command())
}

/// The language that `--lang` names, wherever it stands: help is shown where it is asked for, and what stands behind is
/// not read.
fn asked_language(arguments: &[OsString]) -> Option<LanguageArgument> {
    let words: Vec<&str> = arguments.iter().skip(1).map(|word| word.to_str().unwrap_or("")).collect();
    let words = words.split(|word| *word == "--").next().unwrap_or(&[]);
    words.iter().enumerate().find_map(|(at, word)| {
        let name = match word.strip_prefix("--lang")? {
            "" => words.get(at + 1)?,
            rest => rest.strip_prefix('=')?,
        };
        LanguageArgument::named(name)
    })
}

/// The arguments of `help`, which takes names of commands alone, less the language; all others as they are.
fn without_language(arguments: &[OsString]) -> Vec<OsString> {
    let is_help = arguments.iter().skip(1).find(|word| !word.to_string_lossy().starts_with('-'));
    let mut words: Vec<OsString> = arguments.to_owned();
    if is_help.is_some_and(|word| word == "help") {
        if let Some(at) = words.iter().position(|word| word == "--lang") {
            words.drain(at..words.len().min(at + 2));
        }
        words.retain(|word| !word.to_string_lossy().starts_with("--lang="));
    }
    words
}

/// The command line with Swedish words.
fn swedish(command: Command) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let mut command = worded(command).disable_version_flag(true).arg(version.help(texts::VERSION).display_order(999));
    command.build();
    finish(&mut command);
    command
}

/// A command and those below it with Swedish words, less what clap writes itself once it is built.
fn worded(command: Command) -> Command {
    let about = command.get_about().map(styled_swedish);
    let long = command.get_long_about().map(styled_swedish);
    let after = command.get_after_help().map(|text| swedish_lines(&text.to_string()));
    let is_long = command.get_arguments().any(has_long_help);
    let help = if is_long { texts::HELP_OF_TWO } else { texts::HELP };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help).display_order(998);
    let template = template(&command);
    let mut command = command.mut_args(worded_argument).mut_subcommands(worded).disable_help_flag(true).arg(help);
    command = command.subcommand_value_name(texts::COMMAND).help_template(template);
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    match after {
        Some(after) => command.after_help(after),
        None => command,
    }
}

/// An argument with Swedish words: what clap adds in English is hidden, and added here.
fn worded_argument(argument: Arg) -> Arg {
    if argument.is_hide_set() {
        return argument;
    }
    let names = argument.get_value_names();
    let swedish = |name: &Str| texts::swedish(name).map_or_else(|| name.clone(), Str::from);
    let names = names.map(|names| names.iter().map(swedish).collect::<Vec<_>>());
    let possible = possible_values(&argument);
    let default = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned());
    let default = default.collect::<Vec<_>>().join(" ");
    let is_told = !default.is_empty() && !argument.is_hide_default_value_set() && argument.get_action().takes_values();
    let default = if is_told { texts::default(&default) } else { String::new() };
    let values: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
    let values = if values.is_empty() { String::new() } else { texts::possible(&values.join(", ")) };
    let short = argument.get_help().map(styled_swedish).unwrap_or_default();
    let long = has_long_help(&argument).then(|| {
        let long = argument.get_long_help().map_or_else(|| short.clone(), styled_swedish);
        let width = possible.iter().map(|value| value.get_name().len()).max().unwrap_or(0) + 1;
        let line = |value: &PossibleValue| {
            let name = format!("{}:", value.get_name());
            format!("\n- {name:width$} {}", value.get_help().map(styled_swedish).unwrap_or_default())
        };
        let values: String = possible.iter().map(line).collect();
        let values = if values.is_empty() { values } else { format!("\n\n{}{values}", texts::POSSIBLE) };
        format!("{long}{values}\n\n{}", default.trim()).trim_end().to_owned()
    });
    let short = format!("{short}{default}{values}");
    let mut argument = argument.help(short).hide_default_value(true).hide_possible_values(true);
    if let Some(names) = names {
        argument = argument.value_names(names);
    }
    match long {
        Some(long) => argument.long_help(long),
        None => argument,
    }
}

/// Whether the argument is told of at length where the whole help is asked for.
fn has_long_help(argument: &Arg) -> bool {
    let explained = || possible_values(argument).iter().any(|value| value.get_help().is_some());
    !argument.is_hide_set() && (argument.get_long_help().is_some() || explained())
}

/// The values that an argument takes, of those that take one.
fn possible_values(argument: &Arg) -> Vec<PossibleValue> {
    let all = if argument.get_action().takes_values() { argument.get_possible_values() } else { Vec::new() };
    all.into_iter().filter(|value| !value.is_hide_set()).collect()
}

/// What stands where in a command's help, as clap has it, under Swedish headings.
fn template(command: &Command) -> StyledStr {
    let styles = Styles::styled();
    let (usage, header) = (styles.get_usage(), styles.get_header());
    let mut parts = vec![format!("{{before-help}}{{about-with-newline}}\n{usage}{}:{usage:#} {{usage}}", texts::USAGE)];
    let mut part = |heading: &str, tag: &str| parts.push(format!("{header}{heading}:{header:#}\n{{{tag}}}"));
    if command.has_subcommands() {
        part(texts::COMMANDS, "subcommands");
    }
    if command.get_positionals().any(|argument| !argument.is_hide_set()) {
        part(texts::ARGUMENTS, "positionals");
    }
    part(texts::OPTIONS, "options");
    (parts.join("\n\n") + "{after-help}").into()
}

/// Puts Swedish into what clap wrote when it built the command: how it is used, and the command `help`.
fn finish(command: &mut Command) {
    let usage = command.render_usage().ansi().to_string();
    // The heading is the template's.
    let usage = usage.split_once("Usage:").and_then(|(_, usage)| Some(usage.split_once(' ')?.1)).unwrap_or(&usage);
    let usage = usage.replace("[OPTIONS]", texts::OPTIONS_USED);
    let mut worded = std::mem::take(command).override_usage(usage);
    if worded.get_name() == "help" {
        worded = worded.about(texts::HELP_COMMAND);
    }
    *command = worded;
    command.get_subcommands_mut().for_each(finish);
}

fn styled_swedish(text: &StyledStr) -> String {
    texts::or_english(&text.to_string())
}

/// What stands below the help: its lines in Swedish, its commands as they are.
fn swedish_lines(text: &str) -> String {
    let line = |line: &str| {
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        if texts::is_command(words) { line.to_owned() } else { format!("{indent}{}", texts::or_english(words)) }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Each text of a command and of what is below it that people see.
    fn texts_of(command: &Command, all: &mut BTreeSet<String>) {
        let mut add = |text: Option<String>| all.extend(text);
        let plain = |text: Option<&StyledStr>| text.map(ToString::to_string);
        add(plain(command.get_about()));
        add(plain(command.get_long_about()));
        let after = plain(command.get_after_help()).unwrap_or_default();
        after
            .lines()
            .map(str::trim)
            .filter(|line| !texts::is_command(line))
            .for_each(|line| add(Some(line.to_owned())));
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            add(plain(argument.get_help()));
            add(plain(argument.get_long_help()));
            let names = argument.get_value_names().filter(|_| argument.get_action().takes_values());
            names.into_iter().flatten().for_each(|name| add(Some(name.to_string())));
            for value in argument.get_possible_values().iter().filter(|value| !value.is_hide_set()) {
                add(plain(value.get_help()));
            }
        }
        command.get_subcommands().filter(|command| !command.is_hide_set()).for_each(|command| texts_of(command, all));
    }

    /// Names, which are the same in all languages: they have no word in small letters.
    fn is_name(text: &str) -> bool {
        text.split(|c: char| !c.is_ascii_lowercase()).all(|word| word.len() < 3) && text.contains('/')
    }

    #[test]
    fn every_text_has_both_languages() {
        let mut all = BTreeSet::new();
        texts_of(&Arguments::command(), &mut all);
        assert!(all.len() > 50, "{all:?}");
        let missing: Vec<&String> =
            all.iter().filter(|text| texts::swedish(text).is_none() && !is_name(text)).collect();
        assert!(missing.is_empty(), "these texts have no line in cli/help/texts.rs: {missing:#?}");
        let unused: Vec<_> = texts::TEXTS.iter().filter(|[_, english]| !all.contains(*english)).collect();
        assert!(unused.is_empty(), "no command has these texts of cli/help/texts.rs: {unused:#?}");
        let mut texts: Vec<&str> = texts::TEXTS.iter().map(|[_, english]| *english).collect();
        texts.sort_unstable();
        let twice: Vec<_> = texts.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    /// The help of each command, short and long, by its name.
    fn helps(command: &Command) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let mut command = command.clone();
        for text in [command.render_help(), command.render_long_help()] {
            all.push((command.get_name().to_owned(), text.to_string()));
        }
        all.extend(command.get_subcommands().filter(|command| command.get_name() != "help").flat_map(helps));
        all
    }

    #[test]
    fn swedish_help_has_no_word_of_english() {
        // What clap says by itself.
        let clap = [
            "Usage",
            "Options",
            "[OPTIONS]",
            "Commands",
            "COMMAND>",
            "Arguments",
            "default",
            "ossible",
            "Print ",
            "alias",
            "[env",
            "summary",
            "given subcommand",
        ];
        let all = helps(&command(Language::Swedish));
        assert!(all.len() > 20);
        for (name, help) in all {
            assert!(help.contains("Användning: underlag") && help.contains("Flaggor:"), "{name}: {help}");
            let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
            for english in clap {
                assert!(!help.contains(english), "{name}: {english}: {help}");
            }
            for [swedish, english] in texts::TEXTS.iter().filter(|[swedish, english]| !swedish.contains(english)) {
                let is_word = english.len() > 3 && help.contains(english);
                assert!(!is_word, "{name}: {english}, not {swedish}: {help}");
            }
        }
    }

    #[test]
    fn the_language_counts_wherever_it_stands() {
        let asked = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let (error, _) = parse(&words).unwrap_err();
            error.render().to_string()
        };
        for line in [
            "underlag --help --lang sv",
            "underlag --lang sv --help",
            "underlag build --help --lang=sv",
            "underlag --lang=sv build -h",
            "underlag build --lang sv --help",
            "underlag --lang sv help build",
            "underlag --lang sv help",
        ] {
            assert!(asked(line).contains("Användning: underlag"), "{line}: {}", asked(line));
        }
        for line in
            ["underlag --help --lang en", "underlag --lang=en build -h", "underlag --help --lang en -- --lang sv"]
        {
            assert!(asked(line).contains("Usage: underlag"), "{line}: {}", asked(line));
        }
    }

    /// Both languages take the same arguments, in the same order, and help shows the same commands and flags.
    #[test]
    fn both_languages_take_the_same() {
        let [mut swedish, mut english] = [Language::Swedish, Language::English].map(command);
        english.build();
        swedish.build();
        fn shape(command: &Command) -> Vec<String> {
            let arguments =
                command.get_arguments().filter(|argument| !["help", "version"].contains(&argument.get_id().as_str()));
            let mut all: Vec<String> = arguments
                .map(|argument| {
                    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_owned()).collect();
                    let values: Vec<_> =
                        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
                    format!(
                        "{}: {} {:?} {defaults:?} {values:?} {:?}",
                        command.get_name(),
                        argument.get_id(),
                        argument.get_long(),
                        argument.get_num_args()
                    )
                })
                .collect();
            all.extend(command.get_subcommands().flat_map(shape));
            all
        }
        assert_eq!(shape(&swedish), shape(&english));
    }
}
