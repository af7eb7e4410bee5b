//! The wording of what is asked for a new report, of answers that cannot be used, and of what to do next.

use crate::base::swedish::plural;
use crate::diagnostic::wording::{both, short};

use super::next::NextError;
use super::next::told::{Kind, Matter, Told, What};
use super::plan::{Fault, GoalFault, Plan};

/// Why an answer cannot be used, and what to write instead.
pub fn fault(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::Empty => both!("det står ingenting här", "there is nothing here"),
        Fault::Taken => both!(
            "där finns redan något, som inte skrivs över: välj en annan mapp",
            "there is something already, which is not written over: choose another folder"
        ),
        Fault::TooLong(most) => both!("det är längre än {most} tecken", "it is longer than {most} characters"),
        Fault::Unprintable => both!(
            "det finns ett tecken som inte syns, eller flera rader: skriv om det på en rad",
            "there is a character that cannot be seen, or several lines: write it anew in one line"
        ),
        Fault::Kind(words, meant) => kind(words, *meant),
        Fault::NoUnit(words) => {
            let words = short(words);
            both!("det finns ingen enhet `{words}` bland enheterna", "there is no unit `{words}` among the units")
        }
        Fault::Date(words) => {
            let words = short(words);
            both!("`{words}` är inget datum: skriv som `2026-08-31`", "`{words}` is no date: write it as `2026-08-31`")
        }
        Fault::Order(from, to) => {
            let (from, to) = (crate::base::swedish::short_date(*from), crate::base::swedish::short_date(*to));
            both!(
                "sista dagen, {to}, är före den första, {from}",
                "the last day, {to}, is before the first one, {from}"
            )
        }
        Fault::Signatory(words) => {
            let words = short(words);
            both!(
                "`{words}`: skriv namn och titel med komma emellan, som `Karin Ek, socialchef`",
                "`{words}`: write name and title with a comma between them, as `Karin Ek, socialchef`"
            )
        }
        Fault::Mail(words) => {
            let words = short(words);
            both!(
                "`{words}` är ingen e-postadress: skriv som `Kommunstyrelsen <ks@kommunen.example>`",
                "`{words}` is no mail address: write it as `Kommunstyrelsen <ks@kommunen.example>`"
            )
        }
        Fault::Goal(line, fault) => goal(*line, fault),
        Fault::Layout(..) | Fault::Color(_) | Fault::Light(..) => looks(fault),
        Fault::Id(_) | Fault::NoId(_) | Fault::Device(_) | Fault::SameId(_) | Fault::SameName(_) => unit(fault),
    }
}

fn kind(words: &str, meant: Option<&str>) -> [String; 2] {
    let all: Vec<&str> = crate::input::manifest::ReportKind::words().map(|(word, _)| word).collect();
    let (words, all) = (short(words), all.join(", "));
    match meant {
        Some(meant) => both!(
            "det finns inget slag `{words}`: menade du `{meant}`? Slagen är {all}",
            "there is no kind `{words}`: did you mean `{meant}`? The kinds are {all}"
        ),
        None => {
            both!("det finns inget slag `{words}`: slagen är {all}", "there is no kind `{words}`: the kinds are {all}")
        }
    }
}

fn unit(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::Id(id) => {
            let (id, made) = (short(id), crate::base::names::id_of(id).unwrap_or_else(|| "skola".to_owned()));
            both!(
                "`{id}` kan inte vara ett id, som bara har a–z, siffror och bindestreck: skriv `{made}=Namnet`, eller \
                 bara namnet",
                "`{id}` cannot be an id, which has a–z, digits and hyphens alone: write `{made}=Name`, or the name \
                 alone"
            )
        }
        Fault::NoId(name) => {
            let name = short(name);
            both!(
                "av `{name}` går det inte att göra ett id: skriv ett framför, som `stab={name}`",
                "no id can be made of `{name}`: write one before it, as `stab={name}`"
            )
        }
        Fault::Device(id) => both!(
            "en fil kan inte heta `{id}` i Windows: välj ett annat id, som `{id}-enhet`",
            "a file cannot be called `{id}` on Windows: choose another id, as `{id}-enhet`"
        ),
        Fault::SameId(id) => {
            both!("två enheter har id:t `{id}`: byt det ena", "two units have the id `{id}`: change one of them")
        }
        Fault::SameName(name) => {
            let name = short(name);
            both!(
                "två enheter heter `{name}`: byt namn på den ena",
                "two units are called `{name}`: rename one of them"
            )
        }
        _ => both!("", ""),
    }
}

fn looks(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::Layout(words, meant) => {
            let (words, meant) = (short(words), meant.unwrap_or("kommun"));
            both!(
                "det finns ingen layout `{words}`: menade du `{meant}`? Det finns `kommun` och `region`, och en egen \
                 görs med `underlag new layout`",
                "there is no layout `{words}`: did you mean `{meant}`? There are `kommun` and `region`, and one of \
                 your own is made by `underlag new layout`"
            )
        }
        Fault::Color(words) => {
            let words = short(words);
            both!("`{words}` är ingen färg: skriv som `#14394f`", "`{words}` is no colour: write it as `#14394f`")
        }
        Fault::Light(words, contrast) => {
            let (sv, en) = (contrast.digits(','), contrast.digits('.'));
            both!(
                "`{words}` är för ljus för rubriker: kontrasten mot tabellernas rubrikrad är {sv}:1, och 4,5:1 behövs",
                "`{words}` is too light for headings: its contrast with the heads of tables is {en}:1, and 4.5:1 is \
                 needed"
            )
        }
        _ => both!("", ""),
    }
}

fn goal(line: usize, fault: &GoalFault) -> [String; 2] {
    match fault {
        GoalFault::Empty => both!(
            "rad {line} i listan har inga ord: skriv målet, eller ta bort raden",
            "line {line} of the list has no words: write the goal, or remove the line"
        ),
        GoalFault::TooLong(most) => both!(
            "rad {line} i listan är längre än {most} tecken",
            "line {line} of the list is longer than {most} characters"
        ),
        GoalFault::TooDeep(most) => both!(
            "rad {line} i listan är indragen i fler än {most} nivåer",
            "line {line} of the list is set in by more than {most} levels"
        ),
        GoalFault::Unit(unit) => {
            let unit = short(unit);
            both!(
                "rad {line} i listan nämner enheten `{unit}`, som inte finns: skriv en enhets id eller namn inom [ ]",
                "line {line} of the list names the unit `{unit}`, which there is not: write a unit's id or name \
                 within [ ]"
            )
        }
    }
}

/// What is asked at a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Where the report is to be.
    Folder,
    /// The municipality.
    Municipality,
    /// The committee.
    Committee,
    /// The kind of report, above a list of them.
    Kind,
    /// Its number in the list.
    KindNumber,
    /// The first day of the period.
    First,
    /// The last day.
    Last,
    /// The units.
    Units,
    /// The one that writes what concerns all.
    Lead,
    /// Who signs.
    Signatories,
    /// Who gets the paper.
    Recipients,
    /// The goals.
    Goals,
    /// The layout.
    Layout,
    /// The colour of headings.
    Color,
    /// Whether all of it is right.
    Right,
}

/// What is asked.
pub fn question(question: Question) -> [String; 2] {
    match question {
        Question::Folder => {
            both!("Mappen som ska skapas, till exempel sn-2026-08:", "The folder to make, such as sn-2026-08:")
        }
        Question::Municipality => both!("Kommun, som Sandby kommun:", "Municipality, as Sandby kommun:"),
        Question::Committee => both!("Nämnd, som Socialnämnden:", "Committee, as Socialnämnden:"),
        Question::Kind => both!("Vad ska det bli?", "What is it to be?"),
        Question::KindNumber => both!("Nummer [1]:", "Number [1]:"),
        Question::First => {
            both!("Första dagen som rapporten gäller, som 2026-01-01:", "First day of the period, as 2026-01-01:")
        }
        Question::Last => both!("Sista dagen, som 2026-08-31:", "Last day, as 2026-08-31:"),
        Question::Units => both!(
            "Enheterna som lämnar underlag, en på varje rad: namnet, eller id=Namn. Tom rad när alla är med.",
            "The units that deliver, one a line: the name, or id=Name. An empty line when all are there."
        ),
        Question::Lead => both!(
            "Enheten som skriver det som gäller alla [den första]:",
            "The unit that writes what concerns all [the first one]:"
        ),
        Question::Signatories => both!(
            "De som skriver under, som Karin Ek, socialchef. Tom rad när alla är med, eller om det inte är klart.",
            "Those who sign, as Karin Ek, socialchef. An empty line when all are there, or if nobody knows yet."
        ),
        Question::Recipients => both!(
            "De som ska ha den färdiga handlingen, som Kommunstyrelsen <ks@kommunen.example>. Tom rad när alla är med.",
            "Those who get the finished paper, as Kommunstyrelsen <ks@kommunen.example>. An empty line when all are \
             there."
        ),
        Question::Goals => both!(
            "Målen: klistra in listan, med underordnade mål indragna. [enhet] sist på en rad säger vem som svarar för \
             målet. Sluta med en rad med bara en punkt. Bara Enter om det inte finns några.",
            "The goals: paste the list, with goals below others set in. [unit] at the end of a line says who answers \
             for the goal. End with a line that is a full stop alone. Just Enter if there are none."
        ),
        Question::Layout => both!("Layout, kommun eller region [kommun]:", "Layout, kommun or region [kommun]:"),
        Question::Color => both!(
            "Färg på rubrikerna, som #0a4d3c [layoutens egen]:",
            "Colour of the headings, as #0a4d3c [the layout's own]:"
        ),
        Question::Right => both!("Ska det skrivas? [J/n]", "Is it to be written? [Y/n]"),
    }
}

/// What is said before the first question.
pub fn welcome() -> [String; 2] {
    both!(
        "En ny rapport. Inget skrivs förrän du har svarat på allt och sagt ja. Ctrl-C avbryter.",
        "A new report. Nothing is written before you have answered everything and said yes. Ctrl-C breaks off."
    )
}

/// Why an answer is asked for again.
pub fn again([sv, en]: &[String; 2]) -> [String; 2] {
    both!("  {sv}. Försök igen.", "  {en}. Try again.")
}

/// What was answered.
pub fn summary(plan: &Plan, dir: &str) -> [String; 2] {
    let (municipality, committee, kind) = (&plan.municipality, &plan.committee, plan.kind.swedish());
    let [from, to] = [plan.from, plan.to].map(crate::base::swedish::short_date);
    let units: Vec<String> = plan.units.iter().map(|unit| format!("{} ({})", unit.name, unit.id)).collect();
    let signs: Vec<&str> = plan.signatories.iter().map(|who| who.name.as_str()).collect();
    let gets: Vec<&str> = plan.recipients.iter().map(|who| who.name.as_str()).collect();
    let [units, signs, gets] = [units.join(", "), signs.join(", "), gets.join(", ")];
    let [signs, gets] = [signs, gets].map(|all| if all.is_empty() { "–".to_owned() } else { all });
    let (goals, layout) = (plan.goals.len(), &plan.layout);
    let color = plan.color.map(|color| format!(" #{color}").to_lowercase()).unwrap_or_default();
    both!(
        "\n  Mapp           {dir}\n  Kommun         {municipality}\n  Nämnd          {committee}\n  Slag           \
         {kind}\n  Period         {from} – {to}\n  Enheter        {units}\n  Undertecknare  {signs}\n  Mottagare      \
         {gets}\n  Mål            {goals}\n  Layout         {layout}{color}\n",
        "\n  Folder         {dir}\n  Municipality   {municipality}\n  Committee      {committee}\n  Kind           \
         {kind}\n  Period         {from} – {to}\n  Units          {units}\n  Signatories    {signs}\n  Recipients     \
         {gets}\n  Goals          {goals}\n  Layout         {layout}{color}\n"
    )
}

/// What is said where the answers end before all is asked.
pub fn broken_off() -> [String; 2] {
    both!("avbrutet: inget är skrivet", "broken off: nothing was written")
}

/// What is said where somebody does not want what was answered.
pub fn declined() -> [String; 2] {
    both!("Inget är skrivet.", "Nothing was written.")
}

/// Flags that are missing where nobody can be asked.
pub fn missing(flags: &[&str]) -> [String; 2] {
    let all = flags.join(", ");
    both!(
        "det saknas {all}. Till exempel: underlag new sn-2026-08 --kommun \"Sandby kommun\" --namnd Socialnämnden \
         --fran 2026-01-01 --till 2026-08-31 --enhet it=IT --enhet skola=Skola",
        "{all} missing. For example: underlag new sn-2026-08 --kommun \"Sandby kommun\" --namnd Socialnämnden --fran \
         2026-01-01 --till 2026-08-31 --enhet it=IT --enhet skola=Skola"
    )
}

/// That nothing was made.
pub fn nothing_made() -> [String; 2] {
    both!("inget är skrivet", "nothing was written")
}

/// The file of goals cannot be read.
pub fn no_goals_file(file: &str, why: &str) -> [String; 2] {
    both!(
        "--mal: `{file}` går inte att läsa ({why}): spara listan som vanlig text med teckenkodningen UTF-8",
        "--mal: `{file}` cannot be read ({why}): save the list as plain text in UTF-8"
    )
}

/// A file of goals that is not there.
pub fn no_goals_there(file: &str) -> [String; 2] {
    both!(
        "--mal: filen `{file}` finns inte: skriv filens namn med mapp och ändelse, till exempel `mal.txt`",
        "--mal: there is no file `{file}`: write its name with folder and extension, such as `mal.txt`"
    )
}

/// Which goals a unit answers for because the list says of no other.
pub fn goals_of_lead(unit: &str, goals: &[&str]) -> [String; 2] {
    let shown: Vec<String> = goals.iter().take(3).map(|goal| format!("”{}”", short(goal))).collect();
    let more = if goals.len() > 3 { ", …" } else { "" };
    let (count, shown) = (goals.len(), shown.join(", ") + more);
    let [goal_sv, goal_en] = [plural(count, "mål", "mål"), plural(count, "goal", "goals")];
    both!(
        "{count} {goal_sv} i listan nämner ingen enhet och står därför på {unit}: {shown}. Byt `enhet` i rapport.toml, \
         eller skriv enheten sist på raden i listan, inom [ ]",
        "{count} {goal_en} of the list name no unit and are therefore {unit}'s: {shown}. Change `enhet` in \
         rapport.toml, or write the unit at the end of the line in the list, in [ ]"
    )
}

/// What to do with a new report.
pub fn next_steps(dir: &str, units: &[&str]) -> [String; 2] {
    let files: Vec<String> = units.iter().take(3).map(|unit| format!("enheter/{unit}.toml")).collect();
    let more = if units.len() > 3 { ", …" } else { "" };
    let files = files.join(", ") + more;
    both!(
        "Gör så här nu:\n1. Öppna rapport.toml i Anteckningar. Ändra kapitel, tabeller och mål så att de stämmer, \
         och sätt handlingens datum.\n2. Skicka enheternas filer till dem som ska fylla i dem: {files}.\n   Vill de \
         hellre skriva i Word eller Excel: underlag form {dir}\n3. Se vad som saknas: underlag check {dir}\n   Läs \
         utkastet: underlag build {dir}",
        "Do this now:\n1. Open rapport.toml in a text editor. Change chapters, tables and goals until they are \
         right, and set the paper's date.\n2. Send the units' files to those who fill them in: {files}.\n   If they \
         would rather write in Word or Excel: underlag form {dir}\n3. See what is missing: underlag check {dir}\n   \
         Read the draft: underlag build {dir}"
    )
}

/// The report's manifest cannot be used.
pub fn no_manifest(dir: &str) -> [String; 2] {
    both!(
        "rapport.toml i `{dir}` går inte att använda: rätta den först, inget är skrivet",
        "rapport.toml in `{dir}` cannot be used: correct it first, nothing was written"
    )
}

/// The report has no such unit.
pub fn no_unit(id: &str, meant: Option<&str>, all: &[&str]) -> [String; 2] {
    let (id, all) = (short(id), all.join(", "));
    match meant {
        Some(meant) => both!(
            "rapport.toml har ingen enhet `{id}`: menade du `{meant}`? Enheterna är {all}",
            "rapport.toml has no unit `{id}`: did you mean `{meant}`? The units are {all}"
        ),
        None => both!(
            "rapport.toml har ingen enhet `{id}` (enheterna är {all}): lägg till ett block [[enhet]] med id och \
             namn, och nämn enheten i kapitel och tabeller",
            "rapport.toml has no unit `{id}` (the units are {all}): add a block [[enhet]] with id and namn, and name \
             the unit in chapters and tables"
        ),
    }
}

/// The unit owes nothing.
pub fn owes_nothing(id: &str) -> [String; 2] {
    let id = short(id);
    both!(
        "`{id}` ska inte lämna något: nämn enheten i ett kapitel, en tabell eller vid ett mål i rapport.toml först",
        "`{id}` owes nothing: name the unit in a chapter, a table or at a goal in rapport.toml first"
    )
}

/// A unit has its file already.
pub fn has_its_file() -> [String; 2] {
    both!(
        "filen finns redan, och skrivs inte över: lägg det som har kommit till i den; `underlag check` visar blocket. \
         Har ingen börjat skriva i den, ta bort den först",
        "the file is there already, and is not written over: add what has come to it; `underlag check` shows the \
         block. Where nobody has begun to write in it, remove it first"
    )
}

/// Every unit that owes something has its file.
pub fn nobody_owes() -> [String; 2] {
    both!(
        "alla enheter som ska lämna något har redan sina filer: inget är skrivet. Ska något till i en av dem visar \
         `underlag check` blocket som läggs in",
        "all units that owe something have their files already: nothing was written. Where one of them needs more, \
         `underlag check` shows the block that is to be added"
    )
}

/// What to do with units' new files: so many.
pub fn next_of_sections(dir: &str, count: usize) -> [String; 2] {
    if count == 1 {
        return both!(
            "Fyll i filen, och se vad som saknas: underlag check {dir}",
            "Fill in the file, and see what is missing: underlag check {dir}"
        );
    }
    both!(
        "Skicka filerna till enheterna, och se vad som saknas: underlag check {dir}",
        "Send the files to the units, and see what is missing: underlag check {dir}"
    )
}

/// What to do with a new layout.
pub fn next_of_layout(dir: &str, name: &str) -> [String; 2] {
    both!(
        "Ändra i tokens.toml, och prova: underlag build RAPPORT --layout {dir}\nLigger mappen i rapportens mapp: \
         skriv layout = \"{name}\" i rapport.toml",
        "Change tokens.toml, and try: underlag build REPORT --layout {dir}\nIf the folder lies in the report's: \
         write layout = \"{name}\" in rapport.toml"
    )
}

/// Why there is no next report.
pub fn no_next(error: &NextError, dir: &str) -> [String; 2] {
    match error {
        NextError::Unreadable(path, error) => {
            let path = path.display();
            both!(
                "`{path}` går inte att läsa ({error}): inget är skrivet",
                "`{path}` cannot be read ({error}): nothing was written"
            )
        }
        NextError::Unusable => both!(
            "rapport.toml i `{dir}` går inte att använda: se varför med `underlag check {dir}`; inget är skrivet",
            "rapport.toml in `{dir}` cannot be used: see why by `underlag check {dir}`; nothing was written"
        ),
        NextError::NoPeriod => both!(
            "rapporten i `{dir}` har ingen period: skriv den nya med --fran och --till; inget är skrivet",
            "the report in `{dir}` has no period: say the new one by --fran and --till; nothing was written"
        ),
        NextError::SamePeriod => both!(
            "den nya perioden är samma som den förra: skriv en annan med --fran och --till; inget är skrivet",
            "the new period is the same as the old one: say another by --fran and --till; nothing was written"
        ),
        NextError::Order(from, to) => {
            let [sv, en] = fault(&Fault::Order(*from, *to));
            both!("--till: {sv}; inget är skrivet", "--till: {en}; nothing was written")
        }
    }
}

/// The period of the next report.
pub fn next_period((from, to): (crate::base::date::Ymd, crate::base::date::Ymd)) -> [String; 2] {
    let [from, to] = [from, to].map(crate::base::swedish::short_date);
    both!("Ny period: {from} – {to}", "New period: {from} – {to}")
}

/// What became of the old report, kind by kind.
pub fn told(all: &[Told]) -> Vec<[String; 2]> {
    let mut lines = Vec::new();
    for kind in [Kind::Renamed, Kind::Carried, Kind::Emptied, Kind::Out, Kind::Decide] {
        let of_kind: Vec<&Told> = all.iter().filter(|told| told.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        lines.push(heading_of(kind));
        let mut files: Vec<&str> = of_kind.iter().map(|told| told.file.as_str()).collect();
        files.dedup();
        for file in files {
            let mut counted: Vec<(&What, usize)> = Vec::new();
            for told in of_kind.iter().filter(|told| told.file == file) {
                match counted.iter_mut().find(|(what, _)| **what == told.what) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((&told.what, 1)),
                }
            }
            let all: Vec<[String; 2]> = counted.iter().map(|(what, count)| words_of(what, *count)).collect();
            let join = |at: usize, sign: &str| {
                all.iter().filter_map(|words| words.get(at).cloned()).collect::<Vec<_>>().join(sign)
            };
            let sign = if matches!(kind, Kind::Renamed | Kind::Decide) { "\n    " } else { ", " };
            let (sv, en) = (join(0, sign), join(1, sign));
            lines.push(both!("  {file}:\n    {sv}", "  {file}:\n    {en}"));
        }
    }
    lines
}

fn heading_of(kind: Kind) -> [String; 2] {
    match kind {
        Kind::Renamed => both!("Har bytt namn, rubrik eller värde:", "Has another name, heading or value:"),
        Kind::Carried => both!(
            "Har förts över som det var (en kommentar säger det på platsen):",
            "Was carried over as it was (a comment says so at the place):"
        ),
        Kind::Emptied => both!(
            "Har tömts; det som stod där är kvar som kommentar bredvid:",
            "Was emptied; what stood there is beside it as a comment:"
        ),
        Kind::Out => both!(
            "Är bortkommenterat, för det gällde förra perioden:",
            "Is a comment now, since it was about the old period:"
        ),
        Kind::Decide => both!("Att ta ställning till:", "For you to decide:"),
    }
}

fn words_of(what: &What, count: usize) -> [String; 2] {
    let times = if count > 1 { format!(" ×{count}") } else { String::new() };
    match what {
        What::Changed(old, new) => {
            let (old, new) = (short(old), short(new));
            both!("{old} → {new}", "{old} → {new}")
        }
        What::Text(key) | What::Figures(key) | What::Key(key) | What::Block(key) => {
            let key = short(key);
            both!("{key}{times}", "{key}{times}")
        }
        What::Year(words) => {
            let words = short(words);
            both!("”{words}” nämner ett år: stämmer det?", "”{words}” names a year: is it right?")
        }
        What::Of(matter) => matter_of(*matter),
    }
}

fn matter_of(matter: Matter) -> [String; 2] {
    match matter {
        Matter::Date => both!(
            "datum är satt efter perioden: ändra till dagen då handlingen är klar",
            "datum was set after the period: change it to the day on which the paper is done"
        ),
        Matter::Period => both!(
            "perioden är samma månader ett år senare; en annan sätts med `--fran` och `--till`",
            "the period is the same months a year later; `--fran` and `--till` set another one"
        ),
        Matter::Deadline => both!(
            "senast, den sista dagen att lämna, är bortkommenterad: sätt en ny",
            "senast, the last day to deliver, is a comment now: set a new one"
        ),
        Matter::Chapters => both!(
            "kapitel, tabeller, rader och diagram är förra rapportens",
            "chapters, tables, rows and charts are those of the report before"
        ),
        Matter::Units => both!("enheterna är förra rapportens", "the units are those of the report before"),
        Matter::Goals => both!("målen är förra rapportens", "the goals are those of the report before"),
        Matter::Risks => both!("riskerna är förra rapportens", "the risks are those of the report before"),
        Matter::Recipients => both!(
            "mottagarna och deras adresser är förra rapportens",
            "the recipients and their addresses are those of the report before"
        ),
        Matter::Officer => both!("handläggaren är förra rapportens", "the officer is the one of the report before"),
        Matter::Files => both!("layoutens filer och bilderna", "the layout's files and the pictures"),
        Matter::Unread => both!(
            "förra filen gick inte att läsa: allt i den står som kommentar",
            "the old file could not be read: all of it stands as a comment"
        ),
        Matter::NoFile => both!(
            "enheten lämnade inget förra gången: filen är ny",
            "the unit delivered nothing last time: the file is new"
        ),
        Matter::Id => both!(
            "id nämnde inget år, och är gjort av mappens namn",
            "id named no year, and was made of the folder's name"
        ),
    }
}
