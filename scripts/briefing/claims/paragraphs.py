"""The paragraphs of a page: the name at the head of one, its clauses, and what holds of voices.

A page that restates an article has three voices: the article, the record, what we make of it. A
voice begins in bold at the head of a paragraph and goes on up to the next one, or to the next
heading. No paragraph mixes them. By another name begins a paragraph that tells what came later: it
is a note, and stands in no voice. A rule is a generator whose docstring is the rule.
"""

import re
from collections.abc import Iterator, Mapping

from ..html import Node, get, make, read
from ..pages.document import ANCHOR
from ..problems import Problem, ask
from ..vocabulary import HEADS, VOICES
from .records import Record
from .statements import PageEvidence, Statement

_IN_TAGS = re.compile(r"<sup\b.*?</sup>|<[^>]*>")  # markers of notes, and what is no word
_SPACE = re.compile(r"[ \n]")


def find_head(paragraph: Node) -> tuple[Node | None, str]:
    """Return the bold words that a paragraph begins with and their code; None and empty for none.

    They name a voice, or what came later.
    """
    first = next(paragraph.iter(include_text=True), None)
    for code, name in HEADS.items():
        if first is not None and first.tag == "strong" and read(first) == name:
            return first, code
    return None, ""


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


def check_voices(page: PageEvidence) -> Iterator[Problem]:
    """Yield what is wrong with the voices of a page; one that names none is free of them."""
    if any(claim.voice for claim in page.claims):
        yield from ask((claims_fit_voices, ours_has_ground), page)


def claims_fit_voices(page: PageEvidence) -> Iterator[Problem]:
    """Each claim is what stands in its voice; on a page that restates the article, each has one.

    Under the article's is what restates it, under the record's what does not, and what we make of
    it is an assessment of ours. Where a voice is forgotten, that one fault is found in all that
    follows in the section: it is said once.
    """
    before = None
    is_restating = any(claim.record.is_restated for claim in page.claims)
    for claim in page.claims:
        problem = _judge(claim) if claim.voice or is_restating else None
        wrong = (claim.section, claim.voice) if problem else None
        if problem and wrong != before:
            yield problem.at(*claim.spot)
        before = wrong


def _judge(claim: Statement) -> Problem | None:
    """Return what is wrong with a claim in its voice."""
    article, record, ours = (f"**{voice}**" for voice in VOICES.values())
    if not claim.voice:
        hint = f"begin its paragraph with {article}, {record} or {ours}"
        return Problem(f"'{claim.id}' stands in no voice", "no-voice", hint)
    if claim.voice == "article" and not claim.record.is_restated:
        message = "and does not restate it"
        hint = f"begin with {record} in front of it, or write restates: in its record"
    elif claim.voice == "record" and claim.record.is_restated:
        message = "and restates the article"
        hint = f"begin with {article} in front of it, or take restates: away"
    elif claim.voice == "ours" and not claim.record.is_our_assessment:
        message = "and is no assessment of ours"
        hint = "move it above, or write kind: assessment, without restates:, in its record"
    else:
        return None
    message = f"'{claim.id}' stands under '{VOICES[claim.voice]}', {message}"
    return Problem(message, "mixed-voices", hint)


def ours_has_ground(page: PageEvidence) -> Iterator[Problem]:
    """What we make of something rests on claims."""
    for claim in page.claims:
        record = claim.record
        if claim.voice == "ours" and record.is_our_assessment and not record.rests_on:
            message = f"'{claim.id}' does not say what it rests on"
            hint = "write rests_on: in its record, with the ids of claims"
            yield Problem(message, "no-ground", hint).at(*claim.spot)
