"""How templates are set up, and how the slots of pages are filled.

A slot is a comment on a line of its own: `<!-- briefing: sources added -->` is filled with the
template `sources.html` of `templates/views/` or of the folder of figures, to which `part` is
`added`; without such a word it shows all.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.resources import files
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    MemcachedBytecodeCache,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    UndefinedError,
)

from ..answers import find_answer, keep_answer
from ..figures.figures import find_file
from ..pages.document import SLOT
from ..pages.publication import CITATIONS_PAGE
from ..problems import Problem, nearest

# Of Material. MkDocs must not have it in `theme.dirs`: in each build it lists all files there, and
# there are 14,000 icons.
MATERIAL = Path(str(files("material"))) / "templates"

_FOLDERS = ("views", "figures")  # of templates that fill slots
_DATA = {"outcome": "forecasts"}  # slots that show data of another name
_SLOT_LINE = re.compile(f"^{SLOT.pattern}$", re.M)  # in running text, its words would be markup

# Of Material's, which its scripts would use; the `autocomplete` of a checkbox is no HTML.
_DRAWERS = re.compile(
    r'<(?:input class="md-toggle"[^>]*|label class="md-overlay"[^>]*></label)>\s*'
)


class _Compiled:
    """What Jinja compiled, in words of memcached: it says itself of which template and text.

    All else that goes in, packages and our code, is taken into account where answers are kept.
    """

    def get(self, key: str) -> bytes | None:
        return find_answer(key)

    def set(self, key: str, value: bytes, timeout: int | None = None) -> None:
        keep_answer(value, key)


class _Skeleton(FileSystemLoader):
    """Material's templates, without what opens its drawers."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, name, is_current = super().get_source(environment, template)
        return _DRAWERS.sub("", text), name, is_current


def set_up(env: Environment, figures: Path) -> None:
    """Change an environment of MkDocs so that our templates work in it.

    They escape all but what they mark as safe, and find Material's; the folder `figures` has those
    of the briefing's own.
    """
    drawn = PrefixLoader({"figures": FileSystemLoader(figures)})
    ours = [env.loader, drawn] if env.loader else [drawn]
    material = _Skeleton(MATERIAL)
    # By the second name, ours find what they stand in the place of.
    env.loader = ChoiceLoader([*ours, material, PrefixLoader({"material": material})])
    env.bytecode_cache = MemcachedBytecodeCache(_Compiled())  # type: ignore[arg-type]
    env.autoescape = True
    env.trim_blocks = True  # the lines of statements leave none behind
    env.lstrip_blocks = True
    env.optimized = False  # to look for constants takes longer than it saves


class SlotParts(NamedTuple):
    """What a word behind the name of a slot can name: `<!-- briefing: sources added -->`."""

    noun: str  # for one of them
    words: Sequence[str]  # none where what it would name a part of is not there


_NO_PARTS = SlotParts("part", ())
_PARTS = {"sources": SlotParts("part", ("index", "cited", "added"))}


class SlotFault(NamedTuple):
    """What is wrong with a slot of a page."""

    words: str  # by which its line is found in the Markdown
    problem: Problem


def fill(
    html: str,
    env: Environment,
    values: Mapping[str, object],
    named: Mapping[str, SlotParts] = MappingProxyType({}),
    forms: Collection[str] = (),
) -> tuple[str, list[SlotFault]]:
    """Return the HTML of a page with its slots filled, and what is wrong with these.

    They are filled by templates, to which `values` are known, and the `level` of what stands next
    below the headings before; `named` has what words behind the names of some can name, `forms` are
    the names of those that show a file of data.
    """
    faults, parts = list[SlotFault](), {**_PARTS, **named}

    def fill_slot(slot: re.Match[str]) -> str:
        view, part = slot["view"], slot["part"]
        known = parts.get(view, _NO_PARTS)
        # Where nothing that it could name is there, the slot cannot be filled, and says why.
        if part and part not in known.words and (known.words or view not in parts):
            faults.append(SlotFault(slot[0], _report_unknown(view, part, known)))
            return slot[0]
        try:
            level = 3 if "<h2" in html[: slot.start()] else 2
            return _render(slot, env, {**values, "level": level})
        except TemplateError as error:
            faults.append(SlotFault(slot[0], _report_unfilled(view, error, env, forms)))
            return slot[0]

    return _SLOT_LINE.sub(fill_slot, html), faults


def _render(slot: re.Match[str], env: Environment, values: Mapping[str, object]) -> str:
    """Return what fills a slot. Raise TemplateError."""
    names = [f"{folder}/{slot['view']}.html" for folder in _FOLDERS]
    return env.select_template(names).render({**values, "part": slot["part"]})


def _report_unknown(view: str, part: str, known: SlotParts) -> Problem:
    words = known.words
    others = f"write {', '.join(words)}, or no word for all" if words else "take the word away"
    message = f"the slot '{view}' has no {known.noun} '{part}'"
    hint = "" if part.isdigit() else nearest(part, words)  # a number is like others by chance
    return Problem(message, "broken-view", hint or others)


def _report_unfilled(
    view: str, error: TemplateError, env: Environment, forms: Collection[str]
) -> Problem:
    reason, hint = str(error.message), ""
    if isinstance(error, TemplateNotFound):
        templates = [PurePath(name) for name in env.list_templates(["html"])]
        known = [name.stem for name in templates if name.parent.name in _FOLDERS]
        reason = "there is no such slot"
        hint = nearest(view, known) or "write a name of CONTRIBUTING's list, or delete it"
    elif isinstance(error, UndefinedError):  # in words of Python, which a build says with -v
        reason, hint = _report_undefined(view, forms)
    message = f"the slot '{view}' cannot be filled: {reason}"
    return Problem(message, "broken-view", hint)


def _report_undefined(view: str, forms: Collection[str]) -> tuple[str, str]:
    """Return what a slot lacks that cannot be filled, and a hint."""
    data = _DATA.get(view, view)
    if data in forms:
        return "it has no data", f"write it into docs/{find_file(data)}"
    if view == "cite":
        hint = "give this page that name, or write an entry into the bibliography"
        return f"it asks for a page named {CITATIONS_PAGE}, and for a source", hint
    if view == "article":
        return "no record restates the article", "write restates into one, or delete it here"
    return "what it shows is not there", "mend what else is wrong, or delete it here"
