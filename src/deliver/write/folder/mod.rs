//! A folder in which names are looked up: never a path, and never through a link. What was looked at is what is moved,
//! whatever somebody does to the names in between.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub(super) use self::unix::Folder;

#[cfg(not(unix))]
mod other;
#[cfg(not(unix))]
pub(super) use self::other::Folder;

mod kind;
pub(super) use self::kind::Kind;
