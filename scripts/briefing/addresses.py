"""Which addresses may be published: those of the web and of mail, and places within the site."""

import re
from urllib.parse import urlsplit

_SAFE = {"", "http", "https", "mailto", "tel"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")


def find_scheme(address: str) -> str:
    """Give the scheme of an address as a browser reads it, in lower case; empty for one within the site.

    https://url.spec.whatwg.org/#concept-basic-url-parser: white space and control characters do not count.
    """
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match[1].lower() if match else ""


def is_safe(address: str) -> bool:
    """Whether a link may lead there."""
    return find_scheme(address) in _SAFE


def is_sound(address: str) -> bool:
    """Whether an address can be taken apart: Python and MkDocs raise at a bracket in the wrong place."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def is_web(address: str) -> bool:
    """Whether it is a whole address of the web, with a host and without white space."""
    whole = re.fullmatch(r"https?://[^\s/?#\\]\S*", address, re.I)
    return bool(whole) and is_sound(address)
