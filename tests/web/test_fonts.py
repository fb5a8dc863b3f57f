"""The typeface: small, the same bytes each time, and with the letters that the text needs."""

import io
from pathlib import Path

from fontTools.ttLib import TTFont

from briefing.web.fonts import FONTS, make_font


def test_fonts_are_small_reproducible_and_whole(tmp_path: Path) -> None:
    made = {path: make_font(path, tmp_path / "one") for path in FONTS}
    assert made == {path: make_font(path, tmp_path / "two") for path in FONTS}
    assert sum(map(len, made.values())) <= 55_000
    roman, italic = (TTFont(io.BytesIO(font)) for font in made.values())
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in roman["fvar"].axes] == [("wght", 400, 700)]
    assert "fvar" not in italic
    for font in (roman, italic):
        assert set(map(ord, "aZ09é’“”–… ß€")) <= set(font.getBestCmap())
        assert {"onum", "lnum", "kern"} <= {found.FeatureTag for table in ("GSUB", "GPOS")
                                            for found in font[table].table.FeatureList.FeatureRecord}
