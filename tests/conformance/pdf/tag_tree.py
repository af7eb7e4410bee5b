"""Turns a PDF into its tag tree with the words of each tag: the tree by pikepdf, the words by PDFium.

Knows nothing of what the tree should be.
"""

import ctypes
import dataclasses

import pikepdf
import pypdfium2
import pypdfium2.raw

BLOCKS = ("P", "TH", "TD", "LI")


@dataclasses.dataclass
class Piece:
    """Marked content: its words, the number of its page, and its own, which tells when the page paints it."""

    text: str
    page: int
    number: int


@dataclasses.dataclass
class Tag:
    """An element of the tree: its kind, `TD`; the columns and rows that it covers; the elements and pieces in it."""

    kind: str
    columns: int = 1
    rows: int = 1
    kids: list = dataclasses.field(default_factory=list)

    def tags(self):
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def find(self, *kinds):
        """The elements of these kinds below this one, in order; those within one that was found are not looked at."""
        for tag in self.tags():
            if tag.kind in kinds:
                yield tag
            else:
                yield from tag.find(*kinds)

    def pieces(self, *without):
        """The pieces below in the order of the tree; elements of the kinds `without` are left out."""
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            elif kid.kind not in without:
                yield from kid.pieces(*without)

    def words(self, *without):
        """The words below, with a space between blocks; elements of the kinds `without` are left out."""
        words = ""
        for kid in self.kids:
            if isinstance(kid, Piece):
                words += kid.text
            elif kid.kind not in without:
                inner = kid.words(*without)
                words += f" {inner} " if kid.kind in BLOCKS else inner
        return words


def read(path):
    """The root of a file's tag tree, which has no kind."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return element(pdf.Root.StructTreeRoot, None, numbers, page_words(path))


def page_words(path):
    """The words of each marked piece of content, by number of page and of piece."""
    words = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            key = number, pypdfium2.raw.FPDFPageObj_GetMarkedContentID(item.raw)
            words[key] = words.get(key, "") + text_of(item, text)
        page.close()
    document.close()
    return words


def text_of(item, text):
    length = pypdfium2.raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pypdfium2.raw.FPDFTextObj_GetText(item.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def element(dictionary, page, numbers, words):
    """An element with all that is in it; `page` is the number of the page that its content stands on unless it says."""
    page = numbers[dictionary["/Pg"].objgen] if "/Pg" in dictionary else page
    tag = Tag(str(dictionary.get("/S", "/"))[1:], span(dictionary, "/ColSpan"), span(dictionary, "/RowSpan"))
    below = dictionary.get("/K", [])
    for kid in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, int):
            tag.kids.append(Piece(words.get((page, kid), ""), page, kid))
        elif "/S" in kid:
            tag.kids.append(element(kid, page, numbers, words))
        elif "/MCID" in kid:
            other, number = numbers[kid["/Pg"].objgen] if "/Pg" in kid else page, int(kid["/MCID"])
            tag.kids.append(Piece(words.get((other, number), ""), other, number))
    return tag


def span(dictionary, name):
    attributes = dictionary.get("/A", [])
    attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return max([int(one.get(name, 1)) for one in attributes if isinstance(one, pikepdf.Dictionary)], default=1)
