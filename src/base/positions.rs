//! Positions: which of several things is meant, counted from 0, each of a type of its own, so that a column's is never
//! taken for a row's.

use std::ops::{Index, IndexMut};

macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The one at this position, from 0.
            pub fn new(at: usize) -> Self {
                $name(at)
            }

            /// Its position, from 0.
            pub fn position(self) -> usize {
                self.0
            }

            /// What there is for each, with which it is for.
            pub fn each<T>(all: &[T]) -> impl DoubleEndedIterator<Item = ($name, &T)> {
                all.iter().enumerate().map(|(at, one)| ($name(at), one))
            }

            /// The first of `all` that is such a one.
            pub fn find<T>(all: &[T], is_it: impl FnMut(&T) -> bool) -> Option<Self> {
                all.iter().position(is_it).map($name)
            }

            /// What there is for this one in `all`.
            pub fn of<T>(self, all: &[T]) -> Option<&T> {
                all.get(self.0)
            }
        }

        /// What there is for each, in order.
        impl<T> Index<$name> for Vec<T> {
            type Output = T;

            fn index(&self, at: $name) -> &T {
                &self[at.0]
            }
        }

        impl<T> IndexMut<$name> for Vec<T> {
            fn index_mut(&mut self, at: $name) -> &mut T {
                &mut self[at.0]
            }
        }
    )+};
}
positions! {
    /// The position of a unit among the manifest's.
    UnitIndex,
    /// The position of a committee among the manifest's.
    CommitteeIndex,
    /// The position of a goal among the manifest's.
    GoalIndex,
    /// The position of a chart among the manifest's.
    ChartSpecIndex,
    /// The position of an internal control among the manifest's.
    ControlIndex,
    /// The position of a paper among the manifest's.
    PaperIndex,
    /// The position of a table among those of the document.
    TableIndex,
    /// The position of a chart or a picture among those of the document.
    ChartIndex,
    /// The position of a row in its table, where those that have not come count too.
    RowIndex,
    /// The position of a column in its column set, and of a cell in a row of its table.
    ColumnIndex,
}

impl ColumnIndex {
    /// The columns of a set of so many.
    pub fn all(count: usize) -> impl DoubleEndedIterator<Item = ColumnIndex> + Clone {
        (0..count).map(ColumnIndex)
    }
}
