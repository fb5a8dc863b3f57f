"""What is published of stylesheets, scripts and fonts, and what is said where one is missing or broken."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from support import ROOT, read_data

from briefing.web.assets import FONTS, draw_card, make_assets

CSS = {"assets/a.css": "/* why */\np { color: red }\n",
       "assets/b.css": "@container (width < 9rem) { .a :is(b, i) { top: 0 } }"}  # a minifier was seen to drop the space
JS = {"assets/one.js": "// why\nconst one = 1;\n", "assets/two.js": 'load("./late.js");\n',
      "assets/late.js": "/*! MIT */\nlate();\n"}
FACES = {"assets/css/a.css": "".join(f"@font-face {{ font-family: F; src: url(../fonts/{Path(path).name}) }}"
                                     for path in FONTS)}
BOTH = ["assets/one.js", "assets/two.js"]
DATA = read_data("web.yml")


@pytest.mark.parametrize(("sources", "styles", "scripts", "name", "text"), [
    (CSS, ["assets/b.css", "assets/a.css"], [], r"assets/css/site\.[0-9a-f]{8}\.css", r"@con.*\.a :is\(b,i\).*p{c"),
    ({"assets/later/c.css": "p { top: 0 }"}, ["assets/later/c.css"], [], r"assets/css/later\.\w{8}\.css", "p{top"),
    (JS, [], BOTH[::-1], r"assets/js/site\.[0-9a-f]{8}\.js", r'load\("\./late\.\w{8}\.js"\);\s*const one')])
def test_sources_are_joined_in_the_order_given_and_lose_their_comments(
        sources: dict[str, str], styles: list[str], scripts: list[str], name: str, text: str) -> None:
    assets = make_assets(sources, styles, scripts, Path())
    (path,) = assets.list_published([*styles, *scripts])
    assert re.fullmatch(name, path)
    assert re.match(text, assets.files[path].decode(), re.S)
    assert assets.problems == []
    if late := assets.names.get("assets/late.js"):  # by itself, with its licence
        assert assets.files[late] == b"/*! MIT */late();"
        assert f'"./{late.removeprefix("assets/")}"' in assets.texts[path]


@pytest.mark.parametrize(("sources", "scripts"), [
    (JS | {"assets/late.js": "later();"}, BOTH), (JS, BOTH[::-1]), (JS, BOTH[:1])])
def test_a_name_changes_with_what_is_published_and_what_that_loads(sources: dict[str, str], scripts: list[str]) -> None:
    first, same, other = (make_assets(*given, Path()).names["assets/one.js"]
                          for given in ((JS, [], BOTH), (JS, [], BOTH), (sources, [], scripts)))
    assert first == same != other


def test_fonts_are_found_by_their_published_names_small_reproducible_and_whole(tmp_path: Path) -> None:
    assets, again = (make_assets(FACES, [], [], tmp_path / name) for name in ("one", "two"))
    made = [assets.files[assets.names[path]] for path in FONTS]
    assert assets.files == again.files
    assert sum(map(len, made)) <= 55_000
    for path in FONTS:
        assert assets.names[path].replace("assets", "..") in assets.texts[assets.names["assets/css/a.css"]]
    roman, italic = (TTFont(io.BytesIO(font)) for font in made)
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in roman["fvar"].axes] == [("wght", 400, 700)]
    assert "fvar" not in italic
    styles = (ROOT / "docs/assets/css/fonts.css").read_text(encoding="utf-8")
    ranges = re.findall(r"U\+([0-9A-F]+)-?([0-9A-F]*)", styles.rpartition("unicode-range")[2])
    letters = {letter for first, last in ranges for letter in range(int(first, 16), int(last or first, 16) + 1)}
    for font in (roman, italic):
        assert letters ^ set(font.getBestCmap()) <= {0x2011, 0x201B}, "the typeface lacks two"
        assert {"onum", "lnum", "kern"} <= {found.FeatureTag for table in ("GSUB", "GPOS")
                                            for found in font[table].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("words", ["Snow", "Snow over the sea " * 40])
def test_the_preview_picture_is_one_of_its_size_whatever_the_words(tmp_path: Path, words: str) -> None:
    made = draw_card(words, words, "Draft", tmp_path)
    assert (made[:4], made[16:24].hex()) == (b"\x89PNG", f"{1200:08x}{630:08x}")


@pytest.mark.parametrize(("sources", "styles", "message"), DATA["faults"])
def test_a_fault_is_named_with_its_place(sources: dict[str, str], styles: list[str], message: str) -> None:
    assert [str(problem) for problem in make_assets(sources, styles, [], Path()).problems] == [message]
