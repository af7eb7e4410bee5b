//! The wording of what a layout cannot show or set.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic};

/// A chart that is higher than its page.
pub fn chart_too_high(place: Span, title: &str) -> Diagnostic {
    let title = short(title);
    finding(
        Code::ChartTooLarge,
        place,
        both!("diagrammet `{title}` får inte plats på sidan", "the chart `{title}` does not fit on its page"),
        both!(
            "visa färre rader, dela upp diagrammet i flera, eller visa det i ett kapitel med en spalt på stående sidor",
            "show fewer rows, split the chart into several, or show it in a chapter with one column on upright pages"
        ),
    )
}

/// A character that no font of the layout can show.
pub fn character_not_shown(place: Option<Span>, c: char) -> Diagnostic {
    let code = u32::from(c);
    finding(
        Code::CharacterNotShown,
        place,
        both!(
            "layoutens typsnitt kan inte visa tecknet `{c}` (U+{code:04X})",
            "the layout's fonts cannot show the character `{c}` (U+{code:04X})"
        ),
        both!("skriv det i ord, eller ta bort det", "write it in words, or remove it"),
    )
}

/// The layout never came to rest. `detail` is the engine's own message.
pub fn layout_unsettled(detail: &str) -> Diagnostic {
    finding(
        Code::LayoutUnsettled,
        None,
        both!(
            "sidorna kom aldrig till ro, så att sidnumren i innehållsförteckningen och antalet sidor kan vara fel: \
                {detail}",
            "the pages never came to rest, so that the contents' page numbers and the number of pages may be wrong: \
                {detail}"
        ),
        both!(
            "prova `ny_sida = true` på kapitel i två spalter; hjälper inte det är felet layoutens, i template.typ",
            "try `ny_sida = true` on chapters in two columns; if that does not help, the fault is the layout's, in \
                template.typ"
        ),
    )
}

/// The layout failed on this document. `detail` is the writer's own message.
pub fn layout_failed(place: Option<Span>, detail: &str, hints: &str) -> Diagnostic {
    finding(
        Code::LayoutFailed,
        place,
        both!("layouten kunde inte göra filen: {detail}", "the layout could not make the file: {detail}"),
        if hints.is_empty() && place.is_some() {
            both!(
                "skriv om det som står här, eller rätta layoutens template.typ",
                "rewrite what stands here, or correct the layout's template.typ"
            )
        } else if hints.is_empty() {
            both!("rätta layoutens template.typ eller tokens.toml", "correct the layout's template.typ or tokens.toml")
        } else {
            both!("{hints}", "{hints}")
        },
    )
}
