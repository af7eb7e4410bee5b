//! The namespaces and schemas that the parts of a Word file name.

/// Namespace of the text.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Namespace of relationships in a part, and beginning of their kinds.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Namespace of the files that hold relationships.
pub(super) const PACKAGE_RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Namespace of the list of parts.
pub(super) const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// Namespace of drawings and of the theme.
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// Namespace of a drawing's place in the text.
pub(super) const WORD_DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// Namespace of alternatives.
pub(super) const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Namespace of what Word 2013 added to the text.
pub(super) const W15: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// Namespace of shapes.
pub(super) const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

/// Namespace of groups of shapes.
pub(super) const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";

/// Namespace of the mark by which a drawing is decoration.
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

pub(super) const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

pub(super) const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";

pub(super) const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

pub(super) const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
