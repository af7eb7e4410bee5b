//! What each code means, at length, with an example: `underlag explain CODE`.

use super::{Code, Text};

/// What a code means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong and why it matters, in whole sentences.
    pub text: Text,
    /// Something that the code is about, as it stands in a file or in the paper.
    pub example: &'static str,
}

/// What `code` means.
#[expect(clippy::too_many_lines, reason = "one entry for each code")]
pub fn explain(code: Code) -> Explanation {
    let (sv, en, example) = match code {
        Code::FileMissing => (
            "En fil som rapporten behöver finns inte: enhetens fil, eller layouten. Utkastet visar en lucka med \
                enhetens namn.",
            "A file that the report needs is not there: a unit's file, or the layout. The draft shows a gap with \
                the unit's name.",
            "enheter/it.toml",
        ),
        Code::FileUnreadable => (
            "Filen finns men går inte att öppna, oftast för att rättigheter saknas eller för att det är en mapp.",
            "The file is there but cannot be opened, mostly because rights are missing or because it is a folder.",
            "enheter/it.toml/",
        ),
        Code::NotUtf8 => (
            "Filen är sparad med en annan teckenkodning än UTF-8, så å, ä och ö går inte att läsa säkert.",
            "The file is saved with another encoding than UTF-8, so that å, ä and ö cannot be read safely.",
            "Windows-1252, UTF-16",
        ),
        Code::LimitExceeded => (
            "Något är större än en rapport brukar vara: en fil, en uppackad arbetsbok, antalet rader, enheter eller \
                sidor, eller listor och betoning i så många nivåer att ingen följer dem. Det är nästan alltid fel \
                fil. Gränserna finns för att en felaktig fil inte ska ta allt minne; de flesta höjs i manifestet.",
            "Something is larger than reports are: a file, an unpacked workbook, the number of rows, units or \
                pages, or lists and emphasis in so many levels that nobody follows them. It is nearly always the \
                wrong file. The limits keep a faulty file from taking all memory; most of them can be raised in the \
                manifest.",
            "[granser]\nrader = 100000",
        ),
        Code::SheetCell => (
            "En cell i en arbetsbok är varken ett tal eller ord: ett fel som `#REFERENS!`, en formel som ingen har \
                räknat ut, ett datum, sant eller falskt. Cellen räknas som tom.",
            "A cell of a workbook is neither a number nor words: an error such as `#REF!`, a formula that nobody \
                has computed, a date, true or false. The cell counts as empty.",
            "#REF!",
        ),
        Code::SheetDigits => (
            "Ett tal i en arbetsbok har fler siffror än Excel tar emot när någon skriver (15). Det uppstår när \
                Excel räknar med binära tal, och är ingen uppgift som någon har menat. Inget avrundas i tysthet: \
                handlingen visar alla siffror till dess någon säger hur många decimaler den ska ha.",
            "A number of a workbook has more digits than Excel takes when somebody types (15). That comes of \
                computing with binary numbers, and is no figure that anybody meant. Nothing is rounded silently: \
                the paper shows all digits until somebody says how many decimals it should have.",
            "=0,1+0,2 ger 0.30000000000000004",
        ),
        Code::SheetFormat => (
            "Det som Excel visar är cellens talformat: färre decimaler än cellen har, eller tusental av ett tal i \
                kronor. Handlingen tar det som cellen har. Sägs en gång för varje kolumn.",
            "What Excel shows is the cell's number format: fewer decimals than the cell has, or thousands of a \
                number in kronor. The paper takes what the cell holds. Told once for each column.",
            "1234.5678 visas som 1 235",
        ),
        Code::SheetHidden => (
            "Figurer hämtas från rader, kolumner eller ett blad som är dolda i arbetsboken, till exempel av ett \
                filter. De kommer med, eftersom det som visas på en skärm inte ska ändra en handling.",
            "Figures are taken from rows, columns or a sheet that the workbook hides, for example with a filter. \
                They are taken along, since what a screen shows must not change a paper.",
            "rad 7 är dold av ett filter",
        ),
        Code::SheetMerged => (
            "Celler är sammanfogade i arbetsboken. Värdet finns bara i den första av dem; de andra är tomma.",
            "Cells of the workbook are merged. Only the first of them has the value; the others are empty.",
            "C7:D7",
        ),
        Code::FigureInWords => (
            "En cell i en kolumn med belopp har ord med siffror i, som inte går att läsa som ett enda tal. Den \
                skrivs ut som den står, men kommer inte med när summor och avvikelser räknas efter. Ord utan \
                siffror, som \"Stängt\", är i sin ordning.",
            "A cell of a column of amounts has words with digits in them that cannot be read as one figure. It is \
                printed as it stands, but left out when sums and variances are checked. Words without digits, such \
                as \"Stängt\", are in order.",
            "(50), 50-, ca 20600, -200 tkr",
        ),
        Code::StrayFile => (
            "En fil i enheternas mapp hör inte till någon enhet i manifestet. Den kommer inte med i handlingen.",
            "A file in the units' folder belongs to no unit of the manifest. It is left out of the paper.",
            "enheter/it (kopia).toml",
        ),
        Code::TomlSyntax => (
            "Filen följer inte TOML: ett citattecken saknas, en rad saknar likhetstecken, en nyckel står två \
                gånger. Det som går att läsa används ändå.",
            "The file is no TOML: a quotation mark or an equals sign is missing, or a key stands twice. What can be \
                read is used nevertheless.",
            "namn = \"IT",
        ),
        Code::UnknownKey => (
            "Nyckeln finns inte. Oftast är den felstavad; då föreslås den rätta.",
            "The key does not exist. Mostly it is misspelt; then the right one is suggested.",
            "kapitle = \"mal\"",
        ),
        Code::MissingKey => {
            ("En nyckel som måste finnas saknas.", "A key that must be there is missing.", "[[risk]] utan id")
        }
        Code::WrongType => (
            "Värdet är av fel slag, till exempel en text där ett tal ska stå.",
            "The value is of the wrong kind, for example a text where a number belongs.",
            "sannolikhet = \"tre\"",
        ),
        Code::BadValue => (
            "Värdet är av rätt slag men betyder inget här: ett okänt ord, ett tal utanför gränserna, ett datum som \
                inte finns.",
            "The value is of the right kind but means nothing here: an unknown word, a number out of bounds, a date \
                that does not exist.",
            "spalter = 7",
        ),
        Code::DuplicateId => (
            "Två saker har samma id. Den första gäller.",
            "Two things have one id. The first one counts.",
            "två [[rad]] med id = \"it\" i samma tabell",
        ),
        Code::UnknownReference => (
            "En hänvisning leder ingenstans: ingen enhet, tabell, rad, kolumn eller kontroll heter så.",
            "A reference leads nowhere: no unit, table, row, column or check has that name.",
            "under = \"fokusomrade-9\"",
        ),
        Code::ControlCharacter => (
            "Texten innehåller ett osynligt styrtecken, ofta efter inklistring. Det ersätts i utkastet.",
            "The text holds an invisible control character, often after pasting. It is replaced in the draft.",
            "U+0007, U+202E",
        ),
        Code::CharacterNotShown => (
            "Inget av layoutens typsnitt kan visa tecknet. Det ersätts i båda filerna.",
            "No font of the layout can show the character. It is replaced in both files.",
            "漢",
        ),
        Code::UnsupportedMarkup => (
            "Texten innehåller något som en handling inte kan bära: HTML, bilder, kod, citatblock. Orden behålls.",
            "The text holds something that a paper cannot carry: HTML, pictures, code, quotes. The words are kept.",
            "<b>viktigt</b>",
        ),
        Code::ColumnWithoutHeading => (
            "En kolumn med tom rubrik säger inget till den som får tabellen uppläst cell för cell (EN 301 549, \
                10.1.3.1). Det gäller också den första kolumnen, som bär radernas namn.",
            "A column with an empty heading says nothing to those who have the table read aloud cell by cell (EN \
                301 549, 10.1.3.1). That holds for the first column too, which bears the names of the rows.",
            "forsta_kolumn = \"\"",
        ),
        Code::LinkTextVague => (
            "En skärmläsare kan lista länkarna utan texten runt om, så en länk som heter ”här” eller ”läs mer” \
                säger ingenting (WCAG 2.1, 2.4.4 och 2.4.9). Den som skriver ut handlingen ser inte heller vart den \
                leder.",
            "A screen reader can list the links without the text around them, so that a link called “here” or “read \
                more” says nothing (WCAG 2.1, 2.4.4 and 2.4.9). Who prints the paper does not see where it leads \
                either.",
            "[Läs mer](https://www.kolada.se)",
        ),
        Code::MissingDelivery => (
            "Enheten har lämnat sin fil, men något som manifestet begär finns inte i den. Utkastet visar en lucka.",
            "The unit has delivered its file, but something that the manifest asks for is not in it. The draft \
                shows a gap.",
            "[[avsnitt]] till kapitlet mål saknas",
        ),
        Code::UnaskedDelivery => (
            "Enheten har lämnat något som manifestet inte begär. Det kommer inte med.",
            "The unit has delivered something that the manifest does not ask for. It is left out.",
            "kapitel = \"framtid\"",
        ),
        Code::NoteWithoutText => (
            "En not hänvisas till men har ingen text, eller står där noter inte kan stå.",
            "A note is referred to but has no text, or stands where notes cannot stand.",
            "[^kolada] utan kolada = \"...\" under [noter]",
        ),
        Code::NoteWithoutMark => (
            "En nots text hänvisas inte till av någon. Den kommer inte med.",
            "Nobody refers to a note's text. It is left out.",
            "kolada = \"Kolada\" utan [^kolada]",
        ),
        Code::RiskOutOfScale => (
            "Sannolikheten eller konsekvensen ligger utanför rapportens skala.",
            "The likelihood or the consequence lies outside of the report's scale.",
            "sannolikhet = 5 på skalan 1–4",
        ),
        Code::SumMismatch => (
            "En summa är inte summan av de rader som den räknar in, och avrundning förklarar inte skillnaden. \
                Toleransen är en halv enhet i sista siffran för varje avrundat tal, summan inräknad.",
            "A sum is not the sum of the rows that it adds up, and rounding does not explain the difference. The \
                tolerance is half a unit in the last place for each rounded figure, the sum included.",
            "12 + 30 = 43",
        ),
        Code::SumRounding => (
            "En summa skiljer sig från raderna, men inte mer än vad avrundningen av varje tal förklarar.",
            "A sum differs from its rows, but not by more than the rounding of each figure explains.",
            "1,4 + 1,4 = 2,8, avrundat 1 + 1 = 3",
        ),
        Code::VarianceMismatch => (
            "En kolumn som räknas ut av andra (`beraknas`) stämmer inte på den här raden. En avvikelse mot budget \
                eller anslag räknas åt det håll som gör ett bättre resultat positivt: på en rad med `slag = \
                \"resultat\"` som drar ifrån något, och på de rader som den lägger till, är det tvärtom mot på \
                kostnadsrader. `vands` på raden eller kolumnen bestämmer annars.",
            "A column that is computed from others (`beraknas`) is wrong in this row. A variance against budget or \
                grant is computed the way that makes a better result positive: in a row with `slag = \"resultat\"` \
                that takes something off, and in the rows that it adds, it is turned against rows of costs. `vands` \
                in the row or column decides otherwise.",
            "budget 100, prognos 90, avvikelse 20",
        ),
        Code::VarianceRounding => (
            "En uträknad kolumn skiljer sig, men inte mer än vad avrundningen förklarar.",
            "A computed column differs, but not by more than rounding explains.",
            "11 305 − 11 474 = −170",
        ),
        Code::BlankCell => (
            "Cellen är tom, men dess värde följer av andra celler och är inte noll.",
            "The cell is empty, but its value follows from others and is not zero.",
            "summaraden saknar prognos",
        ),
        Code::SumUndeclared => (
            "En rad är en summa men säger inte vilka rader den räknar in, och den är varken summan av raderna sedan \
                förra summan eller av alla rader.",
            "A row is a sum but does not say which rows it adds up, and it is neither the sum of the rows since the \
                last sum nor of all rows.",
            "slag = \"summa\" utan summerar",
        ),
        Code::TablesDisagree => (
            "Samma uppgift står på två ställen (`[[samband]]`) med olika värden.",
            "The same quantity stands in two places (`[[samband]]`) with different values.",
            "nettokostnad 27 902 och 36 475",
        ),
        Code::TablesRounding => (
            "Samma uppgift skiljer sig mellan två ställen, men inte mer än vad avrundningen förklarar.",
            "The same quantity differs between two places, but not by more than rounding explains.",
            "1,2 mnkr och 1,25 mnkr",
        ),
        Code::TablesMayDisagree => (
            "Två rader i tabeller med samma kolumner är lika i nästan alla kolumner men inte i den här.",
            "Two rows of tables with the same columns agree in nearly all columns but not in this one.",
            "budget lika, prognos lika, utfall olika",
        ),
        Code::FigureContradictsTable => (
            "Texten anger ett utfall eller en budget som tabellen säger något annat om. Meningen måste nämna måttet \
                och enheten ha en enda rad i tabellen.",
            "The text states an outcome or a budget about which the table says something else. The sentence must \
                name the measure, and the unit must have a single row in the table.",
            "Utfallet är 7 621 tkr; tabellen säger 7 712",
        ),
        Code::DirectionContradictsFigure => (
            "Texten talar om överskott eller underskott, men tabellens figur har det andra tecknet.",
            "The text speaks of a surplus or a deficit, but the table's figure has the other sign.",
            "ett överskott om 20 tkr; tabellen säger −20",
        ),
        Code::StatementsDiffer => (
            "Två ställen i texten säger olika om samma sak, till exempel om hur stor en enhets avvikelse är.",
            "Two places of the text say different things about the same, for example about the size of a unit's \
                variance.",
            "Utfallet för gatan är 18 420 tkr; på ett annat ställe 18 240",
        ),
        Code::UnitMissingInTable => (
            "Två tabeller har samma enheter utom en, som bara har en rad i den ena.",
            "Two tables have the same units but for one, which has a row in one of them only.",
            "IT finns i utfallet men inte i budgeten",
        ),
        Code::UnbalancedParentheses => (
            "En indikators värde har en parentes som saknar sitt par.",
            "An indicator's value has a parenthesis without its partner.",
            "13,9% 4,6%)",
        ),
        Code::UnitsDiffer => (
            "Ett värde och dess jämförelse har olika enheter, eller ett värde en annan enhet än radens andra värden \
                eller dess namn.",
            "A value and its comparison have different units, or a value has another unit than the row's other \
                values or its name.",
            "26,35 (28,2%)",
        ),
        Code::DecimalsDiffer => (
            "Ett värde har färre decimaler än radens andra värden, eller ett annat antal än det jämförs med.",
            "A value has fewer decimals than the row's other values, or another number than what it is compared with.",
            "48% bredvid 40,3%",
        ),
        Code::SumCountsTwice => (
            "En summa räknar en rad två gånger: både för sig och i en delsumma, eller i två delsummor.",
            "A sum counts a row twice: both by itself and in a subtotal, or in two subtotals.",
            "summerar = [\"skola\", \"delsumma-barn\"] där delsumman räknar skola",
        ),
        Code::SumNotComputed => (
            "Manifestet vill att en summa räknas ut, men en av raderna har ord i stället för en figur i en kolumn. \
                Cellen lämnas tom.",
            "The manifest wants a sum to be computed, but one of its rows has words in place of a figure in a \
                column. The cell is left empty.",
            "{ summa = [\"a/skola\", \"a/vard\"], namn = \"Summa\" } där vard är \"Stängt\"",
        ),
        Code::DecimalsUnasked => (
            "En figur har ett annat antal decimaler än manifestets `decimaler` säger. Den visas som den står: \
                decimaler läggs aldrig till, och avrundas bara där tabellen säger `avrunda = true`.",
            "A figure has another number of decimals than `decimaler` in the manifest says. It is shown as it \
                stands: decimals are never added, and only rounded where the table says `avrunda = true`.",
            "14,25 i en kolumn med decimaler = 1",
        ),
        Code::ComparisonWithoutValue => (
            "En cell för utfall har bara en jämförelse inom parentes och inget värde. Ofta hör den till cellen \
                ovanför.",
            "A cell for an outcome holds a comparison in parentheses and no value. Often it belongs to the cell above.",
            "(budget 2,3 %)",
        ),
        Code::PartsDiffer => (
            "Indikatorns namn räknar upp ett antal delar, men värdena har ett annat antal delar mellan snedstrecken.",
            "The indicator's name lists a number of parts, but the values have another number of parts between \
                their slashes.",
            "1. Totalt 2. Skola; 11/22/22",
        ),
        Code::RateContradictsCount => (
            "Ett antal och samma antal per invånare ska ge ungefär samma folkmängd år efter år. Här skiljer den mer \
                än tio procent, avrundningen borträknad: något av talen är fel, eller har de olika källor.",
            "A count and the same count per inhabitant must give about the same population year after year. Here it \
                differs by more than ten per cent, rounding apart: one of the figures is wrong, or their sources \
                differ.",
            "72 företag och 13,2 per 1 000; 68 och 9,2",
        ),
        Code::PercentagePoints => (
            "Skillnaden mellan två procenttal anges i procentenheter. En procent lägre än 6,7 % är 6,6 %; en \
                procentenhet lägre är 5,7 %.",
            "The difference between two percentages is given in percentage points. One per cent below 6.7 % is 6.6 \
                %; one percentage point below is 5.7 %.",
            ">1,5% lägre än riket",
        ),
        Code::CutOffText => (
            "En text slutar mitt i ett ord som står helt på ett annat ställe.",
            "A text ends in a word that stands whole elsewhere.",
            "blir nästa mäteta",
        ),
        Code::SpellingsDiffer => (
            "Samma värde, namn eller ord skrivs på två sätt, som bara skiljer sig i mellanrum, bindestreck, \
                förtecken eller stora bokstäver.",
            "The same value, name or word is written in two ways, which differ in spaces, hyphens, signs or \
                capitals only.",
            "+2022 och + 2022",
        ),
        Code::ComparisonUnnamed => (
            "Värdet jämförs med något inom parentes, men indikatorns namn säger inte med vad. Rapporteras en gång \
                för varje tabell.",
            "The value is compared with something in parentheses, but the indicator's name does not say with what. \
                Told once for each table.",
            "40,3% (38,6%)",
        ),
        Code::IndicatorWithoutValues => (
            "Indikatorn har inte ett enda värde.",
            "The indicator has not a single value.",
            "[[mal.indikator]] med bara namn",
        ),
        Code::AssessmentMismatch => (
            "Bedömningen säger något annat än talen bredvid: målet nås enligt den ena och inte enligt den andra.",
            "The assessment says something else than the figures beside it: the target is reached by one and not by \
                the other.",
            "mal = \"≥ 80 %\", utfall = \"75 %\", bedomning = \"Nås\"",
        ),
        Code::TargetWithoutBase => (
            "Målet är en förändring, men inget utfall finns att jämföra med.",
            "The target is a change, but there is no outcome to compare with.",
            "Öka, utan utfall",
        ),
        Code::TargetOutOfReach => (
            "Målet för en andel ligger över 100 procent, eller målet för en placering ovanför första plats.",
            "The target of a share lies above 100 per cent, or the target of a ranking above first place.",
            "andel, mål 120 %",
        ),
        Code::ForecastContradictsTarget => (
            "Prognosen nämner ett annat mål än målets egen cell, eller säger att målet inte nås fast det senaste \
                utfallet når det.",
            "The forecast names another target than the target's own cell, or says that the target is missed \
                although the last outcome reaches it.",
            "Målet på 14 % nås inte; målet är 12 %",
        ),
        Code::DuplicateNote => (
            "Två noter har samma text. En not med två hänvisningar säger samma sak.",
            "Two notes have the same text. One note with two marks says the same.",
            "två noter \"Kolada\"",
        ),
        Code::NoteDiffersFromRow => (
            "Noten handlar om något annat än raden som hänvisar till den: andra åldrar, en andel där raden säger \
                antal, ett utfall som tabellen inte har.",
            "The note is about something else than the row that refers to it: other ages, a share where the row \
                says a number, an outcome that the table does not have.",
            "13–16 år och 13–20 år",
        ),
        Code::FollowUpCopied => (
            "Samma mening står i uppföljningen av två kontrollmoment.",
            "The same sentence stands in the follow-ups of two control activities.",
            "inklistrad uppföljning",
        ),
        Code::GoalWithoutSubgoals => (
            "Ett mål på en övre nivå har inget mål under sig.",
            "A goal of an upper level has no goal below it.",
            "ett kommunfullmäktigemål utan nämndmål",
        ),
        Code::EmptyChapter => (
            "Kapitlet har varken innehåll eller underkapitel.",
            "The chapter has neither content nor chapters below it.",
            "[[kapitel]] utan slag",
        ),
        Code::ChartEmpty => (
            "Ett diagram har inte en enda figur att visa: tabellen, internkontrollen eller målen visas inte i \
                rapporten, eller så är alla celler tomma. Utkastet visar en lucka.",
            "A chart has not a single figure to show: the report does not show the table, the internal control or \
                the goals, or all cells are empty. The draft shows a gap.",
            "slag = \"riskmatris\" utan [internkontroll]",
        ),
        Code::ChartTooLarge => (
            "Ett diagram har fler kolumner, rader, risker, mål eller indikatorer än ögat kan skilja åt. Det ritas \
                inte; utkastet visar en lucka.",
            "A chart has more columns, rows, risks, goals or indicators than the eye can tell apart. It is not \
                drawn; the draft shows a gap.",
            "kolumner = [\"a\", \"b\", \"c\", \"d\"]",
        ),
        Code::ChartWithoutFigure => (
            "En cell som ett diagram ska visa är tom eller har ord i stället för ett belopp. Diagrammet säger att \
                figuren saknas.",
            "A cell that a chart should show is empty or has words instead of an amount. The chart says that the \
                figure is missing.",
            "budget_2024 = \"Stängt\"",
        ),
        Code::VarianceWithoutComment => (
            "En avvikelse är så stor att tabellen vill ha den kommenterad (`kommenteras_fran`), men enheten skriver \
                inget i kommentarskapitlet.",
            "A variance is so large that the table wants it commented on (`kommenteras_fran`), but the unit writes \
                nothing in the chapter of comments.",
            "−450 tkr utan kommentar",
        ),
        Code::OutcomeExceedsForecast => (
            "Redan under perioden är mer bokfört än vad prognosen för hela året säger. Kontrollen gäller poster i \
                tabeller med en kolumn för anslag eller budget minus utfall, som investeringar, där inget brukar \
                komma tillbaka.",
            "More is booked within the period than the forecast for the whole year says. The check is for items of \
                tables with a column of grant or budget less outcome, such as investments, where nothing usually \
                comes back.",
            "utfall 464, prognos för året 400",
        ),
        Code::LeftoverInstruction => (
            "En anvisning eller platshållare ur mallen är kvar, eller namn på den som ska skriva. Egna ord läggs \
                till med `platshallare`.",
            "An instruction or placeholder of the template is left, or the names of those who are to write. Own \
                words are added with `platshallare`.",
            "Här skrivs en kort sammanfattning (Eva och Bo)",
        ),
        Code::DoubledWord => (
            "Samma ord står två gånger i rad, utom sådana som språket tillåter.",
            "The same word stands twice in a row, except for those that the language allows.",
            "Målet är att att nå fler.",
        ),
        Code::PossibleMisspelling => (
            "Ordet står en enda gång och skiljer sig med en bokstav, för mycket eller för lite, från ett ord som \
                står oftare. Ordets början och slut jämförs inte, eftersom de böjs.",
            "The word stands once only and differs by one letter, too many or too few, from a word that stands more \
                often. The beginning and the end of words are not compared, since they are inflected.",
            "förbyggande bland förebyggande",
        ),
        Code::TextRepeated => (
            "Samma mening, på minst tolv ord, står i två texter. Läsaren möter den två gånger.",
            "The same sentence, of at least twelve words, stands in two texts. The reader meets it twice.",
            "ett stycke som står under två rubriker",
        ),
        Code::SentenceWithoutEnd => (
            "Ett stycke eller en uppföljning slutar utan skiljetecken; kanske saknas resten.",
            "A paragraph or a follow-up ends without a mark; perhaps the rest is missing.",
            "... kan genomföras och införas",
        ),
        Code::LineBreakHyphen => (
            "Ett bindestreck från en radbrytning är kvar i ordet.",
            "A hyphen of a line break is left in the word.",
            "kostnads-läge",
        ),
        Code::StrayQuote => (
            "Ett citattecken saknar sitt par.",
            "A quotation mark has no partner.",
            "stycket slutar med \" utan att ett öppnats",
        ),
        Code::NumberStyle => (
            "Tal från fyra siffror skrivs med mellanrum mellan tusentalen.",
            "Numbers of four digits and more are written with a space between the thousands.",
            "1000 invånare",
        ),
        Code::RangeHyphen => {
            ("I intervall står tankstreck, inte bindestreck.", "Ranges have an en dash, not a hyphen.", "2024-2026")
        }
        Code::HyphenForMinus => (
            "Ett negativt tal skrivs med minustecken, inte bindestreck.",
            "A negative number is written with a minus sign, not a hyphen.",
            "-20 tkr",
        ),
        Code::PercentStyle => (
            "Procenttecknet står både med och utan mellanrum i handlingen. Skrivreglerna vill ha mellanrum. \
                Rapporteras en gång, helst på en rad som har båda.",
            "The per cent sign stands both with and without a space in the paper. The writing rules want a space. \
                Told once, preferably in a row that has both.",
            "37% och 37 %",
        ),
        Code::Spacing => (
            "Ett mellanrum saknas vid ett tecken, eller står bara på ena sidan av ett snedstreck. Källa: \
                Myndigheternas skrivregler.",
            "A space is missing at a sign, or stands on one side of a slash only. Source: Myndigheternas skrivregler.",
            "16§, Kommunchef/ Ekonomichef",
        ),
        Code::HeadingFullStop => (
            "En rubrik slutar med punkt, som bara hör till meningar, eller några av en nivås mål saknar den punkt \
                som de andra har.",
            "A heading ends with a full stop, which belongs to sentences only, or some of a level's goals lack the \
                full stop that the others have.",
            "Nämnd och förvaltning.",
        ),
        Code::PeriodLength => (
            "En delårsrapport ska omfatta minst hälften och högst två tredjedelar av räkenskapsåret. Källa: lagen \
                (2018:597) om kommunal bokföring och redovisning, 13 kap. 1 §.",
            "An interim report covers at least half and at most two thirds of the financial year. Source: lagen \
                (2018:597) om kommunal bokföring och redovisning, 13 kap. 1 §.",
            "2023-01-01 – 2023-04-30",
        ),
        Code::HandedOverLate => (
            "Delårsrapporten ska lämnas till fullmäktige och revisorerna inom två månader från periodens slut. \
                Källa: kommunallagen (2017:725) 11 kap. 16 §.",
            "The interim report is handed over to the council and the auditors within two months of the period's \
                end. Source: kommunallagen (2017:725) 11 kap. 16 §.",
            "period till 2023-08-31, datum 2023-11-20",
        ),
        Code::MemoOnWeekend => (
            "Tjänsteskrivelsen är daterad på en lördag eller söndag.",
            "The memo is dated on a Saturday or Sunday.",
            "2023-09-10",
        ),
        Code::MemoCitesLaterDate => (
            "Tjänsteskrivelsen nämner ett datum eller en vecka som ligger efter den själv.",
            "The memo names a date or a week that lies after itself.",
            "daterad 2023-09-10, CSG v 38",
        ),
        Code::DateOutOfOrder => (
            "Ett datum i en kolumn bryter en ordning som alla andra följer. Det kan vara rätt: kontrollera det.",
            "A date of a column breaks an order that all others follow. It may be right: check it.",
            "2023-03-20, 2022-08-22, 2023-04-24",
        ),
        Code::ElectionDate => (
            "Texten lägger ett val i en annan månad eller på en annan dag än då det hölls eller ska hållas. \
                Programmet känner riksdagsvalen 2018, 2022 och 2026 och EU-valen 2019 och 2024. Källa: \
                Valmyndigheten; vallagen (2005:837) 1 kap. 3 §.",
            "The text puts an election in another month or on another day than it was or will be held. The program \
                knows the parliamentary elections of 2018, 2022 and 2026 and the European ones of 2019 and 2024. \
                Source: Valmyndigheten; vallagen (2005:837) 1 kap. 3 §.",
            "EU-valet i maj 2024",
        ),
        Code::ExceptionUnused => (
            "Ett godtaget undantag (`[[undantag]]`) gäller inte längre något fynd.",
            "An accepted exception (`[[undantag]]`) matches no finding any more.",
            "kod = \"doubled-word\" utan dubbelt ord",
        ),
        Code::DispatchMetadata => (
            "Expedieringen kräver ärendets nummer, diarienumret och sammanträdets datum, och sammanträdet kan inte \
                ligga före handlingens datum. Uppgifterna följer med till varje mottagare.",
            "A dispatch needs the item's number, the registry number and the meeting's date, and the meeting cannot \
                lie before the paper's date. They go with the files to every recipient.",
            "sammantradesdatum = 2024-05-16",
        ),
        Code::DispatchRecipients => (
            "Handlingen ska expedieras, men manifestet namnger ingen mottagare.",
            "The paper is to be dispatched, but the manifest names no recipient.",
            "[[mottagare]]",
        ),
        Code::DispatchForm => (
            "En mottagare saknar sätt att nås på: varken form eller adress, en form utan sin adress, eller en \
                e-postadress som inte kan vara en.",
            "A recipient cannot be reached: neither form nor address, a form without its address, or an e-mail \
                address that cannot be one.",
            "form = \"epost\" utan epost",
        ),
        Code::DispatchNames => (
            "Mottagarnas paket får namn efter mottagarna. Två som skrivs lika utan å, ä, ö och skiljetecken skulle \
                skriva över varandra.",
            "Packages are named after their recipients. Two that are written alike without å, ä, ö and punctuation \
                would overwrite each other.",
            "Revisorerna och revisorerna",
        ),
        Code::LayoutTokens => (
            "Layoutens fil med mått går inte att läsa.",
            "The layout's file of tokens cannot be read.",
            "storlek = \"10.5 pkt\"",
        ),
        Code::LayoutLogo => (
            "Layoutens logotyp ska vara en svg eller png i layoutens egen mapp, som bär allt med sig: inga länkar, \
                skript, bilder eller bokstäver som behöver ett typsnitt.",
            "A layout's logo is an SVG or PNG in the layout's own folder that brings everything with it: no links, \
                scripts, images, or letters that need a font.",
            "fil = \"logotyp.gif\"",
        ),
        Code::ContrastTooLow => (
            "Text i layouten skiljer sig för lite från sin botten för att alla ska kunna läsa den. Text kräver \
                kontrasten 4,5:1, former i diagram 3:1. Källa: WCAG 2.2, 1.4.3 och 1.4.11, som lagen (2018:1937) om \
                tillgänglighet till digital offentlig service kräver genom EN 301 549.",
            "A text of the layout differs too little from what it stands on for everybody to read it. Text needs a \
                contrast of 4.5:1, shapes of charts one of 3:1. Source: WCAG 2.2, 1.4.3 and 1.4.11, which lagen \
                (2018:1937) om tillgänglighet till digital offentlig service asks for by way of EN 301 549.",
            "svag = \"#9aa5ad\"",
        ),
        Code::LayoutFailed => (
            "Layoutens mall kunde inte göra filen.",
            "The layout's template could not make the file.",
            "ett fel i template.typ",
        ),
        Code::LayoutUnsettled => (
            "Sidorna läggs ut flera gånger, tills det som beror på sidnumren står stilla. Här gjorde det aldrig \
                det: varje omgång flyttade något som nästa flyttade tillbaka. Sidnumren i innehållsförteckningen \
                och antalet sidor kan därför vara fel. Ett utkast skrivs ändå, men ingen slutlig handling.",
            "Pages are laid out several times, until what depends on page numbers stands still. Here it never did: \
                each time moved something that the next one moved back. The contents' page numbers and the number \
                of pages may therefore be wrong. A draft is written all the same, but no final paper.",
            "en mall som visar ett stycke bara om det inte syntes förra gången",
        ),
    };
    Explanation { text: Text::new(sv, en), example }
}
