//! `senast`: who is late, and a message to each unit that has something left to do.

use underlag::base::budget::Budget;
use underlag::base::standard::Standard;
use underlag::deliver::reverify::attachments;
use underlag::pipeline::{self, Format, Options};

use crate::support::report::{Report, section, toml};
use crate::support::{Folder, bytes, printed, root, underlag};

fn run(folder: &Folder, arguments: &[&str]) -> (String, Option<i32>) {
    let path = folder.path().to_str().unwrap();
    let output = underlag(&[&["status", path, "--lang", "sv"], arguments].concat(), root());
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    (printed(&output) + &said, output.status.code())
}

/// Three units: `a` has delivered, `b` owes its text, `c` owes it and has a day of its own.
fn three() -> Report {
    Report::new()
        .unit("b", "Barn och unga")
        .unit("c", "Gata")
        .key("senast", toml("2024-04-15"))
        .at("enhet/c", |unit| unit.key("senast", toml("2024-04-20")))
        .at("kapitel/text", |chapter| chapter.key("delar", ["a", "b", "c"]))
}

#[test]
fn who_is_late_on_a_day() {
    let folder = three().folder();
    let block = |day: &str| run(&folder, &["--day", day]).0.split("\n\n").nth(1).unwrap().to_owned();
    assert_eq!(
        block("2024-04-16"),
        "den 2024-04-16 är sen 1 av 3 enheter:\nEnhet A        2024-04-15  allt lämnat\n\
         Barn och unga  2024-04-15  1 dag sen\nGata           2024-04-20  4 dagar kvar\n"
    );
    assert!(block("2024-04-15").contains("är ingen enhet sen") && block("2024-04-15").contains("i dag"));
    assert!(block("2024-05-01").contains("är sena 2 av 3") && block("2024-05-01").contains("16 dagar sen"));
    let (json, _) = run(&folder, &["--day", "2024-04-17", "--format", "json"]);
    let days: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        days.iter().map(|unit| unit["days_left"].clone()).collect::<Vec<_>>(),
        [serde_json::Value::Null, (-2).into(), 3.into()]
    );
    assert_eq!(days[2]["deadline"], "2024-04-20");
}

#[test]
fn without_a_deadline_nothing_is_said_of_one() {
    let (said, code) = run(&Folder::new(), &[]);
    assert!(said.lines().count() == 2 && code == Some(0), "{said}");
    let (said, _) = run(&three().folder(), &[]);
    assert!(said.contains("av 3 enheter"), "today: {said}");
    for day in ["i dag", "2024-02-30", "24-04-16", "2024-4-16"] {
        let (said, code) = run(&Folder::new(), &["--day", day]);
        assert!(said.contains(&format!("`{day}` är ingen dag")) && code == Some(2), "{said}");
    }
}

#[test]
fn no_file_carries_a_contact() {
    let report = three().at("enhet/b", |unit| unit.key("kontakt", "Åsa Hemlig").key("epost", "hemlig@exempelby.se"));
    let folder = report.folder();
    let options = Options { formats: vec![Format::Pdf, Format::Txt], standard: Standard::A3a, ..Options::default() };
    let built = pipeline::build(folder.path(), &options).unwrap();
    let attached = attachments(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap();
    let carried = String::from_utf8(attached["rapport-rapport.toml"].clone()).unwrap();
    assert!(carried.contains("namn = \"Barn och unga\"\nkontakt = ") && carried.contains("senast = 2024-04-20"));
    for (name, bytes) in attached {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("hemlig"), "{name}: {text}");
    }
    assert!(!crate::support::text(&built).to_lowercase().contains("hemlig"));
}

#[test]
fn each_unit_gets_just_its_own() {
    let folder = three()
        .at("enhet/b", |unit| unit.key("kontakt", "Åsa Ek").key("epost", "asa.ek@exempelby.se"))
        .at("enhet/c", |unit| unit.key("epost", "ingen adress"))
        .text("Det är är så.")
        .folder();
    let out = Folder::empty();
    let to = out.path().to_str().unwrap();
    let (said, code) = run(&folder, &["--day", "2024-04-16", "--messages", to]);
    assert_eq!(code, Some(0), "{said}");
    let read = |name: &str| std::fs::read_to_string(out.path().join(name)).unwrap();
    let of_b = read("liten-b.txt");
    assert!(of_b.starts_with("Liten rapport: 1 sak att göra för Barn och unga\n\nHej Åsa Ek!\n"), "{of_b}");
    assert!(of_b.contains("2024-04-15; det är 1 dag sent") && of_b.contains("Det här saknas"), "{of_b}");
    assert!(of_b.contains("underlag check liten --unit b") && !of_b.contains("står två gånger"), "{of_b}");
    let of_a = read("liten-a.txt");
    assert!(of_a.contains("står två gånger i rad (enheter/a.toml:") && of_a.contains("Det här behöver ses över"));
    assert!(read("liten-c.txt").contains("senast 2024-04-20, om 4 dagar"));
    let names: Vec<String> = std::fs::read_dir(out.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".eml"))
        .collect();
    assert_eq!(names, ["liten-b.eml"], "no mail without an address");
    assert!(said.contains("utan e-postadress, bara text: Enhet A, Gata"), "{said}");
}

#[test]
fn a_mail_is_one() {
    let folder =
        three().at("enhet/b", |unit| unit.key("kontakt", "Åsa Ek").key("epost", "asa.ek@exempelby.se")).folder();
    let out = Folder::empty();
    run(&folder, &["--day", "2024-04-16", "--messages", out.path().to_str().unwrap()]);
    let mail = std::fs::read(out.path().join("liten-b.eml")).unwrap();
    assert!(mail.is_ascii());
    let mail = String::from_utf8(mail).unwrap();
    assert!(mail.split("\r\n").all(|line| line.len() <= 76 && !line.contains(['\r', '\n'])), "{mail}");
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    let headers: Vec<&str> = head.split("\r\n").filter(|line| !line.starts_with(' ')).collect();
    let names: Vec<&str> = headers.iter().map(|line| line.split(": ").next().unwrap()).collect();
    let expected = ["To", "Subject", "Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-Unsent"];
    assert_eq!(names, expected);
    assert!(head.contains("To: =?utf-8?Q?=C3=85sa_Ek?=\r\n <asa.ek@exempelby.se>"), "{head}");
    assert!(head.contains("Date: Tue, 16 Apr 2024 12:00:00 +0000"), "{head}");
    assert!(body.contains("Hej =C3=85sa Ek!\r\n"), "{body}");
}

#[test]
fn messages_are_the_same_each_time_and_done_units_are_named() {
    let folder = three().deliver("b", [section("text", "Klart.")]).folder();
    let made = || {
        let out = Folder::empty();
        let (said, _) = run(&folder, &["--day", "2024-04-16", "--messages", out.path().to_str().unwrap()]);
        assert!(said.contains("inget kvar att göra: Enhet A, Barn och unga"), "{said}");
        assert!(!out.path().join("liten-a.txt").exists());
        std::fs::read(out.path().join("liten-c.txt")).unwrap()
    };
    assert_eq!(made(), made());
    let broken = Folder::new().with("rapport.toml", "format = 1\n");
    let (said, code) = run(&broken, &["--messages", "x"]);
    assert!(said.contains("rapport.toml går inte att läsa") && code == Some(2), "{said}");
    assert!(!root().join("x").exists());
}

#[test]
fn a_deadline_is_a_day() {
    for written in ["\"15 april\"", "20240415", "2024-04-15T12:00:00", "[2024-04-15]"] {
        let found = Report::new().key("senast", toml(written)).findings();
        assert!(found.contains("error[wrong-type]") && found.contains("`senast`"), "{written}: {found}");
    }
    let found = Report::new().key("senaste", toml("2024-04-15")).findings();
    assert!(found.contains("unknown-key"), "{found}");
    assert_eq!(Report::new().key("senast", toml("2024-04-15")).findings(), "");
}
