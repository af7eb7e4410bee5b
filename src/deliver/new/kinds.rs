//! What each kind of report consists of, as municipalities write them: chapters, columns, sections of the memo.
//!
//! These are words of files whose readers are Swedish, like the keys around them.

use crate::input::manifest::ReportKind;

use super::period::Period;

/// A chapter.
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) content: Content,
}

/// What stands in a chapter.
pub(super) enum Content {
    /// A text of the unit that writes what concerns all.
    Lead,
    /// A text of every unit.
    Each,
    /// The table of operations.
    Operations,
    /// The table of investments.
    Investments,
    /// The goals.
    Goals,
    /// The internal control.
    Control,
    /// Chapters within it.
    Parts(Vec<Part>),
}

/// A column: its id, its heading, and whether it has words.
pub(super) struct Column {
    pub(super) id: String,
    pub(super) heading: String,
}

fn column(id: String, heading: String) -> Column {
    Column { id, heading }
}

/// What the internal control is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// What is going to be done.
    Plan,
    /// How it went.
    FollowUp,
}

/// What kind of report it is, as far as that decides what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// A part of a year that is followed up.
    Part,
    /// A year that has ended.
    Year,
    /// A time to come, with its money.
    Plan,
    /// A time to come, without.
    Goals,
    /// Internal control.
    Control(Control),
}

fn family(kind: ReportKind) -> Family {
    match kind {
        ReportKind::Interim | ReportKind::FourMonthly | ReportKind::FollowUp => Family::Part,
        ReportKind::Annual | ReportKind::AnnualAccounts | ReportKind::ActivityReport => Family::Year,
        ReportKind::OperationalPlan => Family::Plan,
        ReportKind::Plan => Family::Goals,
        ReportKind::ControlPlan => Family::Control(Control::Plan),
        ReportKind::ControlFollowUp => Family::Control(Control::FollowUp),
    }
}

/// Whether it is about a time to come.
pub(super) fn is_plan(kind: ReportKind) -> bool {
    matches!(family(kind), Family::Plan | Family::Goals | Family::Control(Control::Plan))
}

/// Whether reports of this kind have goals.
pub(super) fn has_goals(kind: ReportKind) -> bool {
    parts(kind).iter().any(|part| matches!(part.content, Content::Goals))
}

/// The chapter of goals in a report of a kind that has none by itself.
pub(super) fn goals() -> Part {
    Part { id: "mal", heading: "Mål".to_owned(), content: Content::Goals }
}

/// The chapters.
pub(super) fn parts(kind: ReportKind) -> Vec<Part> {
    let part = |id, heading: &str, content| Part { id, heading: heading.to_owned(), content };
    let summary = || part("sammanfattning", "Sammanfattning", Content::Lead);
    let events = || part("handelser", "Viktiga händelser", Content::Each);
    let goals = || part("mal", "Mål", Content::Goals);
    let control = || part("intern-kontroll", "Intern kontroll", Content::Control);
    let money = |investments: bool| {
        let mut all = vec![
            part("drift", "Driftredovisning", Content::Operations),
            part("kommentarer", "Kommentarer till utfall och avvikelser", Content::Each),
        ];
        all.extend(investments.then(|| part("investeringar", "Investeringar", Content::Investments)));
        part("ekonomi", "Ekonomi", Content::Parts(all))
    };
    let staff = || part("personal", "Personal", Content::Lead);
    let ahead = || part("framtid", "Förväntad utveckling", Content::Lead);
    match kind {
        ReportKind::Interim | ReportKind::FourMonthly => {
            vec![summary(), events(), goals(), money(true), staff(), ahead(), control()]
        }
        ReportKind::FollowUp => {
            vec![summary(), money(false), part("atgarder", "Åtgärder för en budget i balans", Content::Lead)]
        }
        ReportKind::Annual => vec![summary(), events(), goals(), money(true), staff(), ahead(), control()],
        ReportKind::AnnualAccounts => vec![summary(), money(true), staff()],
        ReportKind::ActivityReport => {
            let mission = part("uppdrag", "Uppdrag och verksamhet", Content::Lead);
            vec![mission, events(), goals(), money(false), staff(), ahead(), control()]
        }
        ReportKind::OperationalPlan => {
            let money = vec![
                part("drift", "Driftbudget", Content::Operations),
                part("prioriteringar", "Prioriteringar inom ramen", Content::Each),
                part("investeringar", "Investeringar", Content::Investments),
            ];
            vec![
                part("uppdrag", "Uppdrag och organisation", Content::Lead),
                part("omvarld", "Omvärld och förutsättningar", Content::Lead),
                goals(),
                part("ekonomi", "Ekonomi", Content::Parts(money)),
                part("personal", "Personal och kompetens", Content::Lead),
                control(),
                part("uppfoljning", "Så följs planen upp", Content::Lead),
            ]
        }
        ReportKind::Plan => vec![
            part("bakgrund", "Bakgrund och syfte", Content::Lead),
            part("nulage", "Nuläge", Content::Each),
            part("mal", "Mål och åtgärder", Content::Goals),
            part("genomforande", "Genomförande och ansvar", Content::Each),
            part("uppfoljning", "Så följs planen upp", Content::Lead),
        ],
        ReportKind::ControlPlan => vec![
            part("inledning", "Så arbetar nämnden med intern kontroll", Content::Lead),
            part("intern-kontroll", "Risker och kontroller", Content::Control),
            part("uppfoljning", "Så följs planen upp", Content::Lead),
        ],
        ReportKind::ControlFollowUp => vec![
            summary(),
            part("intern-kontroll", "Uppföljning av kontrollerna", Content::Control),
            part("atgarder", "Åtgärder", Content::Each),
        ],
    }
}

/// The columns of the table of operations.
pub(super) fn operations(kind: ReportKind, period: &Period) -> Vec<Column> {
    let (year, before) = (period.year(), period.year() - 1);
    let variance = |heading: &str| column("avvikelse".to_owned(), heading.to_owned());
    let of_year = |id: &str, heading: &str, year: u16| column(format!("{id}_{year}"), format!("{heading} {year}"));
    match family(kind) {
        Family::Part => {
            let (then, now) = (period.before(), period);
            let mut all = vec![
                column(format!("utfall_{}", then.id()), format!("Utfall {}", then.words())),
                column(format!("utfall_{}", now.id()), format!("Utfall {}", now.words())),
                of_year("budget", "Budget", year),
                of_year("prognos", "Prognos", year),
                variance("Avvikelse helår"),
            ];
            if kind == ReportKind::FollowUp {
                all.remove(0);
            }
            all
        }
        Family::Year => vec![
            of_year("utfall", "Utfall", before),
            of_year("budget", "Budget", year),
            of_year("utfall", "Utfall", year),
            variance("Avvikelse"),
        ],
        Family::Plan | Family::Goals | Family::Control(_) => vec![
            of_year("budget", "Budget", before),
            of_year("budget", "Budget", year),
            of_year("plan", "Plan", year + 1),
            of_year("plan", "Plan", year + 2),
        ],
    }
}

/// The columns of the table of investments.
pub(super) fn investments(kind: ReportKind, period: &Period) -> Vec<Column> {
    let year = period.year();
    let of_year = |id: &str, heading: &str, year: u16| column(format!("{id}_{year}"), format!("{heading} {year}"));
    match family(kind) {
        Family::Plan | Family::Goals | Family::Control(_) => {
            vec![
                of_year("budget", "Budget", year),
                of_year("plan", "Plan", year + 1),
                of_year("plan", "Plan", year + 2),
            ]
        }
        Family::Part => vec![
            of_year("budget", "Budget", year),
            column(format!("utfall_{}", period.id()), format!("Utfall {}", period.words())),
            of_year("prognos", "Prognos", year),
            column("avvikelse".to_owned(), "Avvikelse helår".to_owned()),
        ],
        Family::Year => vec![
            of_year("budget", "Budget", year),
            of_year("utfall", "Utfall", year),
            column("avvikelse".to_owned(), "Avvikelse".to_owned()),
        ],
    }
}

/// The columns of indicators, all with words, and whether they are assessed.
pub(super) fn indicators(kind: ReportKind, period: &Period) -> (Vec<Column>, bool) {
    let (year, before) = (period.year(), period.year() - 1);
    let mut all = vec![
        column(format!("utfall_{before}"), format!("Utfall {before}")),
        column(format!("mal_{year}"), format!("Målvärde {year}")),
    ];
    let is_followed = !is_plan(kind);
    if is_followed {
        all.push(column(format!("utfall_{}", period.id()), format!("Utfall {}", period.words())));
    }
    (all, is_followed)
}

/// The words of assessments, green, yellow, red: those of goals, and those of controls where these are assessed.
pub(super) fn assessments(kind: ReportKind, has_goals: bool) -> [Vec<&'static str>; 3] {
    let of_goals = match family(kind) {
        Family::Year | Family::Control(_) => ["Uppnått", "Delvis uppnått", "Inte uppnått"],
        Family::Part | Family::Plan | Family::Goals => ["Nås", "Osäkert", "Nås inte"],
    };
    let of_controls = ["Utan anmärkning", "Mindre brister", "Brister"];
    let is_control = family(kind) == Family::Control(Control::FollowUp);
    [0, 1, 2].map(|at| {
        let goals = of_goals.get(at).filter(|_| has_goals || !is_control);
        goals.into_iter().chain(of_controls.get(at).filter(|_| is_control)).copied().collect()
    })
}

/// What the internal control of this kind of report is for.
pub(super) fn control(kind: ReportKind) -> Control {
    if is_plan(kind) { Control::Plan } else { Control::FollowUp }
}

/// The title.
pub(super) fn title(kind: ReportKind, period: &Period) -> String {
    let (name, year) = (kind.swedish(), period.years());
    match (kind, period.tertial()) {
        (ReportKind::FourMonthly, Some(number)) => format!("{name} {number} {year}"),
        (ReportKind::FollowUp | ReportKind::FourMonthly, _) if !period.is_whole() => {
            format!("{name} {} {year}", period.last_month())
        }
        (ReportKind::Interim, _) if !period.is_whole() => format!("{name} {}", period.in_full()),
        _ => format!("{name} {year}"),
    }
}

/// Signs that a text reads as marks.
const MARKS: [char; 8] = ['{', '}', '[', ']', '*', '`', '\\', '<'];

/// What the committee decides about it. A name with signs that are marks in a text is not repeated.
pub(super) fn decision(kind: ReportKind, committee: &str) -> String {
    let verb = match family(kind) {
        Family::Plan | Family::Goals | Family::Control(Control::Plan) => "antar",
        Family::Part | Family::Year | Family::Control(Control::FollowUp) => "godkänner",
    };
    let who = if committee.contains(MARKS) { "Nämnden" } else { committee };
    format!("{who} {verb} {{{{titel}}}}.")
}
