//! The finished papers that the manifest names: PDFs that somebody else has made.

use std::sync::Arc;

use crate::base::limits::ENCLOSURE_SIZE;
use crate::base::pdf::about::About;
use crate::input::manifest::{EnclosureFile, Finished, Manifest};
use crate::input::messages;

use super::counted;
use super::units::Units;

/// What the files of the manifest's finished papers hold, in its order; `None` for one that cannot be used, which is
/// told.
pub(super) fn read(reading: &mut Units<'_>) -> Vec<Option<Arc<Finished>>> {
    let manifest = reading.manifest;
    manifest.papers.iter().filter_map(|paper| paper.finished.as_ref()).map(|spec| one(spec, reading)).collect()
}

fn one(spec: &EnclosureFile, reading: &mut Units<'_>) -> Option<Arc<Finished>> {
    let (path, place) = (spec.file.text.as_str(), spec.file.place);
    let bytes = match counted::bytes(reading.dir, path, ENCLOSURE_SIZE, &mut reading.budget) {
        Ok(bytes) => bytes,
        Err(unread) => {
            reading.unread((path, place), unread, None);
            return None;
        }
    };
    match About::read(&bytes, &mut reading.budget) {
        Ok(about) => {
            let (archival, accessible) = (about.archival.as_deref(), about.accessible);
            if archival.is_none() || !accessible {
                reading.found.push(messages::enclosure_not_archival(place, path, archival, accessible));
            }
            Some(Arc::new(Finished { bytes, about }))
        }
        Err(fault) => {
            reading.found.push(messages::enclosure_unusable(place, path, &fault));
            None
        }
    }
}

/// Gives the manifest's papers what their files hold.
pub(super) fn put(manifest: &mut Manifest, files: Vec<Option<Arc<Finished>>>) {
    let specs = manifest.papers.iter_mut().filter_map(|paper| paper.finished.as_mut());
    specs.zip(files).for_each(|(spec, file)| spec.read = file);
}
