"""Bibliographic data for reference managers: BibTeX, RIS and CSL-JSON, from CSL-JSON.

BibTeX is written in the house's own form (biblatex types, double braces, UTF-8), RIS by
the library rispy (https://rispy.readthedocs.io), after the RIS format of 2011.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import rispy

Item = Mapping[str, Any]
"""One CSL-JSON item."""

_LATEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
          "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBLATEX = {"report": "report", "webpage": "online", "article-journal": "article"}
_RIS = {"report": "RPRT", "webpage": "ELEC", "article-journal": "JOUR"}


def write_bibtex(items: Sequence[Item]) -> str:
    """Give items as biblatex entries."""
    return "\n".join(_write_entry(item) for item in items)


def write_csl(items: Sequence[Item]) -> str:
    """Give items as a CSL-JSON list."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def write_ris(items: Sequence[Item]) -> str:
    """Give items as RIS, one record after the other."""
    text: str = rispy.dumps([_make_ris(item) for item in items], enforce_list_tags=False)
    # rispy numbers its records, which no other program expects.
    return re.sub(r"^\d+\.\n", "", text, flags=re.M)


def escape_latex(text: str) -> str:
    """Escape what LaTeX would act on.

    BibTeX counts braces, with a backslash before them or not: unbalanced ones are spelt out.
    """
    codes = _LATEX if _is_balanced(text) else _LATEX | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    return "".join(codes.get(character, character) for character in _fold(text))


def format_name(name: Mapping[str, str]) -> str:
    """Give a CSL name as `Family, Given`, or the literal name of an organisation."""
    if "literal" in name:
        return _fold(name["literal"])
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return _fold(", ".join(filter(None, (family, name.get("given")))))


def format_date(item: Item) -> str:
    """Give the day of issue in ISO 8601, as far as it is known; empty where it is not."""
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return "-".join(f"{int(part):02}" for part in parts[0])


def _write_entry(item: Item) -> str:
    names = [f"{{{escape_latex(name['literal'])}}}" if "literal" in name else escape_latex(format_name(name))
             for name in item.get("author", [])]
    fields = {
        "author": " and ".join(names), "title": f"{{{escape_latex(str(item.get('title', '')))}}}",
        "booktitle": escape_latex(str(item.get("container-title", ""))),
        "organization": escape_latex(str(item.get("publisher", ""))),
        "date": format_date(item), "url": str(item.get("URL", "")),
        "edition": str(item.get("edition", "")), "type": escape_latex(str(item.get("genre", ""))),
        "langid": "british" if item.get("language") == "en-GB" else ""}
    lines = [f"  {name:<12} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{_BIBLATEX.get(item['type'], 'misc')}{{{item['id']},", *lines, "}", ""])


def _make_ris(item: Item) -> dict[str, Any]:
    date = format_date(item)
    record = {
        "type_of_reference": _RIS.get(item["type"], "GEN"), "title": _fold(str(item.get("title", ""))),
        "authors": [format_name(name) for name in item.get("author", [])],
        "secondary_title": _fold(str(item.get("container-title", ""))),
        "publisher": _fold(str(item.get("publisher", ""))),
        "year": date[:4], "date": "/".join([*date.split("-"), "", ""][:3]) + "/" if date else "",
        "edition": str(item.get("edition", "")),
        "urls": [_fold(item["URL"])] if item.get("URL") else [], "language": _fold(item.get("language", "")),
        "abstract": _fold(str(item.get("abstract", ""))), "id": item["id"]}
    return {name: value for name, value in record.items() if value}


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _fold(text: str) -> str:
    """Fold white space: both formats are made of lines."""
    return " ".join(text.split())
