"""The picture for link previews, drawn at build time by Typst, without a network or a system font."""

from pathlib import Path

import typst

from ..cache import keep_bytes, make_digest, read_bytes

TEMPLATE = Path(__file__).with_name("preview_image.typ")


def draw_card(title: str, abstract: str, line: str, cache: Path) -> bytes:
    """Give a PNG of 1200 by 630 pixels; kept in the folder `cache` until its words or the template change."""
    kept = cache / f"card-{make_digest(TEMPLATE.read_bytes(), title, abstract, line)}.png"
    found = read_bytes(kept)
    if found:
        return found
    inputs = {"title": title, "abstract": abstract, "line": line}
    drawn = typst.compile(TEMPLATE.read_bytes(), format="png", ppi=72, sys_inputs=inputs, ignore_system_fonts=True)
    image = drawn[0] if isinstance(drawn, list) else drawn  # words that overflow make a second page
    keep_bytes(kept, image or b"")
    return image or b""
