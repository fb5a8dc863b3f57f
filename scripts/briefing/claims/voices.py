"""The three voices of a page that restates an article: the article, the record, why it matters.

A voice begins in bold at the head of a paragraph and goes on up to the next one, or to the next
heading. No paragraph mixes them. A rule is a generator whose docstring is the rule; it yields the
id of a place on the page, and what is wrong there.
"""

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from ..html import Node, read
from ..pages.vocabulary import VOICES
from ..problems import Problem
from .statements import PageEvidence, Statement

_LIKENESS = 0.75  # from which on bold words are a slip for the name of a voice

_Rule = Callable[[PageEvidence], Iterator[tuple[str, Problem]]]


def find_name(paragraph: Node) -> Node | None:
    """Return the bold words with which a paragraph begins; None where it begins otherwise."""
    first = next(paragraph.iter(include_text=True), None)
    if first is None or first.tag != "strong":
        return None
    return first


def find_voice(name: Node) -> str:
    """Return the code of the voice that some bold words name; empty where they name none."""
    words = read(name)
    for code, voice in VOICES.items():
        if words == voice:
            return code
    return ""


def find_slip(name: Node) -> Problem | None:
    """Return what is wrong with bold words that are nearly the name of a voice."""
    words = read(name)
    for voice in VOICES.values():
        is_near = SequenceMatcher(None, words.lower(), voice.lower()).ratio() >= _LIKENESS
        if is_near and words != voice:
            message = f"'**{words}**' is the name of no voice"
            return Problem(message, "unknown-voice", f"did you mean '**{voice}**'?")
    return None


def check_voices(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with the voices of a page; one that names none is free of them."""
    if page.voices:
        for rule in RULES:
            yield from rule(page)


def _list_first(page: PageEvidence, is_wrong: Callable[[Statement], bool]) -> Iterator[Statement]:
    """Yield each claim that is wrong, but for those of its section right behind another.

    Where a voice is forgotten, that one fault is found in all that follows.
    """
    before = None
    for claim in page.claims:
        wrong_in = claim.section if is_wrong(claim) else None
        if wrong_in is not None and wrong_in != before:
            yield claim
        before = wrong_in


def voice_of_each(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """Each claim of a page that names voices stands in one."""
    for claim in _list_first(page, lambda claim: not claim.voice):
        hint = f"begin its paragraph with {_join(f'**{voice}**' for voice in VOICES.values())}"
        yield claim.id, Problem(f"'{claim.id}' stands in no voice", "no-voice", hint)


def _join(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}"


def article_restates(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """What stands under the article's voice restates it."""

    def is_wrong(claim: Statement) -> bool:
        return claim.voice == "article" and not claim.is_restated

    for claim in _list_first(page, is_wrong):
        message = f"'{claim.id}' stands under '{VOICES['article']}', and does not restate it"
        hint = f"begin with **{VOICES['record']}** in front of it, or write restates: in its record"
        yield claim.id, Problem(message, "mixed-voices", hint)


def record_is_ours(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """What stands under the record's voice does not restate the article."""

    def is_wrong(claim: Statement) -> bool:
        return claim.voice == "record" and claim.is_restated

    for claim in _list_first(page, is_wrong):
        message = f"'{claim.id}' stands under '{VOICES['record']}', and restates the article"
        hint = f"begin with **{VOICES['article']}** in front of it, or take restates: away"
        yield claim.id, Problem(message, "mixed-voices", hint)


def reason_is_ours(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """Why something matters is an assessment of ours."""

    def is_wrong(claim: Statement) -> bool:
        is_ours = claim.kind == "assessment" and not claim.is_restated
        return claim.voice == "reason" and not is_ours

    for claim in _list_first(page, is_wrong):
        message = f"'{claim.id}' stands under '{VOICES['reason']}', and is no assessment of ours"
        hint = "move it above, or write kind: assessment, without restates:, in its record"
        yield claim.id, Problem(message, "mixed-voices", hint)


def reason_has_ground(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """Why something matters rests on claims."""
    for claim in page.claims:
        is_ours = claim.kind == "assessment" and not claim.is_restated
        if claim.voice == "reason" and is_ours and not claim.record.rests_on:
            message = f"'{claim.id}' does not say what it rests on"
            hint = "write rests_on: in its record, with the ids of claims"
            yield claim.id, Problem(message, "no-ground", hint)


def reason_once(page: PageEvidence) -> Iterator[tuple[str, Problem]]:
    """A section says once why it matters."""
    said = set[str]()
    for place in page.voices:
        if place.voice == "reason":
            if place.section in said:
                message = f"'{VOICES['reason']}' stands in '{place.section}' already"
                hint = "say it once in a section, at its end"
                yield place.paragraph or VOICES["reason"], Problem(message, "reason-twice", hint)
            said.add(place.section)


RULES: tuple[_Rule, ...] = (
    voice_of_each,
    article_restates,
    record_is_ours,
    reason_is_ours,
    reason_has_ground,
    reason_once,
)
