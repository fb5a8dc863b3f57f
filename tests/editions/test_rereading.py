"""A frozen page says what its manifest has, whoever made the sums."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, read_data

from briefing.editions.manifest import MANIFEST, load_editions, seal
from briefing.editions.rereading import check_words

from .conftest import add_edition


def forge(folder: Path, file: str, change: Callable[[str], str]) -> None:
    """Change a page of an edition, and make its sum and the seal of the manifest anew."""
    page = folder / file
    page.write_text(change(page.read_text(encoding="utf-8")), encoding="utf-8")
    data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for kept in data["pages"].values():
        if kept["file"] == file:
            kept["sha256"] = hashlib.sha256(page.read_bytes()).hexdigest()
    (folder / MANIFEST).write_bytes(seal(json.dumps(data, indent=1).encode()))


def check(root: Path) -> list[str]:
    """Return file and message of all that is wrong with whole editions."""
    editions, problems = load_editions(root)
    assert problems == []
    faults = list(check_words(editions))
    assert {fault.code for fault in faults} <= {"edition-altered"}
    return [f"{fault.path}: {fault.message}" for fault in faults]


FORGED: list[Callable[[str], str]] = [
    lambda text: text.replace("One two three", "One two four"),
    lambda text: text.replace("</article>", "<p>More.</p></article>"),
    lambda text: text.replace("One", "<del>One</del>"),
    lambda text: text.replace('id="a"', 'id="b"'),
]


@pytest.mark.parametrize("change", FORGED)
def test_words_of_a_page_that_was_forged_with_its_sums_are_seen(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    root = tmp_path / "project"
    add_edition(root, {"": "<h1 id=t>Front</h1>\n<p id=a>One two three.</p>"})
    assert check(root) == []
    forge(root / "editions/1", "index.html", change)
    [fault] = check(root)
    assert fault.startswith("editions/1/index.html: ")
    assert "what its manifest has" in fault


def test_what_only_looks_otherwise_is_no_change_of_words(tmp_path: Path) -> None:
    root = tmp_path / "project"
    add_edition(root, {"": "<h1 id=t>Front</h1>\n<p id=a>One two three.</p>"})
    forge(root / "editions/1", "index.html", lambda text: text.replace("two", "<em>two</em>"))
    assert check(root) == []


def test_ids_that_were_moved_for_reader_views_are_still_those_of_their_words(
    tmp_path: Path,
) -> None:
    html = "<h1 id=t>F</h1><p id=market-share>Its <span id=share-now>share</span> is large.</p>"
    add_edition(tmp_path / "project", {"": html, "theme/": read_data("article.html")})
    assert check(tmp_path / "project") == []


def test_the_editions_of_this_repository_say_what_their_manifests_have() -> None:
    assert check(ROOT) == []
