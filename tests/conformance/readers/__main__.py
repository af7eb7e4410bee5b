"""Turns finished reports into a table of what five independent readers find in them; all must find what the model says.

The model is the report's text file. It is compared with the PDF as PDFium reads its tag tree, and with the Word file
as python-docx, pandoc, mammoth and LibreOffice read it: headings with their levels, tables with their rows, header rows
and words, notes in order. LibreOffice also says the language of the text, and brings the contents up to date.

Usage: python -m readers TOOLS DOCX..., with the .txt and .pdf of the same name beside each, and the report's fonts in
the folder `NAME-typst/fonts` if they are there. TOOLS is where `.ci/tools` has put the readers. Ends with 1 if there
are differences.
"""

import pathlib
import sys

from readers import contents, docx, mammoth, model, office, pandoc, pdf
from readers.differences import differences, first_difference


def check(path, document, by_mammoth, by_office):
    """Prints what the readers find in one report and how they differ; returns whether they do."""
    said = model.read(path.with_suffix(".txt"))
    expected = said.reading()
    by_python_docx = docx.PythonDocx(document)
    readings = [
        pdf.read(path.with_suffix(".pdf")),
        by_python_docx.reading(),
        pandoc.read(path),
        mammoth.reading_of(by_mammoth),
        office.reading_of(by_office),
    ]
    print(path.name)
    print(f"{'':16} headings   tables     rows  headers    words    notes")
    for reading in [expected, *readings]:
        print(f"{reading.name:16}" + "".join(f"{figure:9}" for figure in reading.figures()))
    for line in contents.page_lines(path, by_office):
        print(line)
    faults = [f"{reading.name}: {fault}" for reading in readings for fault in differences(expected, reading) if fault]
    faults += [f"mammoth: {message}" for message in by_mammoth["messages"]]
    more = [
        *contents.faults(said, by_python_docx.listed_headings(), by_python_docx.contents_levels(), by_office),
        *office.language_faults(document, by_office),
        *office.field_faults(by_office),
        first_difference("paragraph", list(by_python_docx.running_text()), list(office.running_text(by_office))),
    ]
    faults += [f"LibreOffice: {fault}" for fault in more if fault]
    print(f"{len(faults)} differences")
    for fault in faults:
        print(fault)
    return bool(faults)


def main():
    tools, *paths = map(pathlib.Path, sys.argv[1:])
    documents = [docx.opened(path) for path in paths]
    by_mammoth = mammoth.read_all(tools, paths, documents)
    by_office = office.read_all(tools, paths)
    differ = [check(*job) for job in zip(paths, documents, by_mammoth, by_office)]
    sys.exit(any(differ))


if __name__ == "__main__":
    main()
