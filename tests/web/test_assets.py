"""What is published of stylesheets and scripts, and what is said where one is missing or broken."""

import re

import pytest

from briefing.web.assets import make_assets

CSS = {"assets/a.css": "/* why */\np { color: red }\n",
       "assets/b.css": "@container (width < 9rem) { .a :is(b, i) { top: 0 } }"}
JS = {"assets/one.js": "// why\nconst one = 1;\n", "assets/two.js": 'load("./late.js");\n',
      "assets/late.js": "late();\n"}


@pytest.mark.parametrize(("sources", "styles", "scripts", "name", "order"), [
    (CSS, ["assets/b.css", "assets/a.css"], [], r"assets/css/site\.[0-9a-f]{8}\.css", ("@container", "p{color:red}")),
    (JS, [], ["assets/two.js", "assets/one.js"], r"assets/js/site\.[0-9a-f]{8}\.js", ("load(", "const one"))])
def test_sources_are_joined_in_the_order_given_and_lose_their_comments(
        sources: dict[str, str], styles: list[str], scripts: list[str], name: str, order: tuple[str, str]) -> None:
    assets = make_assets(sources, styles, scripts)
    (path,) = assets.list_published([*styles, *scripts])
    assert re.fullmatch(name, path)
    text = assets.files[path].decode()
    assert "why" not in text
    assert text.index(order[0]) < text.index(order[1])
    assert assets.problems == []


def test_a_script_finds_another_by_its_published_name() -> None:
    assets = make_assets(JS, [], ["assets/two.js"])
    late = assets.names["assets/late.js"]
    assert f'"./{late.removeprefix("assets/")}"'.encode() in assets.files[assets.names["assets/two.js"]]
    assert assets.files[late] == b"late();"


@pytest.mark.parametrize(("sources", "scripts"), [
    (JS | {"assets/late.js": "later();"}, ["assets/one.js", "assets/two.js"]),
    (JS, ["assets/two.js", "assets/one.js"]), (JS, ["assets/one.js"])])
def test_a_name_changes_with_what_is_published_and_what_that_loads(sources: dict[str, str], scripts: list[str]) -> None:
    both = ["assets/one.js", "assets/two.js"]
    first, same, other = (make_assets(*given).names["assets/one.js"]
                          for given in ((JS, [], both), (JS, [], both), (sources, [], scripts)))
    assert first == same != other


def test_a_licence_and_a_space_that_says_within_stay_and_nothing_makes_nothing() -> None:
    assert b".a :is(b,i)" in b"".join(make_assets(CSS, [], []).files.values()), "a minifier was seen to drop it"
    assets = make_assets({"assets/a.js": "/*! MIT */ a();"}, [], [])
    assert b"/*! MIT */" in assets.files[assets.names["assets/a.js"]]
    assert (make_assets({}, [], []).names, make_assets({}, [], []).files) == ({}, {})


@pytest.mark.parametrize(("sources", "styles", "message"), [
    # named in mkdocs.yml, and not there: misspelt, or somebody else's
    (CSS, ["assets/aa.css"], "mkdocs.yml:1: extra_css names 'assets/aa.css', which is not in docs/; "
                             "did you mean 'assets/a.css'? [asset-missing]"),
    (CSS, ["https://cdn.example/x.css"], "mkdocs.yml:1: extra_css names 'https://cdn.example/x.css', "
                                         "which is not in docs/ [asset-missing]"),
    # named in a script
    ({"assets/a.js": 'one();\nload("./b.js")'}, [], "docs/assets/a.js:2: 'b.js' is not beside this script; "
                                                    "did you mean 'assets/a.js'? [asset-missing]"),
    # no stylesheet
    ({"assets/a.css": "p { top: 0 }\na } b { top: 0 }"}, ["assets/a.css"],
     "docs/assets/a.css:2: Parsing stylesheet failed: Invalid dangling combinator in selector [asset-broken]")])
def test_a_fault_is_named_with_its_place(sources: dict[str, str], styles: list[str], message: str) -> None:
    assert [str(problem) for problem in make_assets(sources, styles, []).problems] == [message]


def test_a_stylesheet_finds_a_font_by_its_published_name_which_changes_with_the_font() -> None:
    style = {"assets/css/a.css": "@font-face { font-family: F; src: url(../fonts/f.woff2) }"}
    one, other = (make_assets(style, [], [], {"assets/fonts/f.woff2": font}) for font in (b"1", b"2"))
    name = one.names["assets/fonts/f.woff2"]
    assert f"../{name.removeprefix('assets/')}".encode() in one.files[one.names["assets/css/a.css"]]
    assert one.files[name] == b"1"
    assert name != other.names["assets/fonts/f.woff2"]
