"""What a state answered, whom it met since, and for how long no answer was found."""

from collections.abc import Sequence
from typing import ClassVar

from mkdocs_briefing.figures.entries import Dated, Shown, lead_to, list_events, tabulate_days
from mkdocs_briefing.figures.tables import Piece, Table

from .beijing_drawn import draw_upright, draw_wide
from .beijing_parts import AnswerEntry, Beijing, MeetingEntry, PartyEntry, UnreadEntry
from .beijing_short import draw_short
from .drawing import Drawing


class BeijingForm(Beijing, frozen=True, kw_only=True):
    """What a state answered, whom it met since, and for how long no answer was found."""

    styles: ClassVar[Sequence[str]] = ("beijing",)
    part_name: ClassVar[str] = "drawing"
    paper_template: ClassVar[str] = "figures/beijing_on_paper.html"

    def list_parts(self) -> Sequence[str]:
        """The drawing of two rows, where the figure has words for it."""
        return ["short"] if self.short else []

    def draw_short(self, shown: Shown, *, is_wide: bool) -> Drawing:
        """Return the drawing of two rows, for much room or for little."""
        assert self.short
        return draw_short(self, self.short, shown, is_wide=is_wide)

    def draw(self, shown: Shown, *, is_wide: bool) -> Drawing:
        """Return its drawing whose days go to the right, or down."""
        return draw_wide(self, shown) if is_wide else draw_upright(self, shown)

    def tabulate(self, shown: Shown) -> Table:
        """Return it as a table, by day; the time after the last answer stands last."""
        marked = (*self.parties, *self.answers, *self.unread, *self.meetings)
        events = list_events(marked, shown.targets)
        table = tabulate_days(("Day", "Row", "Words"), events, self._word)
        answers = list_events(self.answers, shown.targets)
        rows = [*table.rows]
        for words, address in lead_to([self.after], shown.targets) if answers else ():
            time = Piece(f"{answers[-1].date}/{self.ends}")
            told = Piece(" ".join([words, self.after.also]).strip(), address)
            rows.append([[time], [Piece(self.answering)], [told]])
        return Table(table.columns, rows)

    def _word(self, entry: Dated) -> tuple[str, str]:
        """Return the row in which an entry stands, and what it says."""
        match entry:
            case PartyEntry():
                return entry.who, f"{self.stances[entry.stance]}: {entry.words}"
            case AnswerEntry():
                return self.answering, self.word_contents(entry)
            case UnreadEntry():
                return self.answering, entry.words
        assert isinstance(entry, MeetingEntry)
        return self.meeting, entry.words


FORM = BeijingForm
