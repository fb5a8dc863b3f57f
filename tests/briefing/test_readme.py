"""The README, which another briefing has of its own, shows the way without `make`."""

from support import ROOT

PLAIN = "pip install -r requirements.txt && mkdocs build"
"""What `tests/another/` does in a clone."""


def test_it_shows_how_a_site_is_built_without_make() -> None:
    assert PLAIN in (ROOT / "README.md").read_text(encoding="utf-8")
