"""The build stays near the cost of a plain one."""

import subprocess
import sys

import pytest
from support import ROOT


@pytest.mark.slow
def test_the_build_costs_what_it_may() -> None:
    """One of three runs has to keep the limits: other work on the machine moves a ratio by a tenth."""
    command = [sys.executable, str(ROOT / "scripts/bench.py"), "--rounds", "5"]
    runs = []
    for _ in range(3):
        runs.append(subprocess.run(command, capture_output=True, text=True, check=False))
        if runs[-1].returncode == 0:
            break
    assert runs[-1].returncode == 0, "\n".join(run.stdout + run.stderr for run in runs)
