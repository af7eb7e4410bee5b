"""Turns Word files into headings, tables and notes, as mammoth reads them: HTML, made by `mammoth.cjs`.

Tells mammoth what each style is, and does not know what it passes over; what it warns of is for the caller to judge.
"""

import json
import pathlib
import subprocess

import lxml.html
from docx.enum.style import WD_STYLE_TYPE

from readers.docx import NOTE_MARK, heading_level
from readers.reading import Reading, Table, cell_words


def style_map(document):
    """Tells mammoth what each of the file's styles is, so that what it still warns of is truly unknown."""
    mappings = []
    for style in document.styles:
        name = style.name.replace("'", "\\'")
        match style.type:
            case WD_STYLE_TYPE.PARAGRAPH:
                level = heading_level(style)
                mappings.append(f"p[style-name='{name}'] => {f'h{level}' if level else 'p'}:fresh")
            case WD_STYLE_TYPE.CHARACTER:
                mappings.append(f"r[style-name='{name}'] => {'sup' if name == NOTE_MARK else 'span'}")
            case WD_STYLE_TYPE.TABLE:
                mappings.append(f"table[style-name='{name}'] => table:fresh")
    return mappings


def read_all(tools, paths, documents):
    jobs = [{"path": str(path), "styles": style_map(document)} for path, document in zip(paths, documents)]
    script = pathlib.Path(__file__).with_name("mammoth.cjs")
    command = ["node", script, tools / "node_modules"]
    return json.loads(
        subprocess.run(command, input=json.dumps(jobs), check=True, capture_output=True, text=True).stdout
    )


def reading_of(read):
    reading = Reading("mammoth")
    root = lxml.html.fragment_fromstring(read["html"], create_parent="div")
    for note in root.xpath(".//li[starts-with(@id, 'footnote-')]"):
        for back in note.xpath(".//a[starts-with(@href, '#footnote-ref-')]"):
            back.drop_tree()
        reading.notes.append(note.text_content())
        note.drop_tree()
    for mark in root.xpath(".//sup"):
        mark.drop_tree()
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        reading.headings.append((int(heading.tag[1]), heading.text_content()))
    for table in root.iter("table"):
        paragraphs = table.xpath(".//p | .//li[not(.//p)]")
        words = cell_words(" ".join(paragraph.text_content() for paragraph in paragraphs))
        reading.tables.append(Table(len(table.findall(".//tr")), len(table.findall("./thead/tr")), words))
    return reading
