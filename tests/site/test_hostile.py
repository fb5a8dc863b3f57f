"""Whatever an author, a `.bib` or a forker feeds in: a correct page, or a message with file and line.

`tests/data/hostile/` holds the nasty files, `messages.txt` what is said about each. Every file is built
twice: strictly, and with its faults let through, since a server shows those pages too.
"""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pytest
import yaml
from support import ABEL, ROOT, TEMPLATES, Built, build_site, make_settings, write_site

DATA = ROOT / "tests/data/hostile"
FILES = sorted([*DATA.glob("bibs/*"), *DATA.glob("pages/*")])
PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact }\n"
SITE = {"docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
        "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
        "docs/print.md": "# P { #p }\n\n<!-- briefing: whole -->\n",
        "docs/assets/js/ledger.js": ""}
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
def build(tmp_path: Path) -> Callable[..., Built]:
    """Build a site with all our views around one page and one bibliography."""
    files = SITE | TEMPLATES

    def make(strict: bool = True, **given: bytes) -> Built:
        write_site(tmp_path, {"docs/index.md": PAGE, "bibliography.bib": ABEL, **files, **given}, strict)
        return build_site(tmp_path)
    return make


def is_program(address: str) -> bool:
    """Whether a browser would run, or take from its own disk, what stands at an address."""
    plain = "".join(character for character in address if character > " ").lower()
    return plain.startswith(("javascript:", "vbscript:", "data:", "file:", "blob:", "view-source:"))


def find_script(html: str) -> list[str]:
    """Give everything in a page that a browser would run, as a parser after the standard reads it."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name, attributes = str(element.tag).rpartition("}")[2], element.attrib
        is_ours = name == "script" and (attributes.get("type") == "application/ld+json"
                                        or re.search(r"assets/js/ledger(\.\w+)?\.js$", attributes.get("src", "")))
        if name in {"script", "iframe", "object", "embed", "base", "meta", "style"} and not is_ours:
            found.append(f"<{name}>")
        found += [f"{key}={value}" for key, value in attributes.items()
                  if str(key).startswith("on") or (key in {"href", "src", "action"} and is_program(value))]
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
    given = {"bibliography.bib" if file.suffix == ".bib" else "docs/index.md": file.read_bytes()}
    strict = build(**given)
    messages = [message for message in strict.messages if "no page cites" not in message]
    assert messages == read_messages().get(file.name, [])
    assert all(message.startswith(("docs/", "bibliography.bib:", "a file that")) for message in messages), messages
    assert strict.is_published == (not strict.messages)
    shown = build(**given, strict=False)
    for path in (shown.root / "site").rglob("*.html"):
        assert find_script(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize("name", ["title-html.bib", "fields-html.bib"])
def test_ready_made_citations_show_markup_as_text(build: Callable[..., Built], name: str) -> None:
    site = build(**{"bibliography.bib": (DATA / "bibs" / name).read_bytes(),
                    "docs/cite.md": b"# C { #c }\n\n<!-- briefing: cite -->\n"})
    assert site.is_published, site.messages
    for path in (site.root / "site").rglob("*.html"):
        assert find_script(path.read_text(encoding="utf-8")) == [], path


BOMS = {"a byte order mark": (ABEL.encode("utf-8-sig"), ""), "CRLF": (ABEL.replace("\n", "\r\n").encode(), ""),
        "UTF-16": (ABEL.encode("utf-16"), "bib-encoding"), "Latin-1": ("% é".encode("latin-1"), "bib-encoding")}


@pytest.mark.parametrize(("bib", "code"), BOMS.values(), ids=BOMS)
def test_a_bibliography_in_another_encoding(build: Callable[..., Built], bib: bytes, code: str) -> None:
    site = build(**{"bibliography.bib": bib})
    assert code in site.codes() | {""}
    assert site.is_published == (not code)


@pytest.mark.parametrize("name", ["evil.html", "EVIL.HTM", "deep/evil.xhtml", "evil.xml", "evil.svgz"])
def test_a_page_that_is_not_ours_is_not_published(build: Callable[..., Built], name: str) -> None:
    site = build(**{f"docs/{name}": b"<script>ran(1)</script>"})
    assert site.messages[0].startswith(f"docs/{name}:1: a file that ends in .")
    assert site.codes() == {"unsafe-file"}
    assert not site.is_published


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"{}>{}</svg>'


@pytest.mark.parametrize("picture", [
    SVG.format(' onload="ran(1)"', ""), SVG.format("", "<script>ran(1)</script>"),
    SVG.format("", '<a x:href="javascript:ran(1)"><text>x</text></a>'), SVG.format("", "<foreignObject/>"),
    SVG.format("", '<rect x:href="data:x"/>'), SVG.format("", '<script xmlns="http://www.w3.org/1999/xhtml"/>'),
    '<html xmlns="http://www.w3.org/1999/xhtml"/>', "<svg", ""])
def test_a_picture_that_does_more_than_draw_is_not_published(build: Callable[..., Built], picture: str) -> None:
    site = build(**{"docs/evil.svg": picture.encode()})
    assert site.codes() == {"unsafe-file"}
    assert not site.is_published


def test_a_picture_that_draws_is_published(build: Callable[..., Built]) -> None:
    assert build(**{"docs/icon.svg": (ROOT / "docs/assets/favicon.svg").read_bytes()}).is_published


@pytest.mark.parametrize(("link", "target"), [
    ("secret.md", "/etc/passwd"), ("secret.txt", "/etc/passwd"), ("folder", "/etc"), ("loop", "."), ("gone.md", "x.md"),
    ("zero.md", "/dev/zero"), ("up.md", "../bibliography.bib")])
def test_what_a_link_leads_to_outside_docs_is_not_published(
        build: Callable[..., Built], tmp_path: Path, link: str, target: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / link).symlink_to(target)
    for strict in (True, False):
        site = build(strict)
        assert site.messages[0].startswith(f"docs/{link}:1: this is a link to")
        assert not site.is_published


def test_a_link_to_a_file_in_docs_is_published(build: Callable[..., Built], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/copy.txt").symlink_to("index.md")
    assert build().is_published


def test_a_pipe_in_docs_is_not_waited_for(build: Callable[..., Built], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs/pipe.md")
    assert "outside-docs" in build().codes()


@pytest.mark.parametrize("name", ["two words.md", "Größe.md", 'x" onclick="ran(1).md', "a&b.md", "a.b.md", "c.mkd"])
def test_the_name_of_a_page_makes_an_address(build: Callable[..., Built], name: str) -> None:
    site = build(**{f"docs/{name}": b"# N { #n }\n"})
    assert "bad-file-name" in site.codes()
    assert f"docs/{name}:1:" in site.messages[-1] + site.messages[0]


def test_other_files_may_have_any_name_that_can_be_printed(build: Callable[..., Built]) -> None:
    assert build(**{"docs/Größe & mehr.txt": b""}).is_published
    assert "bad-file-name" in build(**{"docs/a\nb.txt": b""}).codes()


@pytest.mark.parametrize(("settings", "code"), [
    ("nav: [index.md, {Secret: ../bibliography.bib}, ledger.md]", "broken-nav"),
    ("nav: [index.md, {Script: 'javascript:ran(1)'}]", "broken-nav"),
    ("nav: [index.md, {Absolute: /etc/passwd}]", "broken-nav"),
    ("site_url: 'https://x.example/\"><script>ran(1)</script>'", "unsafe-address"),
    ("plugins: [bibtex: {bib_file: bibliography.bib}, redirects: {redirect_maps: {../../out.md: index.md}}]",
     "bad-redirect"),
    ("plugins: [bibtex: {bib_file: bibliography.bib}, redirects: {redirect_maps: {old.md: 'javascript:ran(1)'}}]",
     "bad-redirect"),
    ("plugins: [bibtex: {bib_file: bibliography.bib}, redirects: {redirect_maps: {old.md: 'index.md#\"><b>'}}]",
     "bad-redirect"),
    ("plugins: [bibtex: {bib_file: bibliography.bib}, redirects: {redirect_maps: {old.md: [index.md]}}]",
     "bad-redirect"),
])
def test_settings_that_lead_out_of_the_site(build: Callable[..., Built], settings: str, code: str) -> None:
    changed = {**yaml.safe_load(make_settings()), **yaml.safe_load(settings)}
    text = yaml.safe_dump(changed, sort_keys=False)
    site = build(**{"mkdocs.yml": text.encode()})
    message = next(message for message in site.messages if message.endswith(f"[{code}]"))
    assert message.startswith("mkdocs.yml:")
    assert not site.is_published


@pytest.mark.parametrize("plugins", [[], [{"bibtex": {"bib_dir": "docs"}}]])
def test_without_a_bibliography_settings_are_a_message(
        build: Callable[..., Built], plugins: list[object]) -> None:
    changed = yaml.safe_load(make_settings()) | {"plugins": plugins}
    assert not build(**{"mkdocs.yml": yaml.safe_dump(changed).encode()}).is_published


def test_a_manifest_as_deep_as_it_gets_is_a_message(build: Callable[..., Built], tmp_path: Path) -> None:
    (tmp_path / "editions/1").mkdir(parents=True)
    (tmp_path / "editions/1/manifest.json").write_text("[" * 100_000, encoding="utf-8")
    assert build().codes() == {"edition-altered"}
