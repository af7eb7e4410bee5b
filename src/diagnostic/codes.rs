//! The codes of findings: stable names, never reused, each in English, as programs know it, and in Swedish beside.

use std::fmt;

use super::language::Language;

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

    /// The same as people read it.
    pub fn name_in(self, language: Language) -> &'static str {
        match (self, language) {
            (Severity::Error, Language::Swedish) => "fel",
            (Severity::Warning, Language::Swedish) => "varning",
            (Severity::Note, Language::Swedish) => "upplysning",
            (_, Language::English) => self.name(),
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $swedish:literal, $severity:ident;)+) => {
        /// What kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The code as programs and files know it, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The same in Swedish, in ASCII.
            pub fn swedish(self) -> &'static str {
                match self { $(Code::$variant => $swedish,)+ }
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
    FileMissing = "file-missing", "fil-saknas", Error;
    /// A file is there but cannot be read.
    FileUnreadable = "file-unreadable", "fil-gar-inte-att-lasa", Error;
    /// A file is not UTF-8 text.
    NotUtf8 = "not-utf8", "inte-utf8", Error;
    /// More than a report may hold: a file's size, rows, units, pages, nesting.
    LimitExceeded = "limit-exceeded", "grans-overskriden", Error;
    /// A file lies in the units' folder, but no unit of the manifest owns it.
    StrayFile = "stray-file", "fil-utan-enhet", Warning;
    /// A cell of a workbook that holds neither a figure nor words.
    SheetCell = "sheet-cell", "kalkylcell", Error;
    /// A figure of a workbook that is the residue of a computation.
    SheetDigits = "sheet-digits", "kalkylblad-siffror", Warning;
    /// A figure of a workbook that Excel shows with other digits.
    SheetFormat = "sheet-format", "kalkylblad-format", Note;
    /// A figure of a workbook that Excel shows with another sign, in thousands, or not at all.
    SheetShown = "sheet-shown", "kalkylblad-visar-annat", Warning;
    /// Figures that a workbook hides.
    SheetHidden = "sheet-hidden", "kalkylblad-dolt", Note;
    /// Cells of a workbook that are merged.
    SheetMerged = "sheet-merged", "kalkylblad-sammanslaget", Warning;
    /// A quotation mark of a CSV file that opens a cell and does not close it.
    CsvQuote = "csv-quote", "csv-citattecken", Error;
    /// Rows of a CSV file with more cells than there are headings.
    CsvCellsBeyond = "csv-cells-beyond", "csv-celler-for-manga", Error;
    /// Rows of a CSV file that end before a column that is taken.
    CsvCellsShort = "csv-cells-short", "csv-celler-for-fa", Warning;
    /// An amount a thousand times as large as those around it: crowns among thousands.
    CrownsOrThousands = "crowns-or-thousands", "kronor-eller-tusental", Warning;
    /// A figure of a file whose point or comma may part thousands.
    ThousandsOrDecimals = "thousands-or-decimals", "tusental-eller-decimaler", Warning;
    /// The file is no TOML.
    TomlSyntax = "toml-syntax", "toml-skrivfel", Error;
    /// A key that does not exist.
    UnknownKey = "unknown-key", "okand-nyckel", Error;
    /// A key that must be there is not.
    MissingKey = "missing-key", "nyckel-saknas", Error;
    /// A value of the wrong type.
    WrongType = "wrong-type", "fel-slags-varde", Error;
    /// A value of the right type that means nothing here.
    BadValue = "bad-value", "fel-varde", Error;
    /// Two things with one id.
    DuplicateId = "duplicate-id", "dubbelt-id", Error;
    /// A name that nothing has.
    UnknownReference = "unknown-reference", "okant-namn", Error;
    /// Words with digits in the place of an amount.
    FigureInWords = "figure-in-words", "belopp-med-ord", Warning;
    /// A character that no file may hold.
    ControlCharacter = "control-character", "osynligt-tecken", Error;
    /// A character that no font of the layout can show.
    CharacterNotShown = "character-not-shown", "tecken-visas-inte", Error;
    /// Markup that the paper cannot carry.
    UnsupportedMarkup = "unsupported-markup", "marken-som-inte-stods", Error;
    /// Signs that look like marks of a text and are none.
    StrayMark = "stray-mark", "losa-marken", Warning;
    /// A dash before a figure that begins a point of a list.
    PointOrMinus = "point-or-minus", "punkt-eller-minus", Warning;
    /// A line right after a list, which may be meant to go on with its last point.
    LineAfterList = "line-after-list", "rad-efter-lista", Warning;
    /// A text whose words in the paper are not those that were written.
    TextChanged = "text-changed", "text-andrad", Error;
    /// A plus before an amount of a table, which the paper writes without one.
    PlusLeftOut = "plus-left-out", "plustecken-utelamnat", Warning;
    /// Zeros before an amount of a table, or a minus before zero, which the paper does not write.
    ZerosLeftOut = "zeros-left-out", "nollor-utelamnade", Warning;
    /// A text that the paper does not show.
    TextNotShown = "text-not-shown", "text-visas-inte", Error;
    /// A column whose heading is empty.
    ColumnWithoutHeading = "column-without-heading", "kolumn-utan-rubrik", Note;
    /// A link whose words do not say where it leads.
    LinkTextVague = "link-text-vague", "otydlig-lanktext", Warning;
    /// Something that a unit owes has not come.
    MissingDelivery = "missing-delivery", "saknas-fran-enhet", Error;
    /// Something came that the manifest does not ask for.
    UnaskedDelivery = "unasked-delivery", "inte-begart", Error;
    /// A note mark without a text.
    NoteWithoutText = "note-without-text", "fotnot-utan-text", Error;
    /// A note text without a mark.
    NoteWithoutMark = "note-without-mark", "fotnot-utan-hanvisning", Warning;
    /// A risk is valued outside of the scale.
    RiskOutOfScale = "risk-out-of-scale", "risk-utanfor-skalan", Error;
    /// A sum that is not the sum of its rows.
    SumMismatch = "sum-mismatch", "summan-stammer-inte", Error;
    /// A difference within what rounding explains.
    SumRounding = "sum-rounding", "summa-avrundning", Note;
    /// A computed column's figure is not what its definition gives.
    VarianceMismatch = "variance-mismatch", "avvikelsen-stammer-inte", Error;
    /// The same, within what rounding explains.
    VarianceRounding = "variance-rounding", "avvikelse-avrundning", Note;
    /// A cell that is not the difference of the two columns that all other rows hold the difference of.
    ChangeMismatch = "change-mismatch", "forandringen-stammer-inte", Warning;
    /// A cost or an income with another sign than the report says it gives them.
    SignUnexpected = "sign-unexpected", "ovantat-fortecken", Warning;
    /// How far something has come, in per cent, below 0 or above 100.
    ProgressOutOfRange = "progress-out-of-range", "andel-utanfor-0-100", Warning;
    /// A variance that does not say what it is computed from and cannot be recognised.
    VarianceUndeclared = "variance-undeclared", "avvikelse-utan-formel", Note;
    /// Checks of figures that could not be made.
    CheckSkipped = "check-skipped", "kontroll-inte-gjord", Note;
    /// An empty cell whose value follows from others.
    BlankCell = "blank-cell", "tom-cell", Note;
    /// A sum row that does not say what it adds up and cannot be recognised.
    SumUndeclared = "sum-undeclared", "summa-utan-rader", Warning;
    /// The same quantity has two values, against a declared relation.
    TablesDisagree = "tables-disagree", "tabeller-stammer-inte", Error;
    /// The same, within what rounding explains.
    TablesRounding = "tables-rounding", "tabeller-avrundning", Note;
    /// Two rows agree in most columns and not in all.
    TablesMayDisagree = "tables-may-disagree", "tabeller-kan-skilja-sig", Warning;
    /// A figure in prose that the unit's table contradicts.
    FigureContradictsTable = "figure-contradicts-table", "belopp-mot-tabell", Warning;
    /// A word of direction that the figure's sign contradicts.
    DirectionContradictsFigure = "direction-contradicts-figure", "riktning-mot-belopp", Warning;
    /// Two statements in prose that say different things about the same.
    StatementsDiffer = "statements-differ", "uppgifter-skiljer-sig", Warning;
    /// A unit has a row in one table and none in another that has all other units.
    UnitMissingInTable = "unit-missing-in-table", "enhet-saknas-i-tabell", Warning;
    /// A parenthesis that is not closed, or not opened.
    UnbalancedParentheses = "unbalanced-parentheses", "parentes-utan-par", Warning;
    /// A value and its comparison have different units.
    UnitsDiffer = "units-differ", "mattenheter-skiljer-sig", Warning;
    /// Shares with different numbers of decimals.
    DecimalsDiffer = "decimals-differ", "decimaler-skiljer-sig", Note;
    /// A sum that counts a row twice.
    SumCountsTwice = "sum-counts-twice", "summa-raknar-dubbelt", Warning;
    /// A sum that the manifest asks for and that leaves a row out, or cannot be computed.
    SumNotComputed = "sum-not-computed", "summa-inte-utraknad", Warning;
    /// A figure with other decimals than the manifest asks for.
    DecimalsUnasked = "decimals-unasked", "decimaler-inte-begarda", Warning;
    /// A cell that holds a comparison and no value.
    ComparisonWithoutValue = "comparison-without-value", "jamforelse-utan-varde", Warning;
    /// A value of more or fewer parts than its label names.
    PartsDiffer = "parts-differ", "antal-delar-skiljer-sig", Warning;
    /// A count and its rate imply different populations in two years.
    RateContradictsCount = "rate-contradicts-count", "andel-mot-antal", Note;
    /// A difference between percentages that is called per cent.
    PercentagePoints = "percentage-points", "procentenheter", Note;
    /// A text that is cut in a word.
    CutOffText = "cut-off-text", "avklippt-text", Warning;
    /// A value that is written in another way elsewhere.
    SpellingsDiffer = "spellings-differ", "olika-skrivsatt", Note;
    /// A comparison that the label does not name.
    ComparisonUnnamed = "comparison-unnamed", "jamforelse-utan-namn", Note;
    /// An indicator without a single value.
    IndicatorWithoutValues = "indicator-without-values", "indikator-utan-varden", Note;
    /// An assessment that the figures beside it contradict.
    AssessmentMismatch = "assessment-mismatch", "bedomningen-stammer-inte", Warning;
    /// A target that asks for a change without anything to change from.
    TargetWithoutBase = "target-without-base", "malvarde-utan-utgangslage", Note;
    /// A target that cannot be reached.
    TargetOutOfReach = "target-out-of-reach", "malvarde-utom-rackhall", Warning;
    /// A forecast that contradicts its target or outcome.
    ForecastContradictsTarget = "forecast-contradicts-target", "prognos-mot-malvarde", Warning;
    /// Two notes with the same text.
    DuplicateNote = "duplicate-note", "dubbel-fotnot", Note;
    /// A note about something else than its row.
    NoteDiffersFromRow = "note-differs-from-row", "fotnot-om-annat", Warning;
    /// A sentence that stands in two follow-ups.
    FollowUpCopied = "follow-up-copied", "uppfoljning-kopierad", Warning;
    /// A goal of an upper level with nothing below it.
    GoalWithoutSubgoals = "goal-without-subgoals", "mal-utan-delmal", Warning;
    /// A chapter with nothing in it.
    EmptyChapter = "empty-chapter", "tomt-kapitel", Warning;
    /// A chapter, a table, a chart or an enclosure is named by a number that none has.
    NumberWithoutTarget = "number-without-target", "nummer-som-inte-finns", Warning;
    /// The page of something in another paper of the item.
    PageOfOtherPaper = "page-of-other-paper", "sida-i-annan-handling", Error;
    /// A text names a section, a table or a chart by the number of another.
    NumberOfOther = "number-of-other", "nummer-pa-annat", Warning;
    /// A part of the paper is named by words that none has.
    NameWithoutTarget = "name-without-target", "namn-som-inte-finns", Warning;
    /// A paper of the item is missing in the list of what the decision rests on.
    EnclosureUnlisted = "enclosure-unlisted", "handling-utanfor-forteckningen", Warning;
    /// A table, or a heading across one, has no rows.
    NoRows = "no-rows", "inga-rader", Warning;
    /// A row or a column without a single value.
    WithoutValues = "without-values", "utan-varden", Warning;
    /// The one empty cell of a column.
    CellLeftEmpty = "cell-left-empty", "ensam-tom-cell", Note;
    /// A share of all that lies outside those of its parts.
    AverageOutsideParts = "average-outside-parts", "genomsnitt-utanfor-delarna", Warning;
    /// A figure below zero in a chart that shows parts of a whole.
    ChartBelowZero = "chart-below-zero", "diagram-under-noll", Error;
    /// A chart with nothing to show.
    ChartEmpty = "chart-empty", "tomt-diagram", Error;
    /// A chart with more in it than can be told apart.
    ChartTooLarge = "chart-too-large", "for-stort-diagram", Error;
    /// Something that has no room where it stands.
    DoesNotFit = "does-not-fit", "far-inte-plats", Error;
    /// Words on top of others.
    TextOverText = "text-over-text", "ord-over-ord", Error;
    /// Words that nobody can see.
    HiddenText = "hidden-text", "dold-text", Error;
    /// A cell without a figure that a chart should show.
    ChartWithoutFigure = "chart-without-figure", "diagram-utan-belopp", Warning;
    /// A large variance whose unit writes nothing about it.
    VarianceWithoutComment = "variance-without-comment", "avvikelse-utan-kommentar", Warning;
    /// More is booked than the forecast for the whole year.
    OutcomeExceedsForecast = "outcome-exceeds-forecast", "utfall-over-prognos", Note;
    /// Words of an instruction or a placeholder.
    LeftoverInstruction = "leftover-instruction", "kvarlamnad-instruktion", Warning;
    /// The same word twice in a row.
    DoubledWord = "doubled-word", "dubblerat-ord", Warning;
    /// A word that differs by one letter from one that stands more often.
    PossibleMisspelling = "possible-misspelling", "mojlig-felstavning", Note;
    /// Sentences that stand in two texts.
    TextRepeated = "text-repeated", "upprepad-text", Note;
    /// A sentence without a mark at its end.
    SentenceWithoutEnd = "sentence-without-end", "mening-utan-slut", Warning;
    /// A hyphen that a line break left.
    LineBreakHyphen = "line-break-hyphen", "bindestreck-fran-radbrytning", Warning;
    /// A quotation mark without its partner.
    StrayQuote = "stray-quote", "citattecken-utan-par", Warning;
    /// A figure without spaces between the thousands.
    NumberStyle = "number-style", "talens-skrivsatt", Note;
    /// A hyphen in a range.
    RangeHyphen = "range-hyphen", "intervall-med-bindestreck", Note;
    /// A hyphen before a figure below zero.
    HyphenForMinus = "hyphen-for-minus", "bindestreck-som-minus", Note;
    /// A per cent sign with a space here and without one there.
    PercentStyle = "percent-style", "procenttecknets-mellanslag", Note;
    /// A space that is missing at a sign, or that stands on one side of it only.
    Spacing = "spacing", "mellanslag", Note;
    /// A heading without a letter or a digit.
    HeadingWithoutWords = "heading-without-words", "rubrik-utan-ord", Warning;
    /// A heading that names another unit than its figures have.
    HeadingOtherUnit = "heading-other-unit", "rubrik-med-annan-mattenhet", Error;
    /// A heading that ends with a full stop, or lacks the one that those beside it have.
    HeadingFullStop = "heading-full-stop", "rubrik-med-punkt", Note;
    /// Two things beside each other that have one name, or headings that differ by a letter.
    NamesAlike = "names-alike", "namn-som-liknar", Warning;
    /// An interim report over another period than the law wants.
    PeriodLength = "period-length", "periodens-langd", Warning;
    /// An interim report that comes late.
    HandedOverLate = "handed-over-late", "lamnas-for-sent", Warning;
    /// A memo that is dated on a weekend.
    MemoOnWeekend = "memo-on-weekend", "tjansteskrivelse-pa-helg", Note;
    /// A memo that cites what comes after it.
    MemoCitesLaterDate = "memo-cites-later-date", "tjansteskrivelse-senare-datum", Note;
    /// A date in a text that is not the one that the report has.
    DateDiffers = "date-differs", "datum-skiljer-sig", Warning;
    /// A title with another year than the period, its columns or its text.
    YearDiffers = "year-differs", "ar-skiljer-sig", Warning;
    /// A date that breaks the order of its column.
    DateOutOfOrder = "date-out-of-order", "datum-i-fel-ordning", Note;
    /// An election in another month than it was or will be held.
    ElectionDate = "election-date", "valdatum", Note;
    /// An accepted exception that matches nothing any more.
    ExceptionUnused = "exception-unused", "undantag-utan-traff", Warning;
    /// What a dispatch says about the paper is missing or contradicts itself.
    DispatchMetadata = "dispatch-metadata", "utskick-uppgifter", Error;
    /// A dispatch to nobody.
    DispatchRecipients = "dispatch-recipients", "utskick-mottagare", Error;
    /// A recipient that the paper cannot be sent to.
    DispatchForm = "dispatch-form", "utskick-form", Error;
    /// Two recipients whose packages would have one name, or none.
    DispatchNames = "dispatch-names", "utskick-namn", Error;
    /// A version that was dispatched is not as it was made.
    DispatchChanged = "dispatch-changed", "utskick-andrat", Warning;
    /// Versions of a dispatch that are not there any more, or names that are none of a version.
    DispatchVersions = "dispatch-versions", "utskick-versioner", Note;
    /// A layout's tokens cannot be read.
    LayoutTokens = "layout-tokens", "layoutens-matt", Error;
    /// A photograph or a drawing that cannot be shown.
    PictureUnusable = "picture-unusable", "oanvandbar-bild", Error;
    /// A finished paper whose file cannot be used.
    EnclosureUnusable = "enclosure-unusable", "oanvandbar-bilaga", Error;
    /// A finished paper that does not say that it keeps PDF/A and PDF/UA.
    EnclosureNotArchival = "enclosure-not-archival", "bilaga-inte-for-arkiv", Note;
    /// A picture that neither says what it shows nor is decoration, or is both.
    PictureWithoutWords = "picture-without-words", "bild-utan-beskrivning", Error;
    /// A picture that is to stand beside text, and has none after it.
    PictureWithoutText = "picture-without-text", "bild-utan-text-bredvid", Warning;
    /// Something that is to stand beside what follows it, which nothing does.
    NothingBeside = "nothing-beside", "inget-att-sta-bredvid", Warning;
    /// Things that are to stand beside each other, for which there is no room.
    NoRoomBeside = "no-room-beside", "far-inte-plats-bredvid", Warning;
    /// A figure that an earlier report has otherwise.
    EarlierDiffers = "earlier-differs", "skiljer-sig-fran-tidigare", Warning;
    /// A saved answer of Kolada that cannot be read, or that is none.
    KoladaUnreadable = "kolada-unreadable", "kolada-gar-inte-att-lasa", Error;
    /// A saved answer of Kolada that goes on elsewhere.
    KoladaGoesOn = "kolada-goes-on", "kolada-fortsatter", Warning;
    /// A figure that is not what Kolada says.
    KoladaDiffers = "kolada-differs", "kolada-skiljer-sig", Warning;
    /// A key figure of which no saved answer has what its row shows.
    KoladaNotFetched = "kolada-not-fetched", "kolada-inte-hamtat", Warning;
    /// A cell of a key figure that is empty although Kolada has a figure.
    KoladaLeftOut = "kolada-left-out", "kolada-utelamnat", Note;
    /// Figures that were published after they were fetched.
    KoladaNewer = "kolada-newer", "kolada-nyare", Note;
    /// A key figure, a column or a cell that cannot be compared with Kolada.
    KoladaNotCompared = "kolada-not-compared", "kolada-inte-jamfort", Warning;
    /// The layout's logo cannot be used.
    LayoutLogo = "layout-logo", "layoutens-logotyp", Error;
    /// A font of the layout is missing or damaged.
    LayoutFont = "layout-font", "layoutens-typsnitt", Error;
    /// A font of the layout that the Word file does not carry.
    FontNotEmbedded = "font-not-embedded", "typsnitt-inte-inbaddat", Warning;
    /// Two colours of a layout that do not differ enough.
    ContrastTooLow = "contrast-too-low", "for-lag-kontrast", Error;
    /// The layout's template failed.
    LayoutFailed = "layout-failed", "layouten-misslyckades", Error;
    /// The pages never came to rest, so that numbers of pages may be wrong.
    LayoutUnsettled = "layout-unsettled", "sidbrytning-inte-stabil", Error;
}

impl Code {
    /// The code as people read it.
    pub fn name_in(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => self.swedish(),
            Language::English => self.name(),
        }
    }

    /// The code of this name, in either language.
    pub fn named(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name || code.swedish() == name)
    }

    /// Every name of every code.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Code::ALL.iter().flat_map(|code| [code.name(), code.swedish()])
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_in_both_languages() {
        let names: BTreeSet<&str> = Code::names().collect();
        assert_eq!(names.len(), 2 * Code::ALL.len());
        for code in Code::ALL {
            for name in [code.name(), code.swedish()] {
                let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                assert!(name.chars().all(is_plain) && !name.starts_with('-') && !name.ends_with('-'), "{name}");
                assert!(!name.contains("--") && name.len() <= 32, "{name}");
                assert_eq!(Code::named(name), Some(*code), "{name}");
            }
        }
        assert_eq!(Code::named("sum-mismach"), None);
    }
}
