"""Ask every address that the pages and the bibliography link to whether it is still there, and keep the answers.

Usage: python scripts/check_links.py [--again] [--config FILE]
The answers go into links.jsonl beside mkdocs.yml. Exit status 1 only where nothing could be asked or kept:
a dead link is a record, and not a fault of the command.
"""

import argparse
import asyncio
import re
import sys
from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from briefing.build.project import Project, check_project, find_addresses
from briefing.sources.links import FILE, Link, format_report, update_link, write_links
from briefing.sources.probe import Manners, Prober

ROOT = Path(__file__).parent.parent
PAUSE = 2.0
"""Seconds between two requests to one host."""
REST = timedelta(days=7)
"""How long an answer is good for."""


def main() -> int:
    """Ask what is due, write the answers, print them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="the mkdocs.yml of the project")
    parser.add_argument("--again", action="store_true", help="ask also what was asked in the last seven days")
    arguments = parser.parse_args()
    config = load_config(str(arguments.config))
    root = Path(config.config_file_path).parent
    project = check_project(root, Path(config.docs_dir))
    faults = [problem for problem in project.problems if problem.code in {"links-file", "page-encoding"}
              or problem.code.startswith("bib-")]
    if faults:
        print(*faults, sep="\n")
        return 1
    name = re.sub(r"[^\w.-]+", "-", config.site_name, flags=re.ASCII)
    prober = Prober(Manners(f"{name}-links (+{config.site_url})", PAUSE))
    return ask_all(project, root / FILE, prober, date.today(), arguments.again)


def ask_all(project: Project, path: Path, prober: Prober, today: date, again: bool) -> int:
    """Ask the addresses of a project and keep the answers in `path`, also when stopped half way.

    Nothing is kept where nothing answers at all: then our own line is dead, and no address. Gives the exit status.
    """
    uses = find_addresses(project)
    links = {address: link for address, link in project.links.items() if address in uses}
    due = [address for address in uses if again or address not in links or links[address].asked + REST <= today]
    try:
        asyncio.run(_ask(due, links, prober, today))
    finally:
        if prober.has_heard or not due:
            part = path.with_suffix(".part")
            part.write_text(write_links(links.values()), encoding="utf-8")
            part.replace(path)
    if due and not prober.has_heard:
        print(f"none of {len(due)} addresses answered: is this machine on the network? Nothing was kept")
        return 1
    print(format_report(links.values(), uses))
    counts = Counter(link.verdict for link in links.values())
    print(f"{len(links)} addresses, {len(due)} asked now:", ", ".join(f"{n} {name}" for name, n in counts.items()))
    return 0


async def _ask(due: Collection[str], links: dict[str, Link], prober: Prober, today: date) -> None:
    """Put the answers into `links` as they come."""
    async with prober.client:
        for address in due:
            print(f"asking {address}", file=sys.stderr)
            links[address] = update_link(links.get(address), address, await prober.ask(address), today)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (MkDocsException, OSError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("stopped; what was answered is kept")
