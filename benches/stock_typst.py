"""Compiles the `typst` export of a report with the stock Typst engine: the pages must be the same, pixel by pixel.

Prints the time of the whole build (read, merge, check, PDF and Word file, written) as a ratio to the stock engine
compiling the PDF alone, cold process against cold process, in turns. Usage: stock_typst.py UNDERLAG REPORT
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import pypdfium2

COMPILE = """
import sys, typst
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[3]])
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=fonts, pdf_standards=["a-2a", "ua-1"])
"""
ROUNDS = 9


def bitmaps(path):
    for page in pypdfium2.PdfDocument(path):
        yield page.render(scale=1.5).to_pil().tobytes()


def timed(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    underlag, report = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        subprocess.run([underlag, "build", report, "--format", "pdf,typst", "--output", out], check=True)
        (ours,) = out.glob("*.pdf")
        (export,) = out.glob("*-typst")
        stock = out / "stock.pdf"
        compile_stock = [sys.executable, "-c", COMPILE, export / "main.typ", stock, export / "fonts"]
        build = [underlag, "build", report, "--output", out / "again"]
        times = [(timed(build), timed(compile_stock)) for _ in range(ROUNDS)]
        pages, stock_pages = list(bitmaps(ours)), list(bitmaps(stock))
        if pages != stock_pages:
            different = [n + 1 for n, (a, b) in enumerate(zip(pages, stock_pages)) if a != b]
            sys.exit(f"{len(pages)} and {len(stock_pages)} pages, different: {different}")
        empty = [sys.executable, "-c", "import typst"]
        start = statistics.median(timed(empty) for _ in range(ROUNDS))
        whole = statistics.median(ours for ours, _ in times)
        alone = statistics.median(stock for _, stock in times)
        print(f"{len(pages)} pages, the same in both")
        print(f"whole build : stock Typst alone = {whole / alone:.2f}")
        print(f"the same without the start of its interpreter = {whole / (alone - start):.2f}")


main()
