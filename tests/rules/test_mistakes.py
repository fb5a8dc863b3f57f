"""Typical mistakes of an author: each has one message, the whole of which is in the table.

They are typed into a sound site that restates an article, with a figure and a note.
"""

from pathlib import Path

import pytest
import yaml
from support import ABEL, ROOT, find_options, make_settings, read_data, read_files

from .test_rules import Files, find_differences

MISTAKES = [{"in": "docs/index.md", **row} for row in read_data("mistakes.yml")]


def make_base() -> Files:
    """Return the files of the sound site."""
    settings = yaml.safe_load(make_settings())
    find_options(settings)["article"] = "abel2020"
    own = {"theme/main.html": "{{ page.content | safe }}", "mkdocs.yml": yaml.safe_dump(settings)}
    files = {"bibliography.bib": ABEL, **own}
    return {**files, **read_files(ROOT / "tests/data/mistakes")}


def test_a_mistake_has_one_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = find_differences(MISTAKES, tmp_path, make_base(), caplog)
    assert not told, f"{len(told)} rows differ:\n" + "\n".join(told)
