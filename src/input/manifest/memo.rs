//! `[skrivelse]`: the memo that comes before the report.

use crate::base::date::Ymd;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::input::decode::{Fields, Mixed};
use crate::input::messages;
use crate::input::placed::{self, Placed};
use crate::input::prose::Prose;
use crate::input::text::label;

/// A memo: its own title and date, and what it says.
#[derive(Debug, Clone)]
pub struct Memo {
    /// The memo's title.
    pub title: SourceText,
    /// Its date; the paper's where it has none.
    pub date: Option<Spanned<Ymd>>,
    /// What kind of paper it says it is; `Tjänsteskrivelse` where nothing is said, and nothing where it is empty.
    pub kind: Option<SourceText>,
    /// What those who wrote first call the item.
    pub their_reference: Option<SourceText>,
    /// To whom it is written, mostly the committee.
    pub addressee: Option<SourceText>,
    /// Who has prepared the item.
    pub officer: Option<Contact>,
    /// Whose letter it is: what the municipality's letters have at their foot.
    pub sender: Option<Sender>,
    /// Its sections in order.
    pub sections: Vec<MemoSection>,
}

/// A person who can be asked.
#[derive(Debug, Clone)]
pub struct Contact {
    /// The name.
    pub name: SourceText,
    /// Title, department, telephone and mail address, as far as they are given.
    pub more: Vec<SourceText>,
}

/// Whose letter it is.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The department.
    pub name: Option<SourceText>,
    /// What it can be reached by.
    pub ways: Vec<(Way, SourceText)>,
}

impl Sender {
    /// What it says of one way to reach it.
    pub fn way(&self, asked: Way) -> Option<&SourceText> {
        self.ways.iter().find(|(way, _)| *way == asked).map(|(_, words)| words)
    }
}

/// A way to reach a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Where letters go.
    PostalAddress,
    /// Where people go.
    VisitingAddress,
    /// Telephone.
    Telephone,
    /// Mail address.
    Mail,
    /// Web address.
    Web,
}

impl Way {
    /// The word before it in the paper.
    pub fn word(self) -> &'static str {
        match self {
            Way::PostalAddress => "Postadress",
            Way::VisitingAddress => "Besöksadress",
            Way::Telephone => "Telefon",
            Way::Mail => "E-post",
            Way::Web => "Webbplats",
        }
    }
}

/// A point of a list of what a decision rests on, or of decisions.
#[derive(Debug, Clone)]
pub enum MemoItem {
    /// Words, with the date of the paper that they name.
    Text(Prose, Option<Ymd>),
    /// A paper of the item, by its id.
    Paper(Spanned<String>),
}

impl MemoItem {
    /// Its words, where somebody has written them.
    pub fn text(&self) -> Option<&Prose> {
        match self {
            MemoItem::Text(text, _) => Some(text),
            MemoItem::Paper(_) => None,
        }
    }
}

/// A section of the memo.
#[derive(Debug, Clone)]
pub struct MemoSection {
    /// Its heading; `None` for what stands without one, such as the signature.
    pub heading: Option<SourceText>,
    /// What it holds.
    pub content: MemoContent,
    /// The heading of the box that its text stands in, if it stands in one.
    pub boxed: Option<SourceText>,
    /// The tables, charts and pictures between the blocks of its text, in order.
    pub placed: Vec<Placed>,
    /// Where its header stands.
    pub place: Span,
}

/// The kinds of memo section.
#[derive(Debug, Clone)]
pub enum MemoContent {
    /// Running text.
    Text(Prose),
    /// A list of documents that the decision rests on, or of decisions that are proposed.
    Items {
        /// The words that lead them in.
        lead: Option<SourceText>,
        /// The documents or decisions.
        items: Vec<MemoItem>,
        /// Whether they are numbered where there are several: decisions are, documents are not.
        numbered: bool,
    },
    /// Who signs.
    Signatures(SignatureSpec),
    /// To whom the decision is dispatched, with the words that lead it in.
    Dispatch(Option<SourceText>),
}

/// Those who sign.
#[derive(Debug, Clone)]
pub struct SignatureSpec {
    /// Name and title.
    pub who: Vec<(SourceText, SourceText)>,
    /// The picture of each one's signature, where there is one.
    pub pictures: Vec<Option<Spanned<String>>>,
    /// Whether two stand beside each other.
    pub beside: bool,
    /// The line above them: `Exempelby den 12 mars 2026`.
    pub place_and_date: Option<SourceText>,
    /// Where they are written.
    pub place: Span,
}

impl SignatureSpec {
    /// The names and titles.
    pub fn words(&self) -> impl Iterator<Item = &SourceText> {
        self.who.iter().flat_map(|(name, title)| [name, title])
    }
}

impl MemoContent {
    /// The texts that it holds.
    pub fn texts(&self) -> Vec<&Prose> {
        match self {
            MemoContent::Text(text) => vec![text],
            MemoContent::Items { items, .. } => items.iter().filter_map(MemoItem::text).collect(),
            MemoContent::Signatures(_) | MemoContent::Dispatch(_) => Vec::new(),
        }
    }
}

#[derive(Clone, Copy)]
enum MemoKind {
    Text,
    Documents,
    Decisions,
    Signatures,
    Dispatch,
}

const MEMO_KINDS: &[(&str, MemoKind)] = &[
    ("text", MemoKind::Text),
    ("beslutsunderlag", MemoKind::Documents),
    ("forslag", MemoKind::Decisions),
    ("underskrift", MemoKind::Signatures),
    ("expediering", MemoKind::Dispatch),
];

/// The memo; without a title of its own it has the paper's.
pub(super) fn memo(fields: Fields<'_, '_>, of_paper: Option<&SourceText>) -> Option<Memo> {
    let title = if fields.has("titel") { fields.required_line("titel") } else { of_paper.cloned() };
    let date = fields.date("datum");
    let (kind, addressee) = (fields.line("dokumenttyp"), fields.line("till"));
    let their_reference = fields.line("er_beteckning");
    let officer = fields.table("handlaggare").and_then(contact);
    let sender = fields.table("avsandare").map(sender);
    let sections = fields.tables("avsnitt").into_iter().filter_map(memo_section).collect();
    fields.finish();
    Some(Memo { title: title?, date, kind, their_reference, addressee, officer, sender, sections })
}

fn contact(fields: Fields<'_, '_>) -> Option<Contact> {
    let name = fields.required_line("namn");
    let more = ["titel", "avdelning", "telefon", "epost"].into_iter().filter_map(|key| fields.line(key)).collect();
    fields.finish();
    Some(Contact { name: name?, more })
}

/// What a sender can be reached by, by its key.
const WAYS: [(&str, Way); 5] = [
    ("postadress", Way::PostalAddress),
    ("besoksadress", Way::VisitingAddress),
    ("telefon", Way::Telephone),
    ("epost", Way::Mail),
    ("webb", Way::Web),
];

fn sender(fields: Fields<'_, '_>) -> Sender {
    let name = fields.line("forvaltning");
    let ways = WAYS.into_iter().filter_map(|(key, way)| Some((way, fields.line(key)?))).collect();
    fields.finish();
    Sender { name, ways }
}

/// The points of a list: texts, and for documents also `{ text, datum }` and `{ bilaga }`.
fn items(fields: &Fields<'_, '_>, documents: bool) -> Vec<MemoItem> {
    if !documents {
        return fields.texts("punkter").iter().map(|item| MemoItem::Text(label(fields, item), None)).collect();
    }
    let item = |entry: Mixed<'_, '_>| match entry {
        Mixed::Text(text) if text.trimmed().is_empty() => {
            fields.report(messages::empty_item(text.place, "punkter"));
            None
        }
        Mixed::Text(text) => Some(MemoItem::Text(label(fields, &text), None)),
        Mixed::Table(entry) => {
            let item = if entry.has("bilaga") {
                entry.reference("bilaga").map(MemoItem::Paper)
            } else {
                let (text, date) = (entry.words("text"), entry.date("datum").map(|date| date.value));
                text.map(|text| MemoItem::Text(label(&entry, &text), date))
            };
            entry.finish();
            item
        }
    };
    fields.mixed("punkter").into_iter().filter_map(item).collect()
}

fn memo_section(fields: Fields<'_, '_>) -> Option<MemoSection> {
    let kind = fields.word("slag", MEMO_KINDS).map_or(MemoKind::Text, |kind| kind.value);
    let heading = fields.heading("rubrik").filter(|heading| !heading.trimmed().is_empty());
    let (mut boxed, mut placed) = (None, Vec::new());
    let content = match kind {
        MemoKind::Text => {
            boxed = fields.line("ruta");
            fields.words("text").map(|text| {
                let (text, between) = placed::read(&fields, &text);
                placed = between;
                MemoContent::Text(text)
            })
        }
        MemoKind::Documents | MemoKind::Decisions => {
            let lead = fields.line("ledtext");
            let items = items(&fields, matches!(kind, MemoKind::Documents));
            if items.is_empty() {
                fields.report(messages::missing_key(fields.place(), "punkter"));
            }
            Some(MemoContent::Items { lead, items, numbered: matches!(kind, MemoKind::Decisions) })
        }
        MemoKind::Signatures => Some(MemoContent::Signatures(signatures(&fields))),
        MemoKind::Dispatch => Some(MemoContent::Dispatch(fields.line("ledtext"))),
    };
    let place = fields.place();
    fields.finish();
    content.map(|content| MemoSection { heading, content, boxed, placed, place })
}

/// Who signs, in the memo or in a chapter.
pub(super) fn signatures(fields: &Fields<'_, '_>) -> SignatureSpec {
    let (beside, place_and_date) = (fields.flag("bredvid") == Some(true), fields.line("ort_datum"));
    let (who, pictures) = signatories(fields).into_iter().unzip();
    SignatureSpec { who, pictures, beside, place_and_date, place: fields.place() }
}

/// Name and title of one who signs, and the picture of the signature.
type Signatory = ((SourceText, SourceText), Option<Spanned<String>>);

fn signatories(fields: &Fields<'_, '_>) -> Vec<Signatory> {
    let signatories = fields.tables("undertecknare");
    if signatories.is_empty() {
        fields.report(messages::missing_key(fields.place(), "undertecknare"));
    }
    let read = |who: Fields<'_, '_>| {
        let (name, title, picture) = (who.required_line("namn"), who.required_line("titel"), who.reference("bild"));
        who.finish();
        Some(((name?, title?), picture))
    };
    signatories.into_iter().filter_map(read).collect()
}
