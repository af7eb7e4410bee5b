//! `[internkontroll]`: the internal-control table, its scale and its columns.

use crate::base::ids::OwnedId;
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::input::decode::{Fields, Mixed};
use crate::input::messages;

/// The internal-control table.
#[derive(Debug, Clone)]
pub struct ControlSpec {
    /// Its id, by which chapters name it where there are several.
    pub id: Option<Spanned<String>>,
    /// The line across the table's top.
    pub title: Option<SourceText>,
    /// The largest likelihood and consequence.
    pub scale: u32,
    /// Words for the steps of likelihood and of consequence, from 1; empty where figures stand alone.
    pub words: [Vec<SourceText>; 2],
    /// Whether the product is shown.
    pub product: bool,
    /// Its risks, `unit/risk`.
    pub risks: Vec<Spanned<OwnedId>>,
    /// The headings of likelihood, consequence and product, where the report gives any.
    pub figures: [Option<SourceText>; 3],
    /// Its columns from left to right.
    pub columns: Vec<ControlColumn>,
    /// The words for the products of likelihood and consequence, each with the least product that has it, upwards.
    pub levels: Vec<(u32, SourceText)>,
}

/// A column of the internal-control table.
#[derive(Debug, Clone)]
pub struct ControlColumn {
    /// What stands in it.
    pub kind: ControlColumnKind,
    /// Its heading, where it is not the usual one.
    pub heading: Option<SourceText>,
    /// Its width against the others', where it is not the usual one.
    pub width: Option<u16>,
    /// Whether it shows assessments, as a column of the report's own may.
    pub lights: bool,
}

/// What stands in a column of the internal-control table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlColumnKind {
    /// The risk's number, as in the matrix.
    Number,
    /// What the risk is about, over all risks in succession that are about the same.
    Category,
    /// The risk's name.
    Risk,
    /// The word for the product of likelihood and consequence.
    Level,
    /// What is done about it.
    Activities,
    /// Likelihood, consequence and their product.
    Assessment,
    /// Who answers for each activity.
    Owner,
    /// How it went with each activity.
    FollowUp,
    /// A text of the report's own, one for each activity.
    OfActivity(Spanned<String>),
    /// A text of the report's own, one for each risk.
    OfRisk(Spanned<String>),
}

/// The columns that every internal control may have, with the words for them; the usual ones in their usual order.
const KNOWN: [(&str, ControlColumnKind); 8] = [
    ("risk", ControlColumnKind::Risk),
    ("kontrollmoment", ControlColumnKind::Activities),
    ("bedomning", ControlColumnKind::Assessment),
    ("ansvar", ControlColumnKind::Owner),
    ("uppfoljning", ControlColumnKind::FollowUp),
    ("nummer", ControlColumnKind::Number),
    ("kategori", ControlColumnKind::Category),
    ("niva", ControlColumnKind::Level),
];

/// The words for the columns that every internal control may have.
pub fn control_columns() -> [&'static str; 8] {
    KNOWN.map(|(word, _)| word)
}

/// How many of them a table has that chooses none.
const USUAL: usize = 5;

impl ControlSpec {
    /// The word for a product of likelihood and consequence, and its position among the levels.
    pub fn level(&self, product: u32) -> Option<(usize, &SourceText)> {
        let at = self.levels.iter().rposition(|(least, _)| *least <= product)?;
        self.levels.get(at).map(|(_, word)| (at, word))
    }

    /// The least product of each level, from below.
    pub fn least(&self) -> Vec<u32> {
        self.levels.iter().map(|(least, _)| *least).collect()
    }

    /// Whether the table has this column.
    pub fn has(&self, kind: &ControlColumnKind) -> bool {
        self.columns.iter().any(|column| column.kind == *kind)
    }
}

impl ControlSpec {
    /// The keys of a control activity that the table shows something of; none where it shows nothing of them.
    pub fn activity_keys(&self) -> Vec<&str> {
        let key = |column: &'_ ControlColumn| match &column.kind {
            ControlColumnKind::Activities => Some("text"),
            ControlColumnKind::Owner => Some("ansvar"),
            ControlColumnKind::FollowUp => Some("uppfoljning"),
            ControlColumnKind::OfActivity(_)
            | ControlColumnKind::Number
            | ControlColumnKind::Category
            | ControlColumnKind::Risk
            | ControlColumnKind::Level
            | ControlColumnKind::Assessment
            | ControlColumnKind::OfRisk(_) => None,
        };
        let own = self.columns.iter().filter_map(|column| match &column.kind {
            ControlColumnKind::OfActivity(id) => Some(id.value.as_str()),
            _ => None,
        });
        let mut keys: Vec<&str> = self.columns.iter().filter_map(key).chain(own).collect();
        // Every activity has a text.
        if !keys.is_empty() && !keys.contains(&"text") {
            keys.insert(0, "text");
        }
        keys
    }
}

/// The keys of a risk and of a control activity beside those of the report's own columns.
const RISK_KEYS: [&str; 7] = ["id", "namn", "kategori", "sannolikhet", "konsekvens", "inledning", "kontrollmoment"];
const ACTIVITY_KEYS: [&str; 3] = ["text", "ansvar", "uppfoljning"];

impl ControlColumnKind {
    /// The key of the unit's text in a column of the report's own.
    pub fn own(&self) -> Option<&Spanned<String>> {
        match self {
            ControlColumnKind::OfActivity(id) | ControlColumnKind::OfRisk(id) => Some(id),
            ControlColumnKind::Number
            | ControlColumnKind::Category
            | ControlColumnKind::Risk
            | ControlColumnKind::Level
            | ControlColumnKind::Activities
            | ControlColumnKind::Assessment
            | ControlColumnKind::Owner
            | ControlColumnKind::FollowUp => None,
        }
    }
}

pub(super) fn control(fields: Fields<'_, '_>) -> ControlSpec {
    let (id, title) = (fields.id("id"), fields.line("titel"));
    let scale = fields.required_integer("skala", 2, 10).map_or(5, |scale| scale.value);
    let risks = fields.owned_references("risker");
    let words = fields.table("ord").map(|words| {
        let all = ["sannolikhet", "konsekvens"].map(|key| scale_words(&words, key, scale));
        words.finish();
        all
    });
    let product = fields.flag("riskvarde") != Some(false);
    let mut columns = columns(&fields);
    let mut figures = [None, None, None];
    if let Some(headings) = fields.table("rubriker") {
        for (name, kind) in KNOWN {
            let heading = headings.line(name);
            let column = columns.iter_mut().find(|column| column.kind == kind);
            if let Some(column) = column {
                column.heading = heading.or(column.heading.take());
            }
        }
        figures = ["sannolikhet", "konsekvens", "riskvarde"].map(|key| headings.line(key));
        headings.finish();
    }
    let levels = levels(&fields, scale);
    if levels.is_empty()
        && let Some(column) = columns.iter().find(|column| column.kind == ControlColumnKind::Level)
        && !fields.has("nivaer")
    {
        let place = column.heading.as_ref().map_or(fields.place_of("kolumner"), |heading| heading.place);
        fields.report(messages::missing_key(place, "nivaer"));
    }
    fields.finish();
    ControlSpec { id, levels, title, scale, words: words.unwrap_or_default(), product, risks, figures, columns }
}

/// The table's columns: the usual ones unless the report chooses.
fn columns(fields: &Fields<'_, '_>) -> Vec<ControlColumn> {
    let (mut all, mut places) = (Vec::<ControlColumn>::new(), Vec::new());
    for entry in fields.mixed("kolumner") {
        let (written, column) = match entry {
            Mixed::Text(name) => {
                let Some(kind) = usual(fields, &name) else { continue };
                (name, ControlColumn { kind, heading: None, width: None, lights: false })
            }
            Mixed::Table(entry) => {
                let Some(named) = own(entry) else { continue };
                named
            }
        };
        if let Some(first) = all.iter().position(|known| same(&known.kind, &column.kind)) {
            fields.report(messages::duplicate_id(written.place, written.trimmed(), places[first]));
            continue;
        }
        all.push(column);
        places.push(written.place);
    }
    if fields.has("kolumner") && !all.iter().any(|column| column.kind == ControlColumnKind::Risk) {
        fields.report(messages::control_columns(fields.place_of("kolumner")));
        all.clear();
    }
    if all.is_empty() {
        let usual = |(_, kind)| ControlColumn { kind, heading: None, width: None, lights: false };
        return KNOWN.into_iter().take(USUAL).map(usual).collect();
    }
    all
}

/// The words for products, from the least one on.
fn levels(fields: &Fields<'_, '_>, scale: u32) -> Vec<(u32, SourceText)> {
    let mut all: Vec<(u32, SourceText)> = Vec::new();
    for entry in fields.tables("nivaer") {
        let (word, from) = (entry.required_line("namn"), entry.required_integer("fran", 1, scale * scale));
        entry.finish();
        all.extend(from.map(|from| from.value).zip(word));
    }
    all.sort_by_key(|(from, _)| *from);
    all
}

fn same(one: &ControlColumnKind, other: &ControlColumnKind) -> bool {
    match (one.own(), other.own()) {
        (Some(one), Some(other)) => one.value == other.value,
        _ => one == other,
    }
}

fn usual(fields: &Fields<'_, '_>, name: &SourceText) -> Option<ControlColumnKind> {
    let known = KNOWN.into_iter().find(|(known, _)| *known == name.trimmed());
    if known.is_none() {
        fields.report(messages::unknown_word(name.place, "kolumner", &name.text, &KNOWN.map(|(known, _)| known)));
    }
    known.map(|(_, kind)| kind)
}

/// A column with a heading or width: one of the usual ones, or one of the report's own.
fn own(entry: Fields<'_, '_>) -> Option<(SourceText, ControlColumn)> {
    let (id, name) = (entry.required_id::<String>("id"), entry.text("id"));
    let heading = entry.line("rubrik");
    let width = entry.integer("bredd", 1, 100).and_then(|width| u16::try_from(width.value).ok());
    let of_risk = entry.word("per", &[("moment", false), ("risk", true)]).is_some_and(|per| per.value);
    let (id, name) = (id?, name?);
    let usual = KNOWN.into_iter().find(|(known, _)| *known == id.value);
    let kinds = &[("text", false), ("bedomning", true)];
    let lights = usual.is_none() && entry.word("slag", kinds).is_some_and(|lights| lights.value);
    if usual.is_none() && heading.is_none() {
        entry.report(messages::missing_key(entry.place(), "rubrik"));
    }
    let keys: &[&str] = if of_risk { &RISK_KEYS } else { &ACTIVITY_KEYS };
    if usual.is_none() && keys.contains(&id.value.as_str()) {
        entry.report(messages::column_named_as_key(id.place, &id.value));
    }
    entry.finish();
    let kind = match usual {
        Some((_, kind)) => kind,
        None if of_risk => ControlColumnKind::OfRisk(id),
        None => ControlColumnKind::OfActivity(id),
    };
    Some((name, ControlColumn { kind, heading, width, lights }))
}

/// The words for the steps of a scale, from 1; there must be one for each.
fn scale_words(fields: &Fields<'_, '_>, key: &'static str, scale: u32) -> Vec<SourceText> {
    let words = fields.lines(key);
    if fields.has(key) && words.len() != scale as usize {
        fields.report(messages::scale_words(fields.place(), key, words.len(), scale));
    }
    words
}
