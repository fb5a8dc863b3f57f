"""What of a page is no word of its text, and what in it means something to the engine."""

import re
from collections.abc import Collection, Mapping
from typing import Literal

from ..vocabulary import WORDS

ENDS = ("moved", "withdrawn")
"""Classes of a paragraph that is left where something was."""
Reader = Literal["edition", "statement", "search", "twin", "book"]
FURNITURE: Mapping[str, Collection[Reader]] = {
    # what works, and what is drawn
    "script, style": ["edition", "search", "twin"],
    "template": ["edition", "twin"],
    "form": ["search", "twin"],
    "button, select, textarea, input": ["twin"],
    "svg": ["search"],
    "[aria-hidden=true]": ["twin", "book"],
    ".screen-only, .screen-only + ul": ["book"],
    ".drawn": ["twin", "book"],
    # what stands elsewhere too, or led here once
    "[data-derived]": ["edition"],
    ".ledger, details:not([class]) > :is(pre, summary)": ["search"],
    ".moved": ["search", "book"],
    ".map": ["search", "twin", "book"],
    ".outcome": ["search"],
    ".in-article": ["search", "twin"],
    ".strip ol": ["twin"],
    ".as-table > :is(summary, p), span[id]:empty": ["book"],
    # what the engine says before words, and behind them
    ".bottom-line-name, .box-name": ["edition", "statement", "search"],
    ".headerlink": ["edition", "statement", "search"],
    "sup": ["statement", "search"],
    # the block beside a paragraph, and what is in it
    ".checks, .claim-label": ["edition", "statement", "search"],
    ".checks__way": ["twin", "book"],
    ".checks__fold:has(li) > summary, .checks__more > summary": ["twin"],
    ".source > summary > small": ["search", "twin"],
    ".checks > p > i": ["twin"],
    ".finding, .checks div > i": ["twin"],
    ".checks__plain, .checks__more, .checks summary, .checks ul": ["book"],
    # notes
    ".footnote": ["search"],
    ".footnote > h2": ["edition"],
    ".footnote > :not(ol)": ["book"],
    ".footnote-backref": ["twin"],
    ".backlinks": ["edition", "statement", "search", "book"],
    ".note-record, .note-source": ["edition", "statement", "search"],
    # what the engine said in pages that are frozen
    ".because, .cite, .claim-sources, .clause-label, .record": ["edition"],
}
"""What is no word of the text of a page, by CSS selectors, and which readers pass over it.

An edition keeps what has to stay, a statement is listed and held against its sources, a search
finds places, a twin is Markdown, a book is for paper. Copying and paper have theirs in the styles.
"""
CLASSES = frozenset([*WORDS, *ENDS, *re.findall(r"\.([\w-]+)", " ".join(FURNITURE))])
"""Classes that mean something to the engine, whether a stylesheet has them or not."""
NOTE_ID = "cite-{}"
"""Label of the note of a source, by its key."""


def select_furniture(reader: Reader) -> str:
    """Return the CSS selector of all that a reader passes over."""
    return ", ".join(each for each, readers in FURNITURE.items() if reader in readers)
