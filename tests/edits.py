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
NAMED = r"\*\*[^*]*\*\* "  # a voice, by which a paragraph may begin
PARAGRAPH = re.compile(rf"(?m)^(?:{NAMED})?[A-Z].*\[\]\(\)\{{.*\n\{{ #[\w-]+ \}}$")
JUDGED = {"assessment", "forecast", "background"}
# Under which stands what is ours, and what is the article's, where a page names voices.
RECORD = "**The record.** "
ARTICLE = "**The article.** "
NEVER = "(?!)"  # a pattern that nothing is like
# What stands in a record, or in a figure, before the id of a claim or a note that it minds.
MINDS = {
    "note": "for: ",
    "ground": r"rests_on: \[[^\]]*\b",
    "figure": r"claim: |note: |(?:claims|for|against|see|since|forecasts): \[[^\]]*\b",
}
FORECASTS = "forecasts.yml"  # has ids of claims as the names of its entries


class Paragraph(NamedTuple):
    """A paragraph with the attribute list below it."""

    page: str
    text: str

    @property
    def ids(self) -> list[str]:
        """The ids of its clauses, then its own."""
        return re.findall(r"\{ #([\w-]+)", self.text)


def find_keys(text: str) -> set[str]:
    """Return the keys of the sources that a text cites."""
    return set(re.findall(r"@([\w-]+)", text))


def name_records(page: str) -> str:
    """Return the name of the file that has the records of a page."""
    return page.replace("docs/", "docs/records/").replace(".md", ".yml")


class Briefing:
    """The files of a briefing as an author edits them; where an edit is made follows from them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        listed = re.findall(r"(?m)^  - .*?([\w/-]+\.md)$", self.read("mkdocs.yml"))
        pages = [f"docs/{name}" for name in listed]
        self.themes = [page for page in pages if self.is_theme(page)]
        """The pages of the navigation that make claims, but for that of what came later."""
        states = re.search(r"(?m)^states: \[([^],]+, [^],]+)", self.read("docs/figures/flows.yml"))
        self.states = states[1] if states else ""
        self.essay = re.findall(r"(?m)^    article: ([\w-]+)", self.read("mkdocs.yml"))

    def is_theme(self, page: str) -> bool:
        """Whether a page makes claims about what was known at the cut-off."""
        return page != "docs/since.md" and "[](){" in self.read(page)

    def read(self, name: str) -> str:
        """Return the text of a file; nothing where there is none."""
        path = self.root / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def edit(self, name: str, find: str, put: str) -> None:
        """Put words in the place of the first that a pattern finds, or at the end."""
        text, count = re.subn(find, put, self.read(name), count=1, flags=re.M)
        assert count, f"{name}: nothing is like {find}"
        (self.root / name).parent.mkdir(exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def make(self, edit: str) -> None:
        """Make an edit of the list."""
        for step in EDITS[edit]:
            self.take(step)

    def take(self, step: dict[str, str]) -> None:
        """Take one step of an edit."""
        page = self.themes[-1]
        name = step.get("in", "").replace("PAGE", page).replace("RECORDS", name_records(page))
        if "leave" in step:
            self.leave(step["leave"], goes_on="to" in step)
        elif "delete" in step:
            (self.root / step["delete"]).unlink()
        elif "move" in step:
            (self.root / name).rename(self.root / step["move"])
        elif not re.search(step.get("unless", NEVER), self.read(name)):
            self.edit(name, step.get("find", r"\Z"), self.fill(step["put"], page))

    def fill(self, text: str, page: str) -> str:
        """Return what is put into a page or its records, with the names that this briefing has."""
        names_voices = RECORD in self.read(page)
        words = {
            "STATES": self.states,
            "VOICE": RECORD if names_voices else "",
            "ARTICLE": ARTICLE if names_voices else "",
            "ESSAY": "".join(self.essay),
        }
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text

    def leave(self, line: str, goes_on: bool) -> None:
        """Put a line for each of its ids in the place of a paragraph to which nothing leads.

        It `goes_on` on the first page, with its records, or is deleted, with these and with the
        sources that it alone cites.
        """
        paragraph = self.find_free_paragraph(goes_on)
        records = [self.take_record(paragraph.page, name) for name in paragraph.ids[:-1]]
        older = re.findall(r"(?m)^  aliases: \[(.*)\]\n", "".join(records))
        older += self.take_aliases(paragraph.page, paragraph.ids[-1])
        names = [*paragraph.ids, *filter(None, ", ".join(older).split(", "))]
        line = line.replace("FIRST", Path(self.themes[0]).name).replace("OLD", paragraph.ids[0])
        lines = [line.replace("ID", name) for name in names]
        self.edit(paragraph.page, re.escape(paragraph.text), "\n\n".join(lines))
        if goes_on:
            moved = re.sub(f"^{NAMED}", "", paragraph.text).replace("\\", r"\\")
            self.edit(self.themes[0], "^## ", f"{moved}\n\n## ")
            text = re.sub(r"(?m)^  aliases: .*\n", "", "\n".join(records))
            self.edit(name_records(self.themes[0]), r"\Z", "\n" + text.replace("\\", r"\\"))
        self.drop_uncited(find_keys(paragraph.text))

    def drop_uncited(self, keys: set[str]) -> None:
        """Delete those of some sources that no page cites."""
        pages = [path.read_text(encoding="utf-8") for path in (self.root / "docs").rglob("*.md")]
        for key in keys - find_keys("".join(pages)):
            self.edit("bibliography.bib", rf"^@\w+\{{{key},\n(?:  .*\n)*\}}\n", "")

    def take_record(self, page: str, name: str) -> str:
        """Return the text of a record, and take it out of its file."""
        file = name_records(page)
        record = re.search(rf"(?m)^{name}:.*\n(?:[ ].*\n)*", self.read(file))
        assert record, f"{file}: no record of {name}"
        self.edit(file, rf"{re.escape(record[0])}\n*", "")
        return record[0]

    def take_aliases(self, page: str, name: str) -> list[str]:
        """Return the older ids of a paragraph, and take them out of the head of its file."""
        file = name_records(page)
        found: list[str] = re.findall(rf"(?m)^  {name}: \[(.*)\]\n", self.read(file))
        for older in found:
            self.edit(file, rf"^  {name}: \[{re.escape(older)}\]\n", "")
        return found

    def find_free_paragraph(self, goes_on: bool) -> Paragraph:
        """Return a paragraph of judgements to which no note, no link and no figure leads.

        Where it `goes_on` on another page, a figure may lead to it: the statement is still there.
        """
        minding = {**MINDS, "figure": NEVER} if goes_on else MINDS
        for page in reversed(self.themes[1:]):
            records = yaml.safe_load(self.read(name_records(page)))
            for text in reversed(PARAGRAPH.findall(self.read(page))):
                paragraph = Paragraph(page, text)
                kinds = {records[name]["kind"] for name in paragraph.ids[:-1]}
                is_free = not self.leads_to(paragraph.ids, minding)
                if kinds <= JUDGED and is_free and not (goes_on and self.was_first(paragraph)):
                    return paragraph
        raise AssertionError("no paragraph stands alone")

    def was_first(self, paragraph: Paragraph) -> bool:
        """Whether the first page keeps an id of a paragraph as an older one: it came from there."""
        records = self.read(name_records(self.themes[0]))
        return any(re.search(rf"\b{name}\b", records) for name in paragraph.ids)

    def leads_to(self, ids: list[str], minding: dict[str, str]) -> bool:
        """Whether a page, a record or a figure leads to an id; `minding` is as `MINDS` has it."""
        name = rf"(?:{'|'.join(ids)})\b(?!-)"
        leading = re.compile(rf"\w\.md#{name}|(?:{'|'.join(minding.values())}){name}")
        for path in (self.root / "docs").rglob("*.*"):
            text = path.read_text(encoding="utf-8") if path.suffix in {".md", ".yml"} else ""
            is_told = path.name == FORECASTS and re.search(rf"(?m)^  {name}:", text)
            if is_told or leading.search(text):
                return True
        return False


if __name__ == "__main__":
    for edit in EDITS:
        Briefing(Path(sys.argv[1])).make(edit)
