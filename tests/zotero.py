"""What Zotero reads of references: its published rules, as far as our files use them.

They are those of `RIS.js`, `BibTeX.js` and `Embedded Metadata.js` in
https://github.com/zotero/translators as of June 2026.
"""

import re
from typing import Any

import bibtexparser
from bs4 import BeautifulSoup

Item = dict[str, Any]

RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")
RIS_TYPES = {
    "BOOK": "book",
    "CHAP": "bookSection",
    "CPAPER": "conferencePaper",
    "ELEC": "webpage",
    "GEN": "journalArticle",
    "JOUR": "journalArticle",
    "MGZN": "magazineArticle",
    "NEWS": "newspaperArticle",
    "RPRT": "report",
    "THES": "thesis",
}
BIBTEX_TYPES = {
    "article": "journalArticle",
    "book": "book",
    "incollection": "bookSection",
    "inbook": "bookSection",
    "inproceedings": "conferencePaper",
    "misc": "document",
    "online": "webpage",
    "phdthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
}
KINDS = {"report": "reportType", "thesis": "thesisType", "webpage": "websiteType"}
"""Where each type keeps its kind."""


def read_ris(text: str) -> list[Item]:
    """Return the items that Zotero makes of a file in RIS."""
    items = list[Item]()
    for line in text.splitlines():
        match = RIS_LINE.match(line)
        if not match:
            continue
        tag, value = match[1], match[2].strip()
        if tag == "TY":
            items.append({"itemType": RIS_TYPES[value], "creators": []})
        elif value and tag != "ER":
            _add_ris(items[-1], tag, value)
    return items


def _add_ris(item: Item, tag: str, value: str) -> None:
    """Put what a tag says where Zotero keeps it, of what references to us have in common."""
    if tag == "AU":
        family, _, given = value.partition(",")
        item["creators"].append(_make_creator(family.strip(), given.strip()))
    elif tag == "DA":
        item["date"] = _read_ris_date(value)
    elif tag == "PY":
        item.setdefault("date", _read_ris_date(value))
    elif tag == "UR":
        item["url"] = value
    elif tag == "M3" and item["itemType"] in KINDS:
        item[KINDS[item["itemType"]]] = value


def _make_creator(family: str, given: str) -> dict[str, Any]:
    if given:
        return {"lastName": family, "firstName": given}
    return {"lastName": family, "fieldMode": 1}


def _read_ris_date(value: str) -> str:
    """Return `2024/10/24/` as `2024-10-24`; what is empty is left out."""
    return "-".join(filter(None, value.split("/")[:3]))


def read_bibtex(text: str) -> list[Item]:
    """Return the items that Zotero makes of a file of BibTeX or biblatex."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return [_read_entry(entry) for entry in library.entries]


def _read_entry(entry: Any) -> Item:
    fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
    kind = BIBTEX_TYPES[entry.entry_type]
    item: Item = {"itemType": kind, "creators": []}
    for name in re.split(r"\s+and\s+(?![^{]*\})", fields.get("author", "")):
        family, _, given = name.partition(",") if not name.startswith("{") else (name, "", "")
        item["creators"].append(_make_creator(_plain(family), _plain(given)))
    if "url" in fields:
        item["url"] = fields["url"]
    if "type" in fields and kind in KINDS:
        item[KINDS[kind]] = _plain(fields["type"])
    elif "type" in fields:
        item["type"] = _plain(fields["type"])
    month = fields.get("month", "")
    numbered = str(_MONTHS.index(month[:3].lower()) + 1).zfill(2) if month else ""
    day = fields.get("day", "")
    parts = [fields.get("year", ""), numbered, day.zfill(2) if day else ""]
    item["date"] = fields.get("date") or "-".join(filter(None, parts))
    return item


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _plain(text: str) -> str:
    """Return what a field says without braces and backslashes."""
    return re.sub(r"[{}\\]", "", text).strip()


def read_page(html: str) -> Item:
    """Return what Zotero makes of a page by the Highwire tags in its head."""
    head = BeautifulSoup(html, "html.parser").head
    assert head
    tags = dict[str, list[str]]()
    for meta in head.select("meta[name^=citation_]"):
        tags.setdefault(str(meta["name"]), []).append(str(meta["content"]))
    is_report = "citation_technical_report_institution" in tags
    item: Item = {"itemType": "report" if is_report else "journalArticle", "creators": []}
    for name in tags.get("citation_author", []):
        family, _, given = name.partition(",")
        item["creators"].append(_make_creator(family.strip(), given.strip()))
    for tag, field in HIGHWIRE.items():
        if tag in tags:
            item[field] = tags[tag][0]
    item["date"] = item.get("date", "").replace("/", "-")
    return item


HIGHWIRE = {
    "citation_publication_date": "date",
    "citation_technical_report_number": "number",
    "citation_public_url": "url",
}
