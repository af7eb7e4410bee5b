//! The setting by which editors of TOML complete and check a report's files: Taplo, and Even Better TOML in VS Code.
//!
//! The schemas are the general ones: those with a report's ids would be wrong as soon as the report changes, and are
//! made by `underlag schema`, whose files stand in their place.

use crate::input::keys::schema::text;
use crate::input::keys::{MANIFEST, SECTION};

use super::plan::File;

/// The setting, with the schema of each kind of file beside it.
pub(super) fn settings() -> Vec<File> {
    let rule = |files: &str, schema: &str| {
        format!("\n[[rule]]\ninclude = [\"**/{files}\"]\nschema = {{ path = \"./{schema}\" }}\n")
    };
    let about = "# Med den här filen visar och kontrollerar redigeringsprogram nycklarna: Taplo, och Even Better TOML \
                 i VS Code.\n";
    let taplo = format!(
        "{about}{}{}",
        rule("rapport.toml", "rapport.schema.json"),
        rule("enheter/*.toml", "enhet.schema.json")
    );
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        file(".taplo.toml", taplo),
        file("rapport.schema.json", text(&MANIFEST, None, |[swedish, _]| swedish)),
        file("enhet.schema.json", text(&SECTION, None, |[swedish, _]| swedish)),
    ]
}
