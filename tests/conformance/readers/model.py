"""Turns the text file of a report, which is its model, into what all readers of the finished files must find.

Knows how `--format txt` writes contents, headings, tables and notes. Knows nothing of the finished files.
"""

import dataclasses
import re

from readers.reading import Reading, Table, cell_words


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


def read(path):
    head, *parts = re.split(r"\n==== .* ====\n", path.read_text(encoding="utf-8"))
    body, notes = split_notes(parts[-1]) if parts else (head, [])
    model = Model([], [], notes)
    for text in [*parts[:-1], body]:
        front, _, rest = text.partition("\n---- ")
        paragraphs = rest.split("\n\n")
        found = (re.fullmatch(r"(#{1,6}) (.*)", paragraph.strip("\n")) for paragraph in paragraphs)
        headings = [(len(match[1]), re.sub(r"\[\d+\]", "", match[2])) for match in found if match]
        model.parts.append(Part(entries_of(front), headings))
        model.tables += [table_of(block) for block in paragraphs if block.lstrip("\n").startswith("[tabell: ")]
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


def entries_of(front):
    """The lines of the contents, which are indented below their title."""
    return [line.strip() for line in front.split("\n") if line.startswith("  ")]


def table_of(block):
    # A line about all of the figures stands above the rows, which begin with a mark each.
    rows = [row for row in block.strip("\n").split("\n")[1:] if re.match(r"[!|>~·+=^] ", row)]
    # A span is noted before a cell's words, and so is the indent of a row below another.
    cells = [re.sub(r"^(<\d+x\d+> ?)?(· )*", "", cell) for row in rows for cell in row[2:].split(" | ")]
    return Table(len(rows), sum(row.startswith("! ") for row in rows), cell_words(" ".join(cells)))
