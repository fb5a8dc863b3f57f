"""Whatever an author, a `.bib` or a forker feeds in, however long, deep or unreadable: a page, or a message.

`tests/data/hostile/` holds the nasty files, `messages.yml` what is said about each. Every file is built
twice: strictly, and with its faults let through, since a server shows those pages too."""

import os
import re
import socket
from pathlib import Path

import html5lib
import pytest
import yaml
from support import (
    ABEL,
    ROOT,
    TEMPLATES,
    Built,
    MakeSite,
    build_site,
    make_settings,
    read_data,
    write_files,
)

pytestmark = pytest.mark.usefixtures("no_hang")

DATA = ROOT / "tests/data/hostile"
MESSAGES = read_data("hostile/messages.yml")
FILES = sorted([*DATA.glob("bibs/*"), *DATA.glob("pages/*")])
SECONDS = (
    60  # nothing of ours takes two; on a machine with much else to do, this is the same as for ever
)
PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact }\n"
SITE = {
    **TEMPLATES,
    "docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
    "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
    "docs/print.md": "<!-- briefing: whole -->\n",
    "docs/assets/js/ledger.js": "",
}
CITE = {"docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n"}
PROGRAM = re.compile(r"(?:javascript|vbscript|data|file|blob|view-source):")


@pytest.fixture
def build(make_site: MakeSite) -> MakeSite:
    """Build a site with all our views around one page and one bibliography."""

    def make(strict: bool = True, **given: bytes) -> Built:
        return make_site(PAGE, files={**SITE, **given}, strict=strict)

    return make


def find_script(html: str) -> list[str]:
    """Return everything in a page that a browser would run, as a parser after the standard reads it."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name, attributes = str(element.tag).rpartition("}")[2], element.attrib
        is_view = re.search(r"assets/js/(?:picker|ledger)(\.\w+)?\.js$", attributes.get("src", ""))
        is_ours = name == "script" and (attributes.get("type") == "application/ld+json" or is_view)
        if name in {"script", "iframe", "object", "embed", "base", "meta", "style"} and not is_ours:
            found.append(f"<{name}>")
        found += [
            f"{key}={value}"
            for key, value in attributes.items()
            if str(key).startswith("on")
            or (
                key in {"href", "src", "action"}
                and PROGRAM.match(re.sub(r"[\0- ]", "", value).lower())
            )
        ]
    return found


def find_scripts(site: Built) -> list[str]:
    return [
        script
        for path in (site.root / "site").rglob("*.html")
        for script in find_script(path.read_text(encoding="utf-8"))
    ]


def test_script_is_found_where_there_is_some() -> None:
    """The tests below would pass without a word if this did not."""
    assert find_script('<p><svg/onload=x><a href=" java&#10;script:x">a</a><ScRiPt>') == [
        "onload=x",
        "href= java\nscript:x",
        "<script>",
    ]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_nasty_file_gives_a_correct_page_or_a_message(build: MakeSite, file: Path) -> None:
    given = {"bibliography.bib" if file.suffix == ".bib" else "docs/index.md": file.read_bytes()}
    strict = build(**given)
    messages = [message for message in strict.messages if "no page cites" not in message]
    assert messages == MESSAGES.get(file.name, [])
    assert all(
        message.startswith(("docs/", "bibliography.bib:", "the build cannot"))
        for message in messages
    ), messages
    assert strict.is_published == (not strict.messages)
    assert find_scripts(build(**given, strict=False)) == []


@pytest.mark.parametrize("name", ["title-html.bib", "fields-html.bib"])
def test_ready_made_citations_show_markup_as_text(build: MakeSite, name: str) -> None:
    site = build(**{"bibliography.bib": (DATA / "bibs" / name).read_bytes()}, **CITE)
    assert site.is_published, site.messages
    assert find_scripts(site) == []


def test_a_build_asks_nobody(build: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything that a build makes, the PDF and the EPUB among it."""
    asked: list[object] = []
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda *address: asked.append(address))
    site = build(**CITE)
    assert site.is_published, site.messages
    assert (site.root / "site/briefing.pdf").is_file()
    assert asked == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("evil.html", "unsafe-file"),
        ("evil.svg", "unsafe-file"),
        ("two words.md", "bad-file-name"),
        ("link.md", "outside-docs"),
    ],
)
def test_a_file_not_for_readers_stops_the_build(
    build: MakeSite, tmp_path: Path, name: str, code: str
) -> None:
    """A link that leads out of the project stops one too that lets faults through."""
    (tmp_path / "docs").mkdir()
    if name == "link.md":
        (tmp_path / "docs" / name).symlink_to("/etc/passwd")
    site = build(
        strict=name != "link.md", **({} if name == "link.md" else {f"docs/{name}": b"# A { #a }"})
    )
    assert site.messages[0].startswith(f"docs/{name}:1: ")
    assert code in site.codes()
    assert not site.is_published


@pytest.mark.parametrize(("settings", "code"), read_data("sites.yml")["leading-out"])
def test_settings_that_lead_out_of_the_site(build: MakeSite, settings: str, code: str) -> None:
    changed = {**yaml.safe_load(make_settings()), **yaml.safe_load(settings)}
    site = build(**{"mkdocs.yml": yaml.safe_dump(changed, sort_keys=False)})
    assert [
        message
        for message in site.messages
        if message.startswith("mkdocs.yml:") and message.endswith(code)
    ]
    assert not site.is_published


def test_a_manifest_as_deep_as_it_gets_is_a_message(build: MakeSite, tmp_path: Path) -> None:
    write_files(tmp_path, {"editions/1/manifest.json": "[" * 100_000})
    assert build().codes() == {"edition-altered"}


STRINGS = '@string{s0 = "lol"}\n' + "".join(
    f"@string{{s{number} = {' # '.join([f's{number - 1}'] * 4)}}}\n" for number in range(1, 30)
)


@pytest.mark.parametrize(
    ("bib", "start"),
    [
        (
            ABEL.replace("Nato", "N" * 100_000),
            "bibliography.bib:3: title of 'abel2020' has 100022 characters",
        ),
        (
            ABEL.replace("Anna", "Anna" + " and Abel, Anna" * 6000),
            "bibliography.bib:2: author of 'abel2020' has 90010 ",
        ),
        (
            ABEL + "% words\n" * 1_300_000,
            "bibliography.bib:1: the file has more than 4000000 bytes",
        ),
        (STRINGS + ABEL, "bibliography.bib:5: the string 's4' is over 500 characters"),
    ],
    ids=["title", "names", "file", "strings"],
)
def test_what_would_take_for_ever_is_a_message(make_site: MakeSite, bib: str, start: str) -> None:
    site = make_site(PAGE, bib)
    assert any(message.startswith(start) for message in site.messages), [
        text[:200] for text in site.messages
    ]
    assert not site.is_published


def test_a_pipe_is_no_bibliography(make_site: MakeSite, tmp_path: Path) -> None:
    make_site(PAGE)
    (tmp_path / "bibliography.bib").unlink()
    os.mkfifo(tmp_path / "bibliography.bib")
    assert build_site(tmp_path).codes() >= {"bib-missing"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n".join("    " * level + "- x" for level in range(300)), "too-complex"),
        ("- " * 5000 + "x", "too-complex"),
        ("> - " * 2000 + "x", "too-complex"),
        ("x" * 50_000, "too-complex"),
        ("a <![ b", "too-complex"),
        ("A [link](https://e.example/" + "y" * 50_000 + ").", "too-complex"),
        ("<div>\n\n" * 3000, "unsafe-html"),
    ],
)
def test_what_is_too_deep_to_read_is_a_message(make_site: MakeSite, text: str, code: str) -> None:
    for strict in (True, False):
        site = make_site(f"# T {{ #t }}\n\n{text}\n", "", strict=strict)
        assert re.fullmatch(rf"docs/index\.md:\d+: .*\[{code}\]", site.messages[0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PAGE.encode("utf-16"), "page-encoding"),
        (PAGE.replace("T", "\xc4", 1).encode("latin-1"), "page-encoding"),
        (PAGE.encode("utf-8-sig"), ""),
        (PAGE.replace("\n", "\r\n").encode(), ""),
        (b"\0" * 1000, "hidden-character"),
        *(
            (PAGE.replace("# T", f"# T{chr(code)}").encode(), "hidden-character")
            for code in (0xAD, 0x200B, 0x202E, 0x2060, 0x3164, 0xE0041)
        ),
        ((PAGE + "\n\u200d\ufe0f").encode(), ""),
    ],
)
def test_a_page_in_another_encoding(make_site: MakeSite, text: bytes, code: str) -> None:
    site = make_site(text)
    assert code in site.codes() | {""}
    assert site.is_published == (not code)
    assert not code or any(message.startswith("docs/index.md:1: ") for message in site.messages)


def test_no_setting_has_a_character_that_nobody_sees(make_site: MakeSite) -> None:
    site = make_site(PAGE, files={"mkdocs.yml": "# x\n# a\u202ec\n" + make_settings()})
    assert site.messages[0].startswith("mkdocs.yml:2: here is a character that nobody sees, U+202E")
    assert not site.is_published


@pytest.mark.parametrize(
    "file", ["docs/assets/x.js", "docs/assets/x.css", "theme/main.html", "theme/views/x.html"]
)
def test_what_is_not_utf_8_is_named(make_site: MakeSite, file: str) -> None:
    site = make_site(PAGE, files={file: b"/* a\n \xff */"})
    assert (
        site.messages[0]
        == f"{file}:2: this file is not UTF-8; save it in that encoding [text-encoding]"
    )
    assert not site.is_published
