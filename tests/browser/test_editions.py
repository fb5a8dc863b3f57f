"""The form on /editions/, and pages of editions, with three editions in the real theme.

Every page is opened with the headers of the site's own `_headers`: a message in the console, of
which a violation of the policy is one, or a request to another host fails a test.

Alone it notices a style that hides a frozen statement, the mark of an edition, a moved address.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from served import serve
from support import OpenPage, Project, run_apart

from briefing.editions.editions import load_editions

from .conftest import ON_SCREENS, choose, copy_site, find_violations, is_too_wide

HOME = "https://tiny.example/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three editions: a changed text; then a new id, a withdrawn claim, a page and words moved."""
    root = tmp_path_factory.mktemp("editions")
    project = copy_site("editions", root, site_name="Tiny", site_url=HOME)
    project.hold()
    run_apart(lambda: project.freeze("Begins."))
    project.edit("docs/index.md", "windy today", "calm today")
    run_apart(lambda: project.freeze("The wind has dropped."))
    project.edit("docs/index.md", "## Wind { #wind }", "## Gusts { #gusts }")
    project.edit("docs/records/index.yml", "rain-said:", "aliases: {gusts: [wind]}\n\nrain-said:")
    project.edit(
        "docs/index.md",
        "Nobody minds.\n{ #calm }",
        "Withdrawn: somebody does.\n{ #calm .withdrawn }\n\nMore words.\n{ #more }",
    )
    (root / "docs/theme.md").rename(root / "docs/detail.md")
    (root / "docs/records/theme.yml").rename(root / "docs/records/detail.yml")
    redirects = "- redirects:\n    redirect_maps: {theme.md: detail.md}"
    project.edit("mkdocs.yml", "- redirects", redirects)
    project.edit(
        "docs/detail.md",
        "More words.\n{ #more }",
        "This has moved to [the front](index.md#more).\n{ #more .moved }",
    )
    run_apart(lambda: project.freeze("Tidies up."))
    assert run_apart(project.build).messages == []
    return project


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    """In the place of the real site's address: `open_page` opens this site here."""
    with serve(project.root / "site") as address:
        yield address


SHADES = """() => ["backgroundColor", "color"].map(name =>
    Number(getComputedStyle(document.body)[name].match(/[0-9]+/)[0]))"""
UNSEEN = """ids => {
    document.querySelectorAll("details").forEach(box => box.open = true);
    const seen = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    const isSeen = part => {
        const {width, height} = part.getBoundingClientRect();
        const {fontSize, color} = getComputedStyle(part);
        return part.checkVisibility(seen) && width > 1 && height > 1 && parseFloat(fontSize) > 6
            && color !== getComputedStyle(document.body).backgroundColor;
    };
    return ids.filter(id => !isSeen(document.getElementById(id)));
}"""


def list_seen(project: Project) -> Iterator[tuple[str, list[str]]]:
    """Yield each page of each edition, with the ids of what it says."""
    for edition in load_editions(project.root)[0]:
        for url, passages in edition.pages.items():
            said = [passage.id for passage in passages if passage.what != "alias"]
            yield edition.version.path + url, [name for name in said if name]


def test_every_statement_of_an_edition_can_be_seen(open_page: OpenPage, project: Project) -> None:
    """The finished styles, which frozen pages are shown with, hide none of them."""
    looked = 0
    for path, ids in list_seen(project):
        page = open_page(path)
        assert page.evaluate(UNSEEN, ids) == [], path
        looked += len(ids)
    assert looked > 10
    page.evaluate("id => { document.getElementById(id).style.opacity = 0; }", ids[-1])
    assert ids[-1] in page.evaluate(UNSEEN, ids), "the look sees what is hidden"


def test_the_finished_styles_have_the_name_of_the_site_for_the_foot_of_paper(
    project: Project,
) -> None:
    styles = [path.read_text(encoding="utf-8") for path in project.root.glob("site/frozen/*.css")]
    assert ['"Tiny"' in style for style in styles] == [True, True]


@ON_SCREENS
def test_an_example_of_the_form_fits_and_passes_axe(
    open_page: OpenPage, width: int, schemes: list[str]
) -> None:
    page = open_page("editions/", width=width)
    page.get_by_role("button", name="Show an example").click()
    expect(page.locator(".check-answer")).to_be_visible()
    assert not is_too_wide(page)
    assert find_violations(page, *schemes) == []


def test_a_page_of_now_is_no_edition(open_page: OpenPage) -> None:
    """An address that has moved leads on with its fragment, under the policy."""
    page = open_page("/theme/#detail")
    page.wait_for_url("**/detail/#detail")
    expect(page.locator(".edition-mark")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "name"), [("editions/1/", "Edition 1"), ("editions/2/theme/", "Edition 2")]
)
def test_a_page_of_an_edition_says_which_it_is_and_needs_no_script(
    open_page: OpenPage, path: str, name: str
) -> None:
    """A cited address leads to the middle of a page, past the frame at its top.

    Notes are links, colours are the system's, and the buttons above choose what is shown.
    """
    page = open_page(f"{path}#detail", color_scheme="dark")
    expect(page.locator(".edition-mark")).to_have_text(name)
    expect(page.locator(".edition-mark")).to_be_in_viewport()
    expect(page.locator("script:not([type='application/ld+json'])")).to_have_count(0)
    paper, letters = page.evaluate(SHADES)
    assert paper < letters
    for note in page.locator("a.footnote-ref").all()[:1]:
        note.click()
        expect(
            page.locator(f"[id='{(note.get_attribute('href') or '#')[1:]}']")
        ).to_be_in_viewport()
    for choice in ("checks", "text"):
        for button in page.locator(f"#depth-{choice}").all():
            choose(page, choice)
            expect(button).to_be_checked()
            shown = page.locator(".checks").locator("visible=true")
            assert bool(shown.count()) == (choice == "checks")
