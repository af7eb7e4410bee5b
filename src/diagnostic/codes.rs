//! The codes of findings: stable names, never translated, never reused.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The paper must not be dispatched like this.
    Error,
    /// Probably wrong; somebody must look.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`: the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The code as people and files know it, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The code of this name.
            pub fn named(name: &str) -> Option<Code> {
                Code::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// The severity that findings of this code have.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// The text of `explain/<name>.md`, which a code must have to compile.
            pub(super) fn page(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)+ }
            }
        }
    };
}

codes! {
    /// A file that the report needs is not there.
    FileMissing = "file-missing", Error;
    /// A file is there but cannot be read.
    FileUnreadable = "file-unreadable", Error;
    /// A file is not UTF-8 text.
    NotUtf8 = "not-utf8", Error;
    /// More than a report may hold: a file's size, rows, units, pages, nesting.
    LimitExceeded = "limit-exceeded", Error;
    /// A file lies in the units' folder, but no unit of the manifest owns it.
    StrayFile = "stray-file", Warning;
    /// A cell of a workbook that holds neither a figure nor words.
    SheetCell = "sheet-cell", Error;
    /// A figure of a workbook that is the residue of a computation.
    SheetDigits = "sheet-digits", Warning;
    /// A figure of a workbook that Excel shows with other digits.
    SheetFormat = "sheet-format", Note;
    /// A figure of a workbook that Excel shows with another sign, in thousands, or not at all.
    SheetShown = "sheet-shown", Warning;
    /// Figures that a workbook hides.
    SheetHidden = "sheet-hidden", Note;
    /// Cells of a workbook that are merged.
    SheetMerged = "sheet-merged", Warning;
    /// A quotation mark of a CSV file that opens a cell and does not close it.
    CsvQuote = "csv-quote", Error;
    /// Rows of a CSV file with more cells than there are headings.
    CsvCellsBeyond = "csv-cells-beyond", Error;
    /// Rows of a CSV file that end before a column that is taken.
    CsvCellsShort = "csv-cells-short", Warning;
    /// A figure of a file whose point or comma may part thousands.
    ThousandsOrDecimals = "thousands-or-decimals", Warning;
    /// The file is no TOML.
    TomlSyntax = "toml-syntax", Error;
    /// A key that does not exist.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there is not.
    MissingKey = "missing-key", Error;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error;
    /// A value of the right type that means nothing here.
    BadValue = "bad-value", Error;
    /// Two things with one id.
    DuplicateId = "duplicate-id", Error;
    /// A name that nothing has.
    UnknownReference = "unknown-reference", Error;
    /// Words with digits in the place of an amount.
    FigureInWords = "figure-in-words", Warning;
    /// A character that no file may hold.
    ControlCharacter = "control-character", Error;
    /// A character that no font of the layout can show.
    CharacterNotShown = "character-not-shown", Error;
    /// Markup that the paper cannot carry.
    UnsupportedMarkup = "unsupported-markup", Error;
    /// Signs that look like marks of a text and are none.
    StrayMark = "stray-mark", Warning;
    /// A dash before a figure that begins a point of a list.
    PointOrMinus = "point-or-minus", Warning;
    /// A line right after a list, which may be meant to go on with its last point.
    LineAfterList = "line-after-list", Warning;
    /// A text whose words in the paper are not those that were written.
    TextChanged = "text-changed", Error;
    /// A plus before an amount of a table, which the paper writes without one.
    PlusLeftOut = "plus-left-out", Warning;
    /// Zeros before an amount of a table, or a minus before zero, which the paper does not write.
    ZerosLeftOut = "zeros-left-out", Warning;
    /// A text that the paper does not show.
    TextNotShown = "text-not-shown", Error;
    /// A column whose heading is empty.
    ColumnWithoutHeading = "column-without-heading", Note;
    /// A link whose words do not say where it leads.
    LinkTextVague = "link-text-vague", Warning;
    /// Something that a unit owes has not come.
    MissingDelivery = "missing-delivery", Error;
    /// Something came that the manifest does not ask for.
    UnaskedDelivery = "unasked-delivery", Error;
    /// A note mark without a text.
    NoteWithoutText = "note-without-text", Error;
    /// A note text without a mark.
    NoteWithoutMark = "note-without-mark", Warning;
    /// A risk is valued outside of the scale.
    RiskOutOfScale = "risk-out-of-scale", Error;
    /// A sum that is not the sum of its rows.
    SumMismatch = "sum-mismatch", Error;
    /// A difference within what rounding explains.
    SumRounding = "sum-rounding", Note;
    /// A computed column's figure is not what its definition gives.
    VarianceMismatch = "variance-mismatch", Error;
    /// The same, within what rounding explains.
    VarianceRounding = "variance-rounding", Note;
    /// A cost or an income with another sign than the report says it gives them.
    SignUnexpected = "sign-unexpected", Warning;
    /// How far something has come, in per cent, below 0 or above 100.
    ProgressOutOfRange = "progress-out-of-range", Warning;
    /// A variance that does not say what it is computed from and cannot be recognised.
    VarianceUndeclared = "variance-undeclared", Note;
    /// Checks of figures that could not be made.
    CheckSkipped = "check-skipped", Note;
    /// An empty cell whose value follows from others.
    BlankCell = "blank-cell", Note;
    /// A sum row that does not say what it adds up and cannot be recognised.
    SumUndeclared = "sum-undeclared", Warning;
    /// The same quantity has two values, against a declared relation.
    TablesDisagree = "tables-disagree", Error;
    /// The same, within what rounding explains.
    TablesRounding = "tables-rounding", Note;
    /// Two rows agree in most columns and not in all.
    TablesMayDisagree = "tables-may-disagree", Warning;
    /// A figure in prose that the unit's table contradicts.
    FigureContradictsTable = "figure-contradicts-table", Warning;
    /// A word of direction that the figure's sign contradicts.
    DirectionContradictsFigure = "direction-contradicts-figure", Warning;
    /// Two statements in prose that say different things about the same.
    StatementsDiffer = "statements-differ", Warning;
    /// A unit has a row in one table and none in another that has all other units.
    UnitMissingInTable = "unit-missing-in-table", Warning;
    /// A parenthesis that is not closed, or not opened.
    UnbalancedParentheses = "unbalanced-parentheses", Warning;
    /// A value and its comparison have different units.
    UnitsDiffer = "units-differ", Warning;
    /// Shares with different numbers of decimals.
    DecimalsDiffer = "decimals-differ", Note;
    /// A sum that counts a row twice.
    SumCountsTwice = "sum-counts-twice", Warning;
    /// A sum that the manifest asks for and that leaves a row out, or cannot be computed.
    SumNotComputed = "sum-not-computed", Warning;
    /// A figure with other decimals than the manifest asks for.
    DecimalsUnasked = "decimals-unasked", Warning;
    /// A cell that holds a comparison and no value.
    ComparisonWithoutValue = "comparison-without-value", Warning;
    /// A value of more or fewer parts than its label names.
    PartsDiffer = "parts-differ", Warning;
    /// A count and its rate imply different populations in two years.
    RateContradictsCount = "rate-contradicts-count", Note;
    /// A difference between percentages that is called per cent.
    PercentagePoints = "percentage-points", Note;
    /// A text that is cut in a word.
    CutOffText = "cut-off-text", Warning;
    /// A value that is written in another way elsewhere.
    SpellingsDiffer = "spellings-differ", Note;
    /// A comparison that the label does not name.
    ComparisonUnnamed = "comparison-unnamed", Note;
    /// An indicator without a single value.
    IndicatorWithoutValues = "indicator-without-values", Note;
    /// An assessment that the figures beside it contradict.
    AssessmentMismatch = "assessment-mismatch", Warning;
    /// A target that asks for a change without anything to change from.
    TargetWithoutBase = "target-without-base", Note;
    /// A target that cannot be reached.
    TargetOutOfReach = "target-out-of-reach", Warning;
    /// A forecast that contradicts its target or outcome.
    ForecastContradictsTarget = "forecast-contradicts-target", Warning;
    /// Two notes with the same text.
    DuplicateNote = "duplicate-note", Note;
    /// A note about something else than its row.
    NoteDiffersFromRow = "note-differs-from-row", Warning;
    /// A sentence that stands in two follow-ups.
    FollowUpCopied = "follow-up-copied", Warning;
    /// A goal of an upper level with nothing below it.
    GoalWithoutSubgoals = "goal-without-subgoals", Warning;
    /// A chapter with nothing in it.
    EmptyChapter = "empty-chapter", Warning;
    /// A chapter, a table, a chart or an enclosure is named by a number that none has.
    NumberWithoutTarget = "number-without-target", Warning;
    /// A part of the paper is named by words that none has.
    NameWithoutTarget = "name-without-target", Warning;
    /// A paper of the item is missing in the list of what the decision rests on.
    EnclosureUnlisted = "enclosure-unlisted", Warning;
    /// A table, or a heading across one, has no rows.
    NoRows = "no-rows", Warning;
    /// A row or a column without a single value.
    WithoutValues = "without-values", Warning;
    /// The one empty cell of a column.
    CellLeftEmpty = "cell-left-empty", Note;
    /// A share of all that lies outside those of its parts.
    AverageOutsideParts = "average-outside-parts", Warning;
    /// A figure below zero in a chart that shows parts of a whole.
    ChartBelowZero = "chart-below-zero", Error;
    /// A chart with nothing to show.
    ChartEmpty = "chart-empty", Error;
    /// A chart with more in it than can be told apart.
    ChartTooLarge = "chart-too-large", Error;
    /// Something that has no room where it stands.
    DoesNotFit = "does-not-fit", Error;
    /// Words on top of others.
    TextOverText = "text-over-text", Error;
    /// Words that nobody can see.
    HiddenText = "hidden-text", Error;
    /// A cell without a figure that a chart should show.
    ChartWithoutFigure = "chart-without-figure", Warning;
    /// A large variance whose unit writes nothing about it.
    VarianceWithoutComment = "variance-without-comment", Warning;
    /// More is booked than the forecast for the whole year.
    OutcomeExceedsForecast = "outcome-exceeds-forecast", Note;
    /// Words of an instruction or a placeholder.
    LeftoverInstruction = "leftover-instruction", Warning;
    /// The same word twice in a row.
    DoubledWord = "doubled-word", Warning;
    /// A word that differs by one letter from one that stands more often.
    PossibleMisspelling = "possible-misspelling", Note;
    /// Sentences that stand in two texts.
    TextRepeated = "text-repeated", Note;
    /// A sentence without a mark at its end.
    SentenceWithoutEnd = "sentence-without-end", Warning;
    /// A hyphen that a line break left.
    LineBreakHyphen = "line-break-hyphen", Warning;
    /// A quotation mark without its partner.
    StrayQuote = "stray-quote", Warning;
    /// A figure without spaces between the thousands.
    NumberStyle = "number-style", Note;
    /// A hyphen in a range.
    RangeHyphen = "range-hyphen", Note;
    /// A hyphen before a figure below zero.
    HyphenForMinus = "hyphen-for-minus", Note;
    /// A per cent sign with a space here and without one there.
    PercentStyle = "percent-style", Note;
    /// A space that is missing at a sign, or that stands on one side of it only.
    Spacing = "spacing", Note;
    /// A heading without a letter or a digit.
    HeadingWithoutWords = "heading-without-words", Warning;
    /// A heading that names another unit than its figures have.
    HeadingOtherUnit = "heading-other-unit", Error;
    /// A heading that ends with a full stop, or lacks the one that those beside it have.
    HeadingFullStop = "heading-full-stop", Note;
    /// Two things beside each other that have one name, or headings that differ by a letter.
    NamesAlike = "names-alike", Warning;
    /// An interim report over another period than the law wants.
    PeriodLength = "period-length", Warning;
    /// An interim report that comes late.
    HandedOverLate = "handed-over-late", Warning;
    /// A memo that is dated on a weekend.
    MemoOnWeekend = "memo-on-weekend", Note;
    /// A memo that cites what comes after it.
    MemoCitesLaterDate = "memo-cites-later-date", Note;
    /// A date in a text that is not the one that the report has.
    DateDiffers = "date-differs", Warning;
    /// A title with another year than the period, its columns or its text.
    YearDiffers = "year-differs", Warning;
    /// A date that breaks the order of its column.
    DateOutOfOrder = "date-out-of-order", Note;
    /// An election in another month than it was or will be held.
    ElectionDate = "election-date", Note;
    /// An accepted exception that matches nothing any more.
    ExceptionUnused = "exception-unused", Warning;
    /// What a dispatch says about the paper is missing or contradicts itself.
    DispatchMetadata = "dispatch-metadata", Error;
    /// A dispatch to nobody.
    DispatchRecipients = "dispatch-recipients", Error;
    /// A recipient that the paper cannot be sent to.
    DispatchForm = "dispatch-form", Error;
    /// Two recipients whose packages would have one name, or none.
    DispatchNames = "dispatch-names", Error;
    /// A version that was dispatched is not as it was made.
    DispatchChanged = "dispatch-changed", Warning;
    /// Versions of a dispatch that are not there any more, or names that are none of a version.
    DispatchVersions = "dispatch-versions", Note;
    /// A layout's tokens cannot be read.
    LayoutTokens = "layout-tokens", Error;
    /// A photograph or a drawing that cannot be shown.
    PictureUnusable = "picture-unusable", Error;
    /// A finished paper whose file cannot be used.
    EnclosureUnusable = "enclosure-unusable", Error;
    /// A finished paper that does not say that it keeps PDF/A and PDF/UA.
    EnclosureNotArchival = "enclosure-not-archival", Note;
    /// A picture that neither says what it shows nor is decoration, or is both.
    PictureWithoutWords = "picture-without-words", Error;
    /// A figure that an earlier report has otherwise.
    EarlierDiffers = "earlier-differs", Warning;
    /// A saved answer of Kolada that cannot be read, or that is none.
    KoladaUnreadable = "kolada-unreadable", Error;
    /// A saved answer of Kolada that goes on elsewhere.
    KoladaGoesOn = "kolada-goes-on", Warning;
    /// A figure that is not what Kolada says.
    KoladaDiffers = "kolada-differs", Warning;
    /// A key figure of which no saved answer has what its row shows.
    KoladaNotFetched = "kolada-not-fetched", Warning;
    /// A cell of a key figure that is empty although Kolada has a figure.
    KoladaLeftOut = "kolada-left-out", Note;
    /// Figures that were published after they were fetched.
    KoladaNewer = "kolada-newer", Note;
    /// A key figure, a column or a cell that cannot be compared with Kolada.
    KoladaNotCompared = "kolada-not-compared", Warning;
    /// The layout's logo cannot be used.
    LayoutLogo = "layout-logo", Error;
    /// A font of the layout is missing or damaged.
    LayoutFont = "layout-font", Error;
    /// A font of the layout that the Word file does not carry.
    FontNotEmbedded = "font-not-embedded", Warning;
    /// Two colours of a layout that do not differ enough.
    ContrastTooLow = "contrast-too-low", Error;
    /// The layout's template failed.
    LayoutFailed = "layout-failed", Error;
    /// The pages never came to rest, so that numbers of pages may be wrong.
    LayoutUnsettled = "layout-unsettled", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
