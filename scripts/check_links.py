"""Ask every address in `docs/` and `bibliography.bib` whether it is still there; keep the answers in links.json.

Usage: python scripts/check_links.py LYCHEE, the program that asks; in the folder of mkdocs.yml.
Exit status 1 only where nothing could be asked: an address that does not answer is a record, and no fault."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from briefing.sources.notes import FILE, Links, as_reported, load_links

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
GONE = {
    404,
    410,
}  # nothing is there (RFC 9110, 15.5.5 and 15.5.11); any other fault may be our own or pass


def sum_up(answers: dict[str, Any], known: Links, today: str) -> dict[str, Any]:
    """Return what is kept: lychee's maps of what did not answer or leads elsewhere, and the days by address."""
    found = {
        as_reported(link["url"]): link["status"].get("code")
        for kind in ("timeout", "error", "success")
        for links in answers[f"{kind}_map"].values()
        for link in links
    }
    if found and not any(found.values()):
        sys.exit(
            f"none of {len(found)} addresses answered: is this machine on the network? Nothing was kept."
        )
    seen = {address: str(day) for address, day in known.seen.items() if address in found}
    seen |= {
        as_reported(link["url"]): today
        for links in answers["success_map"].values()
        for link in links
    }
    gone = {
        address: str(known.gone.get(address, today))
        for address, code in found.items()
        if code in GONE
    }
    maps = {
        name: {file: sorted(links, key=json.dumps) for file, links in answers[name].items()}
        for name in ("error_map", "redirect_map", "timeout_map")
    }
    return {"asked": today, "seen": seen, "gone": gone, **maps}


if __name__ == "__main__":
    run = subprocess.run([sys.argv[1], *OPTIONS], stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode not in {
        0,
        2,
    }:  # lychee's own words stand on the screen; 2 is an address that does not answer
        sys.exit(1)
    answers = json.loads(
        run.stdout,
        object_hook=lambda part: {name: part[name] for name in part if name != "duration"},
    )
    kept = sum_up(answers, load_links(Path(FILE))[0], date.today().isoformat())
    Path(FILE).write_text(
        json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"{len(kept['seen'])} addresses have been seen, {len(kept['gone'])} are gone: {FILE}")
