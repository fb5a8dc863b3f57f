"""Slots: a page asks for what is made from other pages by a comment on a line of its own.

`<!-- briefing: sources added -->` is filled with the template `sources.html` of `overrides/views/`, or else of
`overrides/figures/`, which is given `added` as its `part`.
"""

import re
from collections.abc import Mapping

from jinja2 import Environment, TemplateError, TemplateNotFound

_SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")
WHOLE = "<!-- briefing: whole -->"
"""The slot that shows all other pages, and so is filled last."""


class ViewError(Exception):
    """A view that cannot be filled: its name, and why."""


def list_slots(text: str) -> list[str]:
    """Return what the slots in the HTML of a page ask for, in order: `sources added`."""
    return [" ".join(filter(None, slot.groups())) for slot in _SLOT.finditer(text)]


def fill(text: str, env: Environment, shown: Mapping[str, object]) -> str:
    """Return the HTML of a page with its slots filled by templates, which may show what is in `shown`.

    Raise ViewError where there is no such view, or no such claim as it names.
    """
    def fill_slot(slot: re.Match[str]) -> str:
        try:
            template = env.select_template([f"views/{slot['view']}.html", f"figures/{slot['view']}.html"])
            return template.render({**shown, "part": slot["part"]})
        except TemplateError as error:
            reason = "there is no such view" if isinstance(error, TemplateNotFound) else str(error.message)
            raise ViewError(slot["view"], reason) from error
    return _SLOT.sub(fill_slot, text)
