"""Tell what became of a passage that somebody cited: the same, changed (and how), moved, or withdrawn.

Usage: python scripts/verify_citation.py "…, edition 1 (2026), https://example.org/editions/1/trade/#tariffs"
Works from the manifests in editions/. Exit status: 0 it says the same, 1 it does not, 2 no such passage is known."""

import sys
from pathlib import Path

from briefing.editions.manifest import load_editions
from briefing.editions.outcomes import list_outcomes, read_citation, tell


def answer(citation: str, root: Path) -> tuple[str, str]:
    """Return the state of the passage, and the answer in words; no state where no such passage is known."""
    editions, problems = load_editions(root)
    if problems or not editions:
        return "", "\n".join(map(str, problems)) or "there is no edition yet"
    cited = read_citation(
        citation, [[*edition.data.pages, *edition.data.redirects] for edition in editions]
    )
    if cited is None:
        return "", "there is no address in it"
    number, address = cited
    found = 0 < number <= len(editions) and list_outcomes(editions[number - 1], editions[-1]).get(
        address
    )
    if not found:
        return "", f"edition {number} has no passage at /{address}"
    old, new = editions[number - 1].passages[found.at], editions[-1].passages.get(found.now)
    return found.state, tell("answer", number, address, found, old, new)


if __name__ == "__main__":
    state, words = answer(" ".join(sys.argv[1:]), Path(__file__).parent.parent)
    print(words, file=sys.stdout if state else sys.stderr)
    sys.exit({"same": 0, "": 2}.get(state, 1))
