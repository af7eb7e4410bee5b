//! What is wrong with the arguments, in words: made of clap's kinds of faults and of what it tells of each, not of its
//! sentences, which are English.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::number::NoNumber;
use crate::cli::texts::{error as error_word, pick};
use crate::diagnostic::Language;

use super::texts::{self, Both};

/// Says what is wrong, what may be meant, how the command is used, and where there is more.
pub(crate) fn wrong(error: &Error, language: Language) -> String {
    let mut said = format!("{}: {}", error_word(language), pick(fault(error), language));
    let tips: Vec<Both> = tips(error);
    for tip in tips {
        said += &format!("\n\n  {}: {}", pick(texts::TIP, language), pick(tip, language));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.split_once(": ").map_or(usage.as_str(), |(_, usage)| usage);
        said += &format!("\n\n{}: {usage}", pick(texts::USAGES, language));
    }
    format!("{said}\n\n{}", pick(texts::more(), language))
}

/// The sentence about the fault.
fn fault(error: &Error) -> Both {
    let (argument, value) = (text(error, ContextKind::InvalidArg), text(error, ContextKind::InvalidValue));
    let (argument, value) = (argument.as_deref(), value.as_deref());
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    };
    match (error.kind(), argument, value) {
        (ErrorKind::InvalidValue, Some(argument), Some("")) => texts::no_value(argument),
        (ErrorKind::InvalidValue, Some(argument), Some(value)) => {
            texts::invalid_value(value, argument, &texts_of(error, ContextKind::ValidValue))
        }
        (ErrorKind::UnknownArgument, Some(argument), _) if argument.starts_with('-') => texts::no_option(argument),
        (ErrorKind::UnknownArgument, Some(argument), _) => texts::too_many(argument),
        (ErrorKind::InvalidSubcommand, ..) => {
            texts::no_command(&text(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        (ErrorKind::NoEquals, Some(argument), _) => texts::no_equals(argument),
        (ErrorKind::ValueValidation, Some(argument), Some(value)) => {
            let bounds = error.source().and_then(|source| source.downcast_ref::<NoNumber>());
            let reason = bounds.map(|NoNumber(bounds)| texts::whole_number(*bounds.start(), *bounds.end()));
            texts::unusable(value, argument, reason)
        }
        (ErrorKind::TooManyValues, Some(argument), Some(value)) => texts::too_many_values(value, argument),
        (ErrorKind::TooFewValues, Some(argument), _) => {
            texts::too_few_values(argument, number(ContextKind::MinValues), number(ContextKind::ActualNumValues))
        }
        (ErrorKind::WrongNumberOfValues, Some(argument), _) => {
            texts::wrong_number(argument, number(ContextKind::ExpectedNumValues), number(ContextKind::ActualNumValues))
        }
        (ErrorKind::ArgumentConflict, ..) => conflict(error, argument),
        (ErrorKind::MissingRequiredArgument, ..) => texts::missing(&texts_of(error, ContextKind::InvalidArg)),
        (ErrorKind::MissingSubcommand, ..) => {
            let of = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            texts::missing_command(&of, &texts_of(error, ContextKind::ValidSubcommand))
        }
        (ErrorKind::InvalidUtf8, ..) => texts::no_unicode(),
        _ => texts::not_understood(),
    }
}

/// Two arguments that do not go together, or one that is given twice.
fn conflict(error: &Error, argument: Option<&str>) -> Both {
    let others = texts_of(error, ContextKind::PriorArg);
    match argument {
        Some(argument) if others == [argument] => texts::twice(argument),
        Some(argument) => texts::conflict(argument, &others),
        None => {
            let command = text(error, ContextKind::InvalidSubcommand);
            command.map_or_else(texts::not_understood, |command| texts::command_conflict(&command, &others))
        }
    }
}

/// What may have been meant.
fn tips(error: &Error) -> Vec<Both> {
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let meant = meant.into_iter().map(|kind| texts_of(error, kind)).filter(|meant| !meant.is_empty());
    let mut tips: Vec<Both> = meant.map(|meant| texts::meant(&meant)).collect();
    let typed = text(error, ContextKind::InvalidArg).or_else(|| text(error, ContextKind::InvalidSubcommand));
    if let (Some(ContextValue::StyledStrs(said)), Some(typed)) = (error.get(ContextKind::Suggested), typed) {
        tips.extend(said.iter().filter_map(|said| tip(&said.to_string(), &typed)));
    }
    tips
}

/// What clap says in a sentence alone, by what it names: the same argument behind `--`, a command that has it, or a
/// command that stands behind `--`.
fn tip(said: &str, typed: &str) -> Option<Both> {
    let named: Vec<&str> = said.split('\'').skip(1).step_by(2).collect();
    match named[..] {
        [value, with] if value == typed && with.ends_with(&format!("-- {typed}")) => Some(texts::behind_dashes(typed)),
        [command, "--"] if command == typed => Some(texts::no_dashes(typed)),
        [with] => Some(texts::has_it(with)),
        _ => None,
    }
}

/// What clap tells as one text.
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// What it tells as several, or as one.
fn texts_of(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{Arg, ArgAction, Command};

    use super::*;
    use crate::cli::help;

    /// Both wordings of what is wrong with a line, for a command of which it raises the kind.
    fn told(command: &Command, line: &[OsString], kind: ErrorKind) -> [String; 2] {
        let error = command.clone().try_get_matches_from(line).unwrap_err();
        assert_eq!(error.kind(), kind, "{line:?}");
        [Language::Swedish, Language::English].map(|language| wrong(&error, language))
    }

    fn typed(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    /// A command with what raises every kind of fault that clap knows.
    fn every_kind() -> Command {
        let value = |name: &'static str| Arg::new(name).long(name);
        Command::new("prov")
            .arg(value("val").value_parser(["ett", "två"]))
            .arg(value("tal").value_parser(crate::cli::number::number::<u64>(1..=9)))
            .arg(value("eget").value_parser(|text: &str| text.parse::<u64>()))
            .arg(value("lika").require_equals(true))
            .arg(value("par").num_args(2))
            .arg(value("flera").num_args(2..=3))
            .arg(value("ensam").action(ArgAction::SetTrue).conflicts_with("val"))
            .arg(value("text"))
            .subcommand(Command::new("inre").arg(Arg::new("fil").required(true)).arg(value("djup")))
            .subcommand(Command::new("yttre").subcommand_required(true).subcommand(Command::new("led")))
    }

    /// What is typed, the kind of its fault, and words of what is told in each language.
    const FAULTS: &[(&str, ErrorKind, &str, &str)] = &[
        ("prov --val tre", ErrorKind::InvalidValue, "möjliga värden: `ett`, `två`", "possible values: `ett`, `två`"),
        ("prov --val=", ErrorKind::InvalidValue, "saknar sitt värde", "lacks its value"),
        ("prov --text", ErrorKind::InvalidValue, "`--text <text>` saknar sitt värde", "lacks its value"),
        ("prov --val etta", ErrorKind::InvalidValue, "råd: menade du `ett`?", "help: did you mean `ett`?"),
        ("prov --vall ett", ErrorKind::UnknownArgument, "menade du `--val`?", "did you mean `--val`?"),
        ("prov --zzz", ErrorKind::UnknownArgument, "flaggan `--zzz` finns inte", "no option `--zzz`"),
        ("prov inre a b", ErrorKind::UnknownArgument, "`b` är ett argument för mycket", "`b` is one argument too many"),
        ("prov inre --x", ErrorKind::UnknownArgument, "skriv `-- --x`", "write `-- --x`"),
        ("prov --djup inre x", ErrorKind::UnknownArgument, "`inre --djup` finns", "there is `inre --djup`"),
        ("prov -- inre", ErrorKind::UnknownArgument, "ta bort `--` framför", "take away the `--`"),
        ("prov inr", ErrorKind::InvalidSubcommand, "kommandot `inr` finns inte", "there is no command `inr`"),
        ("prov inr", ErrorKind::InvalidSubcommand, "menade du `inre`?", "did you mean `inre`?"),
        (
            "prov help finns-ej",
            ErrorKind::InvalidSubcommand,
            "kommandot `finns-ej` finns inte",
            "no command `finns-ej`",
        ),
        ("prov --lika ett", ErrorKind::NoEquals, "med likhetstecken emellan", "with an equals sign"),
        ("prov --tal 12", ErrorKind::ValueValidation, "skriv ett heltal från 1 till 9", "a whole number from 1 to 9"),
        ("prov --tal ett", ErrorKind::ValueValidation, "skriv ett heltal från 1 till 9", "a whole number from 1 to 9"),
        ("prov --eget x", ErrorKind::ValueValidation, "`x` går inte att ange för", "`x` cannot be given for"),
        (
            "prov --flera=a --flera=b",
            ErrorKind::TooFewValues,
            "här behövs minst 2, `--flera <flera>`",
            "at least 2 are needed here, `--flera <flera>`",
        ),
        ("prov --par=a", ErrorKind::WrongNumberOfValues, "ska ha 2 värden, men har 1", "takes 2 values, but has 1"),
        ("prov --val ett --val ett", ErrorKind::ArgumentConflict, "kan bara anges en gång", "only once"),
        (
            "prov --val ett --ensam",
            ErrorKind::ArgumentConflict,
            "går inte att kombinera med `--ensam`",
            "not go together",
        ),
        ("prov inre", ErrorKind::MissingRequiredArgument, "det här saknas på kommandoraden: `<fil>`", "lacks `<fil>`"),
        ("prov yttre", ErrorKind::MissingSubcommand, "efter `prov yttre` saknas ett kommando: `led`", "missing after"),
    ];

    #[test]
    fn every_kind_of_fault_is_told_in_both_languages() {
        let command = every_kind();
        for (line, kind, swedish, english) in FAULTS {
            let [sv, en] = told(&command, &typed(line), *kind);
            assert!(sv.starts_with("fel: ") && sv.contains(swedish), "{line}: {sv}");
            assert!(en.starts_with("error: ") && en.contains(english), "{line}: {en}");
            assert!(sv.contains("Skriv `--help`") && en.contains("write `--help`"), "{line}");
            let usage =
                ["Användning: prov", "Usage: prov"].map(|usage| [&sv, &en].iter().any(|said| said.contains(usage)));
            assert!(usage[0] == usage[1], "{line}: {sv}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn arguments_that_are_no_text_are_told() {
        use std::os::unix::ffi::OsStringExt;
        let line = [OsString::from("prov"), OsString::from("--text"), OsString::from_vec(vec![0xe5])];
        let [sv, en] = told(&every_kind(), &line, ErrorKind::InvalidUtf8);
        assert!(sv.contains("inte går att läsa") && en.contains("cannot be read"), "{sv}{en}");
    }

    /// Kinds that need more than a line: raised as clap raises them.
    #[test]
    fn every_other_kind_has_words() {
        let mut command = every_kind();
        for kind in [ErrorKind::TooManyValues, ErrorKind::ArgumentConflict, ErrorKind::Io, ErrorKind::Format] {
            let mut error = Error::new(kind).with_cmd(&command);
            error.insert(ContextKind::InvalidSubcommand, ContextValue::String("inre".into()));
            error.insert(ContextKind::PriorArg, ContextValue::Strings(vec!["--val".into()]));
            if kind == ErrorKind::TooManyValues {
                error.insert(ContextKind::InvalidArg, ContextValue::String("--val".into()));
                error.insert(ContextKind::InvalidValue, ContextValue::String("ett".into()));
            }
            let [sv, en] = [Language::Swedish, Language::English].map(|language| wrong(&error, language));
            let words = match kind {
                ErrorKind::TooManyValues => {
                    ["`ett` är ett värde för mycket för `--val`", "`ett` is one value too many"]
                }
                ErrorKind::ArgumentConflict => {
                    ["kommandot `inre` går inte att kombinera med `--val`", "does not go together"]
                }
                _ => ["går inte att förstå", "cannot be understood"],
            };
            assert!(sv.contains(words[0]) && en.contains(words[1]), "{kind:?}: {sv}{en}");
        }
        let plain = command.error(ErrorKind::ArgumentConflict, "two at once");
        assert!(wrong(&plain, Language::Swedish).contains("går inte att förstå"));
    }

    /// The real command line, in which usage and names of values are Swedish too.
    #[test]
    fn what_is_wrong_is_swedish_throughout() {
        for (line, said) in [
            (
                "underlag build",
                "fel: det här saknas på kommandoraden: `<MAPP>...`\n\nAnvändning: underlag build [FLAGGOR] <MAPP>...\n",
            ),
            (
                "underlag check . --format xml",
                "fel: `xml` går inte att ange för `--format <FORMAT>`; möjliga värden: `human`",
            ),
            (
                "underlag --time-limit 0 check .",
                "`0` går inte att ange för `--time-limit <SEKUNDER>`; skriv ett heltal från 1 till 86400",
            ),
            (
                "underlag build . --jobs 70000",
                "`70000` går inte att ange för `--jobs <ANTAL>`; skriv ett heltal från 1 till 1024",
            ),
            ("underlag bygg", "fel: kommandot `bygg` finns inte"),
            ("underlag dispach .", "råd: menade du `dispatch`?"),
            ("underlag status . --goals --figures", "`--goals` går inte att kombinera med `--figures`"),
            ("underlag verify a", "det här saknas på kommandoraden: `<WORD>`"),
        ] {
            let line = typed(&format!("{line} --lang sv"));
            let (error, language) = help::parse(&line).unwrap_err();
            let told = wrong(&error, language);
            assert!(told.contains(said), "{line:?}: {told}");
            for clap in ["Usage", "OPTIONS", "error", "tip:", "argument '", "For more"] {
                assert!(!told.contains(clap), "{line:?}: {told}");
            }
        }
    }
}
