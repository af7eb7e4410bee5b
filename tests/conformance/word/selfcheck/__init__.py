"""Turns Word files into a list of faults that the outside validators do not look for, each with its part and place.

The checks know the format, the habits of Word, and what this project promises of its files, but nothing of a report.
"""

from word.selfcheck import package, parts, promises, styles, tables
from word.selfcheck.opened import Package

# In the order in which their faults are shown.
CHECKS = (
    package.zip_entries,
    package.content_types,
    package.relationships,
    package.relationship_ids,
    promises.clock_traces,
    package.extensions,
    parts.ids,
    parts.bookmarks,
    parts.links,
    parts.fields,
    promises.stale_fields,
    parts.footnotes,
    styles.numberings,
    styles.styles,
    promises.controls,
    promises.texts,
    promises.empty_paragraphs,
    promises.headings,
    promises.alternative_texts,
    promises.language,
    promises.title,
    tables.tables,
    tables.cells,
    tables.header_rows,
    tables.grids,
    styles.sections,
)


def faults(path):
    """All faults of a Word file."""
    opened = Package(path)
    return opened.faults + [fault for check in CHECKS for fault in check(opened)]


def figures(path):
    """What was looked at, as a sentence."""
    opened = Package(path)
    counted = [
        ("paragraphs", "p"),
        ("tables", "tbl"),
        ("cells", "tc"),
        ("bookmarks", "bookmarkStart"),
        ("fields", "instrText"),
        ("notes", "footnoteReference"),
        ("content controls", "sdt"),
    ]
    counts = [f"{sum(1 for _ in opened.everywhere(tag))} {name}" for name, tag in counted]
    return f"{len(CHECKS)} checks of {len(opened.bytes)} parts, {', '.join(counts)}"
