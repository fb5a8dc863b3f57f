"""Note that passages were held against a source again, or list what is still owed.

Usage: python scripts/note_readings.py [KEY [PASSAGE…]] [--config FILE]

Without a KEY, it lists what has to be held against what before an edition is made, by source. For
each passage, by its id or address, it writes the day and the sum into its record, and every other
byte of the file stays. Without a PASSAGE, all that the source is owed for are noted. It refuses,
and notes nothing, where a passage is not held against that source, where its record gives no words
of the source, and where nothing of the source was read.
"""

import argparse
import logging
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from briefing.claims.backing import is_owed, make_sum
from briefing.claims.records import BORNE
from briefing.claims.statements import Statement
from briefing.marked import set_values
from briefing.pipeline.plan import plan
from briefing.pipeline.site import Site
from briefing.problems import Refused, nearest
from briefing.programs import write_whole
from briefing.sources.entries import Source
from briefing.text import count_things

SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"


def list_owed(site: Site) -> dict[str, list[Statement]]:
    """Return the passages that have to be held against a source, by its key."""
    sources = site.project.bibliography.sources
    owed = defaultdict[str, list[Statement]](list)
    for statement in site.statements:
        for key, record in statement.record.sources.items():
            if key in sources and is_owed(statement, sources[key], record):
                owed[key].append(statement)
    return owed


def find_readings(site: Site, key: str, names: Sequence[str]) -> list[Statement]:
    """Return the passages with some ids or addresses that are held against a source.

    Without a name, they are all that it is owed for. Raise Refused where there is no such source,
    or where one of them is not among those.
    """
    sources = site.project.bibliography.sources
    if key not in sources:
        raise Refused(_join(f"no source has the key '{key}'", nearest(key, sources)))
    if not names:
        return list_owed(site).get(key, [])
    passages = _list_passages(site, key)
    for name in names:
        if name not in passages:
            message = f"no claim and no note '{name}' cites '{key}'"
            raise Refused(_join(message, nearest(name, passages)))
    return [passages[name] for name in dict.fromkeys(names)]


def _list_passages(site: Site, key: str) -> dict[str, Statement]:
    """Return the passages that are held against a source, each by its id and by its address."""
    passages = dict[str, Statement]()
    for statement in site.statements:
        if key in statement.record.sources:
            passages |= {statement.id: statement, statement.address: statement}
    return passages


def _join(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def check_reading(site: Site, statement: Statement, source: Source) -> None:
    """Raise Refused where nothing can have been held against a source."""
    path = site.project.records.of_page(statement.page.uri).path
    record = statement.record.sources[source.key]
    if source.extent == "none":
        place = f"{source.path}:{source.line_of('extent')}"
        hint = "read it, and write there how far it was read, and read with the day"
        raise Refused(f"{place}: of '{source.key}' nothing was read, says its extent; {hint}")
    if record.bears in BORNE and not record.words:
        line = site.project.records.of_page(statement.page.uri).find_place(
            statement.id, "sources", source.key
        )[0]
        message = f"{path}:{line}: the record of '{statement.id}' gives no words of '{source.key}'"
        hint = "write under words three to five in a row, as the source has them"
        raise Refused(f"{message}; {hint}")


def mark_held(site: Site, key: str, names: Sequence[str]) -> list[Statement]:
    """Note that passages, by id or address, were held today against what was read in a source.

    Raise Refused where one of them is not held against it, or cannot have been, and where its
    record is written in a way into which nothing can be put: then nothing is noted.
    """
    readings = find_readings(site, key, names)
    source = site.project.bibliography.sources[key]
    texts = dict[Path, str]()
    for statement in readings:
        check_reading(site, statement, source)
        file = site.project.root / site.project.records.of_page(statement.page.uri).path
        text = texts.get(file) or file.read_bytes().decode()
        texts[file] = _note(text, statement, source)
    for file, text in texts.items():
        write_whole(file.resolve(), text.encode())
    return readings


def _note(text: str, statement: Statement, source: Source) -> str:
    """Return the text of a file of records in which a reading is noted."""
    values = {"held": str(date.today()), "sum": make_sum(statement, source)}
    try:
        return set_values(text, (statement.id, "sources", source.key), values)
    except ValueError as error:
        hint = f"write the record of '{source.key}' in lines"
        raise Refused(f"'{statement.id}': {error}; {hint}") from error


def write_owed(site: Site) -> str:
    """Return what has to be held against what before an edition, by source."""
    owed = list_owed(site)
    if not owed:
        return "no reading is owed"
    sources = site.project.bibliography.sources
    lines = list[str]()
    for key, statements in owed.items():
        source = sources[key]
        where = source.url or source.doi or "in print"
        lines.append(f"{source.path}:{source.line}: {key}, {source.short}: {where}")
        for statement in statements:
            records = site.project.records.of_page(statement.page.uri)
            line = records.find_place(statement.id, "sources", key)[0]
            lines.append(f"  {records.path}:{line}: {statement.id}: {statement.sentence}")
        ids = " ".join(statement.id for statement in statements)
        lines.append(f'  read it, then: make checked KEY={key} PASSAGE="{ids}"')
    count = sum(map(len, owed.values()))
    lines.append(f"owed: {count_things(count, 'reading')} of {count_things(len(owed), 'source')}")
    return "\n".join(lines)


def be_quiet() -> None:
    """Say nothing of what a build would warn of: `make check` does."""
    log = logging.getLogger("mkdocs")
    log.addHandler(logging.NullHandler())
    log.propagate = False


def main(argv: Sequence[str]) -> None:
    """Note readings, or list what is owed. Raise SystemExit where nothing was noted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", type=Path, default=SETTINGS)
    parser.add_argument("key", nargs="?", default="", help="the key of the source")
    parser.add_argument("passage", nargs="*", help="ids of claims and notes")
    arguments = parser.parse_args(argv)
    be_quiet()
    try:
        site = plan(arguments.config.resolve(), is_tolerant=True)
        if not arguments.key:
            print(write_owed(site))
            return
        readings = mark_held(site, arguments.key, arguments.passage)
    except (Refused, MkDocsException) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
    ids = ", ".join(f"'{statement.id}'" for statement in readings)
    print(f"{ids} held against '{arguments.key}'" if ids else "no reading is owed")


if __name__ == "__main__":
    main(sys.argv[1:])
