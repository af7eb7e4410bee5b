"""Opens Word files in LibreOffice Writer, makes one edit in each, and saves it as a Word file again.

Usage: office_uno.py PROFILE FOLDER JOBS with the Python that has the `uno` module. JOBS is a JSON list of objects with
`file`, `mark` (a bookmark), `edit` (a name of EDITS), `other` (the bookmark of another paragraph) and `out`, a name in
FOLDER. Knows nothing of what should come of it.
"""

import json
import pathlib
import sys

import uno
from com.sun.star.beans import PropertyValue

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "readers"))
from office_uno import connect, start


def option(name, value):
    return PropertyValue(Name=name, Value=value)


class Paper:
    """A document that is open in Writer."""

    def __init__(self, document, context, mark, other):
        self.document, self.context = document, context
        self.view = document.getCurrentController().getViewCursor()
        marks = document.getBookmarks()
        self.place = marks.getByName(mark).getAnchor()
        self.other = marks.getByName(other).getAnchor()

    def paragraph(self, place):
        cursor = place.getText().createTextCursorByRange(place.getStart())
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def word(self):
        """The second word of the paragraph."""
        cursor = self.place.getText().createTextCursorByRange(self.place.getStart())
        cursor.gotoNextWord(False)
        cursor.gotoEndOfWord(True)
        return cursor

    def select(self, cursor):
        self.document.getCurrentController().select(cursor)

    def run(self, command):
        manager = self.context.ServiceManager
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        frame = self.document.getCurrentController().getFrame()
        dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())


def save(paper):
    """Nothing but saving."""


def tracked_insertion(paper):
    paper.document.RecordChanges = True
    word = paper.word()
    word.getText().insertString(word.getEnd(), " xylofon", False)


def tracked_deletion(paper):
    paper.document.RecordChanges = True
    paper.word().setString("")


def tracked_deletion_of_paragraph(paper):
    paper.document.RecordChanges = True
    cursor = paper.paragraph(paper.place)
    cursor.goRight(1, True)
    paper.select(cursor)
    paper.run("Delete")


def retyped(paper):
    paper.paragraph(paper.place).setString("Helt andra ord skrivs här i stället.")


def cut_and_pasted(paper):
    cursor = paper.paragraph(paper.place)
    cursor.goRight(1, True)
    paper.select(cursor)
    paper.run("Cut")
    there = paper.paragraph(paper.other)
    there.collapseToStart()
    paper.select(there)
    paper.run("Paste")


def moved(paper):
    paper.select(paper.paragraph(paper.place))
    paper.run("MoveDown")


EDITS = {
    edit.__name__: edit
    for edit in [
        save,
        tracked_insertion,
        tracked_deletion,
        tracked_deletion_of_paragraph,
        retyped,
        cut_and_pasted,
        moved,
    ]
}


def main():
    profile, folder, jobs = map(pathlib.Path, sys.argv[1:])
    office, pipe = start(profile)
    try:
        desktop = connect(office, pipe)
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
        there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        for job in json.loads(jobs.read_text()):
            source = pathlib.Path(job["file"]).resolve().as_uri()
            document = desktop.loadComponentFromURL(source, "_blank", 0, (option("Hidden", True),))
            try:
                EDITS[job["edit"]](Paper(document, there, job["mark"], job["other"]))
                target = (folder.resolve() / job["out"]).as_uri()
                document.storeToURL(target, (option("FilterName", "MS Word 2007 XML"),))
            finally:
                document.close(True)
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()


if __name__ == "__main__":
    main()
