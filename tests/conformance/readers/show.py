"""Turns one file into what one reader finds in it: headings, tables and notes, a line each.

Usage: python -m readers.show READER TOOLS FILE, where READER is the name of its module here: model for a .txt, pdf for
a .pdf; docx, pandoc, mammoth or office for a .docx. Compares nothing.
"""

import pathlib
import sys

from readers import docx, mammoth, model, office, pandoc, pdf


def by_mammoth(tools, path):
    (read,) = mammoth.read_all(tools, [path], [docx.opened(path)])
    for message in read["messages"]:
        print(f"mammoth warns: {message}")
    return mammoth.reading_of(read)


def by_office(tools, path):
    (read,) = office.read_all(tools, [path])
    return office.reading_of(read)


READERS = {
    "model": lambda _, path: model.read(path).reading(),
    "pdf": lambda _, path: pdf.read(path),
    "docx": lambda _, path: docx.PythonDocx(docx.opened(path)).reading(),
    "pandoc": lambda _, path: pandoc.read(path),
    "mammoth": by_mammoth,
    "office": by_office,
}


def main():
    name, tools, path = sys.argv[1:]
    reading = READERS[name](pathlib.Path(tools), pathlib.Path(path))
    for level, words in reading.headings:
        print(f"heading {level}: {words}")
    for table in reading.tables:
        print(f"table of {table.rows} rows, {table.header_rows} of them header rows: {table.words}")
    for note in reading.notes:
        print(f"note: {note}")
    print(f"{reading.name}: {len(reading.headings)} headings, {len(reading.tables)} tables, {len(reading.notes)} notes")


if __name__ == "__main__":
    main()
