"""The fonts that are committed: what the command makes, and what a style says is in them."""

import io
import re
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from support import ROOT

from make_fonts import CUTS, FEATURES, FOLDER, cut_font, list_characters

NAMES = list(CUTS)
STYLE = (ROOT / "docs/assets/css/fonts.css").read_text(encoding="utf-8")
TOGETHER = 64_000
"""Bytes of both."""


@cache
def read(name: str) -> TTFont:
    return TTFont(io.BytesIO((FOLDER / name).read_bytes()))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_committed_is_what_the_command_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == cut_font(CUTS[name]), "make fonts, and commit them"


def test_both_are_small() -> None:
    assert sum((FOLDER / name).stat().st_size for name in NAMES) <= TOGETHER


@pytest.mark.parametrize("name", NAMES)
def test_the_stylesheet_names_the_characters_of_a_font_but_for_those_that_the_typeface_lacks(
    name: str,
) -> None:
    face = STYLE.partition(name)[2]
    words = re.split(r",\s*", face.partition("unicode-range: ")[2].partition(";")[0])
    ranges = []
    for word in words:
        first, _, last = word.removeprefix("U+").partition("-")
        ranges.append((int(first, 16), int(last or first, 16)))
    assert list_characters(ranges) == list_characters()
    lacking = list_characters() - set(read(name).getBestCmap())
    assert "".join(map(chr, sorted(lacking))) == "ĬĭĲĳŦŧ‑‖‗‛‱"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Pchnąć w tę łódź jeża lub ośm skrzyń fig „‚’” – …", id="Polish"),
        pytest.param("Pijamalı hasta, yağız şoföre çabucak güvendi: İ “‘’” ‹› ₺", id="Turkish"),
        pytest.param("Dès Noël où un zéphyr haï me vêt, œuvre « ’ »\u202f€", id="French"),
        pytest.param("Příliš žluťoučký kůň úpěl ďábelské ódy „‚‘“", id="Czech"),
    ],
)
def test_a_text_in_one_of_these_languages_needs_no_other_font(text: str) -> None:
    for name in NAMES:
        assert set(map(ord, text)) <= set(read(name).getBestCmap())


@pytest.mark.parametrize("name", NAMES)
def test_a_font_has_the_features_that_styles_ask_for(name: str) -> None:
    font = read(name)
    features = set()
    for table in ("GSUB", "GPOS"):
        features |= {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}
    assert features == set(FEATURES)


def test_the_roman_has_all_weights_and_the_italic_one() -> None:
    roman, italic = (read(name) for name in NAMES)
    (axis,) = roman["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
    assert "fvar" not in italic


@pytest.mark.parametrize("name", NAMES)
def test_a_font_tells_its_licence_and_does_not_bear_the_name_that_this_reserves(name: str) -> None:
    names = read(name)["name"]
    assert "Reserved Font Name" in names.getDebugName(0)
    assert "Open Font License" in names.getDebugName(13)
    assert not any("Source" in names.getDebugName(record) for record in (1, 3, 4, 6))
    assert "SIL OPEN FONT LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")
