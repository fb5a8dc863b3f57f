"""`CITATION.cff`, by which a repository says how to cite what it holds.

Its form is the Citation File Format 1.2.0,
https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md.
"""

import re

from ..pages.publication import Publication
from ..text import is_published


def name_edition(text: str, publication: Publication) -> str:
    """Return the text of a citation file that names the edition of a publication.

    `version` and `date-released` are those of the edition; `url` is its address, or stays as it is
    where the site was built for none that others can reach. All else stays.
    """
    version = publication.version
    members = {"version": version.name, "date-released": version.date.isoformat()}
    address = publication.freeze(publication.site_url)
    if is_published(address):
        members["url"] = address
    for name, value in members.items():
        text = _set(text, name, value)
    return text


def _set(text: str, name: str, value: str) -> str:
    """Return a text in which a member of the file has a value; a new one stands at the end."""
    line = re.compile(rf"^{name}:.*$", re.M)
    entry = f"{name}: {value}"
    if line.search(text):
        return line.sub(lambda _: entry, text)
    return f"{text.rstrip()}\n{entry}\n"
