//! `[skrivelse]`: the memo that comes before the report.

use crate::base::date::Ymd;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::messages;
use crate::input::prose::Prose;
use crate::input::text::{label, prose};

/// A memo: its own title and date, and what it says.
#[derive(Debug, Clone)]
pub struct Memo {
    /// The memo's title.
    pub title: SourceText,
    /// Its date; the paper's where it has none.
    pub date: Option<Spanned<Ymd>>,
    /// Its sections in order.
    pub sections: Vec<MemoSection>,
}

/// A section of the memo.
#[derive(Debug, Clone)]
pub struct MemoSection {
    /// Its heading; `None` for what stands without one, such as the signature.
    pub heading: Option<SourceText>,
    /// What it holds.
    pub content: MemoContent,
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
        /// The documents or decisions.
        items: Vec<Prose>,
        /// Whether they are numbered where there are several: decisions are, documents are not.
        numbered: bool,
    },
    /// Who signs: name and title.
    Signatures(Vec<(SourceText, SourceText)>),
    /// To whom the decision is dispatched, with the words that lead it in.
    Dispatch(Option<SourceText>),
}

impl MemoContent {
    /// The texts that it holds.
    pub fn texts(&self) -> &[Prose] {
        match self {
            MemoContent::Text(text) => std::slice::from_ref(text),
            MemoContent::Items { items, .. } => items,
            MemoContent::Signatures(_) | MemoContent::Dispatch(_) => &[],
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

pub(super) fn memo(fields: Fields<'_, '_>) -> Option<Memo> {
    let title = fields.required_line("titel");
    let date = fields.date("datum");
    let sections = fields.tables("avsnitt").into_iter().filter_map(memo_section).collect();
    fields.finish();
    Some(Memo { title: title?, date, sections })
}

fn memo_section(fields: Fields<'_, '_>) -> Option<MemoSection> {
    let kind = fields.word("slag", MEMO_KINDS).map_or(MemoKind::Text, |kind| kind.value);
    let heading = fields.line("rubrik");
    let content = match kind {
        MemoKind::Text => fields.words("text").map(|text| MemoContent::Text(prose(&fields, &text))),
        MemoKind::Documents | MemoKind::Decisions => {
            let items = fields.texts("punkter");
            if items.is_empty() {
                fields.report(messages::missing_key(fields.place(), "punkter"));
            }
            let items = items.iter().map(|item| label(&fields, item)).collect();
            Some(MemoContent::Items { items, numbered: matches!(kind, MemoKind::Decisions) })
        }
        MemoKind::Signatures => Some(MemoContent::Signatures(signatories(&fields))),
        MemoKind::Dispatch => Some(MemoContent::Dispatch(fields.line("ledtext"))),
    };
    let place = fields.place();
    fields.finish();
    content.map(|content| MemoSection { heading, content, place })
}

fn signatories(fields: &Fields<'_, '_>) -> Vec<(SourceText, SourceText)> {
    let signatories = fields.tables("undertecknare");
    if signatories.is_empty() {
        fields.report(messages::missing_key(fields.place(), "undertecknare"));
    }
    let read = |who: Fields<'_, '_>| {
        let (name, title) = (who.required_line("namn"), who.required_line("titel"));
        who.finish();
        Some((name?, title?))
    };
    signatories.into_iter().filter_map(read).collect()
}
