//! The figures of earlier reports that the manifest names.

use std::sync::Arc;

use crate::input::earlier::{self, EarlierFigures};
use crate::input::manifest::{EarlierSpec, Manifest};

use super::counted;
use super::units::Units;

/// What the files of the manifest's earlier reports hold, in its order; `None` for what cannot be read, which is told.
pub(super) fn read(reading: &mut Units<'_>) -> Vec<Option<Arc<EarlierFigures>>> {
    let manifest = reading.manifest;
    manifest.earlier.iter().map(|spec| one(spec, reading)).collect()
}

fn one(spec: &EarlierSpec, reading: &mut Units<'_>) -> Option<Arc<EarlierFigures>> {
    let (path, place, limits) = (spec.file.trimmed(), spec.file.place, reading.manifest.limits);
    let text = match counted::text(reading.dir, path, limits.file_size, &mut reading.budget) {
        Ok(text) => text,
        Err(unread) => {
            reading.unread((path, place), unread, Some(limits));
            return None;
        }
    };
    let file = reading.sources.add_named(reading.manifest.file, path, text, None);
    let text = &reading.sources.file(file).text;
    let (figures, found) = earlier::read((file, path, place), text, limits.rows as usize, &mut reading.budget);
    let is_read = found.is_empty();
    reading.found.extend(found);
    is_read.then(|| Arc::new(figures))
}

/// Gives the manifest's earlier reports what their files hold.
pub(super) fn put(manifest: &mut Manifest, all: Vec<Option<Arc<EarlierFigures>>>) {
    manifest.earlier.iter_mut().zip(all).for_each(|(spec, figures)| spec.figures = figures);
}
