//! Risks that leave the scale, or that nothing is done about; follow-ups that were copied.

use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ControlSpec;
use crate::input::section::Risk;
use crate::report::Report;
use crate::report::passages::{self, Role};

use super::messages;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in report.risk_tables() {
        let control = table.control.of(&report.manifest.controls);
        let scale = control.map_or(u32::MAX, |control| control.scale);
        // Where the table shows nothing of control activities, none are asked for.
        let keys = control.map(ControlSpec::activity_keys).unwrap_or_default();
        for owned in &table.risks {
            let Some(risk) = owned.risk.delivered() else { continue };
            let values = [&risk.likelihood, &risk.consequence].into_iter().flatten();
            for value in values.filter(|value| value.value > scale) {
                found.push(messages::risk_out_of_scale(value.place, value.value, scale));
            }
            if !owned.is_again {
                found.extend(copied(risk));
            }
            if risk.activities.is_empty() && !keys.is_empty() {
                found.push(messages::risk_without_activities(risk.place, &risk.id.value, &keys));
            }
        }
    }
    found
}

/// Fewest words of a sentence that two follow-ups do not have in common by chance.
const SENTENCE: usize = 6;

/// Sentences that stand in the follow-ups of two control activities of one risk.
fn copied(risk: &Risk) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known: Vec<(String, usize, Span)> = Vec::new();
    for (at, activity) in risk.activities.iter().enumerate() {
        let Some(follow_up) = &activity.follow_up else { continue };
        for passage in passages::of_prose(follow_up, None, Role::Cell) {
            let mut start = 0;
            for sentence in passage.text.split_inclusive(['.', '!', '?']) {
                let range = start..start + sentence.len();
                start += sentence.len();
                let words = sentence.split_whitespace().collect::<Vec<_>>();
                let Some(place) = passage.place(range).filter(|_| words.len() >= SENTENCE) else { continue };
                let text = words.join(" ").to_lowercase();
                match known.iter().find(|(other, activity, _)| *other == text && *activity != at) {
                    Some((_, _, first)) => found.push(messages::follow_up_copied(place, *first)),
                    None => known.push((text, at, place)),
                }
            }
        }
    }
    found
}
