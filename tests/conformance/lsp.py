"""The language server, driven by a client that we did not write, which reads every answer by the protocol's own types.

    python tests/conformance/lsp.py UNDERLAG REPORT...

Every report is opened file by file: what is shown is what `check` finds, place by place. In the first one, which must
have no errors, somebody writes as an officer would, and saves nothing.
"""

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

WAIT = 60


class Editor(LanguageClient):
    """A client that keeps what it is told to show, by file."""

    def __init__(self):
        super().__init__("editor", "1")
        self.shown, self.news = {}, asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(told):
            self.shown[path(told.uri)] = told
            self.news.set()

        @self.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def _(asked):
            self.watched = asked

    async def until(self, holds):
        """Waits until what is shown is so."""
        async with asyncio.timeout(WAIT):
            while not holds():
                self.news.clear()
                await self.news.wait()

    def found(self, file):
        told = self.shown.get(file)
        return told.diagnostics if told else []


def path(uri):
    return Path(unquote(urlsplit(uri).path))


async def editor(underlag, encodings=None):
    client = Editor()
    await client.start_io(underlag, "lsp", "--lang", "sv")
    capabilities = lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=encodings),
        text_document=lsp.TextDocumentClientCapabilities(
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
        ),
        workspace=lsp.WorkspaceClientCapabilities(
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        ),
    )
    answer = await client.initialize_async(lsp.InitializeParams(capabilities=capabilities))
    client.initialized(lsp.InitializedParams())
    return client, answer


async def leave(client):
    await client.shutdown_async(None)
    client.exit(None)
    server = client._server
    await asyncio.wait_for(server.wait(), WAIT)
    await client.stop()
    assert server.returncode == 0, server.returncode


class File:
    """A file that is open."""

    def __init__(self, client, file):
        self.client, self.file, self.version = client, file, 1
        self.uri = file.as_uri()
        self.text = file.read_bytes().decode()
        item = lsp.TextDocumentItem(uri=self.uri, language_id="toml", version=1, text=self.text)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))

    def write(self, text):
        self.version, self.text = self.version + 1, text
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                text_document=lsp.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version),
                content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=text)],
            )
        )

    def close(self):
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(text_document=self.identifier))

    @property
    def identifier(self):
        return lsp.TextDocumentIdentifier(uri=self.uri)

    def at(self, words, behind=True):
        """The position behind some words, the last that are so, or before them."""
        start = self.text.rindex(words) + (len(words) if behind else 0)
        line = self.text.count("\n", 0, start)
        column = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        return {
            "text_document": self.identifier,
            "position": lsp.Position(line=line, character=len(column.encode("utf-16-le")) // 2),
        }

    async def offered(self, words):
        answer = await self.client.text_document_completion_async(lsp.CompletionParams(**self.at(words)))
        return [item.label for item in answer.items] if answer else []

    async def said(self, words):
        answer = await self.client.text_document_hover_async(lsp.HoverParams(**self.at(words, behind=False)))
        return answer.contents.value if answer else None

    async def defined(self, words):
        answer = await self.client.text_document_definition_async(lsp.DefinitionParams(**self.at(words, behind=False)))
        return [(path(it.uri).name, it.range.start.line) for it in answer or []]

    def shows(self, code):
        return any(it.code == code for it in self.client.found(self.file))


def checked(underlag, report):
    """What `check` finds, less what a workbook or no file at all is told of."""
    command = [underlag, "check", str(report), "--format", "json"]
    said = subprocess.run(command, check=False, capture_output=True).stdout.decode()
    found = [json.loads(line) for line in said.splitlines()]
    return Counter(
        (it["file"] or "rapport.toml", it["line"] or 1, it["column"] or 1, it["message_sv"], it["hint_sv"])
        for it in found
        if not it["cell"]
    )


async def same(underlag, report, encoding):
    """What is shown of a report is what `check` finds."""
    client, answer = await editor(underlag, [encoding])
    assert answer.capabilities.position_encoding == encoding, answer.capabilities.position_encoding
    width = (
        (lambda text: len(text.encode())) if encoding == "utf-8" else (lambda text: len(text.encode("utf-16-le")) // 2)
    )
    files = [File(client, file) for file in [report / "rapport.toml", *sorted((report / "enheter").glob("*.toml"))]]
    await client.until(lambda: all(file.file in client.shown for file in files))
    shown = Counter()
    for file, told in client.shown.items():
        lines = file.read_bytes().decode("utf-8-sig").split("\n") if file.suffix != ".xlsx" else []
        for it in told.diagnostics:
            message, _, hint = it.message.partition("\nråd: ")
            if file.suffix == ".xlsx" or it.code is None:
                continue
            line, start = it.range.start.line, it.range.start.character
            column = next((at for at in range(len(lines[line]) + 1) if width(lines[line][:at]) == start), None)
            assert column is not None, (file, it)
            shown[file.relative_to(report).as_posix(), line + 1, column + 1, message, hint] += 1
    await leave(client)
    wanted = checked(underlag, report)
    assert shown == wanted, f"{report}: {encoding}\n{shown - wanted}\n{wanted - shown}"
    return sum(shown.values())


async def written(underlag, report):
    """An officer writes in a unit's file, in a folder with a space and letters, and saves nothing."""
    client, answer = await editor(underlag)
    assert answer.capabilities.position_encoding in (None, "utf-16")
    unit = sorted((report / "enheter").glob("*.toml"))[0]
    file, before = File(client, unit), unit.read_text(encoding="utf-8")
    manifest = File(client, report / "rapport.toml")
    await client.until(lambda: unit in client.shown)
    assert not file.shows("okand-nyckel")
    # A finding while one types, at its place; and it goes.
    file.write(before + '\n[[avsnitt]]\nkapitl = "å"\n')
    await client.until(lambda: file.shows("okand-nyckel"))
    told = next(it for it in client.found(unit) if it.code == "okand-nyckel")
    line = file.text.splitlines()[told.range.start.line]
    assert (
        line[told.range.start.character : told.range.end.character] == "kapitl"
        and "råd: menade du `kapitel`?" in told.message
    )
    file.write(before)
    await client.until(lambda: not file.shows("okand-nyckel"))
    # A finding in another file than the one that is written in.
    name = f'enhet = "{tomllib_unit(before)}"'
    file.write(before.replace(name, 'enhet = "finns_inte"', 1))
    await client.until(lambda: client.found(unit))
    file.write(before)
    await client.until(lambda: not any(it.severity == lsp.DiagnosticSeverity.Error for it in client.found(unit)))
    # Keys, blocks, words and ids.
    file.write(before + "\n[[rad]]\nta")
    offered = await file.offered("\n[[rad]]\nta")
    assert "tabell" in offered and "[[rad]]" in offered and "kapitel" not in offered, offered
    file.write(before + '\n[[rad]]\ntabell = "')
    offered = await file.offered('\n[[rad]]\ntabell = "')
    assert offered and all(f'id = "{table}"' in manifest.text for table in offered), offered
    table = offered[0]
    file.write(before + "\n[[avsnitt]]\ntext = '''\nI år {{" + table + ".\n'''\n")
    rows = await file.offered("I år {{" + table + ".")
    assert rows, table
    file.write(before + "\n[[avsnitt]]\ntext = '''\nI år {{" + f"{table}.{rows[0]}.\n'''\n")
    assert await file.offered(f"{{{{{table}.{rows[0]}.")
    file.write(before)
    # What a key means, and where an id is given.
    said = await file.said("enhet = ")
    assert "**`enhet`**" in said and "krävs" in said and "Exempel" in said, said
    assert await file.defined(name.removeprefix("enhet = ")) == [("rapport.toml", manifest_line(manifest.text, before))]
    # A remedy that is certain.
    file.write(before + "\n[[avsnitt]]\nkapitel = “kap”\ntext = 'x'\n")
    await client.until(lambda: any("krökta" in it.message or "raka" in it.message for it in client.found(unit)))
    # Closed without saving: the file on the disk counts again.
    file.close()
    await client.until(lambda: not any(it.code == "toml-fel" for it in client.found(unit)))
    # Others change the file, and the editor tells of it.
    unit.write_text(before + '\n[[avsnitt]]\nkapitl = "x"\n', encoding="utf-8")
    changes = [lsp.FileEvent(uri=unit.as_uri(), type=lsp.FileChangeType.Changed)]
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(changes=changes))
    await client.until(lambda: file.shows("okand-nyckel"))
    # A file of no report is told why nothing is found in it.
    alone = report.parent / "ensam.toml"
    alone.write_text("a = 1\n", encoding="utf-8")
    File(client, alone)
    await client.until(lambda: client.found(alone))
    assert "hör inte till någon rapport" in client.found(alone)[0].message
    await leave(client)


def tomllib_unit(text):
    return next(line for line in text.splitlines() if line.startswith("enhet = ")).split('"')[1]


def manifest_line(text, unit):
    """The line on which the manifest gives a unit's id."""
    lines = text.splitlines()
    start = lines.index("[[enhet]]")
    return next(at for at in range(start, len(lines)) if lines[at] == f'id = "{tomllib_unit(unit)}"')


async def main(underlag, reports):
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder).resolve() / f"kopia å {at}" for at in range(len(reports))]
        for report, copy in zip(reports, copies, strict=True):
            shutil.copytree(report, copy)
        for copy in copies:
            for encoding in ("utf-8", "utf-16"):
                count += await same(underlag, copy, encoding)
        await written(underlag, copies[0])
    print(f"{count} findings of {len(reports)} reports are shown where `check` has them, in two encodings")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1], sys.argv[2:])))
