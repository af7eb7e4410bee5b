//! What texts say without a figure of their own: how a row has gone over the years, in which month it was highest,
//! which place it has among the rows of its table. Every pair is a text that is right and the same with a fault.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Block, Report, chapter, column, columns, row, table};

/// Calls by four years, and their costs.
fn of_years(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("y2023", "2023"),
        column("y2024", "2024"),
        column("y2025", "2025"),
        column("y2026", "2026"),
        table("t", "Antal anlöp per fartyg", "k", ["a/farjor", "a/fisk", "a/gast", "a/segel", "a/summa"]),
    ];
    let cells = |a, b, c, d| [("y2023", a), ("y2024", b), ("y2025", c), ("y2026", d)];
    let rows = vec![
        row("t", "farjor", "Färjor").cells(&cells("402", "410", "428", "436")),
        row("t", "fisk", "Fiskefartyg").cells(&cells("230", "190", "197", "183")),
        row("t", "gast", "Gästbåtar").cells(&cells("905", "865", "631", "1274")),
        row("t", "segel", "Segelbåtar").cells(&cells("512", "540", "566", "281")),
        row("t", "summa", "Summa")
            .cells(&cells("2049", "2005", "1822", "2174"))
            .sum(["farjor", "fisk", "gast", "segel"]),
    ];
    report(set, rows, words)
}

#[test]
fn years_in_a_row_are_those_of_the_table() {
    all_are_held(
        &of_years,
        &[
            ("Färjorna har ökat tre år i rad.", "Färjorna har minskat tre år i rad."),
            ("För andra året i rad ökar antalet färjor.", "För andra året i rad ökar antalet fiskefartyg."),
            ("Färjorna har ökat varje år sedan 2023.", "Gästbåtarna har ökat varje år sedan 2023."),
            ("Antalet färjor fortsätter att öka.", "Antalet segelbåtar fortsätter att öka."),
            ("Fiskefartygen har minskat jämfört med 2025.", "Fiskefartygen har ökat jämfört med 2025."),
            ("Färjorna ökade något jämfört med förra året.", "Färjorna minskade något jämfört med förra året."),
        ],
    );
}

#[test]
fn years_of_most_and_least_are_those_of_the_table() {
    all_are_held(
        &of_years,
        &[
            ("Fiskefartygen var som flest 2023.", "Fiskefartygen var som flest 2024."),
            ("Gästbåtarna var som lägst 2025 och är nu fler.", "Gästbåtarna var som lägst 2024 och är nu fler."),
            ("Antalet fiskefartyg är det lägsta sedan 2023.", "Antalet fiskefartyg är det högsta sedan 2023."),
            ("Antalet färjor är det högsta på tre år.", "Antalet segelbåtar är det högsta på tre år."),
        ],
    );
}

#[test]
fn words_for_twice_and_half_are_what_the_figures_give() {
    all_are_held(
        &of_years,
        &[
            ("Gästbåtarna har fördubblats sedan 2025.", "Färjorna har fördubblats sedan 2025."),
            (
                "Segelbåtarna har halverats jämfört med förra året.",
                "Fiskefartygen har halverats jämfört med förra året.",
            ),
            ("Gästbåtarna är dubbelt så många som 2025.", "Gästbåtarna är dubbelt så många som 2024."),
            ("Köerna fördubblades från 6 till 12 dagar.", "Köerna fördubblades från 6 till 8 dagar."),
            ("Av lotsarna har 14 av 25, mer än hälften, slutat.", "Av lotsarna har 11 av 25, mer än hälften, slutat."),
            (
                "Drygt en tredjedel (36 procent) av kajerna är av trä.",
                "Drygt en tredjedel (26 procent) av kajerna är av trä.",
            ),
        ],
    );
}

/// Costs of three parts of a harbour, with their budgets.
fn of_money(words: &str) -> Report {
    let amounts = |id, heading| column(id, heading).key("sort", "tkr");
    let set = vec![
        columns("k"),
        amounts("fjol", "Utfall 2025"),
        amounts("budget", "Budget 2026"),
        amounts("utfall", "Utfall 2026"),
        amounts("avvikelse", "Avvikelse"),
        table("t", "Hamnens kostnader, tkr", "k", ["a/kajer", "a/lotsar", "a/kranar", "a/stab", "a/summa"]),
    ];
    let cells = |a, b, c, d| [("fjol", a), ("budget", b), ("utfall", c), ("avvikelse", d)];
    let rows = vec![
        row("t", "kajer", "Kajunderhåll").cells(&cells("5210", "5600", "5480", "120")),
        row("t", "lotsar", "Lotsning").cells(&cells("2840", "2900", "3175", "-275")),
        row("t", "kranar", "Kranar").cells(&cells("1320", "1350", "1410", "-60")),
        row("t", "stab", "Hamnkontor").cells(&cells("610", "640", "655", "-15")),
        row("t", "summa", "Summa")
            .cells(&cells("9980", "10490", "10720", "-230"))
            .sum(["kajer", "lotsar", "kranar", "stab"]),
    ];
    report(set, rows, words)
}

#[test]
fn places_among_rows_are_those_of_the_table() {
    all_are_held(
        &of_money,
        &[
            ("Den största posten är kajunderhåll.", "Den största posten är lotsning."),
            ("Den näst största posten är lotsning.", "Den näst största posten är kranar."),
            ("Lotsningen är den näst största kostnadsposten.", "Kajunderhållet är den näst största kostnadsposten."),
            ("Den största avvikelsen finns inom lotsning.", "Den största avvikelsen finns inom kranar."),
            ("Störst ökning har lotsningen.", "Störst ökning har kajunderhållet."),
            ("Det största underskottet redovisar lotsningen.", "Det största underskottet redovisar kranarna."),
            ("Minst är kostnaden för hamnkontoret.", "Minst är kostnaden för lotsningen."),
            (
                "Den största avvikelsen mot budget finns inom lotsningen, medan kranarna är nära sin ram.",
                "Den största avvikelsen mot budget finns inom kranarna, medan lotsningen är nära sin ram.",
            ),
            ("Den största kostnaden är kajunderhållet.", "Den största kostnaden är lotsningen."),
            (
                "Störst ökning av kostnaderna har lotsningen, följt av kajunderhållet.",
                "Störst ökning av kostnaderna har kranarna, följt av kajunderhållet.",
            ),
        ],
    );
}

#[test]
fn parts_of_the_whole_in_words_are_those_of_the_table() {
    all_are_held(
        &of_money,
        &[
            (
                "Kajunderhållet står för drygt hälften av kostnaderna.",
                "Lotsningen står för drygt hälften av kostnaderna.",
            ),
            (
                "Lotsningen utgör knappt en tredjedel av de totala kostnaderna.",
                "Kranarna utgör knappt en tredjedel av de totala kostnaderna.",
            ),
        ],
    );
}

/// Guests by month, in columns.
fn of_months(words: &str) -> Report {
    let names = ["Mars", "April", "Maj", "Juni", "Juli", "Augusti"];
    let ids = ["m3", "m4", "m5", "m6", "m7", "m8"];
    let mut set = vec![columns("k").key("sort", "st")];
    set.extend(ids.iter().zip(names).map(|(id, name)| column(id, name)));
    set.push(table("t", "Besök per månad", "k", ["a/gast", "a/bad"]));
    let cells = |all: [&'static str; 6]| ids.into_iter().zip(all).collect::<Vec<_>>();
    let rows = vec![
        row("t", "gast", "Gästhamnen").cells(&cells(["12", "85", "240", "612", "1340", "975"])),
        row("t", "bad", "Kallbadhuset").cells(&cells(["310", "285", "240", "190", "175", "205"])),
    ];
    report(set, rows, words)
}

/// The same with a month a row.
fn of_month_rows(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("falls", "Fallolyckor"),
        table("t", "Olyckor i hamnen", "k", ["a/m1", "a/m2", "a/m3", "a/m4"]),
    ];
    let one = |id, name, falls| row("t", id, name).cells(&[("falls", falls)]);
    let rows =
        vec![one("m1", "Januari", "17"), one("m2", "Februari", "12"), one("m3", "Mars", "9"), one("m4", "April", "11")];
    report(set, rows, words)
}

#[test]
fn months_of_most_and_least_are_those_of_the_table() {
    all_are_held(
        &of_months,
        &[
            ("Gästhamnen hade flest besök i juli.", "Gästhamnen hade flest besök i augusti."),
            ("I juli hade gästhamnen flest besök.", "I juni hade gästhamnen flest besök."),
            ("Kallbadhuset hade lägst antal besök i juli.", "Kallbadhuset hade lägst antal besök i mars."),
        ],
    );
    all_are_held(
        &of_month_rows,
        &[
            ("Flest fallolyckor inträffade i januari.", "Flest fallolyckor inträffade i mars."),
            ("Antalet fallolyckor var som lägst i mars.", "Antalet fallolyckor var som lägst i april."),
        ],
    );
}

/// What is wished for, what is of some of them, and what is of something else.
#[test]
fn what_may_be_of_something_else_is_nobodys() {
    none_is_held(
        &of_years,
        &[
            "Färjorna väntas minska tre år i rad.",
            "Målet är att antalet färjor ska halveras jämfört med 2025.",
            "Vi har inte sett att färjorna minskat jämfört med 2025.",
            "Färjorna har minskat sina utsläpp jämfört med 2025.",
            "Klagomålen på färjorna har minskat jämfört med 2025.",
            "Färjorna och fiskefartygen har minskat jämfört med 2025.",
            "Hamnen når målet för tredje året i rad, trots fler färjor.",
            "Färjorna är störst av alla fartyg.",
            "En av de största posterna är färjorna.",
            "Bränslet till färjorna har fördubblats sedan 2025.",
            "Fiskefartygen hade lägst utsläpp 2025.",
            "Minst 40 av färjorna kom i mars.",
        ],
    );
    none_is_held(
        &of_money,
        &[
            "Den största risken är lotsningen.",
            "Störst betydelse har kranarna.",
            "Av kostnaderna för kranar står el för mer än hälften.",
            "Kranarna står för hälften av ökningen.",
            "Hamnkontoret är störst i länet.",
            "Den största ökningen av sjukfrånvaron har kranarna.",
            "Den största båten finns hos lotsningen.",
            "Kajunderhållet och lotsningen har de största kostnaderna.",
            "Den största delen av kranarnas tid går till underhåll.",
            "Kranarna är det största bekymret.",
            "Den största posten inom lotsning är bränsle.",
            "Kranar hör till de största posterna i underhållsplanen.",
        ],
    );
}

/// A harbour's chapters and tables, with numbers.
fn of_numbers(words: &str) -> Report {
    let amounts = |id, heading| column(id, heading).key("sort", "tkr");
    let mut set = vec![columns("k"), amounts("utfall", "Utfall 2026")];
    set.push(table("t", "Kajernas underhåll, tkr", "k", ["a/norra", "a/sodra"]));
    set.push(table("s", "Årsarbetare och sjukfrånvaro", "k", ["a/lotsar", "a/stab"]));
    set.push(table("i", "Investeringar i farleder", "k", ["a/muddring", "a/fyrar"]));
    set.push(chapter("personal", "Personal", "tabeller").key("tabeller", ["s"]));
    set.push(chapter("bygge", "Investeringar", "tabeller").key("tabeller", ["i"]));
    let one = |table: &str, id: &str, name: &str, amount| row(table, id, name).cells(&[("utfall", amount)]);
    let rows = vec![
        one("t", "norra", "Norra kajen", "120"),
        one("t", "sodra", "Södra kajen", "230"),
        one("s", "lotsar", "Lotsarna", "340"),
        one("s", "stab", "Hamnkontoret", "450"),
        one("i", "muddring", "Muddringsarbeten", "560"),
        one("i", "fyrar", "Fyrbelysning", "670"),
    ];
    report(set, rows, words).key("numrerade_rubriker", 1).key("numrerade_tabeller", true)
}

#[test]
fn numbers_are_those_of_what_is_spoken_of() {
    all_are_held(
        &of_numbers,
        &[
            ("Hur sjukfrånvaron ser ut framgår av tabell 2.", "Hur sjukfrånvaron ser ut framgår av tabell 3."),
            ("Tabell 3 visar investeringarna.", "Tabell 2 visar investeringarna."),
            ("Se även tabell 2 om sjukfrånvaron.", "Se även tabell 1 om sjukfrånvaron."),
            ("Årets investeringar redovisas i avsnitt 4.", "Årets investeringar redovisas i avsnitt 3."),
            (
                "I avsnittet om investeringar (avsnitt 4) står mer.",
                "I avsnittet om investeringar (avsnitt 3) står mer.",
            ),
            (
                "Fyrbelysningen byttes och muddringsarbetena blev klara. Beloppen framgår av tabell 3.",
                "Fyrbelysningen byttes och muddringsarbetena blev klara. Beloppen framgår av tabell 1.",
            ),
            (
                "Det kostade 560 tkr respektive 670 tkr, se tabell 3.",
                "Det kostade 560 tkr respektive 670 tkr, se tabell 1.",
            ),
            ("Det blev 120 och 230 (tabell 1).", "Det blev 120 och 230 (tabell 2)."),
            (
                "Det kostade 560 tkr och 670 tkr. Mer finns i tabell 3.",
                "Det kostade 560 tkr och 670 tkr. Mer finns i tabell 2.",
            ),
        ],
    );
    let told = |words: &str| of_numbers(words).findings().lines().any(|line| line.contains("number-of-other"));
    for words in [
        // Of two tables, of none, and rounded.
        "Det kostade 120 tkr och 670 tkr, se tabell 2.",
        "Det kostade 125 tkr och 675 tkr, se tabell 2.",
        "Det kostade omkring 560 tkr, se tabell 2.",
        "Av 1 230 tkr gick 560 tkr till annat, och 980 tkr till mer, se tabell 2.",
    ] {
        assert!(!told(words), "{words}");
    }
    none_is_held(
        &of_numbers,
        &[
            "Sjukfrånvaron bland lotsarna i tabell 2 och investeringarna i tabell 3 hör ihop.",
            "Lotsarnas investeringar framgår av tabell 2.",
            "Mer om sjukfrånvaron står i avsnitt 1 i årsredovisningen.",
            "Sjukfrånvaron har minskat. Se tabell 1.",
            "Bemanningen på Hamnkontoret framgår av tabell 2.",
        ],
    );
}

/// Changes in numbers and in per cent that no formula gives.
fn of_changes(changes: [&'static str; 5], shares: [&'static str; 5]) -> String {
    let set = vec![
        columns("k").key("sort", "st"),
        column("y2025", "2025"),
        column("y2026", "2026"),
        column("andring", "Förändring"),
        column("andel", "Förändring, %").key("sort", "%"),
        table("t", "Anlöp", "k", ["a/r0", "a/r1", "a/r2", "a/r3", "a/r4"]),
    ];
    let levels = [("410", "436"), ("197", "183"), ("631", "1274"), ("566", "281"), ("90", "96")];
    let rows = (0..5).map(|at| {
        let (before, now) = levels[at];
        let id: &'static str = ["r0", "r1", "r2", "r3", "r4"][at];
        row("t", id, ["Färjor", "Fiskefartyg", "Gästbåtar", "Segelbåtar", "Bogserbåtar"][at]).cells(&[
            ("y2025", before),
            ("y2026", now),
            ("andring", changes[at]),
            ("andel", shares[at]),
        ])
    });
    report(set, rows.collect(), "Hamnen är öppen.").findings()
}

#[test]
fn columns_of_changes_are_what_their_rows_show() {
    let (changes, shares) = (["26", "-14", "643", "-285", "6"], ["6.3", "-7.1", "101.9", "-50.4", "6.7"]);
    let count = |found: String| found.matches("change-mismatch").count();
    assert_eq!(count(of_changes(changes, shares)), 0);
    assert_eq!(count(of_changes(["62", "-14", "643", "-285", "6"], shares)), 1);
    assert_eq!(count(of_changes(changes, ["6.3", "-7.1", "109.9", "-50.4", "6.7"])), 1);
    // Two other figures are another column's.
    assert_eq!(count(of_changes(["62", "-41", "643", "-285", "6"], shares)), 0);
}

/// A memo beside what a unit writes, of which no table holds anything.
fn of_memo(words: &str) -> Report {
    let (memo, unit) = words.split_once('|').unwrap_or((words, ""));
    let text = Block::entry("tjansteskrivelse.avsnitt").key("rubrik", "Ärendet").key("text", memo);
    of_years(unit).add([Block::table("tjansteskrivelse").key("titel", "Hamnrapport"), text])
}

#[test]
fn two_texts_say_the_same_of_what_no_table_holds() {
    all_are_held(
        &of_memo,
        &[
            (
                "Saneringen av hamnbassängen kostade 3,4 mnkr.|Saneringen av hamnbassängen kostade 3,4 mnkr, mest för grävning.",
                "Saneringen av hamnbassängen kostade 4,3 mnkr.|Saneringen av hamnbassängen kostade 3,4 mnkr, mest för grävning.",
            ),
            (
                "Hamnen har bytt 128 förtöjningsringar.|Under våren byttes 128 förtöjningsringar.",
                "Hamnen har bytt 182 förtöjningsringar.|Under våren byttes 128 förtöjningsringar.",
            ),
            (
                "Lotsutbildningen fullföljdes av 87 procent.|Lotsutbildningen fullföljdes av 87 procent av deltagarna.",
                "Lotsutbildningen fullföljdes av 78 procent.|Lotsutbildningen fullföljdes av 87 procent av deltagarna.",
            ),
        ],
    );
    none_is_held(
        &of_memo,
        &[
            "Saneringen kostade 3,4 mnkr.|Muddringen kostade 4,3 mnkr.",
            "Saneringen av hamnbassängen kostade 3,4 mnkr 2025.|Saneringen av hamnbassängen kostade 4,3 mnkr 2026.",
            "Av 128 förtöjningsringar byttes 82.|Hamnen har bytt 28 av 182 förtöjningsringar i yttre bassängen.",
            "Budgeten för saneringen av hamnbassängen var 3,4 mnkr.|Saneringen av hamnbassängen kostade 4,3 mnkr.",
        ],
    );
}

/// Days to come of which a memo may well speak, beside one that it cannot cite.
#[test]
fn a_memo_may_speak_of_days_to_come() {
    let cited = |memo: &str| of_memo(&format!("{memo}|Hamnen är öppen.")).findings().contains("memo-cites-later-date");
    for words in [
        "Revisorerna granskar rapporten 2026-10-15.",
        "Rapporten behandlas av kommunfullmäktige 2026-10-26.",
        "Muddringen ska vara klar 2026-11-30.",
        "Nästa uppföljning görs 2026-12-31.",
    ] {
        assert!(!cited(words), "{words}");
    }
    assert!(cited("Samverkan skedde 2026-10-15."));
}

/// A figure that is taken from a table says nothing of the one beside it, and what a rate is counted on is no figure.
#[test]
fn bound_figures_and_bases_of_rates_are_left_alone() {
    none_is_held(
        &of_years,
        &[
            "Färjorna var {{t.farjor.y2026}} mot 410 för två år sedan.",
            "Av {{t.summa.y2026}} anlöp gjordes 436 av färjor och 183 av fiskefartyg.",
            "Antalet färjor ökade från {{t.farjor.y2025}} till 436, alltså med {{t.farjor.y2026 - t.farjor.y2025}}.",
            "Fiskefartygen var 5,2 per 1 000 invånare.",
            "Det är 142 anmälningar per 10 000 invånare om fiskefartyg.",
        ],
    );
}
