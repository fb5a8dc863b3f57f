"""What the figure `beijing` is made of: parties, answers with their contents, meetings."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from mkdocs_briefing.figures.entries import Dated, Part, Remark, Titled, Words
from mkdocs_briefing.problems import FieldPath, Problem, nearest
from mkdocs_briefing.yamldata import CODE

Label = Annotated[str, Meta(description="words beside its mark in the wide drawing, if any")]
Tall = Annotated[str, Meta(description="words beside its mark in the upright drawing, if any")]


class PartyEntry(Dated, frozen=True, kw_only=True):
    """What a party said of what it is said to do."""

    who: Annotated[str, Meta(min_length=1, description="the party")]
    stance: Annotated[
        Literal["denies", "neither", "says"], CODE, Meta(description="the stance that it took")
    ]
    words: Words
    label: Label = ""
    tall: Tall = ""


class Content(Part, frozen=True, kw_only=True):
    """Something that an answer can contain: a row of the drawing."""

    words: Words
    short: Annotated[str, Meta(min_length=1, description="the same for the upright drawing")]
    last: Annotated[str, Meta(description="words behind the last answer that has it, if any")] = ""


class AnswerEntry(Dated, frozen=True, kw_only=True):
    """An answer."""

    contains: Annotated[
        tuple[str, ...], Meta(description="a list of what it contains, by names of contents")
    ]
    partly: Annotated[
        tuple[str, ...], Meta(description="a list of what it contains by one report alone")
    ] = ()

    def list_named(self) -> Iterator[tuple[FieldPath, str]]:
        """Yield the contents that it names, with where it does."""
        for place, name in enumerate(self.contains):
            yield ("contains", place), name
        for place, name in enumerate(self.partly):
            yield ("partly", place), name


class AfterEntry(Remark, frozen=True, kw_only=True):
    """The time after the last answer."""

    also: Annotated[str, Meta(description="what else is to be said of it, in small letters")] = ""


class UnreadEntry(Dated, frozen=True, kw_only=True):
    """What was said in that time and not read."""

    words: Words


class MeetingEntry(Dated, frozen=True, kw_only=True):
    """A meeting."""

    words: Words
    label: Label = ""
    anchor: Annotated[
        Literal["start", "middle", "end"],
        Meta(description="which part of its label stands at its mark in the wide drawing"),
    ] = "start"
    tall: Tall = ""
    large: Annotated[bool, Meta(description="true for the one that matters most")] = False


class AdmittedEntry(Dated, frozen=True, kw_only=True):
    """The day from which what is asked about is admitted."""

    words: Words
    tall: Annotated[str, Meta(min_length=1, description="the same where there is little room")]


class ShortForm(Part, frozen=True, kw_only=True):
    """What the drawing of two rows says otherwise, or beside it."""

    answering: Annotated[str, Meta(min_length=1, description="the name of the row of answers")]
    answered: Annotated[str, Meta(min_length=1, description="of what these are, before how many")]
    met: Annotated[str, Meta(min_length=1, description="of what meetings are, before how many")]
    unread: Annotated[str, Meta(min_length=1, description="what was not read, in few words")]
    admitted: AdmittedEntry
    foot: Annotated[str, Meta(min_length=1, description="how to read it, a sentence or two")]
    more: Annotated[str, Meta(min_length=1, description="words of the way to the register")]


class Beijing(Titled, frozen=True, kw_only=True):
    """What a state answered, whom it met since, and for how long no answer was found."""

    ends: Annotated[date, Meta(description="the day on which the evidence ends, 2026-08-22")]
    line: Annotated[str, Meta(min_length=1, description="words for the information cut-off")]
    says: Annotated[str, Meta(min_length=1, description="what the stance says means here")]
    neither: Annotated[str, Meta(min_length=1, description="what the stance neither means here")]
    denies: Annotated[str, Meta(min_length=1, description="what the stance denies means here")]
    parties: Annotated[tuple[PartyEntry, ...], Meta(description="a list of what parties said")]
    answering: Annotated[str, Meta(min_length=1, description="the name of the rows of answers")]
    contents: Annotated[
        dict[str, Content],
        Meta(min_length=1, description="below it, indented, names of contents with their fields"),
    ]
    answers: Annotated[
        tuple[AnswerEntry, ...], Meta(min_length=1, description="a list of answers, by day")
    ]
    after: AfterEntry
    unread: Annotated[tuple[UnreadEntry, ...], Meta(description="a list of what was not read")] = ()
    meeting: Annotated[str, Meta(min_length=1, description="the name of the row of meetings")]
    meetings: Annotated[
        tuple[MeetingEntry, ...], Meta(description="a list of meetings since the last answer")
    ]
    short: Annotated[
        ShortForm | None, Meta(description="below it, indented, what the drawing of two rows says")
    ] = None

    def find_faults(self) -> Iterator[Problem]:
        """What an answer contains is one of the contents."""
        for number, answer in enumerate(self.answers):
            for part, name in answer.list_named():
                if name not in self.contents:
                    known = f"the contents here are {', '.join(self.contents)}"
                    hint = nearest(name, self.contents) or known
                    message = f"'{name}' is no content of this figure"
                    yield Problem(message, "bad-value", hint, part=("answers", number, *part))

    @property
    def stances(self) -> dict[str, str]:
        """What each stance means here."""
        return {"denies": self.denies, "neither": self.neither, "says": self.says}

    def word_contents(self, answer: AnswerEntry) -> str:
        """Return in words what an answer contains, in the order of the rows."""
        words = [each.words for name, each in self.contents.items() if name in answer.contains]
        partly = [each.words for name, each in self.contents.items() if name in answer.partly]
        return "; ".join([*words, *(f"by one report {each}" for each in partly)])
