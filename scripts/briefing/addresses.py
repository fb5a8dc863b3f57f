"""Which addresses may be published: those of the web and of mail, and places within the site."""

import re
from urllib.parse import urljoin, urlsplit

_SAFE = {"", "http", "https", "mailto", "tel"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")
_WEB = re.compile(r"https?://[^\s/?#\\]\S*", re.I)
_HERE = "https://here.invalid/"


def find_scheme(address: str) -> str:
    """Return the scheme of an address as a browser reads it, in lower case; empty for one within the site.

    https://url.spec.whatwg.org/#concept-basic-url-parser: white space and control characters do not count.
    """
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match[1].lower() if match else ""


def is_safe(address: str) -> bool:
    """Return whether a link may lead there."""
    return find_scheme(address) in _SAFE


def is_web(address: str) -> bool:
    """Return whether it is a whole address of the web, with a host, with a port that is none or a number, unbroken."""
    try:
        return bool(_WEB.fullmatch(address)) and urlsplit(address).port != 0
    except ValueError:
        return False


def resolve(url: str, link: str) -> str:
    """Return the address from the root of the site that a link on a page leads to; one elsewhere stays whole."""
    return urljoin(_HERE + url, link).removeprefix(_HERE)
