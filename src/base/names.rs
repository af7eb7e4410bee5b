//! Names that people give to things: what an id may look like, and which known name somebody probably meant.

use super::limits::{COMPARED_NAMES, MAX_MADE_ID};

/// Whether `text` is an id: small letters a-z, digits, hyphens and underscores, at most 80 of them.
pub fn is_id(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    !text.is_empty() && text.len() <= 80 && text.bytes().all(letter)
}

/// The id that a name gives, of at most 60 letters: `Gator och vägar (drift)` is `gator-och-vagar-drift`. `None` for a
/// name without letters and digits.
pub fn id_of(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'å' | 'ä' | 'à' | 'á' | 'â' | 'æ' => 'a',
            'ö' | 'ø' | 'ò' | 'ó' | 'ô' => 'o',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ü' | 'ú' => 'u',
            'a'..='z' | '0'..='9' => c,
            _ => '-',
        };
        if plain != '-' || !(id.is_empty() || id.ends_with('-')) {
            id.push(plain);
        }
        if id.len() >= MAX_MADE_ID {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}

/// Whether Windows takes a file of this name for a device, wherever it lies: `nul`, `con.toml`, `LPT1 .txt`. A report
/// is to be built on any system.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let numbered = |kind: &str| {
        let number = stem.strip_prefix(kind).unwrap_or_default();
        number.chars().count() == 1 && number.chars().all(|sign| sign.is_ascii_digit() || "¹²³".contains(sign))
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Whether no file can have this name on Windows, or would get another one: without what stands last.
pub fn is_impossible(name: &str) -> bool {
    name.is_empty() || name.ends_with(['.', ' ']) || name.contains(['<', '>', '"', '|', '?', '*'])
}

/// Whether `other` is what somebody made of the file name `wanted`: with a program's ending behind its own or in its
/// place, in capitals, as a copy.
pub fn alike(wanted: &str, other: &str) -> bool {
    let ([stem, other_stem], [ends, other_ends]) = {
        let ((stem, ends), (other_stem, other_ends)) = (parts(wanted), parts(other));
        ([stem, other_stem], [ends, other_ends])
    };
    let has = |all: &[&str]| other_ends.iter().any(|end| all.contains(end));
    let fits = match ends.first().copied() {
        Some("toml") => {
            has(&["toml"]) || other_ends.is_empty() || has(&["txt", "docx", "doc", "odt", "rtf", "md", "html"])
        }
        Some("csv" | "tsv" | "txt") => has(&["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"]),
        Some("xlsx" | "xlsm") => has(&["xlsx", "xlsm", "xls", "ods", "csv"]),
        _ => false,
    };
    wanted != other && !stem.is_empty() && stem == other_stem && fits
}

/// What all names have in common that are [`alike`]: without endings, capitals and what a copy is called.
pub fn stem(name: &str) -> String {
    parts(name).0
}

/// Endings that programs put behind names.
const ENDS: &[&str] =
    &["toml", "txt", "csv", "tsv", "xlsx", "xlsm", "xls", "ods", "docx", "doc", "odt", "rtf", "md", "html"];

/// A file's name without folder, endings and what a copy is called, and its endings, the last one first.
fn parts(path: &str) -> (String, Vec<&'static str>) {
    let name = decomposed(&path.rsplit('/').next().unwrap_or(path).to_lowercase());
    let mut stem = name.replace(is_mark, "").trim().to_owned();
    let mut ends = Vec::new();
    while let Some((rest, end)) = stem.rsplit_once('.')
        && let Some(known) = ENDS.iter().find(|known| **known == end.trim())
    {
        ends.push(*known);
        stem = rest.trim().to_owned();
    }
    for copy in ["kopia av ", "copy of "] {
        stem = stem.strip_prefix(copy).unwrap_or(&stem).to_owned();
    }
    if let Some((rest, number)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('))
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        stem = rest.trim().to_owned();
    }
    for copy in [" - kopia", " - copy"] {
        stem = stem.strip_suffix(copy).unwrap_or(&stem).to_owned();
    }
    (stem, ends)
}

/// Whether two names show the same letters and are yet not the same: a letter with a ring or dots is one sign, or, in
/// names from a Mac, a letter and a mark.
pub fn looks_the_same(name: &str, other: &str) -> bool {
    name != other && decomposed(name) == decomposed(other)
}

/// A text with the letters of Swedish names as letters and marks.
fn decomposed(text: &str) -> String {
    const LETTERS: [(char, &str); 10] = [
        ('å', "a\u{30a}"),
        ('ä', "a\u{308}"),
        ('ö', "o\u{308}"),
        ('é', "e\u{301}"),
        ('ü', "u\u{308}"),
        ('Å', "A\u{30a}"),
        ('Ä', "A\u{308}"),
        ('Ö', "O\u{308}"),
        ('É', "E\u{301}"),
        ('Ü', "U\u{308}"),
    ];
    LETTERS.iter().fold(text.to_owned(), |text, (letter, parts)| text.replace(*letter, parts))
}

/// Whether a sign is a mark on the letter before it.
fn is_mark(sign: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&sign)
}

/// The candidate that `name` was probably meant to be, among the first few hundred.
pub fn closest_match<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // The comparison takes as much memory as both have letters, multiplied. What is longer is no slip of the pen.
    let is_name = |text: &str| text.len() <= 200;
    if !is_name(name) {
        return None;
    }
    let plain =
        |text: &str| text.to_lowercase().replace(['å', 'ä'], "a").replace(['ö', 'ø'], "o").replace(['-', ' '], "_");
    let wanted = plain(name);
    candidates
        .into_iter()
        .take(COMPARED_NAMES)
        .filter(|candidate| is_name(candidate))
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{alike, is_device, is_impossible, looks_the_same};

    #[test]
    fn names_of_devices() {
        for name in
            ["nul", "NUL", "con.toml", "aux.tar.gz", "prn ", "nul .txt", "com1", "LPT9.pdf", "com0", "lpt²", "nul."]
        {
            assert!(is_device(name), "{name}");
        }
        for name in ["null", "konto", "com", "com10", "lpt", "comm", "aux-2", "nul-typst", "a.nul", "", "."] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn names_that_nothing_has_on_windows() {
        for name in ["", ".", "..", "a.toml.", "a.toml ", "a?.toml", "a*", "\"a\"", "a|b", "<a>"] {
            assert!(is_impossible(name), "{name}");
        }
        for name in ["a.toml", ".a", " a", "å & ä", "a (1).xlsx", "a..b", "a'b"] {
            assert!(!is_impossible(name), "{name}");
        }
    }

    #[test]
    fn what_programs_make_of_a_name() {
        for other in [
            "it.toml.txt",
            "it.toml.docx",
            "IT.toml",
            "it.docx",
            "it.txt",
            "it",
            "it (1).toml",
            "Kopia av it.toml",
            "it .toml",
        ] {
            assert!(alike("it.toml", other), "{other}");
        }
        for other in ["it.toml", "it2.toml", "it.csv", "it.xlsx", "fritid.toml", "it.bak"] {
            assert!(!alike("it.toml", other), "{other}");
        }
        assert!(alike("enheter/a.csv", "enheter/a.csv.txt") && alike("a.csv", "A.CSV") && alike("a.xlsx", "a.xls"));
        assert!(alike("forskola.toml", "förskola.toml") && !alike("a.csv", "a.toml"));
        assert!(alike("förskola.toml", "fo\u{308}rskola.toml") && looks_the_same("å.toml", "a\u{30a}.toml"));
        assert!(!looks_the_same("å.toml", "ä.toml") && !looks_the_same("å.toml", "å.toml"));
    }
}
