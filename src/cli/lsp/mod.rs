//! `underlag lsp`: what editors are told of a report while somebody writes it, over standard input and output, as the
//! Language Server Protocol has it.
//!
//! | file | is |
//! |---|---|
//! | [`frame`] | messages as bytes |
//! | [`session`] | the conversation: which answer each message has, without waiting for anything |
//! | [`documents`], [`lines`], [`uri`] | the texts that are open; positions and addresses as editors have them |
//! | [`place`] | what stands at a place of a file |
//! | [`complete`], [`hover`], [`about`] | what could stand there, and what is said of it |
//! | [`told`], [`checks`] | what a check says, and the child that makes it |
//! | [`answers`], [`messages`] | the same as the protocol writes it, and its words |
//!
//! Three threads: one reads messages, one has the child check, and this one answers. No answer waits for a check, and
//! what is found in texts that have changed meanwhile is never shown.

mod about;
mod answers;
mod checks;
mod complete;
mod documents;
mod frame;
mod hover;
mod lines;
mod messages;
mod place;
mod session;
#[cfg(test)]
mod tests;
mod told;
mod uri;

use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

use gen_lsp_types::ErrorCodes;
use serde_json::Value;

use crate::diagnostic::Language;
use crate::input::load;

use self::checks::{Answer, Done, Jobs, Setting};
use self::frame::Frame;
use self::session::Session;
use super::child::{Asks, thread};
use super::terminal::complain;
use super::texts::{self, pick};

pub(super) use self::checks::serve;

/// For how long nobody may type before a report is checked.
const REST: Duration = Duration::from_millis(150);

/// The longest time that somebody types before a report is checked all the same.
const LONGEST: Duration = Duration::from_secs(2);

/// How many messages wait to be answered.
const WAITING: usize = 16;

/// What there is to take in.
enum Event {
    Came(Frame),
    /// The editor says no more.
    Left,
    Checked(Done),
}

/// Talks to an editor until that ends it. Whether it was ended as the protocol says.
pub(super) fn run(words: Option<&Path>, limits: Asks, language: Language) -> Result<bool, String> {
    if io::stdin().is_terminal() {
        complain(&pick(messages::for_editors(), language));
    }
    // Whoever says more than is answered waits.
    let (tell, events) = mpsc::sync_channel(WAITING);
    let setting = Setting { language, limits, words: words.map(Path::to_owned) };
    let jobs = Arc::new(Jobs::default());
    let cannot_start = |error: io::Error| texts::cannot_start(&error, language);
    let worker = {
        let (jobs, tell) = (Arc::clone(&jobs), tell.clone());
        thread(move || checks::work(&jobs, &setting, |done| tell.send(Event::Checked(done)).is_ok()))
            .map_err(cannot_start)?
    };
    read_all(tell).map_err(cannot_start)?;
    let mut session = Session::new(language, report_of);
    // Since when, and since when without a pause, a report waits to be checked.
    let mut waits: Option<(Instant, Instant)> = None;
    loop {
        let event = match waits {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((first, last)) => {
                let until = (last + REST).min(first + LONGEST);
                events.recv_timeout(until.saturating_duration_since(Instant::now()))
            }
        };
        match event {
            Ok(Event::Came(frame)) => take(&mut session, frame),
            Ok(Event::Checked(done)) => session.done(done),
            Err(RecvTimeoutError::Timeout) => {
                waits = None;
                for job in session.jobs() {
                    if worker.is_finished() {
                        // It has broken, and nobody would take the job.
                        let (dir, state, answer) = (job.dir, job.state, Answer::Failed(texts::crashed(language)));
                        session.done(Done { dir, state, answer });
                    } else {
                        jobs.put(job);
                    }
                }
            }
            Ok(Event::Left) | Err(RecvTimeoutError::Disconnected) => return Ok(session.left() == 0),
        }
        for message in session.sent() {
            if frame::write(&mut io::stdout().lock(), &message.to_string()).is_err() {
                return Ok(false);
            }
        }
        if let Some(code) = session.ended() {
            return Ok(code == 0);
        }
        if session.is_due() {
            let now = Instant::now();
            waits = Some((waits.map_or(now, |(first, _)| first), now));
        }
    }
}

/// The folder of the report that a file belongs to.
fn report_of(path: &Path, is_open: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    load::report_of(path, is_open)
}

/// Reads what the editor says, in a thread of its own.
fn read_all(tell: SyncSender<Event>) -> io::Result<()> {
    thread(move || {
        let mut input = BufReader::new(io::stdin());
        while let Ok(Some(frame)) = frame::read(&mut input) {
            if tell.send(Event::Came(frame)).is_err() {
                return;
            }
        }
        let _ = tell.send(Event::Left);
    })?;
    Ok(())
}

fn take(session: &mut Session, frame: Frame) {
    match frame {
        Frame::Message(bytes) => match serde_json::from_slice::<Value>(&bytes) {
            Ok(message) => session.message(&message),
            Err(_) => session.unreadable(ErrorCodes::ParseError, messages::no_json()),
        },
        Frame::TooLong => session.unreadable(ErrorCodes::InvalidRequest, messages::too_long()),
        Frame::NoLength => session.unreadable(ErrorCodes::ParseError, messages::no_length()),
    }
}
