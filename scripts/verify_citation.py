"""Tell what became of a passage that somebody cited: the same, changed (and how), moved, or withdrawn.

Usage: python scripts/verify_citation.py "…, edition 1 (2026), https://example.org/editions/1/leverage/#influence"
Works from the manifests in editions/. Exit status 0 where the words are the same, 1 where they are not,
2 where no such passage is known.
"""

import argparse
import sys
from pathlib import Path

from briefing.editions.changes import Fate, find_fate
from briefing.editions.fates import Reference, read_reference
from briefing.editions.manifest import load_editions

ROOT = Path(__file__).parent.parent
_SIGNS = {"same": "{}", "removed": "[out: {}]", "added": "[in: {}]"}


def describe(reference: Reference, fate: Fate) -> str:
    """Give the answer in words, with both texts and what changed between them."""
    is_same = fate.new is not None and fate.new.text == fate.old.text
    lines = [f"{fate.state}: /{reference.address} in edition {reference.number}", f"  then: {fate.old.text}"]
    if fate.address != reference.address or fate.state == "moved":
        lines.append(f"  now at: /{fate.address}")
    if not is_same:
        lines += [f"  now: {fate.new.text if fate.new else 'nothing'}",
                  "  change: " + " ".join(_SIGNS[kind].format(words) for kind, words in fate.runs)]
    return "\n".join(lines)


def main() -> int:
    """Answer for the project of the given folder, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("citation", help="a citation or an address of this briefing, as pasted")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of the project")
    options = parser.parse_args()
    editions, problems = load_editions(options.root)
    if problems or not editions:
        print("\n".join(map(str, problems)) or "there is no edition yet", file=sys.stderr)
        return 2
    reference = read_reference(options.citation, editions)
    if reference is None:
        print("there is no address in it", file=sys.stderr)
        return 2
    fate = find_fate(editions, reference.number, reference.address)
    if fate is None:
        print(f"edition {reference.number} has no passage at /{reference.address}", file=sys.stderr)
        return 2
    print(describe(reference, fate))
    return 0 if fate.state == "same" else 1


if __name__ == "__main__":
    sys.exit(main())
