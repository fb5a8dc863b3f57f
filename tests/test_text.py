"""Which characters and addresses may be published.

Alone it notices the first and the last of each range of characters that nobody sees.
"""

import pytest
from support import read_data

from mkdocs_briefing.text import (
    HIDDEN,
    find_hidden,
    find_scheme,
    is_published,
    is_safe,
    is_web,
    make_csv,
    resolve,
)

DATA = read_data("addresses.yml")
# The first and the last of each range of characters that nobody sees.
UNSEEN = (
    "\0\x08\x0b\x0e\x1f\x7f\x84\x86\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a\u202e"
    "\u2060\u206f\u3164\ud800\udfff\ufdd0\ufdef\uffa0\ufff9\ufffb\ufffe\uffff\U000e0000\U000e007f"
)
# Their neighbours, which are seen or needed.
SEEN = (
    "\t\n\f\r ~\x85\xa0\xac\xae\u061b\u061d\u115e\u1161\u180d\u180f\u200a\u200c\u200d\u2010\u2029"
    "\u202f\u205f\u2070\u3163\u3165\ud7ff\ue000\ufdcf\ufdf0\uff9f\uffa1\ufff8\ufffc\ufffd\U00010000\U000dffff"
    "\U000e0080"
)


def test_what_nobody_sees_begins_and_ends_where_it_should() -> None:
    assert HIDDEN.issuperset(UNSEEN)
    assert HIDDEN.isdisjoint(SEEN)


def test_a_character_that_nobody_sees_is_found_on_its_line() -> None:
    assert list(find_hidden("a\nb\u200bc\u202e\n")) == [(2, 2, "U+200B")]


@pytest.mark.parametrize(("address", "scheme", "safe", "web"), DATA["addresses"])
def test_an_address_is_of_the_web_or_at_least_safe(
    address: str, scheme: str, safe: bool, web: bool
) -> None:
    assert (find_scheme(address), is_safe(address), is_web(address)) == (scheme, safe, web)


@pytest.mark.parametrize(("url", "link", "address"), DATA["links"])
def test_a_link_leads_from_the_root_of_the_site(url: str, link: str, address: str) -> None:
    assert resolve(url, link) == address


def test_no_cell_of_a_table_is_a_formula() -> None:
    """A spreadsheet runs what begins like one: =HYPERLINK("https://…"&A1)."""
    for cell in ("=1", "+1", "-1", "@SUM(A1)", "\t1"):
        assert make_csv([[cell, "1 = 1"]], "\n") == f"'{cell},1 = 1\n"


@pytest.mark.parametrize(
    ("address", "can_be"),
    [
        ("https://salt.example/briefing/", True),
        ("http://salt.example:8080", True),
        ("https://salt.example/?a=1", False),
        ("https://salt.example/#a", False),
        ("https://me:word@salt.example/", False),
        ("https://salt.example//b/", False),
        ("https://salt/b/", False),
        ("https://192.168.0.4/b/", False),
        ("https://sаlt.example/", False),  # the second letter is Cyrillic
        ("https://[salt/", False),
        ("ftp://salt.example/", False),
        ("salt.example", False),
        ("", False),
    ],
)
def test_the_address_of_a_site_has_a_name_and_a_path_alone(address: str, can_be: bool) -> None:
    assert is_published(address) is can_be
