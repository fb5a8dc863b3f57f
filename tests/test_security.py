"""Packages are pinned, and GitHub runs what we named.

Pinned actions, what strangers type and how long a release waits are zizmor's: `test_workflows.py`.

Alone it notices a right, an event or a cache that a workflow was given.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import PUSH, ROOT, commit, git, write_files

WORKFLOWS = {}
for _path in (ROOT / ".github/workflows").glob("*.y*ml"):
    WORKFLOWS[_path.name] = _path.read_text(encoding="utf-8")
BEGUN = "of a briefing that new began"
WORKFLOWS[BEGUN] = (PUSH / ".github/workflows/publish.yml").read_text(encoding="utf-8")
BEGUN_TAGS = "that tags its editions"
WORKFLOWS[BEGUN_TAGS] = (PUSH / ".github/workflows/tag.yml").read_text(encoding="utf-8")
REQUIREMENTS = ("site.txt", "dev.txt")
PACKAGE = re.compile(r"[\w.\[\]-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}")
READ = {"contents": "read"}
RIGHTS = {
    "audit.yml": {"audit": READ},
    "check.yml": {"content": READ, "engine": READ},
    "publish.yml": {
        "test": {**READ, "actions": "read"},
        "publish": {"contents": "read", "pages": "write", "id-token": "write"},
    },
    "tag.yml": {"tag": {"contents": "write"}},
    BEGUN_TAGS: {"tag": {"contents": "write"}},
    BEGUN: {
        "check": READ,
        "publish": {"contents": "read", "pages": "write", "id-token": "write"},
    },
}
"""All that a job may do: a new right is given here too, on purpose."""
GUARD = "scripts/mkdocs_briefing/commands/guard.py"
OLDER_GUARD = ".ci/guard-editions"
EVENTS = {"push", "pull_request", "schedule", "workflow_dispatch"}
"""What may start a job; `pull_request_target` runs a stranger's code with our rights."""


def read_workflow(name: str) -> Any:
    """Return a workflow; YAML 1.1 reads its `on` as True."""
    return yaml.safe_load(WORKFLOWS[name])


def read_steps(name: str) -> list[dict[str, Any]]:
    """Return the steps of all jobs of a workflow."""
    steps = []
    for job in read_workflow(name)["jobs"].values():
        steps += job["steps"]
    return steps


def test_every_package_is_pinned_with_hashes() -> None:
    for name in REQUIREMENTS:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip()]
        packages = [line for line in lines if not line.lstrip().startswith(("#", "-"))]
        assert packages
        assert [package for package in packages if not PACKAGE.match(package)] == []


def test_what_is_published_comes_from_no_cache() -> None:
    """A pull request may fill a cache; what takes from it publishes nothing."""
    assert [step for step in read_steps("check.yml") if "cache" in step.get("with", {})]
    for name in ("publish.yml", BEGUN):
        assert not [step for step in read_steps(name) if "cache" in step.get("with", {})]
    rights = set()
    for job in read_workflow("check.yml")["jobs"].values():
        rights |= set(job["permissions"].items())
    assert rights == {("contents", "read")}


@pytest.mark.parametrize("name", ["publish.yml", BEGUN])
def test_the_workflow_publishes_no_draft(tmp_path: Path, name: str) -> None:
    """And the job is green all the same; where something is wrong, it is not."""
    first, second = read_workflow(name)["jobs"].items()
    assert f"needs.{first[0]}.outputs.publishable == 'true'" in second[1]["if"]
    assert first[1]["outputs"] == {"publishable": "${{ steps.publishable.outputs.so }}"}
    [asked] = [step for step in first[1]["steps"] if step.get("id") == "publishable"]
    for status, ended, output in ((0, 0, "so=true\n"), (3, 0, ""), (1, 1, "")):
        script = tmp_path / ".venv/bin/mkdocs-briefing"
        write_files(tmp_path, {"output": ""})
        write_files(script.parent, {script.name: f"#!/bin/sh\nexit {status}\n"})
        script.chmod(0o755)
        names = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary"}
        environment = os.environ | {name: str(tmp_path / file) for name, file in names.items()}
        environment["PATH"] = f"{script.parent}:{environment['PATH']}"
        assert run_step(tmp_path, asked["run"], environment)[0] == ended
        assert (tmp_path / "output").read_text() == output


def test_an_edition_without_a_tag_gets_one_at_the_commit_that_added_it(tmp_path: Path) -> None:
    """Two that landed together get one each, and a later commit to the same folder moves none."""
    root = tmp_path / "clone"
    commit(root, {f"editions/{number}/manifest.json": "old" for number in (1, 2)})
    git(root, "tag", "edition-1")
    git(root, "tag", "edition-2")
    ninth = commit(root, {"editions/9/manifest.json": "9"})
    tenth = commit(root, {"editions/10/manifest.json": "10"})
    commit(root, {"docs/a.md": "later", "editions/9/manifest.json": "other"})
    [step] = [step for step in read_steps("tag.yml") if "run" in step]
    write_files(tmp_path / "bin", {"gh": f'#!/bin/sh\necho "$*" >>{tmp_path}/asked\n'})
    (tmp_path / "bin/gh").chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_REPOSITORY": "a/b"}
    assert run_step(root, step["run"], environment)[0] == 0
    asked = "api --silent repos/a/b/git/refs -f ref=refs/tags/edition-{} -f sha={}"
    expected = [asked.format(10, tenth), asked.format(9, ninth)]
    assert (tmp_path / "asked").read_text().splitlines() == expected


STEPS = [step for name in sorted(WORKFLOWS) for step in read_steps(name)]
GUARDED = [step for step in STEPS if GUARD in step.get("run", "")]


@pytest.mark.parametrize("step", GUARDED, ids=[step.get("name") for step in GUARDED])
def test_the_guard_that_runs_is_that_of_the_commit_before(
    step: dict[str, Any], tmp_path: Path
) -> None:
    """The one that comes with a change consents to everything; only a first commit has no other.

    In older commits it has another name.
    """
    command = step["run"]
    strict = '#!/bin/sh\necho "the old guard was asked: $*"\nexit 1\n'
    first = commit(tmp_path, {"editions/1/index.html": "one", OLDER_GUARD: strict})
    (tmp_path / OLDER_GUARD).unlink()
    second = commit(tmp_path, {GUARD: strict})
    commit(tmp_path, {GUARD: "#!/bin/sh\nexit 0\n"})
    (tmp_path / GUARD).chmod(0o755)
    environment = {**os.environ, "RUNNER_TEMP": str(tmp_path), "SITE_URL": "https://x.example/"}
    ended = []
    for base in (first, second, "1" * 40, "0" * 40):
        ended.append(run_step(tmp_path, command, {**environment, "BASE": base}))
    assert [status != 0 for status, _ in ended] == [True, True, True, False]
    assert f"the old guard was asked: {first}" in ended[0][1]
    assert f"the old guard was asked: {second}" in ended[1][1]


def run_step(root: Path, command: str, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command as GitHub does; return its exit status and what it says."""
    done = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=root,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_job_has_no_more_rights_than_it_needs() -> None:
    for name in WORKFLOWS:
        workflow = read_workflow(name)
        assert workflow["permissions"] == {}, "what is not given to a job is given to none"
        rights = {job: settings.get("permissions") for job, settings in workflow["jobs"].items()}
        assert rights == RIGHTS[name]
        assert set(workflow[True]) <= EVENTS
