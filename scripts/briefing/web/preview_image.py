"""The picture for link previews, drawn at build time by Typst, without a network or a system font."""

import tempfile
from pathlib import Path

import typst

from ..cache import remember

_TEMPLATE = Path(__file__).with_suffix(".typ")


def draw_card(title: str, abstract: str, line: str, cache: Path) -> bytes:
    """Return a PNG of 1200 by 630 pixels; kept in the folder `cache` until its words or the template change."""
    said = {"title": title, "abstract": abstract, "line": line}
    return remember(cache, "card.png", [_TEMPLATE.read_bytes(), *said.values()], lambda: _draw(said))


def _draw(said: dict[str, str]) -> bytes:
    with tempfile.TemporaryDirectory() as empty:
        drawn = typst.Compiler(_TEMPLATE.read_bytes(), empty, ignore_system_fonts=True, sys_inputs=said
                               ).compile(format="png", ppi=72)
    image = drawn[0] if isinstance(drawn, list) else drawn  # words that overflow make a second page
    return image or b""
