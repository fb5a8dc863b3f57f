"""The typeface of the text: cut out of the package that brings it to what Western European text needs, as WOFF2.

Source Serif 4, under the SIL Open Font License, at its optical size for text. It is served for readers who have none of
the faces that `--serif` names before it.
"""

import io
from pathlib import Path

import fontpkg_source_serif_4
import uharfbuzz
from fontTools.ttLib import TTFont

from ..cache import remember

_FOLDER = Path(fontpkg_source_serif_4.__file__).parent / "files"
_FACES = {"source-serif-roman": ("SourceSerif4[opsz,wght].ttf", 700),
          "source-serif-italic": ("SourceSerif4-Italic[opsz,wght].ttf", 400)}  # file and greatest weight of each
FONTS = tuple(f"assets/fonts/{name}.woff2" for name in _FACES)  # as if they stood among the sources
_SIZE, _WEIGHT = 16, 400
# Latin-1 and its punctuation; `unicode-range` in `fonts.css` says the same.
_LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021,
            0x2022, 0x2026, 0x202F, 0x2032, 0x2033, 0x20AC, 0x2122, 0x2212)
_FEATURES = ("kern", "liga", "lnum", "onum", "pnum")


def make_font(path: str, cache: Path) -> bytes:
    """Return the font of one of the `FONTS`; kept in the folder `cache` until what it is made from changes."""
    file, weight = _FACES[Path(path).stem]
    source = (_FOLDER / file).read_bytes()
    made_from = [source, uharfbuzz.__version__, Path(__file__).read_bytes()]
    return remember(cache, Path(path).name, made_from, lambda: _cut(source, weight))


def _cut(source: bytes, weight: int) -> bytes:
    face, wanted = uharfbuzz.Face(source), uharfbuzz.SubsetInput()
    wanted.unicode_set.update(_LETTERS)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.pin_axis_location(face, "opsz", _SIZE)
    wanted.set_axis_range(face, "wght", _WEIGHT, weight)
    font = TTFont(io.BytesIO(uharfbuzz.subset(face, wanted).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
