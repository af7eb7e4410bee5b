//! The sentences of `status`, each in both languages.

use crate::base::date::Ymd;
use crate::base::swedish::plural;
use crate::diagnostic::Language;
use crate::diagnostic::wording::both;
use crate::report::status::UnitStatus;

use super::super::texts::pick;

/// What was typed for a day is none; or the system has none.
pub(super) fn no_day(typed: &str, language: Language) -> String {
    let sentence = match typed {
        "" => both!(
            "systemet har inget datum; skriv det med `--day 2026-09-18`",
            "the system has no date; give one by `--day 2026-09-18`"
        ),
        typed => both!(
            "`{typed}` är ingen dag; skriv år, månad och dag: `--day 2026-09-18`",
            "`{typed}` is no day; write year, month and day: `--day 2026-09-18`"
        ),
    };
    pick(sentence, language)
}

/// How many units are late on a day, of those that have a deadline.
pub(super) fn late(late: usize, all: usize, day: &str, language: Language) -> String {
    let [sv, en] = [plural(late, "är sen", "är sena"), plural(late, "is late", "are late")];
    let sentence = match late {
        0 => both!("den {day} är ingen enhet sen:", "on {day} no unit is late:"),
        late => both!("den {day} {sv} {late} av {all} enheter:", "on {day} {late} of {all} units {en}:"),
    };
    pick(sentence, language)
}

/// How many days a unit has, or how late it is; of one that has delivered all, that.
pub(super) fn days_left(unit: &UnitStatus, day: Ymd, language: Language) -> String {
    let left = unit.days_left(day);
    let days = left.unwrap_or_default().unsigned_abs();
    let [sv, en] = if days == 1 { ["dag", "day"] } else { ["dagar", "days"] };
    let sentence = match left {
        None if unit.is_complete() => both!("allt lämnat", "all delivered"),
        None => both!("utan sista dag", "no last day"),
        Some(..0) => both!("{days} {sv} sen", "{days} {en} late"),
        Some(0) => both!("i dag", "today"),
        Some(_) => both!("{days} {sv} kvar", "{days} {en} left"),
    };
    pick(sentence, language)
}
