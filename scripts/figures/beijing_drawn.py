"""The drawing of the figure `beijing`, wide and upright.

One axis of days from the first month to the end of the evidence: what the parties said of
themselves, the answers in a row for each thing that one can contain, the time after the last of
them, and the meetings since.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from mkdocs_briefing.dates import format_edtf, shorten_edtf
from mkdocs_briefing.figures.entries import Entry, Event, Shown, list_events
from mkdocs_briefing.text import count_things

from .beijing_parts import AnswerEntry, Beijing, MeetingEntry, PartyEntry, UnreadEntry
from .drawing import (
    Axis,
    Drawing,
    DrawnMark,
    Label,
    Link,
    Paper,
    Piece,
    Shape,
    Sign,
    draw_dot,
    link_event,
    place_marks,
    stack_labels,
)


@dataclass(frozen=True)
class _Plan:
    """Where things stand on a drawing, along its days and across them, and how large they are."""

    paper: Paper
    start: float  # of the axis, along
    end: float
    top: float  # of the lines of the axis, across
    foot: float
    party: float  # the first, across
    row: float  # the edge of the first row of answers, across
    step: float  # from a party or a row to the next
    after: tuple[float, float]  # the edges of the time without an answer, across
    meeting: float  # across
    block: tuple[float, float]  # along and across
    answers_apart: float
    marks_apart: float


def _plan_wide(rows: int) -> _Plan:
    foot = 92 + 22 * rows
    return _Plan(
        paper=Paper(is_wide=True),
        start=160,
        end=1032,
        top=22,
        foot=foot + 138,
        party=36,
        row=92,
        step=22,
        after=(foot + 24, foot + 76),
        meeting=foot + 110,
        block=(7, 18),
        answers_apart=9.5,
        marks_apart=13,
    )


def _plan_upright(rows: int) -> _Plan:
    foot = 96 + 16 * rows
    return _Plan(
        paper=Paper(is_wide=False),
        start=96,
        end=664,
        top=44,
        foot=320,
        party=54,
        row=96,
        step=16,
        after=(96, foot),
        meeting=foot + 18,
        block=(5.5, 12),
        answers_apart=7,
        marks_apart=16,
    )


class _Sheet:
    """The entries of the figure as marks on an axis."""

    def __init__(self, form: Beijing, shown: Shown, plan: _Plan) -> None:
        targets, cut_off = shown.targets, shown.cut_off
        parties = list_events(form.parties, targets)
        answers = list_events(form.answers, targets)
        days = [event.day for event in parties] + [event.day for event in answers]
        first = min(days, default=cut_off)
        last = answers[-1].day if answers else cut_off
        self.form, self.plan, self.paper, self.day = form, plan, plan.paper, cut_off
        self.axis = Axis(first.replace(day=1), max(form.ends, cut_off), plan.start, plan.end)
        self.cut_off, self.last = self.axis.place(cut_off), self.axis.place(last)
        self.months = count_months(last, form.ends)
        self.answers = place_marks(answers, self.axis, plan.answers_apart, cut_off)
        self.meetings = self._place(list_events(form.meetings, targets))
        self.unread = self._place(list_events(form.unread, targets))
        self.parties = dict[str, list[DrawnMark[PartyEntry]]]()
        for name in dict.fromkeys(entry.who for entry in form.parties):
            own = [event for event in parties if event.entry.who == name]
            self.parties[name] = self._place(own)

    def _place(self, events: Sequence[Event[Entry]]) -> list[DrawnMark[Entry]]:
        return place_marks(events, self.axis, self.plan.marks_apart, self.day)

    def list_rows(self) -> list[float]:
        """Return the edges of the rows of answers, across."""
        return [self.plan.row + self.plan.step * row for row in range(len(self.form.contents) + 1)]

    def list_parties(self) -> list[float]:
        """Return where the parties stand, across."""
        return [self.plan.party + self.plan.step * row for row in range(len(self.parties))]


def draw_wide(form: Beijing, shown: Shown) -> Drawing:
    """Return the drawing whose days go to the right."""
    sheet = _Sheet(form, shown, _plan_wide(len(form.contents)))
    parts = [*_draw_lines(sheet), *_label_wide(sheet), *_link_all(sheet)]
    return Drawing("beijing__wide", 1040, sheet.plan.foot + 18, parts)


def draw_upright(form: Beijing, shown: Shown) -> Drawing:
    """Return the drawing whose days go down."""
    sheet = _Sheet(form, shown, _plan_upright(len(form.contents)))
    parts = [*_draw_lines(sheet), *_label_upright(sheet), *_link_all(sheet)]
    return Drawing("beijing__upright", 320, sheet.plan.end + 20, parts)


def _draw_lines(sheet: _Sheet) -> Iterator[Shape]:
    """Yield the lines of a drawing, and the time without an answer, broken where nobody read."""
    plan, line = sheet.plan, sheet.paper.draw_line
    rows = sheet.list_rows()
    grid = [line((place, plan.top), (place, plan.foot)) for _, place in sheet.axis.list_ticks()]
    grid += [line((plan.start, row), (sheet.last, row)) for row in rows]
    yield Shape("".join(grid), "grid")
    said = zip(sheet.parties.values(), sheet.list_parties(), strict=True)
    edges = [line((plan.start, at), (marks[-1].along, at)) for marks, at in said if marks]
    edges += [line((sheet.last, plan.meeting), (plan.end, plan.meeting))]
    edges += [line((mark.along, rows[0]), (mark.along, rows[-1])) for mark in sheet.answers]
    yield Shape("".join(edges), "edge")
    near, far = plan.after
    start = sheet.last + 4
    yield Shape(sheet.paper.draw_box((start, near), plan.end - start, far - near), "void")
    for mark in sheet.unread:
        yield Shape(line((mark.along, near), (mark.along, far)), "edge")
    yield Shape(line((sheet.cut_off, plan.top), (sheet.cut_off, plan.foot)), "cut")


def _link_all(sheet: _Sheet) -> Iterator[Link]:
    """Yield all marks."""
    for (name, marks), across in zip(sheet.parties.items(), sheet.list_parties(), strict=True):
        for mark in marks:
            yield _link_party(sheet, mark, name, sheet.paper.turn(mark.along, across))
    for event, along in sheet.answers:
        blocks = _draw_blocks(sheet, along, event.entry)
        yield link_event(event, sheet.form.word_contents(event.entry), Shape("".join(blocks)))
    for unread in sheet.unread:
        yield link_event(unread.event, unread.event.entry.words, *_label_unread(sheet, unread))
    for met, along in sheet.meetings:
        x, y = sheet.paper.turn(along, sheet.plan.meeting)
        dot = Shape(draw_dot(x, y, 9 if met.entry.large else 5))
        yield link_event(met, met.entry.words, dot, *_label_meeting(sheet, met.entry, x, y))


def _link_party(
    sheet: _Sheet, mark: DrawnMark[PartyEntry], name: str, at: tuple[float, float]
) -> Link:
    entry, (x, y) = mark.event.entry, at
    words = f"{name} {sheet.form.stances[entry.stance]}. {entry.words}"
    parts: list[Piece] = [Sign(entry.stance, x - 5, y - 5)]
    if entry.label and sheet.paper.is_wide:
        day = format_edtf(mark.event.date)
        parts.append(Label(f"{day}: {entry.label}", x + 12, y + 5, "bold"))
    elif entry.tall and not sheet.paper.is_wide:
        parts.append(Label(entry.tall, 320, y - 6, "bold", "end"))
    return link_event(mark.event, words, *parts)


def _draw_blocks(sheet: _Sheet, along: float, answer: AnswerEntry) -> Iterator[str]:
    """Yield a block for all that an answer contains; what one report alone has is hollow."""
    length, breadth = sheet.plan.block
    width, height = sheet.paper.turn(length - 3, breadth - 3)
    for row, name in zip(sheet.list_rows(), sheet.form.contents, strict=False):
        edge = row + (sheet.plan.step - breadth) / 2
        if name in (*answer.contains, *answer.partly):
            yield sheet.paper.draw_box((along - length / 2, edge), length, breadth)
        if (
            name in answer.partly and name not in answer.contains
        ):  # the other way round, so that it is a hole
            yield f"m1.5 1.5v{height:g}h{width:g}v{-height:g}z"


def _label_unread(sheet: _Sheet, mark: DrawnMark[UnreadEntry]) -> Iterator[Piece]:
    """Yield a line in the time without an answer, with words behind it."""
    near, far = sheet.plan.after
    yield Shape(sheet.paper.draw_line((mark.along, near), (mark.along, far)), "edge")
    event, (x, y) = mark.event, sheet.paper.turn(mark.along, near)
    if sheet.paper.is_wide:
        words = f"{format_edtf(event.date)} {event.entry.words}"
        yield from stack_labels(Label("", x + 8, y + 15, "inside"), wrap(words, 16), 15)
    else:  # a narrow box, which the axis dates by year
        words = f"{shorten_edtf(event.date, event.day.year)} {event.entry.words}"
        yield from stack_labels(Label("", x + 2, y + 16, "inside"), wrap(words, 11), 15)


def _label_meeting(sheet: _Sheet, entry: MeetingEntry, x: float, y: float) -> Iterator[Label]:
    look = "bold" if entry.large else ""
    if sheet.paper.is_wide and entry.label:
        shift = {"start": -5, "middle": 0, "end": 5}[entry.anchor]
        height = y - 14 if entry.large else y + 22
        yield Label(entry.label, x + shift, height, look, entry.anchor.replace("start", ""))
    elif entry.tall and not sheet.paper.is_wide:
        yield Label(entry.tall, x + 13, y + 5, look)


def _label_wide(sheet: _Sheet) -> Iterator[Piece]:
    """Yield what is written on the drawing whose days go to the right."""
    form, plan = sheet.form, sheet.plan
    rows, foot = sheet.list_rows(), sheet.list_rows()[-1]
    day = format_edtf(f"{sheet.day}")
    yield Label(f"{day}: {form.line}", round(sheet.cut_off), 14, "cut bold")
    for words, place in sheet.axis.list_ticks():
        yield Label(words, place, plan.foot + 16, "quiet")
    yield from _label_contents(sheet)
    for name, across in zip(sheet.parties, sheet.list_parties(), strict=True):
        yield Label(name, 0, across + 5, "bold")
    for number, (stance, words) in enumerate(_list_key(sheet).items()):
        x = sheet.cut_off + 270 + 120 * number
        yield Sign(stance, x, 4)
        yield Label(words, x + 16, 14)
    yield Label(form.answering, 0, rows[0] - 8, "bold")
    yield from _date_answers(sheet, foot + 16)
    yield from _label_after(sheet)
    yield Label(form.meeting, sheet.last - 10, plan.meeting + 5, "bold", "end")
    ends = f"our evidence ends, {format_edtf(f'{form.ends}')}"
    yield Label(ends, plan.end, foot + 16, "quiet", "end")


def _list_key(sheet: _Sheet) -> dict[str, str]:
    """Return the stances in the drawing, each with its words."""
    used = {mark.event.entry.stance for marks in sheet.parties.values() for mark in marks}
    return {stance: words for stance, words in sheet.form.stances.items() if stance in used}


def _date_answers(sheet: _Sheet, y: float) -> Iterator[Label]:
    """Yield how many answers lie before the cut-off, and the days of the others."""
    early = [mark for mark in sheet.answers if mark.event.day <= sheet.day]
    late = [mark for mark in sheet.answers if mark.event.day > sheet.day]
    if early:
        middle = (early[0].along + early[-1].along) / 2
        words = count_things(len(early), "answer")
        yield Label(words, round(middle), y, anchor="middle")
    for mark in late:
        is_last = mark is sheet.answers[-1]
        words = shorten_edtf(mark.event.date, 0 if is_last else mark.event.day.year)
        yield Label(words, round(mark.along) - 3, y, "bold" if is_last else "")


def _label_contents(sheet: _Sheet) -> Iterator[Label]:
    """Yield the names of the rows, and what is said behind the last answer of one."""
    for (name, content), row in zip(sheet.form.contents.items(), sheet.list_rows(), strict=False):
        yield Label(content.words, 0, row + 16, "quiet")
        having = [mark.along for mark in sheet.answers if name in mark.event.entry.contains]
        if having and content.last:
            yield Label(content.last, round(having[-1]) + 8, row + 16, "quiet")


def _label_after(sheet: _Sheet) -> Iterator[Label]:
    """Yield what the time without an answer is called."""
    near, far = sheet.plan.after
    until = sheet.unread[0].along if sheet.unread else sheet.plan.end
    middle = (sheet.last + until) / 2
    words = f"{sheet.months} months: {sheet.form.after.words}"
    yield Label(words, round(middle), near + 25, "big inside", "middle", size=20)
    yield Label(sheet.form.after.also, round(middle), far - 9, "inside", "middle")


def _label_upright(sheet: _Sheet) -> Iterator[Piece]:
    """Yield what is written on the drawing whose days go down."""
    form, plan = sheet.form, sheet.plan
    for words, place in sheet.axis.list_ticks():
        yield from stack_labels(Label("", 0, place + 5, "quiet"), words.split(), 15)
    for name, across in zip(sheet.parties, sheet.list_parties(), strict=True):
        yield Label(name, across + 4, plan.start - 10, "bold", is_slanted=True)
    for content, row in zip(form.contents.values(), sheet.list_rows(), strict=False):
        yield Label(content.short, row + 14, plan.start - 10, is_slanted=True)
    for number, (stance, words) in enumerate(_list_key(sheet).items()):
        y = plan.start - 52 + 17 * number
        yield Sign(stance, plan.meeting + 20, y)
        yield Label(words, plan.meeting + 36, y + 10)
    day = shorten_edtf(f"{sheet.day}")
    yield Label(f"{day}: {form.line}", 320, sheet.cut_off + 16, "cut bold", "end")
    for mark in sheet.answers[-1:]:
        words = f"{shorten_edtf(mark.event.date)}: the last"
        yield Label(words, 320, sheet.last - 4, "bold", "end")
    lines = wrap(form.meeting, 14)
    first = Label("", 320, sheet.last + 22, "bold", "end")
    yield from stack_labels(first, lines, 15)
    yield from _label_after_upright(sheet)
    ends = f"our evidence ends, {format_edtf(f'{form.ends}')}"
    yield Label(ends, 320, plan.end + 16, "quiet", "end")


def _label_after_upright(sheet: _Sheet) -> Iterator[Label]:
    """Yield what the time without an answer is called, in short lines."""
    middle, form = sum(sheet.plan.after) / 2, sheet.form
    big = wrap(f"{sheet.months} months: {form.after.words}", 10)
    first = Label("", middle, sheet.last + 30, "big inside", "middle", size=15)
    yield from stack_labels(first, big, 20)
    below = sheet.last + 34 + 20 * len(big)
    second = Label("", middle, below, "inside", "middle")
    yield from stack_labels(second, wrap(form.after.also, 13), 15)


def count_months(first: date, last: date) -> int:
    """Return how many whole months lie between two days."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return months - (last.day < first.day)
