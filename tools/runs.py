"""Digests of every six words in a row of a text that is not in the repository.

`python tools/runs.py FOLDER` reads `article.txt` and `context.yml` there, and writes
`article-runs.txt` and `context-runs.txt` into `tests/briefing/`: of each run the beginning of its
SHA-256, a line each, sorted. Of the second, only what its fields `words` quote.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "tests/briefing"
LENGTH = 6  # words of a run
NO_WORDS = re.compile(r"\[\]\(\)(?=\{)|\{ [^}]*\}|\[@[^\]]*\]|\]\([^)]*\)")
"""Anchors, ids, citations and targets of links, which a reader does not read between words."""


def list_runs(text: str) -> list[str]:
    """Return every six words in a row of a text, or of a page's Markdown."""
    words = re.findall(r"\w+", re.sub("[’']", "", NO_WORDS.sub("", text).lower()))
    return [" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)]


def digest(run: str) -> str:
    """Return what stands for a run in the lists."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]


def find_fields(data: Any, name: str) -> Iterator[Any]:
    """Yield the values of all fields with a name, however deep they stand."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == name:
                yield value
            yield from find_fields(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from find_fields(value, name)


def write_digests(name: str, texts: Iterable[str]) -> None:
    """Write the digests of all runs of some texts."""
    digests = {digest(run) for text in texts for run in list_runs(text)}
    (DATA / name).write_text("".join(f"{one}\n" for one in sorted(digests)), encoding="utf-8")


def main(folder: Path) -> None:
    """Write both lists from the texts in a folder."""
    write_digests("article-runs.txt", [(folder / "article.txt").read_text(encoding="utf-8")])
    context = yaml.safe_load((folder / "context.yml").read_text(encoding="utf-8"))
    write_digests("context-runs.txt", filter(None, find_fields(context, "words")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
