"""Compiled templates, kept on disk: compiling them is a third of a small build.

https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache; an entry is used only while
the text of its template is the same.
"""

from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class TemplateCache(FileSystemBytecodeCache):
    """A cache that costs time where it cannot be read or written, and nothing else."""

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what was kept, or leave the bucket empty."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # pickle and marshal raise what they like on a broken file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if the folder takes it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
