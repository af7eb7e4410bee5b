//! The report of a folder as it is built today, with what its Word file says.

use std::path::Path;

use crate::base::budget::Budget;
use crate::deliver::verify::Unreadable;
use crate::input::load::LoadError;
use crate::pipeline::{self, Built, Format, Options, Output};

use super::paper::{self, Paper, Tracked};

/// Why nothing can be taken in.
#[derive(Debug)]
pub enum AbsorbError {
    /// The report cannot be read.
    Load(LoadError),
    /// Nothing can be made of the report: what stands in the way is for `check` to say.
    NotMade,
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// It is the paper of another report: its id.
    Other(String),
    /// The edits cannot be tried.
    System(std::io::Error),
}

/// The report of a folder, built with a layout other than its own or with that, and its Word file read.
pub(super) fn made(dir: &Path, layout: Option<&str>) -> Result<(Built, Paper), AbsorbError> {
    let layout = layout.map(str::to_owned);
    let options = Options { formats: vec![Format::Docx], layout, ..Options::default() };
    let built = pipeline::build(dir, &options).map_err(AbsorbError::Load)?;
    let Some(Output::File { bytes, .. }) = built.outputs.first() else { return Err(AbsorbError::NotMade) };
    let paper = paper::read(bytes, Tracked::Accept, &mut Budget::of_own()).map_err(AbsorbError::Unreadable)?;
    Ok((built, paper))
}
