//! What a child does before it reads anything: it takes away from itself what it does not need.
//!
//! Memory, and its parent's life, by limits of the system; the disk and the network by Landlock, where the kernel has
//! it. On Windows its memory is counted as it asks for it, and its parent puts it into a job: see [`super::child`]. All
//! of it is the second line: the first is that readers count what they take, and that the layout's engine is handed its
//! files.

use std::path::{Path, PathBuf};

#[cfg(unix)]
use crate::base::limits::MEGABYTE;

/// The folders and files that a child may open; nothing else of the disk.
#[derive(Debug, Default)]
pub(super) struct Access {
    /// To be read.
    pub(super) read: Vec<PathBuf>,
    /// To be read and written.
    pub(super) write: Vec<PathBuf>,
}

impl Access {
    /// Adds the folder that `path` is in or will be made in.
    pub(super) fn write_to(&mut self, path: &Path) {
        let there = path.ancestors().find(|path| path.is_dir() && !path.as_os_str().is_empty());
        self.write.push(there.unwrap_or(Path::new(".")).to_owned());
    }
}

/// Limits this process for good: to `megabytes` of memory, to the life of its `parent`, to `access`.
pub(super) fn limit(megabytes: u64, parent: Option<u32>, access: &Access) {
    end_with_parent(parent);
    memory(megabytes);
    disk(access);
}

/// The megabytes that the system limits this process to, which ends it without a word where it needs more.
#[cfg(unix)]
pub(super) fn of_system() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    let limits = [Resource::As, Resource::Data].into_iter().filter_map(|what| getrlimit(what).current);
    limits.min().map(|bytes| bytes / MEGABYTE)
}

#[cfg(not(unix))]
pub(super) fn of_system() -> Option<u64> {
    None
}

/// Half of the machine's memory, in megabytes, as far as that is known.
pub(super) fn half_of_memory() -> u64 {
    /// Where the system does not tell.
    const USUAL: u64 = 4096;
    #[cfg(target_os = "linux")]
    {
        let about = rustix::system::sysinfo();
        let bytes = about.totalram.saturating_mul(u64::from(about.mem_unit));
        Some(bytes / 2 / MEGABYTE).filter(|half| *half > 0).unwrap_or(USUAL)
    }
    #[cfg(not(target_os = "linux"))]
    USUAL
}

#[cfg(unix)]
fn memory(megabytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let lower = |what, most: u64| {
        let Rlimit { current, maximum } = getrlimit(what);
        let least = |known: Option<u64>| Some(known.map_or(most, |known| known.min(most)));
        // A limit that cannot be set leaves the clock and what readers count.
        let _ = setrlimit(what, Rlimit { current: least(current), maximum: least(maximum) });
    };
    lower(Resource::As, megabytes.saturating_mul(MEGABYTE));
    // What a process leaves behind when it breaks would hold the report.
    lower(Resource::Core, 0);
}

/// What limits memory where the system does not: given a number of bytes, it says whether no more are had from then on.
#[cfg(not(unix))]
pub(super) static LIMITED_BY: std::sync::OnceLock<fn(usize) -> bool> = std::sync::OnceLock::new();

#[cfg(not(unix))]
fn memory(megabytes: u64) {
    use crate::base::limits::MEGABYTE;
    let bytes = usize::try_from(megabytes.saturating_mul(MEGABYTE)).unwrap_or(usize::MAX);
    if let Some(limit) = LIMITED_BY.get() {
        // One that cannot be set leaves the clock and what readers count.
        let _ = limit(bytes);
    }
}

/// Ends this process when its parent ends, however that ends.
#[cfg(target_os = "linux")]
fn end_with_parent(parent: Option<u32>) {
    use rustix::process::{Signal, getppid, set_parent_process_death_signal};
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
    // It may have ended before that was said.
    let now = getppid().and_then(|pid| u32::try_from(pid.as_raw_nonzero().get()).ok());
    if parent.is_some() && parent != now {
        std::process::exit(2);
    }
}

/// The same where the system tells nobody that a parent has ended.
#[cfg(all(unix, not(target_os = "linux")))]
fn end_with_parent(parent: Option<u32>) {
    /// The time between two looks.
    const INTERVAL: std::time::Duration = std::time::Duration::from_millis(500);
    let is_alive = move || {
        let now = rustix::process::getppid().and_then(|pid| u32::try_from(pid.as_raw_nonzero().get()).ok());
        parent.is_none() || parent == now
    };
    std::thread::spawn(move || {
        while is_alive() {
            std::thread::sleep(INTERVAL);
        }
        std::process::exit(2);
    });
}

/// Its job does that.
#[cfg(not(unix))]
fn end_with_parent(_: Option<u32>) {}

#[cfg(target_os = "linux")]
fn disk(access: &Access) {
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreated, RulesetCreatedAttr,
        path_beneath_rules,
    };
    let abi = ABI::V5;
    let closed = || -> Result<RulesetCreated, landlock::RulesetError> {
        let rules =
            Ruleset::default().handle_access(AccessFs::from_all(abi))?.handle_access(AccessNet::from_all(abi))?;
        let rules = rules.create()?;
        let rules = rules.add_rules(path_beneath_rules(&access.read, AccessFs::from_read(abi)))?;
        rules.add_rules(path_beneath_rules(&access.write, AccessFs::from_all(abi)))
    };
    // Kernels before 5.13 have none of it, and those before 6.7 no rules for the network.
    let _ = closed().and_then(RulesetCreated::restrict_self);
}

#[cfg(not(target_os = "linux"))]
fn disk(_: &Access) {}
