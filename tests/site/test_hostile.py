"""Whatever an author, a `.bib` or a forker feeds in: a correct page, or a message with file and line.

`tests/data/hostile/` holds the nasty files, `messages.txt` what is said about each. Every file is built
twice: strictly, and with its faults let through, since a server shows those pages too.
"""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pytest
from support import ABEL, ROOT, Built, build_site

from briefing.addresses import is_safe

MakeSite = Callable[..., Built]
DATA = ROOT / "tests/data/hostile"
FILES = sorted([*DATA.glob("bibs/*"), *DATA.glob("pages/*")])
PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact }\n"
SITE = {"docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
        "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
        "docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n",
        "docs/print.md": "# P { #p }\n\n<!-- briefing: whole -->\n",
        "docs/assets/ledger.js": ""}
SECONDS = 20
"""Nothing of ours takes two; on a machine with much else to do, this is the same as for ever."""


@pytest.fixture(autouse=True)
def _no_hang() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError("this never ends")
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS * 3)
    yield
    signal.alarm(0)


@pytest.fixture
def build(make_site: MakeSite) -> Callable[..., Built]:
    """Build a site with all our views around one page and one bibliography."""
    views = {path.relative_to(ROOT / "overrides").as_posix(): path.read_text(encoding="utf-8")
             for path in (ROOT / "overrides/partials/briefing").iterdir()}
    files = SITE | {f"theme/{name}": text for name, text in views.items()}

    def make(page: bytes = PAGE.encode(), bib: bytes = ABEL.encode(), strict: bool = True) -> Built:
        root = make_site(PAGE, ABEL, files, strict).root
        (root / "docs/index.md").write_bytes(page)
        (root / "bibliography.bib").write_bytes(bib)
        return build_site(root)
    return make


def find_script(html: str) -> list[str]:
    """Give everything in a page that a browser would run, as a parser after the standard reads it."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name, attributes = str(element.tag).rpartition("}")[2], element.attrib
        is_ours = name == "script" and (attributes.get("type") == "application/ld+json"
                                        or attributes.get("src", "").endswith("assets/ledger.js"))
        if name in {"script", "iframe", "object", "embed", "base", "meta", "style"} and not is_ours:
            found.append(f"<{name}>")
        found += [f"{key}={value}" for key, value in attributes.items()
                  if str(key).startswith("on") or (key in {"href", "src", "action"} and not is_safe(value))]
    return found


def read_messages() -> dict[str, list[str]]:
    """Give what is said about each file; a file that is not named is published without a word."""
    said: dict[str, list[str]] = {}
    for line in (DATA / "messages.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            said[line[3:]] = []
        elif line:
            said[list(said)[-1]].append(line)
    return said


def test_script_is_found_where_there_is_some() -> None:
    """The tests below would pass without a word if this did not."""
    assert find_script('<p><svg/onload=x><a href=" java&#10;script:x">a</a><ScRiPt>') == [
        "onload=x", "href= java\nscript:x", "<script>"]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_nasty_file_gives_a_correct_page_or_a_message(build: Callable[..., Built], file: Path) -> None:
    given = {"bib" if file.suffix == ".bib" else "page": file.read_bytes()}
    strict = build(**given)
    messages = [message for message in strict.messages if "no page cites" not in message]
    assert [os.fsencode(message).decode(errors="replace") for message in messages] == read_messages().get(file.name, [])
    assert all(message.startswith(("docs/", "bibliography.bib:", "a file that")) for message in messages), messages
    assert strict.is_published == (not strict.messages)
    shown = build(**given, strict=False)
    for path in (shown.root / "site").rglob("*.html"):
        assert find_script(path.read_text(encoding="utf-8")) == [], path
