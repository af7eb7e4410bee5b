//! The saved answers of Kolada that the manifest names.

use std::sync::Arc;

use crate::input::kolada::messages::{answer_missing, answer_undated};
use crate::input::kolada::{Answers, answer};
use crate::input::manifest::{KoladaSpec, Manifest};
use crate::input::messages;

use super::counted;
use super::units::Units;

/// What the manifest's saved answers hold, in its order; `None` for what cannot be read, which is told.
pub(super) fn read(reading: &mut Units<'_>) -> Vec<Option<Arc<Answers>>> {
    let manifest = reading.manifest;
    manifest.kolada.iter().map(|spec| one(spec, reading)).collect()
}

fn one(spec: &KoladaSpec, reading: &mut Units<'_>) -> Option<Arc<Answers>> {
    let (path, place) = (spec.file.trimmed(), spec.file.place);
    let limits = reading.manifest.limits;
    let text = match counted::text(reading.dir, path, limits.file_size, &mut reading.budget) {
        Ok(text) => text,
        Err(unread) => {
            let is_gone = reading.unread((path, place), unread, Some(limits));
            // What is not there can be fetched, which is a better remedy than to put it there.
            if let Some(told) = reading.found.last_mut().filter(|_| is_gone) {
                *told = answer_missing(place, path);
            }
            return None;
        }
    };
    if let Err(exceeded) = counted::signs(&text, &mut reading.budget) {
        reading.found.push(messages::too_much(place, path, exceeded));
        return None;
    }
    let file = reading.sources.add_named(reading.manifest.file, path, text, None);
    let (answers, found) = answer::read(file, path, place, &reading.sources.file(file).text);
    reading.found.extend(found);
    if spec.fetched.is_none() && answers.fetched.is_none() && !answers.figures.is_empty() {
        reading.found.push(answer_undated(place, path));
    }
    Some(Arc::new(answers))
}

/// Gives the manifest's saved answers what their files hold.
pub(super) fn put(manifest: &mut Manifest, all: Vec<Option<Arc<Answers>>>) {
    manifest.kolada.iter_mut().zip(all).for_each(|(spec, answers)| spec.answers = answers);
}
