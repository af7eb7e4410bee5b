//! underlag
pub mod layout;
pub mod model;
pub mod source;
