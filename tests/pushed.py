"""A push to GitHub: the commands that a workflow runs, in their order, and what is live then."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from served import serve
from support import commit

ADDRESS = "http://salt.example/briefing/"
"""Where Pages would put the site."""
NO_COMMIT = "0" * 40
"""What GitHub gives as the commit before the first push."""
OF_THE_ENGINE = (".ci/changes-code", ".ci/run")
"""What a push of this repository runs for the engine, and only where code changed."""


class Repository:
    """A repository whose workflow has two jobs: one that checks, and one that publishes."""

    def __init__(self, root: Path, workflow: Path, web: Path) -> None:
        self.root = root
        self.live = web / ADDRESS  # where a proxy finds it, which is asked for the whole address
        self._web = web
        self._before = NO_COMMIT
        self._jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()

    def push(self) -> bool:
        """Commit all that is there, and run what a push of it runs. Return whether it is live."""
        head = commit(self.root)
        check, publish = self._jobs
        with serve(self._web) as proxy:
            is_sent = self._run(check["steps"], proxy) == "so=true\n"
            if is_sent:
                assert self._run(publish["steps"], proxy) == ""
                shutil.rmtree(self.live, ignore_errors=True)
                shutil.copytree(self.root / "site", self.live)
        self._before = head
        return is_sent

    def _run(self, steps: Sequence[Mapping[str, Any]], proxy: str) -> str:
        """Run the commands of a job, and return what they put out; pip installs nothing."""
        output = self._web / "output"
        output.write_text("", encoding="utf-8")
        given = {"BASE": self._before, "SITE_URL": ADDRESS}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        programs = f"{self.root}/.venv/bin:{Path(sys.executable).parent}:{os.environ['PATH']}"
        everywhere = {
            "PATH": programs,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self._web / "summary"),
            "RUNNER_TEMP": str(self._web),
            "PIP_DRY_RUN": "1",
            "PIP_NO_INDEX": "1",
            "http_proxy": proxy,
            "no_proxy": "",
        }
        for step in steps:
            if "run" not in step or any(name in step["run"] for name in OF_THE_ENGINE):
                continue
            own = {
                name: given[name] if "${{" in value else value
                for name, value in step.get("env", {}).items()
            }
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.root,
                env={**kept, **everywhere, **own},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"
        return output.read_text(encoding="utf-8")
