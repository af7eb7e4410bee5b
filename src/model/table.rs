//! Tables: rows of cells in columns, with what each column and row is.
