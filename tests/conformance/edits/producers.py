"""Turns a good Word file with edits in known places into what other programs make of it, and that into what comes back.

Usage: python -m edits.producers PROGRAM REPORT DOCX, the file that the program made of REPORT. Ends with 1 where an
edit comes back at a wrong address, where fewer than 95 of 100 come back with their bookmarks or 85 without any, or
where the paragraphs of a file do not add up.
"""

import html
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zipfile

SEEDS = range(3)
EDITS = 25
BODY, MAP, CUSTOM = "word/document.xml", "customXml/item1.xml", "docProps/custom.xml"
KEY = re.compile(r'w:name="(u[0-9a-f]{12})"')
PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*</w:p>", re.S)
WORDS = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")
FIGURE = re.compile("[\u2212\\d\xa0 ,]+")


def unpacked(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)


def other(words, chance):
    """Words with one of them exchanged, or a figure with another last digit."""
    if FIGURE.fullmatch(words):
        return words[:-1] + str((int(words[-1]) + 1) % 10) if words[-1].isdigit() else None
    pieces = words.split(" ")
    at = chance.randrange(len(pieces))
    if not pieces[at].isalpha() or len(pieces[at]) < 3:
        return None
    pieces[at] = "Xylofon" if pieces[at][0].isupper() else "xylofon"
    return " ".join(pieces)


def edited(body, bound, seed):
    """The body with edits in some paragraphs, and the keys of those."""
    chance, keys = random.Random(seed), set()
    with_key = [match[0] for match in PARAGRAPH.finditer(body) if KEY.search(match[0]) and "txbx" not in match[0]]
    once = [paragraph for paragraph in with_key if body.count(paragraph) == 1]
    for paragraph in chance.sample(once, min(EDITS, len(once))):
        # The words of a bound figure, or of a mark, come from elsewhere.
        runs = [
            m
            for m in WORDS.finditer(paragraph)
            if len(m[1]) > 3 and "&" not in m[1] and not KEY.search(paragraph[m.start() :])
        ]
        inside = [KEY.findall(paragraph[: m.start()]) for m in runs]
        runs = [m for m, before in zip(runs, inside) if before and before[-1] not in bound and m[1][0] not in "●▲■○"]
        if not runs:
            continue
        run = chance.choice(runs)
        new = other(run[1], chance)
        if new is None:
            continue
        keys.add(KEY.search(paragraph)[1])
        body = body.replace(paragraph, paragraph[: run.start(1)] + new + paragraph[run.end(1) :])
    return body, keys


def as_word(parts):
    """Runs split as Word splits them, with what it adds between them."""

    def split(match):
        look, words = match[1], match[2]
        if len(words) < 6 or "&" in words:
            return match[0]
        half = len(words) // 2
        run = f'<w:r w:rsidR="00A1">{look}<w:t xml:space="preserve">{words[:half]}</w:t></w:r>'
        mark = '<w:proofErr w:type="spellStart"/>'
        rest = f'<w:r>{look}<w:lastRenderedPageBreak/><w:t xml:space="preserve">{words[half:]}</w:t></w:r>'
        return run + mark + rest

    pattern = r"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t[^>]*>([^<]*)</w:t></w:r>"
    return parts | {BODY: re.sub(pattern, split, parts[BODY].decode()).encode()}


def as_google(parts):
    """Neither bookmarks nor controls nor the map, and styles of headings alone."""
    body = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", parts[BODY].decode())
    body = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>", "", body, flags=re.S)
    body = re.sub(r'<w:pStyle w:val="(?!Heading)[^"]*"/>', '<w:pStyle w:val="Normal"/>', body)
    left = {name: content for name, content in parts.items() if not name.startswith("customXml") and name != CUSTOM}
    if "word/footnotes.xml" in left:
        left["word/footnotes.xml"] = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", left["word/footnotes.xml"])
    return left | {BODY: body.encode()}


def as_onlyoffice(parts):
    """No custom XML."""
    return {name: content for name, content in parts.items() if not name.startswith("customXml")}


SCRIPTED = {"as it is": dict, "Word": as_word, "Google Docs": as_google, "ONLYOFFICE": as_onlyoffice}


def office(path, kind, folder, profile):
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, folder, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / f"{path.stem}.{kind}"


def files(parts, folder, profile):
    """What each program makes of a file."""
    for name, change in SCRIPTED.items():
        path = folder / f"{len(name)}.docx"
        packed(change(parts), path)
        yield name, path
    whole, saved, through = folder / "whole.docx", folder / "saved", folder / "through"
    packed(parts, whole)
    yield "LibreOffice", office(whole, "docx", saved, profile)
    yield "LibreOffice, through odt", office(office(whole, "odt", through, profile), "docx", through, profile)


def main():
    program, report, word = map(pathlib.Path, sys.argv[1:])
    counts, faults = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        parts = unpacked(word)
        items = re.findall(r'<item key="(u\w{12})" address="([^"]*)"([^>]*)', parts[MAP].decode())
        addresses = {key: html.unescape(address) for key, address, _ in items}
        bound = {key for key, _, rest in items if "binding=" in rest}
        for seed in SEEDS:
            body, keys = edited(parts[BODY].decode(), bound, seed)
            wanted = {addresses[key] for key in keys}
            for name, path in files(parts | {BODY: body.encode()}, place, place / "profile"):
                command = [program, "absorb", path, report, "--format", "json", "--lang", "en"]
                said = json.loads(subprocess.run(command, check=False, capture_output=True, text=True).stdout)
                taken = {change["address"] for change in said["changes"] if change["outcome"] == "taken"}
                # A figure that the program computes is told, and its edit is not to be taken.
                wanted -= {change["address"] for change in said["changes"] if change["outcome"] == "computed"}
                kinds = dict(said["paragraphs"])
                whole = kinds.pop("all") == sum(kinds.values())
                count = counts.setdefault(name, [0, 0, 0])
                for at, number in enumerate([len(wanted), len(taken & wanted), len(taken - wanted)]):
                    count[at] += number
                if taken - wanted or not whole or said["not_read"]:
                    faults += 1
                    print(f"{word.name}, {name}: {sorted(taken - wanted)} {said['paragraphs']} {said['not_read']}")
    for name, (edits, right, wrong) in counts.items():
        least = 85 if name == "Google Docs" else 95
        faults += right * 100 < edits * least
        print(f"{name:<26}{edits:>4} edits, {right:>4} at their address, {wrong} at another one")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
