"""Turns Word files into what LibreOffice makes of them: headings, tables, notes, running text, and languages in use.

`office_uno.py` runs the office and leaves ODF files. Knows ODF, but nothing of what the files should hold.
"""

import contextlib
import json
import os
import pathlib
import subprocess
import tempfile

import lxml.etree
import pypdfium2
from docx.oxml.ns import qn

from readers.reading import Reading, Table, cell_words, tight

FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
# The most characters of a running head.
RUNNING_HEAD = 200
HUGE = lxml.etree.XMLParser(huge_tree=True)


@contextlib.contextmanager
def with_fonts(paths):
    """The environment in which LibreOffice finds the fonts of the reports."""
    folders = [path.with_name(f"{path.stem}-typst") / "fonts" for path in paths]
    given = "".join(f"<dir>{folder.resolve()}</dir>" for folder in folders if folder.is_dir())
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(f"<fontconfig>{system}{given}</fontconfig>")
        file.flush()
        yield os.environ | {"FONTCONFIG_FILE": file.name}


def read_all(tools, paths):
    script = pathlib.Path(__file__).with_name("office_uno.py")
    with with_fonts(paths) as environment, tempfile.TemporaryDirectory() as folder:
        # The system's Python has the module `uno`, others have not.
        command = ["/usr/bin/python3", script, tools / "office", folder, *paths]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
        return [
            read | {"odf": lxml.etree.parse(read["odf"], HUGE), "shown": shown(read["pdf"])}
            for read in json.loads(printed)
        ]


def shown(path):
    """The words of each page that LibreOffice has laid out."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def field_faults(read):
    """Pages with a field whose bookmark LibreOffice does not know, as a running head's number of pages."""
    for number, words in enumerate(read["shown"], 1):
        if "Error: Reference source not found" in " ".join(words.split()):
            yield f"fields: page {number} says that a reference's source is not found"


def odf(name):
    prefix, _, local = name.partition(":")
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0}}{local}"


def odf_words(holder):
    """The words of an element of ODF, without drawings, notes and their marks; a space parts the blocks of a cell."""
    words = holder.text or ""
    for kid in holder:
        if kid.tag in (odf("text:s"), odf("text:tab"), odf("text:line-break")):
            words += " "
        elif kid.tag in (odf("text:p"), odf("text:h"), odf("text:list"), odf("text:list-item")):
            words += f" {odf_words(kid)} "
        elif (
            kid.tag != odf("text:note")
            and not kid.tag.startswith(odf("drawing:")[:-1])
            and kid.get(odf("text:style-name")) != "Footnote_20_Symbol"
        ):
            words += odf_words(kid)
        words += kid.tail or ""
    return words


def reading_of(read):
    reading = Reading("LibreOffice")
    body = read["odf"].find(f".//{odf('office:text')}")
    for heading in body.iter(odf("text:h")):
        reading.headings.append((int(heading.get(odf("text:outline-level"))), odf_words(heading)))
    for table in body.iter(odf("table:table")):
        rows = list(table.iter(odf("table:table-row")))
        header_rows = table.findall(f"{odf('table:table-header-rows')}/{odf('table:table-row')}")
        cells = [[odf_words(cell) for cell in row.iter(odf("table:table-cell"))] for row in rows]
        heads = None if not header_rows and begins_a_page(cells, read["shown"]) else len(header_rows)
        reading.tables.append(Table(len(rows), heads, cell_words(" ".join(cell for row in cells for cell in row))))
    reading.notes += [odf_words(note) for note in body.iter(odf("text:note-body"))]
    return reading


def begins_a_page(cells, pages):
    """Whether a table begins a page, behind the running head.

    Where the header rows of a table had no room at the foot of a page, LibreOffice 7.4 moves it to the next one and
    forgets for good that they are header rows: its layout changes its document.
    """
    first = tight("".join(cell for row in cells[:2] for cell in row))
    return any(0 <= tight(page).find(first) <= RUNNING_HEAD for page in pages)


def running_text(read):
    """The words of each paragraph outside tables, contents, notes and drawings, as LibreOffice has them.

    A paragraph in a frame stands inside the one that it is anchored to, and is read before it, as in the Word file.
    """
    apart = {odf(name) for name in ("table:table", "text:table-of-content", "text:note")}
    drawing = odf("drawing:")[:-1]
    frame = {odf("drawing:frame"), odf("drawing:text-box")}

    def read_below(holder):
        for kid in holder:
            drawn = str(kid.tag).startswith(drawing) and kid.tag not in frame
            if drawn or kid.tag in apart:
                continue
            yield from read_below(kid)
            if kid.tag in (odf("text:p"), odf("text:h")) and (words := tight(odf_words(kid))):
                yield words

    yield from read_below(read["odf"].find(f".//{odf('office:text')}"))


def language_faults(document, read):
    """Languages of LibreOffice's styles that no part of the file names, as for text that has none."""
    named = {
        element.get(qn("w:val")) for part in (document.styles, document) for element in part.element.iter(qn("w:lang"))
    }
    country = f"{{{FO}}}country"
    found = {
        f"{style.get(f'{{{FO}}}language')}-{style.get(country)}" for style in read["odf"].iterfind(f".//*[@{country}]")
    }
    for language in sorted(found - named):
        yield f"language: {language} is in use, expected {', '.join(sorted(named))}"
    if not found & named:
        yield "language: the text has none"
