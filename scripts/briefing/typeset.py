"""Typst as a program of its own, which `programs.py` can stop: a layout may never end."""

import json
import sys

import typst

job = json.load(sys.stdin)
root = dict.fromkeys(("root", "package_path", "package_cache_path"), job["root"])
fonts = typst.Fonts(include_system_fonts=False, font_paths=job["fonts"])
try:
    result = typst.compile(
        job["layout"].encode(), font_paths=fonts, sys_inputs=job["inputs"], **root, **job["form"]
    )
except typst.TypstError as error:
    sys.exit(str(error))
if isinstance(result, bytes):
    sys.stdout.buffer.write(result)
