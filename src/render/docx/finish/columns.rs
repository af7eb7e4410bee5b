//! Columns that are not equally wide, which docx-rs knows nothing of.

use crate::render::docx::furniture::Heads;
use crate::render::docx::xml::{Element, Node, el};

/// Gives the sections that have unequal columns the widths of these.
pub(crate) fn widen(main: &mut Element, heads: &Heads) {
    let mut widths = heads.widths.iter();
    main.walk_mut(&mut |element| {
        if element.name != "w:sectPr" {
            return;
        }
        let Some(Some(widths)) = widths.next() else { return };
        let Some(columns) = element.elements_mut().find(|child| child.name == "w:cols") else { return };
        let space = columns.get("w:space").unwrap_or("0").to_owned();
        columns.set("w:num", widths.len());
        columns.set("w:equalWidth", 0);
        let last = widths.len().saturating_sub(1);
        for (at, width) in widths.iter().enumerate() {
            let column = el("w:col").with("w:w", width);
            let column = if at < last { column.with("w:space", &space) } else { column };
            columns.children.push(Node::Element(column));
        }
    });
}
