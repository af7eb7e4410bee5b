//! The keys of `rapport.toml`.

use super::kinds::{Block, Choice, Entity, Form, Key, Open, Said, Takes, Words, choice, key};

/// `sidhuvud` and `sidfot`.
static FURNITURE: Block = Block {
    path: "sidfot",
    form: Form::Entry,
    open: Open::No,
    title: ["Sidhuvud och sidfot", "Heads and feet"],
    about: [
        "Det som visas till vänster, i mitten och till höger. Det som inte skrivs är som layouten anger. Inom klamrar \
         kan stå `{kapitel}`, `{kommun}`, `{organisationsnummer}`, `{namnd}`, `{titel}`, `{arende}`, `{diarienummer}`, \
         `{datum}`, `{sida}`, `{sidor}`, `{dokumenttyp}`, `{logotyp}` och avsändarens `{forvaltning}`, `{postadress}`, \
         `{besoksadress}`, `{telefon}`, `{epost}` och `{webb}`. Det som har layoutens egna ord för tjänsteskrivelsen \
         behåller dem, och att handlingen är ett utkast visas alltid.",
        "What stands at the left, in the middle and at the right. What is not said is as the layout says. The memo \
         keeps what the layout says for it, and a draft always says that it is one.",
    ],
    either: &[],
    keys: &[
        key("vanster", Takes::Text(Words::Line), ["till vänster", "at the left"], r#""{kommun}""#),
        key("mitten", Takes::Text(Words::Line), ["i mitten", "in the middle"], r#""{kapitel}""#),
        key("hoger", Takes::Text(Words::Line), ["till höger", "at the right"], r#""{sida} ({sidor})""#),
    ],
};

/// At the top of `rapport.toml`.
pub static MANIFEST: Block = Block {
    path: "",
    form: Form::One,
    open: Open::No,
    title: ["Överst i `rapport.toml`", "At the top of `rapport.toml`"],
    about: [
        "Det som gäller hela handlingen. Skrivs före det första blocket.",
        "What holds for the whole paper. Stands before the first block.",
    ],
    either: &[],
    keys: &[
        key(
            "format",
            Takes::Integer(1, 1),
            ["filformatets nummer, alltid `1`", "the number of the file format, always `1`"],
            "1",
        )
        .required(),
        key(
            "id",
            Takes::Id(Entity::Report),
            ["rapportens id, som blir filernas namn", "the report's id, which becomes the files' name"],
            r#""sandby-sn-2026-08""#,
        )
        .required(),
        key(
            "titel",
            Takes::Text(Words::Line),
            [
                "handlingens titel, på omslaget och i filernas egenskaper",
                "the paper's title, on the cover and in the files' properties",
            ],
            r#""Delårsrapport 2026""#,
        )
        .required(),
        key(
            "kommun",
            Takes::Text(Words::Line),
            [
                "kommunens eller regionens namn; är handlingen ett kommunalförbunds, ett bolags eller en stiftelses, \
             skrivs det namnet här",
                "the name of the municipality or region, or of the association or company whose paper it is",
            ],
            r#""Sandby kommun""#,
        )
        .required(),
        key(
            "namnd",
            Takes::Text(Words::Line),
            [
                "nämnden som handlingen är till, eller styrelsen eller direktionen",
                "the committee, or the board, that the paper is for",
            ],
            r#""Socialnämnden""#,
        )
        .required(),
        key("datum", Takes::Date, ["handlingens datum", "the paper's date"], "2026-09-18").required(),
        key(
            "kommunkod",
            Takes::Text(Words::Bare),
            [
                "kommunens fyra siffror, `\"1466\"`, eller regionens, `\"0014\"`; behövs för nyckeltal ur \
             Kolada",
                "the four digits of the municipality, `\"1466\"`, or of the region, `\"0014\"`; needed for \
             key figures of Kolada",
            ],
            r#""1466""#,
        ),
        key(
            "slag",
            Takes::Word(&[
                choice("delarsrapport", ["delårsrapport", "interim report"]),
                choice("tertialrapport", ["tertialrapport", "four-monthly report"]),
                choice("budgetuppfoljning", ["budgetuppföljning", "budget follow-up"]),
                choice("arsredovisning", ["årsredovisning", "annual report"]),
                choice("bokslut", ["bokslut", "annual accounts"]),
                choice("verksamhetsberattelse", ["verksamhetsberättelse", "activity report"]),
                choice("plan", ["plan", "plan"]),
                choice("verksamhetsplan", ["verksamhetsplan", "operational plan"]),
                choice("internkontrollplan", ["internkontrollplan", "internal-control plan"]),
                choice(
                    "internkontrolluppfoljning",
                    ["uppföljning av den interna kontrollen", "follow-up of the internal control"],
                ),
            ]),
            [
                "vilken sorts handling det är. Lagens krav på en delårsrapport kontrolleras bara för \
             styrelsens eller fullmäktiges",
                "what kind of paper it is. What the law asks of an interim report is checked for the \
             executive committee's or the council's only",
            ],
            r#""budgetuppfoljning""#,
        )
        .otherwise(["`\"delarsrapport\"`", "`\"delarsrapport\"`"]),
        key(
            "arende",
            Takes::Text(Words::Line),
            [
                "ärendets nummer på dagordningen, som blir *Ärende 6* i sidhuvudet",
                "the item's number on the agenda, shown as *Ärende 6* in the running head",
            ],
            r#""6""#,
        ),
        key(
            "senast",
            Takes::Date,
            [
                "sista dagen för enheterna att lämna; `underlag status` visar vem som är sen, och inget av \
             det tas med i handlingen",
                "the last day for units to deliver; `underlag status` shows who is late",
            ],
            "2026-09-11",
        ),
        key(
            "diarienummer",
            Takes::Text(Words::Line),
            [
                "ärendets diarienummer, på omslag och tjänsteskrivelse; måste finnas när handlingen skickas \
             ut med `dispatch`",
                "the registry number, on cover and memo; needed for `dispatch`",
            ],
            r#""SN 2026/214""#,
        ),
        key(
            "sammantradesdatum",
            Takes::Date,
            [
                "nämndens sammanträde; måste finnas när handlingen skickas ut med `dispatch`",
                "the day of the committee's meeting; needed for `dispatch`",
            ],
            "2026-09-25",
        ),
        key(
            "layout",
            Takes::Text(Words::Bare),
            [
                "layoutens namn, `\"kommun\"` eller `\"region\"`, eller en mapp i rapportens mapp, med \
             kommunens egen logotyp",
                "the layout's name, `\"kommun\"` or `\"region\"`, or a folder in the report's folder",
            ],
            r#""region""#,
        )
        .otherwise(["`\"kommun\"`", "`\"kommun\"`"]),
        key(
            "organisationsnummer",
            Takes::Text(Words::Line),
            [
                "kommunens organisationsnummer, som sidhuvud och sidfot kan visa: `{organisationsnummer}`",
                "the municipality's organisation number, which heads and feet can show: `{organisationsnummer}`",
            ],
            r#""212000-0142""#,
        ),
        key(
            "sidhuvud",
            Takes::TextOr(&FURNITURE),
            [
                "ord till vänster överst på varje sida, utom omslaget, i stället för layoutens; med `{kapitel}` det \
             kapitel som sidan hör till",
                "words at the left at the top of each page but a cover, in place of the layout's; `{kapitel}` is the \
             chapter that the page belongs to",
            ],
            r#""{namnd}, {kapitel}""#,
        )
        .otherwise(["enligt layouten", "as the layout says"]),
        key(
            "sidfot",
            Takes::TextOr(&FURNITURE),
            [
                "ord till vänster nederst på varje sida, utom omslaget",
                "words at the left at the foot of each page but a cover",
            ],
            r#""{kommun}, organisationsnummer {organisationsnummer}""#,
        )
        .otherwise(["enligt layouten", "as the layout says"]),
        key(
            "numrerade_rubriker",
            Takes::Integer(0, 6),
            [
                "hur många rubriknivåer som numreras (1, 1.1, 1.1.1). En rubrik som har ett eget nummer, som \
             ett mål, behåller det",
                "how many levels of headings are numbered. A heading with a number of its own, as a goal has, \
             keeps it",
            ],
            "2",
        )
        .otherwise(["enligt layouten", "as the layout says"]),
        key(
            "numrerade_tabeller",
            Takes::Flag,
            [
                "numrerar tabellerna genom handlingen, med rubriken ovanför: *Tabell 3. Nyckeltal*",
                "numbers the tables through the paper, with the title above: *Tabell 3. Nyckeltal*",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "numrerade_diagram",
            Takes::Flag,
            ["numrerar diagrammen: *Diagram 1. Nettokostnad*", "numbers the charts: *Diagram 1. Nettokostnad*"],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "numrerade_bilder",
            Takes::Flag,
            ["numrerar bilderna: *Bild 1. Nya skolan*", "numbers the pictures: *Bild 1. Nya skolan*"],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "numrerade_bilagor",
            Takes::Flag,
            [
                "numrerar handlingarna i `[[handling]]`: *Bilaga 1. Internkontrollplan*",
                "numbers the papers of `[[handling]]`: *Bilaga 1. Internkontrollplan*",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "nyckelord",
            Takes::Texts,
            ["nyckelord som handlingen kan sökas på", "words to find the paper by"],
            r#"["delårsrapport", "socialnämnden"]"#,
        ),
        key("omslag", Takes::Flag, ["`false` ger ingen omslagssida", "`false` gives no cover"], "false")
            .otherwise(["`true`", "`true`"]),
        key(
            "omslagsbild",
            Takes::Reference(Entity::Picture),
            [
                "en `[[bild]]` som visas på omslaget, med sin bildtext om den har någon",
                "a `[[bild]]` shown on the cover, with its caption if it has one",
            ],
            r#""skolan""#,
        ),
        key(
            "uppgifter",
            Takes::Entries(None, &[&FACT]),
            [
                "rader under datumet, på omslaget eller överst på första sidan. En rad som heter `Ärende`, \
             `Diarienummer` (eller `Dnr`) eller `Datum` ersätter den som annars visas där",
                "lines below the date, on the cover or at the top of the first page",
            ],
            r#"["Antagen av kommunstyrelsen 2026-03-02 § 45"]"#,
        ),
        key(
            "period",
            Takes::Block(&PERIOD),
            ["perioden som handlingen gäller", "the period that the paper is about"],
            "",
        ),
        key("innehall", Takes::Block(&CONTENTS), ["ger en innehållsförteckning", "gives a list of contents"], ""),
        key(
            "mellanrubriker",
            Takes::Block(&SUBHEADINGS),
            [
                "vad som händer med mellanrubriker (`# Rubrik`) i enheternas texter",
                "what becomes of subheadings (`# Rubrik`) in the units' texts",
            ],
            "",
        ),
        key(
            "fotnoter",
            Takes::Block(&NOTES),
            [
                "hur fotnoter numreras och var de visas; annars enligt layouten",
                "how notes are numbered and where they stand; as the layout says otherwise",
            ],
            "",
        ),
        key(
            "mottagare",
            Takes::Blocks(&RECIPIENT),
            ["de som handlingen skickas till, i ordning", "to whom the paper is dispatched, in order"],
            "",
        ),
        key(
            "tjansteskrivelse",
            Takes::Block(&MEMO),
            ["tjänsteskrivelsen, före handlingen", "the memo, before the paper"],
            "",
        ),
        key(
            "enhet",
            Takes::Blocks(&UNIT),
            ["enheterna som lämnar underlag, i ordning", "the units that deliver, in order"],
            "",
        ),
        key(
            "namnder",
            Takes::Blocks(&COMMITTEE),
            ["nämnderna, om handlingen gäller flera", "the committees, where the paper is about several"],
            "",
        ),
        key(
            "kapitel",
            Takes::Blocks(&CHAPTER),
            ["handlingens kapitel, i ordning", "the paper's chapters, in order"],
            "",
        ),
        key(
            "handling",
            Takes::Blocks(&PAPER),
            ["fler handlingar i samma ärende", "further papers of the same item"],
            "",
        ),
        key(
            "fortecken",
            Takes::Block(&SIGNS),
            [
                "hur kommunen skriver kostnader, intäkter och avvikelser",
                "which signs the municipality gives costs, incomes and variances",
            ],
            "",
        ),
        key(
            "kolumner",
            Takes::Blocks(&COLUMNS),
            ["kolumnuppsättningar, som tabeller delar", "sets of columns that tables share"],
            "",
        ),
        key("tabell", Takes::Blocks(&TABLE), ["tabellerna", "the tables"], ""),
        key(
            "malniva",
            Takes::Blocks(&GOAL_LEVEL),
            ["målträdets nivåer, uppifrån", "the levels of the goal tree, from the top"],
            "",
        ),
        key("mal", Takes::Blocks(&GOAL), ["målen, i ordning", "the goals, in order"], ""),
        key(
            "malrubriker",
            Takes::Block(&GOAL_LABELS),
            ["rubrikerna under varje mål", "the headings below each goal"],
            "",
        ),
        key(
            "bedomning",
            Takes::Block(&LIGHTS),
            ["orden för bedömningar, som ett trafikljus", "the words of assessments, as a traffic light"],
            "",
        ),
        key(
            "internkontroll",
            Takes::BlockOrBlocks(&CONTROL),
            [
                "tabellen över den interna kontrollen; flera skrivs `[[internkontroll]]`",
                "the internal-control table; several are written `[[internkontroll]]`",
            ],
            "",
        ),
        key("diagram", Takes::Blocks(&CHART), ["diagram", "charts"], ""),
        key("bild", Takes::Blocks(&PICTURE), ["bilder", "pictures"], ""),
        key(
            "avstamning",
            Takes::Blocks(&RELATION),
            ["avstämningar: belopp som ska stämma överens", "relations: amounts that must agree"],
            "",
        )
        .once(&["samband"]),
        key(
            "tidigare",
            Takes::Blocks(&EARLIER),
            ["tidigare rapporter att stämma av mot", "reports that were finished before"],
            "",
        ),
        key("kolada", Takes::Blocks(&KOLADA), ["sparade svar från Kolada", "saved answers of Kolada"], ""),
        key(
            "kontroller",
            Takes::Block(&RULES),
            ["rapportens egna regler för kontrollerna", "the report's own rules for the checks"],
            "",
        ),
        key("granser", Takes::Block(&LIMITS), ["rapportens storleksgränser", "the report's limits"], ""),
        key(
            "undantag",
            Takes::Blocks(&EXCEPTION),
            [
                "påpekanden som ni låter stå, med en motivering; i `rapport.toml` gäller de alla filer",
                "findings that are accepted, with a reason; in `rapport.toml` those of all files",
            ],
            "",
        ),
    ],
};

/// A line with a name in `uppgifter`.
static FACT: Block = Block {
    path: "uppgifter",
    form: Form::Entry,
    open: Open::No,
    title: ["En rad med namn i `uppgifter`", "A line with a name in `uppgifter`"],
    about: [
        "I stället för en text kan en rad vara `{ namn = \"…\", text = \"…\" }`.",
        "Instead of a text, a line may be `{ namn = \"…\", text = \"…\" }`.",
    ],
    either: &[],
    keys: &[
        key("namn", Takes::Text(Words::Line), ["vad raden heter", "what the line is called"], r#""Gäller till""#)
            .required(),
        key(
            "text",
            Takes::Text(Words::Line),
            ["det som står efter namnet", "what stands after the name"],
            r#""2029-12-31""#,
        )
        .required(),
    ],
};

/// The period.
static PERIOD: Block = Block {
    path: "period",
    form: Form::One,
    open: Open::No,
    title: ["Perioden", "The period"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("fran", Takes::Date, ["första dagen", "the first day"], "2026-01-01").required(),
        key("till", Takes::Date, ["sista dagen", "the last day"], "2026-08-31").required(),
    ],
};

/// The contents.
static CONTENTS: Block = Block {
    path: "innehall",
    form: Form::One,
    open: Open::No,
    title: ["Innehållsförteckningen", "The contents"],
    about: ["Visar kapitlens, målens och avsnittens rubriker.", "Lists the headings of chapters, goals and sections."],
    either: &[],
    keys: &[
        key("rubrik", Takes::Text(Words::Line), ["förteckningens rubrik", "its heading"], r#""Innehåll""#)
            .otherwise(["ingen rubrik", "no heading"]),
        key(
            "nivaer",
            Takes::Integer(1, 6),
            ["hur många rubriknivåer som visas", "how many levels of headings it lists"],
            "3",
        )
        .otherwise(["`4`", "`4`"]),
        key(
            "bilagor",
            Takes::Flag,
            ["`true` räknar upp bilagorna sist i förteckningen", "`true` lists the enclosures last"],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
    ],
};

/// Subheadings of texts.
static SUBHEADINGS: Block = Block {
    path: "mellanrubriker",
    form: Form::One,
    open: Open::No,
    title: ["Mellanrubrikerna i texterna", "Subheadings of texts"],
    about: [
        "De mellanrubriker som en enhet skriver i sin text (`# Rubrik`). De numreras och visas i \
         förteckningen så långt ner som `nivaer` och `numrerade_rubriker` räcker.",
        "The subheadings that units write in texts, as far down as `nivaer` and `numrerade_rubriker` go.",
    ],
    either: &[],
    keys: &[
        key("i_innehall", Takes::Flag, ["visar dem i innehållsförteckningen", "lists them in the contents"], "true")
            .otherwise(["`false`", "`false`"]),
        key("numrerade", Takes::Flag, ["numrerar dem", "numbers them"], "true").otherwise(["`false`", "`false`"]),
    ],
};

/// Notes.
static NOTES: Block = Block {
    path: "fotnoter",
    form: Form::One,
    open: Open::No,
    title: ["Fotnoterna", "Notes"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "numrering",
            Takes::Word(&[
                choice("handling", ["genom hela handlingen", "through the whole paper"]),
                choice("kapitel", ["börjar om i varje kapitel", "anew in each chapter"]),
            ]),
            ["hur fotnoterna numreras", "how notes are numbered"],
            r#""kapitel""#,
        )
        .otherwise(["enligt layouten", "as the layout says"]),
        key(
            "marken",
            Takes::Word(&[
                choice("siffror", ["1, 2, 3", "1, 2, 3"]),
                choice("bokstaver", ["a, b, c", "a, b, c"]),
                choice("stjarnor", ["\\*, \\*\\*, \\*\\*\\*", "\\*, \\*\\*, \\*\\*\\*"]),
            ]),
            ["fotnotstecknen", "the marks of notes"],
            r#""siffror""#,
        )
        .otherwise(["enligt layouten", "as the layout says"]),
        key(
            "i_tabeller",
            Takes::Word(&[
                choice(
                    "sidan",
                    [
                        "längst ned på sidan, numrerade med de andra",
                        "at the foot of the page, numbered with the others",
                    ],
                ),
                choice(
                    "tabellen",
                    ["under tabellen, där tecknen börjar om i varje tabell", "below the table, anew in each table"],
                ),
            ]),
            ["var tabellernas fotnoter visas", "where notes of tables stand"],
            r#""tabellen""#,
        )
        .otherwise(["enligt layouten", "as the layout says"]),
        key(
            "tabellmarken",
            Takes::Word(&[
                choice("siffror", ["1, 2, 3", "1, 2, 3"]),
                choice("bokstaver", ["a, b, c", "a, b, c"]),
                choice("stjarnor", ["\\*, \\*\\*, \\*\\*\\*", "\\*, \\*\\*, \\*\\*\\*"]),
            ]),
            ["fotnotstecknen under tabeller", "the marks of notes below tables"],
            r#""bokstaver""#,
        )
        .otherwise(["enligt layouten", "as the layout says"]),
    ],
};

/// Recipients.
static RECIPIENT: Block = Block {
    path: "mottagare",
    form: Form::Many,
    open: Open::No,
    title: ["Mottagarna", "Recipients"],
    about: ["Ett block för varje mottagare.", "A block for each recipient."],
    either: &[],
    keys: &[
        key(
            "namn",
            Takes::Text(Words::Line),
            ["mottagarens namn, så som det ska stå i tjänsteskrivelsen", "the recipient, as the memo names them"],
            r#""Kommunens revisorer""#,
        )
        .required(),
        key(
            "epost",
            Takes::Text(Words::Bare),
            ["e-postadressen", "the e-mail address"],
            r#""revisorerna@sandby.example""#,
        ),
        key("adress", Takes::Text(Words::Bare), ["postadressen", "the postal address"], r#""Box 1, 123 45 Sandby""#),
        key(
            "form",
            Takes::Word(&[
                choice("epost", ["via e-post", "by e-mail"]),
                choice("post", ["per post", "by post"]),
                choice("internt", ["inom kommunen", "within the municipality"]),
            ]),
            ["hur handlingen skickas", "how the paper is sent"],
            r#""epost""#,
        )
        .otherwise([
            "e-post om det finns en sådan adress, annars post",
            "e-mail where there is such an address, otherwise post",
        ]),
        key(
            "standard",
            Takes::Word(&[
                choice("a-2a", ["PDF/A-2a, PDF/UA-1", "PDF/A-2a, PDF/UA-1"]),
                choice("a-2u", ["PDF/A-2u, PDF/UA-1", "PDF/A-2u, PDF/UA-1"]),
                choice("a-2b", ["PDF/A-2b, PDF/UA-1", "PDF/A-2b, PDF/UA-1"]),
                choice("a-3a", ["PDF/A-3a, PDF/UA-1", "PDF/A-3a, PDF/UA-1"]),
                choice("a-3u", ["PDF/A-3u, PDF/UA-1", "PDF/A-3u, PDF/UA-1"]),
                choice("a-3b", ["PDF/A-3b, PDF/UA-1", "PDF/A-3b, PDF/UA-1"]),
                choice("a-1a", ["PDF/A-1a", "PDF/A-1a"]),
                choice("a-1b", ["PDF/A-1b", "PDF/A-1b"]),
                choice("a-4", ["PDF/A-4", "PDF/A-4"]),
                choice("a-4f", ["PDF/A-4f", "PDF/A-4f"]),
                choice("a-4e", ["PDF/A-4e", "PDF/A-4e"]),
                choice("ua-1", ["PDF/UA-1", "PDF/UA-1"]),
            ]),
            [
                "vad mottagarens pdf ska uppfylla; `\"a-3a\"` har underlaget som bilagor, till revisorerna",
                "what the recipient's PDF conforms to; `\"a-3a\"` has the sources attached, for auditors",
            ],
            r#""a-3a""#,
        )
        .otherwise(["`\"a-2a\"`", "`\"a-2a\"`"]),
        key(
            "filer",
            Takes::Texts,
            [
                "vilka filer mottagaren får: `\"pdf\"`, `\"docx\"` eller båda",
                "which files the recipient gets: `\"pdf\"`, `\"docx\"` or both",
            ],
            r#"["pdf"]"#,
        )
        .otherwise(["`[\"pdf\"]`", "`[\"pdf\"]`"]),
    ],
};

/// The memo.
static MEMO: Block = Block {
    path: "tjansteskrivelse",
    form: Form::One,
    open: Open::No,
    title: ["Tjänsteskrivelsen", "The memo"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "titel",
            Takes::Text(Words::Line),
            ["skrivelsens rubrik", "the memo's title"],
            r#""Delårsrapport per augusti 2026""#,
        )
        .otherwise(["handlingens", "the paper's"]),
        key("datum", Takes::Date, ["skrivelsens datum", "the memo's date"], "2026-09-16")
            .otherwise(["handlingens", "the paper's"]),
        key(
            "dokumenttyp",
            Takes::Text(Words::Line),
            ["det som står överst; `\"\"` ger inget", "what stands at the top; `\"\"` gives nothing"],
            r#""Tjänsteskrivelse""#,
        )
        .otherwise(["*Tjänsteskrivelse*", "*Tjänsteskrivelse*"]),
        key(
            "till",
            Takes::Text(Words::Line),
            ["vem skrivelsen är ställd till", "whom the memo is addressed to"],
            r#""Socialnämnden""#,
        ),
        key(
            "er_beteckning",
            Takes::Text(Words::Line),
            [
                "diarienumret hos den som skrev först: *Er beteckning KS 2025-17*",
                "the registry number of who wrote first: *Er beteckning KS 2025-17*",
            ],
            r#""KS 2026-17""#,
        ),
        key("handlaggare", Takes::Block(&OFFICER), ["handläggaren", "the officer"], ""),
        key(
            "avsandare",
            Takes::Block(&SENDER),
            ["avsändarens uppgifter, som visas sist", "how the sender can be reached, shown last"],
            "",
        ),
        key(
            "avsnitt",
            Takes::Blocks(&MEMO_SECTION),
            ["skrivelsens avsnitt, i ordning", "the memo's sections, in order"],
            "",
        ),
    ],
};

/// The officer.
static OFFICER: Block = Block {
    path: "tjansteskrivelse.handlaggare",
    form: Form::One,
    open: Open::No,
    title: ["Handläggaren", "The officer"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("namn", Takes::Text(Words::Line), ["namnet", "the name"], r#""Maria Ek""#).required(),
        key("titel", Takes::Text(Words::Line), ["titeln", "the title"], r#""Controller""#),
        key("avdelning", Takes::Text(Words::Line), ["avdelningen", "the department"], r#""Ekonomiavdelningen""#),
        key("telefon", Takes::Text(Words::Line), ["telefonnumret", "the telephone number"], r#""0123-456 78""#),
        key(
            "epost",
            Takes::Text(Words::Line),
            ["e-postadressen", "the e-mail address"],
            r#""maria.ek@sandby.example""#,
        ),
    ],
};

/// The sender.
static SENDER: Block = Block {
    path: "tjansteskrivelse.avsandare",
    form: Form::One,
    open: Open::No,
    title: ["Avsändaren", "The sender"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "forvaltning",
            Takes::Text(Words::Line),
            ["förvaltningens namn", "the name of the administration"],
            r#""Socialförvaltningen""#,
        ),
        key(
            "postadress",
            Takes::Text(Words::Line),
            ["postadressen", "the postal address"],
            r#""Box 1, 123 45 Sandby""#,
        ),
        key("besoksadress", Takes::Text(Words::Line), ["besöksadressen", "the visiting address"], r#""Storgatan 1""#),
        key("telefon", Takes::Text(Words::Line), ["telefonnumret", "the telephone number"], r#""0123-456 00""#),
        key("epost", Takes::Text(Words::Line), ["e-postadressen", "the e-mail address"], r#""social@sandby.example""#),
        key("webb", Takes::Text(Words::Line), ["webbadressen", "the web address"], r#""sandby.example""#),
    ],
};

/// Sections of the memo.
static MEMO_SECTION: Block = Block {
    path: "tjansteskrivelse.avsnitt",
    form: Form::Many,
    open: Open::No,
    title: ["Tjänsteskrivelsens avsnitt", "Sections of the memo"],
    about: ["Avsnitten står i den ordning du skriver dem.", "The sections stand in the order of the file."],
    either: &[],
    keys: &[
        key(
            "slag",
            Takes::Word(&[
                choice("text", ["en text", "a text"]),
                choice("beslutsunderlag", ["en punktlista över handlingarna", "a list of the documents"]),
                choice(
                    "forslag",
                    [
                        "förslag till beslut, numrerade om de är flera",
                        "proposed decisions, numbered where there are several",
                    ],
                ),
                choice("underskrift", ["underskrifter", "signatures"]),
                choice("expediering", ["mottagarna ur `[[mottagare]]`", "the recipients of `[[mottagare]]`"]),
            ]),
            ["vad avsnittet är", "what the section is"],
            r#""forslag""#,
        )
        .otherwise(["`\"text\"`", "`\"text\"`"]),
        key(
            "rubrik",
            Takes::Text(Words::Heading),
            ["avsnittets rubrik", "the section's heading"],
            r#""Förslag till beslut""#,
        )
        .otherwise(["ingen rubrik", "no heading"]),
        key(
            "text",
            Takes::Text(Words::Prose),
            [
                "avsnittets text. `[[tabell:id]]`, `[[diagram:id]]` och `[[bild:id]]` på var sin rad visar en \
             tabell, ett diagram eller en bild",
                "the section's text",
            ],
            r#""Nämnden håller sin budget.""#,
        )
        .required()
        .only(&["text"]),
        key(
            "ruta",
            Takes::Text(Words::Line),
            [
                "rubriken till en ruta som texten står i; `\"\"` ger en ruta utan rubrik",
                "the heading of a box that the text stands in; `\"\"` gives none",
            ],
            r#""Slutsats""#,
        )
        .only(&["text"]),
        key(
            "ledtext",
            Takes::Text(Words::Line),
            ["en rad före listan", "a line before the list"],
            r#""Nämnden beslutar:""#,
        )
        .only(&["beslutsunderlag", "forslag", "expediering"]),
        key(
            "punkter",
            Takes::Entries(None, &[&DOCUMENT, &DOCUMENT_PAPER]),
            [
                "listans punkter; i beslutsunderlaget kan en punkt också vara `{ text = \"…\", datum = … }` \
             eller `{ bilaga = \"id\" }`",
                "the list's items; among documents also `{ text = \"…\", datum = … }` or `{ bilaga = \"id\" \
             }`",
            ],
            r#"["Delårsrapporten godkänns."]"#,
        )
        .required()
        .only(&["beslutsunderlag", "forslag"]),
        key(
            "undertecknare",
            Takes::Blocks(&SIGNATORY),
            ["de som skriver under", "who signs"],
            r#"[{ namn = "Anna Andersson", titel = "Socialchef" }]"#,
        )
        .required()
        .only(&["underskrift"]),
        key(
            "bredvid",
            Takes::Flag,
            ["`true` sätter underskrifterna två bredvid varandra", "`true` puts signatures two beside each other"],
            "true",
        )
        .otherwise(["`false`", "`false`"])
        .only(&["underskrift"]),
        PLACE_AND_DATE.only(&["underskrift"]),
    ],
};

/// A dated document in `punkter`.
static DOCUMENT: Block = Block {
    path: "tjansteskrivelse.avsnitt.punkter",
    form: Form::Entry,
    open: Open::No,
    title: ["En handling med datum i `punkter`", "A dated document in `punkter`"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("text", Takes::Text(Words::Label), ["handlingens namn", "the document"], r#""Skrivelse från revisorerna""#)
            .required(),
        key("datum", Takes::Date, ["handlingens datum", "its date"], "2026-09-01"),
    ],
};

/// One of the item's papers in `punkter`.
static DOCUMENT_PAPER: Block = Block {
    path: "tjansteskrivelse.avsnitt.punkter",
    form: Form::Entry,
    open: Open::No,
    title: ["En av ärendets handlingar i `punkter`", "One of the item's papers in `punkter`"],
    about: [
        "Punkten får handlingens titel och datum. Nämns en handling så ska alla nämnas.",
        "The item gets the paper's title and date. Where one paper is named, all must be.",
    ],
    either: &[],
    keys: &[key(
        "bilaga",
        Takes::Reference(Entity::Paper),
        ["id för en `[[handling]]`", "the id of a `[[handling]]`"],
        r#""taxa""#,
    )
    .required()],
};

/// A signature.
static SIGNATORY: Block = Block {
    path: "tjansteskrivelse.avsnitt.undertecknare",
    form: Form::Many,
    open: Open::No,
    title: ["En underskrift", "A signature"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("namn", Takes::Text(Words::Line), ["namnet", "the name"], r#""Anna Andersson""#).required(),
        key("titel", Takes::Text(Words::Line), ["titeln", "the title"], r#""Socialchef""#).required(),
        SIGNATURE_PICTURE,
    ],
};

/// Units.
static UNIT: Block = Block {
    path: "enhet",
    form: Form::Many,
    open: Open::No,
    title: ["Enheterna", "Units"],
    about: ["Ett block för varje enhet som lämnar en fil.", "A block for each unit that delivers a file."],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::Unit), ["enhetens id", "the unit's id"], r#""it""#).required(),
        key("namn", Takes::Text(Words::Line), ["enhetens namn", "the unit's name"], r#""IT och växel""#).required(),
        key("senast", Takes::Date, ["enhetens sista dag att lämna", "the unit's last day to deliver"], "2026-09-09")
            .otherwise(["rapportens", "the report's"]),
        key(
            "kontakt",
            Takes::Text(Words::Bare),
            [
                "namnet på den som ansvarar för avsnittet; tas inte med i några andra filer än meddelandet \
             till enheten",
                "the name of who answers for the section; stands in no file but the message to the unit",
            ],
            r#""Eva Berg""#,
        ),
        key(
            "epost",
            Takes::Text(Words::Bare),
            [
                "adressen dit meddelandet till enheten skickas; tas inte med i några andra filer",
                "where the message to the unit is sent; stands in no other file",
            ],
            r#""it@sandby.example""#,
        ),
        key(
            "fil",
            Takes::Text(Words::Bare),
            ["enhetens fil, i rapportens mapp", "the unit's file, in the report's folder"],
            r#""enheter/it.toml""#,
        )
        .otherwise(["`enheter/<id>.toml`", "`enheter/<id>.toml`"]),
    ],
};

/// Committees.
static COMMITTEE: Block = Block {
    path: "namnder",
    form: Form::Many,
    open: Open::No,
    title: ["Nämnderna", "Committees"],
    about: [
        "Nämnder som kapitel hör till, när handlingen gäller flera.",
        "Committees that chapters belong to, where the paper is about several.",
    ],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::Committee), ["nämndens id", "the committee's id"], r#""sn""#).required(),
        key("namn", Takes::Text(Words::Line), ["nämndens namn", "the committee's name"], r#""Socialnämnden""#)
            .required(),
    ],
};

/// Further papers.
static PAPER: Block = Block {
    path: "handling",
    form: Form::Many,
    open: Open::No,
    title: ["Fler handlingar i ärendet", "Further papers"],
    about: [
        "Var och en har eget omslag, egen innehållsförteckning och egen sidräkning.",
        "Each has its own cover, contents and page numbers.",
    ],
    either: &["kapitel", "fil"],
    keys: &[
        key("titel", Takes::Text(Words::Line), ["handlingens titel", "the paper's title"], r#""Taxa för vatten""#)
            .required(),
        key(
            "id",
            Takes::Id(Entity::Paper),
            [
                "ett id som texter kan hänvisa till: `{{bilaga:taxa}}`",
                "an id for references in texts: `{{bilaga:taxa}}`",
            ],
            r#""taxa""#,
        ),
        key("datum", Takes::Date, ["handlingens datum", "the paper's date"], "2026-06-02")
            .otherwise(["ärendets", "the item's"]),
        key(
            "diarienummer",
            Takes::Text(Words::Line),
            ["handlingens diarienummer", "the paper's registry number"],
            r#""SN 2026/99""#,
        )
        .otherwise(["ärendets", "the item's"]),
        key(
            "numrerade_rubriker",
            Takes::Integer(0, 6),
            [
                "hur många rubriknivåer som numreras i handlingen",
                "how many levels of headings are numbered in the paper",
            ],
            "0",
        )
        .otherwise(["rapportens", "the report's"]),
        key(
            "numrerad",
            Takes::Flag,
            [
                "`false` räknar inte handlingen bland bilagorna, till exempel ett protokollsutdrag",
                "`false` does not count the paper among the enclosures",
            ],
            "false",
        )
        .otherwise(["`true`", "`true`"]),
        key("omslag", Takes::Flag, ["`false` ger ingen omslagssida", "`false` gives no cover"], "false")
            .otherwise(["`true`", "`true`"]),
        key(
            "omslagsbild",
            Takes::Reference(Entity::Picture),
            ["en `[[bild]]` som visas på omslaget", "a `[[bild]]` shown on the cover"],
            r#""skolan""#,
        ),
        key(
            "uppgifter",
            Takes::Entries(None, &[&FACT]),
            [
                "rader under datumet, som överst i `rapport.toml`",
                "lines below the date, as at the top of `rapport.toml`",
            ],
            r#"["Antagen 2026-03-02"]"#,
        ),
        key("innehall", Takes::Block(&CONTENTS), ["ger en innehållsförteckning", "gives a list of contents"], ""),
        key(
            "kapitel",
            Takes::Blocks(&CHAPTER),
            ["handlingens kapitel", "the paper's chapters"],
            r#"[{ id = "taxan", rubrik = "Taxan" }]"#,
        ),
        key(
            "fil",
            Takes::Text(Words::Bare),
            [
                "en färdig pdf i rapportens mapp, i stället för `omslag`, `innehall` och `kapitel`",
                "a finished PDF in the report's folder, in the place of `omslag`, `innehall` and `kapitel`",
            ],
            r#""bilagor/taxa.pdf""#,
        ),
    ],
};

/// Chapters.
static CHAPTER: Block = Block {
    path: "kapitel",
    form: Form::Many,
    open: Open::No,
    title: ["Kapitlen", "Chapters"],
    about: [
        "Kapitel kan ligga i fem nivåer: `[[kapitel.underkapitel]]` och så vidare.",
        "Chapters go five levels deep: `[[kapitel.underkapitel]]` and so on.",
    ],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::Chapter), ["kapitlets id", "the chapter's id"], r#""ekonomi""#).required(),
        key("rubrik", Takes::Text(Words::Heading), ["kapitlets rubrik", "the chapter's heading"], r#""Ekonomi""#)
            .required(),
        key(
            "slag",
            Takes::Word(&[
                choice("berattelse", ["enheternas texter", "the units' texts"]),
                choice("tabeller", ["tabeller", "tables"]),
                choice("mal", ["målträdet eller en del av det", "the goal tree or a part of it"]),
                choice("internkontroll", ["tabellen över den interna kontrollen", "the internal-control table"]),
            ]),
            [
                "vad kapitlet visar. Varje mål, tabell och text visas bara en gång i handlingen, och en risk \
             en gång i varje risktabell; nämns samma på två ställen är det ett fel, och det första gäller",
                "what the chapter shows. Each goal, table and text stands in the paper once only",
            ],
            r#""tabeller""#,
        )
        .otherwise([
            "kapitlet samlar bara sina underkapitel och det som `delar`, `diagram` och `bild` nämner",
            "the chapter only holds its subchapters and what `delar`, `diagram` and `bild` name",
        ]),
        key(
            "delar",
            Takes::Entries(
                Some(Entity::Unit),
                &[&PART_TEXT, &PART_TABLE, &PART_CHART, &PART_PICTURE, &PART_GOALS, &PART_RISKS, &PART_SIGNATURES],
            ),
            [
                "det som kapitlet visar, i ordning: enheters texter, tabeller, diagram, bilder, mål och \
             risker. Krävs med `slag = \"berattelse\"`",
                "what the chapter shows, in order: units' texts, tables, charts, pictures, goals and risks. \
             Needed with `slag = \"berattelse\"`",
            ],
            r#"["it", { tabell = "drift" }]"#,
        )
        .needed(&["berattelse"]),
        key(
            "tabeller",
            Takes::References(Entity::Table),
            ["tabellerna, i ordning; räcker också utan `slag`", "the tables, in order; enough without `slag`"],
            r#"["drift"]"#,
        )
        .only(&["tabeller", "-"]),
        key(
            "diagram",
            Takes::References(Entity::Chart),
            [
                "diagram, under kapitlets rubrik före övrigt innehåll",
                "charts, below the chapter's heading before everything else",
            ],
            r#"["utfall"]"#,
        ),
        key(
            "bild",
            Takes::References(Entity::Picture),
            [
                "bilder, under kapitlets rubrik före övrigt innehåll",
                "pictures, below the chapter's heading before everything else",
            ],
            r#"["skolan"]"#,
        ),
        key(
            "kolumner",
            Takes::Reference(Entity::ColumnSet),
            ["indikatorernas kolumnuppsättning", "the indicators' column set"],
            r#""indikatorer""#,
        )
        .only(&["mal"]),
        key(
            "aktiviteter",
            Takes::Reference(Entity::ColumnSet),
            ["aktiviteternas kolumnuppsättning", "the activities' column set"],
            r#""aktiviteter""#,
        )
        .only(&["mal"]),
        key(
            "mal",
            Takes::References(Entity::Goal),
            ["de mål som ska stå överst", "the goals that stand at the top"],
            r#"["trygghet"]"#,
        )
        .otherwise(["alla, eller kapitlets nämnds om målen har `namnd`", "all, or those of the chapter's committee"])
        .only(&["mal"]),
        key(
            "risker",
            Takes::References(Entity::Risk),
            ["riskerna, `\"enhet/risk\"`, i ordning", "the risks, `\"unit/risk\"`, in order"],
            r#"["it/avbrott"]"#,
        )
        .otherwise(["alla i `[internkontroll]`", "all of `[internkontroll]`"])
        .only(&["internkontroll"]),
        key(
            "risktabell",
            Takes::Reference(Entity::ControlTable),
            ["vilken `[[internkontroll]]`, om det finns flera", "which `[[internkontroll]]`, where there are several"],
            r#""plan""#,
        )
        .otherwise(["den enda", "the only one"])
        .only(&["internkontroll"]),
        key(
            "namnd",
            Takes::Reference(Entity::Committee),
            [
                "den nämnd i `[[namnder]]` som kapitlet och dess underkapitel hör till. Kapitlet börjar då på \
             ny sida, och sidhuvudet visar kapitlets nämnd",
                "the committee of `[[namnder]]` that the chapter belongs to",
            ],
            r#""sn""#,
        ),
        key(
            "helsidesbild",
            Takes::Reference(Entity::Picture),
            [
                "en bild som fyller en egen sida före kapitlet; den beskärs där den har en annan form än sidan",
                "a picture that fills a page of its own before the chapter, cut where it has another shape",
            ],
            r#""skolan""#,
        ),
        key("spalter", Takes::Integer(1, 2), ["antalet spalter", "the number of columns of text"], "2")
            .otherwise(["`1`", "`1`"]),
        key("liggande", Takes::Flag, ["`true` ger liggande sidor", "`true` gives landscape pages"], "true")
            .otherwise(["`false`", "`false`"]),
        key(
            "ny_sida",
            Takes::Flag,
            [
                "`true` börjar på ny sida, `false` fortsätter på samma",
                "`true` begins a new page, `false` stays on the same",
            ],
            "true",
        )
        .otherwise([
            "ny sida där antalet spalter eller sidans läge ändras",
            "a new page where the columns or the page's orientation change",
        ]),
        key(
            "numrerad",
            Takes::Flag,
            [
                "`false` lämnar kapitlet och dess underrubriker utan nummer, till exempel ett förord",
                "`false` leaves the chapter and what is below it without numbers",
            ],
            "false",
        )
        .otherwise(["`true`", "`true`"]),
        key(
            "not",
            Takes::Flag,
            [
                "`true` för en not till räkenskaperna, som får rubriken *Not 1*, *Not 2*; en kolumn med \
                 `slag = \"not\"` leder till den",
                "`true` for a note to the accounts, headed *Not 1*, *Not 2*; a column of `slag = \"not\"` leads to it",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "underrubriker_i_innehall",
            Takes::Flag,
            [
                "`false` utelämnar kapitlets underrubriker i innehållsförteckningen",
                "`false` leaves the chapter's subheadings out of the contents",
            ],
            "false",
        )
        .otherwise(["`true`", "`true`"]),
        key(
            "underkapitel",
            Takes::Blocks(&CHAPTER),
            ["kapitlen på nivån under", "the chapters one level below"],
            r#"[{ id = "drift", rubrik = "Drift" }]"#,
        ),
    ],
};

/// A unit's text in `delar`.
static PART_TEXT: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["En enhets text i `delar`", "A unit's text in `delar`"],
    about: [
        "`\"it\"` ensamt ger enhetens text med enhetens namn som rubrik.",
        "`\"it\"` alone gives the unit's text with its name as heading.",
    ],
    either: &[],
    keys: &[
        key("enhet", Takes::Reference(Entity::Unit), ["enhetens id", "the unit's id"], r#""it""#).required(),
        key("del", Takes::Id(Entity::Part), ["vilken av flera texter", "which of several texts"], r#""ingress""#),
        key(
            "rubrik",
            Takes::Text(Words::Heading),
            ["rubriken över texten; `\"\"` ger ingen", "the heading above the text; `\"\"` gives none"],
            r#""IT, växel och telefoni""#,
        )
        .otherwise(["enhetens namn", "the unit's name"]),
    ],
};

/// A table in `delar`.
static PART_TABLE: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["En tabell i `delar`", "A table in `delar`"],
    about: ["", ""],
    either: &[],
    keys: &[key("tabell", Takes::Reference(Entity::Table), ["vilken tabell", "which table"], r#""drift""#).required()],
};

/// A chart in `delar`.
static PART_CHART: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["Ett diagram i `delar`", "A chart in `delar`"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("diagram", Takes::Reference(Entity::Chart), ["diagrammets id", "the chart's id"], r#""utfall""#).required()
    ],
};

/// A picture in `delar`.
static PART_PICTURE: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["En bild i `delar`", "A picture in `delar`"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("bild", Takes::Reference(Entity::Picture), ["bildens id", "the picture's id"], r#""skolan""#).required()
    ],
};

/// Signatures in `delar`.
static PART_SIGNATURES: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["Underskrifter i `delar`", "Signatures in `delar`"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "slag",
            Takes::Word(&[choice("underskrift", ["", ""])]),
            ["`\"underskrift\"`", "`\"underskrift\"`"],
            r#""underskrift""#,
        )
        .required(),
        key(
            "undertecknare",
            Takes::Blocks(&PART_SIGNATORY),
            ["de som skriver under", "who signs"],
            r#"[{ namn = "Anna Andersson", titel = "Ordförande" }]"#,
        )
        .required(),
        key(
            "bredvid",
            Takes::Flag,
            ["`true` sätter underskrifterna två bredvid varandra", "`true` puts signatures two beside each other"],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        PLACE_AND_DATE,
    ],
};

/// The signature of who signs, in the memo and in a chapter.
const SIGNATURE_PICTURE: Key = key(
    "bild",
    Takes::Reference(Entity::Picture),
    [
        "en `[[bild]]` av namnteckningen, som visas ovanför namnet utan sin bildtext; `bredd` under bilden säger hur \
         stor den är",
        "a `[[bild]]` of the signature, shown above the name without its caption",
    ],
    r#""karin-ek""#,
)
.otherwise(["plats att skriva under på papper", "room to sign on paper"]);

/// The line above signatures.
const PLACE_AND_DATE: Key = key(
    "ort_datum",
    Takes::Text(Words::Line),
    ["raden ovanför underskrifterna", "the line above the signatures"],
    r#""Exempelby den 12 mars 2026""#,
);

/// One who signs, in a chapter.
static PART_SIGNATORY: Block = Block {
    path: "kapitel.delar.undertecknare",
    form: Form::Many,
    open: Open::No,
    title: ["En underskrift i ett kapitel", "A signature in a chapter"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("namn", Takes::Text(Words::Line), ["namnet", "the name"], r#""Anna Andersson""#).required(),
        key("titel", Takes::Text(Words::Line), ["titeln", "the title"], r#""Ordförande""#).required(),
        SIGNATURE_PICTURE,
    ],
};

/// Goals in `delar`.
static PART_GOALS: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["Mål i `delar`", "Goals in `delar`"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("slag", Takes::Word(&[choice("mal", ["", ""])]), ["`\"mal\"`", "`\"mal\"`"], r#""mal""#).required(),
        key(
            "kolumner",
            Takes::Reference(Entity::ColumnSet),
            ["indikatorernas kolumnuppsättning", "the indicators' column set"],
            r#""indikatorer""#,
        ),
        key(
            "aktiviteter",
            Takes::Reference(Entity::ColumnSet),
            ["aktiviteternas kolumnuppsättning", "the activities' column set"],
            r#""aktiviteter""#,
        ),
        key(
            "mal",
            Takes::References(Entity::Goal),
            ["de mål som ska stå överst", "the goals that stand at the top"],
            r#"["trygghet"]"#,
        )
        .otherwise(["alla", "all"]),
    ],
};

/// Risks in `delar`.
static PART_RISKS: Block = Block {
    path: "kapitel.delar",
    form: Form::Entry,
    open: Open::No,
    title: ["Risker i `delar`", "Risks in `delar`"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "slag",
            Takes::Word(&[choice("internkontroll", ["", ""])]),
            ["`\"internkontroll\"`", "`\"internkontroll\"`"],
            r#""internkontroll""#,
        )
        .required(),
        key(
            "risker",
            Takes::References(Entity::Risk),
            ["riskerna, i ordning", "the risks, in order"],
            r#"["it/avbrott"]"#,
        )
        .otherwise(["alla i `[internkontroll]`", "all of `[internkontroll]`"]),
        key(
            "risktabell",
            Takes::Reference(Entity::ControlTable),
            ["vilken `[[internkontroll]]`, om det finns flera", "which `[[internkontroll]]`, where there are several"],
            r#""plan""#,
        )
        .otherwise(["den enda", "the only one"]),
    ],
};

/// The signs of costs.
const COST_SIGN: &[Choice] = &[
    choice("plus", ["en kostnad på 90 skrivs `90`", "a cost of 90 is `90`"]),
    choice("minus", ["en kostnad på 90 skrivs `-90`", "a cost of 90 is `-90`"]),
];

/// The signs of incomes.
const INCOME_SIGN: &[Choice] = &[
    choice("plus", ["en intäkt på 90 skrivs `90`", "an income of 90 is `90`"]),
    choice("minus", ["en intäkt på 90 skrivs `-90`", "an income of 90 is `-90`"]),
];

/// What a variance above zero means.
const VARIANCE_SIGN: &[Choice] = &[
    choice("battre_resultat", ["plus är ett bättre resultat än budget", "plus is a better result than planned"]),
    choice("mer_an_budget", ["plus är mer än budget, på alla rader", "plus is more than planned, on all rows"]),
];

/// What holds where a table does not say it itself.
const AS_THE_REPORT: Said = ["som `[fortecken]` säger", "as `[fortecken]` says"];

/// Signs of costs, incomes and variances.
static SIGNS: Block = Block {
    path: "fortecken",
    form: Form::One,
    open: Open::No,
    title: ["Förtecken på kostnader, intäkter och avvikelser", "Signs of costs, incomes and variances"],
    about: [
        "Sägs en gång för hela rapporten. Se [de tre sätten att \
         skriva](#de-tre-sätten-att-skriva-belopp-fortecken).",
        "Said once for the whole report.",
    ],
    either: &[],
    keys: &[
        key("kostnader", Takes::Word(COST_SIGN), ["förtecknet på kostnader", "the sign of costs"], r#""minus""#)
            .otherwise(["`\"plus\"`", "`\"plus\"`"]),
        key("intakter", Takes::Word(INCOME_SIGN), ["förtecknet på intäkter", "the sign of incomes"], r#""plus""#)
            .otherwise(["`\"plus\"`", "`\"plus\"`"]),
        key(
            "avvikelse",
            Takes::Word(VARIANCE_SIGN),
            ["vad plus betyder i en avvikelse", "what plus means in a variance"],
            r#""battre_resultat""#,
        )
        .otherwise([
            "avvikelser räknas bara om kolumnen har `beraknas`",
            "variances are computed only where the column has `beraknas`",
        ]),
        key(
            "rott_minus",
            Takes::Flag,
            [
                "visar belopp under noll i rött i alla tabeller; minustecknet står kvar",
                "shows figures below zero in red in all tables, with their minus",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
    ],
};

/// Signs of costs, incomes and variances in a table that says them itself.
static TABLE_SIGNS: Block = Block {
    path: "tabell.fortecken",
    form: Form::One,
    open: Open::No,
    title: ["Förtecken i en tabell", "Signs of a table"],
    about: [
        "För en tabell som skriver på ett annat sätt än rapporten: `fortecken = { kostnader = \"minus\" }`. Det som \
         inte sägs här är som `[fortecken]` säger. Avvikelserna räknas efter tabellens förtecken, också om den delar \
         kolumner med andra; sägs `avvikelse` här gäller det också en kolumn vars `beraknas` är budget och utfall.",
        "For a table that writes in another way than the report. What is not said here is as `[fortecken]` says. Its \
         variances are counted by its own signs, also where it shares columns with others; where `avvikelse` is said \
         here, that holds for a column whose `beraknas` is a plan and an actual, too.",
    ],
    either: &[],
    keys: &[
        key("kostnader", Takes::Word(COST_SIGN), ["förtecknet på kostnader", "the sign of costs"], r#""minus""#)
            .otherwise(AS_THE_REPORT),
        key("intakter", Takes::Word(INCOME_SIGN), ["förtecknet på intäkter", "the sign of incomes"], r#""plus""#)
            .otherwise(AS_THE_REPORT),
        key(
            "avvikelse",
            Takes::Word(VARIANCE_SIGN),
            ["vad plus betyder i en avvikelse", "what plus means in a variance"],
            r#""battre_resultat""#,
        )
        .otherwise(AS_THE_REPORT),
    ],
};

/// Column sets.
static COLUMNS: Block = Block {
    path: "kolumner",
    form: Form::Many,
    open: Open::No,
    title: ["Kolumnuppsättningar", "Column sets"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::ColumnSet), ["uppsättningens id", "the set's id"], r#""drift""#).required(),
        key(
            "kolumn",
            Takes::Blocks(&COLUMN),
            ["kolumnerna efter den första, i ordning", "the columns after the first one, in order"],
            r#"[{ id = "budget_2026", rubrik = "Budget 2026" }]"#,
        )
        .required(),
        key(
            "mattenhet",
            Takes::Text(Words::Bare),
            [
                "beloppens måttenhet, till exempel `\"tkr\"` eller `\"%\"`. Den läses upp för den som inte \
             ser tabellen, och där ingen rubrik anger den står den på en rad ovanför: *Belopp i tkr.* En \
             rubrik som anger en annan måttenhet är ett fel",
                "the unit of the amounts, `\"tkr\"` or `\"%\"`. Where no heading says it, it stands above the \
             table",
            ],
            r#""tkr""#,
        )
        .once(&["sort"]),
        key(
            "forsta_kolumn",
            Takes::Text(Words::Line),
            [
                "första kolumnens rubrik; `\"\"` ger ingen. Tabellens `rubrik` visas då ovanför tabellen",
                "the first column's heading; `\"\"` gives none. The table's `rubrik` then stands above it",
            ],
            r#""Verksamhet""#,
        )
        .otherwise(["tabellens `rubrik`", "the table's `rubrik`"]),
        key(
            "forsta_over",
            Takes::TextOrTexts,
            [
                "överrubrik över första kolumnens rubrik; en lista för flera våningar, uppifrån",
                "what stands above the first column's heading; a list for several levels",
            ],
            r#""2026""#,
        ),
        key(
            "bredd",
            Takes::Integer(1, 1_000),
            [
                "första kolumnens bredd i förhållande till de andras. Kolumnerna delar sidans bredd efter \
             sina tal: 6, 2 och 2 ger den första 6/10",
                "the first column's width against the others'. Columns share the page by their numbers: 6, 2 \
             and 2 give the first one 6/10",
            ],
            "7",
        )
        .otherwise(["`6`", "`6`"]),
    ],
};

/// A column.
static COLUMN: Block = Block {
    path: "kolumner.kolumn",
    form: Form::Many,
    open: Open::No,
    title: ["En kolumn", "A column"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "id",
            Takes::Id(Entity::Column),
            ["det som enheterna skriver som nyckel i sina rader", "what units write as key in their rows"],
            r#""avvikelse""#,
        )
        .required(),
        key("rubrik", Takes::Text(Words::Line), ["kolumnens rubrik", "the column's heading"], r#""Avvikelse""#)
            .required(),
        key(
            "over",
            Takes::TextOrTexts,
            [
                "gemensam överrubrik för kolumner bredvid varandra; en lista ger flera våningar, uppifrån, \
             högst tre, och en tom våning räknas inte",
                "a heading that neighbouring columns share; a list gives several levels, three at most",
            ],
            r#"["2026", "Januari–augusti"]"#,
        ),
        key(
            "slag",
            Takes::Word(&[
                choice("belopp", ["belopp och andra tal", "amounts and other figures"]),
                choice("text", ["text", "words"]),
                choice(
                    "bedomning",
                    ["ett ord ur `[bedomning]`, med tecken och färg", "a word of `[bedomning]`, with sign and colour"],
                ),
                choice("stapel", ["0 till 100 procent, som tal och stapel", "0 to 100 per cent, as figure and bar"]),
                choice(
                    "not",
                    [
                        "noter till räkenskaperna: id:t på ett kapitel med `not = true`, eller notens nummer; flera \
                         skrivs `\"2, 5\"`",
                        "notes to the accounts: the id of a chapter with `not = true`, or the note's number",
                    ],
                ),
            ]),
            ["vad kolumnen innehåller", "what the column holds"],
            r#""belopp""#,
        )
        .otherwise(["`\"belopp\"`", "`\"belopp\"`"]),
        key(
            "bredd",
            Takes::Integer(1, 1_000),
            [
                "kolumnens bredd i förhållande till de andras, som uppsättningens `bredd`",
                "the column's width against the others'",
            ],
            "2",
        )
        .otherwise(["2 för belopp, 3 för text, 1 för noter", "2 for amounts, 3 for words, 1 for notes"]),
        key(
            "justering",
            Takes::Word(&[
                choice("vanster", ["till vänster", "at the left"]),
                choice("mitten", ["i mitten, till exempel kryss", "in the middle, such as crosses"]),
                choice("hoger", ["till höger", "at the right"]),
            ]),
            ["hur kolumnens rubrik och celler står", "how the column's heading and cells are set"],
            r#""mitten""#,
        )
        .otherwise(["belopp till höger, text till vänster", "amounts at the right, words at the left"]),
        key(
            "mattenhet",
            Takes::Text(Words::Bare),
            ["kolumnens egen måttenhet, till exempel `\"%\"` bredvid belopp i tkr", "the column's own unit"],
            r#""tkr""#,
        )
        .otherwise(["uppsättningens", "the set's"])
        .once(&["sort"]),
        key(
            "visa_mattenhet",
            Takes::Flag,
            ["visar måttenheten efter varje tal: *4,2 %*", "shows the unit after each figure: *4,2 %*"],
            "true",
        )
        .otherwise([
            "`false`, men `true` för en stapel och för procent i parentes",
            "`false`, but `true` for a bar and a share in brackets",
        ]),
        key(
            "i_parentes",
            Takes::Flag,
            [
                "visar kolumnens tal i parentes efter talen i kolumnen före, utan egen rubrik: *92 (87,6 %)*; \
             enheterna skriver dem var för sig, eller `\"92 (87,6 %)\"` i kolumnen före",
                "shows the column's figures in brackets behind those of the column before it: *92 (87,6 %)*; \
             units write them each, or `\"92 (87,6 %)\"` in the column before",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "efter_snedstreck",
            Takes::Flag,
            [
                "visar kolumnens tal efter talen i kolumnen före med ett snedstreck emellan: *7,1/4,8*, och rubriken \
             likadant: *Kvinnor/Män*; enheterna skriver dem var för sig, eller `\"7,1/4,8\"` i kolumnen före",
                "shows the column's figures behind those of the column before it and a slash: *7,1/4,8*, with both \
             headings; units write them each, or `\"7,1/4,8\"` in the column before",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "ton",
            Takes::Flag,
            [
                "ger kolumnen en svag bottenfärg, till exempel årets utfall",
                "gives the column a faint ground, such as this year's outcome",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "lodrat",
            Takes::Flag,
            [
                "skriver kolumnens rubrik lodrätt, så att kolumnen kan vara smal, till exempel en för varje månad",
                "writes the column's heading upright, so that the column can be narrow, such as one for each month",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "decimaler",
            Takes::Integer(0, 9),
            ["hur många decimaler kolumnens tal ska ha; andra påpekas", "how many decimals the figures are to have"],
            "1",
        )
        .otherwise(["som de är skrivna", "as they are written"]),
        key(
            "beraknas",
            Takes::Texts,
            [
                "de kolumner som den här räknas ut av, med `-` framför dem som dras ifrån och `/` framför det \
             hela i en andel i procent; `\"/utfall.summa\"` är kolumnens summa, på raden med `slag = \"summa\"`, och \
             `\"per elever\"` eller `\"per 1000 invanare\"` ger hur mycket det är på var och en. Det som delar får \
             vara en annan tabells tal: `\"/tabell.rad.kolumn\"`, eller `\"per tabell.kolumn\"` för raden med \
             samma id; se [kolumner och bredder](#kolumner-och-bredder). Varje rad kontrollräknas",
                "the columns that this one is computed from, with `-` before those taken off and `/` before \
             the whole of a share in per cent; `\"/utfall.summa\"` is the sum of the column, and `\"per elever\"` or \
             `\"per 1000 invanare\"` gives how much there is for each; what divides may be of another table, \
             `\"/table.row.column\"`, or `\"per table.column\"` for its row of the same id",
            ],
            r#"["budget_2026", "-prognos_2026"]"#,
        ),
        key(
            "summeras",
            Takes::Flag,
            [
                "`false` om kolumnen inte räknas ihop på summaraderna: det som står där kontrollräknas inte",
                "`false` where sums do not add up the column: what stands there is not checked",
            ],
            "false",
        )
        .otherwise([
            "`true`, men inte för procent och det som räknas ut med `/` eller `per`",
            "`true`, but not for per cent and what is computed with `/` or `per`",
        ]),
        key(
            "genomsnitt",
            Takes::Flag,
            [
                "`true` om summaraderna visar kolumnens genomsnitt i stället för summan",
                "`true` where sums show the column's average in the place of its sum",
            ],
            "true",
        )
        .otherwise(["`false`, men `true` med `viktas_med`", "`false`, but `true` with `viktas_med`"]),
        key(
            "viktas_med",
            Takes::Reference(Entity::Column),
            [
                "den kolumn som genomsnittet viktas med, till exempel antalet elever eller svar på varje rad; \
             `\"tabell.kolumn\"` är en annan tabells kolumn, på raderna med samma id",
                "the column by which the average is weighted, such as the pupils or answers of each row; \
             `\"table.column\"` is one of another table, in the rows of the same ids",
            ],
            r#""elever""#,
        ),
        key(
            "vands",
            Takes::Flag,
            [
                "`false` räknar kolumnen lika på alla rader, `true` vänder den även om den inte heter \
             avvikelse",
                "`false` computes the column alike on all rows, `true` turns it though it is not called a \
             variance",
            ],
            "false",
        )
        .otherwise([
            "avvikelser mot budget eller anslag vänds på resultat- och intäktsrader",
            "variances against a budget turn on rows of results and incomes",
        ]),
        key(
            "kolada",
            Takes::IntegerOr(1_970, 2_100, &COLUMN_KOLADA),
            ["vilket år av radernas nyckeltal kolumnen visar", "which year of the rows' key figures the column shows"],
            "2025",
        ),
    ],
};

/// What a column shows of Kolada.
static COLUMN_KOLADA: Block = Block {
    path: "kolumner.kolumn.kolada",
    form: Form::Entry,
    open: Open::No,
    title: ["Det som en kolumn visar ur Kolada", "What a column shows of Kolada"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("ar", Takes::Integer(1_970, 2_100), ["året", "the year"], "2025").required(),
        key(
            "omrade",
            Takes::Text(Words::Bare),
            [
                "`\"riket\"`, en annan kommuns kod eller en grupps id i Kolada",
                "`\"riket\"`, another municipality's code or a group's id in Kolada",
            ],
            r#""riket""#,
        )
        .otherwise(["den egna kommunen", "the own municipality"]),
        key(
            "kon",
            Takes::Word(&[
                choice("alla", ["", ""]),
                choice("kvinnor", ["", ""]),
                choice("män", ["", ""]),
                choice("man", ["", ""]),
            ]),
            ["vilkas värde", "whose figure"],
            r#""kvinnor""#,
        )
        .otherwise(["som raden anger, annars alla", "as the row says, otherwise all"]),
    ],
};

/// Tables.
static TABLE: Block = Block {
    path: "tabell",
    form: Form::Many,
    open: Open::No,
    title: ["Tabeller", "Tables"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "id",
            Takes::Id(Entity::Table),
            ["tabellens id, som enheternas rader anger", "the table's id, which the units' rows name"],
            r#""drift""#,
        )
        .required(),
        key(
            "rubrik",
            Takes::Text(Words::Line),
            [
                "tabellens namn: första kolumnens rubrik, eller rubriken ovanför tabellen när första kolumnen \
             har en egen",
                "the table's name: the first column's heading, or the title above the table where that has \
             one of its own",
            ],
            r#""Driftredovisning""#,
        )
        .required(),
        key(
            "kolumner",
            Takes::Reference(Entity::ColumnSet),
            ["en kolumnuppsättnings id", "the id of a column set"],
            r#""drift""#,
        )
        .required(),
        key(
            "rader",
            Takes::Entries(
                Some(Entity::Row),
                &[&ROW_GROUP, &ROW_GROUP_END, &ROW_BLANK, &ROW_TAKEN, &ROW_SUM, &ROW_AVERAGE, &ROW_QUOTIENT],
            ),
            [
                "raderna i ordning: `\"enhet/rad\"`, `\"enhet/*\"` för alla som enheten lämnar och som inte \
             nämns var för sig, grupper, tomma rader, hämtade och uträknade rader",
                "the rows in order: `\"unit/row\"`, `\"unit/*\"` for all others of the unit, groups, blank \
             rows, rows taken and computed",
            ],
            r#"["it/*"]"#,
        )
        .required(),
        key(
            "forsta_kolumn",
            Takes::Text(Words::Line),
            [
                "första kolumnens rubrik i den här tabellen; `\"\"` ger ingen. `rubrik` visas då ovanför \
             tabellen",
                "the first column's heading in this table; `\"\"` gives none",
            ],
            r#""Verksamhet""#,
        )
        .otherwise(["kolumnuppsättningens", "the column set's"]),
        key(
            "fortecken",
            Takes::Block(&TABLE_SIGNS),
            [
                "hur just den här tabellen skriver kostnader, intäkter och avvikelser",
                "which signs this table gives costs, incomes and variances",
            ],
            "",
        )
        .otherwise(AS_THE_REPORT),
        key(
            "mattenhet",
            Takes::Text(Words::Bare),
            ["beloppens måttenhet i den här tabellen", "the unit of the amounts in this table"],
            r#""mnkr""#,
        )
        .otherwise(["kolumnuppsättningens", "the column set's"])
        .once(&["sort"]),
        key(
            "omrakna",
            Takes::Flag,
            [
                "`true` räknar om beloppen från kolumnuppsättningens måttenhet till tabellens: kr, tkr, mnkr \
             och mdkr. Kräver `mattenhet`. En kolumn med egen `mattenhet` räknas inte om",
                "`true` converts the amounts from the column set's unit to the table's: kr, tkr, mnkr and \
             mdkr. Needs `mattenhet`",
            ],
            "true",
        )
        .otherwise(["`false`: beloppen visas som de är skrivna", "`false`: the amounts are shown as written"]),
        key(
            "decimaler",
            Takes::Integer(0, 9),
            [
                "hur många decimaler beloppen ska ha. Ett belopp med annat antal decimaler ger ett påpekande \
             och visas oförändrat",
                "how many decimals the amounts are to have. One with another number is told and shown as it \
             is",
            ],
            "1",
        )
        .otherwise(["som de är skrivna", "as they are written"]),
        key(
            "avrunda",
            Takes::Flag,
            [
                "`true` avrundar till `decimaler`. En femma avrundas uppåt, och under noll nedåt",
                "`true` rounds to `decimaler`, halves away from zero",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "numrerad",
            Takes::Flag,
            [
                "`false` tar inte med tabellen i numreringen (`numrerade_tabeller`), till exempel i tjänsteskrivelsen",
                "`false` leaves the table out of the numbers (`numrerade_tabeller`), in the memo for instance",
            ],
            "false",
        )
        .otherwise(["`true`", "`true`"]),
        key(
            "bredvid",
            Takes::Word(&[choice("vanster", ["", ""]), choice("hoger", ["", ""])]),
            [
                "på vilken sida om det som följer tabellen står, i stället för ovanför: en text utan rubrik, en \
                 tabell, ett diagram, en bild eller en ruta",
                "at which side of what follows it stands, rather than above: a text without a heading, a table, a \
                 chart, a picture or a box",
            ],
            r#""hoger""#,
        )
        .otherwise(["tabellen står ovanför det som följer", "it stands above what follows"]),
        key(
            "bredd",
            Takes::Integer(15, 85),
            [
                "hur stor del av bredden tabellen tar med `bredvid`, i procent",
                "how much of the width it takes with `bredvid`, in per cent",
            ],
            "40",
        )
        .otherwise(["lika mycket som det bredvid; 40 bredvid text", "as much as what is beside it; 40 beside text"]),
        key(
            "rubrikrad",
            Takes::Flag,
            [
                "`false` visar inte kolumnernas rubriker, till exempel i en uppställning av två kolumner; en rad av \
                 tomma rubriker visas aldrig",
                "`false` does not show the columns' headings; a row of empty headings is never shown",
            ],
            "false",
        )
        .otherwise(["`true`", "`true`"]),
        key(
            "kommenteras_fran",
            Takes::Integer(1, u32::MAX),
            [
                "den enhet som lämnar raden ska kommentera varje avvikelse på minst så mycket, plus eller \
             minus: i radens `kommentar`, eller i det kapitel som `kommentarskapitel` anger",
                "the unit of a row must comment on each variance of at least this, plus or minus",
            ],
            "100",
        ),
        key(
            "text_under",
            Takes::Text(Words::Prose),
            [
                "text under tabellen, med eller utan fotnotstecken; en tom rad skiljer två stycken",
                "words below the table; a blank line parts paragraphs",
            ],
            r#""* Avser helår.""#,
        ),
        key(
            "kalla",
            Takes::Text(Words::Line),
            [
                "varifrån uppgifterna kommer: *Källa: …* under tabellen",
                "where the figures come from: *Källa: …* below the table",
            ],
            r#""Ekonomisystemet""#,
        ),
    ],
};

/// A group in `rader`.
static ROW_GROUP: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["En grupprubrik i `rader`", "A group in `rader`"],
    about: [
        "En rubrik tvärs över tabellen, före raderna som hör till den. En grupp kan stå i en annan.",
        "A heading across the table, before the rows that belong to it.",
    ],
    either: &[],
    keys: &[key("grupp", Takes::Text(Words::Line), ["rubriken", "the heading"], r#""Vuxna""#).required()],
};

/// The end of a group in `rader`.
static ROW_GROUP_END: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["Slutet på en grupp i `rader`", "The end of a group in `rader`"],
    about: ["Raderna mellan rubriken och slutet är indragna.", "The rows between heading and end are set in."],
    either: &[],
    keys: &[key("grupp_slut", Takes::Flag, ["`true`", "`true`"], "true").required()],
};

/// A blank row in `rader`.
static ROW_BLANK: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["En tom rad i `rader`", "A blank row in `rader`"],
    about: ["", ""],
    either: &[],
    keys: &[key("tom", Takes::Flag, ["`true`", "`true`"], "true").required()],
};

/// A row taken from another table.
static ROW_TAKEN: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["En hämtad rad i `rader`", "A row taken from another table"],
    about: [
        "Hämtar beloppen ur en annan tabells rad, för de kolumner som har samma id i båda tabellerna. Har \
         tabellerna olika måttenhet behövs `omrakna = true`.",
        "Takes the amounts of another table's row, for the columns that both tables have.",
    ],
    either: &[],
    keys: &[
        key(
            "ur",
            Takes::Reference(Entity::RowAddress),
            ["raden, `\"tabell.rad\"`", "the row, `\"table.row\"`"],
            r#""drift.summa""#,
        )
        .required(),
        key(
            "namn",
            Takes::Text(Words::Label),
            ["det som står först på raden", "what stands first in the row"],
            r#""Socialnämnden""#,
        )
        .otherwise(["radens namn där den hämtas", "the row's name where it is taken"]),
        key("id", Takes::Id(Entity::Row), ["radens id", "the row's id"], r#""sn""#).otherwise([
            "tabellens som den hämtas ur, eller radens egna där om flera rader hämtas ur samma tabell",
            "that of the table it is taken from, or the row's own where there are several",
        ]),
        key(
            "slag",
            Takes::Word(&[
                choice("post", ["", ""]),
                choice("delsumma", ["", ""]),
                choice("summa", ["", ""]),
                choice("resultat", ["", ""]),
                choice("genomsnitt", ["", ""]),
            ]),
            ["vilken sorts rad det är", "what kind of row it is"],
            r#""post""#,
        )
        .otherwise(["`\"post\"`", "`\"post\"`"]),
        key("vands", Takes::Flag, ["som i `[[rad]]`", "as in `[[rad]]`"], "false"),
        key("fet", Takes::Flag, ["visar raden med fetstil", "shows the row in bold"], "true")
            .otherwise(["`false`", "`false`"]),
        key(
            "indrag",
            Takes::Integer(0, 4),
            ["hur många steg radens namn är indraget", "the steps by which its name is set in"],
            "1",
        )
        .otherwise(["`0`", "`0`"]),
    ],
};

/// A computed row in `rader`.
static ROW_SUM: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["En uträknad rad i `rader`", "A computed row in `rader`"],
    about: [
        "Summan räknas på de oavrundade beloppen. En cell med text räknas inte med; programmet anger \
         vilken.",
        "The sum is computed from the amounts as written.",
    ],
    either: &[],
    keys: &[
        key(
            "summa",
            Takes::ReferencesOr("ovan", Entity::Row),
            [
                "raderna som räknas ihop: `\"id\"` är en rad i tabellen, `\"enhet/id\"` en enhets, `\"-id\"` \
             dras ifrån; eller `\"ovan\"` för alla poster ovanför, utom dem som börjar med *varav*",
                "the rows that are added up: `\"id\"`, `\"unit/id\"`, `\"-id\"` taken off; or `\"ovan\"` for \
             all items above",
            ],
            r#""ovan""#,
        )
        .required(),
        key(
            "namn",
            Takes::Text(Words::Label),
            ["det som står först på raden", "what stands first in the row"],
            r#""Summa""#,
        )
        .required(),
        key("id", Takes::Id(Entity::Row), ["radens id", "the row's id"], r#""summa""#)
            .otherwise(["`\"summa\"`", "`\"summa\"`"]),
        key(
            "slag",
            Takes::Word(&[
                choice("post", ["", ""]),
                choice("delsumma", ["", ""]),
                choice("summa", ["", ""]),
                choice("resultat", ["", ""]),
                choice("genomsnitt", ["", ""]),
            ]),
            ["vilken sorts rad det är", "what kind of row it is"],
            r#""resultat""#,
        )
        .otherwise(["`\"summa\"`", "`\"summa\"`"]),
        key("vands", Takes::Flag, ["som i `[[rad]]`", "as in `[[rad]]`"], "false"),
        key("fet", Takes::Flag, ["visar raden med fetstil", "shows the row in bold"], "true")
            .otherwise(["`false`", "`false`"]),
        key(
            "indrag",
            Takes::Integer(0, 4),
            ["hur många steg radens namn är indraget", "the steps by which its name is set in"],
            "1",
        )
        .otherwise(["`0`", "`0`"]),
    ],
};

/// Rows that are averages of others.
static ROW_AVERAGE: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["En rad med genomsnitt i `rader`", "A row of averages in `rader`"],
    about: [
        "Varje kolumn är genomsnittet av raderna, utom den som de viktas med, som räknas ihop.",
        "Each column is the average of the rows, but for the one that they are weighted by, which is added up.",
    ],
    either: &[],
    keys: &[
        key(
            "genomsnitt",
            Takes::ReferencesOr("ovan", Entity::Row),
            [
                "raderna som genomsnittet är av, som i `summa`; `\"ovan\"` för alla poster ovanför",
                "the rows that the average is of, as in `summa`; `\"ovan\"` for all items above",
            ],
            r#""ovan""#,
        )
        .required(),
        key(
            "viktas_med",
            Takes::Reference(Entity::Column),
            [
                "den kolumn som genomsnittet viktas med, till exempel antalet elever på varje rad",
                "the column by which the average is weighted, such as the pupils of each row",
            ],
            r#""elever""#,
        )
        .otherwise(["alla rader väger lika", "all rows count alike"]),
        key(
            "namn",
            Takes::Text(Words::Label),
            ["det som står först på raden", "what stands first in the row"],
            r#""Kommunen""#,
        )
        .required(),
        key("id", Takes::Id(Entity::Row), ["radens id", "the row's id"], r#""kommunen""#)
            .otherwise(["`\"genomsnitt\"`", "`\"genomsnitt\"`"]),
        key("fet", Takes::Flag, ["som i `[[rad]]`; ett genomsnitt är alltid fetstilt", "as in `[[rad]]`"], "true")
            .otherwise(["`false`", "`false`"]),
        key(
            "indrag",
            Takes::Integer(0, 4),
            ["hur många steg radens namn är indraget", "the steps by which its name is set in"],
            "1",
        )
        .otherwise(["`0`", "`0`"]),
    ],
};

/// Rows that are computed by dividing others.
static ROW_QUOTIENT: Block = Block {
    path: "tabell.rader",
    form: Form::Entry,
    open: Open::No,
    title: ["En rad som delar rader i `rader`", "A row that divides rows in `rader`"],
    about: [
        "Rader som delas med en rad, i varje kolumn med tal: kostnaden per brukare, andelen av allt. Raden räknas inte \
         in i någon summa. En avvikelse räknas ut av radens egna tal.",
        "Rows that are divided by one, in each column of figures. The row is part of no sum.",
    ],
    either: &[],
    keys: &[
        key(
            "beraknas",
            Takes::Texts,
            [
                "raderna som delas, och den som delar: `\"per brukare\"` eller `\"per 1000 invanare\"` ger hur mycket \
             det är på var och en, `\"/alla\"` andelen i procent; `\"enhet/id\"` är en enhets rad, `\"tabell.rad\"` \
             en rad i en annan tabell, `\"-id\"` dras ifrån",
                "the rows that are divided, and the one that divides: `\"per brukare\"`, `\"/alla\"`; `\"unit/id\"`, \
             `\"table.row\"` of another table, `\"-id\"` taken off",
            ],
            r#"["kostnad", "per brukare"]"#,
        )
        .required(),
        key(
            "namn",
            Takes::Text(Words::Label),
            ["det som står först på raden", "what stands first in the row"],
            r#""Kostnad per brukare""#,
        )
        .required(),
        key(
            "mattenhet",
            Takes::Text(Words::Bare),
            [
                "vad radens tal är mätta i; är det `kr` och tabellen i `tkr` räknas talen om",
                "the unit of the row's figures; amounts are converted into it",
            ],
            r#""kr""#,
        )
        .otherwise(["tabellens, `\"%\"` för en andel", "the table's, `\"%\"` for a share"])
        .once(&["sort"]),
        key("decimaler", Takes::Integer(0, 9), ["radens decimaler", "the row's decimals"], "2")
            .otherwise(["`1`, men `0` för kronor", "`1`, but `0` for crowns"]),
        key("id", Takes::Id(Entity::Row), ["radens id", "the row's id"], r#""per_brukare""#)
            .otherwise(["`\"kvot\"`", "`\"kvot\"`"]),
        key("fet", Takes::Flag, ["visar raden med fetstil", "shows the row in bold"], "true")
            .otherwise(["`false`", "`false`"]),
        key(
            "indrag",
            Takes::Integer(0, 4),
            ["hur många steg radens namn är indraget", "the steps by which its name is set in"],
            "1",
        )
        .otherwise(["`0`", "`0`"]),
    ],
};

/// Levels of the goal tree.
static GOAL_LEVEL: Block = Block {
    path: "malniva",
    form: Form::Many,
    open: Open::No,
    title: ["Målträdets nivåer", "Levels of the goal tree"],
    about: ["Nivåerna uppifrån.", "The levels, from the top."],
    either: &[],
    keys: &[
        key(
            "namn",
            Takes::Text(Words::Line),
            ["vad nivåns mål kallas", "what the goals of the level are called"],
            r#""Fokusområde""#,
        )
        .required(),
        key(
            "ledtext",
            Takes::Text(Words::Line),
            ["raden som leder in målen på nivån under", "the line that leads to the goals below"],
            r#""Nämndens mål:""#,
        ),
        key(
            "numrerad",
            Takes::Flag,
            [
                "`true` numrerar nivåns mål under vart och ett ovanför",
                "`true` numbers the level's goals below each above",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
    ],
};

/// Goals.
static GOAL: Block = Block {
    path: "mal",
    form: Form::Many,
    open: Open::No,
    title: ["Målen", "Goals"],
    about: ["Målen i ordning.", "The goals, in order."],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::Goal), ["målets id", "the goal's id"], r#""trygghet""#).required(),
        key("rubrik", Takes::Text(Words::Heading), ["målets rubrik", "the goal's heading"], r#""Trygga gator""#)
            .required(),
        key(
            "under",
            Takes::Reference(Entity::Goal),
            ["målet ovanför, utom för de översta", "the goal above, but for the topmost"],
            r#""hallbarhet""#,
        ),
        key(
            "enhet",
            Takes::Reference(Entity::Unit),
            ["den enhet som ska lämna till målet", "the unit that delivers to the goal"],
            r#""it""#,
        ),
        key(
            "enheter",
            Takes::References(Entity::Unit),
            [
                "flera enheter som ska lämna till samma mål; var och en får sin egen rubrik under målet",
                "several units that deliver to the same goal, each with its heading",
            ],
            r#"["it", "skola"]"#,
        ),
        key(
            "namnd",
            Takes::Reference(Entity::Committee),
            ["nämnden, för de översta målen, om handlingen gäller flera", "the committee, for the topmost goals"],
            r#""sn""#,
        ),
    ],
};

/// Headings below each goal.
static GOAL_LABELS: Block = Block {
    path: "malrubriker",
    form: Form::One,
    open: Open::No,
    title: ["Rubrikerna under varje mål", "Headings below each goal"],
    about: ["De som inte skrivs blir inga rubriker.", "Those that are not written are no headings."],
    either: &[],
    keys: &[
        key(
            "bedomning",
            Takes::Text(Words::Line),
            ["rubriken över bedömningen", "the heading above the assessment"],
            r#""Bedömning""#,
        )
        .otherwise(["ingen rubrik", "no heading"]),
        key("text", Takes::Text(Words::Line), ["rubriken över texten", "the heading above the text"], r#""Analys""#)
            .otherwise(["ingen rubrik", "no heading"]),
        key(
            "indikatorer",
            Takes::Text(Words::Line),
            ["rubriken över indikatorerna", "the heading above the indicators"],
            r#""Indikatorer""#,
        )
        .otherwise(["ingen rubrik", "no heading"]),
        key(
            "aktiviteter",
            Takes::Text(Words::Line),
            ["rubriken över aktiviteterna", "the heading above the activities"],
            r#""Aktiviteter""#,
        )
        .otherwise(["ingen rubrik", "no heading"]),
        key(
            "tabellrubriker",
            Takes::Flag,
            [
                "`true` ger indikatorernas och aktiviteternas tabeller en rubrik ovanför, med nummer om tabellerna \
             numreras (`numrerade_tabeller`): *Tabell 9. Indikatorer: Trygga gator*. En text hänvisar till \
             indikatorerna med målets id, `{{tabell:trygg}}`",
                "`true` gives the tables of indicators and activities a title, with a number where tables have one; \
             a text refers to the indicators by the goal's id, `{{tabell:trygg}}`",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
    ],
};

/// Assessments.
static LIGHTS: Block = Block {
    path: "bedomning",
    form: Form::One,
    open: Open::No,
    title: ["Bedömningar", "Assessments"],
    about: [
        "Rapportens egna ord, i listor. Layouten ger dem tecken och färg; ett ord som inte finns här är \
         ett fel.",
        "The report's own words. The layout gives them sign and colour.",
    ],
    either: &[],
    keys: &[
        key("gron", Takes::Texts, ["ord som visas gröna", "words shown green"], r#"["Nås"]"#),
        key("gul", Takes::Texts, ["ord som visas gula", "words shown yellow"], r#"["Osäkert"]"#),
        key("rod", Takes::Texts, ["ord som visas röda", "words shown red"], r#"["Nås inte"]"#),
        key("gra", Takes::Texts, ["ord som visas grå", "words shown grey"], r#"["Mäts senare"]"#),
    ],
};

/// The internal control.
static CONTROL: Block = Block {
    path: "internkontroll",
    form: Form::OneOrMany,
    open: Open::No,
    title: ["Den interna kontrollen", "The internal control"],
    about: [
        "Tabellens skala och kolumner. Flera tabeller skrivs `[[internkontroll]]`, och kapitlet anger \
         vilken med `risktabell`.",
        "The table's scale and columns.",
    ],
    either: &[],
    keys: &[
        key(
            "skala",
            Takes::Integer(2, 10),
            ["det största värdet för sannolikhet och konsekvens", "the largest likelihood and consequence"],
            "5",
        )
        .required(),
        key(
            "id",
            Takes::Id(Entity::ControlTable),
            ["tabellens id, om det finns flera", "the table's id, where there are several"],
            r#""plan""#,
        ),
        key(
            "titel",
            Takes::Text(Words::Line),
            ["en rad överst i tabellen", "a line at the table's top"],
            r#""Uppföljning per 31 augusti""#,
        ),
        key(
            "risker",
            Takes::References(Entity::Risk),
            [
                "riskerna, `\"enhet/risk\"`, i ordning, för de kapitel som inte har egna",
                "the risks, `\"unit/risk\"`, in order, for chapters that have none of their own",
            ],
            r#"["it/avbrott"]"#,
        ),
        key(
            "kolumner",
            Takes::Entries(Some(Entity::ControlColumn), &[&CONTROL_COLUMN]),
            [
                "kolumnerna från vänster, med `\"risk\"` bland dem; också `\"kategori\"`, `\"nummer\"` \
             (riskens nummer, som i riskmatrisen) och `\"niva\"`. Det som ingen kolumn visar ska \
             enheterna inte lämna: en plan utelämnar `\"uppfoljning\"`",
                "the columns from the left, with `\"risk\"` among them; also `\"kategori\"`, `\"nummer\"` and \
             `\"niva\"`",
            ],
            r#"["risk", "kontrollmoment", "ansvar"]"#,
        )
        .otherwise([
            "`[\"risk\", \"kontrollmoment\", \"bedomning\", \"ansvar\", \"uppfoljning\"]`",
            "`[\"risk\", \"kontrollmoment\", \"bedomning\", \"ansvar\", \"uppfoljning\"]`",
        ]),
        key(
            "nivaer",
            Takes::Blocks(&LEVEL),
            [
                "orden för riskvärdet, från det lägsta; krävs för kolumnen `niva`. De bestämmer färgerna i \
             tabellen och riskmatrisen, från layoutens första till dess sista, och under tabellen visas \
             hur många risker som har varje nivå",
                "the words for the risk value, from the lowest; needed for the column `niva`",
            ],
            r#"[{ namn = "Låg", fran = 1 }, { namn = "Hög", fran = 9 }]"#,
        ),
        key(
            "riskvarde",
            Takes::Flag,
            ["`false` visar inte riskvärdet", "`false` does not show the risk value"],
            "false",
        )
        .otherwise(["`true`", "`true`"])
        .once(&["produkt"]),
        key(
            "ord",
            Takes::Block(&SCALE_WORDS),
            [
                "ord för skalans steg, efter siffran i tabellen och vid riskmatrisens axlar",
                "words for the steps of the scale",
            ],
            "",
        ),
        key("rubriker", Takes::Block(&CONTROL_HEADINGS), ["kolumnernas rubriker", "the columns' headings"], ""),
    ],
};

/// A column with a heading or width of its own.
static CONTROL_COLUMN: Block = Block {
    path: "internkontroll.kolumner",
    form: Form::Entry,
    open: Open::No,
    title: ["En kolumn med egen rubrik eller bredd", "A column with a heading or width of its own"],
    about: [
        "En av de vanliga, eller en alldeles egen, som enheterna skriver text till.",
        "One of the usual ones, or one of the report's own.",
    ],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::ControlColumnName), ["kolumnens id", "the column's id"], r#""metod""#).required(),
        key("rubrik", Takes::Text(Words::Line), ["kolumnens rubrik", "the column's heading"], r#""Metod""#)
            .otherwise(["det vanliga; krävs för en egen kolumn", "the usual one; needed for a column of one's own"]),
        key(
            "bredd",
            Takes::Integer(1, 100),
            [
                "kolumnens bredd i förhållande till de andras; de vanligas är mellan 4 och 30",
                "the column's width against the others'",
            ],
            "12",
        )
        .otherwise(["det vanliga", "the usual one"]),
        key(
            "per",
            Takes::Word(&[
                choice("moment", ["en text för varje kontrollmoment", "a text for each control activity"]),
                choice("risk", ["en text för varje risk", "a text for each risk"]),
            ]),
            ["vad en egen kolumn har en text för", "what a column of one's own has a text for"],
            r#""risk""#,
        )
        .otherwise(["`\"moment\"`", "`\"moment\"`"]),
        key(
            "slag",
            Takes::Word(&[
                choice("text", ["text", "words"]),
                choice("bedomning", ["ett ord ur `[bedomning]`, med tecken och färg", "a word of `[bedomning]`"]),
            ]),
            ["vad en egen kolumn innehåller", "what a column of one's own holds"],
            r#""text""#,
        )
        .otherwise(["`\"text\"`", "`\"text\"`"]),
    ],
};

/// A level of risk values.
static LEVEL: Block = Block {
    path: "internkontroll.nivaer",
    form: Form::Many,
    open: Open::No,
    title: ["En nivå av riskvärden", "A level of risk values"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("namn", Takes::Text(Words::Line), ["ordet", "the word"], r#""Hög""#).required(),
        key(
            "fran",
            Takes::Integer(1, 100),
            [
                "det lägsta riskvärde som har ordet, högst skalan gånger sig själv",
                "the least risk value that has the word",
            ],
            "9",
        )
        .required(),
    ],
};

/// Words for the steps of the scale.
static SCALE_WORDS: Block = Block {
    path: "internkontroll.ord",
    form: Form::One,
    open: Open::No,
    title: ["Ord för skalans steg", "Words for the steps of the scale"],
    about: ["Ett ord för varje steg, från det lägsta.", "A word for each step, from the lowest."],
    either: &[],
    keys: &[
        key(
            "sannolikhet",
            Takes::Texts,
            ["ord för sannolikheten", "words for the likelihood"],
            r#"["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik", "Mycket sannolik"]"#,
        ),
        key(
            "konsekvens",
            Takes::Texts,
            ["ord för konsekvensen", "words for the consequence"],
            r#"["Försumbar", "Lindrig", "Kännbar", "Allvarlig", "Mycket allvarlig"]"#,
        ),
    ],
};

/// Headings of the internal-control table.
static CONTROL_HEADINGS: Block = Block {
    path: "internkontroll.rubriker",
    form: Form::One,
    open: Open::No,
    title: ["Rubriker i tabellen över den interna kontrollen", "Headings of the internal-control table"],
    about: [
        "De som inte skrivs får det vanliga ordet. Med `sannolikhet`, `konsekvens` eller `riskvarde` får \
         bedömningen en andra rad med rubriker.",
        "Those that are not written have the usual word.",
    ],
    either: &[],
    keys: &[
        key(
            "risk",
            Takes::Text(Words::Line),
            ["kolumnen med riskernas namn", "the column of the risks' names"],
            r#""Risk""#,
        ),
        key(
            "kontrollmoment",
            Takes::Text(Words::Line),
            ["kolumnen med kontrollmoment", "the column of control activities"],
            r#""Kontrollmoment""#,
        ),
        key(
            "bedomning",
            Takes::Text(Words::Line),
            [
                "kolumnen med sannolikhet, konsekvens och riskvärde",
                "the column of likelihood, consequence and risk value",
            ],
            r#""Riskvärde""#,
        ),
        key("ansvar", Takes::Text(Words::Line), ["kolumnen med ansvariga", "the column of owners"], r#""Ansvarig""#),
        key(
            "uppfoljning",
            Takes::Text(Words::Line),
            ["kolumnen med uppföljningen", "the column of the follow-up"],
            r#""Uppföljning""#,
        ),
        key(
            "nummer",
            Takes::Text(Words::Line),
            ["kolumnen med riskernas nummer", "the column of the risks' numbers"],
            r#""Nr""#,
        ),
        key(
            "kategori",
            Takes::Text(Words::Line),
            ["kolumnen med kategorier", "the column of categories"],
            r#""Område""#,
        ),
        key(
            "niva",
            Takes::Text(Words::Line),
            ["kolumnen med riskvärdets ord", "the column of the risk value's words"],
            r#""Nivå""#,
        ),
        key(
            "sannolikhet",
            Takes::Text(Words::Line),
            ["rubriken över sannolikheten", "the heading above the likelihood"],
            r#""S""#,
        )
        .otherwise(["*Sannolikhet*", "*Sannolikhet*"]),
        key(
            "konsekvens",
            Takes::Text(Words::Line),
            ["rubriken över konsekvensen", "the heading above the consequence"],
            r#""K""#,
        )
        .otherwise(["*Konsekvens*", "*Konsekvens*"]),
        key(
            "riskvarde",
            Takes::Text(Words::Line),
            ["rubriken över riskvärdet", "the heading above the risk value"],
            r#""Riskvärde""#,
        )
        .otherwise(["*RxK*", "*RxK*"])
        .once(&["produkt"]),
    ],
};

/// Charts.
static CHART: Block = Block {
    path: "diagram",
    form: Form::Many,
    open: Open::No,
    title: ["Diagram", "Charts"],
    about: [
        "Ritas av rapportens egna belopp. Ett diagram visas där ett kapitel har det i `diagram` eller \
         `delar`, eller en text har raden `[[diagram:id]]`.",
        "Drawn from the report's own figures. Shown where a chapter has it in `diagram` or `delar`, or a \
         text has the line `[[diagram:id]]`.",
    ],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::Chart), ["diagrammets id", "the chart's id"], r#""utfall""#).required(),
        key(
            "slag",
            Takes::Word(&[
                choice(
                    "staplar",
                    [
                        "belopp ur en tabell, en stapel för varje kolumn och högst åtta",
                        "amounts of a table, a bar for each column, eight at most",
                    ],
                ),
                choice(
                    "linje",
                    [
                        "tal över tid, en linje för varje rad och högst åtta",
                        "figures over time, a line for each row, eight at most",
                    ],
                ),
                choice("cirkel", ["delar av en helhet, högst nio", "parts of a whole, nine at most"]),
                choice(
                    "ring",
                    ["en cirkel med hål och summan i mitten", "a circle with a hole and the sum in the middle"],
                ),
                choice(
                    "pyramid",
                    [
                        "två kolumner åt var sitt håll, som kvinnor och män efter ålder",
                        "two columns to both sides, such as women and men by age",
                    ],
                ),
                choice(
                    "vattenfall",
                    [
                        "från ett belopp till ett annat i steg, som från budget till utfall: första raden och summor \
                         står på axeln, och varje rad mellan dem börjar där den före slutar. Stegen kontrollräknas",
                        "from one amount to another by steps: the first row and sums stand on the axis",
                    ],
                ),
                choice(
                    "riskmatris",
                    ["riskerna efter sannolikhet och konsekvens", "the risks by likelihood and consequence"],
                ),
                choice(
                    "maluppfyllelse",
                    [
                        "en ruta för varje indikator: når målvärdet, når det inte, går inte att bedöma",
                        "a box for each indicator",
                    ],
                ),
                choice("organisation", ["vilka som hör till vilka", "who belongs to whom"]),
                choice("process", ["steg efter varandra, med pilar emellan", "steps one after another, with arrows"]),
                choice(
                    "nyckeltal",
                    ["rutor med ett stort tal och några ord", "boxes with a large figure and some words"],
                ),
            ]),
            ["vad diagrammet visar", "what the chart shows"],
            r#""staplar""#,
        )
        .required(),
        key(
            "rubrik",
            Takes::Text(Words::Line),
            [
                "rubriken över diagrammet; en organisation och nyckeltal kan vara utan",
                "the title above the chart; an organisation and key figures may have none",
            ],
            r#""Budget och utfall""#,
        )
        .needed(&[
            "staplar",
            "linje",
            "cirkel",
            "ring",
            "pyramid",
            "vattenfall",
            "riskmatris",
            "maluppfyllelse",
        ]),
        key(
            "tabell",
            Takes::Reference(Entity::Table),
            ["tabellen som beloppen hämtas ur", "the table that the figures come from"],
            r#""drift""#,
        )
        .required()
        .only(&["staplar", "linje", "cirkel", "ring", "pyramid", "vattenfall"]),
        key(
            "kolumner",
            Takes::References(Entity::Column),
            ["tabellens kolumner som visas", "the table's columns that are shown"],
            r#"["budget_2026", "prognos_2026"]"#,
        )
        .required()
        .only(&["staplar", "linje", "cirkel", "ring", "pyramid", "vattenfall"]),
        key(
            "rader",
            Takes::References(Entity::RowName),
            ["tabellens rader som visas, `\"rad\"` eller `\"enhet/rad\"`", "the table's rows that are shown"],
            r#"["it"]"#,
        )
        .otherwise(["alla rader utom summorna; alla i ett vattenfall", "all rows but the sums; all in a waterfall"])
        .only(&["staplar", "linje", "cirkel", "ring", "pyramid", "vattenfall"]),
        key(
            "serier",
            Takes::Word(&[choice("kolumner", ["", ""]), choice("rader", ["", ""])]),
            ["vad som är var sin stapel eller linje", "what is a bar or a line each"],
            r#""rader""#,
        )
        .otherwise([
            "raderna om kolumnerna är fler än tre och raderna inte är det",
            "the rows where there are more than three columns and not more rows",
        ])
        .only(&["staplar", "linje", "cirkel", "ring", "pyramid", "vattenfall"]),
        key(
            "riktning",
            Takes::Word(&[choice("liggande", ["", ""]), choice("staende", ["", ""])]),
            [
                "åt vilket håll staplar, en organisation eller en process går; stående staplar har plats för högst 36 \
                 grupper",
                "which way bars, an organisation or a process go; standing bars have room for 36 groups",
            ],
            r#""staende""#,
        )
        .otherwise([
            "`\"liggande\"` för staplar och en process, `\"staende\"` för en organisation",
            "`\"liggande\"` for bars and a process, `\"staende\"` for an organisation",
        ])
        .only(&["staplar", "organisation", "process"]),
        key(
            "staplade",
            Takes::Flag,
            [
                "`true` visar varje rad som en enda stapel av delar, högst sex; inget belopp får vara under noll",
                "`true` shows each row as one bar of parts, six at most",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"])
        .only(&["staplar"]),
        key(
            "linje",
            Takes::Reference(Entity::Column),
            [
                "en kolumn som är en linje över de stående staplarna, eller en rad där raderna är staplarna; har den \
                 en annan måttenhet får den en egen axel till höger",
                "a column that is a line above standing bars, or a row where rows are the bars; with another unit it \
                 has an axis of its own at the right",
            ],
            r#""prognos_2026""#,
        )
        .only(&["staplar"]),
        key(
            "utan_minus",
            Takes::Flag,
            [
                "`true` visar belopp som tabellen har med minus utan det. Alla belopp i en serie ska ha samma \
             förtecken",
                "`true` shows amounts below zero by their size",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"])
        .only(&["staplar", "linje", "cirkel", "ring", "pyramid"]),
        key(
            "mallinje",
            Takes::Text(Words::Heading),
            [
                "en linje tvärs över, som talen jämförs med; talet kan hämtas: `\"{{drift.it.budget_2026}}\"`",
                "a line across that the figures are compared with",
            ],
            r#""95""#,
        )
        .only(&["staplar", "linje"]),
        key("mallinje_text", Takes::Text(Words::Heading), ["vad linjen är", "what the line is"], r#""Rikets snitt""#)
            .otherwise(["*Mål*", "*Mål*"])
            .only(&["staplar", "linje"]),
        key("niva", Takes::Integer(1, 4), ["målträdets nivå", "the level of the goal tree"], "1")
            .otherwise(["`1`, den översta", "`1`, the topmost"])
            .only(&["maluppfyllelse"]),
        key(
            "text",
            Takes::Text(Words::Lines),
            [
                "en rad för varje ruta, indragen under den som den hör till",
                "a line for each box, indented below the one it belongs to",
            ],
            "\"\"\"\nSocialnämnden\n  Förvaltningschef\n\"\"\"",
        )
        .required()
        .only(&["organisation", "process"]),
        key(
            "rutor",
            Takes::Blocks(&NUMBER),
            ["rutorna, högst tolv", "the boxes, twelve at most"],
            r#"[{ tal = "12 mnkr", text = "Nettokostnad" }]"#,
        )
        .required()
        .only(&["nyckeltal"]),
        key(
            "fyllda",
            Takes::Flag,
            [
                "`true` ger rutorna en färgad botten i stället för en ram",
                "`true` gives the boxes a ground of a colour rather than an edge",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"])
        .only(&["nyckeltal"]),
        key(
            "text_under",
            Takes::Text(Words::Prose),
            ["text under diagrammet", "words below the chart"],
            r#""Prognosen är från augusti.""#,
        ),
        key(
            "kalla",
            Takes::Text(Words::Line),
            ["varifrån uppgifterna kommer", "where the figures come from"],
            r#""Ekonomisystemet""#,
        ),
        key(
            "bredvid",
            Takes::Word(&[choice("vanster", ["", ""]), choice("hoger", ["", ""])]),
            [
                "på vilken sida om det som följer diagrammet står, i stället för ovanför: en text utan rubrik, en \
                 tabell, ett diagram, en bild eller en ruta",
                "at which side of what follows it stands, rather than above: a text without a heading, a table, a \
                 chart, a picture or a box",
            ],
            r#""hoger""#,
        )
        .otherwise(["diagrammet står ovanför det som följer", "it stands above what follows"]),
        key(
            "bredd",
            Takes::Integer(15, 85),
            [
                "hur stor del av bredden diagrammet tar med `bredvid`, i procent",
                "how much of the width it takes with `bredvid`, in per cent",
            ],
            "40",
        )
        .otherwise(["lika mycket som det bredvid; 40 bredvid text", "as much as what is beside it; 40 beside text"]),
    ],
};

/// A box with a key figure.
static NUMBER: Block = Block {
    path: "diagram.rutor",
    form: Form::Many,
    open: Open::No,
    title: ["En ruta med ett nyckeltal", "A box with a key figure"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "tal",
            Takes::Text(Words::Heading),
            [
                "talet med sin måttenhet; det kan hämtas: `\"{{drift.it.utfall}}\"`",
                "the figure with its unit; it may be bound",
            ],
            r#""12 mnkr""#,
        )
        .required(),
        key(
            "text",
            Takes::Text(Words::Heading),
            ["orden under talet", "the words below the figure"],
            r#""Nettokostnad""#,
        )
        .required(),
    ],
};

/// Pictures.
static PICTURE: Block = Block {
    path: "bild",
    form: Form::Many,
    open: Open::No,
    title: ["Bilder", "Pictures"],
    about: [
        "Ett foto eller en ritning, som jpeg, png eller svg i rapportens mapp. Visas där ett kapitel har \
         den i `bild` eller `delar`, eller en text har raden `[[bild:id]]`.",
        "A photograph or a drawing, as JPEG, PNG or SVG in the report's folder.",
    ],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::Picture), ["bildens id", "the picture's id"], r#""skolan""#).required(),
        key(
            "fil",
            Takes::Text(Words::Line),
            ["filen, i rapportens mapp", "the file, in the report's folder"],
            r#""bilder/skolan.jpeg""#,
        )
        .required(),
        key(
            "bildtext",
            Takes::Text(Words::Line),
            [
                "raden under bilden; krävs, men `\"\"` ger ingen",
                "the line below the picture; needed, but `\"\"` gives none",
            ],
            r#""Nya skolan i Norrby""#,
        ),
        key(
            "alternativtext",
            Takes::Text(Words::Line),
            [
                "det bilden visar, för den som inte ser den; krävs, utom för en bild som är `dekor`",
                "what the picture shows, for those who do not see it; needed, but for decoration",
            ],
            r#""En tvåvånings träbyggnad med skolgård.""#,
        ),
        key(
            "dekor",
            Takes::Flag,
            [
                "`true` för en bild som bara smyckar. Den har varken bildtext eller alternativtext",
                "`true` for a picture that only decorates. It has no caption and no alternative text",
            ],
            "false",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "bredd",
            Takes::Integer(5, 100),
            [
                "hur stor del av spaltens bredd bilden tar, i procent",
                "how much of the column's width it takes, in per cent",
            ],
            "60",
        )
        .otherwise([
            "så bred som dess bildpunkter räcker till; 40 bredvid text",
            "as wide as its pixels allow; 40 beside text",
        ]),
        key(
            "bredvid",
            Takes::Word(&[choice("vanster", ["", ""]), choice("hoger", ["", ""])]),
            [
                "på vilken sida om det som följer bilden står, i stället för ovanför: en text, en tabell, ett diagram \
                 eller en ruta; `bredd` är då högst 60",
                "at which side of what follows it the picture stands, rather than above: a text, a table, a chart or \
                 a box; `bredd` is at most 60",
            ],
            r#""hoger""#,
        )
        .otherwise(["bilden står ovanför det som följer", "the picture stands above what follows"]),
        key(
            "text_under",
            Takes::Text(Words::Prose),
            ["text under bilden", "words below the picture"],
            r#""Bilden är från i våras.""#,
        ),
        key(
            "kalla",
            Takes::Text(Words::Line),
            ["varifrån bilden kommer", "where the picture comes from"],
            r#""Fastighetsavdelningen""#,
        ),
    ],
};

/// Relations.
static RELATION: Block = Block {
    path: "avstamning",
    form: Form::Many,
    open: Open::No,
    title: ["Avstämningar", "Relations"],
    about: ["Belopp som ska stämma överens.", "Amounts that must agree."],
    either: &[],
    keys: &[key(
        "lika",
        Takes::References(Entity::Address),
        [
            "två eller flera cellhänvisningar som ska ha samma belopp: `tabell.rad` jämför alla kolumner \
             med samma id, `tabell.rad.kolumn` en cell. Ett `-` framför betyder omvänt förtecken, ett id \
             och `:` framför en tidigare rapport",
            "two or more addresses that must say the same: `table.row` or `table.row.column`; `-` before \
             it turns the sign, an id and `:` name an earlier report",
        ],
        r#"["drift.it", "drift.summa"]"#,
    )
    .required()],
};

/// Earlier reports.
static EARLIER: Block = Block {
    path: "tidigare",
    form: Form::Many,
    open: Open::No,
    title: ["Tidigare rapporter", "Earlier reports"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "id",
            Takes::Id(Entity::Earlier),
            [
                "ett id, som cellhänvisningar i `[[avstamning]]` har framför sig",
                "an id, which addresses of `[[avstamning]]` begin with",
            ],
            r#""delar-2025""#,
        )
        .required(),
        key(
            "fil",
            Takes::Text(Words::Bare),
            [
                "den rapportens `uppgifter.csv`, i rapportens mapp",
                "that report's `uppgifter.csv`, in the report's folder",
            ],
            r#""tidigare/uppgifter.csv""#,
        )
        .required(),
    ],
};

/// Key figures of Kolada.
static KOLADA: Block = Block {
    path: "kolada",
    form: Form::Many,
    open: Open::No,
    title: ["Nyckeltal ur Kolada", "Key figures of Kolada"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "fil",
            Takes::Text(Words::Bare),
            ["det sparade svaret, i rapportens mapp", "the saved answer, in the report's folder"],
            r#""kolada/svar.json""#,
        )
        .required(),
        key("hamtad", Takes::Date, ["dagen då det hämtades", "the day it was fetched"], "2026-09-01")
            .otherwise(["som filen anger", "as the file says"]),
        key(
            "fyll",
            Takes::Flag,
            [
                "`true` tar talen i de celler som enheten utelämnar ur svaret, så som Kolada har dem eller \
             med kolumnens `decimaler`",
                "`true` takes the figures of cells that the unit leaves out from the answer",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "noter",
            Takes::Flag,
            ["`false` ger raderna ingen fotnot om källan", "`false` gives the rows no note about the source"],
            "false",
        )
        .otherwise(["`true`", "`true`"]),
    ],
};

/// Rules for the checks.
static RULES: Block = Block {
    path: "kontroller",
    form: Form::One,
    open: Open::No,
    title: ["Egna regler för kontrollerna", "Rules for the checks"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "platshallare",
            Takes::Texts,
            [
                "ord som aldrig får stå kvar i en färdig text, utöver dem som programmet känner",
                "words that no finished text holds, beside those known",
            ],
            r#"["FYLL I"]"#,
        ),
        key(
            "av",
            Takes::References(Entity::Code),
            [
                "koder på varningar och upplysningar som inte ska visas",
                "codes of warnings and notes that are not reported",
            ],
            r#"["talens-skrivsatt"]"#,
        ),
        key(
            "tolerans",
            Takes::Integer(0, 1_000),
            [
                "hur många enheter i sista siffran en summa får skilja utan att det är ett fel",
                "how far a sum may be off, in units of its last place",
            ],
            "1",
        )
        .otherwise(["efter hur noga talen är skrivna", "by how exactly the figures are written"]),
        key(
            "kommentarskapitel",
            Takes::Reference(Entity::Chapter),
            [
                "det kapitel där enheterna kommenterar sina avvikelser",
                "the chapter in which units comment on variances",
            ],
            r#""kommentarer""#,
        ),
        key(
            "ordlista",
            Takes::Flag,
            [
                "`false` jämför inte orden med ordlistan; `true` säger till om ordlistan saknas",
                "`false` looks no words up; `true` tells where the list is missing",
            ],
            "true",
        )
        .otherwise(["orden jämförs om ordlistan finns", "words are looked up where there is a list"]),
        key(
            "ord",
            Takes::Texts,
            ["ord som är rätt fast ordlistan inte har dem", "words that are right though the list lacks them"],
            r#"["mätavgift"]"#,
        ),
    ],
};

/// Limits.
static LIMITS: Block = Block {
    path: "granser",
    form: Form::One,
    open: Open::No,
    title: ["Storleksgränser", "Limits"],
    about: [
        "En felaktig fil ska inte kunna ta allt minne eller ge en orimligt lång handling. Gränserna kan \
         höjas eller sänkas.",
        "A faulty file must not take all memory. The limits can be raised or lowered.",
    ],
    either: &[],
    keys: &[
        key(
            "filstorlek",
            Takes::Integer(1, 1_024),
            ["högsta storlek för en enhets fil och de filer den nämner, i MB", "the largest file, in MB"],
            "64",
        )
        .otherwise(["`16`", "`16`"]),
        key(
            "uppackat",
            Takes::Integer(1, 4_096),
            [
                "högsta storlek för en Excel-arbetsbok när den packas upp, i MB",
                "the largest workbook when unpacked, in MB",
            ],
            "128",
        )
        .otherwise(["`64`", "`64`"]),
        key(
            "rader",
            Takes::Integer(1, 1_048_576),
            [
                "högsta antal rader i en tabell, en csv-fil eller ett blad; ett blad får ha 20 ifyllda celler \
             per tillåten rad",
                "the most rows of a table, a CSV file or a sheet",
            ],
            "100000",
        )
        .otherwise(["`50000`", "`50000`"]),
        key("enheter", Takes::Integer(1, 100_000), ["högsta antal enheter", "the most units"], "3000")
            .otherwise(["`2000`", "`2000`"]),
        key("sidor", Takes::Integer(1, 100_000), ["högsta antal sidor i handlingen", "the most pages"], "6000")
            .otherwise(["`5000`", "`5000`"]),
    ],
};

/// Exceptions.
pub(super) static EXCEPTION: Block = Block {
    path: "undantag",
    form: Form::Many,
    open: Open::No,
    title: ["Undantag", "Exceptions"],
    about: [
        "Ett påpekande som någon har sett på och låter stå, med en motivering. Träffar det inte längre \
         något blir det självt ett påpekande.",
        "A finding that somebody has looked at and accepts, with the reason.",
    ],
    either: &[],
    keys: &[
        key(
            "kod",
            Takes::Text(Words::Bare),
            ["påpekandets kod, så som den står efter *fel*, *varning* eller *upplysning*", "the finding's code"],
            r#""tom-cell""#,
        )
        .required(),
        key(
            "skal",
            Takes::Text(Words::Bare),
            ["varför det är i sin ordning", "why it is in order"],
            r#""Bidraget har ingen avvikelse.""#,
        )
        .required(),
        key(
            "rad",
            Takes::Text(Words::Bare),
            ["text ur den textrad som påpekandet pekar på", "words of the line that the finding points at"],
            r#""namn = \"Kommunbidrag\"""#,
        )
        .otherwise(["alla påpekanden med koden", "all findings with the code"]),
    ],
};
