"""Pages as reader views take them: nothing of the text is lost for the sake of an id that an author has chosen.

Firefox's reader view and its kin drop what the names of an element make look like furniture: `beijings-comment`, or
`trade-share` (https://github.com/mozilla/readability, `REGEXPS`). An id is an address and stays; a class that speaks
for the text outweighs the first, and the second stands on an empty element within.
"""

import re

from ..html import HEADINGS, get, make, parse, prepend, write

_UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|com-|contact|cover-wrap|disqus|extra|footer|gdpr|header|"
    r"hidden|legends|masthead|media|menu|meta|outbrain|promo|related|remark|replies|rss|scroll|shopping|shoutbox|sidebar|"
    r"skyscraper|social|sponsor|supplemental|tags|widget|ad-break|agegate|pagination|pager|popup|yom-remote", re.I)
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.I)
_HOLDERS = {"p", "li", "td", "th", "dd", "dt", "span", "div", "blockquote", *HEADINGS}  # of an empty element


def suit_readers(html: str) -> str:
    """Return the HTML of a page's article in which no id makes a reader view drop what it names."""
    body = parse(html)
    doubtful = [(node, name) for node in body.css("[id]")
                if _UNLIKELY.search(name := get(node, "id")) or _SHARE.search(name)]
    for node, name in doubtful:
        if _SHARE.search(name) and node.tag in _HOLDERS:
            del node.attrs["id"]
            prepend(node, make("span", id=name))
        elif _UNLIKELY.search(name) and node.tag != "a":
            node.attrs["class"] = f"{get(node, 'class')} content".strip()
    return write(body) if doubtful else html
