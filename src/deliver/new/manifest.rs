//! From a plan to `rapport.toml`, with a comment on each block: what it is for, and what may stand there.
//!
//! The comments are Swedish, as the keys are.

use std::collections::BTreeMap;

use crate::base::date::Ymd;
use crate::base::names::id_of;
use crate::base::swedish::{in_sentence, short_date};
use crate::input::manifest::ReportKind;

use super::kinds::{self, Column, Content, Control, Part};
use super::lines::{Lines, list, quoted};
use super::period::{Period, working_day};
use super::plan::{GoalLine, Plan};

/// The table of operations, and that of investments.
pub(super) const OPERATIONS: &str = "drift";
pub(super) const INVESTMENTS: &str = "investeringar";

/// The risk that each unit begins with.
const RISK: &str = "risk-1";

/// What the manifest is made of.
struct Made<'p> {
    plan: &'p Plan,
    period: Period,
    date: Ymd,
    title: String,
    parts: Vec<Part>,
    lines: Lines,
    /// Whether the words of assessments are there.
    is_assessed: bool,
}

/// The manifest's text.
pub(super) fn write(plan: &Plan, layout: &str) -> String {
    let period = Period { from: plan.from, to: plan.to };
    let usual = if kinds::is_plan(plan.kind) { working_day(plan.from, false) } else { working_day(plan.to, true) };
    let title = plan.title.clone().unwrap_or_else(|| kinds::title(plan.kind, &period));
    let has_goals = !plan.goals.is_empty();
    let mut parts = kinds::parts(plan.kind);
    if has_goals && !kinds::has_goals(plan.kind) {
        parts.insert(1, kinds::goals());
    }
    parts.retain(|part| has_goals || !matches!(part.content, Content::Goals));
    let date = plan.date.unwrap_or(usual);
    let mut made = Made { plan, period, date, title, parts, lines: Lines::default(), is_assessed: false };
    made.head(layout);
    made.recipients();
    made.memo();
    made.units();
    made.chapters();
    made.finances();
    made.goals();
    made.control();
    made.checks();
    made.lines.text_of_file()
}

impl Made<'_> {
    fn has(&self, wanted: fn(&Content) -> bool) -> bool {
        fn any(parts: &[Part], wanted: fn(&Content) -> bool) -> bool {
            parts.iter().any(|part| match &part.content {
                Content::Parts(inner) => any(inner, wanted),
                content => wanted(content),
            })
        }
        any(&self.parts, wanted)
    }

    fn lead(&self) -> &str {
        self.plan.units.get(self.plan.lead).map_or("", |unit| unit.id.as_str())
    }

    /// The report's own rules for the checks, which stand last, since keys below a header are its own.
    fn checks(&mut self) {
        self.lines.part("Kontrollerna");
        self.lines.comment("Ord som ordlistan inte har och som är rättstavade. Ta bort # på båda raderna, och fyll i.");
        self.lines.line("# [kontroller]");
        self.lines.line("# ord = [\"skoljakten\", \"växelriktare\"]");
    }

    fn head(&mut self, layout: &str) {
        let (plan, lines) = (self.plan, &mut self.lines);
        lines.comment(
            "Rapportfilen: vad handlingen består av, i vilken ordning, och vem som lämnar vad. Det som börjar med # är \
             förklaringar och exempel. Ta bort # framför en rad för att använda den. Se efter vad som saknas med \
             `underlag check MAPP`, och läs utkastet med `underlag build MAPP`.",
        );
        lines.blank();
        lines.line("format = 1");
        lines.comment("Filernas namn, till exempel rapport.pdf: små bokstäver a–z, siffror och bindestreck.");
        lines.text("id", &plan.id);
        lines.comment("Handlingens titel. {{titel}} i en text är den, så att den står på ett enda ställe.");
        lines.text("titel", &self.title);
        lines.text("kommun", &plan.municipality);
        lines.text("namnd", &plan.committee);
        lines.comment(&format!(
            "Vad för rapport det är: {}.",
            ReportKind::words().map(|(word, _)| word).collect::<Vec<_>>().join(", ")
        ));
        lines.text("slag", plan.kind.word());
        lines.comment("Handlingens datum. Ändra till dagen då den är klar.");
        lines.line(&format!("datum = {}", short_date(self.date)));
        lines.comment("Det här behövs innan handlingen skickas ut (underlag dispatch):");
        lines.line(&format!("# sammantradesdatum = {}", short_date(working_day(self.date, true))));
        lines.line("# arende = \"9\"");
        lines.line(&format!("# diarienummer = \"{} {}/123\"", initials(&plan.committee), self.date.year));
        lines.comment("Utseendet: \"kommun\", \"region\", eller en mapp i den här mappen (underlag new layout).");
        lines.text("layout", layout);
        lines.comment("Ord att hitta handlingen med.");
        let name = plan.kind.swedish().to_lowercase();
        lines.line(&format!("nyckelord = {}", list([name.as_str(), plan.committee.to_lowercase().as_str()])));
        lines.blank();
        lines.comment("Första och sista dagen som rapporten gäller.");
        lines.line("[period]");
        lines.line(&format!("fran = {}", short_date(plan.from)));
        lines.line(&format!("till = {}", short_date(plan.to)));
        lines.blank();
        lines.comment("Innehållsförteckningen, med så många rubriknivåer. Ta bort blocket om ingen ska finnas.");
        lines.line("[innehall]");
        lines.text("rubrik", "Innehåll");
        lines.line("nivaer = 3");
    }

    fn recipients(&mut self) {
        let lines = &mut self.lines;
        lines.part("Mottagarna");
        lines.comment(
            "Ett block för var och en som ska ha den färdiga handlingen. standard = \"a-3a\" ger en pdf med underlagen \
             som bilagor, för revisorerna. Adresserna syns aldrig i handlingen.",
        );
        for recipient in &self.plan.recipients {
            lines.line("[[mottagare]]");
            lines.text("namn", &recipient.name);
            match &recipient.mail {
                Some(mail) => lines.text("epost", mail),
                None => lines.waiting("epost", "Adressen, till exempel \"namnd@kommunen.example\""),
            }
            if recipient.name.to_lowercase().contains("revisor") {
                lines.text("standard", "a-3a");
            }
            lines.blank();
        }
        if self.plan.recipients.is_empty() {
            for line in [
                "[[mottagare]]",
                "namn = \"Kommunens revisorer\"",
                "epost = \"revisorerna@kommunen.example\"",
                "standard = \"a-3a\"",
            ] {
                lines.line(&format!("# {line}"));
            }
        }
    }

    fn memo(&mut self) {
        let (plan, lines) = (self.plan, &mut self.lines);
        lines.part("Tjänsteskrivelsen");
        lines.comment("Skrivelsen till nämnden, före rapporten. Ta bort hela delen om ingen ska finnas.");
        lines.line("[tjansteskrivelse]");
        lines.text("till", &plan.committee);
        lines.line("# handlaggare = { namn = \"…\", titel = \"…\", telefon = \"…\", epost = \"…\" }");
        let section = |lines: &mut Lines, heading: &str, about: &str| {
            lines.blank();
            lines.comment(about);
            lines.line("[[tjansteskrivelse.avsnitt]]");
            lines.text("rubrik", heading);
            lines.empty_text("text");
        };
        section(lines, "Sammanfattning", "Det viktigaste, i några meningar: vad nämnden ska besluta om, och varför.");
        lines.blank();
        lines.comment("Ett förslag på var rad. Varje förslag är en hel mening om vad nämnden gör.");
        lines.line("[[tjansteskrivelse.avsnitt]]");
        lines.text("slag", "forslag");
        lines.text("rubrik", "Förslag till beslut");
        let decision = kinds::decision(plan.kind, &plan.committee);
        lines.line(&format!("punkter = [\n    {},\n]", quoted(&decision)));
        section(lines, "Beskrivning av ärendet", "Bakgrund, och vad rapporten visar.");
        section(lines, "Ekonomiska konsekvenser", "Vad förslaget kostar, eller att det inte kostar något.");
        section(
            lines,
            "Barnets bästa",
            "Hur förslaget berör barn (barnkonventionen är lag), eller att det inte gör det.",
        );
        lines.blank();
        lines.comment("Handlingarna i ärendet. Med datum: { text = \"Tjänsteskrivelse\", datum = 2026-09-18 }.");
        lines.line("[[tjansteskrivelse.avsnitt]]");
        lines.text("slag", "beslutsunderlag");
        lines.text("rubrik", "Beslutsunderlag");
        lines.line(&format!("punkter = {}", list(["Tjänsteskrivelse", "{{titel}}"])));
        lines.blank();
        lines.comment("De som skriver under, med namn och titel.");
        lines.line("[[tjansteskrivelse.avsnitt]]");
        lines.text("slag", "underskrift");
        let who = |name: &str, title: &str| format!("    {{ namn = {}, titel = {} }},\n", quoted(name), quoted(title));
        let mut all: String = plan.signatories.iter().map(|it| who(&it.name, &it.title)).collect();
        if all.is_empty() {
            all = who("", "");
        }
        lines.line(&format!("undertecknare = [\n{all}]"));
        // Below each other they can drive the list of those who get the decision onto a page of its own.
        if plan.signatories.len() > 1 {
            lines.line("bredvid = true");
        }
        lines.blank();
        lines.comment("Visar mottagarna ovan.");
        lines.line("[[tjansteskrivelse.avsnitt]]");
        lines.text("slag", "expediering");
        lines.text("ledtext", "Beslutet skickas till:");
    }

    fn units(&mut self) {
        let lines = &mut self.lines;
        lines.part("Enheterna");
        lines.comment(
            "De som lämnar underlag, var och en i filen enheter/<id>.toml. Kommer det en enhet till: lägg till ett \
             block, nämn enheten i kapitlen och tabellerna nedan, och skriv `underlag new section MAPP id`.",
        );
        for unit in &self.plan.units {
            lines.line("[[enhet]]");
            lines.text("id", &unit.id);
            lines.text("namn", &unit.name);
            lines.blank();
        }
    }

    fn chapters(&mut self) {
        self.lines.part("Kapitlen");
        self.lines.comment(
            "Kapitlen i den ordning som de ska stå. delar är enheternas texter: \"it\" ger enhetens namn som rubrik, \
             { enhet = \"it\", rubrik = \"\" } ingen. Det som gäller alla skrivs av en enhet: byt enhet i delar om \
             en annan ska göra det. Enheternas filer görs på nytt efter en ändring: ta bort dem som ingen har skrivit \
             i, och skriv `underlag new section MAPP --all`. Ett kapitel som inte ska finnas tas bort här och \
             i enheternas filer.",
        );
        for part in std::mem::take(&mut self.parts) {
            self.chapter(&part, "kapitel");
            self.parts.push(part);
        }
    }

    fn chapter(&mut self, part: &Part, key: &str) {
        let lead = self.lead().to_owned();
        let lines = &mut self.lines;
        lines.line(&format!("[[{key}]]"));
        lines.text("id", part.id);
        lines.text("rubrik", &part.heading);
        match &part.content {
            Content::Lead => {
                lines.text("slag", "berattelse");
                lines.line(&format!("delar = [{{ enhet = {}, rubrik = \"\" }}]", quoted(&lead)));
            }
            Content::Each => {
                lines.text("slag", "berattelse");
                let units = self.plan.units.iter().map(|unit| unit.id.as_str());
                lines.line(&format!("delar = {}", list(units)));
            }
            Content::Operations => lines.line(&format!("tabeller = {}", list([OPERATIONS]))),
            Content::Investments => lines.line(&format!("tabeller = {}", list([INVESTMENTS]))),
            Content::Goals => {
                lines.text("slag", "mal");
                lines.text("kolumner", "indikatorer");
                if kinds::is_plan(self.plan.kind) {
                    lines.text("aktiviteter", "aktiviteter");
                }
            }
            Content::Control => {
                lines.text("slag", "internkontroll");
                lines.line("liggande = true");
            }
            Content::Parts(inner) => {
                lines.blank();
                inner.iter().for_each(|part| self.chapter(part, &format!("{key}.underkapitel")));
            }
        }
        self.lines.blank();
    }

    fn columns(&mut self, columns: &[Column]) {
        for column in columns {
            self.lines.blank();
            self.lines.line("[[kolumner.kolumn]]");
            self.lines.text("id", &column.id);
            self.lines.text("rubrik", &column.heading);
        }
    }

    fn finances(&mut self) {
        let (plan, period) = (self.plan, self.period);
        if !self.has(|content| matches!(content, Content::Operations)) {
            return;
        }
        self.lines.part("Ekonomin");
        self.lines.comment(
            "Hur ni skriver belopp. Kostnader utan minus (\"plus\") eller med (\"minus\"). En avvikelse över noll är \
             ett bättre resultat, eller (\"mer_an_budget\") att det blev mer än budget. Avvikelserna räknas efter.",
        );
        self.lines.line("[fortecken]");
        self.lines.text("kostnader", "plus");
        self.lines.text("avvikelse", "battre_resultat");
        self.lines.blank();
        self.lines.comment(
            "Kolumnerna. id är den nyckel som enheterna skriver sitt belopp vid. mattenhet är \
             beloppens måttenhet: kr, tkr eller mnkr.",
        );
        self.lines.line("[[kolumner]]");
        self.lines.text("id", OPERATIONS);
        self.lines.text("mattenhet", "tkr");
        self.columns(&kinds::operations(plan.kind, &period));
        self.lines.blank();
        self.lines.comment(
            "En rad för varje enhet, \"enhet/rad\". Fler rader: \"it/vaxel\", som enheten lämnar som en [[rad]] till. \
             Summan räknas ut. Med kommenteras_fran = 500 måste varje avvikelse från 500 tkr kommenteras.",
        );
        self.lines.line("[[tabell]]");
        self.lines.text("id", OPERATIONS);
        self.lines.text("rubrik", "Nettokostnad per enhet, tkr");
        self.lines.text("kolumner", OPERATIONS);
        self.lines.line("rader = [");
        for unit in &plan.units {
            self.lines.line(&format!("    {},", quoted(&format!("{0}/{0}", unit.id))));
        }
        self.lines.line(&format!(
            "    {{ summa = \"ovan\", id = \"summa\", namn = {} }},",
            quoted(&format!("Summa {}", in_sentence(&plan.committee)))
        ));
        self.lines.line("]");
        if self.has(|content| matches!(content, Content::Investments)) {
            self.lines.blank();
            self.lines.line("[[kolumner]]");
            self.lines.text("id", INVESTMENTS);
            self.lines.text("mattenhet", "tkr");
            self.columns(&kinds::investments(plan.kind, &period));
            self.lines.blank();
            self.lines.comment(
                "Alla investeringar som en enhet lämnar, \"it/*\", en rad för varje projekt. Lägg till de enheter \
                 som har några. Har ingen det, ta bort tabellen, dess kolumner och kapitlet.",
            );
            self.lines.line("[[tabell]]");
            self.lines.text("id", INVESTMENTS);
            self.lines.text("rubrik", "Investeringar, tkr");
            self.lines.text("kolumner", INVESTMENTS);
            self.lines.line("rader = [");
            self.lines.line(&format!("    {},", quoted(&format!("{}/*", self.lead()))));
            self.lines.line("    { summa = \"ovan\", id = \"summa\", namn = \"Summa investeringar\" },");
            self.lines.line("]");
        }
    }

    fn goals(&mut self) {
        let (plan, period) = (self.plan, self.period);
        if plan.goals.is_empty() && !kinds::has_goals(plan.kind) {
            return;
        }
        self.lines.part("Målen");
        if !plan.goals.is_empty() {
            self.goals_of(&plan.goals, period);
            return;
        }
        self.lines.comment(
            "Rapporten har inga mål än. Ta bort det första # på varje rad nedan, och skriv målen i stället för \
             exemplet. Flytta kapitlet dit det ska stå.",
        );
        let above = std::mem::take(&mut self.lines);
        self.chapter(&kinds::goals(), "kapitel");
        let example = GoalLine {
            depth: 0,
            label: None,
            words: "Fler ska känna sig trygga".to_owned(),
            unit: Some(self.lead().to_owned()),
        };
        self.goals_of(&[example], period);
        // The words of assessments are still to come where the internal control needs them.
        self.is_assessed = false;
        let example = std::mem::replace(&mut self.lines, above).text_of_file();
        example.trim_end().lines().for_each(|line| self.lines.line(format!("# {line}").trim_end()));
    }

    fn goals_of(&mut self, goals: &[GoalLine], period: Period) {
        let plan = self.plan;
        self.lines.comment("Målträdets nivåer, uppifrån.");
        for name in level_names(goals) {
            self.lines.line("[[malniva]]");
            self.lines.text("namn", &name);
            self.lines.blank();
        }
        self.lines.comment(
            "Målen i ordning. under är målet ovanför, enhet är den som skriver om målet. Ska flera skriva: enheter = \
             [\"it\", \"skola\"].",
        );
        self.goal_tree(goals);
        self.lines.comment("Det som visas om varje indikator. Cellerna står som enheten skriver dem.");
        self.lines.line("[[kolumner]]");
        self.lines.text("id", "indikatorer");
        self.lines.text("forsta_kolumn", "Indikator");
        let (columns, assessed) = kinds::indicators(plan.kind, &period);
        for column in &columns {
            self.columns(std::slice::from_ref(column));
            self.lines.text("slag", "text");
        }
        if assessed {
            self.columns(&[Column { id: "bedomning".to_owned(), heading: "Bedömning".to_owned() }]);
            self.lines.text("slag", "bedomning");
        } else {
            self.lines.blank();
            self.lines.comment("Det som visas om varje aktivitet.");
            self.lines.line("[[kolumner]]");
            self.lines.text("id", "aktiviteter");
            self.lines.text("forsta_kolumn", "Aktivitet");
            for (id, heading) in [("ansvarig", "Ansvarig"), ("klart", "Klart senast")] {
                self.columns(&[Column { id: id.to_owned(), heading: heading.to_owned() }]);
                self.lines.text("slag", "text");
            }
        }
        if assessed {
            self.assessments();
        }
    }

    fn assessments(&mut self) {
        if std::mem::replace(&mut self.is_assessed, true) {
            return;
        }
        let of_goals = !self.plan.goals.is_empty() || kinds::has_goals(self.plan.kind);
        let [green, yellow, red] = kinds::assessments(self.plan.kind, of_goals);
        self.lines.blank();
        self.lines.comment("Orden för bedömningar. Tecken och färg kommer av sig själva.");
        self.lines.line("[bedomning]");
        for (key, words) in [("gron", green), ("gul", yellow), ("rod", red)] {
            self.lines.line(&format!("{key} = {}", list(words)));
        }
        if of_goals {
            self.lines.blank();
            self.lines.comment("Rubriken över målets egen bedömning. Ta bort blocket om målen inte bedöms.");
            self.lines.line("[malrubriker]");
            self.lines.text("bedomning", "Bedömning");
        }
    }

    fn goal_tree(&mut self, goals: &[GoalLine]) {
        let unassigned = super::goals::unassigned(goals);
        let (mut above, mut taken): (Vec<String>, BTreeMap<String, u32>) = (Vec::new(), BTreeMap::new());
        for (at, goal) in goals.iter().enumerate() {
            let id = goal_id(&goal.words, &mut taken);
            above.truncate(goal.depth);
            self.lines.line("[[mal]]");
            self.lines.text("id", &id);
            if let Some(above) = above.last() {
                self.lines.text("under", above);
            }
            self.lines.text("rubrik", &goal.words);
            let unit = goal.unit.as_deref().or_else(|| unassigned.contains(&at).then(|| self.lead()));
            if let Some(unit) = unit.map(str::to_owned) {
                self.lines.text("enhet", &unit);
            }
            self.lines.blank();
            above.push(id);
        }
    }

    fn control(&mut self) {
        let plan = self.plan;
        if !self.has(|content| matches!(content, Content::Control)) {
            return;
        }
        self.lines.part("Den interna kontrollen");
        self.lines.comment(
            "Riskerna i ordning, \"enhet/risk\". skala är det största värdet för sannolikhet och konsekvens. \
             Riskvärdet räknas ut. Fler risker: \"it/risk-2\", som enheten lämnar som en [[risk]] till.",
        );
        self.lines.line("[internkontroll]");
        self.lines.line("skala = 4");
        let risks: Vec<String> = plan.units.iter().map(|unit| format!("{}/{RISK}", unit.id)).collect();
        self.lines.line(&format!("risker = {}", list(risks.iter().map(String::as_str))));
        let is_own = matches!(plan.kind, ReportKind::ControlFollowUp);
        match kinds::control(plan.kind) {
            Control::Plan => self.lines.line(
                "kolumner = [\n    \"risk\",\n    \"bedomning\",\n    \"kontrollmoment\",\n    { id = \"metod\", \
                 rubrik = \"Metod\" },\n    { id = \"nar\", rubrik = \"När\" },\n    \"ansvar\",\n]",
            ),
            Control::FollowUp if is_own => self.lines.line(
                "kolumner = [\n    \"risk\",\n    \"bedomning\",\n    \"kontrollmoment\",\n    \"ansvar\",\n    \
                 \"uppfoljning\",\n    { id = \"resultat\", rubrik = \"Resultat\", per = \"risk\", slag = \
                 \"bedomning\" },\n]",
            ),
            Control::FollowUp => {}
        }
        self.lines.blank();
        self.lines.comment("Tabellens rubriker.");
        self.lines.line("[internkontroll.rubriker]");
        self.lines.text("risk", "Risk");
        self.lines.text("kontrollmoment", "Kontroll");
        self.lines.text("bedomning", "Sannolikhet, konsekvens, riskvärde");
        self.lines.text("ansvar", "Ansvarig");
        if kinds::control(plan.kind) == Control::FollowUp {
            self.lines.text("uppfoljning", "Uppföljning");
        }
        if is_own {
            self.assessments();
        }
    }
}

/// What the levels of a list of goals are called, from the top.
fn level_names(goals: &[GoalLine]) -> Vec<String> {
    let levels = goals.iter().map(|goal| goal.depth + 1).max().unwrap_or_default();
    let usual: &[&str] = match levels {
        1 => &["Nämndmål"],
        2 => &["Fokusområde", "Nämndmål"],
        3 => &["Fokusområde", "Fullmäktigemål", "Nämndmål"],
        _ => &["Vision", "Fokusområde", "Fullmäktigemål", "Nämndmål"],
    };
    let name = |level: usize| {
        let said = goals.iter().filter(|goal| goal.depth == level).find_map(|goal| goal.label.clone());
        let usual = usual.get(level).map_or_else(|| format!("Mål, nivå {}", level + 1), |usual| (*usual).to_owned());
        said.unwrap_or(usual)
    };
    (0..levels).map(name).collect()
}

/// The most letters of a goal's id, which people type.
const GOAL_ID: usize = 30;

/// An id of a goal's words: the first of them.
fn goal_id(words: &str, taken: &mut BTreeMap<String, u32>) -> String {
    let whole = id_of(words).unwrap_or_else(|| "mal".to_owned());
    let mut id = String::new();
    for part in whole.split('-') {
        if !id.is_empty() && id.len() + part.len() >= GOAL_ID {
            break;
        }
        id.push_str(if id.is_empty() { "" } else { "-" });
        id.push_str(part);
    }
    loop {
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            return id;
        }
        id = format!("{id}-{count}");
    }
}

/// The letters that a committee's registry numbers begin with: `SN`.
fn initials(committee: &str) -> String {
    let words = committee.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && *word != "och");
    let mut letters: String = words.clone().take(2).filter_map(|word| word.chars().next()).collect();
    let is_board = committee.to_lowercase().ends_with("styrelsen");
    if words.count() == 1 {
        letters.push(if is_board { 's' } else { 'n' });
    }
    letters.to_uppercase()
}
