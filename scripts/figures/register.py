"""Every word that was found on a matter, by date, and where none was: the register.

A word is an entry with an address of its own. Those that are answers of the figure `beijing` carry
their number, and what they contain, from there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from mkdocs_briefing.figures.entries import Event, FigureForm, Shown, list_events, tabulate_days
from mkdocs_briefing.figures.tables import Table
from mkdocs_briefing.pages.counts import Countable, make_countable

from .drawing import Drawing
from .register_drawn import Strip, draw_strip
from .register_parts import KINDS, TurnEntry, Word, WordEntry

_COLUMNS = (
    *("Day", "Kind", "Who", "Asked, or the occasion", "In our summary", "A few of its characters"),
    *("Not found in what we read", "Read in"),
)


class RegisterForm(FigureForm, frozen=True, kw_only=True):
    """Every word that was found on a matter, by date."""

    styles: ClassVar[Sequence[str]] = ("board", "register")
    part_name: ClassVar[str] = "group"
    title: Annotated[str, Meta(min_length=1, description="what the strip shows, a sentence")]
    line: Annotated[str, Meta(min_length=1, description="words for the information cut-off")]
    turns: Annotated[
        tuple[TurnEntry, ...], Meta(description="a list of days after which the words are others")
    ] = ()
    language: Annotated[str, Meta(min_length=2, description="that of the originals: zh")]
    groups: Annotated[
        dict[str, dict[str, WordEntry]],
        Meta(min_length=1, description="below it, indented, names of groups; in each, words by id"),
    ]

    def list_parts(self) -> Sequence[str]:
        """The counts, and each group."""
        return ["counts", *self.groups]

    def list_words(self, shown: Shown) -> Iterator[Event[WordEntry]]:
        """Yield all words, of each group by day."""
        for words in self.groups.values():
            yield from list_events(words.values(), shown.targets)

    def show(self, shown: Shown, group: str) -> Iterator[Word]:
        """Yield the words of a group, or all, with the answers of the figure `beijing`.

        A turn stands before the first word after its day.
        """
        beijing = shown.figures.get("beijing")
        answers = list_events(beijing.form.answers, shown.targets) if beijing else []
        numbers = {(each.address, each.day): number for number, each in enumerate(answers, 1)}
        named = self._list_names()
        turns = list_events(self.turns, shown.targets)
        for event in self.list_words(shown):
            passed = [turn for turn in turns if turn.day < event.day]
            del turns[: len(passed)]
            name, own = named[id(event.entry)]
            if group and group != own:
                continue
            number = numbers.get((event.address, event.day), 0)
            yield Word(name, event, passed, number, answers[number - 1].entry if number else None)

    def _list_names(self) -> dict[int, tuple[str, str]]:
        """Return the id of each word and of its group, by which object it is."""
        names = dict[int, tuple[str, str]]()
        for group, words in self.groups.items():
            names |= {id(word): (name, group) for name, word in words.items()}
        return names

    def draw(self, shown: Shown, *, is_wide: bool) -> Drawing:
        """Return all words on one strip, for a wide place or for a narrow one."""
        words = sorted(self.show(shown, ""), key=lambda word: word.event.day)
        turns = list_events(self.turns, shown.targets)
        strip = Strip(words, turns, self.count(), shown.cut_off, self.line)
        return draw_strip(strip, is_wide=is_wide)

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
        kind = ", ".join(filter(None, [word.in_words, word.more]))
        said = (word.who, word.asked, word.said, word.original)
        return kind, *said, word.missing, word.read


FORM = RegisterForm
