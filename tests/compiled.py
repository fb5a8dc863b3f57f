"""What Jinja compiled, kept for as long as the tests run: hundreds of tiny sites share templates.

The key is the name of a template, and with it goes a sum of its text; the environments are those
that MkDocs makes, one like the other.
"""

from typing import ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.theme import Theme


class _Compiled(BytecodeCache):
    """A cache of bytecode in memory, in which the folder of a site does not count."""

    kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def get_cache_key(self, name: str, _filename: str | None = None) -> str:
        """Return what a template is kept under."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept."""
        code = self.kept.get((bucket.key, bucket.checksum))
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_make_environment = Theme.get_env


def make_environment(theme: Theme) -> Environment:
    """Return the environment of a theme as MkDocs makes it, but with what was compiled before."""
    environment = _make_environment(theme)
    environment.bytecode_cache = _Compiled()
    return environment
