"""Who gives what to whom: what goes between three states, and the map beside it."""

from pathlib import Path

import pytest

from briefing.claims.figure_forms import FlowEntry, FlowsForm, Place
from briefing.claims.figures import Figure, Targets, load_figures
from briefing.claims.flows import draw_flows
from briefing.claims.records import Record
from briefing.claims.rows import make_rows
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.yamldata import YamlFile

PAGE = PageAddress("a.md", "a/", "A")
CLAIMS = (
    Statement("one", PAGE, Record(kind="fact"), ()),
    Statement("two", PAGE, Record(kind="forecast"), ()),
)
TARGETS = Targets(make_rows([PageEvidence(PAGE, (), CLAIMS, ())], {}), [])
WEST = (Place(name="N", lon=30, lat=50, state="North"), Place(name="W", lon=0, lat=4, state="West"))


def flow(giver: str, taker: str, claim: str, both: bool = False) -> FlowEntry:
    return FlowEntry(giver=giver, taker=taker, words=claim.upper(), claim=claim, both=both)


def make_figure(*flows: FlowEntry, places: tuple[Place, ...] = ()) -> Figure:
    form = FlowsForm(title="T", states=("North", "West", "East"), flows=flows, places=places)
    return Figure("flows", "f.yml", form, YamlFile())


def test_what_goes_between_two_states_is_listed_in_both_directions() -> None:
    flows = (
        flow("North", "West", "one"),
        flow("West", "North", "two"),
        flow("West", "East", "one", both=True),
        flow("West", "East", "nowhere"),
    )
    left, right, middle = draw_flows(make_figure(*flows), TARGETS).sides
    there, back = left.flows
    assert (there.between, there.arrow, there.is_firm) == ("North to West: ", "→", True)
    assert (back.between, back.arrow, back.is_firm) == ("West to North: ", "←", False)
    assert (there.words, there.address) == ("ONE", "a/#one")
    assert right.flows == []
    [both] = middle.flows
    assert (both.between, both.arrow) == ("West and East, each to the other: ", "↔")


def test_an_arrow_points_to_where_a_state_is_on_the_map() -> None:
    figure = make_figure(flow("North", "West", "one"), places=WEST)
    assert draw_flows(figure, TARGETS).sides[0].flows[0].arrow == "←"


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>%s</title>\n<path d="M0 0z"/></svg>\n'


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a", "a"),
        ("<!--><script>a</script>-->", ""),
        ("<![CDATA[><script>a</script>]]>", "&gt;&lt;script&gt;a&lt;/script&gt;"),
        ("<b", None),
    ],
)
def test_a_map_is_in_the_page_as_it_was_checked(
    tmp_path: Path, words: str, shown: str | None
) -> None:
    """A browser ends a comment and CDATA elsewhere than XML does."""
    folder = tmp_path / "docs/figures"
    folder.mkdir(parents=True)
    (folder / "flows.yml").write_text("title: T\nstates: [N, W, E]\nflows: []\n")
    (folder / "flows.svg").write_text(SVG % words)
    figures, _problems = load_figures(tmp_path / "docs", tmp_path)
    title = "<title/>" if shown == "" else f"<title>{shown}</title>"
    drawn = f'<svg>{title}\n<path d="M0 0z"/></svg>'
    assert draw_flows(figures["flows"], TARGETS).map == ("" if shown is None else drawn)
