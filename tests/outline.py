"""The pages of a briefing, as its files say them: which there are, and what each shows."""

import re
from pathlib import Path

PAGE = re.compile(r"(?m)^ +- (?:.*: )?([\w/-]+)\.md$")
"""A page of the navigation, as settings have it."""


class Outline:
    """The addresses of the pages of a briefing whose files stand in a folder."""

    def __init__(self, root: Path) -> None:
        self.docs = root / "docs"
        nav = PAGE.findall((root / "mkdocs.yml").read_text(encoding="utf-8"))
        self.pages = (*map(find_address, nav), "404.html")
        """All of the navigation."""
        self.themes = tuple(find_address(name) for name in nav if self._makes_claims(name))
        """Those that the briefing consists of: they make claims."""
        self.below = tuple(path for path in self.themes if path)
        """Those below the front page."""
        self.argued = tuple(path for path in self.below if path not in self.list_views("forecasts"))
        """Those that argue: all but what came since."""
        self.cited = tuple(
            path for path in self.pages[:-1] if path not in self.list_views("editions")
        )
        """Those that can be cited."""
        self.all = (*self.pages, *self.list_views("whole"))
        """All but those of editions."""

    def _makes_claims(self, name: str) -> bool:
        """Whether a page closes a clause with an anchor."""
        return "[](){" in (self.docs / f"{name}.md").read_text(encoding="utf-8")

    def list_views(self, name: str) -> list[str]:
        """Return the addresses of the pages that show a view or a figure."""
        return [
            find_address(path.relative_to(self.docs).with_suffix("").as_posix())
            for path in sorted(self.docs.rglob("*.md"))
            if re.search(rf"<!-- briefing: {name}\b", path.read_text(encoding="utf-8"))
        ]

    def find_view(self, name: str) -> str:
        """Return the address of the first of them."""
        return self.list_views(name)[0]


def find_address(name: str) -> str:
    """Return the address of a page by the name of its file below `docs/`, without `.md`."""
    return "" if name == "index" else f"{name}/"
