//! The wording of what is wrong with a layout.

use std::collections::BTreeSet;

use crate::base::contrast::Contrast;
use crate::base::limits::{FONT_FACES, FONT_FILES, LOGO_DEPTH, LOGO_SHAPES};
use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, listed, short};
use crate::diagnostic::{Code, Diagnostic, Text};

use super::{FontFault, LogoFault, Refused};
use crate::base::image::ImageFault;

/// A layout that is not there.
pub fn layout_missing(place: Option<Span>, name: &str, known: &[&str]) -> Diagnostic {
    let (name, list) = (short(name), known.join("`, `"));
    finding(
        Code::FileMissing,
        place,
        both!("det finns ingen layout `{name}`", "there is no layout `{name}`"),
        both!(
            "välj `{list}`, eller ange en mapp med tokens.toml och template.typ",
            "choose `{list}`, or name a folder with tokens.toml and template.typ"
        ),
    )
}

/// A layout's tokens cannot be read. `detail` is the parser's own message.
pub fn layout_tokens(place: Span, detail: &str) -> Diagnostic {
    let (swedish, detail) =
        (token_fault(detail).unwrap_or_else(|| "filen följer inte sin form här".to_owned()), short(detail));
    finding(
        Code::LayoutTokens,
        place,
        both!("tokens.toml i layouten har ett fel: {swedish}", "the layout's tokens cannot be read ({detail})"),
        both!("jämför med layouts/kommun/tokens.toml", "compare with layouts/kommun/tokens.toml"),
    )
}

/// What is said of a list's sign.
const LIST_SIGN: [[&str; 2]; 2] = [
    ["write one character, as ", "skriv ett enda tecken, som "],
    ["it reads as a minus or a plus", "det läses som minus eller plus"],
];

/// What the parser says of tokens, in Swedish; `None` where it says something that is not known here.
fn token_fault(detail: &str) -> Option<String> {
    const OWN: [(&str, &str); 5] = [
        (" is not a list sign: ", "inget listtecken:"),
        (" is not a colour: write it as ", "ingen färg: skriv den som"),
        (" is not a length: write it as ", "inget mått: skriv det som"),
        (" is not a field; there are ", "inget fält; det finns"),
        (" has a `{` without `}`", "inte hel: ett `{` saknar sitt `}`"),
    ];
    for (english, swedish) in OWN {
        if let Some((name, rest)) = detail.split_once(english) {
            let rest = LIST_SIGN.iter().fold(rest.to_owned(), |rest, [from, to]| rest.replace(from, to));
            let words = format!("{} är {swedish} {}", short(name), rest.replace(" or ", " eller "));
            return Some(words.trim_end().to_owned());
        }
    }
    if let Some(found) = detail.strip_prefix("invalid type: ").or_else(|| detail.strip_prefix("invalid value: ")) {
        let (is, wanted) = found.split_once(", expected ")?;
        return Some(format!("här står {}, men det ska vara {}", toml_kind(is)?, toml_kind(wanted)?));
    }
    let (fault, rest) = detail.split_once('`')?;
    let (name, rest) = rest.split_once('`')?;
    let name = short(name);
    // Names stand between every other pair of backquotes.
    let known = listed(rest.split('`').skip(1).step_by(2));
    match fault {
        "missing field " => Some(format!("`{name}` saknas")),
        "unknown field " => Some(format!("nyckeln `{name}` finns inte här; det finns {known}")),
        "unknown variant " => Some(format!("det kan inte vara `{name}`; välj {known}")),
        _ => None,
    }
}

/// A value as the parser names it, as in "integer `5`" and "sequence", or what it wants instead, as in "a string" and
/// "u8", in Swedish.
fn toml_kind(words: &str) -> Option<String> {
    let kind = words.split(['`', '"']).next()?.trim_end();
    let value = short(words.strip_prefix(kind)?.trim());
    let swedish = match kind {
        "integer" => "heltalet",
        "floating point" => "talet",
        "string" => "texten",
        "boolean" => "värdet",
        "sequence" => "en lista",
        "a string" => "en text inom citattecken",
        "a boolean" => "`true` eller `false`",
        "a sequence" => "en lista inom hakparenteser",
        "map" | "a map" => "ett block",
        "u8" | "u16" | "u32" | "u64" | "usize" => "ett heltal från 0",
        "i8" | "i16" | "i32" | "i64" => "ett heltal",
        name if name.starts_with("struct ") => "ett block",
        _ => return None,
    };
    Some(format!("{swedish} {value}").trim_end().to_owned())
}

/// A layout shows on no page that a draft is one.
pub fn layout_without_draft_mark(place: Span) -> Diagnostic {
    finding(
        Code::LayoutTokens,
        place,
        both!(
            "på en del sidor, eller alla, har varken sidhuvudet eller sidfoten {{utkast}}, och då syns det inte \
                på sidorna att handlingen är ett utkast",
            "on some pages, or all, neither the running head nor the foot has {{utkast}}, so that they do not \
                say that the paper is a draft"
        ),
        both!(
            "skriv {{utkast}} i ett fält i [sidhuvud], och i det som ersätter fältet för tjänsteskrivelsen, för \
                bilagor och på första sidan",
            "write {{utkast}} in a piece of [sidhuvud], and in what replaces that piece for the memo, enclosures and \
                first pages"
        ),
    )
}

/// A running head or foot, `key`, has more lines than the page's margin holds.
pub fn layout_head_too_tall(place: Span, key: &str, lines: usize, most: usize) -> Diagnostic {
    finding(
        Code::LayoutTokens,
        place,
        both!(
            "[{key}] har {lines} rader på en del sidor, och marginalen rymmer {most}",
            "[{key}] has {lines} lines on some pages, and the margin has room for {most}"
        ),
        both!(
            "ta bort en rad, eller gör marginalen större i [sida]",
            "take away a line, or make the margin larger in [sida]"
        ),
    )
}

/// A font file of the layout that cannot be used.
pub fn font_unusable(place: Option<Span>, file: &str, fault: FontFault) -> Diagnostic {
    let file = short(file);
    let [why, why_en] = match fault {
        FontFault::Broken => both!("den är skadad, eller inget typsnitt", "it is damaged, or no font"),
        FontFault::Faces => both!("den har fler än {FONT_FACES} snitt", "it has more than {FONT_FACES} faces"),
        FontFault::Characters => both!(
            "den uppger fler tecken eller namn än det finns",
            "it says to have more characters or names than there are"
        ),
    };
    finding(
        Code::LayoutFont,
        place,
        both!("typsnittsfilen `{file}` kan inte användas: {why}", "the font file `{file}` cannot be used: {why_en}"),
        both!("byt den mot en hel ttf eller otf", "put a whole TTF or OTF into its place"),
    )
}

/// More font files than a layout may have.
pub fn too_many_fonts(place: Option<Span>, count: usize) -> Diagnostic {
    finding(
        Code::LayoutFont,
        place,
        both!(
            "layouten har {count} typsnittsfiler; det får vara högst {FONT_FILES}",
            "the layout has {count} font files; there may be {FONT_FILES} at most"
        ),
        both!("ta bort dem som inte används ur mappen fonts", "take those that are not used out of the folder fonts"),
    )
}

/// A family that neither the program nor the layout has.
pub fn font_missing(place: Span, family: &str, known: &BTreeSet<String>) -> Diagnostic {
    let (family, known) = (short(family), listed(known.iter().map(String::as_str)));
    finding(
        Code::LayoutFont,
        place,
        both!(
            "det finns inget typsnitt `{family}`, så att texten är satt med ett annat; det finns {known}",
            "there is no font `{family}`, so that the text is set in another one; there are {known}"
        ),
        both!(
            "lägg dess filer i layoutens mapp fonts, eller välj ett annat",
            "put its files into the layout's folder fonts, or choose another one"
        ),
    )
}

/// The Word file does not carry a family.
pub fn font_not_embedded(place: Span, family: &str, why: Refused) -> Diagnostic {
    let family = short(family);
    let ([why, why_en], remedy) = match why {
        Refused::Licence => (
            both!("det får inte bäddas in i en fil som ändras", "its maker does not allow it in a file that is edited"),
            both!(
                "välj ett typsnitt vars licens tillåter det, eller se till att alla som öppnar filen har typsnittet",
                "choose a font whose licence allows it, or see to it that everybody who opens the file has the font"
            ),
        ),
        Refused::Outlines => (
            both!(
                "Word kan bara bädda in typsnitt med TrueType-konturer och fasta snitt",
                "Word carries only fonts with TrueType outlines that do not vary"
            ),
            both!(
                "lägg typsnittet som ttf, ett snitt i varje fil, i layoutens mapp fonts",
                "put the font as ttf, a face in each file, into the layout's folder fonts"
            ),
        ),
        Refused::Damaged => (
            both!("en tabell i det går inte att läsa", "a table of it cannot be read"),
            both!("hämta typsnittet på nytt", "get the font anew"),
        ),
    };
    finding(
        Code::FontNotEmbedded,
        place,
        both!(
            "Word-filen har inte typsnittet `{family}` med sig: {why}",
            "the Word file does not carry the font `{family}`: {why_en}"
        ),
        remedy,
    )
}

/// The layout's logo cannot be used; without a fault, because the file is not there or cannot be read.
pub fn layout_logo(place: Span, file: &str, fault: Option<LogoFault>) -> Diagnostic {
    let (why, remedy) = fault.map_or_else(
        || {
            (
                both!("den går inte att läsa", "it cannot be read"),
                both!("lägg filen i layoutens mapp", "put the file into the layout's folder"),
            )
        },
        logo_fault,
    );
    let [sv, en] = why;
    let what =
        [format!("logotypen `{file}` kan inte användas: {sv}"), format!("the logo `{file}` cannot be used: {en}")];
    finding(Code::LayoutLogo, place, what, remedy)
}

/// What is wrong with an image, and what to do about it.
pub fn image_fault(fault: ImageFault) -> ([String; 2], [String; 2]) {
    match fault {
        ImageFault::Kind => (
            both!("den är varken svg eller png", "it is neither SVG nor PNG"),
            both!("spara den som svg eller png", "save it as SVG or PNG"),
        ),
        ImageFault::Broken => (both!("den är skadad", "it is damaged"), both!("spara den på nytt", "save it anew")),
        ImageFault::NoSize => (
            both!("den anger ingen storlek", "it does not say how large it is"),
            both!("ge <svg> ett viewBox", "give <svg> a viewBox"),
        ),
        ImageFault::TooLarge => (
            both!("den har för många bildpunkter", "it has too many pixels"),
            both!("spara den mindre, eller som svg", "save it smaller, or as SVG"),
        ),
        ImageFault::Profile => (
            both!("dess färgprofil är för stor", "its colour profile is too large"),
            both!("spara den utan färgprofil", "save it without a colour profile"),
        ),
        ImageFault::Filter => (
            both!("den har filter, såsom skugga eller oskärpa", "it has filters, such as shadows or blur"),
            both!("spara den utan filter, eller som png", "save it without filters, or as PNG"),
        ),
        ImageFault::TooMuch => (
            both!(
                "den har fler än {LOGO_SHAPES} former, eller former som ligger mer än {LOGO_DEPTH} nivåer djupt i \
                    varandra",
                "it has more than {LOGO_SHAPES} shapes, or shapes that lie more than {LOGO_DEPTH} levels deep in others"
            ),
            both!("förenkla den, eller spara den som png", "simplify it, or save it as PNG"),
        ),
        ImageFault::DocType => (
            both!("den har en DOCTYPE-rad", "it has a document type"),
            both!("ta bort raden som börjar med <!DOCTYPE", "take out the line that begins with <!DOCTYPE"),
        ),
        ImageFault::Outside => (
            both!(
                "den innehåller länkar, skript eller inklistrade bilder",
                "it shows or runs what is not the drawing itself"
            ),
            both!("spara den utan länkar, bilder och skript", "save it without links, images and scripts"),
        ),
        ImageFault::Letters => (
            both!("den innehåller text som kräver ett typsnitt", "it has letters that need a font"),
            both!("gör om texten till konturer i ritprogrammet", "turn the letters into outlines"),
        ),
        ImageFault::Press => (
            both!("den har tryckeriets färger (CMYK)", "it has the colours of a printing press (CMYK)"),
            both!("spara den med skärmens färger (RGB)", "save it with the colours of a screen (RGB)"),
        ),
    }
}

/// What is wrong with a logo, and what to do about it.
fn logo_fault(fault: LogoFault) -> ([String; 2], [String; 2]) {
    match fault {
        LogoFault::Image(fault) => image_fault(fault),
        LogoFault::TooTall { height, room } => {
            // A logo that is a hair too high is not said to be as high as the room.
            let ([high_sv, high], [room_sv, room]) =
                (millimetres((height.emu() + 3599).div_euclid(3600)), millimetres(room.emu().max(0).div_euclid(3600)));
            (
                [
                    format!("den är {high_sv} mm hög, och marginalen där den står har plats för {room_sv} mm"),
                    format!("it is {high} mm high, and the margin where it stands has room for {room} mm"),
                ],
                both!(
                    "minska `bredd` i [logotyp] eller öka sida.margin_top, eller för sidfoten sida.margin_bottom",
                    "lessen `bredd` in [logotyp] or raise sida.margin_top, or for the foot sida.margin_bottom"
                ),
            )
        }
    }
}

/// Tenths of a millimetre as millimetres, in Swedish and in English.
fn millimetres(tenths: i64) -> [String; 2] {
    [",", "."].map(|sign| format!("{}{sign}{}", tenths / 10, tenths % 10))
}

/// Two colours that do not differ enough. `upper` and `lower` are the paths of their tokens; the page's is empty.
pub fn contrast_too_low(
    place: Span,
    upper: &str,
    lower: &str,
    contrast: Contrast,
    least: Contrast,
    ground: Option<Span>,
) -> Diagnostic {
    let [on_sv, on_en] = if lower.is_empty() {
        ["sidans bakgrund".to_owned(), "the page".to_owned()]
    } else {
        [format!("`{lower}`"), format!("`{lower}`")]
    };
    let (sv, en) = (contrast.digits(','), contrast.digits('.'));
    let (least_sv, least_en) = (least.digits(','), least.digits('.'));
    let found = finding(
        Code::ContrastTooLow,
        place,
        both!("`{upper}` på {on_sv} har kontrasten {sv}:1", "`{upper}` on {on_en} has a contrast of {en}:1"),
        both!(
            "välj färger med minst {least_sv}:1, mörkare eller ljusare",
            "choose colours with at least {least_en}:1, darker or lighter"
        ),
    );
    match ground {
        Some(ground) => found.with_related(ground, Text::new("färgen under", "the colour below")),
        None => found,
    }
}
