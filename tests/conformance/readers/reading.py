"""What a reader finds in a file: headings, tables and notes, as words that can be held against those of another reader.

Evens out what readers may write in different ways. Knows neither the readers nor what they should find.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable


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
    header_rows: int | None
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
            sum(table.header_rows or 0 for table in tables),
            sum(len(table.words.split()) for table in tables),
            len(self.notes),
        ]
