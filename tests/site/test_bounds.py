"""What is too long, too deep, or in no form that can be read: a message with file and line, at once."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ABEL, Built, build_site

PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact }\n"
STRINGS = '@string{s0 = "lol"}\n' + "".join(
    f"@string{{s{number} = {' # '.join([f's{number - 1}'] * 4)}}}\n" for number in range(1, 30))


@pytest.mark.parametrize(("bib", "start"), [
    # fields of 100,000 characters
    *((ABEL.replace("  url ", f"  {name} = {{{'words ' * 17_000}}},\n  url "),
       f"bibliography.bib:5: {name} of 'abel2020' has 101999 characters")
      for name in ("pages", "annotation", "organization", "subtitle")),
    (ABEL.replace("Nato", "N" * 100_000), "bibliography.bib:3: title of 'abel2020' has 100022 characters"),
    (ABEL.replace("Anna", "A" * 100_000), "bibliography.bib:2: author of 'abel2020' has 100006 characters"),
    (ABEL.replace("Anna", "Anna" + " and Abel, Anna" * 7000), "bibliography.bib:2: author of 'abel2020' has"),
    (ABEL.replace("/abel", "/" + "a" * 100_000), "bibliography.bib:5: url of 'abel2020' has 100020 characters"),
    # ten megabytes
    (ABEL + "% words\n" * 1_300_000, "bibliography.bib:1: the file has more than 4000000 bytes"),
    # strings of strings
    (STRINGS + ABEL, "bibliography.bib:5: the string 's4' has more than 500 characters"),
], ids=["pages", "annotation", "organization", "subtitle", "title", "name", "names", "url", "file", "strings"])
def test_what_would_take_for_ever_is_a_message(make_site: Callable[..., Built], bib: str, start: str) -> None:
    site = make_site(PAGE, bib)
    assert any(message.startswith(start) for message in site.messages), [text[:200] for text in site.messages]
    assert not site.is_published


def test_a_pipe_is_no_bibliography(make_site: Callable[..., Built], tmp_path: Path) -> None:
    make_site(PAGE)
    (tmp_path / "bibliography.bib").unlink()
    os.mkfifo(tmp_path / "bibliography.bib")
    assert build_site(tmp_path).codes() >= {"bib-missing"}


@pytest.mark.parametrize(("text", "code"), [
    ("\n".join("    " * level + "- x" for level in range(300)), "too-complex"), ("<div>\n\n" * 3000, "unsafe-html")])
def test_what_is_too_deep_to_read_is_a_message_with_its_line(
        make_site: Callable[..., Built], text: str, code: str) -> None:
    for strict in (True, False):
        site = make_site(f"# T {{ #t }}\n\n{text}\n", "", strict=strict)
        message = site.messages[0]
        assert re.fullmatch(rf"docs/index\.md:\d+: .*\[{code}\]", message)


@pytest.mark.parametrize(("text", "code"), [
    (PAGE.encode("utf-16"), "page-encoding"), (PAGE.replace("A.", "\xc4.").encode("latin-1"), "page-encoding"),
    (PAGE.encode("utf-8-sig"), ""), (PAGE.replace("\n", "\r\n").encode(), ""), (b"\0" * 1000, "hidden-character")])
def test_a_page_in_another_encoding(make_site: Callable[..., Built], text: bytes, code: str) -> None:
    site = make_site(text)
    assert code in site.codes() | {""}
    assert site.is_published == (not code)


@pytest.mark.parametrize(("date", "is_taken"), [
    *dict.fromkeys(["2020-05-04", "2020-05", "2020", "202X", "20XX", "2020?", "2020~", "2020-01/2020-05",
                    "2020/..", "../2020"], True).items(),
    *dict.fromkeys(["2020-21", "-0044", "Y17000", "2020-05-04T10:00:00Z", "[2020,2021]", "1/1/2020", "May 2020",
                    "0000", "2020-13", "2020-02-30", "2020/2019", "٢٠٢٠",
                    "２０２０"], False).items()])
def test_a_date_of_any_form(make_site: Callable[..., Built], date: str, is_taken: bool) -> None:
    site = make_site(PAGE, ABEL.replace("2020-05-04", date))
    assert site.codes() == (set() if is_taken else {"bad-date"})
    assert is_taken or site.messages[0].startswith("bibliography.bib:4: ")
