"""Take entries of a reference manager into the bibliography.

Usage: python scripts/cite.py [FILE] [--dry-run] [--config FILE]

FILE is an export of Zotero, Better BibTeX or JabRef, as BibTeX or BibLaTeX; without it, or for `-`,
entries are read from standard input, as they were copied. What a reference manager keeps for itself
is left out, `month` and `year` become a date, capitals of titles are kept, fields stand in one
order. A key is kept where it can be one, and else made. A source that is there already is named,
and not added again. What an entry still lacks is listed.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.pipeline.commands import be_quiet, find_places, finish, make_parser, run
from briefing.problems import Problem, Refused
from briefing.rewriting import Rewrite, read_text
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.importing import Taken, sum_up, take_entries
from briefing.sources.rules import check_sources

PASTED = "-"  # stands for what is pasted


def read_export(name: str) -> tuple[str, str]:
    """Return the text of an export, and how messages call it. Raise Refused where it is none."""
    if name == PASTED:
        if sys.stdin.isatty():
            print("paste the entries, then press Ctrl-D on a line of its own", file=sys.stderr)
        return sys.stdin.read(), "what was pasted"
    file = Path(name)
    if not file.is_file():
        raise Refused(f"{name}: there is no such file; say which: make cite FILE=export.bib")
    return read_text(file, name).removeprefix("\ufeff"), name


def list_rest(taken: Taken, path: str) -> Iterator[Problem]:
    """Yield what is wrong with the entries that were added."""
    bibliography = parse_bibliography(taken.text, path)
    lines = sorted(source.line for source in bibliography.sources.values())
    for problem in check_sources(bibliography):
        begun = [line for line in lines if line <= problem.line]
        added = [bibliography.sources[key].line for key in taken.keys]
        if begun and begun[-1] in added:
            yield problem


def main(argv: Sequence[str]) -> None:
    """Take entries, and say what was taken. Raise Refused where nothing was."""
    parser = make_parser(__doc__)
    parser.add_argument("file", nargs="?", default=PASTED, help="the export")
    arguments = parser.parse_args(argv)
    be_quiet()
    places = find_places(arguments.config)
    path = places.call(places.bibliography)
    export, export_path = read_export(arguments.file or PASTED)
    before = read_text(places.bibliography, path)
    taken = take_entries(before, export, path, export_path)
    for note in taken.notes:
        print(note)
    for problem in list_rest(taken, path):
        print(problem)
    rewrite = Rewrite(path, places.bibliography, before, taken.text)
    finish(places.root, [rewrite], sum_up(taken), is_dry=arguments.dry_run)


if __name__ == "__main__":
    run(main)
