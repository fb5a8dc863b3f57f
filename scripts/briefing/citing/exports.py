"""Bibliographic data for reference managers, from CSL-JSON: biblatex, classic BibTeX, RIS, and CSL-JSON itself.

What each format calls a thing stands in `exports.txt`, a Jinja template with `« »` in place of braces. pandoc's
own BibTeX has no container and changes titles; RIS it cannot write.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment

from ..dates import format_edtf
from ..html import normalise
from ..words import show

Item = Mapping[str, Any]  # one in CSL-JSON
# Languages as biblatex calls them (`langid`), and as BCP 47 tags, where pandoc leaves the name or adds a country.
LANGUAGES = {"british": "en-GB", "american": "en-US", "english": "en", "chinese": "zh", "korean": "ko",
             "persian": "fa", "hindi": "hi", "bengali": "bn", "tamil": "ta"}
# What LaTeX would act on. BibTeX counts braces also behind a backslash, so that they are spelt out.
_LATEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
                        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_"}})


def write(form: str, item: Item) -> str:
    """Return an item as `biblatex`, `bibtex` (for BibTeX 0.99d, which prints an address as a note), `ris` or `csl`."""
    return write_csl([item]) if form == "csl" else str(getattr(_FORMATS, form)(item)).lstrip()


def write_csl(items: Sequence[Item]) -> str:
    """Return items as a CSL-JSON list."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _make_plain(text: object) -> str:
    return normalise(str(text or ""))


def escape_latex(text: object) -> str:
    """Return text on one line, with what LaTeX would act on escaped."""
    return _make_plain(text).translate(_LATEX)


def format_name(name: Mapping[str, str]) -> str:
    """Return a CSL name as `Family, Given`, or the literal name of an organisation."""
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return normalise(name.get("literal") or ", ".join(filter(None, (family, name.get("given")))))


def format_date(item: Item, name: str = "issued") -> str:
    """Return a day, or the bounds of several, in ISO 8601, as far as they are known; empty where they are not."""
    parts = (item.get(name) or {}).get("date-parts") or []
    return "/".join("-".join(f"{int(part):02}" for part in point) for point in parts)


def _load_formats() -> Any:
    env = Environment(variable_start_string="«", variable_end_string="»", block_start_string="<%",
                      block_end_string="%>", comment_start_string="<#", comment_end_string="#>", trim_blocks=True,
                      lstrip_blocks=True, undefined=ChainableUndefined)
    env.filters |= {
        "latex": escape_latex, "plain": _make_plain, "name": format_name, "day": format_date, "words": format_edtf,
        "whole": lambda text: text and f"{{{text}}}", "capital": lambda text: text[:1].upper() + text[1:]}
    env.globals |= {"languages": {tag: name for name, tag in LANGUAGES.items()}, "_": show}
    return env.from_string(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")).module


_FORMATS = _load_formats()
