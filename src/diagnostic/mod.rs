//! Findings: what is wrong, where, and what to do about it, in Swedish and in English.
//!
//! Each room words what it raises, in its `messages`, behind one constructor a finding: nobody else formats text.
//! What the wording of all has in common is in `wording`.

pub mod changes;
mod codes;
mod explain;
pub(crate) mod finding;
mod findings;
pub mod fixes;
mod language;
pub mod sarif;
mod settle;
pub mod show;
pub mod wording;

pub use self::codes::{Code, Severity};
pub use self::explain::{Explanation, explain};
pub use self::finding::{Accepted, Diagnostic, Replacement, Tally, Text, sort};
pub use self::findings::Findings;
pub use self::language::Language;
pub use self::settle::settle;
