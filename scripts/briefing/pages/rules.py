"""What every page and file below `docs/` must have. A rule is a generator over one document; its docstring is the rule.
MkDocs must not read what is unsound: it follows any link, and hands any key of front matter to templates."""

import os
import posixpath
import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from ..cache import list_files, recall
from ..data import read_yaml
from ..problems import PlainFault, Problem, nearest, say
from ..sources.bibliography import Bibliography
from ..text import find_hidden, find_scheme
from .document import BLOCK, FRONT_MATTER, Document, Mark
from .vocabulary import ALLOWED, NOTE_ID, REFUSED

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_PICTURE = {f"{{http://www.w3.org/2000/svg}}{name}" for name in ALLOWED["picture"].split()}
_FORMS = dict.fromkeys(("title", "description", "robots"), "text") | {
    "search": "search"
}  # of keys of front matter


def check_files(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files below `docs`; messages name them from `root` on. Each is a file there whose
    name makes a good address, or can be printed; a browser would run other pages than Markdown; SVG only draws."""
    for name, path in sorted(list_files(docs)):
        ending, target = (
            posixpath.splitext(name)[1].lower(),
            path.is_symlink() and Path(os.path.realpath(path)),
        )
        is_page, is_file, is_read = (
            name.endswith(_PAGES),
            path.is_file(),
            "/." not in f"/{name}",
        )  # as MkDocs has it
        is_astray = target and not (target.is_file() and target.is_relative_to(docs.resolve()))
        faults = {
            "outside-docs/link": is_astray,
            "outside-docs/device": not (is_astray or is_file),
            "bad-file-name/page": is_read
            and is_page
            and not re.fullmatch(r"(?!.*--)[\w/-]+\.md", name, re.A),
            "bad-file-name/file": is_read and not is_page and not name.isprintable(),
            "unsafe-file/ending": is_read
            and is_file
            and ending not in {*_PAGES, *ALLOWED["endings"].split()},
            "unsafe-file/picture": is_read
            and is_file
            and ending == ".svg"
            and not _is_drawing(Path(path)),
        }
        for fault in [fault for fault, is_there in faults.items() if is_there]:
            yield Problem(
                os.fsencode(os.path.relpath(path, root)).decode("utf-8", "backslashreplace"),
                1,
                *say(fault, str(target), ending),
            )


def check_documents(
    documents: Collection[Document],
    bibliography: Bibliography,
    files: Collection[str],
    made_ids: Mapping[str, Collection[str]],
) -> Iterator[Problem]:
    """Yield the faults of all pages, among `files` below `docs/`; a build itself adds `made_ids` to pages."""
    ids = {
        document.uri: {
            *(mark.text for mark in document.ids),
            *made_ids.get(document.uri, ()),
            *("fn:" + NOTE_ID.format(key) for key in document.keys),
        }
        for document in documents
    }
    for document in documents:
        faults = [
            *recall(("rules", document), _judge, document),
            *_check_links(document, files, ids),
        ]
        faults += [
            (mark.line, *say("open-citation", mark.text))
            for mark in document.bare
            if mark.text in bibliography.sources or document.running[mark.start] == "["
        ]
        for group in document.groups if bibliography.is_readable else ():
            faults += check_group(*group, bibliography.sources)
        yield from (Problem(document.path, *fault) for fault in faults)
    uncited = bibliography.sources.keys() - {key for document in documents for key in document.keys}
    for source in (
        [bibliography.sources[key] for key in uncited] if bibliography.is_readable else ()
    ):
        yield Problem(source.path, source.line, *say("uncited-source", source.key))


def _judge(document: Document) -> list[PlainFault]:
    """Front matter can be read, nothing is hidden or `refused`, an id stands once, what a note is about is there."""
    notes = [
        found._replace(text=named["data-for"])
        for found, named in document.attributes
        if named["data-for"]
    ]
    return list(find_refused("slips", document.masked)) or [
        *check_front_matter(document.text),
        *find_hidden(document.text),
        *[*find_refused("bounds", document.text)][:1],
        *find_refused("text", document.masked),
        *_check_claims(document),
        *check_notes(document),
        *_check_names(document.ids, notes, "duplicate-id", "broken-fragment/for"),
    ]


def check_group(
    group: Mark, citations: list[tuple[str, str]], known: Collection[str]
) -> Iterator[PlainFault]:
    """Every citation can be read, and its key is in the bibliography."""
    for part, key in citations:
        if not key:
            yield group.line, *say("malformed-citation", part)
        elif (cut := re.split(r"[^\w-]", key)[0]) != key:
            yield group.line, *say("key-characters", key, cut)
        elif key not in known:
            yield group.line, *say("unknown-key", key, hint=nearest(key, known))


def _check_claims(document: Document) -> Iterator[PlainFault]:
    """A claim, and any paragraph that cites a source, has an id, of its own or of the claims that divide it."""
    closings = {
        link.end() for link in re.finditer(r"(?<!!)\[\]\([^\s()]*\)", document.masked)
    }  # each of a claim
    blocks = list(Mark.find(BLOCK, document.masked))
    starts, last, divided = [block.start for block in blocks], dict[int, int](), dict[int, bool]()
    for found, named in document.attributes:
        block, kind, is_closing = bisect(starts, found.start), named["."], found.start in closings
        if named["id"]:
            last[block] = found.line
        elif kind and not is_closing and not divided.get(block):
            yield found.line, *say("claim-without-id/kind", kind)
        divided[block] = is_closing
    for group, _ in document.groups:
        block = bisect(starts, group.start)
        if group.line > last.get(block, 0) and not blocks[block - 1].text.lstrip().startswith(
            ("|", "[^")
        ):
            last[block] = group.line  # one message a line
            yield group.line, *say("claim-without-id/cited")


def check_notes(document: Document) -> Iterator[PlainFault]:
    """A footnote of the author's own is defined once, and defined where it is used."""
    notes, used = (
        Mark.find(pattern, document.masked)
        for pattern in (
            r"(?m)^ {0,3}\[\^(?P<text>[^\[\]\n]+)\]:",
            r"\[\^(?P<text>[^\[\]\n]+)\](?!:)",
        )
    )
    return _check_names(notes, used, "duplicate-note", "undefined-note")


def _check_names(
    given: Iterable[Mark], used: Iterable[Mark], repeated: str, missing: str
) -> Iterator[PlainFault]:
    first: dict[str, Mark] = {}
    for mark in sorted(given):
        if (other := first.setdefault(mark.text, mark)) is not mark:
            yield mark.line, *say(repeated, mark.text, other.line)
    for mark in used:
        if mark.text not in first:
            yield mark.line, *say(missing, mark.text, hint=nearest(mark.text, first))


def _check_links(
    document: Document, files: Collection[str], ids: Mapping[str, Collection[str]]
) -> Iterator[PlainFault]:
    """A link inside the site leads to a file below `docs/`, and to an id that is there."""
    for link in document.links:
        address = unescape(link.text)
        try:
            parts = urlsplit(address)
        except ValueError:  # MkDocs raises too
            yield link.line, *say("bad-address", link.text[:60])
            continue
        if find_scheme(address) or parts.netloc or not (parts.path or parts.fragment):
            continue
        target, fragment = find_target(document.uri, link.text), unquote(parts.fragment)
        if target not in files:
            yield link.line, *say("broken-link", link.text, hint=nearest(target, files))
        elif fragment and target in ids and fragment not in ids[target]:
            there = [f"it is on {uri}" for uri in ids if fragment in ids[uri]] or [
                nearest(fragment, ids[target])
            ]
            yield link.line, *say("broken-fragment/link", link.text, target, hint=there[0])


def find_target(uri: str, link: str) -> str:
    """Return the file below `docs/` that a link on the page `uri` leads to."""
    path = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri


def find_refused(part: str, text: str) -> Iterator[PlainFault]:
    """Yield the fault of each place that a pattern fits, of one part of `refused.yml`."""
    for row in REFUSED[part]:
        for mark in Mark.find(re.compile(row["pattern"], re.M), text):
            yield mark.line, row["message"].format(mark.text.strip()[:40]), row["code"], row["hint"]


def _is_drawing(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
        elements = list(ElementTree.fromstring(text).iter())
    except (ElementTree.ParseError, OSError, ValueError, LookupError):
        return False
    # What stands before a picture may name a style with script in it, or other files.
    return not (
        re.search(r"<\?(?!xml\s)|<!DOCTYPE", text, re.I)
        or {element.tag for element in elements} - _PICTURE
        or any(
            re.search(r"(?i)(^|\})(on|href$)", name)
            for element in elements
            for name in element.attrib
        )
    )


def check_front_matter(text: str) -> Iterator[PlainFault]:
    """Front matter is a YAML mapping with keys that are known; `title`, `description` and `robots` are texts."""
    block = FRONT_MATTER.match(text)
    data, broken = read_yaml(block["body"] if block else "{}")
    if broken:
        yield broken[0] + 1, *say("front-matter/unread", broken[1])
    elif not isinstance(data, dict):
        yield 1, *say("front-matter/form")
    else:
        kept = keep_known(data).items()
        for key in [str(key) for key, value in data.items() if (key, value) not in kept]:
            places = Mark.find(re.compile(rf"""^["']*(?P<text>{re.escape(key)})""", re.M), text)
            form, right = _FORMS.get(key, "unknown"), "" if key in _FORMS else nearest(key, _FORMS)
            yield (
                next((place.line for place in places), 1),
                *say(f"front-matter/{form}", key[:40], hint=right),
            )


def keep_known(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the part of a page's front matter that templates may see, its texts as texts."""
    texts = {
        key: str(value)[:500]
        for key, value in meta.items()
        if _FORMS.get(key) == "text" and isinstance(value, str | int | float) and str(value).strip()
    }
    is_hidden = meta.get("search") == {
        "exclude": True
    }  # the one value that is taken: a search leaves the page out
    return texts | ({"search": meta["search"]} if is_hidden else {})
