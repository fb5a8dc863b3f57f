"""What runs on GitHub: only code that we named exactly, with no more rights than it needs."""

import re
from pathlib import Path

import pytest
import yaml
from support import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
USES = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
RIGHTS = {"publish.yml": {"test": {"contents": "read"}, "audit": {"contents": "read"},
                          "publish": {"contents": "read", "pages": "write", "id-token": "write"}}}
"""All that a job may do: a new right is given here too, on purpose."""

pytestmark = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def test_every_action_is_pinned_by_commit_and_says_its_version(workflow: Path) -> None:
    used = re.findall(r"\buses:\s*(.+?)\s*$", workflow.read_text(encoding="utf-8"), re.M)
    assert used
    assert [action for action in used if not USES.fullmatch(action)] == []


def test_one_action_has_one_version(workflow: Path) -> None:
    used = set(re.findall(r"uses: (\S+)@(.+)", workflow.read_text(encoding="utf-8")))
    assert len(used) == len({name for name, _ in used})


def test_no_job_may_do_more_than_it_needs(workflow: Path) -> None:
    settings = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert settings["permissions"] == {}, "what is not given to a job is given to none"
    assert {name: job.get("permissions") for name, job in settings["jobs"].items()} == RIGHTS[workflow.name]


def test_no_secret_is_left_and_no_stranger_runs_with_our_rights(workflow: Path) -> None:
    """`pull_request_target` runs a stranger's code with our rights; a checkout keeps no token unless told to."""
    settings = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert set(settings[True]) <= {"push", "pull_request", "workflow_dispatch"}  # YAML 1.1 reads `on` as true
    steps = [step for job in settings["jobs"].values() for step in job["steps"]]
    kept = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")
            and step.get("with", {}).get("persist-credentials") is not False]
    assert kept == []


def test_no_command_is_made_of_what_a_stranger_typed(workflow: Path) -> None:
    """An expression within `run:` is pasted into a shell: a title or a branch name could be a command."""
    settings = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    runs = [step["run"] for job in settings["jobs"].values() for step in job["steps"] if "run" in step]
    assert runs
    assert [run for run in runs if "${{" in run] == []
