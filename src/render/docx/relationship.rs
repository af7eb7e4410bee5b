//! How one part of the file points to another.

use super::namespaces;
use super::xml::{Element, el};

/// What a relationship leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of the package of this kind, `styles`.
    Part(&'static str),
    /// The package's core properties, which have a kind from elsewhere.
    Core,
    /// A web or mail address.
    Link,
}

/// A relationship from one part to another, or out of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    /// Its id within its part.
    pub(super) id: String,
    /// What it leads to.
    pub(super) kind: Kind,
    /// Where it leads: a path from the part's folder, or an address.
    pub(super) target: String,
}

impl Relationship {
    /// A relationship to a part of the package.
    pub(super) fn part(id: &str, kind: &'static str, target: &str) -> Self {
        Relationship { id: id.to_owned(), kind: Kind::Part(kind), target: target.to_owned() }
    }

    pub(super) fn element(&self) -> Element {
        let kind = match self.kind {
            Kind::Part(name) => format!("{}/{name}", namespaces::R),
            Kind::Core => format!("{}/metadata/core-properties", namespaces::PACKAGE_RELATIONSHIPS),
            Kind::Link => format!("{}/hyperlink", namespaces::R),
        };
        let element = el("Relationship").with("Id", &self.id).with("Type", kind).with("Target", &self.target);
        if self.kind == Kind::Link { element.with("TargetMode", "External") } else { element }
    }
}
