"""One address, one page: whatever is published, nothing takes the place of something else in silence."""

import pytest
import yaml
from support import TEMPLATES, MakeSite, make_settings

PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact data-event=2020 }\n"
OTHER = "# O { #o }\n\nB.\n{ #q .assessment }\n"
SAME, MADE = "too; rename one of them [same-address]", "a build makes a file of this name; rename it [same-address]"


@pytest.mark.parametrize(("names", "message"), [
    ("extra.md extras.md claims.json", ""),
    # pages of one address, here or on some disks, or with the same ids on the page of citations; other files
    ("extra.md extra/index.md", f"extra.md:1: the address of this page is that of docs/extra/index.md {SAME}"),
    ("extra.md Extra.md", f"extra.md:1: the address of this page is that of docs/Extra.md {SAME}"),
    ("a-b.md a/b.md", f"a-b.md:1: the address of this page is that of docs/a/b.md {SAME}"),
    ("briefing.md", f"index.md:1: the address of this page is that of docs/briefing.md {SAME}"),
    ("a.txt A.txt", f"a.txt:1: the address of this file is that of docs/A.txt {SAME}"),
    # what a build makes, and where editions stand
    ("claims.md claims.json", f"claims.json:1: {MADE}"), ("claims.md Claims.JSON", f"Claims.JSON:1: {MADE}"),
    ("search-index.js", f"search-index.js:1: {MADE}"),
    ("Editions/1/a.txt",
     "Editions/1/a.txt:1: the folder docs/editions/ is kept for editions; move it [reserved-folder]"),
    # ids that a slot brings along
    ("sources.md", "sources.md:1: the id 'abel2020' stands twice on this page; a slot brings the other along; rename "
                   "this one [duplicate-id]")])
def test_an_address_has_one_page(make_site: MakeSite, names: str, message: str) -> None:
    files = {f"docs/{name}": OTHER if name.endswith(".md") else "" for name in names.split()}
    if names == "sources.md":
        files = {"docs/sources.md": "# S { #abel2020 }\n\n<!-- briefing: sources -->\n", **TEMPLATES}
    site = make_site(PAGE, files=files)
    assert site.messages == ([f"docs/{message}"] if message else [])
    assert site.is_published == (not message)


@pytest.mark.parametrize("old", ["extra/index.md", "Extra.md", "editions/1/extra.md", "Editions/1/index.md"])
def test_a_redirect_takes_no_place_of_a_page_or_of_an_edition(make_site: MakeSite, old: str) -> None:
    settings = yaml.safe_load(make_settings())
    settings["plugins"] = [*settings["plugins"][1:], {"redirects": {"redirect_maps": {old: "index.md"}}}]
    site = make_site(PAGE, files={"docs/extra.md": OTHER, "mkdocs.yml": yaml.safe_dump(settings)})
    assert "bad-redirect" in site.codes()
    assert not site.is_published
