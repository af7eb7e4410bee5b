"""Turns Word files into the findings of Microsoft's Open XML SDK, openxml-audit, ooxml-integrity and selfcheck.

Usage: python -m word.validators TOOLS DOCX..., where TOOLS is the folder in which `.ci/tools` has put the validators.
Prints the findings and two lines of figures per file; ends with 1 if there are findings. Knows nothing of a report.
"""

import concurrent.futures
import functools
import json
import os
import pathlib
import subprocess
import sys

import ooxml_integrity
import openxml_audit

from word import selfcheck

OFFICE = "Microsoft365"
UNLIMITED = 0


def by_sdk(tools, path):
    """The SDK's validator takes one file at each start; its binary is called as its Node.js wrapper would."""
    (binary,) = (tools / "node_modules" / "@xarsh").glob("ooxml-validator-*/ooxml-validator")
    result = json.loads(subprocess.run([binary, path, OFFICE], check=True, stdout=subprocess.PIPE).stdout)
    words = [f"{error['description']} ({error['path']} {error['xPath']})" for error in result["errors"]]
    return words if words or result["ok"] else ["not valid, without a reason"]


@functools.cache
def audit():
    return openxml_audit.OpenXmlValidator(openxml_audit.FileFormat.MICROSOFT_365, max_errors=UNLIMITED)


def by_audit(path):
    result = audit().validate(path)
    words = [str(error) for error in result.errors]
    return words if words or result.is_valid else ["not valid, without a reason"]


def by_integrity(path):
    return [str(finding) for finding in ooxml_integrity.check(path) if finding.severity >= ooxml_integrity.WARN]


def by_selfcheck(path):
    return [str(fault) for fault in selfcheck.faults(path)]


def of_python(path):
    """The findings of the tools that run in Python, by tool; what a tool cannot open is a finding too."""
    found = {}
    for name, tool in [("openxml-audit", by_audit), ("ooxml-integrity", by_integrity), ("selfcheck", by_selfcheck)]:
        try:
            found[name] = tool(path)
        except Exception as error:
            found[name] = [f"cannot be read: {error!r}"]
    return found


def findings(tools, paths):
    """For each file its findings by tool, the SDK beside the others."""
    workers = os.cpu_count()
    with (
        concurrent.futures.ThreadPoolExecutor(workers) as threads,
        concurrent.futures.ProcessPoolExecutor(workers) as processes,
    ):
        rest = processes.map(of_python, paths)
        for sdk, others in zip(threads.map(functools.partial(by_sdk, tools), paths), rest):
            yield {"Open XML SDK": sdk, **others}


def main():
    tools, *paths = map(pathlib.Path, sys.argv[1:])
    found = False
    for path, by_tool in zip(paths, findings(tools, paths)):
        for tool, words in by_tool.items():
            for line in words:
                print(f"{path.name}: {tool}: {line}")
        found |= any(by_tool.values())
        print(f"{path.name}: " + ", ".join(f"{tool} {len(words)}" for tool, words in by_tool.items()))
        if not by_tool["selfcheck"]:
            print(f"{path.name}: {selfcheck.figures(path)}")
    sys.exit(found)


if __name__ == "__main__":
    main()
