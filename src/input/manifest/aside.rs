//! `bredvid`: that something stands beside what follows it.

use crate::input::decode::Fields;
use crate::input::messages;
use crate::model::charts::Side;

/// That something stands beside what follows it, rather than above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aside {
    /// At which side of that.
    pub side: Side,
    /// How much of the width it takes, in per cent, where that is said.
    pub share: Option<u32>,
}

impl Aside {
    /// `bredvid = "hoger"`, `bredd = 40`.
    pub fn read(fields: &Fields<'_, '_>) -> Option<Self> {
        let side = fields.word("bredvid", SIDES).map(|side| side.value);
        let share = fields.integer("bredd", NARROWEST, WIDEST);
        if let Some(share) = share.as_ref().filter(|_| !fields.has("bredvid")) {
            fields.report(messages::missing_key(share.place, "bredvid"));
        }
        Some(Aside { side: side?, share: share.map(|share| share.value) })
    }
}

/// The least and the most of the width that something takes which stands beside something else, in per cent.
const NARROWEST: u32 = 15;
const WIDEST: u32 = 85;

/// The sides of what follows.
pub(super) const SIDES: &[(&str, Side)] = &[("vanster", Side::Left), ("hoger", Side::Right)];
