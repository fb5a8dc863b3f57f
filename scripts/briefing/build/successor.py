"""Our Markdown extension inside Zensical, which renders resolved Markdown and knows nothing of hooks.

Zensical gives each page a reader of its own and leaves the page's path in it, as its preprocessor
`rendering_context` (zensical 0.0.73, `zensical/extensions/context.py`). What the hook knows of a page
comes from a file that `build_successor.py` writes.

MkDocs leaves the links in HTML alone, so that ours start from the address of the page. Zensical reads all
links as starting from its file, and puts `../` before them; so they are given to it from there.
"""

import json
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markdown import Markdown

from ..claims.labels import EvidenceExtension
from ..claims.records import PageAddress
from ..pages.document import make_url

_HERE = "https://here.invalid/"
_LINK = re.compile(r'(?P<head><[a-zA-Z][^<>]*?\s(?:href|src)=")(?P<link>[^"#][^"]*)')


def start_from_file(text: str, uri: str) -> str:
    """Let the links in the HTML of a page start from its file `uri` instead of its address."""
    def lead(match: re.Match[str]) -> str:
        target = urljoin(_HERE + make_url(uri), match["link"])
        if not target.startswith(_HERE):
            return str(match.group())
        path, mark, name = target.removeprefix(_HERE).partition("#")
        end = "/" if not path or path.endswith("/") else ""
        start = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(uri)}") + end
        return f"{match['head']}{start}{mark}{name}"
    return _LINK.sub(lead, text)


class SuccessorExtension(EvidenceExtension):
    """Labels and records for the page whose path is in the reader."""

    def __init__(self, facts: str) -> None:
        """`facts` is the path of the file with what the hook knows."""
        self.facts = json.loads(Path(facts).read_text(encoding="utf-8"))
        super().__init__(self.facts["sources_url"], self.facts["cite_url"])

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Turn to the page before it is rendered."""
        context: Any = md.preprocessors["rendering_context"]
        page = self.facts["pages"][context.page.path]
        # Without the slash at its end an address is one folder less deep, as its file is.
        address = PageAddress(page["uri"], page["url"].rstrip("/"), page["title"])
        self.turn_to(address, page["shorts"], page["now"], page["is_cited"])
        super().extendMarkdown(md)


def makeExtension(**settings: str) -> SuccessorExtension:  # noqa: N802  (Python-Markdown's name)
    """Give the extension, as Python-Markdown asks for it by the name of this module."""
    return SuccessorExtension(**settings)
