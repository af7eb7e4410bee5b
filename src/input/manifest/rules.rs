//! `[regler]`, `[[avstamning]]` and `[granser]`: what a municipality has decided for the checks.

use crate::base::limits::{Limit, Limits};
use crate::base::source::{Span, Spanned};
use crate::base::swedish::MINUS;
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::messages;

/// The same quantity in several places.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Addresses of rows or cells that must say the same.
    pub equal: Vec<Spanned<String>>,
    /// For each, whether it says so with the other sign: `-tabell.rad`.
    pub opposite: Vec<bool>,
    /// Those of earlier reports.
    pub earlier: Vec<EarlierTerm>,
}

/// An address in an earlier report: `forra:tabell.rad.kolumn`.
#[derive(Debug, Clone)]
pub struct EarlierTerm {
    /// All of it.
    pub address: Spanned<String>,
    /// The earlier report's id.
    pub of: String,
    /// The address there.
    pub cell: String,
    /// Whether it says so with the other sign.
    pub opposite: bool,
}

/// A report's own rules for the checks.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Words that no finished text holds, beside those that are known.
    pub placeholders: Vec<SourceText>,
    /// Codes of warnings and notes that are not to be reported.
    pub off: Vec<Spanned<String>>,
    /// How far a sum may be off, in units of its last place, instead of what the precision of its figures allows.
    pub tolerance: Option<u32>,
    /// Whether words are to be looked up in the word list, and where that is said; where nothing is said they are if
    /// there is one.
    pub word_list: Option<(bool, Span)>,
    /// Words that the word list need not know.
    pub words: Vec<SourceText>,
    /// The chapter in which units comment on their variances.
    pub comments: Option<Spanned<String>>,
}

pub(super) fn relation(fields: Fields<'_, '_>) -> Relation {
    let signed = |mut address: Spanned<String>| {
        let bare = address.value.trim_start().strip_prefix(['-', MINUS]).map(|bare| bare.trim_start().to_owned());
        let opposite = bare.is_some();
        address.value = bare.unwrap_or(address.value);
        (address, opposite)
    };
    let is_earlier = |(address, _): &(Spanned<String>, bool)| address.value.contains(':');
    let all = fields.references("lika").into_iter().map(signed);
    let (earlier, own): (Vec<_>, Vec<_>) = all.partition(is_earlier);
    if earlier.len() + own.len() < 2 || own.is_empty() {
        fields.report(messages::relation_of_one(fields.place()));
    }
    let term = |(address, opposite): (Spanned<String>, bool)| {
        let (of, cell) = address.value.split_once(':')?;
        let (of, cell) = (of.trim().to_owned(), cell.trim().to_owned());
        Some(EarlierTerm { of, cell, address, opposite })
    };
    let earlier = earlier.into_iter().filter_map(term).collect();
    let (equal, opposite) = own.into_iter().unzip();
    fields.finish();
    Relation { equal, opposite, earlier }
}

pub(super) fn rules(fields: Fields<'_, '_>) -> Rules {
    let (placeholders, off) = (fields.texts("platshallare"), fields.references("av"));
    let comments = fields.reference("kommentarskapitel");
    let word_list = fields.flag("ordlista").map(|asked| (asked, fields.place()));
    let words = fields.texts("ord");
    let tolerance = fields.integer("tolerans", 0, 1000).map(|units| units.value);
    fields.finish();
    Rules {
        placeholders: placeholders.into_iter().filter(|words| !words.trimmed().is_empty()).collect(),
        off,
        tolerance,
        word_list,
        words,
        comments,
    }
}

pub(super) fn limits(fields: Fields<'_, '_>) -> Limits {
    let usual = Limits::default();
    let read = |value: Option<Spanned<u32>>, usual: u32| value.map_or(usual, |value| value.value);
    let limits = Limits {
        file_size: read(fields.integer("filstorlek", 1, Limit::FileSize.highest()), usual.file_size),
        unpacked: read(fields.integer("uppackat", 1, Limit::Unpacked.highest()), usual.unpacked),
        rows: read(fields.integer("rader", 1, Limit::Rows.highest()), usual.rows),
        units: read(fields.integer("enheter", 1, Limit::Units.highest()), usual.units),
        pages: read(fields.integer("sidor", 1, Limit::Pages.highest()), usual.pages),
    };
    fields.finish();
    limits
}
