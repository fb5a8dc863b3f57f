"""Messages: a site full of faults, and what a faulty build leaves.

Alone it notices what a faulty build leaves, messages that follow from others, and their order.
"""

import pytest
from support import ROOT, MakeSite, build_site, read_data, read_files

SOUND = "# T { #t }\n\n- A.[@abel2020]\n    { #p }\n"


def test_a_site_full_of_faults_gives_its_whole_list_of_messages(make_site: MakeSite) -> None:
    """Of what cannot be read, in the order of places; what would follow is told later."""
    files = read_files(ROOT / "tests/data/broken")
    messages = files.pop("messages.txt").decode().splitlines()
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
