"""What an edition changed in the one before, worked out once, by comparing two manifests.

The result is the member `changes` of a manifest, as `docs/schemas/edition.json` describes it:
`templates/views/changes.html` shows it, and the feed tells of its statements. Compared are the
words of sections, and of statements also their records: the fields that are known today.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..claims.records import ID, NO_WORDS, Record, SourceRecord
from ..dates import format_edtf
from ..html import normalise
from ..pages.passage import Passage
from ..text import shorten
from ..vocabulary import (
    ACCEPTABLE,
    BEARING,
    BOXES,
    KINDS,
    KNOWN_VERDICTS,
    name_terms,
)
from ..yamldata import EDTF, list_labels, list_marked
from .editions import Edition
from .passages import NOTE, SECTIONS, mark_notes
from .runs import compare_words, shorten_same
from .whereabouts import find_now

# The words of values that are codes, by field.
_CODES: Mapping[str, Mapping[str, str]] = {
    "kind": {**name_terms(KINDS), **BOXES},
    "verdict": KNOWN_VERDICTS,
    "bears": BEARING,
    "accept": ACCEPTABLE,
    "common_knowledge": {"True": "yes"},
}
_FORMS = (Record, SourceRecord)
_LABELS = {name: label for form in _FORMS for name, label in list_labels(form).items()}
_DAYS = {name for form in _FORMS for name in list_marked(form, EDTF).values()}
_IDS = {*list_marked(Record, ID).values()}  # which name other statements
# Where a note stands, with what leads to it: see also.
_MARK = re.compile(rf"(?:(?<=[.,;:?!]) [^.,;:?!{NOTE}]*)?{NOTE}")
Changes = dict[str, Any]


def compare_editions(old: Edition, new: Edition) -> Changes:
    """Return what a newer edition changed, page by page and statement by statement."""
    corrections = [*_list_corrections(old, new)]
    differing = {correction["address"] for correction in corrections}
    pages = [_compare_page(url, old, new) for url in {**new.pages, **old.pages}]
    same = [page for page in pages if not page["sections"]]
    return {
        "pages": [page for page in pages if page["sections"]],
        "unchanged": [{"url": page["url"], "title": page["title"]} for page in same],
        "corrections": corrections,
        "statements": [*_list_statements(old, new, differing)],
    }


def _compare_page(url: str, old: Edition, new: Edition) -> Changes:
    """Return what became of the sections of a page; those that are gone come last."""
    edition = new if url in new.pages else old
    title = edition.data["pages"][url]["title"]
    changes = [_compare_section(address, old, new) for address in _list_sections(url, old, new)]
    same = [change["section"]["title"] for change in changes if change["state"] == "same"]
    return {
        "id": url.strip("/").replace("/", "-") or "front",
        "url": url,
        "title": title,
        "has_claims": any(each.what == "claim" for each in edition.pages[url]),
        "sections": [change for change in changes if change["state"] != "same"],
        "unchanged": [name or title for name in same],
    }


def _list_sections(url: str, *editions: Edition) -> list[str]:
    """Return the addresses of the sections of a page, those of the last edition first."""
    passages = [each for edition in reversed(editions) for each in edition.pages.get(url, ())]
    found = [f"{url}#{each.id}" for each in passages if each.what in SECTIONS]
    return list(dict.fromkeys(found))


def _compare_section(address: str, old: Edition, new: Edition) -> Changes:
    """Return what became of a section, and its words before and now."""
    before = old.passages.get(address)
    place = find_now(address, new)
    state = place.find_outcome(before) if before else "new"
    section = new.passages.get(address) or old.passages[address]
    named = {"id": section.id, "title": section.title, "level": section.level}
    words = _read(before) if before else ""
    now = _read(place.passage) if place.passage else ""
    # Word by word only where both have some: what stands in one edition alone is shown whole.
    runs = shorten_same(compare_words(words, now)) if words and now else []
    block = {"old": [words] if words else [], "new": [now] if now else [], "runs": runs}
    return {"section": named, "state": state, "blocks": [block] if words != now else []}


def _read(passage: Passage) -> str:
    """Return the words of a passage without its title and the numbers of notes."""
    words = normalise(_MARK.sub("", mark_notes(passage)))
    if passage.what in SECTIONS:
        words = words.removeprefix(passage.title).lstrip() or passage.title
    return words


def _list_statements(old: Edition, new: Edition, differing: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what became of each statement that changed, with its words; those gone come last.

    A statement is a passage with a kind. Left out is one that only stands elsewhere, and one whose
    words are in what stands there now; `differing` are those whose record says something else.
    """
    before = defaultdict[str, list[Passage]](list)
    for address in _list(old):
        before[find_now(address, new).own].append(old.passages[address])
    for address in _list(new):
        passage = new.passages[address]
        if address not in before:
            yield "new", _read(passage)
        elif not before[address].pop(0).says_as(passage) or address in differing:
            yield "changed", _read(passage)
    for address, others in before.items():
        now = _read(new.passages[address]) if address in new.passages else ""
        yield from (("gone", _read(was)) for was in others if _read(was) not in now)


def _list(edition: Edition) -> list[str]:
    """Return the addresses of the statements of an edition."""
    return [
        address
        for address, each in edition.passages.items()
        if each.kind and each.id and each.what in ("paragraph", "claim", "note")
    ]


def _list_corrections(old: Edition, new: Edition) -> Iterator[Changes]:
    """Yield each statement of which something else is said, in the order of the newer edition."""
    before = {find_now(address, new).own: each for address, each in old.records.items()}
    for address, record in new.records.items():
        said = [*_compare_records(before.get(address, record), record, old, new)]
        if said:
            yield {"address": address, "words": say_statement(address, new), "changes": said}


def say_statement(address: str, edition: Edition) -> str:
    """Return the statement at an address: what its record says, or else its words."""
    says: str = edition.records.get(address, {}).get("says", "")
    return says or _read(edition.passages[address])


def _compare_records(
    then: Mapping[str, Any], now: Mapping[str, Any], old: Edition, new: Edition
) -> Iterator[tuple[str, str, str]]:
    """Yield what a record says otherwise: which field, what it was and what it is, in words."""
    before, after = _flatten(then), _flatten(now)
    for key, field in {**before, **after}:
        was, is_now = before.get((key, field)), after.get((key, field))
        if was != is_now:
            name = _LABELS[field]
            what = f"{_name_source(key, old, new)}, {name.lower()}" if key else name
            yield what, _say(was, field, old), _say(is_now, field, new)


def _flatten(record: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Return the fields of a record that are compared, by the key of the source they are of."""
    fields = {"": record, **record.get("sources", {})}
    return {
        (key, name): part[name]
        for key, part in fields.items()
        for name in _LABELS
        if part.get(name)
    }


def _name_source(key: str, *editions: Edition) -> str:
    """Return how a source is called in the first edition that says so."""
    known = [edition.data.get("sources") or {} for edition in reversed(editions)]
    return next((sources[key]["short"] for sources in known if key in sources), key)


def _say(value: Any, field: str, edition: Edition) -> str:
    """Return the value of a field in words."""
    if not value or value == NO_WORDS:
        return "nothing"
    values = value if isinstance(value, list) else [value]
    return "; ".join(_say_one(str(each), field, edition) for each in values)


def _say_one(value: str, field: str, edition: Edition) -> str:
    if field in _DAYS:
        return format_edtf(value)
    if field in _IDS:
        return _find_statement(value, edition)
    return _CODES.get(field, {}).get(value, value)


def _find_statement(name: str, edition: Edition) -> str:
    """Return the first words of the statement with an id, on whichever page it stands."""
    for address in edition.records:
        if address.endswith(f"#{name}"):
            return shorten(say_statement(address, edition))
    return name
