//! What was checked of a report's figures, table by table, and what could not be.

use serde::Serialize;

use crate::base::source::Span;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A cell of a sum row against the rows that it adds up.
    Sum,
    /// A cell of a computed column against the columns that it is computed from.
    Variance,
    /// Two cells that must say the same.
    Relation,
}

/// Why a check could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Words stand in the cell.
    Words,
    /// Words stand in a cell that it rests on.
    WordsElsewhere,
    /// A cell that it rests on is empty.
    Empty,
    /// None of the rows that are added has a figure.
    NothingToAdd,
    /// A row that it rests on has not come, or there is none of that name.
    RowMissing,
    /// The table does not tell which way the variance counts.
    Sign,
    /// The formula names a column that there is not, or nothing that is added.
    Formula,
    /// No row is the sum of which a share is to be.
    NoTotal,
    /// The whole of a share is zero.
    ZeroWhole,
    /// The other table has no such column.
    NoColumn,
    /// The figures are too large to be computed exactly, which is an error of its own.
    TooLarge,
}

/// A check that could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The table's id; empty for a relation that names none.
    pub table: String,
    /// What was asked for.
    pub kind: Kind,
    /// The row's label, or the address of a relation.
    pub row: String,
    /// The column's heading; empty for a whole row.
    pub column: String,
    /// Where it stands.
    pub place: Span,
    /// Why.
    pub why: Why,
    /// The keys of the empty cells that it is computed from.
    pub lacks: Vec<String>,
}

/// How many checks of a kind were made, and how many could not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Those that were made.
    pub checked: usize,
    /// Those that could not be.
    pub skipped: usize,
}

/// What was checked of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Covered {
    /// Its id; empty for relations that name no table that there is.
    pub table: String,
    /// Its name.
    pub heading: String,
    /// Where its name stands, or the first of those relations.
    pub place: Option<Span>,
    /// Cells of sum rows.
    pub sums: Count,
    /// Cells of computed columns.
    pub variances: Count,
    /// Pairs of cells that must say the same.
    pub relations: Count,
    /// What could not be checked, in the order in which it was asked for.
    pub skipped: Vec<Skipped>,
}

impl Covered {
    /// Adds the counts of another table.
    pub fn add(&mut self, other: &Covered) {
        for (count, more) in [
            (&mut self.sums, other.sums),
            (&mut self.variances, other.variances),
            (&mut self.relations, other.relations),
        ] {
            *count = Count { checked: count.checked + more.checked, skipped: count.skipped + more.skipped };
        }
    }

    pub(super) fn count(&mut self, kind: Kind) -> &mut Count {
        match kind {
            Kind::Sum => &mut self.sums,
            Kind::Variance => &mut self.variances,
            Kind::Relation => &mut self.relations,
        }
    }
}

/// What was checked of a report, table by table in its order; relations that name no table come last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The tables.
    pub tables: Vec<Covered>,
}
