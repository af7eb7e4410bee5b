"""Turns Word files into what LibreOffice Writer makes of them: ODF and PDF files, its pages and its contents, as JSON.

Usage: office_uno.py PROFILE FOLDER DOCX... with the Python that has the `uno` module. PROFILE is a folder for the
settings of the office that is started for this, and is made if missing; flat ODF and a PDF go to FOLDER under the name
of the Word file. Text is for others to read from there, since a call of the office for each piece of it would take
minutes. Knows nothing of what the files should hold.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

START_SECONDS = 60


def option(name, value):
    return PropertyValue(Name=name, Value=value)


def entries(index):
    """Lines of a contents index as pairs of words and page."""
    lines = index.getAnchor().getString().splitlines()
    return [line.rpartition("\t")[::2] for line in lines if "\t" in line]


def list_built_in(index):
    """Makes a contents index list the headings of the built-in styles, down to its own level."""
    index.CreateFromOutline = False
    index.CreateFromLevelParagraphStyles = True
    for at in range(index.Level):
        uno.invoke(index.LevelParagraphStyles, "replaceByIndex", (at, uno.Any("[]string", (f"Heading {at + 1}",))))


def read_indexes(document):
    """The entries and pages of each contents index.

    As they came, brought up to date by the rules that LibreOffice takes from the field, and by the built-in headings.
    """
    indexes = document.getDocumentIndexes()
    for index in [indexes.getByIndex(at) for at in range(indexes.getCount())]:
        before = entries(index)
        index.update()
        after = entries(index)
        list_built_in(index)
        index.update()
        yield {"before": before, "after": after, "built_in": entries(index)}


def read_pages(document):
    """The number of pages, and the page that the bookmark at each part's end stands on."""
    controller = document.getCurrentController()
    cursor = controller.getViewCursor()
    marks = document.getBookmarks()
    parts = {}
    for name in sorted(marks.getElementNames()):
        if name.startswith("_Part") and name.endswith("End"):
            cursor.gotoRange(marks.getByName(name).getAnchor(), False)
            parts[name] = cursor.getPage()
    return {"all": controller.PageCount, "parts": parts}


def lay_out(document):
    """Has every page laid out and its fields worked out.

    A reference to a page says nothing before its page is there, and whether loading has come that far is a matter of
    time.
    """
    document.getCurrentController().getViewCursor().jumpToLastPage()
    document.getTextFields().refresh()


def read(desktop, path, folder):
    document = desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (option("Hidden", True),))
    try:
        lay_out(document)
        odf = folder.resolve() / f"{path.stem}.fodt"
        document.storeToURL(odf.as_uri(), (option("FilterName", "OpenDocument Text Flat XML"),))
        pdf = odf.with_suffix(".pdf")
        document.storeToURL(pdf.as_uri(), (option("FilterName", "writer_pdf_Export"),))
        return {
            "odf": str(odf),
            "pdf": str(pdf),
            "pages": read_pages(document),
            "indexes": list(read_indexes(document)),
        }
    finally:
        document.close(True)


def start(profile):
    pipe = f"underlag-ci-{os.getpid()}"
    command = [
        "soffice",
        "--headless",
        "--norestore",
        "--nologo",
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), pipe


def connect(office, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)


def main():
    profile, folder, *paths = map(pathlib.Path, sys.argv[1:])
    office, pipe = start(profile)
    try:
        desktop = connect(office, pipe)
        json.dump([read(desktop, path, folder) for path in paths], sys.stdout)
        desktop.terminate()
        office.wait(START_SECONDS)
    finally:
        if office.poll() is None:
            office.kill()


if __name__ == "__main__":
    main()
