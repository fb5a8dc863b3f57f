"""SECURITY.md names the test of each sentence; packages are pinned; and GitHub runs only code that we named exactly."""

import re

import pytest
import yaml
from support import ROOT

SENTENCES = (
    (ROOT / "SECURITY.md")
    .read_text(encoding="utf-8")
    .partition("## What we check")[2]
    .split("\n- ")[1:]
)
WORKFLOWS = {
    path.name: path.read_text(encoding="utf-8")
    for path in (ROOT / ".github/workflows").glob("*.y*ml")
}
USES = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
RIGHTS = {
    "publish.yml": {
        "test": {"contents": "read"},
        "audit": {"contents": "read"},
        "publish": {"contents": "read", "pages": "write", "id-token": "write"},
    }
}
"""All that a job may do: a new right is given here too, on purpose."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_names_a_test_that_is_there(sentence: str) -> None:
    names = re.findall(r"`(tests/[\w/]+\.py)`", sentence)
    assert names
    assert all((ROOT / name).is_file() for name in names)


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [
        line
        for line in text.splitlines()
        if line.strip() and not line.lstrip().startswith(("#", "-"))
    ]
    assert packages
    assert all(
        re.match(r"[\w.\[\]-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", package)
        for package in packages
    )


def test_the_workflow_audits_every_change_and_publishes_no_draft() -> None:
    assert {"push", "pull_request"} <= set(yaml.safe_load(WORKFLOWS["publish.yml"])[True])
    assert "requirements*.txt; do pipx run pip-audit" in WORKFLOWS["publish.yml"]
    built = next(line for line in WORKFLOWS["publish.yml"].splitlines() if "make build" in line)
    assert "check_evidence.py --publishable" in built


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_runs_what_we_named_with_no_more_rights_than_it_needs(name: str) -> None:
    used = re.findall(r"\buses:\s*(.+?)\s*$", WORKFLOWS[name], re.M)
    assert used
    assert [action for action in used if not USES.fullmatch(action)] == [], (
        "pinned by commit, with its version"
    )
    assert len(set(used)) == len({action.partition("@")[0] for action in used}), (
        "one action has one version"
    )
    settings = yaml.safe_load(WORKFLOWS[name])
    assert settings["permissions"] == {}, "what is not given to a job is given to none"
    assert {job: said.get("permissions") for job, said in settings["jobs"].items()} == RIGHTS[name]
    # `pull_request_target` runs a stranger's code with our rights; YAML 1.1 reads `on` as true
    assert set(settings[True]) <= {"push", "pull_request", "workflow_dispatch"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_token_is_left_and_no_command_is_made_of_what_a_stranger_typed(name: str) -> None:
    """A checkout keeps a token unless told not to; an expression within `run:` is pasted into a shell."""
    steps = [
        step for job in yaml.safe_load(WORKFLOWS[name])["jobs"].values() for step in job["steps"]
    ]
    assert [
        step
        for step in steps
        if step.get("uses", "").startswith("actions/checkout@")
        and step.get("with", {}).get("persist-credentials") is not False
    ] == []
    assert any("run" in step for step in steps)
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
