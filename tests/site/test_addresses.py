"""One address, one page: whatever is published, nothing takes the place of something else in silence."""

from collections.abc import Callable

import pytest
import yaml
from support import Built, make_settings

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
