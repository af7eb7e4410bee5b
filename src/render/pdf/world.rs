//! What Typst may see of the world: the files that it is handed, and the fonts that come with the program or the layout.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook, FontStyle, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

/// The fonts that come with the program: the faces of the two families that layouts use.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let serif = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).filter(|font| {
        let info = font.info();
        info.family == "Libertinus Serif" && [400, 700].contains(&info.variant.weight.to_number())
    });
    let sans = [notosans::REGULAR_TTF, notosans::ITALIC_TTF, notosans::BOLD_TTF, notosans::BOLD_ITALIC_TTF];
    serif.chain(sans.into_iter().flat_map(|data| Font::iter(Bytes::new(data)))).collect()
});

/// The file names and bytes of all fonts.
pub(super) fn font_files(own: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = FONTS
        .iter()
        .map(|font| {
            let info = font.info();
            let style = if info.variant.style == FontStyle::Italic { "Italic" } else { "" };
            let extension = if font.data().starts_with(b"OTTO") { "otf" } else { "ttf" };
            let name =
                format!("{}-{}{style}.{extension}", info.family.replace(' ', ""), info.variant.weight.to_number());
            (name, font.data().to_vec())
        })
        .collect();
    files.extend(own.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    files
}

/// The characters that each of the fonts has.
pub(super) fn coverage(own: &BTreeMap<String, Vec<u8>>) -> Vec<Coverage> {
    let own = own.values().flat_map(|data| Font::iter(Bytes::new(data.clone())));
    FONTS.iter().cloned().chain(own).map(|font| font.info().coverage.clone()).collect()
}

/// The width of a character in a family, in thousandths of the font size: in its upright face of this weight, or in the
/// first font that has the character. One that no font has is an em wide.
pub(super) fn advances(own: &BTreeMap<String, Vec<u8>>, family: &str, bold: bool) -> impl Fn(char) -> i64 + use<> {
    let own = own.values().flat_map(|data| Font::iter(Bytes::new(data.clone())));
    let mut fonts: Vec<Font> = FONTS.iter().cloned().chain(own).collect();
    let weight = if bold { FontWeight::BOLD } else { FontWeight::REGULAR };
    fonts.sort_by_key(|font| {
        let info = font.info();
        let other = !info.family.eq_ignore_ascii_case(family);
        let slanted = info.variant.style != FontStyle::Normal;
        (other, slanted, info.variant.weight.to_number().abs_diff(weight.to_number()))
    });
    let variant = FontVariant { weight, ..FontVariant::default() };
    let plain = FontVariations::default();
    let faces: Vec<_> = fonts.into_iter().map(|font| font.instantiate(variant, Abs::zero(), &plain)).collect();
    move |c| {
        let found = faces.iter().find_map(|face| {
            let face = face.ttf();
            let advance = face.glyph_hor_advance(face.glyph_index(c)?)?;
            (i64::from(advance) * 1000).checked_div(i64::from(face.units_per_em()))
        });
        found.unwrap_or(1000)
    }
}

/// The world of one paper.
pub(super) struct PaperWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: HashMap<FileId, Bytes>,
    sources: HashMap<FileId, Source>,
    main: FileId,
}

impl PaperWorld {
    /// A world with these files by path, one of them `main.typ`.
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>, own_fonts: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut fonts = FONTS.clone();
        fonts.extend(own_fonts.values().flat_map(|data| Font::iter(Bytes::new(data.clone()))));
        let book = FontBook::from_fonts(&fonts);
        // Row headers and summaries of tables, which those who do not see a table need.
        let features = [Feature::A11yExtras].into_iter().collect();
        let mut world = PaperWorld {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(book),
            fonts,
            files: HashMap::new(),
            sources: HashMap::new(),
            main: file_id("main.typ"),
        };
        for (path, bytes) in files {
            let id = file_id(&path);
            if path.ends_with(".typ") {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                world.sources.insert(id, Source::new(id, text));
            }
            world.files.insert(id, Bytes::new(bytes));
        }
        world
    }

    /// `template.typ:12` for a span of the template.
    pub(super) fn line(&self, span: DiagSpan) -> Option<String> {
        let id = span.id()?;
        let source = self.sources.get(&id)?;
        let line = source.lines().byte_to_line(self.range(span)?.start)?;
        Some(format!("{}:{}", id.get().vpath().get_without_slash(), line + 1))
    }
}

fn file_id(path: &str) -> FileId {
    // The paths are constants of this module and well formed; the root stands for one that is not.
    let path = VirtualPath::new(path).or_else(|_| VirtualPath::new("/"));
    match path {
        Ok(path) => RootedPath::new(VirtualRoot::Project, path).intern(),
        Err(_) => unreachable!("the root is a path"),
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
