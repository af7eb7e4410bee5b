//! The wording of what stands in the way of a dispatch.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, listed, short};
use crate::diagnostic::{Code, Diagnostic, Text};

use super::record::{RECORD, REGISTER};

/// A key that a dispatch needs.
pub fn dispatch_needs(place: Span, key: &str) -> Diagnostic {
    finding(
        Code::DispatchMetadata,
        place,
        both!("expedieringen kräver `{key}`", "a dispatch needs `{key}`"),
        both!("lägg till `{key} = ...` överst i rapport.toml", "add `{key} = ...` at the top of rapport.toml"),
    )
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
    let (name, form) = (short(name), if key == "adress" { "post" } else { key });
    finding(
        Code::DispatchForm,
        place,
        both!(
            "mottagaren `{name}` saknar `{key}`, som behövs för `form = \"{form}\"`",
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
        both!(
            "namnet på mottagaren `{name}` går inte att göra ett filnamn av",
            "the recipient `{name}` gives no file name"
        ),
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

/// Why a version's record says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordFault {
    /// There is none, or it cannot be read.
    Missing,
    /// It is no record.
    Unreadable,
    /// It is that of another version, of this report or of another.
    Other(u32, String),
}

/// What of a version is not as it was made, by its names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differs {
    /// Other bytes.
    pub changed: Vec<String>,
    /// Not there.
    pub removed: Vec<String>,
    /// Not made with it.
    pub added: Vec<String>,
    /// Not looked at, since there is too much.
    pub unread: Vec<String>,
}

impl Differs {
    /// What differs, in both languages.
    fn said(&self) -> [String; 2] {
        let Differs { changed, removed, added, unread } = self;
        let kinds = [
            (changed, ["ändrat", "changed"]),
            (removed, ["borttaget", "removed"]),
            (added, ["tillagt", "added"]),
            (unread, ["för stort att kontrollera", "too large to be checked"]),
        ];
        [0, 1].map(|language| {
            let kinds = kinds.iter().filter(|(names, _)| !names.is_empty());
            let said = kinds.map(|(names, words)| {
                let names = listed(names.iter().map(String::as_str));
                format!("{} {names}", words[language])
            });
            said.collect::<Vec<_>>().join("; ")
        })
    }
}

/// What lies in a version's folder is not what was made.
pub fn version_changed(version: u32, differs: &Differs) -> Diagnostic {
    let [sv, en] = differs.said();
    finding(
        Code::DispatchChanged,
        None,
        both!(
            "version {version} är inte som när den gjordes: {sv}",
            "version {version} is not as it was when it was made: {en}"
        ),
        both!("hämta tillbaka filerna från en säkerhetskopia", "restore the files from a backup"),
    )
}

/// What is in a package is not what its hashes say.
pub fn package_changed(differs: &Differs) -> Diagnostic {
    let [sv, en] = differs.said();
    finding(
        Code::DispatchChanged,
        None,
        both!("paketet är inte som när det gjordes: {sv}", "the package is not as it was when it was made: {en}"),
        both!("be avsändaren om paketet en gång till", "ask the sender for the package once more"),
    )
}

/// A version whose record does not say what was made.
pub fn bad_record(version: u32, fault: &RecordFault) -> Diagnostic {
    let message = match fault {
        RecordFault::Missing => both!(
            "version {version} saknar `{RECORD}`, så det går inte att se om något i den är ändrat",
            "version {version} has no `{RECORD}`, so that nobody can see whether anything in it was changed"
        ),
        RecordFault::Unreadable => {
            both!("`{RECORD}` i version {version} går inte att läsa", "`{RECORD}` of version {version} cannot be read")
        }
        RecordFault::Other(other, report) => {
            let report = short(report);
            both!(
                "`{RECORD}` i version {version} hör till version {other} av `{report}`",
                "`{RECORD}` of version {version} is that of version {other} of `{report}`"
            )
        }
    };
    finding(
        Code::DispatchChanged,
        None,
        message,
        both!("hämta tillbaka filen från en säkerhetskopia", "restore the file from a backup"),
    )
}

/// Versions that were made and are not in their folder.
pub fn versions_missing(versions: &[u32]) -> Diagnostic {
    let names: Vec<String> = versions.iter().map(|version| format!("v{version}")).collect();
    let names = listed(names.iter().map(String::as_str));
    finding(
        Code::DispatchVersions,
        None,
        both!("{names} ligger inte kvar i mappen", "{names} are no longer in the folder"),
        both!(
            "i sin ordning om de är flyttade till ett arkiv; numren används inte igen så länge `{REGISTER}` \
             ligger kvar",
            "all is well if they were moved to an archive; their numbers are not used again while `{REGISTER}` is there"
        ),
    )
}

/// Names that look like versions, and are none.
pub fn not_versions(names: &[&str]) -> Diagnostic {
    let names = listed(names.iter().copied());
    finding(
        Code::DispatchVersions,
        None,
        both!("{names} är ingen version som programmet har gjort", "{names} is not a version that the program made"),
        both!("flytta det eller byt namn på det", "move or rename it"),
    )
}

/// No number is left for a new version.
pub fn no_number_left(last: u32) -> Diagnostic {
    finding(
        Code::LimitExceeded,
        None,
        both!("efter version {last} finns inget nummer", "there is no number after version {last}"),
        both!(
            "byt namn på `v{last}` om det inte är en version, och ta bort raden om den ur `{REGISTER}` om det \
                finns en",
            "rename `v{last}` if it is not a version, and take its line out of `{REGISTER}` if there is one"
        ),
    )
}
