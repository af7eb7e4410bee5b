"""Turns a Word file's parts into faults of what belongs together in them: ids, bookmarks, links, fields and notes.

Knows that what is pointed to must be there, once, and that what begins must end. Knows nothing of how it looks.
"""

import collections

from word.selfcheck.opened import DOCUMENT, WP, Fault, R, is_empty, place, twice, val, w

MOST_NAME = 40


def ids(package):
    kinds = {"numbering": ("abstractNum", "abstractNumId"), "num": ("num", "numId"), "style": ("style", "styleId")}
    found = collections.defaultdict(list)
    for name, root in package.roots.items():
        for kind, (tag, attribute) in kinds.items():
            found[kind] += [(name, element.get(w(attribute))) for element in root.findall(w(tag))]
        found["style name"] += [(name, (val(style, "name") or "").lower()) for style in root.findall(w("style"))]
        found["drawing"] += [("", element.get("id")) for element in root.iter(f"{{{WP}}}docPr")]
        found["footnote"] += [(name, element.get(w("id"))) for element in root.findall(w("footnote"))]
        properties = [element for element in root if element.get("pid")]
        found["property"] += [(name, element.get("pid")) for element in properties]
        found["property name"] += [(name, element.get("name").lower()) for element in properties]
    found["content control"] = [("", val(control, "sdtPr", "id")) for _, control in package.everywhere("sdt")]
    found["bookmark"] = [("", start.get(w("id"))) for _, start in package.everywhere("bookmarkStart")]
    found["bookmark name"] = [
        ("", start.get(w("name"), "").lower()) for _, start in package.everywhere("bookmarkStart")
    ]
    for kind, all_of_kind in found.items():
        for name, value in twice(all_of_kind):
            yield Fault(name or DOCUMENT, "id-twice", f"{kind} {value} stands there twice")


def bookmarks(package):
    for part, root in package.stories.items():
        open_ids = set()
        for element in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            identity = element.get(w("id"))
            if element.tag == w("bookmarkStart"):
                open_ids.add(identity)
                if not 0 < len(element.get(w("name"), "")) <= MOST_NAME:
                    yield Fault(part, "bookmark-name", f"a name has 1 to {MOST_NAME} characters", place(element))
            elif identity in open_ids:
                open_ids.remove(identity)
            else:
                yield Fault(part, "bookmark-end", f"bookmark {identity} ends without a beginning", place(element))
        for identity in sorted(open_ids):
            yield Fault(part, "bookmark-open", f"bookmark {identity} never ends")


def links(package):
    marks = {start.get(w("name")) for _, start in package.everywhere("bookmarkStart")}
    for part, link in package.everywhere("hyperlink"):
        anchor = link.get(w("anchor"))
        if anchor is None and link.get(f"{{{R}}}id") is None:
            yield Fault(part, "link-target", "a link leads nowhere", place(link))
        if anchor is not None and anchor not in marks:
            yield Fault(part, "link-target", f"there is no bookmark {anchor}", place(link))
        if is_empty(link):
            yield Fault(part, "link-empty", "a link has no words", place(link))
    for part, instruction in package.everywhere("instrText"):
        words = (instruction.text or "").split()
        targets = words[1:2] if words[:1] in (["PAGEREF"], ["REF"], ["NOTEREF"]) else []
        targets += [words[at + 1] for at, word in enumerate(words[:-1]) if word == "\\b" and words[0] == "TOC"]
        for target in targets:
            if target not in marks:
                yield Fault(
                    part, "field-target", f"{words[0]} points to {target}, which is no bookmark", place(instruction)
                )
        if words[:1] == ["NOTEREF"] and targets and not marks_note(package, targets[0]):
            yield Fault(part, "field-target", f"the bookmark {targets[0]} holds no note", place(instruction))


def marks_note(package, name):
    """Whether the mark of a note stands between the ends of the bookmark with this name."""
    inside = None
    for element in package.body.iter(w("bookmarkStart"), w("bookmarkEnd"), w("footnoteReference")):
        if element.tag == w("bookmarkStart") and element.get(w("name")) == name:
            inside = element.get(w("id"))
        elif element.tag == w("bookmarkEnd") and element.get(w("id")) == inside:
            return False
        elif element.tag == w("footnoteReference") and inside is not None:
            return True
    return False


def fields(package):
    """A field begins, is instructed, is separated and ends, within one cell, note or running text."""
    for part, root in package.stories.items():
        states = collections.defaultdict(list)
        for element in root.iter(w("fldChar"), w("instrText")):
            holder = next(element.iterancestors(w("tc"), w("footnote"), w("body"), w("hdr"), w("ftr")), root)
            state = states[holder]
            if element.tag == w("instrText"):
                if not state or state[-1] != "begin":
                    yield Fault(part, "field", "an instruction stands outside of a field", place(element))
                continue
            kind = element.get(w("fldCharType"))
            if kind == "begin":
                state.append("begin")
            elif not state or (kind == "separate" and state[-1] != "begin"):
                yield Fault(part, "field", f"`{kind}` belongs to no field", place(element))
            elif kind == "separate":
                state[-1] = "separate"
            else:
                state.pop()
        for holder, state in states.items():
            if state:
                yield Fault(part, "field", f"{len(state)} fields never end", place(holder))


def footnotes(package):
    notes = {note.get(w("id")): note for note in package.root("word/footnotes.xml").iter(w("footnote"))}
    own = {identity for identity, note in notes.items() if note.get(w("type")) in (None, "normal")}
    marks = [mark.get(w("id")) for _, mark in package.everywhere("footnoteReference")]
    for identity in twice(marks):
        yield Fault(DOCUMENT, "note-twice", f"note {identity} has two marks")
    for identity in sorted(set(marks) - own):
        yield Fault(DOCUMENT, "note-missing", f"there is no note {identity}")
    for identity in sorted(own - set(marks)):
        yield Fault("word/footnotes.xml", "note-unmarked", f"nothing refers to note {identity}")
    for identity in sorted(own):
        if notes[identity].find(f".//{w('footnoteRef')}") is None:
            yield Fault("word/footnotes.xml", "note-number", f"note {identity} does not show its number")
    separators = {note.get(w("id")) for note in package.root("word/settings.xml").iter(w("footnote"))}
    for identity in sorted(separators - (set(notes) - own)):
        yield Fault("word/settings.xml", "note-separator", f"there is no separator {identity}")
