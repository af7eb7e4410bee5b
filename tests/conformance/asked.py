"""Answers what `underlag new` asks at a terminal, one of this system's own.

Usage: asked.py UNDERLAG. Answers that cannot be used are asked for again with why; nothing is written where the answers
end, where somebody breaks off or says no, and everything where somebody says yes.
"""

import os
import pty
import select
import sys
import tempfile
import time
from pathlib import Path

# How long the program may take to ask the next question, in seconds.
PATIENCE = 30

ANSWERS = [
    # What is typed, and what is said to it.
    ("sn-2026", "Kommun"),
    ("", "Försök igen"),
    ("Sandby kommun", "Nämnd"),
    ("Socialnämnden", "Nummer"),
    ("99", "Försök igen"),
    ("1", "Första dagen"),
    ("2026-13-01", "är inget datum"),
    ("2026-01-01", "Sista dagen"),
    ("2025-08-31", "är före den första"),
    ("2026-08-31", "Enheterna"),
    ("", "Försök igen"),
    ("Ekonomi & stab", ""),
    ("ekonomi & stab", "två enheter heter"),
    ("ifo=Individ- och familjeomsorg", ""),
    ("", "skriver det som gäller alla"),
    ("Kök", "ingen enhet"),
    ("individ- och familjeomsorg", "De som skriver under"),
    ("Karin Ek", "komma"),
    ("Karin Ek, socialchef", ""),
    ("", "färdiga handlingen"),
    ("Revisorerna <fel>", "ingen e-postadress"),
    ("Revisorerna <r@sandby.example>", ""),
    ("", "Målen"),
    ("Trygghet\n  Fler ska känna sig trygga [skolan]\n.", "skolan"),
    ("Trygghet\n\n  Fler ska känna sig trygga [ifo]\n.", "Layout"),
    ("regionen", "menade du"),
    ("region", "Färg"),
    ("#eeeeee", "för ljus"),
    ("#0a4d3c", "Sandby kommun"),
    ("kanske", "Ska det skrivas"),
]


class Terminal:
    """A run of the program at a terminal."""

    def __init__(self, program, arguments, folder):
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execv(program, [program, *arguments])
        self.said = ""

    def read(self):
        """Reads what there is; False at the end."""
        ready, _, _ = select.select([self.handle], [], [], 0.2)
        if not ready:
            return True
        try:
            more = os.read(self.handle, 65536)
        except OSError:
            return False
        self.said += more.decode(errors="replace")
        return bool(more)

    def wait_for(self, words):
        """Waits until something is said, and forgets what was said up to there."""
        until = time.monotonic() + PATIENCE
        while words not in self.said:
            if not self.read() or time.monotonic() > until:
                sys.exit(f"`{words}` is not said: {self.said}")
        self.said = self.said.split(words, 1)[1]

    def type(self, words):
        os.write(self.handle, words.encode())

    def end(self):
        """Waits for the end, and gives the exit code, or the signal below zero."""
        while self.read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def answered(program, last):
    """Answers everything, and says `last` to the question whether it is right. What is in the folder afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        run = Terminal(program, ["new", "--lang", "sv"], folder)
        run.wait_for("Mappen")
        for typed, said in ANSWERS:
            run.type(typed + "\n")
            # What is taken without a word is followed by what is typed next.
            if said:
                run.wait_for(said)
        run.type(last)
        code = run.end()
        return code, sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


def main():
    program = str(Path(sys.argv[1]).resolve())
    expected = [
        "sn-2026/.taplo.toml",
        "sn-2026/enhet.schema.json",
        "sn-2026/enheter/ekonomi-stab.toml",
        "sn-2026/enheter/ifo.toml",
        "sn-2026/rapport.schema.json",
        "sn-2026/rapport.toml",
        "sn-2026/sandby/tokens.toml",
    ]
    ends = [("j\n", (0, expected)), ("n\n", (1, [])), ("\x04", (2, [])), ("\x03", (-2, []))]
    for typed, wanted in ends:
        ended = answered(program, typed)
        if ended != wanted:
            sys.exit(f"{typed!r}: {ended}, not {wanted}")
    print(f"{len(ANSWERS)} answers, {len(ends)} ends: asked and written as it should be")


if __name__ == "__main__":
    main()
