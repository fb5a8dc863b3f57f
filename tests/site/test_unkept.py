"""What no edition keeps says nothing by itself: it could change unseen."""

from .conftest import Site


def test_a_page_that_no_edition_keeps_claims_nothing(site: Site) -> None:
    site.edit("docs/editions.md", "<!--", "It rains.[](){ #rains }\n{ #raining }\n\n<!--")
    site.write("docs/records/editions.yml", "rains: {kind: assessment}\n")
    assert site.build().codes() == {"unkept-words"}
