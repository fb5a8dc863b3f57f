"""No word is published in silence: a site that says something else than its edition is a draft."""

import pytest
from mkdocs.exceptions import Abort
from support import read_data

from publishable import main

from .conftest import Site


def may_be_published(site: Site) -> bool:
    """Return whether it may, as `make publishable` says; it may not with a fault either."""
    try:
        return main(site.root / "mkdocs.yml") == 0
    except Abort:
        return False


@pytest.mark.parametrize(("name", "old", "new"), read_data("mutations.yml"))
def test_what_means_something_counts(site: Site, name: str, old: str, new: str) -> None:
    site.edit(name, old, new)
    assert not may_be_published(site)


def test_a_figure_that_no_edition_has_is_named_by_its_file(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    flow = "{from: North, to: West, claim: rain, words: rain}"
    flows = f"title: What flows\nstates: [North, West, East]\nflows:\n- {flow}\n"
    site.write("docs/figures/flows.yml", flows)
    site.write("theme/figures/flows.html", "<p data-derived>Rain</p>")
    edition = "<!-- briefing: edition -->"
    site.edit("docs/index.md", edition, f"{edition}\n\n<!-- briefing: flows -->")
    assert not may_be_published(site)
    assert "  docs/figures/flows.yml\n" in capsys.readouterr().out


def test_a_page_that_no_edition_keeps_claims_nothing(site: Site) -> None:
    site.edit("docs/editions.md", "<!--", "It rains.[](){ #rains }\n{ #raining }\n\n<!--")
    site.write("docs/records/editions.yml", "rains: {kind: assessment}\n")
    assert site.build().codes() == {"unkept-words"}
