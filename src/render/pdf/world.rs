//! What Typst may see of the world: the files that it is handed, and the fonts that come with the program or the
//! layout.

use std::collections::{BTreeMap, HashMap};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Scope};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use crate::layout::{ChosenBy, Layout};
use crate::render::fonts::{FONTS, own};

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
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>, layout: &Layout) -> Self {
        let mut fonts = FONTS.clone();
        fonts.extend(own(&layout.fonts));
        let book = FontBook::from_fonts(&fonts);
        let mut world = PaperWorld {
            library: LazyHash::new(library(layout.chosen_by > ChosenBy::Report)),
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

/// What a report's own layout cannot use: what runs programs for other machines, and the readers of bibliographies and
/// their styles, of which no paper has any.
const OF_TRUSTED: [&str; 3] = ["plugin", "bibliography", "cite"];

/// What templates can use.
fn library(is_trusted: bool) -> Library {
    // Row headers and summaries of tables, which those who do not see a table need.
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    if !is_trusted {
        let mut scope = Scope::new();
        for (name, binding) in library.global.scope().iter().filter(|(name, _)| !OF_TRUSTED.contains(&name.as_str())) {
            scope.bind(name.clone(), binding.clone());
        }
        library.global = library.global.clone().with_scope(scope);
        // The same under its own name.
        library.std = Binding::detached(library.global.clone());
    }
    library
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
