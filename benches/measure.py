"""Measures the program against itself and the stock Typst engine: ratios within one run, cold processes, in turns.

Usage: measure.py [PROGRAM] [stock] [breaks] [growth] [many] [year] [watch], or measure.py PROGRAM before OTHER. Without
names everything is measured but the last, which sets a program against an older one; PROGRAM is target/release/underlag
unless given. Needs Python on Linux or macOS; `stock` needs the package `typst` from
PyPI, and is left out without it.
"""

import importlib.util
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "inputs/herrljunga-ks-delar-2023"
WORDS = "Under perioden har enheten arbetat med planering, uppföljning och utveckling av den egna verksamheten".split()
STOCK = """
import sys, typst
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[3]])
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=fonts, pdf_standards=["a-2a", "ua-1"])
"""


def run(command):
    """Seconds, the process's largest memory in megabytes, and seconds of processor time, which others disturb less."""
    start = time.perf_counter()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode != 0:
        sys.exit(f"{command} ended with {child.returncode}\n{said}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime


def median(runs):
    return tuple(statistics.median(column) for column in zip(*runs))


def paragraph(seed):
    turn = [WORDS[(seed * 7 + at * 3) % len(WORDS)] for at in range(60)]
    return " ".join(turn).capitalize() + "."


def report(folder, units, rows):
    """A report of `units` units, each with two paragraphs and its share of `rows` rows of one table."""
    (folder / "enheter").mkdir(parents=True)
    share = max(1, rows // units)
    names = [f"e{at}" for at in range(units)]
    table = ", ".join(f'"{name}/r{row}"' for name in names for row in range(share)) if rows else ""
    manifest = [
        'format = 1\nid = "matning"\ntitel = "Mätning"\nkommun = "Exempelby kommun"\nnamnd = "Testnämnden"',
        "datum = 2024-05-02\n[innehall]\nnivaer = 2",
        *(f'[[enhet]]\nid = "{name}"\nnamn = "Enhet {name[1:]}"' for name in names),
        '[[kapitel]]\nid = "text"\nrubrik = "Text"\nslag = "berattelse"\ndelar = [',
        ", ".join(f'"{name}"' for name in names) + "]",
    ]
    if rows:
        manifest += [
            '[[kapitel]]\nid = "ekonomi"\nrubrik = "Ekonomi"\nslag = "tabeller"\ntabeller = ["t"]',
            '[[kolumner]]\nid = "k"\nsort = "tkr"',
            *(f'[[kolumner.kolumn]]\nid = "{key}"\nrubrik = "{key}"' for key in ("budget", "utfall", "prognos")),
            f'[[tabell]]\nid = "t"\nrubrik = "Verksamhet"\nkolumner = "k"\nrader = [{table}]',
        ]
    (folder / "rapport.toml").write_text("\n".join(manifest) + "\n", encoding="utf-8")
    for at, name in enumerate(names):
        text = f"{paragraph(at)}\n\n{paragraph(at + 1)}"
        lines = [f'enhet = "{name}"\n[[avsnitt]]\nkapitel = "text"\ntext = """\n{text}\n"""']
        for row in range(share if rows else 0):
            amount = 1000 + at * 37 + row * 11
            lines.append(
                f'[[rad]]\ntabell = "t"\nid = "r{row}"\nnamn = "Konto {at}-{row}"\nbudget = {amount}\n'
                f"utfall = {amount - 3}\nprognos = {amount + 5}"
            )
        (folder / f"enheter/{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def stock(program, work):
    if importlib.util.find_spec("typst") is None:
        print("stock: the package `typst` is not installed")
        return
    run([program, "build", EXAMPLE, "--format", "typst", "--output", work])
    (export,) = work.glob("*-typst")
    theirs = [sys.executable, "-c", STOCK, export / "main.typ", work / "stock.pdf", export / "fonts"]
    ours = [program, "build", EXAMPLE, "--output", work / "again"]
    runs = [(run(ours), run(theirs)) for _ in range(9)]
    ours, theirs = median([a for a, _ in runs]), median([b for _, b in runs])
    quickest = min(a[0] for a, _ in runs) / min(b[0] for _, b in runs)
    time, memory, used = (a / b for a, b in zip(ours, theirs))
    print(
        f"whole build : stock Typst making the PDF alone = {time:.2f} in time, {quickest:.2f} the quickest of each, "
        f"{used:.2f} in processor time, {memory:.2f} in memory"
    )


def breaks(program, work):
    (work / "layout").mkdir()
    tokens = 'arver = "kommun"\nnamn = "Enkel"\n[sida]\nradbrytning = "enkel"\n'
    (work / "layout/tokens.toml").write_text(tokens, encoding="utf-8")
    even = [program, "build", EXAMPLE, "--output", work / "even"]
    simple = [*even[:-1], work / "simple", "--layout", work / "layout"]
    runs = [(run(simple), run(even)) for _ in range(9)]
    simple, even = median([a for a, _ in runs]), median([b for _, b in runs])
    print(f"lines broken simply : lines of even length = {simple[0] / even[0]:.2f} in time")


def growth(program, work):
    kinds = [("units", [(n, n, 0) for n in (10, 100, 1000)]), ("rows", [(n, 10, n) for n in (200, 2000, 20000)])]
    for kind, sizes in kinds:
        folders = [(size, report(work / f"{kind}-{size}", units, rows)) for size, units, rows in sizes]
        for formats in ("check", "txt", "docx", "pdf,docx"):
            before = None
            for size, folder in folders:
                rounds = 3 if size <= 2000 else 1
                command = [program, "build", folder, "--format", formats, "--output", work / "out"]
                if formats == "check":
                    command = [program, "check", folder]
                _, memory, used = median([run(command) for _ in range(rounds)])
                change = ""
                if before:
                    change = f"; for each of them {used / before[0] / 10:.2f} and {memory / before[1] / 10:.2f} times"
                print(
                    f"{formats:8} {size:6} {kind}: {used:6.2f} s of processor time, {memory:5.0f} MB{change}",
                    flush=True,
                )
                before = (used, memory)


def copies(work, number):
    """A folder of reports as long as the example, each with words of its own."""
    text = (EXAMPLE / "rapport.toml").read_text(encoding="utf-8")
    for at in range(number):
        folder = work / "reports" / f"r{at:03}"
        (folder / "enheter").mkdir(parents=True)
        (folder / "rapport.toml").write_text(
            text.replace('id = "herrljunga', f'id = "r{at}-herrljunga', 1), encoding="utf-8"
        )
        for file in (EXAMPLE / "enheter").iterdir():
            # Each has words of its own, so that none is made of what is remembered of another.
            words = file.read_text(encoding="utf-8").replace(" och ", f" och {at} ")
            (folder / "enheter" / file.name).write_text(words, encoding="utf-8")
    return work / "reports"


def many(program, work):
    command = [program, "build", copies(work, 12), "--output", work / "many", "--jobs"]
    runs = [(run([*command, 1]), run([*command, 2])) for _ in range(3)]
    (one, memory_one, _), (two, memory_two, _) = median([a for a, _ in runs]), median([b for _, b in runs])
    alone = run([program, "build", work / "reports/r000", "--output", work / "many", "--jobs", 1])[1]
    print(
        f"12 reports: {12 / one:.1f} a second with one thread, {12 / two:.1f} with two = {one / two:.2f} times; "
        f"memory {memory_one / alone:.2f} and {memory_two / alone:.2f} times that of one report"
    )


def year(program, work):
    seconds, memory, used = run([program, "build", copies(work, 300), "--output", work / "many"])
    print(
        f"300 reports: {seconds:.0f} s, {300 / seconds:.1f} a second, {used / 300:.2f} s of processor time for each; "
        f"{memory:.0f} MB in the largest process"
    )


def watch(program, work):
    folder = work / "watched"
    subprocess.run(["cp", "-r", EXAMPLE, folder], check=True)
    unit = folder / "enheter/it.toml"
    text = unit.read_text(encoding="utf-8")
    child = subprocess.Popen(
        [program, "watch", folder, "--lang", "en", "--output", work / "new"], stdout=subprocess.PIPE, text=True
    )

    def built():
        seconds = None
        for line in child.stdout:
            if "done in" in line:
                seconds = float(line.split("done in ")[1].split()[0])
            if line.startswith("waiting"):
                return seconds
        return None

    cold, warm = built(), []
    for at in range(30):
        unit.write_text(text.replace("digital plattform", f"digital plattform {at}", 1), encoding="utf-8")
        warm.append(built())
    memory = ""
    status = pathlib.Path(f"/proc/{child.pid}/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        memory = f"; {int(lines['VmRSS'].split()[0]) / 1024:.0f} MB after 30 changes"
    child.terminate()
    child.wait()
    cold = statistics.median([cold, *(run([program, "build", folder, "--output", work / "new"])[0] for _ in range(5))])
    print(f"after a change in one unit's text : cold build = {statistics.median(warm) / cold:.2f}{memory}")


def before(program, other, work):
    """The example built and checked by both programs, in turns; the reports with charts and notes built as well."""
    tests = ROOT / "tests/reports"
    jobs = {
        "build": ["build", EXAMPLE, "--output", work],
        "check": ["check", EXAMPLE, "--format", "short"],
        "build with charts": ["build", tests / "charts", "--output", work],
    }
    for name, job in jobs.items():
        runs = [(run_of(program, job), run_of(other, job)) for _ in range(15)]
        ratios = [statistics.median(new[at] / old[at] for new, old in runs) for at in range(3)]
        print(f"{name}: after : before = {ratios[0]:.2f}; memory {ratios[1]:.2f}; processor time {ratios[2]:.2f}")


def run_of(program, job):
    """A run whose exit code may say that there are findings."""
    return run(["sh", "-c", '"$0" "$@" || true', program, *job]) if job[0] == "check" else run([program, *job])


def main():
    names = sys.argv[1:]
    if names[1:2] == ["before"]:
        with tempfile.TemporaryDirectory() as folder:
            before(pathlib.Path(names[0]).resolve(), pathlib.Path(names[2]).resolve(), pathlib.Path(folder))
        return
    parts = {"stock": stock, "breaks": breaks, "growth": growth, "many": many, "year": year, "watch": watch}
    program = next((name for name in names if name not in parts), ROOT / "target/release/underlag")
    program = pathlib.Path(program).resolve()
    for name in [name for name in names if name in parts] or parts:
        with tempfile.TemporaryDirectory() as folder:
            parts[name](program, pathlib.Path(folder))


main()
