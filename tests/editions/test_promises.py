"""What is said where an engine words an edition otherwise than that which made it.

Alone it notices what is said of their versions: other tests have one version at a time.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefing.answers import ENGINE_NAME
from mkdocs_briefing.editions.promises import find_changed_words
from mkdocs_briefing.pages.publication import Version

from .conftest import add_edition, finish

FRONT = '<h1 id="t">T</h1><p id="p">It is {}.</p>'
OLDER = "mkdocs-briefing 0.9.0"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        pytest.param(
            {"engine": OLDER}, f"; {OLDER} made that edition, this is {ENGINE_NAME}", id="another"
        ),
        pytest.param({"engine": ENGINE_NAME}, "", id="the same"),
        pytest.param({}, "", id="none, before manifests named it"),
    ],
)
def test_another_version_that_changes_words_is_named_with_that_which_made_the_edition(
    tmp_path: Path, kept: dict[str, Any], said: str
) -> None:
    [edition] = add_edition(tmp_path, {"": FRONT.format("calm")}, **kept)
    now = finish({"": FRONT.format("windy")}, Version(1, date(2026, 11, 1)))
    [problem] = find_changed_words(edition, now.passages)
    assert str(problem) == (
        "editions/1/manifest.json:1: /#p does not say what edition 1 says: … [out: calm.] "
        f"[in: windy.]; put back what changed it, or make an edition{said} [changed-words]"
    )
