"""Ask every address in docs/ and bibliography.bib whether it is still there; keep the answers.

Usage: python scripts/check_links.py LYCHEE, the program that asks; in the folder of mkdocs.yml.

They are kept in links.json. Exit status 1 only where nothing could be asked: an address that does
not answer is a record, and no fault. The form of the answers is that of `lychee --format json`
(https://lychee.cli.rs).
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from briefing.sources.links import LINKS_FILE, Links, as_reported, load_links

OPTIONS = [
    "--format=json",
    "--verbose",
    "--no-progress",
    "--include-verbatim",
    "--scheme=http",
    "--scheme=https",
    "--host-concurrency=1",
    "--host-request-interval=2s",
    "--timeout=30",
    "bibliography.bib",
    "docs/**/*.md",
]
# Nothing is there (RFC 9110, 15.5.5 and 15.5.11); any other fault may be our own, or pass.
GONE = {404, 410}
_ASKED = {0, 2}  # what lychee ends with: all addresses answered, or some did not
_KEPT_MAPS = ("error_map", "redirect_map", "timeout_map")


def sum_up(answers: dict[str, Any], known: Links, today: str) -> dict[str, Any]:
    """Return what is kept: lychee's maps of what did not answer or leads elsewhere, and the days.

    These are by address: the last on which it answered, the first on which nothing was there.
    Raise SystemExit where no address answered at all.
    """
    codes = _list_codes(answers)
    if codes and not any(codes.values()):
        sys.exit(
            f"none of {len(codes)} addresses answered: is this machine on the network? "
            "Nothing was kept."
        )
    seen = {address: str(day) for address, day in known.seen.items() if address in codes}
    for link in _list_links(answers, "success_map"):
        seen[as_reported(link["url"])] = today
    gone = {}
    for address, code in codes.items():
        if code in GONE:
            gone[address] = str(known.gone.get(address, today))
    maps = {name: _sort(answers[name]) for name in _KEPT_MAPS}
    return {"asked": today, "seen": seen, "gone": gone, **maps}


def _list_codes(answers: dict[str, Any]) -> dict[str, int | None]:
    """Return by address with which status of HTTP it answered; None where it did not."""
    codes = {}
    for name in ("timeout_map", "error_map", "success_map"):
        for link in _list_links(answers, name):
            codes[as_reported(link["url"])] = link["status"].get("code")
    return codes


def _list_links(answers: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the links in one of lychee's maps, which are by the file that has them."""
    for links in answers[name].values():
        yield from links


def _sort(links_by_file: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return one of lychee's maps in an order that is the same in each run."""
    return {file: sorted(links, key=json.dumps) for file, links in links_by_file.items()}


def drop_durations(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of an answer without how long it took, which is another in each run."""
    return {name: value for name, value in part.items() if name != "duration"}


def main(argv: Sequence[str]) -> str:
    """Ask, keep the answers, and return what is to be printed. Raise SystemExit where it cannot."""
    lychee = argv[0]
    run = subprocess.run([lychee, *OPTIONS], stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode not in _ASKED:  # its own words stand on the screen
        sys.exit(1)
    answers = json.loads(run.stdout, object_hook=drop_durations)
    known, _ = load_links(Path(LINKS_FILE))
    kept = sum_up(answers, known, date.today().isoformat())
    text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
    Path(LINKS_FILE).write_text(f"{text}\n", encoding="utf-8")
    seen = len(kept["seen"])
    gone = len(kept["gone"])
    return f"{seen} addresses have been seen, {gone} are gone: {LINKS_FILE}"


if __name__ == "__main__":
    print(main(sys.argv[1:]))
