"""One address, one page: whatever is published, nothing takes the place of something else in silence."""

from collections.abc import Callable

import pytest
import yaml
from support import TEMPLATES, Built, make_settings

PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p .fact data-event=2020 }\n"
OTHER = "# O { #o }\n\nB.\n{ #q .assessment }\n"


@pytest.mark.parametrize(("files", "messages"), [
    ({"docs/extra.md": OTHER, "docs/extra/index.md": OTHER},
     ["docs/extra.md:1: the address of this page is that of docs/extra/index.md too; "
      "rename one of them [same-address]"]),
    ({"docs/extra.md": OTHER, "docs/Extra.md": OTHER},
     ["docs/extra.md:1: the address of this page is that of docs/Extra.md too; "
      "rename one of them [same-address]"]),
    ({"docs/claims.md": OTHER, "docs/claims.json": "{}"},
     ["docs/claims.json:1: a build makes a file of this name; rename it [same-address]"]),
    ({"docs/search-index.js": "1"},
     ["docs/search-index.js:1: a build makes a file of this name; rename it [same-address]"]),
    ({"docs/extra.md": OTHER, "docs/extras.md": OTHER, "docs/claims.json": "{}"}, []),
    # the same in the ids of the page of citations; files but for capitals; what stands where editions do
    ({"docs/a-b.md": OTHER, "docs/a/b.md": OTHER},
     ["docs/a-b.md:1: the address of this page is that of docs/a/b.md too; rename one of them [same-address]"]),
    ({"docs/briefing.md": OTHER},
     ["docs/index.md:1: the address of this page is that of docs/briefing.md too; rename one of them [same-address]"]),
    ({"docs/a.txt": "", "docs/A.txt": ""},
     ["docs/a.txt:1: the address of this file is that of docs/A.txt too; rename one of them [same-address]"]),
    ({"docs/claims.md": OTHER, "docs/Claims.JSON": "{}"},
     ["docs/Claims.JSON:1: a build makes a file of this name; rename it [same-address]"]),
    ({"docs/Editions/1/a.txt": ""},
     ["docs/Editions/1/a.txt:1: the folder docs/editions/ is kept for editions; move it [reserved-folder]"]),
    # ids that a slot brings along
    ({"docs/sources.md": "# S { #abel2020 }\n\n<!-- briefing: sources -->\n", **TEMPLATES},
     ["docs/sources.md:1: the id 'abel2020' stands twice on this page; a slot brings the other along; rename this one "
      "[duplicate-id]"]),
])
def test_an_address_has_one_page(make_site: Callable[..., Built], files: dict[str, str], messages: list[str]) -> None:
    site = make_site(PAGE, files=files)
    assert (site.messages, site.is_published) == (messages, not messages)


@pytest.mark.parametrize("old", ["extra/index.md", "Extra.md", "editions/1/extra.md", "Editions/1/index.md"])
def test_a_redirect_takes_no_place_of_a_page_or_of_an_edition(make_site: Callable[..., Built], old: str) -> None:
    settings = yaml.safe_load(make_settings())
    settings["plugins"] = [*settings["plugins"][1:], {"redirects": {"redirect_maps": {old: "index.md"}}}]
    site = make_site(PAGE, files={"docs/extra.md": OTHER, "mkdocs.yml": yaml.safe_dump(settings)})
    assert "bad-redirect" in site.codes()
    assert not site.is_published
