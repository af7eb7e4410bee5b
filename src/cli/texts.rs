//! The sentences of the command line, each in both languages, one function a sentence; and which of the two is spoken.
//!
//! Steps answer with values: what is said about one stands here, tables and lists of them in `show`. Findings are
//! worded by those who raise them.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::time::Instant;

use crate::base::budget::{Exceeded, Resource};
use crate::base::in_use::is_in_use;
use crate::base::limits::{FINISHED_SIZE, MEGABYTE};
use crate::base::standard::Standard;
use crate::base::swedish::plural;
use crate::deliver::dispatch::RECORD as DISPATCHED;
use crate::deliver::dispatch::package::PackageError;
use crate::deliver::net::NetError;
use crate::deliver::reverify::{Difference, ReverifyError};
use crate::deliver::verify::{Kind, Spot, Unreadable, Where};
use crate::deliver::write::WriteError;
use crate::deliver::write::error::Cause;
use crate::diagnostic::wording::both;
use crate::diagnostic::{Code, Language, Tally};
use crate::input::kolada::{Gender, Key};
use crate::input::load::LoadError;
use crate::pipeline::evidence::{RECORD, build, commit, program};
use crate::pipeline::{Built, Stopped};
use crate::report::trace::Use;

use super::args::LanguageArgument;

/// What stands at the language's place.
pub(super) fn pick<T>([sv, en]: [T; 2], language: Language) -> T {
    match language {
        Language::Swedish => sv,
        Language::English => en,
    }
}

/// `1 page`, `36 pages`: a number with its noun, of which there is one, or any other number.
pub(super) fn counted(number: usize, nouns: [[&str; 2]; 2], language: Language) -> String {
    let [one, many] = pick(nouns, language);
    format!("{number} {}", plural(number, one, many))
}

// Which language is spoken.

/// The language that is asked for; the system's unless one is.
pub(super) fn language(argument: Option<LanguageArgument>) -> Language {
    match argument {
        Some(LanguageArgument::Sv) => Language::Swedish,
        Some(LanguageArgument::En) => Language::English,
        None => {
            let swedish = sys_locale::get_locale().is_some_and(|locale| locale == "sv" || locale.starts_with("sv-"));
            if swedish { Language::Swedish } else { Language::English }
        }
    }
}

/// The language as `--lang` takes it.
pub(super) fn language_name(language: Language) -> &'static str {
    pick(["sv", "en"], language)
}

// What is said to somebody who opens the program as a document.

/// What to do instead of a double click on the program, or of dropping the folder of a report on it.
pub(super) fn instead_of_a_double_click(folder: Option<&Path>, language: Language) -> String {
    let report = folder.map_or_else(|| "inputs\\sandby-sn-2025-08".into(), |folder| folder.display().to_string());
    let report = crate::base::escape::words(&report).into_owned();
    let sentence = both!(
        "underlag har inga fönster: det är ett program som man skriver kommandon till.\n\n\
         1. Öppna mappen där underlag.exe ligger i Utforskaren.\n\
         2. Skriv cmd i adressfältet högst upp och tryck på Retur. Ett svart fönster öppnas.\n\
         3. Skriv ett kommando där, till exempel\n\n    \
         underlag check \"{report}\"\n    underlag build \"{report}\"\n\n\
         underlag --help visar alla kommandon. Vägledningen ligger i mappen inputs, i README.md.\n",
        "underlag has no windows: it is a program that one types commands for.\n\n\
         1. Open the folder with underlag.exe in the Explorer.\n\
         2. Type cmd into the address bar at the top and press Enter. A black window opens.\n\
         3. Type a command there, such as\n\n    \
         underlag check \"{report}\"\n    underlag build \"{report}\"\n\n\
         underlag --help shows all commands. The guide is README.md in the folder inputs.\n"
    );
    pick(sentence, language)
}

/// How the window is closed.
pub(super) fn press_enter(language: Language) -> &'static str {
    pick(["Tryck på Retur för att stänga fönstret.", "Press Enter to close the window."], language)
}

// Why a command could not run.

/// What stands before the reason for which a command could not run.
pub(super) fn error(language: Language) -> &'static str {
    pick(["fel", "error"], language)
}

pub(super) fn cannot_load(error: &LoadError, language: Language) -> String {
    let sentence = match error {
        LoadError::IsFile(file, folder) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let (file, folder) = (file.display(), folder.display());
            both!(
                "`{file}` är en fil; skriv rapportens mapp: `{folder}`",
                "`{file}` is a file; name the report's folder: `{folder}`"
            )
        }
        LoadError::NoFolder(dir) => {
            let dir = dir.display();
            both!("det finns ingen mapp `{dir}`", "there is no folder `{dir}`")
        }
        LoadError::NoManifest(dir, near) => {
            let (dir, near) = (dir.display(), near.iter().map(|dir| format!("`{}`", dir.display())));
            match near.collect::<Vec<_>>().join(", ") {
                near if near.is_empty() => {
                    both!("rapport.toml saknas i `{dir}`", "there is no rapport.toml in `{dir}`")
                }
                near => both!(
                    "rapport.toml saknas i `{dir}`; skriv mappen som den ligger i: {near}",
                    "there is no rapport.toml in `{dir}`; name the folder that it lies in: {near}"
                ),
            }
        }
        LoadError::Misnamed(dir, name) => {
            let dir = dir.display();
            both!(
                "rapport.toml saknas i `{dir}`, men där ligger `{name}`: byt namn på den till `rapport.toml`",
                "there is no rapport.toml in `{dir}`, but `{name}` lies there: rename it to `rapport.toml`"
            )
        }
        LoadError::Unreadable(path, reason) => {
            let (path, reason) = (path.display(), pick(why_unreadable(reason), language));
            both!("går inte att läsa: `{path}`: {reason}", "cannot be read: `{path}`: {reason}")
        }
    };
    pick(sentence, language)
}

/// Why a file that was named cannot be read.
fn why_unreadable(error: &io::Error) -> [String; 2] {
    match error.kind() {
        io::ErrorKind::InvalidInput => {
            both!("det är en mapp eller något annat, ingen fil", "it is not a file but a folder, or something else")
        }
        io::ErrorKind::FileTooLarge => both!(
            "den är större än {FINISHED_SIZE} MB, och så stor är ingen rapport",
            "it is larger than {FINISHED_SIZE} MB, and no report is so large"
        ),
        io::ErrorKind::ResourceBusy => both!("den ändras medan den läses", "it is being changed while it is read"),
        _ => of_system(error),
    }
}

/// What the system says of a file, as far as it is one of the usual things.
fn of_system(error: &io::Error) -> [String; 2] {
    if is_in_use(error) {
        return both!(
            "den är öppen i ett annat program, till exempel Word eller Excel; stäng den där och försök igen",
            "it is open in another program, such as Word or Excel; close it there and try again"
        );
    }
    match error.kind() {
        io::ErrorKind::NotFound => both!("filen eller mappen finns inte", "there is no such file or folder"),
        io::ErrorKind::PermissionDenied => both!("behörighet saknas", "permission denied"),
        io::ErrorKind::IsADirectory => both!(
            "där ligger en mapp, och det ska vara en fil: flytta mappen eller byt namn på den",
            "a folder lies where a file is to be: move the folder, or rename it"
        ),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => both!(
            "där ligger en fil, och det ska vara en mapp: flytta filen eller byt namn på den",
            "a file lies where a folder is to be: move the file, or rename it"
        ),
        io::ErrorKind::InvalidFilename => {
            both!(
                "namnet är för långt eller har tecken som inte får vara med",
                "the name is too long, or has characters that it may not have"
            )
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => both!("disken är full", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => both!("disken är skrivskyddad", "the disk is write-protected"),
        _ => other_of_system(error),
    }
}

/// What the system says besides, in its own words: in Swedish its number, by which anybody finds out more.
fn other_of_system(error: &io::Error) -> [String; 2] {
    match error.raw_os_error() {
        Some(number) => both!("systemet svarar med fel nummer {number}", "{error}"),
        None => both!("systemet svarar med ett fel som det inte förklarar", "{error}"),
    }
}

pub(super) fn cannot_write(failed: &WriteError, language: Language) -> String {
    let (path, error) = (failed.path.display(), pick(of_system(&failed.error), language));
    let sentence = match failed.cause {
        Cause::System if failed.error.kind() == io::ErrorKind::PermissionDenied => both!(
            "`{path}` går inte att skriva: {error}; be den som sköter mappen om att få skriva där, eller välj en annan \
             mapp",
            "`{path}` cannot be written: {error}; ask whoever keeps the folder for the right to write there, or choose \
             another folder"
        ),
        Cause::System => both!("`{path}` går inte att skriva: {error}", "`{path}` cannot be written: {error}"),
        Cause::Input => both!(
            "`{path}` är en av rapportens egna filer, eller innehåller en sådan; skriv till en annan mapp med \
                `--output`",
            "`{path}` is a file that the report is made of, or holds one; write into another folder with `--output`"
        ),
        Cause::Foreign => both!(
            "`{path}` ser ut som en skrivning som avbröts, men programmet har inte gjort den här i mappen; inget är \
             flyttat eller skrivet. Titta på vad som ligger där, ta undan det och bygg igen",
            "`{path}` looks like writing that was broken off, but this program did not make it in this folder; nothing \
             was moved or written. Look at what lies there, take it away, and build again"
        ),
        Cause::Edited => both!(
            "`{path}` är ändrad sedan den byggdes, och inget är skrivet; ta in ändringarna med `underlag absorb`, \
             flytta undan filen, eller skriv över den med `--replace-edited`",
            "`{path}` was edited since it was built, and nothing was written; take the edits in by `underlag absorb`, \
             move the file away, or write over it with `--replace-edited`"
        ),
        Cause::Lock => both!(
            "`{path}` är ingen vanlig fil, så att programmet inte kan vänta på sin tur; ta bort den",
            "`{path}` is not an ordinary file, so that the program cannot wait for its turn; remove it"
        ),
        Cause::There => both!(
            "`{path}` finns redan, och skrivs inte över: välj en annan mapp, eller ta undan det som ligger där",
            "`{path}` is there already, and is not written over: choose another folder, or move away what lies there"
        ),
        Cause::Busy => both!(
            "`{path}` går inte att skriva till: programmet skriver redan där, och väntan blev för lång",
            "`{path}` cannot be written: the program is writing there already, and the wait was too long"
        ),
    };
    pick(sentence, language)
}

/// A file is neither a Word file nor a workbook, or a damaged one.
pub(super) fn no_office_file(file: &dyn Display, language: Language) -> String {
    let sentence = both!(
        "`{file}` är varken en Word-fil (.docx) eller en Excel-arbetsbok (.xlsx), eller är den skadad: öppna den i det \
         program som den skrevs i, och spara den som en sådan",
        "`{file}` is neither a Word file (.docx) nor an Excel workbook (.xlsx), or it is damaged: open it in the \
         program that it was written in, and save it as one"
    );
    pick(sentence, language)
}

/// A workbook is no form.
pub(super) fn no_form(file: &dyn Display, language: Language) -> String {
    let sentence = both!(
        "`{file}` är inget formulär från `underlag form`: en arbetsbok tas in bara om den är ett",
        "`{file}` is not a form of `underlag form`: a workbook is taken in only if it is one"
    );
    pick(sentence, language)
}

/// A child could not be started.
pub(super) fn cannot_start(error: &io::Error, language: Language) -> String {
    let why = pick(of_system(error), language);
    pick(
        both!("programmet kunde inte starta en process till: {why}", "no further process could be started: {why}"),
        language,
    )
}

/// What ended a child without a word.
pub(super) fn stopped(why: Stopped, language: Language) -> String {
    let sentence = match why {
        Stopped::Time(seconds) => both!(
            "det tog mer än {seconds} sekunder och avbröts; tillåt mer med `--time-limit SEKUNDER` om filerna kommer \
             från någon du litar på",
            "it took more than {seconds} seconds and was stopped; allow more with `--time-limit SECONDS` if the files \
             come from somebody you trust"
        ),
        Stopped::Memory(megabytes) => both!(
            "det behövde mer minne än {megabytes} MB och avbröts; tillåt mer med `--memory-limit MB` om filerna kommer \
             från någon du litar på",
            "it needed more memory than {megabytes} MB and was stopped; allow more with `--memory-limit MB` if the \
             files come from somebody you trust"
        ),
        Stopped::Broke => both!(
            "oväntat fel i programmet när filen lästes; inget skrevs",
            "unexpected error in the program on what it had to read, and nothing was written"
        ),
    };
    pick(sentence, language)
}

/// Why a finished file cannot be compared with another.
pub(super) fn cannot_read_back(why: &Unreadable, language: Language) -> String {
    let sentence = match why {
        Unreadable::NoPdf(why) => both!(
            "pdf:en går inte att läsa: den är skadad, avklippt eller ingen pdf; be om den igen",
            "the PDF cannot be read: {why}"
        ),
        Unreadable::NoWord(why) => both!(
            "Word-filen går inte att läsa: den är skadad eller ingen Word-fil (.docx); öppna den i Word och spara den \
             på nytt",
            "the Word file cannot be read: {why}"
        ),
        Unreadable::TooMuch(at, exceeded) => {
            let (at, much) = (place(at, language), too_much(*exceeded, language));
            both!(
                "{at}: {much}; kontrollera att det är rätt fil: handlingar på upp till tusen sidor håller sig under \
                 gränsen",
                "{at}: {much}; check that it is the right file: papers of up to a thousand pages stay below the limit"
            )
        }
        Unreadable::Locked => locked(),
        Unreadable::Damaged => damaged(),
        Unreadable::NoTags => both!(
            "pdf:en har inga taggar, så det går inte att se vilka ord som hör till vad",
            "the PDF has no tags, by which its words would be told apart"
        ),
    };
    pick(sentence, language)
}

/// The PDF is encrypted.
fn locked() -> [String; 2] {
    both!(
        "pdf:en är krypterad eller låst med lösenord; be om en som inte är det",
        "the PDF is encrypted, or locked with a password; ask for one that is not"
    )
}

/// The PDF does not hold together.
fn damaged() -> [String; 2] {
    both!(
        "pdf:en är skadad eller avklippt: delarna ligger inte där den säger, och program som lagar den kan visa olika \
         saker; be om den igen",
        "the PDF is damaged or cut off: its parts are not where it says, and programs that repair it may show \
         different things; ask for it again"
    )
}

/// Where in a file there is too much of something.
fn place(at: &Where, language: Language) -> String {
    let words = match at {
        Where::Pdf => both!("pdf:en", "the PDF"),
        Where::Page(page) => both!("pdf:en, sida {page}", "the PDF, page {page}"),
        Where::Word => both!("Word-filen", "the Word file"),
        Where::Part(part) => both!("Word-filen, `{part}`", "the Word file, `{part}`"),
    };
    pick(words, language)
}

/// Of what there is more than may be read.
pub(super) fn too_much(Exceeded { what, most }: Exceeded, language: Language) -> String {
    let megabytes = most / MEGABYTE;
    let words = match what {
        Resource::Bytes => both!("mer än {megabytes} MB uppackat", "more than {megabytes} MB when it is unpacked"),
        Resource::Objects => both!("fler än {most} delar att gå igenom", "more than {most} objects to go through"),
        Resource::Cells => both!("fler än {most} celler", "more than {most} cells"),
        Resource::Rows => both!("fler än {most} rader", "more than {most} rows"),
        Resource::Text => both!("mer än {megabytes} MB text", "more than {megabytes} MB of text"),
        Resource::Findings => both!("fler än {most} skillnader", "more than {most} differences"),
        Resource::Depth => both!("mer än {most} nivåer i varandra", "more than {most} levels within each other"),
    };
    pick(words, language)
}

/// No check has this name; `meant` are the nearest that there are.
pub(super) fn no_check(name: &str, meant: &[&str], language: Language) -> String {
    let all = meant.join("`, `");
    let meant = match meant.is_empty() {
        true => pick(both!("; `underlag explain` räknar upp dem", "; `underlag explain` lists them"), language),
        false => pick(both!("; menade du `{all}`?", "; did you mean `{all}`?"), language),
    };
    pick(both!("ingen kontroll heter `{name}`{meant}", "no check is called `{name}`{meant}"), language)
}

/// What a code is called in the other language, by which files and programs may know it.
pub(super) fn other_name(code: Code, language: Language) -> String {
    let (name, swedish) = (code.name(), code.swedish());
    let sentence = both!("Heter också `{name}`, i filer som program läser.", "Is also called `{swedish}`, in Swedish.");
    pick(sentence, language)
}

/// No command has a page of the manual under this name.
pub(super) fn no_command(name: &str, language: Language) -> String {
    pick(both!("kommandot `{name}` finns inte", "there is no command `{name}`"), language)
}

/// Beside a sign that moves while the program is at work.
pub(super) fn working(language: Language) -> &'static str {
    pick(["arbetar", "working"], language)
}

/// The word list that somebody named cannot be used.
pub(super) fn no_word_list(file: &Path, language: Language) -> String {
    let file = file.display();
    pick(both!("`{file}` går inte att läsa som ordlista", "`{file}` cannot be read as a word list"), language)
}

/// Behind what was checked: words were compared with no list, since there is none.
pub(super) fn without_word_list(language: Language) -> String {
    let words = both!(
        "ord: inte jämförda med någon ordlista; `svenska.ord` finns inte bredvid programmet\n",
        "words: compared with no list; `svenska.ord` is not beside the program\n"
    );
    pick(words, language)
}

// What was found and what was made.

/// `1 error, 2 warnings, 0 notes`.
pub(super) fn summary(tally: Tally, language: Language) -> String {
    let errors = counted(tally.errors, [["fel", "fel"], ["error", "errors"]], language);
    let warnings = counted(tally.warnings, [["varning", "varningar"], ["warning", "warnings"]], language);
    let notes = counted(tally.notes, [["upplysning", "upplysningar"], ["note", "notes"]], language);
    format!("{errors}, {warnings}, {notes}")
}

/// What is accepted, after the summary.
pub(super) fn accepted(number: usize, language: Language) -> String {
    let nouns = [["godtaget undantag", "godtagna undantag"], ["accepted exception", "accepted exceptions"]];
    if number == 0 { String::new() } else { format!("; {}", counted(number, nouns, language)) }
}

/// `12 units merged, 36 pages`.
pub(super) fn merged(built: &Built, language: Language) -> String {
    let delivered = built.checked.report.as_ref().map_or(&[][..], |report| &report.delivered);
    let (came, all) = (delivered.iter().filter(|came| **came).count(), delivered.len());
    let pages = counted(built.pages, [["sida", "sidor"], ["page", "pages"]], language);
    if came < all {
        let sentence = both!("{came} av {all} enheter sammanställda, {pages}", "{came} of {all} units merged, {pages}");
        return pick(sentence, language);
    }
    let nouns = [["enhet sammanställd", "enheter sammanställda"], ["unit merged", "units merged"]];
    format!("{}, {pages}", counted(all, nouns, language))
}

/// `done in 0.21 s`.
pub(super) fn done_in(start: Instant, language: Language) -> String {
    let time = start.elapsed().as_millis();
    let (seconds, hundredths) = (time / 1000, time % 1000 / 10);
    pick(both!("klart på {seconds},{hundredths:02} s", "done in {seconds}.{hundredths:02} s"), language)
}

/// A draft was built of the report in `dir`.
pub(super) fn draft(dir: &Path, language: Language) -> String {
    let dir = dir.display();
    let sentence =
        both!("utkast; se påpekandena med: underlag check {dir}", "draft; see the findings with: underlag check {dir}");
    pick(sentence, language)
}

/// What stands in the way of a final paper, before all of it is listed.
pub(super) fn not_final(errors: usize, language: Language) -> String {
    let errors = counted(errors, [["fel", "fel"], ["error", "errors"]], language);
    let sentence =
        both!("slutlig handling: {errors} måste rättas först", "final paper: {errors} must be corrected first");
    pick(sentence, language) + "\n\n"
}

/// Nothing was written, over files that may be there.
pub(super) fn old_files_left(language: Language) -> String {
    let sentence = both!("inget skrevs, de gamla filerna är kvar", "nothing was written, the old files are left");
    pick(sentence, language)
}

pub(super) fn nothing_written(language: Language) -> String {
    pick(both!("inget skrevs", "nothing was written"), language)
}

// Many reports.

/// `2 of 3 reports built; done in 0.21 s`.
pub(super) fn reports_built(written: usize, all: usize, start: Instant, language: Language) -> String {
    let all = counted(all, [["rapport byggd", "rapporter byggda"], ["report built", "reports built"]], language);
    let done = done_in(start, language);
    pick(both!("{written} av {all}; {done}", "{written} of {all}; {done}"), language)
}

pub(super) fn reports_failed(failed: usize, language: Language) -> String {
    let failed = counted(failed, [["rapport", "rapporter"], ["report", "reports"]], language);
    pick(both!("{failed} gick inte att bygga", "{failed} could not be built"), language)
}

/// An earlier report has the same id.
pub(super) fn is_twin(twin: &Path, language: Language) -> String {
    let twin = twin.display();
    let sentence = both!(
        "rapporten har samma `id` som `{twin}`, och filerna skulle få samma namn",
        "the report has the same `id` as `{twin}`, and the files would have the same names"
    );
    pick(sentence, language)
}

// The watch.

/// A fault in the program ended a build.
pub(super) fn crashed(language: Language) -> String {
    pick(
        both!("oväntat fel i programmet; inget skrevs", "unexpected error in the program; nothing was written"),
        language,
    )
}

pub(super) fn waiting(language: Language) -> String {
    pick(both!("väntar på nästa ändring", "waiting for the next change"), language)
}

// Dispatch.

pub(super) fn unchanged(version: u32, language: Language) -> String {
    let sentence = both!(
        "inget har ändrats sedan version {version}; inget skrevs",
        "nothing has changed since version {version}; nothing was written"
    );
    pick(sentence, language)
}

/// Nothing has changed in the report since `version`, but in what was dispatched, which has been told.
pub(super) fn tampered(version: u32, language: Language) -> String {
    let sentence = both!(
        "rapporten är densamma som i version {version}, men det som är expedierat är inte som det var; inget skrevs",
        "the report is the same as in version {version}, but what was dispatched is not as it was; nothing was written"
    );
    pick(sentence, language)
}

/// What was made to `standard` does not say the same everywhere.
pub(super) fn unlike(standard: Standard, language: Language) -> String {
    let standard = standard.title();
    let sentence = both!(
        "pdf:en ({standard}), Word-filen och underlaget skiljer sig åt",
        "the PDF ({standard}), the Word file and the report do not say the same"
    );
    pick(sentence, language)
}

/// `2 versions and 14 files as they were made`.
pub(super) fn as_made(count: usize, files: usize, language: Language) -> String {
    let versions = counted(count, [["version", "versioner"], ["version", "versions"]], language);
    let files = counted(files, [["fil", "filer"], ["file", "files"]], language);
    if count == 0 {
        return pick(
            both!("{versions} och {files} som de gjordes", "{versions} and {files} as they were made"),
            language,
        );
    }
    let sentence = both!(
        "{versions} och {files} som de gjordes, enligt {DISPATCHED}",
        "{versions} and {files} as they were made, by {DISPATCHED}"
    );
    pick(sentence, language)
}

/// `5 files as they were made`.
pub(super) fn package_as_made(files: usize, language: Language) -> String {
    let files = counted(files, [["fil", "filer"], ["file", "files"]], language);
    let sentence = both!(
        "{files} som de gjordes, enligt paketets kontrollsummor",
        "{files} as they were made, by the package's hashes"
    );
    pick(sentence, language)
}

/// Nothing can be said of a package.
pub(super) fn no_package(package: &Path, error: &PackageError, language: Language) -> String {
    let package = package.display();
    let sentence = match error {
        PackageError::NoPackage(why) => both!(
            "`{package}` är inget paket till en mottagare som programmet har gjort, eller så är det skadat: \
             kontrollsummorna går inte att läsa. Allt som skickades kontrolleras genom att skriva mappen det ligger i",
            "`{package}` is not a package for a recipient that the program made: {why}. All that was dispatched is \
             checked by naming the folder that it lies in"
        ),
        PackageError::Twice => both!(
            "två filer i `{package}` heter likadant; öppna det inte",
            "two files in `{package}` have one name; do not open it"
        ),
        PackageError::TooMuch(_) => both!(
            "`{package}` innehåller mer än ett paket som programmet har gjort; öppna det inte",
            "`{package}` holds more than any package that the program made; do not open it"
        ),
    };
    pick(sentence, language)
}

/// `version 2, 3 recipients`.
pub(super) fn dispatched(version: u32, recipients: usize, language: Language) -> String {
    let recipients = counted(recipients, [["mottagare", "mottagare"], ["recipient", "recipients"]], language);
    format!("version {version}, {recipients}")
}

/// The paper was edited in Word, and nothing is dispatched.
pub(super) fn edited_before_dispatch(path: &str, dir: &str, language: Language) -> String {
    let sentence = both!(
        "`{path}` är ändrad sedan den byggdes, och inget är expedierat; ta in ändringarna med \
         `underlag absorb {path} {dir} --write`, eller ta undan filen om de inte ska med",
        "`{path}` was edited since it was built, and nothing is dispatched; take the edits in by \
         `underlag absorb {path} {dir} --write`, or move the file away if they are not to be in it"
    );
    pick(sentence, language)
}

// What was checked.

/// The heads of the columns: table, sums, computed columns, relations; and what stands at the sum of all tables.
pub(super) fn coverage_columns(language: Language) -> [&'static str; 5] {
    let columns =
        [["tabell", "summor", "uträknade", "avstämningar", "alla"], ["table", "sums", "computed", "relations", "all"]];
    pick(columns, language)
}

/// `12`, `12 (2 not)`: how many were checked, and how many could not be.
pub(super) fn covered(checked: usize, skipped: usize, language: Language) -> String {
    if skipped == 0 {
        return checked.to_string();
    }
    pick(both!("{checked} ({skipped} ej)", "{checked} ({skipped} not)"), language)
}

/// What could not be checked: the name of a table, a row and a column, and why.
pub(super) fn not_covered(name: &str, kind: &str, why: &str, language: Language) -> String {
    pick(both!("{name} ({kind}): {why}", "{name} ({kind}): {why}"), language)
}

/// What an option shows is for people, and as JSON, alone.
pub(super) fn no_sarif(option: &str, language: Language) -> String {
    let sentence = both!(
        "`{option}` visas för människor eller som JSON; skriv `--format human` eller `--format json`",
        "`{option}` is shown for people or as JSON; write `--format human` or `--format json`"
    );
    pick(sentence, language)
}

// What became of the figures of texts.

/// The heads of the columns: unit, confirmed, contradicted, unbacked; what stands for the report's own texts, and for
/// all.
pub(super) fn statement_columns(language: Language) -> [&'static str; 6] {
    let columns = [
        ["enhet", "bekräftade", "motsagda", "utan stöd", "rapporten", "alla"],
        ["unit", "confirmed", "contradicted", "unbacked", "the report", "all"],
    ];
    pick(columns, language)
}

/// How a text uses a cell that bears its figure out.
pub(super) fn backs(language: Language) -> &'static str {
    pick(["bekräftar", "confirms"], language)
}

/// What became of a figure, as a line of the list begins.
pub(super) fn outcome(contradicted: bool, language: Language) -> &'static str {
    let words = if contradicted { ["motsagt", "contradicted"] } else { ["utan stöd", "unbacked"] };
    pick(words, language)
}

// What a code means.

/// What stands before a code's example.
pub(super) fn example(language: Language) -> &'static str {
    pick(["Exempel", "Example"], language)
}

// How the units stand.

/// The heads of the columns: name, state, errors, warnings, notes, words, last change.
pub(super) fn unit_columns(language: Language) -> [&'static str; 7] {
    let columns = [
        ["enhet", "läge", "fel", "varn.", "uppl.", "ord", "ändrad"],
        ["unit", "state", "err.", "warn.", "notes", "words", "changed"],
    ];
    pick(columns, language)
}

/// Whether a unit's file is there, whether anything is filled in, and how much is missing in it.
pub(super) fn unit_state(delivered: bool, begun: bool, gaps: usize, language: Language) -> String {
    let state = match (delivered, gaps) {
        (false, _) => both!("saknas", "missing"),
        (true, 1..) if !begun => both!("ej ifylld", "not begun"),
        (true, 0) => both!("lämnad", "delivered"),
        (true, gaps) => both!("saknar {gaps}", "lacks {gaps}"),
    };
    pick(state, language)
}

/// The heads of the columns: indicators that reach their targets, that do not, that cannot be judged; and what stands
/// at the sum of all goals.
pub(super) fn goal_columns(language: Language) -> [&'static str; 4] {
    pick([["når målvärdet", "når inte", "går ej att bedöma", "totalt"], ["met", "missed", "open", "all"]], language)
}

// Where a figure is used.

/// What stands between a figure and the place where it is used so.
pub(super) fn used(used: Use, language: Language) -> &'static str {
    let words = match used {
        Use::Cell => ["skrevs i", "written in"],
        Use::Shown => ["visas i", "shown in"],
        Use::Made => ["räknas ut i", "computed in"],
        Use::Taken => ["hämtas till", "taken into"],
        Use::Sum => ["räknas in i", "added into"],
        Use::Average => ["räknas in i genomsnittet", "averaged into"],
        Use::Weight => ["viktar genomsnittet", "weighs the average"],
        Use::Computed => ["ingår i", "part of"],
        Use::Equal => ["ska vara lika med", "must equal"],
        Use::Chart => ["visas i diagrammet", "shown in the chart"],
        Use::Bound => ["hämtas till texten med", "taken into the text by"],
        Use::Text => ["nämns i", "named in"],
    };
    pick(words, language)
}

pub(super) fn not_in_report(figure: &str, language: Language) -> String {
    pick(both!("hittar inget belopp `{figure}` i tabellerna", "found no amount `{figure}` in the tables"), language)
}

// What finished files say.

/// What both files hold: figures, cells, notes, pages, and how many differences, each as it is written.
pub(super) fn verified([figures, cells, notes, pages, found]: [String; 5], language: Language) -> String {
    let sentence = both!(
        "{figures} tal, {cells} celler, {notes} fotnoter, {pages} sidor, {found} skillnader",
        "{figures} figures, {cells} cells, {notes} notes, {pages} pages, {found} differences"
    );
    pick(sentence, language)
}

/// That pictures are not compared themselves.
pub(super) fn pictures_by_words(count: usize, language: Language) -> String {
    let sentence = both!(
        "bilder: {count}; de jämförs bara med sina alternativtexter",
        "pictures: {count}; they are compared by their alternative texts alone"
    );
    pick(sentence, language)
}

pub(super) fn the_word_file(language: Language) -> &'static str {
    pick(["Word-filen", "the Word file"], language)
}

pub(super) fn the_model(language: Language) -> &'static str {
    pick(["underlaget", "the sources"], language)
}

/// A side of a comparison, by its name, has nothing where the other has something.
pub(super) fn silent(side: &str, language: Language) -> String {
    pick(both!("{side}: saknas här", "{side}: missing here"), language)
}

/// Words of the PDF stand outside of their page, or under others.
pub(super) fn misplaced(over: Option<&str>, language: Language) -> String {
    let sentence = match over {
        None => both!("PDF: texten ligger utanför sidan", "PDF: they stand outside of the page"),
        Some(over) => both!("PDF: ”{over}” ligger ovanpå texten", "PDF: ”{over}” stands on top of them"),
    };
    pick(sentence, language) + "\n"
}

/// A page of the PDF has too much on it to look where all of its words stand.
pub(super) fn seen_in_part(page: &str, language: Language) -> String {
    let sentence = both!(
        "PDF, {page}: sidan är för stor för att ses igenom helt; text kan ligga utanför den, eller på annan text",
        "PDF, {page}: not all of the page could be looked at; words may stand outside of it, or on others"
    );
    pick(sentence, language) + "\n"
}

/// A page of the PDF shows words that are not read.
pub(super) fn unread_page(page: &str, language: Language) -> String {
    let sentence = both!(
        "PDF, {page}: sidan visar ord som inte läses här, i ett inbäddat objekt, en anteckning eller utan tagg",
        "PDF, {page}: the page shows words that are not read here, in an embedded object, in a note or without a tag"
    );
    pick(sentence, language) + "\n"
}

/// The Word file holds something that may show words and that is not compared.
pub(super) fn unread(what: &str, language: Language) -> String {
    let sentence = both!(
        "Word-filen: ”{what}” läses inte; programmet gör inget sådant, och den som öppnar filen kan se andra ord",
        "the Word file: ”{what}” is not read; the program makes no such thing, and who opens the file may see \
         other words"
    );
    pick(sentence, language) + "\n"
}

/// `page 3`.
pub(super) fn spot(spot: Spot, language: Language) -> String {
    let words = match spot {
        Spot::Page(page) => both!("sida {page}", "page {page}"),
        Spot::Paragraph(at) => both!("stycke {at}", "paragraph {at}"),
    };
    pick(words, language)
}

/// What kind of thing a finished file says something in.
pub(super) fn kind(kind: Kind, language: Language) -> String {
    let words = match kind {
        Kind::Heading(level) => both!("rubrik {level}", "heading {level}"),
        Kind::Paragraph => both!("stycke", "paragraph"),
        Kind::Cell => both!("cell", "cell"),
        Kind::Note => both!("fotnot", "note"),
        Kind::Mark => both!("fotnotstecken", "note mark"),
        Kind::Sign => both!("listtecken", "list sign"),
        Kind::Entry => both!("rad i innehållsförteckningen", "line of the contents"),
        Kind::Figure => both!("diagram", "chart"),
        Kind::Head => both!("sidhuvud", "running head"),
        Kind::Words => both!("ord", "words"),
    };
    pick(words, language)
}

// Whether a PDF is what its attachments make.

/// `bytes` long, and the same file when it is made again of its `attachments`.
pub(super) fn same_file(bytes: usize, attachments: usize, language: Language) -> String {
    let attachments = counted(attachments, [["bilaga", "bilagor"], ["attachment", "attachments"]], language);
    let sentence = both!(
        "identisk: återskapad ur {attachments}, som stämmer med {RECORD} ({bytes} byte)",
        "identical: rebuilt from {attachments}, which agree with {RECORD} ({bytes} bytes)"
    );
    pick(sentence, language)
}

/// Whose layout a PDF was made with.
pub(super) fn layout_used(name: &str, own: bool, language: Language) -> String {
    let sentence = if own {
        both!("layout: `{name}`, en av programmets egna", "layout: `{name}`, one of the program's own")
    } else {
        both!(
            "layout: `{name}`, inte en av programmets egna; en sådan kan visa annat än underlagen: jämför \
                sidorna med uppgifter.csv, eller återskapa handlingen med `--layout kommun`",
            "layout: `{name}`, not one of the program's own; such a layout can show something else than the \
                sources: compare the pages with uppgifter.csv, or build the paper with `--layout kommun`"
        )
    };
    pick(sentence, language)
}

/// Which program made a PDF, and of which commit that was built.
pub(super) fn made_by(program: &str, commit: Option<&str>, language: Language) -> String {
    let sentence = match commit {
        Some(commit) => {
            let build = build(program, Some(commit));
            both!("gjord av {build}", "made by {build}")
        }
        None => both!("gjord av {program}", "made by {program}"),
    };
    pick(sentence, language)
}

pub(super) fn not_same_file(language: Language) -> String {
    pick(both!("inte identisk", "not identical"), language)
}

/// Another program made the file: nothing is said of whether it is the same.
pub(super) fn not_remade(language: Language) -> String {
    pick(both!("filen återskapades inte", "the file was not rebuilt"), language)
}

/// What differs between a PDF, its own hashes, and the PDF that was made of its attachments.
pub(super) fn difference(difference: &Difference, language: Language) -> String {
    let sentence = match difference {
        Difference::Missing(name) => both!("bilagan `{name}` saknas", "the attachment `{name}` is missing"),
        Difference::Unnamed(name) => both!(
            "bilagan `{name}` finns inte bland kontrollsummorna",
            "the attachment `{name}` is not among the hashes"
        ),
        Difference::Hash { name, stated, found } => both!(
            "bilagan `{name}` har kontrollsumman {found}, inte {stated}",
            "the attachment `{name}` has the hash {found}, not {stated}"
        ),
        Difference::Outside(path) => {
            both!("bilagan `{path}` pekar utanför sin mapp", "the attachment `{path}` leads out of its folder")
        }
        Difference::Unreadable(path) => both!(
            "`{path}` gick inte att läsa när filen gjordes, så den går inte att återskapa",
            "`{path}` could not be read when the file was made, so that it cannot be rebuilt"
        ),
        Difference::Program(name) => {
            let own = build(&program(), commit());
            both!(
                "filen är gjord av {name} och bara det programmet kan återskapa den (det här är {own}); alla \
                    bilagor stämmer med kontrollsummorna",
                "the file was made by {name}, and only that program can rebuild it (this is {own}); all \
                    attachments agree with the hashes"
            )
        }
        Difference::NotMade(why) => {
            let swedish = Code::named(why).map_or(why.as_str(), |code| code.swedish());
            both!("bilagorna ger ingen pdf ({swedish})", "no PDF can be built from the attachments ({why})")
        }
        Difference::Attachment(name) => both!(
            "bilagan `{name}` skiljer sig när filen återskapas",
            "the attachment `{name}` differs when the file is rebuilt"
        ),
        Difference::Page(number) => both!(
            "sida {number} är den första som skiljer sig när filen återskapas",
            "page {number} is the first that differs when the file is rebuilt"
        ),
        Difference::Byte(at) => both!(
            "bilagor och sidor är desamma, men byte {at} skiljer sig",
            "attachments and pages are the same, but byte {at} differs"
        ),
    };
    pick(sentence, language)
}

/// A folder in the place of a PDF.
pub(super) fn folder_to_remake(dir: &Path, language: Language) -> String {
    let dir = dir.display();
    let sentence = both!(
        "`{dir}` är en mapp: skriv namnet på pdf:en i den som slutar på -a-3a.pdf. Om allt som skickades är som det \
         var visar `underlag dispatch --check {dir}`",
        "`{dir}` is a folder: name the PDF in it that ends with -a-3a.pdf. Whether all that was sent is as it was is \
         for `underlag dispatch --check {dir}`"
    );
    pick(sentence, language)
}

/// Why a PDF cannot be made again at all.
pub fn cannot_remake(error: &ReverifyError, language: Language) -> String {
    let sentence = match error {
        ReverifyError::NoPdf(why) => both!("inte en pdf, eller en skadad: be om den igen", "no PDF: {why}"),
        ReverifyError::Locked => locked(),
        ReverifyError::Damaged => damaged(),
        ReverifyError::TooMuch(exceeded) => {
            let much = too_much(*exceeded, language);
            both!(
                "pdf:en: {much}; kontrollera att det är rätt fil: handlingar som programmet gör håller sig långt \
                 under gränsen",
                "the PDF: {much}; check that it is the right file: papers that the program makes stay far below the \
                 limit"
            )
        }
        ReverifyError::Files(most) => both!(
            "pdf:en är gjord av fler än {most} filer, så den återskapas inte; kontrollera att det är rätt fil",
            "the PDF is made of more than {most} files, so that it is not made again; check that it is the right \
                file"
        ),
        ReverifyError::Zip => both!(
            "det är ett paket (zip) eller en Word-fil, ingen pdf: packa upp paketet och skriv namnet på pdf:en som \
             slutar på -a-3a.pdf. Om paketets filer är de som skickades visar `underlag dispatch --check PAKET`",
            "it is a package (ZIP) or a Word file, not a PDF: unpack the package and name the PDF that ends with \
             -a-3a.pdf. Whether the package's files are those that were sent is for `underlag dispatch --check PACKAGE`"
        ),
        ReverifyError::NoRecord => both!(
            "pdf:en innehåller inte det som den är gjord av; det gör bara en pdf av standarden a-3a, som i ett utskick \
             har ett namn som slutar på -a-3a.pdf: ta den, be om den, eller bygg den med `build --standard a-3a`",
            "the PDF does not carry what it was made of; only one of the standard a-3a does, whose name ends with \
             -a-3a.pdf among what was dispatched: take that one, ask for it, or make it with `build --standard a-3a`"
        ),
        ReverifyError::BadRecord(why) => both!(
            "kontrollsummorna i {RECORD} går inte att läsa: bilagan är skadad eller ändrad",
            "the hashes in {RECORD} cannot be read: {why}"
        ),
        ReverifyError::Write(error) => {
            let why = pick(of_system(error), language);
            both!("bilagorna går inte att packa upp: {why}", "the attachments cannot be unpacked: {why}")
        }
    };
    pick(sentence, language)
}

// What is said of Kolada.

pub(super) fn no_kolada(language: Language) -> String {
    let sentence = both!(
        "rapporten har inget `[[kolada]]`; lägg till ett med `fil = \"kolada/svar.json\"` i rapport.toml",
        "the report has no `[[kolada]]`; add one with `fil = \"kolada/svar.json\"` to rapport.toml"
    );
    pick(sentence, language)
}

/// Several answers to save, or one that the report does not name.
pub(super) fn which_kolada(asked: Option<&str>, known: &[&str], language: Language) -> String {
    let files = known.join("`, `");
    let sentence = match asked {
        Some(asked) => both!(
            "inget `[[kolada]]` har `fil = \"{asked}\"`; rapporten har `{files}`",
            "no `[[kolada]]` has `fil = \"{asked}\"`; the report has `{files}`"
        ),
        None => both!(
            "rapporten har flera `[[kolada]]`; välj vilket som ska hämtas med `--file`: `{files}`",
            "the report has several `[[kolada]]`; choose the one to fetch with `--file`: `{files}`"
        ),
    };
    pick(sentence, language)
}

pub(super) fn no_municipality(language: Language) -> String {
    let sentence = both!(
        "rapporten anger inte vilken kommun den gäller; lägg till `kommunkod = \"1466\"` överst i rapport.toml",
        "the report does not say which municipality it is about; add `kommunkod = \"1466\"` at the top of \
            rapport.toml"
    );
    pick(sentence, language)
}

pub(super) fn nothing_asked(language: Language) -> String {
    let sentence = both!(
        "rapporten frågar inte efter något: en rad behöver `kolada = \"N00945\"` och en kolumn `kolada = 2024`",
        "the report asks for nothing: a row needs `kolada = \"N00945\"` and a column `kolada = 2024`"
    );
    pick(sentence, language)
}

pub(super) fn cannot_fetch(error: &NetError, language: Language) -> String {
    let sentence = match error {
        NetError::Address(address) => both!(
            "`{address}` är ingen webbadress att hämta från; den börjar med `https://`",
            "`{address}` is not a valid address to fetch from; it begins with `https://`"
        ),
        NetError::Unreachable(address) => both!(
            "`{address}` går inte att nå; se efter att datorn har kontakt med nätet. Inget är ändrat",
            "`{address}` cannot be reached; see that the machine is connected. Nothing was changed"
        ),
        NetError::Certificate(address) => both!(
            "`{address}` går inte att lita på: certifikatet godkänns inte av datorn. Fråga it-enheten. Inget är ändrat",
            "`{address}` is not trusted: the machine refuses its certificate. Ask whoever keeps it. Nothing was changed"
        ),
        NetError::Slow => both!(
            "svaret dröjde för länge; försök igen om en stund. Inget är ändrat",
            "the answer took too long; try again in a while. Nothing was changed"
        ),
        NetError::Status(status, url) => both!(
            "servern svarade {status} på `{url}`. Inget är ändrat",
            "the server answered {status} to `{url}`. Nothing was changed"
        ),
        NetError::NoAnswer(url) => both!(
            "`{url}` gav inget svar från Kolada som går att läsa. Inget är ändrat",
            "`{url}` gave no answer of Kolada that can be read. Nothing was changed"
        ),
        NetError::Elsewhere(url) => both!(
            "svaret fortsätter på en annan server, `{url}`, som inte frågas. Inget är ändrat",
            "the answer goes on at another server, `{url}`, which is not asked. Nothing was changed"
        ),
    };
    pick(sentence, language)
}

pub(super) fn fetched(there: usize, asked: usize, language: Language) -> String {
    let sentence =
        both!("{there} av {asked} tal hämtade från Kolada", "{there} of {asked} figures fetched from Kolada");
    pick(sentence, language)
}

/// A figure that a report asks for and that Kolada does not have.
pub(super) fn not_in_kolada(key: &Key, language: Language) -> String {
    let Key { key_figure, area, year, gender } = key;
    let [sv, en] = match gender {
        Gender::All => ["", ""],
        Gender::Women => [", kvinnor", ", women"],
        Gender::Men => [", män", ", men"],
    };
    let sentence =
        both!("finns inte: {key_figure}, {area}, {year}{sv}", "is not there: {key_figure}, {area}, {year}{en}");
    pick(sentence, language)
}
