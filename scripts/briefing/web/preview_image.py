"""The picture for link previews, drawn at build time by Typst, without a network or a system font."""

import tempfile
from pathlib import Path

import typst

from ..cache import remember

_TEMPLATE = Path(__file__).with_suffix(".typ")


def draw_card(title: str, abstract: str, line: str, cache: Path) -> bytes:
    """Return a PNG of 1200 by 630 pixels; kept in the folder `cache` until its words or the template change."""
    template, said = _TEMPLATE.read_bytes(), {"title": title, "abstract": abstract, "line": line}

    def draw() -> bytes:
        with tempfile.TemporaryDirectory() as empty:
            drawn = typst.Compiler(template, empty, ignore_system_fonts=True, sys_inputs=said).compile(
                format="png", ppi=72)
        return (drawn[0] if isinstance(drawn, list) else drawn) or b""  # words that overflow make a second page
    return remember(cache, "card.png", [template, *said.values()], draw)
