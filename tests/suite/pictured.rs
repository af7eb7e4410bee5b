//! The page for officers, `inputs/FORMER.md`: each of its examples builds without a finding, and the picture above it
//! is of what those lines become. `UNDERLAG_BLESS=1` paints them again.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{ImageFormat, RgbImage};

use crate::support::{Folder, bytes, root};

/// A heading with its picture and the files below it.
struct Example {
    picture: String,
    alt: String,
    files: Vec<(String, String)>,
}

/// The lines that every manifest begins with, and the examples.
fn page() -> (String, Vec<Example>) {
    let text = fs::read_to_string(root().join("inputs/FORMER.md")).unwrap();
    let mut parts = text.split("\n## ");
    let base = blocks(parts.next().unwrap()).remove(0).1;
    let examples = parts.map(|part| {
        let title = part.lines().next().unwrap();
        let (alt, rest) =
            part.split_once("![").unwrap_or_else(|| panic!("no picture: {title}")).1.split_once("](").unwrap();
        let picture = rest.split_once(')').unwrap().0.strip_prefix("../tests/pictures/").unwrap().to_owned();
        assert_eq!(picture, file_name(title), "a picture is called as its heading");
        assert!(alt.ends_with('.') && alt.len() > 30, "{title}: {alt}");
        Example { picture, alt: alt.to_owned(), files: blocks(part) }
    });
    (base, examples.collect())
}

/// What leads to a heading.
fn anchor(title: &str) -> String {
    title.to_lowercase().replace(' ', "-").replace(',', "")
}

/// The picture of a heading, in letters that every file system writes alike.
fn file_name(title: &str) -> String {
    format!("{}.png", anchor(title).replace(['å', 'ä'], "a").replace('ö', "o"))
}

/// The blocks of code with the file that each of them is.
fn blocks(part: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for block in part.split("\n```").collect::<Vec<_>>()[1..].iter().step_by(2) {
        let (head, text) = block.split_once('\n').unwrap();
        all.push((head.split_once(' ').unwrap().1.to_owned(), format!("{text}\n")));
    }
    all
}

/// The report that an example is: its own keys behind those of every manifest, the units whose files it has, its tables.
fn report(base: &str, example: &Example) -> Folder {
    let mut folder = Folder::empty();
    let (keys, units) = base.split_once("\n[[").unwrap();
    for (path, text) in &example.files {
        if path != "rapport.toml" {
            let unit = path.strip_prefix("enheter/").and_then(|name| name.strip_suffix(".toml"));
            let head = unit.map(|unit| format!("enhet = \"{unit}\"\n\n")).unwrap_or_default();
            folder = folder.with(path, head + text);
            continue;
        }
        let at = if text.starts_with('[') { 0 } else { text.find("\n[").unwrap() + 1 };
        let (own, tables) = text.split_at(at);
        let units = units.split("\n[[").filter(|unit| {
            let id = unit.split('"').nth(1).unwrap();
            example.files.iter().any(|(path, _)| *path == format!("enheter/{id}.toml"))
        });
        let units: String = units.map(|unit| format!("\n[[{unit}")).collect();
        folder = folder.with(path, format!("{keys}\n{own}{units}\n{tables}"));
    }
    folder
}

/// Rows of a picture with something on them, from one blank row to the next.
type Band = std::ops::Range<u32>;

/// White between two things on a page is shown no higher than this.
const GAP: u32 = 40;

/// Where the running head ends and the foot begins, from the page's edges.
const HEAD: u32 = 93;
const FOOT: u32 = 80;

/// What of a page is shown.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// All but head and foot.
    Body,
    /// The same without the paper's title.
    Untitled,
    /// Head and foot too.
    Whole,
}

/// The first page that shows something, as it is seen at 96 dots to the inch; less the white at its sides and most of
/// what lies above a note or the foot.
fn painted(pdf: &[u8], shown: Shown) -> RgbImage {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let mut pages = pdf.pages().iter().enumerate();
    let of_page = |at: usize| if shown == Shown::Untitled && at > 0 { Shown::Body } else { shown };
    pages.find_map(|(at, page)| painted_page(page, of_page(at))).expect("a page that shows something")
}

/// A page, if it shows something.
fn painted_page(page: &Page<'_>, shown: Shown) -> Option<RgbImage> {
    let scale = 96.0 / 72.0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let (cache, interpreting) = (RenderCache::new(), InterpreterSettings::default());
    let pixmap = render(page, &cache, &interpreting, &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let rgb = pixmap.data_as_u8_slice().chunks(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
    let page = RgbImage::from_raw(width, height, rgb).unwrap();
    let inked: Vec<bool> = page.rows().map(|mut row| row.any(|pixel| pixel.0.iter().any(|part| *part < 240))).collect();
    let mut bands: Vec<Band> = Vec::new();
    let seen = if shown == Shown::Whole { 0..height } else { HEAD..height - FOOT };
    for (y, _) in (0..).zip(&inked).filter(|(y, inked)| **inked && seen.contains(y)) {
        match bands.last_mut() {
            Some(band) if band.end == y => band.end += 1,
            _ => bands.push(y..y + 1),
        }
    }
    // The date and the title.
    let bands = if shown == Shown::Untitled { &bands[2..] } else { &bands };
    bands.first()?;
    let mut rows: Vec<u32> = Vec::new();
    for band in bands {
        let before = rows.last().map_or(0, |last| last + 1).max(band.start.saturating_sub(GAP));
        rows.extend(if rows.is_empty() { band.start.saturating_sub(8)..band.end } else { before..band.end });
    }
    let end = rows.last().map_or(0, |last| last + 1);
    rows.extend(end..(end + 8).min(height));
    let left = if width > height { width / 20 } else { width / 12 };
    let at = |x, y: u32| *page.get_pixel(left + x, rows[y as usize]);
    Some(RgbImage::from_fn(width - 2 * left, u32::try_from(rows.len()).unwrap(), at))
}

fn pictures() -> PathBuf {
    root().join("tests/pictures")
}

/// Processors differ in the last bit of a blend; a word that moved is more than that.
fn is_same(one: &RgbImage, other: &RgbImage) -> bool {
    let differ = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 64;
    one.dimensions() == other.dimensions()
        && one.iter().zip(other.iter()).filter(|pair| differ(*pair)).count() < one.len() / 2000
}

#[test]
fn every_example_of_the_page_builds_and_looks_as_its_picture() {
    let (base, examples) = page();
    let bless = std::env::var_os("UNDERLAG_BLESS").is_some();
    let mut wrong = Vec::new();
    for example in &examples {
        let folder = report(&base, example);
        let found = folder.findings();
        if !found.is_empty() {
            wrong.push(format!("{}: {found}", example.picture));
            continue;
        }
        // What is about the first page is shown with all of it.
        let shows_head = |text: &str| ["[tjansteskrivelse]", "uppgifter = "].iter().any(|key| text.contains(key));
        let headed = example.files.iter().any(|(_, text)| shows_head(text));
        let shown = match example.files.iter().any(|(_, text)| text.contains("sidfot = ")) {
            true => Shown::Whole,
            false if headed => Shown::Body,
            false => Shown::Untitled,
        };
        let picture = painted(bytes(&folder.built(), ".pdf"), shown);
        let path = pictures().join(&example.picture);
        let old = fs::read(&path).ok().and_then(|bytes| image::load_from_memory(&bytes).ok()).map(|old| old.to_rgb8());
        if old.is_some_and(|old| is_same(&old, &picture)) {
            continue;
        }
        if bless {
            let mut png = Cursor::new(Vec::new());
            picture.write_to(&mut png, ImageFormat::Png).unwrap();
            fs::write(path, png.into_inner()).unwrap();
        } else {
            wrong.push(format!("{} shows something else: {}", example.picture, example.alt));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The list at the top leads to each example, and no picture is left that none shows.
#[test]
fn the_page_leads_to_each_example() {
    let text = fs::read_to_string(root().join("inputs/FORMER.md")).unwrap();
    let titles: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    for title in &titles {
        assert!(text.contains(&format!("[{title}](#{})", anchor(title))), "{title}");
    }
    let mut files: Vec<String> =
        fs::read_dir(pictures()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let mut shown: Vec<String> = titles.iter().map(|title| file_name(title)).collect();
    files.sort();
    shown.sort();
    assert_eq!(files, shown);
}
