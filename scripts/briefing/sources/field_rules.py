"""What each field of an entry must be before anything is made of it, one rule a function.

The fields are all that the author's file has. Of private ones, a message has the name alone.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence

from pybtex.bibtex.utils import split_name_list, split_tex_string

from ..problems import Problem, nearest
from .cleaning import KEYWORDS, Field, find_keywords, read_month
from .fields import DROPPED, OURS, USED, is_known
from .names import is_extended

_Rule = Callable[[str, Sequence[Field]], Iterator[Problem]]

_MOST_PARTS = 3  # of a name between commas: Family, Jr, Given
_NEARLY = 0.87  # how like one of ours a keyword must be to be meant as one: `artcle`, not `one`


def check_fields(key: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """Yield what is wrong with the fields of the entry with a key."""
    for rule in RULES:
        yield from rule(key, fields)


def unknown_field(key: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """A field is one that biblatex, BibTeX, Zotero, JabRef or this engine knows."""
    for field in fields:
        if is_known(field.name):
            continue
        hints = (nearest(field.name, names) for names in (OURS, USED, DROPPED))
        hint = next(filter(None, hints), "take it away, or write it into a field that there is")
        message = f"'{key}' has a field that nobody knows, '{field.name[:40]}'"
        yield Problem(message, "unknown-field", hint, line=field.line)


def duplicate_field(key: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """No field stands twice in an entry."""
    lines = dict[str, int]()
    for field in fields:
        if field.name in lines:
            message = f"'{key}' has {field.name} twice"
            hint = f"the first is on line {lines[field.name]}; delete one"
            yield Problem(message, "duplicate-field", hint, line=field.line)
        lines.setdefault(field.name, field.line)


def bad_month(key: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """The `month` of BibTeX is a number, or a month in English."""
    for field in fields:
        if field.name == "month" and field.text and read_month(field.text) is None:
            message = f"month '{field.text[:40]}' of '{key}' is not a month"
            hint = "write month = dec, or date = {2024-12} for year and month in one"
            yield Problem(message, "bad-date", hint, line=field.line)


def bad_name(key: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """A name has three parts at most between commas."""
    for field in fields:
        if field.name not in {"author", "editor"}:
            continue
        for name in split_name_list(field.text):
            if not is_extended(name) and len(split_tex_string(name, ",")) > _MOST_PARTS:
                message = f"{field.name} of '{key}' has too many commas: {name[:60]}"
                hint = "put 'and' between names: Family, Given and Family, Given"
                yield Problem(message, "bad-name", hint, line=field.line)


def unknown_keyword(key: str, fields: Sequence[Field]) -> Iterator[Problem]:
    """A keyword that is nearly one of ours is one; all others are a collector's and dropped."""
    for field in fields:
        if field.name != "keywords":
            continue
        for word in find_keywords(field.text):
            near = difflib.get_close_matches(word.lower(), KEYWORDS, n=1, cutoff=_NEARLY)
            if near and word not in KEYWORDS:
                message = f"keyword '{word[:40]}' of '{key}' is none of ours"
                hint = f"did you mean '{near[0]}'?"
                yield Problem(message, "unknown-keyword", hint, line=field.line)


RULES: tuple[_Rule, ...] = (unknown_field, duplicate_field, bad_month, bad_name, unknown_keyword)
