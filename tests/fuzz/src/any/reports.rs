//! Reports of any shape: a manifest and its units' files, mostly right, with something wrong here and there.

use super::choices::Choices;
use super::words::{quoted, words};

/// The files of a report: path and text.
pub type Files = Vec<(String, String)>;

const UNITS: [&str; 3] = ["a", "b", "c"];

/// A TOML text that grows by keys.
struct Text<'c, 'b> {
    choices: &'c mut Choices<'b>,
    out: String,
}

impl Text<'_, '_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A key with its value, once in a while with another one, misspelt, twice or not at all.
    fn key(&mut self, key: &str, value: impl AsRef<str>) {
        let value = value.as_ref();
        match self.choices.below(160) {
            159 => {}
            158 => self.line(&format!("{key}x = {value}")),
            157 => self.line(&format!("{key} = {value}\n{key} = {value}")),
            156 => {
                let other = *self.choices.pick(&OTHER);
                self.line(&format!("{key} = {other}"));
            }
            _ => self.line(&format!("{key} = {value}")),
        }
    }

    fn words(&mut self, key: &str) {
        let words = words(self.choices);
        self.key(key, quoted(&words));
    }

    /// A key that is there or not.
    fn perhaps(&mut self, key: &str, values: &[&str]) {
        if self.choices.below(2) == 1 {
            let value = *self.choices.pick(values);
            self.key(key, value);
        }
    }
}

/// Values of the wrong kind, or out of all bounds.
const OTHER: [&str; 14] = [
    "true",
    "[]",
    "{}",
    "\"\"",
    "-1",
    "99999999999999999999999999999999999999",
    "0.0000000000000000000000000000001",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "1e400",
    "nan",
    "2023-02-30",
    "[{ a = [[[1]]] }]",
    "\"\\u0000\"",
];

/// A report's files.
pub fn report(choices: &mut Choices<'_>) -> Files {
    let units = 1 + choices.below(UNITS.len());
    let mut files = vec![("rapport.toml".to_owned(), manifest(choices, units))];
    for unit in UNITS.iter().take(units) {
        if !choices.rarely(8) {
            files.push((format!("enheter/{unit}.toml"), section(choices, unit)));
        }
    }
    files
}

/// The manifest of a report with so many units.
pub fn manifest(choices: &mut Choices<'_>, units: usize) -> String {
    let mut text = Text { choices, out: String::new() };
    head(&mut text);
    memo(&mut text);
    for at in text.choices.some(2) {
        text.line("[[namnder]]");
        text.key("id", quoted(&format!("n{at}")));
        text.words("namn");
    }
    for unit in UNITS.iter().take(units) {
        text.line("[[enhet]]");
        text.key("id", quoted(unit));
        text.words("namn");
    }
    chapters(&mut text, units);
    papers(&mut text, units);
    tables(&mut text, units);
    goals(&mut text, units);
    if text.choices.below(2) == 1 {
        text.line("[bedomning]\ngron = [\"Nås\"]\ngul = [\"Osäkert\"]\nrod = [\"Nås inte\"]");
        text.perhaps("gra", &["[\"Mäts senare\"]", "[\"Nås\"]", "[]"]);
    }
    if text.choices.below(2) == 1 {
        internal_control(&mut text, units);
    }
    text.out
}

fn internal_control(text: &mut Text<'_, '_>, units: usize) {
    text.line("[internkontroll]");
    let scale = (2 + text.choices.below(9)).to_string();
    text.key("skala", scale);
    let risks: Vec<String> = text.choices.some(4).map(|at| format!("\"{}/x{at}\"", UNITS[at % units])).collect();
    text.key("risker", format!("[{}]", risks.join(", ")));
    text.perhaps("produkt", &["true", "false"]);
    text.perhaps("titel", &["\"Uppföljning\""]);
    text.perhaps(
        "kolumner",
        &[
            "[\"risk\", \"kontrollmoment\"]",
            "[\"risk\", \"bedomning\", { id = \"metod\", rubrik = \"Metod\" }, \"uppfoljning\"]",
            "[\"risk\", { id = \"metod\", rubrik = \"Metod\", per = \"risk\", bredd = 3 }, \"kontrollmoment\"]",
            "[\"ansvar\"]",
        ],
    );
    text.perhaps(
        "ord",
        &["{ sannolikhet = [\"Låg\", \"Hög\"] }", "{ konsekvens = [\"Liten\", \"Större\", \"Stor\"] }"],
    );
    text.perhaps("rubriker", &["{ risk = \"Risk\", sannolikhet = \"S\" }", "{ produkt = \"R\" }"]);
}

/// Further papers of the item.
fn papers(text: &mut Text<'_, '_>, units: usize) {
    if text.choices.below(3) != 2 {
        return;
    }
    for paper in 0..=text.choices.below(2) {
        text.line("[[handling]]");
        text.words("titel");
        text.perhaps("omslag", &["true", "false"]);
        text.perhaps("innehall", &["{ nivaer = 2 }", "{}"]);
        for at in 0..=text.choices.below(2) {
            text.line("[[handling.kapitel]]");
            text.key("id", quoted(&format!("h{paper}c{at}")));
            chapter(text, units);
        }
    }
}

fn head(text: &mut Text<'_, '_>) {
    text.line("format = 1");
    text.line("id = \"r\"");
    text.line("datum = 2024-05-02");
    for key in ["titel", "kommun", "namnd"] {
        let words = words(text.choices);
        text.line(&format!("{key} = {}", quoted(&format!("N {words}"))));
    }
    text.perhaps("slag", &["\"delarsrapport\"", "\"arsredovisning\"", "\"budgetuppfoljning\""]);
    text.perhaps("omslag", &["true", "false"]);
    text.perhaps("numrerade_rubriker", &["0", "1", "2", "4"]);
    text.perhaps("layout", &["\"kommun\"", "\"region\"", "\"saknas\""]);
    for key in ["arende", "diarienummer"] {
        if text.choices.below(2) == 1 {
            text.words(key);
        }
    }
    text.perhaps("nyckelord", &["[\"a\", \"b\"]", "[]"]);
    if text.choices.below(2) == 1 {
        text.line("[innehall]");
        text.perhaps("nivaer", &["1", "2", "3", "4"]);
    }
    if text.choices.below(2) == 1 {
        text.line("[fotnoter]");
        text.perhaps("numrering", &["\"handling\"", "\"kapitel\""]);
        text.perhaps("marken", &["\"siffror\"", "\"bokstaver\"", "\"stjarnor\""]);
        text.perhaps("i_tabeller", &["\"sidan\"", "\"tabellen\""]);
        text.perhaps("tabellmarken", &["\"siffror\"", "\"bokstaver\"", "\"stjarnor\""]);
    }
    if text.choices.below(2) == 1 {
        text.line("[period]");
        text.key("fran", "2024-01-01");
        text.key("till", "2024-08-31");
    }
}

fn memo(text: &mut Text<'_, '_>) {
    if text.choices.below(2) == 0 {
        return;
    }
    text.line("[tjansteskrivelse]");
    text.words("titel");
    for _ in text.choices.some(4) {
        text.line("[[tjansteskrivelse.avsnitt]]");
        let kind = *text.choices.pick(&["text", "forslag", "beslutsunderlag", "underskrift", "expediering"]);
        text.key("slag", quoted(kind));
        if text.choices.below(4) != 3 {
            text.words("rubrik");
        }
        match kind {
            "text" => text.words("text"),
            "forslag" | "beslutsunderlag" => {
                let points: Vec<String> = text.choices.some(3).map(|_| quoted(&words(text.choices))).collect();
                text.key("punkter", format!("[{}]", points.join(", ")));
            }
            "underskrift" => text.key("undertecknare", "[{ namn = \"N. N.\", titel = \"Chef & co\" }]"),
            _ => text.words("ledtext"),
        }
    }
}

fn chapters(text: &mut Text<'_, '_>, units: usize) {
    for at in 0..=text.choices.below(4) {
        text.line("[[kapitel]]");
        text.key("id", quoted(&format!("c{at}")));
        chapter(text, units);
        for below in text.choices.some(2) {
            text.line("[[kapitel.underkapitel]]");
            text.key("id", quoted(&format!("c{at}u{below}")));
            chapter(text, units);
        }
    }
    for (id, more) in [
        ("d0", "slag = \"staplar\"\ntabell = \"t0\"\nkolumner = [\"k0\"]"),
        ("d1", "slag = \"riskmatris\""),
        ("d2", "slag = \"maluppfyllelse\""),
    ] {
        if text.choices.below(2) == 1 {
            text.line(&format!("[[diagram]]\nid = \"{id}\"\n{more}"));
            text.words("rubrik");
        }
    }
}

fn chapter(text: &mut Text<'_, '_>, units: usize) {
    text.words("rubrik");
    match text.choices.below(5) {
        0 | 1 => {
            text.key("slag", "\"berattelse\"");
            let parts: Vec<String> = UNITS.iter().take(units).map(|unit| quoted(unit)).collect();
            text.key("delar", format!("[{}]", parts.join(", ")));
        }
        2 => {
            text.key("slag", "\"tabeller\"");
            let tables = *text.choices.pick(&["[\"t0\"]", "[\"t0\", \"t1\"]", "[\"t1\"]", "[]", "[\"t9\"]"]);
            text.key("tabeller", tables);
        }
        3 => {
            text.key("slag", "\"mal\"");
            text.perhaps("kolumner", &["\"i\"", "\"k\""]);
            text.perhaps("aktiviteter", &["\"i\"", "\"k\""]);
        }
        _ => text.key("slag", "\"internkontroll\""),
    }
    text.perhaps("namnd", &["\"n0\"", "\"n1\""]);
    text.perhaps("spalter", &["1", "2"]);
    text.perhaps("liggande", &["true", "false"]);
    text.perhaps("ny_sida", &["true", "false"]);
    text.perhaps("diagram", &["[\"d0\"]", "[\"d1\"]", "[\"d2\"]", "[\"d0\", \"d1\", \"d2\"]"]);
}

/// Rows that are made of figures which stand elsewhere.
const MADE: [&str; 6] = [
    "{ ur = \"t0.r0\" }",
    "{ ur = \"t1.r1\", namn = \"Hämtad\", id = \"h\" }",
    "{ ur = \"t9.r9\" }",
    "{ summa = \"ovan\", namn = \"Summa\" }",
    "{ summa = [\"a/r0\", \"-a/r1\"], namn = \"Skillnad\", id = \"s\", slag = \"delsumma\" }",
    "{ summa = [\"s\"], namn = \"Resultat\", slag = \"resultat\" }",
];

fn tables(text: &mut Text<'_, '_>, units: usize) {
    text.line("[[kolumner]]\nid = \"k\"");
    text.perhaps("sort", &["\"tkr\"", "\"mnkr\"", "\"kr\"", "\"\""]);
    for at in 0..=text.choices.below(4) {
        text.line("[[kolumner.kolumn]]");
        text.key("id", quoted(&format!("k{at}")));
        text.words("rubrik");
        text.perhaps("over", &["\"Över\"", "\"Annat\""]);
        text.perhaps("slag", &["\"belopp\"", "\"belopp\"", "\"text\"", "\"bedomning\""]);
        text.perhaps("sort", &["\"%\"", "\"st\"", "\"tkr\""]);
        text.perhaps("decimaler", &["0", "1", "6"]);
        text.perhaps(
            "beraknas",
            &["[\"k0\", \"-k1\"]", "[\"k0\", \"/k1\"]", "[\"k0\"]", "[\"k9\"]", "[\"-k2\", \"k0\", \"k1\"]"],
        );
        text.perhaps("vands", &["true", "false"]);
    }
    text.line("[[kolumner]]\nid = \"i\"\n[[kolumner.kolumn]]\nid = \"k0\"\nrubrik = \"Utfall\"\nslag = \"text\"");
    text.line("[[kolumner.kolumn]]\nid = \"k1\"\nrubrik = \"Mål\"\nslag = \"text\"");
    for at in 0..=text.choices.below(2) {
        text.line("[[tabell]]");
        text.key("id", quoted(&format!("t{at}")));
        text.words("rubrik");
        text.key("kolumner", "\"k\"");
        let mut rows: Vec<String> =
            text.choices
                .some(6)
                .map(|row| {
                    if row == 3 { "{ grupp = \"G\" }".to_owned() } else { format!("\"{}/r{row}\"", UNITS[row % units]) }
                })
                .collect();
        if text.choices.rarely(8) {
            rows.push("\"a/r0\"".to_owned());
        }
        for _ in text.choices.some(2) {
            rows.push((*text.choices.pick(&MADE)).to_owned());
        }
        text.key("rader", format!("[{}]", rows.join(", ")));
        text.perhaps("sort", &["\"mnkr\"", "\"kr\"", "\"mdkr\""]);
        text.perhaps("omrakna", &["true", "false"]);
        text.perhaps("decimaler", &["0", "1", "3"]);
        text.perhaps("avrunda", &["true", "false"]);
        text.perhaps("kommenteras_fran", &["0", "1", "5000000"]);
    }
    if text.choices.below(4) == 1 {
        text.line("[[samband]]\nlika = [\"t0.r0.k0\", \"t1.r0.k0\"]");
    }
    if text.choices.below(4) == 1 {
        text.line("[kontroller]");
        text.perhaps("tolerans", &["0", "1", "1000"]);
    }
}

fn goals(text: &mut Text<'_, '_>, units: usize) {
    for _ in 0..=text.choices.below(3) {
        text.line("[[malniva]]");
        text.words("namn");
        text.perhaps("numrerad", &["true", "false"]);
        text.perhaps("ledtext", &["\"Vi når detta genom:\""]);
    }
    for at in text.choices.some(4) {
        text.line("[[mal]]");
        text.key("id", quoted(&format!("m{at}")));
        text.words("rubrik");
        text.perhaps("under", &["\"m0\"", "\"m1\"", "\"m9\""]);
        let unit = quoted(UNITS[at % units]);
        text.perhaps("enhet", &[&unit]);
    }
}

/// A unit's file.
pub fn section(choices: &mut Choices<'_>, unit: &str) -> String {
    let mut text = Text { choices, out: String::new() };
    text.key("enhet", quoted(unit));
    for at in text.choices.some(4) {
        text.line("[[avsnitt]]");
        text.key("kapitel", quoted(&format!("c{at}")));
        text.words("text");
    }
    for table in text.choices.some(2) {
        for row in text.choices.some(6) {
            text.line("[[rad]]");
            text.key("tabell", quoted(&format!("t{table}")));
            text.key("id", quoted(&format!("r{row}")));
            text.words("namn");
            text.perhaps("slag", &["\"post\"", "\"delsumma\"", "\"summa\"", "\"resultat\""]);
            text.perhaps("summerar", &["[\"r0\", \"r1\"]", "[\"r0\", \"-r1\"]", "[\"r9\"]", "[\"r2\"]", "\"ovan\""]);
            text.perhaps("vands", &["true", "false"]);
            for column in text.choices.some(4) {
                let figure = figure(text.choices);
                text.key(&format!("k{column}"), figure);
            }
            if text.choices.rarely(3) {
                text.words("kommentar");
            }
        }
    }
    for at in text.choices.some(3) {
        text.line("[[mal]]");
        text.key("id", quoted(&format!("m{at}")));
        text.words("text");
        for _ in text.choices.some(3) {
            text.line("[[mal.indikator]]");
            text.words("namn");
            text.perhaps(
                "k0",
                &["\"12\"", "\"40,3 % (38,6 %)\"", "\"Öka\"", "\"84/60\"", "\"<12 %\"", "-3", "1.50", "\"Nås\""],
            );
            text.perhaps("k1", &["\"minst 15\"", "\"40 %\"", "\"Öka\"", "\"\"", "\"högst 3,5\"", "3", "\"Nås inte\""]);
        }
        for _ in text.choices.some(2) {
            text.line("[[mal.aktivitet]]");
            text.words("namn");
            text.perhaps("k0", &["60", "\"Klart\"", "\"Osäkert\"", "-1"]);
            text.perhaps("k1", &["\"Nås\"", "\"\"", "100"]);
        }
    }
    for at in text.choices.some(4) {
        text.line("[[risk]]");
        text.key("id", quoted(&format!("x{at}")));
        text.words("namn");
        for key in ["sannolikhet", "konsekvens"] {
            let number = (1 + text.choices.below(10)).to_string();
            text.key(key, number);
        }
        for _ in text.choices.some(3) {
            text.line("[[risk.kontrollmoment]]");
            ["text", "ansvar", "uppfoljning"].into_iter().for_each(|key| text.words(key));
            text.perhaps("metod", &["\"Stickprov\"", "\"\""]);
        }
    }
    text.line("[noter]");
    for at in text.choices.some(3) {
        text.words(&format!("n{at}"));
    }
    text.out
}

/// A cell of a table.
fn figure(choices: &mut Choices<'_>) -> String {
    let digits = choices.below(60_000).to_string();
    match choices.below(12) {
        0..=4 => digits,
        5 | 6 => format!("-{digits}"),
        7 | 8 => format!("{digits}.{}", choices.below(100)),
        9 => format!("\"{digits} {digits}\""),
        10 if choices.below(2) == 1 => "\"Nås\"".to_owned(),
        10 => quoted(&words(choices)),
        _ => (*choices.pick(&OTHER)).to_owned(),
    }
}
