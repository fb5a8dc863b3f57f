"""What has a name that is to be another; the commands' own test renames things on a site."""

import pytest

from briefing.claims.renaming import Owner, Texts, find_owner
from briefing.pages.document import Document
from briefing.problems import Refused

PAGES = {
    "a.md": "# A { #a }\n\n## Snow { #weather }\n\nIt rained.[](){ #rain }\n{ #said }\n",
    "b.md": "# B { #b }\n\n## Wind { #weather }\n",
}
TEXTS = Texts(
    pages={uri: Document(f"docs/{uri}", uri, text) for uri, text in PAGES.items()},
    data={"records/a.yml": "rain: {kind: fact}\n", "watch.yml": "signposts:\n  clouds: {}\n"},
    bibliography="@online{rain,\n}\n",
    settings="",
)


@pytest.mark.parametrize(
    ("old", "owner"),
    [
        ("said", Owner("a.md", "said")),
        ("#rain", Owner("a.md", "rain", is_statement=True)),
        ("@rain", Owner("sources.md", "rain", is_key=True)),
        ("b.md#weather", Owner("b.md", "weather")),
        ("clouds", Owner("since.md", "clouds", is_signpost=True)),
    ],
)
def test_what_has_a_name_is_found(old: str, owner: Owner) -> None:
    assert find_owner(TEXTS, old) == owner


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("rian", "nothing here has the name 'rian'; did you mean 'rain'?"),
        ("zebra", "nothing here has the name 'zebra'"),
        ("rain", "'rain' is the name of several things; say which: @rain, a.md#rain"),
        (
            "weather",
            "'weather' is the name of several things; say which: a.md#weather, b.md#weather",
        ),
    ],
)
def test_of_a_name_of_nothing_or_of_several_things_it_is_asked_which(
    old: str, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        find_owner(TEXTS, old)
    assert str(refused.value) == message
