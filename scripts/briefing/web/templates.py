"""How templates are compiled: they escape what they show, and all are kept on disk.

MkDocs escapes nothing by itself. Compiling templates is a third of a small build
(https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache); an entry is used only while the
text of its template is the same.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import BytecodeCache, Environment, pass_context
from jinja2.bccache import Bucket

from ..cache import keep_bytes, read_bytes
from .policy import POLICY


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


def prepare(env: Environment, cache: Path, published: Mapping[str, str]) -> None:
    """Make templates escape all but what they mark as safe, and keep them compiled in the folder `cache`.

    `published` gives the published path of a style or a script by that of its source.
    """
    env.bytecode_cache = TemplateCache(cache)
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True  # the lines of statements leave none behind
    env.globals["policy"] = POLICY
    # With the context, for else the name would be compiled into the templates that are kept.
    env.filters["asset"] = pass_context(lambda _, path: published.get(path, path))
