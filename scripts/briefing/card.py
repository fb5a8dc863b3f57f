"""The picture for link previews, drawn at build time by Typst, without a network or a system font."""

from pathlib import Path

import typst

from .cache import make_digest

TEMPLATE = Path(__file__).with_name("card.typ")


def draw_card(title: str, abstract: str, line: str, cache: Path) -> bytes:
    """Give a PNG of 1200 by 630 pixels; kept in the folder `cache` until its words or the template change."""
    kept = cache / f"card-{make_digest(TEMPLATE.read_bytes(), title, abstract, line)}.png"
    if kept.is_file() and kept.read_bytes()[:4] == b"\x89PNG":
        return kept.read_bytes()
    inputs = {"title": title, "abstract": abstract, "line": line}
    drawn = typst.compile(TEMPLATE.read_bytes(), format="png", ppi=72, sys_inputs=inputs, ignore_system_fonts=True)
    image = drawn[0] if isinstance(drawn, list) else drawn  # words that overflow make a second page
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(image)
    except OSError:
        pass  # drawn again next time
    return image or b""
