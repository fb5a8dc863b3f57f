"""Typst as a program of its own, which `programs.py` can stop: a layout that never ends would hold a build for ever."""

import json
import sys

import typst

given = json.load(sys.stdin)
root = dict.fromkeys(("root", "package_path", "package_cache_path"), given["root"])
fonts = typst.Fonts(include_system_fonts=False, font_paths=given["fonts"])
try:
    made = typst.compile(
        given["layout"].encode(),
        font_paths=fonts,
        sys_inputs=given["said"],
        **root,
        **given["form"],
    )
except typst.TypstError as error:
    sys.exit(str(error))
sys.stdout.buffer.write(made if isinstance(made, bytes) else b"")
