//! No reader, check or message takes four times as long for twice as much: some forty inputs, each once as long again.
//!
//! What is compared is instructions, counted by Valgrind, less what the program takes for a report with one of the kind:
//! `cargo test --release --test suite -- --ignored linear`.

use std::path::Path;
use std::process::Command;

use underlag::pipeline;

use crate::support::{Folder, UNIT, saying};

/// The most that twice as much may take, in hundredths: sorting, and lists that are looked up, take a little more than
/// twice as long.
const MOST: u64 = 230;

/// What is asked of the program.
#[derive(Clone, Copy)]
enum Asked {
    /// What a report says and what its paper would show, without its findings.
    Checks,
    /// Its findings, with the lines that they are about.
    Findings,
    /// Its findings, a line each.
    Lines,
}
use Asked::{Checks, Findings, Lines};

/// An input: what it is called, what is asked of it, how long the shorter one is, and the report of a length.
type Input = (&'static str, Asked, usize, fn(usize) -> Folder);

fn text(words: &str) -> Folder {
    Folder::new().with("enheter/a.toml", saying(words))
}

/// A report with a table of `count` rows that are written as `row` says.
fn table(count: usize, row: impl Fn(usize) -> String) -> Folder {
    let ids: Vec<String> = (0..count).map(|at| format!("\"a/r{at}\"")).collect();
    let manifest = format!("{TABLE}rader = [{}]\n", ids.join(", "));
    let rows: String =
        (0..count).map(|at| format!("[[rad]]\ntabell = \"drift\"\nid = \"r{at}\"\n{}", row(at))).collect();
    Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", &rows)
}

const TABLE: &str = "[[kapitel]]\nid = \"ekonomi\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"drift\"]\n\
    [[kolumner]]\nid = \"ar\"\nsort = \"tkr\"\n[[kolumner.kolumn]]\nid = \"budget\"\nrubrik = \"Budget\"\n\
    [[tabell]]\nid = \"drift\"\nrubrik = \"Drift\"\nkolumner = \"ar\"\n";

fn figures(count: usize) -> Folder {
    table(count, |at| format!("namn = \"Rad {at}\"\nbudget = {at}\n"))
}

/// A report whose table comes from a CSV file of these lines.
fn csv(ids: usize, lines: &str) -> Folder {
    let ids: Vec<String> = (0..ids).map(|at| format!("\"a/r{at}\"")).collect();
    let folder = Folder::new().and("rapport.toml", &format!("{TABLE}rader = [{}]\n", ids.join(", ")));
    folder.and("enheter/a.toml", "[[csv]]\ntabell = \"drift\"\nfil = \"enheter/a.csv\"\n").with("enheter/a.csv", lines)
}

fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// A word of letters that differ, as no two words have the same.
fn word(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    ["för", "be", "om", "ut"][at % 4].chars().chain((0..4).map(|power| letter(at / 26_usize.pow(power)))).collect()
}

const INPUTS: &[Input] = &[
    ("one word", Checks, 5_000, |n| text(&each(n, |at| word(at)[..1].to_owned()))),
    ("tables that a text asks for and that are not there", Findings, 300, |n| {
        text(&"[[tabell:t]]\n\nOrd.\n\n".repeat(n))
    }),
    ("charts between the paragraphs of a text", Checks, 300, |n| {
        let manifest = format!(
            "{TABLE}rader = [\"a/r0\"]\n[[diagram]]\nid = \"d\"\nslag = \"staplar\"\nrubrik = \"D\"\ntabell = \"drift\"\n\
             kolumner = [\"budget\"]\n"
        );
        let row = "[[rad]]\ntabell = \"drift\"\nid = \"r0\"\nnamn = \"Rad\"\nbudget = 1\n";
        text(&"[[diagram:d]]\n\nOrd.\n\n".repeat(n)).and("rapport.toml", &manifest).and("enheter/a.toml", row)
    }),
    ("one word of references", Checks, 2_500, |n| text(&"&#x41;".repeat(n))),
    ("one word in a cell", Checks, 5_000, |n| {
        table(2, |_| format!("namn = \"{}\"\nbudget = 1\n", each(n, |at| word(at)[..1].to_owned())))
    }),
    ("words in one paragraph", Checks, 2_000, |n| text(&each(n, |at| word(at) + " "))),
    ("signs of quotes", Checks, 7_500, |n| text(&">".repeat(n))),
    ("stars", Checks, 7_500, |n| text(&"*".repeat(n))),
    ("underscores", Checks, 2_500, |n| text(&"_a".repeat(n))),
    ("brackets", Checks, 7_500, |n| text(&"[".repeat(n))),
    ("links that do not end", Checks, 2_500, |n| text(&"[a](".repeat(n))),
    ("tags", Checks, 2_500, |n| text(&"<b>".repeat(n))),
    ("backquotes", Checks, 2_500, |n| text(&each(n, |at| "`".repeat(at % 7 + 1) + "a"))),
    ("lines of bars", Checks, 1_250, |n| text(&"| a | b |\n".repeat(n))),
    ("quotation marks", Checks, 5_000, |n| text(&"\"a ".repeat(n))),
    ("spaces", Checks, 12_500, |n| text(&(" ".repeat(n) + "a"))),
    ("items", Checks, 750, |n| text(&each(n, |at| format!("- {}\n", word(at))))),
    ("headings", Checks, 500, |n| text(&each(n, |at| format!("# {}\n\na\n\n", word(at))))),
    ("figures", Checks, 2_000, |n| text(&each(n, |at| format!("{at} tkr, ")))),
    ("dates", Checks, 1_000, |n| text(&each(n, |at| format!("den {} maj 20{:02}, ", at % 28 + 1, at % 90 + 10)))),
    ("addresses", Checks, 1_000, |n| text(&each(n, |at| format!("https://a.se/{at} ")))),
    ("one address", Checks, 5_000, |n| text(&("https://a.se/".to_owned() + &"a".repeat(n)))),
    ("notes", Checks, 500, |n| {
        let marks = each(n, |at| format!("a[^n{at}] "));
        text(&marks).and("enheter/a.toml", &("[noter]\n".to_owned() + &each(n, |at| format!("n{at} = \"a\"\n"))))
    }),
    ("notes that are not there", Lines, 750, |n| text(&each(n, |at| format!("a[^n{at}] ")))),
    ("signs that no font has", Checks, 750, |n| {
        text(&each(n, |at| format!("{} ", char::from_u32(0x1f300 + at as u32 % 700).unwrap())))
    }),
    ("signs that steer", Checks, 1_250, |n| text(&"a\u{202e}".repeat(n))),
    ("rows", Checks, 500, figures),
    ("figures that are bound", Checks, 500, |n| {
        figures(n).with("enheter/a.toml", {
            let rows =
                each(n, |at| format!("[[rad]]\ntabell = \"drift\"\nid = \"r{at}\"\nnamn = \"{at}\"\nbudget = {at}\n"));
            saying(&each(n, |at| format!("{{{{drift.r{at}.budget}}}} "))) + &rows
        })
    }),
    ("figures that are bound to nothing", Lines, 500, |n| text(&each(n, |at| format!("{{{{drift.r{at}.budget}}}} ")))),
    ("rows of one name", Checks, 500, |n| table(n, |_| "namn = \"Summa\"\nbudget = 1\n".to_owned())),
    ("rows of one id", Lines, 500, |n| {
        figures(1)
            .and("enheter/a.toml", &"[[rad]]\ntabell = \"drift\"\nid = \"r0\"\nnamn = \"a\"\nbudget = 1\n".repeat(n))
    }),
    ("rows that nobody asked for", Lines, 500, |n| {
        figures(1).and(
            "enheter/a.toml",
            &each(n, |at| format!("[[rad]]\ntabell = \"drift\"\nid = \"x{at}\"\nnamn = \"a\"\nbudget = 1\n")),
        )
    }),
    ("rows that are not there", Lines, 500, |n| table(n, |_| String::new()).with("enheter/a.toml", UNIT)),
    ("a sum of rows", Checks, 500, |n| {
        let rows: Vec<String> = (0..n).map(|at| format!("\"a/r{at}\"")).collect();
        let all = rows.join(", ");
        let manifest = format!(
            "{TABLE}rader = [{all}, {{ id = \"summa\", namn = \"Summa\", slag = \"summa\", summa = [{all}] }}]\n"
        );
        let rows =
            each(n, |at| format!("[[rad]]\ntabell = \"drift\"\nid = \"r{at}\"\nnamn = \"{at}\"\nbudget = {at}\n"));
        Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", &rows)
    }),
    ("lines of a CSV file", Checks, 1_250, |n| {
        csv(9, &("id;namn;budget\n".to_owned() + &each(n, |at| format!("r{at};Rad {at};{at}\n"))))
    }),
    ("lines of a CSV file that are wrong", Lines, 750, |n| {
        csv(9, &("id;namn;budget\n".to_owned() + &each(n, |at| format!("r{at};Rad {at};x\n"))))
    }),
    ("columns of a CSV file", Checks, 1_250, |n| {
        csv(1, &format!("id;namn;budget{}\nr0;a;1\n", each(n, |at| format!(";k{at}"))))
    }),
    ("quotes in a CSV file", Checks, 7_500, |n| csv(1, &format!("id;namn;budget\nr0;\"{}\";1\n", "\"\"".repeat(n)))),
    ("keys of one table", Checks, 500, |n| {
        Folder::new().and("enheter/a.toml", &("[[rad]]\n".to_owned() + &each(n, |at| format!("nyckel{at} = 1\n"))))
    }),
    ("faults in one line", Findings, 600, |n| {
        Folder::new().and("rapport.toml", &format!("[[tabell]]\nid = \"t\"\nrader = [{}]\n", "1, ".repeat(n)))
    }),
    ("faults in one text", Findings, 300, |n| text(&"och och ".repeat(n))),
    ("exceptions of lines", Lines, 250, |n| {
        let unused = each(n, |at| {
            format!("[[undantag]]\nkod = \"doubled-word\"\nrad = \"och {}\"\nskal = \"Ett citat.\"\n", word(at))
        });
        text(&"och och\n\n".repeat(n)).and("enheter/a.toml", &unused)
    }),
    ("units", Checks, 150, |n| {
        let units = each(n, |at| format!("[[enhet]]\nid = \"e{at}\"\nnamn = \"Enhet {at}\"\n"));
        (0..n).fold(Folder::new().and("rapport.toml", &units), |folder, at| {
            folder.with(&format!("enheter/e{at}.toml"), format!("enhet = \"e{at}\"\n"))
        })
    }),
    ("units that have not come", Lines, 250, |n| {
        Folder::new().and("rapport.toml", &each(n, |at| format!("[[enhet]]\nid = \"e{at}\"\nnamn = \"Enhet {at}\"\n")))
    }),
    ("files of nobody", Lines, 250, |n| {
        (0..n).fold(Folder::new(), |folder, at| folder.with(&format!("enheter/x{at}.toml"), "a = 1\n"))
    }),
    ("units that are looked for among files of nobody", Lines, 150, |n| {
        let units = each(n, |at| format!("[[enhet]]\nid = \"enhet{at}\"\nnamn = \"Enhet {at}\"\n"));
        (0..n).fold(Folder::new().and("rapport.toml", &units), |folder, at| {
            folder.with(&format!("enheter/ehnet{at}.toml"), "a = 1\n")
        })
    }),
    ("chapters", Checks, 150, |n| {
        Folder::new().and(
            "rapport.toml",
            &each(n, |at| {
                format!(
                    "[[kapitel]]\nid = \"k{at}\"\nrubrik = \"{}\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n",
                    word(at)
                )
            }),
        )
    }),
    ("tables", Checks, 100, |n| {
        let names: Vec<String> = (0..n).map(|at| format!("\"t{at}\"")).collect();
        let tables = each(n, |at| {
            format!("[[tabell]]\nid = \"t{at}\"\nrubrik = \"{}\"\nkolumner = \"ar\"\nrader = [\"a/r{at}\"]\n", word(at))
        });
        let rows =
            each(n, |at| format!("[[rad]]\ntabell = \"t{at}\"\nid = \"r{at}\"\nnamn = \"{at}\"\nbudget = {at}\n"));
        let chapter = format!(
            "[[kapitel]]\nid = \"alla\"\nrubrik = \"Alla\"\nslag = \"tabeller\"\ntabeller = [{}]\n",
            names.join(", ")
        );
        figures(1).and("rapport.toml", &(chapter + &tables)).and("enheter/a.toml", &rows)
    }),
];

fn arguments(asked: Asked) -> &'static [&'static str] {
    match asked {
        Checks => &["check", ".", "--coverage"],
        Findings => &["check", "."],
        Lines => &["check", ".", "--format", "short"],
    }
}

/// A report of this length, without a layout where findings are asked for, so that no pages are laid out.
fn report(asked: Asked, length: usize, of: fn(usize) -> Folder) -> Folder {
    let folder = of(length);
    if matches!(asked, Checks) {
        return folder;
    }
    let manifest = std::fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    folder.with("rapport.toml", format!("layout = \"saknas\"\n{manifest}"))
}

/// The instructions that the program takes for a report.
fn instructions(asked: Asked, dir: &Path) -> u64 {
    let valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_underlag")];
    let mut command = Command::new("valgrind");
    command.args(valgrind).args(arguments(asked)).current_dir(dir).env("RAYON_NUM_THREADS", "1");
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    let counted = said.lines().find_map(|line| line.split_once("Collected :")).unwrap_or_else(|| panic!("{said}")).1;
    counted.trim().parse().unwrap()
}

#[test]
#[ignore = "takes minutes and Valgrind; .ci/run runs it"]
fn twice_as_much_takes_twice_as_long() {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let told = std::sync::Mutex::new(Vec::new());
    let work = || {
        while let Some((name, asked, length, of)) = INPUTS.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        {
            let counted =
                [1, *length, 2 * length].map(|length| instructions(*asked, report(*asked, length, *of).path()));
            let [once, twice] = [1, 2].map(|at| counted[at].saturating_sub(counted[0]).max(1));
            let ratio = 100 * twice / once;
            println!("{ratio:>5} {once:>12} {name}");
            if ratio > MOST {
                told.lock().unwrap().push(format!("{name}: {ratio} hundredths"));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    assert_eq!(told.into_inner().unwrap(), [""; 0]);
}

/// That inputs do what they are for: the longer one says more, or has more to say.
#[test]
fn inputs_grow() {
    for (name, asked, _, of) in INPUTS {
        let [short, long] = [30, 60].map(|length| report(*asked, length, *of));
        let said = [&short, &long].map(|folder| {
            let checked = pipeline::check(folder.path(), None).unwrap();
            let letters: usize = checked.sources.iter().map(|(_, file)| file.text.len()).sum();
            (checked.diagnostics.len(), letters)
        });
        let grows = match asked {
            Checks => said[1].1 > said[0].1,
            Findings | Lines => said[1].0 > said[0].0,
        };
        assert!(grows, "{name}: {said:?}");
    }
}
