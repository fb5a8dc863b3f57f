"""How templates are set up, and how the slots of pages are filled.

A slot is a comment on a line of its own: `<!-- briefing: sources added -->` is filled with the
template `sources.html` of `overrides/views/` or `overrides/figures/`, to which `part` is `added`.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context

from ..citing.twin import escape
from ..claims.forecasts import count_readings, tell_forecasts, tell_signposts
from ..claims.ledger import (
    count,
    find_restated,
    list_cited,
    list_themes,
    name_page,
    name_theme,
    put_changed_first,
)
from ..claims.sources import (
    find_reading,
    list_remarks,
    list_seen,
    search_copies,
    shorten,
    tell_reading,
)
from ..dates import format_edtf, shorten_edtf
from ..figures.shares import draw_shares
from ..figures.tables import lead_to, tabulate
from ..figures.ties import pair_ties
from ..figures.timeline import draw_lanes
from ..html import Node, get, parse, write
from ..pages.document import SLOT
from ..pages.vocabulary import (
    ACCEPTABLE,
    CHANGED,
    KINDS,
    KNOWN_VERDICTS,
    MEANINGS,
    READINGS,
    SHORT_READINGS,
    VERDICT_MEANINGS,
    VERDICTS,
    WORDS,
)
from ..problems import Problem, nearest
from ..sources.csl import capitalise
from ..text import count_things, digest
from .frame import count_minutes, group_by_edition, has_answers, list_tabs

# Of Material. MkDocs must not have it in `theme.dirs`: in each build it lists all files there, and
# there are 14,000 icons.
MATERIAL = Path(str(files("material"))) / "templates"

_FOLDERS = ("views", "figures")  # of templates that fill slots

_WORDS: dict[str, Any] = {
    "kinds": KINDS,
    "meanings": MEANINGS,
    "readings": READINGS,
    "short_readings": SHORT_READINGS,
    "verdicts": VERDICTS,
    "verdict_meanings": VERDICT_MEANINGS,
    "known_verdicts": KNOWN_VERDICTS,
    "changed": CHANGED,
    "faults": ACCEPTABLE,
    "words": WORDS,
}
_CALLS: tuple[Callable[..., Any], ...] = (
    # of claims and sources
    count,
    count_readings,
    count_things,
    find_reading,
    find_restated,
    list_cited,
    list_remarks,
    list_seen,
    list_themes,
    name_page,
    name_theme,
    put_changed_first,
    search_copies,
    shorten,
    tell_forecasts,
    tell_reading,
    tell_signposts,
    # of figures
    draw_lanes,
    draw_shares,
    lead_to,
    pair_ties,
    shorten_edtf,
    tabulate,
    # of the frame
    group_by_edition,
    has_answers,
    list_tabs,
)
KNOWN = {**_WORDS, **{call.__name__: call for call in _CALLS}}
"""What all templates know, by its name."""


def prepare(env: Environment, published: Mapping[str, str]) -> None:
    """Change an environment of MkDocs so that our templates work in it.

    They escape all but what they mark as safe, and find Material's. `published` has the
    published path of each source by its path, which is `"assets/js/cite.js" | asset` in a template.
    A server hands in the same environment for each build.
    """
    if not isinstance(env.loader, ChoiceLoader):
        _set_up(env)
    env.globals["lasting"] = sorted(set(published.values()))
    env.globals.update(KNOWN)

    # With the context, since Jinja works out other filters of constants when it compiles.
    @pass_context
    def find_asset(_: Context, path: str) -> str:
        return published.get(path, path)

    env.filters["in_words"] = format_edtf
    env.filters["as_markdown"] = escape
    env.filters["link_to"] = lambda text, address: f"[{escape(text)}]({address})"
    env.filters["capital"] = capitalise  # which keeps other capitals, unlike Jinja's own
    env.filters["asset"] = find_asset


def _set_up(env: Environment) -> None:
    ours = [env.loader] if env.loader else []
    material = FileSystemLoader(MATERIAL)
    # By the second name, ours find what they stand in the place of.
    env.loader = ChoiceLoader([*ours, material, PrefixLoader({"material": material})])
    env.autoescape = True
    env.auto_reload = True
    env.trim_blocks = True  # the lines of statements leave none behind
    env.lstrip_blocks = True
    env.optimized = False  # to look for constants takes longer than it saves


class SlotFault(NamedTuple):
    """What is wrong with a slot of a page."""

    words: str  # by which its line is found in the Markdown
    problem: Problem
    view: str = ""  # that could not be filled


class Filled(NamedTuple):
    """A page with its slots filled."""

    html: str
    faults: list[SlotFault]


def fill(html: str, env: Environment, values: Mapping[str, object]) -> Filled:
    """Return the HTML of a page with its slots filled by templates, to which `values` are known."""
    if "<!-- briefing: " not in html:
        return Filled(html, [])
    body = parse(html)
    doubled = _find_doubled(body)
    slots = _mark_slots(body, digest(html))
    contents = dict[str, str]()
    faults = []
    for mark, slot in slots.items():
        try:
            contents[mark] = _render(slot, env, values)
        except TemplateError as error:
            contents[mark] = slot[0]
            faults.append(_tell_unfilled(slot["view"], error, env))
    filled = _replace_marks(write(body), contents)
    for name in sorted(_find_doubled(parse(filled)) - doubled):
        faults.append(_tell_doubled(name))
    return Filled(filled, faults)


def fill_front(
    html: str, env: Environment, values: Mapping[str, object], others: Sequence[str]
) -> Filled:
    """Return the HTML of the front page with its slots filled; `others` are the pages to read on.

    It says how long all of them take to read, itself among them: so it is filled twice.
    """
    filled = fill(html, env, {**values, "minutes": 0})
    minutes = count_minutes([filled.html, *others])
    return fill(html, env, {**values, "minutes": minutes})


def _mark_slots(body: Node, sums: str) -> dict[str, re.Match[str]]:
    """Put a mark in the place of each slot, and return the slots by their marks.

    `sums` is the digest of the page, which no page has in its own text. A slot stands at the
    top and nowhere else: in an attribute, what fills it would be markup.
    """
    slots = dict[str, re.Match[str]]()
    for node in list(body.iter(include_text=True)):
        slot = SLOT.fullmatch(str(node.html)) if node.is_comment_node else None
        if slot:
            mark = f"{sums}-{len(slots)}."
            slots[mark] = slot
            node.replace_with(mark)
    return slots


def _render(slot: re.Match[str], env: Environment, values: Mapping[str, object]) -> str:
    """Return what fills a slot. Raise TemplateError."""
    names = [f"{folder}/{slot['view']}.html" for folder in _FOLDERS]
    return env.select_template(names).render({**values, "part": slot["part"]})


def _replace_marks(text: str, contents: Mapping[str, str]) -> str:
    """Return a text with what belongs there in the place of each mark; no mark in that is one."""
    if not contents:
        return text
    marks = "|".join(re.escape(mark) for mark in contents)
    return re.sub(marks, lambda match: contents[match[0]], text)


def _find_doubled(body: Node) -> set[str]:
    """Return the ids that more than one element has."""
    counts = Counter(get(node, "id") for node in body.css("[id]"))
    return {name for name, count in counts.items() if count > 1}


def _tell_unfilled(view: str, error: TemplateError, env: Environment) -> SlotFault:
    reason, hint = str(error.message), ""
    if isinstance(error, TemplateNotFound):
        templates = [PurePath(name) for name in env.list_templates(["html"])]
        known = [name.stem for name in templates if name.parent.name in _FOLDERS]
        reason = "there is no such view"
        hint = nearest(view, known) or "write a name of CONTRIBUTING's list, or delete it"
    elif isinstance(error, UndefinedError):  # in words of Python, which a build says with -v
        reason, hint = "what it shows is not there", "mend what else is wrong, or delete it here"
    message = f"the view '{view}' cannot be filled: {reason}"
    return SlotFault(f"<!-- briefing: {view}", Problem(message, "broken-view", hint), view)


def _tell_doubled(name: str) -> SlotFault:
    message = f"the id '{name}' stands twice on this page"
    hint = "a slot brings the other along; rename this one"
    return SlotFault(name, Problem(message, "duplicate-id", hint))
