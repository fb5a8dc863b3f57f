"""What an edition changed, as a page shows it."""

from pathlib import Path

from briefing.editions.changes import PageLink, list_changes
from briefing.editions.manifest import Edition

from .conftest import add_edition, add_editions


def test_pages_with_differing_sections_come_before_those_without(tmp_path: Path) -> None:
    stays = "<h1 id=t>T</h1><p>Stays.</p>"
    add_edition(tmp_path, {"": f"{stays}<h2 id=s>S</h2><p>One.</p>", "a/b/": stays})
    old, new = add_edition(tmp_path, {"": f"{stays}<h2 id=s>S</h2><p>Two.</p>", "a/b/": stays})
    changes = list_changes(old, new)
    [page] = changes.pages
    assert (page.id, page.title, page.unchanged) == ("front", "Front", ["T"])
    assert [change.section.id for change in page.sections] == ["s"]
    assert changes.unchanged == [PageLink("a/b/", "A/b")]


def test_a_page_that_is_gone_is_told_under_its_old_title(editions: list[Edition]) -> None:
    pages = list_changes(editions[1], editions[2]).pages
    assert [(page.id, page.title) for page in pages] == [
        ("front", "Front"),
        ("new", "New"),
        ("theme", "Theme"),
    ]


def test_a_page_is_known_to_make_claims(tmp_path: Path) -> None:
    html = "<h1 id=t>T</h1><p id=p{}>{}</p>"
    for kind, has_claims in ((" class=fact", True), ("", False)):
        root = tmp_path / str(has_claims)
        old, new = add_editions(root, html.format(kind, "One."), html.format(kind, "Two."))
        assert [page.has_claims for page in list_changes(old, new).pages] == [has_claims]


def show_words(root: Path, old_html: str, new_html: str) -> list[str]:
    """Return the words of the first block that changed, run by run."""
    old, new = add_editions(root, f"<h1 id=t>T</h1>{old_html}", f"<h1 id=t>T</h1>{new_html}")
    return [run.words for run in list_changes(old, new).pages[0].sections[0].blocks[0].runs]


def test_long_words_that_stayed_are_shown_near_a_change_alone(tmp_path: Path) -> None:
    words = [f"w{number}" for number in range(61)]
    near = [" ".join(words[:25]), " ".join(words[-25:])]
    text = " ".join(words)
    shown = show_words(
        tmp_path, f"<p>{text} one {text} two {text}</p>", f"<p>{text} 1 {text} 2 {text}</p>"
    )
    assert shown == [
        f" … {near[1]}",
        "one",
        "1",
        f"{near[0]} … {near[1]}",
        "two",
        "2",
        f"{near[0]} … ",
    ]


def test_words_that_stayed_are_shown_whole_where_they_are_few(tmp_path: Path) -> None:
    text = " ".join(["w"] * 60)
    assert show_words(tmp_path, f"<p>one {text}</p>", f"<p>1 {text}</p>") == ["one", "1", text]
