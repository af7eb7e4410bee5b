//! Key figures of Kolada: what is fetched from a server in the shape of its interface, and what rows become with it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Output;
use std::sync::{Arc, Mutex};

use crate::support::{Folder, printed, root, underlag};

/// A server on this machine: for each path what it answers, one after the other and the last one again. `{base}` in an
/// answer is its own address.
struct Server {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(answers: &[(&str, &[(&str, &str)])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://127.0.0.1:{}/v3", listener.local_addr().unwrap().port());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let own = |answers: &[(&str, &str)]| -> Vec<(String, String)> {
            answers.iter().map(|(head, body)| (head.to_string(), body.replace("{base}", &base))).collect()
        };
        let mut answers: BTreeMap<String, Vec<(String, String)>> =
            answers.iter().map(|(path, answers)| (path.to_string(), own(answers))).collect();
        let all = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let Some(first) = lines.next() else { continue };
                let _head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let path = first.split(' ').nth(1).unwrap().to_owned();
                all.lock().unwrap().push(path.clone());
                let none = ("404 Not Found".to_owned(), "{}".to_owned());
                let answer = match answers.get_mut(&path) {
                    Some(waiting) if waiting.len() > 1 => waiting.remove(0),
                    Some(waiting) => waiting[0].clone(),
                    None => none,
                };
                let (status, body) = answer;
                let answer = format!(
                    "HTTP/1.1 {status}\r\nDate: Mon, 01 Sep 2025 08:00:00 GMT\r\nContent-Length: {}\r\n\
                     Connection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Server { base, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// A report with a table of one key figure: two years of its own municipality, and a group.
fn report() -> Folder {
    Folder::new()
        .with(
            "rapport.toml",
            format!(
                "format = 1\nkommunkod = \"1466\"\n{}{}",
                crate::support::MANIFEST.strip_prefix("format = 1\n").unwrap(),
                r#"
[[kolada]]
fil = "kolada/svar.json"
fyll = true

[[kapitel]]
id = "nyckeltal"
rubrik = "Nyckeltal"
slag = "tabeller"
tabeller = ["nyckeltal"]

[[tabell]]
id = "nyckeltal"
rubrik = "Nyckeltal"
kolumner = "ar"
rader = ["a/*"]

[[kolumner]]
id = "ar"

[[kolumner.kolumn]]
id = "ar_2023"
rubrik = "2023"
kolada = 2023

[[kolumner.kolumn]]
id = "ar_2024"
rubrik = "2024"
kolada = 2024

[[kolumner.kolumn]]
id = "grupp"
rubrik = "Liknande kommuner"
kolada = { ar = 2024, omrade = "G7" }
"#
            ),
        )
        .and("enheter/a.toml", &row("frisk", "N00945"))
}

fn row(id: &str, key_figure: &str) -> String {
    format!("\n[[rad]]\ntabell = \"nyckeltal\"\nid = \"{id}\"\nnamn = \"Rad {id}\"\nkolada = \"{key_figure}\"\n")
}

fn kolada(folder: &Folder, server: &str, more: &[&str]) -> Output {
    let arguments = ["--lang", "en", "kolada", ".", "--server", server];
    underlag(&[&arguments[..], more].concat(), folder.path())
}

const DATA: &str = "/v3/data/kpi/N00945/municipality/1466,G7/year/2023,2024";

const FIRST: &str = r#"{"values": [
  {"kpi": "N00945", "period": 2024, "municipality": "1466",
   "values": [{"gender": "T", "value": 93.25, "status": "", "count": 1, "isdeleted": false}]}],
  "count": 1, "next_url": "{base}/data/kpi/N00945/municipality/1466,G7/year/2023,2024?page=2"}"#;

const SECOND: &str = r#"{"values": [
  {"kpi": "N00945", "period": 2023, "municipality": "1466",
   "values": [{"gender": "T", "value": 92.0, "status": "", "count": 1, "isdeleted": false}]},
  {"kpi": "N00945", "period": 2024, "municipality": "G7",
   "values": [{"gender": "T", "value": 94.5, "status": "", "count": 12, "isdeleted": false}]}],
  "count": 2, "next_url": null}"#;

const ABOUT: &str = r#"{"id": "N00945", "title": "Frisknärvaro, andel (%)", "is_divided_by_gender": true,
  "publication_date": "2025-04-01"}"#;

#[test]
fn what_rows_name_is_fetched_and_shown() {
    let folder = report();
    let more = format!("{DATA}?page=2");
    let server = Server::new(&[
        (DATA, &[("429 Too Many Requests\r\nRetry-After: 0", ""), ("200 OK", FIRST)]),
        (&more, &[("200 OK", SECOND)]),
        ("/v3/kpi/N00945", &[("200 OK", ABOUT)]),
        ("/v3/municipality/1466", &[("200 OK", r#"{"values": [{"id": "1466", "title": "Herrljunga", "type": "K"}]}"#)]),
    ]);
    let before = folder.findings();
    assert!(before.contains("file-missing") && before.lines().count() == 1, "{before}");
    let fetched = kolada(&folder, &server.base, &[]);
    let said = printed(&fetched);
    assert!(fetched.status.success() && said.starts_with("3 of 3 figures fetched"), "{said}");
    let paths = server.asked();
    let expected = [DATA, DATA, &more, "/v3/kpi/N00945", "/v3/municipality/1466", "/v3/municipality_groups/G7"];
    assert_eq!(paths, expected);
    let saved = std::fs::read_to_string(folder.path().join("kolada/svar.json")).unwrap();
    let lines: Vec<&str> = saved.lines().collect();
    assert_eq!(lines[0], "{\"hamtad\": \"2025-09-01\",");
    assert!(
        lines.iter().all(|line| line.len() < 250) && saved.contains("92.0") && saved.contains("\"count\": 5"),
        "{saved}"
    );
    assert_eq!(folder.findings(), "");
    let text = crate::support::text(&folder.built());
    assert!(text.contains("Rad frisk[1] | 92 | 93,25 | 94,5"), "{text}");
    let note = "[1] Källa: Kolada, N00945 Frisknärvaro, andel (%), 2023 och 2024. G7: ovägt medelvärde för 12 \
                kommuner. Hämtad 1 september 2025.";
    assert!(text.replace('\u{a0}', " ").contains(note), "{text}");
    // What is fetched again is the same file.
    assert!(kolada(&folder, &server.base, &[]).status.success());
    assert_eq!(std::fs::read_to_string(folder.path().join("kolada/svar.json")).unwrap(), saved);
}

#[test]
fn what_kolada_does_not_have_is_told() {
    let folder = report().and("enheter/a.toml", &row("annan", "U28563"));
    let server = Server::new(&[(
        "/v3/data/kpi/N00945,U28563/municipality/1466,G7/year/2023,2024",
        &[("200 OK", &SECOND.replace("12", "1"))],
    )]);
    let fetched = kolada(&folder, &server.base, &[]);
    let said = printed(&fetched);
    assert_eq!(fetched.status.code(), Some(1));
    assert!(said.starts_with("2 of 6 figures fetched") && said.contains("is not there: U28563, G7, 2024"), "{said}");
}

#[test]
fn many_are_asked_for_in_parts() {
    let rows: String = (0..26).map(|at| row(&format!("r{at}"), &format!("N{at:05}"))).collect();
    let folder = report().and("enheter/a.toml", &rows);
    let server = Server::new(&[]);
    // The first answer that lacks says enough.
    assert_eq!(kolada(&folder, &server.base, &[]).status.code(), Some(2));
    let asked = server.asked().remove(0);
    assert_eq!(asked.split('/').nth(4).unwrap().split(',').count(), 25, "{asked}");
}

#[test]
fn nothing_changes_where_nothing_can_be_fetched() {
    let old = "{\"values\": []}";
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c str);
    let answers: &[Case<'_>] = &[
        ("gone", &[], "answered 404"),
        ("page", &[("200 OK", "<html></html>")], "gave no answer of Kolada"),
        ("moved", &[("301 Moved\r\nLocation: http://127.0.0.1:1/", "")], "answered 301"),
        (
            "away",
            &[("200 OK", "{\"values\": [], \"next_url\": \"https://a.example/v3/?page=2\"}")],
            "at another server",
        ),
        ("busy", &[("503 Busy\r\nRetry-After: 0", "")], "answered 503"),
    ];
    for (name, answers, said) in answers {
        let folder = report().with("kolada/svar.json", old);
        let server = Server::new(&if answers.is_empty() { vec![] } else { vec![(DATA, *answers)] });
        let failed = kolada(&folder, &server.base, &[]);
        let told = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(failed.status.code() == Some(2) && told.contains(said), "{name}: {told}");
        let names: Vec<_> = std::fs::read_dir(folder.path().join("kolada")).unwrap().collect();
        assert_eq!(names.len(), 1, "{name}");
        assert_eq!(std::fs::read_to_string(folder.path().join("kolada/svar.json")).unwrap(), old, "{name}");
    }
    // Nobody listens, and what is no address.
    for (server, said) in
        [("http://127.0.0.1:1/v3", "cannot be reached"), ("http://api.kolada.se/v3", "not a valid address")]
    {
        let failed = kolada(&report(), server, &[]);
        let told = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(failed.status.code() == Some(2) && told.contains(said), "{told}");
    }
}

#[test]
fn what_a_report_lacks_is_said_before_anything_is_fetched() {
    let without = |folder: Folder, words: &str, other: &str| {
        let manifest = std::fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
        assert!(manifest.contains(words), "{words}");
        folder.with("rapport.toml", manifest.replace(words, other))
    };
    let spec = "[[kolada]]\nfil = \"kolada/svar.json\"\nfyll = true\n";
    let two = "[[kolada]]\nfil = \"kolada/a.json\"\n[[kolada]]\nfil = \"kolada/b.json\"\n";
    let server = Server::new(&[]);
    let cases: [(Folder, &[&str], &str); 5] = [
        (without(report(), spec, ""), &[], "has no `[[kolada]]`"),
        (without(report(), spec, two), &[], "choose the one to fetch with `--file`"),
        (without(report(), spec, two), &["--file", "c.json"], "no `[[kolada]]` has `fil = \"c.json\"`"),
        (without(report(), "kommunkod = \"1466\"\n", ""), &[], "add `kommunkod"),
        (Folder::new().and("rapport.toml", &format!("\n{spec}")), &[], "asks for nothing"),
    ];
    for (folder, more, said) in cases {
        let failed = kolada(&folder, &server.base, more);
        let told = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(failed.status.code() == Some(2) && told.contains(said), "{said}: {told}");
    }
    assert!(server.asked().is_empty());
}

/// A cell that covers others is no gap to fill, and what is filled looks as what stands beside it.
#[test]
fn filled_cells_keep_the_looks_of_their_row() {
    let saved = |value: &str| {
        format!(
            "{{\"hamtad\": \"2025-09-01\", \"values\": [{{\"kpi\": \"N00945\", \"period\": 2023, \"municipality\": \
             \"1466\", \"values\": [{{\"gender\": \"T\", \"value\": {value}}}]}}, {{\"kpi\": \"N00945\", \"period\": \
             2024, \"municipality\": \"1466\", \"values\": [{{\"gender\": \"T\", \"value\": 93.25}}]}}, {{\"kpi\": \
             \"N00945\", \"period\": 2024, \"municipality\": \"G7\", \"values\": [{{\"gender\": \"T\", \"value\": \
             null}}]}}]}}"
        )
    };
    let shown = |value: &str, cells: &str| {
        let folder = report().with("kolada/svar.json", saved(value)).and("enheter/a.toml", cells);
        let text = crate::support::text(&folder.built());
        (folder.findings(), text.lines().filter(|line| line.contains("Rad ")).map(str::to_owned).collect::<Vec<_>>())
    };
    for (value, cells, expected) in [
        ("92.0", "mattenhet = \"%\"\nar_2024 = \"93 %\"\n", "| Rad frisk[1] | 92 % | 93 % | "),
        ("1e2", "ar_2024 = \"93,3\"\n", "| Rad frisk[1] | 100 | 93,3 | "),
        ("0", "ar_2024 = \"93,3\"\ngrupp = \"–\"\n", "| Rad frisk[1] | 0 | 93,3 | –"),
        ("-0.05", "", "| Rad frisk[1] | −0,05 | 93,25 | "),
    ] {
        let (found, lines) = shown(value, cells);
        assert_eq!((found.as_str(), lines[0].replace('\u{a0}', " ").as_str()), ("", expected), "{value}");
    }
    // Over two rows.
    let (found, lines) =
        shown("92.0", &format!("ar_2023 = {{ text = \"Mäts inte\", rader = 2 }}\n{}", row("b", "N00945")));
    assert!(found.contains("kolada-not-compared") && found.lines().count() == 1, "{found}");
    assert!(lines[0].contains("<1x2> Mäts inte") && lines[1].contains("Rad b[1] | 93,25"), "{lines:?}");
}

/// Whoever says the source himself does so alone; a note of the same id stands beside.
#[test]
fn sources_are_said_once() {
    let saved = std::fs::read_to_string(root().join("tests/reports/shapes/kolada/svar.json")).unwrap();
    let saved = saved.replace("\"9999\"", "\"1466\"");
    let cells = "ar_2023 = 92\nar_2024 = \"74,55\"\ngrupp = 1\n";
    let noted = |name: &str, notes: &str| {
        let rows = row("frisk", "N00945").replace("Rad frisk", name);
        let unit = format!("{}{rows}{cells}\n[noter]\n{notes}\n", crate::support::UNIT);
        crate::support::text(&report().with("enheter/a.toml", unit).with("kolada/svar.json", &saved).built())
    };
    let own = noted("Rad[^k]", "k = \"Hämtat ur Kolada i augusti.\"");
    assert!(own.contains("[1] Hämtat ur Kolada") && !own.contains("[2]"), "{own}");
    let beside = noted("Rad[^kolada-n00945]", "kolada-n00945 = \"Något annat.\"");
    assert!(beside.contains("[1] Något annat") && beside.contains("[2] Källa: Kolada"), "{beside}");
}
