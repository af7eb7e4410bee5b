"""Turns a Word file into its parsed parts, and answers what the checks ask of a part, an element or a paragraph.

Says itself only what is no XML. Knows nothing of what else is right or wrong in a file.
"""

import collections
import dataclasses
import functools
import posixpath
import re
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

ROOT = "_rels/.rels"
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
STORIES = ("document", "header", "footer", "footnotes", "endnotes", "comments")
# A zip archive cannot hold an earlier time, so that this one says that no clock was read.
NO_TIME = (1980, 1, 1, 0, 0, 0)


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


def number(element, name, otherwise=0):
    """The whole number in an attribute of the text's namespace."""
    value = None if element is None else element.get(w(name))
    return int(value) if value is not None and re.fullmatch(r"-?\d+", value) else otherwise


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
