"""Which characters and addresses may be published.

Alone it notices the first and the last of each range of characters that nobody sees.
"""

import pytest

from briefing.text import (
    HIDDEN,
    find_hidden,
    find_scheme,
    is_safe,
    is_web,
    make_csv,
    resolve,
)

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


ADDRESSES = [
    # address, scheme, whether it is safe, whether it is of the web
    ("https://a.example/", "https", True, True),
    ("HTTP://a.example:80", "http", True, True),
    ("mailto:a@b.example", "mailto", True, False),
    ("tel:1", "tel", True, False),
    ("a/b.md#c", "", True, False),
    # what a browser would run or read
    ("java\nscript:x", "javascript", False, False),
    ("data:,x", "data", False, False),
    ("ftp://a", "ftp", False, False),
    # no whole address
    ("https:///a", "https", True, False),
    ("https://a.example/a b", "https", True, False),
    ("https://a.example:x/", "https", True, False),
    ("https://a.example:0/", "https", True, False),
    ("https://[a/", "https", True, False),
]


@pytest.mark.parametrize(("address", "scheme", "safe", "web"), ADDRESSES)
def test_an_address_is_of_the_web_or_at_least_safe(
    address: str, scheme: str, safe: bool, web: bool
) -> None:
    assert (find_scheme(address), is_safe(address), is_web(address)) == (scheme, safe, web)


@pytest.mark.parametrize(
    ("url", "link", "address"),
    [
        ("", "a/", "a/"),
        ("a/", "#b", "a/#b"),
        ("a/b/", "../c/", "a/c/"),
        ("a/", "../../c/", "c/"),  # no way leads above the root
        ("a/", "https://b.example/c", "https://b.example/c"),
        ("a/", "mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_leads_from_the_root_of_the_site(url: str, link: str, address: str) -> None:
    assert resolve(url, link) == address


def test_no_cell_of_a_table_is_a_formula() -> None:
    """A spreadsheet runs what begins like one: =HYPERLINK("https://…"&A1)."""
    for cell in ("=1", "+1", "-1", "@SUM(A1)", "\t1"):
        assert make_csv([[cell, "1 = 1"]], "\n") == f"'{cell},1 = 1\n"
