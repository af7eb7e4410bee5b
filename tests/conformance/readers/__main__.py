"""Turns finished reports into a table of what five independent readers find in them; all must find what the model says.

The model is the report's text file. It is compared with the PDF as PDFium reads its tag tree, and with the Word file
as python-docx, pandoc, mammoth and LibreOffice read it: headings with their levels, tables with their rows, header rows
and words, notes in order. LibreOffice also says the language of the text, and brings the contents up to date.

Usage: python -m readers TOOLS DOCX..., with the .txt and .pdf of the same name beside each, and the report's fonts in the
folder `NAME-typst/fonts` if they are there. TOOLS is where `tools` has put the readers. Ends with 1 if there are
differences.
"""

import contextlib
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable

import docx
import docx.table
import docx.text.run
import lxml.etree
import lxml.html
import pypandoc
import pypdfium2
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from pdf import tag_tree

URL = re.compile(r"<((?:https?|mailto|tel):[^\s>]*)>")
NOTE_MARK = "footnote reference"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
HUGE = lxml.etree.XMLParser(huge_tree=True)
# Characters of a text that are shown before and after the place where it differs.
SHOWN = 30
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def tight(text):
    """The text without white space, and without what a reader may write in another way."""
    text = unicodedata.normalize("NFC", text).replace("\u2011", "-").replace("\u00ad", "").replace("*", "")
    return "".join(text.split())


def letters(text):
    """Letters and digits alone, for a reader that sees the hyphens of broken lines."""
    return "".join(character for character in tight(text) if character.isalnum())


def cell_words(text):
    """Words of a cell without what only some readers see: edges, marks of lists and footnotes, addresses of links.

    A note under its table has a letter or asterisks for a mark, which all readers see.
    """
    text = re.sub(r"\[([a-z]+|\*+)\]", r"\1", re.sub(r"\[\d+\]", "", text))
    text = re.sub(r"<?(?:https?|mailto|tel):[^\s>]+>?", "", text)
    return " ".join(word for word in text.split() if word not in ("-", "|") and not re.fullmatch(r"\d+\.", word))


@dataclasses.dataclass
class Table:
    """A table: how many rows, how many of them header rows, and the words of its cells."""

    rows: int
    header_rows: int
    words: str


@dataclasses.dataclass
class Reading:
    """What one reader finds. `key` evens out how it writes text."""

    name: str
    headings: list[tuple[int, str]] = dataclasses.field(default_factory=list)
    tables: list[Table] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    key: Callable[[str], str] = tight

    def figures(self):
        tables = self.tables
        return [
            len(self.headings),
            len(tables),
            sum(table.rows for table in tables),
            sum(table.header_rows for table in tables),
            sum(len(table.words.split()) for table in tables),
            len(self.notes),
        ]


@dataclasses.dataclass
class Part:
    """A part of the report: the entries of its contents, and its headings."""

    entries: list[str]
    headings: list[tuple[int, str]]


@dataclasses.dataclass
class Model:
    """The report's text file, part by part."""

    parts: list[Part]
    tables: list[Table]
    notes: list[str]

    def reading(self):
        headings = [heading for part in self.parts for heading in part.headings]
        return Reading("model", headings, self.tables, self.notes)


def read_model(path):
    head, *parts = re.split(r"\n==== .* ====\n", path.read_text(encoding="utf-8"))
    body, notes = split_notes(parts[-1]) if parts else (head, [])
    model = Model([], [], notes)
    for text in [*parts[:-1], body]:
        front, _, rest = text.partition("\n---- ")
        paragraphs = rest.split("\n\n")
        found = (re.fullmatch(r"(#{1,4}) (.*)", paragraph.strip("\n")) for paragraph in paragraphs)
        headings = [(len(match[1]), re.sub(r"\[\d+\]", "", match[2])) for match in found if match]
        model.parts.append(Part(model_entries(front), headings))
        model.tables += [model_table(block) for block in paragraphs if block.lstrip("\n").startswith("[tabell: ")]
    return model


def split_notes(text):
    """Parts the notes, which stand one a line at the end, from what is above them."""
    body, _, last = text.rstrip("\n").rpartition("\n\n")
    notes = re.findall(r"^\[(\d+)\] (.*)$", last, re.MULTILINE)
    numbers = [int(number) for number, _ in notes]
    # The numbering may begin again in each chapter.
    if not notes or any(after not in (before + 1, 1) for before, after in zip([0, *numbers], numbers)):
        return text, []
    return body, [words for _, words in notes]


def model_entries(front):
    """The lines of the contents, which are indented below their title."""
    return [line.strip() for line in front.split("\n") if line.startswith("  ")]


def model_table(block):
    rows = block.strip("\n").split("\n")[1:]
    cells = [re.sub(r"^<\d+x\d+> ?", "", cell) for row in rows for cell in row[2:].split(" | ")]
    return Table(len(rows), sum(row.startswith("! ") for row in rows), cell_words(" ".join(cells)))


def read_pdf(path):
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
            reading.tables.append(Table(len(rows), len(header), cell_words(tag.words("Lbl", "Note"))))
            read_tags(tag, reading)
        else:
            read_tags(tag, reading)


def heading_level(style):
    """The level of a style that is a built-in heading or made from one, or none."""
    while style is not None:
        if match := HEADING.fullmatch(style.name):
            return int(match[1])
        style = style.base_style
    return None


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


class Pandoc:
    """Walks the tree that pandoc makes."""

    def __init__(self):
        self.reading = Reading("pandoc")

    def blocks(self, blocks):
        """The words of blocks; notes what else they are on the way."""
        return " ".join(self.block(block) for block in blocks)

    def block(self, block):
        kind, content = block["t"], block.get("c")
        match kind:
            case "Para" | "Plain":
                return self.inlines(content)
            case "Header":
                words = self.inlines(content[2])
                self.reading.headings.append((content[0], words))
                return words
            case "BulletList":
                return " ".join(self.blocks(item) for item in content)
            case "OrderedList":
                return " ".join(self.blocks(item) for item in content[1])
            case "BlockQuote":
                return self.blocks(content)
            case "Div":
                return self.blocks(content[1])
            case "LineBlock":
                return " ".join(self.inlines(line) for line in content)
            case "Table":
                return self.table(content)
        raise ValueError(f"pandoc reads a block of the kind {kind}")

    def table(self, content):
        _, _, _, head, bodies, foot = content
        head_rows = head[1] + [row for body in bodies for row in body[2]]
        rows = head_rows + [row for body in bodies for row in body[3]] + foot[1]
        table = Table(len(rows), len(head_rows), "")
        self.reading.tables.append(table)
        table.words = cell_words(" ".join(self.blocks(cell[4]) for row in rows for cell in row[1]))
        return table.words

    def inlines(self, inlines):
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline):
        kind, content = inline["t"], inline.get("c")
        match kind:
            case "Str":
                return content
            case "Space" | "SoftBreak" | "LineBreak":
                return " "
            case "Note":
                self.reading.notes.append(self.blocks(content))
                return ""
            case "Superscript":
                # The second mark of a note is a field.
                words = self.inlines(content)
                return "" if words.isdigit() else words
            case "Emph" | "Strong" | "Underline" | "Strikeout" | "Subscript" | "SmallCaps":
                return self.inlines(content)
            case "Span" | "Link" | "Quoted":
                return self.inlines(content[1])
            case "Image":
                self.inlines(content[1])
                return ""
        raise ValueError(f"pandoc reads an inline of the kind {kind}")


def read_pandoc(path):
    pandoc = Pandoc()
    pandoc.blocks(json.loads(pypandoc.convert_file(str(path), "json", format="docx"))["blocks"])
    return pandoc.reading


def mammoth_styles(document):
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


def read_mammoth(read):
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


def read_all_by_mammoth(tools, paths, documents):
    jobs = [{"path": str(path), "styles": mammoth_styles(document)} for path, document in zip(paths, documents)]
    script = pathlib.Path(__file__).with_name("mammoth.cjs")
    command = ["node", script, tools / "node_modules"]
    return json.loads(
        subprocess.run(command, input=json.dumps(jobs), check=True, capture_output=True, text=True).stdout
    )


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


def read_all_by_office(tools, paths):
    script = pathlib.Path(__file__).with_name("office_uno.py")
    with with_fonts(paths) as environment, tempfile.TemporaryDirectory() as folder:
        # The system's Python has the module `uno`, others have not.
        command = ["/usr/bin/python3", script, tools / "office", folder, *paths]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
        return [read | {"odf": lxml.etree.parse(read["odf"], HUGE)} for read in json.loads(printed)]


def odf(name):
    prefix, _, local = name.partition(":")
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0}}{local}"


def odf_words(holder):
    """The words of an element of ODF, without drawings, notes and their marks; the blocks of a cell are parted by a space."""
    words = holder.text or ""
    for kid in holder:
        if kid.tag in (odf("text:s"), odf("text:tab"), odf("text:line-break")):
            words += " "
        elif kid.tag in (odf("text:p"), odf("text:h"), odf("text:list"), odf("text:list-item")):
            words += f" {odf_words(kid)} "
        elif kid.tag != odf("text:note") and not kid.tag.startswith(odf("drawing:")[:-1]) and kid.get(odf("text:style-name")) != "Footnote_20_Symbol":
            words += odf_words(kid)
        words += kid.tail or ""
    return words


def read_office(read):
    reading = Reading("LibreOffice")
    body = read["odf"].find(f".//{odf('office:text')}")
    for heading in body.iter(odf("text:h")):
        reading.headings.append((int(heading.get(odf("text:outline-level"))), odf_words(heading)))
    for table in body.iter(odf("table:table")):
        rows = list(table.iter(odf("table:table-row")))
        header_rows = table.findall(f"{odf('table:table-header-rows')}/{odf('table:table-row')}")
        cells = [odf_words(cell) for row in rows for cell in row.iter(odf("table:table-cell"))]
        reading.tables.append(Table(len(rows), len(header_rows), cell_words(" ".join(cells))))
    reading.notes += [odf_words(note) for note in body.iter(odf("text:note-body"))]
    return reading


def office_text(read):
    """The words of each paragraph outside tables, contents, notes and drawings, as LibreOffice has them."""
    apart = {odf(name) for name in ("table:table", "text:table-of-content", "text:note")}
    drawing = odf("drawing:")[:-1]
    body = read["odf"].find(f".//{odf('office:text')}")
    for paragraph in body.iter(odf("text:p"), odf("text:h")):
        holders = {holder.tag for holder in paragraph.iterancestors()}
        if holders & apart or any(holder.startswith(drawing) for holder in holders):
            continue
        if words := tight(odf_words(paragraph)):
            yield words


def first_difference(what, expected, found):
    """Where two lists part, as a sentence, or none."""
    for at, (a, b) in enumerate(zip(expected, found)):
        if a != b:
            a, b = around(str(a), str(b))
            return f"{what} {at + 1}: expected `{a}`, got `{b}`"
    if len(expected) != len(found):
        return f"{what}: expected {len(expected)}, got {len(found)}"
    return None


def around(*texts):
    """The texts where they part."""
    start = max(len(os.path.commonprefix(texts)) - SHOWN, 0)
    return [text[start : start + 2 * SHOWN] for text in texts]


def note_pattern(note, key):
    """Matches a note with or without the addresses that the model writes behind a link's words."""
    *pieces, last = URL.split(note)
    pairs = zip(pieces[::2], pieces[1::2])
    return "".join(f"{re.escape(key(words))}(?:{re.escape(key(url))})?" for words, url in pairs) + re.escape(key(last))


def differences(model, reading):
    """How a reading differs from the model."""
    key = reading.key
    headings = [[(level, key(words)) for level, words in both.headings] for both in (model, reading)]
    yield first_difference("heading", *headings)
    rows = [[(table.rows, table.header_rows) for table in both.tables] for both in (model, reading)]
    yield first_difference("table (rows, header rows)", *rows)
    words = [[key(table.words) for table in both.tables] for both in (model, reading)]
    yield first_difference("table", *words)
    found = [key(note) for note in reading.notes]
    matched = zip(model.notes, found)
    same = [text if re.fullmatch(note_pattern(note, key), text) else key(note) for note, text in matched]
    yield first_difference("note", same + model.notes[len(same) :], found)


def contents_faults(model, listed, levels, read):
    """How LibreOffice's contents differ from the model's, as they came and brought up to date.

    LibreOffice 7.4 knows neither the switch `\\b`, by which the field keeps to its part, nor that `\\o` means the
    built-in headings alone: brought up to date by its own rules, an index lists every heading of the document. With its
    rules set to what `\\o` means it must list the headings of the built-in styles, the part's entries as one run.
    """
    with_contents = [part for part in model.parts if part.entries]
    if len(with_contents) != len(read["indexes"]):
        yield f"contents: expected {len(with_contents)}, got {len(read['indexes'])}"
    every = [heading for part in model.parts for heading in part.headings]
    for part, depth, index in zip(with_contents, levels, read["indexes"]):
        came, after, built_in = ([tight(words) for words, _ in index[name]] for name in ("before", "after", "built_in"))
        yield first_difference("entry of the contents", list(map(tight, part.entries)), came)
        all_entries, listed_entries = (
            [tight(words) for level, words in headings if level <= depth] for headings in (every, listed)
        )
        yield first_difference("entry after updating", all_entries, after)
        yield first_difference("entry of built-in headings", listed_entries, built_in)
        if run_in(index) is None:
            yield "contents: the entries are no run of the built-in headings"


def run_in(index):
    """Where the entries of a contents index begin among those by built-in headings, or none."""
    came, built_in = ([tight(words) for words, _ in index[name]] for name in ("before", "built_in"))
    runs = (at for at in range(len(built_in) - len(came) + 1) if built_in[at : at + len(came)] == came)
    return next(runs, None)


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


def page_lines(path, read):
    """What LibreOffice's layout has on other pages; its lines break elsewhere, so that this is no fault."""
    pages = len(pypdfium2.PdfDocument(path.with_suffix(".pdf")))
    ends = ", ".join(str(page) for page in read["pages"]["parts"].values())
    yield f"pages: {pages} in the PDF, {read['pages']['all']} in LibreOffice, where the parts end on {ends}"
    for index in read["indexes"]:
        at = run_in(index)
        if at is not None:
            pairs = list(zip(index["before"], index["built_in"][at:]))
            moved = [int(there) - int(here) for (_, here), (_, there) in pairs if here != there]
            furthest = max(map(abs, moved), default=0)
            entries = f"contents: {len(pairs)} entries, the same after updating"
            yield f"{entries}; {len(moved)} stand on another page in LibreOffice, {furthest} away at most"


def check(path, document, by_mammoth, by_office):
    """Prints what the readers find in one report and how they differ; returns whether they do."""
    model = read_model(path.with_suffix(".txt"))
    expected = model.reading()
    by_python_docx = PythonDocx(document)
    readings = [
        read_pdf(path.with_suffix(".pdf")),
        by_python_docx.reading(),
        read_pandoc(path),
        read_mammoth(by_mammoth),
        read_office(by_office),
    ]
    print(path.name)
    print(f"{'':16} headings   tables     rows  headers    words    notes")
    for reading in [expected, *readings]:
        print(f"{reading.name:16}" + "".join(f"{figure:9}" for figure in reading.figures()))
    for line in page_lines(path, by_office):
        print(line)
    faults = [f"{reading.name}: {fault}" for reading in readings for fault in differences(expected, reading) if fault]
    faults += [f"mammoth: {message}" for message in by_mammoth["messages"]]
    office = [
        *contents_faults(model, by_python_docx.listed_headings(), by_python_docx.contents_levels(), by_office),
        *language_faults(document, by_office),
        first_difference("paragraph", list(by_python_docx.running_text()), list(office_text(by_office))),
    ]
    faults += [f"LibreOffice: {fault}" for fault in office if fault]
    print(f"{len(faults)} differences")
    for fault in faults:
        print(fault)
    return bool(faults)


def main():
    tools, *paths = map(pathlib.Path, sys.argv[1:])
    documents = [docx.Document(str(path)) for path in paths]
    by_mammoth = read_all_by_mammoth(tools, paths, documents)
    by_office = read_all_by_office(tools, paths)
    differ = [check(*job) for job in zip(paths, documents, by_mammoth, by_office)]
    sys.exit(any(differ))


main()
