"""What the figure `register` is made of: words, each on its day, and days that divide them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from mkdocs_briefing.figures.entries import Dated, Event, Words

from .beijing_parts import AnswerEntry

KINDS = {"answer": "Answer", "statement": "Statement", "none": "No mention found"}
"""What an entry is."""


class WordEntry(Dated, frozen=True, kw_only=True):
    """What was said on a day, or an occasion on which nothing was found."""

    kind: Annotated[
        Literal["answer", "statement", "none"],
        Meta(description="answer, statement, or none: no mention found"),
    ]
    more: Annotated[str, Meta(description="what is to be said of its kind, if anything")] = ""
    account: Annotated[
        str, Meta(description="whose account it is, where no word of the state itself was read")
    ] = ""
    who: Annotated[str, Meta(min_length=1, description="who spoke")]
    asked: Annotated[str, Meta(min_length=1, description="who asked about what, or the occasion")]
    said: Annotated[str, Meta(min_length=1, description="what was said, a sentence of ours")]
    original: Annotated[str, Meta(description="a few characters of it, where they were seen")] = ""
    missing: Annotated[str, Meta(min_length=1, description="what was not found in what was read")]
    read: Annotated[str, Meta(min_length=1, description="who printed it where it was read")]

    @property
    def in_words(self) -> str:
        """What it is, and whose account, if it is of others."""
        told = f", as told by {self.account}" if self.account else ""
        return f"{KINDS[self.kind]}{told}"


class TurnEntry(Dated, frozen=True, kw_only=True):
    """A day, or days, after which the words are others: a bar between them."""

    words: Words
    label: Annotated[str, Meta(description="words for it above the strip, if any")] = ""
    short: Annotated[str, Meta(description="the same for the narrow strip")] = ""


@dataclass(frozen=True)
class Word:
    """An entry of the register, for readers."""

    id: str
    event: Event[WordEntry]
    turns: Sequence[Event[TurnEntry]]  # that stand before it
    number: int  # among the answers of the figure; 0 for others
    answer: AnswerEntry | None

    @property
    def looks(self) -> str:
        """Its classes: its kind, whether it is an answer of the figure, whether others tell it."""
        entry = self.event.entry
        ten, told = "is-ten" if self.number else "", "is-told" if entry.account else ""
        return " ".join(filter(None, [f"is-{entry.kind}", ten, told]))
