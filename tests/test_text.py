"""Which characters and which addresses may be published."""

import pytest

from briefing.text import HIDDEN, find_hidden, find_scheme, is_safe, is_web

SEEN = ("\t\n\f\r ~\x85\xa0\xac\xae\u061b\u061d\u115e\u1161\u180d\u180f\u200a\u200c\u200d\u2010\u2029\u202f\u205f\u2070"
        "\u3163\u3165\ufdcf\ufdf0\uff9f\uffa1\ufff8\ufffc\ufffd\U00010000\U000dffff\U000e0080")


def test_what_nobody_sees_begins_and_ends_where_it_should() -> None:
    edges = ("\0\x08\x0b\x0e\x1f\x7f\x84\x86\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u206f"
             "\u3164\ufdd0\ufdef\uffa0\ufff9\ufffb\ufffe\uffff\U000e0000\U000e007f")
    assert set(edges) <= set(HIDDEN)
    assert set(SEEN) & set(HIDDEN) == set()
    assert list(find_hidden("a\nb\u202e")) == [
        (2, "here is a character that nobody sees, U+202E", "hidden-character", "delete it")]


@pytest.mark.parametrize(("address", "scheme", "safe", "web"), [
    ("https://a.example/", "https", True, True), ("HTTP://a.example:80", "http", True, True),
    ("mailto:a@b.example", "mailto", True, False), ("tel:1", "tel", True, False), ("a/b.md#c", "", True, False),
    ("java\nscript:x", "javascript", False, False), ("data:,x", "data", False, False), ("ftp://a", "ftp", False, False),
    ("https:///a", "https", True, False), ("https://a.example/a b", "https", True, False),
    ("https://a.example:x/", "https", True, False), ("https://a.example:0/", "https", True, False)])
def test_an_address_is_of_the_web_or_at_least_safe(address: str, scheme: str, safe: bool, web: bool) -> None:
    assert (find_scheme(address), is_safe(address), is_web(address)) == (scheme, safe, web)
