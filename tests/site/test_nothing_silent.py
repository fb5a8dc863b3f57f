"""Nothing silent: what a stranger's text tried on readers and machines is refused, with a message.

Each of these was published without a word once.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ABEL, Built, MakeSite, make_settings, say, write_records

from briefing.text import HIDDEN

PAGE = "# T { #t }\n\nA.[@abel2020][](){ #a }\n{ #p }\n"
RECORD = say("fact", "abel2020")
NAMES = "docs/records/names.yml"
FLOWS = "docs/figures/flows.yml"
TEXTS = {".html", ".json", ".md", ".xml", ".txt", ".js", ".csv", ".bib", ".ris"}


@pytest.fixture
def build(make_site: MakeSite) -> MakeSite:
    """Build a sound page with some files in the place of others."""

    def make(files: dict[str, str | bytes] | None = None, **settings: Any) -> Built:
        own: dict[str, str | bytes] = {
            "docs/records/index.yml": write_records({"a": RECORD}),
            "mkdocs.yml": make_settings(draft=True, **settings),
        }
        return make_site(PAGE, files={**own, **(files or {})})

    return make


def head(*lines: str) -> str:
    """Return the page with front matter."""
    return "\n".join(["---", *lines, "---", "", PAGE])


HIDDEN_SETTINGS: dict[str, Any] = {
    "site_name": "A\u202eB",
    "site_description": "A\u202eB",
    "site_author": "A\u200bB",
    "copyright": "A&#x202e;B",
    "nav": [{"T\u202e": "index.md"}],
    "repo_name": "a\x01b",
}
HIDDEN_FILES: dict[str, tuple[str, str, int]] = {
    # file, text, line
    "title": ("docs/index.md", head('title: "A\\u202EB"'), 2),
    "description": ("docs/index.md", head("title: T", 'description: "A\\u202EB"'), 3),
    "entity in a title": ("docs/index.md", head("title: A&#8238;B"), 2),
    "entity in the text": ("docs/index.md", PAGE.replace("A.", "A&#x202E;."), 3),
    "control in the text": ("docs/index.md", PAGE.replace("A.", "A&#x1;."), 3),
    "entity by name": ("docs/index.md", PAGE.replace("A.", "A&ZeroWidthSpace;."), 3),
    "attribute": (
        "docs/index.md",
        PAGE.replace("A.", 'An <abbr title="x&#x202E;">A</abbr>.'),
        3,
    ),
    "record": (
        "docs/records/index.yml",
        write_records({"a": {"says": "A&#x202E;.", **RECORD}}),
        2,
    ),
    "name": (NAMES, '"A\\u202eB": [x]\n', 1),
    "figure": (FLOWS, '"A\\u202eB": x\n', 1),
    "entity in a figure": (FLOWS, "a: A&#x202E;B\n", 1),
    "title of a source": ("bibliography.bib", ABEL.replace("Nato", "Na\\-to"), 1),
}


@pytest.mark.parametrize("name", HIDDEN_SETTINGS)
def test_no_setting_has_a_character_that_nobody_sees_however_it_is_written(
    build: MakeSite, name: str
) -> None:
    site = build(**{name: HIDDEN_SETTINGS[name]})
    assert any(
        message.startswith("mkdocs.yml:")
        and message.endswith(f"in {name}; delete it [hidden-character]")
        for message in site.messages
    ), site.messages
    assert not site.is_published


@pytest.mark.parametrize("name", HIDDEN_FILES)
def test_no_file_has_a_character_that_nobody_sees_however_it_is_written(
    build: MakeSite, name: str
) -> None:
    file, text, line = HIDDEN_FILES[name]
    site = build({file: text})
    found = [message for message in site.messages if "[hidden-character]" in message]
    assert [message.startswith(f"{file}:{line}:") for message in found] == [True], site.messages
    assert not site.is_published


def test_what_shows_how_such_a_character_is_written_is_published(build: MakeSite) -> None:
    """Code shows the letters of a reference; no file of the site has the character itself."""
    site = build({"docs/index.md": f"{PAGE}\n`&#x202E;` and `&shy;` are two.\n{{ #two }}\n"})
    assert site.is_published, site.messages
    assert [name for name in list_hidden(site.root / "site")] == []


def list_hidden(folder: Path) -> list[str]:
    """Return the text files below a folder that have a character that nobody sees."""
    files = [path for path in folder.rglob("*") if path.suffix in TEXTS]
    return [str(path) for path in files if not HIDDEN.isdisjoint(path.read_text("utf-8"))]
