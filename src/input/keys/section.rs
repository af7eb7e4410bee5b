//! The keys of a unit's file.

use super::kinds::{Block, Entity, Form, Open, Takes, Words, choice, key};
use super::manifest::EXCEPTION;

/// At the top of a unit's file.
pub static SECTION: Block = Block {
    path: "",
    form: Form::One,
    open: Open::No,
    title: ["Överst i enhetens fil", "At the top of a unit's file"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "enhet",
            Takes::Reference(Entity::Unit),
            ["enhetens id, som i `rapport.toml`", "the unit's id, as in `rapport.toml`"],
            r#""it""#,
        )
        .required(),
        key("avsnitt", Takes::Blocks(&NARRATIVE), ["texter till kapitel", "texts for chapters"], ""),
        key(
            "mal",
            Takes::Blocks(&SECTION_GOAL),
            ["text, indikatorer och aktiviteter till mål", "text, indicators and activities for goals"],
            "",
        ),
        key("rad", Takes::Blocks(&ROW), ["rader i tabeller", "rows of tables"], ""),
        key(
            "inga_rader",
            Takes::References(Entity::Table),
            [
                "tabeller där enheten själv väljer sina rader, `enhet/*`, och inte har några; skrivs överst i filen",
                "tables whose rows the unit chooses itself, `unit/*`, and of which it has none",
            ],
            r#"["investeringar"]"#,
        ),
        key(
            "csv",
            Takes::Blocks(&CSV),
            ["rader ur en csv-fil, eller inklistrade ur ett kalkylblad", "rows of a CSV file, or pasted from a sheet"],
            "",
        ),
        key("xlsx", Takes::Blocks(&XLSX), ["rader ur en Excel-arbetsbok", "rows of a workbook"], ""),
        key("risk", Takes::Blocks(&RISK), ["risker till den interna kontrollen", "risks of the internal control"], ""),
        key(
            "noter",
            Takes::Block(&NOTE_TEXTS),
            ["fotnoternas texter; skrivs sist i filen, med andra block före", "texts of notes"],
            "",
        ),
        key(
            "undantag",
            Takes::Blocks(&EXCEPTION),
            [
                "påpekanden i filen som ni låter stå, med en motivering",
                "findings of the file that are accepted, with the reason",
            ],
            "",
        ),
    ],
};

/// A text for a chapter.
static NARRATIVE: Block = Block {
    path: "avsnitt",
    form: Form::Many,
    open: Open::No,
    title: ["Text till ett kapitel", "A text for a chapter"],
    about: ["", ""],
    either: &[],
    keys: &[
        key("kapitel", Takes::Reference(Entity::Chapter), ["kapitlets id", "the chapter's id"], r#""verksamhet""#)
            .required(),
        key(
            "text",
            Takes::Text(Words::Prose),
            ["texten", "the text"],
            "\"\"\"\nEnheten har infört ett nytt system.\n\"\"\"",
        )
        .required(),
        key(
            "del",
            Takes::Id(Entity::Part),
            [
                "vilken av flera texter, om enheten lämnar mer än en till samma kapitel",
                "which of several texts, where the unit delivers more than one to the chapter",
            ],
            r#""ingress""#,
        ),
        key(
            "ruta",
            Takes::Text(Words::Line),
            [
                "rubriken till en ruta som hela texten står i; `\"\"` ger en ruta utan rubrik",
                "the heading of a box that the whole text stands in; `\"\"` gives none",
            ],
            r#""Slutsats""#,
        ),
        key(
            "bredvid",
            Takes::Word(&[choice("vanster", ["", ""]), choice("hoger", ["", ""])]),
            [
                "på vilken sida om det som följer rutan står, i stället för ovanför: en text utan rubrik, en \
                 tabell, ett diagram, en bild eller en ruta",
                "at which side of what follows it stands, rather than above: a text without a heading, a table, a \
                 chart, a picture or a box",
            ],
            r#""hoger""#,
        )
        .otherwise(["rutan står ovanför det som följer", "it stands above what follows"]),
        key(
            "bredd",
            Takes::Integer(15, 85),
            [
                "hur stor del av bredden rutan tar med `bredvid`, i procent",
                "how much of the width it takes with `bredvid`, in per cent",
            ],
            "40",
        )
        .otherwise(["lika mycket som det bredvid; 40 bredvid text", "as much as what is beside it; 40 beside text"]),
    ],
};

/// Text and indicators for a goal.
static SECTION_GOAL: Block = Block {
    path: "mal",
    form: Form::Many,
    open: Open::No,
    title: ["Text och indikatorer till ett mål", "Text and indicators for a goal"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "id",
            Takes::Reference(Entity::Goal),
            ["målets id i `rapport.toml`", "the goal's id in `rapport.toml`"],
            r#""trygghet""#,
        )
        .required(),
        key(
            "bedomning",
            Takes::Text(Words::Line),
            [
                "hur det går för målet, med ett av orden i rapportens `[bedomning]`",
                "how the goal goes, in one of the report's words",
            ],
            r#""Nås""#,
        ),
        key(
            "motivering",
            Takes::Text(Words::Label),
            ["varför målet bedöms så", "why it is assessed so"],
            r#""Alla åtgärder är i gång.""#,
        ),
        key(
            "text",
            Takes::Text(Words::Prose),
            [
                "texten under målets rubrik. Mellanrubriker (`# Rubrik`) blir rubriker under målets",
                "the text below the goal's heading",
            ],
            r#""Belysningen är bytt på tre gator.""#,
        ),
        key(
            "forsta_kolumn",
            Takes::Text(Words::Line),
            [
                "rubriken över indikatorernas namn; `\"\"` ger ingen",
                "the heading above the indicators' names; `\"\"` gives none",
            ],
            r#""Indikator""#,
        )
        .otherwise(["rapportens", "the report's"]),
        key(
            "indikator",
            Takes::Blocks(&INDICATOR),
            ["indikatorerna, i ordning", "the indicators, in order"],
            r#"[{ namn = "Sjukfrånvaro" }]"#,
        ),
        key(
            "aktivitet",
            Takes::Blocks(&ACTIVITY),
            ["aktiviteterna, i ordning", "the activities, in order"],
            r#"[{ namn = "Ny rutin" }]"#,
        ),
    ],
};

/// An indicator.
static INDICATOR: Block = Block {
    path: "mal.indikator",
    form: Form::Many,
    open: Open::Cells(&CELL),
    title: ["En indikator", "An indicator"],
    about: [
        "Andra nycklar är kolumnernas id, med det som ska stå i cellen. Utelämna nyckeln om cellen ska \
         vara tom.",
        "Other keys are the columns' ids, with what stands in the cell.",
    ],
    either: &[],
    keys: &[
        key("namn", Takes::Text(Words::Label), ["indikatorns namn", "the indicator's name"], r#""Sjukfrånvaro""#)
            .required(),
        key(
            "id",
            Takes::Id(Entity::Indicator),
            [
                "ett id, som gör att en text kan hämta talen: `{{målets id.indikatorns id.kolumn}}`",
                "an id, by which texts take its figures",
            ],
            r#""sjukfranvaro""#,
        ),
        key(
            "mattenhet",
            Takes::Text(Words::Line),
            ["indikatorns egen måttenhet; visas efter varje tal", "the indicator's own unit; shown after each figure"],
            r#""%""#,
        )
        .otherwise(["kolumnens", "the column's"]),
        key(
            "kommentar",
            Takes::Text(Words::Prose),
            [
                "en kommentar, på en egen rad under; har tabellen en kolumn med det id:t visas den där",
                "words in a row of their own below, or in a column of that id",
            ],
            r#""Mäts i november.""#,
        ),
        key(
            "kolada",
            Takes::TextOr(&ROW_KOLADA),
            ["nyckeltalets id i Kolada", "the key figure's id in Kolada"],
            r#""N00945""#,
        ),
        key(
            "celler",
            Takes::Block(&CELLS),
            [
                "celler i kolumner som heter som en av radens nycklar",
                "cells of columns that are called as a key of the row is",
            ],
            "",
        ),
    ],
};

/// An activity.
static ACTIVITY: Block = Block {
    path: "mal.aktivitet",
    form: Form::Many,
    open: Open::Cells(&CELL),
    title: ["En aktivitet", "An activity"],
    about: [
        "Andra nycklar är kolumnernas id, med det som ska stå i cellen.",
        "Other keys are the columns' ids, with what stands in the cell.",
    ],
    either: &[],
    keys: &[
        key(
            "namn",
            Takes::Text(Words::Label),
            ["aktivitetens namn", "the activity's name"],
            r#""Ny rutin för introduktion""#,
        )
        .required(),
        key(
            "id",
            Takes::Id(Entity::Indicator),
            ["ett id, som gör att en text kan hämta talen", "an id, by which texts take its figures"],
            r#""introduktion""#,
        ),
        key(
            "mattenhet",
            Takes::Text(Words::Line),
            ["aktivitetens egen måttenhet", "the activity's own unit"],
            r#""st""#,
        )
        .otherwise(["kolumnens", "the column's"]),
        key(
            "kommentar",
            Takes::Text(Words::Prose),
            [
                "en kommentar, på en egen rad under; har tabellen en kolumn med det id:t visas den där",
                "words in a row of their own below, or in a column of that id",
            ],
            r#""Klar i maj.""#,
        ),
        key(
            "kolada",
            Takes::TextOr(&ROW_KOLADA),
            ["nyckeltalets id i Kolada", "the key figure's id in Kolada"],
            r#""N00945""#,
        ),
        key(
            "celler",
            Takes::Block(&CELLS),
            [
                "celler i kolumner som heter som en av radens nycklar",
                "cells of columns that are called as a key of the row is",
            ],
            "",
        ),
    ],
};

/// Rows of tables.
static ROW: Block = Block {
    path: "rad",
    form: Form::Many,
    open: Open::Cells(&CELL),
    title: ["Rader i tabeller", "Rows of tables"],
    about: [
        "Andra nycklar är kolumnernas id, med beloppen. Utelämna nyckeln om cellen ska vara tom.",
        "Other keys are the columns' ids, with the amounts.",
    ],
    either: &[],
    keys: &[
        key("tabell", Takes::Reference(Entity::Table), ["tabellens id", "the table's id"], r#""drift""#).required(),
        key("id", Takes::Id(Entity::Row), ["radens id, ett per tabell", "the row's id, one in each table"], r#""it""#)
            .required(),
        key(
            "namn",
            Takes::Text(Words::Label),
            ["det som står först på raden", "what stands first in the row"],
            r#""IT och växel""#,
        )
        .required(),
        key(
            "slag",
            Takes::Word(&[
                choice("post", ["en vanlig rad", "an ordinary row"]),
                choice("delsumma", ["en summa bland raderna i en större", "a sum within a larger one"]),
                choice("summa", ["en summa", "a sum"]),
                choice("resultat", ["det som tabellen leder till, där plus är överskott", "what the table leads to"]),
                choice("genomsnitt", ["genomsnittet av raderna", "the average of the rows"]),
                choice("grupp", ["en rubrik tvärs över tabellen för raderna under", "the heading of the rows below"]),
            ]),
            ["vilken sorts rad det är; varje nivå av summor har sin egen stil", "what kind of row it is"],
            r#""summa""#,
        )
        .otherwise(["`\"post\"`", "`\"post\"`"]),
        key(
            "summerar",
            Takes::ReferencesOr("ovan", Entity::Row),
            [
                "de rader som summan räknar ihop: `\"id\"` är en rad i samma fil, `\"enhet/id\"` en annan \
             enhets, `\"rapport/id\"` en rad som rapport.toml räknar ut, `\"-id\"` dras ifrån; eller \
             `\"ovan\"` för alla poster ovanför, från tabellens början, var och en en gång",
                "the rows that the sum adds up; or `\"ovan\"` for all items above",
            ],
            r#"["intakter", "-kostnader"]"#,
        ),
        key(
            "beraknas",
            Takes::Texts,
            [
                "de rader som raden räknas ut av: rader som räknas ihop, med `-` framför dem som dras ifrån, och en \
             som delar dem: `\"per brukare\"` eller `\"per 1000 invanare\"` ger hur mycket det är på var och en, \
             `\"/alla\"` andelen i procent. `\"tabell.rad\"` är en rad i en annan tabell. Varje tal kontrollräknas, \
             och raden räknas inte in i någon summa",
                "the rows that the row is computed from: rows that are added, with `-` before those taken off, and one \
             that divides them, `\"per brukare\"` or `\"/alla\"`; `\"table.row\"` is one of another table",
            ],
            r#"["kostnad", "per brukare"]"#,
        ),
        key(
            "viktas_med",
            Takes::Text(Words::Bare),
            [
                "i en rad med `slag = \"genomsnitt\"`: den kolumn som genomsnittet viktas med, och som själv räknas \
             ihop",
                "in a row with `slag = \"genomsnitt\"`: the column by which the average is weighted, and which is \
             itself added up",
            ],
            r#""elever""#,
        )
        .otherwise(["alla rader väger lika", "all rows count alike"]),
        key(
            "vands",
            Takes::Flag,
            [
                "om radens avvikelse har omvänt förtecken jämfört med kolumnens formel",
                "whether the row's variance has the opposite sign of its column's formula",
            ],
            "true",
        )
        .otherwise(["programmet avgör det med hjälp av `summerar`", "found out from `summerar`"]),
        key(
            "kommentar",
            Takes::Text(Words::Prose),
            [
                "en kommentar, som visas på en egen rad under raden; har tabellen en kolumn med det id:t \
             visas den där",
                "a comment, in a row of its own below, or in a column of that id",
            ],
            r#""Två tjänster är vakanta.""#,
        ),
        key(
            "fet",
            Takes::Flag,
            [
                "`true` visar raden med fetstil utan att den är en summa",
                "`true` shows the row in bold though it is no sum",
            ],
            "true",
        )
        .otherwise(["`false`", "`false`"]),
        key(
            "indrag",
            Takes::Integer(0, 4),
            [
                "hur många steg radens namn är indraget: `indrag = 1` för *varav hushåll*",
                "the steps by which its name is set in",
            ],
            "1",
        )
        .otherwise(["`0`", "`0`"]),
        key(
            "mattenhet",
            Takes::Text(Words::Line),
            [
                "radens egen måttenhet, till exempel `\"st\"`, `\"m³\"` eller `\"%\"`. Den visas efter varje \
             tal, om inte radens namn redan anger den, och raden räknas inte in i summor med `\"ovan\"`",
                "the row's own unit. It stands after each figure, and the row is not added up by `\"ovan\"`",
            ],
            r#""st""#,
        )
        .otherwise(["tabellens", "the table's"]),
        key(
            "kolada",
            Takes::TextOr(&ROW_KOLADA),
            [
                "nyckeltalets id i Kolada. Radens tal jämförs med Kolada, och det du inte skriver kan tas \
             därifrån",
                "the key figure's id in Kolada",
            ],
            r#""N00945""#,
        ),
        key(
            "celler",
            Takes::Block(&CELLS),
            [
                "celler i kolumner som heter som en av radens nycklar: `celler = { slag = \"Tillsvidare\" }`",
                "cells of columns that are called as a key of the row is",
            ],
            "",
        ),
    ],
};

/// A cell over several rows.
static CELL: Block = Block {
    path: "rad.<kolumn>",
    form: Form::Entry,
    open: Open::No,
    title: ["En cell över flera rader eller kolumner", "A cell over several rows or columns"],
    about: [
        "En cell är ett tal (`-20`, `12.5`), en text, eller `{ text = \"…\", rader = 2 }`. En cell som \
         täcker flera rader skrivs i den översta raden och utelämnas i de andra. En som täcker flera kolumner, \
         `{ text = \"…\", kolumner = 3 }`, skrivs i den första av dem och utelämnas i de andra.",
        "A cell is a figure, a text, `{ text = \"…\", rader = 2 }` or `{ text = \"…\", kolumner = 3 }`.",
    ],
    either: &[],
    keys: &[
        key(
            "text",
            Takes::Text(Words::Bare),
            ["det som står i cellen", "what stands in the cell"],
            r#""Mäts inte i år""#,
        )
        .required(),
        key("rader", Takes::Integer(1, 1_000), ["hur många rader cellen täcker", "the rows that the cell covers"], "2")
            .otherwise(["`1`", "`1`"]),
        key(
            "kolumner",
            Takes::Integer(1, 1_000),
            ["hur många kolumner cellen täcker", "the columns that the cell covers"],
            "2",
        )
        .otherwise(["`1`", "`1`"]),
    ],
};

/// A key figure with a gender.
static ROW_KOLADA: Block = Block {
    path: "rad.kolada",
    form: Form::Entry,
    open: Open::No,
    title: ["Ett nyckeltal med kön", "A key figure with a gender"],
    about: ["", ""],
    either: &[],
    keys: &[
        key(
            "id",
            Takes::Text(Words::Bare),
            ["nyckeltalets id i Kolada", "the key figure's id in Kolada"],
            r#""N00945""#,
        )
        .required(),
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
        .otherwise(["alla, om inte kolumnen anger det", "all, where the column does not say"]),
    ],
};

/// Rows of a CSV file, or pasted.
static CSV: Block = Block {
    path: "csv",
    form: Form::Many,
    open: Open::No,
    title: ["Rader ur en csv-fil, eller inklistrade", "Rows of a CSV file, or pasted"],
    about: ["Filens första rad är kolumnernas rubriker.", "The file's first line has the columns' headings."],
    either: &["fil", "text"],
    keys: &[
        key("tabell", Takes::Reference(Entity::Table), ["tabellens id", "the table's id"], r#""drift""#).required(),
        key(
            "fil",
            Takes::Text(Words::Bare),
            ["filen, `.csv`, `.tsv` eller `.txt`, räknat från rapportens mapp", "the file, from the report's folder"],
            r#""enheter/it.csv""#,
        ),
        key(
            "text",
            Takes::Text(Words::Prose),
            [
                "raderna själva, så som de klistras in ur ett kalkylblad, i stället för `fil`",
                "the lines themselves, in the place of `fil`",
            ],
            "\"\"\"\nid;namn;budget_2026\nit;IT;7712\n\"\"\"",
        ),
        key(
            "kolumner",
            Takes::EntriesById(&EXPORT_COLUMN),
            [
                "vilken av filens kolumner som är vilken av tabellens: kolumnens id, och rubriken på filens \
             första rad. Andra kolumner hämtas inte",
                "which of the file's columns is which of the table's: the column's id, and the heading on the \
             file's first line",
            ],
            r#"{ id = "Ansvar", namn = "Benämning", budget_2026 = { kolumn = "E" } }"#,
        )
        .otherwise([
            "filens rubriker är kolumnernas id eller tabellens rubriker",
            "the file's headings are the columns' ids or the table's headings",
        ]),
        key(
            "rader",
            Takes::TextsById,
            [
                "vilka av filens rader som hämtas: radens id, och det som står i den kolumn som är `id`. \
             Andra rader hämtas inte",
                "which of the file's lines are taken: the row's id, and what stands in the column that is \
             `id`",
            ],
            r#"{ it = "1200" }"#,
        )
        .otherwise(["alla", "all"]),
        key(
            "decimaler",
            Takes::Integer(0, 6),
            [
                "avrundar filens tal till så många decimaler, fem uppåt från noll, utom i kolumner med eget \
             `decimaler`",
                "rounds the file's figures to so many decimals",
            ],
            "1",
        )
        .otherwise(["som de står i filen", "as they stand in the file"]),
    ],
};

/// Rows of a workbook.
static XLSX: Block = Block {
    path: "xlsx",
    form: Form::Many,
    open: Open::No,
    title: ["Rader ur en Excel-arbetsbok", "Rows of a workbook"],
    about: ["Områdets första rad är kolumnernas rubriker.", "The area's first line has the columns' headings."],
    either: &[],
    keys: &[
        key("tabell", Takes::Reference(Entity::Table), ["tabellens id", "the table's id"], r#""drift""#).required(),
        key(
            "fil",
            Takes::Text(Words::Bare),
            [
                "arbetsboken, `.xlsx` eller `.xlsm`, räknat från rapportens mapp",
                "the workbook, from the report's folder",
            ],
            r#""enheter/it.xlsx""#,
        )
        .required(),
        key(
            "blad",
            Takes::Text(Words::Bare),
            ["arbetsbokens blad; krävs om det finns flera", "the workbook's sheet; needed where there are several"],
            r#""Drift""#,
        )
        .otherwise(["det enda", "the only one"]),
        key(
            "omrade",
            Takes::Text(Words::Bare),
            [
                "den del av bladet som läses: `\"A3:F20\"`, `\"A3:F\"` till sista raden, eller `\"A3\"` allt \
             därifrån",
                "the part of the sheet that is read",
            ],
            r#""A3:F""#,
        )
        .otherwise(["hela bladet", "the whole sheet"]),
        key(
            "kolumner",
            Takes::EntriesById(&EXPORT_COLUMN),
            [
                "vilken av bladets kolumner som är vilken av tabellens. Andra kolumner hämtas inte",
                "which of the sheet's columns is which of the table's",
            ],
            r#"{ id = "Ansvar", namn = "Benämning", budget_2026 = { kolumn = "E" } }"#,
        )
        .otherwise([
            "bladets rubriker är kolumnernas id eller tabellens rubriker",
            "the sheet's headings are the columns' ids or the table's headings",
        ]),
        key(
            "rader",
            Takes::TextsById,
            [
                "vilka av bladets rader som hämtas: radens id, och det som står i den kolumn som är `id`. \
             Andra rader hämtas inte",
                "which of the sheet's rows are taken",
            ],
            r#"{ it = "1200" }"#,
        )
        .otherwise(["alla", "all"]),
        key(
            "decimaler",
            Takes::Integer(0, 6),
            [
                "avrundar bladets tal till så många decimaler, utom i kolumner med eget `decimaler`",
                "rounds the sheet's figures to so many decimals",
            ],
            "1",
        )
        .otherwise(["som cellerna är", "as the cells are"]),
    ],
};

/// A column of a file.
static EXPORT_COLUMN: Block = Block {
    path: "csv.kolumner.<kolumn>",
    form: Form::Entry,
    open: Open::No,
    title: ["En kolumn i en fil", "A column of a file"],
    about: ["Anges med sin bokstav eller sin rubrik.", "By its letter or its heading."],
    either: &["kolumn", "rubrik"],
    keys: &[
        key(
            "kolumn",
            Takes::Text(Words::Bare),
            [
                "kolumnens bokstav i kalkylbladet; krävs om `rubrik` inte finns",
                "the column's letter; needed where there is no `rubrik`",
            ],
            r#""E""#,
        ),
        key(
            "rubrik",
            Takes::Text(Words::Bare),
            ["kolumnens rubrik på första raden", "the column's heading on the first line"],
            r#""Budget""#,
        ),
        key("decimaler", Takes::Integer(0, 6), ["avrundar bara den här kolumnen", "rounds this column alone"], "1")
            .otherwise(["filens", "the file's"]),
    ],
};

/// Risks.
static RISK: Block = Block {
    path: "risk",
    form: Form::Many,
    open: Open::Texts,
    title: ["Risker i den interna kontrollen", "Risks"],
    about: [
        "Andra nycklar är rapportens egna kolumner med `per = \"risk\"`. Bara de nycklar som tabellen har \
         en kolumn för ska lämnas.",
        "Other keys are the report's own columns with `per = \"risk\"`.",
    ],
    either: &[],
    keys: &[
        key("id", Takes::Id(Entity::RiskName), ["riskens id", "the risk's id"], r#""avbrott""#).required(),
        key("namn", Takes::Text(Words::Label), ["riskens namn", "the risk's name"], r#""Avbrott i driften""#)
            .required(),
        key(
            "kategori",
            Takes::Text(Words::Label),
            [
                "vad risken gäller; krävs om tabellen har den kolumnen. Risker efter varandra med samma \
             kategori får en gemensam cell",
                "what the risk is about; needed where the table has the column",
            ],
            r#""Drift""#,
        ),
        key(
            "sannolikhet",
            Takes::Integer(1, 10),
            [
                "heltal på rapportens skala; krävs om tabellen visar bedömning eller nivå, eller en \
             riskmatris behöver det. Riskvärdet räknas ut åt dig",
                "whole number on the report's scale; needed where the table shows it",
            ],
            "3",
        ),
        key(
            "konsekvens",
            Takes::Integer(1, 10),
            [
                "heltal på rapportens skala; krävs som `sannolikhet`",
                "whole number on the report's scale; needed as `sannolikhet` is",
            ],
            "4",
        ),
        key(
            "inledning",
            Takes::Text(Words::Prose),
            ["ett stycke före uppföljningens lista", "a paragraph before the list of the follow-up"],
            r#""Två avbrott har inträffat.""#,
        ),
        key(
            "kontrollmoment",
            Takes::Blocks(&CONTROL_ACTIVITY),
            ["det som görs åt risken", "what is done about the risk"],
            r#"[{ text = "Övning varje halvår.", ansvar = "IT-chef", uppfoljning = "Genomförd i maj." }]"#,
        ),
    ],
};

/// Control activities.
static CONTROL_ACTIVITY: Block = Block {
    path: "risk.kontrollmoment",
    form: Form::Many,
    open: Open::Texts,
    title: ["Kontrollmoment", "Control activities"],
    about: [
        "Andra nycklar är rapportens egna kolumner. Kontrollmomenten numreras, och listorna i en rad får \
         samma nummer.",
        "Other keys are the report's own columns.",
    ],
    either: &[],
    keys: &[
        key("text", Takes::Text(Words::Label), ["vad som görs", "what is done"], r#""Övning varje halvår.""#)
            .required(),
        key(
            "ansvar",
            Takes::Text(Words::Label),
            [
                "vem som ansvarar; krävs om tabellen har den kolumnen",
                "who answers for it; needed where the table has the column",
            ],
            r#""IT-chef""#,
        ),
        key(
            "uppfoljning",
            Takes::Text(Words::Prose),
            [
                "hur det har gått; krävs om tabellen har den kolumnen",
                "how it went; needed where the table has the column",
            ],
            r#""Genomförd i maj.""#,
        ),
    ],
};

/// Cells that are called as a key is.
static CELLS: Block = Block {
    path: "rad.celler",
    form: Form::One,
    open: Open::Cells(&CELL),
    title: ["Celler som heter som en nyckel", "Cells that are called as a key is"],
    about: ["Nycklarna är kolumnernas id.", "The keys are the columns' ids."],
    either: &[],
    keys: &[],
};

/// Texts of notes.
static NOTE_TEXTS: Block = Block {
    path: "noter",
    form: Form::One,
    open: Open::Notes,
    title: ["Fotnoternas texter", "Texts of notes"],
    about: [
        "Nycklarna är id:n som du väljer själv; de behöver bara vara unika i din fil. Fotnoten hör till \
         den text eller cell där `[^id]` står, och numret sätts åt dig.",
        "The keys are ids of your own.",
    ],
    either: &[],
    keys: &[],
};
