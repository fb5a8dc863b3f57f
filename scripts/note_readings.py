"""Note that passages were held against a source again, or list what is still owed.

Usage: python scripts/note_readings.py KEY [PASSAGE…] [--dry-run] [--config FILE]
       python scripts/note_readings.py --owed [--config FILE]

For each passage, by its id or address, it writes the day and the sum into its record, and every
other byte of the file stays. Without a PASSAGE, all that the source is owed for are noted. It
refuses, and notes nothing, where a passage is not held against that source, where its record gives
no words of the source, and where nothing of the source was read. `--owed` lists what has to be held
against what before an edition is made, by source.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from briefing.claims.backing import is_owed, make_sum
from briefing.claims.records import BORNE
from briefing.claims.statements import Statement
from briefing.marked import set_values
from briefing.pipeline.commands import be_quiet, finish, make_parser, run
from briefing.pipeline.plan import plan
from briefing.pipeline.site import Site
from briefing.problems import Refused, count_things, nearest
from briefing.rewriting import Rewrite, read_text
from briefing.sources.entries import Source


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
    if not key:
        raise Refused("say against which source it was held: make checked KEY=its-key")
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


def mark_held(site: Site, key: str, names: Sequence[str], *, is_dry: bool = False) -> None:
    """Note that passages, by id or address, were held today against what was read in a source.

    Raise Refused where one of them is not held against it, or cannot have been, and where its
    record is written in a way into which nothing can be put: then nothing is noted.
    """
    today = str(date.today())
    source = site.project.bibliography.sources.get(key)
    readings = find_readings(site, key, names)
    assert source is not None  # or there would be none
    texts = dict[str, str]()
    before = dict[str, str]()
    for statement in readings:
        check_reading(site, statement, source)
        path = site.project.records.of_page(statement.page.uri).path
        before.setdefault(path, read_text(site.project.root / path, path))
        values = {"held": today, "sum": make_sum(statement, source)}
        text = texts.get(path, before[path])
        texts[path] = _set_values(path, text, (statement.id, "sources", key), values)
    rewrites = [
        Rewrite(path, site.project.root / path, before[path], text) for path, text in texts.items()
    ]
    ids = ", ".join(f"'{statement.id}'" for statement in readings)
    finish(site.project.root, rewrites, f"{ids} held against '{key}' on {today}", is_dry=is_dry)


def _set_values(path: str, text: str, place: tuple[str, ...], values: Mapping[str, str]) -> str:
    try:
        return set_values(text, place, values)
    except ValueError as error:
        name, _, key = place
        hint = f"write the record of '{key}' in lines"
        raise Refused(f"{path}: '{name}': {error}; {hint}") from error


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


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the command was asked for."""
    parser = make_parser(__doc__)
    parser.add_argument("--owed", action="store_true", help="list what is owed, and note nothing")
    parser.add_argument("key", nargs="?", default="", help="the key of the source")
    parser.add_argument("passage", nargs="*", help="ids of claims and notes")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> None:
    """Note readings, or list what is owed. Raise Refused where nothing was noted."""
    arguments = read_arguments(argv)
    be_quiet()
    site = plan(arguments.config.resolve(), is_tolerant=True)
    if arguments.owed:
        print(write_owed(site))
    else:
        mark_held(site, arguments.key, arguments.passage, is_dry=arguments.dry_run)


if __name__ == "__main__":
    run(main)
