//! How much may be read in one run: counted before the work is done, over all files together.
//!
//! A file that its writer made to be larger inside than outside, or to be gone through again and again, costs what its
//! reader does, not what it weighs. So every reader of files takes from one [`Budget`] before it unpacks, visits,
//! keeps or tells something, and stops with [`Exceeded`] where nothing is left. The clock and the limits of the process
//! are the second line, not this.

pub use super::resource::Resource;

use super::limits::{self, Ceilings, Limits};

/// Whose files are read, and so which limits hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trust {
    /// A report on one's own disk: what its manifest asks for in `[granser]` counts, up to the program's ceilings.
    #[default]
    Own,
    /// Files that others sent: only the program's own limits count, whatever the files ask for.
    Stranger,
}

/// More than may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exceeded {
    /// Of what.
    pub what: Resource,
    /// How much of it there may be at most.
    pub most: u64,
}

impl std::fmt::Display for Exceeded {
    /// For errors that are words of others' libraries; people are told in their own language by `messages`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "more than {} {:?}", self.most, self.what)
    }
}

impl std::error::Error for Exceeded {}

/// What may still be read. Passed by `&mut` through every reader.
///
/// Work that is done at the same time gets [parts](Budget::parts), so that what is refused never depends on threads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    most: Ceilings,
    left: Ceilings,
}

impl Budget {
    /// A budget with these ceilings.
    pub fn new(most: Ceilings) -> Self {
        Budget { most, left: most }
    }

    /// A budget for files of this origin.
    pub fn of(trust: Trust) -> Self {
        match trust {
            Trust::Own => Budget::of_own(),
            Trust::Stranger => Budget::of_strangers(),
        }
    }

    /// For the files of a report with these limits, which count for one that is trusted.
    pub fn of_report(trust: Trust, limits: Limits) -> Self {
        match trust {
            Trust::Own => Budget::new(Ceilings::of_report(limits)),
            Trust::Stranger => Budget::of_strangers(),
        }
    }

    /// For files that others sent, and that are read without asking them for limits.
    pub fn of_strangers() -> Self {
        Budget::new(limits::OF_STRANGERS)
    }

    /// For what this program has just made itself, and for a report on one's own disk.
    pub fn of_own() -> Self {
        Budget::new(limits::OF_OWN)
    }

    /// Takes `amount` of `what`, before it is read.
    ///
    /// # Errors
    ///
    /// When there is not so much left; then nothing is taken.
    pub fn take(&mut self, what: Resource, amount: u64) -> Result<(), Exceeded> {
        let (left, most) = (self.left.of_mut(what), self.most.of(what));
        *left = left.checked_sub(amount).ok_or(Exceeded { what, most })?;
        Ok(())
    }

    /// The same for a length in memory.
    ///
    /// # Errors
    ///
    /// See [`take`](Budget::take).
    pub fn take_len(&mut self, what: Resource, length: usize) -> Result<(), Exceeded> {
        self.take(what, u64::try_from(length).unwrap_or(u64::MAX))
    }

    /// What is left of `what`.
    pub fn left(&self, what: Resource) -> u64 {
        self.left.of(what)
    }

    /// That there is no more of `what`, for readers that learn of it by other means than [`take`](Budget::take).
    pub fn exceeded(&self, what: Resource) -> Exceeded {
        Exceeded { what, most: self.most.of(what) }
    }

    /// Does `work` one level deeper.
    ///
    /// # Errors
    ///
    /// When that is deeper than what is followed.
    pub fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, Exceeded> {
        self.take(Resource::Depth, 1)?;
        let done = work(self);
        *self.left.of_mut(Resource::Depth) += 1;
        Ok(done)
    }

    /// Parts for `count` readers at the same time: each has its share of what is left, and all of the depth.
    pub fn parts(&self, count: usize) -> Vec<Budget> {
        vec![self.part(count); count.max(1)]
    }

    /// One of these parts. What it says of how much there may be at most is its share.
    pub fn part(&self, count: usize) -> Budget {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        let mut part = self.clone();
        for what in Resource::ALL.into_iter().filter(|what| *what != Resource::Depth) {
            *part.left.of_mut(what) /= count;
            *part.most.of_mut(what) /= count;
        }
        part
    }

    /// The same budget for one file, of which there may be no more than `most` of `what` besides.
    #[must_use]
    pub fn at_most(&self, what: Resource, most: u64) -> Budget {
        let mut part = self.clone();
        let left = part.left.of_mut(what);
        if most < *left {
            *left = most;
            *part.most.of_mut(what) = most;
        }
        part
    }

    /// Counts what a part of this budget has taken since it was made of it.
    ///
    /// # Errors
    ///
    /// When the parts together took more than was left, which parts made by [`parts`](Budget::parts) cannot.
    pub fn count(&mut self, before: &Budget, part: &Budget) -> Result<(), Exceeded> {
        Resource::ALL
            .into_iter()
            .try_for_each(|what| self.take(what, before.left(what).saturating_sub(part.left(what))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone_and_no_more_than_there_is() {
        let mut budget = Budget::of_strangers();
        let all = budget.left(Resource::Cells);
        budget.take(Resource::Cells, all - 1).unwrap();
        let most = Exceeded { what: Resource::Cells, most: all };
        assert_eq!(budget.take(Resource::Cells, 2), Err(most));
        assert_eq!(budget.left(Resource::Cells), 1, "what is refused is not taken");
        budget.take_len(Resource::Cells, 1).unwrap();
        assert_eq!(budget.take(Resource::Cells, u64::MAX), Err(most));
        assert_eq!(budget.exceeded(Resource::Cells), most);
        assert_eq!(budget.left(Resource::Rows), Budget::of_strangers().left(Resource::Rows));
    }

    #[test]
    fn depth_comes_back() {
        fn down(budget: &mut Budget) -> u64 {
            budget.deeper(down).map_or(0, |below| below + 1)
        }
        let mut budget = Budget::of_strangers();
        let most = budget.left(Resource::Depth);
        assert_eq!([down(&mut budget), down(&mut budget)], [most; 2]);
    }

    #[test]
    fn parts_come_to_no_more_than_the_whole() {
        let mut budget = Budget::of_strangers();
        let parts = budget.parts(3);
        for part in &parts {
            let mut used = part.clone();
            used.take(Resource::Text, part.left(Resource::Text)).unwrap();
            budget.count(part, &used).unwrap();
        }
        assert!(budget.left(Resource::Text) < 3);
        assert_eq!(budget.left(Resource::Depth), Budget::of_strangers().left(Resource::Depth));
    }
}
