"""No promise is broken in silence: a frozen site that says something else is not built."""

import re

import pytest
from support import read_data

from .conftest import Site


@pytest.mark.parametrize(("name", "old", "new"), read_data("mutations.yml"))
def test_what_means_something_counts(site: Site, name: str, old: str, new: str) -> None:
    site.edit(name, old, new)
    built = site.build()
    assert not built.is_published
    assert built.codes() & {"silent-edit", "false-end", "unkept-words"}
    assert all(re.match(r"[\w./-]+:\d+(:\d+)?: ", message) for message in built.messages), (
        built.messages
    )


def test_a_figure_that_no_edition_has_is_named_by_its_file(site: Site) -> None:
    flow = "{from: North, to: West, claim: rain, words: rain}"
    flows = f"title: What flows\nstates: [North, West, East]\nflows:\n- {flow}\n"
    site.write("docs/figures/flows.yml", flows)
    site.write("theme/figures/flows.html", "<p data-derived>Rain</p>")
    edition = "<!-- briefing: edition -->"
    site.edit("docs/index.md", edition, f"{edition}\n\n<!-- briefing: flows -->")
    messages = [message for message in site.build().messages if "figure" in message]
    assert [message.partition(";")[0] for message in messages] == [
        "docs/figures/flows.yml:1: the figure 'flows' is not as in edition 1, which has none"
    ]


def test_a_page_that_no_edition_keeps_claims_nothing(site: Site) -> None:
    site.edit("docs/editions.md", "<!--", "It rains.[](){ #rains }\n{ #raining }\n\n<!--")
    site.write("docs/records/editions.yml", "rains: {kind: assessment}\n")
    assert site.build().codes() == {"unkept-words"}
