"""Turns Word files into the faults that this package finds, and a line of figures for each.

Usage: python -m word.selfcheck DOCX... Ends with 1 if there are faults.
"""

import pathlib
import sys

from word import selfcheck


def main():
    paths = [pathlib.Path(path) for path in sys.argv[1:]]
    found = False
    for path in paths:
        own = selfcheck.faults(path)
        found |= bool(own)
        for fault in own:
            print(f"{path.name}: {fault}")
        print(f"{path.name}: {selfcheck.figures(path)}: {len(own)} faults")
    sys.exit(found)


if __name__ == "__main__":
    main()
