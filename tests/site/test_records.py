"""What stands in `docs/records/` is read and checked, and never published as a file.

Alone it notices a record that is published as a file.
"""

from pathlib import Path

import pytest
from support import Built, MakeSite, read_files, say, write_records

PAGE = "# {0} {{ #{0} }}\n\nIt is {0}.[](){{ #it-is-{0} }}\n{{ #p-{0} }}\n"
SECRET = "seen by nobody"
SOUND = {
    "docs/deep/two.md": PAGE.format("two"),
    "docs/records/deep/two.yml": f"# {SECRET}\n{write_records({'it-is-two': say('assessment')})}",
    "docs/records/held.json": f'{{"{SECRET}": ["2026-11-26", ""]}}',
}
FRONT = {"it-is-one": say("assessment")}


def make(make_site: MakeSite, files: dict[str, str], page: str = "", strict: bool = True) -> Built:
    """Build a site of two pages and their records, and more files."""
    text = PAGE.format("one") + page
    return make_site(text, "", {**SOUND, **files}, strict=strict, records=FRONT)


def list_published(site: Path) -> list[str]:
    """Return the files of a site that stand below records/, and those that tell the secret."""
    published = []
    for name, content in read_files(site).items():
        if name.lower().startswith("records/") or SECRET.encode() in content:
            published.append(name)
    return published


def test_no_record_of_the_repository_is_published(real_site: Path) -> None:
    assert list_published(real_site) == []


STRAY = ["x.md", "x.json", "deep/x.txt"]


@pytest.mark.parametrize("name", STRAY)
def test_another_file_among_the_records_is_an_error_and_is_not_published(
    make_site: MakeSite, name: str
) -> None:
    """Not by a server either, which shows what it can."""
    site = make(make_site, {f"docs/records/{name}": f"# X {{ #x }}\n\n{SECRET}\n"}, strict=False)
    assert f"docs/records/{name}:1: this file is that of no page" in site.messages[0]
    assert site.codes() == {"records-without-page"}
    assert list_published(site.root / "site") == []
    assert not make(make_site, {}).is_published


def test_what_an_editor_keeps_beside_a_file_is_left_alone(make_site: MakeSite) -> None:
    site = make(make_site, {"docs/records/.index.yml.swp": SECRET})
    assert site.messages == []
    assert list_published(site.root / "site") == []
