"""HTML as plain Markdown, in which any program reads the same words: no HTML, no attribute.

markdownify would bring a second parser of HTML to every build, and knows no notes.

What only a browser or a pointer needs is left out: forms, drawings but for their names, what is
hidden from those who listen.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from ..html import HEADINGS, INLINE, Node, classes, get, read
from .markdown import (
    BREAK,
    Block,
    drop_stars,
    escape,
    is_note,
    list_term,
    name_blocks,
    name_note,
    quote,
    surround,
    tidy,
    write_cell,
    write_items,
    write_link,
    write_paragraph,
)

Lines = Callable[[Node], Iterable[Block]]

# Elements with words for those who act, not for those who read.
_LEFT_OUT = frozenset(
    {"script", "style", "template", "form", "button", "select", "textarea", "input", "label"}
)
_CODE = frozenset({"code", "kbd", "samp"})
_ITEMS = frozenset({"ul", "ol"})
# What stands on both sides of words that an element makes stronger, or strikes out.
_SURROUNDED = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("del", "s"), "~~"),
}
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


class MarkdownWriter:
    """Writes the tree of a page, or of a part of one, as blocks of Markdown."""

    def __init__(
        self, lead: Callable[[str], str], lay_behind: Lines, is_left_out: Callable[[Node], bool]
    ) -> None:
        """`lead` gives the whole address for one as it stands in the page.

        `lay_behind` gives blocks that belong behind an element, which the page has elsewhere or not
        in words; `is_left_out` says which elements that makes needless.
        """
        self.lead = lead
        self.lay_behind = lay_behind
        self.is_left_out = is_left_out
        self.long_forms = dict[str, str]()  # of the abbreviations that were met
        self.notes = list[Block]()  # which stand at the end
        self.block_writers: dict[str, Callable[[Node], list[Block]]] = {
            **dict.fromkeys(HEADINGS, self._write_heading),
            **dict.fromkeys(_ITEMS, self._write_list),
            "details": self._write_box,
            "table": self._write_table,
            "dl": self._write_terms,
            "pre": self._write_code,
            "blockquote": lambda node: [quote(self.write_blocks(node))],
            "figcaption": lambda node: self._end_words(self.write_words(node)),
            "hr": lambda _node: ["* * *"],
        }
        self.inline_writers: dict[str, Callable[[Node], str]] = {
            **dict.fromkeys(_CODE, _write_code_span),
            "a": self._write_anchor,
            "q": lambda node: f"“{self.write_words(node)}”",
            "sup": self._write_raised,
            "sub": lambda node: self.write_words(node).translate(_LOWERED),
            "abbr": self._write_abbreviation,
            "svg": _write_drawing,
            "img": self._write_picture,
            "br": lambda _node: BREAK,
        }

    def write(self, body: Node) -> list[Block]:
        """Return all blocks of a page: its text, the notes, and the long forms of abbreviations."""
        blocks = self.write_blocks(body)
        blocks += self.notes
        if self.long_forms:
            forms = [f"{escape(short)}: {escape(long)}" for short, long in self.long_forms.items()]
            blocks += ["**Abbreviations**", write_items([form] for form in forms)]
        return blocks

    def write_blocks(self, parent: Node) -> list[Block]:
        """Return the blocks in an element."""
        blocks = list[Block]()
        words = ""
        for node in parent.iter(include_text=True):
            if self._is_inline(node):
                words += self._write_inline(node)
                continue
            blocks += self._end_words(words)
            words = ""
            blocks += self._write_block(node)
            blocks += self.lay_behind(node)
        return [*blocks, *self._end_words(words)]

    @staticmethod
    def _end_words(words: str) -> list[Block]:
        paragraph = write_paragraph(tidy(words))
        return [paragraph] if paragraph else []

    def _is_inline(self, node: Node) -> bool:
        """Return whether a node stands in running text."""
        if not node.is_element_node:
            return True
        if node.tag not in INLINE:
            return node.tag in {"br", "svg"}
        return all(map(self._is_inline, node.iter()))

    def _is_silent(self, node: Node) -> bool:
        """Return whether nothing of an element is read out."""
        if not node.is_element_node:
            return True
        is_hidden = get(node, "aria-hidden") == "true"
        return node.tag in _LEFT_OUT or is_hidden or self.is_left_out(node)

    # Blocks.

    def _write_block(self, node: Node) -> list[Block]:
        if self._is_silent(node):
            return []
        if "footnote" in classes(node):
            self._keep_notes(node)
            return []
        kind = "details" if "admonition" in classes(node) else str(node.tag)
        write = self.block_writers.get(kind, self.write_blocks)
        return write(node)

    def _write_heading(self, node: Node) -> list[Block]:
        title = tidy(self.write_words(node))
        level = int(str(node.tag)[1])
        return [f"{'#' * level} {title}"] if title else []

    def _write_list(self, node: Node) -> list[Block]:
        items = [self.write_blocks(item) for item in node.iter() if not self._is_silent(item)]
        items = [blocks for blocks in items if blocks]
        start = int(get(node, "start") or 1)
        marks = [f"{start + place}." for place in range(len(items))] if node.tag == "ol" else []
        return [write_items(items, marks)] if items else []

    def _write_box(self, node: Node) -> list[Block]:
        """A box whose content is one line, in a list, stays a line; any other has a bold title."""
        title = next(node.iter(), None)
        if title is None:
            return []
        head = tidy(self.write_words(title))
        holder = [each for each in node.iter(include_text=True) if each.mem_id != title.mem_id]
        if (
            node.parent is not None
            and node.parent.tag == "li"
            and all(map(self._is_inline, holder))
        ):
            return self._end_words(head + " " + "".join(map(self._write_inline, holder)))
        title.remove()
        blocks = [f"**{drop_stars(head)}**"] if head else []
        return [*blocks, *self.write_blocks(node)]

    def _write_terms(self, node: Node) -> list[Block]:
        """Return a list of terms, each with what is said of it, or a list of that."""
        terms = list[tuple[str, list[list[Block]]]]()
        for part in node.css("dt, dd"):
            blocks = self.write_blocks(part)
            if part.tag == "dt":
                terms.append((f"**{drop_stars(' '.join(blocks))}**", []))
            elif terms and blocks:
                terms[-1][1].append(blocks)
        return [write_items(list_term(*term) for term in terms)] if terms else []

    def _write_code(self, node: Node) -> list[Block]:
        text = str(node.text()).strip("\n")
        fence = "```"
        while fence in text:
            fence += "`"
        return [f"{fence}\n{text}\n{fence}"]

    def _keep_notes(self, holder: Node) -> None:
        """Keep the notes of a page for its end, each with its label."""
        heading = holder.css_first("h1, h2, h3, h4, h5, h6")
        if heading is not None:
            self.notes += self._write_heading(heading)
        for note in holder.css("li[id]"):
            label = name_note(get(note, "id"))
            blocks = self.write_blocks(note)
            text = "\n\n".join(blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            self.notes.append(f"[^{label}]: {text}")

    # Tables.

    def _write_table(self, table: Node) -> list[Block]:
        caption = table.css_first("caption")
        blocks = self._end_words(self.write_words(caption)) if caption else []
        rows = [_list_cells(row) for row in table.css("tr")]
        rows = [row for row in rows if row]
        if not rows:
            return blocks
        cells = [cell for row in rows for cell in row]
        if all(all(map(self._is_inline, cell.iter(include_text=True))) for cell in cells):
            return [*blocks, self._write_grid(rows)]
        return [*blocks, *self._write_rows(rows)]

    def _write_grid(self, rows: Sequence[Sequence[Node]]) -> Block:
        """Return a table whose cells hold running text alone."""
        width = max(map(len, rows))
        lines = list[str]()
        for row in rows:
            cells = [write_cell(self.write_words(cell)) for cell in row]
            cells += [""] * (width - len(cells))
            lines.append(f"| {' | '.join(cells)} |")
        lines.insert(1, f"|{' --- |' * width}")
        return "\n".join(lines)

    def _write_rows(self, rows: Sequence[Sequence[Node]]) -> list[Block]:
        """Return a table with blocks in its cells as a list: a row an item, each cell named."""
        head, *others = rows
        names = [tidy(self.write_words(cell)) for cell in head]
        items = list[list[Block]]()
        for row in others:
            first = self.write_blocks(row[0])
            item = first[:1]
            for name, cell in zip(names[1:], row[1:], strict=False):
                blocks = self.write_blocks(cell)
                if blocks:
                    item.append(write_items([name_blocks(name, blocks)]))
            items.append([*item, *first[1:]])
        return [write_items(items)]

    # Running text.

    def write_words(self, parent: Node) -> str:
        """Return what is in an element as running text."""
        return "".join(map(self._write_inline, parent.iter(include_text=True)))

    def _write_inline(self, node: Node) -> str:
        if node.is_text_node:
            return escape(node.text_content or "")
        if self._is_silent(node):
            return ""
        tag = str(node.tag)
        write = self.inline_writers.get(tag)
        if write:
            return write(node)
        words = self.write_words(node)
        if tag in _SURROUNDED:
            return surround(words, _SURROUNDED[tag])
        return words if tag in INLINE else f" {words} "

    def _write_raised(self, node: Node) -> str:
        """Return what is set higher: a marker as it is, figures as such, other words after a ^."""
        words = self.write_words(node)
        if node.css_first("a") or not any(map(str.isalnum, words)):
            return words
        raised = words.translate(_RAISED)
        return f"&#94;{words}" if any(map(str.isalpha, raised.replace("ⁿ", ""))) else raised

    def _write_abbreviation(self, node: Node) -> str:
        self.long_forms.setdefault(read(node), get(node, "title"))
        return self.write_words(node)

    def _write_anchor(self, node: Node) -> str:
        href = get(node, "href")
        if is_note(href):
            return f"[^{name_note(href)}]"
        words = self.write_words(node)
        if not href or not words.strip():
            return words
        address = self.lead(href)
        if read(node) == address and urlsplit(address).scheme:
            return f"<{address}>"
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return before + write_link(words.strip(), address) + after

    def _write_picture(self, node: Node) -> str:
        return "!" + write_link(escape(get(node, "alt")), self.lead(get(node, "src")))


def _write_drawing(node: Node) -> str:
    """Return the name of a drawing; what it shows stands in words beside it."""
    name = get(node, "aria-label")
    return f" *{escape(name)}* " if name else ""


def _list_cells(row: Node) -> list[Node]:
    return [cell for cell in row.iter() if cell.tag in {"td", "th"}]


def _write_code_span(node: Node) -> str:
    text = str(node.text())
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * (max(runs, default=0) + 1)
    space = " " if "`" in text[:1] + text[-1:] else ""
    return f"{fence}{space}{text}{space}{fence}"
