//! From the files that were read to the hashes by which a finished paper says what it was made from.

use crate::base::hash::sha256;
use crate::base::source::Sources;
use crate::input::manifest::{ChartSource, Manifest};
use crate::layout::Layout;
use crate::model::{Origin, OriginFile};

/// What a paper is made from: the files in the order of [`Sources`], and one id for all of it, the layout's template
/// and fonts and the program's version included.
pub fn of(sources: &Sources, manifest: &Manifest, layout: &Layout) -> Origin {
    let mut files: Vec<OriginFile> =
        sources.iter().map(|(_, file)| OriginFile { path: file.path.clone(), sha256: sha256(file.hashed()) }).collect();
    files.extend(manifest.charts.iter().filter_map(|chart| match &chart.source {
        ChartSource::Picture(spec) => {
            let sha256 = sha256(&spec.image.as_ref()?.bytes);
            Some(OriginFile { path: spec.file.text.clone(), sha256 })
        }
        _ => None,
    }));
    let mut all = format!("{} {}\n", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    for OriginFile { path, sha256 } in &files {
        all.push_str(&format!("{sha256} {path}\n"));
    }
    all.push_str(&format!("{} template.typ\n", sha256(&layout.template)));
    for (name, bytes) in &layout.fonts {
        all.push_str(&format!("{} fonts/{name}\n", sha256(bytes)));
    }
    if let Some(logo) = &layout.logo {
        all.push_str(&format!("{} logo\n", sha256(&logo.bytes)));
    }
    Origin { files, build: sha256(all)[..16].to_owned(), words: true, form: None }
}
