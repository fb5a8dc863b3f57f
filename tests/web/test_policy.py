"""What browsers are told: the headers of the host, and links to elsewhere."""

import pytest

from briefing.web.policy import POLICY, close_openers, write_headers


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert set(rules.values()) <= {"'self'", "'none'"}


def test_lasting_files_are_kept_for_ever_and_nothing_else_is() -> None:
    first, _, second = write_headers(["assets/site.1.css"]).partition("\n\n")
    assert first.startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    assert "frame-ancestors 'none'" in first
    assert "Cache-Control" not in first
    assert second == "/assets/site.1.css\n  Cache-Control: public, max-age=31536000, immutable\n"


@pytest.mark.parametrize(("link", "marked"), [
    # to elsewhere
    ('<a href="https://b.example/">', '<a href="https://b.example/" rel="noopener">'),
    ('<a class="x" href="http://b.example/" id="y">', '<a class="x" href="http://b.example/" rel="noopener" id="y">'),
    # beside what stands there
    ('<a rel="license" href="https://b.example/">', '<a href="https://b.example/" rel="license noopener">'),
    ('<a href="https://b.example/" rel="noopener">', '<a href="https://b.example/" rel="noopener">'),
    # to ourselves
    ('<a href="https://a.example/x">', None), ('<a href="../x/">', None), ('<a href="#x">', None),
    # no link
    ('<abbr title="x" href="https://b.example/">', None), ('<link href="https://b.example/">', None),
    ('&lt;a href="https://b.example/"&gt;', None),
])
def test_a_link_to_elsewhere_is_marked(link: str, marked: str | None) -> None:
    assert close_openers(link, "https://a.example/") == (marked or link)
