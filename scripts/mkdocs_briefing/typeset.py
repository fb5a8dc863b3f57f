"""Typst as a program of its own, which `programs.py` can stop: a layout may never end.

It looks for files and packages in an empty folder, and finds none.
"""

import json
import sys
from tempfile import TemporaryDirectory
from typing import Any

import typst

job = json.load(sys.stdin)
fonts = typst.Fonts(include_system_fonts=False, font_paths=job["fonts"])
with TemporaryDirectory() as empty:
    folders: Any = dict.fromkeys(("root", "package_path", "package_cache_path"), empty)
    try:
        result = typst.compile(
            job["layout"].encode(),
            font_paths=fonts,
            sys_inputs=job["inputs"],
            **folders,
            **job["form"],
        )
    except typst.TypstError as error:
        sys.exit(str(error))
if isinstance(result, bytes):
    sys.stdout.buffer.write(result)
