"""Turns Word files into a list of faults that the outside validators do not look for, each with its part and place.

Usage: python -m word.selfcheck DOCX... Prints the faults and a line of figures per file; ends with 1 if there are faults. The
checks know the format, the habits of Word, and what this project promises of its files, but nothing of a report.
"""

import collections
import dataclasses
import functools
import pathlib
import posixpath
import re
import sys
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

ROOT = "_rels/.rels"
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
STORIES = ("document", "header", "footer", "footnotes", "endnotes", "comments")
# Kinds of relationships that only count if the part's text uses their ids.
USED_BY_ID = ("hyperlink", "image", "header", "footer", "chart")
# Paragraphs that may be empty: the holder of a section break, and what parts two tables.
SECTION_END, TABLE_GAP = "SectionEnd", "TableGap"
# A zip archive cannot hold an earlier time, so that this one says that no clock was read.
NO_TIME = (1980, 1, 1, 0, 0, 0)
MOST_TAG, MOST_NAME = 64, 40


def w(name):
    return f"{{{W}}}{name}"


def val(element, *path):
    """The value of the element reached by these names, or none."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return None if element is None else element.get(w("val"))


def on(element):
    """Whether a switch such as `w:tblHeader` is there and not off."""
    return element is not None and element.get(w("val")) not in ("0", "false", "off")


def place(element):
    """The path of an element in its part."""
    return re.sub(r"\{[^}]*\}", "", element.getroottree().getpath(element))


@dataclasses.dataclass
class Fault:
    part: str
    code: str
    words: str
    where: str = ""

    def __str__(self):
        return f"{self.part}: {self.code}: {self.words}" + (f" ({self.where})" if self.where else "")


class Package:
    """The parts of a Word file, parsed; those that cannot be are left out, and are faults."""

    def __init__(self, path):
        self.faults = []
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.bytes = {entry.filename: archive.read(entry) for entry in self.entries}
        self.roots = {}
        for name, content in self.bytes.items():
            if name.endswith((".xml", ".rels")):
                self.parse(name, content)

    def parse(self, name, content):
        try:
            self.roots[name] = etree.fromstring(content)
        except etree.XMLSyntaxError as error:
            self.faults.append(Fault(name, "not-well-formed", str(error)))

    def root(self, name):
        """The root of a part, or an empty one."""
        return self.roots.get(name, etree.Element("none"))

    @functools.cached_property
    def body(self):
        body = self.root(DOCUMENT).find(w("body"))
        return etree.Element("none") if body is None else body

    @functools.cached_property
    def stories(self):
        """The parts that hold text, the body first."""
        names = [name for name in self.roots if re.fullmatch(rf"word/({'|'.join(STORIES)})[^/]*\.xml", name)]
        return {name: self.roots[name] for name in sorted(names, key=lambda name: (name != DOCUMENT, name))}

    def everywhere(self, *names):
        """All elements with these names in text, each with its part."""
        for part, root in self.stories.items():
            for element in root.iter(*map(w, names)):
                yield part, element

    def relationships(self, name):
        """The relationships of a part by id; the package's own for an empty name."""
        folder, file = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels") if name else ROOT)
        return [relationship for relationship in root if relationship.tag == RELATIONSHIPS]

    @functools.cached_property
    def styles(self):
        return {style.get(w("styleId")): style for style in self.root("word/styles.xml").iter(w("style"))}

    def style_chain(self, style):
        """A style and those that it is based on."""
        seen = []
        while style in self.styles and style not in seen:
            seen.append(style)
            style = val(self.styles[style], "basedOn")
        return [self.styles[style] for style in seen]

    def heading_level(self, paragraph):
        """From 1, or none for what is no heading."""
        levels = [val(paragraph, "pPr", "outlineLvl")]
        levels += [val(style, "pPr", "outlineLvl") for style in self.style_chain(val(paragraph, "pPr", "pStyle"))]
        level = next((int(level) for level in levels if level is not None), 9)
        return level + 1 if level < 9 else None


def twice(values):
    """The values that come more than once."""
    return [value for value, count in collections.Counter(values).items() if count > 1]


def text_of(element):
    """The words that stand on the page."""
    return "".join(piece.text or "" for piece in element.iter(w("t")))


def is_empty(paragraph):
    """Whether a paragraph shows nothing."""
    shown = (
        "t",
        "tab",
        "noBreakHyphen",
        "sym",
        "drawing",
        "pict",
        "object",
        "fldChar",
        "fldSimple",
        "footnoteReference",
        "footnoteRef",
        "separator",
        "continuationSeparator",
    )
    return not any(piece.tag != w("t") or piece.text for piece in paragraph.iter(*map(w, shown)))


# The container.


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


def extensions(package):
    """What came after the standard must be declared as such, or older programs refuse the file."""
    for name, root in package.stories.items():
        ignorable = (root.get(f"{{{MC}}}Ignorable") or "").split()
        for element in root.iter(etree.Element):
            namespace = etree.QName(element).namespace
            chosen = next(element.iterancestors(f"{{{MC}}}AlternateContent"), None) is not None
            if "/office/word/20" in namespace and element.prefix not in ignorable and not chosen:
                yield Fault(name, "extension", f"{element.prefix} is not in mc:Ignorable", place(element))


# Ids and references.


def ids(package):
    kinds = {"numbering": ("abstractNum", "abstractNumId"), "num": ("num", "numId"), "style": ("style", "styleId")}
    found = collections.defaultdict(list)
    for name, root in package.roots.items():
        for kind, (tag, attribute) in kinds.items():
            found[kind] += [(name, element.get(w(attribute))) for element in root.findall(w(tag))]
        found["style name"] += [(name, (val(style, "name") or "").lower()) for style in root.findall(w("style"))]
        found["drawing"] += [("", element.get("id")) for element in root.iter(f"{{{WP}}}docPr")]
        found["footnote"] += [(name, element.get(w("id"))) for element in root.findall(w("footnote"))]
        properties = [element for element in root if element.get("pid")]
        found["property"] += [(name, element.get("pid")) for element in properties]
        found["property name"] += [(name, element.get("name").lower()) for element in properties]
    found["content control"] = [("", val(control, "sdtPr", "id")) for _, control in package.everywhere("sdt")]
    found["bookmark"] = [("", start.get(w("id"))) for _, start in package.everywhere("bookmarkStart")]
    found["bookmark name"] = [
        ("", start.get(w("name"), "").lower()) for _, start in package.everywhere("bookmarkStart")
    ]
    for kind, all_of_kind in found.items():
        for name, value in twice(all_of_kind):
            yield Fault(name or DOCUMENT, "id-twice", f"{kind} {value} stands there twice")


def bookmarks(package):
    for part, root in package.stories.items():
        open_ids = set()
        for element in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            identity = element.get(w("id"))
            if element.tag == w("bookmarkStart"):
                open_ids.add(identity)
                if not 0 < len(element.get(w("name"), "")) <= MOST_NAME:
                    yield Fault(part, "bookmark-name", f"a name has 1 to {MOST_NAME} characters", place(element))
            elif identity in open_ids:
                open_ids.remove(identity)
            else:
                yield Fault(part, "bookmark-end", f"bookmark {identity} ends without a beginning", place(element))
        for identity in sorted(open_ids):
            yield Fault(part, "bookmark-open", f"bookmark {identity} never ends")


def links(package):
    marks = {start.get(w("name")) for _, start in package.everywhere("bookmarkStart")}
    for part, link in package.everywhere("hyperlink"):
        anchor = link.get(w("anchor"))
        if anchor is None and link.get(f"{{{R}}}id") is None:
            yield Fault(part, "link-target", "a link leads nowhere", place(link))
        if anchor is not None and anchor not in marks:
            yield Fault(part, "link-target", f"there is no bookmark {anchor}", place(link))
        if is_empty(link):
            yield Fault(part, "link-empty", "a link has no words", place(link))
    for part, instruction in package.everywhere("instrText"):
        words = (instruction.text or "").split()
        targets = words[1:2] if words[:1] in (["PAGEREF"], ["REF"], ["NOTEREF"]) else []
        targets += [words[at + 1] for at, word in enumerate(words[:-1]) if word == "\\b" and words[0] == "TOC"]
        for target in targets:
            if target not in marks:
                yield Fault(
                    part, "field-target", f"{words[0]} points to {target}, which is no bookmark", place(instruction)
                )
        if words[:1] == ["NOTEREF"] and targets and not marks_note(package, targets[0]):
            yield Fault(part, "field-target", f"the bookmark {targets[0]} holds no note", place(instruction))


def marks_note(package, name):
    """Whether the mark of a note stands between the ends of the bookmark with this name."""
    inside = None
    for element in package.body.iter(w("bookmarkStart"), w("bookmarkEnd"), w("footnoteReference")):
        if element.tag == w("bookmarkStart") and element.get(w("name")) == name:
            inside = element.get(w("id"))
        elif element.tag == w("bookmarkEnd") and element.get(w("id")) == inside:
            return False
        elif element.tag == w("footnoteReference") and inside is not None:
            return True
    return False


def fields(package):
    """A field begins, is instructed, is separated and ends, within one cell, note or running text."""
    for part, root in package.stories.items():
        states = collections.defaultdict(list)
        for element in root.iter(w("fldChar"), w("instrText")):
            holder = next(element.iterancestors(w("tc"), w("footnote"), w("body"), w("hdr"), w("ftr")), root)
            state = states[holder]
            if element.tag == w("instrText"):
                if not state or state[-1] != "begin":
                    yield Fault(part, "field", "an instruction stands outside of a field", place(element))
                continue
            kind = element.get(w("fldCharType"))
            if kind == "begin":
                state.append("begin")
            elif not state or (kind == "separate" and state[-1] != "begin"):
                yield Fault(part, "field", f"`{kind}` belongs to no field", place(element))
            elif kind == "separate":
                state[-1] = "separate"
            else:
                state.pop()
        for holder, state in states.items():
            if state:
                yield Fault(part, "field", f"{len(state)} fields never end", place(holder))


def stale_fields(package):
    for name, root in package.roots.items():
        for element in root.iter(etree.Element):
            if element.get(w("dirty")) not in (None, "0", "false") or element.tag == w("updateFields"):
                yield Fault(name, "asks-at-opening", "Word asks its reader to update fields", place(element))


def footnotes(package):
    notes = {note.get(w("id")): note for note in package.root("word/footnotes.xml").iter(w("footnote"))}
    own = {identity for identity, note in notes.items() if note.get(w("type")) in (None, "normal")}
    marks = [mark.get(w("id")) for _, mark in package.everywhere("footnoteReference")]
    for identity in twice(marks):
        yield Fault(DOCUMENT, "note-twice", f"note {identity} has two marks")
    for identity in sorted(set(marks) - own):
        yield Fault(DOCUMENT, "note-missing", f"there is no note {identity}")
    for identity in sorted(own - set(marks)):
        yield Fault("word/footnotes.xml", "note-unmarked", f"nothing refers to note {identity}")
    for identity in sorted(own):
        if notes[identity].find(f".//{w('footnoteRef')}") is None:
            yield Fault("word/footnotes.xml", "note-number", f"note {identity} does not show its number")
    separators = {note.get(w("id")) for note in package.root("word/settings.xml").iter(w("footnote"))}
    for identity in sorted(separators - (set(notes) - own)):
        yield Fault("word/settings.xml", "note-separator", f"there is no separator {identity}")


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


# Text.


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


# Tables.


def number(element, name, otherwise=0):
    """The whole number in an attribute of the text's namespace."""
    value = None if element is None else element.get(w(name))
    return int(value) if value is not None and re.fullmatch(r"-?\d+", value) else otherwise


def rows_of(table):
    """The rows of a table, those in content controls too, but not those of a table in a cell."""
    return [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]


def cells_of(row):
    return [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]


def tables(package):
    for part, table in package.everywhere("tbl"):
        rows, properties, where = rows_of(table), table.find(w("tblPr")), place(table)
        for name in ("tblCaption", "tblDescription"):
            if not (val(properties, name) or "").strip():
                yield Fault(part, "table-unnamed", f"a table has no w:{name}", where)
        if properties is None or properties.find(w("tblLook")) is None:
            yield Fault(part, "table-look", "a table has no w:tblLook", where)
        if not rows:
            yield Fault(part, "table-empty", "a table has no rows", where)
        for row in rows:
            if not cells_of(row):
                yield Fault(part, "table-empty", "a row has no cells", place(row))


def cells(package):
    for part, cell in package.everywhere("tc"):
        blocks = [block for block in cell if block.tag in (w("p"), w("tbl"), w("sdt"))]
        last = blocks[-1] if blocks else None
        if last is not None and last.tag == w("sdt"):
            inner = last.find(w("sdtContent"))
            last = inner[-1] if inner is not None and len(inner) else None
        if last is None or last.tag != w("p"):
            yield Fault(part, "cell-without-paragraph", "a cell does not end with a paragraph", place(cell))


def header_rows(package):
    for part, table in package.everywhere("tbl"):
        rows = rows_of(table)
        flags = [on(row.find(f"{w('trPr')}/{w('tblHeader')}")) for row in rows]
        looks = [{val(paragraph, "pPr", "pStyle") for paragraph in row.iter(w("p"))} == {"TableHeader"} for row in rows]
        if not any(flags):
            yield Fault(part, "header-row", "a table has no header row", place(table))
        if flags != sorted(flags, reverse=True):
            yield Fault(part, "header-row", "a header row stands below another row", place(table))
        for row, flag, look in zip(rows, flags, looks):
            if look and not flag:
                yield Fault(part, "header-row", "a row that looks like a header row is not flagged", place(row))


def grids(package):
    for part, table in package.everywhere("tbl"):
        grid = table.find(w("tblGrid"))
        if grid is None:
            yield Fault(part, "grid", "a table has no w:tblGrid", place(table))
            continue
        widths = [number(column, "w") for column in grid.findall(w("gridCol"))]
        whole = table.find(f"{w('tblPr')}/{w('tblW')}")
        if whole is not None and whole.get(w("type")) == "dxa" and number(whole, "w") != sum(widths):
            yield Fault(
                part, "grid", f"the table is {number(whole, 'w')} wide, its columns {sum(widths)}", place(table)
            )
        above = {}
        for row in rows_of(table):
            merged = yield from grid_of_row(part, row, widths, above)
            above = merged


def grid_of_row(part, row, widths, above):
    """Checks a row's cells against the columns; returns the cells by column that a cell below may continue."""
    properties = row.find(w("trPr"))
    skipped = [
        number(None if properties is None else properties.find(w(name)), "val") for name in ("gridBefore", "gridAfter")
    ]
    at, merged = skipped[0], {}
    for cell in cells_of(row):
        own = cell.find(w("tcPr"))
        own = etree.Element("none") if own is None else own
        span = number(own.find(w("gridSpan")), "val", 1)
        width = own.find(w("tcW"))
        columns = sum(widths[at : at + span])
        measured = at + span <= len(widths) and width is not None and width.get(w("type")) == "dxa"
        if measured and number(width, "w") != columns:
            words = f"a cell is {number(width, 'w')} wide, its columns {columns}"
            yield Fault(part, "cell-width", words, place(cell))
        merge = own.find(w("vMerge"))
        if merge is not None:
            if merge.get(w("val")) != "restart" and above.get(at) != span:
                yield Fault(part, "cell-merge", "a cell continues none above", place(cell))
            merged[at] = span
        at += span
    if at + skipped[1] != len(widths):
        yield Fault(
            part, "grid-span", f"the cells of a row cover {at + skipped[1]} of {len(widths)} columns", place(row)
        )
    return merged


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


CHECKS = (
    zip_entries,
    content_types,
    relationships,
    relationship_ids,
    clock_traces,
    extensions,
    ids,
    bookmarks,
    links,
    fields,
    stale_fields,
    footnotes,
    numberings,
    styles,
    controls,
    texts,
    empty_paragraphs,
    headings,
    alternative_texts,
    language,
    title,
    tables,
    cells,
    header_rows,
    grids,
    sections,
)


def faults(path):
    """All faults of a Word file."""
    package = Package(path)
    return package.faults + [fault for check in CHECKS for fault in check(package)]


def figures(path):
    """What was looked at, as a sentence."""
    package = Package(path)
    counted = [
        ("paragraphs", "p"),
        ("tables", "tbl"),
        ("cells", "tc"),
        ("bookmarks", "bookmarkStart"),
        ("fields", "instrText"),
        ("notes", "footnoteReference"),
        ("content controls", "sdt"),
    ]
    counts = [f"{sum(1 for _ in package.everywhere(tag))} {name}" for name, tag in counted]
    return f"{len(CHECKS)} checks of {len(package.bytes)} parts, {', '.join(counts)}"


def main():
    paths = [pathlib.Path(path) for path in sys.argv[1:]]
    found = False
    for path in paths:
        own = faults(path)
        found |= bool(own)
        for fault in own:
            print(f"{path.name}: {fault}")
        print(f"{path.name}: {figures(path)}: {len(own)} faults")
    sys.exit(found)


if __name__ == "__main__":
    main()
