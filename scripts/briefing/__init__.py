"""The briefing's own logic, room by room; a room imports only from rooms below it.

From the top: `pipeline` (the one that knows MkDocs), `web`, `book`, `editions`, `citing`,
`figures`, `claims`, `pages`, `sources`. What stands here is the ground that all of them rest on;
nothing of it knows what a page or a source is.
"""

from importlib.util import find_spec

NEEDED = (
    "jinja2",
    "lightningcss",
    "markdown",
    "markdownify",
    "material",
    "mkdocs_bibtex",
    "msgspec",
    "platformdirs",
    "pybtex",
    "pymdownx",
    "rjsmin",
    "selectolax",
    "typst",
    "yaml",
)
"""What is imported or named in `mkdocs.yml`, beside MkDocs itself."""

_missing = [name for name in NEEDED if find_spec(name) is None]
if _missing:  # MkDocs and Python would say it in many lines, and of one at a time
    raise SystemExit(f"not installed: {', '.join(_missing)}; pip install -r requirements.txt")
