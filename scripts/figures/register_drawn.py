"""The drawing of the figure `register`: all its words on an axis of days, in a row for each kind.

It is wide, or narrow for a phone; its days go to the right in both.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mkdocs_briefing.dates import format_edtf
from mkdocs_briefing.figures.entries import Event

from .drawing import Axis, Drawing, Label, Link, Piece, Shape, draw_dot, place_marks
from .register_parts import KINDS, TurnEntry, Word

_TOP = 44  # of the rows: two lines of words stand above


class Strip(NamedTuple):
    """What is drawn."""

    words: Sequence[Word]  # by day
    turns: Sequence[Event[TurnEntry]]
    counts: Mapping[str, int]  # of what counts of each kind
    cut_off: date
    line: str  # what the cut-off is called


class _Plan(NamedTuple):
    """Where things stand on a drawing, and how large they are."""

    is_wide: bool
    width: float
    start: float  # of the axis
    step: float  # from a row to the next
    shift: float  # of the line of a row below its upper edge
    name: float  # of the foot of its name, likewise
    apart: float  # of marks
    thick: float  # of the stroke of an answer


_WIDE = _Plan(True, 1018, 160, 30, 10, 14, 6, 3.4)
_NARROW = _Plan(False, 320, 4, 48, 28, 13, 4, 2.4)


def draw_strip(strip: Strip, *, is_wide: bool) -> Drawing:
    """Return the drawing for a wide place, or for a narrow one."""
    plan = _WIDE if is_wide else _NARROW
    days = [word.event.day for word in strip.words]
    first, last = min(days, default=strip.cut_off), max(days, default=strip.cut_off)
    axis = Axis(first.replace(day=1), last, plan.start, plan.width - 8)
    foot = _TOP + len(KINDS) * plan.step
    parts: list[Piece | Link] = [*_draw_days(strip, axis, plan, foot)]
    for number, kind in enumerate(KINDS):
        parts += _draw_row(strip, kind, axis, plan, _TOP + number * plan.step)
    look = "register__wide" if is_wide else "register__narrow"
    return Drawing(look, plan.width, foot + 16, parts)


def _draw_row(
    strip: Strip, kind: str, axis: Axis, plan: _Plan, top: float
) -> Iterator[Piece | Link]:
    """Yield the name of a row, and a mark for each word of its kind.

    Where it is wide a mark leads to its entry; on a phone it would be too small for a finger.
    """
    own = [word for word in strip.words if word.event.entry.kind == kind]
    yield from _name_row(KINDS[kind], strip.counts.get(kind, 0), plan, top)
    marks = place_marks([word.event for word in own], axis, plan.apart, strip.cut_off)
    for word, mark in zip(own, marks, strict=True):
        shape = _draw_word(word, round(mark.along, 1), top + plan.shift, plan.thick)
        yield _link_word(word, shape) if plan.is_wide else shape


def _draw_days(strip: Strip, axis: Axis, plan: _Plan, foot: float) -> Iterator[Piece]:
    """Yield the years, the days that divide the words, and the cut-off."""
    for year in range(axis.first.year + 1, axis.last.year + 1):
        place = round(axis.place(date(year, 1, 1)))
        yield Shape(f"M{place} {_TOP - 12}V{foot}", "grid")
        yield Label(f"{year}", place + 4, foot + 12, "quiet")
    for turn in strip.turns:
        if turn.entry.label:
            place = round(axis.place(turn.day))
            yield Shape(f"M{place} {_TOP - 18}V{foot}", "turn")
            yield _name_turn(turn.entry, place, plan)
    cut_off = round(axis.place(strip.cut_off))
    yield Shape(f"M{cut_off} {_TOP - 22}V{foot}", "cut")
    if plan.is_wide:
        day = format_edtf(f"{strip.cut_off}")
        yield Label(f"{day}: {strip.line}", cut_off + 1, 18, "cut bold", "end")
    else:
        yield Label(strip.line, cut_off - 1, 14, "cut bold")


def _name_turn(turn: TurnEntry, place: float, plan: _Plan) -> Label:
    """Return the words for a turn: at its line, or where it is narrow below the cut-off's."""
    if plan.is_wide:
        return Label(turn.label, place - 4, 18, "bold")
    return Label(turn.short or turn.label, plan.width, 34, "bold", "end")


def _name_row(name: str, number: int, plan: _Plan, top: float) -> Iterator[Piece]:
    """Yield the line of a row, and its name with how many there are."""
    words = name if name.endswith("found") else f"{name}s"
    yield Shape(f"M{plan.start} {top + plan.shift}H{plan.width - 2}", "edge")
    yield Label(f"{words}: {number}", 0, top + plan.name, "bold")


def _draw_word(word: Word, x: float, y: float, thick: float) -> Shape:
    """Return the mark of a word."""
    kind = word.event.entry.kind
    if kind == "answer":
        half = 11 if word.number else 6
        path = f"M{x - thick / 2:g} {y - half:g}h{thick:g}v{2 * half}h{-thick:g}z"
    elif kind == "statement":
        path = f"M{x:g} {y - 6:g}l6 6-6 6-6-6z"
    else:
        path = draw_dot(x, y, 5)
    return Shape(path, word.looks)


def _link_word(word: Word, shape: Shape) -> Link:
    """Return the mark of a word, which leads to its entry."""
    entry = word.event.entry
    title = f"{format_edtf(word.event.date)}: {entry.in_words}. {entry.said}"
    return Link(f"#{word.id}", title, [shape])
