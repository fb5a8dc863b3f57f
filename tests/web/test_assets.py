"""What is published of stylesheets and scripts, and what is said where one is missing or broken."""

import re

import pytest

from briefing.web.assets import make_assets

CSS = {"assets/a.css": "/* why */\np { color: red }\n",
       "assets/b.css": "@container (width < 9rem) { .a :is(b, i) { top: 0 } }"}
JS = {"assets/one.js": "// why\nconst one = 1;\n", "assets/two.js": 'load("./late.js");\n',
      "assets/late.js": "late();\n"}


def test_styles_are_joined_in_the_order_given_and_lose_their_comments() -> None:
    assets = make_assets(CSS, ["assets/b.css", "assets/a.css"], [])
    (path,) = assets.styles
    assert re.fullmatch(r"assets/css/site\.[0-9a-f]{8}\.css", path)
    text = assets.files[path]
    assert "why" not in text
    assert text.index("@container") < text.index("p{color:red}")
    assert ".a :is(b,i)" in text  # the space there says "within": a minifier was seen to drop it
    assert assets.problems == []


def test_scripts_are_joined_and_lose_their_comments() -> None:
    assets = make_assets(JS, [], ["assets/one.js", "assets/two.js"])
    text = assets.files[assets.scripts[0]]
    assert "why" not in text
    assert text.index("const one") < text.index("load(")


def test_a_script_finds_another_by_its_published_name() -> None:
    assets = make_assets(JS, [], ["assets/two.js"])
    late = assets.names["assets/late.js"].removeprefix("assets/")
    assert f'"./{late}"' in assets.files[assets.scripts[0]]


def test_a_name_changes_with_the_content_and_with_that_of_what_it_loads() -> None:
    before, same = (make_assets(JS, [], ["assets/two.js"]).scripts for _ in range(2))
    after = make_assets(JS | {"assets/late.js": "later();"}, [], ["assets/two.js"]).scripts
    assert before == same != after


def test_a_licence_stays() -> None:
    assets = make_assets({"assets/a.js": "/*! MIT */ a();"}, [], [])
    assert "/*! MIT */" in assets.files[assets.names["assets/a.js"]]


def test_nothing_makes_nothing() -> None:
    assets = make_assets({}, [], [])
    assert (assets.styles, assets.scripts, assets.files) == ([], [], {})


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
     "docs/assets/a.css:2: Parsing stylesheet failed: Invalid dangling combinator in selector [asset-broken]"),
])
def test_a_fault_is_named_with_its_place(sources: dict[str, str], styles: list[str], message: str) -> None:
    assert [str(problem) for problem in make_assets(sources, styles, []).problems] == [message]
