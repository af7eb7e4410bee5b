//! The traffic light by which a goal, an indicator or an activity is assessed.

/// An assessment as a traffic light shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// All is well.
    Green,
    /// It is uncertain.
    Yellow,
    /// All is not well.
    Red,
    /// It cannot be judged.
    Grey,
}

impl Light {
    /// All of them with the words by which files name them.
    pub const ALL: [(&'static str, Light); 4] =
        [("gron", Light::Green), ("gul", Light::Yellow), ("rod", Light::Red), ("gra", Light::Grey)];
}
