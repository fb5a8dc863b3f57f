"""All references that a built site hands out, and what a style makes of each of their forms.

A reference is read back from what a reader takes home, by pandoc or by Zotero's published rules,
and set in the official styles. `python tests/references.py SITE` prints the table.
"""

import json
import re
import sys
import tempfile
from calendar import month_abbr, month_name
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc
import zotero

from briefing.citing.styles import STYLES, free_supplied, read_styles, split_runs
from briefing.html import get, parse

FORMS = {"csl": "CSL-JSON", "biblatex": "BibLaTeX", "bibtex": "BibTeX", "ris": "RIS"}
EQUAL = "equal"
REASONS = {
    "brackets": "the style puts its marks around supplied words, the dialog does not",
    "order": "the form, or pandoc, cannot say that a family name stands first",
    "site": "the form has one field for site and publisher: other marks, the same words",
    "untyped": "BibTeX knows no page of the web: of no type, the styles print the year alone",
}
MONTHS = {month_name[number].casefold() for number in range(1, 13)}
MONTHS |= {month_abbr[number].casefold() for number in range(1, 13)} | {"sept"}

Runs = list[str]
Item = dict[str, Any]


@dataclass
class Reference:
    """A thing, as the dialog shows it and as files have it."""

    kind: str  # page, statement, source
    forms: dict[str, Any]

    @property
    def record(self) -> Item:
        """Its CSL-JSON, of which all else is made."""
        [item] = json.loads(self.forms["csl"])
        return dict(item)


def list_references(site: Path) -> Iterator[Reference]:
    """Yield all references of a built site; a source once."""
    sources = dict[str, Any]()
    for file in sorted(site.rglob("citations.json")):
        dialog = json.loads(file.read_text(encoding="utf-8"))
        for name, item in dialog["items"].items():
            kind = "statement" if name in dialog["paragraphs"] else "page"
            yield Reference(kind, item["forms"])
        for name, paragraph in dialog["paragraphs"].items():
            item = dialog["items"][paragraph["item"]]
            if paragraph["address"] != item["address"]:
                yield Reference("statement", move(item, name, paragraph["address"]))
        sources |= dialog["sources"]
    for source in sources.values():
        yield Reference("source", source["forms"])


def move(item: Item, name: str, address: str) -> dict[str, Any]:
    """Return the forms of an item as the dialog has them for a statement with an id of its own."""
    [record] = json.loads(item["forms"]["csl"])
    own = f"{record['id'].split('--')[0]}--{name}"
    swaps = [(item["address"], address)]
    swaps += [(old.replace("#", r"\#"), new.replace("#", r"\#")) for old, new in swaps]
    swaps += [(place % record["id"], place % own) for place in ("{%s,", "ID  - %s\n", '"id": "%s"')]
    forms = dict[str, Any]()
    for form, text in item["forms"].items():
        forms[form] = [_swap(run, swaps) for run in text] if form in STYLES else _swap(text, swaps)
    return forms


def _swap(text: str, swaps: list[tuple[str, str]]) -> str:
    for old, new in swaps:
        text = text.replace(old, new)
    return text


def read_back(references: list[Reference], form: str) -> list[Item]:
    """Return as CSL-JSON what a program reads of references in a form, in their order."""
    texts = [reference.forms[form] for reference in references]
    if form == "csl":
        return [json.loads(text)[0] for text in texts]
    if form == "ris":
        keys = [reference.record["id"] for reference in references]
        items = zotero.read_ris("\n".join(texts))
        return [zotero.write_csl(item, key) for item, key in zip(items, keys, strict=True)]
    return list(json.loads(pypandoc.convert_text("\n".join(texts), "csljson", format=form)))


def set_in_styles(items: list[Item]) -> list[dict[str, Runs]]:
    """Return what the official styles make of items, each as if it stood alone."""
    numbered = [{**item, "id": f"n{number}"} for number, item in enumerate(items)]
    styled = [dict[str, Runs]() for _ in items]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "items.json")
        file.write_text(json.dumps(numbered), encoding="utf-8")
        for name, style in read_styles().items():
            style_file = Path(folder, "style.csl")
            style_file.write_bytes(style)
            arguments = ["--citeproc", f"--csl={style_file}", f"--bibliography={file}"]
            html = pypandoc.convert_text(
                "---\nnocite: '@*'\nlang: en-US\n---\n", "html", "markdown", arguments
            )
            for entry in parse(html).css("div.csl-entry"):
                styled[int(get(entry, "id").removeprefix("ref-n"))][name] = split_entry(entry)
    return styled


def split_entry(entry: Any) -> Runs:
    return [re.sub(r"\s*\n\s*", " ", run) for run in split_runs(entry)]


def compare(reference: Reference, form: str, style: str, made: Runs) -> str:
    """Return `EQUAL`, which of `REASONS` a difference has, or both citations where it has none."""
    shown = reference.forms[style]
    if made == shown:
        return EQUAL
    record = reference.record
    made = free_supplied(made, record["title"])
    if made == shown:
        return "brackets"
    ours, theirs = list_words(shown), list_words(made)
    keeps_order = any(name.get("static-ordering") for name in record.get("author", []))
    if keeps_order and sorted(ours) == sorted(theirs):
        return "order"
    is_page = record["type"] == "webpage"
    if is_page and form != "csl" and ours == theirs:
        return "site"
    lost = Counter(ours) - Counter(theirs)
    added = Counter(theirs) - Counter(ours)
    is_day = all(word in MONTHS or re.fullmatch("[0-9]{1,2}", word) for word in lost)
    if is_page and form == "bibtex" and is_day and set(added) <= {"n", "d"}:
        return "untyped"
    return f"{''.join(shown)}\n{''.join(made)}"


def list_words(runs: Runs) -> list[str]:
    return re.findall(r"[^\W_]+", "".join(runs).casefold())


def tabulate(references: list[Reference]) -> dict[tuple[str, str, str], Counter[str]]:
    """Return how many references of a kind, a form and a style are equal, or differ and why."""
    table = dict[tuple[str, str, str], Counter[str]]()
    for form in FORMS:
        styled = set_in_styles(read_back(references, form))
        for reference, made in zip(references, styled, strict=True):
            for style in STYLES:
                cell = table.setdefault((reference.kind, form, style), Counter())
                cell[compare(reference, form, style, made[style])] += 1
    return table


def print_table(site: Path) -> None:
    table = tabulate(list(list_references(site)))
    print("| | | APA | Chicago | MLA |\n| --- | --- | --- | --- | --- |")
    for kind in dict.fromkeys(kind for kind, _, _ in table):
        for form, name in FORMS.items():
            cells = [describe(table[kind, form, style]) for style in ("apa", "chicago", "mla")]
            print(f"| {kind} | dialog = {name} | {' | '.join(cells)} |")
    print()
    for reason, words in REASONS.items():
        print(f"- *{reason}*: {words}")


def describe(cell: Counter[str]) -> str:
    parts = [f"{number} {reason}" for reason, number in sorted(cell.items())]
    return ", ".join(parts)


if __name__ == "__main__":
    print_table(Path(sys.argv[1]))
