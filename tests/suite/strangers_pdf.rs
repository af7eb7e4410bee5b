//! PDFs of strangers: whatever one holds, it is read within what may be read, or refused in words that say why. Each
//! file is made here, small, to cost whoever reads it far more than it weighs.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use underlag::base::budget::{Budget, Resource};
use underlag::deliver::reverify::attachments;
use underlag::deliver::verify::pdf;

use crate::support::{EXAMPLE, Folder, bytes};

/// A PDF that is written object by object, by hand. The first object is its catalog.
#[derive(Default)]
struct Made(Vec<Vec<u8>>);

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

impl Made {
    /// One more object; its number.
    fn object(&mut self, written: impl AsRef<[u8]>) -> usize {
        self.0.push(written.as_ref().to_vec());
        self.0.len()
    }

    /// A stream as it is.
    fn stream(&mut self, dictionary: &str, content: &[u8]) -> usize {
        let head = format!("<<{dictionary}/Length {}>>stream\n", content.len());
        self.object([head.as_bytes(), content, b"\nendstream"].concat())
    }

    /// A stream that is packed.
    fn flate(&mut self, dictionary: &str, content: &[u8]) -> usize {
        self.stream(&format!("{dictionary}/Filter/FlateDecode"), &packed(content))
    }

    /// The bytes, and where each object begins.
    fn body(&self) -> (Vec<u8>, Vec<usize>) {
        let (mut out, mut places) = (b"%PDF-1.7\n".to_vec(), Vec::new());
        for (at, object) in self.0.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        (out, places)
    }

    /// The file, with a table of its objects and this in its trailer.
    fn with(&self, trailer: &str) -> Vec<u8> {
        let (mut out, places) = self.body();
        let start = out.len();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        places.iter().for_each(|at| writeln!(table, "{at:010} 00000 n ").unwrap());
        write!(table, "trailer<</Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").unwrap();
        out.extend(table.into_bytes());
        out
    }

    fn file(&self) -> Vec<u8> {
        self.with("")
    }
}

/// A PDF of one page: `content` is what its `/Contents` is, and `root` the tags below it.
fn page(made: &mut Made, resources: &str, content: &str, root: &str) {
    assert!(made.0.is_empty());
    made.object("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>");
    made.object("<</Type/Pages/Count 1/Kids[3 0 R]>>");
    let page = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]";
    made.object(format!("<<{page}/Resources<<{resources}>>/Contents {content}>>"));
    made.object(format!("<</Type/StructTreeRoot/K {root}>>"));
}

/// A PDF of one page that paints this.
fn painting(resources: &str, content: &[u8]) -> Made {
    let mut made = Made::default();
    page(&mut made, resources, "5 0 R", "[]");
    made.flate("", content);
    made
}

/// A PDF with these tags, which begin with the fifth object.
fn tagged(root: &str, objects: &[String]) -> Made {
    let mut made = Made::default();
    page(&mut made, "", "null", root);
    made.0.extend(objects.iter().map(|object| object.clone().into()));
    made
}

/// A file whose objects lie in a stream: all but the catalog's, which point at numbers from 100 on.
fn streamed(index: &str, objects: &str, count: usize, ids: usize) -> Vec<u8> {
    let mut made = Made::default();
    page(&mut made, "", "null", "100 0 R");
    made.flate(&format!("/Type/ObjStm/N {count}/First {}", index.len()), (index.to_owned() + objects).as_bytes());
    let (mut out, places) = made.body();
    let start = out.len();
    let mut entries = Vec::new();
    for at in &places {
        entries.extend([1, 0]);
        entries.extend(u32::try_from(*at).unwrap().to_be_bytes());
    }
    for _ in 0..ids {
        entries.extend([2, 0, 0, 0, 0, 5]);
    }
    let entries = packed(&entries);
    let index = format!("[1 {} 100 {ids}]", places.len());
    let head = format!("99 0 obj<</Type/XRef/W[1 5 0]/Index{index}/Size 101/Root 1 0 R/Filter/FlateDecode/Length ");
    out.extend(format!("{head}{}>>stream\n", entries.len()).into_bytes());
    out.extend(entries);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").into_bytes());
    out
}

/// A Word file to compare with.
static WORD: LazyLock<Vec<u8>> = LazyLock::new(|| bytes(&Folder::new().built(), ".docx").to_vec());

/// Runs the program in as little memory as there may be, for as long as a slow build on a busy machine may take.
fn bounded(arguments: &[&str], within: &Path) -> Output {
    let bounds = "ulimit -v 1572864; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", bounds, env!("CARGO_BIN_EXE_underlag")]).args(arguments).args([
        "--lang",
        "en",
        "--time-limit",
        "100",
    ]);
    let mut child = command.current_dir(within).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("it takes too long");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

/// What is said of a file, which is refused or differs, and never breaks the program.
fn said(name: &str, arguments: &[&str], file: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("fil.pdf"), file).unwrap();
    std::fs::write(folder.path().join("fil.docx"), &*WORD).unwrap();
    let run = bounded(arguments, folder.path());
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(matches!(run.status.code(), Some(1 | 2)) && !said.contains("panicked"), "{name}: {:?} {said}", run.status);
    said
}

/// That each file is refused with these words, or where they are differences differs.
fn verified(cases: &[(&str, &str, Vec<u8>)]) {
    for (name, why, file) in cases {
        let said = said(name, &["verify", "fil.pdf", "fil.docx"], file);
        assert!(said.contains(why), "{name} ({} bytes): {said}", file.len());
    }
}

fn reverified(cases: &[(&str, &str, Vec<u8>)]) {
    for (name, why, file) in cases {
        let said = said(name, &["reverify", "fil.pdf"], file);
        assert!(said.contains(why), "{name} ({} bytes): {said}", file.len());
    }
}

const OBJECTS: &str = "objects to go through";
const UNPACKED: &str = "MB when it is unpacked";
const TWICE: &str = "stands in two places";
const DEEP: &str = "levels within each other";
const DAMAGED: &str = "the PDF is damaged or cut off";
/// It was read to its end.
const READ: &str = " differences";

/// Papers that the program makes are far below what may be read of a stranger's: a thousand pages like those of the
/// example.
#[test]
fn a_thousand_pages_may_be_read() {
    let file = bytes(&EXAMPLE, ".pdf");
    let whole = Budget::of_strangers().part(2);
    let mut budget = whole.clone();
    pdf::read(file, &mut budget).unwrap();
    let pages = u64::from(EXAMPLE.pages.try_into().unwrap_or(1_u32));
    for what in Resource::ALL {
        let used = whole.left(what) - budget.left(what);
        println!("{what:?}: {used} of {}", whole.left(what));
        assert!(used * 1_000 / pages < whole.left(what), "{what:?}: {used}");
    }
}

#[test]
fn tags_are_visited_once() {
    let levels = |of: &dyn Fn(usize) -> String| (5..45).map(of).collect::<Vec<_>>();
    let elements = levels(&|id| format!("<</S/P/K[{0} 0 R {0} 0 R]>>", id + 1));
    let lists = levels(&|id| format!("[{0} 0 R {0} 0 R]", id + 1));
    let attributes: String = "7 0 R ".repeat(50_000);
    let mut shared: Vec<String> = vec![format!("[{}]", "6 0 R".repeat(0)), format!("[{attributes}]"), "<<>>".into()];
    shared[0] = format!("[{}]", (8..2_008).map(|id| format!("{id} 0 R ")).collect::<String>());
    shared.extend((8..2_008).map(|_| "<</S/P/A 6 0 R>>".to_owned()));
    let chain = |of: &dyn Fn(usize) -> String| (5..1_005).map(of).collect::<Vec<_>>();
    verified(&[
        ("elements as a DAG", TWICE, tagged("5 0 R", &elements).file()),
        ("lists as a DAG", TWICE, tagged("5 0 R", &lists).file()),
        ("an element that is its own", TWICE, tagged("5 0 R", &["<</S/P/K 5 0 R>>".into()]).file()),
        ("a list that is its own", TWICE, tagged("5 0 R", &["[5 0 R]".into()]).file()),
        ("one element many times", TWICE, tagged(&format!("[{}]", "5 0 R ".repeat(9)), &["<</S/P>>".into()]).file()),
        (
            "a number of a number of itself",
            "again and again",
            tagged("5 0 R", &["<</S/P/A 5 0 R/K 6 0 R>>".into()])
                .file()
                .replaced(b"/A 5 0 R", b"/A 7 0 R")
                .replaced(b"/K 6 0 R", b"/K null ")
                .appended_object("7 0 R"),
        ),
        ("shared attributes", OBJECTS, tagged("5 0 R", &shared).file()),
        ("elements in elements", DEEP, tagged("5 0 R", &chain(&|id| format!("<</S/P/K {} 0 R>>", id + 1))).file()),
        ("lists in lists", DEEP, tagged("5 0 R", &chain(&|id| format!("[{} 0 R]", id + 1))).file()),
        ("lists in a list", DEEP, tagged(&"[".repeat(100_000), &[]).file()),
        ("dictionaries", DEEP, tagged(&"<</K".repeat(100_000), &[]).file()),
        ("brackets", "a text has no end", tagged(&"(".repeat(1_000_000), &[]).file()),
        ("many kids", OBJECTS, streamed("100 0 ", &format!("[{}]", "0 ".repeat(20_000_000)), 1, 1)),
    ]);
}

trait Changed {
    fn replaced(self, old: &[u8], new: &[u8]) -> Vec<u8>;
    fn appended_object(self, object: &str) -> Vec<u8>;
}

impl Changed for Vec<u8> {
    fn replaced(mut self, old: &[u8], new: &[u8]) -> Vec<u8> {
        assert_eq!(old.len(), new.len());
        let at = self.windows(old.len()).position(|window| window == old).unwrap();
        self[at..at + old.len()].copy_from_slice(new);
        self
    }

    /// An update that adds the object with the number 7.
    fn appended_object(mut self, object: &str) -> Vec<u8> {
        let text = String::from_utf8_lossy(&self).into_owned();
        let before: usize = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        let at = self.len();
        self.extend(format!("7 0 obj\n{object}\nendobj\n").into_bytes());
        let start = self.len();
        let table =
            format!("xref\n7 1\n{at:010} 00000 n \ntrailer<</Root 1 0 R/Prev {before}>>\nstartxref\n{start}\n%%EOF");
        self.extend(table.into_bytes());
        self
    }
}

#[test]
fn streams_are_counted_as_they_are_unpacked() {
    let zeros = vec![0; 80 << 20];
    let of = |filters: &str, content: &[u8]| {
        let mut made = Made::default();
        page(&mut made, "", "5 0 R", "[]");
        made.stream(&format!("/Filter[{filters}]"), content);
        made.file()
    };
    let twice = packed(&packed(&vec![0; 300 << 20]));
    let runs = [0x81, 0].repeat(1 << 20);
    let many = |times: usize| {
        let mut made = Made::default();
        page(&mut made, "", &format!("[{}]", "5 0 R ".repeat(times)), "[]");
        made.flate("", &vec![b' '; 60 << 20]);
        made.file()
    };
    verified(&[
        ("Flate", UNPACKED, of("/FlateDecode", &packed(&zeros))),
        ("Flate in Flate", UNPACKED, of("/FlateDecode/FlateDecode", &twice)),
        ("run lengths", UNPACKED, of("/RunLengthDecode", &runs)),
        ("run lengths in Flate", UNPACKED, of("/FlateDecode/RunLengthDecode", &packed(&runs))),
        ("ASCII85", UNPACKED, of("/FlateDecode/ASCII85Decode", &packed(&[b'z'; 20 << 20]))),
        ("many filters", "packed too often", of(&"/ASCIIHexDecode".repeat(100_000), b"")),
        ("an image's filter", "unknown way", of("/DCTDecode", b"")),
        ("one stream again and again", UNPACKED, many(400)),
        ("a length that is its own", "cut off", {
            let mut made = Made::default();
            page(&mut made, "", "5 0 R", "[]");
            made.object("<</Length 5 0 R>>stream\n\nendstream");
            made.file()
        }),
    ]);
}

/// Many pages of one content and one font: the font is read once, the content counts for each.
#[test]
fn what_pages_share_counts_or_is_read_once() {
    let pages = |count: usize, content: &[u8], font: &dyn Fn(usize) -> String| {
        let mut made = Made::default();
        made.object("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R>>");
        let kids: String = (0..count).map(|at| format!("{} 0 R ", at + 6)).collect();
        made.object(format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
        made.object("<</Type/StructTreeRoot>>");
        made.flate("", content);
        let map: String = (0..0xffff_u32).map(|code| format!("<{code:04x}><{code:04x}>\n")).collect();
        made.flate("", format!("1 beginbfchar\n{map}endbfchar").as_bytes());
        for at in 0..count {
            let font = font(at);
            made.object(format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F {font}>>>>>>"));
        }
        made.file()
    };
    let font = |_: usize| "<</Type/Font/Encoding/Identity-H/ToUnicode 5 0 R>>".to_owned();
    let long = b" ".repeat(20 << 20);
    let fonts: String = (0..50_000).map(|at| format!("/F{at} 5 0 R")).collect();
    let listed = |_: usize| format!("null{fonts}");
    verified(&[
        ("a map of 65 535 letters in 2 000 pages", READ, pages(2_000, b"", &font)),
        ("a long content in 300 pages", "page 7: more than 128 MB", pages(300, &long, &font)),
        ("50 000 fonts in 100 pages", OBJECTS, pages(100, b"", &listed)),
    ]);
}

#[test]
fn letters_are_counted_as_they_are_said() {
    let with = |map: &str, content: &str| {
        let mut made = painting("/Font<</F<</Type/Font/Encoding/Identity-H/ToUnicode 6 0 R>>>>", content.as_bytes());
        made.flate("", map.as_bytes());
        made.file()
    };
    let all = "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange";
    let long = format!("1 beginbfchar <41> <{}> endbfchar", "0041".repeat(1 << 20));
    let marked = "/P<</MCID 0>>BDC BT /F 1 Tf ";
    let many: String = (0..200).map(|at| format!("<{at:04x}> <{at:04x}> ")).collect();
    let each: String = (0..2_000_000).map(|at| format!("<{at:08x}><41>")).collect();
    verified(&[
        ("all codes there are", READ, with(all, &format!("{marked}(abcd) Tj"))),
        ("a letter of a million", "MB of text", with(&long, &format!("{marked}({}) Tj", "A".repeat(1000)))),
        ("its words elsewhere", "MB of text", with(&long, &format!("BT /F 1 Tf ({}) Tj", "A".repeat(1000)))),
        ("ranges of codes", "too many ranges", with(&format!("200 begincodespacerange {many} endcodespacerange"), "")),
        ("a letter each", OBJECTS, with(&format!("1 beginbfchar {each} endbfchar"), "")),
        ("said in its place", "MB of text", with(all, &format!("/P<</ActualText({})>>BDC ", "A".repeat(40 << 20)))),
    ]);
}

#[test]
fn what_a_page_paints_is_counted() {
    let painted = |content: &[u8]| painting("/Font<</F<</Type/Font/Encoding/WinAnsiEncoding>>>>", content).file();
    let numbered: String = (0..1_500_000).map(|at| format!("/P<</Lang(a)/MCID {at}>>BDC EMC ")).collect();
    verified(&[
        ("operations", READ, painted(&b"q ".repeat(30 << 20))),
        ("states within each other", READ, painted(&b"q ".repeat(100_000))),
        ("marked runs within each other", DEEP, painted(&b"/P BMC ".repeat(500_000))),
        ("marked runs", OBJECTS, painted(numbered.as_bytes())),
        ("operands", OBJECTS, painted(&b"0 ".repeat(1_000_000))),
        ("operands in an array", OBJECTS, painted(&[b"[".as_slice(), &b"0 ".repeat(9 << 20)].concat())),
        ("arrays", DEEP, painted(&b"[".repeat(1_000_000))),
        ("an image without an end", READ, painted(&b"BI ID E".repeat(1_000_000))),
        ("numbers of many digits", READ, painted(format!("BT /F {0} Tf {0} 0 Td (a) Tj", "9".repeat(9999)).as_bytes())),
    ]);
}

/// Words that a reader sees and that are not compared: in forms, in forms of forms, in notes on the page.
#[test]
fn words_that_are_not_read_are_told() {
    let told = "page 1: the page shows words that are not read here";
    let form = |resources: &str| format!("<</Subtype/Form/Length 0/Resources<<{resources}>>>>stream\n\nendstream");
    let drawing = |content: &[u8], forms: &[String]| {
        let mut made = painting("/XObject<</X 6 0 R>>", content);
        made.0.extend(forms.iter().map(|form| form.clone().into_bytes()));
        made.file()
    };
    let font = "/Font<</F<</Type/Font>>>>";
    let [shape, words] = [form(""), form(font)];
    let says = |file: Vec<u8>| said("forms", &["verify", "fil.pdf", "fil.docx"], &file).contains(told);
    assert!(says(drawing(b"/X Do", std::slice::from_ref(&words))));
    assert!(says(drawing(b"/X Do", &[form("/XObject<</Y 7 0 R/Z 6 0 R>>"), words.clone()])));
    assert!(says(drawing(b"/X Do", &["<</Subtype/Form/Length 0>>stream\n\nendstream".to_owned()])));
    assert!(!says(drawing(b"/X Do", &[form("/XObject<</Y 7 0 R/Z 6 0 R>>"), shape])), "it has no words");
    assert!(!says(drawing(b"", &[words])), "it is not drawn");
    let noted = |kind: &str| {
        let mut made = Made::default();
        made.object("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 2 0 R>>");
        made.object("<</Kids[3 0 R]>>");
        made.object(format!("<</Type/Page/Annots[<</Subtype/Link>><</Subtype/{kind}>>]>>"));
        made.file()
    };
    assert!(says(noted("FreeText")) && !says(noted("Link")));
    let painted = |content: &str| {
        painting("/Font<</F<</Type/Font/Encoding/WinAnsiEncoding>>>>", format!("BT /F 1 Tf {content} ET").as_bytes())
            .file()
    };
    for show in ["(Hej) Tj", "[(H) 9 (ej)] TJ", "(Hej) '", "0 0 (Hej) \""] {
        assert!(says(painted(show)), "in no marked run: {show}");
        assert!(says(painted(&format!("/P BMC {show} EMC"))), "in one that no element can take: {show}");
        assert!(says(painted(&format!("/P <</MCID 7>> BDC {show} EMC"))), "in one that no element takes: {show}");
        assert!(!says(painted(&format!("/Artifact BMC {show} EMC"))), "of the page: {show}");
    }
    assert!(!says(painted("(  ) Tj")), "no words");
}

#[test]
fn pages_stand_in_one_place() {
    let pages = |kids: &str, more: &[&str]| {
        let mut made = Made::default();
        made.object("<</Type/Catalog/Pages 2 0 R>>");
        made.object(format!("<</Type/Pages/Count 2000000000/Kids[{kids}]>>"));
        made.0.extend(more.iter().map(|object| object.as_bytes().to_vec()));
        made.file()
    };
    let chain: Vec<String> = (4..1_000).map(|id| format!("<</Kids[{id} 0 R]>>")).collect();
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    let handed: String = "0 ".repeat(100_000);
    let group =
        format!("<</Resources[{handed}]/Kids[{}]>>", (4..204).map(|id| format!("{id} 0 R ")).collect::<String>());
    let leaves = ["<<>>"; 200];
    verified(&[
        ("a circle", TWICE, pages("2 0 R", &[])),
        ("the same page", TWICE, pages(&"3 0 R ".repeat(1_000_000), &["<<>>"])),
        ("a chain", DEEP, pages("3 0 R", &chain)),
        ("no page", "a page is missing", pages("3 0 R 4 0 R", &["<<>>"])),
        ("what is handed down", OBJECTS, pages("3 0 R", &[&[group.as_str()][..], &leaves].concat())),
    ]);
}

#[test]
fn object_streams_are_counted() {
    let ids = |of: &dyn Fn(usize) -> String, count: usize| (100..100 + count).map(of).collect::<String>();
    let many = 3_000_000;
    let one_place = ids(&|id| format!("{id} 0 "), many);
    let mut bombs = Made::default();
    page(&mut bombs, "", "null", "[]");
    for _ in 0..40 {
        bombs.flate("/Type/ObjStm/N 0/First 0", &vec![b' '; 50 << 20]);
    }
    let (mut out, places) = bombs.body();
    let start = out.len();
    let entries: Vec<u8> = places
        .iter()
        .flat_map(|at| [&[1][..], &u32::try_from(*at).unwrap().to_be_bytes()].concat())
        .chain((5..45_u32).flat_map(|id| [&[2][..], &id.to_be_bytes()].concat()))
        .collect();
    let index = format!("[1 {} 100 40]", places.len());
    let about = format!("/Type/XRef/W[1 4 0]/Size 140/Root 1 0 R/Index{index}/Length {}", entries.len());
    out.extend(format!("99 0 obj<<{about}>>stream\n").into_bytes());
    out.extend(entries);
    out.extend(format!("\nendstream\nstartxref\n{start}\n%%EOF").into_bytes());
    verified(&[
        ("three million at one place", OBJECTS, streamed(&one_place, "0 ", many, 1)),
        ("three million that the table names", OBJECTS, streamed("100 0 ", "[] ", 1, many)),
        ("forty streams", UNPACKED, out),
        ("a number that is negative", "where its objects are", streamed("x 0 ", "[]", 1, 1)),
        ("none of its objects", READ, streamed("", "", 0, 1)),
    ]);
}

/// A file whose streams say where its objects are, each after the one before.
fn chained() -> Vec<u8> {
    let (mut out, _) = painting("", b"").body();
    let (bytes, mut before) = (packed(&vec![0; 60 << 20]), None);
    for _ in 0..50 {
        let at = out.len();
        let back = before.map_or(String::new(), |before| format!("/Prev {before}"));
        let about = format!("/Type/XRef/W[1 1 1]/Size 0/Root 1 0 R/Filter/FlateDecode/Length {}{back}", bytes.len());
        out.extend(format!("9 0 obj<<{about}>>stream\n").into_bytes());
        out.extend(&bytes);
        out.extend(b"\nendstream\n");
        before = Some(at);
    }
    out.extend(format!("startxref\n{}\n%%EOF", before.unwrap()).into_bytes());
    out
}

#[test]
fn tables_say_where_things_are_and_no_more() {
    let good = painting("", b"").file();
    let table = |section: &str| {
        let (mut out, _) = painting("", b"").body();
        let start = out.len();
        out.extend(format!("{section}\nstartxref\n{start}\n%%EOF").into_bytes());
        out
    };
    let stream = |about: &str, bytes: &[u8]| {
        let bytes = packed(bytes);
        let about = format!("/Type/XRef/Root 1 0 R/Filter/FlateDecode/Length {}{about}", bytes.len());
        let (mut out, _) = painting("", b"").body();
        let start = out.len();
        out.extend(format!("9 0 obj<<{about}>>stream\n").into_bytes());
        out.extend(bytes);
        out.extend(format!("\nendstream\nstartxref\n{start}\n%%EOF").into_bytes());
        out
    };
    let cut = |from: usize, to: usize| good[from..good.len() - to].to_vec();
    let text = String::from_utf8_lossy(&good).into_owned();
    let start: usize = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
    let again = format!("{text}startxref\n{start}\n%%EOF\n%%EOF x").into_bytes();
    verified(&[
        ("more entries than bytes", DAMAGED, table("xref\n0 2000000000\n")),
        ("entries without an end", DAMAGED, table(&format!("xref\n{}", "0 1 ".repeat(1_000)))),
        ("a stream with more of them", DAMAGED, stream("/W[1 1 1]/Size 2000000000", &[0; 300])),
        ("many millions of them", OBJECTS, stream("/W[1 0 0]/Size 60000000", &vec![0; 60_000_000])),
        ("widths of nothing", OBJECTS, stream("/W[0 0 1]/Size 60000000", &vec![0; 60_000_000])),
        ("huge widths", DAMAGED, stream("/W[9999999999 1 1]/Size 1", &[0; 9])),
        ("negative widths", DAMAGED, stream("/W[-1 1 1]/Size 1", &[0; 9])),
        ("negative numbers", DAMAGED, stream("/W[1 1 1]/Index[-5 2]/Size 1", &[0; 9])),
        ("one after the other", UNPACKED, chained()),
        (
            "a circle",
            "round in a circle",
            good.clone()
                .appended_object("1")
                .replaced(format!("/Prev {start}").as_bytes(), format!("/Prev {}", good.len() + 17).as_bytes()),
        ),
        ("cut at its end", DAMAGED, cut(0, 30)),
        ("cut in the middle", DAMAGED, cut(0, good.len() / 2)),
        ("cut at its beginning", "does not begin", cut(9, 0)),
        ("something before it", "does not begin", [b"x".as_slice(), &good].concat()),
        ("something after it", DAMAGED, [&good, b"x".as_slice()].concat()),
        ("one byte less before its objects", DAMAGED, {
            let at = good.windows(7).position(|window| window == b"1 0 obj").unwrap();
            [&good[..at - 1], &good[at..]].concat()
        }),
        ("two ends", DAMAGED, again),
        ("encrypted", "the PDF is encrypted", painting("", b"").with("/Encrypt<</Filter/Standard/V 5/R 6>>")),
        ("no tags", "the PDF has no tags", painting("", b"").file().replaced(b"/StructTreeRoot", b"/StructTreeRoom")),
    ]);
    reverified(&[
        ("encrypted", "the PDF is encrypted", painting("", b"").with("/Encrypt 5 0 R")),
        ("cut", DAMAGED, cut(0, 30)),
    ]);
}

/// A PDF that carries these files, each a specification and a stream; `names` is the tree of them.
fn carrying(names: &str, objects: &[Vec<u8>]) -> Vec<u8> {
    let mut made = Made::default();
    made.object(format!("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles {names}>>>>"));
    made.object("<</Type/Pages/Kids[]>>");
    made.0.extend(objects.iter().cloned());
    made.file()
}

fn stream_of(content: &[u8]) -> Vec<u8> {
    let content = packed(content);
    let head = format!("<</Filter/FlateDecode/Length {}>>stream\n", content.len());
    [head.as_bytes(), &content, b"\nendstream"].concat()
}

/// The hashes of a PDF, with these lists.
fn record(files: &str, strays: &str) -> Vec<u8> {
    format!(
        "{{\"format\": 2, \"program\": \"underlag\", \"report\": \"a\", \"standard\": \"a-3a\", \"final\": false, \
         \"layout\": {{\"name\": \"x\", \"origin\": \"report\"}}, \"files\": [{files}], \"strays\": [{strays}], \
         \"unreadable\": []}}"
    )
    .into_bytes()
}

#[test]
fn attachments_are_counted() {
    let names = |of: &str, times: usize| format!("<</Names[{}]>>", format!("(x) {of} ").repeat(times));
    let specification = |name: &str, id: usize| format!("<</UF({name})/EF<</F {id} 0 R>>>>").into_bytes();
    let with_record =
        |record: &[u8]| carrying(&names("3 0 R", 1), &[specification("kontrollsummor.json", 4), stream_of(record)]);
    let levels: Vec<Vec<u8>> = (3..37).map(|id| format!("<</Kids[{0} 0 R {0} 0 R]>>", id + 1).into_bytes()).collect();
    let chain: Vec<Vec<u8>> = (3..1_000).map(|id| format!("<</Kids[{} 0 R]>>", id + 1).into_bytes()).collect();
    let bomb = [specification("a", 4), stream_of(&vec![0; 80 << 20])];
    let shared = [specification("a", 4), stream_of(&vec![0; 60 << 20])];
    let each = |many: usize| {
        format!("<</Names[(x) 3 0 R {}]>>", (0..many).map(|at| format!("(x) {} 0 R ", at + 5)).collect::<String>())
    };
    let others = |many: usize| (0..many).map(|at| specification(&at.to_string(), 4)).collect::<Vec<_>>();
    let deep = (0..9_000).map(|at| format!("\"{at}/a/b/c/d/e/f/g/h\"")).collect::<Vec<_>>().join(",");
    let strays = |many: usize| (0..many).map(|at| format!("\"enheter/{at}\"")).collect::<Vec<_>>().join(",");
    let file = "{\"name\": \"uppgifter.csv\", \"path\": \"rapport/a\", \"bytes\": 0, \"sha256\": \"\"}";
    reverified(&[
        ("branches as a DAG", TWICE, carrying("3 0 R", &levels)),
        ("a branch of its own", TWICE, carrying("3 0 R", &[b"<</Kids[3 0 R 3 0 R]>>".to_vec()])),
        ("branches of branches", DEEP, carrying("3 0 R", &chain)),
        ("branches that are written in each other", DEEP, carrying(&"<</Kids[".repeat(10_000), &[])),
        ("more than there may be", UNPACKED, carrying(&names("3 0 R", 1), &bomb)),
        ("one file again and again", "one name", carrying(&names("3 0 R", 1_000), &shared)),
        ("one file under many names", UNPACKED, carrying(&each(9), &[&shared[..], &others(9)].concat())),
        ("an empty file again and again", OBJECTS, carrying(&names("3 0 R", 900_000), &[specification("a", 9)])),
        ("files that it knows the names of", "more than 20000 files", with_record(&record("", &strays(30_000)))),
        ("folders within each other", "a/a/a/a", with_record(&record("", &format!("\"{}x\"", "a/".repeat(19_000))))),
        ("folders of many files", "b/c/d", with_record(&record("", &deep))),
        ("an attachment that is many files", "uppgifter.csv", with_record(&record(&[file; 9].join(","), ""))),
        ("hashes of nothing", "cannot be read", with_record(&b"[".repeat(1_000_000))),
        ("a long list of hashes", "cannot be read", with_record(&vec![b' '; 20 << 20])),
        ("a file that is not there", "attachment-missing", with_record(&record(file, ""))),
    ]);
}

/// A hundred thousand attachments take ten times what ten thousand do, by what is counted.
#[test]
fn attachments_are_read_once_each() {
    let used = |many: usize| {
        let mut objects = Vec::new();
        for at in 0..many {
            objects.push(format!("<</UF({at})/EF<</F {} 0 R>>>>", 2 * at + 4).into_bytes());
            objects.push(stream_of(b"x"));
        }
        let names: String = (0..many).map(|at| format!("({at}) {} 0 R ", 2 * at + 3)).collect();
        let file = carrying(&format!("<</Names[{names}]>>"), &objects);
        let mut budget = Budget::of_strangers();
        assert_eq!(attachments(&file, &mut budget).unwrap().len(), many);
        Budget::of_strangers().left(Resource::Objects) - budget.left(Resource::Objects)
    };
    let (few, many) = (used(10_000), used(100_000));
    assert!(many < few * 11, "{few} {many}");
}
