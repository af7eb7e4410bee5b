"""Turns a Word file's tables into faults: names, header rows, and cells that do not fill the grid of columns.

Knows nothing of what stands in the cells, but that each must end with a paragraph.
"""

from lxml import etree

from word.selfcheck.opened import Fault, number, on, place, val, w


def rows_of(table):
    """The rows of a table, those in content controls too, but not those of a table in a cell."""
    return [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]


def cells_of(row):
    return [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]


def tables(package):
    for part, table in package.everywhere("tbl"):
        rows, properties, where = rows_of(table), table.find(w("tblPr")), place(table)
        for name in ("tblCaption", "tblDescription"):
            if not (val(properties, name) or "").strip():
                yield Fault(part, "table-unnamed", f"a table has no w:{name}", where)
        if properties is None or properties.find(w("tblLook")) is None:
            yield Fault(part, "table-look", "a table has no w:tblLook", where)
        if not rows:
            yield Fault(part, "table-empty", "a table has no rows", where)
        for row in rows:
            if not cells_of(row):
                yield Fault(part, "table-empty", "a row has no cells", place(row))


def cells(package):
    for part, cell in package.everywhere("tc"):
        blocks = [block for block in cell if block.tag in (w("p"), w("tbl"), w("sdt"))]
        last = blocks[-1] if blocks else None
        if last is not None and last.tag == w("sdt"):
            inner = last.find(w("sdtContent"))
            last = inner[-1] if inner is not None and len(inner) else None
        if last is None or last.tag != w("p"):
            yield Fault(part, "cell-without-paragraph", "a cell does not end with a paragraph", place(cell))


def header_rows(package):
    for part, table in package.everywhere("tbl"):
        rows = rows_of(table)
        flags = [on(row.find(f"{w('trPr')}/{w('tblHeader')}")) for row in rows]
        looks = [{val(paragraph, "pPr", "pStyle") for paragraph in row.iter(w("p"))} == {"TableHeader"} for row in rows]
        # `rubrikrad = false`: its rows have headers, and it says so.
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        by_rows = look is not None and (look.get(w("firstRow")), look.get(w("firstColumn"))) == ("0", "1")
        if not any(flags) and not by_rows:
            yield Fault(part, "header-row", "a table has no header row", place(table))
        if flags != sorted(flags, reverse=True):
            yield Fault(part, "header-row", "a header row stands below another row", place(table))
        for row, flag, look in zip(rows, flags, looks):
            if look and not flag:
                yield Fault(part, "header-row", "a row that looks like a header row is not flagged", place(row))


def grids(package):
    for part, table in package.everywhere("tbl"):
        grid = table.find(w("tblGrid"))
        if grid is None:
            yield Fault(part, "grid", "a table has no w:tblGrid", place(table))
            continue
        widths = [number(column, "w") for column in grid.findall(w("gridCol"))]
        whole = table.find(f"{w('tblPr')}/{w('tblW')}")
        if whole is not None and whole.get(w("type")) == "dxa" and number(whole, "w") != sum(widths):
            yield Fault(
                part, "grid", f"the table is {number(whole, 'w')} wide, its columns {sum(widths)}", place(table)
            )
        above = {}
        for row in rows_of(table):
            merged = yield from grid_of_row(part, row, widths, above)
            above = merged


def grid_of_row(part, row, widths, above):
    """Checks a row's cells against the columns; returns the cells by column that a cell below may continue."""
    properties = row.find(w("trPr"))
    skipped = [
        number(None if properties is None else properties.find(w(name)), "val") for name in ("gridBefore", "gridAfter")
    ]
    at, merged = skipped[0], {}
    for cell in cells_of(row):
        own = cell.find(w("tcPr"))
        own = etree.Element("none") if own is None else own
        span = number(own.find(w("gridSpan")), "val", 1)
        width = own.find(w("tcW"))
        columns = sum(widths[at : at + span])
        measured = at + span <= len(widths) and width is not None and width.get(w("type")) == "dxa"
        if measured and number(width, "w") != columns:
            words = f"a cell is {number(width, 'w')} wide, its columns {columns}"
            yield Fault(part, "cell-width", words, place(cell))
        merge = own.find(w("vMerge"))
        if merge is not None:
            if merge.get(w("val")) != "restart" and above.get(at) != span:
                yield Fault(part, "cell-merge", "a cell continues none above", place(cell))
            merged[at] = span
        at += span
    if at + skipped[1] != len(widths):
        yield Fault(
            part, "grid-span", f"the cells of a row cover {at + skipped[1]} of {len(widths)} columns", place(row)
        )
    return merged
