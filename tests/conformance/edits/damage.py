"""Does to a good Word file with edits what people and programs are known to do to one, each as each of several programs
would save it, and looks at what comes back: no edit at a wrong address, and nearly all at the right one.

Usage: python -m edits.damage PROGRAM REPORT DOCX, the file that the program made of REPORT. Ends with 1 where a change
is taken in that nobody made, where fewer than 95 of 100 edits come back with keys or 85 without any, or where the
paragraphs of a file do not add up; where a change is taken in that the report has changed differently since, or the
program writes over the edited file.
"""

import collections
import html
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

from edits.producers import (
    BODY,
    KEY,
    MAP,
    PARAGRAPH,
    as_google,
    as_onlyoffice,
    as_word,
    edited,
    packed,
    unpacked,
)

WHO = 'w:id="9{}" w:author="Eva Ek" w:date="2025-09-18T10:00:00Z"'
NOTES = "word/footnotes.xml"
RUN = re.compile(r"<w:r>(?:(?!</?w:r>).)*?<w:t[^>]*>[^<]{4,}</w:t></w:r>", re.S)
START, END = r'<w:bookmarkStart w:id="(\d+)" w:name="(u[0-9a-f]{12})"/>', r"<w:bookmarkEnd [^>]*/>"


class Work:
    """A body and its notes that are damaged, the keys of what the damage touches, and what somebody has written into
    the report since: words, and others in their place."""

    def __init__(self, parts, body, spared, seed):
        self.body, self.spared, self.touched, self.chance = body, spared, set(), random.Random(seed)
        self.notes, self.since = parts[NOTES].decode(), []

    def texts(self, count=4):
        """Paragraphs of running text that nobody has edited."""
        cells = [match.span() for match in re.finditer(r"<w:tbl>.*?</w:tbl>", self.body, re.S)]
        found = []
        for match in PARAGRAPH.finditer(self.body):
            key, paragraph = KEY.search(match[0]), match[0]
            within = any(start <= match.start() < end for start, end in cells)
            plain = 'w:val="BodyText"' in paragraph and "txbx" not in paragraph and "w:fld" not in paragraph
            if key and key[1] not in self.spared and not within and plain and self.body.count(paragraph) == 1:
                found.append(paragraph)
        return self.chance.sample(found, min(count, len(found)))

    def each(self, change, count=4):
        for paragraph in self.texts(count):
            self.touched.update(KEY.findall(paragraph))
            self.body = self.body.replace(paragraph, change(paragraph))

    def every_key(self):
        return set(KEY.findall(self.body)) - self.spared

    def every(self, pattern, with_what, flags=re.S):
        self.body = re.sub(pattern, with_what, self.body, flags=flags)


def words(paragraph):
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", paragraph))


def no_tags(work):
    work.every(r"<w:(?:tag|alias) [^>]*/>", "")


def points(work):
    work.every(
        START + r"(.*?)<w:bookmarkEnd w:id=\"\1\"/>",
        r'<w:bookmarkStart w:id="\1" w:name="\2"/><w:bookmarkEnd w:id="\1"/>\3',
    )


def unclosed(work):
    def twice(paragraph):
        start = re.search(START, paragraph)
        again = start[0].replace(f'w:id="{start[1]}"', f'w:id="8{start[1]}"')
        return re.sub(f'<w:bookmarkEnd w:id="{start[1]}"/>', "", paragraph.replace(start[0], start[0] + again))

    work.each(twice)


def retyped(work):
    def new(paragraph):
        start = re.search(START, paragraph)
        first = re.search(r"<w:pPr>.*?</w:pPr>", paragraph, re.S)[0]
        mark = f'{start[0]}<w:r><w:t>Allt</w:t></w:r><w:bookmarkEnd w:id="{start[1]}"/>'
        return f'<w:p>{first}{mark}<w:r><w:t xml:space="preserve"> skrivs om från början.</w:t></w:r></w:p>'

    work.each(new, 1)


def pasted_elsewhere(work):
    for paragraph in work.texts(1):
        work.touched.update(KEY.findall(paragraph))
        left = re.sub(r"<w:r>.*</w:r>", "", paragraph, flags=re.S)
        copy = KEY.sub(lambda key: f'w:name="{key[1]}_Copy_1"', paragraph)
        work.body = work.body.replace(paragraph, left)
        target = work.texts(1)[0]
        work.touched.update(KEY.findall(target))
        work.body = work.body.replace(target, target + copy)


def copied(work):
    work.each(lambda paragraph: paragraph * 2, 1)


def moved(work):
    one, other = work.texts(2)
    work.touched.update(KEY.findall(one + other))
    work.body = work.body.replace(one, "").replace(other, other + one)


def added(work):
    work.each(
        lambda it: it + '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Nytt stycke.</w:t></w:r></w:p>', 2
    )


def deleted(work):
    work.each(lambda _: "", 1)


def joined(work):
    gone = f"<w:rPr><w:del {WHO.format(1)}/></w:rPr></w:pPr>"
    work.each(lambda paragraph: paragraph.replace("</w:pPr>", gone, 1), 1)
    # What is joined to it may be anything behind it.
    work.touched.update(work.every_key())


def split(work):
    def two(paragraph):
        first = re.search(r"<w:pPr>.*?</w:pPr>", paragraph, re.S)[0]
        run = list(RUN.finditer(paragraph))[-1]
        text = re.search(r"<w:t[^>]*>([^<]*)</w:t>", run[0])[1]
        half = text.find(" ", len(text) // 2) + 1
        if not half:
            return paragraph
        one, other = (f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (text[:half], text[half:]))
        return f"{paragraph[: run.start()]}{one}</w:p><w:p>{first}{other}{paragraph[run.end() :]}"

    work.each(two, 1)


def no_controls(work):
    work.every(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(?:Content)?>", "")


def deleted_control(work):
    gone = f"<w:del {WHO.format(2)}><w:r><w:delText>borta</w:delText></w:r></w:del>"
    gone = f"<w:sdt><w:sdtPr/><w:sdtContent>{gone}</w:sdtContent></w:sdt>"
    work.each(lambda paragraph: paragraph.replace("</w:p>", f"{gone}</w:p>"))


def normal(work):
    work.every(r'<w:pStyle w:val="(?!Heading)[^"]*"/>', '<w:pStyle w:val="Normal"/>')


def renamed(work):
    work.every(r'w:name="u([0-9a-f]{12})"', r'w:name="id.\1"')


def wrapped(work):
    work.every(RUN.pattern, lambda run: f"<w:sdt><w:sdtPr/><w:sdtContent>{run[0]}</w:sdtContent></w:sdt>")


def nested(work):
    gone = f"<w:del {WHO.format(4)}><w:r><w:delText>y</w:delText></w:r></w:del>"
    inner = f"<w:ins {WHO.format(3)}><w:r><w:t>x</w:t></w:r>{gone}</w:ins>"
    outer = f"<w:del {WHO.format(5)}>{inner}</w:del>"
    work.each(lambda paragraph: paragraph.replace("</w:p>", f"{outer}</w:p>"))


def chunk(work):
    work.body = work.body.replace("<w:sectPr", '<w:altChunk r:id="rId999"/><w:sectPr', 1)


def boxed(work):
    work.body = work.body.replace(
        "</w:p>",
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback><w:pict>'
        "<w:txbxContent><w:p><w:r><w:t>Lapp</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        1,
    )


def shapes(work):
    """Controls round a paragraph, a table, a row, a cell, and all of the body."""
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    for name in ("tr", "tc"):
        element = re.search(rf"<w:{name}>(?:(?!<w:{name}>).)*?</w:{name}>", work.body, re.S)
        if element:
            work.body = work.body.replace(element[0], control.format(element[0]), 1)
    table = re.search(r"<w:tbl>.*?</w:tbl>", work.body, re.S)
    if table:
        work.body = work.body.replace(table[0], control.format(table[0]), 1)
    for paragraph in work.texts():
        work.body = work.body.replace(paragraph, control.format(paragraph))


def corrected(work):
    """What programs correct on their own: quotation marks, dashes, spaces that do not break."""
    work.each(
        lambda it: re.sub(
            r"(<w:t[^>]*>)([^<]*)",
            lambda t: t[1] + t[2].replace("\u2013", "-").replace("\xa0", " ").replace("”", '"'),
            it,
        ),
        9,
    )


def figures(work):
    work.every(
        r"(<w:t[^>]*>)([\u2212\d\xa0,]+)</w:t>",
        lambda t: t[1] + t[2].replace("\u2212", "-").replace("\xa0", " ") + "</w:t>",
    )


def looks(work):
    work.each(lambda it: it.replace("<w:r><w:t", '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t'), 9)


def widths(work):
    work.every(r'<w:tcW w:w="\d+"', '<w:tcW w:w="999"')
    work.every(r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="999"')


def properties(work):
    work.each(
        lambda it: it.replace(
            "<w:r><w:t", f"<w:r><w:rPr><w:rPrChange {WHO.format(6)}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t"
        ),
        9,
    )


def moves(work):
    (paragraph,) = work.texts(1)
    work.touched.update(KEY.findall(paragraph))
    bare = re.sub(f"{START}|{END}", "", paragraph)
    gone = RUN.sub(lambda run: f"<w:moveFrom {WHO.format(7)}>{run[0]}</w:moveFrom>", paragraph)
    came = RUN.sub(lambda run: f"<w:moveTo {WHO.format(8)}>{run[0]}</w:moveTo>", bare)
    work.body = work.body.replace(paragraph, gone)
    (target,) = work.texts(1)
    work.touched.update(KEY.findall(target))
    work.body = work.body.replace(target, target + came)


def contents(work):
    """The contents with other pages, as when fields are updated."""
    work.every(r"(PAGEREF.*?<w:t[^>]*>)\d+", r"\g<1>77")


def cited(work):
    work.each(lambda it: it.replace("</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>'), 2)


def broken_hyphens(work):
    work.each(
        lambda it: re.sub(
            r"(<w:t[^>]*>[^<]{6})([^<]*</w:t>)", r'\1</w:t><w:softHyphen/><w:t xml:space="preserve">\2', it, count=1
        ),
        6,
    )


def smart(work):
    work.every(RUN.pattern, lambda run: f'<w:smartTag w:uri="u" w:element="place">{run[0]}</w:smartTag>')


def languages(work):
    work.every(r"<w:r><w:t", '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t')


def row_added(work):
    row = next(
        (m[0] for m in re.finditer(r"<w:tr>(?:(?!</w:tr>).)*</w:tr>", work.body, re.S) if KEY.search(m[0])), None
    )
    if row:
        work.touched.update(KEY.findall(row))
        bare = re.sub(f"{START}|{END}", "", row)
        work.body = work.body.replace(row, row + re.sub(r"(<w:t[^>]*>)[^<]*", r"\1Ny", bare), 1)


def row_gone(work):
    rows = [m[0] for m in re.finditer(r"<w:tr>(?:(?!</w:tr>).)*</w:tr>", work.body, re.S)]
    rows = [row for row in rows if len(KEY.findall(row)) > 2 and not set(KEY.findall(row)) & work.spared]
    if rows:
        work.touched.update(KEY.findall(rows[0]))
        work.body = work.body.replace(rows[0], "", 1)


def noted(work):
    """Notes with other numbers, one whose mark is gone and whose words are there, and a new one."""
    number = re.compile(r'(<w:footnote(?:Reference)? (?:[^>]*)w:id=")([1-9]\d*)(")')

    def more(match):
        return f"{match[1]}{int(match[2]) + 50}{match[3]}"

    work.body, work.notes = number.sub(more, work.body), number.sub(more, work.notes)
    mark = re.search(r"<w:r>(?:(?!</w:r>).)*<w:footnoteReference [^>]*/></w:r>", work.body, re.S)
    if mark:
        before = work.body[: mark.start()]
        work.touched.add(KEY.findall(before)[-1])
        work.touched.update(KEY.findall(work.notes))
        work.body = before + work.body[mark.end() :]
    new = '<w:footnote w:id="999"><w:p><w:r><w:t>En ny not.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    work.notes = work.notes.replace("</w:footnotes>", new)
    work.each(lambda it: it.replace("</w:p>", '<w:r><w:footnoteReference w:id="999"/></w:r></w:p>'), 1)


def both(work):
    """Words that the report has changed since, and the file differently."""
    for paragraph in work.texts(3):
        once = [word for word in re.findall(r"[a-zåäö]{7,}", words(paragraph)) if work.body.count(word) == 1]
        if once:
            work.touched.update(KEY.findall(paragraph))
            work.since.append((once[0], "filordet"))
            work.body = work.body.replace(once[0], "wordordet")


def rebuilt(work):
    """Nothing but the edits: the program must not write over them."""


KINDS = [
    no_tags,
    points,
    unclosed,
    retyped,
    pasted_elsewhere,
    copied,
    moved,
    added,
    deleted,
    joined,
    split,
    no_controls,
    deleted_control,
    normal,
    renamed,
    wrapped,
    nested,
    chunk,
    boxed,
    shapes,
    corrected,
    figures,
    looks,
    row_added,
    row_gone,
    widths,
    properties,
    moves,
    contents,
    cited,
    broken_hyphens,
    smart,
    languages,
    noted,
    both,
    rebuilt,
]


def as_writer(parts):
    """As LibreOffice: no tags, bookmarks as points, styles by their names."""
    body = re.sub(r"<w:(?:tag|alias) [^>]*/>", "", parts[BODY].decode())
    return parts | {BODY: body.encode()}


PRODUCERS = {
    "as it is": dict,
    "Word": as_word,
    "LibreOffice": as_writer,
    "ONLYOFFICE": as_onlyoffice,
    "Google Docs": as_google,
}


def since(report, changes, folder):
    """The report with what somebody has written into it since; itself where nobody has. A word that stands in a file
    more than once stays."""
    if not changes:
        return report
    later = pathlib.Path(folder) / "later"
    shutil.copytree(report, later, dirs_exist_ok=True)
    for file in [later / "rapport.toml", *sorted((later / "enheter").glob("*.toml"))]:
        text = file.read_text()
        for old, new in changes:
            text = text.replace(old, new) if text.count(old) == 1 else text
        file.write_text(text)
    return later


def is_spared(program, report, edited_file, folder):
    """Whether the program leaves an edited file as it is, in the place where it would write its own."""
    place = pathlib.Path(folder) / "ut"
    place.mkdir(exist_ok=True)
    there = place / f"{report.name}.docx"
    shutil.copy(edited_file, there)
    command = [program, "build", report, "--output", place, "--format", "docx"]
    ended = subprocess.run(command, check=False, capture_output=True).returncode
    return ended == 2 and there.read_bytes() == edited_file.read_bytes()


def main():
    program, report, word = map(pathlib.Path, sys.argv[1:])
    parts = unpacked(word)
    items = re.findall(r'<item key="(u\w{12})" address="([^"]*)"([^>]*)', parts[MAP].decode())
    addresses = {key: html.unescape(address) for key, address, _ in items}
    bound = {key for key, _, rest in items if "binding=" in rest}
    counts, faults = collections.defaultdict(lambda: [0, 0]), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed, kind in enumerate(KINDS):
            body, keys = edited(parts[BODY].decode(), bound, seed)
            work = Work(parts, body, keys, seed)
            kind(work)
            now = since(report, work.since, folder)
            # Nobody knows what a copy is of, or what stands beside what is gone: those are touched as well.
            around = {addresses[key].split("#")[0] for key in work.touched if key in addresses}
            for name, change in PRODUCERS.items():
                path = pathlib.Path(folder) / "edited.docx"
                packed(change(parts | {BODY: work.body.encode(), NOTES: work.notes.encode()}), path)
                if kind is rebuilt and not is_spared(program, report, path, folder):
                    print(f"{kind.__name__}, {name}: written over")
                    faults += 1
                command = [program, "absorb", path, now, "--format", "json", "--lang", "en"]
                done = subprocess.run(command, check=False, capture_output=True, text=True)
                if done.returncode == 2:
                    print(f"{kind.__name__}, {name}: {done.stderr.strip()}")
                    faults += 1
                    continue
                said = json.loads(done.stdout)
                taken = {change["address"] for change in said["changes"] if change["outcome"] == "taken"} - {None}
                told = {change["address"] for change in said["changes"] if change["outcome"] == "computed"}
                wanted = {addresses[key] for key in keys} - told
                if kind is both:
                    # What both have changed is nobody's to take, and the rest of what was touched is none of it.
                    conflicts = {addresses[key] for key in work.touched if key in addresses}
                    wrong = taken & conflicts if name != "Google Docs" else set()
                else:
                    wrong = set()
                wrong |= {address for address in taken - wanted if address.split("#")[0] not in around}
                kinds = dict(said["paragraphs"])
                if wrong or kinds.pop("all") != sum(kinds.values()):
                    print(f"{kind.__name__}, {name}: {sorted(wrong)} {said['paragraphs']}")
                    faults += 1
                keyless = name == "Google Docs" or kind is renamed
                count = counts["without keys" if keyless else "with keys"]
                count[0] += len(wanted)
                count[1] += len(taken & wanted)
    for name, least in [("with keys", 95), ("without keys", 85)]:
        edits, right = counts[name]
        faults += right * 100 < edits * least
        print(f"{name:<14}{len(KINDS)} kinds of damage, {edits} edits, {right} at their address")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
