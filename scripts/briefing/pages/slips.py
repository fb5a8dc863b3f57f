"""Slips that a pattern finds: what a page may not hold, each with what is said of it.

A pattern takes a time that grows with the text, whatever it holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..problems import Problem
from .marks import Mark


@dataclass(frozen=True)
class Slip:
    """One kind of slip."""

    code: str
    pattern: str  # regular expression of many lines, with a group `text`
    message: str  # with `{}` for what stands in that group
    hint: str

    def find(self, text: str) -> Iterator[Problem]:
        """Yield a fault for each place in a text that the pattern fits."""
        for mark in Mark.find(re.compile(self.pattern, re.M), text):
            message = self.message.format(mark.text.strip()[:40])
            yield Problem(message, self.code, self.hint, line=mark.line)


def find_slips(slips: tuple[Slip, ...], text: str) -> Iterator[Problem]:
    """Yield the faults of a text by some slips, one slip after the other."""
    for slip in slips:
        yield from slip.find(text)


# How a page begins. What begins with a word and a colon MkDocs takes for a key.
BEGINNINGS = (
    Slip(
        code="empty-page",
        pattern=r"(?P<text>\A\s*\Z)",
        message="the page is empty",
        hint="write a heading, or delete the file",
    ),
    Slip(
        code="front-matter",
        pattern=r"\A(?!-{3}[ \t]*\n(?s:.*?)\n(?:\.{3}|-{3})[ \t]*\n)"
        r"(?P<text>-{3}[ \t]*(?:\n|\Z)| {0,3}[A-Za-z0-9_-]+:)",
        message="MkDocs takes '{}' for front matter without an end",
        hint="close it with a line of three hyphens, or begin a page without it with an empty line",
    ),
)

# Attribute lists that lack a brace, a space, or what they are about, and boxes that do not begin
# with three signs, a space, a kind, and a title between quotation marks; looked for where no code
# is.
UNREAD = (
    Slip(
        code="open-attributes",
        pattern=r"(?P<text>(?<!\{)\{:?[ ]*[#.][\w-][^{}\n]*$|^[ ]*[#.][\w-]+[ ][^{}\n]*\}[ ]*$)",
        message="the attribute list at '{}' is not read",
        hint="write { #a-short-id }",
    ),
    Slip(
        code="open-attributes",
        pattern=r"(?:\A|\n[ \t]*\n)[ ]*(?P<text>\{:?[ ]*[#.][\w-][^{}\n]*\})[ ]*"
        r"(?=\n[ \t]*\n|\s*\Z)",
        message="the attribute list at '{}' is not read",
        hint="take out the empty line above it",
    ),
    Slip(
        code="open-attributes",
        pattern=r'\{:?(?:(?:[^{}\n"]|"[^"\n]*")*[ ])?(?P<text>#[\w-]+\.[\w.-]+)',
        message="'{}' is one id",
        hint="put a space before the full stop",
    ),
    Slip(
        code="open-box",
        pattern=r'^ *(?P<text>(?!(?:!!!|\?\?\?\+?) [\w-]+(?: +[\w-]+)*(?: +"[^"\n]*")? *$)'
        r"[!?]{2,}\+? *\w[^\n]*)$",
        message="'{}' begins no box",
        hint='write ??? note "Its title"',
    ),
)

# A link without words that leads somewhere, or that no attribute list follows.
ANCHORS = (
    Slip(
        code="anchor-form",
        pattern=r"(?P<text>(?<!!)\[\]\((?!\)\{)[^\s()]*\)(?:\{[^{}\n]*\})?)",
        message="'{}' is no anchor",
        hint="write [](){ #a-short-id } behind a clause, and words in any other link",
    ),
)

# A heading has an id of its own, so that its address outlives its wording. A link without words is
# the anchor of a clause: it leads nowhere; what it has is looked at in `claim_places.py`. A note of
# a source is not an author's.
NAMES = (
    Slip(
        code="heading-without-id",
        pattern=r"^#{1,6}[ \t]+(?!.*\{:?(?:[^{}\n]*[ ])?#[\w-])(?P<text>.*\S)",
        message="the heading '{}' has no id",
        hint="end the line with { #a-short-id }, chosen for its meaning",
    ),
    Slip(
        code="duplicate-note",
        pattern=r"^ {0,3}\[\^(?P<text>cite-[^\[\]\n]+)\]:",
        message="the footnote '{}' has the name of a source's note",
        hint="choose another name",
    ),
)
