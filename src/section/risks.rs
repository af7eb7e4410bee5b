//! `[[risk]]`: a risk of the internal-control table with its control activities.

use crate::fields::Fields;
use crate::prose::Prose;
use crate::source::{Place, Spanned};

/// A risk.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Its id within the unit.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Prose,
    /// Likelihood, from 1.
    pub likelihood: Spanned<u32>,
    /// Consequence, from 1.
    pub consequence: Spanned<u32>,
    /// What the follow-up says before its list.
    pub introduction: Option<Prose>,
    /// What is done about it.
    pub activities: Vec<ControlActivity>,
    /// Where its header stands.
    pub place: Place,
}

/// A control activity with its owner and follow-up.
#[derive(Debug, Clone)]
pub struct ControlActivity {
    /// What is done.
    pub text: Prose,
    /// Who answers for it.
    pub owner: Option<Prose>,
    /// How it went.
    pub follow_up: Option<Prose>,
    /// Where its header stands.
    pub place: Place,
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<Risk> {
    let id = fields.required_id("id");
    let name = fields.words("namn").map(|name| super::label(&fields, &name));
    let likelihood = fields.required_integer("sannolikhet", 1, 10);
    let consequence = fields.required_integer("konsekvens", 1, 10);
    let introduction = fields.text("inledning").map(|text| super::prose(&fields, &text));
    let activities = fields.tables("kontrollmoment").into_iter().filter_map(activity).collect();
    let place = fields.place();
    fields.finish();
    Some(Risk {
        id: id?,
        name: name?,
        likelihood: likelihood?,
        consequence: consequence?,
        introduction,
        activities,
        place,
    })
}

fn activity(fields: Fields<'_, '_>) -> Option<ControlActivity> {
    let text = fields.words("text").map(|text| super::label(&fields, &text));
    let owner = fields.required_text("ansvar").map(|owner| super::label(&fields, &owner));
    let follow_up = fields.required_text("uppfoljning").map(|text| super::prose(&fields, &text));
    let place = fields.place();
    fields.finish();
    Some(ControlActivity { text: text?, owner, follow_up, place })
}
