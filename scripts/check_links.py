"""Ask every address in docs/ and bibliography.bib whether it is there, and look for its words.

Usage: python scripts/check_links.py, in the folder of mkdocs.yml.

It says what is dead, what has moved, which pages no longer have the words that records quote, and
which archived copies are there, with the lines to add. Nothing is written but the days, into
links.json. Exit status 1 only where nothing could be asked: what became of a page is no fault.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import sleep
from typing import TypeVar
from urllib.parse import urlsplit

from briefing.sources.entries import Source
from briefing.sources.links import LINKS_FILE, bare_address, load_links
from linkcheck.asking import Limits, ask
from linkcheck.copies import AVAILABLE, Copy, find_copy
from linkcheck.findings import list_findings, tell_copy
from linkcheck.keeping import sum_up
from linkcheck.targets import Target, list_targets, read_project

_HOSTS = 8  # asked at the same time
_T = TypeVar("_T")


def ask_all(
    addresses: Iterable[str], limits: Limits, question: Callable[[str], _T]
) -> dict[str, _T]:
    """Return what a question gives for each address: one after the other of each host."""
    hosts = defaultdict[str, list[str]](list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)

    def ask_host(of_host: Sequence[str]) -> list[tuple[str, _T]]:
        answers = []
        for number, address in enumerate(of_host):
            if number:
                sleep(limits.pause)
            answers.append((address, question(address)))
        return answers

    with ThreadPoolExecutor(_HOSTS) as asking:
        answered = [pair for pairs in asking.map(ask_host, hosts.values()) for pair in pairs]
    return dict(answered)


def find_copies(
    sources: Iterable[Source], archive: str, limits: Limits
) -> Iterator[tuple[Source, Copy]]:
    """Yield the sources that name no copy, each with one that is there."""
    for number, source in enumerate(each for each in sources if _lacks_copy(each)):
        if number:
            sleep(limits.pause)
        copy = find_copy(source.url, source.urldate, archive, limits)
        if copy:
            yield source, copy


def _lacks_copy(source: Source) -> bool:
    return bool(source.url and not source.archiveurl)


def list_words(targets: Mapping[str, Target], source: Source) -> dict[str, str]:
    """Return the words that records have of a source, by their places."""
    words = targets[bare_address(source.url)].words
    return {each.place: each.whole for each in words if each.key == source.key}


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the command was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", default=AVAILABLE, help="where an archive says what it has")
    for name, value in Limits()._asdict().items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> None:
    """Ask, say what was found, and keep the days. Raise SystemExit where nobody answered."""
    arguments = read_arguments(argv)
    limits = Limits(arguments.seconds, arguments.size, arguments.pause)
    project = read_project(Path.cwd())
    targets = list_targets(project)
    answers = ask_all(targets, limits, lambda address: ask(address, limits))
    known, _problems = load_links(Path(LINKS_FILE))
    today = date.today().isoformat()
    kept = sum_up(targets, answers, known, today)
    for address, target in targets.items():
        for line in list_findings(target, answers[address]):
            print(line)
    for source, copy in find_copies(project.sources.values(), arguments.archive, limits):
        print(tell_copy(source, copy, list_words(targets, source), today))
    text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
    Path(LINKS_FILE).write_text(f"{text}\n", encoding="utf-8")
    seen, gone, drifted = (len(kept[name]) for name in ("seen", "gone", "drifted"))
    print(
        f"{seen} addresses have been seen, {gone} are gone, {drifted} have lost words: {LINKS_FILE}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
