"""Whether the sources say what the text says, as far as a program can tell from what was read in them.

Only a site with `docs/support.yml` is checked. What is *owed* stops no draft, but a freeze: nothing unread enters an
edition.
"""

from collections.abc import Collection, Iterator, Mapping

from ..problems import Problem
from ..sources.bibliography import Source
from .records import PageEvidence, Passage
from .support import Record, Support, make_sum
from .tokens import Reader, Token, find_unsupported

OWED = frozenset({"no-record", "stale-check"})  # codes of what has to be read again
Fault = tuple[str, str, str]  # code, message, hint


def check_evidence(pages: Collection[PageEvidence], support: Support, sources: Mapping[str, Source]
                   ) -> dict[str, list[Fault]]:
    """Return by the address of each passage what is unsupported in it, and against which source it must be held."""
    reader, events = Reader(support.spellings), {claim.id: claim.event for page in pages for claim in page.claims}
    faults: dict[str, list[Fault]] = {}
    for passage in (passage for page in pages if support.path for passage in page.passages):
        found, event = support.find(passage), events.get(getattr(passage, "follows", passage.id), "")
        known = _list_known(found, sources, reader, event)
        faults[passage.address] = [*_check_sums(passage, found, sources), *(
            ("unsupported-token", f"no source of '{passage.id}' was seen to state {token.kind} '{token.text}'",
             f"where one does, write it under days, names or figures ('500,000' in quotation marks) of its record in "
             f"docs/support.yml ({', '.join(found)}); else mend the text")
            for token in find_unsupported(reader.read(passage.text) if any(found.values()) else (), known))]
    return faults


def check_use(pages: Collection[PageEvidence], support: Support) -> Iterator[Problem]:
    """A record is of a passage that is there, and that rests on its source."""
    used = {id(record) for page in pages for passage in page.passages for record in support.find(passage).values()}
    for record in support.records.values():
        if id(record) not in used:
            yield Problem(support.path, record.line, f"no passage '{record.passage}' rests on '{record.source}'",
                          "unused-record", "take the record away")


def _check_sums(passage: Passage, found: Mapping[str, Record | None], sources: Mapping[str, Source]) -> Iterator[Fault]:
    """A passage has been held against what was read in each source that it rests on; neither has changed since."""
    for key, record in found.items():
        if record is None:
            yield ("no-record", f"nothing says what '{key}' was seen to state for '{passage.id}'",
                   f"read it, and add to docs/support.yml: - {{passage: {passage.id}, source: {key}, bears: all}}")
        elif record.sum != make_sum(passage, sources[key]):
            when = f"was held against '{key}' on {record.held}, and one of them has changed since" if record.sum else (
                f"was never held against '{key}'")
            yield ("stale-check", f"'{passage.id}' {when}", "read the passage against the source again, then: "
                   f"make checked KEY={key} PASSAGE={record.passage}")


def _list_known(found: Mapping[str, Record | None], sources: Mapping[str, Source], reader: Reader, event: str
                ) -> Iterator[Token]:
    """Yield what bears a passage out: its date `event`, its records, the days of its sources and of access to them."""
    for day in (*event.split("/"), *(sources[key].get(name) for key in found for name in ("date", "urldate"))):
        yield Token("day", day, day)
    for record in filter(None, found.values()):
        yield from (Token("day", day, day) for day in record.days)
        yield from (token for text in record.figures for token in reader.read_figures(text))
        yield from (Token("name", name, reader.spellings[name]) for name in record.names)
