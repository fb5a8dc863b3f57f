"""What is published of stylesheets, scripts and fonts, and what is said where one is missing or broken."""

import re

import pytest

from briefing.web.assets import make_assets

CSS = {"assets/a.css": "/* why */\np { color: red }\n",
       "assets/b.css": "@container (width < 9rem) { .a :is(b, i) { top: 0 } }"}  # a minifier was seen to drop the space
JS = {"assets/one.js": "// why\nconst one = 1;\n", "assets/two.js": 'load("./late.js");\n',
      "assets/late.js": "/*! MIT */\nlate();\n"}
STYLE = {"assets/css/a.css": "@font-face { font-family: F; src: url(../fonts/f.woff2) }"}
BOTH = ["assets/one.js", "assets/two.js"]


@pytest.mark.parametrize(("sources", "styles", "scripts", "name", "text"), [
    (CSS, ["assets/b.css", "assets/a.css"], [], r"assets/css/site\.[0-9a-f]{8}\.css", r"@con.*\.a :is\(b,i\).*p{c"),
    (JS, [], BOTH[::-1], r"assets/js/site\.[0-9a-f]{8}\.js", r'load\("\./late\.\w{8}\.js"\);\s*const one')])
def test_sources_are_joined_in_the_order_given_and_lose_their_comments(
        sources: dict[str, str], styles: list[str], scripts: list[str], name: str, text: str) -> None:
    assets = make_assets(sources, styles, scripts)
    (path,) = assets.list_published([*styles, *scripts])
    assert re.fullmatch(name, path)
    assert re.match(text, assets.files[path].decode(), re.S)
    assert assets.problems == []


def test_a_source_that_is_loaded_later_is_published_by_itself_with_its_licence() -> None:
    assets = make_assets(JS, [], ["assets/two.js"])
    late = assets.names["assets/late.js"]
    assert f'"./{late.removeprefix("assets/")}"'.encode() in assets.files[assets.names["assets/two.js"]]
    assert assets.files[late] == b"/*! MIT */late();"
    assert (make_assets({}, [], []).names, make_assets({}, [], []).files) == ({}, {})


@pytest.mark.parametrize(("sources", "scripts", "fonts"), [
    (JS | {"assets/late.js": "later();"}, BOTH, {}), (JS, BOTH[::-1], {}), (JS, BOTH[:1], {}),
    (JS, BOTH, {"assets/fonts/f.woff2": b"1"})])
def test_a_name_changes_with_what_is_published_and_what_that_loads(
        sources: dict[str, str], scripts: list[str], fonts: dict[str, bytes]) -> None:
    first, same, other = (make_assets(*given).names["assets/one.js"]
                          for given in ((JS, [], BOTH), (JS, [], BOTH), (sources, [], scripts, fonts)))
    assert first == same != other


def test_a_stylesheet_finds_a_font_by_its_published_name() -> None:
    assets = make_assets(STYLE, [], [], {"assets/fonts/f.woff2": b"1"})
    name = assets.names["assets/fonts/f.woff2"]
    assert f"../{name.removeprefix('assets/')}".encode() in assets.files[assets.names["assets/css/a.css"]]
    assert assets.files[name] == b"1"


@pytest.mark.parametrize(("sources", "styles", "message"), [
    # named in mkdocs.yml or in a script, and not there: misspelt, or somebody else's; and no stylesheet
    (CSS, ["assets/aa.css"], "mkdocs.yml:1: extra_css names 'assets/aa.css', which is not in docs/; "
                             "did you mean 'assets/a.css'? [asset-missing]"),
    (CSS, ["https://cdn.example/x.css"], "mkdocs.yml:1: extra_css names 'https://cdn.example/x.css', "
                                         "which is not in docs/ [asset-missing]"),
    ({"assets/a.js": 'one();\nload("./b.js")'}, [], "docs/assets/a.js:2: 'b.js' is not beside this script; "
                                                    "did you mean 'assets/a.js'? [asset-missing]"),
    ({"assets/a.css": "p { top: 0 }\na } b { top: 0 }"}, ["assets/a.css"],
     "docs/assets/a.css:2: Parsing stylesheet failed: Invalid dangling combinator in selector [asset-broken]")])
def test_a_fault_is_named_with_its_place(sources: dict[str, str], styles: list[str], message: str) -> None:
    assert [str(problem) for problem in make_assets(sources, styles, []).problems] == [message]
