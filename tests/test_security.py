"""SECURITY.md, sentence by sentence: what no other test shows, and that each sentence names the one that does."""

import re

import pytest
from support import ROOT

WORKFLOW = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
SENTENCES = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What we check")[2].split("\n- ")[1:]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_names_a_test_that_is_there(sentence: str) -> None:
    names = re.findall(r"`(tests/[\w/]+\.py)`", sentence)
    assert names
    assert all((ROOT / name).is_file() for name in names)


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "-"))]
    assert packages
    assert all(re.match(r"[\w.\[\]-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", package) for package in packages)


def test_the_workflow_audits_every_change_and_publishes_no_draft() -> None:
    triggers = WORKFLOW.partition("\non:")[2].partition("\njobs:")[0]
    assert {"push", "pull_request"} <= set(re.findall(r"\w+", triggers))
    assert "requirements*.txt; do pipx run pip-audit" in WORKFLOW
    built = next(line for line in WORKFLOW.splitlines() if "make build" in line)
    assert "check_evidence.py --publishable" in built
