# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0"]
# ///
"""Makes the faces that come with the program: Libertinus Serif with TrueType outlines, and the signs of DejaVu Sans.

usage: make.py FOLDER     FOLDER holds LibertinusSerif-Regular.otf and the other three, as Libertinus publishes them,
                          and DejaVuSans.ttf 2.37, as DejaVu publishes it.

Word embeds TrueType outlines alone, and both files of a paper show the same faces. Every character and every width is
kept; curves are off by at most a thousandth of an em. Small capitals and stylistic sets are left out: no layout asks
for them. DejaVu Sans has what neither family has: boxes with a cross or a tick, ticks, arrows, numbers in circles.
"""

import pathlib
import sys
from collections.abc import Callable

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FACES = ["Regular", "Italic", "Bold", "BoldItalic"]
FEATURES = "calt case ccmp frac kern liga lnum locl mark mkmk onum pnum subs sups tnum".split()
# Arrows, technical signs, numbers in circles, geometric shapes, signs and ticks, and more arrows and shapes.
SIGNS = [(0x2190, 0x21FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF)]
# In units of the font, of which there are a thousand to an em.
MAX_ERROR = 1.0


def reduced(path: pathlib.Path, is_kept: Callable[[int], bool] = lambda _: True) -> TTFont:
    """The face at `path` with the characters of it that are kept, and the features that are used."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, name_IDs=["*"], notdef_outline=True, hinting=False, glyph_names=True
    )
    options.drop_tables += ["FFTM", "MATH"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=filter(is_kept, font.getBestCmap()))
    subsetter.subset(font)
    return font


def with_quadratic_outlines(font: TTFont) -> None:
    """Exchanges the cubic outlines of `font` for quadratic ones."""
    names, source = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(source)
        source[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, glyphs
    font["hmtx"].metrics = {name: (font["hmtx"][name][0], getattr(glyph, "xMin", 0)) for name, glyph in glyphs.items()}
    highest = newTable("maxp")
    highest.tableVersion, highest.numGlyphs = 0x00010000, len(names)
    for field in ["maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"]:
        setattr(highest, field, 0)
    highest.maxZones, highest.maxSizeOfInstructions, highest.maxComponentElements = 1, 0, 0
    font["maxp"] = highest
    del font["CFF "]
    # Names of glyphs say nothing to a reader of the paper.
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def is_sign(character: int) -> bool:
    """Whether the face of signs has this character."""
    return any(first <= character <= last for first, last in SIGNS)


def main() -> None:
    """Makes the five faces beside this file."""
    source, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
    for face in FACES:
        font = reduced(source / f"LibertinusSerif-{face}.otf")
        with_quadratic_outlines(font)
        font.save(here / f"LibertinusSerif-{face}.ttf")
    signs = reduced(source / "DejaVuSans.ttf", is_sign)
    signs["post"].formatType = 3.0
    signs.save(here / "DejaVuSans-Signs.ttf")


if __name__ == "__main__":
    main()
