//! From bytes into the world, and back again to see that they are so: files, packages for each recipient, and what
//! finished files say.

pub mod absorb;
pub mod dispatch;
pub mod fix;
pub mod form;
pub mod net;
pub mod new;
pub mod reminder;
pub mod reverify;
pub mod verify;
pub mod write;
