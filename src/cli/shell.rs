//! What shells and `man` are told of the command line: completions, and pages of the manual, in either language.

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::diagnostic::Language;

use super::help;
use super::help::texts::MANUAL;
use super::texts::pick;

/// A file by which `shell` completes commands, options and values.
pub(super) fn completions(shell: Shell, language: Language) -> String {
    let mut all = help::command(language);
    all.build();
    let mut file = Vec::new();
    clap_complete::generate(shell, &mut seen(&all), "underlag", &mut file);
    String::from_utf8_lossy(&file).into_owned()
}

/// A command with those arguments and commands alone that people see: its maker would complete the others too.
fn seen(command: &Command) -> Command {
    // The names of all commands, once in the life of a process that prints and ends.
    let name: &'static str = command.get_name().to_owned().leak();
    let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set()).cloned();
    let commands = command.get_subcommands().filter(|command| !command.is_hide_set()).map(seen);
    let seen = Command::new(name).args(arguments).subcommands(commands);
    let seen = seen.disable_help_flag(true).disable_version_flag(true).disable_help_subcommand(true);
    match command.get_about() {
        Some(about) => seen.about(about.clone()),
        None => seen,
    }
}

/// The page of the manual about the program, or about one of its commands; `None` where there is no such command.
pub(super) fn manual(name: Option<&str>, language: Language) -> Option<String> {
    let mut all = help::command(language);
    all.build();
    let command = match name {
        None => all,
        Some(name) => all.find_subcommand(name).filter(|command| !command.is_hide_set())?.clone(),
    };
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone()).source(format!("underlag {version}")).manual("underlag");
    let mut page = Vec::new();
    let written = written(&man, &command, &mut page);
    let text = written.map(|()| String::from_utf8_lossy(&page).into_owned()).ok()?;
    let page = text + &below(&after);
    // Each part begins with the same two definitions.
    let mut begun = false;
    let lines = page.lines().filter(|line| {
        let defines = line.ends_with(r" .ds Aq \(aq") || *line == ".el .ds Aq '";
        begun |= !defines;
        !(defines && begun)
    });
    Some(lines.map(|line| headed(line, language) + "\n").collect())
}

/// The page less what stands below the help, whose lines `man` would fill.
fn written(man: &Man, command: &Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if command.has_subcommands() { man.render_subcommands_section(page) } else { Ok(()) }
}

/// A line of the page, with the heading of a part in the language.
fn headed(line: &str, language: Language) -> String {
    let name = line.strip_prefix(".SH ").map(|name| name.trim_matches('"'));
    let heading = name.and_then(|name| MANUAL.iter().find(|[_, english]| *english == name));
    heading.map_or_else(|| line.to_owned(), |heading| format!(".SH {}", pick(*heading, language)))
}

/// What stands below the help: each of its headings a part of the page, with the lines as they are.
fn below(after: &str) -> String {
    let mut page = Roff::new();
    let mut is_open = false;
    for line in after.lines() {
        match line.strip_suffix(':').filter(|heading| !heading.starts_with(' ')) {
            Some(heading) => {
                if is_open {
                    page.control("fi", []);
                }
                page.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
                is_open = true;
            }
            None => {
                page.text([roman(line)]);
            }
        }
    }
    if is_open {
        page.control("fi", []);
    }
    page.to_roff()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

    #[test]
    fn shells_complete_what_people_see() {
        for shell in SHELLS {
            for language in [Language::Swedish, Language::English] {
                let file = completions(shell, language);
                for word in ["check", "reverify", "standard", "lang"] {
                    assert!(file.contains(word), "{shell}: {word}");
                }
                // PowerShell completes no values.
                assert!(shell == Shell::PowerShell || file.contains("a-3a") && file.contains("sarif"), "{shell}");
                for hidden in ["confined", "--parent", "--line "] {
                    assert!(!file.contains(hidden), "{shell}: {hidden} is nobody's affair");
                }
            }
        }
        let said = |language| completions(Shell::Fish, language);
        assert!(said(Language::Swedish).contains("Kontrollerar rapporten"));
        assert!(said(Language::English).contains("Checks the report"));
    }

    #[test]
    fn every_command_has_a_page_in_both_languages() {
        let english = help::command(Language::English);
        let names =
            english.get_subcommands().filter(|command| !command.is_hide_set()).map(|command| command.get_name());
        for name in std::iter::once(None).chain(names.map(Some)) {
            let [sv, en] = [Language::Swedish, Language::English].map(|language| manual(name, language).unwrap());
            for heading in ["NAMN", "SYNOPS", "BESKRIVNING", "FLAGGOR"] {
                assert!(sv.lines().any(|line| line == format!(".SH {heading}")), "{name:?}: {heading}: {sv}");
            }
            for [swedish, english] in MANUAL.iter().filter(|[swedish, english]| swedish != english) {
                assert!(!sv.contains(&format!(".SH {english}\n")), "{name:?}: {swedish}: {sv}");
            }
            assert!(en.contains(".SH NAME\n") && en.starts_with(".ie"), "{name:?}: {en}");
            assert!(!sv.contains("Usage") && !sv.contains("[OPTIONS]"), "{sv}");
        }
        assert!(manual(Some("bygg"), Language::Swedish).is_none());
        let whole = manual(None, Language::Swedish).unwrap();
        assert!(whole.contains(".SH SLUTKODER\n.nf\n") && whole.contains("0  allt är bra\n"), "{whole}");
        assert!(manual(Some("check"), Language::English).unwrap().contains(".SH EXAMPLES\n.nf\n"));
    }
}
