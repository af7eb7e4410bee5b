//! The sentences of `check`, each in both languages.

use crate::base::swedish::plural;
use crate::diagnostic::wording::{both, listed};
use crate::diagnostic::{Language, Severity};

use super::super::texts::pick;

/// No unit is called so; `meant` is the nearest that there is, `all` are their ids.
pub(super) fn no_unit(name: &str, meant: Option<String>, all: &[&str], language: Language) -> String {
    let all = listed(all.iter().copied());
    let sentence = match meant {
        Some(meant) => both!(
            "ingen enhet heter `{name}`; menade du `{meant}`? Rapportens enheter är {all}",
            "no unit is called `{name}`; did you mean `{meant}`? The report's units are {all}"
        ),
        None => both!(
            "ingen enhet heter `{name}`; rapportens enheter är {all}",
            "no unit is called `{name}`; the report's units are {all}"
        ),
    };
    pick(sentence, language)
}

/// How many findings concern others than the units that were asked for.
pub(super) fn others(count: usize, language: Language) -> String {
    let [sv, en] = [plural(count, "påpekande", "påpekanden"), plural(count, "finding concerns", "findings concern")];
    pick(both!("{count} {sv} gäller andra", "{count} {en} others"), language)
}

/// A diff is no page.
pub(super) fn no_html(language: Language) -> String {
    let sentence = both!(
        "`--fix` visas för människor, som JSON eller som SARIF; skriv `--format human`, `json` eller `sarif`",
        "`--fix` is shown for people, as JSON or as SARIF; write `--format human`, `json` or `sarif`"
    );
    pick(sentence, language)
}

/// The page's own words.
pub(super) struct Words {
    pub(super) language: &'static str,
    pub(super) title: &'static str,
    pub(super) contents: &'static str,
    pub(super) report: &'static str,
    pub(super) nothing: &'static str,
    pub(super) remedy: &'static str,
    pub(super) why: &'static str,
    pub(super) also: &'static str,
    pub(super) accepted: &'static str,
    pub(super) reason: &'static str,
    pub(super) fixable: &'static str,
    pub(super) to_contents: &'static str,
}

/// The page's own words in a language.
pub(super) fn words(language: Language) -> Words {
    let all = [
        Words {
            language: "sv",
            title: "Påpekanden",
            contents: "Innehåll",
            report: "Rapporten som helhet",
            nothing: "Inga påpekanden.",
            remedy: "Råd:",
            why: "Varför?",
            also: "Se också",
            accepted: "Godtagna undantag",
            reason: "Motivering:",
            fixable: "Kan rättas med",
            to_contents: "Till innehållet",
        },
        Words {
            language: "en",
            title: "Findings",
            contents: "Contents",
            report: "The report as a whole",
            nothing: "No findings.",
            remedy: "Remedy:",
            why: "Why?",
            also: "See also",
            accepted: "Accepted exceptions",
            reason: "Reason:",
            fixable: "Can be remedied by",
            to_contents: "To the contents",
        },
    ];
    pick(all, language)
}

/// A severity for people.
pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    let words = match severity {
        Severity::Error => ["Fel", "Error"],
        Severity::Warning => ["Varning", "Warning"],
        Severity::Note => ["Upplysning", "Note"],
    };
    pick(words, language)
}
