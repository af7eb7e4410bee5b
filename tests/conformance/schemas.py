"""The schemas that `underlag schema` prints, held against the metaschema of their draft by a library that is not ours,
and reports against the schemas, in general and of each report: all are as they say, and a key too many is not.

    python tests/conformance/schemas.py UNDERLAG REPORT...
"""

import datetime
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from jsonschema import Draft7Validator


def plain(value):
    """A value of TOML as JSON has it: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def schema(underlag, *arguments):
    printed = subprocess.run([underlag, "schema", *arguments], check=True, capture_output=True).stdout
    read = json.loads(printed)
    Draft7Validator.check_schema(read)
    return Draft7Validator(read)


def main(underlag, reports):
    general = {kind: schema(underlag, kind) for kind in ("manifest", "section")}
    faults, files = [], 0
    for report in map(Path, reports):
        own = {kind: schema(underlag, kind, str(report)) for kind in general}
        manifest = report / "rapport.toml"
        for path in [manifest, *sorted((report / "enheter").glob("*.toml"))]:
            kind = "manifest" if path == manifest else "section"
            value = plain(tomllib.loads(path.read_text(encoding="utf-8")))
            for validator in (general[kind], own[kind]):
                faults += [f"{path}: {error.json_path}: {error.message}" for error in validator.iter_errors(value)]
                if validator.is_valid({**value, "finns_inte": 1}):
                    faults.append(f"{path}: a key that is not there is taken")
            files += 1
    print(f"{files} files of {len(reports)} reports are as their schemas say" if not faults else "\n".join(faults))
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
