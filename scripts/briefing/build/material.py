"""Which settings of Material for MkDocs work here: those without effect are reported, the others checked.

https://squidfunk.github.io/mkdocs-material/setup/
"""

import re
from collections.abc import Iterator

import yaml

from ..addresses import is_safe
from ..html import parse
from ..pages.document import Document
from ..pages.safety import check_tree
from ..problems import Problem, nearest
from ..web.templates import MATERIAL

_DELETE = "delete it"
_PLUGIN = "delete it; the pages are all in docs/, and no plugin makes or changes some"
NO_EFFECT = {
    "theme.features": "delete it; what it could switch on is always on here, or left out on purpose",
    "theme.palette": "delete it; readers choose light or dark, and docs/assets/css/tokens.css has the colours",
    "theme.font": "write font: false; docs/assets/css/tokens.css names the typefaces",
    "theme.icon": "delete it; theme.logo is the picture beside the name of the site",
    "theme.direction": _DELETE,
    "extra.alternate": "delete it; link to the other language from a page",
    "extra.analytics": "delete it; no page tells anybody who reads it",
    "extra.annotate": _DELETE,
    "extra.consent": "delete it; nothing is kept that a reader would have to allow",
    "extra.homepage": "delete it; the name of the site leads to its front page",
    "extra.status": _DELETE,
    "extra.tags": _DELETE,
    "extra.version": "delete it; editions are the versions",
    "plugins.search": "delete it; the search needs no plugin",
    "plugins.social": "delete it; the picture for previews is made anyway",
    "plugins.offline": "delete it; the site can be read from a folder anyway",
    "plugins.privacy": "delete it; no page asks anything of another site",
    **dict.fromkeys(("plugins.blog", "plugins.meta", "plugins.optimize", "plugins.projects", "plugins.tags",
                     "plugins.typeset"), _PLUGIN),
}
"""What to do about each, by its name in `mkdocs.yml`."""
_ADDRESSES = {"extra.social.link", "repo_url", "edit_uri", "extra.briefing.contact", "extra.briefing.licence"}
_COLOURS = re.compile(r"#[0-9A-Fa-f]{6} #[0-9A-Fa-f]{6}")
_DEEPEST = 2
"""No setting that is looked at is deeper; an alias of YAML can lead down for ever."""


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
