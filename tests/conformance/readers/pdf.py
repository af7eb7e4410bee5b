"""Turns a PDF into what its tag tree says to a program that reads aloud, the words as PDFium sees them.

Knows the names of the standard's tags, and that the title above the contents is a heading here alone.
"""

import re

from pdf import tag_tree
from readers.reading import Reading, Table, cell_words, letters


def read(path):
    reading = Reading("PDF by PDFium", key=letters)
    read_tags(tag_tree.read(path), reading)
    return reading


def read_tags(holder, reading):
    tags = holder.tags()
    for tag, after in zip(tags, [*tags[1:], tag_tree.Tag("")]):
        if re.fullmatch(r"H[1-6]", tag.kind):
            # The title above the contents is a heading in the PDF alone.
            if after.kind != "TOC":
                reading.headings.append((int(tag.kind[1]), tag.words("Lbl", "Note")))
            reading.notes += [note.words("Lbl") for note in tag.find("Note")]
        elif tag.kind == "Note":
            reading.notes.append(tag.words("Lbl"))
        elif tag.kind == "Table":
            rows = list(tag.find("TR"))
            header = [row for row in rows if all(cell.kind == "TH" for cell in row.find("TH", "TD"))]
            reading.tables.append(Table(len(rows), len(header), cell_words(tag.words("Lbl", "Note", "Caption"))))
            read_tags(tag, reading)
        else:
            read_tags(tag, reading)
