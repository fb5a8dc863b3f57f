"""Whether words stand on a page, found about as a browser finds them.

Neither capitals nor the shape of quotation marks and dashes matter.
"""

import re
import unicodedata

from briefing.html import parse, read

_UNREAD = ["script", "style", "template", "svg"]
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),  # nobody sees them
    }
)


def read_page(html: str) -> str | None:
    """Return the words of a page, folded; None where it cannot be read."""
    body = parse(html)
    body.strip_tags(_UNREAD, recursive=True)
    try:
        return fold(read(body))
    except RecursionError:
        return None


def fold(text: str) -> str:
    """Return a text without differences that do not matter."""
    plain = unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold()
    return " ".join(plain.split())


def count(words: str, text: str) -> int:
    """Return how often words stand in a folded text, not counting parts of other words."""
    folded = fold(words)
    start = r"\b" if folded[:1].isascii() and folded[:1].isalnum() else ""
    end = r"\b" if folded[-1:].isascii() and folded[-1:].isalnum() else ""
    return len(re.findall(f"{start}{re.escape(folded)}{end}", text))
