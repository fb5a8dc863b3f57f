"""What is said to have been done after the day of the edition, or of the draft.

Of an edition that is being frozen, that is today; a build looks at no clock.
"""

from collections.abc import Iterator

from ..dates import parse_edtf
from ..problems import Problem, Spot
from .site import Site

_OF_SOURCES = ("urldate", "read", "archiveseen")
_HINT = "write the day on which it was done; that of a draft is date in mkdocs.yml"


def find_days_to_come(site: Site) -> Iterator[Problem]:
    """Nothing was opened, gone through or made later than on the day of what is published."""
    day = site.publication.version.date
    for name, text, spot in (*_list_of_sources(site), *_list_of_forecasts(site)):
        span = parse_edtf(text)
        if span and span.earliest > day:
            message = f"{name} is {text}, later than this draft or edition, of {day}"
            yield Problem(message, "day-to-come", _HINT).at(*spot)


def _list_of_sources(site: Site) -> Iterator[tuple[str, str, Spot]]:
    """Yield the days on which sources were opened: the field, what it says, and where."""
    for source in site.project.bibliography.sources.values():
        for name in _OF_SOURCES:
            spot = (source.path, source.line_of(name), 0)
            yield name, source.fields.get(name, ""), spot


def _list_of_forecasts(site: Site) -> Iterator[tuple[str, str, Spot]]:
    """Yield the days on which forecasts were gone through, or made by us, likewise."""
    written = site.project.figures.get("forecasts")
    if written:
        yield "read_on", written.form.read_on, written.locate("read_on")
        for name, own in written.form.ours.items():
            yield "made", own.made, written.locate("ours", name, "made")
