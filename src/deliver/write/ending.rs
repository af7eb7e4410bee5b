//! What is put in order when somebody ends the process: temporary folders, locks, children.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is to be done, in the order in which it was asked for.
struct Work {
    next: u64,
    work: BTreeMap<u64, Box<dyn FnMut() + Send>>,
}

static WORK: Mutex<Work> = Mutex::new(Work::NONE);

fn all() -> MutexGuard<'static, Work> {
    WORK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Work that is done when somebody ends the process, for as long as this value lives.
#[must_use]
#[derive(Debug)]
pub struct OnEnd(u64);

impl Drop for OnEnd {
    fn drop(&mut self) {
        // What it holds is dropped after the others may go on.
        let _work = all().work.remove(&self.0);
    }
}

/// Has `work` done when somebody ends the process.
pub fn on_end(work: impl FnMut() + Send + 'static) -> OnEnd {
    all().add(work)
}

impl Work {
    const NONE: Work = Work { next: 0, work: BTreeMap::new() };

    fn run(&mut self) {
        for work in self.work.values_mut().rev() {
            work();
        }
    }

    fn add(&mut self, work: impl FnMut() + Send + 'static) -> OnEnd {
        self.next += 1;
        self.work.insert(self.next, Box::new(work));
        OnEnd(self.next)
    }
}

/// Does all that was asked for, the last first, and then ends the process with `end`. Meanwhile nobody begins anything
/// that would have to be put in order: who tries waits for the end.
pub fn end(end: impl FnOnce()) {
    let mut all = all();
    all.run();
    end();
}

/// Makes something, and has it put in order if somebody ends the process: never one without the other.
pub(super) fn made<T, E>(
    make: impl FnOnce() -> Result<T, E>,
    undo: impl FnOnce(&T) -> Box<dyn FnMut() + Send>,
) -> Result<(T, OnEnd), E> {
    let mut all = all();
    let made = make()?;
    let undo = undo(&made);
    Ok((made, all.add(undo)))
}

/// Does something that the end of the process waits for. It must take no time, and make or drop nothing that is put in
/// order at the end.
pub(super) fn undisturbed<T>(step: impl FnOnce() -> T) -> T {
    let _all = all();
    step()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn what_was_asked_for_last_is_done_first_and_what_was_dropped_is_not() {
        let done = Arc::new(AtomicU32::new(0));
        let digit = |digit: u32| {
            let done = Arc::clone(&done);
            move || done.store(done.load(Ordering::SeqCst) * 10 + digit, Ordering::SeqCst)
        };
        // Work of its own: other tests have some as well.
        let mut all = Work::NONE;
        let asked = [1, 2, 3].map(|at| all.add(digit(at)));
        all.work.remove(&asked[1].0);
        asked.into_iter().for_each(std::mem::forget);
        all.run();
        assert_eq!(done.load(Ordering::SeqCst), 31);
    }

    #[test]
    fn work_is_forgotten_with_what_it_was_for() {
        let asked = on_end(|| ());
        let at = asked.0;
        assert!(all().work.contains_key(&at));
        drop(asked);
        assert!(!all().work.contains_key(&at));
    }
}
