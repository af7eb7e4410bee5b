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

/// An id with the unit whose it is, where that is said: `drift`, or `it/drift`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedId {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The id, whatever was written behind the unit.
    pub id: String,
}

impl OwnedId {
    /// Reads what somebody wrote, all of which is the id where no unit is said.
    pub fn read(text: &str) -> Self {
        let (unit, id) = text.split_once('/').map_or((None, text), |(unit, id)| (Some(unit.into()), id));
        OwnedId { unit, id: id.to_owned() }
    }
}

/// As it was written.
impl fmt::Display for OwnedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.unit {
            Some(unit) => write!(f, "{unit}/{}", self.id),
            None => f.write_str(&self.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OwnedId;

    #[test]
    fn owned_ids_stay_as_they_were_written() {
        for (text, unit, id) in [
            ("drift", None, "drift"),
            ("it/drift", Some("it"), "drift"),
            ("/drift", Some(""), "drift"),
            ("it/", Some("it"), ""),
            ("it/drift/el", Some("it"), "drift/el"),
            ("", None, ""),
        ] {
            let read = OwnedId::read(text);
            assert_eq!((read.unit.as_deref(), read.id.as_str()), (unit, id), "{text}");
            assert_eq!(read.to_string(), text);
        }
    }
}
