"""What became of forecasts, on its page; where corrections go; one fault has one message."""

from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from support import ABEL, TEMPLATES, MakeSite, make_settings, read_files, say, write_records

LATER = ABEL.replace("abel2020", "later2025").replace("2020-05", "2025-05")
SINCE = "# Since { #since }\n\nIt rained.[@later2025][](){ #it-rained }\n{ #p }\n\n"
THEME = """# Rain { #rain }

It will rain.[@abel2020][](){ #rain-coming }
{ #p }

See [it](since.md#rain-coming).

<!-- briefing: flows -->
"""
FORECASTS = """read_on: 2026-11-28
reaches: 2026-11-20
forecasts:
  rain-coming:
    expected: It will rain.
    since: [it-rained]
    reading: undecided
    because: It rained once.
"""
WATCH = """signposts:
  clouds:
    watch: The clouds.
    where: Above.
    would_mean: It would rain.
    forecasts: [rain-coming]
    seen:
      - {claim: it-rained, shows: drops}
    not_seen: Nothing else.
"""
FLOWS = """title: What flows
states: [North, West, East]
flows:
  - {from: North, to: West, words: rain, claim: rain-coming}
"""


def make_files(**briefing: Any) -> dict[str, str]:
    """Return the files of a sound site that restates an article and tells what became of it."""
    settings = yaml.safe_load(make_settings())
    settings["extra"]["briefing"] |= {"article": "abel2020", **briefing}
    forecast = say("forecast", "abel2020", restates=1, verdict="judgement")
    return {
        **TEMPLATES,
        "mkdocs.yml": yaml.safe_dump(settings),
        "bibliography.bib": ABEL + LATER,
        "docs/index.md": THEME,
        "docs/records/index.yml": write_records({"rain-coming": forecast}),
        "docs/since.md": f"{SINCE}<!-- briefing: forecasts -->\n\n<!-- briefing: watch -->\n",
        "docs/records/since.yml": write_records({"it-rained": say("fact", "later2025")}),
        "docs/forecasts.yml": FORECASTS,
        "docs/watch.yml": WATCH,
        "docs/figures/flows.yml": FLOWS,
        "docs/method.md": "# Method { #method }\n\n## Corrections { #corrections }\n",
    }


def build(make_site: MakeSite, files: dict[str, str]) -> Any:
    """Build a site of some files."""
    return make_site(files["docs/index.md"], files["bibliography.bib"], files)


def test_forecasts_and_signposts_are_shown_with_addresses_and_not_published_as_files(
    make_site: MakeSite,
) -> None:
    site = build(make_site, make_files())
    assert site.messages == []
    html = site.html("since/index.html")
    assert '<h3 id="undecided">' in html
    assert '<h4 id="rain-coming">' in html
    assert '<h3 id="clouds">' in html
    assert "drops" in html
    assert 'href="../#rain-coming"' in html, "to the theme"
    assert not {"forecasts.yml", "watch.yml"} & {*read_files(site.root / "site")}


def test_the_claim_of_a_theme_leads_to_what_became_of_it(make_site: MakeSite) -> None:
    html = build(make_site, make_files()).html()
    assert html.count("since/#rain-coming") == 2, "the link of the page, and that of the record"


ONE_FAULT = {
    "a forecast that cannot be read": (
        "docs/forecasts.yml",
        "expected:",
        "expcted:",
        "docs/forecasts.yml:5:5: 'expcted' is no field of 'rain-coming'",
    ),
    "forecasts that cannot be read": (
        "docs/forecasts.yml",
        "It rained once.",
        "[",
        "docs/forecasts.yml:9:1: this cannot be read",
    ),
    "a signpost that cannot be read": (
        "docs/watch.yml",
        "would_mean",
        "wuold_mean",
        "docs/watch.yml:5:5: 'wuold_mean' is no field of 'clouds'",
    ),
    "a figure that cannot be read": (
        "docs/figures/flows.yml",
        "title:",
        "titel:",
        "docs/figures/flows.yml:1:1: 'titel' is no field of this file",
    ),
    "a slot in another spelling": (
        "docs/index.md",
        "briefing: flows",
        "briefing: flow",
        "docs/index.md:8: the view 'flow' cannot be filled: there is no such view; did you mean",
    ),
    "a slot for what is not there": (
        "docs/index.md",
        "<!--",
        "<!-- briefing: lanes -->\n\n<!--",
        "docs/index.md:8: the figure 'lanes' has no data; write it into docs/figures/lanes.yml",
    ),
    "a slot left out": (
        "docs/since.md",
        "<!-- briefing: watch -->\n",
        "",
        "docs/watch.yml:1:1: no page shows this file",
    ),
}


@pytest.mark.parametrize("case", ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_has_one_message(make_site: MakeSite, case: Sequence[str]) -> None:
    name, old, new, message = case
    files = make_files()
    assert old in files[name]
    site = build(make_site, {**files, name: files[name].replace(old, new, 1)})
    [told] = site.messages
    assert told.startswith(message)
    assert not site.is_published


def test_a_figure_under_another_name_is_told_as_such_alone(make_site: MakeSite) -> None:
    files = make_files()
    files["docs/figures/flow.yml"] = files.pop("docs/figures/flows.yml")
    assert build(make_site, files).messages == [
        "docs/figures/flow.yml:1:1: there is no figure 'flow.yml'; did you mean 'flows.yml'? "
        "[unknown-figure]"
    ]


CORRECTIONS = {
    "method.md": "",
    "method.md#corrections": "",
    "metod.md": "which is no page in docs/; did you mean 'method.md'? [broken-link]",
    "/method/": "which is no page in docs/; did you mean 'method.md'? [broken-link]",
    "mailto:desk@example.org": "which is no page in docs/; name a Markdown file below docs/, "
    "with an id behind # [broken-link]",
    "method.md#corections": "and docs/method.md has no id 'corections'; did you mean "
    "'corrections'? [broken-fragment]",
    "method.md#xyz": "and docs/method.md has no id 'xyz'; write behind # an id of that page "
    "[broken-fragment]",
    "since.md#rain-coming": "",
}


@pytest.mark.parametrize(("place", "message"), CORRECTIONS.items())
def test_corrections_go_to_a_place_that_is_there(
    make_site: MakeSite, place: str, message: str
) -> None:
    site = build(make_site, make_files(corrections=place))
    told = [f"mkdocs.yml:4: corrections names '{place}', {message}"] if message else []
    assert site.messages == told
