"""Turns a Word file into faults of what this project promises of its files, though the format allows otherwise.

No trace of a clock or an editing session, nothing that Word asks its reader at opening, text that programs read as it
was meant, headings without jumps, a description, a language and a title, content controls that can be found again.
Knows the names of a few of our styles, but nothing of a report.
"""

import re

from lxml import etree

from word.selfcheck.opened import DOCUMENT, WP, Fault, is_empty, place, text_of, val, w

ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Paragraphs that may be empty: the holder of a section break, and what parts two tables.
SECTION_END, TABLE_GAP = "SectionEnd", "TableGap"
MOST_TAG = 64


def clock_traces(package):
    for name, root in package.roots.items():
        for element in root.iter(etree.Element):
            for attribute in element.attrib:
                if etree.QName(attribute).localname.startswith("rsid"):
                    yield Fault(
                        name,
                        "session",
                        f"{etree.QName(attribute).localname} tells of an editing session",
                        place(element),
                    )
            if etree.QName(element).localname in ("rsids", "TotalTime", "lastPrinted"):
                yield Fault(name, "session", f"{etree.QName(element).localname} tells of an editing session")
            if etree.QName(element).localname in ("created", "modified") and not (element.text or "").endswith(
                "T00:00:00Z"
            ):
                yield Fault(name, "clock", f"{element.text} is no date alone")


def stale_fields(package):
    for name, root in package.roots.items():
        for element in root.iter(etree.Element):
            if element.get(w("dirty")) not in (None, "0", "false") or element.tag == w("updateFields"):
                yield Fault(name, "asks-at-opening", "Word asks its reader to update fields", place(element))


def texts(package):
    for part, piece in package.everywhere("t"):
        words = piece.text or ""
        for character, name in [
            ("\t", "tab"),
            ("\n", "br"),
            ("\r", "br"),
            ("\u2011", "noBreakHyphen"),
            ("\u00ad", "softHyphen"),
        ]:
            if character in words:
                yield Fault(part, "raw-character", f"U+{ord(character):04X} stands there for w:{name}", place(piece))
        if words != words.strip() and piece.get(XML_SPACE) != "preserve":
            yield Fault(part, "space-lost", f"the space around {words!r} is not kept", place(piece))


def empty_paragraphs(package):
    for part, paragraph in package.everywhere("p"):
        if not is_empty(paragraph):
            continue
        holder = next(paragraph.iterancestors(w("tc"), w("hdr"), w("ftr")), None)
        style = val(paragraph, "pPr", "pStyle")
        alone = holder is not None and sum(1 for _ in holder.iter(w("p"))) == 1
        before = paragraph.getprevious()
        ends_section = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None or paragraph.getnext() in (
            None,
            package.body.find(w("sectPr")),
        )
        after_table = before is not None and before.tag == w("tbl")
        if alone or (style == SECTION_END and ends_section) or (style == TABLE_GAP and after_table):
            continue
        yield Fault(part, "empty-paragraph", f"a paragraph of style {style} says nothing", place(paragraph))


def headings(package):
    last = 0
    for paragraph in package.body.iter(w("p")):
        level = package.heading_level(paragraph)
        if level is None:
            continue
        if level > last + 1:
            yield Fault(
                DOCUMENT,
                "heading-level",
                f"level {level} follows level {last}: {text_of(paragraph)!r}",
                place(paragraph),
            )
        if is_empty(paragraph):
            yield Fault(DOCUMENT, "heading-empty", "a heading has no words", place(paragraph))
        last = level


def alternative_texts(package):
    for part, root in package.stories.items():
        for properties in root.iter(f"{{{WP}}}docPr"):
            decorative = properties.find(f".//{{{ADEC}}}decorative")
            is_decorative = decorative is not None and decorative.get("val") in ("1", "true")
            if bool(properties.get("descr", "").strip()) == is_decorative:
                words = (
                    "a drawing has a description and is decoration" if is_decorative else "a drawing has no description"
                )
                yield Fault(part, "alternative-text", words, place(properties))
        for shape in root.iter("{urn:schemas-microsoft-com:vml}shape"):
            if not shape.get("alt"):
                yield Fault(part, "alternative-text", "a shape has no description", place(shape))


def language(package):
    defaults = package.root("word/styles.xml").find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    default = None if defaults is None else defaults.get(w("val"))
    if not default:
        yield Fault("word/styles.xml", "language", "the text has no language")
    stated = package.root("docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}language")
    if stated != default:
        yield Fault("docProps/core.xml", "language", f"says {stated}, and the styles say {default}")
    for part, run in package.everywhere("lang"):
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", run.get(w("val"), "")):
            yield Fault(part, "language", f"{run.get(w('val'))!r} is no language", place(run))


def title(package):
    core = package.root("docProps/core.xml")
    for name in ("title", "creator", "subject"):
        if not (core.findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}") or "").strip():
            yield Fault("docProps/core.xml", "title", f"the document has no {name}")


def controls(package):
    """Tags are a key, which is a bookmark too since some programs drop tags, and an address in the report."""
    marks = {start.get(w("name")) for _, start in package.everywhere("bookmarkStart")}
    for part, control in package.everywhere("sdt"):
        properties = control.find(w("sdtPr"))
        for name in ("tag", "alias"):
            if len(val(properties, name) or "") > MOST_TAG:
                yield Fault(part, "control-name", f"a {name} has at most {MOST_TAG} characters", place(control))
        if val(properties, "lock") not in (None, "unlocked"):
            yield Fault(part, "control-locked", "a text is locked", place(control))
        content = control.find(w("sdtContent"))
        if content is None or not len(content):
            yield Fault(part, "control-empty", "a content control holds nothing", place(control))
            continue
        if properties.find(w("docPartObj")) is not None:
            continue
        key, _, address = (val(properties, "tag") or "").partition(" ")
        if not key or not val(properties, "alias"):
            yield Fault(part, "control-name", "a content control has no tag or no alias", place(control))
        if address and key not in marks:
            yield Fault(part, "control-bookmark", f"the text of {address} has no bookmark {key}", place(control))
