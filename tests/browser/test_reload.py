"""An open page shows what is written into its file, as README promises.

Alone it notices a policy that stops the script by which MkDocs has a served page reload.
"""

import subprocess
from pathlib import Path

import pytest
from browsing import copy_site
from playwright.sync_api import Browser, expect
from served import serve_project

MINUTE = 60_000  # milliseconds: far longer than a server needs, so that a test ends


@pytest.mark.smoke
def test_a_page_that_is_open_shows_what_is_written_into_its_file(
    browser: Browser, tmp_path: Path
) -> None:
    site = copy_site("search", tmp_path, strict=False)
    with serve_project(tmp_path, subprocess.PIPE) as (address, server):
        assert server.stdout
        assert any("Serving on" in line for line in server.stdout)
        page = browser.new_page()
        page.goto(f"{address}reports/")
        site.edit("docs/reports.md", "The troop reports", "The letters")
        expect(page.get_by_role("heading", name="The letters")).to_be_visible(timeout=MINUTE)
        page.close()
