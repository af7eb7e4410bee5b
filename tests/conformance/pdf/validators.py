"""Turns PDF files into the findings of veraPDF, outloud, qpdf and poppler, and of a few checks of the tag tree.

Usage: python -m pdf.validators TOOLS PDF..., where TOOLS is the folder in which `.ci/tools` has put the validators.
Every file must be PDF/UA-1 and PDF/A of the part that it claims, 2a or 3a, and 3a where its name says so. Prints the
findings and a few lines of figures per file; ends with 1 if there are findings. Knows nothing of a report.
"""

import collections
import concurrent.futures
import fnmatch
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import pikepdf

from pdf import tag_tree

ACCESSIBLE = "ua1"
ARCHIVAL = ("2a", "3a")
# Rules of outloud 0.2.1 that are wrong for files with these names, and why.
OUTLOUD_FALSE_ALARMS = {
    "TBL-004": ("*", "ends a row span in a table's last column one row early; `grid_faults` counts instead"),
    "ORD-001": ("*", "a note is read at its mark and painted at the foot; `order_faults` looks at all else"),
    "TBL-010": ("*", "counts the cells that name rows among the headers, and finds too many in a table of one row"),
    "TBL-011": ("*", "a column that its report leaves without heading; `underlag check` tells it at its place"),
    "PAG-001": ("stress*", "takes lines that differ in digits alone for running heads, and the report is full of them"),
}
# What poppler 22.12 prints without a cause.
POPPLER_FALSE_ALARMS = {
    "Syntax Error: Suspects object is wrong type (boolean)": "`/Suspects false` is what PDF/UA-1 7.1 asks for",
}


def run(*command):
    merged = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "errors": "replace"}
    return subprocess.run(command, check=False, **merged)


def flavours(path):
    """The standards that a file must meet, and why it meets none where it claims none."""
    with pikepdf.open(path) as pdf:
        metadata = pdf.open_metadata()
        claimed = f"{metadata.get('pdfaid:part')}{metadata.get('pdfaid:conformance', '').lower()}"
        universal = metadata.get("pdfuaid:part")
    faults = []
    if claimed not in ARCHIVAL or ("a-3a" in path.stem and claimed != "3a"):
        faults.append(f"claims to be PDF/A-{claimed}")
    if universal != "1":
        faults.append(f"claims to be PDF/UA-{universal}")
    return [claimed if claimed in ARCHIVAL else ARCHIVAL[0], ACCESSIBLE], faults


def by_verapdf(tools, paths):
    """Runs veraPDF once a standard, side by side; yields path, figures and findings."""
    wanted = collections.defaultdict(list)
    for path in paths:
        asked, faults = flavours(path)
        yield path, [], faults
        for flavour in asked:
            wanted[flavour].append(path)
    with concurrent.futures.ThreadPoolExecutor() as threads:
        printed = threads.map(functools.partial(run_verapdf, tools), wanted, wanted.values())
        for (flavour, files), jobs in zip(wanted.items(), printed):
            for path, job in zip(files, jobs, strict=True):
                yield path, *verapdf_result(flavour, job)


def run_verapdf(tools, flavour, paths):
    (jar,) = tools.glob("cli-*.jar")
    command = ["java", "-jar", jar, "--flavour", flavour, "--format", "json", *paths]
    # It ends with 1 where a file does not comply.
    return json.loads(subprocess.run(command, check=False, stdout=subprocess.PIPE).stdout)["report"]["jobs"]


def verapdf_result(flavour, job):
    results = job.get("validationResult", [])
    if not results:
        return [], [f"veraPDF {flavour}: {job.get('taskException', job)}"]
    figures, faults = [], []
    for result in results:
        details = result["details"]
        figures.append(f"veraPDF {flavour}: {details['passedRules']} rules and {details['passedChecks']} checks passed")
        for rule in details["ruleSummaries"]:
            name = f"{rule['clause']}-{rule['testNumber']}"
            faults.append(f"veraPDF {flavour}: {name}, {rule['failedChecks']} times: {rule['description']}")
        if not result["compliant"] and not details["ruleSummaries"]:
            faults.append(f"veraPDF {flavour}: {result['statement']}")
    return figures, faults


def by_outloud(tools, paths):
    """Runs outloud on all files; warnings count as much as errors."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        run(tools / "venv" / "bin" / "outloud", "--quiet", "--json", report, *paths)
        results = json.loads(report.read_text(encoding="utf-8"))["results"]
    for path, result in zip(paths, results, strict=True):
        outcomes = collections.Counter(rule["outcome"] for rule in result["rules"])
        found = [
            one
            for one in result["findings"]
            if one["severity"] in ("error", "warning") and is_wanted(path, one["rule"]) and not is_header_row(path, one)
        ]
        faults = [f"outloud: {one['rule']}, page {one.get('page')}: {one['message']}" for one in found]
        yield path, [f"outloud: {outcomes['pass']} rules passed, {outcomes['not-applicable']} do not apply"], faults


def is_wanted(path, rule):
    names, _ = OUTLOUD_FALSE_ALARMS.get(rule, ("", ""))
    return not fnmatch.fnmatch(path.name, names)


def is_header_row(path, finding):
    """Whether what outloud takes for a running head, since it begins several pages, is a header row of tables."""
    if finding["rule"] != "PAG-001" or finding["count"] != 1 or not finding.get("evidence"):
        return False
    line = solid(finding["evidence"].removesuffix("…"))
    rows = [row for table in tag_tree.read(path).find("Table") for row in table.find("TR")]
    headers = [row for row in rows if all(cell.kind == "TH" for cell in row.tags())]
    return bool(line) and any(solid(row.words()).startswith(line) for row in headers)


def solid(words):
    """The words without white space."""
    return "".join(words.split())


def by_qpdf(path):
    result = run("qpdf", "--check", path)
    return [] if result.returncode == 0 else [f"qpdf: {line}" for line in result.stdout.splitlines()]


def by_poppler(path):
    """What pdfinfo and pdffonts say: title, tags, pages; every font embedded as a subset, with its characters known."""
    printed = run("pdfinfo", path).stdout.splitlines()
    faults = [f"pdfinfo: {line}" for line in printed if "Error" in line and line not in POPPLER_FALSE_ALARMS]
    info = dict(re.findall(r"^([A-Za-z ]+): +(.+)$", "\n".join(printed), re.MULTILINE))
    for name, value in [("Tagged", "yes"), ("Suspects", "no"), ("Encrypted", "no"), ("JavaScript", "no")]:
        if info.get(name) != value:
            faults.append(f"pdfinfo: {name} is {info.get(name)}, expected {value}")
    if not info.get("Title"):
        faults.append("pdfinfo: the document has no title")
    fonts = [line.split() for line in run("pdffonts", path).stdout.splitlines()[2:]]
    for font in fonts:
        if font[-5:-2] != ["yes"] * 3:
            faults.append(f"pdffonts: {font[0]}: embedded, subset, to Unicode: {', '.join(font[-5:-2])}")
    figures = f"poppler: {info.get('Pages')} pages, {len(fonts)} fonts embedded, title {info.get('Title')!r}"
    return [f"{figures}, {path.stat().st_size} bytes"], faults


def by_tags(path):
    """Language, the title shown, tables whose rows do not fill their columns, the order of reading."""
    with pikepdf.open(path) as pdf:
        language, stated = str(pdf.Root.get("/Lang", "")), pdf.open_metadata().get("dc:language", set())
        shown = pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    faults = [] if re.fullmatch(r"[a-z]{2}-[A-Z]{2}", language) else [f"the language is {language!r}"]
    if list(stated) != [language]:
        faults.append(f"the metadata say the language is {stated}, the catalogue {language}")
    if not shown:
        faults.append("the title is not shown")
    root = tag_tree.read(path)
    tables = list(root.find("Table"))
    faults += [fault for number, table in enumerate(tables, 1) for fault in grid_faults(number, table)]
    faults += order_faults(root)
    return [f"language {language}, {len(tables)} tables with regular grids"], faults


def grid_faults(number, table):
    rows = [[cell for cell in row.tags() if cell.kind in ("TH", "TD")] for row in table.find("TR")]
    taken = collections.Counter()
    for at, cells in enumerate(rows):
        for cell in cells:
            for below in range(cell.rows):
                taken[at + below] += cell.columns
    widths = [taken[at] for at in range(max([*taken, len(rows) - 1], default=-1) + 1)]
    if len(set(widths)) > 1 or len(widths) > len(rows):
        yield f"grid: the rows of table {number} cover {widths} columns"


def in_painting_order(tag):
    """The pieces that are painted where they are read: not notes, not captions, which stand below their pictures and
    are read before them, and not cells beside several rows."""
    for kid in tag.kids:
        if isinstance(kid, tag_tree.Piece):
            yield kid
        elif kid.kind not in ("Note", "Caption") and kid.rows == 1:
            yield from in_painting_order(kid)


def order_faults(root):
    last = collections.defaultdict(int)
    for piece in in_painting_order(root):
        if piece.number < last[piece.page]:
            yield f"order: page {piece.page + 1} paints {piece.text!r} before what is read before it"
        last[piece.page] = piece.number


def main():
    tools, *paths = map(pathlib.Path, sys.argv[1:])
    figures, faults = collections.defaultdict(list), collections.defaultdict(list)
    found = [*by_verapdf(tools, paths), *by_outloud(tools, paths)]
    for path in paths:
        found += [(path, [], by_qpdf(path)), (path, *by_poppler(path)), (path, *by_tags(path))]
    for path, said, wrong in found:
        figures[path] += said
        faults[path] += wrong
    for path in paths:
        for line in figures[path] + faults[path]:
            print(f"{path.name}: {line}")
        print(f"{path.name}: {len(faults[path])} faults")
    sys.exit(any(faults.values()))


if __name__ == "__main__":
    main()
