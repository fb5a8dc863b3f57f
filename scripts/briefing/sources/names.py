"""Names of authors and editors, as BibTeX, biblatex and Better BibTeX write them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from .cleaning import is_braced

# biblatex, 3.4: `family=Gogh, given=Vincent, prefix=van`; Better BibTeX has it for particles.
_PART = re.compile(r"\s*(family|given|prefix|suffix|useprefix)\s*=\s*(.*)", re.I | re.S)


class Name(NamedTuple):
    """An author or an editor."""

    written: str  # `Family, Given`, with the braces and commands of the file
    family: str  # family name with its particles, or an organisation; in characters alone

    @property
    def is_literal(self) -> bool:
        """Whether it stands in braces and is taken as it is: the name of an organisation."""
        return is_braced(self.written)


def read_names(text: str) -> tuple[Name, ...]:
    """Return the names in the text of a field, which stand between `and`."""
    names = list[Name]()
    for written in split_name_list(text):
        person = Person(_write_classic(written) if is_extended(written) else written)
        family = " ".join(person.prelast_names + person.last_names)
        names.append(Name(str(person), read_latex(family)))
    return tuple(names)


def join_in_order(names: Sequence[Name]) -> str:
    """Return names as the text of a field in which each stays in the order family, given."""
    pieces = list[str]()
    for name in names:
        written = name.written if name.is_literal else f"{{{name.written.replace(',', '')}}}"
        pieces.append(written)
    return " and ".join(pieces)


def is_extended(name: str) -> bool:
    """Return whether a name is in the extended form of biblatex."""
    return _PART.match(name) is not None


def _write_classic(name: str) -> str:
    """Return a name in extended form as BibTeX has it: `van Gogh, Vincent`."""
    parts = dict[str, str]()
    for part in name.split(","):
        match = _PART.match(part)
        if match:
            parts[match[1].lower()] = match[2].strip()
    family = " ".join(filter(None, [parts.get("prefix"), parts.get("family")]))
    return ", ".join(filter(None, [family, parts.get("suffix"), parts.get("given")]))


@cache  # a tenth of a build without
def read_latex(text: str) -> str:
    """Return the characters of a text without braces and commands."""
    try:
        return str(Text.from_latex(text))
    except (PybtexError, ValueError):  # a bare backslash, a command that is none
        return text.strip("{}")
