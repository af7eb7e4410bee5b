//! Ids of the styles, as the body, the running heads and the finishing name them.

use crate::base::assessment::Light;
use crate::base::limits::HEADING_LEVELS;
use crate::model::Align;
use crate::render::charts::WordsRole;

pub(super) const NORMAL: &str = "Normal";

pub(super) const BODY: &str = "BodyText";

pub(super) const QUOTE: &str = "Quote";
pub(super) const POINT: &str = "ContinuedPoint";

pub(super) const LEAD: &str = "Lead";

pub(super) const FACT: &str = "Fact";

pub(super) const DOCUMENT_TYPE: &str = "DocumentType";

pub(super) const TABLE_LINE: &str = "TableLine";
pub(super) const LISTED_PAPER: &str = "ListedPaper";

pub(super) const TITLE: &str = "Title";

pub(super) const CONTENTS_TITLE: &str = "TOCHeading";

pub(super) const HEADER: &str = "Header";

pub(super) const HEADER_LANDSCAPE: &str = "HeaderLandscape";

pub(super) const FOOTER: &str = "Footer";

pub(super) const FOOTER_LANDSCAPE: &str = "FooterLandscape";

pub(super) const NOTE_TEXT: &str = "FootnoteText";

pub(super) const LIST_BULLET: &str = "ListBullet";

pub(super) const LIST_NUMBER: &str = "ListNumber";

pub(super) const LIST_CONTINUE: &str = "ListContinue";
/// A term that is explained below.
pub(super) const TERM: &str = "Term";
/// What a term means.
pub(super) const EXPLANATION: &str = "TermExplanation";

pub(super) const CELL: &str = "TableText";

pub(super) const CELL_FIGURE: &str = "TableFigure";

pub(super) const CELL_HEADER: &str = "TableHeader";

pub(super) const CELL_SUM: &str = "TableSum";

pub(super) const CELL_SUM_FIGURE: &str = "TableSumFigure";

pub(super) const CELL_BULLET: &str = "TableListBullet";

pub(super) const CELL_NUMBER: &str = "TableListNumber";

pub(super) const CELL_CONTINUE: &str = "TableListContinue";

pub(super) const TABLE_GAP: &str = "TableGap";

pub(super) const SECTION_END: &str = "SectionEnd";

pub(super) const DRAFT_TITLE: &str = "NoticeDraftTitle";

pub(super) const DRAFT_TEXT: &str = "NoticeDraft";

pub(super) const DRAFT_LIST: &str = "NoticeDraftList";

pub(super) const GAP_TITLE: &str = "NoticeGapTitle";

pub(super) const GAP_TEXT: &str = "NoticeGap";

pub(super) const GAP_LIST: &str = "NoticeGapList";

pub(super) const BOX_TITLE: &str = "BoxTitle";

pub(super) const BOX_TEXT: &str = "Box";

pub(super) const BOX_LIST: &str = "BoxList";

pub(super) const COVER_ORGANISATION: &str = "CoverOrganisation";

pub(super) const COVER_TITLE: &str = "CoverTitle";

pub(super) const COVER_LINE: &str = "CoverLine";

pub(super) const CAPTION: &str = "Caption";

pub(super) const PICTURE_CAPTION: &str = "PictureCaption";

pub(super) const BELOW: &str = "Below";

pub(super) const SOURCE: &str = "Source";

pub(super) const CHART: &str = "Chart";

pub(super) const PROGRESS: &str = "Progress";

pub(super) const CHART_TEXT: &str = "ChartText";

pub(super) const CHART_FAINT: &str = "ChartTextFaint";

pub(super) const CHART_MARK: &str = "ChartMark";

pub(super) const CHART_NUMBER: &str = "ChartNumber";

pub(super) const SIGNATURE: &str = "Signature";

pub(super) const SIGNATURE_TITLE: &str = "SignatureTitle";

/// The names and titles of those who have another one beside them, at the left and at the right.
pub(super) const SIGNATURES_BESIDE: [[&str; 2]; 2] =
    [["SignatureLeft", "SignatureTitleLeft"], ["SignatureRight", "SignatureTitleRight"]];

pub(super) const EMPHASIS: &str = "Emphasis";

pub(super) const STRONG: &str = "Strong";

pub(super) const STRONG_EMPHASIS: &str = "StrongEmphasis";

pub(super) const LINK: &str = "Hyperlink";

pub(super) const STRONG_LINK: &str = "HyperlinkStrong";

pub(super) const EMPHASIS_LINK: &str = "HyperlinkEmphasis";

pub(super) const STRONG_EMPHASIS_LINK: &str = "HyperlinkStrongEmphasis";

pub(super) const NOTE_MARK: &str = "FootnoteReference";

pub(super) const TABLE_NOTE: &str = "TableNote";

pub(super) const TABLE_NOTE_MARK: &str = "TableNoteMark";

/// Figures below zero, where a report asks for a colour.
pub(super) const BELOW_ZERO: &str = "BelowZero";

pub(super) const DRAFT_MARK: &str = "DraftMark";

pub(super) const FINANCE_TABLE: &str = "FinanceTable";

pub(super) const INDICATOR_TABLE: &str = "IndicatorTable";

pub(super) const RISK_TABLE: &str = "RiskTable";

/// The id of the style of a heading; headings that the contents leave out have styles of their own.
pub(super) fn heading(level: u8, listed: bool) -> String {
    let level = level.clamp(1, HEADING_LEVELS);
    if listed { format!("Heading{level}") } else { format!("Heading{level}Unlisted") }
}

/// The id of the style of a line of the contents.
pub(super) fn contents_line(level: u8) -> String {
    format!("TOC{}", level.clamp(1, HEADING_LEVELS))
}

/// The id of the style of text in cells that is set from this side.
pub(super) fn aligned(base: &str, align: Align) -> String {
    match align {
        Align::Start => base.to_owned(),
        Align::Center => format!("{base}Center"),
        Align::End => format!("{base}Right"),
    }
}

/// The id of the style of a risk's product on the level at this position in the tokens.
pub(super) fn risk(level: usize) -> String {
    format!("Risk{}", level + 1)
}

/// The id of the style of an assessment.
pub(super) fn light(light: Light) -> &'static str {
    match light {
        Light::Green => "AssessmentGreen",
        Light::Yellow => "AssessmentYellow",
        Light::Red => "AssessmentRed",
        Light::Grey => "AssessmentGrey",
    }
}

/// The id and the name of the style of the words of an assessment among others.
pub(super) fn light_words(light: Light) -> (&'static str, &'static str) {
    match light {
        Light::Green => ("AssessmentGreenWords", "Bedömning ord grön"),
        Light::Yellow => ("AssessmentYellowWords", "Bedömning ord gul"),
        Light::Red => ("AssessmentRedWords", "Bedömning ord röd"),
        Light::Grey => ("AssessmentGreyWords", "Bedömning ord grå"),
    }
}

/// The id of the style of words in a chart that are set from this side.
pub(super) fn chart_words(role: WordsRole, align: Align) -> String {
    let align = if sides(role).contains(&align) { align } else { sides(role)[0] };
    match role {
        WordsRole::Plain => aligned(CHART_TEXT, align),
        WordsRole::Faint => aligned(CHART_FAINT, align),
        WordsRole::Mark => CHART_MARK.to_owned(),
        WordsRole::Number => CHART_NUMBER.to_owned(),
        WordsRole::Level(at) => format!("ChartLevel{}", at + 1),
    }
}

/// The sides from which words of a chart are set.
pub(super) fn sides(role: WordsRole) -> &'static [Align] {
    match role {
        WordsRole::Plain => &[Align::Start, Align::Center, Align::End],
        WordsRole::Faint => &[Align::Start, Align::End],
        WordsRole::Mark | WordsRole::Number => &[Align::Center],
        WordsRole::Level(_) => &[Align::Start],
    }
}
