"""Makes the Swedish word list that lies beside the program: `.ci/words.py [FOLDER]`, on Debian.

The words are those of Debian's package `hunspell-sv`, which others keep: Den stora svenska ordlistan, LGPL-3. Two files
are made: `svenska.ord`, every form of every word, and `svenska.ord.licens.txt`, who made the words and under which
terms. The same package always gives the same bytes. What reads the list is `src/base/words.rs`.

Each line of the list is one word in small letters: a sign for how many bytes it begins like the word before (`0` for
none, then in the order of ASCII), the rest of the word, and a digit for what it may be (the sum of 1 a word of its own,
2 the first part of a compound, 4 a middle part, 8 the last part; 0 a word that is wrong). Words are sorted by their
bytes, and every 16th stands in full.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = "hunspell-sv"
HEADER = "underlag ordlista 1"
ALONE, FIRST, MIDDLE, LAST = 1, 2, 4, 8
# The most bytes that one sign can say, and how many words stand between two in full.
MOST_SHARED, BLOCK = 60, 16
LETTERS = re.compile(r"[^\W\d_]+")
LICENSES = Path("/usr/share/common-licenses")


def endings(aff: str) -> dict[str, list[tuple[str, str, str, re.Pattern[str]]]]:
    """What each flag does to a word: what goes, what comes, the flags of the form, which words it is for."""
    found: dict[str, list[tuple[str, str, str, re.Pattern[str]]]] = {}
    for line in aff.splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            _, flag, goes, comes, where = parts[:5]
            comes, _, flags = comes.partition("/")
            end = re.compile(("" if where == "." else where) + "$")
            found.setdefault(flag, []).append(("" if goes == "0" else goes, "" if comes == "0" else comes, flags, end))
    return found


def kinds(flags: str) -> int:
    """What a word with these flags may be. Z: only in compounds. X, U, Y: first, middle, last part."""
    return (
        (0 if "Z" in flags else ALONE)
        | (FIRST if "X" in flags else 0)
        | (MIDDLE if "U" in flags else 0)
        | (LAST if "Y" in flags else 0)
    )


def forms(aff: str, dic: str) -> dict[str, int]:
    """Every form, in small letters, and what it may be."""
    all_endings = endings(aff)
    found: dict[str, int] = {}
    forbidden = set()

    def add(form: str, kind: int) -> None:
        form = form.lower()
        if kind and LETTERS.fullmatch(form):
            found[form] = found.get(form, 0) | kind

    for line in dic.splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        # %: forbidden; ¤: a stem that is no word without an ending.
        if "%" in flags:
            forbidden.add(word.lower())
            continue
        if "¤" not in flags:
            add(word, kinds(flags))
        for flag in flags:
            for goes, comes, of_form, end in all_endings.get(flag, ()):
                if not word.endswith(goes) or not end.search(word):
                    continue
                # A form of a word that may stand last may, unless it is one that binds.
                last = "Y" if "Y" in flags and "W" not in of_form else ""
                only = "Z" if "Z" in flags else ""
                add(word[: len(word) - len(goes)] + comes, kinds(of_form + last + only))
    # What is forbidden would be allowed as a compound otherwise.
    return found | dict.fromkeys(filter(LETTERS.fullmatch, forbidden), 0)


def shared(a: bytes, b: bytes) -> int:
    """How many bytes two words begin with alike."""
    pairs = zip(a, b, strict=False)
    return min(next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b))), MOST_SHARED)


def packed(words: dict[str, int], source: str) -> bytes:
    lines = [f"{HEADER}\n# {source}\n".encode()]
    before = b""
    for at, (word, kind) in enumerate(sorted((word.encode(), kind) for word, kind in words.items())):
        same = 0 if at % BLOCK == 0 else shared(before, word)
        lines.append(bytes([ord("0") + same]) + word[same:] + f"{kind:x}\n".encode())
        before = word
    return b"".join(lines)


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "target/words")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", "-q", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (package,) = Path(folder).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        version = subprocess.run(["dpkg-deb", "-f", package, "Version"], check=True, capture_output=True, text=True)
        source = f"Debian {PACKAGE} {version.stdout.strip()}"
        hunspell = Path(folder, "usr/share/hunspell")
        aff, dic = ((hunspell / f"sv_SE.{end}").read_text(encoding="utf-8") for end in ("aff", "dic"))
        copyrights = Path(folder, f"usr/share/doc/{PACKAGE}/copyright").read_text(encoding="utf-8")
    words = forms(aff, dic)
    of_words = next(part for part in copyrights.split("\n\n") if part.startswith("Files: dictionaries/sv_SE/*"))
    terms = [(LICENSES / name).read_text(encoding="utf-8") for name in ("LGPL-3", "GPL-3")]
    said = f"svenska.ord holds the words of {source} in another form, under the same terms.\n\n{of_words}\n"
    (out / "svenska.ord").write_bytes(packed(words, source))
    (out / "svenska.ord.licens.txt").write_text("\n\n".join([said, *terms]), encoding="utf-8")
    print(f"{len(words)} words of {source} in {out}/svenska.ord")


if __name__ == "__main__":
    main()
