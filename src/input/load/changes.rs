//! When the files of a report changed, for those who wait for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::base::date::Ymd;

use super::files::LOCK;

/// How the names of files end that a report is made of.
const INPUTS: &[&str] = &["toml", "csv", "tsv", "txt", "xlsx", "xlsm", "typ", "ttf", "otf", "svg", "png"];

/// The state of every file that a report may be made of: sizes and times of change. Two that differ mean that
/// somebody has saved something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp(BTreeMap<PathBuf, (u64, u128)>);

/// The folders below a report's that are looked at for changes.
const DEEPEST: usize = 4;

/// The state of the files in the report's folder `dir` and in the layout's folder, if one is given. What lies in
/// `output` is no input, wherever that is. A file that cannot be looked at is left out, until it can.
pub fn stamp(dir: &Path, layout: Option<&str>, output: &Path) -> Stamp {
    let output = fs::canonicalize(output).ok();
    let mut stamp = Stamp::default();
    for folder in [Some(dir), layout.map(Path::new)].into_iter().flatten() {
        look_at(folder, output.as_deref(), DEEPEST, &mut stamp);
    }
    stamp
}

fn look_at(folder: &Path, output: Option<&Path>, deep: usize, stamp: &mut Stamp) {
    if output.is_some() && fs::canonicalize(folder).ok().as_deref() == output {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let hidden = name.starts_with('.') || name.starts_with(LOCK);
        let Ok(about) = fs::metadata(&path) else { continue };
        let is_input = path.extension().is_some_and(|end| INPUTS.iter().any(|input| end == *input));
        if about.is_dir() && !hidden && deep > 0 {
            look_at(&path, output, deep - 1, stamp);
        } else if about.is_file() && !hidden && is_input {
            let when = about.modified().ok().and_then(|when| when.duration_since(std::time::UNIX_EPOCH).ok());
            stamp.0.insert(path, (about.len(), when.map_or(0, |when| when.as_nanos())));
        }
    }
}

/// The day on which a file was last changed, in universal time, where the system knows it.
pub fn changed(path: &Path) -> Option<Ymd> {
    let when = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let seconds = when.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    Ymd::of_day_number(i64::try_from(seconds / 86_400).ok()?)
}
