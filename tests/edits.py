"""Every edit that CONTRIBUTING documents, as a step on a copy of a briefing; where it is made follows from its data.

Usage: python tests/edits.py FOLDER   (makes them all, one after the other, and lists them)
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import yaml

SOURCE = """
@article{newly2024added,
  author       = {Newly, Nora},
  title        = {{A source that has a DOI and no address}},
  journaltitle = {Journal of Examples},
  date         = {2024-05},
  doi          = {10.1000/nora},
  keywords     = {examples},
}

@online{seen2024late,
  author       = {{Ministry of Examples}},
  title        = {{A page that was opened long after this test was written}},
  date         = {2024-05-02},
  url          = {https://example.org/late},
  urldate      = {2063-04-05},
  keywords     = {examples},
}
"""
CLAIM = """
Examples were added in May,[@newly2024added, p. 3][](#newly-added){ #newly-added .added data-event="2024-05" } and then
were expected to stay.[](#newly-expected){ #newly-expected .forecast .added }
{ #newly-said .fact }

??? check "Bears out the month, not the day"
    Another page names the second day of that month.[see @seen2024late]
    { #newly-added-check data-for="newly-added" }
"""
PAGE = """---
title: A new page
description: A page that an author has added, with a claim of its own.
---

# A new page { #a-new-page }

A page may say that examples exist.[@seen2024late]
{ #examples-exist .fact .added data-event="2024-05-02" }
"""


class Briefing:
    """The files of a briefing, as an author edits them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        listed = re.findall(r"(?m)^  - .*?([\w/-]+\.md)$", self.read("mkdocs.yml"))
        self.themes = [f"docs/{name}" for name in listed if ".fact" in self.read(f"docs/{name}")]
        """The pages of the navigation that make claims."""

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write the text of a file."""
        (self.root / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, pattern: str, new: str) -> None:
        """Put words in the place of the first that a pattern finds."""
        text, count = re.subn(pattern, new, self.read(name), count=1, flags=re.M)
        assert count, f"{name}: nothing is like {pattern}"
        self.write(name, text)

    def find_free_paragraph(self, named: str = "claim: |note: ") -> tuple[str, str, list[str]]:
        """Return a page, a paragraph of judgements to which no note and link leads, and no figure, and its ids.

        `named` is how a figure would lead to it.
        """
        texts = [path.read_text(encoding="utf-8") for path in (self.root / "docs").rglob("*.*")
                 if path.suffix in {".md", ".yml"}]
        for page in reversed(self.themes[1:]):
            for block in reversed(re.findall(r"(?m)^[A-Z].*\n\{ #[\w-]+ .*\}$", self.read(page))):
                ids = [*re.findall(r"\{ #([\w-]+)", block), *" ".join(re.findall('aliases="(.*?)"', block)).split()]
                name = rf"(?:{'|'.join(ids)})\b(?!-)"
                leading = rf"\w\.md#{name}|(?:{named}){name}|data-for=\"{name}"
                if re.search(r" \.(?:assess|fore|back)", block) and not any(re.search(leading, text) for text in texts):
                    return page, block, ids
        raise AssertionError("no paragraph stands alone")


def declare_a_draft(site: Briefing) -> None:
    if "draft: true" not in site.read("mkdocs.yml"):
        site.edit("mkdocs.yml", r"^  briefing:\n", "  briefing:\n    draft: true\n")


def correct_a_sentence(site: Briefing) -> None:
    site.edit(site.themes[-1], r"^(\w[^\n]*)(\n\{ #[\w-]+ \.bottom-line)", r"\1 So it was corrected.\2")


def add_sources_a_claim_and_its_check(site: Briefing) -> None:
    site.write("bibliography.bib", site.read("bibliography.bib") + SOURCE)
    site.write(site.themes[-1], site.read(site.themes[-1]).rstrip("\n") + "\n" + CLAIM)


def record_what_its_sources_state(site: Briefing) -> None:
    records = "".join(f"- {{passage: {passage}, source: {key}, bears: all}}\n" for passage, key in (
        ("newly-added", "newly2024added"), ("newly-added-check", "seen2024late")))
    if (site.root / "docs/support.yml").exists():
        site.write("docs/support.yml", site.read("docs/support.yml") + records)


def name_the_claim_in_a_figure(site: Briefing) -> None:
    states = yaml.safe_load(site.read("docs/figures/flows.yml"))["states"]
    entry = f"  - {{from: {states[0]}, to: {states[1]}, words: examples, claim: newly-added}}\n"
    site.write("docs/figures/flows.yml", site.read("docs/figures/flows.yml") + entry)


def change_a_heading(site: Briefing) -> None:
    site.edit(site.themes[-1], r"^## .* (\{ #[\w-]+)", r"## Other words, the same address \1")


def put_one_paragraph_in_the_place_of_another(site: Briefing) -> None:
    site.edit(site.themes[-1], r"#newly-said \.fact", '#said-anew .fact data-aliases="newly-said"')


def move_a_paragraph(site: Briefing) -> None:
    page, block, ids = site.find_free_paragraph("no figure minds: ")
    new = site.themes[0]
    lines = [f"This has moved to [another page]({Path(new).name}#{ids[0]}).\n{{ #{name} .moved }}" for name in ids]
    site.write(page, site.read(page).replace(block, "\n\n".join(lines)))
    before, _, after = site.read(new).partition("\n## ")
    site.write(new, f"{before}\n{block}\n\n## {after}")


def withdraw_a_paragraph(site: Briefing) -> None:
    page, block, ids = site.find_free_paragraph()
    lines = [f"Withdrawn: no source bears it out.\n{{ #{name} .withdrawn }}" for name in ids]
    site.write(page, site.read(page).replace(block, "\n\n".join(lines)))
    left = "".join(path.read_text(encoding="utf-8") for path in (site.root / "docs").rglob("*.md"))
    for key in set(re.findall(r"@([\w-]+)", block)) - set(re.findall(r"@([\w-]+)", left)):
        site.edit("bibliography.bib", rf"^@\w+\{{{key},\n(?:  .*\n)*\}}\n", "")


def mark_a_source_as_retracted(site: Briefing) -> None:
    site.edit("bibliography.bib", r"(10\.1000/nora\},\n  keywords     = \{examples)", r"\1, retracted")
    site.edit(site.themes[-1], r"#newly-added \.added", '#newly-added .added data-accept="retracted-source"')


def add_a_page(site: Briefing) -> None:
    site.write("docs/new-page.md", PAGE)
    site.edit("mkdocs.yml", r"^(  - .*sources\.md)$", r"  - A new page: new-page.md\n\1")


def move_a_page(site: Briefing) -> None:
    (site.root / "docs/new-page.md").rename(site.root / "docs/other-name.md")
    site.edit("mkdocs.yml", r"new-page\.md", "other-name.md")
    site.edit("mkdocs.yml", r"^  - redirects$", "  - redirects: {redirect_maps: {new-page.md: other-name.md}}")


def give_one_page_a_style(site: Briefing) -> None:
    site.write("docs/assets/css/own.css", ".bottom-line { margin: 0; }\n")
    link = "<link rel='stylesheet' href='{{ \"assets/css/own.css\" | asset | url }}'>"
    site.edit("overrides/main.html", r"(\{% block extrahead %\}\n)",
              f"\\1  {{% if page and page.url == 'other-name/' %}}{link}{{% endif %}}\n")


EDITS: tuple[Callable[[Briefing], None], ...] = (
    declare_a_draft, correct_a_sentence, add_sources_a_claim_and_its_check, record_what_its_sources_state,
    name_the_claim_in_a_figure, change_a_heading, put_one_paragraph_in_the_place_of_another, move_a_paragraph,
    withdraw_a_paragraph, mark_a_source_as_retracted, add_a_page, move_a_page, give_one_page_a_style)
"""In this order: a later one may build on an earlier one."""


if __name__ == "__main__":
    for edit in EDITS:
        edit(Briefing(Path(sys.argv[1])))
        print(edit.__name__.replace("_", " "))
