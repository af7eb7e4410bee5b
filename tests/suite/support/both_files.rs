//! What a report must say in both of its files, in every layout.

use underlag::base::budget::Trust;
use underlag::deliver::verify::verify;
use underlag::pipeline::Built;

use super::report::Report;
use super::{bytes, text};

/// A report, and lines of its text in a row.
pub struct Case {
    what: &'static str,
    report: Report,
    says: &'static str,
}

/// A report that has `what` and says `says`.
pub fn case(what: &'static str, report: Report, says: &'static str) -> Case {
    Case { what, report, says }
}

/// Fails unless the PDF and the Word file say the same as the model.
pub fn agree(built: &Built, what: &str) {
    let verified = verify(bytes(built, ".pdf"), bytes(built, ".docx"), built.document.as_ref(), Trust::Own).unwrap();
    assert_eq!(verified.differences, [], "{what}");
}

/// Fails unless each report says its lines, and both of its files the same.
pub fn say(cases: impl IntoIterator<Item = Case>) {
    for Case { what, report, says } in cases {
        for layout in ["kommun", "region"] {
            let built = report.clone().key("numrerade_rubriker", 0).key("layout", layout).built();
            let said = text(&built);
            assert!(said.contains(says), "{what} in {layout}:\n{says}\nin\n{said}");
            agree(&built, &format!("{what} in {layout}"));
        }
    }
}
