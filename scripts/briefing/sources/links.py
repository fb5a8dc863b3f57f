"""What is known of the addresses that the briefing links to: when each was last there, and which are gone.

`links.jsonl` has one JSON object a line (https://jsonlines.org), in the order of the addresses, with days
in ISO 8601. `scripts/check_links.py` writes it; a build reads it and never asks the web.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from ..problems import Problem

FILE = "links.jsonl"
ANSWERS = ("gone", "lying", "unreachable", "moved", "alive")
"""All verdicts, worst first."""
PATIENCE = 3
"""On how many days an address must fail before it counts as dead; one day is enough for `gone`."""


@dataclass(frozen=True)
class Answer:
    """What an address said when it was asked."""

    verdict: str
    """One of `ANSWERS`."""
    reason: str = ""
    """Why, where it is not alive: `404 Not Found`."""
    to: str = ""
    """Where it has moved for good, or where it leads although what was there is not."""


@dataclass(frozen=True)
class Link:
    """What is known of one address."""

    address: str
    """Without a fragment."""
    verdict: str
    """The last answer."""
    asked: date
    """Day of the last answer."""
    since: date
    """First day of the row of good answers, or of bad ones, that ends with the last."""
    seen: date | None
    """Last day of a good answer; None where there was none."""
    misses: int
    """Days with a bad answer since the last good one; `gone` counts for as many as make it dead."""
    reason: str = ""
    to: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether readers are told that it is gone."""
        return self.misses >= PATIENCE


def update_link(link: Link | None, address: str, answer: Answer, today: date) -> Link:
    """Give what is known after an answer. `link` is what was known before, if anything."""
    if answer.verdict in {"alive", "moved"}:
        since = link.since if link and not link.misses else today
        return Link(address, answer.verdict, today, since, today, 0, answer.reason, answer.to)
    missed, since = (link.misses, link.since) if link and link.misses else (0, today)
    if not missed or (link and link.asked != today):
        missed += 1
    misses = max(missed, PATIENCE) if answer.verdict == "gone" else missed
    return Link(address, answer.verdict, today, since, link.seen if link else None, misses, answer.reason, answer.to)


def load_links(path: Path) -> tuple[dict[str, Link], list[Problem]]:
    """Read what is known, by address; nothing where there is no such file. Faults come back, by line."""
    try:
        return parse_links(path.read_text(encoding="utf-8-sig"), path.name)
    except FileNotFoundError:
        return {}, []
    except (UnicodeDecodeError, OSError) as error:
        return {}, [Problem(path.name, 1, f"the file cannot be read as UTF-8: {error}", "links-file")]


def parse_links(text: str, name: str = FILE) -> tuple[dict[str, Link], list[Problem]]:
    """Read the lines of the file; a faulty one is reported, and left out."""
    links: dict[str, Link] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            link = _parse_line(line) if line.strip() else None
            if link and link.address in links:
                raise ValueError(f"the address {link.address} stands twice")
        except (ValueError, TypeError, RecursionError) as error:
            problems.append(Problem(name, number, f"this line is not the record of a link: {error}", "links-file",
                                    "take the line from git, or delete it and run make links"))
        else:
            links |= {link.address: link} if link else {}
    return links, problems


def write_links(links: Iterable[Link]) -> str:
    """Give the text of the file."""
    records = [{name: value.isoformat() if isinstance(value, date) else value
                for name, value in asdict(link).items()} for link in sorted(links, key=lambda link: link.address)]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def is_web(address: str) -> bool:
    """Whether an address is one of the web, by scheme, host and port; False too for what is no address at all."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def find_link(address: str, links: Mapping[str, Link]) -> Link | None:
    """Give what is known of an address, with or without a fragment."""
    try:
        return links.get(urldefrag(address).url)
    except ValueError:
        return None


def format_report(links: Iterable[Link], uses: Mapping[str, Iterable[str]]) -> str:
    """Give all addresses in words, the worst first; `uses` has the places, as `path:line`, by address."""
    ordered = sorted(links, key=lambda link: (not link.is_dead, ANSWERS.index(link.verdict), link.address))
    return "\n".join(_format_link(link, uses.get(link.address, ())) for link in ordered)


def _format_link(link: Link, places: Iterable[str]) -> str:
    seen = f", last seen {link.seen}" if link.seen else ", never seen"
    lines = [f"{'dead, ' if link.is_dead else ''}{link.verdict}: {link.address}",
             f"since {link.since}{seen if link.misses else ''}, asked {link.asked}",
             *filter(None, (link.reason, link.to and f"leads to {link.to}")), f"used in {', '.join(places)}"]
    return "\n    ".join(lines)


def _parse_line(line: str) -> Link:
    """Raise ValueError or TypeError where the line is anything but a sound record."""
    record = json.loads(line)
    names = {field.name for field in fields(Link)}
    if not isinstance(record, dict) or set(record) != names:
        raise ValueError(f"it needs {', '.join(sorted(names))}")
    for name in ("asked", "since", "seen"):
        record[name] = None if name == "seen" and record[name] is None else date.fromisoformat(record[name])
    link = Link(**record)
    texts = (link.address, link.verdict, link.reason, link.to)
    if not all(isinstance(text, str) for text in texts) or type(link.misses) is not int or link.misses < 0:
        raise ValueError("a text or a number is of the wrong kind")
    "".join(texts).encode("utf-8")  # raises for half a surrogate pair, which no page could hold
    if link.verdict not in ANSWERS or not is_web(link.address) or (link.to and not is_web(link.to)):
        raise ValueError("its verdict or an address is none that make links writes")
    return link
