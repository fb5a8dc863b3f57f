"""Under the strict policy: what there is only where something was published and a page has moved."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support import ROOT

from .conftest import serve
from .test_policy import change_colours, read_notes, search

pytestmark = pytest.mark.slow

FILES = ("docs", "overrides", "scripts", "mkdocs.yml", "bibliography.bib")
OLD, NEW = "Begins.", "Says one thing otherwise."


def run(root: Path, *command: str) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://briefing.example/"}
    done = subprocess.run([sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site with two editions, a changed paragraph, and a page that has moved."""
    root = tmp_path_factory.mktemp("published")
    for name in FILES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)  # type: ignore[operator]
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace("  - redirects\n", "  - redirects: {redirect_maps: {old.md: method.md}}\n"), encoding="utf-8")
    run(root, "scripts/freeze_edition.py", "--note", OLD)
    editions = root / "docs/editions.md"
    editions.write_text(editions.read_text(encoding="utf-8").replace("one day", "a day"), encoding="utf-8")
    method = root / "docs/method.md"
    method.write_text(method.read_text(encoding="utf-8") + "\nA new word.\n{ #new-word }\n", encoding="utf-8")
    run(root, "scripts/freeze_edition.py", "--note", NEW)
    run(root, "-m", "mkdocs", "build")
    with serve(root / "site") as address:
        yield address


@pytest.mark.parametrize("path", ["editions/1/", "editions/1/leverage/", "editions/2/method/", "editions/1-2/"])
def test_a_page_of_an_edition_keeps_to_the_policy(page: Page, published: str, path: str) -> None:
    page.goto(published + path, wait_until="networkidle")
    for use in (read_notes, search, change_colours):
        use(page)
    assert page.evaluate("violations") == []


@pytest.mark.parametrize(("cited", "answer"), [
    ("https://briefing.example/editions/1/method/", "The same."),
    ("https://briefing.example/nowhere/#x", "has no passage"),
])
def test_the_form_that_checks_a_citation_keeps_to_the_policy(
        page: Page, published: str, cited: str, answer: str) -> None:
    page.goto(f"{published}editions/", wait_until="networkidle")
    form = page.locator(".check-citation")
    form.locator("[name=citation]").fill(cited)
    form.get_by_role("button").click()
    expect(form.locator(".check-result")).to_contain_text(answer)
    assert page.evaluate("violations") == []


def test_a_page_that_has_moved_leads_on_with_its_fragment(browser: Browser, published: str) -> None:
    """The script of the redirect runs under the policy: without it, the fragment would be lost."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{published}old/#new-word")
    page.wait_for_url("**/method/#new-word")
    assert faults == []
    page.close()
