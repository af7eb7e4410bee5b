//! The photographs and drawings that the manifest names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::image::Image;
use crate::base::limits::{PICTURE_SIZE, PRINTED_PIXELS};
use crate::input::manifest::{ChartSource, Manifest, PictureSpec};
use crate::input::messages;

use super::counted;
use super::units::Units;

/// What the files of the manifest's pictures hold, in its order; `None` for what cannot be shown, which is told.
pub(super) fn read(reading: &mut Units<'_>) -> Vec<Option<Arc<Image>>> {
    let manifest = reading.manifest;
    let specs: Vec<&PictureSpec> = manifest
        .charts
        .iter()
        .filter_map(|chart| match &chart.source {
            ChartSource::Picture(spec) => Some(spec),
            _ => None,
        })
        .collect();
    let mut known: BTreeMap<&str, Option<Arc<Image>>> = BTreeMap::new();
    let mut all = Vec::new();
    for spec in &specs {
        let path = spec.file.text.as_str();
        // One file is one image, however often it is shown: as large as its widest place needs.
        if !known.contains_key(path) {
            let same = specs.iter().filter(|other| other.file.text == path);
            let share = same.map(|other| other.share.unwrap_or(100)).max().unwrap_or(100);
            known.insert(path, one(spec, share, reading));
        }
        all.push(known.get(path).cloned().flatten());
    }
    all
}

/// What the file of a picture holds, for a place of `share` per cent of a column.
fn one(spec: &PictureSpec, share: u32, reading: &mut Units<'_>) -> Option<Arc<Image>> {
    let (path, place) = (spec.file.text.as_str(), spec.file.place);
    let bytes = match counted::bytes(reading.dir, path, PICTURE_SIZE, &mut reading.budget) {
        Ok(bytes) => bytes,
        Err(unread) => {
            reading.unread((path, place), unread, None);
            return None;
        }
    };
    // As many pixels as the widest column of a page shows in print.
    let across = PRINTED_PIXELS[0] * share / 100;
    match Image::read(&bytes, [across, PRINTED_PIXELS[1]]) {
        Ok(image) => Some(Arc::new(image)),
        Err(fault) => {
            reading.found.push(messages::picture_unusable(place, path, fault));
            None
        }
    }
}

/// Gives the manifest's pictures what their files hold.
pub(super) fn put(manifest: &mut Manifest, images: Vec<Option<Arc<Image>>>) {
    let specs = manifest.charts.iter_mut().filter_map(|chart| match &mut chart.source {
        ChartSource::Picture(spec) => Some(spec),
        _ => None,
    });
    specs.zip(images).for_each(|(spec, image)| spec.image = image);
}
