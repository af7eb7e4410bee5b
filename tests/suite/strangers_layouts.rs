//! Layouts that mean harm: logos, fonts and templates that are small as files and without end when they are drawn, read
//! or run. Each is refused by what it says, before anything is done with it.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use underlag::diagnostic::Code;
use underlag::pipeline::{self, Built, Format, Options};

use crate::support::Folder;
use crate::support::report::Report;

const LOGO: &str = "arver = \"kommun\"\nnamn = \"Egen\"\n[sidhuvud]\nvanster = \"{logotyp}\"\n[logotyp]\n";

/// A report whose layout has this logo.
fn with_logo(file: &str, logo: impl AsRef<[u8]>) -> Report {
    let tokens = format!("{LOGO}fil = \"{file}\"\nbredd = \"12mm\"\n");
    Report::new().layout(tokens).file(&format!("egen/{file}"), logo)
}

/// An SVG of these elements.
fn svg(inside: &str) -> String {
    let spaces = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
                  xmlns:h='http://www.w3.org/1999/xhtml' xmlns:i='urn:i'";
    format!("<svg {spaces} viewBox='0 0 100 50'>{inside}</svg>")
}

/// Why an SVG cannot be the logo; the finding's words.
fn refused(inside: &str) -> String {
    with_logo("logotyp.svg", svg(inside)).findings()
}

/// Fails unless both files are made with this logo, and nothing is said of it.
fn drawn(name: &str, inside: &str) {
    let report = with_logo("logotyp.svg", svg(inside));
    assert_eq!(report.findings(), "", "{name}");
    assert_eq!(report.built().outputs.len(), 4, "{name}");
}

#[test]
fn shapes_that_stand_for_millions_are_refused() {
    let chain = |element: &dyn Fn(usize) -> String, length: usize| (0..length).map(element).collect::<String>();
    // Ten levels of ten each.
    let uses = chain(&|at| format!("<g id='a{}'>{}</g>", at + 1, format!("<use href='#a{at}'/>").repeat(10)), 10);
    let patterns = chain(
        &|at| {
            let rects = format!("<rect class='c{at}' width='9' height='9'/>").repeat(10);
            format!("<pattern id='p{}' width='9' height='9'>{rects}</pattern>", at + 1)
        },
        10,
    );
    let classes: String = (0..10).map(|at| format!(".c{at}{{fill:url(#p{at})}}")).collect();
    // Many shapes and none under one id, or nearly, and many who ask for them.
    let two = |many: &str, none: &str, asked: &str| {
        let shapes = "<path d='M0 0h9v9z'/>".repeat(1_000);
        format!("<g id='{many}'>{shapes}</g><g id='{none}'/>{}", format!("<use href='{asked}'/>").repeat(200))
    };
    let cases = [
        ("groups", "<g>".repeat(1_020) + &"</g>".repeat(1_020)),
        (
            "clips of clips",
            chain(
                &|at| format!("<clipPath id='c{at}' clip-path='url(#c{})'><path d='M0 0h1'/></clipPath>", at + 1),
                500,
            ) + "<path clip-path='url(#c0)' d='M0 0h9v9z'/>",
        ),
        (
            "masks of masks",
            chain(&|at| format!("<mask id='m{at}' mask='url(#m{})'><g/></mask>", at + 1), 500)
                + "<path mask='url(#m0)' d='M0 0h9v9z'/>",
        ),
        (
            "gradients of gradients",
            chain(&|at| format!("<linearGradient id='g{at}' href='#g{}'/>", at + 1), 500)
                + "<path fill='url(#g0)' d='M0 0h9v9z'/>",
        ),
        ("uses", format!("<g id='a0'><path d='M0 0h9v9z'/></g>{uses}<use href='#a10'/>")),
        ("patterns by classes", format!("<style>{classes}</style>{patterns}<rect class='c10' fill='url(#p10)'/>")),
        (
            "markers at each point",
            format!(
                "<marker id='m'>{}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
                "<path d='M0 0h9'/>".repeat(100),
                "h1".repeat(10_000)
            ),
        ),
        ("one id of several", two("a", "a", "#a")),
        ("ids that differ in capitals", two("a", "A", "#a")),
        ("one by its colour", two("a", "a", "#a").replace("href='#a'", "fill='url(#a)'")),
        ("elements", "<path/>".repeat(100_001)),
    ];
    for (name, inside) in cases {
        let said = refused(&inside);
        assert!(said.contains("error[layout-logo]") && said.contains("levels deep in others"), "{name}: {said}");
    }
}

#[test]
fn what_refers_to_itself_ends() {
    drawn("use", "<g id='a'><path d='M0 0h9v9z'/><use href='#a'/></g>");
    drawn(
        "pattern",
        "<pattern id='p' width='9' height='9'><rect fill='url(#p)' width='9' height='9'/></pattern>\
                      <rect fill='url(#p)' width='50' height='50'/>",
    );
    drawn(
        "classes",
        "<style>.a{fill:url(#g)} .b,.c{opacity:0.5}</style><linearGradient id='g'>\
                      <stop class='a' offset='0' stop-color='#123'/><stop offset='1' stop-color='#456'/></linearGradient>\
                      <rect class='a b' width='50' height='50'/>",
    );
}

#[test]
fn a_coat_of_arms_is_drawn() {
    let shapes = "<path d='M0 0h9v9c1 2 3 4 5 6z' fill='#123456'/>".repeat(3_000);
    let notes = "<i:note i:file='C:\\arms\\vapen.svg'>C:\\arms</i:note><title>Vapen (1)</title>";
    drawn("arms", &format!("<g><g opacity='0.9'><g>{shapes}</g></g></g>{notes}"));
}

#[test]
fn filters_are_refused() {
    for inside in [
        "<filter id='f'><feTurbulence numOctaves='1000000'/></filter><rect filter='url(#f)' width='9' height='9'/>",
        "<rect style='filter:blur(1000000px)' width='9' height='9'/>",
        "<style>rect{FILTER /**/ : blur(9px)}</style><rect width='9' height='9'/>",
        "<rect filter='drop-shadow(1 1 99999)' width='9' height='9'/>",
    ] {
        let said = refused(inside);
        assert!(said.contains("it has filters, such as shadows or blur"), "{inside}: {said}");
    }
    drawn("none", "<rect style='filter:none' filter='none' width='9' height='9'/>");
}

#[test]
fn no_way_of_writing_leads_out() {
    for inside in [
        "<rect fill='URL(http://a.se/b)'/>",
        "<rect fill='Url(\t\"http://a.se/b\")'/>",
        "<rect fill='u\\72l(http://a.se/b)'/>",
        "<style>.a{fill:u\\000072 l(http://a.se/b)}</style>",
        "<style>ur<!-- -->l(http://a.se/b)</style>",
        "<style>u<![CDATA[rl(http://a.se/b)]]></style>",
        "<style>&#117;rl(http://a.se/b)</style>",
        "<style>@IMPORT 'a.css';</style>",
        "<style>@\\69mport 'a.css';</style>",
        "<style>a{background:image-set('http://a.se/b' 1x)}</style>",
        "<h:img src='http://a.se/b'/>",
        "<h:p>x</h:p>",
        "<i:img src='http://a.se/b'/>",
        "<i:x i:href='http://a.se/b'/>",
        "<SCRIPT>x</SCRIPT>",
        "<rect ONLOAD='x'/>",
        "<g xml:base='http://a.se/'/>",
        "<set attributeName='href' to='http://a.se/b'/>",
    ] {
        let said = refused(inside);
        assert!(said.contains("it shows or runs what is not the drawing itself"), "{inside}: {said}");
    }
    // What is written in letters that readers understand in other ways than this one.
    let other = format!("<?xml version='1.0' encoding='utf-7'?>{}", svg("<path id='å'/>"));
    assert!(with_logo("logotyp.svg", other).findings().contains("it is damaged"));
}

/// What is made of a logo without findings, with the reason why not.
fn built(inside: &str) -> Built {
    with_logo("logotyp.svg", svg(inside)).built()
}

#[test]
fn pixels_and_dashes_are_counted_before_they_are_made() {
    for inside in [
        "<pattern id='p' width='900000' height='900000' patternUnits='userSpaceOnUse'><path d='M0 0h9v9z'/></pattern>\
         <rect width='100' height='50' fill='url(#p)'/>",
        "<pattern id='p' width='9' height='9' patternUnits='userSpaceOnUse' patternTransform='scale(99999)'>\
         <path d='M0 0h9v9z'/></pattern><rect width='100' height='50' fill='url(#p)'/>",
        &"<path stroke='#000' stroke-dasharray='0.0001' d='M0 0h99'/>".repeat(100),
        "<path stroke='#000' stroke-dasharray='1e-9 1e-9' d='M0 0h1e9'/>",
    ] {
        let built = built(inside);
        let told = &built.checked.diagnostics;
        assert!(told.iter().any(|told| told.message.en.contains("too fine or too large")), "{inside:.80}: {told:?}");
    }
    drawn("dashes", "<path stroke='#000' stroke-dasharray='2 1' d='M0 0h99'/>");
    // As many sheets on top of each other as may lie deep, of the largest size that a layer can have.
    let layers =
        "<g opacity='0.9'>".repeat(90) + "<rect x='-999' y='-999' width='9999' height='9999'/>" + &"</g>".repeat(90);
    drawn("layers", &layers);
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let sum = flate2::Crc::new();
    let mut sum = sum;
    sum.update(name);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], name, data, &sum.sum().to_be_bytes()].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A grey PNG of this size with `extra` chunks before its pixels.
fn png([across, down]: [u32; 2], extra: &[Vec<u8>]) -> Vec<u8> {
    let header = [&across.to_be_bytes()[..], &down.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pixels = if across < 1000 { vec![0; ((across + 1) * down) as usize] } else { Vec::new() };
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    let end = [chunk(b"IDAT", &packed(&pixels)), chunk(b"IEND", b"")].concat();
    [signature, chunk(b"IHDR", &header), extra.concat(), end, b"what comes behind".to_vec()].concat()
}

#[test]
fn a_png_is_its_picture_alone() {
    let bomb = packed(&vec![0; 8 << 20]);
    let text = |name: &[u8; 4], lead: &[u8]| chunk(name, &[lead, &bomb].concat());
    let profile = with_logo("logotyp.png", png([20, 10], &[text(b"iCCP", b"p\0\0")]));
    assert!(profile.findings().contains("its colour profile is too large"), "{}", profile.findings());
    // Words, and what moves, are left out, and so never unpacked, whoever reads the picture.
    let extra = [
        text(b"zTXt", b"k\0\0"),
        text(b"iTXt", b"k\0\x01\0\0\0"),
        chunk(b"tEXt", b"Author\0Anna"),
        chunk(b"eXIf", &bomb),
    ];
    let folder = with_logo("logotyp.png", png([20, 10], &extra)).folder();
    assert_eq!(folder.findings(), "");
    let checked = pipeline::check(folder.path(), None).unwrap();
    let logo = checked.layout.unwrap().logo.unwrap();
    let [header, end] = [png([20, 10], &[]), b"what comes behind".to_vec()];
    assert_eq!(logo.bytes, header[..header.len() - end.len()]);
    assert_eq!(folder.built().outputs.len(), 4);
}

#[test]
fn a_png_has_no_more_pixels_than_fit() {
    for (size, why) in [
        ([10_001, 1], "too many pixels"),
        ([10_000, 10_000], "too many pixels"),
        ([u32::MAX, u32::MAX], "too many pixels"),
        ([0, 5], "damaged"),
    ] {
        let said = with_logo("logotyp.png", png(size, &[])).findings();
        assert!(said.contains(why), "{size:?}: {said}");
    }
    let whole = png([20, 10], &[]);
    for end in [20, 30, 40, whole.len() - 25] {
        let said = with_logo("logotyp.png", &whole[..end]).findings();
        assert!(said.contains("it is damaged"), "{end}: {said}");
    }
    let twice = [&whole[..33], &whole[8..]].concat();
    assert!(with_logo("logotyp.png", twice).findings().contains("it is damaged"));
}

/// A report whose layout has this font file.
fn with_font(bytes: &[u8]) -> Folder {
    Report::new().layout("arver = \"kommun\"\nnamn = \"Egen\"\n").file("egen/fonts/x.ttf", bytes).folder()
}

/// A face of these tables.
fn face(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut head = [&[0, 1, 0, 0][..], &u16::try_from(tables.len()).unwrap().to_be_bytes(), &[0; 6]].concat();
    let mut at = 12 + 16 * tables.len();
    for (name, table) in tables {
        head.extend_from_slice(*name);
        head.extend([[0; 4], u32::try_from(at).unwrap().to_be_bytes(), (table.len() as u32).to_be_bytes()].concat());
        at += table.len();
    }
    head.into_iter().chain(tables.iter().flat_map(|(_, table)| table.clone())).collect()
}

/// A table of characters in which `lists` name one and the same list.
fn characters(lists: u16, list: &[u8]) -> Vec<u8> {
    let at = 4 + 8 * u32::from(lists);
    let record = [&[0, 3, 0, 10][..], &at.to_be_bytes()].concat();
    [&[0, 0][..], &lists.to_be_bytes(), &record.repeat(usize::from(lists)), list].concat()
}

#[test]
fn fonts_have_no_more_faces_and_characters_than_there_are() {
    let all = [&[0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1][..], &[0; 4], &[255; 4], &[0; 4]].concat();
    let many =
        [&[0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 255, 255, 255, 255][..], &[0; 4], &[0, 0, 0, 9], &[0; 4]].concat();
    let half = [&[0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1][..], &[0; 4], &[0, 1, 0, 0], &[0; 4]].concat();
    let array = [&[0, 10, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0][..], &[0; 4], &[255; 4]].concat();
    let collection = |faces: u32, at: u32| {
        let offsets = at.to_be_bytes().repeat((faces as usize).min(300));
        [&b"ttcf\0\x01\0\0"[..], &faces.to_be_bytes(), &offsets].concat()
    };
    let names = [&[0, 0, 255, 255, 0, 6][..], &[0; 64]].concat();
    for (name, bytes, why) in [
        ("2^32 faces", collection(u32::MAX, 12), "it has more than 256 faces"),
        ("faces outside of the file", collection(9, 9_999), "it is damaged"),
        ("no faces", collection(0, 0), "it is damaged"),
        ("2^32 characters", face(&[(b"cmap", characters(1, &all))]), "more characters or names than there are"),
        ("one list 1 000 times", face(&[(b"cmap", characters(1_000, &half))]), "more characters or names"),
        ("an array of 2^32", face(&[(b"cmap", characters(1, &array))]), "more characters or names"),
        ("more groups than bytes", face(&[(b"cmap", characters(1, &many))]), "it is damaged"),
        ("65 535 names", face(&[(b"name", names)]), "more characters or names"),
        ("no tables", face(&[]), "it is damaged"),
        ("nothing", Vec::new(), "it is damaged"),
        ("no font", b"hello".to_vec(), "it is damaged"),
    ] {
        let said = with_font(&bytes).findings();
        assert!(said.contains("error[layout-font]") && said.contains("fonts/x.ttf"), "{name}: {said}");
        assert!(said.contains(why), "{name}: {said}");
    }
}

#[test]
fn a_font_that_is_cut_off_is_told_with_its_name() {
    let whole = notosans::REGULAR_TTF;
    assert_eq!(with_font(whole).findings(), "");
    for end in [whole.len() / 2, whole.len() - 4, 300, 13] {
        let said = with_font(&whole[..end]).findings();
        assert!(said.contains("error[layout-font]: the font file `egen/fonts/x.ttf` cannot be used"), "{end}: {said}");
    }
}

#[test]
fn a_font_that_nobody_has_stops_a_final_paper() {
    let tokens = "arver = \"kommun\"\nnamn = \"Egen\"\n[typsnitt.rubrik]\nfamilj = \"Noto Snas\"\n";
    let said = Report::new().layout(tokens).findings();
    assert!(said.starts_with("egen/tokens.toml:4:10: error[layout-font]: there is no font `Noto Snas`"), "{said}");
    // One that the template names by itself is known when it is asked for.
    let layout = include_str!("../../layouts/kommun/template.typ");
    let template = layout.replacen("font: tokens.typsnitt.at(style.typsnitt).familj", "font: \"Comic Sans MS\"", 1);
    assert_ne!(template, layout);
    let folder =
        Report::new().layout("arver = \"kommun\"\nnamn = \"Egen\"\n").file("egen/template.typ", template).folder();
    let built = |is_final| {
        let formats = vec![Format::Pdf, Format::Docx];
        pipeline::build(folder.path(), &Options { formats, is_final, ..Options::default() }).unwrap()
    };
    let told = built(false).checked.diagnostics;
    let told: Vec<_> = told.iter().map(|told| (told.code, told.message.en.as_str())).collect();
    let said = told.iter().any(|(code, words)| {
        *code == Code::LayoutFont && words.contains("unknown font family: comic sans ms (template.typ:")
    });
    assert!(said, "{told:?}");
    assert!(built(true).outputs.is_empty());
}

/// What is said of a report's own layout with this template.
fn run(template: &str) -> String {
    let folder =
        Report::new().layout("arver = \"kommun\"\nnamn = \"Egen\"\n").file("egen/template.typ", template).folder();
    let built = folder.built();
    assert!(built.outputs.is_empty(), "{template:.60}");
    built.checked.diagnostics.iter().map(|told| format!("{}: {}\n", told.code, told.message.en)).collect()
}

#[test]
fn templates_are_no_deeper_than_the_engine_can_follow() {
    let paper = "\n#let paper(..) = []\n";
    for (name, code) in [
        ("sum", format!("#let x = {}1", "1+".repeat(60_000))),
        ("sum over lines", format!("#let x = ({}1)", "1+\n".repeat(60_000))),
        ("signs", format!("#let x = {}1", "-".repeat(100_000))),
        ("not", format!("#let x = {}true", "not ".repeat(50_000))),
        ("brackets", format!("#let x = {}1{}", "(".repeat(400), ")".repeat(400))),
        ("calls", format!("#let x = f{}", "()".repeat(100_000))),
        ("fields", format!("#let x = f{}", ".a".repeat(100_000))),
        ("else", format!("#let x = if true {{}} {}", "else if true {}".repeat(10_000))),
        ("roots", format!("$x{}$", "^x".repeat(100_000))),
        ("emphasis", "*_".repeat(50_000)),
        ("size", " ".repeat(300_000)),
    ] {
        let said = run(&format!("{code}{paper}"));
        let is_told = said.contains("levels") || said.contains("bytes; there may be") || said.contains("depth");
        assert!(said.contains("layout-failed") && is_told, "{name}: {said:.300}");
    }
}

#[test]
fn a_reports_own_layout_runs_no_other_programs_and_reads_no_bibliographies() {
    let paper = "\n#let paper(..) = []\n";
    for code in [
        "#plugin(bytes(\"\\u{0}asm\"))",
        "#std.plugin(bytes(\"x\"))",
        "#eval(\"plugin(bytes(\\\"x\\\"))\")",
        "#bibliography(bytes(\"a: {}\"), style: bytes(\"<style/>\"))",
        "#std.bibliography(bytes(\"a: {}\"))",
        "#cite(<a>, style: bytes(\"<style/>\"))",
        "#eval(\"std.cite(<a>)\")",
    ] {
        let said = run(&format!("{code}{paper}"));
        let is_unknown = said.contains("unknown variable") || said.contains("does not contain");
        assert!(said.contains("layout-failed") && is_unknown, "{code}: {said}");
    }
    // One that somebody asks for may use what the engine has.
    let template = include_str!("../../layouts/kommun/template.typ").to_owned() + "\n#let _ = type(plugin)\n";
    let folder = Report::new().file("annan/template.typ", template).folder();
    let folder = folder.with("annan/tokens.toml", "arver = \"kommun\"\nnamn = \"Annan\"\n");
    let layout = folder.path().join("annan").display().to_string();
    let formats = vec![Format::Pdf];
    let options = Options { formats, layout: Some(layout), ..Options::default() };
    assert_eq!(pipeline::build(folder.path(), &options).unwrap().outputs.len(), 1);
}
