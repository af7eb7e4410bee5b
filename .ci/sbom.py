"""What the program for one system is made of, as CycloneDX 1.6: `sbom.py TARGET PROGRAM > sbom.json`.

Read from Cargo.lock by `cargo metadata`: every package that is compiled into the program, with its version, licence and
the hash by which cargo knows it. Neither clock nor chance is in it: the same sources make the same bytes.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tomllib


def metadata(target: str) -> dict:
    """What cargo knows of the packages."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def compiled(known: dict) -> list[str]:
    """The ids of the packages that are part of the program, less what only tests and the build need."""
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    seen, open_ids = set(), [known["resolve"]["root"]]
    while open_ids:
        package = open_ids.pop()
        if package in seen:
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                open_ids.append(dependency["pkg"])
    return sorted(seen)


def main(target: str, program: str) -> None:
    """Writes the list to standard output."""
    known = metadata(target)
    lock = tomllib.loads(pathlib.Path("Cargo.lock").read_text(encoding="utf-8"))
    sums = {(it["name"], it["version"]): it.get("checksum") for it in lock["package"]}
    packages = {package["id"]: package for package in known["packages"]}
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    ids = compiled(known)

    def name(package: str) -> str:
        it = packages[package]
        return f"pkg:cargo/{it['name']}@{it['version']}"

    def component(package: str) -> dict:
        it = packages[package]
        entry = {"type": "library", "bom-ref": name(package), "name": it["name"], "version": it["version"]}
        if it["license"]:
            entry["licenses"] = [{"expression": it["license"].replace("/", " OR ")}]
        if checksum := sums.get((it["name"], it["version"])):
            entry["hashes"] = [{"alg": "SHA-256", "content": checksum}]
        return entry | {"purl": name(package)}

    root = known["resolve"]["root"]
    own = component(root) | {"type": "application"}
    own["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()}]
    depends = [
        {"ref": name(it), "dependsOn": sorted({name(dep["pkg"]) for dep in nodes[it]["deps"] if dep["pkg"] in ids})}
        for it in ids
    ]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own, "properties": [{"name": "target", "value": target}]},
        "components": [component(it) for it in ids if it != root],
        "dependencies": depends,
    }
    json.dump(bom, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
