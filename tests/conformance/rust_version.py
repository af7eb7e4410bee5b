"""Turns the locked dependencies into those that ask for a newer Rust than Cargo.toml promises; there must be none.

Usage: rust_version.py, in the repository. Needs no other Rust than the one at hand, and does not know whether a crate
says the truth; where the promised Rust can be installed, `.ci/run` compiles with it too.
"""

import json
import subprocess
import sys


def version(text):
    return tuple(int(part) for part in (text.split("-")[0] + ".0").split(".")[:3])


def main():
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = metadata["packages"]
    own = next(package for package in packages if package["id"] == metadata["resolve"]["root"])
    promised = version(own["rust_version"])
    asking = [package for package in packages if package["rust_version"]]
    newer = [
        f"{it['name']} {it['version']}: {it['rust_version']}" for it in asking if version(it["rust_version"]) > promised
    ]
    if newer:
        sys.exit(f"newer than Rust {own['rust_version']}:\n" + "\n".join(newer))
    newest = max(asking, key=lambda it: version(it["rust_version"]))
    said = f"{len(asking)} of {len(packages)} crates say which Rust they need"
    print(f"{said}; at most {newest['rust_version']} ({newest['name']})")


if __name__ == "__main__":
    main()
