//! What a new report says in the place of what somebody is to write: `new` shows it, and a check finds it where it was
//! left.

/// What a row is called that a unit is to name.
pub const ROW_NAME: &str = "Radens namn";

/// What stands before an example.
pub const EXAMPLE: &str = "Till exempel:";

/// What a goal's text may begin like.
pub const GOAL: &str = "Målet väntas nås. Under perioden har enheten … Det som återstår är …";

/// What a text of any other chapter may begin like.
const OTHER: &str = "Det viktigaste är … Det beror på … Det leder till …";

/// What a chapter's text may begin like, by the id that `new` gives the chapter.
const CHAPTERS: [(&str, &str); 14] = [
    ("sammanfattning", "Nämnden väntas hålla sin budget, och tre av fyra mål nås. Det viktigaste under perioden är …"),
    ("handelser", "I april öppnade den nya förskolan med 80 platser. Under sommaren …"),
    ("kommentarer", "Överskottet beror på två vakanta tjänster under våren. Kostnaderna för …"),
    ("personal", "Sjukfrånvaron har minskat. Rekryteringen av undersköterskor …"),
    ("framtid", "Antalet barn i förskoleåldern väntas minska, vilket …"),
    ("atgarder", "För att nå en budget i balans tillsätts inga vikarier under hösten. Effekten väntas bli …"),
    ("uppdrag", "Nämnden ansvarar för … Verksamheten består av …"),
    ("omvarld", "Befolkningen väntas öka med … Den nya lagen om … innebär att …"),
    ("prioriteringar", "Inom ramen prioriteras … Det innebär att … får stå tillbaka."),
    ("bakgrund", "Kommunfullmäktige gav i … nämnden i uppdrag att … Planens syfte är …"),
    ("nulage", "I dag finns … Det som fungerar bra är … Det som behöver bli bättre är …"),
    ("genomforande", "Enheten svarar för … Arbetet börjar i … och är klart …"),
    ("uppfoljning", "Planen följs upp i delårsrapporten per augusti och i årsredovisningen. Ansvarig är …"),
    ("inledning", "Planen bygger på enheternas riskanalyser under hösten. Varje risk är bedömd efter …"),
];

/// Further words that stand beside keys, and are no value of them.
const HINTS: [&str; 4] = ["Det som står först på raden", "Vad som görs, till exempel", "vad som görs:", ROW_NAME];

/// An example of how the text of a chapter may begin.
pub fn example(chapter: &str) -> &'static str {
    CHAPTERS.iter().find(|(id, _)| *id == chapter).map_or(OTHER, |(_, example)| example)
}

/// The words of a new report that a text begins with, where it does: nobody has written anything there.
pub fn left(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let examples = CHAPTERS.iter().map(|(_, example)| *example).chain([GOAL, OTHER]);
    let all = examples.chain(HINTS).chain([EXAMPLE]);
    let found = all.filter(|words| text.get(..words.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(words)));
    found.max_by_key(|words| words.len()).and_then(|words| text.get(..words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_found_and_what_somebody_wrote_is_not() {
        assert_eq!(left("till exempel: I april"), Some("till exempel:"));
        for (id, example) in CHAPTERS {
            assert_eq!(left(example), Some(example), "{id}");
        }
        for own in ["Till exempel har vi bytt system.", "Målet väntas nås.", "I april öppnade den nya förskolan.", ""]
        {
            assert_eq!(left(own), None, "{own}");
        }
    }
}
