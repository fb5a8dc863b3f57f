"""What authors are told of records and data: all that can be wrong, once, where it is, what next.

`tests/data/broken` has files that cannot be read (`site/test_checks.py` builds it), `strays` has
records that belong to nothing, `unborne` statements that are not borne out.
"""

import re

import pytest
import yaml
from support import ROOT, TEMPLATES, MakeSite, build_site, make_settings, read_files

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


GOOD = {
    "docs/index.md": "# T { #t }\n\nIt rained.[@abel2020][](){ #rain }\n{ #p }\n",
    "docs/records/index.yml": "rain: {kind: fact, sources: {abel2020: {bears: not-seen}}}\n",
    "mkdocs.yml": make_settings(),
}
BOMB = "a: &a [x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [*{other}, *{other}, *{other}, *{other}, *{other}]\n"
    for name, other in zip("bcdefghij", "abcdefghi", strict=True)
)
NASTY = {
    "bomb": (BOMB, "1:4 bad-file"),
    "tab": ("rain:\n\tkind: fact\n", "2:1 bad-file"),
    "month": ("rain: {kind: fact, event: 2024-13}\n", "1:20 bad-date"),
    "yes": ("rain: {kind: fact, sources: {abel2020: {bears: yes}}}\n", "1:41 bad-value"),
    "two": ("rain: {kind: fact, restates: two}\n", "1:20 bad-value"),
    "list": ("- rain\n", "1:1 bad-file"),
    "itself": ("rain: &r {kind: *r}\n", "1:7 bad-file"),
    "python": ("rain: !!python/object/apply:os.system [ls]\n", "1:7 bad-file"),
    "merged": ("rain: {kind: fact, <<: {says: It rained.}}\n", "1:20 unknown-field"),
}


def test_nothing_that_is_fed_in_ends_in_a_traceback(make_site: MakeSite) -> None:
    good = make_site(files=GOOD)
    assert good.messages == []
    before = read_files(good.root / "site")
    records = good.root / "docs/records"
    for name, (content, _) in NASTY.items():
        (records / f"{name}.yml").write_text(content, encoding="utf-8")
        (good.root / f"docs/{name}.md").write_text(f"# {name} {{ #{name} }}\n", encoding="utf-8")
    (records / "index.yml").write_text("", encoding="utf-8")
    bad = build_site(good.root)
    assert not bad.is_published
    assert read_files(good.root / "site") == before
    for name, (_, fault) in NASTY.items():
        about = [message for message in bad.messages if f"records/{name}.yml:" in message]
        place, _, code = fault.rpartition(" ")
        assert about, name
        assert about[0].startswith(f"docs/records/{name}.yml:{place}"), about[0]
        assert about[0].endswith(f"[{code}]"), about[0]
    rest = [message for message in bad.messages if "docs/records/" not in message.partition(":")[0]]
    assert [message.partition(":")[0] for message in rest] == ["docs/index.md"], (
        "its record is gone"
    )
    assert "Traceback" not in "".join(bad.messages)


@pytest.mark.parametrize("content", [b"rain: \xff\n", "rain: {}\n".encode("utf-16")])
def test_a_file_that_is_no_utf_8_stops_the_build(make_site: MakeSite, content: bytes) -> None:
    good = make_site(files=GOOD)
    before = read_files(good.root / "site")
    (good.root / "docs/records/index.yml").write_bytes(content)
    bad = build_site(good.root)
    [message] = bad.messages
    assert re.match(r"docs/records/index\.yml:1:?\d*: this file is not UTF-8; save it", message)
    assert read_files(good.root / "site") == before
