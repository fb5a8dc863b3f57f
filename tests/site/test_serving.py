"""What a server does again after a change, and what it does not; nothing is stale."""

import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

import markdown
import pytest
import yaml
from support import (
    ABEL,
    ROOT,
    build_site,
    read_data,
    read_files,
    run,
    say,
    write_real_theme,
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
    "docs/records/names.yml": "Abel: [Ann]\n",
    "bibliography.bib": ABEL,
}
STALE = ROOT / "tests/data/stale"
EDITS = yaml.BaseLoader((STALE / "edits.yml").read_text(encoding="utf-8")).get_data()


@pytest.mark.parametrize(("files", "rendered", "shown"), read_data("sites.yml")["changed"])
def test_only_what_has_changed_is_rendered_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    rendered: list[str],
    shown: dict[str, str],
) -> None:
    convert, done = markdown.Markdown.convert, list[str]()

    def count(md: markdown.Markdown, source: str) -> str:
        done.extend(source.split()[1:2] if source.startswith("# ") else [])
        return convert(md, source)

    def serve(files: dict[str, str]) -> dict[str, bytes]:
        done.clear()
        write_site(tmp_path, files, strict=False)
        build_site(tmp_path, "serve", site_dir=str(tmp_path / "served"))
        return read_files(tmp_path / "served")

    monkeypatch.setattr(markdown.Markdown, "convert", count)
    before, after = serve(FILES), serve(files)
    assert sorted(done) == rendered
    assert all(words in after[f"{page}index.html"].decode() for page, words in shown.items())
    if len(rendered) < 2:
        assert serve({name: FILES[name] for name in files}) == before


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


@contextmanager
def serve(root: Path, said: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a project as an author does; give its address, and the server, which says all there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", *options, "-a", address]
    with (
        said.open("w") as file,
        subprocess.Popen(command, cwd=root, text=True, stdout=file, stderr=file) as server,
    ):
        try:
            yield f"http://{address}/", server
        finally:
            server.terminate()


@pytest.mark.parametrize(
    ("name", "spoilt", "words"),
    [
        ("mkdocs.yml", b"a: [b: {", "parsing the"),
        ("docs/index.md", b"\xff", "[page-encoding]"),
    ],
    ids=["settings", "page"],
)
def test_a_server_goes_on_whatever_is_saved(
    tmp_path: Path, name: str, spoilt: bytes, words: str
) -> None:
    """What cannot be built is a message, what there was is served on, and the next edit shows."""
    write_site(tmp_path, FILES, strict=False)
    said = tmp_path / "said.txt"
    sound = (tmp_path / name).read_bytes()
    with serve(tmp_path, said) as (address, server):
        wait_for(lambda: read_page(address, "First"), server)
        (tmp_path / name).write_bytes(spoilt)
        wait_for(lambda: words in said.read_text(), server)
        assert "First" in wait_for(lambda: read_page(address, "First"), server)
        (tmp_path / name).write_bytes(sound)
        (tmp_path / "docs/two.md").write_text(PAGE.format("two", "Mended"), encoding="utf-8")
        wait_for(lambda: read_page(f"{address}two/", "Mended"), server)
    assert "Traceback" not in said.read_text()


@pytest.mark.slow
def test_a_server_shows_a_record_that_is_changed(tmp_path: Path) -> None:
    """It watches them as it does pages, and a build after it is what a build from nothing is."""
    root = tmp_path / "project"
    write_site(root, FILES, strict=False)
    with serve(root, tmp_path / "said.txt") as (address, server):
        wait_for(lambda: read_page(address, "clause fact"), server)
        changed = write_records({"c-one": say("report", "abel2020")})
        (root / "docs/records/index.yml").write_text(changed, encoding="utf-8")
        wait_for(lambda: read_page(address, "clause report"), server)
    assert build_site(root).is_published
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site"))
    run("-m", "mkdocs", "build", folder=fresh, XDG_CACHE_HOME=str(fresh / "cache"))
    assert read_files(root / "site") == read_files(fresh / "site")


def is_built_again(page: Path, said: Path) -> bool:
    """Whether a server has built once more; a page is saved again where that is three seconds ago.

    A server that has only just begun to watch may have missed it.
    """
    if time.time() - page.stat().st_mtime > 3:
        page.touch()
    return said.read_text().count("Documentation built") > 1


@pytest.mark.slow
def test_a_server_that_builds_cleanly_lives_on_where_nothing_has_changed(tmp_path: Path) -> None:
    """`mkdocs serve --clean` says that it is a build, and a build with nothing to do would end."""
    write_site(tmp_path, FILES, strict=False)
    said = tmp_path / "said.txt"
    with serve(tmp_path, said, "--clean") as (address, server):
        wait_for(lambda: read_page(address, "First"), server)
        wait_for(lambda: is_built_again(tmp_path / "docs/index.md", said), server)
        wait_for(lambda: read_page(address, "First"), server)


def edit(docs: Path, chance: random.Random, edits: list[list[str]]) -> None:
    name, old, new = chance.choice(edits)
    path = docs / name.replace("PAGE", chance.choice(["index", "kim", "snow"]))
    if old:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(old, new.replace("N", str(chance.randrange(10_000)))), encoding="utf-8"
        )
    elif path.is_file():
        path.unlink()
    else:
        shutil.copyfile(STALE / "docs" / name, path)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A small project with everything that a page can show, and templates of its own."""
    root = tmp_path / "project"
    write_site(root, read_files(STALE))
    write_real_theme(
        root,
        strict=False,
        site_url="http://127.0.0.1:8000/",
        extra={"briefing": {"cut_off": date(2024, 11, 26), "date": date(2026, 11, 25)}},
    )
    shutil.copytree(ROOT / "overrides", root / "overrides")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    own = settings.replace(f"{ROOT}/overrides", "overrides")
    (root / "mkdocs.yml").write_text(own, encoding="utf-8")
    return root


def check_nothing_is_stale(root: Path) -> None:
    """What a server shows and what a build makes is what a build from nothing makes.

    A server sets the book later.
    """
    fresh = root.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", "served"))
    run("-m", "mkdocs", "build", folder=root)
    run("-m", "mkdocs", "build", folder=fresh, XDG_CACHE_HOME=str(fresh / "cache"))
    made = read_files(fresh / "site")
    assert read_files(root / "site") == made
    served = read_files(root / "served")
    books = {"briefing.pdf", "briefing.epub"}
    assert served.keys() - books == made.keys() - books
    for name in made.keys() - books - {"SHA256SUMS"}:  # which names the book
        assert served[name] == made[name], name


@pytest.mark.long
@pytest.mark.slow
def test_nothing_is_stale_after_edits(real: Path) -> None:
    """It is looked at after every eleventh, and the last edits are of templates alone."""
    chance = random.Random(0)
    for number in range(1, 34):
        edits = EDITS[:-2] if number <= 28 else EDITS[-2:]
        edit(real / "docs", chance, edits)
        assert build_site(real, "serve", site_dir=str(real / "served")).is_published
        if number % 11 == 0:
            check_nothing_is_stale(real)
