"""Turns the tables of contents that LibreOffice reads and brings up to date into faults, and its pages into figures.

Knows what LibreOffice 7.4 makes of the field of the contents. Lines break elsewhere there, so that no page is a fault.
"""

import pypdfium2

from readers.differences import first_difference
from readers.reading import tight


def faults(model, listed, levels, read):
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
