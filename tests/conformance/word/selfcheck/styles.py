"""Turns a Word file's styles into faults: styles, numbering and sections that are named must be there, and be whole.

Knows nothing of what a style looks like, nor of which style a text should have.
"""

from lxml import etree

from word.selfcheck.opened import DOCUMENT, Fault, number, on, place, twice, val, w


def numberings(package):
    root = package.root("word/numbering.xml")
    levels = {
        definition.get(w("abstractNumId")): {level.get(w("ilvl")) for level in definition.iter(w("lvl"))}
        for definition in root.findall(w("abstractNum"))
    }
    instances = {num.get(w("numId")): val(num, "abstractNumId") for num in root.findall(w("num"))}
    for instance, definition in instances.items():
        if definition not in levels:
            yield Fault("word/numbering.xml", "numbering", f"instance {instance} has no definition {definition}")
    for part in [*package.stories, "word/styles.xml"]:
        for properties in package.root(part).iter(w("numPr")):
            instance, level = val(properties, "numId"), val(properties, "ilvl") or "0"
            if instance not in (None, "0") and level not in levels.get(instances.get(instance), ()):
                yield Fault(part, "numbering", f"there is no level {level} of instance {instance}", place(properties))


def styles(package):
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    uses = list(package.everywhere(*kinds))
    uses += [
        ("word/styles.xml", use) for use in package.root("word/styles.xml").iter(*map(w, ("basedOn", "next", "link")))
    ]
    uses += [("word/numbering.xml", use) for use in package.root("word/numbering.xml").iter(w("pStyle"))]
    for part, use in uses:
        style = package.styles.get(use.get(w("val")))
        kind = kinds.get(etree.QName(use).localname)
        if style is None:
            yield Fault(part, "style-missing", f"there is no style {use.get(w('val'))}", place(use))
        elif kind and style.get(w("type")) != kind:
            yield Fault(part, "style-kind", f"{use.get(w('val'))} is no {kind} style", place(use))
    defaults = [style for style in package.styles.values() if style.get(w("default")) in ("1", "true")]
    for kind in ("paragraph", "table"):
        if [style.get(w("type")) for style in defaults].count(kind) != 1:
            yield Fault("word/styles.xml", "style-default", f"there must be one default {kind} style")


def sections(package):
    for section in package.body.iter(w("sectPr")):
        size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
        if size is None or margin is None:
            yield Fault(DOCUMENT, "section", "a section has no page size or margins", place(section))
            continue
        if (size.get(w("orient")) == "landscape") != (number(size, "w") > number(size, "h")):
            yield Fault(DOCUMENT, "section", "a page's shape is not the one that it names", place(section))
        heads = [(head.tag, head.get(w("type"))) for head in section.iter(w("headerReference"), w("footerReference"))]
        for _, kind in twice(heads):
            yield Fault(DOCUMENT, "section", f"a section has two running heads of kind {kind}", place(section))
        if on(section.find(w("titlePg"))) and (w("headerReference"), "first") not in heads:
            yield Fault(DOCUMENT, "section", "a section's first page has no running head of its own", place(section))
    if package.body.find(w("sectPr")) is None:
        yield Fault(DOCUMENT, "section", "the last section has no properties")
