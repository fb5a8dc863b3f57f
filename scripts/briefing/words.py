"""The words of ours that readers see, in the language of the site: `_("Checked")`, after GNU gettext.

English stands where a word is used: in Python, in templates, and in scripts, styles and the layout of the PDF, where
the build puts a string for it. `languages/fr.yml` has the French for each, and `languages/en-GB.yml` what English needs
as well: how dates are written, and forms for one and for several. A language without a catalogue has the English words.
"""

import json
import re
from collections import UserDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from .data import read_yaml

_FOLDER = Path(__file__).with_name("languages")
_CALL = re.compile(r'\b_\(("(?:[^"\\]|\\.)*")\)')
_SIGN = re.compile(r" (?=[:;?!»])|(?<=«) ")  # A space that never breaks, in French


@cache
def _load(language: str) -> Mapping[str, Any]:
    code = language.partition("-")[0]
    file = next(iter(sorted(_FOLDER.glob(f"{code}*.yml"))), _FOLDER / "en-GB.yml")
    return dict(read_yaml(_SIGN.sub("\u00a0", file.read_text(encoding="utf-8")))[0])


_catalogue = _load("en")


def use(language: str) -> None:
    """Speak a language from now on, by its BCP 47 tag: that of the site which is built."""
    global _catalogue  # one site at a time, as with gettext
    _catalogue = _load(language)


def get_format(name: str) -> Any:
    """Return how the language writes something: its tag by `language`, the names of months by `months`."""
    return _catalogue["format"][name]


def find(text: str, n: int | None = None) -> str:
    """Return what the catalogue has for an English text, unfilled, for `n` things; itself where that is nothing."""
    found = _catalogue.get(text, text)
    return str(found["one" if n in get_format("singular") else "other"] if isinstance(found, dict) else found)


def _(text: str, n: int | None = None, **names: object) -> str:
    """Return an English text in the language of the site, with `{n}` and its other names filled in."""
    return find(text, n).format(n=n, **names)


@pass_eval_context
def show(context: EvalContext, text: str, n: int | None = None, **names: object) -> str:
    """Return the same for a template; what it fills in is escaped, and markup in the text itself is not."""
    return (Markup if context.autoescape else str)(find(text, n)).format(n=n, **names)


def fill(text: str) -> str:
    """Return a script, a style or a layout with a string in the place of each `_("…")`."""
    return _CALL.sub(lambda call: json.dumps(find(json.loads(call[1])), ensure_ascii=False), text)


class Words(UserDict[str, str]):
    """English words by their codes, read in the language of the site."""

    def __getitem__(self, code: str) -> str:
        return _(super().__getitem__(code))
