"""Turns a Word file into headings, tables and notes, as pandoc reads it.

Fails at a kind of block or inline that it does not know, so that nothing is passed over. Knows no styles.
"""

import json

import pypandoc

from readers.reading import Reading, Table, cell_words


class Pandoc:
    """Walks the tree that pandoc makes."""

    def __init__(self):
        self.reading = Reading("pandoc")

    def blocks(self, blocks):
        """The words of blocks; notes what else they are on the way."""
        return " ".join(self.block(block) for block in blocks)

    def block(self, block):
        kind, content = block["t"], block.get("c")
        match kind:
            case "Para" | "Plain":
                return self.inlines(content)
            case "Header":
                words = self.inlines(content[2])
                self.reading.headings.append((content[0], words))
                return words
            case "BulletList":
                return " ".join(self.blocks(item) for item in content)
            case "OrderedList":
                return " ".join(self.blocks(item) for item in content[1])
            case "BlockQuote":
                return self.blocks(content)
            case "Div":
                return self.blocks(content[1])
            case "LineBlock":
                return " ".join(self.inlines(line) for line in content)
            case "Table":
                return self.table(content)
            case "Figure":
                # A picture alone in its line: what it says is said by its alternative text.
                return self.blocks(content[2])
        raise ValueError(f"pandoc reads a block of the kind {kind}")

    def table(self, content):
        _, _, _, head, bodies, foot = content
        head_rows = head[1] + [row for body in bodies for row in body[2]]
        rows = head_rows + [row for body in bodies for row in body[3]] + foot[1]
        table = Table(len(rows), len(head_rows), "")
        self.reading.tables.append(table)
        table.words = cell_words(" ".join(self.blocks(cell[4]) for row in rows for cell in row[1]))
        return table.words

    def inlines(self, inlines):
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline):
        kind, content = inline["t"], inline.get("c")
        match kind:
            case "Str":
                return content
            case "Space" | "SoftBreak" | "LineBreak":
                return " "
            case "Note":
                self.reading.notes.append(self.blocks(content))
                return ""
            case "Superscript":
                # The second mark of a note is a field.
                words = self.inlines(content)
                return "" if words.isdigit() else words
            case "Emph" | "Strong" | "Underline" | "Strikeout" | "Subscript" | "SmallCaps":
                return self.inlines(content)
            case "Span" | "Link" | "Quoted":
                return self.inlines(content[1])
            case "Image":
                self.inlines(content[1])
                return ""
        raise ValueError(f"pandoc reads an inline of the kind {kind}")


def read(path):
    pandoc = Pandoc()
    pandoc.blocks(json.loads(pypandoc.convert_file(str(path), "json", format="docx"))["blocks"])
    return pandoc.reading
