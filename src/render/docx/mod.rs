//! temp
use crate::{model::Document, layout::Layout, render::PageNumbers};
pub fn render(_d: &Document, _l: &Layout, _p: &PageNumbers) -> Result<Vec<u8>, String> { Ok(vec![]) }
