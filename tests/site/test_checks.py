"""Messages: sites full of faults, typical mistakes, and what they leave.

Alone it notices what a faulty build leaves, messages that follow from others, and their order.
"""

import pytest
import yaml
from support import (
    ROOT,
    TEMPLATES,
    MakeSite,
    build_site,
    make_settings,
    read_data,
    read_files,
)

SOUND = "# T { #t }\n\n- A.[@abel2020]\n    { #p }\n"


def make_restating(key: str) -> str:
    """Return settings of a site that restates an article."""
    settings = yaml.safe_load(make_settings())
    settings["extra"]["briefing"]["article"] = key
    return yaml.safe_dump(settings)


@pytest.mark.parametrize("name", ["broken", "strays", "unborne"])
def test_a_site_full_of_faults_gives_its_whole_list_of_messages(
    make_site: MakeSite, name: str
) -> None:
    """Of files that cannot be read, records that belong to nothing, and what is not borne out."""
    files = read_files(ROOT / "tests/data" / name)
    messages = files.pop("messages.txt").decode().splitlines()
    if name != "broken":
        files = {**files, **TEMPLATES, "mkdocs.yml": make_restating("brun2025")}
    site = make_site(files=files)
    assert site.messages == messages
    assert not site.is_published


@pytest.mark.parametrize(("name", "old", "new", "messages"), read_data("sites.yml")["faulty"])
def test_a_faulty_build_leaves_the_last_good_site_and_says_what_is_wrong_but_not_what_follows(
    make_site: MakeSite, name: str, old: str, new: str, messages: list[str]
) -> None:
    good = make_site(SOUND)
    assert good.is_published
    before = read_files(good.root / "site")
    path = good.root / name
    if old:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    else:
        path.unlink()
    bad = build_site(good.root)
    assert not bad.is_published
    for words, message in zip(messages, bad.messages, strict=True):
        assert words in message
    assert read_files(good.root / "site") == before
    assert not list(good.root.glob(".building-*"))
