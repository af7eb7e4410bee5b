//! Advice about one place is given once: what a graver finding says of a place leaves out what a lesser one would say.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic};

/// What a finding makes needless where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needless {
    /// Within its place: how figures and words are written.
    Style,
    /// At its very place: that nothing is called so, or that nobody asked for it.
    Meaning,
    /// At its very place: that words are no amount.
    Amount,
}

/// What the findings of a code make needless.
fn settles(code: Code) -> &'static [Needless] {
    match code {
        Code::TomlSyntax => &[Needless::Style, Needless::Meaning, Needless::Amount],
        Code::WrongType => &[Needless::Style, Needless::Meaning],
        Code::FigureInWords | Code::LeftoverInstruction => &[Needless::Style],
        _ => &[],
    }
}

fn is(code: Code, needless: Needless) -> bool {
    match needless {
        Needless::Style => matches!(
            code,
            Code::NumberStyle
                | Code::RangeHyphen
                | Code::HyphenForMinus
                | Code::PercentStyle
                | Code::Spacing
                | Code::LineBreakHyphen
        ),
        Needless::Meaning => matches!(code, Code::UnaskedDelivery | Code::UnknownReference | Code::BadValue),
        Needless::Amount => code == Code::FigureInWords,
    }
}

/// Whether a finding of a code leaves something of its file unread.
fn loses(code: Code) -> bool {
    matches!(code, Code::TomlSyntax | Code::WrongType | Code::UnknownKey)
}

/// Whether a finding of a code may say no more than that something of its file was not read.
fn follows(code: Code) -> bool {
    matches!(
        code,
        Code::EmptyChapter
            | Code::HeadingWithoutWords
            | Code::NoteWithoutText
            | Code::NoteWithoutMark
            | Code::VarianceWithoutComment
            | Code::ChartWithoutFigure
            | Code::WithoutValues
            | Code::CheckSkipped
            | Code::IndicatorWithoutValues
    )
}

/// Takes out what only follows from a fault of the same file: it is told once what is read is whole.
fn held_back(diagnostics: &mut Vec<Diagnostic>) {
    let lost = diagnostics.iter().filter(|found| loses(found.code)).filter_map(|found| Some(found.place?.file));
    let lost: BTreeSet<_> = lost.collect();
    diagnostics.retain(|found| !(follows(found.code) && found.place.is_some_and(|place| lost.contains(&place.file))));
}

/// Takes out what a graver finding about the same place makes needless, and what only follows from a fault of its file.
pub fn settle(diagnostics: &mut Vec<Diagnostic>) {
    held_back(diagnostics);
    // Where findings that settle something stand, by file and first byte.
    let mut graver: BTreeMap<_, Vec<(u32, &'static [Needless])>> = BTreeMap::new();
    for found in diagnostics.iter() {
        let needless = settles(found.code);
        if let Some(place) = found.place.filter(|_| !needless.is_empty()) {
            graver.entry((place.file, place.start)).or_default().push((place.end, needless));
        }
    }
    diagnostics.retain(|found| {
        let Some(place) = found.place else { return true };
        let before = graver.range(..=(place.file, place.start)).next_back();
        let Some(((file, start), all)) = before.filter(|((file, _), _)| *file == place.file) else { return true };
        let same = (*file, *start) == (place.file, place.start);
        !all.iter().any(|(end, needless)| {
            let within = place.end <= *end;
            needless.iter().any(|needless| match needless {
                Needless::Style => within && is(found.code, Needless::Style),
                other => same && place.end == *end && is(found.code, *other),
            })
        })
    });
}
