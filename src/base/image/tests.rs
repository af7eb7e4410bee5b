//! What is read of images, and what is left out.

use super::*;

/// A photograph that lies on its side, with what a camera and somebody note in it.
const PHOTO: &[u8] = include_bytes!("../../../tests/reports/shapes/bilder/verket.jpeg");
const PLAN: &[u8] = include_bytes!("../../../tests/reports/shapes/bilder/plan.png");
const PIPE: &[u8] = include_bytes!("../../../tests/reports/shapes/bilder/ledning.svg");

const MUCH: [u32; 2] = [9_000, 9_000];

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// A JPEG of grey pixels.
fn grey(width: u32, height: u32) -> Vec<u8> {
    let pixels: Vec<u8> = (0..width * height).map(|at| u8::try_from(at % 251).unwrap()).collect();
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(Cursor::new(&mut bytes));
    encoder.write_image(&pixels, width, height, ExtendedColorType::L8).unwrap();
    bytes
}

/// `jpeg` with another segment behind its first two bytes.
fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, data, &jpeg[2..]].concat()
}

#[test]
fn what_is_noted_beside_an_image_is_left_out() {
    let secrets = ["Hemlig", "Anna Andersson", "2025:08:20", "Exif", "docname"];
    for file in [PHOTO, PLAN, PIPE] {
        assert!(secrets.iter().any(|secret| holds(file, secret)), "the file has nothing to leave out");
        let image = Image::read(file, MUCH).unwrap();
        for secret in secrets {
            assert!(!holds(&image.bytes, secret), "{:?}: {secret}", image.format);
        }
    }
    // Siblings: other segments, a second image behind the first, an element of another name space.
    let grey = grey(20, 10);
    for marker in [0xe0, 0xe1, 0xe2, 0xe4, 0xed, 0xef, 0xfe] {
        let image = Image::read(&with_segment(&grey, marker, b"Hemlig anteckning"), MUCH).unwrap();
        assert!(!holds(&image.bytes, "Hemlig"), "{marker:x}");
    }
    let two = [grey.as_slice(), b"Hemlig", grey.as_slice()].concat();
    assert!(!holds(&Image::read(&two, MUCH).unwrap().bytes, "Hemlig"));
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:i='http://example.se/i' viewBox='0 0 2 1'>\
               <i:x><rect/>Hemlig</i:x><desc>Hemlig</desc><path d='M0 0h1' i:file='Hemlig' data-who='Hemlig'/></svg>";
    let image = Image::read(svg.as_bytes(), MUCH).unwrap();
    assert!(!holds(&image.bytes, "Hemlig") && holds(&image.bytes, "M0 0h1"), "{:?}", image.bytes);
}

#[test]
fn an_image_is_turned_upright_and_no_larger_than_print_needs() {
    let image = Image::read(PHOTO, MUCH).unwrap();
    assert_eq!([image.across, image.down], [1200, 800].map(Decimal::from));
    let small = Image::read(PHOTO, [300, 9_000]).unwrap();
    assert_eq!([small.across, small.down], [300, 200].map(Decimal::from));
    let plan = Image::read(PLAN, [450, 9_000]).unwrap();
    assert_eq!(([plan.across, plan.down], plan.format), ([450, 250].map(Decimal::from), ImageFormat::Png));
}

#[test]
fn an_image_that_is_read_again_is_the_same() {
    for (file, most) in [(PHOTO, [300, 9_000]), (PHOTO, MUCH), (PLAN, [450, 100]), (PLAN, MUCH), (PIPE, MUCH)] {
        let once = Image::read(file, most).unwrap();
        assert_eq!(Image::read(&once.bytes, most).unwrap(), once);
    }
    let grey = grey(500, 400);
    let once = Image::read(&grey, [77, 9_000]).unwrap();
    assert_eq!(Image::read(&once.bytes, [77, 9_000]).unwrap(), once);
}

#[test]
fn what_is_no_image_says_why() {
    let fault = |bytes: &[u8]| Image::read(bytes, MUCH).unwrap_err();
    assert_eq!(fault(b"GIF89a"), ImageFault::Kind);
    assert_eq!(fault(b""), ImageFault::Kind);
    assert_eq!(fault(&PHOTO[..PHOTO.len() / 2]), ImageFault::Broken);
    assert_eq!(fault(&PLAN[..PLAN.len() / 2]), ImageFault::Broken);
    // A frame of four colours, and one of more pixels than there may be.
    let grey = grey(20, 10);
    let frame = grey.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let mut press = grey.clone();
    press[frame + 9] = 4;
    assert_eq!(fault(&press), ImageFault::Press);
    let mut huge = grey.clone();
    huge[frame + 5..frame + 9].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]);
    assert_eq!(fault(&huge), ImageFault::TooLarge);
    let endless = [&grey[..grey.len() - 2], &[0xff, 0xda, 0, 2].repeat(200), &[0xff, 0xd9]].concat();
    assert_eq!(fault(&endless), ImageFault::TooMuch);
    assert_eq!(fault(b"<svg viewBox='0 0 1 1'><text>a</text></svg>"), ImageFault::Letters);
}
