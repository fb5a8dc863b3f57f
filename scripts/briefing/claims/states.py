"""Sources that no longer hold: retracted by whoever published them, or gone from their address."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..problems import Problem
from ..sources.bibliography import Source
from ..sources.links import Link, find_link
from .records import PageEvidence

_SIGNS = {"retracted": "**Retracted.**", "gone": "<span data-derived>**Gone from this address.**</span>"}
"""What stands behind the note of a source, as Markdown. That an address is gone is no change of our words."""


def find_states(sources: Mapping[str, Source], links: Mapping[str, Link]) -> dict[str, str]:
    """Give `retracted` or `gone` by key; a source without either is left out."""
    states = {key: "retracted" if source.is_retracted else "gone" if _find_dead(source, links) else ""
              for key, source in sources.items()}
    return {key: state for key, state in states.items() if state}


def mark_notes(sources: Mapping[str, Source], notes: Mapping[str, str], links: Mapping[str, Link]) -> dict[str, str]:
    """Put a sign behind the note of each source that no longer holds."""
    states = find_states(sources, links)
    return {key: f"{note} {_SIGNS[states[key]]}" if key in states else note for key, note in notes.items()}


def check_gone(pages: Sequence[PageEvidence], sources: Mapping[str, Source], links: Mapping[str, Link],
               find_line: Callable[[str, str], tuple[str, int]]) -> Iterator[Problem]:
    """Yield each claim that rests on a source that is gone from its address.

    `find_line` gives path and line for the file of a page and an id on it.
    """
    dead = {key: link for key, source in sources.items() if (link := _find_dead(source, links))}
    for page in pages:
        for claim in page.claims:
            for key in claim.keys:
                if key in dead:
                    path, line = find_line(page.page.uri, claim.id)
                    yield Problem(path, line, f"'{claim.id}' rests on '{key}', gone since {dead[key].since}: "
                                  f"{dead[key].address}", "gone-source", "give its new address, or cite another source")


def _find_dead(source: Source, links: Mapping[str, Link]) -> Link | None:
    link = find_link(source.get("url"), links)
    return link if link and link.is_dead else None
