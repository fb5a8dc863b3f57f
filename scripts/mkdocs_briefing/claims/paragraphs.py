"""The paragraphs of a page: the name at the head of one, its clauses, and what holds of voices.

A page may have voices: the article, where the briefing restates one, the record, what we make of
it. A voice begins in bold at the head of a paragraph and goes on up to the next one, or to the next
heading. No paragraph mixes them. By another name begins a paragraph that tells what came later: it
is a note, and stands in no voice. A rule is a generator whose docstring is the rule.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from ..html import Node, get, make, read
from ..pages.document import ANCHOR
from ..problems import Problem
from ..vocabulary import HEADS, VOICES
from .records import Record
from .statements import PageEvidence, Statement

_IN_TAGS = re.compile(r"<sup\b.*?</sup>|<[^>]*>")  # markers of notes, and what is no word
_SPACE = re.compile(r"[ \n]")
_ARTICLE, _RECORD, _OURS = (f"**{voice}**" for voice in VOICES.values())


def find_head(paragraph: Node) -> tuple[Node | None, str]:
    """Return the bold words that a paragraph begins with and their code; None and empty for none.

    They name a voice, or what came later.
    """
    first = next(paragraph.iter(include_text=True), None)
    for code, name in HEADS.items():
        if first is not None and first.tag == "strong" and read(first) == name:
            return first, code
    return None, ""


def mark_entry(paragraph: Node, voice: Node | None) -> str:
    """Mark a paragraph of the record as an entry, and return its head; empty where it is none.

    The head are the bold words, mostly a day, with which it begins behind the name of the voice.
    """
    parts = [node for node in paragraph.iter(include_text=True) if read(node).strip()]
    if voice is not None:
        parts = parts[1:]
    if not parts or parts[0].tag != "strong":
        return ""
    head = read(parts[0]).rstrip(".")
    parts[0].attrs["class"] = "entry-head"
    parts[0].inner_html = f"{escape(head)}<span>.</span>"  # on a line of its own
    paragraph.attrs["class"] = f"{get(paragraph, 'class')} entry".strip()
    return head


def divide(paragraph: Node, records: Mapping[str, Record], voice: Node | None) -> list[Node]:
    """Put each clause of a paragraph into a `<span>`, and return these; none where it has none.

    `voice` are words at its head that belong to no clause: those by which a voice begins.
    """
    anchors = {node.mem_id for node in paragraph.css(ANCHOR)}
    if not anchors:
        return []
    pieces = []
    words = ""
    for node in paragraph.iter(include_text=True):
        if node.mem_id in anchors:
            clause = make("span", **_describe(get(node, "id"), records))
            clause.inner_html = words.lstrip()
            pieces += [words[: len(words) - len(words.lstrip())], str(clause.html)]
            words = ""
        elif voice is not None and node.mem_id == voice.mem_id:
            pieces.append(str(node.html))
        else:
            words += str(node.html)
    paragraph.inner_html = "".join(pieces) + words
    return paragraph.css("span.clause")


def _describe(name: str, records: Mapping[str, Record]) -> dict[str, str]:
    """Return the attributes of a clause: its id, and for styles and editions what its record says.

    They are named as for `html.make`.
    """
    record = records.get(name)
    if record is None:
        return {"id": name, "class_": "clause"}
    changed = " changed" if record.verdict_term.is_changed else ""  # it is another than it was
    attributes = {
        "id": name,
        "class_": f"clause {record.kind}{changed}",
        "data_event": record.event,
        "data_check": record.verdict or "",
    }
    return {name: value for name, value in attributes.items() if value}


def hold_to_last_word(clause: Node, sign: Node) -> None:
    """Put a sign at the end of a clause: it, the markers before it and the last word never part."""
    ahead = [str(node.html) for node in clause.iter(include_text=True)]
    held = str(sign.html)
    while ahead:
        part = ahead.pop()
        if part.startswith("<") and _SPACE.search(_IN_TAGS.sub("", part)):
            ahead.append(part)  # a word of several in a link or in emphasis
            break
        *before, last = [part] if part.startswith("<") else _SPACE.split(part)
        held = last + held
        if before:
            ahead.append(part[: len(part) - len(last)])
            break
    clause.inner_html = f'{"".join(ahead)}<span class="held">{held}</span>'


def check_voices(page: PageEvidence, article: str) -> Iterator[Problem]:
    """Yield what is wrong with the voices of a page; one that names none is free of them.

    `article` is the key of what the briefing restates; empty where it restates nothing.
    """
    if any(claim.voice for claim in page.claims):
        yield from claims_fit_voices(page, article)


def claims_fit_voices(page: PageEvidence, article: str) -> Iterator[Problem]:
    """Each claim is what stands in its voice; on a page that restates the article, each has one.

    Under the article's is what restates it, under the record's what neither does nor is a forecast
    of ours, and what we make of it is a judgement of ours. Where a voice is forgotten, that one
    fault is found in all that follows in the section: it is said once.
    """
    before = None
    is_restating = any(claim.record.is_restated for claim in page.claims)
    for claim in page.claims:
        problem = _judge(claim, article) if claim.voice or is_restating else None
        wrong = (claim.section, claim.voice) if problem else None
        if problem and wrong != before:
            yield problem.at(*claim.spot)
        before = wrong


def _judge(claim: Statement, article: str) -> Problem | None:
    """Return what is wrong with a claim in its voice."""
    if not claim.voice:
        hint = f"begin its paragraph with {_ARTICLE}, {_RECORD} or {_OURS}"
        return Problem(f"'{claim.id}' stands in no voice", "no-voice", hint)
    misfit = _MISFITS[claim.voice](claim.record, article)
    if misfit is None:
        return None
    message = f"'{claim.id}' stands under '{VOICES[claim.voice]}', {misfit.message}"
    return Problem(message, "mixed-voices", misfit.hint)


class _Misfit(NamedTuple):
    """Why a claim does not stand under its voice, and what to do."""

    message: str
    hint: str


def _find_misfit_of_article(record: Record, article: str) -> _Misfit | None:
    if not article:
        hint = f"name what is restated under article: there, or begin with {_RECORD} or {_OURS}"
        return _Misfit("and mkdocs.yml names none", hint)
    if record.is_restated:
        return None
    hint = f"begin with {_RECORD} in front of it, or write restates: in its record"
    return _Misfit("and does not restate it", hint)


def _find_misfit_of_record(record: Record, _article: str) -> _Misfit | None:
    if record.is_restated:
        hint = f"begin with {_ARTICLE} in front of it, or take restates: away"
        return _Misfit("and restates the article", hint)
    if record.is_our_forecast:
        hint = f"begin with {_OURS} in front of it, or write who says so, and kind: report"
        return _Misfit("and is a forecast of ours", hint)
    return None


def _find_misfit_of_ours(record: Record, article: str) -> _Misfit | None:
    if record.is_our_judgement:
        return None
    bare = ", without restates:," if article else ""
    hint = f"move it above, or write kind: assessment or forecast{bare} in its record"
    return _Misfit("and is no assessment or forecast of ours", hint)


_MISFITS = {
    "article": _find_misfit_of_article,
    "record": _find_misfit_of_record,
    "ours": _find_misfit_of_ours,
}
