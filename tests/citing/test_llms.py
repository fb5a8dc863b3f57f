"""What programs should read in place of the pages: no word of an author is markup in it.

Alone it notices markup in titles, of which the golden site has none, and verdicts where nothing is
restated.
"""

from datetime import date
from pathlib import Path

import jinja2
import pytest
from bs4 import BeautifulSoup

from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.pages.publication import Publication, Version
from mkdocs_briefing.pipeline.for_templates import prepare
from mkdocs_briefing.programs import run_pandoc

ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES))
prepare(ENV, {}, Path("none"))
SITE = "https://a.example/"
ADDRESS = f"{SITE}trade/index.md"
HOSTILE = [
    "](https://evil.example) [x",
    "# A heading\n\n## Another\n- [x](https://evil.example)",
    "<a href='https://evil.example'>a</a> <https://evil.example>",
    "`](https://evil.example)` ![x](https://evil.example)",
    "[x]: https://evil.example\n===\n---",
    "1. a\\\n> b *c* _d_ & &lt; \\",
]


def render(publication: Publication, title: str, description: str) -> BeautifulSoup:
    """Return the list as another program reads it."""
    pages = [{"page": {"title": title, "url": "trade/"}, "description": description}]
    template = ENV.get_template("llms.html")
    text = template.render(publication=publication, version=publication.version, pages=pages)
    html = run_pandoc(text, "--from=commonmark", "--to=html", "--wrap=none").decode()
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("article", ["", "reed2021"])
def test_verdicts_are_named_where_an_article_is_restated(article: str) -> None:
    version = Version(2, date(2026, 11, 25))
    about = Publication("A", "A", version, SITE, "A.", article=article)
    words = " ".join(render(about, "T", "D").get_text().split())
    assert "Keep the kind of a statement (fact, reported," in words
    assert ("what checking found of it (holds," in words) == bool(article)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_author_writes_is_no_markup(text: str) -> None:
    about = Publication(text, text, Version(2, date(2026, 11, 25)), SITE, text)
    soup = render(about, text, text)
    words = " ".join(text.split())
    title, pages, data = soup.select("h1, h2, h3, h4, h5, h6")
    assert title.get_text() == words
    assert (pages.get_text(), data.get_text()) == ("Pages, as Markdown with their notes", "Data")
    assert soup.select_one("blockquote p").get_text() == words
    [entry, *others] = soup.select("li")
    assert [link["href"] for link in entry.select("a")] == [ADDRESS]
    assert entry.get_text() == f"{words}: {words}"
    links = [str(link["href"]) for link in soup.select("a")]
    assert all(link.startswith(SITE) for link in links)
    assert len(others) == len(links) - 1
