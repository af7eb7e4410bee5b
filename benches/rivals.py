"""Measures the program against what one would pick instead, on the same words, tables and notes: cold processes.

Usage: rivals.py [PROGRAM]. Installs pandoc, Typst, python-docx and docxtpl from PyPI and docxtemplater from npm into
target/bench-tools. LibreOffice and XeLaTeX come from the system (Debian: libreoffice-writer-nogui; texlive-xetex,
texlive-latex-recommended, texlive-fonts-recommended and lmodern); what is missing is left out, and said to be. They
take turns, LibreOffice with a profile that it has used before.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "inputs/herrljunga-ks-delar-2023"
TOOLS = ROOT / "target/bench-tools"
PYTHON = TOOLS / "venv/bin/python"
PYPI = ["pypandoc_binary==1.17", "typst==0.15.2", "python-docx==1.2.0", "docxtpl==0.20.2"]
NPM = ["docxtemplater@3.71.0", "pizzip@3.3.0"]
ROUNDS = 5

TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2])
"""

PYTHON_DOCX = """
import json, sys, docx
paper = docx.Document()
for it in json.load(open(sys.argv[1], encoding="utf-8"))["blocks"]:
    if it["level"]:
        paper.add_heading(it["text"], it["level"])
    elif it["rows"]:
        table = paper.add_table(0, len(it["rows"][0]), style="Table Grid")
        for row in it["rows"]:
            for cell, words in zip(table.add_row().cells, row):
                cell.text = words
    else:
        paper.add_paragraph(it["text"], "List Bullet" if it["item"] else None)
paper.save(sys.argv[2])
"""

# The template that docxtpl fills is made by python-docx, once: what its user draws in Word.
DOCXTPL_TEMPLATE = """
import sys, docx
paper = docx.Document()
paper.add_paragraph("{%p for it in blocks %}")
for level in range(1, 5):
    paper.add_paragraph("{%p if it.level == " + str(level) + " %}")
    paper.add_heading("{{ it.text }}", level)
    paper.add_paragraph("{%p endif %}")
paper.add_paragraph("{%p if it.rows %}")
table = paper.add_table(3, 3, style="Table Grid")
table.cell(0, 0).text = "{%tr for row in it.rows %}"
for at, words in enumerate(["{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"]):
    table.cell(1, at).text = words
table.cell(2, 0).text = "{%tr endfor %}"
paper.add_paragraph("{%p endif %}")
paper.add_paragraph("{%p if not it.level and not it.rows %}")
paper.add_paragraph("{{ it.text }}")
paper.add_paragraph("{%p endif %}")
paper.add_paragraph("{%p endfor %}")
paper.save(sys.argv[1])
"""

DOCXTPL = """
import json, sys, docxtpl
template = docxtpl.DocxTemplate(sys.argv[1])
template.render(json.load(open(sys.argv[2], encoding="utf-8")), autoescape=True)
template.save(sys.argv[3])
"""

# The free edition has no columns that repeat: the table has as many as the widest of the report.
DOCXTEMPLATER_TEMPLATE = """
import sys, docx
paper, columns = docx.Document(), int(sys.argv[2])
paper.add_paragraph("{#blocks}")
for level in range(1, 5):
    paper.add_paragraph("{#h" + str(level) + "}")
    paper.add_heading("{text}", level)
    paper.add_paragraph("{/h" + str(level) + "}")
paper.add_paragraph("{#table}")
table = paper.add_table(1, columns, style="Table Grid")
for at in range(columns):
    begin, end = "{#rows}" if at == 0 else "", "{/rows}" if at == columns - 1 else ""
    table.cell(0, at).text = begin + "{c" + str(at) + "}" + end
paper.add_paragraph("{/table}")
paper.add_paragraph("{#plain}")
paper.add_paragraph("{text}")
paper.add_paragraph("{/plain}")
paper.add_paragraph("{/blocks}")
paper.save(sys.argv[1])
"""

DOCXTEMPLATER = """
const fs = require("fs"), Zip = require("pizzip"), Template = require("docxtemplater");
const [template, data, out] = process.argv.slice(2);
const blocks = JSON.parse(fs.readFileSync(data)).blocks.map((it) => ({
  ["h" + it.level]: it.level > 0,
  plain: !it.level && !it.rows.length,
  table: it.rows.length > 0,
  text: it.text,
  rows: it.rows.map((row) => Object.fromEntries(row.map((words, at) => ["c" + at, words]))),
}));
const paper = new Template(new Zip(fs.readFileSync(template)), { paragraphLoop: true, nullGetter: () => "" });
paper.render({ blocks });
fs.writeFileSync(out, paper.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
"""


# --- What all of them get ---------------------------------------------------------------------------------------------


def words(items, note):
    """Words of the export as a string; `note` says what becomes of a note's mark."""
    out = ""
    for it in items:
        if isinstance(it, str):
            out += it
        elif it[0] == "note":
            out += note(it[1], it[2])
        elif it[0] == "break":
            out += " "
        elif isinstance(it[-1], list):
            out += words(it[-1], note)
    return out


def cell_words(cell, note):
    lines = []
    for it in cell["blocks"]:
        if it["t"] == "list":
            lines += [words(block.get("content", []), note) for item in it["items"] for block in item]
        else:
            lines.append(words(it.get("content", []), note))
    return " ".join(lines)


def rows_of(table, note):
    """A table as rows of equally many strings: what spans columns or rows stands in the first of its cells."""
    width = len(table["columns"])
    for row in table["header"] + table["rows"]:
        out = []
        for cell in row["cells"]:
            out += [cell_words(cell, note)] + [""] * (cell["colspan"] - 1)
        yield (out + [""] * width)[:width]


def blocks_of(data, note):
    """The report as headings, paragraphs, items and tables, in order."""
    plain = {"level": 0, "text": "", "rows": [], "item": False}

    def walk(blocks, item=False):
        for it in blocks:
            if it["t"] == "heading":
                yield plain | {"level": it["level"], "text": words(it["content"], note)}
            elif it["t"] == "paragraph":
                yield plain | {"text": words(it["content"], note), "item": item}
            elif it["t"] == "list":
                for each in it["items"]:
                    yield from walk(each, True)
            elif it["t"] == "table":
                yield plain | {"text": it["title"], "rows": list(rows_of(it, note))}
            elif it["t"] == "notice":
                yield from walk(it["blocks"])
            elif it["t"] == "signatures":
                yield from (plain | {"text": f"{who['name']}, {who['title']}"} for who in it["signatories"])

    for part in data["parts"]:
        for section in part["sections"]:
            yield from walk(section["blocks"])


def markdown(data):
    """What pandoc reads: pipe tables and notes."""
    escape = str.maketrans({c: f"\\{c}" for c in '\\`*_{}[]<>#|~^$@"'})
    marks = {}
    blocks = blocks_of(data, lambda at, first: f"\x01{at}\x02")
    out = []

    def ready(text):
        return text.translate(escape).replace("\x01", "[^").replace("\x02", "]").replace("\n", " ")

    for it in blocks:
        if it["level"]:
            out.append("#" * it["level"] + " " + ready(it["text"]))
        elif it["rows"]:
            head, *rest = it["rows"]
            lines = ["| " + " | ".join(map(ready, row)) + " |" for row in rest]
            top = ["| " + " | ".join(map(ready, head)) + " |", "|" + "----|" * len(head)]
            out.append("\n".join(top + lines))
        else:
            out.append(("- " if it["item"] else "") + ready(it["text"]))
    for at, note in enumerate(data["notes"]):
        marks[at] = ready(words(note["content"], lambda *_: ""))
        out.append(f"[^{at}]: {marks[at]}")
    title = data["meta"]["title"].replace('"', "'")
    return f'---\ntitle: "{title}"\nlang: sv\n---\n\n' + "\n\n".join(out) + "\n"


def plain_data(data):
    """What those get that have no notes: marks as numbers, the notes' texts at the end."""
    blocks = list(blocks_of(data, lambda at, first: f"[{at + 1}]"))
    notes = [f"[{at + 1}] {words(note['content'], lambda *_: '')}" for at, note in enumerate(data["notes"])]
    return {"blocks": blocks + [{"level": 0, "text": note, "rows": [], "item": False} for note in notes]}


# --- Measuring --------------------------------------------------------------------------------------------------------


def run(commands):
    """Seconds and seconds of processor time of commands, one after another."""
    start, used = time.perf_counter(), 0.0
    for command in commands:
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{command} ended with {child.returncode}\n{said[-2000:]}")
        used += usage.ru_utime + usage.ru_stime
    return time.perf_counter() - start, used


def install():
    TOOLS.mkdir(parents=True, exist_ok=True)
    listed, wanted = TOOLS / "installed", "\n".join(PYPI + NPM)
    if listed.exists() and listed.read_text() == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", TOOLS / "venv"], check=True)
    subprocess.run([PYTHON, "-m", "pip", "-q", "install", "--disable-pip-version-check", *PYPI], check=True)
    if shutil.which("npm"):
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", TOOLS, *NPM], check=True
        )
    listed.write_text(wanted)


def ways(work, data):
    """Each way's name, what its files lack, and its commands, or why it is left out."""
    (pandoc,) = (TOOLS / "venv").glob("lib/*/site-packages/pypandoc/files/pandoc")
    text, plain, out = work / "text.md", work / "plain.json", work / "out"
    out.mkdir()
    text.write_text(markdown(data), encoding="utf-8")
    filled = plain_data(data)
    plain.write_text(json.dumps(filled, ensure_ascii=False), encoding="utf-8")
    columns = max(len(row) for it in filled["blocks"] for row in it["rows"])
    scripts = {
        "with_typst.py": TYPST,
        "with_docx.py": PYTHON_DOCX,
        "with_docxtpl.py": DOCXTPL,
        "templater.cjs": DOCXTEMPLATER,
    }
    for name, script in scripts.items():
        (work / name).write_text(script, encoding="utf-8")
    shutil.copy(work / "templater.cjs", TOOLS / "templater.cjs")
    subprocess.run([PYTHON, "-c", DOCXTPL_TEMPLATE, work / "tpl.docx"], check=True)
    subprocess.run([PYTHON, "-c", DOCXTEMPLATER_TEMPLATE, work / "templater.docx", str(columns)], check=True)

    word = [pandoc, text, "-o", out / "pandoc.docx", "--toc", "--number-sections"]
    to_typst = [pandoc, text, "-s", "-t", "typst", "-o", out / "pandoc.typ", "--toc"]
    typst = [PYTHON, work / "with_typst.py", out / "pandoc.typ", out / "pandoc.pdf"]
    latex = [pandoc, text, "-o", out / "latex.pdf", "--toc", "--pdf-engine=xelatex"]

    def office(file):
        return [
            "timeout",
            "120",
            "soffice",
            f"-env:UserInstallation=file://{work}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            out,
            file,
        ]

    no_latex = None if shutil.which("xelatex") else "there is no `xelatex`"
    no_office = None if shutil.which("soffice") else "there is no `soffice`"
    no_node = no_office or (None if (TOOLS / "node_modules/docxtemplater").exists() else "there is no `npm`")
    return [
        (
            "pandoc twice: DOCX, and PDF through Typst",
            "no spans in tables, contents empty in Word, no PDF/A",
            [word, to_typst, typst],
            None,
        ),
        ("of that, Typst alone", "no Word file, no spans in tables, no PDF/A", [typst], None),
        ("pandoc: PDF through XeLaTeX", "no Word file, no spans, no tags", [latex], no_latex),
        (
            "python-docx, and LibreOffice for the PDF",
            "no notes, no contents, no spans",
            [[PYTHON, work / "with_docx.py", plain, out / "docx.docx"], office(out / "docx.docx")],
            no_office,
        ),
        (
            "docxtpl, and LibreOffice for the PDF",
            "no notes, no contents, no spans",
            [[PYTHON, work / "with_docxtpl.py", work / "tpl.docx", plain, out / "tpl.docx"], office(out / "tpl.docx")],
            no_office,
        ),
        (
            "docxtemplater, and LibreOffice for the PDF",
            "no notes, no contents, no spans, tables of one width",
            [
                ["node", TOOLS / "templater.cjs", work / "templater.docx", plain, out / "templater.docx"],
                office(out / "templater.docx"),
            ],
            no_node,
        ),
    ]


def main():
    program = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/underlag").resolve()
    install()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        # XeLaTeX leaves a log in the folder that it is called from.
        os.chdir(work)
        run([[program, "build", EXAMPLE, "--format", "typst", "--output", work]])
        (export,) = work.glob("*-typst")
        data = json.loads((export / "data.json").read_text(encoding="utf-8"))
        ours = [[program, "build", EXAMPLE, "--output", work / "ours"]]
        every = ways(work, data)
        for name, _, _, missing in every:
            if missing:
                print(f"{name}: left out, {missing}")
        every = [way for way in every if not way[3]]
        for _, _, commands, _ in every:
            run(commands)
        rounds = [[run(ours), *(run(commands) for _, _, commands, _ in every)] for _ in range(ROUNDS)]
        columns = [[statistics.median(numbers) for numbers in zip(*runs)] for runs in zip(*rounds)]
        print(f"underlag, both files: {columns[0][0]:.2f} s, {columns[0][1]:.2f} s of processor time")
        for (name, lacks, _, _), (seconds, used) in zip(every, columns[1:]):
            print(
                f"{name}: {seconds:.2f} s = {seconds / columns[0][0]:.1f} times, processor time "
                f"{used / columns[0][1]:.1f} times ({lacks})"
            )


main()
