"""Tell what became of a passage that somebody cited.

It is the same, changed (and how), moved, or withdrawn.

Usage: python scripts/verify_citation.py CITATION
where a citation is: "…, edition 1 (2026), https://example.org/editions/1/trade/#tariffs"

Works from the manifests in editions/. Exit status: 0 it says the same, 1 it does not, 2 no such
passage is known.
"""

import sys
from pathlib import Path

from briefing.editions.cited import read_citation
from briefing.editions.manifest import load_editions
from briefing.editions.outcomes import list_outcomes
from briefing.editions.reports import write_answer

_UNKNOWN = 2  # exit status


def answer(citation: str, root: Path) -> tuple[str, str]:
    """Return the state of the passage, and the answer in words.

    There is no state where no such passage is known in the project in `root`.
    """
    editions, problems = load_editions(root)
    if problems:
        return "", "\n".join(str(problem) for problem in problems)
    if not editions:
        return "", "there is no edition yet"
    pages = [[*edition.data.pages, *edition.data.redirects] for edition in editions]
    cited = read_citation(citation, pages)
    if cited is None:
        return "", "there is no address in it"
    unknown = f"edition {cited.number} has no passage at /{cited.address}"
    if not 0 < cited.number <= len(editions):
        return "", unknown
    edition = editions[cited.number - 1]
    newest = editions[-1]
    outcome = list_outcomes(edition, newest).get(cited.address)
    if outcome is None:
        return "", unknown
    old = edition.passages[outcome.at]
    new = newest.passages.get(outcome.now)
    return outcome.state, write_answer(cited.number, cited.address, outcome, old, new)


def main(citation: str) -> int:
    """Print what became of a passage of this project, and return the exit status."""
    state, words = answer(citation, Path(__file__).parent.parent)
    if not state:
        print(words, file=sys.stderr)
        return _UNKNOWN
    print(words)
    return 0 if state == "same" else 1


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
