"""How templates are compiled, and slots of pages filled. A slot is a comment on its own line: `<!-- briefing: sources
added -->` is filled with `sources.html` of `overrides/views/` or `figures/`; its `part` is `added`."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    pass_context,
)

from ..cache import make_digest, recall
from ..citing.exports import FILTERS
from ..claims.ledger import KNOWN
from ..html import get, parse, parse_once, write
from ..pages.safety import SLOT
from ..problems import say

MATERIAL = Path(getattr(find_spec("material"), "origin", None) or "").with_name("templates")
"""Its folder. MkDocs must not have it in `theme.dirs`: it lists all files there in each build, 14,000 icons."""
WHOLE = "<!-- briefing: whole -->"  # the slot that shows all other pages, and so is filled last


def prepare(
    env: Environment, published: Mapping[str, str], language: str = "en", look: str = ""
) -> None:
    """Make templates escape all but what they mark as safe, and find Material's words and icons. `published` gives a
    path by that of its source; `look` is a digest of the templates; `lang.t("search")` is a word of Material's."""
    if not isinstance(env.loader, ChoiceLoader):  # a server keeps its templates
        env.loader = ChoiceLoader(
            [*([env.loader] if env.loader else []), FileSystemLoader(MATERIAL)]
        )
        env.autoescape = env.auto_reload = True
        env.trim_blocks = env.lstrip_blocks = True  # the lines of statements leave none behind
        env.optimized = False  # to look for constants takes longer than it saves
    words = env.get_template("partials/language.html").make_module(
        {"config": {"theme": {"language": language}}}
    )
    env.globals |= {**KNOWN, "lasting": sorted({*published.values()}), "look": look, "lang": words}
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    # With the context: jinja2 works out other filters of constants once, when it compiles.
    env.filters |= {**FILTERS, "asset": pass_context(lambda _, path: published.get(path, path))}


def compile_frame(env: Environment) -> None:
    """Compile what is around every page, before the first is written."""
    for name in getattr(env.loader, "loaders", [env.loader])[0].list_templates():
        if name in {"main.html", "base.html"} or name.startswith("layout/"):
            env.get_template(name)


def fill(
    text: str, env: Environment, shown: Mapping[str, object]
) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the HTML of a page with its slots filled by templates, which may show what is in `shown`, and its faults,
    each behind words that lead to its line. `{% call once(key) %}` in a template is rendered when `key` has changed."""
    if "<!-- briefing: " not in text:
        return text, []
    (marked, slots), faults = (
        recall(("slots", text), _mark_slots, text),
        list[tuple[str, tuple[str, ...]]](),
    )
    made = {mark: slot[0] for mark, slot in slots.items()}  # where it cannot be filled
    for mark, slot in slots.items():
        names = [f"{folder}/{slot['view']}.html" for folder in ("views", "figures")]
        known = (slot[0], shown.get("root"), env.globals.get("look"))
        once = partial(lambda known, key, caller: recall(("part", known, key), caller), known)
        try:
            made[mark] = env.select_template(names).render(
                {**shown, "part": slot["part"], "once": once}
            )
        except TemplateError as error:
            reason = (
                "there is no such view"
                if isinstance(error, TemplateNotFound)
                else str(error.message)
            )
            faults.append(
                (
                    f"<!-- briefing: {slot['view']}",
                    say("broken-view/unfilled", slot["view"], reason),
                )
            )
    filled = re.sub("|".join(map(re.escape, made)) or "(?!)", lambda found: made[found[0]], marked)
    # What fills a slot may bring ids along.
    doubled, own = (recall(("doubled", html), _find_doubled, html) for html in (filled, text))
    return filled, [
        *faults,
        *((name, say("duplicate-id/slot", name)) for name in sorted(doubled - own)),
    ]


def _mark_slots(text: str) -> tuple[str, dict[str, re.Match[str]]]:
    """Return the HTML of a page with a mark in the place of each slot, and the slots by their marks."""
    body, slots = parse(text), dict[str, re.Match[str]]()
    for parent in (
        body,
        *body.css("div.half"),
    ):  # nowhere else: in an attribute, what fills a slot would be markup
        for node in list(parent.iter(include_text=True)):
            if node.is_comment_node and (slot := SLOT.fullmatch(str(node.html))):
                slots[mark := f"{make_digest(text)}-{len(slots)}."] = (
                    slot  # no text has its own digest in it
                )
                node.replace_with(mark)
    return write(body), slots


def _find_doubled(html: str) -> set[str]:
    counted = Counter(get(node, "id") for node in parse_once(html).css("[id]"))
    return {name for name, number in counted.items() if number > 1}
