//! The wording of messages to units.

use crate::base::date::Ymd;
use crate::base::swedish::{plural, short_date};
use crate::diagnostic::wording::both;

/// The subject, with how many things there are to do.
pub fn subject(title: &str, unit: &str, count: usize) -> [String; 2] {
    let [sv, en] = [plural(count, "sak", "saker"), plural(count, "thing", "things")];
    both!("{title}: {count} {sv} att göra för {unit}", "{title}: {count} {en} to do for {unit}")
}

/// To whom it is.
pub(super) fn greeting(contact: Option<&str>) -> [String; 2] {
    match contact {
        Some(name) => both!("Hej {name}!", "Hello {name},"),
        None => both!("Hej!", "Hello,"),
    }
}

/// What it is about.
pub(super) fn about(unit: &str, title: &str) -> [String; 2] {
    both!("Det här gäller det som {unit} lämnar till {title}.", "This is about what {unit} delivers to {title}.")
}

/// That a chapter's or a goal's text is empty.
pub(super) fn text_empty() -> [String; 2] {
    both!("texten är tom", "the text is empty")
}

/// By when, and how many days that is from the day of the message.
pub(super) fn deadline(deadline: Ymd, day: Ymd) -> [String; 2] {
    let (date, left) = (short_date(deadline), deadline.day_number() - day.day_number());
    let [days_sv, days_en] = {
        let count = left.unsigned_abs();
        if count == 1 { both!("1 dag", "1 day") } else { both!("{count} dagar", "{count} days") }
    };
    match left {
        ..0 => both!(
            "Allt skulle ha lämnats senast {date}; det är {days_sv} sent.",
            "All of it was due by {date}; it is {days_en} late."
        ),
        0 => both!("Allt ska vara lämnat i dag, {date}.", "All of it is due today, {date}."),
        _ => both!("Allt ska vara lämnat senast {date}, om {days_sv}.", "All of it is due by {date}, in {days_en}."),
    }
}

/// All has come, and something is to be looked at.
pub(super) fn complete() -> [String; 2] {
    both!("Allt är lämnat.", "All of it has come.")
}

/// The heading of what has not come.
pub(super) fn gaps(file: &str) -> [String; 2] {
    both!(
        "Det här saknas (skriv det i {file}, eller under samma rubrik i formuläret om ni har fått ett):",
        "This is missing (write it into {file}, or below the same heading of the form if you have got one):"
    )
}

/// The heading of what has come and is to be looked at.
pub(super) fn found() -> [String; 2] {
    both!("Det här behöver ses över:", "This is to be looked at:")
}

/// The heading of what is only worth knowing.
pub(super) fn notes() -> [String; 2] {
    both!("Bra att veta, men inget måste göras:", "Worth knowing, but nothing has to be done:")
}

/// One thing to do, and where.
pub(super) fn item(number: usize, message: &str, place: &str) -> [String; 2] {
    both!("{number}. {message}{place}", "{number}. {message}{place}")
}

/// What to do about it.
pub(super) fn remedy(hint: &str) -> [String; 2] {
    both!("   Råd: {hint}", "   Remedy: {hint}")
}

/// How to see it oneself.
pub(super) fn closing(report: &str, unit: &str) -> [String; 2] {
    both!(
        "Du kan själv kontrollera ditt avsnitt: underlag check {report} --unit {unit}",
        "You can check your section yourself: underlag check {report} --unit {unit}"
    )
}

/// How to answer, and who asks.
pub(super) fn signed(from: &str) -> [String; 2] {
    both!(
        "Säg till när det är klart, eller om något är oklart, genom att svara på det här meddelandet. Den som fyller i \
         ett formulär skickar tillbaka det ifyllda formuläret; rad och tecken ovan gäller filen som det tas in i.\n\n\
         Hälsningar\n{from}",
        "Answer this message when it is done, or if something is not clear. Who fills in a form sends the form back; \
         the lines and letters above are of the file that it goes into.\n\nRegards\n{from}"
    )
}

/// Units that get no mail.
pub fn without_address(names: &str) -> [String; 2] {
    both!(
        "utan e-postadress, bara text: {names}; skriv `epost` under `[[enhet]]` i rapport.toml",
        "without an e-mail address, text only: {names}; write `epost` below `[[enhet]]` in rapport.toml"
    )
}

/// Units that have nothing left to do.
pub fn done(names: &str) -> [String; 2] {
    both!("inget kvar att göra: {names}", "nothing left to do: {names}")
}

/// The report cannot be read.
pub fn not_made() -> [String; 2] {
    both!(
        "rapport.toml går inte att läsa, så det går inte att säga vad enheterna ska lämna; se `underlag check`",
        "rapport.toml cannot be read, so that nobody can say what units are to deliver; see `underlag check`"
    )
}
