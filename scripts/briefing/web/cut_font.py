"""Cut a font to what Western European text needs, as WOFF2: a program of its own, since there is a second core.

Usage: python cut_font.py FILE WEIGHT > FONT   (the greatest weight; the least is 400, for text of 16 points)
"""

import io
import sys
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

# Latin-1 and its punctuation; `unicode-range` in `fonts.css` says the same.
_LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021,
            0x2022, 0x2026, 0x202F, 0x2032, 0x2033, 0x20AC, 0x2122, 0x2212)
_FEATURES = ("kern", "liga", "lnum", "onum", "pnum")


def main(file: str, weight: str) -> None:
    """Write the font to standard output."""
    face, wanted = uharfbuzz.Face(Path(file).read_bytes()), uharfbuzz.SubsetInput()
    wanted.unicode_set.update(_LETTERS)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.pin_axis_location(face, "opsz", 16)
    wanted.set_axis_range(face, "wght", 400, int(weight))
    font = TTFont(io.BytesIO(uharfbuzz.subset(face, wanted).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    font.save(made := io.BytesIO())
    sys.stdout.buffer.write(made.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
