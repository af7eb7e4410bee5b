//! The wording of what stands in the way of a dispatch.

use crate::base::date::Ymd;
use crate::base::source::Span;
use crate::base::swedish::short_date;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

/// A key that a dispatch needs.
pub fn dispatch_needs(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::DispatchMetadata,
        place,
        both!("expedieringen behöver `{key}`", "a dispatch needs `{key}`"),
        both!("lägg till `{key} = ...` överst i rapport.toml", "add `{key} = ...` at the top of rapport.toml"),
    )
}

/// A meeting before the paper's date.
pub fn meeting_before_paper(place: Span, meeting: Ymd, paper: Ymd, paper_place: Span) -> Diagnostic {
    let (meeting, paper) = (short_date(meeting), short_date(paper));
    finding(
        Code::DispatchMetadata,
        place,
        both!(
            "sammanträdet är {meeting}, före handlingens datum {paper}",
            "the meeting is on {meeting}, before the paper's date {paper}"
        ),
        both!("rätta ett av datumen", "correct one of the dates"),
    )
    .with_related(paper_place, Text::new("handlingens datum", "the paper's date"))
}

/// A dispatch to nobody.
pub fn dispatch_without_recipients(place: Span) -> Diagnostic {
    finding(
        Code::DispatchRecipients,
        place,
        both!("handlingen har ingen mottagare", "the paper has no recipient"),
        both!(
            "lägg till `[[mottagare]]` med `namn` och `epost`, `adress` eller `form`",
            "add `[[mottagare]]` with `namn` and `epost`, `adress` or `form`"
        ),
    )
}

/// A recipient without any form or address.
pub fn recipient_without_form(place: Span, name: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::DispatchForm,
        place,
        both!("mottagaren `{name}` har ingen adress", "the recipient `{name}` has no address"),
        both!(
            "lägg till `epost = \"...\"`, `adress = \"...\"` eller `form = \"internt\"`",
            "add `epost = \"...\"`, `adress = \"...\"` or `form = \"internt\"`"
        ),
    )
}

/// A form whose address is missing.
pub fn form_without_address(place: Span, name: &str, key: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::DispatchForm,
        place,
        both!(
            "mottagaren `{name}` saknar `{key}`, som formen behöver",
            "the recipient `{name}` lacks `{key}`, which the form needs"
        ),
        both!("lägg till `{key} = \"...\"`", "add `{key} = \"...\"`"),
    )
}

/// An e-mail address that cannot be one.
pub fn bad_email(place: Span, email: &str) -> Diagnostic {
    let email = short(email);
    finding(
        Code::DispatchForm,
        place,
        both!("`{email}` kan inte vara en e-postadress", "`{email}` cannot be an e-mail address"),
        both!("skriv den som `namn@kommunen.se`", "write it as `name@municipality.se`"),
    )
}

/// A recipient whose package would have no name.
pub fn recipient_without_file_name(place: Span, name: &str) -> Diagnostic {
    let name = short(name);
    finding(
        Code::DispatchNames,
        place,
        both!("av mottagaren `{name}` blir inget filnamn", "the recipient `{name}` gives no file name"),
        both!("skriv namnet med bokstäver", "write the name with letters"),
    )
}

/// Two recipients whose packages would have one name.
pub fn recipients_of_one_name(place: Span, file: &str, first: Span) -> Diagnostic {
    finding(
        Code::DispatchNames,
        place,
        both!("två mottagare skulle få filen `{file}`", "two recipients would get the file `{file}`"),
        both!("skriv namnen så att de skiljer sig åt", "write the names so that they differ"),
    )
    .with_related(first, Text::new("den första", "the first one"))
}
