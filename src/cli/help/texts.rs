//! The words of the command line's help and of what is wrong with arguments, Swedish and English beside each other.
//!
//! How a command or an argument gets its line here: see [`super`].

use crate::diagnostic::wording::both;

/// A sentence in Swedish and in English.
pub(super) type Both = [String; 2];

/// The texts of `args`, as clap has them: first Swedish, then English.
#[rustfmt::skip]
pub(super) const TEXTS: &[[&str; 2]] = &[
    // The program, and what all commands take.
    ["Skapar en handling till nämnden, som pdf och som Word-fil, av de avsnitt som kommunens enheter lämnar",
     "Builds a committee paper, as PDF and as Word file, from the sections that a municipality's units deliver"],
    ["Språk i hjälp och meddelanden; systemets språk om inget anges",
     "The language of help and messages; the system's unless given"],
    ["Längsta tid i sekunder för det som andra har gjort: filer att läsa tillbaka och en layout som följer med \
      rapporten (20), och för var och en av flera rapporter (600)",
     "The longest time for what others made, in seconds: files to verify, a layout that comes with the report (20), \
      and each of several reports (600)"],
    ["Mest minne för detsamma, i megabyte: 1024, och halva datorns minne för var och en av flera rapporter",
     "The most memory for the same, in megabytes: 1024, and half of the machine's for each of several reports"],
    ["Slutkoder:", "Exit codes:"],
    ["0  allt är bra", "0  all is well"],
    ["1  fel i rapporten hindrar, eller något skiljer sig: se vad som skrivs ut",
     "1  errors of the report stand in the way, or something differs: see what is printed"],
    ["2  programmet kunde inte köras: fel på kommandoraden, en fil som inte går att läsa eller skriva",
     "2  the program could not run: wrong arguments, a file that cannot be read or written"],
    ["Exempel:", "Examples:"],
    ["Exempel:", "Example:"],
    // Names of values.
    ["SPRÅK", "LANG"],
    ["SEKUNDER", "SECONDS"],
    ["MB", "MB"],
    ["MAPP", "DIR"],
    ["FIL", "FILE"],
    ["VAD", "WHAT"],
    ["FIL... MAPP", "FILE... DIR"],
    ["FORMAT", "FORMAT"],
    ["NAMN|MAPP", "NAME|DIR"],
    ["STANDARD", "STANDARD"],
    ["ANTAL", "N"],
    ["PDF", "PDF"],
    ["WORD", "WORD"],
    ["ÄNDRINGAR", "TRACKED"],
    ["ENHET", "UNIT"],
    ["FÖRRA", "OLD"],
    ["KOD", "CODE"],
    ["URL", "URL"],
    ["UPPGIFT", "FIGURE"],
    // What several commands take.
    ["Rapportens mapp, med rapport.toml och enheter/", "The report's folder, with rapport.toml and enheter/"],
    ["Mappen att skriva till", "The folder to write into"],
    ["Skriver inte ut något när allt är bra", "Prints nothing when all is well"],
    // completions, man
    ["Skriver ut en fil som gör att ett skal fyller i kommandon, flaggor och värden",
     "Prints a file by which a shell completes commands, options and values"],
    ["Skalet", "The shell"],
    ["SKAL", "SHELL"],
    ["Skriver ut manualsidan om programmet, eller om ett kommando, för `man`",
     "Prints the page of the manual about the program, or about a command, for `man`"],
    ["Kommandot; programmet om inget anges", "The command; the program itself unless given"],
    ["KOMMANDO", "COMMAND"],
    // build
    ["Skapar handlingen. Finns det påpekanden blir den ett utkast, och det står på första sidan",
     "Builds the paper. With findings it becomes a draft that says so on its first page"],
    ["Rapportens mapp, med rapport.toml och enheter/; flera sådana, eller en mapp med rapporter",
     "The report's folder, with rapport.toml and enheter/; several of them, or a folder of reports"],
    ["Filerna som ska skapas", "The files to make"],
    ["En annan layout än den i rapport.toml: ett namn, eller en mapp med tokens.toml och template.typ",
     "A layout other than the manifest's: a name, or a folder with tokens.toml and template.typ"],
    ["Layouten som Word-filen byggdes med, om den inte är den i rapport.toml: ett namn eller en mapp",
     "The layout that the Word file was built with, where it was not the manifest's: a name, or a folder"],
    ["Mappen som `dispatch` skrev i, där det som en expedierad Word-fil gjordes av ligger",
     "The folder that `dispatch` wrote into, where what a dispatched Word file was made of lies"],
    ["Standarden som pdf-filen ska följa", "What the PDF must hold to"],
    ["Antal trådar; lika många som datorns kärnor om inget anges",
     "Threads to use; as many as there are cores unless given"],
    ["Skriver inget så länge det finns fel, och lämnar de gamla filerna som de är",
     "Refuses while any error stands, and leaves the old files as they are"],
    ["Skriver över en Word-fil som någon har ändrat sedan den skapades. Annars skrivs inget då",
     "Writes over a Word file that somebody has edited since it was built. Without it nothing is written then"],
    ["Skapar också en kopia av Word-filen, med varje påpekande som en kommentar på sin plats",
     "Makes a copy of the Word file besides, with every finding as a comment at its place"],
    ["Läser tillbaka båda filerna innan de skrivs, och skriver inget om de skiljer sig åt",
     "Reads both finished files back before they are written, and writes nothing where they differ"],
    // watch
    ["Skapar handlingen, och skapar den på nytt varje gång rapport.toml, en enhets fil eller layouten sparas, tills du \
      trycker Ctrl-C. Visar vilka påpekanden som har tillkommit och försvunnit",
     "Builds the paper, and again at each save of manifest, units or layout, until Ctrl-C. Tells which findings \
      came and went"],
    // verify
    ["Läser tillbaka en färdig pdf och en Word-fil och visar var de skiljer sig åt",
     "Reads a finished PDF and Word file back and tells where they differ"],
    ["Pdf-filen", "The PDF"],
    ["Word-filen", "The Word file"],
    ["Rapportens mapp, för att också jämföra med det som båda är skapade av",
     "The report's folder, to compare both with what they were made from"],
    // absorb
    ["Tar in det som någon har ändrat i den färdiga Word-filen i de filer som rapporten skapas av",
     "Takes the edits that somebody made in the finished Word file back into the files that the report is made of"],
    ["De ändrade Word-filerna och de ifyllda formulären, och sist rapportens mapp, med rapport.toml och enheter/",
     "The edited Word files and the forms that were filled in, and last the report's folder, with rapport.toml and \
      enheter/"],
    ["Skriver det som är säkert, allt eller inget. Annars visas bara vad som skulle ändras",
     "Writes what is certain, all or none. Without it, only shows what would change"],
    ["Vad som ska hända med spårade ändringar som ingen har tagit ställning till",
     "What becomes of tracked changes that nobody has decided about"],
    ["Hur det visas: för människor, eller som JSON", "How it is shown: for people, or as JSON"],
    // form
    ["Skapar ett formulär för varje enhet med just det som den ska lämna, att fylla i och ta in med `absorb`",
     "Makes a form for each unit with just what it owes, to be filled in and taken back by `absorb`"],
    ["Enheternas id; alla enheter om inga anges", "The units' ids; all units unless given"],
    ["Skapar Excel-arbetsböcker i stället för Word-filer", "Makes workbooks instead of Word files"],
    ["Mappen med den förra rapporten: det som enheterna lämnade då visas bredvid, och raderna får sina namn",
     "The folder of the report before: what units said then stands beside, and rows have their names"],
    ["Skriver över ett formulär som någon har fyllt i. Annars skrivs inget då",
     "Writes over a form that somebody has filled in. Without it nothing is written then"],
    // undo
    ["Tar tillbaka det som `absorb --write` eller `check --fix --write` skrev senast",
     "Takes back what `absorb --write` or `check --fix --write` wrote last"],
    // check
    ["Kontrollerar rapporten och visar vad som saknas eller är fel",
     "Checks the report and tells what is missing or wrong"],
    ["Hur påpekandena visas. JSON har ett objekt på varje rad; SARIF är för textredigerare och kodlager; HTML är en \
      sida att skicka",
     "How findings are shown. JSON has one object a line; SARIF is for editors and code hosts; HTML is a page to mail"],
    ["Bara det som gäller den här enheten, med id eller namn, och hur många påpekanden som gäller andra; kan anges \
      flera gånger",
     "Only what concerns this unit, by id or name, and how many findings concern others; may be given several times"],
    ["Visar i stället de rättelser som är säkra, som en jämförelse rad för rad",
     "Shows the remedies that are certain, as a diff, instead of the findings"],
    ["Gör rättelserna, alla eller inga. `undo` tar tillbaka dem",
     "Makes them, all or none. `undo` takes them back"],
    ["Visar i stället för varje tabell hur många summor, uträknade kolumner och avstämningar som kontrollerades, och \
      vilka som inte gick att kontrollera. För människor, eller som JSON",
     "Shows for each table how many sums, computed columns and relations were checked, and which could not be, instead \
      of the findings. For people, or as JSON"],
    ["Ordlistan som orden slås upp i; `svenska.ord` bredvid programmet om inget anges",
     "The word list that words are looked up in; `svenska.ord` beside the program unless given"],
    // dispatch
    ["Skapar de slutliga filerna och ett paket till varje mottagare, som en ny version som inte ersätter \
      någon tidigare",
     "Makes the final files and a package for each recipient, as a new version that replaces none"],
    ["Rapportens mapp, med rapport.toml och enheter/. Med --check också mappen med dess versioner, eller ett paket",
     "The report's folder, with rapport.toml and enheter/. With --check also the folder of its versions, or a package"],
    ["Mappen att skriva till; alla versioner läggs i en mapp där, som heter rapportens id och -expediering",
     "The folder to write into; all versions stand in a folder there that has the report's id and -expediering as its \
      name"],
    ["Kontrollerar att de tidigare versionerna är som när de skapades, och skapar ingen ny",
     "Checks whether the versions that were made before are as they were made, and makes none"],
    // explain
    ["Förklarar vad koden på ett påpekande betyder, eller visar alla koder",
     "Explains what a finding's code means, or lists all codes"],
    ["Koden", "The code"],
    // status
    ["Visar en rad för varje enhet: lämnat eller inte, påpekanden, ord, senast ändrad; och vem som är sen",
     "Shows a line for each unit: delivered or missing, findings, words, last change; and who is late"],
    ["Dagen som det gäller; i dag om inget anges",
     "The day on which it is asked who is late; today unless given"],
    ["ÅÅÅÅ-MM-DD", "YYYY-MM-DD"],
    ["Skriver ett meddelande till varje enhet, med bara dess påpekanden och det som den ska lämna, till den här \
      mappen, som text och som e-post",
     "Writes a message to each unit with just its findings and what it owes into this folder, as text and as mail"],
    ["Visar i stället för varje mål hur många indikatorer som når sina målvärden",
     "Shows for each goal how many indicators reach their targets, instead of the units"],
    ["Visar i stället för varje enhet hur många belopp i dess texter som en tabell bekräftar, hur många som en tabell \
      säger emot och hur många som inte finns i någon tabell, med en lista över de två senare",
     "Shows for each unit how many figures of its texts a table confirms, how many one contradicts, and how many none \
      backs, with a list of the last two kinds, instead of the units"],
    ["Hur enheterna eller beloppen visas: för människor, eller som JSON med ett objekt på varje rad",
     "How units or figures are shown: for people, or as JSON with one object a line"],
    // reverify
    ["Återskapar en pdf ur dess egna bilagor och visar om det blir exakt samma fil",
     "Builds a PDF again from its own attachments and tells whether it is the same file, byte for byte"],
    ["Pdf-filen, skapad med --standard a-3a, a-3u, a-3b eller a-4f",
     "The PDF, made with --standard a-3a, a-3u, a-3b or a-4f"],
    // schema
    ["Skriver ut det som redigeringsprogram känner nycklarna efter: JSON Schema för rapport.toml eller enheternas \
      filer, eller referensen",
     "Prints what editors know the keys by: JSON Schema of rapport.toml or of units' files, or the reference"],
    ["Vilken fils nycklar, eller referensen till båda", "Which file's keys, or the reference of both"],
    ["JSON Schema för rapport.toml", "JSON Schema of rapport.toml"],
    ["JSON Schema för en enhets fil", "JSON Schema of a unit's file"],
    ["Båda filernas alla nycklar som en sida, på svenska", "Every key of both as a page, in Swedish"],
    ["En rapports mapp: schemat räknar då upp dess enheter, kapitel, tabeller, rader, kolumner och mål",
     "A report's folder: the schema then lists its units, chapters, tables, rows, columns and goals"],
    // lsp
    ["Betjänar en textredigerare, över standard in och ut: påpekanden medan man skriver, förslag, och vad nycklar \
     betyder",
     "Serves an editor, over standard input and output: findings while one types, completion, and what keys mean"],
    // kolada
    ["Hämtar värdena för de nyckeltal som rapportens rader anger från Kolada, och sparar dem i rapportens mapp",
     "Fetches from Kolada the figures of the key figures that the report's rows name, and saves them in the report's \
      folder"],
    ["Filen att spara till, om rapporten har flera `[[kolada]]`: det som står i dess `fil`",
     "The file to save, where the report has several `[[kolada]]`: what its `fil` says"],
    ["En annan adress till samma gränssnitt: en kopia, eller en server som skickar frågor vidare",
     "Another address of the same interface: a copy of it, or a server that passes requests on"],
    // new
    ["Skapar en ny rapport, som genast går att bygga som ett utkast som säger vad som saknas. Frågar i terminalen \
     efter det som flaggorna inte säger",
     "Makes a new report, which builds at once as a draft that says what is missing. Asks at a terminal for what the \
      flags do not say"],
    ["Mappen som ska skapas; den finns inte än, eller är tom",
     "The folder to make; it is not there, or has nothing in it"],
    ["Mappen med rapporten för perioden före, som den nya fortsätter",
     "The folder of the report of the period before, which the new one continues"],
    ["Kommunens namn", "The municipality's name"],
    ["Nämndens namn", "The committee's name"],
    ["Vad för rapport det ska bli: `delarsrapport`, `tertialrapport`, `budgetuppfoljning`, `arsredovisning`, \
      `bokslut`, `verksamhetsberattelse`, `plan`, `verksamhetsplan`, `internkontrollplan`, \
      `internkontrolluppfoljning`; \
      `delarsrapport` om inget anges",
     "What kind of report it is: `delarsrapport`, `tertialrapport`, `budgetuppfoljning`, `arsredovisning`, \
      `bokslut`, `verksamhetsberattelse`, `plan`, `verksamhetsplan`, `internkontrollplan`, \
      `internkontrolluppfoljning`; \
      `delarsrapport` unless given"],
    ["Periodens första dag, som 2026-01-01", "The first day of the period, as 2026-01-01"],
    ["Periodens sista dag, som 2026-08-31", "The last day of the period, as 2026-08-31"],
    ["Handlingens datum; första arbetsdagen efter perioden om inget anges, och för en plan den sista före den",
     "The paper's date; the first working day after the period unless given, and for a plan the last one before it"],
    ["Handlingens titel; görs av slag och period om inget anges",
     "The paper's title; made of kind and period unless given"],
    ["En enhet, som it=IT eller bara namnet; en gång för varje", "A unit, as it=IT or its name alone; once for each"],
    ["Enheten som skriver det som gäller alla, med id eller namn; den första om inget anges",
     "The unit that writes what concerns all, by its id or name; the first one unless given"],
    ["Någon som skriver under, med komma före titeln; en gång för varje",
     "Somebody who signs, with a comma before the title; once for each"],
    ["Någon som ska ha handlingen, gärna med e-postadress inom < och >; en gång för varje",
     "Somebody who gets the paper, perhaps with a mail address in angle brackets; once for each"],
    ["En textfil med målen, ett på varje rad, indraget under det som det hör till, med `[it]` sist för enheten som \
      svarar för det",
     "A text file with the goals, a line for each, set in below the one that it belongs to, with `[it]` at its end for \
      the unit that answers for it"],
    ["En av programmets layouter; `kommun` om inget anges",
     "The layout that comes with the program; `kommun` unless given"],
    ["Färgen på rubriker, som #14394f", "The colour of headings, as #14394f"],
    ["Skriver de filer som enheter ska lämna, för enheter som har lagts till i rapport.toml",
     "Writes the files that units owe, for units that were added to rapport.toml"],
    ["Enheternas id", "The units' ids"],
    ["Filerna för alla enheter som inte har någon", "The files of all units that have none"],
    ["Skapar en layout att ändra i, som ärver en av programmets",
     "Makes a layout to change, which inherits one that comes with the program"],
    ["Layouten som den ärver", "The layout that it inherits"],
    ["Kopierar layouten med dess mall i stället för att ärva den",
     "Copies the layout with its template instead of inheriting it"],
    ["NAMN", "NAME"],
    ["SLAG", "KIND"],
    ["DATUM", "DATE"],
    ["TITEL", "TITLE"],
    ["ID=NAMN", "ID=NAME"],
    ["NAMN, TITEL", "NAME, TITLE"],
    ["FÄRG", "COLOUR"],
    // trace
    ["Visar var ett belopp är skrivet och allt som det ingår i",
     "Shows where a figure was written and everything that it is part of"],
    ["Beloppet, eller en cellhänvisning: tabell.rad.kolumn, eller en ur revisorernas tabell, \
      cell:tabell/enhet/rad/kolumn",
     "The figure, or an address: table.row.column, or one of the auditors' table, cell:table/unit/row/column"],
];

/// The headings of a page of the manual: in Swedish, and as its maker writes them.
pub(crate) const MANUAL: &[[&str; 2]] = &[
    ["NAMN", "NAME"],
    ["SYNOPS", "SYNOPSIS"],
    ["BESKRIVNING", "DESCRIPTION"],
    ["FLAGGOR", "OPTIONS"],
    ["KOMMANDON", "SUBCOMMANDS"],
];

/// The Swedish of an English text; `None` where nobody has written it.
pub(super) fn swedish(english: &str) -> Option<&'static str> {
    TEXTS.iter().find(|[_, text]| *text == english).map(|[swedish, _]| *swedish)
}

/// The same, and the English where there is none: names of standards, and what a test would have told.
pub(super) fn or_english(english: &str) -> String {
    swedish(english).unwrap_or(english).to_owned()
}

/// Whether a line below the help is a command to copy.
pub(super) fn is_command(line: &str) -> bool {
    line.starts_with("underlag ")
}

// What clap says in English where it has no other words.

pub(super) const USAGE: &str = "Användning";
pub(super) const COMMANDS: &str = "Kommandon";
pub(super) const ARGUMENTS: &str = "Argument";
pub(super) const OPTIONS: &str = "Flaggor";
pub(super) const OPTIONS_USED: &str = "[FLAGGOR]";
pub(super) const COMMAND: &str = "KOMMANDO";
pub(super) const HELP: &str = "Visar hjälpen";
pub(super) const HELP_OF_TWO: &str = "Visar hjälpen (kortare med `-h`, längre med `--help`)";
pub(super) const HELP_COMMAND: &str = "Visar hjälpen för programmet eller för ett kommando";
pub(super) const VERSION: &str = "Visar programmets version";
pub(super) const POSSIBLE: &str = "Möjliga värden:";

pub(super) fn default(value: &str) -> String {
    format!(" [standard: {value}]")
}

pub(super) fn possible(values: &str) -> String {
    format!(" [möjliga värden: {values}]")
}

// What is wrong with arguments.

pub(super) const USAGES: [&str; 2] = [USAGE, "Usage"];
pub(super) const TIP: [&str; 2] = ["råd", "help"];

/// Names in backticks.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

pub(super) fn more() -> Both {
    both!(
        "Skriv `--help` efter kommandot för att se allt som det kan",
        "For all that a command takes, write `--help` after it"
    )
}

pub(super) fn no_value(argument: &str) -> Both {
    both!("`{argument}` saknar sitt värde", "`{argument}` lacks its value")
}

pub(super) fn invalid_value(value: &str, argument: &str, possible: &[String]) -> Both {
    let values = listed(possible);
    if possible.is_empty() {
        return both!("`{value}` går inte att ange för `{argument}`", "`{value}` cannot be given for `{argument}`");
    }
    both!(
        "`{value}` går inte att ange för `{argument}`; möjliga värden: {values}",
        "`{value}` cannot be given for `{argument}`; possible values: {values}"
    )
}

pub(super) fn no_option(argument: &str) -> Both {
    both!("flaggan `{argument}` finns inte här", "there is no option `{argument}` here")
}

pub(super) fn too_many(argument: &str) -> Both {
    both!("`{argument}` är ett argument för mycket", "`{argument}` is one argument too many")
}

pub(super) fn no_command(command: &str) -> Both {
    both!("kommandot `{command}` finns inte", "there is no command `{command}`")
}

pub(super) fn no_equals(argument: &str) -> Both {
    both!(
        "`{argument}` ska skrivas ihop med sitt värde, med likhetstecken emellan",
        "`{argument}` is written together with its value, with an equals sign between"
    )
}

pub(super) fn unusable(value: &str, argument: &str, reason: Option<Both>) -> Both {
    let [why, reason] =
        reason.unwrap_or_default().map(|reason| if reason.is_empty() { reason } else { format!("; {reason}") });
    both!("`{value}` går inte att ange för `{argument}`{why}", "`{value}` cannot be given for `{argument}`{reason}")
}

pub(super) fn whole_number(least: u64, most: u64) -> Both {
    both!("skriv ett heltal från {least} till {most}", "write a whole number from {least} to {most}")
}

pub(super) fn too_many_values(value: &str, argument: &str) -> Both {
    both!("`{value}` är ett värde för mycket för `{argument}`", "`{value}` is one value too many for `{argument}`")
}

pub(super) fn too_few_values(argument: &str, least: isize, given: isize) -> Both {
    // What can be repeated is named twice: `<FIL... MAPP> <FIL... MAPP>...`.
    let argument = argument.split_inclusive('>').next().unwrap_or(argument);
    both!(
        "här behövs minst {least}, `{argument}`, men bara {given} står där",
        "at least {least} are needed here, `{argument}`, but only {given} is there"
    )
}

pub(super) fn wrong_number(argument: &str, right: isize, given: isize) -> Both {
    both!("`{argument}` ska ha {right} värden, men har {given}", "`{argument}` takes {right} values, but has {given}")
}

pub(super) fn twice(argument: &str) -> Both {
    both!("`{argument}` kan bara anges en gång", "`{argument}` can be given only once")
}

pub(super) fn conflict(argument: &str, others: &[String]) -> Both {
    if others.is_empty() {
        return both!(
            "`{argument}` går inte att kombinera med de andra argumenten",
            "`{argument}` does not go together with the other arguments"
        );
    }
    let others = listed(others);
    both!("`{argument}` går inte att kombinera med {others}", "`{argument}` does not go together with {others}")
}

pub(super) fn command_conflict(command: &str, others: &[String]) -> Both {
    let others = listed(others);
    both!(
        "kommandot `{command}` går inte att kombinera med {others}",
        "the command `{command}` does not go together with {others}"
    )
}

pub(super) fn missing(arguments: &[String]) -> Both {
    let arguments = listed(arguments);
    both!("det här saknas på kommandoraden: {arguments}", "the command line lacks {arguments}")
}

pub(super) fn missing_command(of: &str, commands: &[String]) -> Both {
    let commands = listed(commands);
    both!("efter `{of}` saknas ett kommando: {commands}", "a command is missing after `{of}`: {commands}")
}

pub(super) fn no_unicode() -> Both {
    both!(
        "ett av argumenten innehåller tecken som inte går att läsa (det är inte UTF-8)",
        "an argument holds signs that cannot be read (it is not UTF-8)"
    )
}

pub(super) fn not_understood() -> Both {
    both!("kommandoraden går inte att förstå", "the command line cannot be understood")
}

pub(super) fn meant(names: &[String]) -> Both {
    let names = listed(names);
    both!("menade du {names}?", "did you mean {names}?")
}

pub(super) fn behind_dashes(argument: &str) -> Both {
    both!(
        "är `{argument}` ett namn och ingen flagga, skriv `-- {argument}`",
        "if `{argument}` is a name and no option, write `-- {argument}`"
    )
}

pub(super) fn no_dashes(command: &str) -> Both {
    both!(
        "kommandot `{command}` finns; ta bort `--` framför det",
        "there is a command `{command}`; take away the `--` before it"
    )
}

pub(super) fn has_it(with: &str) -> Both {
    both!("`{with}` finns", "there is `{with}`")
}
