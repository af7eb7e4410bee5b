//! The wording of what a careful editor, a calendar and a reader who does not see would stumble over.

use crate::base::amount::{Amount, plus};
use crate::base::date::Ymd;
use crate::base::source::Span;
use crate::base::swedish::short_date;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::report::charts::CHART_LIMITS;
use crate::report::messages::ChartItem;

/// A code that no finding has.
pub fn unknown_code(place: Span, name: &str, meant: Option<&str>) -> Diagnostic {
    let name = short(name);
    let hint = match meant {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!("`underlag explain` visar alla koder", "`underlag explain` shows all codes"),
    };
    finding(Code::UnknownReference, place, both!("ingen kontroll heter `{name}`", "no check is called `{name}`"), hint)
}

/// A code of errors that somebody wants to switch off.
pub fn error_switched_off(place: Span, name: &str) -> Diagnostic {
    finding(
        Code::BadValue,
        place,
        both!("`{name}` är ett fel och kan inte stängas av", "`{name}` is an error and cannot be switched off"),
        both!(
            "rätta felen, eller lägg in ett undantag (`[[undantag]]`) med en motivering",
            "correct the errors, or accept one of them with `[[undantag]]` and a reason"
        ),
    )
}

/// An exception that matches no finding.
pub fn exception_unused(place: Span, code: &str) -> Diagnostic {
    let code = short(code);
    finding(
        Code::ExceptionUnused,
        place,
        both!("undantaget för `{code}` träffar inget påpekande", "the exception from `{code}` matches no finding"),
        both!(
            "ta bort undantaget; är det nyss skrivet, jämför `kod` och `rad` med påpekandet som det gäller",
            "remove the exception; where it is new, compare `kod` and `rad` with the finding that it is for"
        ),
    )
}

/// A sentence that stands in two follow-ups.
pub fn follow_up_copied(place: Span, first: Span) -> Diagnostic {
    finding(
        Code::FollowUpCopied,
        place,
        both!(
            "samma mening står i ett annat kontrollmoments uppföljning",
            "the same sentence stands in another control activity's follow-up"
        ),
        both!(
            "skriv hur det gick med just det här kontrollmomentet",
            "write how it went with this very control activity"
        ),
    )
    .with_related(first, Text::new("samma mening", "the same sentence"))
}

/// A goal of an upper level with nothing below it.
pub fn goal_without_subgoals(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::GoalWithoutSubgoals,
        place,
        both!("inget mål ligger under `{heading}`", "no goal lies below `{heading}`"),
        both!(
            "lägg till ett mål med `under`, eller lägg in ett undantag (`[[undantag]]`)",
            "add a goal with `under`, or accept it with `[[undantag]]`"
        ),
    )
}

/// A chapter with nothing in it.
pub fn empty_chapter(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::EmptyChapter,
        place,
        both!("kapitlet `{heading}` är tomt", "the chapter `{heading}` is empty"),
        both!("lägg till `slag` och innehåll, eller ta bort kapitlet", "add `slag` and content, or remove the chapter"),
    )
}

/// A paper of the item that the memo's list leaves out, where it names others, the first of them here.
pub fn enclosure_unlisted(place: Span, id: &str, first: Span) -> Diagnostic {
    let id = short(id);
    finding(
        Code::EnclosureUnlisted,
        place,
        both!(
            "handlingen `{id}` finns inte med i tjänsteskrivelsens beslutsunderlag",
            "the paper `{id}` is missing in the memo's list of what the decision rests on"
        ),
        both!("lägg till `{{ bilaga = \"{id}\" }}` i listan", "add `{{ bilaga = \"{id}\" }}` to the list"),
    )
    .with_related(first, Text::new("här nämns de andra", "the others are named here"))
}

/// A table without rows.
pub fn table_without_rows(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::NoRows,
        place,
        both!("tabellen `{heading}` har inga rader", "the table `{heading}` has no rows"),
        both!("lägg till rader i `rader`, eller ta bort tabellen", "add rows to `rader`, or remove the table"),
    )
}

/// A heading across a table without rows below it.
pub fn group_without_rows(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::NoRows,
        place,
        both!("rubriken `{heading}` har inga rader under sig", "the heading `{heading}` has no rows below it"),
        both!(
            "skriv raderna efter `{{ grupp = ... }}`, eller ta bort rubriken",
            "write the rows after `{{ grupp = ... }}`, or remove the heading"
        ),
    )
}

/// A large variance whose unit writes nothing about it.
pub fn variance_without_comment(place: Span, row: &str, column: &str, figure: &str) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::VarianceWithoutComment,
        place,
        both!(
            "`{row}`, `{column}`: avvikelsen {figure} är inte kommenterad",
            "`{row}`, `{column}`: the variance {figure} has no comment"
        ),
        both!(
            "skriv `kommentar = \"...\"` på raden, eller en text till kommentarskapitlet",
            "write `kommentar = \"...\"` in the row, or a text for the chapter of comments"
        ),
    )
}

/// Words of an instruction or a placeholder.
pub fn leftover_instruction(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LeftoverInstruction,
        place,
        both!("`{words}` ser ut som en kvarglömd anvisning", "`{words}` looks like a leftover instruction"),
        both!("skriv texten, eller ta bort stycket", "write the text, or remove the paragraph"),
    )
}

/// A name, a heading or a date that is still that of a template.
pub fn leftover_name(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LeftoverInstruction,
        place,
        both!("`{words}` ser ut att vara kvar från en mall", "`{words}` looks as if it were left from a template"),
        both!("skriv det som ska stå här, eller ta bort det", "write what is to stand here, or remove it"),
    )
}

/// Names in parentheses at the end of a paragraph.
pub fn names_in_parentheses(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LeftoverInstruction,
        place,
        both!(
            "`{words}` ser ut som namn på dem som ska skriva texten",
            "`{words}` looks like the names of those who are to write the text"
        ),
        both!("ta bort namnen när texten är klar", "remove the names when the text is done"),
    )
}

/// The same word twice in a row.
pub fn doubled_word(place: Span, word: &str) -> Diagnostic {
    let word = short(word);
    finding(
        Code::DoubledWord,
        place,
        both!("`{word}` står två gånger i rad", "`{word}` stands twice in a row"),
        both!("ta bort det ena", "remove one of them"),
    )
}

/// Two words in a row that say the same: `skall ska`.
pub fn said_twice(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::DoubledWord,
        place,
        both!("`{words}` betyder samma sak två gånger", "`{words}` says the same thing twice"),
        both!("ta bort det ena", "remove one of them"),
    )
}

/// A capital where small letters belong.
pub fn capital_inside(place: Span, word: &str) -> Diagnostic {
    let word = short(word);
    finding(
        Code::PossibleMisspelling,
        place,
        both!("`{word}` har en stor bokstav inne i ordet", "`{word}` has a capital inside the word"),
        both!(
            "skriv den med liten bokstav, om det inte är ett namn",
            "write it with a small letter, unless it is a name"
        ),
    )
}

/// A full stop with letters on both sides.
pub fn stop_inside(place: Span, word: &str) -> Diagnostic {
    let word = short(word);
    finding(
        Code::PossibleMisspelling,
        place,
        both!("`{word}` har en punkt inne i ordet", "`{word}` has a full stop inside the word"),
        both!(
            "ta bort punkten, eller skriv mellanslag efter den om meningen slutar där",
            "remove the full stop, or write a space behind it if the sentence ends there"
        ),
    )
}

/// A sentence without a mark at its end.
pub fn sentence_without_end(place: Span, last: &str) -> Diagnostic {
    let last = short(last);
    finding(
        Code::SentenceWithoutEnd,
        place,
        both!("stycket slutar med `{last}` utan skiljetecken", "the paragraph ends with `{last}` without a mark"),
        both!("sätt punkt, eller skriv resten av meningen", "put a full stop, or write the rest of the sentence"),
    )
}

/// A hyphen at the end, where a full stop or the rest of a word is missing.
pub fn hyphen_at_end(place: Span, last: &str) -> Diagnostic {
    let last = short(last);
    finding(
        Code::SentenceWithoutEnd,
        place,
        both!("texten slutar med bindestreck: `{last}`", "the text ends with a hyphen: `{last}`"),
        both!(
            "sätt punkt i stället för bindestrecket, eller skriv resten av ordet",
            "put a full stop in place of the hyphen, or write the rest of the word"
        ),
    )
}

/// A word that is nearly one that stands more often.
pub struct Slip<'w> {
    /// The word as it is written.
    pub word: &'w str,
    /// How it is usually written.
    pub usual: &'w str,
    /// How often it stands.
    pub times: usize,
    /// How often the usual one stands.
    pub often: usize,
    /// Whether two letters have changed places; otherwise one is too many or too few.
    pub is_swapped: bool,
}

/// A word that differs by one letter, or by two that have changed places, from one that stands more often.
pub fn possible_misspelling(place: Span, slip: &Slip<'_>, other: Span) -> Diagnostic {
    let (word, usual, often) = (short(slip.word), short(slip.usual), slip.often);
    let [rare_sv, rare_en] = match slip.times {
        1 => both!("förekommer bara här och ", "stands here only and "),
        _ => both!("", ""),
    };
    let [how_sv, how_en] = match slip.is_swapped {
        true => both!("har två bokstäver omkastade mot", "has two letters in another order than"),
        false => both!("skiljer sig med en bokstav från", "differs by one letter from"),
    };
    finding(
        Code::PossibleMisspelling,
        place,
        both!(
            "`{word}` {rare_sv}{how_sv} `{usual}`, som förekommer {often} gånger",
            "`{word}` {rare_en}{how_en} `{usual}`, which stands {often} times"
        ),
        both!("kontrollera stavningen", "check the spelling"),
    )
    .with_related(other, Text::new("det vanligare ordet", "the more usual word"))
}

/// A word that the word list does not know, and what was probably meant.
pub fn unknown_word(place: Span, word: &str, meant: Option<&str>) -> Diagnostic {
    let word = short(word);
    let hint = match meant.map(short) {
        Some(meant) => both!(
            "menade du `{meant}`? är ordet rätt, be den som håller ihop rapporten lägga det i `ord` under \
             `[kontroller]` i rapport.toml",
            "did you mean `{meant}`? if the word is right, ask whoever keeps the report together to put it into `ord` \
             in `[kontroller]` of rapport.toml"
        ),
        None => both!(
            "kontrollera stavningen; är ordet rätt, be den som håller ihop rapporten lägga det i `ord` under \
             `[kontroller]` i rapport.toml",
            "check the spelling; if the word is right, ask whoever keeps the report together to put it into `ord` in \
             `[kontroller]` of rapport.toml"
        ),
    };
    let message = both!("`{word}` finns inte i ordlistan", "`{word}` is not in the word list");
    finding(Code::PossibleMisspelling, place, message, hint)
}

/// No word list lies where the program looks for it, and the report asks for one.
pub fn words_not_compared(place: Span) -> Diagnostic {
    finding(
        Code::CheckSkipped,
        place,
        both!(
            "texten är inte jämförd med någon ordlista: `svenska.ord` finns inte bredvid programmet",
            "words were compared with no word list: `svenska.ord` is not beside the program"
        ),
        both!(
            "lägg `svenska.ord` i samma mapp som programmet, eller ta bort `ordlista`",
            "put `svenska.ord` into the program's folder, or remove `ordlista`"
        ),
    )
}

/// Sentences that stand in an earlier text as well.
pub fn text_repeated(place: Span, first: Span, sentences: usize) -> Diagnostic {
    let message = match sentences {
        1 => both!("samma mening står i en tidigare text", "the same sentence stands in an earlier text"),
        _ => both!(
            "samma {sentences} meningar står i en tidigare text",
            "the same {sentences} sentences stand in an earlier text"
        ),
    };
    let hint =
        both!("behåll det på ett ställe, eller skriv vad som skiljer", "keep it in one place, or write what differs");
    finding(Code::TextRepeated, place, message, hint)
        .with_related(first, Text::new("står redan här", "stands here already"))
}

/// A hyphen that a line break left.
pub fn line_break_hyphen(place: Span, word: &str) -> Diagnostic {
    let word = short(word);
    finding(
        Code::LineBreakHyphen,
        place,
        both!(
            "`{word}` har ett bindestreck som ser ut att komma från en radbrytning",
            "`{word}` has a hyphen that looks like one of a line break"
        ),
        both!("skriv ihop ordet, eller skriv hela ordet", "write the word in one, or in full"),
    )
}

/// A quotation mark without its partner.
pub fn stray_quote(place: Span) -> Diagnostic {
    finding(
        Code::StrayQuote,
        place,
        both!("citattecknet saknar start- eller sluttecken", "the quotation mark has no partner"),
        both!("ta bort det, eller sätt ut det andra", "remove it, or set the other one"),
    )
}

/// A figure without spaces, and how it should be written.
pub fn number_style(place: Span, figure: &str, better: &str) -> Diagnostic {
    let (figure, better) = (short(figure), short(better));
    finding(
        Code::NumberStyle,
        place,
        both!(
            "`{figure}`: tusental skrivs med mellanslag",
            "`{figure}`: thousands are written with a space between them"
        ),
        both!("skriv `{better}`", "write `{better}`"),
    )
}

/// A figure with points in it, and what may be meant.
pub fn figure_with_points(place: Span, figure: &str, better: &[String]) -> Diagnostic {
    let figure = short(figure);
    let help = match better {
        [thousands, decimals] => {
            let [thousands, decimals] = [thousands, decimals].map(|words| short(words));
            both!(
                "skriv `{thousands}`, eller `{decimals}` om det är decimaler",
                "write `{thousands}`, or `{decimals}` if these are decimals"
            )
        }
        _ => {
            let better = better.concat();
            let better = short(&better);
            both!("skriv `{better}`", "write `{better}`")
        }
    };
    finding(
        Code::NumberStyle,
        place,
        both!(
            "`{figure}`: i text skrivs decimaler med komma och tusental med mellanslag",
            "`{figure}`: in a text decimals are written with a comma, and thousands with a space between them"
        ),
        help,
    )
}

/// A hyphen in a range, and how it should be written.
pub fn range_hyphen(place: Span, range: &str, better: &str) -> Diagnostic {
    let (range, better) = (short(range), short(better));
    finding(
        Code::RangeHyphen,
        place,
        both!(
            "`{range}` är ett intervall, som skrivs med tankstreck",
            "`{range}` is a range, which is written with an en dash"
        ),
        both!("skriv `{better}`", "write `{better}`"),
    )
}

/// A hyphen before a figure that is below zero, and how it should be written.
pub fn hyphen_for_minus(place: Span, figure: &str, better: &str) -> Diagnostic {
    let (figure, better) = (short(figure), short(better));
    finding(
        Code::HyphenForMinus,
        place,
        both!(
            "`{figure}`: i löpande text skrivs minus med minustecken, inte bindestreck",
            "`{figure}`: in running text a minus is written with a minus sign, not with a hyphen"
        ),
        both!("skriv `{better}`", "write `{better}`"),
    )
}

/// A per cent sign without a space in a paper that has both ways; `row` is one with a space in the same row.
pub fn percent_style(place: Span, close: usize, spaced: usize, row: Option<Span>) -> Diagnostic {
    let [sv, en] = match row {
        Some(_) => both!("samma rad har båda sätten; ", "the same row has both ways; "),
        None => both!("", ""),
    };
    let found = finding(
        Code::PercentStyle,
        place,
        both!(
            "procenttecknet skrivs ihop med talet här; {sv}i handlingen skrivs det ihop på {close} ställen och \
                med mellanslag på {spaced}",
            "the per cent sign stands without a space here; {en}in the paper {close} without and {spaced} with"
        ),
        both!(
            "skriv likadant överallt, helst med mellanslag: `7,5 %` (Myndigheternas skrivregler)",
            "write it in the same way everywhere; the writing rules want a space: `7,5 %`"
        ),
    );
    row.map_or(found.clone(), |place| found.with_related(place, Text::new("med mellanslag", "with a space")))
}

/// A paragraph sign or a figure without the space between them.
pub fn space_at_sign(place: Span, words: &str, better: &str) -> Diagnostic {
    let (words, better) = (short(words), short(better));
    finding(
        Code::Spacing,
        place,
        both!("`{words}` saknar mellanslag", "`{words}` lacks a space"),
        both!("skriv `{better}`", "write `{better}`"),
    )
}

/// A space before a mark or within a parenthesis, and how it is written without.
pub fn space_too_many(place: Span, words: &str, better: &str) -> Diagnostic {
    let (words, better) = (short(words), short(better));
    finding(
        Code::Spacing,
        place,
        both!("`{words}` har ett mellanslag för mycket", "`{words}` has a space too many"),
        both!("skriv `{better}`", "write `{better}`"),
    )
}

/// A full stop right before a parenthesis that belongs to the sentence.
pub fn stop_before_parenthesis(place: Span, words: &str, better: &str) -> Diagnostic {
    let (words, better) = (short(words), short(better));
    finding(
        Code::Spacing,
        place,
        both!("`{words}` har punkt före parentesen", "`{words}` has its full stop before the parenthesis"),
        both!("sätt punkten efter den: `{better}`", "put the full stop behind it: `{better}`"),
    )
}

/// A slash with a space on one side only.
pub fn space_at_slash(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::Spacing,
        place,
        both!(
            "`{words}` har mellanslag på bara ena sidan av snedstrecket",
            "`{words}` has a space on one side of the slash only"
        ),
        both!("skriv snedstrecket utan mellanslag", "write the slash without spaces"),
    )
}

/// A heading that ends with a full stop.
pub fn heading_full_stop(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::HeadingFullStop,
        place,
        both!("rubriken `{heading}` slutar med punkt", "the heading `{heading}` ends with a full stop"),
        both!("ta bort punkten", "remove the full stop"),
    )
}

/// A heading that names another unit than the figures below it have.
pub fn heading_other_unit(place: Span, named: &str, unit: &str) -> Diagnostic {
    let (named, unit) = (short(named), short(unit));
    finding(
        Code::HeadingOtherUnit,
        place,
        both!(
            "rubriken anger `{named}`, men beloppen under den är i `{unit}`",
            "the heading says `{named}`, but the figures below it are in `{unit}`"
        ),
        both!(
            "skriv `{unit}` i rubriken, eller rätta `mattenhet` i rapport.toml; med `omrakna = true` räknas \
                beloppen om",
            "write `{unit}` in the heading, or correct `mattenhet` in rapport.toml; `omrakna = true` converts \
                the figures"
        ),
    )
}

/// A row's name that says another unit than its amounts have.
pub fn row_other_unit(place: Span, named: &str, unit: &str) -> Diagnostic {
    let (named, unit) = (short(named), short(unit));
    finding(
        Code::HeadingOtherUnit,
        place,
        both!(
            "radens namn anger `{named}`, men beloppen i den är i `{unit}`",
            "the row's name says `{named}`, but its amounts are in `{unit}`"
        ),
        both!(
            "skriv `{unit}`, eller räkna om beloppen; en tabell har en måttenhet för varje kolumn",
            "write `{unit}`, or convert the amounts; a table has one unit for each column"
        ),
    )
}

/// Goals of one level without the full stop that the level's other goals have: each one's place and heading.
pub fn goals_without_stop(goals: &[(Span, String)], all: usize, level: &str) -> Option<Diagnostic> {
    let (place, heading) = goals.first()?;
    let (heading, level, few) = (short(heading), short(level), goals.len());
    let found = finding(
        Code::HeadingFullStop,
        *place,
        both!(
            "{few} av {all} mål på nivån `{level}` saknar punkt, som `{heading}`; de andra har punkt",
            "{few} of {all} goals on the level `{level}` lack a full stop, such as `{heading}`; the others have one"
        ),
        both!("skriv alla på samma sätt", "write all in the same way"),
    );
    let same = || Text::new("utan punkt", "without a full stop");
    Some(goals[1..].iter().fold(found, |found, (place, _)| found.with_related(*place, same())))
}

/// An interim report over another period than the law wants.
pub fn period_length(place: Span) -> Diagnostic {
    finding(
        Code::PeriodLength,
        place,
        both!(
            "kommunens obligatoriska delårsrapport omfattar minst hälften och högst två tredjedelar av året",
            "an interim report covers at least half and at most two thirds of the year"
        ),
        both!(
            "kontrollera perioden (LKBR 13 kap. 1 §); en nämnds rapport får ha en annan; en nämnds rapport får \
                ha en annan",
            "check the period (LKBR 13 kap. 1 §)"
        ),
    )
}

/// An interim report that comes late.
pub fn handed_over_late(place: Span) -> Diagnostic {
    finding(
        Code::HandedOverLate,
        place,
        both!(
            "handlingen är daterad mer än två månader efter periodens slut, då kommunens delårsrapport ska vara \
                lämnad, då kommunens delårsrapport ska vara lämnad",
            "the paper is dated more than two months after the period's end"
        ),
        both!("kontrollera datumet (kommunallagen 11 kap. 16 §)", "check the date (kommunallagen 11 kap. 16 §)"),
    )
}

/// A memo that is dated on a weekend.
pub fn memo_on_weekend(place: Span, on: Ymd, saturday: bool) -> Diagnostic {
    let on = short_date(on);
    let [sv, en] = if saturday { ["lördag", "Saturday"] } else { ["söndag", "Sunday"] };
    finding(
        Code::MemoOnWeekend,
        place,
        both!("tjänsteskrivelsen är daterad {on}, som är en {sv}", "the memo is dated {on}, which is a {en}"),
        both!("kontrollera datumet", "check the date"),
    )
}

/// A memo that cites what comes after it.
pub fn memo_cites_later_date(place: Span, words: &str, memo: Ymd, written: Span) -> Diagnostic {
    let (words, memo) = (short(words), short_date(memo));
    finding(
        Code::MemoCitesLaterDate,
        place,
        both!(
            "`{words}` ligger efter tjänsteskrivelsens datum, {memo}",
            "`{words}` lies after the memo's date, {memo}"
        ),
        both!("kontrollera båda datumen", "check both dates"),
    )
    .with_related(written, Text::new("tjänsteskrivelsens datum", "the memo's date"))
}

/// A text that names the report's period, or its last day, of another year.
pub fn other_period(place: Span, words: &str, period: [Ymd; 2], written: Span) -> Diagnostic {
    let (words, [from, to]) = (short(words), period.map(short_date));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "`{words}` är ett annat år än rapportens period, {from}–{to}",
            "`{words}` is of another year than the report's period, {from}–{to}"
        ),
        both!("rätta året i texten", "correct the year in the text"),
    )
    .with_related(written, Text::new("rapportens period", "the report's period"))
}

/// A text that names the meeting on another day.
pub fn other_meeting(place: Span, words: &str, meeting: Ymd, written: Span) -> Diagnostic {
    let (words, meeting) = (short(words), short_date(meeting));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "sammanträdet är här `{words}`, men rapportens är {meeting}",
            "the meeting is on `{words}` here, but the report's is on {meeting}"
        ),
        both!("rätta den ena av dagarna", "correct one of the days"),
    )
    .with_related(written, Text::new("sammanträdets dag", "the day of the meeting"))
}

/// A text that says of a day after the report's own that something has happened then.
pub fn not_happened_yet(place: Span, words: &str, date: Ymd, written: Span) -> Diagnostic {
    let (words, date) = (short(words), short_date(date));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "`{words}` ligger efter rapportens datum, {date}, men enligt meningen har det hänt",
            "`{words}` lies after the report's date, {date}, but the sentence says that it has happened"
        ),
        both!("rätta dagen, eller skriv vad som ska hända", "correct the day, or write what is to happen"),
    )
    .with_related(written, Text::new("rapportens datum", "the report's date"))
}

/// A day that no calendar has.
pub fn no_such_day(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::DateDiffers,
        place,
        both!("`{words}` finns inte i kalendern", "`{words}` is not a day of the calendar"),
        both!("rätta dagen eller månaden", "correct the day or the month"),
    )
}

/// A period that ends before it begins.
pub fn period_reversed(place: Span, words: &str, from: Ymd, first: Span) -> Diagnostic {
    let (words, from) = (short(words), short_date(from));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "`{words}` ligger före dagen då perioden börjar, {from}",
            "`{words}` lies before the day on which the period begins, {from}"
        ),
        both!("rätta den ena dagen, eller året", "correct one of the days, or the year"),
    )
    .with_related(first, Text::new("här börjar den", "here it begins"))
}

/// Something that happened in the period, on a day after its end.
pub fn after_period(place: Span, words: &str, to: Ymd, period: Span) -> Diagnostic {
    let (words, to) = (short(words), short_date(to));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "`{words}` ligger efter periodens slut, {to}, men enligt meningen hände det under perioden",
            "`{words}` lies after the period's end, {to}, but the sentence says that it happened within the period"
        ),
        both!("rätta dagen, eller skriv att det hände efter perioden", "correct the day, or write that it came later"),
    )
    .with_related(period, Text::new("periodens slut", "the period's end"))
}

/// A plan for a time that lies before the period's end, or before the report's date.
pub fn plan_behind(place: Span, words: &str, (known, known_place, period): (Ymd, Span, bool)) -> Diagnostic {
    let (words, known) = (short(words), short_date(known));
    let [sv, en] =
        if period { ["periodens slut", "the period's end"] } else { ["rapportens datum", "the report's date"] };
    finding(
        Code::DateDiffers,
        place,
        both!(
            "`{words}` ligger före {sv}, {known}, men enligt meningen ska det hända",
            "`{words}` lies before {en}, {known}, but the sentence says that it is to happen"
        ),
        both!("rätta tidpunkten, eller skriv hur det gick", "correct the time, or write what became of it"),
    )
    .with_related(known_place, Text::new(sv, en))
}

/// A date that breaks the order of its column.
pub fn date_out_of_order(place: Span, on: Ymd) -> Diagnostic {
    let on = short_date(on);
    finding(
        Code::DateOutOfOrder,
        place,
        both!(
            "{on} bryter tidsordningen i kolumnen",
            "check {on}; the column's other dates ascend, but this one does not"
        ),
        both!(
            "rätta datumet, eller lägg in ett undantag (`[[undantag]]`) om det är rätt",
            "correct the date, or accept it with `[[undantag]]` if it is right"
        ),
    )
}

/// An election on another day than it was or will be held.
pub fn election_date(place: Span, words: &str, held: Ymd) -> Diagnostic {
    let (words, held) = (short(words), short_date(held));
    finding(
        Code::ElectionDate,
        place,
        both!("`{words}`: valdagen är {held}", "`{words}`: the day of the election is {held}"),
        both!("rätta månaden eller dagen (Valmyndigheten)", "correct the month or the day (Valmyndigheten)"),
    )
}

/// A link whose words do not say where it leads.
pub fn link_text_vague(place: Span, words: &str) -> Diagnostic {
    let words = short(words);
    finding(
        Code::LinkTextVague,
        place,
        both!(
            "länktexten `{words}` visar inte vart länken leder",
            "the link text `{words}` does not say where it leads"
        ),
        both!(
            "låt länktexten vara namnet på det som länken leder till, så att den kan förstås utan meningen runt om",
            "let the link text be the name of what it leads to, so that it makes sense without the sentence around it"
        ),
    )
}

/// A column whose heading is empty.
pub fn column_without_heading(place: Span) -> Diagnostic {
    finding(
        Code::ColumnWithoutHeading,
        place,
        both!("kolumnen har ingen rubrik", "the column has no heading"),
        both!(
            "skriv en rubrik, till exempel `Indikator`: en skärmläsare läser upp den före varje cell i kolumnen",
            "write a heading, for example `Indikator`: a screen reader says it before each cell of the column"
        ),
    )
}

/// A chart without a single figure.
pub fn chart_empty(place: Span, chart: &str) -> Diagnostic {
    finding(
        Code::ChartEmpty,
        place,
        both!("diagrammet `{chart}` har inget att visa", "the chart `{chart}` has nothing to show"),
        both!(
            "visa tabellen, den interna kontrollen eller målen i ett kapitel, välj rader och kolumner med belopp, \
                eller ta bort diagrammet",
            "show the table, the internal control or the goals in a chapter, choose rows and columns with amounts, \
                or remove the chart"
        ),
    )
}

/// A figure below zero in a chart that shows parts of a whole.
pub fn chart_below_zero(place: Span, row: &str, amount: Amount, chart: &str, asked: Span) -> Diagnostic {
    let (row, amount) = (short(row), amount.swedish());
    finding(
        Code::ChartBelowZero,
        place,
        both!(
            "`{row}` är {amount}, och diagrammet `{chart}` visar delar av en helhet",
            "`{row}` is {amount}, and the chart `{chart}` shows parts of a whole"
        ),
        both!(
            "utelämna raden med `rader`, eller visa beloppen som vanliga staplar",
            "leave the row out by `rader`, or show the amounts as ordinary bars"
        ),
    )
    .with_related(asked, Text::new("diagrammet", "the chart"))
}

/// A chart without signs has figures on both sides of zero in one bar's or line's row.
pub fn chart_signs_mixed(place: Span, row: &str, amount: Amount, chart: &str, asked: Span) -> Diagnostic {
    let (row, amount) = (short(row), amount.swedish());
    finding(
        Code::ChartBelowZero,
        place,
        both!(
            "`{row}` är {amount}, och andra belopp i samma serie ligger på andra sidan noll: diagrammet `{chart}` \
             visar dem `utan_minus`",
            "`{row}` is {amount}, and other amounts of the same series lie on the other side of zero: the chart \
             `{chart}` shows them without their minus"
        ),
        both!(
            "ta bort `utan_minus`, eller välj rader och kolumner där alla belopp har samma förtecken",
            "remove `utan_minus`, or choose rows and columns in which all amounts have the same sign"
        ),
    )
    .with_related(asked, Text::new("diagrammet", "the chart"))
}

/// A level of a waterfall that the steps before it do not lead to: its figure, and where they lead.
pub fn chart_steps(place: Span, row: &str, [amount, reached]: [Amount; 2], chart: &str, asked: Span) -> Diagnostic {
    let apart = plus(amount.value(), -reached.value()).map_or_else(String::new, |apart| Amount::new(apart).swedish());
    let row = short(row);
    let [amount, reached] = [amount, reached].map(Amount::swedish);
    finding(
        Code::SumMismatch,
        place,
        both!(
            "stegen i diagrammet `{chart}` leder till {reached}, men `{row}` är {amount}",
            "the steps of the chart `{chart}` lead to {reached}, but `{row}` is {amount}"
        ),
        both!(
            "rätta en av raderna, eller lägg till en rad för det som saknas: {apart}",
            "correct one of the rows, or add one for what is missing: {apart}"
        ),
    )
    .with_related(asked, Text::new("diagrammet", "the chart"))
}

/// The line across a chart has no figure that can be shown among the chart's.
pub fn chart_target(place: Span, words: &str, asked: Span) -> Diagnostic {
    let words = short(words);
    finding(
        Code::ChartWithoutFigure,
        place,
        both!(
            "mållinjen `{words}` är inget tal i diagrammets måttenhet",
            "the line `{words}` is not a figure in the unit of the chart's"
        ),
        both!(
            "skriv bara talet, som `mallinje = \"95\"`, eller hämta det med `{{{{...}}}}`",
            "write the figure alone, as `mallinje = \"95\"`, or take it by `{{{{...}}}}`"
        ),
    )
    .with_related(asked, Text::new("diagrammet", "the chart"))
}

/// A chart with more in it than can be told apart.
pub fn chart_too_large(place: Span, chart: &str, item: ChartItem, there: usize, max: usize) -> Diagnostic {
    let [sv, en] = match item {
        ChartItem::Columns => ["kolumner", "columns"],
        ChartItem::Rows => ["rader", "rows"],
        ChartItem::Risks => ["risker", "risks"],
        ChartItem::Goals => ["mål", "goals"],
        ChartItem::Indicators => ["indikatorer under ett mål", "indicators of one goal"],
        ChartItem::Boxes => ["rader i `text`", "lines in `text`"],
    };
    let hint = match item {
        ChartItem::Columns | ChartItem::Rows if max == CHART_LIMITS.parts => both!(
            "slå ihop de minsta till en, eller dela upp diagrammet i flera: fler delar än {max} i en stapel kan ingen \
             hålla isär",
            "put the smallest together, or split the chart into several: nobody can tell more than {max} parts of a \
             bar apart"
        ),
        ChartItem::Columns | ChartItem::Rows => both!(
            "välj färre med `kolumner` och `rader`, låt raderna vara staplarna (`serier = \"rader\"`), eller dela upp \
                diagrammet i flera",
            "choose fewer by `kolumner` and `rader`, let the rows be the bars (`serier = \"rader\"`), or split the \
                chart into several"
        ),
        ChartItem::Goals | ChartItem::Indicators => both!(
            "välj en annan nivå med `niva`, eller ta bort diagrammet",
            "choose another level by `niva`, or remove the chart"
        ),
        ChartItem::Boxes => both!("dela upp diagrammet i flera", "split the chart into several"),
        ChartItem::Risks => both!("ta bort diagrammet; tabellen visar mer", "remove the chart; the table says more"),
    };
    finding(
        Code::ChartTooLarge,
        place,
        both!(
            "diagrammet `{chart}` har {there} {sv}, men högst {max} får plats",
            "the chart `{chart}` has {there} {en}, but more than {max} cannot be read"
        ),
        hint,
    )
}

/// A cell without a figure that a chart should show.
pub fn chart_without_figure(place: Span, row: &str, column: &str, chart: &str, asked: Span) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::ChartWithoutFigure,
        place,
        both!(
            "`{row}`, `{column}`: belopp saknas i diagrammet `{chart}`",
            "`{row}`, `{column}`: the chart `{chart}` has no figure to show here"
        ),
        both!(
            "skriv beloppet, eller välj andra rader och kolumner i diagrammet",
            "write the amount, or choose other rows and columns in the chart"
        ),
    )
    .with_related(asked, Text::new("diagrammet", "the chart"))
}

/// A risk is valued outside of the scale.
pub fn risk_out_of_scale(place: Span, value: u32, scale: u32) -> Diagnostic {
    finding(
        Code::RiskOutOfScale,
        place,
        both!("värdet {value} ligger utanför skalan 1–{scale}", "the value {value} is outside of the scale 1–{scale}"),
        both!("skriv ett värde från 1 till {scale}", "write a value from 1 to {scale}"),
    )
}

/// A risk without control activities. `keys` are those that the table has columns for.
pub fn risk_without_activities(place: Span, risk: &str, keys: &[&str]) -> Diagnostic {
    let risk = short(risk);
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let listed = |and: &str| match &keys[..] {
        [others @ .., last] if !others.is_empty() => format!("{} {and} {last}", others.join(", ")),
        _ => keys.concat(),
    };
    let (sv, en) = (listed("och"), listed("and"));
    finding(
        Code::MissingDelivery,
        place,
        both!("risken `{risk}` har inga kontrollmoment", "the risk `{risk}` has no control activities"),
        both!("lägg till `[[risk.kontrollmoment]]` med {sv}", "add `[[risk.kontrollmoment]]` with {en}"),
    )
}
