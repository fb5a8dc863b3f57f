"""Every edit that CONTRIBUTING documents, as `edits.yml` lists them, on a copy of a briefing.

Usage: python tests/edits.py FOLDER   (makes them all, one after the other)"""

import re
import sys
from pathlib import Path

import yaml

EDITS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
"""The steps of each edit by its name, in this order."""


class Briefing:
    """The files of a briefing, as an author edits them; where an edit is made follows from its data."""

    def __init__(self, root: Path) -> None:
        self.root = root
        listed = re.findall(r"(?m)^  - .*?([\w/-]+\.md)$", self.read("mkdocs.yml"))
        self.themes = [f"docs/{name}" for name in listed if ".fact" in self.read(f"docs/{name}")]
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
            name = self.themes[-1] if step.get("in") == "PAGE" else step.get("in", "")
            if "leave" in step:
                self.leave(step["leave"], goes_on="to" in step)
            elif "move" in step:
                (self.root / name).rename(self.root / step["move"])
            elif not re.search(step.get("unless", "(?!)"), self.read(name)):
                self.edit(name, step.get("find", r"\Z"), step["put"])

    def leave(self, line: str, goes_on: bool) -> None:
        """Put a line for each of its ids in the place of a paragraph, which is deleted or goes to the first page."""
        page, block, ids = self.find_free_paragraph(
            "no figure minds: " if goes_on else "claim: |note: "
        )
        line = line.replace("FIRST", Path(self.themes[0]).name).replace("OLD", ids[0])
        left = "\n\n".join(line.replace("ID", name) for name in ids)
        self.edit(page, re.escape(block), left)
        if goes_on:
            self.edit(self.themes[0], "^## ", block.replace("\\", r"\\") + "\n\n## ")
        said = "".join(
            path.read_text(encoding="utf-8") for path in (self.root / "docs").rglob("*.md")
        )
        for key in set(re.findall(r"@([\w-]+)", block)) - set(re.findall(r"@([\w-]+)", said)):
            self.edit("bibliography.bib", rf"^@\w+\{{{key},\n(?:  .*\n)*\}}\n", "")

    def find_free_paragraph(self, named: str) -> tuple[str, str, list[str]]:
        """Return a page, a paragraph of judgements to which no note and link leads, and no figure, and its ids.

        `named` is how a figure would lead to it."""
        texts = [
            path.read_text(encoding="utf-8")
            for path in (self.root / "docs").rglob("*.*")
            if path.suffix in {".md", ".yml"}
        ]
        for page in reversed(self.themes[1:]):
            for block in reversed(re.findall(r"(?m)^[A-Z].*\n\{ #[\w-]+ .*\}$", self.read(page))):
                ids = [
                    *re.findall(r"\{ #([\w-]+)", block),
                    *" ".join(re.findall('aliases="(.*?)"', block)).split(),
                ]
                name = rf"(?:{'|'.join(ids)})\b(?!-)"
                leading = rf"\w\.md#{name}|(?:{named}){name}|data-for=\"{name}"
                if re.search(r" \.(?:assess|fore|back)", block) and not any(
                    re.search(leading, text) for text in texts
                ):
                    return page, block, ids
        raise AssertionError("no paragraph stands alone")


if __name__ == "__main__":
    for name in EDITS:
        Briefing(Path(sys.argv[1])).make(name)
