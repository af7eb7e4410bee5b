//! The traffic light by which a goal, an indicator or an activity is assessed.

use serde::Serialize;

/// An assessment as a traffic light shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Light {
    /// All is well.
    #[serde(rename = "gron")]
    Green,
    /// It is uncertain.
    #[serde(rename = "gul")]
    Yellow,
    /// All is not well.
    #[serde(rename = "rod")]
    Red,
    /// It cannot be judged.
    #[serde(rename = "gra")]
    Grey,
}

impl Light {
    /// All of them with the words by which files name them.
    pub const ALL: [(&'static str, Light); 4] =
        [("gron", Light::Green), ("gul", Light::Yellow), ("rod", Light::Red), ("gra", Light::Grey)];
}
