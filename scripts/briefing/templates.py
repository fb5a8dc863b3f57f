"""How templates are compiled: ours escape what they show, and all are kept on disk.

MkDocs escapes nothing: Material's templates take titles for HTML. Material has some 250
templates, and compiling them is a third of a small build
(https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache); an entry is used only while
the text of its template is the same.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.filters import do_striptags
from markupsafe import Markup, escape

from .cache import keep_bytes, read_bytes

_OURS = "partials/briefing/"


class TemplateCache(BytecodeCache):
    """Compiled templates in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what was kept, or leave the bucket empty."""
        kept = read_bytes(self.folder / bucket.key)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if the folder takes it."""
        keep_bytes(self.folder / bucket.key, bucket.bytecode_to_string())


def prepare(env: Environment, cache: Path) -> None:
    """Make our own templates escape all but what they mark as safe, and keep all templates in the folder `cache`."""
    env.bytecode_cache = TemplateCache(cache)
    env.autoescape = lambda name: bool(name) and str(name).startswith(_OURS)
    env.filters["striptags"] = _strip_tags


def escape_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give a page's front matter with its texts as HTML, which is what Material takes them for."""
    return {name: escape(value) if isinstance(value, str) else value for name, value in values.items()}


def _strip_tags(value: Any) -> Markup:
    """Jinja's filter also turns `&lt;` into `<`, and Material puts that into the page's `<title>`."""
    return escape(do_striptags(value))
