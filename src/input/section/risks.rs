//! `[[risk]]`: a risk of the internal-control table with its control activities.

use crate::base::ids::RiskId;
use crate::base::source::{Span, Spanned};
use crate::input::decode::Fields;
use crate::input::prose::Prose;

/// A risk.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Its id within the unit.
    pub id: Spanned<RiskId>,
    /// What it is about.
    pub category: Option<Prose>,
    /// Its name.
    pub name: Prose,
    /// Likelihood, from 1, where the risk is assessed.
    pub likelihood: Option<Spanned<u32>>,
    /// Consequence, from 1, where the risk is assessed.
    pub consequence: Option<Spanned<u32>>,
    /// What the follow-up says before its list.
    pub introduction: Option<Prose>,
    /// Its texts for columns of the report's own.
    pub own: Vec<(Spanned<String>, Prose)>,
    /// What is done about it.
    pub activities: Vec<ControlActivity>,
    /// Where its header stands.
    pub place: Span,
}

impl Risk {
    /// Likelihood and consequence, where it has both.
    pub fn values(&self) -> Option<(u32, u32)> {
        Some((self.likelihood.as_ref()?.value, self.consequence.as_ref()?.value))
    }

    /// Whether nobody has filled anything in.
    pub fn says_nothing(&self) -> bool {
        let is_empty = |words: &Prose| words.plain().trim().is_empty();
        let of_activity = |activity: &ControlActivity| {
            let mut texts =
                activity.owner.iter().chain(&activity.follow_up).chain(activity.own.iter().map(|(_, it)| it));
            is_empty(&activity.text) && texts.all(is_empty)
        };
        let own = self.own.iter().map(|(_, text)| text);
        let mut texts = self.category.iter().chain(&self.introduction).chain(own).chain([&self.name]);
        self.likelihood.is_none()
            && self.consequence.is_none()
            && texts.all(is_empty)
            && self.activities.iter().all(of_activity)
    }
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
    /// Its texts for columns of the report's own.
    pub own: Vec<(Spanned<String>, Prose)>,
    /// Where its header stands.
    pub place: Span,
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<Risk> {
    let id = fields.required_id("id");
    let name = fields.words("namn").map(|name| crate::input::text::label(&fields, &name));
    let category = fields.said("kategori").map(|words| crate::input::text::label(&fields, &words));
    // Whether there must be any is for the report's table to say; what stands there can be read.
    let value = |key| {
        let value = fields.integer(key, 1, 10);
        (value.is_some() || !fields.has(key)).then_some(value)
    };
    let (likelihood, consequence) = (value("sannolikhet"), value("konsekvens"));
    let introduction = fields.said("inledning").map(|text| crate::input::text::prose(&fields, &text));
    let activities = fields.tables("kontrollmoment").into_iter().filter_map(activity).collect();
    let (place, own) = (fields.place(), own(&fields));
    Some(Risk {
        id: id?,
        category,
        name: name?,
        likelihood: likelihood?,
        consequence: consequence?,
        introduction,
        own,
        activities,
        place,
    })
}

fn activity(fields: Fields<'_, '_>) -> Option<ControlActivity> {
    fields.left_behind();
    let text = fields.words("text").map(|text| crate::input::text::label(&fields, &text));
    let owner = fields.said("ansvar").map(|owner| crate::input::text::label(&fields, &owner));
    let follow_up = fields.said("uppfoljning").map(|text| crate::input::text::prose(&fields, &text));
    let (place, own) = (fields.place(), own(&fields));
    Some(ControlActivity { text: text?, owner, follow_up, own, place })
}

/// The texts for columns of the report's own.
fn own(fields: &Fields<'_, '_>) -> Vec<(Spanned<String>, Prose)> {
    fields.others().into_iter().map(|(id, text)| (id, crate::input::text::prose(fields, &text))).collect()
}
