"""What a page may hold: what is known to be harmless, in the shape that Markdown gives it.

What only the engine may write is refused: labels, ledger, book and editions leave it out, and words
in its place would be none of a page. The rules are in `elements.py`, `shapes.py` and
`claim_places.py`.
"""

from ..html import Node
from ..problems import Problem
from .claim_places import check_anchors
from .document import Document
from .elements import SLOT, check_nodes
from .rules import is_read
from .shapes import above_heading, check_boxes, left_out_on_paper, raised_text, unused_note
from .tree import PageTree, TreeFault, find_line

__all__ = ["SLOT", "UNSAFE", "check_tree"]

# Codes of faults with which a page is not shown as HTML.
UNSAFE = frozenset({"unsafe-address", "unsafe-attribute", "unsafe-html"})

# The rules for a page, in the order in which their faults are said.
RULES = (
    check_nodes,
    check_boxes,
    raised_text,
    unused_note,
    above_heading,
    left_out_on_paper,
)


def check_tree(document: Document, body: Node) -> list[Problem]:
    """Return what a page may not hold, each at the first line that has its words.

    What only follows from another fault is left out. `body` is its tree from `html.parse`, still
    unchanged.
    """
    problems = []
    for words, message, code, hint in dict.fromkeys(_find_faults(document, body)):
        line = find_line(document, words)
        problems.append(Problem(document.path, line, message, code, hint))
    return problems


def _find_faults(document: Document, body: Node) -> list[TreeFault]:
    """Return the faults of a page; of one that Markdown does not read, only the unsafe ones."""
    tree = PageTree(body, document.keys)
    faults = [fault for rule in RULES for fault in rule(tree)]
    if not is_read(document):
        return [fault for fault in faults if fault.code in UNSAFE]
    return faults or list(check_anchors(tree))
