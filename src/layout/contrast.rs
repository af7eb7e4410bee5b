//! The colours of a layout: what is written has to stand out from what it is written on.
//!
//! The tokens are read once more, for the places of their values; a layout whose tokens cannot be read has none.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use crate::base::assessment::Light;
use crate::base::contrast::Contrast;
use crate::base::measure::Color;
use crate::base::source::{FileId, Span};
use crate::diagnostic::Diagnostic;

use super::messages;

/// A colour with its place in the tokens.
#[derive(Debug, Clone, Copy)]
struct Token {
    color: Color,
    place: Option<Span>,
}

/// The page, which no token has.
const PAPER: Token = Token { color: Color { rgb: [255; 3] }, place: None };

/// Every pair of colours that do not differ enough among `tokens`, which hold what the layout inherits too. Each is
/// told at the place of the upper one in `file`, or of the lower one; what is inherited altogether is not the
/// layout's own.
pub fn check(file: FileId, own: &str, tokens: &str) -> Vec<Diagnostic> {
    let ((own, _), (table, _)) = (DeTable::parse_recoverable(own), DeTable::parse_recoverable(tokens));
    let tokens = Tokens { file, own: own.get_ref(), table: table.get_ref() };
    let mut found = Vec::new();
    for (upper, lower) in tokens.texts() {
        tokens.compare(&upper, &lower, Contrast::TEXT, &mut found);
    }
    for shape in tokens.shapes() {
        tokens.compare(&shape, "", Contrast::SHAPE, &mut found);
    }
    found
}

struct Tokens<'t> {
    file: FileId,
    /// The layout's own.
    own: &'t DeTable<'t>,
    /// With those that it inherits.
    table: &'t DeTable<'t>,
}

impl Tokens<'_> {
    /// Texts and their grounds, by the paths of their tokens; the page's is empty.
    fn texts(&self) -> BTreeSet<(String, String)> {
        let styled = |style: &str| self.word(&format!("stil.{style}.farg"));
        let named = |name: &str| Some(name.to_owned());
        let mut pairs: Vec<(Option<String>, &str)> = vec![
            (named("lank"), ""),
            (named("lank"), "farg.summarad"),
            (named("utkast"), ""),
            (named("utkast"), "farg.utkast_botten"),
            (styled("brod"), "farg.utkast_botten"),
            (named("lucka"), "farg.lucka_botten"),
            (styled("brod"), "farg.lucka_botten"),
            (named("rubrik"), "farg.summarad"),
            (styled("brod"), "farg.summarad"),
            (named("ruta"), "farg.ruta_botten"),
            (styled("brod"), "farg.ruta_botten"),
            (styled("rubrikcell"), "farg.rubrikrad"),
            (styled("cell"), "farg.summarad"),
            (named("negativ"), ""),
            (named("negativ"), "farg.summarad"),
            (named("negativ"), "farg.ton"),
            (styled("cell"), "farg.ton"),
            (named("omslag_text"), "farg.omslag"),
        ];
        // Header cells stand on their row's ground alone.
        let styles = self.keys("stil").into_iter().filter(|style| style != "rubrikcell");
        pairs.extend(styles.map(|style| (styled(&style), "")));
        let palette =
            pairs.into_iter().filter_map(|(upper, lower)| Some((format!("farg.{}", upper?), lower.to_owned())));
        let risks = (0..self.len("risk")).map(|at| (format!("risk.{at}.text"), format!("risk.{at}.botten")));
        let lights = Light::ALL.map(|(name, _)| (format!("bedomning.{name}.text"), format!("bedomning.{name}.botten")));
        let marks = [("diagram.markor_text".to_owned(), "diagram.markor_botten".to_owned())];
        palette.chain(risks).chain(lights).chain(marks).collect()
    }

    /// The edges of a chart's shapes, by the paths of their tokens.
    fn shapes(&self) -> Vec<String> {
        let keys = self.keys("diagram").into_iter().map(|key| format!("diagram.{key}.kant"));
        keys.filter(|path| self.color(path).is_some()).collect()
    }

    fn compare(&self, upper: &str, lower: &str, least: Contrast, found: &mut Vec<Diagnostic>) {
        let ground = if lower.is_empty() { Some(PAPER) } else { self.color(lower) };
        let (Some(text), Some(ground)) = (self.color(upper), ground) else { return };
        let contrast = Contrast::of(text.color, ground.color);
        if contrast < least {
            let related = ground.place.filter(|_| text.place.is_some());
            let place = text.place.or(ground.place);
            found.extend(place.map(|place| messages::contrast_too_low(place, upper, lower, contrast, least, related)));
        }
    }

    fn get<'t>(&'t self, table: &'t DeTable<'t>, path: &str) -> Option<(&'t DeValue<'t>, std::ops::Range<usize>)> {
        let mut parts = path.split('.');
        let first = table.get(parts.next()?)?;
        let found = parts.try_fold(first, |value, part| match value.get_ref() {
            DeValue::Table(table) => table.get(part),
            DeValue::Array(array) => array.get(part.parse::<usize>().ok()?),
            _ => None,
        })?;
        Some((found.get_ref(), found.span()))
    }

    fn word(&self, path: &str) -> Option<String> {
        match self.get(self.table, path)?.0 {
            DeValue::String(word) => Some(word.to_string()),
            _ => None,
        }
    }

    fn color(&self, path: &str) -> Option<Token> {
        let color = self.word(path)?.parse().ok()?;
        Some(Token { color, place: self.get(self.own, path).map(|(_, span)| Span::new(self.file, span)) })
    }

    fn keys(&self, path: &str) -> Vec<String> {
        match self.get(self.table, path) {
            Some((DeValue::Table(table), _)) => table.keys().map(|key| key.get_ref().to_string()).collect(),
            _ => Vec::new(),
        }
    }

    fn len(&self, path: &str) -> usize {
        match self.get(self.table, path) {
            Some((DeValue::Array(array), _)) => array.len(),
            _ => 0,
        }
    }
}
