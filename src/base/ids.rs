//! Ids: the names that people give to units, chapters, tables and the like, each of a type of its own, so that a
//! row's is never taken for a column's.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<T: Into<Arc<str>>> From<T> for $name {
            fn from(text: T) -> Self {
                $name(text.into())
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                *self.0 == **other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}
ids! {
    /// The id of a unit.
    UnitId,
    /// The id of a chapter.
    ChapterId,
    /// The id of a part of a chapter.
    PartId,
    /// The id of a finance table.
    TableId,
    /// The id of a row, within its unit and table.
    RowId,
    /// The id of a column, of a column set or of the internal control.
    ColumnId,
    /// The id of a goal.
    GoalId,
    /// The id of a risk.
    RiskId,
    /// The id of a note, within its unit.
    NoteId,
    /// The id of a column set.
    ColumnSetId,
    /// The id of a chart.
    ChartId,
    /// The id of a committee.
    CommitteeId,
}
