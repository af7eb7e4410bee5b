"""Wine: a place of its own, in which programs for Windows run, with what its version 8 lacks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILER = "x86_64-w64-mingw32-gcc"
LOADERS = ("wine64", "/usr/lib/wine/wine64", "wine")
# The seconds that a command takes differ, and so does what parts folders.
SECONDS = re.compile(r"\d+[.,]\d+ s\b")


def loader() -> str | None:
    """The program that starts others, installed where Debian has it."""

    def found() -> str | None:
        return next((it for it in map(shutil.which, LOADERS) if it), None)

    if not found() and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", "wine64"]
        for command in (["apt-get", "update"], install):
            subprocess.run(
                command, capture_output=True, check=False, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            )
    return found()


class Wine:
    """A prefix with the program, and the same program for Linux to compare with."""

    def __init__(self, wine: str, place: Path, program: Path, native: Path) -> None:
        self.wine, self.native = wine, native
        self.bin = place / "bin"
        self.bin.mkdir(parents=True)
        self.exe = self.bin / "underlag.exe"
        shutil.copyfile(program, self.exe)
        flags = [COMPILER, "-O2", "-Wall", "-Werror"]
        stand_in = [
            *flags,
            "-shared",
            "-o",
            self.bin / "bcryptprimitives.dll",
            HERE / "bcryptprimitives.c",
            "-ladvapi32",
        ]
        subprocess.run(stand_in, check=True)
        self.hold = self.bin / "hold.exe"
        subprocess.run([*flags, "-municode", "-o", self.hold, HERE / "hold.c"], check=True)
        # No window, no sound, no words of its own; letters are UTF-8 at its border.
        mine = {"WINEPREFIX": str(place / "prefix"), "WINEARCH": "win64", "WINEDEBUG": "-all", "DISPLAY": ""}
        self.env = {name: value for name, value in os.environ.items() if name not in ("TERM", "PROMPT", "WT_SESSION")}
        self.env |= mine | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        subprocess.run([self.wine, self.exe, "--version"], env=self.env, capture_output=True, check=False)

    def command(self, *arguments: str | Path) -> list[str]:
        """What starts the program for Windows."""
        return [self.wine, str(self.exe), *map(str, arguments)]

    def run(self, folder: Path, *arguments: str) -> tuple[int, str]:
        """The exit code under Wine, and what was said."""
        return ran(self.command(*arguments), folder, self.env)

    def run_native(self, folder: Path, *arguments: str) -> tuple[int, str]:
        """The same on Linux."""
        return ran([str(self.native), *arguments], folder, self.env)

    def end(self) -> None:
        """Ends what Wine keeps running."""
        server = Path(self.wine).resolve().parent / "wineserver"
        if server.exists():
            subprocess.run([server, "-k"], env=self.env, capture_output=True, check=False)


def ran(command: list[str], folder: Path, env: dict[str, str]) -> tuple[int, str]:
    """The exit code, and what was said, less what differs rightly."""
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False, timeout=1800)
    said = (done.stdout + done.stderr).decode("utf-8")
    return done.returncode, SECONDS.sub("… s", said.replace("\r\n", "\n").replace("\\", "/"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(files)}


def fail(what: str) -> None:
    """Ends with what is wrong."""
    sys.exit(f"FAILED: {what}")
