"""The Windows program under Wine: `python -m windows underlag.exe underlag`, with the program for Linux as the second.

First everything that people do with it, on both systems: the exit codes, what is said and every byte that is written
must be the same. Then what only Windows has: line ends, names, long paths, files that another program has open, locks,
a window that closes. Exit code 3 where Wine cannot be had.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from .wine import Wine, fail, loader, ran, tree

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE, SMALL = "inputs/herrljunga-ks-delar-2023", "inputs/sandby-sn-2025-08"
MANIFEST = """format = 1
id = "liten"
titel = "Liten rapport"
kommun = "Exempelby kommun"
namnd = "Testnämnden"
datum = 2024-05-02

[[enhet]]
id = "a"
namn = "Enhet A"

[[kapitel]]
id = "text"
rubrik = "Text"
slag = "berattelse"
delar = ["a"]
"""
UNIT = "enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\nEtt stycke med å, ä och ö.\n'''\n"
LOOPS = "#let paper(d, t) = { for a in range(1000000) { for b in range(1000000) { } } }"
GROWS = '#let paper(d, t) = { let s = "a" * 1000\n for i in range(60) { s = s + s }\n [#s.len()] }'
MARK = "\ufeff"


class Both:
    """Two folders with the same files, one for each system."""

    def __init__(self, wine: Wine, place: Path, name: str) -> None:
        self.wine = wine
        self.here, self.there = place / name / "linux", place / name / "windows"
        for folder in (self.here, self.there):
            folder.mkdir(parents=True)

    def put(self, path: str, data: str | bytes) -> None:
        """Writes a file into both."""
        for folder in (self.here, self.there):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)

    def copy(self, path: str, to: str) -> None:
        """Copies a folder of the repository into both."""
        for folder in (self.here, self.there):
            shutil.copytree(ROOT / path, folder / to, dirs_exist_ok=True)

    def small(self, manifest: str = MANIFEST, unit: str = UNIT, folder: str = "r") -> None:
        """The smallest report, as the folder `r`."""
        self.put(f"{folder}/rapport.toml", manifest)
        self.put(f"{folder}/enheter/a.toml", unit)

    def run(self, *arguments: str, code: int | None = None, says: str = "") -> str:
        """Runs a command in both, which must end and say the same, and leave the same files."""
        native = self.wine.run_native(self.here, *arguments)
        windows = self.wine.run(self.there, *arguments)
        name = " ".join(arguments)
        if native != windows:
            fail(f"{name}: Linux {native[0]}:\n{native[1]}\nWindows {windows[0]}:\n{windows[1]}")
        if code is not None and windows[0] != code:
            fail(f"{name}: exit code {windows[0]}, not {code}:\n{windows[1]}")
        if says not in windows[1]:
            fail(f"{name}: `{says}` is not said:\n{windows[1]}")
        self.same(name)
        return windows[1]

    def same(self, name: str) -> None:
        """Fails unless both have the same files."""
        here, there = tree(self.here), tree(self.there)
        differ = sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))
        if differ:
            fail(f"{name}: not the same under Wine: {', '.join(differ[:10])}")


def everyday(both: Both) -> None:
    """What a committee's officers do from day to day."""
    both.copy("inputs", "inputs")
    if both.wine.run(both.there, "--version") != both.wine.run_native(both.here, "--version"):
        fail("--version")
    both.run("build", EXAMPLE, "--format", "pdf,docx,txt,typst", "--verify", "--lang", "sv", code=0)
    both.run("build", "inputs", "--output", "många", "--lang", "sv", code=0)
    both.run("check", EXAMPLE, "--format", "short", "--lang", "en")
    both.run("check", EXAMPLE, "--lang", "sv")
    both.run("check", EXAMPLE, "--format", "json")
    both.run("check", EXAMPLE, "--format", "sarif")
    both.run("check", EXAMPLE, "--coverage")
    both.run("status", EXAMPLE, code=0)
    both.run("status", EXAMPLE, "--figures", "--format", "json", code=0)
    both.run("explain", "doubled-word", "--lang", "sv", code=0)
    both.run("build", SMALL, "--format", "pdf", "--standard", "a-3a", "--output", "revision", "--lang", "sv", code=0)
    both.run("reverify", "revision/sandby-sn-2025-08.pdf", "--lang", "sv", code=0)
    pair = ["output/herrljunga-ks-delar-2023.pdf", "output/herrljunga-ks-delar-2023.docx"]
    both.run("verify", *pair, EXAMPLE, "--lang", "sv", code=0)


def sent_and_taken_in(both: Both) -> None:
    """Forms, edits in Word, versions that are sent."""
    both.copy(SMALL, "r")
    both.run("form", "r", "--output", "formulär", "--lang", "sv", code=0)
    both.run("form", "r", "--xlsx", "--output", "formulär", "--lang", "sv", code=0)
    both.run("build", "r", "--lang", "sv", code=0)
    for folder in (both.here, both.there):
        edited(folder / "output/sandby-sn-2025-08.docx", folder / "ändrad.docx", "under")
    said = both.run("absorb", "ändrad.docx", "r", "--lang", "sv", says="Väntetid")
    if ".toml:" not in said:
        fail(f"absorb names no place:\n{said}")
    both.run("absorb", "ändrad.docx", "r", "--write", "--lang", "sv")
    both.run("undo", "r", "--lang", "sv", code=0)
    both.run("dispatch", "r", "--output", "expedierat", "--lang", "sv", code=0)
    both.run("dispatch", "r", "--output", "expedierat", "--lang", "sv", code=0)
    both.run("dispatch", "--check", "r", "--output", "expedierat", "--lang", "sv", code=0)


def edited(word: Path, to: Path, before: str) -> None:
    """A Word file with a word put in before one of its words, as Word would save it."""
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                changed = re.sub(rf"(<w:t[^>]*>[^<]*) {before} ", rf"\1 Väntetid {before} ", data.decode(), count=1)
                data = changed.encode()
                if "Väntetid" not in changed:
                    fail("the paper has no word to edit")
            new.writestr(zipfile.ZipInfo(entry.filename), data)


def bounded(both: Both) -> None:
    """Layouts of strangers: stopped by the clock, and by the memory that they may take."""
    tokens = (ROOT / "layouts/kommun/tokens.toml").read_bytes()
    for template, limits, says in [
        (LOOPS, ("--time-limit", "2"), "within 2 seconds"),
        (GROWS, ("--time-limit", "120", "--memory-limit", "400"), "needs more memory"),
    ]:
        both.small(MANIFEST.replace("datum", 'layout = "egen"\ndatum', 1))
        both.put("r/egen/tokens.toml", tokens)
        both.put("r/egen/template.typ", template)
        both.run("build", "r", *limits, "--lang", "en", code=1, says=says)
    second = MANIFEST.replace("liten", "annan")
    both.small(second, folder="s")
    both.put("r/egen/template.typ", LOOPS)
    both.run("build", "r", "s", "--time-limit", "20", "--lang", "en", code=2, says="was stopped")
    # The folder of the one that hangs is gone with it, and its children are gone with a parent that is killed.
    process = subprocess.Popen(
        both.wine.command("watch", "r", "--time-limit", "600"),
        cwd=both.there,
        env=both.wine.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(children, "watch starts a child")
    process.kill()
    process.wait()
    until(lambda: not children(), "a child ends with its parent")


def children() -> list[str]:
    """The processes of the program that do what another one asks."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if b"underlag.exe" in line and b"--confined" in line:
            found.append(path.parent.name)
    return found


def until(holds: Callable[[], object], what: str, seconds: int = 60) -> None:
    """Waits for something to hold."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            fail(f"not within {seconds} seconds: {what}")
        time.sleep(0.1)


def watched(both: Both) -> None:
    """A build at each save, with what came and went."""
    both.small()
    said = []
    for folder, command in [
        (both.here, [str(both.wine.native), "watch", "r", "--lang", "en"]),
        (both.there, both.wine.command("watch", "r", "--lang", "en")),
    ]:
        process = subprocess.Popen(command, cwd=folder, env=both.wine.env, stdout=subprocess.PIPE)
        lines: list[str] = []

        def heard(process: subprocess.Popen = process, lines: list[str] = lines) -> None:
            while (line := process.stdout.readline().decode()) and not line.startswith("waiting"):
                lines.append(re.sub(r"\d+[.,]\d+ m?s", "…", line.strip()).replace("\\", "/"))

        heard()
        (folder / "r/enheter/a.toml").write_text(UNIT.replace("stycke", "stycke.[^x]"), encoding="utf-8")
        heard()
        (folder / "r/enheter/a.toml").write_text(UNIT, encoding="utf-8")
        heard()
        process.kill()
        process.wait()
        said.append(lines)
    if said[0] != said[1] or not any("note-without-text" in line for line in said[1]):
        fail(f"watch: Linux {said[0]}\nWindows {said[1]}")
    both.same("watch")


def names(both: Both) -> None:
    """Line ends and marks of Notepad, and names that Windows has for itself or cannot have."""
    both.copy(SMALL, "r")
    for folder in (both.here, both.there):
        for path in (folder / "r").rglob("*.toml"):
            text = path.read_text(encoding="utf-8")
            path.write_bytes((MARK + text).replace("\n", "\r\n").encode())
    said = both.run("check", "r", "--format", "short", "--lang", "en", code=0)
    both.run("build", "r", "--verify", "--lang", "sv", code=0)
    both.copy(SMALL, "r")
    if both.run("check", "r", "--format", "short", "--lang", "en", code=0) != said:
        fail("CRLF and a byte order mark are a finding")
    unit = '[[enhet]]\nid = "a"\n'
    for line, says in [
        (r"fil = 'enheter\a.toml'", "har omvända snedstreck"),
        ('fil = "enheter/CON.toml"', "Windows har namnet"),
        ('fil = "nul.toml"', "Windows har namnet"),
        ('fil = "enheter/a.toml."', "inget kan heta `a.toml.` på Windows"),
        ('fil = "enheter/a.toml "', "inget kan heta `a.toml ` på Windows"),
        ('fil = "enheter/a?.toml"', "inget kan heta `a?.toml` på Windows"),
        (r"fil = 'C:\Users\a.toml'", "ligger utanför rapportens mapp"),
    ]:
        both.small(MANIFEST.replace(unit, f"{unit}{line}\n"))
        both.run("check", "r", "--format", "short", "--lang", "sv", code=1, says=says)
    both.small(MANIFEST.replace('"a"', '"nul"'))
    both.run("check", "r", "--lang", "sv", code=1, says="Windows har namnet")
    both.small(MANIFEST.replace('id = "liten"', 'id = "con"'))
    both.run("build", "r", "--lang", "sv", says="Windows har namnet")


def places(both: Both) -> None:
    """Folders with letters, signs and spaces of their own, and deeper than Windows' old limit of 260 characters."""
    both.small(folder="Socialnämnden åäö ÅÄÖ é (2025)/Delår & prognos")
    both.run(
        "build",
        "Socialnämnden åäö ÅÄÖ é (2025)/Delår & prognos",
        "--output",
        "Färdigt åäö",
        "--verify",
        "--lang",
        "sv",
        code=0,
    )
    deep = "/".join(["en mapp med ett ganska långt namn"] * 9)
    both.small(folder=f"{deep}/r")
    both.run(
        "build", f"{deep}/r", "--output", f"{deep}/färdigt", "--format", "pdf,docx,txt,typst", "--lang", "sv", code=0
    )
    both.run("check", f"{deep}/r", "--lang", "sv", code=0)
    # With Windows' own signs between folders, and a path from the root.
    turned = "Socialnämnden åäö ÅÄÖ é (2025)\\Delår & prognos"
    for path in (turned, f"Z:{both.there}/{turned}".replace("/", "\\")):
        code, said = both.wine.run(both.there, "build", path, "--output", "Färdigt åäö", "--lang", "sv")
        if code != 0 or "//?/" in said:
            fail(f"{path}: {code}: {said}")
    both.same("backslashes on the command line")


def held(wine: Wine, file: Path, *how: str) -> subprocess.Popen:
    """Another program that has a file open."""
    process = subprocess.Popen(
        [wine.wine, wine.hold, str(file), *how], env=wine.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    if process.stdout.readline().strip() != b"held":
        fail(f"{file} cannot be held")
    return process


def open_elsewhere(wine: Wine, place: Path) -> None:
    """Files that Word, Excel or a reader has open: said in both languages, and nothing is changed."""
    both = Both(wine, place, "open")
    both.small()
    folder = both.there
    build = ("build", "r", "--format", "pdf,docx,typst")
    if wine.run(folder, *build)[0] != 0:
        fail("the smallest report")
    (folder / "r/enheter/a.toml").write_text(UNIT.replace("Ett", "Ett annat"), encoding="utf-8")
    before = tree(folder)
    # What lies in a folder that is moved is not tried: Wine moves it all the same.
    for name in ("liten.docx", "liten.pdf"):
        other = held(wine, folder / "output" / name)
        for language, says in [
            ("sv", "är öppen i ett annat program, till exempel Word"),
            ("en", "is open in another program"),
        ]:
            code, said = wine.run(folder, *build, "--lang", language)
            if code != 2 or says not in said or name not in said:
                fail(f"{name} is open: {code}: {said}")
            if tree(folder) != before:
                fail(f"{name} is open, and something has changed")
        other.communicate(b"")
    # What Excel has open may be read, and what somebody keeps to himself is told.
    for how, code, says in [((), 0, "0 fel"), (("alone",), 1, "är öppen i ett annat program")]:
        other = held(wine, folder / "r/enheter/a.toml", *how)
        found = wine.run(folder, "check", "r", "--lang", "sv")
        other.communicate(b"")
        if found[0] != code or says not in found[1]:
            fail(f"an open input {how}: {found}")
    other = held(wine, folder / "output/liten.pdf", "alone")
    found = wine.run(folder, "verify", "output/liten.pdf", "output/liten.docx", "--lang", "en")
    other.communicate(b"")
    if found[0] != 2 or "is open in another program" not in found[1]:
        fail(f"verify of an open file: {found}")
    if wine.run(folder, *build)[0] != 0 or tree(folder) == before:
        fail("closed again, it is not written")
    # Edits that are taken in while the unit's file is open.
    edited(folder / "output/liten.docx", folder / "edited.docx", "stycke")
    absorb = ("absorb", "edited.docx", "r", "--write", "--lang", "sv")
    before = tree(folder / "r/enheter")
    other = held(wine, folder / "r/enheter/a.toml")
    code, said = wine.run(folder, *absorb)
    other.communicate(b"")
    if code != 2 or "är öppen i ett annat program" not in said or tree(folder / "r/enheter") != before:
        fail(f"a unit's file is open while edits are taken in: {code}: {said}")
    if wine.run(folder, *absorb)[0] != 0 or "Väntetid" not in (folder / "r/enheter/a.toml").read_text(encoding="utf-8"):
        fail("closed again, edits are not taken in")


def together(wine: Wine, place: Path) -> None:
    """Runs that write into one folder at once wait for each other, and no lock is left."""
    both = Both(wine, place, "together")
    both.small()
    command = wine.command("build", "r", "--lang", "sv")
    processes = [subprocess.Popen(command, cwd=both.there, env=wine.env, stdout=subprocess.PIPE) for _ in range(4)]
    for process in processes:
        said, _ = process.communicate()
        if process.returncode != 0:
            fail(f"one of four at once: {said.decode()}")
    # Killed while it writes, it leaves no lock that the next one waits for.
    process = subprocess.Popen(wine.command("build", "r"), cwd=both.there, env=wine.env, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not list((both.there / "output").glob(".underlag-*")) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    process.kill()
    process.wait()
    start = time.monotonic()
    if wine.run(both.there, "build", "r")[0] != 0 or time.monotonic() - start > 25:
        fail("after one was killed, the next one cannot write")


def no_locks(place: Path) -> None:
    """Fails where anything is left of a run."""
    found = [path for path in place.rglob(".underlag-*") if "prefix" not in path.parts]
    # What `undo` takes back stays until it has.
    left = [str(path) for path in found if path.name != ".underlag-undo"]
    if left:
        fail(f"left behind: {left}")


def console(wine: Wine, place: Path) -> None:
    """A double click, and letters on a console."""
    folder = place / "console"
    (folder / "r/enheter").mkdir(parents=True)
    (folder / "r/rapport.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "r/enheter/a.toml").write_text(UNIT, encoding="utf-8")
    said, code = on_terminal(wine, folder, [], b"\r")
    if "underlag check" not in said or not ("Press Enter" in said or "Tryck på Retur" in said) or code != 2:
        fail(f"a double click: {code}: {said!r}")
    said, code = on_terminal(wine, folder, ["r"], b"\r")
    if 'underlag build "' not in said or code != 2:
        fail(f"a folder that is dropped on the program: {code}: {said!r}")
    said, code = on_terminal(wine, folder, ["explain", "doubled-word", "--lang", "sv"], None)
    if "språket tillåter" not in said or code != 0:
        fail(f"letters on a console: {code}: {said!r}")
    # Without a terminal nobody presses Enter.
    code, said = ran(wine.command(), folder, wine.env)
    if code != 2 or "build" not in said:
        fail(f"no arguments: {code}: {said}")


def on_terminal(wine: Wine, folder: Path, arguments: list[str], answer: bytes | None) -> tuple[str, int]:
    """What the program says on a console of its own, less what moves the cursor, and its exit code."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        wine.command(*arguments),
        cwd=folder,
        env=wine.env | {"COLUMNS": "200"},
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    seen, end, answered = b"", time.monotonic() + 60, answer is None
    while time.monotonic() < end:
        if select.select([outer], [], [], 0.2)[0]:
            try:
                more = os.read(outer, 65536)
            except OSError:
                break
            if not more:
                break
            seen += more
        elif process.poll() is not None:
            break
        elif not answered and b"underlag" in seen:
            os.write(outer, answer)
            answered = True
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        fail(f"{arguments}: it does not end: {seen!r}")
    os.close(outer)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07", " ", seen.decode("utf-8", "replace"))
    return re.sub(r" +", " ", text), process.returncode


SAME = (everyday, sent_and_taken_in, bounded, watched, names, places)
ALONE = (open_elsewhere, together, console)


def main(program: str, native: str, *only: str) -> None:
    """Tries everything, or the steps of these names alone, and says what was tried."""
    wine = loader()
    if not wine:
        print("Wine cannot be installed here: the Windows program was not tried", file=sys.stderr)
        sys.exit(3)
    place = Path(tempfile.mkdtemp(prefix="wine-"))
    there = Wine(wine, place, Path(program).resolve(), Path(native).resolve())
    try:
        for step in (it for it in SAME if not only or it.__name__ in only):
            step(Both(there, place, step.__name__))
            print(f"the same on both systems: {step.__doc__.splitlines()[0]}", flush=True)
        for step in (it for it in ALONE if not only or it.__name__ in only):
            step(there, place)
            print(f"as it should be: {step.__doc__.splitlines()[0]}", flush=True)
        no_locks(place)
        print("nothing is left behind")
    finally:
        there.end()
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
