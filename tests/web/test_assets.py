"""What is published of stylesheets, scripts and fonts, and under which names; what is wrong.

Alone it notices what a style, a script and a font are published as, which `golden/` leaves out.
"""

import re
from collections.abc import Mapping, Sequence

import pytest
from support import read_data

from mkdocs_briefing.problems import Refused
from mkdocs_briefing.vocabulary import ReadingTerm
from mkdocs_briefing.web.assets import Assets, draw_card, make_assets, name_signs, write_page_foot
from mkdocs_briefing.web.search import read_lunr

DATA = read_data("web.yml")
DIGEST = "[0-9a-f]{8}"

STYLES = {
    "assets/a.css": "/* why */\np { color: red }\n",
    # A minifier was seen to drop the space.
    "assets/b.css": "@container (width < 9rem) { .a :is(b, i) { top: 0 } }",
}
SCRIPTS = {
    "assets/one.js": "// why\nconst one = 1;\n",
    "assets/two.js": 'load("./late.js");\n',
    "assets/late.js": "/*! MIT */\nlate();\n",
}
FONT = "assets/fonts/serif.woff2"
FACE = {"assets/css/face.css": "@font-face { src: url(../fonts/serif.woff2) }"}

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h9v9z"/></svg>'
"""A drawing."""


def make(
    sources: Mapping[str, str],
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    fonts: Mapping[str, bytes] | None = None,
) -> Assets:
    """Return what is published of sources with which nothing is wrong."""
    return make_assets(sources, fonts or {}, styles, scripts)


def read(assets: Assets, path: str) -> str:
    """Return what a source is published as."""
    return assets.files[assets.names[path]].decode()


def test_stylesheets_are_joined_in_the_order_given_without_comments() -> None:
    assets = make(STYLES, styles=["assets/b.css", "assets/a.css"])
    (name,) = assets.list_published(["assets/a.css", "assets/b.css"])
    assert re.fullmatch(rf"assets/css/site\.{DIGEST}\.css", name)
    assert re.fullmatch(r"@con.*\.a :is\(b,i\).*\np\{c.*\}", assets.files[name].decode(), re.S)


def test_signs_that_look_alike_are_named_by_what_pages_say_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {"so so": ReadingTerm(name="so", meaning="", filling="half")}
    found |= {"no": ReadingTerm(name="no", meaning="", filling="cross")}
    monkeypatch.setattr("mkdocs_briefing.web.assets.FINDINGS", found)
    sheet = "b.sign--round, .sign--half { top: 0 } .sign--unknown { top: 1px }"
    named = "b:is(.is-so-so, .is-no), .is-so-so { top: 0 } .sign--unknown { top: 1px }"
    assert name_signs(sheet) == named
    (text,) = make({"assets/a.css": sheet}).texts.values()
    assert text.startswith("b:is(.is-so-so,.is-no),.is-so-so{top:0}")


def test_a_script_that_is_loaded_later_stays_by_itself_with_its_licence() -> None:
    assets = make(SCRIPTS, scripts=["assets/one.js", "assets/two.js"])
    name = assets.names["assets/late.js"]
    assert assets.files[name] == b"/*! MIT */late();"
    assert f'"./{name.removeprefix("assets/")}"' in read(assets, "assets/two.js")


BOTH = ("assets/one.js", "assets/two.js")


@pytest.mark.parametrize(
    ("sources", "scripts"),
    [
        pytest.param(SCRIPTS | {"assets/late.js": "later();"}, BOTH, id="what is loaded later"),
        pytest.param(SCRIPTS, BOTH[::-1], id="another order"),
        pytest.param(SCRIPTS, BOTH[:1], id="one script less"),
    ],
)
def test_a_name_changes_with_what_is_published(
    sources: dict[str, str], scripts: tuple[str, ...]
) -> None:
    first = make(SCRIPTS, scripts=BOTH).names["assets/one.js"]
    assert make(SCRIPTS, scripts=BOTH).names["assets/one.js"] == first
    assert make(sources, scripts=scripts).names["assets/one.js"] != first


ALL = {**STYLES, **FACE, **SCRIPTS}


@pytest.mark.parametrize(
    ("changed", "renamed"),
    [
        pytest.param({"assets/a.css": "p { top: 0 }"}, {"assets/a.css"}, id="a style"),
        pytest.param({FONT: "two"}, {FONT, *FACE}, id="a font, and the style that names it"),
        pytest.param({"assets/late.js": "later();"}, {*SCRIPTS}, id="a script, and what loads it"),
    ],
)
def test_a_name_changes_with_what_it_names_and_no_other(
    changed: dict[str, str], renamed: set[str]
) -> None:
    """Fonts are the heaviest; who has them is not to load them again for a letter in a script."""
    found = []
    for given in ({}, changed):
        sources = {path: text for path, text in {**ALL, **given}.items() if path != FONT}
        fonts = {FONT: given.get(FONT, "one").encode()}
        assets = make(sources, scripts=["assets/one.js"], fonts=fonts)
        assert set(assets.names.values()) == assets.files.keys()
        face, *_ = FACE
        assert assets.names[FONT].removeprefix("assets/") in read(assets, face)
        found.append(assets.names)
    assert {path for path in found[0] if found[0][path] != found[1][path]} == renamed


@pytest.mark.parametrize(("sources", "styles", "message"), DATA["faults"])
def test_a_fault_is_named_with_its_place(
    sources: dict[str, str], styles: list[str], message: str
) -> None:
    with pytest.raises(Refused, match=re.escape(message)):
        make_assets(sources, {FONT: b""}, styles, [])


def test_printed_pages_have_the_name_of_the_site_at_their_foot() -> None:
    foot = r'@page { @bottom-left { content: "A \"B\" ü" } } '
    assert write_page_foot('A "B" ü') == foot


@pytest.mark.parametrize("words", ["Snow", "Snow over the sea " * 40])
@pytest.mark.parametrize("drawing", ["", SVG])
def test_the_preview_picture_is_one_of_its_size_whatever_the_words(
    words: str, drawing: str
) -> None:
    picture = draw_card(words, words, "Draft", (words, drawing))
    assert picture[:4] == b"\x89PNG"
    assert picture[16:24].hex() == f"{1200:08x}{630:08x}"


def test_lunr_comes_with_its_licence() -> None:
    text = read_lunr()
    assert text.startswith("/*!\n * lunr - http://lunrjs.com")
    assert "@license MIT" in text[:300]
