//! The container: parts, what they are, how they point to each other, and a zip archive without clock.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::image::ImageFormat;
use crate::base::word_mark;
use crate::model::Document;
use crate::render::PageNumbers;

use super::finish::schema;
use super::furniture::HeaderFooterPart;
use super::relationship::{Kind, Relationship};
use super::xml::{self, Element, el};
use super::{fonts, namespaces, parts};

/// A part of the package.
#[derive(Debug, Clone)]
pub(super) struct PackagePart {
    path: String,
    content_type: String,
    root: Element,
    relationships: Vec<Relationship>,
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

impl PackagePart {
    /// A part of Word's own kind with this name, `styles`.
    pub(super) fn word(name: &str, root: Element) -> Self {
        PackagePart {
            path: format!("word/{name}.xml"),
            content_type: format!("{WORD}.{name}+xml"),
            root,
            relationships: Vec::new(),
        }
    }

    /// The body, with the relationships to all parts that belong to it.
    pub(super) fn main(root: Element, links: Vec<Relationship>, heads: &[HeaderFooterPart]) -> Self {
        let mut relationships = vec![
            Relationship::part("rIdStyles", "styles", "styles.xml"),
            Relationship::part("rIdNumbering", "numbering", "numbering.xml"),
            Relationship::part("rIdSettings", "settings", "settings.xml"),
            Relationship::part("rIdFontTable", "fontTable", "fontTable.xml"),
            Relationship::part("rIdTheme", "theme", "theme/theme1.xml"),
            Relationship::part("rIdFootnotes", "footnotes", "footnotes.xml"),
            Relationship::part("rIdOrigin", "customXml", "../customXml/item1.xml"),
        ];
        relationships.extend(heads.iter().map(|head| Relationship::part(&head.id, head.kind, &head.file)));
        relationships.extend(links);
        PackagePart {
            content_type: format!("{WORD}.document.main+xml"),
            relationships,
            ..PackagePart::word("document", root)
        }
    }

    /// The notes.
    pub(super) fn notes(root: Element, links: Vec<Relationship>) -> Self {
        PackagePart { relationships: links, ..PackagePart::word("footnotes", root) }
    }

    /// A running head or foot.
    pub(super) fn header_footer(head: HeaderFooterPart) -> Self {
        PackagePart {
            path: format!("word/{}", head.file),
            relationships: head.relationships,
            ..PackagePart::word(head.kind, head.root)
        }
    }

    /// The table of fonts.
    pub(super) fn fonts(root: Element, relationships: Vec<Relationship>) -> Self {
        PackagePart { relationships, ..PackagePart::word("fontTable", root) }
    }

    /// The characters that some parts show.
    pub(super) fn characters<'p>(parts: impl Iterator<Item = &'p PackagePart>) -> BTreeSet<char> {
        let mut all = BTreeSet::new();
        parts.for_each(|part| part.root.characters(&mut all));
        all
    }

    /// The theme.
    pub(super) fn theme(root: Element) -> Self {
        let content_type = "application/vnd.openxmlformats-officedocument.theme+xml".to_owned();
        PackagePart { content_type, ..PackagePart::word("theme/theme1", root) }
    }

    /// What leads from the text's controls back to the files that it came from.
    pub(super) fn origin(map: Element, properties: Element) -> [Self; 2] {
        let about = Relationship::part("rIdProperties", "customXmlProps", "itemProps1.xml");
        let part = |path: &str, content_type: &str, root| PackagePart {
            path: path.to_owned(),
            content_type: content_type.to_owned(),
            root,
            relationships: Vec::new(),
        };
        let properties_type = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
        [
            PackagePart { relationships: vec![about], ..part("customXml/item1.xml", "application/xml", map) },
            part("customXml/itemProps1.xml", properties_type, properties),
        ]
    }

    /// What the file says about itself.
    pub(super) fn properties(document: &Document, pages: &PageNumbers) -> Vec<Self> {
        let part = |path: &str, content_type: &str, root| PackagePart {
            path: path.to_owned(),
            content_type: format!("application/vnd.openxmlformats-{content_type}-properties+xml"),
            root,
            relationships: Vec::new(),
        };
        vec![
            part("docProps/core.xml", "package.core", parts::core(document)),
            part("docProps/app.xml", "officedocument.extended", parts::app(&document.meta, pages)),
            part("docProps/custom.xml", "officedocument.custom", parts::custom(document)),
        ]
    }
}

fn relationships(all: &[Relationship]) -> Element {
    el("Relationships").with("xmlns", namespaces::PACKAGE_RELATIONSHIPS).add_all(all.iter().map(Relationship::element))
}

fn content_types(parts: &[PackagePart], files: &[(String, Vec<u8>)]) -> Element {
    let rule = |extension, kind| el("Default").with("Extension", extension).with("ContentType", kind);
    let mut kinds = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Svg].map(|it| (it.ending(), it.mime())).to_vec();
    kinds.push((fonts::ENDING, fonts::MIME));
    kinds.retain(|(ending, _)| files.iter().any(|(path, _)| path.ends_with(ending)));
    el("Types")
        .with("xmlns", namespaces::CONTENT_TYPES)
        .add(rule("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .add(rule("xml", "application/xml"))
        .add_all(kinds.into_iter().map(|(ending, kind)| rule(ending, kind)))
        .add_all(parts.iter().map(|part| {
            let path = format!("/{}", part.path);
            el("Override").with("PartName", path).with("ContentType", &part.content_type)
        }))
}

/// The path of the relationships of the part at `path`.
fn relationships_path(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{path}.rels"),
    }
}

/// Packs the parts in their order, each with its children as the schema orders them, then pictures and fonts, and all
/// with the date 1980-01-01.
pub(super) fn pack(mut parts: Vec<PackagePart>, others: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, String> {
    let root = [
        Relationship::part("rIdDocument", "officeDocument", "word/document.xml"),
        Relationship { id: "rIdCore".to_owned(), kind: Kind::Core, target: "docProps/core.xml".to_owned() },
        Relationship::part("rIdApp", "extended-properties", "docProps/app.xml"),
        Relationship::part("rIdCustom", "custom-properties", "docProps/custom.xml"),
    ];
    for part in &mut parts {
        schema::order(&mut part.root);
    }
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), xml::write(&content_types(&parts, &others))),
        ("_rels/.rels".to_owned(), xml::write(&relationships(&root))),
    ];
    for part in &parts {
        files.push((part.path.clone(), xml::write(&part.root)));
        if !part.relationships.is_empty() {
            files.push((relationships_path(&part.path), xml::write(&relationships(&part.relationships))));
        }
    }
    files.extend(others);
    let mark = word_mark::of_parts(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    if let Some(about) = parts.iter_mut().find(|part| part.path == word_mark::PART) {
        parts::add_property(&mut about.root, word_mark::PROPERTY, &mark);
        files
            .iter_mut()
            .filter(|(path, _)| path == word_mark::PART)
            .for_each(|(_, bytes)| *bytes = xml::write(&about.root));
    }
    let fault = |error: &dyn std::fmt::Display| format!("the Word file cannot be packed: {error}");
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        // Otherwise the archive says on which system it was made, and is another one on Windows.
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive.start_file(path, options).map_err(|error| fault(&error))?;
        archive.write_all(&bytes).map_err(|error| fault(&error))?;
    }
    Ok(archive.finish().map_err(|error| fault(&error))?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::pack;

    #[test]
    fn no_entry_says_on_which_system_it_was_made() {
        let images = vec![("word/media/a.png".to_owned(), Vec::new()), ("word/media/b.png".to_owned(), vec![7; 99])];
        let bytes = pack(Vec::new(), images).unwrap();
        let headers = bytes.windows(6).filter(|window| window.starts_with(b"PK\x01\x02"));
        let made_by: Vec<u8> = headers.map(|header| header[5]).collect();
        assert_eq!(made_by, [3; 4], "Unix, wherever it is made");
    }
}
