//! Words that no Swedish text of the program uses, each with the reason why and the word that is used instead. What is
//! read: the Swedish half of every message, the command line's words, what the paper and the covering note say of
//! themselves, and the pages of `underlag explain`.

use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::support::root;
use crate::tidy::sources;

/// A pattern of a word, what is said instead, and why.
const STRUCK: [[&str; 3]; 31] = [
    [r"figur(en|er|erna|ens|s)?", "belopp, tal, uppgift", "a figur is a picture, a shape, a person"],
    [r"fynd(et|en|ets|s)?", "påpekande", "a fynd is made at a flea market or by archaeologists"],
    [r"manifest(et|ets)?", "rapport.toml, rapportfilen", "in a town hall that is a party's programme"],
    [r"notering(en|ar|arna)?", "upplysning", "it is taken for a fotnot, or for a note to the accounts"],
    [r"sort(en|er|erna)?", "måttenhet, slag", "a word of arithmetic at school; in IT it sorts"],
    [r"(ny |en |ta bort )post|posten", "block", "a post is an entry of the books, or mail"],
    [r"not(en|er|erna|ens|s)?", "fotnot", "in an annual report a not belongs to the accounts"],
    [r"notmärke\w*|märke(t|n|na)?", "fotnotstecken, hänvisning, tecken", "it is not the term"],
    [r"samband(et|en)?", "avstämning", "what economists do is to reconcile, stämma av"],
    [r"bunde[nt] (figur|belopp)\w*|bind(a)? (figuren|beloppet)", "hämtat belopp", "`bound` says nothing to an officer"],
    [r"mellanrum(met)?|blanksteg(et)?", "mellanslag", "three words for one key of the keyboard"],
    [r"grava? accent\w*", "tecknet `", "nobody knows its name"],
    [r"styrtecke\w+", "osynligt tecken", "a word of programmers"],
    [r"sanningsvärde\w*", "`true` eller `false`", "a word of logicians"],
    [r"produkt(en|er)?", "riskvärde", "a product is an article of trade"],
    [r"internkontrollen(s)?", "den interna kontrollen", "the law's words: kommunallagen 6 kap. 6 §"],
    [r"lista med (tabeller|texter)", "block, lista", "tables are what the paper shows"],
    [r"leverer\w+|leverans(en|er|erna)?", "lämna", "the guide says that a unit hands in"],
    [r"vill ha|väntar sig", "ska ha, anger, begär", "dead things want nothing"],
    [
        r"bär(a|s)?( inte)? (med sig|det|allt)|kan(ske)? (inte )?bära",
        "innehåller",
        "a word for word translation of carry",
    ],
    [r"vilar på", "bygger på", "a word for word translation of rest on"],
    [
        r"(gör|görs|gjordes|gjord|göra) om (av|filen|pdf|handlingen)",
        "återskapa",
        "a word for word translation of make again",
    ],
    [r"skriv ut", "skriv hela", "that is what a printer does"],
    [r"kommer inte med", "tas inte med", "it is spoken"],
    [r"gick sönder", "oväntat fel", "things of the house break"],
    [r"kom aldrig till ro|papperet", "blev inte stabil, bakgrund", "word for word translations"],
    [r"tolka(s)?", "läsa", "a word of programmers"],
    [r"entitet\w*", "inget", "a word of programmers"],
    [r"därtill \S+ till", "ytterligare", "says it twice"],
    [r"(ett|med) skäl", "en motivering", "what a municipality asks for"],
    [r"tysta(s|d|t)?", "dölja", "to silence somebody"],
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let pattern = |[word, ..]: &[&str; 3]| Regex::new(&format!(r"(?i)(?:^|[^\p{{L}}]){}(?:$|[^\p{{L}}])", group(word)));
    STRUCK.iter().map(|entry| pattern(entry).unwrap()).collect()
});

fn group(word: &str) -> String {
    format!("(?:{word})")
}

/// Keys, options and names of files stand between backquotes, brackets or braces: they are no words.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"`[^`]*`|\{[^{}]*\}|\[+[a-z_]+\]+|--[a-z-]+|\b[\w-]+\.(?:json|csv|toml|typ)\b").unwrap()
});

/// What is struck in a text.
fn struck(text: &str) -> Vec<String> {
    let words = NAMES.replace_all(text, " x ");
    let found = PATTERNS.iter().zip(STRUCK).filter(|(pattern, _)| pattern.is_match(&words));
    found.map(|(_, [word, instead, why])| format!("{word}: write {instead}; {why}")).collect()
}

/// The literals of a source file with what stands before them, their continuations joined. Patterns, `r"…"`, are none.
fn literals(code: &str) -> Vec<(usize, String)> {
    static LITERAL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?s)//[^\n]*|'(?:\\.[^']*|[^\\'])'|r"[^"]*"|"((?:[^"\\]|\\.)*)""#).unwrap());
    let joined = |text: &str| Regex::new(r"\\\n\s*").unwrap().replace_all(text, "").into_owned();
    let found = LITERAL.captures_iter(code).filter_map(|found| found.get(1));
    found.map(|text| (text.start(), joined(text.as_str()))).collect()
}

/// Whether a text is Swedish for certain.
fn is_swedish(text: &str) -> bool {
    text.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'])
}

/// Rooms and files whose literals officers read.
const READ: [&str; 9] = [
    "src/lower/",
    "src/report/bind.rs",
    "src/pipeline/evidence.rs",
    "src/deliver/dispatch/",
    "src/deliver/form/",
    "src/deliver/absorb/",
    "src/cli/",
    "src/diagnostic/show.rs",
    "src/layout/",
];

#[test]
fn no_text_uses_a_word_that_is_struck() {
    let (mut wrong, mut read) = (Vec::new(), 0);
    for (name, code) in sources("src") {
        for (at, text) in literals(&code) {
            let before = code[..at - 1].trim_end();
            let is_first = ["both!(", "Text::new(", "both!{"].iter().any(|open| before.ends_with(open));
            let is_read = READ.iter().any(|room| name.starts_with(room)) && is_swedish(&text);
            if !is_first && !is_read {
                continue;
            }
            read += 1;
            let line = code[..at].matches('\n').count() + 1;
            // Of the accounts it is the right word.
            let of_accounts = text.contains("räkenskap") || text.contains("`not = true`");
            let told = struck(&text).into_iter().filter(|why| !(of_accounts && why.starts_with("not(")));
            wrong.extend(told.map(|why| format!("{name}:{line}: {text}\n    {why}")));
        }
    }
    assert!(read > 1000, "{read} texts were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_page_uses_a_word_that_is_struck() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("src/diagnostic/explain")).unwrap() {
        let path = entry.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        let Some((_, rest)) = page.split_once("## svenska") else { continue };
        let (swedish, _) = rest.split_once("## english").unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        wrong.extend(struck(&swedish.replace('\n', " ")).into_iter().map(|why| format!("{name}: {why}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test itself finds what it is there for, and leaves alone what only looks like it.
#[test]
fn a_word_that_is_struck_is_found() {
    for text in
        ["rätta figuren", "Ett fynd till.", "manifestet", "i noten", "en annan sort", "det finns en not", "Fynd:"]
    {
        assert!(!struck(text).is_empty(), "{text}");
    }
    let alone = "fotnoten i `[noter]`, `manifest.json`, figurer.csv, [[samband]], varumärket, bokmärke, resort, {figures}, noterat";
    assert_eq!(struck(alone), [""; 0]);
}
