"""What a server says and shows; it is MkDocs' own.

Alone it notices a server that stops, says nothing or shows what is old, and what it makes for
nobody but who asks.
"""

import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from served import serve_project
from support import (
    ABEL,
    Project,
    build_site,
    read_files,
    say,
    write_records,
    write_site,
)

T = TypeVar("T")
MINUTE = 60  # seconds: far longer than a server needs, so that a test ends
PAGE = "# {0} {{ #{0} }}\n\n{1}.[@abel2020][](){{ #c-{0} }}\n{{ #p-{0} }}\n"
FILES = {
    "docs/index.md": PAGE.format("one", "First"),
    "docs/records/index.yml": write_records({"c-one": say("fact", "abel2020")}),
    "docs/two.md": PAGE.format("two", "Second"),
    "docs/records/two.yml": write_records({"c-two": say("fact", "abel2020")}),
    "bibliography.bib": ABEL,
}


def test_a_server_says_again_what_is_still_wrong(tmp_path: Path) -> None:
    wrong = {
        "bibliography.bib": ABEL.replace("{Abel, Anna}", "{}"),
        "docs/figures/flows.yml": "x: [",
    }
    write_site(tmp_path, FILES | wrong, strict=False)
    said = [
        build_site(tmp_path, "serve", site_dir=str(tmp_path / "served")).messages for _ in range(2)
    ]
    assert len(said[0]) >= 2
    assert said[1] == said[0]


def wait_for(what: Callable[[], T | None], server: subprocess.Popen[str]) -> T:
    """Return the first true value of `what`, asked again and again while the server lives."""
    end = time.monotonic() + MINUTE
    while server.poll() is None and time.monotonic() < end:
        value = what()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("the server has ended, or does not come to it")


def read_page(address: str, words: str) -> str:
    """Return a page once it has some words; before that nothing."""
    with suppress(OSError), urllib.request.urlopen(address, timeout=10) as answer:
        html = str(answer.read().decode())
        return html if words in html else ""
    return ""


@pytest.mark.parametrize(
    ("name", "spoilt", "words"),
    [
        ("mkdocs.yml", b"a: [b: {", "parsing the"),
        ("docs/index.md", b"\xff", "[text-encoding]"),
        pytest.param("docs/records/two.yml", b"a: [", "[bad-file]", marks=pytest.mark.slow),
    ],
    ids=["settings", "page", "records"],
)
def test_a_server_goes_on_whatever_is_saved(
    tmp_path: Path, name: str, spoilt: bytes, words: str
) -> None:
    """What cannot be built is a message, and the next edit that can be shows."""
    write_site(tmp_path, FILES, strict=False)
    said = tmp_path / "said.txt"
    sound = (tmp_path / name).read_bytes()
    with said.open("w") as file, serve_project(tmp_path, file) as (address, server):
        wait_for(lambda: read_page(address, "First"), server)
        (tmp_path / name).write_bytes(spoilt)
        wait_for(lambda: words in said.read_text(), server)
        (tmp_path / name).write_bytes(sound)
        (tmp_path / "docs/two.md").write_text(PAGE.format("two", "Mended"), encoding="utf-8")
        wait_for(lambda: read_page(f"{address}two/", "Mended"), server)


def fetch(address: str) -> tuple[int, bytes]:
    """Return the status of an address, and what is there without the script of a server."""
    try:
        with urllib.request.urlopen(address, timeout=MINUTE) as answer:
            status, content = int(answer.status), bytes(answer.read())
    except urllib.error.HTTPError as error:
        status, content = error.code, error.read()
    return status, re.sub(rb"<script>\s*var livereload.*?</script>", b"", content, flags=re.DOTALL)


def test_all_leads_where_it_should_or_says_why_not_after_ten_edits(
    site: Project, tmp_path: Path
) -> None:
    """An edition too, and also without the slash at its end; no file is empty."""
    site.write("docs/cite.md", "# Cite { #cite }\n\n[a](briefing.pdf) [b](gone.csv)\n{ #files }\n")
    site.write("docs/print.md", "<!-- briefing: whole -->\n")
    site.edit("mkdocs.yml", "strict: true", "strict: false")
    said = tmp_path / "said.txt"
    with said.open("w") as file, serve_project(site.root, file) as (address, server):
        wait_for(lambda: read_page(address, "It may"), server)
        site.edit(
            "docs/records/theme.yml", "assessment", "forecast"
        )  # another page, whose text stays
        site.edit("bibliography.bib", "{Abel", "{Abelard")
        for _ in range(10):
            site.edit("docs/index.md", " may ", " may not ")
        wait_for(lambda: read_page(address, f"It may{' not' * 10}"), server)
        built = build_site(site.root, site_url=address)
        files = read_files(site.root / "site")
        of_builds = {"briefing.pdf", "briefing.epub", "build.json", "SHA256SUMS"}
        assert files.keys() > of_builds
        for name in files.keys() - of_builds:
            assert fetch(address + name) == (200, files[name]), name
        for name in of_builds:
            status, words = fetch(address + name)
            assert (status, b"mkdocs build does" in words) == (503, True), name
        assert fetch(f"{address}editions/1") == (200, files["editions/1/index.html"])
        assert fetch(f"{address}gone.csv")[0] == 404
        assert built.codes() == {"broken-link"}


def test_a_fault_in_a_download_is_told_there_and_by_a_build(site: Project, tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    site.write("docs/cite.md", "# Cite { #cite }\n")
    with said.open("w") as file, serve_project(site.root, file, "--no-strict") as (address, server):
        wait_for(lambda: read_page(address, "It may"), server)
        assert fetch(f"{address}feed.xml")[0] == 200
        site.write("theme/feed.html", "{{ publication.gone.by }}")
        site.edit("docs/index.md", "It may rain", "It will rain")
        wait_for(lambda: read_page(address, "It will"), server)
        status, words = fetch(f"{address}feed.xml")
        assert (status, b"has no attribute" in words) == (503, True)
        assert "feed.xml: " in said.read_text()
    built = build_site(site.root)
    assert any("has no attribute" in message for message in built.messages)
    assert not built.is_published
