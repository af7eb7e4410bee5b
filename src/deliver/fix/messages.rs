//! The wording of what becomes of remedies that are certain.

use std::fmt::Display;

use crate::base::swedish::plural;
use crate::diagnostic::wording::both;

/// How many findings are remedied, or can be, in which files, and how many are left.
pub fn end(is_written: bool, [fixed, left]: [usize; 2], files: &str, dir: &dyn Display) -> [String; 2] {
    let found = |count| [plural(count, "påpekande", "påpekanden"), plural(count, "finding", "findings")];
    let ([fixed_sv, fixed_en], [left_sv, left_en]) = (found(fixed), found(left));
    let rest = both!("{left} {left_sv} kvar att titta på", "{left} {left_en} left to look at");
    let [rest_sv, rest_en] = &rest;
    match (is_written, fixed) {
        (_, 0) => both!("inget att rätta för säkert; {rest_sv}", "nothing to remedy for certain; {rest_en}"),
        (true, _) => both!(
            "{fixed} {fixed_sv} rättade i {files}; {rest_sv}. Ta tillbaka med: underlag undo {dir}",
            "{fixed} {fixed_en} remedied in {files}; {rest_en}. Take it back by: underlag undo {dir}"
        ),
        (false, _) => both!(
            "{fixed} {fixed_sv} kan rättas i {files}; {rest_sv}. Rätta dem med --fix --write",
            "{fixed} {fixed_en} can be remedied in {files}; {rest_en}. Remedy them by --fix --write"
        ),
    }
}

/// Remedies that are not made.
pub fn refused(count: usize) -> [String; 2] {
    let [sv, en] = [plural(count, "påpekande", "påpekanden"), plural(count, "finding", "findings")];
    both!(
        "{count} {sv} rättas inte här: med ändringen skulle något annat bli fel, eller två gäller samma ställe",
        "{count} {en} not remedied here: with the change something else would be wrong, or two are about one place"
    )
}
