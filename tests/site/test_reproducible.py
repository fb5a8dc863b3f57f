"""The same files give the same bytes, wherever and whenever they are built; and a copy of the site can be checked."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, make_settings, write_site

from briefing.build.publish import MARK
from verify_build import find_differences


@pytest.mark.slow
def test_two_builds_in_different_worlds_are_the_same() -> None:
    command = [sys.executable, ROOT / "scripts/verify_build.py"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.startswith("0 of ")) == (0, True), run.stdout + run.stderr


def test_differences_are_found(tmp_path: Path) -> None:
    for site, texts in {"one": {"same": "x", "other": "1", "left": ""}, "two": {"same": "x", "other": "2"}}.items():
        (tmp_path / site).mkdir()
        for name, text in texts.items():
            (tmp_path / site / name).write_text(text, encoding="utf-8")
    assert list(find_differences(tmp_path / "one", tmp_path / "two")) == ["left", "other"]


def test_a_site_that_tells_where_it_was_built_is_refused(tmp_path: Path) -> None:
    settings = make_settings().replace("custom_dir: theme", "custom_dir: overrides")
    write_site(tmp_path, {"docs/index.md": "# Front { #front }\n", "bibliography.bib": "", "mkdocs.yml": settings,
                          "overrides/main.html": "{{ config.docs_dir }}"})
    command = [sys.executable, ROOT / "scripts/verify_build.py", "--project", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert "index.html\n" in run.stdout


def test_every_published_file_is_listed_with_its_sum(real_site: Path) -> None:
    listed = json.loads((real_site / "manifest.json").read_text(encoding="utf-8"))
    there = {path.relative_to(real_site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
             for path in real_site.rglob("*") if path.is_file()}
    for name in ("manifest.json", "SHA256SUMS", MARK):
        del there[name]
    assert listed == there
    assert (real_site / "SHA256SUMS").read_text(encoding="utf-8") == "".join(
        f"{digest}  {name}\n" for name, digest in listed.items())


def test_the_line_on_the_page_of_method_checks_a_copy(real_site: Path, tmp_path: Path) -> None:
    method = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    command = next(line for line in method.splitlines() if line.startswith("sha256sum"))
    check = subprocess.run(command, shell=True, cwd=real_site, capture_output=True, text=True, check=False)
    assert (check.returncode, check.stdout, check.stderr) == (0, "", "")
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-r", real_site, copy], check=True)
    (copy / "index.html").write_text("changed", encoding="utf-8")
    check = subprocess.run(command, shell=True, cwd=copy, capture_output=True, text=True, check=False)
    assert check.returncode == 1
    assert check.stdout == "index.html: FAILED\n"
