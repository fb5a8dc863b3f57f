"""Every word that was found on a matter, by date, and where none was: the register.

A word is an entry with an address of its own. Those that are answers of the figure `beijing` carry
their number, and what they contain, from there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from ..claims.statements import Targets
from ..pages.vocabulary import FoundKind
from ..yamldata import Form, Written
from .beijing import AnswerEntry, BeijingForm
from .entries import Dated, Event, list_events


class WordEntry(Dated, frozen=True, kw_only=True):
    """What was said on a day, or an occasion on which nothing was found."""

    kind: Annotated[FoundKind, Meta(description="answer, statement, or none: no mention found")]
    more: Annotated[str, Meta(description="what is to be said of its kind, if anything")] = ""
    who: Annotated[str, Meta(min_length=1, description="who spoke")]
    asked: Annotated[str, Meta(min_length=1, description="who asked about what, or the occasion")]
    said: Annotated[str, Meta(min_length=1, description="what was said, a sentence of ours")]
    original: Annotated[str, Meta(description="a few characters of it, where they were seen")] = ""
    missing: Annotated[str, Meta(min_length=1, description="what was not found in what was read")]
    read: Annotated[str, Meta(min_length=1, description="who printed it where it was read")]


class RegisterForm(Form, frozen=True, kw_only=True):
    """Every word that was found on a matter, by date."""

    language: Annotated[str, Meta(min_length=2, description="that of the originals: zh")]
    groups: Annotated[
        dict[str, dict[str, WordEntry]],
        Meta(min_length=1, description="below it, indented, names of groups; in each, words by id"),
    ]


@dataclass(frozen=True)
class Word:
    """An entry of the register, for readers."""

    id: str
    event: Event[WordEntry]
    number: int  # among the answers of the figure; 0 for others
    answer: AnswerEntry | None


def list_words(
    register: RegisterForm, targets: Targets, group: str = ""
) -> Iterator[Event[WordEntry]]:
    """Yield the words of a group, or all, by day."""
    for name, words in register.groups.items():
        if group in ("", name):
            yield from list_events(words.values(), targets)


def tell_words(
    register: RegisterForm, beijing: BeijingForm | None, targets: Targets, group: str
) -> list[Word]:
    """Return the words of a group, or all, with the answers of the figure `beijing`."""
    answers = list_events(beijing.answers, targets) if beijing else []
    numbers = {(each.address, each.day): number for number, each in enumerate(answers, 1)}
    names = {id(word): name for words in register.groups.values() for name, word in words.items()}
    told = list[Word]()
    for event in list_words(register, targets, group):
        number = numbers.get((event.address, event.day), 0)
        answer = answers[number - 1].entry if number else None
        told.append(Word(names[id(event.entry)], event, number, answer))
    return told


def count_words(register: RegisterForm) -> Mapping[str, int]:
    """Return how many words there are of each kind."""
    return Counter(word.kind for words in register.groups.values() for word in words.values())


def list_word_ids(figures: Mapping[str, Written]) -> list[str]:
    """Return the ids that the register brings along."""
    if "register" not in figures:
        return []
    groups = figures["register"].form.groups.values()
    return [name for words in groups for name in words]
