"""Packs the program for one system as a ZIP, and for Linux as a .deb: `pack.py TARGET PROGRAM SBOM WORDS FOLDER`.

Both hold the program, the licences of what is inside, the list of it, the guides and the examples. The same files make
the same bytes: names are sorted, and SOURCE_DATE_EPOCH is the time of all of them.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
NAMES = re.compile(r"(licen[sc]e|copying|notice|unlicense|copyright)", re.IGNORECASE)
# What a linker adds of the system, and where Debian says how that may be used.
SYSTEM = {
    "x86_64-pc-windows-gnu": ["mingw-w64-common", "gcc-mingw-w64-x86-64-win32-runtime", "gcc-mingw-w64-base"],
    "x86_64-unknown-linux-musl": ["musl", "gcc-12-base", "libgcc-12-dev"],
}
START = """\
underlag {version}

underlag har inga fönster: det är ett program som man skriver kommandon till.

1. Packa upp hela ZIP-filen i en mapp, till exempel i Dokument.
2. Öppna mappen i Utforskaren, skriv cmd i adressfältet högst upp och tryck på Retur.
3. Skriv i fönstret som öppnas:

       underlag build inputs\\sandby-sn-2025-08

   PDF-filen och Word-filen ligger sedan i mappen output. underlag new min-rapport börjar en egen rapport.

Windows kan säga att programmet är okänt, första gången: "Windows skyddade datorn". Jämför då ZIP-filens
kontrollsumma (certutil -hashfile {top}.zip SHA256) med den i SHA256SUMS, och välj
"Mer information" och "Kör ändå" bara om de är lika. Står valet inte där är det er IT-avdelning som bestämmer.

Vägledningarna ligger i mappen inputs och öppnas i Anteckningar: README.md för den som skriver ett avsnitt,
administration.md för den som håller ihop rapporten, referens.md med alla nycklar, word.md om ändringar i Word.
"""


def version() -> str:
    """The version of the program."""
    return tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]


def texts(folder: Path) -> list[tuple[str, str]]:
    """The licences that a package brings, by name."""
    found = [path for path in folder.rglob("*") if path.is_file() and NAMES.match(path.name)]
    kept = [path for path in found if path.suffix.lower() in ("", ".md", ".txt", ".rst", ".html") or "-" in path.name]
    plain = [path for path in kept if path.suffix not in (".rs", ".py", ".toml")]
    return [
        (str(path.relative_to(folder)), path.read_text(encoding="utf-8", errors="replace")) for path in sorted(plain)
    ]


def licences(target: str, bom: Path) -> str:
    """Who made what is inside, and under which terms: each text once."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    known = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    inside = {component["bom-ref"] for component in json.loads(bom.read_text(encoding="utf-8"))["components"]}
    by_text: dict[str, list[str]] = {}
    lines = []
    for package in sorted(known["packages"], key=lambda it: (it["name"], it["version"])):
        name = f"{package['name']} {package['version']}"
        if f"pkg:cargo/{package['name']}@{package['version']}" not in inside:
            continue
        lines.append(f"{name}: {package['license'] or 'see its text'}")
        for path, text in texts(Path(package["manifest_path"]).parent):
            by_text.setdefault(text.strip().replace("\r\n", "\n"), []).append(f"{name}, {path}")
    for font in ("OFL.txt", "DejaVu-LICENSE.txt"):
        text = (ROOT / "src/render/fonts" / font).read_text(encoding="utf-8").strip()
        by_text.setdefault(text, []).append(f"src/render/fonts/{font}")
    rust = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    lines.append(f"the standard library of Rust {rust}: MIT OR Apache-2.0")
    for package in SYSTEM.get(target, []):
        path = Path("/usr/share/doc") / package / "copyright"
        if path.exists():
            lines.append(f"{package}, of the system's C library or compiler: see its text")
            by_text.setdefault(path.read_text(encoding="utf-8", errors="replace").strip(), []).append(package)
    rule = "\n\n" + "=" * 80 + "\n"
    head = (
        f"What underlag {version()} for {target} is made of, and under which terms. The program itself is MIT OR\n"
        "Apache-2.0. Texts that several bring stand once, below the list.\n\n"
    )
    bodies = sorted((names[0], "\n".join(names) + "\n" + "-" * 80 + "\n" + text) for text, names in by_text.items())
    return head + "\n".join(lines) + rule + rule.join(body for _, body in bodies) + "\n"


# Where the guides' pictures lie among the sources, whose tests make them, and where in a package.
PICTURES = ("tests/pictures/", "bilder/")


def guides() -> dict[str, bytes]:
    """The guides with their pictures and the examples, as they are committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "inputs", "layouts", PICTURES[0]], check=True, capture_output=True, cwd=ROOT
    ).stdout
    names = [name for name in listed.decode().split("\0") if name]
    more = ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md", "SECURITY.md"]
    files = {}
    for name in names + more:
        data = (ROOT / name).read_bytes()
        if name.endswith(".md"):
            data = data.replace(f"](../{PICTURES[0]}".encode(), f"](../{PICTURES[1]}".encode())
        files[name.replace(*PICTURES) if name.startswith(PICTURES[0]) else name] = data
    # What is not for who uses the program is only named there.
    for name in more:
        missing = {link for at, link in dangling(files) if at == name}
        for link in missing:
            text = files[name].decode()
            files[name] = re.sub(rf"\[([^\]]+)\]\({re.escape(link)}\)", r"\1", text).encode()
    if broken := dangling(files):
        sys.exit("links of the package that lead nowhere: " + ", ".join(f"{at}: {link}" for at, link in broken))
    return files


LINK = re.compile(r"\]\(([^)\s]+)\)")


def dangling(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """The links of the texts among `files` that lead to none of them, each with the text that it stands in."""
    folders = {str(above) for name in files for above in Path(name).parents}
    found = []
    for name in sorted(files):
        if not name.endswith(".md"):
            continue
        # What stands in code is no link.
        text = re.sub(r"```.*?```|`[^`\n]*`", "", files[name].decode(), flags=re.DOTALL)
        for link in LINK.findall(text):
            path = link.split("#")[0]
            if not path or re.match(r"[a-z]+:", link):
                continue
            to = os.path.normpath(os.path.join(os.path.dirname(name), path))
            if to not in files and to not in folders:
                found.append((name, link))
    return found


def write_zip(path: Path, files: dict[str, bytes], programs: set[str]) -> None:
    """A ZIP of `files`, in the order of their names."""
    when = max(time.gmtime(EPOCH)[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if name in programs else 0o100644) << 16
            archive.writestr(entry, files[name])


def write_deb(path: Path, program: Path, files: dict[str, bytes]) -> None:
    """A package for Debian: the program, and its papers where Debian has them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        doc, lib = root / "usr/share/doc/underlag", root / "usr/lib/underlag"
        for made in (root / "usr/bin", lib):
            made.mkdir(parents=True)
        # The word list lies beside the program, which is found through the link.
        shutil.copyfile(program, lib / "underlag")
        (root / "usr/bin/underlag").symlink_to("../lib/underlag/underlag")
        for name, data in files.items():
            if name.startswith("LICENSE-"):
                continue
            within = f"examples/{name}" if name.startswith(("inputs/", "layouts/", PICTURES[1])) else name
            to = lib / name if name == "svenska.ord" else doc / within
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(data)
        (doc / "changelog.gz").write_bytes(gzip.compress(files["CHANGELOG.md"], 9, mtime=0))
        (doc / "CHANGELOG.md").unlink()
        own = files["LICENSE-MIT"].decode() + "\n" + files["LICENSE-APACHE"].decode()
        (doc / "copyright").write_text(own + "\n" + files["LICENSES.txt"].decode(), encoding="utf-8")
        (doc / "LICENSES.txt").unlink()
        size = sum(it.lstat().st_size for it in root.rglob("*") if it.is_file()) // 1024
        maintainer = os.environ.get("UNDERLAG_MAINTAINER", "underlag <nobody@localhost>")
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN/control").write_text(
            f"Package: underlag\nVersion: {version()}\nArchitecture: amd64\nSection: text\nPriority: optional\n"
            f"Installed-Size: {size}\nMaintainer: {maintainer}\n"
            "Description: builds a Swedish municipality's committee paper\n"
            " Merges and checks what units deliver as TOML, and makes an archival PDF and an\n"
            " editable Word file of it.\n",
            encoding="utf-8",
        )
        for it in [root, *root.rglob("*")]:
            if not it.is_symlink():
                os.chmod(it, 0o755 if it.is_dir() or it == lib / "underlag" else 0o644)
            os.utime(it, (EPOCH, EPOCH), follow_symlinks=False)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(path)]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
        )


def main(target: str, program: str, bom: str, words: str, out: str) -> None:
    """Writes the packages and says their names."""
    is_windows = "windows" in target
    name = "underlag.exe" if is_windows else "underlag"
    files = guides() | {"sbom.cdx.json": Path(bom).read_bytes(), "LICENSES.txt": licences(target, Path(bom)).encode()}
    for path in sorted(Path(words).glob("svenska.ord*")):
        files[path.name] = path.read_bytes()
    system = "windows" if is_windows else "linux"
    top = f"underlag-{version()}-{system}-x86_64"
    own = files | {name: Path(program).read_bytes()}
    if is_windows:
        # Notepad of older systems needs both.
        own["START.txt"] = b"\xef\xbb\xbf" + START.format(version=version(), top=top).replace("\n", "\r\n").encode()
    packed = Path(out) / f"{top}.zip"
    write_zip(packed, {f"{top}/{it}": data for it, data in own.items()}, {f"{top}/{name}"})
    print(packed.name)
    if not is_windows and shutil.which("dpkg-deb"):
        deb = Path(out) / f"underlag_{version()}_amd64.deb"
        write_deb(deb, Path(program), files)
        print(deb.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
