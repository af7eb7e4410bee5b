//! The wording of what is shown of the edits of a Word file.

use std::fmt::Display;

use crate::base::swedish::plural;
use crate::diagnostic::wording::both;

use super::change::{Counts, Outcome};
use super::edit::Unsure;
use super::pair::By;

/// Why a change is left for a person.
pub fn why(outcome: Outcome) -> [String; 2] {
    match outcome {
        Outcome::Taken => both!("", ""),
        Outcome::Unsure(Unsure::Computed) => both!(
            "beloppet räknas ut eller hämtas: ändra det där det skrivs; `underlag trace` visar var",
            "the figure is computed or taken from elsewhere: change it where it is written; `underlag trace` shows \
             where"
        ),
        Outcome::Unsure(Unsure::Mark) => both!(
            "ändringen rör betoning, en länk, en fotnot eller ett hämtat belopp: gör den i filen",
            "the edit touches a mark of the text, as emphasis, a link, a note or a bound figure: make it in the file"
        ),
        Outcome::Unsure(Unsure::Workbook) => {
            both!(
                "det är hämtat ur en Excel-arbetsbok: gör ändringen där",
                "it stands in an Excel workbook: make the edit there"
            )
        }
        Outcome::Unsure(Unsure::NoFigure) => {
            both!("det är inget belopp: skriv bara talet", "this is not a figure: write the number alone")
        }
        Outcome::Conflict => both!(
            "både filen (+) och rapporten (-) har ändrats sedan filen gjordes (=): välj, och skriv det i filen",
            "both the file (+) and the report (-) have changed since the file was made (=): choose, and write that"
        ),
        Outcome::NoBase => both!(
            "filen visar inte vad som stod där när den gjordes, och rapporten har ändrats: jämför själv",
            "the file does not say what stood there when it was made, and the report has changed: compare yourself"
        ),
        Outcome::Made => both!(
            "det hämtar programmet ur rapport.toml eller räknar ut: ändra det som det hämtas ur",
            "the program makes it of rapport.toml, or computes it: change what it is made of"
        ),
        Outcome::Homeless => both!(
            "stycket är nytt, och inget visar vilken text det hör till: skriv in det där det ska stå",
            "the paragraph is new, and nothing shows to which text it belongs: write it where it is to stand"
        ),
        Outcome::Kept => both!(
            "det finns inte i filen: ta bort det i filen där det skrivs, om det ska bort",
            "it is not in the file: remove it where it is written, if it is to go"
        ),
        Outcome::NoteMark => both!(
            "ett fotnotstecken har tillkommit, tagits bort eller flyttats: gör det i filen",
            "a note's mark has come, gone or moved: do that in the file"
        ),
        Outcome::SaysOther => both!(
            "med ändringen skulle handlingen inte bli som Word-filen: gör den i filen",
            "with the edit the paper would not say what the Word file says: make it in the file"
        ),
        Outcome::Shared => both!(
            "samma ord står på flera ställen i filerna, eller visas på flera ställen i handlingen som inte är ändrade: \
             gör ändringen i filen",
            "the same words are in several places of the files, or are shown in several places of the paper that \
             were not edited: make the edit in the file"
        ),
        Outcome::Overlaps => both!(
            "en annan ändring gäller samma ord: gör den i filen",
            "another change is about the same words: make it in the file"
        ),
        Outcome::Moved => {
            both!("stycket är flyttat: flytta det i filen", "the paragraph was moved: move it in the file")
        }
    }
}

/// By what a paragraph was known, behind its address.
pub fn known_by(by: Option<By>) -> [String; 2] {
    match by {
        Some(By::Bookmark) => both!(" (bokmärke)", " (bookmark)"),
        Some(By::Place) => both!(" (plats och ord)", " (place and words)"),
        None => both!("", ""),
    }
}

/// A comment, and where the words that it is about were written.
pub fn comment(place: &str, author: &str, words: &str) -> [String; 2] {
    both!("{place}: kommentar av {author}: {words}", "{place}: comment by {author}: {words}")
}

/// What stands outside of the paper's text, and differs.
pub fn not_taken_in(words: &str) -> [String; 2] {
    both!(
        "sidhuvud, sidfot eller textruta, tas inte in: {words}",
        "running head, foot or text box, not taken in: {words}"
    )
}

/// Who had tracked changes.
pub fn tracked(who: &str) -> [String; 2] {
    both!("spårade ändringar av {who}", "tracked changes by {who}")
}

/// Paragraphs that only look different.
pub fn looks(count: usize) -> [String; 2] {
    let [sv, en] = [plural(count, "stycke", "stycken"), plural(count, "paragraph", "paragraphs")];
    both!(
        "{count} {sv} har fått ett annat utseende, som inte tas in",
        "{count} {en} with another look, which is not taken in"
    )
}

/// How many paragraphs there are, and what becomes of them.
pub fn paragraphs(counts: Counts) -> [String; 2] {
    let Counts { all, unchanged, made, taken, listed } = counts;
    both!(
        "{all} stycken i filen: {unchanged} oförändrade, {made} som programmet gör, {taken} att ta in, {listed} att \
         titta på",
        "{all} paragraphs in the file: {unchanged} unchanged, {made} made by the program, {taken} to take in, {listed} \
         to look at"
    )
}

/// What was written, or can be; `files` are their names, if there are any.
pub fn end(is_written: bool, [taken, listed]: [usize; 2], files: &str, dir: &dyn Display) -> [String; 2] {
    let changes = |count| [plural(count, "ändring", "ändringar"), plural(count, "change", "changes")];
    let ([taken_sv, taken_en], [left_sv, left_en]) = (changes(taken), changes(listed));
    match (is_written, files.is_empty()) {
        (true, false) => both!(
            "{taken} {taken_sv} skrivna i {files}; {listed} {left_sv} kvar. Ta tillbaka dem med: underlag undo {dir}",
            "{taken} {taken_en} written to {files}; {listed} {left_en} left. Take them back by: underlag undo {dir}"
        ),
        (false, false) => both!(
            "{taken} {taken_sv} kan skrivas i {files}; {listed} {left_sv} kvar. Skriv dem med --write",
            "{taken} {taken_en} can be written to {files}; {listed} {left_en} left. Write them with --write"
        ),
        (_, true) => both!("inget att skriva; {listed} {left_sv} kvar", "nothing to write; {listed} {left_en} left"),
    }
}

/// The report cannot be built.
pub fn not_made(dir: &dyn Display) -> [String; 2] {
    both!(
        "rapporten i `{dir}` går inte att bygga, så att inget kan jämföras; se `underlag check {dir}`",
        "the report in `{dir}` cannot be built, so that nothing can be compared; see `underlag check {dir}`"
    )
}

/// The file cannot be read; `why` is said in the language of the rest.
pub fn unreadable(file: &dyn Display, why: &str) -> [String; 2] {
    both!(
        "`{file}`: {why}. Har den sparats i LibreOffice med spårade ändringar: öppna den där, \
         godkänn ändringarna och spara den på nytt",
        "`{file}` cannot be read: {why}. If LibreOffice saved it with tracked changes: open it there, accept the \
         changes, and save it anew"
    )
}

/// It is the paper of another report.
pub fn other_report(file: &dyn Display, id: &str, dir: &dyn Display) -> [String; 2] {
    both!(
        "`{file}` är handlingen till rapporten `{id}`, inte till den i `{dir}`",
        "`{file}` is the paper of the report `{id}`, not of the one in `{dir}`"
    )
}

/// The system stands in the way.
pub fn not_tried(error: &std::io::Error) -> [String; 2] {
    both!("ändringarna går inte att prova: systemet lät det inte ske", "the edits cannot be tried: {error}")
}

/// There is nothing to take back.
pub fn nothing_to_undo() -> [String; 2] {
    both!("det finns inget att ta tillbaka", "there is nothing to take back")
}

/// Files have changed since.
pub fn changed_since(files: &str) -> [String; 2] {
    both!(
        "{files} har ändrats efter det, och inget är återställt; de gamla texterna ligger i .underlag-undo",
        "{files} changed after that, and nothing was taken back; the old texts lie in .underlag-undo"
    )
}

/// Files have their old text again.
pub fn taken_back(files: &str) -> [String; 2] {
    both!("återställt: {files}", "taken back: {files}")
}
