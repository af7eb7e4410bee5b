//! One thing at a time is changed in a report without findings: is it noticed, in the right file and line?

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use underlag::pipeline;

use crate::support::root;

/// A change: which kind, in which file and line (from 0), and the line that takes its place (or none).
#[derive(Debug, Clone)]
struct Mutation {
    kind: &'static str,
    file: &'static str,
    line: usize,
    to: Option<String>,
}

const FILES: [&str; 4] = ["rapport.toml", "enheter/gata.toml", "enheter/park.toml", "enheter/stab.toml"];

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// The positions of the digits of a line's value.
fn digits(line: &str) -> Vec<usize> {
    let from = line.find("= ").map_or(0, |at| at + 2);
    line.char_indices().filter(|(at, c)| *at >= from && c.is_ascii_digit()).map(|(at, _)| at).collect()
}

fn replaced(line: &str, at: usize, len: usize, with: &str) -> String {
    format!("{}{with}{}", &line[..at], &line[at + len..])
}

/// What is replaced by what, where a line has it.
const REPLACEMENTS: [(&str, &str, &str); 60] = [
    ("direction", "överskott", "underskott"),
    ("direction", "underskott", "överskott"),
    ("direction", "positiv avv", "negativ avv"),
    ("direction", "negativ avv", "positiv avv"),
    ("prose figure", "18 420", "18 240"),
    ("prose figure", "18 420", "13 420"),
    ("prose figure", "9 310", "9 130"),
    ("prose figure", "om 250", "om 350"),
    ("prose figure", "om 120", "om 102"),
    ("prose figure", "om 180", "om 1 800"),
    ("note", "[^scb-trygghet]", "[^scb]"),
    ("note", "[^region-barn]", ""),
    ("note", "scb-trygghet = ", "scb-trygg = "),
    ("note", "barn 6–12 år\"", "barn 6–16 år\""),
    ("date", "datum = 2024-09-19", "datum = 2024-09-21"),
    ("date", "skett 2024-09-12", "skett 2024-10-12"),
    ("date", "till = 2024-08-31", "till = 2024-05-31"),
    ("date", "till = 2024-08-31", "till = 2024-02-30"),
    ("label", "id = \"drift\"", "id = \"drft\""),
    ("label", "\"park/park\"", "\"park/prk\""),
    ("label", "delar = [\"stab\"", "delar = [\"stb\""),
    ("label", "kapitel = \"kommentarer\"", "kapitel = \"komentarer\""),
    ("label", "under = \"trygghet\"", "under = \"tryggt\""),
    ("label", "lika = [\"verksamhet.summa", "lika = [\"verksamhet.suma"),
    ("label", "\"gata/gata\", \"park/park\", \"stab/stab\"]", "\"gata/gata\", \"stab/stab\"]"),
    ("label", "[[mal.indikator]]", "[[mal.indikatr]]"),
    ("risk", "sannolikhet = 3", "sannolikhet = 5"),
    ("risk", "konsekvens = 4", "konsekvens = 14"),
    (
        "risk",
        "Samtliga arbeten har besiktigats innan de betalades.",
        "Tolv fakturor har granskats under våren utan anmärkning.",
    ),
    ("language", "\"ljusare vägar\"", "\"ljusare vägar"),
    ("language", "2023–2026", "2023-2026"),
    ("language", "färre timmar", "färre färre timmar"),
    ("language", "till årsskiftet.", "till årsskiftet xx."),
    ("language", "Staben har", "Här skrivs vad staben har"),
    ("language", "Parkerna ska locka", "(fyll i här) Parkerna ska locka"),
    ("language", "sommaren, och", "sommar-, TBD och"),
    ("language", "640 gatlyktor", "640 gatyktor"),
    ("language", "sjutton gatlyktor", "sjutton gatlykttor"),
    ("language", "jan–mars", "jan-mars"),
    ("language", "grus/sand", "grus/ sand"),
    ("language", "16 §", "16§"),
    ("language", "i mars och i juni.\"", "i mars och i juni\""),
    ("language", "i mars och i juni.\"", "i mars och i juni-\""),
    (
        "repeated text",
        "Parkerna ska locka fler. Besöken räknas med samma metod varje år, så att åren går att jämföra.",
        "Belysningen på gång- och cykelvägar byts efter en plan som gäller 2023–2026.",
    ),
    ("statement", "park svarar för 95", "park svarar för 950"),
    ("statement", "avvikelse på 95", "avvikelse på 59"),
    ("date", "EU-valet i juni 2024", "EU-valet i maj 2024"),
    ("note", "Utfall 2023 är", "Utfall 2021 är"),
    ("indicator", "\"61,4 % (63,0 %)\"", "\"(riket 63,0 %)\""),
    ("indicator", "\"64,2 % (63,5 %)\"", "\"64,2 % (63 %)\""),
    ("indicator", "\"64,2 % (63,5 %)\"", "\"64,25 (63,5 %)\""),
    ("indicator", "\"+5 platser\"", "\"+28 platser\""),
    ("indicator", "1,0 procentenhet lägre", "1,0 % lägre"),
    ("indicator", "= \"+1,5 %\"", "= \"1,5 %\""),
    ("indicator", "\"18,0\"", "\"81,0\""),
    ("indicator", "\"19,0\"", "\"1,90\""),
    ("indicator", "\"36\"", "\"63\""),
    ("indicator", "\"31/40\"", "\"31/40/22\""),
    ("indicator", "\"28/37\"", "\"28/3/7\""),
    ("label", "\"Barn 6–12 år som", "\"Antal barn 6–12 år som"),
];

/// Every change of a line that can be made by rule; figures are changed in `random` ways.
fn of_line(file: &'static str, at: usize, line: &str, random: &mut Random) -> Vec<Mutation> {
    let mut all = Vec::new();
    let mut push = |kind, to: Option<String>| all.push(Mutation { kind, file, line: at, to });
    let key = line.split(" = ").next().unwrap_or("");
    let value = line.split_once(" = ").map_or("", |(_, value)| value);
    let cell = ["utfall", "budget", "prognos", "avvikelse", "anslag"].iter().any(|start| key.starts_with(start));
    if cell && !value.is_empty() && value.bytes().all(|b| b == b'-' || b.is_ascii_digit()) {
        for at in digits(line) {
            let digit = (line.as_bytes()[at] - b'0' + 1 + random.below(8) as u8) % 10;
            push("digit", Some(replaced(line, at, 1, &digit.to_string())));
        }
        for pair in digits(line).windows(2).filter(|pair| line.as_bytes()[pair[0]] != line.as_bytes()[pair[1]]) {
            let swapped: String = [&line[pair[1]..=pair[1]], &line[pair[0]..=pair[0]]].concat();
            push("transposed", Some(replaced(line, pair[0], 2, &swapped)));
        }
        let flipped = value.strip_prefix('-').map_or_else(|| format!("-{value}"), str::to_owned);
        // Nothing has no sign, and an empty cell says as much.
        if value != "0" {
            push("sign", Some(format!("{key} = {flipped}")));
            push("cell left out", None);
        }
        push("thousand", Some(format!("{key} = {value}000")));
        push("column", Some(format!("x{line}")));
    }
    if value.contains('(') && value.contains('%') {
        push("parenthesis", Some(line.replacen(')', "", 1)));
        push("parenthesis", Some(line.replacen('(', "", 1)));
        push("unit", Some(line.replacen(" %", "", 1)));
        push("decimals", Some(replaced(line, line.find(',').unwrap(), 2, "")));
    } else if value.contains(" %") {
        push("unit style", Some(line.replacen(" %", "%", 1)));
    }
    for (kind, from, to) in REPLACEMENTS {
        if line.contains(from) {
            push(kind, Some(line.replacen(from, to, 1)));
        }
    }
    // A word twice, and a paragraph's last full stop left out.
    let words: Vec<&str> = line.split(' ').collect();
    let prose = !line.contains(" = ") && !line.starts_with(['[', '#', '\'']) && words.len() > 8;
    if prose {
        for _ in 0..3 {
            let word = words[1 + random.below(words.len() - 2)];
            let rightly = ["på", "för", "och", "till", "om", "är", "det", "i", "den", "av", "med", "under", "upp"];
            if word.len() > 3 && word.chars().all(char::is_alphabetic) && !rightly.contains(&word) {
                push("language", Some(line.replacen(&format!(" {word} "), &format!(" {word} {word} "), 1)));
            }
        }
    }
    if prose && line.ends_with('.') {
        push("language", Some(line.trim_end_matches('.').to_owned()));
    }
    all.retain(|mutation| mutation.to.as_deref() != Some(line));
    all
}

fn copy(to: &Path) {
    for file in FILES {
        let to = to.join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(root().join("tests/reports/clean").join(file), to).unwrap();
    }
}

/// Whether a finding points to a line of a file, itself or by a related place.
fn noticed(dir: &Path, mutation: &Mutation) -> bool {
    let checked = pipeline::check(dir, None).unwrap();
    let at = |place: underlag::base::source::Span| {
        let file = &checked.sources.file(place.file).path;
        // What was left out is missed where its neighbours stand.
        let reach = if mutation.to.is_none() { 12 } else { 0 };
        file == mutation.file && checked.sources.position(place).line.abs_diff(mutation.line + 1) <= reach
    };
    checked.diagnostics.iter().any(|found| {
        let places = found.place.into_iter().chain(found.related.iter().map(|related| related.place));
        places.into_iter().any(at)
    })
}

#[test]
fn what_is_changed_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let clean = pipeline::check(folder.path(), None).unwrap();
    assert_eq!(clean.diagnostics, [], "false alarms");
    let mut random = Random(20_240_831);
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for file in FILES {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            for mutation in of_line(file, at, line, &mut random) {
                let mut changed: Vec<&str> = lines.clone();
                match &mutation.to {
                    Some(to) => changed[at] = to,
                    None => drop(changed.remove(at)),
                }
                fs::write(folder.path().join(file), changed.join("\n") + "\n").unwrap();
                let entry = tally.entry(mutation.kind).or_default();
                entry.1 += 1;
                if noticed(folder.path(), &mutation) {
                    entry.0 += 1;
                } else {
                    missed.push(format!("{}: {}:{}: {:?}", mutation.kind, file, at + 1, mutation.to));
                }
            }
        }
        fs::write(folder.path().join(file), text).unwrap();
    }
    let (found, all) = tally.values().fold((0, 0), |(found, all), (a, b)| (found + a, all + b));
    tally.iter().for_each(|(kind, (found, all))| println!("{kind:15} {found:4} of {all}"));
    println!("{:15} {found:4} of {all}; false alarms on the clean report: 0", "all");
    missed.iter().for_each(|line| println!("missed: {line}"));
    assert!(all >= 200, "{all} mutations");
    assert!(found * 100 >= all * 97, "{found} of {all}");
}
