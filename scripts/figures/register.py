"""Every word that was found on a matter, by date, and where none was: the register.

A word is an entry with an address of its own. Those that are answers of the figure `beijing` carry
their number, and what they contain, from there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from mkdocs_briefing.figures.entries import (
    Dated,
    Event,
    FigureForm,
    Shown,
    list_events,
    tabulate_days,
)
from mkdocs_briefing.figures.tables import Table
from mkdocs_briefing.pages.counts import Countable, make_countable

from .beijing_parts import AnswerEntry

KINDS = {"answer": "Answer", "statement": "Statement", "none": "No mention found"}
"""What an entry is."""

_COLUMNS = (
    *("Day", "Kind", "Who", "Asked, or the occasion", "In our summary", "A few of its characters"),
    *("Not found in what we read", "Read in"),
)


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


class RegisterForm(FigureForm, frozen=True, kw_only=True):
    """Every word that was found on a matter, by date."""

    styles: ClassVar[Sequence[str]] = ("board", "beijing")
    part_name: ClassVar[str] = "group"
    language: Annotated[str, Meta(min_length=2, description="that of the originals: zh")]
    groups: Annotated[
        dict[str, dict[str, WordEntry]],
        Meta(min_length=1, description="below it, indented, names of groups; in each, words by id"),
    ]

    def list_parts(self) -> Sequence[str]:
        """The counts, and each group."""
        return ["counts", *self.groups]

    def word_kind(self, word: WordEntry) -> str:
        """Return in words what an entry is, and whose account, if it is of others."""
        told = f", as told by {word.account}" if word.account else ""
        return f"{KINDS[word.kind]}{told}"

    def list_words(self, shown: Shown, group: str = "") -> Iterator[Event[WordEntry]]:
        """Yield the words of a group, or all, by day."""
        for name, words in self.groups.items():
            if group in ("", name):
                yield from list_events(words.values(), shown.targets)

    def show(self, shown: Shown, group: str) -> Iterator["Word"]:
        """Yield the words of a group, or all, with the answers of the figure `beijing`."""
        beijing = shown.figures.get("beijing")
        answers = list_events(beijing.form.answers, shown.targets) if beijing else []
        numbers = {(each.address, each.day): number for number, each in enumerate(answers, 1)}
        names = {id(word): name for words in self.groups.values() for name, word in words.items()}
        for event in self.list_words(shown, group):
            number = numbers.get((event.address, event.day), 0)
            answer = answers[number - 1].entry if number else None
            yield Word(names[id(event.entry)], event, number, answer)

    @property
    def countable(self) -> Countable:
        """The words, by group and kind."""
        words = [
            [name, word.kind] for name, words in self.groups.items() for word in words.values()
        ]
        return make_countable(words, [*self.groups, *KINDS])

    def count(self) -> Mapping[str, int]:
        """Return how many words there are of each kind; what only others tell is `account`."""
        every = [word for words in self.groups.values() for word in words.values()]
        return Counter("account" if word.account else word.kind for word in every)

    def tabulate(self, shown: Shown) -> Table:
        """Return all words as a table, by day."""
        return tabulate_days(_COLUMNS, self.list_words(shown), self._list_cells)

    def _list_cells(self, word: WordEntry) -> tuple[str, ...]:
        kind = ", ".join(filter(None, [self.word_kind(word), word.more]))
        said = (word.who, word.asked, word.said, word.original)
        return kind, *said, word.missing, word.read


@dataclass(frozen=True)
class Word:
    """An entry of the register, for readers."""

    id: str
    event: Event[WordEntry]
    number: int  # among the answers of the figure; 0 for others
    answer: AnswerEntry | None


FORM = RegisterForm
