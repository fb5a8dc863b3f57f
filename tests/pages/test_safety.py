"""What a page must not hold, in the HTML that it became."""

import pytest

from briefing.html import parse
from briefing.pages.document import Document
from briefing.pages.safety import check_tree


def find_codes(html: str) -> list[str]:
    return [problem.code for problem in check_tree(Document("docs/a.md", "a.md", html), parse(html))]


@pytest.mark.parametrize("html", [
    # A browser goes on reading where the page ends: in the theme's own markup.
    '<img title="', "<!-- ", "<p title='x",
    # Elements
    "<script>x</script>", "<SCRIPT/x>", "<svg></svg>", "<plaintext>", "<template><script></script></template>",
    "<noscript><p title='</noscript><script>x</script>'>"])
def test_markup_that_is_refused(html: str) -> None:
    assert set(find_codes(html)) == {"unsafe-html"}


@pytest.mark.parametrize(("html", "code"), [
    *((html, "unsafe-attribute") for html in (
        "<p onclick=x>", "<p/onclick=x>", "<p\nONCLICK=x>", "<body onload=x>", '<p style="color: red">',
        "<p id='a\"b'>", "<p data-md-component=x>", "<img srcset=x>", "<a ping=x>")),
    *((f'<a href="{address}">x</a>', "unsafe-address") for address in (
        "javascript:x", "JaVaScRiPt:x", "&#106;avascript:x", " javascript:x", "java\tscript:x", "\x01javascript:x",
        "java&NewLine;script&colon;x", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "blob:x")),
    *((html, "") for html in (
        "<p id='a-b' class='fact' data-event='2024'>x</p>", "<td style='text-align: right;'>x</td>",
        "<!-- briefing: x -->", "<a href='https://x.example/?a=javascript:x'>x</a>", "<a href='a.md#javascript:x'>",
        "<a href='mailto:a@b.example'>", "<pre><code>&lt;script&gt;</code></pre>", "<div><b>unclosed"))])
def test_attributes_and_addresses_are_taken_or_refused(html: str, code: str) -> None:
    assert find_codes(html) == ([code] if code else [])


def test_the_line_is_that_of_the_words() -> None:
    text = "`<script>`\n\n<b onclick=x>\n\n<a href='&#106;avascript:x'>\n"
    problems = check_tree(Document("docs/a.md", "a.md", text), parse(text.partition("\n")[2]))
    assert [problem.line for problem in problems] == [3, 5]
