//! Layouts: those that come with the program, and those in a folder.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeTable;

use crate::base::limits::{FONT_FILES, FONT_SIZE, IMAGE_SIZE, MANIFEST_SIZE};
use crate::base::source::{FileId, MARK, Sources, Span, is_inside, whole};
use crate::diagnostic::Diagnostic;
use crate::input::personal::with_blanks;
use crate::layout::{self, ChosenBy, Layout, Logo, Tokens, font, messages};

use super::changes::Wanted;
use super::files::{Unread, read_bytes, read_text};
use super::root::Root;

/// The layouts that come with the program: name, tokens, template. One that inherits has no template of its own.
pub(super) const BUILT_IN: &[(&str, &str, Option<&str>)] = &[
    (
        "kommun",
        include_str!("../../../layouts/kommun/tokens.toml"),
        Some(include_str!("../../../layouts/kommun/template.typ")),
    ),
    ("region", include_str!("../../../layouts/region/tokens.toml"), None),
];

/// The layout of a report that names none.
pub const BUILT_IN_LAYOUT: &str = "kommun";

/// Whether these are the tokens and the template of the program's own layout of this name. One that inherits uses the
/// template of another.
pub fn is_built_in(name: &str, tokens: &[u8], template: &[u8]) -> bool {
    let own = BUILT_IN.iter().find(|(known, ..)| *known == name);
    let used = own.and_then(|(.., own)| own.or_else(|| BUILT_IN.iter().find_map(|(.., template)| *template)));
    own.is_some_and(|(_, own, _)| own.as_bytes() == tokens) && used.is_some_and(|used| used.as_bytes() == template)
}

/// Where a layout came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LayoutFrom {
    /// With the program.
    #[default]
    BuiltIn,
    /// From this folder within the report's own.
    Report(String),
    /// From a folder of this name elsewhere.
    Elsewhere(String),
}

impl LayoutFrom {
    /// The path of a file of the layout, as messages name it: the same wherever the layout's folder lies.
    fn shown(&self, name: &str, file: &str) -> String {
        match self {
            LayoutFrom::BuiltIn => format!("layouts/{name}/{file}"),
            LayoutFrom::Report(folder) | LayoutFrom::Elsewhere(folder) => format!("{folder}/{file}"),
        }
    }
}

/// Where the layout `name` comes from; `given` if somebody asked for it instead of the manifest's.
pub(super) fn layout_from(name: &str, given: bool) -> LayoutFrom {
    if BUILT_IN.iter().any(|(built_in, ..)| *built_in == name) {
        LayoutFrom::BuiltIn
    } else if !given && is_inside(name) {
        LayoutFrom::Report(name.to_owned())
    } else {
        let last = Path::new(name).file_name().map(|last| last.to_string_lossy().into_owned());
        LayoutFrom::Elsewhere(last.unwrap_or_else(|| "layout".to_owned()))
    }
}

/// Reads the layout `name` of the folder `folder`, which lies in the folder `root`.
pub(super) fn read_layout(
    (root, folder): (&Root, &Path),
    name: &str,
    from: &LayoutFrom,
    asked: Option<Span>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Layout> {
    let shown = |file: &str| from.shown(name, file);
    let path = shown("tokens.toml");
    if let Some((name, tokens, template)) = BUILT_IN.iter().find(|(built_in, ..)| *built_in == name) {
        let (tokens, template) = ((*tokens).to_owned(), template.map(str::to_owned));
        let files = LayoutFiles { is_own: true, tokens, template, fonts: BTreeMap::new() };
        return layout(name, &path, files, &|_| Err(Unread::Missing), sources, found);
    }
    let read = |file: &str| read_text(root, &folder.join(file), MANIFEST_SIZE);
    let (tokens, template) = match (read("tokens.toml"), read("template.typ")) {
        (Ok(tokens), Ok(template)) => (tokens, Some(template.trim_start_matches(MARK).to_owned())),
        // What it inherits has a template.
        (Ok(tokens), Err(Unread::Missing)) if layout::parent(tokens.trim_start_matches(MARK)).is_some() => {
            (tokens, None)
        }
        (Err(Unread::Missing), _) if !folder.is_dir() => {
            found.push(messages::layout_missing(asked, name, &built_in_names()));
            return None;
        }
        (tokens, template) => {
            for (file, text) in [("tokens.toml", tokens), ("template.typ", template)] {
                if let Err(unread) = text {
                    found.push(unread.finding((sources, None), asked, &shown(file), None, None));
                }
            }
            return None;
        }
    };
    let files =
        LayoutFiles { is_own: false, tokens, template, fonts: fonts((root, folder), &shown, asked, sources, found) };
    let short = folder.file_name().map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned());
    let image = |file: &str| read_bytes(root, &folder.join(file), IMAGE_SIZE);
    layout(&short, &path, files, &image, sources, found)
}

/// What was read of a layout's folder.
pub(super) struct LayoutFiles {
    /// Whether they come with the program.
    is_own: bool,
    tokens: String,
    template: Option<String>,
    fonts: BTreeMap<String, Vec<u8>>,
}

fn built_in_names() -> Vec<&'static str> {
    built_in_layouts().collect()
}

/// The names of the layouts that come with the program.
pub fn built_in_layouts() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, ..)| *name)
}

/// What a layout that comes with the program consists of.
#[derive(Debug)]
pub struct LayoutTexts {
    /// Its tokens, with those that it inherits.
    pub tokens: String,
    /// Its template.
    pub template: String,
    /// Tokens with a comment on each, whose values may be another layout's.
    pub commented: &'static str,
}

/// The texts of a layout that comes with the program.
pub fn layout_texts(name: &str) -> Option<LayoutTexts> {
    let (tokens, template) = built_in(name)?;
    let (_, commented, _) = BUILT_IN.iter().find(|(known, ..)| *known == BUILT_IN_LAYOUT)?;
    Some(LayoutTexts { tokens, template, commented })
}

/// The tokens and the template of a layout that comes with the program, with what it inherits.
fn built_in(name: &str) -> Option<(String, String)> {
    let (_, tokens, template) = BUILT_IN.iter().find(|(built_in, ..)| *built_in == name)?;
    match layout::parent(tokens) {
        // One inherits from another, so that this ends: a test reads all of them.
        Some((parent, _)) if parent != name => {
            let (theirs, theirs_template) = built_in(&parent)?;
            let tokens = layout::inherit(&theirs, tokens).ok()?;
            Some((tokens, template.map_or(theirs_template, str::to_owned)))
        }
        _ => Some(((*tokens).to_owned(), (*template)?.to_owned())),
    }
}

pub(super) fn layout(
    name: &str,
    path: &str,
    files: LayoutFiles,
    image: &dyn Fn(&str) -> Result<Vec<u8>, Unread>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Layout> {
    let file = if files.is_own {
        sources.add(path, files.tokens)
    } else {
        let (tokens, blanked) = with_blanks(files.tokens);
        sources.add_blanked(path, tokens, blanked)
    };
    let own = sources.file(file).text.clone();
    let fault = |span, why: &str| messages::layout_tokens(Span::new(file, span), why);
    let (tokens_text, inherited) = match layout::parent(&own) {
        None => (own, None),
        Some((parent, span)) => {
            let Some((theirs, template)) = built_in(&parent) else {
                found.push(messages::layout_missing(Some(Span::new(file, span)), &parent, &built_in_names()));
                return None;
            };
            match layout::inherit(&theirs, &own) {
                Ok(merged) => (merged, Some(template)),
                Err((span, why)) => {
                    found.push(fault(whole(&sources.file(file).text, span), &why));
                    return None;
                }
            }
        }
    };
    let read = toml::from_str::<Tokens>(&tokens_text);
    let mut tokens = read
        .map_err(|error| {
            let span = whole(&sources.file(file).text, error.span().unwrap_or(0..0));
            found.push(fault(span, error.message()));
        })
        .ok()?;
    if !tokens.marks_drafts() {
        found.push(messages::layout_without_draft_mark(Span::new(file, 0..0)));
        return None;
    }
    if let Some((key, lines, most)) = tokens.too_tall() {
        found.push(messages::layout_head_too_tall(Span::new(file, 0..0), key, lines, most));
        return None;
    }
    let template = files.template.or(inherited)?;
    let logo = tokens.logo.as_ref().and_then(|token| {
        let read = if is_inside(&token.file) { image(&token.file) } else { Err(Unread::Missing) };
        let fitting = |bytes| Logo::read(bytes, token.width)?.fitting(&tokens);
        let logo = read.map_err(|_| None).and_then(|bytes| fitting(bytes).map_err(Some));
        logo.map_err(|fault| {
            found.push(messages::layout_logo(logo_place(file, sources, &token.file), &token.file, fault))
        })
        .ok()
    });
    if logo.is_none() {
        tokens.logo = None;
    }
    let (name, fonts, chosen_by) = (name.to_owned(), files.fonts, ChosenBy::Report);
    Some(Layout { name, tokens, tokens_text, template, fonts, logo, chosen_by })
}

/// Where the tokens name the logo's file.
fn logo_place(file: FileId, sources: &Sources, name: &str) -> Span {
    let text = &sources.file(file).text;
    let table = DeTable::parse(text).ok();
    let span =
        table.as_ref().and_then(|table| Some(table.get_ref().get("logotyp")?.get_ref().as_table()?.get("fil")?.span()));
    Span::new(file, span.unwrap_or_else(|| text.find(name).map_or(0..0, |at| at..at + name.len())))
}

fn fonts(
    (root, folder): (&Root, &Path),
    shown: &dyn Fn(&str) -> String,
    asked: Option<Span>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<u8>> {
    let mut fonts = BTreeMap::new();
    let mut names = root.names(&folder.join("fonts"), Wanted::fonts());
    if names.len() > FONT_FILES {
        found.push(messages::too_many_fonts(asked, names.len()));
        names.truncate(FONT_FILES);
    }
    for file in names {
        match read_bytes(root, &folder.join("fonts").join(&file), FONT_SIZE) {
            Ok(bytes) => match font::check(&bytes) {
                Ok(()) => drop(fonts.insert(file, bytes)),
                Err(fault) => found.push(messages::font_unusable(asked, &shown(&format!("fonts/{file}")), fault)),
            },
            Err(unread) => {
                let shown = shown(&format!("fonts/{file}"));
                found.push(unread.finding((sources, None), asked, &shown, None, None));
            }
        }
    }
    fonts
}
