//! New reports: a folder that builds at once as a draft and says what it lacks, the file that a unit owes, a layout
//! of a report's own, and the next period of a report that there is.
//!
//! Everything here makes texts; [`super::write`] puts them where they belong.

mod editors;
mod goals;
mod kinds;
mod layout;
mod lines;
mod manifest;
pub mod messages;
pub mod next;
mod period;
pub mod plan;
mod section;

use crate::base::measure::Color;
use crate::base::names::id_of;
use crate::base::source::Sources;
use crate::input::load::MANIFEST;
use crate::input::manifest::{self as input, Manifest, Unit};

use self::plan::{File, Plan};

pub use self::goals::{read as read_goals, unassigned};
pub use self::layout::layout;

/// The files of a new report.
pub fn files(plan: &Plan) -> Vec<File> {
    let own = plan.color.map(|color| (layout_name(plan), color));
    let layout = own.as_ref().map_or(plan.layout.as_str(), |(name, _)| name.as_str());
    let text = manifest::write(plan, layout);
    let manifest = read(&text);
    let mut all = vec![(MANIFEST.to_owned(), text.into_bytes())];
    for unit in manifest.iter().flat_map(|manifest| &manifest.units) {
        let text = manifest.as_ref().and_then(|manifest| section(manifest, unit));
        let text = text.unwrap_or_else(|| format!("enhet = \"{}\"\n", unit.id.value));
        all.push((unit.file.clone(), text.into_bytes()));
    }
    if let Some((name, color)) = own {
        all.push((format!("{name}/tokens.toml"), colored(plan, color).into_bytes()));
    }
    all.extend(editors::settings());
    all
}

/// Whether reports of this kind have goals by themselves.
pub fn has_goals(kind: input::ReportKind) -> bool {
    kinds::has_goals(kind)
}

/// The text of the file that a unit owes; `None` for a unit that owes nothing.
pub fn section(manifest: &Manifest, unit: &Unit) -> Option<String> {
    section::write(manifest, unit)
}

fn read(text: &str) -> Option<Manifest> {
    let file = Sources::default().add(MANIFEST, text.to_owned());
    input::read(file, text).0
}

/// The name of the folder of a report's own layout: the municipality's.
fn layout_name(plan: &Plan) -> String {
    let short = plan.municipality.trim().strip_suffix(" kommun").unwrap_or(&plan.municipality);
    let name = id_of(short).filter(|name| !crate::base::names::is_device(name) && name != "enheter");
    name.filter(|name| plan::layout(name).is_err()).unwrap_or_else(|| "egen-layout".to_owned())
}

/// Tokens of a layout with a colour of its own.
fn colored(plan: &Plan, color: Color) -> String {
    let mut lines = lines::Lines::default();
    lines.comment(
        "Kommunens egen layout: den ärver en av programmets, och säger bara vad som är annorlunda. Allt som kan \
         ändras visar `underlag new layout MAPP`.",
    );
    lines.blank();
    lines.text("arver", &plan.layout);
    lines.text("namn", plan.municipality.trim());
    lines.blank();
    lines.line("[farg]");
    let color = format!("#{color}").to_lowercase();
    // A dark cover with white letters, or a white one with letters in the colour: as the layout that is inherited.
    let colored: [&str; 3] = match plan.layout.as_str() {
        "region" => ["rubrik", "rubrikrad", "omslag_text"],
        _ => ["rubrik", "rubrikrad_text", "omslag"],
    };
    colored.iter().for_each(|key| lines.text(key, &color));
    if plan.layout == "region" {
        lines.text("omslag", "#ffffff");
    }
    lines.text_of_file()
}
