"""The figure `beijing` in short: a row of answers and a row of meetings on one axis of days.

Each answer is a stroke of one height, so that they can be counted; what each contains, and what the
parties said, the full drawing has (`beijing_drawn.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from mkdocs_briefing.dates import format_edtf, shorten_edtf
from mkdocs_briefing.figures.entries import Entry, Event, Shown, list_events
from mkdocs_briefing.text import say_number

from .beijing_drawn import count_months
from .beijing_parts import Beijing, MeetingEntry, ShortForm, UnreadEntry
from .drawing import (
    Axis,
    Drawing,
    DrawnMark,
    Label,
    Link,
    Paper,
    Piece,
    Shape,
    draw_dot,
    link_event,
    place_marks,
    stack_labels,
)

_PAPER = Paper(is_wide=True)  # days go to the right where there is little room, too


@dataclass(frozen=True)
class _Plan:
    """Where things stand on a drawing, and how large they are."""

    width: float
    start: float  # of the axis
    top: float  # of the lines of the axis
    answers: float  # the middle of their row
    meetings: float
    foot: float  # of the lines of the axis
    height: float
    stroke: tuple[float, float]
    box: float  # how high the time without an answer is
    dot: float
    answers_apart: float
    meetings_apart: float


_WIDE = _Plan(
    width=1040,
    start=182,
    top=36,
    answers=62,
    meetings=136,
    foot=168,
    height=190,
    stroke=(5, 30),
    box=40,
    dot=5.5,
    answers_apart=8.5,
    meetings_apart=13,
)
_NARROW = _Plan(
    width=330,
    start=4,
    top=76,
    answers=96,
    meetings=194,
    foot=208,
    height=246,
    stroke=(3, 28),
    box=40,
    dot=4,
    answers_apart=4.6,
    meetings_apart=9.5,
)


class _Sheet:
    """The entries of the figure as marks on an axis."""

    def __init__(self, form: Beijing, short: ShortForm, shown: Shown, plan: _Plan) -> None:
        self.form, self.short, self.plan, self.day = form, short, plan, shown.cut_off
        self.is_wide = plan is _WIDE
        answers = list_events(form.answers, shown.targets)
        first = min([event.day for event in answers], default=self.day)
        last = answers[-1].day if answers else self.day
        end = plan.width - 4
        self.axis = Axis(first.replace(day=1), max(form.ends, self.day), plan.start, end)
        self.cut_off = round(self.axis.place(self.day), 1)
        self.months = count_months(last, form.ends)
        self.answers = self._place(answers, plan.answers_apart)
        self.meetings = self._place(list_events(form.meetings, shown.targets), plan.meetings_apart)
        self.unread = self._place(list_events(form.unread, shown.targets), plan.meetings_apart)
        self.admitted = self._place(list_events([short.admitted], shown.targets), 0)
        # where the last answer is drawn
        self.last = self.answers[-1].along if answers else self.cut_off

    def _place(self, events: list[Event[Entry]], apart: float) -> list[DrawnMark[Entry]]:
        return place_marks(events, self.axis, apart, self.day)

    def list_gaps(self) -> Iterator[tuple[float, float]]:
        """Yield from where to where nothing was found: up to what was not read, and from there."""
        marks = [mark.along for mark in self.unread]
        for start, end in zip([self.last + 2, *marks], [*marks, self.axis.end], strict=True):
            yield start + 3, end - 2 if end in marks else end


def draw_short(form: Beijing, short: ShortForm, shown: Shown, *, is_wide: bool) -> Drawing:
    """Return the drawing of two rows, for much room or for little."""
    plan = _WIDE if is_wide else _NARROW
    sheet = _Sheet(form, short, shown, plan)
    label = _label_wide if is_wide else _label_narrow
    parts: list[Piece | Link] = [*_draw_lines(sheet), *label(sheet), *_link_all(sheet)]
    look = "beijing__wide" if is_wide else "beijing__narrow"
    return Drawing(look, plan.width, plan.height, parts)


def _draw_lines(sheet: _Sheet) -> Iterator[Shape]:
    """Yield the lines of both rows, and the time without an answer, broken where nobody read."""
    plan, line = sheet.plan, _PAPER.draw_line
    grid = [line((place, plan.top), (place, plan.foot)) for _, place in _list_ticks(sheet)]
    yield Shape("".join(grid), "grid")
    rows = [
        line((plan.start, plan.answers), (sheet.last, plan.answers)),
        line((sheet.last, plan.meetings), (sheet.axis.end, plan.meetings)),
    ]
    yield Shape("".join(rows), "edge")
    edge = plan.answers - plan.box / 2
    (start, _), *parted = sheet.list_gaps()
    yield Shape(_PAPER.draw_box((start, edge), sheet.axis.end - start, plan.box), "void")
    for at, _ in parted:
        yield Shape(line((at, edge), (at, edge + plan.box)), "edge")
    foot = plan.foot if sheet.is_wide else edge + plan.box
    yield Shape(line((sheet.cut_off, 18), (sheet.cut_off, foot)), "cut")


def _list_ticks(sheet: _Sheet) -> Iterator[tuple[str, float]]:
    """Yield the quarters of the axis; where there is little room, every other from January."""
    for words, place in sheet.axis.list_ticks():
        if sheet.is_wide or words.startswith(("Jan", "Jul")):
            yield words, place


def _link_all(sheet: _Sheet) -> Iterator[Link]:
    """Yield all marks."""
    plan = sheet.plan
    length, height = plan.stroke
    for admitted, along in sheet.admitted:
        yield link_event(admitted, admitted.entry.words, *_draw_admitted(sheet, along))
    for event, along in sheet.answers:
        corner = (along - length / 2, plan.answers - height / 2)
        stroke = Shape(_PAPER.draw_box(corner, length, height))
        yield link_event(event, sheet.form.word_contents(event.entry), stroke)
    for unread, along in sheet.unread:
        yield link_event(unread, unread.entry.words, *_label_unread(sheet, unread, along))
    for met, along in sheet.meetings:
        radius = plan.dot * (1.7 if met.entry.large else 1)
        dot = Shape(draw_dot(round(along, 1), plan.meetings, radius))
        yield link_event(met, met.entry.words, dot, *_label_meeting(sheet, met.entry, along))


def _draw_admitted(sheet: _Sheet, along: float) -> Iterator[Piece]:
    """Yield the line of the day on which it was admitted, and what it is."""
    plan, entry, y = sheet.plan, sheet.short.admitted, 14 if sheet.is_wide else 32
    foot = plan.answers + plan.stroke[1] / 2 + 4
    yield Shape(_PAPER.draw_line((along, y - 3), (along, foot)), "edge dashed")
    yield Shape(f"M{along - 5:.1f} {y}h10l-5-9z")
    yield Label(entry.words if sheet.is_wide else entry.tall, along + 10, y, "bold")


def _label_unread(sheet: _Sheet, unread: Event[UnreadEntry], along: float) -> Iterator[Label]:
    """Yield what was not read: in its box, which the axis dates by year, or above it."""
    y = sheet.plan.answers
    if sheet.is_wide:
        day = shorten_edtf(unread.date, unread.day.year)
        lines = wrap(f"{day}: {sheet.short.unread}", 16)
        middle = (along + 3 + sheet.axis.end) / 2
        yield from stack_labels(Label("", middle, y - 3, "inside", "middle"), lines, 16)
    else:
        words = f"{shorten_edtf(unread.date)}: {sheet.short.unread}"
        yield Label(words, sheet.plan.width, y - 26, "quiet", "end")


def _label_meeting(sheet: _Sheet, entry: MeetingEntry, along: float) -> Iterator[Label]:
    look, y = "bold" if entry.large else "", sheet.plan.meetings
    if sheet.is_wide and entry.label:
        shift = {"start": -5, "middle": 0, "end": 5}[entry.anchor]
        height = y - 16 if entry.large else y + 23
        yield Label(entry.label, along + shift, height, look, entry.anchor.replace("start", ""))
    elif entry.large:
        yield Label(entry.tall, sheet.plan.width, y - 15, look, "end")


def _label_rows(sheet: _Sheet, answers: float, meetings: float) -> Iterator[Label]:
    """Yield the names of both rows, each with how many it has."""
    answered = f"{sheet.short.answered}: {say_number(len(sheet.answers))}"
    met = f"{sheet.short.met}: {say_number(len(sheet.meetings))}"
    for y, name, words in (
        (answers, sheet.short.answering, answered),
        (meetings, sheet.form.meeting, met),
    ):
        yield Label(name, 0, y, "bold")
        yield Label(words, 0, y + 16, "quiet")


def _label_wide(sheet: _Sheet) -> Iterator[Label]:
    """Yield what is written where there is much room."""
    form, plan, end = sheet.form, sheet.plan, sheet.axis.end
    yield from _label_rows(sheet, plan.answers - 2, plan.meetings - 2)
    yield Label(f"{format_edtf(f'{sheet.day}')}: {form.line}", sheet.cut_off, 14, "cut", "middle")
    yield Label(_word_end(sheet), end, 32, "quiet", "end")
    for words, place in _list_ticks(sheet):
        yield Label(words, place, plan.foot + 17, "quiet", "middle")
    yield from _date_answers(sheet, plan.answers + 34)
    for start, until in [*sheet.list_gaps()][:1]:
        middle, big = (start + until) / 2, f"{sheet.months} months: {form.after.words}"
        yield Label(big, middle, plan.answers - 2, "big inside", "middle", size=20)
        yield Label(form.after.also, middle, plan.answers + 14, "inside", "middle")


def _date_answers(sheet: _Sheet, y: float) -> Iterator[Label]:
    """Yield how many answers lie before the cut-off, and the days of the others."""
    early = [mark.along for mark in sheet.answers if mark.event.day <= sheet.day]
    late = [mark for mark in sheet.answers if mark.event.day > sheet.day]
    if early:
        yield Label(say_number(len(early)), (early[0] + early[-1]) / 2, y, anchor="middle")
    for mark in late:
        is_last = mark is sheet.answers[-1]
        words = shorten_edtf(mark.event.date, 0 if is_last else mark.event.day.year)
        yield Label(words, mark.along, y, "bold" if is_last else "")


def _label_narrow(sheet: _Sheet) -> Iterator[Label]:
    """Yield what is written where there is little room."""
    form, plan, end = sheet.form, sheet.plan, sheet.axis.end
    yield from _label_rows(sheet, plan.answers - 42, plan.meetings - 31)
    yield Label(f"{format_edtf(f'{sheet.day}')}: {form.line}", sheet.cut_off - 6, 14, "cut")
    for words, place in _list_ticks(sheet):
        yield Label(words, place, plan.foot + 16, "quiet", "middle")
    yield Label(_word_end(sheet), end, plan.foot + 34, "quiet", "end")
    below = plan.answers + plan.box / 2 + 15
    for mark in sheet.answers[-1:]:
        yield Label(format_edtf(mark.event.date), mark.along + 2, below, "bold", "end")
    for start, until in [*sheet.list_gaps()][:1]:
        big = wrap(f"{sheet.months} months: {form.after.words}", 22)
        first = Label("", (start + until) / 2, plan.answers - 3, "big inside", "middle")
        yield from stack_labels(first, big, 16)
        second = Label("", start + 5, below)
        yield from stack_labels(second, wrap(form.after.also, 29), 16)


def _word_end(sheet: _Sheet) -> str:
    return f"our evidence ends, {format_edtf(f'{sheet.form.ends}')}"
