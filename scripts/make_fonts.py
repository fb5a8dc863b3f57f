"""Cut the typeface of the site to what its text needs: docs/assets/fonts/*.woff2.

Usage: python scripts/make_fonts.py [FOLDER]   (by default `docs/assets/fonts`)

The files are output that is committed, made once and again only where this script or one of its
packages changes: a build takes them as they are. They come from Source Serif 4, two variable
TrueType fonts in the package fontpkg-source-serif-4, under the SIL Open Font License 1.1
(https://openfontlicense.org). It reserves the name *Source* for the unchanged fonts, so that the
files bear another name within; their copyright and licence stay in them, and in `LICENSE`.
`unicode-range` in `docs/assets/css/fonts.css` says the same as `RANGES`; it is written in few
ranges, since every first visit loads it.
"""

import argparse
import io
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import uharfbuzz
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "docs/assets/fonts"
FAMILY = "Briefing Serif"  # the name within: the licence reserves that of the original


class Cut(NamedTuple):
    """One file to make."""

    source: str  # the file in the package
    greatest_weight: int  # the least is 400; where both are the same, the font is not variable
    style: str  # as its name has it


CUTS = {
    "source-serif-roman.woff2": Cut("SourceSerif4[opsz,wght].ttf", 700, "Regular"),
    "source-serif-italic.woff2": Cut("SourceSerif4-Italic[opsz,wght].ttf", 400, "Italic"),
}

# The first and the last character of each range. Of some the typeface lacks one or another.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x2010, 0x201E),  # dashes, and quotation marks of all these languages
    (0x2020, 0x2022),  # daggers, bullet
    (0x2026, 0x2026),  # ellipsis
    (0x202F, 0x2033),  # narrow no-break space, per mille, primes
    (0x2039, 0x203A),  # single angle quotation marks
    (0x20AC, 0x20AC),  # euro
    (0x20BA, 0x20BA),  # lira
    (0x2122, 0x2122),  # trade mark
    (0x2212, 0x2212),  # minus
)

# Kerning, ligatures, old-style and lining figures, figures of their own width; and forms of a
# language: in Turkish no ligature takes the dot of an i away.
FEATURES = ("kern", "liga", "lnum", "locl", "onum", "pnum")

OPTICAL_SIZE = 16  # in points, as text is set
LEAST_WEIGHT = 400

# Records of the table `name`: https://learn.microsoft.com/typography/opentype/spec/name#name-ids
_COPYRIGHT = 0
_LICENCE = (13, 14)  # its words and its address
_NAMES = (1, 2, 3, 4, 6)  # family, style, unique name, full name, PostScript name


def list_characters(ranges: Iterable[tuple[int, int]] = RANGES) -> set[int]:
    """Return the code points in some ranges, whose ends are included."""
    characters = set[int]()
    for first, last in ranges:
        characters.update(range(first, last + 1))
    return characters


def cut_font(cut: Cut) -> bytes:
    """Return a font as WOFF2, with the characters of `RANGES` and the `FEATURES` alone.

    The same packages give the same bytes on every machine.
    """
    original = files("fontpkg_source_serif_4") / "files" / cut.source
    face = uharfbuzz.Face(original.read_bytes())
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(list_characters())
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in FEATURES)
    wanted.name_id_set.update((_COPYRIGHT, *_LICENCE))
    wanted.pin_axis_location(face, "opsz", OPTICAL_SIZE)
    wanted.set_axis_range(face, "wght", LEAST_WEIGHT, cut.greatest_weight)
    subset = uharfbuzz.subset(face, wanted).blob.data
    return _pack(subset, cut.style)


def _pack(font: bytes, style: str) -> bytes:
    """Return a TrueType font as WOFF2, under a name of its own."""
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    names = opened["name"]
    postscript = f"{FAMILY}-{style}".replace(" ", "")
    values = (FAMILY, style, f"{FAMILY} {style}", f"{FAMILY} {style}", postscript)
    for record, value in zip(_NAMES, values, strict=True):
        names.setName(value, record, 3, 1, 0x409)  # Windows, Unicode, English
    opened.flavor = "woff2"
    packed = io.BytesIO()
    opened.save(packed)
    return packed.getvalue()


def main() -> None:
    """Write both fonts into a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, cut in CUTS.items():
        content = cut_font(cut)
        (folder / name).write_bytes(content)
        print(f"{folder / name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
