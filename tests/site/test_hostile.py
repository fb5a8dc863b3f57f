"""Whatever is fed in: a page that runs nothing, or a message.

`tests/data/hostile/` holds nasty files, its `messages.yml` what is said about each. They are built
with their faults let through, since a server shows such pages too.

Alone it notices script in a built page, and a build that asks the web.
"""

import re
import signal
import socket
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
import yaml
from support import (
    ABEL,
    ROOT,
    Built,
    MakeSite,
    build_site,
    make_settings,
    read_data,
    read_entry,
    say,
    write_records,
    write_site,
)

from mkdocs_briefing.text import HIDDEN

DATA = ROOT / "tests/data/hostile"
MESSAGES = read_data("hostile/messages.yml")
BIBS = sorted(path.name for path in DATA.glob("bibs/*"))
"""Bibliographies that are built alone: their faults are of the whole file."""
NASTY = (DATA / "nasty.bib").read_text(encoding="utf-8")
"""All other nasty entries."""
KEYS = re.findall(r"(?m)^@online\{([\w-]+),", NASTY)
LONE = {"bad-address.md": False, "views.md": True}
"""Pages that are built alone, and whether they are published.

With one no build goes on; of the other something is said where all pages can be read.
"""
PAGES = sorted({path.name for path in DATA.glob("pages/*")} - LONE.keys())
SECONDS = 60
"""Nothing of ours takes two; on a machine with much else to do, this is as good as for ever."""
PAGE = "# T { #t }\n\nA.[@abel2020][](){ #a }\n{ #p }\n"
RECORDS = {"a": say("fact", "abel2020")}
SOUND = {
    "docs/index.md": PAGE,
    "docs/records/index.yml": write_records(RECORDS),
    "bibliography.bib": ABEL,
}
SITE = {
    "docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
    "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
    "docs/print.md": "<!-- briefing: whole -->\n",
    "docs/assets/js/ledger.js": "",
}
CITE = {"docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n"}
TEXTS = {".html", ".json", ".md", ".xml", ".txt", ".js", ".csv", ".bib", ".ris"}
ACTIVE = {"script", "iframe", "object", "embed", "base", "meta", "style"}
PROGRAM = re.compile(r"(?:javascript|vbscript|data|file|blob|view-source):")
OUR_SCRIPT = re.compile(r"assets/js/(?:picker|ledger)(\.\w+)?\.js$")


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """Stop a test that takes too long."""

    def stop(*_: object) -> None:
        raise TimeoutError("this never ends")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)


@pytest.fixture
def build(make_site: MakeSite) -> MakeSite:
    """Build a site with all our views around one page and one bibliography."""

    def make(strict: bool = True, **given: str | bytes) -> Built:
        return make_site(PAGE, files={**SITE, **given}, strict=strict, records=RECORDS)

    return make


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All nasty pages and entries in one site, but for those that are built alone."""
    root = tmp_path_factory.mktemp("nasty")
    pages = {f"docs/{name}": (DATA / "pages" / name).read_bytes() for name in PAGES}
    cited = "".join(f"- A.[@{key}]\n    {{ #{key} }}\n" for key in KEYS)
    entries = {"docs/cited.md": f"# C {{ #c }}\n\n{cited}", "bibliography.bib": f"{NASTY}\n{ABEL}"}
    write_site(root, {**SOUND, **SITE, **pages, **entries}, strict=False)
    return build_site(root)


def is_ours(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element is data, or one of the two scripts that our views name."""
    is_data = attributes.get("type") == "application/ld+json"
    is_view = OUR_SCRIPT.search(attributes.get("src", "")) is not None
    return name == "script" and (is_data or is_view)


def is_program(name: str, value: str) -> bool:
    """Whether a browser would run the value of an attribute."""
    if name.startswith("on"):
        return True
    address = re.sub(r"[\0- ]", "", value).lower()
    return name in {"href", "src", "action"} and PROGRAM.match(address) is not None


def read_element(element: Any) -> tuple[str, dict[str, str]]:
    """Return name and attributes of an element."""
    attributes = {str(key): value for key, value in element.attrib.items()}
    return str(element.tag).rpartition("}")[2], attributes


def find_script(html: str) -> list[str]:
    """Return what a browser would run in a page, as a parser after the standard reads it."""
    running = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name, attributes = read_element(element)
        if name in ACTIVE and not is_ours(name, attributes):
            running.append(f"<{name}>")
        for key, value in attributes.items():
            if is_program(key, value):
                running.append(f"{key}={value}")
    return running


def find_scripts(site: Built) -> list[str]:
    """Return what a browser would run in all pages of a site."""
    running = []
    for path in (site.root / "site").rglob("*.html"):
        running += find_script(path.read_text(encoding="utf-8"))
    return running


def test_script_is_found_where_there_is_some() -> None:
    """The tests below would pass without a word if this did not."""
    assert find_script('<p><svg/onload=x><a href=" java&#10;script:x">a</a><ScRiPt>') == [
        "onload=x",
        "href= java\nscript:x",
        "<script>",
    ]


def find_file(message: str) -> str:
    """Return the name of the file that a message of ours or of MkDocs is about."""
    file = re.match(r"(?:docs/|Doc file ')?([\w.-]+)", message)
    return file[1] if file else ""


@pytest.mark.parametrize("name", [*PAGES, "bibliography.bib"])
def test_a_nasty_file_has_its_messages(nasty: Built, name: str) -> None:
    """A page that is not named in `messages.yml` is published without a word."""
    messages = [text for text in nasty.messages if find_file(text) == name]
    assert sorted(messages) == sorted(MESSAGES.get(name, []))


def test_nothing_runs_on_nasty_pages_and_no_message_is_without_its_page(nasty: Built) -> None:
    assert nasty.is_published
    assert find_scripts(nasty) == []
    assert {*map(find_file, nasty.messages)} == {*PAGES, "bibliography.bib"} & {*MESSAGES}


@pytest.mark.parametrize("name", LONE)
def test_a_nasty_page_has_its_messages_alone(build: MakeSite, name: str) -> None:
    page = (DATA / "pages" / name).read_bytes()
    site = build(**{f"docs/{name}": page}, strict=False)
    assert sorted(site.messages) == sorted(MESSAGES[name])
    assert site.is_published == LONE[name]


@pytest.mark.parametrize("name", BIBS)
def test_a_nasty_bibliography_gives_correct_pages_or_messages(build: MakeSite, name: str) -> None:
    bib = (DATA / "bibs" / name).read_bytes()
    site = build(**{"bibliography.bib": bib}, strict=False)
    messages = [message for message in site.messages if "no page cites" not in message]
    assert sorted(messages) == sorted(MESSAGES.get(name, []))
    assert find_scripts(site) == []


ATTACK = (
    "\"'><img src=x onerror=ran(1)></script><script>ran(1)</script> {{ 7*7 }} "
    "<!-- briefing: map -->"
)
CLAIM = {
    "kind": "assessment",
    "restates": "1.1",
    "says": f"{ATTACK}.",
    "verdict": "open",
    "because": f"{ATTACK}.",
    "sources": {
        "abel2020": {
            "bears": "part",
            "words": "none",
            "unseen": f"{ATTACK}.",
            "speaker": ATTACK,
            "party": ATTACK,
            "figures": [ATTACK],
            "gap": f"{ATTACK}.",
        }
    },
}


@pytest.mark.parametrize("name", ["title-html", "fields-html"])
def test_no_value_of_a_record_or_an_entry_runs(build: MakeSite, name: str) -> None:
    """Readers see what they say as text: on a page, in the ledger, in citations, in the book."""
    bib = read_entry(name, "abel2020")
    files = {"docs/records/index.yml": write_records({"a": CLAIM}), "bibliography.bib": bib}
    site = build(**files, **CITE)
    assert site.is_published, site.messages
    assert find_scripts(site) == []
    assert "&lt;script&gt;ran(1)&lt;/script&gt; {{ 7*7 }}" in site.html("claims/index.html")


def test_a_build_asks_nobody(build: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything that a build makes, the PDF and the EPUB among it."""
    asked: list[object] = []
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda *address: asked.append(address))
    site = build(**CITE)
    assert site.is_published, site.messages
    assert (site.root / "site/briefing.pdf").is_file()
    assert asked == []


@pytest.mark.parametrize(("settings", "code"), read_data("sites.yml")["leading-out"])
def test_settings_that_lead_out_of_the_site(build: MakeSite, settings: str, code: str) -> None:
    changed = {**yaml.safe_load(make_settings()), **yaml.safe_load(settings)}
    site = build(**{"mkdocs.yml": yaml.safe_dump(changed, sort_keys=False)})
    messages = [message for message in site.messages if message.startswith("mkdocs.yml:")]
    assert any(message.endswith(code) for message in messages)
    assert not site.is_published


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PAGE.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(PAGE.replace("\n", "\r\n").encode(), id="ends of lines of Windows"),
        pytest.param(f"{PAGE}\n\u200d\ufe0f".encode(), id="joiner of emoji"),
    ],
)
def test_a_page_that_an_editor_has_written_otherwise_is_published(
    make_site: MakeSite, text: bytes
) -> None:
    assert make_site(text, records=RECORDS).is_published


def test_what_shows_how_such_a_character_is_written_is_published(build: MakeSite) -> None:
    """Code shows the letters of a reference; no file of the site has the character itself."""
    shown = f"{PAGE}\n`&#x202E;` and `&shy;` are two.\n{{ #two }}\n"
    site = build(**{"docs/index.md": shown.encode()})
    assert site.is_published, site.messages
    for path in (site.root / "site").rglob("*"):
        if path.suffix in TEXTS:
            assert HIDDEN.isdisjoint(path.read_text("utf-8")), path
