//! The wording of what a layout cannot show or set.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, listed, short};
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

/// A chart in which a figure has no room.
pub fn figure_cut(place: Span, title: &str, words: &str) -> Diagnostic {
    let title = short(title);
    finding(
        Code::ChartTooLarge,
        place,
        both!(
            "i diagrammet `{title}` får uppgifterna inte plats: av en av dem syns bara `{words}`",
            "in the chart `{title}` there is no room for its figures: of one of them only `{words}` is seen"
        ),
        both!(
            "visa färre rader eller kolumner, räkna om till en större enhet (tkr, mnkr), skriv kortare i rutan, \
             eller visa diagrammet i ett kapitel med en spalt på liggande sidor",
            "show fewer rows or columns, convert to a larger unit (tkr, mnkr), write less in the box, or show \
             the chart in a chapter with one column on turned pages"
        ),
    )
}

/// A table that is too wide.
#[derive(Debug)]
pub struct TooWide<'t> {
    /// The table's title.
    pub table: &'t str,
    /// How many columns it has.
    pub columns: usize,
    /// The headings of the widest ones.
    pub widest: Vec<String>,
    /// The width that its columns need together, in English Metric Units.
    pub needed: i64,
    /// The width that there is.
    pub room: i64,
    /// Whether it fits on a page that is turned.
    pub turns: bool,
    /// Whether it is one of amounts.
    pub amounts: bool,
}

/// A table whose columns do not fit beside each other with the smallest letters of the layout.
pub fn table_too_wide(place: Option<Span>, it: &TooWide<'_>) -> Diagnostic {
    let (title, columns) = (short(it.table), it.columns);
    let widest = listed(it.widest.iter().map(String::as_str));
    // Up, and down: what does not fit must not look as if it did.
    let (needed, room) = (-(-it.needed).div_euclid(36_000), it.room.div_euclid(36_000));
    let [turn, turn_en] = if it.turns {
        [
            "ställ kapitlet på liggande sidor (`liggande = true`), ",
            "set the chapter on turned pages (`liggande = true`), ",
        ]
    } else {
        ["", ""]
    };
    let [unit, unit_en] = if it.amounts {
        ["visa beloppen i en större enhet, såsom mnkr", "show the amounts in a larger unit, such as mnkr"]
    } else {
        ["skriv kortare i de bredaste kolumnerna", "write less in the widest columns"]
    };
    finding(
        Code::DoesNotFit,
        place,
        both!(
            "tabellen `{title}` får inte plats: dess {columns} kolumner behöver {needed} mm med de minsta bokstäverna, \
                och det finns {room} mm; bredast är {widest}",
            "the table `{title}` does not fit: its {columns} columns need {needed} mm with the smallest letters, and \
                there are {room} mm; the widest are {widest}"
        ),
        both!(
            "{turn}visa färre kolumner, dela upp tabellen i flera, eller {unit}",
            "{turn_en}show fewer columns, split the table into several, or {unit_en}"
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

/// What a text names the page of never stands on the page that is named.
pub fn pages_unsettled() -> Diagnostic {
    finding(
        Code::LayoutUnsettled,
        None,
        both!(
            "ett sidnummer i texten blev inte rätt: när det skrivs ut flyttas det som det leder till",
            "the number of a page in the text never came right: when it is written, what it leads to moves"
        ),
        both!(
            "börja det kapitel som `{{{{sida:id}}}}` leder till på en ny sida med `ny_sida = true`, eller hänvisa med \
                `{{{{avsnitt:id}}}}`",
            "begin the chapter that `{{{{sida:id}}}}` leads to on a new page with `ny_sida = true`, or refer to it by \
                `{{{{avsnitt:id}}}}`"
        ),
    )
}

/// The layout never came to rest. `detail` is the engine's own message.
pub fn layout_unsettled(detail: &str) -> Diagnostic {
    finding(
        Code::LayoutUnsettled,
        None,
        both!(
            "sidbrytningen blev inte stabil, så att sidnumren i innehållsförteckningen och antalet sidor kan \
                vara fel: {detail}",
            "page layout did not converge, so that the contents' page numbers and the number of pages may be \
                wrong: {detail}"
        ),
        both!(
            "prova `ny_sida = true` på kapitel i två spalter; hjälper inte det, be den som har hand om layouten \
                att rätta template.typ",
            "try `ny_sida = true` on chapters in two columns; if that does not help, the fault is the layout's, \
                in template.typ"
        ),
    )
}

/// The template names a font that neither the program nor the layout has. `detail` is the engine's own message.
pub fn font_unknown(detail: &str) -> Diagnostic {
    finding(
        Code::LayoutFont,
        None,
        both!(
            "layoutens mall nämner ett typsnitt som inte finns, så att texten är satt med ett annat: {detail}",
            "the layout's template names a font that there is not, so that the text is set in another one: {detail}"
        ),
        both!(
            "lägg dess filer i layoutens mapp fonts, eller rätta template.typ",
            "put its files into the layout's folder fonts, or correct template.typ"
        ),
    )
}

/// The layout failed on this document. `detail` is the writer's own message.
pub fn layout_failed(place: Option<Span>, detail: &str, hints: &str) -> Diagnostic {
    finding(
        Code::LayoutFailed,
        place,
        both!("filen kunde inte skapas med den här layouten: {detail}", "the layout could not make the file: {detail}"),
        if hints.is_empty() && place.is_some() {
            both!(
                "skriv om det här stället, eller be den som har hand om layouten att rätta template.typ",
                "rewrite what stands here, or correct the layout's template.typ"
            )
        } else if hints.is_empty() {
            both!("rätta layoutens template.typ eller tokens.toml", "correct the layout's template.typ or tokens.toml")
        } else {
            both!("{hints}", "{hints}")
        },
    )
}

/// What the words that a finding is about do not fit into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Their page.
    Page,
    /// The margins of their page.
    Margins,
    /// The column of their table.
    Column,
}

/// Words that stand outside of what they belong into, on this page of the PDF.
pub fn outside(place: Option<Span>, words: &str, page: usize, room: Room) -> Diagnostic {
    let words = short(words);
    let [sv, en] = match room {
        Room::Page => ["sidan", "the page"],
        Room::Margins => ["sidans marginaler", "the page's margins"],
        Room::Column => ["sin kolumn i tabellen", "its column of the table"],
    };
    finding(
        Code::DoesNotFit,
        place,
        both!(
            "`{words}` hamnar utanför {sv}, på PDF-filens sida {page}",
            "`{words}` does not fit: it falls outside of {en}, on page {page} of the PDF"
        ),
        of_layout(),
    )
}

/// A cover that goes on on a second page.
pub fn cover_too_long(place: Option<Span>, picture: bool, facts: usize) -> Diagnostic {
    let what = both!("omslaget får inte plats på en sida", "the cover does not fit on one page");
    let advice = match (picture, facts) {
        (true, 0..=3) => both!(
            "gör omslagsbilden mindre (`bredd` under dess `[[bild]]`)",
            "make the cover's picture smaller (`bredd` of its `[[bild]]`)"
        ),
        (true, _) => both!(
            "gör omslagsbilden mindre (`bredd` under dess `[[bild]]`) eller skriv färre rader än {facts} på omslaget",
            "make the cover's picture smaller (`bredd` of its `[[bild]]`), or write fewer lines than {facts}"
        ),
        (false, 0..=3) => both!("skriv en kortare titel eller underrubrik", "write a shorter title or subtitle"),
        (false, _) => both!(
            "omslaget har {facts} rader; skriv färre under `uppgifter`, eller en kortare titel",
            "the cover has {facts} lines; write fewer of them in `uppgifter`, or a shorter title"
        ),
    };
    finding(Code::DoesNotFit, place, what, advice)
}

/// Words on top of others, on this page of the PDF.
pub fn text_over_text(place: Option<Span>, words: &str, under: &str, page: usize) -> Diagnostic {
    let (words, under) = (short(words), short(under));
    finding(
        Code::TextOverText,
        place,
        both!(
            "`{words}` ligger på `{under}`, på PDF-filens sida {page}",
            "`{words}` lies on top of `{under}`, on page {page} of the PDF"
        ),
        of_layout(),
    )
}

/// Words that are cut off, on this page of the PDF.
pub fn text_cut(place: Option<Span>, words: &str, page: usize) -> Diagnostic {
    let words = short(words);
    finding(
        Code::HiddenText,
        place,
        both!("`{words}` är avskuret, på PDF-filens sida {page}", "`{words}` is cut off, on page {page} of the PDF"),
        of_layout(),
    )
}

/// Words that something is painted over, on this page of the PDF.
pub fn text_covered(place: Option<Span>, words: &str, page: usize) -> Diagnostic {
    let words = short(words);
    finding(
        Code::HiddenText,
        place,
        both!(
            "något är målat över `{words}`, på PDF-filens sida {page}",
            "something is painted over `{words}`, on page {page} of the PDF"
        ),
        // No words are short enough for that.
        both!(
            "ta bort det som layoutens template.typ målar över orden, eller måla det före dem",
            "remove what the layout's template.typ paints over the words, or paint it before them"
        ),
    )
}

/// Words in a colour that hardly differs from the one under them, on this page of the PDF.
pub fn text_faint(place: Option<Span>, words: &str, page: usize, [text, ground]: [&str; 2]) -> Diagnostic {
    let words = short(words);
    finding(
        Code::HiddenText,
        place,
        both!(
            "`{words}` syns knappt: texten är {text} på {ground}, på PDF-filens sida {page}",
            "`{words}` can hardly be seen: its colour is {text} on {ground}, on page {page} of the PDF"
        ),
        both!("rätta färgen i layoutens template.typ", "correct the colour in the layout's template.typ"),
    )
}

/// Words that can be seen through, on this page of the PDF.
pub fn text_clear(place: Option<Span>, words: &str, page: usize) -> Diagnostic {
    let words = short(words);
    finding(
        Code::HiddenText,
        place,
        both!(
            "`{words}` syns knappt: texten är genomskinlig, på PDF-filens sida {page}",
            "`{words}` can hardly be seen: its colour is transparent, on page {page} of the PDF"
        ),
        both!("rätta färgen i layoutens template.typ", "correct the colour in the layout's template.typ"),
    )
}

/// What helps where words have no room.
fn of_layout() -> [String; 2] {
    both!(
        "skriv kortare, eller dela upp det; hjälper inte det, be den som har hand om layouten att rätta template.typ",
        "write less, or split it; if that does not help, the fault is the layout's, in template.typ"
    )
}

/// Why things do not stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRoom {
    /// They stand in a chapter of two columns of text.
    Columns,
    /// The notes of what is read last have the first numbers.
    Notes,
    /// They need more width than there is, in English Metric Units.
    Width {
        /// What they need with the gaps between them.
        needed: i64,
        /// What there is.
        room: i64,
    },
    /// A chart would have to shorten its words.
    Words,
    /// One of them is nearly as high as a page.
    Height,
}

/// What is to stand beside what follows it, and stands above it.
pub fn no_room_beside(place: Span, why: NoRoom) -> Diagnostic {
    let (message, hint) = match why {
        NoRoom::Columns => (
            both!("det finns ingen plats bredvid i ett kapitel med två spalter", "there is no room in two columns"),
            both!(
                "ta bort `bredvid`, eller visa det i ett kapitel med en spalt",
                "remove `bredvid`, or show it in a chapter of one column"
            ),
        ),
        NoRoom::Notes => (
            both!(
                "fotnoterna skulle komma i fel ordning, eftersom det som står till höger läses sist",
                "the notes would be out of order, since what stands at the right is read last"
            ),
            both!("skriv `bredvid = \"vanster\"`", "write `bredvid = \"vanster\"`"),
        ),
        NoRoom::Width { needed, room } => {
            // Up, and down: what does not fit must not look as if it did.
            let (needed, room) = (-(-needed).div_euclid(36_000), room.div_euclid(36_000));
            (
                both!(
                    "det får inte plats bredvid det som följer: tillsammans behöver de {needed} mm, och det finns \
                     {room} mm",
                    "it does not fit beside what follows: together they need {needed} mm, and there are {room} mm"
                ),
                both!(
                    "visa färre kolumner eller skriv kortare ord i tabellen, ställ kapitlet på liggande sidor \
                     (`liggande = true`), eller ta bort `bredvid`",
                    "show fewer columns or write shorter words in the table, set the chapter on turned pages \
                     (`liggande = true`), or remove `bredvid`"
                ),
            )
        }
        NoRoom::Words => (
            both!(
                "diagrammets ord får inte plats när det står bredvid något annat",
                "the chart's words do not fit where it stands beside something else"
            ),
            both!(
                "skriv kortare namn, låt färre stå bredvid varandra, ge diagrammet mer plats med `bredd`, eller ta \
                 bort `bredvid`",
                "write shorter names, let fewer stand beside each other, give the chart more room by `bredd`, or \
                 remove `bredvid`"
            ),
        ),
        NoRoom::Height => (
            both!("det är för högt för att stå bredvid något annat", "it is too high to stand beside anything"),
            both!("visa färre rader, eller ta bort `bredvid`", "show fewer rows, or remove `bredvid`"),
        ),
    };
    finding(Code::NoRoomBeside, place, message, hint)
}
