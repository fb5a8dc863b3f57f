"""Slots: a page asks for what is made from other pages by a comment on a line of its own.

`<!-- briefing: sources added -->` is filled with the template `sources.html` of `overrides/views/`, or else of
`overrides/figures/`, which is given `added` as its `part`.
"""

import re
from collections import Counter
from collections.abc import Mapping

from jinja2 import Environment, TemplateError, TemplateNotFound

from ..cache import make_digest
from ..html import get, parse, write
from ..pages.safety import SLOT

WHOLE = "<!-- briefing: whole -->"  # the slot that shows all other pages, and so is filled last


class ViewError(Exception):
    """A view that cannot be filled: its name, and why."""


def list_slots(text: str) -> list[str]:
    """Return what the slots in the HTML of a page ask for, in order: `sources added`."""
    return [" ".join(filter(None, slot.groups())) for slot in SLOT.finditer(text)]


def fill(text: str, env: Environment, shown: Mapping[str, object]) -> str:
    """Return the HTML of a page with its slots filled by templates, which may show what is in `shown`.

    Raise ViewError where there is no such view, or no such claim as it names.
    """
    if "<!-- briefing: " not in text:
        return text
    body, slots = parse(text), dict[str, re.Match[str]]()
    for parent in (body, *body.css("div.half")):  # nowhere else: in an attribute, what fills a slot would be markup
        for node in list(parent.iter(include_text=True)):
            if node.is_comment_node and (slot := SLOT.fullmatch(str(node.html))):
                mark = f"{make_digest(text)}-{len(slots)}."  # no text has its own digest in it
                slots[mark] = slot
                node.replace_with(mark)
    return re.sub("|".join(slots) or "$^", lambda mark: _render(slots[mark[0]], env, shown), write(body))


def find_doubled(html: str) -> set[str]:
    """Return the ids that stand more than once on a page, as what fills its slots may bring some along."""
    counted = Counter(get(node, "id") for node in parse(html).css("[id]"))
    return {name for name, number in counted.items() if number > 1}


def _render(slot: re.Match[str], env: Environment, shown: Mapping[str, object]) -> str:
    try:
        template = env.select_template([f"views/{slot['view']}.html", f"figures/{slot['view']}.html"])
        return template.render({**shown, "part": slot["part"]})
    except TemplateError as error:
        reason = "there is no such view" if isinstance(error, TemplateNotFound) else str(error.message)
        raise ViewError(slot["view"], reason) from error
