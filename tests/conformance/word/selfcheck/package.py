"""Turns a Word file's container into faults: names, content types, relationships, and declared extensions.

Knows how parts are packed and how one leads to another, but of what stands in them only the ids that lead on.
"""

import posixpath
import re

from lxml import etree

from word.selfcheck.opened import NO_TIME, ROOT, TYPES, Fault, R, place, twice

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Kinds of relationships that only count if the part's text uses their ids.
USED_BY_ID = ("hyperlink", "image", "header", "footer", "chart")


def zip_entries(package):
    names = [entry.filename for entry in package.entries]
    for name in twice(name.lower() for name in names):
        yield Fault(name, "entry-twice", "the archive holds this name twice")
    for entry in package.entries:
        if entry.date_time != NO_TIME:
            yield Fault(entry.filename, "clock", f"the archive says {entry.date_time}")


def content_types(package):
    root = package.root(TYPES)
    defaults = [rule.get("Extension", "").lower() for rule in root if rule.tag.endswith("}Default")]
    overrides = [rule.get("PartName", "") for rule in root if rule.tag.endswith("}Override")]
    for rule in twice(defaults) + twice(overrides):
        yield Fault(TYPES, "type-twice", f"{rule} has two types")
    for name in package.bytes:
        typed = f"/{name}" in overrides or name.rpartition(".")[2].lower() in set(defaults) - {"xml"}
        if name != TYPES and not typed:
            yield Fault(name, "type-missing", "the part has no content type of its own")
    for name in overrides:
        if name.lstrip("/") not in package.bytes:
            yield Fault(TYPES, "type-of-nothing", f"there is no part {name}")


def relationships(package):
    reached = set()
    for name in ["", *package.bytes]:
        own = package.relationships(name)
        for identity in twice(relationship.get("Id") for relationship in own):
            yield Fault(name or ROOT, "relationship-twice", f"{identity} stands there twice")
        for relationship in own:
            target = relationship.get("Target", "")
            if relationship.get("TargetMode") == "External":
                if not re.match(r"(https?://[^/]|mailto:.|tel:.)", target):
                    yield Fault(name, "address", f"{target!r} is no address")
                continue
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
            reached.add(path)
            if path not in package.bytes:
                yield Fault(
                    name or ROOT, "part-missing", f"{relationship.get('Id')} leads to {path}, which is not there"
                )
    for name in package.bytes:
        if not name.endswith(".rels") and name != TYPES and name not in reached:
            yield Fault(name, "part-unreached", "no relationship leads to the part")


def relationship_ids(package):
    for name, root in package.roots.items():
        if name.endswith(".rels") or name == TYPES:
            continue
        kinds = {rel.get("Id"): posixpath.basename(rel.get("Type", "")) for rel in package.relationships(name)}
        used = set()
        for element in root.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if attribute.startswith(f"{{{R}}}"):
                    used.add(value)
                    if value not in kinds:
                        yield Fault(name, "relationship-missing", f"{value} leads nowhere", place(element))
        for identity, kind in kinds.items():
            if kind in USED_BY_ID and identity not in used:
                yield Fault(name, "relationship-unused", f"nothing uses {identity}, a {kind}")


def extensions(package):
    """What came after the standard must be declared as such, or older programs refuse the file."""
    for name, root in package.stories.items():
        ignorable = (root.get(f"{{{MC}}}Ignorable") or "").split()
        for element in root.iter(etree.Element):
            namespace = etree.QName(element).namespace
            chosen = next(element.iterancestors(f"{{{MC}}}AlternateContent"), None) is not None
            if "/office/word/20" in namespace and element.prefix not in ignorable and not chosen:
                yield Fault(name, "extension", f"{element.prefix} is not in mc:Ignorable", place(element))
