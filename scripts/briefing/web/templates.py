"""How templates are compiled: they escape what they show, and find what Material has.

MkDocs escapes nothing by itself. Material's words (`partials/language.html`) and its icons
(`.icons/`) are looked up where ours have none of the name.
"""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, pass_context

from ..citing.exports import format_date, make_plain
from ..dates import format_edtf
from ..words import show
from .policy import POLICY

MATERIAL = Path(getattr(find_spec("material"), "origin", None) or "").with_name("templates")
"""Its folder. MkDocs must not have it in `theme.dirs`: it lists all files there in each build, 14,000 icons."""


def prepare(env: Environment, published: Mapping[str, str], language: str = "en", whole_url: str = "") -> None:
    """Make templates escape all but what they mark as safe, and give them Material's words and icons.

    `published` gives the published path of a style or a script by that of its source; `whole_url` is
    the address of the page that shows the whole, empty where there is none. In a template,
    `lang.t("search")` is a word of Material's in `language`, in English where it has none.
    """
    if not isinstance(env.loader, ChoiceLoader):  # a server keeps its templates
        env.loader = ChoiceLoader([*([env.loader] if env.loader else []), FileSystemLoader(MATERIAL)])
        env.autoescape = env.auto_reload = True
        env.trim_blocks = env.lstrip_blocks = True  # the lines of statements leave none behind

    @cache
    def read_words() -> Mapping[str, Any]:
        template = env.get_template("partials/language.html")
        return vars(template.make_module({"config": {"theme": {"language": language}}}))
    translate = cache(lambda name: read_words()["t"](name))
    env.globals |= {"policy": POLICY, "whole_url": whole_url, "lang": SimpleNamespace(t=translate), "_": show}
    env.filters |= {"in_words": format_edtf, "day": format_date, "plain": make_plain}
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    # With the context: jinja2 works out other filters of constants once, when it compiles.
    env.filters["asset"] = pass_context(lambda _, path: published.get(path, path))
