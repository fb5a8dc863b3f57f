"""Print what is wrong with the pages and sources, without a build.

Usage: python scripts/check_evidence.py
Exit status 1 when something is found, for editors, pre-commit and CI.
"""

import sys
from pathlib import Path

from briefing.checks import check_project
from briefing.notes import check_titles, load_notes

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Check the project that this file belongs to."""
    project = check_project(ROOT, ROOT / "docs")
    notes, faults = load_notes(project.bib, list(project.bibliography.sources), ROOT / ".cache")
    problems = sorted([*project.problems, *faults, *check_titles(project.bibliography.sources, notes)])
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in {len(project.documents)} pages and {len(project.bibliography.sources)} sources")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
