//! The covering note of a package, as plain text in Swedish.

use crate::base::standard::Standard;

use super::record::{Addressee, Metadata};

/// The note to one recipient who gets the files of these names, and finished papers of so many pages.
pub(super) fn note(
    metadata: &Metadata,
    addressee: &Addressee,
    standard: Standard,
    (names, finished): (&[&str], &[(&str, usize)]),
    pages: usize,
) -> String {
    let mut lines = vec!["Följebrev".to_owned(), String::new()];
    let mut line = |label: &str, value: &str| lines.push(format!("{:<15}{value}", format!("{label}:")));
    line("Till", &addressee.name);
    let way = match (addressee.form, &addressee.address) {
        ("epost", Some(address)) => format!("via e-post till {address}"),
        ("post", Some(address)) => format!("per post till {address}"),
        _ => "internt".to_owned(),
    };
    line("Skickas", &way);
    line("Från", &format!("{}, {}", metadata.municipality, metadata.committee));
    line("Handling", &metadata.title);
    line("Handlingstyp", metadata.kind);
    let facts = [
        ("Ärende nr", &metadata.item),
        ("Diarienummer", &metadata.registry_number),
        ("Sammanträde", &metadata.meeting_date),
    ];
    for (label, value) in facts {
        if let Some(value) = value {
            line(label, value);
        }
    }
    line("Daterad", &metadata.paper_date);
    if let Some(period) = &metadata.period_in_words {
        line("Period", period);
    }
    let before = metadata.version - 1;
    let replaces = if before > 0 { format!(" (ersätter version {before})") } else { String::new() };
    line("Version", &format!("{}{replaces}", metadata.version));
    lines.extend([String::new(), "Bifogat:".to_owned(), String::new()]);
    let counted = |pages: usize| if pages == 1 { "1 sida".to_owned() } else { format!("{pages} sidor") };
    let sheets = counted(pages);
    for name in names {
        let what = if name.ends_with(".pdf") {
            format!("handlingen, {sheets} ({})", standard.title())
        } else {
            "handlingen som redigerbar Word-fil (pdf-filen gäller)".to_owned()
        };
        lines.push(format!("- {name}: {what}"));
    }
    lines.extend(finished.iter().map(|(name, pages)| format!("- {name}: bilaga, {}", counted(*pages))));
    lines.push(String::new());
    lines.push(
        "Filernas kontrollsummor (SHA-256) finns i kontrollsummor.json, uppgifterna om ärendet i metadata.json."
            .to_owned(),
    );
    if standard.attaches() && names.iter().any(|name| name.ends_with(".pdf")) {
        lines.push(
            "Underlaget till siffrorna ligger som bilagor i pdf-filen. Med dem kan filen återskapas exakt.".to_owned(),
        );
    }
    lines.join("\n") + "\n"
}
