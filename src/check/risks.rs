//! Risks that leave the scale, or that nothing is done about.

use crate::diagnostic::{Diagnostic, messages};
use crate::report::{Content, Report};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let scale = report.manifest.control.as_ref().map_or(u32::MAX, |control| control.scale);
    for chapter in report.all_chapters() {
        let Content::InternalControl(risks) = &chapter.content else { continue };
        for risk in risks.iter().filter_map(|owned| owned.risk.came()) {
            for value in [&risk.likelihood, &risk.consequence].into_iter().filter(|value| value.value > scale) {
                found.push(messages::risk_out_of_scale(value.place, value.value, scale));
            }
            if risk.activities.is_empty() {
                found.push(messages::risk_without_activities(risk.place, &risk.id.value));
            }
        }
    }
    found
}
