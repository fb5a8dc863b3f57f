"""Tell whether a quotation is ours, where it stands, and what became of it.

Usage: python scripts/verify_citation.py [--site SITE] [--json] [--file FILE | TEXT …]
where a text is a quotation, an address, or a whole reference:
"…, edition 1 (2026), https://example.org/editions/1/trade/#tariffs"

Without a text or a file it is read from standard input. It is looked up in the manifests of
`editions/`, or in those of a built or downloaded site. Exit status: 0 it stands so in the newest
edition, 1 in an older one, and the newest says something else, 2 it is not ours, or no such
passage is known, 3 it is nearly so, 4 it could not be looked up.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

import msgspec

from briefing.editions.answers import EXACT, FOREIGN, NEARLY, Answer, Desk
from briefing.editions.manifest import Edition, load_editions, load_published
from briefing.editions.reports import write_answer
from briefing.problems import Problem

_STATUS = {EXACT: 0, "same": 0, FOREIGN: 2, NEARLY: 3}  # 1 of all others
_NOT_LOOKED_UP = 4
ROOT = Path(__file__).parent.parent


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(_NOT_LOOKED_UP, f"{message}\n")


def answer(text: str, editions: list[Edition], problems: list[Problem]) -> Answer | str:
    """Return what is told of a text; as a string why it could not be looked up."""
    if problems:
        return "\n".join(str(problem) for problem in problems)
    if not editions:
        return "there is no edition yet"
    return Desk(editions).answer(text)


def main(arguments: list[str]) -> int:
    """Print the answer to a text, and return the exit status."""
    parser = _Parser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--site", type=Path, help="a built or downloaded site")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--file", type=Path, help="where the text stands")
    parser.add_argument("text", nargs="*", help="the text; of standard input without it")
    asked = parser.parse_args(arguments)
    try:
        text = _read(asked.file, asked.text)
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"{asked.file or 'standard input'} could not be read: {error}")
    found = load_published(asked.site) if asked.site else load_editions(ROOT)
    told = answer(text, *found)
    if isinstance(told, str):
        print(told, file=sys.stderr)
        return _NOT_LOOKED_UP
    print(msgspec.json.encode(told).decode() if asked.json else write_answer(told))
    return _STATUS.get(told.answer, 1)


def _read(file: Path | None, words: list[str]) -> str:
    """Return the text that is asked for."""
    if file:
        return file.read_text(encoding="utf-8")
    return " ".join(words) if words else sys.stdin.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
