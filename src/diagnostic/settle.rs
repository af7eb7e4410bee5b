//! Advice about one place is given once: what a graver finding says of a place leaves out what a lesser one would say.

use std::collections::BTreeMap;

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

/// Takes out what a graver finding about the same place makes needless.
pub fn settle(diagnostics: &mut Vec<Diagnostic>) {
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
