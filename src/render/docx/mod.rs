//! temp
use crate::{layout::Layout, model::Document, render::PageNumbers};
pub fn render(_d: &Document, _l: &Layout, _p: &PageNumbers) -> Result<Vec<u8>, String> {
    Ok(vec![])
}
