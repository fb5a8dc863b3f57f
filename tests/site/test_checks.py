"""Every rule, once, on one site that breaks them all; what a faulty build leaves alone; one address, one page."""

import hashlib
import json

import pytest
import yaml
from support import ABEL, ROOT, TEMPLATES, MakeSite, build_site, make_settings, read_files

DATA = ROOT / "tests/data/broken"
SOUND = "# T { #t }\n\nA.[@abel2020]\n{ #p }\n"
OTHER = "# O { #o }\n\nB.\n{ #q .assessment }\n"
ADDRESSES = yaml.safe_load((ROOT / "tests/data/addresses.yml").read_text(encoding="utf-8"))


def test_the_broken_site_gives_its_whole_list_of_messages(make_site: MakeSite) -> None:
    files = {name: data.decode() for name, data in sorted(read_files(DATA).items())}
    said = files.pop("messages.txt").splitlines()
    site = make_site(files=files)
    assert site.messages == said
    assert not site.is_published


@pytest.mark.parametrize(("name", "old", "new", "messages"), [
    ("docs/index.md", "abel2020", "abel", ["[uncited-source]", "[unknown-key]"]),
    ("bibliography.bib", ABEL, ABEL + ABEL, ["[duplicate-key]"]),
    ("bibliography.bib", "},\n}", "\n}", ["[bib-syntax]"]),
    ("bibliography.bib", "{{Nato", "{{Nato \\begin{x", ["[bib-syntax]"]),
    ("bibliography.bib", "", "", ["[bib-missing]", "see the warnings above"]),
    ("theme/main.html", "}", "", ["theme/main.html:1: unexpected end of template"])])
def test_a_faulty_build_leaves_the_last_good_site_and_says_what_is_wrong_but_not_what_follows(
        make_site: MakeSite, name: str, old: str, new: str, messages: list[str]) -> None:
    good = make_site(SOUND)
    assert good.is_published
    before, path = read_files(good.root / "site"), good.root / name
    if old:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    else:
        path.unlink()
    bad = build_site(good.root)
    assert not bad.is_published
    assert [words in message for words, message in zip(messages, bad.messages, strict=True)] == [True] * len(messages)
    assert read_files(good.root / "site") == before
    assert not list(good.root.glob(".building-*"))


def test_without_strict_the_page_shows_the_citation_as_typed(make_site: MakeSite) -> None:
    site = make_site(SOUND + "\nB.[@nobody]\n{ #q }\n", strict=False)
    assert site.is_published
    assert "B.[@nobody]" in site.html()


@pytest.mark.parametrize("case", ADDRESSES, ids=lambda case: case["files"])
def test_an_address_has_one_page(make_site: MakeSite, case: dict[str, str]) -> None:
    pages = {"md": OTHER, "sources.md": "# S { #abel2020 }\n\n<!-- briefing: sources -->\n"}
    files = {f"docs/{name}": pages.get(name, pages.get(name.rpartition(".")[2], "")) for name in case["files"].split()}
    site = make_site(SOUND, files={**files, **TEMPLATES})
    assert site.messages == ([f"docs/{case['says']}"] if "says" in case else [])
    assert site.is_published == ("says" not in case)


@pytest.mark.parametrize("old", ["extra/index.md", "Extra.md", "editions/1/extra.md", "Editions/1/index.md"])
def test_a_redirect_takes_no_place_of_a_page_or_of_an_edition(make_site: MakeSite, old: str) -> None:
    site = make_site(SOUND, files={"docs/extra.md": OTHER, "mkdocs.yml": make_settings(redirects={old: "index.md"})})
    assert "bad-redirect" in site.codes()
    assert not site.is_published


@pytest.mark.parametrize(("address", "root"), [("https://a.example/b/", "/b/"), ("https://a.example", "/"), ("", "/")])
def test_a_page_that_is_not_there_knows_where_the_site_is(make_site: MakeSite, address: str, root: str) -> None:
    settings = make_settings(site_url=address, theme={"name": None, "custom_dir": "theme",
                                                      "static_templates": ["404.html"]})
    site = make_site(SOUND, files={"mkdocs.yml": settings, "theme/404.html": "root: {{ base_url }}"})
    assert site.html("404.html") == f"root: {root}"


def test_a_template_of_the_authors_is_filled_in_and_listed(make_site: MakeSite) -> None:
    site = make_site(SOUND, files={"mkdocs.yml": make_settings(extra_templates=["robots.txt"]),
                                   "docs/robots.txt": "{{ config.site_name }}"})
    assert (site.messages, site.html("robots.txt")) == ([], "Tiny")
    assert json.loads(site.html("files.json"))["robots.txt"] == hashlib.sha256(b"Tiny").hexdigest()
