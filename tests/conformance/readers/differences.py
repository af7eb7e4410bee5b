"""Turns the model and what a reader finds into sentences that say where the two part, with the words of both.

Knows nothing of files and readers, but that the model writes the address of a link behind its words.
"""

import os
import re

URL = re.compile(r"<((?:https?|mailto|tel):[^\s>]*)>")
# Characters of a text that are shown before and after the place where it differs.
SHOWN = 30


def first_difference(what, expected, found):
    """Where two lists part, as a sentence, or none."""
    for at, (a, b) in enumerate(zip(expected, found)):
        if a != b:
            wanted, got = around(str(a), str(b))
            return f"{what} {at + 1}: expected `{wanted}`, got `{got}`"
    if len(expected) != len(found):
        return f"{what}: expected {len(expected)}, got {len(found)}"
    return None


def around(*texts):
    """The texts where they part."""
    # Letter by letter is what is asked for here.
    start = max(len(os.path.commonprefix(texts)) - SHOWN, 0)  # noqa: RUF071
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
    # Where a reader does not know the header rows, they are none that differ.
    known = [table.header_rows is not None for table in reading.tables] + [True] * len(model.tables)
    rows = [
        [(table.rows, table.header_rows if knows else None) for table, knows in zip(both.tables, known)]
        for both in (model, reading)
    ]
    yield first_difference("table (rows, header rows)", *rows)
    words = [[key(table.words) for table in both.tables] for both in (model, reading)]
    yield first_difference("table", *words)
    found = [key(note) for note in reading.notes]
    matched = zip(model.notes, found)
    same = [text if re.fullmatch(note_pattern(note, key), text) else key(note) for note, text in matched]
    yield first_difference("note", same + model.notes[len(same) :], found)
