"""What authors are told of records and data: all that can be wrong, once, where it is, what next.

`tests/data/broken` has files that cannot be read (`site/test_checks.py` builds it), `strays` has
records that belong to nothing, `unborne` statements that are not borne out.

Alone it notices messages that follow from others, and their order, in sites full of faults.
"""

import pytest
import yaml
from support import ROOT, TEMPLATES, MakeSite, make_settings, read_files

pytestmark = pytest.mark.usefixtures("no_hang")
SECONDS = 60
"""Nothing here takes five; on a machine with much else to do, this is as good as for ever."""

SITES = ("strays", "unborne")


def make_restating(key: str) -> str:
    """Return settings of a site that restates an article."""
    settings = yaml.safe_load(make_settings())
    settings["extra"]["briefing"]["article"] = key
    return yaml.safe_dump(settings)


@pytest.mark.parametrize("name", SITES)
def test_a_site_without_order_gives_its_whole_list_of_messages(
    make_site: MakeSite, name: str
) -> None:
    files = read_files(ROOT / "tests/data" / name)
    messages = files.pop("messages.txt").decode().splitlines()
    site = make_site(files={**files, **TEMPLATES, "mkdocs.yml": make_restating("brun2025")})
    assert sorted(site.messages) == sorted(messages)
    assert not site.is_published
