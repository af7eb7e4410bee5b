"""Turns the forms of a report into what LibreOffice makes of them, and that into what comes back.

Usage: python -m edits.forms PROGRAM REPORT. A form that another program has only saved must change nothing, as
Word file, through odt, and as workbook; and another word in it must come back as that change alone. Ends with 1 where
that is not so.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

WAYS = [("docx", ["docx"]), ("docx", ["odt", "docx"]), ("xlsx", ["xlsx"]), ("xlsx", ["ods", "xlsx"])]


def converted(files, to, folder):
    folder.mkdir()
    command = ["soffice", "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return sorted(folder.glob(f"*.{to}"))


def absorbed(program, file, report):
    run = subprocess.run(
        [program, "absorb", str(file), report, "--format", "json"], capture_output=True, text=True, check=False
    )
    if run.returncode == 2:
        sys.exit(f"{file.name}: {run.stderr}")
    return json.loads(run.stdout)


def with_a_word_more(file):
    """A copy in which one word of the form is another one; None where it has none that stands once."""
    part = "word/document.xml" if file.suffix == ".docx" else "xl/sharedStrings.xml"
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts[part].decode()
    for match in re.finditer(r"<(?:w:)?t(?: [^>]*)?>([^<]{12,})</", body):
        words = match[1]
        if words.count(" ") > 4 and body.count(words) == 1 and "Fält" not in words and "tabell" not in words:
            new = words.replace(words.split(" ")[2], "Xylofon", 1)
            parts[part] = (body[: match.start(1)] + new + body[match.end(1) :]).encode()
            copy = file.with_name("ett-ord-" + file.name)
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in parts.items():
                    archive.writestr(name, content)
            return copy
    return None


def main(program, report):
    faults = count = edited = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for kind in ["docx", "xlsx"]:
            more = ["--xlsx"] if kind == "xlsx" else []
            subprocess.run(
                [program, "form", report, "--output", str(folder / kind), *more], check=True, capture_output=True
            )
        for at, (kind, way) in enumerate(WAYS):
            files = sorted((folder / kind).glob(f"*.{kind}"))
            for step, to in enumerate(way):
                files = converted(files, to, folder / f"{at}-{step}")
            for file in files:
                count += 1
                changes = absorbed(program, file, report)["changes"]
                if changes:
                    faults += 1
                    print(f"{' '.join(way)} {file.name}: {json.dumps(changes[0], ensure_ascii=False)}")
                copy = with_a_word_more(file)
                if copy is None:
                    continue
                edited += 1
                changes = absorbed(program, copy, report)["changes"]
                if len(changes) != 1 or "Xylofon" not in (changes[0]["is"] or ""):
                    faults += 1
                    print(f"{' '.join(way)} {copy.name}: {json.dumps(changes, ensure_ascii=False)[:600]}")
    print(f"{report}: {count} forms saved by LibreOffice, {edited} of them with a word changed, {faults} faults")
    sys.exit(1 if faults or not edited else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
