"""What is too long, too deep, or in no form that can be read: a message with file and line, at once."""

import os
import re
from pathlib import Path

import pytest
from support import ABEL, MakeSite, build_site, make_settings

PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact }\n"
STRINGS = '@string{s0 = "lol"}\n' + "".join(
    f"@string{{s{number} = {' # '.join([f's{number - 1}'] * 4)}}}\n" for number in range(1, 30))


@pytest.mark.parametrize(("bib", "start"), [
    (ABEL.replace("Nato", "N" * 100_000), "bibliography.bib:3: title of 'abel2020' has 100022 characters"),
    (ABEL.replace("Anna", "Anna" + " and Abel, Anna" * 6000), "bibliography.bib:2: author of 'abel2020' has 90010 "),
    (ABEL + "% words\n" * 1_300_000, "bibliography.bib:1: the file has more than 4000000 bytes"),
    (STRINGS + ABEL, "bibliography.bib:5: the string 's4' is over 500 characters"),
], ids=["title", "names", "file", "strings"])
def test_what_would_take_for_ever_is_a_message(make_site: MakeSite, bib: str, start: str) -> None:
    site = make_site(PAGE, bib)
    assert any(message.startswith(start) for message in site.messages), [text[:200] for text in site.messages]
    assert not site.is_published


def test_a_pipe_is_no_bibliography(make_site: MakeSite, tmp_path: Path) -> None:
    make_site(PAGE)
    (tmp_path / "bibliography.bib").unlink()
    os.mkfifo(tmp_path / "bibliography.bib")
    assert build_site(tmp_path).codes() >= {"bib-missing"}


@pytest.mark.parametrize(("text", "code"), [
    ("\n".join("    " * level + "- x" for level in range(300)), "too-complex"), ("- " * 5000 + "x", "too-complex"),
    ("> - " * 2000 + "x", "too-complex"), ("x" * 50_000, "too-complex"), ("a <![ b", "too-complex"),
    ("A [link](https://e.example/" + "y" * 50_000 + ").", "too-complex"), ("<div>\n\n" * 3000, "unsafe-html")])
def test_what_is_too_deep_to_read_is_a_message(make_site: MakeSite, text: str, code: str) -> None:
    for strict in (True, False):
        site = make_site(f"# T {{ #t }}\n\n{text}\n", "", strict=strict)
        assert re.fullmatch(rf"docs/index\.md:\d+: .*\[{code}\]", site.messages[0])


@pytest.mark.parametrize(("text", "code"), [
    (PAGE.encode("utf-16"), "page-encoding"), (PAGE.replace("A.", "\xc4.").encode("latin-1"), "page-encoding"),
    (PAGE.encode("utf-8-sig"), ""), (PAGE.replace("\n", "\r\n").encode(), ""), (b"\0" * 1000, "hidden-character"),
    *((PAGE.replace("# T", f"# T{chr(code)}").encode(), "hidden-character")
      for code in (0xAD, 0x200B, 0x202E, 0x2060, 0x3164, 0xE0041)), ((PAGE + "\n\u200d\ufe0f").encode(), "")])
def test_a_page_in_another_encoding(make_site: MakeSite, text: bytes, code: str) -> None:
    site = make_site(text)
    assert code in site.codes() | {""}
    assert site.is_published == (not code)
    assert not code or any(message.startswith("docs/index.md:1: ") for message in site.messages)


def test_no_setting_has_a_character_that_nobody_sees(make_site: MakeSite) -> None:
    site = make_site(PAGE, files={"mkdocs.yml": "# x\n# a\u202ec\n" + make_settings()})
    assert site.messages[0].startswith("mkdocs.yml:2: here is a character that nobody sees, U+202E")
    assert not site.is_published


@pytest.mark.parametrize("file", ["docs/assets/x.js", "docs/assets/x.css", "theme/main.html", "theme/views/x.html"])
def test_what_is_not_utf_8_is_named(make_site: MakeSite, file: str) -> None:
    site = make_site(PAGE, files={file: b"/* a\n \xff */"})
    assert site.messages[0] == f"{file}:2: this file is not UTF-8; save it in that encoding [text-encoding]"
    assert not site.is_published
