"""Turns a good Word file into copies with one defect each, and those into a table of which tool catches which.

Usage: python -m word.defects TOOLS DOCX. First two pictures and two content controls are put into the file, so that
there is something of each kind to break; that copy must be without findings. Ends with 1 if a defect is caught by no
tool. Knows of the report only that it has contents, headings, text, lists, tables, links and notes.
"""

import copy
import pathlib
import struct
import sys
import tempfile
import warnings
import zipfile
import zlib

from lxml import etree

from word import validators
from word.selfcheck.opened import DOCUMENT, NO_TIME, RELATIONSHIPS, TYPES, WP, R, W, val, w

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"'
DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"
FOOTNOTES, SETTINGS, STYLES = "word/footnotes.xml", "word/settings.xml", "word/styles.xml"
THEME, CUSTOM, CORE = "word/theme/theme1.xml", "docProps/custom.xml", "docProps/core.xml"
PICTURE, PICTURE_ID = "word/media/defect.png", "rIdDefect"

DEFECTS = {}


def defect(function):
    """Registers a way to break a file; its name is the defect's."""
    DEFECTS[function.__name__.replace("_", " ")] = function
    return function


class File:
    """A Word file: its entries in order, of which those that are asked for as XML are written back."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.entries = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
        self.roots = {}

    def xml(self, name):
        if name not in self.roots:
            self.roots[name] = etree.fromstring(dict(self.entries)[name])
        return self.roots[name]

    def document(self, tag, number=0):
        """The element with this name and number in the body."""
        return list(self.xml(DOCUMENT).iter(w(tag)))[number]

    def paragraph(self, number=0):
        """The paragraph of running text with this number."""
        return [line for line in self.xml(DOCUMENT).iter(w("p")) if val(line, "pPr", "pStyle") == "BodyText"][number]

    def table_row(self):
        """The first row that is no header row."""
        return next(row for row in self.xml(DOCUMENT).iter(w("tr")) if row.find(f".//{w('tblHeader')}") is None)

    def contents(self):
        """The entries as they are now."""
        return [(name, serialized(self.roots[name]) if name in self.roots else raw) for name, raw in self.entries]

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.contents():
                archive.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)


def serialized(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def remove(element):
    element.getparent().remove(element)


def move_last(element):
    element.getparent().append(element)


def fragment(text):
    """An element written with the usual prefixes."""
    return etree.fromstring(f"<holder {NAMES}>{text}</holder>")[0]


def free(values):
    """A number that none of the ids is."""
    return max((int(value) for value in values), default=0) + 1


# What is put into the file, to be broken.


def png():
    """A picture of one white point."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    )


def picture(identity):
    return fragment(
        f"""
        <w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>
        <wp:docPr id="{identity}" name="Point" descr="A point"/>
        <wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{PIC}"><pic:pic>
        <pic:nvPicPr><pic:cNvPr id="{identity}" name="Point"/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill><a:blip r:embed="{PICTURE_ID}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
        <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
        </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>""".strip()
    )


def control(identity):
    return fragment(
        f"""
        <w:sdt><w:sdtPr><w:alias w:val="Text"/><w:tag w:val="text-{identity}"/><w:id w:val="{identity}"/></w:sdtPr>
        <w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>""".strip()
    )


def prepare(file):
    """Puts two pictures and two content controls into two paragraphs."""
    types, arrows = file.xml(TYPES), file.xml(DOCUMENT_RELATIONSHIPS)
    namespace = etree.QName(types).namespace
    etree.SubElement(types, f"{{{namespace}}}Override", PartName=f"/{PICTURE}", ContentType="image/png")
    etree.SubElement(arrows, RELATIONSHIPS, Id=PICTURE_ID, Type=f"{R}/image", Target="media/defect.png")
    file.entries.append((PICTURE, png()))
    roots = [file.xml(name) for name, _ in file.entries if name.startswith("word/") and name.endswith(".xml")]
    drawing = free(element.get("id") for root in roots for element in root.iter(f"{{{WP}}}docPr"))
    text = free(val(element, "sdtPr", "id") for root in roots for element in root.iter(w("sdt")))
    for at in range(2):
        file.paragraph(at).append(picture(drawing + at))
        file.paragraph(at).append(control(text + at))


# The container.


@defect
def entry_twice(file):
    file.entries.append(next(entry for entry in file.entries if entry[0] == STYLES))


@defect
def content_type_missing(file):
    remove(next(rule for rule in file.xml(TYPES) if rule.get("PartName") == f"/{FOOTNOTES}"))


@defect
def relationship_missing(file):
    remove(next(arrow for arrow in file.xml(DOCUMENT_RELATIONSHIPS) if arrow.get("Id") == PICTURE_ID))


@defect
def part_missing(file):
    file.entries = [entry for entry in file.entries if entry[0] != "word/fontTable.xml"]


def in_first_text(file, words):
    """Writes raw bytes into the first text of the body."""
    at = next(at for at, (name, _) in enumerate(file.entries) if name == DOCUMENT)
    raw = serialized(file.roots.pop(DOCUMENT))
    file.entries[at] = (DOCUMENT, raw.replace(b"</w:t>", words + b"</w:t>", 1))


@defect
def bare_ampersand(file):
    in_first_text(file, b" & ")


@defect
def control_character(file):
    in_first_text(file, b"\x0b")


# What belongs together.


@defect
def bookmark_id_twice(file):
    first, second = (file.document("bookmarkStart", at) for at in (-2, -1))
    end = next(end for end in file.xml(DOCUMENT).iter(w("bookmarkEnd")) if end.get(w("id")) == second.get(w("id")))
    for element in (second, end):
        element.set(w("id"), first.get(w("id")))


@defect
def bookmark_name_twice(file):
    start = copy.copy(file.document("bookmarkStart"))
    start.set(w("id"), str(free(mark.get(w("id")) for mark in file.xml(DOCUMENT).iter(w("bookmarkStart")))))
    file.paragraph().append(start)
    file.paragraph().append(fragment(f'<w:bookmarkEnd w:id="{start.get(w("id"))}"/>'))


@defect
def bookmark_never_ends(file):
    remove(file.document("bookmarkEnd"))


@defect
def field_never_ends(file):
    ends = (mark for mark in file.xml(DOCUMENT).iter(w("fldChar")) if mark.get(w("fldCharType")) == "end")
    remove(next(ends).getparent())


@defect
def field_is_dirty(file):
    file.document("fldChar").set(w("dirty"), "true")


@defect
def fields_update_at_opening(file):
    file.xml(SETTINGS).find(w("footnotePr")).addprevious(fragment('<w:updateFields w:val="true"/>'))


@defect
def page_reference_to_nothing(file):
    instruction = next(text for text in file.xml(DOCUMENT).iter(w("instrText")) if "PAGEREF" in text.text)
    instruction.text = " PAGEREF _TocNothing \\h "


@defect
def link_without_target(file):
    del file.document("hyperlink").attrib[w("anchor")]


@defect
def note_missing(file):
    remove(file.xml(FOOTNOTES)[-1])


@defect
def note_id_twice(file):
    file.xml(FOOTNOTES).append(copy.deepcopy(file.xml(FOOTNOTES)[-1]))


@defect
def numbering_instance_missing(file):
    file.document("numId").set(w("val"), "99999")


@defect
def style_missing(file):
    file.paragraph().find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), "Nothing")


@defect
def drawing_id_twice(file):
    first, second = list(file.xml(DOCUMENT).iter(f"{{{WP}}}docPr"))[-2:]
    second.set("id", first.get("id"))


@defect
def control_id_twice(file):
    first, second = (file.document("sdtPr", at).find(w("id")) for at in (-2, -1))
    second.set(w("val"), first.get(w("val")))


@defect
def control_tag_too_long(file):
    file.document("tag").set(w("val"), "x" * 65)


@defect
def property_id_twice(file):
    first, second = file.xml(CUSTOM)[:2]
    second.set("pid", first.get("pid"))


# The schema.


@defect
def paragraph_properties_out_of_order(file):
    move_last(next(style for style in file.xml(DOCUMENT).iter(w("pStyle")) if style.getnext() is not None))


@defect
def cell_properties_out_of_order(file):
    move_last(next(width for width in file.xml(DOCUMENT).iter(w("tcW")) if width.getnext() is not None))


@defect
def section_properties_out_of_order(file):
    move_last(file.document("pgSz"))


@defect
def settings_out_of_order(file):
    move_last(file.xml(SETTINGS)[0])


@defect
def attribute_value_invalid(file):
    file.document("tblLayout").set(w("type"), "loose")


@defect
def element_unknown(file):
    file.paragraph().addnext(fragment("<w:paragraf/>"))


@defect
def theme_broken(file):
    remove(next(file.xml(THEME).iter(f"{{{A}}}fontScheme")))


# Tables.


@defect
def grid_missing(file):
    remove(file.document("tblGrid"))


@defect
def grid_narrower_than_cells(file):
    file.document("gridCol").set(w("w"), "500")


@defect
def span_too_wide(file):
    width = file.table_row().find(f".//{w('tcW')}")
    width.addnext(fragment('<w:gridSpan w:val="40"/>'))


@defect
def cell_without_paragraph(file):
    cell = file.table_row().find(w("tc"))
    for block in cell.findall(w("p")) + cell.findall(w("sdt")):
        remove(block)


@defect
def header_flag_lost(file):
    remove(file.document("tblHeader"))


@defect
def table_caption_lost(file):
    remove(file.document("tblCaption"))


# What readers go by.


@defect
def alternative_text_lost(file):
    del next(file.xml(DOCUMENT).iter(f"{{{WP}}}docPr")).attrib["descr"]


@defect
def heading_level_skipped(file):
    style = next(style for style in file.xml(DOCUMENT).iter(w("pStyle")) if style.get(w("val")) == "Heading2")
    style.set(w("val"), "Heading4")


@defect
def empty_paragraph_for_space(file):
    file.paragraph().addnext(fragment('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'))


@defect
def language_lost(file):
    remove(file.xml(STYLES).find(f".//{w('lang')}"))


@defect
def title_lost(file):
    remove(file.xml(CORE).find("{http://purl.org/dc/elements/1.1/}title"))


def seed(path, folder):
    """Writes the prepared file and its broken copies, and returns their paths by name."""
    base = folder / "good.docx"
    file = File(path)
    prepare(file)
    file.save(base)
    paths = {"none": base}
    for name, breaks in DEFECTS.items():
        file = File(base)
        file.xml(DOCUMENT)
        breaks(file)
        if file.contents() == File(base).contents():
            sys.exit(f"`{name}` changes nothing")
        paths[name] = folder / f"{name.replace(' ', '-')}.docx"
        file.save(paths[name])
    return paths


def main():
    tools, path = map(pathlib.Path, sys.argv[1:])
    warnings.filterwarnings("ignore", "Duplicate name")
    with tempfile.TemporaryDirectory() as folder:
        paths = seed(path, pathlib.Path(folder))
        found = dict(zip(paths, validators.findings(tools, list(paths.values()))))
    good = [f"{tool}: {line}" for tool, words in found.pop("none").items() for line in words]
    if good:
        sys.exit("\n".join(["the file has findings before anything is broken:", *good]))
    names = list(next(iter(found.values())))
    print(f"{'defect':34}" + "".join(f"{name:>17}" for name in names))
    for name, by_tool in found.items():
        print(f"{name:34}" + "".join(f"{len(words) or '-':>17}" for words in by_tool.values()))
    print(f"{'caught':34}" + "".join(f"{sum(bool(by_tool[name]) for by_tool in found.values()):>17}" for name in names))
    caught = sum(any(by_tool.values()) for by_tool in found.values())
    print(f"{caught} of {len(found)} caught")
    sys.exit(caught < len(found))


if __name__ == "__main__":
    main()
