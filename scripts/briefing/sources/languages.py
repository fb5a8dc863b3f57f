"""Languages by the names of biblatex and by the tags of BCP 47: `languages.yml`."""

import re
from pathlib import Path

import msgspec


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `languages.yml`."""

    names: dict[str, str]
    codes: list[str]


_LISTS = msgspec.yaml.decode(Path(__file__).with_name("languages.yml").read_bytes(), type=_Lists)

LANGUAGES = _LISTS.names  # BCP 47 tags by the names of biblatex
NAMES = {tag: name for name, tag in reversed(LANGUAGES.items())}  # the first name of each tag
_CODES = frozenset(_LISTS.codes)
# Language, script, region and variants of a tag (https://www.rfc-editor.org/rfc/rfc5646, 2.1).
_TAG = re.compile(
    r"(?P<code>[a-z]{2})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(-([a-z\d]{5,8}|\d[a-z\d]{3}))*)",
    re.I | re.A,
)


def find_tag(text: str) -> str:
    """Return the BCP 47 tag of a language by a name of biblatex or a tag; empty for other texts."""
    if text.lower() in LANGUAGES:
        return LANGUAGES[text.lower()]
    match = _TAG.fullmatch(text.replace("_", "-"))
    if match is None or match["code"].lower() not in _CODES:
        return ""
    parts = [match["code"].lower()]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + match["variants"].lower()


def name_language(text: str) -> str:
    """Return a language as biblatex calls it, by a name or a tag.

    A tag without a name stays one, and what is neither stays as it is.
    """
    if text.lower() in LANGUAGES:
        return text.lower()
    tag = find_tag(text)
    return NAMES.get(tag, tag or text)
