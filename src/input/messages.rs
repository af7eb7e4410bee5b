//! The wording of what is wrong with a file, a manifest or a section as it is read.

use std::io::ErrorKind;

use crate::base::amount::{Amount, Intended};
use crate::base::budget::{Exceeded, Resource};
use crate::base::image::ImageFault;
use crate::base::limits::{Limit, MEGABYTE};
use crate::base::names::{is_device, is_impossible, looks_the_same};
use crate::base::pdf::Fault;
use crate::base::source::{Span, is_inside, line_of};
use crate::base::swedish::{date_in_words, short_date};
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::layout::messages::image_fault;
use crate::model::furniture::{PatternFault, field_names};

use super::pasted::{Kind, Pasted, is_odd_space, is_unseen};

/// An accepted relation that names one thing only.
pub fn relation_of_one(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("en avstämning behöver minst två cellhänvisningar", "a relation needs at least two references"),
        both!("skriv `lika = [\"tabell.rad\", \"tabell.rad\"]`", "write `lika = [\"table.row\", \"table.row\"]`"),
    )
}

/// Signs of costs and incomes for which no one formula of variances holds.
pub fn signs_without_formula(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "med de förtecknen går avvikelsen inte att räkna på ett sätt för alla rader",
            "with those signs no one way of counting variances holds for all rows"
        ),
        both!(
            "ta bort `avvikelse` här och skriv `beraknas` och `vands` i de kolumner som är avvikelser",
            "remove `avvikelse` here, and write `beraknas` and `vands` in the columns that are variances"
        ),
    )
}

/// The same of what a table says itself, together with what the report says of variances; `better` where a formula
/// would hold for variances that are better results.
pub fn signs_without_formula_of_table(place: Span, better: bool) -> Diagnostic {
    let message = both!(
        "med tabellens förtecken går rapportens avvikelser inte att räkna på ett sätt för alla rader",
        "with the table's signs no one way of counting the report's variances holds for all of its rows"
    );
    let hint = match better {
        true => both!(
            "skriv `avvikelse = \"battre_resultat\"` i tabellens `fortecken`, eller låt den ha egna `kolumner` där \
             avvikelsen har `beraknas` och `vands`",
            "write `avvikelse = \"battre_resultat\"` in the table's `fortecken`, or give it `kolumner` of its own \
             whose variances have `beraknas` and `vands`"
        ),
        false => both!(
            "låt tabellen ha egna `kolumner` där avvikelsen har `beraknas` och `vands`",
            "give the table `kolumner` of its own whose variances have `beraknas` and `vands`"
        ),
    };
    finding(Code::BadValue, place, message, hint)
}

/// A column that is to stand in brackets, where no column of figures stands before it.
pub fn bracket_without_figure(place: Span, id: &str, key: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::BadValue,
        place,
        both!(
            "`{id}` kan inte visas i samma cell som kolumnen före: den har inga tal som står för sig, eller så har \
                `{id}` inga själv",
            "`{id}` cannot be shown in the cells of the column before it: that one has no figures of its own, or \
                `{id}` has none"
        ),
        both!(
            "skriv kolumnen direkt efter den vars tal den ska stå bakom, båda med `slag = \"belopp\"`, eller ta bort \
                `{key}`",
            "put the column right behind the one whose figures it follows, both of them amounts, or remove \
                `{key}`"
        ),
    )
}

/// A column to weight by, in a row that is no average.
pub fn weight_without_average(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`viktas_med` gäller rader som är ett genomsnitt, och det är inte den här",
            "`viktas_med` is for rows that are an average, which this one is not"
        ),
        both!(
            "skriv `slag = \"genomsnitt\"` om raden är ett genomsnitt; är bara en kolumn ett, skriv `viktas_med` i den \
                kolumnen i rapport.toml",
            "write `slag = \"genomsnitt\"` where the row is an average; where one column is, write `viktas_med` in \
                that column of rapport.toml"
        ),
    )
}

/// A row that says what it is computed from, and nothing that divides it.
pub fn row_divides_nothing(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`beraknas` på en rad är rader som delas med en annan rad, och här finns inte just en som delar",
            "`beraknas` of a row is rows that are divided by another, and there is not just one that divides here"
        ),
        both!(
            "skriv `[\"kostnad\", \"per brukare\"]` för hur mycket det är på var och en, eller \
                `[\"kostnad\", \"/alla\"]` för andelen i procent, med radernas id; en summa skrivs med `summerar`, i \
                rapport.toml med `summa`",
            "write `[\"kostnad\", \"per brukare\"]` for how much there is for each, or `[\"kostnad\", \"/alla\"]` for \
                the share in per cent, by the rows' ids; a sum is written with `summerar`, in rapport.toml with `summa`"
        ),
    )
}

/// A row that is a sum and computed by dividing as well.
pub fn row_of_two_kinds(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "raden har både `beraknas` och `{key}`, och då gäller `beraknas`",
            "the row has both `beraknas` and `{key}`, and `beraknas` holds"
        ),
        both!("ta bort den ena nyckeln", "remove one of the two keys"),
    )
}

/// More lines than may stand there.
pub fn too_many_lines(place: Span, key: &str, most: usize) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`{key}` kan ha högst {most} rader", "`{key}` can have {most} lines at most"),
        both!("ta bort de rader som är för många", "remove the lines that are too many"),
    )
}

/// A bound figure that is not closed.
pub fn binding_open(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`{{{{` saknar sitt `}}}}`, eller så står ett `\\` före `|`",
            "`{{{{` opens a bound figure that is not closed"
        ),
        both!(
            "skriv allt på en rad, `{{{{tabell.rad.kolumn}}}}` eller `{{{{tabell.rad.kolumn|tal}}}}`",
            "write `{{{{table.row.column}}}}` on one line"
        ),
    )
}

/// A bound figure in a form that there is not.
pub fn binding_form<'w>(place: Span, form: &str, known: impl Iterator<Item = &'w str>) -> Diagnostic {
    let (form, known) = (short(form), known.collect::<Vec<_>>().join("`, `"));
    finding(
        Code::BadValue,
        place,
        both!(
            "`|{form}` finns inte bland sätten att visa ett hämtat belopp eller en hänvisning",
            "a bound figure or a reference cannot be written as `{form}`"
        ),
        both!(
            "skriv `{known}`, en måttenhet som `mnkr`, eller inget efter cellhänvisningen; efter en hänvisning, som \
                `{{{{avsnitt:id}}}}`, går `tal`, `rubrik` och `sida`",
            "write `{known}`, a unit such as `mnkr`, or nothing after the address; after a reference, such as \
                `{{{{avsnitt:id}}}}`, `tal`, `rubrik` and `sida` are possible"
        ),
    )
}

/// More than a report may hold, where the manifest can raise the limit.
pub fn limit_exceeded(place: Option<Span>, what: &str, limit: Limit, max: u32) -> Diagnostic {
    let (what, key) = (short(what), limit.key());
    let message = match limit {
        Limit::FileSize => both!("{what} är större än {max} MB", "{what} is larger than {max} MB"),
        Limit::Unpacked => {
            both!(
                "{what} är större än {max} MB när den packas upp",
                "{what} is larger than {max} MB when it is unpacked"
            )
        }
        Limit::Rows => both!("`{what}` har fler än {max} rader", "`{what}` has more than {max} rows"),
        Limit::Units => both!("rapporten har fler än {max} enheter", "the report has more than {max} units"),
        Limit::Pages => {
            both!("handlingen blir {what} sidor, fler än {max}", "the paper has {what} pages, more than {max}")
        }
    };
    let highest = limit.highest();
    let hint = match limit {
        Limit::FileSize | Limit::Unpacked => both!(
            "kontrollera att det är rätt fil; gränsen höjs med `{key}` under `[granser]` i rapport.toml, till högst \
                {highest}",
            "check that it is the right file; `{key}` in `[granser]` of rapport.toml raises the limit, to {highest} \
                at most"
        ),
        Limit::Rows | Limit::Units | Limit::Pages => both!(
            "dela upp det, eller höj gränsen med `{key}` under `[granser]` i rapport.toml, till högst {highest}",
            "split it, or raise the limit with `{key}` in `[granser]` of rapport.toml, to {highest} at most"
        ),
    };
    finding(Code::LimitExceeded, place, message, hint)
}

/// A chapter within more chapters than may be.
pub fn chapter_too_deep(place: Span, levels: u32) -> Diagnostic {
    finding(
        Code::LimitExceeded,
        place,
        both!(
            "kapitel kan ligga i {levels} nivåer, och det här ligger djupare",
            "chapters can lie in {levels} levels, and this one lies deeper"
        ),
        both!(
            "flytta upp det en nivå, eller skriv det som en mellanrubrik i texten, `# Rubrik`",
            "move it up one level, or write it as a subheading of the text, `# Heading`"
        ),
    )
}

/// With this file the report's files hold more than may be read in all.
pub fn too_much(asked: impl Into<Option<Span>>, path: &str, exceeded: Exceeded) -> Diagnostic {
    let path = short(path);
    let (most, megabytes) = (exceeded.most, exceeded.most / MEGABYTE);
    let [sv, en] = match exceeded.what {
        Resource::Bytes => both!("{megabytes} MB uppackade", "{megabytes} MB when they are unpacked"),
        Resource::Text => both!("{megabytes} MB text", "{megabytes} MB of text"),
        Resource::Objects => both!("{most} rader, nycklar och värden", "{most} lines, keys and values"),
        Resource::Cells => both!("{most} celler", "{most} cells"),
        Resource::Rows => both!("{most} rader", "{most} rows"),
        Resource::Findings => both!("{most} påpekanden", "{most} findings"),
        Resource::Depth => both!("{most} nivåer i varandra", "{most} levels within each other"),
    };
    finding(
        Code::LimitExceeded,
        asked,
        both!(
            "{path} läses inte: den, eller rapportens filer tillsammans, har mer än {sv}",
            "{path} is not read: it, or all of the report's files, hold more than {en}"
        ),
        both!(
            "kontrollera att det är rätt fil och att inte flera enheter lämnar samma; annars höjs gränserna under \
                `[granser]` i rapport.toml",
            "check that it is the right file and that units do not deliver the same one; otherwise raise the limits in \
                `[granser]` of rapport.toml"
        ),
    )
}

/// With this unit's rows the report's tables have more than they may have in all.
pub fn rows_in_all(place: Span, unit: &str, most: usize) -> Diagnostic {
    let (unit, key) = (short(unit), Limit::Rows.key());
    finding(
        Code::LimitExceeded,
        place,
        both!(
            "med {unit} har rapportens tabeller fler än {most} rader; filen används inte",
            "with {unit} the report's tables have more than {most} rows; its file is not used"
        ),
        both!(
            "lämna bara de rader som handlingen visar, eller höj `{key}` under `[granser]` i rapport.toml: tabellerna \
                får ha hälften så många rader tillsammans",
            "deliver the rows alone that the paper shows, or raise `{key}` in `[granser]` of rapport.toml: the tables \
                may have half as many rows in all"
        ),
    )
}

/// With this unit's texts the report has more paragraphs than it may have in all.
pub fn paragraphs_in_all(place: Span, unit: &str, most: usize) -> Diagnostic {
    let unit = short(unit);
    finding(
        Code::LimitExceeded,
        place,
        both!(
            "med {unit} har rapportens texter fler än {most} stycken; filen används inte",
            "with {unit} the report's texts have more than {most} paragraphs; its file is not used"
        ),
        both!(
            "kontrollera att det är rätt fil, eller dela upp rapporten",
            "check that it is the right file, or split the report"
        ),
    )
}

/// More findings than are told each.
pub fn more_findings(place: Option<Span>, more: usize) -> Diagnostic {
    finding(
        Code::LimitExceeded,
        place,
        both!("{more} påpekanden till visas inte", "{more} more findings are not shown"),
        both!(
            "rätta de första: många påpekanden har ofta en och samma orsak",
            "correct the first ones: many findings often have one cause"
        ),
    )
}

/// A file that is read before the report's limits are known, or a font, which they do not change.
pub fn file_too_large(asked: Option<Span>, path: &str, max: u32) -> Diagnostic {
    let path = short(path);
    finding(
        Code::LimitExceeded,
        asked,
        both!("{path} är större än {max} MB", "{path} is larger than {max} MB"),
        both!(
            "kontrollera att det är rätt fil; den gränsen går inte att höja",
            "check that it is the right file; this limit cannot be raised"
        ),
    )
}

/// Lists or emphasis within each other, deeper than a paper can show.
pub fn nested_too_deep(place: Span, max: usize) -> Diagnostic {
    finding(
        Code::LimitExceeded,
        place,
        both!(
            "texten har listor eller betoning i fler än {max} nivåer",
            "the text has lists or emphasis in more than {max} levels"
        ),
        both!(
            "dela upp den i stycken och enkla listor; den gränsen går inte att höja",
            "split it into paragraphs and simple lists; this limit cannot be raised"
        ),
    )
}

/// The kinds of value that a key may want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Flag,
    /// A date.
    Date,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A figure or a text in a table's cell.
    Cell,
}

impl Expected {
    fn names(self) -> [&'static str; 2] {
        match self {
            Expected::Text => ["en text", "a text"],
            Expected::Texts => ["en lista, `[\"...\", \"...\"]`", "a list of texts"],
            Expected::Integer => ["ett heltal", "a whole number"],
            Expected::Flag => ["`true` eller `false`", "`true` or `false`"],
            Expected::Date => ["ett datum", "a date"],
            Expected::Table => ["ett block inom hakparenteser", "a table"],
            Expected::Tables => ["block med dubbla hakparenteser", "a list of tables"],
            Expected::Cell => ["ett tal eller en text", "a figure or a text"],
        }
    }

    /// What to write instead of the value that was written.
    /// What was written with the quotes that it lacks, or without those that it has, where nothing else can be meant.
    pub(super) fn quoted(self, written: &str) -> Option<String> {
        let is_bare =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        let is_number = |text: &&str| !text.is_empty() && text.len() < 10 && text.bytes().all(|b| b.is_ascii_digit());
        match self {
            Expected::Text => is_bare(written).then(|| format!("\"{written}\"")),
            Expected::Integer => {
                let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                inner.filter(is_number).filter(|inner| !inner.starts_with('0')).map(str::to_owned)
            }
            Expected::Texts | Expected::Flag | Expected::Date | Expected::Table | Expected::Tables | Expected::Cell => {
                None
            }
        }
    }

    fn examples(self, key: &str, written: &str) -> [String; 2] {
        let inner = written.trim_matches(['"', '\'', ' ']);
        let own = (!inner.is_empty() && inner.chars().count() <= 40 && !inner.contains(['\n', '"'])).then_some(inner);
        let first_digits: String = inner.chars().take_while(char::is_ascii_digit).collect();
        match self {
            Expected::Text => {
                // A list or a table is no text in quotes, and needs another value.
                let own = own.filter(|own| !own.starts_with(['[', '{'])).unwrap_or("...");
                both!(
                    "skriv värdet inom citattecken: `{key} = \"{own}\"`",
                    "put the value in quotes: `{key} = \"{own}\"`"
                )
            }
            Expected::Texts => match own.filter(|own| !own.starts_with(['[', '{'])) {
                Some(own) => both!(
                    "skriv en lista, också om den har en enda text: `{key} = [\"{own}\"]`",
                    "write a list, also of one text alone: `{key} = [\"{own}\"]`"
                ),
                None => both!("skriv `{key} = [\"...\", \"...\"]`", "write `{key} = [\"...\", \"...\"]`"),
            },
            Expected::Integer => {
                let own = if first_digits.is_empty() || first_digits.len() > 9 { "3" } else { &first_digits };
                both!(
                    "skriv talet utan citattecken och decimaler: `{key} = {own}`",
                    "write the number without quotes and decimals: `{key} = {own}`"
                )
            }
            Expected::Flag => match inner.to_lowercase().as_str() {
                "ja" | "yes" | "sant" | "true" | "1" => both!("skriv `{key} = true`", "write `{key} = true`"),
                "nej" | "no" | "falskt" | "false" | "0" => both!("skriv `{key} = false`", "write `{key} = false`"),
                _ => both!("skriv `{key} = true` eller `{key} = false`", "write `{key} = true` or `{key} = false`"),
            },
            Expected::Date => {
                let date = own.and_then(date_in_words).map_or("2023-08-31".to_owned(), short_date);
                both!("skriv datumet som `{key} = \"{date}\"`", "write the date as `{key} = \"{date}\"`")
            }
            // One block in double brackets is a list of them.
            Expected::Table if written.starts_with("[[") => {
                both!("skriv `[{key}]`, med enkla hakparenteser", "write `[{key}]`, in single brackets")
            }
            Expected::Table => {
                both!("skriv ett block, `{key} = {{ nyckel = värde }}`", "write a table, `{key} = {{ key = value }}`")
            }
            Expected::Tables => both!(
                "skriv `[[{key}]]` på en egen rad, med dubbla hakparenteser",
                "write `[[{key}]]` on a line of its own, with two brackets"
            ),
            Expected::Cell => match own.filter(|own| own.starts_with(|c: char| c.is_ascii_digit())) {
                Some(own) => both!(
                    "skriv ett tal, som `{key} = 1250` eller `{key} = -0.5`, eller en text inom citattecken: \
                        `{key} = \"{own}\"`",
                    "write a figure, such as `{key} = 1250` or `{key} = -0.5`, or a text in quotes: `{key} = \"{own}\"`"
                ),
                None => both!(
                    "skriv `{key} = 1250`, `{key} = -0.5` eller `{key} = \"text\"`",
                    "write `{key} = 1250`, `{key} = -0.5` or `{key} = \"text\"`"
                ),
            },
        }
    }
}

/// Kinds of thing that have an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntityKind {
    /// A unit.
    Unit,
    /// A chapter.
    Chapter,
    /// A finance table.
    Table,
    /// A column set.
    ColumnSet,
    /// A goal.
    Goal,
    /// A risk.
    Risk,
    /// A unit's text.
    Text,
    /// A row.
    Row,
    /// A column.
    Column,
    /// A chart.
    Chart,
    /// A photograph or a drawing.
    Picture,
    /// A report that was finished before.
    Earlier,
    /// A committee.
    Committee,
    /// A further paper of the same item.
    Paper,
    /// An internal-control table.
    RiskTable,
}

impl EntityKind {
    /// The indefinite name in both languages.
    pub(crate) fn names(self) -> [&'static str; 2] {
        match self {
            EntityKind::Unit => ["ingen enhet", "no unit"],
            EntityKind::Chapter => ["inget kapitel", "no chapter"],
            EntityKind::Table => ["ingen tabell", "no table"],
            EntityKind::ColumnSet => ["ingen kolumnuppsättning", "no column set"],
            EntityKind::Goal => ["inget mål", "no goal"],
            EntityKind::Risk => ["ingen risk", "no risk"],
            EntityKind::Text => ["ingen text", "no text"],
            EntityKind::Row => ["ingen rad", "no row"],
            EntityKind::Column => ["ingen kolumn", "no column"],
            EntityKind::Chart => ["inget diagram", "no chart"],
            EntityKind::Picture => ["ingen bild", "no picture"],
            EntityKind::Committee => ["ingen nämnd", "no committee"],
            EntityKind::Earlier => ["ingen `[[tidigare]]`", "no `[[tidigare]]`"],
            EntityKind::Paper => ["ingen handling", "no paper"],
            EntityKind::RiskTable => ["ingen risktabell", "no table of risks"],
        }
    }

    /// What has an id, as in `the chapter's id`, in both languages.
    pub(crate) fn genitive(self) -> [String; 2] {
        let [sv, en] = self.definite();
        [format!("{sv}s"), en.to_owned()]
    }

    /// That a report has none, or asks for none, in both languages.
    pub(crate) fn names_of_none(self) -> [&'static str; 2] {
        match self {
            EntityKind::Goal => ["har inga mål", "has no goals"],
            EntityKind::Table => ["har inga tabeller", "has no tables"],
            _ => ["ber inte enheten om någon text", "asks the unit for no text"],
        }
    }

    /// The definite name in both languages.
    pub(crate) fn definite(self) -> [&'static str; 2] {
        match self {
            EntityKind::Unit => ["enheten", "the unit"],
            EntityKind::Chapter => ["kapitlet", "the chapter"],
            EntityKind::Table => ["tabellen", "the table"],
            EntityKind::ColumnSet => ["kolumnuppsättningen", "the column set"],
            EntityKind::Goal => ["målet", "the goal"],
            EntityKind::Risk => ["risken", "the risk"],
            EntityKind::Text => ["texten", "the text"],
            EntityKind::Row => ["raden", "the row"],
            EntityKind::Column => ["kolumnen", "the column"],
            EntityKind::Chart => ["diagrammet", "the chart"],
            EntityKind::Picture => ["bilden", "the picture"],
            EntityKind::Committee => ["nämnden", "the committee"],
            EntityKind::Earlier => ["den tidigare rapporten", "the earlier report"],
            EntityKind::Paper => ["handlingen", "the paper"],
            EntityKind::RiskTable => ["risktabellen", "the table of risks"],
        }
    }
}

/// Markup that a paper cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named for what it is")]
pub enum Markup {
    Code,
    CodeBlock,
    Entity,
    Html,
    Image,
    Link,
    NoteText,
    Rule,
    Subheading,
    Table,
}

/// Signs of a text that look like marks and are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named for what it is")]
pub enum StrayMark {
    Braces,
    Colon,
    Heading,
    Link,
    Note,
    Placement,
    Stars,
    Term,
    Underscores,
}

/// The file is no TOML. `detail` is the parser's own message, in English.
pub fn toml_syntax(place: Span, detail: &str, source: &str, at: usize) -> Diagnostic {
    let line = source.get(line_of(source, at)).unwrap_or("");
    let key = line.split('=').next().unwrap_or("").trim();
    let detail = short(detail);
    let hint = if line.contains('=') && !key.starts_with(['"', '\'']) && !key.is_ascii() {
        both!(
            "nycklar skrivs utan å, ä och ö: `mal`, `uppfoljning`",
            "keys are written without å, ä and ö: `mal`, `uppfoljning`"
        )
    } else if key.split_once(':').is_some_and(|(key, _)| is_plain_key(key)) {
        both!("skriv `=` i stället för `:` efter nyckeln", "write `=` in the place of `:` after the key")
    } else if detail.contains("duplicate") {
        both!(
            "ta bort den ena, eller börja ett nytt block med `[[...]]`",
            "remove one of them, or begin a new entry with `[[...]]`"
        )
    } else if line.matches("'''").count() == 1 || line.matches("\"\"\"").count() == 1 || detail.contains("string") {
        both!(
            "text som börjar med `'''` eller `\"` ska sluta med samma tecken",
            "each text that opens with `'''` or `\"` must be closed with the same marks"
        )
    } else {
        both!(
            "skriv `nyckel = värde` på en rad, text inom citattecken, och `[[...]]` före varje nytt block",
            "write `key = value` on one line, text in quotes, and `[[...]]` before each new entry"
        )
    };
    let why = in_swedish(&detail);
    finding(
        Code::TomlSyntax,
        place,
        both!("filen går inte att läsa vidare här: {why}", "the file cannot be read further here ({detail})"),
        hint,
    )
}

fn is_plain_key(key: &str) -> bool {
    !key.is_empty() && key.trim_end().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// What is said of a fault that is none of those known.
const UNKNOWN_FAULT: &str = "det följer inte filens form";

/// What the parser's message means.
fn in_swedish(detail: &str) -> &'static str {
    let meanings = [
        ("duplicate", "nyckeln står två gånger"),
        ("cannot extend", "nyckeln har redan ett värde av ett annat slag"),
        ("unicode", "tecknet efter `\\` betyder inget"),
        ("boolean", "det ska stå `true` eller `false`"),
        ("date-time", "datum skrivs som 2025-08-31"),
        ("opening", "början på texten, listan eller klammern saknas"),
        ("table open", "början på texten, listan eller klammern saknas"),
        ("inline table element", "inom klamrar står `nyckel = värde`, med komma emellan"),
        ("invalid value", "värdet är varken text inom citattecken, tal, datum eller lista"),
        ("too large", "talet är för stort"),
        ("overflow", "talet är för stort"),
        ("unclosed array table", "hakparenteserna stängs inte"),
        ("unclosed table", "hakparentesen stängs inte"),
        ("unclosed array", "listan stängs inte med `]`"),
        ("unclosed inline table", "klammern stängs inte med `}`"),
        ("extra comma", "där står ett komma för mycket"),
        ("missing comma", "ett komma saknas"),
        ("missing assignment", "ett likhetstecken saknas"),
        ("extra assignment", "där står ett likhetstecken för mycket"),
        ("key with no value", "nyckeln har inget likhetstecken och värde"),
        ("extra `=`", "där står ett likhetstecken för mycket"),
        ("unexpected `=`", "där står ett likhetstecken för mycket"),
        ("missing value", "värdet saknas"),
        ("missing key", "nyckeln saknas"),
        ("escape", "tecknet efter `\\` betyder inget"),
        ("string", "texten stängs inte"),
        ("key", "så kan en nyckel inte skrivas"),
        ("recurs", "för många nivåer"),
        ("leading zero", "ett tal börjar inte med noll"),
        ("carriage return", "raden slutar på ett sätt som inget program skriver"),
        ("comment", "en kommentar innehåller ett tecken som inte syns"),
        ("unexpected content", "där står något efter värdet"),
    ];
    let number = ["number", "integer", "float", "sign", "digit", "radix"].iter().any(|word| detail.contains(word));
    let found = meanings.iter().find(|(part, _)| detail.contains(part)).map(|(_, meaning)| *meaning);
    found.unwrap_or(if number { "talet är inte skrivet som ett tal" } else { UNKNOWN_FAULT })
}

/// The name of a sign that does not show what it is.
fn named(c: char) -> [&'static str; 2] {
    match c {
        '\u{a0}' => ["ett hårt mellanslag", "a no-break space"],
        '\u{202f}' => ["ett smalt hårt mellanslag", "a narrow no-break space"],
        '\u{2007}' => ["ett hårt mellanslag så brett som en siffra", "a no-break space as wide as a digit"],
        '\u{2003}' => ["ett långt mellanslag", "an em space, no ordinary space"],
        '\u{b}' | '\u{c}' => ["en sidbrytning eller radbrytning från Word", "a page break or line break of Word's"],
        '\u{85}' | '\u{2028}' | '\u{2029}' => ["en radbrytning av annat slag", "a line break of another kind"],
        '\u{ad}' => ["ett mjukt bindestreck", "a soft hyphen"],
        '\u{200b}' => ["ett mellanslag utan bredd", "a zero-width space"],
        '\u{2060}' => ["ett hårt mellanslag utan bredd", "a zero-width no-break space"],
        '\u{feff}' => ["ett byteordningsmärke", "a byte order mark (a zero-width no-break space)"],
        c if c.is_whitespace() => ["ett mellanslag av annat slag", "a space of another kind, no ordinary space"],
        _ => ["ett tecken som inte syns", "an invisible character"],
    }
}

/// The lines on which there is more of the same, in both languages; the first of many.
fn further(lines: &[usize]) -> [String; 2] {
    let shown: Vec<String> = lines.iter().take(8).map(usize::to_string).collect();
    let numbers = shown.join(", ") + if lines.len() > shown.len() { " …" } else { "" };
    match lines.len() {
        0 => [String::new(), String::new()],
        1 => both!(", också på rad {numbers}", ", in line {numbers} too"),
        _ => both!(", också på raderna {numbers}", ", in the lines {numbers} too"),
    }
}

/// What was pasted into a file and is no TOML.
pub fn pasted(place: Span, pasted: &Pasted) -> Diagnostic {
    let line = short(&pasted.line);
    let [also, too] = further(&pasted.lines);
    let hint = match pasted.kind {
        Kind::Double => {
            both!("skriv raka citattecken, `\"`{also}: `{line}`", "write straight quotation marks, `\"`{too}: `{line}`")
        }
        Kind::Single => {
            both!("skriv raka citattecken, `'`{also}: `{line}`", "write straight quotation marks, `'`{too}: `{line}`")
        }
        Kind::Space => both!(
            "ta bort tecknet och skriv ett mellanslag{also}; det följer ofta med när text klistras in",
            "remove it and type a space{too}; it often comes along with pasted text"
        ),
        Kind::Unseen => both!(
            "ta bort tecknet{also}: `{line}`; det syns inte men följer ofta med när text klistras in",
            "remove it{too}: `{line}`; it is invisible but often comes along with pasted text"
        ),
        Kind::Nothing => {
            both!("skriv strecket inom citattecken{also}: `{line}`", "put the dash in quotes{too}: `{line}`")
        }
        Kind::Dash => both!(
            "skriv `-`{also}: `{line}`; ett streck som ska synas i handlingen står inom citattecken",
            "write `-`{too}: `{line}`; a dash that should be seen in the paper stands in quotation marks"
        ),
        Kind::Sign => both!(
            "ta bort det{also}, eller skriv texten inom citattecken: `nyckel = \"...\"`",
            "remove it{too}, or put the text in quotation marks: `key = \"...\"`"
        ),
        Kind::Unended => both!("skriv `{line}`", "write `{line}`"),
        Kind::Letter => {
            both!("nycklar skrivs utan å, ä och ö: `{line}`", "keys are written without å, ä and ö: `{line}`")
        }
        Kind::Inner | Kind::Open | Kind::Lines | Kind::LineEnd => ends_hint(pasted),
        Kind::List | Kind::Table | Kind::Text | Kind::Header | Kind::Stray => brackets_hint(pasted),
        Kind::Backslash if !line.contains('\\') => both!(
            "skriv två omvända snedstreck, `\\\\`, för vart och ett som ska synas",
            "write two backslashes, `\\\\`, for each one that is to be seen"
        ),
        Kind::Backslash => both!(
            "skriv texten mellan `'` i stället, eller mellan `'''` om den har flera rader; där är `\\` ett tecken som \
                andra: `{line}`",
            "put the text between `'` instead, or between `'''` where it has several lines; there a backslash is a \
                sign like any other: `{line}`"
        ),
    };
    let ([sv, en], [more, others]) = (hint, untold(pasted.more));
    finding(Code::TomlSyntax, place, pasted_sign(pasted), [sv + &more, en + &others])
}

/// How many texts there are besides in which the same is wrong, in both languages.
fn untold(more: usize) -> [String; 2] {
    match more {
        0 => [String::new(), String::new()],
        1 => both!("; så är det i en text till i filen", "; one more text of the file is like that"),
        _ => both!("; så är det i {more} texter till i filen", "; {more} more texts of the file are like that"),
    }
}

/// What is to be written where brackets, or the marks of a text between them, lack their other half.
fn brackets_hint(pasted: &Pasted) -> [String; 2] {
    let (line, sign) = (short(&pasted.line), pasted.sign);
    let close = match pasted.kind {
        Kind::List => ']',
        Kind::Table => '}',
        Kind::Stray => {
            return both!(
                "ta bort `{sign}`, eller skriv det tecken som öppnar listan",
                "remove `{sign}`, or write the sign that opens the list"
            );
        }
        Kind::Header => return both!("skriv `{line}`", "write `{line}`"),
        _ => return both!("skriv `{sign}` efter texten: `{line}`", "write `{sign}` behind the text: `{line}`"),
    };
    match pasted.lines.first() {
        None => both!("skriv `{close}` sist: `{line}`", "write `{close}` at its end: `{line}`"),
        Some(last) => both!(
            "skriv `{close}` sist, efter rad {last}: `{line}`",
            "write `{close}` at its end, after line {last}: `{line}`"
        ),
    }
}

/// What is to be written where a text or a line ends in another way than was meant.
fn ends_hint(pasted: &Pasted) -> [String; 2] {
    let (line, sign) = (short(&pasted.line), pasted.sign);
    match pasted.kind {
        Kind::Inner if pasted.place.len() == 3 => both!(
            "skriv typografiska citattecken (”) inuti texten",
            "write typographic (curly) quotation marks inside the text"
        ),
        Kind::Lines => both!(
            "skriv `'''` på en egen rad före texten och en efter, i stället för `{sign}`",
            "write `'''` on a line of its own before the text and one after it, in the place of `{sign}`"
        ),
        Kind::Inner if pasted.sign == '"' => both!(
            "skriv typografiska citattecken (”) inuti texten, eller andra tecken runt den: `{line}`",
            "write typographic (curly) quotation marks inside the text, or other marks around it: `{line}`"
        ),
        Kind::Inner => both!(
            "skriv `’` inuti texten, eller andra tecken runt den: `{line}`",
            "write `’` inside the text, or other marks around it: `{line}`"
        ),
        Kind::Open => {
            let marks = pasted.sign.to_string().repeat(3);
            let [sv, en] = match pasted.lines.first().filter(|_| !line.is_empty()) {
                Some(number) if !line.contains(char::is_alphanumeric) => {
                    both!(" i stället för `{line}` på rad {number}", " in the place of `{line}` in line {number}")
                }
                Some(number) => both!(", före rad {number}: `{line}`", ", before line {number}: `{line}`"),
                None => both!("", ""),
            };
            both!(
                "skriv `{marks}` på en egen rad efter texten{sv}",
                "write `{marks}` on a line of its own after it{en}"
            )
        }
        _ => both!(
            "spara om filen med vanliga radslut (CRLF eller LF)",
            "save the file again with ordinary line ends (CRLF or LF)"
        ),
    }
}

/// What a sign is that was pasted.
fn pasted_sign(pasted: &Pasted) -> [String; 2] {
    let (sign, code) = (pasted.sign, format!("U+{:04X}", u32::from(pasted.sign)));
    let [name, called] = named(sign);
    match pasted.kind {
        Kind::Double | Kind::Single if matches!(sign, '`' | '\u{b4}') => both!(
            "här står en accent ({code}), inget rakt citattecken",
            "an accent ({code}) stands where a straight quotation mark belongs"
        ),
        Kind::Double | Kind::Single => both!(
            "citattecknet `{sign}` är krökt (typografiskt), som Word gör dem",
            "the quotation mark `{sign}` is curly (typographic), as Word makes them"
        ),
        Kind::Space => both!(
            "här står {name} ({code}), inte ett vanligt mellanslag",
            "{called} ({code}) stands where an ordinary space belongs"
        ),
        Kind::Unseen => both!("här står {name} ({code})", "{called} ({code}) stands here"),
        Kind::Dash => both!(
            "`{sign}` ({code}) är ett streck, inget bindestreck eller minus för ett tal",
            "`{sign}` ({code}) is a dash, no hyphen and no minus sign of a number"
        ),
        Kind::Nothing => both!("`{sign}` är text och ska ha citattecken", "`{sign}` has no quotes"),
        Kind::Sign => both!(
            "tecknet `{sign}` ({code}) betyder inget utanför citattecken",
            "the sign `{sign}` ({code}) means nothing outside of quotation marks"
        ),
        Kind::Inner => {
            let marks = sign.to_string().repeat(pasted.place.len());
            both!(
                "texten slutar här: den har raka citattecken, `{marks}`, både runt om och inuti",
                "the text ends here: it has straight quotation marks, `{marks}`, both around it and inside"
            )
        }
        Kind::Lines => both!(
            "texten har flera rader, men bara ett citattecken, `{sign}`, i början",
            "the text has several lines, but only one quotation mark, `{sign}`, where it begins"
        ),
        Kind::List => both!("listan stängs inte", "the list is never closed"),
        Kind::Table => {
            both!("gruppen som öppnas med `{{` stängs inte", "the group that opens with `{{` is never closed")
        }
        Kind::Text => {
            both!("texten i listan har inget citattecken i slutet", "the text has no quotation mark at its end")
        }
        Kind::Header => both!("en hakparentes, `{sign}`, saknas", "a bracket, `{sign}`, is missing"),
        Kind::Stray => both!("`{sign}` stänger inget som har öppnats", "`{sign}` closes nothing that was opened"),
        Kind::Unended => {
            both!("texten har inget citattecken i slutet", "the text has no quotation mark at its end")
        }
        Kind::Letter => {
            both!("en nyckel kan inte ha `{sign}`", "a key cannot have the letter `{sign}`")
        }
        Kind::LineEnd => both!(
            "raden slutar med bara en vagnretur (U+000D), som inget program av i dag läser som ett radslut",
            "the line ends with a carriage return (U+000D) alone, which no program of today reads as a line end"
        ),
        Kind::Open => {
            let marks = sign.to_string().repeat(3);
            both!(
                "texten som öppnas här med `{marks}` stängs inte",
                "the text that opens here with the quotation marks `{marks}` is never closed"
            )
        }
        Kind::Backslash => both!(
            "det omvända snedstrecket läses inte som sig självt mellan `\"`, utan ihop med tecknet efter",
            "between `\"` quotation marks the backslash is not read as itself, but with the sign after it"
        ),
    }
}

/// An amount with a space, a decimal comma or a long minus, which TOML does not read.
pub fn amount_syntax(place: Span, words: &str, amount: Amount) -> Diagnostic {
    let spaced = words.trim().contains(char::is_whitespace);
    let (words, shown) = (short(words), amount.swedish());
    let hint = match (spaced, words.contains(',')) {
        (true, true) => both!(
            "skriv beloppet utan mellanslag och med decimalpunkt i filen: `{amount}` (i handlingen blir det {shown})",
            "amounts are written without spaces and decimals with a point: `{amount}`"
        ),
        (true, false) => {
            both!(
                "skriv beloppet utan mellanslag i filen: `{amount}` (i handlingen blir det {shown})",
                "amounts are written without spaces: `{amount}`"
            )
        }
        (false, true) => {
            both!(
                "skriv decimaler med punkt i filen: `{amount}` (i handlingen blir det {shown})",
                "decimals are written with a point: `{amount}`"
            )
        }
        (false, false) => {
            both!(
                "skriv minus med bindestreck i filen: `{amount}` (i handlingen blir det {shown})",
                "a minus is written as a hyphen: `{amount}`"
            )
        }
    };
    let hard = words.chars().find(|c| c.is_whitespace() && *c != ' ');
    let message = match hard.map(|c| (named(c), u32::from(c))) {
        Some(([name, called], code)) => both!(
            "`{words}` kan inte läsas som ett belopp: där står {name} (U+{code:04X})",
            "`{words}` is not written as the file has amounts: {called} (U+{code:04X}) stands in it"
        ),
        None => {
            both!("`{words}` kan inte läsas som ett belopp", "`{words}` is not written as the file has amounts")
        }
    };
    finding(Code::TomlSyntax, place, message, hint)
}

/// A key with nothing behind its `=`.
pub fn value_missing(place: Span, key: &str) -> Diagnostic {
    let key = short(key);
    finding(
        Code::TomlSyntax,
        place,
        both!("värdet saknas efter `{key} =`", "the value is missing behind `{key} =`"),
        both!(
            "skriv värdet, eller sätt tillbaka `#` framför raden",
            "write the value, or put the `#` back in front of the line"
        ),
    )
}

/// Blocks that stand several times and have single brackets.
pub fn brackets(place: Span, name: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::TomlSyntax,
        place,
        both!(
            "`[{name}]` står flera gånger, och bara det första blocket kan läsas",
            "`[{name}]` stands several times, and only the first one can be read"
        ),
        both!(
            "skriv `[[{name}]]`, med dubbla hakparenteser, på varje ställe i filen",
            "write `[[{name}]]`, with two brackets, in each place of the file"
        ),
    )
}

/// A block of which a file has one, and that stands there again.
pub fn block_twice(place: Span, name: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::TomlSyntax,
        place,
        both!(
            "`[{name}]` står flera gånger, och bara det första blocket kan läsas",
            "`[{name}]` stands several times, and only the first one can be read"
        ),
        both!(
            "flytta det som står under `[{name}]` här till det första, och ta bort raden `[{name}]`",
            "move what stands below `[{name}]` here to the first one, and remove the line `[{name}]`"
        ),
    )
}

/// A figure with its measure behind it, without quotes.
pub fn amount_with_measure(place: Span, words: &str, key: Option<&str>, amount: Amount) -> Diagnostic {
    let (words, key) = (short(words), key.map_or(String::new(), |key| format!("{} = ", short(key))));
    finding(
        Code::TomlSyntax,
        place,
        both!("`{words}` är ett belopp med ord", "`{words}` is an amount with words"),
        both!(
            "skriv bara talet: `{key}{amount}`; tabellen säger om det är kr, tkr eller mnkr",
            "write the figure alone: `{key}{amount}`; the table says whether it is kr, tkr or mnkr"
        ),
    )
}

/// Words without quotes, with the key that they stand at and the amount that they were meant to be.
pub fn unquoted(place: Span, words: &str, key: Option<&str>, meant: Option<Intended>) -> Diagnostic {
    let (words, key) = (short(words), key.map_or(String::new(), |key| format!("{} = ", short(key))));
    let hint = match meant {
        Some(Intended::Negative(amount)) => both!(
            "minustecknet skrivs framför talet: `{key}{amount}`",
            "a minus is written in front of the figure: `{key}{amount}`"
        ),
        Some(Intended::Alone(_)) | None => both!(
            "text skrivs inom citattecken, `{key}\"...\"`, och belopp med bara siffror, minus och punkt, `-1250` \
                eller `12.5`",
            "text is put in quotes, `{key}\"...\"`, and amounts have nothing but digits, `-1250` or `12.5`"
        ),
    };
    finding(Code::TomlSyntax, place, both!("`{words}` är text och ska ha citattecken", "`{words}` has no quotes"), hint)
}

/// A character that no file may hold.
pub fn control_character(place: Span, c: char) -> Diagnostic {
    let code = u32::from(c);
    finding(
        Code::ControlCharacter,
        place,
        both!(
            "ett osynligt tecken (U+{code:04X}) kan inte vara med i handlingen",
            "the control character U+{code:04X} cannot stand in a paper"
        ),
        match c {
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => both!(
                "skriv ett mellanslag eller en ny rad i stället; tecknet följer ofta med när text klistras in",
                "write a space or a new line in its place; it is invisible but often comes along with pasted text"
            ),
            _ => both!(
                "ta bort tecknet, eller skriv om ordet; det följer ofta med när text klistras in",
                "remove it; it is invisible but often comes along with pasted text"
            ),
        },
    )
}

/// A value of the wrong type, with what was written.
pub fn wrong_type(place: Span, key: &str, expected: Expected, written: &str) -> Diagnostic {
    let [sv, en] = expected.names();
    // A block below another one has its name before its own.
    let header = written.trim_matches(['[', ']']).trim();
    let is_header = expected == Expected::Tables && header.ends_with(&format!(".{key}"));
    let key = short(if is_header { header } else { key });
    let hint = expected.examples(&key, written);
    let inner = short(written.trim_matches(['"', '\'', ' ']));
    let message = match expected {
        Expected::Date if !inner.is_empty() => both!(
            "`{inner}` går inte att läsa som `{key}`, som är ett datum",
            "`{inner}` cannot be read as `{key}`, which is a date"
        ),
        Expected::Tables if written.starts_with('[') || written.is_empty() => {
            both!("`[{key}]` ska ha dubbla hakparenteser", "`[{key}]` needs double brackets")
        }
        Expected::Table if written.starts_with("[[") => {
            both!("`[[{key}]]` ska ha enkla hakparenteser", "`[[{key}]]` needs single brackets")
        }
        _ => both!("`{key}` ska vara {sv}", "`{key}` must be {en}"),
    };
    finding(Code::WrongType, place, message, hint)
}

/// A line above bars that go from the left to the right.
pub fn line_over_level_bars(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`linje` visas bara över stående staplar", "`linje` is shown above standing bars alone"),
        both!(
            "skriv `riktning = \"staende\"`, eller ta bort `linje`",
            "write `riktning = \"staende\"`, or remove `linje`"
        ),
    )
}

/// A key that must be there is not.
pub fn missing_key(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::MissingKey,
        place,
        both!("`{key}` saknas", "`{key}` is missing"),
        both!("lägg till `{key} = ...` här", "add `{key} = ...` here"),
    )
}

/// A key that must be there waits in a comment, perhaps with its value.
pub fn key_waits(place: Span, key: &str, has_value: bool) -> Diagnostic {
    let key = short(key);
    finding(
        Code::MissingKey,
        place,
        both!("`{key}` saknas: raden börjar med `#`", "`{key}` is missing: the line begins with `#`"),
        match has_value {
            true => both!("ta bort `#` framför `{key}`", "remove `#` before `{key}`"),
            false => both!(
                "ta bort `#` framför `{key}`, och skriv värdet efter `=`",
                "remove `#` before `{key}`, and write the value behind `=`"
            ),
        },
    )
}

/// A header above keys of the file's own, which are read as those of its block.
pub fn header_too_high(place: Span, header: &str, keys: &[&str]) -> Diagnostic {
    let header = short(header);
    let named: Vec<String> = keys.iter().take(3).map(|key| format!("`{}`", short(key))).collect();
    let named = named.join(", ");
    let [also, too] = match keys.len().saturating_sub(3) {
        0 => both!("", ""),
        more => both!(" och {more} till", " and {more} more"),
    };
    finding(
        Code::MissingKey,
        place,
        both!(
            "`{header}` står för högt upp: {named}{also} nedanför läses som nycklar i det blocket",
            "`{header}` stands too high up: {named}{too} below it are read as keys of that block"
        ),
        both!(
            "flytta `{header}` med sina egna nycklar till slutet av filen; filens egna nycklar står före alla block",
            "move `{header}` with its own keys to the end of the file; the file's own keys stand before all blocks"
        ),
    )
}

/// Texts of notes in the manifest.
pub fn notes_in_manifest(place: Span) -> Diagnostic {
    finding(
        Code::UnknownKey,
        place,
        both!("`[noter]` hör inte hemma i rapport.toml", "`[noter]` does not stand in rapport.toml"),
        both!(
            "skriv fotnoten i filen för den enhet vars text eller rad hänvisar till den; tjänsteskrivelsens egen \
                text har inga fotnoter",
            "write the note in the file of the unit whose text or row has its mark; the memo's own text has no notes"
        ),
    )
}

/// A text with nothing in it.
pub fn empty_text(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`{key}` är tom", "`{key}` is empty"),
        both!("skriv texten mellan citattecknen", "write the text between the quotation marks"),
    )
}

/// A value that says nothing, at a key that somebody may ask for: to leave the key out is another matter.
pub fn empty_value(place: Span, key: &str) -> Diagnostic {
    let key = short(key);
    finding(
        Code::BadValue,
        place,
        both!("`{key}` är tom", "`{key}` is empty"),
        both!(
            "skriv värdet; ska det inte finnas något, ta bort hela raden `{key} = ...`",
            "write the value; where there is to be none, remove the whole line `{key} = ...`"
        ),
    )
}

/// The same of a value that takes several lines.
pub fn empty_lines(place: Span, key: &str) -> Diagnostic {
    let key = short(key);
    finding(
        Code::BadValue,
        place,
        both!("`{key}` är tom", "`{key}` is empty"),
        both!(
            "skriv texten mellan citattecknen; ska det inte finnas någon, ta bort `{key}` med sina citattecken",
            "write the text between the quotation marks; where there is to be none, remove `{key}` with its marks"
        ),
    )
}

/// An item of a list that says nothing.
pub fn empty_item(place: Span, key: &str) -> Diagnostic {
    let key = short(key);
    finding(
        Code::BadValue,
        place,
        both!("`{key}` är tom", "`{key}` is empty"),
        both!("skriv texten, eller ta bort den ur listan", "write the text, or remove it from the list"),
    )
}

/// A column with the id of one of its rows' own keys: what is written there means something else.
pub fn column_named_as_key(place: Span, id: &str) -> Diagnostic {
    let id = short(id);
    finding(
        Code::BadValue,
        place,
        both!(
            "`{id}` är en av radernas egna nycklar, så att ingen rad har en cell i kolumnen",
            "`{id}` is one of the rows' own keys, so that no row has a cell in the column"
        ),
        both!(
            "skriv cellen som `celler = {{ {id} = ... }}` i raderna, eller ge kolumnen ett annat id",
            "write the cell as `celler = {{ {id} = ... }}` in the rows, or give the column another id"
        ),
    )
}

/// A heading that says nothing.
pub fn heading_without_words(place: Span) -> Diagnostic {
    finding(
        Code::HeadingWithoutWords,
        place,
        both!("rubriken har inga ord", "the heading has no words"),
        both!("skriv rubriken, eller ta bort raden", "write the heading, or remove the line"),
    )
}

/// A key that does not exist.
pub fn unknown_key(place: Span, key: &str, meant: Option<&str>, known: &[&str]) -> Diagnostic {
    let key = short(key);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => {
            let list = known.join("`, `");
            both!("här kan du skriva: `{list}`", "known here: `{list}`")
        }
    };
    finding(Code::UnknownKey, place, both!("nyckeln `{key}` finns inte här", "there is no key `{key}` here"), hint)
}

/// A block that stands below another one, without that one's name.
pub fn block_below(place: Span, key: &str, header: &str) -> Diagnostic {
    let key = short(key);
    finding(
        Code::UnknownKey,
        place,
        both!("nyckeln `{key}` finns inte här", "there is no key `{key}` here"),
        both!("skriv `[[{header}]]`", "write `[[{header}]]`"),
    )
}

/// A value behind a key that is a comment.
pub fn value_in_comment(place: Span, key: &str) -> Diagnostic {
    let key = short(key);
    finding(
        Code::WithoutValues,
        place,
        both!(
            "`{key}` har ett värde, men raden börjar med `#` och tas inte med",
            "`{key}` has a value, but its line begins with `#` and is not taken"
        ),
        both!("ta bort `#` framför `{key}`, eller ta bort raden", "remove `#` before `{key}`, or remove the line"),
    )
}

/// A key below a header that still is a comment.
pub fn key_below_comment(place: Span, key: &str, header: &str) -> Diagnostic {
    let (key, header) = (short(key), short(header));
    finding(
        Code::UnknownKey,
        place,
        both!(
            "`{key}` hör till `{header}`, som har `#` framför sig",
            "`{key}` belongs to `{header}`, which has `#` before it"
        ),
        both!("ta bort `#` framför `{header}`", "remove `#` before `{header}`"),
    )
}

/// A key that stands there under its former name too.
pub fn key_under_both_names(place: Span, key: &str, now: &str) -> Diagnostic {
    finding(
        Code::UnknownKey,
        place,
        both!(
            "`{key}` hette nyckeln `{now}` förr, och båda finns här",
            "`{key}` is the former name of `{now}`; both are here"
        ),
        both!("ta bort `{key}`", "remove `{key}`"),
    )
}

/// A value that is none of the words that a key knows.
pub fn unknown_word(place: Span, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    let (word, list) = (short(word), known.join("`, `"));
    finding(
        Code::BadValue,
        place,
        both!("`{key}` kan inte vara `{word}`", "`{key}` cannot be `{word}`"),
        both!("välj ett av: `{list}`", "choose one of: `{list}`"),
    )
}

/// A word for an assessment that stands with two colours.
pub fn word_of_two_lights(place: Span, word: &str, first: Span) -> Diagnostic {
    let word = short(word);
    finding(
        Code::BadValue,
        place,
        both!("`{word}` har två färger", "`{word}` has two colours"),
        both!("ta bort ordet ur den ena listan", "remove the word from one of the lists"),
    )
    .with_related(first, Text::new("den första färgen", "the first colour"))
}

/// An id with other characters than it may have.
pub fn bad_id(place: Span, id: &str) -> Diagnostic {
    let unlike = |c: &char| !c.is_ascii() && !c.is_alphanumeric();
    let hint = match id.chars().find(unlike).map(|c| (c, named(c), u32::from(c))) {
        Some((c, _, code)) if !is_odd_space(c) && !is_unseen(c) => both!(
            "`{c}` (U+{code:04X}) är inget bindestreck: skriv gemena a–z, siffror, bindestreck och understreck",
            "`{c}` (U+{code:04X}) is not a hyphen: use only a-z, 0-9, hyphens and underscores"
        ),
        Some((_, [name, called], code)) => both!(
            "där finns {name} (U+{code:04X}): skriv gemena a–z, siffror, bindestreck och understreck",
            "{called} (U+{code:04X}) stands in it: use only a-z, 0-9, hyphens and underscores"
        ),
        None => {
            both!(
                "skriv gemena a–z, siffror, bindestreck och understreck",
                "use only a-z, 0-9, hyphens and underscores"
            )
        }
    };
    let id = short(id);
    finding(Code::BadValue, place, both!("`{id}` går inte att använda som id", "`{id}` cannot be an id"), hint)
}

/// An id or a path with a name that Windows has for a device.
pub fn device_name(place: Span, name: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::BadValue,
        place,
        both!("Windows har namnet i `{name}` för sig självt", "Windows keeps the name in `{name}` for itself"),
        both!(
            "välj ett annat namn än con, prn, aux, nul, com1 och lpt1: ingen fil kan heta så på Windows",
            "choose another name than con, prn, aux, nul, com1 and lpt1: no file can be called so on Windows"
        ),
    )
}

/// A number outside of what is possible.
pub fn out_of_range(place: Span, key: &str, min: u32, max: u32) -> Diagnostic {
    let hint = if min == max {
        both!("skriv `{key} = {min}`", "write `{key} = {min}`")
    } else {
        both!("skriv ett heltal från {min} till {max}", "write a whole number from {min} to {max}")
    };
    finding(Code::BadValue, place, both!("`{key}` har ett otillåtet värde", "`{key}` is out of range"), hint)
}

/// A figure with more digits than can be kept exactly.
pub fn figure_too_long(place: Span, digits: &str) -> Diagnostic {
    let digits = short(digits);
    finding(
        Code::BadValue,
        place,
        both!(
            "talet `{digits}` har fler siffror än programmet kan återge exakt",
            "the figure `{digits}` has more digits than can be kept exactly"
        ),
        both!("skriv högst 28 siffror", "write at most 28 digits"),
    )
}

/// A figure with three decimals in a column whose other figures are whole ones.
pub fn thousands_among_whole(place: Span, written: &str, figure: Amount) -> Diagnostic {
    let (whole, written) = (figure.shifted(3).unwrap_or(figure), short(written));
    let [sv, en] =
        if written.contains(',') { ["kommat kan vara menat", "comma"] } else { ["punkten kan vara menad", "point"] };
    finding(
        Code::ThousandsOrDecimals,
        place,
        both!(
            "`{written}` är ett tal med tre decimaler, men kolumnens andra tal är hela: {sv} mellan \
                tusental",
            "`{written}` is a figure with three decimals, but the column's others are whole: the {en} may be meant \
                between thousands"
        ),
        both!(
            "skriv tusental utan punkt och komma, `{whole}`; är det decimaler, skriv lika många i kolumnens andra tal",
            "write thousands without a point or comma, `{whole}`; if these are decimals, write as many in the others"
        ),
    )
}

/// A figure with three decimals in a row whose other figures are whole ones, as large as it would be without a point.
pub fn thousands_in_row(place: Span, written: &str, figure: Amount) -> Diagnostic {
    let (whole, written) = (figure.shifted(3).unwrap_or(figure), short(written));
    finding(
        Code::ThousandsOrDecimals,
        place,
        both!(
            "`{written}` är ett tal med tre decimaler, men radens andra tal är hela och omkring tusen gånger större: \
                punkten kan vara menad mellan tusental",
            "`{written}` is a figure with three decimals, but the row's others are whole and about a thousand times \
                larger: the point may be meant between thousands"
        ),
        both!("skriv tusental utan punkt och komma, `{whole}`", "write thousands without a point or comma, `{whole}`"),
    )
}

/// A period that ends before it begins.
pub fn period_backwards(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("perioden slutar innan den börjar", "the period ends before it begins"),
        both!(
            "skriv första dagen i `fran` och sista dagen i `till`",
            "write the first day in `fran` and the last day in `till`"
        ),
    )
}

/// A path that is another one, or none, on another system.
fn odd_path(place: Span, path: &str) -> Option<Diagnostic> {
    let turned = path.replace('\\', "/");
    if turned != path && is_inside(&turned) {
        let (path, turned) = (short(path), short(&turned));
        return Some(finding(
            Code::BadValue,
            place,
            both!("`{path}` har omvända snedstreck", "`{path}` has backslashes"),
            both!(
                "skriv `{turned}`: så hittas filen på alla datorer",
                "write `{turned}`: the file is found on any computer then"
            ),
        ));
    }
    if path.split('/').any(is_device) {
        return Some(device_name(place, path));
    }
    let is_odd = |part: &str| is_impossible(part) && !part.trim_matches(['.', ' ']).is_empty();
    let part = path.split('/').find(|part| is_odd(part))?;
    let part = short(part);
    Some(finding(
        Code::BadValue,
        place,
        both!("inget kan heta `{part}` på Windows", "nothing can be called `{part}` on Windows"),
        both!(
            "byt namn på den, och skriv det namnet: utan < > \" | ? * och utan punkt eller mellanslag sist",
            "rename it, and write that name: without < > \" | ? * and without a dot or a space at its end"
        ),
    ))
}

/// A path that leads out of the report's folder.
pub fn path_outside(place: Span, path: &str) -> Diagnostic {
    if let Some(odd) = odd_path(place, path) {
        return odd;
    }
    let path = short(path);
    finding(
        Code::BadValue,
        place,
        both!("sökvägen `{path}` ligger utanför rapportens mapp", "the path `{path}` leads out of the report's folder"),
        both!(
            "skriv en fil i rapportens mapp, som `enheter/it.toml`",
            "name a file in the report's folder, such as `enheter/it.toml`"
        ),
    )
}

/// A picture that says nothing to those who do not see it.
pub fn picture_without_words(place: Span) -> Diagnostic {
    finding(
        Code::PictureWithoutWords,
        place,
        both!(
            "bilden saknar text för den som inte ser den",
            "the picture says nothing to somebody who does not see it"
        ),
        both!(
            "skriv det den visar i `alternativtext`, eller `dekor = true` om den bara smyckar",
            "write what it shows into `alternativtext`, or `dekor = true` where it only adorns"
        ),
    )
}

/// A picture that is decoration and has words.
pub fn picture_decoration(place: Span) -> Diagnostic {
    finding(
        Code::PictureWithoutWords,
        place,
        both!("bilden är `dekor` men har text", "the picture is `dekor` but has words"),
        both!(
            "ta bort `dekor`, eller `bildtext` och `alternativtext`",
            "remove `dekor`, or `bildtext` and `alternativtext`"
        ),
    )
}

/// A picture's file that cannot be shown.
pub fn picture_unusable(place: Span, file: &str, fault: ImageFault) -> Diagnostic {
    let ([sv, en], remedy) = match fault {
        ImageFault::Kind => (
            both!("den är varken jpeg, png eller svg", "it is neither JPEG, PNG nor SVG"),
            both!("spara den som jpeg, png eller svg", "save it as JPEG, PNG or SVG"),
        ),
        other => image_fault(other),
    };
    let file = short(file);
    let what = [format!("bilden `{file}` kan inte visas: {sv}"), format!("the picture `{file}` cannot be shown: {en}")];
    finding(Code::PictureUnusable, place, what, remedy)
}

/// A finished paper whose file cannot be used.
pub fn enclosure_unusable(place: Span, file: &str, fault: &Fault) -> Diagnostic {
    let file = short(file);
    let ([sv, en], remedy) = match fault {
        Fault::Locked => (
            both!("den är låst med lösenord", "it is locked with a password"),
            both!("spara den utan lösenord", "save it without a password"),
        ),
        Fault::TooMuch(_) => (
            both!("den är för stor eller för invecklad", "it is too large or too intricate"),
            both!(
                "spara den som pdf på nytt, eller lägg den i en egen handling",
                "save it as PDF anew, or make it a paper of its own"
            ),
        ),
        Fault::Bad(_) | Fault::Damaged => (
            both!("den är ingen hel pdf", "it is not a whole PDF"),
            both!(
                "öppna den i det program som den kommer från och spara den som pdf, helst PDF/A",
                "open it in the program that it comes from and save it as PDF, best as PDF/A"
            ),
        ),
    };
    let what = [format!("filen `{file}` kan inte följa med: {sv}"), format!("the file `{file}` cannot be sent: {en}")];
    finding(Code::EnclosureUnusable, place, what, remedy)
}

/// A finished paper that does not say that it can be archived, or not that everybody can read it.
pub fn enclosure_not_archival(place: Span, file: &str, archival: Option<&str>, accessible: bool) -> Diagnostic {
    let file = short(file);
    let [sv, en] = match (archival, accessible) {
        (None, false) => both!("varken PDF/A eller PDF/UA", "neither PDF/A nor PDF/UA"),
        (None, true) => both!("inte PDF/A", "not PDF/A"),
        (Some(_), _) => both!("inte PDF/UA", "not PDF/UA"),
    };
    finding(
        Code::EnclosureNotArchival,
        place,
        both!(
            "`{file}` uppger inte att den är gjord för arkivet och för skärmläsare ({sv}); den följer med som den är",
            "`{file}` does not say that it lasts in the archive and can be read by all ({en}); it is sent as it is"
        ),
        both!(
            "spara den som PDF/A med taggar i det program som den kommer från, om det går; lägg annars in ett \
                undantag (`[[undantag]]`)",
            "save it as tagged PDF/A in the program that it comes from, if that can be done; otherwise accept \
                the finding"
        ),
    )
}

/// A language whose tag cannot be read.
pub fn language_tag(place: Span, tag: &str) -> Diagnostic {
    let tag = short(tag);
    finding(
        Code::BadValue,
        place,
        both!("`{tag}` är ingen språkkod", "`{tag}` is not a valid language code"),
        both!(
            "skriv två eller tre små bokstäver, och eventuellt land: `[ord](sprak:en)` eller `[ord](sprak:en-US)`",
            "write two or three small letters, perhaps with a country: `[words](sprak:en)` or `[words](sprak:en-US)`"
        ),
    )
}

/// Markup that the paper cannot carry.
pub fn unsupported_markup(place: Span, what: Markup) -> Diagnostic {
    let (message, hint) = match what {
        Markup::Code | Markup::CodeBlock => (
            both!(
                "texten läses som programkod, för att raden börjar med fyra mellanslag eller har tecknet ` (U+0060)",
                "the text is read as program code, since the line begins with four spaces or has the sign ` (U+0060)"
            ),
            both!(
                "ta bort tecknet, eller mellanslagen först på raden",
                "remove the sign, or the spaces at the start of the line"
            ),
        ),
        Markup::Html => (
            both!("HTML-taggar visas inte i handlingen", "HTML tags are not shown in the paper"),
            both!(
                "skriv texten utan taggar; ett `<` som ska synas skrivs `\\<`",
                "write the text without tags; a `<` that should be seen is written `\\<`"
            ),
        ),
        Markup::Image => (
            both!("bilder kan inte läggas in i löpande text", "pictures cannot be put into running text"),
            both!(
                "gör bilden till en `[[bild]]` i rapport.toml, och skriv `[[bild:id]]` på en egen rad här",
                "make the picture a `[[bild]]` in rapport.toml, and write `[[bild:id]]` on a line of its own here"
            ),
        ),
        Markup::Link => (
            both!(
                "länken leder inte till en webbadress eller e-postadress",
                "the link leads to no web or mail address"
            ),
            both!("skriv hela adressen, med `https://` först", "write the whole address, beginning with `https://`"),
        ),
        Markup::NoteText => (
            both!("fotnotens text är skriven i den löpande texten", "the note's text stands in the running text"),
            both!(
                "flytta den till `[noter]` sist i filen: `id = \"text\"`",
                "move it to `[noter]` at the end of the file: `id = \"text\"`"
            ),
        ),
        Markup::Rule => (
            both!("streck mellan stycken visas inte i handlingen", "rules between paragraphs cannot stand in a paper"),
            both!(
                "ta bort raden; layouten sätter avstånden, och en rubrik skrivs `# Rubrik`",
                "remove the line; the layout sets the spacing, and a heading is written `# Heading`"
            ),
        ),
        Markup::Subheading => (
            both!("mellanrubriker i text har bara två nivåer", "subheadings in a text have two levels only"),
            both!(
                "skriv `# Rubrik` eller `## Rubrik`, och inget streck på raden under ett stycke",
                "write `# Heading` or `## Heading`, and no dashes on the line below a paragraph"
            ),
        ),
        Markup::Entity => (
            both!("ett tecken är skrivet som på en webbsida", "a character is written as web pages write it (HTML)"),
            both!("skriv tecknet självt: `å`, `&`, ett mellanslag", "write the character itself: `å`, `&`, a space"),
        ),
        Markup::Table => (
            both!("en tabell kan inte skrivas i löpande text", "a table cannot stand in running text"),
            both!(
                "be den som håller ihop rapporten lägga till tabellen i rapport.toml, och fyll i den med `[[rad]]`; \
                    eller skriv varje rad som en punkt, med komma i stället för `|`: `- Skola, 12, 14`",
                "ask who holds the report together to add the table to rapport.toml, and fill it in with `[[rad]]`; or \
                    write each line as a point, with commas in the place of `|`: `- School, 12, 14`"
            ),
        ),
    };
    finding(Code::UnsupportedMarkup, place, message, hint)
}

/// Signs that look like marks and stand in the paper as they are.
pub fn stray_mark(place: Span, what: StrayMark, words: &str) -> Diagnostic {
    let words = short(words);
    let message = match what {
        StrayMark::Stars => both!(
            "asteriskerna `{words}` ger ingen betoning här och syns i handlingen",
            "the asterisks `{words}` are no mark of emphasis here and stand in the paper as they are"
        ),
        StrayMark::Underscores => both!(
            "understrecken i `{words}` ger ingen betoning och syns i handlingen",
            "the underscores in `{words}` are no mark of emphasis and stand in the paper as they are"
        ),
        StrayMark::Link => both!(
            "`{words}` blir ingen länk och visas som det är skrivet",
            "the mark `{words}` becomes no link and stands in the paper as it is"
        ),
        StrayMark::Note => both!(
            "`{words}` blir ingen fotnot och visas som det är skrivet",
            "the mark `{words}` becomes no note and stands in the paper as it is"
        ),
        StrayMark::Placement => both!(
            "`{words}` visar ingen tabell, inget diagram och ingen bild här, utan syns i handlingen",
            "the mark `{words}` shows no table, chart or picture here and stands in the paper as it is"
        ),
        StrayMark::Colon => both!(
            "kolonet i början av raden förklarar inget begrepp och syns i handlingen",
            "the colon at the line's beginning explains no term and stands in the paper as it is"
        ),
        StrayMark::Term => both!(
            "`{words}` har kolonet som hör till en förklaring, men ser ut att vara begreppet som nästa rad förklarar",
            "`{words}` has the colon of an explanation, but seems to be the term that the next line explains"
        ),
        StrayMark::Heading => both!(
            "`{words}` blir ingen rubrik och visas som det är skrivet",
            "the mark `{words}` becomes no heading and stands in the paper as it is"
        ),
        StrayMark::Braces => both!(
            "`{words}` avslutar inget hämtat belopp och syns i handlingen",
            "the mark `{words}` closes no bound figure and stands in the paper as it is"
        ),
    };
    finding(Code::StrayMark, place, message, instead_of(what, &words))
}

/// What to write instead of such signs.
fn instead_of(what: StrayMark, words: &str) -> [String; 2] {
    match what {
        StrayMark::Heading => {
            let name = words.trim_start_matches('#');
            let marks = "#".repeat(words.len() - name.len());
            both!("skriv ett mellanslag efter `#`: `{marks} {name}`", "write a space behind `#`: `{marks} {name}`")
        }
        StrayMark::Underscores => both!(
            "ta bort understrecken, eller skriv `*ord*` om ordet ska betonas",
            "remove the underscores, or write `*word*` if it should be emphasised"
        ),
        StrayMark::Stars => both!(
            "skriv `*ord*` eller `**ord**`, utan mellanslag innanför; en asterisk som ska synas skrivs `\\*`",
            "write `*word*` or `**word**`, without spaces inside; an asterisk that should be seen is written `\\*`"
        ),
        StrayMark::Link => both!(
            "skriv `[ord](https://adress)`, utan mellanslag mellan `]` och `(` eller i adressen",
            "write `[words](https://address)`, without spaces between `]` and `(` or in the address"
        ),
        StrayMark::Note => both!(
            "skriv `[^id]`, utan mellanslag, med fotnotens text under `[noter]`",
            "write `[^id]`, without spaces, with the note's text below `[noter]`"
        ),
        StrayMark::Placement => both!(
            "skriv `[[tabell:id]]`, `[[diagram:id]]` eller `[[bild:id]]` på en egen rad i ett kapitels text, med \
                id från rapport.toml; i en cell, en etikett eller en fotnot kan de inte visas",
            "write `[[tabell:id]]`, `[[diagram:id]]` or `[[bild:id]]` on a line of its own in a chapter's text, \
                with an id of rapport.toml; they cannot stand in a cell, a label or a note"
        ),
        StrayMark::Colon => both!(
            "skriv begreppet på raden ovanför och förklaringen efter kolon och mellanslag, `: Alla kostnader`; \
                rubriker, punkter och celler kan inte ha förklaringar",
            "write the term on the line above and the explanation behind a colon and a space, `: All costs`; headings, \
                points and cells have no explanations"
        ),
        StrayMark::Term => both!(
            "ta bort kolonet framför begreppet, `{words}`, och behåll det framför förklaringen på raden under; är \
                `{words}` också en förklaring skrivs den som en mening, med punkt",
            "remove the colon before the term, `{words}`, and keep it before the explanation on the line below; if \
                `{words}` is an explanation too, write it as a sentence, with a full stop"
        ),
        StrayMark::Braces => both!(
            "skriv `{{{{tabell.rad.kolumn}}}}`, eller ta bort dem",
            "write `{{{{table.row.column}}}}`, or remove them"
        ),
    }
}

/// A mark of a text in a line that stands in the paper as it is.
pub fn mark_in_line(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::StrayMark,
        place,
        both!(
            "tecknen läses inte i `{key}`, som visas i handlingen precis som det är skrivet",
            "the mark is not read in `{key}`, which stands in the paper just as it is written"
        ),
        both!(
            "ta bort tecknen; fotnoter, betoning, länkar och hämtade belopp fungerar i texter, radnamn och celler",
            "remove the mark; notes, emphasis, links and bound figures work in texts, names of rows and cells"
        ),
    )
}

/// A word that the end of a line has parted.
pub fn word_parted(place: Span, stem: &str, rest: &str) -> Diagnostic {
    let stem = short(stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    finding(
        Code::LineBreakHyphen,
        place,
        both!("ordet `{stem}-{rest}` är delat av radens slut", "the word `{stem}-{rest}` is parted by the line's end"),
        both!("skriv `{stem}{rest}` på en rad", "write `{stem}{rest}` on one line"),
    )
}

/// An amount of which the paper does not show all that is written: a plus, zeros in front, a minus before zero.
pub fn written_otherwise(place: Span, words: &str, amount: Amount) -> Option<Diagnostic> {
    let minus = ['-', '\u{2212}', '\u{2013}'];
    let digits = words.trim_start_matches('+').trim_start_matches(minus).trim_start();
    let zeros = digits.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if words.starts_with('+') {
        Some(plus_left_out(place, words))
    } else if zeros || (words.starts_with(minus) && amount.value().is_zero()) {
        Some(zeros_left_out(place, words, amount))
    } else {
        None
    }
}

/// Zeros before an amount, or a minus before zero.
fn zeros_left_out(place: Span, words: &str, amount: Amount) -> Diagnostic {
    let (words, shown, figure) = (short(words), amount.swedish(), amount.to_string());
    let figure = if amount.value().is_zero() { figure.trim_start_matches('-') } else { &figure };
    finding(
        Code::ZerosLeftOut,
        place,
        both!(
            "`{words}` visas som `{shown}`: handlingen skriver belopp utan nollor framför, och noll utan förtecken",
            "`{words}` is shown as `{shown}`: the paper writes amounts without zeros in front, and zero without a sign"
        ),
        both!(
            "skriv `{figure}`; är det en kod, ge kolumnen `slag = \"text\"` i rapport.toml",
            "write `{figure}`; if it is a code, give the column `slag = \"text\"` in rapport.toml"
        ),
    )
}

/// A plus before an amount of a table, which the paper writes without one.
fn plus_left_out(place: Span, words: &str) -> Diagnostic {
    let (words, figure) = (short(words), short(words.trim_start_matches('+').trim()));
    finding(
        Code::PlusLeftOut,
        place,
        both!(
            "plustecknet i `{words}` visas inte: handlingen skriver belopp över noll utan förtecken",
            "the plus sign of `{words}` is not shown: the paper writes amounts above zero without a sign"
        ),
        both!(
            "skriv `{figure}`; ska plustecknet synas, ge kolumnen `slag = \"text\"` i rapport.toml",
            "write `{figure}`; if the plus sign should be seen, give the column `slag = \"text\"` in rapport.toml"
        ),
    )
}

/// A point of a list that may be an amount below zero.
pub fn point_or_minus(place: Span, figure: &str) -> Diagnostic {
    let figure = short(figure);
    finding(
        Code::PointOrMinus,
        place,
        both!(
            "strecket före `{figure}` läses som en punkt i en lista, inte som ett minustecken",
            "the dash before `{figure}` is read as a point of a list, not as a minus sign"
        ),
        both!(
            "är beloppet under noll, skriv `−{figure}` utan mellanslag; är det en punkt, skriv `• {figure}`",
            "if the amount is below zero, write `−{figure}` without a space; if it is a point, write `• {figure}`"
        ),
    )
}

/// A line right after a list, which may be meant to go on with its last point.
pub fn line_after_list(place: Span) -> Diagnostic {
    finding(
        Code::LineAfterList,
        place,
        both!(
            "raden direkt efter listan blir ett eget stycke",
            "the line right after the list becomes a paragraph of its own"
        ),
        both!(
            "lägg en tom rad före den; hör den till punkten ovanför, börja den med två mellanslag",
            "put an empty line before it; if it belongs to the point above, begin it with two spaces"
        ),
    )
}

/// A text that would stand in the paper with other words or signs than it was written with.
pub fn text_changed(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::TextChanged,
        place,
        both!(
            "programmet läser texten fel från `{words}`: orden i handlingen är inte de som står här",
            "the program misreads the text from `{words}` on: the words in the paper are not those that stand here"
        ),
        both!(
            "skriv om stället på ett enklare sätt, och anmäl felet till den som sköter programmet",
            "write the passage in a simpler way, and report the fault to whoever maintains the program"
        ),
    )
}

/// Two things with one id.
pub fn duplicate_id(place: Span, id: &str, first: Span) -> Diagnostic {
    finding(
        Code::DuplicateId,
        place,
        both!("id:t `{id}` används redan", "`{id}` exists already"),
        both!("ge den ett eget id, eller ta bort den ena", "give it an id of its own, or remove one of them"),
    )
    .with_related(first, Text::new("första gången här", "first here"))
}

/// A name that nothing has.
pub fn unknown_reference(place: Span, thing: EntityKind, name: &str, meant: Option<&str>) -> Diagnostic {
    let ([sv, en], name) = (thing.names(), short(name));
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!("kontrollera stavningen mot rapport.toml", "check the spelling against rapport.toml"),
    };
    finding(Code::UnknownReference, place, both!("{sv} heter `{name}`", "{en} is called `{name}`"), hint)
}

/// A file that the report needs is not there.
pub fn file_missing(asked: Option<Span>, path: &str, unit: Option<&str>) -> Diagnostic {
    let message = match unit {
        Some(unit) => both!(
            "{unit} har inte lämnat någon fil ({path} finns inte)",
            "{unit} has delivered no file (there is no {path})"
        ),
        None => both!("{path} finns inte", "there is no {path}"),
    };
    let hint = both!(
        "lägg filen på plats; till dess visar utkastet en ruta med enhetens namn",
        "put the file there; until then the draft shows a gap"
    );
    finding(Code::FileMissing, asked, message, hint)
}

/// A file that the report needs is not there, but one beside it that is nearly called so.
pub fn file_misnamed(asked: Option<Span>, path: &str, other: &str, unit: Option<&str>) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    if looks_the_same(name, other) {
        return file_decomposed(asked, path, unit);
    }
    let (path, other_name, name) = (short(path), short(other), short(name));
    let message = match unit {
        Some(unit) => both!(
            "{unit} har inte lämnat någon fil ({path} finns inte, men {other_name} gör det)",
            "{unit} has delivered no file (there is no {path}, but {other_name})"
        ),
        None => both!("{path} finns inte, men {other_name} gör det", "there is no {path}, but {other_name}"),
    };
    let is = |ends: &[&str]| ends.iter().any(|end| other.to_lowercase().ends_with(end));
    let hint = if is(&[".docx", ".doc", ".odt", ".rtf"]) {
        both!(
            "öppna den i Word, spara den som oformaterad text (.txt) med kodningen UTF-8, och byt namn på den till \
                `{name}`",
            "open it in Word, save it as plain text (.txt) with the encoding UTF-8, and rename that to `{name}`"
        )
    } else if is(&[".xls", ".xlsx", ".xlsm", ".ods"]) {
        both!(
            "spara den som `{name}`, eller skriv `[[xlsx]]` och arbetsbokens namn i `fil`",
            "save it as `{name}`, or write `[[xlsx]]` and the workbook's name in `fil`"
        )
    } else {
        both!(
            "byt namn på den till `{name}`; Utforskaren visar hela namn med Visa, Filnamnstillägg",
            "rename it to `{name}`; Explorer shows whole names with View, File name extensions"
        )
    };
    finding(Code::FileMissing, asked, message, hint)
}

/// A file that the report needs is not there, but one whose name shows the same letters.
fn file_decomposed(asked: Option<Span>, path: &str, unit: Option<&str>) -> Diagnostic {
    let name = short(path.rsplit('/').next().unwrap_or(path));
    let path = short(path);
    let message = match unit {
        Some(unit) => both!(
            "{unit} har inte lämnat någon fil ({path} finns inte, men en fil vars namn ser likadant ut och är skrivet \
                med andra tecken)",
            "{unit} has delivered no file (there is no {path}, but a file whose name looks the same and is written \
                with other signs)"
        ),
        None => both!(
            "{path} finns inte, men en fil vars namn ser likadant ut och är skrivet med andra tecken",
            "there is no {path}, but a file whose name looks the same and is written with other signs"
        ),
    };
    let hint = both!(
        "skriv filens namn på nytt, `{name}`; på en Mac och i ZIP-filer därifrån är å, ä och ö bokstav och prickar var \
            för sig",
        "type the file's name anew, `{name}`; on a Mac, and in ZIP files from there, å, ä and ö are a letter and dots \
            apart"
    );
    finding(Code::FileMissing, asked, message, hint)
}

/// A file is there but cannot be read; what the system says of it is English.
pub fn file_unreadable(asked: Option<Span>, path: &str, kind: ErrorKind, reason: &str) -> Diagnostic {
    let why = match kind {
        ErrorKind::PermissionDenied => "behörighet saknas",
        ErrorKind::IsADirectory => "det är en mapp",
        _ => "systemet nekade läsningen",
    };
    finding(
        Code::FileUnreadable,
        asked,
        both!("{path} går inte att läsa ({why})", "{path} cannot be read ({reason})"),
        both!(
            "kontrollera att det är en vanlig fil och att du har rätt att läsa den",
            "check that it is an ordinary file that you may read"
        ),
    )
}

/// A file that another program has open in a way that lets nobody read it.
pub fn file_in_use(asked: Option<Span>, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        asked,
        both!("{path} är öppen i ett annat program", "{path} is open in another program"),
        both!(
            "spara och stäng den där, till exempel i Excel eller Word, och bygg igen",
            "save and close it there, in Excel or Word for instance, and build again"
        ),
    )
}

/// A folder, or something else that is no file, in the place of one.
pub fn not_a_file(asked: Option<Span>, path: &str) -> Diagnostic {
    finding(
        Code::FileUnreadable,
        asked,
        both!("{path} går inte att läsa (det är ingen fil)", "{path} cannot be read (not a file)"),
        both!(
            "kontrollera att det är en vanlig fil och att du har rätt att läsa den",
            "check that it is an ordinary file that you may read"
        ),
    )
}

/// What a file can be that should hold plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A document of Word's, or one in its exchange format.
    Word,
    /// A workbook.
    Workbook,
    /// A document of an older Word or Excel.
    Office,
    /// An archive.
    Archive,
    /// A PDF.
    Pdf,
    /// A web page.
    WebPage,
}

impl Container {
    /// The shortest file that is told as one of this kind.
    pub fn sign(self) -> &'static [u8] {
        match self {
            Container::Word => b"{\\rtf",
            Container::Workbook => b"PK\x03\x04xl/",
            Container::Office => b"\xd0\xcf\x11\xe0",
            Container::Archive => b"PK\x03\x04",
            Container::Pdf => b"%PDF-",
            Container::WebPage => b"<html",
        }
    }
}

/// A file that should hold plain text and is something else.
pub fn no_plain_text(asked: Option<Span>, path: &str, kind: Container) -> Diagnostic {
    let name = short(path);
    let [sv, en] = match kind {
        Container::Word => ["ett Word-dokument", "a Word document"],
        Container::Workbook => ["en Excel-arbetsbok", "an Excel workbook"],
        Container::Office => ["ett dokument från Word eller Excel", "a document of Word or Excel"],
        Container::Archive => ["ett zip-arkiv", "a ZIP archive"],
        Container::Pdf => ["en pdf", "a PDF"],
        Container::WebPage => ["en webbsida", "a web page"],
    };
    let is_lines = [".csv", ".tsv", ".txt"].iter().any(|end| path.to_lowercase().ends_with(end));
    let hint = match kind {
        Container::Workbook if is_lines => both!(
            "skriv `[[xlsx]]` i stället för `[[csv]]` och ge filen namn på `.xlsx`, eller spara den i Excel som ”CSV \
                UTF-8”",
            "write `[[xlsx]]` instead of `[[csv]]` and give the file a name in `.xlsx`, or save it in Excel as \"CSV \
                UTF-8\""
        ),
        _ => both!(
            "spara den som vanlig text, utan format, med kodningen UTF-8: i Word ”Oformaterad text”, i Excel ”CSV \
                UTF-8”",
            "save it as plain text, without formats, with the encoding UTF-8: \"Plain Text\" in Word, \"CSV UTF-8\" \
                in Excel"
        ),
    };
    finding(
        Code::FileUnreadable,
        asked,
        both!("{name} är {sv}, inte vanlig text", "{name} is {en}, no plain text"),
        hint,
    )
}

/// Letters that were lost or changed when the file was saved or sent: the signs that stand there now, and how many
/// times.
pub fn letters_spoiled(place: Span, signs: &str, count: usize) -> Diagnostic {
    // The one is a character that no file should hold, the others are letters of another encoding.
    let code = if signs == "\u{fffd}" { Code::ControlCharacter } else { Code::NotUtf8 };
    let more = match count {
        0 | 1 => [String::new(), String::new()],
        _ => [format!(", på {count} ställen"), format!(", in {count} places")],
    };
    let [sv, en] = more;
    finding(
        code,
        place,
        both!(
            "här står `{signs}` där en bokstav som å, ä eller ö ska stå{sv}: filen har bytt teckenkodning på vägen",
            "`{signs}` stands where a letter such as å, ä or ö belongs{en}: the file's encoding was mistaken on its way"
        ),
        both!(
            "ta ut eller spara filen på nytt med teckenkodningen UTF-8, eller skriv bokstäverna igen",
            "export or save the file again with the encoding UTF-8, or write the letters again"
        ),
    )
}

/// A file that is a link out of the folder that it belongs to, or lies below one.
pub fn file_outside(asked: Option<Span>, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        asked,
        both!(
            "{path} är en länk till något utanför rapportens mapp",
            "{path} is a link that leads out of the report's folder"
        ),
        both!("lägg själva filen i rapportens mapp", "put the file itself into the report's folder"),
    )
}

/// A file that somebody changes all the time.
pub fn file_changing(asked: Option<Span>, path: &str) -> Diagnostic {
    let path = short(path);
    finding(
        Code::FileUnreadable,
        asked,
        both!("{path} ändras medan den läses", "{path} is being changed while it is read"),
        both!("bygg igen när filen är sparad", "build again when the file is saved"),
    )
}

/// A head's or a foot's words with a field that there is none of, or with one that has no end.
pub fn head_field(place: Span, words: &str, fault: &PatternFault) -> Diagnostic {
    let names = field_names().join(" ");
    let message = match fault {
        PatternFault::Unknown(name) => {
            let name = short(name);
            both!("`{{{name}}}` finns inte för sidhuvud och sidfot", "there is no `{{{name}}}` for heads and feet")
        }
        PatternFault::Open => {
            let words = short(words);
            both!("`{words}` har en klammer `{{` utan `}}`", "`{words}` has a `{{` without its `}}`")
        }
    };
    let hint = both!("det som kan stå inom klamrar är {names}", "what may stand within braces is {names}");
    finding(Code::BadValue, place, message, hint)
}

/// What is no organisation number.
pub fn organisation_number(place: Span, number: &str) -> Diagnostic {
    let number = short(number);
    finding(
        Code::BadValue,
        place,
        both!("`{number}` är inget organisationsnummer", "`{number}` is not an organisation number"),
        both!(
            "skriv de tio siffrorna med bindestreck, som `212000-0142`; den sista är en kontrollsiffra, så jämför med \
             numret i ett annat dokument om en siffra kan ha blivit fel",
            "write its ten digits with a hyphen, like `212000-0142`; the last one is a check digit, so compare it with \
             another document if a digit may be wrong"
        ),
    )
}

/// A layout of the manifest that is not in the report's folder.
pub fn layout_outside(place: Span, path: &str) -> Diagnostic {
    if let Some(odd) = odd_path(place, path) {
        return odd;
    }
    let path = short(path);
    finding(
        Code::BadValue,
        place,
        both!(
            "layouten `{path}` ligger utanför rapportens mapp",
            "the layout `{path}` lies outside the report's folder"
        ),
        both!(
            "lägg layoutens mapp i rapportens mapp, eller välj den med `--layout {path}` när du bygger",
            "put the layout's folder into the report's folder, or choose it with `--layout {path}` when you build"
        ),
    )
}

/// A finding in a file, with the place where another file names that one.
pub fn in_file_named_at(found: Diagnostic, named: Option<Span>) -> Diagnostic {
    match named {
        Some(named) => found.with_related(named, Text::new("filen nämns här", "the file is named here")),
        None => found,
    }
}

/// A file is not UTF-8 text, from `place` on; `named` is where another file names it.
pub fn not_utf8(place: Span, named: Option<Span>, path: &str, encoding: &str) -> Diagnostic {
    let is_lines = [".csv", ".tsv", ".txt"].iter().any(|end| path.to_lowercase().ends_with(end));
    let hint = if is_lines {
        both!(
            "spara om filen som UTF-8: i Excel med Arkiv, Spara som, filformatet ”CSV UTF-8”; i Anteckningar med \
                Arkiv, Spara som, Kodning: UTF-8",
            "save the file again as UTF-8: in Excel with File, Save As, the format \"CSV UTF-8\"; in Notepad with \
                File, Save as, Encoding: UTF-8"
        )
    } else {
        both!(
            "spara om filen som UTF-8: i Anteckningar med Arkiv, Spara som, Kodning: UTF-8; i Notepad++ med Kodning, \
                Konvertera till UTF-8; i VS Code genom kodningens namn längst ned: öppna filen igen med den gamla \
                kodningen, och spara den sedan med UTF-8",
            "save the file again as UTF-8: in Notepad with File, Save as, Encoding: UTF-8; in Notepad++ with Encoding, \
                Convert to UTF-8; in VS Code by the encoding's name at the bottom: reopen the file with its old \
                encoding, then save it with UTF-8"
        )
    };
    let found = finding(
        Code::NotUtf8,
        place,
        both!(
            "{path} är inte sparad som UTF-8 (det ser ut som {encoding})",
            "{path} is not saved as UTF-8 (it looks like {encoding})"
        ),
        hint,
    );
    in_file_named_at(found, named)
}

/// A file in the units' folder that no unit owns.
pub fn stray_file(path: &str, meant: Option<&str>) -> Diagnostic {
    let hint = match meant {
        Some(meant) => both!(
            "ska den heta `{meant}`? Annars: lägg till enheten i rapport.toml, eller ta bort filen",
            "should it be called `{meant}`? Otherwise add the unit to rapport.toml, or remove the file"
        ),
        None => both!(
            "lägg till enheten i rapport.toml, eller ta bort filen",
            "add the unit to rapport.toml, or remove the file"
        ),
    };
    finding(
        Code::StrayFile,
        None,
        both!(
            "{path} hör inte till någon enhet och tas inte med i handlingen",
            "{path} belongs to no unit and is left out"
        ),
        hint,
    )
}

/// Words for a scale that has more or fewer steps.
pub fn scale_words(place: Span, key: &str, words: usize, scale: u32) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`{key}` har {words} ord, men skalan har {scale} steg",
            "`{key}` has {words} words, but the scale has {scale} steps"
        ),
        both!("skriv ett ord för varje steg, från det lägsta", "write a word for each step, from the lowest"),
    )
}

/// A line of the manifest that no file's properties can hold.
pub fn line_too_long(place: Span, key: &str, length: usize, max: usize) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!(
            "`{key}` har {length} tecken; högst {max} får plats",
            "`{key}` has {length} characters; there is room for {max}"
        ),
        both!("skriv kortare", "write less"),
    )
}

/// The columns of the internal-control table do not begin with the risks.
pub fn control_columns(place: Span) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("tabellens första kolumn ska vara `risk`", "the table's first column must be `risk`"),
        both!("skriv `kolumner = [\"risk\", ...]`", "write `kolumner = [\"risk\", ...]`"),
    )
}

#[cfg(test)]
mod tests {
    use super::{UNKNOWN_FAULT, in_swedish, untold};

    #[test]
    fn an_equals_sign_too_many_is_none_that_is_missing() {
        for (source, meaning) in [
            ("a\n", "nyckeln har inget likhetstecken och värde"),
            ("a b\n", "nyckeln har inget likhetstecken och värde"),
            ("[t]\na\nb = 1\n", "nyckeln har inget likhetstecken och värde"),
            ("a == 1\n", "där står ett likhetstecken för mycket"),
            ("a = = 1\n", "där står ett likhetstecken för mycket"),
            ("a = [1, = 2]\n", "där står ett likhetstecken för mycket"),
        ] {
            let (_, errors) = toml::de::DeTable::parse_recoverable(source);
            let details: Vec<&str> = errors.iter().map(toml::de::Error::message).collect();
            assert_eq!(details.first().map(|detail| in_swedish(detail)), Some(meaning), "{source}: {details:?}");
        }
    }

    #[test]
    fn texts_that_are_not_told_are_counted() {
        let swedish = [0, 1, 2].map(|more| untold(more)[0].clone());
        assert_eq!(swedish, ["", "; så är det i en text till i filen", "; så är det i 2 texter till i filen"]);
    }

    /// Every sentence of the parser's, as its releases that the program is built with have them.
    #[test]
    fn every_fault_of_the_parser_has_swedish_words() {
        for detail in PARSER {
            assert_ne!(in_swedish(detail), UNKNOWN_FAULT, "{detail}");
        }
        assert_eq!(in_swedish("something new"), UNKNOWN_FAULT);
    }

    const PARSER: &[&str] = &[
        "`_` may only go between digits",
        "cannot extend value of type array with a dotted key",
        "cannot extend value of type inline table with a dotted key",
        "cannot recurse further; max recursion depth met",
        "carriage return must be followed by newline",
        "duplicate key",
        "extra `=`",
        "extra assignment between key-value pairs",
        "extra comma in array",
        "extra comma in inline table",
        "floating-point number overflowed",
        "integer number overflowed",
        "integers with a radix cannot be signed",
        "invalid basic string",
        "invalid binary number",
        "invalid boolean",
        "invalid comment character",
        "invalid date-time",
        "invalid float",
        "invalid hexadecimal number",
        "invalid inline table element",
        "invalid integer number",
        "invalid key-value pair",
        "invalid literal string",
        "invalid octal number",
        "invalid string",
        "invalid unquoted key",
        "invalid value",
        "key with no value",
        "keys cannot be multi-line basic strings",
        "keys cannot be multi-line literal strings",
        "missing array opening",
        "missing assignment between key-value pairs",
        "missing comma between array elements",
        "missing comma between key-value pairs",
        "missing comment start",
        "missing escaped value",
        "missing inline table opening",
        "missing key for inline table element",
        "missing opening quote",
        "missing table open",
        "missing value",
        "missing value for key",
        "radix must be lowercase",
        "recursion limit",
        "redundant integer number prefix",
        "redundant numeric sign",
        "string values must be quoted",
        "too few unicode value digits",
        "u64 value was too large",
        "unclosed array",
        "unclosed array table",
        "unclosed inline table",
        "unclosed table",
        "unexpected `=` in array",
        "unexpected content",
        "unexpected content between comment and newline",
        "unexpected key or value",
        "unexpected leading zero",
        "unexpected sign",
    ];
}
