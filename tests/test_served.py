"""What the tests start works wherever a clone lies.

Alone it notices a path with a space, in which no browser would start.
"""

import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable
from served import load_first


def test_a_script_is_loaded_first_from_a_path_with_a_space(tmp_path: Path) -> None:
    script = tmp_path / "a clone" / "first.cjs"
    script.parent.mkdir()
    script.write_text("console.log('first')", encoding="utf-8")
    node, *_ = compute_driver_executable()
    run = subprocess.run(
        [node, "--eval", ""],
        env={"NODE_OPTIONS": load_first(script)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("first\n", "")
