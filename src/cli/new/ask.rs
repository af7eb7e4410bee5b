//! What is asked at a terminal, line by line. What cannot be used is asked again, with why.

use std::io::{self, BufRead, Write};
use std::path::Path;

use crate::deliver::new::messages::{self, Question};
use crate::deliver::new::plan::{self, Fault};
use crate::deliver::new::{has_goals, read_goals};
use crate::deliver::write::is_free;
use crate::diagnostic::Language;
use crate::input::load::BUILT_IN_LAYOUT;
use crate::input::manifest::ReportKind;

use super::super::terminal::{path_shown, print};
use super::super::texts::pick;
use super::answers::Answers;

/// How the asking ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everything is answered.
    All,
    /// Somebody does not want what was answered.
    Declined,
    /// There is nothing more to read.
    Ended,
}

/// Why there is no answer.
enum Stop {
    /// There is nothing more to read.
    End,
    /// The terminal cannot be used.
    Broken(String),
}

/// Asks for what the flags did not say.
pub(super) fn ask(answers: &mut Answers, language: Language) -> Result<Asked, String> {
    let terminal = Terminal { language };
    match terminal.all(answers) {
        Ok(true) => Ok(Asked::All),
        Ok(false) => Ok(Asked::Declined),
        Err(Stop::End) => {
            print("\n")?;
            Ok(Asked::Ended)
        }
        Err(Stop::Broken(why)) => Err(why),
    }
}

struct Terminal {
    language: Language,
}

impl Terminal {
    fn all(&self, answers: &mut Answers) -> Result<bool, Stop> {
        self.say(&messages::welcome())?;
        if answers.dir.is_none() {
            let free = |text: &str| {
                let dir = plan::name(text)?;
                if is_free(Path::new(&dir)) { Ok(()) } else { Err(Fault::Taken) }
            };
            answers.dir = Some(self.one(Question::Folder, free)?.trim().into());
        }
        self.line(&mut answers.municipality, Question::Municipality, |text| plan::name(text).map(drop))?;
        self.line(&mut answers.committee, Question::Committee, |text| plan::name(text).map(drop))?;
        if answers.kind.is_none() {
            answers.kind = Some(self.kind()?);
        }
        self.line(&mut answers.first, Question::First, |text| plan::date(text).map(drop))?;
        let first = answers.first.as_deref().and_then(|text| plan::date(text).ok());
        self.line(&mut answers.last, Question::Last, |text| {
            let last = plan::date(text)?;
            first.map_or(Ok(()), |first| plan::order(first, last))
        })?;
        let unit = |all: &[String]| plan::units(all).map(drop).map_err(last_fault);
        self.several(&mut answers.units, Question::Units, unit, true)?;
        let units = plan::units(&answers.units).unwrap_or_default();
        if let [first, _, ..] = units.as_slice() {
            self.with_usual(&mut answers.lead, Question::Lead, |text| plan::lead(text, &units).map(drop), &first.id)?;
        }
        let signatory = |all: &[String]| all.last().map_or(Ok(()), |text| plan::signatory(text).map(drop));
        self.several(&mut answers.signatories, Question::Signatories, signatory, false)?;
        let recipient = |all: &[String]| all.last().map_or(Ok(()), |text| plan::recipient(text).map(drop));
        self.several(&mut answers.recipients, Question::Recipients, recipient, false)?;
        let kind = answers.kind.as_deref().and_then(|kind| plan::kind(kind).ok());
        if answers.goals.is_none() && kind.is_none_or(has_goals) {
            answers.goals = self.goals(answers)?;
        }
        self.with_usual(&mut answers.layout, Question::Layout, |text| plan::layout(text).map(drop), BUILT_IN_LAYOUT)?;
        if answers.color.is_none() {
            let color = |text: &str| if text.trim().is_empty() { Ok(()) } else { plan::color(text).map(drop) };
            answers.color = Some(self.one(Question::Color, color)?).filter(|text| !text.trim().is_empty());
        }
        self.summary(answers)
    }

    fn say(&self, words: &[String; 2]) -> Result<(), Stop> {
        print(&format!("{}\n", pick(words.clone(), self.language))).map_err(Stop::Broken)
    }

    /// The next line of the terminal.
    fn read(&self) -> Result<String, Stop> {
        let mut line = String::new();
        let broken = |error: io::Error| Stop::Broken(error.to_string());
        io::stdout().flush().map_err(broken)?;
        match io::stdin().lock().read_line(&mut line) {
            Ok(0) => Err(Stop::End),
            Ok(_) => Ok(line.trim_end_matches(['\n', '\r']).to_owned()),
            Err(error) => match error.kind() {
                // Letters of another encoding: asked again like any other answer that cannot be used.
                io::ErrorKind::InvalidData => Ok("\u{fffd}\u{0}".to_owned()),
                _ => Err(broken(error)),
            },
        }
    }

    fn prompt(&self, words: &[String; 2]) -> Result<String, Stop> {
        print(&format!("{} ", pick(words.clone(), self.language))).map_err(Stop::Broken)?;
        self.read()
    }

    /// An answer that can be used.
    fn one(&self, question: Question, read: impl Fn(&str) -> Result<(), Fault>) -> Result<String, Stop> {
        loop {
            let line = self.prompt(&messages::question(question))?;
            match read(&line) {
                Ok(()) => return Ok(line),
                Err(fault) => self.say(&messages::again(&messages::fault(&fault)))?,
            }
        }
    }

    fn line(
        &self,
        answer: &mut Option<String>,
        question: Question,
        read: impl Fn(&str) -> Result<(), Fault>,
    ) -> Result<(), Stop> {
        if answer.is_none() {
            *answer = Some(self.one(question, read)?);
        }
        Ok(())
    }

    /// The same, where no answer stands for the usual one.
    fn with_usual(
        &self,
        answer: &mut Option<String>,
        question: Question,
        read: impl Fn(&str) -> Result<(), Fault>,
        usual: &str,
    ) -> Result<(), Stop> {
        if answer.is_none() {
            let line = self.one(question, |text| if text.trim().is_empty() { Ok(()) } else { read(text) })?;
            *answer = Some(if line.trim().is_empty() { usual.to_owned() } else { line });
        }
        Ok(())
    }

    /// Answers until an empty line.
    fn several(
        &self,
        answers: &mut Vec<String>,
        question: Question,
        read: impl Fn(&[String]) -> Result<(), Fault>,
        is_required: bool,
    ) -> Result<(), Stop> {
        if !answers.is_empty() {
            return Ok(());
        }
        self.say(&messages::question(question))?;
        loop {
            print("  ").map_err(Stop::Broken)?;
            let line = self.read()?;
            if line.trim().is_empty() {
                if !answers.is_empty() || !is_required {
                    return Ok(());
                }
                self.say(&messages::again(&messages::fault(&Fault::Empty)))?;
                continue;
            }
            answers.push(line);
            if let Err(fault) = read(answers) {
                answers.pop();
                self.say(&messages::again(&messages::fault(&fault)))?;
            }
        }
    }

    /// The kind, by its number or its word.
    fn kind(&self) -> Result<String, Stop> {
        let kinds: Vec<(&str, ReportKind)> = ReportKind::words().collect();
        let list: Vec<String> =
            kinds.iter().enumerate().map(|(at, (_, kind))| format!("  {:>2}. {}\n", at + 1, kind.swedish())).collect();
        self.say(&messages::question(Question::Kind))?;
        print(&list.concat()).map_err(Stop::Broken)?;
        let numbered = |text: &str| {
            let number: usize = text.trim().trim_end_matches('.').parse().ok()?;
            kinds.get(number.checked_sub(1)?).map(|(word, _)| *word)
        };
        let read = |text: &str| match numbered(text) {
            Some(_) => Ok(()),
            None if text.trim().is_empty() => Ok(()),
            None => plan::kind(text).map(drop),
        };
        let line = self.one(Question::KindNumber, read)?;
        let usual = ReportKind::Interim.word();
        Ok(numbered(&line).map_or(if line.trim().is_empty() { usual.to_owned() } else { line }, str::to_owned))
    }

    /// A list of goals, until a line with a full stop alone or two empty ones.
    fn goals(&self, answers: &Answers) -> Result<Option<String>, Stop> {
        let units = plan::units(&answers.units).unwrap_or_default();
        loop {
            self.say(&messages::question(Question::Goals))?;
            let mut text = String::new();
            loop {
                let line = self.read()?;
                let is_over =
                    line.trim() == "." || line.trim().is_empty() && (text.is_empty() || text.ends_with("\n\n"));
                if is_over {
                    break;
                }
                text.push_str(&line);
                text.push('\n');
            }
            if text.trim().is_empty() {
                return Ok(None);
            }
            match read_goals(&text, &units) {
                Ok(_) => return Ok(Some(text)),
                Err(faults) => {
                    for fault in faults {
                        self.say(&messages::again(&messages::fault(&fault)))?;
                    }
                }
            }
        }
    }

    /// Shows what was answered, and asks whether it is to be written.
    fn summary(&self, answers: &Answers) -> Result<bool, Stop> {
        // What the flags said may still be wrong, which is told without asking.
        let Ok(plan) = answers.plan() else { return Ok(true) };
        let dir = answers.dir.as_deref().map(path_shown).unwrap_or_default();
        self.say(&messages::summary(&plan, &dir))?;
        loop {
            let line = self.prompt(&messages::question(Question::Right))?;
            match line.trim().to_lowercase().as_str() {
                "" | "j" | "ja" | "y" | "yes" => return Ok(true),
                "n" | "nej" | "no" => return Ok(false),
                _ => {}
            }
        }
    }
}

/// The fault of the unit that was answered last.
fn last_fault(faults: Vec<(usize, Fault)>) -> Fault {
    faults.into_iter().next_back().map_or(Fault::Empty, |(_, fault)| fault)
}
