//! A process of its own for what strangers wrote: verified files, layouts that come with a report, each of many
//! reports. It limits itself first ([`super::confine`]), says what it has to say, and is ended when it takes too long.
//!
//! Its parent learns why it ended, so that no abort and no hang of a child is the parent's.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::base::limits::{MEGABYTE, MEMORY_OF_STRANGERS, SECONDS_OF_ONE_OF_MANY, SECONDS_OF_STRANGERS};
#[cfg(unix)]
use crate::deliver::write::ending::{OnEnd, on_end};
use crate::deliver::write::temporary::Temporary;
use crate::input::load::has_own_layout;
use crate::pipeline::Stopped;

use super::confine::{half_of_memory, of_system};

/// What a child may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Seconds; `None` for as long as it takes.
    pub(super) seconds: Option<u64>,
    /// Megabytes of memory.
    pub(super) megabytes: u64,
}

impl Bounds {
    /// For what strangers wrote.
    pub(super) const OF_STRANGERS: Bounds =
        Bounds { seconds: Some(SECONDS_OF_STRANGERS), megabytes: MEMORY_OF_STRANGERS };

    /// For one of several reports.
    pub(super) fn of_many() -> Bounds {
        Bounds { seconds: Some(SECONDS_OF_ONE_OF_MANY), megabytes: half_of_memory() }
    }

    /// For somebody's own report, where the system limits the program itself.
    pub(super) fn of_own() -> Bounds {
        Bounds { seconds: None, megabytes: of_system().unwrap_or(u64::MAX / MEGABYTE) }
    }

    /// For the report in `dir`, which is to be built beside or after others.
    pub(super) fn of_report(dir: &Path, layout: Option<&str>) -> Bounds {
        if layout.is_none() && has_own_layout(dir) { Bounds::OF_STRANGERS } else { Bounds::of_many() }
    }

    /// What comes of it within its time.
    fn wait<T>(self, told: &mpsc::Receiver<T>) -> Result<T, RecvTimeoutError> {
        match self.seconds {
            Some(seconds) => told.recv_timeout(Duration::from_secs(seconds)),
            None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Why nothing came, by what the runtime said last.
    fn why(self, ended: RecvTimeoutError, err: &[u8]) -> Stopped {
        match (ended, self.seconds) {
            (RecvTimeoutError::Timeout, Some(seconds)) => Stopped::Time(seconds),
            _ if String::from_utf8_lossy(err).contains("memory allocation of") => Stopped::Memory(self.megabytes),
            _ => Stopped::Broke,
        }
    }

    /// The same with what the command line asks for.
    pub(super) fn with(self, asks: Asks) -> Bounds {
        Bounds { seconds: asks.seconds.or(self.seconds), megabytes: asks.megabytes.unwrap_or(self.megabytes) }
    }
}

/// What the command line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Asks {
    /// Seconds.
    pub(super) seconds: Option<u64>,
    /// Megabytes of memory.
    pub(super) megabytes: Option<u64>,
}

/// What a child said.
#[derive(Debug)]
pub(super) struct Said {
    /// Its exit code.
    pub(super) code: u8,
    /// What it wrote to standard output, where that was asked for.
    pub(super) out: Vec<u8>,
    /// What it wrote to standard error.
    pub(super) err: Vec<u8>,
}

/// The threads of a child of which others wish no more than an answer.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(4)
}

/// Fewer megabytes than these are little for what allocators set aside.
const SMALL: u64 = 4096;

/// What every child is started with.
fn command(arguments: impl IntoIterator<Item = OsString>, bounds: Bounds) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(format!("--confined={}", bounds.megabytes)).arg(format!("--parent={}", std::process::id()));
    command.args(arguments);
    if bounds.megabytes < SMALL {
        // The limit counts what the allocators set aside, which is a gigabyte at once and more for each thread.
        command.env("MIMALLOC_ARENA_RESERVE", "65536").env("MALLOC_ARENA_MAX", "1");
        command.env("RAYON_NUM_THREADS", threads().to_string());
    }
    // What closes when the parent ends.
    command.stdin(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

/// What becomes of what a child writes to standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printing {
    /// It stands where this process writes.
    Here,
    /// It is kept, without colours.
    Kept,
    /// It is kept, with colours, for a terminal that has them.
    KeptInColours,
}

/// Runs the program with `arguments` in a child, until it ends or its time is over.
///
/// # Errors
///
/// Why it cannot be started.
pub(super) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    bounds: Bounds,
    printing: Printing,
) -> io::Result<Result<Said, Stopped>> {
    let mut command = command(arguments, bounds)?;
    // What it leaves there when it is ended goes with this value.
    let room = Temporary::new()?;
    for variable in ["TMPDIR", "TMP", "TEMP"] {
        command.env(variable, room.path());
    }
    if printing == Printing::KeptInColours {
        command.env("CLICOLOR_FORCE", "1");
    }
    let is_kept = printing != Printing::Here;
    let mut child = Running::start(command.stdout(if is_kept { Stdio::piped() } else { Stdio::inherit() }))?;
    let (tell, told) = mpsc::channel();
    let (out, err) = (child.process.stdout.take(), child.process.stderr.take());
    let out = thread(move || all_of(out))?;
    thread(move || {
        let err = all_of(err);
        // It has closed both, as it does when it ends.
        let _ = tell.send((out.join().unwrap_or_default(), err));
    })?;
    let (out, err) = match bounds.wait(&told) {
        Ok(said) => said,
        Err(ended) => {
            child.end();
            return Ok(Err(bounds.why(ended, &[])));
        }
    };
    let code = child.process.wait()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(match code {
        Some(code @ 0..=2) => Ok(Said { code, out, err }),
        _ => Err(bounds.why(RecvTimeoutError::Disconnected, &err)),
    })
}

/// Does something in a thread of its own.
///
/// # Errors
///
/// The system lets the program have none, or gives it no memory for one.
pub(super) fn thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<JoinHandle<T>> {
    std::thread::Builder::new().spawn(work)
}

fn all_of(stream: Option<impl Read>) -> Vec<u8> {
    let mut all = Vec::new();
    if let Some(mut stream) = stream {
        // What cannot be read was not said.
        let _ = stream.read_to_end(&mut all);
    }
    all
}

/// A child that is asked again and again, and remembers what makes the next answer faster.
pub(super) struct Served {
    running: Running,
    bounds: Bounds,
    answers: mpsc::Receiver<String>,
    err: Option<JoinHandle<Vec<u8>>>,
}

impl Served {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// Why it cannot be started.
    pub(super) fn start(arguments: impl IntoIterator<Item = OsString>, bounds: Bounds) -> io::Result<Self> {
        let mut running = Running::start(command(arguments, bounds)?.stdout(Stdio::piped()))?;
        let (out, err) = (running.process.stdout.take(), running.process.stderr.take());
        let (tell, answers) = mpsc::channel();
        thread(move || {
            let lines = out.into_iter().flat_map(|out| BufReader::new(out).lines()).map_while(Result::ok);
            // It ends with the child, or with nobody left who waits for an answer.
            for line in lines {
                if tell.send(line).is_err() {
                    break;
                }
            }
        })?;
        let err = Some(thread(move || all_of(err))?);
        Ok(Served { running, bounds, answers, err })
    }

    /// What it may take.
    pub(super) fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The line that it answers to this one.
    ///
    /// # Errors
    ///
    /// Why it had to be ended. It is no more to be asked then.
    pub(super) fn ask(&mut self, line: &str) -> Result<String, Stopped> {
        let asked = self.running.process.stdin.as_mut().map(|stdin| writeln!(stdin, "{line}"));
        let answer = match asked {
            Some(Ok(())) => self.bounds.wait(&self.answers),
            _ => Err(RecvTimeoutError::Disconnected),
        };
        answer.map_err(|ended| {
            self.running.end();
            let err = self.err.take().and_then(|err| err.join().ok()).unwrap_or_default();
            self.bounds.why(ended, &err)
        })
    }
}

/// A child that is ended with this value, or with this process when somebody ends that.
struct Running {
    process: Child,
    #[cfg(unix)]
    _on_end: OnEnd,
}

impl Running {
    /// Starts a child.
    fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(windows)]
        in_a_job();
        let process = command.spawn()?;
        Ok(Running {
            #[cfg(unix)]
            _on_end: ended_too(&process),
            process,
        })
    }

    /// Ends it. One that has ended already is none to end.
    fn end(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Has a child end when somebody ends this process.
#[cfg(unix)]
fn ended_too(process: &Child) -> OnEnd {
    let pid = i32::try_from(process.id()).ok().and_then(rustix::process::Pid::from_raw);
    on_end(move || {
        if let Some(pid) = pid {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
    })
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Has every child end with this process, however that ends: they are born into a job that it is in, and that is over
/// when its last handle goes, which nobody has but this process.
#[cfg(windows)]
fn in_a_job() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let mut limits = win32job::ExtendedLimitInfo::new();
        limits.limit_kill_on_job_close();
        // Where there can be none, children end when they have done what they were asked for.
        let Ok(job) = win32job::Job::create_with_limit_info(&limits) else { return };
        let _ = job.assign_current_process();
        // To drop it would end this process.
        std::mem::forget(job);
    });
}
