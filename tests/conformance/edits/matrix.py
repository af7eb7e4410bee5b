"""Turns six kinds of content and seven edits of each, made by LibreOffice, into what `absorb` says of each file.

Usage: python -m edits.matrix TOOLS PROGRAM. Every file must be well-formed and be read, every edit be found at its
address, or its absence be told as what it is. Ends with 1 where that is not so.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

MANIFEST = """format = 1
id = "matris"
titel = "Matris"
kommun = "Exempelby kommun"
namnd = "Testnämnden"
datum = 2024-05-02

[[enhet]]
id = "a"
namn = "Enhet A"

[[kapitel]]
id = "text"
rubrik = "Text"
delar = [{ enhet = "a", rubrik = "" }, { tabell = "t" }]

[[tabell]]
id = "t"
rubrik = "Drift, tkr"
kolumner = "k"
rader = ["a/gator", "a/parker"]

[[kolumner]]
id = "k"
sort = "tkr"
kolumn = [{ id = "u", rubrik = "Utfall" }]
"""

UNIT = """enhet = "a"

[[avsnitt]]
kapitel = "text"
text = '''
Gatorna sopades under våren av egen personal.

# Rubrik med flera ord

Lamporna byttes[^n] under hösten av en entreprenör.

- en första punkt i listan
- en andra punkt i listan

Driften kostade {{t.gator.u}} under hela året.

Bron målades under sommaren av ett företag.
'''

[noter]
n = "En not med flera ord om lamporna."

[[rad]]
tabell = "t"
id = "gator"
namn = "Gator och vägar i staden"
u = 12150

[[rad]]
tabell = "t"
id = "parker"
namn = "Parker"
u = 3710
"""

# Each with the beginning of its address.
KINDS = {
    "paragraph": "text:a/text#1",
    "heading": "text:a/text#2",
    "list point": "text:a/text#4",
    "table cell": "row:t/a/gator#1",
    "note": "note:a/n",
    "paragraph with an inline control": "text:a/text#6",
}

# The outcomes by which an edit may be told.
TOLD = {
    "save": set(),
    "tracked_insertion": {"taken"},
    "tracked_deletion": {"taken"},
    "tracked_deletion_of_paragraph": {"taken", "gone", "says-other"},
    "retyped": {"taken", "mark"},
    "cut_and_pasted": {"taken", "moved", "says-other", "half"},
    "moved": {"moved"},
}


def keys(path):
    with zipfile.ZipFile(path) as file:
        text = file.read("customXml/item1.xml").decode()
    return {address: key for key, address in re.findall(r'<item key="(u\w{12})" address="([^"]*)"', text)}


def absorbed(program, file, folder):
    command = [program, "absorb", file, folder, "--format", "json", "--lang", "en"]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode in (0, 1) else run.stderr.strip()


def fault(edit, address, said):
    """Why what is said of an edit is wrong, or nothing."""
    if isinstance(said, str):
        return said
    counts = dict(said["paragraphs"])
    if counts["all"] != sum(counts[kind] for kind in ["unchanged", "made", "taken", "listed"]):
        return f"{counts} do not add up"
    if said["not_read"]:
        return f"not read: {said['not_read']}"
    outcomes = {change["outcome"] for change in said["changes"]}
    if not outcomes <= TOLD[edit]:
        return f"{sorted(outcomes - TOLD[edit])}"
    # A cell and the only note stay where they are.
    stays = edit == "moved" and address.startswith(("row:", "note:"))
    if edit != "save" and not outcomes and not stays:
        return "nothing is told of it"
    if edit in ("tracked_insertion", "tracked_deletion"):
        others = [change["address"] for change in said["changes"] if change["address"] != address]
        return f"taken in at {others}" if others else None
    return None


def main():
    tools, program = map(pathlib.Path, sys.argv[1:])
    faults = 0
    with tempfile.TemporaryDirectory() as place:
        folder, out = pathlib.Path(place, "rapport"), pathlib.Path(place, "ut")
        (folder / "enheter").mkdir(parents=True)
        out.mkdir()
        (folder / "rapport.toml").write_text(MANIFEST)
        (folder / "enheter/a.toml").write_text(UNIT)
        subprocess.run([program, "build", folder, "--output", out, "--format", "docx"], check=True, capture_output=True)
        word = out / "matris.docx"
        known = keys(word)
        # A note's address says where it is shown as well.
        of = {
            kind: next(a for a in known if a == start or a.startswith(f"{start}@") or a == f"{start}#1")
            for kind, start in KINDS.items()
        }
        far = {address: "text:a/text#1" if address == "text:a/text#6" else "text:a/text#7" for address in of.values()}
        jobs = [
            {
                "file": str(word),
                "mark": known[address],
                "other": known[far[address]],
                "edit": edit,
                "out": f"{at}-{edit}.docx",
            }
            for at, address in enumerate(of.values())
            for edit in TOLD
        ]
        pathlib.Path(place, "jobs.json").write_text(json.dumps(jobs))
        script = pathlib.Path(__file__).with_name("office_uno.py")
        # The system's Python has the module `uno`, others have not.
        command = ["/usr/bin/python3", script, tools / "office", out, pathlib.Path(place, "jobs.json")]
        subprocess.run(command, check=True)
        for at, (kind, address) in enumerate(of.items()):
            for edit in TOLD:
                said = absorbed(program, out / f"{at}-{edit}.docx", folder)
                why = fault(edit, address, said)
                faults += why is not None
                told = "" if isinstance(said, str) else " ".join(sorted(c["outcome"] for c in said["changes"]))
                print(f"{kind:<34}{edit:<31}{told}{'  FAULT: ' + why if why else ''}")
    print(f"{len(of) * len(TOLD)} files, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
