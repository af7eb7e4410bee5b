//! The wording of what is shown of the edits of a Word file.

use std::fmt::Display;

use crate::base::swedish::{one_spaced, plural};
use crate::diagnostic::wording::both;

use super::change::{Counts, Outcome, RowKind};
use super::edit::{Mark, Unsure};
use super::pair::By;
use super::strange::Strange;
use super::version::Base;

/// Why a change is left for a person.
pub fn why(outcome: Outcome) -> [String; 2] {
    match outcome {
        Outcome::Taken => both!("", ""),
        Outcome::Unsure(why) => unsure(why),
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
            "det är borttaget i Word-filen: ta bort det i filen där det skrivs, om det ska bort",
            "it is gone from the Word file: remove it where it is written, if it is to go"
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
        Outcome::NewNote => both!(
            "fotnoten är ny: skriv `[^id]` där tecknet ska stå, och `id = \"texten\"` under `[noter]` i samma fil",
            "the note is new: write `[^id]` where its mark is to stand, and `id = \"the text\"` below `[noter]` in the \
             same file"
        ),
        Outcome::NewRow(kind) => new_row(kind),
        Outcome::GoneRow(kind) => gone_row(kind),
        Outcome::Breaks => both!(
            "annat bygger på raden, en summa eller ett belopp i en text: med ändringen får rapporten nya fel; gör den \
             i filerna, och kör `underlag check`",
            "something else rests on the row, as a sum or a figure in a text: with the edit the report has new errors; \
             make it in the files, and run `underlag check`"
        ),
        Outcome::GoneSince
        | Outcome::Half
        | Outcome::Struck
        | Outcome::Restyled
        | Outcome::Numbered
        | Outcome::Contents
        | Outcome::Looks
        | Outcome::Picture
        | Outcome::Merged
        | Outcome::Gap
        | Outcome::Moved => of_paragraph(outcome),
    }
}

/// Why a change to a whole paragraph, or to its looks, is left for a person.
fn of_paragraph(outcome: Outcome) -> [String; 2] {
    match outcome {
        Outcome::GoneSince => both!(
            "stycket är ändrat i filen, och borttaget ur rapporten sedan filen gjordes: skriv in det igen om det ska \
             vara kvar",
            "the paragraph was edited in the file, and taken out of the report since the file was made: write it again \
             if it is to stay"
        ),
        Outcome::Half => both!(
            "samma ord har flyttats, delats eller slagits ihop med ett annat stycke, och den delen av ändringen går \
             inte att skriva: gör båda i filen",
            "the same words were moved, parted or joined with another paragraph, and that part of the edit cannot be \
             written: make both in the file"
        ),
        Outcome::Struck => both!(
            "ord i stycket är överstrukna eller dolda i Word: ta bort dem, eller formateringen, eller gör ändringen i \
             filen",
            "words of the paragraph are struck out or hidden in Word: remove them, or the format, or make the edit in \
             the file"
        ),
        Outcome::Restyled => both!(
            "stycket har blivit rubrik, punkt i en lista, citat eller löpande text, eller fått en annan nivå: skriv \
             det så i filen (`# Rubrik`, `- punkt`, `1. punkt`, `> citat`)",
            "the paragraph has become a heading, a point of a list, a quotation or running text, or has another level: \
             write it so in the file (`# Heading`, `- point`, `1. point`, `> quotation`)"
        ),
        Outcome::Numbered => both!(
            "en numrerad lista i en text börjar på 1 (eller a) och har minst två punkter: skriv punkten sist i listan \
             före, eller som ett eget stycke med sitt nummer, `3. ord`, med en tom rad före",
            "a numbered list of a text begins with 1 (or a) and has two points at least: write the point at the end of \
             the list before it, or as a paragraph of its own with its number, `3. words`, behind an empty line"
        ),
        Outcome::Contents => both!(
            "innehållsförteckningen görs av rubrikerna: ändra rubriken där den skrivs, eller skriv orden där de ska \
             stå",
            "the contents are made of the headings: change the heading where it is written, or write the words where \
             they are to stand"
        ),
        Outcome::Looks => both!(
            "orden har fetstil, kursiv eller länkar som inte är som i filen: skriv `**fet**`, `*kursiv*` eller \
             `[ord](https://adress)`",
            "the words are bold, italic or links otherwise than in the file: write `**bold**`, `*italic*` or \
             `[words](https://address)`"
        ),
        Outcome::Picture => both!(
            "en bild har satts in, som inte tas in: lägg bildfilen i mappen, och skriv den som `[[bild]]` där den ska \
             stå",
            "a picture was put in, which is not taken in: put its file into the folder, and write it as a `[[bild]]` \
             where it is to stand"
        ),
        Outcome::Merged => both!(
            "celler har slagits ihop, delats, tagits bort eller satts in, så att det står i en annan kolumn eller rad: \
             gör ändringen i filen, eller dela cellerna igen",
            "cells were joined, parted, deleted or inserted, so that it stands in another column or row: make the edit \
             in the file, or part the cells again"
        ),
        Outcome::Gap => both!(
            "rutan visar att en text saknas, och det som skrivs i den hör till ingen text: skriv det i enhetens fil, \
             eller i enhetens formulär (`underlag form`)",
            "the box says that a text is missing, and what is typed in it belongs to no text: write it in the unit's \
             file, or in the unit's form (`underlag form`)"
        ),
        _ => both!("stycket är flyttat: flytta det i filen", "the paragraph was moved: move it in the file"),
    }
}

/// Why a change cannot be written for certain.
fn unsure(why: Unsure) -> [String; 2] {
    match why {
        Unsure::Computed => both!(
            "beloppet räknas ut eller hämtas: ändra det där det skrivs; `underlag trace` visar var",
            "the figure is computed or taken from elsewhere: change it where it is written; `underlag trace` shows \
             where"
        ),
        Unsure::Mark(mark) => of_mark(mark),
        Unsure::Workbook => {
            both!(
                "det är hämtat ur en Excel-arbetsbok: gör ändringen där",
                "it stands in an Excel workbook: make the edit there"
            )
        }
        Unsure::NoFigure => {
            both!("det är inget belopp: skriv bara talet", "this is not a figure: write the number alone")
        }
    }
}

/// What an edit touches that it cannot be taken in over.
fn of_mark(mark: Mark) -> [String; 2] {
    match mark {
        Mark::Bound { .. } => both!(
            "beloppet hämtas ur en tabell: ändra det i cellen som visas här, så ändras det i texten; räknas cellen ut \
             ändras det som den räknas ut ur, `underlag trace` visar var",
            "the figure is taken from a table: change it in the cell that is shown here, and the text follows; where \
             the cell is computed, change what it is computed of, as `underlag trace` shows"
        ),
        Mark::Emphasis => both!(
            "ändringen går över ord i kursiv eller fetstil: gör den i filen",
            "the edit reaches over words in italics or bold type: make it in the file"
        ),
        Mark::Link => {
            both!("ändringen går över en länk: gör den i filen", "the edit reaches over a link: make it in the file")
        }
        Mark::Note => both!(
            "ändringen går över ett fotnotstecken: gör den i filen",
            "the edit reaches over the mark of a note: make it in the file"
        ),
        Mark::Reference => both!(
            "ändringen går över en hänvisning, vars sida, nummer eller ord programmet hämtar: skriv hänvisningen, \
             eller ord i dess ställe, i filen",
            "the edit reaches over a reference, of which the program takes the page, number or words from elsewhere: \
             write the reference, or words in its place, in the file"
        ),
        Mark::Other => both!(
            "ändringen rör betoning, en länk, en fotnot eller tecken som texten inte kan ha: gör den i filen",
            "the edit touches emphasis, a link, a note or signs that the text cannot have: make it in the file"
        ),
    }
}

/// Where somebody writes a row that is new.
fn new_row(kind: RowKind) -> [String; 2] {
    match kind {
        RowKind::Row => both!(
            "raden är ny: skriv den som `[[rad]]` efter den som visas, och dess id i tabellens `rader` i rapport.toml",
            "the row is new: write it as a `[[rad]]` behind the one shown, and its id in the table's `rader` in \
             rapport.toml"
        ),
        RowKind::Indicator => both!(
            "indikatorn är ny: skriv den som `[[mal.indikator]]` efter den som visas",
            "the indicator is new: write it as a `[[mal.indikator]]` behind the one shown"
        ),
        RowKind::Activity => both!(
            "aktiviteten är ny: skriv den som `[[mal.aktivitet]]` efter den som visas",
            "the activity is new: write it as a `[[mal.aktivitet]]` behind the one shown"
        ),
        RowKind::Risk | RowKind::Control => both!(
            "risken är ny: fyll i allt som de andra riskerna har, eller skriv den som `[[risk]]`, med sina \
             `[[risk.kontrollmoment]]`, efter den som visas, och dess id i `risker` i rapport.toml",
            "the risk is new: fill in all that the other risks have, or write it as a `[[risk]]`, with its \
             `[[risk.kontrollmoment]]`, behind the one shown, and its id in `risker` in rapport.toml"
        ),
    }
}

/// Where somebody takes a row out.
fn gone_row(kind: RowKind) -> [String; 2] {
    match kind {
        RowKind::Row => both!(
            "raden är borttagen: ta bort dess `[[rad]]` eller inklistrade rad, och dess id i tabellens `rader` i \
             rapport.toml",
            "the row is gone: take out its `[[rad]]` or pasted line, and its id in the table's `rader` in rapport.toml"
        ),
        RowKind::Indicator => both!(
            "indikatorn är borttagen: ta bort dess `[[mal.indikator]]`",
            "the indicator is gone: take out its `[[mal.indikator]]`"
        ),
        RowKind::Activity => both!(
            "aktiviteten är borttagen: ta bort dess `[[mal.aktivitet]]`",
            "the activity is gone: take out its `[[mal.aktivitet]]`"
        ),
        RowKind::Risk => both!(
            "risken är borttagen: ta bort dess `[[risk]]` med det som hör till, och dess id i `risker` i rapport.toml",
            "the risk is gone: take out its `[[risk]]` with what belongs to it, and its id in `risker` in rapport.toml"
        ),
        RowKind::Control => both!(
            "kontrollmomentet är borttaget: ta bort dess `[[risk.kontrollmoment]]`",
            "the control activity is gone: take out its `[[risk.kontrollmoment]]`"
        ),
    }
}

/// The id that a new row or note got.
pub fn new_id(id: &str, row: Option<RowKind>) -> [String; 2] {
    match row {
        Some(RowKind::Row) => both!(
            "nytt id: `{id}`. Byt det om det ska heta något annat. Ska raden ingå i en summa skrivs det i `summerar`",
            "new id: `{id}`. Change it if it is to have another name. If a sum is to include the row, write it in \
             `summerar`"
        ),
        _ => both!(
            "nytt id: `{id}`. Byt det om det ska heta något annat",
            "new id: `{id}`. Change it if it is to have another name"
        ),
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
    // Where the numbers of pages stood.
    let words = one_spaced(&words.replace("()", " "));
    both!(
        "sidhuvud, sidfot eller textruta, tas inte in: {words}",
        "running head, foot or text box, not taken in: {words}"
    )
}

/// What somebody took out of a running head or foot.
pub fn not_taken_out(words: &str) -> [String; 2] {
    let words = one_spaced(&words.replace("()", " "));
    both!(
        "borttaget ur sidhuvud eller sidfot, som görs av rapport.toml och layouten: ändra där, om det ska bort: \
         {words}",
        "taken out of a running head or foot, which are made of rapport.toml and the layout: change it there, if it is \
         to go: {words}"
    )
}

/// The place beside a change that has none of its own.
pub fn near(place: &str) -> [String; 2] {
    both!("vid {place}", "near {place}")
}

/// A change that stands beside nothing that somebody wrote.
pub fn nowhere() -> [String; 2] {
    both!("i handlingen", "in the paper")
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
    let written = plural(taken, "skriven", "skrivna");
    match (is_written, files.is_empty()) {
        (true, false) => both!(
            "{taken} {taken_sv} {written} i {files}; {listed} {left_sv} kvar. Ta tillbaka dem med: underlag undo {dir}",
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
    both!("`{file}`: {why}", "`{file}` cannot be read: {why}")
}

/// What the file is instead of one that can be read, and what is to be done.
pub fn strange(file: &dyn Display, strange: Strange) -> [String; 2] {
    let [in_word, to_word] = both!(
        "öppna det i Word och spara det som Word-dokument (.docx)",
        "open it in Word and save it as a Word document (.docx)"
    );
    let [sv, en] = match strange {
        Strange::Empty => {
            both!("filen är tom: hämta eller kopiera den på nytt", "the file is empty: download or copy it again")
        }
        Strange::Pdf => both!(
            "det är en pdf med ett annat namn. Ändringar tas in ur Word-filen (.docx)",
            "this is a PDF under another name. Edits are taken from the Word file (.docx)"
        ),
        Strange::OldWord => both!(
            "det är ett dokument från en äldre Word (.doc): {in_word}",
            "this is a document of an older Word (.doc): {to_word}"
        ),
        Strange::OldExcel => both!(
            "det är en arbetsbok från en äldre Excel (.xls): öppna den i Excel och spara den som .xlsx",
            "this is a workbook of an older Excel (.xls): open it in Excel and save it as an Excel workbook (.xlsx)"
        ),
        Strange::Locked => both!(
            "filen är skyddad med lösenord: öppna den, ta bort lösenordet under Arkiv, Information, Skydda dokument, \
             och spara den",
            "the file has a password: open it, remove the password under File, Info, Protect Document, and save it"
        ),
        Strange::RichText => {
            both!("det är ett dokument i formatet RTF: {in_word}", "this is a document in the format RTF: {to_word}")
        }
        Strange::WebPage => both!(
            "det är en webbsida, som man får när man inte är inloggad där filen ligger: logga in och hämta den på nytt",
            "this is a web page, as is sent to those who are not logged in: log in and download the file again"
        ),
        Strange::OpenDocument => both!(
            "det är en OpenDocument-fil (.odt eller .ods): öppna den i LibreOffice och spara den som .docx eller \
             .xlsx",
            "this is an OpenDocument file (.odt or .ods): open it in LibreOffice and save it as Word (.docx) or Excel \
             (.xlsx)"
        ),
        Strange::FlatXml => both!(
            "det är ett Word XML-dokument i ett stycke: {in_word}",
            "this is a Word XML document in one piece: {to_word}"
        ),
        Strange::CutOff => both!(
            "filens slut saknas, eller så är den skadad: hämtningen eller kopieringen har avbrutits. Hämta den på nytt",
            "the end of the file is missing, or it is damaged: a download or copy was broken off. Download it again"
        ),
        Strange::OtherArchive => both!(
            "det är ett arkiv (zip) och ingen Word-fil eller Excel-arbetsbok: packa upp det och välj filen i det",
            "this is an archive (zip), and no Word file or Excel workbook: unpack it and choose the file in it"
        ),
        Strange::LibreOffice => both!(
            "filen är felaktigt sparad: LibreOffice 7.4 gör så med spårade ändringar. Öppna den i LibreOffice, \
             godkänn ändringarna och spara den på nytt, eller använd en nyare LibreOffice eller Word",
            "the file was saved wrongly, as LibreOffice 7.4 does with tracked changes. Open it in LibreOffice, accept \
             the changes and save it anew, or use a newer LibreOffice or Word"
        ),
        Strange::Malformed => both!(
            "texten i filen är skadad: öppna den i Word, låt Word reparera den, och spara den på nytt",
            "the text in the file is damaged: open it in Word, let Word repair it, and save it anew"
        ),
        Strange::OtherXml => both!(
            "dokumentet är skrivet på ett sätt som Word-program inte gör: {in_word}",
            "the document is written in a way that no Word program has: {to_word}"
        ),
    };
    both!("`{file}`: {sv}", "`{file}`: {en}")
}

/// What is not known of a dispatched file's time; `None` where all is.
pub fn base(base: Base) -> Option<[String; 2]> {
    match base {
        Base::File | Base::Version => None,
        Base::Missing => Some(both!(
            "filen är expedierad och visar inte själv hur det stod när den gjordes. Lägg den i versionens mapp, \
             bredvid underlag.zip, så jämförs också med det; nu visas det som skiljer utan att skrivas in \
             där rapporten har ändrats sedan dess",
            "the file was dispatched, and does not itself say what stood there when it was made. Put it into its \
             version's folder, beside underlag.zip, and that is compared as well; now what differs is shown and not \
             written where the report has changed since"
        )),
        Base::Other => Some(both!(
            "underlag.zip bredvid filen är skadad eller hör till en annan version: det som skiljer visas utan att \
             skrivas in där rapporten har ändrats sedan dess",
            "underlag.zip beside the file is damaged or of another version: what differs is shown and not written \
             where the report has changed since"
        )),
    }
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

/// What of an edited file no file of the report has: some places of it, how many there are besides, and how many
/// comments.
pub fn left_in(named: &[String], more: usize, comments: usize) -> [String; 2] {
    let [remark_sv, remark_en] =
        [plural(comments, "kommentar", "kommentarer"), plural(comments, "comment", "comments")];
    let count = named.len() + more;
    let [change_sv, change_en] = [plural(count, "ändring", "ändringar"), plural(count, "change", "changes")];
    let [also, too] = match more {
        0 => [String::new(), String::new()],
        _ => both!(" och {more} till", " and {more} more"),
    };
    let places = named.join(", ");
    match (count, comments) {
        (0, 0) => both!(
            "orden i filen är desamma som i rapporten; det som skiljer är utseende eller bilder",
            "the words in the file are those of the report; what differs is looks or pictures"
        ),
        (0, _) => both!(
            "orden i filen är desamma som i rapporten, men {comments} {remark_sv} finns bara i den",
            "the words in the file are those of the report, but {comments} {remark_en} stand in it alone"
        ),
        (_, 0) => both!(
            "{count} {change_sv} finns bara i den filen: {places}{also}",
            "{count} {change_en} stand in that file alone: {places}{too}"
        ),
        _ => both!(
            "{count} {change_sv} finns bara i den filen: {places}{also}; så också {comments} {remark_sv}",
            "{count} {change_en} stand in that file alone: {places}{too}; and {comments} {remark_en} as well"
        ),
    }
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
