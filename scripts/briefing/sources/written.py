"""Entries of a `.bib` file as they are written: where each field stands."""

from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser


class Span(NamedTuple):
    """Where a field stands."""

    line: int
    start: int  # in the text of the file
    end: int


class EntryParser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser of entries, which keeps where each field of an entry stands."""

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__(text, **options)
        self.spans = list[Span]()

    def parse_entry_body(self, body_end: Any) -> None:
        """Parse an entry behind its opening brace."""
        self.spans = []
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        """Parse a field, if there is one."""
        self.eat_whitespace()
        line, start = self.lineno, self.pos
        super().parse_field()
        if self.current_field_name and self.current_value:  # which it then keeps
            self.spans.append(Span(line, start, self.pos))
