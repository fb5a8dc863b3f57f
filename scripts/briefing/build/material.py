"""Which settings of Material for MkDocs work here: those without effect are reported, the others checked.

https://squidfunk.github.io/mkdocs-material/setup/
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from ..addresses import is_safe
from ..html import parse
from ..pages.document import Document
from ..pages.safety import check_tree
from ..problems import Problem, nearest
from ..web.templates import MATERIAL

NO_EFFECT: dict[str, str] = yaml.safe_load(Path(__file__).with_name("no_effect.yml").read_text(encoding="utf-8"))
"""What to do about each setting that has none, by its name in `mkdocs.yml`."""
_ADDRESSES = {"extra.social.link", "repo_url", "edit_uri", "extra.briefing.contact", "extra.briefing.licence"}
_COLOURS = re.compile(r"#[0-9A-Fa-f]{6} #[0-9A-Fa-f]{6}")
_DEEPEST = 2  # no setting that is looked at is deeper; an alias of YAML can lead down for ever


def check_material(path: str, text: str) -> Iterator[Problem]:
    """A setting of Material's has an effect here; what it shows is known to Material, and may be published.

    `text` is that of a `mkdocs.yml` that MkDocs can read.
    """
    for name, line, value in _list_settings(yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))):
        if name in NO_EFFECT and (name, value.lower()) != ("theme.font", "false"):
            yield Problem(path, line, f"'{name}' has no effect here", "no-effect", NO_EFFECT[name])
        elif name == "theme.language" and value and not (MATERIAL / f"partials/languages/{value}.html").is_file():
            known = [file.stem for file in (MATERIAL / "partials/languages").iterdir()]
            yield Problem(path, line, f"Material has no words in '{value}'", "unknown-language", nearest(value, known))
        elif name == "extra.social.icon" and not (MATERIAL / f".icons/{value}.svg").is_file():
            yield Problem(path, line, f"Material has no icon '{value}'", "unknown-icon", "write fontawesome/brands/…")
        elif name == "extra.briefing.accent" and value and not _COLOURS.fullmatch(value):
            yield Problem(path, line, f"'{value}' are not two colours", "bad-colour", "write '#7a1f2e #eeaca0'")
        elif value and name in _ADDRESSES and not is_safe(value):
            yield Problem(path, line, f"the address '{value}' is not taken", "unsafe-address", "write https://…/")
        elif name == "copyright":
            yield from check_tree(Document(path, path, text), parse(value))


def _list_settings(node: yaml.Node | None, name: str = "") -> Iterator[tuple[str, int, str]]:
    """Yield name, line and text of each setting and of each entry of a list; no text for what is none."""
    listed = [(item, item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else listed:
        if isinstance(key, yaml.MappingNode):  # an entry with settings of its own
            yield from _list_settings(key, name)
        elif isinstance(key, yaml.ScalarNode):
            child = f"{name}.{key.value}".lstrip(".").replace("material/", "")
            is_text = isinstance(value, yaml.ScalarNode) and not value.tag.startswith("!")  # !ENV is none
            yield child, key.start_mark.line + 1, value.value if is_text else ""
            if child.count(".") < _DEEPEST:
                yield from _list_settings(value, child)
