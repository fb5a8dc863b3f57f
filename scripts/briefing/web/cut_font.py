"""Cut a font to what Western European text needs, as WOFF2: a program of its own, since there is a second core.

Usage: python cut_font.py FILE WEIGHT > FONT   (the greatest weight; the least is 400, for text of 16 points)
"""

import io
import sys
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

face, wanted, font = uharfbuzz.Face(Path(sys.argv[1]).read_bytes()), uharfbuzz.SubsetInput(), io.BytesIO()
# Latin-1 and its punctuation; `unicode-range` in `fonts.css` says the same.
wanted.unicode_set.update((*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2016), *range(0x2018, 0x201F),
                           *map(ord, "†‡•…\u202f′″€™−")))
wanted.layout_feature_tag_set.clear()
wanted.layout_feature_tag_set.update(int.from_bytes(tag) for tag in (b"kern", b"liga", b"lnum", b"onum", b"pnum"))
wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
wanted.pin_axis_location(face, "opsz", 16)
wanted.set_axis_range(face, "wght", 400, int(sys.argv[2]))
cut = TTFont(io.BytesIO(uharfbuzz.subset(face, wanted).blob.data), recalcTimestamp=False)
cut.flavor = "woff2"
cut.save(font)
sys.stdout.buffer.write(font.getvalue())
