"""What editions promise: no published word changes in silence, and no published address is lost. A rule is a generator;
its docstring is the rule. Free, so that a change of it needs no edition, is only this: white space and the bounds of
paragraphs, lists and their items; emphasis; where a link leads, but for a line that says where a passage has moved; an
address more; layout, looks and code; the engine's own words (`passages.LEFT_OUT`) and what its views work out
(`data-derived`); in `mkdocs.yml`, all that its manifest does not list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..pages.vocabulary import ENDS, KINDS
from ..problems import Problem, nearest, say
from ..text import find_scheme, resolve
from .manifest import MANIFEST, Edition
from .passages import SECTIONS

FindLine = Callable[
    [str, str], tuple[str, int]
]  # of an id on the page with an address, or of a word in a file


class Difference(NamedTuple):
    """One thing that is not said as the newest edition says it."""

    place: str  # the address of a page from the root of the site, or a file of the project
    id: str  # of a passage of the page, or a name in the file; empty for the page or the file itself
    title: str
    message: str


def check_editions(
    editions: Sequence[Edition], live: Edition, find_line: FindLine, silent: Iterable[Difference]
) -> Iterator[Problem]:
    """Yield every broken promise of what the live site says; `silent` is what it may not say otherwise."""
    yield from _check_ends(editions, live, find_line)
    for place, name, _, message in silent:
        yield Problem(*find_line(place, name), *say("silent-edit", message))
    yield from _check_addresses(editions, live)


def find_differences(newest: Edition, live: Edition) -> Iterator[Difference]:
    """Yield what the site does not say as the newest edition does; what that edition did not keep is no difference."""
    kept, now = newest.data, live.data
    was, settings = (
        {"site_name": data.site_name, "cut_off": data.cut_off, **data.settings}
        for data in (kept, now)
    )
    shown, figures = (
        (now.figures if data.figures is None else data.figures) or {} for data in (kept, now)
    )
    compared: list[tuple[str, str, str, str, Any, Any]] = [
        *(
            ("mkdocs.yml", name, name, f"the setting '{name}'", was[name], settings.get(name))
            for name in was
        ),
        *(
            (
                f"docs/figures/{name}.yml",
                "",
                name,
                f"the figure '{name}'",
                shown.get(name, ""),
                figures.get(name, ""),
            )
            for name in sorted({*shown, *figures})
        ),
        *(
            (
                url,
                "",
                f"its {part}",
                f"the {part} of the page '{page.title}'",
                getattr(kept.pages.get(url), part, None),
                getattr(page, part),
            )
            for url, page in now.pages.items()
            for part in ("title", "description", "views")
        ),
    ]
    for place, name, title, what, old, new in compared:
        if old is not None and old != new:
            said = f": {old}" if isinstance(old, str) and old else ""
            yield Difference(place, name, title, f"{what} is not as in {newest.version.name}{said}")
    yield from _compare_passages(newest, live)


def _compare_passages(newest: Edition, live: Edition) -> Iterator[Difference]:
    """Sections first, in reading order, then those that are gone; within a section that did not change, its parts."""
    edition, differs = newest.version.name, ""
    for address, passage in (live.passages | newest.passages | live.passages).items():
        old, new, url = (
            newest.passages.get(address),
            live.passages.get(address),
            address.partition("#")[0],
        )
        is_other = (
            old and new and (old.sha256 != new.sha256 or (new.what == "moved" and old.to != new.to))
        )
        if passage.what in SECTIONS:
            differs = (
                f"of {edition}, /{address}, is gone"
                if not new
                else f"is not in {edition}"
                if not old
                else f"differs from {edition}"
                if is_other
                else ""
            )
            if differs:
                section = (
                    f"the section '{passage.title}'"
                    if passage.id
                    else "what stands above the first heading"
                )
                yield Difference(
                    url, passage.id if new else "", passage.title or url, f"{section} {differs}"
                )
        elif is_other and not differs:
            yield Difference(
                url,
                passage.id,
                passage.title,
                f"the passage '{passage.id}' says something else than /{address} in {edition}",
            )


def _check_ends(
    editions: Sequence[Edition], live: Edition, find_line: FindLine
) -> Iterator[Problem]:
    """A line that says that a passage has ended claims nothing, is not the passage itself, and leads to what moved."""
    places = live.passages.keys() | live.data.pages
    for address, passage in live.passages.items():
        if passage.what in ENDS:
            target, before = (
                resolve(address, passage.to),
                [edition.passages.get(address) for edition in editions],
            )
            is_said = any(
                old and old.what not in ENDS and old.words == passage.words for old in before
            )
            leads = passage.to and (find_scheme(target) or {target, target.rstrip("#")} & places)
            if reason := (
                "kind"
                if passage.kind in KINDS
                else "words"
                if is_said
                else "nowhere"
                if passage.what == "moved" and not leads
                else ""
            ):
                yield Problem(
                    *find_line(address.partition("#")[0], passage.id),
                    *say(f"false-end/{reason}", passage.id, passage.what),
                )


def _check_addresses(editions: Sequence[Edition], live: Edition) -> Iterator[Problem]:
    """Every address that any edition had still leads to what it named, or to a line that says what became of it."""
    there = {
        url: {passage.id for passage in page.passages} for url, page in live.data.pages.items()
    }
    last = {
        address: edition
        for edition in editions
        for address in edition.passages
        if not address.endswith("#")
    }
    for address, edition in last.items():
        url, _, name = address.partition("#")
        ids = there.get(follow(url, live.data.redirects), set())
        if name not in ids:
            lost = say(
                f"lost-address/{'id' if ids else 'page'}", address, name, hint=nearest(name, ids)
            )
            yield Problem(edition.version.path + MANIFEST, 1, *lost)


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Return where the address of a page leads now."""
    for _ in redirects:
        url = redirects.get(url, url)
    return url
