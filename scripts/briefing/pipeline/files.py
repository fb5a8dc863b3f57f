"""The files below `docs/` and in the theme: which there are, and whether each can be published."""

from collections.abc import Iterable, Iterator, Mapping

from ..pages.document import Document, make_url
from ..pages.publication import EDITIONS_FOLDER, PageAddress
from ..problems import Problem
from ..text import decode, find_hidden

CITATIONS = "cite.md"  # the page that lists citations; without it nothing can be cited
SOURCES = "sources.md"
PRINT = "print.md"
CLAIMS = "claims.md"
_READ = (".md", ".css", ".js", ".html", ".yml", ".bib", ".svg")


def read_documents(files: Mapping[str, bytes], folder: str) -> dict[str, Document]:
    """Return the pages among the files of a folder, whose path is `folder`, by their own."""
    return {
        name: Document(f"{folder}/{name}", name, decode(content))
        for name, content in files.items()
        if name.endswith(".md")
    }


def check_text(path: str, content: bytes) -> Iterator[Problem]:
    """What is read is UTF-8, and has no character that nobody sees."""
    if not path.endswith(_READ):
        return
    try:
        text = decode(content)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem("this file is not UTF-8", "text-encoding", "save it in that encoding")
        yield problem.at(path, line)
        return
    for line, column, name in find_hidden(text):
        message = f"here is a character that nobody sees, {name}"
        yield Problem(message, "hidden-character", "delete it").at(path, line, column)


def check_addresses(files: Iterable[str], folder: str) -> Iterator[Problem]:
    """An address has one page, also on a disk that knows no capitals; editions have theirs."""
    owners = dict[str, str]()
    for name in files:
        path, is_page = f"{folder}/{name}", name.endswith(".md")
        # Of a page, its key: an id on /cite/ is made of it.
        address = PageAddress(name, make_url(name), "").key if is_page else name
        owner = owners.setdefault(address.lower(), path)
        if name.lower().startswith(f"{EDITIONS_FOLDER}/"):
            message = f"the folder docs/{EDITIONS_FOLDER}/ is kept for editions"
            yield Problem(message, "reserved-folder", "move it").at(path, 1)
        elif owner != path:
            message = f"the address of this {'page' if is_page else 'file'} is that of {owner} too"
            yield Problem(message, "same-address", "rename it").at(path, 1)
