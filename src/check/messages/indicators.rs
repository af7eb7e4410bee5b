//! The wording of what is wrong with indicators and their values.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

/// A parenthesis that is not closed, or not opened.
pub fn unbalanced_parentheses(place: Span, value: &str, open: bool) -> Diagnostic {
    let value = short(value);
    let message = if open {
        both!("`{value}` saknar slutparentes", "`{value}` has a parenthesis that is not closed")
    } else {
        both!("`{value}` saknar startparentes", "`{value}` has a parenthesis that is not opened")
    };
    let hint = both!("skriv värdet som `93 % (92 %)`", "write the value as `93 % (92 %)`");
    finding(Code::UnbalancedParentheses, place, message, hint)
}

/// A value whose comparison has a unit that it lacks itself, or the other way round.
///
/// `meant` is what may have been meant: a 5 for the per cent sign, which stands on the same key.
pub fn units_differ(place: Span, value: &str, without: &str, meant: Option<&str>) -> Diagnostic {
    let (value, without) = (short(value), short(without));
    let hint = match meant {
        Some(meant) => both!(
            "skriv procenttecken efter båda talen. Kanske `{meant}`? (5 och % är samma tangent)",
            "write a percent sign after both figures; perhaps `{meant}` is meant (5 and % are the same key)"
        ),
        None => both!("skriv procenttecken efter båda talen", "write a percent sign after both figures"),
    };
    finding(
        Code::UnitsDiffer,
        place,
        both!("i `{value}` saknar {without} procenttecken", "in `{value}` the {without} has no per cent sign"),
        hint,
    )
}

/// A difference between percentages that is called per cent.
pub fn percentage_points(place: Span, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::PercentagePoints,
        place,
        both!(
            "`{value}`: skillnaden mellan två procenttal anges i procentenheter",
            "`{value}`: the difference between two percentages is percentage points"
        ),
        both!("skriv `procentenheter` om det är det som menas", "write `procentenheter` if that is what is meant"),
    )
}

/// An outcome's cell with nothing but a comparison, and the cell above that it may belong to.
pub fn comparison_without_value(place: Span, text: &str, home: Option<(Span, &str)>) -> Diagnostic {
    let text = short(text);
    let hint = match home {
        Some((_, value)) => {
            let value = short(value);
            both!(
                "den hör troligen till cellen ovanför, `{value}`; flytta den dit",
                "it probably belongs to the cell above, `{value}`; move it there"
            )
        }
        None => both!(
            "skriv värdet före parentesen, eller flytta den till cellen som den hör till",
            "write the value before the parenthesis, or move it to the cell that it belongs to"
        ),
    };
    let found = finding(
        Code::ComparisonWithoutValue,
        place,
        both!(
            "cellen har bara jämförelsen `{text}` och inget utfall",
            "the cell holds only the comparison `{text}` and no outcome"
        ),
        hint,
    );
    home.map_or(found.clone(), |(place, _)| found.with_related(place, Text::new("cellen ovanför", "the cell above")))
}

/// A value with another number of parts than its label lists.
pub fn parts_differ(place: Span, value: &str, parts: usize, listed: usize, label: Span) -> Diagnostic {
    let value = short(value);
    finding(
        Code::PartsDiffer,
        place,
        both!(
            "`{value}` har {parts} delar, men namnet räknar upp {listed}",
            "`{value}` has {parts} parts, but the name lists {listed}"
        ),
        both!("numrera varje del i namnet, eller rätta värdet", "number each part in the name, or correct the value"),
    )
    .with_related(label, Text::new("namnet", "the name"))
}

/// A count and its rate that imply another population than in another year.
pub fn rate_contradicts_count(place: Span, rate: &str, count: &str, bases: [&str; 2], others: &[Span]) -> Diagnostic {
    let ((rate, count), [base, other]) = ((short(rate), short(count)), bases);
    let found = finding(
        Code::RateContradictsCount,
        place,
        both!(
            "antalet `{count}` och `{rate}` motsvarar en folkmängd på {base}, men ett annat år {other}",
            "`{rate}` and the count `{count}` give a population of {base}, but in another year it is {other}"
        ),
        both!(
            "något av talen är fel, eller har de olika källor?",
            "check both figures; do they have different sources?"
        ),
    );
    let part = || Text::new("räknas in", "is part of it");
    others.iter().fold(found, |found, place| found.with_related(*place, part()))
}

/// The one value of a row without the per cent sign that the others have, or with it alone.
pub fn unit_alone(place: Span, value: &str, lacks: bool) -> Diagnostic {
    let value = short(value);
    let message = if lacks {
        both!(
            "`{value}` saknar procenttecken, som de andra värdena på raden har",
            "`{value}` lacks the row's per cent sign"
        )
    } else {
        both!("`{value}` är ensamt på raden om procenttecken", "`{value}` alone in the row has a per cent sign")
    };
    finding(
        Code::UnitsDiffer,
        place,
        message,
        both!("skriv procenttecken på alla värden i raden, eller inget", "write the same unit in the whole row"),
    )
}

/// Comparisons of one table that their labels do not name: each one's place, value and label.
pub fn comparisons_unnamed(all: &[(Span, String, String)]) -> Option<Diagnostic> {
    let (place, value, label) = all.first()?;
    let (value, label, more) = (short(value), short(label), all.len() - 1);
    let [sv, en] = match more {
        0 => both!("", ""),
        1 => both!("; likaså en rad till", "; the same in one more row"),
        _ => both!("; likaså {more} rader till", "; the same in {more} more rows"),
    };
    let found = finding(
        Code::ComparisonUnnamed,
        *place,
        both!(
            "parentesen i `{value}` är en jämförelse, men namnet `{label}` anger inte med vad{sv}",
            "`{value}` compares, but `{label}` does not say with what{en}"
        ),
        both!(
            "skriv det i namnet, till exempel `(riket)`",
            "write the comparison into the name, for example `(riket)`"
        ),
    );
    let same = || Text::new("likaså", "the same");
    Some(all[1..].iter().fold(found, |found, (place, ..)| found.with_related(*place, same())))
}

/// A value whose comparison has another number of decimals.
pub fn decimals_differ_within(place: Span, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::DecimalsDiffer,
        place,
        both!(
            "talen i `{value}` har olika många decimaler",
            "the figures in `{value}` have different numbers of decimals"
        ),
        both!("skriv lika många decimaler i båda", "write the same number of decimals in both"),
    )
}

/// A share with fewer decimals than its neighbours.
pub fn decimals_differ(place: Span, value: &str) -> Diagnostic {
    let value = short(value);
    finding(
        Code::DecimalsDiffer,
        place,
        both!(
            "`{value}` har färre decimaler än radens andra värden",
            "`{value}` has fewer decimals than the row's other values"
        ),
        both!("skriv lika många decimaler i hela raden", "write the same number of decimals in the whole row"),
    )
}

/// A text that is the beginning of another, cut in a word.
pub fn cut_off_text(place: Span, text: &str, whole: &str, other: Span) -> Diagnostic {
    let last = text.split_whitespace().next_back().unwrap_or(text);
    let word = whole.get(text.len() - last.len()..).and_then(|rest| rest.split_whitespace().next()).unwrap_or(whole);
    let (last, word) = (short(last), short(word));
    finding(
        Code::CutOffText,
        place,
        both!(
            "texten slutar i ordet `{last}`, som på ett annat ställe är `{word}`",
            "the text ends in the word `{last}`, which is `{word}` elsewhere"
        ),
        both!("skriv hela texten", "write the rest of the text"),
    )
    .with_related(other, Text::new("hela texten", "the whole text"))
}

/// A value, name or word that is written in another way elsewhere, in all its places.
pub fn spellings_differ(places: &[Span], text: &str, usual: &str, other: Span) -> Option<Diagnostic> {
    let (first, rest) = places.split_first()?;
    let (text, usual) = (short(text), short(usual));
    let found = finding(
        Code::SpellingsDiffer,
        *first,
        both!("`{text}` skrivs på andra ställen `{usual}`", "`{text}` is written `{usual}` elsewhere"),
        both!("skriv på samma sätt överallt", "write it in the same way everywhere"),
    )
    .with_related(other, Text::new("det vanligare sättet", "the more usual way"));
    let same = || Text::new("likaså", "the same");
    Some(rest.iter().fold(found, |found, place| found.with_related(*place, same())))
}

/// The one value of a row that lacks the sign of the others.
pub fn sign_missing(place: Span, value: &str, other: Span) -> Diagnostic {
    let value = short(value);
    finding(
        Code::SpellingsDiffer,
        place,
        both!(
            "`{value}` saknar det förtecken som radens andra värden har",
            "`{value}` lacks the sign that the row's other values have"
        ),
        both!("skriv `+` eller `−` framför alla", "write `+` or `−` before all of them"),
    )
    .with_related(other, Text::new("har förtecken", "has a sign"))
}

/// An indicator without a single value.
pub fn indicator_without_values(place: Span, label: &str) -> Diagnostic {
    let label = short(label);
    let message = match label.is_empty() {
        true => both!("indikatorn har varken namn eller värden", "the indicator has neither a name nor values"),
        false => both!("indikatorn `{label}` har inga värden", "the indicator `{label}` has no values"),
    };
    finding(
        Code::IndicatorWithoutValues,
        place,
        message,
        both!(
            "skriv värdena, och ta bort `#` framför de nycklar som väntar; finns inga, ta bort blocket",
            "write the values, and remove `#` before the keys that wait; where there are none, remove the block"
        ),
    )
}

/// An indicator that is assessed, and whose outcome is left out: the column's heading and id.
pub fn outcome_left_out(place: Span, label: &str, column: &str, id: &str) -> Diagnostic {
    let (label, column, id) = (short(label), short(column), short(id));
    finding(
        Code::WithoutValues,
        place,
        both!(
            "`{column}` saknas för `{label}`, som ändå har en bedömning",
            "`{column}` is missing for `{label}`, which has an assessment all the same"
        ),
        both!("skriv `{id} = \"...\"` under indikatorn", "write `{id} = \"...\"` below the indicator"),
    )
}

/// An assessment that the figures beside it contradict; `good` if it says that all is well.
pub fn assessment_mismatch(place: Span, said: &str, label: &str, good: bool) -> Diagnostic {
    let (said, label) = (short(said), short(label));
    let [sv, en] = if good {
        ["når inte målet", "do not reach the target"].map(str::to_owned)
    } else {
        ["når målet", "reach the target"].map(str::to_owned)
    };
    finding(
        Code::AssessmentMismatch,
        place,
        [
            format!("bedömningen är `{said}`, men talen för `{label}` {sv}"),
            format!("the assessment is `{said}`, but the figures of `{label}` {en}"),
        ],
        both!("rätta bedömningen eller talen", "correct the assessment or the figures"),
    )
}

/// A target that asks for a change without anything to change from.
pub fn target_without_base(place: Span, target: &str, label: &str) -> Diagnostic {
    let (target, label) = (short(target), short(label));
    finding(
        Code::TargetWithoutBase,
        place,
        both!(
            "målvärdet `{target}` för `{label}` har inget utfall att jämföra med",
            "the target `{target}` of `{label}` has no outcome to compare with"
        ),
        both!(
            "skriv ett utfall, eller ett målvärde som går att mäta för sig",
            "write an outcome, or a target that can be measured by itself"
        ),
    )
}

/// A share of more than everything.
pub fn target_out_of_reach(place: Span, target: &str) -> Diagnostic {
    let target = short(target);
    finding(
        Code::TargetOutOfReach,
        place,
        both!(
            "målvärdet `{target}` går inte att nå: en andel är högst 100 %",
            "the target `{target}` cannot be reached: a share is at most 100 %"
        ),
        both!("rätta målvärdet", "correct the target"),
    )
}

/// A ranking that would lie above first place.
pub fn ranking_out_of_reach(place: Span, target: &str, from: &str, outcome: Span) -> Diagnostic {
    let (target, from) = (short(target), short(from));
    finding(
        Code::TargetOutOfReach,
        place,
        both!(
            "målvärdet `{target}` går inte att nå från plats {from}",
            "the target `{target}` cannot be reached from place {from}"
        ),
        both!(
            "rätta målvärdet, eller skriv placeringen som ska nås",
            "correct the target, or write the place to be reached"
        ),
    )
    .with_related(outcome, Text::new("utfallet", "the outcome"))
}

/// A forecast that names another target than the target's own cell.
pub fn forecast_names_other_target(place: Span, named: &str, target: &str, cell: Span) -> Diagnostic {
    let (named, target) = (short(named), short(target));
    finding(
        Code::ForecastContradictsTarget,
        place,
        both!(
            "prognosen nämner målvärdet {named}, men målvärdet är `{target}`",
            "the forecast speaks of the target {named}, but the target is `{target}`"
        ),
        both!("rätta prognosen eller målvärdet", "correct the forecast or the target"),
    )
    .with_related(cell, Text::new("målet", "the target"))
}

/// A forecast that misses a target which the last outcome reaches.
pub fn forecast_against_outcome(place: Span, outcome: &str, target: &str, cell: Span) -> Diagnostic {
    let (outcome, target) = (short(outcome), short(target));
    finding(
        Code::ForecastContradictsTarget,
        place,
        both!(
            "enligt prognosen nås inte målvärdet `{target}`, men det senaste utfallet {outcome} når det",
            "the forecast says that the target `{target}` is not reached, but the last outcome {outcome} reaches it"
        ),
        both!("rätta prognosen, eller förklara den i texten", "correct the forecast, or explain it in the text"),
    )
    .with_related(cell, Text::new("utfallet", "the outcome"))
}
