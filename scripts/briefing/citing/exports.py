"""Bibliographic data for reference managers: BibTeX, RIS and CSL-JSON, from CSL-JSON.

BibTeX is written in the house's own form (biblatex types, double braces, UTF-8): pandoc's has no `booktitle` and
changes titles. RIS is written by rispy (https://rispy.readthedocs.io), after the RIS format of 2011.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import rispy

from ..html import normalise

Item = Mapping[str, Any]
"""One CSL-JSON item."""
_TYPES = {"report": ("report", "RPRT"), "webpage": ("online", "ELEC"), "article-journal": ("article", "JOUR")}
"""A type of CSL in BibTeX and in RIS."""
_LATEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
                        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_"}})
"""What LaTeX would act on. BibTeX counts braces also behind a backslash, so that they are spelt out."""


def write_bibtex(item: Item) -> str:
    """Return an item as a biblatex entry."""
    def escape(name: str) -> str:
        return escape_latex(str(item.get(name, "")))
    names = [f"{{{escape_latex(format_name(name))}}}" if "literal" in name else escape_latex(format_name(name))
             for name in item.get("author", [])]
    fields = {"author": " and ".join(names), "title": f"{{{escape('title')}}}", "booktitle": escape("container-title"),
              "organization": escape("publisher"), "date": format_date(item), "url": item.get("URL"),
              "edition": item.get("edition"), "type": escape("genre"),
              "langid": "british" if item.get("language") == "en-GB" else ""}
    lines = [f"  {name:<12} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{_TYPES.get(item['type'], ('misc',))[0]}{{{item['id']},", *lines, "}", ""])


def write_csl(items: Sequence[Item]) -> str:
    """Return items as a CSL-JSON list."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def write_ris(items: Sequence[Item]) -> str:
    """Return items as RIS, one record after the other."""
    text: str = rispy.dumps([_make_ris(item) for item in items], enforce_list_tags=False)
    # rispy numbers its records, which no other program expects.
    return re.sub(r"^\d+\.\n", "", text, flags=re.M)


def escape_latex(text: str) -> str:
    """Return text on one line, with what LaTeX would act on escaped."""
    return normalise(text).translate(_LATEX)


def format_name(name: Mapping[str, str]) -> str:
    """Return a CSL name as `Family, Given`, or the literal name of an organisation."""
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return normalise(name.get("literal") or ", ".join(filter(None, (family, name.get("given")))))


def format_date(item: Item) -> str:
    """Return the day of issue in ISO 8601, as far as it is known; empty where it is not."""
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return "-".join(f"{int(part):02}" for part in parts[0])


def _make_ris(item: Item) -> dict[str, Any]:
    texts = {name: normalise(str(text)) for name, text in item.items() if isinstance(text, str | int)}
    date = format_date(item)
    record = {"type_of_reference": _TYPES.get(item["type"], ("", "GEN"))[1], "title": texts.get("title"),
              "authors": [format_name(name) for name in item.get("author", [])],
              "secondary_title": texts.get("container-title"), "publisher": texts.get("publisher"), "year": date[:4],
              "date": "/".join([*date.split("-"), "", ""][:3]) + "/" if date else "", "edition": texts.get("edition"),
              "urls": [texts["URL"]] if texts.get("URL") else [], "language": texts.get("language"),
              "abstract": texts.get("abstract"), "id": item["id"]}
    return {name: value for name, value in record.items() if value}
