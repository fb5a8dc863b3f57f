"""Markdown, piece by piece: text that shows as it stands, links, paragraphs, lists, quotations.

It is CommonMark with the tables, strikethrough and notes of GitHub: https://spec.commonmark.org,
https://github.github.com/gfm.
"""

import re
from collections.abc import Iterable, Sequence

Block = str  # one block of a text, of one line or more, without an empty line around it

BREAK = "  \n"  # which ends a line and no paragraph
# Signs that Markdown reads as markup wherever they stand, and those that it does at a bound.
_SIGNS = re.compile(r"[\\`*\[\]{}]|(?<!\w)_|_(?!\w)|!$")
# Those that not every program takes with a backslash: tags, entities, and marks of extensions.
_OTHER_SIGNS = re.compile(r"[<~^]|&(?=#?\w+;)|\$(?=\S(?:[^$]*\S)?\$(?!\d))")
_OPENINGS = re.compile(r"^(?:(?P<number>\d+)(?=[.)](?:\s|$))|(?=[-+#>]))")
_INDENT = 4  # of what is in an item: Python-Markdown needs so many spaces, CommonMark takes them


def escape(text: str) -> str:
    """Return text so that Markdown shows it as it stands, in one line."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return before + _OTHER_SIGNS.sub(_name_sign, _SIGNS.sub(r"\\\g<0>", words)) + after


def _name_sign(sign: re.Match[str]) -> str:
    """Return a sign as an entity, which every program shows as the sign."""
    return {"<": "&lt;", "&": "&amp;"}.get(sign[0], f"&#{ord(sign[0])};")


def write_link(text: str, address: str) -> str:
    """Return a link; `text` is Markdown."""
    target = re.sub(r"[\s()<>\\]", lambda sign: f"%{ord(sign[0]):02X}", address)
    return f"[{text}]({target})"


def write_paragraph(text: str) -> Block:
    """Return inline Markdown as a paragraph: nothing at its head makes it something else."""
    text = text.strip()
    if text.startswith(": "):  # of what is said of a term
        return f"&#58;{text[1:]}"
    match = _OPENINGS.match(text)
    if match is None:
        return text
    number = match["number"] or ""
    return f"{number}\\{text[len(number) :]}"


def write_items(items: Iterable[Sequence[Block]], marks: Iterable[str] = ()) -> Block:
    """Return a list; each item is its blocks, and has the mark `-` where none is given for it.

    Lists within an item follow its words at once, other blocks after an empty line. Where one has
    such a line in it, there is one between any two.
    """
    numbers = iter(marks)
    lines = list[str]()
    for blocks in items:
        mark = next(numbers, "-")
        text = _join_item(blocks)
        indent = " " * max(len(mark) + 1, _INDENT)
        lines.append(f"{mark} {text}".replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n"))
    is_loose = any("\n\n" in line for line in lines)
    return ("\n\n" if is_loose else "\n").join(lines)


def _join_item(blocks: Sequence[Block]) -> str:
    """Return the blocks of an item; a list goes on from its first words, or from another list."""
    text = ""
    is_open = True  # whether a list may follow without an empty line
    for place, block in enumerate(blocks):
        is_list = block.startswith("- ")
        if text:
            text += "\n" if is_list and is_open else "\n\n"
        text += block
        is_open = is_list or place == 0
    return text


def quote(blocks: Iterable[Block]) -> Block:
    """Return blocks as a quotation."""
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def surround(text: str, sign: str) -> str:
    """Return words between signs, which may not have a space within."""
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{sign}{words}{sign}{after}"


def name_note(address: str) -> str:
    """Return the label of the note that an address within the page leads to: `cite-abel`."""
    return address.removeprefix("#").replace("fn:", "", 1)


def is_note(address: str) -> bool:
    """Return whether an address within the page is that of a note."""
    return address.startswith("#") and "fn:" in address


def drop_stars(text: str) -> str:
    """Return running text that is to be strong as a whole."""
    return text.replace("**", "")


def list_term(name: str, said: Sequence[Sequence[Block]]) -> list[Block]:
    """Return a term with what is said of it, which may be several things."""
    if not said:
        return [name]
    if len(said) == 1:
        return name_blocks(name, said[0])
    return name_blocks(name, [write_items(said)])


def name_blocks(name: str, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with a name before them; a list stands below it."""
    first, *others = blocks
    between = "\n" if first.startswith("- ") else " "
    return [f"{name}:{between}{first}", *others]


def write_cell(text: str) -> str:
    """Return running text as a cell, in which no line breaks and no column ends."""
    return re.sub(r"(?<!\\)\|", r"\\|", tidy(text.replace(BREAK, " ")))


def tidy(text: str) -> str:
    """Return running text with single spaces, and none at its bounds."""
    return BREAK.join(" ".join(line.split()) for line in text.strip().split("\n"))
