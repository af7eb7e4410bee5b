//! The Word file carries the layout's fonts: those that may be carried, with what a paper is written on with, and the
//! same bytes each time.

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontStyle, FontVariations};
use underlag::deliver::verify::word::{self, Element};

use crate::support::word_file::{Parts, parts};
use crate::support::{Folder, build, bytes, reports, saying};

fn element(parts: &Parts, path: &str) -> Element {
    word::parse(&parts[path]).unwrap()
}

/// The faces of a file, each with its family and what the table of fonts calls it.
fn faces(parts: &Parts) -> Vec<(String, String, Vec<u8>)> {
    let links = element(parts, "word/_rels/fontTable.xml.rels");
    let mut all = Vec::new();
    for font in &element(parts, "word/fontTable.xml").kids {
        for face in font.kids.iter().filter(|kid| kid.name.starts_with("w:embed")) {
            let link = links.kids.iter().find(|link| link.attributes["Id"] == face.attributes["r:id"]).unwrap();
            assert!(link.attributes["Type"].ends_with("/font"));
            let mut data = parts[&format!("word/{}", link.attributes["Target"])].clone();
            // ECMA-376 part 4: the key's digits, two by two from the end, over the first 32 bytes.
            let digits: Vec<char> = face.attributes["w:fontKey"].chars().filter(char::is_ascii_hexdigit).collect();
            let pairs = digits.chunks(2).rev().map(|pair| pair.iter().collect::<String>());
            let key: Vec<u8> = pairs.map(|pair| u8::from_str_radix(&pair, 16).unwrap()).collect();
            assert_eq!(key.len(), 16);
            data.iter_mut().take(32).zip(key.iter().cycle()).for_each(|(byte, key)| *byte ^= key);
            all.push((font.attributes["w:name"].clone(), face.name.clone(), data));
        }
    }
    all
}

#[test]
fn each_face_is_a_font_that_can_be_written_on_with() {
    for report in reports() {
        let built = build(&report);
        let file = bytes(&built, ".docx");
        let parts = parts(file);
        let faces = faces(&parts);
        assert_eq!(faces.len(), 8, "{}: two families of four", report.display());
        for (family, name, data) in &faces {
            let font = Font::new(Bytes::new(data.clone()), 0).unwrap();
            let info = font.info();
            assert_eq!(info.family.to_string(), *family);
            let style = if name.contains("Italic") { FontStyle::Italic } else { FontStyle::Normal };
            let weight = if name.contains("Bold") { 700 } else { 400 };
            assert_eq!((info.variant.style, info.variant.weight.to_number()), (style, weight), "{name}");
            for c in "aÅäÖéøÆßþŁžαΩ0123456789 ,.−–—”’»…§%‰×±€½²•\u{a0}\u{2011}".chars()
            {
                assert!(info.coverage.contains(u32::from(c)) || !is_in_whole(family, c), "{family} {name}: {c}");
            }
            // Outlines, and not only names of them.
            let face = font.clone().instantiate(info.variant, Abs::zero(), &FontVariations::default());
            let glyph = face.ttf().glyph_index('Å').unwrap();
            assert!(face.ttf().glyph_bounding_box(glyph).is_some() && face.ttf().glyph_hor_advance(glyph).unwrap() > 0);
        }
        let settings = element(&parts, "word/settings.xml");
        assert!(settings.child("w:embedTrueTypeFonts").is_some());
        let fonts: usize = parts.iter().filter(|(path, _)| path.ends_with(".odttf")).map(|(_, data)| data.len()).sum();
        assert!(fonts < 1_000_000, "{fonts}");
    }
}

/// Whether the whole font has a character.
fn is_in_whole(family: &str, c: char) -> bool {
    let whole: &[u8] = if family == "Noto Sans" {
        notosans::REGULAR_TTF
    } else {
        include_bytes!("../../src/render/fonts/LibertinusSerif-Regular.ttf")
    };
    Font::new(Bytes::new(whole), 0).unwrap().info().coverage.contains(u32::from(c))
}

#[test]
fn the_papers_own_letters_are_carried_too() {
    let with = |words: &str| {
        let built = Folder::new().with("enheter/a.toml", saying(words)).built();
        let faces = faces(&parts(bytes(&built, ".docx")));
        let has = |c: char| {
            faces.iter().any(|(.., data)| {
                Font::new(Bytes::new(data.clone()), 0).unwrap().info().coverage.contains(u32::from(c))
            })
        };
        has('Ж')
    };
    assert!(!with("Ett stycke.") && with("Ett stycke av Жанна."));
}

#[test]
fn the_same_paper_carries_the_same_bytes() {
    let [one, other] = [(); 2].map(|()| faces(&parts(bytes(&Folder::new().built(), ".docx"))));
    assert_eq!(one, other);
}

/// A face whose maker does not allow it is left out; the case of `font-not-embedded` has the finding.
#[test]
fn a_face_that_may_not_be_carried_is_left_out() {
    let files = crate::gallery::files("font-not-embedded");
    let mut folder = Folder::empty();
    for (path, data) in &files {
        folder = folder.with(path, data);
    }
    let faces = faces(&parts(bytes(&folder.built(), ".docx")));
    assert_eq!(faces.iter().map(|(family, ..)| family.as_str()).collect::<Vec<_>>(), ["Noto Sans"; 4]);
}
