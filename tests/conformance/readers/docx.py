"""Turns a Word file, opened by python-docx, into its headings, tables, notes and running text.

Knows the built-in styles of Word and the field of the contents, and of our own styles only what they are based on.
"""

import re

import docx
import docx.table
import docx.text.run
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from readers.reading import Reading, Table, cell_words, tight

NOTE_MARK = "footnote reference"
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def heading_level(style):
    """The level of a style that is a built-in heading or made from one, or none."""
    while style is not None:
        if match := HEADING.fullmatch(style.name):
            return int(match[1])
        style = style.base_style
    return None


def opened(path):
    return docx.Document(str(path))


class PythonDocx:
    """Walks all elements of a file as python-docx opens it, since python-docx itself passes over content controls."""

    def __init__(self, document):
        self.document = document
        self.body = document.element.body
        # Asking python-docx for the style of each run would take most of the time.
        paragraphs = [style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
        self.levels = {style.style_id: heading_level(style) for style in paragraphs}
        self.listed = {style.style_id for style in paragraphs if HEADING.fullmatch(style.name)}
        self.marks = {style.style_id for style in document.styles if style.name == NOTE_MARK}

    def words(self, holder):
        """The words of all runs below, without the marks of notes."""
        runs = (
            docx.text.run.Run(element, None) for element in holder.iter(qn("w:r")) if element.style not in self.marks
        )
        return "".join(run.text for run in runs)

    def headings(self):
        """The headings of all styles: style, level and words."""
        for paragraph in self.body.iter(qn("w:p")):
            level = self.levels.get(paragraph.style)
            if level:
                yield paragraph.style, level, self.words(paragraph)

    def listed_headings(self):
        """The headings in built-in styles, which the contents list: level and words."""
        return [(level, words) for style, level, words in self.headings() if style in self.listed]

    def contents_levels(self):
        """How many levels each of the contents lists."""
        instructions = (element.text or "" for element in self.body.iter(qn("w:instrText")))
        return [int(match[1]) for text in instructions if (match := re.search(r'TOC \\o "1-(\d)"', text))]

    def table(self, element):
        rows = [row._tr for row in docx.table.Table(element, self.document._body).rows]
        header_rows = sum(row.find(qn("w:trPr") + "/" + qn("w:tblHeader")) is not None for row in rows)
        words = " ".join(self.words(paragraph) for row in rows for paragraph in row.iter(qn("w:p")))
        return Table(len(rows), header_rows, cell_words(words))

    def running_text(self):
        """The words of each paragraph outside tables, contents and drawings."""
        apart = {qn("w:tbl"), qn("w:drawing"), qn("w:txbxContent")}
        for paragraph in self.body.iter(qn("w:p")):
            controls = paragraph.iterancestors(qn("w:sdt"))
            in_contents = any(control.find(f".//{qn('w:docPartObj')}") is not None for control in controls)
            drawn = paragraph.find(f".//{qn('w:drawing')}") is not None
            if drawn or in_contents or {holder.tag for holder in paragraph.iterancestors()} & apart:
                continue
            if words := tight(self.words(paragraph)):
                yield words

    def notes(self):
        """The texts of the notes in the order of their marks."""
        parts = [rel.target_part for rel in self.document.part.rels.values() if rel.reltype.endswith("/footnotes")]
        notes = {note.get(qn("w:id")): note for part in parts for note in docx.oxml.parse_xml(part.blob)}
        return [self.words(notes[mark.get(qn("w:id"))]) for mark in self.body.iter(qn("w:footnoteReference"))]

    def reading(self):
        headings = [(level, words) for _, level, words in self.headings()]
        tables = [self.table(element) for element in self.body.iter(qn("w:tbl"))]
        return Reading("python-docx", headings, tables, self.notes())
