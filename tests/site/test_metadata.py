"""The metadata of every page: what programs read of where it is, and where its words stay."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from support import CITED, find_version

SITE = "https://briefing.example/"


class Head:
    """What the head of a page says, and its JSON-LD."""

    def __init__(self, site: Path, url: str) -> None:
        html = (site / url / "index.html").read_text(encoding="utf-8")
        self.soup = BeautifulSoup(html, "html.parser")
        [script] = self.soup.select('script[type="application/ld+json"]')
        self.data: dict[str, Any] = json.loads(script.get_text())

    def find(self, name: str) -> list[str]:
        """Return the contents of all `<meta>` of a name."""
        return [str(meta["content"]) for meta in self.soup.select(f'meta[name="{name}"]')]

    def links(self, rel: str) -> list[str]:
        """Return where all `<link>` of a relation lead."""
        return [str(link["href"]) for link in self.soup.select(f"link[rel={rel}]")]


def list_described(site: Path) -> list[str]:
    """Return the addresses of all pages but redirects and the one of errors."""
    urls = []
    for file in site.rglob("index.html"):
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"):
            path = file.relative_to(site).parent.as_posix()
            urls.append("" if path == "." else f"{path}/")
    return urls


@pytest.mark.slow
def test_every_page_has_its_live_and_its_frozen_address_in_the_same_fields(
    real_site: Path,
) -> None:
    """Pages that no edition keeps, too, and pages of editions."""
    urls = list_described(real_site)
    home = SITE + find_version(real_site).path
    assert {"print/", "editions/", "editions/1/", "editions/1-2/", *CITED} <= {*urls}
    for url in urls:
        page = Head(real_site, url)
        cite_as = page.links("cite-as")
        data = page.data
        frozen, live = expect_addresses(url, {one for one in urls if one.count("/") < 2}, home)
        assert [data["identifier"]] == cite_as == [frozen], url
        assert page.find("citation_public_url") == [frozen]
        assert page.find("citation_abstract_html_url") == [data["url"]] == [live]
        assert data["@id"] == SITE + url
        assert page.find("citation_title")
        assert page.find("citation_author")


def expect_addresses(url: str, live: set[str], home: str) -> tuple[str, str]:
    """Return where the words of a page stay, below `home`, and where the page of today is."""
    if url == "print/":
        return home, SITE + url
    kept = re.fullmatch(r"editions/\d+/(.*)", url)
    if kept:
        return SITE + url, SITE + (kept[1] if kept[1] in live else "")
    if url.startswith("editions/"):
        return SITE + url, SITE + url
    return home + url, SITE + url
