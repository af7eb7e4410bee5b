//! What a dispatch must know: the case that the paper belongs to, and how each recipient is reached.

use crate::base::mail_address::is_mail_address;
use crate::base::source::{Sources, Span};
use crate::base::swedish::file_name;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{DispatchForm, Manifest, Recipient};
use crate::input::personal::original;

use super::{messages, record};

/// What stands in the way of a dispatch by this manifest, which is one of `sources`.
pub fn check(manifest: &Manifest, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = metadata(manifest);
    if manifest.recipients.is_empty() {
        found.push(messages::dispatch_without_recipients(manifest.id.place));
    }
    found.extend(manifest.recipients.iter().flat_map(|recipient| unreachable(recipient, sources)));
    found.extend(names(&manifest.recipients));
    found
}

fn metadata(manifest: &Manifest) -> Vec<Diagnostic> {
    let has_words =
        |written: Option<&crate::base::written::SourceText>| written.is_some_and(|text| !text.trimmed().is_empty());
    let needed = [
        ("arende", has_words(manifest.item.as_ref())),
        ("diarienummer", has_words(manifest.registry_number.as_ref())),
        ("sammantradesdatum", manifest.meeting.is_some()),
    ];
    let missing = needed.into_iter().filter(|(_, is_there)| !is_there);
    missing.map(|(key, _)| messages::dispatch_needs(manifest.id.place, key)).collect()
}

fn unreachable(recipient: &Recipient, sources: &Sources) -> Vec<Diagnostic> {
    let name = recipient.name.trimmed();
    let Some(form) = record::form(recipient) else {
        return vec![messages::recipient_without_form(recipient.place, name)];
    };
    let (key, place) = match form {
        DispatchForm::Email => ("epost", recipient.email),
        DispatchForm::Post => ("adress", recipient.address),
        DispatchForm::Internal => return Vec::new(),
    };
    let (address, mut found) = place.map(|place| original(sources, place)).unwrap_or_default();
    let address = address.as_ref().filter(|address| !address.trimmed().is_empty());
    match address {
        None => found.push(messages::form_without_address(place.unwrap_or(recipient.place), name, key)),
        Some(address) if form == DispatchForm::Email && !is_mail_address(address.trimmed()) => {
            found.push(messages::bad_email(address.place, &address.text));
        }
        Some(_) => {}
    }
    found
}

/// Recipients whose packages would have the name of another's, or none.
fn names(recipients: &[Recipient]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known: Vec<(String, Span)> = Vec::new();
    for recipient in recipients {
        let (name, place) = (file_name(&recipient.name.text), recipient.name.place);
        match known.iter().find(|(other, _)| *other == name) {
            _ if name.is_empty() => found.push(messages::recipient_without_file_name(place, recipient.name.trimmed())),
            Some((_, first)) => {
                found.push(messages::recipients_of_one_name(place, &record::package_name(recipient), *first));
            }
            None => known.push((name, place)),
        }
    }
    found
}
