"""Settings of Material for MkDocs, and which of them work here.

They are described at https://squidfunk.github.io/mkdocs-material/setup/. The skeleton, the styles
and the scripts of a page are ours, so that many settings have no effect; `no_effect.yml` says what
to do about each.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from ..data import read_yaml
from ..html import parse
from ..pages.document import Document
from ..pages.safety import check_tree
from ..problems import Problem
from ..text import is_safe
from ..web.templates import MATERIAL
from ..words import LANGUAGES

NO_EFFECT: dict[str, str] = read_yaml(
    Path(__file__).with_name("no_effect.yml").read_text(encoding="utf-8")
)[0]
_ADDRESSES = {
    "edit_uri",
    "extra.briefing.contact",
    "extra.briefing.licence",
    "extra.social.link",
    "repo_url",
}
_DEEPEST = 2  # dots in the name of a setting that is looked at; an alias can lead down for ever


class Setting(NamedTuple):
    """One setting of a `mkdocs.yml`, or one entry of a list in it."""

    name: str  # with those above it: `extra.social.icon`
    line: int
    value: str  # empty for what is no text, and for `!ENV`


def check_material(path: str, text: str) -> Iterator[Problem]:
    """Yield the faults of the settings in the text of a `mkdocs.yml`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for setting in _list_settings(yaml.compose(text, loader), ""):
        for rule in RULES:
            yield from rule(path, setting)
        if setting.name == "copyright":  # which may hold HTML, as a page may
            document = Document(path, path, text)
            yield from check_tree(document, parse(setting.value))


def check_effect(path: str, setting: Setting) -> Iterator[Problem]:
    """A setting of Material's has an effect here."""
    is_off = setting.name == "theme.font" and setting.value.lower() == "false"
    if setting.name in NO_EFFECT and not is_off:
        message = f"'{setting.name}' has no effect here"
        yield Problem(path, setting.line, message, "no-effect", NO_EFFECT[setting.name])


def check_language(path: str, setting: Setting) -> Iterator[Problem]:
    """We have words in the language of the theme."""
    if setting.name == "theme.language" and setting.value and setting.value not in LANGUAGES:
        message = f"there are no words in '{setting.value}'"
        yield Problem(path, setting.line, message, "unknown-language", "write en")


def check_icon(path: str, setting: Setting) -> Iterator[Problem]:
    """Material has the icons that are named."""
    if setting.name != "extra.social.icon":
        return
    if not (MATERIAL / f".icons/{setting.value}.svg").is_file():
        message = f"Material has no icon '{setting.value}'"
        yield Problem(path, setting.line, message, "unknown-icon", "write fontawesome/brands/…")


def check_address(path: str, setting: Setting) -> Iterator[Problem]:
    """An address that pages lead to can be published."""
    if setting.name in _ADDRESSES and setting.value and not is_safe(setting.value):
        message = f"the address '{setting.value}' is not taken"
        yield Problem(path, setting.line, message, "unsafe-address", "write https://…/")


RULES = (check_effect, check_language, check_icon, check_address)


def _list_settings(node: yaml.Node | None, above: str) -> Iterator[Setting]:
    """Yield all settings of a mapping or a list, which stands `above` them by name."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _read_setting(key, value, above)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _read_setting(item, item, above)


def _read_setting(key: yaml.Node, value: yaml.Node, above: str) -> Iterator[Setting]:
    """Yield a setting and those in it. An entry of a list is its own key."""
    if isinstance(key, yaml.MappingNode):  # an entry with settings of its own
        yield from _list_settings(key, above)
    elif isinstance(key, yaml.ScalarNode):
        name = f"{above}.{key.value}".lstrip(".").replace("material/", "")
        # `!ENV` and other tags say nothing by their text.
        is_text = isinstance(value, yaml.ScalarNode) and not value.tag.startswith("!")
        yield Setting(name, key.start_mark.line + 1, value.value if is_text else "")
        if name.count(".") < _DEEPEST:
            yield from _list_settings(value, name)
