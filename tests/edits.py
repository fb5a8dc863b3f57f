"""Every edit that CONTRIBUTING documents, as `edits.yml` lists them, on a copy of a briefing.

Usage: python tests/edits.py FOLDER   (makes them all, one after the other)
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

EDITS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
"""The steps of each edit by its name, in this order."""
PARAGRAPH = re.compile(r"(?m)^[A-Z].*\n\{ #[\w-]+ .*\}$")
JUDGED = re.compile(r" \.(?:assess|fore|back)")
NEVER = "(?!)"  # a pattern that nothing is like


class Paragraph(NamedTuple):
    """A paragraph with the attribute list below it."""

    page: str
    text: str
    ids: list[str]
    """Its own and those of its clauses, then the older ones that lead to it."""


def find_ids(text: str) -> list[str]:
    """Return all ids that a paragraph has, or had."""
    ids: list[str] = re.findall(r"\{ #([\w-]+)", text)
    for aliases in re.findall('aliases="(.*?)"', text):
        ids += aliases.split()
    return ids


def find_keys(text: str) -> set[str]:
    """Return the keys of the sources that a text cites."""
    return set(re.findall(r"@([\w-]+)", text))


class Briefing:
    """The files of a briefing as an author edits them; where an edit is made follows from them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        listed = re.findall(r"(?m)^  - .*?([\w/-]+\.md)$", self.read("mkdocs.yml"))
        pages = [f"docs/{name}" for name in listed]
        self.themes = [page for page in pages if ".fact" in self.read(page)]
        """The pages of the navigation that make claims."""

    def read(self, name: str) -> str:
        """Return the text of a file; nothing where there is none."""
        path = self.root / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def edit(self, name: str, find: str, put: str) -> None:
        """Put words in the place of the first that a pattern finds, or at the end."""
        text, count = re.subn(find, put, self.read(name), count=1, flags=re.M)
        assert count, f"{name}: nothing is like {find}"
        (self.root / name).write_text(text, encoding="utf-8")

    def make(self, edit: str) -> None:
        """Make an edit of the list."""
        for step in EDITS[edit]:
            self.take(step)

    def take(self, step: dict[str, str]) -> None:
        """Take one step of an edit."""
        name = step.get("in", "")
        if name == "PAGE":
            name = self.themes[-1]
        if "leave" in step:
            self.leave(step["leave"], goes_on="to" in step)
        elif "move" in step:
            (self.root / name).rename(self.root / step["move"])
        elif not re.search(step.get("unless", NEVER), self.read(name)):
            self.edit(name, step.get("find", r"\Z"), step["put"])

    def leave(self, line: str, goes_on: bool) -> None:
        """Put a line for each of its ids in the place of a paragraph to which nothing leads.

        It `goes_on` on the first page, or is deleted, with the sources that it alone cites.
        """
        paragraph = self.find_free_paragraph(goes_on)
        line = line.replace("FIRST", Path(self.themes[0]).name).replace("OLD", paragraph.ids[0])
        lines = [line.replace("ID", name) for name in paragraph.ids]
        self.edit(paragraph.page, re.escape(paragraph.text), "\n\n".join(lines))
        if goes_on:
            moved = paragraph.text.replace("\\", r"\\")
            self.edit(self.themes[0], "^## ", f"{moved}\n\n## ")
        pages = [path.read_text(encoding="utf-8") for path in (self.root / "docs").rglob("*.md")]
        for key in find_keys(paragraph.text) - find_keys("".join(pages)):
            self.edit("bibliography.bib", rf"^@\w+\{{{key},\n(?:  .*\n)*\}}\n", "")

    def find_free_paragraph(self, goes_on: bool) -> Paragraph:
        """Return a paragraph of judgements to which no note, no link and no figure leads.

        Where it `goes_on` on another page, a figure may lead to it: the statement is still there.
        """
        named = "no figure minds: " if goes_on else "claim: |note: "
        for page in reversed(self.themes[1:]):
            for text in reversed(PARAGRAPH.findall(self.read(page))):
                ids = find_ids(text)
                if JUDGED.search(text) and not self.leads_to(ids, named):
                    return Paragraph(page, text, ids)
        raise AssertionError("no paragraph stands alone")

    def leads_to(self, ids: list[str], named: str) -> bool:
        """Whether a page or a figure leads to an id; `named` is what stands before it there."""
        name = rf"(?:{'|'.join(ids)})\b(?!-)"
        leading = re.compile(rf"\w\.md#{name}|(?:{named}){name}|data-for=\"{name}")
        for path in (self.root / "docs").rglob("*.*"):
            if path.suffix in {".md", ".yml"} and leading.search(path.read_text(encoding="utf-8")):
                return True
        return False


if __name__ == "__main__":
    for edit in EDITS:
        Briefing(Path(sys.argv[1])).make(edit)
