//! Names that people give to things: what an id may look like, and which known name somebody probably meant.

/// Whether `text` is an id: small letters a-z, digits, hyphens and underscores, at most 80 of them.
pub fn is_id(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    !text.is_empty() && text.len() <= 80 && text.bytes().all(letter)
}

/// The candidate that `name` was probably meant to be.
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
        .filter(|candidate| is_name(candidate))
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}
