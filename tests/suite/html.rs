//! `check --format html`: one page that is well formed, holds nothing but text of others, and can be read by all.

use crate::support::{Folder, printed, root, saying, underlag};

fn page(folder: &Folder, language: &str) -> String {
    let path = folder.path().to_str().unwrap();
    printed(&underlag(&["check", path, "--format", "html", "--lang", language], root()))
}

/// Elements that have no end.
const VOID: [&str; 1] = ["meta"];

/// The names of the elements of a page in order; it is well formed if they are nested and every attribute is quoted.
fn elements(page: &str) -> Vec<String> {
    let (mut open, mut all): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>') || open.last().is_some_and(|name| name == "style"), "{text}");
        for (at, _) in text.match_indices('&') {
            let end = text[at..].find(';').expect("a reference ends");
            assert!(["&amp", "&lt", "&gt", "&quot", "&apos"].contains(&&text[at..at + end]), "{text}");
        }
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "nested");
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let name = tag.split(' ').next().unwrap().to_owned();
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{tag}");
        all.push(name.clone());
        if !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

/// The values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn a_page_is_well_formed_and_whole() {
    let example = root().join("inputs/herrljunga-ks-delar-2023");
    let run = |language: &str| {
        let arguments = ["check", example.to_str().unwrap(), "--format", "html", "--lang", language];
        printed(&underlag(&arguments, root()))
    };
    let page = run("sv");
    assert_eq!(page, run("sv"), "the same each time");
    let all = elements(&page);
    for never in ["script", "link", "img", "iframe", "form", "style2"] {
        assert!(!all.iter().any(|name| name == never), "{never}");
    }
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("url("), "nothing is loaded");
    assert!(page.contains("<html lang=\"sv\">") && run("en").contains("<html lang=\"en\">"));
    // Headings go down one level at a time.
    let levels: Vec<u32> = all.iter().filter_map(|name| name.strip_prefix('h')?.parse().ok()).collect();
    assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    // Every link of the contents and every label leads somewhere, and no id stands twice.
    let ids = values(&page, "id");
    assert!(ids.iter().all(|id| ids.iter().filter(|other| *other == id).count() == 1));
    let links = values(&page, "href");
    assert!(links.len() > 10 && links.iter().all(|link| ids.contains(&link.strip_prefix('#').unwrap())));
    assert!(values(&page, "aria-labelledby").iter().all(|label| ids.contains(label)));
    let short = printed(&underlag(&["check", example.to_str().unwrap(), "--format", "short"], root()));
    assert_eq!(all.iter().filter(|name| *name == "article").count(), short.lines().count(), "each finding once");
    assert_eq!(all.iter().filter(|name| *name == "details").count(), short.lines().count());
}

#[test]
fn what_somebody_wrote_is_text() {
    let words = "Det är är <script>alert(1)</script> & \"så\" 'nu' </pre></style> &amp; \u{202e}bakåt.";
    let folder = Folder::new().with("enheter/a.toml", saying(words));
    let page = page(&folder, "sv");
    elements(&page);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;") && page.contains("&amp;amp;"), "{page}");
    assert!(!page.contains('\u{202e}') && page.contains("\\u202e"), "{page}");
    let title = Folder::new().with("rapport.toml", crate::support::MANIFEST.replace("Liten rapport", "<b> & </title>"));
    let page = self::page(&title, "sv");
    elements(&page);
    assert!(page.contains("<title>Påpekanden: &lt;b&gt; &amp; &lt;/title&gt;</title>"), "{page}");
}

#[test]
fn the_line_is_shown_with_its_place_marked() {
    let folder = Folder::new().with("enheter/a.toml", saying("Det kostar 2500 kronor."));
    let page = page(&folder, "sv");
    assert!(page.contains("<pre>Det kostar <mark>2500</mark> kronor.</pre>"), "{page}");
    assert!(page.contains("<code>enheter/a.toml:6:12</code>") && page.contains("<code>--fix</code>"), "{page}");
    // A line of a book's length is shown around the place.
    let long = format!("{} 2500 kronor {}.", "ord å ".repeat(2_000), "ord ".repeat(2_000));
    let page = self::page(&Folder::new().with("enheter/a.toml", saying(&long)), "sv");
    let shown = page.split("<mark>2500</mark>").next().unwrap().rsplit("<pre>").next().unwrap();
    assert!(shown.starts_with('…') && shown.chars().count() < 200, "{shown}");
}

#[test]
fn a_clean_report_says_so() {
    let page = page(&Folder::new(), "en");
    assert!(page.contains("<p>No findings.</p>") && elements(&page).iter().all(|name| name != "article"), "{page}");
}

#[test]
fn colours_differ_enough() {
    use underlag::base::contrast::Contrast;
    let css = std::fs::read_to_string(root().join("src/cli/check/html.css")).unwrap();
    let blocks: Vec<&str> = css.split(":root").skip(1).collect();
    assert_eq!(blocks.len(), 3, "light, dark, printed");
    for block in blocks {
        let colour = |name: &str| {
            let value = block.split(&format!("--{name}: ")).nth(1).and_then(|rest| rest.split(';').next());
            value.unwrap_or_else(|| panic!("{name}")).parse::<underlag::base::measure::Color>().unwrap()
        };
        let grounds = ["ground", "soft"].map(colour);
        for (name, ground) in
            ["text", "link", "error", "warning", "note"].iter().flat_map(|name| grounds.map(|it| (name, it)))
        {
            assert!(Contrast::of(colour(name), ground) >= Contrast::TEXT, "{name}");
        }
        assert!(Contrast::of(colour("on-mark"), colour("mark")) >= Contrast::TEXT);
        assert!(Contrast::of(colour("line"), colour("ground")) >= Contrast::SHAPE);
    }
}
