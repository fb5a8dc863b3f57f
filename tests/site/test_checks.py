"""Every rule, once, on one site that breaks them all; and what a faulty build leaves alone."""

from pathlib import Path

import pytest
from support import ABEL, MakeSite, build_site

DATA = Path(__file__).parent.parent / "data" / "broken"
SOUND = "# T { #t }\n\nA.[@abel2020]\n{ #p }\n"


def read_broken() -> dict[str, str]:
    """Give the files of the broken site by their names."""
    return {path.relative_to(DATA).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(DATA.rglob("*")) if path.is_file() and path.name != "messages.txt"}


def test_the_broken_site_gives_its_whole_list_of_messages(make_site: MakeSite) -> None:
    files = read_broken()
    site = make_site(files.pop("docs/index.md"), files.pop("bibliography.bib"), files)
    assert site.messages == (DATA / "messages.txt").read_text(encoding="utf-8").splitlines()
    assert not site.is_published


@pytest.mark.parametrize(("page", "bib", "code"), [
    (SOUND.replace("abel2020", "abel"), ABEL, "unknown-key"), (SOUND, ABEL + ABEL, "duplicate-key"),
    (SOUND, ABEL.replace("},\n}", "\n}"), "bib-syntax"),
    (SOUND, ABEL.replace("{{Nato", "{{Nato \\begin{x"), "bib-syntax")])
def test_a_faulty_build_leaves_the_last_good_site(make_site: MakeSite, page: str, bib: str, code: str) -> None:
    good = make_site(SOUND)
    assert good.is_published
    before = {path: path.read_bytes() for path in (good.root / "site").rglob("*") if path.is_file()}
    bad = make_site(page, bib)
    assert not bad.is_published
    assert code in bad.codes()
    assert code == "unknown-key" or len(bad.messages) == 1, "what follows from the fault is not said"
    assert {path: path.read_bytes() for path in (good.root / "site").rglob("*") if path.is_file()} == before
    assert not list(good.root.glob(".building-*"))


def test_a_missing_bibliography_is_a_message(make_site: MakeSite) -> None:
    root = make_site(SOUND).root
    (root / "bibliography.bib").unlink()
    site = build_site(root)
    assert "bib-missing" in site.codes()
    assert not site.is_published


def test_without_strict_the_page_shows_the_citation_as_typed(make_site: MakeSite) -> None:
    site = make_site(SOUND + "\nB.[@nobody]\n{ #q }\n", strict=False)
    assert site.is_published
    assert "B.[@nobody]" in site.html()


def test_a_template_error_leaves_the_last_good_site(make_site: MakeSite) -> None:
    root = make_site(SOUND).root
    (root / "theme/main.html").write_text("{{ page.content ", encoding="utf-8")
    site = build_site(root)
    assert "theme/main.html:1: unexpected end of template" in site.messages[-1]
    assert not site.is_published
    assert "A." in (root / "site/index.html").read_text(encoding="utf-8")
    assert not list(root.glob(".building-*"))
