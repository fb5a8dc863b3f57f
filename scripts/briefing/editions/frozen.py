"""The pages of editions on the live site: where they stand, where their links lead, and that they read as published."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from ..citing.head import Head
from ..pages.document import Document
from ..pages.rules import find_target
from ..problems import Problem
from .manifest import FOLDER, Edition
from .passages import find_passages
from .promises import follow
from .versions import link_frozen

_HERE = "https://here.invalid/"
_UP = "../../"
"""The way from the root of an edition to that of the site."""
_LINK = re.compile(r'(?P<head><[a-zA-Z][^<>]*?\s(?:href|src)=")(?P<link>[^"]*)')
_COMPARISON = """\
---
title: What changed in edition {0}
description: What changed between edition {1} and edition {0}, section by section, words added and words removed.
search:
  exclude: true
---

# What changed in edition {0} {{ #changes }}

<!-- briefing: changes {0} -->
"""


@dataclass(frozen=True)
class FrozenAddress:
    """Where a page of an edition stands."""

    edition: Edition
    file: str
    """Its file below the edition's folder: `leverage.md`."""
    url: str
    """Its address from the edition's own root: `leverage/`."""

    @property
    def uri(self) -> str:
        """Its file, if it were below `docs/`: `editions/1/leverage.md`."""
        return self.edition.version.path + self.file


def list_frozen(editions: Sequence[Edition]) -> dict[str, FrozenAddress]:
    """Give every page of every edition by its file."""
    pages = [FrozenAddress(edition, file, url) for edition in editions for file, url in edition.list_files().items()]
    return {page.uri: page for page in pages}


def write_comparisons(editions: Sequence[Edition]) -> dict[str, str]:
    """Give the Markdown of the pages that compare two neighbours, by file."""
    numbers = [edition.version.number for edition in editions[1:]]
    return {f"{FOLDER}/{number - 1}-{number}.md": _COMPARISON.format(number, number - 1) for number in numbers}


def view_frozen(page: FrozenAddress, editions: Sequence[Edition], live: Collection[str],
                redirects: Mapping[str, str], site_url: str) -> dict[str, object]:
    """Give what the templates show of a page of an edition, as its metadata.

    `live` are the addresses of the current pages; where none stands for it now, the front page does.
    """
    url = follow(page.url, redirects)
    current = url if url in live else ""
    up = "../" * (page.edition.version.path + page.url).count("/")
    links = link_frozen(editions, page.edition, page.url, site_url + current, site_url)
    return {"robots": "noindex", "search": {"exclude": True}, "current": current, "now": up + current,
            "frozen": page, "head": Head(links, (), (), "", ())}


def lead_out(html: str, url: str, pages: Collection[str]) -> str:
    """Let links in a slot that the edition has no page for lead to the live site: two folders further up.

    `url` is the address of the page, `pages` are those of all pages of the edition.
    """
    def lead(match: re.Match[str]) -> str:
        target = urljoin(_HERE + url, match["link"])
        inside = target.removeprefix(_HERE)
        is_kept = inside == target or inside.partition("#")[0] in pages
        return str(match.group()) if is_kept else f"{match['head']}{_UP}{match['link']}"
    return _LINK.sub(lead, html)


def lead_out_markdown(document: Document, files: Collection[str]) -> str:
    """Do the same with the links that an author wrote in Markdown; `files` are those of the edition's pages."""
    pieces, end = [], 0
    for target, start in document.link_offsets:
        parts = urlsplit(target)
        is_kept = parts.scheme or parts.netloc or not parts.path or find_target(document.uri, target) in files
        if not is_kept:
            pieces += [document.text[end:start], _UP]
            end = start
    return "".join(pieces) + document.text[end:]


def check_rendering(page: FrozenAddress, html: str) -> Iterator[Problem]:
    """A page of an edition reads as it did when it was published, with its notes in the same order."""
    before = {item["id"]: item["text"] for item in page.edition.data["pages"][page.url]["passages"]}
    now = {passage.id: passage.text for passage in find_passages(html)}
    for name in before | now:
        if before.get(name) != now.get(name):
            yield Problem(page.uri, 1, f"'{name}' no longer reads as it was published", "edition-rendering",
                          "the code or a template has changed what an edition shows")
